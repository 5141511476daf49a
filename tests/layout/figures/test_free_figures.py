"""Figures of free slides, as they are read: numbers in their bands, arrows with room, names where they belong."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from deckbrief.base.length import px
from deckbrief.layout.frame import Connector, Frame, Shape, Text
from deckbrief.layout.text.line_boxes import line_boxes
from PIL import Image

from tests.layout.test_free import frames_of, pack_with, titled


def drawn(folder: Path, figure: str) -> Frame:
    (frame,) = titled(frames_of(pack_with(folder, f"  - {{title: Figure, figure: {figure}}}\n")), "Figure")
    return frame


def texts(frame: Frame, end: str) -> list[Text | Shape]:
    """Return what has words and a name that ends so, in reading order."""
    return [item for item in frame.walk() if isinstance(item, Text | Shape) and item.body and item.name.endswith(end)]


def said(items: list[Text | Shape]) -> list[str]:
    return [item.body.text for item in items if item.body]


def test_numbers_of_a_funnel_stand_in_its_bands(tmp_path: Path) -> None:
    parts = "parts: [{name: Told, lead: 1000 people}, {name: Came, lead: 620}, {name: Stayed, lead: 38%}]"
    frame = drawn(tmp_path / "a", f"{{figure: funnel, {parts.replace('1000 people', '1000')}}}")
    assert said(texts(frame, "sign")) == ["1000", "620", "38%"]
    assert said(texts(frame, "words")) == ["Told", "Came", "Stayed"]
    sizes = {
        end: {item.body.paragraphs[0].size for item in texts(frame, end) if item.body} for end in ("sign", "words")
    }
    assert min(sizes["sign"]) > max(sizes["words"]), "numbers are larger than what they count"
    frame = drawn(tmp_path / "b", f"{{figure: funnel, {parts}}}")
    assert not texts(frame, "sign"), "1000 people is told below the name, and so are the others"


LANES = {
    "turns": [("Order", "Guest"), ("Write it down", "Host"), ("Cook", "Kitchen"), ("Carry", "Host"), ("Eat", "Guest")],
    "stays": [("Order", "Guest"), ("Pay", "Guest"), ("Cook", "Kitchen"), ("Fry", "Kitchen"), ("Eat", "Guest")],
}


@pytest.mark.parametrize("name", LANES)
def test_arrows_between_lanes_have_room_and_cross_no_step(tmp_path: Path, name: str) -> None:
    parts = ", ".join(f"{{name: {step}, lane: {lane}}}" for step, lane in LANES[name])
    frame = drawn(tmp_path / "pack", f"{{figure: swimlanes, parts: [{parts}]}}")
    steps = [item for item in frame.walk() if isinstance(item, Shape) and item.name.endswith("step")]
    arrows = [item for item in frame.walk() if isinstance(item, Connector)]
    assert (len(steps), len(arrows)) == (5, 4)
    for arrow, (begin, end) in zip(arrows, pairwise(steps), strict=True):
        assert arrow.end[0] - arrow.start[0] >= 36 * 9525
        assert arrow.end == (end.rect.x, end.rect.center_y)
        for step in steps:
            passes = step.rect.x < arrow.start[0] < step.rect.right and begin.rect.y != end.rect.y
            between = sorted((begin.rect.center_y, end.rect.center_y))
            assert step is begin or not (passes and between[0] <= step.rect.center_y <= between[1])
    for one in steps:
        assert not [other for other in steps if other is not one and one.rect.overlaps(other.rect)]


def test_steps_that_change_lanes_are_wider_than_columns_of_their_own(tmp_path: Path) -> None:
    parts = ", ".join(f"{{name: {step}, lane: {lane}}}" for step, lane in LANES["turns"])
    frame = drawn(tmp_path / "pack", f"{{figure: swimlanes, parts: [{parts}]}}")
    steps = [item for item in frame.walk() if isinstance(item, Shape) and item.name.endswith("step")]
    field = steps[-1].rect.right - steps[0].rect.x
    assert steps[0].rect.width > field / 5


@pytest.mark.parametrize("count", [3, 6])
def test_dates_of_a_timeline_are_not_counted(tmp_path: Path, count: int) -> None:
    years = ", ".join(f"{{name: '{2021 + n}', lead: {'A house of its own' if n else 'A table'}}}" for n in range(count))
    frame = drawn(tmp_path / "pack", f"{{figure: timeline, parts: [{years}]}}")
    told = said([item for item in texts(frame, "") if not item.name.startswith("number")])
    assert all(str(2021 + number) in " ".join(told) for number in range(count))
    assert not [each for each in told if each in {"1", "2", "3", "4", "5", "6"}]


def test_what_there_was_in_a_year_begins_on_one_line(tmp_path: Path) -> None:
    frame = drawn(tmp_path / "pack", f"{{figure: timeline, parts: [{_years('Van', 'Bus', 'Ten', 'Two')}]}}")
    assert said(texts(frame, "symbol")) == ["2021", "2022", "2023", "2024"]
    assert len(texts(frame, "words")) == 4
    assert len({text.rect.y for text in texts(frame, "words")}) == 1


def test_years_that_rise_are_not_counted_either(tmp_path: Path) -> None:
    frame = drawn(tmp_path / "pack", f"{{figure: chain, direction: rise, parts: [{_years('A table', 'Two', 'Ten')}]}}")
    assert [each.split("\n")[0] for each in said(texts(frame, "words"))] == ["2021", "2022", "2023"]


def _years(*leads: str) -> str:
    return ", ".join(f"{{name: '{year}', lead: {lead}}}" for year, lead in enumerate(leads, 2021))


def test_names_of_positions_stand_within_their_fields(tmp_path: Path) -> None:
    parts = (
        "parts: [{name: A longer name of it, at: 44 80}, {name: Another long one, at: 56 80}, {name: Third, at: 48 20}]"
    )
    frame = drawn(tmp_path / "pack", f"{{figure: positions, across: [few, many], up: [low, high], {parts}}}")
    fields = [item.rect for item in frame.walk() if isinstance(item, Shape) and "field" in item.name and not item.body]
    names = texts(frame, "words")
    assert (len(fields), len(names)) == (4, 3)
    assert all(any(field.contains(name.rect) for field in fields) for name in names)


@pytest.mark.parametrize(
    ("pointed", "tinted"), [("", []), (", highlight: true", [False, False, True, False])], ids=["none", "one"]
)
def test_only_the_field_of_what_is_pointed_at_is_tinted(tmp_path: Path, pointed: str, tinted: list[bool]) -> None:
    parts = f"parts: [{{name: One, at: 80 20}}, {{name: Two, at: 20 20{pointed}}}, {{name: Three, at: 20 80}}]"
    frame = drawn(tmp_path / "pack", f"{{figure: positions, across: [few, many], {parts}}}")
    fields = [item for item in frame.walk() if isinstance(item, Shape) and "field" in item.name and not item.body]
    assert len(fields) == 4
    assert [field.fill != fields[3].fill for field in fields] == (tinted or [False] * 4)


def test_cards_of_a_cycle_bear_the_numbers_of_its_arrows_and_lines_end_on_them(tmp_path: Path) -> None:
    frame = drawn(tmp_path / "pack", "{figure: cycle, center: Round, parts: [{name: Ask}, {name: See}, {name: Write}]}")
    assert sorted(said(texts(frame, "number"))[:3]) == sorted(said(texts(frame, "sign"))) == ["1", "2", "3"]
    arrows = [item.rect for item in frame.walk() if isinstance(item, Shape) and item.name.endswith("arrow")]
    dots = [item.rect for item in frame.walk() if isinstance(item, Shape) and item.name.endswith("dot")]
    assert len(dots) == 3
    assert all(any(arrow.overlaps(dot) for arrow in arrows) for dot in dots)


@pytest.mark.parametrize("symbols", [("10", "20", "30"), ("春耕", "夏耘", "秋收"), ("WM", "1", "2")])
def test_symbols_of_a_cycle_stand_on_one_line_in_one_size(tmp_path: Path, symbols: tuple[str, ...]) -> None:
    parts = ", ".join(f"{{name: Part {each}, symbol: '{each}'}}" for each in symbols)
    frame = drawn(tmp_path / "pack", f"{{figure: cycle, center: Round, parts: [{parts}]}}")
    for end in ("number", "sign"):
        found = [item for item in texts(frame, end) if said([item])[0] in symbols]
        assert sorted(said(found)) == sorted(symbols)
        lines = [item.body.paragraphs[0] for item in found if item.body]
        assert [len(each.lines) for each in lines] == [1, 1, 1]
        assert len({each.size for each in lines}) == 1


def test_signs_of_gates_cover_no_words(tmp_path: Path) -> None:
    parts = "parts: [{name: Site, lead: Three, gate: 300 live near}, {name: Lease, lead: Signed, gate: Below a fifth}]"
    frame = drawn(tmp_path / "pack", f"{{figure: gates, {parts}}}")
    seats = [item.rect for item in frame.walk() if isinstance(item, Shape) and item.name.endswith("gate · seat")]
    assert len(seats) == 2
    assert len(texts(frame, "words")) == 4
    assert not [each for each in texts(frame, "words") for seat in seats if each.rect.overlaps(seat)]


def test_words_of_a_decision_are_no_smaller_than_half_of_their_diamond_takes(tmp_path: Path) -> None:
    parts = (
        "parts: [{name: Ask, ways: [{to: 'Pain, or dizzy?'}]},"
        " {name: 'Pain, or dizzy?', ways: [{to: Call, when: sure}, {to: Visit, when: not so}]},"
        " {name: Call, ways: [{to: Note}]}, {name: Visit, ways: [{to: Note}]}, {name: Note}]"
    )
    frame = drawn(tmp_path / "pack", f"{{figure: flow, {parts}}}")
    (diamond,) = [item for item in frame.walk() if isinstance(item, Shape) and item.geometry == "diamond"]
    (words,) = [item for item in texts(frame, "words") if "dizzy" in said([item])[0]]
    assert words.body
    assert diamond.rect.contains(words.rect)
    across, down = words.rect.width / diamond.rect.width, words.rect.height / diamond.rect.height
    assert across + down <= 1.01, "its corners lie in the diamond"
    assert words.body.paragraphs[0].size >= 20


PLANS = {
    "last": ("{name: Dig, from: May}, {name: Build, from: May, to: June}, {name: Open, from: July}", "Open"),
    "first": ("{name: Watch, from: May, to: July}, {name: Dig, from: May}, {name: Build, from: June}", "Watch"),
    "both": ("{name: Dig, from: May, to: July}, {name: Open, from: July}", ""),
    "marked": ("{name: Dig, from: May, highlight: true}, {name: Open, from: July}", "Dig"),
}


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_ends_in_gold_where_one_work_ends_it_and_none_is_marked(tmp_path: Path, name: str) -> None:
    parts, gold = PLANS[name]
    frame = drawn(tmp_path / "pack", f"{{figure: gantt, periods: [May, June, July], parts: [{parts}]}}")
    bars = [item for item in frame.walk() if isinstance(item, Shape) and item.name.endswith(" · bar")]
    lit = [item.name for item in bars if item.fill and item.fill.slot == "accent6"]
    assert lit == ([f"gantt · {gold} · bar"] if gold else [])


@pytest.mark.parametrize("name", ["Community service centre", "街道养老服务中心和十二个社区站点", "Board"])
def test_the_name_of_an_organisation_keeps_clear_of_its_edges(tmp_path: Path, name: str) -> None:
    units = "parts: [{name: Meals, parts: [{name: Cook}]}, {name: Care, parts: [{name: Nurse}]}]"
    frame = drawn(tmp_path / "pack", f"{{figure: organisation, parts: [{{name: {name}, {units}}}]}}")
    (root,) = (item for item in frame.walk() if isinstance(item, Shape) and item.name == "organisation · root")
    (words,) = texts(frame, "root · words")
    assert words.body
    for line in line_boxes(words.body, words.rect):
        assert min(line.x - root.rect.x, root.rect.right - line.right) >= px(40)


def test_decisions_and_their_cases_are_read_from_the_last_row(tmp_path: Path) -> None:
    parts = (
        "{name: 接电话}, {name: 有胸痛或意识不清？, ways: [{to: 通知家属, when: 是}, {to: 志愿者上门看, when: 否}]}, "
        "{name: 通知家属, ways: [{to: 记录}]}, {name: 志愿者上门看, ways: [{to: 记录}]}, {name: 记录}"
    )
    frame = drawn(tmp_path / "pack", f"{{figure: flow, parts: [{parts}]}}")
    sizes = {item.body.text: item.body.paragraphs[0].size for item in texts(frame, "") if item.body}
    asked = next(size for text, size in sizes.items() if text.startswith("有胸痛"))
    assert asked >= 26
    assert min(sizes["是"], sizes["否"]) >= 24


SPOTS = (
    ("延长供餐到七点", 18, 82),
    ("菜单印大字", 26, 62),
    ("加装电梯", 84, 78),
    ("换厨房", 68, 30),
    ("清点餐具", 22, 24),
)


@pytest.mark.parametrize("theme", ["vermilion", "ink", "plain"])
def test_names_stand_right_of_their_points_and_arrows_along_the_axes(tmp_path: Path, theme: str) -> None:
    parts = ", ".join(f"{{name: {name}, at: {x} {y}}}" for name, x, y in SPOTS)
    axes = "across: [省力, 费力], up: [见效慢, 见效快], fields: [马上做, 立项做, 顺手做, 先不做]"
    slide = f"  - {{title: Where, figure: {{figure: positions, {axes}, parts: [{parts}]}}}}\n"
    (frame,) = titled(frames_of(pack_with(tmp_path / "pack", slide), theme), "Where")
    items = {item.name: item for item in frame.walk()}
    for name, *_ in SPOTS:
        dot, words = items[f"positions · {name} · point"], items[f"positions · {name} · words"]
        assert words.rect.x > dot.rect.right
        assert words.rect.y < dot.rect.center_y < words.rect.bottom
        assert isinstance(words, Text)
        assert words.body.paragraphs[0].size >= 24
    fields = [item.rect for name, item in items.items() if re.fullmatch(r"positions · field · [1-4]", name)]
    assert len(fields) == 4
    assert all(any(field.contains(items[f"positions · {name} · words"].rect) for field in fields) for name, *_ in SPOTS)
    across, up = items["positions · axis · across"].rect, items["positions · axis · up"].rect
    assert across.width > 10 * across.height
    assert up.height > 10 * up.width
    assert across.y > max(field.bottom for field in fields)
    assert up.right < min(field.x for field in fields)


TWO_DECISIONS = (
    "{name: Call}, {name: 'Pain?', ways: [{to: Doctor, when: sure}, {to: Visit, when: not so}]}, "
    "{name: Doctor, ways: [{to: 'At home?'}]}, {name: Visit, ways: [{to: Note}]}, "
    "{name: 'At home?', ways: [{to: Note, when: sure}, {to: Neighbour, when: not so}]}, "
    "{name: Neighbour, ways: [{to: Note}]}, {name: Note}"
)


def test_ways_to_a_later_step_go_round_what_stands_below_the_row(tmp_path: Path) -> None:
    frame = drawn(tmp_path / "pack", f"{{figure: flow, parts: [{TWO_DECISIONS}]}}")
    steps = {item.name: item for item in frame.walk() if isinstance(item, Shape) and item.name.endswith(" · step")}
    lines = [item for item in frame.walk() if isinstance(item, Connector)]
    assert len(steps) == 5
    assert len(lines) >= 8
    for line in lines:
        (x1, y1), (x2, y2) = line.start, line.end
        down = line.geometry == "bentConnector2" and x1 != x2
        joint = (x2, y1) if down else (x2, y2)
        for name, step in steps.items():
            if name in (line.begin_shape, line.end_shape):
                continue
            inner = step.rect.inset(px(4))
            for (ax, ay), (bx, by) in (((x1, y1), joint), (joint, (x2, y2))):
                left, right = sorted((ax, bx))
                top, low = sorted((ay, by))
                apart = right <= inner.x or left >= inner.right or low <= inner.y or top >= inner.bottom
                assert apart, (line.name, name)


ONE_DECISION = (
    "{name: Answer}, {name: 'Chest pain?', ways: [{to: Call, when: yes}, {to: Visit, when: no}]},"
    " {name: Call, ways: [{to: Note}]}, {name: Visit, ways: [{to: Note}]}, {name: Note}"
)


@pytest.mark.parametrize(("parts", "count"), [(TWO_DECISIONS, 5), (ONE_DECISION, 4)])
def test_steps_of_a_flow_are_as_large_as_what_stands_below_a_decision(tmp_path: Path, parts: str, count: int) -> None:
    frame = drawn(tmp_path / "pack", f"{{figure: flow, parts: [{parts}]}}")
    steps = [item.rect for item in frame.walk() if isinstance(item, Shape) and item.name.endswith(" · step")]
    assert len(steps) == count
    for sides in ([step.width for step in steps], [step.height for step in steps]):
        assert max(sides) - min(sides) <= 2


def test_names_beside_a_map_are_read_as_they_stand(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    spots = (("South", 40, 66), ("Bend", 62, 70), ("Old", 34, 34), ("New", 52, 30), ("Park", 78, 36), ("Hill", 74, 62))
    parts = ", ".join(f"{{name: {name}, at: {x} {y}}}" for name, x, y in spots)
    given = "map: {file: town.png, alt: The town}"
    pack_with(folder, f"  - {{title: Where, figure: {{figure: map, {given}, parts: [{parts}]}}}}\n")
    Image.new("RGB", (1200, 800), "green").save(folder / "town.png")
    (frame,) = titled(frames_of(folder), "Where")
    cards = [item.rect for item in frame.walk() if item.name.endswith(" · card")]
    assert len(cards) == len(spots)
    for number, card in enumerate(cards):
        above = [other for other in cards[number + 1 :] if other.x == card.x and other.y < card.y]
        assert not above
