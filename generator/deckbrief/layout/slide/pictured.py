"""Blocks of a slide -> a list or a text and the picture that stands beside it, where they are these two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.draft.nodes import Pictures
from deckbrief.draft.slides import Block, FigureBlock, ListBlock

_LISTS: Final = ("bullets", "prose")


def pictured(blocks: Sequence[Block]) -> tuple[ListBlock, FigureBlock] | None:
    """Blocks -> the words and the picture among them; None where there is no such pair."""
    lists = [block for block in blocks if isinstance(block, ListBlock) and block.style in _LISTS]
    figures = [block for block in blocks if isinstance(block, FigureBlock) and isinstance(block.content, Pictures)]
    return (lists[0], figures[0]) if len(lists) == 1 and len(figures) == 1 else None


def is_wider(figure: FigureBlock, share: float) -> bool:
    """Tell whether a picture is more than `share` times as wide as high, or must be shown whole."""
    (picture, *others) = figure.looked_up.members if isinstance(figure.looked_up, Pictures) else ()
    return bool(others) or picture.fit == "whole" or picture.width > share * picture.height
