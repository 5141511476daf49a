"""Titles of covers and sections: one of words that are apart has more room, and each is as large as it can be."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.base.length import px
from deckbrief.base.record import replace
from deckbrief.draft.slides import Entry, ListBlock, Slide
from deckbrief.layout.frame import Text, walk
from deckbrief.layout.slide.closing import closing_art
from deckbrief.layout.slide.opening import cover_art
from deckbrief.layout.slide.placeholders import title_text
from deckbrief.layout.slide.section import section_art
from deckbrief.theme.load import load_theme

THEME = load_theme("vermilion", [Path("templates/themes")])
PLACE = THEME.layouts["cover"].placeholders["title"]


def titled(title: str) -> Slide:
    return Slide(name="cover", layout="cover", title=title, of="a#title")


@pytest.mark.parametrize("count", range(2, 7))
def test_a_title_of_words_that_are_apart_ends_before_the_names_on_the_rings(count: int) -> None:
    title = title_text(titled("Clean hands until we meet again"), PLACE, 1, THEME)
    entries = tuple(Entry(text=f"Ward {number}", lead="", target=f"s{number}") for number in range(count))
    _, names = cover_art(ListBlock(style="route", entries=entries), THEME)
    assert names is not None
    assert title.rect.width > PLACE.rect.width
    beside = [item.rect for item in walk([names]) if item.name.startswith(("dot", "section "))]
    assert len(beside) == 2 * count
    assert min(rect.x for rect in beside) >= title.rect.right + px(14)


@pytest.mark.parametrize(("title", "least"), [("Clean hands, in an hour", 66), ("Clean hands until we meet again", 48)])
def test_such_a_title_is_a_step_larger(title: str, least: float) -> None:
    shown = title_text(titled(title), PLACE, 1, THEME).body.paragraphs[0]
    assert shown.size >= least
    assert len(shown.lines) == 2


@pytest.mark.parametrize("title", ["基层工作实践创新", "Clean"])
def test_other_titles_stand_in_the_layouts_place(title: str) -> None:
    assert title_text(titled(title), PLACE, 1, THEME).rect == PLACE.rect


@pytest.mark.parametrize("count", range(2, 6))
@pytest.mark.parametrize("lead", ["", "Every quarter"])
def test_a_sections_title_of_words_that_are_apart_ends_before_its_parts(count: int, lead: str) -> None:
    slide = Slide(name="s", layout="section", title="Our programme", of="a#title")
    layout = THEME.layout("section", 1)
    title = title_text(slide, layout.placeholders["title"], 1, THEME)
    entries = tuple(Entry(text=f"Part {number}", lead=lead, target=f"s{number}") for number in range(count))
    _, parts = section_art(ListBlock(style="route", entries=entries), layout.body, THEME, 1, ("Ours", "", ""))
    assert parts is not None
    beside = [item.rect for item in walk([parts]) if isinstance(item, Text) or item.name.startswith("node")]
    assert len(beside) >= 2 * count
    assert not any(rect.overlaps(title.rect) for rect in beside)
    assert title.body.paragraphs[0].size >= 44


def test_a_title_at_the_end_stops_before_the_sheet_to_write_on() -> None:
    act = ListBlock(style="act", entries=(Entry(text="What I do first"), Entry(text="On which day")))
    slide = replace(titled("Clean hands until we meet again"), blocks=(act,))
    title = title_text(slide, PLACE, 1, THEME)
    (sheet,) = closing_art(act, THEME)
    assert PLACE.rect.width < title.rect.width <= sheet.rect.x - px(24) - title.rect.x
