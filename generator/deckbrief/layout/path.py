"""Points and arcs -> outlines of shapes, on the grid of their own rectangle.

A `Pen` draws in EMU where things stand on the slide; `outline` then gives the smallest rectangle around it all, and the
outline on it. Angles are degrees, clockwise from the right, as in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import acos, asin, atan2, ceil, cos, degrees, floor, hypot, radians, sin
from typing import Final

from deckbrief.base.length import Emu, Rect
from deckbrief.layout.frame import Outline

Point = tuple[float, float]

FINENESS: Final = 635
"""EMU in a step of an outline's grid: a twentieth of a point."""


class Pen:
    """Draws one outline, of as many pieces as are begun with `move`."""

    def __init__(self) -> None:
        self._commands: list[tuple[str, tuple[float, ...]]] = []
        self._at: Point = (0.0, 0.0)
        self._xs: list[float] = []
        self._ys: list[float] = []

    def move(self, x: float, y: float) -> Pen:
        return self._add("M", (x, y))

    def line(self, *points: Point) -> Pen:
        for point in points:
            self._add("L", point)
        return self

    def curve(self, first: Point, second: Point, end: Point) -> Pen:
        """Go on in a cubic curve."""
        return self._add("C", (*first, *second, *end))

    def arc(self, center: Point, radius: float, start: float, sweep: float) -> Pen:
        """Go on along a circle from its point at `start`, where the pen is, by `sweep` degrees."""
        self._commands.append(("A", (radius, start, sweep)))
        turns = [start, start + sweep]
        low, high = sorted(turns)
        turns += [90.0 * quarter for quarter in range(ceil(low / 90), floor(high / 90) + 1)]
        for turn in turns:
            self._note(on_circle(center, radius, turn))
        self._at = on_circle(center, radius, start + sweep)
        return self

    def close(self) -> Pen:
        self._commands.append(("Z", ()))
        return self

    def polygon(self, points: Sequence[Point]) -> Pen:
        """Draw a closed piece of straight lines."""
        return self.move(*points[0]).line(*points[1:]).close()

    def circle(self, center: Point, radius: float) -> Pen:
        """Draw a whole circle."""
        return self.move(center[0] + radius, center[1]).arc(center, radius, 0, 360).close()

    def _add(self, letter: str, numbers: tuple[float, ...]) -> Pen:
        self._commands.append((letter, numbers))
        for point in zip(numbers[::2], numbers[1::2], strict=True):
            self._note(point)
        self._at = (numbers[-2], numbers[-1])
        return self

    def _note(self, point: Point) -> None:
        self._xs.append(point[0])
        self._ys.append(point[1])

    def outline(self) -> tuple[Rect, Outline]:
        """Return the rectangle around all that is drawn, and the outline on it."""
        left, top = floor(min(self._xs)), floor(min(self._ys))
        width = max(1, ceil((max(self._xs) - left) / FINENESS))
        height = max(1, ceil((max(self._ys) - top) / FINENESS))
        data = "".join(_command(letter, numbers, left, top) for letter, numbers in self._commands)
        rect = Rect(Emu(left), Emu(top), Emu(width * FINENESS), Emu(height * FINENESS))
        return rect, Outline(data, width, height)


def _command(letter: str, numbers: tuple[float, ...], left: float, top: float) -> str:
    if letter == "A":
        radius, start, sweep = numbers
        size = round(radius / FINENESS)
        return f"A{size} {size} {round(start % 360 * 60_000)} {round(sweep * 60_000)}"
    steps = (round((value - (top if index % 2 else left)) / FINENESS) for index, value in enumerate(numbers))
    return letter + " ".join(map(str, steps))


def on_circle(center: Point, radius: float, angle: float) -> Point:
    """Centre, radius, degrees clockwise from the right -> the point there."""
    return center[0] + radius * cos(radians(angle)), center[1] + radius * sin(radians(angle))


def sector(center: Point, inner: float, outer: float, start: float, sweep: float, notch: float = 0) -> Pen:
    """A piece of a ring from `start` by `sweep` degrees; `inner` 0 gives a slice.

    With a `notch` its middle points so far inwards, or outwards where it is negative.
    """
    pen = Pen().move(*on_circle(center, outer, start))
    middle, half = start + sweep / 2, min(sweep / 4, 8.0)
    if notch < 0:
        pen.arc(center, outer, start, sweep / 2 - half)
        pen.line(on_circle(center, outer - notch, middle), on_circle(center, outer, middle + half))
        pen.arc(center, outer, middle + half, sweep / 2 - half)
    else:
        pen.arc(center, outer, start, sweep)
    pen.line(on_circle(center, inner, start + sweep))
    if inner and notch > 0:
        pen.arc(center, inner, start + sweep, half - sweep / 2)
        pen.line(on_circle(center, inner - notch, middle), on_circle(center, inner, middle - half))
        pen.arc(center, inner, middle - half, half - sweep / 2)
    elif inner:
        pen.arc(center, inner, start + sweep, -sweep)
    return pen.close()


def quarter_rings(box: Rect, corner: str, radii: Iterable[tuple[float, float]], bend: float = 0) -> Pen:
    """Rings round a corner of a box (`tl`, `tr`, `bl`, `br`), inner and outer radii in EMU, cut off at its edges.

    With a `bend` the corner of the box above or below that one is round, and they are cut off along it, too. Raises
    ValueError where no ring reaches into the box.
    """
    pen = Pen()
    drawn = False
    for inner, outer in radii:
        points = _Quarter(box, corner, min(bend, box.width, box.height))
        drawn |= points.ring(pen, inner, outer)
    if not drawn:
        raise ValueError("no ring lies in the box")
    return pen


class _Quarter:
    """A quarter of a plane: `across` and `down` from the corner, into the box."""

    def __init__(self, box: Rect, corner: str, bend: float) -> None:
        self._right, self._lower = corner[1] == "r", corner[0] == "b"
        self._center = (box.right if self._right else box.x, box.bottom if self._lower else box.y)
        self._wide, self._high, self._bend = box.width, box.height, bend

    def ring(self, pen: Pen, inner: float, outer: float) -> bool:
        """Draw what lies of a ring in the box, and tell whether anything does."""
        if inner * inner >= self._wide * self._wide + self._high * self._high:
            return False
        far = self._span(outer)
        near = self._span(inner)
        if far is None:
            corners = [self._at(self._wide, 0), self._at(self._wide, self._high)]
            pen.move(*corners[0]).line(*corners[1:])
        else:
            pen.move(*self._at(self._wide, 0) if outer > self._wide else self._polar(outer, far[0]))
            pen.line(self._polar(outer, far[0]))
            self._arc(pen, self._center, outer, *far)
        self._edge(pen, inner, outer)
        if not inner or near is None:
            pen.line(self._at(0, 0))
        else:
            pen.line(self._polar(inner, near[1]))
            self._arc(pen, self._center, inner, near[1], near[0])
        pen.close()
        return True

    def _edge(self, pen: Pen, inner: float, outer: float) -> None:
        """Go on along the box's far edge, and its bend, from where the outer circle leaves it to the inner one."""
        bend = self._bend
        start, end = self._within_bend(outer), self._within_bend(inner)
        if hypot(bend, self._high) <= inner or (start is None and outer <= self._high - bend):
            return
        if start is None:
            pen.line(self._at(bend, self._high))
        if bend:
            center = self._at(bend, self._high - bend)
            self._arc(pen, center, bend, 90.0 if start is None else start, 180.0 if end is None else end)

    def _within_bend(self, radius: float) -> float | None:
        """Return at which angle round the bend's middle a circle crosses the bend; None where it does not."""
        angle = self._crossing(radius)
        if angle is None:
            return None
        x, y = radius * cos(radians(angle)) - self._bend, radius * sin(radians(angle)) - self._high + self._bend
        return degrees(atan2(y, x))

    def _crossing(self, radius: float) -> float | None:
        """Return the angle at which a circle round the corner crosses the bend, None where it does not."""
        bend, rest = self._bend, self._high - self._bend
        if not bend or radius <= rest or radius >= hypot(bend, self._high):
            return None
        away = hypot(bend, rest)
        share = (radius * radius + away * away - bend * bend) / (2 * radius * away)
        return degrees(atan2(rest, bend) + acos(max(-1.0, min(1.0, share))))

    def _span(self, radius: float) -> tuple[float, float] | None:
        """Return from and to which angle (0 along the width, 90 along the height) a circle lies in the box."""
        start = degrees(acos(self._wide / radius)) if radius > self._wide else 0.0
        crossing = self._crossing(radius)
        end = degrees(asin(self._high / radius)) if radius > self._high else 90.0
        end = end if crossing is None else crossing
        return (start, end) if start < end else None

    def _at(self, across: float, down: float) -> Point:
        x = self._center[0] - across if self._right else self._center[0] + across
        y = self._center[1] - down if self._lower else self._center[1] + down
        return x, y

    def _polar(self, radius: float, angle: float) -> Point:
        return self._at(radius * cos(radians(angle)), radius * sin(radians(angle)))

    def _arc(self, pen: Pen, center: Point, radius: float, start: float, end: float) -> None:
        first, last = self._turned(start), self._turned(end)
        pen.arc(center, radius, first, last - first)

    def _turned(self, angle: float) -> float:
        """Return an angle of the quarter as the plane counts it."""
        across = 180 - angle if self._right else angle
        return -across if self._lower else across
