"""Chain: steps in an order. Signs stand in bands that widen; short steps rise as blocks, others go along a path."""

from __future__ import annotations

from collections.abc import Sequence
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
    copies_height,
    draw_panels,
    explained,
    grouped,
    listed,
    members_of,
    said,
    said_below,
)
from deckbrief.layout.figures.shapes import drawn
from deckbrief.layout.figures.steps import MOST_BLOCKS, blocks, lead_copy, lead_in, path
from deckbrief.layout.frame import AnyItem
from deckbrief.layout.path import FINENESS, Pen, Point
from deckbrief.layout.text.fit import Copy, DoesNotFit, height_for
from deckbrief.theme.theme import Color, Theme

KIND: Final = FigureKind(lead=False)

_TIP: Final = px(16)
"""How far a band's point reaches: into the air before the next one."""
_NARROW: Final = 0.32
"""Height of the trumpet's mouthpiece, as a share of the box's."""
_AIR: Final = px(4)
_GLYPH: Final = 2
"""A sign has no more characters,"""
_WORDS: Final = 8
"""and the words below it no more than so many."""
_GLYPHS: Final = (56, 66, 76, 92, 112)
_SIGNS: Final = (112, 92, 76, 66, 56, 48, 44)
_LEAST_GLYPH: Final = 44
_BELOW: Final = 22
_STEPS: Final = 24


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
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
    if 3 <= len(parts) <= 5 and all(_is_glyph(part) for part in parts):
        try:
            return _spread(look, node, parts, box, reveal)
        except DoesNotFit:
            pass
    if len(parts) <= MOST_BLOCKS:
        try:
            return blocks(look, node, parts, box, rise=True, dated=False, reveal=reveal)
        except DoesNotFit:
            pass
    return path(look, node, parts, box, reveal)


# Spread -------------------------------------------------------------------------------------------------------------


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


def _spread(look: Look, node: Node, parts: Sequence[Node], box: Rect, reveal: bool) -> list[AnyItem]:
    """Return the trumpet: bands whose height grows from each to the next, pointed at the right.

    Raises DoesNotFit where a text has no room in its band.
    """
    names = Names("chain")
    box = box.inset(0, 0, 0, 2 * FINENESS)  # outlines are on a grid, and stay in the box on it
    places = _bands(box, len(parts))
    fills = look.ramp(len(parts))
    sizes = _GLYPHS[-len(parts) :]
    words = [
        _words(look, names, part, _room(box, place), fill, size)
        for part, place, fill, size in zip(parts, places, fills, sizes, strict=True)
    ]
    texts = [draw_panels(rank, look.theme) for rank in _ranks(words)]
    shown: dict[str, list[AnyItem]] = {part.path: [] for part in parts}
    for text in (text for rank in texts for text in rank):
        shown[text.path].append(text)
    items: list[AnyItem] = _corner(look, node, places, box)
    for number, (part, place, fill) in enumerate(zip(parts, places, fills, strict=True)):
        pen = _band(box, place, notched=number > 0, pointed=number < len(parts) - 1)
        members = [drawn(names(part.label, "band"), pen, fill), *shown[part.path]]
        items.append(grouped(names(part.label), members, part.path, number + 1 if reveal else 0))
    return items


def _ranks(words: Sequence[Sequence[Panel]]) -> list[list[Panel]]:
    """Return the signs, and what stands below them: each rank has its own sizes."""
    return [[panels[0] for panels in words], [panels[1] for panels in words if len(panels) > 1]]


def _bands(box: Rect, count: int) -> list[Rect]:
    """Return the places of the bands, all as wide; a band's point ends where the next band begins."""
    wide = box.width // count // FINENESS * FINENESS
    return [Rect(Emu(box.x + number * wide), box.y, Emu(wide), box.height) for number in range(count)]


def _half(box: Rect, x: float) -> float:
    """Return half the height that the trumpet has at a place."""
    share = min(1.0, max(0.0, (x - box.x) / box.width))
    return box.height / 2 * (_NARROW + (1 - _NARROW) * share * share)


def _band(box: Rect, place: Rect, *, notched: bool, pointed: bool) -> Pen:
    """Draw a band of the trumpet; the next one's notch keeps the same air from its point all along."""
    left, right = float(place.x), float(place.right - (_TIP if pointed else 0))
    upper: list[Point] = []
    lower: list[Point] = []
    for step in range(_STEPS + 1):
        x = left + (right - left) * step / _STEPS
        upper.append((x, box.center_y - _half(box, x)))
        lower.append((x, box.center_y + _half(box, x)))
    tip: list[Point] = [(float(place.right), float(box.center_y))] if pointed else []
    notch: list[Point] = [(left + _TIP, float(box.center_y))] if notched else []
    return Pen().polygon([*upper, *tip, *reversed(lower), *notch])


def _room(box: Rect, place: Rect) -> Rect:
    """Return where a band's texts stand: between notch and point, as high as the band is where centred lines begin."""
    inner = place.inset(_TIP + _AIR, 0)
    half = int(_half(box, inner.x + inner.width / 4)) - _AIR
    return Rect(inner.x, Emu(box.center_y - half), inner.width, Emu(2 * half))


def _words(look: Look, names: Names, part: Node, room: Rect, fill: Color, size: float) -> list[Panel]:
    """A step -> its sign and, below it, its words; both together stand in the middle of their room."""
    sign, below = _sign(part)
    color = look.on(fill)
    copy = _sign_copy(look, part, sign, min(size, _widest(room, sign)), color)
    under = explained(look, below, _BELOW, color, path=part.path, bold=True, align="center")
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


def _corner(look: Look, node: Node, places: Sequence[Rect], box: Rect) -> list[AnyItem]:
    """Return the lead over the narrow end, if there is one and it has room there."""
    if not node.lead:
        return []
    for last in range(len(places) - 1, 0, -1):
        width = places[last - 1].right - box.x
        edge = Emu(int(box.center_y - _half(box, box.x + width)) - box.y - _TIP)
        if edge > 0 and copies_height([lead_copy(look, node)], width, look.theme) <= edge:
            return lead_in(look, node, Rect(box.x, box.y, Emu(width), edge))
    return []
