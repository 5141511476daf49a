"""Cards in a grid: an edge in the accent, a label, what the part holds. Several diagrams put their details there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import (
    AIR,
    CLEAR,
    RADIUS,
    Breaks,
    Insets,
    Look,
    Names,
    Panel,
    breaks,
    content_copies,
    copies_height,
    draw_panels,
    flat,
    grouped,
    label_copy,
    middle,
    neatest,
    shared,
    titled,
)
from deckbrief.layout.frame import Group, Shape
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Color

_BAR: Final = points(6)
_LEFT: Final = points(20)
_INSETS: Final[Insets] = (_LEFT, points(7), points(14), points(7))


@record
class CardPlan:
    """Cards in rows of `columns`, the text's size, and the height that each row needs."""

    columns: int
    size: Pt
    heights: tuple[int, ...]
    breaks: Breaks
    left: Emu
    """Room at the left of the text, for the card's mark."""
    alike: bool
    """All rows are equally high."""
    fits: bool = True


Mark = Callable[[Names, Node, Rect, Color, Look], Sequence[Shape]]
"""Name giver, part, card, accent, look -> what marks the card at its left."""


def edge(names: Names, part: Node, card: Rect, accent: Color, look: Look) -> Sequence[Shape]:
    """Return the edge along the card's left side."""
    return (Shape(name=names(part.label, "edge"), rect=card.split_left(_BAR)[0], fill=accent),)


def plan_cards(
    look: Look, parts: Sequence[Node], box: Rect, columns: Sequence[int], top: float = 22, left: Emu = _LEFT
) -> CardPlan:
    """Return the plan with whole lines, else the one with the largest text, better in fewer columns than three.

    Rows are alike and full where the text is not smaller than the theme's small size for it.
    """
    plans = [_plan(look, parts, box, count, top, left) for count in columns if count <= len(parts)]

    def rank(plan: CardPlan) -> tuple[bool, bool, Breaks, bool, bool, Pt]:
        full = len(parts) % plan.columns == 0 and plan.size >= look.theme.scale.small
        return plan.fits, plan.alike, plan.breaks, full, plan.columns < 3, plan.size

    return max(plans, key=rank)


def _plan(look: Look, parts: Sequence[Node], box: Rect, columns: int, top: float, left: Emu) -> CardPlan:
    width = (box.width - AIR * (columns - 1)) // columns - left - _INSETS[2] - 2 * CLEAR
    room = box.height - AIR * (-(-len(parts) // columns) - 1)

    def attempt(alike: bool, size: Pt) -> tuple[bool, Breaks, CardPlan]:
        copies = [card_copies(look, part, size, look.accent(1)) for part in parts]
        broken = breaks([texts[0] for texts in copies], width, flat(texts[1:] for texts in copies), width)
        needs = [copies_height(texts, width, look.theme) + _INSETS[1] + _INSETS[3] + 2 * CLEAR for texts in copies]
        rows = [max(needs[start : start + columns]) for start in range(0, len(parts), columns)]
        heights = [max(rows)] * len(rows) if alike else rows
        return sum(heights) <= room, broken, CardPlan(columns, size, tuple(heights), broken, left, alike)

    fits, plan = neatest(look.theme, top, partial(attempt, True))
    if not fits:
        fits, plan = neatest(look.theme, top, partial(attempt, False))
    return replace(plan, fits=fits)


def card_copies(look: Look, part: Node, size: Pt, accent: Color) -> tuple[Copy, ...]:
    """A part -> its label, bold, its lead and what it holds."""
    floor = look.theme.scale.floor
    large = Pt(round(size * 1.15)) if size > floor else floor
    label = label_copy(look, titled(part), large, look.color("ink"), path=part.path, align="left")
    held = content_copies(look, part, size, accent, plain=True)
    muted = look.color("muted")
    lead = label_copy(look, part.lead, size, muted, path=part.path, bold=False, align="left", before=Pt(2))
    if len(held) == 1:
        held = (replace(held[0], color=muted, before=Pt(2)),)
    return (label, *([lead] if part.lead else []), *held)


def draw_cards(
    look: Look,
    parts: Sequence[Node],
    box: Rect,
    plan: CardPlan,
    names: Names,
    clicks: Sequence[int],
    *,
    mark: Mark = edge,
    stretch: float = 1.35,
) -> list[Group]:
    """Parts -> groups of card and mark, in the vertical middle of the box. `clicks` say when each appears."""
    rows = len(plan.heights)
    heights = shared(plan.heights, box.height - AIR * (rows - 1), stretch)
    place = middle(box, sum(heights) + AIR * (rows - 1))
    cells: list[Rect] = []
    top = place.y
    for height in heights:
        row = Rect(place.x, top, place.width, height).columns(plan.columns, AIR)[: len(parts) - len(cells)]
        cells += [cell.moved((place.right - row[-1].right) // 2, 0) for cell in row]
        top = Emu(top + height + AIR)
    panels = [
        Panel(
            name=names(part.label, "card"),
            rect=cell,
            copies=card_copies(look, part, plan.size, look.accent(number)),
            geometry="roundRect",
            radius=RADIUS,
            fill=look.color("card"),
            stroke=look.hairline(),
            insets=(plan.left, *_INSETS[1:]),
            path=part.path,
        )
        for number, (part, cell) in enumerate(zip(parts, cells, strict=True), 1)
    ]
    shapes = draw_panels(panels, look.theme)
    groups: list[Group] = []
    for number, (part, shape, click) in enumerate(zip(parts, shapes, clicks, strict=True), 1):
        marks = mark(names, part, shape.rect, look.accent(number), look)
        groups.append(grouped(names(part.label, "details"), (shape, *marks), part.path, click))
    return groups
