"""Names in the segments of a ring: how large they can be there, on which lines, and how thick the ring is for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, hypot, pi, radians, sin
from typing import Final

from deckbrief.base.length import Emu, Pt, px
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.alike_names import shared_end, shared_leads
from deckbrief.layout.figures.kit import Look, cuts_no_word, label_width, largest, lines_of, said
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, height_for
from deckbrief.theme.metrics import snapped

_INNER: Final = (148 / 312, 0.42, 0.36)
"""The hole's share of the ring, the usual one first: larger names have a thicker ring."""
_NAMES: Final = (56, 48, 44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_TOP: Final = 34
"""Names below icons are no larger,"""
_SIGNED: Final = 26
"""and no smaller: then there are no icons. Those of many small segments may be,"""
_MANY: Final = 6
_SIGNED_OF_MANY: Final = 20
"""down to this."""
_SIDES: Final = (px(68), px(48))
"""Of icons in up to six segments, in more."""
_UNDER: Final = px(6)
_WORTH: Final = {1: 1.0, 2: 0.95, 3: 0.75}
"""What a size counts for where names take so many lines at most."""
_PAD: Final = px(10)
"""Kept clear at a segment's edges."""
_STEPS: Final = 12
_SMALLER: Final = 0.5
"""What names begin or end with alike, to the size of what tells them apart."""

_Ways = Mapping[int, tuple[Emu, Emu]]
"""Number of lines -> width and height of a name on them."""


@record
class Told:
    """How a name is told: what tells it apart, and what stands above and below that, small: names have it alike."""

    name: str
    above: str = ""
    below: str = ""


@record(kw_only=True)
class SegmentPlan:
    """How names stand in their segments: one size for all, their middles equally far from the ring's."""

    inner: float
    """The hole's radius, as a share of the ring's."""
    size: float
    rooms: tuple[tuple[Emu, Emu], ...]
    """Width and height of each name."""
    keys: Sequence[str]
    side: int
    """Of the icons above the names; 0 without any."""
    far: float
    """From the middle of the ring to that of each name with its icon."""

    told: tuple[Told, ...] = ()

    @property
    def over(self) -> int:
        """What stands above a name, the air below it included."""
        return self.side + _UNDER if self.side else 0


def segment_plan(look: Look, parts: Sequence[Node], outer: float, gap: float) -> SegmentPlan:
    """Parts, the ring's radius, the degrees between its segments -> the largest names, below icons if there is room.

    A name takes up to three lines and no word is cut where that can be; else names are set as small as may be. Below
    what leads to them words are large, and there are no icons.
    """
    keys = icons_of([(part.icon, part.label) for part in parts])
    told = _told(parts)
    few = len(parts) <= _MANY
    for size in _NAMES if keys and not any(each.above for each in told) else ():
        if (_SIGNED if few else _SIGNED_OF_MANY) <= size <= _TOP:
            ways = [_ways(look, part, size, 1, each) for part, each in zip(parts, told, strict=True)]
            for inner in _INNER:
                if plan := _plan(ways, outer, gap, inner, size, keys, _SIDES[0] if few else _SIDES[1]):
                    return replace(plan, told=told)
    best: tuple[float, SegmentPlan] | None = None
    for lines, worth in _WORTH.items():
        if best and _NAMES[0] * worth <= best[0]:
            continue  # not even the largest names would be worth more
        plan = _largest(look, parts, outer, gap, lines, told)
        if plan and (best is None or plan.size * worth > best[0]):
            best = plan.size * worth, plan
    if best:
        return replace(best[1], told=told)
    wide = Emu(round(outer * (1 - _INNER[-1]) - 2 * _PAD))
    far = outer * (1 + _INNER[-1]) / 2
    rooms = ((wide, wide),) * len(parts)
    plain = tuple(Told(part.label) for part in parts)
    return SegmentPlan(inner=_INNER[-1], size=_NAMES[-1], rooms=rooms, keys=(), side=0, far=far, told=plain)


def _largest(
    look: Look, parts: Sequence[Node], outer: float, gap: float, lines: int, told: Sequence[Told]
) -> SegmentPlan | None:
    """Return the plan with the largest names of at most so many lines, the ring no thicker than they need."""

    def attempt(size: Pt) -> tuple[bool, SegmentPlan | None]:
        ways = [_ways(look, part, size, lines, each) for part, each in zip(parts, told, strict=True)]
        plans = (_plan(ways, outer, gap, inner, size) for inner in _INNER)
        plan = next((plan for plan in plans if plan), None)
        return plan is not None, plan

    return largest([Pt(float(size)) for size in _NAMES], attempt)[2]


def _plan(
    ways: Sequence[_Ways], outer: float, gap: float, inner: float, size: float, keys: Sequence[str] = (), side: int = 0
) -> SegmentPlan | None:
    """Return the plan at a size, with the names' middles as near to the middle of the ring's band as can be."""
    over = side + _UNDER if side else 0
    half = pi / len(ways) - radians(gap / 2)
    band, middle = outer * (1 - inner) / 2, outer * (1 + inner) / 2
    reach = (outer * inner + _PAD, outer - _PAD)
    for step in range(_STEPS):
        far = middle + band * ((step + 1) // 2) / _STEPS * (1 if step % 2 else -1)
        fitting: list[list[int]] = []
        for number, each in enumerate(ways):
            turn = 2 * pi * number / len(ways) - pi / 2
            found = [lines for lines, room in each.items() if _all_lie(room, side, over, far, turn, half, reach)]
            if not found:
                break
            fitting.append(found)
        if len(fitting) == len(ways):
            rooms = tuple(each[lines] for each, lines in zip(ways, _alike(ways, fitting), strict=True))
            return SegmentPlan(inner=inner, size=size, rooms=rooms, keys=keys, side=side, far=far)
    return None


def _alike(ways: Sequence[_Ways], fitting: Sequence[Sequence[int]]) -> list[int]:
    """Return on how many lines each name stands: as few as fit, but no longer name on fewer than a shorter one."""
    found: list[int] = []
    for each, may in zip(ways, fitting, strict=True):
        most = max(least[0] for other, least in zip(ways, fitting, strict=True) if other[1][0] <= each[1][0])
        found.append(next((lines for lines in may if lines >= most), may[0]))
    return found


def _told(parts: Sequence[Node]) -> tuple[Told, ...]:
    """Return how names are told: what they end with alike below what tells them apart, else what leads to it above."""
    if end := shared_end(parts):
        return tuple(Told(part.label.removesuffix(end), below=end) for part in parts)
    if leads := shared_leads(parts):
        return tuple(Told(part.label.removeprefix(lead), above=lead) for part, lead in zip(parts, leads, strict=True))
    return tuple(Told(part.label) for part in parts)


def segment_names(look: Look, part: Node, size: float, told: Told) -> tuple[Copy, ...]:
    """Return a part's name as it stands on its segment, what it has in common with the others small above or below."""
    ink, small = look.on(look.color("hue")), max(snapped(size * _SMALLER), Pt(18))
    sized = ((told.above, small), (told.name, size), (told.below, small))
    return tuple(said(look, text, each, ink, path=part.path, align="center") for text, each in sized if text)


def _ways(look: Look, part: Node, size: float, most: int, told: Told) -> _Ways:
    """Return the widths and heights that a name takes on one line, and on more, as narrow as no word is cut there."""
    copies = segment_names(look, part, size, told)
    place = 1 if told.above else 0
    copy = copies[place]
    least = max((label_width(each) for number, each in enumerate(copies) if number != place), default=0)
    whole = max(label_width(copy), least)
    found = {1: (Emu(whole), height_for(copies, Emu(whole), look.theme.pitch))}
    for lines in range(2, most + 1):
        for width in range(max(whole // lines, least), whole, px(size * 2 / 3)):
            if len(lines_of(copy, width)) <= lines and cuts_no_word(copy, width, look.theme):
                found[lines] = Emu(width), height_for(copies, Emu(width), look.theme.pitch)
                break
    return found


def _all_lie(
    name: tuple[int, int], side: int, over: int, far: float, turn: float, half: float, reach: tuple[float, float]
) -> bool:
    """Tell whether a name and the icon over it lie in a segment."""
    return all(_lies_in(room, shift, far, turn, half, reach) for room, shift in _rooms(name, side, over))


def _rooms(name: tuple[int, int], side: int, over: int) -> list[tuple[tuple[int, int], float]]:
    """Return width and height of a name and of the icon over it, and how far each is below their common middle."""
    if not side:
        return [(name, 0.0)]
    return [(name, over / 2), ((side, side), -(name[1] + over - side) / 2)]


def _lies_in(
    room: tuple[int, int], shift: float, far: float, turn: float, half: float, reach: tuple[float, float]
) -> bool:
    """Tell whether a rectangle so much below a point so far out lies in a segment: in its band, clear of its sides."""
    x, y = far * cos(turn), far * sin(turn) + shift
    left, right, top, bottom = x - room[0] / 2, x + room[0] / 2, y - room[1] / 2, y + room[1] / 2
    near = hypot(max(left, -right, 0), max(top, -bottom, 0))
    if near < reach[0]:
        return False
    for corner in ((left, top), (left, bottom), (right, top), (right, bottom)):
        if hypot(*corner) > reach[1]:
            return False
        along = corner[0] * cos(turn) + corner[1] * sin(turn)
        across = abs(corner[1] * cos(turn) - corner[0] * sin(turn))
        if along * sin(half) - across * cos(half) < _PAD:
            return False
    return True
