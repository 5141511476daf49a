"""A slide of any deck -> text that does not stand out from what is behind it (WCAG 2.2, 1.4.3).

What is behind a text is what lies there when the slide is painted: its own shape's fill, shapes below it, the
background. Where that is a picture or a pattern, or a colour cannot be known, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from deckbrief.base.length import Rect
from deckbrief.base.message import msg
from deckbrief.base.problem import Problem
from deckbrief.base.record import record
from deckbrief.inspect.colors import Palette, Rgba, palette, stops
from deckbrief.inspect.preset_sites import OPEN
from deckbrief.inspect.shapes import Seen, match_placeholder, seen_shapes
from deckbrief.inspect.text_look import RunLook, cell_looks, fill_of, run_looks
from deckbrief.ooxml.markup import Element, every, find, is_true, whole
from deckbrief.ooxml.names import tag
from deckbrief.ooxml.reader import OfficeFile, Part
from deckbrief.theme.theme import contrast

_LEAST: Final = 4.5
_LEAST_LARGE: Final = 3.0
_LARGE: Final = 18
_LARGE_BOLD: Final = 14
"""Points from which text counts as large."""

_COVERED: Final = 0.8
"""Share of a text's box that a shape below must cover to be what the text stands on."""

_STYLE_ENTRY: Final = 1
_BACKGROUND_ENTRY: Final = 1_001
"""From which number on `a:fillRef` and `p:bgRef` count the theme's fills and its background fills (20.1.4.2.10)."""

Colors = tuple[Rgba, ...] | None
"""The colours of a fill; none: it shows what is below; None: they cannot be known."""


@record
class _Painted:
    """A place on the slide with the colours that it was painted with."""

    rect: Rect
    colors: Colors


@record
class _Weak:
    """A text that stands out too little: which, its colour and the one behind it, their contrast, the least needed."""

    told: str
    text: str
    pair: tuple[str, str]
    ratio: float
    least: float
    at: Element


def contrast_problems(file: OfficeFile, slide: Part, number: int) -> Iterator[Problem]:
    """Package, a slide and its number -> what cannot be read well on it, each pair of colours once."""
    found: dict[tuple[str, str], list[_Weak]] = {}
    for weak in _weak_texts(file, slide):
        found.setdefault(weak.pair, []).append(weak)
    for pair, cases in found.items():
        first = cases[0]
        shown = int(first.ratio * 100) / 100  # 4.499 is less than 4.5, and is not to read as 4.50
        message = msg(
            "{told} on slide {number}: '{text}' is {pair} on {pair2}, a contrast of {shown:.2f}",
            told=first.told,
            number=number,
            text=first.text,
            pair=pair[0],
            pair2=pair[1],
            shown=shown,
        )
        message = msg("{message}, and needs {least}", message=message, least=first.least)
        if len(cases) > 1:
            message = msg("{message} ({number} more like it)", message=message, number=len(cases) - 1)
        yield file.problem(
            "access.contrast",
            slide,
            message,
            first.at,
        )


def _weak_texts(file: OfficeFile, slide: Part) -> Iterator[_Weak]:
    """Go through the slide as it is painted, and judge each text by what is behind it then."""
    colors = palette(file, slide)
    ground = _background(file, slide)
    painted = [item for page in _below(file, slide) for item in _decorations(file, page)]
    for shape, group_fill in _flattened(seen_shapes(file, slide), None):
        own = _fill(file, slide, shape, colors, group_fill)
        if shape.text and not shape.is_decorative:
            behind = _behind(shape.rect, own, painted, ground)
            yield from _weak(shape.told, run_looks(file, slide, shape, colors), behind, shape.shape)
        elif shape.graphic == "table":
            yield from _weak_cells(shape, colors, _behind(shape.rect, (), painted, ground))
        if shape.rect is not None and own != ():
            painted.append(_Painted(shape.rect, own))


def _flattened(shapes: list[Seen] | tuple[Seen, ...], fill: Element | None) -> Iterator[tuple[Seen, Element | None]]:
    """Shapes in the order in which they are painted, groups dissolved; each with the fill of the group around it."""
    for shape in shapes:
        if shape.kind == "grpSp":
            own = fill_of(find(shape.shape, "p:grpSpPr"))
            yield from _flattened(shape.members, fill if own is None or own.tag == tag("a:grpFill") else own)
        else:
            yield shape, fill


def _below(file: OfficeFile, slide: Part) -> list[Part]:
    """Master and layout of a slide, as far as they show through, the master first."""
    above = file.lineage(slide)
    shown: list[Part] = []
    for page, next_page in pairwise(above):
        if page.root is None or not is_true(page.root.get("showMasterSp", "1")):
            break
        shown.insert(0, next_page)
    return shown


def _decorations(file: OfficeFile, page: Part) -> Iterator[_Painted]:
    """What a layout or a master paints below the slide: all but its placeholders."""
    colors = palette(file, page)
    for shape, group_fill in _flattened(seen_shapes(file, page), None):
        fill = () if shape.role else _fill(file, page, shape, colors, group_fill)
        if shape.rect is not None and fill != ():
            yield _Painted(shape.rect, fill)


# Fills --------------------------------------------------------------------------------------------------------------


def _fill(file: OfficeFile, page: Part, seen: Seen, colors: Palette, group_fill: Element | None) -> Colors:
    """A shape -> the colours of its inside, its own, its style's or its placeholder's."""
    if seen.kind == "graphicFrame":
        return () if seen.graphic == "table" else None
    if seen.kind in ("pic", "contentPart"):
        return None
    properties = find(seen.shape, "p:spPr")
    geometry = find(properties, "a:prstGeom")
    if seen.kind == "cxnSp" or (geometry is not None and geometry.get("prst") in OPEN and not seen.text):
        return ()
    own = fill_of(properties)
    if own is not None and own.tag == tag("a:grpFill"):
        own = group_fill
    reference, holder = find(seen.shape, "p:style/a:fillRef"), seen.placeholder
    if own is None and reference is None and holder is not None:
        inherited = (fill_of(find(match_placeholder(above, holder), "p:spPr")) for above in file.lineage(page)[1:])
        own = next((fill for fill in inherited if fill is not None), None)
    return _styled(reference, colors, "fillStyleLst", _STYLE_ENTRY) if own is None else _colors(own, colors)


def _colors(fill: Element, colors: Palette) -> Colors:
    found = stops(fill, colors)
    return None if found is None else tuple(color for color in found if color.alpha > 0)


def _styled(reference: Element | None, colors: Palette, entries: str, first: int) -> Colors:
    """A reference to one of the theme's fills -> its colours."""
    index = whole(reference.get("idx")) if reference is not None else 0
    if reference is None or not index:
        return ()
    if entries == "fillStyleLst" and index >= _BACKGROUND_ENTRY:
        entries, first = "bgFillStyleLst", _BACKGROUND_ENTRY
    known = find(colors.styles, f"a:{entries}")
    fills = [] if known is None else list(known.iterchildren("*"))
    if not 0 <= index - first < len(fills):
        return None
    return _colors(fills[index - first], replace(colors, placeholder=colors.color(reference)))


def _background(file: OfficeFile, slide: Part) -> Colors:
    """Slide -> the colours of its background, its own or that of its layout or master; white where none has any."""
    for page in file.lineage(slide):
        colors = palette(file, page)
        properties, reference = find(page.root, "p:cSld/p:bg/p:bgPr"), find(page.root, "p:cSld/p:bg/p:bgRef")
        if properties is not None:
            fill = fill_of(properties)
            return None if fill is None else _colors(fill, colors)
        if reference is not None:
            return _styled(reference, colors, "bgFillStyleLst", _BACKGROUND_ENTRY)
    return (Rgba(255, 255, 255),)


def _behind(rect: Rect | None, own: Colors, painted: list[_Painted], ground: Colors) -> Colors:
    """Box of a text and its shape's own fill -> the colours that are seen behind the text."""
    layers: list[Colors] = [ground]
    layers += [item.colors for item in painted if rect is not None and _covers(item.rect, rect)]
    layers.append(own)
    seen: Colors = ()
    for layer in layers:
        if layer is None:
            seen = None
        elif any(color.alpha < 1 for color in layer):
            seen = None if seen is None else tuple(top.over(low) for top in layer for low in seen)
        elif layer:
            seen = layer
    return seen


def _covers(below: Rect, rect: Rect) -> bool:
    width = min(below.right, rect.right) - max(below.x, rect.x)
    height = min(below.bottom, rect.bottom) - max(below.y, rect.y)
    return width > 0 and height > 0 and width * height >= _COVERED * rect.width * rect.height


# Judgement ----------------------------------------------------------------------------------------------------------


def _weak_cells(seen: Seen, colors: Palette, behind: Colors) -> Iterator[_Weak]:
    """Cells that say both their fill and their text's colour; what a table's style says is not known here."""
    for y, row in enumerate(every(seen.shape, "a:graphic/a:graphicData/a:tbl/a:tr"), 1):
        for x, cell in enumerate(every(row, "a:tc"), 1):
            fill = fill_of(find(cell, "a:tcPr"))
            if fill is not None:
                own = _colors(fill, colors)
                looks = cell_looks(find(cell, "a:txBody"), colors)
                yield from _weak(
                    msg("cell {cell} of {shape}", cell=f"{y}.{x}", shape=seen.told),
                    looks,
                    behind if own == () else own,
                    cell,
                )


def _weak(told: str, looks: Iterator[RunLook], behind: Colors, at: Element) -> Iterator[_Weak]:
    """Runs and the colours behind them -> those that stand out too little, each pair of colours once."""
    seen: set[tuple[str, str]] = set()
    for look in looks:
        least = _LEAST_LARGE if look.size >= (_LARGE_BOLD if look.bold else _LARGE) else _LEAST
        pairs = [(text.over(ground).hex, ground.hex) for text in look.colors for ground in behind or ()]
        ratio, pair = min(((contrast(*pair), pair) for pair in pairs), default=(least, ("", "")))
        if ratio < least and pair not in seen:
            seen.add(pair)
            yield _Weak(told, look.text.strip()[:20], pair, ratio, least, at)
