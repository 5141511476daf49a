"""What diagrams give back, where they are drawn, and what they say when they cannot."""

from __future__ import annotations

from deckbrief.base.message import Message
from deckbrief.base.problem import Hint
from deckbrief.base.record import record
from deckbrief.draft.slides import Form
from deckbrief.layout.frame import AnyItem
from deckbrief.theme.theme import Layout


@record(kw_only=True)
class Stage:
    """Where a figure is drawn: the form of its slide, the variant that is wanted, the layout with its placeholders."""

    form: Form = "top"
    variant: str = ""
    layout: Layout | None = None
    """None where it is drawn by itself, for a page."""
    words: bool = False
    """Whether it shares its slide with words beside it."""


@record
class Drawing:
    """Placed items and the words that tell them: the alternative text of the whole figure."""

    items: tuple[AnyItem, ...]
    alt: str
    clicks: int = 0
    """How many clicks its items take to appear."""
    above: tuple[AnyItem, ...] = ()
    """What is there from the start, and lies above all that appears."""

    @property
    def still(self) -> tuple[AnyItem, ...]:
        """All of it, back to front, as it stands where nothing appears by and by."""
        return (*self.items, *self.above)


class CannotDraw(Exception):
    """A kind that makes no sense for these parts; `hint` says which kind does."""

    def __init__(self, message: Message, hint: Hint = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
