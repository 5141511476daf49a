"""What to write, and lines to write it on -> cards with a numeral, what is asked, and dotted lines below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.draft.slides import ListBlock
from deckbrief.layout.figures.kit import Look, Panel, draw_panels, said
from deckbrief.layout.figures.shapes import LEAF, leaf
from deckbrief.layout.frame import AnyItem, Shape, Stroke
from deckbrief.layout.slide.cards import GAP, card_groups, card_texts, refuse_flat_rows
from deckbrief.theme.theme import Layout

_PAD: Final = px(28)
_MOST_IN_ROW: Final = 4
_LINE_STEP: Final = px(40)


def worksheet(block: ListBlock, box: Rect, look: Look, layout: Layout | None) -> list[AnyItem]:
    """List block -> cards that fill `box`; more than four in two rows, of an odd number the first one over two columns.

    Raises DoesNotFit where they have no room for their texts even at the floor.
    """
    refuse_flat_rows(block, box, look)
    count = len(block.entries)
    lines = 1 if count <= _MOST_IN_ROW else 2
    cells = cards_in_rows(box, count, lines, GAP if -(-count // lines) > 3 else px(24))
    roomy = lines == 1 and cells[0].height >= px(250)
    top = px(100) if roomy else px(12)
    left = _PAD if roomy else px(60)
    high = px(96) if roomy else px(62)
    ink, hue = look.color("ink"), look.color("hue")
    copies = [
        (said(look, entry.text, 34 if roomy else 26, ink, path=entry.of, pitch=1.15),) for entry in block.entries
    ]  # fmt: skip
    places = [
        Rect(Emu(cell.x + left), Emu(cell.y + top), Emu(cell.width - left - px(20)), Emu(min(high, cell.height - top)))
        for cell in cells
    ]
    texts = card_texts(block, places, copies, look, layout, "top" if roomy else "middle")
    numerals = draw_panels(
        [
            Panel(
                name=f"mark {number}",
                rect=Rect(
                    Emu(cell.x + (_PAD if roomy else px(18))),
                    Emu(cell.y + px(12)),
                    px(90 if roomy else 42),
                    Emu(px(88) if roomy else high),
                ),
                copies=(said(look, str(number), 66 if roomy else 40, hue, path="", pitch=1.0),),
            )
            for number, cell in enumerate(cells, block.first)
        ],
        look.theme,
    )
    members: list[list[AnyItem]] = []
    for number, (cell, place, numeral) in enumerate(zip(cells, places, numerals, strict=True), 1):
        lined = Rect(Emu(cell.x + px(24)), place.bottom, Emu(cell.width - px(48)), Emu(cell.bottom - place.bottom))
        sheet = leaf(f"card {number}", cell, look.color("paper"), radius=min(LEAF, cell.height // 3), shadow=True)
        members.append([sheet, numeral, *_dotted(number, lined, look)])
    return card_groups(block, cells, members, texts)


def cards_in_rows(box: Rect, count: int, rows: int, gap: Emu, told: Sequence[float] = ()) -> list[Rect]:
    """Return places for so many cards in rows of one grid, `gap` between two in a row.

    Where there are fewer cards than fields, a card in each of the first rows, or of the last, spans two columns: the
    one of which most is `told`, or the first one.
    """
    columns = -(-count // rows)
    wide = columns * rows - count if columns > 1 else 0
    told = told or [0.0] * count
    ways = [_spanning(told, columns, short) for short in (range(wide), range(rows - wide, rows))]
    spans = max(ways, key=lambda way: sum(told[number] for number in way))
    cells: list[Rect] = []
    for row in box.rows(rows, GAP):
        fields = row.columns(columns, gap)
        at = next((at for at in range(columns - 1) if len(cells) + at in spans), None)
        if at is not None:
            first, second = fields[at : at + 2]
            fields[at : at + 2] = [Rect(first.x, first.y, Emu(second.right - first.x), first.height)]
        cells += fields
    return cells[:count]


def _spanning(told: Sequence[float], columns: int, short: Sequence[int]) -> list[int]:
    """Return the cards that span two columns, by their numbers from 0, where these rows have a card less."""
    found: list[int] = []
    start = 0
    for row in range(-(-(len(told) + len(short)) // columns)):
        length = columns - (row in short)
        if row in short:
            found.append(max(range(start, start + length), key=told.__getitem__))
        start += length
    return found


def dotted_line(name: str, place: Rect, y: int, look: Look) -> Shape:
    """Return a line to write on, as wide as a place, at that height (EMU)."""
    stroke = Stroke(look.color("muted"), Pt(1.25), dash="dot")
    return Shape(name=name, rect=Rect(place.x, Emu(y), place.width, Emu(1)), geometry="line", stroke=stroke)


def _dotted(number: int, place: Rect, look: Look) -> list[AnyItem]:
    """Return dotted lines to write on, as many as there is room for; without room for one, none."""
    count = max(0, (place.height - px(20)) // _LINE_STEP)
    first = place.bottom - px(24) - _LINE_STEP * (count - 1)
    names = [f"write here {number}.{line + 1}" for line in range(count)]
    return [dotted_line(name, place, first + line * _LINE_STEP, look) for line, name in enumerate(names)]
