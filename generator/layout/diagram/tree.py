"""Tree: a root above, its branches in a row below it, or beside it in rows; what a branch holds stands in its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from generator.base.length import Emu, Pt, Rect, points
from generator.design.theme import Theme
from generator.layout.diagram.headed import CardPlan, draw_cards, plan_cards
from generator.layout.diagram.kit import (
    AIR,
    GAP,
    LINK,
    RADIUS,
    Insets,
    Look,
    Names,
    Panel,
    connector,
    copies_height,
    draw_panels,
    grouped,
    label_copy,
    label_width,
    ladder,
    largest,
    listed,
    members_of,
    middle,
    said_below,
    titled,
    told,
    with_edge,
)
from generator.layout.diagram.node import CannotDraw, Drawing, Node
from generator.layout.frame import AnyItem, Group, Shape, Stroke
from generator.layout.text import Copy

_DROP: Final = points(40)
"""Room for the lines between root and branches."""
_ABREAST: Final = 6
"""So many branches may stand side by side below the root."""
_ROOT: Final[Insets] = (points(18), points(9), points(18), points(9))
_ROW: Final[Insets] = (points(12), points(4), points(12), points(4))


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its `center` (else its label) as the root, its parts as branches joined to it by bent lines.

    Raises CannotDraw without parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not parts:
        raise CannotDraw("a tree needs at least one branch")
    look = Look(theme, node.accent)
    root = _root(look, node, box)
    room = box.height - root.rect.height - _DROP
    each = (box.width - GAP * (len(parts) - 1)) // len(parts)
    across = plan_cards(look, parts, each, room, 24) if len(parts) <= _ABREAST else None
    if across is not None and across.fits and across.size >= theme.scale.small:
        return _draw_across(look, node, parts, box, root, across, reveal)
    return _draw_down(look, node, parts, box, reveal)


def _root(look: Look, node: Node, box: Rect) -> Panel:
    copy = _root_copy(look, node)
    width = min(box.width, max(label_width(copy) + _ROOT[0] + _ROOT[2] + points(8), points(200)))
    inner = width - _ROOT[0] - _ROOT[2] - points(4)
    height = copies_height([copy], inner, look.theme) + _ROOT[1] + _ROOT[3] + points(4)
    rect = Rect(Emu(box.center_x - width // 2), box.y, Emu(width), Emu(height))
    return Panel(
        name="",
        rect=rect,
        copies=(copy,),
        geometry="roundRect",
        radius=RADIUS,
        fill=look.color("deep"),
        stroke=with_edge(look),
        insets=_ROOT,
        path=node.path,
    )


def _root_copy(look: Look, node: Node) -> Copy:
    return label_copy(look, node.center or node.label, Pt(26), look.color("on-deep"), path=node.path)


def _draw_across(
    look: Look, node: Node, parts: Sequence[Node], box: Rect, root: Panel, plan: CardPlan, reveal: bool
) -> Drawing:
    """The root above, the branches side by side below it."""
    place = middle(box, root.rect.height + _DROP + plan.height)
    names = Names("tree")
    top = replace(root, name=names(node.center or node.label), rect=replace(root.rect, y=place.y))
    row = Rect(place.x, Emu(place.bottom - plan.height), place.width, Emu(plan.height))
    accents = [look.accent(number) for number in range(1, len(parts) + 1)]
    clicks = [number if reveal else 0 for number in range(1, len(parts) + 1)]
    cards = draw_cards(look, parts, row.columns(len(parts), GAP), plan, names, accents, clicks, square=True)
    shape = draw_panels([top], look.theme)[0]
    assert isinstance(shape, Shape), "a filled panel becomes a shape"
    lines = [
        _line(look, names, shape, 2, head, 0, click) for head, click in zip(map(_head_of, cards), clicks, strict=True)
    ]
    return Drawing((*lines, shape, *cards), told(node), len(parts) if reveal else 0)


def _head_of(card: Group) -> Shape:
    head = card.items[-1]
    assert isinstance(head, Shape), "a card's head is filled"
    return head


def _line(look: Look, names: Names, root: Shape, out: int, branch: Shape, into: int, click: int) -> AnyItem:
    return connector(
        names("line", branch.name.removeprefix("tree · ")),
        root,
        out,
        branch,
        into,
        Stroke(look.color("muted"), LINK),
        geometry="bentConnector3",
        arrow=False,
        click=click,
    )


def _draw_down(look: Look, node: Node, parts: Sequence[Node], box: Rect, reveal: bool) -> Drawing:
    """The root at the left, the branches in rows beside it, what each holds on its right."""
    holds = any(_held(part) for part in parts)
    widths = _widths(box, holds)
    rows = _rows(look, parts, box, widths)
    size = _row_size(look, parts, rows, widths)
    names = Names("tree")
    clicks = [number if reveal else 0 for number in range(1, len(parts) + 1)]
    root = replace(_root_beside(look, node, box, widths[0]), name=names(node.center or node.label))
    heads, bodies = [], []
    for number, (part, row) in enumerate(zip(parts, rows, strict=True), 1):
        free = row.split_left(widths[0] + _DROP)[1]
        head, rest = free.split_left(widths[1], GAP) if _held(part) else (free, free)
        heads.append(_branch(look, part, head, number, size, names))
        bodies.append(_beside(look, part, rest, number, size, names))
    shape, *branches = (*draw_panels([root], look.theme), *draw_panels(heads, look.theme))
    body_shapes = iter(draw_panels([body for body in bodies if body], look.theme))
    items: list[AnyItem] = []
    lines: list[AnyItem] = []
    for part, branch, body, click in zip(parts, branches, bodies, clicks, strict=True):
        assert isinstance(shape, Shape), "filled panels become shapes"
        assert isinstance(branch, Shape), "filled panels become shapes"
        lines.append(_line(look, names, shape, 3, branch, 1, click))
        items.append(grouped(names(part.label), [branch, *([next(body_shapes)] if body else [])], part.path, click))
    return Drawing((*lines, shape, *items), told(node), len(parts) if reveal else 0)


def _widths(box: Rect, holds: bool) -> tuple[int, int, int]:
    """Return the widths of root, branches and what they hold."""
    free = box.width - _DROP - (GAP if holds else 0)
    root = free // 5
    branch = free // 4 if holds else free - root
    return root, branch, free - root - branch if holds else 0


def _rows(look: Look, parts: Sequence[Node], box: Rect, widths: tuple[int, int, int]) -> list[Rect]:
    gap = AIR if len(parts) > 1 else 0
    height = min((box.height - gap * (len(parts) - 1)) // len(parts), points(110))
    return middle(box, height * len(parts) + gap * (len(parts) - 1)).rows(len(parts), gap)


def _held(part: Node) -> str:
    return listed([part.lead, *said_below(part)])


def _row_size(look: Look, parts: Sequence[Node], rows: Sequence[Rect], widths: tuple[int, int, int]) -> Pt:
    """Return the largest size at which every row holds its texts."""

    def attempt(size: Pt) -> tuple[bool, None]:
        room = rows[0].height - 2 * _ROW[1] - points(4)
        for part in parts:
            label = copies_height([_branch_copy(look, part, size)], _inner(widths[1]), look.theme)
            held = copies_height(_held_copies(look, part, size), _inner(widths[2]), look.theme) if widths[2] else 0
            if max(label, held) > room:
                return False, None
        return True, None

    return largest(ladder(look.theme, 24), attempt)[0]


def _inner(width: int) -> int:
    return width - _ROW[0] - _ROW[2] - points(4)


def _branch_copy(look: Look, part: Node, size: Pt) -> Copy:
    return label_copy(look, titled(part), size, look.color("on-accent"), path=part.path)


def _held_copies(look: Look, part: Node, size: Pt) -> tuple[Copy, ...]:
    text = _held(part)
    color = look.color("ink")
    return (label_copy(look, text, size, color, path=part.path, bold=False, align="left"),) if text else ()


def _branch(look: Look, part: Node, rect: Rect, number: int, size: Pt, names: Names) -> Panel:
    return Panel(
        name=names(part.label, "head"),
        rect=rect,
        copies=(_branch_copy(look, part, size),),
        geometry="roundRect",
        radius=RADIUS,
        fill=look.accent(number),
        insets=_ROW,
        path=part.path,
    )


def _beside(look: Look, part: Node, rect: Rect, number: int, size: Pt, names: Names) -> Panel | None:
    copies = _held_copies(look, part, size)
    if not copies:
        return None
    return Panel(
        name=names(part.label, "body"),
        rect=rect,
        copies=copies,
        geometry="roundRect",
        radius=RADIUS,
        fill=look.color("card"),
        stroke=look.edge(look.accent(number), Pt(1)),
        insets=_ROW,
        path=part.path,
    )


def _root_beside(look: Look, node: Node, box: Rect, width: int) -> Panel:
    """Return the root at the left, in the vertical middle, as high as its words need."""
    copy = _root_copy(look, node)
    height = min(box.height, copies_height([copy], width - 2 * _ROOT[0] - points(4), look.theme) + points(40))
    rect = Rect(box.x, Emu(box.center_y - height // 2), Emu(width), Emu(height))
    return replace(_root(look, node, box), rect=rect, copies=(copy,))
