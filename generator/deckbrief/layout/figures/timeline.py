"""Timeline: stages in order along a line, a dot and a card for each; many stages take two or three lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points
from deckbrief.base.message import msg
from deckbrief.base.record import record
from deckbrief.layout.figures.connectors import connector
from deckbrief.layout.figures.headed import CardPlan, draw_cards, plan_cards
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import AIR, GAP, LINK, Look, Names, members_of, middle, told
from deckbrief.layout.figures.node import CannotDraw, Drawing, Node
from deckbrief.layout.frame import AnyItem, Shape, Stroke
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind()

_DOT: Final = points(16)


@record
class _Plan:
    columns: int
    rows: int
    cards: CardPlan


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its parts along a line, left to right, further lines below.

    Raises CannotDraw without parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not parts:
        raise CannotDraw(msg("a timeline needs at least one part"))
    look = Look(theme, node.accent)
    plans = [_plan(look, parts, box, columns) for columns in _columns(len(parts))]
    best = max(plans, key=lambda plan: (plan.cards.fits, plan.cards.breaks, plan.cards.size, plan.columns))
    return _draw(look, node, parts, box, best, reveal)


def _columns(count: int) -> list[int]:
    return [count] if count <= 3 else sorted({min(count, 6), -(-count // 2), -(-count // 3)}, reverse=True)


def _plan(look: Look, parts: Sequence[Node], box: Rect, columns: int) -> _Plan:
    rows = -(-len(parts) // columns)
    width = (box.width - GAP * (columns - 1)) // columns
    room = (box.height - GAP * (rows - 1)) // rows - _DOT - AIR
    return _Plan(columns, rows, plan_cards(look, parts, width, room, 24))


def _draw(look: Look, node: Node, parts: Sequence[Node], box: Rect, plan: _Plan, reveal: bool) -> Drawing:
    step = plan.cards.height + _DOT + AIR
    place = middle(box, step * plan.rows + GAP * (plan.rows - 1))
    columns = place.columns(plan.columns, GAP)
    cells, dots = [], []
    names = Names("timeline")
    clicks = [number if reveal else 0 for number in range(1, len(parts) + 1)]
    for index, part in enumerate(parts):
        row, column = divmod(index, plan.columns)
        top = place.y + row * (step + GAP)
        cell = columns[column]
        dot = Rect(Emu(cell.center_x - _DOT // 2), Emu(top), Emu(_DOT), Emu(_DOT))
        dots.append(
            Shape(
                name=names(part.label, "dot"), rect=dot, geometry="ellipse", fill=look.accent(index + 1),
                click=clicks[index],
            )
        )  # fmt: skip
        cells.append(Rect(cell.x, Emu(top + _DOT + AIR), cell.width, Emu(plan.cards.height)))
    stroke = Stroke(look.color("muted"), Pt(LINK))
    lines: list[AnyItem] = [
        connector(names("line", after.name), before, 6, after, 2, stroke, arrow=False, click=after.click)
        for index, (before, after) in enumerate(pairwise(dots))
        if (index + 1) % plan.columns
    ]
    for index in range(plan.columns, len(parts), plan.columns):
        lines += _turn(look, dots[index - 1].rect, dots[index].rect, box, clicks[index], names)
    accents = [look.accent(number) for number in range(1, len(parts) + 1)]
    cards = draw_cards(look, parts, cells, plan.cards, names, accents, clicks)
    return Drawing((*lines, *dots, *cards), told(node), len(parts) if reveal else 0)


def _turn(look: Look, last: Rect, first: Rect, box: Rect, click: int, names: Names) -> list[AnyItem]:
    """Return what leads from a line's last dot to the next line's first: out at the right, in at the left."""
    thick, head = points(LINK), points(9)
    fill = look.color("muted")
    out = Rect(last.right, Emu(last.center_y - thick // 2), Emu(box.right - head - last.right), thick)
    tip = Rect(out.right, Emu(last.center_y - head // 2), head, head)
    back = Rect(box.x, Emu(first.center_y - thick // 2), Emu(first.x - box.x), thick)
    return [
        Shape(name=names("turn", "out"), rect=out, fill=fill, click=click),
        Shape(name=names("turn", "tip"), rect=tip, geometry="triangle", rotation=90, fill=fill, click=click),
        Shape(name=names("turn", "in"), rect=back, fill=fill, click=click),
    ]
