"""Texts whose lines begin with an opening mark -> the same with the mark hung out, so that their left edge is even.

East Asian faces set “ and 《 on a full em with their ink in its right half (Noto Sans and Serif CJK SC: from 0.52 to
0.62 em on), so that a line which begins with one stands half an em too far right. Here it begins half an em further
left: with ink in the right half of the em the mark stands at the text's edge; in a face that sets it narrow (such as
LibreOffice 7.4 takes at the beginning of a text) it hangs before the edge, and the words stand there. Both are even.

A text body gives its left inset, or a free text box its place, for room to hang in; all its lines keep where they were
through `marL` and `indent` (ECMA-376 part 1, 21.1.2.2.7), which PowerPoint and LibreOffice both follow. Since these
know the first line of a paragraph and the lines after it, and nothing else, lines after the first hang only where all
of them begin with a mark and each begins by a break that is in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from deckbrief.base.length import EMU_PER_PT, Emu, Rect, px
from deckbrief.base.record import replace
from deckbrief.base.script.kinds import LINE_END, OPENING
from deckbrief.layout.frame import AnyItem, Group, Paragraph, Shape, Table, TableCell, Text, TextBody

HANG: Final = 0.5
"""How far a mark hangs out, in type sizes."""
_DENTED: Final = ("zh", "yue", "ja")
"""Languages that set these marks on a full em; Korean, which parts its words by spaces, sets “ narrow."""
_LEAST: Final = px(2)
"""What a shape's inset keeps."""
_CORNERS: Final = ("date", "footer", "number")
"""Keys of placeholders at the foot of a slide."""
_BREAK: Final = re.compile(LINE_END)


def with_hung_marks(items: Iterable[AnyItem], lang: str, in_placeholders: bool = True) -> tuple[AnyItem, ...]:
    """Items of a frame in a language (BCP 47) -> the items, their opening marks hung out where there is room for it.

    What stands `in_placeholders` hangs only if it is said: in a layout of somebody else, texts stand as that has them.
    """
    if lang.partition("-")[0].lower() not in _DENTED:
        return tuple(items)
    return tuple([_hung(item, in_placeholders) for item in items])


def _hung(item: AnyItem, in_placeholders: bool) -> AnyItem:
    match item:
        case Group():
            members = [_hung(member, in_placeholders) for member in item.items]
            x = min(item.rect.x, *(each.rect.x for each in members if isinstance(each, Text | Group)), item.rect.x)
            return replace(item, items=tuple(members), rect=_from(item.rect, x))
        case Text() if not item.placeholder or (in_placeholders and item.placeholder not in _CORNERS):
            return _hung_text(item)
        case Shape() if item.body and not item.rotation:
            return replace(item, body=_within(item.body))
        case Table():
            return replace(item, rows=tuple(tuple(_hung_cell(cell) for cell in row) for row in item.rows))
    return item


def _hung_text(text: Text) -> Text:
    """Return a text whose box reaches as much further left as its inset has no room for."""
    room = _room(text.body)
    if not room:
        return text
    left = text.body.insets[0]
    more = Emu(max(room - left, 0))
    rect = _from(text.rect, Emu(text.rect.x - more))
    return replace(text, rect=rect, body=_moved(text.body, room, Emu(left + more - room)))


def _from(rect: Rect, x: Emu) -> Rect:
    """Return a rectangle that begins at `x` and ends where it did."""
    return Rect(x, rect.y, Emu(rect.right - x), rect.height)


def _hung_cell(cell: TableCell) -> TableCell:
    return replace(cell, body=_within(cell.body))


def _within(body: TextBody) -> TextBody:
    """Return a body that hangs its marks into its own inset, as it was where that is too narrow."""
    room, left = _room(body), body.insets[0]
    return _moved(body, room, Emu(left - room)) if room and left - room >= _LEAST else body


def _room(body: TextBody) -> Emu:
    """Return how far a body's marks hang out at most; 0 where none does, or where bullets have the edge."""
    if any(paragraph.bullet or paragraph.align != "left" for paragraph in body.paragraphs):
        return Emu(0)
    return max((_reach(paragraph) for paragraph in body.paragraphs if any(_hanging(paragraph))), default=Emu(0))


def _reach(paragraph: Paragraph) -> Emu:
    return Emu(round(paragraph.size * HANG * EMU_PER_PT))


def _hanging(paragraph: Paragraph) -> tuple[bool, bool]:
    """Return whether a paragraph's first line hangs, and whether those after it do."""
    text = paragraph.text
    first, *others = [
        text[line.start : line.start + 1] in OPENING and line.start < line.end for line in paragraph.lines
    ]
    sure = {*paragraph.soft, *(match.end() for match in _BREAK.finditer(text))}
    return first, bool(others) and all(others) and all(line.start in sure for line in paragraph.lines[1:])


def _moved(body: TextBody, room: Emu, left: Emu) -> TextBody:
    """Return a body with another left inset, `room` less, its lines where they were but for those that hang."""
    paragraphs = []
    for paragraph in body.paragraphs:
        first, others = _hanging(paragraph)
        reach = _reach(paragraph)
        indent = Emu(paragraph.indent + room - (reach if others else 0))
        own = Emu(paragraph.first + (reach if others else 0) - (reach if first else 0))
        paragraphs.append(replace(paragraph, indent=indent, first=own))
    return replace(body, paragraphs=tuple(paragraphs), insets=(left, *body.insets[1:]))
