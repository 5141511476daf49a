"""What the branches of a tree hold: entries, in as many columns as leave each on one line, with lines between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.patterns import deferred
from deckbrief.base.record import replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    explained,
    listed,
    members_of,
    one_line,
    said_below,
    whole_words,
)
from deckbrief.layout.frame import Shape
from deckbrief.layout.text.fit import Copy, height_for, least_height

_MOST: Final = 4
"""Columns."""
_INSET: Final = px(14)
_RIGHT: Final = px(4)
_RULE: Final = px(1.5)
"""Air of an entry at the sides, in several columns; at the left there is a line."""
_AIR: Final = px(8)
"""Between entries that stand one above the other, half above and half below the line."""

_NUMBER: Final = deferred(r"([0-9]{1,3}\s?[个家名项类条种支所处位]?)\s*([^\d\s].*)", re.DOTALL)


def said_once(node: Node, parts: Sequence[Node]) -> tuple[Node, list[Node]]:
    """Return the node and its branches: what all of these say alike said by the node, numbers of names as symbols."""
    leads = {part.lead for part in parts}
    if len(parts) > 1 and len(leads) == 1 and leads != {""}:
        (shared,) = leads
        node = replace(node, lead=listed([node.lead, shared]))
        parts = [replace(part, lead="") for part in parts]
    found = [_NUMBER.fullmatch(part.label) for part in parts]
    numbered = [(part, match) for part, match in zip(parts, found, strict=True) if match and not part.symbol]
    if len(numbered) == len(parts) and parts:
        return node, [replace(part, symbol=match[1].replace(" ", ""), label=match[2]) for part, match in numbered]
    return node, list(parts)


def held(part: Node) -> list[str]:
    """Return what a branch holds, an entry each."""
    below = [listed([leaf.label, leaf.lead, *said_below(leaf)]) for leaf in members_of(part)]
    return [text for text in (part.lead, *below) if text]


def leaf_copies(look: Look, part: Node, size: float) -> list[Copy]:
    """Return the entries of a branch at a size."""
    ink = look.color("ink")
    return [explained(look, text, size, ink, path=part.path, numbers=True) for text in held(part)]


def may_stand(copies: Sequence[Copy], width: int, pitch: float) -> int:
    """Return what entries take at least, found without breaking a line; negative where a word would be cut."""
    if width <= 0 or not all(whole_words(copy, width) for copy in copies):
        return -1
    if len(copies) > 1 and columns_of(copies, width) > 1:
        return leaves_height(copies, width, pitch)
    return least_height(copies, Emu(width), pitch) + _AIR * (len(copies) - 1)


def columns_of(copies: Sequence[Copy], width: int) -> int:
    """Return in how many columns entries stand side by side: as many as leave each on one line."""
    for count in range(min(len(copies), _MOST), 1, -1):
        if all(one_line(copy, _inner(width, count)) for copy in copies):
            return -(-len(copies) // -(-len(copies) // count))
    return 1


def _inner(width: int, columns: int) -> int:
    return width // columns - (_INSET + _RIGHT if columns > 1 else 0)


def leaves_height(copies: Sequence[Copy], width: int, pitch: float) -> int:
    """Return the height that entries need in that width, negative where a word of them would be cut."""
    if width <= 0 or not all(whole_words(copy, width) for copy in copies):
        return -1
    return sum(_heights(copies, width, pitch)) + _AIR * (len(_heights(copies, width, pitch)) - 1)


def _heights(copies: Sequence[Copy], width: int, pitch: float) -> list[int]:
    """Return how high each row of entries is."""
    columns = columns_of(copies, width)
    inner = Emu(_inner(width, columns))
    rows = [copies[start : start + columns] for start in range(0, len(copies), columns)]
    return [max(height_for([copy], inner, pitch) for copy in row) for row in rows]


def draw_leaves(
    look: Look, names: Names, part: Node, copies: Sequence[Copy], rect: Rect
) -> tuple[list[Shape], list[Panel]]:
    """Entries -> the lines between them, and their panels, which fill the rectangle together.

    It is at least as high as `leaves_height` says.
    """
    columns = columns_of(copies, rect.width)
    heights = _heights(copies, rect.width, look.theme.pitch)
    spare = max(0, rect.height - sum(heights)) // len(heights)
    rules: list[Shape] = []
    panels: list[Panel] = []
    top = rect.y
    for row, height in enumerate(heights):
        place = Rect(rect.x, Emu(top), rect.width, Emu(height + spare))
        if row:
            line = Rect(rect.x, place.y, rect.width, _RULE)
            rules.append(Shape(name=names("rule"), rect=line, fill=look.color("rule")))
        some = copies[row * columns : (row + 1) * columns]
        for number, (copy, cell) in enumerate(zip(some, place.columns(columns, 0), strict=False)):
            if number:
                rules.append(_upright(look, names, cell, height))
            room = cell.inset(_INSET if number else 0, _RULE if row else 0, _RIGHT if columns > 1 else 0, 0)
            panels.append(
                Panel(name=names(part.label, "leaf"), rect=room, copies=(replace(copy, before=Pt(0)),), path=part.path)
            )
        top = Emu(top + height + spare)
    return rules, panels


def _upright(look: Look, names: Names, cell: Rect, height: int) -> Shape:
    """Return the line at the left of an entry that stands beside another, as high as its line."""
    rect = Rect(cell.x, Emu(cell.center_y - height // 2), _RULE, Emu(height))
    return Shape(name=names("rule"), rect=rect, fill=look.color("rule"))
