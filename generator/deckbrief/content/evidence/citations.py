"""Pack and source -> whether each piece of evidence stands in the paragraph that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from deckbrief.base.message import msg
from deckbrief.base.problem import Hint, Problem, nearest, nearest_word
from deckbrief.base.record import record
from deckbrief.content.cited import Evidence
from deckbrief.content.evidence.free_slides import free_slides, home_of
from deckbrief.content.evidence.quantities import negations
from deckbrief.content.evidence.source import PREAMBLE, Paragraph, Section, fold, name_of
from deckbrief.content.model import Cell, Comparison, Module, Pack, Session
from deckbrief.content.paths import child, walk


@record(frozen=False)
class Citation:
    """A piece of evidence, its content path, and the folded heading of the section it belongs to (None: none)."""

    path: str
    evidence: Evidence
    home: str | None
    verified: bool = False


def cited(pack: Pack) -> Iterator[Citation]:
    """Pack -> all of its evidence, with the section that each belongs to."""
    homes = {unit.id: fold(unit.section).text for unit in pack.units}
    if pack.event:
        yield from _cited_in(pack.event, pack.event.path, PREAMBLE)
    for unit in pack.units:
        yield from _cited_in(unit, unit.path, homes[unit.id])
    compared: list[Comparison | Session] = [*pack.comparisons, *pack.sessions]
    for document in compared:
        for path, entry in _with_units(document):
            name = entry.unit if isinstance(entry, Cell) else entry.of
            yield from _cited_in(entry, path, homes.get(name))
    for path, slides, free in free_slides(pack):
        yield from _cited_in(free, path, home_of(pack, slides))


def _with_units(document: Comparison | Session) -> Iterator[tuple[str, Cell | Module]]:
    """Return the entries of a document that belong to a unit."""
    for path, entry in walk(document, document.path):
        if isinstance(entry, (Cell, Module)):
            yield path, entry


def _cited_in(entry: Any, path: str, home: str | None) -> Iterator[Citation]:
    for at, found in walk(entry, path):
        if isinstance(found, Evidence):
            yield Citation(at, found, home)


def missing_sections(pack: Pack, sections: dict[str, Section]) -> Iterator[Problem]:
    for unit in pack.units:
        if fold(unit.section).text not in sections:
            place = pack.place(child(unit.path, "section"))
            message = msg("'{section}' is no line of the source", section=unit.section)
            hint = msg("it is the line that stands over the unit's text")
            if line := _nearest_line(unit.section, sections):
                hint = msg("{hint}; did you mean '{line}'?", hint=hint, line=line)
            yield Problem("evidence.section", place, message, hint)


def _nearest_line(heading: str, sections: dict[str, Section]) -> str:
    """Return the short line of the source that is nearest to a heading."""
    lines = [paragraph.text.strip() for section in sections.values() for paragraph in section.paragraphs]
    return nearest_word(heading, (line for line in lines if len(line) <= 2 * len(heading)))


def verify(pack: Pack, sections: dict[str, Section], citation: Citation) -> Iterator[Problem]:
    """Check one piece of evidence; mark it, and the paragraph that it cites, when its words stand there."""
    evidence, path = citation.evidence, citation.path
    key = fold(evidence.section).text or citation.home
    if key is None:
        hint: Hint = msg("add `section:`, the heading line")
        yield Problem(
            "evidence.section", pack.place(path), msg("evidence that belongs to no unit needs its section"), hint
        )
        return
    if key not in sections:
        if evidence.section:  # else the unit's own section is missing, which is reported there
            headings = [section.heading for section in sections.values() if section.heading]
            message = msg("no unit has the section '{section}'", section=evidence.section)
            place = pack.place(child(path, "section"))
            yield Problem("evidence.section", place, message, nearest(evidence.section, headings))
        return
    paragraphs = sections[key].paragraphs
    words = fold(evidence.words).text
    if not 1 <= evidence.paragraph <= len(paragraphs):
        message = msg(
            "there is no paragraph {paragraph}: {name_of} has {number}",
            paragraph=evidence.paragraph,
            name_of=name_of(sections[key]),
            number=len(paragraphs),
        )
        hint = _where(sections, key, words)
        yield Problem("evidence.paragraph", pack.place(child(path, "paragraph")), message, hint)
    elif words and words in paragraphs[evidence.paragraph - 1].folded.text:
        citation.verified = paragraphs[evidence.paragraph - 1].cited = True
        if whole := _whole_limit(paragraphs[evidence.paragraph - 1], words):
            message = msg("the source says the opposite of these words: '{whole}'", whole=whole)
            yield Problem("evidence.words", pack.place(child(path, "words")), message, msg("cite the negation too"))
    else:
        message = msg(
            "these words do not stand in paragraph {paragraph} of {name_of}",
            paragraph=evidence.paragraph,
            name_of=name_of(sections[key]),
        )
        hint = _where(sections, key, words) or nearest_passage(paragraphs, evidence.paragraph, words)
        yield Problem("evidence.words", pack.place(child(path, "words")), message, hint)


def _whole_limit(paragraph: Paragraph, words: str) -> str:
    """Return the source's words from a negation to its number where the folded words always begin behind it."""
    limits = list(negations(paragraph.text))
    cut = ""
    for found in re.finditer(f"(?={re.escape(words)})", paragraph.folded.text):
        offsets = paragraph.folded.offsets[found.start() : found.start() + len(words)]
        wholes = (paragraph.text[start:end] for start, word, end in limits if start < offsets[0] <= word < offsets[-1])
        cut = next(wholes, "")
        if not cut:
            return ""
    return cut


def _where(sections: dict[str, Section], home: str, words: str) -> Hint:
    """Return a hint that names the paragraph where the words do stand, first of all in their own section."""
    others = [section for key, section in sections.items() if key != home]
    for section in (sections[home], *others):
        for paragraph in section.paragraphs:
            if words and words in paragraph.folded.text:
                if section is sections[home]:
                    return msg("they stand in paragraph {number}", number=paragraph.number)
                return msg(
                    "they stand in paragraph {number} of {section}", number=paragraph.number, section=name_of(section)
                )
    return ""


def nearest_passage(paragraphs: Sequence[Paragraph], first: int, words: str) -> Hint:
    """Return a hint with the passage most like the words; the cited paragraph, `first`, wins a draw."""
    best = max(2, len(words) // 4)
    hint: Hint = ""
    for paragraph in sorted(paragraphs, key=lambda paragraph: paragraph.number != first):
        matcher = SequenceMatcher(None, paragraph.folded.text, words, autojunk=False)
        match = matcher.find_longest_match()
        if match.size > best:
            best = match.size
            start = max(0, match.a - match.b)
            stretch = paragraph.folded.offsets[start : start + max(len(words), match.size)]
            text = paragraph.text[stretch[0] : stretch[-1] + 1]
            hint = msg("nearest is {text}", text=text)
            if paragraph.number != first:
                hint = msg("nearest is paragraph {number}: {text}", number=paragraph.number, text=text)
    return hint
