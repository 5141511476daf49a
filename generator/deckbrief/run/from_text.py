"""Source text -> the skeleton of a unit, with what rules find in the text: `deckbrief new unit --from TEXT`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Place, Problem, ProblemError, nearest
from deckbrief.base.report import user_path
from deckbrief.base.script.kinds import has_han
from deckbrief.content.evidence.source import PREAMBLE, Paragraph, fold, sections_of
from deckbrief.content.files import read_source
from deckbrief.run.gleaning import Gleaning, Number, Speaker, beginning, names, numbers, speaker, steps, terms
from deckbrief.run.headings import headings, level
from deckbrief.run.listing import Listed, listed
from deckbrief.run.skeleton import free_file, headed, missing_schema, pack_files, pack_to_add_to, quoted, write_new

_PARTS: Final = 6
"""Paragraphs that become parts of the figure: more than a figure shows well are not helpful."""
_TITLE: Final = 60
"""Characters of a line that can be a title."""
_STOPS: Final = ".。!！?？;；:：,，…"
_PACK_UNITS: Final = 8
"""Sections of a text that become units of a new pack."""
_LISTS: Final = 3
_GROUP: Final = 6
"""Numbers that are shown together."""


def unit_from_text(name: str, content: Path, source: Path, section: str = "") -> list[Path]:
    """Name, content folder, source text, words of a heading line -> the file of the new unit.

    Without words it is the section whose heading is the name, if there is one. Of a Word file the text is written
    beside the content folder too, for `check --source`. Raises ProblemError.
    """
    pack = pack_to_add_to(content)
    text = source_text(source)
    heading, paragraphs = section_of(text, section or _named(text, name), source)
    files = {free_file(content, "unit", name, pack): headed(unit_text(name, heading, paragraphs), "../")}
    if source.suffix.lower() == ".docx":
        files |= _beside(content.absolute().parent / f"{source.stem}.txt", text)
    return write_new(files | missing_schema(content))


def _named(text: str, name: str) -> str:
    """Return the name where a heading of the text is just that; empty where none is."""
    return name if fold(name).text in {fold(line.lstrip("# ")).text for line in headings(text)} else ""


def notes_of_source(content: Path, source: Path, name: str = "", section: str = "") -> list[Message]:
    """Return what is still to be done before evidence is compared: the pack has to say that it has a source.

    Where a unit of that name was made of the whole of a text with several sections, that too.
    """
    pack = pack_to_add_to(content)
    text = source_text(source)
    notes = []
    found = headings(text)
    if name and not section and len(found) > 1 and not _named(text, name):
        among = ", ".join(line.lstrip("# ") for line in found[:_PACK_UNITS])
        notes.append(msg("this unit has the whole text; a section of it: --section, one of: {among}", among=among))
    if pack.info.source:
        return notes
    line = f"source: {quoted(_title(text, source))}"
    file = pack.place(pack.info.path).file
    return [
        *notes,
        msg("evidence is compared with a source where the pack names it; add to {file}: {line}", file=file, line=line),
    ]


def pack_from_text(folder: Path, lang: str, source: Path, section: str = "") -> list[Path]:
    """Folder of a new pack, its language, source text, words of a heading line -> the files of a pack that cites it.

    Without the words it has a unit for each section of the text. Without a language it is the text's: Chinese where
    that has Chinese characters, else English. The pack says where its material comes from, so that `check --source`
    compares it. Raises ProblemError.
    """
    text = source_text(source)
    title = _title(text, source)
    given = [] if section else headings(text)
    found = _sections(text, given)[:_PACK_UNITS] if given else [section_of(text, section, source)]
    names = [heading.lstrip("#").strip() or title for heading, _ in found]
    units = [(name, unit_text(name, *one)) for name, one in zip(names, found, strict=True)]
    files = pack_files(folder, lang or ("zh-CN" if has_han(text) else "en"), title, units)
    if source.suffix.lower() == ".docx":
        files |= _beside(folder / f"{source.stem}.txt", text)
    return write_new(files)


def _sections(text: str, given: Sequence[str]) -> list[tuple[str, Sequence[Paragraph]]]:
    """Text, its headings -> those that have something below them, with their paragraphs."""
    found = sections_of(text, given)
    return [
        (heading, found[fold(heading).text].paragraphs)
        for heading in given
        if any(not level(paragraph.text) for paragraph in found[fold(heading).text].paragraphs)
    ]


def _title(text: str, source: Path) -> str:
    """Return what a text is called: its first line, if that is a heading or no sentence, or its file."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if level(first):
        return first.lstrip("#").strip()
    return first if 0 < len(first) <= _TITLE and first[-1] not in _STOPS else source.stem


def _beside(file: Path, text: str) -> dict[Path, str]:
    """Return the file and its text, unless it is there as it is to be."""
    return {} if file.is_file() and file.read_bytes() == text.encode() else {file: text}


def source_text(source: Path) -> str:
    """File -> its text: plain, Markdown, or the paragraphs of a Word document. Raises ProblemError."""
    if source.suffix.lower() == ".docx":
        return _text_of_word(source)
    read, problems = read_source(source)
    if problems:
        raise ProblemError(problems)
    return read.text


def _text_of_word(source: Path) -> str:
    """Word document -> its paragraphs, a line each."""
    from deckbrief.run.word import paragraphs

    return "".join(f"{line}\n" for line in paragraphs(source))


def section_of(text: str, words: str, source: Path) -> tuple[str, Sequence[Paragraph]]:
    """Text, words of a heading -> the heading line and its paragraphs up to the next heading of its level or above.

    Without words it is the whole text. Raises ProblemError where no line has the words, or nothing follows it.
    """
    heading = _heading(text, words, source) if words else ""
    own = level(heading)
    others = headings(text) if heading and not own else []
    found = sections_of(text, [heading, *others] if heading else [])
    paragraphs = found[fold(heading).text if heading else PREAMBLE].paragraphs
    ends = (i for i, paragraph in enumerate(paragraphs) if own and 0 < level(paragraph.text) <= own)
    kept = paragraphs[: next(ends, len(paragraphs))]
    if not any(not level(paragraph.text) for paragraph in kept):
        raise ProblemError([Problem("content.empty", Place(user_path(source)), msg("no paragraph to begin from"))])
    return heading, kept


def _heading(text: str, words: str, source: Path) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    with_words = [line for line in lines if fold(words).text in fold(line).text]
    if not with_words:
        message = msg("no line has the words '{words}'", words=words)
        hint = nearest(words, [line for line in lines if len(line) < 60]) if len(lines) < 400 else ""
        raise ProblemError([Problem("evidence.section", Place(user_path(source)), message, hint)])
    return min(with_words, key=len)  # a heading is shorter than a sentence that mentions it


def unit_text(name: str, heading: str, paragraphs: Sequence[Paragraph]) -> str:
    """Name, heading line and paragraphs -> the YAML of a unit to be curated."""
    body = [paragraph for paragraph in paragraphs if not level(paragraph.text)]
    return "\n".join(
        [
            f"kind: unit\nname: {quoted(name)}",
            *_department(speaker(body)),
            "title: TODO",
            *([f"section: {quoted(heading)}"] if heading else []),
            "tagline: TODO\nmessage: TODO\nsummary: [TODO]\ntakeaways: [TODO]\nnotes: {say: [TODO]}",
            f"evidence: {_cited(body[0].number, beginning(body[0]))}",
            *_framework(body, [each for each in names(body) if each.name != name]),
            *_lists(listed(body)),
            *_numbers(numbers(body)),
            *_terms(terms(body)),
            "",
        ]
    )


def _cited(paragraph: int, words: str) -> str:
    return f"[{{paragraph: {paragraph}, words: {quoted(words)}}}]"


def _department(found: Speaker | None) -> Iterator[str]:
    if found is None:
        yield "department: TODO"
    else:
        yield f"department: {quoted(found.body)}"
        yield f"speaker: {{name: {quoted(found.name)}, role: {quoted(found.role)}}}"


def _framework(body: Sequence[Paragraph], named: Sequence[Gleaning]) -> Iterator[str]:
    found = steps(body)
    figure = "chain" if found.in_order else "pillars"
    yield f"\nframeworks:\n  - id: main\n    name: TODO\n    title: TODO\n    figure: {figure}\n    priority: 1"
    yield f"    evidence: {_cited(body[0].number, beginning(body[0]))}"
    yield "    notes: {say: [TODO], ask: TODO}\n    parts:"
    shown = list(zip(found.paragraphs[:_PARTS], found.names, strict=False))
    numbers = [paragraph.number for paragraph, _ in shown]
    homes = [name.paragraph if name.paragraph in numbers else numbers[-1] for name in named]
    for number, (paragraph, name) in enumerate(shown, 1):
        yield f"      - id: part-{number}\n        name: {quoted(name) if name else 'TODO'}"
        yield f"        evidence: {_cited(paragraph.number, beginning(paragraph))}"
        yield from _names([each for each in enumerate(named, 1) if homes[each[0] - 1] == paragraph.number])


def _names(found: Sequence[tuple[int, Gleaning]]) -> Iterator[str]:
    """Names are cases of the part whose paragraph has them, or of the last one, until someone moves them."""
    if found:
        yield "        practices:"
    for number, name in found:
        cited = _cited(name.paragraph, name.words)
        yield f"          - {{id: name-{number}, name: {quoted(name.name)}, evidence: {cited}}}"


def _lists(found: Sequence[Listed]) -> Iterator[str]:
    """What the text counts and lists is a framework of its own."""
    for number, one in enumerate(found[:_LISTS], 1):
        name, figure = quoted(one.name) if one.name else "TODO", "chain" if one.in_order else "pillars"
        yield f"\n  - id: list-{number}\n    name: {name}\n    title: TODO\n    figure: {figure}"
        yield f"    evidence: {_cited(one.paragraph, one.words)}"
        yield "    notes: {say: [TODO]}\n    parts:"
        for place, member in enumerate(one.members, 1):
            cited = _cited(one.at[place - 1] if one.at else one.paragraph, member)
            yield f"      - {{id: member-{place}, name: {quoted(member)}, evidence: {cited}}}"


def _numbers(found: Sequence[Number]) -> Iterator[str]:
    if found:
        yield "\nmetric_groups:"
    for first in range(0, len(found), _GROUP):
        yield f"  - id: numbers-{first // _GROUP + 1}\n    title: TODO\n    notes: {{say: [TODO]}}\n    metrics:"
        yield from _metrics(found[first : first + _GROUP], first + 1)


def _metrics(found: Iterable[Number], first: int) -> Iterator[str]:
    for number, metric in enumerate(found, first):
        keys = (("scale", metric.scale), ("qualifier", metric.qualifier), ("unit", metric.unit))
        more = "".join(f", {key}: {quoted(value)}" for key, value in keys if value)
        cited = _cited(metric.paragraph, metric.words)
        yield f"      - {{id: number-{number}, label: TODO, number: {metric.number}{more}, evidence: {cited}}}"


def _terms(found: Sequence[Gleaning]) -> Iterator[str]:
    if found:
        yield "\nterms:"
    for number, term in enumerate(found, 1):
        cited = _cited(term.paragraph, term.words)
        yield f"  - {{id: term-{number}, name: {quoted(term.name)}, explained: false, evidence: {cited}}}"
