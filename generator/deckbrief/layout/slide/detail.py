"""The detail of something: a block that names it, and beside it a card for each thing that is said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Rect, px
from deckbrief.base.record import replace
from deckbrief.draft.nodes import members_named
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import Look, Panel, draw_panels, explained, one_line, said
from deckbrief.layout.figures.shapes import LEAF, card, leaf, watermark
from deckbrief.layout.frame import AnyItem, Group, Shape
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Color

_GAP: Final = px(16)
_HEAD: Final = px(320)
_LOW: Final = px(326)
"""In lower boxes details stand beside each other instead of below."""
_NARROW_HEAD: Final = px(256)
_EDGE: Final = px(6)
_FUNCTION_CHARACTERS: Final = frozenset("的了是在有和与及也都对把被就着个为以由这那其中里")
_LITTLE_NEW: Final = 3
"""A sentence with fewer new characters (in Latin script: words) adds nothing to the few words that stand for it."""


def draw_detail(block: ListBlock, box: Rect, look: Look) -> Drawing:
    """List block with a head -> the head at the left of `box`, cards beside it, a click for each with `reveal`.

    Raises DoesNotFit where cards are too low for their texts even at the floor.
    """
    entries = tuple(map(_said_once, block.entries))
    fill = _color_of(block, look)
    low = block.head is not None and box.height < _LOW
    head: list[AnyItem] = []
    field = box
    if block.head is not None:
        left, field = box.split_left(_NARROW_HEAD if low else _HEAD, _GAP)
        head = [_head(block.head, left, look, fill)]
    count = len(entries)
    cells = field.columns(count, _GAP) if low else field.rows(count, _GAP if count <= 5 else px(10))
    panels = [
        _panel(number, entry, cell, look, count, low)
        for number, (entry, cell) in enumerate(zip(entries, cells, strict=True), 1)
    ]
    items: list[AnyItem] = []
    for number, (cell, entry, text) in enumerate(zip(cells, entries, draw_panels(panels, look.theme), strict=True), 1):
        edge = Shape(name=f"edge {number}", rect=cell.split_left(_EDGE)[0], fill=look.color("hue"))
        ground = card(f"card {number}", cell, look, radius=min(LEAF, cell.height // 3, cell.width // 3))
        click = number if block.reveal else 0
        items.append(Group(name=f"detail {number}", rect=cell, items=(ground, edge, text), path=entry.of, click=click))
    drawn = [*head, *items]
    if block.head is not None:  # a slide can hold details of several things
        drawn = [_named_after(block.head.text, item) for item in drawn]
    alt = "；".join(" ".join(part for part in (entry.lead, entry.text) if part) for entry in block.entries)
    return Drawing(tuple(drawn), alt, count if block.reveal else 0)


def _color_of(block: ListBlock, look: Look) -> Color:
    """Return the colour that a member has in its figure, of whose detail the block tells, or the section's."""
    count = len(members_named(block.content)) if block.content else 0
    if count > 1 and 1 <= block.member <= count:
        return look.ramp(count)[block.member - 1]
    return look.color("hue")


def _named_after(head: str, item: AnyItem) -> AnyItem:
    """Return the item, its name and those of its members followed by what they are the detail of."""
    name = f"{item.name} · {head}"
    if isinstance(item, Group):
        return replace(item, name=name, items=tuple(_named_after(head, member) for member in item.items))
    return replace(item, name=name)


def _head(head: Entry, place: Rect, look: Look, fill: Color) -> Group:
    """Return the block that names what the cards beside it are the detail of, as high as all of them."""
    ink = look.on(fill)
    inside = place.inset(px(28), px(24), px(24), px(24))
    name = said(look, head.text, _name_size(head, inside.width, look), ink, path=head.of, pitch=1.15)
    lead = explained(look, head.lead, 20, ink, path=head.of, before=10)
    panel = Panel(name="head words", rect=inside, copies=(name, lead) if head.lead else (name,), path=head.of)
    items: list[AnyItem] = [leaf("head ground", place, fill, radius=min(LEAF, place.height // 3))]
    if place.height >= px(260):
        items.append(watermark("head rings", place, "bl", fill, look, ((150, 190), (76, 116), (14, 44))))
    return Group(name="head", rect=place, items=(*items, *draw_panels([panel], look.theme)), path=head.of)


def _name_size(head: Entry, width: int, look: Look) -> float:
    sizes = (66, 56, 48, 44, 40, 36, 34)
    fitting = (size for size in sizes if one_line(said(look, head.text, size, look.color("ink"), path=""), width))
    return next(fitting, 30)


def _panel(number: int, entry: Entry, cell: Rect, look: Look, count: int, low: bool) -> Panel:
    """Return a sentence under the few words that stand for it; few words that say all stand alone."""
    hue = look.color("hue")
    large = 24 if low or count > 4 else 28
    lead = said(look, entry.lead, large, hue if entry.text else look.color("ink"), path=entry.of, pitch=1.2)
    text = explained(look, entry.text, 20 if low or count > 4 else 22, look.color("ink"), path=entry.of, before=5)
    copies: Sequence[Copy] = [copy for copy in (lead, text) if copy.text]
    left, right = (px(24), px(14)) if low else (px(32), px(28))
    rect = cell.inset(left, px(8), right, px(8))
    return Panel(name=f"words {number}", rect=rect, copies=tuple(copies), path=entry.of)


def _said_once(entry: Entry) -> Entry:
    """Return the entry with its lead alone where the text says the same again."""
    known = set(_meaning(entry.lead))
    new = [word for word in _meaning(entry.text) if word not in known]
    return replace(entry, text="") if entry.lead and len(new) < _LITTLE_NEW else entry


def _meaning(text: str) -> list[str]:
    """Text -> its words and numbers in Latin script and its other characters; no marks, no function characters."""
    words: list[str] = re.findall(r"[A-Za-z0-9\u00c0-\u024f]+|\w", text.casefold())
    return [word for word in words if word not in _FUNCTION_CHARACTERS]
