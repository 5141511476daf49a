"""Problems as values."""

from __future__ import annotations

import pickle

import pytest
from deckbrief.base.message import msg
from deckbrief.base.problem import CATALOGUE, Place, Problem, ProblemError, nearest, place_from


def test_problems_cross_to_another_process_whole() -> None:
    problems = (
        Problem("content.syntax", Place("a.yaml", 3, 4), msg("one"), msg("hint")),
        Problem("layout.too-long", Place("b.yaml"), msg("two"), severity="warning"),
    )
    returned = pickle.loads(pickle.dumps(ProblemError(problems)))
    assert returned.problems == problems
    assert str(returned) == "one; two"


def test_a_code_must_stand_in_the_catalogue() -> None:
    with pytest.raises(KeyError, match=r"content\.nothing"):
        Problem("content.nothing", Place("a"), msg("m"))
    assert all(meaning.endswith(".") for meaning in CATALOGUE.values())


@pytest.mark.parametrize(
    ("word", "hint"),
    [("pilars", "did you mean 'pillars'?"), ("xyz", "one of: loop, pillars"), ("Loop", "did you mean 'loop'?")],
)
def test_the_nearest_word_is_named_or_all_are(word: str, hint: str) -> None:
    assert nearest(word, ["pillars", "loop"]) == hint


def test_without_words_there_is_no_hint() -> None:
    assert nearest("a", []) == ""


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("a:b.yaml", 3, 4), "a:b.yaml:3:4"),
        (Place("a.yaml", 3), "a.yaml:3"),
        (Place("command line"), "command line"),
    ],
)
def test_a_place_is_written_and_read_back(place: Place, text: str) -> None:
    assert str(place) == text
    assert place_from(text) == (place if place.column else None)


def test_the_length_tells_no_two_places_apart() -> None:
    assert Place("a", 1, 1, 5) == Place("a", 1, 1)
