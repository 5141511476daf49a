"""A page of any deck or template -> its shapes: where they lie, what they say, what they inherit from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from math import cos, radians, sin
from typing import Final

from deckbrief.base.length import Emu, Rect
from deckbrief.base.patterns import deferred
from deckbrief.base.record import record
from deckbrief.ooxml.markup import Element, attribute, every, find, is_true, local_name, whole
from deckbrief.ooxml.names import tag, words
from deckbrief.ooxml.reader import OfficeFile, Part

SHAPES: Final = tuple(tag(f"p:{name}") for name in ("sp", "pic", "grpSp", "graphicFrame", "cxnSp", "contentPart"))
TITLES: Final = ("title", "ctrTitle")
FOOTERS: Final = ("dt", "ftr", "sldNum", "hdr")
MOST_SHAPES: Final = 2_000
"""On a page with more, only so many are looked at where each is held against the others."""
_BODIES: Final = words("obj body subTitle tbl chart dgm pic media clipArt")
_BLANK: Final = deferred(r"\s+")

Scale = tuple[float, float, float, float]
"""Coordinates of a group's members -> those of the slide: factor and shift of x, then of y."""

_SAME: Final[Scale] = (1.0, 0.0, 1.0, 0.0)


@record
class PageShape:
    """A shape of a page. `box` is where it stands before it is turned by `turn` degrees; None: that cannot be known."""

    element: Element
    box: Rect | None
    turn: float = 0
    members: tuple[PageShape, ...] = ()

    @cached_property
    def rect(self) -> Rect | None:
        """The box around it as it stands, turned or not."""
        return None if self.box is None else turned(self.box, self.turn)

    @property
    def kind(self) -> str:
        """`sp`, `pic`, `grpSp`, `cxnSp`, `graphicFrame` …"""
        return local_name(self.element)

    @property
    def properties(self) -> Element | None:
        return find(self.element, "*/p:cNvPr")

    @property
    def id(self) -> str:
        return attribute(self.properties, "id")

    @property
    def label(self) -> str:
        """How a problem speaks of it: `'Picture 2' (id 4)`."""
        return f"'{attribute(self.properties, 'name') or self.kind}' (id {self.id or '?'})"

    @property
    def alt(self) -> str:
        """Its alternative text, or the title that older versions took for it."""
        return (attribute(self.properties, "descr") or attribute(self.properties, "title")).strip()

    @property
    def is_decorative(self) -> bool:
        return any(is_true(mark.get("val")) for mark in every(self.properties, "a:extLst/a:ext/adec:decorative"))

    @property
    def is_link(self) -> bool:
        """Whether the shape itself, not its text, can be clicked on."""
        return find(self.properties, "a:hlinkClick") is not None

    @property
    def is_hidden(self) -> bool:
        return is_true(attribute(self.properties, "hidden"))

    @property
    def placeholder(self) -> Element | None:
        """Its `p:ph`."""
        return find(self.element, "*/p:nvPr/p:ph")

    @property
    def role(self) -> str:
        """What placeholder it is, or nothing."""
        holder = self.placeholder
        return "" if holder is None else holder.get("type", "obj")

    @property
    def geometry(self) -> str:
        """The name of its preset geometry; nothing where it has one of its own, or none."""
        return attribute(find(self.element, "p:spPr/a:prstGeom"), "prst")

    @property
    def text(self) -> str:
        """Its own text; blanks as one."""
        return text_of(find(self.element, "p:txBody"))

    @property
    def graphic(self) -> str:
        """What a graphic frame holds: `table`, `chart`, `diagram`, `ole` …"""
        uri = attribute(find(self.element, "a:graphic/a:graphicData"), "uri")
        return uri.rpartition("/")[2]

    def walk(self) -> Iterator[PageShape]:
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


def page_shapes(file: OfficeFile, page: Part) -> list[PageShape]:
    """Page -> the shapes that stand on it, in their order; hidden ones left out, of alternatives the first."""
    tree = find(page.root, "p:cSld/p:spTree")
    return [] if tree is None else list(_shapes(tree, file.lineage(page)[1:], _SAME))


def _shapes(parent: Element, above: list[Part], scale: Scale) -> Iterator[PageShape]:
    for child in parent.iterchildren("*"):
        if child.tag == tag("mc:AlternateContent"):
            yield from _shapes(next(child.iterchildren("*"), child), above, scale)
        elif child.tag in SHAPES:
            members = tuple(_shapes(child, above, _inner(child, scale))) if child.tag == tag("p:grpSp") else ()
            found = PageShape(child, *_place(child, above, scale), members)
            if not found.is_hidden:
                yield found


def turned(box: Rect, degrees: float) -> Rect:
    """A rectangle turned round its centre -> the upright one around it."""
    if not degrees:
        return box
    across, down = abs(cos(radians(degrees))), abs(sin(radians(degrees)))
    width, height = box.width * across + box.height * down, box.width * down + box.height * across
    left, top = box.x + (box.width - width) / 2, box.y + (box.height - height) / 2
    return Rect(*(Emu(round(value)) for value in (left, top, width, height)))


# Places -------------------------------------------------------------------------------------------------------------


def _place(shape: Element, above: list[Part], scale: Scale) -> tuple[Rect | None, float]:
    """A shape's box on the slide and its turn; a placeholder without a place has its layout's, else its master's."""
    place = _transform(shape)
    holder = find(shape, "*/p:nvPr/p:ph")
    for page in above:
        if place is None and holder is not None:
            place = _transform(match_placeholder(page, holder))
    corner, size = _pair(place, "a:off", "x", "y"), _pair(place, "a:ext", "cx", "cy")
    if corner is None or size is None:
        return None, 0
    factor_x, shift_x, factor_y, shift_y = scale
    left, top = corner[0] * factor_x + shift_x, corner[1] * factor_y + shift_y
    box = (round(value) for value in (left, top, size[0] * factor_x, size[1] * factor_y))
    return Rect(*map(Emu, box)), (whole(attribute(place, "rot")) or 0) / 60_000


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


def _inner(group: Element, outer: Scale) -> Scale:
    """Return the scale of a group's members."""
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


def inherited_shapes(file: OfficeFile, page: Part, shape: PageShape) -> list[Element]:
    """A placeholder of a page -> the placeholders of its layout and master that it inherits from, the nearest first."""
    holder, above = shape.placeholder, file.lineage(page)[1:]
    found = [match_placeholder(part, holder) for part in above] if holder is not None else []
    return [element for element in found if element is not None]


def list_styles(file: OfficeFile, page: Part, shape: PageShape) -> list[Element]:
    """A shape of a page -> the list styles that its text inherits from elsewhere, the nearest first (19.3.1.52)."""
    found = [find(element, "p:txBody/a:lstStyle") for element in inherited_shapes(file, page, shape)]
    if shape.role:
        kind = "titleStyle" if shape.role in TITLES else "otherStyle" if shape.role in FOOTERS else "bodyStyle"
        found.append(find(file.lineage(page)[-1].root, f"p:txStyles/p:{kind}"))
    presentation = file.presentation()
    found.append(find(presentation.root if presentation else None, "p:defaultTextStyle"))
    return [style for style in found if style is not None]


def body_property(file: OfficeFile, page: Part, shape: PageShape, name: str) -> str:
    """A shape of a page and the name of an attribute of `a:bodyPr` -> what counts; nothing where none says it."""
    chain = [shape.element, *inherited_shapes(file, page, shape)]
    said = (attribute(find(element, "p:txBody/a:bodyPr"), name) for element in chain)
    return next((value for value in said if value), "")


def alignment(file: OfficeFile, page: Part, shape: PageShape) -> str:
    """A shape of a page -> how its first paragraph is aligned: `l`, `ctr`, `r` …; nothing where none says it."""
    own = [find(shape.element, "p:txBody/a:p/a:pPr"), find(shape.element, "p:txBody/a:lstStyle/a:lvl1pPr")]
    inherited = [find(style, "a:lvl1pPr") for style in list_styles(file, page, shape)]
    return next((value for level in (*own, *inherited) if (value := attribute(level, "algn"))), "")


def slide_size(file: OfficeFile) -> Rect:
    """Package -> the rectangle of its slides; that of 13.333 by 7.5 inches where none is said."""
    presentation = file.presentation()
    size = find(presentation.root if presentation else None, "p:sldSz")
    width, height = whole(attribute(size, "cx")) or 12_192_000, whole(attribute(size, "cy")) or 6_858_000
    return Rect(Emu(0), Emu(0), Emu(width), Emu(height))
