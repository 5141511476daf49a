"""Plot -> where its bars, lines, sectors, grid and words are: what native charts draw, for all other media."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from deckbrief.base.length import EMU_PER_PT, Pt
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.layout.frame import Axis, ChartSeries, Plot
from deckbrief.layout.plot_field import AXIS_AWAY, HALF_BELOW, HALF_LINE, LABEL_AWAY, Field, written
from deckbrief.layout.plot_labels import end_name, label_places, point_radius, stretches
from deckbrief.theme.theme import Color

_EDGE: Final = Pt(1.5)
"""Width of what parts bars that stand on each other, and sectors, where a plot's `zoom` is 1."""
_STEM: Final = Pt(9)
"""Width of what dots stand on, where a plot's `zoom` is 1."""
HOLE: Final = 50
"""Of a doughnut: how much of its radius is left free, in percent: what LibreOffice leaves whatever a chart says."""


def edge_width(plot: Plot) -> Pt:
    """Plot -> the width of what parts its bars that stand on each other, and sectors."""
    return Pt(_EDGE * plot.zoom)


def stem_width(plot: Plot) -> Pt:
    """Plot -> the width of what its dots stand on."""
    return Pt(_STEM * plot.zoom)


class Bar(NamedTuple):
    """A bar's rectangle in points."""

    x: float
    y: float
    width: float
    height: float
    color: Color


class Trace(NamedTuple):
    """A line through points, or with `ground` an area between them and the line under it; a gap parts two of them."""

    points: tuple[tuple[float, float], ...]
    ground: tuple[tuple[float, float], ...]
    color: Color


class Sector(NamedTuple):
    """A sector of a pie: centre, radii, angles in turns from the top, clockwise."""

    x: float
    y: float
    radius: float
    hole: float
    start: float
    end: float
    color: Color


class Word(NamedTuple):
    """A label: where it is anchored (`start`, `middle`, `end`), the middle of its line's height."""

    text: str
    x: float
    y: float
    anchor: str
    color: Color
    size: float = 0
    """In points, of one in the heading face; 0: it has the plot's size, and the face of running text."""


class Rule(NamedTuple):
    """A line of the grid or of an axis."""

    x1: float
    y1: float
    x2: float
    y2: float
    color: Color


class Dot(NamedTuple):
    """A point of a series, by itself."""

    x: float
    y: float
    radius: float
    color: Color


Mark = Bar | Trace | Sector | Word | Rule | Dot


def ticks(plot: Plot) -> list[float]:
    """Return the numbers on a plot's axis."""
    if not plot.step:
        return []
    if plot.log:
        return decades(plot.low, plot.high)
    count = round((plot.high - plot.low) / plot.step)
    return [plot.low + plot.step * number for number in range(count + 1)]


def decades(low: float, high: float) -> list[float]:
    """Ends of a scale of powers of ten -> the powers on it."""
    return [low * 10.0**number for number in range(round(math.log10(high / low)) + 1)]


def marks(plot: Plot) -> Iterator[Mark]:
    """Plot -> all that it shows, back to front."""
    if plot.kind in ("pie", "doughnut"):
        yield from _sectors(plot)
        return
    yield from _grid(plot)
    if plot.across:
        yield from _across(plot, plot.across)
        yield from _scattered(plot, plot.across)
        return
    if plot.kind in ("bar", "column"):
        yield from _bars(plot)
        if any(series.as_line for series in plot.series):
            yield from _traces(plot)
    else:
        yield from _traces(plot)
    if not plot.bare:
        yield from _names(plot)


def _shares(plot: Plot) -> list[list[float]]:
    """Return of each series what it is drawn from and to in each category: pairs flattened to (from, to)."""
    totals = [
        sum(abs(series.values[number] or 0) for series in plot.series) or 1 for number in range(len(plot.categories))
    ]
    up, down = [0.0] * len(plot.categories), [0.0] * len(plot.categories)
    found: list[list[float]] = []
    for series in plot.series:
        ends: list[float] = []
        for number, value in enumerate(series.values):
            amount = (value or 0) / (totals[number] if plot.stacking == "percent" else 1)
            if plot.stacking == "grouped":
                ends += [0.0, amount]
                continue
            side = up if amount >= 0 else down
            ends += [side[number], side[number] + amount]
            side[number] += amount
        found.append(ends)
    return found


def _bars(plot: Plot) -> Iterator[Bar | Word]:
    field = Field(plot)
    columns = [series for series in plot.series if not series.as_line]
    together = 1 if plot.stacking != "grouped" or plot.style == "progress" else len(columns)
    thick = field.slot / (together + plot.gap / 100)
    shares = _shares(plot)
    for place, (series, ends) in enumerate(zip(plot.series, shares, strict=True)):
        for number, value in enumerate(series.values):
            if value is None or series.as_line:
                continue
            at = place if together > 1 else 0
            side = field.middle(number) - thick * together / 2 + thick * at
            first, last = field.at(ends[2 * number]), field.at(ends[2 * number + 1])
            near, long = min(first, last), abs(last - first)
            color = _color(series, number)
            yield Bar(near, side, long, thick, color) if field.lying else Bar(side, near, thick, long, color)
            if series.labels and number not in series.silent:
                inside = series.inside[number] if number < len(series.inside) else None
                yield _label(plot, series, value, (first, last), side + thick / 2, field.lying, inside)


def _label(
    plot: Plot, series: ChartSeries, value: float, ends: tuple[float, float], middle: float, lying: bool,
    inside: Color | None,
) -> Word:  # fmt: skip
    """Return the label of a bar: beyond its end or inside it, or in its middle where bars stand on each other."""
    text, color = written(value, plot.code), series.label_color or plot.text_color
    first, last = ends
    large = float(plot.label_size)
    size = large or float(plot.size)
    if plot.stacking != "grouped":
        centre = (first + last) / 2
        return Word(text, *((centre, middle) if lying else (middle, centre)), "middle", color, large)
    away = (LABEL_AWAY + (0 if lying else size * HALF_LINE)) * (-1 if inside else 1)
    rising = value >= 0
    if lying:
        anchor = "start" if rising != bool(inside) else "end"
        return Word(text, last + (away if rising else -away), middle, anchor, inside or color, large)
    return Word(text, middle, last - (away if rising else -away), "middle", inside or color, large)


def _color(series: ChartSeries, number: int) -> Color:
    own = series.points[number] if number < len(series.points) else None
    return own or series.color


def _traces(plot: Plot) -> Iterator[Trace | Dot | Word | Bar]:
    field = Field(plot)
    shares = _shares(plot)
    filled = plot.kind == "area"
    for series, ends in zip(plot.series, shares, strict=True):
        if plot.kind == "column" and not series.as_line:
            continue
        if plot.stem:
            yield from _stems(plot, series, field)
        for stretch in stretches(series) if plot.style != "dot" else ():
            if len(stretch) == 1 and not filled:
                continue
            points = tuple((field.middle(n), field.at(ends[2 * n + 1])) for n in stretch)
            ground = tuple((field.middle(n), field.at(ends[2 * n])) for n in reversed(stretch)) if filled else ()
            yield Trace(points, ground, series.color)
        for number, value in enumerate(series.values) if not filled else ():
            if value is not None and (radius := point_radius(plot, series, number)):
                yield Dot(field.middle(number), field.at(ends[2 * number + 1]), radius, _color(series, number))
        yield from _numbers(plot, series, ends, field)


def _stems(plot: Plot, series: ChartSeries, field: Field) -> Iterator[Bar]:
    """Yield what dots stand on: thin bars from zero."""
    for number, value in enumerate(series.values):
        if value is not None and plot.stem:
            top = field.at(value)
            wide = stem_width(plot)
            yield Bar(field.middle(number) - wide / 2, top, wide, field.at(0) - top, plot.stem)


def _numbers(plot: Plot, series: ChartSeries, ends: Sequence[float], field: Field) -> Iterator[Word]:
    """Yield the numbers at the points of a line, or its name and last number at its end."""
    size = float(plot.label_size)
    for number, place in label_places(plot, series).items():
        radius = point_radius(plot, series, number)
        x, y = field.middle(number), field.at(ends[2 * number + 1]) + place.down
        if place.named:
            ink = series.end_color or plot.text_color
            yield Word(end_name(plot, series), x + place.right + radius + LABEL_AWAY, y, "start", ink, size)
            continue
        away = radius + LABEL_AWAY + (size or float(plot.size)) * (HALF_LINE if place.side == "t" else HALF_BELOW)
        text = written(series.values[number] or 0, plot.code)
        below = place.side == "b"
        yield Word(text, x + place.right, y + (away if below else -away), "middle", plot.text_color, size)


def _sectors(plot: Plot) -> Iterator[Sector | Word]:
    area = plot.area
    x, y = (area.x + area.width / 2) / EMU_PER_PT, (area.y + area.height / 2) / EMU_PER_PT
    radius = min(area.width, area.height) / 2 / EMU_PER_PT
    hole = radius * HOLE / 100 if plot.kind == "doughnut" else 0.0
    (series,) = plot.series
    total = sum(value or 0 for value in series.values) or 1
    start = 0.0
    for number, value in enumerate(series.values):
        end = start + (value or 0) / total
        if value:
            yield Sector(x, y, radius, hole, start, end, _color(series, number))
        start = end


def _grid(plot: Plot) -> Iterator[Rule | Word]:
    """Yield the grid with the numbers of the axis, and the line of zero."""
    field = Field(plot)
    bottom, right = field.y + field.height, field.x + field.width
    size = float(plot.size)
    for value in ticks(plot):
        at = field.at(value)
        text = f"{value:.0%}" if plot.stacking == "percent" else written(value, plot.axis_code)
        if field.lying:
            yield Rule(at, field.y, at, bottom, plot.grid)
            yield Word(text, at, bottom + LABEL_AWAY + size * HALF_LINE, "middle", plot.text_color)
        else:
            if not plot.across:
                yield Rule(field.x, at, right, at, plot.grid)
            yield Word(text, field.x - AXIS_AWAY, at, "end", plot.text_color)
    zero = field.at(min(max(0.0, plot.low), plot.high))
    if field.lying:
        yield Rule(zero, field.y, zero, bottom, plot.text_color)
    elif not plot.bare:
        yield Rule(field.x, zero, right, zero, plot.text_color)


def _names(plot: Plot) -> Iterator[Word]:
    field = Field(plot)
    size = float(plot.size)
    for number, name in enumerate(plot.categories):
        if number % plot.skip:
            continue
        if field.lying:
            yield Word(name, field.x - AXIS_AWAY, field.middle(number), "end", plot.text_color)
        else:
            below = field.y + field.height + AXIS_AWAY + size * HALF_LINE
            yield Word(name, field.middle(number), below, "middle", plot.text_color)


def _across(plot: Plot, axis: Axis) -> Iterator[Rule | Word]:
    """Yield the numbers of the axis below, and the line of the axis at the left; a grid would cross names of points."""
    field = Field(plot)
    bottom, size = field.y + field.height, float(plot.size)
    yield Rule(field.x, field.y, field.x, bottom, plot.text_color)
    for number in range(round((axis.high - axis.low) / axis.step) + 1):
        value = axis.low + axis.step * number
        at = field.x + field.width * number * axis.step / (axis.high - axis.low)
        yield Word(written(value, axis.code), at, bottom + AXIS_AWAY + size * HALF_LINE, "middle", plot.text_color)


def _scattered(plot: Plot, axis: Axis) -> Iterator[Dot | Word]:
    """Yield the points of a scatter, then their names."""
    places = scattered(plot, axis)
    series = plot.series[-1]
    for number, place in enumerate(places):
        if place:
            yield Dot(*place, plot.dot * plot.zoom / 2, _color(series, number))
    for name, place, side in zip(plot.categories, places, plot.sides, strict=True):
        if place and side:
            yield beside(name, place, side, plot.dot * plot.zoom / 2, float(plot.size), plot.text_color)


def scattered(plot: Plot, axis: Axis) -> list[tuple[float, float] | None]:
    """Scatter and its axis below -> where each of its points stands; None for one that lacks a number."""
    field = Field(plot)
    right, up = plot.series[0].values, plot.series[-1].values
    return [
        None if x is None or y is None else (
            field.x + field.width * (x - axis.low) / (axis.high - axis.low), field.at(y)
        )
        for x, y in zip(right, up, strict=True)
    ]  # fmt: skip


def beside(name: str, place: tuple[float, float], side: str, radius: float, size: float, color: Color) -> Word:
    """Name of a point, where that is, at which side of it -> the name as charts set it there."""
    x, y = place
    match side:
        case "r" | "l":
            away = radius + LABEL_AWAY
            return Word(name, x + away if side == "r" else x - away, y, "start" if side == "r" else "end", color)
        case _:
            away = radius + LABEL_AWAY + size * HALF_LINE
            return Word(name, x, y - away if side == "t" else y + away, "middle", color)


def number_code(values: Sequence[float | None], unit: str = "") -> str:
    """Numbers, their unit -> their format: groups of thousands, as many decimals as they have, the unit."""
    written_out = (f"{value:.2f}".rstrip("0").partition(".")[2] for value in values if value is not None)
    decimals = max(map(len, written_out), default=0)
    unit = unit.replace('"', "")
    if unit[:1].isalpha() and not is_unspaced(unit[:1]):
        unit = f" {unit}"  # 12 kg, 12 percent; but 12%, 12° and 12人
    return f"#,##0{'.' + '0' * decimals if decimals else ''}" + (f'"{unit}"' if unit else "")


def nice_step(span: float, count: int) -> float:
    """Span of numbers, how many steps about -> a step of 1, 2 or 5 times a power of ten that covers it."""
    raw = span / max(1, count)
    power = 10.0 ** math.floor(math.log10(raw)) if raw > 0 else 1.0
    return next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= raw * (1 - 1e-9))


def scale_of(values: Sequence[float], count: int) -> tuple[float, float, float]:
    """Numbers to be shown, how many steps about -> the axis that holds them and zero: from, to, step."""
    low, high = min(0.0, *values), max(0.0, *values)
    if high - low < sys.float_info.min:
        high = low + 1.0
    step = nice_step(high - low, count)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step


def span_of(values: Sequence[float], count: int) -> tuple[float, float, float]:
    """Numbers to be shown, how many steps about -> the axis that holds them, and zero if it is near: from, to, step.

    Zero is near where the axis is at most half as long again with it: points are not measured from it as bars are.
    """
    low, high = min(values), max(values)
    if 0 < low <= (high - low) / 2:
        low = 0.0
    elif 0 > high >= (low - high) / 2:
        high = 0.0
    if high - low < sys.float_info.min:  # steps of less could not be told apart
        low, high = low - abs(low) / 2 - 0.5, high + abs(high) / 2 + 0.5
    step = nice_step(high - low, count)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step
