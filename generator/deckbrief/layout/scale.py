"""Frames -> the same frames larger or smaller: decks for templates whose slides have another size."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import accumulate, pairwise

from deckbrief.base.length import Emu, Pt, Rect
from deckbrief.base.record import replace
from deckbrief.layout.frame import (
    AnyItem,
    Chart,
    Connector,
    DeckFrames,
    Frame,
    Group,
    Line,
    Paragraph,
    Plot,
    Shape,
    Stroke,
    Table,
    TableCell,
    Text,
    TextBody,
)
from deckbrief.theme.theme import Placeholder


def scaled_deck(deck: DeckFrames, factor: float) -> DeckFrames:
    """Deck, factor -> the deck with every length, type size and line width times the factor."""
    return replace(deck, frames=tuple(scaled_frame(frame, factor) for frame in deck.frames))


def scaled_frame(frame: Frame, factor: float) -> Frame:
    """Frame, factor -> the frame with every length, type size and line width times the factor."""
    return replace(
        frame,
        width=_emu(frame.width, factor),
        height=_emu(frame.height, factor),
        items=tuple(scaled_item(item, factor) for item in frame.items),
        fixed=tuple(scaled_item(item, factor) for item in frame.fixed),
    )


def scaled_placeholder(placeholder: Placeholder, factor: float) -> Placeholder:
    """Placeholder, factor -> where it is on the slides of a scaled deck, to the EMU."""
    return replace(placeholder, rect=scaled_rect(placeholder.rect, factor), size=_pt(placeholder.size, factor))


def scaled_rect(rect: Rect, factor: float) -> Rect:
    """Rectangle, factor -> the rectangle; what met before still meets, for edges are scaled and not widths."""
    x, y = _emu(rect.x, factor), _emu(rect.y, factor)
    return Rect(x, y, Emu(_emu(rect.right, factor) - x), Emu(_emu(rect.bottom, factor) - y))


def scaled_item(item: AnyItem, factor: float) -> AnyItem:
    """Item, factor -> the item, and all in it, with every length times the factor."""
    rect = scaled_rect(item.rect, factor)
    match item:
        case Group():
            return replace(item, rect=rect, items=tuple(scaled_item(member, factor) for member in item.items))
        case Text():
            return replace(item, rect=rect, body=_body(item.body, factor))
        case Shape():
            body = _body(item.body, factor) if item.body else None
            return replace(item, rect=rect, body=body, stroke=_stroke(item.stroke, factor) if item.stroke else None)
        case Connector():
            ends = [(_emu(x, factor), _emu(y, factor)) for x, y in (item.start, item.end)]
            return replace(item, rect=rect, start=ends[0], end=ends[1], stroke=_stroke(item.stroke, factor))
        case Table():
            rows = tuple(tuple(_cell(cell, factor) for cell in row) for row in item.rows)
            widths, heights = _steps(item.widths, rect.width), _steps(item.heights, rect.height)
            rule = _stroke(item.rule, factor) if item.rule else None
            return replace(item, rect=rect, widths=widths, heights=heights, rows=rows, rule=rule)
        case Plot():
            label, area = _pt(item.label_size, factor), scaled_rect(item.area, factor)
            size, zoom = _pt(item.size, factor), item.zoom * factor
            return replace(item, rect=rect, size=size, label_size=label, area=area, zoom=zoom)
        case Chart():
            label = _pt(item.label_size, factor)
            return replace(item, rect=rect, size=_pt(item.size, factor), label_size=label)
    return replace(item, rect=rect)


def _steps(lengths: Iterable[Emu], total: Emu) -> tuple[Emu, ...]:
    """Widths or heights -> scaled ones that add up to `total`."""
    edges = [0, *accumulate(lengths)]
    factor = total / edges[-1] if edges[-1] else 0
    return tuple(Emu(round(end * factor) - round(start * factor)) for start, end in pairwise(edges))


def _cell(cell: TableCell, factor: float) -> TableCell:
    return replace(cell, body=_body(cell.body, factor))


def _body(body: TextBody, factor: float) -> TextBody:
    left, top, right, bottom = (_emu(inset, factor) for inset in body.insets)
    paragraphs = tuple(_paragraph(paragraph, factor) for paragraph in body.paragraphs)
    return replace(body, paragraphs=paragraphs, insets=(left, top, right, bottom))


def _paragraph(paragraph: Paragraph, factor: float) -> Paragraph:
    runs = tuple(run if run.size is None else replace(run, size=_pt(run.size, factor)) for run in paragraph.runs)
    return replace(
        paragraph,
        runs=runs,
        size=_pt(paragraph.size, factor),
        pitch=_pt(paragraph.pitch, factor),
        lines=tuple(Line(line.start, line.end, _emu(line.width, factor)) for line in paragraph.lines),
        before=_pt(paragraph.before, factor),
        indent=_emu(paragraph.indent, factor),
        hang=_emu(paragraph.hang, factor),
        first=_emu(paragraph.first, factor),
    )


def _stroke(stroke: Stroke, factor: float) -> Stroke:
    return replace(stroke, width=Pt(round(stroke.width * factor, 2)))


def _emu(length: int, factor: float) -> Emu:
    return Emu(round(length * factor))


def _pt(size: float, factor: float) -> Pt:
    """Type size, factor -> hundredths of a point, the finest that a file can say, never rounded up."""
    return Pt(math.floor(size * factor * 100 + 1e-6) / 100)
