"""Masters and layouts of a template as values: placeholders with what they inherit, shapes, backgrounds.

Lengths are divided by the template's zoom, so that every slide is laid out as large as one of 13.333 × 7.5 in: what
can be read in the room depends on a text's share of the screen, not on its points.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from typing import Final

from lxml import etree

from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.base.message import msg
from deckbrief.base.problem import ProblemError
from deckbrief.base.record import record
from deckbrief.ooxml.names import NS, PRESENTATION
from deckbrief.theme.template.colors import Fill, Palette, Tone, palette_of
from deckbrief.theme.template.file import TemplateFile
from deckbrief.theme.theme import Align, Anchor

A, P, R = (f"{{{NS[prefix]}}}" for prefix in "apr")
_USUAL: Final = inches(13.333), inches(7.5)
"""The size of slide that all sizes of type are meant for (width, height); others are laid out at the same area."""

Insets = tuple[Emu, Emu, Emu, Emu]
Point = tuple[float, float]

_TITLES: Final = ("title", "ctrTitle")
_CORNERS: Final = ("dt", "ftr", "sldNum")
_ALIGN: Final[dict[str, Align]] = {"l": "left", "ctr": "center", "r": "right"}
_ANCHOR: Final[dict[str, Anchor]] = {"t": "top", "ctr": "middle", "b": "bottom"}
_DEFAULT_INSETS: Final = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
"""ECMA-376 part 1, 21.1.2.1.1."""
_DEFAULT_SIZE: Final = 18
"""What PowerPoint sets text in where nothing says a size."""


@record
class Style:
    """How a placeholder's first level is set.

    `tone` is None where nothing says it, and does not come to a slide's text by itself where only the prompt is
    set so (`inherited` false). `wide` is how much wider than measured its letters run, being spaced.
    """

    size: Pt
    bold: bool
    align: Align
    anchor: Anchor
    insets: Insets
    tone: Tone | None
    inherited: bool = True
    wide: float = 1.0
    capitals: bool = False


@record
class Holder:
    """A placeholder of a layout: OOXML type (`obj` where none is said) and index, its place, how its text is set."""

    type: str
    index: int
    name: str
    rect: Rect
    style: Style
    fill: Fill | None = None

    @property
    def is_title(self) -> bool:
        return self.type in _TITLES

    @property
    def is_corner(self) -> bool:
        """Tell date, footer and slide number."""
        return self.type in _CORNERS

    @property
    def holds_text(self) -> bool:
        return self.type in ("subTitle", "body", "obj")


@record
class Drawn:
    """Something drawn on a master or layout: its place, its fill, and its outline in shares of its rectangle."""

    rect: Rect
    fill: Fill
    part: str
    """The part whose relationships name its picture."""
    outlines: tuple[tuple[Point, ...], ...] = ()
    round: bool = False
    marked: bool = False
    """Whether there is something to see beside the fill: a line, a text, a picture, a chart."""


@record
class LayoutPart:
    """A layout with all that shows on a slide made from it, back to front."""

    part: str
    name: str
    type: str
    holders: tuple[Holder, ...]
    drawn: tuple[Drawn, ...]
    background: Fill
    background_part: str
    palette: Palette = field(repr=False)
    master: str = ""
    master_body: Rect | None = None
    """Where the master puts the body: what a layout without a body means to leave free."""
    own_map: bool = False
    """Whether the layout maps colours otherwise than its master."""

    @property
    def title(self) -> Holder | None:
        return next((holder for holder in self.holders if holder.is_title), None)

    def corner(self, kind: str) -> Holder | None:
        """Return its date (`dt`), footer (`ftr`) or slide number (`sldNum`)."""
        return next((holder for holder in self.holders if holder.type == kind), None)

    @property
    def texts(self) -> list[Holder]:
        """Placeholders that hold text, a subtitle first, then as they are read."""
        found = [holder for holder in self.holders if holder.holds_text]
        return sorted(found, key=lambda holder: (holder.type != "subTitle", holder.rect.y, holder.rect.x))


@record
class Template:
    """All of a template that layouts are chosen from. `zoom`: size in the file divided by size here."""

    file: TemplateFile
    width: Emu
    height: Emu
    zoom: float
    layouts: tuple[LayoutPart, ...]
    fonts: dict[str, str]
    """`major latin`, `minor ea`, `major Hans` … -> typeface of the first master's theme."""


def parse_template(file: TemplateFile) -> Template:
    """Template file -> its layouts, master by master, in the file's order.

    Raises ProblemError where a part is missing or broken.
    """
    presentation = file.xml(PRESENTATION)
    size = presentation.find(f"{P}sldSz")
    width, height = (int(size.get(key, "0")) for key in ("cx", "cy")) if size is not None else (12_192_000, 6_858_000)
    zoom = math.sqrt(width * height / (_USUAL[0] * _USUAL[1]))
    zoom = 1.0 if abs(zoom - 1) < 0.005 else zoom
    reader = _Reader(file, zoom, presentation.find(f"{P}defaultTextStyle"))
    listed = [entry.get(f"{R}id", "") for entry in presentation.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId")]
    masters = [master for key in listed if (master := file.lead(PRESENTATION, key))]
    layouts = tuple(layout for master in masters for layout in reader.layouts(master))
    fonts = _fonts(file.xml(file.target(masters[0], "theme"))) if masters else {}
    return Template(file, Emu(round(width / zoom)), Emu(round(height / zoom)), zoom, layouts, fonts)


def _fonts(theme: etree._Element) -> dict[str, str]:
    found = {}
    for kind in ("major", "minor"):
        for entry in theme.iterfind(f"{A}themeElements/{A}fontScheme/{A}{kind}Font/*"):
            key = entry.get("script") or etree.QName(entry).localname
            found[f"{kind} {key}"] = entry.get("typeface", "")
    return found


_Transform = Callable[[float, float, float, float], tuple[float, float, float, float]]


@record
class _Reader:
    """Reads layouts of one file."""

    file: TemplateFile
    zoom: float
    defaults: etree._Element | None

    def layouts(self, master: str) -> Iterator[LayoutPart]:
        """Master's part -> its layouts, in the order of its list.

        Raises ProblemError where a part is missing or broken.
        """
        root = self.file.xml(master)
        theme = self.file.xml(self.file.target(master, "theme"))
        if root.find(f"{P}clrMap") is None:
            message = msg("its part {master} says nothing of what text and background are", master=master)
            raise ProblemError([self.file.problem("template-file.damaged", message)])
        for entry in root.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"):
            if layout := self.file.lead(master, entry.get(f"{R}id", "")):
                yield self._layout(layout, master, root, theme)

    def _layout(self, part: str, master: str, above: etree._Element, theme: etree._Element) -> LayoutPart:
        root = self.file.xml(part)
        self.file.target(part, "slideMaster")  # decks follow it back
        override = root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        palette = palette_of(theme, override if override is not None else above.find(f"{P}clrMap"))
        common = root.find(f"{P}cSld")
        drawn: list[Drawn] = []
        if root.get("showMasterSp") not in ("0", "false"):
            drawn += self._drawn(above, master, palette, theme)
        drawn += self._drawn(root, part, palette, theme)
        background, where = self._background(((root, part), (above, master)), palette, theme)
        body = next((h for h in self._holders(above, above, palette) if h.type == "body"), None)
        return LayoutPart(
            part=part,
            name=common.get("name", "") if common is not None else "",
            type=root.get("type", ""),
            holders=tuple(self._holders(root, above, palette)),
            drawn=tuple(drawn),
            background=background,
            background_part=where,
            palette=palette,
            master=master,
            master_body=body.rect if body else None,
            own_map=override is not None,
        )

    def _background(
        self, roots: Sequence[tuple[etree._Element, str]], palette: Palette, theme: etree._Element
    ) -> tuple[Fill, str]:
        """Return the first background said, and the part whose relationships name its picture; white where none is."""
        for root, part in roots:
            said = root.find(f"{P}cSld/{P}bg")
            if said is None:
                continue
            own = palette.fill(said.find(f"{P}bgPr"))
            if own is not None:
                return own, part
            reference = said.find(f"{P}bgRef")
            if reference is not None:
                tone = palette.tone(next(iter(reference), None))
                styled = _styled_fill(theme, int(reference.get("idx", "0")), palette, tone)
                theme_part = next((name for _, name in self.file.targets(roots[-1][1], "theme")), part)
                return styled, theme_part
        return Fill((Tone("#FFFFFF"),)), ""

    # Placeholders ---------------------------------------------------------------------------------------------------

    def _holders(self, root: etree._Element, above: etree._Element, palette: Palette) -> Iterator[Holder]:
        """Placeholders of a layout (or of the master itself) that have a place and stand upright."""
        for shape in root.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
            mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            if mark is None:
                continue
            kind = mark.get("type", "obj")
            chain = [shape, *_matching(above, kind)]
            rect = next((rect for rect in map(self._place, chain) if rect), None)
            if rect is None or _is_turned(chain):
                continue
            name = shape.find(f"{P}nvSpPr/{P}cNvPr")
            yield Holder(
                type=kind,
                index=int(mark.get("idx", "0")),
                name=name.get("name", "") if name is not None else "",
                rect=rect,
                style=self._style(kind, chain, above, palette),
                fill=palette.fill(shape.find(f"{P}spPr")),
            )

    def _place(self, shape: etree._Element) -> Rect | None:
        place = shape.find(f"{P}spPr/{A}xfrm")
        if place is None or place.find(f"{A}ext") is None:
            return None
        return self._rect(*_box(place))

    def _rect(self, x: float, y: float, width: float, height: float) -> Rect:
        return Rect(*(Emu(round(value / self.zoom)) for value in (x, y, width, height)))

    def _style(self, kind: str, chain: Sequence[etree._Element], above: etree._Element, palette: Palette) -> Style:
        """Return how the first level of a placeholder's text is set: what is said nearest to it counts."""
        levels = [shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr") for shape in chain]
        styles = {"title": "titleStyle", "ctrTitle": "titleStyle", "dt": "otherStyle", "ftr": "otherStyle"}
        named = "otherStyle" if kind == "sldNum" else styles.get(kind, "bodyStyle")
        levels.append(above.find(f"{P}txStyles/{P}{named}/{A}lvl1pPr"))
        levels.append(self.defaults.find(f"{A}lvl1pPr") if self.defaults is not None else None)
        said = [level for level in levels if level is not None]
        runs = [run for level in said if (run := level.find(f"{A}defRPr")) is not None]
        # Without a style, what the prompt is set in is all that tells what was meant (LibreOffice writes such files).
        prompts = [run for shape in chain for run in shape.iterfind(f"{P}txBody/{A}p/{A}r/{A}rPr")][:1]
        bodies = [body for shape in chain if (body := shape.find(f"{P}txBody/{A}bodyPr")) is not None]
        size = int(_first(runs, "sz") or _first(prompts, "sz") or _DEFAULT_SIZE * 100) / 100
        tones = _first_tones(palette, runs) or _first_tones(palette, prompts)
        return Style(
            size=Pt(round(size / self.zoom * 2) / 2),
            bold=_first([*runs, *prompts], "b") in ("1", "true"),
            align=_ALIGN.get(_first(said, "algn") or "l", "left"),
            anchor=_ANCHOR.get(_first(bodies, "anchor") or "t", "top"),
            insets=self._insets(bodies),
            tone=tones[0] if tones else None,
            inherited=not tones or bool(_first_tones(palette, runs)),
            wide=1 + max(0.0, int(_first(runs, "spc") or 0) / 100 / size),
            capitals=_first(runs, "cap") in ("all", "small"),
        )

    def _insets(self, bodies: Sequence[etree._Element]) -> Insets:
        left, top, right, bottom = (
            Emu(round(int(_first(bodies, key) or default) / self.zoom)) for key, default in _DEFAULT_INSETS.items()
        )
        return left, top, right, bottom

    # Shapes ---------------------------------------------------------------------------------------------------------

    def _drawn(self, root: etree._Element, part: str, palette: Palette, theme: etree._Element) -> Iterator[Drawn]:
        tree = root.find(f"{P}cSld/{P}spTree")
        if tree is not None:
            yield from self._members(tree, lambda *box: box, part, palette, theme)

    def _members(
        self, tree: etree._Element, place: _Transform, part: str, palette: Palette, theme: etree._Element
    ) -> Iterator[Drawn]:
        """Members of a shape tree or a group, with the group's transform undone."""
        for shape in tree:
            kind = etree.QName(shape).localname
            if kind == "grpSp":
                yield from self._members(shape, _inside(shape, place), part, palette, theme)
            elif kind == "AlternateContent":
                branch = next((child for child in shape if etree.QName(child).localname == "Fallback"), None)
                if branch is not None:
                    yield from self._members(branch, place, part, palette, theme)
            elif kind in ("sp", "pic", "cxnSp", "graphicFrame") and not _is_placeholder(shape):
                found = self._shape(shape, kind, place, part, palette, theme)
                if found is not None:
                    yield found

    def _shape(
        self, shape: etree._Element, kind: str, place: _Transform, part: str, palette: Palette, theme: etree._Element
    ) -> Drawn | None:
        properties = shape.find(f"{P}spPr")
        transform = shape.find(f"{P}xfrm") if kind == "graphicFrame" else _child(properties, "xfrm")
        if transform is None or transform.find(f"{A}ext") is None:
            return None
        rect = self._rect(*place(*_turned_box(transform)))
        if kind == "pic":
            blip = shape.find(f"{P}blipFill/{A}blip")
            picture = blip.get(f"{R}embed", "") if blip is not None else ""
            return Drawn(rect, Fill(picture=picture), part, marked=True)
        if kind == "graphicFrame":
            return Drawn(rect, Fill(), part, marked=True)
        fill = palette.fill(properties) or self._fill_of_style(shape, palette, theme)
        lined = _has_line(shape, properties)
        if not (fill.tones or fill.picture or lined or _says(shape)):
            return None
        geometry = _child(properties, "prstGeom")
        preset = geometry.get("prst", "") if geometry is not None else ""
        outlines = tuple(_outlines(_child(properties, "custGeom")))
        marked = lined or _says(shape) or bool(fill.picture)
        return Drawn(rect, fill, part, outlines, preset == "ellipse", marked)

    def _fill_of_style(self, shape: etree._Element, palette: Palette, theme: etree._Element) -> Fill:
        properties = shape.find(f"{P}spPr")
        if properties is not None and palette.fill(properties) is not None:
            return Fill()
        reference = shape.find(f"{P}style/{A}fillRef")
        if reference is None:
            return Fill()
        return _styled_fill(theme, int(reference.get("idx", "0")), palette, palette.tone(next(iter(reference), None)))


def _matching(above: etree._Element, kind: str) -> list[etree._Element]:
    """Return the master's placeholder that a layout's placeholder of that type inherits from, if there is one."""
    wanted = "title" if kind in _TITLES else kind if kind in _CORNERS else "body"
    for shape in above.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if mark is not None and mark.get("type", "obj") == wanted:
            return [shape]
    return []


def _is_placeholder(shape: etree._Element) -> bool:
    return shape.find(f"./*/{P}nvPr/{P}ph") is not None


def _is_turned(chain: Sequence[etree._Element]) -> bool:
    """Tell text that stands turned, by its shape or by itself (vertical Chinese, for one)."""
    place = next((p for shape in chain if (p := shape.find(f"{P}spPr/{A}xfrm")) is not None), None)
    if place is not None and int(place.get("rot", "0")) % 21_600_000:
        return True
    bodies = [body for shape in chain if (body := shape.find(f"{P}txBody/{A}bodyPr")) is not None]
    return (_first(bodies, "vert") or "horz") != "horz" or int(_first(bodies, "rot") or 0) != 0


def _first_tones(palette: Palette, runs: Sequence[etree._Element]) -> tuple[Tone, ...]:
    fills = (palette.fill(run) for run in runs)
    return next((fill.tones for fill in fills if fill is not None and fill.tones), ())


def _first(elements: Sequence[etree._Element], attribute: str) -> str | None:
    """Return the attribute of the first element that has it."""
    return next((value for element in elements if (value := element.get(attribute)) is not None), None)


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    return element.find(f"{A}{name}") if element is not None else None


def _box(place: etree._Element) -> tuple[float, float, float, float]:
    offset, extent = place.find(f"{A}off"), place.find(f"{A}ext")
    x, y = (float(offset.get(key, "0")) for key in "xy") if offset is not None else (0.0, 0.0)
    width, height = (float(extent.get(key, "0")) for key in ("cx", "cy")) if extent is not None else (0.0, 0.0)
    return x, y, width, height


def _turned_box(place: etree._Element) -> tuple[float, float, float, float]:
    """Return what a shape covers: of one that lies on its side, width and height change places."""
    x, y, width, height = _box(place)
    if 45 < int(place.get("rot", "0")) / 60_000 % 180 < 135:
        x, y, width, height = x + (width - height) / 2, y + (height - width) / 2, height, width
    return x, y, width, height


def _inside(group: etree._Element, place: _Transform) -> _Transform:
    """Return the transform of a group's members: from its own coordinates to the slide's."""
    transform = group.find(f"{P}grpSpPr/{A}xfrm")
    inner = _child(transform, "chOff"), _child(transform, "chExt")
    if transform is None or inner[0] is None or inner[1] is None:
        return place
    x, y, width, height = _box(transform)
    from_x, from_y = (float(inner[0].get(key, "0")) for key in "xy")
    across, down = (float(inner[1].get(key, "0")) or 1.0 for key in ("cx", "cy"))
    scale_x, scale_y = width / across, height / down

    def placed(left: float, top: float, wide: float, high: float) -> tuple[float, float, float, float]:
        return place(x + (left - from_x) * scale_x, y + (top - from_y) * scale_y, wide * scale_x, high * scale_y)

    return placed


def _has_line(shape: etree._Element, properties: etree._Element | None) -> bool:
    line = _child(properties, "ln")
    if line is not None:
        if line.find(f"{A}noFill") is not None:
            return False
        if any(etree.QName(child).localname.endswith("Fill") for child in line):
            return True
    reference = shape.find(f"{P}style/{A}lnRef")
    return reference is not None and reference.get("idx", "0") != "0"


def _says(shape: etree._Element) -> bool:
    return any((text.text or "").strip() for text in shape.iterfind(f"{P}txBody/{A}p/*/{A}t"))


def _outlines(geometry: etree._Element | None) -> Iterator[tuple[Point, ...]]:
    """A freeform -> its outlines as polygons through the points of its paths, in shares of its rectangle."""
    if geometry is None:
        return
    for path in geometry.iterfind(f"{A}pathLst/{A}path"):
        width, height = (float(path.get(key, "0")) for key in ("w", "h"))
        try:
            corners = [(float(pt.get("x", "")), float(pt.get("y", ""))) for pt in path.iter(f"{A}pt")]
        except ValueError:  # a guide's name: its rectangle has to do
            return
        if width and height and len(corners) > 2:
            yield tuple((x / width, y / height) for x, y in corners)


def _styled_fill(theme: etree._Element, number: int, palette: Palette, tone: Tone | None) -> Fill:
    """A style's index and colour -> the fill (20.1.4.1.27): from 1 on fills, from 1001 on background fills."""
    kind, position = ("bgFillStyleLst", number - 1001) if number > 1000 else ("fillStyleLst", number - 1)
    fills = theme.find(f"{A}themeElements/{A}fmtScheme/{A}{kind}")
    if position < 0 or fills is None or position >= len(fills):
        return Fill()
    holder = etree.Element("fill")
    holder.append(etree.fromstring(etree.tostring(fills[position])))
    return palette.fill(holder, tone) or Fill()
