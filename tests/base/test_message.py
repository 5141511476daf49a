"""Messages: English words that know what they were made of, and another language's at the end."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import ClassVar

import pytest
from deckbrief.base.message import (
    Message,
    asked_language,
    catalogue_of,
    foreign,
    msg,
    packed,
    plural,
    unpacked,
    worded,
)
from hypothesis import given
from hypothesis import strategies as st


class Small:
    """A catalogue of a few words."""

    words: ClassVar = {
        "a {noun} lacks the key '{key}'": "{noun}缺少“{key}”一项",
        "part": "部分",
        "{ratio:.2f} to 1": "{ratio:.2f} 比 1",
        "{number} problem": "{number} 个问题",
    }

    def gettext(self, message: str) -> str:
        return self.words.get(message, message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.words.get(one, one if number == 1 else many)


LACKS = msg("a {noun} lacks the key '{key}'", noun=msg("part"), key="name")


def test_a_message_is_its_english_words() -> None:
    assert LACKS == "a part lacks the key 'name'"
    assert msg("braces { stay } where nothing stands for them") == "braces { stay } where nothing stands for them"
    assert msg("{ratio:.2f} to 1", ratio=2.345) == "2.35 to 1"


def test_it_is_worded_at_the_end_with_its_arguments() -> None:
    assert worded(LACKS, Small()) == "部分缺少“name”一项"
    assert worded(LACKS, None) == str(LACKS)
    assert worded("no message", Small()) == "no message"
    assert worded(msg("{ratio:.2f} to 1", ratio=2.345), Small()) == "2.35 比 1"


@pytest.mark.parametrize(
    ("number", "english", "chinese"), [(1, "1 problem", "1 个问题"), (3, "3 problems", "3 个问题")]
)
def test_plurals(number: int, english: str, chinese: str) -> None:
    message = plural(number, "{number} problem", "{number} problems")
    assert (message, worded(message, Small())) == (english, chinese)


def test_what_others_say_stays_as_it_is() -> None:
    said = foreign("expected {token}")
    assert said == worded(said, Small()) == "expected {token}"


@given(st.dictionaries(st.sampled_from("abc"), st.one_of(st.text(), st.integers(), st.floats(allow_nan=False))))
def test_it_crosses_to_another_process_and_to_json_whole(arguments: dict[str, object]) -> None:
    message = msg("".join(f"{{{name}}}" for name in arguments) or "x", **arguments)
    for same in (pickle.loads(pickle.dumps(message)), unpacked(json.loads(json.dumps(packed(message))))):
        assert isinstance(same, Message)
        assert (same, same.template, same.arguments) == (message, message.template, message.arguments)
    nested = unpacked(packed(LACKS))
    assert worded(nested, Small()) == "部分缺少“name”一项"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "C", "LANGUAGE": "zh"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "de_DE"}, "de"),
    ],
)
def test_the_environment_says_the_language(environment: dict[str, str], language: str) -> None:
    assert asked_language(environment) == language


def test_english_and_unknown_languages_need_no_catalogue(tmp_path: Path) -> None:
    assert catalogue_of("en-GB") is catalogue_of("tlh") is None
