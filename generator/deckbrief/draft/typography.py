"""Words -> HTML set as Chinese is printed: the filters of briefing templates. Other languages stay as they are.

What the filters put in stands between characters and is white space or invisible: text that a reader copies or
a program extracts from the page is what was written, once white space is folded. The rules are those of
Requirements for Chinese Text Layout (W3C clreq) and GB/T 15834-2011.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from markupsafe import Markup, escape

from deckbrief.base.script.kinds import (
    CLOSING,
    HAN,
    LETTER,
    NO_BREAK_SPACE,
    OPENING,
    STOPS,
    WORD_JOINER,
    ZERO_WIDTH_SPACE,
    has_han,
    is_chinese,
)
from deckbrief.base.script.odd import label

_CLOSING: Final = CLOSING + STOPS + "…—"

# Patterns are texts here: most runs need none of them, and all take 10 ms to compile.
_TAG: Final = r"(<[^>]*>)"
_NUMBER_THEN_HAN: Final = f"(?<=[0-9%‰°])(?=[{HAN}])"
_LETTER_THEN_HAN: Final = f"(?<=[{LETTER}])(?=[{HAN}])"
_HAN_THEN_LATIN: Final = f"(?<=[{HAN}])(?=[0-9{LETTER}$€£#@])"
_ORDINAL: Final = "(?<=第)(?=[0-9])"
_PLUS: Final = f"(?<=[{HAN}”’》])\\+(?=[{HAN}“‘《])"
_BEFORE_CONNECTOR: Final = r"(?<=[^\s\u2060])(?=[·・～〜])"
_BEFORE_QUOTE: Final = f"(?<=[{HAN}{STOPS}{CLOSING}])(?=[“‘])"
_AFTER_QUOTE: Final = f"(?<=[”’])(?=[{HAN}{OPENING.strip('“‘')}])"
_UNPRINTED: Final = r"(?:<[^>]*>|[\u2060\u200b])"
_LAST_TWO: Final = (
    f"([{HAN}])((?:{_UNPRINTED}*[^\\w\\s<>&;\u2060\u200b]){{0,2}}{_UNPRINTED}*)([{HAN}](?:<[^>]*>|[{_CLOSING}])*)$"
)
_INLINE: Final = r"(?:</?(?:a|b|em|i|mark|small|span|strong|sub|sup)\b[^>]*>)*"
_QUOTES_OF_PAGE: Final = (
    f"(?<=[{HAN}{STOPS}{CLOSING}])(?={_INLINE}[“‘])|(?<=[”’])(?={_INLINE}[{HAN}{OPENING.strip('“‘')}])"
    r"|<(head|style|script|svg)\b.*?</\1>|<[^>]*>"
)
"""A place (empty) where a line may break, or else what is passed over."""
_QUOTING: Final = "[，。、；：！？（）《》]*[“”‘’][“”‘’，。、；：！？（）《》\u200b]*"
_BREAKS: Final = str.maketrans({WORD_JOINER: None, ZERO_WIDTH_SPACE: None})

_DIGITS: Final = "〇一二三四五六七八九"


def spaced(text: object) -> Markup:
    """Text (escaped here) or Markup (tags and entities left alone) -> Markup, set for print.

    - Between Han and Latin letters or digits stands a space, which is a quarter em in the fonts that print uses;
      after a number it does not break, so that no line starts with a unit (53|个); nor in an ordinal (第|4).
    - A sum breaks after its plus sign, not before it.
    - No line starts with `·` or `～`, which the Unicode line breaking rules would allow (U+2060 before them).
    - A line may break outside quotation marks, which those rules forbid (U+200B before “ and after ”).
    - The last two Han characters stay together with the marks between them, so that no last line holds a single one.
    """
    markup = str(escape(text))
    if not has_han(markup):
        return Markup(markup)
    pieces: list[str] = []
    before = ""
    for piece in re.split(_TAG, markup):
        is_text = piece and not piece.startswith("<")
        pieces.append(_set(before + piece)[len(before) :] if is_text else piece)
        before = piece[-1] if is_text else before
    return Markup(re.sub(_LAST_TWO, _together, "".join(pieces)))


def flush(text: object) -> Markup:
    """Text or Markup -> `spaced`, an opening mark at its start marked `class="open"`, for headings.

    Set with the font's half-width form (`font-feature-settings: "halt"`), it does not look indented.
    """
    markup = str(spaced(text))
    return Markup(f'<span class="open">{markup[0]}</span>{markup[1:]}' if markup[:1] in tuple(OPENING) else markup)


def full_marks(text: object) -> Markup:
    """Text or Markup -> the same, marks in and around quotations in `<span class="mark-wide">`, for another font.

    In some Kai fonts quotation marks are as narrow as in Latin. Marks that touch stay in one piece.
    """
    pieces = re.split(_TAG, str(escape(text)))
    wide = r'<span class="mark-wide">\g<0></span>'
    return Markup("".join(p if p.startswith("<") else re.sub(_QUOTING, wide, p) for p in pieces))


def _set(text: str) -> str:
    """Return escaped text with the spaces and invisible characters that belong between its characters."""
    text = re.sub(_NUMBER_THEN_HAN, NO_BREAK_SPACE, text)
    text = re.sub(_LETTER_THEN_HAN, " ", text)
    text = re.sub(_ORDINAL, NO_BREAK_SPACE, text)
    text = re.sub(_HAN_THEN_LATIN, " ", text)
    text = re.sub(_PLUS, f"{WORD_JOINER}+{ZERO_WIDTH_SPACE}", text)
    text = re.sub(_BEFORE_CONNECTOR, WORD_JOINER, text)
    text = re.sub(_BEFORE_QUOTE, ZERO_WIDTH_SPACE, text)
    return re.sub(_AFTER_QUOTE, ZERO_WIDTH_SPACE, text)


def quotes_may_start_lines(html: str) -> str:
    """A whole page of Chinese -> the same; where words of several sources meet, a line may break outside quotes, too.

    `spaced` sees one text only. Unicode forbids these breaks up to version 15.0 and allows them from 15.1 on (UAX #14,
    LB19a), and so do the Pangos of two releases of a system: now lines are the same with both.
    """
    return re.sub(_QUOTES_OF_PAGE, lambda found: found[0] or ZERO_WIDTH_SPACE, html, flags=re.DOTALL)


def _together(found: re.Match[str]) -> str:
    """The last two Han characters, marks and tags between them -> the same, so that no line breaks there."""
    first, between, last = found.groups()
    between = re.sub(f"(?<=[{CLOSING}{STOPS}])(?={_INLINE}[{OPENING}])", WORD_JOINER, between.translate(_BREAKS))
    return f"{first}{WORD_JOINER}{between}{WORD_JOINER if between else ''}{last}"


def unset(text: str) -> str:
    """Text as `spaced` set it -> without its invisible characters, for bookmarks and metadata."""
    return label(text.replace(NO_BREAK_SPACE, " "))


def ended(text: str) -> str:
    """A sentence -> the same with a full stop, Chinese or Latin, where it has no closing mark."""
    stripped = text.rstrip()
    if not stripped or stripped[-1] in "。！？；…：.!?;:":
        return stripped
    inner = stripped.rstrip("”’）》」』\"')")
    if inner and inner[-1] in "。！？…!?":
        return stripped
    return stripped + ("。" if has_han(stripped) else ".")


def unsaid(entries: Iterable[Any], said: str, attribute: str) -> list[Any]:
    """Entries -> those whose `attribute`, a text, is not in what is `said` before them; Latin words count as wholes."""
    return [entry for entry in entries if not holds(said, getattr(entry, attribute))]


def holds(said: str, words: str) -> bool:
    """Tell whether a text (or Markup) says words, be they a sentence of it or a part of one; Latin words are wholes."""
    said = said.unescape() if isinstance(said, Markup) else said
    words = words.rstrip("。.")
    before = f"(?<![0-9{LETTER}])" if re.match(f"[0-9{LETTER}]", words) else ""
    after = f"(?![0-9{LETTER}])" if re.search(f"[0-9{LETTER}]$", words) else ""
    return words in said and re.search(f"{before}{re.escape(words)}{after}", said) is not None


def paragraphs(texts: Iterable[object], class_: str = "") -> Markup:
    """Paragraphs -> `<p>` elements, each `spaced`."""
    start = Markup('<p class="{}">').format(class_) if class_ else Markup("<p>")
    return Markup("\n").join(start + spaced(text) + Markup("</p>") for text in texts)


def han_number(number: int) -> str:
    """1 to 99 -> 一 … 九十九, as headings are numbered."""
    if not 0 < number < 100:
        raise ValueError(f"{number} is not between 1 and 99")
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def counted(number: int, lang: str) -> str:
    """A heading's number in a language (BCP 47): 一, 二 … in Chinese, else 1, 2 …"""
    return han_number(number) if is_chinese(lang) and 0 < number < 100 else str(number)


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "spaced": spaced,
    "flush": flush,
    "full_marks": full_marks,
    "ended": ended,
    "paragraphs": paragraphs,
    "counted": counted,
    "is_han": has_han,
    "unsaid": unsaid,
}
"""What templates call, by name."""
