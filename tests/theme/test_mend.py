"""Templates that are damaged or hostile: refused in one line, or mended and told, and our own check accepts them."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from deckbrief.base.problem import Problem, ProblemError
from deckbrief.inspect.lint import lint_package
from deckbrief.ooxml.names import NS, PRESENTATION, SLIDES_KIND
from deckbrief.ooxml.package import Package
from deckbrief.ooxml.relationship import Relationship
from deckbrief.theme.template.file import open_template
from deckbrief.theme.template.load import template_problems
from deckbrief.theme.template.mend import kept_parts

DEFAULT = Path(pptx.__file__).parent / "templates" / "default.pptx"
MASTER, LAYOUT, THEME = "ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout6.xml", "ppt/theme/theme1.xml"
OTHER_LAYOUT = "ppt/slideLayouts/slideLayout4.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Edit = Callable[[Package], object]


@pytest.fixture
def template(tmp_path: Path) -> Callable[[Edit], Path]:
    """What is done to python-pptx's own template -> the file."""

    def make(edit: Edit) -> Path:
        package = Package.from_bytes(DEFAULT.read_bytes())
        edit(package)
        (tmp_path / "t.pptx").write_bytes(package.to_bytes())
        return tmp_path / "t.pptx"

    return make


def changed(part: str, pattern: str, new: str) -> Edit:
    def edit(package: Package) -> None:
        text, count = re.subn(pattern, new, package.parts[part].decode(), flags=re.DOTALL)
        assert count, f"{part} has no {pattern}"
        package.parts[part] = text.encode()

    return edit


def settings(package: Package, kind: str, data: bytes | None) -> None:
    """Add or spoil a part of the presentation's settings; None: it is named, and not there."""
    package.relationships[PRESENTATION] = tuple(
        entry for entry in package.relationships[PRESENTATION] if entry.kind != kind
    )
    package.add(f"ppt/{kind}.xml", f"{SLIDES_KIND}.{kind}+xml", data or b"<x/>")
    package.relate(PRESENTATION, kind, f"{kind}.xml")
    if data is None:
        del package.parts[f"ppt/{kind}.xml"]


def linked(source: str, kind: str, target: str, markup: str, before: str, external: bool = False) -> Edit:
    """Put an element that names a relationship into a part."""

    def edit(package: Package) -> None:
        entry = Relationship("rId99", f"{OFFICE}/{kind}", target, external)
        package.relationships[source] = (*package.relationships.get(source, ()), entry)
        changed(source, before, markup + before)(package)

    return edit


PICTURE = (
    f'<p:pic><p:nvPicPr><p:cNvPr id="99" name="Logo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
    f'<a:blip xmlns:r="{OFFICE}" r:embed="rId99"/><a:stretch/></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="9" cy="9"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
)
BACKGROUND = (
    f'<p:bg><p:bgPr><a:blipFill><a:blip xmlns:r="{OFFICE}" r:embed="rId99"/><a:stretch><a:fillRect/></a:stretch>'
    "</a:blipFill><a:effectLst/></p:bgPr></p:bg>"
)


# Refused -------------------------------------------------------------------------------------------------------------


def refused(path: Path) -> Problem:
    """Return the one problem of a template that cannot be used."""
    [problem] = template_problems(path)
    assert problem.severity == "error"
    with pytest.raises(ProblemError):
        open_template(path)
    return problem


@pytest.mark.parametrize("part", [PRESENTATION, MASTER, LAYOUT, THEME])
def test_a_document_type_is_refused_wherever_it_stands(template: Callable[[Edit], Path], part: str) -> None:
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    problem = refused(template(changed(part, r"\?>\s*<", rf"?>{entity}<")))
    assert problem.code == "template-file.damaged"
    assert problem.message.startswith(f"its part {part} has a document type declaration")


@pytest.mark.parametrize(
    ("part", "pattern", "new"),
    [(PRESENTATION, "</p:presentation>", ""), (MASTER, "</p:sldMaster>", ""), (MASTER, ".*", "<x/>")],
    ids=["presentation", "master", "other-root"],
)
def test_without_presentation_or_master_there_is_no_template(
    template: Callable[[Edit], Path], part: str, pattern: str, new: str
) -> None:
    def edit(package: Package) -> None:
        package.parts[part] = re.sub(pattern, new, package.parts[part].decode(), count=1, flags=re.DOTALL).encode()

    problem = refused(template(edit))
    assert (problem.code, part in problem.message) == ("template-file.damaged", True)


def shapes(count: int) -> str:
    one = (
        '<p:sp><p:nvSpPr><p:cNvPr id="{0}" name="s"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" '
        'y="0"/><a:ext cx="9" cy="9"/></a:xfrm></p:spPr></p:sp>'
    )
    return "".join(one.format(number) for number in range(100, 100 + count))


@pytest.mark.parametrize(
    ("count", "words"), [(2_001, "shapes; 2,000 are looked at at most"), (30_000, "300,000 are read at most")]
)
def test_a_layout_with_too_many_shapes_is_refused_by_name(
    template: Callable[[Edit], Path], count: int, words: str
) -> None:
    path = template(changed(LAYOUT, "</p:spTree>", shapes(count) + "</p:spTree>"))
    [problem] = template_problems(path)
    assert (problem.code, problem.severity) == ("template-file.limit", "error")
    assert LAYOUT in problem.message
    assert words in problem.message


def test_a_pipe_is_no_template(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "t.pptx")
    assert refused(tmp_path / "t.pptx").message == "this is a pipe or a device, no file"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_ends_in_the_middle_is_refused(tmp_path: Path, share: float) -> None:
    data = DEFAULT.read_bytes()
    (tmp_path / "t.pptx").write_bytes(data[: int(len(data) * share)])
    problem = refused(tmp_path / "t.pptx")
    assert (problem.code, "damaged" in problem.message) == ("template-file.unreadable", True)


# Mended --------------------------------------------------------------------------------------------------------------

MENDED: dict[str, tuple[Edit, str]] = {
    **{
        f"{kind}-{how}": (partial(settings, kind=kind, data=data), f"ppt/{kind}.xml")
        for kind in ("presProps", "viewProps", "tableStyles")
        for how, data in (("missing", None), ("broken", b"<p:x"), ("other", b"<x/>"), ("empty", b""))
    },
    "layout-broken": (changed(OTHER_LAYOUT, "</p:sldLayout>", ""), OTHER_LAYOUT),
    "layout-without-master": (lambda package: package.relationships.pop(OTHER_LAYOUT), OTHER_LAYOUT),
    "layout-missing": (lambda package: package.parts.pop("ppt/slideLayouts/slideLayout9.xml"), "slideLayout9.xml"),
    "theme-broken": (changed(THEME, "</a:theme>", ""), THEME),
    "theme-missing": (lambda package: package.parts.pop(THEME), THEME),
    "theme-without-styles": (changed(THEME, "<a:fmtScheme.*</a:fmtScheme>", ""), "fmtScheme"),
    "theme-with-few-styles": (changed(THEME, "<a:fillStyleLst>.*</a:fillStyleLst>", ""), "fillStyleLst"),
    "theme-without-a-colour": (changed(THEME, "<a:accent3>.*</a:accent3>", ""), "accent3"),
    "theme-without-anything": (changed(THEME, "<a:themeElements>.*</a:themeElements>", ""), "themeElements"),
    "picture-missing": (linked(LAYOUT, "image", "../media/no.png", PICTURE, "</p:spTree>"), "ppt/media/no.png"),
    "background-missing": (linked(LAYOUT, "image", "../media/no.png", BACKGROUND, "<p:spTree>"), "ppt/media/no.png"),
    "picture-elsewhere": (
        linked(MASTER, "image", "file:///c:/logo.png", PICTURE.replace("embed", "link"), "</p:spTree>", True),
        "file:///c:/logo.png",
    ),
    "texts-out-of-order": (changed(LAYOUT, "(<a:lstStyle/>)(<a:p>.*?</a:p>)", r"\2\1"), LAYOUT),
    "tags-missing": (
        linked(MASTER, "tags", "../tags/tag1.xml", f'<p:custDataLst><p:tags xmlns:r="{OFFICE}" r:id="rId99"/>'
               "</p:custDataLst>", "</p:cSld>"),
        "ppt/tags/tag1.xml",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "words"), MENDED.values(), ids=MENDED.keys())
def test_what_is_damaged_is_left_out_or_made_anew_and_told(
    template: Callable[[Edit], Path], make_deck: Callable[[Path], bytes], edit: Edit, words: str
) -> None:
    path = template(edit)
    told = [problem for problem in template_problems(path) if problem.code == "template-file.damaged"]
    unseen = re.search(r"Props|tableStyles|tags|out of order", told[0].message)
    assert [problem.severity for problem in told] == ["note" if unseen else "warning"], told
    assert words in told[0].message
    assert re.search(r"(left out|made anew|put in order)", told[0].message)
    deck = make_deck(path)
    assert [problem.message for problem in lint_package(deck) if problem.severity == "error"] == []
    assert len(pptx.Presentation(BytesIO(deck)).slides) == 4


def test_embedded_fonts_stay_behind(template: Callable[[Edit], Path], make_deck: Callable[[Path], bytes]) -> None:
    listed = (
        f'<p:embeddedFontLst xmlns:r="{OFFICE}"><p:embeddedFont><p:font typeface="X"/><p:regular r:id="rId99"/>'
        "</p:embeddedFont></p:embeddedFontLst>"
    )

    def edit(package: Package) -> None:
        linked(PRESENTATION, "font", "fonts/font1.fntdata", listed, "<p:defaultTextStyle>")(package)
        package.parts["ppt/fonts/font1.fntdata"] = b"font"
        package.defaults["fntdata"] = "application/x-fontdata"

    path = template(edit)
    assert any("fonts are embedded" in problem.message for problem in template_problems(path))
    with zipfile.ZipFile(BytesIO(make_deck(path))) as archive:
        assert not any("fonts/" in name for name in archive.namelist())
        assert b"fntdata" not in archive.read("[Content_Types].xml")
        assert b"embeddedFont" not in archive.read(PRESENTATION)


def test_damage_of_sample_slides_does_not_matter(make_templates: Any, tmp_path: Path) -> None:
    source = make_templates.corporate(tmp_path / "c.pptx")
    path = make_templates.edited(source, tmp_path / "t.pptx", "ppt/slides/slide1.xml", "</p:sld>", "")
    assert [problem.code for problem in template_problems(path)] == ["template-file.contrast"]


def test_what_is_whole_stays_as_it_is() -> None:
    template = open_template(DEFAULT)
    assert template.problems == ()
    parts = kept_parts(template.office)
    assert len(parts) > 12
    before = Package.from_bytes(DEFAULT.read_bytes()).parts
    assert all(part.data == before[part.name] for part in parts)


@pytest.mark.parametrize("kind", ["", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"])
def test_properties_of_the_template_stay_behind_whatever_their_part_is_called(
    template: Callable[[Edit], Path], make_deck: Callable[[Path], bytes], kind: str
) -> None:
    def renamed(package: Package) -> None:
        package.parts["docProps/app0.xml"] = package.parts.pop("docProps/app.xml")
        package.types["docProps/app0.xml"] = package.types.pop("docProps/app.xml")
        package.relationships[""] = tuple(
            entry._replace(
                target="docProps/app0.xml", part="", type=f"{kind}extended-properties" if kind else entry.type
            )
            if entry.target == "docProps/app.xml"
            else entry
            for entry in package.relationships[""]
        )

    with zipfile.ZipFile(BytesIO(make_deck(template(renamed)))) as deck:
        assert [name for name in deck.namelist() if name.startswith("docProps/app")] == ["docProps/app.xml"]


def test_what_other_programs_keep_about_the_template_stays_behind(
    template: Callable[[Edit], Path], make_deck: Callable[[Path], bytes]
) -> None:
    """Custom properties, custom XML and tags that the file or its presentation names; a layout's own stay."""
    custom = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    tags = f'<p:tagLst xmlns:p="{NS["p"]}"><p:tag name="A" val="b"/></p:tagLst>'

    def labelled(package: Package) -> None:
        kind = "application/vnd.openxmlformats-officedocument"
        package.add("docProps/custom.xml", f"{kind}.custom-properties+xml", custom)
        package.add("customXml/item1.xml", "application/xml", "<a/>")
        package.add("ppt/tags/tag1.xml", f"{kind}.presentationml.tags+xml", tags)
        package.add("ppt/tags/tag2.xml", f"{kind}.presentationml.tags+xml", tags)
        package.relationships[""] += (Relationship("rId90", f"{OFFICE}/custom-properties", "docProps/custom.xml"),)
        package.relationships[PRESENTATION] += (
            Relationship("rId91", f"{OFFICE}/customXml", "../customXml/item1.xml"),
            Relationship("rId92", f"{OFFICE}/tags", "tags/tag1.xml"),
        )
        package.relationships[LAYOUT] += (Relationship("rId93", f"{OFFICE}/tags", "../tags/tag2.xml"),)
        data = '<p:custDataLst><p:custData r:id="rId91"/><p:tags r:id="rId92"/></p:custDataLst>'
        changed(PRESENTATION, "<p:defaultTextStyle", f"{data}<p:defaultTextStyle")(package)

    made = make_deck(template(labelled))
    with zipfile.ZipFile(BytesIO(made)) as deck:
        names = deck.namelist()
        assert b"custDataLst" not in deck.read(PRESENTATION)
    assert [name for name in names if "custom" in name or "tags/" in name] == ["ppt/tags/tag2.xml"]
    assert [problem.message for problem in lint_package(made) if problem.severity == "error"] == []


def test_shapes_of_masters_and_layouts_get_ids_that_tell_them_apart(template: Callable[[Edit], Path]) -> None:
    def unnumbered(package: Package) -> None:
        changed(MASTER, r'<p:cNvPr id="2"', '<p:cNvPr id="0"')(package)
        changed(LAYOUT, r'<p:cNvPr id="\d+"', '<p:cNvPr id="3"')(package)

    file = open_template(template(unnumbered))
    assert file.problems == ()
    package = Package.of(file.office)
    for part in (MASTER, LAYOUT):
        ids = re.findall(r'<p:cNvPr id="(\d+)"', package.parts[part].decode())
        assert len(ids) > 3
        assert len(set(ids)) == len(ids)
        assert "0" not in ids


def test_default_text_that_is_raised_stands_on_its_line(template: Callable[[Edit], Path], tmp_path: Path) -> None:
    raised = changed(PRESENTATION, r"(<p:defaultTextStyle>.*?<a:defRPr )", r'\1baseline="30000" ')
    file = open_template(template(raised))
    assert file.problems == open_template(DEFAULT).problems, "nothing is told of it"
    presentation = file.office.presentation()
    assert presentation is not None
    assert presentation.root is not None
    runs = list(presentation.root.iter(f"{{{NS['a']}}}defRPr"))
    assert runs
    assert all(run.get("baseline") is None for run in runs)


def test_each_master_gets_a_theme_of_its_own(tmp_path: Path, make_deck: Callable[[Path], bytes]) -> None:
    """Some programs give the notes master the theme of the slides, and PowerPoint repairs such a file."""
    deck, stream, path = pptx.Presentation(), BytesIO(), tmp_path / "t.pptx"
    assert deck.notes_master is not None
    deck.save(stream)
    package = Package.from_bytes(stream.getvalue())
    notes = "ppt/notesMasters/notesMaster1.xml"
    package.relationships[notes] = tuple(
        entry._replace(target="../theme/theme1.xml") if entry.kind == "theme" else entry
        for entry in package.relationships[notes]
    )
    path.write_bytes(package.to_bytes())
    assert any("each master needs its own" in str(problem.message) for problem in lint_package(path.read_bytes()))
    office = open_template(path).office
    masters = [part for part in kept_parts(office) if part.type.endswith("Master+xml")]
    themes = [theme.name for master in masters for theme in office.kin(master, "theme")]
    assert len(masters) == len(set(themes)) == 2
    assert not [problem for problem in lint_package(make_deck(path)) if problem.severity == "error"]
