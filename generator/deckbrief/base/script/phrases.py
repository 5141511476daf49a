"""Text -> how little it is wanted that a line ends at each place between its words.

A line that ends where a phrase does is read once; one that ends after 把, between 一个 and what there is one of, or
after "of the", is read twice. What a place costs is told by the kinds of the words on both sides (`words.txt` has
them for Chinese; of the other languages the commonest small words are known). Costs are those of
`layout/text/linebreak.py`: a line half as long as it should be costs a quarter there, and one that ends inside of a
word two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.base.script.kinds import is_han
from deckbrief.base.script.words import words

_SURELY: Final = -0.4
_WELL: Final = -0.25
_RATHER: Final = -0.12
"""What it saves to end a line with a clause, at a lesser pause, with a part of a sentence;"""
_HARDLY: Final = 0.25
_LOOSELY: Final = 0.35
_BADLY: Final = 0.5
_FIRMLY: Final = 0.7
_NEVER: Final = 0.9
"""and what it costs to part a noun from the one that says what kind it is, an adverb from its verb, names and numbers
from what is named and counted, an article from its noun, a particle from its word."""

_ENDS: Final = deferred(
    r"(?P<clause>[，。；：！？]|[,.;:!?](?=[”’\"')\]]*(?:\s|\Z)))[”’）》」』】\"')\]]*|[、…—–/／][”’）》」』】]*|[·•](?=\s)|(?=[“‘《「『（【])|(?=(?<=\s)[“‘(])"
)
"""Where a clause ends, after a lesser pause, and before what is quoted or in brackets."""
_SPACE: Final = deferred(r"(?<=\w)[ \u3000]+(?=\w)")
"""Between Chinese characters it stands for a mark, as between the two halves of a slogan."""
_CLAUSE: Final = 12.0
"""Ems. A clause between marks that is shorter is read at once: a line's end belongs at one of its marks, not in it."""
_OF_CLAUSE: Final = 0.08
_MOST_OF_CLAUSE: Final = 0.5
"""What a line's end in it costs more, for each em that it is shorter, and at most."""
_LATIN: Final = 0.4
"""Ems of a character that is not Han, about."""
_OPENING: Final = frozenset("“‘《「『")
_CLOSING: Final = frozenset("”’》」』")

_OF_KINDS: Final = {
    word: kind
    for kind, listed in {
        "c": "和 与 及 或 而 并 且 但 以及",
        "p": "把 被 让 使 请 从 在 对 向 为 以 由 按 往 靠 用 给 跟 替 于 到 如 是 有 通过 根据 按照 围绕 作为 成为",
        "d": "可以 能 会 要 想 应 该 应该 应当 必须 需要 不能 不要 没有 没 别 很 太 自然 将 所",
        "m": "两 项 样 条 步 件 句 类",
        "r": "每 什么 怎么 怎样",
        "u": "的 地 得",
        "s": "我 你 您 他 她 它 我们 你们 他们 她们 大家",
        "f": "里 上 下 中 内 后 前 时 外 间",
        "v": "经过 变成",
        "n": "人 层次 做法 办法 难处",
    }.items()
    for word in listed.split()
}
"""Kinds of words that matter most where the list does not have them so: of a word with several it has only one."""


def _set(words_: str) -> frozenset[str]:
    return frozenset(words_.split())


_COMPLEMENTS: Final = _set("起来 下来 出来 上来 过来 回来 进来 上去 下去 出去 过去 回去 进去 起 到 好 完")
"""What says how far something is done stays with what is done: 固定下来."""

_MEASURES: Final = frozenset("个项条件套份种张位名家")
"""What stands behind one of these and ends a clause is a thing, also where the list has it as a verb: 一个组织."""

_BETWEEN: Final = {
    **dict.fromkeys(("mn", "mw", "ma", "mm"), _BADLY),
    **dict.fromkeys(("rn", "rw", "ra", "rm"), _BADLY),
    **dict.fromkeys(("vn", "vw", "vm", "vr", "mv"), _HARDLY),
    **dict.fromkeys(("va", "wv", "vv", "vf", "av"), _HARDLY / 2),
    **dict.fromkeys(("an", "aw"), _LOOSELY),
    "am": _HARDLY,
    **dict.fromkeys(("nn", "wn", "nw", "ww"), _HARDLY),
    **dict.fromkeys(("nd", "np", "nc", "wd", "wp", "wc", "vd", "vc", "nr", "nm", "mr"), _RATHER),
    **dict.fromkeys(("fn", "fv", "fd", "fw"), _RATHER),
    **dict.fromkeys(("ns", "ms", "ws"), _RATHER),
    **dict.fromkeys(("vs", "sv", "sw", "sd", "sp"), _HARDLY),
    "nv": _RATHER / 2, "rv": _HARDLY / 2,
}  # fmt: skip
"""What it costs to end a line between words of two kinds; n is any that is not named."""


_ARTICLES: Final = _set(
    "a an the my your his her its our their of in on at by for from with and or into per no every each "
    "de du la le les der die das den dem und von zu im"
)
_LEADS: Final = _ARTICLES | _set(
    "this that these those some any all both to over under between about through during without within against as than "
    "but nor so if when where while how what which who whose why whether because before after until is are was were be "
    "been being am has have had do does did will would can could shall should may must might not very more most too "
    "only just even i we you he she they it un une des au aux et ou en dans pour par sur avec sans que qui à chaque "
    "ein eine einen einem einer oder am auf zum zur vom mit für bei"
)
"""Words that lead on to what follows them: a line that ends with one hangs; worse with one of the first ones."""
_BEGINS: Final = _set(
    "of to in on at by for from with into over between about through during without within and or but if when where "
    "while how what which who because before after until than that as et ou dans pour par sur avec sans und oder mit"
)
"""Words with which a phrase begins."""
_OBJECTS: Final = _set("me us him them it you")
"""Words that no line is to begin with: they lean on the verb before them."""
_WORD: Final = deferred(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_ENDS_CLAUSE: Final = deferred(r"[”’\"')\]]*(?:[ ]*[(（\[]|[,.;:!?]|\Z)")
_GAP: Final = deferred(r"[ \t]+\Z")


@lru_cache(maxsize=512)
def ends(text: str) -> Mapping[int, float]:
    """Text -> what it costs, or saves, to end a line at these positions; elsewhere nothing."""
    costs = {at: cost for at, cost in _between_words(text) if cost}
    costs |= _between_latin(text)
    for at in _lone(text):
        costs[at] = costs.get(at, 0.0) + _BADLY
    marks: dict[int, float] = {}
    for at, sure in _marks(text):
        marks[at] = marks.get(at, 0.0) or sure
    for at, more in _in_clauses(text, [at for at, sure in marks.items() if sure]):
        costs[at] = max(0.0, costs.get(at, 0.0)) + more
    for at, sure in marks.items():
        if sure:
            costs[at] = sure
        else:
            costs.setdefault(at, _RATHER)
    return costs


def _marks(text: str) -> Iterator[tuple[int, float]]:
    """Yield where a line can end at a mark and what that saves: 0 for before a quoted term."""
    for found in _ENDS.finditer(text):
        at = found.end()
        while text[at : at + 1].isspace():
            at += 1
        if not found[0] and at:
            yield at, 0.0
        elif found[0] and at < len(text):
            yield at, _SURELY if found["clause"] else _WELL
    for found in _SPACE.finditer(text):
        if is_han(text[found.start() - 1]) and is_han(text[found.end()]):
            yield found.end(), _SURELY


def _in_clauses(text: str, marks: list[int]) -> Iterator[tuple[int, float]]:
    """Yield the positions inside of each short clause of several, and what an end there costs more for that."""
    if not marks:
        return
    for start, end in pairwise([0, *marks, len(text)]):
        clause = text[start:end].rstrip("，。；：！？、,.;:!? ”’》」』")
        ems = sum(1.0 if is_han(character) else _LATIN for character in clause)
        more = min(_MOST_OF_CLAUSE, (_CLAUSE - ems) * _OF_CLAUSE)
        if more > 0:
            yield from ((at, more) for at in range(start + 1, start + len(clause)))


_LONE: Final = deferred(r"(?<=[，。；：！？])(.)(?=[^\W\d_]{2})|(?<=[^\W\d_]{2})(?=.[，。；：！？])")
"""A character by itself after a mark, or before one: a line's end after it, or before it, leaves it alone there."""


def _lone(text: str) -> Iterator[int]:
    """Yield where the end of a line leaves a single Chinese character with a mark at the one side of it."""
    for found in _LONE.finditer(text):
        alone = found.start() if found[0] else found.end()
        if is_han(text[alone]):
            yield found.end()


def _between_words(text: str) -> Iterator[tuple[int, float]]:
    """Yield the positions between two Chinese words, and what an end there costs."""
    found = [(start, end, _kind(text, start, end, kind)) for start, end, kind in words(text)]
    for (start, at, left), (begins, end, right) in pairwise([*found, (len(text) + 1, len(text) + 1, "")]):
        leads = left in "cpd" or (left == "v" and at - start == 1)
        if at != begins:
            if (leads or left in "mr" or text[at - 1] in _MEASURES) and text[at : at + 1] in _OPENING:
                yield at, _BADLY
            after = at + len(text[at:begins]) - len(text[at:begins].lstrip())
            if left in "cp" and text[after : after + 1].isalnum():
                yield after, _BADLY
            if begins < len(text) and text[begins - 1] in _CLOSING:
                yield begins, _after_term(right, end - begins == 1)
        elif text[begins:end] in _COMPLEMENTS and (left in "vw" or end - begins == 2):
            yield at, _FIRMLY
        elif text[begins:end] == "有" and left not in "cpdu":
            yield at, _HARDLY
        elif right in "uf":
            yield at, _NEVER if end - begins == 1 else _BADLY
        elif left == "u":
            yield at, _BADLY if end - begins == 1 and right in "nwa" else _RATHER
        elif left in "cpd":
            yield at, _NEVER if left != "d" or at - start == 1 else _LOOSELY
        elif leads or (right in "vw" and text[at - 1] in _MEASURES and not is_han(text[end : end + 1] or " ")):
            yield at, _BADLY
        else:
            # A word of one character leans on its neighbour.
            lone = (at - start == 1 and left != "f") + (end - begins == 1 and right in "nwa")
            named = start > 0 and text[start - 1] in _CLOSING and left + right in ("nn", "nw", "wn", "ww")
            yield at, _BADLY if named else _between(left + right, text[end : end + 1]) + _HARDLY * lone


def _between(kinds: str, following: str) -> float:
    """Return what an end between words of two kinds costs; a verb that ends a clause is a noun there: 社会治理."""
    if kinds == "nv" and (following in _CLOSES or not following):
        return _HARDLY
    return _BETWEEN.get(kinds, 0.0)


_CLOSES: Final = frozenset("，。、；：！？等的”）》")


def _after_term(right: str, lone: bool) -> float:
    """Return what it costs to end a line between a quoted term and a word, which may be `lone`: a term is a noun."""
    if right in "uf":
        return _NEVER if lone else _BADLY
    return _BETWEEN.get("n" + right, 0.0) + _HARDLY * (lone and right in "nwa")


def _kind(text: str, start: int, end: int, kind: str) -> str:
    known = _OF_KINDS.get(text[start:end], kind or "n")
    # What follows a numeral in digits is its measure word, or counted itself.
    return "m" if start and text[start - 1].isdigit() and end - start == 1 else known


def _between_latin(text: str) -> dict[int, float]:
    """Return the positions between two words that are parted by spaces, and what an end there costs."""
    costs: dict[int, float] = {}
    before = ""
    for left, right in pairwise(_WORD.finditer(text)):
        leading, before = before in _LEADS or not before, left[0].lower()
        between = text[left.end() : right.start()]
        if not _GAP.match(between) or is_han(left[0][-1]) or is_han(right[0][0]):
            continue
        cost = _after(left[0], right[0], left.start() == 0)
        if before in _OBJECTS and not leading and cost == _BADLY:
            cost = 0.0  # who sees it: an object, not who does something
        if cost < 0 and _ENDS_CLAUSE.match(text, right.end()):
            cost = _HARDLY  # filled in, log on: it belongs to the verb before it
        if cost:
            costs[right.start()] = cost
    return costs


def _after(left: str, right: str, first: bool) -> float:
    """Return what it costs to end a line between two words, the `first` of which begins the text."""
    small, next_small = left.lower(), right.lower()
    if small in _ARTICLES:
        return _FIRMLY
    if small in _LEADS:
        return _BADLY
    if right[0].isdigit():
        return _BADLY
    if next_small in _OBJECTS:
        return _HARDLY
    if next_small in _BEGINS:
        return _RATHER
    if left[-1].isdigit():
        return _RATHER / 2 if next_small in _LEADS else _BADLY
    if left[0].isupper() and right[0].isupper() and not first:
        return _BADLY
    return _RATHER / 2 if next_small in _LEADS else 0.0
