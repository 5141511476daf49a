"""Rows of a numbered figure: a level's numeral on a tile, its name, and cells of one width for what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import (
    Insets,
    Look,
    Names,
    Panel,
    copies_height,
    cuts_no_word,
    draw_panels,
    explained,
    grouped,
    lines_of,
    members_of,
    one_line,
    said,
    whole_words,
)
from deckbrief.layout.figures.levels import NUMERAL_PITCH, Level, member_copies
from deckbrief.layout.figures.shapes import BAR_LEAF, card
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.layout.text.fit import Copy, height_for
from deckbrief.theme.theme import Color

_GAP: Final = px(24)
_TILE: Final = px(132)
_NAME: Final = 0.3
"""The share of a row that its name takes, at most."""
_MOST_NAME: Final = 0.42
"""The share that it takes at most to be large."""
_ROW_NAMES: Final = (36, 34, 30, 28, 26, 24, 22, 20)
_LONE_NAMES: Final = (44, *_ROW_NAMES)
_ACROSS: Final = 6
_FEW: Final = 3
_HIGH: Final = px(110)
"""Rows that high have room for two lines of cells."""
_ROW_SIZES: Final = (36, 34, 30, 28, 26, 24, 22, 20, 18)
_WRAPPED: Final = 22
"""Type of cells: the largest with which nothing is broken, or this where something is."""
_PAD: Final[Insets] = (px(16), px(4), px(20), px(4))


def rows(look: Look, node: Node, levels: Sequence[Level], box: Rect, reveal: bool) -> list[AnyItem]:
    """Return a row for each level: its numeral on a tile, its name, and cells of one width for what it holds."""
    names = Names("numbered")
    lead, place = _lead_above(look, node, box)
    columns = 2 if len(levels) > 6 else 1
    lines = -(-len(levels) // columns)
    gap = px(16)
    cells = [row for column in place.columns(columns, _GAP) for row in column.rows(lines, gap)][: len(levels)]
    fills = look.ramp(len(levels) + 1)[:-1] if 2 <= len(levels) <= 5 else [look.color("hue")] * len(levels)
    tile = min(_TILE, max(px(56), cells[0].height * 5 // 4))
    width, large = _row_sizes(look, levels, cells[0], tile)
    marks = [
        _tile(look, names, level, cell, tile, fill) for level, cell, fill in zip(levels, cells, fills, strict=True)
    ]
    labels = [
        _named(names, level, cell, tile, width, _row_label(look, level, large))
        for level, cell in zip(levels, cells, strict=True)
    ]
    size, fields = _best_fields(look, levels, cells, tile + width)
    size = min(size or _WRAPPED, large)
    lone = max(len(level.members) for level in levels) == 1
    boxes = [_cells(look, names, level, places, size, lone) for level, places in zip(levels, fields, strict=True)]
    faces, texts = draw_panels(marks, look.theme), draw_panels(labels, look.theme)
    filled = iter(draw_panels([panel for row in boxes for panel in row], look.theme))
    items: list[AnyItem] = [*lead]
    for number, (level, cell) in enumerate(zip(levels, cells, strict=True)):
        plate = card(names(level.part.label, "card"), cell, look, radius=BAR_LEAF)
        rules = [_rule(look, names, level, panel) for panel in boxes[number]]
        members = [plate, faces[number], texts[number], *rules, *(next(filled) for _ in boxes[number])]
        items.append(grouped(names(level.part.label), members, level.part.path, number + 1 if reveal else 0))
    return items


def _tile(look: Look, names: Names, level: Level, cell: Rect, width: int, fill: Color) -> Panel:
    """Return the numeral at a row's left end, on a surface of its own."""
    path = level.part.path
    copy = said(look, level.symbol, 76, look.accent_on(fill), path=path, align="center", pitch=NUMERAL_PITCH)
    rect = Rect(cell.x, cell.y, Emu(width), cell.height)
    return Panel(name=names(level.part.label, "symbol"), rect=rect, copies=(copy,), fill=fill, path=path)


def _named(names: Names, level: Level, cell: Rect, tile: int, width: int, copies: tuple[Copy, ...]) -> Panel:
    """Return a row's name, behind its numeral; where the row holds nothing more, it has the room of that as well."""
    wide = width if level.members else cell.width - tile
    rect = Rect(Emu(cell.x + tile + px(20)), cell.y, Emu(wide - px(32)), cell.height)
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


def _row_sizes(look: Look, levels: Sequence[Level], cell: Rect, tile: int) -> tuple[Emu, float]:
    """Return how wide the names' column is, with the space at both sides, and the names' size.

    Names alone have the row. Beside what levels hold they stand on one line or two, in the largest size at which that
    is not smaller for it than is read well, in as narrow a column as they need.
    """
    held = any(level.members for level in levels)
    room = cell.width - tile
    if not held:
        return Emu(room), 76 if len(levels) == 1 else 56 if len(levels) <= 3 else 44 if len(levels) <= 5 else 32
    scored: list[tuple[float, bool, float, int, Emu, float]] = []
    for size, lines in product(_LONE_NAMES if len(levels) == 1 else _ROW_NAMES, (1, 2)):
        if scored and size < max(scored)[0]:
            break  # no smaller names are better
        if width := _column(look, levels, size, lines, room, cell.height):
            inner, _ = _best_fields(look, levels, [cell] * len(levels), tile + width)
            inner = min(inner, size)  # what explains a name is no larger than it
            scored.append((min(size, inner * 4 / 3, 36), lines == 1 and inner > 0, inner, -width, width, size))
    if not scored:
        return Emu(int(room * _NAME)), _ROW_NAMES[-1]
    return max(scored)[4:]


def _column(look: Look, levels: Sequence[Level], size: float, lines: int, room: int, height: int) -> Emu | None:
    """Return the narrowest column for names of a size on so many lines, none where a share of the row is too little."""
    bodies = [_row_label(look, level, size) for level in levels if level.members]
    for width in range(px(120), int(room * _MOST_NAME), px(20)):
        inner = Emu(width - px(32))
        if all(
            cuts_no_word(copies[0], inner, look.theme)
            and len(lines_of(copies[0], inner)) <= lines
            and all(whole_words(copy, inner) for copy in copies[1:])
            and height_for(copies, inner, look.theme.pitch) <= height - px(8)
            for copies in bodies
        ):
            return Emu(width)
    return None


def _row_label(look: Look, level: Level, size: float) -> tuple[Copy, ...]:
    part = level.part
    name = said(look, part.label, size, look.color("ink"), path=part.path)
    if not part.lead or not members_of(part):
        return (name,)
    return name, explained(look, part.lead, 20 if size >= 28 else 18, look.color("muted"), path=part.path, before=2)


def _best_fields(
    look: Look, levels: Sequence[Level], cells: Sequence[Rect], left: int
) -> tuple[float, list[list[Rect]]]:
    """Return the size of what levels hold, 0 where it is broken, and its places: more than a few stand in two lines
    where rows are high and all is larger for it.
    """
    found = []
    for most in (_ACROSS, _FEW) if min(cell.height for cell in cells) >= _HIGH else (_ACROSS,):
        fields = [_fields(level, cell, left, most) for level, cell in zip(levels, cells, strict=True)]
        found.append((_cell_size(look, levels, fields), fields))
    return max(found, key=lambda each: each[0])


def _fields(level: Level, cell: Rect, left: int, most: int) -> list[Rect]:
    """Return the places of what a level holds, behind its name: side by side, more than `most` in two lines."""
    count = len(level.members)
    if not count:
        return []
    field = Rect(Emu(cell.x + left), cell.y, Emu(cell.width - left), cell.height)
    across = count if count <= most else -(-count // 2)
    return [place for line in field.rows(-(-count // across), 0) for place in line.columns(across, 0)][:count]


def _cell_size(look: Look, levels: Sequence[Level], fields: Sequence[Sequence[Rect]]) -> float:
    """Return the largest size at which what all hold stands on one line each, or on two with no word cut; else 0."""
    pairs = [
        (member, place)
        for level, places in zip(levels, fields, strict=True)
        for member, place in zip(level.members, places, strict=True)
    ]
    sizes = _ROW_SIZES[_ROW_SIZES.index(28) if len(levels) > 2 else 0 :]
    for lines, least in ((1, 24), (2, 20), (1, 18)):
        for size in (size for size in sizes if size >= least):
            if all(_cell_holds(look, member_copies(look, member, size), place, lines) for member, place in pairs):
                return size
    return 0


def _cell_holds(look: Look, copies: tuple[Copy, ...], place: Rect, lines: int) -> bool:
    """Tell whether a cell has room for what it says, its name on so many lines."""
    width = Emu(place.width - _PAD[0] - _PAD[2])
    if lines == 1 and not one_line(copies[0], width):
        return False
    return (
        width > px(24)
        and cuts_no_word(copies[0], width, look.theme)
        and len(lines_of(copies[0], width)) <= lines
        and height_for(copies, width, look.theme.pitch) <= place.height - px(8)
    )


def _cells(look: Look, names: Names, level: Level, places: Sequence[Rect], size: float, lone: bool) -> list[Panel]:
    """Return a cell for each thing that a level holds; the only one of each explains its name, and is not bold."""
    words = [member_copies(look, member, size) for member in level.members]
    if lone:
        words = [(replace(first, bold=False), *rest) if not first.runs else (first, *rest) for first, *rest in words]
    return [
        Panel(name=names(level.part.label, member.label), rect=place, path=member.path, copies=copies, insets=_PAD)
        for member, place, copies in zip(level.members, places, words, strict=True)
    ]


def _rule(look: Look, names: Names, level: Level, panel: Panel) -> Shape:
    """Return the hairline at the left of a cell."""
    inset = min(px(20), panel.rect.height // 5)
    rect = Rect(panel.rect.x, Emu(panel.rect.y + inset), px(1.5), Emu(panel.rect.height - 2 * inset))
    return Shape(name=names(level.part.label, "rule"), rect=rect, fill=look.color("rule"))
