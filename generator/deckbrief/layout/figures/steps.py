"""Steps in an order, of chain and timeline: blocks that stand on one base, or a path of cards joined by arrows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.record import record
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
    one_line,
    said,
    said_below,
    whole_words,
)
from deckbrief.layout.figures.shapes import BAR_LEAF, card, icon, leaf, watermark
from deckbrief.layout.frame import AnyItem, Shape, Stroke
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, DoesNotFit
from deckbrief.theme.theme import Color

MOST_BLOCKS: Final = 6
_GAP: Final = px(16)
_LOWEST: Final = 0.45
"""The height of the first of rising blocks, as a share of the last one's."""
_PAD: Final = px(24)
_TOP: Final = px(22)
_ICON: Final = px(64)
_NAMES: Final = (44, 40, 36, 34, 30, 28, 26, 24, 22)
_WHOLE: Final = 26
"""Names are set on one line down to this size, before they take two."""
_DATES: Final = (66, 56, 48)
"""Dates may be larger than names."""
_DETAILS: Final = (24, 22, 20, 18)
_DETAIL: Final = 20
_LEAST_DETAIL: Final = 18
_RINGS: Final = ((96, 126), (30, 60))
_RING: Final = px(126)

_ACROSS: Final = px(44)
_DOWN: Final = px(34)
_NARROW: Final = px(20)
"""Air between cards of a path, beside and below each other; less where there are many lines."""
_CELL: Final = px(14)
_PATHS: Final = (4, 3, 2, 5, 6, 1)
"""How many cards of a path may stand in a line, the best first."""
_PATH_NAMES: Final = (34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_ENOUGH: Final = 26
"""A path's names need not be larger."""
_LINE: Final = Pt(3)


@record
class _Sizes:
    """Type sizes in points: of what stands above a name, of the name, of what stands below it."""

    symbol: float
    name: float
    detail: float


def lead_copy(look: Look, node: Node) -> Copy:
    """A node -> the copy of what its lead says."""
    return explained(look, node.lead, 22, look.color("muted"), path=node.path, pitch=1.3)


def lead_above(look: Look, node: Node, box: Rect) -> tuple[list[AnyItem], Rect]:
    """Return the lead on a line above, where it leaves room enough, and the room."""
    if not node.lead:
        return [], box
    height = copies_height([lead_copy(look, node)], box.width, look.theme)
    if height > box.height // 5:
        return [], box
    above, below = box.split_top(height, _GAP)
    return lead_in(look, node, above), below


def lead_in(look: Look, node: Node, place: Rect) -> list[AnyItem]:
    """Return the lead at the top of a place. Raises DoesNotFit where it does not fit there."""
    panel = Panel(
        name=f"lead · {node.label}", rect=place, copies=(lead_copy(look, node),), anchor="top", path=node.path
    )
    return list(draw_panels([panel], look.theme))


# Blocks -------------------------------------------------------------------------------------------------------------


def blocks(
    look: Look, node: Node, parts: Sequence[Node], box: Rect, *, rise: bool, dated: bool, reveal: bool
) -> list[AnyItem]:
    """Parts -> blocks that stand on the box's base, from low to high with `rise`; the lead in the corner or above.

    With `dated` what stands above a name is as large as the name.

    Raises DoesNotFit where they have no room for their texts in a size that can be read from afar.
    """
    rise = rise and len(parts) > 1
    lead, place = ([], box) if rise else lead_above(look, node, box)
    names = Names("chain" if rise else "steps")
    places = _standing(place, len(parts), rise)
    if rise:
        lead = _lead_in_corner(look, node, places, box)
    fills = look.ramp(len(parts)) if len(parts) > 1 else [look.color("hue")]
    keys = icons_of([(part.icon, part.label) for part in parts]) if all(not part.symbol for part in parts) else ()
    sizes = _block_sizes(look, parts, places, fills, bool(keys), dated)
    if sizes is None and keys:
        keys = ()
        sizes = _block_sizes(look, parts, places, fills, False, dated)
    if sizes is None:
        raise _too_long(look, parts, places)
    head = _head(bool(keys))
    texts = draw_panels(
        [
            _told(look, names, part, _words(rect, head), look.on(fill), sizes)
            for part, rect, fill in zip(parts, places, fills, strict=True)
        ],
        look.theme,
    )
    items: list[AnyItem] = [*lead]
    for number, (part, rect, fill) in enumerate(zip(parts, places, fills, strict=True)):
        members: list[AnyItem] = [leaf(names(part.label, "block"), rect, fill, radius=px(48), path=part.path)]
        members += _rings(look, names, part, rect, fill, texts[number].rect.bottom)
        if keys:
            x, y = rect.x + _PAD + _ICON // 2, rect.y + _TOP + _ICON // 2
            members.append(icon(names(part.label, "icon"), keys[number], x, y, _ICON, look.accent_on(fill)))
        members.append(texts[number])
        items.append(grouped(names(part.label), members, part.path, number + 1 if reveal else 0))
    return items


def _told(look: Look, names: Names, part: Node, room: Rect, ink: Color, sizes: _Sizes) -> Panel:
    """Return a block's words, as high as they need to be."""
    copies = _copies(look, part, ink, sizes)
    height = min(room.height, copies_height(copies, room.width, look.theme) + px(8))
    rect = Rect(room.x, room.y, room.width, Emu(height))
    return Panel(name=names(part.label, "words"), rect=rect, copies=copies, anchor="top", path=part.path)


def _standing(box: Rect, count: int, rise: bool) -> list[Rect]:
    columns = box.columns(count, _GAP)
    if not rise:
        return list(columns)
    tall = [round(box.height * (_LOWEST + (1 - _LOWEST) * number / (count - 1))) for number in range(count)]
    return [
        Rect(column.x, Emu(box.bottom - height), column.width, Emu(height))
        for column, height in zip(columns, tall, strict=True)
    ]


def _lead_in_corner(look: Look, node: Node, places: Sequence[Rect], box: Rect) -> list[AnyItem]:
    """Return the lead over the lower half of rising blocks, if there is one and it has room there."""
    half = max(1, len(places) // 2)
    edge = places[half - 1].y - box.y - _GAP
    width = places[half - 1].right - box.x
    if not node.lead or copies_height([lead_copy(look, node)], width, look.theme) > edge:
        return []
    return lead_in(look, node, Rect(box.x, box.y, Emu(width), Emu(edge)))


def _head(icons: bool) -> int:
    return _TOP + (_ICON + px(12) if icons else 0)


def _words(rect: Rect, head: int) -> Rect:
    """Return where a block's words stand: below its icon, clear of its round corner."""
    return rect.inset(_PAD, head, px(14), px(14))


def _block_sizes(
    look: Look, parts: Sequence[Node], places: Sequence[Rect], fills: Sequence[Color], icons: bool, dated: bool
) -> _Sizes | None:
    """Return the largest sizes at which all fits: names on one line first, then on more; None where nothing does."""
    rooms = [_words(rect, _head(icons)) for rect in places]
    for sizes, whole in _tried(dated):
        if all(_fits(look, part, room, sizes, whole) for part, room in zip(parts, rooms, strict=True)):
            return sizes
    return None


def _tried(dated: bool) -> Iterator[tuple[_Sizes, bool]]:
    """Yield sizes from large to small, and whether names must stay on one line at them."""
    above: tuple[float, ...] = (*_DATES, *_NAMES) if dated else (_DETAIL,)
    for details in (_DETAILS[:-1], _DETAILS[-1:]):
        for whole in (True, False):
            for name in _NAMES:
                if not whole or name >= _WHOLE:
                    for symbol in above:
                        if not dated or symbol >= name:
                            yield from ((_Sizes(symbol, name, detail), whole) for detail in details)


def _fits(look: Look, part: Node, room: Rect, sizes: _Sizes, whole: bool) -> bool:
    copies = _copies(look, part, look.color("ink"), sizes)
    named = [copy for copy in copies if copy.bold]
    if not all(whole_words(copy, room.width) for copy in copies):
        return False
    if whole and not all(one_line(copy, room.width) for copy in named):
        return False
    return copies_height(copies, room.width, look.theme) <= room.height


def _copies(look: Look, part: Node, color: Color, sizes: _Sizes) -> tuple[Copy, ...]:
    """A part -> its symbol, its name, and a line for each thing that it holds."""
    copies: list[Copy] = []
    if part.symbol and part.symbol != part.label:
        set_as = said if sizes.symbol > _DETAIL else explained
        copies.append(set_as(look, part.symbol, sizes.symbol, color, path=part.path))
    copies.append(said(look, part.label, sizes.name, color, path=part.path))
    for text in [part.lead, *said_below(part)]:
        if text:
            copies.append(explained(look, text, sizes.detail, color, path=part.path, before=6))
    return tuple(copies)


def _rings(look: Look, names: Names, part: Node, rect: Rect, fill: Color, below: Emu) -> list[AnyItem]:
    """Return faint rings in a block's lower left corner, where no word stands."""
    if rect.bottom - below < _RING + px(8) or rect.width < _RING:
        return []
    foot = Rect(rect.x, Emu(rect.bottom - _RING), Emu(_RING), Emu(_RING))
    return [watermark(names(part.label, "rings"), foot, "bl", fill, look, _RINGS)]


def _too_long(look: Look, parts: Sequence[Node], places: Sequence[Rect]) -> DoesNotFit:
    """Return the refusal for the part that needs most of its block."""
    sizes = _Sizes(_LEAST_DETAIL, _NAMES[-1], _LEAST_DETAIL)

    def need(number: int) -> int:
        room = _words(places[number], _TOP)
        return copies_height(_copies(look, parts[number], look.color("ink"), sizes), room.width, look.theme)

    worst = max(range(len(parts)), key=need)
    room = _words(places[worst], _TOP)
    needed = Emu(max(need(worst), room.height + 2))
    return DoesNotFit(parts[worst].path, parts[worst].label, (room.width, room.height), (room.width, needed))


# Path ---------------------------------------------------------------------------------------------------------------


@record
class _Path:
    """Cards in lines of `columns`, the places of all, and the size of their names (0: they do not fit)."""

    columns: int
    places: tuple[Rect, ...]
    size: float
    whole: bool
    """No word is cut at that size."""


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
    texts = draw_panels(
        [
            Panel(
                name=names(part.label, "words"), rect=_inside(rect), path=part.path,
                copies=_path_copies(look, part, number, size, best.columns),
            )
            for number, (part, rect) in enumerate(zip(parts, best.places, strict=True), 1)
        ],
        look.theme,
    )  # fmt: skip
    items: list[AnyItem] = [*lead]
    for number, part in enumerate(parts):
        click = number + 1 if reveal else 0
        if number:
            items.append(_arrow(look, names, parts, cards, number, best.columns, click))
        items.append(grouped(names(part.label), (cards[number], texts[number]), part.path, click))
    return items


def _radius(rect: Rect) -> int:
    return min(BAR_LEAF, rect.height // 3)


def _inside(rect: Rect) -> Rect:
    air = min(px(10), rect.height // 12)
    return rect.inset(_CELL, air, _CELL, air)


def _best_path(look: Look, parts: Sequence[Node], box: Rect) -> _Path:
    paths = [_path(look, parts, box, min(columns, len(parts))) for columns in _PATHS]
    return max(paths, key=lambda each: (each.size > 0, each.whole, min(each.size, _ENOUGH)))


def _path(look: Look, parts: Sequence[Node], box: Rect, columns: int) -> _Path:
    rows = -(-len(parts) // columns)
    across = Emu((box.width - _ACROSS * (columns - 1)) // columns)
    down = _DOWN if rows <= 4 else _NARROW
    high = Emu((box.height - down * (rows - 1)) // rows)
    places = []
    for number in range(len(parts)):
        row, column = divmod(number, columns)
        column = columns - 1 - column if row % 2 else column
        places.append(Rect(Emu(box.x + column * (across + _ACROSS)), Emu(box.y + row * (high + down)), across, high))
    return _Path(columns, tuple(places), *_path_size(look, parts, _inside(places[0]), columns))


def _path_size(look: Look, parts: Sequence[Node], room: Rect, columns: int) -> tuple[float, bool]:
    """Return the largest size at which the texts fit, else 0, and whether no word is cut at it."""
    for strict in (True, False):
        for size in _PATH_NAMES:
            copies = [_path_copies(look, part, number, size, columns) for number, part in enumerate(parts, 1)]
            if strict and not all(whole_words(copy, room.width) for texts in copies for copy in texts):
                continue
            if all(copies_height(texts, room.width, look.theme) <= room.height for texts in copies):
                return size, strict
    return 0, False


def _path_copies(look: Look, part: Node, number: int, size: float, columns: int) -> tuple[Copy, ...]:
    """A part -> its symbol, its name, and what it holds, in smaller type."""
    copies: list[Copy] = []
    hue = look.color("hue")
    if part.symbol and part.symbol != part.label:
        copies.append(said(look, part.symbol, size, hue, path=part.path))
    copies.append(said(look, part.label, size, look.color("ink") if copies else hue, path=part.path))
    small = max(16.0, min(size - 4, _DETAIL))
    texts = [full for full in (part.lead, *said_below(part)) if full]
    copies += [explained(look, text, small, look.color("muted"), path=part.path, before=3) for text in texts]
    return tuple(copies)


def _arrow(
    look: Look, names: Names, parts: Sequence[Node], cards: Sequence[Shape], number: int, columns: int, click: int
) -> AnyItem:
    """Return the arrow to a card: from its left or right, or from above where the way turns."""
    row, column = divmod(number, columns)
    begin, end = (2, 0) if not column else (1, 3) if row % 2 else (3, 1)
    name = names(parts[number - 1].label, "to", parts[number].label)
    stroke = Stroke(look.color("ink"), _LINE)
    return connector(name, cards[number - 1], begin, cards[number], end, stroke, click=click)
