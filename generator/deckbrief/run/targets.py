"""What can be built from a pack: the registry's exporters, and names as typed -> targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from deckbrief.base.message import msg
from deckbrief.base.problem import Hint, Place, Problem, ProblemError, nearest, nearest_word
from deckbrief.base.record import replace
from deckbrief.content.model import Pack, Session, Unit
from deckbrief.export.exporter import Exporter, Target
from deckbrief.export.registry import exporters


def all_targets(pack: Pack) -> list[Target]:
    """Return every output of a pack, in the order of the table.

    Raises ProblemError where two of them would be the same file: a unit called `report`, for instance.
    """
    targets = [target for exporter in exporters() for target in _targets_of(exporter, pack)]
    _refuse_same_files(pack, targets)
    return targets


def _targets_of(exporter: Exporter, pack: Pack) -> Iterator[Target]:
    """Yield the outputs of an exporter, named as it says (`Exporter.stem`)."""
    start = f"{exporter.folder}/{exporter.stem}"
    before_id = f"{start}-" if exporter.stem else start
    match exporter.made_for:
        case "pack":
            yield Target(exporter, start, None)
        case "unit":
            yield from (Target(exporter, f"{before_id}{unit.id}", unit) for unit in pack.units)
        case "talk":
            taken = {session.id for session in pack.sessions}
            talks: tuple[Session | Unit, ...] = (*pack.sessions, *(unit for unit in pack.units if unit.id not in taken))
            yield from (Target(exporter, f"{before_id}{talk.id}", talk) for talk in talks)
        case "session":
            main = pack.main_session
            for session in pack.sessions:
                if session is main and exporter.stem:
                    yield Target(exporter, start, session)
                else:
                    yield Target(exporter, f"{before_id}{session.id}", session, on_request=bool(exporter.stem))


def _refuse_same_files(pack: Pack, targets: Iterable[Target]) -> None:
    """Raise ProblemError for what would be the same file; the ids of units, of which there are most, are to blame."""
    blame = {"pack": 0, "session": 1, "talk": 2, "unit": 3}
    problems = []
    known: dict[str, Target] = {}
    for target in sorted(targets, key=lambda target: blame[target.exporter.made_for]):
        other = known.setdefault(str(target.file), target)
        if other is not target and target.entry is not None:
            message = msg(
                "{file} would be the {kind} of '{id}' and the {kind2} of the pack",
                file=target.file,
                kind=target.kind,
                id=target.entry.id,
                kind2=other.kind,
            )
            hint = msg("give it another id")
            problems.append(Problem("content.duplicate-id", pack.place(f"{target.entry.path}#id"), message, hint))
    if problems:
        raise ProblemError(problems)


def chosen_targets(names: Sequence[str], targets: Sequence[Target]) -> list[Target]:
    """Names as typed (`deck`, `bulletin`, `briefing/report`, `alpha`; none means all) -> targets, in their own order.

    Raises ProblemError for names of which nothing can be built.
    """
    known = sorted({word for target in targets for word in _words(target)})
    unknown = [name for name in names if _plain(name) not in known]
    if unknown:
        raise ProblemError(
            Problem(
                "output.unknown",
                Place("command line"),
                msg("'{name}' cannot be built", name=name),
                _hint(_plain(name), known, targets),
            )
            for name in unknown
        )
    wanted = {_plain(name) for name in names}
    return [target for target in targets if _is_wanted(target, wanted)]


def _hint(name: str, known: Sequence[str], targets: Sequence[Target]) -> Hint:
    """Return the known word nearest to a name, or what kinds of outputs there are: all their names would be a page."""
    if near := nearest_word(name, known):
        return msg("did you mean '{word}'?", word=near)
    kinds = sorted({word for target in targets for word in _words(target)[:2]})
    whole = [target.name for target in targets if "/" in target.name]
    if not whole:
        return nearest(name, known)
    return msg("one of: {words}; or one output of them, as {name}", words=", ".join(kinds), name=whole[0])


def _words(target: Target) -> tuple[str, ...]:
    """Return the words by which a target can be asked for: its folder, its exporter, its own name, its whole name."""
    folder, _, own = target.name.partition("/")
    return folder, target.kind, own, target.name


def _is_wanted(target: Target, wanted: set[str]) -> bool:
    folder, kind, own, name = _words(target)
    if target.exporter.apart:
        return bool({folder, kind, name, own if target.exporter.stem else name} & wanted)
    if own in wanted or name in wanted:
        return True
    return not target.on_request and (not wanted or bool({folder, kind} & wanted))


def in_minutes(targets: Iterable[Target], minutes: float | None) -> list[Target]:
    """Return the targets, those that can be with that budget of minutes."""
    return [replace(target, minutes=minutes) if "minutes" in target.exporter.options else target for target in targets]


def _plain(name: str) -> str:
    """Take `build/deck/alpha.pptx` and `deck/alpha.pptx` for `deck/alpha`, as people type what they see."""
    plain = name.removeprefix("./").removeprefix("build/")
    for exporter in exporters():
        plain = plain.removesuffix(exporter.extension)
    return plain.strip("/")
