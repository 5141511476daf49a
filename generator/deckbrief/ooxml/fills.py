"""What an area is painted with -> the colour at any place of it (ECMA-376 part 1, 20.1.8)."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from math import cos, hypot, radians, sin
from typing import TYPE_CHECKING, Final

from deckbrief.base.record import record, replace
from deckbrief.ooxml.colors import Palette, Rgba, palette_of
from deckbrief.ooxml.markup import Element, attribute, every, find, is_true, local_name, whole
from deckbrief.ooxml.names import tag, words
from deckbrief.ooxml.reader import OfficeFile, Part

if TYPE_CHECKING:
    from PIL.Image import Image

_FULL: Final = 100_000
_FILLS: Final = tuple(tag(f"a:{name}") for name in words("noFill solidFill gradFill blipFill pattFill grpFill"))
_STYLE_ENTRY: Final = 1
_BACKGROUND_ENTRY: Final = 1_001
"""From which number on `a:fillRef` and `p:bgRef` count the theme's fills and its background fills (20.1.4.2.10)."""
_PIXELS: Final = (96, 54)
"""What pictures are made as small as: a line of text takes a row or two of it."""
_MOST_PIXELS: Final = 25_000_000
"""Larger pictures are not looked at, but JPEG, which can be read smaller than it is."""
_WHITE: Final = Rgba(255, 255, 255)

Sides = tuple[float, float, float, float]
"""Left, top, right, bottom: how far inwards from the edges, in shares of the width or height."""


@record
class Gradient:
    """Colours by their places from 0 to 1: along a line (`angle` in degrees, clockwise) or outwards from a focus."""

    stops: tuple[tuple[float, Rgba], ...]
    angle: float | None = None
    scaled: bool = False
    """Whether the angle turns with the shape of the area."""
    round: bool = False
    focus: Sides = (0.5, 0.5, 0.5, 0.5)

    def at(self, x: float, y: float, aspect: float) -> Rgba:
        """A place in shares of the area, the area's width by its height -> the colour there."""
        place = self._along(x, y, aspect) if self.angle is not None else self._outwards(x, y, aspect)
        before = self.stops[0]
        for stop in self.stops:
            if stop[0] >= place:
                span = stop[0] - before[0]
                return before[1].mixed(stop[1], (place - before[0]) / span) if span > 0 else stop[1]
            before = stop
        return before[1]

    def _along(self, x: float, y: float, aspect: float) -> float:
        wide = 1.0 if self.scaled else aspect
        across, down = cos(radians(self.angle or 0)), sin(radians(self.angle or 0))
        length = abs(across) * wide + abs(down)
        return 0.5 + ((x - 0.5) * across * wide + (y - 0.5) * down) / length

    def _outwards(self, x: float, y: float, aspect: float) -> float:
        left, top, right, bottom = self.focus
        middle_x, middle_y = (left + 1 - right) / 2, (top + 1 - bottom) / 2
        if self.round:
            reach = max(
                hypot((edge_x - middle_x) * aspect, edge_y - middle_y) for edge_x in (0, 1) for edge_y in (0, 1)
            )
            return hypot((x - middle_x) * aspect, y - middle_y) / reach
        sides = ((left - x, left), (x - 1 + right, right), (top - y, top), (y - 1 + bottom, bottom))
        return max([0.0, *(beyond / room for beyond, room in sides if room > 0)])


@record
class Picture:
    """A picture in an area: its bytes, what of it is shown and where, and how it is changed."""

    data: bytes
    crop: Sides = (0, 0, 0, 0)
    """What of the picture is cut off,"""
    stretch: Sides = (0, 0, 0, 0)
    """and what of the area it leaves free."""
    alpha: float = 1.0
    light: tuple[float, float] = (0, 0)
    """Brightness and contrast, each from -1 to 1 (`a:lum`)."""
    duotone: tuple[Rgba, Rgba] | None = None
    grey: bool = False
    """Whether it is shown in shades of grey (`a:grayscl`),"""
    threshold: float | None = None
    """or in black, and white from this brightness on (`a:biLevel`)."""

    @property
    def is_readable(self) -> bool:
        return _pixels(self.data) is not None

    def at(self, x: float, y: float) -> Rgba | None:
        """A place in shares of the area -> the colour there; None where the picture cannot be read (SVG, EMF)."""
        pixels = _pixels(self.data)
        if pixels is None:
            return None
        shares = (_inside(x, self.stretch[0], self.stretch[2]), _inside(y, self.stretch[1], self.stretch[3]))
        if not all(0 <= share <= 1 for share in shares):
            return _WHITE._replace(alpha=0)
        left, top, right, bottom = self.crop
        column = (left + shares[0] * (1 - left - right)) * pixels.width
        row = (top + shares[1] * (1 - top - bottom)) * pixels.height
        where = (min(pixels.width - 1, max(0, int(column))), min(pixels.height - 1, max(0, int(row))))
        pixel = pixels.getpixel(where)
        assert isinstance(pixel, tuple), "an RGBA picture has four channels"
        red, green, blue, alpha = pixel
        return self._changed(Rgba(red, green, blue, alpha / 255 * self.alpha))

    def _changed(self, color: Rgba) -> Rgba:
        if self.duotone is not None:
            light = colorsys.rgb_to_hls(*(channel / 255 for channel in color[:3]))[1]
            color = self.duotone[0].mixed(self.duotone[1], light)._replace(alpha=color.alpha)
        if self.grey or self.threshold is not None:
            shade = 0.2126 * color.red + 0.7152 * color.green + 0.0722 * color.blue
            if self.threshold is not None:
                shade = 255.0 if shade / 255 >= self.threshold else 0.0
            color = Rgba(shade, shade, shade, color.alpha)
        brightness, contrast = self.light
        if not (brightness or contrast):
            return color
        scale = 1 + contrast if contrast <= 0 else 1 / max(0.01, 1 - contrast)
        shares = (((channel / 255 - 0.5) * scale + 0.5 + brightness) * 255 for channel in color[:3])
        return Rgba(*(min(255.0, max(0.0, channel)) for channel in shares))._replace(alpha=color.alpha)


@record
class Fill:
    """What an area is painted with: one colour, several in turn (a pattern), a gradient, a picture; or nothing."""

    colors: tuple[Rgba, ...] = ()
    gradient: Gradient | None = None
    picture: Picture | None = None
    known: bool = True
    """Whether it can be told what is seen."""

    @property
    def is_empty(self) -> bool:
        return self.known and not (self.colors or self.gradient or self.picture)

    @property
    def is_plain(self) -> bool:
        """Whether it is one opaque colour."""
        return len(self.colors) == 1 and self.colors[0].alpha >= 1

    @property
    def tones(self) -> tuple[Rgba, ...]:
        """Its colours, but those of a picture."""
        return self.colors or (tuple(color for _, color in self.gradient.stops) if self.gradient else ())

    def at(self, x: float, y: float, aspect: float) -> Rgba | None:
        """A place in shares of the area, the area's width by its height -> the colour there; None: not known."""
        if not self.known:
            return None
        if self.gradient:
            return self.gradient.at(x, y, aspect)
        if self.picture:
            return self.picture.at(x, y)
        if not self.colors:
            return _WHITE._replace(alpha=0)
        return self.colors[(int(x * 9) + int(y * 6)) % len(self.colors)]


NO_FILL: Final = Fill()
UNKNOWN_FILL: Final = Fill(known=False)


def fill_element(properties: Element | None) -> Element | None:
    """`p:spPr`, `a:tcPr`, `a:rPr` … -> the fill that it says, if any."""
    if properties is None:
        return None
    return next((child for child in properties.iterchildren("*") if child.tag in _FILLS), None)


def read_fill(element: Element, palette: Palette, file: OfficeFile, part: Part) -> Fill:
    """`a:solidFill`, `a:gradFill` …, the colours and the part that it stands in -> what it paints with."""
    match local_name(element):
        case "noFill":
            return NO_FILL
        case "solidFill":
            return _colored([palette.color(element)])
        case "pattFill":
            return _colored([palette.color(find(element, f"a:{name}")) for name in ("bgClr", "fgClr")])
        case "gradFill":
            return _gradient(element, palette)
        case "blipFill":
            return _picture(element, palette, file, part)
    return UNKNOWN_FILL


def styled_fill(reference: Element | None, palette: Palette, file: OfficeFile) -> Fill:
    """`a:fillRef` or `p:bgRef` -> the theme's fill of that number, in the colour that the reference says."""
    index = whole(attribute(reference, "idx")) or 0
    if reference is None or palette.theme is None or index <= 0:
        return NO_FILL
    name, first = "fillStyleLst", _STYLE_ENTRY
    if index >= _BACKGROUND_ENTRY:
        name, first = "bgFillStyleLst", _BACKGROUND_ENTRY
    fills = every(palette.theme.root, f"a:themeElements/a:fmtScheme/a:{name}/*")
    if index - first >= len(fills):
        return UNKNOWN_FILL
    return read_fill(fills[index - first], replace(palette, placeholder=palette.color(reference)), file, palette.theme)


def background(file: OfficeFile, page: Part) -> Fill:
    """Page -> what its background is painted with, its own or its layout's or master's; white where none has any."""
    for part in file.lineage(page):
        palette = palette_of(file, part)
        properties, reference = find(part.root, "p:cSld/p:bg/p:bgPr"), find(part.root, "p:cSld/p:bg/p:bgRef")
        if (own := fill_element(properties)) is not None:
            return read_fill(own, palette, file, part)
        if reference is not None:
            return styled_fill(reference, palette, file)
    return Fill((_WHITE,))


def _colored(colors: Sequence[Rgba | None]) -> Fill:
    known = tuple(color for color in colors if color is not None)
    return Fill(known) if len(known) == len(colors) else UNKNOWN_FILL


def _gradient(element: Element, palette: Palette) -> Fill:
    stops = [(whole(attribute(stop, "pos")) or 0, palette.color(stop)) for stop in every(element, "a:gsLst/a:gs")]
    known = sorted(((place / _FULL, color) for place, color in stops if color is not None), key=lambda stop: stop[0])
    if not known or len(known) < len(stops):
        return UNKNOWN_FILL
    path, line = find(element, "a:path"), find(element, "a:lin")
    if path is not None:
        return Fill(
            gradient=Gradient(
                tuple(known),
                round=path.get("path") == "circle",
                focus=_sides(find(path, "a:fillToRect")),
            )
        )
    angle = (whole(attribute(line, "ang")) or 0) / 60_000
    return Fill(gradient=Gradient(tuple(known), angle, scaled=is_true(attribute(line, "scaled"))))


def _picture(element: Element, palette: Palette, file: OfficeFile, part: Part) -> Fill:
    blip = find(element, "a:blip")
    entry = part.relation(attribute(blip, tag("r:embed")))
    found = file.part(entry.part) if entry else None
    if blip is None or found is None:
        return UNKNOWN_FILL
    light, tones, level = find(blip, "a:lum"), find(blip, "a:duotone"), find(blip, "a:biLevel")
    amounts = [whole(attribute(light, name)) or 0 for name in ("bright", "contrast")]
    duotone = [color for tone in tones if (color := palette.color_of(tone))] if tones is not None else []
    return Fill(
        picture=Picture(
            found.data,
            crop=_sides(find(element, "a:srcRect")),
            stretch=_sides(find(element, "a:stretch/a:fillRect")),
            alpha=(whole(attribute(find(blip, "a:alphaModFix"), "amt")) or _FULL) / _FULL,
            light=(amounts[0] / _FULL, amounts[1] / _FULL),
            duotone=(duotone[0], duotone[1]) if len(duotone) == 2 else None,
            grey=find(blip, "a:grayscl") is not None,
            threshold=None if level is None else (whole(level.get("thresh")) or 0) / _FULL,
        )
    )


def _sides(element: Element | None) -> Sides:
    left, top, right, bottom = ((whole(attribute(element, side)) or 0) / _FULL for side in "ltrb")
    return left, top, right, bottom


def _inside(share: float, before: float, after: float) -> float:
    room = 1 - before - after
    return (share - before) / room if room > 0 else -1


@lru_cache(maxsize=64)
def _pixels(data: bytes) -> Image | None:
    """Bytes of a picture -> the picture, small, with its transparency; None where Pillow cannot read it."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as picture:
            picture.draft("RGB", (_PIXELS[0] * 2, _PIXELS[1] * 2))
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            small: Image.Image = picture
            if picture.mode.startswith("I"):  # grey of 16 bits, which Pillow would cut off at 255
                small = picture.convert("I").point(lambda value: value / 256).convert("L")
            return small.convert("RGBA").resize(_PIXELS, Image.Resampling.BOX)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
