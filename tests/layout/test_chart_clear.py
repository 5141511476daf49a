"""What stands in charts beside each other: words clear of grid, base lines, bars and each other."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from deckbrief.base.length import EMU_PER_PT, Rect, px
from deckbrief.export.pptx.deck import write_deck
from deckbrief.export.pptx.plot import plot_xml
from deckbrief.inspect.accessibility import accessibility_problems
from deckbrief.layout.plot import Bar, Dot, Rule, Trace, Word, marks
from deckbrief.layout.plot_field import Field
from deckbrief.layout.text.fit import plain_width

from tests.layout.test_chart import CHARTS, drawn, plot_of, plots_of
from tests.layout.test_chart_labels import Box, boxes, texts
from tests.layout.test_free import frames_of, pack_with, titled
from tests.support.small_pack import THEME

MONTHS = "categories: [1月, 2月, 3月, 4月, 5月, 6月, 7月, 8月, 9月, 10月, 11月, 12月]"
SITES = (
    f"{{chart: line, unit: '%', {MONTHS}, line: 90, line_name: 目标, series: ["
    "{name: 示范站点, values: [88, 87, 89, 90, 91, 90, 92, 93, 93, 94, 94, 95]}, "
    "{name: 普通站点, values: [71, 72, 74, 73, 76, 79, 80, 82, 84, 85, 88, 89]}]}"
)


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("chart", [SITES, CHARTS["near-ends"], CHARTS["line"].replace("~", "9")])
def test_no_line_of_the_grid_and_no_line_to_compare_with_runs_through_a_name_at_an_end(
    tmp_path: Path, chart: str
) -> None:
    frame = drawn(tmp_path / "pack", chart)
    plot = plot_of(frame)
    named = boxes(plot)
    assert len(named) == len(plot.series)
    rules = [(mark.x1, mark.y1, mark.x2, mark.y2) for mark in marks(plot) if isinstance(mark, Rule)]
    assert len(rules) > 3
    goals = [item.rect for item in frame.walk() if item.name == "line"]
    rules += [(at.x / EMU_PER_PT, at.y / EMU_PER_PT, at.right / EMU_PER_PT, at.bottom / EMU_PER_PT) for at in goals]
    assert not [(rule, box) for rule in rules for box in named if meet(rule, box)]


def test_a_line_is_of_the_colour_of_its_name_and_goes_from_edge_to_edge(tmp_path: Path) -> None:
    plot = plot_of(drawn(tmp_path / "pack", SITES))
    assert [one.color for one in plot.series] == [one.end_color for one in plot.series]
    area = Field(plot)
    for trace in (mark for mark in marks(plot) if isinstance(mark, Trace)):
        assert (trace.points[0][0], trace.points[-1][0]) == pytest.approx((area.x, area.x + area.width))


STACKS = (
    "{chart: column, stacking: stacked, unit: 万元, categories: ['2022', '2023', '2024', '2025'], series: ["
    "{name: 餐费, values: [86, 118, 152, 187], strong: true}, {name: 补贴, values: [92, 96, 90, 78]}, "
    "{name: 捐赠, values: [14, 22, 31, 36]}, {name: 利息, values: [3, 4, 4, 5]}]}"
)
LYING = (
    "{chart: bar, stacking: percent, unit: '%', categories: [60岁, 70岁, 80岁, 90岁], reading: 看送餐。, series: ["
    "{name: 堂食, values: [62, 48, 26, 9]}, {name: 自提, values: [21, 19, 12, 5]}, "
    "{name: 送餐, values: [17, 33, 62, 86]}]}"
)


def edges(rect: Rect) -> Box:
    return rect.x / EMU_PER_PT, rect.y / EMU_PER_PT, rect.right / EMU_PER_PT, rect.bottom / EMU_PER_PT


@pytest.mark.parametrize("chart", [STACKS, LYING, CHARTS["shares"].replace("bar", "column")])
def test_every_number_of_a_stack_is_told_inside_it_or_beside_it(tmp_path: Path, chart: str) -> None:
    frame = drawn(tmp_path / "pack", chart)
    plot, beside = plot_of(frame), texts(frame, "beside")
    silent = [(number, each) for number, one in enumerate(plot.series) for each in one.silent]
    assert beside
    assert len(silent) == len(beside)
    found = (mark for mark in marks(plot) if isinstance(mark, Bar))
    bars = [(bar.x, bar.y, bar.x + bar.width, bar.y + bar.height) for bar in found]
    taken = [*(edges(item.rect) for item in [*beside, *texts(frame, "total")]), *boxes(plot)]
    assert not [pair for pair in combinations(taken, 2) if meet(*pair)]
    whole = {item.name: next((bar for bar in bars if within(edges(item.rect), bar)), None) for item in beside}
    assert not [bar for bar in bars for item in beside if bar != whole[item.name] and meet(edges(item.rect), bar)]


def within(one: Box, other: Box) -> bool:
    return all(round(one[side] - other[side], 3) >= 0 for side in (0, 1)) and all(
        round(other[side] - one[side], 3) >= 0 for side in (2, 3)
    )


@pytest.mark.parametrize("share", [9, 5, 3, 2, 1])
@pytest.mark.parametrize("count", [2, 4, 6])
def test_nobody_takes_a_small_share_for_one_of_the_row_above(tmp_path: Path, share: int, count: int) -> None:
    rows = [(62, 21, 17)] * (count - 1) + [(9, share, 91 - share)]
    series = ", ".join(
        f"{{name: {name}, values: {list(values)}}}"
        for name, values in zip("甲乙丙", zip(*rows, strict=True), strict=True)
    )
    names = [f"第{number + 1}行" for number in range(count)]
    chart = f"{{chart: bar, stacking: percent, unit: '%', categories: [{', '.join(names)}], series: [{series}]}}"
    frame = drawn(tmp_path / "pack", chart)
    bars = [mark for mark in marks(plot_of(frame)) if isinstance(mark, Bar)]
    beside = [*texts(frame, "beside")]
    inside, no_room = share == 9 or (share, count) == (5, 2), share < 5 and count == 6
    assert bool(beside) is not (inside or no_room)
    for item in beside:
        number, row = int(item.name.split()[1]) - 1, names.index(item.name.split()[2])
        own, upper = bars[number * count + row], bars[number * count + row - 1]
        left, top, right, foot = edges(item.rect)
        if within((left, top, right, foot), (own.x, own.y, own.x + own.width, own.y + own.height)):
            assert item.body.paragraphs[0].size >= 14
            continue
        assert foot == pytest.approx(own.y, abs=0.1)
        assert top - (upper.y + upper.height) >= 0.55 * (foot - top), "clear of the row above"


def test_numbers_above_a_lying_stack_stand_over_their_own_parts_at_both_sides_of_zero(tmp_path: Path) -> None:
    values = ([900, 800], [4, 5], [-3, -2], [-700, -650])
    series = ", ".join(f"{{name: s{number}, values: {each}}}" for number, each in enumerate(values))
    frame = drawn(
        tmp_path / "pack", f"{{chart: bar, stacking: stacked, categories: [North, South], series: [{series}]}}"
    )
    bars = [mark for mark in marks(plot_of(frame)) if isinstance(mark, Bar)]
    beside = {item.name: item for item in texts(frame, "beside")}
    assert len(beside) == 4
    for number in (1, 2):
        for category, name in enumerate(("North", "South")):
            item, bar = beside[f"beside {number + 1} {name}"], bars[2 * number + category]
            assert item.body.text == str(values[number][category])
            left, _, right, below = edges(item.rect)
            assert left <= bar.x + bar.width
            assert bar.x <= right
            assert below == pytest.approx(bar.y, abs=0.1)


@pytest.mark.parametrize("chart", [STACKS, LYING, CHARTS["column"], CHARTS["progress"], CHARTS["dot-strong"]])
def test_the_line_that_bars_stand_on_is_whole(tmp_path: Path, chart: str) -> None:
    """The edges of the bars, drawn after the axis of the chart, would cut it."""
    frame = drawn(tmp_path / "pack", chart)
    items = list(frame.walk())
    (base,) = [item for item in items if item.name == "base"]
    plot, area = plot_of(frame), plot_of(frame).area
    assert items.index(base) > items.index(plot)
    if plot.kind == "bar":
        assert (base.rect.center_x, base.rect.y, base.rect.height) == (area.x, area.y, area.height)
    else:
        assert (base.rect.center_y, base.rect.x, base.rect.width) == (area.bottom, area.x, area.width)


FUNDS = (
    "{chart: waterfall, unit: 万元, categories: [NAMES], strong: [年初, 年末], reading: 先从采购谈起。,"
    " series: [{name: 金额, values: [32, 187, 78, -142, -86, -31, 38]}]}"
)


@pytest.mark.parametrize("longer", ["", "里由街道结算的部分"])
def test_steps_of_a_waterfall_stand_at_their_ends_upright_and_lying(tmp_path: Path, longer: str) -> None:
    names = ["年初", *(f"{name}{longer}" for name in ("餐费", "补贴", "食材", "人工", "房租")), "年末"]
    frame = drawn(tmp_path / "pack", FUNDS.replace("NAMES", ", ".join(names)))
    plot, field = plot_of(frame), Field(plot_of(frame))
    assert plot.kind == ("bar" if longer else "column")
    tops = [32, 219, 297, 297, 155, 69, 38]
    for number, (item, top) in enumerate(zip(texts(frame, "step"), tops, strict=True)):
        left, above, right, below = edges(item.rect)
        if longer:
            assert field.at(top) < left < field.at(top) + 4
            assert (above + below) / 2 == pytest.approx(field.middle(number), abs=0.1)
            assert right <= plot.rect.right / EMU_PER_PT
        else:
            assert below == pytest.approx(field.at(top), abs=0.1)
            assert (left + right) / 2 == pytest.approx(field.middle(number), abs=0.1)
    ends = [32, 219, 297, 155, 69, 38]
    lines = [item.rect for item in frame.walk() if item.name.startswith("joint")]
    for rect, end in zip(lines, ends, strict=True):
        at = rect.center_x if longer else rect.center_y
        assert at / EMU_PER_PT == pytest.approx(field.at(end), abs=0.1)


QUARTERS = (
    "{chart: column, categories: [第一季度, 第二季度, 第三季度, 第四季度], unit: 份, series: ["
    "{name: 堂食, values: [1820, 2140, 2360, 2210]}, {name: 送餐, values: [2050, 2480, 2890, 3120], strong: true}, "
    "{name: 自提, values: [640, 720, 810, 870]}]}"
)


@pytest.mark.parametrize("chart", [QUARTERS, CHARTS["two-columns"]])
def test_numbers_of_columns_beside_each_other_touch_no_bar(tmp_path: Path, chart: str) -> None:
    plot = plot_of(drawn(tmp_path / "pack", chart))
    found = (mark for mark in marks(plot) if isinstance(mark, Bar))
    bars = [(bar.x, bar.y, bar.x + bar.width, bar.y + bar.height) for bar in found]
    assert len(boxes(plot)) == len(bars)
    assert not [(box, bar) for box in boxes(plot) for bar in bars if meet(box, bar)]
    assert not [pair for pair in combinations(boxes(plot), 2) if meet(*pair)]


YEAR = FUNDS.replace("NAMES", "年初, 餐费收入, 政府补贴, 食材, 人工, 房租水电, 年末")


@pytest.mark.parametrize("chart", [QUARTERS, SITES, YEAR])
def test_names_below_bars_and_lines_are_apart_by_more_than_their_letters(tmp_path: Path, chart: str) -> None:
    plot = plot_of(drawn(tmp_path / "pack", chart))
    words = [mark for mark in marks(plot) if isinstance(mark, Word) and mark.text in plot.categories]
    assert len(words) == len(plot.categories)
    ends = [(word.x, plain_width(word.text, plot.size, False) / EMU_PER_PT / 2) for word in words]
    gaps = [right - wide - left - half for (left, half), (right, wide) in pairwise(ends)]
    assert min(gaps) >= plot.size * 0.34


PLACES = (
    "{chart: scatter, categories: [幸福里, 桂花园, 南河沿, 铁西村, 柳林, 新安, 石桥, 梅园, 东升, 白塔], series: ["
    "{name: 距离（米）, values: [120, 240, 310, 450, 520, 640, 780, 860, 980, 1150]},"
    " {name: 每月次数, values: [22, 20, 19, 15, 16, 11, 9, 8, 5, 4]}]}"
)


@pytest.mark.parametrize("chart", [PLACES, CHARTS["scatter"], PLACES.replace("120, 240", "-120, 240")])
def test_names_of_a_scatter_are_crossed_by_no_line_and_stand_at_one_side(tmp_path: Path, chart: str) -> None:
    plot = plot_of(drawn(tmp_path / "pack", chart))
    assert plot.sides.count("r") * 2 >= len(plot.sides)
    words = [mark for mark in marks(plot) if isinstance(mark, Word) and mark.text in plot.categories]
    rules = [(mark.x1, mark.y1, mark.x2, mark.y2) for mark in marks(plot) if isinstance(mark, Rule)]
    assert len(rules) == 2
    for word in words:
        wide = plain_width(word.text, plot.size, False) / EMU_PER_PT
        left = word.x - {"start": 0.0, "middle": wide / 2, "end": wide}[word.anchor]
        box = (left, word.y - plot.size / 2, left + wide, word.y + plot.size / 2)
        assert not [rule for rule in rules if meet(rule, box)]
    assert plot_xml(plot, "zh-CN").count("majorGridlines") == 0


def test_an_axis_of_a_scatter_ends_near_the_last_of_its_numbers(tmp_path: Path) -> None:
    plot = plot_of(drawn(tmp_path / "pack", PLACES))
    assert plot.across
    assert (plot.across.low, plot.across.high) == (0, 1200)


COSTS = (
    "{chart: combo, categories: [2021年, 2022年, 2023年, 2024年, 2025年], series: ["
    "{name: 就餐人次（万）, values: [42, 51, 66, 78, 86]},"
    " {name: 单餐成本（元）, values: [16.8, 15.9, 14.2, 12.9, 11.7], as: line}]}"
)


def test_two_charts_over_one_another_have_two_hues_their_names_beside_them_and_most_of_the_height(
    tmp_path: Path,
) -> None:
    frame = drawn(tmp_path / "pack", COSTS)
    upper, lower = plots_of(frame)
    assert upper.series[0].color.slot != lower.series[0].color.slot
    for plot, name in zip((upper, lower), texts(frame, "series"), strict=True):
        assert name.rect.right <= plot.rect.x
        assert abs(name.rect.center_y - plot.area.center_y) < 12700
        assert plot.area.height * 2 > plot.rect.height
    lowest = max(boxes(upper), key=lambda box: box[3])
    assert lowest[3] + upper.label_size * 0.25 < upper.area.bottom / EMU_PER_PT
    assert not [mark for mark in marks(upper) if isinstance(mark, Rule)]


COMPLAINTS = (
    f"{{chart: line, {MONTHS}, unit: 件, strong: [12月], reading: 三月装了回访电话。,"
    " series: [{name: 投诉, values: [64, 58, 61, 49, 44, 40, 33, 30, 27, 22, 20, 18]}]}"
)
WAVES = (
    f"{{chart: line, {MONTHS}, strong: [6月], reading: 每两个月来一次。,"
    " series: [{name: 来访, values: [1064, 1580, 1061, 1490, 1044, 1400, 1033, 1300, 1027, 1220, 1020, 1180]}]}"
)


@pytest.mark.parametrize("chart", [COMPLAINTS, WAVES, CHARTS["steep"]])
def test_numbers_of_a_line_keep_apart_and_those_of_its_course_are_told(tmp_path: Path, chart: str) -> None:
    plot = plot_of(drawn(tmp_path / "pack", chart))
    (series,) = plot.series
    values = [value for value in series.values if value is not None]
    said = set(range(12)) - set(series.silent)
    assert {0, len(values) - 1, values.index(min(values)), values.index(max(values))} <= said
    wide = [(left - plot.label_size * 0.19, above, right + plot.label_size * 0.19, below)
            for left, above, right, below in boxes(plot)]  # fmt: skip
    assert len(wide) == len(values) - len(series.silent)
    assert not [pair for pair in combinations(wide, 2) if meet(*pair)]
    part = plot_xml(plot, "zh-CN")
    assert part.count('<c:delete val="1"/></c:dLbl>') == len(series.silent)


def test_numbers_of_a_line_that_have_room_are_all_told(tmp_path: Path) -> None:
    chart = COMPLAINTS.replace("1月, 2月, 3月, 4月, 5月, 6月, 7月, ", "").replace("64, 58, 61, 49, 44, 40, 33, ", "")
    plot = plot_of(drawn(tmp_path / "pack", chart))
    assert plot.series[0].silent == ()
    assert len(boxes(plot)) == 5


WAITS = (
    "{chart: dot, categories: [城南站, 河湾站, 老城站, 新华路站, 工业园站, 凤凰山站], unit: 分钟, strong: [城南站],"
    " series: [{name: 备餐时间, values: [92, 78, 71, 66, 54, 41]}]}"
)


def test_dots_on_stems_are_heavy_are_not_seen_through_and_a_long_unit_is_said_once(tmp_path: Path) -> None:
    frame = drawn(tmp_path / "pack", WAITS)
    found = list(marks(plot_of(frame)))
    dots = [mark for mark in found if isinstance(mark, Dot)]
    stems = [mark for mark in found if isinstance(mark, Bar)]
    assert min(dot.radius * 2 for dot in dots) >= 24
    assert min(stem.width for stem in stems) >= 8
    assert {color.alpha for color in [*(dot.color for dot in dots), *(stem.color for stem in stems)]} == {100_000}
    assert len(texts(frame, "unit")) == 1
    assert not [mark.text for mark in found if isinstance(mark, Word) and "分钟" in mark.text]


def test_numbers_inside_bars_of_progress_keep_off_their_ends(tmp_path: Path) -> None:
    plot = plot_of(drawn(tmp_path / "pack", CHARTS["progress"].replace("7.5, ~", "75, 60")))
    field = Field(plot)
    for word in (mark for mark in marks(plot) if isinstance(mark, Word) and mark.anchor == "end" and mark.size):
        value = float(word.text.strip().rstrip("%\u00a0"))
        air = word.x - plain_width("\u00a0", plot.label_size, True, "major") / EMU_PER_PT
        assert word.text.endswith("\u00a0")
        assert field.at(value) - air > plot.label_size * 0.25
    assert plot.code.endswith('\u00a0"')


@pytest.mark.parametrize(
    ("strong", "key"), [("strong: [12月], ", ["18件", "12月"]), ("strong: [1月, 2月], ", []), ("", [])]
)
def test_a_reading_goes_on_to_the_edge_of_the_slide_and_says_the_one_number_that_is_pointed_at(
    tmp_path: Path, strong: str, key: list[str]
) -> None:
    frame = drawn(tmp_path / "pack", COMPLAINTS.replace("strong: [12月], ", strong))
    (panel,) = [item for item in frame.walk() if item.name == "reading panel"]
    assert panel.rect.right == frame.width
    assert plot_of(frame).rect.right < panel.rect.x
    words = texts(frame, "reading")
    assert all(panel.rect.contains(item.rect) for item in words)
    assert not [pair for pair in combinations(words, 2) if pair[0].rect.overlaps(pair[1].rect)]
    assert [item.body.text for item in texts(frame, "reading key")] == key
    assert {item.name: item.body.paragraphs[0].size for item in words}["reading"] >= (22 if key else 28)
    if key:
        (number, *_) = [item for item in words if item.name == "reading key"]
        assert float(number.body.paragraphs[0].size) == 60, "it is not made smaller with others"
    assert all(item.body.height * EMU_PER_PT <= item.rect.height for item in words)


def test_a_step_of_a_waterfall_that_is_pointed_at_has_the_accent_alone(tmp_path: Path) -> None:
    names = "年初, 餐费收入, 政府补贴, 食材, 人工, 房租水电, 年末"
    chart = FUNDS.replace("NAMES", names).replace("strong: [年初, 年末]", "strong: [年初, 食材, 年末]")
    plot = plot_of(drawn(tmp_path / "pack", chart))
    usual = plot_of(drawn(tmp_path / "usual", FUNDS.replace("NAMES", names)))
    assert [one.values for one in plot.series] == [one.values for one in usual.series], "it stays a step"
    shown = [mark for mark in marks(plot) if isinstance(mark, Bar) and mark.color.alpha]
    accented = [bar for bar in shown if bar.color == usual.series[2].color]
    assert len(shown) == 7
    assert len(accented) == 1
    assert accented[0].x + accented[0].width / 2 == pytest.approx(Field(plot).middle(3), abs=0.1)


def test_native_stems_are_a_series_of_the_same_cells_that_is_drawn_before_the_dots(tmp_path: Path) -> None:
    part = plot_xml(plot_of(drawn(tmp_path / "pack", WAITS)), "zh-CN")
    stems, dots = re.findall(r"<c:ser>.*?</c:ser>", part)
    assert ("errBars" in stems, "errBars" in dots) == (True, False)
    assert re.findall(r"<c:f>(.*?)</c:f>", stems) == re.findall(r"<c:f>(.*?)</c:f>", dots)
    assert [re.findall(r'<c:(?:idx|order) val="(\d)"/>', one)[:2] for one in (stems, dots)] == [["1", "0"], ["0", "1"]]


def test_a_native_bar_that_is_pointed_at_among_translucent_ones_is_of_an_opaque_series(tmp_path: Path) -> None:
    chart = FUNDS.replace("NAMES", "年初, 餐费, 补贴, 食材, 人工, 房租, 年末").replace("年初, 年末", "年初, 食材, 年末")
    plot = plot_of(drawn(tmp_path / "pack", chart))
    falls = plot.series[3]
    assert falls.color.alpha == 100_000
    assert [color is None for color in falls.points] == [False, False, False, True, False, False, False]


@pytest.mark.parametrize("kind", ["pie", "doughnut"])
def test_the_share_of_a_sector_stands_close_before_its_name(tmp_path: Path, kind: str) -> None:
    data = "categories: [餐补, 设备, 培训], unit: '%', strong: [餐补], series: [{name: s, values: [54, 31, 15]}]"
    frame = drawn(tmp_path / "pack", f"{{chart: {kind}, {data}}}")
    said = {item.name: item for item in texts(frame, "key")}
    assert [name.split()[-1] for name in said] == ["share", "name"] * 3, "they are read as they stand"
    for number in (1, 2, 3):
        share, name = said[f"key {number} share"], said[f"key {number} name"]
        assert 0 <= name.rect.x - share.rect.right <= px(24)
        assert share.body.paragraphs[0].size >= 48
        assert share.body.height * EMU_PER_PT <= share.rect.height


def test_numbers_beside_and_above_a_stack_are_read_as_they_stand(tmp_path: Path) -> None:
    names = "categories: ['2022', '2023', '2024', '2025']"
    series = (
        "series: [{name: meals, values: [86, 118, 152, 187], strong: true}, {name: aid, values: [92, 96, 90, 78]}, "
        "{name: gifts, values: [14, 22, 31, 36]}]"
    )
    chart = f"{{chart: column, stacking: stacked, {names}, {series}}}"
    deck = frames_of(pack_with(tmp_path / "pack", f"  - {{title: Chart, chart: {chart}}}\n"))
    assert texts(titled(deck, "Chart")[0], "beside")
    assert texts(titled(deck, "Chart")[0], "total")
    assert not [problem for problem in accessibility_problems(write_deck(deck, THEME)) if "reads" in str(problem)]
