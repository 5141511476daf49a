"""Hub: a theme in the middle, its focuses in columns on both sides, an odd one below, each joined to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points
from deckbrief.base.message import msg
from deckbrief.base.record import record
from deckbrief.base.script.words import cuts
from deckbrief.layout.figures.connectors import connector
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
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
    neatest,
    said_below,
    told,
    whole_words,
    with_edge,
)
from deckbrief.layout.figures.node import CannotDraw, Drawing, Node
from deckbrief.layout.frame import AnyItem, Run, Shape, Stroke
from deckbrief.layout.preset import text_rect
from deckbrief.layout.text.fit import Copy, Slot, fit
from deckbrief.theme.theme import Align, Color, Theme

KIND: Final = FigureKind(least=2)

_REACH: Final = points(54)
_SHORT_REACH: Final = points(30)
"""Least length of the joining lines, the second in a box that is not wide."""
_DROP: Final = points(24)
"""Least length of the line to a card below."""
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
    below: bool
    """The last card stands below the circle, so that both columns are equally long."""
    breaks: Breaks
    fits: bool = True

    @property
    def rank(self) -> tuple[bool, bool, bool, bool]:
        return self.fits, self.breaks > Breaks.WORDS, not self.tight, self.below


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> a circle with its `center` (else its label) and a card for each part, joined by lines.

    Raises CannotDraw with fewer than two parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if len(parts) < 2:
        raise CannotDraw(msg("a hub needs at least two parts around it"), msg("draw a single part as a checklist"))
    look = Look(theme, node.accent)
    names = Names("hub")
    circle = _circle(look, node, box, names)
    plans: list[_Plan] = []
    for tight in (False, True):
        plans += [
            _plan(look, parts, box, circle.rect, tight, below)
            for below in ((True, False) if len(parts) % 2 else (False,))
        ]
        if max(plan.fits for plan in plans):
            break
    plan = max(plans, key=lambda plan: plan.rank)
    round_, cells = _places(box, circle.rect, len(parts), plan)
    circle = replace(circle, rect=round_)
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
        stroke = Stroke(look.accent(number), LINK)
        begin, end = _sites(number - 1, len(parts), plan.below)
        name = names("line", parts[number - 1].label)
        lines.append(connector(name, middle, begin, card, end, stroke, arrow=False, click=click))
    return Drawing((*lines, middle, *cards), told(node), len(parts) if reveal else 0)


def _circle(look: Look, node: Node, box: Rect, names: Names) -> Panel:
    """Return the circle in the middle, as large as its words need."""
    rect, copy = _set_in_circle(look, node, box)
    return Panel(
        name=names(copy.text),
        rect=rect,
        copies=(copy,),
        geometry="ellipse",
        fill=look.color("deep"),
        stroke=with_edge(look),
        path=node.path,
    )


def _set_in_circle(look: Look, node: Node, box: Rect) -> tuple[Rect, Copy]:
    """Return the smallest circle in which the words are large, and the words; one in which none is cut, if there is."""
    diameters = [points(size) for size in (162, 180, 204, 230)]
    most = Emu(min(box.height, box.width // (3 if box.width >= _WIDE else 4)))
    circles = [_around_center(box, diameter) for diameter in diameters if diameter <= most] or [
        _around_center(box, most)
    ]
    sizes = ladder(look.theme, 32)
    large = [size for size in sizes if size >= look.theme.scale.lead]
    for rect in circles:
        room = text_rect("ellipse", rect)
        for size in large:
            fits, copy = _set(look, node, room, size)
            if fits and _cuts_no_word(look, copy, room):
                return rect, copy
    for rect in circles:
        size, fits, copy = largest(sizes, partial(_set, look, node, text_rect("ellipse", rect)))
        if fits and size in large:
            break
    return rect, copy


def _around_center(box: Rect, diameter: Emu) -> Rect:
    return Rect(Emu(box.center_x - diameter // 2), Emu(box.center_y - diameter // 2), diameter, diameter)


def _set(look: Look, node: Node, room: Rect, size: Pt) -> tuple[bool, Copy]:
    copy = label_copy(look, node.center or node.label, size, look.color("on-deep"), path=node.path)
    return whole_words(copy, room.width) and copies_height([copy], room.width, look.theme) <= room.height, copy


def _cuts_no_word(look: Look, copy: Copy, room: Rect) -> bool:
    """Tell whether a copy that fits ends no line inside of a Chinese word."""
    lines = fit(Slot(copies=(copy,), box=room), look.theme.pitch).paragraphs[0].lines
    return cuts(copy.text).isdisjoint(line.end for line in lines[:-1])


def _columns(box: Rect, circle: Rect) -> tuple[Rect, Rect]:
    width = (box.width - circle.width) // 2 - (_REACH if box.width >= _WIDE else _SHORT_REACH)
    return (
        Rect(box.x, box.y, Emu(width), box.height),
        Rect(Emu(box.right - width), box.y, Emu(width), box.height),
    )


def _plan(look: Look, parts: Sequence[Node], box: Rect, circle: Rect, tight: bool, below: bool) -> _Plan:
    """Return the largest size at which every card holds its text, labels on one line where that can be."""
    rows = -(-len(parts) // 2)
    room = (box.height - AIR * (rows - 1)) // rows
    if below:
        room = min(room, box.height - circle.height - _DROP)
    insets = _TIGHT if tight else _INSETS
    inner = _columns(box, circle)[0].width - insets[0] - insets[2] - 2 * CLEAR

    def attempt(size: Pt) -> tuple[bool, Breaks, _Plan]:
        copies = [_copies(look, part, size, look.accent(1), tight) for part in parts]
        need = max(copies_height(texts, inner, look.theme) for texts in copies) + insets[1] + insets[3] + 2 * CLEAR
        broken = breaks([texts[0] for texts in copies], inner, flat(texts[1:] for texts in copies), inner)
        return need <= room, broken, _Plan(size, need, tight, below, broken)

    fits, plan = neatest(look.theme, look.theme.scale.small if tight else 26, attempt)
    tall = max(plan.height, min(max(round(plan.height * 1.25), _LOW), _TALL))
    return replace(plan, fits=fits, height=min(room, tall))


def _places(box: Rect, circle: Rect, count: int, plan: _Plan) -> tuple[Rect, list[Rect]]:
    """Return the places of circle and cards: down the left column, then down the right, the last perhaps below.

    Each column is level with the circle, the whole in the vertical middle.
    """
    high, last = plan.height, int(plan.below)
    rows = -(-(count - last) // 2)
    spare = box.height - high * (rows + last)
    gap = max(AIR, min(points(30), spare // max(1, rows + last)))
    column = max(rows * high + (rows - 1) * gap, circle.height)
    drop = max(gap, _DROP - (column - circle.height) // 2)
    whole = column + (drop + high if last else 0)
    center = box.center_y - whole // 2 + column // 2
    cells: list[Rect] = []
    left, right = _columns(box, circle)
    for place, number in ((left, rows), (right, count - last - rows)):
        top = center - (number * high + (number - 1) * gap) // 2
        cells += [Rect(place.x, Emu(top + row * (high + gap)), place.width, Emu(high)) for row in range(number)]
    if last:
        top = center - column // 2 + column + drop
        cells.append(Rect(Emu(box.center_x - left.width // 2), Emu(top), left.width, Emu(high)))
    return replace(circle, y=Emu(center - circle.height // 2)), cells


def _sites(index: int, count: int, below: bool) -> tuple[int, int]:
    """Return the sites of circle and card that a line joins: by the card's place in its column, mirrored."""
    if below and index == count - 1:
        return 4, 0
    rows = -(-(count - below) // 2)
    left = index < rows
    row, number = (index, rows) if left else (index - rows, count - below - rows)
    third = (2 * row + 1) * 3 // (2 * number)
    return ((1, 2, 3)[third], 3) if left else ((7, 6, 5)[third], 1)


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
