"""How each slide follows the one before it: fade; push into a section; morph where the same thing is shown further."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckbrief.draft.slides import Slide
from deckbrief.layout.frame import Transition


def transitions(slides: Sequence[Slide]) -> Iterator[Transition]:
    """Slides as they follow each other -> the transition of each; hidden ones are not shown, and so not followed."""
    before: Slide | None = None
    for slide in slides:
        if slide.layout == "section":
            yield "push"
        elif before is not None and _goes_on(before, slide):
            yield "morph"
        else:
            yield "fade"
        if not slide.hidden:
            before = slide


def _goes_on(before: Slide, slide: Slide) -> bool:
    """Tell whether a slide shows what the one before it showed: the rest of its figure, or a part of it."""
    if before.layout != slide.layout or "#" not in slide.of:
        return False
    return slide.of == before.of or slide.of.startswith(f"{before.of}.")
