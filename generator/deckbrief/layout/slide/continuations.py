"""A slide with too much -> its continuations: which blocks stand on each, what they are called, how long they take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from deckbrief.base.record import replace
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft.nodes import inner_count, members_named
from deckbrief.draft.notes import notes_of_part
from deckbrief.draft.slides import Block, Entry, FigureBlock, ListBlock, NoteForms, Slide, TimerBlock
from deckbrief.draft.timing import allot
from deckbrief.layout.figures.figure import figure_kind
from deckbrief.layout.slide.pictured import pictured

_Member = TypeVar("_Member")


def divisible(slide: Slide) -> tuple[int, int]:
    """Return into how many pieces at least a slide must be cut, and can be at most: by its figures and lists."""
    spans = [_figure_pieces(block) for block in slide.blocks if isinstance(block, FigureBlock)]
    spans += [(1, max(1, len(block.entries))) for block in slide.blocks if isinstance(block, ListBlock)]
    most = max((most for _, most in spans), default=1)
    return min(max((fewest for fewest, _ in spans), default=1), most), most


def _figure_pieces(block: FigureBlock) -> tuple[int, int]:
    """Return into how many pieces a figure must be cut, by what it carries, and can be, by what it needs."""
    content = block.looked_up
    kind = figure_kind(content, block.kind)
    members = len(block.only or members_named(content)) or inner_count(content)
    if kind.whole:
        return 1, 1
    most = max(1, members // kind.least)
    return min(-(-members // kind.most) if kind.most else 1, most), most


def cut(slide: Slide, count: int, forms: NoteForms) -> Iterator[Slide]:
    """Cut a slide into `count` continuations of about equal size: one by one, for most attempts fail at the first."""
    if count == 1:
        return iter((slide,))
    return continuations(slide, (_pieces(slide, number, count) for number in range(count)), count, forms)


def _pieces(slide: Slide, number: int, count: int) -> tuple[Block, ...]:
    """Return the blocks of one continuation: a picture beside a list is on each."""
    pair = pictured(slide.blocks)
    return tuple(
        piece
        for block in slide.blocks
        for piece in ((block,) if pair and block is pair[1] else _cut_block(block, number, count))
    )


def piece_of(slide: Slide, number: int, count: int) -> Slide:
    """Return what one continuation of `count` holds, to see whether it can be drawn: without notes of its own."""
    return replace(slide, blocks=_pieces(slide, number, count))


def continuations(slide: Slide, contents: Iterable[tuple[Block, ...]], count: int, forms: NoteForms) -> Iterator[Slide]:
    """Yield a slide's `count` continuations with these blocks, which share its minutes and its notes."""
    shares = allot(slide.minutes or 0, [1] * count)
    form = "{}（{}/{}）" if is_unspaced(slide.title) else "{} ({}/{})"
    for number, (blocks, minutes) in enumerate(zip(contents, shares, strict=True)):
        yield replace(
            slide,
            name=slide.name if number == 0 else f"{slide.name}.{number + 1}",
            title=form.format(slide.title, number + 1, count),
            blocks=blocks,
            notes=notes_of_part(slide.notes, forms, number, count),
            minutes=minutes,
            back=slide.back if number == 0 else None,
        )


def _cut_block(block: Block, number: int, count: int) -> Iterable[Block]:
    if isinstance(block, FigureBlock):
        ids = block.only or members_named(block.looked_up)
        chosen = _share(ids, number, count)
        inner = bounds(inner_count(block.looked_up), number, count)
        if chosen:
            yield replace(block, only=tuple(chosen))
        elif not ids and inner[0] < inner[1]:
            yield replace(block, inner=inner)
    elif isinstance(block, ListBlock):
        entries = _entries(block.entries, number, count)
        if entries:
            first = block.first + len(block.entries) * number // count
            heaviest = max(entry.weight for entry in block.entries) if block.style == "agenda" and count > 1 else 0
            yield replace(block, entries=tuple(entries), first=first, heaviest=block.heaviest or heaviest)
    elif number == count - 1 or isinstance(block, TimerBlock):
        yield block


def _entries(entries: Sequence[Entry], number: int, count: int) -> Sequence[Entry]:
    """Return the `number`th of `count` shares of a list: none begins with a line under another, if there are enough."""
    tops = [at for at, entry in enumerate(entries) if not entry.level or not at]
    if count > len(tops) or len(tops) == len(entries):
        return _share(entries, number, count)
    first, last = bounds(len(tops), number, count)
    return entries[tops[first] : tops[last] if last < len(tops) else len(entries)]


def _share(members: Sequence[_Member], number: int, count: int) -> Sequence[_Member]:
    """Return the `number`th of `count` consecutive shares, as equal as can be."""
    return members[slice(*bounds(len(members), number, count))]


def bounds(size: int, number: int, count: int) -> tuple[int, int]:
    """Return from and before which member the `number`th of `count` shares goes."""
    return size * number // count, size * (number + 1) // count
