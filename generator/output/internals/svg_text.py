"""Text of SVG drawings: a run at once, moved to where its anchor wants it.

WeasyPrint lays out every letter by itself, and makes a transparency group of every text that is centred. That takes
most of the time of a document with drawings. Texts with anything but a place, a shift and a look are left to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from math import inf
from typing import Any, Final

_UNUSUAL: Final = frozenset({
    "alignment-baseline", "clip-path", "direction", "display", "display-anchor", "dominant-baseline", "dy", "filter",
    "font-style", "lengthAdjust", "letter-spacing", "mask", "opacity", "rotate", "stroke", "textLength", "transform",
    "visibility",
})  # fmt: skip
"""Attributes with which a text is left to WeasyPrint."""
_SHARES: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}


def draw_node_with_quick_text(original: Callable[..., None]) -> Callable[..., None]:
    """WeasyPrint's function that draws a node of an SVG -> the same, which draws plain texts itself."""

    def draw_node(svg: Any, node: Any, font_size: float, fill_stroke: bool = True, context: Any = None) -> None:
        pieces = list(_pieces(node)) if node.tag == "text" and fill_stroke else []
        if not pieces or not all(_is_plain(piece, piece is node) for piece in pieces):
            original(svg, node, font_size, fill_stroke, context)
        else:
            _draw(svg, node, [piece for piece in pieces if piece.text])

    return draw_node


def _pieces(node: Any) -> Iterator[Any]:
    """Return a text's node and the nodes in it, in the order of their texts."""
    yield node
    for child in node:
        yield from _pieces(child)


def _is_plain(node: Any, outermost: bool) -> bool:
    """Tell whether a text's node has a place in numbers, or for those within it none, and nothing unusual."""
    attributes = node.attrib
    if node.tag not in ("text", "tspan", "a") or any(name in _UNUSUAL for name in attributes):
        return False
    own = ("x", "y", "font-size") if outermost else ("font-size",)
    if not outermost and ("x" in attributes or "y" in attributes):
        return False
    return all(_is_number(attributes.get(name, "")) for name in own) and _is_number(attributes.get("dx", "0"))


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal()


def _draw(svg: Any, node: Any, pieces: list[Any]) -> None:
    """Draw the pieces of a text one after the other, from where the text's anchor puts the first."""
    from weasyprint.draw.text import draw_emojis, draw_first_line
    from weasyprint.matrix import Matrix
    from weasyprint.svg.text import TextBox
    from weasyprint.text import line_break

    laid_out = []
    total = 0.0
    for piece in pieces:
        size = float(piece.get("font-size"))
        style = _style(piece.get("font-family", "sans-serif"), size, piece.get("font-weight", "400"))
        style.font_config, style["lang"] = svg.font_config, None
        layout, _, _, width, _, _ = line_break.split_first_line(piece.text, style, svg.context, inf, 0)
        shift = float(piece.get("dx", "0")) if piece is not node else 0.0
        laid_out.append((piece, size, style, layout, total + shift))
        total += shift + width
    x = float(node.get("x")) + float(node.get("dx", "0")) - total * _SHARES.get(node.get("text-anchor"), 0.0)
    y = float(node.get("y"))
    for piece, size, style, layout, place in laid_out:
        svg.stream.push_state()
        fill, stroke = svg.set_graphical_state(piece, size)
        svg.stream.begin_text()
        layout.reactivate(style)
        svg.fill_stroke(fill, stroke, text=True)
        emojis = draw_first_line(svg.stream, TextBox(layout, style), "none", "none", Matrix(d=-1, e=x + place, f=y))
        svg.stream.end_text()
        svg.stream.pop_state()
        draw_emojis(svg.stream, style, x + place, y, emojis)


@lru_cache(maxsize=64)
def _style(family: str, size: float, weight: str) -> Any:
    """Return what WeasyPrint's text functions take for a style; it is marked as that of a drawing."""
    from weasyprint.css.properties import INITIAL_VALUES
    from weasyprint.svg.text import Style

    style = Style()
    style.update(INITIAL_VALUES)
    names = {"normal": 400, "bold": 700}
    style["font_family"] = [name.strip("\"'") for name in family.split(",")]
    style["font_weight"] = names.get(weight) or (int(weight) if weight.isdecimal() else 400)
    style["font_size"] = size
    style.drawing = True
    return style
