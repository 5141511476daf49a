"""The number that counts most, as large as can be: alone on a dark slide, or in a panel with the others beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.draft.nodes import Number
from deckbrief.layout.figures.amount import amount_copy
from deckbrief.layout.figures.drawing import Stage
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    copies_height,
    draw_panels,
    explained,
    grouped,
    one_line,
    said,
    whole_words,
)
from deckbrief.layout.figures.shapes import LEAF, card, dot_field, icon, rings
from deckbrief.layout.frame import AnyItem, Group
from deckbrief.layout.icon import icon_for
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Layout

_SIZES: Final = (260.0, 150.0, 112.0, 92.0, 76.0, 66.0, 56.0, 48.0, 44.0, 40.0, 36.0, 34.0, 30.0, 28.0, 26.0)
_RINGS: Final = (("ring-a", 430, 600), ("ring-b", 260, 430), ("ring-c", 90, 260), ("ring-d", 0, 90))
_LABELS: Final = (34, 30, 28, 26, 24, 22, 20, 18)
_DOTS: Final = (10, 200)
"""Counts of so few or many are shown as dots, one for each."""
_GAP: Final = px(16)
_PAD: Final = px(28)
_SURE: Final = 0.9
"""Share of its room that a number may take: a program without the theme's fonts may set digits wider."""
_SQUARE: Final = 4


# Alone --------------------------------------------------------------------------------------------------------------


def alone(look: Look, names: Names, number: Number, box: Rect, layout: Layout) -> Iterator[AnyItem]:
    """Yield a single number on a dark slide: rings at the lower right, the number, what it counts below it.

    Raises DoesNotFit where a text does not fit at the floor.
    """
    whole = Rect(Emu(0), Emu(0), look.theme.width, Emu(look.theme.height))
    art: list[AnyItem] = [
        rings(names("ring", role), whole, "br", look.color(role), [(inner, outer)]) for role, inner, outer in _RINGS
    ]
    art.append(rings(names("line"), whole, "br", look.color("hi"), [(424, 434)]))
    if key := icon_for(number.label) or icon_for(number.note):
        art.append(icon(names("icon"), key, px(1132), px(572), px(144), look.color("hi")))
    yield Group(name=names("rings"), rect=Rect(px(680), px(120), px(600), px(600)), items=tuple(art))
    room = Rect(box.x, box.y, px(1000), Emu(box.height * 66 // 100))
    size = _largest(look, [number], room.width, px(330))
    copy = amount_copy(look, number, size, look.color("hi"), look.color("hi"))
    yield from draw_panels([Panel(name=names("number"), rect=room, copies=(copy,), path=number.path)], look.theme)
    yield _under(look, names, number, Rect(box.x, room.bottom, px(760), Emu(px(96))), layout)


def _under(look: Look, names: Names, number: Number, place: Rect, layout: Layout) -> AnyItem:
    """Return what a number counts, and what is noted of it, in words on the dark ground."""
    ink = look.color("on-bleed")
    copies = [said(look, number.label, 28, ink, path=number.path)]
    if number.note:
        copies.append(explained(look, number.note, 20, ink, path=number.path, before=4))
    (text,) = draw_panels(
        [Panel(name=names("label"), rect=place, copies=tuple(copies), anchor="top", path=number.path)], look.theme
    )
    return text


def _largest(look: Look, numbers: Sequence[Number], width: int, height: int, most: float = 260) -> Pt:
    """Return the largest size at which each number stands on a line in that room."""
    for size in _SIZES:
        copies = [amount_copy(look, number, Pt(size), look.color("hue"), look.color("muted")) for number in numbers]
        fits = all(one_line(copy, round(width * _SURE)) for copy in copies)
        if size <= most and fits and px(size * 4 / 3 * 1.2) <= height:
            return Pt(size)
    return Pt(_SIZES[-1])


# With others --------------------------------------------------------------------------------------------------------


def beside(
    look: Look, names: Names, numbers: Sequence[Number], box: Rect, stage: Stage, reveal: bool
) -> Iterator[AnyItem]:
    """Yield the first number in the panel, a dot for each where it is a count, and the others on cards in the box.

    Raises DoesNotFit where a text does not fit at the floor.
    """
    assert stage.layout is not None, "a panel is part of a layout"
    title = stage.layout.placeholders["title"].rect
    yield from _in_panel(look, names, numbers[0], Rect(title.x, px(262), title.width, px(390)))
    yield from _cards(look, names, numbers[1:], box, reveal)


def _in_panel(look: Look, names: Names, number: Number, place: Rect) -> Iterator[AnyItem]:
    gold, ink = look.color("hi"), look.color("on-bleed")
    size = _largest(look, [number], place.width, px(200), 150)
    above, rest = place.split_top(px(float(size) * 4 / 3 * 1.2))
    copy = amount_copy(look, number, size, gold, gold)
    yield from draw_panels([Panel(name=names("hero"), rect=above, copies=(copy,), path=number.path)], look.theme)
    copies = [explained(look, number.label, 22, ink, path=number.path, bold=True, pitch=1.25)]
    if number.note:
        copies.append(explained(look, number.note, 18, ink, path=number.path, before=3))
    high = copies_height(copies, rest.width, look.theme) + px(4)
    label, field = rest.split_top(min(high, rest.height), px(16))
    yield from draw_panels(
        [Panel(name=names("hero label"), rect=label, copies=tuple(copies), anchor="top", path=number.path)], look.theme
    )
    if _is_count(number) and field.height >= px(90):
        yield dot_field(names("dots"), field, int(number.value), gold)


def _is_count(number: Number) -> bool:
    return number.number == str(int(number.value)) and _DOTS[0] <= number.value <= _DOTS[1]


def _cards(look: Look, names: Names, numbers: Sequence[Number], box: Rect, reveal: bool) -> Iterator[AnyItem]:
    """Yield a card for each number: four in a square, others in rows with the number at the left."""
    square = len(numbers) == _SQUARE and box.height >= px(380)
    cells = (
        list(chain.from_iterable(row.columns(2, _GAP) for row in box.rows(2, _GAP)))
        if square
        else box.rows(len(numbers), _GAP if len(numbers) <= 5 else px(10))
    )
    texts = _stacked(look, names, numbers, cells) if square else _side_by_side(look, names, numbers, cells)
    for click, (number, cell, words) in enumerate(zip(numbers, cells, texts, strict=True), 1):
        ground = card(names(number.label, "card"), cell, look, radius=min(LEAF, cell.height // 3))
        yield grouped(names(number.label), [ground, *words], number.path, click if reveal else 0)


def _stacked(look: Look, names: Names, numbers: Sequence[Number], cells: Sequence[Rect]) -> list[list[AnyItem]]:
    """Return each number over its label."""
    inside = [cell.inset(_PAD, px(20), px(20), px(16)) for cell in cells]
    size = _largest(look, numbers, inside[0].width, inside[0].height // 2, 76)
    high = px(float(size) * 4 / 3 * 1.2)
    above = [place.split_top(high)[0] for place in inside]
    below = [place.split_top(high)[1] for place in inside]
    return _both(look, names, numbers, above, below, size, "top")


def _side_by_side(look: Look, names: Names, numbers: Sequence[Number], cells: Sequence[Rect]) -> list[list[AnyItem]]:
    """Return each number left of its label."""
    wide = cells[0].width * 56 // 100
    inside = [cell.inset(_PAD, px(4), px(24), px(4)) for cell in cells]
    size = _largest(look, numbers, wide - _PAD, inside[0].height, 112)
    left = [place.split_left(wide - _PAD)[0] for place in inside]
    right = [place.split_left(wide - _PAD, px(20))[1] for place in inside]
    return _both(look, names, numbers, left, right, size, "middle")


def _both(
    look: Look, names: Names, numbers: Sequence[Number], amounts: Sequence[Rect], labels: Sequence[Rect], size: Pt,
    anchor: str,
) -> list[list[AnyItem]]:  # fmt: skip
    hue, muted = look.color("hue"), look.color("muted")
    panels = [
        Panel(
            name=names(number.label, "number"), rect=place, copies=(amount_copy(look, number, size, hue, muted),),
            path=number.path,
        )
        for number, place in zip(numbers, amounts, strict=True)
    ]  # fmt: skip
    large = _label_size(look, numbers, labels)
    told = [
        Panel(
            name=names(number.label, "label"), rect=place, copies=_label(look, number, large), path=number.path,
            anchor="top" if anchor == "top" else "middle",
        )
        for number, place in zip(numbers, labels, strict=True)
    ]  # fmt: skip
    return [
        [amount, label]
        for amount, label in zip(draw_panels(panels, look.theme), draw_panels(told, look.theme), strict=True)
    ]


def _label(look: Look, number: Number, size: float) -> tuple[Copy, ...]:
    label = said(look, number.label, size, look.color("ink"), path=number.path, pitch=1.2)
    if not number.note:
        return (label,)
    return label, explained(look, number.note, 18, look.color("muted"), path=number.path, before=3)


def _label_size(look: Look, numbers: Sequence[Number], places: Sequence[Rect]) -> float:
    for size in _LABELS:
        copies = [_label(look, number, size) for number in numbers]
        if all(
            whole_words(each[0], place.width) and copies_height(each, place.width, look.theme) <= place.height
            for each, place in zip(copies, places, strict=True)
        ) and (size <= 26 or all(one_line(each[0], place.width) for each, place in zip(copies, places, strict=True))):
            return size
    return _LABELS[-1]
