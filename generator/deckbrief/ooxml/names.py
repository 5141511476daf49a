"""Names that Office's format gives things: namespaces, kinds of relationship, content types, parts."""

from __future__ import annotations

from typing import Final

NS: Final = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
    "ep": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
    "vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
"""Namespaces by the prefixes that the standard writes them with."""

OFFICE: Final = NS["r"]
"""What the types of relationships begin with that documents have among their parts."""
STRICT: Final = "http://purl.oclc.org/ooxml/"
"""What namespaces and types begin with in ISO/IEC 29500 Strict; the words behind it are the same."""

CONTENT_TYPES: Final = "[Content_Types].xml"
PRESENTATION: Final = "ppt/presentation.xml"
"""Where every PowerPoint keeps it; slides are added beside it."""
RELATIONSHIPS_KIND: Final = "application/vnd.openxmlformats-package.relationships+xml"
DOCUMENT_KIND: Final = "application/vnd.openxmlformats-officedocument"
SLIDES_KIND: Final = f"{DOCUMENT_KIND}.presentationml"
"""What the content types of a presentation's parts begin with: `….slide+xml`."""


def words(text: str) -> tuple[str, ...]:
    """Words with blanks between them -> a tuple of them."""
    return tuple(text.split())


def tag(name: str) -> str:
    """`p:sld` -> the name as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{NS[prefix]}}}{local}"
