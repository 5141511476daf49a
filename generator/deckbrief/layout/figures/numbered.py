"""Numbered: counted levels. Counts that grow or fall are stairs of blocks; others stand in rows behind their numerals.

The empty corner over the stairs takes the lead. Numerals are the parts' symbols, else they are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Final, Literal

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.message import msg
from deckbrief.base.record import replace
from deckbrief.base.script.words import QUOTED, cuts
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    alt_text,
    copies_height,
    cuts_no_word,
    draw_panels,
    explained,
    grouped,
    label_width,
    lines_of,
    listed,
    members_of,
    one_line,
    said,
    said_below,
)
from deckbrief.layout.figures.levels import NUMERAL_PITCH, Level, member_copies
from deckbrief.layout.figures.numbered_rows import rows
from deckbrief.layout.figures.shapes import BAR_LEAF, icon, leaf
from deckbrief.layout.figures.steps import MOST_BLOCKS, blocks, stairs
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, DoesNotFit, height_for
from deckbrief.theme.theme import Color, Theme

KIND: Final = FigureKind(counted=True, lead=False)

_GAP: Final = px(24)
_AIR: Final = px(6)
_HEAD: Final = px(116)
_HEADS: Final = px(96)
"""Width of the numeral in a stair's head, at most."""
_BLOCK: Final = px(104)
"""A block is not higher, nor lower than this by half."""
_EDGE: Final = px(5)
_ICON: Final = px(44)
_BLOCK_LEFT: Final = px(21)
_BLOCK_RIGHT: Final = px(16)
_ICON_LEFT: Final = px(86)
"""From a block's left edge to its words, without and with an icon."""
_LEAD: Final = px(100)
_LOW: Final = px(60)
_NUMERALS: Final = (76, 66, 56, 48, 40, 34)
_LABELS: Final = (34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_ENOUGH: Final = 28
"""Names of heads need not be larger for smaller numerals."""
_HEAD_AIR: Final = px(14)
"""Beside a head's name."""
_BLOCKS: Final = (30, 28, 26, 24)
_MOST_STAIRS: Final = 6
_MOST_BLOCKS: Final = 6
_LONG: Final = 12
"""Characters from which on a member is no block any more: rows have room for it."""

Way = Literal["", "rising", "falling"]


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> stairs or rows that fill `box`, a click for each part with `reveal`.

    Raises CannotDraw without parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not parts:
        raise CannotDraw(msg("a numbered figure needs at least one part"))
    look = Look(theme, node.accent)
    levels = [_level(part, number) for number, part in enumerate(parts, 1)]
    way = _way(levels) if node.direction != "flat" and not node.whole else ""  # its pieces are to look alike
    items: list[AnyItem] = []
    if way:
        with suppress(DoesNotFit):
            items = _stairs(look, node, levels, box, way, reveal)
    if not items and node.direction in ("rise", "fall") and not node.whole:
        with suppress(DoesNotFit):
            items = _sloped(look, node, levels, box, reveal)
    if not items:
        items = rows(look, node, levels, box, reveal)
    return Drawing(tuple(items), alt_text(node), len(levels) if reveal else 0)


def _sloped(look: Look, node: Node, levels: Sequence[Level], box: Rect, reveal: bool) -> list[AnyItem]:
    """Return levels that rise or fall though what they hold does not say so: as blocks, many as stairs.

    Raises DoesNotFit where they have no room for their texts.
    """
    parts = [replace(level.part, symbol=level.symbol) for level in levels]
    if len(parts) <= MOST_BLOCKS:
        with suppress(DoesNotFit):
            return blocks(look, node, parts, box, way=node.direction, dated=True, reveal=reveal)
    return stairs(look, node, parts, box, way=node.direction, reveal=reveal)


def _level(part: Node, number: int) -> Level:
    members = members_of(part) or ((Node(label=part.lead, path=part.path),) if part.lead else ())
    return Level(part, part.symbol or str(number), members)


def _way(levels: Sequence[Level]) -> Way:
    """Return whether the levels hold one more, or one less, from each to the next, in short words."""
    counts = [len(level.members) for level in levels]
    short = all(len(_words(member)) <= _LONG for level in levels for member in level.members)
    if not short or not 2 <= len(levels) <= _MOST_STAIRS or not 1 <= min(counts) <= max(counts) <= _MOST_BLOCKS:
        return ""
    steps = {after - before for before, after in pairwise(counts)}
    return "rising" if steps == {1} else "falling" if steps == {-1} else ""


def _words(member: Node) -> str:
    return member.label + listed([member.lead, *said_below(member)])


# Stairs -------------------------------------------------------------------------------------------------------------


def _stairs(look: Look, node: Node, levels: Sequence[Level], box: Rect, way: Way, reveal: bool) -> list[AnyItem]:
    """Return a column for each level: its head, and a block below it for each thing that it holds."""
    names = Names("numbered")
    columns = box.columns(len(levels), _GAP)
    most = max(len(level.members) for level in levels)
    head = min(_HEAD, box.height // 3)
    roomy = max(_BLOCK, (box.height * 4 // 5 - head) // most)
    block = Emu(min(roomy, (box.height - head) // most - _AIR))
    fills = _fills(look, len(levels), way)
    tops = [Emu(box.bottom - len(level.members) * (block + _AIR) - head) for level in levels]
    heads = [Rect(column.x, top, column.width, Emu(head)) for column, top in zip(columns, tops, strict=True)]
    signs, left, size = _head_sizes(look, levels, fills, heads[0])
    numerals = [
        _numeral(names, level, place, sign, left) for level, place, sign in zip(levels, heads, signs, strict=True)
    ]
    labels = [
        _head_label(look, names, level, place, fill, left, size)
        for level, place, fill in zip(levels, heads, fills, strict=True)
    ]
    keys = icons_of([(member.icon, member.label) for level in levels for member in level.members])
    keys = keys if block >= _ICON + _AIR else ()
    edge = _ICON_LEFT if keys else _BLOCK_LEFT
    inner = _block_size(look, levels, columns[0].width - edge - _BLOCK_RIGHT, block)
    blocks = [
        [
            _block(look, names, level, member, place, inner, edge)
            for member, place in zip(level.members, _below(rect, block), strict=False)
        ]
        for level, rect in zip(levels, heads, strict=True)
    ]
    texts = iter(draw_panels([panel for column in blocks for panel in column], look.theme))
    faces = draw_panels(labels, look.theme)
    marks = draw_panels(numerals, look.theme)
    wanted = iter(keys)
    items: list[AnyItem] = []
    for number, (level, place, fill, column) in enumerate(zip(levels, heads, fills, blocks, strict=True)):
        members: list[AnyItem] = [leaf(names(level.part.label, "head"), place, fill, radius=BAR_LEAF)]
        members += [marks[number], faces[number]]
        for rect, member in zip(_below(place, block), level.members, strict=False):
            members += [*_plate(look, names, member, rect, fill)]
            if keys:
                members.append(_sign(look, names, member, rect, next(wanted)))
            members.append(next(texts))
        items.append(grouped(names(level.part.label), members, level.part.path, number + 1 if reveal else 0))
        assert len(column) == len(level.members), "a block for each"
    return [*_corner(look, node, columns, tops, box, way), *items]


def _fills(look: Look, count: int, way: Way) -> list[Color]:
    """Return the heads' colours, from deep to the hue as the stairs rise; gold is for the numerals."""
    if count < 2:
        return [look.color("hue")]
    ramp = look.ramp(count + 1)[:-1]
    return ramp if way == "rising" else ramp[::-1]


def _below(head: Rect, block: Emu) -> list[Rect]:
    """Return the places of blocks under a head, as many as there may be."""
    return [
        Rect(head.x, Emu(head.bottom + _AIR + number * (block + _AIR)), head.width, block)
        for number in range(_MOST_BLOCKS)
    ]


def _head_sizes(
    look: Look, levels: Sequence[Level], fills: Sequence[Color], head: Rect
) -> tuple[list[Copy], Emu, float]:
    """Return the numerals, how wide they are, and the size of the names beside them: names large first, then numerals.

    Names take up to two lines, no word of them cut where that can be.
    """
    found: list[tuple[list[Copy], Emu, float]] = []
    for size in _NUMERALS:
        signs = [_sign_copy(look, level, fill, size) for level, fill in zip(levels, fills, strict=True)]
        if all(copies_height([sign], _HEADS, look.theme) <= head.height and one_line(sign, _HEADS) for sign in signs):
            left = Emu(min(max(label_width(sign) for sign in signs) + px(8), _HEADS))
            found.append((signs, left, _label_size(look, levels, head.width - left - _HEAD_AIR, head.height)))
    if not found:
        signs = [_sign_copy(look, level, fill, _NUMERALS[-1]) for level, fill in zip(levels, fills, strict=True)]
        return signs, Emu(_HEADS), _LABELS[-1]
    return max(found, key=lambda each: min(each[2], _ENOUGH))


def _sign_copy(look: Look, level: Level, fill: Color, size: float) -> Copy:
    return said(
        look, level.symbol, size, look.accent_on(fill), path=level.part.path, align="center", pitch=NUMERAL_PITCH
    )


def _label_size(look: Look, levels: Sequence[Level], width: int, height: int) -> float:
    """Return the largest size at which all names stand in heads of that room, the smallest where they do at none."""
    for size in _LABELS:
        copies = [said(look, level.part.label, size, look.color("ink"), path="") for level in levels]
        if all(
            (cuts_no_word(copy, width, look.theme) or _breaks_between_quotes(copy, width))
            and len(lines_of(copy, width)) <= 2
            and height_for([copy], Emu(width), look.theme.pitch) <= height
            for copy in copies
        ):
            return size
    return _LABELS[-1]


def _breaks_between_quotes(copy: Copy, width: int) -> bool:
    """Tell whether a name that is one quoted term has its lines' ends between words of it: it may be broken there."""
    text = copy.text
    if not QUOTED.fullmatch(text) or width <= px(copy.size * 4):
        return False
    inside = {place + 1 for place in cuts(text[1:-1])}
    return inside.isdisjoint(line.end for line in lines_of(copy, width)[:-1])


def _block_size(look: Look, levels: Sequence[Level], width: int, height: int) -> float:
    """Return the largest size at which what levels hold stands on one line in blocks of that room, else the usual."""
    members = [member for level in levels for member in level.members]
    for size in _BLOCKS:
        bodies = [member_copies(look, member, size) for member in members]
        if all(
            one_line(copies[0], width) and height_for(copies, Emu(width), look.theme.pitch) <= height
            for copies in bodies
        ):
            return size
    return _BLOCKS[-1]


def _numeral(names: Names, level: Level, place: Rect, copy: Copy, width: int) -> Panel:
    rect = Rect(Emu(place.x + px(8)), place.y, Emu(width), place.height)
    return Panel(name=names(level.part.label, "symbol"), rect=rect, copies=(copy,), path=level.part.path)


def _head_label(look: Look, names: Names, level: Level, place: Rect, fill: Color, numeral: int, size: float) -> Panel:
    """Return the name in a head, right of a numeral so wide."""
    copy = said(look, level.part.label, size, look.on(fill), path=level.part.path, floor=size)
    left = numeral + px(10)
    rect = Rect(Emu(place.x + left), place.y, Emu(place.width - numeral - _HEAD_AIR), place.height)
    return Panel(name=names(level.part.label, "label"), rect=rect, copies=(copy,), path=level.part.path)


def _block(look: Look, names: Names, level: Level, member: Node, place: Rect, size: float, left: int) -> Panel:
    """Return where a block's words stand: beside its edge, and its icon where it has one, not over them."""
    rect = Rect(Emu(place.x + left), place.y, Emu(place.width - left - _BLOCK_RIGHT), place.height)
    copies = member_copies(look, member, size)
    return Panel(name=names(level.part.label, member.label), rect=rect, copies=copies, path=member.path)


def _plate(look: Look, names: Names, member: Node, rect: Rect, fill: Color) -> tuple[Shape, Shape]:
    """Return a block's card and the bar at its left edge."""
    face = Shape(name=names(member.label, "card"), rect=rect, fill=look.color("card"), shadow=True, path=member.path)
    return face, Shape(name=names(member.label, "bar"), rect=Rect(rect.x, rect.y, _EDGE, rect.height), fill=fill)


def _sign(look: Look, names: Names, member: Node, rect: Rect, key: str) -> AnyItem:
    x = rect.x + _EDGE + px(23) + _ICON // 2
    return icon(names(member.label, "icon"), key, x, rect.center_y, _ICON, look.color("hue"))


def _corner(look: Look, node: Node, columns: Sequence[Rect], tops: Sequence[Emu], box: Rect, way: Way) -> list[AnyItem]:
    """Return the lead in the corner that the stairs leave empty, if there is one and it has room there."""
    if not node.lead:
        return []
    half = len(columns) // 2
    low, ceiling = (columns[:half], tops[half - 1]) if way == "rising" else (columns[-half:], tops[-half])
    edge = min(_LEAD, ceiling - box.y - px(8))
    width = low[-1].right - low[0].x
    if edge < _LOW:
        return []
    copy = explained(look, node.lead, 22, look.color("muted"), path=node.path, pitch=1.3)
    rect = Rect(low[0].x, box.y, Emu(width), Emu(edge))
    return list(
        draw_panels(
            [Panel(name=f"lead · {node.label}", rect=rect, copies=(copy,), anchor="top", path=node.path)], look.theme
        )
    )
