"""Words at both sides of a drawing, on cards; a fine line leads from each to the point that they are about."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import record
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.cells import Cell, set_cells
from deckbrief.layout.figures.kit import Look, Names
from deckbrief.layout.figures.shapes import card, leader
from deckbrief.layout.frame import Shape, Text
from deckbrief.layout.path import Point

GAP: Final = px(28)
_AIR: Final = px(10)
_PAD: Final = px(22)
_TALLEST: Final = px(240)


@record
class Callout:
    """A part's card, the line from its edge to the part's point, and its words."""

    card: Shape
    line: Shape
    text: Shape | Text


def sides_of(place: Rect, share: float) -> tuple[Rect, Rect, Rect]:
    """Room, the share of its width for the words of a side -> the rooms at the left, for the drawing, at the right."""
    side = round(place.width * share)
    left, rest = place.split_left(side, GAP)
    field, right = rest.split_left(rest.width - side - GAP, GAP)
    return left, field, right


def callouts(
    look: Look, names: Names, parts: Sequence[Node], points: Sequence[Point],
    sides: tuple[Rect, Rect], numbers: tuple[Sequence[int], Sequence[int]], rim: int = 0,
) -> list[Callout]:  # fmt: skip
    """Parts, the point of each, the rooms at left and right, which parts stand there from the top -> their callouts.

    Lines end at the `rim` of what is drawn round a point: so far before it (EMU).
    Raises DoesNotFit where words do not fit at the floor.
    """
    places: dict[int, tuple[Rect, Point]] = {}
    for right, (side, here) in enumerate(zip(sides, numbers, strict=True)):
        rects = _stack(side, len(here))
        places |= dict(zip(here, zip(rects, _starts(rects, right=bool(right)), strict=True), strict=True))
    cells = [
        Cell(
            name=names(part.label, "told"), node=part, room=places[number][0].inset(_PAD, px(6), px(14), px(6)),
            ink=look.color("ink"), soft=look.color("muted"),
        )
        for number, part in enumerate(parts)
    ]  # fmt: skip
    texts, ink = set_cells(look, cells, 40), look.color("ink")
    return [
        Callout(
            card(names(part.label, "card"), places[number][0], look, radius=px(36), path=part.path),
            leader(names(part.label, "line"), places[number][1], _before(points[number], places[number][1], rim), ink),
            texts[number],
        )
        for number, part in enumerate(parts)
    ]


def _before(point: Point, start: Point, rim: int) -> Point:
    """Return where the way from a start to a point reaches a circle of the radius `rim` round the point."""
    share = min(1.0, rim / (_length(start, point) or 1.0))
    return point[0] + (start[0] - point[0]) * share, point[1] + (start[1] - point[1]) * share


def uncrossed(here: Sequence[int], points: Sequence[Point], side: Rect, *, right: bool) -> list[int]:
    """Parts at a side in any order, the point of each -> their order from the top in which no two of their lines cross.

    Two that cross change places: lines get shorter with each change.
    """
    order = sorted(here, key=lambda number: points[number][1])
    starts = starts_at(side, len(order), right=right)
    changed = True
    while changed:
        changed = False
        for low in range(len(order)):
            for high in range(low):
                one, other = points[order[high]], points[order[low]]
                now = _length(starts[high], one) + _length(starts[low], other)
                if _length(starts[high], other) + _length(starts[low], one) < now - 1:
                    order[high], order[low] = order[low], order[high]
                    changed = True
    return order


def starts_at(side: Rect, count: int, *, right: bool) -> list[Point]:
    """Side of a drawing, how many cards it has -> where the line of each begins, from the top."""
    return _starts(_stack(side, count), right=right)


def _starts(rects: Sequence[Rect], *, right: bool) -> list[Point]:
    return [(float(rect.x if right else rect.right), float(rect.center_y)) for rect in rects]


def away_from(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the line between two others (EMU)."""
    long = _length(start, end) or 1.0
    along = ((point[0] - start[0]) * (end[0] - start[0]) + (point[1] - start[1]) * (end[1] - start[1])) / long**2
    share = min(1.0, max(0.0, along))
    return _length(point, (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))


def _length(start: Point, end: Point) -> float:
    return hypot(end[0] - start[0], end[1] - start[1])


def _stack(side: Rect, count: int) -> list[Rect]:
    """Return places for so many cards above each other, in the middle of a side."""
    if not count:
        return []
    high = min((side.height - _AIR * (count - 1)) // count, _TALLEST)
    whole = high * count + _AIR * (count - 1)
    return Rect(side.x, Emu(side.y + (side.height - whole) // 2), side.width, Emu(whole)).rows(count, _AIR)
