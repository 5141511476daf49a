"""Rows of pillars: what stands in them, and how high and how whole it is at each size and in each width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Pt, Rect, px
from deckbrief.base.record import record
from deckbrief.base.script.words import joined
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import (
    Look,
    copies_height,
    cuts_no_word,
    explained,
    least_copies_height,
    listed,
    members_of,
    said_below,
    whole_words,
    with_numbers,
)
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.metrics import STEPS

RIGHT: Final = px(16)
"""Air at the right of a row's text."""
SEAT: Final = px(32)
"""Radius of the disc that an icon has in a row."""
BAR: Final = px(6)
"""Width of the bar before a row's text."""
_AIR: Final = px(16)


@record
class Point:
    """A row of a pillar: what it is called, and what is said of it, which may be nothing."""

    name: str
    detail: str
    path: str
    icon: str = ""


def points_of(part: Node) -> tuple[Point, ...]:
    """Return a part's rows: its own parts with what is said of them, then its leaves."""
    return tuple(
        Point(member.label, listed([member.lead, *said_below(member)]), member.path, member.icon)
        for member in members_of(part)
    )


def row_icons(points: Sequence[Sequence[Point]]) -> tuple[str, ...]:
    """Rows of each part -> an icon for each row, or none at all."""
    return icons_of([(point.icon, point.name) for each in points for point in each])


def lead_in(size: float, seats: bool) -> int:
    """Return what stands before a row's text: a disc with an icon, or a bar."""
    return 2 * SEAT + px(18) if seats else BAR + px(14 if size >= 18 else 10)


class RowTexts:
    """Texts of rows at the sizes and in the widths that are tried: each is made once, however many plans are tried."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._copies: dict[tuple[str, str, str, float, bool], tuple[Copy, ...]] = {}

    def copies(self, point: Point, size: float, detailed: bool) -> tuple[Copy, ...]:
        """A row -> its name, bold where any row has a detail, and the detail."""
        key = point.name, point.detail, point.path, size, detailed  # quicker to look for than the record
        if key not in self._copies:
            self._copies[key] = _row_copies(self._look, point, size, detailed)
        return self._copies[key]

    def needs(self, points: Sequence[Point], width: int, size: float) -> list[int]:
        """Return the heights of rows' texts in that width."""
        detailed = any(point.detail for point in points)
        return [self._need(self.copies(point, size, detailed), width) for point in points]

    def fit(self, points: Sequence[Point], body: Rect, pad: int, size: float, seats: bool) -> bool:
        """Tell whether a part's rows fit below its head, no word cut; most that do not are seen not to unset."""
        if not points:
            return True
        width = body.width - pad - RIGHT - lead_in(size, seats)
        if width <= 0:
            return False
        detailed = any(point.detail for point in points)
        rows = [self.copies(point, size, detailed) for point in points]
        least = 2 * SEAT if seats else 0
        room = body.height - len(rows) * (_AIR if size > 18 else px(10))
        return (
            sum(max(self._least(copies, width), least) for copies in rows) <= room
            and all(whole_words(copy, width) for copies in rows for copy in copies)
            and sum(max(self._need(copies, width), least) for copies in rows) <= room
            and all(self._unbroken(copy, width, size) for copies in rows for copy in copies)
        )

    def longest(
        self, points: Sequence[Sequence[Point]], bodies: Sequence[Rect], pad: int, size: float, seats: bool
    ) -> int:
        """Return of how many lines the longest name of a row is."""
        lines, look = 1, self._look
        for each, body in zip(points, bodies, strict=True):
            width = body.width - pad - RIGHT - lead_in(size, seats)
            for point in each:
                copies = self.copies(point, size, False)[:1]
                lines = max(lines, round(copies_height(copies, width, look.theme) / _one_line(look, copies)))
        return lines

    def _need(self, copies: Sequence[Copy], width: int) -> int:
        """Return the height of a row's text; larger digits take their own room."""
        return copies_height(copies, width, self._look.theme) + _larger(copies)

    def _least(self, copies: Sequence[Copy], width: int) -> int:
        """Return what `_need` is not below."""
        return least_copies_height(copies, width, self._look.theme) + _larger(copies)

    def _unbroken(self, copy: Copy, width: int, size: float) -> bool:
        """Tell whether no word of a row is cut; a Chinese one only where the type is large, and could be smaller.

        What plus signs join is read as one sign, and stands whole down to the floor.
        """
        scale = self._look.theme.scale
        strict = size > (scale.floor if joined(copy.text) else scale.small)
        return cuts_no_word(copy, width, self._look.theme) if strict else whole_words(copy, width)


def _row_copies(look: Look, point: Point, size: float, detailed: bool) -> tuple[Copy, ...]:
    ink = look.color("ink")
    if not detailed:
        copy = explained(look, point.name, size, ink, path=point.path, pitch=1.25)
        return (with_numbers(copy) if size >= 18 else copy,)
    name = explained(look, point.name, size, ink, path=point.path, bold=True, pitch=1.2)
    if not point.detail:
        return (name,)
    return name, explained(
        look, point.detail, _smaller(size), look.color("muted"), path=point.path, before=2, pitch=1.25
    )


def _smaller(size: float) -> float:
    """Return the size of what stands below a text of that size: two steps less, the floor at least."""
    steps = [step for step in STEPS if step < size]
    return float(max(steps[-2] if len(steps) > 1 else 16, 16))


def _larger(copies: Sequence[Copy]) -> int:
    """Return what digits that are larger than the first copy take above its lines."""
    larger = max((run.size or Pt(0) for copy in copies for run in copy.runs), default=0)
    return px((larger - copies[0].size) * 1.2) if larger else 0


def _one_line(look: Look, copies: Sequence[Copy]) -> int:
    return copies_height(copies, px(9000), look.theme)
