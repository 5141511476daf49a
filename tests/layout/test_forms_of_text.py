"""Which layout a slide of plain text takes: beside a panel while it is short, the whole width when it is long."""

from __future__ import annotations

from deckbrief.draft.slides import Entry, ListBlock, Slide
from deckbrief.layout.slide.forms import formed
from hypothesis import given
from hypothesis import strategies as st

from tests.support.small_pack import THEME


def kind_of(*texts: str) -> str:
    block = ListBlock(style="bullets", entries=tuple(Entry(text=text) for text in texts))
    slide = Slide(name="one", layout="text", title="Title", blocks=(block,))
    return next(formed([slide], THEME)).kind


def test_a_short_text_stands_beside_a_panel_and_a_long_one_does_not() -> None:
    assert kind_of("One.", "Two.") == "split-text"
    assert kind_of(*["一句话，不长也不短，十四五个字。"] * 6) == "split-text"
    assert kind_of(*["One."] * 12) == "text"
    assert kind_of("长" * 400) == "text"


def test_addresses_of_links_and_marks_take_no_room() -> None:
    assert kind_of(f"[Read on](https://example.org/{'x' * 400})", "**Two**") == "split-text"


@given(st.lists(st.text("ab 和而", min_size=1, max_size=60), min_size=1, max_size=14))
def test_more_text_is_never_taken_for_shorter(texts: list[str]) -> None:
    if kind_of(*texts) == "text":
        assert kind_of(*texts, "more") == "text"
