"""Charts of bars and lines in other clothes: waterfall, dots, progress, combo -> what they are natively made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.record import replace
from deckbrief.content.waterfall import sums_of
from deckbrief.draft.nodes import Plot, PlotSeries
from deckbrief.layout.figures.drawing import CannotDraw

WHOLE: Final = 100
"""What a bar of progress is part of."""
BELOW: Final = "·"
"""Name of the series that lifts the steps of a waterfall: it is not seen."""


def made_natively(plot: Plot) -> Plot:
    """Chart as it is asked for -> as the native kind that draws it: bars, columns or lines; `style` says what it was.

    Raises CannotDraw for a waterfall that falls below nothing or has several series.
    """
    match plot.kind:
        case "waterfall":
            return _waterfall(plot)
        case "progress":
            return _progress(plot)
        case "dot":
            return replace(plot, kind="line", style="dot")
        case "combo":
            return replace(plot, kind="column", style="combo", series=tuple(_combined(plot.series)))
        case _:
            return plot


def _combined(series: Sequence[PlotSeries]) -> Iterator[PlotSeries]:
    """Yield the series, those that are lines after the others; the last is one where the content names none."""
    if not any(one.as_line for one in series) and len(series) > 1:
        series = [*series[:-1], replace(series[-1], as_line=True)]
    yield from (one for one in series if not one.as_line)
    yield from (one for one in series if one.as_line)


def _progress(plot: Plot) -> Plot:
    """Return bars over bars of the whole."""
    track = PlotSeries(name=str(WHOLE), values=(WHOLE,) * len(plot.categories), path=plot.path)
    return replace(plot, kind="bar", style="progress", series=(track, *plot.series[:1]), unit=plot.unit or "%")


def steps_of(plot: Plot) -> list[tuple[float, float, bool]]:
    """Waterfall -> where each of its steps begins and ends, and whether it is a sum."""
    sums = sums_of(plot.categories, plot.series[0].values, plot.strong)
    steps: list[tuple[float, float, bool]] = []
    at = 0.0
    for number, value in enumerate(plot.series[0].values):
        if number in sums:
            steps.append((0.0, at if value is None else value, True))
            at = steps[-1][1]
        else:
            steps.append((at, at + (value or 0), False))
            at += value or 0
    return steps


def _waterfall(plot: Plot) -> Plot:
    """Return columns that stand on an unseen one: sums, rises, falls."""
    if len(plot.series) > 1:
        raise CannotDraw(msg("a waterfall shows one series"), msg("stacked columns show several"))
    steps = steps_of(plot)
    if min(min(first, last) for first, last, _ in steps) < 0:
        raise CannotDraw(msg("a waterfall that falls below nothing"), msg("draw it as columns"))
    (series,) = plot.series
    whole = tuple(last if is_sum else None for _, last, is_sum in steps)
    lifted = tuple(None if is_sum else min(first, last) for first, last, is_sum in steps)
    rises = tuple(last - first if not is_sum and last >= first else None for first, last, is_sum in steps)
    falls = tuple(first - last if not is_sum and last < first else None for first, last, is_sum in steps)
    made = [
        PlotSeries(name=name, values=values, path=series.path)
        for name, values in (
            (BELOW, lifted), (series.name, whole), (f"{series.name} +", rises), (f"{series.name} −", falls)
        )
    ]  # fmt: skip
    return replace(plot, kind="column", stacking="stacked", style="waterfall", series=tuple(made))
