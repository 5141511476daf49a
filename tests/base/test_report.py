"""Problems come out as a line, the source line, a caret and a hint."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem
from deckbrief.base.report import WINDOW, cells, format_problem, format_problems, user_path
from hypothesis import given
from hypothesis import strategies as st


def _problem(line: str = "", column: int = 1, file: str = "a.yaml", number: int = 1) -> Problem:
    return Problem(
        "content.syntax", Place(file, number, column), msg("what is wrong"), msg("what helps"), source_line=line
    )


def _caret_cell(report: str) -> int:
    """Return the terminal cell of the caret, tabs to the next multiple of 8."""
    return len(report.split("\n")[2].expandtabs(8)) - 1


def test_a_problem_is_told_in_four_lines() -> None:
    problem = Problem(
        "content.unknown-figure",
        Place("content/cities/luzhou.yaml", 42, 13),
        msg("unknown figure 'pilars'"),
        msg("did you mean 'pillars'?"),
        source_line="    figure: pilars",
    )
    assert format_problem(problem).split("\n") == [
        "content/cities/luzhou.yaml:42:13: error: unknown figure 'pilars' [content.unknown-figure]",
        "      figure: pilars",
        "              ^",
        "  hint: did you mean 'pillars'?",
    ]


def test_a_problem_without_line_or_hint_is_one_line() -> None:
    problem = Problem("content.unreadable", Place("content"), msg("cannot be read"))
    assert format_problem(problem) == "content: error: cannot be read [content.unreadable]"


def test_a_problem_without_column_has_no_caret() -> None:
    assert format_problem(_problem("some text", 0)).split("\n") == [
        "a.yaml:1: error: what is wrong [content.syntax]",
        "  some text",
        "  hint: what helps",
    ]


@pytest.mark.parametrize(
    ("line", "column", "cell"),
    [
        ("abc", 1, 0),
        ("abc", 3, 2),
        ("abc", 4, 3),
        ("四度统战", 3, 4),
        ("名称: ｘ四x", 7, 10),
        ("cafe\u0301 x", 7, 5),
        ("𠀀a", 2, 2),
    ],
)
def test_the_caret_stands_under_its_character(line: str, column: int, cell: int) -> None:
    assert _caret_cell(format_problem(_problem(line, column))) == 2 + cell


def test_tabs_before_the_caret_are_kept() -> None:
    report = format_problem(_problem("\t四\tx", 4))
    assert report.split("\n")[2] == "  \t  \t^"


@given(st.text(alphabet=st.sampled_from("ab 四“，é"), min_size=1, max_size=300), st.data())
def test_long_lines_are_cut_around_the_caret(line: str, data: st.DataObject) -> None:
    line = "x" + line
    column = data.draw(st.integers(1, len(line)))
    report = format_problem(_problem(line, column)).split("\n")
    text, caret = report[1][2:], report[2][2:]
    assert cells(text) <= WINDOW
    assert caret.endswith("^")
    pointed = next(i for i in range(len(text) + 1) if cells(text[:i]) == len(caret) - 1)
    assert text[pointed] == line[column - 1]
    if cells(line) <= WINDOW:
        assert text == line
    else:
        assert "…" in (text[0], text[-1])
        assert cells(text) >= WINDOW - 5


def test_the_source_line_is_read_when_the_problem_has_none(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    for number, line in enumerate(("one", "two", "three"), 1):
        assert format_problem(_problem(file=str(file), number=number)).split("\n")[1] == f"  {line}"
    assert len(format_problem(_problem(file=str(file), number=9)).split("\n")) == 2
    file.unlink()
    assert len(format_problem(_problem(file=str(file))).split("\n")) == 2


def test_nothing_acts_on_the_terminal() -> None:
    problem = Problem(
        "content.syntax", Place("a.yaml", 1, 1), msg("a\x1b[2J\nb\ud800"), msg("c\rd"), source_line="e\x1b[31mf\x9b"
    )
    report = format_problem(problem)
    assert report.encode()
    assert not any(character in report for character in "\x1b\r\x9b")
    assert len(report.split("\n")) == 4


def test_all_problems_come_in_order_with_their_number() -> None:
    problems = [
        _problem("b", 1, "b.yaml"),
        _problem("a", 2, number=10),
        _problem("a", 1, number=9),
        _problem("a", 1, number=10),
    ]
    lines = format_problems(problems).split("\n")
    assert [line.split(" ")[0] for line in lines if "error:" in line] == [
        "a.yaml:9:1:", "a.yaml:10:1:", "a.yaml:10:2:", "b.yaml:1:1:",
    ]  # fmt: skip
    assert lines[-1] == "4 problems"
    assert format_problems(problems[:1]).split("\n")[-1] == "1 problem"


def test_paths_are_shown_as_they_are_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert user_path(tmp_path / "here" / "a.yaml") == "a.yaml"
    assert user_path(Path("./a.yaml")) == "a.yaml"
    assert user_path(Path("../a.yaml")) == str(Path("../a.yaml"))
    assert user_path(tmp_path / "there.yaml") == str(tmp_path / "there.yaml")
    assert user_path(tmp_path / "here..yaml") == str(tmp_path / "here..yaml")


@pytest.mark.parametrize(
    ("line", "column", "length", "carets"),
    [
        ("a: pilars", 4, 6, "   ^^^^^^"),
        ("名: 泸州市", 4, 3, "    ^^^^^^"),
        ("a: b", 4, 0, "   ^"),
        ("a: b", 4, 90, "   ^"),
    ],
)
def test_what_is_meant_is_underlined(line: str, column: int, length: int, carets: str) -> None:
    problem = Problem("content.syntax", Place("a.yaml", 1, column, length), msg("x"), source_line=line)
    assert format_problem(problem).split("\n")[2] == "  " + carets
