"""Names -> their order as readers of a language look for them: Chinese by its pinyin, others by their letters.

Which reading a character has is decided by the phrase that it stands in (重庆 chóng, 重量 zhòng), else it has its
commonest. `pinyin.txt` and `phrases.txt` are derived from PyPI's pypinyin (MIT licence, docs/index-order.md) by
tests/base/derive_pinyin.py. Order of readings: by letters, then ü after u, then by tone; of characters of one reading:
those of GB 2312's first level as it has them, by strokes, then the others by their code (GB/T 13418-1992, 6).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final
from unicodedata import combining, normalize

from deckbrief.base.patterns import deferred

DIGITS: Final = "0–9"
"""The head of what begins with a number; it stands first."""
OTHERS: Final = "…"
"""The head of what no letter is known of; it stands last."""

_PIECE: Final = deferred(r"\d+|\w")
_LONGEST: Final = 4
"""Characters of the longest phrase in the table."""

_EAST: Final = "\u2e80"
"""From here on nothing is in the order of Latin, Greek and Cyrillic letters."""

Order = tuple[int, str, tuple[tuple[int, int, str], ...]]


def order(name: str, chinese: bool) -> Order:
    """Return what a name is sorted by: its head, then its pieces."""
    found = head(name, chinese)
    place = 0 if found == DIGITS else 2 if found == OTHERS else 1
    return place, found, tuple(_piece_order(piece, reading) for piece, reading in _read_pieces(name, chinese))


def head(name: str, chinese: bool) -> str:
    """Return the head that a name stands under: its first letter, in Chinese that of its pinyin."""
    first, reading = next(_read_pieces(name, chinese), ("", ""))
    if first.isdecimal():
        return DIGITS
    if reading:
        return _letters(reading)[0].upper()
    return OTHERS if not first.isalpha() or first >= _EAST else first.upper()


def readings(text: str) -> list[str]:
    """Text -> the reading of each character, with its tone (`chóng`); nothing for what has none."""
    found: list[str] = []
    while len(found) < len(text):
        start = len(found)
        phrase, own = _longest_phrase(text, start)
        found += [special or _reading(char) for special, char in zip(own, phrase, strict=True)]
    return found


def _longest_phrase(text: str, start: int) -> tuple[str, list[str]]:
    """Return the longest phrase of the table that begins there, and what its characters read; else the character."""
    known = _phrases_of(text[start])
    for length in range(_LONGEST, 1, -1):
        phrase = text[start : start + length]
        if len(phrase) == length and phrase in known:
            return phrase, known[phrase]
    return text[start], [""]


def _read_pieces(name: str, chinese: bool) -> Iterator[tuple[str, str]]:
    """Name -> its numbers, letters without accents and characters, each with its reading in Chinese."""
    plain = "".join(part for part in normalize("NFKD", name.casefold()) if not "\u0300" <= part <= "\u036f")
    plain = normalize("NFC", plain).replace("_", " ")  # Hangul whole again
    spoken = readings(plain) if chinese and not plain.isascii() else [""] * len(plain)
    return ((match.group(), spoken[match.start()]) for match in _PIECE.finditer(plain))


def _piece_order(piece: str, reading: str) -> tuple[int, int, str]:
    """Return what a number, a letter or a character is sorted by."""
    if piece.isdecimal():
        return 0, int(piece), ""
    if reading:
        number, others = _table()[reading]
        return 2, number, f"{others.index(piece) if piece in others else len(others):05}{piece}"
    return 1 if piece < _EAST else 3, 0, piece


def _letters(reading: str) -> str:
    """Reading -> its letters without tone and without the dots of ü."""
    return "".join(part for part in normalize("NFD", reading) if not combining(part))


def _reading(char: str) -> str:
    """Return a character's commonest reading."""
    return _commonest().get(char, "") if char >= _EAST else ""


@cache
def _table() -> dict[str, tuple[int, str]]:
    """Return each reading's number in the order, and its characters in theirs."""
    lines = Path(__file__).with_name("pinyin.txt").read_text("utf-8").splitlines()
    pairs = (line.partition(" ") for line in lines)
    return {reading: (number, characters) for number, (reading, _, characters) in enumerate(pairs)}


@cache
def _commonest() -> dict[str, str]:
    return {char: reading for reading, (_, characters) in _table().items() for char in characters}


@cache
def _phrases_of(first: str) -> dict[str, list[str]]:
    """First character -> the phrases that begin with it, and what the characters read that read otherwise there."""
    words = (word.partition(":") for word in _phrase_lines().get(first, "").split())
    return {first + rest: readings.split(",") for rest, _, readings in words}


@cache
def _phrase_lines() -> dict[str, str]:
    lines = Path(__file__).with_name("phrases.txt").read_text("utf-8").splitlines()
    return {line[0]: line[2:] for line in lines}
