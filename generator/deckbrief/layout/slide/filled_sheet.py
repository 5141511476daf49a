"""A form as it could be filled in -> the worksheet's cards on paper, with what is written on their lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.emphasis import without_marks
from deckbrief.base.length import Emu, Pt, Rect, points, px
from deckbrief.base.record import replace
from deckbrief.draft.slides import ListBlock
from deckbrief.layout.figures.kit import (
    Look,
    Panel,
    cuts_no_word,
    draw_panels,
    explained,
    line_height,
    lines_of,
    one_line,
    said,
    whole_words,
)
from deckbrief.layout.figures.shapes import LEAF, card
from deckbrief.layout.frame import AnyItem, Text
from deckbrief.layout.slide.cards import GAP, card_groups, card_texts
from deckbrief.layout.slide.worksheet import cards_in_rows, dotted_line
from deckbrief.layout.text.fit import Copy, DoesNotFit, height_for
from deckbrief.theme.metrics import ems

_MOST: Final = 8
_IN_A_ROW: Final = 4
_LEAST: Final = (px(200), px(150))
"""Width and height of a card with lines."""
_SIDE: Final = px(20)
_TOP: Final = px(14)
_FOOT: Final = px(8)
_ROOMY: Final = px(320)
_SIZES: Final = (36, 34, 30, 28, 26, 24, 22, 20, 18)
"""Of what is written,"""
_NAMES: Final = (30, 28, 26, 24, 22, 20, 18)
"""and of what it is."""
_NUMERALS: Final = (56, 36)
_PITCHES: Final = (1.7, 1.5, 1.36)
_BENDS: Final = (0.0, 0.25, 0.5)
"""How much the widths of cards in a row follow what is written on them: not at all, up to the root of its length."""
_LEAST_EMS: Final = 4.0
_FIRST: Final = 6
"""So many of the best ways are set, to see what size their texts come to."""
_ON_GRID: Final = 8
"""What it is worth, in points, that cards below each other share the edges of columns."""
_A_LINE: Final = 1.5
"""What a line more is worth, in points: a column of few characters is read badly."""


def filled_sheet(block: ListBlock, box: Rect, look: Look) -> list[AnyItem] | None:
    """List block of names and what is written beside each -> a card for each; None where one has no room for it.

    What is written stands in no placeholder: its lines are as high as those drawn below them.
    """
    rows = (1, 2) if len(block.entries) == _IN_A_ROW else (1,) if len(block.entries) < _IN_A_ROW else (2, 3)
    ways = [(_cells(block, box, lines, bend), pitch) for lines in rows for bend in _BENDS for pitch in _PITCHES]
    found = [sheet for cells, pitch in ways if cells and (sheet := _sheet(block, cells, pitch, look))]
    if not found:
        return None
    found.sort(key=lambda sheet: -sheet[0] - _ON_GRID * _is_grid(sheet[1]))
    listed = replace(block, style="cards")
    ready = [(sheet, texts) for sheet in found[:_FIRST] if (texts := _texts(listed, sheet, look))]
    if not ready:
        return None
    (_, cells, members, places, _), texts = min(ready, key=lambda sheet: _lost(*sheet))
    for number, (own, place, text) in enumerate(zip(members, places, texts, strict=True), 1):
        own.extend(_lines(number, place, points(text.body.paragraphs[0].pitch), look))
    return card_groups(listed, cells, members, texts)


def _texts(block: ListBlock, sheet: _Sheet, look: Look) -> list[Text]:
    """Return what is written, set on its lines; nothing where it has no room in a size that is read."""
    _, _, _, places, written = sheet
    try:
        texts = card_texts(block, places, written, look, None, "top")
    except DoesNotFit:  # even at the floor: lines of exact pitch need more than they take
        return []
    return texts if min(text.body.paragraphs[0].size for text in texts) >= _SIZES[-1] else []


def _lost(sheet: _Sheet, texts: Sequence[Text]) -> float:
    """Return what a sheet is worse by than the best could be, in points: texts become smaller to keep words whole."""
    worth, cells, _, _, written = sheet
    size = min(text.body.paragraphs[0].size for text in texts)
    return written[0][0].size - size - worth - _ON_GRID * _is_grid(cells)


def _is_grid(cells: Sequence[Rect]) -> bool:
    """Tell whether each row's cards begin at edges that one of the rows has, and none has its row to itself."""
    rows = [{cell.x for cell in cells if cell.y == y} for y in {cell.y for cell in cells}]
    edges = max(rows, key=len)
    return all(row <= edges for row in rows) and all(len(row) > 1 for row in rows)


_Sheet = tuple[float, list[Rect], list[list[AnyItem]], list[Rect], list[tuple[Copy, ...]]]
"""How good it is, its cards, what stands on them, where is written, and what."""


def _cells(block: ListBlock, box: Rect, rows: int, bend: float) -> list[Rect]:
    """Return places for the cards in so many rows; nothing where one would be too small for lines.

    With a `bend` those of a row are as wide as the root of that degree of what is written on them, in ems.
    """
    count = len(block.entries)
    lengths = [ems(without_marks(entry.text)) for entry in block.entries]
    equal = cards_in_rows(box, count, rows, GAP, lengths)
    if count > _MOST or len({cell.y for cell in equal}) < rows:
        return []
    told = [max(_LEAST_EMS, length) ** bend for length in lengths]
    cells: list[Rect] = [] if bend else equal
    for y in dict.fromkeys(cell.y for cell in equal) if bend else ():
        row = [number for number, cell in enumerate(equal) if cell.y == y]
        room, whole = box.width - GAP * (len(row) - 1), sum(told[number] for number in row)
        x = box.x
        for number in row:
            last = number == row[-1]
            width = box.right - x if last else round(room * told[number] / whole)
            cells.append(Rect(Emu(x), y, Emu(width), equal[number].height))
            x = Emu(x + width + GAP)
    small = any(cell.width < _LEAST[0] or cell.height < _LEAST[1] for cell in cells)
    return [] if small else cells


def _sheet(block: ListBlock, cells: list[Rect], pitch: float, look: Look) -> _Sheet | None:
    """Return the form on cards there; None where one has no room for what is written on it."""
    small = cells[0].height < _ROOMY
    heads, places = _rooms(cells, small)
    name = next((size for size in _NAMES if _names_stand(block, look, heads, size)), 0)
    written = _written(block, look, places, pitch)
    if not name or not written:
        return None
    hue, ink = look.color("hue"), look.color("ink")
    labels: list[Panel] = []
    for number, (entry, cell, head) in enumerate(zip(block.entries, cells, heads, strict=True)):
        own = said(look, str(block.first + number), _NUMERALS[small], hue, path="", pitch=1.0)
        numeral = Rect(Emu(cell.x + _SIDE), Emu(cell.y + _TOP), px(52 if small else 90), px(56 if small else 76))
        copy = said(look, entry.lead, name, ink, path=entry.of, pitch=1.15)
        labels += [
            Panel(name=f"mark {number + 1}", rect=numeral, copies=(own,)),
            Panel(name=f"lead {number + 1}", rect=head, copies=(copy,)),
        ]
    faces = [shape for panel in labels for shape in draw_panels([panel], look.theme)]
    members: list[list[AnyItem]] = []
    for number, cell in enumerate(cells):
        sheet = card(f"card {number + 1}", cell, look, radius=min(LEAF, cell.height // 3))
        members.append([sheet, *faces[2 * number : 2 * number + 2]])
    lines = max(len(lines_of(copy, place.width)) for (copy,), place in zip(written, places, strict=True))
    return written[0][0].size - _A_LINE * lines, cells, members, places, written


def _rooms(cells: Sequence[Rect], small: bool) -> tuple[list[Rect], list[Rect]]:
    """Return where names stand, beside their numerals or below them, and where the lines are."""
    if small:
        heads = [cell.inset(_SIDE + px(48), _TOP, px(36), 0).split_top(px(56))[0] for cell in cells]
    else:
        heads = [cell.inset(_SIDE, _TOP + px(80), _SIDE, 0).split_top(px(84))[0] for cell in cells]
    return heads, [
        Rect(Emu(cell.x + _SIDE), head.bottom, Emu(cell.width - 2 * _SIDE), Emu(cell.bottom - _FOOT - head.bottom))
        for cell, head in zip(cells, heads, strict=True)
    ]


def _names_stand(block: ListBlock, look: Look, heads: Sequence[Rect], size: float) -> bool:
    ink = look.color("ink")
    copies = [said(look, entry.lead, size, ink, path="", pitch=1.15) for entry in block.entries]
    return all(
        one_line(copy, head.width)
        or (
            head.height >= 2 * line_height(Pt(size), 1.15)
            and cuts_no_word(copy, head.width, look.theme)
            and len(lines_of(copy, head.width)) <= 2
        )
        for copy, head in zip(copies, heads, strict=True)
    )


def _written(block: ListBlock, look: Look, places: Sequence[Rect], pitch: float) -> list[tuple[Copy, ...]]:
    """Return what is written, as large as its lines have room for it; nothing where they have none."""
    ink = look.color("hue")  # as by hand: what is printed on the sheet is of another colour
    for size in _SIZES:
        copies = [explained(look, entry.text or " ", size, ink, path=entry.of, pitch=pitch) for entry in block.entries]
        if all(
            whole_words(copy, place.width) and height_for([copy], place.width, look.theme.pitch) <= place.height
            for copy, place in zip(copies, places, strict=True)
        ):
            return [(copy,) for copy in copies]
    return []


def _lines(number: int, place: Rect, step: int, look: Look) -> list[AnyItem]:
    """Return dotted lines, so far from each other, down what is written and below it as far as there is room."""
    count = place.height // step
    return [dotted_line(f"line {number}.{line}", place, place.y + line * step, look) for line in range(1, count + 1)]
