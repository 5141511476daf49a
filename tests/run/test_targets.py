"""Names as people type them -> targets."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.content.read import read_pack
from deckbrief.export.exporter import Target
from deckbrief.export.registry import exporters
from deckbrief.run.targets import all_targets, chosen_targets

KINDS = {exporter.name: exporter for exporter in exporters()}
TARGETS = [
    Target(KINDS["deck"], "deck/workshop", None),
    Target(KINDS["deck"], "deck/luzhou", None),
    Target(KINDS["unit-briefing"], "briefing/luzhou", None),
    Target(KINDS["report"], "briefing/report", None),
    Target(KINDS["guide"], "briefing/guide-luzhou", None, on_request=True),
]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ["deck/workshop", "deck/luzhou", "briefing/luzhou", "briefing/report"]),
        (["deck"], ["deck/workshop", "deck/luzhou"]),
        (["briefing"], ["briefing/luzhou", "briefing/report"]),
        (["luzhou"], ["deck/luzhou", "briefing/luzhou"]),
        (["unit-briefing"], ["briefing/luzhou"]),
        (["report", "deck/luzhou"], ["deck/luzhou", "briefing/report"]),
        (["build/deck/workshop.pptx"], ["deck/workshop"]),
        (["guide-luzhou"], ["briefing/guide-luzhou"]),
        (["./build/briefing/report.pdf"], ["briefing/report"]),
    ],
)
def test_names_choose_targets_in_their_own_order(names: list[str], expected: list[str]) -> None:
    assert [target.name for target in chosen_targets(names, TARGETS)] == expected


def test_every_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(ProblemError) as caught:
        chosen_targets(["lvzhou", "deck", "raport"], TARGETS)
    assert [(p.code, p.hint) for p in caught.value.problems] == [
        ("output.unknown", "did you mean 'luzhou'?"),
        ("output.unknown", "did you mean 'report'?"),
    ]


def test_a_name_that_is_near_none_is_told_what_kinds_there_are_and_one_output() -> None:
    with pytest.raises(ProblemError) as caught:
        chosen_targets(["zzzz"], TARGETS)
    (problem,) = caught.value.problems
    said = str(problem.hint)
    assert said.endswith("as deck/workshop")
    assert all(f"{kind}," in said or f"{kind};" in said for kind in ("deck", "briefing"))
    assert "luzhou" not in said, "of a large pack, all names are a page"


def test_a_target_names_its_file() -> None:
    assert [str(target.file) for target in TARGETS[1:3]] == ["deck/luzhou.pptx", "briefing/luzhou.pdf"]


@pytest.mark.parametrize("name", ["report", "guide", "handout"])
def test_no_two_outputs_are_the_same_file(name: str, tmp_path: Path, english_pack: Any) -> None:
    shutil.copytree(english_pack.content, tmp_path / "content")
    unit = tmp_path / "content" / "libraries" / "marrow-quay.yaml"
    for path in (tmp_path / "content").rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("marrow-quay", name), encoding="utf-8")
    unit.rename(unit.with_name(f"{name}.yaml"))
    pack = read_pack(tmp_path / "content")
    with pytest.raises(ProblemError) as raised:
        all_targets(pack)
    (problem,) = raised.value.problems
    assert problem.code == "content.duplicate-id"
    assert problem.place.file.endswith(f"{name}.yaml")
