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
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    Insets,
    Look,
    Names,
    Panel,
    alt_text,
    copies_height,
    draw_panels,
    explained,
    grouped,
    label_width,
    listed,
    members_of,
    one_line,
    said,
    said_below,
)
from deckbrief.layout.figures.shapes import BAR_LEAF, card, icon, leaf
from deckbrief.layout.figures.steps import MOST_BLOCKS, blocks, stairs
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, DoesNotFit
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
_ICON_LEFT: Final = px(86)
"""From a block's left edge to its words, without and with an icon."""
_LEAD: Final = px(100)
_LOW: Final = px(60)
_NUMERALS: Final = (76, 66, 56, 48, 40, 34)
_NUMERAL_PITCH: Final = 1.13
"""Of a single large character: it stands in the middle where its line is little higher than itself."""
_MOST_STAIRS: Final = 6
_MOST_BLOCKS: Final = 6
_LONG: Final = 12
"""Characters from which on a member is no block any more: rows have room for it."""
_TILE: Final = px(132)
_NAME: Final = 0.3
"""The share of a row that its name takes, at most."""
_ACROSS: Final = 6
_ROW_SIZES: Final = (36, 34, 30, 28, 26, 24, 22, 20, 18)
_WRAPPED: Final = 22
"""Type of cells: the largest with which nothing is broken, or this where something is."""
_PAD: Final[Insets] = (px(16), px(4), px(12), px(4))

Way = Literal["", "rising", "falling"]


@record
class _Level:
    """A part, its numeral, and what it holds."""

    part: Node
    symbol: str
    members: tuple[Node, ...]


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
        items = _rows(look, node, levels, box, reveal)
    return Drawing(tuple(items), alt_text(node), len(levels) if reveal else 0)


def _sloped(look: Look, node: Node, levels: Sequence[_Level], box: Rect, reveal: bool) -> list[AnyItem]:
    """Return levels that rise or fall though what they hold does not say so: as blocks, many as stairs.

    Raises DoesNotFit where they have no room for their texts.
    """
    parts = [replace(level.part, symbol=level.symbol) for level in levels]
    if len(parts) <= MOST_BLOCKS:
        with suppress(DoesNotFit):
            return blocks(look, node, parts, box, way=node.direction, dated=True, reveal=reveal)
    return stairs(look, node, parts, box, way=node.direction, reveal=reveal)


def _level(part: Node, number: int) -> _Level:
    members = members_of(part) or ((Node(label=part.lead, path=part.path),) if part.lead else ())
    return _Level(part, part.symbol or str(number), members)


def _way(levels: Sequence[_Level]) -> Way:
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


def _stairs(look: Look, node: Node, levels: Sequence[_Level], box: Rect, way: Way, reveal: bool) -> list[AnyItem]:
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
    signs = _sign_copies(look, levels, fills, head)
    left = min(max(label_width(sign) for sign in signs) + px(8), _HEADS)
    numerals = [
        _numeral(names, level, place, sign, left) for level, place, sign in zip(levels, heads, signs, strict=True)
    ]
    labels = [
        _head_label(look, names, level, place, fill, left)
        for level, place, fill in zip(levels, heads, fills, strict=True)
    ]
    blocks = [
        [
            _block(look, names, level, member, place)
            for member, place in zip(level.members, _below(rect, block), strict=False)
        ]
        for level, rect in zip(levels, heads, strict=True)
    ]
    keys = icons_of([(member.icon, member.label) for level in levels for member in level.members])
    if keys and block >= _ICON + _AIR:
        blocks = [[_moved_by_icon(panel) for panel in column] for column in blocks]
    else:
        keys = ()
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


def _sign_copies(look: Look, levels: Sequence[_Level], fills: Sequence[Color], high: int) -> list[Copy]:
    """Return the numerals, as large as they are in heads so high: their names begin where they end."""
    pairs = list(zip(levels, fills, strict=True))
    for size in _NUMERALS:
        copies = [
            said(
                look, level.symbol, size, look.accent_on(fill), path=level.part.path, align="center",
                pitch=_NUMERAL_PITCH,
            )
            for level, fill in pairs
        ]  # fmt: skip
        if all(copies_height([copy], _HEADS, look.theme) <= high and one_line(copy, _HEADS) for copy in copies):
            break
    return copies


def _numeral(names: Names, level: _Level, place: Rect, copy: Copy, width: int) -> Panel:
    rect = Rect(Emu(place.x + px(8)), place.y, Emu(width), place.height)
    return Panel(name=names(level.part.label, "symbol"), rect=rect, copies=(copy,), path=level.part.path)


def _head_label(look: Look, names: Names, level: _Level, place: Rect, fill: Color, numeral: int) -> Panel:
    """Return the name in a head, right of a numeral so wide."""
    copy = said(look, level.part.label, 26, look.on(fill), path=level.part.path)
    left = numeral + px(10)
    rect = Rect(Emu(place.x + left), place.y, Emu(place.width - left - px(4)), place.height)
    return Panel(name=names(level.part.label, "label"), rect=rect, copies=(copy,), path=level.part.path)


def _block(look: Look, names: Names, level: _Level, member: Node, place: Rect, left: int = _BLOCK_LEFT) -> Panel:
    """Return where a block's words stand: beside its edge, and its icon where it has one, not over them."""
    rect = Rect(Emu(place.x + left), place.y, Emu(place.width - left - px(6)), place.height)
    copies = _member_copies(look, member, 24)
    return Panel(name=names(level.part.label, member.label), rect=rect, copies=copies, path=member.path)


def _moved_by_icon(panel: Panel) -> Panel:
    """Return the panel with room for an icon before it."""
    shift = _ICON_LEFT - _BLOCK_LEFT
    return replace(panel, rect=panel.rect.split_left(shift)[1])


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


# Rows ---------------------------------------------------------------------------------------------------------------


def _rows(look: Look, node: Node, levels: Sequence[_Level], box: Rect, reveal: bool) -> list[AnyItem]:
    """Return a row for each level: its numeral on a tile, its name, and cells of one width for what it holds."""
    names = Names("numbered")
    lead, place = _lead_above(look, node, box)
    columns = 2 if len(levels) > 6 else 1
    lines = -(-len(levels) // columns)
    gap = px(16)
    cells = [row for column in place.columns(columns, _GAP) for row in column.rows(lines, gap)][: len(levels)]
    held = any(level.members for level in levels)
    fills = look.ramp(len(levels) + 1)[:-1] if 2 <= len(levels) <= 5 else [look.color("hue")] * len(levels)
    tile = min(_TILE, max(px(56), cells[0].height * 5 // 4))
    width = _name_width(look, levels, cells[0].width - tile, held)
    marks = [
        _tile(look, names, level, cell, tile, fill) for level, cell, fill in zip(levels, cells, fills, strict=True)
    ]
    alone = len(levels) == 1
    labels = [
        _named(names, level, cell, tile, width, _row_label(look, level, held, alone, len(levels)))
        for level, cell in zip(levels, cells, strict=True)
    ]
    fields = [_fields(level, cell, tile + width) for level, cell in zip(levels, cells, strict=True)]
    size = _cell_size(look, levels, fields)
    boxes = [_cells(look, names, level, places, size) for level, places in zip(levels, fields, strict=True)]
    faces, texts = draw_panels(marks, look.theme), draw_panels(labels, look.theme)
    filled = iter(draw_panels([panel for row in boxes for panel in row], look.theme))
    items: list[AnyItem] = [*lead]
    for number, (level, cell) in enumerate(zip(levels, cells, strict=True)):
        plate = card(names(level.part.label, "card"), cell, look, radius=BAR_LEAF)
        rules = [_rule(look, names, level, panel) for panel in boxes[number]]
        members = [plate, faces[number], texts[number], *rules, *(next(filled) for _ in boxes[number])]
        items.append(grouped(names(level.part.label), members, level.part.path, number + 1 if reveal else 0))
    return items


def _tile(look: Look, names: Names, level: _Level, cell: Rect, width: int, fill: Color) -> Panel:
    """Return the numeral at a row's left end, on a surface of its own."""
    path = level.part.path
    copy = said(look, level.symbol, 76, look.accent_on(fill), path=path, align="center", pitch=_NUMERAL_PITCH)
    rect = Rect(cell.x, cell.y, Emu(width), cell.height)
    return Panel(name=names(level.part.label, "symbol"), rect=rect, copies=(copy,), fill=fill, path=path)


def _named(names: Names, level: _Level, cell: Rect, tile: int, width: int, copies: tuple[Copy, ...]) -> Panel:
    """Return a row's name, behind its numeral."""
    rect = Rect(Emu(cell.x + tile + px(20)), cell.y, Emu(width - px(32)), cell.height)
    return Panel(name=names(level.part.label, "label"), rect=rect, copies=copies, path=level.part.path)


def _lead_above(look: Look, node: Node, box: Rect) -> tuple[list[AnyItem], Rect]:
    """Return the lead on a line above, where it leaves room enough, and the room."""
    if not node.lead:
        return [], box
    copy = explained(look, node.lead, 22, look.color("muted"), path=node.path)
    height = copies_height([copy], box.width, look.theme)
    if height > box.height // 5:
        return [], box
    above, below = box.split_top(height, px(12))
    panel = Panel(name=f"lead · {node.label}", rect=above, copies=(copy,), path=node.path)
    return list(draw_panels([panel], look.theme)), below


def _name_width(look: Look, levels: Sequence[_Level], room: int, held: bool) -> Emu:
    """Return how wide the names' column is, with the space at both sides: as wide as the longest, up to its share."""
    if not held:
        return Emu(room)
    most = int(room * _NAME)
    copies = [copy for level in levels for copy in _row_label(look, level, held)[:1]]
    for size in (44, 36, 30, 28, 26, 24, 22, 20)[0 if len(levels) < 2 else 1 if len(levels) < 3 else 3 :]:
        named = [said(look, copy.text, size, copy.color, path=copy.path) for copy in copies]
        wide = next(
            (width for width in range(px(120), most, px(20)) if all(one_line(c, width - px(32)) for c in named)), 0
        )
        if wide:
            return Emu(wide)
    return Emu(most)


def _row_label(look: Look, level: _Level, held: bool, alone: bool = False, count: int = 9) -> tuple[Copy, ...]:
    part = level.part
    large = 76 if alone else 44 if count <= 3 else 36 if count <= 5 else 32
    name = said(look, part.label, (44 if alone else 28) if held else large, look.color("ink"), path=part.path)
    if not part.lead or not members_of(part):
        return (name,)
    return name, explained(look, part.lead, 18, look.color("muted"), path=part.path, before=2)


def _fields(level: _Level, cell: Rect, left: int) -> list[Rect]:
    """Return the places of what a level holds, behind its name: side by side, more than six in two lines."""
    count = len(level.members)
    if not count:
        return []
    field = Rect(Emu(cell.x + left), cell.y, Emu(cell.width - left), cell.height)
    across = count if count <= _ACROSS else -(-count // 2)
    return [place for line in field.rows(-(-count // across), 0) for place in line.columns(across, 0)][:count]


def _cell_size(look: Look, levels: Sequence[_Level], fields: Sequence[Sequence[Rect]]) -> float:
    """Return the largest size at which what all hold stands on one line each, else one at which lines may break."""
    pairs = [
        (member, place)
        for level, places in zip(levels, fields, strict=True)
        for member, place in zip(level.members, places, strict=True)
    ]
    top = _ROW_SIZES.index(28) if len(levels) > 2 else 0
    for size in _ROW_SIZES[top:]:
        if all(
            one_line(_member_copies(look, member, size)[0], place.width - _PAD[0] - _PAD[2]) for member, place in pairs
        ):
            return size
    return _WRAPPED


def _cells(look: Look, names: Names, level: _Level, places: Sequence[Rect], size: float) -> list[Panel]:
    return [
        Panel(
            name=names(level.part.label, member.label), rect=place, path=member.path,
            copies=_member_copies(look, member, size), insets=_PAD,
        )
        for member, place in zip(level.members, places, strict=True)
    ]  # fmt: skip


def _rule(look: Look, names: Names, level: _Level, panel: Panel) -> Shape:
    """Return the hairline at the left of a cell."""
    inset = min(px(20), panel.rect.height // 5)
    rect = Rect(panel.rect.x, Emu(panel.rect.y + inset), px(1.5), Emu(panel.rect.height - 2 * inset))
    return Shape(name=names(level.part.label, "rule"), rect=rect, fill=look.color("rule"))


def _member_copies(look: Look, member: Node, size: float) -> tuple[Copy, ...]:
    """A member -> its label, and what it holds on a smaller line below."""
    label = explained(look, member.label, size, look.color("ink"), path=member.path, bold=True)
    inner = listed([member.lead, *said_below(member)])
    if not inner:
        return (label,)
    return label, explained(look, inner, 18, look.color("muted"), path=member.path, before=2)
