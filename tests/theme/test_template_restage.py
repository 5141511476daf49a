"""Layouts that are made for other slides than the one that needs them: the title stands where that slide has it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pptx
import pytest
from deckbrief.base.length import inches
from deckbrief.theme.template.load import template_problems

from tests.theme.conftest import HIGH, Edit, Load
from tests.theme.test_template_designs import untyped
from tests.theme.test_template_kinds import box, holder, layout_of, plain, put


def keep(deck: Any, *names: str) -> None:
    """Leave a template these layouts only."""
    for layout in list(deck.slide_layouts):
        if layout.name not in names:
            deck.slide_layouts.remove(layout)


def test_a_template_without_a_cover_has_one_on_a_plain_layout(load: Load) -> None:
    theme = load(lambda deck: keep(deck, "Title Only", "Title and Content"))
    for key in ("cover", "section"):
        found = theme.layouts[key].placeholders
        assert HIGH * 0.2 < found["title"].rect.center_y < HIGH * 0.6
        assert found["title"].size >= 40
        assert found["title"].rect.bottom <= found["subtitle"].rect.y < found["speaker"].rect.y
        assert not found["subtitle"].type, "a place for content has bullets"
    assert theme.layouts["figure"].placeholders["title"].rect.center_y < HIGH * 0.2


@pytest.mark.parametrize("name", ["Cover", "Section"])
def test_what_is_called_an_opening_keeps_its_title(load: Load, name: str) -> None:
    """Its designer put it there."""

    def edit(deck: Any) -> None:
        keep(deck, "Title Only", "Title and Content")
        untyped(layout_of(deck, "Title and Content"), name)

    key = "cover" if name == "Cover" else "section"
    theme = load(edit)
    assert theme.layouts[key].name == name
    assert theme.layouts[key].placeholders["title"].rect.center_y < HIGH * 0.2


def test_a_title_below_a_band_stays_clear_of_it(load: Load) -> None:
    def edit(deck: Any) -> None:
        keep(deck, "Title Only")
        box(layout_of(deck, "Title Only"), 0, 0, 13.333, 2, plain("4B1482"))

    place = load(edit).layouts["cover"].placeholders["title"].rect
    assert place.y >= inches(2)


@pytest.mark.parametrize("low", [2.2, 3.4])
def test_a_template_of_a_cover_alone_carries_figures(saved: Callable[[Edit], Path], load: Load, low: float) -> None:
    """Its title moves to the head of the slide; what is drawn above stays clear."""

    def edit(deck: Any) -> None:
        keep(deck, "Title Slide")
        cover = layout_of(deck, "Title Slide")
        put(holder(cover, "ctrTitle"), 0.9, low, 11.5, 2)
        put(holder(cover, "subTitle"), 0.9, low + 2.1, 11.5, 1.2)
        box(cover, 0, 0, 13.333, 0.5, plain("F0B400"))

    theme = load(edit)
    figure, cover = theme.layouts["figure"], theme.layouts["cover"]
    assert inches(0.5) <= figure.placeholders["title"].rect.y < inches(1)
    assert figure.placeholders["title"].size <= 32
    assert figure.body.height >= inches(3.7)
    assert not figure.body.overlaps(figure.placeholders["title"].rect)
    assert cover.placeholders["title"].rect.y >= inches(low) - 1
    told = [problem for problem in template_problems(saved(edit)) if "made for other slides" in problem.message]
    assert {problem.severity for problem in told} == {"note"}


def test_a_slide_says_where_a_title_stands_that_is_elsewhere_in_the_layout(
    saved: Callable[[Edit], Path], make_deck: Callable[[Path], bytes], tmp_path: Path
) -> None:

    template = saved(lambda deck: keep(deck, "Title Slide"))
    (tmp_path / "deck.pptx").write_bytes(make_deck(template))
    deck: Any = pptx.Presentation(str(tmp_path / "deck.pptx"))
    tops = {slide.shapes.title.top for slide in deck.slides}
    assert min(tops) < inches(1) < inches(2) < max(tops)


def test_figures_stand_below_a_title_at_the_head_where_only_a_low_title_leaves_them_room(load: Load) -> None:
    """Titles are so high that content is low; a layout for a wide picture has its title below that."""

    def edit(deck: Any) -> None:
        keep(deck, "Title Slide", "Title and Content", "Picture with Caption")
        content = layout_of(deck, "Title and Content")
        put(holder(content, "title"), 1.25, 0.67, 10.8, 2.1)
        put(holder(content, "obj"), 1.25, 2.9, 10.8, 3.4)
        for layout in deck.slide_layouts:
            for x, kind in ((0.9, "dt"), (4.4, "ftr"), (9.4, "sldNum")):
                put(holder(layout, kind), x, 6.4, 3, 0.4)
        below = layout_of(deck, "Picture with Caption")
        put(holder(below, "title"), 1.25, 5.2, 10.8, 0.6)
        put(holder(below, "pic"), 2.2, 1, 9, 3.5)
        put(holder(below, "body"), 1.25, 5.8, 10.8, 0.5)

    figure = load(edit).layouts["figure"]
    assert figure.placeholders["title"].rect.bottom <= figure.body.y
