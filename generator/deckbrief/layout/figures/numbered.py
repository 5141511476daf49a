"""Numbered: 1-2-3-4 rising or 4-3-2-1 falling; a row for each part: its symbol in a square, its label, its members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points
from deckbrief.base.message import msg
from deckbrief.base.record import record
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    AIR,
    CLEAR,
    EDGE,
    GAP,
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
    label_width,
    ladder,
    listed,
    members_of,
    middle,
    neatest,
    one_line,
    said_below,
    told,
)
from deckbrief.layout.figures.node import CannotDraw, Drawing, Node
from deckbrief.layout.frame import AnyItem, Stroke
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind(siblings=True, counted=True)

_TALL: Final = points(80)
"""Rows are not made taller than this for looks alone."""
_SMALL: Final = points(48)
"""Squares are not wider than this where rows stand in two columns, so that the texts have the width."""
_SYMBOL_PITCH: Final = 1.15
"""Of a single large character: it stands in the middle of its square where its line is little higher than itself."""
_LABEL_GAP: Final = points(15)
_INSETS: Final[Insets] = (points(9), points(2), points(9), points(2))


_Boxes = Sequence[tuple[Copy, ...]]
"""What stands in the boxes of one row."""


@record
class _Row:
    """A part, what stands in its square, and what in its boxes. Where no part holds anything, it is its own box."""

    part: Node
    symbol: str
    boxes: tuple[Node, ...]
    labelled: bool


@record
class _Plan:
    """Rows in `columns`: sizes of members and labels, the rows' height, the squares' width."""

    columns: int
    size: Pt
    label: Pt
    height: int
    square: int
    room: int
    """Width of the label's place; 0 without labels."""
    across: tuple[int, ...]
    """For each row: how many of its boxes stand side by side."""
    breaks: Breaks
    """None where every label and member stands on one line, and each part's boxes stand side by side."""
    fits: bool = True

    @property
    def shift(self) -> int:
        """From a row's left edge to its boxes."""
        return self.square + _LABEL_GAP + (self.room + _LABEL_GAP if self.room else 0)


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> rows in `box`, a click for each part with `reveal`.

    Raises CannotDraw without parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not parts:
        raise CannotDraw(msg("a numbered figure needs at least one part"))
    look = Look(theme, node.accent)
    rows = _rows(parts)
    plans = [_plan(look, rows, box, columns) for columns in ((1, 2) if len(parts) > 4 else (1,))]
    enough = theme.scale.body if rows[0].labelled else theme.scale.title
    best = max(plans, key=lambda plan: (plan.fits, min(plan.size, enough), plan.fits == (plan.columns == 1)))
    return _draw(look, node, rows, box, best, reveal)


def _rows(parts: Sequence[Node]) -> list[_Row]:
    held = [members_of(part) or ((Node(label=part.lead, path=part.path),) if part.lead else ()) for part in parts]
    labelled = any(held)
    return [
        _Row(part, part.symbol or str(number), boxes if labelled else (part,), labelled)
        for number, (part, boxes) in enumerate(zip(parts, held, strict=True), 1)
    ]


def _gap(count: int) -> Emu:
    return GAP if count < 6 else AIR


def _plan(look: Look, rows: Sequence[_Row], box: Rect, columns: int) -> _Plan:
    """Return the largest sizes at which all rows fit, in as many columns."""
    count = -(-len(rows) // columns)
    room = (box.height - _gap(count) * (count - 1)) // count
    width = (box.width - 2 * GAP * (columns - 1)) // columns

    def attempt(size: Pt) -> tuple[bool, Breaks, _Plan]:
        plan = _sized(look, rows, columns, width, room, size)
        return plan.height <= room, plan.breaks, plan

    fits, plan = neatest(look.theme, 24, attempt)
    return replace(plan, fits=fits, height=min(room, max(plan.height * 5 // 4, _TALL)))


def _sized(look: Look, rows: Sequence[_Row], columns: int, width: int, room: int, size: Pt) -> _Plan:
    """Return the plan at one size; its height is what the tallest row needs."""
    label = Pt(round(size * 1.15))
    square = min(room, _TALL if columns == 1 else _SMALL)
    free = width - square - _LABEL_GAP
    texts = [_label_copies(look, row, label, 1) for row in rows if row.labelled]
    widest = max((label_width(copy) for copies in texts for copy in copies), default=0)
    place = min(widest, free * 3 // 10)
    stretch = free - place - (_LABEL_GAP if texts else 0)
    boxes = [[_box_copies(look, box, size) for box in row.boxes] for row in rows]
    across = tuple(_side_by_side(look.theme, sets, stretch, room) for sets in boxes)
    heights = [copies_height(copies, place, look.theme) for copies in texts]
    heights += [_boxes_height(look.theme, sets, stretch, count) for sets, count in zip(boxes, across, strict=True)]
    broken = min(_breaks(sets, stretch, count) for sets, count in zip(boxes, across, strict=True))
    broken = min(broken, breaks(flat(texts), place))
    return _Plan(columns, size, label, max(heights), square, place, across, broken)


def _side_by_side(theme: Theme, boxes: _Boxes, width: int, room: int) -> int:
    """Return how many boxes stand side by side: all, unless their texts break and two or three lines of boxes fit.

    Lines that are all full come before such that leave a hole.
    """
    count = len(boxes)
    if _unbroken(boxes, width, count):
        return count
    choices = [-(-count // lines) for lines in (1, 2, 3) if count > lines or lines == 1]
    fitting = [across for across in choices if _boxes_height(theme, boxes, width, across) <= room]
    whole = [across for across in fitting if _unbroken(boxes, width, across)]
    full = [across for across in whole if count % across == 0]
    return (full or whole or fitting[-1:] or choices)[0]


def _breaks(boxes: _Boxes, width: int, across: int) -> Breaks:
    """Return what is broken in boxes of which so many stand side by side; boxes in several lines are, too."""
    broken = breaks(flat(boxes), _inner(width, across))
    return broken if across == len(boxes) else min(broken, Breaks.LABELS)


def _unbroken(boxes: _Boxes, width: int, across: int) -> bool:
    inner = _inner(width, across)
    return all(one_line(copy, inner) for copies in boxes for copy in copies)


def _inner(width: int, across: int) -> int:
    """Return the width for text in one of `across` boxes."""
    return (width - AIR * (across - 1)) // max(1, across) - _INSETS[0] - _INSETS[2] - 2 * CLEAR


def _boxes_height(theme: Theme, boxes: _Boxes, width: int, across: int) -> int:
    if not boxes:
        return 0
    lines = -(-len(boxes) // across)
    tallest = max(copies_height(copies, _inner(width, across), theme) for copies in boxes)
    return lines * (tallest + _INSETS[1] + _INSETS[3] + 2 * CLEAR) + (lines - 1) * AIR


def _box_copies(look: Look, member: Node, size: Pt) -> tuple[Copy, ...]:
    """A member -> its label, and what it holds on one smaller line below."""
    label = label_copy(look, member.label, size, look.color("ink"), path=member.path, bold=False)
    inner = listed([member.lead, *said_below(member)])
    if not inner:
        return (label,)
    small = Pt(max(size - 3, look.theme.scale.floor))
    return label, label_copy(look, inner, small, look.color("muted"), path=member.path, bold=False, before=Pt(2))


def _label_copies(look: Look, row: _Row, size: Pt, number: int) -> tuple[Copy, ...]:
    part = row.part
    label = label_copy(look, part.label, size, look.accent(number), path=part.path, align="left")
    if not part.lead or not members_of(part):
        return (label,)
    small = Pt(max(size - 5, look.theme.scale.floor))
    muted = look.color("muted")
    return label, label_copy(look, part.lead, small, muted, path=part.path, bold=False, align="left", before=Pt(2))


def _draw(look: Look, node: Node, rows: Sequence[_Row], box: Rect, plan: _Plan, reveal: bool) -> Drawing:
    names = Names("numbered")
    cells = list(enumerate(zip(rows, _cells(box, plan, len(rows)), strict=True), 1))
    size = _symbol_size(look, [row.symbol for row in rows], plan)
    marks = [_square(look, n, row, cell, plan, size, names) for n, (row, cell) in cells]
    squares = draw_panels(marks, look.theme, _SYMBOL_PITCH)
    labels = draw_panels([_label(look, n, row, cell, plan, names) for n, (row, cell) in cells], look.theme)
    panels = [_boxes(look, n, row, cell, plan, names) for n, (row, cell) in cells]
    boxes = iter(draw_panels([panel for row in panels for panel in row], look.theme))
    items: list[AnyItem] = []
    for i, row in enumerate(rows):
        members = (squares[i], *([labels[i]] if row.labelled else []), *(next(boxes) for _ in panels[i]))
        items.append(grouped(names(row.part.label), members, row.part.path, i + 1 if reveal else 0))
    return Drawing(tuple(items), told(node), len(rows) if reveal else 0)


def _cells(box: Rect, plan: _Plan, count: int) -> list[Rect]:
    """Return the rows' rectangles, column by column, in the vertical middle of the box."""
    lines = -(-count // plan.columns)
    place = middle(box, plan.height * lines + _gap(lines) * (lines - 1))
    columns = place.columns(plan.columns, 2 * GAP)
    return [
        Rect(column.x, Emu(place.y + line * (plan.height + _gap(lines))), column.width, Emu(plan.height))
        for column in columns
        for line in range(lines)
    ][:count]


def _symbol_size(look: Look, symbols: Sequence[str], plan: _Plan) -> Pt:
    """Return the largest size at which every symbol stands in its square on one line."""
    inner = plan.square - points(4)
    for size in (Pt(66), Pt(56), Pt(48), *ladder(look.theme, 44)):
        copies = [_symbol_copy(look, symbol, size, "") for symbol in symbols]
        if size * _SYMBOL_PITCH <= plan.height / points(1) and all(one_line(copy, inner) for copy in copies):
            return size
    return look.theme.scale.floor


def _symbol_copy(look: Look, symbol: str, size: Pt, path: str) -> Copy:
    return label_copy(look, symbol, size, look.color("on-accent"), path=path)


def _square(look: Look, number: int, row: _Row, cell: Rect, plan: _Plan, size: Pt, names: Names) -> Panel:
    return Panel(
        name=names(row.part.label, "symbol"),
        rect=Rect(cell.x, cell.y, Emu(plan.square), cell.height),
        copies=(_symbol_copy(look, row.symbol, size, row.part.path),),
        geometry="roundRect",
        radius=RADIUS,
        fill=look.accent(number),
        path=row.part.path,
    )


def _label(look: Look, number: int, row: _Row, cell: Rect, plan: _Plan, names: Names) -> Panel:
    left = plan.square + _LABEL_GAP
    width = plan.room if row.boxes else cell.width - left
    return Panel(
        name=names(row.part.label, "label"),
        rect=Rect(Emu(cell.x + left), cell.y, Emu(width), cell.height),
        copies=_label_copies(look, row, plan.label, number) if row.labelled else (),
        path=row.part.path,
    )


def _side_by_side_in(line: Rect, count: int) -> list[Rect]:
    """Return so many equal boxes, the first at the line's left end and the last at its right, to the EMU.

    What the division of the width leaves goes between them.
    """
    width = (line.width - AIR * (count - 1)) // count
    rest = line.width - width
    return [Rect(Emu(line.x + rest * i // max(1, count - 1)), line.y, Emu(width), line.height) for i in range(count)]


def _boxes(look: Look, number: int, row: _Row, cell: Rect, plan: _Plan, names: Names) -> list[Panel]:
    across = plan.across[number - 1]
    field = Rect(Emu(cell.x + plan.shift), cell.y, Emu(cell.width - plan.shift), cell.height)
    lines = field.rows(-(-len(row.boxes) // max(1, across)), AIR) if row.boxes else []
    places = [place for line in lines for place in _side_by_side_in(line, across)]
    return [
        Panel(
            name=names(row.part.label, member.label if row.labelled else "box"),
            rect=place,
            copies=_box_copies(look, member, plan.size),
            geometry="roundRect",
            radius=RADIUS,
            fill=look.color("card"),
            stroke=Stroke(look.accent(number), EDGE),
            insets=_INSETS,
            path=member.path,
        )
        for member, place in zip(row.boxes, places, strict=False)
    ]
