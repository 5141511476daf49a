"""Stages that say how many are left -> bars as wide as their numbers, and a name beside each that a line leads to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.patterns import deferred
from deckbrief.base.record import record
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.cells import Cell, set_rows
from deckbrief.layout.figures.kit import Look, Names, Panel, draw_panels, grouped, label_width, said
from deckbrief.layout.figures.shapes import drawn, leader
from deckbrief.layout.figures.slanted import UNDER_NUMBERS
from deckbrief.layout.frame import AnyItem
from deckbrief.layout.path import FINENESS, Pen
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Color

_AMOUNT: Final = deferred(r"(\D{0,2})([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]+)?(\s?[^\s0-9]{0,3})")
_GAP: Final = px(20)
"""Between bars: what of one goes on to the next is shown there."""
_PAD: Final = px(12)
"""Air at both sides of a number in its bar."""
_BESIDE: Final = px(14)
_LEADER: Final = px(24)
"""The shortest line from a bar to its name."""
_HAIR: Final = px(2)
"""The least width of a bar, which its number does not stand in."""
_SIGNS: Final = (66, 56, 48, 44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_WORTH: Final = 0.5
"""Numbers that all stand in their bars may be so much smaller than such of which some stand beside."""
_NAMES: Final = (48, 44, 40, 36, 34, 30, 28, 26, 24, 22, 20)
_COLUMN: Final = 0.4
"""The names' share of the width, at most."""


def amounts_of(parts: Sequence[Node]) -> list[float]:
    """Parts whose leads are numbers of one unit -> these numbers; none where a lead is not, or where all are zero.

    A comma stands before three digits; after another number of digits it may be meant otherwise, and is none.
    """
    found = [_AMOUNT.fullmatch(part.lead.strip()) for part in parts]
    matches = [match for match in found if match]
    if len(matches) < len(found) or len({(match[1].strip(), match[4].strip()) for match in matches}) != 1:
        return []
    amounts = [float(match[2].replace(",", "") + (match[3] or "")) for match in matches]
    return amounts if max(amounts) > 0 else []


@record
class _Bar:
    """A bar and its number: `sign` is where that stands, in the bar or beside it."""

    rect: Rect
    sign: Rect
    inside: bool


def scaled(
    look: Look, parts: Sequence[Node], amounts: Sequence[float], box: Rect, fills: Sequence[Color], reveal: bool
) -> list[AnyItem]:
    """Parts, their numbers -> a group for each: its bar with the number, and its name. Raises DoesNotFit."""
    names = Names("funnel")
    box = box.inset(FINENESS)
    column = _column(look, parts, box, _NAMES[0])
    size = _bars(look, parts, amounts, box, box.right - column - _LEADER)[1]
    column = min(column, _column(look, parts, box, size * UNDER_NUMBERS))  # names are smaller than the numbers
    bars, size = _bars(look, parts, amounts, box, box.right - column - _LEADER)
    cells = [
        Cell(
            name=names(part.label, "words"), node=part, ink=look.color("ink"), quiet=True,
            room=Rect(Emu(box.right - column), bar.rect.y, Emu(column), bar.rect.height),
        )
        for part, bar in zip(parts, bars, strict=True)
    ]  # fmt: skip
    words = set_rows(look, cells, max(look.theme.scale.floor, min(_NAMES[0], size * UNDER_NUMBERS)))
    signs = draw_panels(
        [
            Panel(name=names(part.label, "sign"), rect=bar.sign, path=part.path, copies=(_sign(look, part, size, ink),))
            for part, bar, ink in zip(parts, bars, _inks(look, bars, fills), strict=True)
        ],
        look.theme,
    )
    items: list[AnyItem] = []
    for number, (part, bar, fill) in enumerate(zip(parts, bars, fills, strict=True)):
        start = max(bar.rect.right, bar.sign.right) + _BESIDE // 2
        line = (start, bar.rect.center_y), (cells[number].room.x - _BESIDE // 2, bar.rect.center_y)
        members: list[AnyItem] = [
            drawn(names(part.label, "band"), Pen().polygon(_corners(bar.rect)), fill, path=part.path),
            leader(names(part.label, "leader"), *line, look.color("rule")),
        ]
        if number:
            passing = Pen().polygon(_between(bars[number - 1].rect, bar.rect))
            members.append(drawn(names(part.label, "passing"), passing, look.color("tint"), path=part.path))
        members += [signs[number], *words[number]]
        items.append(grouped(names(part.label), members, part.path, number + 1 if reveal else 0))
    return items


def _inks(look: Look, bars: Sequence[_Bar], fills: Sequence[Color]) -> list[Color]:
    return [look.on(fill) if bar.inside else look.color("ink") for bar, fill in zip(bars, fills, strict=True)]


def _sign(look: Look, part: Node, size: float, ink: Color) -> Copy:
    return said(look, part.lead, size, ink, path=part.path, align="center", pitch=1.0)


def _column(look: Look, parts: Sequence[Node], box: Rect, top: float) -> int:
    """Return how wide the names' column is: as its longest name, on one line, of the largest size that has room.

    `top` is the largest that names may be.
    """
    most = round(box.width * _COLUMN)
    for size in (size for size in _NAMES if size <= top):
        copies = [said(look, part.label, size, look.color("ink"), path=part.path) for part in parts]
        if (wide := max(map(label_width, copies))) <= most:
            return wide
    return most


def _bars(
    look: Look, parts: Sequence[Node], amounts: Sequence[float], box: Rect, right: int
) -> tuple[list[_Bar], float]:
    """Return the bars with their numbers, and the numbers' size: in the bars where that is not much smaller."""
    place = Rect(box.x, box.y, Emu(right - box.x), box.height)
    plans = [(_at(look, parts, amounts, place, size), size) for size in _SIGNS]
    sound = [(bars, size) for bars, size in plans if _stand(bars, size, right)] or plans[-1:]
    for bars, size in sound:
        if size >= sound[0][1] * _WORTH and all(bar.inside for bar in bars):
            return bars, size
    return sound[0]


def _stand(bars: Sequence[_Bar], size: float, right: int) -> bool:
    """Tell whether numbers of a size have room: in the height of a bar, and before the names."""
    return all(px(size * 1.6) <= bar.rect.height and (bar.inside or bar.sign.right + _BESIDE <= right) for bar in bars)


def _at(look: Look, parts: Sequence[Node], amounts: Sequence[float], place: Rect, size: float) -> list[_Bar]:
    """Return the bars, one below the other round one middle, with numbers of a size."""
    bars: list[_Bar] = []
    for part, amount, row in zip(parts, amounts, place.rows(len(parts), _GAP), strict=True):
        wide = max(_HAIR, round(place.width * amount / max(amounts)))
        bar = Rect(Emu(place.center_x - wide // 2), row.y, Emu(wide), row.height)
        need = label_width(_sign(look, part, size, look.color("ink")))
        inside = need + 2 * _PAD <= wide
        beside = Rect(Emu(bar.right + _BESIDE), bar.y, Emu(need), bar.height)
        bars.append(_Bar(bar, bar if inside else beside, inside))
    return bars


def _corners(rect: Rect) -> list[tuple[float, float]]:
    return [(rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)]


def _between(upper: Rect, lower: Rect) -> list[tuple[float, float]]:
    """Return the corners of what leads from a bar to the next one."""
    return [(upper.x, upper.bottom), (upper.right, upper.bottom), (lower.right, lower.y), (lower.x, lower.y)]
