"""One file per kind of figure: nodes and a rectangle -> placed items."""
