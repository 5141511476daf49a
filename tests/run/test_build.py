"""Outputs reach their places all together, or none of them does."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.run.build import Options, build_outputs


def build(content: Path, out: Path, *names: str) -> None:
    options = Options(content=content, templates=None, theme="vermilion", out=out, jobs=1)
    build_outputs(names or ("deck",), options, lambda done, total, name: None)


def test_what_cannot_take_its_place_keeps_the_others_from_theirs(tmp_path: Path, english_pack: Any) -> None:
    decks = tmp_path / "deck"
    (decks / "half-hour.pptx").mkdir(parents=True)
    for name in ("alder-bridge", "marrow-quay"):
        (decks / f"{name}.pptx").write_text(name)
    with pytest.raises(ProblemError) as raised:
        build(english_pack.content, tmp_path)
    assert [problem.code for problem in raised.value.problems] == ["output.unwritable"]
    assert raised.value.problems[0].place.file.endswith("half-hour.pptx")
    assert {path.name for path in decks.iterdir()} == {"half-hour.pptx", "alder-bridge.pptx", "marrow-quay.pptx"}
    assert (decks / "alder-bridge.pptx").read_text() == "alder-bridge"
    assert (decks / "marrow-quay.pptx").read_text() == "marrow-quay"


def test_nothing_is_left_beside_the_outputs(tmp_path: Path, english_pack: Any) -> None:
    for _ in range(2):
        build(english_pack.content, tmp_path, "alder-bridge")
        assert {path.name for path in (tmp_path / "deck").iterdir()} == {"alder-bridge.pptx"}


@pytest.mark.parametrize("epoch", ["99999999999999", "²", "yesterday"])
def test_a_time_that_is_none_is_told(
    epoch: str, tmp_path: Path, english_pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ProblemError) as raised:
        build(english_pack.content, tmp_path)
    assert {problem.place.file for problem in raised.value.problems} == {"SOURCE_DATE_EPOCH"}


def test_a_language_without_words_is_told_where_it_is_named(tmp_path: Path, english_pack: Any) -> None:
    content = tmp_path / "content"
    shutil.copytree(english_pack.content, content)
    pack = next(path for path in content.rglob("*.yaml") if path.read_text("utf-8").startswith("kind: pack"))
    lines = pack.read_text("utf-8").splitlines()
    number = next(number for number, line in enumerate(lines) if line.startswith("lang:"))
    lines[number] = "lang: fr"
    pack.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ProblemError) as raised:
        build(content, tmp_path / "out")
    (problem,) = raised.value.problems
    assert (problem.code, problem.place.line) == ("template.missing", number + 1)
    assert "--templates" in problem.hint
