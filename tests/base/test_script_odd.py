"""Odd characters: gone where they do harm, kept where they mean something, and one rule whoever asks."""

from __future__ import annotations

import re

import pytest
from deckbrief.base.script.odd import cleaned, label
from hypothesis import given
from hypothesis import strategies as st

ODD = (
    "\x00\x0b\x0c\r\x85\u2028\u2029\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u202a\u202b\u202c\u202d\u202e\u2066"
    "\u2067\u2068\u2069\ufe0e\ufe0f\U000e0100\U000e0041\U000e007f\U0001f3f4\ud800\udfff\ufff9\ufffb\u180e"
    "\u2061 \n中a❤1\u20e3"
)
texts = st.one_of(st.text(), st.text(st.sampled_from(ODD)), st.text(st.one_of(st.sampled_from(ODD), st.characters())))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一\u2028二\x85三\r\n四\u2029五", "一\n二\n三\n四\n五"),
        ("\u202eabc", "\u202eabc\u202c"),
        ("\u2067abc", "\u2067abc\u2069"),
        ("a\u202cb\u2069c", "abc"),
        ("\u2067\u202aabc\u2069d", "\u2067\u202aabc\u202c\u2069d"),
        ("\u202aab\ncd", "\u202aab\u202c\ncd"),
        ("\ufe0f中", "中"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),
        ("a \ufe0fb", "a b"),
        ("❤\ufe0f\ufe0f", "❤\ufe0f"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("\u200d中\u200d", "中"),
        ("\ufeff中\ud800文", "中文"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f"),
        ("中\U000e0067文", "中文"),
        ("中\u200b文\u2060字", "中\u200b文\u2060字"),
        ("co\u00adop", "co\u00adop"),
    ],
)
def test_what_is_done_with_each_kind(text: str, expected: str) -> None:
    assert cleaned(text) == expected


@given(texts)
def test_cleaning_again_changes_nothing_and_plain_text_stays(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
    plain = re.sub("[^ -~一-龥，。]", "", text)
    assert cleaned(plain) == plain


@given(texts)
def test_nothing_is_left_that_does_harm(text: str) -> None:
    clean = cleaned(text)
    assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufff9-\ufffb]", clean) is None
    assert re.search(r"(?:^|\s)[\ufe00-\ufe0f\U000e0100-\U000e01ef\u200c\u200d]", clean) is None
    for line in clean.split("\n"):
        assert depth_at_end(line) == 0, ascii(line)


def depth_at_end(line: str) -> int:
    """Return how much of UAX #9 is open at a line's end; an end that closes nothing is an error."""
    opened: list[str] = []
    for char in line:
        if char in "\u202a\u202b\u202d\u202e":
            opened.append("\u202c")
        elif char in "\u2066\u2067\u2068":
            opened.append("\u2069")
        elif char in "\u202c\u2069":
            assert opened.pop() == char
    return len(opened)


@given(texts)
def test_a_label_is_on_one_line_and_hides_nothing(text: str) -> None:
    shown = label(text)
    assert re.search("[\n\t\u00ad\u200b\u2060]", shown) is None
    assert label(shown) == shown


def test_a_label_keeps_its_words() -> None:
    assert label("co\u00adop\u200beration\u2028plan") == "cooperation plan"
