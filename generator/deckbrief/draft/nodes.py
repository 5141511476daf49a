"""What figures draw, free of where it came from: a tree of nodes, numbers, a grid, a table, a chart, a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from deckbrief.base.record import record, replace
from deckbrief.base.same import Same
from deckbrief.draft.spots import Ground, Spot


@record(kw_only=True)
class Leaf:
    """A line of a node: a point, a practice, a member. `path` is its content path."""

    text: str
    path: str


@record(kw_only=True)
class Node:
    """A framework, part or event to be drawn. `accent` 0 takes the theme's accents in turn."""

    label: str
    path: str
    symbol: str = ""
    mark: str = ""
    """A character or two that the content has stand for it; they are its symbol too."""
    icon: str = ""
    """The icon that the content asks for; empty: one that its words stand for."""
    highlight: bool = False
    """It is the one among its siblings to look at."""
    lead: str = ""
    center: str = ""
    gate: str = ""
    """What must hold before the next of its siblings begins."""
    spot: Spot = Spot()
    """Where it stands, in a figure that places its parts, and for such a figure on what they do."""
    on: Ground = Ground()
    direction: str = ""
    """`rise`, `fall` or `flat`, of a hub `in` or `out`: where the content says that its parts lead anywhere."""
    picture: str = ""
    """`one-to-many`: the content says that one did it before, and all do it now."""
    throughout: Node | None = None
    """What runs through all its members."""
    leaves: tuple[Leaf, ...] = ()
    children: tuple[Node, ...] = ()
    accent: int = 0
    figure: str = ""
    """The figure that the content asks for; empty: one that suits it."""
    part: bool = False
    """It is a part, not the whole."""
    title: str = ""
    """The message of the slide that it is for."""
    first: int = 1
    whole: int = 0
    """Of a node that is drawn in pieces: the place of its first member among all, from 1, and how many there are."""


@record(kw_only=True)
class Number:
    """A metric to be drawn: the number as it is written, what stands before and after it, and its value for charts."""

    before: str
    number: str
    after: str
    value: float
    label: str
    note: str
    path: str
    hero: bool = False
    """It stands before the others, in the panel."""
    highlight: bool = False
    """It is the one to look at."""
    feeds: tuple[str, ...] = ()
    """Names of the numbers that this one goes to; `verb` says what leads there."""
    verb: str = ""


@record(kw_only=True)
class Numbers:
    """Metrics that are shown together; `compare` says that their sizes can be compared."""

    members: tuple[Number, ...]
    compare: bool
    path: str
    name: str = ""


@record(kw_only=True)
class Grid:
    """A table to be drawn: column heads and their accents, row heads, cells (None is empty)."""

    corner: str
    columns: tuple[Leaf, ...]
    rows: tuple[Leaf, ...]
    cells: tuple[tuple[Leaf | None, ...], ...]
    accents: tuple[int, ...] = ()
    path: str = ""
    unsaid: str = "—"
    """What stands in an empty cell."""


@record(kw_only=True)
class Statement:
    """A sentence to be drawn by itself."""

    text: str
    path: str


@record(kw_only=True)
class TableLine:
    """A row of a table to be drawn, at its content path."""

    cells: tuple[str, ...]
    path: str
    total: bool = False
    strong: bool = False


@record(kw_only=True)
class Tabular:
    """A table to be drawn: heads, rows of as many cells, how each column stands (`""`: by its content)."""

    head: tuple[str, ...]
    members: tuple[TableLine, ...]
    align: tuple[str, ...]
    path: str
    note: str = ""
    whole: tuple[TableLine, ...] = ()
    """All rows of the table, where it is continued: its columns stand alike on every slide."""


@record(kw_only=True)
class Picture:
    """A picture to be drawn: its bytes, its size in pixels; `focus` are shares from its left and its top."""

    data: bytes
    media_type: str
    width: int
    height: int
    path: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    fit: str = "fill"
    focus: tuple[float, float] = (0.5, 0.33)
    link: str = ""
    vector: bytes = b""
    """The same as SVG, where it was drawn as such."""
    role: Literal["", "video", "code"] = ""
    """What it stands for: a video, whose poster it is, or an address."""


@record(kw_only=True)
class Pictures:
    """Pictures that are shown together."""

    members: tuple[Picture, ...]
    path: str


@record(kw_only=True)
class PlotSeries:
    """Numbers of one name, one for each category; None is a gap."""

    name: str
    values: tuple[float | None, ...]
    path: str
    strong: bool = False
    as_line: bool = False
    unit: str = ""
    """Its own, where it is not the chart's."""


@record(kw_only=True)
class Plot:
    """A chart to be drawn; see `ChartData`."""

    kind: str
    stacking: str
    categories: tuple[str, ...]
    series: tuple[PlotSeries, ...]
    unit: str
    path: str
    strong: tuple[str, ...] = ()
    line: float | None = None
    line_name: str = ""
    reading: str = ""
    log: bool = False
    style: str = ""
    """The kind that was asked for, where another draws it."""
    left_out: int = 0
    """How many more categories the data have than it shows."""
    note: str = ""
    """What says so."""
    unit_note: str = ""
    """What says, once for the whole chart, what its numbers count."""
    reading_head: str = ""
    """What stands above its reading."""


Content = Node | Numbers | Grid | Statement | Tabular | Pictures | Plot
"""What a figure draws."""


def through(
    said: str, names: Sequence[str], members: tuple[Node, ...], path: str
) -> tuple[Node | None, tuple[Node, ...]]:
    """What runs through the members, their names -> its node, and the members without it: it may be one of them."""
    if not said:
        return None, members
    if said in names and len(members) > 1:
        place = names.index(said)
        return members[place], (*members[:place], *members[place + 1 :])
    return Node(label=said, path=path), members


def name_in(path: str) -> str:
    """Content path of a member -> what names it among its siblings: its id, or its position."""
    return path.rpartition(".")[2]


def members_named(content: Content) -> tuple[str, ...]:
    """Return what names the members of a figure, by which it can be split over several slides."""
    return tuple(_named(Same(_members(content))))


def with_members(content: Content, names: tuple[str, ...]) -> Content:
    """Return the content with those of its members alone; without names, with all of them."""
    if not names or isinstance(content, Statement | Plot):
        return content
    named = _named(Same(_members(content)))
    kept = sorted(place for name in dict.fromkeys(names) for place in named.get(name, ()))
    if isinstance(content, Node):
        return replace(content, children=tuple(content.children[place] for place in kept))
    if isinstance(content, Tabular):
        lines = tuple(content.members[place] for place in kept)
        return replace(content, members=lines, whole=content.whole or content.members)
    if isinstance(content, Numbers):
        return replace(content, members=tuple(content.members[place] for place in kept))
    if isinstance(content, Pictures):
        return replace(content, members=tuple(content.members[place] for place in kept))
    rows = tuple(content.rows[place] for place in kept)
    return replace(content, rows=rows, cells=tuple(content.cells[place] for place in kept))


_Members = tuple[Node | Number | Leaf | TableLine | Picture, ...]


def _members(content: Content) -> _Members:
    if isinstance(content, Node):
        return content.children
    if isinstance(content, Statement | Plot):
        return ()
    return content.rows if isinstance(content, Grid) else content.members


@lru_cache(maxsize=64)
def _named(members: Same[_Members]) -> dict[str, list[int]]:
    """Members -> the places of those of each name, in their order: found once, however often a figure is cut."""
    named: dict[str, list[int]] = {}
    for place, member in enumerate(members.value):
        named.setdefault(name_in(member.path), []).append(place)
    return named


def inner_count(content: Content, name: str = "") -> int:
    """Return how many members the member of that name has, or without a name the node itself, if it has no parts."""
    if not isinstance(content, Node):
        return 0
    if not name and not content.children:
        return len(content.leaves)
    part = next((part for part in content.children if name_in(part.path) == name), None)
    return len(part.children) or len(part.leaves) if part else 0
