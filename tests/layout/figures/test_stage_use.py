"""Numbers, pillars and quotations fill the stage: whatever their count, however long their words, in each theme."""

from __future__ import annotations

from dataclasses import replace

import pytest
from deckbrief.base.length import Rect, px
from deckbrief.draft.nodes import Leaf, Node, Number
from deckbrief.layout.figures import metrics, pillars, quote
from deckbrief.layout.figures.drawing import Drawing, Stage
from deckbrief.layout.figures.kit import bounds
from deckbrief.layout.frame import Paragraph
from deckbrief.theme.load import load_theme
from deckbrief.theme.metrics import STEPS
from deckbrief.theme.theme import Theme
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.figures.conftest import THEMES, han
from tests.layout.figures.test_kinds import paragraphs

LOADED = {name: load_theme(name, (THEMES,)) for name in ("vermilion", "ink", "plain")}
LATIN = ["the", "shift", "leader", "walks", "the", "line", "every", "morning", "with", "a", "card"]
STAGE = Rect(px(64), px(140), px(1152), px(516))
RIGHT = Rect(px(528), px(40), px(688), px(616))

themes = st.sampled_from(sorted(LOADED)).map(LOADED.__getitem__)
counts = st.integers(1, 12)


def words(number: int, long: bool, latin: bool) -> str:
    if latin:
        return " ".join(LATIN[(number + place) % len(LATIN)] for place in range(5 if long else 1))
    return han(number, 14 if long else 3)


texts = st.builds(lambda long, latin: (long, latin), st.booleans(), st.booleans())


def assert_fills(drawing: Drawing, box: Rect) -> None:
    around = bounds(item.rect for item in drawing.items)
    assert around.height >= 0.75 * box.height
    assert around.width >= 0.9 * box.width
    assert box.contains(around)


def assert_steps(told: list[Paragraph]) -> None:
    assert told
    sizes = {size for each in told for size in (each.size, *(run.size or each.size for run in each.runs))}
    assert sizes <= set(STEPS), "type has the sizes of the design system alone"


@settings(max_examples=60)
@given(count=counts, text=texts, theme=themes, box=st.sampled_from([STAGE, RIGHT]), value=st.integers(1, 9_999))
def test_numbers_fill_their_stage(count: int, text: tuple[bool, bool], theme: Theme, box: Rect, value: int) -> None:
    numbers = [
        Number(
            before="", number=f"{value + place:,}", after="tools" if text[1] else "个", value=float(value + place),
            label=words(place, *text), note="", path=f"c#m.{place}",
        )
        for place in range(count)
    ]  # fmt: skip
    drawing = metrics.draw(numbers, box, theme)
    assert_fills(drawing, box)
    assert_steps(paragraphs(drawing))


@settings(max_examples=60)
@given(count=counts, text=texts, theme=themes, rows=st.integers(0, 3))
def test_pillars_fill_their_stage(count: int, text: tuple[bool, bool], theme: Theme, rows: int) -> None:
    short = (False, text[1])
    rows = min(rows, 3 if count <= 6 else 1)
    parts = tuple(
        Node(
            label=words(place, *(text if count <= 6 else short)), path=f"c#p.{place}",
            leaves=tuple(Leaf(text=words(place + row, *short), path=f"c#p.{place}.{row}") for row in range(rows)),
        )
        for place in range(count)
    )  # fmt: skip
    drawing = pillars.draw(Node(label="四度", path="c#p", children=parts), STAGE, theme)
    assert_fills(drawing, STAGE)
    assert_steps(paragraphs(drawing))


@settings(max_examples=40)
@given(count=counts, text=texts, theme=themes)
def test_quotations_fill_their_stage(count: int, text: tuple[bool, bool], theme: Theme) -> None:
    parts = tuple(Node(label=words(place, *text), path=f"c#q.{place}", lead="某人") for place in range(count))
    drawing = quote.draw(Node(label="口号", path="c#q", children=parts), STAGE, theme)
    assert_fills(drawing, STAGE)
    assert_steps(paragraphs(drawing))


@pytest.mark.parametrize("theme", sorted(LOADED))
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_circles_reach_the_edges_of_their_stage(theme: str, count: int) -> None:
    values = (56, 25, 45, 30, 12)[: count + 1]
    numbers = [
        Number(
            before="",
            number=str(value),
            after="个",
            value=float(value),
            label=han(value, 4),
            note="",
            path=f"c#m.{value}",
        )
        for value in values
    ]
    linked = [replace(numbers[0], feeds=tuple(str(value) for value in values[1:]), verb="联系"), *numbers[1:]]
    for box in (STAGE, RIGHT):
        assert_fills(metrics.draw(linked, box, LOADED[theme]), box)


@pytest.mark.parametrize("theme", sorted(LOADED))
def test_one_quotation_is_the_largest_thing_on_its_slide(theme: str) -> None:
    layout = LOADED[theme].layout("full", 1)
    part = Node(label="先有台，才有戏", path="c#q.0", lead="某人")
    stage = Stage(form="full", layout=layout)
    drawing = quote.draw(Node(label="口号", path="c#q", children=(part,)), layout.body, LOADED[theme], stage=stage)
    assert max(each.size for each in paragraphs(drawing)) >= 112
