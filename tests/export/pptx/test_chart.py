from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from deckbrief.base.length import Pt, Rect, inches
from deckbrief.export.pptx.chart import chart_xml, label_format, workbook_bytes
from deckbrief.export.svg import frame_svg
from deckbrief.layout.frame import Chart, Frame
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Color
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
S = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def _chart(values: tuple[float, ...], labels: tuple[str, ...]) -> Chart:
    names = tuple(f"第{number} & 项" for number in range(len(values)))
    box = Rect(inches(1), inches(1), inches(6), inches(3))
    return Chart(
        name="c", rect=box, series="<数>", categories=names, values=values, labels=labels, color=Color("accent1"),
        text_color=Color("dk1"), size=Pt(18),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "label", "expected"),
    [
        (165, "165", "General"),
        (165, "165个", 'General"个"'),
        (56.0, "近56 个", '"近"General" 个"'),
        (7.5, "7.5%", 'General"%"'),
        (12000, "12,000", "#,##0"),
        (3, '3"', r"General\""),
        (-3, "-3", "General"),
        (70000, "7万余人次", ""),
        (5, "15个", ""),
        (5, "5.5个", ""),
        (1234.5, "1,234.5", ""),
    ],
)
def test_a_label_is_a_format_of_its_number_where_it_names_it(value: float, label: str, expected: str) -> None:
    assert label_format(value, label) == expected


def test_a_label_that_does_not_name_its_number_stands_as_words() -> None:
    root = etree.fromstring(chart_xml(_chart((70000, 5), ("7万余人次", "5人")), "zh-CN").encode())
    labels = root.findall(".//c:dLbl", C)
    assert ["".join(str(text) for text in label.itertext()) for label in labels] == ["7万余人次", ""]
    [number_format] = labels[1].findall("c:numFmt", C)
    assert number_format.get("formatCode") == 'General"人"'


def test_axis_ids_are_unsigned_and_cross_each_other() -> None:
    root = etree.fromstring(chart_xml(_chart((1,), ("1",)), "zh-CN").encode())
    own = [int(str(axis.get("val"))) for axis in root.findall(".//c:plotArea/*/c:axId", C)]
    crossing = [int(str(axis.get("val"))) for axis in root.findall(".//c:crossAx", C)]
    assert len(set(own)) == 2
    assert set(crossing) == set(own)
    assert min(own) > 0


def test_bars_start_at_zero_unless_a_number_is_negative() -> None:
    def floor(*values: float) -> list[str | None]:
        root = etree.fromstring(chart_xml(_chart(values, tuple(map(str, values))), "zh-CN").encode())
        return [entry.get("val") for entry in root.findall(".//c:valAx/c:scaling/c:min", C)]

    assert floor(100, 110) == ["0"]
    assert floor(-1, 5) == []


def test_the_plot_leaves_room_for_names_and_labels() -> None:
    root = etree.fromstring(chart_xml(_chart((1, 2), ("一个很长的标签", "2")), "zh-CN").encode())
    place = {etree.QName(entry).localname: entry.get("val") for entry in root.findall(".//c:manualLayout/*", C)}
    left, width = float(str(place["x"])), float(str(place["w"]))
    assert left * 6 * 72 >= len("第1 ") * 18
    assert (1 - left - width) * 6 * 72 == pytest.approx(8 * 18, abs=1)


@given(
    st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**9), 10**9), min_size=1, max_size=12)
)
def test_the_workbook_holds_the_chart_s_numbers(values: list[float]) -> None:
    chart = _chart(tuple(values), tuple(map(str, values)))
    with zipfile.ZipFile(BytesIO(workbook_bytes(chart, b"<theme/>"))) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        strings = _texts(etree.fromstring(archive.read("xl/sharedStrings.xml")), "s:si")
    cells = {str(cell.get("r")): _texts(cell, "s:v")[0] for cell in sheet.iterfind(".//s:c", S)}
    assert strings[int(cells.pop("B1"))] == "<数>"
    for number, (category, value) in enumerate(zip(chart.categories, values, strict=True), 2):
        assert strings[int(cells.pop(f"A{number}"))] == category
        assert float(cells.pop(f"B{number}")) == float(value)
    assert not cells


def _texts(element: etree._Element, path: str) -> list[str]:
    return ["".join(str(text) for text in found.itertext()) for found in element.iterfind(path, S)]


def test_a_chart_that_goes_on_elsewhere_has_the_scale_of_the_longest_bar_there() -> None:
    chart = replace(_chart((1, 2), ("1", "2")), top=70000)
    scaling = etree.fromstring(chart_xml(chart, "zh-CN").encode()).find(".//c:valAx/c:scaling", C)
    assert scaling is not None
    assert [(etree.QName(child).localname, child.get("val")) for child in scaling] == [
        ("orientation", "minMax"), ("max", "70000"), ("min", "0"),
    ]  # fmt: skip
    bars = [float(width) for width in re.findall(r'<rect [^>]*width="([0-9.]+)"', _drawn(chart))]
    assert bars[1] == pytest.approx(2 * bars[0], abs=0.02)
    assert bars[1] < 1


@given(st.lists(st.integers(-9999, 9999), min_size=1, max_size=8))
def test_drawn_bars_stand_on_one_line_and_go_both_ways_in_proportion(values: list[int]) -> None:
    labels = tuple(map(str, values))
    bars = [
        (float(x), float(width))
        for x, width in re.findall(
            r'<rect x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)"', _drawn(_chart(tuple(values), labels))
        )
    ]
    assert len(bars) == len(values)
    zero = {round(x if value > 0 else x + width, 1) for value, (x, width) in zip(values, bars, strict=True) if value}
    assert not zero or max(zero) - min(zero) < 0.3
    longest = max(map(abs, values), default=0)
    unit = max(width for _, width in bars) / (longest or 1)
    assert all(
        width == pytest.approx(abs(value) * unit, abs=0.1) for value, (_, width) in zip(values, bars, strict=True)
    )


def _drawn(chart: Chart) -> str:
    frame = Frame(name="f", width=inches(8), height=inches(5), items=(chart,))
    return frame_svg(frame, load_theme("vermilion", [Path("templates/themes")]))
