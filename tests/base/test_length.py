"""Lengths convert, rectangles divide without overlap and without loss."""

from __future__ import annotations

from itertools import pairwise

from deckbrief.base.length import Emu, Rect, inches, points
from hypothesis import given
from hypothesis import strategies as st

_length = st.integers(0, 20_000_000)
_rects = st.builds(lambda x, y, w, h: Rect(Emu(x), Emu(y), Emu(w), Emu(h)), _length, _length, _length, _length)


def test_units_agree() -> None:
    assert inches(1) == points(72) == 914_400


@given(_rects, st.integers(1, 12), st.integers(0, 1000))
def test_columns_are_equal_and_lie_inside(rect: Rect, count: int, gap: int) -> None:
    rect = Rect(rect.x, rect.y, Emu(rect.width + gap * count), rect.height)
    columns = rect.columns(count, gap)
    assert len({column.width for column in columns}) == 1
    assert all(rect.contains(column) for column in columns)
    assert all(right.x - left.right == gap for left, right in pairwise(columns))
    assert 0 <= rect.right - columns[-1].right < count


@given(_rects, st.integers(1, 12), st.integers(0, 1000))
def test_rows_are_equal_and_lie_inside(rect: Rect, count: int, gap: int) -> None:
    rect = Rect(rect.x, rect.y, rect.width, Emu(rect.height + gap * count))
    rows = rect.rows(count, gap)
    assert all(rect.contains(row) for row in rows)
    assert all(lower.y - upper.bottom == gap for upper, lower in pairwise(rows))


@given(_rects, st.integers(0, 1000), st.integers(0, 1000))
def test_splits_share_the_length(rect: Rect, length: int, gap: int) -> None:
    top, below = rect.split_top(length, gap)
    left, beside = rect.split_left(length, gap)
    assert top.height + gap + below.height == rect.height
    assert left.width + gap + beside.width == rect.width
    assert (below.bottom, beside.right) == (rect.bottom, rect.right)
    assert not top.overlaps(below)
    assert not left.overlaps(beside)


def test_insets_take_one_two_or_four_values() -> None:
    rect = Rect(Emu(0), Emu(0), Emu(100), Emu(60))
    assert rect.inset(10) == Rect(Emu(10), Emu(10), Emu(80), Emu(40))
    assert rect.inset(10, 5) == Rect(Emu(10), Emu(5), Emu(80), Emu(50))
    assert rect.inset(1, 2, 3, 4) == Rect(Emu(1), Emu(2), Emu(96), Emu(54))


def test_touching_rectangles_do_not_overlap() -> None:
    rect = Rect(Emu(0), Emu(0), Emu(10), Emu(10))
    assert not rect.overlaps(rect.moved(10, 0))
    assert rect.overlaps(rect.moved(9, 9))
    assert rect.contains(rect)
