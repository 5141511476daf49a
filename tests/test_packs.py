"""The packs are sound: they read without a problem, and every word of evidence stands in their source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.report import format_problems
from deckbrief.content.evidence.verify import check_evidence
from deckbrief.content.read import read_pack

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("content", "source"),
    [
        ("content", "../shared/source/article.txt"),
        ("tests/packs/english/content", "tests/packs/english/source.txt"),
        ("tests/packs/chinese/content", "tests/packs/chinese/source.txt"),
    ],
    ids=["default", "english", "chinese"],
)
def test_evidence_verifies_and_nothing_of_the_source_is_missing(content: str, source: str) -> None:
    if not (ROOT / source).exists():
        pytest.skip("the source of the default content is not there")
    pack = read_pack(ROOT / content)
    problems, coverage = check_evidence(pack, (ROOT / source).read_text("utf-8"), source)
    errors = [problem for problem in problems if problem.severity == "error"]
    assert not errors, format_problems(errors)
    assert coverage.evidence_verified == coverage.evidence > 30
    assert coverage.terms_said + coverage.terms_left_out == coverage.terms > 10
    assert coverage.numbers_said + coverage.numbers_left_out == coverage.numbers > 10


def test_the_english_pack_is_another_world(english_pack: Any, default_content: Path) -> None:
    """What it is for: another language and subject, every kind of document, an unexplained term, an empty cell."""
    english, default = read_pack(english_pack.content), read_pack(default_content)
    assert english.info.lang != default.info.lang
    assert not {unit.id for unit in english.units} & {unit.id for unit in default.units}
    assert english.event
    assert english.comparisons
    assert english.sessions[0].minutes == 30
    assert any(not term.explained for unit in english.units for term in unit.terms)
    assert any(len(theme.cells) < len(english.units) for theme in english.comparisons[0].themes)
    figures = {framework.figure for unit in english.units for framework in unit.frameworks}
    assert len(figures) >= 11


def test_the_longest_session_comes_first_and_orders_the_units(default_content: Path) -> None:
    pack = read_pack(default_content)
    minutes = [session.minutes for session in pack.sessions]
    assert minutes == sorted(minutes, reverse=True)
    named = [module.of for module in pack.sessions[0].modules if module.kind == "unit"]
    assert [unit.id for unit in pack.units] == named
