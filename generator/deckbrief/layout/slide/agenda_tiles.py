"""An agenda with sections -> these as large tiles in a row, in their colours; all else on cards below them or beside.

In a row a tile is as wide as its minutes, as far as its name leaves that; numbers are those of the sections' slides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, permutations
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points, px
from deckbrief.base.record import record, replace
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.figures.kit import (
    Look,
    Panel,
    copies_height,
    cuts_no_word,
    draw_panels,
    explained,
    label_width,
    line_height,
    lines_of,
    said,
)
from deckbrief.layout.figures.shapes import LEAF, RINGS, icon, leaf, watermark, within
from deckbrief.layout.frame import AnyItem, Group
from deckbrief.layout.icon import icons_of
from deckbrief.layout.slide.minutes import amount
from deckbrief.layout.text.fit import Copy, natural_width
from deckbrief.theme.theme import Align, Color

GAP: Final = px(8)
_PAD: Final = px(22)
_TIGHT: Final = px(16)
LEAST_BOX: Final = px(300)
_LEAST_WIDE: Final = px(96)
SECTION_NAMES: Final = (48, 44, 40, 36, 34, 30, 28, 26, 24)
CARD_NAMES: Final = (26, 24, 22, 20, 18)
_LARGE_NAMES: Final = (40, 36, 34, 30, 28, *CARD_NAMES)
"""Of few cards, which stand beside the only section."""
_MOST_SECTIONS: Final = 12
_MOST_OTHERS: Final = 14
_MOST_ALIKE: Final = 8
IN_A_ROW: Final = 7
_CARDS_HIGH: Final = {1: px(172), 2: px(130), 3: px(86)}
"""How high cards in so many rows are,"""
_CARDS_SHARE: Final = 0.52
"""and how much of the height all of them have at most."""
_ALONE: Final = 0.46
"""A section that is the only one has so much of the width, all else stands beside it."""
_TURNED: Final = 12
"""What it costs, in points of names, that of two cards the one of fewer minutes is the larger."""
_FEW_ROWS: Final = 3
_LEAST_SHARE: Final = 0.66
"""So few rows beside it are as high as their minutes, but at least so high, to their mean."""
_LEAST_TILE: Final = px(118)
_LOW: Final = px(116)
"""On cards lower than that, the minutes stand beside the name,"""
_TWO_LINES: Final = px(100)
"""and on those as high as that the time stands below them: of many in three rows none tells it."""
_ICON: Final = px(40)
_SURE: Final = 1.08
"""A column is so much wider than its longest word: lines are broken with some slack."""
_TWO_LEADS: Final = 1.7
"""A lead that is wider than so many lines would stand on three."""
_WHOLE: Final = 4
"""Names of so many characters stand on one line."""
MINUTES: Final = (66, 56, 48, 40, 34, 28)
_NUMBERS: Final = ((px(190), 24), (0, 17))
"""Sizes of sections' numbers on tiles of at least that height."""
_WHEN: Final = 16


@record
class Place:
    """Where an entry stands, and the sizes of its name and of its minutes."""

    rect: Rect
    size: float
    minutes: float


@record
class _Plan:
    """Places of all entries in their order, and how good that is."""

    places: tuple[Place, ...]
    worth: float


def tiles(block: ListBlock, box: Rect, look: Look) -> list[Group]:
    """Agenda -> a group for each of its entries, which together fill `box`; as they are read, row by row.

    Few entries of which none is a section are tiles all of them. Nothing where there is none else, too little room, or
    the agenda is continued, so that another page has the rest.
    """
    if 1 < len(block.entries) <= _MOST_ALIKE and not any(entry.accent for entry in block.entries):
        block = replace(block, entries=tuple(replace(entry, accent=look.base or 1) for entry in block.entries))
    entries = block.entries
    sections = sum(1 for entry in entries if entry.accent)
    if block.heaviest or not 0 < sections <= _MOST_SECTIONS or len(entries) - sections > _MOST_OTHERS:
        return []
    if box.height < LEAST_BOX or not all(entry.weight > 0 for entry in entries):
        return []
    ways = (
        [plan for plan in _plans(entries, box, look, by_time, rising) if plan]
        for rising in (True, False)
        for by_time in (True, False)
    )
    plans = next(filter(None, ways), [])
    if not plans:
        return []
    return draw_places(block, max(plans, key=lambda found: found.worth).places, look)


def draw_places(block: ListBlock, places: Sequence[Place], look: Look) -> list[Group]:
    """Return what is drawn of each entry in its place, as it is read, row by row."""
    keys = _icons(block.entries, places, look)
    drawn = [
        _tile(block, number, place, look) if entry.accent else _card(block, number, place, key, look)
        for number, (entry, place, key) in enumerate(zip(block.entries, places, keys, strict=True), 1)
    ]
    return sorted(drawn, key=lambda group: (group.rect.y, group.rect.x))


def _name(entry: Entry) -> str:
    return entry.short or entry.text


# Where they stand ---------------------------------------------------------------------------------------------------

Rows = Sequence[tuple[Sequence[int], Rect]]
"""Rows of entries, by their numbers from 0, and where each row is."""


def _plans(entries: Sequence[Entry], box: Rect, look: Look, by_time: bool, rising: bool) -> Iterator[_Plan | None]:
    """Yield arrangements: sections in one to three rows, all else in none to three below; beside a single section.

    With `by_time` a row has as many minutes as another, or beside a single section is as high as its minutes; without,
    rows have as many entries and are as high as each other, which leaves long names more room. With `rising` widths in
    a row rise with minutes.
    """

    def rows_of(numbers: Sequence[int], field: Rect, lines: int) -> Rows:
        return evenly(entries, numbers, field, lines) if by_time else _in_rows(numbers, field, lines)

    tall = [number for number, entry in enumerate(entries) if entry.accent]
    small = [number for number, entry in enumerate(entries) if not entry.accent]
    if len(tall) == 1 and small:
        left, right = box.split_left(round(box.width * _ALONE), GAP)
        for columns in (1, 2):
            lines = -(-len(small) // columns)
            cards = _in_rows(small, right, lines)
            if by_time and lines <= _FEW_ROWS:
                yield _plan(entries, [(tall, left)], as_high_as_long(entries, cards, right), look, rising, _LARGE_NAMES)
            yield _plan(entries, [(tall, left)], cards, look, rising, _LARGE_NAMES)
        return
    for lines in (1, 2, 3) if small else (0,):
        if lines and not lines <= len(small) <= lines * IN_A_ROW:
            continue
        high = min(_CARDS_HIGH[lines], int(box.height * _CARDS_SHARE / lines)) if lines else 0
        above, below = box.split_top(box.height - lines * (high + GAP))
        others = rows_of(small, below.inset(0, GAP, 0, 0), lines) if lines else []
        for count in (1, 2, 3):
            if count <= len(tall) <= count * IN_A_ROW and above.height // count >= _LEAST_TILE:
                rows = _in_rows(tall, above, count) if small else rows_of(tall, above, count)
                yield _plan(entries, rows, others, look, rising)


def _in_rows(numbers: Sequence[int], box: Rect, lines: int) -> Rows:
    """Return entries in so many rows of a box, in order, the first rows the longer ones."""
    cuts = [-(-len(numbers) * line // lines) for line in range(lines + 1)]
    shares = [numbers[start:end] for start, end in pairwise(cuts)]
    return list(zip(shares, box.rows(lines, GAP), strict=True))


def evenly(entries: Sequence[Entry], numbers: Sequence[int], box: Rect, lines: int, rank: int = 0) -> Rows:
    """Return entries in so many rows of a box, in order, each as long as can be: then equal areas are equal times.

    With `rank` it is a less even way, the first of which is 1; the least even one where there are not so many.
    """
    ways = combinations(range(1, len(numbers)), lines - 1)
    shares = [[numbers[start:end] for start, end in pairwise((0, *cuts, len(numbers)))] for cuts in ways]
    allowed = [way for way in shares if max(map(len, way)) <= IN_A_ROW]
    ranked = sorted(allowed, key=lambda way: max(sum(entries[number].weight for number in row) for row in way))
    return list(zip(ranked[min(rank, len(ranked) - 1)], box.rows(lines, GAP), strict=True))


def as_high_as_long(entries: Sequence[Entry], rows: Rows, box: Rect) -> Rows:
    """Return rows as high as all their minutes, as far as none is lower than two thirds of the others' mean."""
    sums = [sum(entries[number].weight for number in numbers) for numbers, _ in rows]
    shares = [max(each, sum(sums) / len(sums) * _LEAST_SHARE) for each in sums]
    room = box.height - GAP * (len(rows) - 1)
    found: list[tuple[Sequence[int], Rect]] = []
    top = float(box.y)
    for (numbers, _), share in zip(rows, shares, strict=True):
        high = room * share / sum(shares)
        found.append((numbers, Rect(box.x, Emu(round(top)), box.width, Emu(round(top + high) - round(top)))))
        top += high + GAP
    return found


def _plan(
    entries: Sequence[Entry], tall: Rows, small: Rows, look: Look, rising: bool, names: Sequence[float] = CARD_NAMES
) -> _Plan | None:
    """Return where all stand in these rows, with the largest names; nothing where one has no room."""
    found = _placed(entries, tall, SECTION_NAMES, look, rising)
    others = _placed(entries, small, names, look, rising)
    if found is None or others is None:
        return None
    places = {**found, **others}
    timed = sum(has_time(entries[number], place, look) for number, place in others.items()) / max(1, len(others))
    large = min(place.size for place in found.values())
    little = min((place.size for place in others.values()), default=26)
    worth = large + 1.4 * little + 14 * timed - 10 * (len(tall) - 1) - 12 * len(small)
    worth -= _TURNED * turned([(entries[number].weight, place.rect) for number, place in others.items()])
    return _Plan(tuple(places[number] for number in range(len(entries))), worth)


def turned(areas: Sequence[tuple[float, Rect]]) -> int:
    """Minutes with the places of their entries -> how many pairs have the larger area for the fewer minutes."""
    sizes = [(minutes, rect.width * rect.height) for minutes, rect in areas]
    return sum(one < other and own > its for (one, own), (other, its) in permutations(sizes, 2))


def _placed(
    entries: Sequence[Entry], rows: Rows, sizes: Sequence[float], look: Look, rising: bool
) -> dict[int, Place] | None:
    """Return a place for each entry of these rows, by its number, at the largest size that all their names can have."""
    wanted = sum(len(row) for row, _ in rows)
    for size in sizes:
        for minutes in _minutes_sizes(entries, rows):
            places: dict[int, Place] = {}
            for numbers, rect in rows:
                own = [entries[number] for number in numbers]
                found = placed_in_row(own, [Place(rect, size, minutes)] * len(own), look, rising=rising)
                if not found:
                    break
                places.update(zip(numbers, found, strict=True))
            if len(places) == wanted:
                return places
    return None


def placed_in_row(row: Sequence[Entry], wholes: Sequence[Place], look: Look, *, rising: bool) -> list[Place]:
    """Return a place for each entry of a row, given the row's own with its sizes; nothing where a name has no room.

    With `rising` none is narrower than one of fewer minutes, whatever their names.
    """
    rect = wholes[0].rect
    needs = [_need(entry, whole, look) for entry, whole in zip(row, wholes, strict=True)]
    if rising:
        needs = [
            max(need for other, need in zip(row, needs, strict=True) if other.weight <= each.weight) for each in row
        ]
    if sum(needs) + GAP * (len(row) - 1) > rect.width:
        return []
    cells = _widths(row, needs, rect)
    places = [replace(whole, rect=cell) for whole, cell in zip(wholes, cells, strict=True)]
    return places if all(_fits(entry, place, look) for entry, place in zip(row, places, strict=True)) else []


def _minutes_sizes(entries: Sequence[Entry], rows: Rows) -> Sequence[float]:
    """Return how large the minutes in these rows may be, the best first."""
    if not rows:
        return (0,)
    (numbers, row) = rows[0]
    most = 66 if row.height >= px(280) else 56 if row.height >= px(230) else 40
    if not entries[numbers[0]].accent:
        steps = ((px(220), 66), (px(176), 48), (_LOW, 40), (px(104), 34), (0, 28))
        most = next(size for least, size in steps if row.height >= least)
    return [size for size in MINUTES if size <= most]


def _widths(row: Sequence[Entry], needs: Sequence[int], rect: Rect) -> list[Rect]:
    """Return cells as wide as the minutes, none narrower than it needs: then the others share what is left."""
    room = rect.width - GAP * (len(row) - 1)
    fixed: dict[int, int] = {}
    while True:
        free = [number for number in range(len(row)) if number not in fixed]
        total = sum(row[number].weight for number in free) or 1
        left = room - sum(fixed.values())
        short = [number for number in free if left * row[number].weight / total < needs[number]]
        if not short:
            break
        fixed |= {number: needs[number] for number in short}
    cells, start = [], float(rect.x)
    for number, entry in enumerate(row):
        width = fixed.get(number, left * entry.weight / total)
        cells.append(Rect(Emu(round(start)), rect.y, Emu(int(width)), rect.height))
        start += width + GAP
    last = cells[-1]
    cells[-1] = Rect(last.x, last.y, Emu(rect.right - last.x), last.height)
    return cells


def is_low(cell: Rect) -> bool:
    """Tell whether a card is so low that its minutes stand beside its name."""
    return cell.height < _LOW


def _pad(entry: Entry, place: Place) -> int:
    """Return what is left free at each side of a tile or card: less where many stand in a row."""
    return _PAD if entry.accent and place.minutes > MINUTES[3] else _TIGHT


def _radius(tile: Rect) -> int:
    return min(LEAF, tile.height // 4, tile.width // 4)


def _copy(entry: Entry, size: float, look: Look, ink: Color | None = None) -> Copy:
    return said(look, _name(entry), size, ink or look.color("ink"), path=entry.of, pitch=1.15)


def _need(entry: Entry, place: Place, look: Look) -> int:
    """Return how wide a cell of a row must be for its name on two lines, and for its minutes."""
    size = place.size
    copy = _copy(entry, size, look)
    whole = label_width(copy)
    words = [] if is_unspaced(copy.text) else copy.text.split()
    longest = max((label_width(said(look, word, size, copy.color, path="")) for word in words), default=0)
    half = round(whole * 0.56 + points(size)) if words or len(copy.text) > _WHOLE else whole
    wide = min(whole, max(half, round(longest * _SURE)))
    minutes = _foot_width(entry, place, look)
    beside = minutes + GAP if not entry.accent and is_low(place.rect) else 0
    return max(_LEAST_WIDE, max(wide, minutes if not beside else 0) + beside + 2 * _pad(entry, place))


def _foot_width(entry: Entry, place: Place, look: Look) -> int:
    """Return how wide the minutes are; on a low card the time below them too."""
    ink = look.color("ink")
    below = label_width(_when(entry, ink, look)) if _time_below(entry, place.rect) else 0
    return max(natural_width(_minutes(entry, place, ink, look)) + px(6), below)


def _time_below(entry: Entry, cell: Rect) -> bool:
    return bool(entry.when) and not entry.accent and is_low(cell) and cell.height >= _TWO_LINES


def _room(entry: Entry, place: Place, look: Look) -> tuple[Rect, Rect]:
    """Return where the name stands and where the minutes do."""
    if not entry.accent and is_low(place.rect):
        inside = place.rect.inset(_TIGHT, px(4), _TIGHT, px(4))
        return inside.split_left(inside.width - _foot_width(entry, place, look) - GAP, GAP)
    inside = place.rect.inset(_pad(entry, place), px(16), _pad(entry, place), px(8))
    return inside.split_top(inside.height - line_height(Pt(place.minutes), 1.0))


def _fits(entry: Entry, place: Place, look: Look) -> bool:
    """Tell whether the name stands in a cell on two lines at most, none of which ends inside a word."""
    room, _ = _room(entry, place, look)
    copy = _copy(entry, place.size, look)
    if room.width <= 0 or not cuts_no_word(copy, room.width, look.theme) or len(lines_of(copy, room.width)) > 2:
        return False
    above = [_number(entry, look, look.color("hue"), place.rect)] if entry.accent else []
    return copies_height([*above, copy], room.width, look.theme) <= room.height


def _number(entry: Entry, look: Look, surface: Color, rect: Rect) -> Copy:
    """Return a section's number, in whose line its time stands too; without one, an empty line. Small on a low tile."""
    size = next(size for least, size in _NUMBERS if rect.height >= least)
    return said(look, entry.number or " ", size, look.accent_on(surface), path=entry.of, pitch=1.15)


# What they show -----------------------------------------------------------------------------------------------------


def _minutes(entry: Entry, place: Place, ink: Color, look: Look) -> Copy:
    return amount(entry.aside, place.minutes, ink, look, entry.of)


def _when(entry: Entry, ink: Color, look: Look) -> Copy:
    return explained(look, entry.when, _WHEN, ink, path=entry.of, align="right", pitch=1.15)


def has_time(entry: Entry, place: Place, look: Look) -> bool:
    """Tell whether a tile has room for its time beside its number, or a card beside its minutes."""
    if entry.accent:
        number = label_width(_number(entry, look, look.color("hue"), place.rect)) if entry.number else 0
        room = _room(entry, place, look)[0].width - number - _radius(place.rect) // 3
        return bool(entry.when) and label_width(_when(entry, look.color("ink"), look)) + px(8) <= room
    if not entry.when or is_low(place.rect):
        return _time_below(entry, place.rect)
    ink = look.color("muted")
    needed = natural_width(_minutes(entry, place, ink, look)) + label_width(_when(entry, ink, look)) + px(10)
    return needed <= place.rect.width - 2 * _TIGHT


def _icons(entries: Sequence[Entry], places: Sequence[Place], look: Look) -> list[str]:
    """Return an icon for each card, or for none, where one has no room beside its name; nothing for sections."""
    cards = [(entry, place) for entry, place in zip(entries, places, strict=True) if not entry.accent]
    keys = icons_of([(entry.icon, _name(entry)) for entry, _ in cards])
    room = all(
        not is_low(place.rect)
        and label_width(_copy(entry, place.size, look)) + _ICON + px(10) <= place.rect.width - 2 * _TIGHT
        for entry, place in cards
    )
    found = iter(keys if room else ())
    return ["" if entry.accent else next(found, "") for entry in entries]


def _group(
    block: ListBlock, number: int, rect: Rect, items: Sequence[AnyItem], panels: Sequence[Panel], look: Look
) -> Group:
    """Return what is drawn of an entry, with its texts, none of which shrinks with another."""
    path, click = block.entries[number - 1].of, number if block.reveal else 0
    texts = [text for panel in panels for text in draw_panels([replace(panel, path=path)], look.theme)]
    return Group(name=f"agenda {number}", rect=rect, items=(*items, *texts), path=path, click=click)


def _ground(block: ListBlock, number: int, rect: Rect, fill: Color, radius: int) -> AnyItem:
    entry = block.entries[number - 1]
    alt = entry.text if entry.link else None
    return leaf(f"row {number}", rect, fill, radius=radius, link=entry.link, alt=alt, shadow=not entry.accent)


def _tile(block: ListBlock, number: int, place: Place, look: Look) -> Group:
    """Return a section: number and time, name, the line below it where it has room, the minutes at the foot."""
    entry, rect = block.entries[number - 1], place.rect
    own = Look(look.theme, entry.accent)
    now = number == block.current
    fill = own.color("gold") if now else own.color("hue")
    ink = own.on(fill)
    radius = _radius(rect)
    items = [_ground(block, number, rect, fill, radius)]
    wide = within(RINGS, min(round(rect.height * 0.52), rect.width))
    items.append(watermark(f"rings {number}", rect, "br", fill, own, wide))
    room, foot = _room(entry, place, own)
    first, name, when = _number(entry, own, fill, rect), _copy(entry, place.size, own, ink), _when(entry, ink, own)
    copies = [name]
    for size in (22, 20, 18):
        line = explained(own, entry.lead, size, ink, path=entry.of, pitch=1.25, before=4)
        if entry.lead and copies_height([first, name, line], room.width, own.theme) <= room.height:
            copies.append(line)
            break
    line_high = line_height(first.size, first.pitch)
    head, below = room.split_top(points(first.size * first.pitch))
    head = Rect(head.x, Emu(head.bottom - line_high), head.width, Emu(line_high))  # its air lies above its line
    left, right = head.split_left(label_width(first) if entry.number else 0)
    right = right.inset(0, 0, radius // 3, px(1))  # clear of the round corner; smaller letters, level with the number
    minutes = _minutes(entry, place, ink, own)
    panels = [Panel(name=f"number {number}", rect=left, copies=(first,), anchor="bottom")] if entry.number else []
    if has_time(entry, place, own):
        panels.append(Panel(name=f"when {number}", rect=right, copies=(when,), anchor="bottom"))
    panels += [
        Panel(name=f"title {number}", rect=below, copies=tuple(copies), anchor="top"),
        Panel(name=f"minutes {number}", rect=foot, copies=(minutes,), anchor="bottom"),
    ]
    return _group(block, number, rect, items, panels, look)


def _card(block: ListBlock, number: int, place: Place, key: str, look: Look) -> Group:
    """Return what is no section: a card under a line, its icon and name, the minutes, when it is."""
    entry, rect = block.entries[number - 1], place.rect
    now = number == block.current
    fill = look.color("gold") if now else look.color("card")
    ink = look.on(fill)
    muted = ink if now else look.color("muted")
    items = [_ground(block, number, rect, fill, px(28))]
    room, foot = _room(entry, place, look)
    name = _copy(entry, place.size, look, ink)
    if key:
        middle = room.y + round(points(place.size) * 0.62)
        items.append(icon(f"icon {number}", key, room.x + _ICON // 2, middle, _ICON, look.color("hue")))
        room = room.split_left(_ICON, px(10))[1]
    copies = [name]
    for size in (20, 18, 16) if entry.lead else ():
        line = explained(look, entry.lead, size, muted, path=entry.of, pitch=1.2, before=2)
        few = label_width(line) <= room.width * _TWO_LEADS and (size == _WHEN or size < place.size * 0.8)
        if few and copies_height([name, line], room.width, look.theme) <= room.height:
            copies.append(line)
            break
    low = is_low(rect)
    align: Align = "right" if low else "left"
    minutes = amount(entry.aside, place.minutes, ink if now else look.color("hue"), look, entry.of, align)
    when = _when(entry, muted, look)
    feet = (minutes, when) if _time_below(entry, rect) else (minutes,)
    panels = [Panel(name=f"title {number}", rect=room, copies=tuple(copies), anchor="middle" if low else "top")]
    if low:
        panels.append(Panel(name=f"minutes {number}", rect=foot, copies=feet))
    else:
        left, right = foot.split_left(min(natural_width(minutes) + px(6), foot.width))
        panels.append(Panel(name=f"minutes {number}", rect=left, copies=feet, anchor="bottom"))
        if has_time(entry, place, look):
            panels.append(
                Panel(name=f"when {number}", rect=right.inset(0, 0, 0, px(5)), copies=(when,), anchor="bottom")
            )
    return _group(block, number, rect, items, panels, look)
