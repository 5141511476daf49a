"""Content paths in a deck: which entry of the content a shape says.

A shape's name ends in its path: `Card 1 [units/one#frameworks.loop]`. Of all that a shape can carry, LibreOffice
(tried with 7.4) keeps the name alone through a save; titles, extensions and, but for pictures, alt texts are
lost. It renames placeholders and does not keep the slide's own name, so each notes slide also has a hidden shape,
which it keeps: its name tells the slide's, its text the paths of placeholders and of table cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from deckbrief.layout.frame import AnyItem, Frame, Table, Text

MARK: Final = "deckbrief: "
"""What the name of the hidden shape on a notes slide begins with; the slide's name follows."""

_PATH: Final = re.compile(r" \[([^\[\]\s]+#[^\[\]]*)\]$")


def named(item: AnyItem) -> str:
    """Item -> its shape's name in the selection pane, with its content path."""
    return f"{item.name} [{item.path}]" if item.path else item.name


def path_of(shape_name: str) -> str:
    """A shape's name -> the content path in it, or an empty string."""
    found = _PATH.search(shape_name)
    return found[1] if found else ""


def unnamed_paths(frame: Frame) -> Iterator[tuple[str, str]]:
    """What cannot tell its path by its name, and the path: `title`, or `<table> 2.1` (row and column, from 1)."""
    for item in frame.walk():
        if isinstance(item, Text) and item.placeholder and item.path:
            yield item.placeholder, item.path
        elif isinstance(item, Table):
            for row, cells in enumerate(item.rows, 1):
                for column, cell in enumerate(cells, 1):
                    if cell.path:
                        yield f"{item.name} {row}.{column}", cell.path
