"""Theme -> the same for slides of another shape: as wide as before, higher, with all its places where they belong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import replace
from deckbrief.theme.theme import Decoration, Layout, Placeholder, Size, Theme

_SHAPES: Final[Mapping[Size, float]] = {"16:9": 9 / 16, "4:3": 3 / 4, "A4": 210 / 297}
"""Height of a slide, in widths of it."""
_HEAD: Final = px(140)
"""Above it everything stays where it is,"""
_FOOT: Final = px(116)
"""and what begins so far above the lower edge stays as far from that; what is between grows."""
_THIN: Final = px(16)
"""Lines are no higher than that, and stay as thin as they are."""


def in_shape(theme: Theme, size: Size) -> Theme:
    """Theme, shape of its slides -> the theme with slides of that shape, as wide as before."""
    height = Emu(round(theme.width * _SHAPES[size]))
    if abs(height - theme.height) < px(1):
        return theme
    stretch = _Stretch(theme.height, height)
    layouts = {key: stretch.layout(layout) for key, layout in theme.layouts.items()}
    return replace(theme, height=height, layouts=layouts)


class _Stretch:
    """Places on slides of one height -> places on slides of another."""

    def __init__(self, old: Emu, new: Emu) -> None:
        self._foot, self._more = old - _FOOT, new - old

    def _down(self, y: int) -> Emu:
        """Return how far down an edge is, that was so far down before."""
        share = min(1.0, max(0.0, (y - _HEAD) / (self._foot - _HEAD)))
        return Emu(round(y + self._more * share))

    def rect(self, rect: Rect) -> Rect:
        top = self._down(rect.y)
        height = rect.height if rect.height <= _THIN else self._down(rect.bottom) - top
        return Rect(rect.x, top, rect.width, Emu(height))

    def _decoration(self, decoration: Decoration) -> Decoration:
        rect = decoration.rect
        if not decoration.rings:
            return replace(decoration, rect=self.rect(rect))
        top = rect.y if decoration.corner.startswith("t") else rect.y + self._more
        return replace(decoration, rect=Rect(rect.x, Emu(top), rect.width, rect.height))

    def _placeholder(self, placeholder: Placeholder) -> Placeholder:
        spare = self.rect(placeholder.spare) if placeholder.spare else None
        return replace(placeholder, rect=self.rect(placeholder.rect), spare=spare)

    def layout(self, layout: Layout) -> Layout:
        return replace(
            layout,
            placeholders={key: self._placeholder(each) for key, each in layout.placeholders.items()},
            body=self.rect(layout.body),
            aside=self.rect(layout.aside) if layout.aside else None,
            decorations=tuple(map(self._decoration, layout.decorations)),
        )
