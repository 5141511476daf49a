"""Word document -> its paragraphs, read as any Office file is (`ooxml/reader.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.report import user_path
from deckbrief.ooxml.archive import Fault
from deckbrief.ooxml.markup import local_name
from deckbrief.ooxml.names import NS
from deckbrief.ooxml.reader import open_office_file

if TYPE_CHECKING:
    from deckbrief.ooxml.markup import Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = f"{{{NS['mc']}}}Fallback"
_BREAKS: Final = {f"{_W}tab": "\t", f"{_W}br": " ", f"{_W}cr": " "}


def paragraphs(file: Path) -> list[str]:
    """File -> its paragraphs that are not blank, in order, those of tables and text boxes too.

    Deletions that are tracked are left out, insertions kept. Raises ProblemError where it cannot be read.
    """
    opened, faults = open_office_file(file)
    document = next((part for part in opened.kin(opened.root, "officeDocument") if part.root is not None), None)
    if document is None or document.root is None:
        raise ProblemError([_problem(file, faults)])
    return [text for text in map(_text, _paragraphs(document.root)) if text]


def _problem(file: Path, faults: list[Fault]) -> Problem:
    message = msg("cannot be read as a Word document: {reason}", reason=_reason(faults))
    return Problem("content.unreadable", Place(user_path(file)), message, msg("save it as .docx or as plain text"))


def _reason(faults: list[Fault]) -> Message:
    """Return why: what is no zip at all is told without naming another program's format."""
    if any(fault.kind in ("unreadable", "encrypted", "limit") for fault in faults):
        return faults[0].message
    return msg("it is no .docx file, or a damaged one")


def _paragraphs(root: Element) -> Iterator[Element]:
    """Yield the paragraphs; a text box stands twice in its file, the second time for older programs."""
    for paragraph in root.iter(f"{_W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is None:
            yield paragraph


def _text(paragraph: Element) -> str:
    """Return what a paragraph says; those inside of it (text boxes) are told by themselves."""
    own = (part for part in paragraph.iter(f"{_W}t", *_BREAKS) if next(part.iterancestors(f"{_W}p")) is paragraph)
    return "".join(part.text or "" if local_name(part) == "t" else _BREAKS[str(part.tag)] for part in own).strip()
