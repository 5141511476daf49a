"""A .pptx of anybody's -> what its slides say, and of what content: the texts that can be compared with another's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import record
from deckbrief.inspect.deck_file import open_deck, parse_deck
from deckbrief.ooxml.markup import attribute, every, find
from deckbrief.ooxml.names import tag
from deckbrief.ooxml.reader import OfficeFile, Part

if TYPE_CHECKING:
    from deckbrief.ooxml.markup import Element

_PATH: Final = re.compile(r"(?P<name>.+) = (?P<path>\S+)")
"""A line of what notes keep of shapes: the shape's name, the content path of what it shows."""
_NO_TEXT: Final = frozenset({"sldNum", "sldImg", "hdr", "dt", "ftr"})


@record
class Paragraph:
    """A paragraph of a slide: what it says, and the content path of its shape, where it is known."""

    text: str
    path: str = ""


@record
class ToldSlide:
    """A slide: the name that we gave it (empty: another program has dropped it), what it says, its notes."""

    number: int
    name: str
    hidden: bool
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...]
    paths: frozenset[str]
    """The content paths of all that it shows."""


def deck_of_file(path: Path) -> list[ToldSlide]:
    """Path -> its slides in order. Raises ProblemError where it is no deck that can be read."""
    file, problems = open_deck(path)
    return _slides(file, problems)


def deck_of_bytes(data: bytes, name: str) -> list[ToldSlide]:
    """Bytes of a deck and its name -> its slides in order. Raises ProblemError."""
    return _slides(*parse_deck(data, name))


def _slides(file: OfficeFile, problems: list[Problem]) -> list[ToldSlide]:
    found = [_slide(file, part, number) for number, part in enumerate(file.slides(), 1)]
    if not found:
        message = msg("there are no slides in it")
        raise ProblemError(problems or [Problem("deck.unreadable", Place(file.name), message)])
    return found


def _slide(file: OfficeFile, part: Part, number: int) -> ToldSlide:
    notes = next(iter(file.kin(part, "notesSlide")), None)
    paths = _paths(notes)
    return ToldSlide(
        number=number,
        name=attribute(find(part.root, "p:cSld"), "name"),
        hidden=attribute(part.root, "show") in ("0", "false"),
        paragraphs=tuple(_paragraphs(part.root, paths)),
        notes=tuple(Paragraph(text) for text in _notes(notes)),
        paths=frozenset(paths.values()),
    )


def _paths(notes: Part | None) -> Mapping[str, str]:
    """Notes of a slide -> content paths by the names of shapes, as the exporter has left them there."""
    lines = (
        _text(paragraph) for paragraph in (notes.root.iter(tag("a:p")) if notes and notes.root is not None else ())
    )
    found = (_PATH.fullmatch(line.strip()) for line in lines)
    return {match["name"]: match["path"] for match in found if match}


def _paragraphs(root: Element | None, paths: Mapping[str, str]) -> Iterator[Paragraph]:
    """Yield the paragraphs that are not blank, in the order of their shapes; numbers of slides are none."""
    for paragraph in root.iter(tag("a:p")) if root is not None else ():
        shape = next((a for a in paragraph.iterancestors(tag("p:sp"), tag("p:graphicFrame"))), None)
        if shape is None or _kind(shape) in _NO_TEXT:
            continue
        if text := _text(paragraph).strip():
            yield Paragraph(text, paths.get(_name(shape), ""))


def _notes(notes: Part | None) -> Iterator[str]:
    """Yield the paragraphs of a slide's notes, without what the exporter keeps there of shapes."""
    for shape in every(notes.root if notes else None, "p:cSld/p:spTree/p:sp"):
        if _kind(shape) != "body":
            continue
        for paragraph in shape.iter(tag("a:p")):
            text = _text(paragraph).strip()
            if text and not _PATH.fullmatch(text):
                yield text


def _kind(shape: Element) -> str:
    return attribute(find(shape, "p:nvSpPr/p:nvPr/p:ph"), "type")


def _name(shape: Element) -> str:
    return attribute(next(shape.iter(tag("p:cNvPr")), None), "name")


def _text(paragraph: Element) -> str:
    """Paragraph -> its text; a line break is told as one, a field is not what somebody wrote."""
    pieces = []
    for element in paragraph.iter(tag("a:t"), tag("a:br")):
        if next(element.iterancestors(tag("a:fld")), None) is None:
            pieces.append("\v" if element.tag == tag("a:br") else element.text or "")
    return "".join(pieces)
