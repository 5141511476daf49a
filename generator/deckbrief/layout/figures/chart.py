"""Chart: native bars, columns, lines, areas or a pie, with direct labels; a panel beside it says what is to be seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap
from math import ceil, floor, log10
from typing import Final

from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect, points, px
from deckbrief.base.message import msg
from deckbrief.base.record import record
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft import nodes
from deckbrief.layout.figures.chart_inside import with_numbers_clear, with_numbers_inside
from deckbrief.layout.figures.chart_kinds import BELOW, made_natively
from deckbrief.layout.figures.chart_line import code_of, line_name, reference
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import GAP, Look, Panel, draw_panels, explained, joined, listed, whole_words
from deckbrief.layout.figures.scatter import scatter, told_scatter
from deckbrief.layout.figures.shapes import icon, leaf, rings
from deckbrief.layout.frame import AnyItem, ChartSeries, Plot, Shape, Text
from deckbrief.layout.plot import (
    AXIS_AWAY,
    HALF_LINE,
    LABEL_AWAY,
    LONE,
    decades,
    number_code,
    scale_of,
    share_of,
    span_of,
    written,
)
from deckbrief.layout.text.fit import Copy, DoesNotFit, Slot, fit, height_for, plain_width
from deckbrief.theme.theme import Color, Theme

KIND: Final = FigureKind(whole=True, lead=False)

_PANEL: Final = px(336)
_PIE: Final = "chart-pie-slice"
_ICONS: Final = {
    "line": "chart-line-up", "area": "chart-line-up", "scatter": "chart-line-up", "bar": "chart-bar",
    "column": "chart-bar",
}  # fmt: skip
_READING_ICON: Final = px(72)
_READING_SIZES: Final = (26, 24, 22, 20, 18, 16)
_TYPE: Final = ((22, 30), (20, 26), (20, 24), (18, 22), (18, 20), (17, 18), (16, 16))
"""Sizes of names and of numbers, the largest first."""
_NOTE: Final = 18
_LEGEND: Final = px(40)
_SQUARE: Final = px(16)
_KEY: Final = 18.0
"""Size of the names of series; those of sectors, which have half of the slide, are larger where they can be."""
_SECTOR_SIZES: Final = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0)
_WHOLE: Final = 100
_MOST_LABELS: Final = 24
"""Numbers that stand at their bars; more are read from an axis."""
_MOST_COLUMNS: Final = 12
_LABELED_POINTS: Final = 12
_WIDEST_NAMES: Final = 0.36
_MUTED: Final = 0.45
_PALE: Final = (0.0, 0.45, 0.12, 0.62, 0.3, 0.7)
"""How much paler than its accent each of several series is."""
_UNDER: Final = 0.12
"""Share of a line's scale that is left below it, for the number of its lowest point."""
_PALE_COLUMN: Final = 0.6
"""How much paler columns are that a line runs over."""
_STEPS: Final = 5
DOT: Final = 18
"""Diameter of points by themselves, in points of type."""
_SHARE_OF_SLOT: Final = 0.96
_BELOW: Final = 0.1
"""Share of a scale that is left below negative columns, for their labels."""


@record(kw_only=True)
class _Rooms:
    """What stands beside the area of bars and lines: at its left, right, above and below."""

    left: int = 0
    right: int = 0
    above: int = 0
    below: int = 0


def draw(plot: nodes.Plot, box: Rect, theme: Theme, *, accent: int = 0, reveal: bool = False) -> Drawing:
    """Chart -> a native one in `box`, its series named, a line to compare with, and the reading beside it.

    Columns with names that have no room below them lie down. Raises CannotDraw without numbers, DoesNotFit where names
    or numbers leave no room for what they tell.
    """
    if not plot.categories or not plot.series:
        raise CannotDraw(msg("there is no number to show"))
    plot = made_natively(plot)
    look = Look(theme, accent or 1)
    field, items = _with_reading(look, plot, box)
    if plot.kind == "scatter":
        return Drawing((*scatter(look, plot, field), *items), told_scatter(plot))
    colors = _colors(look, plot)
    field, note = _with_note(look, plot, field)
    legend, inner = _legend(look, plot, colors, field)
    drawn, above = _plot(look, plot, colors, inner)
    beside = plot.kind in ("pie", "doughnut")
    before, after = ([], legend) if beside else (legend, [])
    return Drawing((*before, drawn, *after, *above, *note, *items), told_plot(plot))


def told_plot(plot: nodes.Plot) -> str:
    """Chart -> the words that tell it: what its numbers are, series by series, up to twelve of each."""
    sentences = []
    code = code_of(plot)
    for series in plot.series:
        if series.name == BELOW and plot.style:
            continue
        said = [
            joined(name, written(value, code))
            for name, value in zip(plot.categories, series.values, strict=True)
            if value is not None
        ]
        more = max(0, len(said) - _LABELED_POINTS) + plot.left_out
        told = listed(said[:_LABELED_POINTS]) + (f" … (+{more})" if more > 0 else "")
        sentences.append(joined(series.name, told) + ("。" if is_unspaced(series.name) else ". "))
    return "".join(sentences).strip()


def _with_reading(look: Look, plot: nodes.Plot, box: Rect) -> tuple[Rect, list[AnyItem]]:
    """Return the room for the chart, and the panel with its reading at the right."""
    if not plot.reading:
        return box, []
    field, panel = box.split_left(box.width - _PANEL - GAP, GAP)
    ground, gold = look.color("bleed"), look.color("hi")
    place = panel.inset(px(32), px(152), px(24), px(24))
    copy = explained(
        look, plot.reading, _reading_size(look, plot.reading, place), look.color("on-bleed"),
        path=f"{plot.path}.reading", pitch=1.45,
    )  # fmt: skip
    words = Panel(name="reading", rect=place, copies=(copy,), anchor="top", path=f"{plot.path}.reading")
    key = _ICONS.get(plot.kind, _PIE)
    return field, [
        leaf("reading panel", panel, ground, radius=px(72), corner="tl"),
        rings("reading rings", panel, "br", look.color("thin"), ((180, 232), (104, 152), (32, 76))),
        icon("reading icon", key, panel.x + px(32) + _READING_ICON // 2 - px(6), panel.y + px(72), _READING_ICON, gold),
        Shape(name="reading line", rect=Rect(Emu(panel.x + px(32)), Emu(panel.y + px(124)), px(56), px(6)), fill=gold),
        *draw_panels([words], look.theme),
    ]  # fmt: skip


def _with_note(look: Look, plot: nodes.Plot, box: Rect) -> tuple[Rect, list[AnyItem]]:
    """Return the room for the chart, and below it what says how much it leaves out."""
    if not plot.left_out:
        return box, []
    said = plot.note or f"… (+{plot.left_out})"
    copy = explained(look, said, _NOTE, look.color("muted"), path=plot.path, pitch=1.2, align="right")
    field, place = box.split_top(Emu(box.height - points(_NOTE * 1.5)), Emu(0))
    return field, list(draw_panels([Panel(name="left out", rect=place, copies=(copy,), path=plot.path)], look.theme))


def _reading_size(look: Look, text: str, place: Rect) -> float:
    """Return the largest size at which a reading has room."""
    for size in _READING_SIZES:
        copy = explained(look, text, size, look.color("ink"), path="", pitch=1.45)
        if height_for((copy,), place.width, look.theme.pitch) <= place.height and whole_words(copy, place.width):
            return size
    return _READING_SIZES[-1]


def _colors(look: Look, plot: nodes.Plot) -> list[Color]:
    """Return the colours of the series: the theme's in turn; where one is pointed at, the others are muted."""
    if plot.style == "waterfall":
        return [look.color("card").fade(0), look.color("deep"), look.color("hue"), look.color("muted").fade(_MUTED)]
    if plot.style == "progress":
        return [look.color("track"), look.color("hue")]
    if plot.style == "combo":
        lines = iter([look.color("hue"), look.color("deep"), *_distinct(look, len(plot.series))])
        pale = [color.tint(_PALE_COLUMN) for color in _distinct(look, len(plot.series))]
        columns = iter([look.color("muted").fade(_MUTED), *pale])
        return [next(lines) if one.as_line else next(columns) for one in plot.series]
    if any(series.strong for series in plot.series):
        muted = look.color("muted").fade(_MUTED)
        return [look.color("hue") if series.strong else muted for series in plot.series]
    return _distinct(look, len(plot.series))


def _distinct(look: Look, count: int) -> list[Color]:
    """Return so many colours whose neighbours can be told apart, in grey print too: accents, some of them paler."""
    return [look.theme.accent(number + 1).tint(_PALE[number % len(_PALE)]) for number in range(count)]


def _points(look: Look, plot: nodes.Plot) -> tuple[Color | None, ...]:
    """Return the colours of single categories: those of a pie, and of one series in which some are pointed at."""
    if plot.kind in ("pie", "doughnut"):
        return tuple(_distinct(look, len(plot.categories)))
    if plot.style == "waterfall" or (len(plot.series) > 1 and plot.style != "progress"):
        return ()
    if not plot.strong or plot.kind not in ("bar", "column"):
        return ()
    muted = look.color("muted").fade(_MUTED)
    return tuple(None if name in plot.strong else muted for name in plot.categories)


def _legend(look: Look, plot: nodes.Plot, colors: Sequence[Color], box: Rect) -> tuple[list[AnyItem], Rect]:
    """Return what names the series, in a row above them, or the sectors of a pie, in a column beside it; the rest."""
    if plot.kind in ("pie", "doughnut"):
        left, right = box.split_left(box.width // 2, GAP)
        (series,) = plot.series
        total = sum(value or 0 for value in series.values) or 1
        told = [("" if total == _WHOLE else f"{written(value or 0, code_of(plot))}  ") for value in series.values]
        names = [
            f"{name}  {number}{(value or 0) / total:.0%}"
            for name, number, value in zip(plot.categories, told, series.values, strict=True)
        ]
        fills = [color or colors[0] for color in _points(look, plot)]
        rows = right.rows(len(names), Emu(0)) if len(names) > 4 else _middle_rows(right, len(names))
        return _named(look, names, fills, rows, plot.path, _sector_size(names, rows)), left
    if len(plot.series) < 2 or plot.style in ("waterfall", "progress"):
        return [], box
    row, rest = box.split_top(_LEGEND, GAP)
    cells = _close_cells(row, [series.name for series in plot.series])
    return _named(look, [series.name for series in plot.series], colors, cells, plot.path), rest


def _close_cells(row: Rect, names: Sequence[str]) -> list[Rect]:
    """Return places of names in a row: side by side, as wide as the names are; equal ones where these have no room."""
    widths = [plain_width(name, Pt(18.0), False) + _SQUARE + px(10) + px(8) for name in names]
    if sum(widths) + GAP * (len(widths) - 1) > row.width:
        return row.columns(len(names), GAP)
    lefts = [row.x + sum(widths[:number]) + GAP * number for number in range(len(widths))]
    return [Rect(Emu(left), row.y, Emu(width), row.height) for left, width in zip(lefts, widths, strict=True)]


def _middle_rows(box: Rect, count: int) -> list[Rect]:
    height = min(box.height, px(72) * count)
    return Rect(box.x, Emu(box.y + (box.height - height) // 2), box.width, Emu(height)).rows(count, Emu(0))


def _sector_size(names: Sequence[str], rows: Sequence[Rect]) -> float:
    """Return the largest size at which the names of all sectors have room in a line."""
    air = _SQUARE + px(18)
    return next(
        (
            size
            for size in _SECTOR_SIZES
            if max(plain_width(name, Pt(size), False) for name in names) + air <= rows[0].width
            and points(size * 1.3) <= rows[0].height
        ),
        _KEY,
    )


def _named(
    look: Look, names: Sequence[str], fills: Sequence[Color], cells: Sequence[Rect], path: str, size: float = _KEY
) -> list[AnyItem]:
    """Return squares in the colours, and the names beside them."""
    panels, squares = [], []
    for number, (name, fill, cell) in enumerate(zip(names, fills, cells, strict=True), 1):
        y = Emu(cell.center_y - _SQUARE // 2)
        squares.append(Shape(name=f"key {number}", rect=Rect(cell.x, y, _SQUARE, _SQUARE), fill=fill))
        copy = explained(look, name, size, look.color("ink"), path=path, pitch=1.2)
        words = Rect(Emu(cell.x + _SQUARE + px(10)), cell.y, Emu(cell.width - _SQUARE - px(10)), cell.height)
        panels.append(Panel(name=f"key {number} name", rect=words, copies=(copy,), path=path))
    return [*squares, *draw_panels(panels, look.theme)]


def _plot(look: Look, plot: nodes.Plot, colors: Sequence[Color], box: Rect) -> tuple[Plot, list[AnyItem]]:
    """Return the native chart in its place, and the line to compare with above it."""
    if plot.kind in ("pie", "doughnut"):
        side = min(box.width, box.height)
        area = Rect(Emu(box.x + (box.width - side) // 2), Emu(box.y + (box.height - side) // 2), Emu(side), Emu(side))
        kind, floor = "pie" if plot.kind == "pie" else "doughnut", look.theme.scale.floor
        return _native(look, plot, colors, box, area, kind, (0, 1, 0), False, _Type(floor, floor)), []
    kind = _kind(plot, box, look.theme.scale.floor)
    labeled = _labeled(plot, kind)
    scale = _scale(plot, kind, labeled)
    sizes = next(
        (tried for tried in starmap(_type, _TYPE) if _suits(plot, kind, labeled, scale, tried, box)), _type(*_TYPE[-1])
    )
    rooms = _rooms(plot, kind, labeled, scale, sizes, box)
    area = _inner(box, rooms)
    if area.width < box.width // 4 or area.height < px(80):
        raise DoesNotFit(plot.path, plot.categories[0], (box.width, box.height), (Emu(box.width * 2), box.height))
    drawn = with_numbers_inside(look, _native(look, plot, colors, box, area, kind, scale, labeled, sizes))
    drawn = with_numbers_clear(look, drawn)
    return drawn, [*reference(look, plot, drawn), *_steps(look, plot, drawn)]


@record
class _Type:
    """Sizes of names, and of the numbers at bars and points."""

    names: Pt
    labels: Pt


def _type(names: float, labels: float) -> _Type:
    return _Type(Pt(float(names)), Pt(float(labels)))


def _inner(box: Rect, rooms: _Rooms) -> Rect:
    return box.inset(Emu(rooms.left), Emu(rooms.above), Emu(rooms.right), Emu(rooms.below))


def _suits(
    plot: nodes.Plot, kind: str, labeled: bool, scale: tuple[float, float, float], sizes: _Type, box: Rect
) -> bool:
    """Tell whether names and numbers of these sizes have room beside each other, and leave most of it to the bars."""
    try:
        area = _inner(box, _rooms(plot, kind, labeled, scale, sizes, box))
    except DoesNotFit:
        return False
    if area.width < box.width * _LEAST_AREA or area.height < box.height * _LEAST_AREA:
        return False
    slot = (area.height if kind == "bar" else area.width) / len(plot.categories)
    widest = max(plain_width(name, sizes.names, False) for name in plot.categories)
    if kind == "bar":
        together = len(plot.series) if plot.stacking == "grouped" else 1
        return slot >= together * points(sizes.labels * 1.1) and slot >= points(sizes.names * 1.3)
    if kind == "column" and widest > slot * _SHARE_OF_SLOT:
        return False
    if not labeled:
        return True
    values = [value for series in plot.series for value in series.values if value is not None]
    numbers = max(plain_width(written(value, code_of(plot)), sizes.labels, True, "major") for value in values)
    beside = len(plot.series) if kind == "column" and plot.stacking == "grouped" else 1
    return numbers <= slot * _SHARE_OF_SLOT / beside


_LEAST_AREA: Final = 0.5
"""Share of the room that bars and lines have at least where type is larger than need be."""


def _kind(plot: nodes.Plot, box: Rect, size: Pt) -> str:
    """Return the kind that is drawn: columns lie down where their names have no room."""
    if plot.kind != "column":
        return plot.kind
    slot = box.width * _SHARE_OF_SLOT / len(plot.categories)
    widest = max(plain_width(name, size, False) for name in plot.categories)
    return "column" if widest <= slot and len(plot.categories) <= _MOST_COLUMNS else "bar"


def _labeled(plot: nodes.Plot, kind: str) -> bool:
    """Tell whether the numbers stand in the chart: where they are few."""
    count = len(plot.categories) * len(plot.series)
    if plot.style in ("waterfall", "progress"):
        return True
    if plot.style == "combo":
        return False  # numbers of columns and of lines would stand on each other
    if kind in ("bar", "column"):
        return count <= _MOST_LABELS and plot.stacking == "grouped"
    return kind == "line" and len(plot.series) == 1 and count <= _LABELED_POINTS and not plot.log


def _scale(plot: nodes.Plot, kind: str, labeled: bool) -> tuple[float, float, float]:
    """Return from where to where numbers go, and the step of the axis; none where labels tell the numbers."""
    if plot.stacking == "percent":
        return 0.0, 1.0, 0.25
    ends = [plot.line] if plot.line is not None else []
    if plot.stacking == "grouped":
        ends += [value for series in plot.series for value in series.values if value is not None]
    else:
        for number in range(len(plot.categories)):
            values = [series.values[number] or 0 for series in plot.series]
            ends += [sum(value for value in values if value > 0), sum(value for value in values if value < 0)]
    if plot.log:
        low, high = (10.0 ** floor(log10(min(ends))), 10.0 ** ceil(log10(max(ends))))
        return low, high if high > low else low * 10, 10.0
    if plot.kind == "line" and plot.stacking == "grouped":
        low, high, step = span_of(ends, _STEPS)  # points are not measured from zero, as bars are
        if labeled and plot.style != "dot" and low > 0:
            low -= (high - low) * _UNDER  # a number may stand below the lowest point
        return low, high, 0.0 if labeled else step
    low, high, step = scale_of(ends, _STEPS)
    if labeled and plot.kind in ("bar", "column"):
        least, most = min(0.0, *ends), max(0.0, *ends)
        below = (most - least) * _BELOW if least < 0 and kind == "column" else 0
        return least - below, most if most > least else 1.0, 0.0
    return low, high, 0.0 if labeled else step


def _rooms(
    plot: nodes.Plot, kind: str, labeled: bool, scale: tuple[float, float, float], sizes: _Type, box: Rect
) -> _Rooms:
    """Return the rooms that names and numbers take beside the area. Raises DoesNotFit for names that are too long."""
    size = sizes.names
    line, air = round(size * 1.4 * EMU_PER_PT), round(size * 0.6 * EMU_PER_PT)
    radius = (DOT if plot.style == "dot" else LONE if kind == "line" else 0) / 2
    above = points(radius + LABEL_AWAY + sizes.labels * 2 * HALF_LINE + 1)
    under = points(AXIS_AWAY + size * 2 * HALF_LINE + 1)
    code = code_of(plot)
    names = max(plain_width(name, size, False) for name in plot.categories) + air
    values = [value for series in plot.series for value in series.values if value is not None]
    widest = max(plain_width(written(value, code), sizes.labels, True, "major") for value in values) + air
    top = above if labeled else line if plot.line is not None else line // 2
    if kind == "bar":
        if names > box.width * _WIDEST_NAMES:
            longest = max(plot.categories, key=len)
            raise DoesNotFit(
                plot.path, longest, (Emu(round(box.width * _WIDEST_NAMES)), Emu(line)), (Emu(names), Emu(line))
            )
        negative = widest if labeled and scale[0] < 0 else 0
        right = widest if labeled else air * 2
        return _Rooms(left=names + negative, right=right, above=line if plot.line is not None else 0,
                      below=0 if labeled else under)  # fmt: skip
    low, high, step = scale
    if plot.log:
        numbers = decades(low, high)
    else:
        numbers = [low + step * number for number in range(round((high - low) / step) + 1)] if step else []
    told = ["100%"] if plot.stacking == "percent" else [written(value, _axis_code(plot, scale)) for value in numbers]
    axis = max((plain_width(text, size, False) for text in told), default=0)
    named = plain_width(line_name(plot), size, True) + air if plot.line is not None and kind != "line" else 0
    right = max(air * 2, min(named, box.width // 4))
    return _Rooms(left=axis + air if step else air, right=right, above=top, below=under)


def _native(
    look: Look, plot: nodes.Plot, colors: Sequence[Color], box: Rect, area: Rect, kind: str,
    scale: tuple[float, float, float], labeled: bool, sizes: _Type,
) -> Plot:  # fmt: skip
    size = sizes.names
    single = _points(look, plot)
    series = tuple(
        ChartSeries(
            one.name,
            one.values,
            color,
            () if _is_track(plot, number) else single,
            labeled and not _is_track(plot, number) and plot.style != "waterfall",
            as_line=one.as_line,
        )
        for number, (one, color) in enumerate(zip(plot.series, colors, strict=True))
    )
    low, high, step = scale
    return Plot(
        name="chart", rect=box, alt=told_plot(plot), path=plot.path, kind=kind, stacking=plot.stacking,
        categories=plot.categories, series=series, area=area, low=low, high=high, step=step, code=code_of(plot),
        skip=_skip(plot, area, size), size=size, axis_code=_axis_code(plot, scale), line=plot.line,
        label_size=sizes.labels if labeled else Pt(0), style=plot.style, log=plot.log, dot=DOT,
        text_color=look.color("ink"), grid=look.color("rule"),
        edge=look.color("paper") if _parted(plot, kind) else None,
    )  # fmt: skip


def _axis_code(plot: nodes.Plot, scale: tuple[float, float, float]) -> str:
    """Return the number format of the axis: with as many decimals as its steps have, not as the numbers."""
    low, high, step = scale
    numbers = [low + step * number for number in range(round((high - low) / step) + 1)] if step and not plot.log else []
    return number_code([round(number, 6) for number in numbers], plot.unit) if numbers else code_of(plot)


def _parted(plot: nodes.Plot, kind: str) -> bool:
    """Tell whether what stands side by side or on each other has an edge; on an unseen step it would be seen."""
    return kind in ("pie", "doughnut") or (plot.stacking != "grouped" and plot.style != "waterfall")


def _is_track(plot: nodes.Plot, number: int) -> bool:
    """Tell whether a series is the whole that bars of progress lie on."""
    return plot.style == "progress" and number == 0


def _skip(plot: nodes.Plot, area: Rect, size: Pt) -> int:
    """Return how many categories share one name below lines: as many as its widest name covers."""
    if plot.kind not in ("line", "area"):
        return 1
    widest = max(plain_width(name, size, False) for name in plot.categories)
    slot = area.width / len(plot.categories)
    return max(1, -(-round(widest * 1.2) // max(1, round(slot))))


def _steps(look: Look, plot: nodes.Plot, drawn: Plot) -> list[AnyItem]:
    """Return the numbers above the steps of a waterfall, with their signs: stacked bars have none there."""
    if plot.style != "waterfall":
        return []
    lifted, sums, rises, falls = (series.values for series in plot.series)
    slot, code, size = drawn.area.width / len(plot.categories), code_of(plot), drawn.label_size or drawn.size
    high = round(size * 1.4 * EMU_PER_PT)
    items: list[AnyItem] = []
    for number, name in enumerate(plot.categories):
        rise, fall = rises[number], falls[number]
        value = sums[number] if rise is None and fall is None else (rise or -(fall or 0))
        top = (lifted[number] or 0) + (rise or fall or 0) if sums[number] is None else value or 0
        text = ("+" if rise else "") + written(value or 0, code).replace("-", "−")
        y = Emu(drawn.area.y + round(drawn.area.height * (1 - share_of(top, drawn))) - high)
        rect = Rect(Emu(round(drawn.area.x + slot * number)), y, Emu(int(slot)), Emu(high))
        copy = Copy(
            text=text, size=size, floor=min(size, look.theme.scale.floor), color=look.color("ink"), bold=True,
            face="major", align="center", path=plot.path,
        )  # fmt: skip
        body = fit(Slot(copies=(copy,), box=rect), 1.0)
        items.append(Text(name=f"step {number + 1} {name}", rect=rect, body=body, path=plot.path))
    return items
