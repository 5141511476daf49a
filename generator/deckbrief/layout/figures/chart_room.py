"""How a chart tells its numbers in a room: at bars and points, at ends of lines or on an axis, in which sizes."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, log10
from typing import Final

from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect, points
from deckbrief.base.record import record, replace
from deckbrief.draft import nodes
from deckbrief.layout.figures.chart_line import code_of, line_name
from deckbrief.layout.figures.chart_names import LEGEND
from deckbrief.layout.figures.kit import GAP
from deckbrief.layout.frame import Plot
from deckbrief.layout.plot import decades, number_code, scale_of, span_of
from deckbrief.layout.plot_field import AIR, AIR_CODE, AXIS_AWAY, HALF_LINE, LABEL_AWAY, MARK, written
from deckbrief.layout.plot_labels import END_AWAY, END_PITCH, named_number
from deckbrief.layout.text.fit import DoesNotFit, plain_width

_TYPE: Final = ((22, 30), (20, 26), (20, 24), (18, 22), (18, 20), (17, 18), (16, 16))
"""Sizes of names and of numbers, the largest first."""
_MOST_LABELS: Final = 24
"""Numbers that stand at their bars; more are read from an axis."""
_MOST_COLUMNS: Final = 12
_LARGEST_TOTAL: Final = 26
"""Size of the sums of stacks, at most."""
LABELED_POINTS: Final = 12
_WIDEST_NAMES: Final = 0.36
_STEPS: Final = 5
DOT: Final = 28
"""Diameter of points by themselves, in points of type."""
_SHARE_OF_SLOT: Final = 0.96
_AIR: Final = 0.35
"""Between two names, at least, of their size: more than between two of their letters."""
_MOST_SAID: Final = 3
"""Times that a unit of two characters or more is said at numbers."""
_FEW_POINTS: Final = 6
_SPARED: Final = 1.5
"""Of a line of more points than few, numbers may be so much wider than there is room for all: some are left out."""
_CLEAR: Final = 0.3
"""Between the number of a lowest point and the axis below it, of its size."""
_BELOW: Final = 0.1
"""Share of a scale that is left below negative columns, for their labels."""
_LEAST_AREA: Final = 0.5
"""Share of the room that bars and lines have at least where type is larger than need be."""
_LEAST_LINES: Final = 0.36
"""Share of its height that lines have at least: they need less of it than bars."""
_APART: Final = 1.2
"""Widths that a name below lines of many categories takes."""
_FOOT: Final = 8
"""Points below a chart whose categories another one names."""
_TOTAL_LINE: Final = 1.5
"""Height that a sum takes above its stack, of its size."""
_WIDEST_END: Final = 0.32
"""Share of the room that names at ends of lines may have."""
_FAR: Final = 0.6
"""Dots are measured from zero where the lowest is at most so much of the highest: else they would all stand high up."""

Scale = tuple[float, float, float]
"""From where to where numbers go, and the step of the axis: 0 where there is none."""


@record(kw_only=True)
class Manner:
    """How a chart is told: `plot` with the unit that stands at each number, the kind that draws it, sizes of type.

    `labeled` numbers stand at their bars and points, `ended` lines and areas are named where they end; else `keys` are
    in a row above. `once` says there what the numbers count.
    """

    plot: nodes.Plot
    kind: str
    labeled: bool
    ended: bool
    keys: bool
    once: bool
    scale: Scale
    names: Pt
    labels: Pt
    box: Rect
    """The room below the row."""
    row: Rect | None
    bare: bool = False
    """Its categories are named below another chart under it."""
    accents: int = 0
    """How many of the theme's accents another chart over it has."""

    @property
    def totals(self) -> Pt:
        """Return the size of the sums of stacks, 0 where there are none."""
        return Pt(min(self.labels, _LARGEST_TOTAL)) if has_totals(self.plot, self.kind) else Pt(0)


def manner_of(plot: nodes.Plot, box: Rect, least: Pt, *, ends: bool = True) -> Manner:
    """Chart, its room, the least size -> how it is told best: names at ends before keys, large numbers before units.

    Without `ends` lines are not named where they end. A unit of letters stands at each number where these are as large
    so; with an axis, where it would make numbers smaller, and where it is long and said often, it stands once above
    them.
    """
    kind = _kind(plot, box, least)
    labeled = _labeled(plot, kind)
    found = [
        _sized(_manner(plot, kind, labeled, ended, once, box)) for ended, once in _tried(plot, kind, labeled, ends)
    ]
    fitting = [each for each in found if each[0] < len(_TYPE)]
    if not fitting:
        return found[-1][1]
    ended = [each for each in fitting if each[1].ended] or fitting
    plain = next((each for each in ended if not each[1].once), None)
    told = next((each for each in ended if each[1].once), None)
    if plain and told:
        once = plain[1].scale[2] or plain[1].totals or told[0] < plain[0]
        return told[1] if once or (told[0] == plain[0] and _is_tedious(plot)) else plain[1]
    return ended[0][1]


def _is_tedious(plot: nodes.Plot) -> bool:
    """Tell whether a unit is so long, and so often said, that it stands better once above the numbers."""
    count = len(plot.categories) * len(plot.series)
    return count > _MOST_SAID and plain_width(plot.unit, Pt(10), False) >= 2 * points(10)


def _tried(plot: nodes.Plot, kind: str, labeled: bool, ends: bool) -> Iterator[tuple[bool, bool]]:
    """Yield the manners that a chart can be told in: whether named at ends, whether its unit is said once."""
    for ended in (True, False) if ends and _can_end(plot, kind, labeled) else (False,):
        yield ended, False
        if plot.unit and plot.unit_note and plot.unit[:1].isalpha():
            yield ended, True


def _can_end(plot: nodes.Plot, kind: str, labeled: bool) -> bool:
    """Tell whether lines or areas can be named where they end: all of them go on to the end."""
    if labeled or plot.style == "dot" or kind not in ("line", "area"):
        return False
    if kind == "area" and plot.stacking == "grouped" and len(plot.series) > 1:
        return False
    return all(series.values[-1] is not None for series in plot.series)


def _manner(plot: nodes.Plot, kind: str, labeled: bool, ended: bool, once: bool, box: Rect) -> Manner:
    keys = len(plot.series) > 1 and not ended and plot.style not in ("waterfall", "progress")
    row, rest = box.split_top(LEGEND, GAP) if keys or once else (None, box)
    if once:
        plot = replace(plot, unit="")
    return Manner(
        plot=plot, kind=kind, labeled=labeled, ended=ended, keys=keys, once=once, scale=_scale(plot, kind, labeled),
        names=Pt(16.0), labels=Pt(16.0), box=rest, row=row,
    )  # fmt: skip


def _sized(manner: Manner) -> tuple[int, Manner]:
    """Manner -> the place of the first sizes that suit it among those that are tried, and the same of these sizes."""
    for place, (names, labels) in enumerate(_TYPE):
        tried = replace(manner, names=Pt(float(names)), labels=Pt(float(names if manner.ended else labels)))
        if _suits(tried):
            return place, _with_large_type(tried)
    return len(_TYPE), manner


def _with_large_type(manner: Manner) -> Manner:
    """Return the manner with names of categories as large as they can be beside its numbers, and these so, too."""
    if manner.ended:
        return manner
    names = (replace(manner, names=Pt(float(size))) for size, _ in _TYPE if size > manner.names)
    manner = next((each for each in names if _suits(each)), manner)
    labels = (replace(manner, labels=Pt(float(size))) for _, size in _TYPE if size > manner.labels)
    return next((each for each in labels if _suits(each)), manner)


def area_of(manner: Manner) -> Rect:
    """Manner -> where its bars and lines stand. Raises DoesNotFit for names that are too long."""
    left, above, right, below = _rooms(manner)
    return manner.box.inset(Emu(left), Emu(above), Emu(right), Emu(below))


def _suits(manner: Manner) -> bool:
    """Tell whether names and numbers of these sizes have room beside each other, and leave most of it to the bars."""
    plot, kind, box = manner.plot, manner.kind, manner.box
    try:
        area = area_of(manner)
    except DoesNotFit:
        return False
    high = _LEAST_LINES if kind == "line" else _LEAST_AREA
    if area.width < box.width * _LEAST_AREA or area.height < box.height * high:
        return False
    slot = _slot(manner, area)
    widest = _widest_name(manner) + points(manner.names * _AIR)
    few = kind in ("line", "area") and len(plot.categories) <= LABELED_POINTS
    if few and widest > slot:
        return False
    if manner.ended:
        pitch = points(manner.labels * END_PITCH)
        return _widest_end(manner) <= box.width * _WIDEST_END and pitch * len(plot.series) <= area.height
    if kind == "bar":
        together = len(plot.series) if plot.stacking == "grouped" else 1
        return slot >= together * points(manner.labels * 1.1) and slot >= points(manner.names * 1.3)
    if kind == "column" and widest > slot:
        return False
    return _numbers_fit(manner, area, slot)


def _slot(manner: Manner, area: Rect) -> float:
    """Return how much of the area each category has; points of lines that are named where they end go to its edges."""
    count = len(manner.plot.categories)
    if manner.kind == "bar":
        return area.height / count
    edge_to_edge = manner.kind == "line" and manner.ended
    return area.width / max(1, count - 1 if edge_to_edge else count)


def _numbers_fit(manner: Manner, area: Rect, slot: float) -> bool:
    """Tell whether the numbers at columns, stacks and points have room beside each other."""
    plot, kind = manner.plot, manner.kind
    if manner.totals:
        return _widest_total(manner) <= slot * _SHARE_OF_SLOT
    if not manner.labeled:
        return True
    if kind == "line" and _lowest(manner, area)[1] < 0 <= min(_ends(plot)):
        return False
    widest = _widest_number(manner, signed=plot.style == "waterfall")
    if kind == "column" and plot.stacking == "grouped" and len(plot.series) > 1:
        return widest <= slot / (len(plot.series) + Plot.gap / 100)  # the next bar may be higher
    rows = _SPARED if kind == "line" and not plot.style and len(plot.categories) > _FEW_POINTS else 1
    return widest <= slot * _SHARE_OF_SLOT * rows


def label_code(plot: nodes.Plot, kind: str) -> str:
    """Return the format of the numbers at bars and points: beside lying bars they begin with air.

    Those of progress, that stand inside the ends of their bars, end with it, too.
    """
    beside = kind == "bar" and plot.stacking == "grouped"
    if beside and plot.style == "progress":
        values = [value for series in plot.series for value in series.values]
        return AIR_CODE + number_code(values, f"{plot.unit}{AIR}")
    return (AIR_CODE if beside else "") + code_of(plot)


def low_end(manner: Manner, area: Rect) -> float:
    """Manner, the place of its lines -> where its scale begins: there is room for a number below the lowest point."""
    low = manner.scale[0]
    if not manner.labeled or manner.kind != "line" or manner.plot.style == "dot" or manner.plot.log:
        return low
    least, wanted = _lowest(manner, area)
    return min(low, wanted) if least < 0 else min(low, max(wanted, 0.0))


def _lowest(manner: Manner, area: Rect) -> tuple[float, float]:
    """Return the lowest number, and from where the scale has to go for it to have room below its point."""
    least, high = min(_ends(manner.plot)), manner.scale[1]
    radius = MARK / 2 if manner.plot.strong else 0
    share = points(radius + LABEL_AWAY + manner.labels * (2 * HALF_LINE + _CLEAR)) / max(1, area.height)
    if share >= 1 or high <= least:
        return least, min(least, manner.scale[0])
    return least, (least - share * high) / (1 - share)


def _widest_number(manner: Manner, *, signed: bool = False) -> int:
    code = label_code(manner.plot, manner.kind)
    values = [value for series in manner.plot.series for value in series.values if value is not None]
    sign = "+" if signed else ""
    return max(plain_width(sign + written(value, code), manner.labels, True, "major") for value in values)


def _widest_end(manner: Manner) -> int:
    """Return how wide the widest name at an end of a line is, with what it keeps off."""
    plot = manner.plot
    told = [
        one.name if manner.kind == "area" and len(plot.series) > 1
        else named_number(one.name, one.values[-1] or 0, code_of(plot)) for one in plot.series
    ]  # fmt: skip
    return max(plain_width(text, manner.labels, True, "major") for text in told) + points(LABEL_AWAY + END_AWAY + 2)


def has_totals(plot: nodes.Plot, kind: str) -> bool:
    """Tell whether stacks say their sums: those of several series, where nothing is taken away."""
    if plot.stacking != "stacked" or plot.style or kind not in ("bar", "column") or len(plot.series) < 2:
        return False
    values = [value for series in plot.series for value in series.values if value is not None]
    return len(plot.categories) <= _MOST_COLUMNS and min(values) >= 0


def totals_of(plot: nodes.Plot) -> list[float | None]:
    """Return the sum of each category; nothing for one without a number."""
    columns = zip(*(series.values for series in plot.series), strict=True)
    return [sum(value or 0 for value in column) if any(value is not None for value in column) else None
            for column in columns]  # fmt: skip


def _widest_total(manner: Manner) -> int:
    code = code_of(manner.plot)
    told = [written(total, code) for total in totals_of(manner.plot) if total is not None]
    return max((plain_width(text, manner.totals, True, "major") for text in told), default=0)


def _kind(plot: nodes.Plot, box: Rect, size: Pt) -> str:
    """Return the kind that is drawn: columns lie down where their names have no room."""
    if plot.kind != "column":
        return plot.kind
    slot = box.width / len(plot.categories)
    widest = max(plain_width(name, size, False) for name in plot.categories) + points(size * _AIR)
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
    alone = len(plot.series) == 1 and plot.stacking == "grouped"
    return kind in ("line", "area") and alone and count <= LABELED_POINTS and not plot.log


def _scale(plot: nodes.Plot, kind: str, labeled: bool) -> Scale:
    """Return from where to where numbers go, and the step of the axis; none where labels tell the numbers."""
    if plot.stacking == "percent":
        return 0.0, 1.0, 0.25
    ends = _ends(plot)
    if plot.log:
        low, high = (10.0 ** floor(log10(min(ends))), 10.0 ** ceil(log10(max(ends))))
        return low, high if high > low else low * 10, 10.0
    if plot.style == "dot" and labeled and 0 <= min(ends) <= max(ends) * _FAR:
        return 0.0, max(ends) or 1.0, 0.0
    if plot.kind == "line" and plot.stacking == "grouped":
        low, high, step = span_of(ends, _STEPS)  # points are not measured from zero, as bars are
        if labeled and plot.style != "dot" and max(ends) > low:
            high = max(ends)
        return low, high, 0.0 if labeled else step
    low, high, step = scale_of(ends, _STEPS)
    if (labeled and plot.kind in ("bar", "column", "area")) or has_totals(plot, kind):
        least, most = min(0.0, *ends), max(0.0, *ends)
        below = (most - least) * _BELOW if least < 0 and kind == "column" else 0
        return least - below, most if most > least else 1.0, 0.0
    return low, high, 0.0 if labeled else step


def with_axis(manner: Manner) -> Manner:
    """Return the same with an axis that its numbers are read from."""
    return replace(manner, scale=scale_of(_ends(manner.plot), _STEPS))


def _ends(plot: nodes.Plot) -> list[float]:
    """Return the numbers that the scale must hold: of what stands on each other the sums."""
    ends = [plot.line] if plot.line is not None else []
    if plot.stacking == "grouped":
        return ends + [value for series in plot.series for value in series.values if value is not None]
    for number in range(len(plot.categories)):
        values = [series.values[number] or 0 for series in plot.series]
        ends += [sum(value for value in values if value > 0), sum(value for value in values if value < 0)]
    return ends


def _rooms(manner: Manner) -> tuple[int, int, int, int]:
    """Return what stands at the left of the area, above it, at its right and below. Raises DoesNotFit."""
    plot, kind, size, box = manner.plot, manner.kind, manner.names, manner.box
    line, air = round(size * 1.4 * EMU_PER_PT), round(size * 0.6 * EMU_PER_PT)
    lined = kind == "line" and plot.style != "dot"
    radius = (DOT if plot.style == "dot" else MARK if lined else 0) / 2
    above = points(radius + LABEL_AWAY + manner.labels * 2 * HALF_LINE + 1)
    under = points(_FOOT if manner.bare else AXIS_AWAY + size * 2 * HALF_LINE + 1)
    if manner.totals:
        line = max(line, points(manner.totals * _TOTAL_LINE))
    top = above if manner.labeled else line if manner.totals or plot.line is not None else line // 2
    if kind == "bar":
        return _lying_rooms(manner, line, air, under)
    if kind == "area" and manner.labeled:
        air = max(air, _half_at_ends(manner))
    axis = _axis_width(manner)
    named = plain_width(line_name(plot), size, True) + air if plot.line is not None and kind != "line" else 0
    right = max(air * 2, min(named, box.width // 4))
    left = axis + air if manner.scale[2] else air
    if manner.ended:
        left, right = max(left, _widest_name(manner) // 2), max(right, _widest_end(manner), _widest_name(manner) // 2)
    return left, top, right, under


def _widest_name(manner: Manner) -> int:
    return max(plain_width(name, manner.names, False) for name in manner.plot.categories)


def _half_at_ends(manner: Manner) -> int:
    """Return how far words reach beyond an area whose first and last points are on its edges."""
    return max(_widest_name(manner), _widest_number(manner)) // 2


def _lying_rooms(manner: Manner, line: int, air: int, under: int) -> tuple[int, int, int, int]:
    """Return the rooms beside lying bars: their names at the left, numbers at the right. Raises DoesNotFit."""
    plot, box = manner.plot, manner.box
    names = max(plain_width(name, manner.names, False) for name in plot.categories) + air
    if names > box.width * _WIDEST_NAMES:
        longest = max(plot.categories, key=len)
        room = (Emu(round(box.width * _WIDEST_NAMES)), Emu(line))
        raise DoesNotFit(plot.path, longest, room, (Emu(names), Emu(line)))
    widest = _widest_number(manner, signed=plot.style == "waterfall") + air
    negative = widest if manner.labeled and manner.scale[0] < 0 else 0
    inside = plot.style == "progress"
    right = air if inside else widest if manner.labeled else _widest_total(manner) + air if manner.totals else air * 2
    above = line if plot.line is not None else 0
    return names + negative, above, right, under if manner.scale[2] else 0


def _axis_width(manner: Manner) -> int:
    """Return how wide the widest number of the axis is."""
    plot, (low, high, step) = manner.plot, manner.scale
    if plot.log:
        numbers = decades(low, high)
    else:
        numbers = [low + step * number for number in range(round((high - low) / step) + 1)] if step else []
    code = axis_code(plot, manner.scale)
    told = ["100%"] if plot.stacking == "percent" and step else [written(value, code) for value in numbers]
    return max((plain_width(text, manner.names, False) for text in told), default=0)


def axis_code(plot: nodes.Plot, scale: Scale) -> str:
    """Return the number format of the axis: with as many decimals as its steps have, not as the numbers."""
    low, high, step = scale
    numbers = [low + step * number for number in range(round((high - low) / step) + 1)] if step and not plot.log else []
    return number_code([round(number, 6) for number in numbers], plot.unit) if numbers else code_of(plot)


def skip_of(manner: Manner, area: Rect) -> int:
    """Return how many categories share one name below lines: as many as its widest name covers.

    Those of a few that are as close as others may be are told all; names of many keep further apart.
    """
    plot, size = manner.plot, manner.names
    if plot.kind not in ("line", "area"):
        return 1
    widest = max(plain_width(name, size, False) for name in plot.categories)
    slot = _slot(manner, area)
    wanted = widest + points(size * _AIR) if len(plot.categories) <= LABELED_POINTS else widest * _APART
    return max(1, ceil(wanted / max(1.0, slot)))


def has_stems(plot: Plot) -> bool:
    """Tell whether dots stand on stems: those of one series, where these begin at zero, and can be compared."""
    if len(plot.series) > 1:
        return False  # all of a category would stand on one line
    numbers = [value for series in plot.series for value in series.values if value is not None]
    return plot.style == "dot" and not plot.log and plot.low == 0 and min(numbers) >= 0
