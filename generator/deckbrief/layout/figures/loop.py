"""Loop: up to six short parts are stations of a track; others circles on a ring, with cards for what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points
from deckbrief.base.message import msg
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.connectors import connector
from deckbrief.layout.figures.details import CardPlan, draw_cards, plan_cards
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    AIR,
    LINK,
    Breaks,
    Look,
    Names,
    Panel,
    alt_text,
    breaks,
    copies_height,
    draw_panels,
    flat,
    grouped,
    label_copy,
    label_width,
    ladder,
    members_of,
    neatest,
)
from deckbrief.layout.figures.ring import Ring, roomy_ring
from deckbrief.layout.figures.steps import lead_above
from deckbrief.layout.figures.track import MOST_STATIONS, has_track, track
from deckbrief.layout.frame import AnyItem, Connector, Group, Shape, Stroke, Text
from deckbrief.layout.preset import text_rect
from deckbrief.layout.text.fit import Copy, DoesNotFit
from deckbrief.theme.theme import Theme

KIND: Final = FigureKind(least=3, whole=True, many="chain", lead=False, throughout=True)

_LARGEST: Final = points(150)
_LEAST_ARC: Final = points(24)
"""Arcs end in a straight fall of that much at least."""
_WIDEST: Final = 1.35
"""A ring of four, whose arrows are arcs, may be so much wider than it is high; others are round."""
_QUARTERS: Final = ((6, 0), (4, 6), (2, 4), (0, 2))
"""Sites of four circles at top, right, bottom, left between which quarter arcs run clockwise."""


@record
class _Plan:
    """The ring, what stands in its circles, and the cards beside it."""

    ring: Ring
    size: Pt
    numbered: bool
    """Circles hold symbols or numbers, the labels stand on the cards."""
    held: tuple[Node, ...]
    """What the cards tell."""
    beside: Rect
    cards: CardPlan | None
    fits: bool

    @property
    def rank(self) -> int:
        """2 is good; 1 fits, though its cards are narrow; 0 does not fit."""
        return int(self.fits) + int(self.fits and (self.cards is None or self.cards.columns < 3))


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> a ring of circles in `box`, with `reveal` a click for each part with the arrow that leads to it.

    Raises CannotDraw for less than three parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if len(parts) < 3:
        raise CannotDraw(
            msg("a loop needs three parts at least, not {number}", number=len(parts)),
            msg("chain draws a way without return"),
        )
    look = Look(theme, node.accent or 1)
    if node.throughout:  # it stands in the middle, for it belongs to all stations
        node = replace(node, center=node.throughout.label, lead=node.throughout.lead or node.lead)
    if has_track(parts, box):
        try:
            return Drawing(tuple(track(look, node, parts, box, reveal)), alt_text(node), len(parts) if reveal else 0)
        except DoesNotFit:
            pass  # a ring has cards for long texts
    lead, box = lead_above(look, node, box)
    plans: list[_Plan] = []
    ways = ((False, 0.46), (True, 0.36), (True, 0.28))
    for numbered, share in ((True, 0.44), *ways) if len(parts) > MOST_STATIONS else ways:
        plans.append(_plan(look, parts, box, numbered, share))
        if plans[-1].rank == 2:
            break
    drawing = _draw(look, node, parts, max(plans, key=lambda plan: plan.rank), reveal)
    return replace(drawing, items=(*lead, *drawing.items))


def _plan(look: Look, parts: Sequence[Node], box: Rect, numbered: bool, share: float) -> _Plan:
    """Return the ring alone in the middle, or on its share of the width with cards beside it; the largest texts."""
    held = _on_cards(parts, numbered)
    field, beside = box.split_left(round(box.width * share), 2 * AIR)
    least = points(15 if numbered else 26)
    widest = _WIDEST if len(parts) == 4 else 1.0
    ring = roomy_ring(
        field if held else box,
        len(parts),
        gap=0.35 if len(parts) < 7 else 0.25,
        least=least,
        largest=_LARGEST,
        widest=widest,
    )
    cards = plan_cards(look, held, beside, (1, 2, 3)) if held else None
    fits, size = (True, look.theme.scale.body) if numbered else _circle_size(look, parts, ring)
    return _Plan(ring, size, numbered, held, beside, cards, fits and (cards is None or cards.fits))


def _on_cards(parts: Sequence[Node], numbered: bool) -> tuple[Node, ...]:
    """Return what the cards tell: all, with the numbers of their circles, or the parts that hold more than a circle."""
    if numbered:
        return tuple(replace(part, symbol=_symbol(part, number)) for number, part in enumerate(parts, 1))
    return tuple(replace(part, lead="", symbol="") for part in parts if part.leaves or part.children)


def _symbol(part: Node, number: int) -> str:
    return part.symbol if 0 < len(part.symbol) <= 2 else str(number)


def _circle_size(look: Look, parts: Sequence[Node], ring: Ring) -> tuple[bool, Pt]:
    """Return whether the labels fit into the circles on two lines at most, and the largest size at which they do."""
    room = text_rect("ellipse", ring.circles[0])

    def attempt(size: Pt) -> tuple[bool, Breaks, Pt]:
        copies = [_circle_copies(look, part, size) for part in parts]
        height = max(copies_height(texts, room.width, look.theme) for texts in copies)
        broken = breaks(flat(copies), room.width)
        label = max(copies_height(texts[:1], room.width, look.theme) for texts in copies)
        return height <= room.height and label <= points(2.2 * size * look.theme.line), broken, size

    fits, size = neatest(look.theme, 26, attempt)
    return fits and attempt(size)[1] > Breaks.WORDS, size


def _circle_copies(look: Look, part: Node, size: Pt) -> tuple[Copy, ...]:
    label = label_copy(look, part.label, size, look.accent(1), path=part.path)
    if not part.lead:
        return (label,)
    small = Pt(max(size - 6, look.theme.scale.floor))
    return label, label_copy(look, part.lead, small, look.color("ink"), path=part.path, bold=False)


def _draw(look: Look, node: Node, parts: Sequence[Node], plan: _Plan, reveal: bool) -> Drawing:
    names = Names("loop")
    circles = _circles(look, parts, plan, names, reveal)
    arrows = _arrows(look, parts, [_rim(circle) for circle in circles], names, reveal)
    center = _center(look, node, plan.ring, arrows, names)
    items: list[AnyItem] = [item for pair in zip(circles, arrows, strict=True) for item in pair]
    if center:
        items.insert(2 * _read_before(center.rect, [circle.rect for circle in circles]), center)
    if plan.cards:
        order = {part.path: number for number, part in enumerate(parts, 1)}
        clicks = [order[held.path] if reveal else 0 for held in plan.held]
        items += draw_cards(look, plan.held, plan.beside, plan.cards, names, clicks)
    return Drawing(tuple(items), alt_text(node), len(parts) if reveal else 0)


def _circles(look: Look, parts: Sequence[Node], plan: _Plan, names: Names, reveal: bool) -> list[Group]:
    """Return the circles: a rim each, turned so that two of its sites lie where its arrows come and go, and a text.

    The text does not turn with the rim, so that it stands upright in every program.
    """
    texts = draw_panels(
        [
            Panel(
                name=names(part.label, "words"),
                rect=text_rect("ellipse", rect),
                copies=_number_copies(look, part, number, rect)
                if plan.numbered
                else _circle_copies(look, part, plan.size),
                path=part.path,
            )
            for number, (part, rect) in enumerate(zip(parts, plan.ring.circles, strict=True), 1)
        ],
        look.theme,
    )
    groups: list[Group] = []
    for number, (part, rect, text) in enumerate(zip(parts, plan.ring.circles, texts, strict=True), 1):
        rim = Shape(
            name=names(part.label, "rim"),
            rect=rect,
            geometry="ellipse",
            fill=look.accent(1) if plan.numbered else look.color("card"),
            stroke=None if plan.numbered else Stroke(look.accent(1), LINK),
            path=part.path,
            rotation=_turn(number - 1, len(parts)),
        )
        groups.append(grouped(names(part.label), (rim, text), part.path, number if reveal else 0))
    return groups


def _rim(circle: Group) -> Shape:
    rim = circle.items[0]
    assert isinstance(rim, Shape), "a circle's first item is its rim"
    return rim


def _aside(count: int) -> float:
    """Return the angle, in degrees, from straight outwards to where a circle's arrow leaves; the other comes opposite.

    Of the angles at which two sites can lie on both sides, one near to the next circle: arrows are then parallel to
    the sides of the ring's polygon, all of one length. Rims turn by whole degrees, which suits multiples of 45 best.
    """
    next_circle = 90 + 180 / count
    return min((22.5 * step for step in range(9)), key=lambda aside: abs(aside - next_circle) + 8 * (aside % 45 > 0))


def _turn(index: int, count: int) -> int:
    """Return the degrees by which a circle's rim is turned, clockwise."""
    return round(360 * index / count + _aside(count)) % 45


def _sites(index: int, count: int) -> tuple[int, int]:
    """Return the sites of a circle's rim at which the arrow to it comes in, and at which the one from it leaves."""
    outwards, turn = 360 * index / count, _turn(index, count)
    come, leave = (round((turn - outwards - side * _aside(count)) / 45) % 8 for side in (-1, 1))
    return come, leave


def _number_copies(look: Look, part: Node, number: int, rect: Rect) -> tuple[Copy, ...]:
    room = text_rect("ellipse", rect).height / points(1)
    size = Pt(min(max(round(room / look.theme.line * 0.9), look.theme.scale.floor), 40))
    return (label_copy(look, _symbol(part, number), size, look.color("on-accent"), path=part.path),)


def _arrows(look: Look, parts: Sequence[Node], circles: Sequence[Shape], names: Names, reveal: bool) -> list[Connector]:
    """Return an arrow from each circle to the next; the last one closes the loop, on the last click."""
    arrows: list[Connector] = []
    count = len(circles)
    for i, begin in enumerate(circles):
        end = circles[(i + 1) % count]
        drop = abs(begin.rect.center_y - end.rect.center_y) - begin.rect.height // 2
        curved = count == 4 and drop >= _LEAST_ARC
        if curved:
            sites, geometry = _QUARTERS[i], "curvedConnector2"
        else:
            sites, geometry = (_sites(i, count)[1], _sites((i + 1) % count, count)[0]), "straightConnector1"
        name = names(parts[i].label, "to", parts[(i + 1) % count].label)
        stroke = Stroke(look.accent(1), Pt(3))
        click = min(i + 2, count) if reveal else 0
        arrows.append(connector(name, begin, sites[0], end, sites[1], stroke, geometry=geometry, click=click))
    return arrows


def _center(look: Look, node: Node, ring: Ring, arrows: Sequence[Connector], names: Names) -> Shape | Text | None:
    """Return the words in the middle of the ring, as large as they fit there.

    The scheme's own name may stay away where the ring is too small for it: the slide names it as well.
    """
    copy = label_copy(look, node.center or node.label, Pt(28), look.color("ink"), path=node.path)
    sizes = ladder(look.theme, 28)
    whole = [(size, 1) for size in sizes if size >= look.theme.scale.small]
    broken = [(size, lines) for size in sizes for lines in range(1, 2 + min(len(copy.text) // 6, 2))]
    for size, lines in (*whole, *broken):
        copy = replace(copy, size=size)
        rect = _center_rect(look, copy, ring, lines)
        if rect and _is_free(rect, ring, arrows):
            return draw_panels([Panel(name=names("center"), rect=rect, copies=(copy,), path=node.path)], look.theme)[0]
    if node.center:
        side = Emu(ring.diameter)
        needed = Emu(copies_height([copy], side, look.theme))
        raise DoesNotFit(node.path, copy.text, (side, Emu(0)), (side, needed))
    return None


def _read_before(center: Rect, circles: Sequence[Rect]) -> int:
    """Return how many circles are read before the words in their middle.

    None where the circles go round them on all sides; else all up to the last that stands above or left of them.
    """
    above = [circle.bottom <= center.y and _meet(circle.x, circle.right, center.x, center.right) for circle in circles]
    left = [circle.right <= center.x and _meet(circle.y, circle.bottom, center.y, center.bottom) for circle in circles]
    sides = (
        any(circle.bottom <= center.y for circle in circles),
        any(circle.y >= center.bottom for circle in circles),
        any(circle.right <= center.x for circle in circles),
        any(circle.x >= center.right for circle in circles),
    )
    first = [number for number, before in enumerate(map(max, above, left), 1) if before]
    return 0 if all(sides) else max(first, default=0)


def _meet(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Tell whether two stretches have a third of the shorter in common."""
    return 3 * (min(end, other_end) - max(start, other_start)) > min(end - start, other_end - other_start)


def _center_rect(look: Look, copy: Copy, ring: Ring, lines: int) -> Rect | None:
    """Return the rectangle in the middle that holds the copy on at most so many lines."""
    width = round(label_width(copy) / lines) + (points(copy.size) if lines > 1 else 0)
    height = copies_height([copy], width, look.theme)
    if height > points(lines * copy.size * look.theme.line + 2):
        return None
    x, y = ring.center
    return Rect(Emu(x - width // 2), Emu(y - height // 2), Emu(width), Emu(height))


def _is_free(rect: Rect, ring: Ring, arrows: Sequence[Connector]) -> bool:
    """Tell whether the rectangle keeps its air from all circles and from straight arrows."""
    for circle in ring.circles:
        away_x = max(abs(circle.center_x - rect.center_x) - rect.width / 2, 0)
        away_y = max(abs(circle.center_y - rect.center_y) - rect.height / 2, 0)
        if hypot(away_x, away_y) < ring.diameter / 2 + AIR:
            return False
    corners = [(rect.x, rect.y), (rect.right, rect.y), (rect.x, rect.bottom), (rect.right, rect.bottom)]
    return all(_clear(arrow, corners, ring.center) for arrow in arrows if arrow.geometry == "straightConnector1")


def _clear(arrow: Connector, corners: Sequence[tuple[int, int]], center: tuple[int, int]) -> bool:
    """Tell whether all corners lie on the center's side of the arrow, half the air away from it."""
    (x1, y1), (x2, y2) = arrow.start, arrow.end
    dx, dy = x2 - x1, y2 - y1
    length = max(hypot(dx, dy), 1)

    def side(point: tuple[int, int]) -> float:
        return (dx * (point[1] - y1) - dy * (point[0] - x1)) / length

    return all(side(corner) * side(center) > 0 and abs(side(corner)) >= AIR / 2 for corner in corners)
