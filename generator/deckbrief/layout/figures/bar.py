"""What runs through all members of a figure: a bar below it, as wide as all of them, or above one that has its own."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    draw_panels,
    full_label,
    grouped,
    one_line,
    repeats,
    said,
)
from deckbrief.layout.figures.registry import Draw
from deckbrief.layout.figures.shapes import leaf, watermark
from deckbrief.layout.frame import AnyItem
from deckbrief.layout.path import FINENESS
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Theme

_HEIGHT: Final = px(76)
_LOW: Final = px(52)
_GAP: Final = px(16)
_SIZES: Final = (36, 34, 30, 28, 26, 24, 22, 20, 18, 16)
_PAD: Final = px(40)


def with_bar(draw: Draw, node: Node, box: Rect, theme: Theme, reveal: bool) -> Drawing:
    """Draw a node over the bar of what runs through all its members, which stands from the start.

    A node that draws its own name along its foot has the bar above itself. There is none where the slide's title says
    the same. Raises DoesNotFit.
    """
    assert node.throughout is not None, "only what has it needs a bar"
    if repeats(full_label(node.throughout), node.title):
        return draw(replace(node, throughout=None), box, theme, reveal=reveal)
    look = Look(theme, node.accent)
    high = Emu(min(_HEIGHT, max(_LOW, box.height // 7)))
    if node.center and node.center != node.label:
        bar, rest = box.split_top(high, _GAP)
    else:
        rest, bar = box.split_top(Emu(box.height - high - _GAP), _GAP)
    drawing = draw(replace(node, throughout=None), rest, theme, reveal=reveal)
    group = _bar(look, node.throughout, bar)
    items = (group, *drawing.items) if bar.y < rest.y else (*drawing.items, group)
    return replace(drawing, items=items, alt=f"{drawing.alt} {full_label(node.throughout)}".strip())


def _bar(look: Look, said_throughout: Node, bar: Rect) -> AnyItem:
    """Return the bar: a leaf in deep with rings at its end, the name and what is said of it in gold."""
    names = Names("throughout")
    deep = look.color("deep")
    panel = Panel(
        name=names(said_throughout.label), rect=bar, copies=(_copy(look, said_throughout, bar.width - 2 * _PAD),),
        insets=(_PAD, Emu(0), _PAD, Emu(0)), path=said_throughout.path,
    )  # fmt: skip
    inside = bar.inset(0, 0, FINENESS, FINENESS)  # outlines are on a grid, and stay in the bar on it
    rings = watermark(names("rings"), inside, "br", deep, look, ((30, 50), (62, 82), (94, 114)), bar.height // 2)
    back = leaf(names("bar"), bar, deep, radius=bar.height // 2)
    return grouped(names("group"), [back, rings, *draw_panels([panel], look.theme)], said_throughout.path, 0)


def _copy(look: Look, node: Node, width: int) -> Copy:
    """Return the name, and what is said of it, on one line where there is room for it."""
    deep = look.color("deep")
    text = full_label(node)
    copies = [said(look, text, size, look.accent_on(deep), path=node.path, align="center") for size in _SIZES]
    return next((copy for copy in copies if one_line(copy, width)), copies[-1])
