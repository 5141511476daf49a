"""Limits of what is read: each is told by its name, at its place, and what is told stays short."""

from __future__ import annotations

from typing import Any

import pytest
from deckbrief.base.message import msg
from deckbrief.base.problem import SHOWN, Place, Problem, ProblemError, nearest
from deckbrief.base.report import format_problems
from deckbrief.content import limits
from deckbrief.content.check import check_pack
from deckbrief.content.read import read_pack


def part(text: str) -> str:
    return f"{{id: extra, name: extra, {text}, evidence: [{{paragraph: 1, words: stock}}]}}"


OLD = "      - id: stock\n        name: stock\n        evidence: [{paragraph: 1, words: stock}]\n"


def with_part(kitchen: Any, entry: str) -> None:
    """Write the pack with one more part, in place of the one before."""
    file = kitchen.folder / "units/south.yaml"
    kept = "\n".join(line for line in file.read_text().splitlines() if "id: extra" not in line) + "\n"
    assert OLD in kept
    kitchen.write("units/south.yaml", kept.replace(OLD, f"{OLD}      - {entry}\n"))


def alt_text(kitchen: Any) -> list[Problem]:
    """Return the problems of reading, else those of the rules across files."""
    try:
        return check_pack(read_pack(kitchen.folder))
    except ProblemError as error:
        return list(error.problems)


@pytest.mark.parametrize(
    ("key", "most"), [("text", limits.TEXT_LENGTH), ("lead", limits.TEXT_LENGTH), ("symbol", limits.NAME_LENGTH)]
)
def test_texts_have_a_longest(kitchen: Any, key: str, most: int) -> None:
    with_part(kitchen, part(f"{key}: {'长' * most}"))
    kitchen.pack()
    with_part(kitchen, part(f"{key}: {'长' * (most + 1)}"))
    problem = kitchen.problem()
    assert (problem.code, problem.message) == ("content.limit", f"'{key}' has {most + 1} characters")
    assert str(most) in problem.hint


def test_lists_have_a_longest(kitchen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LIST_LENGTH", 20)
    with_part(kitchen, part(f"points: [{', '.join('abcdefghijklmnopqrst')}]"))
    kitchen.pack()
    with_part(kitchen, part(f"points: [{', '.join('abcdefghijklmnopqrstu')}]"))
    assert (kitchen.problem().code, kitchen.problem().message) == ("content.limit", "'points' has 21 entries")


def test_a_file_has_a_largest_size_and_most_values(kitchen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    kitchen.write("new.yaml", "#" * (limits.FILE_SIZE + 1))
    assert (kitchen.problem().code, kitchen.problem().place.line) == ("content.limit", 0)
    monkeypatch.setattr(limits, "VALUES", 500)
    kitchen.write("new.yaml", f"kind: unit\nname: [{'a, ' * 2000}]")
    problem = kitchen.problem()
    assert (problem.code, problem.place.line) == ("content.limit", 2)
    assert "500 values" in problem.message


@pytest.mark.parametrize("name", ["con", "nul", "aux", "com1", "lpt9", "x" * 81])
def test_ids_that_no_file_can_have_are_told(kitchen: Any, name: str) -> None:
    text = (kitchen.folder / "units/south.yaml").read_text()
    kitchen.write("units/south.yaml", f"id: {name}\n{text}")
    problems = [problem for problem in alt_text(kitchen) if problem.code in ("content.id", "content.limit")]
    assert [problem.place.line for problem in problems] == [1]


@pytest.mark.parametrize("minutes", ["1e99", "1441", "1e9"])
def test_minutes_have_a_most(kitchen: Any, minutes: str) -> None:
    sessions = [file for file in kitchen.folder.rglob("*.yaml") if "kind: session" in file.read_text()]
    text = sessions[0].read_text()
    line = next(line for line in text.splitlines() if line.startswith("minutes:"))
    kitchen.write(sessions[0].relative_to(kitchen.folder).as_posix(), text.replace(line, f"minutes: {minutes}", 1))
    found = [problem for problem in alt_text(kitchen) if problem.code == "content.limit"]
    assert [problem.place.line for problem in found] == [text.splitlines().index(line) + 1]
    assert found[0].hint == "give a number up to 1440"


@pytest.mark.parametrize("member", ["*a", "!x 1", "{b: 1, b: 2}"])
def test_many_problems_of_a_kind_in_a_line_are_counted(kitchen: Any, member: str) -> None:
    kitchen.write("new.yaml", f"kind: unit\nx: &a 1\nname: [{', '.join([member] * 5000)}]")
    problems = [problem for problem in kitchen.problems() if problem.place.file.endswith("new.yaml")]
    assert len(problems) > 5000
    lines = {id(problem.source_line) for problem in problems if problem.place.line == 3}
    assert len(lines) == 1, "a line is kept once, however many problems it has"
    text = format_problems(problems)
    assert text.count("\n") < 200
    assert "more of this kind" in text


def test_the_first_of_each_kind_are_told_and_the_others_counted() -> None:
    problems = [Problem("content.term", Place("a.yaml", line, 1), msg("x")) for line in range(1, 31)]
    problems += [Problem("content.date", Place("a.yaml", line, 1), msg("y")) for line in range(1, 4)]
    lines = format_problems(problems).splitlines()
    assert sum("[content.term]" in line for line in lines) == SHOWN + 1
    assert "a.yaml: 10 more of this kind [content.term]" in lines
    assert sum("[content.date]" in line for line in lines) == 3
    assert lines[-1] == "33 problems"


def test_a_long_line_is_cut_around_its_place() -> None:
    line = "长" * 500_000 + "X" + "长" * 500_000
    shown = format_problems(
        [Problem("content.term", Place("a.yaml", 1, 500_001), msg("x"), source_line=line)]
    ).splitlines()
    assert "X" in shown[1]
    assert len(shown[1]) < 120


def test_a_word_of_any_length_is_compared_in_no_time() -> None:
    assert nearest("x" * 1_000_000, ["xx", "yy"]) == "one of: xx, yy"
