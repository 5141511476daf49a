"""Venn: two to four sets whose areas meet; what all of them share stands in the middle, in gold."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, radians, sin
from typing import Any, Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.message import msg
from deckbrief.base.record import record
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.callouts import Side, callouts, sides_of, starts_of
from deckbrief.layout.figures.cells import Cell, are_legible, has_more, largest_name, set_cells
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import Look, Names, Panel, alt_text, draw_panels, grouped, members_of, said
from deckbrief.layout.figures.shapes import card, disc, drawn
from deckbrief.layout.figures.steps import lead_above
from deckbrief.layout.frame import AnyItem, Shape, Stroke, Text
from deckbrief.layout.path import Pen, Point
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.theme.theme import Color, Theme

KIND: Final = FigureKind(whole=True, many="checklist", few=0, lead=False)

_GAP: Final = px(28)
_ROW_AIR: Final = px(10)
_PAD: Final = px(24)
_SIDES: Final[dict[int, tuple[tuple[int, ...], tuple[int, ...]]]] = {2: ((0,), (1,)), 4: ((1, 0), (2, 3))}
"""Which sets have their words at the left and at the right of the areas, from the top."""
_SIDE: Final = 0.235
"""Share of the width that words have at each side."""
_DOT: Final = px(7)
_NAME_SHAPE: Final = 2.6
_WORDS_SHAPE: Final = 1.7
_SHARED_SHAPES: Final = (1.6, 0.9)
"""How wide the room for a name is for its height, for a name with what explains it, and for what all share."""
_LEAST: Final = (24, 18)
"""Sizes of names, and of what explains them, below which they have no place in their areas."""
_SEAT: Final = px(24)
_DIGIT: Final = 24
_STEPS: Final = 72
"""Into how many columns and rows the areas are divided to find room for words."""
_WAY: Final = 40
"""Into how many steps a line to a set is divided to see what it crosses."""
_FINE: Final = 3
"""Degrees from one corner of an outline to the next: it is drawn off by a tenth of a pixel at most."""
_CLEAR: Final = 0.93
"""Words keep so far inside of their areas, in radii, and as far outside of others."""
_EDGE: Final = Pt(2.25)
_HALF_EDGE: Final = px(2)
_GOLD: Final = 0.6


@record
class _Set:
    """An ellipse on a square of 1 × 1: its middle, its radii, the degrees that it is turned by."""

    x: float
    y: float
    wide: float
    high: float
    turn: float = 0

    def depth(self, x: float, y: float) -> float:
        """Return how far out a point lies: 0 in the middle, 1 on the edge."""
        angle = radians(self.turn)
        dx, dy = x - self.x, y - self.y
        along, across = dx * cos(angle) + dy * sin(angle), dy * cos(angle) - dx * sin(angle)
        return hypot(along / self.wide, across / self.high)

    def at(self, along: float, across: float) -> tuple[float, float]:
        angle = radians(self.turn)
        x, y = along * self.wide, across * self.high
        return self.x + x * cos(angle) - y * sin(angle), self.y + x * sin(angle) + y * cos(angle)


_WHOLE: Final = 100_000
"""The alpha of a colour that covers what lies below it."""
_SOFT: Final = 0.14
_SETS: Final[dict[int, tuple[_Set, ...]]] = {
    2: (_Set(0.34, 0.5, 0.34, 0.5), _Set(0.72, 0.5, 0.34, 0.5)),
    3: (_Set(0.5, 0.34, 0.33, 0.33), _Set(0.656, 0.61, 0.33, 0.33), _Set(0.344, 0.61, 0.33, 0.33)),
    4: (
        _Set(0.34, 0.58, 0.44, 0.245, 47), _Set(0.45, 0.44, 0.44, 0.245, 47), _Set(0.55, 0.44, 0.44, 0.245, -47),
        _Set(0.66, 0.58, 0.44, 0.245, -47),
    ),
}  # fmt: skip
"""The sets, by their number. Of four all meet, in every choice of them (Venn 1880), which circles cannot do."""


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its parts as areas that meet, what they share in the middle, a click for each with `reveal`.

    What parts say besides their names stands in their areas; where these are too small, on cards at both sides from
    which lines lead there, or of three in rows whose numbers are in the areas. Raises CannotDraw for one part or more
    than four, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if len(parts) not in _SETS:
        raise CannotDraw(
            msg("areas that meet are two to four, not {number}", number=len(parts)), msg("checklist draws any number")
        )
    look = Look(theme, node.accent or 1)
    names = Names("venn")
    lead, place = lead_above(look, node, box)
    areas = _Areas(_SETS[len(parts)], place)
    words = _told_inside(look, parts, areas, names)
    rows: list[list[AnyItem]] = [[] for _ in parts]
    if words is None and len(parts) in _SIDES:
        left, field, right = sides_of(place, _SIDE)
        areas = _Areas(_SETS[len(parts)], field)
        here, there = _SIDES[len(parts)]
        sides = Side(left, here, right=False), Side(right, there, right=True)
        words, rows = [[] for _ in parts], _led(look, parts, areas, sides, names)
    elif words is None:
        field, beside = place.split_left(place.width // 2, _GAP)
        areas = _Areas(_SETS[len(parts)], field)
        words = [_number(look, part, number, areas, names) for number, part in enumerate(parts)]
        rows = _rows(look, parts, beside, names)
    shared_words = _shared_words(look, node, areas, names)
    edge = Stroke(look.color("hue"), _EDGE)
    items: list[AnyItem] = [*lead]
    for number, part in enumerate(parts):
        fill = look.color("gold").fade(_GOLD) if part.highlight else _ground(look)
        area = areas.shape(number, names(part.label, "set"), fill=fill, stroke=edge, path=part.path)
        click = number + 1 if reveal else 0
        items.append(grouped(names(part.label), (area, *words[number], *rows[number]), part.path, click))
    click = len(parts) if reveal else 0
    if node.center:
        shared = drawn(names("common", "area"), areas.shared, look.color("gold"), path=node.path)
        items.append(grouped(names("common"), (shared, *shared_words), node.path, click))
    return Drawing(tuple(items), alt_text(node), len(parts) if reveal else 0)


def _ground(look: Look) -> Color:
    """Return what areas are filled with: the theme's soft colour, or its hue, so that what they share is seen."""
    soft = look.color("soft")
    return soft if soft.alpha < _WHOLE else look.color("hue").fade(_SOFT)


class _Areas:
    """Sets in a box that they fill: what each covers, and where words stand."""

    def __init__(self, sets: Sequence[_Set], box: Rect) -> None:
        self.sets = sets
        self.box = box.inset(_HALF_EDGE)
        edge = [one.at(cos(radians(turn)), sin(radians(turn))) for one in sets for turn in range(360)]
        xs, ys = [x for x, _ in edge], [y for _, y in edge]
        self._left, self._top = min(xs), min(ys)
        self._wide, self._high = max(xs) - self._left, max(ys) - self._top

    def _on(self, x: float, y: float) -> tuple[float, float]:
        """Point of the sets -> where it stands on the slide."""
        return (
            self.box.x + (x - self._left) / self._wide * self.box.width,
            self.box.y + (y - self._top) / self._high * self.box.height,
        )

    def shape(self, number: int, name: str, **more: Any) -> Shape:
        """Return a set as a shape: an ellipse, or where it is turned its outline."""
        one = self.sets[number]
        if not one.turn:
            left, top = self._on(one.x - one.wide, one.y - one.high)
            right, foot = self._on(one.x + one.wide, one.y + one.high)
            rect = Rect(Emu(round(left)), Emu(round(top)), Emu(round(right - left)), Emu(round(foot - top)))
            return Shape(name=name, rect=rect, geometry="ellipse", **more)
        edge = [self._on(*one.at(cos(radians(turn)), sin(radians(turn)))) for turn in range(0, 360, _FINE)]
        return drawn(name, Pen().polygon(edge), **more)

    @property
    def shared(self) -> Pen:
        """Draw what lies in all sets: it is convex, so that its edge is found in each direction from within."""
        x = sum(one.x for one in self.sets) / len(self.sets)
        y = min((step / 200 for step in range(200)), key=lambda each: max(one.depth(x, each) for one in self.sets))
        return Pen().polygon([self._edge(x, y, turn) for turn in range(0, 360, _FINE)])

    def _edge(self, x: float, y: float, turn: int) -> tuple[float, float]:
        near, far = 0.0, 1.0
        for _ in range(24):
            middle = (near + far) / 2
            at = x + middle * cos(radians(turn)), y + middle * sin(radians(turn))
            near, far = (middle, far) if all(one.depth(*at) <= 1 for one in self.sets) else (near, middle)
        return self._on(x + near * cos(radians(turn)), y + near * sin(radians(turn)))

    def room(self, members: Sequence[int], shape: float) -> Rect:
        """Return the largest rectangle within those sets and outside of others, about `shape` times as wide as high."""
        free = [[self._is_free(members, column, row) for column in range(_STEPS)] for row in range(_STEPS)]
        box = self.box
        left, top, right, foot = _largest(free, shape * box.height / box.width)
        x, y = box.x + box.width * left // _STEPS, box.y + box.height * top // _STEPS
        width, height = box.width * (right - left) // _STEPS, box.height * (foot - top) // _STEPS
        return Rect(Emu(x), Emu(y), Emu(width), Emu(height))

    def spot(self, number: int, start: Point) -> Point | None:
        """Return where in a set alone a line ends that comes from a point outside and crosses no other set; or None.

        The place is the one that is furthest from all edges.
        """
        best, found = 0.0, None
        for column in range(0, _STEPS, 2):
            for row in range(0, _STEPS, 2):
                if not self._is_free([number], column, row):
                    continue
                x, y = self._place(column, row)
                depths = [one.depth(x, y) for one in self.sets]
                room = min(1 - depths[number], *(far - 1 for at, far in enumerate(depths) if at != number))
                if room > best and not self._crosses(number, start, self._on(x, y)):
                    best, found = room, self._on(x, y)
        return found

    def _crosses(self, number: int, start: Point, end: Point) -> bool:
        """Tell whether the way between two points of the slide goes through a set besides that one."""
        for step in range(_WAY + 1):
            share = step / _WAY
            x = self._left + (start[0] + (end[0] - start[0]) * share - self.box.x) / self.box.width * self._wide
            y = self._top + (start[1] + (end[1] - start[1]) * share - self.box.y) / self.box.height * self._high
            if any(one.depth(x, y) <= 1 for at, one in enumerate(self.sets) if at != number):
                return True
        return False

    def _place(self, column: int, row: int) -> tuple[float, float]:
        return self._left + (column + 0.5) / _STEPS * self._wide, self._top + (row + 0.5) / _STEPS * self._high

    def _is_free(self, members: Sequence[int], column: int, row: int) -> bool:
        x, y = self._place(column, row)
        return all(
            one.depth(x, y) <= _CLEAR if number in members else one.depth(x, y) >= 1 / _CLEAR
            for number, one in enumerate(self.sets)
        )


def _told_inside(look: Look, parts: Sequence[Node], areas: _Areas, names: Names) -> list[list[AnyItem]] | None:
    """Return what the sets are called, and below it what they say, where each alone is; None where that gets small.

    Names alone always stand there. Raises DoesNotFit for one that has no room.
    """
    more = has_more(parts)
    shape = _WORDS_SHAPE if more else _NAME_SHAPE
    cells = [
        Cell(
            name=names(part.label, "words"), node=part, room=areas.room([number], shape), ink=look.color("ink"),
            soft=look.color("muted"), align="center",
        )
        for number, part in enumerate(parts)
    ]  # fmt: skip
    if not more:
        return [[text] for text in set_cells(look, cells, 48)]
    try:
        texts = set_cells(look, cells, 48)
    except DoesNotFit:
        return None
    return [[text] for text in texts] if are_legible(texts, _LEAST) else None


def _led(look: Look, parts: Sequence[Node], areas: _Areas, sides: Sequence[Side], names: Names) -> list[list[AnyItem]]:
    """Return for each set its card at a side, and the line that leads from it to a dot where the set alone is."""
    ink, starts = look.color("ink"), starts_of(sides)
    points = [areas.spot(number, starts[number]) or _middle(areas, number) for number in range(len(parts))]
    return [
        [
            one.card,
            one.line,
            disc(names(part.label, "dot"), round(x), round(y), _DOT, ink),
            one.text,
        ]
        for part, (x, y), one in zip(parts, points, callouts(look, names, parts, points, sides), strict=True)
    ]


def _middle(areas: _Areas, number: int) -> Point:
    """Return the middle of the largest room where a set alone is."""
    room = areas.room([number], 1)
    return float(room.center_x), float(room.center_y)


def _number(look: Look, part: Node, number: int, areas: _Areas, names: Names) -> list[AnyItem]:
    """Return the number of a set where it alone is."""
    room = areas.room([number], 1)
    return _seat(look, names(part.label, "number"), part, number, room.center_x, room.center_y)


def _seat(look: Look, name: str, part: Node, number: int, x: int, y: int) -> list[AnyItem]:
    """Return a disc with a set's number round a point."""
    fill = look.color("gold" if part.highlight else "hue")
    copy = said(look, str(number + 1), _DIGIT, look.on(fill), path=part.path, align="center", pitch=1.0)
    seat = disc(f"{name} seat", x, y, _SEAT, fill)
    return [seat, *draw_panels([Panel(name=name, rect=seat.rect, copies=(copy,))], look.theme)]


def _shared_words(look: Look, node: Node, areas: _Areas, names: Names) -> list[Shape | Text]:
    """Return what all sets share, where all are."""
    if not node.center:
        return []
    told, ink, name = Node(label=node.center, path=node.path), look.color("on-gold"), names("common", "words")
    rooms = [areas.room(range(len(areas.sets)), shape) for shape in _SHARED_SHAPES]
    cells = [Cell(name=name, node=told, room=room, ink=ink, align="center") for room in rooms]
    best = max(cells, key=lambda cell: largest_name(look, [cell], 48, broken=True))
    return set_cells(look, [best], 48, broken=True)


def _largest(free: Sequence[Sequence[bool]], shape: float) -> tuple[int, int, int, int]:
    """Free steps -> the rectangle of them in which most words have room: left, top, right, foot."""
    best, found = 0.0, (0, 0, 1, 1)
    heights = [0] * len(free[0])
    for row, steps in enumerate(free):
        heights = [high + 1 if step else 0 for high, step in zip(heights, steps, strict=True)]
        for left in range(len(heights)):
            low = heights[left]
            for right in range(left, len(heights)):
                low = min(low, heights[right])
                if not low:
                    break
                size = min((right - left + 1) / shape, low) ** 2 * 4 + (right - left + 1) / shape * low
                if size > best:
                    best, found = size, (left, row - low + 1, right + 1, row + 1)
    return found


def _rows(look: Look, parts: Sequence[Node], box: Rect, names: Names) -> list[list[AnyItem]]:
    """Return a row for each set: its number, its name and what it says."""
    places = box.rows(len(parts), _ROW_AIR)
    cells = [
        Cell(
            name=names(part.label, "told"), node=part, room=rect.inset(2 * _SEAT + 2 * _PAD, px(4), _PAD, px(4)),
            ink=look.color("ink"), soft=look.color("muted"),
        )
        for part, rect in zip(parts, places, strict=True)
    ]  # fmt: skip
    texts = set_cells(look, cells, 34)
    return [
        [
            card(names(part.label, "card"), rect, look, radius=px(36), path=part.path),
            *_seat(look, names(part.label, "row"), part, number, rect.x + _PAD + _SEAT, rect.center_y),
            text,
        ]
        for number, (part, rect, text) in enumerate(zip(parts, places, texts, strict=True))
    ]
