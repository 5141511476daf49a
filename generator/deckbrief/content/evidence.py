"""Source text -> sections and paragraphs; pack and source -> what the evidence says wrongly, what is missing.

A section begins at the line that a unit names as its `section`. Its paragraphs are the lines after it that are
not blank, counted from 1. What stands before the first section is the preamble: the event's own section.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any, Final
from unicodedata import category, normalize

from deckbrief.base.problem import Place, Problem, nearest
from deckbrief.base.record import record
from deckbrief.content.model import Cell, Comparison, Evidence, Module, Pack, Session
from deckbrief.content.paths import child, text_of, walk

_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")
_TERM: Final = re.compile(r"“([^“”\n]+)”|\"([^\"\n]+)\"|「([^「」\n]+)」")
_NUMBER: Final = re.compile(
    r"([0-9０-９]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9０-９]+)((?:\.[0-9０-９]+)?)[ \u3000]*([万亿]?)"
)
_POWERS: Final = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_TERM_END: Final = ",.;:!?，。；：！？、 \t\u3000"
_PREAMBLE: Final = ""


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
    found: dict[str, tuple[str, list[Paragraph]]] = {_PREAMBLE: ("", [])}
    current = found[_PREAMBLE]
    for number, line in enumerate(_LINE_BREAK.split(text.removeprefix("\ufeff")), 1):
        folded = fold(line)
        if not folded.text:
            continue
        if folded.text in wanted and folded.text not in found:
            current = found[folded.text] = (line.strip(), [])
        else:
            current[1].append(Paragraph(len(current[1]) + 1, number, line, folded))
    return {key: Section(heading, tuple(paragraphs)) for key, (heading, paragraphs) in found.items()}


@record
class Coverage:
    """How much of the evidence stands in the source, and how much of the source in the content."""

    evidence: int
    evidence_verified: int
    paragraphs: int
    paragraphs_cited: int
    paragraphs_left_out: int
    terms: int
    terms_said: int
    terms_left_out: int
    numbers: int
    numbers_said: int
    numbers_left_out: int

    def __str__(self) -> str:
        """Return the coverage as the command line prints it, a line for each kind."""
        return "\n".join(
            (
                f"evidence: {self.evidence_verified} of {self.evidence} verified",
                f"paragraphs: {self.paragraphs_cited} of {self.paragraphs} cited, {self.paragraphs_left_out} left out",
                f"quoted terms: {self.terms_said} of {self.terms} said, {self.terms_left_out} left out",
                f"numbers: {self.numbers_said} of {self.numbers} said, {self.numbers_left_out} left out",
            )
        )


def check_evidence(pack: Pack, source_text: str, source_name: str) -> tuple[list[Problem], Coverage]:
    """Pack and source -> problems of the evidence and of the coverage, sorted by place; and the coverage in numbers.

    `source_name` is the source file as the user typed it: problems of the coverage stand in its lines.
    """
    sections = sections_of(source_text, [unit.section for unit in pack.units])
    cited = list(_cited(pack))
    wrong = [problem for citation in cited for problem in _verify(pack, sections, citation)]
    problems = [*_missing_sections(pack, sections), *wrong, *_leave_out(pack, sections)]
    problems += _uncited(sections, source_name)
    terms, numbers = _Tally(), _Tally()
    for key, section in sections.items():
        said, who = _said(pack, key)
        problems += _missing_terms(section, said, who, source_name, terms)
        problems += _missing_numbers(section, said, who, source_name, numbers)
    paragraphs = [paragraph for section in sections.values() for paragraph in section.paragraphs]
    coverage = Coverage(
        evidence=len(cited),
        evidence_verified=sum(citation.verified for citation in cited),
        paragraphs=len(paragraphs),
        paragraphs_cited=sum(paragraph.cited for paragraph in paragraphs),
        paragraphs_left_out=sum(not paragraph.cited and paragraph.is_left_out for paragraph in paragraphs),
        terms=terms.total,
        terms_said=terms.said,
        terms_left_out=terms.left_out,
        numbers=numbers.total,
        numbers_said=numbers.said,
        numbers_left_out=numbers.left_out,
    )
    return sorted(problems, key=lambda problem: (problem.place, problem.code, problem.message)), coverage


@record(frozen=False)
class _Citation:
    """A piece of evidence, its content path, and the folded heading of the section it belongs to (None: none)."""

    path: str
    evidence: Evidence
    home: str | None
    verified: bool = False


def _cited(pack: Pack) -> Iterator[_Citation]:
    """Pack -> all of its evidence, with the section that each belongs to."""
    homes = {unit.id: fold(unit.section).text for unit in pack.units}
    if pack.event:
        yield from _cited_in(pack.event, pack.event.path, _PREAMBLE)
    for unit in pack.units:
        yield from _cited_in(unit, unit.path, homes[unit.id])
    compared: list[Comparison | Session] = [*pack.comparisons, *pack.sessions]
    for document in compared:
        for path, entry in _with_units(document):
            name = entry.unit if isinstance(entry, Cell) else entry.of
            yield from _cited_in(entry, path, homes.get(name))


def _with_units(document: Comparison | Session) -> Iterator[tuple[str, Cell | Module]]:
    """Return the entries of a document that belong to a unit."""
    for path, entry in walk(document, document.path):
        if isinstance(entry, (Cell, Module)):
            yield path, entry


def _cited_in(entry: Any, path: str, home: str | None) -> Iterator[_Citation]:
    for at, found in walk(entry, path):
        if isinstance(found, Evidence):
            yield _Citation(at, found, home)


def _missing_sections(pack: Pack, sections: dict[str, Section]) -> Iterator[Problem]:
    for unit in pack.units:
        if fold(unit.section).text not in sections:
            place = pack.place(child(unit.path, "section"))
            message = f"'{unit.section}' is no line of the source"
            hint = "it is the line that stands over the unit's text; " + _nearest_line(unit.section, sections)
            yield Problem("evidence.section", place, message, hint.removesuffix("; "))


def _nearest_line(heading: str, sections: dict[str, Section]) -> str:
    """Return a hint with the short line of the source that is nearest to a heading."""
    lines = [paragraph.text.strip() for section in sections.values() for paragraph in section.paragraphs]
    hint = nearest(heading, (line for line in lines if len(line) <= 2 * len(heading)))
    return hint if hint.startswith("did you mean") else ""


def _verify(pack: Pack, sections: dict[str, Section], citation: _Citation) -> Iterator[Problem]:
    """Check one piece of evidence; mark it, and the paragraph that it cites, when its words stand there."""
    evidence, path = citation.evidence, citation.path
    key = fold(evidence.section).text or citation.home
    if key is None:
        hint = "add `section:`, the heading line"
        yield Problem("evidence.section", pack.place(path), "evidence that belongs to no unit needs its section", hint)
        return
    if key not in sections:
        if evidence.section:  # else the unit's own section is missing, which is reported there
            headings = [section.heading for section in sections.values() if section.heading]
            message = f"no unit has the section '{evidence.section}'"
            place = pack.place(child(path, "section"))
            yield Problem("evidence.section", place, message, nearest(evidence.section, headings))
        return
    paragraphs = sections[key].paragraphs
    words = fold(evidence.words).text
    if not 1 <= evidence.paragraph <= len(paragraphs):
        message = f"there is no paragraph {evidence.paragraph}: {_name(sections[key])} has {len(paragraphs)}"
        hint = _where(sections, key, words)
        yield Problem("evidence.paragraph", pack.place(child(path, "paragraph")), message, hint)
    elif words and words in paragraphs[evidence.paragraph - 1].folded.text:
        citation.verified = paragraphs[evidence.paragraph - 1].cited = True
    else:
        message = f"these words do not stand in paragraph {evidence.paragraph} of {_name(sections[key])}"
        hint = _where(sections, key, words) or _nearest_passage(paragraphs, evidence.paragraph, words)
        yield Problem("evidence.words", pack.place(child(path, "words")), message, hint)


def _name(section: Section) -> str:
    return f"the section '{section.heading}'" if section.heading else "the preamble"


def _where(sections: dict[str, Section], home: str, words: str) -> str:
    """Return a hint that names the paragraph where the words do stand, first of all in their own section."""
    others = [section for key, section in sections.items() if key != home]
    for section in (sections[home], *others):
        for paragraph in section.paragraphs:
            if words and words in paragraph.folded.text:
                where = "" if section is sections[home] else f" of {_name(section)}"
                return f"they stand in paragraph {paragraph.number}{where}"
    return ""


def _nearest_passage(paragraphs: Sequence[Paragraph], first: int, words: str) -> str:
    """Return a hint with the passage most like the words; the cited paragraph, `first`, wins a draw."""
    best, hint = max(2, len(words) // 4), ""
    for paragraph in sorted(paragraphs, key=lambda paragraph: paragraph.number != first):
        matcher = SequenceMatcher(None, paragraph.folded.text, words, autojunk=False)
        match = matcher.find_longest_match()
        if match.size > best:
            best = match.size
            start = max(0, match.a - match.b)
            stretch = paragraph.folded.offsets[start : start + max(len(words), match.size)]
            where = "" if paragraph.number == first else f"paragraph {paragraph.number}: "
            hint = f"nearest is {where}{paragraph.text[stretch[0] : stretch[-1] + 1]}"
    return hint


def _leave_out(pack: Pack, sections: dict[str, Section]) -> Iterator[Problem]:
    """Mark what the pack leaves out, wherever it stands in its section or, without one, in the source."""
    for position, entry in enumerate(pack.info.left_out):
        path = child(child(pack.info.path, "left_out"), position)
        key = fold(entry.section).text
        if key and key not in sections:
            headings = [section.heading for section in sections.values() if section.heading]
            message = f"no unit has the section '{entry.section}'"
            place = pack.place(child(path, "section"))
            yield Problem("evidence.section", place, message, nearest(entry.section, headings))
            continue
        among = [sections[key]] if key else list(sections.values())
        words = fold(entry.words).text
        if not sum(_mark_left_out(section.paragraphs, words) for section in among):
            paragraphs = [paragraph for section in among for paragraph in section.paragraphs]
            message = "these words stand nowhere in " + (_name(sections[key]) if key else "the source")
            hint = _nearest_passage(paragraphs, 0, words)
            yield Problem("evidence.left-out", pack.place(child(path, "words")), message, hint)


def _mark_left_out(paragraphs: Sequence[Paragraph], words: str) -> int:
    """Mark every passage of a section that is `words`, which may run over paragraphs; return how many there are."""
    whole = "".join(paragraph.folded.text for paragraph in paragraphs)
    owners = [(paragraph, offset) for paragraph in paragraphs for offset in paragraph.folded.offsets]
    count, start = 0, whole.find(words) if words else -1
    while start >= 0:
        for paragraph, offset in owners[start : start + len(words)]:
            paragraph.left_out.add(offset)
        count, start = count + 1, whole.find(words, start + 1)
    return count


def _uncited(sections: dict[str, Section], source_name: str) -> Iterator[Problem]:
    for section in sections.values():
        for paragraph in section.paragraphs:
            if not paragraph.cited and not paragraph.is_left_out:
                message = f"no entry cites paragraph {paragraph.number} of {_name(section)}"
                offset = paragraph.folded.offsets[0]
                yield _source_problem("evidence.uncited", source_name, paragraph, offset, message)


_LEAVE_OUT_HINT: Final = "say it in the content, or list it in the pack's `left_out` with the reason"


def _source_problem(code: str, source_name: str, paragraph: Paragraph, offset: int, message: str) -> Problem:
    place = Place(source_name, paragraph.line, offset + 1)
    return Problem(code, place, message, _LEAVE_OUT_HINT, source_line=paragraph.text)


@record(frozen=False)
class _Tally:
    """Counts distinct words of each section."""

    total: int = 0
    said: int = 0
    left_out: int = 0


@record
class _Word:
    """A quoted term or a number where it stands in the source; equal `key`s are the same word."""

    paragraph: Paragraph
    start: int
    text: str
    key: str

    @property
    def is_left_out(self) -> bool:
        return self.paragraph.leaves_out(self.start, self.start + len(self.text))


def _said(pack: Pack, key: str) -> tuple[str, str]:
    """Folded heading -> all that the content says of that section, and who says it."""
    if key == _PREAMBLE:
        return (text_of(pack.event) if pack.event else ""), "the event"
    units = [unit for unit in pack.units if fold(unit.section).text == key]
    return "\n".join(text_of(unit) for unit in units), "the unit " + ", ".join(f"'{unit.id}'" for unit in units)


def _terms(section: Section) -> Iterator[_Word]:
    """Section -> its quoted terms; letter case does not tell them apart."""
    for paragraph in section.paragraphs:
        for match in _TERM.finditer(paragraph.text):
            group = match.lastindex or 0
            # English sets a comma or a full stop before the closing quote.
            term = match[group].rstrip(_TERM_END)
            if key := fold(term).text.casefold():
                yield _Word(paragraph, match.start(group), term, key)


def _numbers(section: Section) -> Iterator[_Word]:
    """Section -> its numbers in digits, with a 万 or 亿 that follows."""
    for paragraph in section.paragraphs:
        for match in _NUMBER.finditer(paragraph.text):
            yield _Word(paragraph, match.start(), match.group(), _amount(match))


def _amount(match: re.Match[str]) -> str:
    """Number as written -> its amount in plain digits: `1,200` is 1200, `7万` is 70000."""
    whole, fraction, power = match.groups()
    return f"{(Decimal(whole.replace(',', '') + fraction) * _POWERS[power]).normalize():f}"


def _unsaid(words: Iterable[_Word], said: Callable[[str], bool], tally: _Tally) -> Iterator[_Word]:
    """Words of a section -> the first place of each that is neither said nor left out; counts them all."""
    by_key: dict[str, list[_Word]] = {}
    for word in words:
        by_key.setdefault(word.key, []).append(word)
    for key, same in by_key.items():
        first = next((word for word in same if not word.is_left_out), None)
        tally.total += 1
        if said(key):
            tally.said += 1
        elif first is None:
            tally.left_out += 1
        else:
            yield first


def _missing_terms(section: Section, said: str, who: str, source_name: str, tally: _Tally) -> Iterator[Problem]:
    """Section and what its unit says -> the quoted terms that are missing."""
    known = fold(said).text.casefold()
    for word in _unsaid(_terms(section), lambda key: key in known, tally):
        message = f"the quoted term '{word.text}' stands nowhere in {who}"
        yield _source_problem("evidence.term", source_name, word.paragraph, word.start, message)


def _missing_numbers(section: Section, said: str, who: str, source_name: str, tally: _Tally) -> Iterator[Problem]:
    """Section and what its unit says -> the numbers that are missing; amounts are compared, not digits."""
    known = {_amount(match) for match in _NUMBER.finditer(said)}
    for word in _unsaid(_numbers(section), lambda key: key in known, tally):
        message = f"the number {word.text.strip()} stands nowhere in {who}"
        yield _source_problem("evidence.number", source_name, word.paragraph, word.start, message)
