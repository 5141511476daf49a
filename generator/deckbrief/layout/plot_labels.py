"""Where the numbers of lines stand, clear of the lines themselves, and the names of series at the ends of theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from deckbrief.base.length import EMU_PER_PT, Pt
from deckbrief.layout.frame import ChartSeries, Plot
from deckbrief.layout.plot_field import HALF_LINE, LABEL_AWAY, LONE, MARK, Field, line_width, written
from deckbrief.layout.text.fit import plain_width

END_PITCH: Final = 1.3
"""Least distance of two names at ends of lines, of their size."""
END_AWAY: Final = 4.0
"""Points between the end of a line and its name, besides what charts leave there, where a plot's `zoom` is 1."""
_APART: Final = " "
"""Between a series' name and its last number."""

Box = tuple[float, float, float, float]
"""What a word or a point covers: left, top, right, bottom, in points of type."""


def meet(one: Box, other: Box, clear: float = 0.0) -> bool:
    """Tell whether two boxes overlap, or are nearer to each other than `clear`."""
    return (
        one[0] < other[2] + clear and other[0] < one[2] + clear
        and one[1] < other[3] + clear and other[1] < one[3] + clear
    )  # fmt: skip


class LabelPlace(NamedTuple):
    """Where a label stands: `t` above its point, `b` below, `r` at its right, and how far from there, in points."""

    side: str
    right: float = 0.0
    down: float = 0.0
    named: bool = False
    """It says the name of its series before the number."""


def label_places(plot: Plot, series: ChartSeries) -> dict[int, LabelPlace]:
    """Plot, a line of it -> where its labels stand, by category: of each number, or of the last one with its name."""
    if series.end_color is not None:
        last = max((n for n, value in enumerate(series.values) if value is not None), default=0)
        place = next(number for number, one in enumerate(plot.series) if one is series)  # two may be equal
        down = _ends_apart(plot)[place]
        return {last: LabelPlace("r", END_AWAY * plot.zoom, down, named=True)}
    if not series.labels:
        return {}
    below = _below(plot, series)
    return {
        number: LabelPlace("b" if number in below else "t", right=_aside(plot, series, number, number in below))
        for number, value in enumerate(series.values)
        if value is not None and number not in series.silent
    }


def end_name(plot: Plot, series: ChartSeries) -> str:
    """Return what stands at the end of a line: the series' name and its last number."""
    last = next((value for value in reversed(series.values) if value is not None), 0.0)
    return named_number(series.name, last, plot.code)


def named_number(name: str, value: float, code: str) -> str:
    """Name of a series, a number of it and its format -> what a native label says that shows both."""
    return f"{name}{_APART}{written(value, code)}"


def _ends_apart(plot: Plot) -> list[float]:
    """Return of each series how far below the end of its line its name stands: none covers another."""
    field, size = Field(plot), float(plot.label_size or plot.size)
    ends = [
        (field.at(next((each for each in reversed(one.values) if each is not None), plot.low)), number)
        for number, one in enumerate(plot.series)
        if one.end_color is not None
    ]
    top, bottom = plot.rect.y / EMU_PER_PT, plot.rect.bottom / EMU_PER_PT
    order = sorted(ends)
    placed = spread([at for at, _ in order], size * END_PITCH, (top + size * HALF_LINE, bottom - size * HALF_LINE))
    found = [0.0] * len(plot.series)
    for (at, number), y in zip(order, placed, strict=True):
        found[number] = y - at
    return found


def spread(wanted: Sequence[float], pitch: float, ends: tuple[float, float]) -> list[float]:
    """Places in their order, the least distance of two, the ends of the room -> the nearest places that keep it."""
    blocks: list[list[float]] = []
    for number, place in enumerate(wanted):
        blocks.append([place - number * pitch, 1.0])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            (first, few), (second, more) = blocks[-2:]
            blocks[-2:] = [[(first * few + second * more) / (few + more), few + more]]
    level = [mean for mean, count in blocks for _ in range(int(count))]
    low, high = ends[0], max(ends[0], ends[1] - pitch * (len(wanted) - 1))
    return [min(max(mean, low), high) + number * pitch for number, mean in enumerate(level)]


def _below(plot: Plot, series: ChartSeries) -> set[int]:
    """Return the points of a line whose numbers stand below them: a line that falls to a point would cross its number.

    So do those, of points where the line neither rises nor falls to both sides, that the line to compare with would
    cross above them, and not below. Only where there is room for it above the axis, as much on slides of every size:
    at its other side it would be crossed.
    """
    if plot.style == "dot" or plot.kind != "line":
        return set()
    field = Field(plot)
    lone = lone_points(series)
    high = LABEL_AWAY * plot.zoom + 2 * HALF_LINE * float(plot.label_size or plot.size)
    found = set()
    for number, value in enumerate(series.values):
        if value is None or number in lone:
            continue
        near = [each for each in _neighbours(series, number) if each is not None]
        at, room = field.at(value), high + point_radius(plot, series, number)
        if at + room > field.y + field.height:
            continue
        crossed = plot.line is not None and at - room < field.at(plot.line) <= at
        if min(near) > value or (crossed and max(near) > value):
            found.add(number)
    return found


def _neighbours(series: ChartSeries, number: int) -> tuple[float | None, float | None]:
    """Return the numbers before and after one; None where there is none."""
    before = series.values[number - 1] if number else None
    return before, series.values[number + 1] if number + 1 < len(series.values) else None


def _aside(plot: Plot, series: ChartSeries, number: int, below: bool) -> float:
    """Return how far to the right of its point a number stands, so that its line, which rises or falls, misses it.

    Over a line that falls steeply it begins at its point, over one that rises it ends there.
    """
    value = series.values[number]
    if plot.style == "dot" or plot.kind != "line" or value is None:
        return 0.0
    field = Field(plot)
    half = (
        plain_width(written(value, plot.code), Pt(float(plot.label_size or plot.size)), True, "major") / EMU_PER_PT / 2
    )
    air = LABEL_AWAY + point_radius(plot, series, number) - line_width(plot) / 2
    found = 0.0
    for near, away in zip(_neighbours(series, number), (1.0, -1.0), strict=True):
        if near is None:
            continue
        drop = field.at(value) - field.at(near)
        slope = (drop if not below else -drop) / field.slot
        if slope > 0 and half * slope > air:
            found += away * (half - air / slope)
    return found


def point_radius(plot: Plot, series: ChartSeries, number: int) -> float:
    """Return the radius of what marks a number of a line: one that is pointed at, or stands alone between gaps."""
    if plot.style == "dot":
        return plot.dot * plot.zoom / 2
    if number < len(series.points) and series.points[number] is not None:
        return MARK * plot.zoom / 2
    return LONE * plot.zoom / 2 if number in lone_points(series) else 0.0


def lone_points(series: ChartSeries) -> list[int]:
    """Series of a line -> the categories whose number stands between two gaps: no line leads to it."""
    return [stretch[0] for stretch in stretches(series) if len(stretch) == 1]


def stretches(series: ChartSeries) -> Iterator[list[int]]:
    """Yield the categories of a series between its gaps."""
    run: list[int] = []
    for number, value in enumerate(series.values):
        if value is not None:
            run.append(number)
        elif run:
            yield run
            run = []
    if run:
        yield run
