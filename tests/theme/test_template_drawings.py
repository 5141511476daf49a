"""Templates whose drawings, places and sizes leave little: what stands where all the same, and what does not.

Made as those of `test_template_kinds.py` are: python-pptx's own template with one thing about it changed.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.length import Rect, inches
from deckbrief.base.problem import Place
from deckbrief.draft.slides import Slide
from deckbrief.layout.slide.placeholders import placeholder_text
from deckbrief.ooxml.colors import contrast
from deckbrief.theme.template.choice import Wanted
from deckbrief.theme.template.load import load_template, template_problems
from deckbrief.theme.theme import Theme
from PIL import Image, ImageDraw
from pptx.oxml import parse_xml

from tests.theme.conftest import Edit, Load
from tests.theme.test_template_kinds import (
    DECLARED,
    A,
    alone,
    box,
    fill_of,
    holder,
    layout_of,
    logo,
    picture_fill,
    plain,
    put,
    title,
)

Draw = Callable[[ImageDraw.ImageDraw, int, int], None]


def picture(draw: Draw, paper: str = "#FFFFFF") -> bytes:
    """What is drawn on a paper of 160 × 90 -> a PNG."""
    image = Image.new("RGB", (160, 90), paper)
    draw(ImageDraw.Draw(image), 160, 90)
    data = BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def skyline(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    for x in range(0, width, 8):
        top = height * 0.8 + (x * 7 % 11)
        draw.rectangle((x, top, x + 4, height), fill="#303030")


# What is drawn ------------------------------------------------------------------------------------------------------


def test_figures_stand_above_a_skyline_at_the_foot_of_a_picture(load: Load) -> None:
    def painted(draw: Draw) -> Edit:
        return lambda deck: fill_of(deck.slide_master, picture_fill(deck.slide_master, picture(draw)))

    plain_body = load(painted(lambda *_: None)).layouts["figure"].body
    body = load(painted(skyline)).layouts["figure"].body
    assert plain_body.bottom > inches(7.5 * 0.83)
    assert inches(3.7) < body.height < plain_body.height
    assert body.bottom <= inches(7.5 * 0.8)
    assert (body.x, body.y, body.width) == (plain_body.x, plain_body.y, plain_body.width)


def test_figures_in_the_free_room_stand_above_a_skyline_too(load: Load) -> None:
    """What is meant for content is so low that all the room around it is taken."""

    def edit(deck: Any) -> None:
        fill_of(deck.slide_master, picture_fill(deck.slide_master, picture(skyline)))
        alone(deck, "Title Slide", "Title and Content")
        put(holder(layout_of(deck, "Title and Content"), "obj"), 0.9, 1.8, 8, 3.75)

    body = load(edit).layouts["figure"].body
    assert body.width > inches(8 * 1.3), "the free room"
    assert inches(3.75) <= body.height
    assert body.bottom <= inches(7.5 * 0.8)


def test_a_picture_that_is_motley_all_over_takes_no_room(load: Load) -> None:
    def stripes(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
        for x in range(0, width, 8):
            draw.rectangle((x, 0, x + 4, height), fill="#E0E0E0")

    def edit(draw: Draw) -> Edit:
        return lambda deck: fill_of(deck.slide_master, picture_fill(deck.slide_master, picture(draw)))

    assert load(edit(stripes)).layouts["figure"].body == load(edit(lambda *_: None)).layouts["figure"].body


def test_drawings_behind_the_content_are_stood_on_where_nothing_else_has_room(load: Load, make_templates: Any) -> None:
    """Pictures left and right of the middle, below the content that every layout has."""

    def edit(deck: Any) -> None:
        logo(make_templates, deck.slide_master, 0, 2.5, 4.4, 5)
        logo(make_templates, deck.slide_master, 9, 1.6, 4.3, 5.9)

    figure = load(edit).layouts["figure"]
    assert figure.body.width >= inches(6)
    assert figure.body.height >= inches(3.7)


def test_a_title_below_the_content_is_read_last_and_comes_last(load: Load) -> None:
    def edit(deck: Any) -> None:
        upside_down = layout_of(deck, "Title Only")
        put(holder(upside_down, "title"), 0.9, 6, 11.5, 0.9)
        above = layout_of(deck, "Title and Content")
        above._element.set("type", "obj")

    assert load(edit).layouts["figure"].name == "Title and Content"


def test_a_sign_that_holds_a_letter_is_no_place_for_a_sentence(load: Load) -> None:
    """A square that begins above the title of the cover, with a text of its own."""

    def edit(deck: Any) -> None:
        cover = layout_of(deck, "Title Slide")
        put(holder(cover, "ctrTitle"), 1, 3.4, 11.3, 1)
        put(holder(cover, "subTitle"), 1, 4.6, 11.3, 1)
        cover.shapes._spTree.append(
            parse_xml(
                f'<p:sp {DECLARED}><p:nvSpPr><p:cNvPr id="77" name="Sign"/><p:cNvSpPr/><p:nvPr><p:ph type="body" '
                f'sz="quarter" idx="13"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{inches(5.4)}" '
                f'y="{inches(1.5)}"/><a:ext cx="{inches(2.4)}" cy="{inches(2.4)}"/></a:xfrm></p:spPr><p:txBody>'
                "<a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
            )
        )

    cover = load(edit).layouts["cover"]
    assert "speaker" in cover.placeholders
    assert all(placeholder.index != 13 or not placeholder.type for placeholder in cover.placeholders.values())


def test_a_footer_that_runs_down_a_side_is_none(load: Load) -> None:
    """The source line takes a strip of the body's foot, and does not lie on figures at the height of that footer."""

    def edit(deck: Any) -> None:
        for part in (deck.slide_master, *deck.slide_layouts):
            for shape in part.placeholders:
                if shape.placeholder_format.idx == 11 or "Footer" in shape.name:
                    put(shape, 10.5, 3.4, 4.2, 0.4)
                    shape.rotation = 90

    figure = load(edit).layouts["figure"]
    assert not figure.placeholders["footer"].rect.overlaps(figure.body)
    assert figure.placeholders["footer"].type == ""


# Places -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("x", "is_used"), [(-0.4, True), (-6.0, False)], ids=["a hair", "parked"])
def test_a_title_a_hair_off_the_slide_is_moved_onto_it(saved: Callable[[Edit], Path], x: float, is_used: bool) -> None:
    def edit(deck: Any) -> None:
        alone(deck, "Title Slide", "Title and Content")
        put(holder(layout_of(deck, "Title and Content"), "title"), x, 0.4, 11, 1)

    named = {"figure": Wanted("Title and Content", Place("x"))}
    told = [problem.message for problem in template_problems(saved(edit), named) if problem.severity == "error"]
    assert any("outside of the slide" in message for message in told) is not is_used
    assert is_used is not bool(told)


def test_a_title_keeps_its_place_where_large_text_can_be_read(load: Load) -> None:
    """White is 3.3 to 1 at the light end of the title's place: enough for 44 points, and no reason for a corner."""

    def edit(deck: Any) -> None:
        fade = (
            '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="354D6A"/></a:gs><a:gs pos="100000">'
            '<a:srgbClr val="7F8EA2"/></a:gs></a:gsLst><a:lin ang="0" scaled="0"/></a:gradFill>'
        )
        for part in (deck.slide_master, *deck.slide_layouts):
            fill_of(part, fade)

    theme = load(edit)
    place = title(theme)
    assert place.size >= 24
    assert place.rect.width > inches(10)
    assert contrast(theme.hex(theme.color(place.color)), "#354D6A") > 4.5


def test_a_low_subtitle_gives_its_insets_up_before_it_is_left_out(saved: Callable[[Edit], Path], base: Theme) -> None:
    """Between two bars there is no room to grow into: two lines of the smallest size stand from edge to edge."""

    def edit(deck: Any) -> None:
        cover = layout_of(deck, "Title Slide")
        put(holder(cover, "ctrTitle"), 1, 2, 11.3, 1.5)
        put(holder(cover, "subTitle"), 1.5, 4, 10, 0.55)
        box(cover, 1, 3.6, 11.3, 0.35, plain("203040"), "words")
        box(cover, 1, 4.6, 11.3, 0.35, plain("203040"), "words")

    theme, _ = load_template(saved(edit), base)
    slide = Slide(name="s", layout="cover", title="标题")
    long = "坚持系统路径与工作方法，" * 6
    held = theme.layouts["cover"].placeholders["subtitle"]
    [text] = placeholder_text("subtitle", long, slide, theme)
    assert len(text.body.paragraphs[0].lines) == 2
    assert text.body.paragraphs[0].size >= 12
    assert held.rect == Rect(held.rect.x, held.rect.y, held.rect.width, inches(0.55))


def test_a_date_is_drawn_out_only_where_both_its_ends_can_be_read(load: Load) -> None:
    """Beyond the date's own place, which is dark, the cover is light: white words stay on the dark."""

    def edit(deck: Any) -> None:
        cover = layout_of(deck, "Title Slide")
        fill_of(cover, plain("203040"))
        for kind in ("ctrTitle", "subTitle", "dt"):
            style = holder(cover, kind)._element.find(f".//{{{A}}}lstStyle")
            for level in style:
                style.remove(level)
            white = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
            style.append(parse_xml(f"<a:lvl1pPr {DECLARED}><a:defRPr>{white}</a:defRPr></a:lvl1pPr>"))
        put(holder(cover, "dt"), 0.9, 6.8, 3, 0.4)
        fill_of(cover, picture_fill(cover, picture(light_end, "#203040")))

    def light_end(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
        draw.rectangle((width * 0.93, height * 0.88, width, height), fill="#F0F0F0")

    assert load(edit).layouts["cover"].placeholders["date"].spare is None


def test_a_source_line_of_ours_stands_on_the_part_of_the_foot_that_can_be_read(load: Load) -> None:
    """Of layouts without footers the right third is light and the rest dark: the line does not run over both."""

    def edit(deck: Any) -> None:
        for layout in deck.slide_layouts:
            footer = next((shape for shape in layout.placeholders if shape.placeholder_format.idx == 11), None)
            if footer is not None:
                footer._element.getparent().remove(footer._element)
        box(deck.slide_master, 0, 0, 9, 7.5, plain("203040"))

    theme = load(edit)
    place = theme.layouts["figure"].placeholders["footer"]
    seen = {"#203040"} if place.rect.right <= inches(9) else {"#FFFFFF"} if place.rect.x >= inches(9) else set()
    assert len(seen) == 1
    assert contrast(theme.hex(theme.color(place.color)), seen.pop()) >= 4.5
