"""A unit that no session describes has a deck all the same, however long it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck, session_of_unit
from deckbrief.draft.slides import Deck
from deckbrief.draft.timing import STEP
from deckbrief.draft.words import load_words

from tests.growth.lists import write_figure

_ROOTS = (Path(__file__).resolve().parents[2] / "templates",)


def _alone(folder: Path, frameworks: int, questions: int = 0) -> Deck:
    """Write a unit of so many frameworks and questions -> the deck of it alone."""
    write_figure(folder, "checklist", "{id: p#, name: rest #}", 3)
    unit = folder / "bakery.yaml"
    text = unit.read_text("utf-8")
    head, framework = text.split("frameworks:\n")
    more = "".join(framework.replace("id: rests", f"id: rests-{number}") for number in range(frameworks))
    asked = "".join(
        f"  - {{id: q{number}, question: Which is {number}?, options: [A, B], answer: A}}\n"
        for number in range(questions)
    )
    unit.write_text(f"{head}frameworks:\n{more}" + (f"quiz:\n{asked}" if questions else ""), "utf-8")
    (folder / "long.yaml").unlink()
    pack = read_pack(folder)
    return draft_deck(pack, session_of_unit(pack, pack.units[0], load_words("en", _ROOTS)), _ROOTS)


@pytest.mark.parametrize(("frameworks", "questions"), [(2, 0), (100, 0), (2, 30)])
def test_its_minutes_are_enough_for_all_its_slides(tmp_path: Path, frameworks: int, questions: int) -> None:
    deck = _alone(tmp_path / "pack", frameworks, questions)
    slides = list(deck.slides)
    assert len(slides) >= frameworks + questions
    assert all((slide.minutes or 0) >= STEP for slide in slides if not slide.hidden)
    assert sum(slide.minutes or 0 for slide in slides) == sum(section.minutes or 0 for section in deck.sections)


def test_a_short_one_takes_what_a_talk_takes(tmp_path: Path) -> None:
    few, many = _alone(tmp_path / "few", 2), _alone(tmp_path / "many", 10)
    assert sum(s.minutes or 0 for s in few.sections) == sum(s.minutes or 0 for s in many.sections) == 17
