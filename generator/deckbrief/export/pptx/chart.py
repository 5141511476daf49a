"""Chart of a frame -> a native bar chart part (ECMA-376 part 1, 21.2) and the workbook that holds its data."""

from __future__ import annotations

from itertools import count
from typing import Final

from deckbrief.export.pptx import paint
from deckbrief.export.pptx.chart_parts import MAIN, RELATED, SHOW_VALUE, plain_number, strings, text_look
from deckbrief.export.pptx.plot import plot_xml, sheet_of
from deckbrief.layout.bars import BAR, chart_columns
from deckbrief.layout.frame import Chart, Plot
from deckbrief.ooxml import escape
from deckbrief.ooxml.package import Package
from deckbrief.ooxml.relationship import HEAD, office

_KIND: Final = "application/vnd.openxmlformats-officedocument"
_THEME: Final = "ppt/theme/theme1.xml"
_SHEETS: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CATEGORY_AXIS: Final = 111_111_111
_VALUE_AXIS: Final = 222_222_222
"""Axis ids: any numbers, but the Open XML SDK wants unsigned ones."""


def add_chart(package: Package, slide: int, chart: Chart | Plot, lang: str) -> str:
    """Add a chart's part and its workbook to the package -> the chart's target as seen from a slide.

    They are named by the slide's number, so that slides can be written in any order.
    """
    names = (f"{slide}" if number == 1 else f"{slide}_{number}" for number in count(1))
    name = next(name for name in names if f"ppt/charts/chart{name}.xml" not in package.parts)
    workbook = f"ppt/embeddings/Microsoft_Excel_Sheet{name}.xlsx"
    package.parts[workbook] = workbook_bytes(chart, _plain_theme(package))
    package.defaults["xlsx"] = f"{_KIND}.spreadsheetml.sheet"
    related = [office(1, "package", f"../embeddings/Microsoft_Excel_Sheet{name}.xlsx")]
    xml = plot_xml(chart, lang) if isinstance(chart, Plot) else chart_xml(chart, lang)
    package.add(f"ppt/charts/chart{name}.xml", f"{_KIND}.drawingml.chart+xml", xml, related)
    return f"../charts/chart{name}.xml"


def _plain_theme(package: Package) -> bytes | None:
    """Return the deck's theme part, unless it refers to pictures, which a workbook would not have."""
    return None if _THEME in package.relationships else package.parts.get(_THEME)


def chart_xml(chart: Chart, lang: str) -> str:
    """Chart -> `c:chartSpace`: horizontal bars from top to bottom, labelled, without axis numbers or grid lines."""
    last = len(chart.categories) + 1
    muted = text_look(chart.size, chart.text_color, lang)
    quiet = (
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    )
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{MAIN}/chart" xmlns:a="{MAIN}/main" xmlns:r="{RELATED}">'
        f'<c:date1904 val="0"/><c:lang val="{escape.attribute(lang)}"/><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea>'
        f'{_plot_place(chart)}<c:barChart><c:barDir val="bar"/>'
        '<c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/>'
        f"<c:tx>{strings('Sheet1!$B$1', (chart.series,))}</c:tx>"
        f"<c:spPr>{paint.fill(chart.color)}{paint.NO_LINE}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{_single_bars(chart)}{_labels(chart, lang)}'
        f"<c:cat>{strings(f'Sheet1!$A$2:$A${last}', chart.categories)}</c:cat>"
        f"<c:val>{_numbers(f'Sheet1!$B$2:$B${last}', chart.values)}</c:val></c:ser>"
        f'<c:gapWidth val="{round(100 * (1 - BAR) / BAR)}"/>'
        f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:barChart>'
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/>{quiet}<c:tickLblPos val="low"/><c:spPr>{paint.NO_LINE}</c:spPr>{muted}'
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>{_ends(chart)}</c:scaling>'
        f'<c:delete val="1"/><c:axPos val="t"/>{quiet}<c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
        f'<c:spPr>{paint.NO_FILL}</c:spPr></c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{paint.NO_FILL}{paint.NO_LINE}</c:spPr>{muted}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _single_bars(chart: Chart) -> str:
    """Return the bars that have a colour of their own."""
    return "".join(
        f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{paint.fill(color)}{paint.NO_LINE}</c:spPr></c:dPt>"
        for place, color in enumerate(chart.points)
        if color is not None
    )


def _plot_place(chart: Chart) -> str:
    """Where the bars stand, in shares of the chart: beside the column of names, with room for the labels."""
    columns, width = chart_columns(chart), max(1, chart.rect.width)
    left, bars = (columns.names + columns.before) / width, columns.bars / width
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.5f}"/><c:y val="0"/><c:w val="{bars:.5f}"/><c:h val="1"/>'
        "</c:manualLayout></c:layout>"
    )


def _ends(chart: Chart) -> str:
    """Bars start at zero, so that their lengths compare; a chart that goes on elsewhere has the same scale there."""
    top = f'<c:max val="{chart.top:.15g}"/>' if chart.top > 0 else ""
    return top if min(chart.values, default=0) < 0 else f'{top}<c:min val="0"/>'


_PLAIN: Final = f"<c:spPr>{paint.NO_FILL}{paint.NO_LINE}</c:spPr>"


def _labels(chart: Chart, lang: str) -> str:
    """A label at each bar's end, that goes on telling the number when the chart's data is edited."""
    look = text_look(chart.label_size or chart.size, chart.text_color, lang, bool(chart.label_size))
    place = f'{_PLAIN}{look}<c:dLblPos val="outEnd"/>{SHOW_VALUE}'
    single = []
    for index, (value, label) in enumerate(zip(chart.values, chart.labels, strict=True)):
        code = label_format(value, label)
        if code == "General":
            continue
        if code:
            told = f'<c:numFmt formatCode="{escape.attribute(code)}" sourceLinked="0"/>'
        else:
            told = (
                f"<c:layout/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r>"
                f'<a:rPr lang="{escape.attribute(lang)}"/><a:t>{escape.text(label)}</a:t></a:r></a:p></c:rich></c:tx>'
            )
        single.append(f'<c:dLbl><c:idx val="{index}"/>{told}{place}</c:dLbl>')
    return f'<c:dLbls>{"".join(single)}<c:numFmt formatCode="General" sourceLinked="0"/>{place}</c:dLbls>'


def label_format(value: float, label: str) -> str:
    """Value and the words that tell it -> the number format that says them (`General"余个"`), or an empty string.

    A format follows the number when a trainer edits it, which fixed words do not. `,` in the label asks for groups.
    """
    codes = {f"{value:,.0f}": "#,##0"} if float(value).is_integer() else {}
    for shown, code in (codes | {plain_number(value): "General"}).items():
        before, found, after = label.partition(shown)
        if found and not _touches(before[-1:]) and not _touches(after[:1]):
            return _quoted(before) + code + _quoted(after)
    return ""


def _touches(neighbour: str) -> bool:
    """Tell whether a character next to a number would be part of a longer number."""
    return neighbour.isdigit() or (neighbour in tuple(".,-"))


def _quoted(words: str) -> str:
    """Words -> literal text of a number format; it has no way to write a quotation mark but apart from the rest."""
    return r"\"".join(f'"{piece}"' if piece else "" for piece in words.split('"'))


def _numbers(reference: str, values: tuple[float, ...]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{plain_number(value)}</c:v></c:pt>' for n, value in enumerate(values))
    cache = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}'
    return f"<c:numRef><c:f>{reference}</c:f><c:numCache>{cache}</c:numCache></c:numRef>"


def workbook_bytes(chart: Chart | Plot, theme: bytes | None) -> bytes:
    """Chart and the deck's theme part, if any -> the .xlsx of its data: categories in column A, numbers beside them."""
    strings, rows = sheet_of(chart) if isinstance(chart, Plot) else _sheet_of(chart)
    sheet = (
        f'{HEAD}<worksheet xmlns="{_SHEETS}"><cols><col min="1" max="1" width="28" customWidth="1"/></cols>'
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )
    shared = "".join(f'<si><t xml:space="preserve">{escape.text(string)}</t></si>' for string in strings)
    count = f'count="{len(strings)}" uniqueCount="{len(strings)}"'
    kind = f"{_KIND}.spreadsheetml"
    package = Package()
    package.add("xl/worksheets/sheet1.xml", f"{kind}.worksheet+xml", sheet)
    package.add("xl/styles.xml", f"{kind}.styles+xml", _STYLES)
    package.add(
        "xl/sharedStrings.xml", f"{kind}.sharedStrings+xml", f'{HEAD}<sst xmlns="{_SHEETS}" {count}>{shared}</sst>'
    )
    related = [
        office(1, "worksheet", "worksheets/sheet1.xml"),
        office(2, "styles", "styles.xml"),
        office(3, "sharedStrings", "sharedStrings.xml"),
    ]
    if theme is not None:
        package.add("xl/theme/theme1.xml", f"{_KIND}.theme+xml", theme)
        related.append(office(4, "theme", "theme/theme1.xml"))
    package.add("xl/workbook.xml", f"{kind}.sheet.main+xml", _WORKBOOK, related)
    package.relate("", "officeDocument", "xl/workbook.xml")
    return package.to_bytes()


def _sheet_of(chart: Chart) -> tuple[list[str], list[str]]:
    """Return the shared strings and the rows of the sheet of a chart with one series."""
    rows = ['<row r="1"><c r="B1" t="s"><v>0</v></c></row>']
    rows += [
        f'<row r="{n + 1}"><c r="A{n + 1}" t="s"><v>{n}</v></c><c r="B{n + 1}"><v>{plain_number(value)}</v></c></row>'
        for n, value in enumerate(chart.values, 1)
    ]
    return [chart.series, *chart.categories], rows


_WORKBOOK: Final = (
    f'{HEAD}<workbook xmlns="{_SHEETS}" xmlns:r="{RELATED}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_STYLES: Final = (
    f'{HEAD}<styleSheet xmlns="{_SHEETS}"><fonts count="1"><font><sz val="11"/></font></fonts><fills count="2">'
    '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""What Excel looks for in every workbook: one font, two fills, one border, one cell format."""
