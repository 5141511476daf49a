"""A user's own template as a theme: which layouts, where, in which colours; and what the lint says of bad ones."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.ooxml.colors import Palette, Rgba, contrast, mixed_hex, theme_slots
from deckbrief.theme.template.choice import Wanted
from deckbrief.theme.template.colors import as_slot, slots_of, themed_color
from deckbrief.theme.template.file import open_template
from deckbrief.theme.template.load import load_template, template_problems
from deckbrief.theme.template.parts import parse_template
from deckbrief.theme.template.roles import Shades, roles_of
from deckbrief.theme.template.room import body_of
from deckbrief.theme.template.surface import Surface
from deckbrief.theme.theme import HUE, Color, Theme
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx.util import Inches

from tests.support.office import convert_all

ROOT = Path(__file__).parents[2]
DEFAULT = Path(pptx.__file__).parent / "templates" / "default.pptx"
OTHERS = Path("/usr/lib/libreoffice/share/template/common/presnt")


@pytest.fixture(scope="session")
def corporate(make_templates: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = make_templates.corporate(tmp_path_factory.mktemp("templates") / "corporate.pptx")
    return path


@pytest.fixture(scope="session")
def dark(make_templates: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = make_templates.dark(tmp_path_factory.mktemp("templates") / "dark.pptx")
    return path


def near(found: Rect, wanted: Any, zoom: float) -> bool:
    """Tell whether a rectangle of a theme is python-pptx's shape, to a few EMU of rounding."""
    ours = (found.x, found.y, found.width, found.height)
    theirs = (wanted.left, wanted.top, wanted.width, wanted.height)
    return all(abs(a * zoom - b) <= 2 for a, b in zip(ours, theirs, strict=True))


def errors(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems if problem.severity == "error"]


# Layouts -------------------------------------------------------------------------------------------------------------


def test_layouts_are_chosen_by_type(base: Theme) -> None:
    theme, _ = load_template(DEFAULT, base)
    names = {key: layout.name for key, layout in theme.layouts.items()}
    assert names == {
        "cover": "Title Slide",
        "section": "Section Header",
        "figure": "Title Only",
        "text": "Title and Content",
    }


def test_layouts_are_chosen_in_any_language_and_order(base: Theme, corporate: Path) -> None:
    theme, _ = load_template(corporate, base)
    names = {key: layout.name for key, layout in theme.layouts.items()}
    assert names == {"cover": "标题幻灯片", "section": "节标题", "figure": "仅标题", "text": "标题和内容"}
    deck = pptx.Presentation(str(corporate))
    parts = {layout.name: str(layout.part.partname).lstrip("/") for layout in deck.slide_layouts}
    assert all(layout.part == parts[layout.name] for layout in theme.layouts.values())


def test_the_content_can_name_layouts(base: Theme, corporate: Path) -> None:
    wanted = {"figure": Wanted("标题和内容", Place("s.yaml")), "cover": Wanted(" 两栏内容 ", Place("s.yaml"))}
    theme, _ = load_template(corporate, base, wanted)
    assert (theme.layouts["figure"].name, theme.layouts["cover"].name) == ("标题和内容", "两栏内容")


def test_case_and_width_do_not_count_in_names(base: Theme) -> None:
    theme, _ = load_template(DEFAULT, base, {"figure": Wanted("ｔｉｔｌｅ and CONTENT", Place("s.yaml"))})
    assert theme.layouts["figure"].name == "Title and Content"


def test_an_unknown_name_is_a_problem_where_it_is_written(base: Theme, corporate: Path) -> None:
    place = Place("content/sessions/one.yaml", 7, 11)
    with pytest.raises(ProblemError) as caught:
        load_template(corporate, base, {"section": Wanted("节标頭", place)})
    [problem] = caught.value.problems
    assert (problem.code, problem.place) == ("template-file.layout", place)
    assert "'节标題'" in problem.hint or "'节标题'" in problem.hint


def test_placeholders_keep_type_index_and_place(base: Theme, corporate: Path) -> None:
    checked = 0
    for template in (DEFAULT, corporate):
        theme, _ = load_template(template, base)
        layouts: Any = {layout.name: layout for layout in pptx.Presentation(str(template)).slide_layouts}
        for ours in theme.layouts.values():
            checked += 1
            theirs = {holder.placeholder_format.idx: holder for holder in layouts[ours.name].placeholders}
            real = [p for p in ours.placeholders.values() if p.type and not p.moved]
            assert real
            for placeholder in real:
                assert near(placeholder.rect, theirs[placeholder.index], theme.zoom), (ours.name, placeholder.key)
    assert checked


def test_a_layout_without_a_place_takes_the_masters(corporate: Path, base: Theme) -> None:
    theme, _ = load_template(corporate, base)
    title = theme.layouts["figure"].placeholders["title"].rect
    assert (title.x, title.y, title.width) == (inches(0.6), inches(0.35), inches(10.8))


def test_sizes_and_alignment_come_from_the_style_of_the_master(base: Theme, corporate: Path) -> None:
    theme, _ = load_template(corporate, base)
    title = theme.layouts["figure"].placeholders["title"]
    assert (title.size, title.align, title.anchor) == (Pt(32), "center", "middle")
    assert title.insets == (91440, 45720, 91440, 45720)
    assert theme.layouts["section"].placeholders["title"].size == Pt(40)
    assert theme.layouts["section"].placeholders["title"].bold


def test_slides_of_any_size_are_laid_out_at_one_area(make_templates: Any, base: Theme, tmp_path: Path) -> None:
    kept = ("Title Slide", "Section Header", "Title Only", "Title and Content")
    for size in ((10, 5.625), (10, 7.5), (20, 11.25), (7.5, 10)):
        path = make_templates.without_layouts(tmp_path / f"{size[0]}.pptx", *kept, size=size)
        theme, _ = load_template(path, base)
        assert theme.width * theme.height == pytest.approx(base.width * base.height, rel=0.01)
        assert theme.width * theme.zoom == pytest.approx(Inches(size[0]), abs=2)
        assert theme.height * theme.zoom == pytest.approx(Inches(size[1]), abs=2)


# Room ----------------------------------------------------------------------------------------------------------------


def test_figures_keep_clear_of_title_and_footers(base: Theme, corporate: Path, dark: Path) -> None:
    for template in (DEFAULT, corporate, dark):
        theme, _ = load_template(template, base)
        whole = Rect(Emu(0), Emu(0), theme.width, theme.height)
        for key in ("figure", "text"):
            layout = theme.layouts[key]
            assert whole.contains(layout.body)
            others = [p.rect for name, p in layout.placeholders.items() if name != "body"]
            assert not [other for other in others if other.overlaps(layout.body)]


@settings(max_examples=20)
@given(x=st.integers(0, 90), y=st.integers(15, 88), width=st.integers(2, 14), height=st.integers(2, 14))
def test_figures_keep_clear_of_a_logo(
    make_templates: Any, tmp_path_factory: pytest.TempPathFactory, x: int, y: int, width: int, height: int
) -> None:
    deck = pptx.Presentation()
    place = [Inches(10) * x // 100, Inches(7.5) * y // 100, Inches(10) * width // 100, Inches(7.5) * height // 100]
    make_templates._add_picture(deck.slide_master, make_templates.LOGO, *place)
    path = tmp_path_factory.getbasetemp() / "logo.pptx"
    deck.save(str(path))
    template = parse_template(open_template(path))
    layout = next(layout for layout in template.layouts if layout.type == "titleOnly")
    body = body_of(Surface(template, layout))
    without = body_of(Surface(template, replace(layout, drawn=())))
    logo = next(drawn.rect for drawn in layout.drawn)
    beside = max(logo.x - without.x, without.right - logo.right) / without.width
    above = max(logo.y - without.y, without.bottom - logo.bottom) / without.height
    if max(beside, above) > 0.53:
        assert not body.overlaps(logo)
        assert body.width * body.height > 0.47 * without.width * without.height
    elif max(beside, above) < 0.47:
        assert body == without  # in the middle of the slide it is a watermark, not a logo


def test_a_full_size_picture_lies_behind_and_is_looked_at(make_templates: Any, tmp_path: Path) -> None:
    deck = pptx.Presentation()
    make_templates._add_picture(deck.slide_master, make_templates.PHOTO, 0, 0, Inches(10), Inches(7.5))
    deck.save(str(tmp_path / "photo.pptx"))
    template = parse_template(open_template(tmp_path / "photo.pptx"))
    surface = Surface(template, next(layout for layout in template.layouts if layout.type == "titleOnly"))
    body = body_of(surface)
    assert body.height > template.height * 0.6
    assert set(surface.behind(body)) == {"#C87828"}


def test_the_progress_bar_gives_way_to_a_bar_of_the_template(base: Theme, corporate: Path) -> None:
    assert load_template(DEFAULT, base)[0].layouts["figure"].progress
    assert not load_template(corporate, base)[0].layouts["figure"].progress


def test_texts_without_a_placeholder_become_boxes_or_are_left_out(base: Theme, corporate: Path) -> None:
    theme, _ = load_template(corporate, base)
    cover = theme.layouts["cover"].placeholders
    assert cover["speaker"].type == ""
    assert cover["speaker"].rect.y >= cover["subtitle"].rect.bottom
    assert cover["date"].type == "dt"
    assert "kicker" not in theme.layouts["figure"].placeholders  # the title begins too high for a line above it


# Colours -------------------------------------------------------------------------------------------------------------


def test_slots_are_those_of_the_template(base: Theme, corporate: Path, make_templates: Any) -> None:
    theme, _ = load_template(corporate, base)
    assert {slot: theme.slots[slot] for slot in make_templates.BLUE} == make_templates.BLUE
    assert (theme.slots["dk1"], theme.slots["lt1"]) == ("000000", "FFFFFF")  # sysClr, as it was last seen


def test_the_masters_map_says_what_is_text_and_what_is_paper(base: Theme, dark: Path) -> None:
    theme, _ = load_template(dark, base)
    assert (theme.slots["dk1"], theme.slots["lt1"]) == ("FFFFFF", "101820")
    assert theme.hex(theme.color("paper")) == "#101820"
    assert theme.hex(theme.color("ink")) == "#FFFFFF"


def test_a_layouts_own_map_counts_for_its_texts(base: Theme, corporate: Path) -> None:
    theme, _ = load_template(corporate, base)
    section = theme.layouts["section"].placeholders
    assert theme.hex(theme.color(section["title"].color)) == "#FFFFFF"
    assert section["title"].inherits
    assert contrast(theme.hex(theme.color(section["speaker"].color)), "#12355B") >= 4.5


def test_fonts_are_those_of_the_template(base: Theme, corporate: Path) -> None:
    theme, _ = load_template(corporate, base)
    assert (theme.heading.latin, theme.text.east_asian) == ("Arial", "微软雅黑")
    assert theme.text.stack == base.text.stack


hexes = st.integers(0, 0xFFFFFF).map(lambda value: f"{value:06X}")
papers = st.one_of(st.integers(0, 40), st.integers(215, 255)).map(lambda value: f"#{value:02X}{value:02X}{value:02X}")


@given(colors=st.lists(hexes, min_size=8, max_size=8), paper=papers)
def test_every_role_can_be_read_whatever_the_slots(colors: list[str], paper: str) -> None:
    names = ("dk2", "lt2", *(f"accent{number}" for number in range(1, 7)))
    slots = {"dk1": "000000", "lt1": "FFFFFF", **dict(zip(names, colors, strict=True))}
    shades = Shades(slots, (paper,) * 54)
    roles = {name: shades.hex(color) for name, color in roles_of(shades, None).items() if color.slot != HUE}
    accents = [value for name, value in roles.items() if name.startswith("accent-")]
    assert len(accents) >= 5
    for text, surfaces in (
        ("ink", ("paper", "card", "band")),
        ("muted", ("card",)),
        ("on-deep", ("deep",)),
        ("on-deep-accent", ("deep",)),
        ("primary", ("card", "on-accent")),
    ):
        for surface in surfaces:
            assert contrast(roles[text], roles[surface]) >= 4.5, (text, surface, roles)
    assert all(contrast(accent, roles["on-accent"]) >= 4.5 for accent in accents)
    assert all(contrast(accent, paper) >= 4.5 for accent in accents)


def test_colours_change_as_powerpoint_changes_them() -> None:
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    theme = etree.fromstring(
        f'<a:theme xmlns:a="{a}"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" '
        'lastClr="101010"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="4472C4"/>'
        "</a:accent1></a:clrScheme></a:themeElements></a:theme>"
    )
    palette = Palette(theme_slots(theme), {})

    def tone(kind: str, value: str, **changes: int) -> tuple[Rgba | None, Color | None]:
        inner = "".join(f'<a:{change} val="{amount}"/>' for change, amount in changes.items())
        holder = etree.fromstring(f'<a:x xmlns:a="{a}"><a:{kind} val="{value}">{inner}</a:{kind}></a:x>')
        return palette.color(holder), themed_color(holder, palette)

    assert slots_of(palette)["dk1"] == "101010"
    assert tone("schemeClr", "accent1") == (Rgba(0x44, 0x72, 0xC4), Color("accent1"))
    lighter, slot = tone("schemeClr", "accent1", lumMod=60_000, lumOff=40_000)
    assert slot == Color("accent1", 60_000, 40_000)
    # PowerPoint shows “lighter 40%” as 8FAADC; a unit of rounding is between it and any other program.
    assert lighter is not None
    assert lighter[:3] == pytest.approx(tuple(bytes.fromhex("8FAADC")), abs=1)
    assert tone("srgbClr", "FF0000", alpha=50_000) == (Rgba(255, 0, 0, 0.5), None)
    assert tone("schemeClr", "accent1", shade=50_000)[1] is None
    assert tone("schemeClr", "tx1", tint=0)[0] == pytest.approx((255, 255, 255, 1))


@given(hexes)
def test_any_grey_and_any_slot_is_said_exactly(value: str) -> None:
    slots = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "1F497D", "lt2": "EEECE1", "accent1": "4F81BD"}
    grey = f"#{value[:2] * 3}"
    for seen in (grey, "#4F81BD"):
        color = as_slot(seen, slots)
        shown = mixed_hex(slots[color.slot], color.lum_mod, color.lum_off)
        channels = zip((shown[i : i + 2] for i in (1, 3, 5)), (seen[i : i + 2] for i in (1, 3, 5)), strict=True)
        assert all(abs(int(a, 16) - int(b, 16)) <= 1 for a, b in channels)


# The lint ------------------------------------------------------------------------------------------------------------


def test_a_good_template_has_no_errors(corporate: Path, dark: Path) -> None:
    assert template_problems(dark) == []
    found = template_problems(corporate)
    assert errors(found) == []
    # python-pptx's grey footers: 3.5 to 1.
    assert {problem.code for problem in found} == {"template-file.contrast"}


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"%PDF-1.7", "template-file.unreadable", "no PowerPoint file"),
        (b"PK\x03\x04broken", "template-file.unreadable", "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "PowerPoint Document".encode("utf-16-le"), "template-file.legacy", "2003"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "template-file.encrypted", "pass"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"WordDocument", "template-file.unreadable", "no PowerPoint file"),
    ],
)
def test_other_files_are_told_apart(tmp_path: Path, data: bytes, code: str, words: str) -> None:
    path = tmp_path / "template.pptx"
    path.write_bytes(data)
    [problem] = template_problems(path)
    assert (problem.code, problem.severity) == (code, "error")
    assert words in problem.message


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert errors(template_problems(tmp_path / "none.pptx")) == ["template-file.unreadable"]


def zipped(members: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_an_opendocument_file_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "x.odp").write_bytes(zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}))
    [problem] = template_problems(tmp_path / "x.odp")
    assert "OpenDocument" in problem.message
    assert "LibreOffice" in problem.hint


def test_macros_are_refused(make_templates: Any, tmp_path: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    macros = "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
    path = make_templates.edited(DEFAULT, tmp_path / "x.pptm", "[Content_Types].xml", kind, macros)
    [problem] = template_problems(path)
    assert problem.code == "template-file.macros"
    assert ".potx" in problem.hint


def test_a_broken_part_is_named(make_templates: Any, tmp_path: Path) -> None:
    part = "ppt/slideMasters/slideMaster1.xml"
    path = make_templates.edited(DEFAULT, tmp_path / "x.pptx", part, "</p:sldMaster>", "</p:sldMuster>")
    [problem] = template_problems(path)
    assert problem.code == "template-file.damaged"
    assert part in problem.message


def test_any_title_with_room_has_to_do_for_figures(make_templates: Any, tmp_path: Path, base: Theme) -> None:
    path = make_templates.without_layouts(tmp_path / "x.pptx", "Title Slide", "Section Header")
    figure = load_template(path, base)[0].layouts["figure"]
    assert figure.name in ("Title Slide", "Section Header")
    assert not figure.body.overlaps(figure.placeholders["title"].rect)


def test_without_a_title_slide_a_title_has_to_do(make_templates: Any, tmp_path: Path, base: Theme) -> None:
    path = make_templates.without_layouts(tmp_path / "x.pptx", "Title Only", "Title and Content")
    cover = load_template(path, base)[0].layouts["cover"]
    assert cover.name == "Title Only"
    boxes = [cover.placeholders[name] for name in ("subtitle", "speaker")]
    assert all(box.type == "" and box.rect.y >= cover.placeholders["title"].rect.bottom for box in boxes)


def test_without_a_section_layout_the_covers_is_used(make_templates: Any, tmp_path: Path, base: Theme) -> None:
    path = make_templates.without_layouts(tmp_path / "x.pptx", "Title Slide", "Title Only")
    theme, _ = load_template(path, base)
    assert theme.layouts["section"].part == theme.layouts["cover"].part
    assert theme.layouts["text"].part == theme.layouts["figure"].part


def test_too_little_room_is_told_in_centimetres(make_templates: Any, tmp_path: Path) -> None:
    path = make_templates.without_layouts(tmp_path / "two.pptx", "Title Slide", "Title and Content")
    deck = pptx.Presentation(str(path))
    layout = next(layout for layout in deck.slide_layouts if layout.name == "Title and Content")
    make_templates._place(layout, "title", 500000, 300000, 8100000, 3500000)
    make_templates._place(layout, "obj", 500000, 3900000, 8100000, 2100000)
    deck.save(str(path))
    assert errors(template_problems(path)) == [], "its title can stand at the head"
    named = {"figure": Wanted("Title and Content", Place("x"))}
    [problem] = [problem for problem in template_problems(path, named) if problem.severity == "error"]
    assert problem.code == "template-file.room"
    assert "22.1 × 6.7 cm" in problem.message


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ((500000, -2000000, 8100000, 1100000), "stands outside of the slide"),
        ((8000000, 300000, 8100000, 1100000), "stands outside of the slide"),
        ((500000, 300000, 1500000, 1000000), "has room of 4.2 × 2.8 cm for text"),
    ],
)
def test_a_title_without_room_is_told(
    make_templates: Any, tmp_path: Path, place: tuple[int, int, int, int], words: str
) -> None:
    path = make_templates.without_layouts(tmp_path / "two.pptx", "Title Slide", "Title and Content")
    deck = pptx.Presentation(str(path))
    layout = next(layout for layout in deck.slide_layouts if layout.name == "Title and Content")
    make_templates._place(layout, "title", *place)
    deck.save(str(path))
    named = {"figure": Wanted("Title and Content", Place("x"))}
    problems = [problem for problem in template_problems(path, named) if problem.severity == "error"]
    assert {problem.code for problem in problems} == {"template-file.room"}
    assert all("'Title and Content'" in problem.message and words in problem.message for problem in problems)
    assert problems


def test_a_missing_number_and_footer_are_warnings(make_templates: Any, base: Theme, tmp_path: Path) -> None:
    deck = pptx.Presentation()
    for layout in deck.slide_layouts:
        for kind in ("ftr", "sldNum"):
            for shape in make_templates._holders(layout, kind):
                shape.getparent().remove(shape)
    deck.save(str(tmp_path / "x.pptx"))
    found = template_problems(tmp_path / "x.pptx")
    assert errors(found) == []
    told = " ".join(problem.message for problem in found if problem.code == "template-file.placeholder")
    assert "'Title Only' has no slide number" in told
    assert "'Title Only' has no footer" in told
    figure = load_template(tmp_path / "x.pptx", base)[0].layouts["figure"]
    assert figure.placeholders["footer"].type == ""
    assert figure.placeholders["footer"].rect.y > figure.body.bottom


def test_a_missing_east_asian_font_is_a_note(make_templates: Any, tmp_path: Path) -> None:
    found = template_problems(make_templates.corporate(tmp_path / "x.pptx", east_asian=""))
    [problem] = [problem for problem in found if problem.code == "template-file.font"]
    assert problem.severity == "note"
    assert "East Asian" in problem.message


def test_text_in_a_face_with_wide_letters_is_measured_so(make_templates: Any, base: Theme, tmp_path: Path) -> None:
    face = '<a:latin typeface="Calibri"/>'
    wide = '<a:latin typeface="Verdana"/>'
    path = make_templates.edited(DEFAULT, tmp_path / "x.pptx", "ppt/theme/theme1.xml", face, wide, 2)
    theme, told = load_template(path, base)
    assert theme.wide("major") == theme.wide("minor") > 1
    assert load_template(DEFAULT, base)[0].wide("minor") == 1
    assert "template-file.font" not in {problem.code for problem in told if problem.severity != "note"}


def test_a_title_that_cannot_be_read_is_told_and_set_otherwise(
    make_templates: Any, base: Theme, tmp_path: Path
) -> None:
    deck = pptx.Presentation()
    make_templates._add_bar(deck.slide_master, "tx1", 0, 0, Inches(10), Inches(1.7))  # black behind black titles
    deck.save(str(tmp_path / "x.pptx"))
    theme, warnings = load_template(tmp_path / "x.pptx", base)
    told = [problem.message for problem in warnings if problem.code == "template-file.contrast"]
    assert any("contrast of 1.0" in message and "'Title Only'" in message for message in told)
    title = theme.layouts["figure"].placeholders["title"]
    assert not title.inherits
    assert theme.hex(theme.color(title.color)) == "#FFFFFF"


def test_a_motley_background_is_a_warning(make_templates: Any, tmp_path: Path) -> None:
    deck = pptx.Presentation()
    half = (0, Inches(0), Inches(5), Inches(7.5))
    make_templates._add_bar(deck.slide_master, "tx1", *half)
    make_templates._add_bar(deck.slide_master, "tx1", 0, Inches(3.5), Inches(10), Inches(4))
    deck.save(str(tmp_path / "x.pptx"))
    messages = [problem.message for problem in template_problems(tmp_path / "x.pptx")]
    assert any("both light and dark" in message for message in messages)


# Templates of others -------------------------------------------------------------------------------------------------


@pytest.mark.office
def test_templates_that_come_with_libreoffice(base: Theme, tmp_path: Path) -> None:
    names = [name for name in ("DNA", "Vivid", "Piano") if (OTHERS / f"{name}.otp").is_file()]
    if len(names) < 2:
        pytest.skip("LibreOffice's presentation templates are not installed")
    convert_all([OTHERS / f"{name}.otp" for name in names], tmp_path / "out", "pptx")
    checked = 0
    for name in names:
        checked += 1
        theme, _ = load_template(tmp_path / "out" / f"{name}.pptx", base)
        assert theme.width * theme.height == pytest.approx(base.width * base.height, rel=0.01)
        figure = theme.layouts["figure"]
        # By what is in them, not by name: LibreOffice 25.2 names all layouts of a master alike.
        assert figure.body.width * figure.body.height > 0.4 * theme.width * theme.height
        assert figure.placeholders["title"].rect.bottom <= figure.body.y + Inches(0.05)
        # What only the prompt is set in does not come to slides by itself: these titles say their own colour.
        assert not figure.placeholders["title"].inherits
    assert checked
