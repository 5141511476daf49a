"""How long the group has -> a badge: the minutes, large, in a ring, under what they are."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.draft.slides import TimerBlock
from deckbrief.layout.frame import AnyItem, Group, Shape, Stroke
from deckbrief.layout.preset import text_rect
from deckbrief.layout.text.fit import Copy, Slot, fit_all
from deckbrief.theme.theme import Color, Theme

TIMER_WIDTH: Final = inches(2.5)
"""How wide the column beside the other blocks is."""
_LABEL: Final = inches(0.45)
_RING: Final = Pt(9)
_LARGEST: Final = inches(2.1)


def draw_timer(block: TimerBlock, box: Rect, theme: Theme, accent: Color) -> AnyItem:
    """Timer -> its badge in the middle of `box`, as large as there is room for.

    Raises DoesNotFit where the box is too small for the words even at the floor.
    """
    diameter = min(_LARGEST, box.width, box.height - _LABEL)
    height = diameter + _LABEL
    top = Emu(box.y + (box.height - height) * 2 // 5)
    left = Emu(box.center_x - diameter // 2)
    ring = Rect(left, Emu(top + _LABEL), Emu(diameter), Emu(diameter)).inset(round(_RING * 12_700 / 2))
    head = Rect(box.x, top, box.width, _LABEL)
    scale, ink = theme.scale, theme.color("ink")
    label = Copy(text=block.label or " ", size=scale.body, floor=scale.floor, color=accent, bold=True, align="center")
    amount = Copy(text=block.amount, size=Pt(56), floor=scale.lead, color=accent, bold=True, align="center")
    unit = Copy(text=block.unit, size=scale.body, floor=scale.floor, color=ink, align="center")
    slots = [Slot(copies=(label,), box=head), Slot(copies=(amount, unit), box=text_rect("ellipse", ring))]
    words, number = (fit_all([slot], min(theme.pitch, 1.2))[0] for slot in slots)
    items = (
        Shape(name="time limit label", rect=head, body=words),
        Shape(
            name="time limit minutes",
            rect=ring,
            geometry="ellipse",
            fill=theme.color("card"),
            stroke=Stroke(accent, _RING),
            body=number,
        ),
    )
    return Group(name="time limit", rect=Rect(box.x, top, box.width, Emu(height)), items=items)
