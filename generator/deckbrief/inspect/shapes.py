"""A page of any deck -> its shapes as they are seen: where they lie, what they say, what stands for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import cos, radians, sin
from typing import Final

from deckbrief.base.length import Emu, Rect
from deckbrief.base.record import record
from deckbrief.ooxml.markup import Element, every, find, is_true, whole
from deckbrief.ooxml.names import tag, words
from deckbrief.ooxml.reader import OfficeFile, Part

SHAPES: Final = tuple(tag(f"p:{name}") for name in ("sp", "pic", "grpSp", "graphicFrame", "cxnSp", "contentPart"))
TITLES: Final = ("title", "ctrTitle")
FOOTERS: Final = ("dt", "ftr", "sldNum", "hdr")
_BODIES: Final = words("obj body subTitle tbl chart dgm pic media clipArt")
_BLANK: Final = re.compile(r"\s+")

Mapping = tuple[float, float, float, float]
"""Coordinates of a group's members -> those of the slide: factor and shift of x, then of y."""

_SAME: Final[Mapping] = (1.0, 0.0, 1.0, 0.0)


@record
class Seen:
    """A shape of a page. `rect` is the box around it as it stands, turned or not; None where that cannot be known."""

    shape: Element
    rect: Rect | None
    members: tuple[Seen, ...] = ()

    @property
    def kind(self) -> str:
        """`sp`, `pic`, `grpSp`, `cxnSp`, `graphicFrame` …"""
        return str(self.shape.tag).rpartition("}")[2]

    @property
    def properties(self) -> Element | None:
        return find(self.shape, "*/p:cNvPr")

    @property
    def id(self) -> str:
        return _attribute(self.properties, "id")

    @property
    def told(self) -> str:
        """How a problem speaks of it: `'Picture 2' (id 4)`."""
        return f"'{_attribute(self.properties, 'name') or self.kind}' (id {self.id or '?'})"

    @property
    def alt(self) -> str:
        """Its alternative text, or the title that older versions took for it."""
        return (_attribute(self.properties, "descr") or _attribute(self.properties, "title")).strip()

    @property
    def is_decorative(self) -> bool:
        return any(is_true(mark.get("val")) for mark in every(self.properties, "a:extLst/a:ext/adec:decorative"))

    @property
    def is_link(self) -> bool:
        """Whether the shape itself, not its text, can be clicked on."""
        return find(self.properties, "a:hlinkClick") is not None

    @property
    def is_hidden(self) -> bool:
        return is_true(_attribute(self.properties, "hidden"))

    @property
    def placeholder(self) -> Element | None:
        """Its `p:ph`."""
        return find(self.shape, "*/p:nvPr/p:ph")

    @property
    def role(self) -> str:
        """What placeholder it is, or nothing."""
        holder = self.placeholder
        return "" if holder is None else holder.get("type", "obj")

    @property
    def text(self) -> str:
        """Its own text; blanks as one."""
        return text_of(find(self.shape, "p:txBody"))

    @property
    def graphic(self) -> str:
        """What a graphic frame holds: `table`, `chart`, `diagram`, `ole` …"""
        uri = _attribute(find(self.shape, "a:graphic/a:graphicData"), "uri")
        return uri.rpartition("/")[2]

    def walk(self) -> Iterator[Seen]:
        """The shape, and of a group all that is in it."""
        yield self
        for member in self.members:
            yield from member.walk()


def text_of(body: Element | None) -> str:
    """A text body -> what it says, paragraphs and breaks as blanks."""
    if body is None:
        return ""
    pieces = []
    for paragraph in every(body, "a:p"):
        for piece in paragraph.iter(tag("a:t"), tag("a:br")):
            pieces.append(" " if piece.tag == tag("a:br") else piece.text or "")
        pieces.append(" ")
    return _BLANK.sub(" ", "".join(pieces)).strip()


def seen_shapes(file: OfficeFile, page: Part) -> list[Seen]:
    """Page -> the shapes that stand on it, in their order; hidden ones left out, of alternatives the first."""
    tree = find(page.root, "p:cSld/p:spTree")
    return [] if tree is None else list(_seen(tree, file.lineage(page)[1:], _SAME))


def _seen(parent: Element, above: list[Part], mapping: Mapping) -> Iterator[Seen]:
    for child in parent.iterchildren("*"):
        if child.tag == tag("mc:AlternateContent"):
            yield from _seen(next(child.iterchildren("*"), child), above, mapping)
        elif child.tag in SHAPES:
            members = tuple(_seen(child, above, _inner(child, mapping))) if child.tag == tag("p:grpSp") else ()
            found = Seen(child, _rect(child, above, mapping), members)
            if not found.is_hidden:
                yield found


def _attribute(element: Element | None, name: str) -> str:
    return "" if element is None else element.get(name) or ""


# Places -------------------------------------------------------------------------------------------------------------


def _rect(shape: Element, above: list[Part], mapping: Mapping) -> Rect | None:
    """Box around a shape on the slide; a placeholder without a place has that of its layout, else of its master."""
    place = _transform(shape)
    holder = find(shape, "*/p:nvPr/p:ph")
    for page in above:
        if place is None and holder is not None:
            place = _transform(match_placeholder(page, holder))
    corner, size = _pair(place, "a:off", "x", "y"), _pair(place, "a:ext", "cx", "cy")
    if corner is None or size is None or place is None:
        return None
    factor_x, shift_x, factor_y, shift_y = mapping
    width, height = size[0] * factor_x, size[1] * factor_y
    middle = (corner[0] * factor_x + shift_x + width / 2, corner[1] * factor_y + shift_y + height / 2)
    turn = radians((whole(place.get("rot")) or 0) / 60_000)
    around = abs(width * cos(turn)) + abs(height * sin(turn)), abs(width * sin(turn)) + abs(height * cos(turn))
    left, top = middle[0] - around[0] / 2, middle[1] - around[1] / 2
    return Rect(Emu(round(left)), Emu(round(top)), Emu(round(around[0])), Emu(round(around[1])))


def _transform(shape: Element | None) -> Element | None:
    for path in ("p:spPr/a:xfrm", "p:grpSpPr/a:xfrm", "p:xfrm"):
        found = find(shape, path)
        if found is not None and find(found, "a:off") is not None:
            return found
    return None


def _pair(place: Element | None, path: str, first: str, second: str) -> tuple[int, int] | None:
    element = find(place, path)
    if element is None:
        return None
    values = whole(element.get(first)), whole(element.get(second))
    return None if values[0] is None or values[1] is None else (values[0], values[1])


def _inner(group: Element, outer: Mapping) -> Mapping:
    """Return the mapping for a group's members."""
    place = _transform(group)
    off, ext = _pair(place, "a:off", "x", "y"), _pair(place, "a:ext", "cx", "cy")
    inside, extent = _pair(place, "a:chOff", "x", "y"), _pair(place, "a:chExt", "cx", "cy")
    if off is None or ext is None or inside is None or extent is None:
        return outer
    factors = [ext[axis] / extent[axis] if extent[axis] else 1.0 for axis in (0, 1)]
    shifts = [off[axis] - inside[axis] * factors[axis] for axis in (0, 1)]
    return (
        factors[0] * outer[0],
        shifts[0] * outer[0] + outer[1],
        factors[1] * outer[2],
        shifts[1] * outer[2] + outer[3],
    )


def match_placeholder(page: Part, holder: Element) -> Element | None:
    """A layout or master, and a `p:ph` -> the shape there that it inherits from: by index, else by type."""
    shapes = [(find(shape, "*/p:nvPr/p:ph"), shape) for shape in every(page.root, "p:cSld/p:spTree/*")]
    found = [(own.get("type", "obj"), own.get("idx", "0"), shape) for own, shape in shapes if own is not None]
    kind, index = holder.get("type", "obj"), holder.get("idx", "0")
    on_master = page.type.endswith("Master+xml")
    for other, number, shape in found:
        if kind in TITLES and other in TITLES:
            return shape
        if kind not in TITLES and index != "0" and number == index and not on_master:
            return shape
    for other, _, shape in found:
        if kind == other or (on_master and kind in _BODIES and other == "body"):
            return shape
    return None
