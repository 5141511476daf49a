"""Word document -> its paragraphs. Word's own format is a zip of XML (ECMA-376, part 1, 17.3): no library is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from lxml import etree

_LARGEST: Final = 50 * 1024 * 1024
"""Bytes of a document's text that are read, unpacked."""
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS: Final = {f"{_W}tab": "\t", f"{_W}br": " ", f"{_W}cr": " "}


def paragraphs(file: Path) -> Iterator[str]:
    """File -> its paragraphs that are not blank, in order. Raises OSError, ValueError."""
    try:
        with ZipFile(file) as archive, archive.open("word/document.xml") as part:
            data = part.read(_LARGEST + 1)
    except BadZipFile as error:
        raise ValueError("it is no .docx file") from error
    except (KeyError, RuntimeError, NotImplementedError) as error:  # no such part, or a password
        raise ValueError("there is no text in it that can be read") from error
    if len(data) > _LARGEST:
        raise ValueError("it is too large")
    yield from _lines(data)


def _lines(data: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("its XML is damaged") from error
    for paragraph in root.iter(f"{_W}p"):
        text = "".join(_texts(paragraph)).strip()
        if text:
            yield text


def _texts(paragraph: etree._Element) -> Iterator[str]:
    """Paragraph -> its texts; those of paragraphs inside of it (text boxes) are told by themselves."""
    for element in paragraph.iter(f"{_W}t", *_BREAKS):
        if next(element.iterancestors(f"{_W}p")) is paragraph:
            yield element.text or "" if element.tag == f"{_W}t" else _BREAKS[str(element.tag)]
