"""Text -> what of it can be held against another text: bare characters, quoted terms, pieces, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final
from unicodedata import category

from deckbrief.base.patterns import deferred
from deckbrief.base.script.kinds import has_han
from deckbrief.content.evidence.source import fold

_KEPT: Final = "+%&"
_QUOTED: Final = deferred(r"“([^“”\n]+)”|「([^「」\n]+)」|《([^《》\n]+)》|\"([^\"\n]+)\"|(?<![A-Za-z])‘([^‘’\n]+)’")
_SENTENCE: Final = deferred(r"(?:[^。！？!?.\n]|\.(?![\s”’]|$))+[。！？!?.”’）)]*")
_WORD: Final = deferred(r"[A-Za-z\u00c0-\u024f]+")


@cache
def bare(text: str) -> str:
    """Text -> its letters and digits alone, widths and case folded: what quotation marks and spaces do not change."""
    folded = fold(text).text.casefold()
    return "".join(c for c in folded if category(c)[0] in "LN" or c in _KEPT)


JOINT, CLAUSE_END = "、", "|"
_HAN_JOINT: Final = deferred(r"、|(?<=[”’」》])(?=[“‘「《])")
_LATIN_JOINT: Final = deferred(r",? (?:and|or) |, ")
_CLAUSE_END: Final = deferred(r"[，。；;：:！？!?\n—]+|,(?=\S)|\.(?=\s|$)")


def jointed(text: str) -> str:
    """Text -> its bare clauses: a joint between members of a list, a mark between clauses."""
    return CLAUSE_END.join(JOINT.join(map(bare, members)) for members in _clauses(text))


def lists(text: str) -> Iterator[list[str]]:
    """Text -> the lists in it: their members, the first with the words before it, the last with those after it."""
    for clause in _clauses(text):
        members = [member for member in clause if bare(member)]
        if len(members) > 1:
            yield members


def _clauses(text: str) -> Iterator[list[str]]:
    joint = _HAN_JOINT if is_han(text) else _LATIN_JOINT
    return (joint.split(clause) for clause in _CLAUSE_END.split(text))


def is_han(text: str) -> bool:
    """Tell whether a text is set in Han characters: words are not parted by spaces then."""
    return has_han(text)


def quoted(text: str) -> Iterator[str]:
    """Text -> what stands in quotation marks or is a book's title; a mark inside them is part of it."""
    for match in _QUOTED.finditer(text):
        inside = match[match.lastindex or 0]
        yield inside
        yield from quoted(inside)


def unquoted(text: str) -> list[str]:
    """Text -> the stretches of it that stand outside quotation marks."""
    return re.split(r"“[^“”\n]*”|「[^「」\n]*」|《[^《》\n]*》|\"[^\"\n]*\"", text)


def sentences(text: str) -> list[str]:
    """Text -> its sentences."""
    return [found.strip() for found in _SENTENCE.findall(text) if bare(found)]


def words(text: str) -> list[str]:
    """Text -> its words in Latin letters, in small letters."""
    return [word.casefold() for word in _WORD.findall(text)]
