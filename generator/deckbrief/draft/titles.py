"""Deck -> the same with a title of its own for every slide, by which readers of a screen tell them apart."""

from __future__ import annotations

from collections import Counter

from deckbrief.base.record import replace
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft.slides import Deck, Slide


def with_distinct_titles(deck: Deck) -> Deck:
    """Return the deck with numbers behind the titles that come again: 讨论（1/2）, 讨论（2/2）."""
    count = Counter(slide.title for slide in deck.slides)
    if max(count.values(), default=1) == 1:
        return deck
    times: Counter[str] = Counter()

    def distinct(slide: Slide) -> Slide:
        if count[slide.title] == 1:
            return slide
        times[slide.title] += 1
        part = f"{times[slide.title]}/{count[slide.title]}"
        return replace(
            slide, title=f"{slide.title}（{part}）" if is_unspaced(slide.title) else f"{slide.title} ({part})"
        )

    sections = (replace(section, slides=tuple(map(distinct, section.slides))) for section in deck.sections)
    return replace(deck, sections=tuple(sections))
