"""Lists of a slide (steps, questions, checks, cards) -> leaf cards that fill their field.

A card's words stand in the layout's placeholder of its number, where it has one, so that they are in the outline.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.emphasis import without_marks
from deckbrief.base.length import Emu, Rect, points, px
from deckbrief.base.record import replace
from deckbrief.draft.slides import ListBlock
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import (
    Look,
    Panel,
    cuts_no_word,
    draw_panels,
    label_width,
    lines_of,
    one_line,
    said,
    whole_words,
)
from deckbrief.layout.figures.shapes import LEAF, card, clear_of, clear_rings, icon, seal, watermark
from deckbrief.layout.frame import AnyItem, Group, Shape, Text
from deckbrief.layout.icon import icons_of
from deckbrief.layout.slide.card_words import (
    Said,
    begun,
    beside_copy,
    beside_size,
    filling,
    headed,
    sentence,
    sentence_size,
    set_size,
    words_of,
)
from deckbrief.layout.slide.minutes import amount
from deckbrief.layout.text.fit import Copy, DoesNotFit, Slot, fit_all, natural_width
from deckbrief.theme.theme import Color, Layout

GAP: Final = px(16)
_NARROW: Final = px(12)
_TILE: Final = px(132)
_LEAST_TILE: Final = px(72)
_TILE_OF_ROW: Final = 72
"""Width of a tile, between these two, in percent of its row's height."""
_PAD: Final = px(28)
_TIGHT: Final = px(16)
_CLEAR: Final = px(24)
"""Names keep so far from the edges of their tiles."""
_EDGE: Final = px(6)
_AIR: Final = px(4)
_NUMERAL: Final = 56
_ROOMY: Final = px(140)
"""Tiles as high as that have larger names."""
_ALONE: Final = (66, 56, 48)
"""Larger sizes of the name of a single card."""
_NAMED: Final = (28, 26, 24)
"""and names have one of these sizes, where their tiles have room for it."""
_SURE: Final = 1.08
"""A tile is so much wider than its longest name: lines are broken with some slack."""
_TALL: Final = px(230)
"""Tiles as high as that have larger marks."""
_NUMERALS: Final = ((_TALL, 76), (px(110), 56), (px(72), 40), (0, 28))
"""Sizes of numerals on tiles of at least that height."""
ALONE: Final = {"questions": "chats-circle", "steps": "footprints", "checks": "push-pin"}
"""What stands beside a single question, step or thing to take along, in the place of a number."""
_STORY: Final = "story"
_OPEN: Final = px(84)
"""Where words begin on cards with a numeral and no tile, at most, without the air before them."""
_TIME_SHARE: Final = 0.25
"""Of a card's width, what its time takes at most."""
_LEAST_POINT: Final = 20
_LEAST_SAID: Final = 24
"""What stands beside long names, in small type, is at least so large where it has room."""
_RADII: Final = ((88, 116), (36, 64))
_CARD_RADII: Final = ((0, 52), (72, 104))
_SEAL: Final = px(88)
_SEALED: Final = 46
_LITTLE_SEALED: Final = 28
_SMALL: Final = 28
"""Sentences below this size would gain from being parted."""
_GAIN: Final = 4
"""By so many points, at least, all are to be larger for it."""
_GRID_TEXT: Final = 40
"""Four longer sentences stand in rows, not in a square."""


def draw_cards(block: ListBlock, box: Rect, look: Look, layout: Layout | None = None) -> Drawing:
    """List block -> cards in `box`, equal in size and with texts of equal size; with `reveal` a click for each.

    Raises DoesNotFit where they have no room for their texts even at the floor.
    """
    refuse_flat_rows(block, box, look)
    words = words_of(block)
    if size := _square_size(block, words, box, look):
        items = _square(block, box, look, layout, size)
    else:
        items = _rows(block, words, box, look, layout)
    return cards_drawing(block, items)


def cards_drawing(block: ListBlock, items: Sequence[AnyItem]) -> Drawing:
    """Return what draws a list's cards, with all their words and a click for each that is revealed."""
    told = [" ".join(part for part in (entry.lead, entry.text, entry.aside) if part) for entry in block.entries]
    alt = "；".join(map(without_marks, told) if block.style == "cards" else told)
    return Drawing(tuple(items), alt, len(block.entries) if block.reveal else 0)


def refuse_flat_rows(block: ListBlock, box: Rect, look: Look) -> None:
    """Raises DoesNotFit for rows lower than a line: of a thousand entries, no text needs to be measured."""
    count, line = len(block.entries), points(look.theme.scale.floor)
    if (box.height - _NARROW * (count - 1)) // count < line:
        first, needed = block.entries[0], Emu((line + _NARROW) * count)
        raise DoesNotFit(path=first.of, text=first.text, room=(box.width, box.height), needed=(box.width, needed))


def _square_size(block: ListBlock, words: Sequence[Said], box: Rect, look: Look) -> float:
    """Return the size at which four short steps stand two by two, 0 where they are larger one below the other."""
    if len(words) != 4 or block.style not in ("steps", "questions") or box.height < px(400):
        return 0
    if any(len(each.text) > _GRID_TEXT or each.name for each in words) or any(e.aside for e in block.entries):
        return 0

    def said_at(size: float) -> list[Copy]:
        return [sentence(look, each, size) for each in words]

    square = filling(look, said_at, _square_places(box)[0], _SQUARE_SIZE)
    row = _row_places(box, 4, _row_tile(box, 4))[0]
    return square if square > 20 and square >= sentence_size(look, words, row, 4) else 0


def card_groups(
    block: ListBlock, cells: Sequence[Rect], members: Sequence[Sequence[AnyItem]], texts: Sequence[Text]
) -> list[AnyItem]:
    """Return each card as a group, then its text, which in a placeholder cannot be in one; both come with one click."""
    items: list[AnyItem] = []
    for number, (entry, cell, parts, text) in enumerate(zip(block.entries, cells, members, texts, strict=True), 1):
        click = number if block.reveal else 0
        inside = () if text.placeholder else (text,)
        items.append(
            Group(name=f"{block.style} {number}", rect=cell, items=(*parts, *inside), path=entry.of, click=click)
        )
        if text.placeholder:
            items.append(replace(text, click=click))
    return items


def card_texts(
    block: ListBlock, places: Sequence[Rect], copies: Sequence[tuple[Copy, ...]], look: Look, layout: Layout | None,
    anchor: str = "middle",
) -> list[Text]:  # fmt: skip
    """Return the cards' texts, of one size, in the placeholders of their numbers as far as the layout has them."""
    keys = [f"text-{number}" for number in range(1, len(places) + 1)]
    held = layout is not None and all(key in layout.placeholders for key in keys)
    slots = [
        Slot(copies=each, box=place, anchor="top" if anchor == "top" else "middle", exact=not held)
        for place, each in zip(places, copies, strict=True)
    ]
    bodies = fit_all(slots, look.theme.pitch)
    return [
        Text(
            name=f"{block.style} text {number}", rect=place, body=body, placeholder=key if held else "", path=entry.of
        )
        for number, (key, place, body, entry) in enumerate(zip(keys, places, bodies, block.entries, strict=True), 1)
    ]  # fmt: skip


# Rows: a coloured tile with a numeral, a tick, an icon or a name at the left ------------------------------------------


def _rows(block: ListBlock, words: Sequence[Said], box: Rect, look: Look, layout: Layout | None) -> list[AnyItem]:
    count = len(words)
    cells = _row_cells(box, count)
    named = block.style == "cards" and any(each.name for each in words)
    tile = _left(block, box) if _is_open(block) else _name_width(look, words, box) if named else _row_tile(box, count)
    places = _row_places(box, count, tile)
    times = _times(block, places, look) if not named else []
    if times:
        places = [place.inset(0, 0, time.rect.width + GAP, 0) for place, time in zip(places, times, strict=True)]
    size = (beside_size if named else sentence_size)(look, words, places[0], count)
    if named:  # what is said of a name is no larger than it, and points under it are smaller
        names = draw_panels(_names(look, words, [cell.split_left(tile)[0] for cell in cells]), look.theme)
        name = min(each.body.paragraphs[0].size for each in names if each.body)
        listed = any("\n" in each.text for each in words)
        size = min(size, max(_LEAST_POINT, name - 4) if listed else max(_LEAST_SAID, name))
    copies = _told(block, words, places[0], look, size, named)
    texts = card_texts(block, places, copies, look, layout)
    if _is_open(block):
        marks = _edges(block, cells, tile, look, texts)
    else:
        marks = _tiles(block, words, cells, tile, look, texts, named)
    members = [
        [card(f"card {number}", cell, look, radius=min(LEAF, cell.height // 3)), *mark]
        for number, (cell, mark) in enumerate(zip(cells, marks, strict=True), 1)
    ]
    for own, time in zip(members, draw_panels(times, look.theme), strict=False):
        own.append(time)
    return card_groups(block, cells, members, texts)


def _told(
    block: ListBlock, words: Sequence[Said], place: Rect, look: Look, size: float, named: bool
) -> list[tuple[Copy, ...]]:
    """Return what the cards say at that size; where it is small, sentences that begin with what they are about are
    parted there, if all are larger for it.
    """
    pairs = list(zip(words, block.entries, strict=True))
    if named:
        return [beside_copy(look, each, entry, size) for each, entry in pairs]
    plain: list[tuple[Copy, ...]] = [(sentence(look, each, size, entry.of),) for each, entry in pairs]
    parted = begun(block, words)
    if not any(each.name for each in parted):
        return plain
    usual = 0.0 if parted == words else set_size(look, plain, place)
    if usual >= _SMALL:
        return plain
    copies = headed(look, parted, block.entries, place)
    return copies if not usual or set_size(look, copies, place) >= usual + _GAIN else plain


def _times(block: ListBlock, places: Sequence[Rect], look: Look) -> list[Panel]:
    """Return how long each step takes, at the right of its card, where all of them say so; else nothing."""
    if block.style != "steps" or not all(entry.aside for entry in block.entries):
        return []
    size = 40 if places[0].height >= px(100) else 30
    copies = [amount(entry.aside, size, look.color("hue"), look, entry.of, "right") for entry in block.entries]
    width = max(map(natural_width, copies)) + px(6)
    if width > places[0].width * _TIME_SHARE:
        return []
    return [
        Panel(
            name=f"minutes {number}", copies=(copy,), path=entry.of,
            rect=Rect(Emu(place.right - width), place.y, Emu(width), place.height),
        )
        for number, (place, copy, entry) in enumerate(zip(places, copies, block.entries, strict=True), 1)
    ]  # fmt: skip


def _row_cells(box: Rect, count: int) -> list[Rect]:
    return box.rows(count, GAP if count <= 5 else _NARROW)


def _row_tile(box: Rect, count: int) -> int:
    """Return how wide tiles with marks are."""
    return max(_LEAST_TILE, min(_TILE, _row_cells(box, count)[0].height * _TILE_OF_ROW // 100))


def _row_places(box: Rect, count: int, tile: int) -> list[Rect]:
    """Return where the words of so many rows stand, behind tiles of that width."""
    cells = _row_cells(box, count)
    pad = _PAD if cells[0].height >= px(90) else _TIGHT
    return [cell.inset(tile + pad, _AIR, _TIGHT, _AIR) for cell in cells]


def _name_width(look: Look, words: Sequence[Said], box: Rect) -> int:
    """Return how wide tiles must be for the names in them, larger in high ones: a third of the card at most.

    For names that would be small so, or broken, it is a little more, where that is enough.
    """

    def wide(size: float) -> int:
        widest = max(label_width(_name(look, each.name, size)) for each in words if each.name)
        return round(widest * _SURE) + 2 * _CLEAR

    third, more = box.width * 34 // 100, box.width * 42 // 100
    size = 34 if _row_cells(box, len(words))[0].height >= _ROOMY else _NAMED[1]
    if len(words) == 1:
        size = next((large for large in _ALONE if wide(large) <= third), size)
    return max(px(150), min(wide(size), third), next((width for width in map(wide, _NAMED) if width <= more), 0))


def _name(look: Look, name: str, size: float) -> Copy:
    return said(look, name or " ", size, look.on(look.color("hue")), path="", pitch=1.15)


def _tiles(
    block: ListBlock, words: Sequence[Said], cells: Sequence[Rect], width: int, look: Look, texts: Sequence[Text],
    named: bool,
) -> list[list[AnyItem]]:  # fmt: skip
    """Return what stands at the left of each card, on the hue: its name, an icon or a tick, or its number."""
    hue = look.color("hue")
    keys = check_icons(block, words)
    tiles = [cell.split_left(width)[0] for cell in cells]
    alone = not named and len(words) == 1 and block.first == 1  # nothing is counted
    if block.style == "checks" and not keys and not alone:
        return _seals(block, cells, tiles, look, texts)
    items: list[list[AnyItem]] = []
    names = draw_panels(_names(look, words, tiles), look.theme) if named else []
    for number, tile in enumerate(tiles, 1):
        members: list[AnyItem] = [Shape(name=f"tile {number}", rect=tile, fill=hue)]
        radii = clear_of(tile, "bl", names[number - 1 : number], _RADII)
        if radii and tile.height >= px(116) and tile.width >= px(116):
            members.append(watermark(f"tile {number} rings", tile, "bl", hue, look, radii))
        if keys:
            side = min(px(96 if tile.height >= _TALL else 72), tile.height - px(16))
            place = (tile.center_x, tile.center_y, side, look.accent_on(hue))
            members.append(icon(f"mark {number}", keys[number - 1], *place))
        items.append(members)
    if keys:
        return items
    if alone:
        tile = tiles[0]
        sign = ALONE.get(block.style, ALONE["steps"])
        items[0].append(icon("mark 1", sign, tile.center_x, tile.center_y, px(96), look.accent_on(hue)))
        return items
    for members, label in zip(
        items, names or draw_panels(_numerals(block, tiles, look, look.accent_on(hue)), look.theme), strict=True
    ):
        members.append(label)
    return items


def _is_open(block: ListBlock) -> bool:
    """Tell whether cards have no tiles: those of a story, which counts nothing, and of several questions."""
    return block.style == _STORY or (block.style == "questions" and (len(block.entries) > 1 or block.first > 1))


def _left(block: ListBlock, box: Rect) -> int:
    """Return where the words of cards without tiles begin: behind the bar at their left, and numerals on it."""
    if block.style == _STORY:
        return _EDGE
    return min(_OPEN, _row_tile(box, len(block.entries)))


def _edges(
    block: ListBlock, cells: Sequence[Rect], left: int, look: Look, texts: Sequence[Text]
) -> list[list[AnyItem]]:
    """Return the bar at the left of each card, the numeral of a question, and rings in the card's corner."""
    items: list[list[AnyItem]] = []
    for number, (cell, text) in enumerate(zip(cells, texts, strict=True), 1):
        bend = min(LEAF, cell.height // 3)
        rings = clear_rings(f"card {number} rings", cell, "br", look.color("tint"), [text], _CARD_RADII, bend)
        edge = Shape(name=f"edge {number}", rect=cell.split_left(_EDGE)[0], fill=look.color("hue"))
        items.append([*rings, edge])
    if block.style != _STORY:
        places = [cell.split_left(left)[0].inset(_EDGE, 0, 0, 0) for cell in cells]
        numerals = draw_panels(_numerals(block, places, look, look.color("hue")), look.theme)
        for members, numeral in zip(items, numerals, strict=True):
            members.append(numeral)
    return items


def check_icons(block: ListBlock, words: Sequence[Said]) -> tuple[str, ...]:
    """Return icons of what is to be taken along, where each names what it is about and the deck's others have some."""
    told = block.style == "checks" and block.icons and bool(words[0].name)
    return icons_of([(entry.icon, each.name) for entry, each in zip(block.entries, words, strict=True)]) if told else ()


def numbered_seal(look: Look, number: int, x: int, y: int, side: int) -> tuple[Shape, Shape]:
    """Return a seal with a number, its upper left corner there."""
    copy = said(look, str(number), _SEALED if side >= _SEAL else _LITTLE_SEALED, look.color("ink"), path="", pitch=1.0)
    return seal(look, f"mark {number}", x, y, side, copy)


def _seals(
    block: ListBlock, cells: Sequence[Rect], tiles: Sequence[Rect], look: Look, texts: Sequence[Text]
) -> list[list[AnyItem]]:
    """Return a seal with its number for each card, and rings in the card's corner."""
    side = min(_SEAL, tiles[0].height - px(16), tiles[0].width - px(16))
    items: list[list[AnyItem]] = []
    tint = look.color("tint")
    for number, (cell, tile, text) in enumerate(zip(cells, tiles, texts, strict=True), block.first):
        members: list[AnyItem] = []
        if cell.height >= px(116):
            bend = min(LEAF, cell.height // 3)
            members += clear_rings(f"card {number} rings", cell, "br", tint, [text], _CARD_RADII, bend)
        x, y = tile.center_x - side // 2, tile.center_y - side // 2
        members += numbered_seal(look, number, x, y, side) if side > px(24) else ()
        items.append(members)
    return items


def _numerals(block: ListBlock, tiles: Sequence[Rect], look: Look, ink: Color) -> list[Panel]:
    size = next(size for least, size in _NUMERALS if tiles[0].height >= least)
    return [
        Panel(
            name=f"mark {number}",
            rect=tile,
            copies=(said(look, str(number), size, ink, path="", pitch=1.0, align="center"),),
        )
        for number, tile in enumerate(tiles, block.first)
    ]


def _names(look: Look, words: Sequence[Said], tiles: Sequence[Rect]) -> list[Panel]:
    width = tiles[0].width - 2 * _CLEAR
    large: tuple[int, ...] = (40, 36, 34) if tiles[0].height >= _ROOMY else ()
    if large and len(words) == 1:
        large = (*_ALONE, *large)

    def two_lines(copy: Copy, width: int) -> bool:
        return cuts_no_word(copy, width, look.theme) and len(lines_of(copy, width)) <= 2

    sizes = [(size, one_line) for size in (*large, 30, 28)] + [(size, two_lines) for size in large and (34, 30, 28)]
    sizes += [(size, one_line) for size in (26, 24)] + [(size, whole_words) for size in (24, 22, 20)]
    fitting = (size for size, fits in sizes if all(fits(_name(look, each.name, size), width) for each in words))
    size = next(fitting, 18)
    return [
        Panel(name=f"lead {number}", rect=tile.inset(_CLEAR, 0), copies=(_name(look, each.name, size),))
        for number, (each, tile) in enumerate(zip(words, tiles, strict=True), 1)
    ]


# Two by two: a numeral above the sentence ---------------------------------------------------------------------------


_SQUARE_SIZE: Final = 34


def _square_cells(box: Rect) -> list[Rect]:
    return [cell for row in box.rows(2, GAP) for cell in row.columns(2, GAP)]


def _square_high(cell: Rect) -> Emu:
    """Return how much of a cell its numeral takes."""
    return Emu(min(px(104), cell.height * 42 // 100))


def _square_places(box: Rect) -> list[Rect]:
    return [cell.inset(_PAD, _square_high(cell), _TIGHT, _TIGHT) for cell in _square_cells(box)]


def _square(block: ListBlock, box: Rect, look: Look, layout: Layout | None, size: float) -> list[AnyItem]:
    cells, places = _square_cells(box), _square_places(box)
    hue, high = look.color("hue"), _square_high(cells[0])
    copies = [
        (sentence(look, each, size, entry.of),) for each, entry in zip(words_of(block), block.entries, strict=True)
    ]
    texts = card_texts(block, places, copies, look, layout, "top")
    numerals = draw_panels(
        [
            Panel(
                name=f"mark {number}",
                rect=Rect(Emu(cell.x + _PAD), Emu(cell.y + px(10)), px(120), Emu(high - px(10))),
                copies=(said(look, str(number), _NUMERAL, hue, path="", pitch=1.0),),
            )
            for number, cell in enumerate(cells, block.first)
        ],
        look.theme,
    )
    members: list[list[AnyItem]] = []
    for number, (cell, numeral) in enumerate(zip(cells, numerals, strict=True), 1):
        edge = Shape(name=f"edge {number}", rect=cell.split_left(_EDGE)[0], fill=hue)
        members.append([card(f"card {number}", cell, look), edge, numeral])
    return card_groups(block, cells, members, texts)
