"""DrawingML colours -> red, green, blue and how opaque they are (ECMA-376 part 1, 20.1.2.3)."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Final, NamedTuple

from lxml import etree

from deckbrief.base.record import record
from deckbrief.ooxml.markup import Element, every, find, whole
from deckbrief.ooxml.names import tag
from deckbrief.ooxml.reader import OfficeFile, Part

_FULL: Final = 100_000
_KINDS: Final = ("srgbClr", "schemeClr", "sysClr", "prstClr", "hslClr", "scrgbClr")
_SYSTEM: Final = {"windowText": "000000", "window": "FFFFFF", "btnFace": "F0F0F0", "highlight": "0078D7"}
_PRESETS: Final = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "lime": "00FF00", "blue": "0000FF",
    "yellow": "FFFF00", "cyan": "00FFFF", "aqua": "00FFFF", "magenta": "FF00FF", "fuchsia": "FF00FF",
    "gray": "808080", "grey": "808080", "silver": "C0C0C0", "maroon": "800000", "navy": "000080", "olive": "808000",
    "purple": "800080", "teal": "008080", "orange": "FFA500", "gold": "FFD700", "brown": "A52A2A", "pink": "FFC0CB",
    "dkGray": "A9A9A9", "ltGray": "D3D3D3", "dkBlue": "00008B", "dkRed": "8B0000", "dkGreen": "006400",
}  # fmt: skip
"""The preset colours that are met with; of the others nothing is said."""


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
        mixed = [own * self.alpha + other * (1 - self.alpha) for own, other in zip(self[:3], below[:3], strict=True)]
        return Rgba(mixed[0], mixed[1], mixed[2], self.alpha + below.alpha * (1 - self.alpha))


@record
class Palette:
    """A theme's colours as one page maps them: `tx1` -> `dk1` -> a colour."""

    slots: Mapping[str, Rgba]
    mapping: Mapping[str, str]
    styles: Element | None = None
    """The theme's `a:fmtScheme`, to which shapes refer by number."""
    placeholder: Rgba | None = field(default=None, compare=False)
    """What `phClr` means: the colour of whoever refers to a style."""

    def color(self, parent: Element | None) -> Rgba | None:
        """An element that holds a colour (`a:solidFill`, `a:gs`, `a:fontRef`) -> the colour; None: not known."""
        for kind in _KINDS:
            element = find(parent, f"a:{kind}")
            if element is not None:
                base = self._base(kind, element)
                return None if base is None else _changed(base, element)
        return None

    def _base(self, kind: str, element: Element) -> Rgba | None:
        value = element.get("val") or ""
        if kind == "schemeClr":
            slot = self.mapping.get(value, value)
            return self.placeholder if slot == "phClr" else self.slots.get(slot)
        if kind == "srgbClr":
            return from_hex(value)
        if kind == "sysClr":
            return from_hex(element.get("lastClr") or _SYSTEM.get(value, ""))
        if kind == "prstClr":
            return from_hex(_PRESETS.get(value, ""))
        if kind == "hslClr":
            hue, saturation, luminance = (whole(element.get(name)) or 0 for name in ("hue", "sat", "lum"))
            red, green, blue = colorsys.hls_to_rgb(hue / 21_600_000 % 1, luminance / _FULL, saturation / _FULL)
            return Rgba(red * 255, green * 255, blue * 255)
        linear = [(whole(element.get(name)) or 0) / _FULL for name in ("r", "g", "b")]
        return Rgba(*(255 * _encoded(channel) for channel in linear))


def palette(file: OfficeFile, page: Part) -> Palette:
    """Page (slide, layout or master) -> its colours."""
    above = file.lineage(page)
    master = above[-1]
    themes = file.kin(master, "theme")
    root = themes[0].root if themes else None
    slots = {}
    scheme = find(root, "a:themeElements/a:clrScheme")
    plain = Palette({}, {})
    for slot in [] if scheme is None else scheme.iterchildren("*"):
        if (color := plain.color(slot)) is not None:
            slots[etree.QName(slot).localname] = color
    mapping = find(master.root, "p:clrMap")
    for part in reversed(above[:-1]):
        own = find(part.root, "p:clrMapOvr/a:overrideClrMapping")
        mapping = mapping if own is None else own
    named = {} if mapping is None else {str(key): str(value) for key, value in mapping.attrib.items()}
    return Palette(slots, named, find(root, "a:themeElements/a:fmtScheme"))


def from_hex(text: str) -> Rgba | None:
    """`RRGGBB` -> the colour, or None."""
    try:
        return Rgba(*(float(channel) for channel in bytes.fromhex(text))) if len(text) == 6 else None
    except ValueError:
        return None


def stops(fill: Element | None, colors: Palette) -> list[Rgba] | None:
    """A fill (`a:solidFill`, `a:gradFill`, `a:noFill`) -> the colours in it; None where they cannot be known."""
    if fill is None or fill.tag == tag("a:noFill"):
        return []
    if fill.tag == tag("a:solidFill"):
        found = [colors.color(fill)]
    elif fill.tag == tag("a:gradFill"):
        found = [colors.color(stop) for stop in every(fill, "a:gsLst/a:gs")]
    else:
        return None
    known = [color for color in found if color is not None]
    return known if known and len(known) == len(found) else None


# Changes ------------------------------------------------------------------------------------------------------------


def _changed(color: Rgba, element: Element) -> Rgba:
    """Apply the changes inside a colour's element, in their order (20.1.2.3, the transforms)."""
    shade: list[float] = []
    for change in element.iterchildren("*"):
        name, value = etree.QName(change).localname, (whole(change.get("val")) or 0) / _FULL
        if name in _HSL:
            # A row of such changes is one: black in between has lost neither its hue nor its saturation.
            shade = shade or list(colorsys.rgb_to_hls(*(channel / 255 for channel in color[:3])))
            at, combine = _HSL[name]
            shade[at] = combine(shade[at], value * _FULL / 21_600_000 if name.startswith("hueO") else value)
            hue, luminance, saturation = (shade[0] % 1, *(min(1.0, max(0.0, part)) for part in shade[1:]))
            red, green, blue = colorsys.hls_to_rgb(hue, luminance, saturation)
            color = Rgba(red * 255, green * 255, blue * 255, color.alpha)
        elif name in _ALPHA:
            color = color._replace(alpha=min(1.0, max(0.0, _ALPHA[name](color.alpha, value))))
        elif name in _RGB or name == "gray":
            grey = 0.2126 * color.red + 0.7152 * color.green + 0.0722 * color.blue
            shade = []
            red, green, blue = (_RGB[name](channel, value) if name in _RGB else grey for channel in color[:3])
            color = Rgba(red, green, blue, color.alpha)
    return color


def _linear(channel: float) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _encoded(share: float) -> float:
    share = min(1.0, max(0.0, share))
    return share * 12.92 if share <= 0.0031308 else float(1.055 * share ** (1 / 2.4) - 0.055)


_Change = Callable[[float, float], float]
_HSL: Final[dict[str, tuple[int, _Change]]] = {
    **{f"{name}Mod": (at, lambda own, value: own * value) for at, name in enumerate(("hue", "lum", "sat"))},
    **{f"{name}Off": (at, lambda own, value: own + value) for at, name in enumerate(("hue", "lum", "sat"))},
    "hue": (0, lambda _, value: value * _FULL / 21_600_000),
    "lum": (1, lambda _, value: value),
    "sat": (2, lambda _, value: value),
}
_RGB: Final[dict[str, _Change]] = {
    "shade": lambda channel, value: 255 * _encoded(_linear(channel) * value),
    "tint": lambda channel, value: 255 * _encoded(_linear(channel) * value + 1 - value),
    "inv": lambda channel, _: 255 - channel,
}
_ALPHA: Final[dict[str, _Change]] = {
    "alpha": lambda _, value: value,
    "alphaMod": lambda own, value: own * value,
    "alphaOff": lambda own, value: own + value,
}
