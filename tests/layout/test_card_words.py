"""Words of cards: names large over what is quiet, sentences parted where all are larger for it, one thing uncounted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from deckbrief.base.length import Rect, points
from deckbrief.draft.slides import Entry, ListBlock, ListStyle
from deckbrief.layout.frame import AnyItem, Group, Text
from deckbrief.layout.slide.lists import draw_list
from deckbrief.layout.text.fit import DoesNotFit
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.small_pack import THEME

BODY = THEME.layout("cards", 1).body
LAYOUT = THEME.layout("split-cards", 1)
GOALS = (
    "说得出四处各自的主线，和其中几个关键做法。",
    "能从六个方面比较各处做法的异同。",
    "会用别处的做法分析一个案例。",
)
LONG = "写得出一份起步方案：借鉴哪一条做法，谁来做，第一步做什么。"


def flat(items: Sequence[AnyItem]) -> Iterator[AnyItem]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from flat(item.items)


def told(style: ListStyle, texts: Sequence[str], box: Rect = LAYOUT.body) -> tuple[list[AnyItem], list[Text]]:
    drawing = draw_list(
        ListBlock(style=style, entries=tuple(Entry(text=text) for text in texts)), box, THEME, 1, LAYOUT
    )
    items = list(flat(drawing.items))
    return items, [item for item in items if isinstance(item, Text) and item.name.startswith(f"{style} text")]


def test_a_long_sentence_is_parted_where_all_are_larger_for_it() -> None:
    _, texts = told("steps", (*GOALS, LONG))
    firsts = {text.body.paragraphs[0].size for text in texts}
    assert len(firsts) == 1
    assert min(firsts) >= 28
    name, rest = texts[-1].body.paragraphs
    assert "".join(run.text for run in name.runs) == "写得出一份起步方案"
    assert rest.size < name.size
    assert rest.level == 1
    assert all(len(text.body.paragraphs) == 1 for text in texts[:-1])


@pytest.mark.parametrize("style", ["steps", "questions"])
def test_sentences_that_are_large_as_they_are_stay_whole(style: ListStyle) -> None:
    _, texts = told(style, ("各说一句：最想带走的是哪一条做法。", "说完听一听。"))
    assert all(len(text.body.paragraphs) == 1 for text in texts)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_names_of_what_is_to_be_taken_along_are_larger_than_what_is_under_them(count: int) -> None:
    _, texts = told("checks", ["合作写清进度：哪项在深化，哪项已启动。"] * count)
    assert len(texts) == count
    for text in texts:
        name, detail = text.body.paragraphs
        assert name.size >= {1: 48, 2: 40, 3: 36, 4: 30}[count]
        assert 18 <= detail.size <= 0.75 * name.size


@pytest.mark.parametrize("box", [BODY, LAYOUT.body])
def test_a_single_thing_to_take_along_has_a_sign_and_no_number(box: Rect) -> None:
    items, texts = told("checks", ["从一张工作台做起，做成了再铺开。"], box)
    assert not [item for item in items if isinstance(item, Text) and item.body.text == "1"]
    assert isinstance(next(item for item in items if item.name == "mark 1"), Group), "an icon"
    assert texts[0].body.paragraphs[0].size >= 48
    drawing = draw_list(ListBlock(style="checks", entries=(Entry(text="做成了再铺开。"),), first=3), box, THEME)
    seals = [item for item in flat(drawing.items) if item.name == "mark 3"]
    assert seals, "the last of several is counted, also on a slide of its own"


words = st.text(st.sampled_from("四度统战“”，。：1234abc "), min_size=1, max_size=60)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["steps", "questions", "checks"]), st.lists(words, min_size=1, max_size=6))
def test_words_have_room_however_they_are_parted(style: ListStyle, texts: list[str]) -> None:
    try:
        _, found = told(style, texts)
    except DoesNotFit:
        assert len(texts) > 3
        return
    assert len(found) == len(texts)
    assert len({text.body.paragraphs[0].size for text in found}) == 1, "siblings have one size"
    for text in found:
        assert points(text.body.height) <= text.rect.height
        assert all(line.width <= text.rect.width for each in text.body.paragraphs for line in each.lines)


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_a_story_is_told_and_not_counted_and_larger_than_steps_are(count: int) -> None:
    texts = ("街道里有三十多位教师、医生、律师，平时请来开会，没有固定的事做。",) * count
    items, said = told("story", texts)
    assert not [item for item in items if item.name.startswith("mark ")]
    assert len([item for item in items if item.name.startswith("edge ")]) == count
    _, steps = told("steps", texts)
    assert said[0].body.paragraphs[0].size >= steps[0].body.paragraphs[0].size
    assert said[0].rect.width > steps[0].rect.width


def test_takeaways_of_which_not_all_have_a_name_are_parted_where_they_would_be_small() -> None:
    long = "为成员搭好载体：协商有“同心智囊团”，服务有“同心服务团”，发展有“同心共富”。"
    _, texts = told(
        "checks", ("结成对子，联系到村：各基层组织对口联系乡镇（街道）和村（社区）。", "先减少，再摆放。", long)
    )
    assert [len(text.body.paragraphs) for text in texts] == [2, 1, 2]
    assert {text.body.paragraphs[0].size for text in texts} == {texts[0].body.paragraphs[0].size}
    assert texts[0].body.paragraphs[0].size >= 28


@pytest.mark.parametrize("count", [2, 3, 5, 7])
def test_several_questions_have_numerals_on_their_cards_and_no_tiles(count: int) -> None:
    items, texts = told("questions", ["三十多位党外人士，可以借鉴哪几样载体？"] * count)
    assert not [item for item in items if item.name.startswith("tile ")]
    marks = [item for item in items if isinstance(item, Text) and item.name.startswith("mark ")]
    assert [mark.body.text for mark in marks] == [str(number) for number in range(1, count + 1)]
    for mark, text in zip(marks, texts, strict=True):
        assert mark.body.paragraphs[0].color == THEME.color("hue")
        assert mark.rect.right <= text.rect.x
    _, steps = told("steps", ["三十多位党外人士，可以借鉴哪几样载体？"] * count)
    assert texts[0].rect.width >= steps[0].rect.width
