"""SVG drawings -> PNG, the same on every machine: without installed fonts, and without looking at other files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from deckbrief.base.message import msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Hint
from deckbrief.ooxml.markup import Element, MarkupError, local_name, parse_part, serialised

if TYPE_CHECKING:
    from deckbrief.base.message import Message

_MOST_BYTES: Final = 4 * 1024 * 1024
_MOST_ELEMENTS: Final = 20_000
_LENGTH: Final = deferred(r"\s*([0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*(px|pt|mm|cm|in|Q|pc)?\s*\Z")
_PIXELS: Final = {"": 1, "px": 1, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "Q": 96 / 101.6, "pc": 16}
_ADDRESS: Final = deferred(r"url\(\s*['\"]?\s*(?!#)([^)'\"]*)", re.IGNORECASE)
_INSIDE: Final = ("#", "data:image/png", "data:image/jpeg")
_SVG: Final = "{http://www.w3.org/2000/svg}"
_KEPT: Final = ("{http://www.w3.org/1999/xlink}", "{http://www.w3.org/XML/1998/namespace}")
"""Namespaces of attributes that a drawing needs."""
_NOTES: Final = ("metadata", "title", "desc", "script")
"""What is not drawn: its words are not in a deck's notes or alternative texts either."""
_UNSET: Final = ("text", "tspan", "foreignObject")
_MOST_ASPECT: Final = 50


class UndrawableError(Exception):
    """Raised for a drawing that cannot be used: why, and what helps."""

    def __init__(self, message: Message, hint: Hint = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def png_of(data: bytes, longest: int) -> bytes:
    """Bytes of an SVG file -> a PNG whose longer side has that many pixels. Raises UndrawableError."""
    import resvg_py

    width, height = size_of(data)
    scale = longest / max(width, height)
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=data.decode("utf-8-sig"),
                skip_system_fonts=True,
                width=max(1, round(width * scale)),
                height=max(1, round(height * scale)),
            )
        )
    except ValueError as error:
        raise UndrawableError(
            msg("the drawing cannot be drawn: {reason}", reason=" ".join(str(error).split()))
        ) from error
    except BaseException as error:
        # A panic of the library, as for circles larger than its numbers hold: of no class that can be imported, and
        # no `Exception` (PyO3, pyo3::panic::PanicException), so that a whole run would end.
        if type(error).__name__ != "PanicException":
            raise
        hint = msg("look for lengths that are far too large")
        raise UndrawableError(msg("the drawing cannot be drawn: {reason}", reason=str(error)), hint) from error


def without_notes(data: bytes) -> bytes:
    """Bytes of an SVG file -> the same drawing without what was noted in it: comments, metadata, scripts."""
    root = parse_part(_without_doctype(data), bare=True)
    for element in list(root.iter()):
        if not str(element.tag).startswith(_SVG) or local_name(element) in _NOTES:
            _without(element)
            continue
        for key in [str(key) for key in element.attrib if str(key).startswith("{")]:
            if not key.startswith(_KEPT):
                del element.attrib[key]
        for key in [str(key) for key in element.attrib if str(key).startswith("on")]:
            del element.attrib[key]
    return serialised(root)


def _without(element: Element) -> None:
    """Take an element out, not what follows it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def size_of(data: bytes) -> tuple[float, float]:
    """Bytes of an SVG file -> its width and height in px, of its `viewBox` or of what it says itself.

    Raises UndrawableError for what is no drawing, has no size, sets text, or asks for another file.
    """
    if len(data) > _MOST_BYTES:
        raise UndrawableError(msg("the file has {size} MB", size=len(data) // 1024 // 1024), msg("simplify its paths"))
    try:
        data.decode("utf-8-sig")
        root = parse_part(_without_doctype(data), bare=True)
    except UnicodeDecodeError as error:
        raise UndrawableError(msg("the drawing is not in UTF-8"), msg("save it anew as SVG in UTF-8")) from error
    except MarkupError as error:
        raise UndrawableError(error.message) from error
    if local_name(root) != "svg":
        raise UndrawableError(msg("<{name}> is no SVG drawing", name=local_name(root)))
    _look_through(root)
    width, height = _size(root)
    if not 1 / _MOST_ASPECT <= width / height <= _MOST_ASPECT:
        raise UndrawableError(msg("a drawing of {width:g} × {height:g}", width=width, height=height))
    return width, height


def _without_doctype(data: bytes) -> bytes:
    """Return the drawing without a document type that declares nothing of its own, as drawing programs write it."""
    return re.sub(rb"<!DOCTYPE\s+svg\b[^\[>]*>", b"", data, count=1)


def _size(root: Element) -> tuple[float, float]:
    sides = [_LENGTH.match(root.get(name) or "") for name in ("width", "height")]
    if all(sides):
        width, height = (float(side[1]) * _PIXELS[side[2] or ""] for side in sides if side)
    else:
        box = (root.get("viewBox") or "").replace(",", " ").split()
        try:
            _, _, width, height = map(float, box)
        except ValueError:
            width = height = 0
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise UndrawableError(msg("the drawing has no size"), msg('give the <svg> a viewBox="0 0 1600 900"'))
    return width, height


def _look_through(root: Element) -> None:
    """Raise UndrawableError for elements that would be drawn elsewhere otherwise, or that ask for another file."""
    elements = list(root.iter())
    if len(elements) > _MOST_ELEMENTS:
        hint = msg("at most {most} are read: simplify its paths", most=_MOST_ELEMENTS)
        raise UndrawableError(msg("the drawing has {count} elements", count=len(elements)), hint)
    for element in elements:
        name = local_name(element)
        if name in _UNSET:
            message = msg("the drawing sets text (<{name}>), in whatever font a machine has", name=name)
            raise UndrawableError(message, msg("turn its text into paths, or write it as a caption"))
        for key, value in element.attrib.items():
            _look_at(str(key).rpartition("}")[2], str(value))
        if name == "style":
            _look_at(name, element.text or "")


def _look_at(key: str, value: str) -> None:
    asked = _ADDRESS.search(value)
    other = asked[1] if asked else ""
    if (key in ("href", "src") and not value.strip().startswith(_INSIDE)) or "@import" in value:
        other = value
    if other and not other.startswith(_INSIDE):
        message = msg("the drawing asks for another file: {name}", name=other.strip()[:60])
        raise UndrawableError(message, msg("embed what it shows"))
