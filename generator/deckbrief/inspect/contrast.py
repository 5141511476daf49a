"""A slide of any deck -> text that does not stand out from what is behind it (WCAG 2.2, 1.4.3).

What is behind a text is what lies there when the slide is painted: its own shape's fill, shapes below it, the
background. Where that cannot be known (a drawing in EMF, a chart), nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect
from deckbrief.base.message import msg
from deckbrief.base.problem import Problem
from deckbrief.base.record import record
from deckbrief.inspect.table_look import style_fill
from deckbrief.inspect.text_look import RunLook, cell_looks, run_looks
from deckbrief.ooxml.backdrop import Painted, background_of, behind, below_slide, flattened, paint
from deckbrief.ooxml.colors import Palette, from_hex, palette_of, worst_contrast
from deckbrief.ooxml.fills import NO_FILL, Fill, fill_element, read_fill
from deckbrief.ooxml.markup import Element, every, find
from deckbrief.ooxml.reader import OfficeFile, Part
from deckbrief.ooxml.shapes import PageShape, page_shapes, slide_size
from deckbrief.ooxml.text_area import text_area

_LEAST: Final = 4.5
_LEAST_LARGE: Final = 3.0
_LARGE: Final = 18
_LARGE_BOLD: Final = 14
"""Points from which text counts as large."""

Surfaces = Sequence[str | None]
"""What is seen at several places, `#RRGGBB`; None where it is not known."""


@record
class _Weak:
    """A text that stands out too little: which, its colour and the one behind it, their contrast, the least needed."""

    label: str
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
            told=first.label,
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
    colors = palette_of(file, slide)
    painted = [background_of(file, slide, slide_size(file)), *below_slide(file, slide)]
    for shape, group_fill in flattened(page_shapes(file, slide)):
        own = paint(file, slide, shape, colors, group_fill)
        if shape.text and not shape.is_decorative:
            looks = list(run_looks(file, slide, shape, colors))
            area = text_area(file, slide, shape, max((look.size for look in looks), default=Pt(0)))
            yield from _weak(shape.label, looks, _behind(area, painted, own), shape.element)
        elif shape.graphic == "table" and shape.rect is not None:
            yield from _weak_cells(file, slide, shape, colors, behind(shape.rect, painted))
        if own is not None and not own.fill.is_empty:
            painted.append(own)


def _behind(area: Rect | None, painted: Sequence[Painted], own: Painted | None) -> Surfaces:
    """Where a text stands, what is painted below its shape, the shape itself -> what is seen behind the text."""
    inside = [] if own is None else [Painted(own.rect, own.fill, own.turn)]
    return behind(painted[0].rect, [painted[0], *inside]) if area is None else behind(area, [*painted, *inside])


# Judgement ----------------------------------------------------------------------------------------------------------


def _weak_cells(file: OfficeFile, slide: Part, shape: PageShape, colors: Palette, below: Surfaces) -> Iterator[_Weak]:
    """Cells whose fill is known, and that say their text's colour; what else a table's style says is not known here."""
    table = find(shape.element, "a:graphic/a:graphicData/a:tbl")
    for y, row in enumerate(every(table, "a:tr"), 1):
        styled = style_fill(file, table, y)
        for x, cell in enumerate(every(row, "a:tc"), 1):
            said = fill_element(find(cell, "a:tcPr"))
            said = styled if said is None else said
            if said is not None:
                fill = read_fill(said, colors, file, slide)
                surfaces = below if fill == NO_FILL else _cell_surfaces(fill, below)
                looks = list(cell_looks(find(cell, "a:txBody"), colors))
                label = msg("cell {cell} of {shape}", cell=f"{y}.{x}", shape=shape.label)
                yield from _weak(label, looks, surfaces, cell)


def _cell_surfaces(fill: Fill, below: Surfaces) -> Surfaces:
    """Fill of a cell, what is behind its table -> what is seen behind its text: a thin fill lets it through."""
    area = Rect(Emu(0), Emu(0), Emu(1), Emu(1))
    grounds = (from_hex(ground) for ground in sorted({ground for ground in below if ground is not None}))
    painted = [[Painted(area, Fill((ground,))), Painted(area, fill)] for ground in grounds if ground is not None]
    return tuple(seen for each in painted or [[Painted(area, fill)]] for seen in behind(area, each))


def _weak(label: str, looks: Sequence[RunLook], behind: Surfaces, at: Element) -> Iterator[_Weak]:
    """Runs and what is seen behind them -> those that stand out too little, each pair of colours once."""
    known = [ground for color in behind if color is not None and (ground := from_hex(color)) is not None]
    if len(known) * 2 < len(behind):
        return
    seen: set[tuple[str, str]] = set()
    for look in looks:
        least = _LEAST_LARGE if look.size >= (_LARGE_BOLD if look.bold else _LARGE) else _LEAST
        for color in look.colors:
            ratio, pair = worst_contrast((color.over(ground).hex, ground.hex) for ground in known)
            if ratio < least and pair not in seen:
                seen.add(pair)
                yield _Weak(label, look.text.strip()[:20], pair, ratio, least, at)
