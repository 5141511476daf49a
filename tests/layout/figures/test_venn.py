"""Areas that meet: what they share is seen in every theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.layout.frame import Shape

from tests.layout.test_free import frames_of, pack_with, titled


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("theme", ["vermilion", "ink", "plain", "night", "editorial"])
def test_areas_let_each_other_be_seen(tmp_path: Path, theme: str, count: int) -> None:
    parts = ", ".join(f"{{name: Set {number}}}" for number in range(count))
    slide = f"  - {{title: Sets, figure: {{figure: venn, parts: [{parts}]}}}}\n"
    (frame,) = titled(frames_of(pack_with(tmp_path / "pack", slide), theme), "Sets")
    areas = [item for item in frame.walk() if isinstance(item, Shape) and item.name.endswith("set")]
    assert len(areas) == count
    assert all(area.fill is not None and area.fill.alpha < 60_000 for area in areas)
