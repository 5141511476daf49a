"""Text of a page -> how each run looks after all that it inherits: colour, size, weight.

What a run does not say, its shape's list style says, else the shape's style, else its placeholder on the layout and
on the master and the master's text styles, or outside placeholders the presentation's defaults (19.3.1.52, 21.1.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckbrief.base.length import Pt
from deckbrief.base.record import record
from deckbrief.ooxml.colors import Palette, Rgba
from deckbrief.ooxml.fills import fill_element
from deckbrief.ooxml.markup import Element, attribute, every, find, is_true, whole
from deckbrief.ooxml.names import tag
from deckbrief.ooxml.reader import OfficeFile, Part
from deckbrief.ooxml.shapes import PageShape, list_styles

_LINK_COLOR: Final = "a:extLst/a:ext/{http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor}hlinkClr"
"""In a link: whether it keeps the colour of its text (`tx`) or has that of links."""

_DEFAULT_SIZE: Final = 1_800
"""Hundredths of a point; what PowerPoint takes where nothing says a size."""

_FULL: Final = 100_000


@record
class RunLook:
    """A run: its text, the colours that it is set in (none: they cannot be known), its size and weight."""

    text: str
    colors: tuple[Rgba, ...]
    size: Pt
    bold: bool


def run_looks(file: OfficeFile, page: Part, shape: PageShape, colors: Palette) -> Iterator[RunLook]:
    """A shape of a page -> its runs as they look, those without text left out."""
    body = find(shape.element, "p:txBody")
    own_style, font = find(body, "a:lstStyle"), find(shape.element, "p:style/a:fontRef")
    above = list_styles(file, page, shape)
    scale = whole(attribute(find(body, "a:bodyPr/a:normAutofit"), "fontScale")) or _FULL
    for paragraph in every(body, "a:p"):
        level = f"a:lvl{1 + min(8, max(0, whole(attribute(find(paragraph, 'a:pPr'), 'lvl')) or 0))}pPr/a:defRPr"
        far = [found for style in above if (found := find(style, level)) is not None]
        for run in paragraph.iterchildren(tag("a:r"), tag("a:fld")):
            text = "".join(piece.text or "" for piece in every(run, "a:t"))
            if text.strip():
                near = [found for found in (find(run, "a:rPr"), find(own_style, level)) if found is not None]
                yield _look(text, near, font, far, colors, scale)


def cell_looks(body: Element | None, colors: Palette) -> Iterator[RunLook]:
    """A table cell's text -> its runs as far as they say their colour themselves; the table's style says the rest."""
    for run in every(body, "a:p/a:r"):
        text = "".join(piece.text or "" for piece in every(run, "a:t"))
        own = find(run, "a:rPr")
        if text.strip() and own is not None and fill_element(own) is not None:
            yield _look(text, [own], None, [], colors, _FULL)


def _look(
    text: str, near: list[Element], font: Element | None, far: list[Element], colors: Palette, scale: int
) -> RunLook:
    """A run's text; what says how it looks, the nearest first: itself and its shape; the shape's style; the rest."""
    chain = [*near, *far]
    size = next((found for part in chain if (found := whole(part.get("sz"))) is not None), _DEFAULT_SIZE)
    bold = next((is_true(part.get("b")) for part in chain if part.get("b") is not None), False)
    return RunLook(text, _colors(near, font, far, colors), Pt(size * scale / _FULL / 100), bold)


def _colors(near: list[Element], font: Element | None, far: list[Element], colors: Palette) -> tuple[Rgba, ...]:
    link = find(near[0], "a:hlinkClick") if near else None
    if link is not None and attribute(find(link, _LINK_COLOR), "val") != "tx":
        blue = colors.slots.get(colors.slot("hlink"))
        return () if blue is None else (blue,)
    fill = _first_fill(near)
    if fill is None and (styled := colors.color(font)) is not None:
        return (styled,)
    fill = _first_fill(far) if fill is None else fill
    if fill is None:
        ink = colors.slots.get(colors.slot("tx1"))
        return () if ink is None else (ink,)
    return _known_colors(fill, colors)


def _known_colors(fill: Element, colors: Palette) -> tuple[Rgba, ...]:
    """A fill of letters -> its colours; none where they cannot be known."""
    stops = [fill] if fill.tag == tag("a:solidFill") else every(fill, "a:gsLst/a:gs")
    found = [colors.color(stop) for stop in stops]
    return tuple(color for color in found if color is not None) if all(found) else ()


def _first_fill(chain: list[Element]) -> Element | None:
    return next((found for part in chain if (found := fill_element(part)) is not None), None)
