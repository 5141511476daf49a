"""Pack and source -> what of the source the content does not say: paragraphs, quoted terms, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from deckbrief.base.message import Message, msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Place, Problem, nearest
from deckbrief.base.record import record
from deckbrief.content.evidence.citations import nearest_passage
from deckbrief.content.evidence.free_slides import Said, free_slides, home_of, said_on
from deckbrief.content.evidence.source import PREAMBLE, Paragraph, Section, fold, name_of
from deckbrief.content.model import Pack
from deckbrief.content.paths import child, text_of

_TERM: Final = deferred(r"“([^“”\n]+)”|\"([^\"\n]+)\"|「([^「」\n]+)」")
_NUMBER: Final = deferred(
    r"([0-9０-９]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9０-９]+)((?:\.[0-9０-９]+)?)[ \u3000]*([万亿]?)"
)
_POWERS: Final = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_MARKDOWN: Final = deferred("^#{1,6}")
"""What a heading of Markdown begins with."""
_TERM_END: Final = ",.;:!?，。；：！？、 \t\u3000"


def leave_out(pack: Pack, sections: dict[str, Section]) -> Iterator[Problem]:
    """Mark what the pack leaves out, wherever it stands in its section or, without one, in the source."""
    # the source's own title says where it comes from, as `source` does
    title = _MARKDOWN.sub("", fold(pack.info.source).text)
    for paragraph in (paragraph for section in sections.values() for paragraph in section.paragraphs if title):
        if _MARKDOWN.sub("", paragraph.folded.text) == title:
            paragraph.left_out.update(paragraph.folded.offsets)
    for position, entry in enumerate(pack.info.left_out):
        path = child(child(pack.info.path, "left_out"), position)
        key = fold(entry.section).text
        if key and key not in sections:
            headings = [section.heading for section in sections.values() if section.heading]
            message = msg("no unit has the section '{section}'", section=entry.section)
            place = pack.place(child(path, "section"))
            yield Problem("evidence.section", place, message, nearest(entry.section, headings))
            continue
        among = [sections[key]] if key else list(sections.values())
        words = fold(entry.words).text
        if not sum(_mark_left_out(section.paragraphs, words) for section in among):
            paragraphs = [paragraph for section in among for paragraph in section.paragraphs]
            message = msg(
                "these words stand nowhere in {where}", where=name_of(sections[key]) if key else msg("the source")
            )
            hint = nearest_passage(paragraphs, 0, words)
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


def _unused(paragraph: Paragraph) -> Message:
    """Return what helps with a paragraph that no entry cites: where `left_out` has some of it, what that lacks."""
    if not paragraph.left_out:
        return _LEAVE_OUT_HINT
    left = [n for n in paragraph.folded.offsets if n not in paragraph.left_out]
    rest = paragraph.text[left[0] : left[-1] + 1]
    return msg(
        "`left_out` has a part of it, without '{rest}'", rest=rest if len(rest) <= _SHOWN else f"{rest[:_SHOWN]}…"
    )


_SHOWN: Final = 30


def uncited(sections: dict[str, Section], source_name: str) -> Iterator[Problem]:
    for section in sections.values():
        for paragraph in section.paragraphs:
            if not paragraph.cited and not paragraph.is_left_out:
                message = msg(
                    "no entry cites paragraph {number} of {name_of}", number=paragraph.number, name_of=name_of(section)
                )
                rest = next(n for n in paragraph.folded.offsets if n not in paragraph.left_out)
                yield _source_problem("evidence.uncited", source_name, paragraph, rest, message, _unused(paragraph))


_LEAVE_OUT_HINT: Final = msg("say it in the content, or list it in the pack's `left_out` with the reason")


def _source_problem(
    code: str, source_name: str, paragraph: Paragraph, offset: int, message: Message, hint: Message | None = None
) -> Problem:
    place = Place(source_name, paragraph.line, offset + 1)
    return Problem(code, place, message, hint or _LEAVE_OUT_HINT, source_line=paragraph.text)


@record(frozen=False)
class Tally:
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


def said(pack: Pack, key: str) -> tuple[str, Message]:
    """Folded heading -> all that the content says of that section, and who says it."""
    slides = _said_on_slides(pack, key)
    if key == PREAMBLE:
        told = [entry for entry in (pack.event, *pack.units) if entry and not getattr(entry, "section", "")]
        return "\n".join([*map(text_of, told), *slides]), msg("the event") if pack.event else msg("the content")
    units = [unit for unit in pack.units if fold(unit.section).text == key]
    text = "\n".join([*map(text_of, units), *slides])
    if len(units) == 1:
        return text, msg("the unit '{unit}'", unit=units[0].id)
    return text, msg("the unit {units}", units=", ".join(f"'{unit.id}'" for unit in units))


def _said_on_slides(pack: Pack, key: str) -> list[str]:
    """Folded heading -> the texts of free slides whose evidence, or whose unit, is of that section."""
    return [
        said.text
        for path, slides, free in free_slides(pack)
        if not free.ours
        and (home_of(pack, slides) == key or key in {fold(item.section).text for item in free.evidence})
        for said in (Said(path, free.title), *said_on(free, path))
    ]


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


def _unsaid(words: Iterable[_Word], said: Callable[[str], bool], tally: Tally) -> Iterator[_Word]:
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


def missing_terms(section: Section, said: str, who: str, source_name: str, tally: Tally) -> Iterator[Problem]:
    """Section and what its unit says -> the quoted terms that are missing."""
    known = fold(said).text.casefold()
    for word in _unsaid(_terms(section), lambda key: key in known, tally):
        message = msg("the quoted term '{text}' stands nowhere in {who}", text=word.text, who=who)
        yield _source_problem("evidence.term", source_name, word.paragraph, word.start, message)


def missing_numbers(section: Section, said: str, who: str, source_name: str, tally: Tally) -> Iterator[Problem]:
    """Section and what its unit says -> the numbers that are missing; amounts are compared, not digits."""
    known = {_amount(match) for match in _NUMBER.finditer(said)}
    for word in _unsaid(_numbers(section), lambda key: key in known, tally):
        message = msg("the number {value} stands nowhere in {who}", value=word.text.strip(), who=who)
        yield _source_problem("evidence.number", source_name, word.paragraph, word.start, message)
