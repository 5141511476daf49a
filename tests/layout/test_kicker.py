"""What stands above a title: never the title's own words, and no chip where nothing stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.content.read import read_pack
from deckbrief.draft.slides import Deck, Section, Slide
from deckbrief.layout.frame import Frame, Text
from deckbrief.layout.slide.slide import lay_out_deck

from tests.support.small_pack import THEME, write_pack


def frame_with(tmp_path: Path, kicker: str, title: str) -> Frame:
    pack = read_pack(write_pack(tmp_path / "pack", "pillars", 2))
    slide = Slide(name="one", layout="figure", title=title, kicker=kicker, minutes=1)
    deck = Deck(name="d", title="D", lang="en", sections=(Section(name="s", slides=(slide,)),))
    return lay_out_deck(deck, pack, THEME).frames[0]


@pytest.mark.parametrize(
    ("kicker", "title", "shown"),
    [
        ("Agenda · 30 min", "Agenda", ["30 min"]),
        ("Summary", "Summary", []),
        ("Library · The hall", "A hall", ["Library · The hall"]),
        ("", "A hall", []),
    ],
)
def test_a_kicker_does_not_say_the_title_again(tmp_path: Path, kicker: str, title: str, shown: list[str]) -> None:
    frame = frame_with(tmp_path, kicker, title)
    told = [item.body.text for item in frame.walk() if isinstance(item, Text) and item.placeholder == "kicker"]
    assert told == shown
    assert any(item.name == "chip" for item in frame.walk()) == bool(shown)
