"""Before and after: a quiet side whose edge points into the other, dark one; names alone are large, lists are rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points, px
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
    whole_words,
)
from deckbrief.layout.figures.shapes import drawn, icon
from deckbrief.layout.frame import AnyItem, Shape, Stroke
from deckbrief.layout.icon import icons_of
from deckbrief.layout.path import FINENESS, Pen
from deckbrief.layout.text.fit import Copy, natural_width
from deckbrief.theme.theme import Color, Theme


def _forms(node: Node) -> Sequence[Form]:
    """Return the forms of before and after: both grounds go to the slide's edges."""
    return ("band", "top")


KIND: Final = FigureKind(least=2, most=2, whole=True, forms=_forms)

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


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False, stage: Stage | None = None) -> Drawing:
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
    lead, box = _lead_below(look, names, node, box) if lists and node.lead else ([], box)
    split = Emu(box.x + round(box.width * (_LISTS_SHARE if lists else _NAMES_SHARE)))
    sides = _sides(look, parts, box, split)
    words = _lists(look, names, sides) if lists else _named(look, names, node, sides, box)
    groups = [
        grouped(names(side.part.label), items, side.part.path, number if reveal else 0)
        for number, (side, items) in enumerate(zip(sides, words, strict=True), 1)
    ]
    return Drawing((*_grounds(look, names, box, split), *groups, *lead), alt_text(node), 2 if reveal else 0)


def _lead_below(look: Look, names: Names, node: Node, box: Rect) -> tuple[list[AnyItem], Rect]:
    """Return what the lead of two lists says, on a line below them, and the room that it leaves."""
    away = max(0, _MARGIN - box.x)
    copy = explained(look, node.lead, 20, look.color("muted"), path=node.path, align="center")
    height = copies_height([copy], box.width - 2 * away, look.theme)
    rest, below = box.split_top(Emu(box.height - height), _GAP // 2)
    panel = Panel(name=names("lead"), rect=below.inset(away, 0, away, 0), copies=(copy,), path=node.path)
    return list(draw_panels([panel], look.theme)), rest


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


def _named(look: Look, names: Names, node: Node, sides: Sequence[_Side], box: Rect) -> list[list[AnyItem]]:
    """Return large names with a line below each, and a stand of dots where the content has one, else icons."""
    keys = icons_of([(side.part.icon, side.part.label) for side in sides])
    rows = []
    for number, (side, sizes) in enumerate(zip(sides, (_BEFORE_NAMES, _AFTER_NAMES), strict=True)):
        copies = _name_copies(look, side, sizes, 28 if number else 24)
        if number and node.lead:
            copies += (explained(look, node.lead, 22, side.ink, path=node.path, before=8),)
        need = copies_height(copies, side.rect.width, look.theme) + px(8)
        stand = node.picture == "one-to-many" and need + _GAP + _LEAST_STAND <= side.rect.height
        key = keys[number] if keys and need + _GAP + _ICON <= side.rect.height else ""
        place = Rect(side.rect.x, side.rect.y, side.rect.width, Emu(need)) if key or stand else side.rect
        panel = Panel(
            name=names(side.part.label, "words"), rect=place, copies=copies, path=side.part.path,
            anchor="top" if key or stand else "middle",
        )  # fmt: skip
        items: list[AnyItem] = list(draw_panels([panel], look.theme))
        if stand:
            field = Rect(side.rect.x, Emu(place.bottom + _GAP), side.rect.width, Emu(box.bottom - place.bottom - _GAP))
            items += _stand(names, side, field, filled=bool(number))
            beside = side.rect.x + round(natural_width(copies[0])) + px(64)
            if key and beside + px(36) <= side.rect.right:
                y = Emu(place.y + round(points(copies[0].size) * 0.6))
                items.append(icon(names(side.part.label, "icon"), key, beside, y, px(72), side.name))
        elif key:
            middle = Emu((place.bottom + side.rect.bottom) // 2)
            side_of = min(_LARGE_ICON, side.rect.bottom - place.bottom - px(24))
            x = side.rect.x + side_of // 2
            items.append(icon(names(side.part.label, "icon"), key, x, middle, side_of, side.name))
        rows.append(items)
    return rows


_LEAST_STAND: Final = px(150)
_LARGE_ICON: Final = px(240)
_ARCS: Final = 5


def _stand(names: Names, side: _Side, field: Rect, *, filled: bool) -> list[AnyItem]:
    """Return arcs of dots, a stand seen from the front: one of them filled before the others, or all.

    It is a sign and no count: an arc of discs each, fainter the further back.
    """
    high = field.height * 0.88
    wide = min(field.width / 2, high * 2.2)
    radius = high / _ARCS * (0.25 if filled else 0.2)
    base = field.bottom - radius * 2.2
    items: list[AnyItem] = []
    for arc in range(1, _ARCS + 1):
        share, pen = arc / _ARCS, Pen()
        across, up = (wide - radius) * share, (high - 2.2 * radius) * share
        for turn in _turns(4 * arc + 1):
            pen.circle((field.center_x - across * cos(turn), base - up * sin(turn)), radius)
        fill = side.name.fade(1.12 - 0.12 * arc) if filled else None
        stroke = None if filled else Stroke(side.name.fade(0.45), Pt(1.25))
        items.append(drawn(names(side.part.label, "stand", str(arc)), pen, fill, stroke=stroke))
    front = Pen().circle((field.center_x, base), radius * 1.3)
    return [*items, drawn(names(side.part.label, "one"), front, side.name)]


def _turns(count: int) -> list[float]:
    """Return angles from left to right over the top, in even steps."""
    return [pi * place / (count - 1) for place in range(count)]


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
        [face, *_head_icon(look, names, side, name, key), *_ruled(look, names, side, lines, counted, texts)]
        for side, lines, face, key in zip(sides, places, faces, _head_keys(look, sides, name), strict=True)
    ]


def _head_keys(look: Look, sides: Sequence[_Side], name: float) -> Sequence[str]:
    """Return the icons behind both names, where they have one each and room for it."""
    keys = icons_of([(side.part.icon, side.part.label) for side in sides])
    widths = [side.rect.width - natural_width(_head_copies(look, side, name)[0]) for side in sides]
    return keys if keys and name >= _SINGLE and min(widths) >= px(104) else ("", "")


def _head_icon(look: Look, names: Names, side: _Side, name: float, key: str) -> list[AnyItem]:
    if not key:
        return []
    size = px(64)
    return [
        icon(names(side.part.label, "icon"), key, side.rect.right - size // 2, side.rect.y + size // 2, size, side.name)
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
