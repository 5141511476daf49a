"""Budgets of time: what stays, what leaves first, and that the minutes add up."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.draft.budget import plan_minutes, with_plan
from deckbrief.draft.slides import Back, Deck, Entry, ListBlock, Section, Slide
from hypothesis import given
from hypothesis import strategies as st

halves = st.integers(1, 12).map(lambda number: number / 4)


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    """Decks of a few sections, all slides with minutes, the first slide core."""
    sections = []
    for number in range(draw(st.integers(1, 6))):
        slides = [
            Slide(
                name=f"{number}-{i}",
                layout="figure",
                title="t",
                minutes=draw(halves),
                least=draw(halves),
                priority=draw(st.integers(1, 3)) if number + i else 1,
            )
            for i in range(draw(st.integers(1, 8)))
        ]
        sections.append(Section(name=str(number), slides=tuple(slides)))
    return Deck(name="d", title="t", lang="en", sections=tuple(sections))


def core(deck: Deck) -> float:
    return sum(min(slide.least, slide.minutes or 0) for slide in deck.slides if slide.priority == 1)


def whole(deck: Deck) -> float:
    return sum(slide.minutes or 0 for slide in deck.slides)


@given(decks(), st.integers(0, 400).map(lambda number: number / 4))
def test_what_stays_fills_the_budget_exactly_and_has_the_time_that_it_needs(deck: Deck, more: float) -> None:
    minutes = core(deck) + more
    plan = plan_minutes(deck, minutes)
    slides = {slide.name: slide for slide in deck.slides}
    assert sum(plan.values()) == minutes
    assert all(plan[name] >= min(slides[name].least, slides[name].minutes or 0) for name in plan)
    assert {slide.name for slide in deck.slides if slide.priority == 1} <= set(plan)


@given(decks(), st.integers(0, 8000).map(lambda number: number / 100))
def test_a_budget_need_not_be_in_quarters(deck: Deck, more: float) -> None:
    minutes = core(deck) + more
    assert math.isclose(sum(plan_minutes(deck, minutes).values()), minutes, abs_tol=1e-6)


@given(decks(), st.integers(0, 200), st.integers(0, 200))
def test_a_larger_budget_keeps_what_a_smaller_one_does(deck: Deck, first: int, second: int) -> None:
    small, large = (core(deck) + steps / 4 for steps in sorted((first, second)))
    assert set(plan_minutes(deck, small)) <= set(plan_minutes(deck, large))


@given(decks(), st.integers(0, 200))
def test_the_optional_leaves_before_the_deepening(deck: Deck, steps: int) -> None:
    plan = plan_minutes(deck, core(deck) + steps / 4)
    gone = {slide.priority for slide in deck.slides if slide.name not in plan}
    stays = {slide.priority for slide in deck.slides if slide.name in plan}
    assert not (2 in gone and 3 in stays)


@given(decks())
def test_the_planned_minutes_are_kept_when_they_are_the_budget(deck: Deck) -> None:
    assert plan_minutes(deck, whole(deck)) == {slide.name: slide.minutes for slide in deck.slides}


@given(decks(), st.integers(1, 400))
def test_more_time_stretches_every_slide_or_leaves_it_as_it_is(deck: Deck, steps: int) -> None:
    plan = plan_minutes(deck, whole(deck) + steps / 4)
    assert all(plan[slide.name] >= (slide.minutes or 0) for slide in deck.slides)


@given(decks(), st.integers(1, 40))
def test_a_budget_below_the_core_names_the_shortest_possible(deck: Deck, steps: int) -> None:
    if (minutes := core(deck) - steps / 4) <= 0:
        return
    with pytest.raises(ProblemError) as caught:
        plan_minutes(deck, minutes)
    (problem,) = caught.value.problems
    assert problem.code == "output.minutes"
    assert f"'d' cannot be given in {minutes:g} minutes" in problem.message
    assert problem.hint == f"the shortest possible is {math.ceil(core(deck))} minutes"
    assert len(plan_minutes(deck, core(deck))) >= 1


def equal_sections(count: int, size: int, priority: int = 2) -> Deck:
    """Sections of equal slides, the first of each core."""
    sections = tuple(
        Section(
            name=str(number),
            slides=tuple(
                Slide(
                    name=f"{number}-{i}",
                    layout="figure",
                    title="t",
                    minutes=1,
                    least=0.5,
                    priority=priority if i else 1,
                )
                for i in range(size)
            ),
        )
        for number in range(count)
    )
    return Deck(name="d", title="t", lang="en", sections=sections)


@given(st.integers(2, 6), st.integers(2, 8), st.data())
def test_modules_lose_alike(count: int, size: int, data: st.DataObject) -> None:
    deck = equal_sections(count, size)
    plan = plan_minutes(deck, data.draw(st.integers(2 * count, 4 * count * size)) / 4)
    kept = [sum(slide.name in plan for slide in section.slides) for section in deck.sections]
    assert max(kept) - min(kept) <= 1


def test_a_module_of_a_single_slide_goes_last() -> None:
    long = equal_sections(1, 10).sections[0]
    alone = Section(name="a", slides=(Slide(name="alone", layout="figure", title="t", minutes=5, least=1),))
    deck = Deck(name="d", title="t", lang="en", sections=(long, alone))
    assert "alone" in plan_minutes(deck, 7)
    assert "alone" not in plan_minutes(deck, 0.5)


def test_links_lead_to_what_stays() -> None:
    first, second = equal_sections(2, 3, priority=2).sections
    first = replace(
        first, slides=(replace(first.slides[0], priority=2, back=Back(text="b", target="x")), *first.slides[1:])
    )
    names = ["0-0", "0-2", "1-0", "https://a.example", ""]
    block = ListBlock(style="agenda", entries=tuple(Entry(text=name, target=name) for name in names))
    dead = ListBlock(style="route", entries=(Entry(text="t", target="0-2"),))
    agenda = Section(name="a", slides=(Slide(name="x", layout="figure", title="t", blocks=(block, dead), minutes=1),))
    deck = Deck(name="d", title="t", lang="en", sections=(agenda, first, second))
    left = with_plan(deck, {"x": 1, "0-1": 2, "1-0": 3})
    (list_block,) = next(left.slides).blocks
    assert isinstance(list_block, ListBlock)
    assert [(entry.text, entry.target) for entry in list_block.entries] == [
        ("0-0", "0-1"), ("1-0", "1-0"), ("https://a.example", "https://a.example"), ("", ""),
    ]  # fmt: skip
    assert [(slide.name, slide.minutes) for slide in left.slides] == [("x", 1), ("0-1", 2), ("1-0", 3)]
    assert [slide.back for slide in left.slides] == [None, Back(text="b", target="x"), None]
    assert [section.minutes for section in left.sections] == [1, 2, 3]
    assert len(with_plan(deck, {"x": 1}).sections) == 1


def test_what_a_long_slide_leaves_is_its_own_modules_time() -> None:
    def section(name: str, *slides: tuple[float, int]) -> Section:
        told = (
            Slide(name=f"{name}{number}", layout="figure", title="t", minutes=minutes, least=1, priority=priority)
            for number, (minutes, priority) in enumerate(slides)
        )
        return Section(name=name, slides=tuple(told))

    deck = Deck(name="d", title="t", lang="en", sections=(section("talk", (6, 1), (10, 3)), section("task", (10, 1))))
    plan = plan_minutes(deck, 20)
    assert plan == {"talk0": 10, "task0": 10}


@given(decks(), st.integers(0, 200))
def test_no_section_grows_when_time_is_short_unless_one_is_gone(deck: Deck, steps: int) -> None:
    minutes = core(deck) + steps / 4
    plan = plan_minutes(deck, minutes)
    kept = {s.name: sum(plan.get(slide.name, 0) for slide in s.slides) for s in deck.sections}
    assert kept
    if minutes <= whole(deck) and all(kept.values()):
        planned = {section.name: sum(slide.minutes or 0 for slide in section.slides) for section in deck.sections}
        assert all(kept[name] <= planned[name] + 0.25 for name in kept)
