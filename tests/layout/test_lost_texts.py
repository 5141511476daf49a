"""Texts of openings that a user's template has no place or no room for: told, and nothing is lost unsaid."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.length import Pt, inches
from deckbrief.base.problem import Place
from deckbrief.base.record import replace
from deckbrief.draft.slides import Deck, Section, Slide
from deckbrief.layout.frame import Text
from deckbrief.layout.slide.placeholders import title_text
from deckbrief.layout.slide.slide import DeckLayout, lost_text_warnings
from deckbrief.theme.template.load import load_template
from deckbrief.theme.theme import Theme

from tests.support.small_pack import THEME


@pytest.fixture(scope="module")
def corporate(make_templates: Any, tmp_path_factory: pytest.TempPathFactory) -> Theme:
    """A template whose cover has a place for a speaker, and none for a date or a subtitle."""
    path: Path = make_templates.corporate(tmp_path_factory.mktemp("templates") / "corporate.pptx")
    theme, _ = load_template(path, THEME)
    cover = theme.layouts["cover"]
    places = {key: place for key, place in cover.placeholders.items() if key not in ("date", "subtitle")}
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


@pytest.mark.parametrize(
    ("height", "said", "told"),
    [
        (1.6, ("Where we stand", "Ada", "2026"), []),
        (0.5, ("Where we stand",), ["no place for speaker, date: left out"]),
    ],
)
def test_what_has_no_place_follows_the_subtitle_where_that_has_room(
    make_templates: Any, tmp_path: Path, height: float, said: tuple[str, ...], told: list[str]
) -> None:
    theme, _ = load_template(make_templates.corporate(tmp_path / "corporate.pptx"), THEME)
    cover = theme.layouts["cover"]
    places = {key: place for key, place in cover.placeholders.items() if key in ("title", "subtitle")}
    rect = replace(places["subtitle"].rect, height=inches(height))
    places["subtitle"] = replace(places["subtitle"], rect=rect, size=Pt(24), least=Pt(18), spare=None)
    low = replace(theme, layouts={**theme.layouts, "cover": replace(cover, placeholders=places)})
    slide = Slide(
        name="c",
        layout="cover",
        title="T",
        subtitle="Where we stand",
        speaker="Ada",
        date="29 November 2026",
        minutes=1,
    )
    messages, shown = laid_out(slide, low)
    assert [word for word in ("Where we stand", "Ada", "2026") if word in shown] == list(said)
    assert [message.partition("has ")[2].replace("too little room", "no place") for message in messages] == told


@pytest.mark.parametrize(("zoom", "is_small"), [(1.0, False), (0.6, True)])
def test_text_that_is_small_in_the_file_is_no_large_text(corporate: Theme, zoom: float, is_small: bool) -> None:
    """A text of 26 points on a slide of 13.333 inches has 15.6 on one of 8: it needs the contrast of small text."""
    cover = corporate.layouts["cover"]
    title = replace(cover.placeholders["title"], size=Pt(26), small="ink", color="muted", bold=False)
    places = {**cover.placeholders, "title": title}
    theme = replace(corporate, zoom=zoom, layouts={**corporate.layouts, "cover": replace(cover, placeholders=places)})
    slide = Slide(name="c", layout="cover", title="T", minutes=1)
    text = title_text(slide, title, 1, theme)
    (color,) = {paragraph.color for paragraph in text.body.paragraphs}
    assert color == theme.color("ink" if is_small else "muted")
