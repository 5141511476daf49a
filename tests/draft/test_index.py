"""Names to an index: heads, order, equal names, and the characters that a code does not put in order."""

from __future__ import annotations

import pytest
from deckbrief.draft.index import DIGITS, OTHERS, IndexEntry, index
from deckbrief.draft.pinyin import AFTER, INITIALS


def order(*names: str, lang: str = "zh-CN") -> list[str]:
    return [entry.name for group in index([(name, name) for name in names], lang) for entry in group.entries]


def heads(*names: str, lang: str = "zh-CN") -> list[str]:
    return [group.head for group in index([(name, name) for name in names], lang)]


def test_chinese_names_are_in_the_order_of_pinyin() -> None:
    assert order("重庆", "北京", "上海", "安徽", "北安", "广东") == ["安徽", "北安", "北京", "广东", "上海", "重庆"]
    assert heads("重庆", "北京", "上海", "安徽", "北安", "广东") == ["A", "B", "G", "S", "Z"]


def test_rarer_characters_stand_among_the_others() -> None:
    """泸, 婺, 鄞 and 嗳 are in the second level of GB 2312, which is in the order of radicals."""
    assert order("鹿", "泸州", "庐山", "芦苇", "罗") == ["芦苇", "庐山", "泸州", "鹿", "罗"]
    assert heads("婺源", "鄞州", "嗳", "屙") == ["A", "E", "W", "Y"]


def test_marks_do_not_count() -> None:
    assert order("“四度”", "三先", "《条例》", "四巡") == ["三先", "“四度”", "四巡", "《条例》"]


def test_numbers_come_first_by_their_value_and_latin_words_before_the_characters_of_their_letter() -> None:
    assert order("啊", "App", "4321法", "1+10+N", "“1234”", "B超", "9") == [
        "1+10+N", "9", "“1234”", "4321法", "App", "啊", "B超",
    ]  # fmt: skip
    assert heads("App", "4321法", "1+10+N") == [DIGITS, "A"]


def test_what_no_letter_is_known_of_comes_last() -> None:
    assert order("臺灣", "走", "，") == ["走", "，", "臺灣"]
    assert heads("臺灣", "走") == ["Z", OTHERS]


def test_other_languages_are_in_the_order_of_their_letters_without_accents() -> None:
    names = ("Zebra", "éclair", "apple", "Ångström", "Éclairs", "“ebony”", "2nd", "词")
    assert order(*names, lang="en") == ["2nd", "Ångström", "apple", "“ebony”", "éclair", "Éclairs", "Zebra", "词"]
    assert heads(*names, lang="en") == [DIGITS, "A", "E", "Z", OTHERS]


def test_equal_names_are_one_entry_with_all_their_places() -> None:
    (group,) = index([("夜校", "a"), ("义仓", "b"), ("夜校", "c")], "zh")
    assert group.entries == (IndexEntry("夜校", ("a", "c")), IndexEntry("义仓", ("b",)))


def test_nothing_gives_nothing() -> None:
    assert index([], "zh") == []


def second_level() -> list[str]:
    codes = (bytes((high, low)) for high in range(0xD8, 0xF8) for low in range(0xA1, 0xFF))
    return [code.decode("gb2312") for code in codes]


def test_every_character_of_the_second_level_has_its_place_once() -> None:
    words = AFTER.split()
    assert sorted("".join(word[1:] for word in words)) == sorted(second_level())
    codes = [word[0].encode("gb2312") for word in words]
    assert codes == sorted(set(codes)), "in the order of the first level"
    assert codes[-1] < b"\xd8"


@pytest.mark.parametrize("initial", INITIALS[::2])
def test_a_letter_begins_with_its_first_character(initial: str) -> None:
    before = initial.encode("gb2312")[:1] + bytes((initial.encode("gb2312")[1] - 1,))
    (own,) = heads(initial)
    assert own == INITIALS[INITIALS.index(initial) + 1]
    if own != "A" and before[1] >= 0xA1:
        assert heads(before.decode("gb2312")) == [INITIALS[INITIALS.index(initial) - 1]]
