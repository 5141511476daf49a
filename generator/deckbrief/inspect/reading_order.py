"""Shapes of a slide in their order -> whether that is the order in which the eye meets them (WCAG 2.2, 1.3.2).

Screen readers read shapes in the order of the shape tree. What stands above in the same column, or to the left in the
same row, comes first; whether rows or columns are read first is free. The title comes first of all, but for what
stands above or left of it. Other things tell an order too: arrows lead on, what appears on a later click comes later,
stairs may be read going up, and what everything else goes round may come before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from deckbrief.base.length import Emu, Rect, inches
from deckbrief.ooxml.markup import find
from deckbrief.ooxml.shapes import FOOTERS, TITLES, PageShape

_SLACK: Final = inches(0.05)
"""How far things that stand beside each other may overlap."""

_SAME_COLUMN: Final = 0.3
_SAME_ROW: Final = 0.5
"""Share of the narrower or lower one that both must have in common to stand in one column or row."""


class _Read(NamedTuple):
    """A shape that is read, with what is asked of it again and again."""

    shape: PageShape
    id: str
    rect: Rect
    is_title: bool


def out_of_order(shapes: Sequence[PageShape], clicks: Mapping[str, int]) -> Iterator[tuple[PageShape, PageShape]]:
    """Shapes side by side on a slide or in a group, clicks by shape id -> pairs whose second should be read first."""
    read = [
        _Read(shape, shape.id, shape.rect, shape.role in TITLES)
        for shape in shapes
        if shape.rect is not None and _says_something(shape)
    ]
    arrows = _arrows(shapes)
    for number, first in enumerate(read):
        later = read[number + 1 :]
        wrong = [other for other in later if _comes_first(other, first) and not _lies_over(other, read)]
        if wrong and not _is_hub(first.rect, [other.rect for other in later]):
            yield from (
                (first.shape, second.shape)
                for second in wrong
                if clicks.get(second.id, 0) <= clicks.get(first.id, 0) and not _leads(first.id, second.id, arrows)
            )
    for shape in shapes:
        if not shape.is_decorative:
            yield from out_of_order(shape.members, clicks)


def _says_something(shape: PageShape) -> bool:
    """Footers are read wherever they stand; connectors and decorations are not read."""
    if shape.kind == "cxnSp" or shape.is_decorative or shape.role in FOOTERS:
        return False
    return bool(shape.kind != "sp" or shape.text or shape.alt)


def _comes_first(second: _Read, first: _Read) -> bool:
    """Tell whether of two shapes in reading order the second should be read first."""
    if first.is_title:
        return False
    if second.is_title:
        return not (_is_above(first.rect, second.rect) or _stands_left(first.rect, second.rect))
    return _stands_above(second.rect, first.rect) or _stands_left(second.rect, first.rect)


def _lies_over(shape: _Read, read: Sequence[_Read]) -> bool:
    """Tell whether a shape lies over two or more of those read before it, as a disc on the point where they meet does.

    It would be covered, were it read first.
    """
    below = read[: read.index(shape)]
    covered = (other for other in below if shape.rect.inset(_SLACK).overlaps(other.rect))
    return len(list(islice(covered, 2))) == 2


def _is_hub(own: Rect, around: Sequence[Rect]) -> bool:
    """Tell whether what is read later stands above, below, left and right of a shape."""
    return (
        any(rect.bottom <= own.y + _SLACK for rect in around)
        and any(rect.y >= own.bottom - _SLACK for rect in around)
        and any(rect.right <= own.x + _SLACK for rect in around)
        and any(rect.x >= own.right - _SLACK for rect in around)
    )


def _is_above(one: Rect, other: Rect) -> bool:
    return one.bottom <= other.y + max(_SLACK, one.height // 2)


def _stands_above(one: Rect, other: Rect) -> bool:
    """Tell whether one stands above the other in the same column, and is not the next stair of what rises."""
    if other.x + other.height // 2 <= one.x and other.right <= one.right:
        return False
    shared = _shared(one.x, one.right, other.x, other.right)
    return one.bottom <= other.y + _SLACK and shared > _SAME_COLUMN * max(1, min(one.width, other.width))


def _stands_left(one: Rect, other: Rect) -> bool:
    """Tell whether one stands left of the other in the same row, and does not begin much lower."""
    low = max(1, min(one.height, other.height))
    shared = _shared(one.y, one.bottom, other.y, other.bottom)
    return one.right <= other.x + _SLACK and shared > _SAME_ROW * low and one.y - other.y < _SAME_ROW * low


def _shared(start: Emu, end: Emu, other_start: Emu, other_end: Emu) -> int:
    return min(end, other_end) - max(start, other_start)


def _arrows(shapes: Sequence[PageShape]) -> Mapping[str, set[str]]:
    """Ids of shapes -> the ids that connectors lead to from them; a member of a group counts as the group."""
    owners = {member.id: shape.id for shape in shapes for member in shape.walk()}
    found: dict[str, set[str]] = {}
    for shape in shapes:
        for connector in shape.walk():
            ends = [find(connector.element, f"p:nvCxnSpPr/p:cNvCxnSpPr/a:{end}") for end in ("stCxn", "endCxn")]
            ids = [owners.get(end.get("id") or "") for end in ends if end is not None]
            if len(ids) == 2 and ids[0] and ids[1]:
                found.setdefault(ids[0], set()).add(ids[1])
    return found


def _leads(start: str, end: str, arrows: Mapping[str, set[str]]) -> bool:
    """Tell whether arrows lead from one shape to another."""
    reached, waiting = {start}, [start]
    while waiting:
        for target in arrows.get(waiting.pop(), ()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return end in reached
