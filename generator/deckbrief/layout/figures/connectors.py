"""Connectors of diagrams, glued to the sites of the shapes that they join."""

from __future__ import annotations

from math import cos, radians, sin
from typing import Final

from deckbrief.base.length import Emu, Rect
from deckbrief.layout.frame import Connector, Shape, Stroke
from deckbrief.layout.preset import site

_TURN: Final = {(1, 0): 0, (0, 1): 90, (-1, 0): 180, (0, -1): 270}


def connector(
    name: str,
    begin: Shape,
    begin_site: int,
    end: Shape,
    end_site: int,
    stroke: Stroke,
    *,
    geometry: str = "straightConnector1",
    bend: float = 0.5,
    arrow: bool = True,
    click: int = 0,
) -> Connector:
    """Glue a connector to sites of two shapes. A bent or curved one leaves in the direction of its first site.

    `bend` is the share of the way after which a `bentConnector3` turns.
    """
    start, stop = _turned_site(begin, begin_site), _turned_site(end, end_site)
    rect = _box(start, stop)
    if geometry.startswith("bent") and (rect.width == 0 or rect.height == 0):
        geometry = "straightConnector1"
    straight = geometry.startswith("straight")
    rotation, flip = (0, False) if straight else _turned(start, stop, _outward(begin, begin_site))
    return Connector(
        name=name,
        rect=rect,
        start=start,
        end=stop,
        stroke=stroke,
        geometry=geometry,
        adjust=(("adj1", round(bend * 100_000)),) if geometry == "bentConnector3" else (),
        begin_shape=begin.name,
        begin_site=begin_site,
        end_shape=end.name,
        end_site=end_site,
        arrow=arrow,
        click=click,
        rotation=rotation,
        flip=flip,
    )


def _turned_site(shape: Shape, index: int) -> tuple[Emu, Emu]:
    """Return the point of a shape's site, which turns with the shape."""
    x, y = site(shape.geometry, shape.rect, index, shape.adjust)
    if not shape.rotation:
        return x, y
    turn = radians(shape.rotation)
    dx, dy = x - (shape.rect.x + shape.rect.width / 2), y - (shape.rect.y + shape.rect.height / 2)
    return (
        Emu(round(shape.rect.x + shape.rect.width / 2 + dx * cos(turn) - dy * sin(turn))),
        Emu(round(shape.rect.y + shape.rect.height / 2 + dx * sin(turn) + dy * cos(turn))),
    )


def _box(start: tuple[Emu, Emu], end: tuple[Emu, Emu]) -> Rect:
    x, y = min(start[0], end[0]), min(start[1], end[1])
    return Rect(x, y, Emu(abs(end[0] - start[0])), Emu(abs(end[1] - start[1])))


def _outward(shape: Shape, index: int) -> tuple[int, int]:
    """Return the direction in which a line leaves a site that lies in the middle of a side."""
    if shape.geometry == "ellipse":
        return {0: (0, -1), 2: (-1, 0), 4: (0, 1), 6: (1, 0)}[index]
    return ((0, -1), (-1, 0), (0, 1), (1, 0))[index]


def _turned(start: tuple[Emu, Emu], end: tuple[Emu, Emu], leaves: tuple[int, int]) -> tuple[int, bool]:
    """Return rotation and flip of a preset that leaves rightwards and ends below, so that it joins the points.

    Bent and curved presets run from the top left of their box to its bottom right (ECMA-376, bentConnector3).
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    ux, uy = leaves
    across = ux * dy - uy * dx  # the end's place across the leaving direction, clockwise side positive
    return _TURN[leaves], across < 0
