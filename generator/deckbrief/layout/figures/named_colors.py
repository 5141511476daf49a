"""Parts that are called by colours (red zone, yellow zone, green zone) -> fills of just these colours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from colorsys import rgb_to_hls
from typing import Final

from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import Look
from deckbrief.theme.theme import Color

_NAMED: Final = (
    (re.compile(r"红|\bred\b", re.I), 2, 18),
    (re.compile(r"橙|\borange\b", re.I), 28, 12),
    (re.compile(r"黄|\b(?:yellow|amber)\b", re.I), 46, 20),
    (re.compile(r"绿|綠|\bgreen\b", re.I), 145, 45),
    (re.compile(r"蓝|藍|\bblue\b", re.I), 215, 35),
    (re.compile(r"紫|\b(?:purple|violet)\b", re.I), 280, 30),
)
"""Names of colours, their hue in degrees, and how far from it a colour is still called so."""
_SLOTS: Final = tuple(Color(f"accent{number}") for number in range(1, 7))
_PALE: Final = 0.25
"""Less saturated colours are grey to the eye."""


def fills_of(look: Look, parts: Sequence[Node]) -> list[Color]:
    """Parts -> their fills: a ramp, or where each is called by a colour of its own, the theme's colours of these names.

    A theme that lacks one of them has all parts in its grey: a yellow zone in red would say the opposite.
    """
    hues = [_hue(part.label) for part in parts]
    if len(parts) < 2 or None in hues or len(set(hues)) < len(hues):
        return look.ramp(len(parts)) if len(parts) > 1 else [look.color("hue")]
    found = [_nearest(look, *hue) for hue in hues if hue]
    return [color for color in found if color] if all(found) else [look.color("muted")] * len(parts)


def _hue(label: str) -> tuple[int, int] | None:
    """Return the hue that a label names and how far one may be from it; None where it names none, or several."""
    named = [(hue, reach) for words, hue, reach in _NAMED if words.search(label)]
    return named[0] if len(named) == 1 else None


def _nearest(look: Look, hue: int, reach: int) -> Color | None:
    """Return the slot of the theme whose colour is called so, the nearest; None where there is none."""
    ranked = [(distance, slot.slot, slot) for slot in _SLOTS if (distance := _distance(look, slot, hue)) <= reach]
    return min(ranked)[2] if ranked else None


def _distance(look: Look, slot: Color, hue: int) -> float:
    digits = look.theme.hex(slot).lstrip("#")
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    turn, _, saturation = rgb_to_hls(red, green, blue)
    away = abs(turn * 360 - hue) % 360
    return min(away, 360 - away) if saturation >= _PALE else 360.0
