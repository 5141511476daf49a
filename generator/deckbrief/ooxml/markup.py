"""XML of Office's parts: bytes -> elements, safely; what an element holds and says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from deckbrief.base.message import Message, msg
from deckbrief.base.patterns import deferred
from deckbrief.ooxml.names import NS, STRICT

if TYPE_CHECKING:
    from lxml import etree

    Element = etree._Element
else:  # lxml takes longer to import than thirty slides to write
    Element = object

_PREFIXES: Final = {uri: prefix for prefix, uri in NS.items()}
_INTEGER: Final = deferred(r"[+-]?[0-9]{1,15}")
_STRICT: Final = deferred(STRICT.encode().replace(b".", rb"\.") + rb"(\w+)/")
_DOCTYPE: Final = deferred(rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<!DOCTYPE", re.DOTALL)
_BYTE_ORDER_MARKS: Final = b"\xef\xbb\xbf\xfe\xff"


class MarkupError(Exception):
    """Raised where a part cannot be parsed: why, and at which line and column (0: unknown)."""

    kind = "xml"

    def __init__(self, message: Message, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line, self.column = line, column


class DoctypeError(MarkupError):
    """Raised where a part has a document type declaration."""

    kind = "doctype"


def parse_part(data: bytes, *, bare: bool = False) -> Element:
    """Bytes of a part -> its root; names of the strict variant are read as the transitional ones.

    No entity is expanded, nothing fetched, and a document type is refused before anything is parsed (ECMA-376 part 2,
    6.2.5). `bare` leaves out comments and processing instructions. Raises MarkupError.
    """
    from lxml import etree

    if _DOCTYPE.match(data.lstrip(_BYTE_ORDER_MARKS).replace(b"\0", b"")):
        message = msg("has a document type declaration, which no part may have (ECMA-376 part 2, 6.2.5)")
        raise DoctypeError(message, 1)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=bare, remove_pis=bare
    )
    try:
        return etree.fromstring(_STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        said = " ".join(str(error).split()) or type(error).__name__
        raise MarkupError(msg("not well-formed XML: {said}", said=said), *getattr(error, "position", (0, 0))) from error


def serialised(root: Element) -> bytes:
    """Root -> the bytes of its part."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def written(element: Element) -> str:
    """Element -> its XML, without what follows it."""
    from lxml import etree

    return etree.tostring(element, encoding="unicode", with_tail=False)


def local_name(element: Element) -> str:
    """Element -> its name without a namespace."""
    return str(element.tag).rpartition("}")[2]


def plain(element: Element) -> str:
    """Element -> its name as the standard writes it: `p:sld`; a foreign one keeps the prefix of its part."""
    uri, _, local = str(element.tag).lstrip("{").rpartition("}")
    prefix = _PREFIXES.get(uri, element.prefix or "")
    return f"{prefix}:{local}" if prefix else local


def find(root: Element | None, path: str) -> Element | None:
    """Element and path -> the first element there, or None."""
    return None if root is None else root.find(path, NS)


def every(root: Element | None, path: str) -> list[Element]:
    """Element and path -> all elements there."""
    return [] if root is None else list(root.iterfind(path, NS))


def attribute(element: Element | None, name: str) -> str:
    """Element and the name of an attribute -> what it says; nothing where one of them is missing."""
    return "" if element is None else element.get(name) or ""


def whole(value: str | None) -> int | None:
    """Attribute -> the integer that it says (XML Schema's `int`), or None."""
    return int(value) if value is not None and _INTEGER.fullmatch(value) else None


def is_true(value: str | None) -> bool:
    """Tell whether an `xsd:boolean` says yes."""
    return value in ("1", "true", "on")
