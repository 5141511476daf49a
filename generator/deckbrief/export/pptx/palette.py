"""Colours of slides whose master has another theme than the deck's figures: told in the slots of that theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.base.record import record, replace
from deckbrief.export.pptx import paint
from deckbrief.ooxml.colors import channels, mixed_hex
from deckbrief.theme.template.colors import as_slot
from deckbrief.theme.theme import OWN, Color, Theme

_COLOR: Final = deferred(
    r'<a:schemeClr val="([\w@-]+)"(?:/>|>((?:<a:(?:lumMod|lumOff|satMod|alpha) val="-?\d+"/>)*)</a:schemeClr>)'
)
_CHANGE: Final = deferred(r'<a:(lumMod|lumOff|satMod|alpha) val="(-?\d+)"/>')
_SLOT_OF: Final = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_NEAR: Final = 0.06
"""How far apart each channel of two colours may be, from 0 to 1, that pass for one."""


@record
class Palette:
    """The slots (`RRGGBB`) of the deck's theme, and those of a layout's own one."""

    slots: Mapping[str, str]
    own: Mapping[str, str]

    def told(self, slide: str) -> str:
        """Slide as its colours were chosen -> the same in its own theme's slots, so that it looks as it was laid out.

        What none of its slots comes near is said as it is.
        """
        return _COLOR.sub(self._told, slide)

    def _told(self, found: re.Match[str]) -> str:
        said, changes = found[1], {name: int(value) for name, value in _CHANGE.findall(found[2] or "")}
        slot = _SLOT_OF.get(said, said)
        color = Color(
            slot,
            changes.get("lumMod", 100_000),
            changes.get("lumOff", 0),
            changes.get("alpha", 100_000),
            changes.get("satMod", 100_000),
        )
        bare, own, _ = slot.partition(OWN)
        if own:
            return paint.color(replace(color, slot=bare))
        if slot not in self.slots:
            return found[0]
        seen = mixed_hex(self.slots[slot], color.lum_mod, color.lum_off, color.sat_mod)
        near = as_slot(seen, self.own)
        shown = mixed_hex(self.own[near.slot], near.lum_mod, near.lum_off, near.sat_mod)
        if max(abs(one - other) for one, other in zip(channels(seen), channels(shown), strict=True)) <= _NEAR:
            return paint.color(replace(near, alpha=color.alpha))
        value = seen.lstrip("#")
        alpha = f'<a:alpha val="{color.alpha:d}"/>' if color.alpha != 100_000 else ""
        return f'<a:srgbClr val="{value}">{alpha}</a:srgbClr>' if alpha else f'<a:srgbClr val="{value}"/>'


def palettes_of(theme: Theme) -> dict[str, Palette]:
    """Theme -> the palettes of those of its layouts whose masters have another theme than the figures' layout."""
    found: dict[str, dict[str, str]] = {}
    for name, value in theme.slots.items():
        slot, own, key = name.partition(OWN)
        if own:
            found.setdefault(key, {})[slot] = value
    return {key: Palette(theme.slots, own) for key, own in found.items()}
