"""A numbered figure's levels, and what of them its stairs and its rows say alike."""

from __future__ import annotations

from typing import Final

from deckbrief.base.record import record
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import Look, explained, listed, said_below
from deckbrief.layout.text.fit import Copy

NUMERAL_PITCH: Final = 1.13
"""Of a single large character: it stands in the middle where its line is little higher than itself."""


@record
class Level:
    """A part, its numeral, and what it holds."""

    part: Node
    symbol: str
    members: tuple[Node, ...]


def member_copies(look: Look, member: Node, size: float) -> tuple[Copy, ...]:
    """A member -> its label, and what it holds on a smaller line below."""
    label = explained(look, member.label, size, look.color("ink"), path=member.path, bold=True)
    inner = listed([member.lead, *said_below(member)])
    if not inner:
        return (label,)
    return label, explained(look, inner, 18, look.color("muted"), path=member.path, before=2)
