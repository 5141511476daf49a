"""A few cards with the whole slide to themselves -> large ones: heads with names over what is said, seals with numbers.

Beside a panel cards stand in rows, of cards.py; so do those that have too much or too little to say for this.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.emphasis import without_marks
from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import replace
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.figures.kit import Look, Panel, draw_panels, explained, one_line, said, whole_words
from deckbrief.layout.figures.shapes import (
    BAR_LEAF,
    LEAF,
    RINGS,
    card,
    clear_of,
    clear_rings,
    icon,
    leaf,
    watermark,
    within,
)
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.layout.slide.card_words import Said, have_room, pitch_of, sentence, words_of
from deckbrief.layout.slide.cards import (
    ALONE,
    GAP,
    card_groups,
    card_texts,
    check_icons,
    numbered_seal,
)
from deckbrief.layout.text.emphasis import emphasized
from deckbrief.layout.text.fit import Copy, height_for
from deckbrief.theme.metrics import STEPS, ems
from deckbrief.theme.theme import Layout

_LEAST: Final = (px(1000), px(400))
"""Width and height of a room for large cards."""
_MOST: Final = 4
_WIDE_GAP: Final = px(24)
_PAD: Final = px(28)
_HEADS: Final = (px(112), px(68))
"""Height of heads in a single row of cards, in two."""
_UNDER: Final = ((px(18), px(10)), (px(12), px(8)))
"""Air above and below what is said there."""
_NAMES: Final = ((44, 40, 36, 34, 30, 28, 26), (34, 30, 28, 26, 24))
_SAID: Final = {1: 76.0, 2: 56.0, 3: 48.0, 4: 44.0}
"""The largest size of what is said on so many cards,"""
_SMALLEST: Final = 22.0
"""and the smallest: smaller words stand in rows."""
_FEW: Final = 20
"""Ems. What says no more is said, as a name is; more is explained."""
_FILLED: Final = 0.34
"""So much of its room the longest text takes at least, below a head: else rows are filled better."""
_SEALS: Final = (px(144), px(104), px(88))
"""Side of the seal on a single card, in a row of them, on one of four."""
_SIGN_TILE: Final = px(264)
_SIGN: Final = px(152)
_SIGN_RADII: Final = ((150, 200), (76, 120), (14, 46))
"""Beside a single card: the width of its tile, its sign, and the rings in the tile's corner;"""
_TILED: Final = 2
_SMALL_TILE: Final = px(184)
_SMALL_SIGN: Final = px(112)
_NUMERAL: Final = 112
"""and beside each of two."""
_RADII: Final = ((0, 92), (116, 160))
_CORNER: Final = px(104)
_ICON: Final = px(72)


def large_cards(block: ListBlock, box: Rect, look: Look, layout: Layout | None) -> list[AnyItem] | None:
    """List block -> up to four cards that fill `box`, each a group; None where rows are better."""
    count = len(block.entries)
    if block.style not in ("cards", "checks") or count > _MOST or box.width < _LEAST[0] or box.height < _LEAST[1]:
        return None
    words = words_of(block)
    cells = _cells(box, count)
    if block.style == "checks" and count <= _TILED and (count > 1 or block.first == 1):
        return _tiled(block, words, box.rows(count, GAP), look, layout)
    if block.style == "checks":
        return _sealed(block, words, cells, look, layout)
    if count == 1 or not all(each.name and each.text for each in words):
        return None
    return _headed(block, words, cells, look, layout)


def _cells(box: Rect, count: int) -> list[Rect]:
    if count == _MOST:
        return [cell for row in box.rows(2, GAP) for cell in row.columns(2, _WIDE_GAP)]
    return box.columns(count, _WIDE_GAP)


# Heads with names ---------------------------------------------------------------------------------------------------


def _headed(
    block: ListBlock, words: Sequence[Said], cells: Sequence[Rect], look: Look, layout: Layout | None
) -> list[AnyItem] | None:
    two_rows = len(cells) == _MOST
    head, hue = _HEADS[two_rows], look.color("hue")
    tops = [cell.split_top(head)[0] for cell in cells]
    size = _name_size(look, words, tops[0].width - 2 * _PAD, _NAMES[two_rows])
    above, below = _UNDER[two_rows]
    places = [cell.inset(_PAD, head + above, _PAD, below) for cell in cells]
    told = _largest(look, words, places[0], _SAID[len(cells)])
    if not size or not told or _highest(look, _told(look, words, told), places[0]) < _FILLED * places[0].height:
        return None
    names = [
        Panel(
            name=f"lead {number}", rect=top.inset(_PAD, 0, _PAD, 0),
            copies=(said(look, each.name, size, look.on(hue), path=entry.of, pitch=1.15),),
        )
        for number, (each, top, entry) in enumerate(zip(words, tops, block.entries, strict=True), 1)
    ]  # fmt: skip
    copies = [(emphasized(copy, look.color("primary")),) for copy in _told(look, words, told, block.entries)]
    texts = card_texts(block, places, copies, look, layout, "top")
    tint = look.color("tint")
    members: list[list[AnyItem]] = []
    for number, (cell, top, name) in enumerate(zip(cells, tops, draw_panels(names, look.theme), strict=True), 1):
        radius = BAR_LEAF if two_rows else LEAF
        own: list[AnyItem] = [card(f"card {number}", cell, look, radius=radius)]
        corner = within(_RADII, min(cell.height - head, cell.width) * 2 // 5)
        own += clear_rings(f"card {number} rings", cell, "br", tint, [texts[number - 1]], corner)
        own.append(leaf(f"head {number}", top, hue, radius=radius))
        if radii := clear_of(top, "br", [name], within(RINGS, top.height * 4 // 5)):
            own.append(watermark(f"head {number} rings", top, "br", hue, look, radii, radius))
        members.append([*own, name])
    return card_groups(block, cells, members, texts)


def _name_size(look: Look, words: Sequence[Said], width: int, sizes: Sequence[float]) -> float:
    """Return the largest size at which all names stand on one line, 0 where there is none."""
    ink = look.color("ink")
    fitting = (
        size for size in sizes if all(one_line(said(look, each.name, size, ink, path=""), width) for each in words)
    )
    return next(fitting, 0)


def _told(look: Look, words: Sequence[Said], size: float, entries: Sequence[Entry] = ()) -> list[Copy]:
    ink = look.color("ink")
    paths = [entry.of for entry in entries] or [""] * len(words)
    say = said if all(ems(without_marks(each.text)) <= _FEW for each in words) else explained
    return [
        say(look, each.text, size, ink, path=path, pitch=pitch_of(each.text))
        for each, path in zip(words, paths, strict=True)
    ]


def _largest(look: Look, words: Sequence[Said], place: Rect, most: float) -> float:
    """Return the largest size at which all that is said has room in a place, 0 where there is none of use."""
    sizes = (size for size in reversed(STEPS) if _SMALLEST <= size <= most)
    return next((size for size in sizes if have_room(look, _told(look, words, size), place)), 0)


def _highest(look: Look, copies: Sequence[Copy], place: Rect) -> int:
    return max(height_for([copy], place.width, look.theme.pitch) for copy in copies)


# Seals with numbers -------------------------------------------------------------------------------------------------


def _sealed(
    block: ListBlock, words: Sequence[Said], cells: Sequence[Rect], look: Look, layout: Layout | None
) -> list[AnyItem] | None:
    count = len(cells)
    side = _SEALS[0 if count == 1 else 2 if count == _MOST else 1]
    beside = count in (1, _MOST)
    places = [
        cell.inset(_PAD + side + _PAD, px(16), _PAD, px(16)) if beside else
        cell.inset(_PAD, _PAD + side + px(16), _PAD, px(16))
        for cell in cells
    ]  # fmt: skip
    keys = () if beside else check_icons(block, words)
    copies = _sizes(block, words, places[0], look, _CORNER if keys else 0)
    if keys and copies is None:
        keys, copies = (), _sizes(block, words, places[0], look, 0)
    if copies is None:
        return None
    members: list[list[AnyItem]] = []
    texts = card_texts(block, places, copies, look, layout, "middle" if beside else "top")
    tint = look.color("tint")
    for number, cell in enumerate(cells):
        y = cell.center_y - side // 2 if beside else cell.y + _PAD
        corner = within(_RADII, min(cell.height, cell.width) * 2 // 5)
        bend = min(LEAF, cell.height // 3)
        own: list[AnyItem] = [card(f"card {number + 1}", cell, look, radius=bend)]
        own += clear_rings(f"card {number + 1} rings", cell, "br", tint, [texts[number]], corner, bend)
        own += numbered_seal(look, block.first + number, cell.x + _PAD, y, side)
        if keys:
            place = (cell.right - px(54), cell.bottom - px(54), _ICON)
            own.append(icon(f"icon {number + 1}", keys[number], *place, look.color("hue")))
        members.append(own)
    return card_groups(block, cells, members, texts)


def _tiled(
    block: ListBlock, words: Sequence[Said], cells: Sequence[Rect], look: Look, layout: Layout | None
) -> list[AnyItem] | None:
    """Return one or two things to take along over the whole width, beside a large sign each: one is not counted."""
    hue, tint, alone = look.color("hue"), look.color("tint"), len(cells) == 1
    width, side = (_SIGN_TILE, _SIGN) if alone else (_SMALL_TILE, _SMALL_SIGN)
    places = [cell.inset(width + px(48), px(16), _PAD, px(16)) for cell in cells]
    copies = _sizes(block, words, places[0], look, 0)
    if copies is None:
        return None
    texts = card_texts(block, places, copies, look, layout, "middle")
    keys = check_icons(block, words) or ((ALONE["checks"],) if alone else ())
    tiles = [cell.split_left(width)[0] for cell in cells]
    marks = draw_panels(_counted(block, tiles, look), look.theme)
    members: list[list[AnyItem]] = []
    for number, (cell, tile, text, mark) in enumerate(zip(cells, tiles, texts, marks, strict=True), 1):
        radii = within(_RADII, cell.height * 2 // 5)
        own: list[AnyItem] = [card(f"card {number}", cell, look)]
        own += clear_rings(f"card {number} rings", cell, "br", tint, [text], radii, LEAF)
        own.append(Shape(name=f"tile {number}", rect=tile, fill=hue))
        own.append(watermark(f"tile {number} rings", tile, "bl", hue, look, within(_SIGN_RADII, tile.width * 3 // 4)))
        ink = look.accent_on(hue)
        own.append(icon(f"mark {number}", keys[number - 1], tile.center_x, tile.center_y, side, ink) if keys else mark)
        members.append(own)
    return card_groups(block, cells, members, texts)


def _counted(block: ListBlock, tiles: Sequence[Rect], look: Look) -> list[Panel]:
    """Return the number of each, large, on its tile."""
    ink = look.accent_on(look.color("hue"))
    return [
        Panel(
            name=f"mark {number}", rect=tile,
            copies=(said(look, str(number), _NUMERAL, ink, path="", pitch=1.0, align="center"),),
        )
        for number, tile in enumerate(tiles, block.first)
    ]  # fmt: skip


def _sizes(
    block: ListBlock, words: Sequence[Said], place: Rect, look: Look, foot: int
) -> list[tuple[Copy, ...]] | None:
    """Return what the cards say, as large as all of it has room above a foot; None where only small words have."""
    room = Rect(place.x, place.y, place.width, Emu(place.height - foot))
    muted = look.color("muted")
    for size in (step for step in reversed(STEPS) if 24 <= step <= _SAID[len(words)]):
        found: list[tuple[Copy, ...]] = []
        for each, entry in zip(words, block.entries, strict=True):
            if not each.name:
                found.append((sentence(look, each, size, entry.of),))
                continue
            name = said(look, each.name, size, look.color("ink"), path=entry.of, pitch=1.2)
            small = max(20.0, min(28.0, size * 0.7))
            detail = explained(look, each.text, small, muted, path=entry.of, pitch=1.35, before=8)
            found.append((name, replace(detail, level=1, balanced=True)))
        if all(_stand(look, copies, room) for copies in found):
            return found
    return None


def _stand(look: Look, copies: Sequence[Copy], room: Rect) -> bool:
    whole = all(whole_words(copy, room.width) for copy in copies)
    return whole and height_for(copies, room.width, look.theme.pitch, exact=False) <= room.height
