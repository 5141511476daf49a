"""Table: a native table with columns as wide as what they hold; numbers stand at the right, totals are set apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from deckbrief.base.emphasis import without_marks
from deckbrief.base.length import Emu, Pt, Rect, points, px
from deckbrief.base.message import msg
from deckbrief.base.patterns import deferred
from deckbrief.base.record import record
from deckbrief.base.same import Same
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft.nodes import TableLine, Tabular
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    AIR,
    Breaks,
    Insets,
    Look,
    breaks,
    copies_height,
    joined,
    label_copy,
    label_width,
    middle,
    neatest,
    said,
    shared,
)
from deckbrief.layout.figures.shapes import rounded_corner
from deckbrief.layout.frame import AnyItem, Stroke, Table, TableCell, Text, TextBody
from deckbrief.layout.text.emphasis import emphasized
from deckbrief.layout.text.fit import Copy, Slot, fit, fit_all, height_for
from deckbrief.theme.theme import Align, Color, Theme

KIND: Final = FigureKind(lead=False)

_INSETS: Final[Insets] = (points(12), points(6), points(12), points(6))
_ROUND: Final = px(36)
"""Radius of the head's outer corner."""
_RULE: Final = Pt(1)
"""Rows are parted by a hairline."""
_STRETCH: Final = 2.2
_ROOMY: Final = 3.2
_LARGEST: Final = 22
_LARGER: Final = {1: 28, 2: 28, 3: 26, 4: 24}
"""Rows become so much higher than their texts, those of a small table more; and its type is larger."""
_SMALL: Final = 3
_SHORT: Final = 8
"""Texts of so many characters stand in the middle of their columns, where all of a column are so short;"""
_FEW: Final = 3
_MARKS: Final = 2
"""but in a table of so few columns only such of so few characters, since words in the middle of a wide one are lost."""
_NUMBER: Final = deferred(r"[-+−±]?[0-9][0-9,]*(?:\.[0-9]+)?\s?(?:%|‰|万|亿)?\Z")
_NOTHING: Final = frozenset({"", "-", "—", "–", "…"})


@record
class _Plan:
    """Type size of cells, widths of columns, heights needed by the head and the rows."""

    size: Pt
    widths: tuple[int, ...]
    heights: tuple[int, ...]


def draw(table: Tabular, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Table -> a native table in `box`, its note below it; it stands there from the start, also with `reveal`.

    Raises CannotDraw without columns or rows, DoesNotFit where a text does not fit at the floor.
    """
    if not table.head or not table.members:
        raise CannotDraw(msg("a table needs a column and a row at least"))
    look = Look(theme, 1)
    note = _note(look, table)
    below = height_for((note,), box.width, theme.pitch) + AIR if note else 0
    field = Rect(box.x, box.y, box.width, Emu(box.height - below))
    align = [_alignment(table, column) for column in range(len(table.head))]
    _, plan = neatest(
        theme,
        _LARGER.get(len(table.whole or table.members), _LARGEST),
        lambda size: _plan(look, table, align, field, size),
    )
    heights = _heights(plan, field.height)
    rect = middle(Rect(box.x, box.y, Emu(sum(plan.widths)), field.height), sum(heights))
    copies = [copy for row in _copies(look, table, align, plan.size) for copy in row]
    places = [Rect(Emu(0), Emu(0), Emu(width), height) for height in heights for width in plan.widths]
    slots = [Slot(copies=(copy,), box=place, insets=_INSETS) for copy, place in zip(copies, places, strict=True)]
    bodies = iter(fit_all(slots, theme.pitch))
    rows = [tuple(_cells(look, line, number, bodies)) for number, line in enumerate((_head(table), *table.members))]
    told = without_marks(told_table(table))
    items: list[AnyItem] = [
        Table(
            name="table", rect=rect, alt=told, path=table.path, widths=tuple(map(Emu, plan.widths)),
            heights=tuple(heights), rows=tuple(rows), rule=Stroke(look.color("rule"), _RULE),
        )
    ]  # fmt: skip
    if not theme.template:
        items.append(rounded_corner("table corner", rect, min(_ROUND, heights[0]), look))
    if note:
        place = Rect(box.x, Emu(rect.bottom + AIR), box.width, Emu(below - AIR))
        body = fit(Slot(copies=(note,), box=place, anchor="top"), theme.pitch)
        items.append(Text(name="table note", rect=place, body=body, path=f"{table.path}.note"))
    return Drawing(tuple(items), told)


def told_table(table: Tabular) -> str:
    """Table -> the words that tell it, row by row: `东街：户数，425；…。`"""
    sentences = []
    for line in table.members:
        sayings = [joined(head, cell) for head, cell in zip(table.head[1:], line.cells[1:], strict=False) if cell]
        cjk = is_unspaced("".join(line.cells))
        told = ("；" if cjk else "; ").join(sayings)
        sentences.append((joined(line.cells[0], told) if sayings else line.cells[0]) + ("。" if cjk else ". "))
    return "".join(sentences).strip()


def _head(table: Tabular) -> TableLine:
    return TableLine(cells=table.head, path=f"{table.path}.head")


def _note(look: Look, table: Tabular) -> Copy | None:
    if not table.note:
        return None
    size, color = look.theme.scale.floor, look.color("muted")
    return Copy(text=table.note, size=size, floor=size, color=color, path=f"{table.path}.note")


def _alignment(table: Tabular, column: int) -> Align:
    """Return how a column stands: as it says, numbers at the right, a few characters in the middle, texts at the left.

    Where the table is continued, by all of its rows.
    """
    asked: dict[str, Align] = {"left": "left", "center": "center", "right": "right"}
    if table.align[column] in asked:
        return asked[table.align[column]]
    short = _SHORT if len(table.head) > _FEW else _MARKS
    return _natural_alignment(Same(table.whole or table.members), column, short)


@lru_cache(maxsize=256)
def _natural_alignment(rows: Same[tuple[TableLine, ...]], column: int, short: int) -> Align:
    cells = [line.cells[column] for line in rows.value if line.cells[column] not in _NOTHING]
    if cells and all(_NUMBER.match(cell) for cell in cells):
        return "right"
    return "center" if column and cells and all(len(cell) <= short for cell in cells) else "left"


def _plan(look: Look, table: Tabular, align: Sequence[Align], box: Rect, size: Pt) -> tuple[bool, Breaks, _Plan]:
    """Return whether the table fits at a size, whether no text breaks then, and the plan."""
    rows = _copies(look, table, align, size)
    sides = _INSETS[0] + _INSETS[2]
    measured = _measured(Same(table.whole or table.members), table.head, size, Same(look.theme))
    widths = column_widths([width + sides for width in measured], box.width)
    inner = [width - sides for width in widths]
    heights = [
        max(copies_height([copy], width, look.theme) for copy, width in zip(row, inner, strict=True))
        + _INSETS[1]
        + _INSETS[3]
        for row in rows
    ]
    alike = [heights[0], *[max(heights[1:])] * (len(heights) - 1)]
    heights = alike if sum(alike) <= box.height else heights
    broken = min(breaks([row[column] for row in rows], width) for column, width in enumerate(inner))
    return sum(heights) <= box.height, broken, _Plan(size, tuple(widths), tuple(heights))


@lru_cache(maxsize=256)
def _measured(rows: Same[tuple[TableLine, ...]], head: tuple[str, ...], size: Pt, theme: Same[Theme]) -> list[int]:
    """Rows of a table, its head -> the width of each column's widest cell on one line: once for all continuations."""
    look = Look(theme.value, 1)
    align: list[Align] = ["left"] * len(head)
    table = Tabular(head=head, members=rows.value, align=(), path="")
    cells = _copies(look, table, align, size)
    return [max(label_width(row[column]) for row in cells) for column in range(len(head))]


def column_widths(natural: Sequence[int], room: int) -> list[int]:
    """Widths that columns would have on one line, the room for all -> widths that fill it.

    Where there is more room, all are given the same more; where there is less, the widest give way, for narrow ones
    hold what must not break: numbers and names.
    """
    count, total = len(natural), sum(natural)
    if total <= room:
        widths = [width + (room - total) // count for width in natural]
    else:
        level = _level(natural, room)
        widths = [min(width, level) for width in natural]
    widths[0] += room - sum(widths)
    return widths


def _level(natural: Sequence[int], room: int) -> int:
    """Return the width that the widest columns are cut to, so that all of them have room."""
    left, waiting = room, sorted(natural)
    for position, width in enumerate(waiting):
        each = left // (len(waiting) - position)
        if width > each:
            return each
        left -= width
    return waiting[-1]


def _heights(plan: _Plan, room: int) -> list[Emu]:
    head, *rows = plan.heights
    if sum(plan.heights) > room:
        return [Emu(head), *shared(rows, room - head)]
    return shared(plan.heights, room, _ROOMY if len(rows) <= _SMALL else _STRETCH)


def _copies(look: Look, table: Tabular, align: Sequence[Align], size: Pt) -> list[list[Copy]]:
    """Return the copies of all cells, the head first."""
    lines = (_head(table), *table.members)
    accent = look.color("primary")
    head = look.color("on-accent")
    return [
        [
            emphasized(label_copy(
                look, cell, size, look.color("ink"), path=line.path,
                bold=not column or line.total or line.strong, align=each, balanced=False,
            ), accent)
            if number
            else emphasized(said(look, cell, size, head, path=line.path, align=each), head)
            for column, (cell, each) in enumerate(zip(line.cells, align, strict=True))
        ]
        for number, line in enumerate(lines)
    ]  # fmt: skip


def _cells(look: Look, line: TableLine, row: int, bodies: Iterator[TextBody]) -> Iterator[TableCell]:
    fill = _fill(look, line, row)
    for column in range(len(line.cells)):
        yield TableCell(next(bodies), fill, f"{line.path}.cells.{column}" if row else f"{line.path}.{column}")


def _fill(look: Look, line: TableLine, row: int) -> Color:
    """Return what a row is filled with: heads in the hue, totals and what is pointed at apart, all others white."""
    if row == 0:
        return look.accent(1)
    return look.color("band" if line.total else "tint" if line.strong else "card")
