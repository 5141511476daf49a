"""Categories, numbers and strong names of a waterfall -> which of its categories are sums, not steps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

_ROUNDED: Final = 0.01
"""A sum may differ from what its steps come to by so much of it: their numbers are rounded."""


def sums_of(categories: Sequence[str], values: Sequence[float | None], strong: Collection[str]) -> frozenset[int]:
    """Return the positions of the sums, which `strong` names; others that it names are steps that are pointed at.

    A sum has no number or that which the steps before it come to; the first and the last may have any from zero up.
    """
    sums = set()
    at = 0.0
    last = len(categories) - 1
    for number, (name, value) in enumerate(zip(categories, values, strict=False)):
        if name in strong and _is_sum(value, at, is_end=number in (0, last)):
            sums.add(number)
            at = at if value is None else value
        else:
            at += value or 0
    return frozenset(sums)


def _is_sum(value: float | None, at: float, *, is_end: bool) -> bool:
    if value is None:
        return True
    return value >= 0 if is_end else abs(value - at) <= abs(at) * _ROUNDED
