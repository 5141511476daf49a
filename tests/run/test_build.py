"""Problems of the content touch nothing; an output's own spare the others."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.run.build import build_outputs
from deckbrief.run.request import Options, Report


def build(content: Path, out: Path, *names: str) -> Report:
    options = Options(content=content, templates=None, theme="vermilion", out=out, jobs=1)
    return build_outputs(names or ("deck",), options, lambda done, total, name: None)


def test_what_cannot_take_its_place_spares_the_others(tmp_path: Path, english_pack: Any) -> None:
    decks = tmp_path / "deck"
    (decks / "half-hour.pptx").mkdir(parents=True)
    report = build(english_pack.content, tmp_path)
    assert [problem.code for problem in report.problems] == ["output.unwritable"]
    assert report.problems[0].place.file.endswith("half-hour.pptx")
    built = {item.path.name for item in report.outputs}
    assert {"alder-bridge.pptx", "marrow-quay.pptx"} <= built
    assert {path.name for path in decks.iterdir()} == {"half-hour.pptx", *built}
    assert report.notes == (), "the problem names it"


def test_a_problem_of_the_content_touches_nothing(tmp_path: Path, english_pack: Any) -> None:
    content = shutil.copytree(english_pack.content, tmp_path / "content")
    unit = content / "libraries" / "marrow-quay.yaml"
    unit.write_text(unit.read_text("utf-8").replace("tagline:", "tag line:"), "utf-8")
    with pytest.raises(ProblemError):
        build(content, tmp_path / "out")
    assert not (tmp_path / "out").exists()


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
    lines[number] = "lang: sw"
    pack.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ProblemError) as raised:
        build(content, tmp_path / "out")
    (problem,) = raised.value.problems
    assert (problem.code, problem.place.line) == ("template.missing", number + 1)
    assert "--templates" in problem.hint
