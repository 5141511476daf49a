"""What can be built from a pack: names of outputs -> targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from generator.base.problem import Place, Problem, ProblemError, nearest
from generator.base.record import record
from generator.content.model import Pack, Session, Unit
from generator.draft.decks import session_of_unit

Kind = Literal["deck", "unit-briefing", "report"]


@record
class Target:
    """One output: its kind, its name on the command line, the entry that it shows, its file below the output folder.

    `minutes` is a deck's budget; without it the session takes the minutes that it is planned for.
    """

    kind: Kind
    name: str
    entry: Session | Unit | None
    minutes: float | None = None

    @property
    def file(self) -> Path:
        return Path(self.name + (".pptx" if self.kind == "deck" else ".pdf"))


def all_targets(pack: Pack, words: Mapping[str, str]) -> list[Target]:
    """Return every output of a pack: a deck per session and per unit, a briefing per unit, the report."""
    taken = {session.id for session in pack.sessions}
    sessions = [*pack.sessions, *(session_of_unit(pack, unit, words) for unit in pack.units if unit.id not in taken)]
    decks = [Target("deck", f"deck/{session.id}", session) for session in sessions]
    briefings = [Target("unit-briefing", f"briefing/{unit.id}", unit) for unit in pack.units]
    return [*decks, *briefings, Target("report", "briefing/report", None)]


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
    return [target for target in targets if not wanted or wanted & set(_words([target]))]


def in_minutes(targets: Iterable[Target], minutes: float | None) -> list[Target]:
    """Return the targets, the decks with that budget of minutes."""
    return [replace(target, minutes=minutes) if target.kind == "deck" else target for target in targets]


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
