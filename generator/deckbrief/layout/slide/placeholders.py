"""A slide's words in the placeholders of its layout: the title, and what stands around the body."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches, points
from deckbrief.draft.slides import Slide
from deckbrief.layout.frame import Run, Text, TextBody
from deckbrief.layout.text.fit import Copy, DoesNotFit, Slot, fit
from deckbrief.theme.theme import Placeholder, Theme

TWO_LINES: Final = inches(0.36)
"""How much a title of two lines takes from the body."""
_TITLE_FLOOR: Final = Pt(24)
_CORNERS: Final = ("dt", "ftr", "sldNum")
"""Placeholders at the foot of a slide, which may be smaller than what is read in the room."""


def title_text(slide: Slide, placeholder: Placeholder, lines: int, theme: Theme) -> Text:
    """Slide, its title's place, over how many lines at most -> the title, set. Raises DoesNotFit."""
    rect = placeholder.rect
    if lines == 2:
        rect = Rect(rect.x, rect.y, rect.width, Emu(rect.height + TWO_LINES))
    size = placeholder.size if lines == 1 else Pt(min(placeholder.size, 28))
    floor = Pt(min(placeholder.size, 28)) if lines == 1 else _TITLE_FLOOR
    if slide.layout in ("cover", "section") or (lines == 1 and takes_two_lines(placeholder)):
        size, floor = placeholder.size, _TITLE_FLOOR
    if placeholder.least is not None and floor == _TITLE_FLOOR:
        floor = Pt(min(size, placeholder.least))
    copy = _copy_for(slide.title, placeholder, theme, size, floor, slide.of, balanced=True)
    slot = Slot(copies=(copy,), box=rect, insets=placeholder.insets, anchor=placeholder.anchor, exact=False)
    body = fit(slot, placeholder.pitch)
    return Text(name=f"title · {slide.name}", rect=rect, body=body, placeholder="title", path=slide.of)


def takes_two_lines(placeholder: Placeholder) -> bool:
    """Tell whether a title of two lines has room in it as it is, as those of other people's templates have."""
    _, top, _, bottom = placeholder.insets
    return placeholder.rect.height - top - bottom >= points(2 * _TITLE_FLOOR * placeholder.pitch)


def placeholder_text(key: str, text: str, slide: Slide, theme: Theme, field: str = "") -> list[Text]:
    """Return the text in its place; nothing where it does not fit and the layout can do without it.

    Raises DoesNotFit where it cannot.
    """
    placeholder = theme.layouts[slide.layout].placeholders[key]
    floor = Pt(min(placeholder.size, theme.scale.caption if placeholder.type in _CORNERS else theme.scale.floor))
    balanced = key == "subtitle"
    copy = _copy_for(text, placeholder, theme, placeholder.size, floor, slide.of, balanced=balanced, field=field)
    slot = Slot(copies=(copy,), box=placeholder.rect, insets=placeholder.insets, anchor=placeholder.anchor, exact=False)
    try:
        rect, body = _in_either(slot, placeholder.spare, placeholder.pitch)
    except DoesNotFit:
        if placeholder.optional:
            return []
        raise
    return [Text(name=f"{key} · {slide.name}", rect=rect, body=body, placeholder=key)]


def _in_either(slot: Slot, spare: Rect | None, pitch: float) -> tuple[Rect, TextBody]:
    """Slot, another box for it -> the box in which its text is larger, or has fewer lines, and the text set in it.

    Raises DoesNotFit where it fits in neither.
    """
    if spare is None:
        return slot.box, fit(slot, pitch)
    wide = spare, fit(replace(slot, box=spare), pitch)
    try:
        own = slot.box, fit(slot, pitch)
    except DoesNotFit:
        return wide
    return max(own, wide, key=lambda found: (found[1].paragraphs[0].size, -len(found[1].paragraphs[0].lines)))


def _copy_for(
    text: str,
    placeholder: Placeholder,
    theme: Theme,
    size: Pt,
    floor: Pt,
    path: str,
    *,
    balanced: bool = False,
    field: str = "",
) -> Copy:
    """Text of a placeholder -> the copy that sets it as its layout says; a `field` is one that programs fill in."""
    return Copy(
        text=text,
        size=size,
        floor=floor,
        color=theme.color(placeholder.color),
        bold=placeholder.bold,
        face=placeholder.face,
        align=placeholder.align,
        runs=(Run(text, bold=placeholder.bold, field=field),) if field else (),
        path=path,
        balanced=balanced,
        wide=placeholder.wide,
        capitals=placeholder.capitals,
    )
