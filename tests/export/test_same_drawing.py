"""One drawing, every medium: native PowerPoint (as LibreOffice draws it) and SVG put every text at the same place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest
from deckbrief.base.length import EMU_PER_PT, Rect
from deckbrief.base.script.kinds import script_changes
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.export.svg import frame_svg
from deckbrief.layout.frame import DeckFrames, Frame, Paragraph, Shape, Text, TextBody
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.theme.theme import Theme

PX = 1280 / (13.333 * 72)
"""Pixels a point, at 1280 × 720."""
ALLOWED = 3.0
HAN_LATIN = re.compile(r"(?<=[\u2e80-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u2e80-\u9fff])")

Glyph = tuple[str, float, float, float]
"""A character, its left end, its baseline, its right end, in points."""


def workshop(theme: Theme) -> DeckFrames:
    pack = read_pack(Path("content"))
    session = next(session for session in pack.sessions if session.id == "workshop")
    return lay_out_deck(draft_deck(pack, session, (Path("templates"),)), pack, theme)


def printed(deck: DeckFrames, theme: Theme, folder: Path) -> list[pymupdf.Page]:
    import weasyprint

    style = "@page{size:13.333in 7.5in;margin:0}body{margin:0}svg{display:block;width:13.333in;height:7.5in}"
    pages = "".join(frame_svg(frame, theme) for frame in deck.frames)
    weasyprint.HTML(string=f"<style>{style}</style>{pages}").write_pdf(folder / "svg.pdf")
    document = pymupdf.open(folder / "svg.pdf")
    return [document.load_page(number) for number in range(len(document))]


def glyphs(page: pymupdf.Page) -> list[Glyph]:
    return [
        (char["c"], char["bbox"][0], char["origin"][1], char["bbox"][2])
        for block in page.get_text("rawdict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        for char in span["chars"]
        if not char["c"].isspace() and char["c"] not in "•·"  # bullets stand outside the text
    ]


def inside(found: list[Glyph], text: str, rect: Rect) -> list[Glyph]:
    left, top, right, bottom = (value / EMU_PER_PT for value in (rect.x, rect.y, rect.right, rect.bottom))
    return [g for g in found if g[0] in text and left - 1 <= g[1] and g[3] <= right + 1 and top <= g[2] <= bottom]


def extent(found: list[Glyph]) -> tuple[float, float, float, float]:
    """Left end, first baseline, right end, last baseline."""
    return min(g[1] for g in found), min(g[2] for g in found), max(g[3] for g in found), max(g[2] for g in found)


def lines_of(found: list[Glyph]) -> int:
    """Return on how many baselines glyphs stand, those alike that are less than two points apart."""
    baselines = sorted(glyph[2] for glyph in found)
    return 1 + sum(below - above >= 2 for above, below in pairwise(baselines))


def foreign_gaps(body: TextBody) -> float:
    """Points by which a line may be wider in LibreOffice: it also parts Chinese from marks such as “ and ·."""
    widest = 0.0
    for paragraph in body.paragraphs:
        changes = script_changes(paragraph.text)  # of the whole: a quotation mark's script may be that of another line
        for line in paragraph.lines:
            text = paragraph.text[line.start : line.end]
            within = [place for place in changes if line.start < place < line.end]
            extra = len(within) - len(HAN_LATIN.findall(text))
            largest = max(run.size or paragraph.size for run in paragraph.runs)
            # Between runs of two sizes it takes the gap of the larger, SVG that of the second.
            mixed = sum(run.size is not None for run in paragraph.runs)
            widest = max(widest, 0.25 * (extra * paragraph.size + mixed * largest))
    return widest


def texts(frame: Frame) -> Iterator[tuple[str, TextBody, Rect]]:
    for item in frame.walk():
        body = item.body if isinstance(item, Text | Shape) else None
        if body is not None and not any(run.field for paragraph in body.paragraphs for run in paragraph.runs):
            yield item.name, body, item.rect


def breaks_itself(paragraph: Paragraph) -> bool:
    """Tell whether its lines are our own: one, or several that end in soft breaks; running text breaks by itself."""
    return len(paragraph.lines) - 1 == len(paragraph.soft)


@pytest.mark.office
def test_native_and_svg_agree(
    tmp_path: Path, noto: Theme, office_pages: Callable[[DeckFrames], list[pymupdf.Page]]
) -> None:
    deck = workshop(noto)
    native, print_ = office_pages(deck), printed(deck, noto, tmp_path)
    assert len(native) == len(print_) == len(deck.frames)
    compared = 0
    apart = []
    for page, other, frame in zip(native, print_, deck.frames, strict=True):
        here, there = glyphs(page), glyphs(other)
        for name, body, rect in texts(frame):
            one, two = inside(here, body.text, rect), inside(there, body.text, rect)
            assert one, (frame.name, name)
            assert two, (frame.name, name)
            compared += 1
            differences = [abs(a - b) * PX for a, b in zip(extent(one), extent(two), strict=True)]
            allowed = ALLOWED + foreign_gaps(body) * PX
            lines = [lines_of(found) for found in (one, two)]
            apart_across = max(differences[::2]) > allowed and all(map(breaks_itself, body.paragraphs))
            too_far = max(differences[1::2]) > ALLOWED or apart_across
            if too_far or lines[0] != lines[1]:
                apart.append((frame.name, name, differences, lines))
    assert compared > 300
    assert not apart, "\n".join(map(str, apart[:30]))
