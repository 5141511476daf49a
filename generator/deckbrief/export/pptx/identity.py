"""Shapes of a deck: what they are called in its language, and which entry of the content each of them says.

Names in the selection pane are for people. Content paths stand where nobody reads them: each notes slide has a hidden
shape whose name tells the slide's, and whose text tells, line by line, the paths of shapes by their names, of
placeholders by their keys and of table cells by row and column. Of all that a shape can carry, LibreOffice (tried with
7.4) keeps the name alone through a save; titles, extensions, tags and, but for pictures, alt texts are lost, and
custom XML too. It renames placeholders and does not keep the slide's own name; the hidden shape it keeps.

A last line of it tells what the slide and its notes said when they were written, a short digest for each paragraph:
with it, what a person has changed since is known from what the content says otherwise by now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.base.record import record
from deckbrief.base.script.odd import label
from deckbrief.layout.frame import AnyItem, Frame, Group, Table, Text

MARK: Final = "deckbrief: "
"""What the name of the hidden shape on a notes slide begins with; the slide's name follows."""

_JOINT: Final = " · "
_NUMBERED: Final = deferred(r"[ -][\d.]+$")
_WORD: Final = deferred(r"[a-z][a-z-]+")
_BETWEEN_WORDS: Final = deferred(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_PATH: Final = deferred(r"[\w-]+/[\w/-]+")
_IS: Final = " = "
_BUILT: Final = "built: "
_NOTES: Final = "notes"
_DIGITS: Final = 8
_FIELD: Final = deferred(r"<a:fld .*?</a:fld>", re.DOTALL)


@record
class Built:
    """What a slide said when it was written: digests of its paragraphs that are not blank, and of those of its notes.

    Tells of fields, which change by themselves, nothing.
    """

    slide: tuple[str, ...]
    notes: tuple[str, ...]


def shape_names(items: Iterable[AnyItem], words: Mapping[str, str]) -> list[str]:
    """Items and the deck's words for kinds of shapes -> the names of all, groups before members; no two are alike."""
    times: dict[str, int] = {}
    known: dict[str, str] = {}
    names = []
    for item in _every(items):
        name = _in_language(item, words, known)
        times[name] = again = times.get(name, 0) + 1
        names.append(f"{name} ({again})" if again > 1 else name)
    return names


def _every(items: Iterable[AnyItem]) -> Iterator[AnyItem]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from _every(item.items)


def _in_language(item: AnyItem, words: Mapping[str, str], known: dict[str, str]) -> str:
    """Item -> what it is called; of what only the program knows it by, its slide and its path, nothing is said.

    What a phrase is in the language is kept in `known`: a group's members have its name in theirs.
    """
    kind, *more = item.name.split(_JOINT)
    if isinstance(item, Text) and item.placeholder:
        more = []
    phrases = [kind, *(part for part in more if part and not _is_path(part, item))]
    for phrase in phrases:
        if phrase not in known:
            known[phrase] = in_language(phrase, words)
    return label(_JOINT.join([known[phrase] for phrase in phrases]))


def _is_path(part: str, item: AnyItem) -> bool:
    return part == item.path or "#" in part or ("/" in part and _PATH.fullmatch(part) is not None)


def in_language(phrase: str, words: Mapping[str, str]) -> str:
    """Phrase -> the same in the deck's language, as a whole or word by word; what is no kind of shape stays."""
    kind = _NUMBERED.sub("", phrase)
    if kind in words:
        return words[kind] + phrase[len(kind) :]
    said = _WORD.sub(lambda word: words.get(word[0], word[0]), phrase)
    return _BETWEEN_WORDS.sub("", said) if said != phrase else phrase


def paths_told(frame: Frame, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Frame, its shapes' names -> what each path is told by: a name, `title`, or `<table> 2.1` (row, column from 1)."""
    for item, name in zip(frame.walk(), names, strict=True):
        if item.path:
            yield name, item.path
        if item.path and isinstance(item, Text) and item.placeholder not in ("", name):
            yield item.placeholder, item.path  # LibreOffice gives it another name
        if isinstance(item, Table):
            for row, cells in enumerate(item.rows, 1):
                for column, cell in enumerate(cells, 1):
                    if cell.path:
                        yield f"{name} {row}.{column}", cell.path


def told_lines(frame: Frame, names: Sequence[str]) -> list[str]:
    """Frame, its shapes' names -> the lines of the hidden shape."""
    return [f"{name}{_IS}{path}" for name, path in paths_told(frame, names)]


def paths_in(lines: Iterable[str]) -> dict[str, str]:
    """Lines of a hidden shape -> the content paths by names of shapes."""
    parted = (line.rpartition(_IS) for line in lines)
    return {name: path for name, _, path in parted if name}


def words_digest(text: str) -> str:
    """Text of a paragraph -> its digest; without spaces and line breaks, which programs change of their own accord."""
    return sha256(re.sub(r"\s+", "", text).encode()).hexdigest()[:_DIGITS]


def built_line(slide: str, notes: str) -> str:
    """XML of a slide and of its notes' paragraphs, as they are written -> the line that tells their digests."""
    return _BUILT + " ".join([*_digests(slide), _NOTES, *_digests(notes)])


def _digests(xml: str) -> Iterator[str]:
    for paragraph in _within(xml, "a:p"):
        text = "".join(_within(_FIELD.sub("", paragraph), "a:t"))
        if text and not text.isspace():
            yield words_digest(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


def _within(xml: str, name: str) -> Iterator[str]:
    """Yield what each element of a name holds: one that is written without attributes, and has none of its name in it.

    Cut at the tags, which takes a tenth of the time of a pattern that goes through every character.
    """
    for started in xml.split(f"<{name}>")[1:]:
        yield started.partition(f"</{name}>")[0]


def built_in(lines: Iterable[str]) -> Built | None:
    """Lines of a hidden shape -> what the slide said when it was written; None where they do not tell."""
    line = next((line for line in lines if line.startswith(_BUILT)), "")
    slide, marked, notes = line.removeprefix(_BUILT).partition(_NOTES)
    return Built(tuple(slide.split()), tuple(notes.split())) if marked else None
