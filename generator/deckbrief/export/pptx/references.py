"""What the XML of a slide refers to outside itself: other slides, URLs, media, charts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Final, NamedTuple

from deckbrief.base.message import msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Place, Problem, ProblemError, nearest
from deckbrief.base.record import record
from deckbrief.export.pptx.table_style import TableLook
from deckbrief.layout.frame import Chart, Plot
from deckbrief.ooxml.package import Package
from deckbrief.ooxml.relationship import Relationship, hyperlink, office

_URL: Final = deferred(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_MEDIA: Final = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/svg+xml": "svg"}
"""Media types that every PowerPoint shows, and their extensions."""


class SlideLink(NamedTuple):
    """Attributes of an `a:hlinkClick`."""

    relationship: str
    action: str


@record(frozen=False)
class DeckReferences:
    """What slides share: the package that their pictures and charts go into, and their numbers by name."""

    package: Package
    slides: Mapping[str, int]
    """Slide numbers by the name of the slide, or of the section that starts there."""

    def picture(self, data: bytes, media_type: str) -> str:
        """Bytes -> the name of the part that holds them, made of their hash: the same bytes are held once."""
        from hashlib import sha256

        extension = _MEDIA[media_type]
        name = f"ppt/media/image-{sha256(data).hexdigest()[:16]}.{extension}"
        self.package.parts[name] = data
        self.package.defaults.setdefault(extension, media_type)
        return name


@record(frozen=False)
class SlideReferences:
    """What one slide refers to. Shape ids count from 2 in reading order; 1 is the tree itself."""

    deck: DeckReferences
    lang: str
    slide: str
    """The slide's name, for messages,"""
    number: int
    """and its number."""
    relationships: list[Relationship]
    shapes: Mapping[str, int]
    """Ids of the shapes by the names that the frame gives them, for connectors."""
    list_style: str = "<a:lstStyle/>"
    """Of texts outside of placeholders: what takes back what the presentation's default style would add to them."""
    table: TableLook | None = None
    """What the deck's table style gives to cells."""
    names: Mapping[int, str] = field(default_factory=dict)
    """What shapes are called, by their ids."""
    last_id: int = 1
    _links: dict[str, SlideLink] = field(default_factory=dict)

    def next_id(self) -> int:
        """Return the id of the next shape in reading order."""
        self.last_id += 1
        return self.last_id

    def link(self, target: str) -> SlideLink:
        """`#slide-name`, a slide's name or a URL -> the link's relationship and action.

        Raises ProblemError where no slide has that name.
        """
        if target not in self._links:
            self._links[target] = self._new_link(target)
        return self._links[target]

    def _new_link(self, target: str) -> SlideLink:
        number = len(self.relationships) + 1
        slide = self.deck.slides.get(target.removeprefix("#"))
        if slide is not None:
            self.relationships.append(office(number, "slide", f"slide{slide}.xml"))
            return SlideLink(f"rId{number}", "ppaction://hlinksldjump")
        if _URL.match(target):
            self.relationships.append(hyperlink(number, target))
            return SlideLink(f"rId{number}", "")
        message = msg(
            "slide '{slide}' links to '{target}', which is neither a slide of this deck nor a URL",
            slide=self.slide,
            target=target,
        )
        hint = nearest(target.removeprefix("#"), self.deck.slides)
        raise ProblemError([Problem("content.dangling-reference", Place(self.slide), message, hint)])

    def picture(self, data: bytes, media_type: str) -> str:
        """Bytes and media type -> id of the relationship to the picture."""
        target = "../" + self.deck.picture(data, media_type).removeprefix("ppt/")
        return self._related("image", target)

    def chart(self, chart: Chart | Plot) -> str:
        """Chart -> id of the relationship to its new part."""
        from deckbrief.export.pptx.chart import add_chart

        return self._related("chart", add_chart(self.deck.package, self.number, chart, self.lang))

    def _related(self, kind: str, target: str) -> str:
        for existing in self.relationships:
            if existing.target == target:
                return existing.id
        added = office(len(self.relationships) + 1, kind, target)
        self.relationships.append(added)
        return added.id
