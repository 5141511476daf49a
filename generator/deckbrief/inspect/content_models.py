"""Elements -> which children they may have, in which order and how often (ECMA-376 part 1, annex A, transitional).

PowerPoint asks to repair a file whose elements stand in another order. A model is a row of slots: `name` at most
once, `name!` exactly once, `name+` at least once, `name*` any number; `one|other` takes either. A name without prefix
has its parent's.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from deckbrief.ooxml.names import NS, tag, words

_FILL: Final = "a:noFill|a:solidFill|a:gradFill|a:blipFill|a:pattFill|a:grpFill"
_EFFECT: Final = "a:effectLst|a:effectDag"
_GEOMETRY: Final = "a:custGeom|a:prstGeom"
_COLOR: Final = "a:scrgbClr|a:srgbClr|a:hslClr|a:sysClr|a:schemeClr|a:prstClr"
_SHAPES: Final = "p:sp|p:grpSp|p:graphicFrame|p:cxnSp|p:pic|p:contentPart"
_SHAPE_LOOK: Final = f"a:xfrm {_GEOMETRY} {_FILL} a:ln {_EFFECT} a:scene3d a:sp3d a:extLst"
_LINE: Final = (
    "a:noFill|a:solidFill|a:gradFill|a:pattFill a:prstDash|a:custDash a:round|a:bevel|a:miter a:headEnd a:tailEnd "
    "a:extLst"
)
_PARAGRAPH: Final = (
    "lnSpc spcBef spcAft buClrTx|buClr buSzTx|buSzPct|buSzPts buFontTx|buFont buNone|buAutoNum|buChar|buBlip tabLst "
    "defRPr extLst"
)
_RUN: Final = (
    f"ln {_FILL} {_EFFECT} highlight uLnTx|uLn uFillTx|uFill latin ea cs sym hlinkClick hlinkMouseOver rtl extLst"
)
_LEVELS: Final = " ".join(("a:defPPr", *(f"a:lvl{number}pPr" for number in range(1, 10)), "a:extLst"))
_TEXT: Final = "a:bodyPr! a:lstStyle a:p+"
_CHART_KINDS: Final = "|".join(
    f"{kind}Chart"
    for kind in words(
        "area area3D line line3D stock radar scatter pie pie3D doughnut bar bar3D ofPie surface surface3D bubble"
    )
)
_AXIS: Final = (
    "axId! scaling! delete axPos! majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos "
    "spPr txPr crossAx! crosses|crossesAt"
)
_LABEL: Final = (
    "delete layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
    "showBubbleSize separator showLeaderLines leaderLines extLst"
)
_TRANSITIONS: Final = (
    "blinds|checker|circle|dissolve|comb|cover|cut|diamond|fade|newsflash|plus|pull|push|random|randomBar|split|strips|"
    "wedge|wheel|wipe|zoom"
)

_WRITTEN: Final = {
    # Presentation, slides, masters
    "p:presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz! smartTags "
    "embeddedFontLst custShowLst photoAlbum custDataLst kinsoku defaultTextStyle modifyVerifier extLst",
    "p:sldMasterIdLst": "sldMasterId*",
    "p:notesMasterIdLst": "notesMasterId",
    "p:handoutMasterIdLst": "handoutMasterId",
    "p:sldIdLst": "sldId*",
    "p:sldLayoutIdLst": "sldLayoutId*",
    "p:sld": "cSld! clrMapOvr transition timing extLst",
    "p:sldLayout": "cSld! clrMapOvr transition timing hf extLst",
    "p:sldMaster": "cSld! clrMap! sldLayoutIdLst transition timing hf txStyles extLst",
    "p:notes": "cSld! clrMapOvr extLst",
    "p:notesMaster": "cSld! clrMap! hf notesStyle extLst",
    "p:handoutMaster": "cSld! clrMap! hf extLst",
    "p:cSld": "bg spTree! custDataLst controls extLst",
    "p:bg": "bgPr|bgRef!",
    "p:bgPr": f"{_FILL}! {_EFFECT} extLst",
    "p:clrMapOvr": "a:masterClrMapping|a:overrideClrMapping!",
    "p:txStyles": "titleStyle bodyStyle otherStyle extLst",
    "p:transition": f"{_TRANSITIONS} sndAc extLst",
    # Shapes
    "p:spTree": f"nvGrpSpPr! grpSpPr! {_SHAPES}* extLst",
    "p:grpSp": f"nvGrpSpPr! grpSpPr! {_SHAPES}* extLst",
    "p:nvGrpSpPr": "cNvPr! cNvGrpSpPr! nvPr!",
    "p:grpSpPr": f"a:xfrm {_FILL} {_EFFECT} a:scene3d a:extLst",
    "p:sp": "nvSpPr! spPr! style txBody extLst",
    "p:nvSpPr": "cNvPr! cNvSpPr! nvPr!",
    "p:cxnSp": "nvCxnSpPr! spPr! style extLst",
    "p:nvCxnSpPr": "cNvPr! cNvCxnSpPr! nvPr!",
    "p:cNvCxnSpPr": "a:cxnSpLocks a:stCxn a:endCxn a:extLst",
    "p:pic": "nvPicPr! blipFill! spPr! style extLst",
    "p:nvPicPr": "cNvPr! cNvPicPr! nvPr!",
    "p:blipFill": "a:blip a:srcRect a:tile|a:stretch",
    "p:graphicFrame": "nvGraphicFramePr! xfrm! a:graphic! extLst",
    "p:nvGraphicFramePr": "cNvPr! cNvGraphicFramePr! nvPr!",
    "p:cNvPr": "a:hlinkClick a:hlinkHover a:extLst",
    "p:nvPr": "ph a:audioCd|a:wavAudioFile|a:audioFile|a:videoFile|a:quickTimeFile custDataLst extLst",
    "p:spPr": _SHAPE_LOOK,
    "c:spPr": _SHAPE_LOOK,
    "p:style": "a:lnRef! a:fillRef! a:effectRef! a:fontRef!",
    "a:xfrm": "off ext chOff chExt",
    "p:xfrm": "a:off a:ext",
    "a:prstGeom": "avLst",
    "a:custGeom": "avLst gdLst ahLst cxnLst rect pathLst!",
    "a:ln": _LINE,
    "a:uLn": _LINE,
    "a:solidFill": _COLOR,
    "a:gradFill": "gsLst lin|path tileRect",
    "a:gs": f"{_COLOR}!",
    "a:pattFill": "fgClr bgClr",
    "a:effectLst": "blur fillOverlay glow innerShdw outerShdw prstShdw reflection softEdge",
    "a:graphic": "graphicData!",
    # Text
    "p:txBody": _TEXT,
    "a:txBody": _TEXT,
    "c:rich": _TEXT,
    "c:txPr": _TEXT,
    "a:bodyPr": "prstTxWarp noAutofit|normAutofit|spAutoFit scene3d sp3d|flatTx extLst",
    "a:lstStyle": _LEVELS,
    "p:titleStyle": _LEVELS,
    "p:bodyStyle": _LEVELS,
    "p:otherStyle": _LEVELS,
    "p:notesStyle": _LEVELS,
    "p:defaultTextStyle": _LEVELS,
    "a:p": "pPr r|br|fld* endParaRPr",
    "a:pPr": _PARAGRAPH,
    "a:defPPr": _PARAGRAPH,
    **{f"a:lvl{number}pPr": _PARAGRAPH for number in range(1, 10)},
    "a:r": "rPr t!",
    "a:br": "rPr",
    "a:fld": "rPr pPr t",
    "a:rPr": _RUN,
    "a:defRPr": _RUN,
    "a:endParaRPr": _RUN,
    "a:lnSpc": "spcPct|spcPts!",
    "a:spcBef": "spcPct|spcPts!",
    "a:spcAft": "spcPct|spcPts!",
    # Tables
    "a:tbl": "tblPr tblGrid! tr*",
    "a:tblPr": f"{_FILL} {_EFFECT} tableStyle|tableStyleId extLst",
    "a:tblGrid": "gridCol*",
    "a:tr": "tc* extLst",
    "a:tc": "txBody tcPr extLst",
    "a:tcPr": f"lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D {_FILL} headers extLst",
    **{f"a:ln{side}": _LINE for side in ("L", "R", "T", "B", "TlToBr", "BlToTr")},
    # Animation
    "p:timing": "tnLst bldLst extLst",
    "p:cTn": "stCondLst endCondLst endSync iterate childTnLst subTnLst",
    "p:par": "cTn!",
    "p:excl": "cTn!",
    "p:seq": "cTn! prevCondLst nextCondLst",
    "p:cBhvr": "cTn! tgtEl! attrNameLst",
    "p:set": "cBhvr! to",
    "p:anim": "cBhvr! tavLst",
    "p:animEffect": "cBhvr! progress",
    "p:animClr": "cBhvr! by from to",
    "p:animMotion": "cBhvr! by from to rCtr",
    "p:animScale": "cBhvr! by from to",
    "p:tgtEl": "sldTgt|sndTgt|spTgt|inkTgt!",
    "p:spTgt": "bg|subSp|oleChartEl|txEl|graphicEl",
    "p:txEl": "charRg|pRg",
    "p:bldGraphic": "bldAsOne|bldSub!",
    # Themes
    "a:theme": "themeElements! objectDefaults extraClrSchemeLst custClrLst extLst",
    "a:themeElements": "clrScheme! fontScheme! fmtScheme! extLst",
    "a:clrScheme": "dk1! lt1! dk2! lt2! accent1! accent2! accent3! accent4! accent5! accent6! hlink! folHlink! extLst",
    "a:fontScheme": "majorFont! minorFont! extLst",
    "a:majorFont": "latin! ea! cs! font* extLst",
    "a:minorFont": "latin! ea! cs! font* extLst",
    "a:fmtScheme": "fillStyleLst! lnStyleLst! effectStyleLst! bgFillStyleLst!",
    # Charts
    "c:chartSpace": "date1904 lang roundedCorners style clrMapOvr pivotSource protection chart! spPr txPr externalData "
    "printSettings userShapes extLst",
    "c:chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea! legend plotVisOnly "
    "dispBlanksAs showDLblsOverMax|extLst*",  # Office writes these two the other way about
    "c:plotArea": f"layout {_CHART_KINDS}+ valAx|catAx|dateAx|serAx* dTable spPr extLst",
    "c:barChart": "barDir! grouping varyColors ser* dLbls gapWidth overlap serLines* axId+ extLst",
    "c:lineChart": "grouping! varyColors ser* dLbls dropLines hiLowLines upDownBars marker smooth axId+ extLst",
    "c:areaChart": "grouping varyColors ser* dLbls dropLines axId+ extLst",
    "c:pieChart": "varyColors ser* dLbls firstSliceAng extLst",
    "c:doughnutChart": "varyColors ser* dLbls firstSliceAng holeSize extLst",
    "c:scatterChart": "scatterStyle! varyColors ser* dLbls axId+ extLst",
    "c:bubbleChart": "varyColors ser* dLbls bubble3D bubbleScale showNegBubbles sizeRepresents axId+ extLst",
    "c:radarChart": "radarStyle! varyColors ser* dLbls axId+ extLst",
    "c:ser": "idx! order! tx spPr invertIfNegative|pictureOptions|marker* explosion dPt* dLbls trendline* errBars* "
    "cat|xVal val|yVal shape|smooth|bubbleSize bubble3D extLst",
    "c:dLbls": f"dLbl* {_LABEL}",
    "c:dLbl": f"idx! {_LABEL}",
    "c:catAx": f"{_AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl extLst",
    "c:valAx": f"{_AXIS} crossBetween majorUnit minorUnit dispUnits extLst",
    "c:dateAx": f"{_AXIS} auto lblOffset baseTimeUnit majorUnit majorTimeUnit minorUnit minorTimeUnit extLst",
    "c:serAx": f"{_AXIS} tickLblSkip tickMarkSkip extLst",
    "c:scaling": "logBase orientation max min extLst",
    "c:strRef": "f! strCache extLst",
    "c:numRef": "f! numCache extLst",
    "c:strCache": "ptCount pt* extLst",
    "c:numCache": "formatCode ptCount pt* extLst",
    "c:externalData": "autoUpdate",
}


class Slot(NamedTuple):
    """A place in the row: the names that may stand there, how often at least, and whether more than once."""

    names: tuple[str, ...]
    least: int
    many: bool


class Model(NamedTuple):
    """An element's slots, and the slot of each name."""

    slots: tuple[Slot, ...]
    places: dict[str, int]


def _model(parent: str, written: str) -> Model:
    prefix = parent.partition(":")[0]
    slots = []
    for word in written.split():
        names = word.rstrip("!+*").split("|")
        tags = tuple(tag(name if ":" in name else f"{prefix}:{name}") for name in names)
        slots.append(Slot(tags, int(word[-1] in "!+"), word[-1] in "+*"))
    return Model(tuple(slots), {name: number for number, slot in enumerate(slots) for name in slot.names})


MODELS: Final = {tag(parent): _model(parent, written) for parent, written in _WRITTEN.items()}
"""Models by the name of the element, as lxml writes it."""

MODELLED: Final = tuple(f"{{{NS[prefix]}}}" for prefix in ("a", "c", "p"))
"""How the names of the elements begin that models know; what others are is not judged."""
