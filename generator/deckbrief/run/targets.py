"""What can be built from a pack: names of outputs -> targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Literal

from deckbrief.base.problem import Place, Problem, ProblemError, nearest
from deckbrief.base.record import record
from deckbrief.content.model import Pack, Session, Unit
from deckbrief.draft.decks import session_of_unit

Kind = Literal["deck", "unit-briefing", "bulletin", "report", "guide", "handout"]


@record
class Target:
    """One output: its kind, its name on the command line, the entry that it shows, its file below the output folder.

    `minutes` is a session's budget; without it the session takes the minutes that it is planned for. An output that
    is made `on_request` is built only when it is named itself, not with all or with its folder.
    """

    kind: Kind
    name: str
    entry: Session | Unit | None
    minutes: float | None = None
    on_request: bool = False

    @property
    def file(self) -> Path:
        return Path(self.name + (".pptx" if self.kind == "deck" else ".pdf"))


@record
class Product:
    """The bytes of an output and what the table says of it."""

    target: Target
    data: bytes = field(repr=False)
    count: int = 0
    minutes: float = 0
    fonts: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()


def all_targets(pack: Pack, words: Mapping[str, str]) -> list[Target]:
    """Return every output of a pack, in the order of the table.

    A deck for each session and each unit; a briefing and a bulletin for each unit; the report; a guide and a handout
    for each session of the pack, those of the longest called `guide` and `handout`, the others by the session's id
    and made on request.

    Raises ProblemError where two of them would be the same file: a unit called `report`, for instance.
    """
    taken = {session.id for session in pack.sessions}
    sessions = [*pack.sessions, *(session_of_unit(pack, unit, words) for unit in pack.units if unit.id not in taken)]
    decks = [Target("deck", f"deck/{session.id}", session) for session in sessions]
    briefings = [Target("unit-briefing", f"briefing/{unit.id}", unit) for unit in pack.units]
    bulletins = [Target("bulletin", f"briefing/bulletin-{unit.id}", unit) for unit in pack.units]
    main = max(pack.sessions, key=lambda session: session.minutes, default=None)
    papers = [
        Target(
            kind,
            f"briefing/{kind}" + ("" if session is main else f"-{session.id}"),
            session,
            on_request=session is not main,
        )
        for session in pack.sessions
        for kind in ("guide", "handout")
    ]
    targets = [Target("report", "briefing/report", None), *papers, *decks, *briefings, *bulletins]
    _refuse_same_files(pack, targets)
    return [*decks, *briefings, *bulletins, targets[0], *papers]


def _refuse_same_files(pack: Pack, targets: Iterable[Target]) -> None:
    problems = []
    known: dict[str, Target] = {}
    for target in targets:
        other = known.setdefault(target.name, target)
        if other is not target and target.entry is not None:
            message = (
                f"{target.file} would be the {target.kind} of '{target.entry.id}' and the {other.kind} of the pack"
            )
            hint = "give it another id"
            problems.append(Problem("content.duplicate-id", pack.place(f"{target.entry.path}#id"), message, hint))
    if problems:
        raise ProblemError(problems)


def chosen_targets(names: Sequence[str], targets: Sequence[Target]) -> list[Target]:
    """Names as typed (`deck`, `briefing/report`, `alpha`; none means all) -> targets, in their own order.

    Raises ProblemError for names of which nothing can be built.
    """
    known = _words(targets)
    unknown = [name for name in names if _plain(name) not in known]
    if unknown:
        raise ProblemError(
            Problem("output.unknown", Place("command line"), f"'{name}' cannot be built", nearest(_plain(name), known))
            for name in unknown
        )
    wanted = {_plain(name) for name in names}
    return [target for target in targets if _is_wanted(target, wanted)]


def _is_wanted(target: Target, wanted: set[str]) -> bool:
    folder, _, own = target.name.partition("/")
    if own in wanted or target.name in wanted:
        return True
    return not target.on_request and (not wanted or folder in wanted)


def in_minutes(targets: Iterable[Target], minutes: float | None) -> list[Target]:
    """Return the targets, those of sessions with that budget of minutes."""
    return [replace(target, minutes=minutes) if isinstance(target.entry, Session) else target for target in targets]


def _words(targets: Iterable[Target]) -> list[str]:
    """Every word by which these targets can be asked for."""
    words = set()
    for target in targets:
        folder, _, own = target.name.partition("/")
        words |= {folder, own, target.name}
    return sorted(words)


def _plain(name: str) -> str:
    """Take `build/deck/alpha.pptx` and `deck/alpha.pptx` for `deck/alpha`, as people type what they see."""
    return name.removeprefix("./").removeprefix("build/").removesuffix(".pptx").removesuffix(".pdf").strip("/")
