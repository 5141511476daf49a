"""Pictures and round shapes behind titles and small texts: pale art may be crossed, strong art is kept clear."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from deckbrief.base.length import Emu, Rect, inches
from deckbrief.draft.slides import Slide
from deckbrief.export.pptx.deck import write_deck
from deckbrief.layout.frame import DeckFrames, Frame
from deckbrief.layout.slide.placeholders import title_text
from deckbrief.ooxml.colors import contrast
from deckbrief.theme.template.load import load_template
from deckbrief.theme.theme import Theme
from pptx.oxml import parse_xml

from tests.theme.conftest import Edit, Load
from tests.theme.test_template_designs import clear_png
from tests.theme.test_template_kinds import (
    DECLARED,
    A,
    P,
    box,
    corners,
    fill_of,
    holder,
    layout_of,
    picture_fill,
    plain,
    put,
    title,
)

PALE, STRONG = (190, 215, 210, 255), (20, 90, 80, 255)


@pytest.mark.parametrize(("color", "is_crossed"), [(PALE, True), (STRONG, False)])
def test_a_title_crosses_pale_art_and_stays_clear_of_a_logo(
    load: Load, make_templates: Any, color: tuple[int, int, int, int], is_crossed: bool
) -> None:
    def edit(deck: Any) -> None:
        only = layout_of(deck, "Title Only")
        put(holder(only, "title"), 0.9, 0.4, 11.5, 1.2)
        make_templates._add_picture(only, clear_png(8, 8, color), *map(inches, (0, 0, 2.2, 0.9)))

    place = title(load(edit)).rect
    assert place.overlaps(Rect(Emu(0), Emu(0), inches(2.2), inches(0.9))) is is_crossed
    assert place.width >= inches(9)


def test_a_small_text_stands_beside_art_where_it_can(load: Load) -> None:
    """Thin lines at the right: black can be read on them, and a shorter place is without any."""

    def edit(deck: Any) -> None:
        cover = layout_of(deck, "Title Slide")
        put(holder(cover, "ctrTitle"), 0.9, 1.5, 11.5, 1.5)
        put(holder(cover, "subTitle"), 0.9, 3.1, 11.5, 1)
        for number in range(12):
            box(cover, 9 + number * 0.3, 4, 0.15, 3.5, plain("9CC4E4"))

    found = load(edit).layouts["cover"].placeholders
    assert found["speaker"].rect.right <= inches(9)


def test_a_date_does_not_stand_on_art(load: Load) -> None:
    def edit(deck: Any) -> None:
        cover = layout_of(deck, "Title Slide")
        put(holder(cover, "dt"), 0.5, 6.9, 3, 0.4)
        for number in range(12):
            box(cover, number * 0.3, 6.6, 0.15, 0.9, plain("9CC4E4"))

    date = load(edit).layouts["cover"].placeholders.get("date")
    assert date is None or date.rect.bottom <= inches(6.6)


def test_a_title_on_a_disc_stays_within_it(load: Load) -> None:
    """Its place is wider than the disc, on either side of which no dark text can be read."""

    def edit(deck: Any) -> None:
        cover = layout_of(deck, "Title Slide")
        box(cover, 3.7, 0.3, 6, 6, plain("FFB000"))
        cover.shapes._spTree[2].find(f".//{{{A}}}prstGeom").set("prst", "ellipse")
        fill_of(cover, plain("101840"))
        put(holder(cover, "ctrTitle"), 1.2, 1.6, 11, 3.4)
        put(holder(cover, "subTitle"), 1.2, 6.4, 11, 0.9)

    theme = load(edit)
    place = title(theme, "cover")
    assert place.rect.x >= inches(3.7)
    assert abs(place.rect.center_x - inches(6.7)) < inches(0.1)
    assert place.rect.width >= inches(4)
    assert contrast(theme.hex(theme.color(place.color)), "#FFB000") >= 4.5


@pytest.mark.parametrize(("align", "taken", "begins"), [("l", False, 1.0), ("l", True, 2.9), ("ctr", False, 2.9)])
def test_figures_begin_below_the_title_where_that_is_free(load: Load, align: str, taken: bool, begins: float) -> None:
    """The master's body is indented, below a title at the left; a drawing that stands there keeps its place."""

    def edit(deck: Any) -> None:
        only, master = layout_of(deck, "Title Only"), deck.slide_master
        put(holder(only, "title"), 0.9, 0.4, 11.5, 1.2)
        master._element.find(f"{{{P}}}txStyles/{{{P}}}titleStyle/{{{A}}}lvl1pPr").set("algn", align)
        put(holder(master, "body"), 2.8, 2, 9.6, 4.6)
        if taken:
            box(only, 0.9, 2, 1.6, 4.6, plain("4B1482"))

    body = load(edit).layouts["figure"].body
    assert abs(body.x - inches(begins)) < inches(0.2)
    assert body.right <= inches(12.5)


def test_a_line_above_a_title_does_not_cross_the_end_of_a_band(load: Load) -> None:
    def edit(deck: Any) -> None:
        only = layout_of(deck, "Title Only")
        put(holder(only, "title"), 0.9, 0.6, 11.5, 1)
        box(only, 0, 0, 13.333, 0.45, plain("B0B0B0"))

    kicker = load(edit).layouts["figure"].placeholders.get("kicker")
    assert kicker is None or kicker.rect.y >= inches(0.45)


def test_text_that_a_gradient_fills_is_clear_at_both_ends_of_it(load: Load) -> None:
    """It begins white and ends dark on a dark paper: the title says a colour of its own."""

    def edit(deck: Any, end: str) -> None:
        fill_of(deck.slide_master, plain("154A60"))
        run = deck.slide_master._element.find(f"{{{P}}}txStyles/{{{P}}}titleStyle/{{{A}}}lvl1pPr/{{{A}}}defRPr")
        for fill in run.findall(f"{{{A}}}solidFill"):
            run.remove(fill)
        stops = "".join(
            f'<a:gs pos="{at}"><a:srgbClr val="{color}"/></a:gs>' for at, color in ((0, "FFFFFF"), (100_000, end))
        )
        run.insert(0, parse_xml(f'<a:gradFill {DECLARED}><a:gsLst>{stops}</a:gsLst><a:lin ang="0"/></a:gradFill>'))

    assert not title(load(lambda deck: edit(deck, "305060"))).inherits
    assert title(load(lambda deck: edit(deck, "E0F0FF"))).inherits


def test_footers_moved_onto_the_slide_take_their_room(load: Load) -> None:
    """They stand below its foot in the layout: a slide was made lower than it was."""

    def edit(deck: Any) -> None:
        corners(deck, "ftr", 4, 8.2, 5, 0.5)
        corners(deck, "sldNum", 10, 8.2, 2.5, 0.5)
        put(holder(deck.slide_master, "body"), 0.9, 1.8, 11.5, 6)

    figure = load(edit).layouts["figure"]
    for name in ("footer", "number"):
        assert figure.placeholders[name].rect.bottom <= inches(7.5)
        assert not figure.placeholders[name].rect.overlaps(figure.body)


def test_boxes_of_an_opening_stand_below_its_text_where_that_was_moved(load: Load) -> None:
    def edit(deck: Any) -> None:
        cover = layout_of(deck, "Title Slide")
        box(cover, 0, 0, 3, 7.5, plain("4B1482"))
        for kind, y, height in (("ctrTitle", 1.5, 1.5), ("subTitle", 3.2, 1.2)):
            put(holder(cover, kind), 0.5, y, 12, height)
            holder(cover, kind)._element.txBody.find(f"{{{A}}}lstStyle").append(
                parse_xml(f'<a:lvl1pPr {DECLARED} algn="l"/>')
            )

    found = load(edit).layouts["cover"].placeholders
    assert abs(found["speaker"].rect.x - found["subtitle"].rect.x - found["subtitle"].insets[0]) < inches(0.02)


def test_figures_stand_below_a_rule_that_crosses_their_room(load: Load) -> None:
    """The content's place begins above it; a quarter of the room is more than other drawings may cost."""

    def edit(deck: Any) -> None:
        only = layout_of(deck, "Title Only")
        put(holder(only, "title"), 0.9, 0.3, 11.5, 1)
        put(holder(deck.slide_master, "body"), 0.9, 1.5, 11.5, 5.3)
        box(only, 0.9, 2.9, 7, 0.14, plain("CC0000"))

    assert load(edit).layouts["figure"].body.y >= inches(3.04)


def banded_png(top: float, bottom: float) -> bytes:
    """A white picture of a slide with a dark band between two shares of its height."""
    rows = (b"\x60\x40\x90" if top <= row / 90 < bottom else b"\xff\xff\xff" for row in range(90))
    data = b"".join(b"\0" + color * 16 for color in rows)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 16, 90, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def test_a_title_stays_in_a_band_of_the_background_picture(load: Load) -> None:
    def edit(deck: Any) -> None:
        only = layout_of(deck, "Title Only")
        fill_of(only, picture_fill(only, banded_png(0.06, 0.18)))
        put(holder(only, "title"), 0.9, 0.1, 11.5, 1.6)

    place = title(load(edit)).rect
    assert inches(0.4) <= place.y < inches(0.6)
    assert inches(1.2) < place.bottom <= inches(1.4)


def test_a_section_made_of_content_has_its_title_lower(load: Load) -> None:
    """Layouts that are copied from a section's keep its type, whatever they have become."""

    def edit(deck: Any) -> None:
        section = layout_of(deck, "Section Header")
        put(holder(section, "title"), 0.7, 0.5, 11.9, 0.7)
        put(holder(section, "body"), 0.7, 1.8, 11.9, 5)

    place = load(edit).layouts["section"].placeholders["title"].rect
    assert place.y > inches(1.5)


@pytest.mark.parametrize(("size", "said"), [(2000, 24), (4400, None)])
def test_titles_that_are_set_larger_than_in_the_layout_say_so(
    saved: Callable[[Edit], Path], base: Theme, size: int, said: float | None
) -> None:
    def edit(deck: Any) -> None:
        style = deck.slide_master._element.find(f"{{{P}}}txStyles/{{{P}}}titleStyle/{{{A}}}lvl1pPr/{{{A}}}defRPr")
        style.set("sz", str(size))
        put(holder(layout_of(deck, "Title Only"), "title"), 0.9, 0.4, 11.5, 1.4)

    theme, _ = load_template(saved(edit), base)
    text = title_text(Slide(name="s", title="T", layout="figure", minutes=1), title(theme), 1, theme)
    frame = Frame(name="s", width=theme.width, height=theme.height, layout="figure", items=(text,))
    written = write_deck(DeckFrames(name="d", title="D", lang="zh-CN", frames=(frame,)), theme)
    deck: Any = pptx.Presentation(BytesIO(written))
    found = deck.slides[0].shapes.title.text_frame.paragraphs[0].runs[0].font.size
    assert (found and found.pt) == said


def test_a_source_line_stands_above_what_is_said_at_the_foot_of_a_picture(load: Load) -> None:
    """Words of a background picture: dark on white, where black can be read, and are no backdrop for a text."""

    def edit(deck: Any) -> None:
        corners(deck, "ftr", 0.9, 6.85, 6, 0.4)
        put(holder(deck.slide_master, "body"), 0.9, 1.8, 11.5, 4.9)
        for number in range(24):
            box(deck.slide_master, 0.9 + number * 0.5, 6.8, 0.2, 0.5, plain("9CC4E4"))

    figure = load(edit).layouts["figure"]
    assert figure.placeholders["footer"].rect.bottom <= inches(6.8)
    assert not figure.placeholders["footer"].rect.overlaps(figure.body)


def test_the_way_back_is_left_out_where_something_is_drawn(load: Load) -> None:
    def edit(deck: Any) -> None:
        put(holder(layout_of(deck, "Title Only"), "title"), 0.9, 0.8, 8, 1.2)

    def crowded(deck: Any) -> None:
        edit(deck)
        box(deck.slide_master, 10.5, 0, 2.8, 0.7, plain("EEF2F6"), "Words of the house")

    place, _ = load(edit).layouts["figure"].back[0]
    assert place.overlaps(Rect(inches(10.5), Emu(0), inches(2.8), inches(0.7)))
    assert not load(crowded).layouts["figure"].back
