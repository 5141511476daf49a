"""Chinese setting inside WeasyPrint, which by itself expands only spaces: both edges flush, punctuation squeezed.

- A justified line's spare width is shared over its spaces and the gaps beside its Chinese characters. Where the
  text is drawn, each glyph before a gap is made wider by that much.
- Of two adjacent marks the one whose blank half lies between them is set half as wide, by the font's own `halt`
  feature (clreq, 3.1.6.1), when lines are broken and when they are drawn.
- Text of SVG drawings has the document's language, else the machine's locale would choose the glyphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final
from unicodedata import bidirectional

from deckbrief.base.patterns import deferred
from deckbrief.base.script.kinds import CLOSING, OPENING, UNSPACED
from deckbrief.export.pdf.replace.guard import Patch, Replacement

_OPENING: Final = OPENING
_CLOSING: Final = CLOSING + "，。、；："
_MARK: Final = f"[{_OPENING}{_CLOSING}]"
_PAIR: Final = deferred(f"(?:(?<={_MARK})|(?<={_MARK}[\u200b\u2060]))[{_OPENING}]|[{_CLOSING}](?=[{_CLOSING}])")
"""The mark that is squeezed: an opening one after any mark, a closing one before another.

A line may break between a closing and an opening mark; the opening one then starts a line, and is whole again.
"""
_HAN: Final = deferred(f"[·—‘’“”…{UNSPACED}]")
_UNBROKEN: Final = frozenset("—…")
_SPACES: Final = frozenset(" \u00a0")
_INVISIBLE: Final = frozenset("\u00ad\u200b\u200d\u2060\ufeff")
_STEP: Final = 0.001
"""WeasyPrint places glyphs in whole thousandths of an em, cutting what is over."""
_OVER: Final = 0.4
"""Thousandths added to a gap, so that cutting what is over leaves the gap that was meant."""


def chinese_lines(lang: str) -> Replacement:
    """Language (BCP 47) of Chinese -> what sets it."""
    return Replacement("chinese_lines", _LOSS, _SOURCES, lambda: _patches(lang))


_LOSS: Final = "Chinese lines are set without both edges flush"
_SOURCES: Final = {
    "weasyprint.layout.inline:justify_line": "f83b21ff8793",
    "weasyprint.text.line_break:Layout.set_text": "fe23ca9937db",
    "weasyprint.text.line_break:Layout.reactivate": "0b89ee097104",
    "weasyprint.text.line_break:Layout.get_first_line": "bb65cbda0e27",
    "weasyprint.text.line_break:split_first_line": "39ad1016863c",
}


def _patches(lang: str) -> Sequence[Patch]:
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    justify_line, split_first_line = inline.justify_line, line_break.split_first_line
    set_text, reactivate = line_break.Layout.set_text, line_break.Layout.reactivate

    def justify_chinese_line(context: Any, line: Any, extra_width: float) -> None:
        if not share_width(line, extra_width):
            justify_line(context, line, extra_width)

    def set_squeezed_text(layout: Any, text: str, justify: bool = False) -> None:
        set_text(layout, text, justify)
        _squeeze(layout)

    def reactivate_with_gaps(layout: Any, style: Any) -> None:
        reactivate(layout, style)
        _widen(layout, style["font_size"])

    def split_first_line_in_language(text: str, style: Any, *rest: Any, **options: Any) -> Any:
        style["lang"] = style["lang"] or lang
        return split_first_line(text, style, *rest, **options)

    return [
        (inline, "justify_line", justify_chinese_line),
        (line_break.Layout, "set_text", set_squeezed_text),
        (line_break.Layout, "reactivate", reactivate_with_gaps),
        (line_break, "split_first_line", split_first_line_in_language),  # only SVG looks it up there
    ]


# Lines --------------------------------------------------------------------------------------------------------------


def share_width(line: Any, extra: float) -> bool:
    """Share `extra` pixels over a line's gaps; its boxes move and grow. False, and no change, if it has no Chinese."""
    boxes = list(_text_boxes(line))
    text = "".join(box.text for box in boxes)
    if not _HAN.search(text) or any(bidirectional(character) in ("R", "AL", "AN") for character in text):
        return False
    gaps = list(_gaps(boxes))
    if not gaps:
        return False
    widths = dict(zip(gaps, _steps([boxes[box].style["font_size"] for box, _ in gaps], extra), strict=True))
    shares: dict[int, dict[int, float]] = {}
    for (box, end), width in widths.items():
        shares.setdefault(box, {})[end] = width
    _move(line, 0.0, iter([(box, shares.get(index, {})) for index, box in enumerate(boxes)]))
    return True


def _text_boxes(box: Any) -> Iterator[Any]:
    """The text boxes of a line in the order of their text."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _text_boxes(child)


def _gaps(boxes: list[Any]) -> Iterator[tuple[int, int]]:
    """The places of a line that may become wider: number of the box, and the character in it that the gap follows."""
    seen = [
        (character, (number, index))
        for number, box in enumerate(boxes)
        for index, character in enumerate(box.text)
        if character not in _INVISIBLE
    ]
    for (left, place), (right, _) in pairwise(seen):
        if _expands(left, right):
            yield place


def _expands(left: str, right: str) -> bool:
    """Tell whether a line may be stretched between two characters: after a space, and beside a Chinese one."""
    if left in _SPACES:
        return True
    if right in _SPACES or (left == right and left in _UNBROKEN):
        return False
    return bool(_HAN.match(left) or _HAN.match(right))


def _steps(sizes: list[float], extra: float) -> list[float]:
    """Type sizes (px) at each gap and the width to share -> equal widths in whole thousandths of an em.

    The last gap takes what is left, so that the widths add up to less than a thousandth of an em under `extra`.
    """
    widths: list[float] = []
    given = 0.0
    for index, size in enumerate(sizes, 1):
        step = size * _STEP
        width = int((extra * index / len(sizes) - given) / step + 1e-6) * step
        widths.append(width)
        given += width
    return widths


def _move(box: Any, x: float, shares: Iterator[tuple[Any, dict[int, float]]]) -> float:
    """Move a box by `x` pixels and widen its text by its shares; return where the next one moves to."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        text_box, widths = next(shares)
        assert text_box is box
        box.position_x += x
        last = max((i for i, character in enumerate(box.text) if character not in _INVISIBLE), default=-1)
        inside = {index: width for index, width in widths.items() if index != last}
        box.pango_layout.gaps = {len(box.text[: i + 1].encode()): width for i, width in inside.items() if width}
        box.width += sum(inside.values())
        return x + sum(widths.values())
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += x
        start = x
        for child in box.children:
            if child.is_in_normal_flow():
                x = _move(child, x, shares)
        box.width += x - start
        return x
    box.translate(x, 0)
    return x


# Glyphs -------------------------------------------------------------------------------------------------------------


def _squeeze(layout: Any) -> None:
    """Set half as wide, by the font's `halt` feature, the marks that stand in pairs; in drawings they stay as they are.

    Where a drawing's lines end was decided when it was laid out.
    """
    if getattr(layout.style, "drawing", False):
        return
    found = list(_PAIR.finditer(layout.text))
    if not found:
        return
    from weasyprint.text.ffi import ffi, pango

    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for match in found:
        attribute = pango.pango_attr_font_features_new(b"halt 1")
        attribute.start_index = len(layout.text[: match.start()].encode())
        attribute.end_index = len(layout.text[: match.end()].encode())
        pango.pango_attr_list_insert(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)


def _widen(layout: Any, size: float) -> None:
    """Make the glyphs of a layout that is about to be drawn wider by the gaps that its line was given."""
    gaps: dict[int, float] = getattr(layout, "gaps", {})
    if not gaps or getattr(layout, "widened", None) is layout.layout:
        return
    from weasyprint.text.ffi import TO_UNITS, ffi, pango

    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # as drawing does: it would lay out again
    layout.widened = layout.layout
    line, _ = layout.get_first_line()
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        for index in range(glyphs.num_glyphs):
            following = glyphs.log_clusters[index + 1] if index + 1 < glyphs.num_glyphs else item.length
            gap = gaps.get(item.offset + following)
            if gap is not None and following != glyphs.log_clusters[index]:
                glyphs.glyphs[index].geometry.width += round((gap + _OVER * _STEP * size) * TO_UNITS)
        run = run.next
