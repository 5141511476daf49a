"""Cycle: arrows that follow each other round a centre, each joined with the card that says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.message import msg
from deckbrief.base.record import record
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.cells import Cell, has_more, set_cells
from deckbrief.layout.figures.connectors import connector
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    alt_text,
    draw_panels,
    grouped,
    ladder,
    members_of,
    one_line,
    said,
)
from deckbrief.layout.figures.shapes import around, card, disc, drawn, icon
from deckbrief.layout.figures.steps import lead_above
from deckbrief.layout.frame import AnyItem, Stroke
from deckbrief.layout.icon import icons_of
from deckbrief.layout.path import Pen, Point, on_circle
from deckbrief.layout.preset import text_rect
from deckbrief.theme.theme import Color, Theme

KIND: Final = FigureKind(whole=True, many="chain", few=0, lead=False)

_LEAST: Final = 3
_MOST: Final = 8
_WIDEST: Final = 0.46
"""Share of the width that the round takes at most."""
_INNER: Final = 0.6
"""Radius inside of the arrows, as a share of that outside."""
_DISC: Final = 0.86
"""Radius of the centre's disc, as a share of that inside of the arrows."""
_TIP: Final = 7.0
_AIR: Final = 2.6
"""Degrees that an arrow's point reaches forward, and between two arrows."""
_DOT: Final = px(8)
_BESIDE: Final = px(40)
_GAP: Final = px(16)
_PAD: Final = px(20)
_NUMERAL: Final = px(52)
"""Width that the number on a card takes."""
_SIGN: Final = 34
"""Size of the numbers, at most."""
_LINE: Final = Pt(2.25)


@record
class _Round:
    """Where the arrows run: their middle, the radii outside and inside, the degrees of each."""

    center: Point
    outer: float
    inner: float
    turns: tuple[float, ...]
    """Degrees of the middle of each arrow, clockwise from the right; the first is the uppermost at the right."""

    @property
    def sweep(self) -> float:
        return 360 / len(self.turns)

    def is_right(self, number: int) -> bool:
        return cos(radians(self.turns[number])) > 0


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its parts as arrows round what stands in the centre, a click for each with `reveal`.

    Raises CannotDraw for less than three parts or more than eight, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not _LEAST <= len(parts) <= _MOST:
        raise CannotDraw(
            msg("a cycle has three to eight parts, not {number}", number=len(parts)), msg("chain draws any number")
        )
    look = Look(theme, node.accent or 1)
    names = Names("cycle")
    lead, place = lead_above(look, node, box)
    turning = _round(place, len(parts))
    counted = not _keys(parts)
    cards = _cards(place, turning)
    texts = set_cells(
        look,
        [
            Cell(name=names(part.label, "words"), node=part, ink=look.color("ink"), soft=look.color("muted"),
                 room=_inside(rect, counted))
            for part, rect in zip(parts, cards, strict=True)
        ],
        44 if has_more(parts) or len(parts) > 4 else 56,
    )  # fmt: skip
    signs = _signs(look, names, parts, turning)
    size = _sign_size(look, parts, _NUMERAL)
    items: list[AnyItem] = [*lead, *_center(look, node, turning, names)]
    for number, part in enumerate(parts):
        fill = _fill(look, part)
        shape = card(names(part.label, "card"), cards[number], look, radius=px(32), path=part.path)
        dot = disc(
            names(part.label, "dot"),
            *_dot(turning, number),
            _DOT,
            look.color("hue"),
            stroke=Stroke(look.color("paper"), _LINE),
        )
        begin, end = (6, 1) if turning.is_right(number) else (2, 3)
        line = connector(names(part.label, "line"), dot, begin, shape, end, Stroke(look.color("hue"), _LINE),
                         arrow=False)  # fmt: skip
        arrow = drawn(names(part.label, "arrow"), _arrow(turning, number), fill, path=part.path)
        sign = _numeral(look, names, part, cards[number], number + 1, size) if counted else []
        ring, words = (arrow, signs[number], line, dot), (shape, *sign, texts[number])
        members = (*ring, *words) if turning.is_right(number) else (*words, *ring)  # as they stand, so they are read
        items.append(grouped(names(part.label), members, part.path, number + 1 if reveal else 0))
    return Drawing(tuple(items), alt_text(node), len(parts) if reveal else 0)


def _fill(look: Look, part: Node) -> Color:
    return look.color("gold" if part.highlight else "hue")


def _round(box: Rect, count: int) -> _Round:
    """Return the round in the middle of a box: as many arrows at the right as at the left, or one more or less."""
    side = min(box.height, round(box.width * _WIDEST))
    outer = side / 2 - _DOT
    first = 180 if count % 2 else -90 + 180 / count
    turns = sorted((first + 360 * number / count + 90) % 360 - 90 for number in range(count))
    return _Round((box.center_x, box.center_y), outer, outer * _INNER, tuple(turns))


def _cards(box: Rect, turning: _Round) -> list[Rect]:
    """Return the places of the cards: in rows at both sides, beside their arrows."""
    reach = round(turning.outer) + _DOT + _BESIDE
    width = Emu(box.width // 2 - reach)
    right = [number for number in range(len(turning.turns)) if turning.is_right(number)]
    left = [number for number in reversed(range(len(turning.turns))) if not turning.is_right(number)]
    places: dict[int, Rect] = {}
    for numbers, x in ((right, Emu(box.right - width)), (left, box.x)):
        rows = Rect(x, box.y, width, box.height).rows(len(numbers), _GAP)
        places.update(zip(numbers, rows, strict=True))
    return [places[number] for number in range(len(turning.turns))]


def _inside(rect: Rect, counted: bool) -> Rect:
    """Return where a card's words stand: right of its number, where it has one."""
    return rect.inset(_PAD + (_NUMERAL if counted else 0), min(px(12), rect.height // 10), _PAD // 2)


def _sign_size(look: Look, parts: Sequence[Node], width: int) -> float:
    """Return the largest size at which the symbols or numbers of all parts stand on one line each."""
    signs = [_symbol(part, number) for number, part in enumerate(parts, 1)]
    sizes = ladder(look.theme, _SIGN)
    return next(
        (s for s in sizes if all(one_line(said(look, each, s, look.color("ink"), path=""), width) for each in signs)),
        sizes[-1],
    )


def _numeral(look: Look, names: Names, part: Node, rect: Rect, number: int, size: float) -> list[AnyItem]:
    """Return a card's number at its left: the one that its arrow bears."""
    copy = said(look, _symbol(part, number), size, look.color("hue"), path=part.path, align="center", pitch=1.0)
    place = Rect(Emu(rect.x + _PAD // 2), rect.y, Emu(_NUMERAL), rect.height)
    panel = Panel(name=names(part.label, "number"), rect=place, copies=(copy,), path=part.path)
    return list(draw_panels([panel], look.theme))


def _dot(turning: _Round, number: int) -> tuple[int, int]:
    x, y = on_circle(turning.center, turning.outer, turning.turns[number] + _TIP / 2)
    return round(x), round(y)


def _arrow(turning: _Round, number: int) -> Pen:
    """Draw a piece of the ring, with a notch where it begins and a point where it ends."""
    start = turning.turns[number] - turning.sweep / 2 + _AIR / 2
    sweep = turning.sweep - _AIR
    between = (turning.outer + turning.inner) / 2
    pen = Pen().move(*on_circle(turning.center, turning.outer, start))
    pen.arc(turning.center, turning.outer, start, sweep)
    pen.line(on_circle(turning.center, between, start + sweep + _TIP))
    pen.line(on_circle(turning.center, turning.inner, start + sweep))
    pen.arc(turning.center, turning.inner, start + sweep, -sweep)
    return pen.line(on_circle(turning.center, between, start + _TIP)).close()


def _signs(look: Look, names: Names, parts: Sequence[Node], turning: _Round) -> list[AnyItem]:
    """Return what stands on the arrows: their icons, their symbols, or the numbers of their order."""
    between = (turning.outer + turning.inner) / 2
    middles = [on_circle(turning.center, between, turn + _TIP / 2) for turn in turning.turns]
    size = round((turning.outer - turning.inner) * 0.56)
    keys = _keys(parts)
    if keys:
        return [
            icon(names(part.label, "icon"), key, round(x), round(y), size, look.accent_on(_fill(look, part)))
            for part, key, (x, y) in zip(parts, keys, middles, strict=True)
        ]
    half = size * 5 // 8
    type_size = _sign_size(look, parts, 2 * half)
    panels = [
        Panel(
            name=names(part.label, "sign"), rect=around(round(x), round(y), half), path=part.path,
            copies=(
                said(look, _symbol(part, number), type_size, look.on(_fill(look, part)), path=part.path, align="center",
                     pitch=1.0),
            ),
        )
        for number, (part, (x, y)) in enumerate(zip(parts, middles, strict=True), 1)
    ]  # fmt: skip
    return list(draw_panels(panels, look.theme))


def _keys(parts: Sequence[Node]) -> tuple[str, ...]:
    """Return the icons of the parts; none where one has a symbol, or no icon."""
    return tuple(icons_of([(part.icon, part.label) for part in parts])) if not any(p.symbol for p in parts) else ()


def _symbol(part: Node, number: int) -> str:
    return part.symbol if 0 < len(part.symbol) <= 2 else str(number)


def _center(look: Look, node: Node, turning: _Round, names: Names) -> list[AnyItem]:
    """Return the disc in the middle, and what it is all about. Raises DoesNotFit."""
    x, y = (round(value) for value in turning.center)
    deep = look.color("deep")
    face = disc(names("center"), x, y, round(turning.inner * _DISC), deep, path=node.path)
    told = Node(label=node.center or node.label, path=node.path)
    room = text_rect("ellipse", face.rect)
    cell = Cell(name=names("center", "words"), node=told, room=room, ink=look.accent_on(deep), align="center")
    return [face, *set_cells(look, [cell], 48, broken=True)]
