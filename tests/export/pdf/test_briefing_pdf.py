"""The briefings of real packs as pages: how many, what stands where, and whether contents and outline are right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import page
import pikepdf
import pymupdf
import pytest
from deckbrief.content.model import Pack
from deckbrief.content.read import read_pack
from deckbrief.draft.render import render
from deckbrief.draft.words import load_words
from deckbrief.export.pdf.document import PdfResult, write_pdf
from deckbrief.theme.load import load_theme

ROOT = Path(__file__).parents[3]
ROOTS = (ROOT / "templates",)
BASE = ROOT / "templates" / "briefing" / "report"
PACKS = {"own": ROOT / "content", "english": ROOT / "tests" / "packs" / "english" / "content"}
FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="870pt" height="360pt" viewBox="0 0 870 360" '
    'font-family="Noto Sans CJK SC"><rect width="870" height="360" fill="#EEEEEE"/>'
    '<text x="20" y="60" font-size="20">figure</text></svg>'
)
MARGIN = 20 * 72 / 25.4
UNITS = [("own", number) for number in range(4)] + [("english", 0)]


@cache
def pack_of(name: str) -> Pack:
    return read_pack(PACKS[name])


@cache
def made(name: str, number: int | None) -> PdfResult:
    """The briefing of a pack's unit by number, or its report."""
    pack = pack_of(name)
    lang = pack.info.lang
    theme = load_theme("vermilion", [ROOT / "templates" / "themes"])
    context: dict[str, Any] = {"pack": pack, "words": load_words(lang, ROOTS), "theme": theme, "lang": lang}
    template = "report" if number is None else "unit"
    if number is not None:
        context["unit"] = pack.units[number]
    html = render(f"briefing/report/{template}.html.j2", context, ROOTS)
    return write_pdf(html, base=BASE, figure=lambda url: FIGURE, title=pack.info.title, lang=lang)


def sheets(result: PdfResult) -> Any:
    return pymupdf.open("pdf", result.data)


def text_lines(sheet: Any) -> list[Any]:
    """The lines of a page from top to bottom, header and footer left out."""
    body: Any = pymupdf.Rect(0, MARGIN, sheet.rect.width, sheet.rect.height - MARGIN)
    found = [line for block in sheet.get_text("dict")["blocks"] for line in block.get("lines", ())]
    return sorted((line for line in found if body.contains(line["bbox"])), key=lambda line: line["bbox"][1])


@pytest.mark.parametrize(("name", "number"), [*UNITS, ("english", None)])
def test_it_is_accessible_and_nobody_complains(name: str, number: int | None, tmp_path: Path) -> None:
    result = made(name, number)
    assert result.warnings == ()
    path = tmp_path / "x.pdf"
    path.write_bytes(result.data)
    assert not page.validate_pdf(path).failures


@pytest.mark.parametrize(("name", "number"), UNITS)
def test_a_unit_s_briefing_has_two_to_four_pages(name: str, number: int) -> None:
    assert 2 <= made(name, number).pages <= 4


def pieces(element: Any, page_of: Any = None, heading: bool = False) -> Iterator[tuple[bool, Any]]:
    """Yield the pieces of content below a structure element in reading order: whether a heading's, and its page."""
    kids = element.get("/K", [])
    sheet = element.get("/Pg", page_of)
    heading = heading or re.fullmatch(r"/H[1-6]?", str(element.get("/S", ""))) is not None
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary):
            yield heading, sheet.objgen
        elif kid.get("/Type") == "/MCR":
            yield heading, kid.get("/Pg", sheet).objgen
        elif kid.get("/Type") != "/OBJR":
            yield from pieces(kid, sheet, heading)


@pytest.mark.parametrize(("name", "number"), [*UNITS, ("english", None)])
def test_no_heading_stands_at_a_page_s_foot(name: str, number: int | None) -> None:
    """What follows a heading in the tagged structure stands on the page on which it ends, at least in part."""
    with pikepdf.open(BytesIO(made(name, number).data)) as pdf:
        found = list(pieces(pdf.Root.StructTreeRoot))
    ends = [(page, after) for (heading, page), (more, after) in pairwise(found) if heading and not more]
    assert len(ends) > 5
    assert all(page == after for page, after in ends[number is None :]), "a cover may hold nothing but its title"


def test_full_lines_of_running_text_are_flush() -> None:
    full = flush = 0
    for name, number in UNITS[:4]:
        for sheet in sheets(made(name, number)):
            edge = sheet.rect.width - 56.14
            for line in text_lines(sheet):
                span = line["spans"][-1]
                if "Serif" in span["font"] and abs(span["size"] - 10.5) < 0.01 and line["bbox"][2] > edge - 5:
                    full += 1
                    flush += abs(line["bbox"][2] - edge) < 0.5
    assert full > 100
    assert flush / full >= 0.95


def test_the_contents_give_the_pages_where_things_stand() -> None:
    contents = sheets(made("english", None))[1]
    links = contents.get_links()
    pack = pack_of("english")
    assert len(links) >= sum(1 + len(unit.frameworks) for unit in pack.units) + 3
    words = contents.get_text("words")
    for link in links:
        row = [word for word in words if abs(word[3] - link["from"].y1) < 3 and word[0] > contents.rect.width - 110]
        assert int(row[-1][4]) == link["page"] + 1


def test_the_outline_leads_through_the_report() -> None:
    pack = pack_of("english")
    words = load_words(pack.info.lang, ROOTS)
    with pikepdf.open(BytesIO(made("english", None).data)) as pdf, pdf.open_outline() as outline:
        top = [entry.title for entry in outline.root]
        below = {entry.title: [child.title for child in entry.children] for entry in outline.root}
    chapters = [f"Chapter {number}{words['gap']}{unit.name}" for number, unit in enumerate(pack.units, 1)]
    last = [*(comparison.name for comparison in pack.comparisons), words["term_index"], words["evidence_appendix"]]
    assert top == [pack.info.title, words["contents"], words["about_event"], *chapters, *last]
    for unit, chapter in zip(pack.units, chapters, strict=True):
        sections = [f"{number}. {framework.name}" for number, framework in enumerate(unit.frameworks, 1)]
        assert [title for title in below[chapter] if title[0].isdigit()] == sections


def test_running_heads_name_book_and_chapter() -> None:
    pack = pack_of("english")
    head = [sheet.get_text(clip=(0, 0, sheet.rect.width, MARGIN)) for sheet in sheets(made("english", None))]
    assert head[0].strip() == "", "the cover has none"
    assert all(pack.info.title in text for text in head[1:])
    for unit in pack.units:
        assert any(unit.name in text for text in head)
