"""All documents of the default pack, measured on their pages: how they are set, and what guide and handout hold."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import page
import pikepdf
import pymupdf
import pytest
from deckbrief.base.record import record
from deckbrief.content.model import Session
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.notes import span
from deckbrief.draft.typography import unset
from deckbrief.draft.words import load_words
from deckbrief.export.briefing import briefing_html, write
from deckbrief.export.exporter import Product
from deckbrief.export.materials import Materials, materials
from deckbrief.export.sheets import Stretch, stretches, told_terms
from deckbrief.export.sheets import quiz_of as asked
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.run.targets import all_targets

ROOT = Path(__file__).parents[2]
ROOTS = (ROOT / "templates",)
PACK = read_pack(ROOT / "content")
WORDS = load_words(PACK.info.lang, ROOTS)
MAPS: Final = ("half-day", "workshop", "luzhou")
"""Sessions whose maps are looked at: of much, of some and of one unit; the others are like them."""
TARGETS = {
    target.name.partition("/")[2]: target
    for target in all_targets(PACK)
    if target.name.startswith("briefing/")
    and not target.on_request
    and (target.kind != "onepage" or target.name.partition("-")[2] in MAPS)
}

FORMS: Final = frozenset({"onepage", "plan", "feedback", "signin", "handout"})
"""Kinds of documents that hold no running text, or next to none."""

OPENING: Final = frozenset("“‘（《〈「『【〖〔［｛")
CLOSING: Final = frozenset("”’）》〉」』】〗〕］｝，。、；：！？～")
UNBROKEN: Final = frozenset("—…")
ENDS: Final = frozenset("。！？：；”）…")
NAMES: Final = frozenset(term.name for unit in PACK.units for term in unit.terms)
"""A name of one character is no end of a paragraph."""
FOOT: Final = 15 * 72 / 25.4
"""Headers and page numbers stand that near to a page's edges, or nearer."""


@cache
def given() -> Materials:
    return materials(PACK, "vermilion", ROOTS)


@cache
def made(name: str) -> Product:
    return write(TARGETS[name], given())


@cache
def sheets(name: str) -> list[Any]:
    document: Any = pymupdf.open("pdf", made(name).data)
    return list(document)


def folded(text: str) -> str:
    return re.sub(r"\s", "", unset(text))


def text_of(sheet: Any) -> str:
    return folded(sheet.get_text())


# Lines --------------------------------------------------------------------------------------------------------------


@record
class Line:
    """A line of a page as it is printed; places in points."""

    page: int
    text: str
    left: float
    right: float
    base: float
    size: float
    font: str
    drawn: bool
    """Whether it belongs to a drawing, which breaks its own lines."""


_Char = dict[str, Any]


@cache
def lines_of(name: str) -> list[Line]:
    """The lines of a document, from top to bottom and from left to right."""
    return [
        line
        for number, sheet in enumerate(sheets(name), 1)
        for line in page_lines(sheet, number, [box for at, box in pictures(name) if at == number])
    ]


def page_lines(sheet: Any, number: int, drawings: list[Any]) -> Iterator[Line]:
    pieces = [piece for block in sheet.get_text("rawdict")["blocks"] for line in block.get("lines", ())
              if (piece := printed(line))]  # fmt: skip
    pieces.sort(key=lambda piece: (round(piece[0]["origin"][1], 1), piece[0]["bbox"][0]))
    whole: list[list[_Char]] = []
    for piece in pieces:
        if whole and continues(whole[-1][-1], piece[0]):
            whole[-1] += piece
        else:
            whole.append(piece)
    for chars in whole:
        first, last = chars[0], chars[-1]
        x, y = first["origin"]
        yield Line(
            page=number, text="".join(char["c"] for char in chars),
            left=first["bbox"][0], right=last["bbox"][2], base=y,
            size=last["size"], font=last["font"], drawn=any(box.contains((x + 0.1, y - 0.1)) for box in drawings),
        )  # fmt: skip


def printed(line: Any) -> list[_Char]:
    """The characters of a line that are seen, each with its font and size."""
    return [
        {**char, "font": span["font"], "size": span["size"]}
        for span in line["spans"]
        for char in span["chars"]
        if unset(char["c"]).strip()
    ]


def continues(last: _Char, following: _Char) -> bool:
    """Tell whether a piece of a line follows another: PyMuPDF cuts lines at wide spaces."""
    gap = following["bbox"][0] - last["bbox"][2]
    return bool(abs(last["origin"][1] - following["origin"][1]) < 0.6 and -2 < gap < 1.2 * following["size"])


@cache
def pictures(name: str) -> list[tuple[int, Any]]:
    """The figures of a document: page from 1, and place on it."""
    with pikepdf.open(BytesIO(made(name).data)) as pdf:
        numbers = {sheet.objgen: number for number, sheet in enumerate(pdf.pages, 1)}
        found = []
        for figure in elements(pdf, "/Figure"):
            number = numbers[page_of(figure)]
            height = float(pdf.pages[number - 1].MediaBox[3])
            left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
            found.append((number, pymupdf.Rect(left, height - top, right, height - bottom)))
        return found


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    """The elements of that kind in the structure of a document, in reading order."""
    found: list[Any] = []
    waiting: list[Any] = [pdf.Root.StructTreeRoot.K]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Array):
            waiting.extend(reversed(list(thing)))
        elif isinstance(thing, pikepdf.Dictionary):
            if thing.get("/S") == kind:
                found.append(thing)
            if "/K" in thing:
                waiting.append(thing.K)
    return found


def page_of(element: Any) -> Any:
    return element.Pg.objgen


# How they are set ---------------------------------------------------------------------------------------------------


def full_lines(lines: list[Line]) -> list[tuple[Line, float]]:
    """Lines of running text that go on in the next one, and the edge that they should reach.

    Edges are where many long lines end. What ends a sentence some way before one is taken for a paragraph's last line.
    """
    ours = (line for line in lines if not line.drawn)
    long = [line for line in ours if "Sans" not in line.font and len(line.text) >= 15 and line.size < 17]
    ends = Counter(round(line.right, 1) for line in long)
    edges = [edge for edge, count in ends.items() if count >= max(4, len(long) / 10)]
    found = []
    for line in long:
        near = [edge for edge in edges if line.right - 0.5 <= edge < line.right + 3 * line.size]
        edge = max(near, key=lambda edge: ends[edge], default=None)
        if edge is not None and (abs(line.right - edge) <= 0.5 or line.text[-1] not in ENDS):
            found.append((line, edge))
    return found


def forbidden_breaks(lines: list[Line]) -> Iterator[str]:
    """Lines that begin or end where Chinese lines may not (clreq 3.1.3), or in the middle of a dash or an ellipsis."""
    for line in lines:
        text = line.text
        if text[0] in CLOSING:
            yield f"page {line.page} starts a line with {text[:12]}"
        if text[-1] in OPENING:
            yield f"page {line.page} ends a line with {text[-12:]}"
    for before, after in pairwise(lines):
        if before.page == after.page and before.text[-1] == after.text[0] and after.text[0] in UNBROKEN:
            yield f"page {before.page} breaks {after.text[0] * 2}"


def lonely_characters(lines: list[Line]) -> Iterator[str]:
    """Last lines of paragraphs that hold a single character with its marks."""
    for line in lines:
        words = re.sub(r"\W", "", line.text)
        alone = len(words) == 1 and not words.isascii() and not line.drawn and line.text not in NAMES
        if alone and any(carries_on(up, line) for up in lines):
            yield f"page {line.page} ends a paragraph with {line.text} alone"


def carries_on(before: Line, line: Line) -> bool:
    """Tell whether a line stands right below a full one of the same column and type."""
    pitch = line.base - before.base
    same = before.page == line.page and before.font == line.font and abs(before.size - line.size) < 0.1
    long = before.right - before.left > 6 * line.size
    return same and long and 0.9 < pitch / line.size < 2.1 and -2.1 * line.size <= line.left - before.left + 0.1 < 1


def headings_at_the_foot(name: str) -> Iterator[str]:
    """Headings, as the outline knows them, below which their page has nothing."""
    for number, sheet in enumerate(sheets(name), 1):
        body: Any = pymupdf.Rect(0, FOOT, sheet.rect.width, sheet.rect.height - FOOT)
        blocks = [block for block in sheet.get_text("blocks") if body.contains(block[:4])]
        if not blocks:
            continue
        last = max(blocks, key=lambda block: block[3])
        titles = [folded(title) for _, title, page in sheet.parent.get_toc() if page == number]
        if any(title.endswith(folded(last[4])) for title in titles) and is_blank(sheet, last[3] + 2):
            yield f"page {number} ends with the heading {folded(last[4])}"


def is_blank(sheet: Any, top: float) -> bool:
    """Tell whether a page has nothing between a place and its foot."""
    below = sheet.get_pixmap(dpi=36, clip=(0, top, sheet.rect.width, sheet.rect.height - FOOT))
    return len(set(below.samples)) == 1


def rows_torn(name: str) -> int:
    """How many rows of tables are on two pages: each is then in the structure twice."""
    html, _ = briefing_html(TARGETS[name], given())
    bodies = re.findall(r"<tbody>.*?</tbody>", html, re.DOTALL)
    with pikepdf.open(BytesIO(made(name).data)) as pdf:
        rows = sum(len([row for row in listed(body) if str(row.S) == "/TR"]) for body in elements(pdf, "/TBody"))
    return int(rows - sum(body.count("<tr") for body in bodies))


def listed(element: Any) -> list[Any]:
    kids = element.K
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


@pytest.mark.parametrize("name", TARGETS)
def test_a_document_is_set_as_a_book_is(name: str, tmp_path: Path) -> None:
    """At least 95 % of full lines end flush, and none of what a compositor would mend is there."""
    lines = lines_of(name)
    full = full_lines(lines)
    flush = [line for line, edge in full if abs(line.right - edge) <= 0.5]
    if TARGETS[name].kind not in FORMS:  # a form has no running text
        assert len(full) >= 20
        assert len(flush) / len(full) >= 0.95, [line.text for line, _ in full if line not in flush]
    printed_lines = [line for line in lines if not line.drawn]
    assert list(forbidden_breaks(printed_lines)) == []
    assert list(lonely_characters(lines)) == []
    assert list(headings_at_the_foot(name)) == []
    assert rows_torn(name) == 0
    path = tmp_path / "x.pdf"
    path.write_bytes(made(name).data)
    assert not page.validate_pdf(path).failures
    if not os.environ.get("DECKBRIEF_FONTS"):  # with other fonts, those of the style are missing, which is told
        assert made(name).warnings == ()


# The report ---------------------------------------------------------------------------------------------------------


def test_the_report_is_the_same_from_several_processes() -> None:
    assert write(TARGETS["report"], given(), jobs=2).data == made("report").data


def pages_named(sheet: Any, reach: float) -> list[tuple[int, int]]:
    """Links of a page with a number behind them, not further than `reach`: that number, and the page they lead to."""
    words = [word for word in sheet.get_text("words") if word[4].isdigit()]
    found = []
    for link in sheet.get_links():
        box = link["from"]
        behind = [word for word in words if 0 <= word[0] - box.x1 + 1 < reach and abs(word[3] - box.y1) < 4]
        if behind:
            found.append((int(min(behind)[4]), link["page"] + 1))
    return found


def test_contents_and_index_give_the_pages_where_things_stand() -> None:
    pages = sheets("report")
    contents = pages_named(pages[1], 200)
    index = pages_named(next(sheet for sheet in pages if text_of(sheet).count(WORDS["term_index"]) == 2), 130)
    assert len(contents) >= sum(1 + len(unit.frameworks) for unit in PACK.units) + len(PACK.comparisons)
    assert len(index) >= len({term.name for unit in PACK.units for term in unit.terms}) - 2
    assert all(told == page for told, page in (*contents, *index))


def test_figures_and_tables_are_numbered_in_their_order() -> None:
    text = "\n".join(unset(line) for sheet in sheets("report") for line in sheet.get_text().splitlines())
    for word in (WORDS["figure"], WORDS["table"]):
        numbers = [int(number) for number in re.findall(rf"^{word}\s?(\d+)", text, re.MULTILINE)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert numbers
    referred = {int(number) for number in re.findall(rf"（见{WORDS['figure']}\s?(\d+)）", text)}
    assert referred <= {int(number) for number in re.findall(rf"^{WORDS['figure']}\s?(\d+)", text, re.MULTILINE)}


def test_figures_have_words_and_say_where_they_stand() -> None:
    with pikepdf.open(BytesIO(made("report").data)) as pdf:
        figures = elements(pdf, "/Figure")
        assert len(figures) == sum(f.priority <= 2 for unit in PACK.units for f in unit.frameworks)
        for figure in figures:
            assert str(figure.Alt).startswith(WORDS["figure"])
            left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
            assert 0 < left < right < 596
            assert 0 < bottom < top < 842


# Guide and handout --------------------------------------------------------------------------------------------------


def session_of(name: str) -> Session:
    session = TARGETS[name].entry
    assert isinstance(session, Session)
    return session


@cache
def sheets_told(name: str) -> tuple[Stretch, ...]:
    """The slides that a guide or a handout shows."""
    deck = draft_deck(PACK, session_of(name), ROOTS, None)
    return tuple(stretches(deck, lay_out_deck(deck, PACK, given().theme, given().date), session_of(name)))


def pages_of_pictures(name: str) -> list[int]:
    """The page, from 0, of each slide's picture, in the order of the slides."""
    with pikepdf.open(BytesIO(made(name).data)) as pdf:
        numbers = {sheet.objgen: number for number, sheet in enumerate(pdf.pages)}
        figures = [
            (str(figure.Alt), numbers[page_of(figure)]) for figure in elements(pdf, "/Figure") if "/Alt" in figure
        ]
    slides = [WORDS["slide_number"].format(number=number) for number in range(1, len(figures) + 1)]
    found = [
        next(((alt, at) for alt, at in figures if alt.startswith(slide + WORDS["colon"])), None) for slide in slides
    ]
    return [pair[1] for pair in found if pair]


def test_the_guide_begins_with_plan_and_materials() -> None:
    first = text_of(sheets("guide")[0])
    session = session_of("guide")
    for stretch in sheets_told("guide"):
        assert folded(f"{stretch.start:g}–{stretch.end:g}{stretch.minutes:g}") in first
        assert folded(stretch.name) in first
    assert session.materials
    assert all(folded(text) in first for text in (*session.objectives, *session.materials))
    assert folded(f"{session.minutes:g}{WORDS['minutes']}") in first


def test_the_guide_shows_each_slide_with_its_notes_and_times() -> None:
    told = [sheet for stretch in sheets_told("guide") for sheet in stretch.sheets]
    pages = [text_of(sheet) for sheet in sheets("guide")]
    places = pages_of_pictures("guide")
    assert len(places) == len(told)
    total = sheets_told("guide")[-1].end
    for sheet, place in zip(told, places, strict=True):
        text = pages[place]
        time = WORDS["sheet_time"].format(
            minutes=span(sheet.minutes, WORDS), running=span(sheet.running, WORDS), total=span(total, WORDS)
        )
        assert folded(sheet.title) in text
        assert folded(time) in text
        assert sheet.notes
        assert all(folded(note.text) in text for note in sheet.notes), sheet.number
    assert [sheet.running for sheet in told] == sorted(sheet.running for sheet in told)


def quiz_of(name: str) -> list[Any]:
    modules = [module for module in session_of(name).modules if module.kind == "quiz"]
    return [item for module in modules for item in module.quiz or (PACK.unit(module.of).quiz if module.of else ())]


def test_the_guide_has_the_answers() -> None:
    last = text_of(sheets("guide")[-1])
    assert quiz_of("guide")
    for item in quiz_of("guide"):
        assert folded(item.question) in last
        assert folded(item.because) in last


def test_the_handout_shows_the_figures_of_the_talks_and_room_for_what_to_take_home() -> None:
    talks = [
        stretch for stretch in sheets_told("handout")
        if stretch.module and stretch.module.kind in ("unit", "deep-dive", "comparison")
    ]  # fmt: skip
    pages = [text_of(sheet) for sheet in sheets("handout")]
    assert len(talks) > 3
    for stretch in talks:
        shown = [sheet for sheet in stretch.sheets if sheet.drawn]
        assert shown
        page = next(text for text in pages if all(folded(sheet.title) in text for sheet in shown))
        assert folded(WORDS["take_home"]) in page


def test_the_handout_is_short() -> None:
    slides = sum(len(stretch.sheets) for stretch in sheets_told("handout"))
    assert len(sheets("handout")) <= slides / 3


@pytest.mark.parametrize("name", ["short", "xiangyang"])
def test_a_short_session_has_a_short_handout_without_answers(name: str) -> None:
    [target] = [target for target in all_targets(PACK) if target.name == f"briefing/handout-{name}"]
    document: Any = pymupdf.open("pdf", write(target, given()).data)
    pages = [text_of(sheet) for sheet in document]
    assert 2 <= len(pages) <= 4
    text = "".join(pages)
    session = target.entry
    assert isinstance(session, Session)
    quiz = list(asked(PACK, session))
    assert quiz
    assert all(folded(item.question) in text for item in quiz)
    assert not any(folded(item.because) in text for item in quiz)
    assert all(len(page) > 150 for page in pages), "no page of a line or two"


def test_the_handout_asks_the_quiz_and_keeps_the_answers_to_the_trainer() -> None:
    pages = [text_of(sheet) for sheet in sheets("handout")]
    quiz = quiz_of("handout")
    assert quiz
    assert not any(folded(item.because) in text for item in quiz for text in pages)
    paper = next(text for text in pages if all(folded(item.question) in text for item in quiz))
    assert all(folded(option) in paper for item in quiz for option in item.options)
    assert folded(WORDS["answers"]) not in "".join(pages)


def test_the_handout_has_worksheets_and_a_glossary() -> None:
    text = "".join(text_of(sheet) for sheet in sheets("handout"))
    tasks = [text for module in session_of("handout").modules if module.kind in ("discussion", "exercise", "case")
             for text in (*module.story, *module.steps, *module.questions)]  # fmt: skip
    assert tasks
    assert all(folded(task) in text for task in tasks)
    assert folded(WORDS["worksheet"]) in text
    told = [term for _, terms in told_terms(PACK.units, sheets_told("handout")) for term in terms]
    assert told
    assert all(folded(term.name) in text and folded(term.text) in text for term in told)
    glossary = text[text.index(folded(WORDS["glossary"])) :]
    others = [term for unit in PACK.units for term in unit.terms if term not in told and term.text]
    assert others
    assert not any(folded(term.text) in glossary for term in others), "what the session does not say"
    assert folded(WORDS["unexplained"]) in text


# Forms --------------------------------------------------------------------------------------------------------------


def test_the_plan_s_form_is_blank_first_and_then_filled_in() -> None:
    blank, filled = (text_of(sheet) for sheet in sheets("plan"))
    [form] = [module.form for module in session_of("plan").modules if module.kind == "action-plan"]
    assert len(form) >= 7
    for field in form:
        assert folded(field.name) in blank
        assert field.example
        assert folded(field.example) not in blank
        assert folded(field.example) in filled
    assert folded(WORDS["filled_example"]) in filled


def test_the_feedback_sheet_asks_what_the_session_asks() -> None:
    [sheet] = sheets("feedback")
    [module] = [module for module in session_of("feedback").modules if module.kind == "feedback"]
    assert module.ratings
    assert module.questions
    assert all(folded(text) in text_of(sheet) for text in (*module.ratings, *module.questions))


def test_the_sign_in_sheet_has_a_row_for_each_of_two_dozen() -> None:
    [sheet] = sheets("signin")
    assert all(folded(WORDS[word]) in text_of(sheet) for word in ("sign_name", "sign_group", "sign_post", "sign_here"))
    assert "24" in text_of(sheet)


ONE_PAGES: Final = sorted(name for name in TARGETS if name.startswith("onepage-"))


@pytest.mark.parametrize("name", ONE_PAGES)
def test_a_session_s_map_is_one_page_that_names_what_it_shows(name: str) -> None:
    [sheet] = sheets(name)
    text = text_of(sheet)
    session = session_of(name)
    shown = [(PACK.unit(module.of), module) for module in session.modules if module.kind == "unit"]
    assert shown
    for unit, module in shown:
        assert folded(unit.message) in text
        frameworks = [framework for framework in unit.frameworks if module.shows(framework.id)]
        assert frameworks
        names = [part.name for framework in frameworks for part in framework.parts]
        assert all(folded(part) in text for part in names)
