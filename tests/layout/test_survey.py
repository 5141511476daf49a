"""What people are asked on a feedback sheet: a card each, with lines below its question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from deckbrief.base.length import px
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.frame import AnyItem, Group, Text
from deckbrief.layout.slide.lists import draw_list
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.layout.text.line_boxes import line_boxes
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.small_pack import THEME

LAYOUT = THEME.layout("split-cards", 1)
ASKED = ("最有用的一点是什么？", "哪一处没有讲清楚，或者没有必要讲？", "三十天之内，您打算做的第一件事是什么？")
words = st.text(st.sampled_from("四度统战“”，。1234abc "), min_size=1, max_size=50)


def flat(items: Sequence[AnyItem]) -> Iterator[AnyItem]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from flat(item.items)


def sheet(texts: Sequence[str]) -> list[AnyItem]:
    block = ListBlock(style="survey", entries=tuple(Entry(text=text) for text in texts))
    return list(flat(draw_list(block, LAYOUT.body, THEME, 1, LAYOUT).items))


@pytest.mark.parametrize(("count", "least"), [(1, 44), (2, 36), (3, 30)])
def test_a_sheet_fills_the_field_and_its_questions_are_large(count: int, least: float) -> None:
    items = sheet(ASKED[:count])
    cards = [item.rect for item in items if item.name.startswith("card ")]
    texts = [item for item in items if isinstance(item, Text) and item.name.startswith("survey text")]
    assert len(cards) == len(texts) == count
    assert max(card.bottom for card in cards) >= LAYOUT.body.bottom - px(1)
    assert {text.body.paragraphs[0].size for text in texts} == {max(text.body.paragraphs[0].size for text in texts)}
    assert texts[0].body.paragraphs[0].size >= least
    assert all(text.placeholder == f"text-{number}" for number, text in enumerate(texts, 1)), "they are in the outline"


@pytest.mark.parametrize("count", range(1, 6))
def test_a_numeral_stands_within_its_card(count: int) -> None:
    items = sheet(["1"] * count)
    cards = [item.rect for item in items if item.name.startswith("card ")]
    marks = [item.rect for item in items if item.name.startswith("mark ")]
    assert len(cards) == len(marks) == count
    assert all(card.contains(mark) for card, mark in zip(cards, marks, strict=True))


@settings(max_examples=60, deadline=None)
@given(st.lists(words, min_size=1, max_size=7))
def test_lines_to_write_on_stand_below_each_question_on_its_card(texts: list[str]) -> None:
    try:
        items = sheet(texts)
    except DoesNotFit:
        assert len(texts) > 3
        return
    lines = [item.rect for item in items if item.name.startswith("write here ")]
    if not lines:  # too much is asked: rows of words
        assert len(texts) > 3 or max(map(len, texts)) > 20
        return
    cards = [item.rect for item in items if item.name.startswith("card ")]
    told = [item for item in items if isinstance(item, Text) and item.name.startswith("survey text")]
    for card, text in zip(cards, told, strict=True):
        own = [line for line in lines if card.contains(line)]
        assert own
        end = max(box.bottom for box in line_boxes(text.body, text.rect))
        assert all(line.y > end for line in own)
        assert end <= text.rect.bottom
