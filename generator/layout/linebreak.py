"""Text -> where its lines may end (kinsoku, words, numbers with their units), and where they do in a given width.

Lengths are in thousandths of the type size ("mils"), so that a text is looked at once for all sizes.

Two layers of rules. `Opportunities.loose` are the places where any of the usual programs may end a line: a subset of
what Unicode Line Breaking (UAX 14) and PowerPoint allow, with the basic kinsoku set of clreq (W3C, Requirements for
Chinese Text Layout, 3.1.7). `Opportunities.strict` leaves out those inside of numbers with their units. Whoever may
break at more places, and has characters no wider, never takes more lines: first fit is monotonic in both.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import Final, NamedTuple
from unicodedata import category, east_asian_width

from generator.design.metrics import SCRIPT_SPACE, advance, advances, script_changes

SLACK: Final = 0.98
"""Lines are broken in this share of the width, so that a program's own rounding and kerning has room."""

HANGING: Final = " \t\u200b"
"""Characters that take no room at the end of a line."""

_HANGING: Final = re.compile(f"[{HANGING}]")
_ROUNDING: Final = 1.005
"""What two programs may differ by in the same font."""

_MOST_ATTEMPTS: Final = 24
_NARROWEST_BALANCED: Final = 0.4
"""The share of the room to which a balanced text of two lines may be narrowed,"""
_NARROWEST_LAST: Final = 0.6
"""and another one, so that its last line is not a single character,"""
_NARROWEST_ALIKE: Final = 0.85
"""or so that every font breaks it alike."""

# Classes of characters, a letter each. "Sticks to" means: no line ends between the two.
#   c stands alone: Han, kana, Hangul     a letter or symbol of a word    n digit
#   o opens: never ends a line            k opening quotation mark: also sticks to Latin and dashes before it
#   b opens, and sticks to a word before it
#   p closes: never begins a line         q closes, and sticks to a word after it
#   u closing quotation mark: closes, sticks to a word after it, and after Latin to whatever follows
#   w dash or ellipsis: closes, sticks to a quotation mark after it
#   m middle dot: closes, sticks to a word or an opening mark after it
#   t slash: closes, sticks to what follows
#   h hyphen: closes, sticks to a digit after it
#   y straight quotation mark and g glue (no-break space, word joiner): stick to both sides
#   s space    z zero-width space    x extends the character before it    j zero-width joiner    r regional indicator
# Where LibreOffice never ends a line, we do not either (tried pair by pair): so it never takes more lines.
_CLASSES: Final = {
    "o": "（《「『【〔〖〈［｛｟〝«‹￥＄￡＋－¿¡︵︷︹︻︽︿﹁﹃",
    "k": "“‘",
    "b": "([{+$£€¥№±−",
    "p": "，。、；：！？．）》」』】〕〗〉］｝｠〞»›～〜~‧•／％￠|｜ー々〻ゝゞヽヾ\u3000"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ｡｣､･・︰︶︸︺︼︾﹀﹂﹄﹐﹑﹒﹔﹕﹖﹗",
    "q": ".,:;!?)]}%‰℃℉°′″¢",
    "u": "”’",
    "w": "…⋯—―",
    "m": "·",
    "t": "/",
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
    if "\u2300" <= char <= "\u27bf" or "\U0001f000" <= char <= "\U0001faff":
        return "a"  # emoji: broken like a word, since LibreOffice takes them so beside Latin
    return "c" if width in ("W", "F") else "a"


def _is_jamo_tail(char: str) -> bool:
    """Tell the vowels and finals that join the Hangul letter before them."""
    return "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff"


_CLASS_OF: Final = _ClassOf({char: name for name, chars in _CLASSES.items() for char in chars})

_MARKS: Final = r"(?:x|j[^sz]?)*"
_UNIT: Final = (
    # what sticks to what follows it,
    r"(?:[bygt]X(?=[^sz])|[ok]Xs*(?=[^sz])|[anbqhmt]XuX(?=[^sz])|[an]X(?=[anbok])|[qm]X(?=[anbk])|mX(?=o)|hX(?=[nk])"
    r"|uX(?=[anb])|wX(?=k)|(?:rXr|[^sz])X(?:s*(?=[pquwmt])|(?=[hyg])))*"
    # and the last of it with the spaces that hang after it; or spaces at the beginning of the text
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

_AFTER_SLASH: Final = re.compile(r"(?<=[/?\-])(?=[A-Za-z])")
_AFTER_SIGN: Final = re.compile(r"(?<=[&=._#@:;,+])(?=[0-9A-Za-z])")
_CLOSERS: Final = frozenset("pquwmhxj")
_OPENERS: Final = frozenset("okbt")


@dataclass(frozen=True, slots=True)
class Opportunities:
    """Where lines of a text may end, ascending, its end included; and its characters' classes."""

    strict: list[int]
    loose: list[int]
    classes: str


@lru_cache(maxsize=1024)
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


class Setting(NamedTuple):
    """Ends of the lines, and what the lines keep clear of the width so that first fit ends them there, in mils."""

    ends: list[int]
    kept: float


class Measured:
    """A text without line ends, looked at once for all sizes and widths. Lengths are in mils."""

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self.pieces = pieces
        self.text = "".join([piece.text for piece in pieces])
        self._latest: tuple[float, list[int]] = (-1.0, [])

    @cached_property
    def visible(self) -> int:
        """End of the text without the spaces that hang."""
        return len(self.text.rstrip(HANGING))

    @cached_property
    def width(self) -> int:
        """Width of the text on one line, in the widest of the fonts."""
        if len(self.pieces) == 1 and self.visible == len(self.text):
            piece = self.pieces[0]
            return math.ceil(advance(piece.text, piece.bold) * piece.scale)
        return self._ends[self.visible]

    @cached_property
    def _starts(self) -> list[int]:
        """Item i is how far from the left the character `text[i]` stands, in the widest of the fonts."""
        changes = script_changes(self.text)
        running = _running(self.pieces, narrowest=False)
        if not changes:
            return running
        space = math.ceil(SCRIPT_SPACE * max(piece.scale for piece in self.pieces))
        for number, (start, end) in enumerate(pairwise([*changes, len(running)]), 1):
            running[start:end] = [width + number * space for width in running[start:end]]
        return running

    @cached_property
    def _ends(self) -> list[int]:
        """Item i is how far the end of `text[:i]` is from the left, without what is set before another script."""
        changes = script_changes(self.text)
        if not changes:
            return self._starts
        ends = self._starts.copy()
        space = math.ceil(SCRIPT_SPACE * max(piece.scale for piece in self.pieces))
        for change in changes:
            ends[change] -= space
        return ends

    @cached_property
    def opportunities(self) -> Opportunities:
        return opportunities(self.text)

    @cached_property
    def _hangs(self) -> bool:
        """Tell whether there is anything in the text that hangs at the end of a line."""
        return _HANGING.search(self.text) is not None

    @cached_property
    def _stop_widths(self) -> list[int]:
        """Running width at each strict opportunity, without the spaces that would hang there."""
        ends, strict = self._ends, self.opportunities.strict
        if self._hangs:
            return [ends[self.visible_end(0, stop)] for stop in strict]
        return [ends[stop] for stop in strict]

    @cached_property
    def _narrow(self) -> list[int]:
        """Running widths in the narrowest of the fonts."""
        return _running(self.pieces, narrowest=True)

    def visible_end(self, start: int, end: int) -> int:
        """Return the end of a line without the spaces that hang after it."""
        while end > start and self.text[end - 1] in HANGING:
            end -= 1
        return end

    def line_widths(self, ends: list[int]) -> list[int]:
        """Return the widths of the lines without what hangs after them."""
        if len(ends) == 1:
            return [self.width]
        starts, at = self._starts, self._ends
        stops = map(self.visible_end, [0, *ends], ends) if self._hangs else ends
        return [at[stop] - starts[start] for start, stop in zip([0, *ends[:-1]], stops, strict=True)]

    def first_fit(self, room: float) -> list[int]:
        """Return the ends of the lines, each as long as the room allows."""
        if self.width <= room or not self.text:
            return [len(self.text)]
        if self._latest[0] != room:
            self._latest = room, self._first_fit(room)
        return self._latest[1]

    def _first_fit(self, room: float) -> list[int]:
        strict, starts, stop_widths, last = self.opportunities.strict, self._starts, self._stop_widths, len(self.text)
        ends: list[int] = []
        start = index = 0
        while start < last:
            found = bisect_right(stop_widths, starts[start] + room, index)
            if found > index:
                start, index = strict[found - 1], found
            else:
                start = self._inner_stop(start, strict[index], room)
                index += start == strict[index]
            ends.append(start)
        return ends

    def _inner_stop(self, start: int, end: int, room: float) -> int:
        """Return the best place to end a line inside of what is kept whole but is wider than a line."""
        limit = bisect_right(self._ends, self._starts[start] + room, start, end + 1) - 1
        loose = self.opportunities.loose
        found = bisect_right(loose, limit) - 1
        if found >= 0 and loose[found] > start:
            return loose[found]
        for pattern in (_AFTER_SLASH, _AFTER_SIGN):
            inner = [match.start() for match in pattern.finditer(self.text, start + 1, limit + 1)]
            inner = [stop for stop in inner if stop <= limit]
            if inner:
                return inner[-1]
        return self._cluster_stop(start, end, limit)

    def _cluster_stop(self, start: int, end: int, limit: int) -> int:
        """Return the last end of a whole character up to `limit`, at least one; where kinsoku allows, if it does."""
        classes = self.opportunities.classes
        stops = [match.end() for match in _CLUSTERS.finditer(classes, start, end)]
        fitting = [stop for stop in stops if stop <= limit] or stops[:1]
        for stop in reversed(fitting):
            if stop == end or (classes[stop] not in _CLOSERS and classes[stop - 1] not in _OPENERS):
                return stop
        return fitting[-1]

    def settle(self, room: float, balanced: bool, may_grow: bool) -> Setting:
        """Width of the box -> the best lines for it: as few as can be, or where they `may_grow` one more.

        Narrower and narrower widths are tried. The best setting has no last line of a single character, and stands
        in a width in which first fit ends its lines there whichever of the fonts is used, and also where numbers are
        parted from their units. A balanced text of two lines takes the evenest such.
        """
        ends = self.first_fit(room * SLACK)
        if len(ends) == 1:
            return Setting(ends, 0)
        fewest = len(ends)
        balanced = balanced and fewest == 2
        best, best_rank = Setting(ends, 0), (9.0, 0.0, 0.0)
        for attempt in range(_MOST_ATTEMPTS):
            widest = max(self.line_widths(ends))
            if len(ends) > fewest and (not may_grow or len(ends) > fewest + 1 or not best_rank[0]):
                break
            kept = self._kept(ends, widest, room)
            evenness = self._unevenness(ends) if balanced else float(attempt)
            rank = (float(self.ends_alone(ends[-2])), float(kept is None), evenness)
            if rank < best_rank:
                if kept is None:
                    kept = room - min(widest / SLACK, room) if attempt else 0.0
                best, best_rank = Setting(ends, kept), rank
            enough = _NARROWEST_BALANCED if balanced else _NARROWEST_ALIKE if not best_rank[0] else _NARROWEST_LAST
            if (rank[:2] == (0, 0) and not balanced) or widest <= room * enough:
                break
            ends = self.first_fit(widest - 1)
        return best

    def _kept(self, ends: list[int], widest: int, room: float) -> float | None:
        """Return how much of the room to keep clear so that every font breaks there; None if there is no such width.

        The room left must hold each line in the widest font, and be too small in the narrowest font for any line and
        what could follow on it.
        """
        narrow, loose = self._narrow, self.opportunities.loose
        least = math.inf
        start = 0
        for end in ends[:-1]:
            following = bisect_right(loose, end)
            inside = following == 0 or loose[following - 1] != end
            reached = end + 1 if inside else self.visible_end(end, loose[following])
            least = min(least, narrow[reached] - narrow[start])
            start = end
        if least >= room * _ROUNDING:
            return 0.0
        low, high = widest * _ROUNDING, least / _ROUNDING
        return room - max(low, min(high, widest / SLACK)) if low <= high else None

    def _unevenness(self, ends: list[int]) -> float:
        """Return how much the first of two lines is longer than the second; less after a mark."""
        first, second = self.line_widths(ends)
        after_mark = self.opportunities.classes[self.visible_end(0, ends[0]) - 1] in "pquw"
        return (first - second) / (first + second) - (0.3 if after_mark else 0)

    def ends_alone(self, start: int) -> bool:
        """Tell whether a last line from `start` is a single character with or without marks, or marks only."""
        classes = self.opportunities.classes[start:]
        if _NEEDS_MARKS.search(classes):
            classes = "".join([match[0][0] for match in _CLUSTERS.finditer(classes)])
        return sum(map(classes.count, "canr")) < 2


class Piece(NamedTuple):
    """Characters of one look; `scale` is their size in relation to the size of the whole text."""

    text: str
    bold: bool
    scale: float = 1


def _running(pieces: tuple[Piece, ...], narrowest: bool) -> list[int]:
    """Pieces -> running widths over all of them."""
    first, *others = (advances(piece.text, piece.bold, narrowest=narrowest) for piece in pieces)
    scales = [piece.scale for piece in pieces]
    rounded = math.floor if narrowest else math.ceil
    running = first if scales[0] == 1 else [rounded(width * scales[0]) for width in first]
    for scale, widths in zip(scales[1:], others, strict=True):
        start = running[-1]
        running.extend([start + rounded(width * scale) for width in widths[1:]])
    return running


@lru_cache(maxsize=1024)
def measured(pieces: tuple[Piece, ...]) -> Measured:
    """Pieces of a text without line ends -> the text, measured; kept, since a text is often set twice."""
    return Measured(pieces)
