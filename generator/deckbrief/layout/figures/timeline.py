"""Timeline: stages in order as blocks of one height, dates as large as names; many, or long ones, go along a path."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Rect
from deckbrief.base.message import msg
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import Look, alt_text, members_of
from deckbrief.layout.figures.path_of_cards import path
from deckbrief.layout.figures.steps import MOST_BLOCKS, blocks
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind(lead=False)


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its parts in order, left to right, a click for each with `reveal`.

    Raises CannotDraw without parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not parts:
        raise CannotDraw(msg("a timeline needs at least one part"))
    look = Look(theme, node.accent)
    clicks = len(parts) if reveal else 0
    if len(parts) <= MOST_BLOCKS and not node.whole:  # its pieces are to look alike
        try:
            items = blocks(look, node, parts, box, way=node.direction, dated=True, reveal=reveal)
            return Drawing(tuple(items), alt_text(node), clicks)
        except DoesNotFit:
            pass  # a path has more room for their texts
    return Drawing(tuple(path(look, node, parts, box, reveal)), alt_text(node), clicks)
