"""A CSV file or a range of a workbook -> rows of texts, as content would have written them."""

from __future__ import annotations

import csv
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from deckbrief.base.message import msg
from deckbrief.base.number import exact
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import nearest
from deckbrief.draft.media import Unusable

_RANGE: Final = deferred(r"[A-Za-z]{1,3}[0-9]{1,7}:[A-Za-z]{1,3}[0-9]{1,7}\Z")
_ROWS: Final = 2_000
_COLUMNS: Final = 40
_DELIMITERS: Final = ",;\t"


def named_part(name: str) -> tuple[str, str, str]:
    """`book.xlsx#Sheet!A1:D9` -> the file, the sheet, the range; what is not said is empty."""
    file, _, rest = name.partition("#")
    sheet, mark, cells = rest.rpartition("!")
    if mark:
        return file, sheet, cells
    return (file, "", rest) if _RANGE.match(rest) else (file, rest, "")


def rows_of(file: Path, sheet: str = "", cells: str = "") -> list[list[str]]:
    """File, sheet and range of a workbook -> its rows, as long as each other, without empty ones at the end.

    Numbers are written as content writes them, shown as percent where the workbook does so. Raises Unusable.
    """
    suffix = file.suffix.lower()
    if suffix in (".csv", ".tsv", ".txt"):
        if sheet or cells:
            raise Unusable(msg("a sheet or a range of '{name}', which is no workbook", name=file.name))
        rows = _of_csv(file)
    elif suffix in (".xlsx", ".xlsm"):
        rows = _of_workbook(file, sheet, cells)
    else:
        message = msg("'{name}' is neither a CSV file nor a workbook", name=file.name)
        raise Unusable(message, msg("save it as .csv or .xlsx"))
    rows = _without_empty_ends(rows)
    if not rows:
        raise Unusable(msg("there is nothing in '{name}'", name=file.name))
    if len(rows) > _ROWS or len(rows[0]) > _COLUMNS:
        message = msg("{rows} rows of {columns} columns", rows=len(rows), columns=len(rows[0]))
        hint = msg("name a range: at most {rows} rows of {columns} columns", rows=_ROWS, columns=_COLUMNS)
        raise Unusable(message, hint, "content.limit")
    return rows


def _without_empty_ends(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows without empty ones below, and without columns that are empty at the right."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((number for row in rows for number, cell in enumerate(row, 1) if cell), default=0)
    return [[*row, *[""] * width][:width] for row in rows]


def _of_csv(file: Path) -> list[list[str]]:
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")  # what Excel writes on Chinese systems
        except UnicodeDecodeError as error:
            raise Unusable(msg("'{name}' is not UTF-8", name=file.name), msg("save the file as UTF-8")) from error
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        reader = csv.reader(text.splitlines(), delimiter=delimiter, strict=True)
        return [[cell.strip() for cell in row] for row in islice(reader, _ROWS + 1)]
    except csv.Error as error:
        raise Unusable(msg("'{name}' is no CSV file: {reason}", name=file.name, reason=str(error))) from error


def _of_workbook(file: Path, sheet: str, cells: str) -> list[list[str]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(file, read_only=True, data_only=True)
        try:
            return _of_book(book, sheet, cells)
        finally:
            book.close()
    except Unusable:
        raise
    except Exception as error:  # a broken workbook can raise whatever it likes, also where rows are read
        message = msg("the workbook '{name}' cannot be read", name=file.name)
        raise Unusable(message, msg("open it in Excel or WPS and save it anew")) from error


def _of_book(book: Any, sheet: str, cells: str) -> list[list[str]]:
    if sheet and sheet not in book.sheetnames:
        raise Unusable(msg("there is no sheet '{name}'", name=sheet), nearest(sheet, book.sheetnames))
    if not book.worksheets:
        raise Unusable(msg("there is no sheet of cells in the workbook"))
    chosen = book[sheet] if sheet else book.worksheets[0]
    found = chosen[cells] if cells else chosen.iter_rows()
    return [[_text_of(cell) for cell in row] for row in islice(found, _ROWS + 1)]


def _text_of(cell: Any) -> str:
    """Cell of a workbook -> what content would have written."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        percent = "%" in str(cell.number_format or "")
        return f"{exact(round(value * 100, 6))}%" if percent else exact(round(value, 10))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value).strip()
