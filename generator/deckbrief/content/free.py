"""What a free slide may hold: lines, columns, a figure, a table, a chart, words. Dataclasses, as in `model.py`."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from deckbrief.base.icons.keys import ICON_KEYS
from deckbrief.base.number import Digits
from deckbrief.base.record import record
from deckbrief.content.cited import Evidence
from deckbrief.content.figures import FIGURES

FigureName = Annotated[str, FIGURES]
"""A word of the registry of figures."""
ChartKind = Literal[
    "bar", "column", "line", "area", "pie", "doughnut", "combo", "waterfall", "dot", "progress", "scatter"
]  # fmt: skip
"""Bars lie, columns stand; a combo has columns and lines; a scatter has points over two axes of numbers."""
Arrangement = Literal["grouped", "stacked", "percent"]
"""How several series of bars or areas stand: side by side, on each other, on each other up to 100 %."""
IconName = Annotated[str, ICON_KEYS]
"""The key of an icon (base/icons/words.txt)."""
Form = Literal["", "top", "split", "full"]
"""How a slide uses its room: the title on top, in a panel, on a dark ground; empty: as suits its figure."""
Scene = Literal["", "one-to-many"]
"""A picture that a figure draws of what it says: one who speaks, and then all."""
Direction = Literal["", "rise", "fall", "flat", "in", "out"]
"""Which way a figure's parts lead: upwards, downwards or neither, and in a hub inwards or outwards."""
Column = Literal["left", "center", "right"]

MOST_CATEGORIES: Final = 24
"""So many bars or points can be told apart beside each other."""
SHOWN_OF_MORE: Final = 10
"""Of more, the first ones, and those that are pointed at."""
CUT: Final = ("bar", "column", "combo", "dot")
"""Kinds of charts that can leave categories out: a whole has all of its parts, a line all of its points."""

BULLET_LEVELS: Final = 3
"""Lines below lines, so deep and no deeper."""


@record(kw_only=True)
class Bullet:
    """A line of a list, alone or with lines below it."""

    text: str
    bullets: tuple[Bullet, ...] = ()


@record(kw_only=True)
class TextColumn:
    """A column of a slide: its head, and lines below it."""

    name: str
    lead: str = ""
    bullets: tuple[str, ...] = ()


@record(kw_only=True)
class Way:
    """A way from a step to another, by its name, and when it is taken; of several the first is the main one."""

    to: str
    when: str = ""


@record(kw_only=True)
class Member:
    """What a figure of a free slide draws: as a part of a framework, without evidence.

    `at: 70 20` are percents from the left and up (`positions`), or from the left and from the top (`map`); `from` and
    `to` are periods (`gantt`), `lane` says whose step it is (`swimlanes`), `ways` where it leads (`flow`).
    """

    name: str
    lead: str = ""
    symbol: str = ""
    mark: str = ""
    icon: IconName = ""
    highlight: bool = False
    gate: str = ""
    at: str = ""
    from_: str = ""
    to: str = ""
    lane: str = ""
    ways: tuple[Way, ...] = ()
    bullets: tuple[str, ...] = ()
    parts: tuple[Member, ...] = ()


@record(kw_only=True)
class FreeFigure:
    """A figure with its data in place: any that draws frameworks, one that places its parts, or one that suits them.

    `across` and `up` are the ends of the axes of `positions`, from low to high, `fields` the names of its four fields,
    row by row; `periods` are the columns of a `gantt`, `map` is the picture of a `map`.
    """

    figure: FigureName = ""
    center: str = ""
    direction: Direction = ""
    throughout: str = ""
    picture: Scene = ""
    lead: str = ""
    across: tuple[str, ...] = ()
    up: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    map: Picture | None = None
    parts: tuple[Member, ...]


@record(kw_only=True)
class Card:
    name: str
    text: str = ""


@record(kw_only=True)
class Quote:
    """Words that must stand as they are, and who said them."""

    words: str
    by: str = ""


@record(kw_only=True)
class Amount:
    """A number with all that belongs to it, as a metric has it."""

    number: int | float
    label: str
    unit: str = ""
    scale: str = ""
    qualifier: str = ""
    note: str = ""
    out_of: int | float = 0
    digits: Digits = ""


@record(kw_only=True)
class Picture:
    """A picture of the content folder; the name of its file stands for it. `alt` says what is to be seen, `link` is the
    address that it leads to.

    `fit: fill` cuts it to its place round `focus`, percents from the left and from the top; `whole` shows all of it.
    """

    file: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    fit: Literal["fill", "whole"] = "fill"
    focus: str = ""
    link: str = ""


@record(kw_only=True)
class QrCode:
    """An address as a QR code, to be read with a telephone; it stands beside it in small, and can be clicked."""

    link: str
    caption: str = ""


@record(kw_only=True)
class Video:
    """A video elsewhere: its `poster`, a picture of the content folder, leads to it; `alt` says what is to be seen."""

    link: str
    poster: str
    alt: str = ""
    caption: str = ""
    credit: str = ""

    @property
    def picture(self) -> Picture:
        """Return its poster as a picture."""
        return Picture(file=self.poster, alt=self.alt, caption=self.caption, credit=self.credit, link=self.link)


@record(kw_only=True)
class TableRow:
    """A row of a table: a list of cells stands for it; a `total` is set apart, `strong` rows are pointed at."""

    cells: tuple[str, ...]
    total: bool = False
    strong: bool = False


@record(kw_only=True)
class TableData:
    """A table: heads of its columns, rows of as many cells; or all `from` a CSV file or a workbook, the head first.

    With `total` the last row is that of totals. `align` says how columns stand, by default by content.

    `format` says how numbers are written, a word for each column: `thousands`, `percent`, `wan` (万), `yi` (亿), `0.0`
    (so many decimals) or `plain`, as they stand.
    """

    head: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()
    from_: str = ""
    total: bool = False
    align: tuple[Column, ...] = ()
    format: tuple[str, ...] = ()
    note: str = ""


@record(kw_only=True)
class Series:
    """A row of numbers of a chart, one for each category; what is empty is a gap. A `strong` one is pointed at.

    In a combo its `unit` may be another than the chart's: lines and columns then stand in charts of their own.
    """

    name: str
    values: tuple[float | None, ...]
    strong: bool = False
    as_: Literal["", "line"] = ""
    unit: str = ""


@record(kw_only=True)
class Reading:
    """What there is to be seen in a chart, in a sentence: the text alone, or with what carries it.

    Without evidence of its own that of its slide carries it; one that is `ours` is the editor's, and says so.
    """

    text: str
    evidence: tuple[Evidence, ...] = ()
    ours: bool = False


@record(kw_only=True)
class ChartData:
    """A chart of one or several series over the same categories, or all of it `from` a CSV file or a workbook: names of
    series in its first row, categories in its first column.

    `strong` names categories that are pointed at, `line` is a number to compare with, called by `line_name`; `reading`
    says in a sentence what there is to be seen. A `combo` draws as lines the series that say `as: line`, or the last;
    `strong` names the sums of a `waterfall`, and steps that are pointed at; `progress` counts to 100. `log` is for
    numbers above 0. A `scatter` has its categories for points: the first series says how far each is to the right, the
    second how far up.
    """

    chart: ChartKind = "bar"
    stacking: Arrangement = "grouped"
    categories: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    from_: str = ""
    unit: str = ""
    strong: tuple[str, ...] = ()
    log: bool = False
    line: float | None = None
    line_name: str = ""
    reading: Reading | None = None


def shown_categories(chart: ChartData) -> tuple[int, ...]:
    """Chart -> the positions of the categories that it shows: all, or of very many bars the first and the strong."""
    count = len(chart.categories)
    if chart.chart not in CUT or count <= MOST_CATEGORIES:
        return tuple(range(count))
    names = chart.categories
    return tuple(n for n in range(count) if n < SHOWN_OF_MORE or names[n] in chart.strong)[:MOST_CATEGORIES]
