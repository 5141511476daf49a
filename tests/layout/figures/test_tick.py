"""The tick that stands on seals and answers: bold, and within its square."""

from __future__ import annotations

import pytest
from deckbrief.base.length import px
from deckbrief.layout.figures.shapes import around, tick

from tests.support.outlines import corners_of
from tests.support.small_pack import THEME


@pytest.mark.parametrize("side", [px(24), px(72), px(144)])
def test_a_tick_is_bold_and_lies_within_its_square(side: int) -> None:
    shape = tick("tick", px(400), px(300), side, THEME.color("ink"))
    assert around(px(400), px(300), side // 2 + px(1)).contains(shape.rect)
    corners = corners_of(shape)
    turned = zip(corners, corners[1:] + corners[:1], strict=True)
    area = abs(sum(x * b - a * y for (x, y), (a, b) in turned)) / 2
    assert area > 0.2 * shape.rect.width * shape.rect.height, "a fine line has a tenth of it"
