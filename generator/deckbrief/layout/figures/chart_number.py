"""A number that a native chart has no label for, as a text over the chart."""

from __future__ import annotations

from deckbrief.base.length import Pt, Rect
from deckbrief.layout.figures.kit import Look
from deckbrief.layout.frame import Text
from deckbrief.layout.text.fit import Copy, Slot, fit
from deckbrief.theme.theme import Align, Color


def number_copy(
    look: Look, text: str, size: Pt, path: str, *, align: Align = "center", color: Color | None = None
) -> Copy:
    """A number as it is written, its size, its content path -> its copy in the face of a chart's own labels."""
    return Copy(
        text=text, size=size, floor=min(size, look.theme.scale.floor), color=color or look.color("ink"), bold=True,
        face="major", align=align, path=path,
    )  # fmt: skip


def number_text(name: str, rect: Rect, copy: Copy) -> Text:
    """A number's copy -> its text in a place that is as high as its line."""
    return Text(name=name, rect=rect, body=fit(Slot(copies=(copy,), box=rect), 1.0), path=copy.path)
