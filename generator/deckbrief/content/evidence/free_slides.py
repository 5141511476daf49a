"""Free slides -> what they tell, their section of the source, and the numbers among it that no evidence carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from deckbrief.base.emphasis import without_marks
from deckbrief.base.message import msg
from deckbrief.base.number import exact, number_in, percent
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Problem
from deckbrief.base.record import record
from deckbrief.content.evidence.quantities import quantities
from deckbrief.content.evidence.source import fold
from deckbrief.content.free import Bullet, ChartData, Member, Reading, TableData
from deckbrief.content.model import FreeSlide, Metric, Pack, SlideSet
from deckbrief.content.paths import child
from deckbrief.content.waterfall import sums_of

_DATES: Final = frozenset({"年", "月", "日", "号", "年代", "世纪", "year", "month"})
_CLOCK: Final = deferred(r"(?<![0-9])[0-9]{1,2}[:：][0-9]{2}(?![0-9])")
_YEAR: Final = deferred(r"(?:19|20)[0-9]{2}\Z")


@record
class Said:
    """A text of a free slide at its content path; a datum is a cell or a value, which has no room for `about`."""

    path: str
    text: str
    is_datum: bool = False


def free_slides(pack: Pack) -> Iterator[tuple[str, SlideSet, FreeSlide]]:
    """Pack -> its free slides, each with its content path and its set."""
    for slides in pack.slide_sets:
        for number, free in enumerate(slides.slides):
            yield child(child(slides.path, "slides"), free.id or number), slides, free


def home_of(pack: Pack, slides: SlideSet) -> str | None:
    """Set of free slides -> the folded heading of its unit's section, or of the only one; None where there are more."""
    sections = {fold(unit.section).text for unit in pack.units if slides.unit in ("", unit.id)}
    return sections.pop() if len(sections) == 1 else None


def said_on(free: FreeSlide, path: str) -> Iterator[Said]:
    """Free slide and its path -> what its body and its notes tell, as it is read.

    Its title and takeaway draw conclusions; heads of columns, categories and sums only order what stands there.
    """
    for text in _body(free, path):
        if text.text:
            yield Said(text.path, without_marks(text.text), text.is_datum)
    if free.notes:
        yield from _lines(free.notes.say, child(child(path, "notes"), "say"))


def _body(free: FreeSlide, path: str) -> Iterator[Said]:
    yield Said(child(path, "lead"), free.lead)
    yield Said(child(path, "statement"), free.statement)
    yield from _bullets(free.bullets, child(path, "bullets"))
    yield from _lines(free.text, child(path, "text"))
    columns = [Member(name=column.name, lead=column.lead, bullets=column.bullets) for column in free.columns]
    yield from _members(columns, child(path, "columns"))
    if free.figure:
        for name in ("lead", "center", "throughout"):
            yield Said(child(child(path, "figure"), name), getattr(free.figure, name))
        yield from _members(free.figure.parts, child(child(path, "figure"), "parts"))
    for number, card in enumerate(free.cards):
        here = child(child(path, "cards"), number)
        yield from (Said(child(here, "name"), card.name), Said(child(here, "text"), card.text))
    if free.table:
        yield from _cells(free.table, child(path, "table"))
    if free.chart:
        yield from _values(free.chart, child(path, "chart"))
    if free.quote:
        words = free.quote.words.replace("“", "‘").replace("”", "’")
        yield Said(child(child(path, "quote"), "words"), f"“{words}”")
    yield from _captions(free, path)
    if free.number:
        one = free.number
        metric = Metric(
            id="", number=one.number, label="", unit=one.unit, scale=one.scale, qualifier=one.qualifier
        )  # fmt: skip
        yield Said(child(child(path, "number"), "number"), metric.text)
        if one.out_of:
            yield Said(child(child(path, "number"), "out_of"), f"{exact(one.out_of)}{one.scale}")
        yield from (Said(child(child(path, "number"), name), getattr(one, name)) for name in ("label", "note"))


def _captions(free: FreeSlide, path: str) -> Iterator[Said]:
    for here, picture in free.named_pictures(path):
        yield Said(child(here, "caption"), picture.caption)
    if free.qr:
        yield Said(child(child(path, "qr"), "caption"), free.qr.caption)


def _lines(texts: Iterable[str], path: str) -> Iterator[Said]:
    return (Said(child(path, number), text) for number, text in enumerate(texts))


def _bullets(bullets: Iterable[Bullet], path: str) -> Iterator[Said]:
    for number, bullet in enumerate(bullets):
        yield Said(child(child(path, number), "text"), bullet.text)
        yield from _bullets(bullet.bullets, child(child(path, number), "bullets"))


def _members(members: Iterable[Member], path: str) -> Iterator[Said]:
    for number, member in enumerate(members):
        here = child(path, number)
        yield from (Said(child(here, name), getattr(member, name)) for name in ("name", "lead"))
        yield from _lines(member.bullets, child(here, "bullets"))
        yield from _members(member.parts, child(here, "parts"))


def _cells(table: TableData, path: str) -> Iterator[Said]:
    """Cells of rows that are no sums, percents as they are written."""
    last = len(table.rows) - 1 if table.total else -1
    for number, row in enumerate(table.rows):
        if row.total or number == last:
            continue
        here = child(child(child(path, "rows"), number), "cells")
        for column, cell in enumerate(row.cells):
            form = table.format[column] if column < len(table.format) else ""
            share = number_in(cell) if form == "percent" else None
            yield Said(child(here, column), cell if share is None else percent(share), is_datum=True)
    yield Said(child(path, "note"), table.note)


def _values(chart: ChartData, path: str) -> Iterator[Said]:
    """Values with the unit of their series, else the chart's; of a waterfall without the sums."""
    for number, series in enumerate(chart.series):
        here = child(child(child(path, "series"), number), "values")
        sums = sums_of(chart.categories, series.values, chart.strong) if chart.chart == "waterfall" else ()
        for position, value in enumerate(series.values):
            if value is not None and position not in sums:
                yield Said(child(here, position), f"{exact(value)}{series.unit or chart.unit}", is_datum=True)
    if chart.reading and not chart.reading.ours:
        yield Said(child(path, "reading"), chart.reading.text)


def own_reading(free: FreeSlide, path: str) -> tuple[str, Reading] | None:
    """Free slide and its path -> the path of its chart's reading and that, where it has evidence of its own."""
    reading = free.chart.reading if free.chart else None
    if reading is None or reading.ours or not reading.evidence:
        return None
    return child(child(path, "chart"), "reading"), reading


def numbers_on(free: FreeSlide, path: str) -> list[Said]:
    """Free slide -> what it tells in numbers that are neither times nor dates, text by text."""
    return [said for said in said_on(free, path) if _has_number(said.text)]


def _has_number(text: str) -> bool:
    bare = _CLOCK.sub("", text)
    return any(
        not found.is_time and found.unit not in _DATES and not _YEAR.match(found.text) for found in quantities(bare)
    )


def numbers_without_evidence(pack: Pack) -> Iterator[Problem]:
    """Pack with a source -> a warning at each free slide that tells numbers, and neither whose nor from where."""
    if not pack.info.source:
        return
    for path, _, free in free_slides(pack):
        if free.evidence or free.ours or not is_with_numbers(free, path):
            continue
        own = own_reading(free, path)
        found = [said for said in numbers_on(free, path) if own is None or said.path != own[0]]
        file = child(path, "table" if free.table else "chart")
        if not found and not _from_file(free):
            continue
        place = pack.place(found[0].path if found else child(file, "from"))
        message = msg("numbers on a free slide without evidence")
        if found:
            message = msg("numbers on a free slide without evidence: {numbers}", numbers=_shown(found))
        hint = msg("add `evidence:` to the slide, or `ours: true` where it is the editor's")
        yield Problem("evidence.missing", place, message, hint, severity="warning")


def is_with_numbers(free: FreeSlide, path: str) -> bool:
    """Tell whether a free slide tells numbers, in place or from a file."""
    return _from_file(free) or bool(numbers_on(free, path))


def _from_file(free: FreeSlide) -> bool:
    data = free.table or free.chart
    return bool(data and data.from_)


def _shown(found: list[Said]) -> str:
    numbers = [quantity.text for said in found for quantity in quantities(said.text)]
    return ", ".join(numbers[:_SHOWN]) + (" …" if len(numbers) > _SHOWN else "")


_SHOWN: Final = 4
