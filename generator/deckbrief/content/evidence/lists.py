"""Claims and source -> lists that are told otherwise: in another order, with other members, as if they were whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from deckbrief.base.message import msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Problem
from deckbrief.base.record import record
from deckbrief.content.evidence.claims import Claim
from deckbrief.content.evidence.home import Home, Homes
from deckbrief.content.evidence.marks import CLAUSE_END, JOINT, bare, is_han, lists, sentences
from deckbrief.content.evidence.source import Section, fold
from deckbrief.content.model import Framework, Pack, Part, Practice
from deckbrief.content.paths import child, walk

_OPEN: Final = deferred(r"、?(?:等|others|soon|more|amongothers|etc)")
_TELLS_OPEN: Final = deferred(
    r"等|其中|例如|比如|之类|原文|\b(?:others|so on|more|such as|including|among|etc|for example)\b"
)
_LEAST_LATIN: Final = 5
_GAP: Final = 8
"""Bare characters that may stand between two members of one list of the source."""


@record
class _Found:
    """A member of a list, where it stands in a paragraph of bare characters; -1 where it does not."""

    text: str
    start: int
    end: int


def wrong_lists(pack: Pack, claims: Iterable[Claim], homes: Homes) -> Iterator[Problem]:
    """Claims -> problems of the lists in their texts."""
    for claim in claims:
        home = homes.of(claim.homes)
        for sentence in sentences(claim.text):
            for members in lists(sentence):
                yield from _list_problems(pack, claim, members, sentence, home)


def _list_problems(pack: Pack, claim: Claim, members: Sequence[str], sentence: str, home: Home) -> Iterator[Problem]:
    tried = [(_found(members, paragraph), paragraph) for paragraph in home.jointed]
    found, best = max(tried, key=lambda one: sum(member.start >= 0 for member in one[0]), default=([], ""))
    standing = [member for member in found if member.start >= 0]
    if len(standing) < 2:
        return
    ordered = sorted(standing, key=lambda member: member.start)
    if not all(_are_neighbours(a, b, best) for a, b in pairwise(ordered)):
        return
    if ordered != standing:
        should = JOINT.join(member.text for member in ordered)
        message = msg("the list has another order in {name}: {should}", name=home.name, should=should)
        yield Problem("evidence.order", pack.place(claim.path), message, msg("keep the source's order"))
    elif len(standing) == len(found):
        yield from _left_open(pack, claim, standing[-1], best, sentence, home)
    for member, name in zip(found[1:-1], members[1:-1], strict=True):
        if member.start < 0 and not home.holds(name):
            message = msg("'{value}' is no member of the list in {name}", value=name.strip(), name=home.name)
            yield Problem("evidence.item", pack.place(claim.path), message, msg("list what the source lists"))


def _are_neighbours(one: _Found, other: _Found, paragraph: str) -> bool:
    """Tell whether two members stand in one list of the source: a joint between them, and no clause's end."""
    between = paragraph[one.end : other.start]
    return len(between) <= _GAP and JOINT in between and CLAUSE_END not in between


def _found(members: Sequence[str], paragraph: str) -> list[_Found]:
    """Members and a paragraph -> where each stands in it, all as near to each other as they can be.

    The first may be the end of longer words in the content, the last their beginning: 建立市级、10个领域…. Only what
    stands near a joint is a member of a list.
    """
    last = len(members) - 1
    pieces = [_standing(member, paragraph, position == 0, position == last) for position, member in enumerate(members)]
    found = [(piece, _near_joints(piece, paragraph)) for piece in pieces]
    rarest = min((places for _, places in found if places), key=len, default=[])
    nearest = [[_nearest(piece, places, anchor) for piece, places in found] for anchor in rarest]
    return min(nearest, key=_span, default=[_Found(piece, -1, -1) for piece in pieces])


def _nearest(piece: str, places: Sequence[int], anchor: int) -> _Found:
    start = min(places, key=lambda place: abs(place - anchor), default=-1)
    return _Found(piece, start, start + len(piece))


def _span(found: Sequence[_Found]) -> int:
    standing = [member for member in found if member.start >= 0]
    return max(member.end for member in standing) - min(member.start for member in standing)


def _standing(member: str, paragraph: str, first: bool, last: bool) -> str:
    """Return a member, or the longest piece of a first or last one, that stands in a paragraph near a joint."""
    pieces = _ends(member, first) if first or last else iter([bare(member)])
    return next((piece for piece in pieces if _near_joints(piece, paragraph)), "")


def _ends(member: str, first: bool) -> Iterator[str]:
    """Member -> its ends (of a first one) or beginnings, longest first: by characters, in Latin script by words."""
    if is_han(member):
        whole = bare(member)
        yield from (whole[at:] if first else whole[: len(whole) - at] for at in range(len(whole) - 1))
        return
    parts = member.split()
    for at in range(len(parts)):
        piece = bare(" ".join(parts[at:] if first else parts[: len(parts) - at]))
        if len(piece) >= _LEAST_LATIN:
            yield piece


def _near_joints(piece: str, paragraph: str) -> list[int]:
    """Return where a piece stands in a paragraph near a joint."""
    places = [match.start() for match in re.finditer(re.escape(piece), paragraph)] if piece else []
    return [at for at in places if JOINT in paragraph[max(0, at - _GAP) : at + len(piece) + _GAP]]


def _left_open(pack: Pack, claim: Claim, last: _Found, paragraph: str, sentence: str, home: Home) -> Iterator[Problem]:
    """A list that ends in 等 in the source, and in the content does not."""
    if (open_end := _OPEN.match(paragraph, last.end)) and not _TELLS_OPEN.search(sentence):
        message = msg(
            "{name} leaves the list open after '{text}' ({group})",
            name=home.name,
            text=last.text,
            group=open_end.group(),
        )
        yield Problem("evidence.open-list", pack.place(claim.path), message, msg("say so here too"), severity="warning")


def wrong_order(pack: Pack, sections: dict[str, Section]) -> Iterator[Problem]:
    """Pack -> problems of parts and practices that stand in another order than what carries them in the source."""
    for unit in pack.units:
        section = sections.get(fold(unit.section).text)
        if section is None:
            continue
        for path, entry in walk(unit, unit.path):
            if isinstance(entry, (Framework, Part)):
                yield from _members_out_of_order(pack, child(path, "parts"), entry.parts, section)
            if isinstance(entry, Part):
                yield from _members_out_of_order(pack, child(path, "practices"), entry.practices, section)


def _members_out_of_order(
    pack: Pack, path: str, members: Sequence[Part | Practice], section: Section
) -> Iterator[Problem]:
    where = [(member, _places(member, section)) for member in members if not member.ours]
    reached = (0, -1)
    for member, places in where:
        if not places:
            continue
        onwards = [place for place in places if place >= reached]
        if not onwards:
            message = msg(
                "'{name}' stands before the member above it in '{heading}'", name=member.name, heading=section.heading
            )
            at = pack.place(child(child(path, member.id), "name"))
            yield Problem("evidence.order", at, message, msg("keep the source's order"))
            return
        reached = min(onwards)


def _places(member: Any, section: Section) -> list[tuple[int, int]]:
    """Member -> the paragraphs and offsets of the first words that carry it, of its name where they have it."""
    places = []
    for item in member.evidence[:1]:
        if item.section or not 1 <= item.paragraph <= len(section.paragraphs):
            continue
        text = bare(section.paragraphs[item.paragraph - 1].text)
        words, name = bare(item.words), bare(member.name)
        inside = words.find(name) if name in words else 0
        places += [(item.paragraph, match.start() + inside) for match in re.finditer(re.escape(words), text)]
    return sorted(places)
