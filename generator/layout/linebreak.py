"""Text -> where its lines may end (kinsoku, words, numbers with their units), and where they do in a given width.

Lengths are in thousandths of the type size ("mils"), so that a text is looked at once for all sizes.

Two layers of rules. `Opportunities.loose` are the places where any of the usual programs may end a line: a subset of
what Unicode Line Breaking (UAX 14) and PowerPoint allow, with the basic kinsoku set of clreq (W3C, Requirements for
Chinese Text Layout, 3.1.7). `Opportunities.strict` leaves out those inside of numbers with their units. Whoever may
break at more places, and has characters no wider, never takes more lines: first fit is monotonic in both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final, NamedTuple
from unicodedata import category, east_asian_width

from generator.design.metrics import advances

# Classes of characters, a letter each:
#   c stands alone: Han, kana, Hangul, emoji        a letter or symbol of a word      n digit
#   o opens, never ends a line                      b opens, and sticks to a word before it
#   p closes, never begins a line                   q closes, and sticks to a word after it
#   h hyphen: closes, sticks to a digit after it    y straight quotation mark: sticks to both sides
#   g glue (no-break space, word joiner)            s space    z zero-width space
#   x extends the character before it               j zero-width joiner    r regional indicator
_CLASSES: Final = {
    "o": "（《「『【〔〖〈［｛｟〝“‘«‹￥＄￡＋－¿¡︵︷︹︻︽︿﹁﹃",
    "b": "([{+$£€¥№±−",
    "p": "，。、；：！？．）》」』】〕〗〉］｝｠〞»›…⋯—―～〜~·・‧•／％‰℃℉°′″¢￠|｜ー々〻ゝゞヽヾ\u3000"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ｡｣､･︰︶︸︺︼︾﹀﹂﹄﹐﹑﹒﹔﹕﹖﹗",
    "q": ".,:;!?)]}%/’”",
    "h": "-–‐",
    "y": "\"'",
    "g": "\u00a0\u202f\u2007\u2060\ufeff\u2011",
    "s": " \t",
    "z": "\u200b",
    "j": "\u200d",
}


class _ClassOf(dict[str, str]):
    """Character -> its class, computed and kept when a character is first asked for."""

    def __missing__(self, char: str) -> str:
        self[char] = found = _class_by_rule(char)
        return found


def _class_by_rule(char: str) -> str:
    kind, width = category(char), east_asian_width(char)
    if kind[0] == "M" or kind in ("Cf", "Cc") or "\U0001f3fb" <= char <= "\U0001f3ff" or _is_jamo_tail(char):
        return "x"
    if "\U0001f1e6" <= char <= "\U0001f1ff":
        return "r"
    if kind == "Zs":
        return "s"
    if kind == "Nd":
        return "n"
    if kind in ("Ps", "Pi"):
        return "o"
    if kind in ("Pe", "Pf"):
        return "p"
    return "c" if width in ("W", "F") or "\U0001f000" <= char <= "\U0001faff" else "a"


def _is_jamo_tail(char: str) -> bool:
    """Tell the vowels and finals that join the Hangul letter before them."""
    return "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff"


_CLASS_OF: Final = _ClassOf({char: name for name, chars in _CLASSES.items() for char in chars})

_MARKS: Final = r"(?:x|j[^sz]?)*"
_UNIT: Final = (
    # what may not be parted from what follows it,
    r"(?:[byg]X(?=[^sz])|oXs*(?=[^sz])|[anq]X(?=[anb])|hX(?=n)|(?:rXr|[^sz])X(?:s*(?=[pq])|(?=[hyg])))*"
    # and the last of them with the spaces that hang after it; or spaces at the beginning of the text
    r"(?:rXr|[^sz])X[sz]*|[sz]+"
)
_UNITS: Final = re.compile(_UNIT.replace("X", _MARKS))
_PLAIN_UNITS: Final = re.compile(_UNIT.replace("rXr|", "").replace("(?:[^sz])", "[^sz]").replace("X", ""))
_NEEDS_MARKS: Final = re.compile("[xjr]")
_CLUSTERS: Final = re.compile(r"(?:rXr|.)X".replace("X", r"(?:x|j.?)*"), re.DOTALL)

_DIGITS: Final = r"[0-9０-９]"
_NUMBER: Final = rf"{_DIGITS}+(?:[.,:/．：]{_DIGITS}+)*"
_MEASURES: Final = (
    r"(?:个百分点|百分点|平方公里|平方千米|平方米|立方米|人次|人份|分钟|小时|公里|千米|公斤|千克|毫克|厘米|毫米|毫升|公顷"
    r"|海里|个月|年度|年级|周年|周岁|世纪|场次|架次|车次|美元|欧元|日元|港元|英镑"
    r"|[个人名位次项家件年月日号天时分秒周岁届期批户条类种级层支套辆台本册篇章节段句字页张份封组队群对双块片座栋幢间所处点站会"
    r"场回轮遍趟步度倍成折元角毛斤两吨克米里寸尺亩顷升瓶杯箱袋包盒株棵只头匹尾颗粒根枚幅部面架艘列班代门课堂讲例宗起桩款招式笔"
    r"道口村镇乡县市省区街团室库员线维环链路票席厅厂店校院馆科系局刻])"
)
_SCALE: Final = r"(?:[十百千万亿兆]+[余多来几]?[万亿]?[+＋]?|[余多来几])"
_TAIL: Final = rf"(?:[ \u2009]?{_SCALE}(?:[ \u2009]?{_MEASURES})?|[ \u2009]?{_MEASURES})"
_LATIN_UNITS: Final = (
    r"[ \u2009](?:km/h|kWh|[kMGT]?Hz|[kMGT]?B|[kMG]?W|[kcm]?m|[km]?g|m?s|min|h|d|px|pt|dpi|mL|L|ha|USD|CNY|EUR|RMB)"
    r"(?![A-Za-z])"
)
_KEPT_WHOLE: Final = re.compile(
    rf"第?{_NUMBER}(?:[-–—~～至到]{_NUMBER})?(?:{_TAIL}(?:(?<=[年月日号时点分]){_NUMBER}{_TAIL}?)*|{_LATIN_UNITS})"
    rf"|第?{_NUMBER}[-–—~～至到]{_NUMBER}"
    r"|[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+(?:[+＋][0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+)+"
)
"""Numbers with scale, qualifier and measure (7万余人次), dates (11月8日), ranges, and formulas (1+10+N)."""

_AFTER_SLASH: Final = re.compile(r"(?<=[/?\-])(?=[^\s\d/?\-.,:;!)\]}])")
_AFTER_SIGN: Final = re.compile(r"(?<=[&=._#@:;,+])(?=[0-9A-Za-z])")
_CLOSERS: Final = frozenset("pqhxj")
_OPENERS: Final = frozenset("ob")


@dataclass(frozen=True, slots=True)
class Opportunities:
    """Where lines of a text may end, ascending, its end included; `kept` tells whether strict differs from loose."""

    strict: list[int]
    loose: list[int]
    classes: str


@lru_cache(maxsize=16_384)
def opportunities(text: str) -> Opportunities:
    """Text without line ends -> where its lines may end."""
    classes = "".join(map(_CLASS_OF.__getitem__, text))
    pattern = _UNITS if _NEEDS_MARKS.search(classes) else _PLAIN_UNITS
    loose = list(accumulate(map(len, pattern.findall(classes))))
    strict = loose
    if "n" in classes or "＋" in text:
        kept = {inner for match in _KEPT_WHOLE.finditer(text) for inner in range(match.start() + 1, match.end())}
        strict = [stop for stop in loose if stop not in kept] if kept else loose
    return Opportunities(strict, loose, classes)


class Broken(NamedTuple):
    """Lines as (start, end, width): `end` is before the spaces that hang. Broken by first fit in `room` mils."""

    lines: tuple[tuple[int, int, int], ...]
    room: float


@dataclass(frozen=True, eq=False)
class Measured:
    """A text without line ends, looked at once: its running widths and its opportunities."""

    text: str
    widths: list[int] = field(repr=False)
    """Item i is the width of `text[:i]` in mils, in the widest of the fonts."""
    narrow: list[int] = field(repr=False)
    """The same in the narrowest of the fonts."""

    @cached_property
    def opportunities(self) -> Opportunities:
        return opportunities(self.text)

    @cached_property
    def stop_widths(self) -> list[int]:
        """Running width at each strict opportunity, without the spaces that would hang there."""
        return [self.widths[self.visible_end(stop)] for stop in self.opportunities.strict]

    @property
    def width(self) -> int:
        return self.widths[self.visible_end(len(self.text))]

    def visible_end(self, stop: int) -> int:
        """Return `stop` moved back over spaces."""
        text = self.text
        while stop and text[stop - 1] in " \t\u200b":
            stop -= 1
        return stop

    def lines(self, room: float) -> list[int]:
        """Room in mils -> the ends of its lines by first fit."""
        if self.width <= room:
            return [len(self.text)]
        strict, widths, stop_widths = self.opportunities.strict, self.widths, self.stop_widths
        ends: list[int] = []
        start = 0
        index = 0
        while start < len(self.text):
            found = bisect_right(stop_widths, widths[start] + room, index)
            if found > index:
                start, index = strict[found - 1], found
            else:
                start = self._inner_stop(start, strict[index], room)
                index += start == strict[index]
            ends.append(start)
        return ends

    def _inner_stop(self, start: int, end: int, room: float) -> int:
        """Return the best place to end a line inside of what is kept whole but is wider than a line."""
        limit = bisect_right(self.widths, self.widths[start] + room, start, end + 1) - 1
        loose = self.opportunities.loose
        found = bisect_right(loose, limit) - 1
        if found >= 0 and loose[found] > start:
            return loose[found]
        piece = self.text[start : end + 1]
        for pattern in (_AFTER_SLASH, _AFTER_SIGN):
            inner = [start + match.start() for match in pattern.finditer(piece)]
            inner = [stop for stop in inner if start < stop <= limit]
            if inner:
                return inner[-1]
        return self._cluster_stop(start, end, limit)

    def _cluster_stop(self, start: int, end: int, limit: int) -> int:
        """Return the last end of a whole character up to `limit`, at least one; where kinsoku allows, if it does."""
        classes = self.opportunities.classes
        stops = [start + match.end() for match in _CLUSTERS.finditer(classes[start:end])]
        fitting = [stop for stop in stops if stop <= limit] or stops[:1]
        for stop in reversed(fitting):
            if stop == end or (classes[stop] not in _CLOSERS and classes[stop - 1] not in _OPENERS):
                return stop
        return fitting[-1]


@lru_cache(maxsize=16_384)
def measured(text: str, bold: bool = False) -> Measured:
    """Text of one look -> measured text."""
    return Measured(text, advances(text, bold), advances(text, bold, narrowest=True))
