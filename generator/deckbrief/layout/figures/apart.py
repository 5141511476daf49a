"""Names of siblings -> the character or two by which each is known among them: 统, 战, 督, 合."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.base.script.kinds import is_han

_QUOTED: Final = deferred("[“「『]([^“”「」『』]*)[”」』]")
_MOST: Final = 2
"""Characters of such a sign: more are a name."""


def quoted_signs(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels -> what each has in quotation marks, if all have one short term there, each its own; else nothing."""
    found = [_QUOTED.findall(label) for label in labels]
    if any(len(terms) != 1 for terms in found):
        return ()
    return _signs([terms[0] for terms in found])


def differing_signs(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels that are alike but for a character or two at one place -> these; nothing where they are not so."""
    if len({len(label) for label in labels}) != 1:
        return ()
    places = [at for at, characters in enumerate(zip(*labels, strict=True)) if len(set(characters)) > 1]
    if not places or places[-1] - places[0] >= _MOST or places[-1] - places[0] + 1 == len(labels[0]):
        return ()
    return _signs([label[places[0] : places[-1] + 1] for label in labels])


def _signs(found: Sequence[str]) -> tuple[str, ...]:
    """Return what was found, if it can stand for the parts: short, of Chinese characters, and each of its own."""
    short = all(0 < len(sign) <= _MOST and all(map(is_han, sign)) for sign in found)
    return tuple(found) if short and len(found) > 1 and len(set(found)) == len(found) else ()
