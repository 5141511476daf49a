"""A .pptx of anybody's -> everything that is wrong with its package and that keeps people from reading it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from deckbrief.base.problem import Problem, ProblemError


def check_decks(paths: Iterable[Path]) -> list[Problem]:
    """Decks -> the warnings about all of them. Raises ProblemError with all problems where one is an error."""
    problems = [problem for path in paths for problem in deck_problems(path)]
    if any(problem.severity == "error" for problem in problems):
        raise ProblemError(problems)
    return problems


def deck_problems(path: Path) -> list[Problem]:
    """File -> all problems of the deck; a file that cannot be read or is no deck has a problem that says so."""
    from deckbrief.inspect.accessibility import accessibility_findings
    from deckbrief.inspect.deck_file import open_deck
    from deckbrief.inspect.lint import package_findings

    file, problems = open_deck(path)
    if file.types is not None:
        problems = [*problems, *package_findings(file), *accessibility_findings(file)]
    return list(dict.fromkeys(problems))
