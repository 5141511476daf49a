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
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from string import ascii_letters, digits
from typing import Final, NamedTuple

from deckbrief.base.patterns import deferred
from deckbrief.base.script.breaking import CLASS_OF, CLASSES, HANGING
from deckbrief.base.script.kinds import STOPS, is_han, is_on_the_em, script_changes
from deckbrief.base.script.words import cuts
from deckbrief.layout.text.end_costs import PARTS, end_costs, of_few, of_thin
from deckbrief.theme.metrics import SCRIPT_SPACE, Weight, advance, advances

SLACK: Final = 0.98
"""Lines are broken in this share of the width, so that a program's own rounding and kerning has room;"""
EVEN_SLACK: Final = 0.997
"""in this one where all characters stand on the em, and nothing is kerned."""

_HANGING: Final = deferred(f"[{HANGING}]")
SHORT: Final = 24
"""Characters of a text in which a word that is cut is seen at once: a label, not a sentence."""
_MOST_PHRASED: Final = 8
"""Lines that are chosen one by one; a longer text runs."""
_ALONE_COST: Final = 8.0
_WORD_COST: Final = 0.65
"""What a last line of one character costs, and one of a single word; `end_costs.py` says what the other ends cost."""
_BADLY: Final = 0.5
_HARDLY: Final = 0.25
"""From this cost on an end is awkward: in a label, which can be broken at few places, and in a longer text, which has
better ones."""
_MOST_KEPT: Final = 12
"""Lines of running text that are looked at for what they part;"""
_GIVES: Final = 0.3
"""so much of its room a line gives up to part nothing."""
_NAME: Final = 9
_NEARLY: Final = 0.7
_SHORTER: Final = 1.02
"""Of a name's two lines that are nearly alike the longer one is better first: 强根固本, 增动力."""
_NEAR: Final = 6
"""So many places before a last line's beginning are looked at for one that cuts no word."""

_MARKS: Final = r"(?:x|j[^sz]?)*+"  # possessive: what extends a character is never given back
_UNIT: Final = (
    # what sticks to what follows it,
    r"(?:[bygit]X(?=[^sz])|[ok]Xs*(?=[^sz])|[anbqhmt]XuX(?=[^sz])|[an]X(?=[anbokr])|rXrX(?=[anr])|[qm]X(?=[anbk])"
    r"|vX(?=[an])|mX(?=o)|hX(?=[nk])|uX(?=[anb])|wX(?=k)|(?:rXr|[^sz])X(?:s*(?=[pvquwmt])|(?=[hygi])|(?=(?:kX)+[anb])))*"
    # and the last of it with the spaces that hang after it; or spaces at the beginning of the text
    r"(?:rXr|[^sz])X[sz]*|[sz]+"
)
_UNITS: Final = _UNIT.replace("X", _MARKS)  # not compiled here, as others below: few decks need it
_PLAIN_UNITS: Final = deferred(
    _UNIT.replace("rXr|", "").replace("|rXrX(?=[anr])", "").replace("(?:[^sz])", "[^sz]").replace("X", "")
)
_NEEDS_MARKS: Final = deferred("[xjr]")
_CLUSTERS: Final = r"(?s:rXr|.)X".replace("X", r"(?s:x|i|j.?)*+")

_LONGEST_CLUSTER: Final = 64

_NUMBER: Final = r"[0-9]+(?:[.,:/][0-9]+)*"
_MEASURES: Final = (
    r"(?:个百分点|百分点|平方公里|平方千米|平方米|立方米|人次|人份|分钟|小时|公里|千米|公斤|千克|毫克|厘米|毫米|毫升|公顷"
    r"|海里|个月|年度|年级|周年|周岁|世纪|场次|架次|车次|美元|欧元|日元|港元|英镑"
    r"|[个人名位次项家件年月日号天时分秒周岁届期批户条类种级层支套辆台本册篇章节段句字页张份封组队群对双块片座栋幢间所处点站会"
    r"场回轮遍趟步度倍成折元角毛斤两吨克米里寸尺亩顷升瓶杯箱袋包盒株棵只头匹尾颗粒根枚幅部面架艘列班代门课堂讲例宗起桩款招式笔"
    r"道口村镇乡县市省区街团室库员线维环链路票席厅厂店校院馆科系局刻])"
)
_SCALE: Final = r"(?:[十百千万亿兆]+[余多来几]?[万亿]?\+?|[余多来几])"
_TAIL: Final = rf"(?:[ \u2009]?{_SCALE})?(?:[ \u2009]?{_MEASURES})?"
_LATIN_UNITS: Final = (
    r"[ \u2009](?:km/h|kWh|[kMGT]?Hz|[kMGT]?B|[kMG]?W|[kcm]?m|[km]?g|m?s|min|h|d|px|pt|dpi|mL|L|ha|USD|CNY|EUR|RMB)"
    r"(?![A-Za-z])"
)
_KEPT_WHOLE: Final = deferred(
    r"(?<![0-9A-Za-z])[0-9A-Za-z]+(?:\+[0-9A-Za-z]+)+"
    rf"|第?{_NUMBER}(?:[-–—~至到]{_NUMBER})?"
    rf"(?:{_LATIN_UNITS}|(?:(?<=[0-9]){_TAIL}(?:(?<=[年月日号时点分]){_NUMBER})?)*)"
)
"""Numbers with scale, qualifier and measure (7万余人次), dates (11月8日), ranges, and formulas (1+10+N).

Full-width forms are turned into plain ones first: sets of both would take long to compile.
"""
_FULL_WIDTH: Final = {ord(char) + 0xFEE0: char for char in f"{digits}{ascii_letters}+.:~"}

_SOFT_MARKS: Final = deferred("[，、；：。！？][”’）》」』】]*(?=[0-9A-Za-z])")
"""Where a soft break may end a line, though programs keep what follows with the mark;"""
_QUOTES: Final = deferred("[”’]+|(?=[“‘])")
"""and between Han, or a mark, and what is quoted, where programs differ."""


def _soft_places(text: str) -> Iterator[int]:
    """Yield these places. Sets of all Han would take long to compile, so that neighbours of quotes are looked at."""
    yield from (found.end() for found in _SOFT_MARKS.finditer(text))
    for quotes in _QUOTES.finditer(text):
        before, after = text[quotes.start() - 1 : quotes.start()], text[quotes.end() : quotes.end() + 1]
        if not quotes[0]:
            fits = _is_unified(before) or (before != "" and before in STOPS)
        else:
            fits = (_is_unified(before) or _is_plain(before)) and (_is_unified(after) or after in _OPENING)
        if fits:
            yield quotes.end()


_OPENING: Final = frozenset("“‘《（")


def _is_unified(char: str) -> bool:
    return bool(char) and is_han(char)


def _is_plain(char: str) -> bool:
    return char.isascii() and char.isalnum()


_MAY_BE_KEPT: Final = deferred(r"[0-9+]")

_AFTER_CLOSING: Final = f"(?<=[{CLASSES['v']}＋－])(?=[0-9A-Za-z])"
_AFTER_SLASH: Final = r"(?<=[/?])(?=[^\W\d_])|(?<=-)(?=[^\W_])"
_AFTER_SIGN: Final = r"(?<=[&=._#@:;,+])(?=[0-9A-Za-z])"
_CLOSERS: Final = frozenset("pvquwmhxji")
_OPENERS: Final = frozenset("okbt")


class Opportunities(NamedTuple):
    """Where lines of a text may end, ascending, its end included; `classes` of its characters, unless all on the em."""

    strict: list[int]
    loose: list[int]
    classes: str


def _classes(text: str) -> str:
    """Text -> the class of each character."""
    return "".join(map(CLASS_OF.__getitem__, text))


def _wide_units() -> re.Pattern[str]:
    """Return what finds the units of a text that is all on the em, without looking up each character's class."""
    signs = [chr(point) for first, last in ((0x3000, 0x30FF), (0xFF01, 0xFF5E)) for point in range(first, last + 1)]
    opening = "".join(char for char in signs if CLASS_OF[char] == "o")
    closing = "".join(char for char in signs if CLASS_OF[char] in "pqv")
    return re.compile(f"[{opening}]*[^{opening}][{closing}]*|[{opening}]+")


_WIDE_UNITS: Final = _wide_units()


@lru_cache(maxsize=1024)
def opportunities(text: str) -> Opportunities:
    """Text without line ends -> where its lines may end."""
    classes = ""
    if is_on_the_em(text):
        units = _WIDE_UNITS.findall(text)
    else:
        classes = _classes(text)
        pattern = re.compile(_UNITS) if _NEEDS_MARKS.search(classes) else _PLAIN_UNITS
        units = pattern.findall(classes)
    loose = list(accumulate(map(len, units)))
    plain = text.translate(_FULL_WIDTH)
    if not _MAY_BE_KEPT.search(plain):
        return Opportunities(loose, loose, classes)
    kept = {inner for match in _KEPT_WHOLE.finditer(plain) for inner in range(match.start() + 1, match.end())}
    return Opportunities([stop for stop in loose if stop not in kept], loose, classes)


class Setting(NamedTuple):
    """Ends of the lines, and those of them at which a soft break stands, since no program would end a line there."""

    ends: list[int]
    soft: list[int]


class Measured:
    """A text without line ends, looked at once for all sizes and widths. Lengths are in mils.

    A text that stands on one line is only added up; where its lines may end is found out when it must be broken.
    """

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self.pieces = pieces
        self.text = "".join([piece.text for piece in pieces]) if len(pieces) != 1 else pieces[0].text
        self.slack = EVEN_SLACK if is_on_the_em(self.text) else SLACK
        """The share of a width that its lines may take."""
        self._hangs = _HANGING.search(self.text) is not None
        self._prepared = False
        self._latest: tuple[float, list[int]] = (-1.0, [])
        self._known_classes = ""
        self._known_phrased: dict[tuple[float, int], list[int]] = {}
        if len(pieces) == 1:
            text, weight, scale = pieces[0]
            self.width = math.ceil(advance(text.rstrip(HANGING) if self._hangs else text, weight) * scale)
        else:
            self._prepare()
            self.width = self._ends[self.visible_end(0, len(self.text))]
        """Width of the text on one line, in the widest of the fonts."""

    @cached_property
    def between(self) -> float:
        """What may be left out where a line ends, at most: the space between scripts, and spaces that are written."""
        scale = max(piece.scale for piece in self.pieces)
        spaces = max(map(len, re.findall(f"[{HANGING}]+", self.text))) if self._hangs else 0
        return (SCRIPT_SPACE + spaces * advance(" ", "bold")) * scale

    def _prepare(self) -> None:
        """Find out what is needed for breaking lines.

        `_starts[i]` is how far from the left the character `text[i]` stands, in the widest of the fonts; `_ends[i]` how
        far the end of `text[:i]`, without what is set before another script; `_stops` the same at each opportunity.
        """
        self._prepared = True
        self._opportunities = opportunities(self.text)
        self._starts = self._ends = _running(self.pieces)
        self._changes = script_changes(self.text)
        if self._changes:
            self._space_scripts(self._changes)
        strict, ends = self._opportunities.strict, self._ends
        if self._hangs:
            self._stops = [ends[self.visible_end(0, stop)] for stop in strict]
        else:
            self._stops = [ends[stop] for stop in strict]

    def _space_scripts(self, changes: list[int]) -> None:
        """Set a space before each of these characters, which does not count at the end of a line."""
        space = math.ceil(SCRIPT_SPACE * max([piece.scale for piece in self.pieces]))
        starts = self._starts
        for number, (start, end) in enumerate(pairwise([*changes, len(starts)]), 1):
            starts[start:end] = [width + number * space for width in starts[start:end]]
        self._ends = starts.copy()
        for change in changes:
            self._ends[change] -= space

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
            if not self._prepared:
                self._prepare()
            self._latest = room, self._first_fit(room)
        return self._latest[1]

    def _first_fit(self, room: float) -> list[int]:
        strict, starts, stops, last = self._opportunities.strict, self._starts, self._stops, len(self.text)
        ends: list[int] = []
        start = index = 0
        while start < last:
            found = bisect_right(stops, starts[start] + room, index)
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
        while limit < end and self.text[limit] in HANGING:
            limit += 1
        loose = self._opportunities.loose
        found = bisect_right(loose, limit) - 1
        if found >= 0 and loose[found] > start:
            return loose[found]
        for pattern, last in ((_AFTER_CLOSING, limit), (_AFTER_SLASH, limit - 1), (_AFTER_SIGN, limit)):
            # LibreOffice ends no line after a slash unless the character after it would still have fitted.
            inner = [match.start() for match in re.compile(pattern).finditer(self.text, start + 1, limit + 1)]
            inner = [stop for stop in inner if stop <= last and (self.text[stop].isascii() or is_han(self.text[stop]))]
            if inner:
                return inner[-1]
        return self._cluster_stop(start, end, limit)

    def _cluster_stop(self, start: int, end: int, limit: int) -> int:
        """Return the last end of a whole character up to `limit`, at least one; where kinsoku allows, if it does."""
        classes = self._known_classes = self._known_classes or self._opportunities.classes or _classes(self.text)
        enough = min(end, limit + _LONGEST_CLUSTER)
        stops = [match.end() for match in re.compile(_CLUSTERS).finditer(classes, start, enough)]
        fitting = [stop for stop in stops if stop <= limit] or stops[:1]
        for stop in reversed(fitting):
            if stop == end or (classes[stop] not in _CLOSERS and classes[stop - 1] not in _OPENERS):
                return stop
        return fitting[-1]

    def settle(self, room: float, balanced: bool, more: int = 0) -> Setting:
        """Width of the box -> the best lines for it, as few as can be, or so many `more`.

        The lines of a balanced or a short text are chosen for its phrases, and each ends in a soft break. Running text
        breaks as programs break it, but a little earlier where a line would part a word or a phrase; its last line is
        kept from being a single character.
        """
        ends = self.first_fit(room * self.slack)
        if len(ends) == 1 or max(self.line_widths(ends)) > room:  # narrower than a character: nothing to choose
            return Setting(ends, [])
        if len(ends) <= _MOST_PHRASED and (balanced or len(self.text) <= SHORT):
            ends = self._phrased(room * self.slack, len(ends) + more) or ends
            return Setting(ends, ends[:-1])
        if len(ends) <= _MOST_KEPT and (kept := self._kept(room * self.slack, ends)):
            return kept
        if self.ends_alone(ends[-2]) and (last := self._longer_last(ends, room * self.slack)):
            return Setting([*ends[:-2], last, ends[-1]], [last])
        return Setting(ends, [])

    def _kept(self, room: float, ends: list[int]) -> Setting | None:
        """Return lines that end before what first fit would part, if it parts anything and no more of them are needed.

        A line gives up a third of the room for it at most: for the best end there, or where that takes too many lines
        for the nearest. Ends are soft up to the last one that is not first fit's.
        """
        places, costs = self._places
        if all(costs[bisect_left(places, end)] < PARTS for end in ends[:-1]):
            return None
        kept = self._kept_at(room, len(ends), 1.0) or self._kept_at(room, len(ends), 0.0)
        if not kept or (len(kept) > 1 and self.ends_alone(kept[-2])):
            return None
        strict, soft = self._opportunities.strict, 0
        for number, (start, end) in enumerate(pairwise([0, *kept]), 1):
            natural = bisect_right(self._stops, self._starts[start] + room)
            soft = soft if natural and end == strict[natural - 1] else number
        return Setting(kept, kept[:soft]) if soft else None

    def _kept_at(self, room: float, most: int, weight: float) -> list[int]:
        """Return the ends of at most so many such lines, or nothing; `weight` is that of what an end costs or saves."""
        places, costs = self._places
        kept: list[int] = []
        start = 0
        while len(kept) < most:
            reach = self._starts[start] + room
            last = bisect_right(places, reach, key=self._line_end) - 1
            if last < 0 or places[last] <= start:
                return []
            end = places[last]
            if end < places[-1] and costs[last] >= PARTS:
                least = bisect_left(places, reach - room * _GIVES, key=self._line_end)
                whole = [at for at in range(least, last) if costs[at] < PARTS and places[at] > start]
                far = self._line_end
                end = places[min(whole, key=lambda at: costs[at] * weight - far(places[at]) / room, default=last)]
            kept.append(end)
            if end == places[-1]:
                return kept
            start = end
        return []

    def _line_end(self, place: int) -> int:
        """Return how far the end of a line that ends there stands, without what hangs after it."""
        return self._ends[self.visible_end(0, place) if self._hangs else place]

    def _phrased(self, room: float, count: int) -> list[int]:
        """Return the ends of `count` lines that cost least: whole words, phrases together, alike in length.

        Nothing where the text does not stand on so many lines with its numbers and words whole.
        """
        key = room, count
        if key not in self._known_phrased:
            self._known_phrased[key] = self._cheapest(room, count)
        return self._known_phrased[key]

    def _cheapest(self, room: float, count: int) -> list[int]:
        starts, ends_at = self._starts, self._ends
        places, costs = self._places
        even = ends_at[-1] / count
        shorter = _SHORTER if len(self.text) <= _NAME else 1.0
        best: list[dict[int, tuple[float, list[int]]]] = [{0: (0.0, [])}]
        for line in range(count):
            found: dict[int, tuple[float, list[int]]] = {}
            last = line == count - 1
            least = len(places) - 1 if last else self._least_end(room, count - 1 - line)
            for start, (cost, ends) in best[-1].items():
                begins = starts[start]
                for at in range(max(least, bisect_right(places, start)), len(places) - (0 if last else 1)):
                    end = places[at]
                    width = ends_at[self.visible_end(start, end) if self._hangs else end] - begins
                    if width > room:
                        break
                    more = self._of_last(start) if last else costs[at]
                    share = width / even
                    near = shorter if _NEARLY < share < 1 and not last else 1.0
                    thin = of_thin(share) if last or not start else 0.0
                    whole = cost + ((1 - share) ** 2 * near + more + thin)
                    if end not in found or whole < found[end][0]:
                        found[end] = whole, [*ends, end]
            best.append(found)
        final = best[-1].get(len(self.text))
        return final[1] if final else []

    def _least_end(self, room: float, lines: int) -> int:
        """Return the first of the places after which the rest may have room in so many lines."""
        if self._hangs:
            return 0
        reach = self._ends[-1] - lines * (room + self.between + 1)  # a mil more, for widths are rounded
        return bisect_left(self._places[0], reach, key=self._starts.__getitem__)

    @cached_property
    def _places(self) -> tuple[list[int], list[float]]:
        """Where a line of a text whose lines are chosen may end, and how little it is wanted that one ends there."""
        places = sorted({*self._opportunities.strict, *_soft_places(self.text)})
        return places, end_costs(self.text, places)

    def _of_last(self, start: int) -> float:
        """Return what a last line that begins there costs for how little stands on it."""
        if self.ends_alone(start):
            return _ALONE_COST
        last = self.text[start:].strip()
        if last.isascii():
            return _WORD_COST if " " not in last and self.text.count(" ") > 2 else 0.0
        return of_few(self.text, start)

    def awkward(self, ends: list[int]) -> float:
        """Return what lines with these ends cost for what they part, and for how short one is: the first or last beside
        an even one, others beside the widest.
        """
        even = self._ends[-1] / len(ends)
        widths = self.line_widths(ends)
        thin = sum(of_thin(width / even) for width in (widths[0], widths[-1]))
        thin += sum(of_thin(width / max(widths)) for width in widths[1:-1])
        least = _BADLY if len(self.text) <= SHORT else _HARDLY
        return thin + sum(cost for cost in end_costs(self.text, ends[:-1]) if cost >= least)

    def _longer_last(self, ends: list[int], room: float) -> int:
        """Return where the last line had better begin, so that it is no single character; 0 where it cannot."""
        start = ends[-3] if len(ends) > 2 else 0
        cut = cuts(self.text[start:])
        earlier = [stop for stop in self._opportunities.strict if start < stop < ends[-2]]
        fit = [stop for stop in earlier if self._stops[-1] - self._starts[stop] <= room and not self.ends_alone(stop)]
        whole = [stop for stop in fit[-_NEAR:] if stop - start not in cut]
        return (whole or fit or [0])[-1]

    def ends_alone(self, start: int) -> bool:
        """Tell whether a line from `start` to the end is a single character with or without marks, or marks only."""
        two = self.text[start : start + 2]
        if len(two) == 2 and is_han(two[0]) and is_han(two[1]):  # as nearly always
            return False
        classes = _classes(self.text[start:])
        if _NEEDS_MARKS.search(classes):
            classes = "".join([match[0][0] for match in re.finditer(_CLUSTERS, classes)])
        return sum(map(classes.count, "canr")) < 2


class Piece(NamedTuple):
    """Characters of one look; `scale` is their size in relation to the size of the whole text."""

    text: str
    weight: Weight = "regular"
    scale: float = 1


def _running(pieces: tuple[Piece, ...]) -> list[int]:
    """Pieces -> running widths over all of them."""
    first, *others = (advances(piece.text, piece.weight) for piece in pieces)
    scales = [piece.scale for piece in pieces]
    running = first if scales[0] == 1 else [math.ceil(width * scales[0]) for width in first]
    for scale, widths in zip(scales[1:], others, strict=True):
        start = running[-1]
        running.extend([start + math.ceil(width * scale) for width in widths[1:]])
    return running


@lru_cache(maxsize=3072)
def measured(pieces: tuple[Piece, ...]) -> Measured:
    """Pieces of a text without line ends -> the text, measured; kept, since a text is often set twice."""
    return Measured(pieces)
