"""Slides and sections -> a presentation part that lists them (ECMA-376 part 1, 19.2.1.26; [MS-PPTX] 2.6.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from generator.base.guid import guid
from generator.layout.frame import DeckFrames
from generator.output.pptx import escape

_P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
_P14: Final = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_FIRST_SLIDE: Final = 256
"""The lowest id that a slide may have (ECMA-376 part 1, 19.7.13)."""

_BEFORE_SLIDES: Final = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst")


def with_slides(presentation: bytes, deck: DeckFrames, relationships: Sequence[str]) -> bytes:
    """Presentation part, deck, the slides' relationship ids -> the part with these slides and sections, no others."""
    from lxml import etree

    root = etree.fromstring(presentation)
    for old in root.findall(f"{{{_P}}}sldIdLst"):
        root.remove(old)
    names = [etree.QName(child).localname for child in root]
    at = sum(name in _BEFORE_SLIDES for name in names)
    root.insert(at, etree.fromstring(_slide_list(relationships)))
    extensions = root.find(f"{{{_P}}}extLst")
    if extensions is None:
        extensions = etree.SubElement(root, f"{{{_P}}}extLst")
    for old in [entry for entry in extensions if entry.get("uri") == _SECTIONS]:
        extensions.remove(old)
    if sections := _section_list(deck):
        extensions.append(etree.fromstring(sections))
    if not len(extensions):
        root.remove(extensions)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


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
