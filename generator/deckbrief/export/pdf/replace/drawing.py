"""Drawings of shapes, lines and plain texts, painted at once.

WeasyPrint draws an SVG as a browser would: it matches style sheets, computes every property of every element, lays out
every letter by itself. That takes most of the time of a document with many figures. A drawing that holds nothing but
what `export/svg.py` writes (`plain_svg.py`) is painted straight; every other one is left to WeasyPrint as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import inf, isfinite
from typing import Any, Final

from deckbrief.export.pdf.replace.guard import Patch, Replacement
from deckbrief.export.pdf.replace.plain_svg import Line, Outline, Picture, Piece, PlainSvg, plain_svg

_MITER_LIMIT: Final = b"4 M"
"""SVG's, 13.5.5; PDF's own is 10."""


def _patches() -> Sequence[Patch]:
    from weasyprint import images

    return [(images, "SVGImage", _plain_where_it_can(images.SVGImage))]


DRAWING: Final = Replacement(
    "drawing",
    "documents with many figures take longer",
    {
        "weasyprint.images:SVGImage.__init__": "823798cb61ee",
        "weasyprint.images:SVGImage.get_intrinsic_size": "4415159b8794",
        "weasyprint.images:SVGImage.draw": "bf38036046fc",
        "weasyprint.draw.text:draw_first_line": "1bb8eae6d88e",
        "weasyprint.draw.text:draw_emojis": "766284b3b2ca",
        "weasyprint.text.line_break:split_first_line": "39ad1016863c",
    },
    _patches,
)


def _plain_where_it_can(original: Callable[..., Any]) -> Callable[..., Any]:
    """WeasyPrint's class of SVG images -> the function that makes one, of its own kind where the drawing is plain."""

    def svg_image(tree: Any, base_url: str, url_fetcher: Any, context: Any) -> Any:
        if context is not None and (plain := plain_drawing(tree, context)):
            return plain
        return original(tree, base_url, url_fetcher, context)

    return svg_image


def plain_drawing(tree: Any, context: Any = None) -> PlainDrawing | None:
    """SVG element -> its drawing, or None where it holds more than plain drawings do."""
    svg = plain_svg(tree)
    return PlainDrawing(svg, context) if svg else None


class PlainDrawing:
    """A drawing as WeasyPrint uses images: it tells its size, and is drawn on a stream."""

    def __init__(self, svg: PlainSvg, context: Any) -> None:
        self._svg, self._context = svg, context

    def get_intrinsic_size(self, _resolution: float, font_size: float) -> tuple[float, float, float]:
        """Return width and height in CSS pixels, those of the view box where the drawing has none, and their ratio."""
        from weasyprint.svg.utils import size

        given = (size(text, font_size) if text and not text.endswith("%") else 0 for text in self._svg.size)
        width, height = (float(found or side) for found, side in zip(given, self._svg.view[2:], strict=True))
        return width, height, width / height

    def draw(self, stream: Any, width: float, height: float, _style: Any) -> None:
        """Draw it as large as fits into a box at 0,0, in the middle of it (SVG, 8.7)."""
        x, y, own_width, own_height = self._svg.view
        scale = min(width / own_width, height / own_height)
        left, top = (width - own_width * scale) / 2 - x * scale, (height - own_height * scale) / 2 - y * scale
        stream.push_state()
        stream.transform(scale, 0, 0, scale, left, top)
        stream.stream.append(_MITER_LIMIT)
        for step in self._svg.steps:
            match step:
                case Outline():
                    _paint(stream, step)
                case Line():
                    _write(stream, step, self._context.font_config, self._context)
                case Picture():
                    _show(stream, step, self._context)
                case None:
                    stream.pop_state()
                case _:
                    stream.push_state()
                    stream.transform(*step)
        stream.pop_state()


@lru_cache(maxsize=256)
def _paint_of(name: str, opacity: float) -> Any:
    """Return a color as WeasyPrint's streams take it."""
    from weasyprint.svg.utils import color

    paint = color(name)
    paint.alpha *= opacity
    return paint


def _paint(stream: Any, outline: Outline) -> None:
    filled, stroked = outline.fill != "none", outline.stroke != "none" and outline.width > 0
    if not (filled or stroked):
        return
    if filled:
        stream.set_color(_paint_of(outline.fill, outline.opacity))
    if stroked:
        stream.set_color(_paint_of(outline.stroke, 1.0), stroke=True)
        stream.set_line_width(outline.width)
        stream.set_dash(outline.dash, 0)
    stream.stream.append(outline.path)
    if filled and stroked:
        stream.fill_and_stroke(outline.even_odd)
    elif filled:
        stream.fill(outline.even_odd)
    else:
        stream.stroke()


def forget_texts(fonts: Any) -> None:
    """Take from WeasyPrint's configuration of fonts what drawings keep there: texts and styles of another document."""
    fonts.__dict__.pop("drawn_texts", None)
    fonts.__dict__.pop("drawn_styles", None)


def _write(stream: Any, line: Line, fonts: Any, context: Any) -> None:
    """Draw the pieces of a line one after the other, from where its anchor puts the first."""
    from weasyprint.draw.text import draw_emojis, draw_first_line
    from weasyprint.matrix import Matrix
    from weasyprint.svg.text import TextBox

    known = fonts.__dict__.setdefault("drawn_texts", {})
    placed = []
    total = 0.0
    for piece in line.pieces:
        key = (piece.text, piece.family, piece.size, piece.weight)
        if key not in known:
            known[key] = _laid_out(piece, fonts, context)
        layout, style, width = known[key]
        placed.append((piece, layout, style, total + piece.shift))
        total += piece.shift + width
    start = line.x - total * line.share
    for piece, layout, style, place in placed:
        if piece.fill == "none":
            continue
        stream.set_color(_paint_of(piece.fill, 1.0))
        stream.begin_text()
        matrix = Matrix(d=-1, e=start + place, f=line.y)
        emojis = draw_first_line(stream, TextBox(layout, style), "none", "none", matrix)
        stream.end_text()
        draw_emojis(stream, style, start + place, line.y, emojis)


def _laid_out(piece: Piece, fonts: Any, context: Any) -> tuple[Any, Any, float]:
    """Return Pango's layout of a text, its style, its width."""
    from weasyprint.text import line_break

    styles = fonts.__dict__.setdefault("drawn_styles", {})
    key = (piece.family, piece.size, piece.weight)
    if key not in styles:
        styles[key] = _style(piece, fonts)
    layout, _, _, width, _, _ = line_break.split_first_line(piece.text, styles[key], context, inf, 0)
    layout.reactivate(styles[key])
    return layout, styles[key], width


def _style(piece: Piece, fonts: Any) -> Any:
    """Return what WeasyPrint's text functions take for a style; it is marked as that of a drawing."""
    from weasyprint.css.properties import INITIAL_VALUES
    from weasyprint.svg.text import Style

    style = Style()
    style.update(INITIAL_VALUES)
    style["font_family"] = [name.strip("\"'") for name in piece.family.split(",")]
    style["font_weight"], style["font_size"] = piece.weight, piece.size
    style["lang"], style.font_config, style.drawing = None, fonts, True
    return style


def _show(stream: Any, picture: Picture, context: Any) -> None:
    """Draw an image as large as fits into its box, in the middle of it."""
    image = context.get_image_from_uri(url=picture.url, forced_mime_type="image/*")
    if image is None or picture.width <= 0 or picture.height <= 0:
        return
    width, height, _ = image.get_intrinsic_size(1, picture.height)
    if not (width and height and isfinite(width) and isfinite(height)):
        width, height = picture.width, picture.height
    scale = min(picture.width / width, picture.height / height)
    stream.push_state()
    stream.rectangle(picture.x, picture.y, picture.width, picture.height)
    stream.clip()
    stream.end()
    left, top = picture.x + (picture.width - width * scale) / 2, picture.y + (picture.height - height * scale) / 2
    stream.transform(scale, 0, 0, scale, left, top)
    image.draw(stream, width, height, {"image_rendering": "auto"})
    stream.pop_state()
