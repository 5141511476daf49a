"""Quote: words that must stand as they are, large, each beside a bar and a quotation mark, with who says them below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points
from deckbrief.base.message import msg
from deckbrief.base.record import record
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    GAP,
    Insets,
    Look,
    Names,
    Panel,
    copies_height,
    draw_panels,
    grouped,
    label_copy,
    ladder,
    largest,
    listed,
    members_of,
    middle,
    said_below,
    shared,
    told,
)
from deckbrief.layout.figures.node import CannotDraw, Drawing, Node
from deckbrief.layout.frame import AnyItem, Shape, Text
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind()

_BAR: Final = points(6)
_MARK: Final = "“"
_INSETS: Final[Insets] = (points(84), points(14), points(24), points(14))
_TIGHT: Final[Insets] = (points(44), points(4), points(12), points(4))
"""Where there are more than four. The quotation mark stands in the room at the left."""
_STRETCH: Final = 1.5


@record
class _Plan:
    """Quotations in rows of `columns`: the size of the words, the height that each row needs."""

    columns: int
    size: Pt
    heights: tuple[int, ...]
    fits: bool = True


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its parts as quotations in a grid; a part's lead says whose words they are.

    Raises CannotDraw without parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not parts:
        raise CannotDraw(msg("a quote needs at least one part: the words"))
    look = Look(theme, node.accent)
    plans = [_plan(look, parts, box, columns) for columns in (1, 2, 3) if columns <= len(parts)]
    plan = max(plans, key=lambda plan: (plan.fits, min(plan.size, theme.scale.lead), -plan.columns))
    names = Names("quote")
    cells = _cells(box, plan, len(parts))
    panels = [_panel(look, part, cell, plan.size, len(parts), names) for part, cell in zip(parts, cells, strict=True)]
    items: list[AnyItem] = []
    for number, (part, text) in enumerate(zip(parts, draw_panels(panels, theme), strict=True), 1):
        mark = _mark(look, part, number, text.rect, len(parts), names)
        bar = Shape(name=names(part.label, "bar"), rect=text.rect.split_left(_BAR)[0], fill=look.accent(number))
        items.append(grouped(names(part.label), (text, bar, mark), part.path, number if reveal else 0))
    return Drawing(tuple(items), told(node), len(parts) if reveal else 0)


def _mark(look: Look, part: Node, number: int, card: Rect, count: int, names: Names) -> Shape | Text:
    """Return the quotation mark at the left of a card, as large as there is room."""
    width = _insets(count)[0]
    size = Pt(float(int(min(width * 0.9, card.height / look.theme.line) / points(1))))
    copy = label_copy(look, _MARK, size, look.accent(number), path=part.path)
    high = min(card.height, copies_height([copy], width - _BAR, look.theme))
    top = card.y if count <= 4 and high * 2 > card.height else card.center_y - high // 2
    rect = Rect(Emu(card.x + _BAR), Emu(top), Emu(width - _BAR), Emu(high))
    return draw_panels([Panel(name=names(part.label, "mark"), rect=rect, copies=(copy,), anchor="top")], look.theme)[0]


def _insets(count: int) -> Insets:
    return _INSETS if count <= 4 else _TIGHT


def _plan(look: Look, parts: Sequence[Node], box: Rect, columns: int) -> _Plan:
    insets = _insets(len(parts))
    inner = (box.width - GAP * (columns - 1)) // columns - insets[0] - insets[2]
    room = box.height - GAP * (-(-len(parts) // columns) - 1)

    def attempt(size: Pt) -> tuple[bool, _Plan]:
        needs = [copies_height(_copies(look, part, size), inner, look.theme) + insets[1] + insets[3] for part in parts]
        rows = tuple(max(needs[start : start + columns]) for start in range(0, len(parts), columns))
        return sum(rows) <= room, _Plan(columns, size, rows)

    _, fits, plan = largest(ladder(look.theme, 40), attempt)
    return replace(plan, fits=fits)


def _cells(box: Rect, plan: _Plan, count: int) -> list[Rect]:
    gaps = GAP * (len(plan.heights) - 1)
    heights = shared(plan.heights, box.height - gaps, _STRETCH)
    place = middle(box, sum(heights) + gaps)
    cells: list[Rect] = []
    top = place.y
    for height in heights:
        cells += Rect(place.x, top, place.width, height).columns(plan.columns, GAP)
        top = Emu(top + height + GAP)
    return cells[:count]


def _copies(look: Look, part: Node, size: Pt) -> tuple[Copy, ...]:
    words = label_copy(look, part.label, size, look.color("ink"), path=part.path, align="left")
    speaker = f"{'——' if is_unspaced(part.label) else '– '}{part.lead}" if part.lead else ""
    below = listed([speaker, *said_below(part)])
    if not below:
        return (words,)
    small = Pt(max(round(size * 0.65), look.theme.scale.floor))
    muted, before = look.color("muted"), Pt(round(size * 0.3))
    said = label_copy(look, below, small, muted, path=part.path, bold=False, align="left", before=before)
    return words, said


def _panel(look: Look, part: Node, cell: Rect, size: Pt, count: int, names: Names) -> Panel:
    return Panel(
        name=names(part.label, "words"),
        rect=cell,
        copies=_copies(look, part, size),
        fill=look.color("card"),
        stroke=look.hairline(),
        insets=_insets(count),
        path=part.path,
    )
