"""Hub: a theme in the middle, its focuses in columns on both sides, each joined to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from generator.base.length import Emu, Pt, Rect, points
from generator.base.record import record
from generator.design.theme import Align, Color, Theme
from generator.layout.diagram.kit import (
    AIR,
    CLEAR,
    LINK,
    RADIUS,
    Breaks,
    Insets,
    Look,
    Names,
    Panel,
    breaks,
    connector,
    content_copies,
    copies_height,
    draw_panels,
    flat,
    joined,
    label_copy,
    ladder,
    largest,
    listed,
    members_of,
    nearest_site,
    neatest,
    said_below,
    told,
    whole_words,
    with_edge,
)
from generator.layout.diagram.node import CannotDraw, Drawing, Node
from generator.layout.frame import AnyItem, Run, Shape, Stroke
from generator.layout.preset import text_rect
from generator.layout.text import Copy

_REACH: Final = points(54)
_SHORT_REACH: Final = points(30)
"""Least length of the joining lines, the second in a box that is not wide."""
_WIDE: Final = points(640)
_INSETS: Final[Insets] = (points(14), points(8), points(12), points(8))
_TIGHT: Final[Insets] = (points(12), points(6), points(10), points(6))
_LOW: Final = points(84)
_TALL: Final = points(150)
"""Cards are made as tall as the first for looks, never taller than the second."""


@record
class _Plan:
    """Type size, height of a card; a tight card says all in one paragraph."""

    size: Pt
    height: int
    tight: bool
    fits: bool = True


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> a circle with its `center` (else its label) and a card for each part, joined by lines.

    Raises CannotDraw with fewer than two parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if len(parts) < 2:
        raise CannotDraw("a hub needs at least two parts around it", "draw a single part as a checklist")
    look = Look(theme, node.accent)
    names = Names("hub")
    circle = _circle(look, node, box, names)
    plan = _plan(look, parts, box, circle.rect, tight=False)
    if not plan.fits:
        plan = _plan(look, parts, box, circle.rect, tight=True)
    cells = _cells(box, circle.rect, len(parts), plan.height)
    clicks = [number if reveal else 0 for number in range(1, len(parts) + 1)]
    middle = draw_panels([circle], theme)[0]
    cards = draw_panels(
        [
            _card(look, part, cell, look.accent(number), plan, names, click)
            for number, (part, cell, click) in enumerate(zip(parts, cells, clicks, strict=True), 1)
        ],
        theme,
    )
    lines: list[AnyItem] = []
    for number, (card, click) in enumerate(zip(cards, clicks, strict=True), 1):
        assert isinstance(card, Shape), "filled panels become shapes"
        assert isinstance(middle, Shape), "filled panels become shapes"
        left = card.rect.center_x < middle.rect.center_x
        toward = (card.rect.right if left else card.rect.x, card.rect.center_y)
        stroke = Stroke(look.accent(number), LINK)
        lines.append(
            connector(
                names("line", parts[number - 1].label), middle, nearest_site(middle, toward), card, 3 if left else 1,
                stroke, arrow=False, click=click,
            )
        )  # fmt: skip
    return Drawing((*lines, middle, *cards), told(node), len(parts) if reveal else 0)


def _circle(look: Look, node: Node, box: Rect, names: Names) -> Panel:
    """Return the circle in the middle, as large as its words need."""
    text = node.center or node.label
    diameters = [points(size) for size in (162, 180, 204, 230)]
    most = Emu(min(box.height, box.width // (3 if box.width >= _WIDE else 4)))
    best = Panel(name="", rect=box)
    for diameter in [d for d in diameters if d <= most] or [most]:
        rect = Rect(Emu(box.center_x - diameter // 2), Emu(box.center_y - diameter // 2), Emu(diameter), Emu(diameter))
        room = text_rect("ellipse", rect)
        size, fits, copy = largest(ladder(look.theme, 32), partial(_set, look, text, node.path, room))
        best = Panel(
            name=names(text) if not best.copies else best.name,
            rect=rect,
            copies=(copy,),
            geometry="ellipse",
            fill=look.color("deep"),
            stroke=with_edge(look),
            path=node.path,
        )
        if fits and size >= look.theme.scale.lead:
            break
    return best


def _set(look: Look, text: str, path: str, room: Rect, size: Pt) -> tuple[bool, Copy]:
    copy = label_copy(look, text, size, look.color("on-deep"), path=path)
    return whole_words(copy, room.width) and copies_height([copy], room.width, look.theme) <= room.height, copy


def _columns(box: Rect, circle: Rect) -> tuple[Rect, Rect]:
    width = (box.width - circle.width) // 2 - (_REACH if box.width >= _WIDE else _SHORT_REACH)
    return (
        Rect(box.x, box.y, Emu(width), box.height),
        Rect(Emu(box.right - width), box.y, Emu(width), box.height),
    )


def _plan(look: Look, parts: Sequence[Node], box: Rect, circle: Rect, *, tight: bool) -> _Plan:
    """Return the largest size at which every card holds its text, labels on one line where that can be."""
    rows = -(-len(parts) // 2)
    room = (box.height - AIR * (rows - 1)) // rows
    insets = _TIGHT if tight else _INSETS
    inner = _columns(box, circle)[0].width - insets[0] - insets[2] - 2 * CLEAR

    def attempt(size: Pt) -> tuple[bool, Breaks, _Plan]:
        copies = [_copies(look, part, size, look.accent(1), tight) for part in parts]
        need = max(copies_height(texts, inner, look.theme) for texts in copies) + insets[1] + insets[3] + 2 * CLEAR
        broken = breaks([texts[0] for texts in copies], inner, flat(texts[1:] for texts in copies), inner)
        return need <= room, broken, _Plan(size, need, tight)

    fits, plan = neatest(look.theme, look.theme.scale.small if tight else 26, attempt)
    tall = max(plan.height, min(max(round(plan.height * 1.25), _LOW), _TALL))
    return replace(plan, fits=fits, height=min(room, tall))


def _cells(box: Rect, circle: Rect, count: int, height: int) -> list[Rect]:
    """Return the cards' places: down the left column, then down the right, each column in the vertical middle."""
    rows = -(-count // 2)
    gap = max(AIR, min(points(30), (box.height - height * rows) // max(1, rows)))
    cells = []
    for column, number in zip(_columns(box, circle), (rows, count - rows), strict=True):
        used = number * height + (number - 1) * gap
        top = box.center_y - used // 2
        cells += [Rect(column.x, Emu(top + row * (height + gap)), column.width, Emu(height)) for row in range(number)]
    return cells


def _copies(look: Look, part: Node, size: Pt, accent: Color, tight: bool) -> tuple[Copy, ...]:
    """A part -> its label, its lead and what it holds; where it is tight, one paragraph of them all."""
    below = listed([part.lead, *said_below(part)])
    if tight and below:
        label = label_copy(look, joined(part.label, below), size, look.color("ink"), path=part.path, align="left")
        runs = (Run(part.label, bold=True, color=accent), Run(label.text[len(part.label) :]))
        return (replace(label, runs=runs, balanced=False),)
    held = content_copies(look, part, size, accent, plain=True)
    align: Align = "left" if held or part.lead else "center"
    label = label_copy(look, part.label, size if tight else Pt(round(size * 1.2)), accent, path=part.path, align=align)
    if not part.lead:
        return (label, *held)
    lead = label_copy(look, part.lead, size, look.color("muted"), path=part.path, bold=False, align="left")
    return (label, replace(lead, before=Pt(2)), *held)


def _card(look: Look, part: Node, cell: Rect, accent: Color, plan: _Plan, names: Names, click: int) -> Panel:
    return Panel(
        name=names(part.label),
        rect=cell,
        copies=_copies(look, part, plan.size, accent, plan.tight),
        geometry="roundRect",
        radius=RADIUS,
        fill=look.color("card"),
        stroke=Stroke(accent, Pt(1.5)),
        insets=_TIGHT if plan.tight else _INSETS,
        path=part.path,
        click=click,
    )
