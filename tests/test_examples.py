"""The examples build in every theme, and what is built is sound; they are of other subjects than the shipped pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.base.report import format_problems
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.pace import pace_warnings
from deckbrief.inspect.accessibility import accessibility_problems
from deckbrief.inspect.lint import lint_package
from deckbrief.run.build import build_outputs
from deckbrief.run.request import Options

ROOT = Path(__file__).parents[1]
EXAMPLES = {"hand-hygiene": "hour", "five-s": "half-hour"}
THEMES = sorted(each.name for each in (ROOT / "templates/themes").iterdir() if each.name != "base")
needs = pytest.mark.parametrize("name", EXAMPLES)


def content_of(name: str) -> Path:
    return ROOT / "examples" / name / "content"


def test_these_are_all() -> None:
    assert sorted(EXAMPLES) == sorted(each.name for each in (ROOT / "examples").iterdir() if each.is_dir())
    assert len(THEMES) >= 3


@needs
def test_nothing_is_to_be_told_of_its_session(name: str) -> None:
    pack = read_pack(content_of(name))
    assert pack.sessions
    for session in pack.sessions:
        assert pace_warnings(session, draft_deck(pack, session, (ROOT / "templates",)), pack.place) == []


@needs
@pytest.mark.parametrize("theme", THEMES)
def test_its_deck_builds_and_is_sound(name: str, theme: str, tmp_path: Path) -> None:
    options = Options(content=content_of(name), templates=None, theme=theme, out=tmp_path, jobs=1)
    built = build_outputs((f"deck/{EXAMPLES[name]}",), options, lambda *_: None).outputs
    assert len(built) == 1
    assert not built[0].entry.warnings
    data = built[0].path.read_bytes()
    problems = [*lint_package(data), *accessibility_problems(data)]
    assert not problems, format_problems(problems)


def test_the_english_one_shows_what_a_pack_can_hold() -> None:
    pack = read_pack(content_of("hand-hygiene"))
    slides = [slide for each in pack.slide_sets for slide in each.slides]
    bodies = {body for slide in slides for body in slide.bodies}
    assert bodies >= {"chart", "table", "picture", "pictures", "quote", "statement", "cards", "bullets"}
    assert len({framework.figure for unit in pack.units for framework in unit.frameworks}) >= 9
    assert pack.comparisons
    assert pack.main_session
    assert pack.main_session.minutes == 60


def test_both_say_that_their_figures_are_made_up() -> None:
    assert "made up" in (ROOT / "examples/hand-hygiene/README.md").read_text("utf-8")
    assert "编的" in (ROOT / "examples/five-s/README.md").read_text("utf-8")
