"""SVG path data -> PDF's path operators, elliptical arcs as Bézier curves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import atan2, ceil, cos, hypot, pi, sin, sqrt, tan
from typing import Final

from deckbrief.base.number import rounded
from deckbrief.base.patterns import deferred

NUMBER: Final = r"-?(?:\d+\.?\d*|\.\d+)"
_PIECE: Final = deferred(rf"([A-Za-z])|({NUMBER})|[\s,]+|(.)")
_TAKES: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}

XY = tuple[float, float]
Curve = tuple[float, float, float, float, float, float]
"""Two control points and the end."""


class NotPlain(Exception):
    """A drawing has something that is left to WeasyPrint."""


def operand(value: float) -> bytes:
    """Return a number as PDF has it."""
    return rounded(value, 4).encode("ascii")


@lru_cache(maxsize=1024)
def path_operators(data: str) -> bytes:
    """SVG path data with absolute commands (M, L, H, V, C, Q, A, Z) -> PDF's operators; raises NotPlain for others."""
    operators: list[bytes] = []
    x = y = start_x = start_y = 0.0

    def put(operator: bytes, *values: float) -> None:
        operators.append(b" ".join((*map(operand, values), operator)))

    for letter, given in _commands(data):
        match letter:
            case "M":
                x, y = start_x, start_y = given[0], given[1]
                put(b"m", x, y)
            case "L" | "H" | "V":
                x, y = (given[0], y) if letter == "H" else (x, given[0]) if letter == "V" else (given[0], given[1])
                put(b"l", x, y)
            case "C":
                put(b"c", *given)
                x, y = given[4:]
            case "Q":
                ends, middle = (x, y, *given[2:]), given[:2] * 2
                controls = [(end + 2 * control) / 3 for end, control in zip(ends, middle, strict=True)]
                put(b"c", *controls, *given[2:])
                x, y = given[2:]
            case "A":
                radii, end = (given[0], given[1]), (given[5], given[6])
                for curve in arc_curves((x, y), radii, given[2], given[3] != 0, given[4] != 0, end):
                    put(b"c", *curve)
                x, y = end
            case _:
                operators.append(b"h")
                x, y = start_x, start_y
    return b"\n".join(operators)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command of path data with its numbers; one that is repeated without its letter, too."""
    letter, given = "", list[float]()
    for found in _PIECE.finditer(data):
        command, number, other = found.groups()
        unknown = command and (command not in _TAKES or given or (not letter and command != "M"))
        if other or unknown or (number and not letter):
            raise NotPlain
        if command:
            letter = command
            if letter == "Z":
                yield letter, []
        elif number:
            given.append(float(number))
            if len(given) == _TAKES[letter]:
                yield letter, given
                letter, given = "L" if letter == "M" else letter, []
            elif letter == "Z":
                raise NotPlain
    if given:
        raise NotPlain


def arc_curves(start: XY, radii: XY, turn: float, large: bool, clockwise: bool, end: XY) -> Iterator[Curve]:
    """Yield the Bézier curves of an elliptical arc, each of a quarter at most; `turn` in degrees (SVG 1.1, F.6)."""
    x1, y1, x2, y2 = *start, *end
    rx, ry = abs(radii[0]), abs(radii[1])
    if (x1, y1) == (x2, y2):
        return
    if not rx or not ry:
        yield x1, y1, x2, y2, x2, y2
        return
    cosine, sine = cos(turn * pi / 180), sin(turn * pi / 180)
    dx, dy = (x1 - x2) / 2, (y1 - y2) / 2
    px, py = cosine * dx + sine * dy, cosine * dy - sine * dx
    grow = max(1.0, hypot(px / rx, py / ry))  # radii too small for the distance
    rx, ry = rx * grow, ry * grow
    off = (px / rx) ** 2 + (py / ry) ** 2
    way = sqrt(max(0.0, 1 / off - 1)) * (1 if large != clockwise else -1)
    ox, oy = way * rx * py / ry, -way * ry * px / rx
    cx, cy = cosine * ox - sine * oy + (x1 + x2) / 2, sine * ox + cosine * oy + (y1 + y2) / 2
    first, last = atan2((py - oy) / ry, (px - ox) / rx), atan2((-py - oy) / ry, (-px - ox) / rx)
    sweep = (last - first) % (2 * pi) - (0 if clockwise else 2 * pi)
    count = max(1, ceil(abs(sweep) / (pi / 2) - 1e-9))
    step = sweep / count
    reach = 4 / 3 * tan(step / 4)

    def placed(x: float, y: float) -> XY:
        return cx + cosine * rx * x - sine * ry * y, cy + sine * rx * x + cosine * ry * y

    for index in range(count):
        begin, finish = first + index * step, first + (index + 1) * step
        one = placed(cos(begin) - reach * sin(begin), sin(begin) + reach * cos(begin))
        two = placed(cos(finish) + reach * sin(finish), sin(finish) - reach * cos(finish))
        yield *one, *two, *((x2, y2) if index == count - 1 else placed(cos(finish), sin(finish)))
