"""Source text -> the skeleton of a unit, with what rules find in the text: `deckbrief new unit --from TEXT`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Place, Problem, ProblemError, nearest
from deckbrief.base.report import user_path
from deckbrief.base.script.kinds import has_han
from deckbrief.content.evidence.source import PREAMBLE, Paragraph, fold, sections_of
from deckbrief.content.files import read_source
from deckbrief.content.read import read_pack
from deckbrief.run.gleaning import Gleaning, Number, Speaker, beginning, names, numbers, speaker, steps, terms
from deckbrief.run.skeleton import free_file, headed, missing_schema, pack_files, quoted, write_new

_PARTS: Final = 6
"""Paragraphs that become parts of the figure: more than a figure shows well are not helpful."""
_TITLE: Final = 60
"""Characters of a line that can be a title."""
_STOPS: Final = ".。!！?？;；:：,，…"
_GROUP: Final = 6
"""Numbers that are shown together."""


def unit_from_text(name: str, content: Path, source: Path, section: str = "") -> list[Path]:
    """Name, content folder, source text, words of a heading line -> the file of the new unit.

    Of a Word file the text is written beside the content folder too, for `check --source`. Raises ProblemError.
    """
    pack = read_pack(content)
    text = source_text(source)
    heading, paragraphs = section_of(text, section, source)
    files = {free_file(content, "unit", name, pack): headed(unit_text(name, heading, paragraphs), "../")}
    if source.suffix.lower() == ".docx":
        files |= _beside(content.absolute().parent / f"{source.stem}.txt", text)
    return write_new(files | missing_schema(content))


def notes_of_source(content: Path, source: Path) -> list[Message]:
    """Return what is still to be done before evidence is compared: the pack has to say that it has a source."""
    pack = read_pack(content)
    if pack.info.source:
        return []
    line = f"source: {quoted(_title(source_text(source), source))}"
    file = pack.place(pack.info.path).file
    return [
        msg("evidence is compared with a source where the pack names it; add to {file}: {line}", file=file, line=line)
    ]


def pack_from_text(folder: Path, lang: str, source: Path, section: str = "") -> list[Path]:
    """Folder of a new pack, its language, source text, words of a heading line -> the files of a pack that cites it.

    Without a language it is the text's: Chinese where that has Chinese characters, else English. The pack says where
    its material comes from, so that `check --source` compares it. Raises ProblemError.
    """
    text = source_text(source)
    heading, paragraphs = section_of(text, section, source)
    name = heading.lstrip("#").strip() or _title(text, source)
    files = pack_files(
        folder,
        lang or ("zh-CN" if has_han(text) else "en"),
        name,
        unit_text(name, heading, paragraphs),
        _title(text, source),
    )
    if source.suffix.lower() == ".docx":
        files |= _beside(folder / f"{source.stem}.txt", text)
    return write_new(files)


def _title(text: str, source: Path) -> str:
    """Return what a text is called: its first line, if that is a heading or no sentence, or its file."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if _level(first):
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
    """Text, words of a heading -> the heading line and its paragraphs up to the next heading of Markdown.

    Without words it is the whole text. Raises ProblemError where no line has the words, or nothing follows it.
    """
    heading = _heading(text, words, source) if words else ""
    found = sections_of(text, [heading] if heading else [])
    paragraphs = found[fold(heading).text if heading else PREAMBLE].paragraphs
    own = _level(heading)
    ends = (i for i, paragraph in enumerate(paragraphs) if own and 0 < _level(paragraph.text) <= own)
    kept = paragraphs[: next(ends, len(paragraphs))]
    if not any(not _level(paragraph.text) for paragraph in kept):
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


def _level(line: str) -> int:
    """Return the level of a Markdown heading, 0 for any other line."""
    found = re.match(r"(#{1,6})\s", line.lstrip())
    return len(found[1]) if found else 0


def unit_text(name: str, heading: str, paragraphs: Sequence[Paragraph]) -> str:
    """Name, heading line and paragraphs -> the YAML of a unit to be curated."""
    body = [paragraph for paragraph in paragraphs if not _level(paragraph.text)]
    return "\n".join(
        [
            f"kind: unit\nname: {quoted(name)}",
            *_department(speaker(body)),
            "title: TODO",
            *([f"section: {quoted(heading)}"] if heading else []),
            "tagline: TODO\nmessage: TODO\nsummary: [TODO]\ntakeaways: [TODO]\nnotes: {say: [TODO]}",
            f"evidence: {_cited(body[0].number, beginning(body[0]))}",
            *_framework(body),
            *_names(names(body)),
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


def _framework(body: Sequence[Paragraph]) -> Iterator[str]:
    found = steps(body)
    figure = "chain" if found.in_order else "pillars"
    yield f"\nframeworks:\n  - id: main\n    name: TODO\n    title: TODO\n    figure: {figure}\n    priority: 1"
    yield f"    evidence: {_cited(body[0].number, beginning(body[0]))}"
    yield "    notes: {say: [TODO], ask: TODO}\n    parts:"
    parts = zip(found.paragraphs[:_PARTS], found.names, strict=False)
    for number, (paragraph, name) in enumerate(parts, 1):
        yield f"      - id: part-{number}\n        name: {quoted(name) if name else 'TODO'}"
        yield f"        evidence: {_cited(paragraph.number, beginning(paragraph))}"


def _names(found: Sequence[Gleaning]) -> Iterator[str]:
    """Names are cases of the last part until someone moves them to where they belong."""
    if found:
        yield "        practices:"
    for number, name in enumerate(found, 1):
        cited = _cited(name.paragraph, name.words)
        yield f"          - {{id: name-{number}, name: {quoted(name.name)}, evidence: {cited}}}"


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
