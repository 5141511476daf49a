"""Colours of a template: DrawingML -> what is seen, and as a theme slot where it is one (ECMA-376 part 1, 20.1.2.3)."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from deckbrief.base.record import record
from deckbrief.ooxml.names import NS
from deckbrief.theme.theme import Color, contrast, mixed_hex

A, R = (f"{{{NS[prefix]}}}" for prefix in "ar")
_WHOLE: Final = 100_000
_SLOT_OF: Final = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
"""Slides say text and background, our themes dark and light: the same slots, whatever the master maps them to."""

_ACCENTS: Final = tuple(f"accent{number}" for number in range(1, 7))
_SCHEME: Final = ("dk1", "lt1", "dk2", "lt2", *_ACCENTS, "hlink", "folHlink")
_PLAIN_MAP: Final = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_NAMED: Final = {"black": "#000000", "white": "#FFFFFF", "red": "#FF0000", "green": "#008000", "blue": "#0000FF"}
"""Preset colours that programs write; all others (20.1.10.47) are taken for a grey."""


@record
class Tone:
    """A colour as it is seen, `#RRGGBB`; `color` says it as a slot where it is one; `alpha` 0 is clear, 1 opaque."""

    hex: str
    color: Color | None = None
    alpha: float = 1.0


@record
class Fill:
    """What an area is filled with: tones (several in a gradient or a pattern), or a picture by its part's name."""

    tones: tuple[Tone, ...] = ()
    picture: str = ""


@record
class Palette:
    """A theme's colours, and what a master or layout maps text and background to (19.3.1.6)."""

    scheme: Mapping[str, str]
    """Slot -> `#RRGGBB`."""
    mapping: Mapping[str, str]
    """`bg1`, `tx1`, `accent1` … -> slot."""

    @property
    def slots(self) -> dict[str, str]:
        """Slots as our themes name them, `RRGGBB`: dk1 is what text is set in, lt1 what it stands on."""
        named = {slot: self._seen(alias) for alias, slot in _SLOT_OF.items()}
        named |= {name: self._seen(name) for name in (*_ACCENTS, "hlink", "folHlink")}
        return {slot: named[slot].lstrip("#") for slot in _SCHEME}

    def _seen(self, alias: str) -> str:
        return self.scheme.get(self.mapping.get(alias, alias), "#808080")

    def tone(self, element: etree._Element | None, phclr: Tone | None = None) -> Tone | None:
        """A colour element (`a:schemeClr`, `a:srgbClr` …) -> its tone; None where there is none."""
        if element is None:
            return None
        base = self._base(element, phclr)
        return _changed(base, element) if base else None

    def _base(self, element: etree._Element, phclr: Tone | None) -> Tone | None:
        value = element.get("val", "")
        match etree.QName(element).localname:
            case "srgbClr":
                return Tone(f"#{value.upper():0>6}")
            case "sysClr":
                return Tone(f"#{element.get('lastClr', _SYSTEM.get(value, '808080')).upper()}")
            case "schemeClr" if value == "phClr":
                return phclr
            case "schemeClr":
                return Tone(self._seen(value), self._slot(value))
            case "prstClr":
                return Tone(_NAMED.get(value, "#808080"))
            case "scrgbClr":
                shares = (_share(element.get(channel, "0")) for channel in "rgb")
                return Tone(_hex(*(_to_srgb(share) for share in shares)))
            case "hslClr":
                hue, saturation, light = int(element.get("hue", "0")) / 21_600_000, *_pair(element, "sat", "lum")
                return Tone(_hex(*colorsys.hls_to_rgb(hue, light, saturation)))
        return None

    def _slot(self, alias: str) -> Color | None:
        """Return the slot that slides reach a scheme colour by; none where the map leaves it out."""
        if alias in self.mapping:
            name = alias
        else:
            name = next((other for other, slot in self.mapping.items() if slot == alias), "")
        slot = _SLOT_OF.get(name, name)
        return Color(slot) if slot in ("dk1", "lt1", "dk2", "lt2", *_ACCENTS) else None

    def fill(self, parent: etree._Element | None, phclr: Tone | None = None) -> Fill | None:
        """`p:spPr`, `p:bgPr`, `a:defRPr` … -> the fill that it says; empty for `noFill`, None where it says none."""
        for child in parent if parent is not None else ():
            match etree.QName(child).localname:
                case "noFill":
                    return Fill()
                case "solidFill" | "gradFill" | "pattFill":
                    return Fill(tuple(self._tones(child, phclr)))
                case "blipFill":
                    blip = child.find(f"{A}blip")
                    return Fill(picture=blip.get(f"{R}embed", "") if blip is not None else "")
        return None

    def _tones(self, fill: etree._Element, phclr: Tone | None) -> Iterator[Tone]:
        holders = [fill]
        if fill.tag == f"{A}gradFill":
            holders = list(fill.iter(f"{A}gs"))
        elif fill.tag == f"{A}pattFill":
            holders = [*fill.iter(f"{A}bgClr"), *fill.iter(f"{A}fgClr")]
        for holder in holders:
            tone = self.tone(next(iter(holder), None), phclr)
            if tone is not None:
                yield tone


_SYSTEM: Final = {"windowText": "000000", "window": "FFFFFF"}


def palette_of(theme: etree._Element, color_map: etree._Element | None) -> Palette:
    """A theme part and a master's or layout's colour map -> the palette."""
    scheme = {}
    plain = Palette({}, {})
    for slot in theme.iterfind(f"{A}themeElements/{A}clrScheme/*"):
        tone = plain.tone(next(iter(slot), None))
        if tone is not None:
            scheme[etree.QName(slot).localname] = tone.hex
    said = {str(alias): str(slot) for alias, slot in color_map.attrib.items()} if color_map is not None else {}
    return Palette(scheme, {**{name: name for name in _ACCENTS}, **_PLAIN_MAP, **said})


def _changed(tone: Tone, element: etree._Element) -> Tone:
    """Apply a colour's transforms in order; it stays a slot as long as only its luminance changes."""
    mod, off, exact = _WHOLE, 0, tone.color is not None
    base, seen, alpha = tone.hex, tone.hex, tone.alpha
    for change in element:
        name, amount = etree.QName(change).localname, int(change.get("val", "0"))
        if name == "alpha":
            alpha = amount / _WHOLE
        elif name in ("lumMod", "lumOff"):
            seen = mixed_hex(seen.lstrip("#"), *((amount, 0) if name == "lumMod" else (_WHOLE, amount)))
            mod, off = (mod * amount // _WHOLE, off * amount // _WHOLE) if name == "lumMod" else (mod, off + amount)
        elif name in ("tint", "shade", "satMod"):
            seen, exact = _CHANGES[name](seen, amount / _WHOLE), False
    if not exact or tone.color is None:
        return Tone(seen, None, alpha)
    # From the slot's colour in one step, as the slides' own colours are computed: no rounding on the way.
    return Tone(mixed_hex(base.lstrip("#"), mod, off), replace(tone.color, lum_mod=mod, lum_off=off), alpha)


def _tinted(color: str, share: float) -> str:
    """Mix with white; `share` of the colour stays (linear light)."""
    return _hex(*(_to_srgb(_to_linear(channel) * share + 1 - share) for channel in channels(color)))


def _shaded(color: str, share: float) -> str:
    return _hex(*(_to_srgb(_to_linear(channel) * share) for channel in channels(color)))


def _saturated(color: str, share: float) -> str:
    hue, light, saturation = colorsys.rgb_to_hls(*channels(color))
    return _hex(*colorsys.hls_to_rgb(hue, light, min(1.0, saturation * share)))


_CHANGES: Final = {"tint": _tinted, "shade": _shaded, "satMod": _saturated}


def channels(color: str) -> tuple[float, float, float]:
    """`#RRGGBB` -> red, green, blue from 0 to 1."""
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, channel))):02X}" for channel in (red, green, blue))


def _to_linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _to_srgb(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else float(1.055 * linear ** (1 / 2.4) - 0.055)


def _share(value: str) -> float:
    return float(value.rstrip("%")) / 100 if value.endswith("%") else int(value) / _WHOLE


def _pair(element: etree._Element, first: str, second: str) -> tuple[float, float]:
    return _share(element.get(first, "0")), _share(element.get(second, "0"))


def over(below: str, tone: Tone) -> str:
    """A colour and a tone on top of it -> what is seen."""
    if tone.alpha >= 1:
        return tone.hex
    pairs = zip(channels(below), channels(tone.hex), strict=True)
    return _hex(*(under * (1 - tone.alpha) + above * tone.alpha for under, above in pairs))


def as_slot(seen: str, slots: Mapping[str, str]) -> Color:
    """`#RRGGBB` and a theme's slots -> the slot, lighter or darker, that comes nearest to it."""
    hue, light, saturation = colorsys.rgb_to_hls(*channels(seen))

    def distance(slot: str) -> tuple[float, float]:
        own_hue, own_light, own_saturation = colorsys.rgb_to_hls(*channels("#" + slots[slot]))
        turn = abs(hue - own_hue)
        apart = min(turn, 1 - turn) * 8 * min(saturation, own_saturation) + abs(saturation - own_saturation) * 0.4
        return round(apart, 3), abs(light - own_light)

    usable = [slot for slot in _SCHEME[:10] if slot in slots]
    grey = saturation < 0.06 or light < 0.04 or light > 0.98
    if grey:
        usable = [slot for slot in usable if slot in ("dk1", "lt1", "dk2", "lt2")]
    slot = min(usable, key=distance)
    own = colorsys.rgb_to_hls(*channels("#" + slots[slot]))[1]
    if abs(own - light) < 0.004:
        return Color(slot)
    if light < own:
        return Color(slot, round(light / own * _WHOLE), 0)
    keep = round((1 - light) / (1 - own) * _WHOLE)
    return Color(slot, keep, _WHOLE - keep)


def clearest(text: str, surfaces: tuple[str, ...]) -> float:
    """A text's colour and what is behind it, `#RRGGBB` -> its contrast where it is worst but for the odd speck.

    A twentieth of the samples may be worse: a picture has a dark pixel anywhere.
    """
    ratios = sorted(contrast(text, surface) for surface in surfaces)
    return ratios[len(ratios) // 20] if ratios else 21.0
