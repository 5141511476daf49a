"""Scatter: points over two axes of numbers, each with its name beside it where that has room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect, points, px
from deckbrief.base.record import replace
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft import nodes
from deckbrief.layout.figures.kit import Look, Panel, draw_panels, explained, joined, listed
from deckbrief.layout.frame import AnyItem, Axis, ChartSeries, Plot
from deckbrief.layout.plot import Word, beside, number_code, scattered, span_of
from deckbrief.layout.plot_field import AXIS_AWAY, HALF_LINE, written
from deckbrief.layout.plot_labels import Box, meet
from deckbrief.layout.text.fit import DoesNotFit, plain_width
from deckbrief.theme.theme import Align

_SIZES: Final = (22, 20, 18, 17, 16)
_MOST_NAMED: Final = 24
"""Points whose names all stand beside them; of more, those that are pointed at are named."""
_DOT, _SMALL_DOT = 16, 9
"""Diameter of points, in points of type: of few and of many."""
_STEPS: Final = (5, 6, 4, 7)
"""About how many steps an axis may have, the best first."""
_SIDES: Final = ("r", "l", "t", "b")
_CLEAR: Final = 1.5
"""Points of type between a name and what is near it."""
_OFF_AXIS: Final = px(8)
_WORTH: Final = 2
"""Points of type that a name more at the right of its point is worth."""
_MUTED: Final = 0.45
_TOLD: Final = 12


def scatter(look: Look, plot: nodes.Plot, box: Rect) -> list[AnyItem]:
    """Scatter -> the native chart in `box`, and the names of its two axes: below at the right, above at the left.

    The names of its points are all there, or those alone that are pointed at: a name that covers another tells nothing.
    Raises DoesNotFit where the numbers of the axes leave no room for points.
    """
    tried = [_drawn(look, plot, box, Pt(float(size))) for size in _SIZES]
    few = len(plot.categories) <= _MOST_NAMED
    named = [replace(drawn, sides=_sides(drawn, drawn.categories)) for drawn in tried if few]
    whole = [drawn for drawn in named if all(drawn.sides)]
    drawn = min(whole, key=_cost, default=None) or replace(tried[-1], sides=_sides(tried[-1], plot.strong, over=True))
    above, below = _axis_names(look, plot, drawn)
    return [above, drawn, below]


def _cost(drawn: Plot) -> float:
    """Return how many names stand elsewhere than at the right of their points, and how small all are.

    Of the former one asks whose they are; a name more there is worth some points of type.
    """
    return sum(side != "r" for side in drawn.sides) + (_SIZES[0] - drawn.size) / _WORTH


def told_scatter(plot: nodes.Plot) -> str:
    """Scatter -> the words that tell it: its axes, and where up to twelve of its points are."""
    right, up = plot.series[0], plot.series[-1]
    said = [
        f"{name} ({written(x, number_code(right.values))}, {written(y, number_code(up.values))})"
        for name, x, y in zip(plot.categories, right.values, up.values, strict=True)
        if x is not None and y is not None
    ]
    more = len(said) - _TOLD
    told = listed(said[:_TOLD]) + (f" … (+{more})" if more > 0 else "")
    stop = "。" if is_unspaced(up.name) else "."
    return joined(f"{right.name} → {up.name}", told) + stop


def _drawn(look: Look, plot: nodes.Plot, box: Rect, size: Pt) -> Plot:
    """Return the chart at a size of its words, no point named. Raises DoesNotFit."""
    right, up = (tuple(series.values) for series in (plot.series[0], plot.series[-1]))
    across = Axis(*_close_span(right), number_code(right))
    low, high, step = _close_span(up)
    code = number_code(up)
    line = _line(size)
    under = points(AXIS_AWAY + size * 2 * HALF_LINE + 1)
    air = round(size * 0.6 * EMU_PER_PT)
    told = [written(low + step * number, code) for number in range(round((high - low) / step) + 1)]
    ends = plain_width(written(across.high, across.code), size, False)
    left = max(plain_width(text, size, False) for text in told) + air
    area = box.inset(Emu(left), Emu(line + air), Emu(max(ends // 2, air)), Emu(under + line))
    if area.width < box.width // 3 or area.height < px(80):
        raise DoesNotFit(plot.path, plot.categories[0], (box.width, box.height), (Emu(box.width * 2), box.height))
    hue, muted = look.color("hue"), look.color("muted").fade(_MUTED)
    colors = tuple(None if name in plot.strong else muted for name in plot.categories) if plot.strong else ()
    return Plot(
        name="chart", rect=box, alt=told_scatter(plot), path=plot.path, kind="scatter", stacking="grouped",
        categories=plot.categories, series=(
            ChartSeries(plot.series[0].name, right, hue), ChartSeries(plot.series[-1].name, up, hue, colors)
        ),
        area=area, low=low, high=high, step=step, code=code, size=size, text_color=look.color("ink"),
        grid=look.color("rule"), across=across, sides=("",) * len(plot.categories),
        dot=_DOT if len(plot.categories) <= _MOST_NAMED else _SMALL_DOT,
    )  # fmt: skip


def _close_span(values: Sequence[float | None]) -> tuple[float, float, float]:
    """Numbers -> the axis that holds them with the least air beyond them: from, to, step."""
    told = [value for value in values if value is not None]
    return min((span_of(told, count) for count in _STEPS), key=lambda span: span[1] - span[0])


def _sides(plot: Plot, wanted: Sequence[str], over: bool = False) -> tuple[str, ...]:
    """Return for each point the side at which its name is clear of all points and names; empty where there is none.

    With `over`, a name that finds none lies over other points: they are muted, and it is pointed at.
    """
    assert plot.across
    places = scattered(plot, plot.across)
    radius = plot.dot * plot.zoom / 2
    dots = [place and _square(place, radius) for place in places]
    area = plot.area
    room = tuple(each / EMU_PER_PT for each in (area.x + _OFF_AXIS, area.y, plot.rect.right, area.bottom))
    taken: list[Box] = []
    sides: list[str] = []
    for number, (name, place) in enumerate(zip(plot.categories, places, strict=True)):
        near = [*taken, *(dot for other, dot in enumerate(dots) if dot and other != number)]
        tried = {
            side: _box(beside(name, place, side, radius, float(plot.size), plot.text_color), plot.size)
            for side in (_SIDES if place and name in wanted else ())
            if place
        }
        inside = {side: box for side, box in tried.items() if _is_within(box, room)}
        found = ""
        for others in (near, taken) if over else (near,):
            clear = (side for side, box in inside.items() if not any(meet(box, each, _CLEAR) for each in others))
            found = found or next(clear, "")
        sides.append(found)
        if sides[-1]:
            taken.append(tried[sides[-1]])
    return tuple(sides)


def _square(place: tuple[float, float], radius: float) -> Box:
    return place[0] - radius, place[1] - radius, place[0] + radius, place[1] + radius


def _line(size: Pt) -> Emu:
    """Return the height of the name of an axis."""
    return points(size * 1.5)


def _box(word: Word, size: Pt) -> Box:
    width = plain_width(word.text, size, False) / EMU_PER_PT
    left = {"start": 0.0, "middle": width / 2, "end": width}[word.anchor]
    return word.x - left, word.y - size * 0.6, word.x - left + width, word.y + size * 0.6


def _is_within(box: Box, room: Sequence[float]) -> bool:
    return box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]


def _axis_names(look: Look, plot: nodes.Plot, drawn: Plot) -> list[AnyItem]:
    """Return what the axes tell: the name of the second series above them, that of the first below."""
    line = _line(drawn.size)
    box, right, up = drawn.rect, plot.series[0], plot.series[-1]
    below = Rect(box.x, Emu(box.bottom - line), Emu(drawn.area.right - box.x), line)
    above = Rect(box.x, box.y, box.width, line)

    def panel(name: str, series: nodes.PlotSeries, text: str, rect: Rect, align: Align) -> Panel:
        color = look.color("muted")
        copy = explained(look, text, drawn.size, color, path=series.path, bold=True, align=align, pitch=1.2)
        return Panel(name=name, rect=rect, copies=(copy,), path=series.path)

    names = [
        panel("axis up", up, f"↑ {up.name}", above, "left"),
        panel("axis across", right, f"{right.name} →", below, "right"),
    ]
    return list(draw_panels(names, look.theme))
