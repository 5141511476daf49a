"""What the preset geometries say of themselves: where their text may stand and where connectors are glued.

Source: ECMA-376 part 1, presetShapeDefinitions.xml (`rect` and `cxnLst` of each preset). A shape's insets
count from this text rectangle, in PowerPoint as in the frame.
"""

from __future__ import annotations

from math import cos, pi
from typing import Final

from deckbrief.base.length import Emu, Rect

_FULL: Final = 100_000
_CORNER: Final = 0.29289
"""Share of a corner's radius that its text rectangle keeps clear (1 - sin 45°)."""

_DEFAULTS: Final = {
    "roundRect": (16_667,),
    "round1Rect": (16_667,),
    "round2SameRect": (16_667, 0),
    "homePlate": (50_000,),
    "chevron": (50_000,),
}


def text_rect(geometry: str, rect: Rect, adjust: tuple[tuple[str, int], ...] = (), flip: bool = False) -> Rect:
    """Return the rectangle inside which a preset sets its text, before insets; the whole for presets without one.

    `flip` mirrors it from left to right with its shape.
    """
    inside = _text_rect(geometry, rect, adjust)
    return Rect(Emu(rect.x + rect.right - inside.right), inside.y, inside.width, inside.height) if flip else inside


def _text_rect(geometry: str, rect: Rect, adjust: tuple[tuple[str, int], ...]) -> Rect:
    short = min(rect.width, rect.height)
    first = _adjusted(geometry, adjust, 0)
    if geometry == "ellipse":
        return rect.inset(
            rect.width // 2 - int(rect.width / 2 * cos(pi / 4)), rect.height // 2 - int(rect.height / 2 * cos(pi / 4))
        )
    if geometry == "roundRect":
        return rect.inset(round(short * min(first, 50_000) / _FULL * _CORNER))
    if geometry == "round1Rect":
        return rect.inset(0, 0, round(short * min(first, 50_000) / _FULL * _CORNER), 0)
    if geometry == "round2SameRect":
        top = round(short * min(first, 50_000) / _FULL * _CORNER)
        bottom = round(short * min(_adjusted(geometry, adjust, 1), 50_000) / _FULL * _CORNER)
        return rect.inset(max(top, bottom), top, max(top, bottom), bottom)
    if geometry == "homePlate":
        return rect.inset(0, 0, short * first // _FULL // 2, 0)
    if geometry == "chevron":
        notch = short * first // _FULL
        return rect.inset(notch, 0, notch, 0) if rect.width > 2 * notch else rect
    if geometry == "diamond":
        return rect.inset(rect.width // 4, rect.height // 4)
    if geometry == "triangle":
        return rect.inset(rect.width // 4, rect.height // 2, rect.width // 4, 0)
    return rect


def site(geometry: str, rect: Rect, index: int, adjust: tuple[tuple[str, int], ...] = ()) -> tuple[Emu, Emu]:
    """Return the point of a connection site: index as in the preset's cxnLst (counterclockwise from the top).

    Raises KeyError for presets that no connector of ours is glued to.
    """
    return sites(geometry, rect, adjust)[index]


def sites(geometry: str, rect: Rect, adjust: tuple[tuple[str, int], ...] = ()) -> list[tuple[Emu, Emu]]:
    """Return the points of all connection sites of a preset, in the order of its cxnLst."""
    middle, left, right = rect.center_x, rect.x, rect.right
    if geometry == "ellipse":
        box = text_rect(geometry, rect)
        return [
            (middle, rect.y),
            (box.x, box.y),
            (left, rect.center_y),
            (box.x, box.bottom),
            (middle, rect.bottom),
            (box.right, box.bottom),
            (right, rect.center_y),
            (box.right, box.y),
        ]
    depth = min(rect.width, rect.height) * _adjusted(geometry, adjust, 0) // _FULL
    above = below = middle
    if geometry == "homePlate":
        above, below = Emu(left + (rect.width - depth) // 2), Emu(right - depth)
    elif geometry == "chevron":
        above = below = Emu(left + (rect.width - depth) // 2)
        left = Emu(left + depth)
    elif geometry not in ("rect", "roundRect", "round1Rect", "diamond"):
        raise KeyError(geometry)
    return [(above, rect.y), (left, rect.center_y), (below, rect.bottom), (right, rect.center_y)]


def _adjusted(geometry: str, adjust: tuple[tuple[str, int], ...], index: int) -> int:
    """Return the adjust value at `index`, the preset's own where none is given."""
    if index < len(adjust):
        return adjust[index][1]
    defaults = _DEFAULTS.get(geometry, ())
    return defaults[index] if index < len(defaults) else 0
