"""A check tells all of its problems at once: what cannot be read, what rules break, what the source does not say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.run.check import check_everything

PACK = Path(__file__).parents[1] / "packs" / "english"
QUIZ = "answer: C\n        because: Nobody is asked why"
CHANGES = [
    ("sessions/half-hour.yaml", QUIZ, QUIZ.replace("C", "H", 1), "content.quiz"),
    ("sessions/half-hour.yaml", "At the desk we keep five promises", "At the desk we keep six", "evidence.words"),
    ("libraries/alder-bridge.yaml", "Over 300 tools can be", "Over 400 tools can be", "evidence.invented-number"),
    ("libraries/alder-bridge.yaml", "figure: pillars\n    priority: 1", "figure: pilars\n    priority: 1",
     "content.unknown-figure"),
]  # fmt: skip


def _codes(folder: Path) -> set[str]:
    with pytest.raises(ProblemError) as caught:
        check_everything(folder, None, "vermilion", PACK / "source.txt")
    return {problem.code for problem in caught.value.problems if problem.severity == "error"}


@pytest.mark.parametrize("count", [2, 3, 4])
def test_all_problems_come_at_once(tmp_path: Path, count: int) -> None:
    """With four of them a value cannot be read, and nothing that follows from it alone is told."""
    folder = tmp_path / "content"
    shutil.copytree(PACK / "content", folder)
    for name, old, new, _ in CHANGES[:count]:
        text = (folder / name).read_text("utf-8")
        assert text.count(old) == 1, old
        (folder / name).write_text(text.replace(old, new), "utf-8")
    assert _codes(folder) == {code for *_, code in CHANGES[:count]}


def test_evidence_whose_unit_cannot_be_read_is_not_told_to_need_a_section(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(PACK / "content", folder)
    file = folder / "libraries" / "alder-bridge.yaml"
    text = file.read_text("utf-8")
    assert text.count("    figure: pillars\n    priority: 1") == 1
    file.write_text(
        text.replace("    figure: pillars\n    priority: 1", "      figure: pillars\n    priority: 1"), "utf-8"
    )
    assert "evidence:" in (folder / "sessions/half-hour.yaml").read_text("utf-8")
    assert _codes(folder) == {"content.syntax"}
