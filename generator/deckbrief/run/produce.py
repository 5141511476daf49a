"""One target -> the bytes of its file. Pure but for reading templates: a job that any process can do."""

from __future__ import annotations

from deckbrief.content.model import Session
from deckbrief.run.materials import Materials, deck_layout, materials_of
from deckbrief.run.targets import Product, Target


def produce(target: Target, given: Materials, jobs: int = 1) -> Product:
    """Target -> its file's bytes, made in so many processes where it is large.

    Raises ProblemError with everything that keeps it from being built.
    """
    if target.kind == "deck" and isinstance(target.entry, Session):
        return _deck(target, target.entry, given, jobs)
    from deckbrief.run.briefing import write_briefing

    return write_briefing(target, given, jobs)


def _deck(target: Target, session: Session, given: Materials, jobs: int) -> Product:
    from deckbrief.run.shares import lay_out_and_write

    given = materials_of(session, given)
    frames, data = lay_out_and_write(deck_layout(session, given, target.minutes), given.theme, jobs)
    minutes = sum(frame.minutes for frame in frames.frames)
    return Product(target, data, len(frames.frames), minutes, warnings=given.warnings)
