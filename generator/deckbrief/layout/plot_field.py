"""Where the numbers and categories of a plot stand, how far its words keep off, and how its numbers are written."""

from __future__ import annotations

import math
from typing import Final

from deckbrief.base.length import EMU_PER_PT, Pt
from deckbrief.layout.frame import Plot

_LINE: Final = Pt(4)
"""Width of the lines of series; this and the next two are of a plot whose `zoom` is 1."""
LONE: Final = 8
"""Diameter, in points, of a line's point between two gaps, which no line leads to."""
MARK: Final = 14
"""Diameter, in points, of a line's point that is pointed at."""
LABEL_AWAY: Final = 72 / 25.4
"""Points between a number or name and what it belongs to: 1 mm in LibreOffice (chart2, VSeriesPlotter), about so in
PowerPoint."""
AXIS_AWAY: Final = 2.5 * 72 / 25.4
"""Points between an axis and its words: in LibreOffice 1.5 mm for tick marks, also where there are none,
and 1 mm; below lying bars 1 mm alone."""
HALF_LINE: Final = 0.7
"""Half the height of a line of words in a chart, of their size; CJK faces have 1.448 (OS/2 of Noto Sans CJK)."""


HALF_BELOW: Final = 0.74
"""The same of a number below its point, from the top of its line to what is drawn as its middle."""
AIR: Final = "\u00a0"
"""What a number beside its bar begins with: charts set it but a millimetre from there."""
AIR_CODE: Final = f'"{AIR}"'


def written(value: float, code: str) -> str:
    """Number and its format (`#,##0.0"unit"`) -> the words that a native chart shows."""
    before = AIR if code.startswith(AIR_CODE) else ""
    plain, _, rest = code.removeprefix(AIR_CODE).partition('"')
    decimals = len(plain.partition(".")[2])
    unit = rest.rstrip('"').replace('""', '"')
    return f"{before}{value:,.{decimals}f}{unit}"


def line_width(plot: Plot) -> Pt:
    """Plot -> the width of the lines of its series."""
    return Pt(_LINE * plot.zoom)


def share_of(value: float, plot: Plot) -> float:
    """Return how far along a plot's scale a number lies: 0 at its low end, 1 at its high one."""
    if plot.log:
        return math.log10(max(value, plot.low) / plot.low) / math.log10(plot.high / plot.low)
    return (value - plot.low) / (plot.high - plot.low)


def is_edge_to_edge(plot: Plot) -> bool:
    """Tell whether points stand from edge to edge of a plot's area: those of areas, and of lines named at their ends.

    So the grid ends where such a name begins.
    """
    named = any(series.end_color is not None for series in plot.series)
    return plot.kind == "area" or (plot.kind == "line" and named)


class Field:
    """Where numbers and categories stand in a plot's area, in points."""

    def __init__(self, plot: Plot) -> None:
        self.plot = plot
        self.lying = plot.kind == "bar"
        area = plot.area
        self.x, self.y = area.x / EMU_PER_PT, area.y / EMU_PER_PT
        self.width, self.height = area.width / EMU_PER_PT, area.height / EMU_PER_PT
        self.slot = (self.height if self.lying else self.width) / max(1, len(plot.categories))

    def at(self, value: float) -> float:
        share = share_of(value, self.plot)
        return self.x + self.width * share if self.lying else self.y + self.height * (1 - share)

    def middle(self, category: int) -> float:
        """Return the middle of a category's slot, or its place from edge to edge."""
        if is_edge_to_edge(self.plot):
            return self.x + self.width * category / max(1, len(self.plot.categories) - 1)
        return (self.y if self.lying else self.x) + self.slot * (category + 0.5)
