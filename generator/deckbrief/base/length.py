"""Lengths and rectangles. Frames are in EMU (914,400 an inch), type is in points."""

from __future__ import annotations

from typing import Final, NewType

from deckbrief.base.record import record

Emu = NewType("Emu", int)
Pt = NewType("Pt", float)

EMU_PER_INCH: Final = 914_400
EMU_PER_PT: Final = 12_700
EMU_PER_PX: Final = 9_525


def inches(value: float) -> Emu:
    """Inches -> EMU, rounded."""
    return Emu(round(value * EMU_PER_INCH))


def points(value: float) -> Emu:
    """Points -> EMU, rounded."""
    return Emu(round(value * EMU_PER_PT))


def px(value: float) -> Emu:
    """Pixels of a slide that is 1,280 of them wide, in which the look is told -> EMU, rounded."""
    return Emu(round(value * EMU_PER_PX))


@record
class Rect:
    """An upright rectangle in EMU; `x`, `y` is its top left corner."""

    x: Emu
    y: Emu
    width: Emu
    height: Emu

    @property
    def right(self) -> Emu:
        return Emu(self.x + self.width)

    @property
    def bottom(self) -> Emu:
        return Emu(self.y + self.height)

    @property
    def center_x(self) -> Emu:
        return Emu(self.x + self.width // 2)

    @property
    def center_y(self) -> Emu:
        return Emu(self.y + self.height // 2)

    def inset(self, left: int, top: int | None = None, right: int | None = None, bottom: int | None = None) -> Rect:
        """Return the rectangle moved inwards; one value for all sides, two for x and y, or four."""
        top = left if top is None else top
        right = left if right is None else right
        bottom = top if bottom is None else bottom
        return Rect(
            Emu(self.x + left), Emu(self.y + top), Emu(self.width - left - right), Emu(self.height - top - bottom)
        )

    def moved(self, dx: int, dy: int) -> Rect:
        return Rect(Emu(self.x + dx), Emu(self.y + dy), self.width, self.height)

    def columns(self, count: int, gap: int) -> list[Rect]:
        """Return `count` equal columns with `gap` between them; the last EMU of rounding are left at the right."""
        width = (self.width - gap * (count - 1)) // count
        return [Rect(Emu(self.x + i * (width + gap)), self.y, Emu(width), self.height) for i in range(count)]

    def rows(self, count: int, gap: int) -> list[Rect]:
        """Return `count` equal rows with `gap` between them."""
        height = (self.height - gap * (count - 1)) // count
        return [Rect(self.x, Emu(self.y + i * (height + gap)), self.width, Emu(height)) for i in range(count)]

    def split_top(self, height: int, gap: int = 0) -> tuple[Rect, Rect]:
        """Return the top `height` and what is left below it after `gap`."""
        rest = self.height - height - gap
        return (
            Rect(self.x, self.y, self.width, Emu(height)),
            Rect(self.x, Emu(self.y + height + gap), self.width, Emu(rest)),
        )

    def split_left(self, width: int, gap: int = 0) -> tuple[Rect, Rect]:
        """Return the left `width` and what is left beside it after `gap`."""
        rest = self.width - width - gap
        return (
            Rect(self.x, self.y, Emu(width), self.height),
            Rect(Emu(self.x + width + gap), self.y, Emu(rest), self.height),
        )

    def contains(self, other: Rect) -> bool:
        """Tell whether `other` lies inside, edges included."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def overlaps(self, other: Rect) -> bool:
        """Tell whether the interiors meet."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
