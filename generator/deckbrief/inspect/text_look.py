"""Text of a page -> how each run looks after all that it inherits: colour, size, weight.

What a run does not say, its shape's list style says, else the shape's style, else its placeholder on the layout and
on the master and the master's text styles, or outside placeholders the presentation's defaults (19.3.1.52, 21.1.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckbrief.base.length import Pt
from deckbrief.base.record import record
from deckbrief.inspect.colors import Palette, Rgba, stops
from deckbrief.inspect.shapes import FOOTERS, TITLES, Seen, match_placeholder
from deckbrief.ooxml.markup import Element, every, find, is_true, whole
from deckbrief.ooxml.names import tag, words
from deckbrief.ooxml.reader import OfficeFile, Part

_LINK_COLOR: Final = "a:extLst/a:ext/{http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor}hlinkClr"
"""In a link: whether it keeps the colour of its text (`tx`) or has that of links."""

_DEFAULT_SIZE: Final = 1_800
"""Hundredths of a point; what PowerPoint takes where nothing says a size."""

_FULL: Final = 100_000
_FILLS: Final = tuple(tag(f"a:{name}") for name in words("noFill solidFill gradFill blipFill pattFill grpFill"))


@record
class RunLook:
    """A run: its text, the colours that it is set in (none: they cannot be known), its size and weight."""

    text: str
    colors: tuple[Rgba, ...]
    size: Pt
    bold: bool


def fill_of(properties: Element | None) -> Element | None:
    """`p:spPr`, `a:tcPr`, `a:rPr` … -> the fill that it says, if any."""
    if properties is None:
        return None
    return next((child for child in properties.iterchildren("*") if child.tag in _FILLS), None)


def run_looks(file: OfficeFile, page: Part, seen: Seen, colors: Palette) -> Iterator[RunLook]:
    """A shape of a page -> its runs as they look, those without text left out."""
    body = find(seen.shape, "p:txBody")
    own_style, font = find(body, "a:lstStyle"), find(seen.shape, "p:style/a:fontRef")
    above = _inherited_styles(file, page, seen)
    scale = whole(_get(find(body, "a:bodyPr/a:normAutofit"), "fontScale")) or _FULL
    for paragraph in every(body, "a:p"):
        level = f"a:lvl{1 + min(8, max(0, whole(_get(find(paragraph, 'a:pPr'), 'lvl')) or 0))}pPr/a:defRPr"
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
        if text.strip() and own is not None and fill_of(own) is not None:
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
    if link is not None and _get(find(link, _LINK_COLOR), "val") != "tx":
        blue = colors.slots.get(colors.mapping.get("hlink", "hlink"))
        return () if blue is None else (blue,)
    fill = _first_fill(near)
    if fill is None and (styled := colors.color(font)) is not None:
        return (styled,)
    fill = _first_fill(far) if fill is None else fill
    if fill is None:
        ink = colors.slots.get(colors.mapping.get("tx1", "dk1"))
        return () if ink is None else (ink,)
    return tuple(stops(fill, colors) or ())


def _first_fill(chain: list[Element]) -> Element | None:
    return next((found for part in chain if (found := fill_of(part)) is not None), None)


def _inherited_styles(file: OfficeFile, page: Part, seen: Seen) -> list[Element]:
    """List styles that a shape's text inherits, the nearest first."""
    found: list[Element | None] = []
    holder, above = seen.placeholder, file.lineage(page)[1:]
    if holder is None:
        presentation = file.presentation()
        found.append(find(presentation.root if presentation else None, "p:defaultTextStyle"))
    else:
        found += [find(match_placeholder(part, holder), "p:txBody/a:lstStyle") for part in above]
        kind = "titleStyle" if seen.role in TITLES else "otherStyle" if seen.role in FOOTERS else "bodyStyle"
        found.append(find(above[-1].root if above else None, f"p:txStyles/p:{kind}"))
    return [style for style in found if style is not None]


def _get(element: Element | None, name: str) -> str | None:
    return None if element is None else element.get(name)
