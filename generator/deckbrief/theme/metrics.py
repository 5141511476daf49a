"""Text -> how wide it is, without looking at any installed font.

Han, kana, full-width forms and whatever an East Asian font may set on the full em count one em; letters, digits and
proportional punctuation count what `widths.py` says: the widest of the fonts that a deck may meet. An emoji counts
more than an em, as in Segoe UI Emoji, and where Chinese and Latin meet, a quarter of an em is counted for the space
that a program may set there. So a text is never wider on the screen than it is taken to be here.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import accumulate
from typing import Final
from unicodedata import category

from deckbrief.base.length import EMU_PER_PT, Emu, Pt
from deckbrief.base.script.kinds import is_mark, is_on_the_em, may_be_wide, script_changes
from deckbrief.theme.widths import ADVANCES

EM: Final = 1000
"""Advances are in thousandths of the type size."""

EMOJI: Final = 1375
"""Advance of an emoji: 1.37 em in Segoe UI Emoji, 1.25 em in Noto Color Emoji and Apple Color Emoji."""

SCRIPT_SPACE: Final = 250
"""Between Chinese and Latin: LibreOffice Impress sets 0.24 em, CSS `text-autospace` 0.125 em, PowerPoint nothing."""

_NARROWEST_UNKNOWN: Final = 250
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
        self._narrowest = bool(column % 2)

    def __missing__(self, char: str) -> int:
        self[char] = advance = _advance_by_rule(char, self._narrowest)
        return advance


def _advance_by_rule(char: str, narrowest: bool) -> int:
    """A character that has no measured advance -> its widest plausible advance, or its narrowest."""
    if is_mark(char) or category(char) == "Cc":
        return 0
    if "\u2600" <= char <= "\u27bf" or "\U0001f000" <= char <= "\U0001faff":
        return EM if narrowest else EMOJI
    if "\U00012000" <= char <= "\U000123ff":
        return _NARROWEST_UNKNOWN if narrowest else 4 * EM  # cuneiform
    return _NARROWEST_UNKNOWN if narrowest and not may_be_wide(char) else EM


_TABLES: Final = tuple(_Table(column) for column in range(4))


def advances(text: str, bold: bool = False, *, narrowest: bool = False) -> list[int]:
    """Text -> running sum of its advances in thousandths of an em: item i is the width of `text[:i]`.

    The widest of the fonts, or with `narrowest` the narrowest of them. Without what is set between scripts.
    """
    if is_on_the_em(text):
        return list(range(0, EM * len(text) + 1, EM))
    table = _TABLES[2 * bold + narrowest]
    return list(accumulate(map(table.__getitem__, text), initial=0))


@lru_cache(maxsize=8192)
def advance(text: str, bold: bool = False) -> int:
    """Text -> its width in thousandths of an em, in the widest of the fonts and spaced where scripts meet."""
    if is_on_the_em(text):
        return EM * len(text)
    return sum(map(_TABLES[2 * bold].__getitem__, text)) + SCRIPT_SPACE * len(script_changes(text))


def text_width(text: str, size: Pt, bold: bool = False) -> Emu:
    """Text on one line, type size -> width in EMU in the widest of the fonts, rounded up."""
    return Emu(math.ceil(advance(text, bold) * size * EMU_PER_PT / EM))
