"""Flow: steps in a row, decisions as diamonds; what a decision leads to besides stands below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.message import msg
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.draft.spots import Way
from deckbrief.layout.figures.cells import Cell, largest_name, set_cells
from deckbrief.layout.figures.connectors import connector
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    alt_text,
    draw_panels,
    explained,
    grouped,
    listed,
    members_of,
)
from deckbrief.layout.figures.shapes import card, disc, leaf
from deckbrief.layout.figures.steps import lead_above
from deckbrief.layout.frame import AnyItem, Connector, Shape, Stroke
from deckbrief.layout.preset import text_rect
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind(whole=True, many="chain", few=0, lead=False)

_MOST: Final = 6
"""Steps in the row."""
_ACROSS: Final = px(72)
_UPPER: Final = 0.54
"""Share of the height that the row takes where anything stands below it."""
_DOWN: Final = px(64)
_LINE: Final = Pt(3)
_JOINT: Final = px(12)
_PAD: Final = px(12)
_DIAMOND: Final = (0.5, 0.56, 0.62, 0.68)
"""Shares of a diamond's width that its words may take; they have what is left of its height."""
_WIDER: Final = 1.7
"""A diamond is so much wider than a step."""
_WHEN: Final = px(44)
_UNDER: Final = px(48)
"""Room at the foot for an arrow that goes round what stands below the row."""


@record
class _Plan:
    """Places of the parts in the row, and of those below it with the place of the decision above each."""

    row: tuple[int, ...]
    below: dict[int, int]
    back: dict[int, int]
    """Decisions -> the part in the row that another way of theirs leads back to."""


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its parts as steps, each leading to the next, or where its `ways` say, a click for each with `reveal`.

    A part with two ways is a decision: the first goes on in the row, the other down, or back. Raises CannotDraw for
    more than six steps in the row or a decision of three ways, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    plan = _plan(parts)
    look = Look(theme, node.accent or 1)
    names = Names("flow")
    lead, place = lead_above(look, node, box)
    places = _places(parts, plan, place)
    shapes = [_block(look, names, part, places[number], number, plan) for number, part in enumerate(parts)]
    cells = [
        Cell(name=names(part.label, "words"), node=part, ink=look.on(shape.fill or look.color("card")),
             soft=look.on(shape.fill or look.color("card")), align="center", quiet=shape.geometry == "diamond",
             room=text_rect(shape.geometry, shape.rect).inset(0 if shape.geometry == "diamond" else _PAD, px(4)))
        for part, shape in zip(parts, shapes, strict=True)
    ]  # fmt: skip
    cells = _with_wide_rooms(look, cells, shapes)
    decisions = [shape.geometry == "diamond" for shape in shapes]
    # A diamond has half the width for its words: steps are not as small as they.
    of_kinds = {
        kind: iter(set_cells(look, [cell for cell, own in zip(cells, decisions, strict=True) if own == kind], 40))
        for kind in {*decisions}
    }
    texts = [next(of_kinds[kind]) for kind in decisions]
    click = {number: order if reveal else 0 for order, number in enumerate(_order(parts, plan), 1)}
    items: list[AnyItem] = [*lead]
    for number in _order(parts, plan):
        part = parts[number]
        items.append(grouped(names(part.label), (shapes[number], texts[number]), part.path, click[number]))
    lines = list(_lines(look, names, parts, shapes, plan, place, click))
    return Drawing((*items, *lines), _told(node, parts), len(parts) if reveal else 0)


def _with_wide_rooms(look: Look, cells: list[Cell], shapes: Sequence[Shape]) -> list[Cell]:
    """Return the cells, those in diamonds with the room that takes the largest words: half as wide as it, or more."""

    def in_room(share: float) -> list[Cell]:
        return [
            replace(
                cell,
                room=shape.rect.inset(
                    round(shape.rect.width * (1 - share) / 2), round(shape.rect.height * share / 2)
                ),
            )
            for cell, shape in zip(cells, shapes, strict=True)
            if shape.geometry == "diamond"
        ]  # fmt: skip

    if all(shape.geometry != "diamond" for shape in shapes):
        return cells
    tried = [in_room(share) for share in _DIAMOND]
    best = max(range(len(tried)), key=lambda number: largest_name(look, tried[number], 40))
    wide = iter(tried[best])
    return [next(wide) if shape.geometry == "diamond" else cell for cell, shape in zip(cells, shapes, strict=True)]


def _told(node: Node, parts: Sequence[Node]) -> str:
    """Return the words that tell it, where each decision leads among them."""
    told = [
        f"{part.label} ({way.when}) → {parts[way.to].label}" if way.when else f"{part.label} → {parts[way.to].label}"
        for part in parts
        for way in part.spot.ways
    ]
    return f"{alt_text(node)} {listed(told)}".strip()


def _order(parts: Sequence[Node], plan: _Plan) -> list[int]:
    """Return the parts in the order in which they are read: what stands below a decision after it."""
    order: list[int] = []
    for number in plan.row:
        order += [number, *(other for other, above in plan.below.items() if above == number)]
    return order


def _plan(parts: Sequence[Node]) -> _Plan:
    """Return who stands in the row, who below. Raises CannotDraw where that cannot be told."""
    aside = {way.to: number for number, part in enumerate(parts) for way in part.spot.ways[1:]}
    row = _row(parts, aside)
    below = {to: above for to, above in aside.items() if to not in row}
    back = {above: to for to, above in aside.items() if to in row}
    known = len(row) + len(below) == len(parts) and all(above in row for above in below.values())
    alone = len(set(below.values())) == len(below) and not set(below.values()) & set(back)
    returns = all(way.to in row for number in below for way in parts[number].spot.ways)
    behind = all(row.index(to) < row.index(above) for above, to in back.items() if above in row)
    over = {*below.values(), *back}  # two ways to one step may meet below it
    clear = all(way.to not in over for number in below for way in parts[number].spot.ways)
    simple = clear and all(len(part.spot.ways) <= (1 if number in below else 2) for number, part in enumerate(parts))
    if not 2 <= len(row) <= _MOST or not (known and alone and returns and behind and simple):
        raise CannotDraw(
            msg("a flow has two to six steps in a row; a decision leads on, and down or back"),
            msg("chain draws any number"),
        )
    return _Plan(tuple(row), below, back)


def _row(parts: Sequence[Node], aside: dict[int, int]) -> list[int]:
    """Return the parts on the main way: from the first, along first ways, or to the next that stands nowhere else."""
    row: list[int] = []
    at: int | None = 0 if parts else None
    while at is not None and at not in row:
        row.append(at)
        ways: tuple[Way, ...] = parts[at].spot.ways
        following = (number for number in range(at + 1, len(parts)) if number not in aside)
        at = ways[0].to if ways else next(following, None)
    return row


def _places(parts: Sequence[Node], plan: _Plan, box: Rect) -> list[Rect]:
    """Return the places of all parts: decisions are wider; what stands below one has its middle, and is as wide as
    steps in the row.
    """
    weights = [_WIDER if len(parts[number].spot.ways) > 1 else 1.0 for number in plan.row]
    room = box.width - _ACROSS * (len(plan.row) - 1)
    lower = bool(plan.below or plan.back)
    high = round(box.height * _UPPER) if lower else box.height
    places: dict[int, Rect] = {}
    x = float(box.x)
    for number, weight in zip(plan.row, weights, strict=True):
        width = room * weight / sum(weights)
        places[number] = Rect(Emu(round(x)), box.y, Emu(int(width)), Emu(high))
        x += width + _ACROSS
    y = Emu(box.y + high + _DOWN)
    bottom = Emu(box.bottom - (_UNDER if _around(parts, plan) else 0))
    steps = [places[number] for number in plan.row if len(parts[number].spot.ways) <= 1]
    for number, above in plan.below.items():
        over = places[above]
        wide = max((step.width for step in steps), default=over.width * 2 // 3)
        places[number] = Rect(Emu(over.center_x - wide // 2), y, Emu(wide), Emu(bottom - y))
    if plan.below:  # steps beside a decision are as high as what stands below it
        for number in plan.row:
            if len(parts[number].spot.ways) <= 1:
                spare = max(0, high - (bottom - y))
                places[number] = places[number].inset(0, spare // 2)
    return [places[number] for number in range(len(parts))]


def _around(parts: Sequence[Node], plan: _Plan) -> set[int]:
    """Return what stands below the row and leads to where another such part is in the way: its arrow goes round it."""
    at = {number: plan.row.index(above) for number, above in plan.below.items()}
    found = set()
    for number, here in at.items():
        for way in parts[number].spot.ways:
            first, last = sorted((here, plan.row.index(way.to)))
            if any(first < other < last for each, other in at.items() if each != number):
                found.add(number)
    return found


def _block(look: Look, names: Names, part: Node, rect: Rect, number: int, plan: _Plan) -> Shape:
    """Return a part's shape: a diamond for a decision, a white card below the row, gold at its end."""
    if len(part.spot.ways) > 1:
        return Shape(
            name=names(part.label, "decision"), rect=rect, geometry="diamond", fill=look.color("deep"), path=part.path
        )  # fmt: skip
    if number in plan.below:
        return card(names(part.label, "step"), rect, look, radius=px(40), stroke=look.hairline(), path=part.path)
    gold = part.highlight or number == plan.row[-1]
    step = rect if plan.below else rect.inset(0, rect.height // 6) if plan.back else rect.inset(0, rect.height // 8)
    return leaf(names(part.label, "step"), step, look.color("gold" if gold else "hue"), radius=px(44), path=part.path)


def _lines(
    look: Look, names: Names, parts: Sequence[Node], shapes: Sequence[Shape], plan: _Plan, box: Rect,
    click: dict[int, int],
) -> Iterator[AnyItem]:  # fmt: skip
    """Yield the arrows, each with the case in which its way is taken."""
    for first, second in zip(plan.row, plan.row[1:], strict=False):
        yield _joined(look, names, parts, shapes, first, second, (3, 1), click[second])
        ways = parts[first].spot.ways
        if ways and ways[0].when:
            gap = Rect(shapes[first].rect.right, Emu(shapes[first].rect.center_y - _WHEN - px(6)), _ACROSS, _WHEN)
            yield _when(look, names, parts[first], ways[0], gap, click[second])
    around = _around(parts, plan)
    for number, above in plan.below.items():
        yield _joined(look, names, parts, shapes, above, number, (2, 0), click[number])
        way = parts[above].spot.ways[1]
        if way.when:
            yield _when(look, names, parts[above], way, _under(shapes[above]), click[number])
        for back in parts[number].spot.ways if number in around else ():
            yield from _below(look, names, parts, shapes, (number, back.to), box, click[number])
        for back in parts[number].spot.ways if number not in around else ():
            side = (1, 2) if shapes[back.to].rect.center_x < shapes[number].rect.x else (3, 2)
            yield _joined(look, names, parts, shapes, number, back.to, side, click[number], "bentConnector2")
    for above, to in plan.back.items():
        yield from _back(look, names, parts, shapes, above, to, box, click[above])


def _under(shape: Shape) -> Rect:
    """Return where the case of a way down is said: right of its arrow, below the decision."""
    return Rect(Emu(shape.rect.center_x + px(10)), Emu(shape.rect.bottom + px(14)), Emu(shape.rect.width // 2), _WHEN)


def _when(look: Look, names: Names, part: Node, way: Way, rect: Rect, click: int) -> AnyItem:
    centered = rect.width == _ACROSS
    copy = explained(
        look, way.when, 26, look.color("hue"), path=part.path, bold=True, pitch=1.15,
        align="center" if centered else "left",
    )  # fmt: skip
    panel = Panel(name=names(part.label, way.when), rect=rect, copies=(copy,), path="", click=click)
    return draw_panels([panel], look.theme)[0]


def _joined(
    look: Look, names: Names, parts: Sequence[Node], shapes: Sequence[Shape], first: int, second: int,
    sites: tuple[int, int], click: int, geometry: str = "straightConnector1",
) -> Connector:  # fmt: skip
    name = names(parts[first].label, "to", parts[second].label)
    stroke = Stroke(look.color("ink"), _LINE)
    return connector(name, shapes[first], sites[0], shapes[second], sites[1], stroke, geometry=geometry, click=click)


def _below(
    look: Look,
    names: Names,
    parts: Sequence[Node],
    shapes: Sequence[Shape],
    ends: tuple[int, int],
    box: Rect,
    click: int,
) -> Iterator[AnyItem]:
    """Yield the way from a part below the row to one in it, at the foot of all: down to a joint, and from there up."""
    first, to = ends
    y = Emu(box.bottom - _JOINT)
    stroke, name = Stroke(look.color("ink"), _LINE), names(parts[first].label, "to", parts[to].label)
    joint = disc(f"{name} · joint", shapes[first].rect.center_x, y, _JOINT, look.color("hue"), click=click)
    yield joint
    yield connector(f"{name} · down", shapes[first], 2, joint, 0, stroke, arrow=False, click=click)
    side = 6 if shapes[to].rect.center_x > shapes[first].rect.center_x else 2
    yield connector(name, joint, side, shapes[to], 2, stroke, geometry="bentConnector2", click=click)


def _back(
    look: Look, names: Names, parts: Sequence[Node], shapes: Sequence[Shape], above: int, to: int, box: Rect, click: int
) -> Iterator[AnyItem]:
    """Yield the way back from a decision: down to a joint, and from there to the foot of an earlier step."""
    over = shapes[above].rect
    y = Emu(box.bottom - 2 * _JOINT)
    joint = disc(names(parts[above].label, "joint"), over.center_x, y, _JOINT, look.color("hue"))
    stroke = Stroke(look.color("ink"), _LINE)
    name = names(parts[above].label, "back", parts[to].label)
    yield joint
    yield connector(f"{name} · down", shapes[above], 2, joint, 0, stroke, arrow=False, click=click)
    yield connector(name, joint, 2, shapes[to], 2, stroke, geometry="bentConnector2", click=click)
    way = parts[above].spot.ways[1]
    if way.when:
        yield _when(look, names, parts[above], way, _under(shapes[above]), click)
