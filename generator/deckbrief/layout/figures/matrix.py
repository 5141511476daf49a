"""Matrix: a native table, a column for each unit under its accent, equal rows for the themes, that fills its box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points, px
from deckbrief.base.message import msg
from deckbrief.base.record import record
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.base.script.phrases import ends
from deckbrief.base.script.words import cuts
from deckbrief.draft.nodes import Grid, Leaf
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    Breaks,
    Insets,
    Look,
    breaks,
    copies_height,
    joined,
    label_copy,
    label_width,
    lines_of,
    middle,
    neatest,
    said,
    shared,
)
from deckbrief.layout.figures.shapes import icon, rounded_corner
from deckbrief.layout.frame import Group, Stroke, Table, TableCell, TextBody
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, Slot, fit_all
from deckbrief.theme.metrics import snapped
from deckbrief.theme.theme import Align, Theme

KIND: Final = FigureKind()

_INSETS: Final[Insets] = (points(7), points(3), points(7), points(3))
_ICON: Final = px(36)
_ICON_ROOM: Final = px(48)
"""What an icon takes at the left of a row's head."""
RULE: Final = Pt(1)
_HEAD: Final = 1.5
"""Heads are made so much higher where there is room,"""
_STRETCH: Final = 6.0
"""and rows as high as it takes to fill the box."""
_ROUND: Final = px(44)
"""Radius of the head's outer corner."""
_WIDER: Final = 125
_NARROWER: Final = 85
"""Columns are so much of an equal one's width at most and at least, in percent."""
_MOST_TRIED: Final = 5
_LINE_COST: Final = 0.1
_CUT_COST: Final = 2.0
_CENTRED: Final = 28
"""Cells of more characters are set flush left."""


@record
class _Plan:
    """Type size of cells, widths of columns, heights needed by head row and rows."""

    size: Pt
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    icons: int = 0
    """Room for icons at the left of the rows' heads."""


def draw(grid: Grid, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Grid -> one table in `box`; it stands there from the start, also with `reveal`.

    Raises CannotDraw without columns or rows, DoesNotFit where a text does not fit at the floor.
    """
    if not grid.columns or not grid.rows:
        raise CannotDraw(msg("a matrix needs a column and a row at least"))
    look = Look(theme)
    keys = icons_of([("", row.text) for row in grid.rows])
    _, plan = neatest(theme, 22, lambda size: _plan(look, grid, box, size, _ICON_ROOM if keys else 0))
    heights = _filled(plan.heights, box.height)
    rect = middle(Rect(box.x, box.y, Emu(sum(plan.widths)), box.height), sum(heights))
    bodies = iter(fit_all(_slots(look, grid, plan, heights), theme.pitch))
    table = Table(
        name="matrix",
        rect=rect,
        alt=told_grid(grid),
        path=grid.path,
        widths=tuple(Emu(width) for width in plan.widths),
        heights=tuple(heights),
        rows=tuple(
            tuple(_cell(look, grid, row, column, next(bodies)) for column in range(len(plan.widths)))
            for row in range(len(heights))
        ),
        rule=Stroke(look.color("rule"), RULE),
    )
    corner = [] if theme.template else [rounded_corner("matrix corner", rect, min(_ROUND, heights[0]), look)]
    return Drawing((table, *corner, *_icons(look, grid, keys, rect, heights)), told_grid(grid))


def _icons(look: Look, grid: Grid, keys: Sequence[str], rect: Rect, heights: Sequence[Emu]) -> Iterator[Group]:
    """Yield what stands beside the rows' heads, where each has an icon of its own."""
    top, hue = rect.y + heights[0], look.color("hue")
    for row, key, height in zip(grid.rows, keys, heights[1:], strict=False):
        x = rect.x + _INSETS[0] + _ICON // 2
        yield icon(f"matrix · {row.text} · icon", key, x, top + height // 2, _ICON, hue)
        top += height


def _filled(needs: Sequence[int], room: int) -> list[Emu]:
    """Heights that head and rows need -> heights that fill the room, less than needed where it has not so much."""
    head, *rows = needs
    if sum(needs) > room:
        return [Emu(head), *shared(rows, room - head)]
    high = min(round(head * _HEAD), head + (room - sum(needs)) // 2)
    return [Emu(high), *shared(rows, room - high, _STRETCH)]


def told_grid(grid: Grid) -> str:
    """Grid -> the words that tell it, row by row: `领导责任：甲：…；乙：…。`"""
    sentences = []
    for row, cells in zip(grid.rows, grid.cells, strict=True):
        cjk = is_unspaced(row.text)
        said = [
            joined(column.text, cell.text if cell else grid.unsaid)
            for column, cell in zip(grid.columns, cells, strict=True)
        ]
        sentences.append(joined(row.text, ("；" if cjk else "; ").join(said)) + ("。" if cjk else ". "))
    return "".join(sentences).strip()


def _plan(look: Look, grid: Grid, box: Rect, size: Pt, icons: int) -> tuple[bool, Breaks, _Plan]:
    """Return whether the table fits at a size, whether no text breaks then, and the plan."""
    heads = [_row_head(look, row, size) for row in grid.rows]
    most = box.width * 24 // 100 + icons
    first = min(max(label_width(copy) for copy in heads) + _INSETS[0] + icons + _INSETS[2], most)
    table = _copies(look, grid, size)
    rest = _column_widths([[row[column] for row in table] for column in range(1, len(table[0]))], box.width - first)
    widths = (box.width - sum(rest), *rest)
    inner = [width - _INSETS[0] - _INSETS[2] - (0 if column else icons) for column, width in enumerate(widths)]
    heights = [
        max(copies_height([copy], width, look.theme) for copy, width in zip(row, inner, strict=True))
        + _INSETS[1]
        + _INSETS[3]
        for row in table
    ]
    alike = [heights[0], *[max(heights[1:])] * len(grid.rows)]
    if sum(alike) <= box.height or size > look.theme.scale.floor:  # smaller type rather than rows of several heights
        heights = alike
    broken = min(breaks([row[column] for row in table], width) for column, width in enumerate(inner))
    return sum(heights) <= box.height, broken, _Plan(size, widths, tuple(heights), icons)


def _column_widths(columns: Sequence[Sequence[Copy]], room: int) -> list[int]:
    """Copies of each column -> widths that fill the room: equal ones, or some wider where less is parted so."""
    each, sides = room // len(columns), _INSETS[0] + _INSETS[2]
    equal = [each] * len(columns)
    needs = [max(label_width(copy) for copy in column) + sides for column in columns]
    found = [equal]
    for chosen in product((False, True), repeat=len(columns)) if len(columns) <= _MOST_TRIED else ():
        asked = [min(need, each * _WIDER // 100) if wide else 0 for need, wide in zip(needs, chosen, strict=True)]
        widths = _granted(asked, room)
        found += [widths] if widths and min(widths) * 100 >= each * _NARROWER else []
    costs = [
        sum(_parting(column, width - sides) for column, width in zip(columns, widths, strict=True)) for widths in found
    ]
    return found[costs.index(min(costs))]


def _granted(needs: Sequence[int], room: int) -> list[int]:
    """Return widths of columns, none below its need and else as alike as can be; nothing where needs are too many."""
    waiting = sorted(needs, reverse=True)
    for position, need in enumerate(waiting):
        level = (room - sum(waiting[:position])) // (len(waiting) - position)
        if need <= level:
            return [max(need, level) for need in needs]
    return []


def _parting(copies: Sequence[Copy], width: int) -> float:
    """Return what the lines of cells part in a column so wide: phrases, words, and a little for each further line."""
    cost = 0.0
    for copy in copies:
        starts = [line.start for line in lines_of(copy, width)[1:]]
        wanted, cut = (ends(copy.text), cuts(copy.text)) if starts else ({}, frozenset())
        cost += sum(_LINE_COST + (_CUT_COST if at in cut else max(0.0, wanted.get(at, 0.0))) for at in starts)
    return cost


def _copies(look: Look, grid: Grid, size: Pt) -> list[list[Copy]]:
    """Return the copies of all cells, head row first."""
    corner = label_copy(look, grid.corner, size, look.color("muted"), path=grid.path, align="left")
    table = [[corner, *(_column_head(look, leaf, size) for leaf in grid.columns)]]
    longest = max((len(cell.text) for row in grid.cells for cell in row if cell), default=0)
    align: Align = "center" if longest <= _CENTRED else "left"
    for row, cells in zip(grid.rows, grid.cells, strict=True):
        table.append(
            [_row_head(look, row, size), *(_cell_copy(look, row, cell, size, align, grid.unsaid) for cell in cells)]
        )
    return table


def _column_head(look: Look, leaf: Leaf, size: Pt) -> Copy:
    larger = {16: 18, 17: 20, 18: 22, 20: 24, 22: 26}
    return said(look, leaf.text, larger.get(int(size), size), look.color("on-accent"), path=leaf.path, align="center")


def _row_head(look: Look, leaf: Leaf, size: Pt) -> Copy:
    return label_copy(look, leaf.text, size, look.color("ink"), path=leaf.path, align="left")


def _cell_copy(look: Look, row: Leaf, cell: Leaf | None, size: Pt, align: Align, unsaid: str) -> Copy:
    text, path = (cell.text, cell.path) if cell else (unsaid, row.path)
    size = size if cell else max(snapped(size - 2), look.theme.scale.floor)
    color = look.color("ink" if cell else "muted")
    return label_copy(look, text, size, color, path=path, bold=False, align=align if cell else "center", balanced=False)


def _slots(look: Look, grid: Grid, plan: _Plan, heights: Sequence[Emu]) -> list[Slot]:
    return [
        Slot(
            copies=(copy,),
            box=Rect(Emu(0), Emu(0), Emu(width), height),
            insets=(Emu(_INSETS[0] + (0 if column or not row else plan.icons)), *_INSETS[1:]),
        )
        for row, (copies, height) in enumerate(zip(_copies(look, grid, plan.size), heights, strict=True))
        for column, (copy, width) in enumerate(zip(copies, plan.widths, strict=True))
    ]


def _cell(look: Look, grid: Grid, row: int, column: int, body: TextBody) -> TableCell:
    """Return a cell, filled: heads in their accents, the corner not at all."""
    if row == 0:
        if column == 0:
            return TableCell(body)
        accents = grid.accents or tuple(range(1, len(grid.columns) + 1))
        return TableCell(body, look.accent(accents[column - 1]), grid.columns[column - 1].path)
    fill = look.color("card")
    if column == 0:
        return TableCell(body, fill, grid.rows[row - 1].path)
    cell = grid.cells[row - 1][column - 1]
    return TableCell(body, fill, cell.path if cell else "")
