"""A number and the words before and after it -> what is said, and the copy that sets it: digits large, units small."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from deckbrief.base.length import Pt
from deckbrief.base.patterns import deferred
from deckbrief.base.record import replace
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft.nodes import Number
from deckbrief.layout.figures.kit import Look
from deckbrief.layout.frame import Run
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.metrics import snapped
from deckbrief.theme.theme import Color, Face

SCALE: Final = 0.64
"""The size of a scale word, which belongs to the number: 万, million."""
_UNIT: Final = 0.33
_SCALE_WORD: Final = deferred(r"[十百千]?[万亿]+|\s?(?:hundred|thousand|million|billion)\b")
_DOTS: Final = (10, 200)
"""Counts of so few or many are shown as dots, one for each."""
_JOINT: Final = "\u00a0"


def spoken(number: Number) -> str:
    """Return the number with what stands before and after it."""
    return "".join(words_of(number))


@lru_cache(maxsize=256)
def words_of(number: Number) -> tuple[str, str, str, str]:
    """Return qualifier, number, scale and unit, with spaces where both neighbours are Latin."""
    before = number.before + (" " if number.before and not is_unspaced(number.before[-1]) else "")
    after = (" " if number.after[:1].isascii() and number.after[:1].isalnum() else "") + number.after
    scale = _SCALE_WORD.match(after)
    cut = scale.end() if scale else 0
    return before, number.number, after[:cut], after[cut:]


def runs_of(number: Number, size: Pt, large: Pt, joint: Pt, color: Color) -> tuple[Run, ...]:
    """Return the words as runs: number and scale bold, the others of that size and colour.

    A space of size `joint` leads from digits to Chinese, and from it to them: LibreOffice sets a quarter of an em
    there, and after that space it is a small one.
    """
    before, amount, scale, after = words_of(number)
    space = Run(_JOINT, size=joint)
    runs = [Run(before, size=size, color=color)] if before else []
    runs += [space] if amount and is_unspaced(before[-1:]) else []
    runs += [Run(amount, bold=True)] if amount else []
    runs += [space] if amount and is_unspaced(scale[:1]) else []
    runs += [Run(scale, bold=True, size=snapped(max(joint, large * SCALE)))] if scale else []
    runs += [space] if amount and not scale and is_unspaced(after[:1]) else []
    runs += [Run(after, size=size, color=color)] if after else []
    return tuple(runs)


def amount_copy(
    look: Look, number: Number, size: Pt, color: Color, unit_color: Color, share: float = _UNIT, face: Face = "minor"
) -> Copy:
    """A number at a size in points -> its copy in the heading face, the unit beside it a third as large, in `face`."""
    small = snapped(max(look.theme.scale.floor, size * share))
    runs = tuple(
        run if run.bold else Run(run.text, bold=face == "major", size=run.size, color=run.color, face=face)
        for run in runs_of(number, small, size, look.theme.scale.floor, unit_color)
    )
    text = "".join(run.text for run in runs)
    return Copy(
        text=text, size=size, floor=size, color=color, bold=True, face="major", pitch=1.0, runs=runs, path=number.path
    )


Manner = Literal["line", "before", "apart"]
"""How a number stands: with all its words on one line; with those before it above it; with its unit below, too."""
MANNERS: Final[tuple[Manner, ...]] = ("line", "before", "apart")
_PLAIN_UNIT: Final = deferred("[^余多来%％]*")
_GAIN: Final = 1.3
_UNSPACED_GAIN: Final = 1.6
"""A unit goes below its number where the number is by so much larger then: a Chinese one belongs beside it."""
_LARGEST_WORD: Final = 28


def amount_copies(
    look: Look, number: Number, size: float, color: Color, unit_color: Color, manner: Manner
) -> tuple[Copy, ...]:
    """A number at a size in points -> the lines that set it, in that manner."""
    if manner == "line":
        return (amount_copy(look, number, Pt(size), color, unit_color),)
    before, _, scale, unit = words_of(number)
    apart = manner == "apart"
    alone = replace(number, before="", after=scale if apart else number.after)
    small = snapped(min(_LARGEST_WORD, max(look.theme.scale.floor, size * _UNIT)))

    def word(text: str) -> Copy:
        return Copy(text=text, size=small, floor=small, color=unit_color, pitch=1.1, path=number.path)

    above = [word(before.strip())] if before.strip() else []
    below = [word(unit.strip())] if apart and unit.strip() else []
    return (*above, amount_copy(look, alone, Pt(size), color, unit_color), *below)


def is_count(number: Number) -> bool:
    """Tell whether a number is a count, and an exact one, that dots can show, one for each."""
    exact = not number.before and bool(_PLAIN_UNIT.fullmatch(number.after)) and number.number == str(int(number.value))
    return exact and _DOTS[0] <= number.value <= _DOTS[1]


def gain_of(numbers: Sequence[Number]) -> float:
    """Return how much larger numbers are to be before their units go below them."""
    return _UNSPACED_GAIN if any(is_unspaced(number.after[-1:]) for number in numbers) else _GAIN
