"""Themes and template words: plain values and their places, aliases and merge keys, and no end to memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.content import limits
from deckbrief.content.plain import PlainFile, read_plain


def read(tmp_path: Path, text: str, *, texts: bool = False) -> PlainFile:
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    return read_plain(tmp_path / "a.yaml", texts=texts)


def test_scalars_are_what_they_look_like_or_the_text_as_written(tmp_path: Path) -> None:
    text = 'a: 1\nb: 1.5\nc: true\nd: "1"\ne: no\nf: ~\ng: [1, x]\n'
    assert read(tmp_path, text).values == {"a": 1, "b": 1.5, "c": True, "d": "1", "e": "no", "f": None, "g": [1, "x"]}
    assert read(tmp_path, "a: 1\nb: true\nc: 012\n", texts=True).values == {"a": "1", "b": "true", "c": "012"}


def test_every_key_and_entry_has_its_place(tmp_path: Path) -> None:
    places = read(tmp_path, "a:\n  b: [x,\n    y]\n").places
    assert {key: (place.line, place.column) for key, place in places.items()} == {
        ("a",): (1, 1), ("a", "b"): (2, 3), ("a", "b", 0): (2, 7), ("a", "b", 1): (3, 5),
    }  # fmt: skip


def test_aliases_and_merge_keys_repeat_what_stands_above(tmp_path: Path) -> None:
    file = read(tmp_path, "one: &one {a: 1, b: 2}\ntwo: *one\nthree: {<<: *one, b: 3}\nfour: &s x\nfive: *s\n")
    assert file.problems == ()
    assert file.values["two"] == {"a": 1, "b": 2}
    assert file.values["three"] == {"a": 1, "b": 3}
    assert file.values["five"] == "x"
    assert (file.places["three", "a"].line, file.places["three", "b"].line) == (1, 3)


@pytest.mark.parametrize("text", ["a: &a {b: *a}\n", "a: &a [[*a]]\n", "a: &a\n  - <<: *a\n"])
def test_an_alias_that_holds_itself_is_refused(tmp_path: Path, text: str) -> None:
    (problem,) = read(tmp_path, text).problems
    assert problem.code == "content.syntax"
    assert "*a" in problem.message


def test_aliases_of_aliases_meet_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "VALUES", 2000)
    levels = ["a0: &a0 [x, x, x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 4)}]" for n in range(1, 30)]
    (problem,) = read(tmp_path, "\n".join(levels)).problems
    assert problem.code == "content.limit"
    assert problem.hint == "its aliases repeat too much"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\na: 2\n", "content.duplicate-key"),
        ("- a\n", "content.wrong-type"),
        ("", "content.wrong-type"),
        ("a: [\n", "content.syntax"),
        ("a: !x 1\n", "content.syntax"),
        ("a: \x01\n", "content.character"),
    ],
)
def test_form_is_told_as_content_s_is(tmp_path: Path, text: str, code: str) -> None:
    file = read(tmp_path, text)
    assert [problem.code for problem in file.problems] == [code]
    assert (file.values, file.places) == ({}, {})


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (problem,) = read_plain(tmp_path / "b.yaml").problems
    assert (problem.code, problem.place.file) == ("content.unreadable", str(tmp_path / "b.yaml"))
