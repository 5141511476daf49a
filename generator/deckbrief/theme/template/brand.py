"""The hue of what a template draws: a house whose bands and logos are red is not shown in its theme's blue."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Iterator
from typing import Final

from deckbrief.base.length import Emu, Rect
from deckbrief.ooxml.colors import channels
from deckbrief.theme.template.surface import Surface

NEAR: Final = 30 / 360
"""Hues that are no further apart are called alike: red and rust, blue and violet blue."""
_COLOURFUL: Final = 0.2
"""The chroma of a colour that is more than a tinge."""
_LEAST: Final = 0.012
"""A hue that has less of the slides than that is one of a photograph or of a word,"""
_MOST: Final = 0.4
"""and what has more than that is paper."""
_CLEAR: Final = 0.6
"""As much of all that is colourful has that hue, or none is the house's."""
_ROWS, _COLUMNS = 9, 4
_TITLE: Final = 0.03
"""What a title's colour counts for, in shares of the slide."""
_BINS: Final = 36


def brand_hue(surfaces: Iterable[Surface]) -> float | None:
    """What layouts show -> the hue, from 0 to 1, that most of what is drawn on them has; None where there is none."""
    weights = [0.0] * _BINS
    layouts = list({surface.layout.part: surface for surface in surfaces}.values())
    for surface in layouts:
        for color, share in (*_seen(surface), *_of_title(surface)):
            hue, light, saturation = colorsys.rgb_to_hls(*channels(color))
            chroma = saturation * (1 - abs(2 * light - 1))
            if chroma >= _COLOURFUL:
                weights[int(hue * _BINS) % _BINS] += chroma * share / len(layouts)
    best = max(range(_BINS), key=lambda middle: _around(weights, middle))
    found = _around(weights, best)
    if found < _LEAST or found > _MOST or found < _CLEAR * sum(weights):
        return None
    return (best + 0.5) / _BINS


def hue_apart(one: float, other: float) -> float:
    """Two hues, from 0 to 1 -> how far they are apart on their circle, from 0 to 0.5."""
    turn = abs(one - other) % 1
    return min(turn, 1 - turn)


def _around(weights: list[float], middle: int) -> float:
    return sum(weights[(middle + step) % _BINS] for step in (-2, -1, 0, 1, 2))


def _seen(surface: Surface) -> Iterator[tuple[str, float]]:
    """Yield the colours seen on a layout, each with its share of the slide."""
    slide = Rect(Emu(0), Emu(0), surface.template.width, surface.template.height)
    for row in slide.rows(_ROWS, 0):
        for part in row.columns(_COLUMNS, 0):
            seen = surface.behind(part)
            yield from ((color, 1 / (_ROWS * _COLUMNS * len(seen))) for color in seen)


def _of_title(surface: Surface) -> Iterator[tuple[str, float]]:
    title = surface.layout.title
    if title is not None and title.style.tone is not None:
        yield title.style.tone.hex, _TITLE
