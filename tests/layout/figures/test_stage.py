"""Figures fill their stage: over their counts, short and long, in all three themes (docs/look.md)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from deckbrief.base.length import Rect, px
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures import before_after, chain, checklist, formula, hub, loop, numbered, timeline, tree
from deckbrief.layout.figures.kit import bounds
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.theme.load import load_theme

DRAWS: Final = {
    "before-after": before_after.draw,
    "chain": chain.draw,
    "checklist": checklist.draw,
    "formula": formula.draw,
    "hub": hub.draw,
    "loop": loop.draw,
    "numbered": numbered.draw,
    "timeline": timeline.draw,
    "tree": tree.draw,
}
FEWEST: Final = {"before-after": 2, "formula": 2, "hub": 2, "loop": 3}
MOST: Final = {"before-after": 2, "formula": 9}
THEMES: Final = Path(__file__).parents[3] / "templates" / "themes"
STAGE: Final = Rect(px(64), px(140), px(1152), px(516))
LENGTHS: Final = {"short": (4, 0), "long": (12, 16)}


def drawable(kind: str, count: int) -> bool:
    return FEWEST.get(kind, 1) <= count <= MOST.get(kind, 12)


@pytest.mark.parametrize("theme_name", ["vermilion", "ink", "plain"])
@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize(
    ("kind", "count"), [(kind, count) for kind in DRAWS for count in (1, 2, 3, 5, 6, 8, 12) if drawable(kind, count)]
)
def test_a_figure_fills_its_stage(
    kind: str, count: int, length: str, theme_name: str, node: Callable[..., Node]
) -> None:
    theme = load_theme(theme_name, (THEMES,))
    label, lead = LENGTHS[length]
    root: Node = replace(node(count, label=label, lead=lead), center="同心")
    try:
        drawing = DRAWS[kind](root, STAGE, theme)
    except DoesNotFit:
        assert length == "long", "short content of twelve parts always fits"
        assert count > 6
        return
    rect = bounds(item.rect for item in drawing.still)
    assert STAGE.contains(rect)
    assert rect.height >= 0.75 * STAGE.height
    assert rect.width >= 0.9 * STAGE.width
