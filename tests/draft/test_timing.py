"""Minutes are shared without loss."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.draft.slides import Deck, Section, Slide
from generator.draft.timing import allot, running_minutes, share_minutes

quarters = st.integers(0, 400).map(lambda number: number / 4)


@given(quarters, st.lists(st.floats(0, 10), min_size=1, max_size=30))
def test_shares_add_up_exactly_and_follow_the_weights(minutes: float, weights: list[float]) -> None:
    shares = allot(minutes, weights)
    assert sum(shares) == minutes
    assert all(share >= 0 and (share * 4).is_integer() for share in shares)
    heaviest, lightest = weights.index(max(weights)), weights.index(min(weights))
    assert shares[heaviest] >= shares[lightest]


@given(st.lists(st.tuples(quarters, st.integers(1, 8)), min_size=1, max_size=6))
def test_a_deck_lasts_as_long_as_its_sections(sections: list[tuple[float, int]]) -> None:
    deck = Deck(
        name="d",
        title="t",
        lang="en",
        sections=tuple(
            Section(
                name=str(number),
                minutes=minutes,
                slides=tuple(Slide(name=f"{number}-{i}", layout="figure", title="t") for i in range(count)),
            )
            for number, (minutes, count) in enumerate(sections)
        ),
    )
    slides = list(share_minutes(deck).slides)
    assert running_minutes(slides)[-1] == sum(minutes for minutes, _ in sections)


def test_a_slide_that_says_its_minutes_keeps_them() -> None:
    fixed = Slide(name="a", layout="figure", title="t", minutes=4)
    open_slide = Slide(name="b", layout="figure", title="t")
    deck = Deck(name="d", title="t", lang="en", sections=(Section(name="s", minutes=10, slides=(fixed, open_slide)),))
    assert [slide.minutes for slide in share_minutes(deck).slides] == [4, 6]


def test_without_weights_every_slide_gets_the_same() -> None:
    assert allot(3, [0, 0, 0]) == [1, 1, 1]
    assert allot(5, []) == []
