"""Headings break between words only, in lines of a shape, and say what was written."""

from __future__ import annotations

import re

import pytest
from deckbrief.base.script.words import cuts
from deckbrief.draft.headings import heading, heading_lines, whole_words
from deckbrief.theme.metrics import advances
from hypothesis import given
from hypothesis import strategies as st

TITLES = (
    "学校食堂食品安全管理工作会议暨陪餐制度推动现场会",
    "推动社区养老服务工作走深走实，建立健全助老志愿者联系服务机制",
    "“三本台账”管好社区图书馆：借阅有登记、破损有修补、新书有推荐，探索居民共建共管新路径",
    "Keeping every reading room open until nine with volunteers from the neighbourhood",
)


def _width(line: str) -> float:
    return advances(line, "bold")[-1] / 1000


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("ems", [14, 16, 20])
def test_lines_fit_end_between_words_and_hold_the_whole_title(title: str, ems: int) -> None:
    lines = heading_lines(title, ems)
    assert len(lines) > 1
    assert "".join(lines) == title
    at = 0
    for line in lines:
        assert _width(line) <= ems
        assert at not in cuts(title)
        at += len(line)


@pytest.mark.parametrize("title", TITLES[:3])
def test_an_official_title_is_a_trapezoid_or_a_diamond(title: str) -> None:
    widths = [_width(line) for line in heading_lines(title, 20, "tapered")]
    assert len(widths) in (2, 3)
    assert max(widths) - min(widths) >= 1, "no rectangle"
    if len(widths) == 3:
        assert not (widths[1] < widths[0] and widths[1] < widths[2]), "no hourglass"


def test_a_pause_is_the_first_choice() -> None:
    assert heading_lines("上半年工作总结 下半年工作安排", 10) == ["上半年工作总结 ", "下半年工作安排"]
    assert heading_lines("白天种地又办学，晚上学校读书", 10) == ["白天种地又办学，", "晚上学校读书"]


def test_what_fits_is_one_line() -> None:
    assert heading_lines("夜校", 10) == ["夜校"]
    assert str(heading("夜校")) == "夜\u2060校"


@given(st.text("学校食堂工作“”，：的A1 ", min_size=1, max_size=40), st.floats(3, 30))
def test_nothing_is_lost_whatever_the_text(text: str, ems: float) -> None:
    assert "".join(heading_lines(text, ems)) == text
    words = re.sub("<[^>]*>", "", str(heading(text, ems, "tapered")))
    kept = re.sub(r"[\s\u2060\u200b]", "", words)
    assert kept == re.sub(r"\s", "", text)


def test_joiners_stand_inside_chinese_words_only() -> None:
    joined = whole_words("学校食堂2号 Open“管理”")
    assert joined.replace("\u2060", "") == "学校食堂2号 Open“管理”"
    assert "学\u2060校食\u2060堂" in joined
    assert re.search("\u2060[^一-鿿]|[^一-鿿]\u2060", joined) is None
