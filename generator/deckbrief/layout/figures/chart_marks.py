"""What native charts have no labels for: numbers above steps, stacks and points of an area, lines between steps."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect, points, px
from deckbrief.draft import nodes
from deckbrief.layout.figures.chart_line import code_of
from deckbrief.layout.figures.chart_number import number_copy, number_text
from deckbrief.layout.figures.chart_room import Manner, has_totals, totals_of
from deckbrief.layout.figures.kit import Look
from deckbrief.layout.frame import AnyItem, Plot, Shape
from deckbrief.layout.plot_field import LABEL_AWAY, Field, is_edge_to_edge, share_of, written
from deckbrief.layout.text.fit import plain_width

_JOINT: Final = px(2)
"""Width of the line that leads from a step of a waterfall to the next."""
_LINE: Final = 1.4
"""Height of a number, of its size."""


def numbers_above(look: Look, manner: Manner, drawn: Plot) -> list[AnyItem]:
    """Manner, the native chart -> the numbers that stand above its steps, its stacks or the points of its area."""
    if manner.plot.style == "waterfall":
        return _steps(look, manner.plot, drawn)
    if has_totals(manner.plot, manner.kind):
        return _totals(look, manner, drawn)
    return _on_area(look, manner, drawn) if manner.kind == "area" and manner.labeled else []


def bands(look: Look, plot: nodes.Plot, drawn: Plot) -> list[AnyItem]:
    """Return what lies behind categories that are pointed at, where no colour of their own says it.

    Of several series each has its colour, and an area is one shape.
    """
    several = len(plot.series) > 1 and plot.style not in ("waterfall", "progress")
    if not (several or plot.kind == "area"):
        return []
    area, count = drawn.area, len(plot.categories)
    lying, on_edges = drawn.kind == "bar", is_edge_to_edge(drawn)
    slot = (area.height if lying else area.width) / (max(1, count - 1) if on_edges else count)
    items: list[AnyItem] = []
    for number, name in enumerate(plot.categories):
        if name not in plot.strong:
            continue
        start = slot * (number - 0.5 if on_edges else number)
        if lying:
            rect = Rect(drawn.rect.x, Emu(round(area.y + start)), drawn.rect.width, Emu(round(slot)))
        else:
            left, right = (min(max(area.x + each, drawn.rect.x), drawn.rect.right) for each in (start, start + slot))
            rect = Rect(Emu(round(left)), drawn.rect.y, Emu(round(right - left)), drawn.rect.height)
        items.append(Shape(name=f"band {number + 1} {name}", rect=rect, fill=look.color("tint"), path=plot.path))
    return items


def _totals(look: Look, manner: Manner, drawn: Plot) -> list[AnyItem]:
    """Return the sum of each stack above it, or behind it where it lies."""
    plot, size = manner.plot, manner.totals
    area, count = drawn.area, len(plot.categories)
    lying = drawn.kind == "bar"
    slot = (area.height if lying else area.width) / count
    high = points(size * _LINE)
    items: list[AnyItem] = []
    for number, (name, total) in enumerate(zip(plot.categories, totals_of(plot), strict=True)):
        if total is None:
            continue
        along, text = share_of(total, drawn), written(total, code_of(plot))
        if lying:
            left = Emu(area.x + round(area.width * along) + points(2 * LABEL_AWAY))
            y = Emu(area.y + round(slot * (number + 0.5)) - high // 2)
            rect = Rect(left, y, Emu(drawn.rect.right - left), Emu(high))
        else:
            y = Emu(area.y + round(area.height * (1 - along)) - high)
            wide = max(round(slot / (1 + drawn.gap / 100)), plain_width(text, size, True, "major") + points(1))
            rect = Rect(Emu(round(area.x + slot * (number + 0.5)) - wide // 2), y, Emu(wide), Emu(high))
        copy = number_copy(look, text, size, plot.path, align="left" if lying else "center")
        items.append(number_text(f"total {number + 1} {name}", rect, copy))
    return items


def _on_area(look: Look, manner: Manner, drawn: Plot) -> list[AnyItem]:
    """Return the number of each point of an area above its edge: it rises beside a point that would lie below it."""
    plot, size, field = manner.plot, manner.labels, Field(drawn)
    (series,) = plot.series
    values = [value or 0 for value in series.values]
    edge = [(field.middle(number), field.at(value)) for number, value in enumerate(values)]
    pointed = [number for number, name in enumerate(plot.categories) if name in plot.strong] or [len(values) - 1]
    items: list[AnyItem] = []
    for number, (name, value) in enumerate(zip(plot.categories, values, strict=True)):
        text = written(value, code_of(plot))
        wide = plain_width(text, size, True, "major") / EMU_PER_PT
        left = min(max(edge[number][0] - wide / 2, drawn.rect.x / EMU_PER_PT), drawn.rect.right / EMU_PER_PT - wide)
        foot = min(_height_at(edge, left), _height_at(edge, left + wide), edge[number][1]) - LABEL_AWAY
        high = size * _LINE
        top = max(foot - high, drawn.rect.y / EMU_PER_PT)
        rect = Rect(Emu(points(left)), Emu(points(top)), Emu(points(wide)), Emu(points(high)))
        color = look.color("hue") if number in pointed else None
        copy = number_copy(look, text, size, plot.path, color=color)
        items.append(number_text(f"point {number + 1} {name}", rect, copy))
    return items


def _height_at(edge: list[tuple[float, float]], x: float) -> float:
    """Return how high the edge of an area is at a place, in points from the top."""
    for (x1, y1), (x2, y2) in pairwise(edge):
        if x1 <= x <= x2:
            return y1 + (y2 - y1) * (x - x1) / ((x2 - x1) or 1)
    return edge[0][1] if x < edge[0][0] else edge[-1][1]


def _steps(look: Look, plot: nodes.Plot, drawn: Plot) -> list[AnyItem]:
    """Return the numbers above the steps of a waterfall, or behind them where it lies, with their signs."""
    lifted, sums, rises, falls = (series.values for series in plot.series)
    field, code, size = Field(drawn), code_of(plot), Pt(drawn.label_size or drawn.size)
    high, slot = points(size * _LINE), points(field.slot)
    items: list[AnyItem] = []
    for number, name in enumerate(plot.categories):
        rise, fall = rises[number], falls[number]
        value = sums[number] if rise is None and fall is None else (rise or -(fall or 0))
        top = (lifted[number] or 0) + (rise or fall or 0) if sums[number] is None else value or 0
        text = ("+" if rise else "") + written(value or 0, code).replace("-", "−")
        middle, end = points(field.middle(number)), field.at(top)
        if field.lying:
            left = Emu(points(end + LABEL_AWAY))
            rect = Rect(left, Emu(middle - high // 2), Emu(drawn.rect.right - left), Emu(high))
        else:
            rect = Rect(Emu(middle - slot // 2), Emu(points(end) - high), Emu(slot), Emu(high))
        copy = number_copy(look, text, size, plot.path, align="left" if field.lying else "center")
        items.append(number_text(f"step {number + 1} {name}", rect, copy))
    return items


def joints(look: Look, drawn: Plot) -> list[AnyItem]:
    """Return the lines that lead from where a step of a waterfall ends to where the next one begins."""
    field = Field(drawn)
    bar = field.slot / (1 + drawn.gap / 100)
    lifted, sums, rises, falls = (series.values for series in drawn.series)
    items: list[AnyItem] = []
    for number in range(len(drawn.categories) - 1):
        low = lifted[number] or 0
        end = low if falls[number] is not None else low + (rises[number] or sums[number] or 0)
        across = Emu(points(field.at(end)) - _JOINT // 2)
        start, long = Emu(points(field.middle(number) + bar / 2)), Emu(points(field.slot - bar))
        rect = Rect(across, start, _JOINT, long) if field.lying else Rect(start, across, long, _JOINT)
        items.append(Shape(name=f"joint {number + 1}", rect=rect, fill=look.color("muted"), path=drawn.path))
    return items
