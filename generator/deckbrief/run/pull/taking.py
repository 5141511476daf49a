"""Slides that somebody added to a deck by hand -> a file of free slides that says the same, and their pictures."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from deckbrief.base.record import record
from deckbrief.base.script.odd import cleaned
from deckbrief.inspect.deck_file import open_deck
from deckbrief.ooxml.markup import attribute, every, find
from deckbrief.ooxml.names import tag
from deckbrief.ooxml.reader import OfficeFile, Part
from deckbrief.run.pull.changes import joined
from deckbrief.run.pull.told import notes_of, pictures_of, text_of, title_of
from deckbrief.run.skeleton import quoted

if TYPE_CHECKING:
    from deckbrief.ooxml.markup import Element

_TITLES: Final = frozenset({"title", "ctrTitle"})
_NO_BODY: Final = frozenset({"sldNum", "dt", "ftr", "hdr", "sldImg", *_TITLES})
_LEVELS: Final = 3


@record
class Taken:
    """What is to be written: the YAML, and pictures by the names that it gives them."""

    text: str
    pictures: Mapping[str, bytes]


@record
class _Line:
    text: str
    level: int


def taken_slides(deck: Path, numbers: Collection[int], title: str, stem: str) -> Taken:
    """Deck, numbers of its slides from 1, a title, what names of pictures begin with -> the slides as content.

    A slide that holds a table and lines, say, becomes two of one title: a free slide has one body, but for lines beside
    a picture. What free slides cannot say (drawings, charts, films) is left out.
    """
    file, _ = open_deck(deck)
    pictures: dict[str, bytes] = {}
    slides: list[str] = []
    for number, part in enumerate(file.slides(), 1):
        if number in numbers:
            slides += _slide(file, part, number, pictures, stem)
    head = f"kind: slides\ntitle: {quoted(title)}\nslides:\n"
    return Taken(head + "".join(slides), pictures)


def _slide(file: OfficeFile, part: Part, number: int, pictures: dict[str, bytes], stem: str) -> Iterator[str]:
    """Yield the entries of a slide, one for each of its bodies; the first has the notes."""
    lines = list(_lines(part))
    title = cleaned(joined(title_of(part))) or (lines.pop(0).text if lines else f"{number}")
    bodies = [_table(table) for table in part.root.iter(tag("a:tbl"))] if part.root is not None else []
    named = []
    for found in pictures_of(file, part):
        name = f"{stem}-{len(pictures) + 1}.{found.suffix}"
        pictures[name] = found.data
        named.append(name)
    listed = "    bullets:\n" + "".join(_bullets(lines)) if lines else ""
    if listed and len(named) == 1:
        bodies.append(f"{listed}    picture: {quoted(named[0])}\n")
    else:
        bodies += [f"    pictures: [{', '.join(map(quoted, named))}]\n"] if named else []
        bodies += [listed] if listed else []
    said = [quoted(text) for text in notes_of(file, part)]
    notes = f"    notes: {{say: [{', '.join(said)}]}}\n" if said else ""
    for body in bodies or [f"    statement: {quoted(title)}\n"]:
        yield f"  - title: {quoted(title)}\n{notes}{body}"
        notes = ""


def _lines(part: Part) -> Iterator[_Line]:
    """Yield the paragraphs outside of title, tables and footers, with their levels from 0."""
    for shape in _shapes(part):
        if _kind(shape) in _NO_BODY:
            continue
        for paragraph in shape.iter(tag("a:p")):
            if words := _words(paragraph):
                level = attribute(find(paragraph, "a:pPr"), "lvl")
                yield _Line(words, min(int(level) if level.isdigit() else 0, _LEVELS - 1))


def _shapes(part: Part) -> Iterator[Element]:
    yield from part.root.iter(tag("p:sp")) if part.root is not None else ()


def _kind(shape: Element) -> str:
    return attribute(find(shape, "p:nvSpPr/p:nvPr/p:ph"), "type")


def _words(paragraph: Element) -> str:
    return cleaned(joined(text_of(paragraph)))


def _bullets(lines: list[_Line], level: int = 0, depth: int = 6) -> Iterator[str]:
    """Lines and their levels -> entries of bullets, those of a deeper level below the line before them."""
    pad = " " * depth
    while lines:
        if lines[0].level < level:
            return
        line = lines.pop(0)
        if lines and lines[0].level > level and level < _LEVELS - 1:
            yield f"{pad}- text: {quoted(line.text)}\n{pad}  bullets:\n"
            yield from _bullets(lines, level + 1, depth + 4)
        else:
            yield f"{pad}- {quoted(line.text)}\n"


def _table(table: Element) -> str:
    rows = [[_cell(cell) for cell in every(row, "a:tc")] for row in every(table, "a:tr")]
    head, *rest = [f"[{', '.join(row)}]" for row in rows]
    if not rest:
        head, rest = "[]", [head]
    return f"    table:\n      head: {head}\n      rows:\n" + "".join(f"        - {row}\n" for row in rest)


def _cell(cell: Element) -> str:
    words = " ".join(words for paragraph in cell.iter(tag("a:p")) if (words := _words(paragraph)))
    return quoted(words) if words else "~"
