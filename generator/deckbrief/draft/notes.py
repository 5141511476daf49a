"""Notes of a slide and what comes next -> the notes that stand under the slide, in the order of speaking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft.slides import Note, NoteForms, NoteRole
from deckbrief.draft.typography import ended

_ORDER: Final[tuple[NoteRole, ...]] = (
    "time",
    "prepare",
    "say",
    "remark",
    "ask",
    "think",
    "watch",
    "takeaway",
    "bridge",
    "evidence",
)


def spoken_notes(
    notes: Sequence[Note],
    forms: NoteForms,
    minutes: float,
    running: float,
    total: float,
    next_title: str,
    hidden: bool = False,
) -> tuple[Note, ...]:
    """Notes, the slide's minutes, the minutes run at its end, those of the deck, the next title (none: the last slide).

    Returns, each with its label: the time, what to prepare, say, remark, ask, think about and watch for, takeaway,
    transition, evidence.
    A slide without a transition of its own gets one that names the next slide, where that has a short title; a hidden
    one leads nowhere, and has no time.
    """
    if hidden:
        kept = sorted((note for note in without_bridge(notes) if note.text), key=lambda note: _ORDER.index(note.role))
        return (Note("time", forms.spare_line), *_labelled(kept, forms))
    times = {"minutes": minutes, "running": running, "total": total}
    time = forms.time_line.format(**{name: span(each, forms.spans) for name, each in times.items()})
    if not any(note.role == "bridge" for note in notes):
        notes = (*notes, Note("bridge", onwards(next_title, forms) if next_title else forms.last_slide))
    ordered = sorted((note for note in notes if note.text), key=lambda note: _ORDER.index(note.role))
    return (Note("time", time), *_labelled(ordered, forms))


def _labelled(notes: Sequence[Note], forms: NoteForms) -> tuple[Note, ...]:
    return tuple(Note(note.role, note.text, forms.labels.get(note.role, "")) for note in notes)


def span(minutes: float, words: Mapping[str, str]) -> str:
    """Minutes -> `26 min`, `45 s` or `1 min 45 s`, by a language's words: nobody reads 1.75 minutes from a watch."""
    whole, seconds = divmod(round(minutes * 60), 60)
    form = "span_both" if whole and seconds else "span_seconds" if seconds else "span_minutes"
    return words[form].format(minutes=whole, seconds=seconds)


def onwards(title: str, forms: NoteForms) -> str:
    """Title of the next slide -> the words that lead to it; one that is too long to be said is not named."""
    if len(title) > (_LONG_TITLE // 2 if is_unspaced(title) else _LONG_TITLE):
        return forms.next_slide_plain
    return ended(forms.next_slide.format(title=nested(title)))


_LONG_TITLE: Final = 44
"""Characters of a title in Latin script that can be said in passing; a Han character takes the time of two."""


def nested(text: str) -> str:
    """Words that are put in quotation marks -> the same, their own double marks made single."""
    return text.replace("“", "‘").replace("”", "’")


def without_bridge(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Return the notes without their transition: the slide that it leads to does not follow."""
    return tuple(note for note in notes if note.role != "bridge")


def notes_of_part(notes: Sequence[Note], forms: NoteForms, part: int, parts: int) -> tuple[Note, ...]:
    """Notes of a slide that goes on over `parts` slides -> those of its `part`th, from 0.

    What to say stands on the first, the transition on the last; question, caution and evidence hold for all of them.
    """
    kept = notes if part == 0 else (Note("say", forms.continued), *(n for n in notes if n.role not in _ONCE))
    return tuple(kept) if part == parts - 1 else without_bridge(kept)


_ONCE: Final = ("prepare", "say", "remark")
