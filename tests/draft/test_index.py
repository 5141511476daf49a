"""Names to an index: heads, order, equal names, and the characters that a code does not put in order."""

from __future__ import annotations

from deckbrief.base.script.order import DIGITS, OTHERS
from deckbrief.draft.index import IndexEntry, index


def order(*names: str, lang: str = "zh-CN") -> list[str]:
    return [entry.name for group in index([(name, name) for name in names], lang) for entry in group.entries]


def heads(*names: str, lang: str = "zh-CN") -> list[str]:
    return [group.head for group in index([(name, name) for name in names], lang)]


def test_chinese_names_are_in_the_order_of_pinyin() -> None:
    assert order("重庆", "北京", "上海", "安徽", "北安", "广东") == ["安徽", "北安", "北京", "重庆", "广东", "上海"]
    assert heads("重庆", "北京", "上海", "安徽", "北安", "广东") == ["A", "B", "C", "G", "S"]


def test_rarer_characters_stand_among_the_others() -> None:
    """泸, 婺, 鄞 and 嗳 are in the second level of GB 2312, which is in the order of radicals; 臺 is not in it."""
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
    assert order("한국어", "走", "，") == ["走", "，", "한국어"]
    assert heads("한국어", "走") == ["Z", OTHERS]
    assert heads("臺灣") == ["T"]


def test_other_languages_are_in_the_order_of_their_letters_without_accents() -> None:
    names = ("Zebra", "éclair", "apple", "Ångström", "Éclairs", "“ebony”", "2nd", "词")
    assert order(*names, lang="en") == ["2nd", "Ångström", "apple", "“ebony”", "éclair", "Éclairs", "Zebra", "词"]
    assert heads(*names, lang="en") == [DIGITS, "A", "E", "Z", OTHERS]


def test_equal_names_are_one_entry_with_all_their_places() -> None:
    (group,) = index([("夜校", "a"), ("义仓", "b"), ("夜校", "c")], "zh")
    assert group.entries == (IndexEntry("夜校", ("a", "c")), IndexEntry("义仓", ("b",)))


def test_nothing_gives_nothing() -> None:
    assert index([], "zh") == []
