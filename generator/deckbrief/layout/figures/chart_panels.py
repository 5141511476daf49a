"""Two charts over one another for numbers of two scales: lines above, columns below, over the same categories."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points, px
from deckbrief.base.message import msg
from deckbrief.base.record import replace
from deckbrief.draft import nodes
from deckbrief.layout.figures.chart_beside import base_line
from deckbrief.layout.figures.chart_colors import ink_of
from deckbrief.layout.figures.chart_line import reference
from deckbrief.layout.figures.chart_marks import bands
from deckbrief.layout.figures.chart_names import series_keys
from deckbrief.layout.figures.chart_native import drawn_of
from deckbrief.layout.figures.chart_room import Manner, manner_of
from deckbrief.layout.figures.drawing import CannotDraw
from deckbrief.layout.figures.kit import GAP, Look, Panel, draw_panels, explained
from deckbrief.layout.frame import AnyItem
from deckbrief.layout.text.fit import plain_width
from deckbrief.theme.theme import Color

_APART: Final = 3
"""Lines whose numbers are so many times those of the columns, or a part so small, would lie flat beside them."""
_HEAD: Final = 20
_WIDEST_HEAD: Final = 0.22
"""Share of the room that names at the left of two charts may have."""
_LINES: Final = 0.48
"""Share of the height that lines have."""


def in_one_unit(plot: nodes.Plot) -> nodes.Plot:
    """Chart -> the chart with the unit that all its series have, their own or the chart's.

    Raises CannotDraw where they have several: one scale would tell the numbers of one in the unit of another.
    """
    first, *others = [(one.name, one.unit or plot.unit) for one in plot.series]
    for name, unit in others:
        if unit != first[1]:
            raise CannotDraw(
                msg("'{series}' and '{other}' are of two units and would stand on one scale", series=first[0],
                    other=name),
                msg("a combo has one unit for its lines, one for its columns; other units need a chart of their own"),
            )  # fmt: skip
    return plot if first[1] == plot.unit else replace(plot, unit=first[1], unit_note="")


def is_on_two_scales(plot: nodes.Plot) -> bool:
    """Tell whether a combination is of two units, or of numbers too far from each other for one scale."""
    if plot.style != "combo":
        return False
    lines, columns = _parted(plot)
    if not lines or not columns:
        return False
    if {one.unit or plot.unit for one in lines} != {one.unit or plot.unit for one in columns}:
        return True
    high, low = (max((abs(value) for one in some for value in one.values if value is not None), default=0.0)
                 for some in (lines, columns))  # fmt: skip
    return high > low * _APART or low > high * _APART


def _parted(plot: nodes.Plot) -> tuple[list[nodes.PlotSeries], list[nodes.PlotSeries]]:
    return [one for one in plot.series if one.as_line], [one for one in plot.series if not one.as_line]


def panels(look: Look, plot: nodes.Plot, box: Rect) -> list[AnyItem]:
    """Combination of two scales -> its lines in a chart of their own above its columns, each under its name.

    What it is compared with stands in the one whose scale holds it. Raises CannotDraw where one of them is of several
    units, DoesNotFit where it has no room.
    """
    lines, columns = _parted(plot)
    upper, lower = box.split_top(Emu(round(box.height * _LINES)), GAP)
    least = look.theme.scale.floor
    compared = _kind_of_line(plot)
    beside = _beside(lines, columns, box)
    both = []
    for kind, series, place in (("line", lines, upper), ("column", columns, lower)):
        own = tuple(replace(one, as_line=False) for one in series)
        line = plot.line if kind == compared else None
        alone = in_one_unit(replace(plot, kind=kind, style="", series=own, unit_note="", line=line))
        head, rest = None, place
        if beside:
            head, rest = place.split_left(beside, GAP)
        elif len(own) == 1:
            head, rest = place.split_top(points(_HEAD * 1.5), Emu(0))
        manner = manner_of(alone, rest, least, ends=False)
        both.append((head, replace(manner, bare=kind == "line", accents=0 if kind == "line" else len(lines))))
    drawn = [drawn_of(look, manner) for _, manner in both]
    left = max(one.area.x for one in drawn)
    right = min(one.area.right for one in drawn)
    items: list[AnyItem] = []
    for number, ((head, manner), one) in enumerate(zip(both, drawn, strict=True), 1):
        area = Rect(left, one.area.y, Emu(right - left), one.area.height)
        chart = replace(drawn_of(look, manner, area), name=f"chart {number}")
        colors = [series.color for series in chart.series]
        if head:
            named = Rect(head.x, area.y, head.width, area.height) if beside else head
            items += _head(look, manner, named, number, colors[0])
        items += series_keys(look, manner.plot, colors, manner.row) if manner.row else []
        behind, words = reference(look, manner.plot, chart)
        items += [*bands(look, manner.plot, chart), *behind, chart, *base_line(chart), *words]
    return items


def _beside(lines: list[nodes.PlotSeries], columns: list[nodes.PlotSeries], box: Rect) -> Emu | None:
    """Return how wide the names of two charts are at their left; None where they stand above them.

    So the charts are as high as the room is.
    """
    if len(lines) > 1 or len(columns) > 1:
        return None
    wide = max(plain_width(one.name, Pt(_HEAD), True) for one in (*lines, *columns)) + px(4)
    return Emu(wide) if wide <= box.width * _WIDEST_HEAD else None


def _kind_of_line(plot: nodes.Plot) -> str:
    """Return in which of the two the line to compare with stands: among whose numbers it is, or nearest to them.

    Of two that are as near, it is that of the chart's own unit, then the columns. Columns are measured from zero, and
    hold whatever is less than they are: that tells nothing.
    """
    value = plot.line or 0.0
    ranked = []
    for kind, series in zip(("line", "column"), _parted(plot), strict=True):
        values = [each for one in series for each in one.values if each is not None]
        low, high = min(values, default=0.0), max(values, default=0.0)
        beyond = max(low - value, value - high, 0.0) / (high - low or abs(high) or 1)
        ranked.append((beyond, (series[0].unit or plot.unit) != plot.unit, kind))
    return min(ranked)[2]


def _head(look: Look, manner: Manner, place: Rect, number: int, color: Color) -> list[AnyItem]:
    """Return the name of a chart's one series above it or at its left, in its colour."""
    (series,) = manner.plot.series
    copy = explained(look, series.name, _HEAD, ink_of(look, color), path=series.path, bold=True, pitch=1.2)
    return list(draw_panels([Panel(name=f"series {number}", rect=place, copies=(copy,), path=series.path)], look.theme))
