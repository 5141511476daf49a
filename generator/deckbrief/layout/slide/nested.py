"""A short list with lines under its lines -> a card for each: the line in a tile, what is under it beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.emphasis import without_marks
from deckbrief.base.record import replace
from deckbrief.draft.slides import Block, Entry, ListBlock
from deckbrief.theme.metrics import ems

_FEWEST: Final = 2
_MOST: Final = 4
_MOST_UNDER: Final = 3
_NAME: Final = 12
"""A line of more ems has no room in a tile,"""
_LINE: Final = 16
"""nor has one under it on one line of a card beside that."""


CREDIT: Final = ".credit"
"""How content paths of credits end."""


def is_by_credit(block: ListBlock) -> bool:
    """Tell whether a list says who made the pictures whose names stand below that."""
    above = [entry for entry in block.entries if not entry.level]
    return 0 < len(above) < len(block.entries) and all(entry.of.endswith(CREDIT) for entry in above)


def as_cards(blocks: Sequence[Block]) -> ListBlock | None:
    """Blocks of a slide -> their only one, a list, as cards; None where it is another block, or they do not suit it."""
    block = blocks[0] if len(blocks) == 1 else None
    if not isinstance(block, ListBlock) or block.style != "bullets" or is_by_credit(block):
        return None
    groups: list[tuple[Entry, list[Entry]]] = []
    for entry in block.entries:
        if not entry.level:
            groups.append((entry, []))
        elif groups and entry.level == 1:
            groups[-1][1].append(entry)
        else:
            return None
    if not _FEWEST <= len(groups) <= _MOST or not all(_suits(top, under) for top, under in groups):
        return None
    cards = tuple(
        replace(top, lead=without_marks(top.text), text="\n".join(entry.text for entry in under))
        for top, under in groups
    )
    return replace(block, style="cards", entries=cards)


def _suits(top: Entry, under: Sequence[Entry]) -> bool:
    plain = not any(entry.strong or entry.lead or entry.aside for entry in (top, *under))
    short = ems(without_marks(top.text)) <= _NAME and all(ems(without_marks(each.text)) <= _LINE for each in under)
    return plain and short and 1 <= len(under) <= _MOST_UNDER
