"""What people find who go on working in a deck: tables in a style, charts and files that say what they are about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck, session_of_unit
from deckbrief.draft.slides import Note
from deckbrief.draft.words import load_words, wording
from deckbrief.export.pptx.deck import write_deck
from deckbrief.export.pptx.table_style import TABLE_STYLE
from deckbrief.inspect.accessibility import accessibility_problems
from deckbrief.inspect.lint import lint_package
from deckbrief.layout.frame import Chart, DeckFrames, NotesPage
from deckbrief.layout.slide.notes_page import SIZES, notes_page, notes_warnings
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.ooxml.package import Package
from deckbrief.theme.load import load_theme
from deckbrief.theme.template.load import load_template
from deckbrief.theme.theme import Theme
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER

from tests.support.office import convert
from tests.support.small_pack import laid_out, write_pack

ROOT = Path(__file__).parents[3]
ROOTS = (ROOT / "templates",)
PACKS = Path(__file__).parents[2] / "packs"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
TITLES = ("title", "ctrTitle")
THEME = load_theme("vermilion", [ROOTS[0] / "themes"])


@dataclass(frozen=True)
class Written:
    """A deck, laid out and written."""

    deck: DeckFrames
    data: bytes

    @property
    def package(self) -> Package:
        return Package.from_bytes(self.data)

    def part(self, name: str) -> Any:
        return etree.fromstring(self.package.parts[name])

    def slides(self) -> list[Any]:
        return [self.part(f"ppt/slides/slide{number}.xml") for number in range(1, len(self.deck.frames) + 1)]


@cache
def written(pack: str, session: str) -> Written:
    """A pack of the tests, one of its sessions or units -> its deck."""
    return written_with(pack, session, THEME)


def written_with(pack: str, session: str, theme: Theme) -> Written:
    """The same in another theme."""
    content = read_pack(PACKS / pack / "content")
    shown = next((one for one in content.sessions if one.id == session), None)
    if shown is None:
        unit = next(one for one in content.units if one.id == session)
        shown = session_of_unit(content, unit, load_words(content.info.lang, ROOTS))
    deck = lay_out_deck(draft_deck(content, shown, ROOTS), content, theme)
    return Written(deck, write_deck(deck, theme))


def test_tables_have_the_decks_own_style_and_say_no_more_than_it() -> None:
    made = written("english", "half-hour")
    styles = made.part("ppt/tableStyles.xml")
    assert [style.get("styleId") for style in styles] == [TABLE_STYLE] == [styles.get("def")]
    tables = [table for slide in made.slides() for table in slide.iter(f"{A}tbl")]
    assert tables
    for table in tables:
        assert table.findtext(f"{A}tblPr/{A}tableStyleId") == TABLE_STYLE
        cells = [cell for row in list(table.iter(f"{A}tr"))[1:] for cell in row.iter(f"{A}tcPr")]
        assert cells
        assert not [cell for cell in cells if [*cell.iter(f"{A}solidFill"), *cell.iter(f"{A}noFill")]]


def weak_cells(data: bytes) -> list[str]:
    problems = (problem for problem in accessibility_problems(data) if problem.code == "access.contrast")
    return [str(problem.message) for problem in problems if str(problem.message).startswith("cell ")]


def test_contrast_in_cells_is_that_on_the_fill_of_the_style() -> None:
    made = written("english", "half-hour")
    assert not weak_cells(made.data)
    package = made.package
    styles = package.parts["ppt/tableStyles.xml"]
    fill = styles.index(b"<a:wholeTbl>") + styles[styles.index(b"<a:wholeTbl>") :].index(b"<a:fill>")
    dark = styles[fill:].replace(b'val="bg1"', b'val="tx1"', 1)
    package.parts["ppt/tableStyles.xml"] = styles[:fill] + dark
    assert weak_cells(package.to_bytes())


def test_a_templates_table_styles_stay_and_ours_comes_to_them(make_templates: Any, tmp_path: Path) -> None:
    template = make_templates.corporate(tmp_path / "t.pptx")
    before = etree.fromstring(Package.from_bytes(template.read_bytes()).parts["ppt/tableStyles.xml"])
    after = written_with("english", "half-hour", load_template(template, THEME)[0]).part("ppt/tableStyles.xml")
    assert after.get("def") == before.get("def")
    assert [style.get("styleId") for style in after] == [*(style.get("styleId") for style in before), TABLE_STYLE]


def test_properties_say_who_speaks_of_what_and_of_which_material_it_is_part() -> None:
    made = written("english", "alder-bridge")
    core = made.part("docProps/core.xml")
    said = {etree.QName(child).localname: child.text or "" for child in core}
    pack = read_pack(PACKS / "english" / "content")
    unit = next(unit for unit in pack.units if unit.id == "alder-bridge")
    assert said["keywords"].split("; ") == [unit.name, *(framework.name for framework in unit.frameworks)]
    assert said["category"] == pack.info.title


def test_a_charts_series_is_called_as_its_group() -> None:
    content = read_pack(PACKS / "english" / "content")
    charts = [
        (group.title, item.series)
        for unit in content.units
        for group in unit.metric_groups
        if group.compare
        for frame in written("english", unit.id).deck.frames
        for item in frame.walk()
        if isinstance(item, Chart) and group.id in item.path
    ]
    assert charts
    assert all(title == series for title, series in charts)


def opened(data: bytes, folder: Path, kind: str = "pdf") -> Path:
    """A deck -> what LibreOffice makes of it: pages, or the deck as it saves it."""
    folder.mkdir(parents=True)
    (folder / "deck.pptx").write_bytes(data)
    return convert(folder / "deck.pptx", folder / "out", kind)


def sizes_of_words(pages: Path) -> list[list[tuple[str, int]]]:
    """Pages -> the words of each, with the sizes that they are set in, in tenths of a point."""
    import pymupdf

    with pymupdf.open(pages) as document:
        return [
            sorted(
                (span["text"], round(span["size"] * 10))
                for block in page.get_text("dict")["blocks"]
                for line in block.get("lines", ())
                for span in line["spans"]
            )
            for page in document
        ]


@pytest.mark.office
@pytest.mark.parametrize(("pack", "session"), [("chinese", "half-hour"), ("english", "hands-on")])
def test_what_can_be_typed_into_shrinks_only_when_more_is_typed(pack: str, session: str, tmp_path: Path) -> None:
    made = written(pack, session)
    fixed = made.package
    shrinking = 0
    for name in [name for name in fixed.parts if name.startswith("ppt/slides/")]:
        shrinking += fixed.parts[name].count(b"<a:normAutofit/>")
        fixed.parts[name] = fixed.parts[name].replace(b"<a:normAutofit/>", b"<a:noAutofit/>")
    shapes = [shape for slide in made.slides() for shape in slide.iter(f"{P}sp")]
    titles = [
        shape for shape in shapes if (holder := shape.find(f".//{P}ph")) is not None and holder.get("type") in TITLES
    ]
    assert sum(title.find(f".//{A}normAutofit") is not None for title in titles) >= len(titles) * 0.75 > 0
    assert shrinking > len(titles)
    as_it_is = sizes_of_words(opened(made.data, tmp_path / "shrinking"))
    assert as_it_is == sizes_of_words(opened(fixed.to_bytes(), tmp_path / "fixed"))


@pytest.mark.parametrize("session", ["half-hour", "qingyan", "baishui"])
def test_shapes_are_called_in_the_language_of_the_deck_and_by_no_path(session: str) -> None:
    slides = written("chinese", session).slides()
    names = [shape.get("name") for slide in slides for shape in slide.iter(f"{P}cNvPr") if shape.get("name")]
    assert len(names) > 100
    assert [name for name in names if "#" in name or "/" in name] == []
    assert [name for name in names if re.search("[a-z]{3}", name)] == []


def pages_of_notes(data: bytes, folder: Path) -> list[str]:
    """A deck -> the words of its printed notes pages, without spaces."""
    import pymupdf

    said = ",".join(f'"Export{what}":{{"type":"boolean","value":"true"}}' for what in ("NotesPages", "OnlyNotesPages"))
    option = f"{{{said}}}"
    with pymupdf.open(opened(data, folder, f"pdf:impress_pdf_Export:{option}")) as document:
        return ["".join(page.get_text().split()) for page in document]


@pytest.mark.office
def test_long_notes_are_printed_to_their_last_word(tmp_path: Path) -> None:
    said = "。".join(f"第{number}句话说的是面团慢慢醒" for number in range(1, 42)) + "。说到这里为止。"
    drawn = laid_out(write_pack(tmp_path / "pack", "checklist", 3, lang="zh-CN", said=said))
    at = next(number for number, frame in enumerate(drawn.frames) if "说到这里为止" in str(frame.notes))
    page = drawn.frames[at].notes_page
    assert page.fits
    assert page.size < SIZES[0]
    assert "说到这里为止" in pages_of_notes(write_deck(drawn, THEME), tmp_path / "office")[at]


BOX = THEME.notes


@pytest.mark.parametrize("spoken", [10, 60, 80, 200])
def test_notes_are_made_smaller_then_go_without_evidence_and_then_it_is_told(spoken: int) -> None:
    notes = [Note("say", "醒面要等。" * 10)] * (spoken // 10) + [Note("evidence", "第1段“醒面”；" * 20)] * 2
    page = notes_page(notes, BOX)
    assert page == {
        10: NotesPage(),
        60: NotesPage(page.size),
        80: NotesPage(page.size, evidence=False),
        200: NotesPage(SIZES[-1], evidence=False, fits=False),
    }[spoken]  # fmt: skip
    assert (page.size < SIZES[0]) == (spoken in (60, 200))


def test_notes_that_run_off_their_page_are_told_at_their_entry(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack", "checklist", 3, said="Dough rests, and we wait for it. " * 150)
    pack = read_pack(folder)
    deck = draft_deck(pack, session_of_unit(pack, pack.units[0], load_words("en", ROOTS)), ROOTS)
    [problem] = notes_warnings(deck, lay_out_deck(deck, pack, THEME), pack)
    assert (problem.code, problem.severity) == ("layout.long-notes", "warning")
    assert problem.place.line > 1


def test_a_templates_own_box_for_notes_counts(make_templates: Any, tmp_path: Path) -> None:
    template = load_template(make_templates.corporate(tmp_path / "t.pptx"), THEME)[0]
    assert template.notes.width > 0
    package = Package.from_bytes(written_with("english", "half-hour", template).data)
    [master] = [name for name in package.parts if name.startswith("ppt/notesMasters/")]
    kinds = {mark.get("type") for mark in etree.fromstring(package.parts[master]).iter(f"{P}ph")}
    assert {"sldImg", "body"} <= kinds


EXPECTED = {
    "封面": "title", "章节 1": "secHead", "标题和文字": "tx", "两栏": "twoObj", "仅标题": "titleOnly",
    "图片和文字": "picTx", "表格或图表": "obj", "引文": None, "空白": "blank",
}  # fmt: skip
"""What a colleague looks for behind “new slide”, and the kind that programs know it by."""


@cache
def in_chinese() -> Written:
    """A deck of the Chinese pack in the theme as it is worded for decks in Chinese."""
    return written_with("chinese", "half-hour", THEME.worded(wording(load_words("zh-CN", ROOTS))))


def emptied(data: bytes) -> Any:
    """A deck -> the same, opened by python-pptx, with its first slide alone."""
    deck = pptx.Presentation(BytesIO(data))
    for entry in list(deck.slides._sldIdLst)[1:]:
        deck.part.drop_rel(entry.rId)
        deck.slides._sldIdLst.remove(entry)
    deck.part.rename_slide_parts([entry.rId for entry in deck.slides._sldIdLst])
    return deck


def saved(deck: Any) -> bytes:
    stream = BytesIO()
    deck.save(stream)
    return stream.getvalue()


def test_the_layouts_that_people_expect_are_there_in_the_language_of_the_deck() -> None:
    layouts = pptx.Presentation(BytesIO(in_chinese().data)).slide_layouts
    kinds = {layout.name: layout._element.get("type") for layout in layouts}
    assert {name: kinds[name] for name in EXPECTED} == EXPECTED
    assert [name for name in kinds if re.search("[A-Za-z]", name)] == []
    places = [holder for layout in layouts for holder in iter(layout.placeholders)]
    assert len(places) > 50
    assert [holder.name for holder in places if re.search("[a-z]{3}", holder.name)] == []
    said = [holder.text_frame.text for holder in places if holder.has_text_frame]
    assert [text for text in said if re.search("[a-z]{3}", text)] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_a_new_slide_of_each_layout_can_be_read_and_checks_clean(name: str) -> None:
    deck = emptied(in_chinese().data)
    layout = next(layout for layout in deck.slide_layouts if layout.name == name)
    slide = deck.slides.add_slide(layout)
    for holder in list(slide.placeholders):
        if holder.placeholder_format.type == PP_PLACEHOLDER.PICTURE:
            holder._element.getparent().remove(holder._element)
            continue
        holder.text_frame.text = "写在这里的话" if holder.placeholder_format.idx != 15 else "01"
        for level in (1, 2) if holder.placeholder_format.idx in (1, 2) else ():
            paragraph = holder.text_frame.add_paragraph()
            paragraph.text, paragraph.level = "下一级的话", level
    problems = [*accessibility_problems(saved(deck)), *lint_package(saved(deck))]
    about_it = [problem for problem in problems if "slide2.xml" in problem.place.file and problem.severity == "error"]
    titled = [problem for problem in about_it if name != "空白" or problem.code != "access.title"]
    assert [problem for problem in titled if problem.code != "access.language"] == []


@pytest.mark.parametrize(("pack", "session"), [("chinese", "qingyan"), ("english", "half-hour")])
def test_a_deck_of_ours_is_a_template_of_ours(pack: str, session: str, tmp_path: Path) -> None:
    (tmp_path / "own.pptx").write_bytes(written(pack, session).data)
    template, problems = load_template(tmp_path / "own.pptx", THEME)
    assert problems == ()
    again = written_with(pack, session, template)
    assert len(again.deck.frames) >= 8
    assert [*lint_package(again.data), *accessibility_problems(again.data)] == []
