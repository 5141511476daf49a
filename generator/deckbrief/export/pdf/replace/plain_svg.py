"""An SVG that holds nothing but shapes, lines and plain texts -> the steps that draw it.

It holds what `export/svg.py` writes (`_KNOWN`): no style sheets, no properties that are handed down but the font's, no
units but the drawing's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, pi, sin
from typing import Any, Final

from deckbrief.base.patterns import deferred
from deckbrief.base.record import record
from deckbrief.export.pdf.replace.paths import NUMBER, NotPlain, operand, path_operators

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
    "tspan": _LOOK | {"dx", "lang", f"{_XML}lang"},
    "title": frozenset(), "desc": frozenset(),
}  # fmt: skip
"""The elements of a plain drawing, and their attributes beside `data-…`."""
_LENGTH: Final = deferred(NUMBER)
_NUMBERS: Final = deferred(rf"\s*{NUMBER}(?:[\s,]+{NUMBER})*\s*")
_COLOR: Final = deferred("none|#[0-9a-fA-F]{6}")
_TRANSFORM: Final = deferred(rf"(translate|rotate|scale)\(({NUMBER}(?:[\s,]+{NUMBER}){{0,2}})\)")
_WHITE: Final = deferred("[\n\r\t]")
_SHARES: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}


@record
class Outline:
    """A shape: the operators of its path, how it is filled and stroked."""

    path: bytes
    fill: str
    opacity: float
    even_odd: bool
    stroke: str
    width: float
    dash: tuple[float, ...]


@record
class Piece:
    text: str
    family: str
    size: float
    weight: int
    fill: str
    shift: float


@record
class Line:
    """A line of text: where its anchor is, its share of the width before it, its pieces one after the other."""

    x: float
    y: float
    share: float
    pieces: tuple[Piece, ...]


@record
class Picture:
    url: str
    x: float
    y: float
    width: float
    height: float


Turn = tuple[float, float, float, float, float, float]
Step = Outline | Line | Picture | Turn | None
"""What is painted, a change of coordinates that lasts until its None, or that None."""


@record
class PlainSvg:
    """What a drawing says of its size, its view box (x, y, width, height), and its steps in order."""

    size: tuple[str, str]
    view: tuple[float, float, float, float]
    steps: tuple[Step, ...]


def plain_svg(tree: Any) -> PlainSvg | None:
    """SVG element -> what it draws, or None where it holds more than plain drawings do."""
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
    return PlainSvg(size, (x, y, width, height), steps)


def _content(element: Any, family: str) -> Iterator[Step]:
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
                yield Picture(attributes.get("href", ""), *(_number(attributes.get(name)) for name in _SIDES))
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


def _turns(text: str) -> Iterator[Turn]:
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
        elif name == "scale" and len(numbers) == 2 and all(numbers):
            yield (numbers[0], 0.0, 0.0, numbers[1], 0.0, 0.0)
        else:
            raise NotPlain


def _outline(attributes: dict[str, str], path: bytes) -> Outline:
    dash = attributes.get("stroke-dasharray")
    return Outline(
        path=path, fill=_color(attributes.get("fill")), opacity=_number(attributes.get("fill-opacity"), 1.0),
        even_odd=attributes.get("fill-rule") == "evenodd", stroke=_color(attributes.get("stroke", "none")),
        width=_number(attributes.get("stroke-width"), 1.0), dash=_numbers(dash) if dash else (),
    )  # fmt: skip


def _rectangle(attributes: dict[str, str]) -> Iterator[Outline]:
    x, y, width, height = (_number(attributes.get(name), 0.0) for name in _SIDES)
    if width > 0 and height > 0 and attributes.get("fill") != "none":
        yield _outline(attributes, b"%s %s %s %s re" % tuple(map(operand, (x, y, width, height))))


def _line(element: Any, attributes: dict[str, str], family: str) -> Iterator[Line]:
    look = {"font-family": family, **attributes}
    pieces = tuple(_pieces(element, look, 0.0))
    if pieces:
        share = _SHARES.get(attributes.get("text-anchor", "start"))
        if share is None:
            raise NotPlain
        yield Line(_number(attributes.get("x")), _number(attributes.get("y")), share, pieces)


def _pieces(element: Any, look: dict[str, str], shift: float) -> Iterator[Piece]:
    """Yield the texts of an element and of those in it, with their looks."""
    if element.text:
        weight = look.get("font-weight", "400")
        if not weight.isdecimal():
            raise NotPlain
        family, size, fill = look["font-family"], _number(look.get("font-size")), _color(look.get("fill"))
        yield Piece(_WHITE.sub(" ", element.text), family, size, int(weight), fill, shift)
    for child in element:
        tag = _tag(child)
        if tag not in ("tspan", "a") or child.tail:
            raise NotPlain
        attributes = _attributes(child, tag)
        yield from _pieces(child, {**look, **attributes}, _number(attributes.get("dx"), 0.0))
