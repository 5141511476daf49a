"""Texts of openings that a user's template has no place or no room for: told, and nothing is lost unsaid."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.length import inches
from deckbrief.base.problem import Place
from deckbrief.base.record import replace
from deckbrief.draft.slides import Deck, Section, Slide
from deckbrief.layout.frame import Text
from deckbrief.layout.slide.slide import DeckLayout, lost_text_warnings
from deckbrief.theme.template.load import load_template
from deckbrief.theme.theme import Theme

from tests.support.small_pack import THEME


@pytest.fixture(scope="module")
def corporate(make_templates: Any, tmp_path_factory: pytest.TempPathFactory) -> Theme:
    """A template whose cover has a place for a speaker, and none for a date."""
    path: Path = make_templates.corporate(tmp_path_factory.mktemp("templates") / "corporate.pptx")
    theme, _ = load_template(path, THEME)
    cover = theme.layouts["cover"]
    places = {key: place for key, place in cover.placeholders.items() if key != "date"}
    return replace(theme, layouts={**theme.layouts, "cover": replace(cover, placeholders=places)})


class Nowhere:
    """Places of a deck that is of no content."""

    def place(self, path: str) -> Place:
        return Place(path)


def squeezed(theme: Theme, width: float) -> Theme:
    """The theme with a cover whose speaker has a box of that width in inches and a line's height, for want of room."""
    cover = theme.layouts["cover"]
    speaker = cover.placeholders["speaker"]
    rect = replace(speaker.rect, width=inches(width), height=inches(0.42))
    places = {**cover.placeholders, "speaker": replace(speaker, rect=rect, spare=None, optional=True)}
    return replace(theme, layouts={**theme.layouts, "cover": replace(cover, placeholders=places)})


def laid_out(cover: Slide, theme: Theme) -> tuple[list[str], str]:
    """Cover -> what is told of it, and what it shows."""
    deck = Deck(name="d", title="D", lang="en", sections=(Section(name="s", slides=(cover,)),))
    layout = DeckLayout(deck, Nowhere(), theme)
    (frame,) = layout.whole().frames
    shown = "|".join(item.body.text for item in frame.walk() if isinstance(item, Text))
    return [problem.message for problem in lost_text_warnings(layout, theme)], shown


@pytest.mark.parametrize(
    ("width", "said", "told"), [(9.0, ("Ada", "2026"), ""), (0.9, ("Ada",), "date"), (0.1, (), "speaker, date")]
)
def test_what_is_not_shown_is_told(corporate: Theme, width: float, said: tuple[str, ...], told: str) -> None:
    cover = Slide(name="c", layout="cover", title="T", speaker="Ada", date="29 November 2026", minutes=1)
    messages, shown = laid_out(cover, squeezed(corporate, width))
    assert [word for word in ("Ada", "2026") if word in shown] == list(said)
    assert [message.partition("for ")[2] for message in messages] == ([f"{told}: left out"] if told else [])
    assert all("too little room" in message for message in messages)


def test_a_text_without_a_place_is_told_as_such(corporate: Theme) -> None:
    cover = corporate.layouts["cover"]
    places = {key: place for key, place in cover.placeholders.items() if key != "speaker"}
    bare = replace(corporate, layouts={**corporate.layouts, "cover": replace(cover, placeholders=places)})
    slide = Slide(name="c", layout="cover", title="T", speaker="Ada", date="29 November 2026", minutes=1)
    messages, shown = laid_out(slide, bare)
    assert "Ada" not in shown
    assert [message.partition("has ")[2] for message in messages] == ["no place for speaker, date: left out"]
