"""Text, where its lines end -> what that costs: words and phrases that are parted, and how little stands on a line.

A line half as long as it should be costs a quarter; `base/script/phrases.py` says what ends between words cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.script.kinds import is_han
from deckbrief.base.script.phrases import ends as phrase_ends
from deckbrief.base.script.words import cuts, joined, words
from deckbrief.theme.metrics import ems

CUT_COST: Final = 2.0
_TERM_COST: Final = 1.2
"""What a line costs that ends inside of a word, or between the words of a quoted term."""
PARTS: Final = 0.35
_PHRASE: Final = 48
"""From this cost on an end parts a phrase; in texts of so many ems, names and labels, that is seen at once."""
_THIN: Final = 0.5
_THIN_COST: Final = 1.5
"""A first or last line under this share of an even one costs so much more for each share of one that it is shorter."""
_FEW_COST: Final = 0.35
_MANY: Final = 6
"""What a line of two characters costs beside so many and more."""


def of_few(text: str, start: int) -> float:
    """Return what it costs that a last line from `start` is of two Chinese characters, or a word, of many more."""
    last = text[start:].rstrip("，。、；：！？”’》」』.,;:!?\"' ")
    if last.isascii():
        return _FEW_COST if " " not in last and text.count(" ") > 2 else 0.0
    return _FEW_COST if len(last) <= 2 and start >= _MANY and all(map(is_han, last)) else 0.0


def first_is_few(text: str, end: int) -> float:
    """Return what it costs that a first line to `end` is of two Chinese characters that go on in the next one."""
    goes_on = end <= 2 and len(text) - end >= _MANY and all(map(is_han, text[: end + 1]))
    return _FEW_COST if goes_on else 0.0


def of_thin(share: float) -> float:
    """Return what a first or last line costs for so small a share of an even one."""
    return (_THIN - share) * _THIN_COST if share < _THIN else 0.0


def end_costs(text: str, places: Sequence[int]) -> list[float]:
    """Return what it costs, or saves, to end a line at each of these places."""
    cut, wanted = cuts(text), phrase_ends(text)
    costs = [wanted.get(end, 0.0) for end in places]
    if cut.isdisjoint(places):
        return costs
    between = {end for word in words(text) for end in word[:2]} - joined(text)
    return [
        cost if end not in cut else _TERM_COST + max(0.0, cost) if end in between else CUT_COST
        for end, cost in zip(places, costs, strict=True)
    ]


def parted(text: str, places: Sequence[int], *, phrases: bool) -> float:
    """Text, where its lines end -> what it costs that they part words, terms, and with `phrases` a label's phrases."""
    short = phrases and (len(text) <= _PHRASE or ems(text) <= _PHRASE)
    least = PARTS if short else _TERM_COST
    return sum(cost for cost in end_costs(text, places) if cost >= least)
