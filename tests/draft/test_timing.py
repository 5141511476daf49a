"""Minutes are shared without loss, and told where they cannot be."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from deckbrief.base.problem import Place, ProblemError
from deckbrief.draft.slides import Deck, Section, Slide
from deckbrief.draft.timing import STEP, allot, share_minutes
from hypothesis import given
from hypothesis import strategies as st

quarters = st.integers(0, 400).map(lambda number: number * STEP)
weights = st.lists(st.floats(0, 10), min_size=1, max_size=30)


def slides(count: int, name: str = "s") -> tuple[Slide, ...]:
    return tuple(Slide(name=f"{name}-{i}", layout="figure", title="t", weight=1 + i % 3) for i in range(count))


def deck_of(*sections: Section) -> Deck:
    return Deck(name="d", title="t", lang="en", sections=sections)


@given(quarters, weights)
def test_shares_add_up_exactly_and_follow_the_weights(minutes: float, weights: list[float]) -> None:
    shares = allot(minutes, weights)
    assert sum(shares) == minutes
    assert all(share >= 0 and (share / STEP).is_integer() for share in shares)
    heaviest, lightest = weights.index(max(weights)), weights.index(min(weights))
    assert shares[heaviest] >= shares[lightest]


@given(st.integers(0, 10_000).map(lambda number: number / 100), weights)
def test_what_is_left_of_a_quarter_goes_to_one_share(minutes: float, weights: list[float]) -> None:
    shares = allot(minutes, weights)
    assert math.isclose(sum(shares), minutes, abs_tol=1e-6)
    assert sum(not (share / STEP).is_integer() for share in shares) <= 1


@given(st.lists(st.tuples(quarters, st.integers(1, 8)), min_size=1, max_size=6))
def test_a_deck_lasts_as_long_as_its_sections_and_every_slide_has_time(sections: list[tuple[float, int]]) -> None:
    deck = deck_of(
        *(
            Section(name=str(number), minutes=minutes + STEP * count, slides=slides(count, str(number)))
            for number, (minutes, count) in enumerate(sections)
        )
    )
    shared = share_minutes(deck)
    for before, after in zip(deck.sections, shared.sections, strict=True):
        assert sum(slide.minutes or 0 for slide in after.slides) == before.minutes
        assert min(slide.minutes or 0 for slide in after.slides) >= STEP


def test_a_slide_that_says_its_minutes_keeps_them() -> None:
    fixed = Slide(name="a", layout="figure", title="t", minutes=4)
    waiting = Slide(name="b", layout="figure", title="t")
    deck = deck_of(Section(name="s", minutes=10, slides=(fixed, waiting)))
    assert [slide.minutes for slide in share_minutes(deck).slides] == [4, 6]


def test_without_weights_every_slide_gets_the_same() -> None:
    assert allot(3, [0, 0, 0]) == [1, 1, 1]
    assert allot(5, []) == []


@pytest.mark.parametrize(
    ("fixed", "count", "minutes", "message", "hint"),
    [
        (None, 5, 1.0, "1 minutes are too few for the 5 slides of 's'", "1.25 minutes at the very least"),
        (4.0, 2, 3.0, "the slides of 's' take 8 minutes, the section 3", ""),
        (2.0, 2, 6.0, "the slides of 's' take 4 minutes, the section 6", ""),
    ],
)
def test_minutes_that_cannot_add_up_are_told(
    fixed: float | None, count: int, minutes: float, message: str, hint: str
) -> None:
    timed = tuple(replace(slide, minutes=fixed) for slide in slides(count))
    deck = deck_of(Section(name="s", minutes=minutes, slides=timed, of="a#modules.2"), Section(name="x", slides=()))
    with pytest.raises(ProblemError) as caught:
        share_minutes(deck, {"a#modules.2.minutes": Place("a.yaml", 7, 14)}.__getitem__)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place, problem.message) == ("content.minutes", Place("a.yaml", 7, 14), message)
    assert hint in problem.hint


def test_every_section_that_does_not_add_up_is_told_at_its_template_where_it_has_no_path() -> None:
    places = [Place("t.xml.j2", line, 1) for line in (3, 9)]
    short = [Section(name="s", minutes=0.5, slides=slides(3, f"{place.line}"), place=place) for place in places]
    with pytest.raises(ProblemError) as caught:
        share_minutes(deck_of(*short))
    assert [problem.place for problem in caught.value.problems] == places
