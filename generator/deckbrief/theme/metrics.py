"""Text -> how wide it is, without looking at any installed font.

Han, kana, full-width forms and whatever an East Asian font may set on the full em count one em; letters, digits and
proportional punctuation count what `widths.py` says: the widest of the fonts that a deck may meet. An emoji counts
more than an em, as in Segoe UI Emoji, and where Chinese and Latin meet, a quarter of an em is counted for the space
that a program may set there. So a text is never wider on the screen than it is taken to be here.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import Final, Literal
from unicodedata import category

from deckbrief.base.length import EMU_PER_PT, Emu, Pt
from deckbrief.base.script.kinds import is_mark, is_on_the_em, script_changes
from deckbrief.theme.widths import ADVANCES

EM: Final = 1000
"""Advances are in thousandths of the type size."""

EMOJI: Final = 1375
"""Advance of an emoji: 1.37 em in Segoe UI Emoji, 1.25 em in Noto Color Emoji and Apple Color Emoji."""

SCRIPT_SPACE: Final = 250
"""Between Chinese and Latin: LibreOffice Impress sets 0.24 em, CSS `text-autospace` 0.125 em, PowerPoint nothing."""

USUAL: Final = 1.2
"""Height of a line at 100 %, in type sizes: LibreOffice with Noto CJK, Office with STZhongsong and Cambria;"""
TALLEST: Final = 1.448
"""and in the tallest face that a deck may meet, Noto Sans CJK as Office sets it. (PingFang SC 1.4, YaHei 1.32.)"""

GOOGLE: Final = 1.2
"""Google Slides draws lines of exact pitch so much taller than it says."""

STEPS: Final = (16, 17, 18, 20, 22, 24, 26, 28, 30, 34, 36, 40, 44, 48, 56, 66, 76, 92, 112, 130, 150, 200, 260)
"""The type sizes of a deck, in points: thirteen of text, ten of display. No text has a size between two of them."""

CAPTIONS: Final = (10.5, 12)
"""Sizes of what is not read in the room: footers, chips, captions of pictures."""

_LADDER: Final = (*CAPTIONS, *STEPS)

Weight = Literal["regular", "bold", "heading"]
"""Which advances a text has: regular or bold text, or the heading face, which is always bold."""

_SPECIAL: Final = {
    "\t": 4 * EM,
    "\n": 0,
    "\u00ad": 0,  # soft hyphen: lines are never broken at it
    "\u20e3": 850,  # a keycap is drawn as an emoji, and its digit has been counted
    "\u2e3a": 2 * EM,  # two-em dash
    "\u2e3b": 3 * EM,
    "\ufdfa": 4 * EM,  # phrases that are one character
    "\ufdfb": 4 * EM,
    "\ufdfd": 12 * EM,
}


class _Table(dict[str, int]):
    """Character -> advance; computed and kept when a character is first asked for. `column` as in `ADVANCES`."""

    def __init__(self, column: int) -> None:
        super().__init__((chr(point), advances[column]) for point, advances in ADVANCES.items())
        self.update(_SPECIAL)

    def __missing__(self, char: str) -> int:
        self[char] = advance = _advance_by_rule(char)
        return advance


def _advance_by_rule(char: str) -> int:
    """A character that has no measured advance -> its widest plausible advance."""
    if is_mark(char) or category(char) == "Cc":
        return 0
    if "\u2600" <= char <= "\u27bf" or "\U0001f000" <= char <= "\U0001faff":
        return EMOJI
    if "\U00012000" <= char <= "\U000123ff":
        return 4 * EM  # cuneiform
    return EM


_TABLES: Final[dict[Weight, _Table]] = {"regular": _Table(0), "bold": _Table(1), "heading": _Table(2)}


def advances(text: str, weight: Weight = "regular") -> list[int]:
    """Text -> running sum of its advances in thousandths of an em: item i is the width of `text[:i]`.

    In the widest of the fonts. Without what is set between scripts.
    """
    if is_on_the_em(text):
        return list(range(0, EM * len(text) + 1, EM))
    return list(accumulate(map(_TABLES[weight].__getitem__, text), initial=0))


@lru_cache(maxsize=8192)
def advance(text: str, weight: Weight = "regular") -> int:
    """Text -> its width in thousandths of an em, in the widest of the fonts and spaced where scripts meet."""
    if is_on_the_em(text):
        return EM * len(text)
    return sum(map(_TABLES[weight].__getitem__, text)) + SCRIPT_SPACE * len(script_changes(text))


def text_width(text: str, size: Pt, weight: Weight = "regular") -> Emu:
    """Text on one line, type size -> width in EMU in the widest of the fonts, rounded up."""
    return Emu(math.ceil(advance(text, weight) * size * EMU_PER_PT / EM))


def step_down(size: float, steps: int = 1) -> Pt:
    """Type size, a number of steps -> the size so many steps below it; 0 below all of them."""
    if not steps:
        return Pt(size)
    index = bisect_left(_LADDER, size) - steps
    return Pt(float(_LADDER[index])) if index >= 0 else Pt(0)


def snapped(size: float) -> Pt:
    """Type size -> the largest step that is not above it, or the lowest."""
    return Pt(float(STEPS[max(bisect_right(STEPS, size) - 1, 0)]))


def ems(text: str) -> float:
    """Text -> its length in ems, by which a title's length is counted whatever its writing."""
    return advance(text, "heading") / EM
