"""Chart: native bars, columns, lines, areas or a pie, with direct labels; a panel beside it says what is to be seen."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Rect, points
from deckbrief.base.message import msg
from deckbrief.draft import nodes
from deckbrief.layout.figures.chart_beside import base_line, numbers_beside
from deckbrief.layout.figures.chart_colors import distinct, point_colors
from deckbrief.layout.figures.chart_kinds import made_natively
from deckbrief.layout.figures.chart_line import code_of, reference
from deckbrief.layout.figures.chart_marks import bands, joints, numbers_above
from deckbrief.layout.figures.chart_names import area_ends, in_the_hole, sector_names, series_keys, unit_said
from deckbrief.layout.figures.chart_native import drawn_of, told_plot
from deckbrief.layout.figures.chart_panels import in_one_unit, is_on_two_scales, panels
from deckbrief.layout.figures.chart_reading import with_reading
from deckbrief.layout.figures.chart_room import manner_of
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import GAP, Look, Panel, draw_panels, explained
from deckbrief.layout.figures.reading import as_they_stand
from deckbrief.layout.figures.scatter import scatter, told_scatter
from deckbrief.layout.frame import AnyItem, ChartSeries, Plot
from deckbrief.layout.plot import HOLE
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind(whole=True, lead=False)

_NOTE: Final = 18


def draw(plot: nodes.Plot, box: Rect, theme: Theme, *, accent: int = 0, reveal: bool = False) -> Drawing:
    """Chart -> a native one in `box`, its series named, a line to compare with, and the reading beside it.

    Columns with names that have no room below them lie down. Raises CannotDraw without numbers and for units that would
    stand on one scale, DoesNotFit where names or numbers leave no room for what they tell.
    """
    if not plot.categories or not plot.series:
        raise CannotDraw(msg("there is no number to show"))
    if plot.kind not in ("combo", "scatter"):  # lines and columns, or two axes, may have a unit each
        plot = in_one_unit(plot)
    plot = made_natively(plot)
    look = Look(theme, accent or 1)
    field, items = with_reading(look, plot, box)
    if plot.kind == "scatter":
        return Drawing((*scatter(look, plot, field), *items), told_scatter(plot))
    field, note = _with_note(look, plot, field)
    if plot.kind in ("pie", "doughnut"):
        return Drawing((*_sectors(look, plot, field), *note, *items), told_plot(plot))
    made = panels(look, plot, field) if is_on_two_scales(plot) else _plot(look, in_one_unit(plot), field)
    return Drawing((*made, *note, *items), told_plot(plot))


def _with_note(look: Look, plot: nodes.Plot, box: Rect) -> tuple[Rect, list[AnyItem]]:
    """Return the room for the chart, and below it what says how much it leaves out."""
    if not plot.left_out:
        return box, []
    said = plot.note or f"… (+{plot.left_out})"
    copy = explained(look, said, _NOTE, look.color("muted"), path=plot.path, pitch=1.2, align="right")
    field, place = box.split_top(Emu(box.height - points(_NOTE * 1.5)), Emu(0))
    return field, list(draw_panels([Panel(name="left out", rect=place, copies=(copy,), path=plot.path)], look.theme))


def _sectors(look: Look, plot: nodes.Plot, box: Rect) -> list[AnyItem]:
    """Return a pie or a doughnut, what its sectors are called beside it, and in a hole how large the one is."""
    left, right = box.split_left(box.width // 2, GAP)
    side = min(left.width, left.height)
    area = Rect(Emu(left.x + (left.width - side) // 2), Emu(left.y + (left.height - side) // 2), Emu(side), Emu(side))
    (series,) = plot.series
    drawn = Plot(
        name="chart", rect=left, alt=told_plot(plot), path=plot.path, kind=plot.kind, stacking=plot.stacking,
        categories=plot.categories,
        series=(ChartSeries(series.name, series.values, distinct(look, 1)[0], point_colors(look, plot)),), area=area,
        low=0, high=1, code=code_of(plot), size=look.theme.scale.floor, text_color=look.color("ink"),
        grid=look.color("rule"), edge=look.color("paper"),
    )  # fmt: skip
    inside = in_the_hole(look, plot, area, HOLE / 100) if plot.kind == "doughnut" else []
    return [drawn, *inside, *sector_names(look, plot, right)]


def _plot(look: Look, plot: nodes.Plot, box: Rect) -> list[AnyItem]:
    """Return the native chart in its place, what names its series above it or where they end, and what it is
    compared with."""
    manner = manner_of(plot, box, look.theme.scale.floor)
    drawn = drawn_of(look, manner)
    colors = [series.color for series in drawn.series]
    above: list[AnyItem] = []
    if manner.row and manner.keys:
        above += series_keys(look, manner.plot, colors, manner.row)
    if manner.row and manner.once:
        above += unit_said(look, plot, manner.row, "right" if manner.keys else "left")
    ends = area_ends(look, manner.plot, drawn) if manner.ended and manner.kind == "area" else []
    between = joints(look, drawn) if plot.style == "waterfall" else []
    line, name = reference(look, manner.plot, drawn)
    compared = [*name, *numbers_above(look, manner, drawn)]
    behind = [*bands(look, manner.plot, drawn), *line]
    words = as_they_stand([*numbers_beside(look, drawn), *compared])
    return [*above, *behind, *between, drawn, *base_line(drawn), *ends, *words]
