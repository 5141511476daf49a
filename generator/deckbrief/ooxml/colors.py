"""Colours: the arithmetic of sRGB, and DrawingML's colours -> what is seen (ECMA-376 part 1, 20.1.2.3)."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import lru_cache
from typing import Final, NamedTuple

from deckbrief.base.record import record
from deckbrief.ooxml.markup import Element, every, find, local_name, whole
from deckbrief.ooxml.reader import OfficeFile, Part

_FULL: Final = 100_000
_TURN: Final = 21_600_000
"""A hue's full circle: 60,000ths of a degree."""
_KINDS: Final = ("srgbClr", "schemeClr", "sysClr", "prstClr", "hslClr", "scrgbClr")
_SYSTEM: Final = {"windowText": "000000", "window": "FFFFFF", "btnFace": "F0F0F0", "highlight": "0078D7"}
_PRESETS: Final = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "lime": "00FF00", "blue": "0000FF",
    "yellow": "FFFF00", "cyan": "00FFFF", "aqua": "00FFFF", "magenta": "FF00FF", "fuchsia": "FF00FF",
    "gray": "808080", "grey": "808080", "silver": "C0C0C0", "maroon": "800000", "navy": "000080", "olive": "808000",
    "purple": "800080", "teal": "008080", "orange": "FFA500", "gold": "FFD700", "brown": "A52A2A", "pink": "FFC0CB",
    "dkGray": "A9A9A9", "ltGray": "D3D3D3", "dkBlue": "00008B", "dkRed": "8B0000", "dkGreen": "006400",
}  # fmt: skip
"""The preset colours that are met with (20.1.10.47); of the others nothing is said."""
_PLAIN_MAP: Final = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
"""What is meant where a colour map says nothing."""


# sRGB ---------------------------------------------------------------------------------------------------------------


class Rgba(NamedTuple):
    """Red, green and blue from 0 to 255, and opacity from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @property
    def hex(self) -> str:
        """`#RRGGBB`, as it is on the screen."""
        return "#" + "".join(f"{round(min(255.0, max(0.0, channel))):02X}" for channel in self[:3])

    def over(self, below: Rgba) -> Rgba:
        """Return what is seen where this colour lies on another."""
        if self.alpha >= 1:
            return self
        mixed = [own * self.alpha + other * (1 - self.alpha) for own, other in zip(self[:3], below[:3], strict=True)]
        return Rgba(mixed[0], mixed[1], mixed[2], self.alpha + below.alpha * (1 - self.alpha))

    def mixed(self, other: Rgba, share: float) -> Rgba:
        """Return what lies between this colour (0) and another one (1)."""
        return Rgba(*(own + (end - own) * share for own, end in zip(self, other, strict=True)))


def from_hex(text: str) -> Rgba | None:
    """`RRGGBB` or `#RRGGBB` -> the colour, or None."""
    text = text.removeprefix("#")
    try:
        return Rgba(*(float(channel) for channel in bytes.fromhex(text))) if len(text) == 6 else None
    except ValueError:
        return None


def channels(color: str) -> tuple[float, float, float]:
    """`#RRGGBB` -> red, green, blue from 0 to 1."""
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


@lru_cache(maxsize=4096)
def luminance(color: str) -> float:
    """`#RRGGBB` -> relative luminance from 0 to 1 (WCAG 2.2); black and white text are equally clear on 0.18."""
    red, green, blue = map(_linear, channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Two `#RRGGBB` -> contrast ratio from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def worst_contrast(pairs: Iterable[tuple[str, str]]) -> tuple[float, tuple[str, str]]:
    """Colours of a text and of what is behind it at several places -> the contrast where it is worst, and the two.

    A twentieth of the places may be worse: a picture has a dark speck anywhere. 21 where there are no places.
    """
    ratios = sorted((contrast(*pair), pair) for pair in pairs)
    return ratios[len(ratios) // 20] if ratios else (21.0, ("", ""))


@lru_cache(maxsize=4096)
def mixed_hex(base: str, lum_mod: int, lum_off: int, sat_mod: int = _FULL) -> str:
    """`RRGGBB`, modulation and offset of luminance, modulation of saturation (all in 1/100,000) -> `#RRGGBB`."""
    hue, light, saturation = colorsys.rgb_to_hls(*channels(f"#{base}"))
    light = min(1.0, max(0.0, light * lum_mod / _FULL + lum_off / _FULL))
    return _from_shares(*colorsys.hls_to_rgb(hue, light, min(1.0, saturation * sat_mod / _FULL))).hex


def _from_shares(red: float, green: float, blue: float) -> Rgba:
    return Rgba(red * 255, green * 255, blue * 255)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _encoded(share: float) -> float:
    share = min(1.0, max(0.0, share))
    return share * 12.92 if share <= 0.0031308 else float(1.055 * share ** (1 / 2.4) - 0.055)


# Themes -------------------------------------------------------------------------------------------------------------


@record
class Palette:
    """A theme's colours as one page maps them: `tx1` -> `dk1` -> a colour."""

    slots: Mapping[str, Rgba]
    mapping: Mapping[str, str]
    theme: Part | None = field(default=None, repr=False, compare=False)
    """The theme, to whose `a:fmtScheme` shapes refer by number."""
    placeholder: Rgba | None = field(default=None, compare=False)
    """What `phClr` means: the colour of whoever refers to a style."""

    def slot(self, name: str) -> str:
        """`tx1`, `dk1`, `accent1` … -> the slot of the theme that it means."""
        return self.mapping.get(name) or _PLAIN_MAP.get(name, name)

    def color(self, parent: Element | None) -> Rgba | None:
        """An element that holds a colour (`a:solidFill`, `a:gs`, `a:fontRef`) -> the colour; None: not known."""
        for element in parent.iterchildren("*") if parent is not None else ():
            if local_name(element) in _KINDS:
                return self.color_of(element)
        return None

    def color_of(self, element: Element) -> Rgba | None:
        """`a:srgbClr`, `a:schemeClr` … -> the colour; None: not known."""
        base = self._base(local_name(element), element)
        return None if base is None else _changed(base, element)

    def _base(self, kind: str, element: Element) -> Rgba | None:
        value = element.get("val") or ""
        if kind == "schemeClr":
            return self.placeholder if value == "phClr" else self.slots.get(self.slot(value))
        if kind == "srgbClr":
            return from_hex(value)
        if kind == "sysClr":
            return from_hex(element.get("lastClr") or _SYSTEM.get(value, ""))
        if kind == "prstClr":
            return from_hex(_PRESETS.get(value, ""))
        if kind == "hslClr":
            hue, saturation, light = (_share(element, name) for name in ("hue", "sat", "lum"))
            return _from_shares(*colorsys.hls_to_rgb(hue * _FULL / _TURN % 1, light, saturation))
        return _from_shares(*(_encoded(_share(element, name)) for name in "rgb"))


def palette_of(file: OfficeFile, page: Part) -> Palette:
    """Page (slide, layout or master) -> its colours."""
    above = file.lineage(page)
    master = above[-1]
    theme = next((part for part in file.kin(master, "theme") if part.root is not None), None)
    mapping = find(master.root, "p:clrMap")
    for part in reversed(above[:-1]):
        own = find(part.root, "p:clrMapOvr/a:overrideClrMapping")
        mapping = mapping if own is None else own
    named = {} if mapping is None else {str(key): str(value) for key, value in mapping.attrib.items()}
    return Palette(theme_slots(theme.root if theme else None), named, theme)


def theme_slots(theme: Element | None) -> dict[str, Rgba]:
    """A theme -> its colours by slot."""
    plain = Palette({}, {})
    slots = ((local_name(slot), plain.color(slot)) for slot in every(theme, "a:themeElements/a:clrScheme/*"))
    return {name: color for name, color in slots if color is not None}


def _share(element: Element, name: str) -> float:
    """An attribute in 1,000ths of a percent, or in percent as ISO/IEC 29500 has it -> the share."""
    value = element.get(name) or "0"
    if value.endswith("%"):
        return (whole(value[:-1].partition(".")[0]) or 0) / 100
    return (whole(value) or 0) / _FULL


# Changes ------------------------------------------------------------------------------------------------------------


def _changed(color: Rgba, element: Element) -> Rgba:
    """Apply the changes inside a colour's element, in their order (20.1.2.3, the transforms)."""
    shade: list[float] = []
    for change in element.iterchildren("*"):
        name, value = local_name(change), _share(change, "val")
        if name in _HSL:
            # A row of such changes is one: black in between has lost neither its hue nor its saturation.
            shade = shade or list(colorsys.rgb_to_hls(*(channel / 255 for channel in color[:3])))
            at, combine = _HSL[name]
            shade[at] = combine(shade[at], value * _FULL / _TURN if name.startswith("hueO") else value)
            hue, light, saturation = (shade[0] % 1, *(min(1.0, max(0.0, part)) for part in shade[1:]))
            color = _from_shares(*colorsys.hls_to_rgb(hue, light, saturation))._replace(alpha=color.alpha)
        elif name in _ALPHA:
            color = color._replace(alpha=min(1.0, max(0.0, _ALPHA[name](color.alpha, value))))
        elif name in _RGB or name == "gray":
            grey = 0.2126 * color.red + 0.7152 * color.green + 0.0722 * color.blue
            shade = []
            red, green, blue = (_RGB[name](channel, value) if name in _RGB else grey for channel in color[:3])
            color = Rgba(red, green, blue, color.alpha)
    return color


_Change = Callable[[float, float], float]
_HSL: Final[dict[str, tuple[int, _Change]]] = {
    **{f"{name}Mod": (at, lambda own, value: own * value) for at, name in enumerate(("hue", "lum", "sat"))},
    **{f"{name}Off": (at, lambda own, value: own + value) for at, name in enumerate(("hue", "lum", "sat"))},
    "hue": (0, lambda _, value: value * _FULL / _TURN),
    "lum": (1, lambda _, value: value),
    "sat": (2, lambda _, value: value),
}
_RGB: Final[dict[str, _Change]] = {
    "shade": lambda channel, value: 255 * _encoded(_linear(channel / 255) * value),
    "tint": lambda channel, value: 255 * _encoded(_linear(channel / 255) * value + 1 - value),
    "inv": lambda channel, _: 255 - channel,
}
_ALPHA: Final[dict[str, _Change]] = {
    "alpha": lambda _, value: value,
    "alphaMod": lambda own, value: own * value,
    "alphaOff": lambda own, value: own + value,
}
