"""WeasyPrint as it is, in less time: what it does twice is done once. Pages look the same without it.

- Lines keep the Pango layout that they were measured with until they are drawn, and are measured as they are drawn: as
  one paragraph, else Pango would shape them again.
- A line of Chinese is sought in as much text as it can hold, not in four times as much.
- Pages of one kind share their computed styles; a style's lengths and font are worked out once (`remembered`).
- A drawing of shapes, lines and texts is painted straight (`drawing`).
- Of fonts, what is embedded is what is used (`embedding`).
- The garbage collector, which would search the growing document for garbage that is not there, comes rarely.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from operator import itemgetter
from typing import Any, Final
from unittest.mock import patch

from deckbrief.export.pdf.replace import drawing, embedding
from deckbrief.export.pdf.replace.remembered import (
    bare_boxes,
    quick_values,
    remembered_fonts,
    remembered_lengths,
    remembered_splits,
    remembered_struts,
)

_RARELY: Final = (200_000, 50, 1000)
_ENOUGH: Final = 1.3
"""How much more text than the line's width in ems is tried: marks in pairs and Latin letters are narrower."""
_MARGIN_BOXES: Final = (
    *(f"{side}-{place}" for side in ("top", "bottom") for place in ("left-corner", "left", "center", "right")),
    *("top-right-corner", "bottom-right-corner"),
    *(f"{side}-{place}" for side in ("left", "right") for place in ("top", "middle", "bottom")),
)
"""The sixteen boxes in a page's margins. Those without a rule have a page's own style, made anew for each page."""
_PARAGRAPH: Final = re.compile("[\n\r\u2028\u2029]")
"""What ends a paragraph for Pango."""
_HAN: Final = re.compile("[\u3400-\u9fff]")
_spacing: Final = itemgetter("letter_spacing", "word_spacing")
_NO_SPACING: Final = ("normal", 0)
_MORE: Final = 12
"""Characters that are tried beyond it, so that the break after the line's end is seen."""


@contextmanager
def quick_lines() -> Iterator[None]:
    """Enter a stretch in which WeasyPrint is quicker."""
    with ExitStack() as stack:
        stack.enter_context(_rare_collections())
        for owner, name, function in _replacements():
            stack.enter_context(patch.object(owner, name, function))
        yield


@contextmanager
def _rare_collections() -> Iterator[None]:
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _replacements() -> list[tuple[Any, str, Any]]:
    """Return what is replaced: owner, name, function."""
    import pydyf  # type: ignore[import-untyped]
    from weasyprint import css, images
    from weasyprint.draw import text
    from weasyprint.layout import absolute, background, block, inline, page, percent, preferred, table
    from weasyprint.text import line_break

    lengths = remembered_lengths(percent.resolve_percentages)
    return [
        *((module, "resolve_percentages", lengths) for module in (absolute, block, inline, page, table)),
        (css.ComputedStyle, "__missing__", quick_values(css.ComputedStyle.__missing__)),
        (line_break, "first_line_metrics", _without_second_layout(line_break.first_line_metrics)),
        (text, "draw_first_line", _of_the_line_only(text.draw_first_line)),
        (preferred, "split_first_line", remembered_splits(preferred.split_first_line)),
        (inline, "strut", remembered_struts(inline.strut)),
        (background, "layout_box_backgrounds", bare_boxes(background.layout_box_backgrounds)),
        (line_break.Layout, "setup", remembered_fonts(line_break.Layout.setup)),
        (line_break.Layout, "set_text", _as_one_paragraph(line_break.Layout.set_text)),
        (line_break.Layout, "deactivate", lambda layout: None),
        (line_break.Layout, "reactivate", _reactivated(line_break.Layout.reactivate)),
        (inline, "split_first_line", _in_enough_text(inline.split_first_line)),
        (page, "set_page_type_computed_styles", _once_for_each_kind(page.set_page_type_computed_styles)),
        (pydyf.PDF, "page_references", property(_page_references)),
        (images, "SVGImage", drawing.replacement(images.SVGImage)),
        *embedding.replacements(),
    ]


def _reactivated(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    def reactivate(layout: Any, style: Any) -> None:
        if layout.justification_spacing or not hasattr(layout, "layout"):
            original(layout, style)

    return reactivate


def _as_one_paragraph(original: Callable[..., None]) -> Callable[..., None]:
    """Return the function that gives a layout its text, which is one paragraph where nothing in it says otherwise."""
    from weasyprint.text.ffi import pango

    def set_text(layout: Any, text: str, justify: bool = False) -> None:
        pango.pango_layout_set_single_paragraph_mode(layout.layout, _PARAGRAPH.search(text) is None)
        original(layout, text, justify)

    return set_text


def _without_second_layout(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function that measures a line, which keeps the layout that the line was found with.

    Only where it ends between two Chinese characters, which do not change with what stands beside them.
    """
    from weasyprint.text import line_break
    from weasyprint.text.ffi import FROM_UNITS, pango

    def first_line_metrics(
        first_line: Any, text: str, layout: Any, resume_at: int | None, space_collapse: bool, style: Any, *hyphen: Any
    ) -> Any:
        if resume_at and first_line.length == resume_at and not any(hyphen) and _spacing(style) == _NO_SPACING:
            before = text.encode()[:resume_at].decode()
            if _HAN.match(before[-1]) and _HAN.match(text, len(before)):
                layout.text, layout.goes_on = before, True
                width, height = line_break.line_size(first_line, style)
                baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
                layout.deactivate()
                return layout, resume_at, resume_at, width, height, baseline
        return original(first_line, text, layout, resume_at, space_collapse, style, *hyphen)

    return first_line_metrics


def _of_the_line_only(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function that draws a line, which forgets what follows in its layout where it has to be cut."""
    from weasyprint.text.ffi import pango

    def draw_first_line(stream: Any, box: Any, overflow: str, ellipsis: Any, matrix: Any) -> Any:
        layout = box.pango_layout
        if (overflow == "ellipsis" or ellipsis != "none") and layout.__dict__.pop("goes_on", False):
            pango.pango_layout_set_width(layout.layout, -1)
            layout.set_text(layout.text)
        return original(stream, box, overflow, ellipsis, matrix)

    return draw_first_line


def _in_enough_text(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function that finds a line, given no more of a long Chinese text than a line can hold."""

    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, justification_spacing: float, *rest: Any, **named: Any
    ) -> Any:
        size = style["font_size"]
        if text[:1] > "\u2e80" and max_width is not None and 6 * size < max_width < len(text) * size / 2:
            enough = text[: int(max_width / size * _ENOUGH) + _MORE]
            found = original(enough, style, context, max_width, justification_spacing, *rest, **named)
            if found[2] is not None and found[2] < len(enough[:-_MORE].encode()):
                return found
        return original(text, style, context, max_width, justification_spacing, *rest, **named)

    return split_first_line


def _once_for_each_kind(original: Callable[..., None]) -> Callable[..., None]:
    """Return the function that computes a page's styles, which takes them from a page that has the same."""

    def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
        kinds = style_for.__dict__.setdefault("kinds", {})
        numbered = style_for.__dict__.setdefault("numbered", None)
        if numbered is None:
            numbered = style_for.numbered = _has_numbered_pages(style_for)
        kind = (page_type.side, page_type.blank, page_type.name, page_type.index == 0)
        styles = style_for.get_computed_styles()
        if numbered or kind not in kinds:
            original(page_type, html, style_for)
            found = {key[1]: style for key, style in styles.items() if key[0] == page_type}
            empty = (f"@{place}" for place in _MARGIN_BOXES if f"@{place}" not in found)
            kinds[kind] = [*found.items(), *((name, found[None].anonymous_style) for name in empty)]
        for pseudo_type, style in kinds[kind]:
            styles[page_type, pseudo_type] = style

    return set_page_type_computed_styles


def _has_numbered_pages(style_for: Any) -> bool:
    """Tell whether any rule is about pages by their number (`@page :nth(3)`)."""
    return any(
        selector[2].index is not None
        for sheet, *_ in style_for._sheets
        for _rule, selectors, _declarations in sheet.page_rules
        for selector in selectors
    )


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """Return references to a PDF's pages, made anew when there are more of them."""
    kids = pdf.pages["Kids"]
    known: tuple[bytes, ...] = pdf.__dict__.get("known_references", ())
    if 3 * len(known) != len(kids):
        known = pdf.known_references = tuple(b"%d 0 R" % number for number in kids[::3])
    return known
