"""Slides and sections -> a presentation part that lists them (ECMA-376 part 1, 19.2.1.26; [MS-PPTX] 2.6.1).

Cut and joined as bytes, at the offsets that expat tells: lxml takes longer to import than 30 slides to write.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import field
from itertools import groupby
from typing import Final
from xml.parsers.expat import ParserCreate

from deckbrief.base.guid import guid
from deckbrief.base.record import record
from deckbrief.layout.frame import DeckFrames
from deckbrief.ooxml import escape

_P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
_P14: Final = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_FIRST_SLIDE: Final = 256
"""The lowest id that a slide may have (ECMA-376 part 1, 19.7.13)."""

_BEFORE_SLIDES: Final = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst")


@record(frozen=False)
class _Element:
    """An element of a part: its name without prefix, the offsets of its bytes, and where its end tag begins."""

    name: str
    uri: str
    start: int
    inner_end: int = -1
    end: int = -1
    children: list[_Element] = field(default_factory=list)


def with_slides(presentation: bytes, deck: DeckFrames, relationships: Sequence[str]) -> bytes:
    """Presentation part in UTF-8, deck, the slides' relationship ids -> the part with these slides and sections.

    It lists no other slides and sections; all else stays byte for byte.
    """
    root = _outline(presentation)
    edits = [(child.start, child.end, "") for child in root.children if child.name == "sldIdLst"]
    after = (child.start for child in root.children if child.name not in (*_BEFORE_SLIDES, "sldIdLst"))
    at = next(after, root.inner_end)
    edits.append((at, at, _slide_list(relationships)))
    sections = _section_list(deck)
    extensions = next((child for child in root.children if child.name == "extLst"), None)
    if extensions and any(child.uri != _SECTIONS for child in extensions.children):
        edits += [(child.start, child.end, "") for child in extensions.children if child.uri == _SECTIONS]
        edits.append((extensions.inner_end, extensions.inner_end, sections))
    elif extensions:
        edits.append((extensions.start, extensions.end, _extension_list(sections)))
    else:
        edits.append((root.inner_end, root.inner_end, _extension_list(sections)))
    pieces: list[bytes] = []
    done = 0
    for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [presentation[done:start], text.encode()]
        done = end
    return b"".join([*pieces, presentation[done:]])


def _outline(part: bytes) -> _Element:
    """Part -> its root, with the elements below it."""
    parser = ParserCreate(namespace_separator=" ")
    top = _Element(name="", uri="", start=0)
    open_elements = [top]
    ended: list[_Element] = []

    def event(*_: object) -> int:
        """Where an event begins, what ended before it ends."""
        offset = parser.CurrentByteIndex
        for element in ended:
            element.end = offset
        ended.clear()
        return offset

    def start(name: str, attributes: dict[str, str]) -> None:
        element = _Element(name=name.rpartition(" ")[2], uri=attributes.get("uri", ""), start=event())
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def end(name: str) -> None:
        element = open_elements.pop()
        element.inner_end = event()
        ended.append(element)

    parser.StartElementHandler, parser.EndElementHandler, parser.DefaultHandler = start, end, event
    parser.Parse(part, True)
    event()
    return top.children[0]


def _extension_list(extensions: str) -> str:
    return f'<p:extLst xmlns:p="{_P}">{extensions}</p:extLst>' if extensions else ""


def _slide_list(relationships: Sequence[str]) -> str:
    entries = "".join(
        f'<p:sldId id="{number}" r:id="{relationship}"/>'
        for number, relationship in enumerate(relationships, _FIRST_SLIDE)
    )
    return f'<p:sldIdLst xmlns:p="{_P}" xmlns:r="{_R}">{entries}</p:sldIdLst>'


def _section_list(deck: DeckFrames) -> str:
    """Return the list of sections, each slide in one; slides without a section stand under the deck's title."""
    if not any(frame.section for frame in deck.frames):
        return ""
    named = [frame.section or deck.title for frame in deck.frames]
    sections = []
    occurrences: Counter[str] = Counter()
    for name, slides in groupby(enumerate(named, _FIRST_SLIDE), key=lambda entry: entry[1]):
        ids = "".join(f'<p14:sldId id="{number}"/>' for number, _ in slides)
        occurrences[name] += 1
        own = guid(f"deckbrief:{deck.name}/{name}/{occurrences[name]}")
        sections.append(
            f'<p14:section name="{escape.attribute(name)}" id="{own}"><p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>'
        )
    return (
        f'<p:ext xmlns:p="{_P}" uri="{_SECTIONS}"><p14:sectionLst xmlns:p14="{_P14}">{"".join(sections)}'
        f"</p14:sectionLst></p:ext>"
    )
