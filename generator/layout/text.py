"""Texts and boxes -> text bodies that fit: sizes chosen, lines broken."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.base.length import EMU_PER_PT, Emu, Pt, Rect
from generator.design.metrics import EM
from generator.design.theme import Color
from generator.layout.frame import Align, Anchor, Line, Paragraph, Run, TextBody
from generator.layout.linebreak import Measured, measured

SLACK: Final = 0.98
"""Lines are broken in this share of the width, so that a font's own rounding and kerning has room."""

STEP: Final = 0.5
"""Sizes are tried in steps of half a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A paragraph to be set: at `size` if it fits, never below `floor`.

    `runs` give it mixed looks; `text` is then their concatenation, and a run's own size shrinks in proportion.
    `bullet` hangs in `indent`. `path` is its content path. A `balanced` text of two lines gets lines of like length.
    """

    text: str
    size: Pt
    floor: Pt
    color: Color
    bold: bool = False
    align: Align = "left"
    before: Pt = Pt(0)
    bullet: str = ""
    bullet_color: Color | None = None
    indent: Emu = Emu(0)
    runs: tuple[Run, ...] = ()
    path: str = ""
    balanced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Paragraphs for a box. `insets` are left, top, right, bottom."""

    copies: tuple[Copy, ...]
    box: Rect
    insets: tuple[Emu, Emu, Emu, Emu] = (Emu(0), Emu(0), Emu(0), Emu(0))
    anchor: Anchor = "middle"

    @property
    def room(self) -> tuple[Emu, Emu]:
        """Width and height inside of the insets."""
        left, top, right, bottom = self.insets
        return Emu(self.box.width - left - right), Emu(self.box.height - top - bottom)


class DoesNotFit(Exception):
    """A text does not fit even at its floor: `room` and `needed` are (width, height) inside of the box's insets."""

    def __init__(self, path: str, text: str, room: tuple[Emu, Emu], needed: tuple[Emu, Emu]) -> None:
        super().__init__(f"{text!r} needs {needed}, there is {room}")
        self.path = path
        self.text = text
        self.room = room
        self.needed = needed


def break_lines(text: str, width: Emu, size: Pt, bold: bool = False) -> tuple[Line, ...]:
    """Text, width of the box, type size -> lines by first fit, with the slack kept."""
    return _lines(text, measured, width, size, bold)


def natural_width(copy: Copy) -> Emu:
    """Copy -> the width in which it stands on one line at its preferred size, indent and slack included."""
    widths = [_measured(copy, piece).width for piece in copy.text.split("\n")]
    return Emu(math.ceil(max(widths) * copy.size * EMU_PER_PT / EM / SLACK) + 1 + copy.indent)


def height_for(copies: Sequence[Copy], width: Emu, pitch: float) -> Emu:
    """Copies one below the other, width -> their height at the preferred sizes."""
    box = Rect(Emu(0), Emu(0), width, Emu(0))
    return _height(set_slot(Slot(copies=tuple(copies), box=box), pitch))


def set_slot(slot: Slot, pitch: float, shrink: float = 0) -> TextBody:
    """Slot -> text body at the preferred sizes less `shrink` points, not below the floors; whether it fits or not."""
    width, _ = slot.room
    paragraphs = tuple(_paragraph(copy, width, pitch, _size(copy, shrink)) for copy in slot.copies)
    return TextBody(paragraphs, slot.anchor, slot.insets)


def fit(slot: Slot, pitch: float) -> TextBody:
    """Slot -> text body at the largest sizes that fit. Raises DoesNotFit."""
    return fit_all([slot], pitch)[0]


def fit_all(slots: Sequence[Slot], pitch: float) -> list[TextBody]:
    """Sibling slots -> their text bodies, all made smaller by the same number of points, as few as will do.

    Raises DoesNotFit for the first slot that is too small even for the floors.
    """
    most = max((copy.size - copy.floor for slot in slots for copy in slot.copies), default=0)
    shrink = 0.0
    while True:
        bodies = [set_slot(slot, pitch, shrink) for slot in slots]
        if all(_fits(slot, body) for slot, body in zip(slots, bodies, strict=True)):
            return bodies
        if shrink >= most:
            break
        shrink = min(shrink + STEP, most)
    for slot, body in zip(slots, bodies, strict=True):
        if not _fits(slot, body):
            raise _does_not_fit(slot, body)
    raise AssertionError("one of the bodies does not fit")


def _size(copy: Copy, shrink: float) -> Pt:
    return Pt(max(copy.size - shrink, min(copy.floor, copy.size)))


def _height(body: TextBody) -> Emu:
    return Emu(math.ceil(body.height * EMU_PER_PT))


def _fits(slot: Slot, body: TextBody) -> bool:
    width, height = slot.room
    if _height(body) > height:
        return False
    return all(line.width <= width - paragraph.indent for paragraph in body.paragraphs for line in paragraph.lines)


def _does_not_fit(slot: Slot, body: TextBody) -> DoesNotFit:
    widest = max((line.width + p.indent for p in body.paragraphs for line in p.lines), default=0)
    longest = max(slot.copies, key=lambda copy: len(copy.text))
    return DoesNotFit(longest.path, longest.text, slot.room, (Emu(max(widest, slot.room[0])), _height(body)))


def _paragraph(copy: Copy, width: Emu, pitch: float, size: Pt) -> Paragraph:
    scale = size / copy.size
    runs = copy.runs or (Run(copy.text, copy.bold),)
    runs = tuple(run if run.size is None else replace(run, size=Pt(round(run.size * scale, 2))) for run in runs)
    largest = max((run.size or size for run in runs), default=size)
    return Paragraph(
        runs=runs,
        size=size,
        pitch=Pt(math.floor(largest * pitch * 2 + 0.5) / 2),
        color=copy.color,
        lines=_lines(copy.text, lambda piece, bold: _measured(copy, piece), Emu(width - copy.indent), size, copy.bold),
        align=copy.align,
        before=copy.before,
        bullet=copy.bullet,
        bullet_color=copy.bullet_color,
        indent=copy.indent,
    )


def _measured(copy: Copy, piece: str) -> Measured:
    bold = copy.bold or any(run.bold for run in copy.runs)
    return measured(piece, bold)


def _lines(text: str, measure, width: Emu, size: Pt, bold: bool) -> tuple[Line, ...]:
    unit = size * EMU_PER_PT / EM
    room = width * SLACK / unit
    lines: list[Line] = []
    offset = 0
    for piece in text.split("\n"):
        look = measure(piece, bold)
        start = 0
        for end in look.lines(room) if piece else [0]:
            visible = max(look.visible_end(end), start)
            lines.append(Line(offset + start, offset + visible, Emu(math.ceil((look.widths[visible] - look.widths[start]) * unit))))
            start = end
        offset += len(piece) + 1
    return tuple(lines)
