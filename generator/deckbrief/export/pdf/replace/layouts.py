"""Lines keep the Pango layout that they were measured with until they are drawn. Pages are the same without it.

- A line that ends between two Chinese characters is not shaped again without what follows it; and what is measured is
  laid out as it is drawn, as one paragraph, else Pango would shape it once more.
- A line of Chinese is sought in as much text as it can hold, not in four times as much.
- Pango's context and description of a font are made once for a style, not for each line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, Final

from deckbrief.base.patterns import deferred
from deckbrief.base.script.kinds import is_han, is_unspaced
from deckbrief.export.pdf.replace.guard import Patch, Replacement

_ENOUGH: Final = 1.3
"""How much more text than the line's width in ems is tried: marks in pairs and Latin letters are narrower."""
_MORE: Final = 12
"""Characters that are tried beyond it, so that the break after the line's end is seen."""
_PARAGRAPH: Final = deferred("[\n\r\u2028\u2029]")
"""What ends a paragraph for Pango."""
_spacing: Final = itemgetter("letter_spacing", "word_spacing")
_NO_SPACING: Final = ("normal", 0)

_FEATURES: Final = {
    "font_kerning": "auto", "font_variant_ligatures": "normal", "font_variant_position": "normal",
    "font_variant_caps": "normal", "font_variant_numeric": "normal", "font_variant_alternates": "normal",
    "font_variant_east_asian": "normal", "font_feature_settings": "normal", "font_variation_settings": "normal",
}  # fmt: skip
"""Settings that need no attributes of a Pango layout."""
_PLAIN: Final = (*_FEATURES.values(), "none", "normal")
_plain_values: Final = itemgetter(*_FEATURES, "text_decoration_line", "font_language_override")
_font_values: Final = itemgetter(
    "direction", "lang", "font_style", "font_stretch", "font_weight", "font_size", "font_family",
)  # fmt: skip


def _patches() -> Sequence[Patch]:
    from weasyprint.draw import text
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    layout = line_break.Layout
    return [
        (line_break, "first_line_metrics", without_second_layout(line_break.first_line_metrics)),
        (text, "draw_first_line", of_the_line_only(text.draw_first_line)),
        (inline, "split_first_line", _in_enough_text(inline.split_first_line)),
        (layout, "setup", remembered_fonts(layout.setup)),
        (layout, "set_text", as_one_paragraph(layout.set_text)),
        (layout, "deactivate", lambda layout: None),
        (layout, "reactivate", _reactivated(layout.reactivate)),
    ]


LAYOUTS: Final = Replacement(
    "layouts",
    "documents take longer",
    {
        "weasyprint.draw.text:draw_first_line": "1bb8eae6d88e",
        "weasyprint.text.line_break:Layout.__init__": "c17d3975d808",
        "weasyprint.text.line_break:Layout.deactivate": "bfec3ec8406e",
        "weasyprint.text.line_break:Layout.reactivate": "0b89ee097104",
        "weasyprint.text.line_break:Layout.set_text": "fe23ca9937db",
        "weasyprint.text.line_break:Layout.setup": "fb227a55094f",
        "weasyprint.text.line_break:create_layout": "6587192cc0ab",
        "weasyprint.text.line_break:first_line_metrics": "55ec5d0b58b2",
        "weasyprint.text.line_break:split_first_line": "39ad1016863c",
        "weasyprint.text.fonts:get_font_description": "85734b8947b9",
    },
    _patches,
)


def without_second_layout(original: Callable[..., Any]) -> Callable[..., Any]:
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
            if is_han(before[-1]) and is_han(text[len(before) : len(before) + 1]):
                layout.text, layout.goes_on = before, True
                width, height = line_break.line_size(first_line, style)
                baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
                layout.deactivate()
                return layout, resume_at, resume_at, width, height, baseline
        return original(first_line, text, layout, resume_at, space_collapse, style, *hyphen)

    return first_line_metrics


def of_the_line_only(original: Callable[..., Any]) -> Callable[..., Any]:
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
        if is_unspaced(text[:1]) and max_width is not None and 6 * size < max_width < len(text) * size / 2:
            enough = text[: int(max_width / size * _ENOUGH) + _MORE]
            found = original(enough, style, context, max_width, justification_spacing, *rest, **named)
            if found[2] is not None and found[2] < len(enough[:-_MORE].encode()):
                return found
        return original(text, style, context, max_width, justification_spacing, *rest, **named)

    return split_first_line


def as_one_paragraph(original: Callable[..., None]) -> Callable[..., None]:
    """Return the function that gives a layout its text, which is one paragraph where nothing in it says otherwise."""
    from weasyprint.text.ffi import pango

    def set_text(layout: Any, text: str, justify: bool = False) -> None:
        pango.pango_layout_set_single_paragraph_mode(layout.layout, _PARAGRAPH.search(text) is None)
        original(layout, text, justify)

    return set_text


def _reactivated(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    def reactivate(layout: Any, style: Any) -> None:
        if layout.justification_spacing or not hasattr(layout, "layout"):
            original(layout, style)

    return reactivate


def remembered_fonts(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return the function that gives a layout its font, which makes Pango's context and description once for a font.

    Only where the layout needs no attributes: those belong to it alone.
    """
    from weasyprint.text.constants import PANGO_DIRECTION
    from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
    from weasyprint.text.fonts import get_font_description

    def made(style: Any) -> tuple[Any, Any, Any]:
        context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
        language = pango.pango_language_get_default()
        if style["lang"]:
            name, _kept = unicode_to_char_p(style["lang"])
            language = pango.pango_language_from_string(name)
            pango.pango_context_set_language(context, language)
        return context, language, get_font_description(style)

    def setup(layout: Any, style: Any) -> None:
        if _plain_values(style) != _PLAIN:
            original(layout, style)
            return
        values = _font_values(style)
        known = style.__dict__.get("pango_font")
        if known is None or known[0] != values:
            fonts = style.font_config.__dict__.setdefault("pango_fonts", {})
            key = (*values[:-1], *values[-1])
            if key not in fonts:
                fonts[key] = made(style)
            known = style.pango_font = (values, fonts[key])
        context, layout.language, description = known[1]
        layout.style = style
        layout.first_line_direction = 0
        layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout.layout, False)
        pango.pango_layout_set_font_description(layout.layout, description)
        layout.ascent = layout.underline_position = layout.strikethrough_position = None

    return setup
