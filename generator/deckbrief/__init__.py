"""deckbrief: curated YAML -> native PowerPoint decks and print-quality PDF briefings."""
