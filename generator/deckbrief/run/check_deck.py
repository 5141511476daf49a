"""A .pptx of anybody's -> everything that is wrong with its package and that keeps people from reading it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.report import shown


def check_decks(paths: Iterable[Path]) -> list[Problem]:
    """Decks -> the warnings about all of them. Raises ProblemError with all problems where one is an error."""
    problems = [problem for path in paths for problem in deck_problems(path)]
    if any(problem.severity == "error" for problem in problems):
        raise ProblemError(problems)
    return problems


def deck_problems(path: Path) -> list[Problem]:
    """File -> all problems of the deck; a file that cannot be read or is no deck has a problem that says so."""
    from deckbrief.inspect.accessibility import accessibility_findings
    from deckbrief.inspect.lint import package_findings
    from deckbrief.inspect.package_file import open_package

    name = shown(path)
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or error
        return [Problem("deck.unreadable", Place(name), f"the deck cannot be read: {reason}")]
    opened, problems = open_package(data, name)
    if opened.types is not None:
        problems = [*problems, *package_findings(opened), *accessibility_findings(opened)]
    return list(dict.fromkeys(problems))
