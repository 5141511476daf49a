"""Notes of a slide and what comes next -> the paragraphs that stand under the slide, in the order of speaking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.draft.slides import Note, NoteForms, NoteRole
from deckbrief.draft.typography import ended

_ORDER: Final[tuple[NoteRole, ...]] = ("prepare", "say", "remark", "ask", "watch", "takeaway", "bridge", "evidence")


def note_paragraphs(
    notes: Sequence[Note], forms: NoteForms, minutes: float, running: float, total: float, next_title: str
) -> tuple[str, ...]:
    """Notes, the slide's minutes, the minutes run at its end, those of the deck, the next title (none: the last slide).

    Returns the time, then what to prepare, say, remark, ask and watch for, takeaway, transition and evidence. A slide
    without a transition of its own gets one that names the next slide.
    """
    time = forms.time_line.format(minutes=_plain(minutes), running=_plain(running), total=_plain(total))
    if not any(note.role == "bridge" for note in notes):
        onwards = ended(forms.next_slide.format(title=nested(spoken(next_title)))) if next_title else forms.last_slide
        notes = (*notes, Note("bridge", onwards))
    ordered = sorted((note for note in notes if note.text), key=lambda note: _ORDER.index(note.role))
    return (time, *(forms.labels.get(note.role, "") + note.text for note in ordered))


def spoken(title: str) -> str:
    """Title -> what is said of it in passing: its first clause, where it is long and has several.

    A clause ends outside quotation marks and brackets; one of a few characters does not stand alone.
    """
    han = any("\u2e80" <= character <= "\uffee" for character in title)
    room = _LONG_TITLE // 2 if han else _LONG_TITLE
    depth = 0
    for position, character in enumerate(title):
        depth += (character in _OPENING) - (character in _CLOSING)
        ends = character in "，：；。" or (character in ",:;" and title[position + 1 : position + 2] == " ")
        if ends and depth == 0 and position >= room // 4 and len(title) > room:
            return title[:position]
    return title


_LONG_TITLE: Final = 36
"""Characters of a title in Latin script that can be said in passing; a Han character takes the time of two."""
_OPENING: Final = "“‘（《〈「『"
_CLOSING: Final = "”’）》〉」』"


def nested(text: str) -> str:
    """Words that are put in quotation marks -> the same, their own double marks made single."""
    return text.replace("“", "‘").replace("”", "’")


def without_bridge(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Return the notes without their transition: the slide that it leads to does not follow."""
    return tuple(note for note in notes if note.role != "bridge")


def continued(notes: Sequence[Note], forms: NoteForms, part: int, parts: int) -> tuple[Note, ...]:
    """Notes of a slide that goes on over `parts` slides -> those of its `part`th, from 0.

    What to say stands on the first, the transition on the last; question, caution and evidence hold for all of them.
    """
    kept = notes if part == 0 else (Note("say", forms.continued), *(n for n in notes if n.role not in _ONCE))
    return tuple(kept) if part == parts - 1 else without_bridge(kept)


_ONCE: Final = ("prepare", "say", "remark")


def _plain(minutes: float) -> str:
    return f"{round(minutes, 2):g}"
