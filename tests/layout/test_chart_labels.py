"""What charts say beside their bars and lines: names at ends, numbers clear of lines, units, what is pointed at."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from itertools import combinations, pairwise, product
from pathlib import Path

import pytest
from deckbrief.base.length import EMU_PER_PT, Pt, points
from deckbrief.base.problem import ProblemError
from deckbrief.content.read import read_pack
from deckbrief.content.undrawn import undrawn_warnings
from deckbrief.export.pptx.deck import write_deck
from deckbrief.export.pptx.plot import plot_xml
from deckbrief.layout.frame import Frame, Plot, Shape, Text
from deckbrief.layout.plot import Bar, Dot, Trace, Word, edge_width, marks, stem_width
from deckbrief.layout.plot_field import Field, line_width
from deckbrief.layout.plot_labels import label_places, spread
from deckbrief.layout.scale import scaled_item
from deckbrief.layout.text.fit import plain_width
from deckbrief.ooxml.colors import contrast
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.test_chart import CHARTS, NAMES, WHOLE, drawn, plot_of, plots_of
from tests.layout.test_free import frames_of, pack_with
from tests.support.small_pack import THEME

Box = tuple[float, float, float, float]


def texts(frame: Frame, start: str) -> list[Text]:
    return [item for item in frame.walk() if isinstance(item, Text) and item.name.startswith(start)]


def boxes(plot: Plot) -> list[Box]:
    """Return what the large words of a plot cover: ink from a little below the top of their line to its foot."""
    found = []
    for word in (mark for mark in marks(plot) if isinstance(mark, Word) and mark.size):
        wide = plain_width(word.text, Pt(word.size), True, "major") / EMU_PER_PT
        left = word.x - {"start": 0.0, "middle": wide / 2, "end": wide}[word.anchor]
        found.append((left, word.y - word.size * 0.45, left + wide, word.y + word.size * 0.45))
    return found


def crosses(box: Box, trace: Trace) -> bool:
    for (x1, y1), (x2, y2) in pairwise(trace.points):
        for step in range(201):
            x, y = x1 + (x2 - x1) * step / 200, y1 + (y2 - y1) * step / 200
            if box[0] < x < box[2] and box[1] < y < box[3]:
                return True
    return False


def resized(plot: Plot, factor: float) -> Plot:
    found = scaled_item(plot, factor)
    assert isinstance(found, Plot)
    return found


LOW = f"{{chart: line, unit: kg, {NAMES}, strong: [East], series: [{{name: s, values: [640, 580, 490, 610]}}]}}"


@pytest.mark.parametrize("factor", [1, 0.75, 0.5, 1.5])
@pytest.mark.parametrize("name", ["steep", "valley", "near-ends", "line", "two-units", "low"])
def test_no_line_runs_through_its_numbers_or_names(tmp_path: Path, name: str, factor: float) -> None:
    chart = {**CHARTS, "low": LOW}[name]
    plots = [resized(plot, factor) for plot in plots_of(drawn(tmp_path / "pack", chart))]
    traces = [(plot, mark) for plot in plots for mark in marks(plot) if isinstance(mark, Trace)]
    assert traces
    assert all(boxes(plot) for plot in plots)
    assert not [box for plot, trace in traces for box in boxes(plot) if crosses(box, trace)]


@pytest.mark.parametrize("name", ["steep", "valley", "low"])
def test_numbers_stand_at_the_same_sides_of_their_points_on_slides_of_every_size(tmp_path: Path, name: str) -> None:
    plot = plot_of(drawn(tmp_path / "pack", {**CHARTS, "low": LOW}[name]))
    sides = [place.side for place in label_places(plot, plot.series[0]).values()]
    for factor in (0.4, 0.5, 0.75, 1.5, 2.5):
        smaller = resized(plot, factor)
        assert [place.side for place in label_places(smaller, smaller.series[0]).values()] == sides


@pytest.mark.parametrize("name", ["dot-strong", "steep", "scatter", "stacked"])
def test_points_lines_and_stems_are_as_much_larger_as_the_slide(tmp_path: Path, name: str) -> None:
    plot = plot_of(drawn(tmp_path / "pack", CHARTS[name]))
    for factor in (0.4, 0.75, 1.5):
        larger = resized(plot, factor)
        radii, wanted = ([mark.radius for mark in marks(each) if isinstance(mark, Dot)] for each in (larger, plot))
        assert radii == pytest.approx([radius * factor for radius in wanted])
        for width in (line_width, stem_width, edge_width):
            assert width(larger) == pytest.approx(width(plot) * factor)


def test_the_native_points_and_lines_are_as_much_smaller_as_the_slide(tmp_path: Path) -> None:
    plot = plot_of(drawn(tmp_path / "pack", CHARTS["dot-strong"]))
    usual, half = (plot_xml(each, "en-GB") for each in (plot, resized(plot, 0.5)))
    sizes = [[int(size) for size in re.findall(r'<c:size val="(\d+)"', xml)] for xml in (usual, half)]
    assert sizes == [[28, 27, 27, 27], [14, 13, 13, 13]]
    stems = [re.findall(r'<a:ln w="(\d+)" cap="flat">', xml) for xml in (usual, half)]
    assert stems == [["114300"], ["57150"]]


def test_lines_are_named_where_they_end_with_their_last_numbers_and_no_name_covers_another(tmp_path: Path) -> None:
    frame = drawn(tmp_path / "pack", CHARTS["near-ends"])
    plot = plot_of(frame)
    named = [mark.text for mark in marks(plot) if isinstance(mark, Word) and mark.anchor == "start"]
    assert named == ["May 80%", "June 81%", "July 79%"]
    assert not [item for item in frame.walk() if item.name.startswith("key")]
    covered = sorted(boxes(plot), key=lambda box: box[1])
    assert all(one[3] <= other[1] for one, other in pairwise(covered))
    assert all(box[2] <= plot.rect.right / EMU_PER_PT for box in covered)
    (goal,) = texts(frame, "line name")
    edges = [each / EMU_PER_PT for each in (goal.rect.x, goal.rect.y, goal.rect.right, goal.rect.bottom)]
    assert not [
        box for box in covered
        if box[0] < edges[2] and edges[0] < box[2] and box[1] < edges[3] and edges[1] < box[3]
    ]  # fmt: skip


@pytest.mark.parametrize("values", ["[60, 70, 75, 80]", "[50, 60, 70, 79]"])
def test_names_at_ends_of_series_of_one_name_stand_apart(tmp_path: Path, values: str) -> None:
    chart = CHARTS["near-ends"].replace("July", "May").replace("[60, 70, 75, 80]", values)
    covered = sorted(boxes(plot_of(drawn(tmp_path / "pack", chart))), key=lambda box: box[1])
    assert len(covered) == 3
    assert all(one[3] <= other[1] for one, other in pairwise(covered))


def test_the_native_label_at_an_end_follows_the_data(tmp_path: Path) -> None:
    chart = f"  - {{title: Chart, chart: {CHARTS['near-ends']}}}\n"
    with zipfile.ZipFile(BytesIO(write_deck(frames_of(pack_with(tmp_path / "pack", chart)), THEME))) as package:
        part = package.read("ppt/charts/chart1.xml").decode()
    ends = re.findall(r'<c:dLbl><c:idx val="(\d)"/>.*?</c:dLbl>', part)
    assert ends == ["3", "3", "3"]
    assert part.count('<c:showSerName val="1"/>') == 3
    assert part.count('<c15:showLeaderLines val="0"/>') == 3


def test_lines_that_end_early_keep_their_keys(tmp_path: Path) -> None:
    early = "series: [{name: May, values: [12, 7, 9, ~]}, {name: June, values: [10, 8, 12, 25]}]"
    frame = drawn(tmp_path / "pack", f"{{chart: line, {NAMES}, {early}}}")
    assert [item.name for item in frame.walk() if re.fullmatch(r"key \d", item.name)] == ["key 1", "key 2"]


MONTHS = "January, February, March, April, May, June, July, August, September, October, November, December"
SHORT = "Jan, Feb, March, April, May, June, July, Aug, Sept, Oct, Nov, Dec"


@pytest.mark.parametrize(
    ("names", "reading", "all_named", "named_at_ends"),
    [
        (MONTHS, "reading: All rise., ", False, False), (SHORT, "reading: All rise., ", False, False),
        (SHORT, "", True, True), (", ".join(map(str, range(1, 13))), "reading: All rise., ", True, True),
    ],
)  # fmt: skip
def test_names_below_lines_stand_whole_beside_each_other_before_lines_are_named_at_their_ends(
    tmp_path: Path, names: str, reading: str, all_named: bool, named_at_ends: bool
) -> None:
    series = ", ".join(f"{{name: {name}, values: {[*range(n, n + 12)]}}}" for n, name in enumerate(("One", "Two"), 40))
    frame = drawn(tmp_path / "pack", f"{{chart: line, categories: [{names}], {reading}series: [{series}]}}")
    plot = plot_of(frame)
    widest = max(plain_width(name, plot.size, False) for name in plot.categories)
    assert (plot.skip == 1, widest <= plot.area.width / len(plot.categories)) == (all_named, all_named)
    assert widest <= plot.area.width / len(plot.categories) * plot.skip
    assert (not [item for item in frame.walk() if re.fullmatch(r"key \d", item.name)]) == named_at_ends


def test_names_that_stand_below_points_from_edge_to_edge_leave_the_ends_of_lines_to_theirs(tmp_path: Path) -> None:
    months = "Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec"
    series = "{name: Ward 3, values: [41, 44, 52, 55, 63, 61, 66, 70, 72, 74, 79, 81], strong: true}, "
    series += "{name: All wards, values: [48, 49, 51, 55, 58, 60, 61, 64, 66, 69, 72, 74]}"
    chart = f"{{chart: line, unit: '%', categories: [{months}], reading: It rises., series: [{series}]}}"
    frame = drawn(tmp_path / "pack", chart)
    plot = plot_of(frame)
    assert not [item for item in frame.walk() if re.fullmatch(r"key \d", item.name)]
    assert {"Ward 3 81%", "All wards 74%"} <= {mark.text for mark in marks(plot) if isinstance(mark, Word)}
    assert plot.skip == 1
    for one, other in pairwise(plot.categories):
        both = plain_width(one, plot.size, False) + plain_width(other, plot.size, False)
        assert both / 2 + points(plot.size * 0.3) <= plot.area.width / 11


@pytest.mark.parametrize(("unit", "said"), [("人次", 1), ("%", 0)])
def test_a_unit_of_letters_is_said_once_where_it_would_make_numbers_smaller(
    tmp_path: Path, unit: str, said: int
) -> None:
    names = ", ".join(f"Day {number}" for number in range(1, 10))
    values = ", ".join(str(300 + number * 7) for number in range(1, 10))
    chart = f"{{chart: column, unit: '{unit}', categories: [{names}], series: [{{name: s, values: [{values}]}}]}}"
    frame = drawn(tmp_path / "pack", chart)
    assert len(texts(frame, "unit")) == said
    numbers = [mark.text for mark in marks(plot_of(frame)) if isinstance(mark, Word) and mark.size]
    assert numbers[0] == ("307" if said else "307%")


def test_two_units_stand_in_two_charts_over_the_same_categories(tmp_path: Path) -> None:
    frame = drawn(tmp_path / "pack", CHARTS["two-units"])
    lines, columns = plots_of(frame)
    assert (lines.kind, columns.kind) == ("line", "column")
    assert (lines.area.x, lines.area.width) == (columns.area.x, columns.area.width)
    assert lines.rect.bottom <= columns.rect.y
    assert [text.body.text for text in texts(frame, "series")] == ["Price", "Loaves"]
    said = [[mark.text for mark in marks(plot) if isinstance(mark, Word)] for plot in (lines, columns)]
    assert said == [["3.8€", "3.2€", "2.9€", "2.5€"], ["420", "510", "660", "780", "North", "South", "East", "West"]]


def test_of_two_charts_each_tells_its_own_numbers_and_one_tells_all_of_it(tmp_path: Path) -> None:
    frame = drawn(tmp_path / "a", CHARTS["two-units"])
    lines, columns = (item.alt for item in frame.items if item.alt)
    assert ("Price" in lines, "Loaves" in lines) == (True, False)
    assert ("Price" in columns, "Loaves" in columns) == (False, True)
    (words,) = [item.alt for item in drawn(tmp_path / "b", CHARTS["two-columns"]).items if item.alt]
    assert "May" in words
    assert "June" in words


def test_numbers_too_far_from_each_other_for_one_scale_stand_in_two_charts(tmp_path: Path) -> None:
    series = "series: [{name: a, values: [42, 51]}, {name: b, values: [6, 4]}]"
    assert len(plots_of(drawn(tmp_path / "a", f"{{chart: combo, categories: [x, y], {series}}}"))) == 2
    assert len(plots_of(drawn(tmp_path / "b", CHARTS["combo"]))) == 1


UNITS = [
    ("combo", "{name: Loaves, values: [420, 510]}", "{name: Price, unit: €, values: [3, 2], as: line}",
     "{name: Share, unit: '%', values: [29, 31], as: line}"),
    ("combo", "{name: Flour, unit: kg, values: [42, 51]}", "{name: Rolls, unit: pcs, values: [42, 51]}",
     "{name: Price, values: [3, 2], as: line}"),
    ("combo", "{name: a, unit: kg, values: [4, 5]}", "{name: b, unit: €, values: [4, 5]}",
     "{name: c, unit: €, values: [4, 5], as: line}", "{name: d, unit: kg, values: [4, 5], as: line}"),
    ("column", "{name: Flour, unit: kg, values: [42, 51]}", "{name: Rolls, unit: pcs, values: [42, 51]}"),
    ("line", "{name: Flour, unit: kg, values: [42, 51]}", "{name: Rolls, values: [42, 51]}"),
]  # fmt: skip


@pytest.mark.parametrize("given", UNITS)
def test_numbers_of_several_units_stand_on_no_one_scale(tmp_path: Path, given: tuple[str, ...]) -> None:
    kind, *series = given
    with pytest.raises(ProblemError, match="two units"):
        drawn(tmp_path / "pack", f"{{chart: {kind}, categories: [x, y], series: [{', '.join(series)}]}}")


@pytest.mark.parametrize("kind", ["bar", "column", "combo", "doughnut", "waterfall"])
def test_the_unit_that_all_series_have_stands_at_their_numbers(tmp_path: Path, kind: str) -> None:
    series = "{name: s, unit: kg, values: [4, 6]}" + (", {name: t, unit: kg, values: [5, 5]}" * (kind == "combo"))
    plot = plot_of(drawn(tmp_path / "pack", f"{{chart: {kind}, categories: [x, y], series: [{series}]}}"))
    assert all(code.endswith('" kg"') for code in ([plot.axis_code] if kind == "combo" else [plot.code]))


def test_a_combo_whose_lines_say_the_charts_own_unit_stays_on_one_scale(tmp_path: Path) -> None:
    series = "series: [{name: a, values: [4, 5]}, {name: b, unit: €, values: [5, 6]}]"
    assert len(plots_of(drawn(tmp_path / "pack", f"{{chart: combo, unit: €, categories: [x, y], {series}}}"))) == 1


@pytest.mark.parametrize(("goal", "said"), [(3, "3.0€"), (5, "5.0€"), (600, "600"), (900, "900")])
def test_a_line_to_compare_with_stands_where_its_number_is_on_the_scale(tmp_path: Path, goal: int, said: str) -> None:
    chart = CHARTS["two-units"].replace("strong", f"line: {goal}, line_name: goal, strong")
    frame = drawn(tmp_path / "pack", chart)
    lines, columns = plots_of(frame)
    (name,) = texts(frame, "line name")
    assert name.body.text == f"goal: {said}"
    assert (lines if goal < 10 else columns).rect.contains(name.rect)


def test_dots_stand_on_stems_from_zero_and_others_have_none(tmp_path: Path) -> None:
    plot = plot_of(drawn(tmp_path / "a", CHARTS["dot-strong"]))
    stems = [mark for mark in marks(plot) if isinstance(mark, Bar)]
    dots = [mark for mark in marks(plot) if isinstance(mark, Dot)]
    assert [round(stem.height / stems[0].height * 12) for stem in stems] == [12, 75, 40, 9]
    assert [round(stem.y, 3) for stem in stems] == [round(dot.y, 3) for dot in dots]
    assert [dot.color == plot.series[0].color for dot in dots] == [False, False, True, False]
    assert plot_of(drawn(tmp_path / "c", f"{{chart: dot, {NAMES}, {WHOLE}}}")).stem is None
    near = "series: [{name: s, values: [95, 98, 99, 97]}]"
    assert plot_of(drawn(tmp_path / "b", f"{{chart: dot, {NAMES}, {near}}}")).stem is None


def test_a_point_of_a_line_that_is_pointed_at_is_marked(tmp_path: Path) -> None:
    plot = plot_of(drawn(tmp_path / "pack", CHARTS["steep"]))
    (dot,) = [mark for mark in marks(plot) if isinstance(mark, Dot)]
    (trace,) = [mark for mark in marks(plot) if isinstance(mark, Trace)]
    assert (dot.x, dot.y) == trace.points[-1]


@pytest.mark.parametrize("kind", ["pie", "doughnut", "line", "dot", "progress"])
def test_what_is_pointed_at_is_shown_in_every_kind(tmp_path: Path, kind: str) -> None:
    chart = f"{{chart: {kind}, {NAMES}, strong: [South], series: [{{name: s, values: [60, 20, 12, 8]}}]}}"
    pack = pack_with(tmp_path / "pack", f"  - {{title: Chart, chart: {chart}}}\n")
    assert not [each for each in undrawn_warnings(read_pack(pack)) if "strong" in str(each.message)]
    plot = plot_of(drawn(tmp_path / "other", chart))
    hue = THEME.color("hue", 1)
    points = plot.series[-1].points
    assert points[1] in (hue, None)
    assert all(points[number] != points[1] for number in (0, 2, 3))


def test_series_beside_one_that_is_pointed_at_can_be_told_apart(tmp_path: Path) -> None:
    series = ", ".join(f"{{name: s{n}, values: [{n + 3}, 5]{', strong: true' if n == 1 else ''}}}" for n in range(4))
    plot = plot_of(drawn(tmp_path / "pack", f"{{chart: column, categories: [a, b], series: [{series}]}}"))
    seen = [THEME.seen(one.color) for one in plot.series if one.color != THEME.color("hue", 1)]
    assert len(seen) == 3
    assert all(contrast(one, other) > 1.15 for one, other in pairwise(seen))


def test_a_doughnut_says_the_share_of_what_is_pointed_at_in_its_hole(tmp_path: Path) -> None:
    chart = f"{{chart: doughnut, {NAMES}, strong: [South], series: [{{name: s, values: [60, 20, 12, 8]}}]}}"
    frame = drawn(tmp_path / "pack", chart)
    (share,) = texts(frame, "share")
    area = plot_of(frame).area
    assert share.body.text.split("\n")[0].startswith("20%")
    reach = max(abs(share.rect.x - area.center_x), abs(share.rect.right - area.center_x))
    assert reach <= area.width // 4


def test_numbers_of_progress_stand_in_their_bars_where_they_have_room(tmp_path: Path) -> None:
    chart = f"{{chart: progress, {NAMES}, series: [{{name: s, values: [92, 60, 3, 100]}}]}}"
    plot = plot_of(drawn(tmp_path / "pack", chart))
    assert [each is not None for each in plot.series[1].inside] == [True, True, False, True]


def test_steps_of_a_waterfall_are_joined_where_one_ends(tmp_path: Path) -> None:
    frame = drawn(tmp_path / "pack", CHARTS["waterfall"])
    plot = plot_of(frame)
    joints = [item for item in frame.walk() if isinstance(item, Shape) and item.name.startswith("joint")]
    heights = [1 - (joint.rect.center_y - plot.area.y) / plot.area.height for joint in joints]
    assert [round(height * plot.high) for height in heights] == [50, 70, 40]


def test_an_area_of_many_points_is_named_where_it_ends(tmp_path: Path) -> None:
    names = ", ".join(f"m{number}" for number in range(20))
    values = [*range(10, 200, 10), 330]
    chart = f"{{chart: area, unit: 人, categories: [{names}], series: [{{name: s, values: {values}}}]}}"
    frame = drawn(tmp_path / "pack", chart)
    (end,) = texts(frame, "end")
    plot = plot_of(frame)
    assert end.body.text == "s 330"
    assert end.rect.x > plot.area.right
    assert abs(end.rect.center_y - (plot.area.y + plot.area.height * (1 - 330 / plot.high))) < EMU_PER_PT
    assert not texts(frame, "point")


@pytest.mark.parametrize("values", [[12, 75, 140, 330], [330, 2, 300, 0], [5, 5, 5, 5], [0, 900, 880, 20]])
def test_numbers_of_an_area_stand_above_its_edge(tmp_path: Path, values: list[int]) -> None:
    frame = drawn(tmp_path / "pack", f"{{chart: area, {NAMES}, series: [{{name: s, values: {values}}}]}}")
    plot, said = plot_of(frame), texts(frame, "point")
    assert [item.body.text for item in said] == [str(value) for value in values]
    assert plot.step == 0
    field = Field(plot)
    edge = [(field.middle(number), field.at(value)) for number, value in enumerate(values)]
    for item in said:
        left, right, foot = (each / EMU_PER_PT for each in (item.rect.x, item.rect.right, item.rect.bottom))
        within = [y for x, y in edge if left <= x <= right]
        for (x1, y1), (x2, y2) in pairwise(edge):
            within += [y1 + (y2 - y1) * (x - x1) / (x2 - x1) for x in (left, right) if x1 <= x <= x2]
        assert foot <= min(within) + 0.5
    assert not any(one.rect.overlaps(other.rect) for one, other in combinations(said, 2))


@pytest.mark.parametrize(
    ("kind", "stacking"),
    [
        *product(("column", "bar"), ("grouped", "stacked", "percent")),
        ("line", "grouped"), ("area", "stacked"), ("area", "percent"),
    ],
)  # fmt: skip
def test_what_is_pointed_at_among_several_series_lies_on_a_band(tmp_path: Path, kind: str, stacking: str) -> None:
    chart = f"{{chart: {kind}, stacking: {stacking}, {NAMES}, {WHOLE}, strong: [East]}}"
    pack = pack_with(tmp_path / "pack", f"  - {{title: Chart, chart: {chart}}}\n")
    assert not list(undrawn_warnings(read_pack(pack)))
    frame = drawn(tmp_path / "other", chart)
    plot = plot_of(frame)
    (band,) = (item for item in frame.walk() if isinstance(item, Shape) and item.name.startswith("band"))
    field = Field(plot)
    start, end = (band.rect.y, band.rect.bottom) if kind == "bar" else (band.rect.x, band.rect.right)
    within = [start / EMU_PER_PT < field.middle(number) < end / EMU_PER_PT for number in range(4)]
    assert within == [False, False, True, False]
    order = [item.name for item in frame.walk()]
    assert order.index(band.name) < order.index(plot.name)


@pytest.mark.parametrize(("words", "headed"), [(5, True), (32, False)])
def test_a_reading_is_headed_where_that_leaves_it_room(tmp_path: Path, words: int, headed: bool) -> None:
    reading = " ".join(["bread"] * words)
    frame = drawn(tmp_path / "pack", f"{{chart: bar, {NAMES}, {WHOLE}, reading: {reading}}}")
    heads = [item for item in frame.walk() if isinstance(item, Text) and item.name == "reading head"]
    (told,) = (item for item in frame.walk() if isinstance(item, Text) and item.name == "reading")
    assert [head.body.text for head in heads] == (["What to see"] if headed else [])
    assert told.body.height * EMU_PER_PT <= told.rect.height
    assert not any(head.rect.overlaps(told.rect) for head in heads)


def test_bars_of_progress_have_the_whole_width_beside_their_names(tmp_path: Path) -> None:
    plot = plot_of(drawn(tmp_path / "pack", CHARTS["progress"]))
    assert plot.rect.right - plot.area.right < plot.rect.width * 0.03


def test_points_of_several_lines_are_marked_in_the_colours_of_these(tmp_path: Path) -> None:
    plot = plot_of(drawn(tmp_path / "pack", f"{{chart: line, {NAMES}, {WHOLE}, strong: [East]}}"))
    colors = [mark.color for mark in marks(plot) if isinstance(mark, Dot)]
    assert colors == [one.color for one in plot.series]


@pytest.mark.parametrize("kind", ["column", "bar"])
@pytest.mark.parametrize("unit", ["", "unit: kg, "])
def test_stacks_say_their_sums_at_their_ends(tmp_path: Path, kind: str, unit: str) -> None:
    series = "series: [{name: May, values: [120, 70, 90, 300]}, {name: June, values: [100, 80, 14, 250]}]"
    frame = drawn(tmp_path / "pack", f"{{chart: {kind}, stacking: stacked, {unit}{NAMES}, {series}}}")
    plot, said = plot_of(frame), texts(frame, "total")
    assert [item.body.text.split()[0] for item in said] == ["220", "150", "104", "550"]
    assert plot.step == 0
    bars = [mark for mark in marks(plot) if isinstance(mark, Bar)]
    for number, item in enumerate(said):
        stack = (bars[number], bars[number + 4])
        if kind == "column":
            top = min(bar.y for bar in stack)
            assert top - 8 < item.rect.bottom / EMU_PER_PT <= top + 0.5
            assert stack[0].x < item.rect.center_x / EMU_PER_PT < stack[0].x + stack[0].width
        else:
            end = max(bar.x + bar.width for bar in stack)
            assert end < item.rect.x / EMU_PER_PT < end + 8
            assert stack[0].y < item.rect.center_y / EMU_PER_PT < stack[0].y + stack[0].height
    assert not any(one.rect.overlaps(other.rect) for one, other in combinations(said, 2))


def test_stacks_whose_parts_have_no_room_for_numbers_keep_their_axis(tmp_path: Path) -> None:
    series = ", ".join(f"{{name: s{number}, values: [3, 2, 1, 900]}}" for number in range(6))
    frame = drawn(tmp_path / "pack", f"{{chart: column, stacking: stacked, {NAMES}, series: [{series}]}}")
    assert not any(one.labels for one in plot_of(frame).series)
    assert plot_of(frame).step > 0
    assert [item.body.text for item in texts(frame, "total")] == ["18", "12", "6", "5,400"]


@given(st.lists(st.floats(0, 400), min_size=1, max_size=8), st.floats(5, 40))
def test_places_are_spread_in_their_order_as_far_as_they_must_be(wanted: list[float], pitch: float) -> None:
    wanted.sort()
    placed = spread(wanted, pitch, (0, 400))
    assert all(later - sooner >= pitch - 1e-6 for sooner, later in pairwise(placed))
    assert placed[0] >= 0
    if all(later - sooner >= pitch for sooner, later in pairwise(wanted)):
        assert placed == pytest.approx(wanted)


def test_a_line_with_a_point_that_is_pointed_at_has_its_ends_and_that_one_numbered(tmp_path: Path) -> None:
    names = ", ".join(f"m{number}" for number in range(12))
    values = "64000, 58000, 61000, 49000, 44000, 40000, 33000, 30000, 27000, 22000, 20000, 18000"
    chart = f"{{chart: line, categories: [{names}], unit: calls, series: [{{name: s, values: [{values}]}}]}}"

    def told(folder: str, chart: str) -> set[int]:
        plot = plot_of(drawn(tmp_path / folder, chart))
        (series,) = plot.series
        return set(range(12)) - set(series.silent)

    assert told("a", chart.replace("unit", "strong: [m11], unit")) == {0, 11}
    assert told("b", chart) >= {0, 11}
    assert told("c", chart.replace("49000, 44000", "20000, 44000")) >= {0, 3, 11}, "a sharp turn"
