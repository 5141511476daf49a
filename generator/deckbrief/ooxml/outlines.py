"""A shape of a geometry of its own -> its outline as polygons (ECMA-376 part 1, 20.1.9.8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, cos, radians, sin
from typing import Final

from deckbrief.ooxml.markup import Element, every
from deckbrief.ooxml.names import tag

Point = tuple[float, float]
Polygon = tuple[Point, ...]
Outline = tuple[Polygon, ...]
"""The pieces of a path, in shares of its shape's rectangle; a piece inside of another is a hole in it."""

_STEPS: Final = 12
"""Straight pieces that a curve or a quarter of a circle is taken for."""
_CORNERS: Final = 500
"""About how many corners of a polygon are looked at; of one with more, some."""


def outlines_of(geometry: Element | None) -> Iterator[Outline]:
    """Custom geometry -> the outline of each of its paths; none from one that has guides to be computed."""
    for path in every(geometry, "a:pathLst/a:path"):
        try:
            width, height = (float(path.get(side, "0") or 0) for side in ("w", "h"))
            pieces = list(_pieces(path))
        except ValueError:  # a guide's name: its rectangle has to do
            return
        if width and height and any(len(piece) > 2 for piece in pieces):
            yield tuple(_in_shares(piece, width, height) for piece in pieces if piece)


def is_inside(outline: Outline, x: float, y: float) -> bool:
    """Tell whether a point lies in an outline (crossings of a ray to the right are odd)."""
    inside = False
    for polygon in outline:
        before = polygon[-1]
        for corner in polygon:
            (x1, y1), (x2, y2) = before, corner
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
            before = corner
    return inside


def _in_shares(piece: Sequence[Point], width: float, height: float) -> Polygon:
    return tuple((x / width, y / height) for x, y in piece[:: 1 + len(piece) // _CORNERS])


def _pieces(path: Element) -> Iterator[list[Point]]:
    """Commands of a path -> its pieces. Raises ValueError where a number is none."""
    piece: list[Point] = []
    for command in path:
        points = [(float(point.get("x", "")), float(point.get("y", ""))) for point in every(command, "a:pt")]
        if command.tag == tag("a:moveTo"):
            yield piece
            piece = points
        elif command.tag == tag("a:cubicBezTo") and piece and len(points) == 3:
            piece += _curve(piece[-1], *points)
        elif command.tag == tag("a:arcTo") and piece:
            piece += _arc(piece[-1], *(float(command.get(name, "")) for name in ("wR", "hR", "stAng", "swAng")))
        else:
            piece += points
    yield piece


def _curve(start: Point, first: Point, second: Point, end: Point) -> Iterator[Point]:
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        shares = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        told = list(zip(shares, (start, first, second, end), strict=True))
        yield sum(share * point[0] for share, point in told), sum(share * point[1] for share, point in told)


def _arc(at: Point, across: float, down: float, start: float, sweep: float) -> Iterator[Point]:
    first, whole = radians(start / 60_000), radians(sweep / 60_000)
    center = at[0] - across * cos(first), at[1] - down * sin(first)
    steps = max(1, ceil(abs(sweep) / 5_400_000 * _STEPS))
    for step in range(1, steps + 1):
        angle = first + whole * step / steps
        yield center[0] + across * cos(angle), center[1] + down * sin(angle)
