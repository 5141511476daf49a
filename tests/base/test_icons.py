"""Icons are found by words of both languages, the most telling first; there are enough of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from deckbrief.base.icons.keys import everyday_words, icon_words, icons_by_words, nearest_icons
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.layout.icon import icon_for


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


# Everyday words -------------------------------------------------------------------------------------------------------

HERE = Path(__file__).parent / "everyday"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nearly_every_word_of_a_trainer_s_day_finds_an_icon_and_not_all_of_them(lang: str) -> None:
    """The lists hold people, places, meals, weather, money, work: `python -m tests.base.test_icons` tells the rate."""
    words = (HERE / f"{lang}.txt").read_text("utf-8").split()
    found = {word: icons_by_words([word]) for word in words}
    missed = [word for word, icons in found.items() if not icons]
    assert len(words) > 200
    assert len(missed) <= len(words) * 0.08, missed
    assert max(map(len, found.values())) < len(icon_words()) / 6


def test_what_an_icon_is_drawn_for_comes_before_what_it_may_stand_for() -> None:
    assert "wheelchair" in icons_by_words(["老人"])
    assert next(iter(icons_by_words(["学校"]))) in ("graduation-cap", "chalkboard-teacher", "student", "books")
    assert next(iter(icons_by_words(["城市"]))) == next(iter(icons_by_words(["cities"]))) == "city"
    own = list(icons_by_words(["flag"]))
    assert own[0] == "flag"


def test_everyday_words_are_of_icons_that_there_are_and_choose_none_on_slides() -> None:
    assert set(everyday_words()) <= set(icon_words())
    assert all(terms for terms in everyday_words().values())
    assert [icon_for(word) for word in ("老人", "孩子", "公交")] == ["", "", ""]


if __name__ == "__main__":
    for told in ("zh", "en"):
        known = (HERE / f"{told}.txt").read_text("utf-8").split()
        hits = [word for word in known if icons_by_words([word])]
        sys.stdout.write(f"{told}: {len(hits)} of {len(known)} ({len(hits) / len(known):.0%})\n")
