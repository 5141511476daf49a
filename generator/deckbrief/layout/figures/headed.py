"""Headed cards: a coloured head with a label, below it what the part holds; for formula, timeline, tree and others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import (
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
    neatest,
    spread,
)
from deckbrief.layout.frame import Group, Shape, Text
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Color

_HEAD: Final[Insets] = (points(9), points(8), points(9), points(8))
_BODY: Final[Insets] = (points(12), points(12), points(10), points(12))
_LOW: Final = points(52)
"""Heads are not made lower than this for looks alone."""
_ALONE: Final = points(110)
"""Nor cards that are heads alone."""
_STRETCH: Final = 1.5
"""Bodies are made so much taller where there is room, with more air between their lines."""


@record
class CardPlan:
    """Cards of one size: type size of bodies, height of heads and bodies (0: heads alone)."""

    size: Pt
    head: int
    body: int
    breaks: Breaks
    fits: bool = True

    @property
    def height(self) -> int:
        return self.head + self.body


def plan_cards(look: Look, parts: Sequence[Node], width: int, room: int, top: float = 24) -> CardPlan:
    """Return the largest sizes, from `top` points down, at which cards of `width` are at most `room` high."""

    def attempt(size: Pt) -> tuple[bool, Breaks, CardPlan]:
        plan = _sized(look, parts, width, size)
        return plan.height <= room, plan.breaks, plan

    fits, plan = neatest(look.theme, top, attempt)
    if fits:
        least = _LOW if plan.body else _ALONE
        head = min(max(plan.head, least), room - plan.body)
        return replace(plan, head=head, body=max(plan.body, min(round(plan.body * _STRETCH), room - head)))
    # The texts are set all the same: where they do not fit, the fit says so with its place.
    head = min(plan.head, room - points(1) if plan.body else room)
    return replace(plan, body=room - head if plan.body else 0, head=head, fits=False)


def _sized(look: Look, parts: Sequence[Node], width: int, size: Pt) -> CardPlan:
    alone = not any(body_copies(look, part, size, look.accent(1)) for part in parts)
    inner = width - _HEAD[0] - _HEAD[2] - 2 * CLEAR
    heads = [head_copies(look, part, size) for part in parts]
    head = max(copies_height(copies, inner, look.theme) for copies in heads) + _HEAD[1] + _HEAD[3] + 2 * CLEAR
    if alone:
        return CardPlan(size, head, 0, breaks(flat(heads), inner))
    room = width - _BODY[0] - _BODY[2]
    bodies = [body_copies(look, part, size, look.accent(1)) for part in parts]
    tallest = max(copies_height(copies, room, look.theme) for copies in bodies)
    broken = breaks(flat(heads), inner, flat(bodies), room)
    return CardPlan(size, head, tallest + _BODY[1] + _BODY[3], broken)


def head_copies(look: Look, part: Node, size: Pt) -> tuple[Copy, ...]:
    """A part -> its symbol, large, over its label; or the label alone."""
    color = look.color("on-accent")
    if not part.symbol or part.symbol == part.label:
        return (label_copy(look, part.label, Pt(round(size * 1.25)), color, path=part.path),)
    symbol = label_copy(look, part.symbol, Pt(size * 2), color, path=part.path)
    return symbol, label_copy(look, part.label, size, color, path=part.path, bold=False)


def body_copies(look: Look, part: Node, size: Pt, accent: Color) -> tuple[Copy, ...]:
    """A part -> its lead, and what it holds as bullets."""
    held = content_copies(look, part, size, accent, plain=not part.lead)
    if not part.lead:
        return held
    lead = label_copy(
        look, part.lead, size, look.color("muted"), path=part.path, bold=False, align="left" if held else "center"
    )
    return (lead, *held)


def draw_cards(
    look: Look,
    parts: Sequence[Node],
    cells: Sequence[Rect],
    plan: CardPlan,
    names: Names,
    accents: Sequence[Color],
    clicks: Sequence[int],
    *,
    square: bool = False,
) -> list[Group]:
    """Parts and their cells (as wide as planned, as high as `plan.height`) -> a group for each card, its head first.

    `square` heads can have connectors glued to them: programs do not agree on the sites of `round2SameRect`.

    Raises DoesNotFit where a text does not fit at its floor.
    """
    heads = draw_panels(
        [_head(look, *each, plan, names, square) for each in zip(parts, cells, accents, strict=True)], look.theme
    )
    bodies: Sequence[Shape | Text | None] = [None] * len(parts)
    if plan.body:
        air = min(_spare(look, *each, plan) for each in zip(parts, cells, accents, strict=True))
        panels = [_body(look, *each, plan, air, names) for each in zip(parts, cells, accents, strict=True)]
        bodies = draw_panels(panels, look.theme)
    return [
        grouped(names(part.label), [item for item in (head, body) if item], part.path, click)
        for part, head, body, click in zip(parts, heads, bodies, clicks, strict=True)
    ]


def _head(look: Look, part: Node, cell: Rect, accent: Color, plan: CardPlan, names: Names, square: bool) -> Panel:
    return Panel(
        name=names(part.label, "head"),
        rect=Rect(cell.x, cell.y, cell.width, Emu(plan.head)),
        copies=head_copies(look, part, plan.size),
        geometry="rect" if square else "round2SameRect" if plan.body else "roundRect",
        radius=RADIUS,
        fill=accent,
        insets=_HEAD,
        path=part.path,
    )


def _spare(look: Look, part: Node, cell: Rect, accent: Color, plan: CardPlan) -> int:
    """Return the height that is left between two lines of a body, were it all given to them."""
    copies = body_copies(look, part, plan.size, accent)
    used = copies_height(copies, cell.width - _BODY[0] - _BODY[2], look.theme)
    return (plan.body - _BODY[1] - _BODY[3] - used) // max(1, len(copies) - 1)


def _body(look: Look, part: Node, cell: Rect, accent: Color, plan: CardPlan, air: int, names: Names) -> Panel:
    copies = body_copies(look, part, plan.size, accent)
    copies = spread(copies, air * (len(copies) - 1), plan.size * 0.6)
    return Panel(
        name=names(part.label, "body"),
        rect=Rect(cell.x, Emu(cell.y + plan.head), cell.width, Emu(plan.body)),
        copies=copies,
        fill=look.color("card"),
        stroke=look.hairline(),
        insets=_BODY,
        anchor="middle" if len(copies) == 1 else "top",
        path=part.path,
    )
