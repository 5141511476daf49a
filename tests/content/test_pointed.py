"""What is pointed at is what the title speaks of; where it speaks of something else, that is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.content.pointed import named_in, pointed_warnings
from deckbrief.content.punctuation import content_warnings
from deckbrief.content.read import read_pack

from tests.layout.test_free import pack_with

CHART = "chart: {chart: column, categories: [North, South], series: [{name: May, values: [1, 2]}], strong: [%s]}"
SERIES = "chart: {categories: [a], series: [{name: May, values: [1]}, {name: June, values: [2], strong: true}]}"
TABLE = "table: {head: [Town, n], rows: [[North, 1], {cells: [South, 2], strong: true}]}"
FIGURE = "figure: {figure: chain, parts: [{name: North}, {name: South, highlight: true}]}"
SUMS = (
    "chart: {chart: waterfall, categories: [Start, North, End], series: [{name: s, values: [5, 2, 7]}],"
    " strong: [Start, End]}"
)
STEP = (
    "chart: {chart: waterfall, categories: [Start, North, South, End], series: [{name: s, values: [5, 4, -2, 7]}],"
    " strong: [Start, %s, End]}"
)


@pytest.mark.parametrize(
    ("title", "body", "named"),
    [
        ("North leads", CHART % "South", "North"), ("North leads", CHART % "North", ""),
        ("North and South differ", CHART % "South", ""), ("Who leads", CHART % "South", ""),
        ("Northern towns", CHART % "South", ""), ("In May", SERIES, "May"), ("In June", SERIES, ""),
        ("North leads", TABLE, "North"), ("South leads", TABLE, ""), ("North first", FIGURE, "North"),
        ("South first", FIGURE, ""), ("What North gave", SUMS, ""),
        ("What North gave", STEP % "South", "North"), ("What South took", STEP % "South", ""),
    ],
)  # fmt: skip
def test_a_title_that_speaks_of_another_member_is_told(tmp_path: Path, title: str, body: str, named: str) -> None:
    pack = read_pack(pack_with(tmp_path / "pack", f"  - {{title: {title}, {body}}}\n"))
    found = list(pointed_warnings(pack))
    assert [f"'{named}'" in str(problem.message) for problem in found] == ([True] if named else [])
    assert [problem for problem in content_warnings(pack) if problem.code == "content.highlight"] == found


@pytest.mark.parametrize(
    ("title", "names", "said"),
    [
        ("送餐补最多", ["送餐", "送餐补"], {"送餐补"}),
        ("送餐补和送餐", ["送餐", "送餐补"], {"送餐", "送餐补"}),
        ("**城南站**最好", ["城南站", "河湾站"], {"城南站"}),
        ("看一看", ["看"], set()),
        ("The north wins", ["North"], {"North"}),
    ],
)
def test_a_longer_name_hides_those_in_it(title: str, names: list[str], said: set[str]) -> None:
    assert named_in(title, names) == said
