"""Pillars: posters where nothing is said but names, rows where columns would be narrow, gold for the one to look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from deckbrief.base.length import Rect, points, px
from deckbrief.draft.nodes import Leaf, Node
from deckbrief.layout.figures import pillars
from deckbrief.layout.figures.kit import bounds
from deckbrief.layout.frame import Text, walk
from deckbrief.theme.theme import Theme
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.figures.test_kinds import paragraphs, shapes
from tests.support.small_pack import THEME

MakeNode = Callable[..., Node]
BODY = THEME.layout("figure", 1).body
TERMS = ("指导思想", "历史经验", "建党精神", "三个坚持", "广泛凝聚")


@pytest.mark.parametrize("count", range(1, 13))
@pytest.mark.parametrize("leaves", [0, 1, 3])
def test_pillars_fill_the_stage(count: int, leaves: int, node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = pillars.draw(node(count, leaves=leaves, leaf=6), body, theme)
    around = bounds(item.rect for item in drawing.items)
    assert around.height >= 0.95 * body.height
    assert around.width >= 0.95 * body.width


def test_names_alone_are_posters_with_a_sign_each(node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = pillars.draw(node(4), body, theme)
    heads = [shape for shape in shapes(drawing, "round1Rect") if shape.name.endswith("head")]
    assert len(heads) == 4
    assert min(head.rect.height for head in heads) >= 0.45 * body.height
    assert [each.text for each in paragraphs(drawing) if each.text.isdigit()] == ["01", "02", "03", "04"]
    one = pillars.draw(node(1), body, theme)
    assert not [each.text for each in paragraphs(one) if each.text.isdigit()], "a single one is not counted"


def test_narrow_columns_of_one_row_each_become_rows(body: Rect, theme: Theme) -> None:
    parts = tuple(
        Node(
            label=term, path=f"c#f.{place}", leaves=(Leaf(text="深刻把握党的百年奋斗历史经验", path=f"c#f.{place}.0"),)
        )
        for place, term in enumerate(TERMS)
    )
    drawing = pillars.draw(Node(label="要求", path="c#f", children=parts), body, theme)
    lefts = {item.rect.x for item in drawing.items}
    assert lefts == {body.x}, "each has a row of its own"
    details = [each for each in paragraphs(drawing) if each.text.startswith("深刻")]
    assert len(details) == 5
    for detail in details:
        assert len(detail.lines) == 1
        assert detail.size >= 30
        assert detail.face == "major", "it is said, not explained"
    assert len({detail.size for detail in details}) == 1
    names = [each for each in paragraphs(drawing) if each.text in TERMS]
    assert len(names) == 5
    assert max(name.size for name in names) <= details[0].size


@pytest.mark.parametrize(
    ("icons", "shown"), [(("flag", "star", "heart", "books", "medal"), 5), (("flag", "", "", "push-pin", ""), 0)]
)
def test_rows_of_one_thing_said_have_icons_all_or_none(icons: tuple[str, ...], shown: int) -> None:
    parts = tuple(
        Node(label=f"{term}一", path=f"c#f.{term}", icon=key, leaves=(Leaf(text="把握奋斗的历史经验", path="c#f.0"),))
        for term, key in zip(("甲乙丙丁", "戊己庚辛", "壬癸子丑", "寅卯辰巳", "午未申酉"), icons, strict=True)
    )
    drawing = pillars.draw(Node(label="要求", path="c#f", children=parts), BODY, THEME)
    assert {item.rect.x for item in drawing.items} == {BODY.x}, "rows"
    assert sum(item.name.endswith("icon") for item in walk(drawing.items)) == shown
    said = [each for each in paragraphs(drawing) if each.text.startswith("把握")]
    assert min(each.size for each in said) >= 30


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.sampled_from("四度统战，。12ab "), min_size=1, max_size=50), min_size=3, max_size=7))
def test_rows_of_one_thing_said_fill_the_stage_and_have_room(told: list[str]) -> None:
    parts = tuple(
        Node(label=TERMS[number % 5], path=f"c#f.{number}", leaves=(Leaf(text=text, path=f"c#f.{number}.0"),))
        for number, text in enumerate(told)
    )
    drawing = pillars.draw(Node(label="要求", path="c#f", children=parts), BODY, THEME, reveal=True)
    around = bounds(item.rect for item in drawing.items)
    assert around.height >= 0.95 * BODY.height
    assert [getattr(item, "click", 0) for item in drawing.items] == [*range(1, len(told) + 1)]
    for item in walk(drawing.items):
        if isinstance(item, Text):
            assert points(item.body.height) <= item.rect.height
            assert all(line.width <= item.rect.width for each in item.body.paragraphs for line in each.lines)


def test_the_pillar_to_look_at_is_gold(node: MakeNode, body: Rect, theme: Theme) -> None:
    root = node(3, leaves=2)
    second = replace(root.children[1], highlight=True)
    drawing = pillars.draw(replace(root, children=(root.children[0], second, root.children[2])), body, theme)
    heads = [item for item in walk(drawing.items) if item.name.endswith("head")]
    gold, hue = theme.color("gold"), theme.color("hue")
    assert [getattr(head, "fill", None) for head in heads] == [hue, gold, hue]


@pytest.mark.parametrize("counts", [(3, 6, 4), (2, 2, 3), (3, 2, 2), (1, 3, 2), (4, 4, 4)])
def test_heads_are_alike_and_rows_fill_each_body(counts: tuple[int, ...], body: Rect, theme: Theme) -> None:
    parts = tuple(
        Node(
            label=f"参与{name}", path=f"x.{name}",
            leaves=tuple(Leaf(text="服务团组", path=f"x.{name}.{row}") for row in range(count)),
        )
        for name, count in zip("甲乙丙", counts, strict=True)
    )  # fmt: skip
    drawing = pillars.draw(Node(label="x", path="x", children=parts), body, theme)
    heads = [item.rect for item in walk(drawing.items) if item.name.endswith("head")]
    assert len({(head.y, head.height) for head in heads}) == 1
    for count, head, group in zip(counts, heads, drawing.items, strict=True):
        rules = sorted(item.rect.y for item in walk([group]) if "rule" in item.name.split(" · "))
        edges = [head.bottom, *rules, body.bottom]
        assert len(edges) == count + 1
        steps = [after - before for before, after in pairwise(edges)]
        assert max(steps) - min(steps) <= px(2), "rows share all of the body"


@pytest.mark.parametrize(
    ("names", "least"), [("统战督", 66), (("立起", "实起", "强起"), 66), (("Rub", "Wash", "Ask"), 66)]
)
def test_names_of_a_syllable_or_two_are_signs(names: tuple[str, ...], least: float, body: Rect, theme: Theme) -> None:
    parts = tuple(
        Node(label=name, path=f"x.{name}", leaves=(Leaf(text="服务团组", path=f"x.{name}.0"),) * 2) for name in names
    )
    told = paragraphs(pillars.draw(Node(label="x", path="x", children=parts), body, theme))
    assert [float(each.size) for each in told if each.text in names] == [66] * 3


def test_heads_at_the_left_leave_rows_their_width_and_keep_their_icons(body: Rect, theme: Theme) -> None:
    keys = ("drop", "thermometer", "flame", "flower-lotus")
    parts = tuple(
        Node(
            label=name, lead="文化为核，政治引领", path=f"x.{name}", icon=key,
            leaves=tuple(Leaf(text="中心+会+团+室+库", path=f"x.{name}.{row}") for row in range(3)),
        )
        for name, key in zip(("醇度", "温度", "烈度", "香度"), keys, strict=True)
    )  # fmt: skip
    low = Rect(body.x, body.y, body.width, px(448))
    drawing = pillars.draw(Node(label="x", path="x", children=parts), low, theme)
    heads = [item.rect for item in walk(drawing.items) if item.name.endswith("head")]
    cards = [item.rect for item in walk(drawing.items) if item.name.endswith("card")]
    assert max(head.width / card.width for head, card in zip(heads, cards, strict=True)) < 0.4
    assert len([item for item in walk(drawing.items) if item.name.endswith("icon")]) == 4


def parts_with(leads: tuple[str, ...], rows: int) -> tuple[Node, ...]:
    return tuple(
        Node(
            label=name, lead=lead, path=f"x.{name}",
            leaves=tuple(Leaf(text="按照这一标准来打造", path=f"x.{name}.{row}") for row in range(rows)),
        )
        for name, lead in zip(("架构", "标准", "路径", "工具书"), leads, strict=True)
    )  # fmt: skip


TERMED = ("“1+10+N”", "“四好五化六有”", "“十个一”活动", "45 万字")


@pytest.mark.parametrize(("leads", "rows", "termed"), [
    (TERMED, 1, True), (TERMED, 2, False), (("有制度", "有队伍", "有阵地", "有品牌"), 1, False),
    ((*TERMED[:3], "写进一本四十五万字的工具书里"), 1, False),
])  # fmt: skip
def test_terms_and_numbers_head_pillars_of_one_row_with_their_names_below(
    leads: tuple[str, ...], rows: int, termed: bool, body: Rect, theme: Theme
) -> None:
    drawing = pillars.draw(Node(label="x", path="x", children=parts_with(leads, rows)), body, theme)
    sizes = {each.text: each.size for each in paragraphs(drawing)}
    assert (sizes[leads[0]] > sizes["架构"]) == termed
    assert set(sizes) == {*leads, "架构", "标准", "路径", "工具书", "按照这一标准来打造"}


@pytest.mark.parametrize("seats", [False, True])
def test_rows_of_as_many_in_each_pillar_stand_at_one_level(seats: bool, body: Rect, theme: Theme) -> None:
    long, keys = (
        "调研协商、一线协商、村湾协商、议事协商等",
        iter(["scroll", "shield-check", "books", "medal", "handshake", "eye"]),
    )
    rows = (("学习", long, "服务"), (long, "团组", "平台"))
    parts = tuple(
        Node(
            label=f"参与{name}", path=f"x.{name}",
            children=tuple(
                Node(label=text, path=f"x.{name}.{row}", icon=next(keys) if seats else "none")
                for row, text in enumerate(each)
            ),
        )
        for name, each in zip("甲乙", rows, strict=True)
    )  # fmt: skip
    drawing = pillars.draw(Node(label="x", path="x", children=parts), body, theme)
    rules = [item.rect for item in walk(drawing.items) if "rule" in item.name.split(" · ")]
    assert len(rules) == 4
    assert len({rule.y for rule in rules}) == 2
    heads = [item.rect for item in walk(drawing.items) if item.name.endswith("head")]
    assert len({head.bottom for head in heads}) == 1


@pytest.mark.parametrize("names", [("Rub", "Wash"), ("统战", "督查")])
def test_names_beside_icons_keep_the_size_that_their_heads_have_room_for(
    names: tuple[str, ...], body: Rect, theme: Theme
) -> None:
    parts = tuple(
        Node(
            label=name,
            lead="20 to 30 s",
            path=f"x.{name}",
            icon=key,
            leaves=(Leaf(text="团组", path=f"x.{name}.0"),) * 3,
        )
        for name, key in zip(names, ("drop", "hand-soap"), strict=True)
    )
    drawing = pillars.draw(Node(label="x", path="x", children=parts), body, theme)
    assert [float(each.size) for each in paragraphs(drawing) if each.text in names] == [66, 66]
    assert len([item for item in walk(drawing.items) if item.name.endswith("icon")]) == 2
