"""Content path -> the figure that draws its entry: the entry as nodes, numbers or a grid, and its diagram."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from deckbrief.base.length import Emu, Rect, inches
from deckbrief.base.message import msg
from deckbrief.content.figures import FIGURES, Drawable, figures_of
from deckbrief.content.model import Comparison, Event, Framework, Metric, MetricGroup, Pack, Part, format_number
from deckbrief.content.paths import child, find
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import AIR
from deckbrief.layout.figures.node import CannotDraw, Drawing, Grid, Leaf, Node, Number
from deckbrief.layout.figures.registry import Draw, diagram, kind_of, suitable, suitable_for_part
from deckbrief.layout.frame import Text
from deckbrief.layout.text.fit import Copy, DoesNotFit, Slot, fit, height_for
from deckbrief.theme.theme import Theme

_LEAST_WITH_LEAD: Final = inches(3.4)
"""In lower boxes the drawing has the room to itself."""


def draw_figure(
    pack: Pack,
    path: str,
    box: Rect,
    theme: Theme,
    *,
    kind: str = "",
    only: Sequence[str] = (),
    inner: tuple[int, int] | None = None,
    accent: int = 0,
    reveal: bool = False,
) -> Drawing:
    """Draw the entry at a content path in `box`; `only` names the members to draw, by id.

    `inner` says which members of the only member to draw, or of the entry if it has no parts: from and before.

    `kind` asks for a diagram; without it the entry's own figure is taken, or one that suits its shape. `accent`
    is the unit's accent, for figures in which everything has one colour.

    Raises CannotDraw where the kind makes no sense for the entry, DoesNotFit where a text is too long for the box.
    """
    entry = find(pack, path)
    if isinstance(entry, Comparison):
        draw = diagram(_name_for("grid", kind or "matrix", msg("a comparison")))
        return draw(grid_of(pack, entry, only), box, theme, reveal=reveal)
    if isinstance(entry, MetricGroup):
        draw = diagram(_name_for("numbers", kind or "metrics", msg("numbers")))
        numbers = tuple(number_of(metric, f"{path}.metrics.{metric.id}") for metric in _chosen(entry.metrics, only))
        top = max(number_of(metric, "").value for metric in entry.metrics) if only and entry.compare else 0
        return draw(numbers, box, theme, compare=entry.compare, top=top, accent=accent, reveal=reveal)
    if not isinstance(entry, Framework | Part | Event):
        raise CannotDraw(
            msg("'{path}' is nothing that a figure can draw", path=path),
            msg("a framework, part, metric group or comparison"),
        )
    name = _name_for("nodes", figure_name(entry, kind), f"'{entry.name}'")
    figure = kind_of(name)
    node = replace(node_of(entry, path, only), accent=0 if figure.siblings else accent)
    if figure.counted and only:
        node = replace(node, children=tuple(_numbered_on(entry, node)))
    if inner is not None:
        alone = len(node.children) == 1
        node = replace(node, children=(_some(node.children[0], inner),)) if alone else _some(node, inner)
    if not figure.lead:
        return diagram(name)(node, box, theme, reveal=reveal)
    return _with_lead(diagram(name), node, box, theme, reveal)


def figure_name(entry: Framework | Part | Event, asked: str = "") -> str:
    """Return the name of the figure that draws an entry: the one asked for, its own, or one that suits it.

    What belongs to an event stands around it.
    """
    own = {Framework: getattr(entry, "figure", ""), Event: "hub"}.get(type(entry), "")
    if asked or own:
        return asked or own
    return (suitable if isinstance(entry, Framework) else suitable_for_part)(node_of(entry, ""))


def form_for_many(pack: Pack, path: str, asked: str = "", only: Sequence[str] = ()) -> str:
    """Return the name of the figure that takes over where very many members do not fit; empty where none does.

    A round of thirty is drawn as a chain, which can be continued.
    """
    kind = figure_kind(pack, path, asked)
    return kind.many if kind and len(only or part_ids(pack, path)) > kind.few else ""


def _name_for(drawable: Drawable, name: str, what: str) -> str:
    """Return the figure's name. Raises CannotDraw where it does not draw such content."""
    if FIGURES.get(name) != drawable:
        names = figures_of(drawable)
        hint = msg("one of: {words}", words=", ".join(names))
        raise CannotDraw(msg("{what} cannot be drawn as {name}", what=what, name=name), hint)
    return name


def _with_lead(draw: Draw, node: Node, box: Rect, theme: Theme, reveal: bool) -> Drawing:
    """Draw a node and, where there is room for both, what its lead says on a line below the drawing."""
    copy = Copy(
        text=node.lead,
        size=theme.scale.body,
        floor=theme.scale.floor,
        color=theme.color("muted"),
        align="center",
        path=node.path,
        balanced=True,
    )
    strip = height_for((copy,), box.width, theme.pitch) if node.lead else Emu(0)
    if not strip or box.height < _LEAST_WITH_LEAD:
        return draw(node, box, theme, reveal=reveal)
    try:
        drawing = draw(node, box.split_top(box.height - strip - AIR)[0], theme, reveal=reveal)
    except DoesNotFit:
        return draw(node, box, theme, reveal=reveal)
    below = Emu(max(item.rect.bottom for item in drawing.items) + AIR)
    rect = Rect(box.x, below, box.width, strip)
    body = fit(Slot(copies=(copy,), box=rect), theme.pitch)
    lead = Text(name=f"lead · {node.label}", rect=rect, path=node.path, body=body)
    return replace(drawing, items=(*drawing.items, lead))


def _numbered_on(entry: Framework | Part | Event, node: Node) -> Iterator[Node]:
    """Yield the parts that are drawn with the numbers that they have among all, so that continuations count on."""
    numbers = {part.id: str(number) for number, part in enumerate(entry.parts, 1)}
    for part in node.children:
        yield replace(part, symbol=part.symbol or numbers[part.path.rpartition(".")[2]])


def _some(node: Node, inner: tuple[int, int]) -> Node:
    """Return the node with some of its members: its parts, or its leaves where it has no parts."""
    members = slice(*inner)
    if node.children:
        return replace(node, children=node.children[members])
    return replace(node, leaves=node.leaves[members])


def figure_kind(pack: Pack, path: str, asked: str = "") -> FigureKind | None:
    """Return what the figure of an entry says of itself; None where no figure draws it."""
    entry = find(pack, path)
    if isinstance(entry, Comparison):
        return kind_of(asked or "matrix")
    if isinstance(entry, MetricGroup):
        return kind_of(asked or "metrics")
    return kind_of(figure_name(entry, asked)) if isinstance(entry, Framework | Part | Event) else None


def part_ids(pack: Pack, path: str) -> tuple[str, ...]:
    """Return the ids of an entry's members, by which its figure can be split over several slides."""
    entry = find(pack, path)
    if isinstance(entry, Comparison):
        return tuple(theme.id for theme in entry.themes)
    if isinstance(entry, MetricGroup):
        return tuple(metric.id for metric in entry.metrics)
    if isinstance(entry, Framework | Part | Event):
        return tuple(part.id for part in entry.parts)
    return ()


def inner_count(pack: Pack, path: str, only: str = "") -> int:
    """Return how many members the member of that id has, or without an id the entry itself, if it has no parts."""
    entry = find(pack, path)
    if not isinstance(entry, Framework | Part | Event):
        return 0
    parts = [part for part in entry.parts if part.id == only]
    if only or entry.parts or not isinstance(entry, Part):
        return len(parts[0].parts) or _leaf_count(parts[0]) if parts else 0
    return _leaf_count(entry)


def _leaf_count(part: Part) -> int:
    return len(part.points) + len(part.practices)


def _chosen(members: Sequence[Metric], only: Sequence[str]) -> list[Metric]:
    return [member for member in members if not only or member.id in only]


def node_of(entry: Framework | Part | Event, path: str, only: Sequence[str] = ()) -> Node:
    """Framework, part or event -> node; a part's leaves are its points, then its practices."""
    parts = child(path, "parts")
    children = tuple(node_of(part, f"{parts}.{part.id}") for part in entry.parts if not only or part.id in only)
    if isinstance(entry, Framework):
        return Node(label=entry.name, path=path, lead=entry.lead, center=entry.center, children=children)
    if isinstance(entry, Event):
        return Node(label=entry.title, path=path, children=children)
    leaves = [Leaf(text=point.label, path=f"{path}.points.{i}") for i, point in enumerate(entry.points)]
    leaves += [Leaf(text=practice.name, path=f"{path}.practices.{practice.id}") for practice in entry.practices]
    return Node(
        label=entry.name, path=path, symbol=entry.symbol, lead=entry.lead, leaves=tuple(leaves), children=children
    )


_SCALES: Final = {
    "百": 1e2,
    "千": 1e3,
    "万": 1e4,
    "十万": 1e5,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "万亿": 1e12,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
}
"""What a metric's scale multiplies its number by, so that 7万 is longer than 300 in a chart."""


def number_of(metric: Metric, path: str) -> Number:
    """Metric -> what a card or a bar shows of it."""
    return Number(
        before=metric.before,
        number=format_number(metric.number),
        after=metric.after,
        value=metric.number * _SCALES.get(metric.scale.strip().lower(), 1.0),
        label=metric.label,
        note=metric.note,
        path=path,
    )


def grid_of(pack: Pack, comparison: Comparison, only: Sequence[str] = ()) -> Grid:
    """Comparison -> grid: a column for each unit with its accent, a row for each theme; no cell, nothing said."""
    units = [pack.unit(name) for name in comparison.units]
    themes = [theme for theme in comparison.themes if not only or theme.id in only]
    rows: list[tuple[Leaf | None, ...]] = []
    for theme in themes:
        said = {cell.unit: (index, cell) for index, cell in enumerate(theme.cells)}
        rows.append(
            tuple(
                Leaf(text=said[unit.id][1].text, path=f"{comparison.path}#themes.{theme.id}.cells.{said[unit.id][0]}")
                if unit.id in said
                else None
                for unit in units
            )
        )
    return Grid(
        corner="",
        columns=tuple(Leaf(text=unit.name, path=unit.path) for unit in units),
        rows=tuple(Leaf(text=theme.name, path=f"{comparison.path}#themes.{theme.id}") for theme in themes),
        cells=tuple(rows),
        accents=tuple(map(pack.accent, units)),
        path=comparison.path,
    )
