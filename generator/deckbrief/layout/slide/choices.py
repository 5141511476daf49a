"""Drafted slide -> the slide as it is to be drawn: what its figure decides about what stands with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckbrief.base.record import replace
from deckbrief.draft.nodes import Node
from deckbrief.draft.slides import Block, FigureBlock, ParagraphBlock, Slide
from deckbrief.layout.figures.figure import figure_kind, form_for_many


def settle(slide: Slide) -> Slide:
    """Return the slide without a takeaway below a figure that needs all the room: it stands in the notes as well."""
    crowded = any(map(_is_takeaway, slide.blocks)) and any(map(_is_crowded, slide.blocks))
    return (
        replace(slide, blocks=tuple(block for block in slide.blocks if not _is_takeaway(block))) if crowded else slide
    )


def for_many(slide: Slide) -> Slide | None:
    """Slide that does not fit -> the same with a figure of very many members in the form for many; None without one."""
    blocks = tuple(map(_for_many, slide.blocks))
    return replace(slide, blocks=blocks) if blocks != slide.blocks else None


def in_other_forms(slide: Slide) -> Iterator[Slide]:
    """Slide for whose figure a template has too little room -> the same with figures that can be cut into pieces."""
    for kind in _PLAIN_FORMS:
        blocks = tuple(
            replace(block, kind=kind) if isinstance(block, FigureBlock) and isinstance(block.content, Node) else block
            for block in slide.blocks
        )
        if blocks != slide.blocks:
            yield replace(slide, blocks=blocks)


_PLAIN_FORMS: Final = ("numbered", "pillars", "tree", "checklist")
"""Figures of nodes that need least height, the most like others first."""


def _for_many(block: Block) -> Block:
    if not isinstance(block, FigureBlock) or block.content is None:
        return block
    many = form_for_many(block.content, block.kind, block.only)
    return replace(block, kind=many) if many else block


def _is_takeaway(block: Block) -> bool:
    return isinstance(block, ParagraphBlock) and block.role == "takeaway"


def _is_crowded(block: Block) -> bool:
    if not isinstance(block, FigureBlock) or not isinstance(block.content, Node):
        return False
    return figure_kind(block.content, block.kind).crowded(block.content)
