"""What stands at the ends of a tree's rows: its symbol or icon on a tile, and a dot for each thing that one counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.patterns import deferred
from deckbrief.base.record import replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import Look, Names, Panel, draw_panels, one_line, said
from deckbrief.layout.figures.shapes import dot_field, dots, icon
from deckbrief.layout.frame import AnyItem, Run, Shape
from deckbrief.layout.path import Pen
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.metrics import snapped

_TILE: Final = px(160)
_SIGNED: Final = px(128)
_LEAST_SIGNED: Final = px(72)
"""Width of tiles with icons, and how high rows are at least that have such."""
_DOTS: Final = 60
_OPEN: Final = (10, 4)
"""Columns and rows of dots that fade out, for a number that is left open."""
_DOT: Final = px(34)
_LARGE_DOT: Final = px(48)
_ACROSS: Final = 10
_COUNTED: Final = deferred(r"([0-9]+)(\D?)")
_SMALLER: Final = 0.42
"""A measure word behind a symbol's number, to its size."""


def have_symbols(parts: Sequence[Node]) -> bool:
    return any(part.symbol for part in parts)


def tile_width(parts: Sequence[Node], field: Rect, rows: int, *, signed: bool) -> int:
    """Return how wide the tiles with symbols or icons are, 0 where no branch has one."""
    high = field.height // rows
    if signed:
        return min(_SIGNED, high * 6 // 5) if high >= _LEAST_SIGNED else 0
    return min(_TILE, field.width // 4, high * 3 // 2) if have_symbols(parts) else 0


def marks_of(
    look: Look, names: Names, parts: Sequence[Node], rows: Sequence[Rect], width: int, keys: Sequence[str]
) -> list[list[AnyItem]]:
    """Return the tiles at the rows' left ends, each with a symbol or an icon on it."""
    if not width or not keys:
        return [[tile] for tile in draw_panels(_tiles(look, names, parts, rows, width), look.theme)] if width else []
    hue = look.color("hue")
    marks: list[list[AnyItem]] = []
    for part, row, key in zip(parts, rows, keys, strict=True):
        tile = Rect(row.x, row.y, Emu(width), row.height)
        share = 70 if row.height > 2 * width else 60
        side = min(px(120), width * share // 100, row.height * 60 // 100)
        sign = icon(names(part.label, "icon"), key, tile.center_x, tile.center_y, side, look.accent_on(hue))
        marks.append([Shape(name=names(part.label, "tile"), rect=tile, fill=hue), sign])
    return marks


def _tiles(look: Look, names: Names, parts: Sequence[Node], rows: Sequence[Rect], width: int) -> list[Panel]:
    hue = look.color("hue")
    for size in (92, 76, 66, 56, 48, 44, 40, 36, 30, 26, 22, 18):
        copies = [_symbol(look, part, size) for part in parts]
        if px(size * 1.6) <= min(row.height for row in rows) and all(one_line(copy, width - px(16)) for copy in copies):
            break
    return [
        Panel(
            name=names(part.label, "symbol"), rect=Rect(row.x, row.y, Emu(width), row.height), copies=(copy,),
            fill=hue, path=part.path,
        )
        for part, row, copy in zip(parts, rows, copies, strict=True)
    ]  # fmt: skip


def _symbol(look: Look, part: Node, size: float) -> Copy:
    """Return the symbol; a measure word behind its number is small."""
    ink = look.on(look.color("hue"))
    copy = said(look, part.symbol or "·", size, ink, path=part.path, align="center", pitch=1.13)
    found = _COUNTED.fullmatch(part.symbol.replace(" ", ""))
    if not found or not found[2]:
        return copy
    small = max(snapped(size * _SMALLER), Pt(16))
    runs = (Run(found[1], bold=True, size=Pt(size), face="major"), Run(found[2], bold=True, size=small, face="major"))
    return replace(copy, text=found[1] + found[2], runs=runs)


def counts(part: Node) -> int:
    """Return how many things a symbol counts, as far as they can be drawn one by one; a number left open counts one."""
    if part.symbol in ("N", "n"):
        return 1
    found = _COUNTED.fullmatch(part.symbol)
    count = int(found[1]) if found else 0
    return count if count <= _DOTS else 0


def counted_dots(look: Look, names: Names, part: Node, row: Rect, label: Rect, counted: bool) -> list[AnyItem]:
    """Return a dot for each thing that a symbol counts; for a number left open, some that fade out."""
    left = label.right + px(16)
    room = Rect(Emu(left), Emu(row.y + px(18)), Emu(row.right - left - px(28)), Emu(row.height - px(36)))
    count, hue = counts(part), look.color("hue")
    if not count or room.width < px(160) or room.height < px(24):
        return []
    if not _COUNTED.fullmatch(part.symbol):
        return _open(look, names, part, room) if counted else []
    step = min(_DOT, room.width // min(count, 10))
    across = min(count, max(10, room.width // step)) if count > 20 else min(count, 10)
    lines = -(-count // across)
    if lines * step > room.height:
        return [dot_field(names(part.label, "dots"), room, count, hue)]
    field = Rect(room.x, Emu(room.center_y - lines * step // 2), Emu(across * step), Emu(lines * step))
    return [dot_field(names(part.label, "dots"), field, count, hue)]


def _open(look: Look, names: Names, part: Node, room: Rect) -> list[AnyItem]:
    columns, lines = _OPEN
    step = min(_DOT, room.width // columns, room.height // lines)
    top = room.center_y - lines * step / 2
    items: list[AnyItem] = []
    for column in range(columns):
        pen = Pen()
        for line in range(lines):
            pen.circle((room.x + step * (column + 0.5), top + step * (line + 0.5)), step * 9 / 28)
        rect, outline = pen.outline()
        fill = look.color("hue").fade(1 - column / columns)
        items.append(Shape(name=names(part.label, "open", str(column + 1)), rect=rect, outline=outline, fill=fill))
    return items


def pair_dots(look: Look, names: Names, parts: Sequence[Node], rooms: Sequence[Rect]) -> list[list[AnyItem]]:
    """Return a dot for each thing that symbols count, all of one size, in rows of ten; some that fade out for `N`."""
    found = [counts(part) if _COUNTED.fullmatch(part.symbol) else 0 for part in parts]
    step = min(
        min(_LARGE_DOT, room.width // min(count, _ACROSS), room.height // -(-count // _ACROSS))
        for room, count in zip(rooms, found, strict=True)
        if count
    )
    items: list[list[AnyItem]] = []
    for part, room, count in zip(parts, rooms, found, strict=True):
        if not count:
            items.append(_open(look, names, part, room) if part.symbol in ("N", "n") else [])
            continue
        centers = [
            (room.x + step * (number % _ACROSS + 9 / 28), room.y + step * (number // _ACROSS + 0.5))
            for number in range(count)
        ]
        items.append([dots(names(part.label, "dots"), centers, step * 9 / 28, look.color("hue"))])
    return items
