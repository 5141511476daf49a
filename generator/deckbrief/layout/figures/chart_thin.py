"""Numbers at the points of a line that would touch each other -> those that tell its course, as large as they are."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import EMU_PER_PT
from deckbrief.base.record import replace
from deckbrief.layout.frame import ChartSeries, Plot
from deckbrief.layout.plot import Word, marks
from deckbrief.layout.plot_field import HALF_LINE
from deckbrief.layout.plot_labels import Box, meet
from deckbrief.layout.text.fit import plain_width

_SHARP: Final = 0.08
"""Share of the way from the lowest to the highest number that a turn has at least."""
_AIR: Final = 0.4
"""Between two numbers in a row, at least, of their size."""


def with_numbers_apart(drawn: Plot) -> Plot:
    """Line with a number at each point -> the same, where two would touch with those alone that tell its course.

    These are the first and the last, those that are pointed at, the highest and the lowest, then, where nothing is
    pointed at, the turning points, the sharper before the others; of two that touch even so the one named later here is
    not told. A turn that is small for the whole course tells nothing.
    """
    if drawn.kind != "line" or drawn.style or len(drawn.series) != 1 or not drawn.series[0].labels:
        return drawn
    (series,) = drawn.series
    boxes = _boxes(drawn, series)
    if not any(meet(boxes[one], boxes[other]) for one in boxes for other in boxes if one < other):
        return drawn
    kept: list[int] = []
    for number in _by_weight(series):
        if not any(meet(boxes[number], boxes[other]) for other in kept):
            kept.append(number)
    silent = tuple(number for number in boxes if number not in kept)
    return replace(drawn, series=(replace(series, silent=silent),))


def _boxes(drawn: Plot, series: ChartSeries) -> dict[int, Box]:
    """Return of each number what it covers, with the air beside it."""
    told = [number for number, value in enumerate(series.values) if value is not None]
    words = [mark for mark in marks(drawn) if isinstance(mark, Word) and mark.size]
    found = {}
    for number, word in zip(told, words, strict=True):
        half = plain_width(word.text, drawn.label_size, True, "major") / EMU_PER_PT / 2 + word.size * _AIR / 2
        high = word.size * HALF_LINE
        found[number] = (word.x - half, word.y - high, word.x + half, word.y + high)
    return found


def _by_weight(series: ChartSeries) -> list[int]:
    """Return the categories whose numbers tell the course of a line, those that tell most of it first."""
    told = [(number, value) for number, value in enumerate(series.values) if value is not None]
    values = dict(told)
    marked = [number for number, color in enumerate(series.points) if color is not None and number in values]
    ends = [max(told, key=lambda each: each[1])[0], min(told, key=lambda each: each[1])[0]]
    turns = []
    for (_, before), (number, value), (_, after) in zip(told, told[1:], told[2:], strict=False):
        sharp = min(abs(value - before), abs(after - value))
        if (value - before) * (after - value) < 0 and sharp >= _SHARP * (max(values.values()) - min(values.values())):
            turns.append((-sharp, number))
    turns = [] if marked else turns
    order = [told[0][0], told[-1][0], *marked, *ends, *(number for _, number in sorted(turns))]
    return list(dict.fromkeys(order))
