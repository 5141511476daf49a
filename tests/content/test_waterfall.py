"""Of what `strong` names in a waterfall, which are its sums, and which steps that are pointed at."""

from __future__ import annotations

import pytest
from deckbrief.content.waterfall import sums_of

NAMES = ("start", "in", "half", "out", "end")


@pytest.mark.parametrize(
    ("values", "strong", "sums"),
    [
        ((50, 20, 70, -30, 40), ("start", "half", "end"), {0, 2, 4}),
        ((50, 20, None, -30, None), ("start", "half", "end"), {0, 2, 4}),
        ((50, 20, 70, -30, 40), ("start", "out", "end"), {0, 4}),
        ((50, 20, 70, -30, 40), ("in",), set()),
        ((50.4, 20.4, 71, -30, 41), ("start", "half", "end"), {0, 2, 4}),
        ((50, 20, 90, -30, 99), ("start", "half", "end"), {0, 4}),
        ((50, 20, 70, -30, -40), ("start", "end"), {0}),
        ((), ("start",), set()),
    ],
)
def test_sums_are_what_the_steps_come_to(
    values: tuple[float | None, ...], strong: tuple[str, ...], sums: set[int]
) -> None:
    assert sums_of(NAMES, values, strong) == sums
