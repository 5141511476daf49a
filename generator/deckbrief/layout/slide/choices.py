"""Drafted slide -> the slide as it is to be drawn: what its figure decides about what stands with it."""

from __future__ import annotations

from dataclasses import replace

from deckbrief.content.model import Framework, Pack, Part
from deckbrief.content.paths import find
from deckbrief.draft.slides import Block, FigureBlock, ListBlock, ParagraphBlock, Slide
from deckbrief.layout.figures.figure import figure_kind, form_for_many, node_of


def settled(slide: Slide, pack: Pack) -> Slide:
    """Return the slide with the accent of what it tells, and without a takeaway where its figure needs the room."""
    return _with_accent(_without_crowding(slide, pack), pack)


def for_many(slide: Slide, pack: Pack) -> Slide | None:
    """Slide that does not fit -> the same with a figure of very many members in the form for many; None without one."""
    blocks = tuple(_for_many(block, pack) for block in slide.blocks)
    return replace(slide, blocks=blocks) if blocks != slide.blocks else None


def _for_many(block: Block, pack: Pack) -> Block:
    if isinstance(block, FigureBlock) and (many := form_for_many(pack, block.of, block.kind, block.only)):
        return replace(block, kind=many)
    return block


def _without_crowding(slide: Slide, pack: Pack) -> Slide:
    """Return the slide without the takeaway below a figure that needs all the room: it stands in the notes as well."""
    if not any(_is_takeaway(block) for block in slide.blocks):
        return slide
    if not any(isinstance(block, FigureBlock) and _is_crowded(block, pack) for block in slide.blocks):
        return slide
    return replace(slide, blocks=tuple(block for block in slide.blocks if not _is_takeaway(block)))


def _is_takeaway(block: Block) -> bool:
    return isinstance(block, ParagraphBlock) and block.role == "takeaway"


def _is_crowded(block: FigureBlock, pack: Pack) -> bool:
    entry = find(pack, block.of)
    if not isinstance(entry, Framework | Part):
        return False
    kind = figure_kind(pack, block.of, block.kind)
    return kind is not None and kind.crowded(node_of(entry, block.of))


def _with_accent(slide: Slide, pack: Pack) -> Slide:
    """Return a slide that tells the detail of one member in the accent that the member has in its figure."""
    details = [block for block in slide.blocks if isinstance(block, ListBlock) and block.figure]
    if len(details) != 1 or not details[0].member:
        return slide
    kind = figure_kind(pack, details[0].figure)
    return replace(slide, accent=details[0].member) if kind and kind.siblings else slide
