"""Minutes: each section's time is shared among its slides, and every slide gets the time that has run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from generator.draft.slides import Deck, Section, Slide

_STEP: Final = 4
"""Slides are timed in quarters of a minute."""


def share_minutes(deck: Deck) -> Deck:
    """Deck -> the same with minutes on every slide; a section's slides add up to the section exactly."""
    return replace(deck, sections=tuple(_shared(section) for section in deck.sections))


def _shared(section: Section) -> Section:
    open_slides = [slide for slide in section.slides if slide.minutes is None]
    fixed = sum(slide.minutes or 0 for slide in section.slides)
    total = section.minutes if section.minutes is not None else fixed + len(open_slides)
    shares = iter(allot(max(0, total - fixed), [slide.weight for slide in open_slides]))
    slides = (slide if slide.minutes is not None else replace(slide, minutes=next(shares)) for slide in section.slides)
    return replace(section, slides=tuple(slides), minutes=total)


def allot(minutes: float, weights: Sequence[float]) -> list[float]:
    """Minutes and weights -> quarter minutes in proportion that add up exactly (largest remainder)."""
    if not weights:
        return []
    quarters = round(minutes * _STEP)
    whole = sum(weights) or len(weights)
    exact = [quarters * (weight if sum(weights) else 1) / whole for weight in weights]
    given = [int(value) for value in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (given[i] - exact[i], i))
    for i in by_remainder[: quarters - sum(given)]:
        given[i] += 1
    return [quarter / _STEP for quarter in given]


def running_minutes(slides: Sequence[Slide]) -> list[float]:
    """Slides with minutes -> the time that has run at the end of each."""
    total = 0.0
    result = []
    for slide in slides:
        total += slide.minutes or 0
        result.append(total)
    return result
