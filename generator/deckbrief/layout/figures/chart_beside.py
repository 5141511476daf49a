"""What bars that stand on each other have beside them: numbers that are too long for their stretch, and the base line.

In lying bars a number that has room there in smaller type than the others stands inside; else above its bar.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Final

from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect, points, px
from deckbrief.base.record import replace
from deckbrief.layout.figures.chart_colors import ink_of
from deckbrief.layout.figures.chart_inside import bars_of
from deckbrief.layout.figures.chart_number import number_copy, number_text
from deckbrief.layout.figures.kit import Look
from deckbrief.layout.frame import AnyItem, Plot, Shape
from deckbrief.layout.plot import Bar
from deckbrief.layout.plot_field import HALF_LINE, LABEL_AWAY, Field, share_of, written
from deckbrief.layout.plot_labels import spread
from deckbrief.layout.text.fit import plain_width
from deckbrief.theme.theme import Align

_SIZES: Final = (20, 18, 17, 16)
_LINE: Final = 1.3
"""Height of a number, of its size."""
_TIGHT: Final = (16, 15, 14)
"""Sizes of numbers inside, that are smaller than the others,"""
_EDGE: Final = 1.5
"""and what they keep, in points, off the ends of their stretch."""
_APART: Final = 1.6
"""What is free above a bar, to the height of numbers that stand there: they are nearer to it than to the next one."""
_THINNEST: Final = 0.4
"""Of a bar that leaves room for numbers above it, to what it has with the gap."""
_BASE: Final = px(2)
_HAIR: Final = 0.05
"""Points by which rounding may be out."""

Beside = tuple[int, str, Bar]
"""A series, the number that it lacks inside, and the bar of that."""


def base_line(drawn: Plot) -> list[AnyItem]:
    """Return the line that bars and stems of the native chart stand on, over their edges: these would cut it."""
    if drawn.kind not in ("bar", "column") and not drawn.stem:
        return []
    area, share = drawn.area, share_of(min(max(0.0, drawn.low), drawn.high), drawn)
    if drawn.kind == "bar":
        rect = Rect(Emu(area.x + round(area.width * share) - _BASE // 2), area.y, _BASE, area.height)
    else:
        rect = Rect(area.x, Emu(area.y + round(area.height * (1 - share)) - _BASE // 2), area.width, _BASE)
    return [Shape(name="base", rect=rect, fill=drawn.text_color, path=drawn.path)]


def with_room_above(drawn: Plot) -> Plot:
    """Lying stacks -> the same, their bars thinner where numbers that have no room inside are to stand above them.

    No thinner than the numbers inside; where numbers of the least size would have no room so, they stay as they are.
    """
    if drawn.kind != "bar" or all(_tight(drawn, *each) for each in _lacking(drawn)):
        return drawn
    slot, inside = Field(drawn).slot, 2 * HALF_LINE * float(drawn.label_size)
    for size in _SIZES:
        thick = slot - size * _LINE * _APART
        if size <= drawn.label_size and thick >= max(inside, slot * _THINNEST):
            return replace(drawn, gap=max(drawn.gap, ceil(100 * (slot / thick - 1))))
    return drawn


def _lacking(drawn: Plot) -> Iterator[tuple[str, Bar]]:
    """Yield the numbers that have no label, each with its bar."""
    bars = bars_of(drawn)
    for number, one in enumerate(drawn.series):
        for category in one.silent:
            if one.values[category]:
                yield written(one.values[category] or 0, drawn.code), bars[number, category]


def _tight(drawn: Plot, text: str, bar: Bar) -> float:
    """Return the size at which a number stands inside a lying bar in smaller type, 0 where it does not."""
    room = bar.width - 2 * _EDGE
    sizes = (size for size in _TIGHT if plain_width(text, Pt(float(size)), True, "major") / EMU_PER_PT <= room)
    size = next(sizes, 0)
    return float(size) if drawn.kind == "bar" and size * _LINE <= bar.height else 0.0


def numbers_beside(look: Look, drawn: Plot) -> list[AnyItem]:
    """Return the numbers that have no room in their stretch of a stack: at its right, or above it where it lies.

    In a lying one they stand inside where smaller type has room there. Others have the colour of their series, and keep
    off each other; one that has no room there either is not told.
    """
    if drawn.kind not in ("bar", "column") or not any(one.silent for one in drawn.series):
        return []
    found = [_at(look, drawn, float(size)) for size in _SIZES if size <= max(drawn.label_size, _SIZES[-1])]
    return max(found, key=len)


def _at(look: Look, drawn: Plot, size: float) -> list[AnyItem]:
    bars = bars_of(drawn)
    items: list[AnyItem] = []
    for category, name in enumerate(drawn.categories):
        lacking = [
            (number, written(one.values[category] or 0, drawn.code), bars[number, category])
            for number, one in enumerate(drawn.series)
            if category in one.silent and one.values[category]
        ]
        items += [_within(look, drawn, each, name) for each in lacking if _tight(drawn, *each[1:])]
        lacking = [each for each in lacking if not _tight(drawn, *each[1:])]
        places = _above(drawn, lacking, size, category) if drawn.kind == "bar" else _at_right(drawn, lacking, size)
        for (number, text, _), rect in zip(lacking, places, strict=True):
            if rect:
                color = ink_of(look, drawn.series[number].color)
                align: Align = "center" if drawn.kind == "bar" else "left"
                copy = number_copy(look, text, Pt(size), drawn.path, align=align, color=color)
                items.append(number_text(f"beside {number + 1} {name}", rect, copy))
    return items


def _within(look: Look, drawn: Plot, lacking: Beside, name: str) -> AnyItem:
    """Return a number inside its lying bar, in smaller type than the others."""
    number, text, bar = lacking
    size = _tight(drawn, text, bar)
    high = size * _LINE
    copy = number_copy(look, text, Pt(size), drawn.path, color=look.on(bar.color))
    place = _rect(bar.x + _EDGE / 2, bar.y + (bar.height - high) / 2, bar.width - _EDGE, high)
    return number_text(f"beside {number + 1} {name}", place, copy)


def _at_right(drawn: Plot, lacking: list[Beside], size: float) -> list[Rect | None]:
    """Return places at the right of a stack, before the next one; None for a number that is too wide."""
    field, high = Field(drawn), size * _LINE
    order = sorted(range(len(lacking)), key=lambda each: lacking[each][2].y)
    wanted = [lacking[each][2].y + lacking[each][2].height / 2 for each in order]
    room = (field.y + high / 2, field.y + field.height - high / 2)
    places = dict(zip(order, spread(wanted, high, room), strict=True))
    found: list[Rect | None] = []
    for each, (_, text, bar) in enumerate(lacking):
        left = bar.x + bar.width + 2 * LABEL_AWAY
        free = min(field.slot - bar.width - 3 * LABEL_AWAY, drawn.rect.right / EMU_PER_PT - left)
        fits = plain_width(text, Pt(size), True, "major") / EMU_PER_PT <= free
        found.append(_rect(left, places[each] - high / 2, free, high) if fits else None)
    return found


def _above(drawn: Plot, lacking: list[Beside], size: float, category: int) -> list[Rect | None]:
    """Return places above a lying stack, below the one before; None for a number without room there."""
    field, high = Field(drawn), size * _LINE
    at, end = 0.0, drawn.rect.right / EMU_PER_PT
    found: list[Rect | None] = [None] * len(lacking)
    for each in sorted(range(len(lacking)), key=lambda each: lacking[each][2].x):
        _, text, bar = lacking[each]
        free = (field.slot - bar.height) * (1 / _APART if category else 0.5)
        wide = plain_width(text, Pt(size), True, "major") / EMU_PER_PT + 1
        left = max(bar.x + bar.width / 2 - wide / 2, at)
        fits = high <= free + _HAIR and left + wide <= end and left <= bar.x + bar.width
        if fits:
            found[each] = _rect(left, bar.y - high - _HAIR, wide, high)
            at = left + wide + LABEL_AWAY
    return found


def _rect(left: float, top: float, wide: float, high: float) -> Rect:
    return Rect(Emu(points(left)), Emu(points(top)), Emu(points(wide)), Emu(points(high)))
