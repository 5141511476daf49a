"""Decks that begin with a user's own template: what stays of it, what goes, and what our slides say."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from deckbrief.base.length import EMU_PER_PT
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck, session_of_unit
from deckbrief.draft.words import load_words
from deckbrief.export.pptx.deck import write_deck
from deckbrief.inspect.lint import lint_package
from deckbrief.layout.frame import DeckFrames, Shape, Text
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.ooxml.package import Package
from deckbrief.theme.load import load_theme
from deckbrief.theme.template.load import load_template
from deckbrief.theme.theme import Theme
from lxml import etree

from tests.support.office import convert_all

ROOT = Path(__file__).parents[3]
DEFAULT = Path(pptx.__file__).parent / "templates" / "default.pptx"
OTHERS = Path("/usr/lib/libreoffice/share/template/common/presnt")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
OURS = ("presentation.xml", "presProps.xml", "viewProps.xml")


@dataclass(frozen=True)
class Made:
    """A template, the theme and the deck made of it, and what was written."""

    template: Path
    theme: Theme
    deck: DeckFrames
    data: bytes

    @property
    def before(self) -> Package:
        return Package.from_bytes(self.template.read_bytes())

    @property
    def after(self) -> Package:
        return Package.from_bytes(self.data)

    def slide(self, number: int) -> etree._Element:
        return etree.fromstring(self.after.parts[f"ppt/slides/slide{number}.xml"])

    def number(self, layout: str) -> int:
        """Return the number of the first slide of a layout."""
        return next(n for n, frame in enumerate(self.deck.frames, 1) if frame.layout == layout)


Maker = Callable[[Path], Made]


@pytest.fixture(scope="session")
def make() -> Maker:
    """Template -> the deck of the default content's last unit, made of it."""
    roots = (ROOT / "templates",)
    pack = read_pack(ROOT / "content")
    unit = session_of_unit(pack, pack.units[-1], load_words(pack.info.lang, roots))
    drafted = draft_deck(pack, unit, roots)

    def made(template: Path) -> Made:
        theme, _ = load_template(template, load_theme("vermilion", [ROOT / "templates" / "themes"]))
        deck = lay_out_deck(drafted, pack, theme, "2024-11-08")
        return Made(template, theme, deck, write_deck(deck, theme))

    return made


@pytest.fixture(scope="session")
def corporate(make: Maker, make_templates: Any, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(make_templates.corporate(tmp_path_factory.mktemp("templates") / "corporate.pptx"))


@pytest.fixture(scope="session")
def default(make: Maker) -> Made:
    return make(DEFAULT)


@pytest.fixture(scope="session")
def dark(make: Maker, make_templates: Any, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(make_templates.dark(tmp_path_factory.mktemp("templates") / "dark.pptx"))


# What stays ----------------------------------------------------------------------------------------------------------


def test_masters_layouts_themes_and_logos_stay_byte_for_byte(corporate: Made, default: Made, dark: Made) -> None:
    for made in (corporate, default, dark):
        before, after = made.before, made.after
        kept = [name for name in before.parts if re.match(r"ppt/(slideMasters|slideLayouts|theme|notesMasters)/", name)]
        assert len(kept) > 12
        assert all(after.parts[name] == before.parts[name] for name in kept)
        assert all(
            after.relationships[name] == before.relationships[name] for name in kept if name in before.relationships
        )


def test_the_logo_stays(corporate: Made, make_templates: Any) -> None:
    media = [data for name, data in corporate.after.parts.items() if name.startswith("ppt/media/")]
    assert make_templates.LOGO in media
    assert make_templates.PHOTO not in media


def test_the_presentation_keeps_its_settings(corporate: Made) -> None:
    before, after = (
        etree.fromstring(package.parts["ppt/presentation.xml"]) for package in (corporate.before, corporate.after)
    )
    for tag in ("sldSz", "notesSz", "sldMasterIdLst", "defaultTextStyle"):
        was, now = before.find(f"{P}{tag}"), after.find(f"{P}{tag}")
        assert was is not None
        assert now is not None
        assert etree.tostring(was, method="c14n") == etree.tostring(now, method="c14n")
    assert after.items() == before.items()


# What goes -----------------------------------------------------------------------------------------------------------


def test_sample_slides_go_with_all_that_is_theirs(corporate: Made) -> None:
    parts = corporate.after.parts
    assert "示例" not in "".join(data.decode("utf-8", "ignore") for name, data in parts.items() if "slides/" in name)
    assert len([name for name in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]) == len(
        corporate.deck.frames
    )
    assert len([name for name in parts if name.startswith("ppt/notesSlides/")]) == len(corporate.deck.frames)
    assert b"custShow" not in parts["ppt/presentation.xml"]
    assert "docProps/thumbnail.jpeg" in Package.from_bytes(DEFAULT.read_bytes()).parts
    assert not any("thumbnail" in name for name in parts)
    sample_chart = Package.from_bytes(corporate.template.read_bytes()).parts["ppt/charts/chart1.xml"]
    assert sample_chart not in parts.values()


def test_every_part_is_reached_and_every_target_is_there(corporate: Made, default: Made) -> None:
    for made in (corporate, default):
        assert [problem for problem in lint_package(made.data) if problem.severity == "error"] == []


def test_what_refers_to_a_sample_slide_refers_to_ours(make: Maker, make_templates: Any, tmp_path: Path) -> None:
    source = make_templates.corporate(tmp_path / "c.pptx")
    part = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    link = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide" '
        'Target="../slides/slide2.xml"/></Relationships>'
    )
    made = make(make_templates.edited(source, tmp_path / "linked.pptx", part, "</Relationships>", link))
    [entry] = [entry for entry in made.after.relationships["ppt/slideMasters/slideMaster1.xml"] if entry.id == "rId99"]
    assert entry.target == "../slides/slide1.xml"


def test_views_and_shows_of_sample_slides_go(make: Maker, make_templates: Any, tmp_path: Path) -> None:
    source = make_templates.corporate(tmp_path / "c.pptx")
    outline = (
        '<p:outlineViewPr><p:cViewPr><p:scale><a:sx n="33" d="100"/><a:sy n="33" d="100"/></p:scale>'
        '<p:origin x="0" y="0"/></p:cViewPr><p:sldLst><p:sld r:id="rId1" collapse="1"/></p:sldLst></p:outlineViewPr>'
    )
    views = make_templates.edited(
        source, tmp_path / "views.pptx", "ppt/viewProps.xml", "<p:notesTextViewPr", f"{outline}<p:notesTextViewPr"
    )
    made = make(views)
    assert b"sldLst" not in made.after.parts["ppt/viewProps.xml"]
    assert b"outlineViewPr" in made.after.parts["ppt/viewProps.xml"]


# What our slides say -------------------------------------------------------------------------------------------------


def test_slides_are_of_the_chosen_layouts(corporate: Made) -> None:
    deck = pptx.Presentation(BytesIO(corporate.data))
    names = {"cover": "标题幻灯片", "section": "节标题", "figure": "仅标题", "text": "标题和内容"}
    checked = 0
    for slide, frame in zip(deck.slides, corporate.deck.frames, strict=True):
        checked += 1
        assert slide.slide_layout.name == names[frame.layout]
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text.replace("\v", "") == frame.title
    assert checked


def test_texts_stand_in_the_templates_placeholders(corporate: Made, default: Made, dark: Made) -> None:
    for made in (corporate, default, dark):
        deck: Any = pptx.Presentation(BytesIO(made.data))
        for slide in deck.slides:
            held = {h.placeholder_format.idx: h.placeholder_format.type for h in slide.slide_layout.placeholders}
            for holder in slide.placeholders:
                assert held[holder.placeholder_format.idx] == holder.placeholder_format.type
        figure = deck.slides[made.number("figure") - 1]
        kinds = {holder.placeholder_format.type for holder in figure.placeholders}
        assert kinds >= {1, 13, 15}  # title, slide number, footer


def test_texts_in_placeholders_have_the_templates_look(corporate: Made) -> None:
    slide = corporate.slide(corporate.number("figure"))
    [title] = [
        shape
        for shape in slide.iter(f"{P}sp")
        if (ph := shape.find(f".//{P}ph")) is not None and ph.get("type") == "title"
    ]
    assert title.find(f"{P}spPr/{A}xfrm") is None
    assert not list(title.iter(f"{A}solidFill", f"{A}latin", f"{A}ea"))
    assert not [entry for entry in title.iter(f"{A}pPr") if "algn" in entry.attrib]
    assert "b" not in title.find(f".//{A}rPr").attrib  # type: ignore[union-attr]


def test_a_layout_with_its_own_colour_map_is_followed(corporate: Made) -> None:
    slide = corporate.slide(corporate.number("section"))
    override = slide.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    assert override is not None
    assert (override.get("tx1"), override.get("bg1")) == ("lt1", "dk1")
    used = {element.get("val") for element in slide.iter(f"{A}schemeClr")}
    assert not used & {"tx1", "bg1", "tx2", "bg2"}  # these words mean something else there
    figure = corporate.slide(corporate.number("figure"))
    assert figure.find(f"{P}clrMapOvr/{A}masterClrMapping") is not None


def test_slides_have_no_background_of_their_own(corporate: Made, dark: Made) -> None:
    for made in (corporate, dark):
        assert not [n for n in range(1, len(made.deck.frames) + 1) if made.slide(n).find(f".//{P}bg") is not None]


def test_chinese_punctuation_is_kept_in_place_once(
    corporate: Made, make: Maker, make_templates: Any, tmp_path: Path
) -> None:
    marks = etree.fromstring(corporate.after.parts["ppt/presentation.xml"]).findall(f"{P}kinsoku")
    assert [mark.get("lang") for mark in marks] == ["zh-CN"]
    own = '<p:kinsoku lang="zh-CN" invalStChars="，" invalEndChars="（"/><p:defaultTextStyle>'
    source = make_templates.edited(DEFAULT, tmp_path / "k.pptx", "ppt/presentation.xml", "<p:defaultTextStyle>", own)
    [mark] = etree.fromstring(make(source).after.parts["ppt/presentation.xml"]).findall(f"{P}kinsoku")
    assert mark.get("invalStChars") == "，"


def test_notes_use_the_templates_master_or_ours(corporate: Made, default: Made) -> None:
    own = corporate.before.parts["ppt/notesMasters/notesMaster1.xml"]
    assert corporate.after.parts["ppt/notesMasters/notesMaster1.xml"] == own
    assert "ppt/notesMasters/notesMaster1.xml" not in default.before.parts
    for made in (corporate, default):
        deck = pptx.Presentation(BytesIO(made.data))
        for slide, frame in zip(deck.slides, made.deck.frames, strict=True):
            assert slide.has_notes_slide
            said = slide.notes_slide.notes_text_frame
            assert said is not None
            assert said.text == "\n".join(note.line for note in frame.notes)


def test_a_potx_becomes_a_presentation(make: Maker, make_templates: Any, tmp_path: Path) -> None:
    kind = "presentationml.presentation.main+xml"
    template = "presentationml.template.main+xml"
    made = make(make_templates.edited(DEFAULT, tmp_path / "t.potx", "[Content_Types].xml", kind, template))
    assert made.after.types["ppt/presentation.xml"].endswith(kind)


def test_the_same_template_gives_the_same_bytes(corporate: Made, make: Maker) -> None:
    assert make(corporate.template).data == corporate.data


def test_frames_are_as_large_as_the_templates_slides(default: Made, dark: Made, corporate: Made) -> None:
    checked = 0
    for made in (default, dark, corporate):
        deck = pptx.Presentation(BytesIO(made.data))
        for frame in made.deck.frames:
            checked += 1
            assert frame.width == pytest.approx(deck.slide_width, abs=2)
            for item in frame.walk():
                assert item.rect.x >= -2
                assert item.rect.right <= frame.width + 2
                assert item.rect.bottom <= frame.height + 2
    assert checked


# Other people's judgement --------------------------------------------------------------------------------------------


def audited(data: bytes, folder: Path) -> list[str]:
    from openxml_audit import FileFormat, OpenXmlValidator

    (folder / "deck.pptx").write_bytes(data)
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0).validate(str(folder / "deck.pptx"))
    return [str(error) for error in result.errors]


def test_openxml_audit_finds_nothing(corporate: Made, default: Made, dark: Made, tmp_path: Path) -> None:
    for made in (corporate, default, dark):
        assert audited(made.data, tmp_path) == []


@pytest.mark.office
def test_every_text_is_shown_inside_its_box(corporate: Made, dark: Made, tmp_path: Path) -> None:
    """LibreOffice's letters of every text lie in its rectangle; autofit is off, so nothing is hidden."""
    import pymupdf

    for name, made in (("corporate", corporate), ("dark", dark)):
        (tmp_path / f"{name}.pptx").write_bytes(made.data)
    convert_all([tmp_path / "corporate.pptx", tmp_path / "dark.pptx"], tmp_path / "out", "pdf")
    for name, made in (("corporate", corporate), ("dark", dark)):
        with pymupdf.open(tmp_path / "out" / f"{name}.pdf") as document:
            assert len(document) == len(made.deck.frames)
            for page, frame in zip(document, made.deck.frames, strict=True):
                for item in frame.walk():
                    if isinstance(item, Text | Shape) and item.body is not None:
                        edges = (item.rect.x, item.rect.y, item.rect.right, item.rect.bottom)
                        left, top, right, bottom = (edge / EMU_PER_PT for edge in edges)
                        box = pymupdf.Rect(left - 2, top - 2, right + 2, bottom + 2)
                        shown = bare(page.get_text(clip=box))
                        for paragraph in item.body.paragraphs:
                            assert bare(paragraph.text) in shown, (name, frame.name, item.name)


def bare(text: str) -> str:
    """Text without spaces and bullets."""
    return re.sub(r"[\s•–]", "", text)


@pytest.mark.office
def test_templates_that_come_with_libreoffice(make: Maker, tmp_path: Path) -> None:
    names = [name for name in ("DNA", "Focus") if (OTHERS / f"{name}.otp").is_file()]
    if len(names) < 2:
        pytest.skip("LibreOffice's presentation templates are not installed")
    convert_all([OTHERS / f"{name}.otp" for name in names], tmp_path / "out", "pptx")
    checked = 0
    for name in names:
        checked += 1
        made = make(tmp_path / "out" / f"{name}.pptx")
        assert audited(made.data, tmp_path) == []
        assert [problem for problem in lint_package(made.data) if problem.severity == "error"] == []
        with zipfile.ZipFile(BytesIO(made.data)) as archive:
            assert archive.testzip() is None
        assert len(pptx.Presentation(BytesIO(made.data)).slides) == len(made.deck.frames)
    assert checked
