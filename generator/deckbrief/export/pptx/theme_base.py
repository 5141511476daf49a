"""A theme's rendered parts, opened by python-pptx: held against the theme, and saved as the base of its decks.

What python-pptx can open and finds complete, PowerPoint can too; a theme with parts of its own is told what it
lacks before any deck is made of it. That is done once for each state of a theme: parts.py keeps the base between runs.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.ooxml.package import Package
from deckbrief.theme.theme import Layout, Theme

if TYPE_CHECKING:
    from pptx.slide import SlideLayout


def opened_base(package: Package, theme: Theme) -> Package:
    """Package without slides -> the same as python-pptx saves it.

    Raises ProblemError where it cannot be opened, or lacks a layout or a placeholder that the theme names.
    """
    from pptx import Presentation

    place = Place(str(theme.folders[0] / "theme.yaml"))
    try:
        presentation = Presentation(io.BytesIO(package.to_bytes()))
    except Exception as error:  # lxml's, zipfile's or its own: whatever keeps the parts from being opened
        message = msg("the parts of theme '{name}' cannot be opened: {error}", name=theme.name, error=error)
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
    return Package.from_bytes(stream.getvalue())


def _missing(layout: Layout, found: SlideLayout | None) -> Iterator[Message]:
    """Say which of a layout's placeholders the parts do not have."""
    if found is None:
        yield msg("the parts have no layout named '{name}'", name=layout.name)
        return
    placeholders = iter(found.placeholders)
    indexes = {placeholder.placeholder_format.idx for placeholder in placeholders}
    for placeholder in layout.placeholders.values():
        if placeholder.index not in indexes:
            yield msg(
                "the parts' layout '{name}' has no placeholder {index} ({key})",
                name=layout.name,
                index=placeholder.index,
                key=placeholder.key,
            )
