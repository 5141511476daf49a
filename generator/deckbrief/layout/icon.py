"""Keys of icons -> their outlines; words -> the icon that stands for them.

An icon is a sign of what a part is about, so it is all siblings or none: where one of them has no icon, or two have
the same, none gets one. base/icons/icons.txt holds the outlines of Phosphor's icons (MIT, see LICENSE there), words.txt
what they stand for, in Chinese and in English.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from deckbrief.base.icons.keys import OUTLINES, Terms, icon_words
from deckbrief.layout.frame import Outline

GRID: Final = 1024
NO_ICON: Final = "none"
"""The key that says that something has no icon, whatever its words stand for."""


class IconOutlines(NamedTuple):
    """An icon's outlines: the tone below the lines, the lines, and what stands for both where it is small."""

    tone: Outline
    lines: Outline
    solid: Outline


@cache
def icon_outlines(key: str) -> IconOutlines:
    """Key of an icon -> its outlines. Raises KeyError for a key that there is not."""
    tone, lines, solid = _lines()[key.encode()].decode().split("|")
    return IconOutlines(*(Outline(data, GRID, GRID) for data in (tone, lines, solid)))


@cache
def _lines() -> dict[bytes, bytes]:
    """Return each icon's line by its key, undecoded: few of them are ever drawn."""
    rows = OUTLINES.read_bytes().splitlines()
    return dict(row.split(b" ", 1) for row in rows)


def icons_of(wanted: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Siblings, each with the key that is asked for (or none) and its words -> an icon for each, or none at all."""
    keys = tuple(key or icon_for(words) for key, words in wanted)
    return keys if all(keys) and NO_ICON not in keys and len(set(keys)) == len(keys) else ()


@lru_cache(maxsize=4096)
def icon_for(text: str) -> str:
    """Words -> the key of the icon that the longest known term in them stands for, or nothing."""
    return _words().in_text(text)


@cache
def _words() -> Terms:
    """Return the words of words.txt, each with its icon's key; of a word that several have, the first."""
    found: dict[str, str] = {}
    for key, words in icon_words().items():
        for word in words:
            found.setdefault(word.casefold(), key)
    return Terms(found)
