"""What designs of others do with their layouts: a minimal one of each kind, and what must come of it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from deckbrief.base.length import Emu, inches, px
from deckbrief.draft.slides import Slide
from deckbrief.layout.slide.placeholders import title_text
from deckbrief.ooxml.colors import contrast, luminance
from deckbrief.theme.template.names import is_cover, is_last, is_section
from deckbrief.theme.theme import Theme
from pptx.oxml import parse_xml

from tests.theme.conftest import Load
from tests.theme.test_template_kinds import DECLARED, A, P, box, corners, fill_of, holder, layout_of, plain, put, title

GLOW, BLUE = (120, 200, 240, 16), (20, 40, 200, 255)


def clear_png(width: int, height: int, color: tuple[int, int, int, int]) -> bytes:
    """A picture of one colour that lets through what is below it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    rows = (b"\0" + bytes(color) * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def untyped(layout: Any, name: str) -> None:
    layout._element.attrib.pop("type", None)
    layout._element.cSld.set("name", name)


# Which layout --------------------------------------------------------------------------------------------------------


def test_a_page_that_shows_a_palette_is_no_cover(load: Load) -> None:
    def edit(deck: Any) -> None:
        shown = layout_of(deck, "Title Slide")
        for number in range(14):
            box(shown, 0.5 + 0.8 * number, 5.8, 0.7, 1.2, plain(f"{16 * number:02X}50A0"))
        section = layout_of(deck, "Section Header")
        untyped(section, "Something with a title")

    assert load(edit).layouts["cover"].name == "Something with a title"


def test_a_layout_that_is_called_a_cover_is_one(load: Load) -> None:
    def edit(deck: Any) -> None:
        deck.slide_layouts.remove(layout_of(deck, "Title Slide"))
        untyped(layout_of(deck, "Comparison"), "Closing")
        untyped(layout_of(deck, "Section Header"), "封面")

    theme = load(edit)
    assert theme.layouts["cover"].name == "封面"
    assert theme.layouts["figure"].name == "Title Only"


@pytest.mark.parametrize(
    ("name", "tells"),
    [
        ("1_Cover page", is_cover),
        ("TitleSlide", is_cover),
        ("Title Slide 2", is_cover),
        ("Titelfolie", is_cover),
        ("公司封面Cover2", is_cover),
        ("タイトル スライド", is_cover),
        ("节标题", is_section),
        ("Section-Header", is_section),
        ("Encabezado de secci\u00f3n", is_section),
        ("Abschnitts\u00fcberschrift", is_section),
        ("Thank You!", is_last),
        ("Back cover", is_last),
        ("The end", is_last),
    ],
)
def test_names_say_what_layouts_are_for(name: str, tells: Callable[[str], bool]) -> None:
    assert [test for test in (is_cover, is_section, is_last) if test(name)] == [tells]


@pytest.mark.parametrize(
    "name",
    ["Title and Content", "Recovery", "Capacity", "Discover", "Intersection", "Color and text", "Enclosing", "Escape"],
)
def test_part_of_a_word_says_nothing(name: str) -> None:
    assert not any(tells(name) for tells in (is_cover, is_section, is_last))


@pytest.mark.parametrize("wrong", ["small title", "narrow title", "picture"])
def test_what_figures_do_not_look_well_on_comes_last(load: Load, make_templates: Any, wrong: str) -> None:
    def edit(deck: Any) -> None:
        only = layout_of(deck, "Title Only")
        if wrong == "small title":
            body = holder(only, "title")._element.txBody
            style = f'<a:lstStyle {DECLARED}><a:lvl1pPr><a:defRPr sz="1200"/></a:lvl1pPr></a:lstStyle>'
            body.replace(body.find(f"{{{A}}}lstStyle"), parse_xml(style))
        elif wrong == "narrow title":
            put(holder(only, "title"), 0.9, 0.4, 3.4, 0.6)
        else:
            make_templates._add_picture(only, make_templates.LOGO, *map(inches, (0, 1.6, 13.33, 5.9)))

    assert load(edit).layouts["figure"].name == "Title and Content"


# What lies behind ----------------------------------------------------------------------------------------------------


def test_a_glow_takes_no_room(load: Load, make_templates: Any) -> None:
    def edit(deck: Any, color: tuple[int, int, int, int]) -> None:
        fill_of(deck.slide_master, plain("FFFFFF"))
        picture = clear_png(8, 8, color)
        make_templates._add_picture(deck.slide_master, picture, *map(inches, (0, 2.9, 4.4, 4.6)))

    glowing = load(lambda deck: edit(deck, GLOW)).layouts["figure"].body
    beside = load(lambda deck: edit(deck, BLUE)).layouts["figure"].body
    assert glowing.x < inches(1.2)
    assert beside.x > inches(4.4)


@pytest.mark.parametrize("order", [(GLOW, BLUE), (BLUE, GLOW)])
def test_what_lies_where_a_glow_is_takes_its_room(
    load: Load, make_templates: Any, order: tuple[tuple[int, int, int, int], ...]
) -> None:
    def edit(deck: Any) -> None:
        fill_of(deck.slide_master, plain("FFFFFF"))
        for color in order:
            picture = clear_png(8, 8, color)
            make_templates._add_picture(deck.slide_master, picture, *map(inches, (0, 2.9, 4.4, 4.6)))

    assert load(edit).layouts["figure"].body.x > inches(4.4)


@pytest.mark.parametrize("paper", ["2A7F99", "4A7A8A", "7A5AA0"])
def test_light_text_on_a_medium_paper_makes_light_accents(load: Load, paper: str) -> None:
    """White is clear on it, and black hardly less: the template's own text says what its designer took it for."""

    def edit(deck: Any) -> None:
        stops = "".join(
            f'<a:gs pos="{at}"><a:srgbClr val="{color}"/></a:gs>' for at, color in ((0, paper), (100_000, "103050"))
        )
        fill_of(deck.slide_master, f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="0"/></a:gradFill>')
        mapping = deck.slide_master._element.find(f"{{{P}}}clrMap")
        for name, slot in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
            mapping.set(name, slot)

    theme = load(edit)
    card, ink = theme.hex(theme.color("card")), theme.hex(theme.color("ink"))
    assert luminance(ink) > luminance(card)
    for number in range(1, 5):
        accent = theme.hex(theme.accent(number))
        assert contrast(accent, card) >= 4.5, number
        assert luminance(accent) > luminance(card), number


# Titles --------------------------------------------------------------------------------------------------------------


def banded(deck: Any, y: float, height: float) -> None:
    only = layout_of(deck, "Title Only")
    put(holder(only, "title"), 0.9, 0.3, 11.5, 1.5)
    box(only, 0, y, 13.33, height, plain("FFD000"))


def test_a_title_ends_where_its_band_does(load: Load) -> None:
    place = title(load(lambda deck: banded(deck, 0, 1.2))).rect
    assert place.bottom <= inches(1.2) + 1


def test_a_title_ends_where_a_block_beside_it_begins(load: Load) -> None:
    def edit(deck: Any) -> None:
        only = layout_of(deck, "Title Only")
        put(holder(only, "title"), 0.9, 0.4, 11.9, 0.9)
        box(only, 10.5, 0, 2.83, 1.5, plain("FFB0B0"))

    assert title(load(edit)).rect.right <= inches(10.5) + 1


def test_a_rule_that_is_a_narrow_shape_is_kept_clear(load: Load) -> None:
    def edit(deck: Any) -> None:
        only = layout_of(deck, "Title Only")
        put(holder(only, "title"), 0.9, 0.4, 11.5, 1.2)
        box(only, 0.9, 1.3, 11.5, 0.06, plain("C81428"))

    assert title(load(edit)).rect.bottom <= inches(1.3) + 1


@pytest.mark.parametrize("rule", [False, True])
def test_a_second_line_stays_above_what_is_drawn(load: Load, rule: bool) -> None:
    def edit(deck: Any) -> None:
        only = layout_of(deck, "Title Only")
        put(holder(only, "title"), 0.9, 0.4, 11.5, 0.62)
        if rule:
            box(only, 0.9, 1.05, 11.5, 0.05, plain("C81428"))

    theme = load(edit)
    place = title(theme)
    assert place.fixed is rule
    long = Slide(name="s", layout="figure", title="标题很长" * 12)
    text = title_text(long, place, 2, theme)
    limit = Emu(inches(1.05)) if rule else Emu(place.rect.bottom + px(44))
    assert text.rect.bottom <= limit
    assert text.body.height * 12_700 <= text.rect.height


# Colours of siblings -------------------------------------------------------------------------------------------------


def test_steps_to_a_dark_hue_bear_what_its_ends_bear(load: Load, make_templates: Any) -> None:
    def edit(deck: Any) -> None:
        make_templates._colors(deck, {"dk2": "44546A", "accent1": "806000", "accent2": "806000"})

    theme: Theme = load(edit)
    ink = theme.hex(theme.color("on-hue"))
    colors = [theme.hex(color) for color in theme.ramp(4)[:-1]]
    assert len(colors) == 3
    for color in colors:
        assert contrast(ink, color) >= 4.5, colors


# Openings ------------------------------------------------------------------------------------------------------------


def striped(part: Any) -> None:
    """Draw stripes at the foot, on which nothing can be read."""
    for number in range(5):
        box(part, 0, 6.25 + number * 0.25, 13.33, 0.12, plain("202020"))


@pytest.mark.parametrize(
    ("name", "kind", "text", "order"),
    [
        ("Title Slide", "cover", "subTitle", ("speaker", "title", "subtitle")),
        ("Section Header", "section", "body", ("speaker", "kicker", "title", "subtitle")),
    ],
)
def test_what_has_no_room_below_stands_above(
    load: Load, name: str, kind: str, text: str, order: tuple[str, ...]
) -> None:
    """An opening whose title and text stand at the foot, with stripes below them."""

    def edit(deck: Any) -> None:
        opening = layout_of(deck, name)
        put(holder(opening, "ctrTitle" if kind == "cover" else "title"), 0.9, 4.2, 11.5, 1.1)
        put(holder(opening, text), 0.9, 5.4, 11.5, 0.8)
        striped(opening)

    found = load(edit).layouts[kind].placeholders
    assert len(order) > 1
    for upper, lower in pairwise(order):
        assert found[upper].rect.bottom <= found[lower].rect.y, (upper, lower)


def test_above_a_high_title_nothing_is_put_while_another_text_can_carry_it(load: Load) -> None:
    def edit(deck: Any) -> None:
        cover = layout_of(deck, "Title Slide")
        put(holder(cover, "ctrTitle"), 0.9, 1.2, 11.5, 2.9)
        put(holder(cover, "subTitle"), 0.9, 4.2, 11.5, 1.2)
        for number in range(8):
            box(cover, 0, 5.5 + number * 0.25, 13.33, 0.12, plain("202020"))

    places = load(edit).layouts["cover"].placeholders
    assert "speaker" not in places
    assert all(place.rect.y >= places["title"].rect.y for place in places.values())


def test_who_speaks_has_room_for_an_office_and_a_name(load: Load) -> None:
    """Below the text of a section, beside the slide's number, is a line of half its width: its own foot is longer."""

    def edit(deck: Any) -> None:
        section = layout_of(deck, "Section Header")
        put(holder(section, "title"), 0.9, 1.5, 11.5, 3)
        put(holder(section, "body"), 0.9, 4.5, 11.5, 2)
        corners(deck, "sldNum", 9, 6.6, 3.4, 0.8)

    speaker = load(edit).layouts["section"].placeholders["speaker"].rect
    assert speaker.width >= inches(9)
    assert speaker.height >= inches(0.6)


def test_a_short_text_is_read_where_it_stands(load: Load) -> None:
    """The middle of the strip is light, and its beginning, where a speaker's name stands, half light and half dark."""

    def edit(deck: Any) -> None:
        cover = layout_of(deck, "Title Slide")
        put(holder(cover, "ctrTitle"), 0.9, 1, 11.5, 1.6)
        put(holder(cover, "subTitle"), 0.9, 2.7, 4.4, 0.8)
        for number in range(8):
            box(cover, 0, 3.6 + number * 0.5, 4.5, 0.25, plain("202020"))

    places = load(edit).layouts["cover"].placeholders
    assert "speaker" in places
    found = [places[key] for key in ("speaker", "date") if key in places and places[key].type != "dt"]
    assert all(place.rect.bottom <= inches(3.6) or place.rect.x >= inches(4.5) for place in found)


def test_a_cover_made_for_a_photo_comes_after_one_of_text(load: Load) -> None:
    def edit(deck: Any) -> None:
        photo = layout_of(deck, "Picture with Caption")
        untyped(photo, "Title - your photo")
        put(holder(photo, "pic"), 0, 0, 13.33, 7.5)
        deck.slide_layouts.remove(layout_of(deck, "Title Slide"))
        untyped(layout_of(deck, "Section Header"), "Text only (brand)")

    assert load(edit).layouts["cover"].name == "Text only (brand)"
