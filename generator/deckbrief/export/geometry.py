"""Preset geometries and connectors -> SVG path data, in points, with the formulas of the presets themselves.

Source of every formula: ECMA-376 part 1, presetShapeDefinitions.xml. `ss` there is the shorter side, `vc` and
`hc` the middle; angles are in 60,000ths of a degree, clockwise from the right; shares are of 100,000.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import atan2, cos, hypot, pi, radians, sin
from typing import Final

from deckbrief.base.number import rounded
from deckbrief.base.patterns import deferred
from deckbrief.layout.frame import Outline

Adjust = Mapping[str, int]
XY = tuple[float, float]

_FULL: Final = 100_000
_COMMAND: Final = deferred("([MLCAZ])([^MLCAZ]*)")


def number(value: float) -> str:
    """Return the number as SVG takes it: hundredths of a point are enough."""
    return rounded(value, 2)


def preset_path(geometry: str, width: float, height: float, adjust: Adjust) -> str:
    """Preset's name, size in points and adjust values -> path data from 0,0.

    Raises KeyError for a preset that is not drawn here.
    """
    return _PRESETS[geometry](width, height, adjust)


def outline_path(outline: Outline, width: float, height: float) -> str:
    """Outline, size of its box in points -> path data from 0,0."""
    across, down = width / max(1, outline.width), height / max(1, outline.height)
    pieces: list[str] = []
    pen = (0.0, 0.0)
    for letter, numbers in _scaled(outline, across, down):
        if letter == "A":
            radius_x, radius_y, start, sweep = numbers
            first, last = radians(start), radians(start + sweep)
            center = (pen[0] - radius_x * cos(first), pen[1] - radius_y * sin(first))
            turns = (radians(start + sweep / 2), last) if abs(sweep) > 180 else (last,)  # a full turn is no arc of SVG
            for angle in turns:
                pen = (center[0] + radius_x * cos(angle), center[1] + radius_y * sin(angle))
                pieces.append(_arc(radius_x, radius_y, False, sweep > 0, pen))
        else:
            pieces.append(letter + " ".join(map(number, numbers)))
            pen = (numbers[-2], numbers[-1]) if numbers else pen
    return "".join(pieces)


def _scaled(outline: Outline, across: float, down: float) -> Iterator[tuple[str, list[float]]]:
    """Commands of an outline with their numbers in points, and in degrees."""
    for letter, said in _COMMAND.findall(outline.data):
        numbers = [float(value) for value in said.split()]
        if letter == "A":
            yield letter, [numbers[0] * across, numbers[1] * down, numbers[2] / 60_000, numbers[3] / 60_000]
        else:
            yield letter, [value * (down if index % 2 else across) for index, value in enumerate(numbers)]


def _polygon(*corners: XY) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners) + "Z"


def _pinned(adjust: Adjust, name: str, default: int, most: float) -> float:
    return max(0.0, min(float(adjust.get(name, default)), most))


def _arc(radius_x: float, radius_y: float, large: bool, clockwise: bool, end: XY) -> str:
    if radius_x <= 0 or radius_y <= 0:  # a straight line by SVG's rules, which not every renderer follows
        return f"L{number(end[0])} {number(end[1])}"
    flags = f"0 {int(large)} {int(clockwise)}"
    return f"A{number(radius_x)} {number(radius_y)} {flags} {number(end[0])} {number(end[1])}"


def _rect(w: float, h: float, _: Adjust) -> str:
    return _polygon((0, 0), (w, 0), (w, h), (0, h))


def _rounded(w: float, h: float, top: float, bottom: float) -> str:
    """A rectangle with one radius for the upper and one for the lower corners."""
    return (
        f"M{number(top)} 0H{number(w - top)}{_arc(top, top, False, True, (w, top))}"
        f"V{number(h - bottom)}{_arc(bottom, bottom, False, True, (w - bottom, h))}"
        f"H{number(bottom)}{_arc(bottom, bottom, False, True, (0, h - bottom))}"
        f"V{number(top)}{_arc(top, top, False, True, (top, 0))}Z"
    )


def _round_rect(w: float, h: float, adjust: Adjust) -> str:
    radius = min(w, h) * _pinned(adjust, "adj", 16_667, 50_000) / _FULL
    return _rounded(w, h, radius, radius)


def _round_1(w: float, h: float, adjust: Adjust) -> str:
    radius = min(w, h) * _pinned(adjust, "adj", 16_667, 50_000) / _FULL
    return f"M0 0H{number(w - radius)}{_arc(radius, radius, False, True, (w, radius))}V{number(h)}H0Z"


def _round_2_same(w: float, h: float, adjust: Adjust) -> str:
    short = min(w, h) / _FULL
    top, bottom = (_pinned(adjust, name, default, 50_000) for name, default in (("adj1", 16_667), ("adj2", 0)))
    return _rounded(w, h, short * top, short * bottom)


def _ellipse(w: float, h: float, _: Adjust) -> str:
    half = (w / 2, h / 2)
    return f"M0 {number(h / 2)}{_arc(*half, True, True, (w, h / 2))}{_arc(*half, True, True, (0, h / 2))}Z"


def _donut(w: float, h: float, adjust: Adjust) -> str:
    ring = min(w, h) * _pinned(adjust, "adj", 25_000, 50_000) / _FULL
    inner = (w / 2 - ring, h / 2 - ring)
    hole = f"{_arc(*inner, True, False, (w - ring, h / 2))}{_arc(*inner, True, False, (ring, h / 2))}Z"
    return f"{_ellipse(w, h, {})}M{number(ring)} {number(h / 2)}{hole}"


def _triangle(w: float, h: float, adjust: Adjust) -> str:
    return _polygon((0, h), (w * _pinned(adjust, "adj", 50_000, _FULL) / _FULL, 0), (w, h))


def _diamond(w: float, h: float, _: Adjust) -> str:
    return _polygon((0, h / 2), (w / 2, 0), (w, h / 2), (w / 2, h))


def _parallelogram(w: float, h: float, adjust: Adjust) -> str:
    slant = min(w, h) * _pinned(adjust, "adj", 25_000, _FULL * w / min(w, h)) / _FULL
    return _polygon((0, h), (slant, 0), (w, 0), (w - slant, h))


def _trapezoid(w: float, h: float, adjust: Adjust) -> str:
    slant = min(w, h) * _pinned(adjust, "adj", 25_000, _FULL / 2 * w / min(w, h)) / _FULL
    return _polygon((0, h), (slant, 0), (w - slant, 0), (w, h))


def _hexagon(w: float, h: float, adjust: Adjust) -> str:
    side = min(w, h) * _pinned(adjust, "adj", 25_000, _FULL / 2 * w / min(w, h)) / _FULL
    rise = h / 2 * adjust.get("vf", 115_470) / _FULL * sin(radians(60))
    top, bottom = h / 2 - rise, h / 2 + rise
    return _polygon((0, h / 2), (side, top), (w - side, top), (w, h / 2), (w - side, bottom), (side, bottom))


def _home_plate(w: float, h: float, adjust: Adjust) -> str:
    depth = min(w, h) * _pinned(adjust, "adj", 50_000, _FULL * w / min(w, h)) / _FULL
    return _polygon((0, 0), (w - depth, 0), (w, h / 2), (w - depth, h), (0, h))


def _chevron(w: float, h: float, adjust: Adjust) -> str:
    depth = min(w, h) * _pinned(adjust, "adj", 50_000, _FULL * w / min(w, h)) / _FULL
    return _polygon((0, 0), (w - depth, 0), (w, h / 2), (w - depth, h), (0, h), (depth, h / 2))


def _right_arrow_points(w: float, h: float, adjust: Adjust) -> list[XY]:
    head = min(w, h) * _pinned(adjust, "adj2", 50_000, _FULL * w / min(w, h)) / _FULL
    half = h * _pinned(adjust, "adj1", 50_000, _FULL) / _FULL / 2
    top, bottom, neck = h / 2 - half, h / 2 + half, w - head
    return [(0, top), (neck, top), (neck, 0), (w, h / 2), (neck, h), (neck, bottom), (0, bottom)]


def _right_arrow(w: float, h: float, adjust: Adjust) -> str:
    return _polygon(*_right_arrow_points(w, h, adjust))


def _left_arrow(w: float, h: float, adjust: Adjust) -> str:
    return _polygon(*((w - x, y) for x, y in _right_arrow_points(w, h, adjust)))


def _down_arrow(w: float, h: float, adjust: Adjust) -> str:
    return _polygon(*((y, x) for x, y in _right_arrow_points(h, w, adjust)))


def _up_arrow(w: float, h: float, adjust: Adjust) -> str:
    return _polygon(*((y, h - x) for x, y in _right_arrow_points(h, w, adjust)))


def _plus(w: float, h: float, adjust: Adjust) -> str:
    cut = min(w, h) * _pinned(adjust, "adj", 25_000, _FULL / 2) / _FULL
    xs, ys = (0, cut, w - cut, w), (0, cut, h - cut, h)
    steps = ((0, 1), (1, 1), (1, 0), (2, 0), (2, 1), (3, 1), (3, 2), (2, 2), (2, 3), (1, 3), (1, 2), (0, 2))
    return _polygon(*((xs[i], ys[j]) for i, j in steps))


def _corner(w: float, h: float, adjust: Adjust) -> str:
    short = min(w, h)
    foot = short * _pinned(adjust, "adj1", 50_000, _FULL * h / short) / _FULL
    leg = short * _pinned(adjust, "adj2", 50_000, _FULL * w / short) / _FULL
    return _polygon((0, 0), (leg, 0), (leg, h - foot), (w, h - foot), (w, h), (0, h))


def _math_plus(w: float, h: float, adjust: Adjust) -> str:
    half = min(w, h) * _pinned(adjust, "adj1", 23_520, 73_490) / _FULL / 2
    arm_x, arm_y = w * 73_490 / _FULL / 2, h * 73_490 / _FULL / 2
    xs = (w / 2 - arm_x, w / 2 - half, w / 2 + half, w / 2 + arm_x)
    ys = (h / 2 - arm_y, h / 2 - half, h / 2 + half, h / 2 + arm_y)
    steps = ((0, 1), (1, 1), (1, 0), (2, 0), (2, 1), (3, 1), (3, 2), (2, 2), (2, 3), (1, 3), (1, 2), (0, 2))
    return _polygon(*((xs[i], ys[j]) for i, j in steps))


def _math_equal(w: float, h: float, adjust: Adjust) -> str:
    share = _pinned(adjust, "adj1", 23_520, 36_745)
    thick, gap = h * share / _FULL, h * _pinned(adjust, "adj2", 11_760, _FULL - 2 * share) / _FULL / 2
    arm = w * 73_490 / _FULL / 2
    bars = [(h / 2 - gap - thick, h / 2 - gap), (h / 2 + gap, h / 2 + gap + thick)]
    left, right = w / 2 - arm, w / 2 + arm
    return "".join(_polygon((left, top), (right, top), (right, bottom), (left, bottom)) for top, bottom in bars)


def _line(w: float, h: float, _: Adjust) -> str:
    return f"M0 0L{number(w)} {number(h)}"


def _on_ellipse(w: float, h: float, angle: float, inset: float = 0.0) -> XY:
    """Return the point of the ellipse inside w × h in the direction of `angle` (radians, as arcTo takes it)."""
    radius_x, radius_y = w / 2 - inset, h / 2 - inset
    return (w / 2 + radius_x * cos(angle), h / 2 + radius_y * sin(angle))


def _angles(adjust: Adjust, begin: int, end: int) -> tuple[float, float, bool]:
    """Return start and end in radians, and whether the clockwise way between them is the long one."""
    first, last = (adjust.get(name, default) / 60_000 for name, default in (("adj1", begin), ("adj2", end)))
    return radians(first), radians(last), (last - first) % 360 > 180


def _arc_preset(w: float, h: float, adjust: Adjust) -> str:
    first, last, large = _angles(adjust, 16_200_000, 0)
    start = _on_ellipse(w, h, first)
    end = _on_ellipse(w, h, last)
    return f"M{number(start[0])} {number(start[1])}{_arc(w / 2, h / 2, large, True, end)}"


def _pie(w: float, h: float, adjust: Adjust) -> str:
    first, last, large = _angles(adjust, 0, 16_200_000)
    start = _on_ellipse(w, h, first)
    curve = _arc(w / 2, h / 2, large, True, _on_ellipse(w, h, last))
    return f"M{number(start[0])} {number(start[1])}{curve}L{number(w / 2)} {number(h / 2)}Z"


def _block_arc(w: float, h: float, adjust: Adjust) -> str:
    first, last, large = _angles(adjust, 10_800_000, 0)
    ring = min(w, h) * _pinned(adjust, "adj3", 25_000, 50_000) / _FULL
    start, back = _on_ellipse(w, h, first), _on_ellipse(w, h, last, ring)
    outer = _arc(w / 2, h / 2, large, True, _on_ellipse(w, h, last))
    inner = _arc(w / 2 - ring, h / 2 - ring, large, False, _on_ellipse(w, h, first, ring))
    return f"M{number(start[0])} {number(start[1])}{outer}L{number(back[0])} {number(back[1])}{inner}Z"


_PRESETS: Final[dict[str, Callable[[float, float, Adjust], str]]] = {
    "rect": _rect,
    "roundRect": _round_rect,
    "round1Rect": _round_1,
    "round2SameRect": _round_2_same,
    "ellipse": _ellipse,
    "donut": _donut,
    "triangle": _triangle,
    "diamond": _diamond,
    "parallelogram": _parallelogram,
    "trapezoid": _trapezoid,
    "hexagon": _hexagon,
    "homePlate": _home_plate,
    "chevron": _chevron,
    "rightArrow": _right_arrow,
    "leftArrow": _left_arrow,
    "upArrow": _up_arrow,
    "downArrow": _down_arrow,
    "plus": _plus,
    "corner": _corner,
    "mathPlus": _math_plus,
    "mathEqual": _math_equal,
    "line": _line,
    "arc": _arc_preset,
    "pie": _pie,
    "blockArc": _block_arc,
}

OPEN: Final = frozenset({"line", "arc"})
"""Presets that have an outline and no inside."""


# Connectors ---------------------------------------------------------------------------------------------------------

_HEAD: Final = 3.0
_LEAST: Final = 2.0
"""An arrow head of medium width and length is three times the line's width, of lines below 2 pt as if they had 2 pt."""


def connector_points(geometry: str, width: float, height: float, adjust: Adjust) -> list[XY]:
    """Connector preset and the size of its box -> its points from 0,0: corners, or a curve's Bézier points in threes.

    Raises KeyError for a preset that is not drawn here.
    """
    first = width * adjust.get("adj1", 50_000) / _FULL
    second = height * adjust.get("adj2", 50_000) / _FULL
    third = width * adjust.get("adj3", 50_000) / _FULL
    w, h = width, height
    return {
        "line": [(0.0, 0.0), (w, h)],
        "straightConnector1": [(0.0, 0.0), (w, h)],
        "bentConnector2": [(0.0, 0.0), (w, 0.0), (w, h)],
        "bentConnector3": [(0.0, 0.0), (first, 0.0), (first, h), (w, h)],
        "bentConnector4": [(0.0, 0.0), (first, 0.0), (first, second), (w, second), (w, h)],
        "bentConnector5": [(0.0, 0.0), (first, 0.0), (first, second), (third, second), (third, h), (w, h)],
        "curvedConnector2": [(0.0, 0.0), (w / 2, 0.0), (w, h / 2), (w, h)],
        "curvedConnector3": [
            (0.0, 0.0),
            *((first / 2, 0.0), (first, h / 4), (first, h / 2)),
            *((first, h * 3 / 4), ((w + first) / 2, h), (w, h)),
        ],
    }[geometry]


def placed(points: list[XY], width: float, height: float, rotation: int, flip: bool, center: XY) -> list[XY]:
    """Points of a box -> mirrored vertically if asked, turned about its middle, and its middle put on `center`."""
    turn = radians(rotation)
    result = []
    for x, y in points:
        dx, dy = x - width / 2, (height - y if flip else y) - height / 2
        result.append((center[0] + dx * cos(turn) - dy * sin(turn), center[1] + dx * sin(turn) + dy * cos(turn)))
    return result


def arrow_head(points: list[XY], line_width: float) -> tuple[list[XY], str]:
    """A line's points and width -> the line cut back to where its head begins, and the head as path data."""
    tip = points[-1]
    before = next((p for p in reversed(points[:-1]) if hypot(p[0] - tip[0], p[1] - tip[1]) > 1e-6), None)
    if before is None:
        return points, ""
    angle = atan2(tip[1] - before[1], tip[0] - before[0])
    size = _HEAD * max(line_width, _LEAST)
    wings = [_away(_away(tip, angle + pi, size), angle + side * pi / 2, size / 2) for side in (1, -1)]
    return [*points[:-1], _away(tip, angle + pi, size * 0.8)], _polygon(wings[0], tip, wings[1])


def _away(point: XY, angle: float, distance: float) -> XY:
    return (point[0] + distance * cos(angle), point[1] + distance * sin(angle))


def line_path(points: list[XY], curved: bool) -> str:
    """Points -> path data: straight pieces, or cubic Bézier curves."""
    start, *rest = [f"{number(x)} {number(y)}" for x, y in points]
    return f"M{start}C{' '.join(rest)}" if curved else f"M{'L'.join((start, *rest))}"
