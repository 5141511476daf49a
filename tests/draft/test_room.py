"""Details of few words share a slide, two by two."""

from __future__ import annotations

from typing import Any

import pytest
from deckbrief.draft.room import has_room, sharing_slides

CHINESE, ENGLISH = {"sentence_gap": ""}, {"sentence_gap": " "}


def detail(name: str, size: int, entries: int = 2) -> dict[str, Any]:
    return {"name": name, "size": size, "entries": [name] * entries}


@pytest.mark.parametrize(
    ("sizes", "shared"),
    [([50, 50, 50], ["ab", "c"]), ([100, 91, 99], ["a", "bc"]), ([200], ["a"]), ([], []), ([10] * 4, ["ab", "cd"])],
)
def test_two_that_follow_share_a_slide_where_they_are_short(sizes: list[int], shared: list[str]) -> None:
    details = [detail(name, size) for name, size in zip("abcd", sizes, strict=False)]
    found = sharing_slides(details, CHINESE)
    assert ["".join(one["name"] for one in slide) for slide in found] == shared


def test_long_lists_stand_alone() -> None:
    assert [len(slide) for slide in sharing_slides([detail("a", 1, 4), detail("b", 1), detail("c", 1)], CHINESE)] == [
        1, 2,
    ]  # fmt: skip


def test_letters_are_narrower_than_full_width_characters() -> None:
    assert [has_room(27, "finding", words) for words in (CHINESE, ENGLISH)] == [False, True]
    assert [has_room(71, "finding", words) for words in (CHINESE, ENGLISH)] == [False, False]
