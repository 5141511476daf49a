"""The number that counts most, as large as can be: alone on a dark slide, or in a panel with the others beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points, px
from deckbrief.base.record import replace
from deckbrief.draft.nodes import Number
from deckbrief.layout.figures.amount import MANNERS, Manner, amount_copies, amount_copy, gain_of, is_count
from deckbrief.layout.figures.drawing import Stage
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    draw_panels,
    explained,
    lines_of,
    one_line,
    said,
)
from deckbrief.layout.figures.shapes import dot_field, icon, rings
from deckbrief.layout.frame import AnyItem, Group, Shape
from deckbrief.layout.icon import icon_for
from deckbrief.layout.text.fit import Copy, height_for, natural_width

_SIZES: Final = (
    260.0, 200.0, 150.0, 130.0, 112.0, 92.0, 76.0, 66.0, 56.0, 48.0, 44.0, 40.0, 36.0, 34.0, 30.0, 28.0, 26.0,
)  # fmt: skip
_RINGS: Final = (("ring-a", 430, 600), ("ring-b", 260, 430), ("ring-c", 90, 260), ("ring-d", 0, 90))
_GOLDEN: Final = (424, 434)
_DRAWN: Final = 0.86
"""How wide a number alone is drawn, against the widest that its faces allow."""
_GAP: Final = px(16)
_ABOVE: Final = px(12)
_BELOW: Final = px(8)
"""What is told of a number alone goes so far beyond the stage: over its digits, and below its words, nothing is."""
_MOST_UNDER: Final = 0.45
"""Share of the room that what a number alone counts, and what is noted of it, have at most."""
_LABELS: Final = ((34, 1), (30, 1), (28, 1), (26, 2), (24, 2), (22, 3), (20, 3))
"""Sizes of what a number alone counts, and on how many lines it stands then, the best first; with a note from 28."""
_NOTED: Final = 28
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
_PITCH: Final = 0.9
_LINE: Final = 1.09
"""Pitch of the line of a number alone, and its height in type sizes."""
_HIGH: Final = 0.66
"""Share of what is left that is above a number alone and what is said of it."""
_SURE: Final = 0.9
"""Share of its room that a number may take: a program without the theme's fonts may set digits wider."""


# Alone --------------------------------------------------------------------------------------------------------------


def alone(look: Look, names: Names, number: Number, box: Rect) -> Iterator[AnyItem]:
    """Yield a single number on a dark slide: rings at the lower right, the number, what it counts below it.

    Raises DoesNotFit where a text does not fit at the floor.
    """
    # its line goes on to the edge of the slide: a program without the theme's fonts may set digits wider
    room = Rect(box.x, box.y, Emu(look.theme.width - box.x), box.height).inset(0, -_ABOVE, 0, -_BELOW)
    amount, told, under = _largest(look, number, box.width, room.height)
    high = points(amount.size * _LINE)
    top = room.y + round((room.height - high - under) * _HIGH)
    line = Rect(room.x, Emu(top), room.width, high)
    yield _rings(look, names, number, Rect(line.x, line.y, Emu(round(natural_width(amount) * _DRAWN)), high))
    yield from draw_panels([Panel(name=names("number"), rect=line, copies=(amount,), path=number.path)], look.theme)
    yield from _under(look, names, number, told, Rect(box.x, line.bottom, _TOLD, under))


def _rings(look: Look, names: Names, number: Number, line: Rect) -> Group:
    """Return the rings at the lower right, with an icon of what the number counts.

    The golden one is left away where the number reaches it, whose line takes that place: both are of one colour.
    """
    whole = Rect(Emu(0), Emu(0), look.theme.width, Emu(look.theme.height))
    art: list[AnyItem] = [
        rings(names("ring", role), whole, "br", look.color(role), [(inner, outer)]) for role, inner, outer in _RINGS
    ]
    if hypot(whole.right - line.right, whole.bottom - line.bottom) > px(_GOLDEN[1]):
        art.append(rings(names("line"), whole, "br", look.color("hi"), [_GOLDEN]))
    if key := icon_for(number.label) or icon_for(number.note):
        art.append(icon(names("icon"), key, px(1132), look.theme.low(px(572)), px(144), look.color("hi")))
    return Group(name=names("rings"), rect=Rect(px(680), look.theme.low(px(120)), px(600), px(600)), items=tuple(art))


_Told = tuple[Copy, Sequence[Copy]]
"""What a number alone counts, and what is noted of it, if anything is."""


def _largest(look: Look, number: Number, width: int, height: int) -> tuple[Copy, _Told, Emu]:
    """Return a number as large as it can be, and what is told below it, with its height, as large as that leaves it."""
    fitting: list[tuple[Pt, _Told, Emu]] = []
    for told in _ways_to_tell(look, number):
        under = Emu(min(round(height * _MOST_UNDER), _told_height(look, *told)))
        fitting.append((_size(look, number, width, height - under), told, under))
    size, told, under = max(fitting, key=lambda found: found[0])
    return _copy(look, number, size), told, under


def _ways_to_tell(look: Look, number: Number) -> list[_Told]:
    """Return what is told of a number alone in each size in which it is on few enough lines, the largest first."""
    ink = look.color("on-bleed")
    note = [explained(look, number.note, 20, ink, path=number.path, pitch=1.2)] if number.note else []
    labels = [
        (said(look, number.label, size, ink, path=number.path, pitch=1.15), most)
        for size, most in _LABELS
        if not note or size <= _NOTED
    ]
    few = [label for label, most in labels if len(lines_of(label, _TOLD)) <= most]
    return [(label, note) for label in few or [labels[-1][0]]]


def _note_height(look: Look, note: Sequence[Copy], width: int) -> int:
    """Return how high a note stands beside its bar, in a place of that width."""
    return height_for(note, Emu(width - _BESIDE_BAR), look.theme.pitch) + px(4) if note else 0


def _told_height(look: Look, label: Copy, note: Sequence[Copy]) -> int:
    return height_for([label], _TOLD, look.theme.pitch) + px(12) + _note_height(look, note, _TOLD)


def _under(look: Look, names: Names, number: Number, told: _Told, place: Rect) -> Iterator[AnyItem]:
    """Yield what a number counts, and what is noted of it behind a gold bar, in words on the dark ground."""
    label, note = told
    above, below = place.split_top(place.height - min(place.height // 2, _note_height(look, note, place.width)))
    yield from draw_panels(
        [Panel(name=names("label"), rect=above, copies=(label,), anchor="top", path=number.path)], look.theme
    )
    if note:
        yield Shape(name=names("bar"), rect=below.split_left(px(6))[0], fill=look.color("hi"))
        words = Panel(name=names("note"), rect=below.inset(_BESIDE_BAR, 0, 0, 0), copies=tuple(note), path=number.path)
        yield from draw_panels([words], look.theme)


def _size(look: Look, number: Number, width: int, height: int) -> Pt:
    """Return the largest size at which a number stands on a line in that room."""
    for size in _SIZES:
        if points(size * _LINE) <= height and one_line(_copy(look, number, Pt(size)), width):
            return Pt(size)
    return Pt(_SIZES[-1])


def _copy(look: Look, number: Number, size: Pt) -> Copy:
    """Return the copy of a number alone, its line lower than that of text: digits have nothing below their foot."""
    gold = look.color("hi")
    return replace(amount_copy(look, number, size, gold, gold, _UNIT_ALONE, "major"), pitch=_PITCH)


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
