"""What templates of others have that ours do not: a minimal one of each kind, and what must come of it.

All are made from python-pptx's own template, 13.333 × 7.5 in, with one thing about it changed.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from deckbrief.base.length import Rect, inches
from deckbrief.base.problem import Place, ProblemError
from deckbrief.draft.slides import Slide
from deckbrief.inspect.accessibility import accessibility_problems
from deckbrief.inspect.lint import lint_package
from deckbrief.layout.slide.placeholders import placeholder_text, title_text
from deckbrief.ooxml.colors import contrast
from deckbrief.theme.template.choice import Wanted
from deckbrief.theme.template.load import load_template, template_problems
from deckbrief.theme.theme import Layout, Placeholder, Theme
from lxml import etree
from pptx.oxml import parse_xml

from tests.theme.conftest import HIGH, WIDE, Edit, Load

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}"'


def layout_of(deck: Any, name: str) -> Any:
    return next(layout for layout in deck.slide_layouts if layout.name == name)


def holder(part: Any, kind: str) -> Any:
    """A part's placeholder of a kind (`ctrTitle`, `obj`, `ftr` …) -> its shape."""
    found = [shape for shape in part.placeholders if shape._element.find(f".//{{{P}}}ph").get("type", "obj") == kind]
    assert found, f"{part.name} has no {kind}"
    return found[0]


def put(shape: Any, x: float, y: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = (inches(value) for value in (x, y, width, height))


def box(part: Any, x: float, y: float, width: float, height: float, fill: str, text: str = "") -> None:
    """Paint a rectangle of a fill (XML) below everything else of a layout or master."""
    place = " ".join(f'{name}="{inches(value)}"' for name, value in (("x", x), ("y", y)))
    size = f'cx="{inches(width)}" cy="{inches(height)}"'
    body = f'<p:txBody><a:bodyPr anchor="ctr"/><a:p><a:r><a:rPr sz="1600"/><a:t>{text}</a:t></a:r></a:p></p:txBody>'
    part.shapes._spTree.insert(
        2,
        parse_xml(
            f'<p:sp {DECLARED}><p:nvSpPr><p:cNvPr id="90" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off {place}/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            f"</a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></p:spPr>{body if text else ''}</p:sp>"
        ),
    )


def plain(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'


def fill_of(part: Any, fill: str) -> None:
    """Give a part a background."""
    common = part._element.find(f"{{{P}}}cSld")
    for old in common.findall(f"{{{P}}}bg"):
        common.remove(old)
    common.insert(0, parse_xml(f"<p:bg {DECLARED}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"))


def picture_fill(part: Any, data: bytes, changes: str = "") -> str:
    _, relationship = part.part.get_or_add_image_part(BytesIO(data))
    return (
        f'<a:blipFill><a:blip r:embed="{relationship}">{changes}</a:blip><a:stretch><a:fillRect/></a:stretch>'
        "</a:blipFill>"
    )


def logo(make_templates: Any, part: Any, x: float, y: float, width: float, height: float) -> None:
    make_templates._add_picture(part, make_templates.LOGO, *(inches(value) for value in (x, y, width, height)))


def drawn(theme: Theme, holder: Placeholder) -> str:
    return theme.hex(theme.color(holder.color))


def alone(deck: Any, *kept: str) -> None:
    for layout in list(deck.slide_layouts):
        if layout.name not in kept:
            deck.slide_layouts.remove(layout)


def title(theme: Theme, key: str = "figure") -> Placeholder:
    return theme.layouts[key].placeholders["title"]


# 1. Which layout -----------------------------------------------------------------------------------------------------


def test_a_title_off_the_slide_is_no_title(load: Load) -> None:
    def edit(deck: Any) -> None:
        blank = layout_of(deck, "Blank")
        blank.shapes._spTree.append(parse_xml(etree.tostring(holder(layout_of(deck, "Title Only"), "title")._element)))
        put(holder(blank, "title"), 0, -1.57, 13.3, 1.34)
        listed = deck.slide_master._element.find(f"{{{P}}}sldLayoutIdLst")
        listed.insert(0, listed[6])

    assert load(edit).layouts["figure"].name == "Title Only"


def test_a_layout_without_room_is_passed_over(load: Load) -> None:
    def edit(deck: Any) -> None:
        section = layout_of(deck, "Section Header")
        del section._element.attrib["type"]
        section._element.cSld.set("name", "Something else")
        body = holder(section, "body")
        body._element.getparent().remove(body._element)
        put(holder(section, "title"), 1, 1, 11.3, 4)
        listed = deck.slide_master._element.find(f"{{{P}}}sldLayoutIdLst")
        listed.insert(0, listed[2])

    theme = load(edit)
    assert theme.layouts["figure"].name == "Title Only"
    assert theme.layouts["section"].name == "Title Slide"


def test_what_the_sample_slides_use_comes_first(load: Load) -> None:
    def edit(deck: Any) -> None:
        branded = layout_of(deck, "Title Only")
        put(holder(branded, "title"), 0.9, 0.4, 8, 1)
        box(branded, 0, 6, 13.33, 1.5, plain("C81428"))
        other = layout_of(deck, "Blank")
        other._element.set("type", "titleOnly")
        other.shapes._spTree.append(parse_xml(etree.tostring(holder(branded, "title")._element)))
        listed = deck.slide_master._element.find(f"{{{P}}}sldLayoutIdLst")
        listed.insert(0, listed[6])
        deck.slides.add_slide(branded)

    assert load(edit).layouts["figure"].name == "Title Only"


def test_text_that_runs_down_is_no_room(load: Load) -> None:
    def edit(deck: Any) -> None:
        alone(deck, "Title Slide", "Title and Vertical Text", "Two Content")

    theme = load(edit)
    assert theme.layouts["figure"].name in ("Title and Vertical Text", "Two Content")

    def with_content(deck: Any) -> None:
        listed = deck.slide_master._element.find(f"{{{P}}}sldLayoutIdLst")
        listed.insert(0, listed[9])
        alone(deck, "Title Slide", "Title and Vertical Text", "Title and Content")

    assert load(with_content).layouts["figure"].name == "Title and Content"


def test_empty_picture_frames_come_last(load: Load) -> None:
    def edit(deck: Any) -> None:
        photo = layout_of(deck, "Picture with Caption")
        photo._element.set("type", "title")
        listed = deck.slide_master._element.find(f"{{{P}}}sldLayoutIdLst")
        listed.insert(0, listed[8])

    assert load(edit).layouts["cover"].name == "Title Slide"


def test_a_drawing_on_a_cover_whose_text_can_be_read_is_no_fault(load: Load) -> None:
    """The brand's own cover, with a panel behind half of its title, is not passed over for a plain one."""

    def edit(deck: Any) -> None:
        plain_one, branded = layout_of(deck, "Title Slide"), layout_of(deck, "Title Only")
        branded._element.set("type", "title")
        box(branded, 0, 2, 6, 3, plain("DDE6F0"))
        put(holder(branded, "title"), 1, 2.5, 11, 1.5)
        for shape in list(plain_one.placeholders)[1:]:
            shape._element.getparent().remove(shape._element)
        deck.slides.add_slide(branded)

    assert load(edit).layouts["cover"].name == "Title Only"


def test_masters_that_have_the_same_layouts_are_told_apart(saved: Callable[[Edit], Path], base: Theme) -> None:
    path = saved(lambda deck: None)
    wanted = {"figure": Wanted(" office theme/Title Only", Place("pack.yaml", 3))}
    assert load_template(path, base, wanted)[0].layouts["figure"].name == "Title Only"
    with pytest.raises(ProblemError) as caught:
        load_template(path, base, {"figure": Wanted("Other Theme / Title Only", Place("pack.yaml", 3))})
    assert caught.value.problems[0].place.line == 3


# 2. What lies behind -------------------------------------------------------------------------------------------------


def test_the_masters_fill_of_a_placeholder_lies_behind_its_text(load: Load) -> None:
    def edit(deck: Any) -> None:
        fill_of(deck.slide_master, plain("203040"))
        properties = holder(deck.slide_master, "title")._element.find(f"{{{P}}}spPr")
        properties.append(parse_xml(f'<a:solidFill {DECLARED}><a:srgbClr val="FFFFFF"/></a:solidFill>'))

    theme = load(edit)
    assert contrast(drawn(theme, title(theme)), "#FFFFFF") > 10


@pytest.mark.parametrize(
    "changes", ['<a:alphaModFix amt="12000"/>', '<a:lum bright="70000" contrast="-70000"/>'], ids=["alpha", "washout"]
)
def test_a_faded_picture_is_seen_faded(load: Load, make_templates: Any, changes: str) -> None:
    dark = make_templates.png(16, 9, (20, 30, 40))
    theme = load(lambda deck: fill_of(deck.slide_master, picture_fill(deck.slide_master, dark, changes)))
    assert contrast(drawn(theme, title(theme)), "#FFFFFF") > 7
    assert theme.hex(theme.color("paper")) > "#C0C0C0"
    full = load(lambda deck: fill_of(deck.slide_master, picture_fill(deck.slide_master, dark)))
    assert contrast(drawn(full, title(full)), "#141E28") > 7


def grey_of_16_bits(value: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + struct.pack(">H", value) * 16) * 9
    head = struct.pack(">IIBBBBB", 16, 9, 16, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_grey_of_16_bits_is_as_dark_as_it_is(load: Load) -> None:
    data = grey_of_16_bits(0x1000)
    theme = load(lambda deck: fill_of(deck.slide_master, picture_fill(deck.slide_master, data)))
    assert theme.hex(theme.color("paper")) < "#202020"
    assert contrast(drawn(theme, title(theme)), "#101010") > 7


@pytest.mark.parametrize(
    ("effect", "dark"), [("<a:grayscl/>", True), ('<a:biLevel thresh="15000"/>', False)], ids=["greys", "two levels"]
)
def test_a_picture_in_greys_is_as_light_as_it_is_shown(
    load: Load, make_templates: Any, effect: str, dark: bool
) -> None:
    """Pure red, which is dark in greys: white above a threshold that it just passes."""
    red = make_templates.png(16, 9, (255, 0, 0))
    theme = load(lambda deck: fill_of(deck.slide_master, picture_fill(deck.slide_master, red, effect)))
    assert theme.hex(theme.color("paper")) == ("#363636" if dark else "#FFFFFF")
    assert contrast(drawn(theme, title(theme)), "#363636" if dark else "#FFFFFF") > 7


def test_a_gradient_counts_where_the_text_stands(load: Load) -> None:
    """Light at the top right corner, dark below: the mean is grey, and the title stands on black."""
    colors = ((0, "FFFFFF"), (35_000, "000000"), (100_000, "000000"))
    stops = "".join(f'<a:gs pos="{place}"><a:srgbClr val="{color}"/></a:gs>' for place, color in colors)
    path = '<a:path path="circle"><a:fillToRect l="100000" t="0" r="0" b="100000"/></a:path>'
    theme = load(lambda deck: fill_of(deck.slide_master, f"<a:gradFill><a:gsLst>{stops}</a:gsLst>{path}</a:gradFill>"))
    assert contrast(drawn(theme, theme.layouts["text"].placeholders["body"]), "#000000") > 7
    assert theme.hex(theme.color("paper")) == "#000000"


# 3. Room -------------------------------------------------------------------------------------------------------------


def test_a_subtitle_of_one_line_grows_into_the_free_room(load: Load) -> None:
    def edit(deck: Any) -> None:
        section = layout_of(deck, "Section Header")
        put(holder(section, "title"), 1, 1.5, 11, 2)
        put(holder(section, "body"), 1, 3.7, 11, 0.4)

    texts = load(edit).layouts["section"].placeholders
    assert texts["subtitle"].rect.height >= inches(0.75)
    assert texts["subtitle"].moved
    assert not texts["subtitle"].rect.overlaps(texts["speaker"].rect)


def test_a_low_body_of_the_master_does_not_limit_a_layout_without_one(load: Load) -> None:
    theme = load(lambda deck: put(holder(deck.slide_master, "body"), 0.9, 2, 11.5, 2.6))
    assert theme.layouts["figure"].body.height > inches(4)


def test_a_low_content_placeholder_with_free_room_below_is_enough(load: Load) -> None:
    def edit(deck: Any) -> None:
        alone(deck, "Title Slide", "Title and Content")
        put(holder(layout_of(deck, "Title and Content"), "obj"), 0.7, 1.5, 12, 2)

    figure = load(edit).layouts["figure"]
    assert figure.body.height > inches(4)
    assert figure.body.bottom <= figure.placeholders["footer"].rect.y


def test_a_title_a_hair_low_is_used(load: Load) -> None:
    def edit(deck: Any) -> None:
        for part in (deck.slide_master, *deck.slide_layouts):
            for shape in part.placeholders:
                if shape._element.find(f".//{{{P}}}ph").get("type") == "title" and part.name != "Section Header":
                    put(shape, 0.9, 0.4, 11.5, 0.45)

    placed = title(load(edit))
    assert placed.rect.height >= inches(0.41)
    assert placed.least is not None
    assert placed.rect.height - placed.insets[1] - placed.insets[3] >= inches(0.41)


def test_a_title_stays_in_its_band(load: Load) -> None:
    def edit(deck: Any) -> None:
        box(deck.slide_master, 0, 0.2, 13.33, 0.9, plain("7030A0"))
        for part in (deck.slide_master, layout_of(deck, "Title Only")):
            put(holder(part, "title"), 0.9, 0.1, 11.5, 1.7)

    theme = load(edit)
    placed = title(theme)
    assert (placed.rect.y, placed.rect.bottom) == (inches(0.2), inches(1.1))
    assert placed.moved
    assert contrast(drawn(theme, placed), "#7030A0") >= 3


# 4. Footers, numbers, logos ------------------------------------------------------------------------------------------


def corners(deck: Any, kind: str, x: float, y: float, width: float, height: float) -> None:
    for part in (deck.slide_master, *deck.slide_layouts):
        for shape in part.placeholders:
            if shape._element.find(f".//{{{P}}}ph").get("type") == kind:
                put(shape, x, y, width, height)


def footer_of(layout: Layout) -> Placeholder:
    return layout.placeholders["footer"]


def test_a_footer_half_on_a_band_stands_on_one_half(load: Load) -> None:
    def edit(deck: Any) -> None:
        box(deck.slide_master, 0, 6.9, 7.5, 0.6, plain("4B1482"))
        corners(deck, "ftr", 4.4, 6.97, 4.5, 0.39)

    theme = load(edit)
    footer = footer_of(theme.layouts["figure"])
    ground = "#4B1482" if footer.rect.right <= inches(7.5) else "#FFFFFF"
    assert footer.rect.right <= inches(7.5) or footer.rect.x >= inches(7.5)
    assert contrast(drawn(theme, footer), ground) >= 4.5


def test_a_narrow_footer_under_a_logo_moves_or_widens_with_one_message_at_most(
    saved: Callable[[Edit], Path], base: Theme, make_templates: Any
) -> None:
    mark = Rect(inches(0.9), inches(6.9), inches(2.6), inches(0.5))

    def edit(deck: Any) -> None:
        logo(make_templates, deck.slide_master, 0.9, 6.9, 2.6, 0.5)
        corners(deck, "ftr", 3.0, 6.95, 1.6, 0.4)

    theme, warnings = load_template(saved(edit), base)
    footer = footer_of(theme.layouts["figure"])
    widest = footer.spare or footer.rect
    assert widest.width >= inches(4.4)
    assert not widest.overlaps(mark)
    assert len([problem for problem in warnings if problem.code == "template-file.room"]) <= 1


def test_a_logo_over_footer_and_number_keeps_both_clear(load: Load, make_templates: Any) -> None:
    marks = [
        Rect(inches(5), inches(6.9), inches(2.5), inches(0.6)),
        Rect(inches(10.5), inches(6.9), inches(2), inches(0.6)),
    ]

    def edit(deck: Any) -> None:
        logo(make_templates, deck.slide_master, 5, 6.9, 2.5, 0.6)
        logo(make_templates, deck.slide_master, 10.5, 6.9, 2, 0.6)

    texts = load(edit).layouts["figure"].placeholders
    found = [texts[name].rect for name in ("footer", "number") if name in texts]
    assert found
    assert not [rect for rect in found for mark in marks if rect.overlaps(mark)]


def test_a_date_off_the_slide_is_moved_onto_it(load: Load) -> None:
    date = load(lambda deck: corners(deck, "dt", -1, 7.2, 3, 0.4)).layouts["cover"].placeholders["date"]
    assert Rect(inches(0), inches(0), WIDE, HIGH).contains(date.rect)
    assert date.moved


def test_words_in_a_band_stay_clear(load: Load) -> None:
    def edit(deck: Any) -> None:
        box(deck.slide_master, 0, 6.8, 13.33, 0.7, plain("0089D6"), "Leading the wave of open source")
        corners(deck, "ftr", 0.9, 6.95, 6, 0.4)
        corners(deck, "dt", 0.9, 6.95, 3, 0.4)

    theme = load(edit)
    words = Rect(inches(0.1), inches(7), inches(3.5), inches(0.3))
    assert not footer_of(theme.layouts["figure"]).rect.overlaps(words)
    assert "date" not in theme.layouts["cover"].placeholders or not theme.layouts["cover"].placeholders[
        "date"
    ].rect.overlaps(words)


# 5. Small texts ------------------------------------------------------------------------------------------------------


def small_text(part: Any, x: float, y: float, width: float, height: float) -> None:
    part.shapes._spTree.append(
        parse_xml(
            f'<p:sp {DECLARED}><p:nvSpPr><p:cNvPr id="80" name="Small"/><p:cNvSpPr/><p:nvPr><p:ph type="body" '
            f'idx="13"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{inches(x)}" y="{inches(y)}"/><a:ext '
            f'cx="{inches(width)}" cy="{inches(height)}"/></a:xfrm></p:spPr>'
            "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
        )
    )


def test_a_line_above_the_title_is_no_content(load: Load) -> None:
    def edit(deck: Any) -> None:
        for layout in deck.slide_layouts:
            small_text(layout, 0.9, 0.1, 11.5, 0.3)

    layouts = load(edit).layouts
    assert (layouts["figure"].name, layouts["text"].name) == ("Title Only", "Title and Content")
    kicker = layouts["figure"].placeholders["kicker"]
    assert (kicker.type, kicker.index) == ("body", 13)
    assert layouts["text"].placeholders["body"].index == 1
    assert layouts["cover"].placeholders["subtitle"].index == 1


def test_a_footnote_is_no_line_above_the_title(load: Load) -> None:
    theme = load(lambda deck: small_text(layout_of(deck, "Title Only"), 0.9, 6.5, 11.5, 0.3))
    kicker = theme.layouts["figure"].placeholders.get("kicker")
    assert kicker is None or kicker.index != 13


# 6. What leaks -------------------------------------------------------------------------------------------------------


def test_default_styles_of_the_presentation_do_not_change_figures(
    saved: Callable[[Edit], Path], make_deck: Callable[[Path], bytes]
) -> None:
    def edit(deck: Any) -> None:
        level = deck.part._element.find(f"{{{P}}}defaultTextStyle/{{{A}}}lvl1pPr/{{{A}}}defRPr")
        for name, value in (("i", "1"), ("cap", "all"), ("spc", "300"), ("baseline", "30000")):
            level.set(name, value)

    deck: Any = pptx.Presentation(io.BytesIO(make_deck(saved(edit))))
    slides = deck.slides
    # LibreOffice hears no baseline of 0, and sets raised text smaller: what would be taken back is not there.
    assert deck.part._element.find(f"{{{P}}}defaultTextStyle/{{{A}}}lvl1pPr/{{{A}}}defRPr").get("baseline") is None
    boxes = [shape for slide in slides for shape in slide.shapes if not shape.is_placeholder and shape.has_text_frame]
    assert boxes
    for shape in boxes:
        said = shape._element.find(f".//{{{A}}}lstStyle/{{{A}}}lvl1pPr/{{{A}}}defRPr")
        assert {name: said.get(name) for name in ("i", "cap", "spc")} == {"i": "0", "cap": "none", "spc": "0"}


# 8. Silence and contradiction ----------------------------------------------------------------------------------------


def test_what_the_cover_has_no_place_for_is_told(saved: Callable[[Edit], Path]) -> None:
    def edit(deck: Any) -> None:
        cover = layout_of(deck, "Title Slide")
        put(holder(cover, "ctrTitle"), 0.5, 0.3, 12.3, 4)
        put(holder(cover, "subTitle"), 0.5, 4.4, 12.3, 1.2)
        box(cover, 0, 5.7, 13.33, 1.8, plain("C81428"))
        box(cover, 6, 5.7, 2, 1.8, plain("FFFFFF"))
        corners(deck, "dt", 5, 6.9, 2, 0.3)

    told = [problem.message for problem in template_problems(saved(edit))]
    assert any("for cover has no place for" in message and "speaker" in message for message in told), told


@pytest.mark.parametrize(("size", "is_told"), [(1_000, True), (4_400, False), (9_600, True)])
def test_titles_far_from_what_can_be_read_are_told(saved: Callable[[Edit], Path], size: int, is_told: bool) -> None:
    def edit(deck: Any) -> None:
        style = deck.slide_master._element.find(f"{{{P}}}txStyles/{{{P}}}titleStyle/{{{A}}}lvl1pPr/{{{A}}}defRPr")
        style.set("sz", str(size))

    told = [problem.message for problem in template_problems(saved(edit)) if "points" in problem.message]
    assert bool(told) == is_told


@pytest.mark.parametrize("color", ["FFFFFF", "203040", "808080", "B3251E"])
def test_decks_of_any_template_are_read_well_by_our_own_check(
    saved: Callable[[Edit], Path], make_deck: Callable[[Path], bytes], color: str
) -> None:
    deck = make_deck(saved(lambda deck: fill_of(deck.slide_master, plain(color))))
    assert [problem.message for problem in lint_package(deck) if problem.severity == "error"] == []
    weak = [problem.message for problem in accessibility_problems(deck) if problem.code == "access.contrast"]
    assert weak == []


# 9. Other shapes of slides -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(10, 7.5), (11.69, 8.27), (8.27, 11.69), (16, 7), (13.333, 7.5)])
def test_slides_of_any_shape_are_laid_out_for_it(
    make_templates: Any, base: Theme, tmp_path: Path, size: tuple[float, float]
) -> None:
    kept = ("Title Slide", "Section Header", "Title Only", "Title and Content")
    path = make_templates.without_layouts(tmp_path / "t.pptx", *kept, size=size)
    theme, _ = load_template(path, base)
    assert theme.width / theme.height == pytest.approx(size[0] / size[1], rel=0.001)
    for layout in theme.layouts.values():
        whole = Rect(inches(0), inches(0), theme.width, theme.height)
        assert all(whole.contains(placeholder.rect) for placeholder in layout.placeholders.values())
    figure = theme.layouts["figure"]
    assert figure.body.width * figure.body.height > 0.3 * theme.width * theme.height


def test_a_low_title_is_set_smaller_before_a_deck_is_refused(saved: Callable[[Edit], Path], base: Theme) -> None:
    """A place of 34 points holds no title of 28: it is set in the size that it holds."""

    def edit(deck: Any) -> None:
        for part in (deck.slide_master, *deck.slide_layouts):
            for shape in part.placeholders:
                if "itle" in shape.name and "Sub" not in shape.name:
                    put(shape, 0.6, 0.5, 11, 0.48)

    theme, _ = load_template(saved(edit), base)
    slide = Slide(name="s", layout="cover", title="一个短标题")
    text = title_text(slide, title(theme, "cover"), 1, theme)
    assert 18 <= text.body.paragraphs[0].size < 28


@pytest.mark.parametrize("right", ["203040", "FFFFFF"])
def test_the_way_back_can_be_read_where_it_stands(load: Load, right: str) -> None:
    """The right half of the section's layout is dark or light: so is what is written on it."""
    theme = load(lambda deck: box(layout_of(deck, "Section Header"), 6.67, 0, 6.67, 7.5, plain(right)))
    places = dict.fromkeys(theme.layouts["section"].back)
    assert len(places) == 2
    for rect, role in places:
        ground = f"#{right}" if rect.center_x > theme.width // 2 else "#FFFFFF"
        assert contrast(theme.hex(theme.color(role)), ground) >= 4.5


@pytest.mark.parametrize(("words", "is_large"), [("短", True), ("很长的一个副标题，" * 9, False)])
def test_what_is_set_small_is_as_clear_as_small_text_has_to_be(load: Load, words: str, is_large: bool) -> None:
    """A grey of 3.5 to 1 is enough for a subtitle of 32 points, not for what is set smaller so that it fits."""
    theme = load(lambda deck: put(holder(layout_of(deck, "Title Slide"), "subTitle"), 2, 4.5, 9, 1.1))
    subtitle = theme.layouts["cover"].placeholders["subtitle"]
    assert 3 <= contrast(drawn(theme, subtitle), "#FFFFFF") < 4.5
    slide = Slide(name="s", layout="cover", title="t", subtitle=words)
    paragraph = placeholder_text("subtitle", words, slide, theme)[0].body.paragraphs[0]
    assert (paragraph.size >= 24) is is_large
    color = paragraph.runs[0].color or paragraph.color
    assert (contrast(theme.hex(color), "#FFFFFF") < 4.5) is is_large


def test_a_title_that_nothing_says_a_place_of_stands_where_titles_do(
    saved: Callable[[Edit], Path], base: Theme
) -> None:
    """A master without placeholders, and layouts that leave the place to it: slides say where their texts stand."""

    def edit(deck: Any) -> None:
        for part in (deck.slide_master, layout_of(deck, "Title Only")):
            for shape in list(part.placeholders):
                place = shape._element.spPr.find(f"{{{A}}}xfrm")
                if part is deck.slide_master:
                    shape._element.getparent().remove(shape._element)
                elif place is not None:
                    place.getparent().remove(place)
        alone(deck, "Title Only")

    theme, _ = load_template(saved(edit), base)
    place = title(theme)
    assert place.moved
    assert Rect(inches(0), inches(0), WIDE, HIGH).contains(place.rect)
    assert place.rect.bottom < theme.layouts["figure"].body.y
