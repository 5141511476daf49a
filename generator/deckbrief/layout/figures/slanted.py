"""Bands between two slanting edges, of pyramid and funnel: a sign in each, and a row beside it that says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.patterns import deferred
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.cells import Cell, below, has_more, set_rows
from deckbrief.layout.figures.kit import Look, Names, Panel, draw_panels, grouped, one_line, said
from deckbrief.layout.figures.shapes import drawn, icon
from deckbrief.layout.frame import AnyItem, Shape, Text
from deckbrief.layout.icon import icons_of
from deckbrief.layout.path import FINENESS, Pen
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Color

_GAP: Final = px(8)
_BESIDE: Final = px(14)
"""Air between a band and its row."""
_PAD: Final = px(24)
_CORNER: Final = px(28)
_SIGNS: Final = (66, 56, 48, 44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_MOST_ICON: Final = 72
_LEAST_ICON: Final = 28
_SHARE: Final = 0.52
_AMOUNT: Final = deferred(r"\D{0,2}[0-9][0-9.,]*\s?\S{0,3}")
"""A number with what it counts: 1000人, 约 380 户, 21 %."""
UNDER_NUMBERS: Final = 0.86
"""Names beside numbers are at most so large for them."""
_NARROW: Final = 0.4
"""Share of the width that the bands take where rows say names only, and where they say more."""


@record
class Slope:
    """How wide the bands are, from the top of the figure to its foot, as shares of the widest; they have one middle."""

    top: float
    foot: float

    def at(self, share: float) -> float:
        return self.top + (self.foot - self.top) * share


def slanted(
    look: Look, kind: str, parts: Sequence[Node], box: Rect, slope: Slope, fills: Sequence[Color], reveal: bool
) -> list[AnyItem]:
    """Parts, from the top -> a group for each: its band with a sign, and its row. Raises DoesNotFit."""
    names = Names(kind)
    counted = all(is_amount(part) for part in parts)
    if counted:
        parts = [replace(part, symbol=part.lead, lead="") for part in parts]
    wide = round(box.width * (_NARROW if has_more(parts) else _SHARE))
    bands = [_Band(box, wide, slope, number, len(parts)) for number in range(len(parts))]
    cells = [
        Cell(
            name=names(part.label, "words"), node=part, room=band.room, ink=look.color("ink"),
            soft=look.color("muted"),
        )
        for part, band in zip(parts, bands, strict=True)
    ]  # fmt: skip
    most: float = 44 if has_more(parts) or len(parts) > 3 else 56
    if counted:  # the numbers are what is read first
        most = max(look.theme.scale.floor, min(most, _size(look, parts, bands, fills) * UNDER_NUMBERS))
    texts = set_rows(look, cells, most)
    signs = _signs(look, names, parts, bands, fills)
    items: list[AnyItem] = []
    for number, (part, band, fill, words) in enumerate(zip(parts, bands, fills, texts, strict=True)):
        members: list[AnyItem] = [
            drawn(names(part.label, "band"), band.shape, fill, path=part.path),
            drawn(names(part.label, "row"), band.row, look.color("card"), shadow=True, path=part.path),
            *signs[number],
            *words,
        ]
        items.append(grouped(names(part.label), members, part.path, number + 1 if reveal else 0))
    return items


def is_amount(part: Node) -> bool:
    """Tell whether all that a part says besides its name is a number: then that is the sign in its band."""
    return not part.symbol and bool(_AMOUNT.fullmatch(part.lead)) and below(part) == [part.lead]


class _Band:
    """One of the bands: its corners, the row at its right, and what room both have for words."""

    def __init__(self, box: Rect, wide: int, slope: Slope, number: int, count: int) -> None:
        box = box.inset(FINENESS)
        height = (box.height - _GAP * (count - 1)) / count
        self.top = box.y + number * (height + _GAP)
        self.foot = self.top + height
        self.middle = box.x + wide / 2
        self.right = box.right
        self.halves = tuple(
            wide / 2 * slope.at((edge - box.y) / box.height) for edge in (self.top, self.foot)
        )  # fmt: skip

    @property
    def shape(self) -> Pen:
        above, beneath = self.halves
        corners = [(self.middle - above, self.top), (self.middle + above, self.top)] if above > 1 else []
        corners = corners or [(self.middle, self.top)]
        return Pen().polygon(
            [*corners, (self.middle + beneath, self.foot), (self.middle - beneath, self.foot)]
        )  # fmt: skip

    @property
    def row(self) -> Pen:
        """Its left edge goes along with the band's, its upper right corner is round."""
        above, beneath = (self.middle + half + _BESIDE for half in self.halves)
        radius = min(_CORNER, (self.foot - self.top) / 2)
        pen = Pen().move(above, self.top).line((self.right - radius, self.top))
        pen.arc((self.right - radius, self.top + radius), radius, -90, 90)
        return pen.line((self.right, self.foot), (beneath, self.foot)).close()

    @property
    def room(self) -> Rect:
        """Where the row's words stand: right of its slanting edge."""
        left = round(self.middle + max(self.halves) + _BESIDE + _PAD)
        air = min(px(8), round((self.foot - self.top) / 12))
        return Rect(
            Emu(left), Emu(round(self.top) + air), Emu(self.right - left - _PAD),
            Emu(round(self.foot - self.top) - 2 * air),
        )  # fmt: skip

    @property
    def inside(self) -> Rect:
        """Where a sign stands: in the middle of the band, or at the foot of a peak."""
        above, beneath = self.halves
        low, high = min(above, beneath), max(above, beneath)
        half = max(low, high * 0.5) * 0.92
        share = (half - above) / (beneath - above) if beneath != above else 0.0
        top = self.top + max(0.0, share) * (self.foot - self.top) if beneath > above else self.top
        foot = self.top + min(1.0, share) * (self.foot - self.top) if beneath < above else self.foot
        return Rect(
            Emu(round(self.middle - half)), Emu(round(top)), Emu(round(2 * half)), Emu(max(1, round(foot - top)))
        )  # fmt: skip


def _signs(
    look: Look, names: Names, parts: Sequence[Node], bands: Sequence[_Band], fills: Sequence[Color]
) -> list[list[AnyItem]]:
    """Return what stands in each band: its symbol, all of one size, or its icon; nothing where one has no room."""
    if all(part.symbol for part in parts):
        return _symbols(look, names, parts, bands, fills)
    keys = icons_of([(part.icon, part.label) for part in parts])
    size = min(px(_MOST_ICON), *(min(band.inside.width, round(band.inside.height * 0.8)) for band in bands))
    if not keys or size < px(_LEAST_ICON):
        return [[] for _ in parts]
    return [
        [
            icon(
                names(part.label, "icon"), key, band.inside.center_x, band.inside.center_y, size, look.accent_on(fill)
            )
        ]
        for part, key, band, fill in zip(parts, keys, bands, fills, strict=True)
    ]  # fmt: skip


def _symbol(look: Look, part: Node, fill: Color, size: float) -> Copy:
    return said(look, part.symbol, size, look.on(fill), path=part.path, align="center", pitch=1.0)


def _size(look: Look, parts: Sequence[Node], bands: Sequence[_Band], fills: Sequence[Color]) -> float:
    """Return the largest size at which all symbols stand on a line in their bands."""

    def fits(size: float) -> bool:
        return all(
            one_line(_symbol(look, part, fill, size), band.inside.width) and px(size * 1.6) <= band.inside.height
            for part, fill, band in zip(parts, fills, bands, strict=True)
        )  # fmt: skip

    return next(filter(fits, _SIGNS), look.theme.scale.floor)


def _symbols(
    look: Look, names: Names, parts: Sequence[Node], bands: Sequence[_Band], fills: Sequence[Color]
) -> list[list[AnyItem]]:
    size = _size(look, parts, bands, fills)
    panels = [
        Panel(
            name=names(part.label, "sign"), rect=band.inside, copies=(_symbol(look, part, fill, size),), path=part.path
        )
        for part, fill, band in zip(parts, fills, bands, strict=True)
    ]
    texts: list[Shape | Text] = draw_panels(panels, look.theme)
    return [[text] for text in texts]
