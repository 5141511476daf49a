"""A text body in its box -> the rectangles that its lines take."""

from __future__ import annotations

from collections.abc import Iterator

from deckbrief.base.length import Emu, Rect, points
from deckbrief.layout.frame import TextBody


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
