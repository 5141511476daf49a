"""Words of other languages are found by their letters, and nothing of a text is lost."""

from __future__ import annotations

import pytest
from deckbrief.base.script.languages import stretches
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "lang", "parts"),
    [
        ("吃김치 찌개吧", "zh-CN", [("吃", "zh-CN"), ("김치 찌개", "ko-KR"), ("吧", "zh-CN")]),
        ("希伯来语שלום עולם。", "zh-CN", [("希伯来语", "zh-CN"), ("שלום עולם", "he-IL"), ("。", "zh-CN")]),
        ("德语Gemütlichkeit一词", "zh-CN", [("德语", "zh-CN"), ("Gemütlichkeit", "de-DE"), ("一词", "zh-CN")]),
        ("法语déjà vu", "zh-TW", [("法语", "zh-TW"), ("déjà vu", "fr-FR")]),
        ("老友Толстой说", "zh-CN", [("老友", "zh-CN"), ("Толстой", "ru-RU"), ("说", "zh-CN")]),
        ("假名カタカナ", "zh-CN", [("假名", "zh-CN"), ("カタカナ", "ja-JP")]),
        ("カタカナと漢字", "ja", [("カタカナと漢字", "ja")]),
        ("α和の", "zh-CN", [("α和の", "zh-CN")]),
        ("用 PowerPoint 打开", "zh-CN", [("用 PowerPoint 打开", "zh-CN")]),
        ("Hello 김치!", "en", [("Hello ", "en"), ("김치", "ko-KR"), ("!", "en")]),
        ("naïve", "en", [("naïve", "en")]),
        ("Über uns", "de", [("Über uns", "de")]),
        ("PowerPoint", "zh-CN", [("PowerPoint", "en-US")]),
    ],
)
def test_words_of_other_languages(text: str, lang: str, parts: list[tuple[str, str]]) -> None:
    assert stretches(text, lang) == parts


@given(st.text(alphabet="a ü中の김שЖα1，", max_size=30), st.sampled_from(["zh-CN", "en", "ja", "ko", "de"]))
def test_nothing_is_lost(text: str, lang: str) -> None:
    parts = stretches(text, lang)
    assert "".join(part for part, _ in parts) == text
    assert all(found for _, found in parts)
    assert len(parts) == 1 or all(part for part, _ in parts)
