"""Problems have a code of the catalogue, an order, and a hint that helps."""

from __future__ import annotations

import pickle

import pytest

from generator.base.problem import CATALOGUE, Place, Problem, ProblemError, nearest


def test_a_code_stands_in_the_catalogue() -> None:
    with pytest.raises(KeyError, match="catalogue"):
        Problem("content.nothing", Place("a"), "message")
    assert all(text.endswith(".") for text in CATALOGUE.values())


def test_places_are_ordered_by_file_line_and_column() -> None:
    assert sorted([Place("b", 1, 1), Place("a", 10, 1), Place("a", 9, 2), Place("a", 9, 1)]) == [
        Place("a", 9, 1), Place("a", 9, 2), Place("a", 10, 1), Place("b", 1, 1),
    ]  # fmt: skip


def test_the_nearest_word_is_hinted_at_or_all_are_named() -> None:
    assert nearest("pilars", ["pillars", "loop"]) == "did you mean 'pillars'?"
    assert nearest("xyz", ["pillars", "loop"]) == "one of: loop, pillars"
    assert nearest("xyz", []) == ""


def test_problems_travel_between_processes() -> None:
    error = ProblemError([Problem("content.syntax", Place("a", 1, 2), "message", "hint", source_line="text")])
    assert pickle.loads(pickle.dumps(error.problems)) == error.problems
