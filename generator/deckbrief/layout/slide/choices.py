"""Drafted slide -> the slide as it is to be drawn: what its figure decides about what stands with it."""

from __future__ import annotations

from dataclasses import replace

from deckbrief.draft.nodes import Node
from deckbrief.draft.slides import Block, FigureBlock, ListBlock, ParagraphBlock, Slide
from deckbrief.layout.figures.figure import figure_kind, form_for_many


def settle(slide: Slide) -> Slide:
    """Return the slide with the accent of what it tells, and without a takeaway where its figure needs the room."""
    return _with_accent(_without_crowding(slide))


def for_many(slide: Slide) -> Slide | None:
    """Slide that does not fit -> the same with a figure of very many members in the form for many; None without one."""
    blocks = tuple(map(_for_many, slide.blocks))
    return replace(slide, blocks=blocks) if blocks != slide.blocks else None


def _for_many(block: Block) -> Block:
    if not isinstance(block, FigureBlock) or block.content is None:
        return block
    many = form_for_many(block.content, block.kind, block.only)
    return replace(block, kind=many) if many else block


def _without_crowding(slide: Slide) -> Slide:
    """Return the slide without the takeaway below a figure that needs all the room: it stands in the notes as well."""
    if not any(_is_takeaway(block) for block in slide.blocks) or not any(map(_is_crowded, slide.blocks)):
        return slide
    return replace(slide, blocks=tuple(block for block in slide.blocks if not _is_takeaway(block)))


def _is_takeaway(block: Block) -> bool:
    return isinstance(block, ParagraphBlock) and block.role == "takeaway"


def _is_crowded(block: Block) -> bool:
    if not isinstance(block, FigureBlock) or not isinstance(block.content, Node):
        return False
    return figure_kind(block.content, block.kind).crowded(block.content)


def _with_accent(slide: Slide) -> Slide:
    """Return a slide that tells the detail of one member in the accent that the member has in its figure."""
    details = [block for block in slide.blocks if isinstance(block, ListBlock) and block.content]
    if len(details) != 1 or not details[0].member or not details[0].content:
        return slide
    return replace(slide, accent=details[0].member) if figure_kind(details[0].content).siblings else slide
