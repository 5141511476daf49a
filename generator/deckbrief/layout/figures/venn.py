"""Venn: two to four sets whose areas meet; what all of them share stands in the middle, in gold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from math import ceil
from typing import Final

from deckbrief.base.length import Pt, Rect, px
from deckbrief.base.message import msg
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.draft.slides import Form
from deckbrief.layout.figures.callouts import Side, callouts, sides_of, starts_of
from deckbrief.layout.figures.cells import Cell, are_legible, below, has_more, largest_name, set_cells
from deckbrief.layout.figures.drawing import CannotDraw, Drawing, Stage
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    alt_text,
    copies_height,
    cuts_no_word,
    draw_panels,
    explained,
    grouped,
    members_of,
    said,
)
from deckbrief.layout.figures.panel_signs import sign_of
from deckbrief.layout.figures.shapes import card, disc, drawn, leader, leaf
from deckbrief.layout.figures.steps import lead_above
from deckbrief.layout.figures.venn_areas import COUNTS, Areas
from deckbrief.layout.frame import AnyItem, Stroke
from deckbrief.layout.path import Point
from deckbrief.layout.text.fit import Copy, DoesNotFit
from deckbrief.theme.metrics import ems
from deckbrief.theme.theme import Color, Theme


def _forms(node: Node) -> Sequence[Form]:
    """Return the forms of areas that meet: three circles are as wide as high, so that they stand beside a panel."""
    parts = members_of(node)
    short = all(ems(part.label) <= _SHORT_NAME and _lines(part) <= _SHORT_LINES for part in parts)
    return ("split", "top") if len(parts) == _THREE and short and ems(node.center) <= _SHORT_CENTER else ("top",)


_THREE: Final = 3
_SHORT_NAME: Final = 6
_SHORT_LINE: Final = 9
_SHORT_LINES: Final = 2
_SHORT_CENTER: Final = 5
"""Ems of a name and of a line below it, how many such lines, and ems of what all share, that have room in circles."""
KIND: Final = FigureKind(whole=True, many="checklist", few=0, lead=False, forms=_forms)

_GAP: Final = px(28)
_ROW_AIR: Final = px(10)
_PAD: Final = px(24)
_SIDES: Final[dict[int, tuple[tuple[int, ...], tuple[int, ...]]]] = {
    2: ((0,), (1,)), 3: ((2,), (0, 1)), 4: ((1, 0), (2, 3)),
}  # fmt: skip
"""Which sets have their words at the left and at the right of the areas, from the top."""
_SIDE: Final = {2: 0.215, 3: 0.235, 4: 0.235}
"""Share of the width that words have at each side."""
_CARD: Final = 0.8
"""A card at a side is no higher than that share of the areas."""
_FILLED: Final = 0.6
"""Areas that fill less of the width have what explains their names beside them."""
_DOT: Final = px(7)
_LARGEST: Final = 48
_WORDS_SHAPES: Final = (1.7, 1.2, 2.6)
_SHARED_SHAPES: Final = (1.6, 0.9, 0.5)
"""How wide the room for words is for its height, in a set alone, and for what all share: as they get largest."""
_LEAST: Final = (24, 18)
"""Sizes of names, and of what explains them, below which they have no place in their areas."""
_LEAST_SHARED: Final = 18
_MOST_NAMED: Final = 34
_TOLD: Final = (28, 26, 24, 22, 20, 18)
"""Sizes of what explains names, on cards beside them."""
_SEAT: Final = px(24)
_DIGIT: Final = 24
_EDGE: Final = Pt(2.25)
_GOLD: Final = 0.6
_WHOLE: Final = 100_000
"""The alpha of a colour that covers what lies below it."""
_SOFT: Final = 0.14


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False, stage: Stage | None = None) -> Drawing:
    """Node -> its parts as areas that meet, what they share in the middle, a click for each with `reveal`.

    Two and three are circles. What parts say besides their names stands in these; where they leave much of the box
    free or are too small, on cards at both sides from which lines lead there, or in rows whose numbers are in the
    areas. Raises CannotDraw for one part or more than four, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if len(parts) not in COUNTS:
        raise CannotDraw(
            msg("areas that meet are two to four, not {number}", number=len(parts)), msg("checklist draws any number")
        )
    look = Look(theme, node.accent or 1)
    names = Names("venn")
    lead, place = lead_above(look, node, box)
    said = _worded(look, node, place)
    edge = Stroke(look.color("hue" if len(parts) <= _THREE else "paper"), _EDGE)
    items: list[AnyItem] = [*_in_panel(look, node, parts, stage), *lead]
    for number, part in enumerate(parts):
        fill = look.color("gold").fade(_GOLD) if part.highlight else _ground(look)
        area = said.areas.shape(number, names(part.label, "set"), fill=fill, stroke=edge, path=part.path)
        click = number + 1 if reveal else 0
        items.append(grouped(names(part.label), (area, *said.inside[number], *said.beside[number]), part.path, click))
    click = len(parts) if reveal else 0
    if node.center:
        shared = drawn(names("common", "area"), said.areas.shared, look.color("gold"), path=node.path)
        items.append(grouped(names("common"), (shared, *said.shared), node.path, click))
    return Drawing(tuple(items), alt_text(node), len(parts) if reveal else 0)


def _in_panel(look: Look, node: Node, parts: Sequence[Node], stage: Stage | None) -> list[AnyItem]:
    """Return what stands in the panel of a slide that has one: how many there are, or what they are about."""
    beside = stage and stage.form == "split" and stage.layout and stage.layout.placeholders.get("lead")
    return sign_of(look, node, parts, beside.rect) if beside else []


@record
class _Said:
    """Areas, what stands in each and beside them for each, and what is said of all that they share."""

    areas: Areas
    inside: Sequence[Sequence[AnyItem]]
    beside: Sequence[Sequence[AnyItem]]
    shared: Sequence[AnyItem]


def _worded(look: Look, node: Node, place: Rect) -> _Said:
    """Node, the room -> the areas of its parts with their words, in the first way that can be read from afar.

    Raises DoesNotFit where words have no room in the last one.
    """
    parts = members_of(node)
    whole = Areas(len(parts), place)
    ways: list[_Way] = [_all_inside, _explained_beside, _told_beside]
    if whole.box.width < place.width * _FILLED and has_more(parts):
        ways = [_explained_beside, _all_inside, _told_beside]
    for way in ways:
        with suppress(DoesNotFit):
            if said := way(look, node, place, Names("venn")):
                return said
    return _numbered(look, node, place, Names("venn"))


_Way = Callable[[Look, Node, Rect, Names], _Said | None]
"""A way to say all words: None where it would be in small type; raises DoesNotFit where it has no room."""


def _all_inside(look: Look, node: Node, place: Rect, names: Names) -> _Said | None:
    """Names, and what explains them, in the areas."""
    parts = members_of(node)
    areas = Areas(len(parts), place)
    words = _told_inside(look, parts, areas, names)
    shared = _shared_words(look, node, areas, names) if words else None
    return _Said(areas, words, [[] for _ in parts], shared) if words and shared is not None else None


def _explained_beside(look: Look, node: Node, place: Rect, names: Names) -> _Said | None:
    """Names in circles, and what explains them on cards from which lines lead to their edges."""
    parts = members_of(node)
    if len(parts) > _THREE or not has_more(parts):
        return None
    areas, sides = _between(parts, place)
    alone = [replace(part, lead="", leaves=(), children=()) for part in parts]
    words = [[text] for text in set_cells(look, _cells(look, alone, areas, names), _LARGEST)]
    shared = _shared_words(look, node, areas, names)
    if shared is None or not are_legible([text for each in words for text in each], _LEAST):
        return None
    told = _explanations(look, parts, areas, sides, names)
    return _Said(areas, words, told, shared) if told else None


def _explanations(
    look: Look, parts: Sequence[Node], areas: Areas, sides: Sequence[Side], names: Names
) -> list[list[AnyItem]] | None:
    """Return for each set a card with what explains it, and the line from there to its edge; None where it is small."""
    places = {number: rect for side in sides for number, rect in zip(side.parts, side.cards(), strict=True)}
    rooms = [places[number].inset(_PAD, px(8), px(14), px(8)) for number in range(len(parts))]
    size = next((size for size in _TOLD if _have_room(look, parts, rooms, size)), 0)
    starts, ink = starts_of(sides), look.color("ink")
    ends = [areas.rim(number, starts[number]) for number in range(len(parts))]
    if not size or None in ends:
        return None
    panels = [
        Panel(name=names(part.label, "told"), rect=room, copies=_told(look, part, size), path=part.path)
        for part, room in zip(parts, rooms, strict=True)
    ]
    texts = iter(draw_panels(panels, look.theme))
    items: list[list[AnyItem]] = []
    for number, (part, end) in enumerate(zip(parts, ends, strict=True)):
        if not below(part) or end is None:
            items.append([])
            continue
        ground = card(names(part.label, "card"), places[number], look, radius=px(36), path=part.path)
        items.append([ground, leader(names(part.label, "line"), starts[number], end, ink), next(texts)])
    return items


def _have_room(look: Look, parts: Sequence[Node], rooms: Sequence[Rect], size: float) -> bool:
    """Tell whether what explains names has room at a size, with no word cut."""
    for part, room in zip(parts, rooms, strict=True):
        copies = _told(look, part, size)
        if not all(cuts_no_word(copy, room.width, look.theme) for copy in copies):
            return False
        if copies_height(copies, room.width, look.theme) > room.height:
            return False
    return True


def _told(look: Look, part: Node, size: float) -> tuple[Copy, ...]:
    """Return what explains a name, a line a copy."""
    ink = look.color("ink")
    return tuple(
        explained(look, text, size, ink, path=part.path, before=6 if at else 0) for at, text in enumerate(below(part))
    )


def _lines(part: Node) -> int:
    """Return how many lines what explains a name takes in its circle."""
    return sum(ceil(ems(text) / _SHORT_LINE) for text in below(part))


def _told_beside(look: Look, node: Node, place: Rect, names: Names) -> _Said | None:
    """Names and what explains them on cards from which lines lead to dots."""
    parts = members_of(node)
    areas, sides = _between(parts, place)
    shared = _shared_words(look, node, areas, names)
    led = _led(look, parts, areas, sides, names) if shared is not None else []
    return _Said(areas, [[] for _ in parts], led, shared) if shared is not None else None


def _between(parts: Sequence[Node], place: Rect) -> tuple[Areas, tuple[Side, Side]]:
    """Return the areas in the middle of a room, and its sides, which have their words."""
    left, field, right = sides_of(place, _SIDE[len(parts)])
    here, there = _SIDES[len(parts)]
    areas = Areas(len(parts), field)
    tallest = round(areas.box.height * _CARD)
    return areas, (Side(left, here, right=False, tallest=tallest), Side(right, there, right=True, tallest=tallest))


def _numbered(look: Look, node: Node, place: Rect, names: Names) -> _Said:
    """Numbers in the areas, and rows beside them; a golden one says what they share where it has no room in its area.

    Raises DoesNotFit.
    """
    parts = members_of(node)
    field, beside = place.split_left(place.width // 2, _GAP)
    areas = Areas(len(parts), field)
    words = [_number(look, part, number, areas, names) for number, part in enumerate(parts)]
    shared = None
    with suppress(DoesNotFit):
        shared = _shared_words(look, node, areas, Names("venn"))
    if shared is None:
        *_, low = beside.rows(len(parts) + 1, _ROW_AIR)
        beside = beside.split_top(low.y - _ROW_AIR - beside.y)[0]
        shared = _shared_row(look, node, low, names)
    return _Said(areas, words, _rows(look, parts, beside, names), shared)


def _shared_row(look: Look, node: Node, place: Rect, names: Names) -> list[AnyItem]:
    """Return what all share on a row of the colour of its area."""
    ground = leaf(names("common", "row"), place, look.color("gold"), radius=px(36), path=node.path)
    told = Node(label=node.center, path=node.path)
    cell = Cell(name=names("common", "words"), node=told, room=place.inset(_PAD, px(4)), ink=look.color("on-gold"))
    return [ground, *set_cells(look, [cell], _MOST_NAMED)]


def _ground(look: Look) -> Color:
    """Return what areas are filled with: the theme's soft colour, or its hue, so that what they share is seen."""
    soft = look.color("soft")
    return soft if soft.alpha < _WHOLE else look.color("hue").fade(_SOFT)


def _told_inside(look: Look, parts: Sequence[Node], areas: Areas, names: Names) -> list[list[AnyItem]] | None:
    """Return what the sets are called, and below it what they say, where each alone is; None where that gets small.

    Names alone always stand there. Raises DoesNotFit for one that has no room.
    """
    more, cells = has_more(parts), _cells(look, parts, areas, names)
    if not more:
        return [[text] for text in set_cells(look, cells, _LARGEST)]
    try:
        texts = set_cells(look, cells, _LARGEST)
    except DoesNotFit:
        return None
    return [[text] for text in texts] if are_legible(texts, _LEAST) else None


def _cells(look: Look, parts: Sequence[Node], areas: Areas, names: Names) -> list[Cell]:
    """Return for each set the cell of its words, where it alone is, of the shape that lets them be largest."""
    tries = [
        [
            Cell(
                name=names(part.label, "words"), node=part, room=areas.room([number], shape), ink=look.color("ink"),
                soft=look.color("muted"), align="center",
            )
            for number, part in enumerate(parts)
        ]
        for shape in _WORDS_SHAPES
    ]  # fmt: skip
    return max(tries, key=lambda cells: _sizes(look, cells))


def _sizes(look: Look, cells: Sequence[Cell]) -> tuple[float, float]:
    """Return the sizes of what explains names and of names in cells; 0 where they do not fit."""
    try:
        texts = set_cells(look, cells, _LARGEST)
    except DoesNotFit:
        return 0, 0
    told = [[each.size for each in text.body.paragraphs] for text in texts if text.body]
    return min((size for _, *more in told for size in more), default=0), min(name for name, *_ in told)


def _led(look: Look, parts: Sequence[Node], areas: Areas, sides: Sequence[Side], names: Names) -> list[list[AnyItem]]:
    """Return for each set its card at a side, and the line that leads from it to a dot where the set alone is."""
    ink, starts = look.color("ink"), starts_of(sides)
    points = [areas.spot(number, starts[number]) or _middle(areas, number) for number in range(len(parts))]
    return [
        [
            one.card,
            one.line,
            disc(names(part.label, "dot"), round(x), round(y), _DOT, ink),
            one.text,
        ]
        for part, (x, y), one in zip(parts, points, callouts(look, names, parts, points, sides), strict=True)
    ]


def _middle(areas: Areas, number: int) -> Point:
    """Return the middle of the largest room where a set alone is."""
    room = areas.room([number], 1)
    return float(room.center_x), float(room.center_y)


def _number(look: Look, part: Node, number: int, areas: Areas, names: Names) -> list[AnyItem]:
    """Return the number of a set where it alone is."""
    room = areas.room([number], 1)
    return _seat(look, names(part.label, "number"), part, number, room.center_x, room.center_y)


def _seat(look: Look, name: str, part: Node, number: int, x: int, y: int) -> list[AnyItem]:
    """Return a disc with a set's number round a point."""
    fill = look.color("gold" if part.highlight else "hue")
    copy = said(look, str(number + 1), _DIGIT, look.on(fill), path=part.path, align="center", pitch=1.0)
    seat = disc(f"{name} seat", x, y, _SEAT, fill)
    return [seat, *draw_panels([Panel(name=name, rect=seat.rect, copies=(copy,))], look.theme)]


def _shared_words(look: Look, node: Node, areas: Areas, names: Names) -> list[AnyItem] | None:
    """Return what all sets share, where all are; None where that is small. Raises DoesNotFit where it has no room."""
    if not node.center:
        return []
    told, ink, name = Node(label=node.center, path=node.path), look.color("on-gold"), names("common", "words")
    rooms = [areas.room(range(len(areas.sets)), shape) for shape in _SHARED_SHAPES]
    cells = [Cell(name=name, node=told, room=room, ink=ink, align="center") for room in rooms]
    best = max(cells, key=lambda cell: largest_name(look, [cell], _LARGEST, broken=True))
    texts = set_cells(look, [best], _LARGEST, broken=True)
    return list(texts) if are_legible(texts, (_LEAST_SHARED, 0)) else None


def _rows(look: Look, parts: Sequence[Node], box: Rect, names: Names) -> list[list[AnyItem]]:
    """Return a row for each set: its number, its name and what it says."""
    places = box.rows(len(parts), _ROW_AIR)
    cells = [
        Cell(
            name=names(part.label, "told"), node=part, room=rect.inset(2 * _SEAT + 2 * _PAD, px(4), _PAD, px(4)),
            ink=look.color("ink"), soft=look.color("muted"),
        )
        for part, rect in zip(parts, places, strict=True)
    ]  # fmt: skip
    texts = set_cells(look, cells, _MOST_NAMED)
    return [
        [
            card(names(part.label, "card"), rect, look, radius=px(36), path=part.path),
            *_seat(look, names(part.label, "row"), part, number, rect.x + _PAD + _SEAT, rect.center_y),
            text,
        ]
        for number, (part, rect, text) in enumerate(zip(parts, places, texts, strict=True))
    ]
