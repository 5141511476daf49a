"""Printed pages: nothing stands in the margins, and numbers beside each other do not touch."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pymupdf
import pytest
from deckbrief.content.model import Metric, MetricGroup, Pack
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


def document(pack: Pack, kind: str) -> list[pymupdf.Page]:
    """Pack, kind of briefing -> its pages, for the first session or unit where it is of one."""
    entry = pack.units[0] if KINDS[kind].made_for == "unit" else pack.sessions[0]
    given = materials(pack, "vermilion", ROOTS)
    made = pymupdf.open("pdf", write(Target(KINDS[kind], f"briefing/{kind}", entry), given).data)
    return [made.load_page(number) for number in range(len(made))]


def darkest(page: pymupdf.Page, left: float, right: float) -> int:
    """A strip of a page from top to foot, from and to in points -> its darkest grey, 0 to 255."""
    clip = pymupdf.Rect(left, 0, right, page.rect.height)
    return min(page.get_pixmap(clip=clip, dpi=72, colorspace=pymupdf.csGRAY, alpha=False).samples)


@pytest.mark.parametrize("content", ["content", "tests/packs/english/content"])
@pytest.mark.parametrize("kind", ["handout", "guide", "plan", "feedback", "signin"])
def test_the_margins_are_white_from_top_to_foot(kind: str, content: str) -> None:
    pages = document(read_pack(Path(content)), kind)
    assert pages
    for page in pages:
        assert darkest(page, 0, SIDE - 0.5) == WHITE
        assert darkest(page, page.rect.width - SIDE + 0.5, page.rect.width) == WHITE


def test_slides_of_a_handout_are_in_two_columns_of_one_width_within_the_margins() -> None:
    pages = document(read_pack(Path("tests/packs/english/content")), "handout")
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


WORDS = {
    "tests/packs/english/content": ("replacing one had cost", "about", "euros"),
    "tests/packs/chinese/content": ("补种一片要花", "累计", "余万元人民币"),
}


def with_numbers(content: str, count: int) -> Pack:
    """Folder of a pack, how many -> the pack with one unit that has so many wide numbers."""
    label, before, unit = WORDS[content]
    pack = read_pack(Path(content))
    metrics = tuple(
        Metric(id=f"m{number}", label=label, number=4200 + number, qualifier=before, unit=unit)
        for number in range(count)
    )
    first = replace(pack.units[0], metric_groups=(MetricGroup(id="group", title="Costs", metrics=metrics),))
    return replace(pack, units=(first, *pack.units[1:]))


@pytest.mark.parametrize(
    ("kind", "count"), [*(("unit-briefing", count) for count in (1, 2, 3, 4, 5, 7)), ("report", 4), ("report", 5)]
)
@pytest.mark.parametrize("content", sorted(WORDS))
def test_wide_numbers_stand_apart_and_within_the_margins(content: str, kind: str, count: int) -> None:
    """Each is on one line with what stands before and after it, whatever their number."""
    _, before, unit = WORDS[content]
    amounts = []
    for page in document(with_numbers(content, count), kind):
        edge = 56.14 if kind == "unit-briefing" else 66.64
        spans = [
            span
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
            if 10.9 < span["size"] < 26.1
        ]
        found = [span for span in spans if "42" in span["text"] or "4,2" in span["text"]]
        for span in found:
            beside = [other for other in spans if abs(other["origin"][1] - span["origin"][1]) < 2]
            own = [other for other in beside if other["text"].strip() in (before, unit)]
            assert len(own) == 2 * sum(other in found for other in beside)
            assert all(0 < other["bbox"][0] <= other["bbox"][2] < page.rect.width - edge + 0.5 for other in beside)
            for one, other in combinations(sorted(beside, key=lambda span: span["bbox"][0]), 2):
                assert one["bbox"][2] < other["bbox"][0] + 0.5
        amounts += found
    assert len(amounts) == count
