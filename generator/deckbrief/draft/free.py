"""Free slide -> what the figure in its body draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.number import number_in, percent, rounded
from deckbrief.base.problem import Problem, ProblemError
from deckbrief.base.record import replace
from deckbrief.content.check_free import chart_rules, table_rules
from deckbrief.content.evidence.free_slides import free_slides
from deckbrief.content.finding import Finding
from deckbrief.content.free import ChartData, FreeFigure, Member, Series, TableData, TableRow, shown_categories
from deckbrief.content.free import Picture as GivenPicture
from deckbrief.content.model import FreeSlide, Metric, Pack
from deckbrief.draft.amounts import number_of
from deckbrief.draft.code import code_of
from deckbrief.draft.media import Unusable, file_of, is_missing, photo_of, refused
from deckbrief.draft.nodes import (
    Content,
    Leaf,
    Node,
    Numbers,
    Picture,
    Pictures,
    Plot,
    PlotSeries,
    Statement,
    TableLine,
    Tabular,
    through,
)
from deckbrief.draft.sheets import named_part, rows_of
from deckbrief.draft.spots import Ground, Image, Spot, Way
from deckbrief.draft.stand_in import stand_in

_MOST_ROWS: Final = 200
_MOST_SERIES: Final = 6


def body_of(pack: Pack, slide: FreeSlide, path: str) -> Content | None:
    """Free slide and its content path -> what a figure draws of it; None where lists and paragraphs say it all.

    Raises ProblemError for a file that it names and that cannot be used.
    """
    if slide.figure:
        return _figure(pack, slide.figure, slide.title, f"{path}.figure")
    if slide.columns:
        columns = tuple(
            _member(Member(name=column.name, lead=column.lead, bullets=column.bullets), f"{path}.columns.{number}")
            for number, column in enumerate(slide.columns)
        )
        return Node(label=slide.title, path=f"{path}.columns", children=columns, figure="pillars")
    if slide.table:
        return _table(pack, slide.table, f"{path}.table")
    if slide.chart:
        return _chart(pack, slide.chart, f"{path}.chart")
    if slide.picture or slide.pictures or slide.video:
        return _pictures(pack, slide, path)
    if slide.qr:
        return Pictures(members=(code_of(slide.qr, f"{path}.qr"),), path=path)
    if slide.quote:
        quoted = Node(label=slide.quote.words, lead=slide.quote.by, path=f"{path}.quote", part=True)
        return Node(label=slide.title, path=path, children=(quoted,), figure="quote")
    if slide.statement:
        return Statement(text=slide.statement, path=f"{path}.statement")
    if slide.number:
        one = slide.number
        metric = Metric(
            id="", number=one.number, label=one.label, unit=one.unit, scale=one.scale, qualifier=one.qualifier,
            note=one.note, out_of=one.out_of, digits=one.digits,
        )  # fmt: skip
        return Numbers(members=(number_of(metric, f"{path}.number"),), compare=False, path=path, name=slide.title)
    return None


def _pictures(pack: Pack, slide: FreeSlide, path: str) -> Pictures:
    """Return the pictures of a slide, read. Raises ProblemError with all that cannot be used."""
    members: list[Picture] = []
    problems: list[Problem] = []
    for here, each in slide.named_pictures(path):
        try:
            members.append(_picture(pack, each, here))
        except ProblemError as error:
            problems += error.problems
    if problems:
        raise ProblemError(problems)
    return Pictures(members=tuple(members), path=path)


def _picture(pack: Pack, picture: GivenPicture, path: str) -> Picture:
    film = path.endswith(".video")
    named = f"{path}.poster" if film else path if path.endswith("#logo") else f"{path}.file"
    if pack.draft and is_missing(pack, named, picture.file):
        return stand_in(picture.file, path, picture.alt)
    file = file_of(pack, named, picture.file)
    try:
        photo = photo_of(file)
    except Unusable as error:
        raise refused(pack, named, error) from error
    percents = [float(each) / 100 for each in picture.focus.split()]
    return Picture(
        data=photo.data, media_type=photo.media_type, width=photo.width, height=photo.height, path=path,
        alt=picture.alt or picture.caption, caption=picture.caption, credit=picture.credit, fit=picture.fit,
        focus=(percents[0], percents[1]) if percents else (0.5, 0.33), link=picture.link, role="video" if film else "",
        vector=photo.vector,
    )  # fmt: skip


def logo_of(pack: Pack) -> Picture | None:
    """Return the pack's logo, if it has one. Raises ProblemError where the file cannot be used."""
    if not pack.info.logo:
        return None
    said = pack.info.publisher or pack.info.title
    return _picture(pack, GivenPicture(file=pack.info.logo, alt=said, fit="whole"), f"{pack.info.path}#logo")


_ROOTED: Final = frozenset({"organisation", "tree"})
"""Figures that show to what all parts belong."""


def _figure(pack: Pack, figure: FreeFigure, title: str, path: str) -> Node:
    children = tuple(
        replace(_member(part, f"{path}.parts.{number}"), spot=spot_of(figure, part))
        for number, part in enumerate(figure.parts)
    )
    names = [part.name for part in figure.parts]
    run_through, others = through(figure.throughout, names, children, f"{path}.throughout")
    whole = others[0] if len(others) == 1 and figure.figure in _ROOTED and not figure.center else None
    if whole and whole.children:  # the one part that has all others is the whole; the title says what it is about
        return replace(
            whole, center=whole.label, lead=whole.lead or figure.lead, figure=figure.figure, title=title, part=False
        )
    return Node(
        label=figure.center or title, path=path, lead=figure.lead, center=figure.center, children=others,
        figure=figure.figure, title=title, direction=figure.direction, picture=figure.picture, throughout=run_through,
        on=_ground(pack, figure, path),
    )  # fmt: skip


def spot_of(figure: FreeFigure, part: Member) -> Spot:
    """Part of a figure -> where it stands in it. What the figure lacks is left away: the checks have told it."""
    percents = [float(each) / 100 for each in part.at.split()]
    at = (percents[0], 1 - percents[1] if figure.figure == "positions" else percents[1]) if len(percents) == 2 else None
    first, last = part.from_, part.to or part.from_
    known = first in figure.periods and last in figure.periods
    span = (figure.periods.index(first), figure.periods.index(last)) if known else None
    names = [other.name for other in figure.parts]
    ways = tuple(Way(names.index(way.to), way.when) for way in part.ways if way.to in names)
    return Spot(at=at, span=span, lane=part.lane, ways=ways)


def _ground(pack: Pack, figure: FreeFigure, path: str) -> Ground:
    """Return what a figure's parts are placed on. Raises ProblemError for a picture that cannot be used."""
    image = None
    if figure.map:
        read = _picture(pack, figure.map, f"{path}.map")
        image = Image(
            data=read.data, media_type=read.media_type, width=read.width, height=read.height, path=read.path,
            alt=read.alt, fit=read.fit, credit=read.credit,
        )  # fmt: skip
    return Ground(across=figure.across, up=figure.up, fields=figure.fields, periods=figure.periods, image=image)


def _member(member: Member, path: str) -> Node:
    """Member of a figure -> node; its lines are its leaves."""
    leaves = tuple(Leaf(text=text, path=f"{path}.bullets.{number}") for number, text in enumerate(member.bullets))
    children = tuple(_member(part, f"{path}.parts.{number}") for number, part in enumerate(member.parts))
    return Node(
        label=member.name, path=path, symbol=member.mark or member.symbol, mark=member.mark, icon=member.icon,
        lead=member.lead, leaves=leaves, children=children, part=True, gate=member.gate,
        highlight=member.highlight,
    )  # fmt: skip


def _from_file(pack: Pack, name: str, path: str) -> list[list[str]]:
    """Name of a file, content path of what is taken from it -> its rows. Raises ProblemError."""
    here = f"{path}.from"
    file, sheet, cells = named_part(name)
    found = file_of(pack, here, file)
    try:
        return rows_of(found, sheet, cells)
    except Unusable as error:
        raise refused(pack, here, error) from error


def _table(pack: Pack, table: TableData, path: str) -> Tabular:
    """Return the table, its rows in place or from a file. Raises ProblemError."""
    if table.from_:
        table = _with_rows(pack, table, path)
    forms, last = table.format, len(table.rows) - 1
    lines = tuple(
        TableLine(
            cells=tuple(_cells(row.cells, forms)), path=f"{path}.rows.{number}", strong=row.strong,
            total=row.total or (table.total and number == last),
        )
        for number, row in enumerate(table.rows)
    )  # fmt: skip
    columns = len(table.head)
    align = (*table.align, *("",) * columns)[:columns]
    return Tabular(head=table.head, members=lines, align=align, path=path, note=table.note)


def _with_rows(pack: Pack, table: TableData, path: str) -> TableData:
    """Return the table with the rows of its file. Raises ProblemError."""
    head, *rows = _from_file(pack, table.from_, path)
    taken = replace(table, from_="", head=tuple(head), rows=tuple(TableRow(cells=tuple(row)) for row in rows))
    _refuse(pack, path, table_rules(pack, path, taken))
    return taken


def with_files(pack: Pack) -> Pack:
    """Pack -> the same, its free slides' tables and charts with what their files hold, where these can be read."""
    sets = tuple(
        replace(
            slides, slides=tuple(_in_place(pack, free, path) for path, of, free in free_slides(pack) if of is slides)
        )
        for slides in pack.slide_sets
    )
    return replace(pack, slide_sets=sets) if sets != pack.slide_sets else pack


def _in_place(pack: Pack, free: FreeSlide, path: str) -> FreeSlide:
    try:
        if free.table and free.table.from_:
            return replace(free, table=_with_rows(pack, free.table, f"{path}.table"))
        if free.chart and free.chart.from_:
            return replace(free, chart=_with_numbers(pack, free.chart, f"{path}.chart"))
    except ProblemError:  # told where the slide is laid out
        return free
    return free


def _cells(cells: tuple[str, ...], forms: tuple[str, ...]) -> Iterator[str]:
    for cell, form in zip_longest(cells, forms[: len(cells)], fillvalue=""):
        yield written(cell, form)


def written(cell: str, form: str) -> str:
    """Cell of a table, format of its column -> the number as the format writes it; what is no number stays as it is.

    `thousands` 12345 -> 12,345; `wan` 12345 -> 1.2万; `yi` 123456789 -> 1.2亿; `percent` 0.125 -> 12.5%; `0.00` rounds.
    """
    value = number_in(cell) if form else None
    if value is None:
        return cell
    if form == "thousands":
        return f"{value:,.6f}".rstrip("0").rstrip(".")
    if form == "percent":
        return percent(value)
    if form in ("wan", "yi"):
        return f"{rounded(value / (1e4 if form == 'wan' else 1e8), 1)}{'万' if form == 'wan' else '亿'}"
    return f"{value:.{len(form.partition('.')[2])}f}"


def _chart(pack: Pack, chart: ChartData, path: str) -> Plot:
    """Return the chart, its numbers in place or from a file. Raises ProblemError."""
    if chart.from_:
        chart = _with_numbers(pack, chart, path)
    kept = shown_categories(chart)
    names = tuple(chart.categories[place] for place in kept)
    series = tuple(
        PlotSeries(
            name=one.name,
            values=tuple(one.values[place] for place in kept),
            path=f"{path}.series.{number}",
            strong=one.strong,
            as_line=one.as_ == "line",
            unit=one.unit,
        )
        for number, one in enumerate(chart.series)
    )
    return Plot(
        kind=chart.chart, stacking=chart.stacking, categories=names, series=series, unit=chart.unit,
        path=path, strong=chart.strong, line=chart.line, line_name=chart.line_name,
        reading=chart.reading.text if chart.reading else "",
        log=chart.log, left_out=len(chart.categories) - len(kept),
    )  # fmt: skip


def _with_numbers(pack: Pack, chart: ChartData, path: str) -> ChartData:
    """Return the chart with the numbers of its file: series by columns. Raises ProblemError for what is no number."""
    head, *rows = _from_file(pack, chart.from_, path)
    series = tuple(
        Series(name=name, values=tuple(_number(pack, row, column, path) for row in rows))
        for column, name in enumerate(head)
        if column
    )
    if not rows or not series or len(rows) > _MOST_ROWS or len(series) > _MOST_SERIES:
        message = msg("{rows} categories and {columns} series in a chart", rows=len(rows), columns=len(series))
        hint = msg("at most {rows} and {columns}: name a range", rows=_MOST_ROWS, columns=_MOST_SERIES)
        raise refused(pack, f"{path}.from", Unusable(message, hint, "content.chart"))
    taken = replace(chart, from_="", categories=tuple(row[0] for row in rows), series=series)
    _refuse(pack, path, chart_rules(pack, path, taken))
    return taken


def _refuse(pack: Pack, path: str, findings: Iterable[Finding]) -> None:
    """Raises ProblemError with what is wrong with data of a file, told where the content names it."""
    place = pack.place(f"{path}.from")
    if problems := [replace(found.problem, place=place) for found in findings]:
        raise ProblemError(problems)


def _number(pack: Pack, row: list[str], column: int, path: str) -> float | None:
    cell = row[column].replace(",", "").removesuffix("%").strip()
    if not cell:
        return None
    value = number_in(cell)
    if value is None:
        message = msg("'{cell}' beside '{name}' is no number", cell=row[column], name=row[0])
        raise refused(pack, f"{path}.from", Unusable(message, "", "content.chart"))
    return int(value) if value.is_integer() else value
