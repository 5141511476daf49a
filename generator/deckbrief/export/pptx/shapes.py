"""Items of a frame -> the shapes of a slide (ECMA-376 part 1, 19.3.1), in reading order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from deckbrief.base.length import Rect
from deckbrief.base.script.odd import label
from deckbrief.export.pptx import paint
from deckbrief.export.pptx.body import Target, click, text_body
from deckbrief.export.pptx.looks import Targets
from deckbrief.export.pptx.outline import outline_xml
from deckbrief.export.pptx.references import SlideReferences
from deckbrief.export.pptx.table import table_xml
from deckbrief.layout.alternatives import alternative, is_decorative
from deckbrief.layout.frame import (
    AnyItem,
    Chart,
    Connector,
    Group,
    Image,
    Plot,
    Shape,
    Table,
    Text,
)
from deckbrief.ooxml import escape

DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_MAIN: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_NO_LINES: Final = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def shape_xml(item: AnyItem, placeholders: Targets, refs: SlideReferences) -> str:
    """Item -> its element of the shape tree; ids are taken in reading order, groups before their members."""
    writer: Callable[[Any, Targets, SlideReferences], str] = _WRITERS[type(item)]
    return writer(item, placeholders, refs)


def _text(item: Text, placeholders: Targets, refs: SlideReferences) -> str:
    properties = _properties(item, refs)
    if item.placeholder in placeholders:
        return _placeholder(item, placeholders[item.placeholder], properties, refs)
    return (
        f'<p:sp><p:nvSpPr>{properties}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{transform(item.rect)}{_NO_LINES}{paint.NO_FILL}</p:spPr>"
        f"{text_body(item.body, 'p:txBody', refs)}</p:sp>"
    )


def _placeholder(item: Text, target: Target, properties: str, refs: SlideReferences) -> str:
    """A text in its layout's placeholder; it says its own rectangle only where that differs."""
    holder = target.placeholder
    index = f' idx="{holder.index:d}"' if holder.index else ""
    size = ' sz="quarter"' if holder.type in ("dt", "ftr", "sldNum") else ""
    own = "" if item.rect == holder.rect else transform(item.rect)
    return (
        f'<p:sp><p:nvSpPr>{properties}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{holder.type}"{size}{index}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{own}</p:spPr>{text_body(item.body, 'p:txBody', refs, target)}</p:sp>"
    )


def _shape(item: Shape, placeholders: Targets, refs: SlideReferences) -> str:
    body = text_body(item.body, "p:txBody", refs) if item.body else ""
    geometry = outline_xml(item.outline) if item.outline else _geometry(item.geometry, item.adjust)
    return (
        f"<p:sp><p:nvSpPr>{_properties(item, refs)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{transform(item.rect, item.rotation, item.flip)}{geometry}"
        f"{paint.fill(item.fill)}{paint.line(item.stroke)}{paint.SHADOW if item.shadow else ''}</p:spPr>{body}</p:sp>"
    )


def _group(item: Group, placeholders: Targets, refs: SlideReferences) -> str:
    """A group whose members keep their places on the slide: its inner coordinates are the slide's."""
    x, y, width, height = item.rect.x, item.rect.y, item.rect.width, item.rect.height
    properties = _properties(item, refs)
    members = "".join([shape_xml(member, {}, refs) for member in item.items])
    return (
        f"<p:grpSp><p:nvGrpSpPr>{properties}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
        f'<a:off x="{x:d}" y="{y:d}"/><a:ext cx="{width:d}" cy="{height:d}"/>'
        f'<a:chOff x="{x:d}" y="{y:d}"/><a:chExt cx="{width:d}" cy="{height:d}"/>'
        f"</a:xfrm></p:grpSpPr>{members}</p:grpSp>"
    )


def _connector(item: Connector, placeholders: Targets, refs: SlideReferences) -> str:
    ends = _glue("a:stCxn", item.begin_shape, item.begin_site, refs) + _glue(
        "a:endCxn", item.end_shape, item.end_site, refs
    )
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{_properties(item, refs)}<p:cNvCxnSpPr>{ends}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
        f"<p:spPr>{_connector_transform(item)}{_geometry(item.geometry, item.adjust)}"
        f"{paint.line(item.stroke, arrow=item.arrow)}</p:spPr></p:cxnSp>"
    )


def _glue(tag: str, shape: str, site: int, refs: SlideReferences) -> str:
    """Raises KeyError where the frame has no shape of that name: a mistake of the layout, not of the content."""
    return f'<{tag} id="{refs.shapes[shape]:d}" idx="{site:d}"/>' if shape else ""


def _connector_transform(item: Connector) -> str:
    """A straight line is mirrored as its ends lie; a bent or curved one as the layout says.

    The rectangle of `a:xfrm` is the one before the turn, so a quarter turn swaps width and height about the centre.
    """
    if item.geometry in ("straightConnector1", "line"):
        (x1, y1), (x2, y2) = item.start, item.end
        flips = (' flipH="1"' if x2 < x1 else "") + (' flipV="1"' if y2 < y1 else "")
        return _xfrm(flips, min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
    x, y, width, height = (int(length) for length in (item.rect.x, item.rect.y, item.rect.width, item.rect.height))
    turn = item.rotation % 360
    if turn in (90, 270):
        x, y, width, height = x + (width - height) // 2, y + (height - width) // 2, height, width
    attributes = (f' rot="{turn * 60_000:d}"' if turn else "") + (' flipV="1"' if item.flip else "")
    return _xfrm(attributes, x, y, width, height)


def _image(item: Image, placeholders: Targets, refs: SlideReferences) -> str:
    sides = "".join(
        f' {side}="{round(share * 100_000):d}"' for side, share in zip("ltrb", item.crop, strict=True) if share
    )
    target = placeholders.get(item.placeholder)
    lock = ' noGrp="1"' if target else ""
    held = f'<p:nvPr><p:ph type="pic" idx="{target.placeholder.index:d}"/></p:nvPr>' if target else "<p:nvPr/>"
    return (
        f'<p:pic><p:nvPicPr>{_properties(item, refs)}<p:cNvPicPr><a:picLocks{lock} noChangeAspect="1"/></p:cNvPicPr>'
        f"{held}</p:nvPicPr><p:blipFill>{_blip(item, refs)}"
        f"{f'<a:srcRect{sides}/>' if sides else ''}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f"<p:spPr>{transform(item.rect)}{outline_xml(item.outline) if item.outline else _NO_LINES}</p:spPr></p:pic>"
    )


def _blip(item: Image, refs: SlideReferences) -> str:
    """Return what names the picture's part, and that of the drawing beside it ([MS-ODRAWXML] 2.3.4)."""
    shown = refs.picture(item.data, item.media_type)
    if not item.vector:
        return f'<a:blip r:embed="{shown}"/>'
    drawing = refs.picture(item.vector, "image/svg+xml")
    return (
        f'<a:blip r:embed="{shown}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
        f'<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{drawing}"/>'
        "</a:ext></a:extLst></a:blip>"
    )


def _table(item: Table, placeholders: Targets, refs: SlideReferences) -> str:
    return _graphic(item, f"{_MAIN}/table", lambda: table_xml(item, refs), refs)


def _chart(item: Chart | Plot, placeholders: Targets, refs: SlideReferences) -> str:
    uri = f"{_MAIN}/chart"
    return _graphic(item, uri, lambda: f'<c:chart xmlns:c="{uri}" r:id="{refs.chart(item)}"/>', refs)


def _graphic(item: Table | Chart | Plot, uri: str, content: Callable[[], str], refs: SlideReferences) -> str:
    rect = item.rect
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{_properties(item, refs)}<p:cNvGraphicFramePr><a:graphicFrameLocks "
        f'noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="{rect.x:d}" y="{rect.y:d}"/><a:ext cx="{rect.width:d}" cy="{rect.height:d}"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="{uri}">{content()}</a:graphicData></a:graphic></p:graphicFrame>'
    )


_WRITERS: Final[Mapping[type, Callable[..., str]]] = {
    Text: _text,
    Shape: _shape,
    Group: _group,
    Connector: _connector,
    Image: _image,
    Table: _table,
    Chart: _chart,
    Plot: _chart,
}


def _properties(item: AnyItem, refs: SlideReferences) -> str:
    """Id, name, and alt text or the decorative mark."""
    number, inner = refs.next_id(), ""
    name = escape.attribute(refs.names.get(number) or label(item.name))
    if isinstance(item, Text | Shape | Image) and item.link:
        inner += click(refs.link(item.link), as_drawn=False)
    if alt := alternative(item):
        described = f' descr="{escape.attribute(label(alt))}"'
    else:
        described = ""
        inner += DECORATIVE if is_decorative(item) else ""
    return f'<p:cNvPr id="{number:d}" name="{name}"{described}>{inner}</p:cNvPr>'


def transform(rect: Rect, rotation: int = 0, flip: bool = False) -> str:
    """Return an `a:xfrm`."""
    turn = rotation % 360
    attribute = (f' rot="{turn * 60_000:d}"' if turn else "") + (' flipH="1"' if flip else "")
    return _xfrm(attribute, rect.x, rect.y, rect.width, rect.height)


def _xfrm(attributes: str, x: int, y: int, width: int, height: int) -> str:
    return f'<a:xfrm{attributes}><a:off x="{x:d}" y="{y:d}"/><a:ext cx="{width:d}" cy="{height:d}"/></a:xfrm>'


def _geometry(preset: str, adjust: tuple[tuple[str, int], ...]) -> str:
    guides = "".join([f'<a:gd name="{name}" fmla="val {value:d}"/>' for name, value in adjust])
    return f'<a:prstGeom prst="{preset}"><a:avLst>{guides}</a:avLst></a:prstGeom>'
