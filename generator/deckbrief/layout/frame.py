"""The frame: one drawing for every medium. A small closed set of items, absolutely placed, in EMU.

Exporters read frames and nothing else. Order of items is reading order and z-order, back to front.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Final, Literal, NamedTuple

from deckbrief.base.length import Emu, Pt, Rect
from deckbrief.base.patterns import deferred
from deckbrief.base.record import record, replace
from deckbrief.base.script import kinds
from deckbrief.base.script.kinds import language_of
from deckbrief.base.script.languages import stretches
from deckbrief.draft.slides import Note
from deckbrief.theme.theme import Align, Anchor, Color, Face

Effect = Literal["fade", "wipe-right", "wipe-left", "wipe-down", "wipe-up"]
"""How an item appears: a wipe shows it from one side to the other."""

LINE_END: Final = deferred(kinds.LINE_END)
"""What ends a line within a paragraph."""


Transition = Literal["", "fade", "push", "morph"]
"""Push comes from the right; morph moves what two slides have alike, and is a fade in programs that do not know it."""


@record
class Line:
    """One broken line: characters `start` to `end` of its paragraph's text, and their width."""

    start: int
    end: int
    width: Emu


@record
class Run:
    """Characters of one look. `size`, `color` and `face` default to the paragraph's; `link` is a URL or `#slide-name`.

    `field` is a field that the viewer fills in: `slidenum`; `text` is then what it shows at first.
    """

    text: str
    bold: bool = False
    size: Pt | None = None
    color: Color | None = None
    link: str = ""
    field: str = ""
    face: Face | None = None

    def spoken(self, lang: str) -> list[tuple[Run, str]]:
        """Language of its frame (BCP 47) -> its parts, each with the language that it is set and checked in."""
        found = [(self.text, language_of(self.text, lang))] if self.field else stretches(self.text, lang)
        return [(self, found[0][1])] if len(found) == 1 else [(replace(self, text=text), said) for text, said in found]


@record
class Paragraph:
    """Runs set at `size` with lines `pitch` apart, broken at `lines`.

    `bullet` hangs in `indent`, which all lines keep; `before` is the space above, not applied at the top.
    At the positions `soft` a line ends in a soft break, for the sake of a phrase; elsewhere the viewer breaks lines.
    `level` (from 0) is its level in a placeholder, whose look it takes where it has the same.
    `click` is the click on which it appears by itself, in a text that stands on the slide, not in a group.
    """

    runs: tuple[Run, ...]
    size: Pt
    pitch: Pt
    color: Color
    lines: tuple[Line, ...]
    align: Align = "left"
    before: Pt = Pt(0)
    bullet: str = ""
    bullet_color: Color | None = None
    indent: Emu = Emu(0)
    hang: Emu = Emu(0)
    """How far left of the indent the bullet stands; 0: at the box's edge."""
    first: Emu = Emu(0)
    """How much further right the first line begins; a negative one hangs an opening mark."""
    face: Face = "minor"
    soft: tuple[int, ...] = ()
    level: int = 0
    click: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def bullet_at(self) -> Emu:
        """Where its bullet stands, from the left."""
        return Emu(self.indent - self.hang if self.hang else 0)

    def line_start(self, index: int) -> Emu:
        """Index of a line -> where it begins, from the left."""
        return Emu(self.indent + (0 if index else self.first))


@record
class TextBody:
    """Paragraphs in a box: insets left, top, right, bottom; `anchor` says where the block stands.

    The pitch of lines is `exact`, or else a share of the face's own; in the usual faces it is that pitch.
    """

    paragraphs: tuple[Paragraph, ...]
    anchor: Anchor = "middle"
    insets: tuple[Emu, Emu, Emu, Emu] = (Emu(0), Emu(0), Emu(0), Emu(0))
    exact: bool = True
    roomy: bool = False
    """Whether its lines are no higher than the box in any face, its first line counted whole as autofit does."""

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def height(self) -> Pt:
        """Height of all lines and the space between paragraphs, without insets."""
        total = 0.0
        for number, paragraph in enumerate(self.paragraphs):
            total += len(paragraph.lines) * paragraph.pitch + (paragraph.before if number else 0)
        return Pt(total)


@record
class Stroke:
    """An outline: colour, width in points, whole, dashed or dotted."""

    color: Color
    width: Pt
    dash: Literal["", "dash", "dot"] = ""


@record
class Outline:
    """A geometry of its own: path data on a grid of `width` × `height`, which its item's rectangle is laid on.

    Whole numbers only: `M x y`, `L x y`, `C x1 y1 x2 y2 x y`, `Z` as in SVG, and `A rx ry from sweep`, an arc that
    goes on from where the pen is, angles in 60,000ths of a degree, clockwise from the right (ECMA-376 20.1.9.4).
    `layout/path.py` draws them.
    """

    data: str
    width: int
    height: int


@record(kw_only=True)
class Item:
    """What every item has. `alt` None marks it decorative (or told by its text); `path` is the content path.

    `click` is the click on which it appears, and `effect` how; 0 means it is there from the start. On the click `turn`
    it takes the colour `turned`: a shape on its surface, a text on its words. What does not move shows it as it was.
    """

    name: str
    rect: Rect
    alt: str | None = None
    path: str = ""
    click: int = 0
    effect: Effect = "fade"
    turn: int = 0
    turned: Color | None = None


@record(kw_only=True)
class Group(Item):
    """Items that move together; their rectangles are absolute."""

    items: tuple[AnyItem, ...]


@record(kw_only=True)
class Text(Item):
    """A text box, or the filling of the layout's placeholder of that key (`title`, `body`, `footer` …).

    `link` makes the whole of it a link: a URL or `#slide-name`.
    """

    body: TextBody
    placeholder: str = ""
    link: str = ""


@record(kw_only=True)
class Shape(Item):
    """A preset geometry (ECMA-376 20.1.10.56, e.g. `roundRect`) with its adjust values, or an outline; text in it.

    The text's insets count from the preset's text rectangle: `layout/preset.py` knows it; in an outline, from its box.
    """

    geometry: str = "rect"
    adjust: tuple[tuple[str, int], ...] = ()
    fill: Color | None = None
    stroke: Stroke | None = None
    body: TextBody | None = None
    shadow: bool = False
    rotation: int = 0
    """Degrees, clockwise."""
    flip: bool = False
    """Mirrored from left to right, the text in it not."""
    outline: Outline | None = None
    link: str = ""
    """As a text's."""


@record(kw_only=True)
class Connector(Item):
    """A line glued to two shapes of the frame, named, at connection sites (index as in the preset's cxnLst).

    `start` and `end` are the points; `rect` is their bounding box; `geometry` a connector preset.
    """

    start: tuple[Emu, Emu]
    end: tuple[Emu, Emu]
    stroke: Stroke
    geometry: str = "straightConnector1"
    adjust: tuple[tuple[str, int], ...] = ()
    begin_shape: str = ""
    begin_site: int = 0
    end_shape: str = ""
    end_site: int = 0
    arrow: bool = True
    rotation: int = 0
    flip: bool = False
    """With a bent or curved preset: mirrored vertically before `rotation`."""


@record(kw_only=True)
class Image(Item):
    """A picture's bytes and media type, cut off by `crop` (shares of left, top, right, bottom), inside its outline."""

    data: bytes = field(repr=False)
    media_type: str
    crop: tuple[float, float, float, float] = (0, 0, 0, 0)
    outline: Outline | None = None
    link: str = ""
    vector: bytes = field(default=b"", repr=False)
    """The same picture as SVG, for programs that draw it (Office 2016 and later)."""
    placeholder: str = ""
    """The layout's placeholder for pictures that it fills."""


@record
class TableCell:
    body: TextBody
    fill: Color | None = None
    path: str = ""


@record(kw_only=True)
class Table(Item):
    """A native table. `widths` and `heights` add up to `rect`; the first row is the header.

    `rule` is drawn between rows.
    """

    widths: tuple[Emu, ...]
    heights: tuple[Emu, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    rule: Stroke | None = None


@record(kw_only=True)
class Chart(Item):
    """A native bar chart: one series of numbers over categories, with its data."""

    series: str
    categories: tuple[str, ...]
    values: tuple[float, ...]
    labels: tuple[str, ...]
    color: Color
    text_color: Color
    size: Pt
    label_size: Pt = Pt(0)
    """Of the numbers at the ends of bars, in the heading face; 0: they look like the names."""
    points: tuple[Color | None, ...] = ()
    """Colours of single bars, where they differ."""
    top: float = 0
    """A number that the scale reaches at least: that of the longest bar, where a chart goes on over several slides."""


@record
class ChartSeries:
    """Numbers of one name in a plot, one for each category (None is a gap), and what they are drawn in.

    `points` are colours of single categories, where they differ; `labels` are shown at each number.
    """

    name: str
    values: tuple[float | None, ...]
    color: Color
    points: tuple[Color | None, ...] = ()
    labels: bool = False
    label_color: Color | None = None
    as_line: bool = False
    """It is a line among columns."""
    silent: tuple[int, ...] = ()
    """Categories whose number has no label: there is no room for it."""
    inside: tuple[Color | None, ...] = ()
    """Of each category the colour of its number where it stands inside the end of its bar; None: beyond it."""
    end_color: Color | None = None
    """Of its name and last number at the end of its line; None: it is not named there."""


@record
class Axis:
    """Numbers along an axis: from where to where, the step between those that it tells, and their format."""

    low: float
    high: float
    step: float
    code: str


@record(kw_only=True)
class Plot(Item):
    """A native chart of one or several series, with its data. `area` is where bars, lines and sectors stand.

    `kind` is bar (lying), column, line, area, pie, doughnut or scatter; `stacking` grouped, stacked or percent. The
    scale goes from `low` to `high`; with a `step` it has an axis of numbers at the left (below bars) and a grid.
    `code` is the number format of labels and axis, `skip` how many categories share one name on the axis.
    """

    kind: str
    stacking: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    area: Rect
    low: float
    high: float
    step: float = 0
    code: str = "General"
    axis_code: str = "General"
    line: float | None = None
    """The number that a line to compare with stands at, which labels keep clear of."""
    style: str = ""
    """`dot`: points of a line without it; `progress`: bars over each other."""
    log: bool = False
    """Its scale is one of powers of ten."""
    gap: int = 50
    """Space between categories, in percent of a bar."""
    skip: int = 1
    size: Pt
    label_size: Pt = Pt(0)
    """Of the numbers in it, in the heading face; 0: they look like the names."""
    text_color: Color
    grid: Color
    edge: Color | None = None
    """What parts bars that stand on each other, and sectors."""
    across: Axis | None = None
    """The axis of numbers below a scatter, whose first series are those; its categories are names of points."""
    sides: tuple[str, ...] = ()
    """Where the name of each point of a scatter stands: `r`, `l`, `t` or `b` of it; empty: nowhere."""
    dot: int = 18
    """Diameter of points by themselves, in points of type, where `zoom` is 1."""
    stem: Color | None = None
    """Of what dots stand on, from zero; None: they have no stems."""
    bare: bool = False
    """It has no axis of categories: another chart below it names them."""
    zoom: float = 1.0
    """How much larger its lines, points and stems are than on slides of the usual size: as its type is."""


AnyItem = Group | Text | Shape | Connector | Image | Table | Chart | Plot


@record
class NotesPage:
    """How a slide's notes stand on their page: type size, whether with the lines of evidence, whether they fit."""

    size: Pt = Pt(12)
    evidence: bool = True
    fits: bool = True


def walk(items: Iterable[AnyItem]) -> Iterator[AnyItem]:
    """Items -> each of them, groups before their members, in reading order."""
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from walk(item.items)


class CutPicture(NamedTuple):
    """A picture by its content path, and the share of it that is cut off (0 to 1)."""

    path: str
    gone: float


@record(kw_only=True)
class Frame:
    """One slide or figure, drawn. `name` is unique in its deck; `layout` a key of the theme's layouts."""

    name: str
    width: Emu
    height: Emu
    items: tuple[AnyItem, ...]
    title: str = ""
    layout: str = ""
    section: str = ""
    lang: str = "zh-CN"
    background: Color | None = None
    notes: tuple[Note, ...] = ()
    notes_page: NotesPage = NotesPage()
    minutes: float = 0
    accent: int = 1
    transition: Transition = "fade"
    """How it follows the frame before it."""
    hidden: bool = False
    """It is in the deck, and not presented."""
    instead: str = ""
    """The figure that it shows in place of the one that the content asks for."""
    cut_pictures: tuple[CutPicture, ...] = ()
    """Of which much is cut off, on this frame and on those that continue it."""
    fixed: tuple[AnyItem, ...] = ()
    """What its layout shows of the deck on every slide: behind the items, and not among them."""

    def walk(self) -> Iterator[AnyItem]:
        """Every item, groups before their members, in reading order."""
        return walk(self.items)

    def alternatives(self) -> Iterator[str]:
        """What the items' alternative texts say; a group that says it speaks for its members."""
        yield from _alternatives(self.items)


def _alternatives(items: Iterable[AnyItem]) -> Iterator[str]:
    for item in items:
        if item.alt:
            yield item.alt
        elif isinstance(item, Group):
            yield from _alternatives(item.items)


@record(kw_only=True)
class DeckFrames:
    """A whole deck, drawn: what a deck writer gets. `date` is ISO (YYYY-MM-DD) and may be empty."""

    name: str
    title: str
    lang: str
    frames: tuple[Frame, ...]
    subject: str = ""
    author: str = ""
    keywords: str = ""
    category: str = ""
    date: str = ""
    shapes: Mapping[str, str] = field(default_factory=dict)
    """What kinds of shapes are called in the deck's language, by the words that frames name them with."""
    titles: Mapping[str, Pt] = field(default_factory=dict)
    """Sizes of titles in its layouts, by their keys, where they may be others than the theme's."""
