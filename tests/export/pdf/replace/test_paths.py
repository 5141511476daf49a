"""Path data says in PDF what it says in SVG."""

from __future__ import annotations

from math import cos, hypot, pi, sin

import pytest
from deckbrief.export.pdf.replace.paths import XY, NotPlain, arc_curves, path_operators
from hypothesis import assume, given
from hypothesis import strategies as st

sizes = st.floats(0.5, 50)
places = st.floats(-50, 50)


def test_path_operators_are_those_of_the_commands() -> None:
    assert path_operators("M1 2L3-4 5,6H7V8Q9 9 1 8ZM.5.5") == (
        b"1 2 m\n3 -4 l\n5 6 l\n7 6 l\n7 8 l\n8.3333 8.6667 6.3333 8.6667 1 8 c\nh\n0.5 0.5 m"
    )


@given(
    st.tuples(places, places), st.tuples(places, places), sizes, sizes, st.floats(0, 180), st.booleans(), st.booleans()
)
def test_an_arc_lies_on_one_ellipse_from_end_to_end(
    start: tuple[float, float],
    end: tuple[float, float],
    rx: float,
    ry: float,
    turn: float,
    large: bool,
    clockwise: bool,
) -> None:
    assume(hypot(start[0] - end[0], start[1] - end[1]) > 0.1)
    curves = list(arc_curves(start, (rx, ry), turn, large, clockwise, end))
    assert curves[-1][4:] == end
    assert 1 <= len(curves) <= 4
    angle = turn * pi / 180

    def round_(x: float, y: float) -> XY:
        """Return the place where the ellipse is a circle of radius 1, if it was not too small."""
        return (cos(angle) * x + sin(angle) * y) / rx, (cos(angle) * y - sin(angle) * x) / ry

    passed = [start]
    for x1, y1, x2, y2, x, y in curves:
        last = passed[-1]
        passed.append((
            (last[0] + 3 * x1 + 3 * x2 + x) / 8, (last[1] + 3 * y1 + 3 * y2 + y) / 8,
        ))  # fmt: skip
        passed.append((x, y))
    placed = [round_(*point) for point in passed]
    (ax, ay), (bx, by), (cx, cy) = placed[0], placed[1], placed[2]
    # All lie on the circle through the first three.
    d = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
    assume(abs(d) > 1e-6)
    ux = ((ax**2 + ay**2) * (by - cy) + (bx**2 + by**2) * (cy - ay) + (cx**2 + cy**2) * (ay - by)) / d
    uy = ((ax**2 + ay**2) * (cx - bx) + (bx**2 + by**2) * (ax - cx) + (cx**2 + cy**2) * (bx - ax)) / d
    radius = hypot(ax - ux, ay - uy)
    assert all(abs(hypot(x - ux, y - uy) - radius) < 0.002 * radius + 1e-3 for x, y in placed)
    swept = (len(curves) - 1) * pi / 2
    assert not large or swept >= pi / 2, "more than half of it"


@pytest.mark.parametrize(
    "data", ["L9 9", "M0 0l9 9", "M0 0L9", "M0 0L9 9Z3", "M0 0C1 1 2 2", "M1e3 0", "3 4", "M0 0 %"]
)
def test_other_path_data_is_refused(data: str) -> None:
    with pytest.raises(NotPlain):
        path_operators(data)
