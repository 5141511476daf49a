"""Claims and source -> what the content says and the source does not: numbers, quoted terms, names, ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from deckbrief.base.message import Message, msg
from deckbrief.base.number import exact
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Hint, Problem
from deckbrief.base.record import replace
from deckbrief.content.evidence.attribution import misattributed
from deckbrief.content.evidence.claims import Claim
from deckbrief.content.evidence.home import Home, Homes
from deckbrief.content.evidence.marks import bare, is_han, quoted
from deckbrief.content.evidence.names import Names
from deckbrief.content.evidence.numerals import miscounted, strange_numerals
from deckbrief.content.evidence.quantities import Quantity, quantities, spelt_quantities
from deckbrief.content.evidence.ranks import strange_ranks
from deckbrief.content.evidence.source import PREAMBLE
from deckbrief.content.model import Metric, Pack
from deckbrief.content.paths import child
from deckbrief.content.qualifiers import NEAR, OVER, UNDER, UP_TO, WITHIN, is_same

_OURS_HINT: Final = msg("write what the source says, or mark the entry `ours: true` where it is the editor's")
_GROUP_HINT: Final = msg("use the source's words, or add `name_ours: true`: outputs mark it then")
_AS_IT_STANDS: Final = msg("give it as the evidence does")
_CODE: Final = deferred(r"[0-9]+(?:[+-][0-9A-Z]+)+")
"""1+N, 1-2-3: numbers that stand for a scheme only together."""
_LEAST_SPELT: Final = 11
"""Smaller numbers in words count what the content itself lists: 四项合作, three doors."""


def invented(pack: Pack, claims: Iterable[Claim], homes: Homes, names: Names) -> Iterator[Problem]:
    """Claims -> a problem at each that says what its sections do not."""
    for claim in claims:
        home = homes.of(claim.homes)
        with_event = homes.of((*claim.homes, PREAMBLE)) if claim.homes else home
        yield from _numbers(pack, claim, home, homes)
        yield from _terms(pack, claim, home, names)
        yield from misattributed(pack, claim, home, homes)
        if claim.is_name:
            yield from _own_name(pack, claim, with_event, names)
        else:
            yield from _names(pack, claim, home, with_event, names)
            yield from _ranks(pack, claim, home)


def _problem(
    pack: Pack, claim: Claim, code: str, message: Message, hint: Hint = _OURS_HINT, severity: str = "error"
) -> Problem:
    return Problem(code, pack.place(claim.path), message, hint, severity)


def _numbers(pack: Pack, claim: Claim, home: Home, homes: Homes) -> Iterator[Problem]:
    """Digits, and large numbers in words, stand in the source with the same qualifier and unit."""
    home = homes.of_paragraphs(claim.cited) or home
    for code in dict.fromkeys(_CODE.findall(claim.text)):
        if not home.says(code):
            yield _problem(
                pack,
                claim,
                "evidence.invented-number",
                msg("'{code}' does not stand in {name}", code=code, name=home.name),
            )
    for number, meant in strange_numerals(claim.text, home):
        message = msg("'{number}' does not stand for '{meant}' in {name}", number=number, meant=meant, name=home.name)
        yield _problem(pack, claim, "evidence.invented-number", message)
    units = homes.units
    for number, thing in () if is_han(claim.text) else miscounted(claim.text, home, units, _LEAST_SPELT):
        message = msg("'{number}' does not count '{thing}' in {name}", number=number, thing=thing, name=home.name)
        yield _problem(pack, claim, "evidence.invented-number", message)
    found = [*quantities(claim.text, units), *spelt_quantities(claim.text, units, _LEAST_SPELT)]
    for quantity in found:
        if claim.in_session and not claim.own and quantity.is_time:
            continue
        said, known = quantity, home.quantities
        if claim.is_datum:
            said, known = _exactly(said), tuple(map(_exactly, known))
        if wrong := wrong_quantity(said, known) or strange_unit(said, home):
            yield _problem(
                pack, claim, "evidence.invented-number", msg("{wrong} in {name}", wrong=wrong, name=home.name)
            )


def _exactly(quantity: Quantity) -> Quantity:
    return replace(quantity, qualifier="")


def wrong_quantity(said: Quantity, source: Iterable[Quantity]) -> Hint:
    """Quantity and those of the source -> what the source does not say of it; empty where one is the same."""
    same = [other for other in source if other.amount == said.amount]
    if not same:
        return msg("the number {number} does not stand", number=said.text)
    alike = [other for other in same if is_same(said.qualifier, other.qualifier)]
    if not alike:
        should = _MEANT[same[0].qualifier]
        return msg("the number {number} stands otherwise, as {should},", number=said.text, should=should)
    if not _counts_the_same(said, alike):
        units = ", ".join(dict.fromkeys(other.unit for other in same))
        return msg("the number {number} counts {units}, not {unit},", number=said.text, units=units, unit=said.unit)
    return ""


_MEANT: Final = {
    OVER: msg("more than it"), NEAR: msg("about it"), UNDER: msg("less than it"), UP_TO: msg("at most it"),
    WITHIN: msg("at most it"), "": msg("exactly it"),
}  # fmt: skip


def strange_unit(said: Quantity, home: Home) -> Hint:
    """Quantity whose number has no unit in a home -> what is wrong of its own: nothing there is counted in it."""
    without = not any(other.unit for other in home.quantities if other.amount == said.amount)
    if said.unit and without and not home.mentions(said.unit):
        return msg("the number {number} does not count {unit},", number=said.text, unit=said.unit)
    return ""


def _counts_the_same(said: Quantity, source: Sequence[Quantity]) -> bool:
    """Tell whether one of the source's counts the same: where one has a unit, those without one do not speak for it."""
    units = [other.unit for other in source if other.unit]
    if not said.unit or not units:
        return True
    return any(said.unit.startswith(unit) or unit.startswith(said.unit) for unit in units)


def _terms(pack: Pack, claim: Claim, home: Home, names: Names) -> Iterator[Problem]:
    for term in dict.fromkeys(quoted(claim.text)):
        wanted = bare(term)
        if wanted and not home.says(term) and wanted not in names.own:
            message = msg("the quoted term '{term}' does not stand in {name}", term=term, name=home.name)
            yield _problem(pack, claim, "evidence.invented-term", message)


def _own_name(pack: Pack, claim: Claim, home: Home, names: Names) -> Iterator[Problem]:
    """A name stands in the source; that of a group, or a Chinese one, may be made of what stands there.

    What it is made of is known by the beginnings of words: a word that is nearly one of a known name is misspelt.
    """
    for stray in () if is_han(claim.text) else names.misspelt_latin(claim.text, home):
        message = msg("the name '{text}' does not stand in {name}", text=stray.text, name=home.name)
        yield _problem(
            pack, claim, "evidence.invented-name", message, msg("did you mean '{meant}'?", meant=stray.meant)
        )
        return
    if not (home.holds(claim.text) if claim.is_group or is_han(claim.text) else home.has_words(claim.text)):
        message = msg("the name '{text}' does not stand in {name}", text=claim.text, name=home.name)
        of_entry = "." in claim.path.rpartition("#")[2]  # a unit or an event cannot be the editor's as a whole
        hint = _GROUP_HINT if claim.is_group else _OURS_HINT if of_entry else _AS_IT_STANDS
        yield _problem(pack, claim, "evidence.invented-name", message, hint)


def _names(pack: Pack, claim: Claim, home: Home, with_event: Home, names: Names) -> Iterator[Problem]:
    """A name that the model knows stands where it is said; one that is nearly such a name is misspelt.

    The event names all units: what one unit tells names another only where its own talk does.
    """
    for stray in names.strays(claim.text, with_event, home):
        message = msg("the name '{text}' does not stand in {name}", text=stray.text, name=home.name)
        hint = msg("did you mean '{meant}'?", meant=stray.meant) if stray.meant else _OURS_HINT
        yield _problem(pack, claim, "evidence.invented-name", message, hint)


def _ranks(pack: Pack, claim: Claim, home: Home) -> Iterator[Problem]:
    """An honour told as a fact is invented where the source lacks it; a word that may only praise is doubtful."""
    for rank in strange_ranks(claim.text, home):
        message = msg("'{word}' is a rank or an honour that does not stand in {name}", word=rank.text, name=home.name)
        severity = "error" if rank.is_fact else "warning"
        yield _problem(pack, claim, "evidence.invented-rank", message, severity=severity)


def wrong_metrics(pack: Pack, homes: Homes) -> Iterator[Problem]:
    """Metrics whose number, scale, qualifier or unit do not stand in their evidence."""
    for unit in pack.units:
        for group in unit.metric_groups:
            for metric in group.metrics:
                path = f"{unit.path}#metric_groups.{group.id}.metrics.{metric.id}"
                if metric.evidence:
                    yield from _metric(pack, metric, path, homes)


def _metric(pack: Pack, metric: Metric, path: str, homes: Homes) -> Iterator[Problem]:
    texts = [item.words for item in metric.evidence]
    units = homes.units
    source = [q for text in texts for q in (*quantities(text, units), *spelt_quantities(text, units))]
    said = next(quantities(f"{metric.before}{metric.shown}{metric.counted}", units), None)
    if said and (wrong := wrong_quantity(said, source)):
        yield Problem(
            "evidence.metric",
            pack.place(child(path, "number")),
            msg("{wrong} in the metric's evidence", wrong=wrong),
            msg("give it as the evidence does"),
        )
    out_of = f"{exact(metric.out_of)}{metric.scale}"
    if metric.out_of and next(quantities(out_of)).amount not in {quantity.amount for quantity in source}:
        message = msg("the number {number} does not stand in the metric's evidence", number=out_of)
        place = pack.place(child(path, "out_of"))
        yield Problem("evidence.metric", place, message, msg("give it as the evidence does"))
    whole = bare("".join(texts))
    for name in ("scale", "qualifier", "unit"):
        word: str = getattr(metric, name)
        if word and bare(word) and bare(word) not in whole and not _spelt_elsewise(word, whole):
            message = msg("the {name} '{word}' does not stand in the metric's evidence", name=name, word=word)
            yield Problem(
                "evidence.metric", pack.place(child(path, name)), message, msg("give it as the evidence does")
            )


def _spelt_elsewise(word: str, whole: str) -> bool:
    """Tell whether a unit stands there in its singular."""
    return word.isascii() and bare(word).removesuffix("s") in whole
