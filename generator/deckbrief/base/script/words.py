"""Chinese text -> where a line's end would cut a word.

Chinese lines may end after any character, and in running text no one minds. In a title, a label or a number card of two
lines a word that is cut in the middle is read twice. So where there is a choice of lines, one that cuts no word is
taken. Words are found as the likeliest path through the text (a unigram model): `words.txt` holds the commonest with
their ranks, which stand for their frequency (Zipf's law), and their kinds. docs/text-breaking.md says where it comes
from. `phrases.py` knows which of the ends between words a line had better not have.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby, pairwise
from math import inf, log
from pathlib import Path
from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.base.script.kinds import is_han

QUOTED: Final = deferred("[“‘《「『][^“”‘’《》「」『』]{1,12}[”’》」』]")
"""What is quoted, if it is short, is taken for one word: most of it are names and coined terms."""

COUNTED: Final = deferred(
    "(?:第?[一二三四五六七八九十百千万两几数半多]+|[每各这那哪某本])"
    "(?:个(?:月|季度|星期|小时|学期|百分点)|[个件条项次种类家名位年月天分度回组级层步张份把句页群批段遍所座场门套])"
)
"""What is counted or pointed at, with its measure word: 五件, 每一, 这个, 第一个月."""

_JOINED: Final = deferred(r"[^\W_][+＋](?:[^\W_]{1,6}[+＋])*[^\W_]")
"""What is joined by plus signs is one term: 中心+会+团."""

_CLINGING: Final = frozenset("的了着过们地得之等者性化吗呢吧里")
"""Characters that belong to what is before them: no line is to begin with one of them."""

_HEADS: Final = frozenset("台位室厅馆院站厂库店员师器机具板架柜箱桶夹牌卡表单册本图纸区线")
"""Nouns of one character that make a longer one of what is before them, more than a list can hold: 工作台, 工位."""

_PLACES: Final = frozenset("上下中内外前后时间")
"""Words of one character for a place or a time, which belong to what is before them: 实践中, 会议前."""

_LONGEST: Final = 4
_OF_WORK: Final = 12_000
"""The rank that stands for the frequency of words in `work.txt`."""
_ALONE: Final = 11.0
"""What a character by itself costs, in logarithms of the rank of a word: more than one of the rarest words."""
_PREFIX: Final = 10.0
_PREFIXES: Final = frozenset("大小新老总副")
"""and one that is put before words of all kinds: 大统战, not 大统 and 战;"""
_PARTICLE: Final = 6.0
_PARTICLES: Final = frozenset(
    "的了是在和有不与为以对及从把被向到中上下也都就而或各其这那一二三四五六七八九十两个年月日里"
)


@lru_cache(maxsize=1024)
def cuts(text: str) -> frozenset[int]:
    """Text -> the positions in it at which a line's end would cut a word, or leave the next line to begin badly."""
    found: set[int] = set()
    for term in QUOTED.finditer(text):
        found.update(range(term.start() + 1, term.end()))
    found |= joined(text)
    for start, run in _han_runs(text):
        found.update(start + inner for inner in _inside_words(run))
    for counted in COUNTED.finditer(text):
        found.update(range(counted.start() + 1, counted.end()))
    found.update(at for at, character in enumerate(text) if at and character in _CLINGING)
    return frozenset(found)


def joined(text: str) -> frozenset[int]:
    """Text -> the positions inside of what plus signs join: no line begins or ends with a plus sign."""
    if "+" not in text and "＋" not in text:
        return frozenset()
    return frozenset(at for term in _JOINED.finditer(text) for at in range(term.start() + 1, term.end()))


def _han_runs(text: str) -> Iterator[tuple[int, str]]:
    """Text -> where each run of Han begins, and the run."""
    start = 0
    for found, run in groupby(text, is_han):
        characters = "".join(run)
        if found:
            yield start, characters
        start += len(characters)


def words(text: str) -> list[tuple[int, int, str]]:
    """Text -> where each of its Chinese words begins and ends, and its kind, a letter of `words.txt`, or none."""
    return [
        (start + begin, start + end, _kind(run[begin:end]))
        for start, run in _han_runs(text)
        for begin, end in pairwise(_path(run))
    ]


def _kind(word: str) -> str:
    return (_rank(word[0], word[1:]) or (0, ""))[1]


def _inside_words(text: str) -> list[int]:
    """Han characters -> the positions that are not between two words, or are before what leans on the word there."""
    path = _path(text)
    return [inner for start, end in pairwise(path) for inner in range(start + 1, end)] + list(_leaning(text, path))


def _leaning(text: str, path: tuple[int, ...]) -> Iterator[int]:
    """Yield where a place of one character stands behind a word, or a noun of one behind a noun or verb, or behind a
    character of no word of the list.
    """
    for (start, at), (_, end) in pairwise(pairwise(path)):
        if end - at == 1 and text[at] in _PLACES and at - start > 1:
            yield at
        elif end - at == 1 and text[at] in _HEADS:
            before = text[start:at]
            if before not in _PARTICLES if at - start == 1 else at - start == 2 and _kind(before) in "nvw":
                yield at


@lru_cache(maxsize=1024)
def _path(text: str) -> tuple[int, ...]:
    """Han characters -> where the words of the likeliest path through them begin, and where the last one ends."""
    best = [0.0] + [inf] * len(text)
    came_from = [0] * (len(text) + 1)
    lines = [_line(first) for first in text]
    for end in range(1, len(text) + 1):
        character = text[end - 1]
        alone = _PREFIX if character in _PREFIXES else _ALONE
        best[end] = best[end - 1] + (_PARTICLE if character in _PARTICLES else alone)
        came_from[end] = end - 1
        for start in range(max(0, end - _LONGEST), end - 1):
            if lines[start].find(f" {text[start + 1 : end]}:") < 0:
                continue
            known = _rank(text[start], text[start + 1 : end])
            if known is not None and (cost := best[start] + log(known[0])) < best[end]:
                best[end], came_from[end] = cost, start
    path = [len(text)]
    while path[-1]:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))


@lru_cache(maxsize=8192)
def _rank(first: str, rest: str) -> tuple[int, str] | None:
    """Return the rank and kind of the word of these, which are a character and what follows; None if none is known.

    The character by itself has no rank: nothing looks for a word of one character.
    """
    _, _, found = _line(first).partition(f" {rest}:")
    rank = found[: found.find(" ")]
    if not rank:
        return None
    return (int(rank), "") if rank[-1] <= "9" else (int(rank[:-1] or 0), rank[-1])


@cache
def _line(first: str) -> str:
    """Return all words that begin with a character: ` rest:rank` for each, and a space at the end; of none, a space.

    It is sought through, not taken apart: of its words few are ever asked for.
    """
    line = _lines().get(first.encode(), b" ").decode()
    more = (f"{rest}:{_OF_WORK}n " for rest in _of_work().get(first, ()) if f" {rest}:" not in line)
    return line + "".join(more)


@cache
def _of_work() -> dict[str, list[str]]:
    """Return words that trainings are full of and the list of the commonest lacks, by their first characters."""
    found: dict[str, list[str]] = {}
    for word in Path(__file__).with_name("work.txt").read_text("utf-8").split():
        found.setdefault(word[0], []).append(word[1:])
    return found


@cache
def _lines() -> dict[bytes, bytes]:
    """Return the line of each first character, with spaces round its words, in UTF-8: few are ever looked into."""
    lines = Path(__file__).with_name("words.txt").read_bytes().splitlines()
    return {line[: (at := line.find(b" "))]: line[at:] + b" " for line in lines}
