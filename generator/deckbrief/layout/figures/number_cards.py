"""Cards of numbers: each number as large as can be on its own colour, what it counts in words below it or beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points, px
from deckbrief.base.record import record
from deckbrief.draft.nodes import Number
from deckbrief.layout.figures.amount import MANNERS, Manner, amount_copies, gain_of, is_count, words_of
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    cuts_no_word,
    draw_panels,
    explained,
    grouped,
    said,
    whole_words,
)
from deckbrief.layout.figures.shapes import BAR_LEAF, LEAF, RINGS, card, dot_field, icon, leaf, watermark, within
from deckbrief.layout.frame import AnyItem, Group, Shape
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, DoesNotFit, height_for, may_stand, natural_width, plain_width
from deckbrief.theme.theme import Color

_SIZES: Final = (260, 150, 112, 92, 76, 66, 56, 48, 44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_LABELS: Final = (34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_GAP: Final = px(24)
_NARROW_GAP: Final = px(16)
_PAD: Final = px(24)
_TIGHT: Final = px(14)
_SURE: Final = 0.9
"""Share of its room that a large number may take: a program without the theme's fonts may set digits wider."""
_ICON: Final = px(104)
_MOST_COLUMNS: Final = 6
_LEAST_LABEL: Final = 0.36
"""Share of a card that is left for words beside a number."""
_GOOD_LABEL: Final = 20
_TO_NUMBER: Final = 0.5
"""Words are at most so large, compared with their number."""
_CAP: Final = {1: 260, 2: 150}
_USUAL_CAP: Final = 112
"""Of numbers that are as large as that, the plan with larger words is the better one."""
_SMALL: Final = 26
_UNEVEN: Final = 0.8
_LONELY: Final = 0.6
"""How much less numbers are worth on cards in rows of different lengths, and where the last of several is alone."""


@record(kw_only=True)
class _Plan:
    """Cards, each a coloured place for the number and a white one for words; sizes of both."""

    cells: tuple[Rect, ...]
    heads: tuple[Rect, ...]
    bodies: tuple[Rect, ...]
    aside: bool
    """Numbers stand left of their words."""
    pad: int
    size: float
    manner: Manner
    label: float


_ANY: Final = Color("dk1")
"""Where only sizes matter."""


def number_cards(look: Look, names: Names, numbers: Sequence[Number], box: Rect, reveal: bool) -> list[Group]:
    """Numbers -> a card for each, together as large as the box, a click for each with `reveal`.

    Raises DoesNotFit where a text does not fit at the floor.
    """
    plan = _best(look, numbers, box)
    fills = [_fill(look, number) for number in numbers]
    signs = _signs(look, names, numbers, plan, fills)
    amounts = [
        Panel(
            name=names(number.label, "number"), rect=_inner(plan, head), path=number.path, anchor="middle",
            copies=_amount(look, number, plan, fill),
        )
        for number, head, fill in zip(numbers, plan.heads, fills, strict=True)
    ]  # fmt: skip
    labels = [
        Panel(
            name=names(number.label, "label"), rect=_inner(plan, body), path=number.path,
            copies=_label(look, number, plan.label), anchor="middle" if plan.aside else "top",
        )
        for number, body in zip(numbers, _lowered(look, numbers, plan), strict=True)
    ]  # fmt: skip
    texts = zip(draw_panels(amounts, look.theme), draw_panels(labels, look.theme), strict=True)
    return [
        grouped(
            names(number.label), [*_ground(look, names, number, plan, place, fill), *signs[place], *words], number.path,
            place + 1 if reveal else 0,
        )
        for place, (number, fill, words) in enumerate(zip(numbers, fills, texts, strict=True))
    ]  # fmt: skip


def _fill(look: Look, number: Number) -> Color:
    """Return the colour behind a number: gold for the one to look at, deep for the first among them."""
    if number.highlight:
        return look.color("gold")
    return look.color("deep" if number.hero else "hue")


def _ground(look: Look, names: Names, number: Number, plan: _Plan, place: int, fill: Color) -> list[AnyItem]:
    """Return a card, the colour of its number's place, and rings in the corner of that."""
    cell, head = plan.cells[place], plan.heads[place]
    radius = _radius(cell)
    items: list[AnyItem] = [card(names(number.label, "card"), cell, look, radius=radius)]
    if plan.aside:
        items.append(Shape(name=names(number.label, "head"), rect=head, fill=fill, path=number.path))
    else:
        items.append(leaf(names(number.label, "head"), head, fill, radius=radius, path=number.path))
    if head.height >= px(120) and head.width >= px(160):
        radii = within(RINGS, min(head.height - (0 if plan.aside else radius), head.width) - px(4))
        items.append(watermark(names(number.label, "rings"), head.inset(px(1)), "br", fill, look, radii))
    return items


def _signs(
    look: Look, names: Names, numbers: Sequence[Number], plan: _Plan, fills: Sequence[Color]
) -> list[list[AnyItem]]:
    """Return what stands beside numbers on wide heads: dots, one for each unit, or an icon; on all or on none."""
    keys = icons_of([("", f"{number.label} {number.note}") for number in numbers])
    counted = all(is_count(number) for number in numbers)
    free = [_beside(look, number, plan, head) for number, head in zip(numbers, plan.heads, strict=True)]
    least = px(240) if counted else _ICON + px(16)
    if (
        plan.aside
        or not (keys or counted)
        or any(min(place.width - px(40), place.height) < least * 0.5 for place in free)
        or min(place.width for place in free) < least
    ):
        return [[] for _ in numbers]
    items: list[list[AnyItem]] = []
    for place, (number, fill) in enumerate(zip(numbers, fills, strict=True)):
        color = look.accent_on(fill)
        if counted:
            items.append([dot_field(names(number.label, "dots"), free[place], int(number.value), color)])
        else:
            x, size = free[place].right - _ICON // 2, min(_ICON, free[place].height)
            items.append([icon(names(number.label, "icon"), keys[place], x, free[place].center_y, size, color)])
    return items


def _beside(look: Look, number: Number, plan: _Plan, head: Rect) -> Rect:
    """Return the room at the right of a number on its head."""
    copies = amount_copies(look, number, plan.size, _ANY, _ANY, plan.manner)
    wide = round(max(natural_width(copy) for copy in copies) / _sure(plan.size)) + plan.pad + px(24)
    return head.inset(wide, px(28), px(36), px(28))


def _radius(cell: Rect) -> int:
    return min(LEAF if cell.height >= px(160) else BAR_LEAF, cell.height // 3, cell.width // 3)


def _inner(plan: _Plan, rect: Rect) -> Rect:
    return rect.inset(plan.pad, px(8), px(12), px(8))


def _amount(look: Look, number: Number, plan: _Plan, fill: Color) -> tuple[Copy, ...]:
    ink = look.on(fill)
    return amount_copies(look, number, plan.size, ink, ink, plan.manner)


def _label(look: Look, number: Number, size: float) -> tuple[Copy, ...]:
    label = said(look, number.label, size, look.color("ink"), path=number.path, pitch=1.2)
    if not number.note:
        return (label,)
    small = 20 if size >= 28 else 18 if size >= 22 else 16
    return label, explained(look, number.note, small, look.color("muted"), path=number.path, before=3, pitch=1.25)


def _lowered(look: Look, numbers: Sequence[Number], plan: _Plan) -> list[Rect]:
    """Return where words stand below numbers: all begin at one height, the longest in the middle of its place."""
    if plan.aside:
        return list(plan.bodies)
    width = Emu(_inner(plan, plan.bodies[0]).width)
    need = max(height_for(_label(look, number, plan.label), width, look.theme.pitch) for number in numbers)
    return [body.inset(0, max(0, (body.height - need - px(16)) // 2), 0, 0) for body in plan.bodies]


# Plans --------------------------------------------------------------------------------------------------------------


class _Measured:
    """How wide and high numbers and their words are at each size: measured once, however many plans are tried."""

    def __init__(self, look: Look, numbers: Sequence[Number]) -> None:
        self._look, self._numbers = look, numbers
        self.gain = gain_of(numbers)
        self._digits: dict[float, float] = {}
        self._widths: dict[tuple[float, Manner], tuple[int, int]] = {}
        self._heights: dict[tuple[float, Manner], int] = {}
        self._lines: dict[Manner, Number] = {}
        self._labels: dict[float, list[tuple[Copy, ...]]] = {}
        self._words: dict[tuple[float, int], int] = {}

    def least_wide(self, size: float) -> float:
        """Return what `wide` is not below in any manner: the digits alone, which are measured once for all sizes."""
        if size not in self._digits:
            digits = [words_of(number)[1] for number in self._numbers]
            self._digits[size] = max(plain_width(each, Pt(size), True, "major") for each in digits) * _LESS_SLACK
        return self._digits[size]

    def wide(self, size: float, manner: Manner, most: float) -> int:
        """Return the width of the widest number, or of one that is wider than `most`: then no other is measured."""
        widest, counted = self._widths.get((size, manner), (0, 0))
        for number in self._numbers[counted:] if widest <= most else ():
            copies = amount_copies(self._look, number, size, _ANY, _ANY, manner)
            widest, counted = max(widest, *map(natural_width, copies)), counted + 1
            if widest > most:
                break
        self._widths[size, manner] = widest, counted
        return widest

    def tall(self, size: float, manner: Manner) -> int:
        """Return the height of the highest number."""
        if (size, manner) not in self._heights:
            copies = amount_copies(self._look, self._highest(manner), size, _ANY, _ANY, manner)
            self._heights[size, manner] = height_for(copies, px(9000), self._look.theme.pitch)
        return self._heights[size, manner]

    def _highest(self, manner: Manner) -> Number:
        """Return a number that has most lines in that manner, at any size: no other has to be set to know heights."""
        if manner not in self._lines:
            lines = [amount_copies(self._look, each, _SIZES[-1], _ANY, _ANY, manner) for each in self._numbers]
            self._lines[manner] = self._numbers[max(range(len(lines)), key=lambda at: len(lines[at]))]
        return self._lines[manner]

    def words(self, size: float, width: int, room: int) -> int:
        """Return the height of the longest words in that width, a very large one where a word is cut.

        So it is, too, where the words are surely higher than the room: then they are not set.
        """
        if (size, width) not in self._words:
            if not self._may_stand(size, width, room):
                return _CUT
            self._words[size, width] = self._height(size, width)
        return self._words[size, width]

    def _said(self, size: float) -> list[tuple[Copy, ...]]:
        if size not in self._labels:
            self._labels[size] = [_label(self._look, number, size) for number in self._numbers]
        return self._labels[size]

    def _may_stand(self, size: float, width: int, room: int) -> bool:
        pitch = self._look.theme.pitch
        return width > px(24) and all(may_stand(each, Emu(width), Emu(room), pitch) for each in self._said(size))

    def _height(self, size: float, width: int) -> int:
        theme, copies = self._look.theme, self._said(size)
        if not all(whole_words(copy, width) for copy in chain.from_iterable(copies)):
            return _CUT
        if size > _MAY_CUT and not all(cuts_no_word(each[0], width, theme) for each in copies):
            return _CUT
        return max(height_for(each, Emu(width), theme.pitch) for each in copies)


_LESS_SLACK: Final = 0.98
"""Text that stands on the em has less slack than digits do alone."""
_CUT: Final = 10**9
_MAY_CUT: Final = 18
"""Larger words are never cut, of Chinese either."""


def _best(look: Look, numbers: Sequence[Number], box: Rect) -> _Plan:
    """Return the plan with the largest numbers, of all rows and columns that make sense."""
    count = len(numbers)
    measured = _Measured(look, numbers)
    plans: list[_Plan] = []
    for columns in range(1, min(count, _MOST_COLUMNS) + 1):
        cells = _cells(box, count, columns)
        if cells[0].height < points(_LABELS[-1]):  # no words have room, so that none need be measured
            continue
        plans += [plan for plan in (_stacked(measured, cells), _aside(measured, cells)) if plan]
    if not plans:
        cell = _cells(box, count, 1)[0]
        number = max(numbers, key=lambda number: len(number.label) + len(number.note))
        raise DoesNotFit(number.path, number.label, (cell.width, cell.height), (cell.width, Emu(cell.height * 2)))
    return max(plans, key=_rank)


def _rank(plan: _Plan) -> tuple[bool, float, float, float]:
    """Return how good a plan is: by the size of words up to a good one, of numbers, of words again, by cards' shape."""
    cell = plan.cells[0]
    across = max(each.width for each in plan.cells) / max(1, cell.height)
    size = min(plan.size, _CAP.get(len(plan.cells), _USUAL_CAP)) * _evenness(plan.cells)
    return plan.label >= _GOOD_LABEL, size, plan.label, -max(across, 1 / across)


def _evenness(cells: Sequence[Rect]) -> float:
    """Return what numbers are worth on cards that stand so: most in equal rows."""
    if len({cell.width for cell in cells}) == 1:
        return 1
    lonely = sum(cell.y == cells[-1].y for cell in cells) == 1
    return _LONELY if lonely else _UNEVEN if len(cells) < _UNEVEN_FROM else _ALMOST


_UNEVEN_FROM: Final = 5
_ALMOST: Final = 0.92
"""From so many on rows of different lengths are usual."""


def _cells(box: Rect, count: int, columns: int) -> list[Rect]:
    """Return places in rows as even as can be, the shorter ones last and wider."""
    lines = -(-count // columns)
    gap = _GAP if columns <= 3 and lines <= 2 else _NARROW_GAP
    longer = count - (count // lines) * lines
    lengths = [count // lines + (line < longer) for line in range(lines)]
    rows = box.rows(lines, gap)
    return list(chain.from_iterable(row.columns(length, gap) for row, length in zip(rows, lengths, strict=True)))


def _stacked(measured: _Measured, cells: Sequence[Rect]) -> _Plan | None:
    """Return the plan with numbers on top and words below them."""
    narrow, high = min(cell.width for cell in cells), cells[0].height
    pad = _PAD if narrow >= px(240) and high >= px(180) else _TIGHT
    width, air = narrow - pad - px(12), px(16) if high >= px(240) else px(8)
    best: tuple[float, Manner, float, int] | None = None
    for label in _LABELS:
        words = measured.words(label, width, high)
        found = _largest(measured, width, high - words - 2 * air - px(16)) if words < high else None
        if (
            found
            and label <= max(_GOOD_LABEL, found[0] * _TO_NUMBER)
            and (best is None or found[0] > best[0] * (_WORTH if best[2] >= _GOOD_LABEL else 1))
        ):
            best = *found, label, words
        if best and label <= _GOOD_LABEL:
            break
    if best is None:
        return None
    size, manner, said_size, words = best
    body = min(max(words + 2 * air, high * 30 // 100), high - measured.tall(size, manner) - px(16))
    heads = tuple(cell.split_top(high - body)[0] for cell in cells)
    bodies = tuple(cell.split_top(high - body)[1] for cell in cells)
    return _Plan(
        cells=tuple(cells), heads=heads, bodies=bodies, aside=False, pad=pad, size=size, manner=manner,
        label=said_size,
    )  # fmt: skip


_WORTH: Final = 1.25
"""Numbers are to be so much larger before words become smaller for it."""


def _aside(measured: _Measured, cells: Sequence[Rect]) -> _Plan | None:
    """Return the plan with numbers at the left and words beside them; a unit is below its number only if that gains."""
    best: _Plan | None = None
    for manner in MANNERS:
        found = next((plan for size in _SIZES if (plan := _aside_at(measured, cells, size, manner))), None)
        if found and (best is None or found.size >= best.size * measured.gain):
            best = found
    return best


def _aside_at(measured: _Measured, cells: Sequence[Rect], size: float, manner: Manner) -> _Plan | None:
    narrow, high = min(cell.width for cell in cells), cells[0].height
    pad = _PAD if narrow >= px(300) and high >= px(120) else _TIGHT
    if measured.least_wide(size) / _sure(size) > narrow or measured.tall(size, manner) > high - px(16):
        return None
    wide = measured.wide(size, manner, narrow * (1 - _LEAST_LABEL))
    head = max(round(wide / _sure(size)) + pad + px(12), min(narrow * 30 // 100, px(176)))
    if narrow - head < narrow * _LEAST_LABEL:
        return None
    width = narrow - head - pad - px(12)
    sizes = [label for label in _LABELS if label <= max(_GOOD_LABEL, size * _TO_NUMBER)]
    room = high - px(24)
    label = next((label for label in sizes if measured.words(label, width, room) <= room), 0)
    if not label:
        return None
    return _Plan(
        cells=tuple(cells), heads=tuple(cell.split_left(head)[0] for cell in cells),
        bodies=tuple(cell.split_left(head)[1] for cell in cells), aside=True, pad=pad, size=size, manner=manner,
        label=label,
    )  # fmt: skip


def _sure(size: float) -> float:
    return _SURE if size > _SMALL else 1


def _largest(measured: _Measured, width: int, height: int) -> tuple[float, Manner] | None:
    """Return the largest size of numbers in that room, and how their units stand; None without one."""
    best: tuple[float, Manner] | None = None
    sizes = [size for size in _SIZES if measured.least_wide(size) <= width * _sure(size)]
    for manner in MANNERS:
        for size in sizes:
            most = width * _sure(size)
            if measured.tall(size, manner) <= height and measured.wide(size, manner, most) <= most:
                if best is None or size >= best[0] * measured.gain:
                    best = size, manner
                break
    return best
