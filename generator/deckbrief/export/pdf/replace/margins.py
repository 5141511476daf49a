"""The margins of a document's pages, made when all its parts are counted: on pages that are empty but for strings.

The drawing of each is called by the page that a part has painted (`painting.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final
from unittest.mock import patch

from deckbrief.base.record import record
from deckbrief.export.pdf.objects import Painted
from deckbrief.export.pdf.replace.painting import (
    FontUse,
    Head,
    Press,
    marked_references,
    object_number,
    painted_whole,
    taken,
)


@record
class PaintedMargins:
    """The drawings of pages' margins, in order of the pages."""

    objects: tuple[Painted | None, ...]
    drawings: tuple[int, ...]
    fonts: Mapping[str, FontUse]


def paint_margins(
    press: Press,
    page_of: Callable[[str], str],
    heads: Sequence[Head],
    strings: Mapping[str, str],
    start: int,
    total: int,
) -> PaintedMargins:
    """What the margins of pages show, strings in force before them -> the drawings of their margins.

    `page_of` makes whole HTML of a body; `start` pages come before, and `total` is the number of pages of the document.
    """
    from weasyprint import layout
    from weasyprint.layout import page as pages

    make, kind = layout.make_margin_boxes, pages.PageType

    def make_margin_boxes(context: Any, page: Any, state: Any) -> Any:
        quotes, counters, *others = state
        counters = {**counters, "page": [start + context.current_page], "pages": [total]}
        return make(context, page, (quotes, counters, *others))

    def page_type(side: Any, blank: Any, name: Any, index: int, groups: Any) -> Any:
        return kind(side, blank, name, index + start, groups)

    html = page_of(_empty_pages(heads, strings))
    with (
        patch.object(layout, "make_margin_boxes", make_margin_boxes),
        patch.object(pages, "PageType", page_type),
    ):
        document = press.render(html, _NOTHING_BUT_MARGINS)
    assert len(document.pages) == len(heads), "a page for each"
    with marked_references(frozenset()):
        pdf = painted_whole(document)
        drawings = []
        once = {0, 1, 2}
        for number in pdf.pages["Kids"][::3]:
            page = pdf.objects[number]
            drawing = pdf.objects[object_number(page["Contents"])]
            drawing.extra = {
                "Type": "/XObject", "Subtype": "/Form", "BBox": page["MediaBox"], "Resources": page["Resources"],
            }  # fmt: skip
            drawings.append(drawing.number)
            once.add(number)
        objects = tuple(taken(pdf, once))
    return PaintedMargins(objects, tuple(drawings), press.uses())


_NOTHING_BUT_MARGINS: Final = """
@page { background: none !important; border: none !important; outline: none !important }
html, body { margin: 0 !important; padding: 0 !important; border: none !important; background: none !important;
  height: auto !important; string-set: none !important }
html::before, html::after, body::before, body::after { content: none !important }
"""
"""What the pages of the parts draw already, and what would make more pages of the empty ones or set other strings."""


def last_strings(heads: Iterable[Head]) -> dict[str, str]:
    """Return the strings that are in force after pages."""
    return {name: text for head in heads for name, text in head.strings}


def _empty_pages(heads: Sequence[Head], strings: Mapping[str, str]) -> str:
    """Return the body of a document of empty pages that set the strings; the first also those in force before it."""
    pieces: list[str] = []
    for number, head in enumerate(heads):
        own = {name for name, _ in head.strings}
        given = [(name, text) for name, text in strings.items() if name not in own] if number == 0 else []
        look = f"display: block; break-before: {'page' if number else 'auto'}; page: {head.page or 'auto'}"
        pieces.append(f'<x-page style="{look}"></x-page>')
        pieces += (_string(name, text, head.page) for name, text in (*given, *head.strings))
    return "".join(pieces)


def _string(name: str, text: str, page: str) -> str:
    """Return an element that sets a string."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
    style = f'display: block; page: {page or "auto"}; string-set: {name} "{quoted}"'
    return f'<x-string style="{escape(style)}"></x-string>'
