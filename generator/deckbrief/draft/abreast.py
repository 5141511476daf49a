"""Numbers on a page -> rows in which each has room for its amount: the type follows the room, else the row breaks.

What an amount takes is measured as regular text is on slides, in the widest of their fonts: the bold of the fonts of
paper (Noto Serif, Liberation Sans) is narrower than that. Where others are chosen that are wider, it breaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final

from deckbrief.base.length import EMU_PER_PT, Pt
from deckbrief.base.record import record
from deckbrief.content.model import Metric
from deckbrief.theme.metrics import text_width

_SIZES: Final = (Pt(26), Pt(24), Pt(22))
"""Type sizes of amounts, the first where there is room for it."""
_SMALL: Final = Pt(11)
"""Type size of what stands before and after an amount, in bold."""
_BESIDE: Final = 0.6 * _SMALL
"""What is left empty at both sides of a small text, at most, in points."""
_BETWEEN: Final = 14
"""Points between two columns. All of these lengths are what the style sheet has for `.number` and `.value`."""
_ABREAST: Final = 5
_OF_MANY: Final = 4
"""So many numbers stand in one row; of more, so many in each."""


@record
class Row:
    """Numbers beside each other, in how many columns of one width, and the type size of their amounts in points."""

    metrics: tuple[Metric, ...]
    columns: int
    size: Pt


def abreast(metrics: Sequence[Metric], width: float) -> list[Row]:
    """Numbers, the width of a page's text in points -> their rows, all of as many columns and one size.

    As many stand in a row as are usual, in smaller type where that makes room; else fewer, shared out evenly. One that
    has no room in a row of its own is in the smallest type, and breaks between its words.
    """
    columns, size = next(
        ((count, size) for count in _counts(len(metrics)) for size in _SIZES if _fit(metrics, count, size, width)),
        (1, _SIZES[-1]),
    )
    starts = range(0, len(metrics), columns)
    return [Row(tuple(metrics[start : start + columns]), columns, size) for start in starts]


def _counts(number: int) -> Iterator[int]:
    """How many there are -> how many columns are tried, ever fewer; a single one takes half the width first."""
    count = max(2, number) if number <= _ABREAST else _OF_MANY
    yield count
    for rows in range(2, number + 1):
        if ceil(number / rows) < count:
            count = ceil(number / rows)
            yield count


def _fit(metrics: Sequence[Metric], columns: int, size: Pt, width: float) -> bool:
    room = (width + _BETWEEN) / columns - _BETWEEN
    return all(_amount_width(metric, size) <= room for metric in metrics)


def _amount_width(metric: Metric, size: Pt) -> float:
    """Return how wide an amount with what stands before and after it is at most, in points."""
    beside = [text for text in (metric.before, metric.after) if text]
    words = sum(text_width(text, _SMALL) / EMU_PER_PT + _BESIDE for text in beside)
    return text_width(metric.shown, size) / EMU_PER_PT + words
