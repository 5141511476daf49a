"""Names of steps that are built alike: the key word is large, what leads to it stands above it."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest
from deckbrief.base.length import Rect
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures import chain, hub, timeline
from deckbrief.layout.figures.alike_names import shared_end, shared_leads, with_key_words
from deckbrief.layout.figures.drawing import Stage

from tests.layout.figures.test_kinds import paragraphs
from tests.layout.figures.test_stage_use import LOADED, assert_fills

ALIKE = ("在实践中探索", "在探索中规范", "在规范中破题", "在破题中创新", "在创新中发展")


def steps(*names: str, symbol: str = "") -> tuple[Node, ...]:
    return tuple(Node(label=name, path=f"x.{place}", symbol=symbol) for place, name in enumerate(names))


def test_no_word_is_parted_from_its_key_word() -> None:
    found = with_key_words(steps("健全一个组织", "突出一个重点", "打造一个品牌"))
    assert [(part.symbol, part.label) for part in found] == [
        ("健全一个", "组织"),
        ("突出一个", "重点"),
        ("打造一个", "品牌"),
    ]


def test_key_words_are_what_stands_behind_the_character_that_all_share() -> None:
    found = with_key_words(steps(*ALIKE))
    assert [(part.symbol, part.label) for part in found] == [(name[:4], name[4:]) for name in ALIKE]
    assert [part.path for part in found] == [f"x.{place}" for place in range(5)]


@pytest.mark.parametrize(
    "names",
    [
        ALIKE[:2],
        ("探索实践", "规范探索", "破题规范"),
        ("在实践中探索", "在探索中规范", "破题规范"),
        ("统战工作好", "统战制度好", "统战队伍好"),
        ("在实践中探索", "在探索中探索", "在规范中探索"),
        ("learn by doing", "learn by seeing", "learn by asking"),
        ("“中”字探索", "“中”字规范", "“中”字破题"),
    ],
)
def test_names_that_are_not_built_alike_stay_whole(names: tuple[str, ...]) -> None:
    assert with_key_words(steps(*names)) == list(steps(*names))


def test_steps_with_symbols_keep_these() -> None:
    assert with_key_words(steps(*ALIKE, symbol="一")) == list(steps(*ALIKE, symbol="一"))


@pytest.mark.parametrize("way", ["rise", "fall"])
@pytest.mark.parametrize("count", [3, 4, 5])
@pytest.mark.parametrize("name", sorted(LOADED))
def test_key_words_of_rising_steps_are_at_least_twice_as_large_as_what_leads_to_them(
    way: str, count: int, name: str, body: Rect
) -> None:
    drawing = chain.draw(
        Node(label="步步", path="x", direction=way, children=steps(*ALIKE[:count])), body, LOADED[name]
    )
    told = paragraphs(drawing)
    leads = [each for each in told if each.text in {each[:4] for each in ALIKE}]
    keys = [each for each in told if each.text in {each[4:] for each in ALIKE}]
    assert len(leads) == len(keys) == count
    assert len({each.size for each in keys}) == len({each.size for each in leads}) == 1
    assert keys[0].size >= 2 * leads[0].size
    assert {len(each.lines) for each in told} == {1}
    assert_fills(drawing, body)


@pytest.mark.parametrize("kind", [chain, timeline])
@pytest.mark.parametrize("way", ["", "rise"])
def test_steps_that_nothing_tells_apart_are_counted_as_before(kind: ModuleType, way: str, body: Rect) -> None:
    parts = tuple(replace(part, lead="挂出四十一张") for part in steps("动员", "推进", "收官"))
    drawing = kind.draw(Node(label="步步", path="x", direction=way, children=parts), body, LOADED["plain"])
    assert [each.text for each in paragraphs(drawing) if each.text.isdigit()] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("names", "end"),
    [
        (("政党关系", "民族关系", "海内外同胞关系"), "关系"),
        (("政党关系", "民族关系"), ""),
        (("政党关系", "民族关系", "宗教事务"), ""),
        (("标准化", "项目化", "信息化"), ""),
        (("关系", "民族关系", "宗教关系"), ""),
        (("learn by doing", "play by doing", "ask by doing"), ""),
    ],
)
def test_the_word_that_all_names_end_with_is_found(names: tuple[str, ...], end: str) -> None:
    assert shared_end(steps(*names)) == end


@pytest.mark.parametrize("name", sorted(LOADED))
def test_what_names_of_a_ring_end_with_is_small_below_what_tells_them_apart(name: str) -> None:
    theme = LOADED[name]
    layout = theme.layout("split", 1)
    box, stage = layout.body, Stage(form="split", layout=layout)
    parts = steps("政党关系", "民族关系", "宗教关系", "阶层关系", "海内外同胞关系")
    node = Node(label="和谐", path="x", title="五方面关系和谐", children=parts)
    told = paragraphs(hub.draw(node, box, theme, stage=stage))
    ends = [each for each in told if each.text == "关系"]
    names = [each for each in told if each.text + "关系" in {part.label for part in parts}]
    assert len(names) == 5
    *small, middle = sorted(float(each.size) for each in ends)
    assert small == [18.0] * 5
    assert middle >= 34, "where they meet it is told large"
    assert min(each.size for each in names) >= 34


@pytest.mark.parametrize(
    ("names", "leads"),
    [
        (("健全一个组织", "突出一个重点", "搭建一批平台"), ("健全一个", "突出一个", "搭建一批")),
        (("健全一个组织", "突出一个重点", "搭建平台"), ()),
        (("健全一个组织", "突出一个组织", "搭建一批平台"), ()),
        (("一个中心", "两个基点", "三个面向"), ("一个", "两个", "三个")),
        (("如何选人", "如何用人", "如何育人"), ("如何",) * 3),
        (("如何选人", "如何用人"), ()),
        (("如何选", "如何用", "如何育"), ()),
        (("政党关系", "民族关系", "宗教关系"), ()),
        (("pick one team", "pick one place", "pick one day"), ()),
    ],
)
def test_what_leads_to_the_word_that_tells_names_apart_is_found(names: tuple[str, ...], leads: tuple[str, ...]) -> None:
    assert shared_leads(steps(*names)) == leads
