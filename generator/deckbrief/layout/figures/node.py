"""What diagrams draw (draft/nodes.py), and what they give back."""

from __future__ import annotations

from deckbrief.base.message import Message
from deckbrief.base.problem import Hint
from deckbrief.base.record import record
from deckbrief.draft.nodes import Grid, Leaf, Node, Number
from deckbrief.layout.frame import AnyItem

__all__ = ["CannotDraw", "Drawing", "Grid", "Leaf", "Node", "Number"]


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
