"""A shape with text -> about where in it the text stands, by its length, size, alignment and anchor."""

from __future__ import annotations

from math import ceil
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points
from deckbrief.ooxml.markup import attribute, every, find, whole
from deckbrief.ooxml.reader import OfficeFile, Part
from deckbrief.ooxml.shapes import PageShape, alignment, body_property, list_styles

_PITCH: Final = 1.2
"""Distance of lines in sizes of type, and"""
_WIDE: Final = 0x2E80
"""the first character that is an em wide, as all of East Asia's are."""
_NARROW: Final = 0.6
"""What others take of an em: a little more than most, for what stands there is to be kept clear of."""
_INSETS: Final = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
"""ECMA-376 part 1, 21.1.2.1.1."""
_SHARE_BEFORE: Final = {"ctr": 0.5, "r": 1, "b": 1}
"""What of the room that a text leaves free lies left of it, or above it, by its alignment or anchor."""
_DEFAULT_SIZE: Final = 1_800


def text_area(file: OfficeFile, page: Part, shape: PageShape, size: Pt) -> Rect | None:
    """A shape of a page and the size of its text -> the rectangle that the text takes; None where it has no place."""
    if shape.rect is None:
        return None
    said = {name: whole(body_property(file, page, shape, name)) for name in _INSETS}
    rect = shape.rect.inset(*(default if said[name] is None else said[name] or 0 for name, default in _INSETS.items()))
    ems = sum(1 if ord(character) >= _WIDE else _NARROW for character in shape.text) * points(size)
    breaks = sum(len(every(shape.element, f"p:txBody/{path}")) for path in ("a:p", "a:p/a:br"))
    lines = max(breaks, ceil(ems / max(1, rect.width)))
    width = max(1, min(rect.width, round(ems)))
    height = max(1, min(rect.height, round(lines * points(size) * _PITCH)))
    left = _SHARE_BEFORE.get(alignment(file, page, shape), 0) * (rect.width - width)
    above = _SHARE_BEFORE.get(body_property(file, page, shape, "anchor"), 0) * (rect.height - height)
    return Rect(Emu(round(rect.x + left)), Emu(round(rect.y + above)), Emu(width), Emu(height))


def text_size(file: OfficeFile, page: Part, shape: PageShape) -> Pt:
    """A shape of a page -> the largest size that its runs say, else the one that they inherit."""
    said = [whole(attribute(run, "sz")) for run in every(shape.element, "p:txBody/a:p/a:r/a:rPr")]
    levels = [find(shape.element, "p:txBody/a:lstStyle"), *list_styles(file, page, shape)]
    inherited = (whole(attribute(find(level, "a:lvl1pPr/a:defRPr"), "sz")) for level in levels)
    known = [size for size in said if size]
    return Pt((max(known) if known else next(filter(None, inherited), _DEFAULT_SIZE)) / 100)
