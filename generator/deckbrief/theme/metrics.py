"""Text -> how wide it is, without looking at any installed font.

Han, kana, full-width forms and whatever an East Asian font may set on the full em count one em; letters, digits and
proportional punctuation count what `widths.py` says: the widest of the fonts that a deck may meet. An emoji counts
more than an em, as in Segoe UI Emoji, and where Chinese and Latin meet, a quarter of an em is counted for the space
that a program may set there. So a text is never wider on the screen than it is taken to be here.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import accumulate
from typing import Final
from unicodedata import category, east_asian_width

from deckbrief.base.length import EMU_PER_PT, Emu, Pt
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
    if category(char) in ("Mn", "Me", "Cf", "Cc") or "\ufe00" <= char <= "\ufe0f":
        return 0
    if "\u2600" <= char <= "\u27bf" or "\U0001f000" <= char <= "\U0001faff":
        return EM if narrowest else EMOJI
    if "\U00012000" <= char <= "\U000123ff":
        return _NARROWEST_UNKNOWN if narrowest else 4 * EM  # cuneiform
    return _NARROWEST_UNKNOWN if narrowest and east_asian_width(char) not in "WFA" else EM


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


def is_on_the_em(text: str) -> bool:
    """Tell text of Han, kana and full-width marks only: each of its characters is one em wide in every font."""
    return _NOT_ON_THE_EM.search(text) is None


def script_changes(text: str) -> list[int]:
    """Text -> positions of the characters before which Chinese turns into Latin or Latin into Chinese.

    Spaces, quotation marks, dashes and other signs of both scripts go with what is before them, as in LibreOffice
    (i18npool, script types); at the beginning of the text they count as Latin.
    """
    if text.isascii() or is_on_the_em(text):
        return []
    scripts = "".join(map(_SCRIPTS.__getitem__, text))
    return [match.end() for match in _CHANGE.finditer(scripts)]


_NOT_ON_THE_EM: Final = re.compile("[^\u3000-\u3029\u3030-\u303f\u3041-\u3096\u309b-\u30ff\u3400-\u9fff\uff01-\uff5e]")

_CHANGE: Final = re.compile("(?:L|^)s+(?=E)|L(?=E)|Es*(?=L)")


class _ScriptOf(dict[str, str]):
    """Character -> L of Latin and the like, E of East Asia, s of both; computed when first asked for."""

    def __missing__(self, char: str) -> str:
        self[char] = script = _script_by_rule(char)
        return script


def _script_by_rule(char: str) -> str:
    if char.isspace() or category(char)[0] in "MC":
        return "s"
    if char < "\u1100" or "\u1200" <= char < "\u2000":
        return "L"
    return "s" if char < "\u2e80" else "E"


_SCRIPTS: Final = _ScriptOf()
