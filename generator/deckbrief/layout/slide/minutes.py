"""How long something takes, as `90 分钟` -> its number large, its unit small."""

from __future__ import annotations

from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.base.record import replace
from deckbrief.layout.figures.kit import Look, said
from deckbrief.layout.frame import Run
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.metrics import snapped
from deckbrief.theme.theme import Align, Color

_UNIT: Final = 18
_NUMBER: Final = deferred(r"[0-9][0-9.:]*")


def amount(text: str, size: float, ink: Color, look: Look, path: str = "", align: Align = "left") -> Copy:
    """A number with its unit, as `90 分钟` -> the number large, the unit a third as large, at least of 18 points."""
    copy = said(look, text or " ", size, ink, path=path, pitch=1.0, floor=16, align=align)
    found = _NUMBER.match(copy.text)
    if not found:
        return copy
    rest = copy.text[found.end() :]
    small = snapped(max(_UNIT, size * 0.32))
    runs = (Run(found[0], bold=True), *((Run(rest, size=small, face="minor"),) if rest else ()))
    return replace(copy, runs=runs)
