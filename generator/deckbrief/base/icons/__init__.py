"""Icons: Phosphor's outlines, and the words that they stand for."""
