"""Tree: a root above, its branches in a row below it, or beside it in rows; what a branch holds stands in its card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points
from deckbrief.base.message import msg
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.connectors import connector
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.headed import CardPlan, draw_cards, plan_cards
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    AIR,
    CLEAR,
    GAP,
    LINK,
    RADIUS,
    Breaks,
    Insets,
    Look,
    Names,
    Panel,
    alt_text,
    breaks,
    copies_height,
    draw_panels,
    grouped,
    label_copy,
    label_width,
    listed,
    members_of,
    middle,
    neatest,
    said_below,
    titled,
    with_edge,
)
from deckbrief.layout.figures.tree_pair import draw_pair
from deckbrief.layout.figures.tree_rows import MOST, draw_rows
from deckbrief.layout.frame import AnyItem, Group, Shape, Stroke
from deckbrief.layout.text.fit import Copy, DoesNotFit
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind(lead=False, most=MOST)

_WIDE: Final = points(480)
"""In narrower boxes the root stands above."""
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
        raise CannotDraw(msg("a tree needs at least one branch"))
    look = Look(theme, node.accent)
    if pair := draw_pair(look, node, parts, box, reveal):
        return pair
    if len(parts) <= MOST and box.width >= _WIDE:
        try:
            return draw_rows(look, node, parts, box, reveal)
        except DoesNotFit:
            pass
    root = _root(look, node, box)
    plans = [_plan_across(look, parts, box, root, columns) for columns in _columns(len(parts))]
    if not plans:  # more than stand below a root
        return _draw_down(look, node, parts, box, _row_size(look, parts, box)[0], reveal)
    best = max(plans, key=lambda plan: (plan.cards.fits, plan.cards.breaks, plan.cards.size, plan.columns))
    cut = best.cards.breaks == Breaks.WORDS
    if best.cards.fits and best.cards.size >= theme.scale.small and not cut:
        return _draw_across(look, node, parts, box, root, best, reveal)
    size, fits = _row_size(look, parts, box)
    if best.cards.fits and not (fits and (size > best.cards.size or cut)):
        return _draw_across(look, node, parts, box, root, best, reveal)
    return _draw_down(look, node, parts, box, size, reveal)


@record
class _Across:
    """Branches below the root, in one row, or in two of an even number: lines go down between its middle cards."""

    columns: int
    rows: int
    cards: CardPlan


def _columns(count: int) -> list[int]:
    one = [count] if count <= _ABREAST else []
    return one + [even for even in (2, 4, 6) if even < count <= 2 * even]


def _plan_across(look: Look, parts: Sequence[Node], box: Rect, root: Panel, columns: int) -> _Across:
    rows = -(-len(parts) // columns)
    width = (box.width - GAP * (columns - 1)) // columns
    room = (box.height - root.rect.height - _DROP * rows) // rows
    return _Across(columns, rows, plan_cards(look, parts, width, room, 24))


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
    look: Look, node: Node, parts: Sequence[Node], box: Rect, root: Panel, plan: _Across, reveal: bool
) -> Drawing:
    """The root above, the branches side by side below it."""
    step = _DROP + plan.cards.height
    place = middle(box, root.rect.height + step * plan.rows)
    names = Names("tree")
    top = replace(root, name=names(node.center or node.label), rect=replace(root.rect, y=place.y))
    cells = _cells(place, plan, len(parts))
    accents = [look.accent(number) for number in range(1, len(parts) + 1)]
    clicks = [number if reveal else 0 for number in range(1, len(parts) + 1)]
    cards = draw_cards(look, parts, cells, plan.cards, names, accents, clicks, square=True)
    shape = draw_panels([top], look.theme)[0]
    assert isinstance(shape, Shape), "a filled panel becomes a shape"
    lines: list[AnyItem] = []
    for index, (card, click) in enumerate(zip(cards, clicks, strict=True)):
        way = _DROP + step * (index // plan.columns)
        bend = (way - _DROP / 2) / way
        lines.append(_line(look, names, shape, 2, _head_of(card), 0, click, bend))
    return Drawing((*lines, shape, *cards), alt_text(node), len(parts) if reveal else 0)


def _cells(place: Rect, plan: _Across, count: int) -> list[Rect]:
    """Return the branches' places; a second row that is not full stands in the middle."""
    cells: list[Rect] = []
    step = _DROP + plan.cards.height
    for row in range(plan.rows):
        top = Emu(place.bottom - step * (plan.rows - row) + _DROP)
        columns = Rect(place.x, top, place.width, Emu(plan.cards.height)).columns(plan.columns, GAP)
        members = columns[: count - row * plan.columns]
        shift = (columns[-1].right - members[-1].right) // 2
        cells += [cell.moved(shift, 0) for cell in members]
    return cells


def _head_of(card: Group) -> Shape:
    head = card.items[0]
    assert isinstance(head, Shape), "a card's head is filled"
    return head


def _line(
    look: Look, names: Names, root: Shape, out: int, branch: Shape, into: int, click: int, bend: float = 0.5
) -> AnyItem:
    return connector(
        names("line", branch.name.removeprefix("tree · ")),
        root,
        out,
        branch,
        into,
        Stroke(look.color("muted"), LINK),
        geometry="bentConnector3",
        bend=bend,
        arrow=False,
        click=click,
    )


def _draw_down(look: Look, node: Node, parts: Sequence[Node], box: Rect, size: Pt, reveal: bool) -> Drawing:
    """The root at the left, the branches in rows beside it, what each holds on its right."""
    widths = _widths(box, any(_held(part) for part in parts))
    rows = _rows(len(parts), box)
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
    return Drawing((*lines, shape, *items), alt_text(node), len(parts) if reveal else 0)


def _widths(box: Rect, holds: bool) -> tuple[int, int, int]:
    """Return the widths of root, branches and what they hold."""
    free = box.width - _DROP - (GAP if holds else 0)
    root = free // 5
    branch = free // 4 if holds else free - root
    return root, branch, free - root - branch if holds else 0


def _rows(count: int, box: Rect) -> list[Rect]:
    height = min((box.height - AIR * (count - 1)) // count, points(110))
    return middle(box, height * count + AIR * (count - 1)).rows(count, AIR)


def _held(part: Node) -> str:
    return listed([part.lead, *said_below(part)])


def _row_size(look: Look, parts: Sequence[Node], box: Rect) -> tuple[Pt, bool]:
    """Return the largest size at which every row holds its texts, and whether there is one."""
    widths = _widths(box, any(_held(part) for part in parts))
    room = _rows(len(parts), box)[0].height - _ROW[1] - _ROW[3] - 2 * CLEAR

    def attempt(size: Pt) -> tuple[bool, Breaks, Pt]:
        high, broken = 0, Breaks.NONE
        for part in parts:
            held, label = _held_copies(look, part, size), _branch_copy(look, part, size)
            across = _inner(widths[1] if held else widths[1] + GAP + widths[2] if widths[2] else widths[1])
            broken = min(broken, breaks([label], across, held, _inner(widths[2])))
            high = max(high, copies_height([label], across, look.theme))
            high = max(high, copies_height(held, _inner(widths[2]), look.theme))
        return high <= room, broken, size

    fits, size = neatest(look.theme, 24, attempt)
    return size, fits


def _inner(width: int) -> int:
    return width - _ROW[0] - _ROW[2] - 2 * CLEAR


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
