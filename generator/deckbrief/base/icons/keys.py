"""Keys of the icons that there are, and the words that each stands for; read when they are first asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Final

from deckbrief.base.patterns import deferred

OUTLINES: Final = Path(__file__).with_name("icons.txt")
_WORDS: Final = Path(__file__).with_name("words.txt")
_EVERYDAY: Final = Path(__file__).with_name("everyday.txt")
_LATIN: Final = deferred(r"[a-z][a-z-]*")


@cache
def icon_words() -> dict[str, tuple[str, ...]]:
    """Return the words of each icon by its key, in the order of the file."""
    return _table(_WORDS)


@cache
def everyday_words() -> dict[str, tuple[str, ...]]:
    """Return by keys of icons further words by which they are looked for: no icon of a slide is chosen by these."""
    return _table(_EVERYDAY)


def _table(file: Path) -> dict[str, tuple[str, ...]]:
    rows = (row.split() for row in file.read_text("utf-8").splitlines() if row and not row.startswith("#"))
    return {key: tuple(words) for key, *words in rows}


class _Keys(Collection[str]):
    def __contains__(self, key: object) -> bool:
        return key in icon_words()

    def __iter__(self) -> Iterator[str]:
        return iter(icon_words())

    def __len__(self) -> int:
        return len(icon_words())


ICON_KEYS: Final[Collection[str]] = _Keys()
"""What content may call an icon."""


class Terms:
    """Terms and what each stands for, to be looked for in many texts."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._meanings = meanings
        self._by_first: dict[str, list[str]] = {}
        for term in sorted(filter(None, meanings), key=len, reverse=True):  # of one length, in their order
            self._by_first.setdefault(term[0], []).append(term)

    def in_text(self, text: str) -> str:
        """Words -> what the longest term in them stands for, of several the first; or nothing."""
        lower = text.casefold()
        latin = frozenset(_LATIN.findall(lower))
        best = [found for first in set(lower) for found in self._longest(first, lower, latin)]
        if not best:
            return ""
        length = max(map(len, best))
        longest = [term for term in best if len(term) == length]
        first = longest[0] if len(longest) == 1 else next(term for term in self._meanings if term in longest)
        return self._meanings[first]

    def _longest(self, first: str, lower: str, latin: Collection[str]) -> list[str]:
        """Return the longest term with that first character in a text, if there is one; of several the first."""
        for term in self._by_first.get(first, ()):
            if term in (latin if term.isascii() else lower):
                return [term]
        return []


def icons_by_words(words: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Words that somebody looks for -> icons that stand for any of them, with all their words; those named so first.

    Without words, all icons.
    """
    wanted = [word.casefold() for word in words if word.strip()]
    if not wanted:
        return icon_words()
    ranked = [
        (rank, place, key)
        for place, (key, terms) in enumerate(icon_words().items())
        if (rank := min((_rank(word, key, terms) for word in wanted), default=9)) < 9
    ]
    return {key: icon_words()[key] for _, _, key in sorted(ranked)}


def _rank(word: str, key: str, terms: Sequence[str]) -> int:
    """Return how well an icon stands for a word: 0 it is its own, 1 an everyday one, 2 in or around one, 9 not."""
    told = [term.casefold() for term in terms]
    everyday = [term.casefold() for term in everyday_words().get(key, ())]
    if word in told or word in key.split("-"):
        return 0
    if set(_forms(word)) & {*everyday, *told}:
        return 1
    if any(word in term for term in told if len(word) > 1) or (len(word) > 2 and word in key):
        return 2
    return 2 if any(len(term) > 1 and not term.isascii() and term in word for term in (*told, *everyday)) else 9


def _forms(word: str) -> tuple[str, ...]:
    """Return a word, and an English one in the forms in which it may stand in the lists: its stem, its singular."""
    if not word.isascii():
        return (word,)
    ends = {"ies": "y", "es": "", "s": "", "ing": "", "ed": ""}
    found = [
        word[: -len(end)] + other for end, other in ends.items() if word.endswith(end) and len(word) > len(end) + 2
    ]
    return word, f"{word}s", *found, *(f"{stem}e" for stem in found)


def nearest_icons(words: Sequence[str]) -> list[str]:
    """Words for which there is no icon -> keys and words that are written like them, a few."""
    tables = (icon_words(), everyday_words())
    known = [*icon_words(), *(term for table in tables for terms in table.values() for term in terms)]
    near = [each for word in words for each in get_close_matches(word.casefold(), known, 3, 0.6)]
    return list(dict.fromkeys(near))[:5]
