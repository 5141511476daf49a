"""What lies behind any place of a page: its background, and what is painted on it, back to front."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import cos, radians, sin
from typing import Final

from deckbrief.base.length import Rect
from deckbrief.base.record import record, replace
from deckbrief.ooxml.colors import Palette, Rgba, palette_of
from deckbrief.ooxml.fills import NO_FILL, UNKNOWN_FILL, Fill, background, fill_element, read_fill, styled_fill
from deckbrief.ooxml.markup import Element, attribute, find, is_true, local_name, whole
from deckbrief.ooxml.names import tag
from deckbrief.ooxml.outlines import Outline, Point, Polygon, is_inside, outlines_of
from deckbrief.ooxml.presets import OPEN
from deckbrief.ooxml.reader import OfficeFile, Part
from deckbrief.ooxml.shapes import PageShape, match_placeholder, page_shapes, slide_size, turned
from deckbrief.ooxml.text_area import text_area, text_size

_ACROSS, _DOWN = 9, 6
_WHITE: Final = Rgba(255, 255, 255)
_POLYGONS: Final[dict[str, Polygon]] = {
    "triangle": ((0.5, 0), (1, 1), (0, 1)),
    "rtTriangle": ((0, 0), (1, 1), (0, 1)),
    "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "parallelogram": ((0.25, 0), (1, 0), (0.75, 1), (0, 1)),
    "flowChartInputOutput": ((0.2, 0), (1, 0), (0.8, 1), (0, 1)),
}
"""Outlines of presets that leave much of their rectangle free, as they are before anybody pulls a handle."""


@record
class Painted:
    """Something painted on a page: its rectangle before it is turned, its fill, its outline in shares of it."""

    rect: Rect
    fill: Fill
    turn: float = 0
    outlines: tuple[Outline, ...] = ()
    round: bool = False
    marked: bool = False
    """Whether there is something to see beside the fill: a line, a text, a picture, a chart."""
    words: Rect | None = None
    """Where there are words on it."""
    ground: Painted | None = None
    """What it is filled with in place of a fill of its own: the page's background, as if there were a hole to it."""

    @property
    def fills_its_rectangle(self) -> bool:
        return not (self.turn or self.outlines or self.round)

    def share(self, place: Point) -> Point | None:
        """A place on the page -> the same in shares of the rectangle; None where nothing is painted."""
        rect = self.rect
        if not (rect.width and rect.height):
            return None
        across, down = place[0] - rect.x - rect.width / 2, place[1] - rect.y - rect.height / 2
        if self.turn:
            turned, up = cos(radians(self.turn)), sin(radians(self.turn))
            across, down = across * turned + down * up, down * turned - across * up
        x, y = across / rect.width + 0.5, down / rect.height + 0.5
        if not (0 <= x <= 1 and 0 <= y <= 1) or (self.round and (2 * x - 1) ** 2 + (2 * y - 1) ** 2 > 1):
            return None
        return (x, y) if not self.outlines or any(is_inside(one, x, y) for one in self.outlines) else None

    def at(self, place: Point) -> Rgba | None:
        """A place on the page where something is painted -> its colour there; None: not known."""
        if self.ground is not None:
            return self.ground.at(place)
        x, y = self.share(place) or (0.5, 0.5)
        return self.fill.at(x, y, self.rect.width / max(1, self.rect.height))


def behind(rect: Rect, painted: Sequence[Painted], below: str = "#FFFFFF") -> tuple[str | None, ...]:
    """Rectangle, what is painted back to front -> `#RRGGBB` as seen at 54 places of it; None where it is not known."""
    near = [item for item in painted if box_around(item).overlaps(rect)]
    covers = [number for number, item in enumerate(near) if item.fill.is_plain and _lies_under(item, rect)]
    near = near[covers[-1] :] if covers else near
    if len(near) == 1 and covers:
        return (near[0].fill.colors[0].hex,)
    return tuple(_at(place, near) for place in places(rect))


def places(rect: Rect) -> Iterator[Point]:
    """Rectangle -> 54 places, row by row."""
    for row in range(_DOWN):
        for column in range(_ACROSS):
            yield rect.x + rect.width * (column + 0.5) / _ACROSS, rect.y + rect.height * (row + 0.5) / _DOWN


def _at(place: Point, near: Sequence[Painted]) -> str | None:
    color: Rgba | None = _WHITE
    for item in near:
        if item.fill.is_empty or item.share(place) is None:
            continue
        own = item.at(place)
        if own is None or own.alpha >= 1:
            color = own
        elif color is not None:
            color = own.over(color)
    return None if color is None else color.hex


# What a page paints -------------------------------------------------------------------------------------------------


def background_of(file: OfficeFile, page: Part, size: Rect) -> Painted:
    """Page and the rectangle of its slide -> its background as something painted."""
    return Painted(size, background(file, page))


def below_slide(file: OfficeFile, slide: Part) -> list[Painted]:
    """Slide or layout -> what its layout and master paint below it, but for placeholders, back to front."""
    return [item for page in _shown_through(file, slide) for item in decorations(file, page)]


def decorations(file: OfficeFile, page: Part) -> Iterator[Painted]:
    """Layout or master -> what it paints itself: all but its placeholders."""
    colors = palette_of(file, page)
    for shape, group_fill in flattened(page_shapes(file, page)):
        if not shape.role and (item := paint(file, page, shape, colors, group_fill)) is not None:
            words = text_area(file, page, shape, text_size(file, page, shape)) if shape.text else None
            yield replace(item, words=words)


def flattened(shapes: Iterable[PageShape], fill: Element | None = None) -> Iterator[tuple[PageShape, Element | None]]:
    """Shapes in the order in which they are painted, groups dissolved; each with the fill of the group around it."""
    for shape in shapes:
        if shape.kind == "grpSp":
            own = fill_element(find(shape.element, "p:grpSpPr"))
            yield from flattened(shape.members, fill if own is None or own.tag == tag("a:grpFill") else own)
        else:
            yield shape, fill


def paint(
    file: OfficeFile, page: Part, shape: PageShape, colors: Palette, group_fill: Element | None = None
) -> Painted | None:
    """A shape of a page -> what it paints; None where there is nothing to see or no place."""
    if shape.box is None:
        return None
    fill = fill_of_shape(file, page, shape, colors, group_fill)
    says = bool(shape.text) and not shape.role
    marked = says or shape.kind in ("pic", "graphicFrame", "contentPart") or _has_line(shape) or bool(fill.picture)
    ground = None
    if is_true(attribute(shape.element, "useBgFill")):
        ground = background_of(file, page, slide_size(file))
        fill = ground.fill
    if fill.is_empty and not marked:
        return None
    outlines = tuple(outlines_of(find(shape.element, "p:spPr/a:custGeom")))
    polygon = _POLYGONS.get(shape.geometry)
    return Painted(
        shape.box, fill, shape.turn, outlines or (((_flipped(shape, polygon),),) if polygon else ()),
        shape.geometry == "ellipse", marked, ground=ground,
    )  # fmt: skip


def fill_of_shape(
    file: OfficeFile, page: Part, shape: PageShape, colors: Palette, group_fill: Element | None = None
) -> Fill:
    """A shape of a page -> what its inside is painted with: its own fill, its style's or its placeholder's."""
    if shape.kind == "graphicFrame":
        return NO_FILL if shape.graphic == "table" else UNKNOWN_FILL
    if shape.kind == "pic":
        blip = find(shape.element, "p:blipFill")
        return UNKNOWN_FILL if blip is None else read_fill(blip, colors, file, page)
    if shape.kind == "cxnSp" or (shape.geometry in OPEN and not shape.text):
        return NO_FILL
    own = fill_element(find(shape.element, "p:spPr"))
    if own is not None and own.tag == tag("a:grpFill"):
        own = group_fill
    if own is not None:
        return read_fill(own, colors, file, page)
    reference, holder = find(shape.element, "p:style/a:fillRef"), shape.placeholder
    if reference is None and holder is not None:
        for above in file.lineage(page)[1:]:
            inherited = fill_element(find(match_placeholder(above, holder), "p:spPr"))
            if inherited is not None:
                return read_fill(inherited, colors, file, above)
    return styled_fill(reference, colors, file)


def _shown_through(file: OfficeFile, slide: Part) -> list[Part]:
    """Master and layout of a slide, or master of a layout, as far as they show through; the master first."""
    shown: list[Part] = []
    for page, next_page in pairwise(file.lineage(slide)):
        if page.root is None or not is_true(page.root.get("showMasterSp", "1")):
            break
        shown.insert(0, next_page)
    return shown


def _has_line(shape: PageShape) -> bool:
    line = find(shape.element, "p:spPr/a:ln")
    said = fill_element(line)
    if said is not None:
        return local_name(said) != "noFill"
    return (whole(attribute(find(shape.element, "p:style/a:lnRef"), "idx")) or 0) > 0


def _flipped(shape: PageShape, outline: Polygon) -> Polygon:
    place = find(shape.element, "p:spPr/a:xfrm")
    across, down = is_true(attribute(place, "flipH")), is_true(attribute(place, "flipV"))
    return tuple((1 - x if across else x, 1 - y if down else y) for x, y in outline)


def box_around(item: Painted) -> Rect:
    """Something painted -> the box around it as it stands; of a line, which has no area, a little more."""
    rect = turned(item.rect, item.turn)
    return rect if rect.width and rect.height else rect.inset(-1)


def _lies_under(item: Painted, rect: Rect) -> bool:
    return item.fills_its_rectangle and item.rect.contains(rect)
