"""A session that is hard to hold is told: too much talk, no break, nobody asked; and what is held well is not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from deckbrief.base.problem import Place
from deckbrief.content.model import Module, ModuleKind, Session
from deckbrief.draft.pace import pace_warnings
from deckbrief.draft.slides import Deck, Note, Section, Slide

Course = Sequence[tuple[ModuleKind, float]]


def codes(course: Course, asked: Sequence[int] = (), path: str = "sessions/one") -> list[tuple[str, str]]:
    """Kinds and minutes of modules, positions of those whose slide asks the room -> codes and places of warnings."""
    modules = tuple(Module(kind=kind, title=f"m{at}", minutes=minutes) for at, (kind, minutes) in enumerate(course))
    session = Session(
        id="one", path=path, title="t", audience="a", minutes=sum(minutes for _, minutes in course),
        objectives=("o",), modules=modules,
    )  # fmt: skip
    sections = tuple(
        Section(
            name=module.title,
            slides=(
                Slide(
                    name=module.title, layout="figure", title=module.title, minutes=module.minutes, of=f"at {at}",
                    notes=(Note("ask", "Who?"),) if at in asked else (Note("think", "Why?"),),
                ),
            ),
        )
        for at, module in enumerate(modules)
    )  # fmt: skip
    deck = Deck(name="one", title="t", lang="en", sections=sections)
    return [(problem.code, problem.place.file) for problem in pace_warnings(session, deck, Place)]


def test_a_session_of_half_talk_with_breaks_and_questions_has_none() -> None:
    course: Course = [("opening", 5), ("unit", 10), ("group-work", 20), ("break", 5), ("unit", 10), ("quiz", 10)]
    assert codes(course, asked=[1, 4]) == []


def test_more_than_half_of_talk_is_told_at_the_session_s_minutes() -> None:
    assert ("pace.talk", "sessions/one#minutes") in codes([("unit", 11), ("group-work", 10)], asked=[0])
    assert codes([("unit", 10), ("group-work", 10)], asked=[0]) == []


@pytest.mark.parametrize("rest", ["break", "icebreaker"])
def test_more_than_an_hour_without_a_break_is_told_where_it_passes(rest: ModuleKind) -> None:
    long: Course = [("group-work", 40), ("case", 21), ("quiz", 5)]
    assert codes(long) == [("pace.break", "sessions/one#modules.1")]
    assert codes([("group-work", 40), (rest, 5), ("case", 21), ("quiz", 5)]) == []
    assert [code for code, _ in codes([*long, (rest, 5), *long])] == ["pace.break", "pace.break"]


def test_a_long_talk_in_which_nobody_is_asked_is_told_once_at_the_slide() -> None:
    course: Course = [("unit", 6), ("unit", 7), ("unit", 7), ("group-work", 40)]
    assert codes(course) == [("pace.question", "at 1")]
    assert codes(course, asked=[1]) == []
    assert codes([("unit", 6), ("discussion", 2), ("unit", 7), ("group-work", 40)]) == []


def test_a_short_talk_and_a_deck_that_no_session_describes_are_left_alone() -> None:
    assert codes([("unit", 14)]) == []
    assert codes([("unit", 40)], path="") == []
