"""Words of siblings in places of their own: a name that is said, what explains it below, all of one size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import (
    Look,
    Panel,
    copies_height,
    cuts_no_word,
    draw_panels,
    explained,
    one_line,
    said,
    said_below,
    whole_words,
)
from deckbrief.layout.frame import Shape, Text
from deckbrief.layout.text.fit import Copy, DoesNotFit
from deckbrief.theme.theme import Align, Anchor, Color

_NAMES: Final = (56, 48, 44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_ONE_LINE: Final = 26
"""Names stand on one line down to this size, before they take two."""
_SHORT: Final = 6
_SHORT_LINE: Final = 18
"""Names of so few characters do so down to this one."""
_SHARE: Final = 0.62
_LESS: Final = 4
_BODY: Final = 20
_MOST_DETAIL: Final = 24
_AIR: Final = px(20)


@record(kw_only=True)
class Cell:
    """Where a node's words go, and in which ink; `soft` is that of what explains it, `quiet` leaves that away."""

    name: str
    node: Node
    room: Rect
    ink: Color
    soft: Color | None = None
    align: Align = "left"
    anchor: Anchor = "middle"
    quiet: bool = False


def set_cells(look: Look, cells: Sequence[Cell], top: float = 44, *, broken: bool = False) -> list[Shape | Text]:
    """Cells of siblings -> their texts, at the largest size at which all fit: on one line first, then with words whole.

    With `broken` a size is not made smaller for the sake of one line. Raises DoesNotFit where one does not fit at the
    floor.
    """
    size = _size(look, cells, top, broken=broken)
    detail = _largest_detail(look, cells, size) if size else 0
    size = size or look.theme.scale.floor
    panels = [
        Panel(
            name=cell.name, rect=cell.room, copies=_copies(look, cell, size, detail), anchor=cell.anchor,
            path=cell.node.path,
        )
        for cell in cells
    ]  # fmt: skip
    return draw_panels(panels, look.theme)


def largest_name(look: Look, cells: Sequence[Cell], top: float = 44, *, broken: bool = False) -> float:
    """Return the size at which names of siblings are set in their cells, 0 where they do not fit at any."""
    try:
        texts = set_cells(look, cells, top, broken=broken)
    except DoesNotFit:
        return 0
    return min(text.body.paragraphs[0].size for text in texts if text.body)


def are_legible(texts: Iterable[Shape | Text], least: tuple[float, float]) -> bool:
    """Texts of cells, two sizes -> whether names are as large as the first, and what explains them as the second."""
    name, detail = least
    sizes = [[paragraph.size for paragraph in text.body.paragraphs] for text in texts if text.body]
    return all(first >= name and min(others, default=detail) >= detail for first, *others in sizes)


def _largest_detail(look: Look, cells: Sequence[Cell], size: float) -> float:
    """Return the largest size of what explains names of a size that leaves all room; 0 where that is the usual one.

    A line that stands whole in its usual size is not broken for it.
    """
    usual = _detail(look, size)
    for detail in (step for step in (24, 22) if usual < step <= size - _LESS):
        larger = [(cell, _copies(look, cell, size, detail)) for cell in cells]
        kept = all(
            one_line(copy, cell.room.width) or not one_line(small, cell.room.width)
            for cell, copies in larger
            for copy, small in zip(copies, _copies(look, cell, size), strict=True)
        )
        if kept and all(_has_room(look, cell, copies) for cell, copies in larger):
            return detail
    return 0


def _has_room(look: Look, cell: Cell, copies: Sequence[Copy]) -> bool:
    return (
        all(whole_words(copy, cell.room.width) for copy in copies)
        and copies_height(copies, cell.room.width, look.theme) <= cell.room.height
    )


def set_rows(look: Look, cells: Sequence[Cell], top: float = 44) -> list[list[Shape | Text]]:
    """Cells of low rows -> the texts of each: what explains a name stands below it, or beside it where both get larger.

    Raises DoesNotFit as `set_cells`.
    """
    if has_more([cell.node for cell in cells]):
        stacked = _size(look, cells, top)
        for share in (0.42, 0.5, 0.34):
            left, right = [_named(cell, share) for cell in cells], [_told(cell, share) for cell in cells]
            if min(_size(look, left, top), 28) > stacked and (words := _beside(look, right)):
                return [[name, *more] for name, more in zip(set_cells(look, left, 36), words, strict=True)]
    return [[text] for text in set_cells(look, cells, top)]


def _named(cell: Cell, share: float) -> Cell:
    width = Emu(round(cell.room.width * share))
    return replace(cell, room=Rect(cell.room.x, cell.room.y, width, cell.room.height), quiet=True)


def _told(cell: Cell, share: float) -> Cell:
    left = round(cell.room.width * share) + _AIR
    room = Rect(Emu(cell.room.x + left), cell.room.y, Emu(cell.room.width - left), cell.room.height)
    return replace(cell, room=room, name=f"{cell.name} · more")


def _beside(look: Look, cells: Sequence[Cell]) -> list[list[Shape | Text]] | None:
    """Return what explains names in cells beside them, a list each; None where it has no room there."""
    panels = [
        Panel(
            name=cell.name, rect=cell.room, path=cell.node.path,
            copies=tuple(
                explained(look, text, 20, cell.soft or cell.ink, path=cell.node.path) for text in below(cell.node)
            ),
        )
        for cell in cells
    ]  # fmt: skip
    if not all(whole_words(copy, panel.rect.width) for panel in panels for copy in panel.copies):
        return None
    try:
        texts = iter(draw_panels([panel for panel in panels if panel.copies], look.theme))
    except DoesNotFit:
        return None
    return [[next(texts)] if panel.copies else [] for panel in panels]


def below(node: Node) -> list[str]:
    """Return what explains a node, a line an entry."""
    return [text for text in (node.lead, *said_below(node)) if text]


def has_more(nodes: Sequence[Node]) -> bool:
    """Tell whether any of the nodes says more than its name."""
    return any(below(node) for node in nodes)


def _size(look: Look, cells: Sequence[Cell], top: float, *, broken: bool = False) -> float:
    """Return the largest size of names at which all fit, 0 where they do not at any."""
    short = all(len(cell.node.label) <= _SHORT for cell in cells)
    for whole, size in _tried(top, short):
        if whole and broken:
            continue
        if all(_fits(look, cell, size, whole) for cell in cells):
            return size
    return 0


def _tried(top: float, short: bool) -> Iterator[tuple[bool, float]]:
    """Yield whether names must stand on one line, and a size; `short` names do so in smaller type, too."""
    sizes = [size for size in _NAMES if size <= top]
    yield from ((True, size) for size in sizes if size >= (_SHORT_LINE if short else _ONE_LINE))
    yield from ((False, size) for size in sizes)


def _fits(look: Look, cell: Cell, size: float, whole: bool) -> bool:
    copies = _copies(look, cell, size)
    if whole and not one_line(copies[0], cell.room.width):
        return False
    if not cuts_no_word(copies[0], cell.room.width, look.theme):
        return False
    return _has_room(look, cell, copies)


def _copies(look: Look, cell: Cell, size: float, detail: float = 0) -> tuple[Copy, ...]:
    """A cell -> its name, and below it a line for each thing that it says besides."""
    path = cell.node.path
    copies = [said(look, cell.node.label, size, cell.ink, path=path, align=cell.align)]
    if cell.quiet:
        return tuple(copies)
    small = detail or _detail(look, size)
    for number, text in enumerate(below(cell.node)):
        copies.append(
            explained(
                look, text, small, cell.soft or cell.ink, path=path, align=cell.align, before=4 if number else 2
            )
        )  # fmt: skip
    return tuple(copies)


def _detail(look: Look, size: float) -> float:
    """Return the size of what explains a name of a size."""
    steps = (24, 22, 20, 18, 17, 16)
    most = max(min(_MOST_DETAIL, size * _SHARE), min(size - _LESS, _BODY))
    return next((step for step in steps if step <= most), look.theme.scale.floor)
