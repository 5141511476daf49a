"""Items side by side -> the same in the order in which the eye meets them (WCAG 2.2, 1.3.2); screen readers take it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from deckbrief.base.length import Rect
from deckbrief.layout.frame import AnyItem

Item = TypeVar("Item", bound=AnyItem)
_SAME_COLUMN: Final = 0.3
_SAME_ROW: Final = 0.5
"""Share of the narrower or lower one that both must have in common to stand in one column or row."""


def as_they_stand(items: Sequence[Item]) -> list[Item]:
    """Items that do not lie over each other -> each after what stands above it in its column or left of it in its row.

    Where that leaves a choice, they keep their order.
    """
    left, found = list(items), []
    while left:
        first = next(
            (one for one in left if not any(_comes_first(other.rect, one.rect) for other in left if other is not one)),
            left[0],
        )
        left = [one for one in left if one is not first]
        found.append(first)
    return found


def _comes_first(one: Rect, other: Rect) -> bool:
    """Tell whether one stands above the other in the same column, or left of it in the same row."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    above = one.bottom <= other.y and across > _SAME_COLUMN * min(one.width, other.width)
    low = min(one.height, other.height)
    beside = one.right <= other.x and down > _SAME_ROW * low and one.y - other.y < _SAME_ROW * low
    return above or beside
