"""Source text -> what it lists: `three steps: air, strip, clean`, `三步：看、听、做`, `一是…，二是…`, dashed lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.base.record import record
from deckbrief.base.script.kinds import HAN
from deckbrief.content.evidence.quantities import han_amount, is_number, spelt_quantities
from deckbrief.content.evidence.source import Paragraph

_LATIN: Final = deferred(r"\b(?P<count>[A-Za-z]+|[0-9]{1,2}) (?P<noun>[a-z]+s): (?P<list>[^.;:!?]+)")
_HAN: Final = deferred(
    rf"“?(?P<name>(?P<count>[二两三四五六七八九十]|[0-9]{{1,2}})[{HAN}]{{1,5}})”?[：:](?P<list>[^。；;！？\n]+)"
)
_POINTS: Final = deferred(rf"[一二三四五六七八]是([{HAN}“”]{{2,12}})(?=[，、；。]|$)")
_COUNT: Final = deferred("^[一二三四五六七八]是(?=..)")
_IN_ORDER: Final = deferred("steps|stages|phases|步|环节|阶段|关[口卡]?$")
_LATIN_JOINT: Final = deferred(r",? and |,? or |, ")
_HAN_JOINT: Final = deferred("[、，]")
_FEWEST, _MOST = 2, 8


@record
class Listed:
    """A list of the text: what it is called (or nothing), its members, the paragraph, the words from name to end."""

    name: str
    members: tuple[str, ...]
    paragraph: int
    words: str
    at: tuple[int, ...] = ()
    """The paragraphs of the members, where each has its own."""

    @property
    def in_order(self) -> bool:
        """Whether one member follows another."""
        return bool(_IN_ORDER.search(self.name))


def listed(paragraphs: Sequence[Paragraph]) -> list[Listed]:
    """Paragraphs -> the lists whose members are as many as their name says, and those that are set as lists."""
    return [*(found for paragraph in paragraphs for found in _listed(paragraph)), *_dashed(paragraphs)]


def _dashed(paragraphs: Sequence[Paragraph]) -> Iterator[Listed]:
    """Lines with dashes that follow each other, short ones."""
    for dashed, lines in groupby(paragraphs, lambda paragraph: bool(_DASH.match(paragraph.text))):
        found = list(lines)
        members = tuple(_DASH.sub("", paragraph.text).strip().rstrip(".。;；") for paragraph in found)
        if dashed and _FEWEST <= len(found) <= _MOST and all(len(member) <= _LONGEST for member in members):
            numbers = tuple(paragraph.number for paragraph in found)
            yield Listed("", members, numbers[0], members[0], numbers)


_DASH: Final = deferred(r"\s*(?:[-*•·–]|[0-9]{1,2}[.、)）])\s*(?=[^\s-])")
_LONGEST: Final = 40


def _listed(paragraph: Paragraph) -> Iterator[Listed]:
    named = False
    for pattern, joint in ((_LATIN, _LATIN_JOINT), (_HAN, _HAN_JOINT)):
        for found in pattern.finditer(paragraph.text):
            members = tuple(_COUNT.sub("", member.strip(' “”‘’"')) for member in joint.split(found["list"].strip()))
            if not all(members) or len(members) != _count(found["count"]) or not _FEWEST <= len(members) <= _MOST:
                continue
            name = found["name"] if pattern is _HAN else f"{found['count']} {found['noun']}"
            named = named or "一是" in found["list"]
            yield Listed(name, members, paragraph.number, found.group().strip())
    points = list(_POINTS.finditer(paragraph.text))
    if len(points) >= _FEWEST and not named:
        members = tuple(point[1].strip("“”") for point in points)
        words = paragraph.text[points[0].start() : points[-1].end()]
        yield Listed("", members, paragraph.number, words)


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    if is_number(word.casefold()):
        return next(int(quantity.amount) for quantity in spelt_quantities(word))
    return han_amount(word) or 0
