"""A template none of whose layouts has a title -> the same with a title on each, where its layouts mean one.

Such layouts have plain text placeholders for what titles say, or nothing but art, and sample slides with text boxes. A
slide has a placeholder for its title none the less, as it keeps one in PowerPoint when it gets a layout without: it is
found by screen readers and in the outline. Nothing comes to it from the layout, so it says all of its look itself.
"""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Pt, Rect
from deckbrief.base.record import replace
from deckbrief.ooxml.fills import NO_FILL
from deckbrief.theme.template.parts import USUAL_PLACES, Holder, LayoutPart, Style, Template
from deckbrief.theme.template.room import LEAST_TITLE, LEAST_TITLE_WIDTH, on_slide_share

_ON_SLIDE: Final = 0.75
_HIGHEST: Final = 0.4
"""A text that takes more than that of the slide's height is content."""
_SIZE: Final = Pt(32)
"""What a title is set in where no text of the layout says how large one is."""
_INSETS: Final = (Emu(91_440), Emu(45_720), Emu(91_440), Emu(45_720))


def with_titles(template: Template) -> Template:
    """Template -> itself where one of its layouts has a title on the slide, else with a title on each."""
    slide = Rect(Emu(0), Emu(0), template.width, template.height)
    titles = (layout.title for layout in template.layouts)
    if any(title is not None and on_slide_share(title.rect, slide) >= _ON_SLIDE for title in titles):
        return template
    return replace(template, layouts=tuple(_with_title(layout, slide) for layout in template.layouts))


def _with_title(layout: LayoutPart, slide: Rect) -> LayoutPart:
    """Layout -> the same whose largest text, the first of them, is its title; else with one where they usually are."""
    wide = [text for text in layout.texts if text.rect.width >= LEAST_TITLE_WIDTH and text.rect.height >= LEAST_TITLE]
    wide = [text for text in wide if on_slide_share(text.rect, slide) >= _ON_SLIDE]
    wide = [text for text in wide if text.rect.height <= _HIGHEST * slide.height]
    head = max(wide, key=lambda text: (text.style.size, -text.rect.y), default=None)
    others = tuple(holder for holder in layout.holders if holder is not head and not holder.is_title)
    return replace(layout, holders=(_title(head, slide), *others), untitled=True)


def _title(head: Holder | None, slide: Rect) -> Holder:
    """Return a title in the place and the look of a text of the layout, or in the usual ones."""
    if head is not None:
        style = replace(head.style, inherited=False)
        return replace(head, type="title", index=0, style=style, placed=False, held=False)
    left, top, width, height = USUAL_PLACES["title"]
    rect = Rect(
        Emu(round(slide.width * left)), Emu(round(slide.height * top)),
        Emu(round(slide.width * width)), Emu(round(slide.height * height)),
    )  # fmt: skip
    style = Style(_SIZE, bold=True, align="left", anchor="middle", insets=_INSETS, tone=None, inherited=False)
    return Holder("title", 0, "Title", rect, style, NO_FILL, placed=False, held=False)
