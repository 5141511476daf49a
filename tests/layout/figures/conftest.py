"""What the diagrams' tests share: the default theme, the slide's body, made-up trees of nodes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from deckbrief.base.length import Rect
from deckbrief.draft.nodes import Leaf, Node
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Theme

THEMES = Path(__file__).parents[3] / "templates" / "themes"
HAN = "统战工作基层实践创新组织建设队伍政治引领服务发展民生文化合作人才香度"

MakeNode = Callable[..., Node]


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme("vermilion", (THEMES,))


@pytest.fixture(scope="session")
def body(theme: Theme) -> Rect:
    return theme.layouts["figure"].body


def han(start: int, length: int) -> str:
    return "".join(HAN[(start * 7 + i * 3) % len(HAN)] for i in range(length))


def make_node(parts: int, leaves: int = 0, label: int = 4, leaf: int = 8, lead: int = 0, accent: int = 0) -> Node:
    """Return a root with that many parts, each with that many leaves; lengths of texts in characters."""
    children = tuple(
        Node(
            label=f"{han(i, label)}",
            path=f"c/x#f.parts.p{i}",
            lead=han(i + 3, lead),
            leaves=tuple(Leaf(text=han(i + j, leaf), path=f"c/x#f.parts.p{i}.points.{j}") for j in range(leaves)),
        )
        for i in range(parts)
    )
    return Node(label="四度", path="c/x#f", children=children, accent=accent)


@pytest.fixture(scope="session")
def node() -> MakeNode:
    return make_node
