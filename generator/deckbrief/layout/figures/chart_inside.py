"""Numbers inside bars: of bars that stand on each other, and where a line to compare with would cross them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckbrief.base.length import EMU_PER_PT, Pt
from deckbrief.base.record import replace
from deckbrief.layout.figures.kit import LARGE, TEXT, Look
from deckbrief.layout.frame import ChartSeries, Plot
from deckbrief.layout.plot import Bar, marks
from deckbrief.layout.plot_field import HALF_LINE, LABEL_AWAY, share_of, written
from deckbrief.layout.text.fit import plain_width

_SIZES: Final = (24, 22, 20, 18, 16)
_LARGE: Final = 18.5
"""Points from which bold type counts as large (WCAG 2.2, 1.4.3)."""
_AIR: Final = 4.0
"""Points of type between a number and the end of its stretch."""
_CLEAR: Final = 2.0
"""Points of type between a number and a line to compare with."""
_MOST: Final = 36
"""Numbers that can be read in one chart."""
_SPARED: Final = 10
"""One number in so many is left out for the others to be larger."""
_WHOLE: Final = 100
_EXACT: Final = 0.01


def with_numbers_inside(look: Look, drawn: Plot) -> Plot:
    """Stacked chart without labels -> the same with numbers in its bars, all of the largest size that has room.

    A number whose stretch is too short has none (`silent`); where that is more than half of them, none is written, and
    the axis tells them. Shares of the whole are told only where the numbers are shares: a native label shows its
    number, not how much of the whole that is.
    """
    count = len(drawn.categories) * len(drawn.series)
    if drawn.kind not in ("bar", "column") or drawn.stacking == "grouped" or drawn.style or count > _MOST:
        return drawn
    if drawn.stacking == "percent" and not _are_shares(drawn):
        return drawn
    bars = bars_of(drawn)
    if not bars:
        return drawn
    tried = ((size, _silent(drawn, bars, size)) for size in _SIZES)
    found = [(size, silent, sum(map(len, silent))) for size, silent in tried]
    fewest = min(count for *_, count in found)
    size, silent, _ = next(each for each in found if each[2] <= fewest + len(bars) // _SPARED)
    if sum(map(len, silent)) * 2 > len(bars):
        return drawn
    least = LARGE if size >= _LARGE else TEXT
    series = tuple(
        replace(one, labels=True, label_color=look.on(one.color, least), silent=without)
        for one, without in zip(drawn.series, silent, strict=True)
    )
    return replace(drawn, series=series, label_size=Pt(float(size)))


def with_numbers_on_bars(look: Look, drawn: Plot) -> Plot:
    """Bars of progress with their numbers -> the same, those that have room inside the ends of their bars.

    Beyond its end a number would lie across the end of the whole.
    """
    if drawn.style != "progress":
        return drawn
    bars = bars_of(drawn)
    inside = {place for place, bar in bars.items() if _has_room(drawn, place, bar)}
    others = tuple(_inside(look, drawn, bars, inside))[1:]
    return replace(drawn, series=(drawn.series[0], *others))


def with_numbers_clear(look: Look, drawn: Plot) -> Plot:
    """Bars with their numbers -> the same, a number that a line to compare with would cross inside its bar's end.

    All numbers are as much smaller as it takes; where a bar is too small for it even so, they stay as they are.
    """
    if drawn.line is None or drawn.kind not in ("bar", "column") or drawn.stacking != "grouped" or drawn.style:
        return drawn
    if not any(one.labels for one in drawn.series):
        return drawn
    bars = bars_of(drawn)
    for size in (drawn.label_size, *(Pt(float(size)) for size in _SIZES if size < drawn.label_size)):
        tried = replace(drawn, label_size=size)
        crossed = {place for place, bar in bars.items() if _is_crossed(tried, *place)}
        if all(_has_room(tried, place, bars[place]) for place in crossed):
            return replace(tried, series=tuple(_inside(look, tried, bars, crossed)))
    return drawn


def _inside(
    look: Look, drawn: Plot, bars: dict[tuple[int, int], Bar], crossed: set[tuple[int, int]]
) -> Iterator[ChartSeries]:
    """Yield the series, with the colours of those numbers that stand in their bars."""
    least = LARGE if drawn.label_size >= _LARGE else TEXT
    for number, one in enumerate(drawn.series):
        places = ((number, category) for category in range(len(drawn.categories)))
        inks = [look.on(bars[place].color, least) if place in crossed else None for place in places]
        yield replace(one, inside=tuple(inks))


def _is_crossed(drawn: Plot, number: int, category: int) -> bool:
    """Tell whether the line to compare with runs through the number of a bar beyond its end."""
    value = drawn.series[number].values[category]
    if value is None or value < 0 or drawn.line is None:
        return False
    whole = (drawn.area.width if drawn.kind == "bar" else drawn.area.height) / EMU_PER_PT
    beyond = (share_of(drawn.line, drawn) - share_of(value, drawn)) * whole
    return -_CLEAR < beyond < LABEL_AWAY + _extent(drawn, value)[0] + _CLEAR


def _has_room(drawn: Plot, place: tuple[int, int], bar: Bar) -> bool:
    """Tell whether a number has room within its bar."""
    long, thick = _extent(drawn, drawn.series[place[0]].values[place[1]] or 0)
    length, breadth = (bar.width, bar.height) if drawn.kind == "bar" else (bar.height, bar.width)
    return long + 2 * LABEL_AWAY <= length and thick <= breadth


def _extent(drawn: Plot, value: float) -> tuple[float, float]:
    """Return how much of its bar's length, and of its breadth, a number takes, in points."""
    size = float(drawn.label_size or drawn.size)
    wide = plain_width(written(value, drawn.code), Pt(size), True, "major") / EMU_PER_PT
    high = 2 * HALF_LINE * size
    return (wide, high) if drawn.kind == "bar" else (high, wide)


def _are_shares(drawn: Plot) -> bool:
    """Tell whether the numbers of each category are hundredths of a whole."""
    columns = zip(*(series.values for series in drawn.series), strict=True)
    return all(abs(sum(value or 0 for value in column) - _WHOLE) < _EXACT for column in columns)


def bars_of(drawn: Plot) -> dict[tuple[int, int], Bar]:
    """Return the bar of each number, by series and category."""
    places = (
        (number, category)
        for number, series in enumerate(drawn.series)
        for category, value in enumerate(series.values)
        if value is not None
    )
    return dict(zip(places, (mark for mark in marks(drawn) if isinstance(mark, Bar)), strict=True))


def _silent(drawn: Plot, bars: dict[tuple[int, int], Bar], size: float) -> tuple[tuple[int, ...], ...]:
    """Return of each series the categories whose number has no room in its bar at this size."""
    found: list[list[int]] = [[] for _ in drawn.series]
    for (number, category), bar in bars.items():
        text = written(drawn.series[number].values[category] or 0, drawn.code)
        wide = plain_width(text, Pt(float(size)), True, "major") / EMU_PER_PT + 2 * _AIR
        if wide > bar.width or 2 * HALF_LINE * size > bar.height:
            found[number].append(category)
    return tuple(map(tuple, found))
