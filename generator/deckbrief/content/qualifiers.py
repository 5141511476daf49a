"""Words before and behind a number -> what they make of it: more, about, less, at most. A negation turns them round."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from deckbrief.base.record import record

OVER, NEAR, UNDER, UP_TO, WITHIN = "over", "near", "under", "up to", "within"

# Patterns are compiled when a text is looked through for the first time: most runs of the program do not.
_OVER: Final = (
    r"超过|超|逾|突破|多于|高于|大于|长于|\b(?:over|above|beyond|exceed(?:s|ed|ing)?|"
    r"(?:more|longer|greater|higher|larger|bigger) than)"
)
_UNDER: Final = r"少于|低于|小于|短于|\b(?:under|below|(?:less|fewer|shorter|lower|smaller) than)"
_FORMS: Final = (
    (OVER, r"不止|至少|最少|\bat least"),
    (UP_TO, r"至多|最多|\bat (?:the )?most|\bup to"),
    (UNDER, r"不到|不足|未到|未满|没到"),
    (OVER, _OVER),
    (UNDER, _UNDER),
    (NEAR, r"接近|将近|近|约|大约|大概|\b(?:nearly|almost|about|around|some|roughly)"),
    (WITHIN, r"\bwithin"),
)
_NOT: Final = (
    r"(?:(?<![不无][得能会可])(?<!无)[不没未勿莫](?:[得能应可会要宜准许敢必曾再有]|应该|应当|可以|允许)?|"
    r"\b(?:no|not|never|cannot|without|n[eo]ither|nor|[a-z]+n['’]t)"
    r"(?: (?:to|be|been|take|taken|last|lasted|go|gone|run|have|had|need|cost|wait|stay|use|any|for|by|in)){0,2} )"
)
"""What turns a word round: a negation, with verbs that may stand between the two: 不得超过, not to take more than."""
_OPPOSITE: Final = {OVER: UP_TO, UNDER: OVER}
_LONGEST: Final = 60
"""Characters before a number that are looked at."""

BEHIND_NUMBER: Final = {"余": OVER, "多": OVER, "来": OVER, "几": OVER, "+": OVER}
"""What stands between a number and its unit, and its kind."""
BEHIND_UNIT: Final = {
    "以上": OVER, "左右": NEAR, "上下": NEAR, "以下": UNDER, "以内": WITHIN, "之内": WITHIN, "内": WITHIN,
}  # fmt: skip
"""What stands behind a number's unit, or behind the number where it has none, and its kind."""
_NOT_BEFORE: Final = {"来": "[自到回源]", "+": r"\w", "内": "[容部外涵科]", "上下": "[班级游午文学联]"}
"""What makes another word of it."""
_SPANS: Final = frozenset({"天", "日", "周", "年", "秒", "分钟", "小时", "米", "公里"})
"""Within what 内 alone is a limit; elsewhere it may be a place: 12个社区内."""

_SAME: Final = frozenset({
    frozenset({NEAR, UNDER}), frozenset({UNDER, UP_TO}), frozenset({WITHIN, UP_TO}), frozenset({WITHIN, UNDER}),
    frozenset({WITHIN, ""}),
})  # fmt: skip
"""What may be told for each other. At most two hours, under two hours and within two hours are a limit from above."""


@record
class Qualifier:
    """What stands before a number: its kind, where it begins in the text, and where the word that was turned round.

    `start` and `word` are offsets; they are the same where there is no negation.
    """

    kind: str
    start: int
    word: int

    @property
    def negated(self) -> bool:
        return self.word > self.start


def before(text: str) -> Qualifier | None:
    """The text in front of a number -> the qualifier that it ends with, its negation included."""
    offset = max(0, len(text) - _LONGEST)
    near = text[offset:]
    for kind, form in _FORMS:
        turned = kind in _OPPOSITE and form in (_OVER, _UNDER)
        if turned and (found := re.search(rf"(?i){_NOT}(?P<word>{form})\s*$", near)):
            return Qualifier(_OPPOSITE[kind], offset + found.start(), offset + found.start("word"))
        if found := re.search(rf"(?i)(?:{form})\s*$", near):
            return Qualifier(kind, offset + found.start(), offset + found.start())
    return None


@record
class Behind:
    """A qualifier that stands behind a number or its unit: its kind, the word, and where in the text that ends."""

    kind: str
    word: str
    end: int


_NONE: Final = Behind("", "", 0)


def behind(text: str) -> Behind:
    """The text behind a number -> the qualifier that it begins with; one without a kind where there is none."""
    bare = text.lstrip()
    found = _first(bare, BEHIND_NUMBER)
    found = found if found.word else behind_unit(bare, "")
    return Behind(found.kind, found.word, len(text) - len(bare) + found.end) if found.word else found


def behind_unit(text: str, unit: str) -> Behind:
    """The text behind a number's unit, and the unit -> the qualifier that the text begins with; else without a kind."""
    found = _first(text, BEHIND_UNIT)
    return _NONE if found.word == "内" and unit not in _SPANS else found


def _first(text: str, kinds: Mapping[str, str]) -> Behind:
    for word, kind in kinds.items():
        if text.startswith(word) and not (word in _NOT_BEFORE and re.match(_NOT_BEFORE[word], text[len(word) :])):
            return Behind(kind, word, len(word))
    return _NONE


def is_same(kind: str, other: str) -> bool:
    """Tell whether a number of one kind may be told for one of the other."""
    return kind == other or frozenset({kind, other}) in _SAME
