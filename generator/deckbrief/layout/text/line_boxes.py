"""A text body in its box -> the rectangles that its lines take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckbrief.base.length import Emu, Rect, points
from deckbrief.layout.frame import TextBody
from deckbrief.theme.metrics import USUAL

DESCENT: Final = 0.2
"""Share of the type size from the baseline to the bottom of other lines: where LibreOffice sets it."""
ASCENT: Final = 0.8
"""Share of a line's height above its baseline where that is less than the face's own: where LibreOffice sets it."""


def base_in_line(pitch: float, size: float, *, exact: bool) -> float:
    """Pitch of a line and its largest type size in points, `exact` as of its body -> its base line below its top."""
    pressed = not exact and pitch < USUAL * size
    return pitch * ASCENT if pressed else pitch - DESCENT * size


def first_base_line(body: TextBody, rect: Rect) -> Emu:
    """Text body of one look in its box -> the y of its first base line, in EMU of the slide."""
    first = body.paragraphs[0]
    return Emu(next(line_boxes(body, rect)).y + points(base_in_line(first.pitch, first.size, exact=body.exact)))


def line_boxes(body: TextBody, rect: Rect) -> Iterator[Rect]:
    """Yield where each line of a body stands in the rectangle of its text, as wide and high as it was measured."""
    left, top, right, bottom = body.insets
    room = Rect(Emu(rect.x + left), Emu(rect.y + top), Emu(rect.width - left - right), Emu(rect.height - top - bottom))
    spare = room.height - points(body.height)
    y = room.y + {"top": 0, "middle": spare // 2, "bottom": spare}[body.anchor]
    for number, paragraph in enumerate(body.paragraphs):
        y += points(paragraph.before) if number else 0
        for index, line in enumerate(paragraph.lines):
            start = paragraph.line_start(index)
            free = room.width - start - line.width
            x = room.x + start + {"left": 0, "center": free // 2, "right": free}[paragraph.align]
            yield Rect(Emu(x), Emu(y), line.width, Emu(points(paragraph.pitch)))
            y += points(paragraph.pitch)
