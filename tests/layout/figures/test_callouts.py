"""Words beside a drawing: lines lead from them to what they are about, and cross neither each other nor other pins."""

from __future__ import annotations

from itertools import combinations
from math import hypot

from deckbrief.base.length import px
from deckbrief.base.record import replace
from deckbrief.draft.nodes import Node
from deckbrief.draft.spots import Spot
from deckbrief.layout.figures.callouts import away_from
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.frame import Group, Image, Shape
from deckbrief.layout.path import Point
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.figures.test_shapes import THEMES, drawn, items_of, node_of, parts_of
from tests.support.outlines import corners_of

SPOT = st.tuples(st.integers(2, 98), st.integers(2, 98))


def _map(spots: list[tuple[int, int]], lead: int = 0) -> Drawing:
    node: Node = node_of("map", parts_of(len(spots), 3, lead, 0))
    parts = zip(node.children, spots, strict=True)
    return drawn(
        replace(node, children=tuple(replace(part, spot=Spot(at=(x / 100, y / 100))) for part, (x, y) in parts)),
        THEMES[0],
    )


def _ends(line: Shape) -> tuple[Point, Point]:
    """Return where a line begins and ends: a stretch of four corners."""
    a, b, c, d = corners_of(line)
    return ((a[0] + d[0]) / 2, (a[1] + d[1]) / 2), ((b[0] + c[0]) / 2, (b[1] + c[1]) / 2)


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    def turn(a: Point, b: Point, c: Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = one, other
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


@settings(max_examples=40)
@given(st.lists(SPOT, min_size=1, max_size=6, unique=True), st.sampled_from((0, 5)))
def test_places_of_a_map_are_named_beside_their_pins_or_numbered(spots: list[tuple[int, int]], lead: int) -> None:
    drawing = _map(spots, lead)
    items = list(items_of(drawing))
    assert [item for item in drawing.items if isinstance(item, Image)]
    pins = {
        item.name: item.items[0].rect
        for item in drawing.items
        if isinstance(item, Group) and item.name.endswith("· pin")
    }
    assert len(pins) == len(spots)
    lines = {item.name: _ends(item) for item in items if isinstance(item, Shape) and item.name.endswith("· line")}
    numbers = [item for item in items if "number" in item.name]
    assert (len(lines), len(numbers)) in ((len(spots), 0), (0, 2 * len(spots)))
    for name, (start, end) in lines.items():
        near = {
            pin
            for pin, rect in pins.items()
            if away_from((float(rect.center_x), float(rect.center_y)), start, end) < rect.width / 2 + px(4)
        }
        assert near == {name.replace("· line", "· pin")}
        own = pins[name.replace("· line", "· pin")]
        left_free = hypot(end[0] - own.center_x, end[1] - own.center_y) - own.width / 2
        assert px(1) <= left_free <= px(3), "it ends at the white rim of its pin, and not over it"
    left = [ends for ends in lines.values() if ends[0][0] < ends[1][0]]
    right = [ends for ends in lines.values() if ends[0][0] > ends[1][0]]
    for side in (left, right):
        assert not any(_cross(*pair) for pair in combinations(side, 2))


def test_few_places_far_from_each_other_are_named_beside_their_pins() -> None:
    items = items_of(_map([(20, 30), (50, 60), (80, 30)]))
    assert sum(item.name.endswith("· line") for item in items) == 3
