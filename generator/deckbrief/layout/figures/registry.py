"""Name of a figure -> what it says of itself, and what draws it. The names stand in content/figures.py."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Final

from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kind import FigureKind

Draw = Callable[..., Drawing]

_FOLDER: Final = __name__.rpartition(".")[0]


def kind_of(name: str) -> FigureKind:
    """Return what a figure says of itself."""
    kind: FigureKind = _file(name).KIND
    return kind


def diagram(name: str) -> Draw:
    """Return what draws a figure: content, box and theme -> Drawing."""
    draw: Draw = _file(name).draw
    return draw


def _file(name: str) -> ModuleType:
    """Return the figure's module. It is imported when it is first asked for: all of them take 60 ms."""
    return import_module(f"{_FOLDER}.{name.replace('-', '_')}")


def suitable(node: Node) -> str:
    """Node without a figure of its own -> the name of one that suits its members.

    Counted levels are numbered; two or more that hold something are pillars, up to six; the rest is a checklist.
    """
    if all(member.symbol.isdigit() for member in node.children):
        return "numbered"
    holding = any(member.leaves or member.children for member in node.children)
    return "pillars" if holding and 2 <= len(node.children) <= 6 else "checklist"


def suitable_for_part(node: Node) -> str:
    """Part that is drawn by itself -> the name of a figure that suits it: by how deep it goes."""
    if any(member.children for member in node.children):
        return "tree"
    return "pillars" if node.children else "checklist"
