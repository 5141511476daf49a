"""Which of WeasyPrint's internals are replaced or called, and whether the installed release has them as they were."""

from __future__ import annotations

import importlib
import inspect
from typing import Any, Final

TESTED: Final = ("70.",)
"""Versions of WeasyPrint, by their beginning, whose lines were measured."""

INTERNALS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "pydyf": {
        "Object.reference": ("property",),
        "PDF.page_references": ("property",),
        "PDF.add_object": ("self", "object_"),
    },
    "weasyprint": {"HTML._ua_stylesheets": ("self", "forms")},
    "weasyprint.anchors": {
        "make_page_bookmark_tree": (
            "page", "skipped_levels", "last_by_depth", "previous_level", "page_number", "matrix",
        ),
    },
    "weasyprint.css": {
        "ComputedStyle.__missing__": ("self", "key"),
        "find_stylesheets": ("wrapper_element", "device_media_type", "url_fetcher", "base_url"),
    },
    "weasyprint.draw.text": {"draw_first_line": ("stream", "textbox", "text_overflow", "block_ellipsis", "matrix")},
    "weasyprint.layout": {"make_margin_boxes": ("context", "page", "state")},
    "weasyprint.layout.background": {
        "layout_box_backgrounds": ("page", "box", "get_image_from_uri", "layout_children", "style"),
    },
    "weasyprint.layout.inline": {
        "strut": ("style",),
        "justify_line": ("context", "line", "extra_width"),
        "resolve_percentages": ("box", "containing_block"),
        "split_first_line": ("text", "style", "context", "max_width", "justification_spacing", "is_line_start"),
    },
    "weasyprint.layout.absolute": {"resolve_percentages": ("box", "containing_block")},
    "weasyprint.layout.block": {"resolve_percentages": ("box", "containing_block")},
    "weasyprint.layout.preferred": {
        "split_first_line": ("text", "style", "context", "max_width", "justification_spacing"),
    },
    "weasyprint.layout.table": {"resolve_percentages": ("box", "containing_block")},
    "weasyprint.layout.page": {
        "resolve_percentages": ("box", "containing_block"),
        "PageType": ("side", "blank", "name", "index", "groups"),
        "set_page_type_computed_styles": ("page_type", "html", "style_for"),
    },
    "weasyprint.pdf": {
        "add_outlines": ("pdf", "bookmarks", "parent"),
        "build_fonts_dictionary": ("pdf", "fonts", "compress", "subset", "options"),
        "generate_pdf": ("document", "target", "zoom", "options"),
        "resolve_links": ("pages",),
    },
    "weasyprint.pdf.fonts": {
        "get_hb_object_data": ("hb_object", "ot_color", "glyph"),
        "Font.clean": ("self", "to_unicode", "hinting"),
        "Font._harfbuzz_subset": ("self", "to_unicode", "hinting"),
    },
    "weasyprint.images": {
        "SVGImage": ("tree", "base_url", "url_fetcher", "context"),
        "SVGImage.get_intrinsic_size": ("self", "image_resolution", "font_size"),
        "SVGImage.draw": ("self", "stream", "concrete_width", "concrete_height", "_style"),
    },
    "weasyprint.text.line_break": {
        "split_first_line": ("text", "style", "context", "max_width", "justification_spacing"),
        "first_line_metrics": (
            "first_line", "text", "layout", "resume_at", "space_collapse", "style", "hyphenated",
        ),
        "Layout.setup": ("self", "style"),
        "Layout.set_text": ("self", "text", "justify"),
        "Layout.reactivate": ("self", "style"),
        "Layout.deactivate": ("self",),
        "Layout.get_first_line": ("self",),
    },
}  # fmt: skip
"""The functions and properties, and the first of their parameters."""


def unsuited() -> str:
    """Return why WeasyPrint's internals are not what these modules were written for, or nothing."""
    import weasyprint

    version = str(weasyprint.__version__)
    if not version.startswith(TESTED):
        return f"WeasyPrint is {version}"
    for module, functions in INTERNALS.items():
        loaded = importlib.import_module(module)
        for path, parameters in functions.items():
            if _parameters(loaded, path)[: len(parameters)] != parameters:
                return f"WeasyPrint {version} has another {module}.{path}"
    return ""


def _parameters(module: Any, path: str) -> tuple[str, ...]:
    """Return the parameters of a function by its path in a module, or that it is a property, or nothing."""
    found: Any = module
    for name in path.split("."):
        found = getattr(found, name, None)
    if isinstance(found, property):
        return ("property",)
    return tuple(inspect.signature(found).parameters) if callable(found) else ()
