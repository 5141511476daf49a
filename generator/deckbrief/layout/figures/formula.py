"""Formula: A + B + C, a card for each term, plus signs between them, and what they add up to below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, points
from deckbrief.base.message import msg
from deckbrief.base.record import record
from deckbrief.layout.figures.headed import CardPlan, draw_cards, plan_cards
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    AIR,
    RADIUS,
    Insets,
    Look,
    Names,
    Panel,
    copies_height,
    draw_panels,
    label_copy,
    members_of,
    middle,
    told,
    with_edge,
)
from deckbrief.layout.figures.node import CannotDraw, Drawing, Node
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind(least=2, whole=True, many="checklist")

_SIGN: Final = points(22)
_BETWEEN: Final = _SIGN + 2 * AIR
_RESULT: Final[Insets] = (points(14), points(8), points(14), points(8))


@record
class _Plan:
    columns: int
    rows: int
    width: int
    cards: CardPlan


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its parts as terms of a sum in `box`; its `center`, where it has one, is the result.

    Raises CannotDraw with fewer than two parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if len(parts) < 2:
        raise CannotDraw(msg("a formula adds at least two parts"), msg("draw a single part as a checklist or pillars"))
    look = Look(theme, node.accent)
    result = _result_height(look, node, box)
    room = box.height - (result + AIR if result else 0)
    plans = [_plan(look, parts, box.width, room, columns) for columns in _columns(len(parts))]
    best = max(plans, key=lambda plan: (plan.cards.fits, plan.cards.breaks, plan.cards.size, plan.columns))
    return _draw(look, node, parts, box, best, result, reveal)


def _columns(count: int) -> list[int]:
    """Return how many terms may stand in a row."""
    return [count] if count <= 3 else sorted({min(count, 6), -(-count // 2), -(-count // 3)}, reverse=True)


def _plan(look: Look, parts: Sequence[Node], width: int, room: int, columns: int) -> _Plan:
    rows = -(-len(parts) // columns)
    each = (width - _BETWEEN * (columns - 1) - (_BETWEEN if rows > 1 else 0)) // columns
    cards = plan_cards(look, parts, each, (room - AIR * (rows - 1)) // rows, 26)
    return _Plan(columns, rows, each, cards)


def _result_height(look: Look, node: Node, box: Rect) -> int:
    if not node.center:
        return 0
    inner = box.width - _RESULT[0] - _RESULT[2] - points(4)
    return copies_height([_result_copy(look, node)], inner, look.theme) + _RESULT[1] + _RESULT[3] + points(4)


def _result_copy(look: Look, node: Node) -> Copy:
    return label_copy(look, f"= {node.center}", look.theme.scale.lead, look.color("on-deep-accent"), path=node.path)


def _draw(look: Look, node: Node, parts: Sequence[Node], box: Rect, plan: _Plan, result: int, reveal: bool) -> Drawing:
    height = plan.cards.height * plan.rows + AIR * (plan.rows - 1)
    place = middle(box, height + (result + AIR if result else 0))
    cells = [_cell(place, plan, index) for index in range(len(parts))]
    names = Names("formula")
    accents = [look.accent(number) for number in range(1, len(parts) + 1)]
    clicks = [number if reveal else 0 for number in range(1, len(parts) + 1)]
    items: list[AnyItem] = []
    for index, card in enumerate(draw_cards(look, parts, cells, plan.cards, names, accents, clicks)):
        if index:
            items.append(_sign(look, cells[index], plan, names, clicks[index]))
        items.append(card)
    clicked = len(parts) if reveal else 0
    if result:
        items.append(_result(look, node, place, result, names, clicked))
    return Drawing(tuple(items), told(node), clicked)


def _cell(place: Rect, plan: _Plan, index: int) -> Rect:
    """Return the cell of a term; in further rows a sign stands before the first term too."""
    row, column = divmod(index, plan.columns)
    shift = _BETWEEN if plan.rows > 1 else 0
    x = place.x + shift + column * (plan.width + _BETWEEN)
    y = place.y + row * (plan.cards.height + AIR)
    return Rect(Emu(x), Emu(y), Emu(plan.width), Emu(plan.cards.height))


def _sign(look: Look, cell: Rect, plan: _Plan, names: Names, click: int) -> Shape:
    """Return the plus before a term, level with the heads."""
    x = cell.x - _BETWEEN + AIR
    y = cell.y + plan.cards.head // 2 - _SIGN // 2
    rect = Rect(Emu(x), Emu(y), Emu(_SIGN), Emu(_SIGN))
    adjust = (("adj1", 18_000),)
    return Shape(
        name=names("plus"), rect=rect, geometry="mathPlus", adjust=adjust, fill=look.color("muted"), click=click
    )


def _result(look: Look, node: Node, place: Rect, height: int, names: Names, click: int) -> AnyItem:
    rect = Rect(place.x, Emu(place.bottom - height), place.width, Emu(height))
    panel = Panel(
        name=names(node.center, "result"),
        rect=rect,
        copies=(_result_copy(look, node),),
        geometry="roundRect",
        radius=RADIUS,
        fill=look.color("deep"),
        stroke=with_edge(look),
        insets=_RESULT,
        path=node.path,
        click=click,
    )
    return draw_panels([panel], look.theme)[0]
