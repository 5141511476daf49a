"""What the parts of all native charts are made of: cached texts, looks of words, numbers as spreadsheets write them."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Pt
from deckbrief.export.pptx import paint
from deckbrief.ooxml import escape
from deckbrief.theme.theme import Color

MAIN: Final = "http://schemas.openxmlformats.org/drawingml/2006"
RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHOWN: Final = (
    '<c:showLegendKey val="0"/><c:showVal val="{number}"/><c:showCatName val="0"/>'
    '<c:showSerName val="{name}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
SHOW_VALUE: Final = _SHOWN.format(number=1, name=0)
SHOW_NONE: Final = _SHOWN.format(number=0, name=0)
SHOW_NAMED: Final = _SHOWN.format(number=1, name=1) + "<c:separator> </c:separator>"
"""What labels say: their numbers, nothing, or the name of the series and the number."""
_FONTS: Final = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'


_HEADING: Final = '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/>'


def text_look(size: Pt, color: Color, lang: str, heading: bool = False) -> str:
    """Size, colour, language -> `c:txPr`, in the face of running text or, bold, in that of headings."""
    return (
        f'<c:txPr><a:bodyPr rot="0" vert="horz" wrap="none"/><a:lstStyle/><a:p><a:pPr>'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(heading)}">'
        f"{paint.fill(color)}{_HEADING if heading else _FONTS}</a:defRPr></a:pPr>"
        f'<a:endParaRPr lang="{escape.attribute(lang)}"/></a:p></c:txPr>'
    )


def plain_number(value: float) -> str:
    """Number -> the same in full, as spreadsheets write it: `165`, `7.5`, `1e+22`."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 10**15 else repr(value)


def marker_size(diameter: float) -> int:
    """Diameter of a point, in points of type -> what a file can say (ECMA-376 part 1, 21.2.3.24: whole, 2 to 72).

    At least 3, since a point in a colour of its own is one smaller.
    """
    return min(max(round(diameter), 3), 72)


QUIET: Final = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
AXES: Final = (333_333_333, 444_444_444)
"""Ids of the axis of categories, or of the numbers below, and of that of numbers."""


def strings(reference: str, values: tuple[str, ...]) -> str:
    """Cells and the texts in them -> `c:strRef`."""
    points = "".join(f'<c:pt idx="{n}"><c:v>{escape.text(value)}</c:v></c:pt>' for n, value in enumerate(values))
    cache = f'<c:strCache><c:ptCount val="{len(values)}"/>{points}</c:strCache>'
    return f"<c:strRef><c:f>{reference}</c:f>{cache}</c:strRef>"


def numbers(reference: str, values: tuple[float | None, ...]) -> str:
    """Return numbers with their cells; a gap has none."""
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{plain_number(value)}</c:v></c:pt>'
        for n, value in enumerate(values)
        if value is not None
    )
    cache = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}'
    return f"<c:numRef><c:f>{reference}</c:f><c:numCache>{cache}</c:numCache></c:numRef>"
