"""Names and what they name -> an index: in the order of a language's readers, under the letters that they look for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Final
from unicodedata import normalize

from deckbrief.base.record import record
from deckbrief.draft.pinyin import AFTER, INITIALS

DIGITS: Final = "0–9"
"""The head of what begins with a number; it stands first."""
OTHERS: Final = "…"
"""The head of what no letter is known of; it stands last."""
_GB2312: Final = "gb2312"
_SECOND_LEVEL: Final = b"\xd8"
_PIECE: Final = re.compile(r"\d+|\w")


@record
class IndexEntry:
    """A name, and the ids of the places where it stands."""

    name: str
    targets: tuple[str, ...]


@record
class IndexGroup:
    """What stands under one head."""

    head: str
    entries: tuple[IndexEntry, ...]


def index(named: Iterable[tuple[str, str]], lang: str) -> list[IndexGroup]:
    """Names with the ids of their places, language (BCP 47) -> the index's groups; equal names are one entry.

    Marks do not count: “夜校” stands under Y. Numbers come first, by their value. In Chinese, Latin words come before
    the characters of their letter, and these are in the order of pinyin as GB 2312 has it: a character that has
    several readings stands at one of them, whatever the word. Characters that are not in GB 2312, traditional ones
    too, come last by their code. In other languages words are in the order of their letters without accents, whatever
    the customs of the language, and Chinese ones come last.
    """
    chinese = lang.partition("-")[0] == "zh"
    places: dict[str, list[str]] = {}
    for name, target in named:
        places.setdefault(name, []).append(target)
    entries = sorted(
        (IndexEntry(name, tuple(targets)) for name, targets in places.items()),
        key=lambda entry: (*_order(entry.name, chinese), entry.name),
    )
    return [
        IndexGroup(head, tuple(members)) for head, members in groupby(entries, lambda entry: _head(entry.name, chinese))
    ]


_Order = tuple[int, str, tuple[tuple[int, int, str], ...]]


def _order(name: str, chinese: bool) -> _Order:
    """Return what a name is sorted by: its head, then its pieces."""
    head = _head(name, chinese)
    place = 0 if head == DIGITS else 2 if head == OTHERS else 1
    return place, head, tuple(_piece_order(piece, chinese) for piece in _pieces(name))


def _head(name: str, chinese: bool) -> str:
    """Return the head that a name stands under."""
    first = next(iter(_pieces(name)), "")
    if first.isdecimal():
        return DIGITS
    if chinese and (place := _in_pinyin(first)):
        return next(letter for initial, letter in reversed(_initials()) if initial <= place)
    return OTHERS if not first.isalpha() or first >= "\u2e80" else first.upper()


def _piece_order(piece: str, chinese: bool) -> tuple[int, int, str]:
    """Return what a number, a letter or a character is sorted by."""
    if piece.isdecimal():
        return 0, int(piece), ""
    return 2 if chinese and _in_pinyin(piece) else 1 if piece < "\u2e80" else 3, 0, _in_pinyin(piece) or piece


def _pieces(name: str) -> list[str]:
    """Return the numbers, letters without accents, and characters of a name."""
    plain = "".join(part for part in normalize("NFKD", name.casefold()) if not "\u0300" <= part <= "\u036f")
    return _PIECE.findall(plain.replace("_", " "))


def _in_pinyin(character: str) -> str:
    """Return what a character of GB 2312 is sorted by in pinyin; nothing for others."""
    try:
        code = character.encode(_GB2312)
    except UnicodeEncodeError:
        return ""
    if not b"\xb0" <= code[:1] < b"\xf8":
        return ""
    return code.decode("latin-1") if code < _SECOND_LEVEL else _second_level()[character]


@cache
def _second_level() -> dict[str, str]:
    """Return what the characters of the second level are sorted by: the one that they follow, and how far."""
    return {
        character: word[0].encode(_GB2312).decode("latin-1") + chr(place)
        for word in AFTER.split()
        for place, character in enumerate(word[1:], 1)
    }


@cache
def _initials() -> tuple[tuple[str, str], ...]:
    """Return what the first character of each letter is sorted by, and the letter."""
    return tuple(
        (initial.encode(_GB2312).decode("latin-1"), letter)
        for initial, letter in zip(INITIALS[::2], INITIALS[1::2], strict=True)
    )
