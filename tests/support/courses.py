"""The shipped sessions as a table of how they can be held: `python -m tests.support.courses [CONTENT]`.

A line a session: minutes, share of talk, the longest sitting and the longest talk without a question to the room,
questions put there, how many roles, steps, lines of a form and filled-in examples its practice has, its quiz, and what
goes when it is late.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from deckbrief.content.model import Pack, Session
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.pace import TALK
from deckbrief.draft.slides import Deck
from deckbrief.export.sheets import quiz_of, when_late

HEAD = ("session", "min", "talk", "sitting", "silence", "asked", "practice", "quiz", "plan after", "late")


def longest(stretches: Iterator[tuple[float, bool]]) -> float:
    """Minutes one after another, each with whether it breaks the row -> the longest row without a break."""
    since = found = 0.0
    for minutes, breaks in stretches:
        since = 0 if breaks else since + minutes
        found = max(found, since)
    return found


def course(pack: Pack, session: Session, deck: Deck) -> tuple[str, ...]:
    """Session and its deck -> its line of the table."""
    sections = list(zip(session.modules, deck.sections, strict=True))
    talk = sum(module.minutes for module in session.modules if module.kind in TALK)
    sitting = longest((module.minutes, module.kind in ("break", "icebreaker")) for module in session.modules)
    slides = [(module, slide) for module, section in sections for slide in section.slides if not slide.hidden]
    asks = [any(note.role == "ask" and note.text for note in slide.notes) for _, slide in slides]
    silence = longest(
        (slide.minutes or 0, module.kind not in TALK or ask) for (module, slide), ask in zip(slides, asks, strict=True)
    )
    practice = [module for module in session.modules if module.kind == "group-work"]
    parts = [
        f"{len(m.roles)}r {len(m.steps)}s {len(m.form)}f {sum(bool(field.example) for field in m.form)}e"
        for m in practice
    ]
    kinds = [module.kind for module in session.modules]
    late = when_late(pack, session, deck)
    rest = "+".join(f"{given.module.kind}{list(given.staying) or ''}" for given in late.rest)
    return (
        session.id, f"{session.minutes:g}", f"{talk:g} ({talk / session.minutes:.0%})", f"{sitting:g}", f"{silence:g}",
        str(sum(asks)), ", ".join(parts), str(len(list(quiz_of(pack, session)))),
        "yes" if kinds.index("quiz") < kinds.index("action-plan") else "NO",
        f"{late.minutes:g}: {len(late.slides)} slides {late.saved:g} min {rest}",
    )  # fmt: skip


def main(folder: str = "content") -> None:
    """Print the table."""
    pack = read_pack(Path(folder))
    rows = [HEAD, *(course(pack, one, draft_deck(pack, one, (Path("templates"),))) for one in pack.sessions)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
    for row in rows:
        sys.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
