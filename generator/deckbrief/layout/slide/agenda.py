"""An agenda -> its modules in order, each on an area as large as its minutes; many of them in rows with bars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import combinations, pairwise
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import record, replace
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import Look, Panel, copies_height, draw_panels, explained, label_width, one_line, said
from deckbrief.layout.figures.shapes import RINGS, card, icon, leaf, watermark, within
from deckbrief.layout.frame import AnyItem, Group, Run, Shape
from deckbrief.layout.icon import icon_for
from deckbrief.layout.text.fit import Copy, DoesNotFit
from deckbrief.theme.metrics import STEPS, snapped
from deckbrief.theme.theme import Color

_GAP: Final = px(10)
_MOST: Final = 14
_FEWEST: Final = 3
_PAD: Final = px(18)
_LEAST_WIDE: Final = px(68)
_LEAST_HIGH: Final = px(96)
_NAMES: Final = (36, 34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_NUMBER: Final = re.compile(r"[0-9][0-9.:]*")
_ROW_GAP: Final = px(10)
_NARROW_GAP: Final = px(4)
_SPREAD: Final = 10
"""So many rows stand apart, where there is room."""
_TALLEST: Final = px(96)


def draw_agenda(block: ListBlock, box: Rect, look: Look) -> Drawing:
    """Agenda -> areas that fill `box`, or rows; each leads to its module's first slide; a click for each with `reveal`.

    Raises DoesNotFit where there is no room for the texts even at the floor.
    """
    items = _on_areas(block, box, look) or _in_rows(block, box, look)
    alt = "；".join(" ".join(part for part in (entry.text, entry.lead, entry.aside) if part) for entry in block.entries)
    return Drawing(tuple(items), alt, len(block.entries) if block.reveal else 0)


def _on_areas(block: ListBlock, box: Rect, look: Look) -> list[AnyItem]:
    """Return what draws the modules on areas; nothing where one has no room, or the agenda is continued."""
    if block.heaviest:
        return []
    try:
        return [_area(block, number, area, look) for number, area in enumerate(_areas(block, box, look), 1)]
    except DoesNotFit:
        return []


# Areas --------------------------------------------------------------------------------------------------------------


@record
class _Area:
    """Where a module stands, and how large its name is."""

    rect: Rect
    name: float


def _areas(block: ListBlock, box: Rect, look: Look) -> list[_Area]:
    """Return the modules' areas; nothing where some of them would have no room for its name."""
    count = len(block.entries)
    if not _FEWEST <= count <= _MOST or not all(entry.weight > 0 for entry in block.entries) or box.height < px(300):
        return []
    best: list[_Area] = []
    for rows in (1, 2, 3):
        for cells in _arranged(block.entries, box, rows):
            found = _named(block.entries, cells, look)
            if found and (not best or _least(found) > _least(best)):
                best = found
    return best


def _least(areas: Sequence[_Area]) -> float:
    """Return how good areas are: the size of the smallest name, and how little they are stretched."""
    worst = max(max(area.rect.width / area.rect.height, area.rect.height / area.rect.width) for area in areas)
    return min(24, *(area.name for area in areas)) - worst


def _arranged(entries: Sequence[Entry], box: Rect, rows: int) -> Iterator[list[Rect]]:
    """Yield places in so many rows: in order, a row as high as its minutes, a place in it as wide as its own."""
    total = sum(entry.weight for entry in entries)
    for cuts in combinations(range(1, len(entries)), rows - 1):
        edges = (0, *cuts, len(entries))
        sums = [sum(entry.weight for entry in entries[start:end]) for start, end in pairwise(edges)]
        if max(sums) > 2.2 * min(sums):
            continue
        room = box.height - _GAP * (rows - 1)
        cells: list[Rect] = []
        top = box.y
        for start, end, share in zip(edges, edges[1:], sums, strict=False):
            height = int(room * share / total)
            cells += _row(entries[start:end], Rect(box.x, Emu(top), box.width, Emu(height)))
            top = Emu(top + height + _GAP)
        if min(cell.height for cell in cells) >= _LEAST_HIGH:
            yield cells


def _row(entries: Sequence[Entry], row: Rect) -> list[Rect]:
    room = row.width - _GAP * (len(entries) - 1)
    total = sum(entry.weight for entry in entries)
    cells, left = [], float(row.x)
    for entry in entries:
        width = room * entry.weight / total
        cells.append(Rect(Emu(int(left)), row.y, Emu(int(width)), row.height))
        left += width + _GAP
    return cells


def _named(entries: Sequence[Entry], cells: Sequence[Rect], look: Look) -> list[_Area]:
    """Return areas with the sizes of their names: one for sections, one for the others; nothing if one has no room."""
    sizes: dict[bool, float] = {}
    for entry, cell in zip(entries, cells, strict=True):
        size = _name_size(entry, cell, look)
        if not size:
            return []
        kind = bool(entry.accent)
        sizes[kind] = min(sizes.get(kind, 99), size)
    return [_Area(cell, sizes[bool(entry.accent)]) for entry, cell in zip(entries, cells, strict=True)]


def _name_size(entry: Entry, cell: Rect, look: Look) -> float:
    """Return the largest size at which a name has room, on a line or two, with the minutes below it; 0 without any."""
    width = cell.width - 2 * _pad(cell)
    if cell.width < _LEAST_WIDE:
        return 0
    top = 36 if entry.accent else 26
    for size in _NAMES:
        copy = said(look, entry.text, size, look.color("ink"), path="", pitch=1.15)
        lines = 1 if one_line(copy, width) else 2
        short = len(entry.text) < 4 or size * 2 * 12_700 > width
        if size <= top and (
            lines == 1
            or (
                not short
                and copies_height([copy], width, look.theme) <= 2.05 * copies_height([copy], width * 50, look.theme)
            )
        ):
            high = copies_height([copy], width, look.theme)
            if high + _minutes_height(cell) + 2 * _pad(cell) + (px(26) if entry.accent else 0) <= cell.height:
                return size
    return 0


def _pad(cell: Rect) -> int:
    return _PAD if cell.width >= px(140) else px(8)


def _minutes_size(cell: Rect) -> float:
    """Return how large a module's minutes are."""
    room = min(cell.height * 0.3, cell.width * 0.36) / 12_700
    return float(max(step for step in (*STEPS, 48, 56, 66) if step <= max(22, min(66, room))))


def _minutes_height(cell: Rect) -> int:
    return round(_minutes_size(cell) * 1.25 * 12_700)


def _area(block: ListBlock, number: int, area: _Area, look: Look) -> Group:
    """Return a module's card: a section's in its colour with its number, the others white, the one that comes gold."""
    entry = block.entries[number - 1]
    own = Look(look.theme, entry.accent or look.base)
    fill = look.color("gold") if number == block.current else own.color("hue") if entry.accent else look.color("card")
    ink = own.on(fill)
    radius = min(px(48 if entry.accent else 28), area.rect.height // 3, area.rect.width // 3)
    link = f"#{entry.target}" if entry.target else ""
    alt = entry.text if link else None
    items: list[AnyItem] = [
        leaf(f"row {number}", area.rect, fill, radius=radius, link=link, alt=alt, shadow=not entry.accent)
    ]
    if entry.accent and min(area.rect.width, area.rect.height) >= px(130):
        items.append(
            watermark(
                f"rings {number}",
                area.rect.inset(px(1)),
                "br",
                fill,
                own,
                within(RINGS, area.rect.height - radius - px(4)),
            )
        )
    inside = area.rect.inset(_pad(area.rect), px(14), _pad(area.rect), px(10))
    above, below = inside.split_top(inside.height - _minutes_height(area.rect))
    minutes = _minutes(entry, area.rect, ink if entry.accent or number == block.current else own.color("hue"), own)
    panels = [
        Panel(
            name=f"title {number}", rect=above, copies=_told(entry, area, above, ink, own), anchor="top", path=entry.of
        ),
        Panel(name=f"minutes {number}", rect=below, copies=(minutes,), anchor="bottom", path=entry.of),
    ]
    for panel in panels:
        items += draw_panels([panel], look.theme)
    key = icon_for(entry.text)
    if key and not entry.accent and area.rect.width >= px(200) and area.rect.height >= px(150):
        items.append(
            icon(f"icon {number}", key, inside.right - px(26), inside.bottom - px(30), px(48), own.color("hue"))
        )
    return Group(
        name=f"agenda {number}", rect=area.rect, items=tuple(items), path=entry.of, click=number if block.reveal else 0
    )


def _told(entry: Entry, area: _Area, room: Rect, ink: Color, look: Look) -> tuple[Copy, ...]:
    """Return a section's number, the name, and the line below it where it has room."""
    copies: list[Copy] = []
    if entry.accent:
        gold = look.accent_on(look.color("hue"))
        copies.append(said(look, f"{entry.accent:02d}", 20, gold, path=entry.of, pitch=1.1))
    copies.append(said(look, entry.text, area.name, ink, path=entry.of, pitch=1.15))
    if entry.lead:
        muted = ink if entry.accent else look.color("muted")
        lead = explained(look, entry.lead, 18 if entry.accent else 16, muted, path=entry.of, pitch=1.25, before=3)
        if copies_height([*copies, lead], room.width, look.theme) <= room.height and room.width >= px(120):
            copies.append(lead)
    return tuple(copies)


def _minutes(entry: Entry, cell: Rect, ink: Color, look: Look) -> Copy:
    """Return how long it takes: the number large, the rest small."""
    size = _minutes_size(cell)
    found = _NUMBER.search(entry.aside)
    text = entry.aside or " "
    copy = said(look, text, size, ink, path=entry.of, pitch=1.0, floor=16)
    if not found or found.start():
        return copy
    small = snapped(max(16, size * 0.3))
    rest = text[found.end() :]
    runs = (Run(found[0], bold=True), *((Run(rest, size=small, face="minor"),) if rest else ()))
    return Copy(
        text=text,
        size=copy.size,
        floor=copy.floor,
        color=ink,
        bold=True,
        face="major",
        pitch=1.0,
        runs=runs,
        path=entry.of,
    )


# Rows ---------------------------------------------------------------------------------------------------------------


def _in_rows(block: ListBlock, box: Rect, look: Look) -> list[AnyItem]:
    """Return the modules in rows, higher and closer to each other where they have no room else. Raises DoesNotFit."""
    if len(block.entries) <= _SPREAD:
        with suppress(DoesNotFit):
            return _rows(block, box, look, _ROW_GAP, _TALLEST)
    return _rows(block, box, look, _NARROW_GAP, box.height)


def _rows(block: ListBlock, box: Rect, look: Look, gap: Emu, tallest: Emu) -> list[AnyItem]:
    """Return a row for each module: number, title, lead, a bar as long as its minutes, the minutes."""
    entries = block.entries
    count = len(entries)
    height = min(tallest, (box.height - gap * (count - 1)) // count)
    _refuse_flat(block, box, height, look)
    used = height * count + gap * (count - 1)
    field = Rect(box.x, Emu(box.y + (box.height - used) // 2), box.width, Emu(used))
    rows = field.rows(count, gap)
    columns = _columns(entries, box.width, look)
    heaviest = block.heaviest or max((entry.weight for entry in entries), default=0) or 1
    panels: list[Panel] = []
    for number, (row, entry) in enumerate(zip(rows, entries, strict=True), block.first):
        panels += _row_panels(number, row, entry, columns, look)
    texts = iter(draw_panels(panels, look.theme))
    items: list[AnyItem] = []
    for number, (row, entry) in enumerate(zip(rows, entries, strict=True), block.first):
        current = number == block.current
        link = f"#{entry.target}" if entry.target else ""
        ground = card(f"row {number}", row, look, radius=row.height // 3, link=link, alt=entry.text if link else None)
        members: list[AnyItem] = [ground, *(next(texts) for panel in _row_panels(number, row, entry, columns, look))]
        if current:
            members.insert(1, Shape(name=f"now {number}", rect=row.split_left(px(8))[0], fill=look.color("hue")))
        if entry.weight:
            fill = (
                Look(look.theme, entry.accent or look.base).color("hue")
                if entry.accent or current
                else look.color("track")
            )
            members.append(_bar(row, entry.weight / heaviest, fill, number))
        items.append(
            Group(
                name=f"agenda {number}",
                rect=row,
                items=tuple(members),
                path=entry.of,
                click=number if block.reveal else 0,
            )
        )
    return items


def _refuse_flat(block: ListBlock, box: Rect, height: int, look: Look) -> None:
    """Raises DoesNotFit for rows lower than a line: of a thousand entries, no text needs to be measured."""
    line = round(look.theme.scale.floor * 12_700 * 1.2)
    if height < line:
        first, needed = block.entries[0], Emu((line + px(4)) * len(block.entries))
        raise DoesNotFit(path=first.of, text=first.text, room=(box.width, box.height), needed=(box.width, needed))


def _title(entry: Entry, look: Look) -> Copy:
    return said(look, entry.text, 22, look.color("ink"), path=entry.of, pitch=1.1)


def _columns(entries: Sequence[Entry], width: Emu, look: Look) -> dict[str, tuple[int, int]]:
    """Return start and width of number, title, lead and minutes: what short titles leave is for the leads.

    A title without a lead, `alone`, has the room of both.
    """
    entries = [entry for entry in entries if entry.lead] or entries
    start, end = round(width * 0.085), round(width * 0.735)
    floor = look.theme.scale.floor
    least = max(label_width(replace(_title(entry, look), size=floor)) for entry in entries)
    latest = round(width * (0.43 if start + least < width * 0.42 else 0.6))
    longest = max(label_width(_title(entry, look)) for entry in entries)
    lead = min(latest, start + longest + px(36))
    return {
        "number": (round(width * 0.02), round(width * 0.06)),
        "title": (start, lead - start - px(10)),
        "lead": (lead, end - lead),
        "alone": (start, end - start),
        "minutes": (round(width * 0.885), round(width * 0.1)),
    }


def _row_panels(number: int, row: Rect, entry: Entry, columns: dict[str, tuple[int, int]], look: Look) -> list[Panel]:
    ink, muted, hue = look.color("ink"), look.color("muted"), look.color("hue")
    copies = {
        "number": said(look, f"{number:02d}", 22, hue, path=entry.of, pitch=1.1),
        "title": _title(entry, look),
        "lead": explained(look, entry.lead, 18, muted, path=entry.of, pitch=1.1),
        "minutes": explained(look, entry.aside, 18, ink, path=entry.of, bold=True, align="right", pitch=1.1),
    }
    places = columns if entry.lead else {**columns, "title": columns["alone"]}
    return [
        Panel(
            name=f"{key} {number}", copies=(copy,), path=entry.of,
            rect=Rect(Emu(row.x + places[key][0]), row.y, Emu(places[key][1]), row.height),
        )
        for key, copy in copies.items()
        if copy.text
    ]  # fmt: skip


def _bar(row: Rect, share: float, fill: Color, number: int) -> Shape:
    right = row.x + round(row.width * 0.88)
    length = max(px(12), round(row.width * 0.135 * share))
    rect = Rect(Emu(right - length), Emu(row.center_y - px(6)), Emu(length), px(12))
    return Shape(name=f"bar {number}", rect=rect, fill=fill)
