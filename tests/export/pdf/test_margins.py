"""Printed pages of a session: nothing stands in the margins."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from deckbrief.content.read import read_pack
from deckbrief.export.briefing import write
from deckbrief.export.exporter import Target
from deckbrief.export.materials import materials
from deckbrief.export.registry import exporters

ROOTS = (Path("templates"),)
KINDS = {exporter.name: exporter for exporter in exporters()}
SIDE = 17 * 72 / 25.4
"""The margins of what belongs to a session, left and right, in points."""
WHITE = 255


def document(content: Path, kind: str) -> pymupdf.Document:
    """Folder of a pack, kind of briefing -> that of its first session or unit, as printed."""
    pack = read_pack(content)
    entry = pack.units[0] if KINDS[kind].made_for == "unit" else pack.sessions[0]
    given = materials(pack, "vermilion", ROOTS)
    return pymupdf.open("pdf", write(Target(KINDS[kind], f"briefing/{kind}", entry), given).data)


def darkest(page: pymupdf.Page, left: float, right: float) -> int:
    """A strip of a page from top to foot, from and to in points -> its darkest grey, 0 to 255."""
    clip = pymupdf.Rect(left, 0, right, page.rect.height)
    return min(page.get_pixmap(clip=clip, dpi=72, colorspace="gray", alpha=False).samples)


@pytest.mark.parametrize("content", ["content", "tests/packs/english/content"])
@pytest.mark.parametrize("kind", ["handout", "guide", "plan", "feedback", "signin"])
def test_the_margins_are_white_from_top_to_foot(kind: str, content: str) -> None:
    pages = list(document(Path(content), kind))
    assert pages
    for page in pages:
        assert darkest(page, 0, SIDE - 0.5) == WHITE
        assert darkest(page, page.rect.width - SIDE + 0.5, page.rect.width) == WHITE


def test_slides_of_a_handout_are_in_two_columns_of_one_width_within_the_margins() -> None:
    pages = list(document(Path("tests/packs/english/content"), "handout"))
    frames = {
        (round(rect.x0, 1), round(rect.x1, 1))
        for page in pages
        for rect in (pymupdf.Rect(drawing["rect"]) for drawing in page.get_drawings())
        if rect.height / 9 * 16 - 4 < rect.width < rect.height / 9 * 16 + 4 and rect.width > 200
    }
    left = (min(start for start, _ in frames), max(end for _, end in frames if end < pages[0].rect.width / 2))
    right = (min(start for start, _ in frames if start > left[1]), max(end for _, end in frames))
    assert left[0] == pytest.approx(SIDE, abs=0.5)
    assert right[1] == pytest.approx(pages[0].rect.width - SIDE, abs=0.5)
    assert left[1] - left[0] == pytest.approx(right[1] - right[0], abs=0.5)
