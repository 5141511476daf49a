"""What LibreOffice makes of a deck: all its slides, and after a save the content paths."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.export.pptx.deck import write_deck
from deckbrief.export.pptx.identity import MARK, built_in, paths_told, shape_names, told_lines
from deckbrief.layout.frame import DeckFrames, Text
from deckbrief.ooxml.package import Package
from deckbrief.theme.theme import Theme
from lxml import etree

from tests.support.office import convert

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


@pytest.fixture(scope="module")
def converted(every_item: DeckFrames, theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the deck as PDF, and as .pptx saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "deck.pptx").write_bytes(write_deck(every_item, theme))
    for kind in ("pdf", "pptx"):
        convert(folder / "deck.pptx", folder / kind, kind)
    return folder


@pytest.mark.office
def test_every_slide_is_shown_with_its_text(converted: Path, every_item: DeckFrames) -> None:
    import pymupdf

    with pymupdf.open(converted / "pdf" / "deck.pdf") as document:
        pages = ["".join(page.get_text().split()) for page in document]
    assert len(pages) == len(every_item.frames)
    for page, frame in zip(pages, every_item.frames, strict=True):
        assert "".join(frame.title.split()) in page


@pytest.mark.office
def test_content_paths_survive_a_save(converted: Path, every_item: DeckFrames) -> None:
    package = Package.from_bytes((converted / "pptx" / "deck.pptx").read_bytes())
    checked = 0
    for number, frame in enumerate(every_item.frames, 1):
        checked += 1
        slide = etree.fromstring(package.parts[f"ppt/slides/slide{number}.xml"])
        kept = {str(shape.get("name")) for shape in slide.iter(f"{P}cNvPr")}
        names = shape_names(frame.items, {})
        held = [(item, name) for item, name in zip(frame.walk(), names, strict=True) if isinstance(item, Text)]
        placeholders = {text for item, name in held if item.placeholder for text in (item.placeholder, name)}
        cells = {f"{name} {row}.{column}" for name in names for row in range(1, 9) for column in range(1, 9)}
        assert {name for name, _ in paths_told(frame, names)} - placeholders - cells <= kept
        [target] = [
            e.target for e in package.relationships[f"ppt/slides/slide{number}.xml"] if e.target.startswith("../notes")
        ]
        notes = etree.fromstring(package.parts[f"ppt/{target.removeprefix('../')}"])
        [mark] = [
            shape
            for shape in notes.iter(f"{P}sp")
            if f'"{MARK}{frame.name}"' in etree.tostring(shape, encoding="unicode")
        ]
        lines = ["".join(str(text) for text in line.itertext()) for line in mark.iter("{*}p")]
        assert [line for line in lines if line] == [*told_lines(frame, names), lines[-1]]
        assert built_in(lines) is not None
    assert checked
