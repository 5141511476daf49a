"""Preset geometries and connectors as paths."""

from __future__ import annotations

import re
from math import hypot
from pathlib import Path

import pytest
from deckbrief.base.length import EMU_PER_PT, Pt, Rect, points
from deckbrief.export import geometry
from deckbrief.export.geometry import arrow_head, connector_points, line_path, number, placed, preset_path
from deckbrief.export.svg import _connector_points
from deckbrief.layout.figures.connectors import connector
from deckbrief.layout.frame import Shape, Stroke
from deckbrief.theme.theme import Color
from hypothesis import assume, given
from hypothesis import strategies as st

PRESETS = sorted(geometry._PRESETS)
LAYOUT = Path(__file__).parents[2] / "generator" / "deckbrief" / "layout"


def end_points(path: str) -> list[tuple[float, float]]:
    """The points that a path of absolute M, L, H, V, A commands goes through."""
    x = y = 0.0
    found = []
    for command, rest in re.findall(r"([MLHVA])([^MLHVAZ]*)", path):
        values = [float(value) for value in rest.split()]
        if command == "H":
            x = values[0]
        elif command == "V":
            y = values[0]
        else:
            x, y = values[-2:]
        found.append((x, y))
    return found


@pytest.mark.parametrize("name", PRESETS)
@given(width=st.floats(1, 900), height=st.floats(1, 500), share=st.integers(0, 60_000))
def test_presets_stay_inside_their_box(name: str, width: float, height: float, share: int) -> None:
    adjust = {} if name in ("arc", "pie", "blockArc", "hexagon") else {"adj": share, "adj1": share, "adj2": share}
    for x, y in end_points(preset_path(name, width, height, adjust)):
        assert -0.02 <= x <= width + 0.02
        assert -0.02 <= y <= height + 0.02


@pytest.mark.parametrize("name", [name for name in PRESETS if name not in geometry.OPEN])
def test_presets_with_an_inside_are_closed_and_reach_all_sides(name: str) -> None:
    path = preset_path(name, 200, 100, {})
    assert path.endswith("Z")
    if name in ("mathPlus", "mathEqual", "pie", "blockArc"):
        return
    points_ = end_points(path)
    xs = {round(x) for x, _ in points_}
    assert {0, 200} <= xs


def test_known_points_of_the_formulas() -> None:
    assert preset_path("homePlate", 200, 100, {"adj": 30_000}) == "M0 0L170 0L200 50L170 100L0 100Z"
    assert preset_path("chevron", 200, 100, {}) == "M0 0L150 0L200 50L150 100L0 100L50 50Z"
    assert preset_path("triangle", 200, 100, {}) == "M0 100L100 0L200 100Z"
    assert preset_path("rightArrow", 200, 100, {}) == "M0 25L150 25L150 0L200 50L150 100L150 75L0 75Z"
    assert preset_path("downArrow", 100, 200, {}) == "M25 0L25 150L0 150L50 200L100 150L75 150L75 0Z"
    assert "A" not in preset_path("roundRect", 200, 100, {"adj": 0})


def test_every_geometry_that_layout_draws_is_known() -> None:
    source = "".join(path.read_text("utf-8") for path in sorted(LAYOUT.rglob("*.py")))
    named = set(re.findall(r'geometry(?:: str)?\s*=\s*"(\w+)"', source))
    assert named, "the pattern finds none"
    for name in named:
        if "onnector" in name:
            connector_points(name, 10, 10, {})
        else:
            preset_path(name, 10, 10, {})


@given(
    x=st.integers(-300, 300),
    y=st.integers(-300, 300),
    begin=st.integers(0, 3),
    kind=st.sampled_from(["straightConnector1", "bentConnector2", "bentConnector3", "curvedConnector2"]),
)
def test_connectors_join_the_points_they_are_glued_to(x: int, y: int, begin: int, kind: str) -> None:
    color = Color("accent1")
    first = Shape(name="a", rect=Rect(points(400), points(400), points(50), points(30)))
    second = Shape(name="b", rect=Rect(points(400 + x), points(400 + y), points(70), points(40)))
    line = connector("c", first, begin, second, 0, Stroke(color, Pt(2)), geometry=kind)
    leaves = ((0, -1), (-1, 0), (0, 1), (1, 0))[begin]
    ahead = leaves[0] * (line.end[0] - line.start[0]) + leaves[1] * (line.end[1] - line.start[1])
    assume(line.geometry.startswith("straight") or ahead > 0)  # presets run forwards only
    ends = [(px / EMU_PER_PT, py / EMU_PER_PT) for px, py in (line.start, line.end)]
    drawn = _connector_points(line)
    for (px, py), (qx, qy) in zip(ends, (drawn[0], drawn[-1]), strict=True):
        assert hypot(px - qx, py - qy) < 0.1, (line.rotation, line.flip)


def test_an_arrow_s_head_ends_at_the_tip_and_the_line_inside_it() -> None:
    cut, head = arrow_head([(0.0, 0.0), (100.0, 0.0)], 2)
    assert "L100 0L" in head
    assert 94 < cut[-1][0] < 100
    assert arrow_head([(5.0, 5.0), (5.0, 5.0)], 2) == ([(5.0, 5.0), (5.0, 5.0)], "")


def test_turning_is_clockwise_after_mirroring() -> None:
    turned = placed([(0, 0), (100, 40)], 100, 40, 90, False, (0, 0))
    assert [(round(x), round(y)) for x, y in turned] == [(20, -50), (-20, 50)]
    flipped = placed([(0, 0), (100, 40)], 100, 40, 0, True, (50, 20))
    assert flipped == [(0, 40), (100, 0)]


def test_paths_and_numbers_are_written_plainly() -> None:
    assert line_path([(0, 0), (1.239, -0.001)], False) == "M0 0L1.24 0"
    assert line_path([(0, 0), (1, 1), (2, 2), (3, 3)], True) == "M0 0C1 1 2 2 3 3"
    assert [number(value) for value in (10, 1e-9, -0.0, 12.50, 1e6)] == ["10", "0", "0", "12.5", "1000000"]
