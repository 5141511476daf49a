"""Pack and session -> Deck: renders the deck template, parses its markup, shares the minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from generator.content.model import Module, Pack, Session, Unit
from generator.draft.parse import slide_markup_to_deck
from generator.draft.render import load_words, render
from generator.draft.slides import Deck, Slide
from generator.draft.timing import running_minutes, share_minutes

_TEMPLATE: Final = "deck/session.xml.j2"
_UNIT_MINUTES: Final = 20.0
"""Length of the deck of a unit that no session of its own describes."""


def draft_deck(pack: Pack, session: Session, roots: tuple[Path, ...]) -> Deck:
    """Return the deck of a session, every slide with its minutes.

    Raises ProblemError where a template or its markup is at fault.
    """
    words = load_words(pack.info.lang, roots)
    context = {"pack": pack, "session": session, "words": words, "lang": pack.info.lang}
    markup = render(_TEMPLATE, context, roots)
    deck = share_minutes(slide_markup_to_deck(markup, session.id, _TEMPLATE))
    return _with_times(deck, words["time_line"])


def _with_times(deck: Deck, line: str) -> Deck:
    """Return the deck with a first paragraph in every slide's notes: its minutes and those that have run."""
    running = iter(running_minutes(tuple(deck.slides)))

    def timed(slide: Slide) -> Slide:
        text = line.format(minutes=f"{slide.minutes or 0:g}", running=f"{next(running):g}")
        return replace(slide, notes=(text, *slide.notes))

    sections = (replace(section, slides=tuple(map(timed, section.slides))) for section in deck.sections)
    return replace(deck, sections=tuple(sections))


def session_of_unit(pack: Pack, unit: Unit, words: Mapping[str, str]) -> Session:
    """Return the session that presents one unit alone, for units that no session of their own describes."""
    modules = [
        Module(kind="opening", title=words["opening"], minutes=1),
        Module(kind="unit", title=unit.name, minutes=_UNIT_MINUTES - 5, of=unit.id, lead=unit.tagline),
        Module(kind="quiz", title=words["quiz"], minutes=3, quiz=unit.quiz),
        Module(kind="closing", title=words["closing"], minutes=1),
    ]
    if not unit.quiz:
        del modules[2]
    return Session(
        id=unit.id,
        path=unit.path,
        title=unit.title,
        subtitle=f"{unit.name}{words['separator']}{unit.tagline}",
        audience="",
        minutes=sum(module.minutes for module in modules),
        objectives=(),
        modules=tuple(modules),
    )
