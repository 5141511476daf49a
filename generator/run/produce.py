"""One target -> the bytes of its file. Pure but for reading templates: a job that any process can do."""

from __future__ import annotations

from generator.content.model import Session
from generator.run.briefing import write_briefing
from generator.run.materials import Materials, deck_frames, materials_of
from generator.run.targets import Product, Target


def produce(target: Target, given: Materials) -> Product:
    """Target -> its file's bytes.

    Raises ProblemError with everything that keeps it from being built.
    """
    if target.kind == "deck" and isinstance(target.entry, Session):
        return _deck(target, target.entry, given)
    return write_briefing(target, given)


def _deck(target: Target, session: Session, given: Materials) -> Product:
    from generator.output.pptx.deck import write_deck

    given = materials_of(session, given)
    frames = deck_frames(session, given, target.minutes)
    minutes = sum(frame.minutes for frame in frames.frames)
    data = write_deck(frames, given.theme)
    return Product(target, data, len(frames.frames), minutes, warnings=given.warnings)
