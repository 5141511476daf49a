"""Icons: every key draws, words find their icon, siblings get one each or none."""

from __future__ import annotations

import re

import pytest
from deckbrief.base.icons.keys import ICON_KEYS, OUTLINES, Terms, icon_words
from deckbrief.layout.icon import GRID, icon_for, icon_outlines, icons_of


def test_there_are_many_and_each_draws() -> None:
    assert len(ICON_KEYS) >= 150
    drawn = [row.partition(" ")[0] for row in OUTLINES.read_text("utf-8").splitlines()]
    assert drawn == sorted(ICON_KEYS)
    for key in drawn:
        outlines = icon_outlines(key)
        assert outlines.lines.data
        assert outlines.solid.data
        for outline in outlines:  # control points may lie a little outside
            assert re.fullmatch(r"(?:[MLC][-0-9 ]+|Z)*", outline.data), key
            numbers = [int(number) for number in re.findall(r"-?\d+", outline.data)]
            assert not numbers or (min(numbers) >= -64 and max(numbers) <= GRID + 64), key


def test_every_icon_stands_for_chinese_and_for_english_words() -> None:
    found = icon_words().values()
    both = [words for words in found if any(w.isascii() for w in words) and not all(w.isascii() for w in words)]
    assert len(both) >= 150


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("组织机构", "tree-structure"), ("骨干队伍", "users-three"), ("服务", "hand-heart"), ("考核", "list-checks"),
        ("督查", "list-checks"), ("协商", "chats-circle"), ("制度规范", "scroll"), ("保障条件", "shield-check"),
        ("发展", "trend-up"), ("引领", "compass"), ("基地", "buildings"), ("平台", "buildings"), ("品牌", "medal"),
        ("共建", "handshake"), ("合作", "handshake"), ("学习", "graduation-cap"), ("培训", "graduation-cap"),
        ("网络", "device-mobile"), ("文化", "books"), ("民生", "heart"), ("组织网络", "tree-structure"),
        ("Staff training", "graduation-cap"), ("Safety first", "shield-check"), ("无此词", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_longest_known_term_decides(text: str, key: str) -> None:
    assert icon_for(text) == key


def test_latin_words_are_found_whole() -> None:
    assert icon_for("planet") == "planet"
    assert icon_for("planning") == ""


def test_a_pack_s_own_map_goes_by_its_terms() -> None:
    assert Terms({"智囊": "brain", "同心": "heart"}).in_text("同心智囊团") == "brain"
    assert Terms({"智囊": "brain"}).in_text("别的") == ""


def test_all_siblings_get_an_icon_or_none_does() -> None:
    assert icons_of([("", "组织"), ("", "服务")]) == ("tree-structure", "hand-heart")
    assert icons_of([("", "组织"), ("", "无此词")]) == ()
    assert icons_of([("", "服务"), ("", "关爱")]) == (), "two have the same"
    assert icons_of([("star", "服务"), ("", "关爱")]) == ("star", "hand-heart")
    assert icons_of([]) == ()


def test_there_is_no_such_icon() -> None:
    with pytest.raises(KeyError):
        icon_outlines("no-such-icon")
