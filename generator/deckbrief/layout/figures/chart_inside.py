"""Numbers inside bars that stand on each other: each in its own stretch, where it has room there."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import EMU_PER_PT, Pt
from deckbrief.base.record import replace
from deckbrief.layout.figures.kit import LARGE, TEXT, Look
from deckbrief.layout.frame import Plot
from deckbrief.layout.plot import HALF_LINE, Bar, marks, written
from deckbrief.layout.text.fit import plain_width

_SIZES: Final = (24, 22, 20, 18, 16)
_LARGE: Final = 18.5
"""Points from which bold type counts as large (WCAG 2.2, 1.4.3)."""
_AIR: Final = 4.0
"""Points of type between a number and the end of its stretch."""
_MOST: Final = 36
"""Numbers that can be read in one chart."""
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
    bars = _bars(drawn)
    if not bars:
        return drawn
    tried = ((size, _silent(drawn, bars, size)) for size in _SIZES)
    size, silent = min(tried, key=lambda found: sum(map(len, found[1])))
    if sum(map(len, silent)) * 2 > len(bars):
        return drawn
    least = LARGE if size >= _LARGE else TEXT
    series = tuple(
        replace(one, labels=True, label_color=look.on(one.color, least), silent=without)
        for one, without in zip(drawn.series, silent, strict=True)
    )
    return replace(drawn, series=series, label_size=Pt(float(size)))


def _are_shares(drawn: Plot) -> bool:
    """Tell whether the numbers of each category are hundredths of a whole."""
    columns = zip(*(series.values for series in drawn.series), strict=True)
    return all(abs(sum(value or 0 for value in column) - _WHOLE) < _EXACT for column in columns)


def _bars(drawn: Plot) -> dict[tuple[int, int], Bar]:
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
