"""Free slides -> what is wrong with them: bodies, tables, charts, and what they follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import nearest
from deckbrief.content import limits
from deckbrief.content.figures import FIGURES, NEEDED, WRITTEN_AS
from deckbrief.content.finding import Finding, finding
from deckbrief.content.free import (
    BULLET_LEVELS,
    Bullet,
    ChartData,
    FreeFigure,
    Member,
    Picture,
    QrCode,
    TableData,
    Video,
)
from deckbrief.content.keys import an_entry
from deckbrief.content.model import FREE_BESIDE, FREE_BODIES, FREE_WORDS, FreeSlide, Pack, SlideSet
from deckbrief.content.paths import child

FORMATS: Final = ("thousands", "percent", "wan", "yi")
"""How numbers of a column are written; beside these, `0.00` says how many decimals they have."""
_FOCUS: Final = deferred(r"(100|[0-9]{1,2})\s+(100|[0-9]{1,2})\Z")
_ADDRESS: Final = deferred(r"(?:https?://[^\s/?#]+[^\s]*|mailto:[^\s@]+@[^\s@]+)\Z")
_LONGEST_ADDRESS: Final = 400
"""Characters; the dots of a longer address's code cannot be told apart across a room."""
_CATEGORIES: Final = {
    "pie": 8, "doughnut": 8, "waterfall": 12, "progress": 12
}  # fmt: skip
_POINTS: Final = 200
_SERIES: Final = 6
_DECIMALS: Final = deferred(r"0(\.0{1,6})?\Z")


def slide_set_rules(pack: Pack, path: str, slides: SlideSet) -> Iterator[Finding]:
    """A set that names a unit names one that exists; its slides follow what that unit has."""
    unit = next((unit for unit in pack.units if unit.id == slides.unit), None)
    here = child(path, "unit")
    if slides.unit and not unit:
        names = [unit.id for unit in pack.units]
        message = msg("there is no {what} '{name}'", what=msg("unit"), name=slides.unit)
        yield finding(pack, "content.dangling-reference", here, message, nearest(slides.unit, names))
    shown = [*(entry.id for entry in unit.frameworks), *(group.id for group in unit.metric_groups)] if unit else []
    for number, free in enumerate(slides.slides):
        after = child(child(child(path, "slides"), free.id or number), "after")
        if free.after and not slides.unit:
            message = msg("'after' belongs to slides of a unit")
            yield finding(pack, "content.unknown-value", after, message, msg("add `unit:` to the set"), [here])
        elif free.after and unit and free.after not in shown:
            what = msg("framework or group of numbers of '{unit}'", unit=unit.id)
            message = msg("there is no {what} '{name}'", what=what, name=free.after)
            yield finding(pack, "content.dangling-reference", after, message, nearest(free.after, shown), [here])


def free_slide_rules(pack: Pack, path: str, free: FreeSlide) -> Iterator[Finding]:
    """A free slide has one body, or words beside a picture, and a time that it can take."""
    bodies = free.bodies
    if not bodies:
        message = msg("a free slide without a body")
        yield finding(
            pack, "content.missing-field", path, message, msg("add one of: {bodies}", bodies=", ".join(FREE_BODIES)),
            [child(path, name) for name in FREE_BODIES],
        )  # fmt: skip
    for name in () if _share_a_slide(bodies) else bodies[1:]:
        message = msg("a free slide has one body, and here are '{first}' and '{other}'", first=bodies[0], other=name)
        hint = msg("make it two slides; a picture or a video can stand beside `bullets` or `text`")
        yield finding(pack, "content.unknown-value", child(path, name), message, hint, [child(path, bodies[0])])
    if free.priority not in (1, 2, 3):
        message = msg("there is no priority {priority}", priority=free.priority)
        yield finding(
            pack, "content.range", child(path, "priority"), message, msg("1 core, 2 deepening, 3 optional")
        )  # fmt: skip
    if not 0 <= free.minutes <= limits.MINUTES:
        message = msg("{minutes} minutes are no time", minutes=f"{free.minutes:g}")
        yield finding(pack, "content.minutes", child(path, "minutes"), message, msg("give a number above 0"))
    yield from _depth(pack, child(path, "bullets"), free.bullets, 1)


def _share_a_slide(bodies: tuple[str, ...]) -> bool:
    """Tell whether bodies are words and a picture or a video, which stand beside each other."""
    return len(bodies) == 2 and bodies[0] in FREE_WORDS and bodies[1] in FREE_BESIDE


def _depth(pack: Pack, path: str, bullets: tuple[Bullet, ...], level: int) -> Iterator[Finding]:
    for number, bullet in enumerate(bullets):
        below = child(child(path, number), "bullets")
        if bullet.bullets and level == BULLET_LEVELS:
            message = msg("lines stand in lines {levels} levels deep at most", levels=BULLET_LEVELS)
            yield finding(pack, "content.limit", below, message)
        else:
            yield from _depth(pack, below, bullet.bullets, level + 1)


def picture_rules(pack: Pack, path: str, picture: Picture) -> Iterator[Finding]:
    """A picture is told in words, and its focus lies in it."""
    if not (picture.alt or picture.caption):
        message = msg("a picture without words: who cannot see it learns nothing")
        hint = msg("add `alt:` to {file}: what is to be seen", file=picture.file)
        read_from = [child(path, name) for name in ("alt", "caption")]
        yield finding(pack, "content.missing-field", path, message, hint, read_from)
    yield from link_rules(pack, child(path, "link"), picture.link)
    if picture.focus and not _FOCUS.match(picture.focus):
        message = msg("'{focus}' is no place in a picture", focus=picture.focus)
        hint = msg("two numbers from 0 to 100: percents from the left and from the top, such as 50 30")
        yield finding(pack, "content.range", child(path, "focus"), message, hint)


def link_rules(pack: Pack, path: str, link: str) -> Iterator[Finding]:
    """An address that can be followed from a slide, and read from a code."""
    if link and not _ADDRESS.match(link):
        message = msg("'{link}' is no address", link=link)
        hint = msg("such as https://example.org/page or mailto:somebody@example.org")
        yield finding(pack, "content.link", path, message, hint)
    elif len(link) > _LONGEST_ADDRESS:
        message = msg("an address of {count} characters", count=len(link))
        yield finding(pack, "content.limit", path, message, msg("at most {most}", most=_LONGEST_ADDRESS))


def qr_rules(pack: Pack, path: str, code: QrCode) -> Iterator[Finding]:
    yield from link_rules(pack, child(path, "link"), code.link)


def video_rules(pack: Pack, path: str, video: Video) -> Iterator[Finding]:
    """A video leads to an address, and its poster is told in words."""
    yield from link_rules(pack, child(path, "link"), video.link)
    if not (video.alt or video.caption):
        message = msg("a picture without words: who cannot see it learns nothing")
        hint = msg("add `alt:` to {file}: what is to be seen", file=video.poster)
        yield finding(pack, "content.missing-field", path, message, hint, [child(path, "alt"), child(path, "caption")])


def free_figure_rules(pack: Pack, path: str, free: FreeFigure) -> Iterator[Finding]:
    """A figure in place is one that draws parts, and one that places them has what it places them by."""
    if free.figure and FIGURES[free.figure] not in ("nodes", "placed"):
        message = msg("parts cannot be drawn as {figure}", figure=free.figure)
        yield finding(
            pack, "content.unknown-figure", child(path, "figure"), message, WRITTEN_AS[FIGURES[free.figure]]
        )  # fmt: skip

    yield from _ground_rules(pack, path, free)
    for number, part in enumerate(free.parts):
        here = child(child(path, "parts"), number)
        yield from _part_rules(pack, path, here, free, part)


def _ground_rules(pack: Pack, path: str, free: FreeFigure) -> Iterator[Finding]:
    """What parts are placed on: axes with two ends, four fields, periods, a picture."""
    for name, count in (("across", 2), ("up", 2), ("fields", 4)):
        said = len(getattr(free, name))
        if said and said != count:
            message = msg("'{name}' has {said} entries, not {count}", name=name, said=said, count=count)
            yield finding(pack, "content.range", child(path, name), message)
    for figure, name in (("gantt", "periods"), ("map", "map")):
        if free.figure == figure and not getattr(free, name):
            message = msg("{entry} lacks the key '{name}'", entry=msg("a {noun}", noun=figure), name=name)
            yield finding(pack, "content.missing-field", path, message, "", [child(path, name)])


def _part_rules(pack: Pack, path: str, here: str, free: FreeFigure, part: Member) -> Iterator[Finding]:
    """A part says where it stands, and names periods and steps that there are."""
    for name in NEEDED.get(free.figure, ()):
        if not getattr(part, "from_" if name == "from" else name):
            message = msg("'{part}' lacks the key '{name}', by which it is placed", part=part.name, name=name)
            yield finding(pack, "content.missing-field", here, message, "", [child(here, name)])
    if part.at and not _FOCUS.match(part.at):
        message = msg("'{at}' is no place", at=part.at)
        yield finding(
            pack, "content.range", child(here, "at"), message, msg("two numbers from 0 to 100, such as 50 30")
        )
    if free.figure == "gantt" and free.periods:
        yield from _span_rules(pack, path, here, free, part)
    names = [other.name for other in free.parts]
    for number, way in enumerate(part.ways):
        if way.to not in names:
            message = msg("there is no {what} '{name}'", what=msg("step"), name=way.to)
            to = child(child(child(here, "ways"), number), "to")
            yield finding(pack, "content.dangling-reference", to, message, nearest(way.to, names))


def _span_rules(pack: Pack, path: str, here: str, free: FreeFigure, part: Member) -> Iterator[Finding]:
    for name, said in (("from", part.from_), ("to", part.to)):
        if said and said not in free.periods:
            message = msg("there is no {what} '{name}'", what=msg("period"), name=said)
            yield finding(
                pack, "content.dangling-reference", child(here, name), message, nearest(said, free.periods),
                [child(path, "periods")],
            )  # fmt: skip
            return
    if part.from_ and part.to and free.periods.index(part.to) < free.periods.index(part.from_):
        message = msg("'{part}' ends before it begins", part=part.name)
        yield finding(pack, "content.range", child(here, "to"), message, "", [child(here, "from")])


def table_rules(pack: Pack, path: str, table: TableData) -> Iterator[Finding]:
    """Rows have as many cells as there are heads; `align` and `format` say something of as many columns at most."""
    if problem := _two_sources(pack, path, table.from_, [name for name in ("head", "rows") if getattr(table, name)]):
        yield problem
    if table.from_:
        return
    yield from _missing(pack, path, table, ("head", "rows"))
    columns = len(table.head)
    for number, row in enumerate(table.rows):
        if len(row.cells) != columns:
            message = msg("{count} cells in a table of {columns} columns", count=len(row.cells), columns=columns)
            hint = msg("write ~ for an empty cell")
            here = child(child(path, "rows"), number)
            yield finding(pack, "content.table", here, message, hint, [child(path, "head")])
    for name in ("align", "format"):
        count = len(getattr(table, name))
        if count and count != columns:
            message = msg(
                "'{name}' has {count} entries, the table {columns} columns", name=name, count=count, columns=columns
            )
            yield finding(pack, "content.table", child(path, name), message, "", [child(path, "head")])
    for number, form in enumerate(table.format):
        if form not in (*FORMATS, "plain") and not _DECIMALS.match(form):
            message = msg("unknown {name} '{said}'", name="format", said=form)
            hint = msg("one of: {words}", words=", ".join((*FORMATS, "plain", "0.00")))
            yield finding(pack, "content.unknown-value", child(child(path, "format"), number), message, hint)


def chart_rules(pack: Pack, path: str, chart: ChartData) -> Iterator[Finding]:
    """Series have a number for each category, as many as can be read; parts of a whole are no less than nothing."""
    named = [name for name in ("categories", "series") if getattr(chart, name)]
    if problem := _two_sources(pack, path, chart.from_, named):
        yield problem
    if chart.from_:
        return
    yield from _missing(pack, path, chart, ("categories", "series"))
    count = len(chart.categories)
    most = _CATEGORIES.get(chart.chart, _POINTS)
    if count > most:
        message = msg("{count} categories in a chart of kind {kind}", count=count, kind=chart.chart)
        yield finding(pack, "content.chart", child(path, "categories"), message, msg("at most {most}", most=most))
    if len(chart.series) > _SERIES:
        message = msg("{count} series in a chart", count=len(chart.series))
        yield finding(pack, "content.chart", child(path, "series"), message, msg("at most {most}", most=_SERIES))
    for number, series in enumerate(chart.series):
        here = child(child(child(path, "series"), number), "values")
        if len(series.values) != count:
            message = msg("{values} numbers for {count} categories", values=len(series.values), count=count)
            hint = msg("write ~ for a gap")
            yield finding(pack, "content.chart", here, message, hint, [child(path, "categories")])
        elif all(value is None for value in series.values):
            yield finding(pack, "content.chart", here, msg("a series without a number"))
        elif chart.chart == "area" and None in series.values:
            message = msg("an area cannot show a gap")
            hint = msg("draw it as a line, or write 0")
            yield finding(pack, "content.chart", here, message, hint, [child(path, "chart")])
        elif _is_share(chart) and any(value is not None and value < 0 for value in series.values):
            message = msg("a share is not less than nothing")
            yield finding(pack, "content.chart", here, message, msg("draw them as bars"), [child(path, "chart")])
    if chart.chart in ("pie", "doughnut") and len(chart.series) > 1:
        message = msg("a {kind} shows one series, not {count}", kind=chart.chart, count=len(chart.series))
        hint = msg("stacked bars show several")
        yield finding(pack, "content.chart", child(path, "series"), message, hint, [child(path, "chart")])
    if chart.chart == "scatter" and chart.series:
        yield from _scatter_rules(pack, path, chart)
    yield from _kind_rules(pack, path, chart)
    for number, name in enumerate(chart.strong):
        if name not in chart.categories:
            here = child(child(path, "strong"), number)
            message = msg("there is no {what} '{name}'", what=msg("category"), name=name)
            yield finding(pack, "content.dangling-reference", here, message, nearest(name, chart.categories))


def _scatter_rules(pack: Pack, path: str, chart: ChartData) -> Iterator[Finding]:
    """Points have a number across and one up."""
    if len(chart.series) != 2:
        message = msg("a scatter has two series, not {count}", count=len(chart.series))
        hint = msg("the first says how far each point is to the right, the second how far up")
        yield finding(pack, "content.chart", child(path, "series"), message, hint, [child(path, "chart")])
        return
    for number, series in enumerate(chart.series):
        for name, value in zip(chart.categories, series.values, strict=False):
            if value is None:
                message = msg("the point '{name}' lacks one of its two numbers", name=name)
                here = child(child(child(path, "series"), number), "values")
                yield finding(pack, "content.chart", here, message, msg("leave the point out"), [child(path, "chart")])


def _kind_rules(pack: Pack, path: str, chart: ChartData) -> Iterator[Finding]:
    """What some kinds ask for: one series, parts of 100, numbers above 0 on a scale of powers of ten."""
    values = [value for series in chart.series for value in series.values if value is not None]
    if chart.chart in ("waterfall", "progress") and len(chart.series) > 1:
        message = msg("a {kind} shows one series, not {count}", kind=chart.chart, count=len(chart.series))
        yield finding(pack, "content.chart", child(path, "series"), message, "", [child(path, "chart")])
    if chart.chart == "progress" and any(not 0 <= value <= 100 for value in values):
        message = msg("progress counts from 0 to 100")
        yield finding(pack, "content.chart", child(path, "series"), message, "", [child(path, "chart")])
    if chart.log and chart.chart not in ("line", "dot"):
        message = msg("a scale of powers of ten is for lines and dots")
        yield finding(pack, "content.chart", child(path, "log"), message, "", [child(path, "chart")])
    elif chart.log and any(value <= 0 for value in (*values, *([] if chart.line is None else [chart.line]))):
        message = msg("a scale of powers of ten shows numbers above 0 alone")
        yield finding(pack, "content.chart", child(path, "log"), message, "", [child(path, "series")])


def _two_sources(pack: Pack, path: str, file: str, names: Sequence[str]) -> Finding | None:
    """Return the problem of data that stand in place and are taken from a file as well."""
    if not file or not names:
        return None
    message = msg("'{name}' and 'from': the data stand in one place alone", name=names[0])
    return finding(pack, "content.unknown-value", child(path, names[0]), message, "", [child(path, "from")])


def _missing(pack: Pack, path: str, entry: TableData | ChartData, names: Sequence[str]) -> Iterator[Finding]:
    """Yield what an entry with its data in place lacks."""
    for name in names:
        if not getattr(entry, name):
            message = msg("{entry} lacks the key '{name}'", entry=an_entry(type(entry)), name=name)
            hint = msg("or take it from a file: from: file.xlsx#Sheet!A1:D9")
            yield finding(pack, "content.missing-field", path, message, hint, [child(path, name), child(path, "from")])


def _is_share(chart: ChartData) -> bool:
    return chart.chart in ("pie", "doughnut") or chart.stacking == "percent"
