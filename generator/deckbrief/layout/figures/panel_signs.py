"""What stands in a panel that has no words below its title: a count that the title says, an icon, a golden ring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.hub_ring import count_hero, panel_icon, told_count
from deckbrief.layout.figures.kit import Look
from deckbrief.layout.figures.shapes import icon, rings
from deckbrief.layout.frame import AnyItem, Shape

_RINGS: Final = px(352)
_GOLDEN: Final = ((266, 274), (0, 56))
"""Radii of what is golden between the rings of a panel, in px."""
_ICON: Final = px(176)


def counted(look: Look, node: Node, parts: Sequence[Node], column: Rect) -> list[AnyItem]:
    """Return how many parts there are, large at the foot of a panel's column, where the title says it; or nothing."""
    count = told_count(node, parts)
    return [*count_hero(look, node, count, column)] if count else []


def golden_ring(look: Look) -> Shape:
    """Return the golden ring, and the golden middle, of the rings of a panel where nothing else stands."""
    corner = Rect(Emu(0), Emu(look.theme.low(px(712)) - _RINGS), _RINGS, _RINGS)
    return rings("panel ring", corner, "bl", look.color("hi"), _GOLDEN)


def sign_of(look: Look, node: Node, parts: Sequence[Node], column: Rect) -> list[AnyItem]:
    """Return what stands in the column of a panel beside a figure that says all in its own place."""
    if found := counted(look, node, parts, column):
        return found
    if key := panel_icon(node, parts):
        return [icon("panel icon", key, column.x + _ICON // 2, look.theme.low(px(540)), _ICON, look.color("hi"))]
    return [golden_ring(look)]
