"""A deck -> the same as PowerPoint writes it when somebody has typed in it: other bytes, the same slides."""

from __future__ import annotations

import copy
import zipfile
from pathlib import Path

from lxml import etree

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def as_powerpoint_writes(file: Path, out: Path) -> Path:
    """Deck, where to write -> the deck: runs cut where the caret was, marks of spelling, ends of paragraphs."""
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(given.namelist(), reverse=True):
            data = given.read(name)
            if name.startswith(("ppt/slides/slide", "ppt/notesSlides/notesSlide")):
                data = _rewritten(data)
            written.writestr(name, data)
    return out


def _rewritten(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for run in list(root.iter(f"{_A}r")):
        _cut(run)
    for paragraph in root.iter(f"{_A}p"):
        if paragraph.find(f"{_A}endParaRPr") is None and paragraph.find(f"{_A}r") is not None:
            etree.SubElement(paragraph, f"{_A}endParaRPr", lang="zh-CN", dirty="0")
    slide = root.find(f"{_P}cSld")
    if slide is not None and slide.find(f"{_P}extLst") is None:
        extension = etree.SubElement(etree.SubElement(slide, f"{_P}extLst"), f"{_P}ext")
        extension.set("uri", "{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}")
        etree.SubElement(extension, f"{{{_P14}}}creationId", nsmap={"p14": _P14}).set("val", "1234567890")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _cut(run: etree._Element) -> None:
    words = run.find(f"{_A}t")
    if words is None or len(words.text or "") < 4:
        return
    look = run.find(f"{_A}rPr")
    if look is not None:
        look.set("dirty", "0")
    second = copy.deepcopy(run)
    half = len(words.text or "") // 2
    for piece, text in ((words, (words.text or "")[:half]), (second.find(f"{_A}t"), (words.text or "")[half:])):
        if piece is not None:
            piece.text = text
    look = second.find(f"{_A}rPr")
    if look is not None:
        look.set("err", "1")
    run.addnext(second)
