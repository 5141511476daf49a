"""Good decks have no problem, whatever they hold; anything else that is given as a deck has some, and no traceback."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any, cast

import pytest
from deckbrief.base.length import Emu, Pt, Rect
from deckbrief.base.problem import Problem
from deckbrief.base.report import format_problems
from deckbrief.draft.slides import Note
from deckbrief.export.pptx.deck import write_deck
from deckbrief.inspect.accessibility import accessibility_problems
from deckbrief.inspect.lint import lint_package
from deckbrief.layout.frame import (
    AnyItem,
    Chart,
    DeckFrames,
    Frame,
    Group,
    Line,
    Paragraph,
    Run,
    Shape,
    Table,
    TableCell,
    Text,
    TextBody,
)
from deckbrief.ooxml.package import zipped
from deckbrief.ooxml.presets import OPEN, SITES
from deckbrief.run.build import build_outputs
from deckbrief.run.request import Options
from deckbrief.theme.rules import SLOTS
from deckbrief.theme.theme import Color, Theme
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TYPES = "[Content_Types].xml"


@pytest.fixture(scope="module")
def good(every_item: DeckFrames, theme: Theme) -> bytes:
    return write_deck(every_item, theme)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def alt_text(problems: list[Problem]) -> str:
    return format_problems(problems)


# Good decks ---------------------------------------------------------------------------------------------------------


def test_a_deck_with_every_item_is_good(good: bytes) -> None:
    assert lint_package(good) == []


@pytest.mark.parametrize("style", ["vermilion", "ink", "plain"])
@pytest.mark.parametrize("pack", ["default", "english"])
def test_our_own_decks_are_good(
    pack: str, style: str, default_content: Path, english_pack: Any, tmp_path: Path
) -> None:
    content: Path = default_content if pack == "default" else english_pack.content
    # What differs between themes is all on a deck of a long session.
    longest = max((content / "sessions").glob("*.yaml"), key=lambda file: file.stat().st_size).stem
    outputs = "deck" if style == "vermilion" else f"deck/{longest}"
    options = Options(content=content, templates=None, theme=style, out=tmp_path, jobs=1)
    built = build_outputs((outputs,), options, lambda *_: None).outputs
    assert len(built) > (style == "vermilion")
    for product in built:
        deck = product.path.read_bytes()
        problems = lint_package(deck, product.path.name) + accessibility_problems(deck, product.path.name)
        assert not problems, alt_text(problems)


def python_pptx_deck(notes: bool = False, chart: bool = False) -> bytes:
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Inches

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "A title"
    slide.placeholders[1].text = "First\nSecond"
    slide.shapes.add_shape(MSO_SHAPE.CHEVRON, Inches(1), Inches(5), Inches(2), Inches(1))
    slide.shapes.add_table(2, 3, Inches(4), Inches(5), Inches(4), Inches(1))
    if notes:
        slide.notes_slide.notes_text_frame.text = "Say hello."
    if chart:
        data: Any = cast(Any, CategoryChartData)()
        data.categories = ["a", "b"]
        data.add_series("s", (1, 2))
        slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Inches(1), Inches(1), Inches(3), Inches(3), data)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def test_python_pptx_s_decks_are_good_but_for_a_count_that_they_do_not_keep() -> None:
    [problem] = lint_package(python_pptx_deck())
    assert (problem.code, problem.severity) == ("deck.properties", "warning")
    assert problem.message == "says Slides 0, and there are 1"


def test_what_powerpoint_mends_without_a_word_is_a_warning() -> None:
    problems = lint_package(python_pptx_deck(notes=True, chart=True))
    assert {problem.severity for problem in problems} == {"warning"}, alt_text(problems)
    assert {problem.code for problem in problems} == {"deck.properties", "deck.notes", "deck.chart"}


# Anything at all ----------------------------------------------------------------------------------------------------


@given(st.binary(max_size=200) | st.binary(max_size=100).map(lambda data: b"PK\x03\x04" + data))
def test_any_bytes_have_a_problem(data: bytes) -> None:
    for check in (lint_package, accessibility_problems):
        problems = check(data, "x.pptx")
        assert problems
        assert all(problem.place.file.startswith("x.pptx") for problem in problems)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_deck_cut_short_or_spoilt_has_problems_and_no_traceback(good: bytes, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(good) - 1))
    assert lint_package(good[:cut])
    at, byte = data.draw(st.integers(0, len(good) - 1)), data.draw(st.integers(0, 255))
    spoilt = good[:at] + bytes([byte]) + good[at + 1 :]
    lint_package(spoilt)
    accessibility_problems(spoilt)


_WORDS = re.compile(rb'"[^"<>]*"|<(?!\?)/?[\w:]+|[0-9]+')


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_of_the_markup_ends_without_a_traceback(good: bytes, data: st.DataObject) -> None:
    parts = members(good)
    name = data.draw(st.sampled_from(sorted(name for name in parts if name.endswith((".xml", ".rels")))))
    found = list(_WORDS.finditer(parts[name]))
    match = data.draw(st.sampled_from(found))
    new = data.draw(st.sampled_from([b"", b'""', b'"-1"', b'"x"', b'"99999999999999999999"', b"<a:p", b"7", b"\xff"]))
    parts[name] = parts[name][: match.start()] + new + parts[name][match.end() :]
    spoilt = zipped(parts)
    for problem in lint_package(spoilt) + accessibility_problems(spoilt):
        assert problem.message


def test_a_member_that_says_it_is_huge_is_not_unpacked(good: bytes) -> None:
    entry = good.rindex(b"PK\x01\x02")
    bomb = good[: entry + 24] + (2**32 - 2).to_bytes(4, "little") + good[entry + 28 :]
    [problem] = lint_package(bomb)
    assert problem.code == "deck.limit"
    assert re.fullmatch(r"it unpacks to 4,09\d MB; 256 MB are unpacked at most", str(problem.message))


def test_what_is_no_zip_says_so() -> None:
    [old] = lint_package(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
    assert (old.code, bool(old.hint)) == ("deck.zip", True)
    [other] = lint_package(b"%PDF-1.7")
    assert other.code == "deck.zip"


def test_two_parts_of_one_name_are_found(good: bytes) -> None:
    buffer = io.BytesIO(good)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("ppt/slides/slide3.xml", b"<a/>")
    assert [problem.code for problem in lint_package(buffer.getvalue())] == ["deck.part-name"]


def test_a_member_that_is_packed_otherwise_is_found(good: bytes) -> None:
    buffer = io.BytesIO(good)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("ppt/media/image7.png", b"\x89PNG\r\n\x1a\n", zipfile.ZIP_LZMA)
    assert "deck.zip" in {problem.code for problem in lint_package(buffer.getvalue())}


def test_a_member_whose_checksum_is_wrong_is_found(good: bytes) -> None:
    entry = good.rindex(b"PK\x01\x02")
    wrong = bytes(byte ^ 255 for byte in good[entry + 16 : entry + 20])
    problems = lint_package(good[: entry + 16] + wrong + good[entry + 20 :])
    assert "deck.zip" in {problem.code for problem in problems}


def test_a_document_that_is_no_presentation_is_told_so() -> None:
    parts = {TYPES: b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'}
    for check in (lint_package, accessibility_problems):
        assert "this is no presentation" in alt_text(check(zipped(parts), "x.pptx"))


# Generated decks ----------------------------------------------------------------------------------------------------

words = st.text(st.characters(codec=None), max_size=12) | st.sampled_from(
    ["", "汉字，与 Latin", "a]b[c", "<&>\"'", "\x0b\n"]
)
lengths = st.integers(0, 12_000_000).map(Emu)
rects = st.builds(Rect, lengths, lengths, lengths, lengths)
colors = st.builds(Color, st.sampled_from(SLOTS), st.integers(0, 100_000), st.sampled_from([0, 25_000]))
sizes = st.floats(8, 80).map(lambda size: Pt(round(size * 2) / 2))
links = st.sampled_from(["", "", "#slide 0", "https://example.org/?a=1&b=字"])
runs = st.builds(Run, words, bold=st.booleans(), size=st.none() | sizes, color=st.none() | colors, link=links)
paragraphs = st.builds(
    Paragraph, st.lists(runs, max_size=3).map(tuple), sizes, sizes, colors, st.just((Line(0, 0, Emu(0)),)),
    bullet=st.sampled_from(["", "•", "1.", '"']), indent=st.integers(0, 900_000).map(Emu),
)  # fmt: skip
bodies = st.builds(TextBody, st.lists(paragraphs, max_size=3).map(tuple))
clicks = st.sampled_from([0, 0, 1, 2, 7])
own: dict[str, Any] = {"name": words, "rect": rects, "alt": st.none() | words, "path": st.sampled_from(["", "a/b#c.0"])}
shapes = st.builds(
    Shape, **own, fill=st.none() | colors, body=st.none() | bodies, rotation=st.integers(-400, 400), click=clicks,
    geometry=st.sampled_from(sorted(SITES.keys() - OPEN)),
)  # fmt: skip
texts = st.builds(Text, **own, body=bodies, click=clicks)
groups = st.builds(
    Group, **own, items=st.lists(st.builds(Text, **own, body=bodies), max_size=3).map(tuple), click=clicks
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns, rows = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    cells = tuple(tuple(TableCell(draw(bodies)) for _ in range(columns)) for _ in range(rows))
    widths, heights = (tuple(draw(lengths) for _ in range(count)) for count in (columns, rows))
    return Table(name=draw(words), rect=draw(rects), widths=widths, heights=heights, rows=cells, alt=draw(words))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    values = draw(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=4).map(tuple))
    names = tuple(draw(words) for _ in values)
    return Chart(
        name=draw(words), rect=draw(rects), series=draw(words), categories=names, values=values, labels=names,
        color=draw(colors), text_color=draw(colors), size=draw(sizes), alt=draw(words), click=draw(clicks),
    )  # fmt: skip


items: st.SearchStrategy[AnyItem] = shapes | texts | groups | tables() | charts()


def frames(theme: Theme) -> st.SearchStrategy[DeckFrames]:
    def deck(slides: list[tuple[list[AnyItem], str, str]]) -> DeckFrames:
        drawn = tuple(
            Frame(name=f"slide {number}", width=theme.width, height=theme.height, items=tuple(on_it), layout=layout,
                  section=section, notes=(Note("say", "说"),))
            for number, (on_it, layout, section) in enumerate(slides)
        )  # fmt: skip
        return DeckFrames(name="d", title="D", lang="zh-CN", frames=drawn)

    slide = st.tuples(
        st.lists(items, max_size=4), st.sampled_from(sorted(theme.layouts)), st.sampled_from(["", "a", "b"])
    )
    return st.lists(slide, min_size=1, max_size=3).map(deck)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_a_frame_holds_its_deck_is_good(theme: Theme, data: st.DataObject) -> None:
    problems = lint_package(write_deck(data.draw(frames(theme)), theme))
    assert not problems, alt_text(problems)
