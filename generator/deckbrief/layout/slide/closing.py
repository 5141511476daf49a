"""The end of a session: a sheet on which everybody writes what they do next, on lines that say what and when."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.draft.slides import ListBlock
from deckbrief.layout.figures.kit import Look, Panel, draw_panels, explained, said
from deckbrief.layout.figures.shapes import LEAF, disc, icon, leaf
from deckbrief.layout.frame import AnyItem, Group, Shape, Stroke
from deckbrief.theme.theme import Theme

SHEET: Final = Rect(px(736), px(150), px(480), px(460))
"""The sheet on slides of the usual height."""
_PAD: Final = px(32)
_HEAD: Final = px(120)
_SEAT: Final = px(34)


def closing_art(block: ListBlock, theme: Theme) -> list[AnyItem]:
    """What to write, under its head -> a sheet at the right of the slide, a line for each of the entries.

    Raises DoesNotFit where the words have no room even at the floor.
    """
    look = Look(theme)
    sheet = Rect(SHEET.x, SHEET.y, SHEET.width, Emu(theme.low(SHEET.bottom) - SHEET.y))
    hue, ink, muted = look.color("hue"), look.color("ink"), look.color("muted")
    items: list[AnyItem] = [leaf("sheet", sheet, look.color("paper"), radius=LEAF, shadow=True)]
    head, lines = sheet.inset(_PAD, 0, _PAD, px(24)).split_top(_HEAD)
    middle = head.center_y
    items.append(disc("sheet seat", head.x + _SEAT, middle, _SEAT, hue))
    items.append(icon("sheet icon", "pencil-line", head.x + _SEAT, middle, px(42), look.accent_on(hue)))
    if block.head:
        place = head.split_left(2 * _SEAT, px(16))[1].inset(0, 0, px(24), 0)
        title = said(look, block.head.text, 30, ink, path=block.head.of, pitch=1.15)
        items += draw_panels([Panel(name="sheet head", rect=place, copies=(title,), path=block.head.of)], theme)
    stroke = Stroke(muted, Pt(1.25), dash="dot")
    panels: list[Panel] = []
    for number, (entry, row) in enumerate(zip(block.entries, lines.rows(len(block.entries), 0), strict=True), 1):
        label = Rect(row.x, row.y, row.width, px(34))
        copy = explained(look, entry.text, 18, muted, path=entry.of, bold=True, pitch=1.15)
        panels.append(Panel(name=f"what {number}", rect=label, copies=(copy,), anchor="top", path=entry.of))
        line = Rect(row.x, Emu(row.bottom - px(14)), row.width, Emu(1))
        items.append(Shape(name=f"write here {number}", rect=line, geometry="line", stroke=stroke))
    items += draw_panels(panels, theme)
    return [Group(name="my next step", rect=sheet, items=tuple(items))]
