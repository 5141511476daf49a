"""What keeps people from reading a deck is found: each rule on a deck that breaks it, and on one that does not."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.base.problem import Problem
from deckbrief.base.report import format_problems
from deckbrief.draft.slides import Note
from deckbrief.export.pptx.deck import write_deck
from deckbrief.inspect.accessibility import accessibility_problems
from deckbrief.inspect.deck_file import parse_deck
from deckbrief.inspect.reading_order import out_of_order
from deckbrief.layout.frame import (
    AnyItem,
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
    TableCell,
    Text,
    TextBody,
)
from deckbrief.ooxml.colors import Palette, Rgba, contrast, mixed_hex
from deckbrief.ooxml.markup import find
from deckbrief.ooxml.package import zipped
from deckbrief.ooxml.shapes import PageShape, page_shapes
from deckbrief.theme.theme import Color, Theme
from hypothesis import given
from hypothesis import strategies as st

INK, PAPER = Color("dk1"), Color("lt1")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63606060f80f0001040100b1a5e1d50000000049454e44ae426082"
)


def rect(x: float, y: float, width: float = 2, height: float = 1) -> Rect:
    return Rect(inches(x), inches(y), inches(width), inches(height))


def words(text: str, color: Color = INK, size: float = 20, bold: bool = False, link: str = "") -> TextBody:
    run = Run(text, bold=bold, link=link)
    return TextBody((Paragraph((run,), Pt(size), Pt(size * 1.4), color, (Line(0, len(text), Emu(0)),)),))


def said(name: str, x: float, y: float, width: float = 2, height: float = 1, **more: Any) -> Text:
    return Text(name=name, rect=rect(x, y, width, height), body=words(name, **more))


Deck = Callable[..., bytes]


@pytest.fixture
def deck(theme: Theme) -> Deck:
    """Items of a slide, more of the frame -> a deck of a cover and that slide, with a title unless told otherwise."""

    def build(*items: AnyItem, title: str = "一句话", **more: Any) -> bytes:
        place = theme.layouts["figure"].placeholders["title"].rect
        heading = [Text(name="Title", rect=place, body=words(title, size=30), placeholder="title")] if title else []
        look: dict[str, Any] = {"width": theme.width, "height": theme.height, "layout": "figure"}
        frame = Frame(name="one", items=(*heading, *items), **(look | more))
        first_place = theme.layouts["cover"].placeholders["title"].rect
        cover = Text(name="Cover", rect=first_place, body=words("封面", PAPER), placeholder="title")
        first = Frame(name="cover", items=(cover,), **(look | {"layout": "cover"}))
        return write_deck(DeckFrames(name="d", title="D", lang="zh-CN", frames=(first, frame)), theme)

    return build


def of(data: bytes, code: str = "access.") -> list[Problem]:
    """Return the problems of a kind; there must be no others."""
    problems = accessibility_problems(data)
    assert {problem.code for problem in problems} <= {code} or code == "access.", format_problems(problems)
    return problems


def edited(data: bytes, part: str, pattern: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text, count = re.subn(pattern, new, parts[part].decode(), flags=re.DOTALL)
    assert count, f"{part} has no {pattern}"
    parts[part] = text.encode()
    return zipped(parts)


SLIDE = "ppt/slides/slide2.xml"
PRESENTATION = "ppt/presentation.xml"


# Titles -------------------------------------------------------------------------------------------------------------


def test_a_good_slide_has_no_problem(deck: Deck) -> None:
    assert of(deck(said("a", 1, 2))) == []


def test_a_slide_without_a_title_is_found(deck: Deck) -> None:
    [problem] = of(deck(said("a", 1, 2), title=""))
    assert (problem.code, problem.message) == ("access.title", "slide 2 has no title")
    assert problem.place.file == f"deck.pptx!/{SLIDE}"
    [empty] = of(deck(said("a", 1, 2), title="  "))
    assert empty.code == "access.title"


def test_two_slides_of_one_title_are_found(deck: Deck) -> None:
    [problem] = of(deck(said("a", 1, 2), title=" 封面"))
    assert problem.message == "slide 2 has the title of slide 1: '封面'"


# Alternative texts --------------------------------------------------------------------------------------------------

PICTURE = Image(name="Picture", rect=rect(1, 2), data=PNG, media_type="image/png", alt="一张照片")
THIN = Stroke(INK, Pt(1))
BAR = Shape(name="Bar", rect=rect(1, 2), fill=INK)


def without_mark(data: bytes) -> bytes:
    return edited(data, SLIDE, r"<a:extLst><a:ext uri=\"\{C183.*?</a:extLst>", "")


@pytest.mark.parametrize(
    "item",
    [
        Image(name="Picture", rect=rect(1, 2), data=PNG, media_type="image/png"),
        BAR,
        Group(name="Group", rect=rect(1, 2), items=(BAR,)),
        Connector(name="Arrow", rect=rect(1, 2), start=(Emu(0), Emu(0)), end=(Emu(9), Emu(9)), stroke=THIN),
    ],
    ids=lambda item: item.name,
)
def test_what_is_to_be_looked_at_has_an_alternative_text_or_the_mark(deck: Deck, item: AnyItem) -> None:
    data = deck(item)
    assert of(data) == []
    [problem] = of(without_mark(data))
    assert problem.code == "access.alt"
    assert problem.message == f"'{item.name}' (id 3) on slide 2 has no alternative text"


def test_a_chart_needs_an_alternative_text_and_a_table_does_not(every_item: DeckFrames, theme: Theme) -> None:
    data = edited(write_deck(every_item, theme), "ppt/slides/slide4.xml", ' descr="[^"]*"', "")
    found = [problem.message for problem in of(data) if problem.code == "access.alt"]
    assert found == [
        "'Bars' (id 7) on slide 4 has no alternative text",
        "'Bars 2' (id 8) on slide 4 has no alternative text",
    ]


def test_a_group_says_it_for_its_members(deck: Deck) -> None:
    silent = without_mark(deck(Group(name="Group", rect=rect(1, 2), alt="两根柱子", items=(BAR, PICTURE))))
    assert of(silent) == []


def test_a_file_s_name_is_no_alternative_text(deck: Deck) -> None:
    for alt in ("photo_1.JPG", "Picture 3", "图片 2"):
        [problem] = of(edited(deck(PICTURE), SLIDE, 'descr="一张照片"', f'descr="{alt}"'))
        assert problem.message == f"the alternative text of 'Picture' (id 3) on slide 2 is '{alt}', which says nothing"


def test_decoration_says_nothing_and_leads_nowhere(deck: Deck) -> None:
    mark = (
        r'<p:cNvPr id="3" \1><a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        r'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        r"</p:cNvPr>"
    )
    for item in (PICTURE, said("words", 1, 2)):
        [problem] = of(edited(deck(item), SLIDE, r'<p:cNvPr id="3" ([^>]*)></p:cNvPr>', mark))
        assert "is marked as decorative, and says something" in problem.message
    link = deck(Shape(name="To", rect=rect(1, 2), link="cover", alt="到封面"))
    assert of(link) == []


def test_hidden_shapes_are_not_judged(deck: Deck) -> None:
    data = deck(Image(name="Picture", rect=rect(1, 2), data=PNG, media_type="image/png"))
    assert of(edited(without_mark(data), SLIDE, 'id="3"', 'id="3" hidden="1"')) == []


# Reading order ------------------------------------------------------------------------------------------------------

A, B = said("a", 1, 2), said("b", 4, 2)


def order_of(data: bytes) -> list[tuple[str, str]]:
    opened, _ = parse_deck(data, "x")
    slide = opened.slides()[1]
    pairs = out_of_order(page_shapes(opened, slide), {})
    return [(name(first), name(second)) for first, second in pairs]


def name(seen: PageShape) -> str:
    return seen.label.split("'")[1]


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ((A, B), []),
        ((B, A), [("b", "a")]),
        ((said("below", 1, 4), A), [("below", "a")]),
        # Rows first or columns first: both are orders that the eye can take.
        ((A, B, said("c", 1, 4), said("d", 4, 4)), []),
        ((A, said("c", 1, 4), B, said("d", 4, 4)), []),
        # Neither above nor beside each other.
        ((said("far", 5, 5), A), []),
        # One on the other: what lies below is painted first.
        ((said("card", 1, 2, 4, 3), said("on it", 1.5, 2.5)), []),
        # What lies over the meeting point of several would be covered, were it read before them.
        ((A, said("beside", 3, 2), said("low", 1, 5), said("disc", 2.5, 2.2, 1, 1)), []),
        # A tall one that begins higher is read before what stands at its left.
        ((said("tall", 6, 2, 2, 4), said("low", 1, 4.5, 2, 1.5)), []),
    ],
)  # fmt: skip
def test_reading_order_is_what_the_eye_sees(deck: Deck, items: tuple[AnyItem, ...], found: list[Any]) -> None:
    assert order_of(deck(*items)) == found


def test_a_slide_out_of_order_is_one_warning(deck: Deck) -> None:
    [problem] = of(deck(said("c", 7, 2), B, A))
    assert (problem.code, problem.severity) == ("access.order", "warning")
    assert problem.message == (
        "slide 2 reads 'c' (id 3) before 'b' (id 4), which stands before it, and 2 more pairs"
    )  # fmt: skip


def test_the_title_comes_first_but_for_what_stands_above_it(deck: Deck, theme: Theme) -> None:
    place = theme.layouts["figure"].placeholders["title"].rect
    title = Text(name="Title", rect=place, body=words("一句话", size=30), placeholder="title")
    above = Text(name="kicker", rect=Rect(place.x, Emu(0), place.width, place.y), body=words("上"))
    assert order_of(deck(above, title, title="")) == []
    assert order_of(deck(title, above, title="")) == []
    assert order_of(deck(A, title, title="")) == [("a", "Title")]


def test_members_of_a_group_have_an_order_too(deck: Deck) -> None:
    card = (said("body", 1, 3), said("head", 1, 2))
    assert order_of(deck(Group(name="card", rect=rect(1, 2, 2, 2), items=card, alt="卡"))) == [("body", "head")]
    assert order_of(deck(Group(name="card", rect=rect(1, 2, 2, 2), items=card[::-1], alt="卡"))) == []


def test_arrows_tell_an_order(deck: Deck) -> None:
    ring = [
        Shape(name=label, rect=rect(x, y), body=words(label))
        for label, x, y in (("top", 4, 2), ("right", 7, 3.5), ("bottom", 4, 5), ("left", 1, 3.5))
    ]
    arrows = [
        Connector(name=f"from {start.name}", rect=start.rect, start=(Emu(0), Emu(0)), end=(Emu(1), Emu(1)),
                  stroke=Stroke(INK, Pt(2)), begin_shape=start.name, end_shape=end.name)
        for start, end in pairwise(ring)
    ]  # fmt: skip
    assert order_of(deck(*ring)) == [("right", "left")]
    assert order_of(deck(*ring, *arrows)) == []


def test_what_everything_goes_round_may_come_first(deck: Deck) -> None:
    around = [said(label, x, y) for label, x, y in (("n", 4, 2), ("e", 7, 3.5), ("s", 4, 5), ("w", 1, 3.5))]
    hub = said("hub", 4, 3.5)
    assert ("hub", "n") not in order_of(deck(hub, *around))
    assert ("hub", "n") in order_of(deck(hub, *around[:3]))


def test_what_appears_later_may_be_read_later(deck: Deck) -> None:
    below, answer = said("below", 1, 4), said("answer", 1, 2)
    assert [problem.code for problem in of(deck(below, answer))] == ["access.order"]
    later = Text(name="answer", rect=answer.rect, body=answer.body, click=1)
    assert of(deck(below, later)) == []


def test_places_inside_scaled_and_turned_groups_are_those_on_the_slide(deck: Deck) -> None:
    data = deck(Group(name="g", rect=rect(1, 2, 4, 2), items=(said("in", 3, 3, 2, 1),), alt="组"))
    half = edited(data, SLIDE, r'<a:chExt cx="3657600" cy="1828800"/>', '<a:chExt cx="7315200" cy="3657600"/>')
    opened, _ = parse_deck(half, "x")
    group = page_shapes(opened, opened.slides()[1])[1]
    assert group.members[0].rect == rect(2, 2.5, 1, 0.5)
    turned = edited(deck(BAR), SLIDE, r'<a:xfrm>(<a:off x="914400")', r'<a:xfrm rot="5400000">\1')
    opened, _ = parse_deck(turned, "x")
    assert page_shapes(opened, opened.slides()[1])[1].rect == rect(1.5, 1.5, 1, 2)


# Tables -------------------------------------------------------------------------------------------------------------


def table() -> Table:
    cells = tuple(tuple(TableCell(words(text, size=18)) for text in row) for row in ("甲乙", "一二"))
    return Table(
        name="Table", rect=rect(1, 2, 4, 2), widths=(inches(2),) * 2, heights=(inches(1),) * 2, rows=cells, alt="表"
    )


def test_a_table_without_a_header_row_is_found(deck: Deck) -> None:
    data = deck(table())
    assert of(data) == []
    [problem] = of(edited(data, SLIDE, ' firstRow="1"', ""))
    assert (problem.code, problem.message) == ("access.table", "'Table' (id 3) on slide 2 has no header row")


def test_merged_cells_are_found(deck: Deck) -> None:
    [problem] = of(edited(deck(table()), SLIDE, r"<a:tc>(.*?)<a:tc>", r'<a:tc gridSpan="2">\1<a:tc hMerge="1">'))
    assert problem.message == "'Table' (id 3) on slide 2 has merged cells"


# Contrast -----------------------------------------------------------------------------------------------------------

GREY = Color("dk1", 50_000, 50_000)


def weak(data: bytes) -> list[str]:
    return [problem.message.partition("'")[2] for problem in of(data, "access.contrast")]


def test_text_is_judged_by_its_own_shape(deck: Deck, theme: Theme) -> None:
    on_dark = Shape(name="box", rect=rect(1, 2), fill=INK, body=words("字", INK))
    assert len(weak(deck(on_dark))) == 1
    assert weak(deck(Shape(name="box", rect=rect(1, 2), fill=INK, body=words("字", PAPER)))) == []


def test_text_is_judged_by_what_is_painted_below_it(deck: Deck, theme: Theme) -> None:
    plate = Shape(name="plate", rect=rect(1, 2, 4, 3), fill=INK)
    light = Text(name="light", rect=rect(1.5, 2.5), body=words("白字", PAPER))
    assert weak(deck(plate, light)) == []
    assert len(weak(deck(light))) == 1, "white on paper"
    assert len(weak(deck(light, plate))) == 1, "a plate that is painted over the text is not behind it"
    ring = Shape(name="ring", rect=rect(1, 2, 4, 3), geometry="donut", fill=INK)
    assert len(weak(deck(ring, light))) == 1, "one sees through a ring"
    beside = Shape(name="beside", rect=rect(3, 2, 4, 3), fill=INK)
    assert len(weak(deck(beside, light))) == 1


def test_text_is_judged_by_the_picture_below_it(deck: Deck, make_templates: Any) -> None:
    light = Text(name="light", rect=rect(1.5, 2.5), body=words("白字", PAPER))
    for grey, count in ((0x20, 0), (0xF0, 1)):
        data = make_templates.png(8, 8, (grey, grey, grey))
        photo = Image(name="photo", rect=rect(0, 0, 13, 7), data=data, media_type="image/png", alt="一张照片")
        assert len(weak(deck(photo, light))) == count
    drawing = Image(name="photo", rect=rect(0, 0, 13, 7), data=PNG[:40], media_type="image/png", alt="一张照片")
    assert weak(deck(drawing, light)) == [], "a picture that cannot be read is not judged"


def test_text_is_judged_by_the_background(deck: Deck, theme: Theme) -> None:
    text = said("白字", 1, 2, color=PAPER)
    title = deck(text, background=INK, title="")
    assert [problem.code for problem in of(title)] == ["access.title"]


def test_large_text_needs_less(deck: Deck, theme: Theme) -> None:
    share = next(
        share for share in (0.3, 0.35, 0.4, 0.45, 0.5)
        if 3.2 < contrast(theme.hex(INK.tint(share)), theme.hex(theme.color("paper"))) < 4.3
    )  # fmt: skip
    grey = INK.tint(share)
    found = {
        (size, bold): bool(weak(deck(said("字", 1, 2, color=grey, size=size, bold=bold))))
        for size, bold in ((12, False), (12, True), (14, False), (14, True), (17.5, False), (18, False))
    }
    assert found == {
        (12, False): True, (12, True): True, (14, False): True, (14, True): False, (17.5, False): True,
        (18, False): False,
    }  # fmt: skip


def test_what_fails_once_is_told_once(deck: Deck, theme: Theme) -> None:
    faint = theme.color("paper")
    [problem] = of(deck(said("一", 1, 2, color=faint), said("二", 1, 4, color=faint)), "access.contrast")
    paper = theme.hex(faint)
    assert problem.message == (
        f"'一' (id 3) on slide 2: '一' is {paper} on {paper}, a contrast of 1.00, and needs 3.0 (1 more like it)"
    )


def test_colours_that_are_inherited_are_found(deck: Deck) -> None:
    data = deck(said("字", 1, 2))
    bare = edited(data, SLIDE, r"(<a:rPr[^>]*>)<a:solidFill>.*?</a:solidFill>", r"\1")
    assert of(bare) == []
    as_default = r'<a:lvl1pPr><a:defRPr><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    listed = edited(bare, SLIDE, r"<a:lstStyle/>", f"<a:lstStyle>{as_default}</a:lstStyle>")
    assert [problem.code for problem in of(listed)] == ["access.contrast"]
    master = edited(bare, "ppt/slideMasters/slideMaster1.xml", r"(<p:titleStyle>.*?)<a:solidFill>.*?</a:solidFill>",
                    r'\1<a:solidFill><a:schemeClr val="bg2"/></a:solidFill>')  # fmt: skip
    assert any("'Title'" in problem.message for problem in of(master)), "titles take the master's colour"
    default = edited(bare, PRESENTATION, r"(<p:defaultTextStyle>.*?<a:lvl1pPr.*?)<a:solidFill>.*?</a:solidFill>",
                     r'\1<a:solidFill><a:schemeClr val="bg2"/></a:solidFill>')  # fmt: skip
    assert [problem.message.split("'")[1] for problem in of(default)] == ["字"]


def test_a_shape_s_style_tells_its_fill_and_its_text(deck: Deck) -> None:
    bare = edited(deck(said("字", 1, 2)), SLIDE, r"(<a:rPr[^>]*>)<a:solidFill>.*?</a:solidFill>", r"\1")
    bare = edited(bare, SLIDE, r"<a:noFill/></p:spPr>", "</p:spPr>{}")
    style = (
        '<p:style><a:lnRef idx="0"><a:schemeClr val="accent1"/></a:lnRef><a:fillRef idx="1"><a:schemeClr val="{}"/>'
        '</a:fillRef><a:effectRef idx="0"><a:schemeClr val="accent1"/></a:effectRef><a:fontRef idx="minor">'
        '<a:schemeClr val="{}"/></a:fontRef></p:style>'
    )
    found = [
        len(of(edited(bare, SLIDE, r"\{\}", style.format(fill, text)), "access.contrast"))
        for fill, text in (("tx1", "bg1"), ("tx1", "tx1"), ("bg1", "bg1"))
    ]
    assert found == [0, 1, 1]


def test_a_gradient_counts_where_the_text_stands(deck: Deck) -> None:
    data = deck(Shape(name="box", rect=rect(1, 2, 6, 2), fill=INK, body=words("字", PAPER)))
    plain = r'(</a:prstGeom>)<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>(<a:ln>)'
    for first, last, count in (("tx1", "bg1", 0), ("bg1", "tx1", 1)):
        fade = (
            rf'\1<a:gradFill><a:gsLst><a:gs pos="0"><a:schemeClr val="{first}"/></a:gs><a:gs pos="100000">'
            rf'<a:schemeClr val="{last}"/></a:gs></a:gsLst><a:lin ang="0"/></a:gradFill>\2'
        )
        assert len(weak(edited(data, SLIDE, plain, fade))) == count, "the text stands at the left"


def test_what_shows_through_is_mixed(deck: Deck) -> None:
    plate = Shape(name="plate", rect=rect(1, 2, 4, 3), fill=INK)
    text = Text(name="text", rect=rect(1.5, 2.5), body=words("字", PAPER))
    for share, count in ((90_000, 0), (10_000, 1)):
        see_through = f'<a:schemeClr val="tx1"><a:alpha val="{share}"/></a:schemeClr></a:solidFill><a:ln>'
        data = edited(deck(plate, text), SLIDE, r'<a:schemeClr val="tx1"/></a:solidFill><a:ln>', see_through)
        assert len(weak(data)) == count


def test_cells_that_say_their_colours_are_judged(deck: Deck) -> None:
    cell = TableCell(words("字", INK, size=18), fill=INK)
    fine = TableCell(words("字", PAPER, size=18), fill=INK)
    bad = Table(
        name="T", rect=rect(1, 2), widths=(inches(1),) * 2, heights=(inches(1),), rows=((fine, cell),), alt="表"
    )
    [problem] = of(deck(bad), "access.contrast")
    assert problem.message.startswith("cell 1.2 of 'T' (id 3) on slide 2: '字' is ")


def test_links_have_the_theme_s_colour_unless_they_say_otherwise(deck: Deck, theme: Theme) -> None:
    plate = Shape(name="plate", rect=rect(1, 2, 4, 3), fill=Color("accent1"), body=words("到封面", PAPER, link="cover"))
    data = deck(plate)
    assert of(data) == []
    plain = edited(data, SLIDE, r"<a:extLst><a:ext uri=\"\{A12FA001.*?</a:extLst>", "")
    linked = contrast("#" + theme.slots["hlink"], theme.hex(Color("accent1")))
    assert bool(of(plain, "access.contrast")) == (linked < 3)


@given(
    st.sampled_from(["B3251E", "1F4E79", "808080", "FFFFFF", "000000", "FFD966"]),
    st.integers(0, 100_000),
    st.integers(0, 100_000),
)
def test_luminance_is_changed_as_the_theme_changes_it(base: str, mod: int, off: int) -> None:
    changed = color(f'<a:srgbClr val="{base}"><a:lumMod val="{mod}"/><a:lumOff val="{off}"/></a:srgbClr>')
    ours = mixed_hex(base, mod, off)
    theirs = changed.hex
    assert all(abs(int(ours[i : i + 2], 16) - int(theirs[i : i + 2], 16)) <= 1 for i in (1, 3, 5))


def color(markup: str) -> Rgba:
    from lxml import etree

    holder = f'<a:solidFill xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{markup}</a:solidFill>'
    found = Palette({"dk1": Rgba(0, 0, 0)}, {"tx1": "dk1"}).color(etree.fromstring(holder))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<a:schemeClr val="tx1"/>', "#000000"),
        ('<a:sysClr val="window" lastClr="FEFEFE"/>', "#FEFEFE"),
        ('<a:prstClr val="red"/>', "#FF0000"),
        ('<a:hslClr hue="14400000" sat="100000" lum="50000"/>', "#0000FF"),
        ('<a:scrgbClr r="100000" g="0" b="0"/>', "#FF0000"),
        # As Office 2007 shows its own placeholder grey and the light end of its shapes' gradient.
        ('<a:srgbClr val="000000"><a:tint val="75000"/></a:srgbClr>', "#898989"),
        ('<a:srgbClr val="4F81BD"><a:tint val="50000"/><a:satMod val="300000"/></a:srgbClr>', "#A4C4FF"),
        ('<a:srgbClr val="FFFFFF"><a:shade val="50000"/></a:srgbClr>', "#BCBCBC"),
        ('<a:srgbClr val="123456"><a:inv/></a:srgbClr>', "#EDCBA9"),
        ('<a:srgbClr val="FF0000"><a:gray/></a:srgbClr>', "#363636"),
    ],
)
def test_colours_are_what_office_shows(markup: str, expected: str) -> None:
    assert color(markup).hex == expected


def test_opacity_mixes() -> None:
    half = color('<a:srgbClr val="000000"><a:alpha val="50000"/></a:srgbClr>')
    assert half.over(Rgba(255, 255, 255)).hex == "#808080"


# Links, languages, sections -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["点击这里", "here", "Click here!", "https://example.org/a?b=1", "www.example.org", "详情"]
)
def test_a_link_that_does_not_say_where_it_leads_is_found(deck: Deck, text: str) -> None:
    body = words(text, link="https://example.org")
    [problem] = of(deck(Text(name="text", rect=rect(1, 2, 4), body=body)))
    assert (problem.code, problem.severity) == ("access.link", "warning")
    assert f"says '{text}', not where it leads" in problem.message


@pytest.mark.parametrize("text", ["四个做法的原文", "Annual report", "here is the report"])
def test_a_link_that_says_it_is_fine(deck: Deck, text: str) -> None:
    assert of(deck(Text(name="text", rect=rect(1, 2, 4), body=words(text, link="https://example.org")))) == []


def test_runs_of_one_link_are_read_together(deck: Deck) -> None:
    runs = (Run("看", link="cover"), Run("这里", bold=True, link="cover"), Run("的地图", link="cover"))
    text = "".join(run.text for run in runs)
    paragraph = Paragraph(runs, Pt(20), Pt(28), INK, (Line(0, len(text), Emu(0)),))
    assert of(deck(Text(name="text", rect=rect(1, 2, 4), body=TextBody((paragraph,))))) == []


def test_text_without_a_language_is_found(deck: Deck) -> None:
    data = edited(deck(said("一", 1, 2), said("二", 1, 4), said("3", 1, 6)), SLIDE, ' lang="[^"]*"', "")
    [problem] = of(data)
    assert problem.message == "text on slide 2 does not say its language: '一句话', and 2 more"


def test_chinese_that_says_it_is_english_is_found(deck: Deck) -> None:
    [problem] = of(edited(deck(said("一", 1, 2)), SLIDE, 'lang="zh-CN" altLang="en-US"', 'lang="en-US"'))
    assert problem.code == "access.language"
    [notes] = of(
        edited(deck(notes=(Note("say", "说"),)), "ppt/notesSlides/notesSlide2.xml", 'lang="zh-CN"', 'lang="en-US"')
    )
    assert notes.message.startswith("text on the notes of slide 2 is Chinese")


@pytest.mark.parametrize(("name", "words"), [("", "no name"), ("Default Section", "no name"), ("D", "of another")])
def test_sections_have_names_of_their_own(deck: Deck, name: str, words: str) -> None:
    data = deck(section="正文")
    assert of(data) == []
    changed = edited(data, PRESENTATION, 'section name="正文"', f'section name="{name}"')
    assert any(words in problem.message for problem in of(changed, "access.section"))


# Other people's decks -----------------------------------------------------------------------------------------------


def test_python_pptx_s_deck_has_real_problems() -> None:
    from pptx import Presentation
    from pptx.util import Inches

    other: Any = Presentation()
    slide = other.slides.add_slide(other.slide_layouts[6])
    slide.shapes.add_picture(io.BytesIO(PNG), Inches(1), Inches(1))
    slide.shapes.add_textbox(Inches(1), Inches(4), Inches(3), Inches(1)).text_frame.text = "below"
    slide.shapes.add_textbox(Inches(1), Inches(3), Inches(3), Inches(1)).text_frame.text = "above"
    file = io.BytesIO()
    other.save(file)
    found = [(problem.code, problem.severity) for problem in accessibility_problems(file.getvalue())]
    assert sorted(found) == [
        ("access.alt", "error"), ("access.language", "warning"), ("access.order", "warning"), ("access.title", "error"),
    ]  # fmt: skip


def test_a_placeholder_s_place_is_its_layout_s(deck: Deck, theme: Theme) -> None:
    opened, _ = parse_deck(deck(A), "x")
    title = page_shapes(opened, opened.slides()[1])[0]
    assert find(title.element, "p:spPr/a:xfrm") is None
    assert title.rect == theme.layouts["figure"].placeholders["title"].rect
