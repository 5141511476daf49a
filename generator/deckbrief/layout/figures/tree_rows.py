"""A tree of few branches: the root as a tall leaf at the left, the branches in rows beside it, joined by bent lines.

A branch has its symbol on a tile; a symbol that counts something gets as many dots, where nothing else stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.connectors import connector
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import (
    Insets,
    Look,
    Names,
    Panel,
    alt_text,
    copies_height,
    cuts_no_word,
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
from deckbrief.layout.figures.shapes import BAR_LEAF, card, dot_field, leaf, watermark
from deckbrief.layout.frame import AnyItem, Shape, Stroke
from deckbrief.layout.text.fit import Copy

MOST: Final = 7
"""Rows for more branches would be too low."""

_ROOT: Final = 0.285
_DROP: Final = px(84)
"""Room for the lines between root and branches."""
_GAP: Final = px(16)
_TILE: Final = px(160)
_LINK: Final = Pt(2.25)
_ASIDE: Final[Insets] = (px(28), px(40), px(24), px(40))
_DOTS: Final = 40
_NAMES: Final = (44, 36, 34, 30, 28, 26, 24, 22, 20, 18)
_SHARES: Final = (0.34, 0.4, 0.46)
"""Shares of a row that names may take, where something stands behind them."""


def draw_rows(look: Look, node: Node, parts: Sequence[Node], box: Rect, reveal: bool) -> Drawing:
    """Root and branches that fill `box`, a click for each branch with `reveal`.

    Raises DoesNotFit where a text does not fit at the floor.
    """
    names = Names("tree")
    root, field = box.split_left(int(box.width * _ROOT), _DROP)
    rows = _rows(look, parts, field)
    back = leaf(names(_title(node)), root, look.color("deep"), radius=min(px(72), root.width // 3))
    tiles = _tiles(look, names, parts, rows)
    plates = [
        card(names(part.label, "card"), row, look, radius=min(BAR_LEAF, row.height // 2))
        for part, row in zip(parts, rows, strict=True)
    ]
    names_of, bodies = _texts(look, names, parts, rows, bool(tiles))
    marks = draw_panels(tiles, look.theme) if tiles else []
    labels = draw_panels(names_of, look.theme)
    held = iter(draw_panels([body for body in bodies if body], look.theme))
    items: list[AnyItem] = []
    for number, (part, row) in enumerate(zip(parts, rows, strict=True)):
        click = number + 1 if reveal else 0
        line = connector(
            names("line", part.label), back, 3, plates[number], 1, Stroke(look.color("ink"), _LINK),
            geometry="bentConnector3", arrow=False, click=click,
        )  # fmt: skip
        members: list[AnyItem] = [plates[number], *(marks[number : number + 1] or [_bar(look, names, part, row)])]
        members.append(labels[number])
        if bodies[number]:
            members.append(next(held))
        elif field_of := _dots(look, names, part, row, labels[number].rect):
            members.append(field_of)
        items += [line, grouped(names(part.label, "row"), members, part.path, click)]
    return Drawing((back, *_root(look, names, node, root), *items), alt_text(node), len(parts) if reveal else 0)


def _bar(look: Look, names: Names, part: Node, row: Rect) -> Shape:
    """Return the edge of a row without a symbol."""
    return Shape(name=names(part.label, "bar"), rect=row.split_left(px(6))[0], fill=look.color("hue"))


def _title(node: Node) -> str:
    return node.center or node.label


def _root(look: Look, names: Names, node: Node, root: Rect) -> list[AnyItem]:
    """Return what stands on the root: its name and its lead, and rings in its lower corner."""
    deep = look.color("deep")
    width = root.width - _ASIDE[0] - _ASIDE[2]
    whole = (s for s in _NAMES if whole_words(said(look, _title(node), s, deep, path=""), width * 9 // 10))
    size = next(whole, _NAMES[-1])
    copies: list[Copy] = [said(look, _title(node), min(size, 40), look.accent_on(deep), path=node.path)]
    if node.lead:
        copies.append(explained(look, node.lead, 20, look.on(deep), path=node.path, before=12))
    panel = Panel(name=names(_title(node), "name"), rect=root, copies=tuple(copies), insets=_ASIDE, path=node.path)
    ring = watermark(names("rings"), root.inset(px(2)), "bl", deep, look, ((30, 76), (120, 166), (210, 256)))
    return [ring, *draw_panels([panel], look.theme)]


def _tiles(look: Look, names: Names, parts: Sequence[Node], rows: Sequence[Rect]) -> list[Panel]:
    """Return the tiles with symbols, none where no branch has one."""
    if not any(part.symbol for part in parts):
        return []
    hue = look.color("hue")
    width = min(_TILE, rows[0].width // 4)
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
    ink = look.on(look.color("hue"))
    return said(look, part.symbol or "·", size, ink, path=part.path, align="center", pitch=1.13)


def _held(part: Node) -> list[str]:
    below = [listed([leaf.label, leaf.lead, *said_below(leaf)]) for leaf in members_of(part)]
    return [text for text in (part.lead, *below) if text]


def _texts(
    look: Look, names: Names, parts: Sequence[Node], rows: Sequence[Rect], tiled: bool
) -> tuple[list[Panel], list[Panel | None]]:
    """Return where the names and what the branches hold stand, in two columns behind the tiles."""
    left = _behind(rows[0].width, tiled)
    width, size = _column(look, parts, rows[0].width, tiled)
    inner = width - px(32)
    labels = [_label(look, names, part, row, left + px(20), inner, size) for part, row in zip(parts, rows, strict=True)]
    start = left + width
    bodies = [
        _body(look, names, part, row, start) if _held(part) else None for part, row in zip(parts, rows, strict=True)
    ]
    return labels, bodies


def _behind(row: int, tiled: bool) -> int:
    """Return where names begin in a row of that width: behind the tile, if there is one."""
    return min(_TILE, row // 4) if tiled else px(8)


def _column(look: Look, parts: Sequence[Node], row: int, tiled: bool) -> tuple[int, float]:
    """Return how wide the column of names is, and their size: the widest share is taken for large ones on a line."""
    free = row - _behind(row, tiled)
    holds = any(map(_held, parts))
    if not holds and not (tiled and any(_counts(part) for part in parts)):
        shares: tuple[float, ...] = (1.0,)
    else:
        shares = _SHARES
    for share, least in ((share, least) for least in (30, 26, 22) for share in shares):
        inner = int(free * share) - px(32)
        for size in (s for s in _NAMES if s >= least):
            if all(one_line(said(look, part.label, size, look.color("ink"), path=""), inner) for part in parts):
                return int(free * share), size
    for size in (26, 24, 22, 20, 18):
        inner = int(free * shares[-1]) - px(32)
        if all(
            cuts_no_word(said(look, part.label, size, look.color("ink"), path=""), inner, look.theme) for part in parts
        ):
            return int(free * shares[-1]), size
    return int(free * shares[-1]), _NAMES[-1]


def _rows(look: Look, parts: Sequence[Node], field: Rect) -> list[Rect]:
    """Return the branches' rows, that fill the field: equal, or higher where one holds more than has room then."""
    even = field.rows(len(parts), _GAP)
    tiled = any(part.symbol for part in parts)
    width = field.width - _behind(field.width, tiled) - _column(look, parts, field.width, tiled)[0] - px(28)
    needs = [
        copies_height(
            [explained(look, text, 20, look.color("ink"), path="") for text in _held(part)], width, look.theme
        )
        + px(28)
        for part in parts
    ]
    if max(needs) <= even[0].height or width <= 0:
        return even
    least = even[0].height * 6 // 10
    needs = [max(need, least) for need in needs]
    room = field.height - _GAP * (len(parts) - 1)
    rows, top = [], field.y
    for need in needs:
        height = room * need // sum(needs)
        rows.append(Rect(field.x, Emu(top), field.width, Emu(height)))
        top = Emu(top + height + _GAP)
    return rows


def _label(look: Look, names: Names, part: Node, row: Rect, left: int, width: int, size: float) -> Panel:
    copy = said(look, part.label, min(size, 36), look.color("ink"), path=part.path)
    rect = Rect(Emu(row.x + left), row.y, Emu(width), row.height)
    return Panel(name=names(part.label, "label"), rect=rect, copies=(copy,), path=part.path)


def _body(look: Look, names: Names, part: Node, row: Rect, start: int) -> Panel:
    copies = tuple(
        explained(look, text, 24, look.color("ink"), path=part.path, before=3 if number else 0, numbers=True)
        for number, text in enumerate(_held(part))
    )
    rect = Rect(Emu(row.x + start), row.y, Emu(row.width - start), row.height)
    insets = (px(8), px(6), px(20), px(6))
    return Panel(name=names(part.label, "body"), rect=rect, copies=copies, insets=insets, path=part.path)


def _counts(part: Node) -> int:
    """Return how many things a symbol counts, as far as they can be drawn one by one."""
    count = int(part.symbol) if part.symbol.isascii() and part.symbol.isdigit() else 0
    return count if count <= _DOTS else 0


def _dots(look: Look, names: Names, part: Node, row: Rect, label: Rect) -> Shape | None:
    count = _counts(part)
    left = label.right + px(24)
    room = Rect(Emu(left), Emu(row.y + px(20)), Emu(row.right - left - px(32)), Emu(row.height - px(40)))
    if not count or room.width < px(200) or room.height < px(24):
        return None
    step = px(31)
    across = min(count, 10, room.width // step)
    lines = -(-count // across)
    field = Rect(room.x, Emu(room.center_y - lines * step // 2), Emu(across * step), Emu(lines * step))
    if field.height > room.height:
        return None
    return dot_field(names(part.label, "dots"), field, count, look.color("hue"))
