"""A session, or a unit without one -> its PowerPoint deck."""

from __future__ import annotations

from deckbrief.base.message import msg, plural
from deckbrief.base.number import exact
from deckbrief.base.problem import Problem
from deckbrief.content.model import Session, Unit
from deckbrief.draft.decks import draft_deck, session_of_unit
from deckbrief.draft.pace import pace_warnings
from deckbrief.draft.slides import Deck
from deckbrief.export.exporter import Product, Target
from deckbrief.export.materials import Materials, deck_layout, materials_of, words_of
from deckbrief.layout.frame import DeckFrames
from deckbrief.layout.slide.cut_pictures import cut_picture_warnings
from deckbrief.layout.slide.notes_page import notes_warnings
from deckbrief.layout.slide.slide import DeckLayout, figure_warnings, lost_text_warnings


def check(target: Target, given: Materials) -> tuple[Problem, ...]:
    """Lay the deck out; return what could be better about its template and its course of time. Raises ProblemError."""
    session = session_shown(target, given)
    own = materials_of(session, given)
    layout = deck_layout(session, own, target.minutes)
    drawn = layout.whole()
    return (
        *own.warnings,
        *_drawn_warnings(layout, drawn, given),
        *pace_warnings(session, layout.deck, given.pack.place),
    )


def write(target: Target, given: Materials, jobs: int = 1) -> Product:
    """Target -> its .pptx, made in so many processes where it is long. Raises ProblemError."""
    from deckbrief.export.pptx.shares import lay_out_and_write

    session = session_shown(target, given)
    given = materials_of(session, given)
    layout = deck_layout(session, given, target.minutes)
    frames, data = lay_out_and_write(layout, given.theme, jobs)
    minutes = sum(frame.minutes for frame in frames.frames)
    left_out = left_out_warnings(session, layout.deck, given, target.minutes)
    own = (problem for problem in given.warnings if problem.severity != "note")
    warnings = (*own, *_drawn_warnings(layout, frames, given), *left_out)
    return Product(data, len(frames.frames), minutes, warnings=warnings)


def _drawn_warnings(layout: DeckLayout, drawn: DeckFrames, given: Materials) -> tuple[Problem, ...]:
    """Return what is worth saying of a deck that is laid out; of its frames those of other processes have no items."""
    return (
        *notes_warnings(layout.deck, drawn, given.pack),
        *figure_warnings(layout.deck, drawn, given.pack, given.theme),
        *cut_picture_warnings(drawn, given.pack),
        *lost_text_warnings(layout, given.theme),
    )


def left_out_warnings(session: Session, deck: Deck, given: Materials, minutes: float | None) -> tuple[Problem, ...]:
    """Session, its deck for a budget of minutes -> a warning that names the slides which the budget leaves out."""
    if minutes is None:
        return ()
    whole = draft_deck(given.pack, session, given.roots)
    staying = {slide.name for slide in deck.slides}
    gone = [slide.title for slide in whole.slides if slide.name not in staying]
    if not gone:
        return ()
    message = plural(
        len(gone),
        "for {minutes} minutes {number} slide is left out: {titles}",
        "for {minutes} minutes {number} slides are left out: {titles}",
        minutes=exact(minutes),
        titles="; ".join(gone),
    )
    hint = msg("the least needed go first: `priority` in the content says which are the core (1)")
    return (Problem("output.left-out", given.pack.place(session.path), message, hint, severity="warning"),)


def session_shown(target: Target, given: Materials) -> Session:
    """Return the session that a deck is of; a unit that has none is presented in one that is made for it."""
    match target.entry:
        case Session() as session:
            return session
        case Unit() as unit:
            return session_of_unit(given.pack, unit, words_of(given.pack, given.roots))
        case None:
            raise TypeError("a deck is of a session or a unit")
