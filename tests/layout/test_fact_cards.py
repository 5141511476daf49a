"""Facts with the whole slide to themselves: cards that fill it, their words as large as they have room."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from deckbrief.base.length import points, px
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.frame import AnyItem, Group, Text
from deckbrief.layout.slide.lists import draw_list
from deckbrief.layout.text.fit import DoesNotFit
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.small_pack import THEME

BODY = THEME.layout("cards", 1).body
FACTS = (
    ("时间", "3月8日至9日"), ("地点", "河湾街道"), ("主办", "社区学院、河湾街道办事处"), ("协办", "街道图书馆"),
    ("参加", "近30个社区"), ("交流发言", "城南、城北、河湾、老城"), ("主题", "助餐"), ("费用", "不收费"),
    ("带什么", "一支笔"),
)  # fmt: skip
ENGLISH = (("When", "8 and 9 March"), ("Where", "Riverside Centre"), ("Who", "Managers of thirty meal points"),
           ("How", "In groups of five"), ("Price", "Free"), ("Bring", "A pen and last month's figures"))  # fmt: skip


def flat(items: tuple[AnyItem, ...]) -> Iterator[AnyItem]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from flat(item.items)


def cards_of(*facts: tuple[str, str]) -> tuple[list[Group], list[Text]]:
    entries = tuple(Entry(lead=name, text=text) for name, text in facts)
    drawing = draw_list(ListBlock(style="cards", entries=entries), BODY, THEME)
    cards = [item for item in drawing.items if isinstance(item, Group)]
    texts = [item for item in flat(drawing.items) if isinstance(item, Text) and item.name.startswith("cards text")]
    return cards, texts


@pytest.mark.parametrize("facts", [*(FACTS[:count] for count in (5, 6, 7, 8, 9)), ENGLISH[:5], ENGLISH])
def test_facts_stand_in_rows_of_cards_that_fill_the_stage(facts: tuple[tuple[str, str], ...]) -> None:
    cards, texts = cards_of(*facts)
    rows = sorted({card.rect.y for card in cards})
    assert len(cards) == len(texts) == len(facts)
    assert 2 <= len(rows) <= 3
    assert len({card.rect.height for card in cards}) == 1
    assert max(card.rect.bottom for card in cards) - min(card.rect.y for card in cards) >= BODY.height - px(1)
    for row in rows:
        own = sorted((card.rect for card in cards if card.rect.y == row), key=lambda rect: rect.x)
        assert own[0].x == BODY.x
        assert abs(own[-1].right - BODY.right) <= points(1)
    if len(facts) % len(rows) == 0:
        assert len({card.rect.x for card in cards}) == len(facts) // len(rows), "columns stand below each other"
    assert not any(one.rect.overlaps(other.rect) for one, other in combinations(cards, 2))


@pytest.mark.parametrize("facts", [FACTS[:6], ENGLISH])
def test_what_a_fact_is_is_larger_than_what_it_is_called_and_numbers_have_the_hue(
    facts: tuple[tuple[str, str], ...],
) -> None:
    cards, texts = cards_of(*facts)
    (size,) = {paragraph.size for text in texts for paragraph in text.body.paragraphs}
    assert size >= 26
    names = [item for item in flat(tuple(cards)) if isinstance(item, Text) and item.name.startswith("lead ")]
    (small,) = {paragraph.size for name in names for paragraph in name.body.paragraphs}
    assert small < size
    runs = [run for text in texts for paragraph in text.body.paragraphs for run in paragraph.runs]
    numbers = [run for run in runs if run.color == THEME.color("hue")]
    assert [run.text for run in numbers] == [run.text for run in runs if run.text[:1].isdigit()] != []
    assert all(run.size is None for run in runs), "a larger one would have its line higher than it was measured"


def test_icons_stand_on_all_cards_or_on_none() -> None:
    for facts, signs in ((FACTS[:6], 6), ((*FACTS[:5], ("无此词", "城南")), 0)):
        cards, _ = cards_of(*facts)
        found = [item for item in flat(tuple(cards)) if isinstance(item, Group) and item.name.startswith("mark ")]
        assert len(found) == signs


def test_whole_sentences_stand_in_rows() -> None:
    cards, _ = cards_of(
        *[("主持人", "掌握进度，让每个人都说到，三句话说完，不清楚的地方当场问，时间到了就停下来。" * 2)] * 6
    )
    assert len({card.rect.x for card in cards}) == 1


words = st.text(st.sampled_from("四度统战“”，。12ab "), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(words, words), min_size=5, max_size=9))
def test_words_of_facts_have_room(facts: list[tuple[str, str]]) -> None:
    try:
        cards, texts = cards_of(*facts)
    except DoesNotFit:
        return
    assert all(BODY.contains(item.rect) for item in flat(tuple(cards)))
    for text in [*texts, *(item for item in flat(tuple(cards)) if isinstance(item, Text))]:
        assert points(text.body.height) <= text.rect.height
        assert all(line.width <= text.rect.width for each in text.body.paragraphs for line in each.lines)
