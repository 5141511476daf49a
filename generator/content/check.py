"""Pack -> the problems that no single file shows: references, ids, minutes, terms, quizzes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.base.problem import Problem
from generator.content.model import Pack


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, and the content paths that it was read from: it falls away when one of them is broken."""

    problem: Problem
    read_from: tuple[str, ...]


def check_pack(pack: Pack) -> list[Problem]:
    """Pack -> problems of the rules across entries and files, sorted by place."""
    return sorted((finding.problem for finding in findings(pack)), key=lambda problem: problem.place)


def findings(pack: Pack) -> Iterator[Finding]:
    """Pack -> what `check_pack` finds, each with the paths that it depends on."""
    return iter(())
