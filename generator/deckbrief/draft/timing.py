"""Minutes: each section's time is shared among its slides, to the last second."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.number import rounded
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import replace
from deckbrief.draft.slides import Deck, Section

STEP: Final = 0.25
"""Slides are timed in quarters of a minute; what a section has beyond whole quarters goes to its longest slide."""


def share_minutes(deck: Deck, place_of: Callable[[str], Place] = Place) -> Deck:
    """Deck -> the same with minutes on every slide; a section's slides add up to the section exactly.

    Raises ProblemError for every section whose minutes cannot: at its content path, which `place_of` finds.
    """
    problems = [problem for section in deck.sections for problem in _faults(section, place_of)]
    if problems:
        raise ProblemError(problems)
    return replace(deck, sections=tuple(_shared(section) for section in deck.sections))


def _faults(section: Section, place_of: Callable[[str], Place]) -> list[Problem]:
    """Slides that say their minutes take no more than there are, and leave a quarter for each of the others."""
    if section.minutes is None:
        return []
    if not section.slides and section.minutes:
        place = place_of(f"{section.of}.minutes") if section.of else section.place
        message = msg(
            "'{name}' takes {minutes} minutes and shows no slide",
            name=section.name,
            minutes=rounded(section.minutes, 6),
        )
        return [Problem("content.minutes", place, message)]
    fixed = sum(slide.minutes or 0 for slide in section.slides)
    waiting = [slide for slide in section.slides if slide.minutes is None]
    needed = needed_minutes(section)
    place = place_of(f"{section.of}.minutes") if section.of else section.place
    if not waiting and not math.isclose(fixed, section.minutes):
        message = msg(
            "the slides of '{name}' take {fixed} minutes, the section {minutes}",
            name=section.name,
            fixed=rounded(fixed, 6),
            minutes=rounded(section.minutes, 6),
        )
        return [Problem("content.minutes", place, message)]
    if section.minutes < needed - 1e-9:
        count = len(section.slides)
        message = msg(
            "{minutes} minutes are too few for the {count} slides of '{name}'",
            minutes=rounded(section.minutes, 6),
            count=count,
            name=section.name,
        )
        return [
            Problem(
                "content.minutes",
                place,
                message,
                msg("give it {needed} minutes at the very least", needed=rounded(needed, 6)),
            )
        ]
    return []


def needed_minutes(section: Section) -> float:
    """Return the least that a section's slides take: what some say they take, and a quarter for each other."""
    return sum(STEP if slide.minutes is None else slide.minutes for slide in section.slides)


def _shared(section: Section) -> Section:
    waiting = [slide for slide in section.slides if slide.minutes is None]
    fixed = sum(slide.minutes or 0 for slide in section.slides)
    total = section.minutes if section.minutes is not None else fixed + len(waiting)
    shares = iter(_some_for_each(max(0, total - fixed), [slide.weight for slide in waiting]))
    slides = (slide if slide.minutes is not None else replace(slide, minutes=next(shares)) for slide in section.slides)
    return replace(section, slides=tuple(slides), minutes=total)


def _some_for_each(minutes: float, weights: Sequence[float]) -> list[float]:
    """Share as `allot` does, but leave nobody with nothing where there is a quarter for each."""
    shares = allot(minutes, weights)
    if 0 in shares and minutes >= STEP * len(weights):
        return [STEP + share for share in allot(minutes - STEP * len(weights), weights)]
    return shares


def allot(minutes: float, weights: Sequence[float]) -> list[float]:
    """Minutes and weights -> quarter minutes in proportion that add up exactly (largest remainder).

    What is left beyond whole quarters goes to the largest share.
    """
    if not weights:
        return []
    quarters = math.floor(minutes / STEP + 1e-9)
    whole = sum(weights) or len(weights)
    exact = [quarters * (weight if sum(weights) else 1) / whole for weight in weights]
    given = [int(value) for value in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (given[i] - exact[i], i))
    for i in by_remainder[: quarters - sum(given)]:
        given[i] += 1
    shares = [quarter * STEP for quarter in given]
    largest = max(range(len(weights)), key=lambda i: (shares[i], weights[i], -i))
    shares[largest] = max(0.0, round(shares[largest] + minutes - quarters * STEP, 9))
    return shares
