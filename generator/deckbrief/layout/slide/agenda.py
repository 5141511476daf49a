"""An agenda -> its sections on tiles and the rest on cards; without room for that, all modules in rows with bars."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import chain, islice
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import replace
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import Look, Panel, draw_panels, explained, label_width, said
from deckbrief.layout.figures.shapes import card, disc
from deckbrief.layout.frame import AnyItem, Group, Shape
from deckbrief.layout.slide.agenda_in_time import in_time
from deckbrief.layout.slide.agenda_tiles import tiles
from deckbrief.layout.slide.minutes import amount
from deckbrief.layout.text.fit import Copy, DoesNotFit
from deckbrief.theme.theme import Color

_ROW_GAP: Final = px(10)
_NARROW_GAP: Final = px(4)
_SPREAD: Final = 10
"""So many rows stand apart, where there is room."""
_TALLEST: Final = px(176)
_SIZES: Final = ((px(132), 40), (px(110), 34), (px(92), 28), (px(64), 24), (0, 22))
"""Size of titles in rows of at least that height."""
_BARS: Final = 0.715, 0.155
"""Where bars begin and how long the longest is, of the width."""


def draw_agenda(block: ListBlock, box: Rect, look: Look) -> Drawing:
    """Agenda -> tiles and cards that fill `box`, or rows; each leads to its module's first slide; with `reveal` a click
    for each.

    Raises DoesNotFit where there is no room for the texts even at the floor.
    """
    items: list[AnyItem] = [*(in_time(block, box, look) or tiles(block, box, look))] or _in_rows(block, box, look)
    told = (" ".join(part for part in (entry.number, entry.text, entry.aside) if part) for entry in block.entries)
    return Drawing(tuple(items), "；".join(told), len(block.entries) if block.reveal else 0)


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
    columns = _columns(entries, box.width, height, look)
    heaviest = block.heaviest or max((entry.weight for entry in entries), default=0) or 1
    panels = [
        _row_panels(number, row, entry, columns, look)
        for number, (row, entry) in enumerate(zip(rows, entries, strict=True), block.first)
    ]
    texts = iter(draw_panels([*chain.from_iterable(panels)], look.theme))
    items: list[AnyItem] = []
    for number, (row, entry, own_panels) in enumerate(zip(rows, entries, panels, strict=True), block.first):
        current = number == block.current
        alt = entry.text if entry.link else None
        ground = card(f"row {number}", row, look, radius=row.height // 3, link=entry.link, alt=alt)
        members: list[AnyItem] = [ground, *islice(texts, len(own_panels))]
        if current:
            members.insert(1, Shape(name=f"now {number}", rect=row.split_left(px(8))[0], fill=look.color("hue")))
        if entry.weight:
            own = Look(look.theme, entry.accent or look.base)
            fill = own.color("hue") if entry.accent or current else look.color("track")
            members.append(_bar(row, entry.weight / heaviest, fill, number))
        if not entry.number and row.height >= px(24):
            members.append(
                disc(f"mark {number}", row.x + round(row.width * 0.04), row.center_y, px(5), look.color("track"))
            )
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


def _title(entry: Entry, look: Look, height: int = 0) -> Copy:
    size = next(size for least, size in _SIZES if height >= least)
    return said(look, entry.short or entry.text, size, look.color("ink"), path=entry.of, pitch=1.1)


def _columns(entries: Sequence[Entry], width: Emu, height: int, look: Look) -> dict[str, tuple[int, int]]:
    """Return start and width of number, title, lead and minutes: what short titles leave is for the leads.

    A title without a lead, `alone`, has the room of both.
    """
    entries = [entry for entry in entries if entry.lead] or entries
    start, end = round(width * 0.085), round(width * (_BARS[0] - 0.015))
    floor = look.theme.scale.floor
    least = max(label_width(replace(_title(entry, look, height), size=floor)) for entry in entries)
    latest = round(width * (0.43 if start + least < width * 0.42 else 0.6))
    longest = max(label_width(_title(entry, look, height)) for entry in entries)
    lead = min(latest, start + longest + px(36))
    return {
        "number": (round(width * 0.02), round(width * 0.06)),
        "title": (start, lead - start - px(10)),
        "lead": (lead, end - lead),
        "alone": (start, end - start),
        "minutes": (round(width * 0.885), round(width * 0.1)),
    }


def _row_panels(number: int, row: Rect, entry: Entry, columns: dict[str, tuple[int, int]], look: Look) -> list[Panel]:
    ink, muted = look.color("ink"), look.color("muted")
    hue = Look(look.theme, entry.accent or look.base).color("hue")
    title = _title(entry, look, row.height)
    copies = {
        "number": said(look, entry.number, title.size, hue, path=entry.of, pitch=1.1),
        "title": title,
        "lead": explained(look, entry.lead, 18 if title.size < 24 else 20, muted, path=entry.of, pitch=1.1),
        "minutes": amount(entry.aside, title.size + 2, ink, look, entry.of, "right"),
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
    length = max(px(12), round(row.width * _BARS[1] * share))
    rect = Rect(Emu(row.x + round(row.width * _BARS[0])), Emu(row.center_y - px(6)), Emu(length), px(12))
    return Shape(name=f"bar {number}", rect=rect, fill=fill)
