"""Figures that are one shape as a whole: pyramid, funnel and their like fill the stage, and all they say is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Final

import pytest
from deckbrief.base.length import Rect
from deckbrief.content.figures import FIGURES
from deckbrief.draft.nodes import Leaf, Node
from deckbrief.draft.spots import Ground, Image, Spot, Way
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kit import bounds
from deckbrief.layout.figures.registry import diagram, kind_of
from deckbrief.layout.frame import AnyItem, Connector, Group, Shape, Text
from deckbrief.layout.frame import Image as Picture
from deckbrief.ooxml.colors import contrast
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Color, Theme
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.layout.figures import test_geometry as geometry
from tests.layout.figures.conftest import han
from tests.support.small_pack import laid_out, write_pack

THEMES: Final = tuple(
    load_theme(name, (Path(__file__).parents[3] / "templates" / "themes",)) for name in ("vermilion", "ink", "plain")
)
COUNTS: Final = {
    "pyramid": (2, 7), "funnel": (2, 7), "cycle": (3, 8), "venn": (2, 4), "gates": (2, 6), "organisation": (1, 8),
    "positions": (1, 12), "gantt": (1, 12), "swimlanes": (2, 9), "flow": (2, 6), "map": (1, 10),
}  # fmt: skip
"""How many parts each of them takes, of short names."""


PNG: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)
GROUNDS: Final = {
    "positions": Ground(across=("省力", "费力"), up=("小", "大"), fields=("先做", "再做", "顺手", "不做")),
    "gantt": Ground(periods=("一月", "二月", "三月", "四月", "五月", "六月", "七月")),
    "map": Ground(image=Image(data=PNG, media_type="image/png", width=1600, height=1000, path="c/x#f.map", alt="图")),
}


def parts_of(count: int, name: int, lead: int, leaves: int, symbols: bool = False) -> tuple[Node, ...]:
    return tuple(
        Node(
            label=f"{han(i, name)}{i}",
            path=f"c/x#f.parts.p{i}",
            lead=f"{han(i + 3, lead)}{i}" if lead else "",
            leaves=tuple(Leaf(text=f"{han(i + j, 9)}{i}{j}", path=f"c/x#f.parts.p{i}.{j}") for j in range(leaves)),
            symbol=str(40 - i) if symbols else "",
            part=True,
        )
        for i in range(count)
    )


def node_of(kind: str, parts: tuple[Node, ...], **more: object) -> Node:
    placed = tuple(replace(part, spot=spot(kind, number)) for number, part in enumerate(parts))
    node = Node(label="四度", path="c/x#f", children=placed, figure=kind, on=GROUNDS.get(kind, Ground()))
    return replace(node, **more)  # type: ignore[arg-type]


def spot(kind: str, number: int) -> Spot:
    """Return where a part stands in a figure that places its parts; nothing for the others."""
    return {
        "positions": Spot(at=(number * 0.618 % 1, number * 0.31 % 1)),
        "map": Spot(at=(number * 0.618 % 1, (number + 1) * 0.31 % 1)),
        "gantt": Spot(span=(number // 2, number // 2 + 1)),
        "swimlanes": Spot(lane="甲乙丙"[number % 3]),
    }.get(kind, Spot())


@st.composite
def samples(draw: st.DrawFn, kind: str) -> Node:
    """Return a node with as many parts as the figure takes: names alone, with a line, with points; signs or none."""
    count = draw(st.integers(*COUNTS[kind]))
    name = draw(st.sampled_from((1, 3, 5, 9)))
    lead, leaves = draw(st.sampled_from(((0, 0), (6, 0), (14, 0), (0, 1), (0, 2), (8, 2))))
    parts = parts_of(count, name, lead, leaves, draw(st.booleans()))
    return node_of(
        kind, parts, lead=draw(st.sampled_from(("", "一句话说明整张图"))), accent=draw(st.integers(0, 4)),
        center=draw(st.sampled_from(("", "共同", "凝聚共识"))),
    )  # fmt: skip


def stage(theme: Theme) -> Rect:
    return theme.layouts["figure"].body


def drawn(node: Node, theme: Theme, box: Rect | None = None, *, reveal: bool = False) -> Drawing:
    return diagram(node.figure)(node, box or stage(theme), theme, reveal=reveal)


def texts(drawing: Drawing) -> list[tuple[str, Rect]]:
    """Return where each text of a drawing stands: not its box, but its lines in it, as high as they are."""
    found = []
    for name, body, box in geometry.bodies(drawing):
        room = box.inset(*body.insets)
        high = min(room.height, round(body.height * 12_700))
        top = {"top": room.y, "middle": room.y + (room.height - high) // 2, "bottom": room.bottom - high}[body.anchor]
        found.append((name, Rect(room.x, type(room.y)(top), room.width, type(room.y)(high))))
    return found


def items_of(drawing: Drawing) -> Iterator[AnyItem]:
    yield from (item for _, item in geometry.walk(drawing.still))


def assert_sound(drawing: Drawing, node: Node, box: Rect, theme: Theme) -> None:
    geometry.assert_inside(drawing, box)
    geometry.assert_text_fits(drawing, theme.scale.floor)
    geometry.assert_glued(drawing)
    geometry.assert_named_once(drawing)
    geometry.assert_told(drawing, node)
    geometry.assert_complete(drawing, node)
    found = texts(drawing)
    assert found
    for (name, first), (other, second) in combinations(found, 2):
        assert not first.overlaps(second), (name, other)
    whole = bounds(item.rect for item in items_of(drawing))
    assert whole.height >= 0.75 * box.height
    as_high_as_can_be = node.figure == "venn" and whole.height >= 0.97 * box.height
    assert as_high_as_can_be or whole.width >= 0.9 * box.width, "circles alone stop at the height"


@pytest.mark.parametrize("kind", COUNTS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_it_fills_the_stage_and_no_text_meets_another(kind: str, data: st.DataObject) -> None:
    node, theme = data.draw(samples(kind)), data.draw(st.sampled_from(THEMES))
    drawing = geometry.drawn(lambda: drawn(node, theme), node.path)
    if drawing is None:
        assert len(node.children) > 3 or len(node.children[0].leaves) > 1, "few parts with few words fit"
        return
    assert_sound(drawing, node, stage(theme), theme)


@pytest.mark.parametrize("kind", COUNTS)
def test_every_count_is_drawn_with_short_names_and_grows_with_its_room(kind: str) -> None:
    least, most = COUNTS[kind]
    for count in range(least, most + 1):
        for theme in THEMES:
            node = node_of(kind, parts_of(count, 3, 0, 0))
            assert_sound(drawn(node, theme), node, stage(theme), theme)
    low = stage(THEMES[0])
    low = Rect(low.x, low.y, low.width, type(low.y)(low.height * 5 // 6))
    node = node_of(kind, parts_of(max(3, least), 3, 6, 0))
    assert_sound(drawn(node, THEMES[0], low), node, low, THEMES[0])


@pytest.mark.parametrize("kind", COUNTS)
def test_words_stand_out_from_what_is_behind_them(kind: str) -> None:
    for theme in THEMES:
        for accent in range(5):
            node = node_of(kind, parts_of(4, 3, 4, 1, symbols=True), accent=accent, center="中心")
            found = list(geometry.inks(drawn(node, theme), theme))
            assert found
            for ground, ink, least in found:
                assert contrast(over_paper(ground, theme), theme.hex(ink)) >= least, (kind, theme.name, accent)


def over_paper(color: Color, theme: Theme) -> str:
    """Return what is seen of a colour that lets the paper through: `#RRGGBB`."""
    share, paper = color.alpha / 100_000, theme.hex(theme.color("paper")).lstrip("#")
    pairs = zip(bytes.fromhex(theme.hex(color).lstrip("#")), bytes.fromhex(paper), strict=True)
    return "#" + bytes(round(top * share + below * (1 - share)) for top, below in pairs).hex()


@pytest.mark.parametrize("kind", COUNTS)
def test_parts_appear_one_by_one(kind: str) -> None:
    node = node_of(kind, parts_of(4, 3, 4, 0))
    still, moving = drawn(node, THEMES[0]), drawn(node, THEMES[0], reveal=True)
    assert moving.clicks == 4
    for number, part in enumerate(node.children, 1):
        own = [item for item in moving.items if item.path == part.path]
        assert own
        assert {item.click for item in own} == {number}
    assert [replace(item, click=0) for item in moving.items] == list(still.items)


@pytest.mark.parametrize("kind", COUNTS)
def test_other_counts_are_drawn_as_another_figure_and_it_is_told(kind: str, tmp_path: Path) -> None:
    least, most = COUNTS[kind]
    with pytest.raises(CannotDraw):
        drawn(node_of(kind, parts_of(most + 1, 3, 0, 0)), THEMES[0])
    with pytest.raises(CannotDraw):
        drawn(node_of(kind, parts_of(least - 1, 3, 0, 0)), THEMES[0])
    if FIGURES[kind] == "placed":
        return  # no framework can name it
    frames = laid_out(write_pack(tmp_path / "many", kind, most + 1)).frames
    shown = [frame for frame in frames if frame.instead]
    assert [frame.instead for frame in shown] == [kind_of(kind).many]
    told = "".join(item.body.text for item in shown[0].walk() if isinstance(item, Shape | Text) and item.body)
    assert all(f"rest {number}" in told for number in range(1, most + 2))
    few = laid_out(write_pack(tmp_path / "few", kind, least)).frames
    assert not any(frame.instead for frame in few)


# What is gold, and what goes along with what -------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "place"), [("pyramid", 0), ("funnel", -1)])
def test_one_band_is_gold(kind: str, place: int) -> None:
    for count in range(2, 8):
        drawing = drawn(node_of(kind, parts_of(count, 3, 0, 0)), THEMES[0])
        groups = [item for item in drawing.items if isinstance(item, Group)]
        bands = [group.items[0] for group in groups]
        gold = THEMES[0].color("gold", 1)
        assert [isinstance(band, Shape) and band.fill == gold for band in bands].index(True) == place % count
        assert sum(isinstance(band, Shape) and band.fill == gold for band in bands) == 1


def test_a_pyramid_widens_and_a_funnel_narrows() -> None:
    for kind, order in (("pyramid", 1), ("funnel", -1)):
        drawing = drawn(node_of(kind, parts_of(5, 3, 0, 0)), THEMES[0])
        widths = [item.items[0].rect.width for item in drawing.items if isinstance(item, Group)]
        assert widths == sorted(set(widths))[::order]


@pytest.mark.parametrize(("pointed", "gated"), [((), True), ((), False), ((1,), True), ((0, 2), True)])
@pytest.mark.parametrize("theme", THEMES)
def test_gold_are_the_last_gate_or_those_that_are_pointed_at(
    pointed: tuple[int, ...], gated: bool, theme: Theme
) -> None:
    parts = tuple(
        replace(part, gate=f"{han(number, 6)}" if gated else "", highlight=number in pointed)
        for number, part in enumerate(parts_of(4, 3, 6, 0))
    )
    node = node_of("gates", parts)
    drawing = drawn(node, theme)
    assert_sound(drawing, node, stage(theme), theme)
    gold = theme.color("gold", 1)
    shapes = [item for item in items_of(drawing) if isinstance(item, Shape) and item.fill == gold]
    gates = [item for item in shapes if item.name.endswith(("gate · ground", "sign · sign"))]
    wanted = {parts[number].label for number in pointed or ((3,) if gated else (2,))}
    assert {item.name.split(" · ")[1] for item in gates} == wanted
    grounds = {item.name.split(" · ")[1]: item.rect for item in items_of(drawing) if item.name.endswith("ground")}
    for item in items_of(drawing):
        if isinstance(item, Text) and item.name.endswith("gate · words"):
            ground = grounds[item.name.split(" · ")[1]]
            assert ground.inset(12 * 9525, 0, 12 * 9525, 12 * 9525).contains(item.rect)


@pytest.mark.parametrize(
    "amounts", [(1000, 620, 380, 210), (100, 98), (5000, 3, 1), (9, 9, 9, 9, 9, 9, 1), (1000, 20, 0)]
)
def test_bars_of_a_funnel_are_as_wide_as_their_numbers(amounts: tuple[int, ...]) -> None:
    parts = tuple(
        replace(part, lead=f"{amount:,}人")
        for part, amount in zip(parts_of(len(amounts), 5, 0, 0), amounts, strict=True)
    )
    node = node_of("funnel", parts)
    drawing = drawn(node, THEMES[0])
    assert_sound(drawing, node, stage(THEMES[0]), THEMES[0])
    groups = [item for item in drawing.items if isinstance(item, Group)]
    bars = [group.items[0].rect for group in groups]
    for bar, amount in zip(bars, amounts, strict=True):
        assert bar.width == pytest.approx(max(2 * 9525, bars[0].width * amount / amounts[0]), abs=2 * 9525)
    assert bars[0].width >= stage(THEMES[0]).width / 2
    for group, bar in zip(groups, bars, strict=True):
        sign, words = (next(item.rect for item in group.items if item.name.endswith(end)) for end in ("sign", "words"))
        assert bar.right < words.x
        inside = bar.x - 9525 <= sign.x and sign.right <= bar.right + 9525
        assert inside or bar.right < sign.x < sign.right < words.x, "a number stands in its bar, or beside it"


def test_numbers_of_several_units_are_no_measure_of_a_funnel() -> None:
    def widths(*leads: str) -> list[int]:
        parts = tuple(replace(part, lead=lead) for part, lead in zip(parts_of(3, 3, 0, 0), leads, strict=True))
        drawing = drawn(node_of("funnel", parts), THEMES[0])
        return [item.items[0].rect.width for item in drawing.items if isinstance(item, Group)]

    for leads in (("1000人", "50%", "3%"), ("1.2万", "9000", "3"), ("1,5", "1", "1"), ("0", "0", "0")):
        assert widths(*leads) == widths("甲", "乙", "丙") or widths(*leads)[2] > widths(*leads)[0] / 3


# Figures that place their parts -------------------------------------------------------------------------------------


def test_positions_are_where_the_content_says() -> None:
    parts = tuple(
        Node(label=name, path=f"c/x#f.parts.{name}", spot=Spot(at=at))
        for name, at in (("甲", (0.0, 0.0)), ("乙", (1.0, 0.0)), ("丙", (0.5, 1.0)))
    )
    drawing = drawn(Node(label="四度", path="c/x#f", children=parts, figure="positions"), THEMES[0])
    first, second, third = (
        item.rect for item in items_of(drawing) if isinstance(item, Shape) and item.geometry == "ellipse"
    )
    assert first.y == second.y < third.y
    assert first.x < third.x < second.x
    assert abs(third.center_x - (first.center_x + second.center_x) // 2) <= 1


def test_bars_of_a_plan_take_the_periods_that_they_say() -> None:
    parts = tuple(
        Node(label=name, path=f"c/x#f.parts.{name}", spot=Spot(span=span))
        for name, span in (("甲", (0, 0)), ("乙", (1, 3)), ("丙", (0, 6)))
    )
    drawing = drawn(Node(label="四度", path="c/x#f", children=parts, figure="gantt", on=GROUNDS["gantt"]), THEMES[0])
    first, second, third = (item.rect for item in items_of(drawing) if item.name.endswith("· bar"))
    assert first.x == third.x
    assert first.right < second.x
    assert second.right < third.right
    assert abs(second.width - 3 * first.width) <= first.width
    assert third.width > 6 * first.width


def test_a_decision_leads_on_and_down_or_back() -> None:
    ways = {1: (Way(3, "是"), Way(2, "否")), 2: (Way(0),), 3: (Way(4, "同意"), Way(0, "不同意"))}
    parts = tuple(replace(part, spot=Spot(ways=ways.get(n, ()))) for n, part in enumerate(parts_of(5, 3, 0, 0)))
    node = Node(label="四度", path="c/x#f", children=parts, figure="flow")
    drawing = drawn(node, THEMES[0])
    assert_sound(drawing, node, stage(THEMES[0]), THEMES[0])
    blocks = {item.path: item for item in items_of(drawing) if isinstance(item, Shape) and item.path}
    joins = {(item.begin_shape, item.end_shape) for item in items_of(drawing) if isinstance(item, Connector)}
    for first, second in ((0, 1), (1, 3), (1, 2), (2, 0), (3, 4)):
        assert (blocks[parts[first].path].name, blocks[parts[second].path].name) in joins
    assert blocks[parts[2].path].rect.y > blocks[parts[1].path].rect.bottom
    assert [blocks[part.path].geometry == "diamond" for part in parts] == [False, True, False, True, False]
    assert {"是", "否", "同意", "不同意"} <= {text for _, body, _ in geometry.bodies(drawing) for text in [body.text]}
    assert all(f"({when}) →" in drawing.alt for when in ("是", "否", "同意", "不同意"))


@pytest.mark.parametrize("ways", [{0: (Way(1), Way(2), Way(3))}, {0: (Way(3), Way(1)), 2: (Way(3), Way(1))}])
def test_a_flow_that_is_no_row_with_branches_is_drawn_as_another_figure(ways: dict[int, tuple[Way, ...]]) -> None:
    parts = tuple(replace(part, spot=Spot(ways=ways.get(n, ()))) for n, part in enumerate(parts_of(4, 3, 0, 0)))
    with pytest.raises(CannotDraw):
        drawn(Node(label="四度", path="c/x#f", children=parts, figure="flow"), THEMES[0])


def test_pins_of_a_map_stand_on_what_is_shown_of_it() -> None:
    for width, height in ((1600, 1000), (3000, 500), (500, 3000)):
        shown = GROUNDS["map"].image
        assert shown
        image = replace(shown, width=width, height=height)
        node = replace(node_of("map", parts_of(4, 3, 0, 0)), on=Ground(image=image))
        drawing = drawn(node, THEMES[0])
        (picture,) = (item for item in drawing.items if isinstance(item, Picture))
        pins = [item for item in drawing.items if isinstance(item, Group) and item.name.endswith("· pin")]
        assert len(pins) == 4
        assert all(picture.rect.contains(pin.items[0].rect) for pin in pins)


def test_steps_stand_in_their_lanes() -> None:
    drawing = drawn(node_of("swimlanes", parts_of(6, 3, 0, 0)), THEMES[0])
    lanes = [item.rect for item in items_of(drawing) if item.name.endswith("· lane")]
    steps = [item.rect for item in items_of(drawing) if item.name.endswith("· step")]
    assert len(lanes) == 3
    assert [next(i for i, lane in enumerate(lanes) if lane.contains(step)) for step in steps] == [0, 1, 2, 0, 1, 2]
    assert [step.x for step in steps] == sorted(step.x for step in steps)
