"""Where templates are: the user's own folder, and the shipped one."""

from __future__ import annotations

from pathlib import Path


def template_roots(own: Path | None) -> tuple[Path, ...]:
    """Return the folders that templates are looked for in: the user's own, then the shipped ones."""
    package = Path(__file__).resolve().parent.parent
    inside, beside = package / "templates", package.parents[1] / "templates"
    shipped = inside if inside.is_dir() else beside
    return (own, shipped) if own else (shipped,)
