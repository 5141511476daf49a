"""Claims -> numbers that stand for, or count, something else than in the source: “3”即“三心”, 3 rooms.

A number in quotation marks is a name; whose, is told by what follows in the source up to the next number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from deckbrief.content.evidence.home import Home
from deckbrief.content.evidence.marks import bare
from deckbrief.content.evidence.quantities import counted

_NUMERAL: Final = r"(?<![0-9.])[0-9]{1,4}(?![0-9.])"
_IS: Final = "即|就是|说的是|指的是|是|为|is|means|stands for"
_TOLD: Final = rf"[“‘「\"]({_NUMERAL})[”’」\"]\s*(?:{_IS})\s*([^，。；;！？!?,.\n]+)"
_FIRST: Final = 4
"""Characters by which it is known what a number stands for."""


def strange_numerals(text: str, home: Home) -> Iterator[tuple[str, str]]:
    """Text, its home -> the quoted numbers that stand for what they do not there, each with what they are said to be.

    Nothing is told of what stands nowhere in the home: it is the content's own words.
    """
    for match in re.finditer(_TOLD, text):
        number, meant = match[1], bare(match[2])[:_FIRST]
        told = list(_told(home))
        if any(meant in words for _, words in told) and not any(
            other == number and meant in words for other, words in told
        ):
            yield number, match[2]


def _told(home: Home) -> Iterator[tuple[str, str]]:
    """Home -> each number in it, with the bare words up to the next one."""
    for paragraph in home.paragraphs:
        numbers = list(re.finditer(_NUMERAL, paragraph))
        for number, following in zip_longest(numbers, numbers[1:]):
            yield number.group(), bare(paragraph[number.end() : following.start() if following else None])


def miscounted(text: str, home: Home, units: frozenset[str], least: int = 0) -> Iterator[tuple[str, str]]:
    """Text in Latin script, its home -> the numbers of things that the home counts, and never so many: `3 cards`.

    Smaller numbers in words than `least` count what the content lists. What Chinese counts has a measure word, which
    is held against the source's with the number.
    """
    for quantity, thing in counted(text, units, least):
        same = home.counted.get(thing)
        if same and quantity.amount not in same and any(other.amount == quantity.amount for other in home.quantities):
            yield quantity.text, thing
