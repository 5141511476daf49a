"""Bar chart -> the columns in which its names, bars and labels stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from deckbrief.base.length import EMU_PER_PT, Emu, Pt
from deckbrief.layout.frame import Chart
from deckbrief.theme.metrics import EM, Weight, advance

BAR: Final = 0.55
"""Share of a row that its bar fills."""

_WIDEST: Final = 0.4
"""Share of the chart that a column of words may take; longer names are broken by the program that shows them."""


class Columns(NamedTuple):
    """Widths, left to right; together the chart's."""

    names: Emu
    before: Emu
    """For the labels of bars that go to the left, of negative numbers."""
    bars: Emu
    labels: Emu


def chart_columns(chart: Chart) -> Columns:
    """Chart -> the widths of its columns: words as wide as they need, with half a character of air at both sides."""
    told = list(zip(chart.values, chart.labels, strict=True))
    names = _column(chart, chart.categories)
    large = chart.label_size or chart.size
    before = (
        _column(chart, [label for value, label in told if value < 0], large) if min(chart.values, default=0) < 0 else 0
    )
    labels = _column(chart, [label for value, label in told if value >= 0], large)
    return Columns(names, Emu(before), Emu(chart.rect.width - names - before - labels), labels)


def chart_range(chart: Chart) -> tuple[float, float]:
    """Chart -> the numbers at the left and right ends of its bars' column; zero is among them."""
    low, high = min((0.0, *chart.values)), max((0.0, chart.top, *chart.values))
    return low, high if high > low else low + 1


def _column(chart: Chart, words: Iterable[str], size: Pt = Pt(0)) -> Emu:
    weight: Weight = "heading" if size and chart.label_size else "regular"
    widest = max((advance(word, weight) / EM for word in words), default=0.0)
    needed = (widest + 1) * (size or chart.size) * EMU_PER_PT
    return Emu(round(min(needed, chart.rect.width * _WIDEST)))
