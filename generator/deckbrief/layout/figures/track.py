"""The track of a loop: an oval way with stations at equal steps, marks of its direction, and the loop's name inside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import cos, degrees, pi, radians, sin
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    copies_height,
    draw_panels,
    explained,
    grouped,
    label_width,
    one_line,
    said,
)
from deckbrief.layout.figures.shapes import BAR_LEAF, drawn, icon, icon_disc, leaf
from deckbrief.layout.frame import AnyItem, Shape, Stroke
from deckbrief.layout.icon import icons_of
from deckbrief.layout.path import FINENESS, Pen, Point, on_circle
from deckbrief.layout.text.fit import Copy, DoesNotFit, height_for
from deckbrief.theme.theme import Color

MOST_STATIONS: Final = 6
_LEAST: Final = (px(860), px(380))
"""Width and height of the smallest box that a track has room in."""
_WIDE: Final = px(52)
_SIDE: Final = px(76)
_STATION: Final = (px(316), px(124))
_SMALL: Final = (px(250), px(104))
"""Width and height of stations, up to four and more."""
_FEW: Final = 4
_HIGH: Final = px(490)
"""The height in which three large stations are above each other, with marks between them."""
_PAD: Final = px(24)
_DISC: Final = px(40)
_NAMES: Final = (44, 40, 36, 34, 30, 28, 26, 24, 22, 20)
_LINES: Final = (24, 22, 20, 18, 17, 16)
_CENTERS: Final = (76, 66, 56, 48, 44, 40, 36, 34, 30, 28, 26, 24, 22, 20)
_CENTER_LINES: Final = (30, 28, 26, 24, 22, 20)
_AIR: Final = px(16)
_MARK: Final = ((-16, -17), (2, 0), (-16, 17), (-4, 17), (16, 0), (-4, -17))
"""A chevron that points to the right, in px round its middle."""
_MARK_STEP: Final = px(34)
_MARK_HALF: Final = px(26)
_SAMPLE: Final = px(4)


@record
class _Track:
    """The middle line: its upper and lower straight lines from `left` to `right`, and a half circle at each end."""

    left: float
    right: float
    middle: float
    radius: float

    @property
    def length(self) -> float:
        return 2 * (self.right - self.left) + 2 * pi * self.radius

    def at(self, way: float) -> tuple[Point, float]:
        """Return the point so far from the middle of the upper line, clockwise, and the direction there, in degrees."""
        straight, bend = self.right - self.left, pi * self.radius
        way %= self.length
        center = (self.left + self.right) / 2
        if way < straight / 2:
            return (center + way, self.middle - self.radius), 0
        way -= straight / 2
        if way < bend:
            angle = degrees(way / self.radius) - 90
            return on_circle((self.right, self.middle), self.radius, angle), angle + 90
        way -= bend
        if way < straight:
            return (self.right - way, self.middle + self.radius), 180
        way -= straight
        if way < bend:
            angle = degrees(way / self.radius) + 90
            return on_circle((self.left, self.middle), self.radius, angle), angle + 90
        return (self.left + way - bend, self.middle - self.radius), 0

    def outline(self, box: Rect, more: float) -> Pen:
        """Draw the track, its radius so much larger, on the grid of the whole box: it is what all else stands on."""
        radius = self.radius + more
        pen = Pen().move(box.x, box.y).move(box.right, box.bottom)
        pen.move(self.left, self.middle - radius).line((self.right, self.middle - radius))
        pen.arc((self.right, self.middle), radius, -90, 180).line((self.left, self.middle + radius))
        return pen.arc((self.left, self.middle), radius, 90, 180).close()


def has_track(parts: Sequence[Node], box: Rect) -> bool:
    """Tell whether parts are few, with names and a line each only, and the box has room for a track."""
    plain = not any(part.leaves or part.children for part in parts)
    return plain and len(parts) <= MOST_STATIONS and box.width >= _LEAST[0] and box.height >= _LEAST[1]


def track(look: Look, node: Node, parts: Sequence[Node], box: Rect, reveal: bool) -> list[AnyItem]:
    """Parts -> the track with a station for each; marks lead to the next one, the last to the first.

    Raises DoesNotFit where a text has no room in its station, or the name none inside.
    """
    names = Names("loop")
    box = box.inset(0, 0, 2 * FINENESS, 2 * FINENESS)  # outlines are on a grid, and stay in the box on it
    way = _way(box, parts)
    places = _places(way, box, len(parts))
    marks = _marks(look, names, way, parts, places)
    items: list[AnyItem] = [*_grounds(look, names, way, box)]
    stations = _stations(look, names, parts, places, reveal)
    for number, (station, mark) in enumerate(zip(stations, marks, strict=True), 1):
        items += [station, _clicked(mark, min(number + 1, len(parts)) if reveal else 0)]
    return [*items, _center(look, names, node, places, box)]


def _size(count: int, box: Rect) -> tuple[int, int]:
    """Return the width and height of stations: smaller ones for more than four, and for four in a low box."""
    return _STATION if count < _FEW or (count == _FEW and box.height >= _HIGH) else _SMALL


def _way(box: Rect, parts: Sequence[Node]) -> _Track:
    """Return the track whose upper line runs through the middle of stations at the box's edge."""
    radius = (box.height - _size(len(parts), box)[1]) / 2
    return _Track(box.x + _SIDE + radius, box.right - _SIDE - radius, box.center_y, radius)


def _grounds(look: Look, names: Names, way: _Track, box: Rect) -> list[Shape]:
    line = Stroke(look.color("card"), Pt(1.5), "dash")
    return [
        drawn(names("ground"), way.outline(box, _WIDE / 2), look.color("card")),  # thin colours are pale on white alone
        drawn(names("track"), way.outline(box, _WIDE / 2), look.color("soft")),
        drawn(names("inside"), way.outline(box, -_WIDE / 2), look.color("inside")),
        drawn(names("middle line"), way.outline(box, 0), None, stroke=line),
    ]


# Stations -----------------------------------------------------------------------------------------------------------


def _places(way: _Track, box: Rect, count: int) -> list[Rect]:
    """Return the stations' places: at equal steps, those at the bends pushed out to the box's sides."""
    width, height = _size(count, box)
    found = []
    for number in range(count):
        (x, y), _ = way.at(way.length * number / count)
        left = box.right - width if x > way.right else box.x if x < way.left else round(x) - width // 2
        top = min(max(round(y) - height // 2, box.y), box.bottom - height)
        found.append(Rect(Emu(left), Emu(top), Emu(width), Emu(height)))
    return found


def _stations(look: Look, names: Names, parts: Sequence[Node], places: Sequence[Rect], reveal: bool) -> list[AnyItem]:
    hue, gold = look.color("hue"), look.color("gold")
    keys = icons_of([(part.icon, f"{part.label} {part.lead}") for part in parts]) if len(parts) <= _FEW else ()
    left = _PAD + 2 * _DISC + _AIR if keys else _PAD
    try:
        panels = _words(look, names, parts, places, left)
    except DoesNotFit:
        if not keys:
            raise
        keys = ()
        panels = _words(look, names, parts, places, _PAD)
    texts = draw_panels(panels, look.theme)
    items: list[AnyItem] = []
    for number, (part, place) in enumerate(zip(parts, places, strict=True)):
        members: list[AnyItem] = [
            leaf(names(part.label, "station"), place, hue, radius=BAR_LEAF, shadow=True, path=part.path)
        ]
        if keys:
            x = place.x + _PAD + _DISC
            name = names(part.label, "icon")
            members += icon_disc(name, keys[number], x, place.center_y, _DISC, gold, look.on(gold))
        members.append(texts[number])
        items.append(grouped(names(part.label), members, part.path, number + 1 if reveal else 0))
    return items


def _words(look: Look, names: Names, parts: Sequence[Node], places: Sequence[Rect], left: int) -> list[Panel]:
    """Return the stations' words in the largest size at which all stand on one line each.

    Raises DoesNotFit where there is none.
    """
    rooms = [place.inset(left, px(8), px(14), px(8)) for place in places]
    for least, name in product((20, _LINES[-1]), _NAMES):
        for line in (line for line in _LINES if least <= line <= max(name * 2 // 3, least)):
            copies = [_copies(look, part, name, line) for part in parts]
            if all(_fits(look, texts, room) for texts, room in zip(copies, rooms, strict=True)):
                return [
                    Panel(name=names(part.label, "words"), rect=room, copies=texts, path=part.path)
                    for part, room, texts in zip(parts, rooms, copies, strict=True)
                ]
    worst = max(parts, key=lambda part: len(part.label + part.lead))
    room = rooms[0]
    raise DoesNotFit(worst.path, worst.label, (room.width, room.height), (Emu(room.width * 2), room.height))


def _fits(look: Look, copies: Sequence[Copy], room: Rect) -> bool:
    whole = all(one_line(copy, room.width) for copy in copies)
    return whole and copies_height(copies, room.width, look.theme) <= room.height


def _copies(look: Look, part: Node, name: float, line: float) -> tuple[Copy, ...]:
    ink = look.on(look.color("hue"))
    label = said(look, part.label, name, ink, path=part.path)
    return (label, explained(look, part.lead, line, ink, path=part.path)) if part.lead else (label,)


# Marks --------------------------------------------------------------------------------------------------------------


def _marks(look: Look, names: Names, way: _Track, parts: Sequence[Node], places: Sequence[Rect]) -> list[Shape]:
    """Return the marks between stations: three each where all have room for as many, else one."""
    count = len(parts)
    free = [_free(way, number, count, places) for number in range(count)]
    titles = [names(parts[i].label, "to", parts[(i + 1) % count].label) for i in range(count)]
    for many in (3, 1):
        found = [
            drawn(title, _chevrons(way, middle, many), look.color("hue"))
            for title, (middle, _) in zip(titles, free, strict=True)
        ]
        roomy = all(room >= (many - 1) * _MARK_STEP for _, room in free)
        if roomy and not any(mark.rect.overlaps(place) for mark in found for place in places):
            return found
    room = places[0]
    raise DoesNotFit(parts[0].path, parts[0].label, (room.width, room.height), (Emu(room.width * 2), room.height))


def _free(way: _Track, number: int, count: int, places: Sequence[Rect]) -> tuple[float, float]:
    """Return the middle and the length of the longest stretch between two stations that no station covers."""
    start, step = way.length * number / count, way.length / count
    best, run = (start, -1.0), 0
    for sample in range(int(step // _SAMPLE) + 1):
        at = start + sample * _SAMPLE
        (x, y), _ = way.at(at)
        spot = Rect(Emu(round(x) - _MARK_HALF), Emu(round(y) - _MARK_HALF), Emu(2 * _MARK_HALF), Emu(2 * _MARK_HALF))
        run = 0 if any(spot.overlaps(place) for place in places) else run + 1
        length = float((run - 1) * _SAMPLE)
        if run and length > best[1]:
            best = (at - length / 2, length)
    return best


def _chevrons(way: _Track, middle: float, many: int) -> Pen:
    pen = Pen()
    for number in range(many):
        (x, y), angle = way.at(middle + (number - (many - 1) / 2) * _MARK_STEP)
        turn = radians(angle)
        pen.polygon(
            [(x + px(a) * cos(turn) - px(b) * sin(turn), y + px(a) * sin(turn) + px(b) * cos(turn)) for a, b in _MARK]
        )
    return pen


def _clicked(mark: Shape, click: int) -> Shape:
    return replace(mark, click=click)


# Inside -------------------------------------------------------------------------------------------------------------


def _center(look: Look, names: Names, node: Node, places: Sequence[Rect], box: Rect) -> AnyItem:
    """Return the loop's name inside, as large as it stands there on one line, and what its lead says below it.

    Raises DoesNotFit where it does not fit at all.
    """
    room = _inside(places, box)
    ink = look.theme.first_clear([look.color("deep"), look.color("ink")], look.color("inside"))
    copies, width = _center_copies(look, node, room.width, room.height, ink)
    panel = Panel(name=names("center"), rect=room, copies=copies, path=node.path)
    (text,) = draw_panels([panel], look.theme)
    if room.height < _SIGN or width > room.width - 2 * (_SIGN + 2 * _AIR):
        return text
    x = room.center_x - width // 2 - _AIR - _SIGN // 2
    turning = icon(names("sign"), "arrows-clockwise", x, room.center_y, _SIGN, look.color("hue"))
    return grouped(names("middle"), [turning, text], node.path, 0)


_SIGN: Final = px(104)
"""Of the sign that it goes round, beside a loop's name that leaves it room."""


def _center_copies(look: Look, node: Node, width: int, height: int, ink: Color) -> tuple[tuple[Copy, ...], int]:
    """Return the loop's name and below it its lead, both as large as they have room, and how wide they are.

    What the lead says is to be read from afar too: the name is made smaller for it.
    """

    def told(size: float, line: float) -> tuple[Copy, ...]:
        name = said(look, node.center or node.label, size, ink, path=node.path, align="center")
        if not node.lead:
            return (name,)
        return name, explained(look, node.lead, line, ink, path=node.path, bold=True, align="center", before=4)

    for least in (24, 20):
        for size in _CENTERS:
            if not one_line(told(size, least)[0], width):
                continue
            for line in (line for line in _CENTER_LINES if least <= line) if node.lead else (0,):
                copies = told(size, line)
                on_lines = all(one_line(copy, width) for copy in copies)
                if on_lines and height_for(copies, Emu(width), look.theme.pitch) <= height:
                    return copies, max(map(label_width, copies))
    return told(_CENTERS[-1], 20), width


def _inside(places: Sequence[Rect], box: Rect) -> Rect:
    """Return the room in the middle, clear of stations above, below, and at the sides."""
    high = places[0].height + _AIR
    room = Rect(box.x, Emu(box.y + high), box.width, Emu(box.height - 2 * high))
    half = box.width // 2 - _SIDE - _WIDE - _AIR
    for place in places:
        if place.y < room.bottom and place.bottom > room.y:
            gap = max(place.x - box.center_x, box.center_x - place.right)
            half = min(half, gap - _AIR)
    return Rect(Emu(box.center_x - half), room.y, Emu(2 * max(half, 1)), room.height)
