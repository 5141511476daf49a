"""Any .pptx -> what keeps people from it who cannot see it well: what PowerPoint's own checker asks, and a little more.

Titles, alternative texts, reading order, table headers, contrast, link texts, section names, languages. What is a
matter of judgement is a warning: the order of what stands side by side, the words of a link, a language left to guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from deckbrief.base.message import Message, msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Problem
from deckbrief.base.script.kinds import has_han, is_east_asian_language
from deckbrief.inspect.contrast import contrast_problems
from deckbrief.inspect.deck_file import parse_deck
from deckbrief.inspect.lint_timing import entrance_clicks
from deckbrief.inspect.reading_order import out_of_order
from deckbrief.ooxml.markup import Element, every, find, is_true, whole
from deckbrief.ooxml.names import tag
from deckbrief.ooxml.reader import OfficeFile, Part
from deckbrief.ooxml.shapes import MOST_SHAPES, TITLES, PageShape, page_shapes

_FILE_NAME: Final = deferred(r"[^\s]+\.(png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp|mp4|wav|mp3)", re.IGNORECASE)
_NUMBERED: Final = deferred(
    r"(picture|image|chart|diagram|group|graphic|shape|图片|图像|图表|组合|形状)\s*\d*", re.IGNORECASE
)
"""What stands for an alternative text and is none: a file's name, `Picture 3`."""

_URL: Final = deferred(r"(https?://|ftp://|file:|www\.)\S*", re.IGNORECASE)
_VAGUE_WORDS: Final = """
    here|click here|click|this link|link|more|read more|learn more|see more|see here|details|url|website|go
    这里|此处|点这里|点此|点击|点击这里|点击此处|点我|戳这里|链接|详情|更多|网址|网站|下载|查看|点击查看|查看详情|了解更多|点击下载|阅读更多
"""
_VAGUE: Final = frozenset(word.strip() for word in re.split(r"[|\n]", _VAGUE_WORDS))
_ENDS: Final = " \t.。!！,，:：;；…>»→（）()[]【】“”\"'"
_UNNAMED: Final = frozenset(("default section", "untitled section", "默认节", "无标题节", "默认章节"))
_ENOUGH: Final = 100
"""How many pairs out of order are looked for on one slide."""

_LETTER: Final = deferred(r"[^\W\d_]")


def accessibility_problems(data: bytes, name: str = "deck.pptx") -> list[Problem]:
    """Bytes of a .pptx and the name to call it by -> what is in the way of people's reading it; never raises.

    Of a file that is no presentation it says why it cannot be read.
    """
    file, problems = parse_deck(data, name)
    if file.presentation() is None:
        fault = file.problem("deck.content-type", "", msg("this is no presentation: its main part is none"))
        return problems or [fault]
    return list(dict.fromkeys(accessibility_findings(file)))


def accessibility_findings(file: OfficeFile) -> Iterator[Problem]:
    """A package that was read -> what is in the way."""
    slides = file.slides()
    shapes = [page_shapes(file, slide) for slide in slides]
    yield from _title_problems(file, slides, shapes)
    for number, (slide, seen) in enumerate(zip(slides, shapes, strict=True), 1):
        for shape in seen:
            yield from _alt_problems(file, slide, shape, number)
        yield from _table_problems(file, slide, seen, number)
        shapes_on_it = sum(1 for shape in seen for _ in shape.walk())
        if shapes_on_it <= MOST_SHAPES:
            yield from _order_problems(file, slide, seen, number)
            yield from contrast_problems(file, slide, number)
        else:
            message = msg(
                "slide {number} has {count:,} shapes; order and contrast of {most:,} are looked at",
                number=number,
                count=shapes_on_it,
                most=MOST_SHAPES,
            )
            yield file.problem("deck.limit", slide, message, severity="warning")
        yield from _link_problems(file, slide, seen, number)
        for page in (slide, *file.kin(slide, "notesSlide")):
            yield from _language_problems(file, page, msg("slide {number}", number=number))
    yield from _section_problems(file)


# Titles -------------------------------------------------------------------------------------------------------------


def _title_problems(
    file: OfficeFile, slides: Sequence[Part], shapes: Sequence[Sequence[PageShape]]
) -> Iterator[Problem]:
    """Every slide has a title, by which people find it in a list, and no two have the same."""
    first: dict[str, int] = {}
    for number, (slide, seen) in enumerate(zip(slides, shapes, strict=True), 1):
        title = next((shape for shape in seen if shape.role in TITLES and shape.text), None)
        if title is None:
            hint = msg("fill the title placeholder; it may stand outside the slide")
            yield file.problem("access.title", slide, msg("slide {number} has no title", number=number), hint=hint)
            continue
        other = first.setdefault(title.text.casefold(), number)
        if other != number:
            message = msg(
                "slide {number} has the title of slide {other}: '{text}'",
                number=number,
                other=other,
                text=title.text[:40],
            )
            yield file.problem("access.title", slide, message, title.element)


# Alternative texts --------------------------------------------------------------------------------------------------


def _alt_problems(file: OfficeFile, slide: Part, seen: PageShape, number: int) -> Iterator[Problem]:
    """What is to be looked at says what it shows, or is marked as decorative; a group says it for its members."""
    told = msg("{shape} on slide {number}", shape=seen.label, number=number)
    if seen.is_decorative:
        if seen.alt or any(member.text or member.is_link for member in seen.walk()):
            message = msg("{told} is marked as decorative, and says something or leads somewhere", told=told)
            yield file.problem("access.alt", slide, message, seen.element)
    elif seen.alt:
        if _FILE_NAME.fullmatch(seen.alt) or _NUMBERED.fullmatch(seen.alt):
            message = msg("the alternative text of {told} is '{alt}', which says nothing", told=told, alt=seen.alt)
            yield file.problem("access.alt", slide, message, seen.element)
    elif _needs_alt(seen):
        hint = msg("say what it shows, or mark it as decorative")
        yield file.problem(
            "access.alt", slide, msg("{told} has no alternative text", told=told), seen.element, hint=hint
        )


def _needs_alt(seen: PageShape) -> bool:
    """Tell whether a shape is there to be looked at: anything but text, tables and placeholders still empty."""
    if seen.kind == "graphicFrame":
        return seen.graphic != "table"
    if seen.kind == "sp":
        return not seen.text and not seen.role
    return True


# Order, tables ------------------------------------------------------------------------------------------------------


def _order_problems(file: OfficeFile, slide: Part, seen: Sequence[PageShape], number: int) -> Iterator[Problem]:
    pairs = list(islice(out_of_order(seen, entrance_clicks(slide)), _ENOUGH))
    if not pairs:
        return
    first, second = pairs[0]
    message = msg(
        "slide {number} reads {first} before {second}, which stands before it",
        number=number,
        first=first.label,
        second=second.label,
    )
    if len(pairs) > 1:
        message = msg("{message}, and {number} more pairs", message=message, number=len(pairs) - 1)
    hint = msg("change the order in the selection pane, from the bottom up")
    yield file.problem("access.order", slide, message, second.element, hint=hint, severity="warning")


def _table_problems(file: OfficeFile, slide: Part, seen: Sequence[PageShape], number: int) -> Iterator[Problem]:
    """A header row, so that a reader can say which column a cell is in; no merged cells, which make that wrong."""
    for shape in (inner for outer in seen for inner in outer.walk()):
        table = find(shape.element, "a:graphic/a:graphicData/a:tbl")
        if table is None:
            continue
        told = msg("{shape} on slide {number}", shape=shape.label, number=number)
        properties = find(table, "a:tblPr")
        if properties is None or not is_true(properties.get("firstRow")):
            hint = msg("tick Header Row in the table's design")
            yield file.problem("access.table", slide, msg("{told} has no header row", told=told), table, hint=hint)
        merged = [cell for cell in every(table, "a:tr/a:tc") if _spans(cell)]
        if merged:
            yield file.problem(
                "access.table", slide, msg("{told} has merged cells", told=told), merged[0], hint=msg("split them")
            )


def _spans(cell: Element) -> bool:
    return (whole(cell.get("gridSpan")) or 1) > 1 or (whole(cell.get("rowSpan")) or 1) > 1


# Links, languages, sections -----------------------------------------------------------------------------------------


def _link_problems(file: OfficeFile, slide: Part, seen: Sequence[PageShape], number: int) -> Iterator[Problem]:
    """The text of a link says where it leads, read by itself; a shape that is a link says it by its text or alone."""
    for shape in (inner for outer in seen for inner in outer.walk()):
        for text, run in _links(shape.element):
            plain = text.strip(_ENDS).casefold()
            if not plain or plain in _VAGUE or _URL.fullmatch(text.strip()):
                message = msg(
                    "a link of {told} on slide {number} says '{text}', not where it leads",
                    told=shape.label,
                    number=number,
                    text=text[:40],
                )
                yield file.problem("access.link", slide, message, run, severity="warning")


def _links(shape: Element) -> Iterator[tuple[str, Element]]:
    """A shape -> the texts of its links; runs of one link that follow each other are one."""
    for paragraph in shape.iter(tag("a:p")):
        text, target, start = "", None, None
        for run in paragraph.iterchildren("*"):
            link = find(run, "a:rPr/a:hlinkClick")
            here = None if link is None else (link.get(tag("r:id")), link.get("action"))
            if here != target and start is not None:
                yield text, start
            if here is None:
                text, target, start = "", None, None
                continue
            if here != target:
                text, target, start = "", here, run
            text += "".join(piece.text or "" for piece in every(run, "a:t"))
        if start is not None:
            yield text, start


def _language_problems(file: OfficeFile, page: Part, where: Message) -> Iterator[Problem]:
    """Every run says its language, so that it is spoken and spelt in it; Chinese characters do not say English."""
    silent: list[tuple[str, Element]] = []
    wrong: list[tuple[str, Element]] = []
    for run in [] if page.root is None else page.root.iter(tag("a:r")):
        text = "".join(piece.text or "" for piece in every(run, "a:t")).strip()
        if not _LETTER.search(text):
            continue
        properties = find(run, "a:rPr")
        said = "" if properties is None else properties.get("lang") or ""
        if not said:
            silent.append((text, run))
        elif has_han(text) and not is_east_asian_language(said):
            wrong.append((text, run))
    if page.type.endswith(".notesSlide+xml"):
        where = msg("the notes of {slide}", slide=where)
    for found, fault, severity in (
        (silent, msg("does not say its language"), "warning"),
        (wrong, msg("is Chinese, Japanese or Korean and says another language"), "error"),
    ):
        if found:
            text, run = found[0]
            message = msg("text on {where} {fault}: '{text}'", where=where, fault=fault, text=text[:30])
            if len(found) > 1:
                message = msg("{message}, and {number} more", message=message, number=len(found) - 1)
            yield file.problem("access.language", page, message, run, severity=severity)


def _section_problems(file: OfficeFile) -> Iterator[Problem]:
    presentation = file.presentation()
    if presentation is None:
        return
    sections = every(presentation.root, "p:extLst/p:ext/p14:sectionLst/p14:section")
    names = Counter((section.get("name") or "").strip().casefold() for section in sections)
    for number, section in enumerate(sections, 1):
        name = (section.get("name") or "").strip()
        if not name or name.casefold() in _UNNAMED:
            message = msg("section {number} has no name of its own: '{name}'", number=number, name=name)
            yield file.problem("access.section", presentation, message, section)
        elif names[name.casefold()] > 1:
            message = msg("section {number} has the name of another: '{name}'", number=number, name=name)
            yield file.problem("access.section", presentation, message, section)
