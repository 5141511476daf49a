"""Claims -> how many sentences evidence carries, those that none does, and those that copy the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.problem import Problem
from deckbrief.base.record import record
from deckbrief.content.evidence.claims import SENTENCES, Claim
from deckbrief.content.evidence.home import Homes
from deckbrief.content.evidence.marks import bare, is_han, sentences, unquoted, words
from deckbrief.content.model import Pack

_LONGEST_COPY: Final = 25
"""Han characters that may be the source's, one after the other, outside quotation marks."""
_LONGEST_COPY_IN_WORDS: Final = 12
"""The same in Latin script, about as long when it is read aloud."""


@record
class Carried:
    """How many sentences are told as the source's: all, with evidence of their own, with that of what holds them."""

    total: int
    own: int
    inherited: int


def carried(claims: Iterable[Claim]) -> Carried:
    """Claims -> how many of their sentences evidence carries."""
    told = [(claim, len(sentences(claim.text))) for claim in claims if is_told(claim)]
    own = sum(count for claim, count in told if claim.own)
    with_evidence = sum(count for claim, count in told if claim.carrier)
    return Carried(sum(count for _, count in told), own, with_evidence - own)


def is_told(claim: Claim) -> bool:
    """Tell whether a claim is told in sentences; names and labels stand with what they name."""
    fields = claim.path.rpartition("#")[2].split(".")
    if claim.in_session and not claim.carrier and ".notes." in claim.path:
        return False  # said to the group, not of the source
    return not claim.is_name and bool(SENTENCES.intersection(fields[-2:]))


def uncarried(pack: Pack, claims: Iterable[Claim]) -> Iterator[Problem]:
    """Claims -> a warning at each that no evidence carries."""
    for claim in claims:
        if is_told(claim) and not claim.carrier:
            message = msg("no evidence carries '{text}'", text=_short(claim.text))
            hint = msg("give its entry evidence, or tell it as a remark or with `ours: true`")
            yield Problem("evidence.sentence", pack.place(claim.path), message, hint, severity="warning")


def copied(pack: Pack, claims: Iterable[Claim], homes: Homes) -> Iterator[Problem]:
    """Claims -> a warning at each that has a long stretch of the source outside quotation marks."""
    copies = _Copies(homes)
    phrases = re.compile("|".join(map(re.escape, pack.info.set_phrases)) or "(?!)")
    for claim in claims:
        if not is_told(claim):
            continue
        stretches = [piece for stretch in unquoted(claim.text) for piece in phrases.split(stretch)]
        found = next((copy for stretch in stretches if (copy := copies.in_stretch(stretch))), "")
        if found:
            message = msg("word by word from the source, without quotation marks: '{found}'", found=found)
            hint = msg("put it in your own words, or in quotation marks")
            yield Problem("evidence.verbatim", pack.place(claim.path), message, hint, severity="warning")


class _Copies:
    """All stretches of the source that are a little too long."""

    def __init__(self, homes: Homes) -> None:
        paragraphs = homes.of(()).paragraphs
        size = _LONGEST_COPY + 1
        self._han = {text[at : at + size] for text in map(bare, paragraphs) for at in range(len(text) - size + 1)}
        self._latin = {run for text in paragraphs for run in _runs(words(text))}

    def in_stretch(self, text: str) -> str:
        """Return the first stretch of the source in a text, empty where there is none."""
        if is_han(text):
            whole, size = bare(text), _LONGEST_COPY + 1
            pieces = (whole[at : at + size] for at in range(len(whole) - size + 1))
            return next((piece for piece in pieces if piece in self._han and is_han(piece)), "")
        return next((" ".join(run) for run in _runs(words(text)) if run in self._latin), "")


def _runs(found: Sequence[str]) -> Iterator[tuple[str, ...]]:
    size = _LONGEST_COPY_IN_WORDS + 1
    return (tuple(found[at : at + size]) for at in range(len(found) - size + 1))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
