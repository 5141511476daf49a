"""Outlines: what a pen draws lies where it was drawn, and is the same in every writer."""

from __future__ import annotations

import re
from math import hypot

import pytest
from deckbrief.base.length import Emu, Rect, px
from deckbrief.export.geometry import outline_path
from deckbrief.layout.path import FINENESS, Pen, on_circle, quarter_rings, sector
from hypothesis import given
from hypothesis import strategies as st

CORNERS = ("tl", "tr", "bl", "br")


def box(width: float, height: float) -> Rect:
    return Rect(px(100), px(50), px(width), px(height))


def test_a_pen_s_rectangle_is_just_around_what_it_draws() -> None:
    rect, outline = Pen().polygon([(1000, 2000), (13_000, 2000), (7000, 9000)]).outline()
    assert (rect.x, rect.y) == (1000, 2000)
    assert rect.width - 12_000 in range(FINENESS)
    assert rect.height - 7000 in range(FINENESS)
    assert outline.data == f"M0 0L{round(12_000 / FINENESS)} 0L{round(6000 / FINENESS)} {round(7000 / FINENESS)}Z"


@given(st.floats(0, 360), st.floats(5, 355))
def test_an_arc_is_held_by_its_rectangle(start: float, sweep: float) -> None:
    center, radius = (1e6, 2e6), 4e5
    rect, _ = Pen().move(*on_circle(center, radius, start)).arc(center, radius, start, sweep).outline()
    for step in range(21):
        x, y = on_circle(center, radius, start + sweep * step / 20)
        assert rect.x - 1 <= x <= rect.right + 1
        assert rect.y - 1 <= y <= rect.bottom + 1


@pytest.mark.parametrize("corner", CORNERS)
@given(inner=st.floats(0, 900), ring=st.floats(1, 400), width=st.floats(100, 900), height=st.floats(100, 700))
def test_rings_are_cut_off_at_their_box(corner: str, inner: float, ring: float, width: float, height: float) -> None:
    place = box(width, height)
    try:
        rect, outline = quarter_rings(place, corner, [(px(inner), px(inner + ring))]).outline()
    except ValueError:
        assert px(inner) >= hypot(place.width, place.height) - 2
        return
    assert place.inset(-FINENESS).contains(rect)
    assert outline.width * FINENESS == rect.width
    assert all(int(number) >= 0 for number in re.findall(r"[ML]([-0-9]+)", outline.data))


def test_a_ring_as_large_as_its_box_starts_and_ends_on_the_edges() -> None:
    place = box(200, 200)
    rect, outline = quarter_rings(place, "br", [(px(100), px(200))]).outline()
    assert rect == place
    assert outline.data.count("A") == 2
    path = outline_path(outline, 150, 150)
    assert path.startswith("M0 150L0 150A150 150 0 0 1 150 0")


@pytest.mark.parametrize(("notch", "points"), [(0, 2), (10, 3), (-10, 3)])
def test_a_sector_s_notch_is_one_more_corner_on_that_side(notch: float, points: int) -> None:
    pen = sector((0, 0), px(148), px(312), -126, 72, px(notch))
    rect, outline = pen.outline()
    assert outline.data.count("A") == (2 if not notch else 3)
    outwards = -rect.y
    assert abs(outwards - px(312 + max(0, -notch))) <= FINENESS


def test_a_whole_circle_is_drawn_in_two_turns_in_svg() -> None:
    rect, outline = Pen().circle((px(50), px(50)), px(20)).outline()
    assert rect == Rect(px(30), px(30), Emu(px(40)), Emu(px(40)))
    assert outline_path(outline, 30, 30).count("A") == 2
