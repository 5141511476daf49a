"""Stages and gates: blocks in a row, a gate between each two, what must hold there below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Rect, px
from deckbrief.base.message import msg
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.cells import Cell, has_more, set_cells
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import Look, Names, alt_text, grouped, listed, members_of
from deckbrief.layout.figures.shapes import card, drawn, leaf, tick
from deckbrief.layout.figures.steps import lead_above
from deckbrief.layout.frame import AnyItem, Shape, Text
from deckbrief.layout.path import Pen
from deckbrief.theme.theme import Color, Theme

KIND: Final = FigureKind(whole=True, many="chain", few=0, lead=False)

_LEAST: Final = 2
_MOST: Final = 6
_GAP: Final = px(20)
_ROW_AIR: Final = px(24)
"""Air between rows; the signs on the gates' upper edges reach into it."""
_HEAD: Final = 0.3
"""Height of the stages' heads above what they hold, and of the gates' words, as shares of the figure's."""
_GATE: Final = 0.3
_SIGN: Final = px(38)
_SIGN_LARGE: Final = px(52)
"""Half of the diagonal of a gate's sign."""
_SMALL: Final = px(17)
_PAD: Final = px(20)
_SIDE: Final = px(16)
"""Air beside a gate's words."""


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its parts as stages, from left to right, a click for each with `reveal`.

    A stage's `gate` is what must hold at its end. Raises CannotDraw for one part or more than six, DoesNotFit where a
    text does not fit at the floor.
    """
    parts = members_of(node)
    if not _LEAST <= len(parts) <= _MOST:
        raise CannotDraw(
            msg("there are two to six stages with gates, not {number}", number=len(parts)),
            msg("chain draws any number"),
        )
    look = Look(theme, node.accent or 1)
    names = Names("gates")
    lead, place = lead_above(look, node, box)
    head, body, foot = _rows(place, has_more(parts), any(part.gate for part in parts))
    columns = place.columns(len(parts), _GAP)
    fills = _fills(look, parts)
    pointed = _pointed(parts)
    held: list[list[AnyItem]] = [[] for _ in parts]
    large = not body
    radius = _SIGN_LARGE if large else _SIGN
    _add(held, _heads(look, names, parts, [_cut(column, head) for column in columns], fills, radius))
    if body:
        _add(held, _bodies(look, names, parts, [_cut(column, body) for column in columns]))
    if foot:
        grounds = [look.color("gold" if each else "tint") for each in pointed]
        _add(held, _gates(look, names, parts, [_cut(column, foot) for column in columns], grounds))
    items: list[AnyItem] = [*lead]
    signs: list[AnyItem] = []
    for number, part in enumerate(parts):
        click = number + 1 if reveal else 0
        items.append(grouped(names(part.label), held[number], part.path, click))
        if number < len(parts) - 1:
            fill = look.color("gold" if pointed[number] else "tint")
            x = columns[number].right + _GAP // 2
            sign = _sign(look, names(part.label, "gate", "sign"), x, head, radius, fill)
            signs.append(grouped(names(part.label, "gate"), sign, "", click))
    return Drawing((*items, *signs), _told(node, parts), len(parts) if reveal else 0)


def _fills(look: Look, parts: Sequence[Node]) -> list[Color]:
    """Return the stages' colours, from deep to the hue; gold is one that is pointed at."""
    ramp = look.ramp(len(parts) + 1)[:-1]
    return [look.color("gold") if part.highlight else fill for part, fill in zip(parts, ramp, strict=True)]


def _pointed(parts: Sequence[Node]) -> list[bool]:
    """Tell of each stage whether its gate is gold: that of a stage that is pointed at, or the last of all gates."""
    if any(part.highlight for part in parts):
        return [part.highlight for part in parts]
    said = [number for number, part in enumerate(parts) if part.gate]
    last = said[-1] if said else len(parts) - 2  # the sign on the last seam
    return [number == last for number in range(len(parts))]


def _told(node: Node, parts: Sequence[Node]) -> str:
    """Return the words that tell it, the gates among them."""
    gates = [f"{part.label} → {part.gate}" for part in parts if part.gate]
    return alt_text(node) + (f" {listed(gates)}" if gates else "")


def _add(held: list[list[AnyItem]], more: Sequence[Sequence[AnyItem]]) -> None:
    for items, further in zip(held, more, strict=True):
        items.extend(further)


def _cut(column: Rect, row: Rect) -> Rect:
    return Rect(column.x, row.y, column.width, row.height)


def _rows(box: Rect, more: bool, gates: bool) -> tuple[Rect, Rect | None, Rect | None]:
    """Return where heads stand, what stages hold, and what gates ask for; None of what there is nothing of."""
    foot = None
    if gates:
        box, foot = box.split_top(box.height - round(box.height * _GATE) - _ROW_AIR, _ROW_AIR)
    if not more:
        return box, None, foot
    head, body = box.split_top(round(box.height * _HEAD), _ROW_AIR)
    return head, body, foot


def _heads(
    look: Look, names: Names, parts: Sequence[Node], rects: Sequence[Rect], fills: Sequence[Color], radius: int
) -> list[list[AnyItem]]:
    """Return the stages' heads with their names, clear of the signs on their seams."""
    last = len(parts) - 1
    shapes = [
        leaf(names(part.label, "stage"), rect, fill, radius=px(40) if number == last else 0, path=part.path)
        for number, (part, rect, fill) in enumerate(zip(parts, rects, fills, strict=True))
    ]
    clear = radius - _GAP // 2 + px(4)
    cells = [
        Cell(
            name=names(part.label, "name"), node=part, ink=look.on(fill), quiet=True,
            room=rect.inset(clear if number else _PAD, px(8), clear if number < last else _PAD, px(8)),
            align="center",
        )
        for number, (part, rect, fill) in enumerate(zip(parts, rects, fills, strict=True))
    ]  # fmt: skip
    return [[shape, text] for shape, text in zip(shapes, set_cells(look, cells, 56, broken=True), strict=True)]


def _bodies(look: Look, names: Names, parts: Sequence[Node], rects: Sequence[Rect]) -> list[list[AnyItem]]:
    """Return a card for what each stage holds: its lead is its head there, the lines stand below."""
    shapes = [
        card(names(part.label, "card"), rect, look, radius=0, path=part.path)
        for part, rect in zip(parts, rects, strict=True)
    ]
    cells = [
        Cell(
            name=names(part.label, "words"), node=_headless(part), ink=look.color("ink"), soft=look.color("muted"),
            room=rect.inset(_PAD, px(14)), align="center",
        )
        for part, rect in zip(parts, rects, strict=True)
        if _headless(part).label
    ]  # fmt: skip
    texts = iter(set_cells(look, cells, 34))
    return [
        [shape, next(texts)] if _headless(part).label else [shape] for part, shape in zip(parts, shapes, strict=True)
    ]


def _headless(part: Node) -> Node:
    """Return what a stage says besides its name, as a node of its own."""
    if part.lead:
        return Node(label=part.lead, path=part.path, leaves=part.leaves, children=part.children)
    first, *others = members_of(part) or (Node(label="", path=part.path),)
    return Node(label=first.label, path=first.path, lead=first.lead, leaves=first.leaves, children=tuple(others))


def _gates(
    look: Look, names: Names, parts: Sequence[Node], rects: Sequence[Rect], fills: Sequence[Color]
) -> list[list[AnyItem]]:
    """Return what must hold at the end of each stage: on its gate's colour, the gate's sign on its upper edge."""
    cells = [
        Cell(
            name=names(part.label, "gate", "words"), node=Node(label=part.gate, path=part.path),
            ink=look.on(fill), room=rect.inset(_SIDE, _SMALL + px(8), _SIDE, px(12)), align="center",
        )
        for part, rect, fill in zip(parts, rects, fills, strict=True)
        if part.gate
    ]  # fmt: skip
    texts: dict[str, Shape | Text] = {
        cell.node.path: text for cell, text in zip(cells, set_cells(look, cells, 30), strict=True)
    }
    found: list[list[AnyItem]] = []
    for part, rect, fill in zip(parts, rects, fills, strict=True):
        if not part.gate:
            found.append([])
            continue
        x, y = rect.center_x, rect.y
        gold, hue = look.color("gold"), look.color("hue")
        seat, ink = (look.on(gold), gold) if fill == gold else (hue, look.on(hue))
        sign = drawn(names(part.label, "gate", "seat"), _diamond(x, y, _SMALL), seat)
        mark = tick(names(part.label, "gate", "tick"), x, y, _SMALL, ink)
        ground = Shape(name=names(part.label, "gate", "ground"), rect=rect, fill=fill, path=part.path)
        found.append([ground, sign, mark, texts[part.path]])
    return found


def _sign(look: Look, name: str, x: int, row: Rect, radius: int, fill: Color) -> list[AnyItem]:
    """Return the sign of a gate on the seam of two stages: a diamond with a tick, cut out of them."""
    y = row.center_y
    return [
        drawn(f"{name} · seat", _diamond(x, y, radius), look.color("paper")),
        drawn(f"{name} · sign", _diamond(x, y, radius - px(7)), fill),
        tick(f"{name} · tick", x, y, radius, look.accent_on(fill)),
    ]


def _diamond(x: int, y: int, radius: int) -> Pen:
    return Pen().polygon([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)])
