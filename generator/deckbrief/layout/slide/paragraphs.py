"""Paragraph blocks of a slide -> text boxes and bands as high as their text needs."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft.slides import ParagraphBlock
from deckbrief.layout.frame import AnyItem, Group, Run, Shape, Text
from deckbrief.layout.text.fit import Copy, Slot, fit, height_for
from deckbrief.theme.theme import Color, Theme

_BAND_X: Final = inches(0.3)
_BAND_Y: Final = inches(0.1)
_BAR: Final = inches(0.083)


def paragraph_height(block: ParagraphBlock, width: Emu, theme: Theme, accent: Color) -> Emu:
    """Return the height that a paragraph needs at its preferred size in `width`."""
    inner = width - 2 * _BAND_X if block.role == "takeaway" else width
    text = height_for(_copies(block, theme, accent), Emu(inner), theme.pitch)
    return Emu(text + 2 * _BAND_Y) if block.role == "takeaway" else text


def draw_paragraph(block: ParagraphBlock, box: Rect, theme: Theme, accent: Color, number: int) -> AnyItem:
    """Paragraph -> a text box, or for a takeaway a band with an accent bar.

    Raises DoesNotFit where the text is too long for the box even at the floor.
    """
    copies = _copies(block, theme, accent)
    name = f"{block.role} {number}"
    if block.role != "takeaway":
        body = fit(Slot(copies=copies, box=box, anchor="top"), theme.pitch)
        return Text(name=name, rect=box, body=body, path=block.of)
    body = fit(Slot(copies=copies, box=box, insets=(_BAND_X, _BAND_Y, _BAND_X, _BAND_Y)), theme.pitch)
    band = Shape(name=name, rect=box, fill=theme.color("band"), body=body, path=block.of)
    bar = Shape(name=f"{name} bar", rect=Rect(box.x, box.y, _BAR, box.height), fill=accent)
    return Group(name=f"{name} band", rect=box, items=(band, bar), path=block.of)


def _copies(block: ParagraphBlock, theme: Theme, accent: Color) -> tuple[Copy, ...]:
    if block.role == "body" and block.label:
        label = _copy(block.label, theme.scale.small, theme, accent, bold=True, path=block.of)
        text = _copy(block.text, theme.scale.body, theme, theme.color("ink"), path=block.of)
        return label, text
    size = {"lead": theme.scale.lead, "quote": Pt(28)}.get(block.role, theme.scale.body)
    color = theme.accent(2) if block.role == "question" else theme.color("ink")
    label_color = color if block.role == "question" else accent
    gap = "：" if is_unspaced(block.label) else ": "
    runs = (Run(block.label + gap, bold=True, color=label_color), Run(block.text)) if block.label else ()
    text_all = "".join(run.text for run in runs) or block.text
    return (Copy(text=text_all, size=size, floor=theme.scale.floor, color=color, runs=runs, path=block.of),)


def _copy(text: str, size: Pt, theme: Theme, color: Color, bold: bool = False, path: str = "") -> Copy:
    return Copy(text=text, size=size, floor=theme.scale.floor, color=color, bold=bold, path=path)
