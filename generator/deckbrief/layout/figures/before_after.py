"""Before and after: two cards and an arrow from the first to the second."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Rect, points
from deckbrief.base.message import msg
from deckbrief.layout.figures.headed import draw_cards, plan_cards
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import AIR, Look, Names, members_of, middle, told
from deckbrief.layout.figures.node import CannotDraw, Drawing, Node
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind(least=2, most=2, whole=True)

_ARROW: Final = points(44)
_BETWEEN: Final = _ARROW + 2 * AIR


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node with two parts -> the first in a quiet colour, an arrow, the second in the accent.

    Raises CannotDraw with another number of parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if len(parts) != 2:
        message = msg("before-after shows exactly two parts, not {number}", number=len(parts))
        raise CannotDraw(message, msg("use chain for several steps, pillars for parts side by side"))
    look = Look(theme, node.accent)
    width = (box.width - _BETWEEN) // 2
    plan = plan_cards(look, parts, width, box.height, 30)
    place = middle(box, plan.height)
    cells = [Rect(Emu(place.x + index * (width + _BETWEEN)), place.y, Emu(width), Emu(plan.height)) for index in (0, 1)]
    names = Names("before-after")
    accents = [look.color("muted"), look.accent(1)]
    clicks = [1, 2] if reveal else [0, 0]
    before, after = draw_cards(look, parts, cells, plan, names, accents, clicks)
    arrow = Rect(Emu(cells[0].right + AIR), Emu(place.center_y - _ARROW // 2), Emu(_ARROW), Emu(_ARROW))
    items: list[AnyItem] = [
        before,
        Shape(name=names("arrow"), rect=arrow, geometry="rightArrow", fill=look.accent(1), click=clicks[1]),
        after,
    ]
    return Drawing(tuple(items), told(node), 2 if reveal else 0)
