"""Where the first sentence of a text ends."""

from __future__ import annotations

import pytest
from deckbrief.base.script.sentences import first_sentence
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("先问候。再问餐。", "先问候。"),
        ("他说“先问候。再问餐。”然后坐下。", "他说“先问候。再问餐。”然后坐下。"),
        ("“先问候。”他说。", "“先问候。”他说。"),
        ("真的吗？！是的。", "真的吗？！"),
        ("Dr. Lin came. We ate.", "Dr. Lin came."),
        ("It costs 3.5 yuan. We pay.", "It costs 3.5 yuan."),
        ("Bread, rolls etc. are sold. We bake.", "Bread, rolls etc. are sold."),
        ("One sentence alone", "One sentence alone"),
        ("一句话。", "一句话。"),
    ],
)
def test_a_text_is_parted_behind_its_first_sentence(text: str, sentence: str) -> None:
    said, rest = first_sentence(text)
    assert said == sentence
    assert rest == text[len(sentence) :].strip()


@given(st.text(alphabet='字a A.。！?“”"（）', max_size=30))
def test_no_character_is_lost_but_spaces(text: str) -> None:
    said, rest = first_sentence(text)
    assert (said + rest).replace(" ", "") == text.replace(" ", "")
    assert said or not rest
