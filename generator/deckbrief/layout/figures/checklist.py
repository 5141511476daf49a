"""Checklist: things that there have to be, each on a card with a seal.

What all names begin with is the seal's character; where they share none, the seal is a tick. Cards stand in
rows as even as their number allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.message import msg
from deckbrief.base.script.kinds import is_han
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    alt_text,
    draw_panels,
    explained,
    grouped,
    listed,
    members_of,
    said,
    said_below,
    whole_words,
)
from deckbrief.layout.figures.shapes import LEAF, card, icon, rings, seal, tick
from deckbrief.layout.frame import AnyItem
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, DoesNotFit
from deckbrief.theme.theme import Anchor, Theme

KIND: Final = FigureKind(lead=True)

_GAP: Final = px(24)
_NARROW_GAP: Final = px(16)
_PAD: Final = px(24)
_COLUMNS: Final = {1: 1, 2: 2, 3: 3, 4: 2, 5: 3, 6: 3, 7: 4, 8: 4, 9: 3}
_MOST_COLUMNS: Final = 4
_TALL: Final = px(176)
"""From this height on a card has its name below its seal, else beside it."""
_HIGH: Final = px(330)
"""From this height on words stand in the middle of what the seal leaves."""
_SEAL: Final = px(88)
_LARGE_SEAL: Final = px(132)
_ICON: Final = px(56)
_RADII: Final = ((0, 60), (84, 124))
_SHORT: Final = 8
"""Longer names are sentences, whose first character stays where it is."""
_COUNTING: Final = frozenset("第一二三四五六七八九十两")
"""Characters that names begin with because they are counted."""


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> cards that fill `box`, a click for each with `reveal`.

    Raises CannotDraw where there is nothing to tick, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not parts:
        raise CannotDraw(msg("a checklist needs at least one part"))
    look = Look(theme, node.accent)
    labels = [part.label for part in parts]
    shared = "" if all(part.mark for part in parts) else _shared_character(labels)
    marks = tuple(part.mark for part in parts)
    own = marks if all(marks) else () if shared else _own_characters(labels)
    places = _places(box, len(parts))
    tall = min(place.height for place in places) >= _TALL and not _wide(places, parts, shared)
    return _drawn(look, node, parts, shared, own, places, tall=tall, reveal=reveal)


def _drawn(
    look: Look,
    node: Node,
    parts: Sequence[Node],
    shared: str,
    own: Sequence[str],
    places: Sequence[Rect],
    *,
    tall: bool,
    reveal: bool,
) -> Drawing:
    """Return the cards, their text below the seal where they are `tall`, else beside it."""
    names = Names("checklist")
    keys = icons_of([(part.icon, part.label) for part in parts]) if tall and not any(map(_details, parts)) else ()
    size = _seal_size(places, tall)
    labels = [part.label.removeprefix(shared) for part in parts]
    width = min(place.width for place in places) - (_PAD + px(124) if keys else 2 * _PAD if tall else size + px(40))
    name = _name_size(look, labels, width)
    panels = [
        _text(look, names, part, label, place, size, tall, bool(keys), name)
        for part, label, place in zip(parts, labels, places, strict=True)
    ]
    try:
        texts = draw_panels(panels, look.theme)
    except DoesNotFit:
        if not tall:
            raise
        return _drawn(look, node, parts, shared, own, places, tall=False, reveal=reveal)
    items: list[AnyItem] = []
    for number, (part, place) in enumerate(zip(parts, places, strict=True)):
        members: list[AnyItem] = [card(names(part.label, "card"), place, look, radius=min(LEAF, place.height // 3))]
        if keys:
            members.append(rings(names(part.label, "rings"), place, "br", look.color("tint"), _RADII))
        members += _mark(look, names, part, own[number] if own else shared, place, size, tall)
        members.append(texts[number])
        if keys:
            x, y = place.right - px(52), place.bottom - px(52)
            members.append(icon(names(part.label, "icon"), keys[number], x, y, _ICON, look.color("hue")))
        items.append(grouped(names(part.label), members, part.path, number + 1 if reveal else 0))
    return Drawing(tuple(items), alt_text(node), len(parts) if reveal else 0)


def _wide(places: Sequence[Rect], parts: Sequence[Node], shared: str) -> bool:
    """Tell whether cards are so wide that their words stand beside their seals, as there is no icon for the room."""
    signed = bool(icons_of([(part.icon, part.label) for part in parts])) and not any(map(_details, parts))
    return not shared and not signed and min(place.width for place in places) >= 2 * max(p.height for p in places)


def _shared_character(labels: Sequence[str]) -> str:
    """Return the Chinese character with which all labels begin and go on, or nothing."""
    first = labels[0][:1]
    alike = (
        len(labels) > 1
        and is_han(first)
        and first not in _COUNTING
        and all(label[:1] == first and 1 < len(label) <= _SHORT for label in labels)
    )
    return first if alike else ""


def _own_characters(labels: Sequence[str]) -> tuple[str, ...]:
    """Return the Chinese characters with which labels begin, where these alone tell them apart; else nothing."""
    firsts = [label[:1] for label in labels]
    rests = {label[1:] for label in labels}
    alike = len(labels) > 1 and len(rests) == 1 and len(set(firsts)) == len(firsts) and rests != {""}
    return tuple(firsts) if alike and all(map(is_han, firsts)) else ()


def _places(box: Rect, count: int) -> list[Rect]:
    """Return the cards' places: rows of the same length, or the last ones wider where one is short."""
    columns = _COLUMNS.get(count, _MOST_COLUMNS)
    lines = -(-count // columns)
    gap = _GAP if lines < 3 else _NARROW_GAP
    fewer = columns * lines - count
    lengths = [columns - 1 if line >= lines - fewer else columns for line in range(lines)] if fewer < lines else []
    if not lengths:
        lengths = [columns] * (lines - 1) + [count - columns * (lines - 1)]
    return [
        place for row, length in zip(box.rows(lines, gap), lengths, strict=True) for place in row.columns(length, gap)
    ]


def _seal_size(places: Sequence[Rect], tall: bool) -> int:
    least = min(place.height for place in places)
    if not tall:
        return max(px(28), min(_LARGE_SEAL, least * 6 // 10))
    return min(_LARGE_SEAL if len(places) <= 3 else _SEAL, max(px(56), least // 3))


def _name_size(look: Look, labels: Sequence[str], width: int) -> float:
    """Return the size of names: as large as their number allows, and no Latin word of them is cut."""
    count = len(labels)
    top = 76 if count == 1 else 56 if count <= 3 else 36 if count <= 6 else 26
    for size in (76, 66, 56, 48, 44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18):
        if size <= top and all(
            whole_words(said(look, label, size, look.color("ink"), path=""), width) for label in labels
        ):
            return size
    return look.theme.scale.floor


def _detail_size(name: float) -> float:
    """Return the size of details below a name of that size."""
    return 30 if name > 60 else 26 if name > 40 else 20


def _details(part: Node) -> list[str]:
    """Return what is said below a name: its lead, then what it holds, each on a line; much of it in one."""
    below = [listed([leaf.label, leaf.lead, *said_below(leaf)]) for leaf in members_of(part)]
    return [text for text in (part.lead, *below) if text]


def _text(
    look: Look, names: Names, part: Node, label: str, place: Rect, size: int, tall: bool, signed: bool, name: float
) -> Panel:
    """Return where a card's name and details stand: below its seal, or beside it."""
    copies: list[Copy] = [said(look, label, name, look.color("ink"), path=part.path)]
    copies += [
        explained(
            look,
            text,
            _detail_size(name),
            look.color("muted"),
            path=part.path,
            before=6 if not number else 3,
            numbers=True,
        )
        for number, text in enumerate(_details(part))
    ]
    if tall:
        top = _PAD + size + px(18)
        width = place.width - _PAD - (px(124) if signed else _PAD)
        rect = Rect(Emu(place.x + _PAD), Emu(place.y + top), Emu(width), Emu(place.height - top - px(16)))
        anchor: Anchor = "top" if place.height < _HIGH else "middle"
        return Panel(name=names(part.label, "text"), rect=rect, copies=tuple(copies), anchor=anchor, path=part.path)
    left = px(14) + size + px(16)
    rect = Rect(Emu(place.x + left), place.y, Emu(place.width - left - px(10)), place.height)
    return Panel(name=names(part.label, "text"), rect=rect, copies=tuple(copies), path=part.path)


def _mark(look: Look, names: Names, part: Node, shared: str, place: Rect, size: int, tall: bool) -> list[AnyItem]:
    """Return a card's seal: the shared character, or a tick."""
    x = place.x + (_PAD if tall else px(14))
    y = place.y + (_PAD if tall else (place.height - size) // 2)
    name = names(part.label, "seal")
    copy = said(look, shared or " ", 46 * size / _SEAL, look.color("card"), path=part.path, pitch=1.0, floor=8)
    face, line = seal(look, name, x, y, size, copy)
    if shared:
        return [face, line]
    sign = tick(f"{name} tick", x + size // 2, y + size // 2, size * 6 // 10, look.on(look.color("hue")))
    return [replace(face, body=None), line, sign]
