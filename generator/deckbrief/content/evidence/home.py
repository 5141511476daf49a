"""Sections of the source -> what a claim that rests on them is held against, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Final

from deckbrief.base.message import Message, msg, plural
from deckbrief.base.patterns import deferred
from deckbrief.content.evidence.marks import bare, is_han, jointed, quoted, words
from deckbrief.content.evidence.quantities import Quantity, counted, is_number, quantities, spelt_quantities
from deckbrief.content.evidence.source import Section
from deckbrief.content.model import Pack

_BRACKETS: Final = deferred(r"[（(][^（()）]*[）)]")


class Home:
    """The text of some sections, paragraph by paragraph, headings first."""

    def __init__(self, name: Message, sections: Sequence[Section], units: frozenset[str]) -> None:
        self.name = name
        self._units = units
        self.paragraphs = [
            text for section in sections for text in (section.heading, *(p.text for p in section.paragraphs)) if text
        ]

    @cached_property
    def bare(self) -> str:
        """Letters and digits alone, with and without what stands in brackets; paragraphs stay apart."""
        return "\n".join([*self.bare_paragraphs, *(bare(_BRACKETS.sub("", text)) for text in self.paragraphs)])

    @cached_property
    def quoted(self) -> frozenset[str]:
        """What stands in quotation marks, bare."""
        return frozenset(bare(term) for text in self.paragraphs for term in quoted(text))

    @cached_property
    def bare_paragraphs(self) -> list[str]:
        return [bare(text) for text in self.paragraphs]

    @cached_property
    def jointed(self) -> list[str]:
        """Paragraphs bare, but with the joints of lists and the ends of clauses."""
        return [jointed(text) for text in self.paragraphs]

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for text in self.paragraphs for word in words(text))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(map(stem, self.words))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Quantities in digits and in words."""
        return tuple(
            found
            for text in self.paragraphs
            for found in (*quantities(text, self._units), *spelt_quantities(text, self._units))
        )

    @cached_property
    def counted(self) -> Mapping[str, frozenset[Decimal]]:
        """What is counted in Latin script, each word without the ending of a plural, with how many there are."""
        found: dict[str, set[Decimal]] = {}
        for text in self.paragraphs:
            for quantity, thing in counted(text, self._units):
                found.setdefault(thing, set()).add(quantity.amount)
        return {thing: frozenset(amounts) for thing, amounts in found.items()}

    def says(self, text: str) -> bool:
        """Tell whether the text stands here, whatever its spaces, marks, widths and letter case."""
        return bare(text) in self.bare or self._lists(text)

    def mentions(self, unit: str) -> bool:
        """Tell whether a unit stands here, in its singular or plural."""
        return unit in self.bare if is_han(unit) else unit in self.words or f"{unit}s" in self.words

    def _lists(self, text: str) -> bool:
        """Tell whether a text is a list of terms that stand here in quotation marks, each by itself."""
        members = text.split("、")
        return len(members) > 1 and all(bare(member) in self.quoted for member in members)

    def holds(self, text: str) -> bool:
        """Tell whether the text is made of what stands here: stretches of two Han characters or more, or words."""
        wanted = bare(text)
        if not wanted or self.says(text):
            return True
        if not is_han(text):
            return all(
                stem(word) in self.stems for word in words(text) if len(word) > _SHORT_WORD and not is_number(word)
            )
        return self._is_made_of(wanted)

    def has_words(self, text: str) -> bool:
        """Tell whether every word of a text in Latin script stands here, letter by letter."""
        return all(word in self.words for word in words(text) if len(word) > _SHORT_WORD)

    def _is_made_of(self, wanted: str) -> bool:
        reached = {0}
        for end in range(2, len(wanted) + 1):
            if any(start in reached and wanted[start:end] in self.bare for start in range(end - 1)):
                reached.add(end)
        return len(wanted) in reached


_SHORT_WORD: Final = 3
"""Letters of words that hold sentences together and name nothing."""


def stem(word: str) -> str:
    """Word in Latin letters -> what its forms have in common, roughly: answered and answers are answ."""
    return word[:4]


class Homes:
    """The homes of a pack's claims, by the keys of their sections."""

    def __init__(self, pack: Pack, sections: Mapping[str, Section]) -> None:
        self._sections = sections
        self._units = frozenset(metric.unit.casefold() for unit in pack.units for metric in unit.metrics if metric.unit)
        self._cited: dict[frozenset[tuple[str, int]], Home | None] = {}
        self._homes: dict[tuple[str, ...], Home] = {}

    def of(self, keys: Sequence[str]) -> Home:
        """Keys of sections, none: all -> their home."""
        chosen = tuple(dict.fromkeys(key for key in keys if key in self._sections)) or tuple(self._sections)
        if chosen not in self._homes:
            named = [self._sections[key].heading for key in chosen if self._sections[key].heading]
            name = msg("'{heading}'", heading=named[0]) if len(named) == 1 else msg("the source")
            self._homes[chosen] = Home(name, [self._sections[key] for key in chosen], self._units)
        return self._homes[chosen]

    def of_paragraphs(self, cited: frozenset[tuple[str, int]]) -> Home | None:
        """Keys of sections with the numbers of paragraphs -> their home; None where there is none of them."""
        if cited not in self._cited:
            found = [
                self._sections[key].paragraphs[number - 1]
                for key, number in sorted(cited)
                if key in self._sections and 1 <= number <= len(self._sections[key].paragraphs)
            ]
            numbers = ", ".join(str(paragraph.number) for paragraph in found)
            name = plural(
                len(found), "the cited paragraph {numbers}", "the cited paragraphs {numbers}", numbers=numbers
            )
            self._cited[cited] = Home(name, [Section("", tuple(found))], self._units) if found else None
        return self._cited[cited]

    @property
    def units(self) -> frozenset[str]:
        return self._units
