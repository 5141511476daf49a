"""Layouts that are made for another kind of slide, with their title where the slide needs it.

A template without a cover has one on a plain layout, with the title in the middle of what is free there; one without a
layout for figures has its title at the head of the slide.
"""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.base.record import replace
from deckbrief.theme.template.names import is_cover, is_section
from deckbrief.theme.template.parts import Holder, LayoutPart
from deckbrief.theme.template.room import LEAST_HEIGHT, LEAST_WIDTH, MARGIN, body_of
from deckbrief.theme.template.surface import GAP, Surface, around, evenness, text_rect

_HEAD: Final = 0.3
"""A title whose middle stands above this share of the height is that of a slide that is worked with."""
_CONTENT: Final = 0.5
"""A text that takes more than that of the height is content."""
_FROM_TOP: Final = 0.16
"""Where a title of an opening begins in what is free, in shares of it."""
_COLUMNS: Final = 16
_CALM: Final = 0.97
"""The share of one colour in a column where nothing is drawn,"""
_NARROW: Final = 0.4
"""and how much of what is free the columns beside the art have."""
_OPENING_TITLE: Final = inches(1.6)
_OPENING_SIZE: Final = Pt(40)
"""Two lines of an opening's title, and what it is set in at least."""
_WORKING_TITLE: Final = inches(0.9)
_WORKING_SIZE: Final = Pt(32)
"""A line or two of a title above figures, and what it is set in at most."""


def needs_stage(layout: LayoutPart, height: Emu) -> bool:
    """Layout for an opening, the slide's height -> whether its title stands at the head, as above content."""
    title = layout.title
    if title is None or title.rect.center_y >= _HEAD * height:
        return False
    if layout.untitled:
        return True
    if layout.type == "secHead":  # what is copied from a section's layout stays of that type, whatever becomes of it
        return any(text.rect.height > _CONTENT * height for text in layout.texts)
    return layout.type != "title" and not (not layout.type and (is_cover(layout.name) or is_section(layout.name)))


def as_opening(surface: Surface) -> LayoutPart | None:
    """Layout with its title at the head -> the same with it lower in what is free; None where that is little."""
    layout, free = surface.layout, body_of(surface)
    if layout.title is None or free.width < LEAST_WIDTH or free.height < LEAST_HEIGHT:
        return None
    free = _beside_art(surface, free) if layout.untitled else free
    inside = _across(layout.title, free)
    top = Emu(free.y + round(free.height * _FROM_TOP))
    return _with_title(layout, Rect(inside.x, top, inside.width, _OPENING_TITLE), at_least=_OPENING_SIZE)


def as_working(surface: Surface) -> LayoutPart | None:
    """Layout with its title elsewhere -> the same with it at the head of what is free; None without a title."""
    layout, template = surface.layout, surface.template
    if layout.title is None:
        return None
    whole = Rect(Emu(2 * MARGIN), MARGIN, Emu(template.width - 4 * MARGIN), Emu(template.height - 2 * MARGIN))
    free = surface.cleared_of_words(surface.cleared(whole))
    head = Rect(free.x, Emu(free.y + GAP), free.width, _WORKING_TITLE)
    return _with_title(layout, head, at_most=_WORKING_SIZE)


def _beside_art(surface: Surface, free: Rect) -> Rect:
    """What is free -> the widest part of it without art where an opening's texts stand; all, if that is narrow."""
    columns = free.columns(_COLUMNS, 0)
    runs: list[list[Rect]] = [[]]
    for column in columns:
        texts = Rect(column.x, Emu(free.y + free.height // 8), column.width, Emu(free.height * 5 // 8))
        if evenness(surface.behind(texts)) >= _CALM:
            runs[-1].append(column)
        elif runs[-1]:
            runs.append([])
    widest = max(runs, key=len)
    return around(widest) if len(widest) >= _NARROW * len(columns) else free


def _across(title: Holder, free: Rect) -> Rect:
    """A title, what is free -> the part of it that the title had from left to right, where that is wide."""
    text = text_rect(title)
    x, right = max(title.rect.x, Emu(free.x - (text.x - title.rect.x))), min(title.rect.right, free.right)
    return Rect(Emu(x), free.y, Emu(right - x), free.height) if 2 * (right - x) > free.width else free


def _with_title(layout: LayoutPart, rect: Rect, at_least: Pt = Pt(0), at_most: Pt | None = None) -> LayoutPart:
    """Layout -> the same with its title in a rectangle and of a size between two, and without places for content."""
    title = layout.title
    assert title is not None, "a layout without a title is not restaged"
    size = Pt(max(title.style.size, at_least) if at_most is None else min(title.style.size, at_most))
    moved = replace(title, rect=rect, style=replace(title.style, size=size), placed=False)
    kept = (moved if holder is title else holder for holder in layout.holders if holder is title or holder.is_corner)
    return replace(layout, holders=tuple(kept), master_body=None, restaged=True)
