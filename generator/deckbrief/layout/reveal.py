"""Frame -> the same frame as it stands before the first click."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deckbrief.base.record import replace
from deckbrief.layout.frame import AnyItem, Frame, Group, Text


def before_clicks(frame: Frame) -> Frame:
    """Return the frame without all that waits for a click: items, members of groups, paragraphs."""
    return replace(frame, items=tuple(_standing(frame.items)))


def _standing(items: Iterable[AnyItem]) -> Iterator[AnyItem]:
    for item in items:
        if item.click:
            continue
        if isinstance(item, Group):
            yield replace(item, items=tuple(_standing(item.items)))
        elif isinstance(item, Text) and any(paragraph.click for paragraph in item.body.paragraphs):
            staying = tuple(paragraph for paragraph in item.body.paragraphs if not paragraph.click)
            yield replace(item, body=replace(item.body, paragraphs=staying))
        else:
            yield item
