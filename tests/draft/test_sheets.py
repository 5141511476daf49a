"""Tables and numbers from CSV files and workbooks: as if content had written them; what cannot be read is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.content.check import check_pack
from deckbrief.content.read import read_pack
from deckbrief.draft import sheets
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.media import Unusable
from deckbrief.draft.sheets import named_part, rows_of
from deckbrief.layout.frame import Table
from deckbrief.layout.plot import Word, marks
from openpyxl import Workbook

from tests.layout.test_chart import plot_of
from tests.layout.test_free import frames_of, pack_with, titled
from tests.support.small_pack import ROOTS

ROWS = [["Town", "May", "June"], ["North", "12", "7.5"], ["South", "", "30"]]


def book(folder: Path) -> Path:
    """Write a workbook with two sheets, the second with a table in the middle of it."""
    made = Workbook()
    made.active.title = "Front"
    made.active["A1"] = "nothing here"
    sheet = made.create_sheet("四月 data")
    rows: list[list[object]] = [["Town", "Share", "Day"], ["North", 0.125, date(2024, 5, 1)], ["South", 7, True]]
    for row, values in enumerate(rows, 3):
        for column, value in enumerate(values, 2):
            sheet.cell(row, column, value)
    sheet["C4"].number_format = "0.0%"
    made.save(folder / "book.xlsx")
    return folder / "book.xlsx"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a.csv", ("a.csv", "", "")),
        ("b/a.xlsx#Sheet", ("b/a.xlsx", "Sheet", "")),
        ("a.xlsx#A1:D9", ("a.xlsx", "", "A1:D9")),
        ("a.xlsx#My sheet!A1:D9", ("a.xlsx", "My sheet", "A1:D9")),
    ],
)
def test_a_name_says_file_sheet_and_range(name: str, parts: tuple[str, str, str]) -> None:
    assert named_part(name) == parts


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_files_of_all_programs_are_read(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = f"镇{delimiter}数\n{delimiter.join(['东', '1'])}\n{delimiter}\n\n"
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert rows_of(tmp_path / "a.csv") == [["镇", "数"], ["东", "1"]]


def test_a_range_of_a_workbook_is_read_as_it_is_shown(tmp_path: Path) -> None:
    file = book(tmp_path)
    wanted = [["Town", "Share", "Day"], ["North", "12.5%", "2024-05-01"], ["South", "7", "TRUE"]]
    assert rows_of(file, "四月 data", "B3:D5") == wanted
    assert rows_of(file, "四月 data", "B3:F9") == wanted
    assert rows_of(file) == [["nothing here"]]


def test_what_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = book(tmp_path)
    (tmp_path / "broken.xlsx").write_bytes(b"PK nothing")
    (tmp_path / "empty.csv").write_text("\n\n")
    (tmp_path / "a.pdf").write_text("x")
    (tmp_path / "long.csv").write_text("a\n" * 30)
    monkeypatch.setattr(sheets, "_ROWS", 20)
    cases = [
        (file, "四月", "", "no sheet '四月'"), (tmp_path / "broken.xlsx", "", "", "cannot be read"),
        (tmp_path / "empty.csv", "", "", "nothing in"), (tmp_path / "a.pdf", "", "", "neither"),
        (tmp_path / "long.csv", "", "", "21 rows"), (tmp_path / "long.csv", "s", "", "no workbook"),
    ]  # fmt: skip
    assert cases
    for path, sheet, cells, message in cases:
        with pytest.raises(Unusable) as caught:
            rows_of(path, sheet, cells)
        assert message in str(caught.value.message)


def test_tables_and_charts_take_what_a_file_has(tmp_path: Path) -> None:
    slides = (
        "  - {title: Table, table: {from: may.csv, total: true, align: [left, right, right]}}\n"
        "  - {title: Chart, chart: {chart: column, from: may.csv}}\n"
    )
    folder = pack_with(tmp_path / "pack", slides)
    (folder / "may.csv").write_text("\n".join(map(",".join, ROWS)))
    deck = frames_of(folder)
    (table,) = [item for item in titled(deck, "Table")[0].walk() if isinstance(item, Table)]
    assert [[cell.body.text for cell in row] for row in table.rows] == ROWS
    assert table.rows[-1][0].fill != table.rows[1][0].fill
    plot = plot_of(titled(deck, "Chart")[0])
    assert [series.name for series in plot.series] == ["May", "June"]
    assert {"12.0", "7.5", "30.0", "North"} <= {mark.text for mark in marks(plot) if isinstance(mark, Word)}


@pytest.mark.parametrize(
    ("slide", "message"),
    [
        ("table: {from: my.csv}", "no file 'my.csv'"), ("chart: {from: words.csv}", "'many' beside 'North'"),
        ("chart: {from: may.csv#A1:B2}", "no workbook"),
    ],
)  # fmt: skip
def test_a_bad_file_is_told_at_its_line(tmp_path: Path, slide: str, message: str) -> None:
    folder = pack_with(tmp_path / "pack", f"  - title: T\n    {slide}\n")
    (folder / "may.csv").write_text("\n".join(map(",".join, ROWS)))
    (folder / "words.csv").write_text("Town,May\nNorth,many\n")
    pack = read_pack(folder)
    assert check_pack(pack) == []
    with pytest.raises(ProblemError) as caught:
        draft_deck(pack, pack.sessions[0], ROOTS)
    (problem,) = caught.value.problems
    assert problem.place.line == 5
    assert message in problem.message


@pytest.mark.parametrize(
    ("slide", "code"),
    [
        ("table: {from: may.csv, head: [a]}", "content.unknown-value"), ("table: {note: n}", "content.missing-field"),
        ("chart: {from: may.csv, categories: [a]}", "content.unknown-value"),
        ("chart: {chart: bar}", "content.missing-field"),
    ],
)  # fmt: skip
def test_data_stand_in_one_place(tmp_path: Path, slide: str, code: str) -> None:
    problems = check_pack(read_pack(pack_with(tmp_path / "pack", f"  - {{title: T, {slide}}}\n")))
    assert {problem.code for problem in problems} == {code}
