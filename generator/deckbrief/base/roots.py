"""Where templates are: the user's own folder, and the shipped one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem, ProblemError


def template_roots(own: Path | None) -> tuple[Path, ...]:
    """Return the folders that templates are looked for in: the user's own, then the shipped ones.

    Raises ProblemError where the user's own is no folder.
    """
    if own and not own.is_dir():
        hint = msg("give the folder that holds your templates and themes; a .pptx is given with --template")
        raise ProblemError([Problem("template.missing", Place(str(own)), msg("this is no folder"), hint)])
    return (own, shipped_templates()) if own else (shipped_templates(),)


@cache
def shipped_templates() -> Path:
    """Return the folder of the shipped templates: inside of the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside, beside = package / "templates", package.parents[1] / "templates"
    return inside if inside.is_dir() else beside
