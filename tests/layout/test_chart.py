"""Charts: native, with their data, drawn alike in all media; scales hold their numbers; mistakes are told."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from random import Random

import openpyxl
import pytest
from deckbrief.base.length import EMU_PER_PT
from deckbrief.base.problem import ProblemError
from deckbrief.content.check import check_pack
from deckbrief.content.read import read_pack
from deckbrief.content.undrawn import undrawn_warnings
from deckbrief.export.pptx.deck import write_deck
from deckbrief.export.svg import frame_svg
from deckbrief.layout.frame import Frame, Plot, Shape, Text
from deckbrief.layout.plot import (
    Bar,
    Dot,
    Sector,
    Trace,
    Word,
    beside,
    marks,
    number_code,
    scale_of,
    scattered,
    span_of,
)
from deckbrief.layout.plot_field import written
from deckbrief.layout.text.fit import plain_width
from deckbrief.ooxml.colors import contrast
from deckbrief.theme.load import load_theme
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.test_free import THEMES, frames_of, pack_with, titled
from tests.layout.test_slide import assert_sound
from tests.support.small_pack import ROOTS, THEME

ONE = "series: [{name: Loaves, values: [12, 7.5, ~, 30]}]"
TWO = "series: [{name: May, values: [12, 7, 9, 30]}, {name: June, values: [10, 8, ~, 25]}]"
WHOLE = "series: [{name: May, values: [12, 7, 9, 30]}, {name: June, values: [10, 8, 14, 25]}]"
SHARES = "series: [{name: May, values: [60, 99, 40, 30]}, {name: June, values: [40, 1, 60, 70]}]"
NAMES = "categories: [North, South, East, West]"

CHARTS = {
    "bar": f"{{chart: bar, unit: kg, {NAMES}, {ONE}, strong: [North]}}",
    "column": f"{{chart: column, {NAMES}, {ONE}, line: 15, line_name: goal, reading: West bakes most.}}",
    "two-columns": f"{{chart: column, {NAMES}, {TWO}}}",
    "stacked": f"{{chart: bar, stacking: stacked, {NAMES}, {TWO}}}",
    "percent": f"{{chart: column, stacking: percent, {NAMES}, {TWO}}}",
    "shares": f"{{chart: bar, stacking: percent, unit: '%', {NAMES}, {SHARES}}}",
    "line": f"{{chart: line, {NAMES}, {TWO}}}",
    "line-alone": f"{{chart: line, {NAMES}, {ONE}}}",
    "area": f"{{chart: area, stacking: stacked, {NAMES}, {WHOLE}}}",
    "pie": f"{{chart: pie, {NAMES}, {ONE}}}",
    "doughnut": f"{{chart: doughnut, {NAMES}, {ONE}}}",
    "combo": f"{{chart: combo, {NAMES}, {TWO}}}",
    "waterfall": (
        "{chart: waterfall, categories: [Start, In, Out, End], strong: [Start, End],"
        " series: [{name: Loaves, values: [50, 20, -30, ~]}]}"
    ),
    "dot": f"{{chart: dot, {NAMES}, {ONE}}}",
    "progress": f"{{chart: progress, {NAMES}, {ONE}}}",
    "valley": f"{{chart: line, {NAMES}, series: [{{name: s, values: [30, 12, 29, 20]}}], line: 25, line_name: goal}}",
    "log": f"{{chart: line, log: true, {NAMES}, series: [{{name: s, values: [1, 30, 900, 20000]}}]}}",
    "scatter": (
        "{chart: scatter, categories: [Hull, Lund, Metz, Cork, Bari], strong: [Cork],"
        " series: [{name: Flour, values: [12, 30, 31, 55, 41]}, {name: Loaves, values: [140, 210, 205, 480, 300]}]}"
    ),
    "steep": (
        "{chart: line, unit: kg, categories: [Jan, Feb, Mar, Apr, May, Jun, Jul, Aug], strong: [Aug],"
        " series: [{name: s, values: [640, 580, 610, 490, 330, 300, 90, 180]}]}"
    ),
    "near-ends": (
        f"{{chart: line, unit: '%', {NAMES}, line: 82, line_name: goal,"
        " series: [{name: May, values: [60, 70, 75, 80]},"
        " {name: June, values: [90, 85, 80, 81]}, {name: July, values: [50, 60, 70, 79]}]}"
    ),
    "two-units": (
        f"{{chart: combo, {NAMES}, strong: [East], series: [{{name: Loaves, values: [420, 510, 660, 780]}},"
        " {name: Price, unit: €, values: [3.8, 3.2, 2.9, 2.5], as: line}]}"
    ),
    "dot-strong": f"{{chart: dot, unit: min, {NAMES}, strong: [East], series: [{{name: s, values: [12, 75, 40, 9]}}]}}",
    "areas": f"{{chart: area, unit: 人, {NAMES}, series: [{{name: s, values: [12, 75, 140, 330]}}]}}",
    "negative": "{chart: column, categories: [a, b], series: [{name: s, values: [-4, 6]}]}",
}


def plots_of(frame: Frame) -> list[Plot]:
    return [item for item in frame.walk() if isinstance(item, Plot)]


def plot_of(frame: Frame) -> Plot:
    (plot,) = plots_of(frame)
    return plot


def drawn(folder: Path, chart: str, theme: str = "vermilion") -> Frame:
    (frame,) = titled(frames_of(pack_with(folder, f"  - {{title: Chart, chart: {chart}}}\n"), theme), "Chart")
    return frame


def test_numbers_are_larger_than_names_where_there_is_room(tmp_path: Path) -> None:
    plot = plot_of(drawn(tmp_path / "pack", CHARTS["bar"]))
    assert plot.label_size > plot.size > 16
    words = [mark for mark in marks(plot) if isinstance(mark, Word)]
    assert {word.size for word in words if word.text.endswith("kg")} == {float(plot.label_size)}
    assert {word.size for word in words if not word.text.endswith("kg")} == {0}


def test_many_bars_have_small_words_beside_each_other(tmp_path: Path) -> None:
    names = ", ".join(f"N{number}" for number in range(12))
    values = ", ".join(str(number + 10000) for number in range(12))
    chart = f"{{chart: column, categories: [{names}], series: [{{name: s, values: [{values}]}}]}}"
    plot = plot_of(drawn(tmp_path / "pack", chart))
    labels = [mark for mark in marks(plot) if isinstance(mark, Word) and mark.size]
    assert len(labels) == 12
    assert plot.label_size < 22


@pytest.mark.parametrize("theme", THEMES)
def test_every_kind_is_drawn_within_its_slide_and_named(tmp_path: Path, theme: str) -> None:
    slides = "".join(f"  - {{title: Chart {name}, chart: {chart}}}\n" for name, chart in CHARTS.items())
    deck = frames_of(pack_with(tmp_path / "pack", slides), theme)
    for name in CHARTS:
        (frame,) = [frame for frame in deck.frames if frame.title == f"Chart {name}"]
        assert_sound(frame)
        plot = plots_of(frame)[-1]
        assert plot.rect.contains(plot.area)
        assert plot.alt
        for mark in marks(plot):
            if isinstance(mark, Bar):
                assert plot.area.x / EMU_PER_PT - 0.1 <= mark.x
                assert mark.x + mark.width <= plot.area.right / EMU_PER_PT + 0.1
            if isinstance(mark, Word):
                assert plot.rect.y / EMU_PER_PT <= mark.y <= plot.rect.bottom / EMU_PER_PT, (name, mark)
        assert "<svg" in frame_svg(frame, THEME)


def test_bars_are_as_long_as_their_numbers_and_a_gap_has_none(tmp_path: Path) -> None:
    plot = plot_of(drawn(tmp_path / "pack", CHARTS["bar"]))
    bars = [mark for mark in marks(plot) if isinstance(mark, Bar)]
    assert [round(bar.width / bars[0].width * 12, 2) for bar in bars] == [12, 7.5, 30]
    said = [mark.text for mark in marks(plot) if isinstance(mark, Word)]
    assert said == ["\u00a012.0 kg", "\u00a07.5 kg", "\u00a030.0 kg", "North", "South", "East", "West"]
    assert bars[0].color != bars[1].color == bars[2].color


def test_stacked_bars_stand_on_each_other_and_a_pie_is_whole(tmp_path: Path) -> None:
    plot = plot_of(drawn(tmp_path / "a", CHARTS["stacked"]))
    bars = [mark for mark in marks(plot) if isinstance(mark, Bar)]
    assert len(bars) == 7
    assert bars[4].x == pytest.approx(bars[0].x + bars[0].width)
    sectors = [mark for mark in marks(plot_of(drawn(tmp_path / "b", CHARTS["pie"]))) if isinstance(mark, Sector)]
    assert len(sectors) == 3
    assert sectors[-1].end == pytest.approx(1)


@pytest.mark.parametrize("kind", ["bar", "column"])
@pytest.mark.parametrize("theme", THEMES)
def test_numbers_stand_inside_bars_that_stand_on_each_other(tmp_path: Path, kind: str, theme: str) -> None:
    chart = f"{{chart: {kind}, stacking: percent, unit: '%', {NAMES}, {SHARES}}}"
    plot = plot_of(drawn(tmp_path / "pack", chart, theme))
    chosen = load_theme(theme, (ROOTS[0] / "themes",))
    bars = [mark for mark in marks(plot) if isinstance(mark, Bar)]
    told = [mark for mark in marks(plot) if isinstance(mark, Word) and mark.size]
    assert {word.text for word in told} >= {"60%", "99%", "40%", "30%", "70%"}
    assert plot.series[1].silent == (1,), "one hundredth is too little for its number"
    assert len(told) == len(bars) - 1
    for word in told:
        wide = plain_width(word.text, plot.label_size, True, "major") / EMU_PER_PT
        (bar,) = [
            bar
            for bar in bars
            if bar.x <= word.x - wide / 2 and word.x + wide / 2 <= bar.x + bar.width and bar.y < word.y
            and word.y < bar.y + bar.height
        ]  # fmt: skip
        assert contrast(chosen.hex(word.color), chosen.hex(bar.color)) >= (3 if plot.label_size >= 18.5 else 4.5)


DAYS = "categories: [Mon, Tue, Wed, Thu, Fri]"


@pytest.mark.parametrize("kind", ["column", "bar"])
def test_a_line_to_compare_with_runs_through_no_number(tmp_path: Path, kind: str) -> None:
    series = "series: [{name: s, values: [210, 236, 248, 262, 318]}]"
    chart = f"{{chart: {kind}, {DAYS}, {series}, strong: [Fri], line: 240, line_name: even}}"
    deck = frames_of(pack_with(tmp_path / "pack", f"  - {{title: Chart, chart: {chart}}}\n"))
    (frame,) = titled(deck, "Chart")
    plot = plot_of(frame)
    (line,) = [item for item in frame.walk() if isinstance(item, Shape) and item.name == "line"]
    told = [mark for mark in marks(plot) if isinstance(mark, Word) and mark.size]
    assert len(told) == 5
    for word in told:
        wide = plain_width(word.text, plot.label_size, True, "major") / EMU_PER_PT
        if kind == "bar":
            first = word.x - (wide if word.anchor == "end" else 0)
            at, last = line.rect.x / EMU_PER_PT, first + wide
        else:
            first, last = word.y - 0.6 * plot.label_size, word.y + 0.6 * plot.label_size
            at = line.rect.y / EMU_PER_PT
        assert not first <= at <= last, word.text
    (inside,) = (one.inside for one in plot.series)
    assert 0 < sum(ink is not None for ink in inside) < 5, "those far from the line stay beyond their bars"
    with zipfile.ZipFile(BytesIO(write_deck(deck, THEME))) as package:
        labels = re.findall(r"<c:dLbls>.*?</c:dLbls>", package.read("ppt/charts/chart1.xml").decode())
    assert labels[0].count('<c:dLblPos val="inEnd"/>') == sum(ink is not None for ink in inside)


def test_a_line_of_numbers_that_lie_near_each_other_fills_its_room(tmp_path: Path) -> None:
    series = "series: [{name: s, values: [13.5, 13.2, 14.6, 15.2, 16]}]"
    plot = plot_of(drawn(tmp_path / "pack", f"{{chart: line, {DAYS}, {series}, line: 15, line_name: goal}}"))
    (trace,) = [mark for mark in marks(plot) if isinstance(mark, Trace)]
    heights = [y for _, y in trace.points]
    assert max(heights) - min(heights) > plot.area.height / EMU_PER_PT * 0.5
    (lowest,) = [mark for mark in marks(plot) if isinstance(mark, Word) and mark.text == "13.2"]
    assert lowest.y > max(heights), "below the lowest point there is room for its number"


def test_numbers_of_an_axis_have_the_decimals_of_its_steps(tmp_path: Path) -> None:
    series = "series: [{name: s, values: [12.25, 7, 9, 30]}, {name: t, values: [2, 7.5, 9, 30]}]"
    plot = plot_of(drawn(tmp_path / "pack", f"{{chart: line, unit: kg, {NAMES}, {series}}}"))
    said = {mark.text for mark in marks(plot) if isinstance(mark, Word)}
    assert {"0", "10"} <= said


@pytest.mark.parametrize(
    ("unit", "said"),
    [("percent", "12 percent"), ("%", "12%"), ("人", "12人"), ("°C", "12°C"), ("€", "12€"), ("", "12")],
)
def test_a_unit_of_letters_stands_apart_from_its_number(unit: str, said: str) -> None:
    assert written(12, number_code([12], unit)) == said


def test_steps_of_a_waterfall_have_numbers_as_large_as_those_of_columns(tmp_path: Path) -> None:
    frame = drawn(tmp_path / "pack", CHARTS["waterfall"])
    sizes = {
        paragraph.size
        for item in frame.walk()
        if isinstance(item, Text) and item.name.startswith("step")
        for paragraph in item.body.paragraphs
    }
    assert sizes
    assert min(sizes) >= 22


def test_a_line_over_columns_can_be_told_from_them(tmp_path: Path) -> None:
    plot = plot_of(drawn(tmp_path / "pack", CHARTS["combo"]))
    columns, line = plot.series
    assert line.as_line
    assert not columns.as_line
    assert contrast(THEME.hex(line.color), THEME.seen(columns.color)) >= 2.5


def test_sectors_are_named_in_large_type_and_a_share_of_a_hundred_is_said_once(tmp_path: Path) -> None:
    chart = "{chart: doughnut, categories: [old, young], series: [{name: s, values: [52, 48]}]}"
    frame = drawn(tmp_path / "pack", chart)
    texts = [item.body for item in frame.walk() if isinstance(item, Text) and item.name.startswith("key")]
    assert [body.text for body in texts if "%" in body.text] == ["52%", "48%"]
    assert min(paragraph.size for body in texts for paragraph in body.paragraphs) >= 24


@pytest.mark.parametrize("name", ["column", "line", "scatter", "stacked"])
def test_words_of_a_chart_are_never_turned_by_the_program_that_shows_it(tmp_path: Path, name: str) -> None:
    deck = frames_of(pack_with(tmp_path / "pack", f"  - {{title: Chart, chart: {CHARTS[name]}}}\n"))
    with zipfile.ZipFile(BytesIO(write_deck(deck, THEME))) as package:
        looks = re.findall(r"<c:txPr><a:bodyPr (.*?)/>", package.read("ppt/charts/chart1.xml").decode())
    assert len(looks) >= 3
    assert all('rot="0"' in look for look in looks), "turned month names are what a face wider than ours made of them"


def test_a_number_inside_that_has_no_room_has_no_native_label_and_parts_of_no_hundred_have_none(tmp_path: Path) -> None:
    series = "series: [{name: a, values: [60, 97]}, {name: b, values: [40, 1]}]"
    chart = f"{{chart: bar, stacking: stacked, categories: [x, y], {series}}}"
    deck = frames_of(pack_with(tmp_path / "a", f"  - {{title: Chart, chart: {chart}}}\n"))
    with zipfile.ZipFile(BytesIO(write_deck(deck, THEME))) as package:
        labels = re.findall(r"<c:dLbls>.*?</c:dLbls>", package.read("ppt/charts/chart1.xml").decode())
    assert [re.findall(r'<c:dLbl><c:idx val="(\d)"/><c:delete val="1"/>', label) for label in labels] == [[], ["1"]]
    assert all('<c:dLblPos val="ctr"/>' in label for label in labels)
    plot = plot_of(drawn(tmp_path / "b", CHARTS["percent"]))
    assert not any(one.labels for one in plot.series), "a label would tell 12 where the axis says 55 %"


@pytest.mark.parametrize("theme", THEMES)
def test_series_can_be_told_apart_in_every_theme(tmp_path: Path, theme: str) -> None:
    plot = plot_of(drawn(tmp_path / "pack", CHARTS["stacked"], theme))
    chosen = load_theme(theme, (ROOTS[0] / "themes",))
    first, second = (chosen.hex(series.color) for series in plot.series)
    distance = sum(abs(int(first[n : n + 2], 16) - int(second[n : n + 2], 16)) for n in (1, 3, 5))
    assert distance > 120


def test_a_gap_parts_a_line(tmp_path: Path) -> None:
    traces = [mark for mark in marks(plot_of(drawn(tmp_path / "pack", CHARTS["line"]))) if isinstance(mark, Trace)]
    assert [len(trace.points) for trace in traces] == [4, 2]


def test_the_part_and_its_workbook_hold_the_numbers(tmp_path: Path) -> None:
    deck = frames_of(pack_with(tmp_path / "pack", f"  - {{title: Chart, chart: {CHARTS['two-columns']}}}\n"))
    with zipfile.ZipFile(BytesIO(write_deck(deck, THEME))) as package:
        chart = package.read("ppt/charts/chart1.xml").decode()
        book = package.read("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx")
    assert re.findall(r"<c:f>(.*?)</c:f>", chart) == [
        "Sheet1!$B$1", "Sheet1!$A$2:$A$5", "Sheet1!$B$2:$B$5", "Sheet1!$C$1", "Sheet1!$A$2:$A$5", "Sheet1!$C$2:$C$5"
    ]  # fmt: skip
    caches = re.findall(r"<c:numCache>(.*?)</c:numCache>", chart)
    assert [re.findall(r'idx="(\d)"><c:v>(.*?)</c:v>', cache) for cache in caches] == [
        [("0", "12"), ("1", "7"), ("2", "9"), ("3", "30")],
        [("0", "10"), ("1", "8"), ("3", "25")],
    ]
    with zipfile.ZipFile(BytesIO(book)) as opened:
        sheet = opened.read("xl/worksheets/sheet1.xml").decode()
        texts = re.findall(r"<t .*?>(.*?)</t>", opened.read("xl/sharedStrings.xml").decode())
    assert texts == ["May", "June", "North", "South", "East", "West"]
    assert re.findall(r'r="([BC]\d)"><v>(.*?)</v>', sheet) == [
        ("B2", "12"), ("C2", "10"), ("B3", "7"), ("C3", "8"), ("B4", "9"), ("B5", "30"), ("C5", "25")
    ]  # fmt: skip


def test_columns_whose_names_have_no_room_lie_down(tmp_path: Path) -> None:
    names = ", ".join(f"A rather long name of town {number}" for number in range(6))
    chart = f"{{chart: column, categories: [{names}], series: [{{name: s, values: [1, 2, 3, 4, 5, 6]}}]}}"
    assert plot_of(drawn(tmp_path / "pack", chart)).kind == "bar"


def test_two_hundred_points_share_names(tmp_path: Path) -> None:
    names, values = ", ".join(f"'{year}'" for year in range(200)), ", ".join(map(str, range(200)))
    plot = plot_of(
        drawn(tmp_path / "a", f"{{chart: line, categories: [{names}], series: [{{name: s, values: [{values}]}}]}}")
    )
    told = [mark for mark in marks(plot) if isinstance(mark, Word) and mark.y > plot.area.bottom / EMU_PER_PT]
    assert 5 < len(told) < 60


def test_a_line_to_compare_with_stands_at_its_number(tmp_path: Path) -> None:
    frame = drawn(tmp_path / "pack", CHARTS["column"])
    plot = plot_of(frame)
    (line,) = [item for item in frame.walk() if isinstance(item, Shape) and item.name == "line"]
    share = (15 - plot.low) / (plot.high - plot.low)
    assert line.rect.y == pytest.approx(plot.area.bottom - plot.area.height * share, abs=2)


VALLEY = "series: [{name: Loaves, values: [30, 12, 29, 20]}]"
CURVES = "series: [{name: May, values: [12, 17, 29, 30]}, {name: June, values: [10, 18, 20, 25]}]"


def test_the_number_of_a_low_point_stands_below_it_in_every_medium(tmp_path: Path) -> None:
    deck = frames_of(pack_with(tmp_path / "pack", f"  - {{title: Chart, chart: {{chart: line, {NAMES}, {VALLEY}}}}}\n"))
    (frame,) = titled(deck, "Chart")
    plot = plot_of(frame)
    (trace,) = [mark for mark in marks(plot) if isinstance(mark, Trace)]
    said = [mark for mark in marks(plot) if isinstance(mark, Word) and mark.size]
    assert [word.y > y for word, (_, y) in zip(said, trace.points, strict=True)] == [False, True, False, True]
    with zipfile.ZipFile(BytesIO(write_deck(deck, THEME))) as package:
        chart = package.read("ppt/charts/chart1.xml").decode()
    assert re.findall(r'<c:dLbl><c:idx val="(\d)"/>.*?<c:dLblPos val="b"/>', chart) == ["1", "3"]


@pytest.mark.parametrize("goal", [11, 15, 21, 28])
def test_a_goal_is_named_among_curves_that_go_on_to_the_end(tmp_path: Path, goal: int) -> None:
    told = f"{{chart: line, {NAMES}, {CURVES}, line: {goal}, line_name: Goal of all bakers}}"
    frame = drawn(tmp_path / "a", told)
    plot = plot_of(frame)
    without = plot_of(drawn(tmp_path / "b", f"{{chart: line, {NAMES}, {CURVES}}}"))
    (name,) = [item for item in frame.walk() if isinstance(item, Text) and item.name == "line name"]
    assert plot.area.width == without.area.width
    assert plot.area.x <= name.rect.x < name.rect.right <= plot.area.right
    left, right, top, bottom = (each / EMU_PER_PT for each in (
        name.rect.x, name.rect.right, name.rect.y, name.rect.bottom
    ))  # fmt: skip
    for trace in (mark for mark in marks(plot) if isinstance(mark, Trace)):
        for (x1, y1), (x2, y2) in pairwise(trace.points):
            for step in range(101):
                x, y = x1 + (x2 - x1) * step / 100, y1 + (y2 - y1) * step / 100
                assert not (left < x < right and top < y < bottom), goal


def test_keys_of_series_stand_close_to_each_other(tmp_path: Path) -> None:
    frame = drawn(tmp_path / "pack", CHARTS["two-columns"])
    keys = [item.rect for item in frame.walk() if isinstance(item, Shape) and re.fullmatch(r"key \d", item.name)]
    assert len(keys) == 2
    assert keys[1].x - keys[0].x < plot_of(frame).rect.width // 4


POINTS = (
    "{{chart: scatter, categories: [{names}], {more}series: [{{name: x, values: [{x}]}}, {{name: y, values: [{y}]}}]}}"
)


def scattered_over(points: list[tuple[int, int]], more: str = "") -> str:
    names = ", ".join(f"Town {number}" for number in range(len(points)))
    x, y = (", ".join(str(point[side]) for point in points) for side in (0, 1))
    return POINTS.format(names=names, more=more, x=x, y=y)


@pytest.mark.parametrize("seed", range(4))
def test_names_of_points_cover_neither_each_other_nor_a_point(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    points = [(chance.randrange(100), chance.randrange(1000)) for _ in range(12)]
    plot = plot_of(drawn(tmp_path / "pack", scattered_over(points)))
    dots = [mark for mark in marks(plot) if isinstance(mark, Dot)]
    named = [mark for mark in marks(plot) if isinstance(mark, Word) and mark.text.startswith("Town")]
    assert len(dots) == 12
    assert len(named) == len([side for side in plot.sides if side])
    assert len(named) in (0, 12)
    boxes = [(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius) for dot in dots]
    for word in named:
        width, size = plain_width(word.text, plot.size, False) / EMU_PER_PT, float(plot.size)
        left = word.x - {"start": 0, "middle": width / 2, "end": width}[word.anchor]
        boxes.append((left, word.y - size * 0.5, left + width, word.y + size * 0.5))
    apart = [
        one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        for number, one in enumerate(boxes)
        for place, other in enumerate(boxes)
        if max(number, place) >= 12 and number != place
    ]
    assert all(apart)


def test_points_stand_where_their_two_numbers_say(tmp_path: Path) -> None:
    plot = plot_of(drawn(tmp_path / "pack", scattered_over([(10, 500), (20, 700), (40, 600)])))
    dots = [mark for mark in marks(plot) if isinstance(mark, Dot)]
    assert (dots[2].x - dots[1].x) / (dots[1].x - dots[0].x) == pytest.approx(2)
    assert (dots[0].y - dots[2].y) / (dots[0].y - dots[1].y) == pytest.approx(0.5)
    assert "Town 1 (20, 700)" in (plot.alt or "")


def test_of_many_points_those_that_are_pointed_at_are_named(tmp_path: Path) -> None:
    points = [(number * 7 % 101, number * 13 % 97) for number in range(60)]
    plot = plot_of(drawn(tmp_path / "pack", scattered_over(points, "strong: [Town 30], ")))
    assert [mark.text for mark in marks(plot) if isinstance(mark, Word) and mark.text.startswith("Town")] == ["Town 30"]
    assert len([mark for mark in marks(plot) if isinstance(mark, Dot)]) == 60


def test_the_part_of_a_scatter_holds_both_numbers_and_the_names(tmp_path: Path) -> None:
    deck = frames_of(pack_with(tmp_path / "pack", f"  - {{title: Chart, chart: {CHARTS['scatter']}}}\n"))
    with zipfile.ZipFile(BytesIO(write_deck(deck, THEME))) as package:
        chart = package.read("ppt/charts/chart1.xml").decode()
        book = package.read("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx")
    assert re.findall(r"<c:f>(.*?)</c:f>", chart) == ["Sheet1!$C$1", "Sheet1!$B$2:$B$6", "Sheet1!$C$2:$C$6"]
    names = ["Hull", "Lund", "Metz", "Cork", "Bari"]
    fields = re.findall(r'<a:fld id="(.*?)" type="CELLRANGE">.*?<a:t>(.*?)</a:t></a:fld>', chart)
    assert [name for _, name in fields] == names
    assert len({number for number, _ in fields}) == 5, "PowerPoint asks for a field id of its own at each label"
    (cells, cache) = re.findall(r"<c15:f>(.*?)</c15:f><c15:dlblRangeCache>(.*?)</c15:dlblRangeCache>", chart)[0]
    assert cells == "Sheet1!$A$2:$A$6"
    assert re.findall(r"<c:v>(.*?)</c:v>", cache) == names
    assert chart.count('<c15:showDataLabelsRange val="1"/>') == 5
    sheets = openpyxl.load_workbook(BytesIO(book)).active
    assert sheets is not None
    assert [list(row) for row in sheets.iter_rows(max_row=2, values_only=True)] == [
        [None, "Flour", "Loaves"], ["Hull", 12, 140]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        ("pie", "12, 7, 9, 30", True), ("doughnut", "40, 41, 90", True), ("pie", "30, 70", False),
        ("doughnut", "10, 30, 60", False), ("bar", "12, 7, 9, 30", False), ("pie", "70, ~, 0, 30", False),
    ],
)  # fmt: skip
def test_a_pie_of_many_or_like_parts_is_drawn_with_a_hint_at_bars(
    tmp_path: Path, kind: str, values: str, told: bool
) -> None:
    names = ", ".join(f"N{number}" for number in range(values.count(",") + 1))
    chart = f"{{chart: {kind}, categories: [{names}], series: [{{name: s, values: [{values}]}}]}}"
    pack = read_pack(pack_with(tmp_path / "pack", f"  - {{title: Chart, chart: {chart}}}\n"))
    assert check_pack(pack) == []
    found = [problem for problem in undrawn_warnings(pack) if problem.code == "content.hard-to-read"]
    assert [problem.severity for problem in found] == ["warning"] * told


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1), st.integers(2, 8))
def test_a_span_holds_its_numbers_in_few_steps(values: list[float], count: int) -> None:
    low, high, step = span_of(values, count)
    slack = 1e-6 * max(1.0, abs(low), abs(high))
    assert low - slack <= min(values) <= max(values) <= high + slack
    assert 1 <= round((high - low) / step) <= 2 * count + 2


def test_a_span_does_without_zero_where_that_is_far() -> None:
    assert span_of([70, 95], 5)[0] == 70
    assert span_of([10, 95], 5)[0] == 0
    assert span_of([-95, -10], 5)[1] == 0


MANY = ", ".join(map(str, range(25)))

MISTAKES = [
    ("{categories: [a, b], series: [{name: s, values: [1]}]}", "content.chart", "1 numbers for 2"),
    ("{chart: scatter, categories: [a], series: [{name: s, values: [1]}]}", "content.chart", "two series, not 1"),
    ("{chart: scatter, categories: [a, b], series: [{name: s, values: [1, 2]}, {name: t, values: [1, ~]}]}",
     "content.chart", "'b' lacks one"),
    ("{chart: area, categories: [a, b], series: [{name: s, values: [1, ~]}]}", "content.chart", "cannot show a gap"),
    ("{categories: [a], series: [{name: s, values: [~]}]}", "content.chart", "without a number"),
    ("{chart: pie, categories: [a], series: [{name: s, values: [-1]}]}", "content.chart", "not less than nothing"),
    ("{chart: pie, categories: [a], series: [{name: s, values: [1]}, {name: t, values: [1]}]}", "content.chart",
     "one series"),
    ("{categories: [a], series: [{name: s, values: [1]}], strong: [b]}", "content.dangling-reference", "category 'b'"),
    (f"{{chart: pie, categories: [{MANY}], series: [{{name: s, values: [{MANY}]}}]}}", "content.chart",
     "25 categories"),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["bar", "column", "dot"])
def test_of_very_many_bars_the_first_and_the_strong_are_shown_and_the_rest_is_told(tmp_path: Path, kind: str) -> None:
    names = ", ".join(f"N{number}" for number in range(25))
    chart = f"{{chart: {kind}, categories: [{names}], strong: [N20], series: [{{name: s, values: [{MANY}]}}]}}"
    if kind == "dot":
        chart = chart.replace("strong: [N20], ", "")
    frame = drawn(tmp_path / "pack", chart)
    shown = [*range(10), 20] if kind != "dot" else [*range(10)]
    plot = plot_of(frame)
    assert plot.categories == tuple(f"N{number}" for number in shown)
    assert plot.series[0].values == tuple(shown)
    (note,) = [item for item in frame.walk() if isinstance(item, Text) and item.name == "left out"]
    assert str(25 - len(shown)) in note.body.text
    warnings = list(undrawn_warnings(read_pack(tmp_path / "pack")))
    assert [warning.place.line for warning in warnings] == [4]


@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [("unit", "kg", "scatter"), ("line", "3", "pie"), ("line", "3", "progress"), ("stacking", "stacked", "line")],
)
def test_a_key_that_a_kind_does_not_show_is_told(tmp_path: Path, key: str, value: str, kind: str) -> None:
    second = ", {name: t, values: [1, 2]}" if kind == "scatter" else ""
    chart = f"{{chart: {kind}, categories: [a, b], {key}: {value}, series: [{{name: s, values: [1, 2]}}{second}]}}"
    pack = read_pack(pack_with(tmp_path / "pack", f"  - {{title: T, chart: {chart}}}\n"))
    (warning,) = undrawn_warnings(pack)
    assert f"'{key}'" in warning.message
    assert warning.code == "content.undrawn"


@pytest.mark.parametrize(("chart", "code", "message"), MISTAKES, ids=[mistake[2] for mistake in MISTAKES])
def test_a_mistake_is_told(tmp_path: Path, chart: str, code: str, message: str) -> None:
    problems = check_pack(read_pack(pack_with(tmp_path / "pack", f"  - {{title: T, chart: {chart}}}\n")))
    assert [(problem.code, problem.place.line) for problem in problems] == [(code, 4)]
    assert message in problems[0].message


@given(st.lists(st.floats(-1e9, 1e9, allow_nan=False), min_size=1), st.integers(2, 8))
def test_a_scale_holds_its_numbers_and_zero_in_few_steps(values: list[float], count: int) -> None:
    low, high, step = scale_of(values, count)
    slack = 1e-6 * max(1.0, abs(low), abs(high))
    assert low - slack <= min(0.0, *values) <= max(0.0, *values) <= high + slack
    assert (high - low) / step <= 2 * count + 2


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [(1234.5, "#,##0.0", "1,234.5"), (7, '#,##0"户"', "7户"), (-3, "#,##0", "-3"), (0.25, "#,##0.00", "0.25")],
)
def test_numbers_are_written_as_their_format_says(value: float, code: str, text: str) -> None:
    assert written(value, code) == text


def test_steps_of_a_waterfall_hang_between_its_sums(tmp_path: Path) -> None:
    frame = drawn(tmp_path / "pack", CHARTS["waterfall"])
    bars = [mark for mark in marks(plot_of(frame)) if isinstance(mark, Bar) and mark.color.alpha]
    start, end, rise, fall = bars
    assert rise.y + rise.height == pytest.approx(start.y)
    assert rise.y == pytest.approx(fall.y)
    assert fall.y + fall.height == pytest.approx(end.y)
    said = [item.body.text for item in frame.walk() if isinstance(item, Text) and item.name.startswith("step ")]
    assert said == ["50", "+20", "−30", "40"]


def test_a_scale_of_powers_has_them_at_even_steps(tmp_path: Path) -> None:
    plot = plot_of(drawn(tmp_path / "pack", CHARTS["log"]))
    assert (plot.low, plot.high) == (1, 100_000)
    numbers = [mark.y for mark in marks(plot) if isinstance(mark, Word) and mark.text in ("1", "10", "100", "1,000")]
    assert len(numbers) == 4
    assert numbers[0] - numbers[1] == pytest.approx(numbers[2] - numbers[3])


FILES = [
    ("pie", "name,n\na,-1\nb,2\n", "not less than nothing"),
    ("pie", "name,n\n" + "".join(f"t{number},1\n" for number in range(9)), "9 categories"),
    ("scatter", "name,n\na,1\n", "two series, not 1"),
    ("progress", "name,n\na,120\n", "from 0 to 100"),
    ("column", "name,n\na,\n", "without a number"),
    ("line", "name,n\na,many\n", "'many' beside 'a' is no number"),
]


@pytest.mark.parametrize(("kind", "file", "message"), FILES, ids=[message for _, _, message in FILES])
def test_a_mistake_in_a_file_is_told_where_the_content_names_it(
    tmp_path: Path, kind: str, file: str, message: str
) -> None:
    folder = pack_with(tmp_path / "pack", f"  - {{title: T, chart: {{chart: {kind}, from: data.csv}}}}\n")
    (folder / "data.csv").write_text(file, "utf-8")
    with pytest.raises(ProblemError) as caught:
        frames_of(folder)
    assert [problem.place.line for problem in caught.value.problems] == [4]
    assert message in caught.value.problems[0].message


def test_names_of_points_are_large_before_they_are_all_at_the_right_and_clear_of_the_axis(tmp_path: Path) -> None:
    names = "[Alba, Bern, Cork, Dover, Eton, Faro, Graz]"
    data = "[{name: x, values: [12, 24, 31, 45, 52, 64, 78]}, {name: y, values: [22, 20, 19, 15, 16, 11, 9]}]"
    plot = plot_of(drawn(tmp_path / "pack", f"{{chart: scatter, categories: {names}, series: {data}}}"))
    assert all(plot.sides)
    assert plot.size >= 20
    assert plot.across
    first = scattered(plot, plot.across)[0]
    assert first is not None
    word = beside("Alba", first, plot.sides[0], plot.dot * plot.zoom / 2, float(plot.size), plot.text_color)
    if word.anchor == "end":
        assert word.x - plain_width("Alba", plot.size, False) / EMU_PER_PT > plot.area.x / EMU_PER_PT
