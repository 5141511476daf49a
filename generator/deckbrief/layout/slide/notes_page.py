"""Notes of a slide -> how they stand on their printed page: in which size, with or without the lines of evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from deckbrief.base.length import Emu, Pt, Rect
from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem
from deckbrief.draft.slides import Deck, Note
from deckbrief.layout.frame import DeckFrames, NotesPage
from deckbrief.layout.text.fit import Copy, Slot, stands
from deckbrief.theme.metrics import USUAL
from deckbrief.theme.theme import Color

SIZES: Final = tuple(Pt(size) for size in (12, 11, 10.5, 10, 9.5, 9))
"""From the usual size of notes to the smallest that can be read at arm's length."""
BEFORE: Final = 1 / 3
"""Space above a paragraph, in type sizes."""
_INSETS: Final = (Emu(91_440), Emu(45_720))
"""Left and right, top and bottom: what bodies of text have where nothing is said (ECMA-376 part 1, 21.1.2.1.1)."""
_PLAIN: Final = Color("dk1")


class Places(Protocol):
    """Where content stands, for messages."""

    def place(self, path: str) -> Place:
        """Return the place of a content path."""


def notes_page(notes: Sequence[Note], box: Rect) -> NotesPage:
    """Notes, their box on the page -> the largest size in which they fit; without evidence where they do not with it.

    What does not fit even so stands in the smallest size, whole but for the evidence, and runs off the page.
    """
    spoken = [note for note in notes if note.role != "evidence"]
    for kept in (notes, spoken):
        for size in SIZES:
            if _fits(kept, size, box):
                return NotesPage(size, evidence=kept is notes)
    return NotesPage(SIZES[-1], evidence=False, fits=False)


def _fits(notes: Sequence[Note], size: Pt, box: Rect) -> bool:
    copies = tuple(
        Copy(text=note.line, size=size, floor=size, color=_PLAIN, pitch=USUAL, before=Pt(size * BEFORE))
        for note in notes
    )
    return stands(Slot(copies=copies, box=box, insets=(*_INSETS, *_INSETS), exact=False), USUAL)


def notes_warnings(deck: Deck, drawn: DeckFrames, places: Places) -> Iterator[Problem]:
    """Yield a warning for each drafted slide whose notes run off their page, at its entry of the content."""
    long = {frame.name for frame in drawn.frames if not frame.notes_page.fits}
    for slide in deck.slides:
        if slide.name in long:
            place = places.place(slide.of) if slide.of else slide.place
            message = msg("the notes of slide '{name}' run off their printed page", name=slide.name)
            hint = msg("shorten them: {size} pt is the smallest that they are set in", size=f"{SIZES[-1]:g}")
            yield Problem("layout.long-notes", place, message, hint, severity="warning")
