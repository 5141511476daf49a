"""Character -> its class for breaking lines: what it sticks to, before and after it.

A subset of what Unicode Line Breaking (UAX #14) and PowerPoint allow, with the basic kinsoku set of clreq (W3C,
Requirements for Chinese Text Layout, 3.1.7). Where LibreOffice never ends a line, we do not either (tried pair by
pair).
"""

from __future__ import annotations

from typing import Final
from unicodedata import category

from deckbrief.base.script.kinds import is_wide

HANGING: Final = " \t\u200b"
"""Characters that take no room at the end of a line."""

# Classes of characters, a letter each. "Sticks to" means: no line ends between the two.
#   c stands alone: Han, kana, Hangul     a letter or symbol of a word    n digit
#   o opens: never ends a line            k opening quotation mark: also sticks to Latin and dashes before it, and
#                                         before Latin to whatever it follows
#   b opens, and sticks to a word before it
#   p closes: never begins a line         q closes, and sticks to a word after it
#   v closes, and sticks to a word after it, if that does not make it too long
#   u closing quotation mark: closes, sticks to a word after it, and after Latin to whatever follows
#   w dash or ellipsis: closes, sticks to a quotation mark after it
#   m middle dot: closes, sticks to a word or an opening mark after it
#   t slash: closes, sticks to what follows
#   h hyphen: closes, sticks to a digit after it
#   y straight quotation mark, g no-break space, i word joiner: stick to both sides
#   s space    z zero-width space    x extends the character before it    j zero-width joiner    r regional indicator
CLASSES: Final = {
    "o": "（《「『【〔〖〈［｛｟〝«‹￥＄￡＋－¿¡︵︷︹︻︽︿﹁﹃",
    "k": "“‘",
    "b": "([{+$£€¥№±−",
    "p": "；：！？～〜~‧•／|｜ー々〻ゝゞヽヾ\u3000ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ･︰﹒﹔﹕﹖﹗",
    "v": "，。、．）》」』】〕〗〉］｝｠〞»›｡｣､︶︸︺︼︾﹀﹂﹄﹐﹑",
    "q": ".,:;!?)]}%％‰℃℉°′″¢￠",
    "u": "”’",
    "w": "…⋯—―",
    "m": "·",
    "t": "/",
    "h": "-–‐",
    "y": "\"'",
    "g": "\u00a0\u202f\u2007\u2011",
    "i": "\u2060\ufeff",
    "s": " \t",
    "z": "\u200b",
    "j": "\u200d",
}


class _ClassOf(dict[str, str]):
    """Character -> its class, computed and kept when a character is first asked for."""

    def __missing__(self, char: str) -> str:
        self[char] = found = _class_by_rule(char)
        return found


def _class_by_rule(char: str) -> str:
    kind = category(char)
    if kind[0] == "M" or kind in ("Cf", "Cc") or "\U0001f3fb" <= char <= "\U0001f3ff" or _is_jamo_tail(char):
        return "x"
    if "\U0001f1e6" <= char <= "\U0001f1ff":
        return "r"
    if kind == "Zs":
        return "s"
    if kind == "Nd" and not is_wide(char):
        return "n"
    if kind in ("Ps", "Pi"):
        return "o"
    if kind in ("Pe", "Pf"):
        return "v"
    if "\u2300" <= char <= "\u27bf" or "\U0001f000" <= char <= "\U0001faff":
        return "a"  # emoji: broken like a word, since LibreOffice takes them so beside Latin
    return "c" if is_wide(char) else "a"


def _is_jamo_tail(char: str) -> bool:
    """Tell the vowels and finals that join the Hangul letter before them."""
    return "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff"


CLASS_OF: Final = _ClassOf({char: name for name, chars in CLASSES.items() for char in chars})
"""Every character's class, a letter; the letters are told above."""
