"""pypinyin's dictionaries -> base/script/pinyin.txt (readings) and phrases.txt (phrases that decide them).

Usage: derive_pinyin.py generator/deckbrief/base/script

`pinyin.txt`: a line for each reading, in their order, with the characters whose commonest it is, in theirs.
`phrases.txt`: a line for each first character: `重 庆:chóng, 新:chóng,`, a reading for each character that reads
otherwise in the phrase than by itself. Phrases of two to four characters; left out are neutral tones and the changed
tones of 一 and 不, which dictionaries do not sort by, and phrases that follow from shorter ones.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from unicodedata import combining, normalize

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

_TONES = "\u0304\u0301\u030c\u0300"
_UNCHANGED = {"一": "yī", "不": "bù"}


def main(folder: str) -> None:
    commonest = {chr(code): readings.split(",")[0] for code, readings in PINYIN_DICT.items() if code >= 0x2E80}
    commonest |= _UNCHANGED
    commonest = {char: reading for char, reading in commonest.items() if letters(reading)}
    Path(folder, "pinyin.txt").write_text(reading_lines(commonest), "utf-8")
    Path(folder, "phrases.txt").write_text(phrase_lines(commonest), "utf-8")


def letters(reading: str) -> str:
    return "".join(part for part in normalize("NFD", reading) if not combining(part))


def tone(reading: str) -> int:
    return next((_TONES.index(part) + 1 for part in normalize("NFD", reading) if part in _TONES), 5)


def reading_lines(commonest: Mapping[str, str]) -> str:
    """Character -> reading: the lines of pinyin.txt, and readings without a character of their own at their place."""
    characters: dict[str, list[str]] = {reading: [] for reading in all_readings(commonest)}
    for char in sorted(commonest, key=place):
        characters[commonest[char]].append(char)
    ordered = sorted(characters, key=lambda reading: (letters(reading), "ü" in base(reading), tone(reading), reading))
    return "".join(f"{reading} {''.join(characters[reading])}\n" for reading in ordered)


def all_readings(commonest: Mapping[str, str]) -> set[str]:
    return set(commonest.values()) | {reading for special in special_phrases(commonest).values() for reading in special}


def base(reading: str) -> str:
    """Reading -> without its tone, ü kept."""
    return normalize("NFC", "".join(part for part in normalize("NFD", reading) if part not in _TONES))


def place(char: str) -> tuple[int, bytes]:
    """GB 2312's first level in its order, which is that of strokes within a reading; then the others by code."""
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return 1, char.encode("utf-32-be")
    return (0, code) if code < b"\xd8" else (1, char.encode("utf-32-be"))


def special_phrases(commonest: Mapping[str, str]) -> dict[str, list[str]]:
    """Phrases -> what each character reads, of those where some character reads otherwise than by itself."""
    found: dict[str, list[str]] = {}
    for phrase in sorted(PHRASES_DICT, key=lambda phrase: (len(phrase), phrase)):
        if not 2 <= len(phrase) <= 4 or len(PHRASES_DICT[phrase]) != len(phrase):
            continue
        if not all(char in commonest for char in phrase):
            continue
        spoken = [
            sorted_by(char, reads[0], commonest) for char, reads in zip(phrase, PHRASES_DICT[phrase], strict=True)
        ]
        if spoken != read(phrase, found, commonest):
            found[phrase] = spoken
    return found


def sorted_by(char: str, reading: str, commonest: Mapping[str, str]) -> str:
    """Return what a character in a phrase is sorted by: a neutral or changed tone counts as its own."""
    own = commonest[char]
    if char in _UNCHANGED or (tone(reading) == 5 and base(reading) == base(own)):
        return own
    return reading


def read(text: str, phrases: Mapping[str, list[str]], commonest: Mapping[str, str]) -> list[str]:
    """Text -> its readings by the phrases that are known so far, as base/script/order.py reads."""
    spoken: list[str] = []
    while len(spoken) < len(text):
        start = len(spoken)
        lengths = (length for length in (4, 3, 2) if text[start : start + length] in phrases)
        phrase = text[start : start + next(lengths, 1)]
        spoken += phrases.get(phrase) or [commonest[phrase]]
    return spoken


def phrase_lines(commonest: Mapping[str, str]) -> str:
    lines: dict[str, list[str]] = {}
    for phrase, spoken in special_phrases(commonest).items():
        own = ",".join(
            "" if reading == commonest[char] else reading for char, reading in zip(phrase, spoken, strict=True)
        )
        lines.setdefault(phrase[0], []).append(f"{phrase[1:]}:{own}")
    return "".join(f"{first} {' '.join(lines[first])}\n" for first in sorted(lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
