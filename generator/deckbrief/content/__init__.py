"""YAML -> the typed model of what is said, with every problem at its line and column."""
