"""A theme's rendered parts, opened by python-pptx: held against the theme, and saved as the base of its decks.

What python-pptx can open and finds complete, PowerPoint can too; a theme with parts of its own is told what it
lacks before any deck is made of it. That is done once for each state of a theme: the base is kept between runs.
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.cache import cache_folder
from generator.base.problem import Place, Problem, ProblemError
from generator.design.theme import Layout, Theme
from generator.output.pptx.package import Package

if TYPE_CHECKING:
    from pptx.slide import SlideLayout


def opened_base(package: Package, theme: Theme) -> Package:
    """Package without slides -> the same as python-pptx saves it.

    Raises ProblemError where it cannot be opened, or lacks a layout or a placeholder that the theme names.
    """
    data = package.to_bytes()
    folder = cache_folder("bases")
    kept = folder / f"{hashlib.sha256(data).hexdigest()}.pptx" if folder else None
    if kept is not None and kept.is_file():
        try:
            return Package.from_bytes(kept.read_bytes())
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            kept.unlink(missing_ok=True)  # damaged, say by a full disk: made again below
    saved = _saved(data, theme)
    if kept is not None:
        _keep(saved, kept)
    return Package.from_bytes(saved)


def _saved(data: bytes, theme: Theme) -> bytes:
    from pptx import Presentation

    place = Place(str(theme.folders[0] / "theme.yaml"))
    try:
        presentation = Presentation(io.BytesIO(data))
    except Exception as error:  # lxml's, zipfile's or its own: whatever keeps the parts from being opened
        message = f"the parts of theme '{theme.name}' cannot be opened: {error}"
        raise ProblemError([Problem("theme.value", place, message)]) from error
    layouts = {layout.name: layout for layout in presentation.slide_layouts}
    problems = [
        Problem("theme.value", place, message)
        for layout in theme.layouts.values()
        for message in _missing(layout, layouts.get(layout.name))
    ]
    if problems:
        raise ProblemError(problems)
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def _missing(layout: Layout, found: SlideLayout | None) -> Iterator[str]:
    """Say which of a layout's placeholders the parts do not have."""
    if found is None:
        yield f"the parts have no layout named '{layout.name}'"
        return
    placeholders = iter(found.placeholders)
    indexes = {placeholder.placeholder_format.idx for placeholder in placeholders}
    for placeholder in layout.placeholders.values():
        if placeholder.index not in indexes:
            yield f"the parts' layout '{layout.name}' has no placeholder {placeholder.index} ({placeholder.key})"


def _keep(data: bytes, file: Path) -> None:
    """Write the file beside its place and move it there: another process may be reading it."""
    beside = file.with_suffix(f".{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
