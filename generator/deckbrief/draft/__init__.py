"""Model -> Jinja -> typed slide tree for decks, HTML for briefings."""
