"""Marks in texts: told as they say in Chinese and in English; what is no mark stays as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.base.emphasis import Span, spans, without_marks
from deckbrief.content.paths import texts
from deckbrief.content.read import read_pack
from hypothesis import given
from hypothesis import strategies as st

STRONG = [
    ("**“三步”**走", "“三步”"),
    ("**《意见》**的", "《意见》"),
    ("**重点：**先做", "重点："),
    ("三、**《办法》（试行）**，", "《办法》（试行）"),
    ("“**群众**”的事", "群众"),
    ("a **bold** word", "bold"),
    ("**All**", "All"),
    ("她说**“好”**。", "“好”"),
    ("が**「重要」**です", "「重要」"),
]

LITERAL = (
    "1*2*3", "2**3**4", "5 * 3 * 2", "a*b*c", "1+10+N", "**未闭合", "x = y == z", "一==二", "见[注](第一页)",
    "C:\\dir\\new", "*", "**", "[x](javascript:alert(1))", "snake_case_name", "3*4=12，5*6=30",
)  # fmt: skip


@pytest.mark.parametrize(("text", "strong"), STRONG)
def test_what_is_strong_in_chinese_is_strong(text: str, strong: str) -> None:
    assert [span.text for span in spans(text) if span.strong] == [strong]
    assert "*" not in without_marks(text)


@pytest.mark.parametrize("text", LITERAL)
def test_what_is_no_mark_stays(text: str) -> None:
    assert spans(text) == (Span(text),)


def test_all_marks_are_known() -> None:
    assert spans("要*着重*、==高亮==、`a*b`、[网](https://a.cn/?x=1)") == (
        Span("要"), Span("着重", weight=True), Span("、"), Span("高亮", marked=True), Span("、"),
        Span("a*b", code=True), Span("、"), Span("网", link="https://a.cn/?x=1"),
    )  # fmt: skip
    assert spans("***都要***做")[0] == Span("都要", strong=True, weight=True)


def test_a_backslash_keeps_a_mark() -> None:
    assert spans(r"\*不是\*，\`也不是\`") == (Span("*不是*，`也不是`"),)


@pytest.mark.parametrize("folder", ["content", "tests/packs/english/content", "tests/packs/chinese/content"])
def test_content_without_marks_comes_out_as_it_stands(folder: str) -> None:
    pack = read_pack(Path(folder))
    said = [text for document in pack.documents for text in texts(document) if text]
    assert len(said) > 100
    assert [text for text in said if without_marks(text) != text] == []


@given(st.text(st.sampled_from("*=`\\[]()字a1 “”，"), max_size=24))
def test_no_text_is_lost(text: str) -> None:
    kept = [character for character in text if character in "字a1“”，"]
    assert [character for character in without_marks(text) if character in "字a1“”，"] == kept
