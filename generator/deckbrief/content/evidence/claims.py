"""Pack -> what it tells as the source's: every text and name, with the sections that may carry it.

Ours by nature, and no claim: titles (they draw a conclusion), takeaways, questions, steps, objectives, the options of
a quiz but the right one, cautions and transitions of notes. Ours by choice: entries that are `ours`, and remarks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, Final

from deckbrief.base.record import record
from deckbrief.content.cited import Evidence
from deckbrief.content.evidence.free_slides import Said, free_slides, home_of, own_reading, said_on
from deckbrief.content.evidence.source import PREAMBLE, fold
from deckbrief.content.free import Reading
from deckbrief.content.model import (
    Cell,
    Comparison,
    Event,
    Framework,
    FreeSlide,
    Metric,
    MetricGroup,
    Module,
    Notes,
    Pack,
    Part,
    Point,
    Practice,
    QuizItem,
    Session,
    Speaker,
    Term,
    Unit,
)
from deckbrief.content.paths import child, field_names, names_of, walk


@record
class Claim:
    """A text that is told as the source's, at its content path.

    `homes` are the keys of the sections that may carry it, none: all. `is_name` where it names something, else it is
    told in sentences or in a few words. `carrier` is the entry whose evidence carries it: its own, or the nearest one
    that holds it. `in_session` where it is said in a session of its own, which tells clock times and minutes.
    """

    path: str
    text: str
    homes: tuple[str, ...]
    is_name: bool
    carrier: str
    own: bool
    in_session: bool
    cited: frozenset[tuple[str, int]] = frozenset()
    """Sections and paragraphs that the evidence of its carrier, and of what the carrier holds, names."""
    is_group: bool = False
    """Whether it names a framework or a part: what stands together there may be put together by the editor."""
    is_datum: bool = False
    """Whether it is a cell or a value, which says neither `over` nor `about`."""


_TEXTS: Final[Mapping[type[Any], tuple[str, ...]]] = {
    Unit: ("tagline", "message", "summary"),
    Speaker: ("role", "note"),
    Event: ("dates", "participants"),
    Framework: ("lead", "text"),
    Part: ("lead", "text"),
    Point: ("text", "short"),
    Practice: ("text",),
    MetricGroup: ("text",),
    Metric: ("label", "note"),
    Term: ("text",),
    Cell: ("text",),
    Comparison: ("text",),
    Notes: ("say",),
    QuizItem: ("because",),
}
_NAMES: Final[Mapping[type[Any], tuple[str, ...]]] = {
    Unit: ("name", "province", "department"),
    Speaker: ("name",),
    Event: ("name", "place", "hosts", "co_hosts"),
    Framework: ("name", "center", "throughout"),
    Part: ("name",),
    Practice: ("name",),
    Term: ("name",),
}
SENTENCES: Final = frozenset({"message", "summary", "text", "say", "because"})
"""Fields that are told in sentences; of these the coverage is counted."""


@record
class _Setting:
    """Where an entry stands: its sections, what carries it, whether in a session."""

    homes: tuple[str, ...]
    carrier: str
    own: bool = False
    in_session: bool = False
    cited: frozenset[tuple[str, int]] = frozenset()


_TODO: Final = "TODO"


def claims(pack: Pack) -> Iterator[Claim]:
    """Pack -> its claims, document by document. What is still to be written claims nothing: it is told as that."""
    return (claim for claim in _claims(pack) if not claim.text.startswith(_TODO))


def _claims(pack: Pack) -> Iterator[Claim]:
    if pack.event:
        yield from _claims_in(pack.event, pack.event.path, _Setting((PREAMBLE,), ""))
    for unit in pack.units:
        yield from _claims_in(unit, unit.path, _Setting((fold(unit.section).text,), ""))
    for comparison in pack.comparisons:
        yield from _claims_in(comparison, comparison.path, _Setting((), _first_cited(comparison)), pack)
    for session in pack.sessions:
        yield from _claims_of_session(pack, session)
    yield from _claims_of_slides(pack)


def _claims_of_slides(pack: Pack) -> Iterator[Claim]:
    """A free slide with evidence tells what its section says; one without tells nothing as the source's.

    The reading of a chart that has evidence of its own is carried by that, whatever its slide has.
    """
    for path, slides, free in free_slides(pack):
        home = home_of(pack, slides)
        own = own_reading(free, path)
        texts = said_on(free, path) if free.evidence and not free.ours else ()
        carried: list[tuple[Said, str, FreeSlide | Reading]] = [
            (said, path, free) for said in texts if own is None or said.path != own[0]
        ]
        if own:
            carried.append((Said(own[0], own[1].text), *own))
        for said, carrier, entry in carried:
            named = (fold(item.section).text for item in entry.evidence if item.section)
            homes = tuple(dict.fromkeys([*([home] if home is not None else []), *named]))
            yield Claim(
                path=said.path, text=said.text, homes=homes, is_name=False, carrier=carrier, own=True,
                in_session=False, cited=_cited_by(entry, homes[0]) if homes else frozenset(), is_datum=said.is_datum,
            )  # fmt: skip


def _claims_of_session(pack: Pack, session: Session) -> Iterator[Claim]:
    """A module about a unit, or a framework of one, tells what its section says; another may tell of all talks."""
    told = [unit for module in session.modules if (unit := _unit_of(pack, module))]
    alone = told[0] if told and all(unit is told[0] for unit in told) else None
    for position, module in enumerate(session.modules):
        path = child(child(session.path, "modules"), position)
        unit = _unit_of(pack, module)
        about = unit or alone
        homes = (fold(about.section).text, PREAMBLE) if about else ()
        carrier = unit.path if unit and unit.evidence else ""
        yield from _claims_in(module, path, _Setting(homes, carrier, in_session=True), pack)


def _unit_of(pack: Pack, module: Module) -> Unit | None:
    if module.kind not in ("unit", "deep-dive"):
        return None
    name = module.of.partition("#")[0]
    return next((unit for unit in pack.units if name in (unit.id, unit.path)), None)


def _claims_in(entry: Any, path: str, setting: _Setting, pack: Pack | None = None) -> Iterator[Claim]:
    """Entry, where it stands -> its claims and those of all that it holds."""
    kind = type(entry)
    setting = _setting_of(entry, path, setting, pack)
    if not getattr(entry, "ours", False):
        for fields, is_name in ((_NAMES.get(kind, ()), True), (_TEXTS.get(kind, ()), False)):
            if is_name and getattr(entry, "name_ours", False):
                continue
            for name in fields:
                if name == "throughout" and _is_part(entry, entry.throughout):
                    continue
                yield from _texts_of(getattr(entry, name), child(path, name), setting, is_name, kind)
        if isinstance(entry, QuizItem):
            yield from _right_option(entry, path, setting)
    for name in field_names(kind):
        yield from _held(getattr(entry, name), child(path, name), setting, pack)


def _is_part(entry: Framework, name: str) -> bool:
    """Tell whether what runs through a framework is one of its parts, which has evidence of its own."""
    return name in (part.id for part in entry.parts)


def _setting_of(entry: Any, path: str, setting: _Setting, pack: Pack | None) -> _Setting:
    """Return the setting of what an entry says: its own evidence carries it, and may lie in other sections."""
    evidence: tuple[Evidence, ...] = getattr(entry, "evidence", ())
    homes = setting.homes
    if isinstance(entry, Cell) and pack:
        unit = next((unit for unit in pack.units if unit.id == entry.unit), None)
        homes = (fold(unit.section).text,) if unit else homes
    if homes:
        homes = (*homes, *(fold(item.section).text for item in evidence if item.section))
    carrier = path if evidence else _first_cited(entry) if isinstance(entry, MetricGroup) else setting.carrier
    cited = setting.cited
    if homes and carrier and not isinstance(entry, (Unit, Event, Notes)):
        cited = _cited_by(entry, homes[0]) or cited
    return _Setting(homes, carrier or setting.carrier, bool(evidence), setting.in_session, cited)


def _cited_by(entry: Any, home: str) -> frozenset[tuple[str, int]]:
    """Return the paragraphs that an entry's evidence names, and that of all it holds."""
    held = (found for _, found in walk(entry, "") if isinstance(found, Evidence))
    return frozenset((fold(item.section).text or home, item.paragraph) for item in held)


def _first_cited(entry: MetricGroup | Comparison) -> str:
    """Return the id of the first member with evidence: what is said of all of them is carried by theirs."""
    cells = entry.metrics if isinstance(entry, MetricGroup) else [cell for row in entry.themes for cell in row.cells]
    return next(("members" for member in cells if member.evidence), "")


def _texts_of(
    value: Any, path: str, setting: _Setting, is_name: bool, kind: type[Any] | None = None
) -> Iterator[Claim]:
    texts = [(path, value)] if isinstance(value, str) else [(child(path, n), text) for n, text in enumerate(value)]
    for at, text in texts:
        if text:
            yield Claim(
                path=at, text=text, homes=setting.homes, is_name=is_name, carrier=setting.carrier, own=setting.own,
                in_session=setting.in_session, cited=setting.cited, is_group=kind in (Framework, Part),
            )  # fmt: skip


def _right_option(item: QuizItem, path: str, setting: _Setting) -> Iterator[Claim]:
    position = "ABCDEFGH".find(item.answer) if item.answer else -1
    if 0 <= position < len(item.options):
        at = child(child(path, "options"), position)
        yield from _texts_of(item.options[position], at, setting, False)


def _held(value: Any, path: str, setting: _Setting, pack: Pack | None) -> Iterator[Claim]:
    if isinstance(value, tuple):
        names = names_of([getattr(member, "id", "") for member in value])
        for name, member in zip(names, value, strict=True):
            if is_dataclass(member):
                yield from _claims_in(member, child(path, name), setting, pack)
    elif is_dataclass(value):
        yield from _claims_in(value, path, setting, pack)
