"""The hand-drawn deck that uses every item of a frame, as fixtures."""

from tests.support.sample_deck import deck_of, every_item, theme

__all__ = ["deck_of", "every_item", "theme"]
