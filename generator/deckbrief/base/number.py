"""Numbers -> text, wherever one is shown, printed or written into a file: no exponent, no `.0`, no negative zero."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Final, Literal

from deckbrief.base.patterns import deferred
from deckbrief.base.script.kinds import is_unspaced

_NUMBER: Final = deferred(r"[-+−]?[0-9]+(?:\.[0-9]+)?\Z")


def exact(number: int | float) -> str:
    """Return a number as the source writes it: no separators, every digit of it."""
    whole = not isinstance(number, float) or number.is_integer()
    return str(int(number)) if whole else format(Decimal(str(number)), "f")


Digits = Literal["", "plain", "thousands", "wan"]
"""How digits are written: as suits the language, as they stand, in groups of three, or in 万 and 亿."""
_GROUPED: Final = 5
"""Numbers of fewer digits need no groups beside Chinese (GB/T 15835-2011, 5.1.2): 2025 年 is a year."""
_MYRIADS: Final = {"亿": 8, "万": 4}


def in_groups(number: str, beside: str, digits: Digits = "") -> str:
    """Number as the source writes it, the words that it stands with -> as their language writes it, shown or printed.

    Groups of three digits with commas, as in 46,000 loans; beside Chinese or Japanese from five digits on: 46,000 人次.
    """
    whole, point, rest = number.partition(".")
    figures = whole.removeprefix("-")
    least = _GROUPED if is_unspaced(beside) and digits != "thousands" else 0
    apart = figures.isascii() and figures.isdigit() and len(figures) >= least and digits != "plain"
    return f"{int(whole):,}{point}{rest}" if apart else number


def in_myriads(number: int | float) -> tuple[str, str]:
    """Number -> the same counted in 亿 or 万, not rounded, and which: 323520 -> 32.352 and 万; a small one as it is."""
    word = next((word for word, power in _MYRIADS.items() if abs(number) >= 10**power), "")
    return counted_in(number, word), word


def counted_in(number: int | float, word: str) -> str:
    """Number, 亿 or 万 or nothing -> its digits where it is counted so, not rounded, with no zeros at their end."""
    if not word:
        return exact(number)
    text = format(Decimal(exact(number)).scaleb(-_MYRIADS[word]), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def clock(minutes: float) -> str:
    """Minutes -> `26`, a half as `7.5`, else with seconds `1:45`: nobody reads 1.75 minutes from a watch."""
    whole, seconds = divmod(round(minutes * 60), 60)
    if seconds == 30:
        return f"{whole}.5"
    return f"{whole}:{seconds:02d}" if seconds else str(whole)


def spoken(minutes: float, above: float = 0) -> str:
    """Minutes -> as people say them: whole ones, below ten halves too; more than `above`, where they are.

    For what somebody is told. What has to be written into a file, so that sums come out, is told by `rounded`.
    """
    step = 0.5 if minutes < 10 else 1.0
    said = step * math.floor(minutes / step + 0.5)
    return exact(said if said > above or minutes <= above else step * (math.floor(above / step) + 1))


def number_in(text: str) -> float | None:
    """Text that is a number and nothing else, its sign - + or − -> the number; of any other text None."""
    return float(text.replace("−", "-")) if _NUMBER.match(text) else None


def percent(share: float) -> str:
    """A share of 1 -> its percents, with one decimal at most: 0.125 -> 12.5%."""
    return f"{rounded(share * 100, 1)}%"


def rounded(number: float, decimals: int) -> str:
    """Return a number with so many decimals at most."""
    text = f"{number:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
