"""Rings in the corners of a checklist's cards: alike in all of them, clear of the words of each."""

from __future__ import annotations

from math import hypot

import pytest
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures import checklist
from deckbrief.layout.frame import Text, walk
from deckbrief.layout.text.line_boxes import line_boxes

from tests.layout.figures.test_stage_use import LOADED, STAGE

NAMES = ("理论联学", "活动联办", "交友联心", "“五比五看”活动", "“三先三后”工作法", "“四个深谈”机制")


@pytest.mark.parametrize("theme", sorted(LOADED))
@pytest.mark.parametrize("count", [4, 5, 6])
def test_rings_of_all_cards_are_alike_and_clear_of_words(theme: str, count: int) -> None:
    parts = tuple(Node(label=name, lead="健全机制", path=f"x.{name}") for name in NAMES[:count])
    drawing = checklist.draw(Node(label="引领", path="x", children=parts), STAGE, LOADED[theme])
    sizes = []
    for card in drawing.items:
        items = [*walk([card])]
        rings = [item.rect for item in items if "rings" in item.name.split(" · ")]
        lines = [line for item in items if isinstance(item, Text) for line in line_boxes(item.body, item.rect)]
        assert len(lines) >= 2
        sizes += [(ring.width, ring.height) for ring in rings]
        for ring in rings:
            for line in lines:
                across, down = max(0, ring.right - line.right), max(0, ring.bottom - line.bottom)
                assert hypot(across, down) >= ring.width
    assert len(sizes) in (0, count), "all or none"
    assert len(sizes) == count or count == 5
    assert len(set(sizes)) <= 1
