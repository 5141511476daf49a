"""The line that a chart is compared with, its name beside the curves, and the format of a chart's numbers."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect, px
from deckbrief.draft import nodes
from deckbrief.layout.figures.kit import Look, joined
from deckbrief.layout.figures.shapes import drawn as drawn_shape
from deckbrief.layout.frame import AnyItem, Plot, Text
from deckbrief.layout.path import Pen
from deckbrief.layout.plot import Dot, Trace, Word, marks, number_code
from deckbrief.layout.plot_field import HALF_LINE, line_width, share_of, written
from deckbrief.layout.text.fit import Copy, Slot, fit, plain_width

_DASH: Final = px(14)
_BETWEEN: Final = px(8)


def reference(look: Look, plot: nodes.Plot, drawn: Plot) -> tuple[list[AnyItem], list[AnyItem]]:
    """Return the line to compare with, dashed, which lies behind the chart; and its name."""
    if plot.line is None or plot.stacking == "percent":
        return [], []
    area, share = drawn.area, share_of(plot.line, drawn)
    color = look.color("deep")
    path = f"{plot.path}.line"
    name = line_name(plot)
    copy = Copy(
        text=name, size=drawn.size, floor=drawn.size, color=color, bold=True, path=path,
        align="center" if drawn.kind == "bar" else "left",
    )  # fmt: skip
    height = round(drawn.size * 1.5 * EMU_PER_PT)
    if drawn.kind == "bar":
        x = Emu(area.x + round(area.width * share))
        width = plain_width(name, drawn.size, True) + px(8)
        left = min(max(x - width // 2, drawn.rect.x), drawn.rect.right - width)
        line = Rect(x, area.y, px(2), area.height)
        words = Rect(Emu(left), Emu(area.y - height), Emu(width), Emu(height))
    else:
        y = Emu(area.y + round(area.height * (1 - share)))
        line = Rect(area.x, y, area.width, px(2))
        left = Emu(area.right + px(6))
        words = Rect(left, Emu(y - height // 2), Emu(drawn.rect.right - left), Emu(height))
        if drawn.kind == "line":
            words = _above_line(drawn, y, plain_width(name, drawn.size, True) + px(8), height)
    body = fit(Slot(copies=(copy,), box=words, anchor="middle"), 1.0)
    dashed = drawn_shape("line", _dashes(line), color, path=path)
    return [dashed], [Text(name="line name", rect=words, body=body, path=path)]


def _dashes(line: Rect) -> Pen:
    """Return a line in dashes, one at each of its ends."""
    pen, lies = Pen(), line.width > line.height
    long = line.width if lies else line.height
    count = max(1, (long + _BETWEEN) // (_DASH + _BETWEEN))
    step = (long + _BETWEEN) / count
    for number in range(count):
        start, end = round(number * step), round(number * step + step - _BETWEEN)
        ends = (
            ((line.x + start, line.y), (line.x + end, line.bottom))
            if lies
            else ((line.x, line.y + start), (line.right, line.y + end))
        )
        (x1, y1), (x2, y2) = ends
        pen.polygon([(x1, y1), (x2, y1), (x2, y2), (x1, y2)])
    return pen


def _above_line(drawn: Plot, y: int, width: int, height: int) -> Rect:
    """Return where the name of a line to compare with stands among curves: on it, at its right end or where it is free.

    Where curves are everywhere, it stands at the right end.
    """
    area = drawn.area
    width = min(width, area.width)
    tops = (max(y - height, drawn.rect.y), y + px(4))
    places = [
        Rect(Emu(left), Emu(top), Emu(width), Emu(height))
        for top in tops
        for left in (area.right - width, area.x)
        if top + height <= area.bottom
    ] or [Rect(Emu(area.right - width), Emu(tops[0]), Emu(width), Emu(height))]
    return next((place for place in places if not _crossed(drawn, place)), places[0])


def _crossed(drawn: Plot, place: Rect) -> bool:
    """Tell whether a curve, or the number at one of its points, runs through a place."""
    left, right = (each / EMU_PER_PT for each in (place.x, place.right))
    top, bottom = (each / EMU_PER_PT for each in (place.y, place.bottom))
    half = line_width(drawn) / 2
    for mark in marks(drawn):
        if isinstance(mark, Trace):
            for (x1, y1), (x2, y2) in pairwise(mark.points):
                first, last = max(x1, left), min(x2, right)
                if first > last:
                    continue
                ends = [y1 + (y2 - y1) * (x - x1) / ((x2 - x1) or 1) for x in (first, last)]
                if min(ends) - half < bottom and max(ends) + half > top:
                    return True
        elif isinstance(mark, Dot):
            if left - mark.radius < mark.x < right + mark.radius and top - mark.radius < mark.y < bottom + mark.radius:
                return True
        elif isinstance(mark, Word) and mark.anchor != "end":
            size = mark.size or float(drawn.size)
            wide = plain_width(mark.text, Pt(size), True, "major") / EMU_PER_PT
            first = mark.x - (wide / 2 if mark.anchor == "middle" else 0)
            if left < first + wide and first < right and top - size * HALF_LINE < mark.y < bottom + size * HALF_LINE:
                return True
    return False


def code_of(plot: nodes.Plot) -> str:
    """Return the number format of a chart."""
    return number_code([value for series in plot.series for value in series.values], plot.unit)


def line_name(plot: nodes.Plot) -> str:
    """Return what the line to compare with is called, with its number."""
    told = written(plot.line or 0, code_of(plot))
    return joined(plot.line_name, told) if plot.line_name else told
