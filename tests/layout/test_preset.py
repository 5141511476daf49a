"""Text rectangles and connection sites of presets, against worked examples of ECMA-376's presetShapeDefinitions."""

from __future__ import annotations

from math import cos, pi

import pytest
from deckbrief.base.length import Emu, Rect
from deckbrief.layout.preset import site, sites, text_rect

WIDE = Rect(Emu(1000), Emu(2000), Emu(200_000), Emu(100_000))


def test_a_rectangle_and_what_is_not_known_have_all_their_room() -> None:
    assert text_rect("rect", WIDE) == WIDE
    assert text_rect("mathPlus", WIDE) == WIDE


def test_an_ellipse_has_its_inscribed_rectangle() -> None:
    room = text_rect("ellipse", WIDE)
    assert room.width == pytest.approx(200_000 * cos(pi / 4), abs=2)
    assert room.height == pytest.approx(100_000 * cos(pi / 4), abs=2)
    assert (room.center_x, room.center_y) == pytest.approx((WIDE.center_x, WIDE.center_y), abs=2)


def test_round_corners_keep_text_clear_of_the_curve() -> None:
    assert text_rect("roundRect", WIDE, (("adj", 10_000),)) == WIDE.inset(2929)  # 0.29289 of the radius
    assert text_rect("roundRect", WIDE) == WIDE.inset(round(16_667 * 0.29289))
    assert text_rect("round2SameRect", WIDE, (("adj1", 10_000), ("adj2", 0))) == WIDE.inset(2929, 2929, 2929, 0)


def test_points_and_notches_keep_text_clear() -> None:
    assert text_rect("homePlate", WIDE, (("adj", 40_000),)) == WIDE.inset(0, 0, 20_000, 0)
    assert text_rect("chevron", WIDE, (("adj", 40_000),)) == WIDE.inset(40_000, 0, 40_000, 0)
    assert text_rect("triangle", WIDE) == WIDE.inset(50_000, 50_000, 50_000, 0)


def test_sites_go_round_against_the_clock_from_the_top() -> None:
    top, left, bottom, right = sites("roundRect", WIDE)
    assert top == (WIDE.center_x, WIDE.y)
    assert left == (WIDE.x, WIDE.center_y)
    assert bottom == (WIDE.center_x, WIDE.bottom)
    assert right == (WIDE.right, WIDE.center_y)
    inner = text_rect("ellipse", WIDE)
    assert sites("ellipse", WIDE)[1::2] == [
        (inner.x, inner.y),
        (inner.x, inner.bottom),
        (inner.right, inner.bottom),
        (inner.right, inner.y),
    ]
    assert site("chevron", WIDE, 1, (("adj", 40_000),)) == (WIDE.x + 40_000, WIDE.center_y)
    assert site("chevron", WIDE, 3, (("adj", 40_000),)) == (WIDE.right, WIDE.center_y)
    assert site("homePlate", WIDE, 2, (("adj", 40_000),)) == (WIDE.right - 40_000, WIDE.bottom)


def test_nothing_is_glued_to_a_preset_whose_sites_are_not_known() -> None:
    with pytest.raises(KeyError):
        sites("triangle", WIDE)
