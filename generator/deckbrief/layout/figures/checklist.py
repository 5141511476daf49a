"""Checklist: a card for each part with a box to be ticked before it, in one column or more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, points
from deckbrief.base.message import msg
from deckbrief.layout.figures.details import draw_cards, plan_cards
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import LINK, RADIUS, Look, Names, members_of, told
from deckbrief.layout.figures.node import CannotDraw, Drawing, Node
from deckbrief.layout.frame import Shape
from deckbrief.theme.theme import Color, Theme

KIND: Final = FigureKind()

_BOX: Final = points(30)
_LEFT: Final = points(60)


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> cards with boxes to be ticked in `box`, a click for each part with `reveal`.

    Raises CannotDraw without parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not parts:
        raise CannotDraw(msg("a checklist needs at least one part"))
    look = Look(theme, node.accent or 1)
    top = 22 if any(part.lead or members_of(part) for part in parts) else 26
    plan = plan_cards(look, parts, box, _columns(len(parts), box), top, _LEFT)
    clicks = [number if reveal else 0 for number in range(1, len(parts) + 1)]
    cards = draw_cards(look, parts, box, plan, Names("checklist"), clicks, mark=_box, stretch=1.7)
    return Drawing(tuple(cards), told(node), len(parts) if reveal else 0)


def _columns(count: int, box: Rect) -> tuple[int, ...]:
    """Return how many columns to try, the likeliest first: one for up to three parts or a narrow box."""
    if count <= 3 or box.width < points(560):
        return 1, 2, 3
    return 2, 1, 3


def _box(names: Names, part: Node, card: Rect, accent: Color, look: Look) -> Sequence[Shape]:
    """Return an empty square with an edge in the accent, to be ticked."""
    square = Rect(Emu(card.x + (_LEFT - _BOX) // 2), Emu(card.center_y - _BOX // 2), _BOX, _BOX)
    return (
        Shape(
            name=names(part.label, "box"),
            rect=square,
            geometry="roundRect",
            adjust=(("adj", round(RADIUS * 100_000 / _BOX)),),
            fill=look.color("card"),
            stroke=look.edge(accent, LINK),
        ),
    )
