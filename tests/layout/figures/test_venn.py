"""Areas that meet: what they share is seen in every theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.base.length import Emu, Rect
from deckbrief.layout.frame import Shape, Text

from tests.layout.test_free import frames_of, pack_with, titled
from tests.support.outlines import corners_of


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("theme", ["vermilion", "ink", "plain", "night", "editorial"])
def test_areas_let_each_other_be_seen(tmp_path: Path, theme: str, count: int) -> None:
    parts = ", ".join(f"{{name: Set {number}}}" for number in range(count))
    slide = f"  - {{title: Sets, figure: {{figure: venn, parts: [{parts}]}}}}\n"
    (frame,) = titled(frames_of(pack_with(tmp_path / "pack", slide), theme), "Sets")
    areas = [item for item in frame.walk() if isinstance(item, Shape) and item.name.endswith("set")]
    assert len(areas) == count
    assert all(area.fill is not None and area.fill.alpha < 60_000 for area in areas)


SHORT, LONG = "hot and soft", "hot and soft, with a new menu each week and a taste of every dish before noon"


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("lead", ["", SHORT, LONG])
def test_names_are_said_once_and_lead_to_where_their_set_alone_is(tmp_path: Path, count: int, lead: str) -> None:
    parts = ", ".join(f"{{name: Set {number}, lead: '{lead}'}}" for number in range(count))
    slide = f"  - {{title: Sets, figure: {{figure: venn, center: All, parts: [{parts}]}}}}\n"
    (frame,) = titled(frames_of(pack_with(tmp_path / "pack", slide)), "Sets")
    items = [item for item in frame.walk() if isinstance(item, Shape | Text)]
    areas = [item for item in items if isinstance(item, Shape) and item.name.endswith(" · set")]
    assert len(areas) == count
    for number in range(count):
        (said,) = (item for item in items if item.body and item.body.paragraphs[0].text == f"Set {number}")
        ends = (" · dot", " · number seat")
        led = [item for item in items if item.name.startswith(f"venn · Set {number} ") and item.name.endswith(ends)]
        alone = [[_holds(area, item) for area in areas] for item in (said, *led)]
        assert [other == number for other in range(count)] in alone


def _holds(area: Shape, item: Shape | Text) -> bool:
    """Tell whether a set's area, an ellipse on its own box or the outline of one that is turned, holds a middle."""
    x, y = item.rect.center_x, item.rect.center_y
    if area.geometry == "ellipse":
        across, down = (x - area.rect.center_x) / area.rect.width, (y - area.rect.center_y) / area.rect.height
        return across**2 + down**2 < 0.25
    corners = corners_of(area)
    sides = zip(corners, corners[1:] + corners[:1], strict=True)
    crossed = [(x1 + (y - y1) * (x2 - x1) / (y2 - y1)) > x for (x1, y1), (x2, y2) in sides if (y1 > y) != (y2 > y)]
    return sum(crossed) % 2 == 1


@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize("lead", [SHORT, LONG])
def test_a_line_to_a_set_crosses_no_other(tmp_path: Path, count: int, lead: str) -> None:
    parts = ", ".join(f"{{name: Set {number}, lead: '{lead}'}}" for number in range(count))
    slide = f"  - {{title: Sets, figure: {{figure: venn, center: All, parts: [{parts}]}}}}\n"
    (frame,) = titled(frames_of(pack_with(tmp_path / "pack", slide)), "Sets")
    shapes = [item for item in frame.walk() if isinstance(item, Shape)]
    areas = [item for item in shapes if item.name.endswith(" · set")]
    lines = [item for item in shapes if item.name.endswith(" · line")]
    assert len(lines) == (count if lead == LONG or count == 4 else 0)
    for line in lines:
        (x1, y1), (x2, y2) = corners_of(line)[:2]
        for step in range(101):
            x, y = x1 + (x2 - x1) * step / 100, y1 + (y2 - y1) * step / 100
            point = Shape(name="point", rect=Rect(Emu(round(x)), Emu(round(y)), Emu(0), Emu(0)))
            inside = [area.name for area in areas if _holds(area, point)]
            assert inside in ([], [line.name.replace("line", "set")]), (line.name, step)


def test_what_four_sets_share_is_said_in_type_that_is_read(tmp_path: Path) -> None:
    parts = ", ".join(f"{{name: 第{number}方, lead: 人手}}" for number in range(4))
    slide = f"  - {{title: Sets, figure: {{figure: venn, center: 一张餐桌, parts: [{parts}]}}}}\n"
    (frame,) = titled(frames_of(pack_with(tmp_path / "pack", slide)), "Sets")
    (words,) = (item for item in frame.walk() if isinstance(item, Text) and item.name == "venn · common · words")
    assert words.body.paragraphs[0].size >= 24
