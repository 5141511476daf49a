"""Words at both sides of a drawing, on cards; a fine line leads from each to the point that they are about."""

from __future__ import annotations

from collections.abc import Sequence
from math import dist
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import record, replace
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


@record
class Side:
    """The room for words at the left or `right` of a drawing, and which parts have theirs there, from the top."""

    room: Rect
    parts: Sequence[int]
    right: bool
    tallest: int = _TALLEST
    """A card is no higher (EMU)."""

    def cards(self) -> list[Rect]:
        """Return places for the cards of the parts above each other, in the middle of the room."""
        count = len(self.parts)
        if not count:
            return []
        room = self.room
        high = min((room.height - _AIR * (count - 1)) // count, self.tallest)
        whole = high * count + _AIR * (count - 1)
        return Rect(room.x, Emu(room.y + (room.height - whole) // 2), room.width, Emu(whole)).rows(count, _AIR)

    def starts(self) -> list[Point]:
        """Return where the line of each card begins: in the middle of its edge that faces the drawing."""
        return [(float(rect.x if self.right else rect.right), float(rect.center_y)) for rect in self.cards()]


def sides_of(place: Rect, share: float) -> tuple[Rect, Rect, Rect]:
    """Room, the share of its width for the words of a side -> the rooms at the left, for the drawing, at the right."""
    side = round(place.width * share)
    left, rest = place.split_left(side, GAP)
    field, right = rest.split_left(rest.width - side - GAP, GAP)
    return left, field, right


def callouts(
    look: Look, names: Names, parts: Sequence[Node], points: Sequence[Point], sides: Sequence[Side], rim: int = 0
) -> list[Callout]:
    """Parts, the point of each, the sides that hold all of them -> their callouts.

    Lines end at the `rim` of what is drawn round a point: so far before it (EMU).
    Raises DoesNotFit where words do not fit at the floor.
    """
    places = {number: rect for side in sides for number, rect in zip(side.parts, side.cards(), strict=True)}
    starts = starts_of(sides)
    cells = [
        Cell(
            name=names(part.label, "told"), node=part, room=places[number].inset(_PAD, px(6), px(14), px(6)),
            ink=look.color("ink"), soft=look.color("muted"),
        )
        for number, part in enumerate(parts)
    ]  # fmt: skip
    texts, ink = set_cells(look, cells, 40), look.color("ink")
    return [
        Callout(
            card(names(part.label, "card"), places[number], look, radius=px(36), path=part.path),
            leader(names(part.label, "line"), starts[number], _before(points[number], starts[number], rim), ink),
            texts[number],
        )
        for number, part in enumerate(parts)
    ]


def _before(point: Point, start: Point, rim: int) -> Point:
    """Return where the way from a start to a point reaches a circle of the radius `rim` round the point."""
    share = min(1.0, rim / (dist(start, point) or 1.0))
    return point[0] + (start[0] - point[0]) * share, point[1] + (start[1] - point[1]) * share


def uncrossed(side: Side, points: Sequence[Point]) -> Side:
    """Side, the point of each part -> the same with its parts in the order in which no two of their lines cross.

    Two that cross change places: lines get shorter with each change.
    """
    order = sorted(side.parts, key=lambda number: points[number][1])
    starts = side.starts()
    changed = True
    while changed:
        changed = False
        for low in range(len(order)):
            for high in range(low):
                one, other = points[order[high]], points[order[low]]
                now = dist(starts[high], one) + dist(starts[low], other)
                if dist(starts[high], other) + dist(starts[low], one) < now - 1:
                    order[high], order[low] = order[low], order[high]
                    changed = True
    return replace(side, parts=tuple(order))


def starts_of(sides: Sequence[Side]) -> dict[int, Point]:
    """Sides -> where the line of each part begins."""
    return {number: start for side in sides for number, start in zip(side.parts, side.starts(), strict=True)}


def away_from(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the line between two others (EMU)."""
    long = dist(start, end) or 1.0
    along = ((point[0] - start[0]) * (end[0] - start[0]) + (point[1] - start[1]) * (end[1] - start[1])) / long**2
    share = min(1.0, max(0.0, along))
    return dist(point, (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
