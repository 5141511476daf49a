"""Swimlanes: steps in their order, each in the lane of who does it, an arrow from each to the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.message import msg
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.cells import Cell, set_cells
from deckbrief.layout.figures.connectors import connector
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import Look, Names, alt_text, grouped, joined, listed, members_of
from deckbrief.layout.figures.shapes import leaf
from deckbrief.layout.figures.steps import lead_above
from deckbrief.layout.frame import AnyItem, Connector, Shape, Stroke
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind(whole=True, many="chain", few=0, lead=False)

_MOST: Final = 9
_MOST_LANES: Final = 5
_HEAD: Final = px(160)
_AIR: Final = px(8)
_ACROSS: Final = px(44)
_TURN: Final = px(40)
"""Between two steps of a lane, and between the middle of a step and the next one in another lane, for their arrow."""
_WIDEST: Final = px(280)
_MARGIN: Final = px(20)
_DOWN: Final = px(8)
_TALLEST: Final = px(150)
_PAD: Final = px(10)
_LINE: Final = Pt(3)


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its parts as steps in lanes, a click for each with `reveal`, its arrow with it.

    Lanes stand in the order in which steps name them. Raises CannotDraw for a step without a lane, more than nine steps
    or five lanes, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    lanes = list(dict.fromkeys(part.spot.lane for part in parts))
    if not 2 <= len(parts) <= _MOST or len(lanes) > _MOST_LANES or "" in lanes:
        raise CannotDraw(
            msg("steps in lanes are two to nine, each with its `lane`, of five at most"), msg("chain draws any number")
        )
    look = Look(theme, node.accent or 1)
    names = Names("swimlanes")
    lead, place = lead_above(look, node, box)
    rows = place.rows(len(lanes), _AIR)
    steps = _steps(look, parts, lanes, rows, names)
    fills = [step.fill or look.color("hue") for step in steps]
    texts = set_cells(
        look,
        [
            Cell(name=names(part.label, "words"), node=part, ink=look.on(fill), align="center",
                 room=step.rect.inset(_PAD, px(2)))
            for part, step, fill in zip(parts, steps, fills, strict=True)
        ],
        34,
        broken=True,
    )  # fmt: skip
    items: list[AnyItem] = [*lead, *_lanes(look, node, lanes, rows, names)]
    for number, (part, step, text) in enumerate(zip(parts, steps, texts, strict=True)):
        click = number + 1 if reveal else 0
        if number:
            name = names(parts[number - 1].label, "to", part.label)
            items.append(_arrow(look, name, steps[number - 1], step, click))
        items.append(grouped(names(part.label), (step, text), part.path, click))
    told = listed([joined(part.spot.lane, part.label) for part in parts])
    return Drawing(tuple(items), f"{alt_text(node)} {told}", len(parts) if reveal else 0)


def _lanes(look: Look, node: Node, lanes: Sequence[str], rows: Sequence[Rect], names: Names) -> list[AnyItem]:
    """Return the lanes' grounds, and heads with their names."""
    deep = look.color("deep")
    heads = [row.split_left(_HEAD)[0] for row in rows]
    grounds: list[AnyItem] = [
        leaf(names(lane, "lane"), row, look.color("card"), radius=px(44) if number == 0 else 0, stroke=look.hairline())
        for number, (lane, row) in enumerate(zip(lanes, rows, strict=True))
    ]
    faces = [
        Shape(name=names(lane, "head"), rect=head, fill=deep, path=node.path)
        for lane, head in zip(lanes, heads, strict=True)
    ]
    cells = [
        Cell(
            name=names(lane, "name"), node=Node(label=lane, path=node.path), room=head.inset(px(12), px(8)),
            ink=look.accent_on(deep), align="center",
        )
        for lane, head in zip(lanes, heads, strict=True)
    ]  # fmt: skip
    return [*grounds, *faces, *set_cells(look, cells, 34)]


def _steps(look: Look, parts: Sequence[Node], lanes: Sequence[str], rows: Sequence[Rect], names: Names) -> list[Shape]:
    """Return the steps' blocks, each in the lane that it names, further right than the one before; the last is gold.

    A step in another lane than the one before it begins right of that one's middle, from where its arrow comes: steps
    are wider so than in columns of their own.
    """
    field = rows[0].inset(_HEAD + _MARGIN, 0, _MARGIN, 0)
    same = [one.spot.lane == other.spot.lane for one, other in pairwise(parts)]
    within, across = sum(same), len(same) - sum(same)
    free = field.width - within * _ACROSS - across * _TURN
    width = min(round(free / (1 + within + across / 2)), _WIDEST)
    spare = (free - width * (1 + within + across / 2)) / max(1, len(same))
    lefts = [float(field.x)]
    for stays in same:
        lefts.append(lefts[-1] + (width + _ACROSS if stays else width / 2 + _TURN) + spare)
    marked = any(part.highlight for part in parts)
    shapes = []
    for number, (part, left) in enumerate(zip(parts, lefts, strict=True)):
        row = rows[lanes.index(part.spot.lane)]
        high = min(row.height - 2 * _DOWN, _TALLEST)
        rect = Rect(Emu(round(left)), Emu(row.center_y - high // 2), Emu(width), Emu(high))
        gold = part.highlight or (not marked and number == len(parts) - 1)
        shapes.append(
            leaf(names(part.label, "step"), rect, look.color("gold" if gold else "hue"), radius=px(28), path=part.path)
        )  # fmt: skip
    return shapes


def _arrow(look: Look, name: str, begin: Shape, end: Shape, click: int) -> Connector:
    """Return the arrow to the left of the next step: from the right of one in its lane, else down or up from one."""
    if begin.rect.center_y == end.rect.center_y:
        return connector(name, begin, 3, end, 1, Stroke(look.color("ink"), _LINE), click=click)
    side = 2 if end.rect.center_y > begin.rect.center_y else 0
    return connector(
        name, begin, side, end, 1, Stroke(look.color("ink"), _LINE), geometry="bentConnector2", click=click
    )  # fmt: skip
