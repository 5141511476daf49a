"""Words of other languages in HTML, marked with their language: a screen reader speaks 김치 in Korean."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from deckbrief.base.script.languages import foreign_words, may_hold_others

_PIECES: Final = r"(?is)(<!--.*?-->|<(head|style|script|svg|title|textarea)\b.*?</\2\s*>|<[^>]*>)"
"""What is no text of the page: comments, what is not shown as written, tags with their attributes."""
ELEMENT: Final = "bdi"
"""What holds such words: no style of a template is for it, and words from right to left stand for themselves in it."""


def with_languages(html: str, lang: str) -> str:
    """HTML, its language (BCP 47) -> the same, each word of another language in an element that says which it is.

    Only letters that tell a language are asked (`base/script/languages.py`): most documents stay as they are.
    """
    if not may_hold_others(html):
        return html
    # An odd number of groups, of which the second is inside the first: text, piece, name of an element, text …
    pieces = re.split(_PIECES, html)
    return "".join(
        _marked(piece, lang) if number % 3 == 0 else piece for number, piece in enumerate(pieces) if number % 3 != 2
    )


def _marked(text: str, lang: str) -> str:
    """Return a text of HTML; characters that are written as entities are none that tell a language."""
    if "&#" in text and may_hold_others(unescape(text)):
        text = re.sub(r"&#x?[0-9A-Fa-f]+;", lambda found: _plain(found[0]), text)
    parts: list[str] = []
    end = 0
    for first, last, language in foreign_words(text, lang):
        parts += [text[end:first], f'<{ELEMENT} lang="{language}">{text[first:last]}</{ELEMENT}>']
        end = last
    return "".join([*parts, text[end:]])


def _plain(entity: str) -> str:
    char = unescape(entity)
    return entity if char in "<>&\"'" else char
