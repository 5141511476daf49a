"""Character -> what kind it is. Who asks whether something is Chinese, wide or a mark asks here, so that all agree.

There is no one question “is it CJK?”. Hangul shows why: 한국어 is of its own script (UAX #24), wide (UAX #11), upright
in vertical lines (UAX #50) and may be broken between any two syllables (UAX #14, class H2 and H3), but Korean puts
spaces between words and Latin marks after them. So each question has a name of its own:

- `HAN`: Chinese characters (UAX #24, Script=Han): who counts them, speaks Chinese, looks words up.
- `UNSPACED`: Han, kana, bopomofo and their marks: written without spaces, with full-width marks. Not Hangul.
- `EAST_ASIAN`: those and Hangul: set on the em, broken between any two (UAX #11, W and F; UAX #14, ID, H2, H3, CJ).

The sets are the insides of character classes of regular expressions, as texts: to compile one of so many characters
takes 1 ms, and most runs need few of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import Final
from unicodedata import category, east_asian_width

from deckbrief.base.patterns import deferred

HAN: Final = (
    "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5々〇\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9"
    "\U00016fe2-\U00016fe3\U00016ff0-\U00016ff6\U00020000-\U0003fffd"
)
"""Script=Han in Unicode 17; of planes 2 and 3, which are kept for it, all."""
KANA: Final = (
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\u32d0-\u32fe\u3300-\u3357\uff66-\uff6f\uff71-\uff9d"
    "\U0001aff0-\U0001b168\U0001f200"
)
"""Script=Hiragana and Script=Katakana."""
BOPOMOFO: Final = "\u02ea-\u02eb\u3105-\u312f\u31a0-\u31bf"
HANGUL: Final = (
    "\u1100-\u11ff\u302e-\u302f\u3131-\u318e\u3200-\u321e\u3260-\u327e\ua960-\ua97c\uac00-\ud7a3"
    "\ud7b0-\ud7fb\uffa0-\uffdc"
)
_MARKS: Final = (
    "\u2ff0-\u2fff\u3000-\u3004\u3006\u3008-\u3020\u302a-\u302d\u3030-\u3037"
    "\u303c-\u303f\u3099-\u309c\u30a0\u30fb\u30fc\u31c0-\u31e3"
)
_FORMS: Final = "\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff65\uff70\uff9e\uff9f\uffe0-\uffe6"
"""Full-width and vertical forms, and the half-width marks that belong to kana."""
_ENCLOSED: Final = "\u3190-\u319f\u3220-\u325f\u3280-\u32cf\u32ff\u3358-\u33ff"

UNSPACED: Final = HAN + KANA + BOPOMOFO + _MARKS + _FORMS + _ENCLOSED
EAST_ASIAN: Final = UNSPACED + HANGUL
SPACED: Final = HAN + KANA + BOPOMOFO + HANGUL + _MARKS
"""Letters of East Asia and their marks, but no full-width forms: beside what LibreOffice sets a space before Latin."""

LETTER: Final = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
"""Latin, Greek and Cyrillic letters."""

OPENING: Final = "“‘（《〈「『【〖〔［｛"
CLOSING: Final = "”’）》〉」』】〗〕］｝"
STOPS: Final = "，。、；：！？"
"""What the marks of Chinese (GB/T 15834) that open, close and stop are; each takes half of its em (clreq 3.1.6)."""

LINE_END: Final = "\r\n|[\n\r\v\f\x85\u2028\u2029]"
"""What ends a line within a text (UAX #14, BK, CR, LF, NL), as a pattern."""

WORD_JOINER: Final = "\u2060"
ZERO_WIDTH_SPACE: Final = "\u200b"
NO_BREAK_SPACE: Final = "\u00a0"


def has_han(text: str) -> bool:
    """Tell whether there is a Chinese character in the text."""
    return not text.isascii() and any(map(is_han, text))


def is_unspaced(text: str) -> bool:
    """Tell whether the text is written in a script without spaces and with full-width marks: Chinese or Japanese."""
    return not text.isascii() and any(map(_is_unspaced, text))


@cache
def is_han(char: str) -> bool:
    """Tell whether one character is Chinese."""
    return _stands_in(char, HAN)


@cache
def is_east_asian(char: str) -> bool:
    """Tell whether one character is of a script of East Asia, or a mark of one."""
    return _stands_in(char, EAST_ASIAN)


@cache
def _is_unspaced(char: str) -> bool:
    return _stands_in(char, UNSPACED)


def _stands_in(char: str, letters: str) -> bool:
    """Tell whether a character is one of a set, without the compiled class of all of them."""
    return bisect_right(_edges(letters), ord(char)) % 2 == 1


@cache
def _edges(letters: str) -> list[int]:
    """Set of characters -> where it begins, and where it is left, again and again."""
    spans = ((first, last or first) for first, last in re.findall("(?s)(.)(?:-(.))?", letters))
    edges: list[int] = []
    for first, last in sorted((ord(first), ord(last) + 1) for first, last in spans):
        if edges and first <= edges[-1]:
            edges[-1] = max(edges[-1], last)
        else:
            edges += (first, last)
    return edges


def script_of(char: str) -> str:
    """One character -> what its script is called (UAX #24): `Han`, `Thai`; empty for what scripts have in common.

    Marks that Chinese is set with are Han's.
    """
    from fontTools import unicodedata as data  # type: ignore[import-untyped]

    if is_unspaced(char) and data.script(char) in _COMMON:
        return "Han"
    return "" if data.script(char) in _COMMON else str(data.script_name(data.script(char)))


_COMMON: Final = ("Zyyy", "Zinh", "Zzzz")
"""Codes of the scripts (ISO 15924) of what several have in common, of marks on any letter, and of the unassigned."""


def is_wide(char: str) -> bool:
    """Tell whether one character takes a full em where text is East Asian (UAX #11: W and F)."""
    return east_asian_width(char) in "WF"


def is_mark(char: str) -> bool:
    """Tell whether one character is set on the one before it (combining marks), or has no shape at all (formats)."""
    return category(char) in ("Mn", "Me", "Cf")


def terminal_cells(char: str) -> int:
    """Character -> how many terminal cells it takes (UAX #11): two where it is wide, none where it has no width."""
    return 0 if is_mark(char) else 1 + is_wide(char)


def language_of(text: str, lang: str) -> str:
    """Text in a document of a language (BCP 47) -> the language that its characters tell, else the document's.

    In an East Asian document plain ASCII is English; elsewhere kana is Japanese, Hangul Korean, and Han Chinese.
    """
    if is_east_asian_language(lang):
        return "en-US" if text.isascii() else lang
    if text.isascii():
        return lang
    for letters, found in ((KANA, "ja-JP"), (HANGUL, "ko-KR"), (HAN + BOPOMOFO, "zh-CN")):
        if re.search(f"[{letters}]", text):
            return found
    return lang


def with_region(lang: str) -> str:
    """Language (BCP 47) -> the same with a region: Office takes its proofing tools by both."""
    return _REGIONS.get(lang.lower(), lang)


_REGIONS: Final = {"zh": "zh-CN", "zh-hans": "zh-CN", "zh-hant": "zh-TW", "en": "en-GB", "ja": "ja-JP", "ko": "ko-KR"}
"""Where a language is at home that says no region; English as the fixed words are spelled."""


def is_east_asian_language(lang: str) -> bool:
    """Tell whether a language (BCP 47) is written in Han, kana or Hangul."""
    return lang.partition("-")[0].lower() in ("zh", "yue", "ja", "ko")


def is_chinese(lang: str) -> bool:
    """Tell whether a language (BCP 47) is Chinese."""
    return lang.partition("-")[0].lower() in ("zh", "yue")


def is_on_the_em(text: str) -> bool:
    """Tell text of Han, kana and full-width marks only: each of its characters is one em wide in every font."""
    return all(map(_STANDS_ON_THE_EM.__getitem__, text))


_ON_THE_EM: Final = "\u3000-\u3029\u3030-\u303f\u3041-\u3096\u309b-\u30ff\u3400-\u9fff\uff01-\uff5e"
"""Less than the sets above: what is left out is measured all the same."""


class _OnTheEm(dict[str, bool]):
    """Character -> whether it is one of these; found out when first asked for."""

    def __missing__(self, char: str) -> bool:
        self[char] = stands = _stands_in(char, _ON_THE_EM)
        return stands


_STANDS_ON_THE_EM: Final = _OnTheEm()


def script_changes(text: str) -> list[int]:
    """Text -> positions of the characters before which Chinese turns into Latin or Latin into Chinese.

    Spaces, quotation marks, dashes and other signs of both scripts go with what is before them, as in LibreOffice
    (i18npool, script types); at the beginning of the text they count as Latin. To newer ones (seen: 25.2; not in 7.4)
    quotation marks beside Chinese and Latin are always Chinese: the count is theirs where it is higher.
    """
    if text.isascii() or is_on_the_em(text):
        return []
    scripts = "".join(map(_SCRIPTS.__getitem__, text))
    changes = [match.end() for match in _CHANGE.finditer(scripts)]
    if not (changes and _QUOTE.search(text)):
        return changes
    scripts = "".join(["E" if char in _QUOTES else script for char, script in zip(text, scripts, strict=True)])
    newer = [match.end() for match in _CHANGE.finditer(scripts)]
    return max(changes, newer, key=len)


_CHANGE: Final = deferred("(?:L|^)s+(?=E)|L(?=E)|Es*(?=L)")
_QUOTES: Final = "“”‘’"
_QUOTE: Final = deferred(f"[{_QUOTES}]")


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
