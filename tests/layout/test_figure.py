"""Content paths -> figures: which diagram draws an entry, and what of it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.length import Rect, inches, points
from deckbrief.content.cited import Evidence
from deckbrief.content.model import (
    Cell,
    Comparison,
    Framework,
    Metric,
    MetricGroup,
    Notes,
    Pack,
    PackInfo,
    Part,
    Point,
    Practice,
    Row,
    Speaker,
    Unit,
)
from deckbrief.draft.amounts import number_of
from deckbrief.draft.figures import content_of, node_of
from deckbrief.draft.nodes import Content, members_named
from deckbrief.layout.figures.drawing import CannotDraw
from deckbrief.layout.figures.figure import draw_figure
from deckbrief.layout.frame import AnyItem, Chart, Group, Shape, Table, Text
from deckbrief.layout.slide.reveal_groups import grouped_by_click
from deckbrief.theme.load import load_theme

THEME = load_theme("vermilion", (Path(__file__).parents[2] / "templates" / "themes",))
BOX = Rect(inches(0.6), inches(1.45), inches(12.133), inches(5.3))
EVIDENCE = (Evidence(paragraph=1, words="w"),)
NOTES = Notes(say=("说",))


def part(name: str, **more: Any) -> Part:
    return Part(id=name, name=name, evidence=EVIDENCE, **more)


def framework(name: str, figure: Any, *parts: Part, **more: Any) -> Framework:
    return Framework(
        id=name, name=name, title="标题", figure=figure, parts=parts, evidence=EVIDENCE, notes=NOTES, **more
    )


def metric(name: str, number: int, **more: Any) -> Metric:
    return Metric(id=name, number=number, label=name, evidence=EVIDENCE, **more)


def unit(name: str, accent: int) -> Unit:
    inner = part("甲", points=(Point(text="长句子", short="短"), Point(text="句子")), parts=(part("子"),))
    named = part("乙", practices=(Practice(id="a", name="做法", evidence=EVIDENCE),))
    return Unit(
        id=name,
        path=f"units/{name}",
        name=name,
        department="d",
        speaker=Speaker(name="s", role="r"),
        title="t",
        section="s",
        tagline="t",
        message="m",
        summary=("s",),
        frameworks=(
            framework("pillars", "pillars", inner, named, part("丙")),
            framework("loop", "loop", part("甲"), part("乙"), part("丙"), center="中心"),
            framework("turn", "before-after", part("前"), part("后"), lead="一转就变"),
            framework("list", "checklist", part("前"), part("后"), lead="一转就变"),
        ),
        metric_groups=(
            MetricGroup(
                id="numbers",
                title="数",
                metrics=(metric("人次", 7, scale="万"), metric("个", 300)),
                compare=True,
            ),
        ),
        takeaways=("t",),
        accent=accent,
        notes=NOTES,
        evidence=EVIDENCE,
    )


COMPARISON = Comparison(
    id="c",
    path="c",
    name="比较",
    title="比较",
    units=("one", "two"),
    themes=(
        Row(id="r1", name="责任", cells=(Cell(unit="two", text="第二", evidence=EVIDENCE),)),
        Row(id="r2", name="机制", cells=(Cell(unit="one", text="第一", evidence=EVIDENCE),)),
    ),
    notes=NOTES,
)
PACK = Pack(
    info=PackInfo(id="p", path="pack", title="p"),
    event=None,
    units=(unit("one", 2), unit("two", 3)),
    comparisons=(COMPARISON,),
    sessions=(),
    places={},
)


def content(path: str) -> Content:
    found = content_of(PACK, path)
    assert found is not None
    return found


def walk(items: tuple[AnyItem, ...]) -> Iterator[AnyItem]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from walk(item.items)


def test_a_framework_is_drawn_by_its_own_figure_or_by_the_one_asked_for() -> None:
    path = "units/one#frameworks.loop"
    assert draw_figure(content(path), BOX, THEME).items[0].name.startswith("loop · ")
    assert draw_figure(content(path), BOX, THEME, kind="checklist").items[0].name.startswith("checklist · ")


def test_leaves_are_points_in_short_then_practices() -> None:
    node = node_of(PACK.units[0].frameworks[0], "units/one#frameworks.pillars")
    first, second, _ = node.children
    assert [(leaf.text, leaf.path) for leaf in first.leaves] == [
        ("短", "units/one#frameworks.pillars.parts.甲.points.0"),
        ("句子", "units/one#frameworks.pillars.parts.甲.points.1"),
    ]
    assert [child.label for child in first.children] == ["子"]
    assert [leaf.text for leaf in second.leaves] == ["做法"]


def test_only_the_members_named_are_drawn_and_every_member_can_be_named() -> None:
    path = "units/one#frameworks.pillars"
    assert members_named(content(path)) == ("甲", "乙", "丙")
    assert members_named(content("units/one#metric_groups.numbers")) == ("人次", "个")
    assert members_named(content("c")) == ("r1", "r2")
    alt = draw_figure(content(path), BOX, THEME, only=("乙",)).alt
    assert "乙" in alt
    assert "甲" not in alt


def test_a_part_without_a_figure_gets_one_that_suits_it() -> None:
    drawing = draw_figure(content("units/one#frameworks.pillars.parts.甲"), BOX, THEME)
    assert "子" in drawing.alt


def test_a_lead_stands_below_the_drawing_where_there_is_room() -> None:
    path = "units/one#frameworks.list"
    drawing = draw_figure(content(path), BOX, THEME)
    *above, lead = drawing.items
    assert isinstance(lead, Text)
    assert lead.body.text == "一转就变"
    assert all(item.rect.bottom <= lead.rect.y - points(12) for item in above)
    assert BOX.contains(lead.rect)
    low = draw_figure(content(path), BOX.split_top(inches(3))[0], THEME)
    assert low.items[-1].name != lead.name


def test_a_comparison_is_a_table_with_the_units_accents_and_dashes_where_nothing_is_said() -> None:
    table = draw_figure(content("c"), BOX, THEME).items[0]
    assert isinstance(table, Table)
    assert [cell.fill for cell in table.rows[0][1:]] == [THEME.accent(2), THEME.accent(3)]
    assert [cell.body.text for cell in table.rows[1]] == ["责任", "—", "第二"]


def test_numbers_that_compare_come_with_a_chart_to_scale() -> None:
    drawing = draw_figure(content("units/one#metric_groups.numbers"), BOX, THEME, accent=2)
    (chart,) = [item for item in walk(drawing.items) if isinstance(item, Chart)]
    assert chart.values == (70_000.0, 300.0)
    assert chart.labels == ("7万", "300")
    assert chart.color == THEME.accent(2)
    assert number_of(metric("x", 5, qualifier="余", unit="个"), "x").after == "余个"


@pytest.mark.parametrize("name", ["pillars", "loop", "turn"])
def test_a_figure_has_the_accent_of_its_section(name: str) -> None:
    drawing = draw_figure(content(f"units/one#frameworks.{name}"), BOX, THEME, accent=3)
    fills = {item.fill for item in walk(drawing.items) if isinstance(item, Shape)}
    edges = {item.stroke.color for item in walk(drawing.items) if isinstance(item, Shape) and item.stroke}
    assert not {THEME.accent(number) for number in (1, 2, 4)} & (fills | edges)
    assert THEME.accent(3) in fills | edges


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("c", "pillars"),
        ("units/one#metric_groups.numbers", "loop"),
        ("units/one#frameworks.loop", "matrix"),
        ("units/one#frameworks.turn", "loop"),
    ],
)
def test_what_cannot_be_drawn_says_what_can(path: str, kind: str) -> None:
    with pytest.raises(CannotDraw) as caught:
        draw_figure(content(path), BOX, THEME, kind=kind)
    assert caught.value.hint


@pytest.mark.parametrize("path", ["units/one#speaker", "units/one#frameworks.none", "nowhere"])
def test_what_is_no_figure_has_no_content(path: str) -> None:
    assert content_of(PACK, path) is None


def test_bars_of_numbers_spread_over_slides_have_one_scale() -> None:
    path = "units/one#metric_groups.numbers"

    def top(*only: str) -> float:
        drawing = draw_figure(content(path), BOX, THEME, only=only)
        (chart,) = (item for item in walk(drawing.items) if isinstance(item, Chart))
        return chart.top

    assert top() == 0
    assert top("人次", "个") == 70_000


@pytest.mark.parametrize("reveal", [False, True])
def test_a_chart_alone_has_the_whole_stage_and_no_card(reveal: bool) -> None:
    drawing = draw_figure(content("units/one#metric_groups.numbers"), BOX, THEME, accent=2, reveal=reveal)
    parts = list(walk(grouped_by_click(drawing, "figure", "x")))
    (chart,) = [item for item in parts if isinstance(item, Chart)]
    assert (chart.rect.x, chart.rect.y, chart.rect.right) == (BOX.x, BOX.y, BOX.right)
    assert not [item for item in parts if item is not chart and item.rect.overlaps(chart.rect) and item.name == "card"]
    assert not [item for item in parts if isinstance(item, Shape) and item.rect.overlaps(chart.rect)]
