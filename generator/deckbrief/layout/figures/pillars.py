"""Pillars: parts side by side under a roof, each a coloured head with its points below it; many parts stand in rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches, points
from deckbrief.base.message import msg
from deckbrief.base.record import record
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    GAP,
    RADIUS,
    Insets,
    Look,
    Names,
    Panel,
    content_copies,
    copies_height,
    draw_panels,
    grouped,
    label_copy,
    ladder,
    largest,
    members_of,
    middle,
    one_line,
    shared,
    spread,
    titled,
    told,
    with_edge,
)
from deckbrief.layout.figures.node import CannotDraw, Drawing, Node
from deckbrief.layout.frame import AnyItem, Shape, Text
from deckbrief.layout.text.fit import Copy, natural_width
from deckbrief.theme.theme import Theme


def _is_crowded(node: Node) -> bool:
    """Tell whether the roof over the pillars needs all the room: there are many of them, or one holds much."""
    held = (
        len(part.leaves) + len(part.children) + sum(len(inner.leaves) for inner in part.children)
        for part in node.children
    )
    return len(node.children) > 3 or max(held, default=0) > 4


KIND: Final = FigureKind(siblings=True, lead=False, crowded=_is_crowded)

_ROOF_GAP: Final = points(12)
_ROOF_INSET: Final = points(4)
_FOOT: Final = points(8)
_BASE: Final = points(11)
_HEAD_INSETS: Final[Insets] = (points(14), points(9), points(14), points(9))
_BODY_INSETS: Final[Insets] = (points(14), points(13), points(12), points(13))


@record
class _Plan:
    """Cards in rows of `columns`: sizes of body and label, heights of heads and of each row's bodies."""

    columns: int
    size: Pt
    label: Pt
    beside: bool
    """Leads stand beside their labels, not below."""
    head: int
    bodies: tuple[int, ...]
    roof: int
    whole: bool
    """No label is broken."""
    fits: bool = True


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> pillars in `box`, a click for each part with `reveal`.

    Raises CannotDraw without parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not parts:
        raise CannotDraw(msg("pillars need at least one part"))
    look = Look(theme, node.accent)
    roof = _roof_height(look, node, box, len(parts))
    plans = [_plan(look, parts, box, len(parts), roof)] if roof else []
    if not (plans and plans[0].fits and plans[0].whole and plans[0].size >= theme.scale.small):
        plans += [_plan(look, parts, box, columns, 0) for columns in _columns(len(parts))]
    enough = theme.scale.body
    best = max(plans, key=lambda plan: (plan.fits, plan.whole, min(plan.size, enough), plan.roof, plan.columns))
    return _draw(look, node, parts, box, best, reveal)


def _columns(count: int) -> list[int]:
    """Return how many pillars may stand in a row, the widest row first."""
    widest = count if count <= 6 else -(-count // 2)
    return sorted({widest, -(-count // 2), -(-count // 3)}, reverse=True)


def _roof_height(look: Look, node: Node, box: Rect, count: int) -> int:
    """Return the roof's height: its text stands in its lower half, half as wide; 0 where there is no room for one."""
    copy = _roof_copy(look, node)
    if count < 2 or count > 6 or box.height < inches(4) or not one_line(copy, box.width // 2):
        return 0
    return 2 * (copies_height([copy], box.width // 2, look.theme) + _ROOF_INSET)


def _roof_copy(look: Look, node: Node) -> Copy:
    text = node.center or node.label
    return label_copy(look, text, look.theme.scale.small, look.color("on-deep-accent"), path=node.path)


def _plan(look: Look, parts: Sequence[Node], box: Rect, columns: int, roof: int) -> _Plan:
    """Return the largest sizes at which all cards fit into the box in rows of `columns`."""
    rows = -(-len(parts) // columns)
    width = (box.width - GAP * (columns - 1)) // columns
    room = box.height - _temple(roof) - GAP * (rows - 1)

    def attempt(size: Pt) -> tuple[bool, _Plan]:
        label, beside = _label_size(look, parts, width, size)
        head = max(_head_need(look, part, width, size, label, beside) for part in parts)
        bodies = tuple(
            max(_body_need(look, part, width, size) for part in parts[row * columns : (row + 1) * columns])
            for row in range(rows)
        )
        inner = _inner(width, _HEAD_INSETS)
        whole = all(_width(look, part.label, label) <= inner for part in parts)
        plan = _Plan(columns, size, label, beside, head, bodies, roof, whole)
        return head * rows + sum(bodies) <= room, plan

    _, fits, plan = largest(ladder(look.theme, 24), attempt)
    return replace(plan, fits=fits)


def _temple(roof: int) -> int:
    """Return what roof, feet and base take from the height."""
    return roof + _ROOF_GAP + _FOOT + _BASE if roof else 0


def _inner(width: int, insets: Insets) -> int:
    return width - insets[0] - insets[2]


def _label_size(look: Look, parts: Sequence[Node], width: int, size: Pt) -> tuple[Pt, bool]:
    """Return the labels' size, large enough to lead, and whether leads have room beside them."""
    inner = _inner(width, _HEAD_INSETS)
    sizes = [label for label in ladder(look.theme, round(size * 1.6)) if label > size] or [size]
    leads = [part.lead for part in parts if part.lead]
    for label in sizes:
        widest = max(_width(look, part.label, label) for part in parts)
        rest = inner - widest - points(10)
        if leads and label >= 1.3 * size and rest >= points(size * 4.2):
            heights = [copies_height([_lead_copy(look, lead, size, "")], rest, look.theme) for lead in leads]
            if max(heights) == min(heights) <= points(size * look.theme.line * 2.05):
                return label, True
        if not leads and widest <= inner:
            return label, False
    for label in sizes:
        if all(_width(look, part.label, label) <= inner for part in parts):
            return label, False
    return sizes[-1], False


def _width(look: Look, text: str, size: Pt) -> int:
    return natural_width(label_copy(look, text, size, look.color("on-accent"), path=""))


def _lead_copy(look: Look, lead: str, size: Pt, path: str, before: Pt = Pt(0)) -> Copy:
    size = Pt(max(size - 2, look.theme.scale.floor))
    color = look.color("on-accent")
    return label_copy(look, lead, size, color, path=path, bold=False, align="left", before=before)


def _head_copies(look: Look, part: Node, size: Pt, label: Pt, beside: bool) -> tuple[Copy, ...]:
    head = label_copy(look, titled(part), label, look.color("on-accent"), path=part.path, align="left")
    if beside or not part.lead:
        return (head,)
    return head, _lead_copy(look, part.lead, size, part.path, Pt(2))


def _head_need(look: Look, part: Node, width: int, size: Pt, label: Pt, beside: bool) -> int:
    inner = _inner(width, _HEAD_INSETS)
    height = copies_height(_head_copies(look, part, size, label, beside), inner, look.theme)
    if beside and part.lead:
        height = max(height, round(points(size * look.theme.line * 2.05)))
    return height + _HEAD_INSETS[1] + _HEAD_INSETS[3]


def _body_need(look: Look, part: Node, width: int, size: Pt) -> int:
    copies = content_copies(look, part, size, look.accent(1))
    if not copies:
        return 0
    height = copies_height(copies, _inner(width, _BODY_INSETS), look.theme)
    return height + _BODY_INSETS[1] + _BODY_INSETS[3]


def _draw(look: Look, node: Node, parts: Sequence[Node], box: Rect, plan: _Plan, reveal: bool) -> Drawing:
    names = Names("pillars")
    roof = plan.roof
    rows = len(plan.bodies)
    gaps = GAP * (rows - 1) + _temple(roof)
    heads = shared([plan.head] * rows, (box.height - gaps) * plan.head * rows // _total(plan), 1.25)
    bodies = shared(plan.bodies, box.height - gaps - sum(heads), 1.8)
    place = middle(box, sum(heads) + sum(bodies) + gaps)
    items: list[AnyItem] = []
    if roof:
        top, place = place.split_top(roof, _ROOF_GAP)
        items.append(_roof(look, node, top, names))
    cards = _cards(place, len(parts), plan.columns, heads, bodies)
    items += _pillars(look, parts, cards, plan, names, bool(roof), reveal)
    if roof:
        base = Rect(box.x, Emu(cards[0][0].bottom + cards[0][1] + _FOOT), box.width, _BASE)
        items.append(Shape(name=names("base"), rect=base, fill=look.color("deep"), stroke=with_edge(look)))
    return Drawing(tuple(items), told(node), len(parts) if reveal else 0)


def _total(plan: _Plan) -> int:
    return plan.head * len(plan.bodies) + sum(plan.bodies)


def _cards(
    place: Rect, count: int, columns: int, heads: Sequence[Emu], bodies: Sequence[Emu]
) -> list[tuple[Rect, Emu]]:
    """Return each card's head and the height of its body; a last row that is not full stands in the middle."""
    cards: list[tuple[Rect, Emu]] = []
    top = place.y
    for row, (head, body) in enumerate(zip(heads, bodies, strict=True)):
        members = min(columns, count - row * columns)
        cells = Rect(place.x, top, place.width, head).columns(columns, GAP)[:members]
        shift = (place.right - cells[-1].right) // 2 if members < columns else 0
        cards += [(cell.moved(shift, 0), body) for cell in cells]
        top = Emu(top + head + body + GAP)
    return cards


def _roof(look: Look, node: Node, rect: Rect, names: Names) -> Shape | Text:
    panel = Panel(
        name=names("roof"),
        rect=rect,
        copies=(_roof_copy(look, node),),
        geometry="triangle",
        fill=look.color("deep"),
        stroke=with_edge(look),
        insets=(Emu(0), Emu(0), Emu(0), _ROOF_INSET),
        path=node.path,
    )
    return draw_panels([panel], look.theme)[0]


def _pillars(
    look: Look,
    parts: Sequence[Node],
    cards: Sequence[tuple[Rect, Emu]],
    plan: _Plan,
    names: Names,
    feet: bool,
    reveal: bool,
) -> list[AnyItem]:
    bodies = draw_panels([_body_panel(look, *entry, plan, names) for entry in _numbered(parts, cards)], look.theme)
    heads = draw_panels([_head_panel(look, *entry, plan, names) for entry in _numbered(parts, cards)], look.theme)
    leads = _leads(look, parts, cards, plan, names)
    items: list[AnyItem] = []
    for number, (part, (head, height)) in enumerate(zip(parts, cards, strict=True), 1):
        members: list[AnyItem] = [heads[number - 1], *leads[number - 1]]
        if height:
            members.append(bodies[number - 1])
        if feet:
            foot = Rect(head.x, Emu(head.bottom + height), head.width, _FOOT)
            members.append(Shape(name=names(part.label, "foot"), rect=foot, fill=look.accent(number)))
        items.append(grouped(names(part.label), members, part.path, number if reveal else 0))
    return items


def _numbered(parts: Sequence[Node], cards: Sequence[tuple[Rect, Emu]]) -> list[tuple[int, Node, Rect, Emu]]:
    return [(number, part, *card) for number, (part, card) in enumerate(zip(parts, cards, strict=True), 1)]


def _body_panel(look: Look, number: int, part: Node, head: Rect, height: Emu, plan: _Plan, names: Names) -> Panel:
    """Return the white card below the head, which holds the part's points."""
    copies = content_copies(look, part, plan.size, look.accent(number))
    room = height - _BODY_INSETS[1] - _BODY_INSETS[3]
    spare = room - copies_height(copies, _inner(head.width, _BODY_INSETS), look.theme)
    return Panel(
        name=names(part.label, "points"),
        rect=Rect(head.x, head.bottom, head.width, height),
        copies=spread(copies, spare, plan.size * 0.8),
        fill=look.color("card"),
        stroke=look.hairline(),
        insets=_BODY_INSETS,
        anchor="top",
        path=part.path,
    )


def _head_panel(look: Look, number: int, part: Node, head: Rect, height: Emu, plan: _Plan, names: Names) -> Panel:
    left, top, right, bottom = _HEAD_INSETS
    if plan.beside:
        right = Emu(head.width - left - _label_width(look, part, plan))
    return Panel(
        name=names(part.label, "head"),
        rect=head,
        copies=_head_copies(look, part, plan.size, plan.label, plan.beside),
        geometry="round2SameRect" if height else "roundRect",
        radius=RADIUS,
        fill=look.accent(number),
        insets=(left, top, right, bottom),
        path=part.path,
    )


def _label_width(look: Look, part: Node, plan: _Plan) -> int:
    return _width(look, _head_copies(look, part, plan.size, plan.label, True)[0].text, plan.label) + points(3)


def _leads(
    look: Look, parts: Sequence[Node], cards: Sequence[tuple[Rect, Emu]], plan: _Plan, names: Names
) -> list[list[Shape | Text]]:
    """Return for each part the text beside its label, none where leads stand below or there is none."""
    if not plan.beside:
        return [[] for _ in parts]
    label = max(_label_width(look, part, plan) for part in parts)
    panels = []
    for part, (head, _) in zip(parts, cards, strict=True):
        left = head.x + _HEAD_INSETS[0] + label + points(7)
        rect = Rect(Emu(left), head.y, Emu(head.right - _HEAD_INSETS[2] - left), head.height)
        copies = (_lead_copy(look, part.lead, plan.size, part.path),) if part.lead else ()
        panels.append(Panel(name=names(part.label, "lead"), rect=rect, copies=copies, path=part.path))
    drawn = draw_panels(panels, look.theme)
    return [[shape] if panel.copies else [] for shape, panel in zip(drawn, panels, strict=True)]
