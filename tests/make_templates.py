"""PowerPoint templates for tests, made from python-pptx's own: as companies have them, with all that comes along.

The fixture `make_templates` loads it.
"""

from __future__ import annotations

import copy
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.util import Emu, Inches, Pt

A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
NS: Final = {"a": A, "p": P}
_DECLARED: Final = f'xmlns:a="{A}" xmlns:p="{P}"'

NAMES: Final = {
    "Title Slide": "标题幻灯片",
    "Section Header": "节标题",
    "Title Only": "仅标题",
    "Title and Content": "标题和内容",
    "Two Content": "两栏内容",
    "Blank": "空白",
}
"""What Chinese PowerPoint calls them."""

BLUE: Final = {
    "dk2": "12355B", "lt2": "EEF2F7", "accent1": "0B63B5", "accent2": "F39C12", "accent3": "2E9E6B",
    "accent4": "7E57C2", "accent5": "00ACC1", "accent6": "FFD54F",
}  # fmt: skip


def png(width: int, height: int, color: tuple[int, int, int]) -> bytes:
    """Size and colour -> a picture of it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + bytes(color) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


LOGO: Final = png(60, 20, (11, 99, 181))
PHOTO: Final = png(40, 30, (200, 120, 40))


def corporate(path: Path, east_asian: str = "微软雅黑") -> Path:
    """A 16:9 template in Chinese: logo, bar and footers, a dark section, layouts in another order, sample slides."""
    deck = Presentation()
    _resize(deck, Inches(13.333), Inches(7.5))
    master = deck.slide_master
    for layout in master.slide_layouts:
        layout.name = NAMES.get(layout.name, layout.name)
    _colors(deck, BLUE)
    _fonts(deck, "Arial", east_asian)
    _add_picture(master, LOGO, Inches(11.6), Inches(0.25), Inches(1.2), Inches(0.4))
    _add_bar(master, "accent1", 0, Inches(7.3), Inches(13.333), Inches(0.2))
    _place(master, "title", Inches(0.6), Inches(0.35), Inches(10.8), Inches(0.9))
    _place(master, "body", Inches(0.6), Inches(1.5), Inches(12.1), Inches(5.2))
    for kind, left, width in (("dt", 0.6, 2.0), ("ftr", 4.4, 4.5), ("sldNum", 10.7, 2.0)):
        _place(master, kind, Inches(left), Inches(6.85), Inches(width), Inches(0.35))
    _set_size(master, "titleStyle", 3200)
    for layout in master.slide_layouts:
        _forget_places(
            layout, ("title", "dt", "ftr", "sldNum") if layout.name != "标题幻灯片" else ("dt", "ftr", "sldNum")
        )
    by_name = {layout.name: layout for layout in master.slide_layouts}
    _place(by_name["标题幻灯片"], "ctrTitle", Inches(1), Inches(2.0), Inches(11.3), Inches(1.6))
    _place(by_name["标题幻灯片"], "subTitle", Inches(1), Inches(3.7), Inches(11.3), Inches(1.0))
    _place(by_name["标题和内容"], "obj", Inches(0.6), Inches(1.5), Inches(12.1), Inches(5.2))
    _darken(by_name["节标题"])
    _reorder(master, ["空白", "两栏内容", "标题和内容", "仅标题", "节标题", "标题幻灯片"])
    _sample_slides(deck, by_name)
    return _saved(deck, path)


def dark(path: Path) -> Path:
    """A 4:3 template whose master maps text to the light slot and background to the dark one."""
    deck = Presentation()
    _colors(deck, {**BLUE, "dk1": "101820"})
    mapping = deck.slide_master._element.find("p:clrMap", NS)
    mapping.set("bg1", "dk1")
    mapping.set("tx1", "lt1")
    mapping.set("bg2", "dk2")
    mapping.set("tx2", "lt2")
    return _saved(deck, path)


def without_layouts(path: Path, *kept: str, size: tuple[float, float] = (10, 7.5)) -> Path:
    """python-pptx's own template with these layouts only."""
    deck = Presentation()
    if size != (10, 7.5):
        _resize(deck, Inches(size[0]), Inches(size[1]))
    for layout in list(deck.slide_layouts):
        if layout.name not in kept:
            deck.slide_layouts.remove(layout)
    return _saved(deck, path)


def filled(path: Path) -> Path:
    """A template whose cover and section have a title that fills the slide, and nothing else."""
    deck: Any = Presentation()
    for layout in deck.slide_layouts:
        if layout.name in ("Title Slide", "Section Header"):
            title, text = layout.placeholders[0], layout.placeholders[1]
            title.left, title.top, title.width, title.height = 200_000, 200_000, 8_700_000, 6_400_000
            text._element.getparent().remove(text._element)
    return _saved(deck, path)


def edited(source: Path, path: Path, part: str, before: str, after: str, count: int = 1) -> Path:
    """A copy of a package in which one part says something else."""
    import zipfile

    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as result:
        for info in archive.infolist():
            data = archive.read(info)
            if info.filename == part:
                text = data.decode()
                assert before in text, f"{before!r} is not in {part}"
                data = text.replace(before, after, count).encode()
            result.writestr(info, data)
    return path


def _saved(deck: Any, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    deck.save(str(path))
    return path


def _resize(deck: Any, width: int, height: int) -> None:
    """Stretch everything to another size, as PowerPoint does when told to fit."""
    across, down = width / deck.slide_width, height / deck.slide_height
    deck.slide_width, deck.slide_height = width, height
    for part in (deck.slide_master, *deck.slide_layouts):
        for transform in part._element.iter(f"{{{A}}}xfrm"):
            for point, first, second in (("off", "x", "y"), ("ext", "cx", "cy")):
                found = transform.find(f"a:{point}", NS)
                found.set(first, str(round(int(found.get(first)) * across)))
                found.set(second, str(round(int(found.get(second)) * down)))


def _theme(deck: Any) -> Any:
    return next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))


def _colors(deck: Any, slots: dict[str, str]) -> None:
    part = _theme(deck)
    root: Any = etree.fromstring(part.blob)
    for slot, value in slots.items():
        holder = root.find(f".//a:clrScheme/a:{slot}", NS)
        for old in list(holder):
            holder.remove(old)
        etree.SubElement(holder, f"{{{A}}}srgbClr", val=value)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _fonts(deck: Any, latin: str, east_asian: str) -> None:
    part = _theme(deck)
    root: Any = etree.fromstring(part.blob)
    for kind in ("majorFont", "minorFont"):
        font = root.find(f".//a:fontScheme/a:{kind}", NS)
        font.find("a:latin", NS).set("typeface", latin)
        font.find("a:ea", NS).set("typeface", east_asian)
        if not east_asian:
            for script in font.findall("a:font", NS):
                font.remove(script)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add_picture(master: Any, data: bytes, x: int, y: int, width: int, height: int) -> None:
    _, relationship = master.part.get_or_add_image_part(BytesIO(data))
    tree = master.shapes._spTree
    tree.append(
        parse_xml(
            f'<p:pic {_DECLARED} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f'<p:nvPicPr><p:cNvPr id="90" name="Logo" descr="Logo"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )
    )


def _add_bar(master: Any, slot: str, x: int, y: int, width: int, height: int) -> None:
    master.shapes._spTree.insert(
        2,
        parse_xml(
            f'<p:sp {_DECLARED}><p:nvSpPr><p:cNvPr id="91" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{slot}"/></a:solidFill>'
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        ),
    )


def _holders(part: Any, kind: str) -> list[Any]:
    found = []
    for shape in part.shapes._spTree.iterfind("p:sp", NS):
        mark = shape.find("p:nvSpPr/p:nvPr/p:ph", NS)
        if mark is not None and mark.get("type", "obj") == kind:
            found.append(shape)
    return found


def _place(part: Any, kind: str, x: int, y: int, width: int, height: int) -> None:
    [shape] = _holders(part, kind)[:1]
    properties = shape.find("p:spPr", NS)
    for old in properties.findall("a:xfrm", NS):
        properties.remove(old)
    properties.insert(
        0,
        parse_xml(f'<a:xfrm {_DECLARED}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'),
    )


def _forget_places(layout: Any, kinds: tuple[str, ...]) -> None:
    """Let placeholders stand where the master has them."""
    for kind in kinds:
        if layout.name == "节标题" and kind == "title":
            continue
        for shape in _holders(layout, kind):
            properties = shape.find("p:spPr", NS)
            for old in properties.findall("a:xfrm", NS):
                properties.remove(old)


def _set_size(master: Any, style: str, size: int) -> None:
    master._element.find(f"p:txStyles/p:{style}/a:lvl1pPr/a:defRPr", NS).set("sz", str(size))


def _darken(layout: Any) -> None:
    """A dark background, and a colour map of its own that turns text light."""
    common = layout._element.find("p:cSld", NS)
    common.insert(
        0,
        parse_xml(
            f'<p:bg {_DECLARED}><p:bgPr><a:solidFill><a:schemeClr val="bg2"/></a:solidFill><a:effectLst/></p:bgPr>'
            "</p:bg>"
        ),
    )
    accents = " ".join(f'accent{number}="accent{number}"' for number in range(1, 7))
    override = parse_xml(
        f'<p:clrMapOvr {_DECLARED}><a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" {accents} '
        'hlink="hlink" folHlink="folHlink"/></p:clrMapOvr>'
    )
    old = layout._element.find("p:clrMapOvr", NS)
    layout._element.replace(old, override)
    for shape in _holders(layout, "body"):
        for fill in shape.iterfind(".//a:lvl1pPr/a:defRPr/a:solidFill", NS):
            fill.getparent().replace(
                fill, parse_xml(f'<a:solidFill {_DECLARED}><a:schemeClr val="tx2"/></a:solidFill>')
            )


def _reorder(master: Any, names: list[str]) -> None:
    """Put layouts of these names first, in this order; the others follow."""
    listed = master._element.find("p:sldLayoutIdLst", NS)
    relationship = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    name_of = {entry: master.part.related_part(entry.get(relationship)).slide_layout.name for entry in listed}
    ordered = sorted(listed, key=lambda entry: names.index(name_of[entry]) if name_of[entry] in names else len(names))
    for entry in ordered:
        listed.append(entry)


def _sample_slides(deck: Any, layouts: dict[str, Any]) -> None:
    """What a template shows of itself: pictures, a chart, notes, a custom show, a section."""
    first = deck.slides.add_slide(layouts["标题幻灯片"])
    first.shapes.title.text = "示例：请删除"
    first.notes_slide.notes_text_frame.text = "示例备注"
    second = deck.slides.add_slide(layouts["仅标题"])
    second.shapes.add_picture(BytesIO(PHOTO), Inches(1), Inches(2))
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["一", "二"]
    data.add_series("数", (1, 2))
    second.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Inches(4), Inches(2), Inches(4), Inches(3), data)
    box = second.shapes.add_textbox(Inches(1), Inches(6), Inches(3), Emu(Inches(0.5)))
    box.text_frame.text = "示例"
    box.text_frame.paragraphs[0].runs[0].font.size = Pt(12)
    presentation = deck.part._element
    listed = presentation.find("p:sldIdLst", NS)
    relationship = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    show = parse_xml(
        f'<p:custShowLst {_DECLARED} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<p:custShow name="示例放映" id="0"><p:sldLst><p:sld r:id="{listed[0].get(relationship)}"/></p:sldLst>'
        "</p:custShow></p:custShowLst>"
    )
    presentation.find("p:notesSz", NS).addnext(copy.deepcopy(show))
