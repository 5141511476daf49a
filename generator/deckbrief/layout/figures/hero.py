"""The number that counts most, as large as can be: alone on a dark slide, or in a panel with the others beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points, px
from deckbrief.draft.nodes import Number
from deckbrief.layout.figures.amount import MANNERS, Manner, amount_copies, amount_copy, gain_of, is_count
from deckbrief.layout.figures.drawing import Stage
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    draw_panels,
    explained,
    one_line,
    said,
)
from deckbrief.layout.figures.shapes import dot_field, icon, rings
from deckbrief.layout.frame import AnyItem, Group, Shape
from deckbrief.layout.icon import icon_for
from deckbrief.layout.text.fit import Copy, height_for

_SIZES: Final = (
    260.0, 200.0, 150.0, 130.0, 112.0, 92.0, 76.0, 66.0, 56.0, 48.0, 44.0, 40.0, 36.0, 34.0, 30.0, 28.0, 26.0,
)  # fmt: skip
_RINGS: Final = (("ring-a", 430, 600), ("ring-b", 260, 430), ("ring-c", 90, 260), ("ring-d", 0, 90))
_GAP: Final = px(16)
_UNDER: Final = px(104)
"""Height of what a single number counts, and of what is noted of it."""
_PANEL_TOP: Final = px(250)
_PANEL_FOOT: Final = px(652)
"""Where a number begins in a panel, below a title of three lines, and where what is said of it ends."""
_IN_PANEL: Final = 150
_COUNTED: Final = 112
_LEAST_FIELD: Final = px(80)
_SIGN: Final = px(112)
"""Of an icon in a panel."""
_UNIT_ALONE: Final = 0.3
"""Size of the unit beside a number alone, against that of the number."""
_TOLD: Final = px(760)
"""Width of what is said below a number alone."""
_BESIDE_BAR: Final = px(22)
"""From the left edge of a note's bar to its words."""
_LINE: Final = 1.21
"""Height of the line of a number alone, in type sizes."""
_HIGH: Final = 0.42
"""Share of what is left that is above a number alone and what is said of it."""
_SURE: Final = 0.9
"""Share of its room that a number may take: a program without the theme's fonts may set digits wider."""


# Alone --------------------------------------------------------------------------------------------------------------


def alone(look: Look, names: Names, number: Number, box: Rect) -> Iterator[AnyItem]:
    """Yield a single number on a dark slide: rings at the lower right, the number, what it counts below it.

    Raises DoesNotFit where a text does not fit at the floor.
    """
    whole = Rect(Emu(0), Emu(0), look.theme.width, Emu(look.theme.height))
    art: list[AnyItem] = [
        rings(names("ring", role), whole, "br", look.color(role), [(inner, outer)]) for role, inner, outer in _RINGS
    ]
    art.append(rings(names("line"), whole, "br", look.color("hi"), [(424, 434)]))
    if key := icon_for(number.label) or icon_for(number.note):
        art.append(icon(names("icon"), key, px(1132), look.theme.low(px(572)), px(144), look.color("hi")))
    yield Group(name=names("rings"), rect=Rect(px(680), look.theme.low(px(120)), px(600), px(600)), items=tuple(art))
    under = Emu(_told_height(look, number))
    room = Rect(box.x, px(126), px(1000), Emu(box.bottom - px(126)))
    size = _largest(look, [number], room.width, room.height - under)
    copy = amount_copy(look, number, size, look.color("hi"), look.color("hi"), _UNIT_ALONE, "major")
    high = points(size * _LINE)
    top = room.y + round((room.height - high - under) * _HIGH)
    line = Rect(room.x, Emu(top), room.width, high)
    yield from draw_panels([Panel(name=names("number"), rect=line, copies=(copy,), path=number.path)], look.theme)
    yield from _under(look, names, number, Rect(box.x, line.bottom, _TOLD, under))


def _told(look: Look, number: Number) -> tuple[Copy, list[Copy]]:
    """Return what a number alone counts, and what is noted of it, if anything is."""
    ink = look.color("on-bleed")
    label = said(look, number.label, 28 if number.note else 34, ink, path=number.path, pitch=1.15)
    note = [explained(look, number.note, 20, ink, path=number.path, pitch=1.2)] if number.note else []
    return label, note


def _note_height(look: Look, note: Sequence[Copy], width: int) -> int:
    """Return how high a note stands beside its bar, in a place of that width."""
    return height_for(note, Emu(width - _BESIDE_BAR), look.theme.pitch) + px(4) if note else 0


def _told_height(look: Look, number: Number) -> int:
    label, note = _told(look, number)
    return min(_UNDER, height_for([label], _TOLD, look.theme.pitch) + px(8) + _note_height(look, note, _TOLD))


def _under(look: Look, names: Names, number: Number, place: Rect) -> Iterator[AnyItem]:
    """Yield what a number counts, and what is noted of it behind a gold bar, in words on the dark ground."""
    label, note = _told(look, number)
    above, below = place.split_top(place.height - _note_height(look, note, place.width))
    yield from draw_panels(
        [Panel(name=names("label"), rect=above, copies=(label,), anchor="top", path=number.path)], look.theme
    )
    if note:
        yield Shape(name=names("bar"), rect=below.split_left(px(6))[0], fill=look.color("hi"))
        words = Panel(name=names("note"), rect=below.inset(_BESIDE_BAR, 0, 0, 0), copies=tuple(note), path=number.path)
        yield from draw_panels([words], look.theme)


def _largest(look: Look, numbers: Sequence[Number], width: int, height: int, most: float = 260) -> Pt:
    """Return the largest size at which each number stands on a line in that room."""
    for size in _SIZES:
        copies = [
            amount_copy(look, number, Pt(size), look.color("hue"), look.color("muted"), _UNIT_ALONE, "major")
            for number in numbers
        ]
        fits = all(one_line(copy, round(width * _SURE)) for copy in copies)
        if size <= most and fits and px(size * 4 / 3 * 1.2) <= height:
            return Pt(size)
    return Pt(_SIZES[-1])


# With others --------------------------------------------------------------------------------------------------------


def in_panel(look: Look, names: Names, number: Number, stage: Stage) -> Iterator[AnyItem]:
    """Yield a number in the dark panel, below the title, and a dot for each unit where it is a count.

    Raises DoesNotFit where a text does not fit at the floor.
    """
    assert stage.layout is not None, "a panel is part of a layout"
    title = stage.layout.placeholders["title"].rect
    place = Rect(title.x, _PANEL_TOP, title.width, Emu(look.theme.low(_PANEL_FOOT) - _PANEL_TOP))
    size, manner = _in_width(look, number, place.width)
    gold, ink = look.color("hi"), look.color("on-bleed")
    amount = amount_copies(look, number, size, gold, gold, manner)
    words = [explained(look, number.label, 24, ink, path=number.path, bold=True, pitch=1.25)]
    if number.note:
        words.append(explained(look, number.note, 18, ink, path=number.path, before=3))
    heights = [height_for(copies, place.width, look.theme.pitch) for copies in (amount, words)]
    counted = is_count(number) and place.height - sum(heights) - 2 * _GAP >= _LEAST_FIELD
    above, rest = place.split_top(heights[0])
    label, field = rest.split_top(min(rest.height, heights[1] + px(2)), _GAP)
    if not counted:
        down = max(0, place.height - sum(heights) - px(4))
        above, label = above.moved(0, down), label.moved(0, down)
    yield from draw_panels([Panel(name=names("hero"), rect=above, copies=amount, path=number.path)], look.theme)
    yield from draw_panels(
        [Panel(name=names("hero label"), rect=label, copies=tuple(words), anchor="top", path=number.path)], look.theme
    )
    if counted:
        yield dot_field(names("dots"), field, int(number.value), gold)
    elif down >= _SIGN + px(40) and (key := icon_for(number.label) or icon_for(number.note)):
        middle = place.y + down - px(16) - _SIGN // 2
        yield icon(names("icon"), key, place.x + _SIGN // 2 - px(8), middle, _SIGN, gold)


def _in_width(look: Look, number: Number, width: int) -> tuple[float, Manner]:
    """Return the largest size of a number in a panel, and how its unit stands: on its line, unless it gains much.

    A count leaves room for its dots.
    """
    most = _COUNTED if is_count(number) else _IN_PANEL
    best: tuple[float, Manner] | None = None
    for manner in MANNERS:
        for size in (size for size in _SIZES if size <= most):
            copies = amount_copies(look, number, size, look.color("hi"), look.color("hi"), manner)
            if all(one_line(copy, round(width * _SURE)) for copy in copies):
                if best is None or size >= best[0] * gain_of([number]):
                    best = size, manner
                break
    return best or (_SIZES[-1], "line")
