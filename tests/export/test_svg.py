"""Frames as SVG: the same words on the same lines at the same places, every item drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect, points
from deckbrief.export.svg import frame_svg
from deckbrief.layout.frame import AnyItem, Frame, Group, Line, Paragraph, Run, Shape, Stroke, Table, Text, TextBody
from deckbrief.layout.text.line_boxes import DESCENT
from deckbrief.theme.theme import Theme
from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"


def parsed(frame: Frame, theme: Theme, **options: Any) -> etree._Element:
    return etree.fromstring(frame_svg(frame, theme, **options).encode())


def words(element: etree._Element | None) -> str:
    assert element is not None
    return "".join(str(piece) for piece in element.itertext())


def bodies(frame: Frame) -> list[TextBody]:
    found: list[TextBody] = []
    for item in frame.walk():
        if isinstance(item, Text | Shape) and item.body:
            found.append(item.body)
        elif isinstance(item, Table):
            found += [cell.body for row in item.rows for cell in row]
    return found


def lines_of(body: TextBody) -> list[str]:
    lines = []
    for paragraph in body.paragraphs:
        lines += [paragraph.bullet] if paragraph.bullet else []
        lines += [paragraph.text[line.start : line.end] for line in paragraph.lines]
    return lines


def one(theme: Theme, item: AnyItem) -> Frame:
    return Frame(name="one", width=theme.width, height=theme.height, items=(item,))


def test_every_line_is_a_text_of_its_own_in_reading_order(frame: Frame, theme: Theme) -> None:
    svg = parsed(frame, theme)
    texts = [words(text) for text in svg.iter(f"{SVG}text")]
    chart = {"基地", "53个", "点位", "100余个"}
    assert [text for text in texts if text in chart][-4:] == ["基地", "53个", "点位", "100余个"]
    expected = [line for body in bodies(frame) for line in lines_of(body)]
    assert [text for index, text in enumerate(texts) if index not in chart_positions(texts)] == expected


def chart_positions(texts: list[str]) -> set[int]:
    start = texts.index("53个") - 1
    return set(range(start, start + 4))


def test_every_item_is_drawn_and_says_its_path_and_click(frame: Frame, theme: Theme) -> None:
    svg = parsed(frame, theme)
    drawn = [group for group in svg.iter(f"{SVG}g") if group.get("data-path") == "cities/one#frameworks.two"]
    assert len(drawn) == 1
    inner = drawn[0].find(f".//{SVG}g[@data-click='1']")
    assert inner is not None
    assert inner.get("data-path") == "cities/one#frameworks.two.parts.first"
    kinds = [etree.QName(element).localname for element in svg.iter()]
    assert kinds.count("image") == 1
    assert kinds.count("a") == 1
    shapes = sum(isinstance(item, Shape) for item in frame.walk())
    connectors, heads, rules, shadows = 2, 1, 1, 1
    water = len(theme.layouts[frame.layout].decorations)
    assert kinds.count("path") == shapes + connectors + heads + rules + shadows + water


def test_it_says_what_the_figure_says(frame: Frame, theme: Theme) -> None:
    svg = parsed(replace(frame, title="两个维度"), theme)
    assert svg.get("role") == "img"
    assert svg.findtext(f"{SVG}title") == "两个维度"
    assert svg.findtext(f"{SVG}desc") == "两个维度：醇度、温度\n一张表\n两个数\n一点\nnext"
    assert parsed(frame, theme).findtext(f"{SVG}title") == "两个维度：醇度、温度"


def text_item(theme: Theme, paragraph: Paragraph, **body: Any) -> Text:
    rect = Rect(points(100), points(50), points(200), points(120))
    return Text(name="t", rect=rect, body=TextBody((paragraph,), **body))


@pytest.mark.parametrize(("anchor", "top"), [("top", 50.0), ("middle", 50 + 60 - 28), ("bottom", 50 + 120 - 56.0)])
@pytest.mark.parametrize(
    ("align", "x", "mark"), [("left", 100.0, None), ("center", 200.0, "middle"), ("right", 300.0, "end")]
)
def test_lines_stand_where_they_do_on_the_slide(
    theme: Theme, anchor: Any, top: float, align: Any, x: float, mark: str | None
) -> None:
    lines = (Line(0, 2, points(40)), Line(2, 3, points(20)))
    paragraph = Paragraph(
        runs=(Run("一二三"),),
        size=Pt(20),
        pitch=Pt(28),
        color=theme.color("ink"),
        lines=lines,
        align=align,
    )
    texts = list(parsed(one(theme, text_item(theme, paragraph, anchor=anchor)), theme).iter(f"{SVG}text"))
    assert [float(text.get("x", "")) for text in texts] == [x, x]
    assert [text.get("text-anchor") for text in texts] == [mark, mark]
    for number, text in enumerate(texts, 1):
        assert float(text.get("y", "")) == pytest.approx(top + 28 * number - DESCENT * 20, abs=0.01)


def test_runs_of_one_line_share_its_baseline_and_keep_their_look(theme: Theme, frame: Frame) -> None:
    texts = [text for text in parsed(frame, theme).iter(f"{SVG}text") if text.text is None]
    spans = list(texts[0])
    assert [words(span) for span in spans] == ["53", "个", " <创新>"]
    assert [span.get("font-size") for span in spans] == ["40", "18", "20"]
    assert [span.get("font-weight") for span in spans] == ["700", None, None]
    assert spans[0].get("fill") == theme.hex(theme.accent(1))
    number = next(item for item in frame.walk() if item.name == "number")
    bottom = (number.rect.center_y / EMU_PER_PT) + 24
    assert float(texts[0].get("y", "")) == pytest.approx(bottom - DESCENT * 40, abs=0.01)


def test_colours_are_the_theme_s(frame: Frame, theme: Theme) -> None:
    used = set(re.findall(r"#[0-9A-F]{6}", frame_svg(frame, theme)))
    known = {theme.hex(theme.color(role)) for role in theme.roles}
    assert used <= known | {"#000000"}, "black is the shadow's"


def test_latin_fonts_come_first_where_the_language_is_not_east_asian(frame: Frame, theme: Theme) -> None:
    families = {lang: parsed(replace(frame, lang=lang), theme).get("font-family", "") for lang in ("zh-CN", "en")}
    assert families["zh-CN"] == ",".join(theme.text.stack)
    assert families["en"].endswith("," + families["zh-CN"])
    assert families["en"].index("Arial") < families["en"].index(theme.text.stack[0])


def test_numbers_are_short_and_plain(frame: Frame, theme: Theme) -> None:
    data = re.sub(r'href="data:[^"]*"', "", frame_svg(frame, theme))
    checked = 0
    for value in re.findall(r"-?\d+\.\d+|-?\d+e-?\d+", re.sub(r"<(title|desc|text).*?</\1>", "", data)):
        checked += 1
        assert re.fullmatch(r"-?\d+\.\d{1,2}", value), value
    assert checked


def test_a_cropped_drawing_shows_all_and_nothing_around(frame: Frame, theme: Theme) -> None:
    svg = parsed(frame, theme, crop=True)
    left, top, width, height = (float(value) for value in svg.get("viewBox", "").split())
    assert svg.find(f"./{SVG}rect") is None, "the slide's background belongs to the slide"
    assert (left, top) == (39, 24), "a line of 1.5 pt from 40"
    assert left + width == pytest.approx(800, abs=22)
    assert height < 480
    shape = Shape(name="s", rect=Rect(Emu(0), Emu(0), points(80), points(20)), stroke=Stroke(theme.accent(1), Pt(2)))
    for turn, expected in ((0, "-1 -1 82 22"), (90, "29 -31 22 82")):
        drawing = frame_svg(one(theme, replace(shape, rotation=turn)), theme, crop=True)
        assert f'viewBox="{expected}"' in drawing
    wide = frame_svg(frame, theme, crop=True, least=0.9)
    left, _, width, _ = (float(edge) for edge in re.findall(r'viewBox="([^"]*)"', wide)[0].split())
    narrow_left, _, narrow, _ = (float(edge) for edge in str(svg.get("viewBox")).split())
    assert width == pytest.approx(frame.width / 12700 * 0.9, abs=0.1)
    assert left + width / 2 == pytest.approx(narrow_left + narrow / 2, abs=0.1)
    empty = frame_svg(replace(frame, items=()), theme, crop=True)
    assert 'viewBox="0 0 1 1"' in empty


def test_a_slide_has_its_layout_s_background_and_a_figure_has_none(frame: Frame, theme: Theme) -> None:
    first = parsed(frame, theme).find(f"./{SVG}rect")
    assert first is not None
    assert first.get("fill") == theme.hex(theme.color("paper"))
    assert parsed(replace(frame, layout=""), theme).find(f"./{SVG}rect") is None
    cover = parsed(replace(frame, layout="", background=theme.color("deep")), theme).find(f"./{SVG}rect")
    assert cover is not None
    assert cover.get("fill") == theme.hex(theme.color("deep"))


def test_words_cannot_break_out_of_the_markup(theme: Theme) -> None:
    text = '</text><script>"&'
    paragraph = Paragraph(
        runs=(Run(text, link='x"><b>'), Run("b")),
        size=Pt(20),
        pitch=Pt(28),
        color=theme.color("ink"),
        lines=(Line(0, len(text) + 1, points(300)),),
    )
    item = Group(name="g", rect=Rect(Emu(0), Emu(0), Emu(9), Emu(9)), items=(text_item(theme, paragraph),), alt=text)
    svg = parsed(one(theme, item), theme)
    assert [etree.QName(node).localname for node in svg.iter()] == [
        "svg",
        "title",
        "g",
        "g",
        "text",
        "a",
        "tspan",
        "tspan",
    ]
    assert words(svg.find(f".//{SVG}text")) == text + "b"


def test_the_same_frame_gives_the_same_drawing(frame: Frame, theme: Theme) -> None:
    assert frame_svg(frame, theme) == frame_svg(replace(frame), theme)
