"""Names in the segments of a ring: inside of them, alike, and as large as a room reads from its last row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import atan2, degrees, hypot

import pytest
from deckbrief.base.length import Rect, px
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures import hub
from deckbrief.layout.figures.drawing import Drawing, Stage
from deckbrief.layout.frame import Group, Text, walk
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.figures.conftest import make_node
from tests.layout.figures.test_stage_use import LOADED

SEGMENTS = st.integers(3, 8)


def ring_of(node: Node, theme: str) -> tuple[Drawing, Rect]:
    layout = LOADED[theme].layout("split", 1)
    return hub.draw(node, layout.body, LOADED[theme], stage=Stage(form="split", layout=layout)), layout.body


def names_in(drawing: Drawing, node: Node) -> Iterator[Text]:
    """Yield the name of each part, as it stands in its segment."""
    groups = [item for item in drawing.items if isinstance(item, Group) and item.path in _paths(node)]
    assert len(groups) == len(node.children)
    for group in groups:
        yield from (item for item in walk(group.items) if isinstance(item, Text))


def _paths(node: Node) -> set[str]:
    return {part.path for part in node.children}


@settings(max_examples=60)
@given(
    count=SEGMENTS, lengths=st.lists(st.integers(1, 7), min_size=8, max_size=8), theme=st.sampled_from(sorted(LOADED))
)
def test_names_stand_inside_of_their_segments_in_one_size(count: int, lengths: list[int], theme: str) -> None:
    parts = tuple(
        replace(part, label=make_node(1, label=length).children[0].label)
        for part, length in zip(make_node(count).children, lengths, strict=False)
    )
    node = replace(make_node(count), children=parts)
    drawing, box = ring_of(node, theme)
    texts = list(names_in(drawing, node))
    assert len(texts) == count
    assert len({paragraph.size for text in texts for paragraph in text.body.paragraphs}) == 1
    outer, half = min(box.width, box.height) / 2, 180 / count
    for number, text in enumerate(texts):
        turn = -90 + 360 * number / count
        for x in (text.rect.x, text.rect.right):
            for y in (text.rect.y, text.rect.bottom):
                across, down = x - box.center_x, y - box.center_y
                assert hypot(across, down) < outer
                away = (degrees(atan2(down, across)) - turn + 540) % 360 - 180
                assert abs(away) < half, "clear of the next segment"


@pytest.mark.parametrize("theme", sorted(LOADED))
@pytest.mark.parametrize(
    ("count", "length", "least"), [(3, 4, 36), (4, 4, 30), (5, 2, 34), (5, 4, 26), (5, 6, 26), (6, 4, 24), (8, 3, 20)]
)
def test_names_are_large(theme: str, count: int, length: int, least: float) -> None:
    node = make_node(count, label=length)
    drawing, _ = ring_of(node, theme)
    assert min(text.body.paragraphs[0].size for text in names_in(drawing, node)) >= least


def test_equally_long_names_stand_on_equally_many_lines_and_none_is_lower_than_its_mirror_image() -> None:
    node = make_node(5, label=6)
    drawing, box = ring_of(node, "vermilion")
    texts = list(names_in(drawing, node))
    assert len({len(text.body.paragraphs[0].lines) for text in texts}) == 1
    for left, right in ((texts[4], texts[1]), (texts[3], texts[2])):
        assert abs(left.rect.center_y - right.rect.center_y) <= px(1)
        assert abs(left.rect.center_x + right.rect.center_x - 2 * box.center_x) <= px(1)


def test_a_panel_without_words_has_the_icon_of_what_the_ring_is_about() -> None:
    node = replace(make_node(5), label="学习培训", title="学习培训的事")
    assert hub.KIND.forms is not None
    assert hub.KIND.forms(node)[0] == "split"
    drawing, _ = ring_of(node, "vermilion")
    assert [item.name for item in drawing.items].count("panel icon") == 1
    bare = replace(node, label="甲乙", title="甲乙丙丁")
    assert hub.KIND.forms(bare)[0] == "top", "an empty panel is no place for it"


@pytest.mark.parametrize(
    ("title", "told"), [("五项要求一把尺", "5项"), ("Five rules for all", "5"), ("三项要求", ""), ("近五项要求", "")]
)
def test_a_panel_without_words_tells_how_many_there_are_where_the_title_does(title: str, told: str) -> None:
    node = replace(make_node(5), label="学习培训", title=title)
    drawing, _ = ring_of(node, "vermilion")
    shown = [item.body for item in drawing.items if isinstance(item, Text) and item.name == "value"]
    assert [body.text for body in shown] == ([told] if told else [])
    assert [item.name for item in drawing.items].count("panel icon") == (0 if told else 1), "a number or an icon"
    assert all(body.paragraphs[0].size >= 92 for body in shown)


@pytest.mark.parametrize("count", [5, 6, 7, 8])
@pytest.mark.parametrize("lead", [0, 6])
def test_words_beside_a_wheel_stand_on_cards_that_reach_the_stage_s_sides(count: int, lead: int) -> None:
    theme = LOADED["vermilion"]
    box = theme.layouts["figure"].body
    drawing = hub.draw(make_node(count, lead=lead), box, theme)
    items = list(walk(drawing.items))
    cards = [item for item in items if item.name.endswith("card")]
    told = [item for item in items if isinstance(item, Text) and item.name.endswith("words")]
    assert len(cards) == len(told) == count
    assert {min(card.rect.x, box.x + box.right - card.rect.right) for card in cards} == {box.x}
    assert all(card.rect.contains(text.rect) for card, text in zip(cards, told, strict=True))
    assert len({(card.rect.width, card.rect.height) for card in cards}) == 1


@pytest.mark.parametrize(("count", "length"), [(3, 4), (4, 4), (5, 2), (6, 2), (8, 2)])
def test_icons_stand_over_names_inside_of_their_segments(count: int, length: int) -> None:
    keys = ("heart", "books", "medal", "compass", "scroll", "buildings", "handshake", "shield-check")
    parts = tuple(
        replace(part, icon=key) for part, key in zip(make_node(count, label=length).children, keys, strict=False)
    )
    node = replace(make_node(count), children=parts)
    drawing, box = ring_of(node, "vermilion")
    groups = [item for item in drawing.items if isinstance(item, Group) and item.path in _paths(node)]
    assert len(groups) == count
    outer = min(box.width, box.height) / 2
    for group in groups:
        (sign,) = (item for item in group.items if isinstance(item, Group) and item.name.endswith("icon"))
        (name,) = (item for item in group.items if isinstance(item, Text))
        assert sign.rect.bottom <= name.rect.y
        assert abs(sign.rect.center_x - name.rect.center_x) <= px(1)
        for x in (sign.rect.x, sign.rect.right):
            for y in (sign.rect.y, sign.rect.bottom):
                assert outer * 0.3 < hypot(x - box.center_x, y - box.center_y) < outer


@pytest.mark.parametrize("theme", sorted(LOADED))
@pytest.mark.parametrize(
    "names",
    [
        ("健全一个组织", "突出一个重点", "搭建一批平台", "建立一套机制", "打造一个品牌"),
        ("如何选人", "如何用人", "如何育人", "如何留人"),
    ],
)
def test_what_leads_to_names_stands_small_above_the_words_that_tell_them_apart(
    names: tuple[str, ...], theme: str
) -> None:
    made = make_node(len(names))
    parts = tuple(replace(part, label=name) for part, name in zip(made.children, names, strict=True))
    node = replace(made, children=parts)
    drawing, box = ring_of(node, theme)
    outer, half = min(box.width, box.height) / 2, 180 / len(names)
    shown = [*names_in(drawing, node)]
    assert len(shown) == len(names) > 1
    for number, (text, name) in enumerate(zip(shown, names, strict=True)):
        lead, key = text.body.paragraphs
        assert (lead.text + key.text, len(key.text)) == (name, 2)
        assert key.size >= 2 * lead.size - 1
        assert key.size >= 40
        for x, y in product((text.rect.x, text.rect.right), (text.rect.y, text.rect.bottom)):
            across, down = x - box.center_x, y - box.center_y
            assert hypot(across, down) <= outer
            turn = degrees(atan2(down, across)) + 90 - 360 * number / len(names)
            assert abs((turn + 180) % 360 - 180) <= half
