"""Icons are found by words of both languages, the most telling first; there are enough of them."""

from __future__ import annotations

import pytest
from deckbrief.base.icons.keys import icon_words, icons_by_words, nearest_icons
from deckbrief.base.script.kinds import is_unspaced


def test_there_are_150_icons_with_words_in_chinese_and_english() -> None:
    words = icon_words()
    assert len(words) >= 150
    assert [key for key, terms in words.items() if not any(is_unspaced(term) for term in terms)] == []


@pytest.mark.parametrize(
    ("word", "key"), [("学习", "graduation-cap"), ("flight", "airplane-tilt"), ("Anchor", "anchor")]
)
def test_an_icon_is_found_by_its_words_and_its_key(word: str, key: str) -> None:
    assert key in list(icons_by_words([word]))[:3]


def test_what_is_named_exactly_comes_first_and_no_word_gives_all() -> None:
    found = icons_by_words(["提醒"])
    assert "提醒" in next(iter(found.values()))
    assert icons_by_words([]) == icon_words()
    assert set(icons_by_words(["flight"])) | set(icons_by_words(["提醒"])) == set(icons_by_words(["flight", "提醒"]))


def test_a_word_that_no_icon_has_is_told_what_is_near() -> None:
    assert icons_by_words(["zzzzqq"]) == {}
    assert "anchor" in nearest_icons(["anchr"])
