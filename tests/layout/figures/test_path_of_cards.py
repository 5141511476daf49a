"""Cards of a path: words of those side by side begin at one height; arrows have the section's hue."""

from __future__ import annotations

import pytest
from deckbrief.base.length import points, px
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures import chain
from deckbrief.layout.frame import Connector, Text, walk

from tests.layout.figures.test_stage_use import LOADED, STAGE

STEPS = (
    ("Palms", "Palm to palm"), ("Backs", "Fingers interlaced"), ("Between", "Palm to palm again"),
    ("Knuckles", "Fingers locked"), ("Thumbs", "Both"), ("Tips", "In the other palm"), ("Wrists", "If you like"),
)  # fmt: skip


@pytest.mark.parametrize("theme", sorted(LOADED))
@pytest.mark.parametrize("count", [6, 7])
def test_words_side_by_side_begin_at_one_height(theme: str, count: int) -> None:
    parts = tuple(Node(label=name, lead=lead, path=f"x.{name}") for name, lead in STEPS[:count])
    items = [*walk(chain.draw(Node(label="Rub", path="x", children=parts), STAGE, LOADED[theme]).items)]
    texts = [item for item in items if isinstance(item, Text) and "words" in item.name.split(" · ")]
    assert len(texts) == count
    tops: dict[int, set[int]] = {}
    for text in texts:
        room = text.rect.inset(*text.body.insets)
        tops.setdefault(text.rect.y, set()).add(room.y + (room.height - points(text.body.height)) // 2)
    assert len(tops) >= 2
    assert all(max(found) - min(found) <= px(1) for found in tops.values())
    assert len({len(text.body.paragraphs[1].lines) for text in texts}) > 1, "they are not equally long"
    hue = LOADED[theme].color("hue", 1)
    lines = [item for item in items if isinstance(item, Connector)]
    assert [line.stroke.color for line in lines] == [hue] * (count - 1)
