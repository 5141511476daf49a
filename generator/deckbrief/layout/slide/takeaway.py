"""What to take away -> a band at the foot, a foot of the panel, or a line on the bleed: a tag, and the words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.draft.slides import ParagraphBlock, Slide
from deckbrief.layout.figures.kit import Look, Panel, draw_panels, explained, label_width
from deckbrief.layout.figures.shapes import icon, leaf
from deckbrief.layout.frame import AnyItem, Group, Shape
from deckbrief.layout.slide.chrome import on_bleed
from deckbrief.layout.slide.forms import layout_of
from deckbrief.layout.slide.placeholders import placeholder_text
from deckbrief.theme.theme import Layout, Theme

ABOVE: Final = px(14)
"""Air between a figure and the band below it."""
_ICON: Final = px(28)
_TAG: Final = px(208)


def has_place(layout: Layout) -> bool:
    """Tell whether a layout has a place for what to take away."""
    return "takeaway" in layout.placeholders


def lies_below(layout: Layout) -> bool:
    """Tell whether it lies below the figure, in a band, and so takes from its height."""
    return has_place(layout) and layout.placeholders["takeaway"].rect.y < layout.body.bottom and not on_bleed(layout)


def takeaway_items(block: ParagraphBlock, slide: Slide, theme: Theme) -> Iterator[AnyItem]:
    """Block with the takeaway, its slide -> tag and words, where the layout has them.

    Raises DoesNotFit where the words are too long even at the floor.
    """
    layout = layout_of(slide, theme)
    rect = layout.placeholders["takeaway"].rect
    look = Look(theme, slide.accent)
    if lies_below(layout):
        tag, words = _band(block, rect, look)
    else:
        tag, words = _foot(block, rect, look), rect
    yield tag
    yield from placeholder_text("takeaway", block.text, slide, theme, rect=words, path=block.of)


def _band(block: ParagraphBlock, rect: Rect, look: Look) -> tuple[Group, Rect]:
    """Return the band with its tag, as wide as its label is, and what is left for the words."""
    hue = look.color("hue")
    ink = look.on(hue)
    copy = explained(look, block.label, 17, ink, path=block.of, bold=True, pitch=1.1)
    left = look.theme.layouts["figure"].body.x
    width = max(_TAG, Emu(left + px(32) + label_width(copy) + px(20))) if block.label else left
    whole = Rect(Emu(0), rect.y, look.theme.width, rect.height)
    tag = Rect(Emu(0), rect.y, width, rect.height)
    items: list[AnyItem] = [Shape(name="takeaway ground", rect=whole, fill=look.color("band"))]
    if block.label:
        items.append(leaf("takeaway tag", tag, hue, radius=px(28), corner="br"))
        items.append(icon("takeaway icon", "push-pin", left + px(12), rect.center_y, px(26), ink))
        place = Rect(Emu(left + px(32)), rect.y, Emu(width - left - px(36)), rect.height)
        items += draw_panels([Panel(name="takeaway label", rect=place, copies=(copy,))], look.theme)
    words = Rect(Emu(width + px(24)), rect.y, Emu(rect.right - width - px(24)), rect.height)
    return Group(name="takeaway band", rect=whole, items=tuple(items)), words


def _foot(block: ParagraphBlock, rect: Rect, look: Look) -> Group:
    """Return the label above the words at the foot of a panel."""
    gold = look.color("hi")
    place = Rect(Emu(rect.x + px(36)), Emu(rect.y - px(40)), Emu(rect.width - px(36)), px(36))
    copy = explained(look, block.label or " ", 18, gold, path=block.of, bold=True, pitch=1.1)
    items: list[AnyItem] = [icon("takeaway icon", "push-pin", rect.x + px(13), place.center_y, _ICON, gold)]
    items += draw_panels([Panel(name="takeaway label", rect=place, copies=(copy,))], look.theme)
    return Group(name="takeaway tag", rect=Rect(rect.x, place.y, rect.width, place.height), items=tuple(items))
