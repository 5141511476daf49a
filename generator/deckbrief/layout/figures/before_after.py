"""Before and after: a quiet side whose edge points into the other, dark one; names alone are large, lists are rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.message import msg
from deckbrief.base.record import record
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
    one_line,
    said,
    said_below,
    whole_words,
)
from deckbrief.layout.figures.shapes import drawn, icon
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.layout.icon import icons_of
from deckbrief.layout.path import FINENESS, Pen
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Color, Theme

KIND: Final = FigureKind(least=2, most=2, whole=True)

_NAMES_SHARE: Final = 0.37
_LISTS_SHARE: Final = 0.44
_TIP: Final = px(64)
_EDGE: Final = px(10)
"""The arrow's edge in the hue."""
_MARGIN: Final = px(64)
_PAD: Final = px(32)
"""Space at the outer sides: the slide's margin where the box has none."""
_TOP: Final = px(24)
_BEFORE_NAMES: Final = (56, 48, 44, 40, 36, 34, 30, 28, 26, 24, 22)
_AFTER_NAMES: Final = (76, 66, *_BEFORE_NAMES)
_HEADS: Final = (44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18, 16)
_HEAD_TOPS: Final = (44, 28, 18)
"""Names are so large, or less where their lists need the room."""
_SINGLE: Final = 26
"""Names from that size on stand on one line."""
_ROWS: Final = (36, 34, 32, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_COUNTED: Final = 22
"""Rows have a numeral before them down to this size."""
_NUMERAL: Final = px(60)
_RULE: Final = px(2)
_ICON: Final = px(160)
_GAP: Final = px(16)
_HEAD_SHARE: Final = 0.34


@record
class _Side:
    """A part, where its words stand, and the colours of its name, its words, its numerals and rules."""

    part: Node
    rect: Rect
    name: Color
    ink: Color
    rule: Color


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node with two parts -> the first on a quiet ground, whose edge is an arrow to the second, on a dark one.

    Raises CannotDraw with another number of parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if len(parts) != 2:
        message = msg("before-after shows exactly two parts, not {number}", number=len(parts))
        raise CannotDraw(message, msg("use chain for several steps, pillars for parts side by side"))
    look = Look(theme, node.accent)
    names = Names("before-after")
    lists = any(members_of(part) for part in parts)
    split = Emu(box.x + round(box.width * (_LISTS_SHARE if lists else _NAMES_SHARE)))
    sides = _sides(look, parts, box, split)
    words = _lists(look, names, sides) if lists else _named(look, names, sides)
    groups = [
        grouped(names(side.part.label), items, side.part.path, number if reveal else 0)
        for number, (side, items) in enumerate(zip(sides, words, strict=True), 1)
    ]
    return Drawing((*_grounds(look, names, box, split), *groups), alt_text(node), 2 if reveal else 0)


def _grounds(look: Look, names: Names, box: Rect, split: Emu) -> list[Shape]:
    """Return the dark ground, and on it the quiet one with the arrow's edge below it."""
    pointed = box.inset(0, 0, 0, FINENESS)  # outlines are on a grid, and stay in the box on it
    return [
        Shape(name=names("after ground"), rect=box, fill=look.color("bleed")),
        drawn(names("edge"), _arrow(pointed, Emu(split + _EDGE)), look.color("hue")),
        drawn(names("before ground"), _arrow(pointed, split), look.color("track")),
    ]


def _arrow(box: Rect, split: Emu) -> Pen:
    tip = (split + _TIP, box.center_y)
    return Pen().polygon([(box.x, box.y), (split, box.y), tip, (split, box.bottom), (box.x, box.bottom)])


def _sides(look: Look, parts: Sequence[Node], box: Rect, split: Emu) -> list[_Side]:
    pad = _PAD if box.x >= _MARGIN // 2 else _MARGIN
    top = min(_TOP, box.height // 16)
    left = Rect(Emu(box.x + pad), Emu(box.y + top), Emu(split - _PAD // 2 - box.x - pad), Emu(box.height - 2 * top))
    start = split + _TIP + _EDGE + _PAD
    right = Rect(Emu(start), left.y, Emu(box.right - pad - start), left.height)
    ink = look.color("ink")
    return [
        _Side(parts[0], left, ink, ink, ink),
        _Side(parts[1], right, look.color("hi"), look.color("on-bleed"), look.color("on-bleed")),
    ]


# Names --------------------------------------------------------------------------------------------------------------


def _named(look: Look, names: Names, sides: Sequence[_Side]) -> list[list[AnyItem]]:
    """Return large names with a line below each, and icons where both sides have one."""
    keys = icons_of([(side.part.icon, side.part.label) for side in sides])
    rows = []
    for number, (side, sizes) in enumerate(zip(sides, (_BEFORE_NAMES, _AFTER_NAMES), strict=True)):
        copies = _name_copies(look, side, sizes, 28 if number else 24)
        need = copies_height(copies, side.rect.width, look.theme) + px(8)
        place, key = side.rect, ""
        if keys and need + _GAP + _ICON <= place.height:
            key = keys[number]
            place = Rect(place.x, place.y, place.width, Emu(need))
        panel = Panel(
            name=names(side.part.label, "words"), rect=place, copies=copies, path=side.part.path,
            anchor="top" if key else "middle",
        )  # fmt: skip
        items: list[AnyItem] = list(draw_panels([panel], look.theme))
        if key:
            middle = Emu((place.bottom + side.rect.bottom) // 2)
            x = side.rect.x + _ICON // 2
            items.append(icon(names(side.part.label, "icon"), key, x, middle, _ICON, side.name))
        rows.append(items)
    return rows


def _name_copies(look: Look, side: _Side, sizes: Sequence[float], below: float) -> tuple[Copy, ...]:
    """Return a side's name in the largest size at which it stands on one line, and its lead."""
    part, width = side.part, side.rect.width
    copies = [said(look, _titled(part), size, side.name, path=part.path) for size in sizes]
    short = [copy for copy in copies if one_line(copy, width)]
    whole = [copy for copy in copies if whole_words(copy, width)]
    lines = [copy for copy in whole if copies_height([copy], width, look.theme) <= side.rect.height * 0.6]
    name = (short or lines or copies[-1:])[0]
    if not part.lead:
        return (name,)
    return name, explained(look, part.lead, below, side.ink, path=part.path, bold=below > 24, before=8)


def _titled(part: Node) -> str:
    return f"{part.symbol} {part.label}" if part.symbol and part.symbol not in part.label else part.label


# Lists --------------------------------------------------------------------------------------------------------------


def _lists(look: Look, names: Names, sides: Sequence[_Side]) -> list[list[AnyItem]]:
    """Return heads of one height, and below them rows that fill the rest, all in one size."""
    for top in _HEAD_TOPS:
        name, head = _head_size(look, sides, top)
        places = [_row_places(side, head) for side in sides]
        size, counted, fits = _row_size(look, sides, places)
        if fits:
            break
    heads = [_head(look, names, side, name, head) for side in sides]
    rows = [
        [
            _row(look, names, side, member, _text_place(place, counted), size)
            for member, place in zip(members_of(side.part), lines, strict=True)
        ]
        for side, lines in zip(sides, places, strict=True)
    ]
    texts = iter(draw_panels([panel for side in rows for panel in side], look.theme))
    faces = draw_panels(heads, look.theme)
    return [
        [face, *_ruled(look, names, side, lines, counted, texts)]
        for side, lines, face in zip(sides, places, faces, strict=True)
    ]


def _row_places(side: _Side, head: int) -> list[Rect]:
    count = len(members_of(side.part))
    return side.rect.split_top(head, _GAP)[1].rows(count, 0) if count else []


def _head_size(look: Look, sides: Sequence[_Side], top: float) -> tuple[float, int]:
    """Return the size of both names, from `top` points down, and the height that the heads take with it."""
    most = int(sides[0].rect.height * _HEAD_SHARE)
    height = most
    for size in (each for each in _HEADS if each <= top):
        pairs = [(_head_copies(look, side, size), side.rect.width) for side in sides]
        height = max(copies_height(copies, width, look.theme) for copies, width in pairs) + px(8)
        whole = all(whole_words(copy, width) for copies, width in pairs for copy in copies)
        single = size < _SINGLE or all(one_line(copies[0], width) for copies, width in pairs)
        if height <= most and whole and single:
            return size, height
    return _HEADS[-1], height


def _head(look: Look, names: Names, side: _Side, size: float, height: int) -> Panel:
    return Panel(
        name=names(side.part.label, "head"), rect=side.rect.split_top(Emu(height))[0], path=side.part.path,
        copies=_head_copies(look, side, size),
    )  # fmt: skip


def _head_copies(look: Look, side: _Side, size: float) -> tuple[Copy, ...]:
    part = side.part
    name = said(look, _titled(part), size, side.name, path=part.path)
    if not part.lead:
        return (name,)
    return name, explained(look, part.lead, max(16, min(20, size - 4)), side.ink, path=part.path, before=2)


def _text_place(place: Rect, counted: bool) -> Rect:
    """Return where a row's words stand: below its rule, behind its numeral."""
    return place.inset(_NUMERAL if counted else 0, _RULE, 0, 0)


def _row_size(look: Look, sides: Sequence[_Side], places: Sequence[Sequence[Rect]]) -> tuple[float, bool, bool]:
    """Return the largest size at which all rows fit, whether they have numerals, and whether they fit at all."""
    many = max(len(lines) for lines in places) > 1
    for size, counted in _tried(many):
        pairs = [
            (_row_copies(look, side, member, size), _text_place(place, counted))
            for side, lines in zip(sides, places, strict=True)
            for member, place in zip(members_of(side.part), lines, strict=True)
        ]
        if all(
            copies_height(copies, place.width, look.theme) <= place.height
            and all(whole_words(copy, place.width) for copy in copies)
            for copies, place in pairs
        ):
            return size, counted, True
    return _ROWS[-1], False, False


def _tried(many: bool) -> Iterator[tuple[float, bool]]:
    for size in _ROWS:
        yield size, many and size >= _COUNTED


def _row(look: Look, names: Names, side: _Side, member: Node, place: Rect, size: float) -> Panel:
    return Panel(
        name=names(side.part.label, member.label), rect=place, path=member.path,
        copies=_row_copies(look, side, member, size),
    )  # fmt: skip


def _row_copies(look: Look, side: _Side, member: Node, size: float) -> tuple[Copy, ...]:
    """A member -> its label, and what it holds in smaller type."""
    inner = listed([member.lead, *said_below(member)])
    name = said(look, member.label, size, side.ink, path=member.path, pitch=1.2)
    if not inner:
        return (name,)
    small = max(16, min(20, size - 6))
    return name, explained(look, inner, small, side.ink, path=member.path, before=3)


def _ruled(
    look: Look, names: Names, side: _Side, lines: Sequence[Rect], counted: bool, texts: Iterator[AnyItem]
) -> list[AnyItem]:
    """Return a side's rows: a rule above each, its numeral and its words."""
    items: list[AnyItem] = []
    for number, place in enumerate(lines, 1):
        rule = Rect(place.x, place.y, place.width, _RULE)
        items.append(Shape(name=names(side.part.label, "rule"), rect=rule, fill=side.rule.fade(0.25)))
        if counted:
            copy = said(look, str(number), 44, side.name, path=side.part.path, pitch=1.0)
            rect = Rect(place.x, Emu(place.y + _RULE), _NUMERAL, Emu(place.height - _RULE))
            name = names(side.part.label, str(number))
            items += draw_panels([Panel(name=name, rect=rect, copies=(copy,), path=side.part.path)], look.theme)
        items.append(next(texts))
    return items
