"""Headings of pages: no word is cut at a line's end, and the lines of a long one make a shape.

Where words are is known from the same list as on slides (`base/script/words.py`). How wide a line may be is said by the
template, in ems of the heading's own size, because the style sheet is not read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from math import ceil
from typing import Final, Literal

from markupsafe import Markup

from deckbrief.base.script.breaking import CLASS_OF
from deckbrief.base.script.kinds import WORD_JOINER
from deckbrief.base.script.words import cuts
from deckbrief.draft.typography import flush
from deckbrief.theme.metrics import advances

Shape = Literal["even", "tapered"]
"""Lines of one length, or those of an official title: a trapezoid or a diamond, never a rectangle or an hourglass."""

_THOUSAND: Final = 1000
_MOST_LINES: Final = 4
_MOST_PLACES: Final = 36
"""Places where a heading may break: more are not tried, it is no heading then."""
_AFTER_WORD: Final = 2.0
"""What it costs, in squared ems, to break a line elsewhere than after a mark or a space."""
_ALIKE: Final = 1.0
"""Lines of a tapered title whose lengths, in ems, differ by less look like a rectangle."""
_TARGETS: Final[dict[tuple[Shape, int], tuple[tuple[float, ...], ...]]] = {
    ("tapered", 2): ((1.14, 0.86), (0.86, 1.14)),
    ("tapered", 3): ((0.84, 1.32, 0.84), (1.16, 1.0, 0.84), (0.84, 1.0, 1.16)),
}
"""The shares of the whole that lines should take, by shape and number of lines; else all the same."""
_CLOSES: Final = frozenset("pqvuwmth")
_PAUSES: Final = _CLOSES | {"s"}
_OPENS: Final = frozenset("okb")
_LATIN: Final = frozenset("anq")
_KEPT: Final = frozenset("giyjx")


def heading(text: str, ems: float = 0.0, shape: Shape = "even") -> Markup:
    """Words of a heading -> HTML that breaks between words only; in lines of that shape where `ems` are not enough."""
    lines = heading_lines(text, ems, shape) if ems else [text]
    return Markup("<br>").join(flush(whole_words(line.strip())) for line in lines)


def whole_words(text: str) -> str:
    """Text -> the same, its Chinese words kept together by word joiners."""
    inside = {at for at in cuts(text) if CLASS_OF[text[at - 1]] == CLASS_OF[text[at]] == "c"}
    return "".join(WORD_JOINER + character if at in inside else character for at, character in enumerate(text))


@lru_cache(maxsize=1024)
def _lines_of(text: str, ems: float, shape: Shape) -> tuple[str, ...]:
    ends = [width / _THOUSAND for width in advances(text, "bold")]
    whole = ends[-1]
    places = list(_places(text))
    if whole <= ems or not places or len(places) > _MOST_PLACES:
        return (text,)
    for count in range(ceil(whole / ems), _MOST_LINES + 1):
        judged = (_judged(chosen, text, ends, ems, shape) for chosen in combinations(places, count - 1))
        best = min((option for option in judged if option), default=None)
        if best:
            edges = (0, *best[1], len(text))
            return tuple(text[start:end] for start, end in pairwise(edges))
    return (text,)


def heading_lines(text: str, ems: float, shape: Shape = "even") -> list[str]:
    """Words of a heading, the width of a line in ems -> its lines; one where it fits, or where no lines can be had."""
    return list(_lines_of(text, ems, shape))


def _places(text: str) -> Iterator[int]:
    """Yield the positions at which a heading may break: between words, as the kinsoku rules allow."""
    inside = cuts(text)
    for at in range(1, len(text)):
        left, right = CLASS_OF[text[at - 1]], CLASS_OF[text[at]]
        kept = right in _CLOSES or left in _OPENS or left in _KEPT or right in _KEPT or right == "s"
        if kept or at in inside or (left in _LATIN and right in _LATIN) or (left == "n" and right == "c"):
            continue
        yield at


def _judged(
    chosen: Sequence[int], text: str, ends: Sequence[float], ems: float, shape: Shape
) -> tuple[float, tuple[int, ...]] | None:
    """Return how far lines that end at these places are from their shape, and the places; None where one is too wide.

    `ends` are the widths of the text up to each position, in ems.
    """
    lines = [ends[end] - ends[start] for start, end in pairwise((0, *chosen, len(text)))]
    if max(lines) > ems:
        return None
    mean = sum(lines) / len(lines)
    targets = _TARGETS.get((shape, len(lines)), ((1.0,) * len(lines),))
    cost = min(sum((line - mean * share) ** 2 for line, share in zip(lines, shares, strict=True)) for shares in targets)
    cost += sum(_AFTER_WORD for at in chosen if CLASS_OF[text[at - 1]] not in _PAUSES)
    if shape == "tapered" and max(lines) - min(lines) < _ALIKE:
        cost += _ALIKE
    return cost, tuple(chosen)
