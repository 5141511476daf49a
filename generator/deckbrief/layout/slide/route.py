"""Entries of a route -> a line of stations with their names, each a link: what a section has on its way."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.frame import AnyItem, Group, Shape, Stroke, Text, TextBody
from deckbrief.layout.text.fit import Copy, Slot, fit_all
from deckbrief.theme.theme import Theme

_TALLEST: Final = inches(0.5)
_STATION: Final = inches(0.15)
_MAIN_STATION: Final = inches(0.22)
_TEXT: Final = inches(0.42)
_LINE: Final = inches(0.03)


def draw_route(block: ListBlock, box: Rect, theme: Theme) -> AnyItem:
    """Route -> stations on a line from the top of `box`, strong entries larger, their names beside them.

    Raises DoesNotFit where a name does not fit its row even at the floor.
    """
    height = min(_TALLEST, box.height // len(block.entries))
    rows = Rect(box.x, box.y, box.width, Emu(height * len(block.entries))).rows(len(block.entries), 0)
    slots = [Slot(copies=(_name(entry, theme),), box=row.split_left(_TEXT)[1]) for row, entry in _each(rows, block)]
    bodies = fit_all(slots, theme.pitch)
    axis = Emu(box.x + _MAIN_STATION // 2)
    first, last = rows[0].center_y, rows[-1].center_y
    line = Rect(Emu(axis - _LINE // 2), first, _LINE, Emu(max(last - first, 1)))
    items: list[AnyItem] = [Shape(name="route line", rect=line, fill=theme.color("hi"))]
    for number, ((row, entry), slot, body) in enumerate(zip(_each(rows, block), slots, bodies, strict=True), 1):
        items.append(_station(number, entry, axis, row, theme))
        items.append(_label(number, entry, slot.box, body))
    whole = Rect(box.x, box.y, box.width, Emu(rows[-1].bottom - box.y))
    return Group(name="route", rect=whole, items=tuple(items))


def _each(rows: list[Rect], block: ListBlock) -> list[tuple[Rect, Entry]]:
    return list(zip(rows, block.entries, strict=True))


def _name(entry: Entry, theme: Theme) -> Copy:
    color = theme.color("hi" if entry.strong else "on-bleed")
    return Copy(
        text=entry.text, size=theme.scale.small, floor=theme.scale.floor, color=color, bold=entry.strong, path=entry.of
    )


def _station(number: int, entry: Entry, axis: Emu, row: Rect, theme: Theme) -> Shape:
    size = _MAIN_STATION if entry.strong else _STATION
    place = Rect(Emu(axis - size // 2), Emu(row.center_y - size // 2), size, size)
    ring = Stroke(theme.color("hi"), Pt(2))
    fill = theme.color("hi" if entry.strong else "bleed")
    return Shape(name=f"station {number}", rect=place, geometry="ellipse", fill=fill, stroke=ring)


def _label(number: int, entry: Entry, box: Rect, body: TextBody) -> Text:
    return Text(name=f"stop {number}", rect=box, body=body, path=entry.of, link=entry.link)
