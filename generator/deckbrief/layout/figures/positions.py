"""Positions: points on two axes, over four fields, each with its name beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, points, px
from deckbrief.base.message import msg
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    alt_text,
    bounds,
    copies_height,
    draw_panels,
    explained,
    grouped,
    label_width,
    listed,
    members_of,
    said,
)
from deckbrief.layout.figures.reading import as_they_stand
from deckbrief.layout.figures.shapes import Corner, around, disc, drawn, leaf
from deckbrief.layout.figures.steps import lead_above
from deckbrief.layout.frame import AnyItem, Shape, Text
from deckbrief.layout.path import Pen
from deckbrief.layout.text.fit import Copy, DoesNotFit
from deckbrief.layout.text.line_boxes import line_boxes
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind(whole=True, many="checklist", few=0, lead=False)

_MOST: Final = 12
_GAP: Final = px(8)
_CORNER: Final = px(56)
_AXIS: Final = px(50)
_SIDE: Final = px(144)
"""Room for the words of the axes, below the fields and at their left."""
_ARROW: Final = px(4)
_FIELD: Final = px(16)
_RADIUS: Final = px(16)
_BESIDE: Final = px(8)
_SIZES: Final = (30, 28, 26, 24, 22, 20, 18, 17, 16)
_WITHIN: Final = 20
"""Down to this size names stand within their own fields."""
_FIELD_SIZE: Final = 24
_HEAD: Final = px(14)
_SHAFT: Final = px(3)
_EDGE: Final = px(12)
_RIGHT_FROM: Final = 24
_BESIDE_FROM: Final = 22
"""Down to the first of these sizes names stand right of their points where they have room there; down to the second
right or left, before they stand over them."""
_Spot = tuple[int, int]
"""Where a point is on the slide: across and down, in EMU."""
_CLEAR: Final = px(4)
_CORNERS: Final[tuple[Corner, ...]] = ("tl", "tr", "bl", "br")


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its parts as points where they say to be, a click for each with `reveal`.

    Raises CannotDraw where one says no place, or for more than twelve, DoesNotFit where names have no room.
    """
    parts = members_of(node)
    if not parts or len(parts) > _MOST or any(part.spot.at is None for part in parts):
        raise CannotDraw(msg("positions are those of one to twelve parts, each with its `at`"))
    look = Look(theme, node.accent or 1)
    names = Names("positions")
    lead, place = lead_above(look, node, box)
    area = _area(place, node)
    spots = [_spot(area, part) for part in parts]
    pointed = [spot for spot, part in zip(spots, parts, strict=True) if part.highlight]
    fields = _fields(look, node, area, spots, pointed, names)
    axes = _axes(look, node, place, area, names)
    taken = [text.rect for text in fields if isinstance(text, Text)]
    labels = _labels(look, parts, spots, area, taken, names)
    grounds = [item for item in (*fields, *axes) if not isinstance(item, Text)]
    marked: list[AnyItem] = []
    for number, (part, (x, y), label) in enumerate(zip(parts, spots, labels, strict=True), 1):
        fill = look.color("gold" if part.highlight else "hue")
        dot = disc(names(part.label, "point"), x, y, _RADIUS, fill, path=part.path)
        marked.append(grouped(names(part.label), (dot, label), part.path, number if reveal else 0))
    words = [item for item in (*fields, *axes) if isinstance(item, Text)]
    items: list[AnyItem] = [*lead, *grounds, *as_they_stand([*words, *marked])]
    return Drawing(tuple(items), _told(node, parts), len(parts) if reveal else 0)


def _told(node: Node, parts: Sequence[Node]) -> str:
    """Return the words that tell it: where each point is, in percents across and up."""
    ends = listed([" → ".join(each) for each in (node.on.across, node.on.up) if each])
    told = [f"{part.label} {round(at[0] * 100)}/{round(100 - at[1] * 100)}" for part in parts if (at := part.spot.at)]
    return " ".join(part for part in (alt_text(node), listed(told), ends) if part)


def _area(box: Rect, node: Node) -> Rect:
    return box.inset(_SIDE if node.on.up else 0, 0, 0, _AXIS if node.on.across else 0)


def _fields(
    look: Look, node: Node, area: Rect, spots: Sequence[_Spot], pointed: Sequence[_Spot], names: Names
) -> list[AnyItem]:
    """Return the four fields, those tinted that hold a point to look at, and their names in their outer corners."""
    rows = [row.columns(2, _GAP) for row in area.rows(2, _GAP)]
    items: list[AnyItem] = []
    panels = []
    for number, (corner, rect) in enumerate(
        zip(_CORNERS, (*rows[0], *rows[1]), strict=True)
    ):  # fmt: skip
        fill = look.color("tint" if any(_holds(rect, spot) for spot in pointed) else "card")
        items.append(
            leaf(names("field", str(number + 1)), rect, fill, radius=_CORNER, corner=corner, stroke=look.hairline())
        )
        if node.on.fields:
            panels.append(_field_name(look, node, number, rect, spots, names))
    return [*items, *draw_panels(panels, look.theme)]


def _holds(rect: Rect, spot: _Spot) -> bool:
    return rect.x <= spot[0] < rect.right and rect.y <= spot[1] < rect.bottom


def _field_name(look: Look, node: Node, number: int, rect: Rect, spots: Sequence[_Spot], names: Names) -> Panel:
    """Return a field's name in its outer corner, or in another one where a point is near that."""
    copy = said(look, node.on.fields[number], _FIELD_SIZE, look.color("hue"), path=node.path)
    width = min(label_width(copy), rect.width - 2 * _FIELD - _CORNER // 4)
    height = copies_height([copy], width, look.theme)
    right, low = bool(number % 2), number >= 2
    corners = [(right, low), (not right, low), (right, not low), (not right, not low)]
    places = [_in_corner(rect, width, height, *corner) for corner in corners]
    near = [around(x, y, _RADIUS + _BESIDE) for x, y in spots]
    place = next((each for each in places if not any(each.overlaps(dot) for dot in near)), places[0])
    return Panel(name=names("field", node.on.fields[number]), rect=place, copies=(copy,), path=node.path)


def _in_corner(rect: Rect, width: int, height: int, right: bool, low: bool) -> Rect:
    x = rect.right - _FIELD - _CORNER // 4 - width if right else rect.x + _FIELD + _CORNER // 4
    y = rect.bottom - _FIELD - height if low else rect.y + _FIELD
    return Rect(Emu(x), Emu(y), Emu(width), Emu(height))


def _axes(look: Look, node: Node, box: Rect, area: Rect, names: Names) -> list[AnyItem]:
    """Return the axes' ends, in words: low and high, below the fields and at their left."""
    panels = []

    def panel(text: str, rect: Rect, align: str, anchor: str) -> Panel:
        copy = explained(look, text, 20, look.color("muted"), path=node.path, bold=True, align=align)  # type: ignore[arg-type]
        return Panel(name=names("axis", text), rect=rect, copies=(copy,), anchor=anchor, path=node.path)  # type: ignore[arg-type]

    half = Emu((area.width - _GAP) // 2)
    if node.on.across:
        y, high = Emu(area.bottom + px(4)), Emu(_AXIS - px(4))
        low, far = node.on.across
        panels.append(panel(low, Rect(area.x, y, half, high), "left", "middle"))
        panels.append(panel(far, Rect(Emu(area.right - half), y, half, high), "right", "middle"))
    if node.on.up:
        low, far = node.on.up
        wide, tall = Emu(_SIDE - px(14)), Emu((area.height - _GAP) // 2)
        panels.append(panel(far, Rect(box.x, area.y, wide, tall), "right", "top"))
        panels.append(panel(low, Rect(box.x, Emu(area.bottom - tall), wide, tall), "right", "bottom"))
    texts = list(draw_panels(panels, look.theme)) if panels else []
    return [*texts, *_arrows(look, node, area, texts, names)]


def _arrows(look: Look, node: Node, area: Rect, texts: Sequence[Shape | Text], names: Names) -> Iterator[Shape]:
    """Yield an arrow along each axis, from its low end to its high one, between their words."""
    inked = [bounds(line_boxes(text.body, text.rect)) for text in texts if text.body]
    if node.on.across:
        low, far = inked[:2]
        y = low.center_y
        yield from _arrow(look, names("axis", "across"), (low.right + _FIELD, y), (far.x - _FIELD, y))
    if node.on.up:
        far, low = inked[-2:]
        x = area.x - px(28)
        yield from _arrow(look, names("axis", "up"), (x, low.y - _FIELD), (x, far.bottom + _FIELD))


def _arrow(look: Look, name: str, start: _Spot, end: _Spot) -> Iterator[Shape]:
    """Yield an arrow between two points, to the right or upwards, if it has room."""
    (x1, y1), (x2, y2) = start, end
    if max(x2 - x1, y1 - y2) < 4 * _HEAD:
        return
    side, wide = _SHAFT // 2, _HEAD // 2
    if x2 > x1:
        corners = [(x1, y1 - side), (x2 - _HEAD, y1 - side), (x2 - _HEAD, y1 - wide), (x2, y1), (x2 - _HEAD, y1 + wide),
                   (x2 - _HEAD, y1 + side), (x1, y1 + side)]  # fmt: skip
    else:
        corners = [(x1 - side, y1), (x1 - side, y2 + _HEAD), (x1 - wide, y2 + _HEAD), (x1, y2), (x1 + wide, y2 + _HEAD),
                   (x1 + side, y2 + _HEAD), (x1 + side, y1)]  # fmt: skip
    yield drawn(name, Pen().polygon([(float(x), float(y)) for x, y in corners]), look.color("muted"))


def _spot(area: Rect, part: Node) -> _Spot:
    """Return where a point stands, whole inside of the fields."""
    inner = area.inset(_RADIUS + px(6))
    x, y = part.spot.at or (0.5, 0.5)
    return round(inner.x + x * inner.width), round(inner.y + y * inner.height)


def _labels(
    look: Look, parts: Sequence[Node], spots: Sequence[_Spot], area: Rect, taken: Sequence[Rect], names: Names
) -> list[Shape | Text]:
    """Return the names beside their points, as large as they have room. Raises DoesNotFit."""
    fields = [field for row in area.rows(2, _GAP) for field in row.columns(2, _GAP)]
    own = [next((field for field in fields if field.contains(around(*spot, 1))), area) for spot in spots]
    tried = [(size, own) for size in _SIZES if size >= _WITHIN] + [(size, [area] * len(parts)) for size in _SIZES]
    own = [field.inset(_EDGE) if field != area else field for field in own]
    right = [
        _right if _fits(look, part, spot, ground) else _beside
        for part, spot, ground in zip(parts, spots, own, strict=True)
    ]
    each = len(parts)
    ways: list[tuple[float, Sequence[Rect], Sequence[_Way]]] = [
        *((size, own, right) for size in _SIZES if size >= _RIGHT_FROM),
        *((size, own, [_beside] * each) for size in _SIZES if size >= _BESIDE_FROM),
        *((size, grounds, [_anywhere] * each) for size, grounds in tried),
    ]
    for size, grounds, tries in ways:
        if places := _places(look, parts, spots, grounds, taken, size, tries):
            panels = [
                Panel(
                    name=names(part.label, "words"), rect=rect, copies=_copies(look, part, size, left), path=part.path
                )
                for part, (rect, left) in zip(parts, places, strict=True)
            ]
            return draw_panels(panels, look.theme)
    longest = max(parts, key=lambda part: len(part.label))
    raise DoesNotFit(longest.path, longest.label, (area.width, Emu(0)), (area.width, points(20)))


def _copies(look: Look, part: Node, size: float, left: bool) -> tuple[Copy, ...]:
    align = "right" if left else "left"
    copies = [said(look, part.label, size, look.color("ink"), path=part.path, align=align)]  # type: ignore[arg-type]
    small = max(16, min(size - 6, 20))
    texts = [part.lead, *(leaf.text for leaf in part.leaves)]
    copies += [
        explained(look, text, small, look.color("muted"), path=part.path, align=align)  # type: ignore[arg-type]
        for text in texts
        if text
    ]
    return tuple(copies)


def _places(
    look: Look,
    parts: Sequence[Node],
    spots: Sequence[_Spot],
    grounds: Sequence[Rect],
    taken: Sequence[Rect],
    size: float,
    ways: Sequence[_Way],
) -> list[tuple[Rect, bool]] | None:
    """Return the names' places at a size, each within its ground, and which stand left of their points.

    None where one has no room.
    """
    dots = [Rect(Emu(x - _RADIUS), Emu(y - _RADIUS), Emu(2 * _RADIUS), Emu(2 * _RADIUS)) for x, y in spots]
    placed: list[tuple[Rect, bool]] = []
    for number, part in enumerate(parts):
        others = [*taken, *(dot for other, dot in enumerate(dots) if other != number), *(rect for rect, _ in placed)]
        free = (
            (rect, left)
            for rect, left in ways[number](look, part, dots[number], size)
            if grounds[number].contains(rect) and not any(rect.inset(-_CLEAR).overlaps(other) for other in others)
        )
        found = next(free, None)
        if found is None:
            return None
        placed.append(found)
    return placed


_Way = Callable[[Look, Node, Rect, float], Iterator[tuple[Rect, bool]]]
"""Part, its dot, a size -> where its name may stand, the best first, and whether that is left of the dot."""


def _fits(look: Look, part: Node, spot: _Spot, ground: Rect) -> bool:
    """Tell whether a name has room right of its point in its field, in type that is not small."""
    width = max(map(label_width, _copies(look, part, _RIGHT_FROM, False)))
    return spot[0] + _RADIUS + _BESIDE + width <= ground.right


def _right(look: Look, part: Node, dot: Rect, size: float) -> Iterator[tuple[Rect, bool]]:
    """Yield where a name may stand right of its point: beside it, there higher and lower."""
    yield from (place for place in _beside(look, part, dot, size) if not place[1])


def _beside(look: Look, part: Node, dot: Rect, size: float) -> Iterator[tuple[Rect, bool]]:
    """Yield where a name may stand: right of its point, there higher and lower, or left of it."""
    copies = _copies(look, part, size, False)
    width = max(map(label_width, copies))
    height = copies_height(copies, width, look.theme) + px(2)
    for x, left in ((dot.right + _BESIDE, False), (dot.x - _BESIDE - width, True)):
        for shift in (0.5, 0.15, 0.85, 0.0, 1.0):
            yield Rect(Emu(x), Emu(round(dot.center_y - height * shift)), Emu(width), Emu(height)), left


def _anywhere(look: Look, part: Node, dot: Rect, size: float) -> Iterator[tuple[Rect, bool]]:
    """Yield where a name may stand: beside its point, then above it and below it."""
    yield from _beside(look, part, dot, size)
    copies = _copies(look, part, size, False)
    width = max(map(label_width, copies))
    height = copies_height(copies, width, look.theme) + px(2)
    for away in (_BESIDE, 3 * _BESIDE):
        for top in (dot.y - away - height, dot.bottom + away):
            for x, left in ((dot.center_x - width // 2, False), (dot.x, False), (dot.right - width, True)):
                yield Rect(Emu(x), Emu(top), Emu(width), Emu(height)), left
