"""Item of a frame -> what those hear of it who cannot see it: its alternative text, or that it is decoration."""

from __future__ import annotations

from deckbrief.layout.frame import AnyItem, Chart, Group, Plot, Shape, Table, Text


def alternative(item: AnyItem) -> str:
    """Return an item's alternative text; a group without its own says what its members say.

    PowerPoint's checker wants a group itself to say it, even if all in it is text.
    """
    return item.alt or _said_by_members(item)


def is_decorative(item: AnyItem) -> bool:
    """Tell whether nothing in an item is read out: no alternative text, and no text of its own."""
    if isinstance(item, Group):
        return not any(member.alt or not is_decorative(member) for member in item.items)
    if isinstance(item, Shape):
        return item.body is None or not item.body.text.strip()
    return not isinstance(item, Text | Table | Chart | Plot)


def _said_by_members(item: AnyItem) -> str:
    if not isinstance(item, Group):
        return ""
    said = (alternative(member) or _text_of(member) for member in item.items)
    return " ".join(" ".join(said).split())


def _text_of(item: AnyItem) -> str:
    body = item.body if isinstance(item, Text | Shape) else None
    return body.text if body else ""
