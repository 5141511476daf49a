"""Plot of a frame -> a native chart part of several series (ECMA-376 part 1, 21.2) and the workbook of its data."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import EMU_PER_PT, Pt
from deckbrief.export.pptx import paint
from deckbrief.export.pptx.chart_parts import (
    AXES,
    MAIN,
    QUIET,
    RELATED,
    SHOW_NAMED,
    SHOW_NONE,
    SHOW_VALUE,
    marker_size,
    numbers,
    plain_number,
    strings,
    text_look,
)
from deckbrief.export.pptx.scatter import scatter_axes, scatter_chart
from deckbrief.layout.frame import ChartSeries, Plot, Stroke
from deckbrief.layout.plot import HOLE, edge_width, stem_width
from deckbrief.layout.plot_field import is_edge_to_edge, line_width
from deckbrief.layout.plot_labels import LabelPlace, label_places, point_radius
from deckbrief.ooxml import escape
from deckbrief.ooxml.relationship import HEAD
from deckbrief.theme.theme import Color

_CATEGORIES, _VALUES = AXES
_GROUPING: Final = {"grouped": "clustered", "stacked": "stacked", "percent": "percentStacked"}
_SMOOTH: Final = '<c:smooth val="0"/>'
_NO_LABELS: Final = f"<c:dLbls>{SHOW_NONE}</c:dLbls>"
_UNLED: Final = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"'
    ' xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="0"/></c:ext>'
    "</c:extLst>"
)
"""No line leads from a label that was moved to its point ([MS-ODRAWXML] 2.24.3.66)."""


def plot_xml(plot: Plot, lang: str) -> str:
    """Plot -> `c:chartSpace`; the area of bars and lines is where the layout has put it."""
    words = text_look(plot.size, plot.text_color, lang)
    axes = "" if plot.kind in ("pie", "doughnut") else _axes(plot, words)
    if plot.across:
        axes = scatter_axes(plot, plot.across, words)
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{MAIN}/chart" xmlns:a="{MAIN}/main" xmlns:r="{RELATED}">'
        f'<c:date1904 val="0"/><c:lang val="{escape.attribute(lang)}"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{_area(plot)}{_series_chart(plot, lang)}{axes}'
        f'<c:spPr>{paint.NO_FILL}</c:spPr></c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{paint.NO_FILL}{paint.NO_LINE}</c:spPr>{words}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _area(plot: Plot) -> str:
    outer, inner = plot.rect, plot.area
    width, height = max(1, outer.width), max(1, outer.height)
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{(inner.x - outer.x) / width:.5f}"/><c:y val="{(inner.y - outer.y) / height:.5f}"/>'
        f'<c:w val="{inner.width / width:.5f}"/><c:h val="{inner.height / height:.5f}"/></c:manualLayout></c:layout>'
    )


def _series_chart(plot: Plot, lang: str) -> str:
    """Return the element of the chart's kind, with its series."""
    if plot.across:
        return scatter_chart(plot, lang)
    series = _stem_series(plot) + "".join(_series(plot, number, one, lang) for number, one in enumerate(plot.series))
    ids = f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/>'
    grouping = _GROUPING[plot.stacking]
    if plot.kind in ("bar", "column"):
        overlap = 0 if plot.stacking == "grouped" and plot.style != "progress" else 100
        lines = "".join(_series(plot, n, one, lang) for n, one in enumerate(plot.series) if one.as_line)
        series = "".join(_series(plot, n, one, lang) for n, one in enumerate(plot.series) if not one.as_line)
        over = (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{lines}<c:marker val="1"/>{ids}'
            "</c:lineChart>"
        )
        return (
            f'<c:barChart><c:barDir val="{"bar" if plot.kind == "bar" else "col"}"/><c:grouping val="{grouping}"/>'
            f'<c:varyColors val="0"/>{series}<c:gapWidth val="{plot.gap}"/><c:overlap val="{overlap}"/>{ids}'
            f"</c:barChart>{over if lines else ''}"
        )
    stands = {"clustered": "standard"}.get(grouping, grouping)
    if plot.kind == "line":
        return (
            f'<c:lineChart><c:grouping val="{stands}"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{ids}'
            "</c:lineChart>"
        )
    if plot.kind == "area":
        return f'<c:areaChart><c:grouping val="{stands}"/><c:varyColors val="0"/>{series}{ids}</c:areaChart>'
    if plot.kind == "pie":
        return f'<c:pieChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/></c:pieChart>'
    return (
        f'<c:doughnutChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/><c:holeSize val="{HOLE}"/>'
        "</c:doughnutChart>"
    )


def _series(plot: Plot, number: int, series: ChartSeries, lang: str) -> str:
    last = len(plot.categories) + 1
    column = chr(ord("B") + number)
    line = plot.kind == "line" or series.as_line
    if plot.style == "dot":
        look = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        look += (
            f'<c:marker><c:symbol val="circle"/><c:size val="{marker_size(plot.dot * plot.zoom)}"/>'
            f"<c:spPr>{paint.fill(series.color)}{paint.NO_LINE}</c:spPr></c:marker>"
        )
    elif line:
        width = round(line_width(plot) * EMU_PER_PT)
        look = f'<c:spPr><a:ln w="{width}" cap="rnd">{paint.fill(series.color)}<a:round/></a:ln></c:spPr>'
        look += '<c:marker><c:symbol val="none"/></c:marker>'
    else:
        look = f"<c:spPr>{paint.fill(series.color)}{_edge(plot)}</c:spPr>"
    if plot.kind in ("bar", "column") and not line:
        look += '<c:invertIfNegative val="0"/>'
    points = "".join(
        f'<c:dPt><c:idx val="{place}"/>{_never_inverted(plot)}<c:bubble3D val="0"/>'
        f"<c:spPr>{paint.fill(color)}{_edge(plot)}</c:spPr></c:dPt>"
        for place, color in enumerate(series.points)
        if color is not None
    )
    if line:
        points = _marked_points(plot, series)
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number + bool(plot.stem)}"/>'
        f"<c:tx>{strings(f'Sheet1!${column}$1', (series.name,))}</c:tx>{look}{points}{_labels(plot, series, lang)}"
        f"<c:cat>{strings(f'Sheet1!$A$2:$A${last}', plot.categories)}</c:cat>"
        f"<c:val>{numbers(f'Sheet1!${column}$2:${column}${last}', series.values)}</c:val>"
        f"{_SMOOTH if line else ''}</c:ser>"
    )


def _marked_points(plot: Plot, series: ChartSeries) -> str:
    """Return the points of a line that are marked, in their own colours.

    LibreOffice takes no colour of a point that is as large as its series says: they are a point smaller.
    """
    own = (*series.points, *(None,) * len(series.values))
    marked = ((n, point_radius(plot, series, n)) for n, value in enumerate(series.values) if value is not None)
    return "".join(
        f'<c:dPt><c:idx val="{place}"/><c:marker><c:symbol val="circle"/><c:size val="{marker_size(2 * radius) - 1}"/>'
        f"<c:spPr>{paint.fill(own[place] or series.color)}{paint.NO_LINE}</c:spPr></c:marker>"
        '<c:bubble3D val="0"/></c:dPt>'
        for place, radius in marked
        if radius and (plot.style != "dot" or own[place])
    )


def _stem_series(plot: Plot) -> str:
    """Return the stems of dots: a series of the same cells before theirs, its bars of error reaching to zero.

    Those of the dots' own series LibreOffice draws over them.
    """
    if not plot.stem:
        return ""
    last, (series, number) = len(plot.categories) + 1, (plot.series[0], len(plot.series))
    line = f'<a:ln w="{round(stem_width(plot) * EMU_PER_PT)}" cap="flat">{paint.fill(plot.stem)}</a:ln>'
    bars = (
        '<c:errBars><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType val="percentage"/>'
        f'<c:noEndCap val="1"/><c:val val="100"/><c:spPr>{line}</c:spPr></c:errBars>'
    )
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="0"/>'
        f"<c:tx>{strings('Sheet1!$B$1', (series.name,))}</c:tx>"
        f'<c:spPr>{paint.NO_LINE}</c:spPr><c:marker><c:symbol val="none"/></c:marker>{_NO_LABELS}{bars}'
        f"<c:cat>{strings(f'Sheet1!$A$2:$A${last}', plot.categories)}</c:cat>"
        f"<c:val>{numbers(f'Sheet1!$B$2:$B${last}', series.values)}</c:val>{_SMOOTH}</c:ser>"
    )


def _edge(plot: Plot) -> str:
    return paint.line(Stroke(plot.edge, edge_width(plot)) if plot.edge else None)


def _never_inverted(plot: Plot) -> str:
    return '<c:invertIfNegative val="0"/>' if plot.kind in ("bar", "column") else ""


def _labels(plot: Plot, series: ChartSeries, lang: str) -> str:
    """Return the labels of a series: the numbers, in their format, so that they follow when data are edited."""
    if series.end_color is not None or plot.kind == "line" or series.as_line:
        return _line_labels(plot, series, lang)
    if not series.labels:
        return _NO_LABELS
    place = "outEnd" if plot.stacking == "grouped" else "ctr"
    at = "" if plot.kind == "area" else f'<c:dLblPos val="{place}"/>'
    said = _label_look(plot, series.label_color or plot.text_color, lang)
    inside = "".join(
        f'<c:dLbl><c:idx val="{number}"/>{_label_look(plot, color, lang)}<c:dLblPos val="inEnd"/>{SHOW_VALUE}</c:dLbl>'
        for number, color in enumerate(series.inside)
        if color is not None
    )
    silent = "".join(f'<c:dLbl><c:idx val="{number}"/><c:delete val="1"/></c:dLbl>' for number in series.silent)
    return f"<c:dLbls>{inside}{silent}{said}{at}{SHOW_VALUE}</c:dLbls>"


def _line_labels(plot: Plot, series: ChartSeries, lang: str) -> str:
    """Return the labels of a line, those of its own places each by itself: moved by shares of the chart's size."""
    places = label_places(plot, series)
    if not places:
        return _NO_LABELS
    said = _label_look(plot, series.end_color or series.label_color or plot.text_color, lang)
    own = "".join(
        f'<c:dLbl><c:idx val="{number}"/>{_moved(plot, place)}{said}<c:dLblPos val="{place.side}"/>'
        f"{SHOW_NAMED if place.named else SHOW_VALUE}</c:dLbl>"
        for number, place in sorted(places.items())
        if place != LabelPlace("t")
    )
    own += "".join(f'<c:dLbl><c:idx val="{number}"/><c:delete val="1"/></c:dLbl>' for number in series.silent)
    others = SHOW_NONE if series.end_color is not None else SHOW_VALUE
    return f'<c:dLbls>{own}{said}<c:dLblPos val="t"/>{others}{_UNLED}</c:dLbls>'


def _moved(plot: Plot, place: LabelPlace) -> str:
    """Return how far from its own place a label is moved, if it is."""
    right, down = place.right * EMU_PER_PT / plot.rect.width, place.down * EMU_PER_PT / plot.rect.height
    if not round(right, 5) and not round(down, 5):
        return ""
    return f'<c:layout><c:manualLayout><c:x val="{right:.5f}"/><c:y val="{down:.5f}"/></c:manualLayout></c:layout>'


def _label_look(plot: Plot, color: Color, lang: str) -> str:
    look = text_look(plot.label_size or plot.size, color, lang, bool(plot.label_size))
    return (
        f'<c:numFmt formatCode="{escape.attribute(plot.code)}" sourceLinked="0"/>'
        f"<c:spPr>{paint.NO_FILL}{paint.NO_LINE}</c:spPr>{look}"
    )


def _axes(plot: Plot, words: str) -> str:
    """Return the axis of categories and that of numbers, which is not shown where labels tell the numbers."""
    lying = plot.kind == "bar"
    zero = f"<c:spPr>{_ruled(plot)}</c:spPr>"
    skip = f'<c:tickLblSkip val="{plot.skip}"/><c:tickMarkSkip val="{plot.skip}"/>' if plot.skip > 1 else ""
    categories = (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/><c:scaling><c:orientation val="{"maxMin" if lying else "minMax"}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{"l" if lying else "b"}"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/>{QUIET}'
        f'<c:tickLblPos val="{"none" if plot.bare else "low"}"/>{zero}{words}'
        f'<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/>{skip}<c:noMultiLvlLbl val="1"/></c:catAx>'
    )
    grid = f'<c:majorGridlines><c:spPr><a:ln w="9525">{paint.fill(plot.grid)}</a:ln></c:spPr></c:majorGridlines>'
    code = "0%" if plot.stacking == "percent" else plot.axis_code
    shown = bool(plot.step)
    step = f'<c:majorUnit val="{plain_number(plot.step)}"/>' if shown else ""
    log = '<c:logBase val="10"/>' if plot.log else ""
    numbers = (
        f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling>{log}<c:orientation val="minMax"/>'
        f'<c:max val="{plain_number(plot.high)}"/><c:min val="{plain_number(plot.low)}"/></c:scaling>'
        f'<c:delete val="{0 if shown else 1}"/><c:axPos val="{"b" if lying else "l"}"/>{grid if shown else ""}'
        f'<c:numFmt formatCode="{escape.attribute(code)}" sourceLinked="0"/>{QUIET}'
        f'<c:tickLblPos val="{"nextTo" if lying else "low"}"/>'
        f"<c:spPr>{paint.NO_LINE}</c:spPr>{words}"
        f'<c:crossAx val="{_CATEGORIES}"/><c:crosses val="{"max" if lying and shown else "autoZero"}"/>'
        f'<c:crossBetween val="{"midCat" if is_edge_to_edge(plot) else "between"}"/>{step}</c:valAx>'
    )
    return categories + numbers


def _ruled(plot: Plot) -> str:
    if plot.bare:
        return paint.NO_LINE
    return f'<a:ln w="{round(Pt(1.5) * EMU_PER_PT)}">{paint.fill(plot.text_color)}</a:ln>'


def sheet_of(plot: Plot) -> tuple[list[str], list[str]]:
    """Plot -> the shared strings and the rows of its sheet: names of series, then categories with their numbers."""
    names = [series.name for series in plot.series]
    texts = [*names, *plot.categories]
    letters = [chr(ord("B") + number) for number in range(len(names))]
    head = "".join(f'<c r="{letter}1" t="s"><v>{n}</v></c>' for n, letter in enumerate(letters))
    rows = [f'<row r="1">{head}</row>']
    for number in range(len(plot.categories)):
        line = number + 2
        cells = "".join(
            f'<c r="{letter}{line}"><v>{plain_number(value)}</v></c>'
            for letter, value in zip(letters, [series.values[number] for series in plot.series], strict=True)
            if value is not None
        )
        rows.append(f'<row r="{line}"><c r="A{line}" t="s"><v>{len(names) + number}</v></c>{cells}</row>')
    return texts, rows
