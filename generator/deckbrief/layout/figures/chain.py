"""Chain: steps in an order. Signs stand in bands that widen; short steps rise as blocks, others go along a path."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from deckbrief.base.length import Emu, Rect, points, px
from deckbrief.base.message import msg
from deckbrief.base.record import record
from deckbrief.draft.nodes import Node
from deckbrief.draft.slides import Form
from deckbrief.layout.figures.drawing import CannotDraw, Drawing, Stage
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    alt_text,
    copies_height,
    draw_panels,
    explained,
    grouped,
    listed,
    members_of,
    one_line,
    said,
    said_below,
)
from deckbrief.layout.figures.named_colors import fills_of
from deckbrief.layout.figures.path_of_cards import path
from deckbrief.layout.figures.shapes import drawn
from deckbrief.layout.figures.steps import (
    MOST_BLOCKS,
    MOST_STAIRS,
    blocks,
    lead_above,
    lead_copy,
    lead_in,
    stairs,
)
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.layout.path import FINENESS, Pen, Point
from deckbrief.layout.text.fit import Copy, DoesNotFit, height_for
from deckbrief.theme.theme import Color, Theme


def _forms(node: Node) -> Sequence[Form]:
    """Return the forms of a chain: signs may take the slide's whole width."""
    return ("band", "top") if _signed(members_of(node)) else ("top",)


KIND: Final = FigureKind(forms=_forms, lead=False)

_TIP: Final = px(16)
"""How far a band's point reaches: into the air before the next one."""
_NARROW: Final = 0.32
"""Height of the trumpet's mouthpiece, as a share of the box's."""
_EVEN: Final = 0.86
"""Height of bands that do not grow."""
_MARGIN: Final = px(64)
_DOT_STEP: Final = px(22)
_DOT_COLUMNS: Final = 5
_AIR: Final = px(4)
_GLYPH: Final = 2
"""A sign has no more characters,"""
_WORDS: Final = 8
"""and the words below it no more than so many."""
_GLYPHS: Final = (56, 66, 76, 92, 112)
_SIGNS: Final = (112, 92, 76, 66, 56, 48, 44)
_LEAST_GLYPH: Final = 44
_LARGER_BELOW: Final = (28, 26, 24)
"""Sizes of what stands below signs, where it is on one line; else it has this one:"""
_BELOW: Final = 22
_STEPS: Final = 24


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False, stage: Stage | None = None) -> Drawing:
    """Node -> steps in order in `box`, a click for each with `reveal`.

    Raises CannotDraw without parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not parts:
        raise CannotDraw(msg("a chain needs at least one step"))
    look = Look(theme, node.accent)
    return Drawing(tuple(_drawn(look, node, parts, box, reveal)), alt_text(node), len(parts) if reveal else 0)


def _drawn(look: Look, node: Node, parts: Sequence[Node], box: Rect, reveal: bool) -> list[AnyItem]:
    """Return the largest form in which the steps fit."""
    way = node.direction or "flat"
    if node.whole:  # its pieces are to look alike
        return path(look, node, parts, box.inset(max(0, _MARGIN - box.x), 0, max(0, _MARGIN - box.x), 0), reveal)
    if _signed(parts):
        with suppress(DoesNotFit):
            return _spread(look, node, parts, box, way, reveal)
    if box.x < _MARGIN:  # nothing but bands goes to the slide's edges
        box = box.inset(_MARGIN - box.x, 0, _MARGIN - box.x, 0)
    if len(parts) <= MOST_BLOCKS:
        with suppress(DoesNotFit):
            return blocks(look, node, parts, box, way=way, dated=False, reveal=reveal)
    if way in ("rise", "fall") and len(parts) <= MOST_STAIRS:
        with suppress(DoesNotFit):
            return stairs(look, node, parts, box, way=way, reveal=reveal)
    return path(look, node, parts, box, reveal)


# Spread -------------------------------------------------------------------------------------------------------------


def _signed(parts: Sequence[Node]) -> bool:
    """Tell whether steps are few enough for bands, and all of them have a sign."""
    return 3 <= len(parts) <= 5 and all(_is_glyph(part) for part in parts)


def _is_glyph(part: Node) -> bool:
    """Tell whether a step has one sign to be known by, no number, and no more below it than a few words."""
    sign, below = _sign(part)
    return 0 < len(sign) <= _GLYPH and sign.isalpha() and len(below) <= _WORDS


def _sign(part: Node) -> tuple[str, str]:
    """A step -> its sign and the words below it: the symbol over the label, or a label that is a sign itself."""
    rest = listed([part.lead, *said_below(part)])
    if part.symbol and part.symbol != part.label:
        return part.symbol, f"{part.label} {rest}" if rest else part.label
    return (part.label, rest) if len(part.label) == 1 else ("", "")


@record
class _Horn:
    """The outline of all bands together: a trumpet that opens to the right, or to the left, or has one height."""

    box: Rect
    way: str

    def half(self, x: float) -> float:
        """Return half the height that it has at a place."""
        if self.way not in ("rise", "fall"):
            return self.box.height / 2 * _EVEN
        share = min(1.0, max(0.0, (x - self.box.x) / self.box.width))
        share = share if self.way == "rise" else 1 - share
        return self.box.height / 2 * (_NARROW + (1 - _NARROW) * share * share)


def _spread(look: Look, node: Node, parts: Sequence[Node], box: Rect, way: str, reveal: bool) -> list[AnyItem]:
    """Return bands pointed at the right, whose height grows from each to the next where the content says that it does.

    Raises DoesNotFit where a text has no room in its band.
    """
    names = Names("chain")
    lead, rest = ([], box) if way in ("rise", "fall") else _lead_above(look, node, box)
    horn = _Horn(rest.inset(0, 0, 0, 2 * FINENESS), way)  # outlines are on a grid, and stay in the box on it
    places = _bands(horn.box, len(parts))
    fills = fills_of(look, parts)
    rising = _GLYPHS[-len(parts) :]
    sizes = rising if way == "rise" else rising[::-1] if way == "fall" else (_GLYPHS[-1],) * len(parts)
    below = _below_size(look, parts, [_room(horn, place) for place in places], sizes)
    words = [
        _words(look, names, part, _room(horn, place), fill, size, below)
        for part, place, fill, size in zip(parts, places, fills, sizes, strict=True)
    ]
    texts = [draw_panels(rank, look.theme) for rank in _ranks(words)]
    shown: dict[str, list[AnyItem]] = {part.path: [] for part in parts}
    for text in (text for rank in texts for text in rank):
        shown[text.path].append(text)
    items: list[AnyItem] = lead or _corner(look, node, places, horn)
    for number, (part, place, fill) in enumerate(zip(parts, places, fills, strict=True)):
        pen = _band(horn, place, notched=number > 0, pointed=number < len(parts) - 1)
        members: list[AnyItem] = [drawn(names(part.label, "band"), pen, fill)]
        if number == len(parts) - 1 and box.x < _MARGIN and way == "rise":
            members.append(_opening(names, horn, place, look.on(fill)))
        items.append(grouped(names(part.label), [*members, *shown[part.path]], part.path, number + 1 if reveal else 0))
    return items


def _lead_above(look: Look, node: Node, box: Rect) -> tuple[list[AnyItem], Rect]:
    """Return the lead above bands that take all the width, at the slide's margin."""
    away = max(0, _MARGIN - box.x)
    lead, rest = lead_above(look, node, box.inset(away, 0, away, 0))
    return lead, Rect(box.x, rest.y, box.width, rest.height)


def _opening(names: Names, horn: _Horn, place: Rect, ink: Color) -> Shape:
    """Return dots at the open end of a trumpet, that grow towards it: what it reaches is more than can be counted."""
    pen = Pen()
    for column in range(_DOT_COLUMNS):
        x = place.right - _DOT_STEP * (column + 0.7)
        reach = int((horn.half(x) - _DOT_STEP * 0.6) / _DOT_STEP)
        for row in range(-reach, reach + 1):
            pen.circle((x, place.center_y + row * _DOT_STEP), _DOT_STEP * (0.3 - 0.045 * column))
    return drawn(names("opening"), pen, ink.fade(0.6))


def _ranks(words: Sequence[Sequence[Panel]]) -> list[list[Panel]]:
    """Return the signs, and what stands below them: each rank has its own sizes."""
    return [[panels[0] for panels in words], [panels[1] for panels in words if len(panels) > 1]]


def _bands(box: Rect, count: int) -> list[Rect]:
    """Return the places of the bands, all as wide; a band's point ends where the next band begins."""
    wide = box.width // count // FINENESS * FINENESS
    return [Rect(Emu(box.x + number * wide), box.y, Emu(wide), box.height) for number in range(count)]


def _band(horn: _Horn, place: Rect, *, notched: bool, pointed: bool) -> Pen:
    """Draw a band of the trumpet; the next one's notch keeps the same air from its point all along."""
    left, right = float(place.x), float(place.right - (_TIP if pointed else 0))
    upper: list[Point] = []
    lower: list[Point] = []
    for step in range(_STEPS + 1):
        x = left + (right - left) * step / _STEPS
        upper.append((x, horn.box.center_y - horn.half(x)))
        lower.append((x, horn.box.center_y + horn.half(x)))
    tip: list[Point] = [(float(place.right), float(horn.box.center_y))] if pointed else []
    notch: list[Point] = [(left + _TIP, float(horn.box.center_y))] if notched else []
    return Pen().polygon([*upper, *tip, *reversed(lower), *notch])


def _room(horn: _Horn, place: Rect) -> Rect:
    """Return where a band's texts stand: between notch and point, as high as the band is where centred lines begin.

    Where bands reach the slide's edges, clear of its margin.
    """
    inner = place.inset(_TIP + _AIR, 0)
    if horn.box.x < _MARGIN:
        left = _MARGIN - inner.x if place.x == horn.box.x else 0
        right = int(_DOT_STEP * _DOT_COLUMNS * 0.75) if place.right >= horn.box.right - _MARGIN else 0
        inner = inner.inset(left, 0, right, 0)
    quarter = inner.width / 4
    half = int(min(horn.half(inner.x + quarter), horn.half(inner.right - quarter))) - _AIR
    return Rect(inner.x, Emu(horn.box.center_y - half), inner.width, Emu(2 * half))


def _below_size(look: Look, parts: Sequence[Node], rooms: Sequence[Rect], sizes: Sequence[float]) -> float:
    """Return the largest size at which what stands below signs is on one line, and leaves these theirs."""
    for below in _LARGER_BELOW:
        if all(_has_room(look, part, room, size, below) for part, room, size in zip(parts, rooms, sizes, strict=True)):
            return below
    return _BELOW


def _has_room(look: Look, part: Node, room: Rect, size: float, below: float) -> bool:
    sign, words = _sign(part)
    ink = look.color("ink")
    copy = _sign_copy(look, part, sign, min(size, _widest(room, sign)), ink)
    under = explained(look, words, below, ink, path="", bold=True, align="center")
    foot = copies_height([under], room.width, look.theme) if words else 0
    return one_line(under, room.width) and height_for((copy,), room.width, 1.0) + _AIR + foot <= room.height


def _words(look: Look, names: Names, part: Node, room: Rect, fill: Color, size: float, told: float) -> list[Panel]:
    """A step -> its sign and, below it, its words; both together stand in the middle of their room."""
    sign, below = _sign(part)
    color = look.on(fill)
    copy = _sign_copy(look, part, sign, min(size, _widest(room, sign)), color)
    under = explained(look, below, told, color, path=part.path, bold=True, align="center")
    foot = copies_height([under], room.width, look.theme) if below else 0
    head = min(height_for((copy,), room.width, 1.0) + _AIR, room.height - foot)
    top = Emu(room.y + (room.height - head - foot) // 2)
    panels = [Panel(name=names(part.label, "glyph"), rect=Rect(room.x, top, room.width, Emu(max(head, 1))),
                    copies=(copy,), path=part.path)]  # fmt: skip
    if below:
        rect = Rect(room.x, Emu(top + head), room.width, Emu(foot))
        panels.append(Panel(name=names(part.label, "words"), rect=rect, copies=(under,), path=part.path))
    return panels


def _sign_copy(look: Look, part: Node, sign: str, size: float, color: Color) -> Copy:
    return said(look, sign, size, color, path=part.path, align="center", pitch=1.0, floor=_LEAST_GLYPH)


def _widest(room: Rect, sign: str) -> float:
    """Return the largest display step at which the sign stands on one line."""
    return max((size for size in _SIGNS if points(size) * len(sign) <= room.width), default=_LEAST_GLYPH)


def _corner(look: Look, node: Node, places: Sequence[Rect], horn: _Horn) -> list[AnyItem]:
    """Return the lead over the narrow end, if there is one and it has room there."""
    if not node.lead:
        return []
    box, narrow = horn.box, places if horn.way == "rise" else places[::-1]
    away = max(0, _MARGIN - box.x)
    for last in range(len(places) - 1, 0, -1):
        width = last * places[0].width - away
        inner = narrow[last - 1].right if horn.way == "rise" else narrow[last - 1].x
        edge = Emu(int(box.center_y - horn.half(inner)) - box.y - _TIP)
        if edge > 0 and copies_height([lead_copy(look, node)], width, look.theme) <= edge:
            left = box.x + away if horn.way == "rise" else inner
            return lead_in(look, node, Rect(Emu(left), box.y, Emu(width), edge))
    return []
