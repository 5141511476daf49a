"""Preset geometries' names -> how many connection sites each has (ECMA-376 part 1, 20.1.10.56 and `a:cxnLst`).

Counted in presetShapeDefinitions.xml, which comes with the standard. A connector's `idx` counts from 0.
"""

from __future__ import annotations

from typing import Final

from deckbrief.ooxml.names import words

_BY_SITES: Final = {
    0: """
        bentConnector2 bentConnector3 bentConnector4 bentConnector5 chartPlus chartStar chartX curvedConnector2
        curvedConnector3 curvedConnector4 curvedConnector5 funnel straightConnector1
    """,
    2: "heart line lineInv pieWedge",
    3: "arc blockArc chord flowChartCollate leftBrace leftBracket rightBrace rightBracket",
    4: """
        accentBorderCallout1 accentBorderCallout2 accentBorderCallout3 accentCallout1 accentCallout2 accentCallout3
        actionButtonBackPrevious actionButtonBeginning actionButtonBlank actionButtonDocument actionButtonEnd
        actionButtonForwardNext actionButtonHelp actionButtonHome actionButtonInformation actionButtonMovie
        actionButtonReturn actionButtonSound bentArrow borderCallout1 borderCallout2 borderCallout3 bracePair
        bracketPair callout1 callout2 callout3 chevron circularArrow cloud corner diagStripe diamond doubleWave
        downArrow downArrowCallout ellipseRibbon ellipseRibbon2 flowChartAlternateProcess flowChartDecision
        flowChartDelay flowChartDisplay flowChartDocument flowChartExtract flowChartInternalStorage
        flowChartMagneticTape flowChartManualInput flowChartManualOperation flowChartMerge flowChartMultidocument
        flowChartOfflineStorage flowChartOffpageConnector flowChartOnlineStorage flowChartPredefinedProcess
        flowChartPreparation flowChartProcess flowChartPunchedCard flowChartPunchedTape flowChartSort
        flowChartTerminator foldedCorner frame halfFrame homePlate horizontalScroll irregularSeal1 irregularSeal2
        leftArrow leftArrowCallout leftCircularArrow leftRightArrowCallout leftRightUpArrow mathDivide mathMinus
        mathMultiply mathPlus moon nonIsoscelesTrapezoid notchedRightArrow pie plaque plus quadArrow
        quadArrowCallout rect ribbon ribbon2 rightArrow rightArrowCallout round1Rect round2DiagRect round2SameRect
        roundRect snip1Rect snip2DiagRect snip2SameRect snipRoundRect star24 star32 star4 stripedRightArrow sun
        swooshArrow trapezoid upArrow upArrowCallout upDownArrowCallout verticalScroll wave
    """,
    5: """
        can cloudCallout curvedDownArrow curvedLeftArrow curvedRightArrow curvedUpArrow flowChartMagneticDisk
        flowChartMagneticDrum star5 uturnArrow wedgeRectCallout wedgeRoundRectCallout
    """,
    6: """
        bentUpArrow cube flowChartInputOutput gear6 hexagon leftRightArrow leftRightCircularArrow leftRightRibbon
        mathEqual mathNotEqual parallelogram pentagon rtTriangle star6 triangle
    """,
    7: "heptagon lightningBolt star7",
    8: """
        bevel donut ellipse flowChartConnector flowChartOr flowChartSummingJunction leftUpArrow noSmoking octagon
        smileyFace star8 teardrop upDownArrow wedgeEllipseCallout
    """,
    9: "gear9",
    10: "decagon star10",
    12: "cornerTabs dodecagon plaqueTabs star12",
    16: "squareTabs star16",
}

SITES: Final = {name: sites for sites, names in _BY_SITES.items() for name in names.split()}
"""All 187 values of ST_ShapeType."""

OPEN: Final = frozenset(
    words("""
    arc blockArc bracePair bracketPair chartPlus chartStar chartX donut frame halfFrame leftBrace leftBracket line
    lineInv rightBrace rightBracket
    """)
) | {name for name in SITES if "Connector" in name and not name.startswith("flowChart")}
"""Presets that have a hole or no inside: what lies over their middle does not stand on their fill."""

WARPS: Final = frozenset(
    words("""
    textNoShape textPlain textStop textTriangle textTriangleInverted textChevron textChevronInverted textRingInside
    textRingOutside textArchUp textArchDown textCircle textButton textArchUpPour textArchDownPour textCirclePour
    textButtonPour textCurveUp textCurveDown textCanUp textCanDown textWave1 textWave2 textDoubleWave1 textWave4
    textInflate textDeflate textInflateBottom textDeflateBottom textInflateTop textDeflateTop textDeflateInflate
    textDeflateInflateDeflate textFadeRight textFadeLeft textFadeUp textFadeDown textSlantUp textSlantDown
    textCascadeUp textCascadeDown
    """)
)
"""All 41 values of ST_TextShapeType (20.1.10.76)."""
