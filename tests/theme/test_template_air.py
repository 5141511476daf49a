"""What a template draws beside its texts: they keep some air to it, and to signs in a background picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from deckbrief.base.length import Emu, Pt, Rect, inches
from PIL import ImageDraw
from pptx.oxml import parse_xml

from tests.theme.conftest import Load
from tests.theme.test_template_drawings import picture
from tests.theme.test_template_kinds import (
    DECLARED,
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


def signs(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    for x in range(width // 2, width, 16):
        draw.rectangle((x, height * 0.04, x + 8, height * 0.1), fill="#1060A0")


@pytest.mark.parametrize("top", [0.76, 0.78, 0.8, 0.82, 0.84])
def test_figures_do_not_stand_on_the_floor_of_a_picture(load: Load, top: float) -> None:
    def floor(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
        draw.rectangle((0, height * top, width, height), fill="#704020")

    def edit(deck: Any) -> None:
        fill_of(deck.slide_master, picture_fill(deck.slide_master, picture(floor)))

    assert load(edit).layouts["figure"].body.bottom <= inches(7.5 * top - 0.15)


def test_a_title_keeps_some_air_to_a_logo(load: Load, make_templates: Any) -> None:
    def edit(deck: Any) -> None:
        only = layout_of(deck, "Title Only")
        put(holder(only, "title"), 0.9, 0.4, 11.5, 1.2)
        logo(make_templates, only, 0.5, 0.3, 2, 1.4)

    assert title(load(edit)).rect.x >= inches(2.5 + 0.1)


def test_a_title_stands_below_signs_in_a_background_picture(load: Load) -> None:
    def edit(deck: Any) -> None:
        only = layout_of(deck, "Title Only")
        fill_of(only, picture_fill(only, picture(signs)))
        put(holder(only, "title"), 0.9, 0.3, 11.5, 1.6)

    place = title(load(edit)).rect
    assert inches(7.5 * 0.1) <= place.y < inches(1)
    assert place.bottom == inches(1.9)


@pytest.mark.parametrize("turn", [0, 90])
def test_a_date_on_its_side_takes_the_room_that_it_has_so(load: Load, turn: int) -> None:
    """It stands on a band at the right: upright it would reach into the figures."""

    def edit(deck: Any) -> None:
        for layout in deck.slide_layouts:
            if any(shape._element.find(".//{*}ph").get("type") == "dt" for shape in layout.placeholders):
                put(holder(layout, "dt"), 10.9, 3.4, 3.9, 0.4)
                holder(layout, "dt").rotation = turn
        box(deck.slide_master, 12.35, 0, 1, 7.5, plain("353537"))

    body = load(edit).layouts["figure"].body
    taken = Rect(inches(10.9), inches(3.4), inches(3.9), inches(0.4))
    assert body.overlaps(taken) is (turn == 90)
    assert body.right <= inches(12.35)


def test_who_speaks_is_not_said_on_a_picture_above_a_title_that_stands_beside_it(load: Load) -> None:
    def calm(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
        draw.rectangle((0, 0, width, height), fill="#E4E4E4")

    def edit(deck: Any) -> None:
        cover = layout_of(deck, "Title Slide")
        put(holder(cover, "ctrTitle"), 0.6, 5.7, 9.6, 0.5)
        put(holder(cover, "subTitle"), 0.6, 6.3, 9.6, 0.9)
        box(cover, 0, 0, 13.333, 5.5, picture_fill(cover, picture(calm)))

    found = load(edit).layouts["cover"].placeholders
    speaker = found.get("speaker")
    assert speaker is None or not speaker.rect.overlaps(Rect(Emu(0), Emu(0), inches(13.333), inches(5.5)))


def test_a_date_does_not_stand_on_a_subtitle_that_has_grown(load: Load) -> None:
    """The file has both on one line: the subtitle of two lines takes the date's."""

    def edit(deck: Any) -> None:
        cover = layout_of(deck, "Title Slide")
        put(holder(cover, "ctrTitle"), 0.6, 5.7, 9.6, 0.5)
        put(holder(cover, "subTitle"), 0.6, 6.87, 7.2, 0.38)
        put(holder(cover, "dt"), 0.9, 6.95, 3, 0.4)

    found = load(edit).layouts["cover"].placeholders
    assert found["subtitle"].rect.height > inches(0.7)
    date = found.get("date")
    assert date is None or not date.rect.overlaps(found["subtitle"].rect)


def test_a_narrow_subtitle_of_a_section_takes_the_room_of_a_sentence(load: Load) -> None:
    def edit(deck: Any) -> None:
        section = layout_of(deck, "Section Header")
        put(holder(section, "title"), 1.25, 1.6, 5, 0.5)
        put(holder(section, "body"), 1.25, 2.15, 5, 0.9)

    assert load(edit).layouts["section"].placeholders["subtitle"].rect.height == inches(1.4)


def test_no_small_text_of_an_opening_stands_on_a_meadow_at_the_foot_of_its_picture(load: Load) -> None:
    def meadow(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
        draw.rectangle((0, height * 0.86, width, height), fill="#90C060")

    def edit(deck: Any) -> None:
        for name, kind in (("Title Slide", "ctrTitle"), ("Section Header", "title")):
            layout = layout_of(deck, name)
            for shape in list(layout.placeholders):
                if shape._element.find(".//{*}ph").get("type") in ("dt", "ftr", "sldNum"):
                    shape._element.getparent().remove(shape._element)
            put(holder(layout, kind), 0.9, 2.2, 11.5, 1.5)
        fill_of(deck.slide_master, picture_fill(deck.slide_master, picture(meadow)))

    theme = load(edit)
    places = [place.rect for key in ("cover", "section") for place in theme.layouts[key].placeholders.values()]
    places += [rect for key in ("cover", "section") for rect, _ in theme.layouts[key].back]
    assert len(places) > 5
    assert all(rect.center_y < inches(7.5 * 0.86) for rect in places)


def test_letters_that_a_template_spaces_are_measured_as_they_run_in_a_small_size(load: Load) -> None:
    """Two points after each letter are a fourteenth of one of 28 points, and a sixth of one of 12."""

    def edit(deck: Any) -> None:
        body = holder(layout_of(deck, "Section Header"), "body")
        run = body._element.find(".//{*}lstStyle/{*}lvl1pPr/{*}defRPr")
        run.set("sz", "2800")
        run.set("spc", "200")

    subtitle = load(edit).layouts["section"].placeholders["subtitle"]
    assert subtitle.wide == pytest.approx(1 + 2 / 12)


def test_the_way_back_does_not_stand_on_line_art(load: Load) -> None:
    """A pale drawing at the lower left, on which black can be read: the link has the other end, or none."""

    def lines(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
        for x in range(0, width // 3, 4):
            draw.line((x, height * 0.5, x + 10, height), fill="#A0A0A0")

    def edit(deck: Any) -> None:
        section = layout_of(deck, "Section Header")
        fill_of(section, picture_fill(section, picture(lines)))
        put(holder(section, "title"), 7, 1.5, 5.5, 1)
        put(holder(section, "body"), 7, 2.6, 5.5, 1.5)

    back = load(edit).layouts["section"].back
    assert all(rect.x >= inches(13.333 / 3) for rect, _ in back)


def test_a_subtitle_is_set_no_larger_than_its_title(load: Load) -> None:
    def edit(deck: Any) -> None:
        cover = layout_of(deck, "Title Slide")
        for kind, size in (("ctrTitle", "2400"), ("subTitle", "4000")):
            body = holder(cover, kind)._element.find(".//{*}lstStyle")
            for level in list(body):
                body.remove(level)
            body.append(parse_xml(f'<a:lvl1pPr {DECLARED}><a:defRPr sz="{size}"/></a:lvl1pPr>'))

    found = load(edit).layouts["cover"].placeholders
    assert found["subtitle"].size == found["title"].size == Pt(24)
    assert found["subtitle"].resized
