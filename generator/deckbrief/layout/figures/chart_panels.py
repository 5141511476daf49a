"""Two charts over one another for numbers of two scales: lines above, columns below, over the same categories."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Rect, points
from deckbrief.base.record import replace
from deckbrief.draft import nodes
from deckbrief.layout.figures.chart_line import reference
from deckbrief.layout.figures.chart_names import series_keys
from deckbrief.layout.figures.chart_native import drawn_of
from deckbrief.layout.figures.chart_room import Manner, manner_of
from deckbrief.layout.figures.kit import GAP, Look, Panel, draw_panels, explained
from deckbrief.layout.frame import AnyItem

_APART: Final = 3
"""Lines whose numbers are so many times those of the columns, or a part so small, would lie flat beside them."""
_HEAD: Final = 20
_LINES: Final = 0.48
"""Share of the height that lines have."""


def is_on_two_scales(plot: nodes.Plot) -> bool:
    """Tell whether a combination is of two units, or of numbers too far from each other for one scale."""
    if plot.style != "combo":
        return False
    lines, columns = _parted(plot)
    if not lines or not columns:
        return False
    if {one.unit for one in lines} != {one.unit for one in columns}:
        return True
    high, low = (max((abs(value) for one in some for value in one.values if value is not None), default=0.0)
                 for some in (lines, columns))  # fmt: skip
    return high > low * _APART or low > high * _APART


def _parted(plot: nodes.Plot) -> tuple[list[nodes.PlotSeries], list[nodes.PlotSeries]]:
    return [one for one in plot.series if one.as_line], [one for one in plot.series if not one.as_line]


def panels(look: Look, plot: nodes.Plot, box: Rect) -> list[AnyItem]:
    """Combination of two scales -> its lines in a chart of their own above its columns, each under its name.

    Raises DoesNotFit where one of them has no room.
    """
    lines, columns = _parted(plot)
    upper, lower = box.split_top(Emu(round(box.height * _LINES)), GAP)
    least = look.theme.scale.floor
    both = []
    for kind, series, place in (("line", lines, upper), ("column", columns, lower)):
        unit = series[0].unit or plot.unit
        own = tuple(replace(one, as_line=False) for one in series)
        alone = replace(plot, kind=kind, style="", series=own, unit=unit, unit_note="",
                        line=plot.line if kind == "column" else None)  # fmt: skip
        head, rest = place.split_top(points(_HEAD * 1.5), Emu(0)) if len(own) == 1 else (None, place)
        both.append((head, replace(manner_of(alone, rest, least), bare=kind == "line")))
    drawn = [drawn_of(look, manner) for _, manner in both]
    left = max(one.area.x for one in drawn)
    right = min(one.area.right for one in drawn)
    items: list[AnyItem] = []
    for number, ((head, manner), one) in enumerate(zip(both, drawn, strict=True), 1):
        area = Rect(left, one.area.y, Emu(right - left), one.area.height)
        chart = replace(drawn_of(look, manner, area), name=f"chart {number}")
        colors = [series.color for series in chart.series]
        items += _head(look, manner, head, number) if head else []
        items += series_keys(look, manner.plot, colors, manner.row) if manner.row else []
        items += [chart, *reference(look, manner.plot, chart)]
    return items


def _head(look: Look, manner: Manner, place: Rect, number: int) -> list[AnyItem]:
    """Return the name of a chart's one series above it."""
    (series,) = manner.plot.series
    copy = explained(look, series.name, _HEAD, look.color("ink"), path=series.path, bold=True, pitch=1.2)
    return list(draw_panels([Panel(name=f"series {number}", rect=place, copies=(copy,), path=series.path)], look.theme))
