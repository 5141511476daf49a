"""Source text -> sections and paragraphs.

A section begins at the line that a unit names as its `section`. Its paragraphs are the lines after it that are
not blank, counted from 1. What stands before the first section is the preamble: the event's own section.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Final
from unicodedata import category, normalize

from deckbrief.base.message import Message, msg
from deckbrief.base.patterns import deferred
from deckbrief.base.record import record

_LINE_BREAK: Final = deferred(r"\r\n|\r|\n")
PREAMBLE: Final = ""
"""The key of what stands before the first heading, and of the one section of a source without headings."""


@record
class Folded:
    """A text without white space and widths; `offsets` gives where each of its characters stood."""

    text: str
    offsets: tuple[int, ...]


def fold(text: str) -> Folded:
    """Text -> its characters by compatibility (full-width forms are plain ones), without spaces and invisible ones.

    Each character is decomposed by itself (NFKD), so that every one keeps its offset; two texts that NFKC makes
    equal come out equal.
    """
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for part in normalize("NFKD", character):
            if not part.isspace() and category(part) != "Cf":
                characters.append(part)
                offsets.append(offset)
    return Folded("".join(characters), tuple(offsets))


@record(frozen=False)
class Paragraph:
    """A line of the source that is not blank. `left_out` holds the offsets that the pack leaves out."""

    number: int
    line: int
    text: str
    folded: Folded
    left_out: set[int] = field(default_factory=set)
    cited: bool = False

    @property
    def is_left_out(self) -> bool:
        return self.left_out.issuperset(self.folded.offsets)

    def leaves_out(self, start: int, end: int) -> bool:
        """Tell whether the pack leaves out all of a stretch of it."""
        return self.left_out.issuperset(offset for offset in self.folded.offsets if start <= offset < end)


@record
class Section:
    """A heading line as the source has it (empty: the preamble) and its paragraphs."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


def sections_of(text: str, headings: Sequence[str]) -> dict[str, Section]:
    """Source text and heading lines -> sections by folded heading, in order; the preamble is the first, at ''.

    Headings are compared folded. One that stands nowhere has no section; one that stands twice begins its
    section at the first.
    """
    wanted = {fold(heading).text for heading in headings}
    found: dict[str, tuple[str, list[Paragraph]]] = {PREAMBLE: ("", [])}
    current = found[PREAMBLE]
    for number, line in enumerate(_LINE_BREAK.split(text.removeprefix("\ufeff")), 1):
        folded = fold(line)
        if not folded.text:
            continue
        if folded.text in wanted and folded.text not in found:
            current = found[folded.text] = (line.strip(), [])
        else:
            current[1].append(Paragraph(len(current[1]) + 1, number, line, folded))
    return {key: Section(heading, tuple(paragraphs)) for key, (heading, paragraphs) in found.items()}


def name_of(section: Section) -> Message:
    """Return what messages call a section."""
    return msg("the section '{heading}'", heading=section.heading) if section.heading else msg("the preamble")
