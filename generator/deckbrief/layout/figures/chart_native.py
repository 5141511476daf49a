"""Manner -> the native chart that tells so, its numbers clear of what crosses them; and the words that tell a chart."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.record import replace
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft import nodes
from deckbrief.layout.figures.chart_beside import with_room_above
from deckbrief.layout.figures.chart_colors import ink_of, point_colors, series_colors, solid, step_colors
from deckbrief.layout.figures.chart_inside import with_numbers_clear, with_numbers_inside, with_numbers_on_bars
from deckbrief.layout.figures.chart_kinds import BELOW
from deckbrief.layout.figures.chart_line import code_of
from deckbrief.layout.figures.chart_room import (
    DOT,
    LABELED_POINTS,
    Manner,
    area_of,
    axis_code,
    has_stems,
    label_code,
    low_end,
    skip_of,
    with_axis,
)
from deckbrief.layout.figures.chart_thin import with_numbers_apart
from deckbrief.layout.figures.kit import Look, joined, listed
from deckbrief.layout.frame import ChartSeries, Plot
from deckbrief.layout.plot_field import written
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.theme.theme import Color

_FEW: Final = 4
"""One share of so many may go without its number."""


def told_plot(plot: nodes.Plot) -> str:
    """Chart -> the words that tell it: what its numbers are, series by series, up to twelve of each."""
    sentences = []
    for series in plot.series:
        if series.name == BELOW and plot.style:
            continue
        code = code_of(replace(plot, unit=series.unit or plot.unit))
        said = [
            joined(name, written(value, code))
            for name, value in zip(plot.categories, series.values, strict=True)
            if value is not None
        ]
        more = max(0, len(said) - LABELED_POINTS) + plot.left_out
        told = listed(said[:LABELED_POINTS]) + (f" … (+{more})" if more > 0 else "")
        sentences.append(joined(series.name, told) + ("。" if is_unspaced(series.name) else ". "))
    return "".join(sentences).strip()


def drawn_of(look: Look, manner: Manner, area: Rect | None = None) -> Plot:
    """Manner -> the native chart, in an `area` or where it has most room. Raises DoesNotFit where there is none.

    Shares of a whole that stand in their bars, all but a few, need no axis; stacks whose parts have no room for their
    numbers need one.
    """
    drawn = _in(look, manner, area or area_of(manner))
    if manner.plot.stacking == "percent" and drawn.step:
        silent = sum(len(one.silent) for one in drawn.series)
        if all(one.labels for one in drawn.series) and silent * _FEW <= len(drawn.series) * len(drawn.categories):
            return drawn_of(look, replace(manner, scale=(0.0, 1.0, 0.0)))
    if manner.totals and not drawn.step and not any(one.labels for one in drawn.series):
        return drawn_of(look, with_axis(manner))
    return drawn


def _in(look: Look, manner: Manner, area: Rect) -> Plot:
    box, plot = manner.box, manner.plot
    if area.width < box.width // 4 or area.height < px(80):
        raise DoesNotFit(plot.path, plot.categories[0], (box.width, box.height), (Emu(box.width * 2), box.height))
    drawn = with_room_above(with_numbers_inside(look, _native(look, manner, area)))
    return with_numbers_apart(with_numbers_on_bars(look, with_numbers_clear(look, drawn)))


def _native(look: Look, manner: Manner, area: Rect) -> Plot:
    plot, (_, high, step) = manner.plot, manner.scale
    low = low_end(manner, area)
    single = point_colors(look, plot)
    colors = series_colors(look, plot, manner.accents)
    if manner.ended and manner.kind == "line":
        colors = [ink_of(look, color) for color in colors]  # a line and its name are of one colour
    series = tuple(
        ChartSeries(
            one.name,
            one.values,
            color,
            () if _is_track(plot, number) else _points(look, plot, number, color, single),
            manner.labeled and not _is_track(plot, number) and plot.style != "waterfall" and manner.kind != "area",
            as_line=one.as_line,
            end_color=color if manner.ended and manner.kind == "line" else None,
        )
        for number, (one, color) in enumerate(zip(plot.series, colors, strict=True))
    )
    drawn = Plot(
        name="chart", rect=manner.box, alt=told_plot(plot), path=plot.path, kind=manner.kind, stacking=plot.stacking,
        categories=plot.categories, series=series, area=area, low=low, high=high, step=step,
        code=label_code(plot, manner.kind), skip=skip_of(manner, area), size=manner.names,
        axis_code=axis_code(plot, manner.scale), line=plot.line,
        label_size=manner.labels if manner.labeled or manner.ended else Pt(0), style=plot.style,
        log=plot.log, dot=DOT, text_color=look.color("ink"), grid=look.color("rule"),
        edge=look.color("paper") if plot.stacking != "grouped" and plot.style != "waterfall" else None,
    )  # fmt: skip
    return replace(drawn, stem=solid(look) if has_stems(drawn) else None, bare=manner.bare)


def _points(
    look: Look, plot: nodes.Plot, number: int, color: Color, single: tuple[Color | None, ...]
) -> tuple[Color | None, ...]:
    """Return the colours of a series' points: of several lines each is marked in its own."""
    if plot.style == "waterfall":
        return step_colors(look, plot, number)
    if len(plot.series) == 1 or plot.kind != "line":
        return single
    return tuple(color if point else None for point in single)


def _is_track(plot: nodes.Plot, number: int) -> bool:
    """Tell whether a series is the whole that bars of progress lie on."""
    return plot.style == "progress" and number == 0
