"""What is built has a title of its own on every slide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from deckbrief.content.model import Module, ModuleKind, Pack, QuizItem, Session
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.layout.slide.slide import DeckLayout
from deckbrief.theme.load import load_theme

ROOTS = (Path(__file__).parents[2] / "templates",)


@pytest.fixture
def pack() -> Pack:
    return read_pack(Path(__file__).parents[1] / "packs" / "chinese" / "content")


def _session(modules: Iterable[tuple[ModuleKind, str, dict[str, Any]]]) -> Session:
    made = tuple(Module(kind=kind, title=title, minutes=10, **more) for kind, title, more in modules)
    minutes = 10 * len(made)
    return Session(id="s", path="", title="一课", audience="a", minutes=minutes, objectives=("o",), modules=made)


def test_titles_that_come_again_are_numbered(pack: Pack) -> None:
    questions: list[tuple[ModuleKind, str, dict[str, Any]]] = [("discussion", "讨论", {"questions": ("甲",)})] * 3
    deck = draft_deck(pack, _session(questions), ROOTS)
    assert [slide.title for slide in deck.slides] == ["讨论（1/3）", "讨论（2/3）", "讨论（3/3）"]


def test_a_unit_and_a_closer_look_at_it_stand_in_one_deck(pack: Pack) -> None:
    of = "gardens/qingyan#frameworks.three-steps"
    deck = draft_deck(pack, _session([("unit", "青岩", {"of": "qingyan"}), ("deep-dive", "细看", {"of": of})]), ROOTS)
    titles = [slide.title for slide in deck.slides]
    assert len(titles) > 5
    assert len(set(titles)) == len(titles)


def test_two_frameworks_may_have_one_title(pack: Pack) -> None:
    unit = pack.units[0]
    same = tuple(replace(framework, title="一个样") for framework in unit.frameworks)
    changed = replace(pack, units=(replace(unit, frameworks=same),))
    titles = [slide.title for slide in draft_deck(changed, _session([("unit", "青岩", {"of": unit.id})]), ROOTS).slides]
    assert {"一个样（1/2）", "一个样（2/2）"} <= set(titles)
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("count", range(2, 9))
@pytest.mark.parametrize("because", ["", "当天上报、三天办结。"])
def test_a_quiz_needs_no_reason(pack: Pack, count: int, because: str) -> None:
    """Two to eight options, with a reason and without: without one there is no panel for it."""
    options = tuple("甲乙丙丁戊己庚辛"[:count])
    item = QuizItem(id="q", question="问题", options=options, answer="B", because=because)
    deck = draft_deck(pack, _session([("quiz", "测验", {"quiz": (item,)})]), ROOTS)
    frames = list(DeckLayout(deck, pack, load_theme("vermilion", [ROOTS[0] / "themes"]), "").whole().frames)
    names = [item.name for frame in frames for item in frame.items]
    assert [name for name in names if name.startswith("option")] == [f"option {c}" for c in "ABCDEFGH"[:count]]
    assert ("reason" in names) is bool(because)
