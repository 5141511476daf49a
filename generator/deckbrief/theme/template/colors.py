"""Colours of a template: as slots of its theme, and how clear a text is on what lies behind it."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping, Sequence
from typing import Final

from deckbrief.base.record import replace
from deckbrief.ooxml.colors import Palette, Rgba, channels, contrast, worst_contrast
from deckbrief.ooxml.markup import Element, find, local_name, whole
from deckbrief.theme.theme import Color

_WHOLE: Final = 100_000
_SLOT_OF: Final = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
"""Slides say text and background, our themes dark and light: the same slots, whatever the master maps them to."""
_ACCENTS: Final = tuple(f"accent{number}" for number in range(1, 7))
_SCHEME: Final = ("dk1", "lt1", "dk2", "lt2", *_ACCENTS)
_GREY: Final = Rgba(128, 128, 128)


def slots_of(palette: Palette) -> dict[str, str]:
    """A page's colours -> slots as our themes name them, `RRGGBB`: dk1 is what text is set in, lt1 its ground."""
    names = {slot: alias for alias, slot in _SLOT_OF.items()} | {
        name: name for name in (*_ACCENTS, "hlink", "folHlink")
    }
    seen = {slot: palette.slots.get(palette.slot(name), _GREY).hex for slot, name in names.items()}
    return {slot: seen[slot].lstrip("#") for slot in (*_SCHEME, "hlink", "folHlink")}


def themed_color(holder: Element | None, palette: Palette) -> Color | None:
    """`a:solidFill` -> the slot that its colour is, made lighter or darker; None where it is anything else."""
    scheme = find(holder, "a:schemeClr")
    if scheme is None:
        return None
    value = scheme.get("val") or ""
    alias = value if value in palette.mapping else next((a for a, s in palette.mapping.items() if s == value), value)
    slot = _SLOT_OF.get(alias, alias)
    color = Color(slot) if slot in _SCHEME else None
    for change in scheme.iterchildren("*"):
        amount = whole(change.get("val")) or 0
        match local_name(change):
            case "lumMod" if color:
                color = replace(
                    color, lum_mod=color.lum_mod * amount // _WHOLE, lum_off=color.lum_off * amount // _WHOLE
                )
            case "lumOff" if color:
                color = replace(color, lum_off=color.lum_off + amount)
            case "alpha":
                pass
            case _:
                return None
    return color


_DULLER: Final = 0.05
"""Colours whose chroma differs by that are seen to differ."""
_COLOURLESS: Final = 0.15
"""Saturation up to which a slot has no hue to speak of."""
_LARGE: Final = 3.0
"""Contrast of large text (WCAG 2.2, 1.4.3)."""


def as_slot(seen: str, slots: Mapping[str, str]) -> Color:
    """`#RRGGBB` and a theme's slots -> the slot, lighter or darker and more or less colourful, that comes nearest."""
    hue, light, saturation = colorsys.rgb_to_hls(*channels(seen))

    def distance(slot: str) -> tuple[float, float]:
        own_hue, own_light, own_saturation = colorsys.rgb_to_hls(*channels("#" + slots[slot]))
        turn = abs(hue - own_hue)
        apart = min(turn, 1 - turn) * 8 * min(saturation, own_saturation) + abs(saturation - own_saturation) * 0.4
        return round(apart, 3), abs(light - own_light)

    usable = [slot for slot in _SCHEME if slot in slots]
    grey = saturation < 0.06 or light < 0.04 or light > 0.98
    if grey:
        usable = [slot for slot in usable if slot in ("dk1", "lt1", "dk2", "lt2")]
    return _as_seen(min(usable, key=distance), slots, seen)


def in_its_hue(seen: str, slots: Mapping[str, str], most: float) -> Color | None:
    """`#RRGGBB`, slots, how far hues may be apart (0 to 0.5) -> the accent nearest in hue, as light and as colourful.

    None where all accents are further off, or grey.
    """
    hue = colorsys.rgb_to_hls(*channels(seen))[0]
    apart = {}
    for slot in _ACCENTS:
        own_hue, _, own_saturation = colorsys.rgb_to_hls(*channels("#" + slots[slot])) if slot in slots else (0, 0, 0)
        turn = abs(hue - own_hue)
        if own_saturation > _COLOURLESS:
            apart[slot] = round(min(turn, 1 - turn), 2)
    nearest = min(apart, key=lambda slot: apart[slot], default="")
    return _as_seen(nearest, slots, seen) if nearest and apart[nearest] <= most else None


def _as_seen(slot: str, slots: Mapping[str, str], seen: str) -> Color:
    """A slot -> its colour, as light and as colourful as what is seen."""
    _, light, saturation = colorsys.rgb_to_hls(*channels(seen))
    _, own, full = colorsys.rgb_to_hls(*channels("#" + slots[slot]))
    left = saturation / full if full and abs(saturation - full) * (1 - abs(2 * light - 1)) > _DULLER else 1
    if abs(own - light) < 0.004:
        color = Color(slot)
    elif light < own:
        color = Color(slot, round(light / own * _WHOLE), 0)
    else:
        keep = round((1 - light) / (1 - own) * _WHOLE)
        color = Color(slot, keep, _WHOLE - keep)
    return replace(color, sat_mod=round(left * _WHOLE))


def on_the_whole(text: str, surfaces: Sequence[str]) -> tuple[int, float]:
    """A text's colour and what is behind it, `#RRGGBB` -> in how many places it is clear, where none is everywhere.

    Of such that are clear in as many, the one with the higher mean contrast comes first.
    """
    found = [contrast(text, surface) for surface in surfaces]
    return sum(ratio >= _LARGE for ratio in found), sum(found) / max(1, len(found))


def clearest(text: str, surfaces: Sequence[str]) -> float:
    """A text's colour and what is behind it, `#RRGGBB` -> its contrast where it is worst but for the odd speck."""
    return worst_contrast((text, surface) for surface in surfaces)[0]
