"""Text -> the quantities in it: an amount, how it is qualified, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile
from typing import Final
from unicodedata import normalize

from deckbrief.base.record import record
from deckbrief.base.script.kinds import is_han
from deckbrief.content.qualifiers import WITHIN, before, behind, behind_unit

# Patterns are compiled when a text is looked through for the first time: most runs of the program do not.
_SCALES: Final = {
    "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "hundred": 100, "thousand": 1000, "million": 10**6,
    "billion": 10**9,
}  # fmt: skip
_DIGITS: Final = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+"
_QUANTITY: Final = (
    rf"(?P<whole>{_DIGITS})(?P<fraction>\.[0-9]+)?(?P<percent> ?%)?\s*"
    r"(?P<scale>[十百千万亿]{1,2}(?![一二三四五六七八九])|(?:hundred|thousand|million|billion)s?\b)?"
)
_HAN_DIGITS: Final = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HAN_NUMBER: Final = r"[〇零一二三四五六七八九十百千万亿两]+"
_UNITS_AND_TEENS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH: Final = {word: value for value, word in enumerate(_UNITS_AND_TEENS)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
_ENGLISH_WORD: Final = "|".join(_ENGLISH)
_ENGLISH_NUMBER: Final = rf"(?i)\b(?:{_ENGLISH_WORD})(?:[- ](?:{_ENGLISH_WORD}|hundred|thousand))*\b"

_CLASSIFIERS: Final = (
    "人次|公里|平方米|平方公里|小时|分钟|个百分点|世纪|年代|周年|"
    "[个家类名位人次项件条种场本字元亩里米年月日天时分秒号岁户处座所间套支篇份批届期级层组对台辆吨克升倍成折城县区市省乡镇村块段章节页幅张步门科站周季]"
)
"""Measure words of Chinese (GB/T 13715 names their class), and what is counted without one."""

_ENGLISH_UNITS: Final = (
    "second|minute|hour|day|week|month|year|decade|percent|met(?:re|er)|kilomet(?:re|er)|mile|foot|inch|gram|"
    "kilogram|ton|tonne|lit(?:re|er)|euro|dollar|pound|cent|degree|time"
)

_TIMES: Final = frozenset(
    {"分钟", "小时", "时", "分", "秒", "点", "minute", "hour", "second", "a.m", "p.m", "am", "pm"}
)
"""What clock times and lengths of a session are told in."""

_LATIN_UNIT: Final = r"[\s“‘\"《「（(]*([A-Za-z.]*)"
_LONGEST_HAN_UNIT: Final = 4


@record
class Quantity:
    """A number as a text says it: where, its amount, its qualifier's kind or none, and the unit where it is one."""

    start: int
    end: int
    amount: Decimal
    qualifier: str
    unit: str
    text: str

    @property
    def is_time(self) -> bool:
        return self.unit in _TIMES


def widthless(text: str) -> str:
    """Text -> the same length, its full-width digits, marks and letters plain."""
    return "".join(plain if len(plain := normalize("NFKC", c)) == 1 else c for c in text)


def quantities(text: str, units: frozenset[str] = frozenset()) -> Iterator[Quantity]:
    """Text -> its quantities in digits. `units` are further words that things are counted in, in small letters."""
    plain = widthless(text)
    for match in re.finditer(_QUANTITY, plain):
        amount = Decimal(match["whole"].replace(",", "") + (match["fraction"] or ""))
        yield _quantity(plain, match.start(), match.end(), amount * _scale(match["scale"] or ""), units, match)


def spelt_quantities(text: str, units: frozenset[str] = frozenset(), least: int = 0) -> Iterator[Quantity]:
    """Text -> its quantities in words, 三百余 or forty-five, from `least` on."""
    plain = widthless(text)
    for match in re.finditer(_HAN_NUMBER, plain):
        amount = han_amount(match.group())
        if amount is not None and amount >= least:
            yield _quantity(plain, match.start(), match.end(), Decimal(amount), units)
    for match in re.finditer(_ENGLISH_NUMBER, plain):
        amount = _english_amount(match.group())
        if amount >= least:
            yield _quantity(plain, match.start(), match.end(), Decimal(amount), units)


def counted(text: str, units: frozenset[str] = frozenset(), least: int = 0) -> Iterator[tuple[Quantity, str]]:
    """Text in Latin script -> its quantities that count things, each with their word without the ending of a plural.

    Smaller ones than `least` are left out where they are in words.
    """
    plain = widthless(text)
    for quantity in (*quantities(text, units), *spelt_quantities(text, units, least)):
        if following := re.match(r"[ -]([a-z]{4,})\b", plain[quantity.start + len(quantity.text) :]):
            yield quantity, following[1].rstrip("s")


def negations(text: str) -> Iterator[tuple[int, int, int]]:
    """Text -> offsets of each negated qualifier of a number: of the negation, of the word alone, of the number's end.

    不超过2小时 and no more than two hours say the opposite of what they do without their beginning.
    """
    plain = widthless(text)
    for quantity in (*quantities(text), *spelt_quantities(text)):
        found = before(plain[: quantity.start])
        if found and found.negated:
            yield found.start, found.word, quantity.start + len(quantity.text)


def _quantity(
    text: str, start: int, end: int, amount: Decimal, units: frozenset[str], match: re.Match[str] | None = None
) -> Quantity:
    after, found = text[end:], before(text[:start])
    said = behind(after)
    after = after[said.end :]
    unit = "percent" if match and match["percent"] else _unit(after, units)
    qualifier = said.kind or behind_unit(after.lstrip().removeprefix(unit), unit).kind
    if found and (found.negated or not qualifier or qualifier == WITHIN):
        qualifier = found.kind
    return Quantity(start, end, amount, qualifier, unit, text[start:end].strip())


def _unit(after: str, units: frozenset[str]) -> str:
    """Return the unit that a text begins with, in its singular; empty where the word is not known as one."""
    found = re.match(_LATIN_UNIT, after)
    assert found is not None  # a text matches that has none
    han = after[found.end() : found.end() + _LONGEST_HAN_UNIT]  # no pattern: a class of all Han takes long to compile
    word = found[1].casefold() or "".join(takewhile(is_han, han))
    if not word:
        return ""
    if word.isascii():
        singular = word.rstrip(".").removesuffix("s")
        known = re.fullmatch(_ENGLISH_UNITS, singular) or singular in _TIMES or singular in units or word in units
        return singular if known else ""
    own = next((unit for unit in sorted(units, key=len, reverse=True) if word.startswith(unit)), "")
    classifier = re.match(_CLASSIFIERS, word)
    return own or (classifier.group() if classifier else "")


def _scale(word: str) -> Decimal:
    found = Decimal(1)
    for piece in [word.removesuffix("s")] if word.isascii() else word:
        found *= _SCALES.get(piece, 1)
    return found


def is_number(word: str) -> bool:
    """Tell whether an English word, in small letters, is a number."""
    return word in _ENGLISH


def han_amount(text: str) -> int | None:
    """Chinese numeral -> its value; None where it is none, such as 千万 in 千万不要 or 三四 (three or four)."""
    if not any(c in _HAN_DIGITS or c == "十" for c in text):
        return None
    if all(c in _HAN_DIGITS for c in text):
        return _HAN_DIGITS[text] if len(text) == 1 else None
    total = section = digit = 0
    for c in text:
        if c in _HAN_DIGITS:
            digit = _HAN_DIGITS[c]
        elif (scale := _SCALES[c]) >= 10**4:
            total, section, digit = (total + section + digit) * scale, 0, 0
        else:
            section, digit = section + (digit or 1) * scale, 0
    return total + section + digit


def _english_amount(text: str) -> int:
    total = 0
    for word in re.split(r"[- ]", text.casefold()):
        total = total * _SCALES[word] if word in _SCALES else total + _ENGLISH[word]
    return total
