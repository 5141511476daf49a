"""Latin words wider than their lines -> where a hyphen and a line end are put into them.

Programs end a line inside of a word that is too wide for it wherever the line is full, and set no hyphen. So the hyphen
is put in here, where the word's language would have it (pyphen, the patterns of LibreOffice), and a line end after it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from deckbrief.base.record import replace
from deckbrief.base.script.kinds import LETTER
from deckbrief.base.script.languages import stretches
from deckbrief.layout.frame import Run
from deckbrief.theme.metrics import Weight, advance

if TYPE_CHECKING:
    from pyphen import Pyphen

BREAK: Final = "-\v"
_USUAL: Final = "en_US"
_LEAST: Final = 4
"""Letters of a word that is looked at: a shorter one that does not fit is a column too narrow for anything."""


def stops(text: str, room: float, weight: Weight) -> dict[int, str]:
    """Text of one look, room of a line in thousandths of its size -> positions, and what is put in there."""
    if advance(text, weight) <= room:
        return {}
    found: dict[int, str] = {}
    for word in _words().finditer(text):
        if advance(word[0], weight) > room:
            found |= {word.start() + stop: BREAK for stop in _stops(word[0], room, weight)}
    return found


def put_in(text: str, at: dict[int, str]) -> str:
    """Text, what is to be put in at which positions -> the text with it."""
    cuts = sorted({0, len(text), *at})
    return "".join(text[start:end] + at.get(end, "") for start, end in pairwise(cuts))


def put_in_runs(runs: tuple[Run, ...], at: dict[int, str]) -> tuple[Run, ...]:
    """Runs of a text, what is to be put in at which positions of it -> the runs with it."""
    made, start = [], 0
    for run in runs:
        own = {position - start: said for position, said in at.items() if start < position <= start + len(run.text)}
        made.append(replace(run, text=put_in(run.text, own)))
        start += len(run.text)
    return tuple(made)


def _stops(word: str, room: float, weight: Weight) -> list[int]:
    """Return where a word is parted, each part with its hyphen in a line; by letters where no syllable fits."""
    syllables = _syllables(word)
    found, start = [], 0
    while advance(word[start:], weight) > room:
        fitting = [end for end in range(start + 1, len(word)) if advance(f"{word[start:end]}-", weight) <= room]
        best = [end for end in fitting if end in syllables] or fitting
        if not best:
            return []
        start = best[-1]
        found.append(start)
    return found


def _syllables(word: str) -> frozenset[int]:
    language = next((lang for part, lang in stretches(word, "zh-CN") if not part.isascii()), "").replace("-", "_")
    return frozenset(_dictionary(language or _USUAL).positions(word))


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"[{LETTER}]{{{_LEAST},}}")


@cache
def _dictionary(language: str) -> Pyphen:
    import pyphen

    found = pyphen.language_fallback(language) or _USUAL
    return pyphen.Pyphen(lang=found, left=2, right=3)
