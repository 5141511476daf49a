"""Keys of the icons that there are, and the words that each stands for; read when they are first asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

OUTLINES: Final = Path(__file__).with_name("icons.txt")
_WORDS: Final = Path(__file__).with_name("words.txt")


@cache
def icon_words() -> dict[str, tuple[str, ...]]:
    """Return the words of each icon by its key, in the order of the file."""
    rows = (row.split() for row in _WORDS.read_text("utf-8").splitlines() if row and not row.startswith("#"))
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


def term_in(text: str, terms: Mapping[str, str]) -> str:
    """Words, terms and what each stands for -> what the longest term in the words stands for, or nothing."""
    lower = text.casefold()
    latin = set(re.findall(r"[a-z][a-z-]*", lower))
    best = ""
    for term in terms:
        if len(term) > len(best) and (term in latin if term.isascii() else term in lower):
            best = term
    return terms[best] if best else ""
