"""Masters and layouts of a template as values: placeholders with what they inherit, what is painted behind them.

Lengths are divided by the template's zoom, so that every slide is laid out as large as one of 13.333 × 7.5 in: what
can be read in the room depends on a text's share of the screen, not on its points.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches
from deckbrief.base.message import msg
from deckbrief.base.problem import ProblemError
from deckbrief.base.record import record, replace
from deckbrief.ooxml.backdrop import Painted, background_of, decorations, fill_of_shape, flattened
from deckbrief.ooxml.colors import Palette, palette_of
from deckbrief.ooxml.fills import Fill, fill_element
from deckbrief.ooxml.markup import Element, attribute, every, find, is_true, local_name, whole
from deckbrief.ooxml.names import PRESENTATION
from deckbrief.ooxml.reader import Part
from deckbrief.ooxml.shapes import (
    FOOTERS,
    MOST_SHAPES,
    TITLES,
    PageShape,
    body_property,
    inherited_shapes,
    list_styles,
    page_shapes,
    slide_size,
    turned,
)
from deckbrief.theme.template.colors import themed_color
from deckbrief.theme.template.file import TemplateFile
from deckbrief.theme.theme import Align, Anchor, Color

_USUAL: Final = inches(13.333), inches(7.5)
"""The size of slide that all sizes of type are meant for (width, height); others are laid out at the same area."""

Insets = tuple[Emu, Emu, Emu, Emu]

_ALIGN: Final[dict[str, Align]] = {"l": "left", "ctr": "center", "r": "right"}
_ANCHOR: Final[dict[str, Anchor]] = {"t": "top", "ctr": "middle", "b": "bottom"}
_DEFAULT_INSETS: Final = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
"""ECMA-376 part 1, 21.1.2.1.1."""
_SMALL_TITLE: Final = 18
_SMALL_TEXT: Final = 12
"""What titles and other texts are hardly ever set smaller than."""
_DEFAULT_SIZE: Final = 18
"""What PowerPoint sets text in where nothing says a size."""


USUAL_PLACES: Final = {
    "title": (0.0688, 0.0532, 0.8625, 0.1933),
    "ctrTitle": (0.125, 0.1637, 0.75, 0.3481),
    "subTitle": (0.125, 0.5252, 0.75, 0.2414),
    "obj": (0.0688, 0.2662, 0.8625, 0.6345),
}
"""Where placeholders stand that nothing says a place of: left, top, width, height in shares of the slide, as in the
theme that PowerPoint begins new files with."""


@record
class Tone:
    """A colour of text, `#RRGGBB`; `color` says it as a slot of the theme where it is one.

    Text that is filled with a gradient has the colour that it begins with, and `others`.
    """

    hex: str
    color: Color | None = None
    others: tuple[str, ...] = ()


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
    right_to_left: bool = False

    @property
    def is_large(self) -> bool:
        """Tell text for which a contrast of 3 to 1 is enough (WCAG 2.2, 1.4.3, in pixels of 1/96 in)."""
        return self.size >= 24 or (self.bold and self.size >= 18.66)


@record
class Holder:
    """A placeholder of a layout: OOXML type (`obj` where none is said) and index, its place, how its text is set."""

    type: str
    index: int
    name: str
    rect: Rect
    style: Style
    fill: Fill
    upright: bool = True
    """Whether its text stands neither turned nor vertical."""
    placed: bool = True
    """Whether the file says where it stands, and not only we."""
    held: bool = True
    """Whether the layout has it, and not only the slides made from it."""

    @property
    def is_title(self) -> bool:
        return self.type in TITLES

    @property
    def is_corner(self) -> bool:
        """Tell date, footer and slide number."""
        return self.type in FOOTERS

    @property
    def holds_text(self) -> bool:
        return self.upright and self.type in ("subTitle", "body", "obj")


@record
class LayoutPart:
    """A layout with all that shows on a slide made from it, back to front."""

    part: str
    name: str
    type: str
    holders: tuple[Holder, ...]
    drawn: tuple[Painted, ...]
    background: Painted
    palette: Palette = field(repr=False)
    master: str = ""
    master_name: str = ""
    """What PowerPoint calls the master: the name of its theme."""
    used: bool = False
    """Whether a sample slide of the file is made from it."""
    master_body: Rect | None = None
    """Where the master puts the body: what a layout without a body means to leave free."""
    restaged: bool = False
    """Whether its title stands elsewhere than in the file, for a kind of slide that it is not made for."""
    untitled: bool = False
    """Whether the file has no title on it, and slides have theirs all the same."""

    @property
    def title(self) -> Holder | None:
        return next((holder for holder in self.holders if holder.is_title and holder.upright), None)

    def corner(self, kind: str) -> Holder | None:
        """Return its date (`dt`), footer (`ftr`) or slide number (`sldNum`), if its text does not stand turned."""
        return next((holder for holder in self.holders if holder.type == kind and holder.upright), None)

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

    def label(self, layout: LayoutPart) -> str:
        """Layout -> how problems speak of it: its name, with its master's where two have that name."""
        alike = sum(other.name == layout.name for other in self.layouts)
        return f"{layout.master_name} / {layout.name}" if alike > 1 and layout.master_name else layout.name


def parse_template(file: TemplateFile) -> Template:
    """Template file -> its layouts, master by master, in the file's order.

    Raises ProblemError where a part is missing or broken.
    """
    office = file.office
    presentation = file.part(PRESENTATION)
    size = slide_size(office)
    zoom = math.sqrt(size.width * size.height / (_USUAL[0] * _USUAL[1]))
    zoom = 1.0 if abs(zoom - 1) < 0.005 else zoom
    samples = (layout for slide in office.kin(presentation, "slide") for layout in slide.kin("slideLayout"))
    reader = _Reader(file, zoom, frozenset(entry.part for entry in samples))
    masters = office.listed(presentation, "p:sldMasterIdLst/p:sldMasterId")
    layouts = tuple(layout for master in masters for layout in reader.layouts(master))
    fonts = _fonts(file.xml(file.target(masters[0].name, "theme"))) if masters else {}
    return Template(file, Emu(round(size.width / zoom)), Emu(round(size.height / zoom)), zoom, layouts, fonts)


def _fonts(theme: Element) -> dict[str, str]:
    entries = (
        (f"{kind} {entry.get('script') or local_name(entry)}", entry.get("typeface", ""))
        for kind in ("major", "minor")
        for entry in every(theme, f"a:themeElements/a:fontScheme/a:{kind}Font/*")
    )
    return dict(entries)


@record
class _Reader:
    """Reads layouts of one file."""

    file: TemplateFile
    zoom: float
    samples: frozenset[str]
    """The layouts that sample slides are made from."""

    def layouts(self, master: Part) -> Iterator[LayoutPart]:
        """Master -> its layouts, in the order of its list.

        Raises ProblemError where a part is missing or broken.
        """
        if find(master.root, "p:clrMap") is None:
            message = msg("its part {master} says nothing of what text and background are", master=master.name)
            raise ProblemError([self.file.problem("template-file.damaged", message)])
        below = self._drawn(master)
        body = next((holder for holder in self._holders(master) if holder.type == "body"), None)
        for layout in self.file.office.listed(master, "p:sldLayoutIdLst/p:sldLayoutId"):
            shown = below if is_true(attribute(layout.root, "showMasterSp") or "1") else ()
            yield self._layout(layout, master, (*shown, *self._drawn(layout)), body)

    def _drawn(self, page: Part) -> tuple[Painted, ...]:
        """What a page paints itself. Raises ProblemError where that is more than is looked at."""
        count = sum(1 for _ in flattened(page_shapes(self.file.office, page)))
        if count > MOST_SHAPES:
            message = msg(
                "its part {part} has {count:,} shapes; {most:,} are looked at at most",
                part=page.name,
                count=count,
                most=MOST_SHAPES,
            )
            raise ProblemError([self.file.problem("template-file.limit", message)])
        return tuple(self._painted(item) for item in decorations(self.file.office, page))

    def _layout(self, part: Part, master: Part, drawn: tuple[Painted, ...], body: Holder | None) -> LayoutPart:
        office = self.file.office
        root = self.file.xml(part.name)
        palette = palette_of(office, part)
        return LayoutPart(
            part=part.name,
            name=attribute(find(root, "p:cSld"), "name"),
            type=root.get("type") or "",
            holders=tuple(self._holders(part)),
            drawn=drawn,
            background=self._painted(background_of(office, part, slide_size(office))),
            palette=palette,
            master=master.name,
            master_name=attribute(palette.theme.root if palette.theme else None, "name"),
            used=part.name in self.samples,
            master_body=body.rect if body else None,
        )

    def _painted(self, item: Painted) -> Painted:
        words = self._scaled(item.words) if item.words else None
        ground = self._painted(item.ground) if item.ground else None
        return replace(item, rect=self._scaled(item.rect), words=words, ground=ground)

    def _scaled(self, rect: Rect) -> Rect:
        return Rect(*(Emu(round(value / self.zoom)) for value in (rect.x, rect.y, rect.width, rect.height)))

    def _holders(self, page: Part) -> Iterator[Holder]:
        """Placeholders of a layout, or of a master, that have a place, or a usual one."""
        palette, slide = palette_of(self.file.office, page), slide_size(self.file.office)
        for shape in page_shapes(self.file.office, page):
            mark = shape.placeholder
            if shape.kind != "sp" or mark is None:
                continue
            box = shape.box or _usual_place(shape, slide)
            if box is None:
                continue
            yield Holder(
                type=shape.role,
                index=whole(mark.get("idx")) or 0,
                name=attribute(shape.properties, "name"),
                rect=self._scaled(turned(box, shape.turn)),
                style=self._style(page, shape, palette),
                fill=fill_of_shape(self.file.office, page, shape, palette),
                upright=not self._is_turned(page, shape),
                placed=shape.box is not None,
            )

    def _is_turned(self, page: Part, shape: PageShape) -> bool:
        """Tell text that stands turned, by its shape or by itself (vertical Chinese, for one)."""
        direction, turn = (body_property(self.file.office, page, shape, name) for name in ("vert", "rot"))
        return bool(shape.turn % 360) or (direction or "horz") != "horz" or (whole(turn) or 0) != 0

    def _style(self, page: Part, shape: PageShape, palette: Palette) -> Style:
        """Return how the first level of a placeholder's text is set: what is said nearest to it counts."""
        office = self.file.office
        chain = [shape.element, *inherited_shapes(office, page, shape)]
        styles = [find(shape.element, "p:txBody/a:lstStyle"), *list_styles(office, page, shape)]
        levels = [level for style in styles if (level := find(style, "a:lvl1pPr")) is not None]
        runs = [run for level in levels if (run := find(level, "a:defRPr")) is not None]
        # Without a style, what the prompt is set in is all that tells what was meant (LibreOffice writes such files).
        prompts = [run for element in chain for run in every(element, "p:txBody/a:p/a:r/a:rPr")][:1]
        size = (whole(_first(runs, "sz") or _first(prompts, "sz")) or _DEFAULT_SIZE * 100) / 100
        # Letters stay as far apart in a smaller size: what they run wider then counts.
        least = (_SMALL_TITLE if shape.role in TITLES else _SMALL_TEXT) * self.zoom
        said, meant = _tone(runs, palette), _tone(prompts, palette)
        return Style(
            size=Pt(round(size / self.zoom * 2) / 2),
            bold=_first([*runs, *prompts], "b") in ("1", "true"),
            align=_ALIGN.get(_first(levels, "algn") or "l", "left"),
            anchor=_ANCHOR.get(body_property(office, page, shape, "anchor"), "top"),
            insets=self._insets(page, shape),
            tone=said or meant,
            inherited=bool(said) or not meant,
            wide=1 + max(0.0, (whole(_first(runs, "spc")) or 0) / 100 / max(1, min(size, least))),
            capitals=_first(runs, "cap") in ("all", "small"),
            right_to_left=is_true(_first(levels, "rtl")),
        )

    def _insets(self, page: Part, shape: PageShape) -> Insets:
        said = {name: whole(body_property(self.file.office, page, shape, name)) for name in _DEFAULT_INSETS}
        left, top, right, bottom = (
            Emu(round((default if said[name] is None else said[name] or 0) / self.zoom))
            for name, default in _DEFAULT_INSETS.items()
        )
        return left, top, right, bottom


def _usual_place(shape: PageShape, slide: Rect) -> Rect | None:
    """Placeholder without a place, the slide -> where such a one usually stands; None where there is no such place."""
    shares = USUAL_PLACES.get(shape.role)
    if shares is None:
        return None
    left, top, width, height = shares
    return Rect(
        Emu(round(slide.width * left)), Emu(round(slide.height * top)),
        Emu(round(slide.width * width)), Emu(round(slide.height * height)),
    )  # fmt: skip


def _tone(runs: Sequence[Element], palette: Palette) -> Tone | None:
    """Properties of runs, the nearest first -> the first colour that one says."""
    for run in runs:
        fill = fill_element(run)
        stops = list(every(fill, "a:gsLst/a:gs"))
        stop = next(iter(stops), fill)
        color = palette.color(stop)
        if color is not None:
            others = tuple(other.hex for each in stops[1:] if (other := palette.color(each)) is not None)
            return Tone(color.hex, themed_color(stop, palette), others)
    return None


def _first(elements: Sequence[Element], name: str) -> str | None:
    """Return the attribute of the first element that has it."""
    return next((value for element in elements if (value := element.get(name)) is not None), None)
