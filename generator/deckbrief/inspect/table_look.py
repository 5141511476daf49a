"""A table's row -> the fill that the package's own table styles give to its cells (ECMA-376 part 1, 20.1.4.2)."""

from __future__ import annotations

from deckbrief.ooxml.fills import fill_element
from deckbrief.ooxml.markup import Element, attribute, every, find, is_true
from deckbrief.ooxml.reader import OfficeFile


def style_fill(file: OfficeFile, table: Element | None, row: int) -> Element | None:
    """Package, an `a:tbl`, a row's number from 1 -> the fill of its cells; None where no style of the package says one.

    Styles that PowerPoint has built in are not in packages.
    """
    properties = find(table, "a:tblPr")
    style = _style(file, find(properties, "a:tableStyleId"))
    if style is None:
        return None
    headed = is_true(attribute(properties, "firstRow"))
    banded = is_true(attribute(properties, "bandRow"))
    band = "a:band1H" if (row - headed) % 2 else "a:band2H"
    parts = [*(["a:firstRow"] if headed and row == 1 else [band] if banded else []), "a:wholeTbl"]
    found = (fill_element(find(style, f"{part}/a:tcStyle/a:fill")) for part in parts)
    return next((fill for fill in found if fill is not None), None)


def _style(file: OfficeFile, named: Element | None) -> Element | None:
    deck = file.presentation()
    if deck is None or named is None:
        return None
    wanted = (named.text or "").strip()
    styles = (style for part in file.kin(deck, "tableStyles") for style in every(part.root, "a:tblStyle"))
    return next((style for style in styles if style.get("styleId") == wanted), None)
