"""Where templates are: the user's own folder, and the shipped one."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def template_roots(own: Path | None) -> tuple[Path, ...]:
    """Return the folders that templates are looked for in: the user's own, then the shipped ones."""
    return (own, shipped_templates()) if own else (shipped_templates(),)


@cache
def shipped_templates() -> Path:
    """Return the folder of the shipped templates: inside of the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside, beside = package / "templates", package.parents[1] / "templates"
    return inside if inside.is_dir() else beside
