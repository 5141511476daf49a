"""Areas that meet: what they share is seen in every theme."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from deckbrief.base.length import Emu, Rect, px
from deckbrief.draft.nodes import Node
from deckbrief.draft.slides import Form
from deckbrief.layout.figures import venn
from deckbrief.layout.figures.drawing import Stage
from deckbrief.layout.figures.kit import bounds
from deckbrief.layout.frame import Shape, Text, walk
from deckbrief.theme.load import load_theme

from tests.layout.figures.conftest import THEMES
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
LONGER = f"{LONG}, as ever"


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


@pytest.mark.parametrize(
    ("count", "lead", "led"), [(2, LONG, 0), (2, LONGER, 2), (3, LONG, 3), (4, SHORT, 4), (4, LONG, 4)]
)
def test_a_line_to_a_set_crosses_no_other(tmp_path: Path, count: int, lead: str, led: int) -> None:
    parts = ", ".join(f"{{name: Set {number}, lead: '{lead}'}}" for number in range(count))
    slide = f"  - {{title: Sets, figure: {{figure: venn, center: All, parts: [{parts}]}}}}\n"
    (frame,) = titled(frames_of(pack_with(tmp_path / "pack", slide)), "Sets")
    shapes = [item for item in frame.walk() if isinstance(item, Shape)]
    areas = [item for item in shapes if item.name.endswith(" · set")]
    lines = [item for item in shapes if item.name.endswith(" · line")]
    assert len(lines) == led
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


@pytest.mark.parametrize("theme", ["vermilion", "ink", "plain"])
@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("form", ["split", "top"])
@pytest.mark.parametrize("lead", ["", "软、热、少盐", "软、热、少盐，每周换一次菜单，中午之前每样都先尝一口"])
def test_two_and_three_are_circles_as_large_as_they_can_be(theme: str, count: int, form: Form, lead: str) -> None:
    loaded = load_theme(theme, (THEMES,))
    layout = loaded.layout("split" if form == "split" else "figure", 1)
    parts = tuple(Node(label=f"名{number}", path=f"p.{number}", lead=lead) for number in range(count))
    node = Node(label="集", path="p", center="天天来", children=parts, accent=1)
    drawing = venn.draw(node, layout.body, loaded, stage=Stage(form=form, layout=layout))
    items = [each for item in drawing.items for each in walk([item])]
    rects = [item.rect for item in items if isinstance(item, Shape) and item.name.endswith(" · set")]
    assert len(rects) == count
    assert len({(rect.width, rect.height) for rect in rects}) == 1
    assert all(rect.width == rect.height for rect in rects)
    around = bounds(item.rect for item in items if item.name.startswith("venn"))
    assert layout.body.contains(around)
    circles = bounds(rects)
    if len(lead) < 10 and (form == "split" or count == 2):
        assert max(circles.width / layout.body.width, circles.height / layout.body.height) > 0.97
    cards = [item.rect for item in items if item.name.endswith(" · card")]
    assert all(not _overlaps(card, rect) for card in cards for rect in rects)


def test_three_with_few_words_stand_beside_a_panel() -> None:
    def forms(center: str, lead: str, count: int = 3) -> Sequence[Form]:
        parts = tuple(Node(label="好吃", path=f"p.{number}", lead=lead) for number in range(count))
        assert venn.KIND.forms is not None
        return venn.KIND.forms(Node(label="集", path="p", center=center, children=parts))

    assert forms("天天来", "软、热、少盐")[0] == "split"
    assert forms("天天来", "软、热、少盐，每周换一次菜单，每样都先尝一口")[0] == "top"
    assert forms("老人们天天都来", "软")[0] == "top"
    assert forms("天天来", "软", 2)[0] == "top"


def test_what_they_share_is_on_a_row_where_it_has_no_room_in_the_middle() -> None:
    loaded = load_theme("vermilion", (THEMES,))
    box = Rect(px(528), px(40), px(688), px(616))
    parts = tuple(Node(label=f"Set {number}", path=f"p.{number}", lead=SHORT) for number in range(3))
    node = Node(label="Sets", path="p", center="Neighbourhoods", children=parts, accent=1)
    items = [each for item in venn.draw(node, box, loaded).items for each in walk([item])]
    (words,) = [item for item in items if item.name == "venn · common · words"]
    (row,) = [item for item in items if item.name == "venn · common · row"]
    assert row.rect.contains(words.rect)
    assert box.contains(row.rect)


def _overlaps(card: Rect, circle: Rect) -> bool:
    """Tell whether a rectangle covers a part of the circle in that square."""
    x = min(max(circle.center_x, card.x), card.right)
    y = min(max(circle.center_y, card.y), card.bottom)
    return (x - circle.center_x) ** 2 + (y - circle.center_y) ** 2 < (circle.width // 2) ** 2
