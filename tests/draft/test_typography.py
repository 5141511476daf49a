"""The filters of briefing templates."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from deckbrief.base.script.kinds import has_han
from deckbrief.draft.typography import (
    counted,
    ended,
    flush,
    han_number,
    paragraphs,
    quotes_may_start_lines,
    spaced,
    unsaid,
    unset,
)
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

MIXED = st.text(alphabet=st.sampled_from("统战四度的１ aB1203%&<>\"'·～“”、，。（）+"), max_size=40)
INVISIBLE = "\u200b\u2060"


class Named(NamedTuple):
    name: str


def folded(text: str) -> str:
    """Text without white space and invisible characters, as extracted text is compared."""
    return re.sub(rf"[\s{INVISIBLE}]", "", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("命名13类53个", "命名 13\u00a0类 53\u00a0个"),
        ("形成1+N组织架构图", "形成 1+N 组织架构图"),
        ("完成20%的任务量", "完成 20%\u00a0的任务量"),
        ("中心+会+团", "中心+\u200b会+团"),
        ("在第6段", "在第\u00a06\u00a0段"),
        ("以“四度”为抓手", "以\u200b“四度”\u200b为抓手"),
        ("“一”、“二”", "“一”、\u200b“二”"),
        ("【一】“二”「三四」", "【一】\u200b“二”\u200b「三四」"),
        ("plain English, 20 words", "plain English, 20 words"),
        ("第 4 期", "第 4 期"),
    ],
)
def test_spaces_between_scripts_and_breaks_beside_quotes(text: str, expected: str) -> None:
    assert str(spaced(text)).replace("\u2060", "") == expected


def test_no_line_starts_with_a_connector() -> None:
    assert "心\u2060·缔" in spaced("同心·缔造一起")
    assert "9\u2060～11" in spaced("上午9～11时")


def test_last_two_han_characters_stay_together() -> None:
    assert str(spaced("推进一体化建设。")) == "推进一体化建\u2060设。"
    assert str(spaced("推进“一体化”建设")).endswith("建\u2060设")
    assert str(spaced(Markup("推进<b>建设</b>"))) == "推进<b>建\u2060设</b>"
    assert "\u2060" not in spaced("全年共 20 个")


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("只有一个“醇”字。", "醇\u2060”\u2060字。"),
        ("充“电”、加“分”", "加\u2060“\u2060分”"),
        ("中心+团+室+库", "室\u2060+\u2060库"),
        ("加，“分”", "加\u2060，\u2060“\u2060分”"),
        (Markup('推进<span class="open">“</span>分”'), '进\u2060<span class="open">“</span>\u2060分”'),
        ("“一”、“二”", "“一”、\u200b“二”"),
    ],
)
def test_marks_between_the_last_two_stay_with_them(text: str, end: str) -> None:
    assert str(spaced(text)).endswith(end)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>（甲）、“乙”（丙）</p>", "<p>（甲）、\u200b“乙”\u200b（丙）</p>"),
        ("<p><b>甲</b><i>“乙”</i>丙</p>", "<p><b>甲\u200b</b><i>“乙”\u200b</i>丙</p>"),
        ("<p>甲</p><p>“乙”</p>", None),
        ("<head><title>甲“乙”</title></head>", None),
        ('<img alt="甲“乙”丙">', None),
        ("<svg><text>甲“乙”丙</text></svg>", None),
        ("<p>甲\u2060“\u2060乙”</p>", None),
    ],
)
def test_lines_break_outside_quotes_where_texts_meet(html: str, expected: str | None) -> None:
    assert quotes_may_start_lines(html) == (expected or html)
    assert quotes_may_start_lines(expected or html) == (expected or html)


@given(MIXED)
def test_what_was_written_can_be_extracted(text: str) -> None:
    assert folded(spaced(text).unescape()) == folded(text)


@given(MIXED)
def test_a_string_is_escaped_once(text: str) -> None:
    assert spaced(text) == spaced(escape(text))
    assert folded(str(spaced(text))) == folded(str(escape(text)))


@given(MIXED)
def test_setting_twice_changes_nothing(text: str) -> None:
    once = spaced(text)
    assert spaced(once) == once


def test_tags_and_entities_stay_whole() -> None:
    source = Markup('共<a href="a1?x=1&amp;y=中2文" title="第1个">53</a>个&#39;好&#39;')
    got = spaced(source)
    assert '<a href="a1?x=1&amp;y=中2文" title="第1个">' in got
    assert "共<a" not in got or "> 53" in got
    assert "53</a>\u00a0个&#39;好&#39;" in got


def test_an_opening_mark_at_the_start_of_a_heading_is_marked() -> None:
    assert flush("“四度”统战好").startswith('<span class="open">“</span>四度”')
    assert flush("四度") == spaced("四度")
    assert flush("") == ""


def test_has_han_tells_chinese_from_other_writing() -> None:
    assert has_han("A+B班")
    assert not has_han("20 books — “each”")


def test_unset_leaves_readable_text() -> None:
    assert unset(spaced("以“四度”做13类").unescape()) == "以“四度”做 13 类"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("聚智聚贤", "聚智聚贤。"),
        ("聚智聚贤。", "聚智聚贤。"),
        ("他说“好。”", "他说“好。”"),
        ("叫作“四度”", "叫作“四度”。"),
        ("Keep it short", "Keep it short."),
        ("Why?", "Why?"),
        ("", ""),
    ],
)
def test_ended(text: str, expected: str) -> None:
    assert ended(text) == expected


def test_paragraphs_escape_their_texts() -> None:
    assert paragraphs(["一 < 二", "三"]) == Markup("<p>一 &lt; 二</p>\n<p>三</p>")
    assert paragraphs(["x"], 'a"b') == Markup('<p class="a&#34;b">x</p>')


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九")]
)
def test_han_number(number: int, expected: str) -> None:
    assert han_number(number) == expected


def test_counted_follows_the_language() -> None:
    assert counted(3, "zh-CN") == "三"
    assert counted(3, "en") == "3"
    with pytest.raises(ValueError, match="between 1 and 99"):
        han_number(100)


@pytest.mark.parametrize(
    ("said", "names", "unsaid_names"),
    [
        ("平台有调研协商、一线协商。", ["调研协商", "村湾协商"], ["村湾协商"]),
        ("a partly done start", ["art", "start"], ["art"]),
        ("形成1+N架构", ["1+N", "N"], []),
        ("共53个", ["5", "53"], ["5"]),
        ("推进六大行动；原文只举两项。", ["推进六大行动。"], []),
        ("", ["甲"], ["甲"]),
    ],
)
def test_what_is_said_already_is_known_by_whole_words(said: str, names: list[str], unsaid_names: list[str]) -> None:
    entries = [Named(name) for name in names]
    assert [entry.name for entry in unsaid(entries, said, "name")] == unsaid_names
