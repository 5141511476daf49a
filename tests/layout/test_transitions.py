"""How slides follow each other."""

from __future__ import annotations

from deckbrief.draft.slides import Slide
from deckbrief.layout.slide.transitions import transitions


def slide(of: str, layout: str = "figure", hidden: bool = False) -> Slide:
    return Slide(name=of, layout=layout, title="Title", of=of, hidden=hidden)  # type: ignore[arg-type]


def test_sections_are_pushed_in_and_what_goes_on_morphs() -> None:
    slides = [
        slide("deck#title", "cover"),
        slide("unit", "section"),
        slide("unit#frameworks.first"),
        slide("unit#frameworks.first"),  # its second half
        slide("unit#frameworks.first.parts.one"),
        slide("unit#frameworks.firstly"),
        slide("unit#takeaways"),
        slide("deck#modules.1"),
    ]
    assert list(transitions(slides)) == ["fade", "push", "fade", "morph", "morph", "fade", "fade", "fade"]


def test_a_hidden_slide_is_not_followed() -> None:
    slides = [slide("a#frameworks.x"), slide("a#frameworks.y", hidden=True), slide("a#frameworks.x.parts.p")]
    assert list(transitions(slides)) == ["fade", "fade", "morph"]
    slides = [slide("a#frameworks.y"), slide("a#frameworks.x", hidden=True), slide("a#frameworks.x.parts.p")]
    assert list(transitions(slides)) == ["fade", "fade", "fade"]
