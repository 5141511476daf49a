"""Pages of one kind share their computed styles, which WeasyPrint works out anew for each page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from deckbrief.export.pdf.replace.guard import Patch, Replacement

_MARGIN_BOXES: Final = (
    *(f"{side}-{place}" for side in ("top", "bottom") for place in ("left-corner", "left", "center", "right")),
    *("top-right-corner", "bottom-right-corner"),
    *(f"{side}-{place}" for side in ("left", "right") for place in ("top", "middle", "bottom")),
)
"""The sixteen boxes in a page's margins. Those without a rule have a page's own style, made anew for each page."""


def _patches() -> Sequence[Patch]:
    from weasyprint.layout import page

    return [(page, "set_page_type_computed_styles", _once_for_each_kind(page.set_page_type_computed_styles))]


PAGE_STYLES: Final = Replacement(
    "page_styles",
    "long documents take longer",
    {"weasyprint.layout.page:set_page_type_computed_styles": "4e68b396b35c"},
    _patches,
)


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
