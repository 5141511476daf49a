"""Scatter of a frame -> what its native chart part has in the place of bars and lines (ECMA-376 part 1, 21.2.2.161)."""

from __future__ import annotations

from deckbrief.base.length import EMU_PER_PT, Pt
from deckbrief.export.pptx import paint
from deckbrief.export.pptx.chart_parts import (
    AXES,
    QUIET,
    SHOW_NONE,
    marker_size,
    numbers,
    plain_number,
    strings,
    text_look,
)
from deckbrief.layout.frame import Axis, Plot
from deckbrief.ooxml import escape
from deckbrief.theme.theme import Color

_ACROSS, _UP = AXES


def scatter_chart(plot: Plot, lang: str) -> str:
    """Return `c:scatterChart`: points without lines, each with its name, which its data hold in the first column.

    LibreOffice takes no colour of a point that is as large as its series says: those of their own are a point smaller.
    """
    right, up = plot.series[0], plot.series[-1]
    last, size = len(plot.categories) + 1, marker_size(plot.dot * plot.zoom)
    points = "".join(
        f'<c:dPt><c:idx val="{number}"/>{_marker(color, size - 1)}<c:bubble3D val="0"/>'
        f"<c:spPr>{paint.fill(color)}{paint.NO_LINE}</c:spPr></c:dPt>"
        for number, color in enumerate(up.points)
        if color is not None
    )
    return (
        '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f'<c:ser><c:idx val="0"/><c:order val="0"/><c:tx>{strings("Sheet1!$C$1", (up.name,))}</c:tx>'
        f"<c:spPr>{paint.NO_LINE}</c:spPr>{_marker(up.color, size)}{points}{_names(plot, lang)}"
        f"<c:xVal>{numbers(f'Sheet1!$B$2:$B${last}', right.values)}</c:xVal>"
        f"<c:yVal>{numbers(f'Sheet1!$C$2:$C${last}', up.values)}</c:yVal>"
        f'<c:smooth val="0"/>{_range_of_names(plot)}</c:ser><c:axId val="{_ACROSS}"/><c:axId val="{_UP}"/>'
        "</c:scatterChart>"
    )


def _marker(color: Color, size: int) -> str:
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/>'
        f"<c:spPr>{paint.fill(color)}{paint.NO_LINE}</c:spPr></c:marker>"
    )


def _names(plot: Plot, lang: str) -> str:
    """Return the names beside the points: labels that show the cells of the first column, and move with their points.

    What reads no such field (before Office 2013) shows the words that stand in it.
    """
    look = (
        f'<a:rPr lang="{escape.attribute(lang)}" sz="{round(plot.size * 100)}" b="0">{paint.fill(plot.text_color)}'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:rPr>'
    )
    labels = "".join(
        f'<c:dLbl><c:idx val="{number}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p>'
        f'<a:fld id="{_field_id(number)}" type="CELLRANGE">{look}<a:pPr/><a:t>{escape.text(name)}</a:t></a:fld></a:p>'
        f'</c:rich></c:tx><c:dLblPos val="{side}"/>{SHOW_NONE}{_of_range(1, "<c15:dlblFieldTable/>")}'
        "</c:dLbl>"
        for number, (name, side) in enumerate(zip(plot.categories, plot.sides, strict=True))
        if side
    )
    text = text_look(plot.size, plot.text_color, lang)
    plain = f"<c:spPr>{paint.NO_FILL}{paint.NO_LINE}</c:spPr>{text}{SHOW_NONE}"
    return f"<c:dLbls>{labels}{plain}{_of_range(0)}</c:dLbls>"


def _field_id(number: int) -> str:
    """Return a GUID for the field of a point; it has to be another for each."""
    return f"{{00000000-0000-4000-8000-{number + 1:012X}}}"


def _of_range(shown: int, before: str = "") -> str:
    """Return whether labels show cells of a range ([MS-ODRAWXML] 2.24.3.63)."""
    return _extended("CE6537A1-D6FC-4f65-9D91-7224C49458BB", f'{before}<c15:showDataLabelsRange val="{shown}"/>')


def _range_of_names(plot: Plot) -> str:
    """Return which cells the labels of the points show, and what these say ([MS-ODRAWXML] 2.24.3.14)."""
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{escape.text(name)}</c:v></c:pt>' for number, name in enumerate(plot.categories)
    )
    return _extended(
        "02D57815-91ED-43cb-92C2-25804820EDAC",
        f"<c15:datalabelsRange><c15:f>Sheet1!$A$2:$A${len(plot.categories) + 1}</c15:f><c15:dlblRangeCache>"
        f'<c:ptCount val="{len(plot.categories)}"/>{points}</c15:dlblRangeCache></c15:datalabelsRange>',
    )


def _extended(uri: str, inner: str) -> str:
    return (
        f'<c:extLst><c:ext uri="{{{uri}}}" xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
        f"{inner}</c:ext></c:extLst>"
    )


def scatter_axes(plot: Plot, across: Axis, words: str) -> str:
    """Scatter, its axis below, how words look -> its two axes of numbers; no grid crosses names.

    The one of the numbers up stands at the left, whatever the numbers across begin with.
    """
    zero = f'<c:spPr><a:ln w="{round(Pt(1.5) * EMU_PER_PT)}">{paint.fill(plot.text_color)}</a:ln></c:spPr>'
    up = Axis(plot.low, plot.high, plot.step, plot.code)
    return _axis(plot, across, (_ACROSS, _UP), "b", zero, words) + _axis(plot, up, (_UP, _ACROSS), "l", zero, words)


def _axis(plot: Plot, axis: Axis, ids: tuple[int, int], place: str, look: str, words: str) -> str:
    return (
        f'<c:valAx><c:axId val="{ids[0]}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{plain_number(axis.high)}"/><c:min val="{plain_number(axis.low)}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{place}"/>'
        f'<c:numFmt formatCode="{escape.attribute(axis.code)}" sourceLinked="0"/>{QUIET}<c:tickLblPos val="low"/>'
        f'{look}{words}<c:crossAx val="{ids[1]}"/><c:crosses val="{"min" if place == "l" else "autoZero"}"/>'
        f'<c:crossBetween val="midCat"/>'
        f'<c:majorUnit val="{plain_number(axis.step)}"/></c:valAx>'
    )
