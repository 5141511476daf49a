"""A drawing for the screen -> the same for paper: a hairline stands where a shadow would be lost in print."""

from __future__ import annotations

from collections.abc import Iterable

from deckbrief.base.record import replace
from deckbrief.layout.figures.kit import HAIR
from deckbrief.layout.frame import AnyItem, Group, Shape, Stroke
from deckbrief.theme.theme import Theme


def on_paper(items: Iterable[AnyItem], theme: Theme) -> tuple[AnyItem, ...]:
    """Return the items, each shape with a shadow outlined instead, so that white cards are seen on white paper."""
    hairline = Stroke(theme.color("rule"), HAIR)
    return tuple(_printed(item, theme, hairline) for item in items)


def _printed(item: AnyItem, theme: Theme, hairline: Stroke) -> AnyItem:
    if isinstance(item, Group):
        return replace(item, items=on_paper(item.items, theme))
    if isinstance(item, Shape) and item.shadow:
        return replace(item, shadow=False, stroke=item.stroke or hairline)
    return item
