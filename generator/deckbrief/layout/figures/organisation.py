"""Organisation: who belongs to whom, from the top: the whole, its units, and their members below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.message import msg
from deckbrief.base.record import record
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.cells import Cell, set_cells, set_rows
from deckbrief.layout.figures.connectors import connector
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import Look, Names, alt_text, grouped, members_of
from deckbrief.layout.figures.shapes import card, clear_of, icon, leaf, watermark
from deckbrief.layout.frame import AnyItem, Shape, Stroke, Text
from deckbrief.layout.icon import icons_of
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind(whole=True, many="tree", few=0, lead=False)

_MOST: Final = 8
_MOST_MEMBERS: Final = 8
_GAP: Final = px(20)
_NARROW_GAP: Final = px(14)
_ROOT: Final = 0.24
"""Height of the whole's card, as a share of the figure's."""
_LOW_ROOT: Final = 0.21
_LINES: Final = px(48)
"""Height of the lines between the whole and its units."""
_HEAD: Final = 0.22
_ROW_AIR: Final = px(8)
_RAIL: Final = px(4)
_INDENT: Final = px(14)
_PAD: Final = px(16)
_ROOT_PAD: Final = px(48)
_ICON: Final = px(72)
_LINE: Final = Pt(2.25)
_TALLEST: Final = px(112)
"""A member's row is no higher."""


@record
class _Places:
    """Where the whole, its units and their members stand."""

    root: Rect
    heads: tuple[Rect, ...]
    rows: tuple[tuple[Rect, ...], ...]


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> itself above its parts, each part above its own, a click for each part with `reveal`.

    Raises CannotDraw without parts, with more than eight, or with more than eight members in one, DoesNotFit where a
    text does not fit at the floor.
    """
    parts = members_of(node)
    most = max((len(members_of(part)) for part in parts), default=0)
    if not 1 <= len(parts) <= _MOST or most > _MOST_MEMBERS:
        raise CannotDraw(
            msg("an organisation has one to eight units, with up to eight members each"), msg("tree draws any number")
        )
    look = Look(theme, node.accent or 1)
    names = Names("organisation")
    places = _placed(box, parts, most)
    root, words = _root(look, node, places.root, names)
    heads = [
        leaf(names(part.label, "head"), rect, look.color("gold" if part.highlight else "hue"), radius=px(36),
             path=part.path)
        for part, rect in zip(parts, places.heads, strict=True)
    ]  # fmt: skip
    titles, icons = _heads(look, parts, heads, names, bool(most))
    members = _members(look, parts, places.rows, names)
    items: list[AnyItem] = [*root, *words]
    for number, (part, head) in enumerate(zip(parts, heads, strict=True)):
        line = connector(
            names(part.label, "line"), _shape(root[0]), 2, head, 0, Stroke(look.color("ink"), _LINE),
            geometry="bentConnector3", arrow=False, click=number + 1 if reveal else 0,
        )  # fmt: skip
        held: list[AnyItem] = [head, *icons[number], titles[number], *members[number]]
        items += [line, grouped(names(part.label), held, part.path, number + 1 if reveal else 0)]
    return Drawing(tuple(items), alt_text(node), len(parts) if reveal else 0)


def _shape(item: AnyItem) -> Shape:
    assert isinstance(item, Shape), "the whole's card is a shape"
    return item


def _placed(box: Rect, parts: Sequence[Node], most: int) -> _Places:
    """Return the places: without members the units themselves reach down to the foot."""
    high = round(box.height * (_ROOT if most < 3 else _LOW_ROOT))
    top, rest = box.split_top(high, _LINES)
    wide = min(box.width, max(round(box.width * 0.42), px(420)))
    root = Rect(Emu(top.center_x - wide // 2), top.y, Emu(wide), Emu(high))
    columns = rest.columns(len(parts), _GAP if len(parts) <= 5 else _NARROW_GAP)
    if not most:
        return _Places(root, tuple(columns), tuple(() for _ in parts))
    head = round(box.height * _HEAD) if most <= 3 else round(box.height * _HEAD * 0.8)
    room = rest.height - head - _ROW_AIR * most
    row = min(room // most, _TALLEST)
    rows = []
    for part, column in zip(parts, columns, strict=True):
        y = column.y + head + _ROW_AIR
        rows.append(
            tuple(
                Rect(Emu(column.x + _INDENT), Emu(y + number * (row + _ROW_AIR)), Emu(column.width - _INDENT), Emu(row))
                for number in range(len(members_of(part)))
            )
        )  # fmt: skip
    heads = tuple(Rect(column.x, column.y, column.width, Emu(head)) for column in columns)
    return _Places(root, heads, tuple(rows))


def _root(look: Look, node: Node, rect: Rect, names: Names) -> tuple[list[AnyItem], list[Shape | Text]]:
    deep = look.color("deep")
    face = leaf(names("root"), rect, deep, radius=px(44), path=node.path)
    foot = Rect(Emu(rect.x), rect.y, Emu(min(rect.width, rect.height)), rect.height)
    told = Node(label=node.center or node.label, path=node.path, lead=node.lead)
    cell = Cell(
        name=names("root", "words"), node=told, room=rect.inset(_ROOT_PAD, px(8)), ink=look.accent_on(deep),
        soft=look.on(deep), align="center",
    )  # fmt: skip
    words = set_cells(look, [cell], 48)
    radii = clear_of(foot, "bl", words, ((52, 70), (18, 36)))
    art = [watermark(names("root", "rings"), foot, "bl", deep, look, radii)] if radii else []
    return [face, *art], words


def _heads(
    look: Look, parts: Sequence[Node], heads: Sequence[Shape], names: Names, members: bool
) -> tuple[list[Shape | Text], list[list[AnyItem]]]:
    """Return the units' names, with what explains them, and their icons where there is room above."""
    keys = icons_of([(part.icon, part.label) for part in parts])
    tall = not members and heads[0].rect.height >= px(200) and heads[0].rect.width >= px(120)
    top = _ICON + px(40) if keys and tall else px(8)
    icons: list[list[AnyItem]] = [[] for _ in parts]
    cells = []
    for number, (part, head) in enumerate(zip(parts, heads, strict=True)):
        fill = head.fill or look.color("hue")
        ink = look.on(fill)
        if keys and tall:
            y = head.rect.y + px(28) + _ICON // 2
            icons[number].append(
                icon(names(part.label, "icon"), keys[number], head.rect.center_x, y, _ICON, look.accent_on(fill))
            )  # fmt: skip
        room = head.rect.inset(_PAD if head.rect.width > px(160) else px(8), top, px(12), px(8))
        told = Node(label=part.label, path=part.path, lead=part.lead)
        cells.append(Cell(name=names(part.label, "name"), node=told, room=room, ink=ink, align="center"))
    return set_cells(look, cells, 44 if tall else 34), icons


def _members(look: Look, parts: Sequence[Node], rows: Sequence[Sequence[Rect]], names: Names) -> list[list[AnyItem]]:
    """Return the members of each unit: a card each, along a rail."""
    held = [members_of(part) for part in parts]
    cells = [
        Cell(
            name=names(part.label, member.label, "words"), node=member, room=rect.inset(px(14), px(2), px(10), px(2)),
            ink=look.color("ink"), soft=look.color("muted"),
        )
        for part, members, places in zip(parts, held, rows, strict=True)
        for member, rect in zip(members, places, strict=True)
    ]  # fmt: skip
    words = iter(set_rows(look, cells, 26) if cells else ())
    found: list[list[AnyItem]] = []
    for part, members, places in zip(parts, held, rows, strict=True):
        items: list[AnyItem] = []
        if places:
            left = Emu(places[0].x - _INDENT)
            top = Emu(places[0].y - _ROW_AIR)
            rail = Rect(left, top, _RAIL, Emu(places[-1].bottom - top))
            items.append(Shape(name=names(part.label, "rail"), rect=rail, fill=look.color("hue")))
        for member, rect in zip(members, places, strict=True):
            shape = card(names(part.label, member.label), rect, look, radius=px(18), path=member.path)
            items += [shape, *next(words)]
        found.append(items)
    return found
