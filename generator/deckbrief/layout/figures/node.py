"""What diagrams draw: a tree of nodes, free of where it came from; and what they give back."""

from __future__ import annotations

from deckbrief.base.message import Message
from deckbrief.base.problem import Hint
from deckbrief.base.record import record
from deckbrief.layout.frame import AnyItem


@record(kw_only=True)
class Leaf:
    """A line of a node: a point, a practice, a member. `path` is its content path."""

    text: str
    path: str


@record(kw_only=True)
class Node:
    """A framework or part to be drawn. `accent` 0 takes the theme's accents in turn."""

    label: str
    path: str
    symbol: str = ""
    lead: str = ""
    center: str = ""
    leaves: tuple[Leaf, ...] = ()
    children: tuple[Node, ...] = ()
    accent: int = 0


@record(kw_only=True)
class Number:
    """A metric to be drawn: what stands before and after the number, and its value for charts."""

    before: str
    number: str
    after: str
    value: float
    label: str
    note: str
    path: str


@record(kw_only=True)
class Grid:
    """A table to be drawn: column heads and their accents, row heads, cells (None is empty)."""

    corner: str
    columns: tuple[Leaf, ...]
    rows: tuple[Leaf, ...]
    cells: tuple[tuple[Leaf | None, ...], ...]
    accents: tuple[int, ...] = ()
    path: str = ""


@record
class Drawing:
    """Placed items and the words that tell them: the alternative text of the whole figure."""

    items: tuple[AnyItem, ...]
    alt: str
    clicks: int = 0
    """How many clicks its items take to appear."""


class CannotDraw(Exception):
    """A kind that makes no sense for these parts; `hint` says which kind does."""

    def __init__(self, message: Message, hint: Hint = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
