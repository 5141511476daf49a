"""Chart part -> what is wrong with its axes, its series, and the workbook that holds its data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Problem
from deckbrief.ooxml.markup import Element, every, find, local_name, plain, whole
from deckbrief.ooxml.names import tag
from deckbrief.ooxml.reader import OfficeFile, Part, parse_office_file

_AXES: Final = ("valAx", "catAx", "dateAx", "serAx")
_UNSIGNED: Final = 2**32 - 1
_NEEDED: Final = {
    **dict.fromkeys(("bar", "line", "area", "scatter", "bubble", "radar", "stock"), (2, 2)),
    **dict.fromkeys(("bar3D", "line3D", "area3D", "surface", "surface3D"), (2, 3)),
}
"""How many axes a kind of chart names; the others have none."""

_SHEET: Final = deferred(r"(?:'((?:[^']|'')+)'|([^'!]+))!")
_SPREADSHEETS: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def chart_problems(file: OfficeFile, part: Part) -> Iterator[Problem]:
    """Package and one of its charts -> what is wrong with it."""
    yield from _axis_problems(file, part)
    yield from _series_problems(file, part)
    yield from _workbook_problems(file, part)


def _axis_problems(file: OfficeFile, part: Part) -> Iterator[Problem]:
    """Charts name axes that there are; axes cross in pairs (ECMA-376 part 1, 21.2.2.9 and 21.2.2.33)."""
    area = find(part.root, "c:chart/c:plotArea")
    axes = [axis for name in _AXES for axis in every(area, f"c:{name}")]
    crossings = {_value(axis, "c:axId"): _value(axis, "c:crossAx") for axis in axes}
    named = Counter(_value(axis, "c:axId") for axis in axes)
    for axis in axes:
        number, crossed = _value(axis, "c:axId"), _value(axis, "c:crossAx")
        if named[number] > 1:
            yield file.problem("deck.chart", part, msg("two axes have the id {number}", number=number), axis)
        if not 0 <= (whole(number) if whole(number) is not None else -1) <= _UNSIGNED:  # type: ignore[operator]
            message = msg("an axis has the id '{number}', which is no unsigned number", number=number)
            yield file.problem("deck.chart", part, message, axis, severity="warning")
        if crossed not in crossings:
            yield file.problem(
                "deck.chart",
                part,
                msg(
                    "{axis} {number} crosses {crossed}, which is no axis",
                    axis=plain(axis),
                    number=number,
                    crossed=crossed,
                ),
                axis,
            )
        elif crossings[crossed] != number and axis.tag != tag("c:serAx"):
            message = msg(
                "{axis} {number} crosses {crossed}, which crosses {crossings}",
                axis=plain(axis),
                number=number,
                crossed=crossed,
                crossings=crossings[crossed],
            )
            yield file.problem("deck.chart", part, message, axis)
    for chart in [] if area is None else area.iterchildren("*"):
        if chart.tag in {tag(f"c:{name}") for name in _AXES} or not str(chart.tag).endswith("Chart"):
            continue
        yield from _named_axes(file, part, chart, set(crossings))


def _named_axes(file: OfficeFile, part: Part, chart: Element, known: set[str]) -> Iterator[Problem]:
    ids = [entry.get("val") or "" for entry in every(chart, "c:axId")]
    least, most = _NEEDED.get(local_name(chart).removesuffix("Chart"), (0, 0))
    if not least <= len(ids) <= most:
        yield file.problem(
            "deck.chart", part, msg("{chart} names {number} axes", chart=plain(chart), number=len(ids)), chart
        )
    for number in ids:
        if number not in known and (number != "0" or most == len(ids) - 1):
            yield file.problem(
                "deck.chart",
                part,
                msg("{chart} names the axis {number}, which is not there", chart=plain(chart), number=number),
                chart,
            )


def _value(element: Element, path: str) -> str:
    found = find(element, path)
    return "" if found is None else found.get("val") or ""


def _series_problems(file: OfficeFile, part: Part) -> Iterator[Problem]:
    """Series in an order of their own; cached points inside the range that their count gives."""
    assert part.root is not None
    series = list(part.root.iter(tag("c:ser")))
    for path in ("c:idx", "c:order"):
        for number, count in Counter(_value(entry, path) for entry in series).items():
            if count > 1:
                yield file.problem(
                    "deck.chart",
                    part,
                    msg("{count} series have the {path} {number}", count=count, path=path, number=number),
                    series[0],
                )
    for cache in part.root.iter(tag("c:strCache"), tag("c:numCache")):
        size = whole(_value(cache, "c:ptCount"))
        places = [whole(point.get("idx")) for point in every(cache, "c:pt")]
        if len(set(places)) < len(places) or any(at is None or size is None or not 0 <= at < size for at in places):
            message = msg(
                "a {cache} has points {places} of {size}",
                cache=plain(cache),
                places=", ".join(map(str, places)),
                size=size,
            )
            yield file.problem("deck.chart", part, message, cache)


def _workbook_problems(file: OfficeFile, part: Part) -> Iterator[Problem]:
    """Formulas lead to sheets of a workbook that is there and can be read."""
    assert part.root is not None
    formulas = [formula.text or "" for formula in part.root.iter(tag("c:f"))]
    external = find(part.root, "c:externalData")
    if external is None:
        if formulas:
            message = msg("its numbers come from a workbook, and none is embedded: they cannot be edited")
            yield file.problem("deck.chart", part, message, severity="warning")
        return
    entry = part.relation(external.get(tag("r:id")))
    if entry is None or entry.external:
        return
    workbook = file.part(entry.part)
    if workbook is None or workbook.data.startswith(b"\xd0\xcf\x11\xe0"):  # missing: told elsewhere; or an old .xls
        return
    sheets = _sheets(workbook.data)
    if sheets is None:
        yield file.problem("deck.chart", part, msg("its workbook {name} cannot be read", name=workbook.name), external)
        return
    wanted = {_sheet(formula) for formula in formulas} - {""}
    for name in sorted(wanted - sheets):
        yield file.problem(
            "deck.chart",
            part,
            msg("its data stand on the sheet '{name}', which its workbook lacks", name=name),
            external,
        )


def _sheet(formula: str) -> str:
    """`Sheet1!$A$1` or `'My sheet'!A1` -> the sheet's name."""
    found = _SHEET.match(formula)
    return (found[1] or found[2]).replace("''", "'") if found else ""


def _sheets(data: bytes) -> set[str] | None:
    """An .xlsx -> the names of its sheets; None where it cannot be read."""
    workbook, faults = parse_office_file(data, "")
    part = next((part for name, part in workbook.parts.items() if name.endswith("workbook.xml")), None)
    if faults or part is None or part.root is None:
        return None
    return {sheet.get("name") or "" for sheet in part.root.iter(f"{_SPREADSHEETS}sheet")}
