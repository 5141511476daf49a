"""Drawings of shapes, lines and plain texts, painted at once.

WeasyPrint draws an SVG as a browser would: it matches style sheets, computes every property of every element, lays out
every letter by itself. That takes most of the time of a document with many figures. A drawing that holds nothing but
what `output/svg.py` writes (`_KNOWN`) is painted straight; every other one is left to WeasyPrint as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from math import cos, inf, isfinite, pi, sin
from typing import Any, Final

from generator.base.record import record
from generator.output.internals.paths import NUMBER, NotPlain, operand, path_operators

_SVG: Final = "{http://www.w3.org/2000/svg}"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_LOOK: Final = frozenset({"font-family", "font-size", "font-weight", "fill"})
_BOX: Final = frozenset({"x", "y", "width", "height"})
_KNOWN: Final = {
    "svg": frozenset({"font-family", "height", "lang", "role", "viewBox", "width", f"{_XML}lang", f"{_XML}space"}),
    "g": frozenset({"font-family", "transform"}),
    "path": frozenset({
        "d", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-dasharray", "stroke-width", "transform",
    }),
    "rect": _BOX | {"fill", "pointer-events"},
    "image": _BOX | {"href"},
    "a": frozenset({"href"}),
    "text": _LOOK | {"x", "y", "text-anchor"},
    "tspan": _LOOK | {"dx"},
    "title": frozenset(), "desc": frozenset(),
}  # fmt: skip
"""The elements of a plain drawing, and their attributes beside `data-…`."""
_LENGTH: Final = re.compile(NUMBER)
_NUMBERS: Final = re.compile(rf"\s*{NUMBER}(?:[\s,]+{NUMBER})*\s*")
_COLOR: Final = re.compile("none|#[0-9a-fA-F]{6}")
_TRANSFORM: Final = re.compile(rf"(translate|rotate)\(({NUMBER}(?:[\s,]+{NUMBER}){{0,2}})\)")
_WHITE: Final = re.compile("[\n\r\t]")
_SHARES: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}
_MITER_LIMIT: Final = b"4 M"
"""SVG's, 13.5.5; PDF's own is 10."""


@record
class _Outline:
    """A shape: the operators of its path, how it is filled and stroked."""

    path: bytes
    fill: str
    opacity: float
    even_odd: bool
    stroke: str
    width: float
    dash: tuple[float, ...]


@record
class _Piece:
    text: str
    family: str
    size: float
    weight: int
    fill: str
    shift: float


@record
class _Line:
    """A line of text: where its anchor is, its share of the width before it, its pieces one after the other."""

    x: float
    y: float
    share: float
    pieces: tuple[_Piece, ...]


@record
class _Picture:
    url: str
    x: float
    y: float
    width: float
    height: float


_Turn = tuple[float, float, float, float, float, float]
_Step = _Outline | _Line | _Picture | _Turn | None
"""What is painted, a change of coordinates that lasts until its None, or that None."""


def replacement(original: Callable[..., Any]) -> Callable[..., Any]:
    """WeasyPrint's class of SVG images -> the function that makes one, of its own kind where the drawing is plain."""

    def svg_image(tree: Any, base_url: str, url_fetcher: Any, context: Any) -> Any:
        if context is not None and (plain := plain_drawing(tree, context)):
            return plain
        return original(tree, base_url, url_fetcher, context)

    return svg_image


def plain_drawing(tree: Any, context: Any = None) -> PlainDrawing | None:
    """SVG element -> its drawing, or None where it holds more than plain drawings do."""
    try:
        attributes = _attributes(tree, "svg")
        if attributes.get(f"{_XML}space") != "preserve":
            return None
        x, y, width, height = _numbers(attributes.get("viewBox", ""), 4)
        if width <= 0 or height <= 0:
            return None
        size = (attributes.get("width", ""), attributes.get("height", ""))
        steps = tuple(_content(tree, attributes.get("font-family", "sans-serif")))
    except NotPlain:
        return None
    return PlainDrawing(size, (x, y, width, height), steps, context)


class PlainDrawing:
    """A drawing as WeasyPrint uses images: it tells its size, and is drawn on a stream."""

    def __init__(
        self, size: tuple[str, str], view: tuple[float, float, float, float], steps: tuple[_Step, ...], context: Any
    ) -> None:
        self._size, self._view, self._steps, self._context = size, view, steps, context

    def get_intrinsic_size(self, _resolution: float, font_size: float) -> tuple[float, float, float]:
        """Return width and height in CSS pixels, those of the view box where the drawing has none, and their ratio."""
        from weasyprint.svg.utils import size

        given = (size(text, font_size) if text and not text.endswith("%") else 0 for text in self._size)
        width, height = (float(found or side) for found, side in zip(given, self._view[2:], strict=True))
        return width, height, width / height

    def draw(self, stream: Any, width: float, height: float, _style: Any) -> None:
        """Draw it as large as fits into a box at 0,0, in the middle of it (SVG, 8.7)."""
        x, y, own_width, own_height = self._view
        scale = min(width / own_width, height / own_height)
        left, top = (width - own_width * scale) / 2 - x * scale, (height - own_height * scale) / 2 - y * scale
        stream.push_state()
        stream.transform(scale, 0, 0, scale, left, top)
        stream.stream.append(_MITER_LIMIT)
        for step in self._steps:
            match step:
                case _Outline():
                    _paint(stream, step)
                case _Line():
                    _write(stream, step, self._context.font_config, self._context)
                case _Picture():
                    _show(stream, step, self._context)
                case None:
                    stream.pop_state()
                case _:
                    stream.push_state()
                    stream.transform(*step)
        stream.pop_state()


# Reading ------------------------------------------------------------------------------------------------------------


def _content(element: Any, family: str) -> Iterator[_Step]:
    """Yield what an element's children draw; raises NotPlain."""
    if _has_words(element.text) or any(_has_words(child.tail) for child in element):
        raise NotPlain
    for child in element:
        tag = _tag(child)
        attributes = _attributes(child, tag)
        own = attributes.get("font-family", family)
        turns = tuple(_turns(attributes.get("transform", "")))
        yield from turns
        match tag:
            case "g" | "a":
                yield from _content(child, own)
            case "path":
                yield _outline(attributes, path_operators(attributes.get("d", "")))
            case "rect":
                yield from _rectangle(attributes)
            case "text":
                yield from _line(child, attributes, own)
            case "image":
                yield _Picture(attributes.get("href", ""), *(_number(attributes.get(name)) for name in _SIDES))
            case "title" | "desc":
                pass
            case _:
                raise NotPlain
        yield from (None for _ in turns)


_SIDES: Final = ("x", "y", "width", "height")


def _tag(element: Any) -> str:
    tag = element.tag
    if not isinstance(tag, str) or not tag.startswith(_SVG):
        raise NotPlain
    return tag.removeprefix(_SVG)


def _attributes(element: Any, tag: str) -> dict[str, str]:
    """Return an element's attributes, if it is of that kind and has no other than plain ones."""
    if _tag(element) != tag or tag not in _KNOWN:
        raise NotPlain
    attributes: dict[str, str] = element.attrib
    known = _KNOWN[tag]
    if any(name not in known and not name.startswith("data-") for name in attributes):
        raise NotPlain
    return attributes


def _has_words(text: str | None) -> bool:
    return bool(text and text.strip())


def _number(text: str | None, default: float | None = None) -> float:
    if text is None and default is not None:
        return default
    if not text or not _LENGTH.fullmatch(text):
        raise NotPlain
    return float(text)


def _numbers(text: str, count: int = 0) -> tuple[float, ...]:
    if not _NUMBERS.fullmatch(text):
        raise NotPlain
    numbers = tuple(float(number) for number in _LENGTH.findall(text))
    if count and len(numbers) != count:
        raise NotPlain
    return numbers


def _color(text: str | None) -> str:
    if text is None or not _COLOR.fullmatch(text):
        raise NotPlain
    return text


def _turns(text: str) -> Iterator[_Turn]:
    """Yield the changes of coordinates that a `transform` says (SVG, 8.5)."""
    rest = _TRANSFORM.sub("", text)
    if rest.strip():
        raise NotPlain
    for name, given in _TRANSFORM.findall(text):
        numbers = _numbers(given)
        if name == "translate" and len(numbers) <= 2:
            x, y = (*numbers, 0.0)[:2]
            yield (1, 0, 0, 1, x, y)
        elif name == "rotate" and len(numbers) in (1, 3):
            angle = numbers[0] * pi / 180
            x, y = numbers[1:] or (0.0, 0.0)
            cosine, sine = cos(angle), sin(angle)
            yield (cosine, sine, -sine, cosine, x - x * cosine + y * sine, y - x * sine - y * cosine)
        else:
            raise NotPlain


def _outline(attributes: dict[str, str], path: bytes) -> _Outline:
    dash = attributes.get("stroke-dasharray")
    return _Outline(
        path=path, fill=_color(attributes.get("fill")), opacity=_number(attributes.get("fill-opacity"), 1.0),
        even_odd=attributes.get("fill-rule") == "evenodd", stroke=_color(attributes.get("stroke", "none")),
        width=_number(attributes.get("stroke-width"), 1.0), dash=_numbers(dash) if dash else (),
    )  # fmt: skip


def _rectangle(attributes: dict[str, str]) -> Iterator[_Outline]:
    x, y, width, height = (_number(attributes.get(name), 0.0) for name in _SIDES)
    if width > 0 and height > 0 and attributes.get("fill") != "none":
        yield _outline(attributes, b"%s %s %s %s re" % tuple(map(operand, (x, y, width, height))))


def _line(element: Any, attributes: dict[str, str], family: str) -> Iterator[_Line]:
    look = {"font-family": family, **attributes}
    pieces = tuple(_pieces(element, look, 0.0))
    if pieces:
        share = _SHARES.get(attributes.get("text-anchor", "start"))
        if share is None:
            raise NotPlain
        yield _Line(_number(attributes.get("x")), _number(attributes.get("y")), share, pieces)


def _pieces(element: Any, look: dict[str, str], shift: float) -> Iterator[_Piece]:
    """Yield the texts of an element and of those in it, with their looks."""
    if element.text:
        weight = look.get("font-weight", "400")
        if not weight.isdecimal():
            raise NotPlain
        family, size, fill = look["font-family"], _number(look.get("font-size")), _color(look.get("fill"))
        yield _Piece(_WHITE.sub(" ", element.text), family, size, int(weight), fill, shift)
    for child in element:
        tag = _tag(child)
        if tag not in ("tspan", "a") or child.tail:
            raise NotPlain
        attributes = _attributes(child, tag)
        yield from _pieces(child, {**look, **attributes}, _number(attributes.get("dx"), 0.0))


# Painting -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _paint_of(name: str, opacity: float) -> Any:
    """Return a color as WeasyPrint's streams take it."""
    from weasyprint.svg.utils import color

    paint = color(name)
    paint.alpha *= opacity
    return paint


def _paint(stream: Any, outline: _Outline) -> None:
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


def _write(stream: Any, line: _Line, fonts: Any, context: Any) -> None:
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


def _laid_out(piece: _Piece, fonts: Any, context: Any) -> tuple[Any, Any, float]:
    """Return Pango's layout of a text, its style, its width."""
    from weasyprint.text import line_break

    styles = fonts.__dict__.setdefault("drawn_styles", {})
    key = (piece.family, piece.size, piece.weight)
    if key not in styles:
        styles[key] = _style(piece, fonts)
    layout, _, _, width, _, _ = line_break.split_first_line(piece.text, styles[key], context, inf, 0)
    layout.reactivate(styles[key])
    return layout, styles[key], width


def _style(piece: _Piece, fonts: Any) -> Any:
    """Return what WeasyPrint's text functions take for a style; it is marked as that of a drawing."""
    from weasyprint.css.properties import INITIAL_VALUES
    from weasyprint.svg.text import Style

    style = Style()
    style.update(INITIAL_VALUES)
    style["font_family"] = [name.strip("\"'") for name in piece.family.split(",")]
    style["font_weight"], style["font_size"] = piece.weight, piece.size
    style["lang"], style.font_config, style.drawing = None, fonts, True
    return style


def _show(stream: Any, picture: _Picture, context: Any) -> None:
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
