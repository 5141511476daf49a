"""Rings in the corners of cards: inside of the round outline that they lie on, and clear of the words on white."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import cos, hypot, radians, sin
from pathlib import Path

import pytest
from deckbrief.base.length import Emu, Rect, px
from deckbrief.draft.slides import Entry, ListBlock, ListStyle
from deckbrief.layout.figures.kit import Look
from deckbrief.layout.figures.shapes import RINGS, Corner, leaf, rings
from deckbrief.layout.frame import AnyItem, Group, Shape, Text, walk
from deckbrief.layout.path import Point
from deckbrief.layout.slide.lists import draw_bullets, draw_list
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.layout.text.line_boxes import line_boxes
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Color
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.layout.figures.test_geometry import FEWEST, MOST, TREES, boxes, drawn, short, trees, words

THEME = load_theme("vermilion", [Path("templates/themes")])
SLACK = px(1)
"""The grid of outlines, and adjust values, which are shares of 100,000."""
_COMMAND = re.compile(r"([MLAZ])([-0-9. ]*)")


def points_of(shape: Shape) -> Iterator[Point]:
    """Yield points along a shape's outline, on the slide."""
    assert shape.outline is not None
    across, down = shape.rect.width / shape.outline.width, shape.rect.height / shape.outline.height
    at = (0.0, 0.0)
    for letter, told in _COMMAND.findall(shape.outline.data):
        numbers = [float(number) for number in told.split()]
        path = [(numbers[0], numbers[1])] if letter in "ML" else []
        if letter == "A":
            radius, _, start, sweep = numbers[0], numbers[1], numbers[2] / 60_000, numbers[3] / 60_000
            middle = at[0] - radius * cos(radians(start)), at[1] - radius * sin(radians(start))
            turns = [radians(start + sweep * step / 24) for step in range(25)]
            path = [(middle[0] + radius * cos(turn), middle[1] + radius * sin(turn)) for turn in turns]
        for at in path:
            yield shape.rect.x + at[0] * across, shape.rect.y + at[1] * down


def depth(point: Point, ground: Shape) -> float:
    """Return how far a point is outside of a rectangle, or of a leaf with its round corner (EMU); 0 within it."""
    rect = ground.rect
    x, y = point
    outside = max(rect.x - x, x - rect.right, rect.y - y, y - rect.bottom, 0)
    if ground.geometry != "round1Rect":
        return outside
    radius = ground.adjust[0][1] / 100_000 * min(rect.width, rect.height)
    left, low = ground.flip != (ground.rotation == 180), ground.rotation == 180
    beyond_x = (rect.x + radius - x) if left else x - (rect.right - radius)
    beyond_y = y - (rect.bottom - radius) if low else (rect.y + radius - y)
    return max(outside, hypot(beyond_x, beyond_y) - radius if min(beyond_x, beyond_y) > 0 else 0)


def on_grounds(items: Sequence[AnyItem], below: tuple[Shape, ...] = ()) -> Iterator[tuple[Shape, Shape]]:
    """Yield rings, and the uppermost surface below each that is as large as they are."""
    for item in items:
        if isinstance(item, Group):
            yield from on_grounds(item.items, below)
        if not isinstance(item, Shape):
            continue
        if "rings" in item.name and item.outline is not None:
            around = [
                ground for ground in below
                if ground.rect.inset(-SLACK).contains(item.rect)
            ]  # fmt: skip
            assert around, item.name
            yield item, around[-1]
        if item.geometry in ("rect", "round1Rect") and item.outline is None and item.fill is not None:
            below = (*below, item)


def assert_within(items: Sequence[AnyItem]) -> None:
    for ring, ground in on_grounds(items):
        worst = max(depth(point, ground) for point in points_of(ring))
        assert worst <= SLACK, (ring.name, worst / px(1))


def assert_clear_of_words(items: Sequence[AnyItem]) -> None:
    """Rings in the tint, which is seen on white, have no line of a text over them."""
    tinted = [
        item for item in walk(items)
        if isinstance(item, Shape) and "rings" in item.name and item.fill == THEME.color("tint", 1)
    ]  # fmt: skip
    lines = [line for item in walk(items) if isinstance(item, Text) for line in line_boxes(item.body, item.rect)]
    for ring in tinted:
        points = list(points_of(ring))
        for line in lines:
            assert not any(line.x < x < line.right and line.y < y < line.bottom for x, y in points), ring.name


@pytest.mark.parametrize("corner", ["tr", "br", "bl", "tl"])
@given(
    st.integers(600_000, 6_000_000), st.integers(300_000, 3_000_000), st.integers(0, 1_500_000),
    st.floats(0.1, 2.5),
)  # fmt: skip
def test_rings_are_cut_off_along_a_round_corner_beside_theirs(
    corner: Corner, width: int, height: int, round_: int, share: float
) -> None:
    ground = leaf(
        "ground", Rect(Emu(609_600), Emu(2_834_640), Emu(width), Emu(height)), Color("dk1"),
        radius=min(round_, width // 2, height // 2), corner=corner,
    )  # fmt: skip
    others: dict[Corner, Corner] = {"tr": "br", "br": "tr", "tl": "bl", "bl": "tl"}
    most = hypot(width, height) * share / px(1) / RINGS[0][1]
    radii = [(inner * most, outer * most) for inner, outer in RINGS]
    bend = ground.adjust[0][1] * min(width, height) // 100_000
    ring = rings("rings", ground.rect, others[corner], Color("lt1"), radii, bend)
    assert max(depth(point, ground) for point in points_of(ring)) <= SLACK


@pytest.mark.parametrize("kind", TREES)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_rings_stay_on_what_they_lie_on_in_any_figure(kind: str, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([short, words]))
    node = data.draw(trees(FEWEST.get(kind, 1), MOST.get(kind, 12), text, 3))
    box = data.draw(boxes)
    drawing = drawn(lambda: TREES[kind](node, box, THEME), node.path)
    if drawing is not None:
        assert_within(drawing.items)


@pytest.mark.parametrize("style", ["cards", "checks", "steps", "questions", "bullets", "prose"])
@settings(max_examples=40, deadline=None)
@given(texts=st.lists(words, min_size=1, max_size=6), named=st.booleans(), split=st.booleans())
def test_rings_of_lists_stay_on_their_cards_and_clear_of_words(
    style: ListStyle, texts: list[str], named: bool, split: bool
) -> None:
    entries = tuple(Entry(text=text, lead=text[:4] if named else "", of=f"c#{n}") for n, text in enumerate(texts))
    block = ListBlock(style=style, entries=entries)
    bulleted = style in ("bullets", "prose")
    layout = THEME.layout("split-text" if bulleted else "split-cards" if split else "cards", 1)
    try:
        if bulleted:
            drawing = draw_bullets(block, layout.body, Look(THEME, 1), layout)
        else:
            drawing = draw_list(block, layout.body, THEME, 1, layout if split else None)
    except DoesNotFit:
        return
    assert_within(drawing.items)
    assert_clear_of_words(drawing.items)
