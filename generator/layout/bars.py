"""Bar chart -> the columns in which its names, bars and labels stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from generator.base.length import EMU_PER_PT, Emu, Pt
from generator.design.metrics import EM, advance
from generator.layout.frame import Chart

BAR: Final = 0.55
"""Share of a row that its bar fills."""

_WIDEST: Final = 0.4
"""Share of the chart that a column of words may take; longer names are broken by the program that shows them."""


class Columns(NamedTuple):
    """Widths, left to right; together the chart's."""

    names: Emu
    bars: Emu
    labels: Emu


def chart_columns(chart: Chart) -> Columns:
    """Chart -> the widths of its columns: words as wide as they need, with half a character of air at both sides."""
    names = _column(chart, chart.categories)
    labels = _column(chart, chart.labels)
    return Columns(names, Emu(chart.rect.width - names - labels), labels)


def _column(chart: Chart, words: Iterable[str]) -> Emu:
    widest = max((advance(word) / EM for word in words), default=0.0)
    needed = (widest + 1) * Pt(chart.size) * EMU_PER_PT
    return Emu(round(min(needed, chart.rect.width * _WIDEST)))
