"""Where on an opening a text without a placeholder can be read: free strips below its texts, else above them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from deckbrief.base.length import Emu, Rect, inches
from deckbrief.theme.template.parts import Holder
from deckbrief.theme.template.room import MARGIN
from deckbrief.theme.template.surface import GAP, Surface, evenness, text_rect
from deckbrief.theme.theme import Align

_STEPS: Final = tuple(inches(0.25) * number for number in range(7))
"""How much lower such a strip may begin, below lines and drawings."""
_SHARES: Final = (1.0, 0.6, 0.4)
"""How much of the width it may have: a short text is read where a long one would run into a picture."""
_EVEN: Final = 0.97
"""Share of one colour behind each quarter of a small text."""
_NARROWEST: Final = inches(2.4)


def free_strip(
    surface: Surface,
    lead: Holder,
    texts: Sequence[Rect],
    heights: Sequence[int],
    beside: Sequence[Sequence[Rect]],
    above: bool = False,
) -> Rect | None:
    """What a text is set like, where texts stand, heights from the best -> a strip below (or `above`) all of them.

    Rather an even one, and one clear of all that stands in the first list of `beside`, else of the next one. None where
    there is none.
    """
    text = text_rect(lead)
    lowest, highest = max(rect.bottom for rect in texts), min(rect.y for rect in texts)
    tops = [
        (highest - GAP - step - height if above else lowest + GAP + step, height)
        for step in _STEPS
        for height in heights
    ]
    strips = [Rect(text.x, Emu(top), text.width, Emu(height)) for top, height in tops]
    found = []
    for others, share in product(beside, _SHARES):
        cut = (part for strip in strips if (part := narrowed(strip, lead.style.align, share)))
        found += [part for part in cut if _is_open(surface, part, others)]
    return next((strip for strip in found if is_even(surface, strip)), next(iter(found), None))


def readable_strip(surface: Surface, strip: Rect, align: Align) -> Rect | None:
    """Strip -> as much of it, from where its text begins, as is on one even backdrop; None where too little is."""
    parts = (narrowed(strip, align, share) for share in _SHARES)
    return next((part for part in parts if part and surface.is_clear_throughout(part) and is_even(surface, part)), None)


def narrowed(strip: Rect, align: Align, share: float) -> Rect | None:
    """Strip -> that share of its width, where its text stands; None where that is too narrow."""
    width = round(strip.width * share)
    if share < 1 and width < _NARROWEST:
        return None
    spare = {"left": 0, "center": (strip.width - width) // 2, "right": strip.width - width}[align]
    return Rect(Emu(strip.x + spare), strip.y, Emu(width), strip.height)


def is_even(surface: Surface, strip: Rect) -> bool:
    """Tell whether a small text can stand in a strip with no line art, or end of a drawing, behind it."""
    return all(evenness(surface.behind(part)) >= _EVEN for part in strip.columns(4, 0))


def _is_open(surface: Surface, strip: Rect, beside: Sequence[Rect]) -> bool:
    inside = strip.y >= MARGIN and strip.bottom <= surface.template.height - MARGIN
    return inside and surface.is_free(strip, beside) and surface.is_clear_throughout(strip)
