"""Texts whose lines begin with an opening mark -> the same with the mark hung out, so that their left edge is even.

East Asian faces set “ and 《 on a full em with their ink in its right half (Noto Sans and Serif CJK SC: from 0.52 to
0.62 em on), so that a line which begins with one stands half an em too far right. Here it begins half an em further
left: with ink in the right half of the em the mark stands at the text's edge; in a face that sets it narrow (such as
LibreOffice 7.4 takes at the beginning of a text) it hangs before the edge, and the words stand there. Both are even.

A text body gives its left inset, or a free text box its place, for room to hang in; all its lines keep where they were
through `marL` and `indent` (ECMA-376 part 1, 21.1.2.2.7), which PowerPoint and LibreOffice both follow. Since these
know the first line of a paragraph and the lines after it, and nothing else, lines after the first hang only where all
of them begin with a mark and each begins by a break that is in the text.

Lines in the middle of their box stand there with what they say: a comma or full stop at an end, whose ink is in the
left half of its em, counts as nothing, so that 接电话， stands right above 问症状. An
indent moves a middle by half of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from deckbrief.base.length import EMU_PER_PT, Emu, Rect, px
from deckbrief.base.patterns import deferred
from deckbrief.base.record import replace
from deckbrief.base.script.kinds import LINE_END, OPENING
from deckbrief.layout.frame import AnyItem, Group, Paragraph, Shape, Table, TableCell, Text, TextBody
from deckbrief.layout.preset import text_rect

HANG: Final = 0.5
"""How far a mark hangs out, in type sizes."""
_DENTED: Final = ("zh", "yue", "ja")
"""Languages that set these marks on a full em; Korean, which parts its words by spaces, sets “ narrow."""
_LEAST: Final = px(2)
"""What a shape's inset keeps."""
_CORNERS: Final = ("date", "footer", "number")
"""Keys of placeholders at the foot of a slide."""
_LOW: Final = "，、。；："
"""Marks whose ink is in the left half of their em,"""
_MIDDLED: Final = deferred(r"(?i)-(hant|tw|hk|mo)\b")
"""but where they stand in its middle, as in Taiwan and Hong Kong."""
_BREAK: Final = deferred(LINE_END)


def with_hung_marks(items: Iterable[AnyItem], lang: str, in_placeholders: bool = True) -> tuple[AnyItem, ...]:
    """Items of a frame in a language (BCP 47) -> the items, their opening marks hung out where there is room for it.

    What stands `in_placeholders` hangs only if it is said: in a layout of somebody else, texts stand as that has them.
    """
    if lang.partition("-")[0].lower() not in _DENTED:
        return tuple(items)
    marks = "" if _MIDDLED.search(lang) else _LOW
    return tuple([_hung(_centered(item, marks, in_placeholders), in_placeholders) for item in items])


def _centered(item: AnyItem, marks: str, in_placeholders: bool) -> AnyItem:
    match item:
        case Group():
            members = tuple(_centered(member, marks, in_placeholders) for member in item.items)
            return replace(item, items=members, rect=_around(item.rect, members))
        case Text() if not item.placeholder or (in_placeholders and item.placeholder not in _CORNERS):
            return _centered_text(item, marks)
        case Shape() if item.body and not item.rotation:
            width = text_rect(item.geometry, item.rect, item.adjust, item.flip).width
            return replace(item, body=_in_the_middle(item.body, width, marks))
    return item


def _around(rect: Rect, members: Iterable[AnyItem]) -> Rect:
    """Return a group's rectangle, as much wider as its texts have become."""
    texts = [member.rect for member in members if isinstance(member, Text | Group)]
    left, right = min([rect.x, *(each.x for each in texts)]), max([rect.right, *(each.right for each in texts)])
    return Rect(left, rect.y, Emu(right - left), rect.height)


def _centered_text(text: Text, marks: str) -> Text:
    """Return a text with its lines in the middle; a free one that is too narrow gets wider at both sides for it.

    Not where a line of it might be broken elsewhere then.
    """
    body = _in_the_middle(text.body, text.rect.width, marks)
    if body != text.body or text.placeholder or not all(map(_is_broken_by_its_text, text.body.paragraphs)):
        return replace(text, body=body)
    more = Emu(round(max((paragraph.size for paragraph in body.paragraphs), default=0) * EMU_PER_PT) // 2)
    wider = Rect(Emu(text.rect.x - more), text.rect.y, Emu(text.rect.width + 2 * more), text.rect.height)
    body = _in_the_middle(text.body, wider.width, marks)
    return text if body == text.body else replace(text, body=body, rect=wider)


def _is_broken_by_its_text(paragraph: Paragraph) -> bool:
    sure = {*paragraph.soft, *(match.end() for match in _BREAK.finditer(paragraph.text))}
    return all(line.start in sure for line in paragraph.lines[1:])


def _in_the_middle(body: TextBody, width: int, marks: str) -> TextBody:
    """Return a body whose lines in the middle of its width (EMU) stand there without the marks at their ends."""
    room = width - body.insets[0] - body.insets[2]
    found = tuple(_balanced(paragraph, room, marks) for paragraph in body.paragraphs)
    return body if found == body.paragraphs else replace(body, paragraphs=found)


def _balanced(paragraph: Paragraph, room: int, marks: str) -> Paragraph:
    """Return a paragraph whose first line, or those after it where all do, begin an em later for the mark at the end.

    It stays where a line has no room for that, as one that the viewer breaks might be broken elsewhere then.
    """
    if paragraph.align != "center" or paragraph.bullet or paragraph.indent or paragraph.first or not paragraph.lines:
        return paragraph
    text = paragraph.text
    first, *others = [text[line.start : line.end].rstrip()[-1:] in (*marks,) for line in paragraph.lines]
    em = Emu(round(paragraph.size * EMU_PER_PT))
    later = em if others and all(others) else Emu(0)
    start = Emu((em if first else 0) - later)
    moved = replace(paragraph, indent=later, first=start)
    fits = all(moved.line_start(index) + line.width <= room for index, line in enumerate(paragraph.lines))
    return moved if fits else paragraph


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
    return first, bool(others) and all(others) and _is_broken_by_its_text(paragraph)


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
