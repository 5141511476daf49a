"""Session and its deck -> warnings: what makes a session hard to hold, whoever wrote it.

The rules are a trainer's: at most half of a session is talk, after an hour people need a break or get up for something,
and about every ten minutes somebody else than the trainer speaks, writes or raises a hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from deckbrief.base.message import Message, msg
from deckbrief.base.number import spoken
from deckbrief.base.problem import Hint, Place, Problem
from deckbrief.content.model import Module, Session
from deckbrief.draft.slides import Deck, ListBlock, QuizBlock, Section, Slide, TimerBlock

TALK: Final = frozenset({"opening", "agenda", "unit", "deep-dive", "comparison", "slides", "summary", "closing"})
"""Kinds of modules in which the trainer speaks and the others listen; in all others they do something."""

_BREAKS: Final = frozenset({"break", "icebreaker"})
_LEAST: Final = 15.0
"""Minutes below which a session is a talk, and may be one."""
_LONGEST_SITTING: Final = 60.0
_LONGEST_TALK: Final = 12.0
"""Minutes without a question to the room: about every ten, as no slide is cut in two for it."""


def pace_warnings(session: Session, deck: Deck, place_of: Callable[[str], Place]) -> list[Problem]:
    """Session, its deck with minutes, content path -> place: what could be better about its course of time."""
    if not session.path or session.minutes < _LEAST:
        return []
    sections = list(zip(session.modules, deck.sections, strict=False))
    return [
        *_share_of_talk(session, place_of),
        *_sitting(session, place_of),
        *_silence(sections, place_of),
    ]


def _share_of_talk(session: Session, place_of: Callable[[str], Place]) -> Iterator[Problem]:
    """At most half of the minutes are talk."""
    talk = sum(module.minutes for module in session.modules if module.kind in TALK)
    if talk > session.minutes / 2 + 1e-9:
        message = msg(
            "{talk} of {minutes} minutes are talk: more than half",
            talk=spoken(talk, above=session.minutes / 2),
            minutes=spoken(session.minutes),
        )
        hint = msg("shorten what is told, or add group work, a case, a discussion or an exercise")
        yield _warning("pace.talk", place_of(f"{session.path}#minutes"), message, hint)


def _sitting(session: Session, place_of: Callable[[str], Place]) -> Iterator[Problem]:
    """A break, or something to get up for, comes after an hour at the latest; the last hour needs none after it."""
    since, told = 0.0, False
    for position, module in enumerate(session.modules):
        if module.kind in _BREAKS:
            since, told = 0.0, False
            continue
        since += module.minutes
        if since > _LONGEST_SITTING + 1e-9 and not told:
            told = True
            message = msg(
                "no break for {since} minutes at the end of '{title}'",
                since=spoken(since, above=_LONGEST_SITTING),
                title=module.title,
            )
            hint = msg("add a module of kind break or icebreaker before it")
            yield _warning("pace.break", place_of(f"{session.path}#modules.{position}"), message, hint)


def _silence(sections: list[tuple[Module, Section]], place_of: Callable[[str], Place]) -> Iterator[Problem]:
    """The longest talk without a question that somebody answers."""
    since, told = 0.0, False
    for module, section in sections:
        for slide in section.slides:
            if slide.hidden:
                continue
            if module.kind not in TALK or _reaches_the_room(slide):
                since, told = 0.0, False
                continue
            since += slide.minutes or 0
            if since > _LONGEST_TALK + 1e-9 and not told:
                told = True
                message = msg(
                    "{since} minutes of talk at the end of '{title}', and no question to the room",
                    since=spoken(since, above=_LONGEST_TALK),
                    title=slide.title,
                )
                hint = msg("give a slide before it a question: `ask:` in its notes")
                yield _warning("pace.question", place_of(slide.of), message, hint)


def _reaches_the_room(slide: Slide) -> bool:
    """Tell whether somebody else than the trainer has to say or do something."""
    asks = any(note.role == "ask" for note in slide.notes)
    return asks or any(
        isinstance(block, QuizBlock | TimerBlock) or (isinstance(block, ListBlock) and block.style == "worksheet")
        for block in slide.blocks
    )


def _warning(code: str, place: Place, message: Message, hint: Hint) -> Problem:
    return Problem(code, place, message, hint, severity="warning")
