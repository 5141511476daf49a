"""Steps of few words: bands as wide as the stage, or cells in two lines, a large numeral and the words beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    copies_height,
    draw_panels,
    explained,
    grouped,
    label_width,
    one_line,
    said,
    said_below,
    whole_words,
)
from deckbrief.layout.figures.shapes import icon, leaf, watermark, within
from deckbrief.layout.frame import AnyItem
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Color

_GAP: Final = px(16)
_PAD: Final = px(28)
_ROUND: Final = px(48)
_NAMES: Final = (66, 56, 48, 44, 40, 36, 34, 30, 28)
"""Names stand on one line, in one of these sizes."""
_SIGNS: Final = (112, 92, 76, 66, 56, 48, 44, 40, 36)
_DETAILS: Final = (30, 28, 26, 24, 22, 20)
_ENOUGH: Final = 40
"""Names need not be larger: what is left is for signs, and for cells that are filled."""
_ICON: Final = px(96)
_FIRST: Final = 0.5
"""The left column's share of what stands beside a name, at most, where that is two things."""
_LESS: Final = 0.8
"""Names may be so much smaller for what stands beside them to be on one line."""
_NAME: Final = 0.5
"""The share of a band that its name takes, at most, where something stands beside it."""
_RINGS: Final = ((96, 126), (30, 60))


@record
class Banded:
    """Where steps stand, and the sizes of what they say, in points; a sign of 0 is none, or an icon."""

    cells: tuple[Rect, ...]
    sign: float
    sign_width: int
    name: float
    name_width: int
    """Of the names' column; what a step holds stands to the right of it."""
    detail: float
    first: int = 0
    """Width of the left one of two columns that what a step holds stands in, the first thing there; 0 is one column."""
    most: float = 0
    """The size that names could have, were what stands beside them broken."""


def banded(look: Look, parts: Sequence[Node], box: Rect, *, icons: bool) -> Banded | None:
    """Parts -> the arrangement in `box` with the largest names, each on one line; None where there is none.

    What a step holds stands beside its name, which needs a band; names alone may stand in two lines of cells.
    """
    held = any(_held(part) for part in parts)
    ways = [box.rows(len(parts), _GAP)]
    if not held and len(parts) > 3:
        longer = -(-len(parts) // 2)
        upper, lower = box.rows(2, _GAP)
        ways.insert(0, [*upper.columns(longer, _GAP), *lower.columns(len(parts) - longer, _GAP)])
    found = [each for cells in ways if (each := _set(look, parts, cells, icons, held)) is not None]
    return max(found, key=lambda each: min(each.name, _ENOUGH), default=None)


def _held(part: Node) -> list[str]:
    """Return what stands beside a step's name."""
    return [text for text in (part.lead, *said_below(part)) if text]


def _signed(part: Node) -> bool:
    return bool(part.symbol) and part.symbol != part.label


def _set(look: Look, parts: Sequence[Node], cells: Sequence[Rect], icons: bool, held: bool) -> Banded | None:
    """Return the largest sizes at which the steps stand in these cells, None where they stand there at none.

    Names grow first, up to where they are large enough; then signs.
    """
    low = min(cell.height for cell in cells)
    room = min(cell.width for cell in cells) - 2 * _PAD
    plans: list[Banded] = []
    for sign, width in _sign_widths(look, parts, room, low, icons):
        plans += _named(look, parts, cells, (room, low), (sign, width), held)
    return max(plans, key=lambda plan: min(plan.name, _ENOUGH), default=None)


def _sign_widths(look: Look, parts: Sequence[Node], room: int, low: int, icons: bool) -> Iterator[tuple[float, int]]:
    """Yield sizes of what stands before the names, and how wide it is with the air behind it, from large to small."""
    if icons:
        yield 0, min(_ICON, low * 2 // 3) + _PAD
    elif not any(map(_signed, parts)):
        yield 0, 0
    else:
        for size in _SIGNS:
            copies = [_sign(look, part, size, look.color("ink")) for part in parts]
            if all(one_line(copy, room // 2) and copies_height([copy], room, look.theme) <= low for copy in copies):
                yield size, max(map(label_width, copies)) + _PAD


def _named(
    look: Look, parts: Sequence[Node], cells: Sequence[Rect], room: tuple[int, int], sign: tuple[float, int], held: bool
) -> Iterator[Banded]:
    """Yield the plan with the largest names beside signs of a size, if there is one.

    Where names that are little smaller leave what stands beside them on one line, they are, and that is large.
    """
    (across, low), (size, width) = room, sign
    whole: list[Banded] = []
    broken: list[Banded] = []
    for name in _NAMES:
        named = [_name(look, part, name, look.color("ink")) for part in parts]
        wide = max(map(label_width, named))
        most = int((across - width) * (_NAME if held else 1))
        if wide > most or (size and name > size) or any(copies_height([c], wide, look.theme) > low for c in named):
            continue
        plan = Banded(tuple(cells), size, width, name, wide if held else across - width, 0)
        if not held:
            yield replace(plan, most=name)
            return
        beside = Rect(Emu(0), Emu(0), Emu(across - width - wide - _PAD), Emu(low - px(12)))
        whole += _detailed(look, parts, plan, beside, whole=True)
        broken += _detailed(look, parts, plan, beside, whole=False) if not broken else []
    least = min(broken[0].name, _ENOUGH) * _LESS if broken else 0
    found = [each for each in whole if each.name >= least] or broken
    if found:
        best = max(found, key=lambda each: (min(each.name, _ENOUGH), each.first > 0, each.detail, each.name))
        yield replace(best, most=max(each.name for each in (best, *broken)))


def _detailed(look: Look, parts: Sequence[Node], plan: Banded, beside: Rect, *, whole: bool) -> Iterator[Banded]:
    """Yield the plan with the largest type beside its names that has room there; `whole` things are on one line each.

    Two things stand in columns, where these are not small.
    """
    pairs = all(len(_held(part)) == 2 for part in parts)
    columns = [(size, True) for size in _DETAILS if pairs]
    lines = [(size, False) for size in _DETAILS]
    for size, apart in (*columns[:-1], *lines, *columns[-1:]):
        rows = [_details(look, part, size, look.color("ink")) for part in parts]
        longest = max(label_width(copies[0]) for copies in rows if copies)
        first = min(longest, int(beside.width * _FIRST)) if apart else 0
        if all(_stand(look, copies, beside, first, whole) for copies in rows):
            yield replace(plan, detail=size, first=first)
            return


def _stand(look: Look, copies: Sequence[Copy], room: Rect, first: int, whole: bool) -> bool:
    """Tell whether what a step holds has room beside its name, in two columns or in lines."""
    fits = one_line if whole else whole_words
    return all(
        all(fits(copy, place.width) for copy in texts) and copies_height(texts, place.width, look.theme) <= place.height
        for place, texts in _columns(room, copies, first)
    )


def _columns(room: Rect, copies: Sequence[Copy], first: int) -> list[tuple[Rect, tuple[Copy, ...]]]:
    """Return what stands in each column and where, or all of it in the room."""
    if not first:
        return [(room, tuple(copies))]
    left, right = room.split_left(first, _PAD)
    return [(left, tuple(copies[:1])), (right, tuple(copies[1:]))]


def _sign(look: Look, part: Node, size: float, color: Color) -> Copy:
    return said(look, part.symbol if _signed(part) else "", size, color, path=part.path)


def _name(look: Look, part: Node, size: float, color: Color) -> Copy:
    return said(look, part.label, size, color, path=part.path)


def _details(look: Look, part: Node, size: float, color: Color) -> tuple[Copy, ...]:
    """A part -> a line for each thing that it holds, the first in bold where more follow."""
    held = _held(part)
    return tuple(
        explained(look, text, size, color, path=part.path, bold=len(held) > 1 and number == 0)
        for number, text in enumerate(held)
    )


def draw_bands(
    look: Look, parts: Sequence[Node], plan: Banded, fills: Sequence[Color], keys: Sequence[str], *, reveal: bool
) -> list[AnyItem]:
    """Parts, their arrangement, colours and icons (none, or one for each) -> a group for each, with a click each."""
    names = Names("steps")
    signs: list[Panel] = []
    labels: list[Panel] = []
    details: list[Panel] = []
    for part, cell, fill in zip(parts, plan.cells, fills, strict=True):
        inner, ink = cell.inset(_PAD, 0), look.on(fill)
        sign, rest = inner.split_left(plan.sign_width)
        bare = not plan.sign_width  # then the name is what is seen first
        label, beside = rest.split_left(plan.name_width)
        if plan.sign and _signed(part):
            copy = _sign(look, part, plan.sign, look.accent_on(fill))
            signs.append(Panel(name=names(part.label, "symbol"), rect=sign, copies=(copy,), path=part.path))
        copy = _name(look, part, plan.name, look.accent_on(fill) if bare else ink)
        labels.append(Panel(name=names(part.label, "name"), rect=label, copies=(copy,), path=part.path))
        if plan.detail and _held(part):
            copies = _details(look, part, plan.detail, ink)
            details += [
                Panel(name=names(part.label, "words"), rect=place, copies=texts_of, path=part.path)
                for place, texts_of in _columns(beside.inset(_PAD, 0, 0, 0), copies, plan.first)
            ]
    texts: dict[str, list[AnyItem]] = {part.path: [] for part in parts}
    for rank in (signs, labels, details):
        for item in draw_panels(rank, look.theme):
            texts[item.path].append(item)
    items: list[AnyItem] = []
    for number, (part, cell, fill) in enumerate(zip(parts, plan.cells, fills, strict=True)):
        radius = min(_ROUND, cell.height // 3)
        side = min(px(126), cell.height - radius)  # clear of the round corner
        foot = Rect(Emu(cell.right - side), Emu(cell.bottom - side), Emu(side), Emu(side))
        members: list[AnyItem] = [leaf(names(part.label, "band"), cell, fill, radius=radius, path=part.path)]
        members.append(watermark(names(part.label, "rings"), foot, "br", fill, look, within(_RINGS, side)))
        if keys:
            size = plan.sign_width - _PAD
            x = cell.x + _PAD + size // 2
            members.append(icon(names(part.label, "icon"), keys[number], x, cell.center_y, size, look.accent_on(fill)))
        items.append(grouped(names(part.label), [*members, *texts[part.path]], part.path, number + 1 if reveal else 0))
    return items
