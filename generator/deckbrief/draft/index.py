"""Names and what they name -> an index: in the order of a language's readers, under the letters that they look for."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from deckbrief.base.record import record
from deckbrief.base.script.kinds import is_chinese
from deckbrief.base.script.order import head, order


@record
class IndexEntry:
    """A name, and the ids of the places where it stands."""

    name: str
    targets: tuple[str, ...]


@record
class IndexGroup:
    """What stands under one head."""

    head: str
    entries: tuple[IndexEntry, ...]


def index(named: Iterable[tuple[str, str]], lang: str) -> list[IndexGroup]:
    """Names with the ids of their places, language (BCP 47) -> the index's groups; equal names are one entry.

    Marks do not count: “夜校” stands under Y. Numbers come first, by their value. In Chinese, Latin words come before
    the characters of their letter, and these are in the order of pinyin, as the phrase reads that they stand in (重庆
    under C). In other languages words are in the order of their letters without accents, whatever the customs of the
    language, and Chinese ones come last.
    """
    chinese = is_chinese(lang)
    places: dict[str, list[str]] = {}
    for name, target in named:
        places.setdefault(name, []).append(target)
    entries = sorted(
        (IndexEntry(name, tuple(targets)) for name, targets in places.items()),
        key=lambda entry: (*order(entry.name, chinese), entry.name),
    )
    return [
        IndexGroup(letter, tuple(members)) for letter, members in groupby(entries, lambda one: head(one.name, chinese))
    ]
