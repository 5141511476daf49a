"""Pyramid: levels that rest on each other, from the peak down; the peak is gold."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Rect
from deckbrief.base.message import msg
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import Look, alt_text, members_of
from deckbrief.layout.figures.slanted import Slope, slanted
from deckbrief.layout.figures.steps import lead_above
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind(whole=True, many="checklist", few=0, lead=False)

_LEAST: Final = 2
_MOST: Final = 7


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its parts as levels, the first at the peak, a click for each with `reveal`.

    Raises CannotDraw for one part or more than seven, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not _LEAST <= len(parts) <= _MOST:
        raise CannotDraw(
            msg("a pyramid has two to seven levels, not {number}", number=len(parts)), msg("checklist draws any number")
        )
    look = Look(theme, node.accent or 1)
    lead, place = lead_above(look, node, box)
    fills = [look.color("gold"), *reversed(look.ramp(len(parts))[:-1])]
    items = slanted(look, "pyramid", parts, place, Slope(0.0, 1.0), fills, reveal)
    return Drawing((*lead, *items), alt_text(node), len(parts) if reveal else 0)
