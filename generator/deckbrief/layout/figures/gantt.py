"""Gantt: works as bars over the periods that they take, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.message import msg
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.cells import Cell, set_cells
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
    whole_words,
)
from deckbrief.layout.figures.shapes import card, leaf
from deckbrief.layout.figures.steps import lead_above
from deckbrief.layout.frame import AnyItem, Shape, Text
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Color, Theme

KIND: Final = FigureKind(whole=True, many="timeline", few=0, lead=False)

_MOST: Final = 12
_MOST_PERIODS: Final = 24
_NAMES: Final = 0.26
"""Share of the width that the names of works take."""
_HEAD: Final = px(48)
_AIR: Final = px(6)
_INNER: Final = px(12)
_LEAF: Final = px(44)
_BAR: Final = 0.6
"""Share of a row's height that its bar takes."""
_HAIR: Final = px(1)


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its parts as bars over its periods, a click for each with `reveal`.

    Raises CannotDraw where a part says no periods, for more than twelve parts or 24 periods, DoesNotFit where a text
    does not fit at the floor.
    """
    parts, periods = members_of(node), node.on.periods
    spans = [part.spot.span for part in parts]
    if not 1 <= len(parts) <= _MOST or not 1 <= len(periods) <= _MOST_PERIODS or None in spans:
        raise CannotDraw(
            msg("a plan has one to twelve works, each from one period to another, of 24 at most"),
            msg("timeline draws any number"),
        )
    look = Look(theme, node.accent or 1)
    names = Names("gantt")
    lead, place = lead_above(look, node, box)
    head, body = place.split_top(_HEAD, _AIR)
    left, _ = body.split_left(round(body.width * _NAMES), _INNER)
    across = Rect(Emu(left.right + _INNER), head.y, Emu(head.right - left.right - _INNER), head.height)
    columns = _columns(across, len(periods))
    rows = body.rows(len(parts), _AIR)
    ground = _ground(look, rows, columns, body, names)
    heads = _heads(look, node, columns, names)
    words = set_cells(
        look,
        [
            Cell(name=names(part.label, "words"), node=part, ink=look.color("ink"), soft=look.color("muted"),
                 room=Rect(row.x, row.y, left.width, row.height).inset(px(16), px(1), 0, px(1)))
            for part, row in zip(parts, rows, strict=True)
        ],
        30,
    )  # fmt: skip
    items: list[AnyItem] = [*lead, *ground, *heads]
    end = _end(parts)
    for number, (part, row, span, text) in enumerate(zip(parts, rows, spans, words, strict=True), 1):
        first, last = span or (0, 0)
        fill = look.color("gold" if part.highlight or number == end else "hue")
        bar = _bar(part, row, columns[first], columns[last], fill, names)
        items.append(grouped(names(part.label), (text, bar), part.path, number if reveal else 0))
    return Drawing(tuple(items), _told(node, parts), len(parts) if reveal else 0)


def _told(node: Node, parts: Sequence[Node]) -> str:
    periods = node.on.periods
    spans = [(part.label, *(part.spot.span or (0, 0))) for part in parts]
    told = [f"{name} {periods[first]}" + (f"–{periods[last]}" if last > first else "") for name, first, last in spans]
    return f"{alt_text(node)} {listed(told)}"


def _columns(box: Rect, count: int) -> list[Rect]:
    """Return the periods' columns; they share out the width to its last unit."""
    edges = [box.x + box.width * number // count for number in range(count + 1)]
    return [Rect(Emu(x), box.y, Emu(end - x), box.height) for x, end in pairwise(edges)]


def _ground(look: Look, rows: Sequence[Rect], columns: Sequence[Rect], body: Rect, names: Names) -> list[AnyItem]:
    """Return the card of all rows, stripes of every second period on it, and fine lines between the rows."""
    foot = rows[-1].bottom
    whole = Rect(body.x, body.y, body.width, Emu(foot - body.y))
    items: list[AnyItem] = [card(names("card"), whole, look, radius=_LEAF)]
    for number, column in enumerate(columns[:-1] if len(columns) % 2 else columns):
        if number % 2 == 0:
            rect = Rect(column.x, body.y, column.width, whole.height)
            items.append(Shape(name=names("stripe", str(number + 1)), rect=rect, fill=look.color("band")))
    for number, (above, below) in enumerate(pairwise(rows), 1):
        y = (above.bottom + below.y) // 2
        rect = Rect(body.x, Emu(y), body.width, _HAIR)
        items.append(Shape(name=names("line", str(number)), rect=rect, fill=look.color("rule")))
    return items


def _heads(look: Look, node: Node, columns: Sequence[Rect], names: Names) -> list[Shape | Text]:
    """Return the names of the periods; where they are many, every second, third … of them."""
    size = 20
    step = 1
    while step < len(columns) and not all(
        whole_words(_head(look, node, number, size), columns[number].width * step)
        and len(node.on.periods[number]) * px(size * 4 / 3) <= columns[number].width * step * 1.02
        for number in range(0, len(columns), step)
    ):
        size, step = (size - 2, step) if size > 16 else (size, step + 1)
    panels = []
    for number in range(0, len(columns), step):
        first, last = columns[number], columns[min(number + step, len(columns)) - 1]
        rect = Rect(first.x, first.y, Emu(last.right - first.x), first.height)
        copy = _head(look, node, number, size, left=step > 1)
        panels.append(Panel(name=names("period", copy.text), rect=rect, copies=(copy,), path=node.path))
    return draw_panels(panels, look.theme)


def _head(look: Look, node: Node, number: int, size: float, left: bool = False) -> Copy:
    return explained(
        look, node.on.periods[number], size, look.color("muted"), path=node.path, bold=True,
        align="left" if left else "center",
    )  # fmt: skip


def _end(parts: Sequence[Node]) -> int:
    """Return the number, from 1, of the work with which a plan ends; 0 where others end with it, or one is marked."""
    ends = [(part.spot.span or (0, 0))[1] for part in parts]
    if len(parts) == 1 or any(part.highlight for part in parts) or ends.count(max(ends)) > 1:
        return 0
    return ends.index(max(ends)) + 1


def _bar(part: Node, row: Rect, first: Rect, last: Rect, fill: Color, names: Names) -> Shape:
    high = round(row.height * _BAR)
    rect = Rect(
        Emu(first.x + px(4)), Emu(row.center_y - high // 2), Emu(last.right - first.x - px(8)), Emu(high)
    )  # fmt: skip
    return leaf(names(part.label, "bar"), rect, fill, radius=min(px(20), high // 2), path=part.path)
