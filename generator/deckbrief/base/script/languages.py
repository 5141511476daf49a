"""Text in a document of a language -> its stretches in other languages, as far as their letters tell.

A spelling checker marks 김치 in a Chinese sentence red, and a screen reader is silent on it, unless it says that it is
Korean. Letters tell a script, and a script the language that is most likely meant; of Latin words only those with
letters of their own tell something, and those only in East Asian documents, whose words they are not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from deckbrief.base.script.kinds import HANGUL, KANA, is_east_asian_language, language_of

_LATIN: Final = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_SCRIPTS: Final = (
    ("ko-KR", HANGUL, 1),
    ("ja-JP", KANA, 2),
    ("he-IL", "\u0590-\u05ff\ufb1d-\ufb4f", 1),
    ("ar-SA", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc", 1),
    ("ru-RU", "\u0400-\u052f", 2),
    ("el-GR", "\u0370-\u03ff\u1f00-\u1fff", 2),
    ("th-TH", "\u0e01-\u0e5b", 1),
    ("hi-IN", "\u0900-\u097f", 1),
)
"""Language, its letters, and how many of them make a word: α and の alone are signs."""
_TELLING: Final = (("de-DE", "ÄÖÜäöüßẞ"), ("es-ES", "ñÑ¿¡"), ("fr-FR", "çéèêëàâîïôùûœÇÉÈÊËÀÂÎÏÔÙÛŒ"))
"""Languages of Latin words, by letters that tell them, the first that has one."""

_TELL_NOTHING: Final = (("\u3400", "\u9fff"), ("\u2000", "\u302d"), ("\uff01", "\uff65"), ("·", "·"))
"""Han, signs and full-width forms, which no language has for itself."""


def stretches(text: str, lang: str) -> list[tuple[str, str]]:
    """Text, language of its document (BCP 47) -> its parts in order, each with its language."""
    found = foreign_words(text, lang)
    if not found:
        return [(text, language_of(text, lang))]
    parts: list[tuple[str, str]] = []
    end = 0
    for first, last, language in found:
        if before := text[end:first]:
            parts.append((before, language_of(before, lang)))
        parts.append((text[first:last], language))
        end = last
    if rest := text[end:]:
        parts.append((rest, language_of(rest, lang)))
    return parts


def foreign_words(text: str, lang: str) -> list[tuple[int, int, str]]:
    """Text, language of its document (BCP 47) -> where words of other languages begin and end, and which it is."""
    if not may_hold_others(text):
        return []
    found = ((each, _language(each, lang)) for each in _pattern(lang).finditer(text))
    return [(each.start(), each.end(), language) for each, language in found if language]


def may_hold_others(text: str) -> bool:
    """Tell whether a text has letters that tell a language; it costs little, and few texts have."""
    return any(map(_may_tell, {*text}))


@cache
def _may_tell(char: str) -> bool:
    """Tell whether a character may be a letter of another language; so few are that their pattern is seldom needed."""
    return not (char.isascii() or any(first <= char <= last for first, last in _TELL_NOTHING))


def _language(match: re.Match[str], lang: str) -> str:
    """Return the language of a stretch; nothing for one that tells none, or the document's own."""
    name = match.lastgroup or ""
    if name != "latin":
        return name.replace("_", "-")
    return next((found for found, letters in _TELLING if any(letter in match[0] for letter in letters)), "")


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    """Return what finds words of other languages, with spaces between words of one."""
    own = lang.partition("-")[0].lower()
    groups = [
        rf"(?P<{name.replace('-', '_')}>[{letters}]{{{least},}}(?:[ \u00a0][{letters}]+)*)"
        for name, letters, least in _SCRIPTS
        if not name.startswith(own)
    ]
    if is_east_asian_language(lang):
        groups.append(rf"(?P<latin>[{_LATIN}]+(?:[-’' ][{_LATIN}]+)*)")
    return re.compile("|".join(groups))
