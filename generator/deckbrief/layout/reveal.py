"""Frame -> the same frame as it stands before the first click, or after the last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deckbrief.base.record import replace
from deckbrief.layout.frame import AnyItem, Frame, Group, Shape, Text


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


def after_clicks(frame: Frame) -> Frame:
    """Return the frame with the colours that items have taken by the last click."""
    return replace(frame, items=tuple(map(_turned, frame.items)))


def _turned(item: AnyItem) -> AnyItem:
    if item.turned is None:
        return item
    if isinstance(item, Shape):
        return replace(item, fill=item.turned)
    if isinstance(item, Text):
        paragraphs = tuple(replace(paragraph, color=item.turned) for paragraph in item.body.paragraphs)
        return replace(item, body=replace(item.body, paragraphs=paragraphs))
    return item
