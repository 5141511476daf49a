"""Quote: words that must stand as they are, large, each beside a bar, with who says them below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator.base.length import Emu, Pt, Rect, points
from generator.design.theme import Theme
from generator.layout.diagram.kit import (
    GAP,
    Insets,
    Look,
    Names,
    Panel,
    copies_height,
    draw_panels,
    grouped,
    label_copy,
    largest,
    listed,
    members_of,
    middle,
    said_below,
    told,
)
from generator.layout.diagram.node import CannotDraw, Drawing, Node
from generator.layout.frame import AnyItem, Shape
from generator.layout.text import Copy

_BAR: Final = points(6)
_INSETS: Final[Insets] = (points(30), points(14), points(24), points(14))
_SIZES: Final = tuple(Pt(float(size)) for size in (40, 36, 32, 28, 26, 24, 22, 20, 18, 16))


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its parts as quotations one below the other; a part's lead says whose words they are.

    Raises CannotDraw without parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not parts:
        raise CannotDraw("a quote needs at least one part: the words")
    look = Look(theme, node.accent)
    sizes = [size for size in _SIZES if size > theme.scale.floor] + [theme.scale.floor]
    size, _, heights = largest(sizes, lambda size: _sized(look, parts, box, size))
    room = box.height - GAP * (len(parts) - 1)
    if sum(heights) > room:
        heights = [room * height // sum(heights) for height in heights]
    place = middle(box, sum(heights) + GAP * (len(parts) - 1))
    names = Names("quote")
    cells = []
    top = place.y
    for height in heights:
        cells.append(Rect(place.x, top, place.width, Emu(height)))
        top = Emu(top + height + GAP)
    panels = [_panel(look, part, cell, size, names) for part, cell in zip(parts, cells, strict=True)]
    items: list[AnyItem] = []
    for number, (part, cell, text) in enumerate(zip(parts, cells, draw_panels(panels, theme), strict=True), 1):
        bar = Rect(cell.x, cell.y, _BAR, cell.height)
        shape = Shape(name=names(part.label, "bar"), rect=bar, fill=look.accent(number))
        items.append(grouped(names(part.label), (text, shape), part.path, number if reveal else 0))
    return Drawing(tuple(items), told(node), len(parts) if reveal else 0)


def _sized(look: Look, parts: Sequence[Node], box: Rect, size: Pt) -> tuple[bool, list[int]]:
    inner = box.width - _INSETS[0] - _INSETS[2]
    heights = [copies_height(_copies(look, part, size), inner, look.theme) + _INSETS[1] + _INSETS[3] for part in parts]
    return sum(heights) + GAP * (len(parts) - 1) <= box.height, heights


def _copies(look: Look, part: Node, size: Pt) -> tuple[Copy, ...]:
    words = label_copy(look, part.label, size, look.color("ink"), path=part.path, align="left")
    below = listed([part.lead, *said_below(part)])
    if not below:
        return (words,)
    small = Pt(max(round(size * 0.65), look.theme.scale.floor))
    said = label_copy(
        look, below, small, look.color("muted"), path=part.path, bold=False, align="left", before=Pt(size * 0.3)
    )
    return words, said


def _panel(look: Look, part: Node, cell: Rect, size: Pt, names: Names) -> Panel:
    return Panel(
        name=names(part.label, "words"),
        rect=cell,
        copies=_copies(look, part, size),
        fill=look.color("card"),
        stroke=look.hairline(),
        insets=_INSETS,
        path=part.path,
    )
