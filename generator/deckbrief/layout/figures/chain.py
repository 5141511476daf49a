"""Chain: a process in chevrons, what a step holds on a card below it; long labels go down in boxes joined by arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points
from deckbrief.base.message import msg
from deckbrief.base.record import record
from deckbrief.layout.figures.connectors import connector
from deckbrief.layout.figures.headed import body_copies
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    AIR,
    CLEAR,
    EDGE,
    LINK,
    RADIUS,
    Breaks,
    Insets,
    Look,
    Names,
    Panel,
    breaks,
    copies_height,
    draw_panels,
    flat,
    grouped,
    label_copy,
    ladder,
    largest,
    listed,
    members_of,
    middle,
    neatest,
    said_below,
    shared,
    told,
)
from deckbrief.layout.figures.node import CannotDraw, Drawing, Node
from deckbrief.layout.frame import AnyItem, Shape, Stroke
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind()

_DEPTH: Final = points(24)
"""How far a chevron's point reaches."""
_LOW: Final = points(66)
"""Chevrons are not made lower than this for looks alone,"""
_ALONE: Final = points(112)
"""nor than this where nothing stands below them."""
_HEAD: Final[Insets] = (points(2), points(6), points(2), points(6))
_FIRST: Final[Insets] = (points(12), points(6), points(0), points(6))
"""The first one has no notch at its left."""
_BODY: Final[Insets] = (points(12), points(9), points(8), points(9))
_BOX: Final[Insets] = (points(18), points(4), points(14), points(4))
_ARROW: Final = points(18)
_LINES: Final = 3
"""Labels of more lines go down in boxes."""
_ROW_GAP: Final = points(24)


@record
class _Plan:
    """Chevrons in rows of `columns`: sizes, the width of a chevron, its height, the height of its card."""

    columns: int
    size: Pt
    width: int
    head: int
    body: int
    breaks: Breaks
    lines: int
    """How many lines the longest label takes."""
    fits: bool = True

    @property
    def height(self) -> int:
        return self.head + (AIR + self.body if self.body else 0)


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> steps in order in `box`, a click for each with `reveal`.

    Raises CannotDraw without parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not parts:
        raise CannotDraw(msg("a chain needs at least one step"))
    look = Look(theme, node.accent)
    plans = [_plan(look, parts, box, columns) for columns in _columns(len(parts))]
    best = max(plans, key=lambda plan: (plan.fits, plan.breaks, min(plan.size, theme.scale.small), plan.columns))
    if best.fits and best.lines <= _LINES:
        return _draw(look, node, parts, box, best, reveal)
    down = _plan_down(look, parts, box)
    if best.fits and not down.fits:
        return _draw(look, node, parts, box, best, reveal)
    return _draw_down(look, node, parts, box, down, reveal)


def _columns(count: int) -> list[int]:
    """Return how many steps may stand in a row."""
    return sorted({count if count <= 6 else -(-count // 2), -(-count // 2), -(-count // 3)}, reverse=True)


def _plan(look: Look, parts: Sequence[Node], box: Rect, columns: int) -> _Plan:
    """Return the largest sizes at which the steps fit in rows of `columns`."""
    rows = -(-len(parts) // columns)
    width = (box.width + (columns - 1) * (_DEPTH - AIR)) // columns
    room = (box.height - _ROW_GAP * (rows - 1)) // rows

    def attempt(size: Pt) -> tuple[bool, Breaks, _Plan]:
        plan = _sized(look, parts, columns, width, size)
        return plan.height <= room, plan.breaks, plan

    fits, plan = neatest(look.theme, 24, attempt)
    least = _LOW if plan.body else _ALONE
    head = max(plan.head, min(least, room - plan.height + plan.head))
    return replace(plan, fits=fits, head=head, body=_stretched(plan.body, room - head - AIR))


def _stretched(body: int, room: int) -> int:
    return min(round(body * 1.5), max(room, body)) if body else 0


def _sized(look: Look, parts: Sequence[Node], columns: int, width: int, size: Pt) -> _Plan:
    inner = width - 2 * _DEPTH - _HEAD[0] - _HEAD[2]
    heads = [_head_copies(look, part, size) for part in parts]
    head = max(copies_height(copies, inner, look.theme) for copies in heads) + _HEAD[1] + _HEAD[3]
    room = (columns * (width - _DEPTH + AIR) + _DEPTH) // columns - AIR - _BODY[0] - _BODY[2]
    bodies = [body_copies(look, part, size, look.accent(1)) for part in parts]
    tallest = max(copies_height(copies, room, look.theme) for copies in bodies)
    body = tallest + _BODY[1] + _BODY[3] if tallest else 0
    broken = breaks(flat(heads), inner, flat(bodies), room)
    lines = round((head - _HEAD[1] - _HEAD[3]) / points(_label_size(size) * look.theme.line))
    return _Plan(columns, size, width, head, body, broken, lines)


def _label_size(size: Pt) -> Pt:
    return Pt(round(size * 1.2)) if size >= 22 else Pt(size + 2)


def _head_copies(look: Look, part: Node, size: Pt) -> tuple[Copy, ...]:
    """A step -> its symbol, large, over its label; or the label alone."""
    color = look.color("on-accent")
    if not part.symbol or part.symbol == part.label:
        return (label_copy(look, part.label, _label_size(size), color, path=part.path),)
    symbol = label_copy(look, part.symbol, Pt(round(size * 1.6)), color, path=part.path)
    return symbol, label_copy(look, part.label, size, color, path=part.path, bold=False)


def _draw(look: Look, node: Node, parts: Sequence[Node], box: Rect, plan: _Plan, reveal: bool) -> Drawing:
    names = Names("chain")
    rows = -(-len(parts) // plan.columns)
    place = middle(box, plan.height * rows + _ROW_GAP * (rows - 1))
    heads = [_head(look, i, part, place, plan, names) for i, part in enumerate(parts)]
    columns = place.columns(plan.columns, AIR)
    cards = [
        _card(look, i, part, columns[i % plan.columns], heads[i].rect.bottom, plan, names)
        for i, part in enumerate(parts)
    ]
    shapes = draw_panels(heads, look.theme)
    bodies = draw_panels(cards, look.theme) if plan.body else []
    items: list[AnyItem] = []
    for i, part in enumerate(parts):
        click = i + 1 if reveal else 0
        if plan.body and cards[i].copies:
            items.append(grouped(names(part.label), (shapes[i], bodies[i]), part.path, click))
        else:
            items.append(replace(shapes[i], click=click))
    return Drawing(tuple(items), told(node), len(parts) if reveal else 0)


def _head(look: Look, index: int, part: Node, place: Rect, plan: _Plan, names: Names) -> Panel:
    row, column = divmod(index, plan.columns)
    x = place.x + column * (plan.width - _DEPTH + AIR)
    y = place.y + row * (plan.height + _ROW_GAP)
    return Panel(
        name=names(part.label, "step"),
        rect=Rect(Emu(x), Emu(y), Emu(plan.width), Emu(plan.head)),
        copies=_head_copies(look, part, plan.size),
        geometry="chevron" if index else "homePlate",
        radius=_DEPTH,
        fill=look.accent(index + 1),
        insets=_HEAD if index else _FIRST,
        path=part.path,
    )


def _card(look: Look, index: int, part: Node, column: Rect, top: int, plan: _Plan, names: Names) -> Panel:
    """Return the card below a chevron; cards stand in even columns, the last at the right margin."""
    copies = body_copies(look, part, plan.size, look.accent(index + 1))
    return Panel(
        name=names(part.label, "details"),
        rect=Rect(column.x, Emu(top + AIR), column.width, Emu(plan.body)),
        copies=copies,
        fill=look.color("card"),
        stroke=look.hairline(),
        insets=_BODY,
        anchor="middle" if len(copies) == 1 else "top",
        path=part.path,
    )


# Going down ---------------------------------------------------------------------------------------------------------


@record
class _Down:
    """Boxes one below the other: type size, heights needed."""

    size: Pt
    needs: tuple[int, ...]
    room: int
    fits: bool = True


def _plan_down(look: Look, parts: Sequence[Node], box: Rect) -> _Down:
    inner = box.width - _BOX[0] - _BOX[2] - 2 * CLEAR
    room = box.height - _ARROW * (len(parts) - 1)

    def attempt(size: Pt) -> tuple[bool, _Down]:
        heights = [copies_height(_down_copies(look, part, size), inner, look.theme) for part in parts]
        needs = tuple(height + _BOX[1] + _BOX[3] + 2 * CLEAR for height in heights)
        return sum(needs) <= room, _Down(size, needs, room)

    _, fits, plan = largest(ladder(look.theme, 22), attempt)
    return replace(plan, fits=fits)


def _draw_down(look: Look, node: Node, parts: Sequence[Node], box: Rect, plan: _Down, reveal: bool) -> Drawing:
    """Steps as boxes one below the other, an arrow from each to the next."""
    alike = [max(plan.needs)] * len(parts)
    heights = shared(alike if sum(alike) <= plan.room else plan.needs, plan.room, 1.4)
    place = middle(box, sum(heights) + _ARROW * (len(parts) - 1))
    names = Names("chain")
    panels: list[Panel] = []
    top = place.y
    for number, (part, height) in enumerate(zip(parts, heights, strict=True), 1):
        panels.append(_down_panel(look, part, number, Rect(box.x, top, box.width, height), plan.size, names, reveal))
        top = Emu(top + height + _ARROW)
    shapes = [shape for shape in draw_panels(panels, look.theme) if isinstance(shape, Shape)]
    items: list[AnyItem] = []
    for number, shape in enumerate(shapes, 1):
        if number > 1:
            before = shapes[number - 2]
            name = names(parts[number - 2].label, "to", parts[number - 1].label)
            stroke = Stroke(look.accent(number), LINK)
            items.append(connector(name, before, 2, shape, 0, stroke, click=shape.click))
        items.append(shape)
    return Drawing(tuple(items), told(node), len(parts) if reveal else 0)


def _down_panel(look: Look, part: Node, number: int, rect: Rect, size: Pt, names: Names, reveal: bool) -> Panel:
    return Panel(
        name=names(part.label),
        rect=rect,
        copies=_down_copies(look, part, size),
        geometry="roundRect",
        radius=RADIUS,
        fill=look.color("card"),
        stroke=Stroke(look.accent(number), EDGE),
        insets=_BOX,
        path=part.path,
        click=number if reveal else 0,
    )


def _down_copies(look: Look, part: Node, size: Pt) -> tuple[Copy, ...]:
    """A step -> its label, and what it holds on a line below."""
    label = label_copy(look, part.label, size, look.color("ink"), path=part.path, align="left")
    text = listed([part.lead, *said_below(part)])
    if not text:
        return (label,)
    return label, label_copy(look, text, size, look.color("muted"), path=part.path, bold=False, align="left")
