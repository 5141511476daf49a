"""Numbers: as large as can be on a stage full of them, circles to scale where the content links them, only there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from deckbrief.base.length import Rect, px
from deckbrief.draft.nodes import Number
from deckbrief.layout.figures import metrics
from deckbrief.layout.figures.kit import bounds
from deckbrief.layout.frame import Connector, walk
from deckbrief.theme.theme import Theme

from tests.layout.figures.conftest import HAN, han
from tests.layout.figures.test_kinds import number, paragraphs, shapes


def _linked(values: tuple[int, ...], after: str = "个") -> list[Number]:
    targets = tuple(f"m.{value}".rpartition(".")[2] for value in values[1:])
    first, *others = [number(value, after=after, label=f"第{value}") for value in values]
    return [replace(first, feeds=targets, verb="联系"), *others]


@pytest.mark.parametrize("box", [None, Rect(px(528), px(40), px(688), px(616))])
def test_numbers_that_are_linked_are_circles_to_scale(box: Rect | None, body: Rect, theme: Theme) -> None:
    drawing = metrics.draw(_linked((56, 25, 45)), box or body, theme, reveal=True)
    circles = [item for item in shapes(drawing, "ellipse") if item.name.endswith("circle")]
    assert len(circles) == 3
    areas = [circle.rect.width**2 for circle in circles]
    for area, value in zip(areas, (56, 25, 45), strict=True):
        assert area / areas[0] == pytest.approx(value / 56, rel=0.02)
    arrows = [item for item in walk(drawing.items) if isinstance(item, Connector)]
    assert [arrow.end_shape for arrow in arrows] == [circle.name for circle in circles[1:]]
    assert "联系" in {paragraph.text for paragraph in paragraphs(drawing)}
    assert drawing.clicks == 2


@pytest.mark.parametrize("values", [(40, 388), (388, 40), (90, 80)])
def test_two_numbers_that_differ_much_are_joined_too(values: tuple[int, int], body: Rect, theme: Theme) -> None:
    drawing = metrics.draw(_linked(values), body, theme)
    circles = [item for item in shapes(drawing, "ellipse") if item.name.endswith("circle")]
    assert len(circles) == 2
    first, last = (circle.rect.width**2 for circle in circles)
    assert first / last == pytest.approx(values[0] / values[1], rel=0.04)
    words = [item for item in walk(drawing.items) if item.name.endswith("words")]
    assert len(words) == 2
    for word, circle in zip(words, circles, strict=True):
        other = circles[1] if circle is circles[0] else circles[0]
        assert not word.rect.overlaps(other.rect), "words are beside a circle that is not theirs"


def test_nothing_is_joined_that_the_content_does_not_link(body: Rect, theme: Theme) -> None:
    drawing = metrics.draw([number(value, label=f"第{value}") for value in (56, 25, 45)], body, theme)
    assert not [item for item in walk(drawing.items) if isinstance(item, Connector)]
    assert not [item for item in shapes(drawing, "ellipse") if item.name.endswith("circle")]


@pytest.mark.parametrize("count", range(1, 13))
@pytest.mark.parametrize("length", [4, 14])
def test_numbers_fill_the_stage_and_are_the_largest_type(count: int, length: int, body: Rect, theme: Theme) -> None:
    numbers = [replace(number(165 + place, label=han(place, length)), path=f"c#m.{place}") for place in range(count)]
    drawing = metrics.draw(numbers, body, theme)
    around = bounds(item.rect for item in drawing.items)
    assert around.height >= 0.95 * body.height
    assert around.width >= 0.95 * body.width
    amounts = [each for each in paragraphs(drawing) if each.face == "major" and each.text[:1].isdigit()]
    assert len(amounts) == count
    assert len({each.size for each in amounts}) == 1
    labels = [each.size for each in paragraphs(drawing) if each.text[:1] in HAN]
    assert amounts[0].size >= 1.4 * max(labels)
