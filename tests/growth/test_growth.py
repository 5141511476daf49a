"""What a deck costs grows with its lists, not with their squares: counted in calls of functions, not in seconds."""

from __future__ import annotations

import pytest

from tests.growth.count import MOST, growth
from tests.growth.lists import LISTS

_ENTRIES = 60


@pytest.mark.parametrize("name", LISTS)
def test_four_times_as_many_entries_take_about_four_times_as_many_calls(name: str) -> None:
    few, many = growth(name, _ENTRIES)
    assert 0 < many <= MOST * few
