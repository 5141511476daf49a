from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.base.problem import ProblemError
from deckbrief.export.pptx.deck import write_deck
from deckbrief.export.pptx.identity import built_in, paths_in, shape_names
from deckbrief.export.pptx.parts import NOT_FIRST, NOT_LAST, theme_base
from deckbrief.layout.frame import (
    Connector,
    DeckFrames,
    Frame,
    Group,
    Image,
    Line,
    Paragraph,
    Run,
    Shape,
    Stroke,
    Table,
    Text,
    TextBody,
)
from deckbrief.layout.text.linebreak import opportunities
from deckbrief.ooxml.package import Package
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Color, Theme
from lxml import etree

THEMES = Path(__file__).parents[3] / "templates" / "themes"
NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
BOX = Rect(inches(1), inches(2), inches(3), inches(1))


def _opened(deck: DeckFrames, theme: Theme) -> Any:
    from pptx import Presentation

    return Presentation(BytesIO(write_deck(deck, theme)))


def _package(deck: DeckFrames, theme: Theme) -> Package:
    return Package.from_bytes(write_deck(deck, theme))


def _part(package: Package, name: str) -> etree._Element:
    return etree.fromstring(package.parts[name])


def _slide(deck: DeckFrames, theme: Theme) -> etree._Element:
    return _part(_package(deck, theme), "ppt/slides/slide1.xml")


def _values(element: etree._Element, path: str) -> list[Any]:
    found = element.xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return found


def _body(text: str) -> TextBody:
    line = Line(0, len(text), Emu(0))
    return TextBody((Paragraph((Run(text),), Pt(20), Pt(28), Color("dk1"), (line,)),))


# The whole ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["vermilion", "ink", "plain"])
def test_no_validation_errors(every_item: DeckFrames, name: str, tmp_path: Path) -> None:
    from openxml_audit import validate_pptx

    file = tmp_path / "deck.pptx"
    file.write_bytes(write_deck(every_item, load_theme(name, [THEMES])))
    result = validate_pptx(str(file))
    assert [str(error) for error in result.errors] == []


def test_python_pptx_reads_back_what_was_written(every_item: DeckFrames, theme: Theme) -> None:
    opened = _opened(every_item, theme)
    assert (opened.slide_width, opened.slide_height) == (theme.width, theme.height)
    assert [slide.name for slide in opened.slides] == [frame.name for frame in every_item.frames]
    for slide, frame in zip(opened.slides, every_item.frames, strict=True):
        assert slide.shapes.title.text_frame.text == frame.title
        assert slide.slide_layout.name == theme.layouts[frame.layout].name
        placed = {
            item.body.text
            for item in frame.items
            if isinstance(item, Text) and item.placeholder and not item.body.paragraphs[0].runs[0].field
        }
        assert placed <= {shape.text_frame.text for shape in slide.placeholders}
        notes = slide.notes_slide.notes_text_frame.text.split("\n")
        assert [note.replace("\t", " ") for note in notes] == [
            text.replace("\t", " ").replace("\x0b", "").replace("\ud800", "")
            for text in [note.line for note in frame.notes] or [""]
        ]


def test_tables_and_charts_keep_their_data(every_item: DeckFrames, theme: Theme) -> None:
    shapes = list(_opened(every_item, theme).slides[3].shapes)
    [table] = [shape.table for shape in shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["指标", "数值"], ["基地", "165 个"], ["人次", "7万余"],
    ]  # fmt: skip
    assert table.first_row
    chart = next(shape.chart for shape in shapes if shape.has_chart)
    assert list(chart.plots[0].categories) == ["基地", "民主党派基层组织", "村 & 社区"]
    assert list(chart.plots[0].series[0].values) == [165, 56, 7.5]
    assert chart.part.chart_workbook.xlsx_part.blob[:2] == b"PK"


_SCRIPT = """
import hashlib, sys
from tests.support.sample_deck import THEMES, sample_deck
from deckbrief.theme.load import load_theme
from deckbrief.export.pptx.deck import write_deck
theme = load_theme("vermilion", [THEMES])
print(hashlib.sha256(write_deck(sample_deck(theme), theme)).hexdigest())
"""


def test_same_bytes_in_another_process_and_folder(every_item: DeckFrames, theme: Theme, tmp_path: Path) -> None:
    here = Path(__file__).parent
    paths = str(here.parents[2])
    results = {hashlib.sha256(write_deck(every_item, theme)).hexdigest()}
    for seed in ("1", "77"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths, "TZ": f"UTC{seed}"}
        done = subprocess.run(
            [sys.executable, "-c", _SCRIPT], cwd=folder, env=environment, capture_output=True, text=True, check=True
        )
        results.add(done.stdout.strip())
    assert len(results) == 1


def test_writing_twice_leaves_no_traces(every_item: DeckFrames, theme: Theme) -> None:
    first = write_deck(every_item, theme)
    write_deck(replace(every_item, frames=every_item.frames[:1]), theme)
    assert write_deck(every_item, theme) == first


def test_pictures_are_held_once(every_item: DeckFrames, theme: Theme) -> None:
    package = _package(every_item, theme)
    assert sum("/media/" in name for name in package.parts) == 1


def test_an_empty_deck_is_still_a_presentation(theme: Theme) -> None:
    assert len(_opened(DeckFrames(name="d", title="", lang="en", frames=()), theme).slides) == 0


# Presentation -------------------------------------------------------------------------------------------------------


def test_each_slide_is_in_one_section_and_sections_keep_their_ids(every_item: DeckFrames, theme: Theme) -> None:
    presentation = _part(_package(every_item, theme), "ppt/presentation.xml")
    slides = _values(presentation, "p:sldIdLst/p:sldId/@id")
    assert _values(presentation, "//p14:section//p14:sldId/@id") == slides
    assert _values(presentation, "//p14:section/@name") == ["开场", "正文", every_item.title]
    shorter = replace(every_item, frames=(every_item.frames[0], every_item.frames[2]))
    again = _part(_package(shorter, theme), "ppt/presentation.xml")
    assert _values(again, "//p14:section/@id") == _values(presentation, "//p14:section/@id")[:2]


def test_a_section_that_comes_back_is_another_section(deck_of: Any, theme: Theme) -> None:
    frame = deck_of(section="A").frames[0]
    frames = tuple(replace(frame, name=f"{n}", section=section) for n, section in enumerate("ABA"))
    deck = DeckFrames(name="d", title="D", lang="zh-CN", frames=frames)
    presentation = _part(_package(deck, theme), "ppt/presentation.xml")
    assert _values(presentation, "//p14:section/@name") == ["A", "B", "A"]
    assert len(set(_values(presentation, "//p14:section/@id"))) == 3


def test_a_deck_without_sections_lists_none(deck_of: Any, theme: Theme) -> None:
    assert not _values(_part(_package(deck_of(), theme), "ppt/presentation.xml"), "//p14:section")


def test_children_of_the_presentation_stand_in_the_schema_s_order(every_item: DeckFrames, theme: Theme) -> None:
    presentation = _part(_package(every_item, theme), "ppt/presentation.xml")
    assert [etree.QName(child).localname for child in presentation] == [
        "sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz", "notesSz", "kinsoku",
        "defaultTextStyle", "extLst",
    ]  # fmt: skip


def test_powerpoint_may_break_lines_wherever_the_layout_does() -> None:
    assert [mark for mark in NOT_FIRST if 1 in opportunities(f"字{mark}字").loose] == []
    assert [mark for mark in NOT_LAST if 2 in opportunities(f"字{mark}字").loose] == []


@pytest.mark.parametrize(("lang", "script"), [("zh-CN", "Hans"), ("zh-TW", "Hant"), ("ja", "Jpan")])
def test_theme_fonts_name_an_east_asian_typeface_for_the_script(
    deck_of: Any, theme: Theme, lang: str, script: str
) -> None:
    fonts = _part(_package(deck_of(lang=lang), theme), "ppt/theme/theme1.xml")
    assert set(_values(fonts, f"//a:font[@script='{script}']/@typeface")) == {
        theme.heading.east_asian,
        theme.text.east_asian,
    }
    assert set(_values(fonts, "//a:minorFont/a:ea/@typeface")) == {theme.text.east_asian}


def test_properties_say_who_what_and_when(every_item: DeckFrames, theme: Theme) -> None:
    properties = _opened(every_item, theme).core_properties
    assert (properties.title, properties.subject, properties.author) == ("四个做法 & 一张图", "<培训>", "编写组")
    assert properties.language == "zh-CN"
    assert properties.created.isoformat() == properties.modified.isoformat() == "2024-05-06T00:00:00"


@pytest.mark.parametrize(("epoch", "expected"), [("86400", "1970-01-02"), ("", "1980-01-01"), ("soon", "1980-01-01")])
def test_a_deck_without_a_date_takes_the_epoch_s_or_the_zip_s(
    every_item: DeckFrames, theme: Theme, monkeypatch: pytest.MonkeyPatch, epoch: str, expected: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    created = _opened(replace(every_item, date=""), theme).core_properties.created
    assert created.date().isoformat() == expected


def test_notes_are_paragraphs_of_twelve_points(every_item: DeckFrames, theme: Theme) -> None:
    notes = _part(_package(every_item, theme), "ppt/notesSlides/notesSlide1.xml")
    [spoken] = _values(notes, "//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='body']")
    assert _values(spoken, ".//a:p/a:r/a:t/text()") == [note.line for note in every_item.frames[0].notes]
    assert _values(spoken, ".//a:rPr/@sz") == ["1200"] * len(every_item.frames[0].notes)


# Shapes -------------------------------------------------------------------------------------------------------------


def test_a_placeholder_says_its_rectangle_only_where_it_differs(deck_of: Any, theme: Theme) -> None:
    there = theme.layouts["figure"].placeholders["title"].rect
    same = Text(name="Title", rect=there, body=_body("标题"), placeholder="title")
    assert not _values(_slide(deck_of(same), theme), "//p:sp/p:spPr/a:xfrm")
    other = replace(same, rect=there.moved(100, 0))
    assert _values(_slide(deck_of(other), theme), "//p:sp/p:spPr/a:xfrm/a:off/@x") == [str(there.x + 100)]


def test_titles_are_set_in_the_heading_font(deck_of: Any, theme: Theme) -> None:
    package = _package(deck_of(), theme)
    for part in ("ppt/slideMasters/slideMaster1.xml",):
        assert _values(_part(package, part), "//p:titleStyle//a:ea/@typeface") == ["+mj-ea"]
        assert set(_values(_part(package, part), "//p:bodyStyle//a:ea/@typeface")) == {"+mn-ea"}
    plain = Text(name="Text", rect=BOX, body=_body("标题"))
    assert _values(_slide(deck_of(plain), theme), "//a:rPr/a:ea/@typeface") == ["+mn-ea"]


def test_every_placeholder_of_a_slide_is_one_of_its_layout(every_item: DeckFrames, theme: Theme) -> None:
    checked = 0
    for slide in _opened(every_item, theme).slides:
        checked += 1
        of_layout = {(p.placeholder_format.idx, p.placeholder_format.type) for p in slide.slide_layout.placeholders}
        assert {(p.placeholder_format.idx, p.placeholder_format.type) for p in slide.placeholders} <= of_layout
    assert checked


def test_colours_are_theme_slots_only(every_item: DeckFrames, theme: Theme) -> None:
    package = _package(every_item, theme)
    drawn = [name for name in package.parts if name.startswith(("ppt/slides/", "ppt/charts/", "ppt/slideLayouts/"))]
    assert len(drawn) > 8
    for name in drawn:
        assert b"srgbClr" not in package.parts[name]


def test_ids_count_up_in_reading_order(every_item: DeckFrames, theme: Theme) -> None:
    package = _package(every_item, theme)
    checked = 0
    for number, frame in enumerate(every_item.frames, 1):
        checked += 1
        slide = _part(package, f"ppt/slides/slide{number}.xml")
        named = [(int(p.get("id")), p.get("name")) for p in _values(slide, "//p:cNvPr")[1:]]
        assert named == list(enumerate(shape_names(frame.items, {}), 2))
    assert checked


def test_names_are_in_the_language_of_the_deck_each_once_without_paths(deck_of: Any, theme: Theme) -> None:
    words = {"card": "卡片", "time limit": "限时", "figure": "图"}
    names = ["card 1", "card 2", "card 1", "time limit 1", "loop · card · 五步", "title · one", "figure · units/a#b"]
    items = (*(Shape(name=name, rect=BOX, path="units/a#b") for name in names),)
    title = Text(name="title · one", rect=BOX, body=_body("字"), placeholder="title")
    assert shape_names([*items, title], words) == [
        "卡片 1", "卡片 2", "卡片 1 (2)", "限时 1", "loop · 卡片 · 五步", "title · one", "图", "title",
    ]  # fmt: skip
    slide = _slide(replace(deck_of(*items), shapes=words), theme)
    assert _values(slide, "//p:cNvPr/@name")[1:3] == ["卡片 1", "卡片 2"]


def test_the_notes_tell_the_path_of_every_shape_by_its_name(every_item: DeckFrames, theme: Theme) -> None:
    package = _package(every_item, theme)
    checked = 0
    for number, frame in enumerate(every_item.frames, 1):
        slide = _part(package, f"ppt/slides/slide{number}.xml")
        lines = _values(_part(package, f"ppt/notesSlides/notesSlide{number}.xml"), "//p:sp[last()]//a:p")
        told = paths_in("".join(_values(line, ".//a:t/text()")) for line in lines)
        wanted = {item.path for item in frame.walk() if item.path}
        assert wanted <= set(told.values())
        checked += len(wanted)
        by_key = {item.placeholder for item in frame.walk() if isinstance(item, Text) and item.placeholder}
        named = {name for name in told if name not in by_key and not name[-1].isdigit()}
        assert named <= set(_values(slide, "//p:cNvPr/@name"))
    assert checked > 3


def test_the_notes_tell_the_paths_of_placeholders_and_of_cells(every_item: DeckFrames, theme: Theme) -> None:
    notes = _part(_package(every_item, theme), "ppt/notesSlides/notesSlide4.xml")
    [mark] = _values(notes, "//p:sp[p:nvSpPr/p:cNvPr[@hidden='1' and @name='deckbrief: numbers']]")
    lines = ["".join(_values(line, ".//a:t/text()")) for line in _values(mark, ".//a:p")]
    *paths, built = lines
    assert built_in([built]) is not None, "what the slide said when it was built"
    assert paths == [
        "Title = a#t",
        "title = a#t",
        "Numbers = a#m",
        "Numbers 2.1 = a#m.0",
        "Numbers 2.2 = a#m.0",
        "Bars = a#m",
    ]


def test_what_a_reader_cannot_read_is_told_or_marked_decorative(deck_of: Any, theme: Theme) -> None:
    bar = Shape(name="bar", rect=BOX, fill=Color("accent1"))
    told = Shape(name="told", rect=BOX, body=_body("字"))
    items = (
        bar,
        told,
        Text(name="text", rect=BOX, body=_body("字")),
        Group(name="silent", rect=BOX, items=(replace(bar, name="in silent"),)),
        Group(name="speaking", rect=BOX, items=(replace(told, name="in speaking"),)),
        replace(bar, name="described", alt="一条 “线”"),
    )
    slide = _slide(deck_of(*items), theme)
    decorative = "p:cNvPr[.//*[local-name()='decorative' and @val='1']]/@name"
    assert _values(slide, f"//{decorative}") == ["bar", "silent", "in silent"]
    assert _values(slide, "//p:cNvPr/@descr") == ["字", "一条 “线”"]


def test_groups_keep_their_members_places(deck_of: Any, theme: Theme) -> None:
    member = Shape(name="m", rect=BOX, fill=Color("accent1"))
    slide = _slide(deck_of(Group(name="g", rect=BOX.inset(-5), items=(member,))), theme)
    [outer] = _values(slide, "//p:grpSp/p:grpSpPr/a:xfrm")
    assert dict(outer[0].attrib) == dict(outer[2].attrib)
    assert dict(outer[1].attrib) == dict(outer[3].attrib)
    assert _values(slide, "//p:sp//a:off/@x") == [str(BOX.x)]


@pytest.mark.parametrize(
    ("end", "flips"),
    [((20, 20), {}), ((0, 20), {"flipH": "1"}), ((20, 0), {"flipV": "1"}), ((0, 0), {"flipH": "1", "flipV": "1"})],
)
def test_straight_connectors_run_from_start_to_end(
    deck_of: Any, theme: Theme, end: tuple[int, int], flips: Any
) -> None:
    line = Connector(
        name="c", rect=BOX, start=(Emu(10), Emu(10)), end=(Emu(end[0]), Emu(end[1])), stroke=Stroke(Color("dk1"), Pt(2))
    )
    [place] = _values(_slide(deck_of(line), theme), "//p:cxnSp/p:spPr/a:xfrm")
    assert dict(place.attrib) == flips
    assert [dict(child.attrib) for child in place] == [
        {"x": str(min(10, end[0])), "y": str(min(10, end[1]))}, {"cx": "10", "cy": "10"},
    ]  # fmt: skip


def test_a_turned_connector_gives_the_box_before_the_turn(deck_of: Any, theme: Theme) -> None:
    line = Connector(
        name="c", rect=Rect(Emu(100), Emu(200), Emu(60), Emu(20)), start=(Emu(100), Emu(200)), end=(Emu(160), Emu(220)),
        stroke=Stroke(Color("dk1"), Pt(2)), geometry="curvedConnector3", rotation=90, flip=True,
    )  # fmt: skip
    [place] = _values(_slide(deck_of(line), theme), "//p:cxnSp/p:spPr/a:xfrm")
    assert dict(place.attrib) == {"rot": "5400000", "flipV": "1"}
    assert [dict(child.attrib) for child in place] == [{"x": "120", "y": "180"}, {"cx": "20", "cy": "60"}]


def test_connectors_are_glued_to_shapes_inside_groups_too(every_item: DeckFrames, theme: Theme) -> None:
    slide = _part(_package(every_item, theme), "ppt/slides/slide3.xml")
    ids = {p.get("id"): p.get("name").split(" [")[0] for p in _values(slide, "//p:cNvPr")}
    glued = [(ids[c.get("id")], c.get("idx")) for c in _values(slide, "//a:stCxn | //a:endCxn")]
    assert glued == [
        ("Head 1", "3"), ("Head 2", "1"), ("Head 3", "1"), ("Head 2", "3"), ("Card 1", "2"), ("Sum", "1"),
    ]  # fmt: skip


def test_a_connector_to_a_missing_shape_is_refused(deck_of: Any, theme: Theme) -> None:
    line = Connector(
        name="c",
        rect=BOX,
        start=(Emu(0), Emu(0)),
        end=(Emu(1), Emu(1)),
        stroke=Stroke(Color("dk1"), Pt(1)),
        begin_shape="?",
    )
    with pytest.raises(KeyError):
        write_deck(deck_of(line), theme)


def test_links_lead_to_slides_sections_and_urls(deck_of: Any, theme: Theme) -> None:
    targets = ("second", "#second", "S", "https://example.org/a b", "second")
    first = deck_of(*(Shape(name=f"l{n}", rect=BOX, link=target) for n, target in enumerate(targets))).frames[0]
    frames = (first, Frame(name="second", width=theme.width, height=theme.height, items=(), layout="text", section="S"))
    package = _package(DeckFrames(name="d", title="D", lang="zh-CN", frames=frames), theme)
    related = {entry.id: entry for entry in package.relationships["ppt/slides/slide1.xml"]}
    slide = _part(package, "ppt/slides/slide1.xml")
    reached = [related[link.get(f"{{{NS['r']}}}id")].target for link in _values(slide, "//a:hlinkClick")]
    assert reached == ["slide2.xml"] * 3 + ["https://example.org/a%20b", "slide2.xml"]
    assert [entry.target for entry in related.values() if entry.external] == ["https://example.org/a%20b"]


@pytest.mark.parametrize("target", ["#nowhere", "nowhere", "javascript:alert(1)", "file:///etc/passwd"])
def test_a_link_that_leads_nowhere_is_a_problem(deck_of: Any, theme: Theme, target: str) -> None:
    with pytest.raises(ProblemError) as caught:
        write_deck(deck_of(Shape(name="l", rect=BOX, link=target)), theme)
    [problem] = caught.value.problems
    assert problem.code == "content.dangling-reference"
    assert target in problem.message


def test_a_picture_of_an_unknown_kind_is_refused(deck_of: Any, theme: Theme) -> None:
    with pytest.raises(KeyError):
        write_deck(deck_of(Image(name="i", rect=BOX, data=b"?", media_type="image/x-unknown")), theme)


def test_rules_stand_between_rows_only(every_item: DeckFrames, theme: Theme) -> None:
    slide = _part(_package(every_item, theme), "ppt/slides/slide4.xml")
    rows = _values(slide, "//a:tbl/a:tr")
    ruled = [[bool(_values(row, f"a:tc/a:tcPr/{side}/a:solidFill")) for side in ("a:lnT", "a:lnB")] for row in rows]
    assert ruled == [[False, True], [True, True], [True, False]]
    table = next(item for item in every_item.frames[3].items if isinstance(item, Table))
    assert _values(slide, "//a:gridCol/@w") == [str(width) for width in table.widths]


def test_a_background_of_its_own_is_written_and_the_layout_s_is_not(deck_of: Any, theme: Theme) -> None:
    paper = theme.color(theme.layouts["figure"].background)
    assert not _values(_slide(deck_of(background=paper), theme), "//p:bg")
    assert _values(_slide(deck_of(background=Color("accent5")), theme), "//p:bg//a:schemeClr/@val") == ["accent5"]


# Masters and layouts ------------------------------------------------------------------------------------------------


def test_layouts_have_the_theme_s_placeholders_where_it_puts_them(theme: Theme, deck_of: Any) -> None:
    layouts = {layout.name: layout for layout in _opened(deck_of(), theme).slide_layouts}
    assert list(layouts) == [layout.name for layout in theme.layouts.values()]
    for layout in theme.layouts.values():
        found = {
            p.placeholder_format.idx: Rect(p.left, p.top, p.width, p.height) for p in layouts[layout.name].placeholders
        }
        assert found == {placeholder.index: placeholder.rect for placeholder in layout.placeholders.values()}


def test_guides_mark_the_margins_and_the_columns(theme: Theme) -> None:
    master = _part(theme_base(theme, "zh-CN").package, "ppt/slideMasters/slideMaster1.xml")
    guides = _values(master, "//*[local-name()='guide']")
    across = sorted(int(guide.get("pos")) for guide in guides if guide.get("orient") is None)
    body = theme.layouts["text"].body
    assert len(across) == 13
    assert (across[0], across[-1]) == (round(body.x / 914400 * 576), round(body.right / 914400 * 576))


def test_a_theme_of_one_s_own_replaces_single_parts(theme: Theme, tmp_path: Path, deck_of: Any) -> None:
    own = tmp_path / "own"
    (own / "parts").mkdir(parents=True)
    (own / "theme.yaml").write_text("extends: vermilion\n", "utf-8")
    part = own / "parts" / "presProps.xml.j2"
    text = '<p:presentationPr xmlns:p="{}"><p:showPr loop="{}"/></p:presentationPr>'
    part.write_text(text.format(NS["p"], "{{ 1 if theme.name == 'own' else 0 }}"), "utf-8")
    mine = load_theme("own", [tmp_path, THEMES])
    package = _package(deck_of(), mine)
    assert _values(_part(package, "ppt/presProps.xml"), "//@loop") == ["1"]
    assert b"own" in package.parts["ppt/theme/theme1.xml"]
    part.write_text(text.format(NS["p"], "0"), "utf-8")
    os.utime(part, (1, 1))
    assert _values(_part(_package(deck_of(), mine), "ppt/presProps.xml"), "//@loop") == ["0"]


@pytest.mark.parametrize(
    ("template", "code", "line"),
    [
        ("\n{% if %}", "template.syntax", 2),
        ("\n\n{{ nothing.here }}", "template.undefined", 3),
        ("{% include 'x' %}", "template.missing", 0),
    ],
)
def test_a_broken_part_is_a_problem_at_its_place(
    tmp_path: Path, deck_of: Any, template: str, code: str, line: int
) -> None:
    (tmp_path / "own" / "parts").mkdir(parents=True)
    (tmp_path / "own" / "theme.yaml").write_text("extends: ink\n", "utf-8")
    part = tmp_path / "own" / "parts" / "viewProps.xml.j2"
    part.write_text(template, "utf-8")
    with pytest.raises(ProblemError) as caught:
        write_deck(deck_of(), load_theme("own", [tmp_path, THEMES]))
    [problem] = caught.value.problems
    assert (problem.code, problem.place.line) == (code, line)
    assert line == 0 or problem.place.file == str(part)
