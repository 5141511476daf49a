"""Checklist: things that there have to be, each on a card with a seal.

What all names begin with is the seal's character; where they share none, the seal has a numeral if the slide says how
many there are, else a tick. Cards stand in rows as even as their number allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, points, px
from deckbrief.base.message import msg
from deckbrief.base.record import record, replace
from deckbrief.base.script.kinds import is_han
from deckbrief.content.evidence.quantities import quantities, spelt_quantities
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    alt_text,
    cuts_no_word,
    draw_panels,
    explained,
    grouped,
    lines_of,
    listed,
    members_of,
    said,
    said_below,
    whole_words,
)
from deckbrief.layout.figures.posters import posters
from deckbrief.layout.figures.shapes import (
    LEAF,
    RINGS,
    card,
    clear_of,
    icon,
    leaf,
    rings,
    seal,
    tick,
    watermark,
    within,
)
from deckbrief.layout.frame import AnyItem, Shape, Text
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, height_for, least_height, may_stand, natural_width
from deckbrief.theme.theme import Anchor, Theme


def _on_cards(node: Node) -> bool:
    """Tell whether all that a checklist says stands on a few cards."""
    return 1 < len(members_of(node)) <= _MOST_DARK and not node.lead


_MOST_DARK: Final = 6
KIND: Final = FigureKind(lead=True, dark=_on_cards)

_GAP: Final = px(24)
_NARROW_GAP: Final = px(16)
_PAD: Final = px(24)
_COLUMNS: Final = {1: 1, 2: 2, 3: 3, 4: 2, 5: 3, 6: 3, 7: 4, 8: 4, 9: 3}
_MOST_COLUMNS: Final = 4
_LOW: Final = px(110)
_LEAST: Final = px(66)
"""Height of cards that are made lower for the sake of longer lines."""
_TALL: Final = px(176)
"""From this height on a card has its name below its seal, else beside it."""
_SEAL: Final = px(88)
_LARGE_SEAL: Final = px(144)
_LONE_SEAL: Final = px(208)
_SMALL_SEAL: Final = px(64)
_NAMES: Final = (76, 66, 56, 48, 44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_DETAILS: Final = (30, 28, 26, 24, 22, 20, 18, 17, 16)
_FLOOR: Final = 16
_LINES: Final = 2
_MORE_LINES: Final = 4
"""So many lines a name has at most, if it can be otherwise: in low cards, in high ones."""
_ICON: Final = px(56)
_RADII: Final = ((0, 60), (84, 124))
_FIELDED: Final = 3
_HIGH: Final = px(300)
"""So few cards that are so high have a coloured field over their words, as large as these leave it: none is empty."""
_FIELDS: Final = (60, 52, 44, 36, 28)
"""The field's share of the card's height, in percent."""
_BOTH: Final = px(340)
"""A field that is so wide has an icon beside its sign."""
_SIGNS: Final = (150, 112, 92, 66, 48)
_GLYPH: Final = 2
"""Characters of a symbol that can be a sign; longer ones say more than a seal holds."""
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
    marks = tuple(part.mark or (part.symbol if len(part.symbol) <= _GLYPH else "") for part in parts)
    shared = "" if all(marks) else _shared_character(labels)
    own = marks if all(marks) else () if shared else _own_characters(labels)
    return _drawn(look, node, parts, shared, own, box, reveal)


@record
class _Plan:
    """How cards are set: words below the seal (`tall`) or beside it, the seal's side, sizes of names and details."""

    tall: bool
    seal: int
    keys: Sequence[str]
    name: float
    detail: float
    field: int = 0
    """The height of a coloured field over the words, in which the sign or icon stands; 0: there is a seal."""

    def rank(self, enough: float) -> tuple[float, float, bool, bool, int, float]:
        """Large words first, then icons, words below a seal that is not small, a large seal, still larger words."""
        return (
            min(self.name, enough),
            min(self.detail, 22),
            bool(self.keys),
            self.tall and self.seal >= _SEAL,
            self.seal,
            self.name,
        )


def _drawn(
    look: Look, node: Node, parts: Sequence[Node], shared: str, own: Sequence[str], box: Rect, reveal: bool
) -> Drawing:
    """Return the cards, set as their words can be largest."""
    names = Names("checklist")
    labels = [part.label.removeprefix(shared) for part in parts]
    signs = own or (shared,) * len(parts) if own or shared else _numbers(node, len(parts))
    words = _Words(look, parts, labels)
    plan, places = _best(look, parts, words, box)
    if plan.field and not plan.keys and not words.detailed and not any(signs):
        hue = [look.color("hue")] * len(parts)
        shown = posters(look, names, parts, box, hue, reveal, signed=False)
        return Drawing(tuple(shown), alt_text(node), len(parts) if reveal else 0)
    texts = draw_panels(
        [
            _text(names, part, words.copies(number, plan.name, plan.detail), place, plan)
            for number, (part, place) in enumerate(zip(parts, places, strict=True))
        ],
        look.theme,
    )
    items: list[AnyItem] = []
    radii = _clear(texts, places) if plan.keys or plan.tall or places[0].height > _LOW else []
    for number, (part, place, sign) in enumerate(zip(parts, places, signs, strict=True)):
        bend = min(LEAF, place.height // 3)
        members: list[AnyItem] = [card(names(part.label, "card"), place, look, radius=bend)]
        if plan.field:
            key = plan.keys[number] if plan.keys else ""
            members += [*_field(look, names, part, sign, key, place.split_top(plan.field)[0]), texts[number]]
            items.append(grouped(names(part.label), members, part.path, number + 1 if reveal else 0))
            continue
        if radii:
            members.append(rings(names(part.label, "rings"), place, "br", look.color("tint"), radii, bend))
        members += _mark(look, names, part, sign, place, plan)
        members.append(texts[number])
        if plan.keys:
            x, y = place.right - px(52), place.bottom - px(52)
            members.append(icon(names(part.label, "icon"), plan.keys[number], x, y, _ICON, look.color("hue")))
        items.append(grouped(names(part.label), members, part.path, number + 1 if reveal else 0))
    return Drawing(tuple(items), alt_text(node), len(parts) if reveal else 0)


def _clear(texts: Sequence[Shape | Text], places: Sequence[Rect]) -> list[tuple[float, float]]:
    """Return the radii of rings in the corners of all cards: alike, clear of every card's words, none where tiny."""
    found = [clear_of(place, "br", [text], _RADII) for text, place in zip(texts, places, strict=True)]
    return min(found, key=lambda radii: max((outer for _, outer in radii), default=0))


def _numbers(node: Node, count: int) -> list[str]:
    """Return a numeral for each seal where the slide says how many there are, else nothing: then it is a tick."""
    whole = node.whole or count
    told = f"{node.title} {node.label} {node.center} {node.lead}"
    amounts = (found.amount for found in (*quantities(told), *spelt_quantities(told)))
    if whole < 2 or not any(amount == whole for amount in amounts):
        return [""] * count
    return [str(number) for number in range(node.first, node.first + count)]


class _Words:
    """What cards say, in the sizes that are tried: many, so that each name and each row of details is made once."""

    def __init__(self, look: Look, parts: Sequence[Node], labels: Sequence[str]) -> None:
        self._look, self._parts, self._labels = look, parts, labels
        self._details = [_details(part) for part in parts]
        self.detailed = any(self._details)
        self._named: dict[tuple[int, float], Copy] = {}
        self._told: dict[tuple[int, float], tuple[Copy, ...]] = {}
        self._least: dict[tuple[int, float, int], int] = {}

    def copies(self, number: int, name: float, detail: float) -> tuple[Copy, ...]:
        """Return the words of a card, its name first, in these sizes."""
        if (number, name) not in self._named:
            self._named[number, name] = self._name(number, name)
        if (number, detail) not in self._told:
            self._told[number, detail] = tuple(self._rows(number, detail))
        return (self._named[number, name], *self._told[number, detail])

    def least(self, number: int, detail: float, room: Rect) -> int:
        """Return a height that a card's details in that size surely need; measured once for all sizes of its name."""
        if (number, detail, room.width) not in self._least:
            copies = self.copies(number, _NAMES[-1], detail)[1:]
            self._least[number, detail, room.width] = least_height(copies, Emu(room.width), self._look.theme.pitch)
        return self._least[number, detail, room.width]

    def rows(self, number: int) -> int:
        """Return how many lines a card's words take at least."""
        return 1 + len(self._details[number])

    def _name(self, number: int, size: float) -> Copy:
        look, path = self._look, self._parts[number].path
        return said(look, self._labels[number], size, look.color("ink"), path=path)

    def _rows(self, number: int, size: float) -> Iterator[Copy]:
        muted, path = self._look.color("muted"), self._parts[number].path
        for row, text in enumerate(self._details[number]):
            yield explained(self._look, text, size, muted, path=path, before=3 if row else 6, numbers=True)


def _best(look: Look, parts: Sequence[Node], words: _Words, box: Rect) -> tuple[_Plan, list[Rect]]:
    """Return the plan and the places of the cards: in fewer columns than usual where names are too long for these."""
    count = len(parts)
    enough = 48 if count <= 3 else 30 if count <= 6 else 28 if count <= 8 else 24
    usual = _COLUMNS.get(count, _MOST_COLUMNS)
    found: list[tuple[_Plan, list[Rect]]] = []
    for columns in (3, 1) if count == 3 else range(usual, 0, -1):
        places = _places(box, count, columns)
        if found and places[0].height < _LEAST:
            break
        found.append((max(_plans(look, parts, words, places), key=lambda plan: plan.rank(enough)), places))
        if found[-1][0].name >= enough:
            break
    return max(found, key=lambda pair: (min(pair[0].name, enough), min(pair[0].detail, 24)))


def _plans(look: Look, parts: Sequence[Node], words: _Words, places: Sequence[Rect]) -> list[_Plan]:
    """Return the ways of setting cards in these places, each with its largest words."""
    found = icons_of([(part.icon, part.label) for part in parts])
    least = min(place.height for place in places)
    if 1 < len(parts) <= _FIELDED and least >= _HIGH:
        fields = [least * share // 100 for share in _FIELDS]
        return [_sized(look, words, places, True, field, found, field) for field in fields]
    ways: list[tuple[bool, int, Sequence[str]]] = []
    seals = (_LARGE_SEAL, _SEAL, _SMALL_SEAL)
    for keys in ([found, ()] if found else [()]) if least >= _TALL else []:
        tall = (_LONE_SEAL, *seals) if len(parts) == 1 else seals
        ways += [(True, side, keys) for side in tall if side <= least * 44 // 100]
    most = least * (7 if least <= _LOW else 6) // 10
    sides = (most, _SEAL, _SMALL_SEAL)
    ways += [(False, max(px(28), min(_LARGE_SEAL, side)), ()) for side in sides if side <= max(most, 1)]
    return [_sized(look, words, places, *way) for way in ways]


def _sized(
    look: Look, words: _Words, places: Sequence[Rect], tall: bool, side: int, keys: Sequence[str], field: int = 0
) -> _Plan:
    """Return the plan with the largest sizes at which all words fit: names in one line or two, no word cut."""
    count = len(places)
    top = 76 if count == 1 else 56 if count <= 3 else 44 if count <= 6 else 36 if count <= 8 else 30
    rooms = [_room(place, _Plan(tall, side, keys, 0, 0, field)) for place in places]
    enough = all(words.rows(number) * points(_FLOOR) <= room.height for number, room in enumerate(rooms))
    for size in (each for each in _NAMES if each <= top) if enough else ():
        details = _detail_sizes(size)
        if any(words.least(at, details[-1], room) + points(size) > room.height + 1 for at, room in enumerate(rooms)):
            continue  # a line of the name has no room above them
        least = [words.copies(number, size, details[-1]) for number in range(count)]
        if not all(_name_fits(look, copies, room) for copies, room in zip(least, rooms, strict=True)):
            continue
        for detail in details:
            if all(_fits(look, words.copies(number, size, detail), room) for number, room in enumerate(rooms)):
                return _Plan(tall, side, keys, size, detail, field)
            if not words.detailed:
                break
    return _Plan(tall, side, keys, _NAMES[-1] - (1 if keys else 0), _FLOOR, field)


def _name_fits(look: Look, copies: Sequence[Copy], room: Rect) -> bool:
    """Tell whether a name stands in its lines, no word cut, and the smallest details below it may have room."""
    name, most = copies[0], _LINES if room.height < px(240) else _MORE_LINES
    return (
        whole_words(name, room.width)
        and natural_width(name) <= most * (room.width + points(2 * name.size))
        and may_stand(copies, room.width, room.height, look.theme.pitch)
        and cuts_no_word(name, room.width, look.theme)
        and len(lines_of(name, room.width)) <= most
    )


def _fits(look: Look, copies: Sequence[Copy], room: Rect) -> bool:
    """Tell whether a name that fits has room with its details, no word cut."""
    pitch = look.theme.pitch
    return (
        may_stand(copies, room.width, room.height, pitch)
        and all(whole_words(copy, room.width) for copy in copies)
        and height_for(copies, room.width, pitch) <= room.height
    )


def _detail_sizes(name: float) -> Sequence[float]:
    """Return the sizes of details below a name of that size, the largest first."""
    top = 30 if name > 56 else 28 if name > 44 else 26 if name >= 40 else 24 if name >= 34 else 22 if name >= 28 else 20
    return [size for size in _DETAILS if size <= top and (size >= 20 or name <= 26)]


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


def _places(box: Rect, count: int, columns: int) -> list[Rect]:
    """Return the cards' places: rows of the same length, or the last ones wider where one is short."""
    lines = -(-count // columns)
    gap = _GAP if lines < 3 else _NARROW_GAP
    fewer = columns * lines - count
    lengths = [columns - 1 if line >= lines - fewer else columns for line in range(lines)] if fewer < lines else []
    if not lengths:
        lengths = [columns] * (lines - 1) + [count - columns * (lines - 1)]
    return [
        place for row, length in zip(box.rows(lines, gap), lengths, strict=True) for place in row.columns(length, gap)
    ]


def _details(part: Node) -> list[str]:
    """Return what is said below a name: its lead, then what it holds, each on a line; much of it in one."""
    below = [listed([leaf.label, leaf.lead, *said_below(leaf)]) for leaf in members_of(part)]
    return [text for text in (part.lead, *below) if text]


def _room(place: Rect, plan: _Plan) -> Rect:
    """Return where a card's words stand: below its seal and left of its icon, or beside its seal."""
    if plan.field:
        return place.inset(_PAD, plan.field + px(12), _PAD, px(16))
    if plan.tall:
        top = _PAD + plan.seal + px(12)
        return place.inset(_PAD, top, px(124) if plan.keys else _PAD, px(18))
    return place.inset(_left(place, plan) + plan.seal + min(px(24), plan.seal // 4), px(8), px(14), px(8))


def _left(place: Rect, plan: _Plan) -> int:
    """Return how far a seal stands from the card's left edge: as far as from its upper and lower edge, if not more."""
    return min((place.height - plan.seal) // 2, px(28))


def _text(names: Names, part: Node, copies: tuple[Copy, ...], place: Rect, plan: _Plan) -> Panel:
    """Return where a card's name and details stand: below its seal, or beside it."""
    anchor: Anchor = "bottom" if plan.tall and not plan.field else "middle"
    rect = _room(place, plan)
    return Panel(name=names(part.label, "text"), rect=rect, copies=copies, anchor=anchor, path=part.path)


def _field(look: Look, names: Names, part: Node, sign: str, key: str, place: Rect) -> list[AnyItem]:
    """Return the coloured field of a card: large in it the sign, else an icon, else a tick."""
    hue = look.color("hue")
    ink = look.accent_on(hue)
    side = min(px(168), place.height * 64 // 100, (place.width - 2 * _PAD) * 4 // 5)
    radii, bend = within(RINGS, min(place.height, place.width) * 9 // 10), min(LEAF, place.height // 3)
    items: list[AnyItem] = [
        leaf(names(part.label, "field"), place, hue, radius=bend),
        watermark(names(part.label, "rings"), place, "br", hue, look, radii, bend),
    ]
    x, y = place.x + _PAD + side // 2, place.center_y
    if not sign:
        if key:
            return [*items, icon(names(part.label, "icon"), key, x, y, side, ink)]
        return [*items, tick(names(part.label, "seal"), x, y, side * 5 // 4, ink)]
    room = place.inset(_PAD, px(4))
    if key and place.width >= _BOTH:
        items.append(icon(names(part.label, "icon"), key, room.right - px(48), y, px(96), ink))
        room = room.inset(0, 0, px(112), 0)
    size = next((each for each in _SIGNS if px(each * 4 / 3 * 1.25) <= place.height - px(16)), _SIGNS[-1])
    copy = said(look, sign, size, ink, path=part.path, pitch=1.0, floor=8)
    return [*items, *draw_panels([Panel(name=names(part.label, "seal"), rect=room, copies=(copy,))], look.theme)]


def _mark(look: Look, names: Names, part: Node, sign: str, place: Rect, plan: _Plan) -> list[AnyItem]:
    """Return a card's seal: its character or numeral, or a tick."""
    size = plan.seal
    x = place.x + (_PAD if plan.tall else _left(place, plan))
    y = place.y + (_PAD if plan.tall else (place.height - size) // 2)
    name = names(part.label, "seal")
    points_of = 46 * size / _SEAL * (0.66 if len(sign) > 1 else 1)
    copy = said(look, sign or " ", points_of, look.color("card"), path=part.path, pitch=1.0, floor=8)
    face, line = seal(look, name, x, y, size, copy)
    if sign:
        return [face, line]
    mark = tick(f"{name} tick", x + size // 2, y + size // 2, size * 6 // 10, look.on(look.color("hue")))
    return [replace(face, body=None), line, mark]
