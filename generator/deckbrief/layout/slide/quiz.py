"""A quiz question's options -> lettered cards; the right one is marked, and told why, on the first click."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from string import ascii_uppercase
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points, px
from deckbrief.base.record import replace
from deckbrief.draft.slides import QuizBlock, Slide
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import TEXT, Look, Panel, bounds, cuts_no_word, draw_panels, explained, lines_of, said
from deckbrief.layout.figures.shapes import LEAF, card, disc, leaf, tick
from deckbrief.layout.frame import AnyItem, Group, Shape, Stroke, Text, TextBody
from deckbrief.layout.slide.placeholders import placeholder_text
from deckbrief.layout.text.fit import Copy, Slot, fit_all, height_for, needed_height
from deckbrief.layout.text.line_boxes import first_base_line
from deckbrief.theme.metrics import snapped
from deckbrief.theme.theme import Color, Layout, Theme

_GAP: Final = px(16)
_NARROW: Final = px(10)
_SQUARE: Final = 4
_GLYPH: Final = 92
"""Size of options of one or two characters;"""
_ONE: Final = (66, 56, 48, 44, 40, 36)
"""sizes of others that stand on a line each,"""
_TWO: Final = (34, 30, 28)
"""and on two at most;"""
_THREE: Final = (30, 28)
"""on three;"""
_LARGE: Final = 40
_MORE: Final = 26
"""of longer ones."""
_SHORT: Final = 16
"""Longer options stand in rows."""
_LETTER: Final = px(96)
_TALL: Final = px(150)
"""Rows as high as that have larger letters."""
_LARGE_LETTER: Final = px(120)
_SMALL_LETTER: Final = px(60)
_LETTER_SHARE: Final = 1.5
"""Size of a letter on the base line of its option, of the option's, at most."""
_REASON: Final = px(92)
_EDGE: Final = Pt(4)
_DISC: Final = px(36)
_LETTERS: Final = tuple(ascii_uppercase)


def draw_quiz(block: QuizBlock, box: Rect, look: Look, layout: Layout | None = None) -> Drawing:
    """Quiz -> options as equal cards that fill `box`; the mark of the answer on click 1, the reason below them.

    In a layout with a panel the reason stands there, and is not drawn here. Without `reveal` all stands there from the
    start. Raises DoesNotFit where an option is too long for its card even at the floor.
    """
    inside = bool(block.because) and layout is None
    cells, below, size = _cells(box, block, _REASON if inside else 0, look)
    letters = _LETTERS[: len(cells)]
    square = _is_square(cells)
    items: list[AnyItem] = []
    marks = _letters(letters, cells, look, square, size)
    texts = _options(block, cells, look, layout, size)
    if not square:
        marks, texts = _on_one_line(marks, texts)
    for letter, cell, mark, text in zip(letters, cells, marks, texts, strict=True):
        radius = min(LEAF, cell.height // 3)
        surface, ink = _turned(look, right=letter == block.answer)
        option = card(f"option {letter}", cell, look, radius=radius, path=text.path)
        turn = 1 if block.reveal else 0
        items.append(replace(option, turn=turn, turned=surface))
        items += [replace(mark, turn=turn, turned=ink), replace(text, turn=turn, turned=ink)]
    items += _answer(block, cells[letters.index(block.answer)], look)
    if inside:
        items += _reason(below, block, look)
    alt = "；".join(f"{letter}. {option}" for letter, option in zip(letters, block.options, strict=True))
    if block.reveal:
        return Drawing(tuple(items), alt, 1)
    return Drawing(tuple(replace(item, click=0) for item in items), alt)


def _cells(box: Rect, block: QuizBlock, below: int, look: Look) -> tuple[list[Rect], Rect, float]:
    """Return the options' places, what is left for the reason below them, and the size of their words.

    Four stand two by two where their words are large so, or no smaller than in rows.
    """
    count = len(block.options)
    gap = _GAP if count <= _SQUARE + 1 else _NARROW
    field, rest = box.split_top(box.height - below - gap, gap) if below else (box, box.split_top(box.height)[1])
    rows = field.rows(count, gap)
    size = _largest(look, block.options, rows)
    short = all(len(option) <= _SHORT for option in block.options)
    if count == _SQUARE and short and field.height >= px(320):
        cells = [cell for row in field.rows(2, gap) for cell in row.columns(2, gap)]
        if (own := _largest(look, block.options, cells)) >= min(size, _LARGE):
            return cells, rest, own
    return rows, rest, size


def _is_square(cells: Sequence[Rect]) -> bool:
    return len({cell.y for cell in cells}) < len(cells)


def _place(cell: Rect, square: bool) -> Rect:
    """Return where an option's words stand on its card: below its letter, or beside it."""
    if square:
        return cell.inset(px(28), px(112), px(28), px(20))
    return cell.inset(_letter_width(cell), px(3), px(108), px(3))  # clear of the disc that marks the answer


def _letters(
    letters: Sequence[str], cells: Sequence[Rect], look: Look, square: bool, beside: float
) -> list[Shape | Text]:
    """Return the letters, as large as their cards have room for; beside options of size `beside` not much larger."""
    hue = look.color("hue")
    size: float = 66 if square or cells[0].height >= _TALL else 44 if cells[0].height >= px(88) else 28
    size = size if square else min(size, snapped(max(28, beside * _LETTER_SHARE)))
    panels = []
    for letter, cell in zip(letters, cells, strict=True):
        place = (
            cell.inset(px(28), px(20), px(20), 0).split_top(_LETTER)[0]
            if square
            else cell.split_left(_letter_width(cell))[0].inset(px(3), px(3), 0, px(3))  # within the answer's frame
        )
        copy = said(look, letter, size, hue, path="", align="left" if square else "center", pitch=1.0)
        panels.append(Panel(name=f"letter {letter}", rect=place, copies=(copy,)))
    return draw_panels(panels, look.theme)


def _on_one_line(marks: Sequence[Shape | Text], texts: Sequence[Text]) -> tuple[list[Shape | Text], list[Text]]:
    """Letters and options beside them -> the same on one base line in each row whose option is one line.

    Both move by half of what parts them, as far as their boxes have room: neither leaves the middle of its card alone.
    """
    letters, options = list(marks), list(texts)
    for number, (mark, text) in enumerate(zip(marks, texts, strict=True)):
        if mark.body is None or sum(len(paragraph.lines) for paragraph in text.body.paragraphs) > 1:
            continue
        apart = first_base_line(text.body, text.rect) - first_base_line(mark.body, mark.rect)
        up = _moved(text.rect, text.body, -(apart // 2))
        left = apart - (text.rect.center_y - up.center_y)
        options[number] = replace(text, rect=up)
        letters[number] = replace(mark, rect=_moved(mark.rect, mark.body, left))
    return letters, options


def _moved(rect: Rect, body: TextBody, by: int) -> Rect:
    """Return a box smaller at one end, in which a text in the middle stands lower by so much, or by what has room."""
    less = min(2 * abs(by), max(0, rect.height - ceil(needed_height(body))))
    return rect.inset(0, Emu(less), 0, 0) if by > 0 else rect.inset(0, 0, 0, Emu(less))


def _letter_width(cell: Rect) -> Emu:
    if cell.height >= _TALL:
        return _LARGE_LETTER
    return _LETTER if cell.height >= px(88) else _SMALL_LETTER


def _options(
    block: QuizBlock, cells: Sequence[Rect], look: Look, layout: Layout | None, size: float
) -> list[Text]:  # fmt: skip
    """Return the options' texts, of one size, in the layout's placeholders as far as it has them."""
    square = _is_square(cells)
    keys = [f"text-{number}" for number in range(1, len(cells) + 1)]
    held = layout is not None and all(key in layout.placeholders for key in keys)
    paths = [f"{block.of}.options.{number}" if block.of else "" for number in range(len(cells))]
    places = [_place(cell, square) for cell in cells]
    copies = [_option(look, option, path, size) for option, path in zip(block.options, paths, strict=True)]
    like = len({len(lines_of(copy, places[0].width)) for copy in copies}) == 1
    if square and not like:  # their first lines stand alike
        places = [place.inset(0, px(36), 0, 0) for place in places]
    slots = [
        Slot(copies=(copy,), box=place, anchor="top" if square and not like else "middle", exact=not held)
        for copy, place in zip(copies, places, strict=True)
    ]
    bodies = fit_all(slots, look.theme.pitch)
    return [
        Text(name=f"words {letter}", rect=place, body=body, placeholder=key if held else "", path=path)
        for letter, key, place, body, path in zip(_LETTERS, keys, places, bodies, paths, strict=False)
    ]


def _largest(look: Look, options: Sequence[str], cells: Sequence[Rect]) -> float:
    """Return the size of options: as large as their cards have room for them on few lines, no word cut."""
    square = _is_square(cells)
    place = _place(cells[0], square)
    room = place.height - (px(36) if square else 0)

    def fits(size: float, lines: int) -> bool:
        copies = [_option(look, option, "", size) for option in options]
        return all(
            cuts_no_word(copy, place.width, look.theme)
            and len(lines_of(copy, place.width)) <= lines
            and height_for([copy], place.width, look.theme.pitch, exact=False) <= (place.height if lines == 1 else room)
            for copy in copies
        )

    glyphs = [(_GLYPH, 1)] if all(len(option) <= 2 for option in options) else []
    tried = [*glyphs, *((size, 1) for size in _ONE), *((size, 2) for size in _TWO), *((size, 3) for size in _THREE)]
    return next((size for size, lines in tried if fits(size, lines)), _MORE if square else _MORE - 2)


def _option(look: Look, option: str, path: str, size: float) -> Copy:
    pitch = 1.3 if size < _GLYPH else 1.1
    return explained(look, option, size, look.color("ink"), path=path, bold=True, pitch=pitch)


def _turned(look: Look, *, right: bool) -> tuple[Color, Color]:
    """Return the colours that an option's card and its words take with the answer: the right one stands out."""
    surface = look.color("right" if right else "band")
    return surface, look.on(surface) if right else look.theme.first_clear([look.color("muted")], surface, TEXT)


def _answer(block: QuizBlock, cell: Rect, look: Look) -> Iterator[AnyItem]:
    """Yield what marks the answer: an edge round its card, and a tick on a disc."""
    right = look.color("right")
    half = points(_EDGE / 2)  # the line stands inside of the card: the right one is as large as the others
    edge = leaf("answer", cell.inset(half, half), None, radius=min(LEAF, cell.height // 3))
    yield replace(edge, stroke=Stroke(right, _EDGE), click=1)
    small = min(_DISC, cell.height // 2 - px(6))
    y = cell.y + px(28) + _DISC if cell.height >= px(200) else cell.center_y
    x = cell.right - px(28) - _DISC if cell.height >= px(200) else cell.right - px(16) - _DISC
    gold = look.color("gold")
    yield disc("answer seat", x, y, small, gold, click=1)
    yield replace(tick("answer tick", x, y, round(small * 1.4), look.color("on-gold")), click=1)


def _reason(place: Rect, block: QuizBlock, look: Look) -> Iterator[AnyItem]:
    """Yield why it is so, in a band under the options."""
    ground = look.color("band")
    path = f"{block.of}.because" if block.of else ""
    copy = explained(look, block.because, 20, look.color("ink"), path=path, pitch=1.3)
    yield Shape(name="reason bar", rect=place.split_left(px(6))[0], fill=look.color("right"), click=1)
    rest = place.split_left(px(6))[1]
    panel = Panel(
        name="reason", rect=rest, copies=(copy,), fill=ground, insets=(px(20), px(4), px(20), px(4)), path=path, click=1
    )
    yield from draw_panels([panel], look.theme)


_MOST_DOTS: Final = 5
_DOT: Final = px(6)
_DOT_STEP: Final = px(16)
_DOTS_Y: Final = px(49)


def dots_in_panel(block: QuizBlock, layout: Layout, theme: Theme) -> Iterator[AnyItem]:
    """Yield a dot for each of a few questions in the upper right corner of the panel, that of this one in gold."""
    if not 1 < block.count <= _MOST_DOTS or layout.body.x < px(560):
        return
    look = Look(theme, layout.accent)
    right = layout.body.x - px(62)
    dots = [
        disc(
            f"question {number}", right - (block.count - number) * _DOT_STEP, _DOTS_Y, _DOT,
            look.color("hi") if number == block.number else look.color("on-bleed").fade(0.35),
        )
        for number in range(1, block.count + 1)
    ]  # fmt: skip
    yield Group(name="questions", rect=bounds(dot.rect for dot in dots), items=tuple(dots))


def reason_in_panel(block: QuizBlock, slide: Slide, layout: Layout, theme: Theme, top: int) -> Iterator[AnyItem]:
    """Yield why it is so, in the panel from `top` (EMU) down: a gold line, and the words; both on the click.

    Raises DoesNotFit where they are too long even at the floor.
    """
    if not block.because:
        return
    click = 1 if block.reveal else 0
    look = Look(theme, layout.accent)
    rect = layout.placeholders["lead"].rect
    line = Rect(rect.x, Emu(top), px(56), px(6))
    yield Shape(name="reason line", rect=line, fill=look.color("hi"), click=click)
    top = Emu(top + px(20))
    if block.label:
        label = Rect(rect.x, top, rect.width, px(32))
        copy = explained(look, block.label, 20, look.color("hi"), path="", bold=True, pitch=1.1)
        for text in draw_panels([Panel(name="reason label", rect=label, copies=(copy,))], theme):
            yield replace(text, click=click)
        top = Emu(label.bottom + px(4))
    place = Rect(rect.x, top, rect.width, Emu(theme.low(px(652)) - top))
    path = f"{block.of}.because" if block.of else ""
    for text in placeholder_text("lead", block.because, slide, theme, rect=place, path=path):
        yield replace(text, name="reason", click=click)
