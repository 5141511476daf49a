"""Claims about several units -> what a clause tells of one of them and only another's section says.

A text that one section carries is held against that section. One that may rest on all of them (a comparison's, a
closing's) says of whom it speaks: “甲讲……，乙讲……”. Each clause that names one unit is held against its section.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.problem import Problem
from deckbrief.content.evidence.claims import Claim
from deckbrief.content.evidence.home import Home, Homes
from deckbrief.content.evidence.marks import bare, is_han, quoted, unquoted
from deckbrief.content.evidence.quantities import quantities
from deckbrief.content.evidence.source import PREAMBLE, fold
from deckbrief.content.model import Pack

_CLAUSE: Final = r"(?:“[^“”\n]*”|「[^「」\n]*」|《[^《》\n]*》|\"[^\"\n]*\"|[^，。；;！？!?\n,.]|[,.](?=\S))+"
"""A clause: up to a comma or a full stop that stands outside quotation marks."""
_LEAST_TERM: Final = 2
"""Characters of a term that can be told to be somebody's: “实” is everybody's word."""


def misattributed(pack: Pack, claim: Claim, home: Home, homes: Homes) -> Iterator[Problem]:
    """Claim, what carries it -> a problem for each term, person and number that it tells of the wrong unit."""
    if sum(fold(unit.section).text in claim.homes for unit in pack.units) == 1:
        return
    for clause in re.findall(_CLAUSE, claim.text):
        bare_clause = "\n".join(unquoted(clause))
        named = [unit for unit in pack.units if _is_named(unit.name, bare_clause)]
        if len(named) != 1 or not named[0].section:
            continue
        own = homes.of((fold(named[0].section).text, PREAMBLE))
        for word, stands_in in _told(pack, clause, homes):
            if not stands_in(own) and stands_in(home):
                message = msg("'{word}' does not stand in what {name} tells", word=word, name=named[0].name)
                hint = msg("say it of whom the source says it: of {names}", names=_whose(pack, homes, stands_in))
                yield Problem("evidence.attribution", pack.place(claim.path), message, hint)


def _is_named(name: str, text: str) -> bool:
    return bool(name) and (name in text if is_han(name) else re.search(rf"\b{re.escape(name)}\b", text) is not None)


def _told(pack: Pack, clause: str, homes: Homes) -> Iterator[tuple[str, Callable[[Home], bool]]]:
    """Clause -> the words in it that belong to somebody, each with how a home says it."""
    speakers = [unit.speaker.name for unit in pack.units if unit.speaker and unit.speaker.name in clause]
    terms = [term for term in quoted(clause) if len(bare(term)) >= _LEAST_TERM]
    for word in dict.fromkeys((*terms, *speakers)):
        yield word, partial(_says, word)
    for quantity in quantities(clause, homes.units):
        if not quantity.is_time:
            yield quantity.text, partial(_counts, quantity.amount)


def _says(word: str, home: Home) -> bool:
    return home.says(word)


def _counts(amount: Decimal, home: Home) -> bool:
    return any(other.amount == amount for other in home.quantities)


def _whose(pack: Pack, homes: Homes, stands_in: Callable[[Home], bool]) -> str:
    owners = [unit.name for unit in pack.units if unit.section and stands_in(homes.of((fold(unit.section).text,)))]
    return ", ".join(owners)
