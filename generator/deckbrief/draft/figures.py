"""Content path -> what a figure draws of the entry there: nodes, numbers or a grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from deckbrief.base.icons.keys import Terms
from deckbrief.base.message import msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import replace
from deckbrief.content.model import Comparison, Event, Framework, FreeSlide, MetricGroup, Pack, Part
from deckbrief.content.paths import child, find
from deckbrief.draft.amounts import number_of
from deckbrief.draft.free import body_of
from deckbrief.draft.nodes import Content, Grid, Leaf, Node, Number, Numbers, Plot, through
from deckbrief.draft.slides import Block, Deck, FigureBlock, ListBlock, Slide


def with_figures(deck: Deck, pack: Pack, words: Mapping[str, str] | None = None) -> Deck:
    """Deck whose figures name entries of the content -> the deck whose figures hold what they draw.

    `words` are those of the deck's language: what figures say beside the content. Without them a chart does not say
    once what its numbers count.

    Raises ProblemError for every figure of an entry that does not exist, or that no figure draws.
    """
    problems: list[Problem] = []
    said = _said_by(words) if words else _Said()
    sections = tuple(
        replace(section, slides=tuple(_with_figures(slide, pack, problems, said) for slide in section.slides))
        for section in deck.sections
    )
    if problems:
        raise ProblemError(problems)
    if pack.info.icons:
        terms = _icons_of_pack(pack)
        sections = tuple(
            replace(section, slides=tuple(_with_list_icons(slide, terms) for slide in section.slides))
            for section in sections
        )
    return replace(deck, sections=sections)


def with_words(content: Content | None, words: Mapping[str, str]) -> Content | None:
    """What a figure draws -> the same with the words of its language beside those of the content."""
    return _said_by(words).on(content)


def _said_by(words: Mapping[str, str]) -> _Said:
    """Words of a language -> those that figures say."""
    return _Said(words["not_said"], words["left_out"], words["counted_in"], words["aspect"], words["chart_reading"])


class _Said(NamedTuple):
    """Words that figures say beside those of the content.

    `unsaid` stands in a comparison where a unit says nothing, `aspect` over what its rows are called. `left_out` stands
    below a chart that does not show all, `counted_in` above one that says once what its numbers count, `reading` over
    what there is to be seen.
    """

    unsaid: str = "—"
    left_out: str = "… (+{count})"
    counted_in: str = ""
    aspect: str = ""
    reading: str = ""

    def on(self, content: Content | None) -> Content | None:
        """Return the same content with the words that it needs."""
        if isinstance(content, Grid):
            return replace(content, unsaid=self.unsaid, corner=self.aspect)
        if isinstance(content, Plot):
            note = self.left_out.format(count=content.left_out) if content.left_out else ""
            counted = self.counted_in.format(unit=content.unit) if content.unit else ""
            return replace(content, note=note, unit_note=counted, reading_head=self.reading)
        return content


def _with_list_icons(slide: Slide, terms: Terms) -> Slide:
    blocks = tuple(_with_entry_icons(block, terms) for block in slide.blocks)
    return slide if blocks == slide.blocks else replace(slide, blocks=blocks)


def _with_entry_icons(block: Block, terms: Terms) -> Block:
    """Return a list whose entries have the icons that the pack has for what they name: their head, where they have one.

    Bullets and prose have none.
    """
    if not isinstance(block, ListBlock) or block.style in ("bullets", "prose"):
        return block
    named = block.style in _NAMED
    names = [entry.text if named else _HEAD.split(entry.lead or entry.text)[0] for entry in block.entries]
    entries = tuple(replace(entry, icon=terms.in_text(name)) for entry, name in zip(block.entries, names, strict=True))
    return block if entries == block.entries else replace(block, entries=entries)


_NAMED: Final = frozenset({"route", "rings", "agenda"})
"""Styles of lists whose entries are names; what leads them is said below these."""
_HEAD: Final = deferred("[：:]")


def _icons_of_pack(pack: Pack) -> Terms:
    return Terms({word: entry.icon for entry in pack.info.icons for word in entry.words})


def _with_figures(slide: Slide, pack: Pack, problems: list[Problem], said: _Said) -> Slide:
    if not any(_path(block) for block in slide.blocks):
        return slide
    blocks: list[Block] = []
    for block in slide.blocks:
        path = _path(block)
        try:
            content = said.on(content_of(pack, path)) if path else None
        except ProblemError as error:
            problems += error.problems
            continue
        if path and content is None:
            problems.append(nothing_to_draw(path, slide.place))
        blocks.append(replace(block, content=content) if isinstance(block, FigureBlock | ListBlock) and path else block)
    return replace(slide, blocks=tuple(blocks))


def _path(block: Block) -> str:
    """Return the content path of the figure that a block shows or belongs to; empty for other blocks."""
    if isinstance(block, FigureBlock):
        return block.of
    return block.figure if isinstance(block, ListBlock) else ""


def nothing_to_draw(path: str, place: Place) -> Problem:
    """Return the problem of a figure, asked for there, of an entry that no figure draws or that is not there."""
    message = msg("'{path}' is nothing that a figure can draw", path=path)
    return Problem("markup.value", place, message, msg("a framework, part, metric group or comparison"))


def content_of(pack: Pack, path: str) -> Content | None:
    """Content path -> what a figure draws of the entry there; None where there is none, or none that can be drawn.

    Raises ProblemError for a file that it names and that cannot be used.
    """
    try:
        entry = find(pack, path)
    except KeyError:
        return None
    if isinstance(entry, Comparison):
        return grid_of(pack, entry)
    if isinstance(entry, MetricGroup):
        return Numbers(members=tuple(_numbers(entry, path)), compare=entry.compare, path=path, name=entry.title)
    if isinstance(entry, FreeSlide):
        return body_of(pack, entry, path)
    node = node_of(entry, path) if isinstance(entry, Framework | Part | Event) else None
    return _with_icons(node, _icons_of_pack(pack)) if node and pack.info.icons else node


def _with_icons(node: Node, terms: Terms) -> Node:
    """Return a node, and all below it, with the icons that the pack has for their words, where none is asked for."""
    children = tuple(_with_icons(member, terms) for member in node.children)
    return replace(node, icon=node.icon or terms.in_text(node.label), children=children)


def _numbers(group: MetricGroup, path: str) -> Iterator[Number]:
    return (number_of(metric, f"{path}.metrics.{metric.id}") for metric in group.metrics)


def node_of(entry: Framework | Part | Event, path: str) -> Node:
    """Framework, part or event -> node; a part's leaves are its points, then its practices.

    What belongs to an event stands around it.
    """
    parts = child(path, "parts")
    children = tuple(node_of(part, f"{parts}.{part.id}") for part in entry.parts)
    if isinstance(entry, Framework):
        ids = [part.id for part in entry.parts]
        run_through, others = through(entry.throughout, ids, children, child(path, "throughout"))
        return Node(
            label=entry.name, path=path, lead=entry.lead, center=entry.center, children=others, figure=entry.figure,
            title=entry.title, direction=entry.direction, picture=entry.picture, throughout=run_through,
        )  # fmt: skip
    if isinstance(entry, Event):
        return Node(label=entry.title, path=path, children=children, figure="hub")
    leaves = [Leaf(text=point.label, path=f"{path}.points.{i}") for i, point in enumerate(entry.points)]
    leaves += [Leaf(text=practice.name, path=f"{path}.practices.{practice.id}") for practice in entry.practices]
    return Node(
        label=entry.name, path=path, symbol=entry.mark or entry.symbol, mark=entry.mark, icon=entry.icon,
        highlight=entry.highlight, lead=entry.lead, leaves=tuple(leaves), children=children, part=True,
    )  # fmt: skip


def grid_of(pack: Pack, comparison: Comparison) -> Grid:
    """Comparison -> grid: a column for each unit with its accent, a row for each theme; no cell, nothing said."""
    units = [pack.unit(name) for name in comparison.units]
    rows: list[tuple[Leaf | None, ...]] = []
    for theme in comparison.themes:
        path = f"{comparison.path}#themes.{theme.id}.cells"
        cells = {cell.unit: Leaf(text=cell.text, path=f"{path}.{index}") for index, cell in enumerate(theme.cells)}
        rows.append(tuple(cells.get(unit.id) for unit in units))
    return Grid(
        corner="",
        columns=tuple(Leaf(text=unit.name, path=unit.path) for unit in units),
        rows=tuple(Leaf(text=theme.name, path=f"{comparison.path}#themes.{theme.id}") for theme in comparison.themes),
        cells=tuple(rows),
        accents=tuple(map(pack.accent, units)),
        path=comparison.path,
    )
