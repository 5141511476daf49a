"""Trees: two branches are a pair of cards below their root; what branches hold stands in columns, in rows alike."""

from __future__ import annotations

import pytest
from deckbrief.base.length import Rect, px
from deckbrief.draft.nodes import Leaf, Node
from deckbrief.layout.figures import tree
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import bounds
from deckbrief.layout.frame import Connector, Shape, Text, walk
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.figures.test_kinds import paragraphs
from tests.layout.figures.test_stage_use import LOADED, STAGE, assert_fills, assert_steps, words


def branch(name: str, *entries: str) -> Node:
    leaves = tuple(Leaf(text=text, path=f"x.{name}.{place}") for place, text in enumerate(entries))
    return Node(label=name, path=f"x.{name}", leaves=leaves)


def drawn(*parts: Node, theme: str = "vermilion", lead: str = "") -> Drawing:
    return tree.draw(Node(label="标准体系", path="x", children=parts, lead=lead), STAGE, LOADED[theme])


def named(drawing: Drawing, word: str) -> list[Rect]:
    return [item.rect for item in walk(drawing.items) if word in item.name.split(" · ")]


@settings(max_examples=50)
@given(
    count=st.integers(1, 12), held=st.lists(st.integers(0, 4), min_size=12, max_size=12), long=st.booleans(),
    latin=st.booleans(), name=st.sampled_from(sorted(LOADED)),
)  # fmt: skip
def test_trees_fill_their_stage(count: int, held: list[int], long: bool, latin: bool, name: str) -> None:
    long = long and count <= 4
    held = [min(each, 4 if count <= 5 else 1) for each in held]
    parts = tuple(
        branch(f"{words(place, False, latin)}{place}", *(words(place + row, long, latin) for row in range(held[place])))
        for place in range(count)
    )
    drawing = tree.draw(Node(label=words(3, False, latin), path="x", children=parts), STAGE, LOADED[name])
    assert_fills(drawing, STAGE)
    assert_steps(paragraphs(drawing))


@pytest.mark.parametrize("theme", sorted(LOADED))
@pytest.mark.parametrize("lead", ["", "对口联系"])
@pytest.mark.parametrize(
    "parts",
    [
        (branch("25个乡镇（街道）"), branch("45个村（社区）")),
        (branch("回引"), branch("有困难找联合会")),
        (branch("市级", "工作规则", "分工细则"), branch("领域", "做到“三个带头”")),
    ],
)
def test_two_branches_are_a_pair_below_their_root(theme: str, lead: str, parts: tuple[Node, ...]) -> None:
    drawing = drawn(*parts, theme=theme, lead=lead)
    (left, right), root = named(drawing, "card"), drawing.items[0].rect
    assert (left.y, left.width, left.height) == (right.y, right.width, right.height)
    assert (root.x, root.y, root.right) == (STAGE.x, STAGE.y, STAGE.right)
    assert left.y > root.bottom
    assert left.bottom == right.bottom == STAGE.bottom
    assert right.right == STAGE.right
    labels = [item for item in walk(drawing.items) if isinstance(item, Text) and item.name.endswith("label")]
    assert len({label.body.paragraphs[0].size for label in labels}) == 1
    assert labels[0].body.paragraphs[0].size >= 36


def test_what_two_branches_count_is_drawn_in_dots_of_one_size() -> None:
    fields = [item for item in walk(drawn(branch("25个乡镇"), branch("9个村")).items) if item.name.endswith("dots")]
    assert len(fields) == 2
    many, few = (field.rect for field in fields)
    pitch = few.width / 9
    assert abs(many.width / 10 - pitch) < pitch * 0.05
    assert abs(many.height / 3 - pitch) < pitch * 0.15
    assert not [each for each in walk(drawn(branch("乡镇"), branch("村")).items) if each.name.endswith("dots")]


def test_lines_from_the_root_have_the_sections_hue() -> None:
    for count in (2, 4):
        drawing = drawn(*(branch(f"部门{place}") for place in range(count)))
        lines = [item for item in drawing.items if isinstance(item, Connector)]
        assert [line.stroke.color for line in lines] == [LOADED["vermilion"].color("hue", 1)] * count


def test_long_entries_stand_below_names_where_rows_get_alike_by_it() -> None:
    drawing = drawn(
        branch("履行主体责任", "纳入每年的工作要点", "第一责任人做到“三个带头”", "成员单位“一盘棋”、树立思想"),
        branch("强化议事协调", "议全局", "议专项"),
        branch("工作组织体系", "左右手、横向力量", "腿、下面的建设"),
    )
    cards = named(drawing, "card")
    assert max(card.height for card in cards) < 2 * min(card.height for card in cards)
    told = [each for each in paragraphs(drawing) if each.text != "标准体系"]
    assert {len(each.lines) for each in told} == {1}
    assert min(each.size for each in told) >= 20
    pairs = [item.rect for item in walk(drawing.items) if isinstance(item, Text) and "leaf" in item.name]
    assert pairs[3].y == pairs[4].y, "two short ones stand side by side"
    assert pairs[3].right <= pairs[4].x


def test_entries_stand_in_as_many_columns_as_leave_each_on_one_line() -> None:
    short = [f"规则{place}" for place in "甲乙丙丁戊己"]
    drawing = drawn(branch("市级部门", *short), branch("重点领域", *short[:3]), branch("基层组织", *short[:4]))
    leaves = [item for item in walk(drawing.items) if isinstance(item, Text) and "leaf" in item.name]
    assert len(leaves) == 13
    assert len({leaf.rect.x for leaf in leaves}) >= 2
    assert {len(each.lines) for leaf in leaves for each in leaf.body.paragraphs} == {1}
    rules = [item for item in walk(drawing.items) if isinstance(item, Shape) and "rule" in item.name.split(" · ")]
    assert rules
    assert not any(rule.rect.overlaps(leaf.rect) for rule in rules for leaf in leaves)
    assert STAGE.contains(bounds(rule.rect for rule in rules))


def test_names_leave_dots_beside_them_room_to_be_seen() -> None:
    drawing = drawn(branch("1个市级"), branch("10个重点领域"), branch("30个部门单位"))
    fields = [item.rect for item in walk(drawing.items) if item.name.endswith("dots")]
    assert len(fields) == 3
    assert fields[1].width >= px(250), "ten dots"
