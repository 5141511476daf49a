"""Where words are: what a short line does not cut."""

from __future__ import annotations

import pytest
from deckbrief.base.script.words import cuts, words
from hypothesis import given
from hypothesis import strategies as st


def parted(text: str) -> str:
    """Text -> the same with a stroke wherever a line may end without cutting a word."""
    inside = cuts(text)
    return "".join(("" if at == 0 or at in inside else "|") + character for at, character in enumerate(text))


@pytest.mark.parametrize(
    "text",
    [
        "成员|单位|树立",
        "已经|在|做的|实事",
        "让|基层|统战|工作|真正|实|起来",
        "拼|经济|六大|专项|行动",
        "全省|首个|统战|人才|服务|中心",
        "“名医工作室”",
        "第一个月|摸底",
        "两个季度|观察",
    ],
)
def test_words_and_short_quotations_are_whole(text: str) -> None:
    assert parted(text.replace("|", "")) == text


@pytest.mark.parametrize("before", ["这个", "给这张", "每组围住一张", "找到", "我们的"])
@pytest.mark.parametrize("noun", ["工作台", "工位", "实验台", "操作员", "记录表", "工具箱", "工具库", "检查单"])
def test_a_compound_noun_that_the_list_has_not_is_whole(before: str, noun: str) -> None:
    first, last = len(before), len(before) + len(noun)
    assert cuts(f"{before}{noun}的吗") >= set(range(first + 1, last))
    assert first not in cuts(f"{before}{noun}的吗"), "a line may begin with it"


@pytest.mark.parametrize("text", ["打扫|一台|机器", "工作|机会", "我们|有|三位|老师", "学习|图书|知识"])
def test_what_is_a_word_of_its_own_is_no_head(text: str) -> None:
    whole = text.replace("|", "")
    starts = {len("".join(text.split("|")[:at])) for at in range(1, text.count("|") + 1)}
    assert not starts & cuts(whole)


@pytest.mark.parametrize("place", "上下中内外前后时间")
@pytest.mark.parametrize("word", ["桌子", "学校", "比赛"])
def test_a_place_or_time_of_one_character_belongs_to_the_word_before(word: str, place: str) -> None:
    assert len(word) + 1 in cuts(f"在{word}{place}观察")


@pytest.mark.parametrize("word", ["中心", "上午", "时间", "前面"])
def test_a_word_that_begins_like_a_place_is_one_of_its_own(word: str) -> None:
    assert 2 not in cuts(f"学校{word}")


@pytest.mark.parametrize("sign", "+＋")
@pytest.mark.parametrize("members", [("小组", "会", "站"), ("图书", "桌子"), ("班", "组", "队", "站", "点")])
def test_what_plus_signs_join_is_one_term(members: tuple[str, ...], sign: str) -> None:
    term = sign.join(members)
    text = f"老师观察{term}观察"
    assert cuts(text) >= set(range(5, 4 + len(term)))
    assert not {4, 4 + len(term)} & cuts(text), "a line may end before it and after it"


def test_no_line_begins_with_what_clings_to_the_word_before() -> None:
    assert 3 in cuts("来不了的人")
    assert {1, 2} & cuts("它的") == {1}


@pytest.mark.parametrize("text", ["", "a", "plain English text", "1234", "，。", "\U0001f600\U0001f600"])
def test_other_scripts_have_no_words_here(text: str) -> None:
    assert cuts(text) == frozenset()


@given(st.text(max_size=60))
def test_a_cut_lies_within_the_text(text: str) -> None:
    assert all(0 < at < len(text) for at in cuts(text))


@given(st.text(alphabet="统战工作历史的文化在基层导向“”，", max_size=40), st.integers(0, 40))
def test_a_clause_is_parted_alike_wherever_it_stands(text: str, at: int) -> None:
    text = text.replace("“", "").replace("”", "")
    before = "说明，"
    assert {cut + len(before) for cut in cuts(text)} - {len(before)} == {
        cut for cut in cuts(before + text) if cut > len(before)
    }


@pytest.mark.parametrize("word", ["店长", "营收", "人次", "满意度", "志愿者", "交接班", "一起", "康复师"])
def test_words_of_work_that_the_list_of_the_commonest_lacks_are_whole(word: str) -> None:
    inside = cuts(f"我们的{word}很好")
    assert set(range(4, 3 + len(word))) <= inside
    assert 3 not in inside


@pytest.mark.parametrize("noun", ["统战", "调研", "部长"])
@pytest.mark.parametrize("prefix", "大小新副")
def test_a_character_put_before_a_word_leaves_the_word_whole(prefix: str, noun: str) -> None:
    found = [(start, end) for start, end, _ in words(f"完善{prefix}{noun}工作")]
    assert (3, 5) in found or (2, 5) in found
