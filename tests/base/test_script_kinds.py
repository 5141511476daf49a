"""Kinds of characters agree with Unicode's own data, and rooms that asked each for themselves now agree."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import category

import pytest
from deckbrief.base.script import kinds
from deckbrief.base.script.kinds import (
    BOPOMOFO,
    EAST_ASIAN,
    HAN,
    HANGUL,
    KANA,
    SPACED,
    UNSPACED,
    has_han,
    is_unspaced,
    is_wide,
    language_of,
    terminal_cells,
)
from fontTools import unicodedata as scripts  # type: ignore[import-untyped]

ASSIGNED = "".join(char for char in map(chr, range(0x110000)) if category(char) not in ("Cn", "Co", "Cs"))


@pytest.mark.parametrize(
    ("letters", "names"), [(HAN, {"Hani"}), (KANA, {"Hira", "Kana"}), (BOPOMOFO, {"Bopo"}), (HANGUL, {"Hang"})]
)
def test_scripts_are_those_of_unicode(letters: str, names: set[str]) -> None:
    found = set(re.findall(f"[{letters}]", ASSIGNED))
    assert found == {char for char in ASSIGNED if scripts.script(char) in names}


def test_what_is_set_on_the_em_is_wide() -> None:
    """UAX #11; half-width kana and Hangul are of their scripts all the same, and combining marks have no width."""
    narrow = {char for char in re.findall(f"[{EAST_ASIAN}]", ASSIGNED) if not is_wide(char)}
    assert {scripts.block(char) for char in narrow} <= {
        "Halfwidth and Fullwidth Forms", "Hangul Jamo", "Hangul Jamo Extended-B", "CJK Symbols and Punctuation",
        "Spacing Modifier Letters", "Enclosed CJK Letters and Months",
    }  # fmt: skip
    letters = {char for char in ASSIGNED if is_wide(char) and category(char)[0] == "L"}
    others = {scripts.script(char) for char in letters - set(re.findall(f"[{EAST_ASIAN}]", ASSIGNED))}
    assert letters
    assert others <= {"Yiii", "Tang", "Nshu", "Kits", "Zyyy"}


def test_no_set_holds_ascii_and_the_wider_hold_the_narrower() -> None:
    for chars in (UNSPACED, EAST_ASIAN, SPACED, HAN):
        assert re.search(f"[{chars}]", "".join(map(chr, range(0x2E0)))) is None, chars
    assert set(re.findall(f"[{HAN}]", ASSIGNED)) < set(re.findall(f"[{UNSPACED}]", ASSIGNED))
    assert set(re.findall(f"[{UNSPACED}]", ASSIGNED)) < set(re.findall(f"[{EAST_ASIAN}]", ASSIGNED))


@pytest.mark.parametrize(
    ("text", "han", "unspaced", "lang"),
    [
        ("中文", True, True, "zh-CN"),
        ("かな", False, True, "ja-JP"),
        ("漢字かな", True, True, "ja-JP"),
        ("한국어", False, False, "ko-KR"),
        ("（1）", False, True, "en"),
        ("𠮷", True, True, "zh-CN"),
        ("〇", True, True, "zh-CN"),
        ("plain “text”", False, False, "en"),
    ],
)
def test_each_question_has_its_answer(text: str, han: bool, unspaced: bool, lang: str) -> None:
    assert (has_han(text), is_unspaced(text), language_of(text, "en")) == (han, unspaced, lang)
    assert language_of(text, "zh-CN") == "zh-CN"


def test_cells_of_a_terminal() -> None:
    assert [terminal_cells(char) for char in "a中한（\u0301\u200b"] == [1, 2, 2, 2, 0, 0]


def test_no_other_room_holds_ranges_of_east_asian_characters() -> None:
    """Who asks for themselves comes to disagree; `widths.py` is a table of advances, the rest asks this room."""
    package = Path(kinds.__file__).parents[2]
    files = [path for path in package.rglob("*.py") if path.parent.name != "script" and path.name != "widths.py"]
    assert len(files) > 100
    ranges = re.compile(
        r"\\u(?:2e80|3000|3040|3400|4e00|9fff|ac00|d7a3|f900|ff00)-|-\\u(?:9fff|d7a3|faff|ffef)|[㐀一]-[龥鿿]"
    )
    assert [path.name for path in files if ranges.search(path.read_text("utf-8"))] == []


def test_on_the_em_is_what_a_class_of_these_characters_finds() -> None:
    others = re.compile("[^\u3000-\u3029\u3030-\u303f\u3041-\u3096\u309b-\u30ff\u3400-\u9fff\uff01-\uff5e]")
    found = [point for point in range(0x11000) if kinds.is_on_the_em(chr(point))]
    assert found == [point for point in range(0x11000) if not others.search(chr(point))]
    assert kinds.is_on_the_em("统一战线")
    assert not kinds.is_on_the_em("统一 1")


@pytest.mark.parametrize(
    ("char", "script"),
    [("国", "Han"), ("、", "Han"), ("。", "Han"), ("か", "Hiragana"), ("한", "Hangul"), ("Ａ", "Latin"), ("ก", "Thai"),
     ("\u0e31", "Thai"), ("\U00010300", "Old Italic"), ("\U0001d400", ""), ("😀", ""), ("1", ""), ("\u0301", "")],
)  # fmt: skip
def test_what_scripts_are_called(char: str, script: str) -> None:
    assert kinds.script_of(char) == script
