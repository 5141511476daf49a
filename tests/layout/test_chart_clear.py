"""What stands in charts beside each other: words clear of grid, base lines, bars and each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.base.length import EMU_PER_PT
from deckbrief.layout.plot import Rule, Trace, marks
from deckbrief.layout.plot_field import Field

from tests.layout.test_chart import CHARTS, drawn, plot_of
from tests.layout.test_chart_labels import Box, boxes

MONTHS = "categories: [1月, 2月, 3月, 4月, 5月, 6月, 7月, 8月, 9月, 10月, 11月, 12月]"
SITES = (
    f"{{chart: line, unit: '%', {MONTHS}, line: 90, line_name: 目标, series: ["
    "{name: 示范站点, values: [88, 87, 89, 90, 91, 90, 92, 93, 93, 94, 94, 95]}, "
    "{name: 普通站点, values: [71, 72, 74, 73, 76, 79, 80, 82, 84, 85, 88, 89]}]}"
)


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("chart", [SITES, CHARTS["near-ends"], CHARTS["line"].replace("~", "9")])
def test_no_line_of_the_grid_and_no_line_to_compare_with_runs_through_a_name_at_an_end(
    tmp_path: Path, chart: str
) -> None:
    frame = drawn(tmp_path / "pack", chart)
    plot = plot_of(frame)
    named = boxes(plot)
    assert len(named) == len(plot.series)
    rules = [(mark.x1, mark.y1, mark.x2, mark.y2) for mark in marks(plot) if isinstance(mark, Rule)]
    assert len(rules) > 3
    goals = [item.rect for item in frame.walk() if item.name == "line"]
    rules += [(at.x / EMU_PER_PT, at.y / EMU_PER_PT, at.right / EMU_PER_PT, at.bottom / EMU_PER_PT) for at in goals]
    assert not [(rule, box) for rule in rules for box in named if meet(rule, box)]


def test_a_line_is_of_the_colour_of_its_name_and_goes_from_edge_to_edge(tmp_path: Path) -> None:
    plot = plot_of(drawn(tmp_path / "pack", SITES))
    assert [one.color for one in plot.series] == [one.end_color for one in plot.series]
    area = Field(plot)
    for trace in (mark for mark in marks(plot) if isinstance(mark, Trace)):
        assert (trace.points[0][0], trace.points[-1][0]) == pytest.approx((area.x, area.x + area.width))
