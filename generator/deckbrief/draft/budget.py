"""A deck with minutes, a budget -> which slides stay, and for how long.

Slides leave in one order, whatever the budget: the optional ones, then those that deepen; of the same priority the
module loses next that keeps the most of its own time without the slide, so that all shrink alike and a module of one
slide goes last. A larger budget therefore never leaves out a slide that a smaller one keeps.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.number import exact
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import replace
from deckbrief.draft.slides import Block, Deck, ListBlock, Section, Slide
from deckbrief.draft.timing import STEP, allot

_CORE: Final = 1
"""The priority of slides that stay whatever the budget."""

_PACE: Final = {3: 0.9, 2: 0.75}
"""By priority: the share of the planned minutes that all slides must be able to have for such slides to stay.

A little haste is no reason to leave out more than what is optional; beyond that, everything would be a rush.
"""


def plan_minutes(deck: Deck, minutes: float) -> dict[str, float]:
    """Deck whose slides have minutes, budget -> minutes by name of the slides that stay, adding up to the budget.

    Every slide keeps its `least` minutes, or what it was planned with where that is less. What is more than planned is
    shared in proportion; what slides leave that had to go is their own section's, so that no other grows. Raises
    ProblemError, which names the shortest possible, where the core does not fit.
    """
    staying = {slide.name: slide for slide in deck.slides}
    planned = sum(map(_planned, staying.values()))
    for slide in _in_order_of_leaving(deck):
        if planned * _PACE[slide.priority] <= minutes and _shortest(staying) <= minutes:
            break
        planned -= _planned(staying.pop(slide.name))
    if (shortest := _shortest(staying)) > minutes:
        raise ProblemError([_too_short(deck, minutes, shortest)])
    if planned < minutes:
        return _with_more(deck, staying, minutes - planned)
    return dict(zip(staying, _fitted(tuple(staying.values()), minutes), strict=True))


def leaving_first(deck: Deck, minutes: float, among: Collection[str]) -> dict[str, float]:
    """Deck with minutes, how many are missing, names of slides that may go -> the first to go, with what each saves.

    No more go than it takes to save so many minutes; where all of them together save less, all.
    """
    saved: dict[str, float] = {}
    for slide in _in_order_of_leaving(deck):
        if sum(saved.values()) >= minutes:
            break
        if slide.name in among:
            saved[slide.name] = _planned(slide)
    for name in reversed([*saved]):
        if sum(saved.values()) - saved[name] >= minutes:
            del saved[name]
    return saved


def with_plan(deck: Deck, plan: Mapping[str, float]) -> Deck:
    """Deck, minutes by name of the slides that stay -> the deck of these; sections without any are gone.

    What leads to a section's first slide leads to the first that stays; an entry of a list that leads to another slide
    leaves with it.
    """
    heirs: dict[str, str] = {}
    for section in deck.sections:
        staying = [slide.name for slide in section.slides if slide.name in plan]
        heirs |= {slide.name: slide.name if slide.name in plan else "" for slide in section.slides}
        heirs |= {section.slides[0].name: staying[0]} if staying else {}
    sections = (_with_plan(section, plan, heirs) for section in deck.sections)
    return replace(deck, sections=tuple(section for section in sections if section.slides))


def _with_plan(section: Section, plan: Mapping[str, float], heirs: Mapping[str, str]) -> Section:
    slides = [replace(slide, minutes=plan[slide.name]) for slide in section.slides if slide.name in plan]
    slides = [_without_dead_ends(slide, heirs) for slide in slides]
    if slides:
        slides[0] = replace(slides[0], back=slides[0].back or section.slides[0].back)
    return replace(section, slides=tuple(slides), minutes=sum(slide.minutes or 0 for slide in slides))


def _without_dead_ends(slide: Slide, heirs: Mapping[str, str]) -> Slide:
    """Return the slide, its lists leading only to slides that stay; a list of nothing else is gone."""
    blocks: list[Block] = []
    for block in slide.blocks:
        if not isinstance(block, ListBlock):
            blocks.append(block)
        else:
            led = [replace(entry, target=heirs.get(entry.target, entry.target)) for entry in block.entries]
            kept = [new for old, new in zip(block.entries, led, strict=True) if new.target or not old.target]
            blocks += [replace(block, entries=tuple(kept))] if kept else []
    return replace(slide, blocks=tuple(blocks))


def _in_order_of_leaving(deck: Deck) -> Iterator[Slide]:
    """Return the slides that can be done without, the least needed first."""
    left = [list(section.slides) for section in deck.sections]
    whole = [sum(map(_planned, slides)) or 1 for slides in left]

    def kept_without(number: int, slide: Slide) -> float:
        return round((sum(map(_planned, left[number])) - _planned(slide)) / whole[number], 9)

    for priority in sorted({slide.priority for slide in deck.slides} - {_CORE}, reverse=True):
        while True:
            candidates = []
            for number, slides in enumerate(left):
                here = [(position, slide) for position, slide in enumerate(slides) if slide.priority == priority]
                if here:
                    position, slide = min(here, key=lambda found: (_planned(found[1]), -found[0]))
                    candidates.append((kept_without(number, slide), number, position))
            if not candidates:
                break
            _, number, position = max(candidates)
            yield left[number].pop(position)


def _planned(slide: Slide) -> float:
    return slide.minutes or 0


def _least(slide: Slide) -> float:
    return min(slide.least, _planned(slide))


def _shortest(slides: Mapping[str, Slide]) -> float:
    return math.ceil(round(sum(map(_least, slides.values())) / STEP, 6)) * STEP


def _fitted(slides: tuple[Slide, ...], minutes: float) -> list[float]:
    """Slides planned with no less, minutes -> the minutes of each: the least, and a share of what is left."""
    least = list(map(_least, slides))
    weights = [_planned(slide) - fewest for slide, fewest in zip(slides, least, strict=True)]
    more = allot(max(0.0, minutes - sum(least)), weights)
    return [round(first + second, 9) for first, second in zip(least, more, strict=True)]


def _with_more(deck: Deck, staying: Mapping[str, Slide], more: float) -> dict[str, float]:
    """Deck, the slides that stay, minutes beyond their plan -> the minutes of each, by name.

    A section has the more of them the longer the slides are that have left it; what sections leave that are gone as a
    whole, or all of it where no slide has left, is everybody's.
    """
    here = [[slide for slide in section.slides if slide.name in staying] for section in deck.sections]
    kept = [sum(map(_planned, slides)) for slides in here]
    lost = [sum(map(_planned, section.slides)) - stays for section, stays in zip(deck.sections, kept, strict=True)]
    whole = sum(kept) or 1
    common = sum(minutes for minutes, slides in zip(lost, here, strict=True) if not slides) if any(lost) else more
    weights = [minutes + common * stays / whole if slides else 0.0
               for minutes, stays, slides in zip(lost, kept, here, strict=True)]  # fmt: skip
    plan = {slide.name: _planned(slide) for slide in staying.values()}
    for slides, share in zip(here, allot(more, weights), strict=True):
        for slide, added in zip(slides, allot(share, list(map(_planned, slides))), strict=True):
            plan[slide.name] = round(plan[slide.name] + added, 9)
    return plan


def _too_short(deck: Deck, minutes: float, shortest: float) -> Problem:
    message = msg(
        "'{name}' cannot be given in {minutes} minutes: its core slides alone take longer",
        name=deck.name,
        minutes=exact(minutes),
    )
    hint = msg("the shortest possible is {shortest} minutes", shortest=math.ceil(shortest - 1e-9))
    return Problem("output.minutes", Place("command line"), message, hint)
