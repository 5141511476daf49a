"""Cards of a hub: names as large as there is room, with icons above where these would cramp them."""

from __future__ import annotations

from dataclasses import replace
from math import hypot

import pytest
from deckbrief.base.length import px
from deckbrief.draft.nodes import Leaf, Node
from deckbrief.layout.figures import hub
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import bounds
from deckbrief.layout.frame import Group, Shape, Text, walk

from tests.layout.figures.test_stage_use import LOADED, STAGE, assert_fills
from tests.support.outlines import corners_of

KEYS = ("magnifying-glass", "scroll", "buildings", "hammer")
SHORT = ("挖掘资源", "制定办法", "累计命名基地", "打造点位")


def hubbed(*parts: tuple[str, str, str], theme: str = "vermilion") -> Drawing:
    children = tuple(
        Node(label=name, path=f"x.{name}", icon=key, leaves=(Leaf(text=told, path=f"x.{name}.0"),))
        for name, told, key in parts
    )
    return hub.draw(Node(label="文化为核", path="x", children=children), STAGE, LOADED[theme])


def texts(drawing: Drawing, kind: str) -> list[Text]:
    return [item for item in walk(drawing.still) if isinstance(item, Text) and kind in item.name.split(" · ")]


@pytest.mark.parametrize("theme", sorted(LOADED))
def test_icons_stand_above_names_that_would_be_small_beside_them(theme: str) -> None:
    drawing = hubbed(*((name, "基地管理办法", key) for name, key in zip(SHORT, KEYS, strict=True)), theme=theme)
    names = texts(drawing, "words")
    icons = [each for item in drawing.items if isinstance(item, Group) for each in item.items if "icon" in each.name]
    assert len(names) == len(icons) == 4
    assert [float(name.body.paragraphs[0].size) for name in names] == [44] * 4
    assert all(icon.rect.bottom <= name.rect.y for icon, name in zip(icons, names, strict=True))
    assert_fills(drawing, STAGE)


def test_a_row_that_says_less_than_the_other_stands_in_the_middle_of_its_cards() -> None:
    long = "六大专项行动、乡村振兴合作试验园、企业回引、有困难找联合会"
    drawing = hubbed(*((name, text, "") for name, text in zip(SHORT, (long, "调解", "法律", "平台"), strict=True)))
    names, details = texts(drawing, "words"), texts(drawing, "details")
    middle = STAGE.center_y + px(8)
    above, below = names[2].rect.y - middle, STAGE.bottom - details[2].rect.bottom
    assert abs(above - below) <= px(12)
    assert names[0].rect.y == names[1].rect.y
    assert names[2].rect.y == names[3].rect.y


def test_words_apart_stand_on_two_lines_where_names_are_larger_by_far_for_it() -> None:
    told = (("Training", "Each year"), ("Feedback", "Observe"), ("Reminders", "At hand"), ("Safety climate", "Rub"))
    names = texts(hubbed(*((name, text, "") for name, text in told)), "words")
    assert [float(name.body.paragraphs[0].size) for name in names] == [44] * 4
    assert [len(name.body.paragraphs[0].lines) for name in names] == [1, 1, 1, 2]


def test_dots_of_a_wheel_are_joined_to_its_rim() -> None:
    parts = tuple(Node(label=f"Part {number}", lead="Observe", path=f"x.{number}") for number in range(5))
    items = [*walk(hub.draw(Node(label="Hands", path="x", children=parts), STAGE, LOADED["vermilion"]).still)]
    around = bounds(item.rect for item in items if "segment" in item.name.split(" · "))
    dots = [item for item in items if isinstance(item, Shape) and "dot" in item.name.split(" · ")]
    assert len(dots) == 5
    for dot in dots:
        assert dot.outline
        stem = replace(dot, outline=replace(dot.outline, data="M" + dot.outline.data.rsplit("M", 1)[1]))
        away = [hypot(x - around.center_x, y - around.center_y) for x, y in corners_of(stem)]
        assert around.height / 2 - px(4) <= max(away) <= around.height / 2
