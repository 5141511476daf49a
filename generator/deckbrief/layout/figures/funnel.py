"""Funnel: stages that let less and less through, from the mouth down; what comes out is gold.

Where all stages say a number of one unit, their bars are as wide as these; else the bands narrow evenly.
"""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Rect
from deckbrief.base.message import msg
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.funnel_scale import amounts_of, scaled
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import Look, alt_text, members_of
from deckbrief.layout.figures.slanted import Slope, is_amount, slanted
from deckbrief.layout.figures.steps import lead_above
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind(whole=True, many="chain", few=0, lead=False)

_LEAST: Final = 2
_MOST: Final = 7
_NECK: Final = 0.36
"""Width of the funnel's neck, as a share of its mouth."""


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its parts as bands that narrow, in proportion where all say a number; a click for each with `reveal`.

    Raises CannotDraw for one part or more than seven, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not _LEAST <= len(parts) <= _MOST:
        raise CannotDraw(
            msg("a funnel has two to seven stages, not {number}", number=len(parts)), msg("chain draws any number")
        )
    look = Look(theme, node.accent or 1)
    lead, place = lead_above(look, node, box)
    fills = [*look.ramp(len(parts))[:-1], look.color("gold")]
    amounts = amounts_of(parts) if all(map(is_amount, parts)) else []
    if amounts:
        items = scaled(look, parts, amounts, place, fills, reveal)
    else:
        items = slanted(look, "funnel", parts, place, Slope(1.0, _NECK), fills, reveal)
    return Drawing((*lead, *items), alt_text(node), len(parts) if reveal else 0)
