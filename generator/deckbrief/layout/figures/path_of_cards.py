"""Steps on a path that turns at the end of each line: cards of equal height, an arrow from each to the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points, px
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.connectors import connector
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    copies_height,
    draw_panels,
    explained,
    grouped,
    said,
    said_below,
    whole_words,
)
from deckbrief.layout.figures.shapes import BAR_LEAF, card
from deckbrief.layout.figures.steps import lead_above, says_a_number
from deckbrief.layout.frame import AnyItem, Shape, Stroke, Text
from deckbrief.layout.text.fit import Copy

_ACROSS: Final = px(44)
_DOWN: Final = px(34)
_NARROW: Final = px(20)
"""Air between cards of a path, beside and below each other; less where there are many lines."""
_CELL: Final = px(14)
_TILED: Final = (px(320), px(130))
"""Width and height from which a card of a path has a coloured side with its number."""
_TILE: Final = px(76)
_NUMERAL: Final = 48
_LARGE_CARD: Final = (px(340), px(200))
_LARGE_TILE: Final = px(104)
_LARGE_NUMERAL: Final = 66
"""Cards so wide and so high have a side so wide, if their words leave it, and numbers of so many points on it."""
_BESIDE: Final = px(22)
_PATHS: Final = (4, 3, 2, 5, 6, 1)
"""How many cards of a path may stand in a line, the best first."""
_NAMES: Final = (44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_ENOUGH: Final = 30
"""A path's names need not be larger."""
_LEGIBLE: Final = 30
"""Up to this size larger names are better than a wider side for the number."""
_LINE: Final = Pt(3)


@record
class _Path:
    """How many cards each line has, the places of all, and the size of their names (0: they do not fit)."""

    lengths: tuple[int, ...]
    places: tuple[Rect, ...]
    size: float
    whole: bool
    """No word is cut at that size."""
    tile: int = 0
    """How wide the coloured side of each card is that has its number; 0: there is none."""


def path(look: Look, node: Node, parts: Sequence[Node], box: Rect, reveal: bool) -> list[AnyItem]:
    """Parts -> cards on a way that turns at the end of each line, an arrow from each card to the next.

    Raises DoesNotFit where a text does not fit at the floor.
    """
    lead, place = lead_above(look, node, box)
    best = _best_path(look, parts, place)
    if not best.size and lead:
        lead, best = [], _best_path(look, parts, box)
    names = Names("path")
    cards = [
        card(names(part.label, "card"), rect, look, radius=_radius(rect), path=part.path)
        for part, rect in zip(parts, best.places, strict=True)
    ]
    size = best.size or look.theme.scale.floor
    panels = [
        Panel(
            name=names(part.label, "words"), rect=_inside(rect, best.tile), path=part.path,
            copies=_path_copies(look, part, size),
        )
        for part, rect in zip(parts, best.places, strict=True)
    ]  # fmt: skip
    texts = draw_panels(_level(panels, draw_panels(panels, look.theme)), look.theme)
    numbers = _numbers(look, names, node, parts, best.places, best.tile)
    items: list[AnyItem] = [*lead]
    for number, part in enumerate(parts):
        click = number + 1 if reveal else 0
        if number:
            items.append(_arrow(look, names, parts, cards, number, best.lengths, click))
        items.append(grouped(names(part.label), (cards[number], *numbers[number], texts[number]), part.path, click))
    return items


def _level(panels: Sequence[Panel], texts: Sequence[Shape | Text]) -> list[Panel]:
    """Panels, and what is set in them -> panels in which the words of cards side by side begin at one height."""
    needs = [points(text.body.height) if text.body else 0 for text in texts]
    most: dict[int, int] = {}
    for panel, need in zip(panels, needs, strict=True):
        most[panel.rect.y] = max(most.get(panel.rect.y, 0), need)
    return [
        replace(panel, insets=(Emu(0), Emu(0), Emu(0), Emu(most[panel.rect.y] - need)))
        for panel, need in zip(panels, needs, strict=True)
    ]


def _radius(rect: Rect) -> int:
    return min(BAR_LEAF, rect.height // 3)


def _inside(rect: Rect, tile: int = 0) -> Rect:
    air = min(px(10), rect.height // 12)
    return rect.inset(tile + (_BESIDE if tile else _CELL), air, _CELL, air)


def _tiles(rect: Rect, parts: Sequence[Node]) -> list[int]:
    """Return how wide a card's coloured side may be, the best first: none where cards are small or have own signs."""
    roomy = rect.width >= _TILED[0] and rect.height >= _TILED[1]
    if not roomy or all(map(says_a_number, parts)) or any(part.symbol for part in parts):
        return [0]
    large = rect.width >= _LARGE_CARD[0] and rect.height >= _LARGE_CARD[1]
    return [*([_LARGE_TILE] if large else []), _TILE, 0]


def _numbers(
    look: Look, names: Names, node: Node, parts: Sequence[Node], places: Sequence[Rect], tile: int
) -> list[list[AnyItem]]:
    """Return the coloured side of each card with its number on it."""
    if not tile:
        return [[] for _ in parts]
    hue = look.color("hue")
    size = _LARGE_NUMERAL if tile > _TILE else _NUMERAL
    panels = [
        Panel(
            name=names(part.label, "number"), rect=place.split_left(tile)[0], fill=hue,
            copies=(
                said(look, str(number), size, look.accent_on(hue), path=part.path, align="center", pitch=1.0),
            ),
        )
        for number, (part, place) in enumerate(zip(parts, places, strict=True), node.first)
    ]  # fmt: skip
    return [[item] for item in draw_panels(panels, look.theme)]


def _best_path(look: Look, parts: Sequence[Node], box: Rect) -> _Path:
    ways = dict.fromkeys(_line_lengths(len(parts), min(columns, len(parts))) for columns in _PATHS)
    paths = [_path(look, parts, box, lengths) for lengths in ways]
    return max(paths, key=lambda each: (each.size > 0, each.whole, min(each.size, _ENOUGH)))


def _line_lengths(count: int, columns: int) -> tuple[int, ...]:
    """Return how many cards stand in each line, at most so many: the same, or in the last lines one less."""
    lines = -(-count // columns)
    length, longer = divmod(count, lines)
    return tuple(length + (line < longer) for line in range(lines))


def _path(look: Look, parts: Sequence[Node], box: Rect, lengths: tuple[int, ...]) -> _Path:
    """Return the cards in lines of these lengths, each line as wide as the box, so that none has a hole."""
    down = _DOWN if len(lengths) <= 4 else _NARROW
    places: list[Rect] = []
    for line, (row, length) in enumerate(zip(box.rows(len(lengths), down), lengths, strict=True)):
        cells = row.columns(length, _ACROSS)
        places += reversed(cells) if line % 2 else cells
    narrowest = min(places, key=lambda place: (place.width, place.height))
    sized = [(*_path_size(look, parts, _inside(narrowest, tile)), tile) for tile in _tiles(narrowest, parts)]
    size, whole, tile = max(sized, key=lambda each: (each[0] > 0, each[1], min(each[0], _LEGIBLE), each[2]))
    return _Path(lengths, tuple(places), size, whole, tile)


def _path_size(look: Look, parts: Sequence[Node], room: Rect) -> tuple[float, bool]:
    """Return the largest size at which the texts fit, else 0, and whether no word is cut at it."""
    for strict in (True, False):
        for size in _NAMES:
            copies = [_path_copies(look, part, size) for part in parts]
            if strict and not all(whole_words(copy, room.width) for texts in copies for copy in texts):
                continue
            if all(copies_height(texts, room.width, look.theme) <= room.height for texts in copies):
                return size, strict
    return 0, False


def _path_copies(look: Look, part: Node, size: float) -> tuple[Copy, ...]:
    """A part -> its symbol, its name, and what it holds, in smaller type."""
    copies: list[Copy] = []
    hue = look.color("hue")
    if part.symbol and part.symbol != part.label:
        copies.append(said(look, part.symbol, size, hue, path=part.path))
    copies.append(said(look, part.label, size, look.color("ink") if copies else hue, path=part.path))
    small = max(16.0, min(size - 4, 26 if size >= 40 else 24 if size >= 30 else 20))
    texts = [full for full in (part.lead, *said_below(part)) if full]
    copies += [explained(look, text, small, look.color("muted"), path=part.path, before=3) for text in texts]
    return tuple(copies)


def _arrow(
    look: Look, names: Names, parts: Sequence[Node], cards: Sequence[Shape], number: int, lengths: Sequence[int],
    click: int,
) -> AnyItem:  # fmt: skip
    """Return the arrow to a card: from its left or right, or from above where the way turns."""
    ends = list(accumulate(lengths))
    line = next(line for line, end in enumerate(ends) if number < end)
    turns = number == ends[line] - lengths[line]
    begin, end = (2, 0) if turns else (1, 3) if line % 2 else (3, 1)
    name = names(parts[number - 1].label, "to", parts[number].label)
    stroke = Stroke(look.color("hue"), _LINE)
    geometry = "bentConnector3" if turns else "straightConnector1"
    return connector(name, cards[number - 1], begin, cards[number], end, stroke, geometry=geometry, click=click)
