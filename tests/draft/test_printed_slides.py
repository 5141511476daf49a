"""Charts, tables and figures of a unit's free slides are printed with its text, behind what they follow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from deckbrief.content.model import Pack
from deckbrief.content.read import read_pack
from deckbrief.export.briefing import figure_frame
from deckbrief.export.materials import materials
from deckbrief.layout.frame import Shape, Text

from tests.draft.test_briefing import document_of, html
from tests.layout.test_free import pack_with
from tests.support.small_pack import ROOTS

SLIDES = """\
kind: slides
title: Of the bakery
unit: bakery
slides:
  - title: Loaves of a year
    chart:
      {chart: bar, unit: kg, categories: [May, June], series: [{name: Rye, values: [1200, 7]}], reading: June is low.}
  - {title: Kept back, hidden: true, chart: {categories: [a], series: [{name: s, values: [1]}]}}
  - title: What they cost
    after: rests
    table:
      head: [Loaf, Price, Share]
      format: [plain, thousands, percent]
      rows: [[Rye, 12000, 0.5], {cells: [All, 24000, 1], total: true}]
      note: In 2024.
  - {title: Two fields, after: rests, figure: {figure: venn, center: Both, parts: [{name: Fast}, {name: Slow}]}}
  - {title: Said alone, after: rests, statement: Wait.}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return read_pack(pack_with(tmp_path / "pack", "  - {title: T, text: [A.]}\n", SLIDES))


@pytest.mark.parametrize("whole", [False, True])
def test_they_stand_behind_what_they_follow_and_are_counted_there(pack: Pack, whole: bool) -> None:
    document = document_of(html(pack, None if whole else pack.unit("bakery")))
    path = next(slides.path for slides in pack.slide_sets if slides.unit)
    drawn = [image.get("src") for image in document.iter("img")]
    own = [f"figure:{path}#slides.{number}" for number in (0, 3)]
    framework = f"figure:{pack.unit('bakery').path}#frameworks.rests"
    assert drawn == ([own[0], framework, own[1]] if whole else [framework, *own])
    captions = [" ".join(each.text_content().split()) for each in document.xpath("//figcaption/b")]
    assert [int(re.findall(r"\d+", caption)[0]) for caption in captions] == [1, 2, 3]
    section = document.xpath("//section[@class='framework']")[0]
    order = [element for element in document.iter() if element.tag in ("section", "table", "figure")]
    (table,) = document.xpath("//table[@class='data']")
    (chart,) = (image.getparent() for image in document.iter("img") if image.get("src") == own[0])
    assert order.index(chart) < order.index(section) < order.index(table)
    assert not document.xpath("//*[contains(text(), 'Kept back') or contains(text(), 'Said alone')]")


def test_a_table_is_a_table_and_a_chart_tells_its_numbers(pack: Pack) -> None:
    document = document_of(html(pack, pack.unit("bakery")))
    rows = [[cell.text_content().strip() for cell in row] for row in document.xpath("//table[@class='data']//tr")]
    assert rows == [["Loaf", "Price", "Share"], ["Rye", "12,000", "50%"], ["All", "24,000", "100%"]]
    (alt,) = (image.get("alt") for image in document.iter("img") if "#slides.0" in image.get("src"))
    assert {"Rye", "May", "1200", "June", "7", "kg"} <= set(re.findall(r"[A-Za-z]+|\d+", alt))


def test_a_gap_in_a_series_leaves_the_numbers_behind_it_with_their_categories(tmp_path: Path) -> None:
    slides = SLIDES.replace("values: [1200, 7]", "values: [~, 7]")
    gapped = read_pack(pack_with(tmp_path / "gapped", "  - {title: T, text: [A.]}\n", slides))
    document = document_of(html(gapped, gapped.unit("bakery")))
    (alt,) = (image.get("alt") for image in document.iter("img") if "#slides.0" in image.get("src"))
    assert "Rye: June 7kg" in alt
    assert "May" not in alt


def test_a_chart_on_paper_says_once_what_its_numbers_count(pack: Pack) -> None:
    path = next(slides.path for slides in pack.slide_sets if slides.unit)
    frame = figure_frame(f"{path}#slides.0", materials(pack, "vermilion", ROOTS, None))
    said = [item.body.text for item in frame.walk() if isinstance(item, Text | Shape) and item.body]
    assert "June is low." in said
    assert all(item.rect.right <= frame.width for item in frame.walk())


@pytest.mark.parametrize(
    ("keys", "caption"),
    [("ours: true", "Trainer’s note"), ("evidence: [{paragraph: 2, words: seven kilos}]", "seven kilos")],
)
def test_what_carries_them_stands_behind_their_titles(tmp_path: Path, keys: str, caption: str) -> None:
    slides = SLIDES.replace("title: Loaves of a year\n", f"title: Loaves of a year\n    {keys}\n")
    folder = pack_with(tmp_path / "pack", "  - {title: T, text: [A.]}\n", slides)
    file = folder / "pack.yaml"
    file.write_text(re.sub(r"(?m)^source:.*\n", "", file.read_text("utf-8")) + "source: An article\n", "utf-8")
    pack = read_pack(folder)
    document = document_of(html(pack, pack.unit("bakery")))
    (told,) = (text.text_content() for text in document.iter("figcaption") if "Loaves of a year" in text.text_content())
    assert caption in told
