"""What people are asked to write on a sheet -> the sheet: a numeral, a question, and lines below it to answer on."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

from deckbrief.base.length import Emu, Rect, points, px
from deckbrief.base.record import replace
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft.slides import ListBlock
from deckbrief.layout.figures.kit import Look, Panel, cuts_no_word, draw_panels, lines_of, said
from deckbrief.layout.figures.shapes import LEAF, card
from deckbrief.layout.frame import AnyItem, Shape, Text
from deckbrief.layout.slide.card_words import have_room, pitch_of
from deckbrief.layout.slide.cards import GAP, card_groups, card_texts, refuse_flat_rows
from deckbrief.layout.slide.worksheet import dotted_line
from deckbrief.layout.text.fit import Copy, needed_height
from deckbrief.theme.metrics import STEPS, snapped
from deckbrief.theme.theme import Layout

_MOST: Final = 5
_EDGE: Final = px(6)
_TOP: Final = px(12)
_RIGHT: Final = px(28)
_LEFT: Final = ((px(170), px(88)), (px(110), px(76)), (0, px(64)))
"""Where questions begin on cards at least so high."""
_LARGER: Final = 1.35
_NUMERAL_HIGH: Final = 1.25
"""How much larger numerals are than what they count, and how high they are in their size."""
_SIZES: Final = {1: 56.0, 2: 44.0, 3: 36.0, 4: 30.0, 5: 26.0}
_SMALLEST: Final = 22.0
_MOST_LINES: Final = 2
_STEP: Final = px(42)
"""From one line to write on to the next."""
_UNDER: Final = px(4)
_FOOT: Final = px(18)


def survey(block: ListBlock, box: Rect, look: Look, layout: Layout | None) -> list[AnyItem] | None:
    """List block -> cards that fill `box`, each a group; None where their questions leave no room for a line.

    Raises DoesNotFit where the cards are lower than a line of text.
    """
    refuse_flat_rows(block, box, look)
    count = len(block.entries)
    if count > _MOST:
        return None
    cells = box.rows(count, GAP)
    left = next(left for least, left in _LEFT if cells[0].height >= least)
    tops = [cell.inset(left, _TOP, _RIGHT, _STEP + _FOOT) for cell in cells]
    copies = next((found for size in reversed(STEPS) if (found := _asked(block, size, tops[0], look))), None)
    if copies is None:
        return None
    texts = card_texts(block, tops, [(copy,) for copy in copies], look, layout, "top")
    high = max(ceil(needed_height(text.body)) for text in texts)
    places = [top.split_top(Emu(min(top.height, high)))[0] for top in tops]
    texts = [replace(text, rect=place) for text, place in zip(texts, places, strict=True)]
    marks = draw_panels(_marks(block, texts, left, look), look.theme)
    members: list[list[AnyItem]] = []
    for number, (cell, text, mark) in enumerate(zip(cells, texts, marks, strict=True), 1):
        own: list[AnyItem] = [card(f"card {number}", cell, look, radius=min(LEAF, cell.height // 3))]
        own.append(Shape(name=f"edge {number}", rect=cell.split_left(_EDGE)[0], fill=look.color("hue")))
        members.append([*own, mark, *_lines(number, cell, text, look)])
    return card_groups(block, cells, members, texts)


def _asked(block: ListBlock, size: float, place: Rect, look: Look) -> list[Copy]:
    """Return the questions at a size; nothing where it is not between the limits, or one has no room or is broken."""
    if not _SMALLEST <= size <= _SIZES[len(block.entries)]:
        return []
    ink = look.color("ink")
    copies = [said(look, each.text, size, ink, path=each.of, pitch=pitch_of(each.text)) for each in block.entries]
    most = _MOST_LINES if is_unspaced("".join(each.text for each in block.entries)) or len(copies) > 1 else 3
    whole = all(
        cuts_no_word(copy, place.width, look.theme) and len(lines_of(copy, place.width)) <= most for copy in copies
    )
    return copies if whole and have_room(look, copies, place) else []


def _marks(block: ListBlock, texts: Sequence[Text], left: int, look: Look) -> list[Panel]:
    """Return the numerals, level with the first lines; a single question is not counted, and has a question mark."""
    alone = len(texts) == 1 and block.first == 1
    told = ["?"] if alone else [str(block.first + number) for number in range(len(texts))]
    line = texts[0].body.paragraphs[0]
    size = snapped(line.size * _LARGER)
    half = min(points(size * _NUMERAL_HIGH / 2), points(line.pitch / 2) + _TOP)  # within its card
    return [
        Panel(
            name=f"mark {number}",
            rect=Rect(
                Emu(text.rect.x - left + _EDGE), Emu(text.rect.y + points(line.pitch / 2) - half),
                Emu(left - _EDGE), Emu(2 * half),
            ),
            copies=(said(look, mark, size, look.color("hue"), path="", pitch=1.0, align="center"),),
        )
        for number, (mark, text) in enumerate(zip(told, texts, strict=True), 1)
    ]  # fmt: skip


def _lines(number: int, cell: Rect, text: Text, look: Look) -> list[AnyItem]:
    """Return dotted lines from below a question's own last line to its card's foot."""
    top = text.rect.y + points(text.body.height) + _UNDER
    room = Rect(text.rect.x, Emu(top), text.rect.width, Emu(cell.bottom - _FOOT - top))
    count = max(1, room.height // _STEP)
    return [
        dotted_line(f"write here {number}.{count - line}", room, room.bottom - line * _STEP, look)
        for line in reversed(range(count))
    ]
