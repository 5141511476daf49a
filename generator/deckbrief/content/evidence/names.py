"""Names that the model knows -> where a text says one that its sections do not, or one that is nearly such a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.base.record import record
from deckbrief.content.evidence.home import Home
from deckbrief.content.evidence.marks import bare, is_han
from deckbrief.content.evidence.source import fold
from deckbrief.content.model import Framework, Pack, Part
from deckbrief.content.paths import walk

_LEAST_HAN: Final = 3
"""Characters of a Han name in which one may be wrong and the name still be known."""
_LEAST_COINED: Final = 6
"""The same of a coined word: it is made of common words, which other common words are like."""
_WORD: Final = deferred(r"[A-Za-z\u00c0-\u024f]{4,}")
_CAPITALIZED: Final = deferred(r"\b[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f]{3,}")


@record
class Stray:
    """A name that stands where it should not, and the known name that is meant (empty: it is one)."""

    text: str
    meant: str = ""


class Names:
    """The names of a pack: people, bodies and places by which it is told who, terms and cases; and the editor's own."""

    def __init__(self, pack: Pack) -> None:
        told = [name for name in _names(pack) if len(bare(name)) > 1]
        self._told = sorted(dict.fromkeys(told), key=len, reverse=True)
        self._units = frozenset(name for unit in pack.units for name in (unit.name, unit.province) if name)
        self._latin = sorted({word for name in self._told if not is_han(name) for word in _WORD.findall(name)})
        self._coined = [name for name in _coined(pack) if is_han(name)]
        self.own = frozenset(map(bare, _titles(pack)))

    def strays(self, text: str, home: Home, of_units: Home | None = None) -> Iterator[Stray]:
        """Yield the names in a text that its home does not say; `of_units` is the home of the names of units."""
        rest = fold(text).text if is_han(text) else text
        for name in self._told:
            shape = fold(name).text if is_han(text) else name
            if shape in rest:
                if len(shape) >= _LEAST_HAN:
                    rest = rest.replace(shape, "\n")
                if not (of_units if of_units and name in self._units else home).says(name):
                    yield Stray(name)
        yield from self._misspelt_han(fold(text).text, home) if is_han(text) else self.misspelt_latin(rest, home)

    def _misspelt_han(self, text: str, home: Home) -> Iterator[Stray]:
        """Yield what is a known name but for one character."""
        for match in self._nearly.finditer(text) if self._nearly else ():
            found = match[0] or match[1]
            meant = next((name for name in self._shapes if _one_differs(name, found)), "")
            if meant and not home.holds(found) and not self._begins_or_ends(found, meant):
                yield Stray(found, meant)

    def _begins_or_ends(self, found: str, meant: str) -> bool:
        """Tell whether what is right of it is a shorter name, with a word of the text beside: 青岩先 is no 青岩镇."""
        short = found[:-1] if found[:-1] == meant[:-1] else found[1:] if found[1:] == meant[1:] else ""
        return short in self._told

    def misspelt_latin(self, text: str, home: Home) -> Iterator[Stray]:
        """Yield capitalized words that are nearly a word of a known name, and not the source's."""
        for match in _CAPITALIZED.finditer(text):
            other = match.group()
            if other.casefold() not in home.words:
                meant = next((word for word in self._latin if word != other and _differ_little(word, other)), "")
                if meant:
                    yield Stray(other, meant)

    @cached_property
    def _shapes(self) -> list[str]:
        told = [bare(name) for name in self._told if is_han(name)]
        coined = [bare(name) for name in self._coined]
        long = [*(n for n in told if len(n) >= _LEAST_HAN), *(n for n in coined if len(n) >= _LEAST_COINED)]
        return list(dict.fromkeys(long))

    @cached_property
    def _nearly(self) -> re.Pattern[str] | None:
        """All names with one character left open; matches may overlap."""
        forms = [
            re.escape(name[:at]) + r"[^\n]" + re.escape(name[at + 1 :])
            for name in self._shapes
            for at in range(len(name))
        ]
        return re.compile(f"(?=({'|'.join(forms)}))") if forms else None


def _names(pack: Pack) -> Iterator[str]:
    if pack.event:
        yield from (*pack.event.hosts, *pack.event.co_hosts, pack.event.place)
    for unit in pack.units:
        yield from (unit.name, unit.province, unit.department)
        if unit.speaker:
            yield unit.speaker.name


def _coined(pack: Pack) -> Iterator[str]:
    """Names that the source has coined: terms and cases; and phrases that are said word by word."""
    yield from pack.info.set_phrases
    for unit in pack.units:
        yield from (term.name for term in unit.terms if not term.ours)
        for framework in unit.frameworks:
            for _, entry in walk(framework, ""):
                yield from (practice.name for practice in getattr(entry, "practices", ()) if not practice.ours)


def _titles(pack: Pack) -> Iterator[str]:
    """Titles, and names of what is ours: a text may call them by these."""
    yield pack.info.title
    if pack.event:
        yield pack.event.title
    for session in pack.sessions:
        yield from (session.title, *(module.title for module in session.modules))
    for unit in pack.units:
        for framework in unit.frameworks:
            yield framework.title
            named: list[Framework | Part] = [framework, *framework.parts]
            yield from (entry.name for entry in named if entry.ours or entry.name_ours)
    for comparison in pack.comparisons:
        yield from (comparison.name, comparison.title, *(theme.name for theme in comparison.themes))


def _one_differs(name: str, other: str) -> bool:
    return len(name) == len(other) and sum(a != b for a, b in zip(name, other, strict=True)) == 1


def _differ_little(word: str, other: str) -> bool:
    """Tell whether few letters differ, replaced, left out or added: one in four to seven, two in more."""
    row: list[int] = list(range(len(other) + 1))
    for i, a in enumerate(word, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1] <= (2 if len(word) > 7 else 1)
