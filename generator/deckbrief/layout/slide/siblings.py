"""Slides of a deck -> the same, with icons in all figures of a kind or in none: from slide to slide they are alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.record import replace
from deckbrief.draft.nodes import Node
from deckbrief.draft.slides import Block, FigureBlock, ListBlock, Slide
from deckbrief.layout.figures.figure import figure_name
from deckbrief.layout.figures.kit import members_of
from deckbrief.layout.icon import NO_ICON, icons_of
from deckbrief.layout.slide.card_words import words_of

_FEW: Final = "hub of three"
_CARDS: Final = 3
"""A hub of three is cards under a bar, like no other."""
_DEPTHS: Final = {"hub": 1, _FEW: 1, "numbered": 2}
"""How deep below the whole stand the members that have icons, in the figures that are compared."""
_LISTS: Final = ("route", "checks")


def with_like_icons(slides: Sequence[Slide]) -> Iterator[Slide]:
    """Yield the slides without the icons of a kind of figure or list, where one of that kind in the deck has none.

    Icons that the author asks for stay, and do not count.
    """
    wanting = {
        kind for slide in slides for block in slide.blocks if (kind := _kind(block)) and not _has_icons(block, kind)
    }
    for slide in slides:
        blocks = tuple(_bare(block) if _kind(block) in wanting else block for block in slide.blocks)
        yield slide if blocks == slide.blocks else replace(slide, blocks=blocks)


def _kind(block: Block) -> str:
    """Return what a block is compared as, nothing for one that is not, or whose icons the author has chosen."""
    if isinstance(block, ListBlock):
        return block.style if block.style in _LISTS and len(block.entries) > 1 else ""
    if not isinstance(block, FigureBlock) or not isinstance(block.looked_up, Node):
        return ""
    name = figure_name(block.looked_up, block.kind)
    if name not in _DEPTHS or any(part.icon for part in _members(block.looked_up, _DEPTHS[name])):
        return ""
    few = name == "hub" and len(members_of(block.looked_up)) == _CARDS
    return _FEW if few else name


def _members(node: Node, depth: int) -> list[Node]:
    members = list(members_of(node))
    return members if depth == 1 else [inner for part in members for inner in _members(part, depth - 1)]


def _has_icons(block: Block, kind: str) -> bool:
    if isinstance(block, ListBlock):
        told = [each.name for each in words_of(block)] if kind == "checks" else [entry.text for entry in block.entries]
        return bool(icons_of([(entry.icon, name) for entry, name in zip(block.entries, told, strict=True)]))
    assert isinstance(block, FigureBlock), "other blocks have no kind"
    node = block.looked_up
    assert isinstance(node, Node), "other content has no kind"
    return bool(icons_of([(part.icon, part.label) for part in _members(node, _DEPTHS[kind])]))


def _bare(block: Block) -> Block:
    if isinstance(block, ListBlock):
        return replace(block, icons=False)
    assert isinstance(block, FigureBlock), "other blocks have no kind"
    node = block.looked_up
    assert isinstance(node, Node), "other content has no kind"
    return replace(block, content=_without(node, _DEPTHS[_kind(block)]))


def _without(node: Node, depth: int) -> Node:
    """Return the node with members, at that depth, that have no icon."""
    if depth == 0:
        return replace(node, icon=NO_ICON)
    return replace(node, children=tuple(_without(part, depth - 1) for part in members_of(node)), leaves=())
