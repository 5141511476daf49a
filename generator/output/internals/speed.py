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
from typing import Any, Final
from unittest.mock import patch

from generator.output.internals import drawing, embedding
from generator.output.internals.remembered import quick_values, remembered_fonts, remembered_lengths

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
    from weasyprint.layout import absolute, block, inline, page, percent, table
    from weasyprint.text import line_break

    lengths = remembered_lengths(percent.resolve_percentages)
    return [
        *((module, "resolve_percentages", lengths) for module in (absolute, block, inline, page, table)),
        (css.ComputedStyle, "__missing__", quick_values(css.ComputedStyle.__missing__)),
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
