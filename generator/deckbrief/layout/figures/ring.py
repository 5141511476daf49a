"""Points at equal distances on an ellipse, and the circles that stand there. Loop and hub share them."""

from __future__ import annotations

from functools import lru_cache
from math import cos, hypot, pi, sin
from typing import Final

from deckbrief.base.length import Emu, Rect, points
from deckbrief.base.record import record

_STEPS: Final = 48


@record
class Ring:
    """Circles of one diameter, clockwise from the top, and the middle of the ring."""

    circles: tuple[Rect, ...]
    diameter: Emu
    center: tuple[Emu, Emu]


@lru_cache(maxsize=256)
def unit_ring(count: int, ratio: float) -> tuple[tuple[float, float], ...]:
    """Number of points, width to height -> points on that ellipse (height 2), neighbours equally far apart.

    Clockwise from the top, y downwards. The distance is bisected until as many steps of it close the ring. Three
    points are so only on a circle.
    """
    low, high = 0.0, 2.0 * ratio
    for _ in range(_STEPS):
        chord = (low + high) / 2
        angle = _walked(count, ratio, chord)[-1]
        low, high = (chord, high) if angle < 2 * pi else (low, chord)
    return tuple((ratio * sin(angle), -cos(angle)) for angle in _walked(count, ratio, low)[:count])


def _walked(count: int, ratio: float, chord: float) -> list[float]:
    """Return the angles (0 at the top, clockwise) of `count` steps of one chord; 2 pi and more when past the start."""
    angles = [0.0]
    for _ in range(count):
        start = angles[-1]
        low, high = start, start + pi
        for _ in range(_STEPS):
            angle = (low + high) / 2
            far = hypot(ratio * (sin(angle) - sin(start)), cos(angle) - cos(start))
            low, high = (angle, high) if far < chord else (low, angle)
        angles.append(low)
    return angles


def ring_in(box: Rect, count: int, diameter: int, widest: float) -> Ring:
    """Box, number and diameter of circles -> the largest ring of them in the box, at most `widest` times as wide."""
    room_x, room_y = box.width - diameter, box.height - diameter
    ratio = 1.0 if count == 3 else round(min(max(room_x / max(room_y, 1), 1.0), widest) * 20) / 20
    unit = unit_ring(count, ratio)
    left, right = min(x for x, _ in unit), max(x for x, _ in unit)
    top, bottom = min(y for _, y in unit), max(y for _, y in unit)
    scale = min(room_x / (right - left), room_y / (bottom - top))
    middle_x = box.x + box.width / 2 - scale * (left + right) / 2
    middle_y = box.y + box.height / 2 - scale * (top + bottom) / 2
    circles = tuple(
        Rect(
            Emu(round(middle_x + scale * x - diameter / 2)),
            Emu(round(middle_y + scale * y - diameter / 2)),
            Emu(diameter),
            Emu(diameter),
        )
        for x, y in unit
    )
    return Ring(circles, Emu(diameter), (Emu(round(middle_x)), Emu(round(middle_y))))


def roomy_ring(box: Rect, count: int, *, gap: float, least: int, largest: int, widest: float) -> Ring:
    """Return the ring with the largest circles, `gap` diameters and `least` between neighbours."""
    low, high = points(20), Emu(largest)
    for _ in range(9):
        diameter = Emu((low + high + 1) // 2)
        if _apart(ring_in(box, count, diameter, widest)) >= diameter + max(diameter * gap, least):
            low = diameter
        else:
            high = diameter
    return ring_in(box, count, low, widest)


def _apart(ring: Ring) -> float:
    first, second = ring.circles[0], ring.circles[1]
    return hypot(first.x - second.x, first.y - second.y)
