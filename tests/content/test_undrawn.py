"""Keys that are read, and that nothing shows where they stand, are told as warnings at their place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.problem import Place
from deckbrief.content.punctuation import content_warnings
from deckbrief.content.read import read_pack
from deckbrief.content.undrawn import undrawn_warnings

from tests.support.small_pack import write_pack

MORNING = "morning.yaml"
NORTH = "units/north.yaml"


@pytest.mark.parametrize(
    ("keys", "message", "hint"),
    [
        ("story: §[Once.]", "opening does not show 'story'", "case"),
        ("roles: §[{name: a, task: b}]", "does not show 'roles'", "group-work"),
        ("limit: §2", "does not show 'limit'", "discussion"),
    ],
)
def test_a_key_of_another_kind_of_module_is_told(kitchen: Any, keys: str, message: str, hint: str) -> None:
    place = Place(*kitchen.change(MORNING, "minutes: 5", f"minutes: 5\n    {keys}"))
    (problem,) = content_warnings(kitchen.pack())
    assert (problem.code, problem.severity) == ("content.undrawn", "warning")
    assert (problem.place.line, problem.place.column) == (place.line, place.column)
    assert message in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("keys", "message", "hint"),
    [
        ("direction: §in", "numbered does not show the direction 'in'", "rise, fall, flat"),
        ("picture: §one-to-many", "numbered does not show 'picture'", "before-after"),
    ],
)
def test_a_key_of_another_figure_is_told(kitchen: Any, keys: str, message: str, hint: str) -> None:
    place = Place(*kitchen.change(NORTH, "figure: numbered", f"figure: numbered\n    {keys}"))
    (problem,) = content_warnings(kitchen.pack())
    assert (problem.code, problem.severity) == ("content.undrawn", "warning")
    assert (problem.place.line, problem.place.column) == (place.line, place.column)
    assert message in problem.message
    assert hint in problem.hint


def test_a_figure_of_its_own_direction_is_none(kitchen: Any) -> None:
    kitchen.change(NORTH, "figure: numbered", "figure: numbered§\n    direction: rise\n    throughout: second")
    assert content_warnings(kitchen.pack()) == []


def test_a_key_of_its_own_kind_is_none(kitchen: Any) -> None:
    kitchen.change(MORNING, "kind: opening", "kind: case§\n    story: [Once.]\n    questions: [Why?]")
    assert content_warnings(kitchen.pack()) == []


@pytest.mark.parametrize("folder", ["content", "tests/packs/english/content", "tests/packs/chinese/content"])
def test_what_is_shipped_draws_all_its_keys(folder: str) -> None:
    assert [p for p in content_warnings(read_pack(Path(folder))) if p.code == "content.undrawn"] == []


def test_slides_that_no_session_shows_are_told(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack", "pillars", 3)
    text = "kind: slides\ntitle: More\nslides:\n  - {title: One, statement: Said.}\n"
    (folder / "more.yaml").write_text(text, "utf-8")
    (found,) = undrawn_warnings(read_pack(folder))
    assert (found.code, found.place.file) == ("content.undrawn", str(folder / "more.yaml"))
    (folder / "more.yaml").write_text(text.replace("title: More", "title: More\nunit: bakery"), "utf-8")
    assert not list(undrawn_warnings(read_pack(folder)))
