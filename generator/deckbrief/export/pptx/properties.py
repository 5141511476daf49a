"""Deck -> the document's properties: who, what, when (ECMA-376 part 2, 11; part 1, 22.2)."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import Final

from deckbrief.layout.frame import DeckFrames
from deckbrief.ooxml import escape
from deckbrief.ooxml.names import OFFICE
from deckbrief.ooxml.package import Package
from deckbrief.ooxml.relationship import HEAD, Relationship

_CORE: Final = "docProps/core.xml"
_EXTENDED: Final = "docProps/app.xml"
_METADATA: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_KIND: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_EXTENDED_KIND: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"


def add_properties(package: Package, deck: DeckFrames) -> None:
    """Put the deck's properties into the package, in place of any that it has."""
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    extended = f"{OFFICE}/extended-properties"
    found = package.relationships.get("", ())
    others = [entry for entry in found if entry.type not in (core, extended)]
    for entry in found:
        if entry not in others:  # whatever the part is called
            package.parts.pop(entry.part or entry.target.lstrip("/"), None)
    package.relationships[""] = (
        *others,
        Relationship("rIdCore", core, _CORE),
        Relationship("rIdApp", extended, _EXTENDED),
    )
    package.add(_CORE, _CORE_KIND, _core_properties(deck, document_time(deck.date)))
    package.add(_EXTENDED, _EXTENDED_KIND, _extended_properties(deck))


def document_time(iso_date: str) -> str:
    """The content's date -> when the document was made (W3CDTF), without a look at the clock.

    An empty date leaves it to SOURCE_DATE_EPOCH (reproducible-builds.org), and without that to 1980, a zip's dawn.
    """
    if iso_date:
        return f"{date.fromisoformat(iso_date).isoformat()}T00:00:00Z"
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return "1980-01-01T00:00:00Z"


def _core_properties(deck: DeckFrames, time: str) -> str:
    author = escape.text(deck.author)
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_METADATA}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape.text(deck.title)}</dc:title><dc:subject>{escape.text(deck.subject)}</dc:subject>"
        f"<dc:creator>{author}</dc:creator><cp:keywords>{escape.text(deck.keywords)}</cp:keywords>"
        f"<cp:category>{escape.text(deck.category)}</cp:category><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f"<dc:language>{escape.text(deck.lang)}</dc:language><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{time}</dcterms:modified></cp:coreProperties>'
    )


def _extended_properties(deck: DeckFrames) -> str:
    slides, hidden = len(deck.frames), sum(frame.hidden for frame in deck.frames)
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<TotalTime>0</TotalTime><Application>deckbrief</Application><PresentationFormat>Widescreen</PresentationFormat>"
        f"<Slides>{slides}</Slides><Notes>{slides}</Notes><HiddenSlides>{hidden}</HiddenSlides></Properties>"
    )
