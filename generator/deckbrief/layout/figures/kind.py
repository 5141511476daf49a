"""What a figure says of itself, at the top of its file: everything that others need to know of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from deckbrief.base.record import record
from deckbrief.draft.nodes import Node
from deckbrief.draft.slides import Form


def _never(node: Node) -> bool:
    """Tell that no node needs the whole room."""
    return False


@record(kw_only=True)
class FigureKind:
    """A kind of figure. Its file holds one as `KIND`, and `draw`, which draws it; content/figures.py has its name."""

    least: int = 1
    """It makes no sense of fewer members."""
    most: int = 0
    """It carries no more members on a slide, whatever their texts; 0: as many as fit."""
    whole: bool = False
    """It says something else when it is drawn in two, as a round or a sum: it is never continued on another slide."""
    many: str = ""
    """Of a whole: the figure that draws more than a `few` members where these do not fit; empty: none."""
    few: int = 9
    """Of so many members it is asked that they be told in fewer words."""
    counted: bool = False
    """Members bear numbers, and count on where the figure is continued."""
    lead: bool = True
    """What the entry's lead says may stand on a line below it."""
    throughout: bool = False
    """It has a place of its own for what runs through all members; others have a bar for it."""
    forms: Callable[[Any], Sequence[Form]] | None = None
    """Content (node, numbers, grid) -> the forms in which it may be drawn, the best first; None: only under a title.

    Its `draw` then takes a `stage`.
    """
    dark: Callable[[Node], bool] = _never
    """Whether all of a node stands on cards of its own, so that it may be drawn on a dark slide as under a title."""
    variants: Callable[[Any], Sequence[str]] | None = None
    """Content -> the variants in which it may be drawn, the best first; two alike in a row take two of them."""
    crowded: Callable[[Node], bool] = _never
    """Whether a node needs all the room that there is: then no takeaway stands below it."""
