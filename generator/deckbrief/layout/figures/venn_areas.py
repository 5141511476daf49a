"""Sets that meet -> the areas that they cover on a slide: their outlines, what they share, and where words stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import cos, dist, hypot, radians, sin
from typing import Any, Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import record
from deckbrief.layout.figures.shapes import disc, drawn
from deckbrief.layout.frame import Shape
from deckbrief.layout.path import Pen, Point

_STEPS: Final = 72
"""Into how many columns and rows the areas are divided to find room for words."""
_WAY: Final = 40
"""Into how many steps a line to a set is divided to see what it crosses."""
_FINE: Final = 3
"""Degrees from one corner of an outline to the next: it is drawn off by a tenth of a pixel at most."""
_CLEAR: Final = 0.93
"""Words keep so far inside of their areas, in radii, and as far outside of others."""
_HALF_EDGE: Final = px(2)
_APART: Final = (0.5, 0.66)
"""How far apart the middles of two circles are, in diameters: as wide a box as it is high, and a wide one."""


@record
class SetArea:
    """An ellipse on a square of 1 × 1: its middle, its radii, the degrees that it is turned by."""

    x: float
    y: float
    wide: float
    high: float
    turn: float = 0

    def depth(self, x: float, y: float) -> float:
        """Return how far out a point lies: 0 in the middle, 1 on the edge."""
        angle = radians(self.turn)
        dx, dy = x - self.x, y - self.y
        along, across = dx * cos(angle) + dy * sin(angle), dy * cos(angle) - dx * sin(angle)
        return hypot(along / self.wide, across / self.high)

    def at(self, along: float, across: float) -> tuple[float, float]:
        angle = radians(self.turn)
        x, y = along * self.wide, across * self.high
        return self.x + x * cos(angle) - y * sin(angle), self.y + x * sin(angle) + y * cos(angle)


_COUNTED: Final[dict[int, tuple[SetArea, ...]]] = {
    3: tuple(SetArea(1.08 * x, 1.08 * y, 1, 1) for x, y in ((0, 0), (0.5, 0.75**0.5), (-0.5, 0.75**0.5))),
    4: (
        SetArea(0.34, 0.58, 0.44, 0.245, 47), SetArea(0.45, 0.44, 0.44, 0.245, 47),
        SetArea(0.55, 0.44, 0.44, 0.245, -47), SetArea(0.66, 0.58, 0.44, 0.245, -47),
    ),
}  # fmt: skip
"""Sets, by their number. The middles of three are a little more than a radius apart; of four all meet, in every choice
of them (Venn 1880), which circles cannot do."""
COUNTS: Final = (2, *_COUNTED)
"""How many sets can meet."""


def sets_in(count: int, box: Rect) -> tuple[SetArea, ...]:
    """Count of sets, box -> how they lie to each other: two are further apart where the box is wide."""
    if count != 2:
        return _COUNTED[count]
    least, most = _APART
    apart = min(most, max(least, box.width / max(box.height, 1) - 1))
    return SetArea(0.5, 0.5, 0.5, 0.5), SetArea(0.5 + apart, 0.5, 0.5, 0.5)


_Steps = tuple[int, int, int, int]
"""Left, top, right and foot of a rectangle, in steps."""


class Areas:
    """Sets in a box: what each covers, and where words stand. Circles are as large as it allows, others fill it."""

    def __init__(self, count: int, box: Rect) -> None:
        self.sets = sets = sets_in(count, box)
        self._left, self._top, self._wide, self._high = _extent(sets)
        inner = box.inset(_HALF_EDGE)
        self.box = inner if any(one.turn for one in sets) else _shaped(inner, self._wide / self._high)

    def _on(self, x: float, y: float) -> tuple[float, float]:
        """Point of the sets -> where it stands on the slide."""
        return (
            self.box.x + (x - self._left) / self._wide * self.box.width,
            self.box.y + (y - self._top) / self._high * self.box.height,
        )

    def shape(self, number: int, name: str, **more: Any) -> Shape:
        """Return a set as a shape: an ellipse, or where it is turned its outline."""
        one = self.sets[number]
        if not one.turn:
            x, y = self._on(one.x, one.y)
            return disc(name, round(x), round(y), round(one.wide / self._wide * self.box.width), **more)
        edge = [self._on(*one.at(cos(radians(turn)), sin(radians(turn)))) for turn in range(0, 360, _FINE)]
        return drawn(name, Pen().polygon(edge), **more)

    @property
    def shared(self) -> Pen:
        """Draw what lies in all sets: it is convex, so that its edge is found in each direction from within."""
        x = sum(one.x for one in self.sets) / len(self.sets)
        y = min((step / 200 for step in range(200)), key=lambda each: max(one.depth(x, each) for one in self.sets))
        return Pen().polygon([self._edge(x, y, turn) for turn in range(0, 360, _FINE)])

    def _edge(self, x: float, y: float, turn: int) -> tuple[float, float]:
        near, far = 0.0, 1.0
        for _ in range(24):
            middle = (near + far) / 2
            at = x + middle * cos(radians(turn)), y + middle * sin(radians(turn))
            near, far = (middle, far) if all(one.depth(*at) <= 1 for one in self.sets) else (near, middle)
        return self._on(x + near * cos(radians(turn)), y + near * sin(radians(turn)))

    def room(self, members: Sequence[int], shape: float) -> Rect:
        """Return the largest rectangle within those sets and outside of others, about `shape` times as wide as high."""
        box = self.box
        left, top, right, foot = _largest(_within(self.sets, tuple(members)), shape * box.height / box.width)
        x, y = box.x + box.width * left // _STEPS, box.y + box.height * top // _STEPS
        width, height = box.width * (right - left) // _STEPS, box.height * (foot - top) // _STEPS
        return Rect(Emu(x), Emu(y), Emu(width), Emu(height))

    def spot(self, number: int, start: Point) -> Point | None:
        """Return where in a set alone a line ends that comes from a point outside and crosses no other set; or None.

        The place is the one that is furthest from all edges.
        """
        best, found = 0.0, None
        for column in range(0, _STEPS, 2):
            for row in range(0, _STEPS, 2):
                x, y = _place(self.sets, column, row)
                depths = [one.depth(x, y) for one in self.sets]
                if not _is_free(depths, (number,)):
                    continue
                room = min(1 - depths[number], *(far - 1 for at, far in enumerate(depths) if at != number))
                if room > best and not self._crosses(number, start, self._on(x, y)):
                    best, found = room, self._on(x, y)
        return found

    def rim(self, number: int, start: Point) -> Point | None:
        """Return the point of a set's edge to which the way from a point outside is shortest and crosses no other."""
        one = self.sets[number]
        edge = [self._on(*one.at(cos(radians(turn)), sin(radians(turn)))) for turn in range(0, 360, _FINE)]
        return next(
            (at for at in sorted(edge, key=lambda at: dist(at, start)) if not self._crosses(number, start, at)), None
        )

    def _crosses(self, number: int, start: Point, end: Point) -> bool:
        """Tell whether the way between two points of the slide goes through a set besides that one."""
        for step in range(_WAY + 1):
            share = step / _WAY
            x = self._left + (start[0] + (end[0] - start[0]) * share - self.box.x) / self.box.width * self._wide
            y = self._top + (start[1] + (end[1] - start[1]) * share - self.box.y) / self.box.height * self._high
            if any(one.depth(x, y) <= 1 for at, one in enumerate(self.sets) if at != number):
                return True
        return False


@lru_cache(maxsize=64)
def _extent(sets: Sequence[SetArea]) -> tuple[float, float, float, float]:
    """Return where sets begin at the left and at the top, how wide and how high they are together."""
    edge = [one.at(cos(radians(turn)), sin(radians(turn))) for one in sets for turn in range(360)]
    xs, ys = [x for x, _ in edge], [y for _, y in edge]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _place(sets: Sequence[SetArea], column: int, row: int) -> tuple[float, float]:
    """Return the middle of a step."""
    left, top, wide, high = _extent(sets)
    return left + (column + 0.5) / _STEPS * wide, top + (row + 0.5) / _STEPS * high


def _is_free(depths: Sequence[float], members: Sequence[int]) -> bool:
    """Tell whether a point lies well within some sets and well outside of the others, by how deep it is in each."""
    return all(depth <= _CLEAR if number in members else depth >= 1 / _CLEAR for number, depth in enumerate(depths))


@lru_cache(maxsize=64)
def _within(sets: Sequence[SetArea], members: tuple[int, ...]) -> tuple[_Steps, ...]:
    """Return the rectangles that lie in some of the sets alone."""
    points = [[_place(sets, column, row) for column in range(_STEPS)] for row in range(_STEPS)]
    return tuple(
        _rectangles([[_is_free([one.depth(x, y) for one in sets], members) for x, y in row] for row in points])
    )


def _shaped(box: Rect, shape: float) -> Rect:
    """Return the largest rectangle in the middle of a box that is so many times as wide as high."""
    wide, high = min(box.width, round(box.height * shape)), min(box.height, round(box.width / shape))
    return Rect(Emu(box.x + (box.width - wide) // 2), Emu(box.y + (box.height - high) // 2), Emu(wide), Emu(high))


def _largest(rectangles: Sequence[_Steps], shape: float) -> _Steps:
    """Return the rectangle in which most words have room, about `shape` times as wide as high."""

    def size(found: _Steps) -> float:
        wide, high = (found[2] - found[0]) / shape, found[3] - found[1]
        return min(wide, high) ** 2 * 4 + wide * high

    return max(rectangles, key=size, default=(0, 0, 1, 1))


def _rectangles(free: Sequence[Sequence[bool]]) -> Iterator[_Steps]:
    """Yield each rectangle of free steps that is as wide as can be for its foot and its height."""
    heights = [0] * len(free[0])
    for row, steps in enumerate(free):
        heights = [high + 1 if step else 0 for high, step in zip(heights, steps, strict=True)]
        begun: list[tuple[int, int]] = []
        for column, high in enumerate([*heights, 0]):
            left = column
            while begun and begun[-1][1] >= high:
                left, low = begun.pop()
                if low:
                    yield left, row - low + 1, column, row + 1
            begun.append((left, high))
