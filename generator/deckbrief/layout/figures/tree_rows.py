"""A tree of few branches: the root as a tall leaf, the branches in rows beside it, joined to it by bent lines.

Up to seven stand at its right, more on both sides of it. A branch has its symbol on a tile, or the number that its name
begins with; one that counts something gets as many dots, where nothing else stands there. What all branches say alike
is said once, by the root.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.record import record
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.connectors import connector
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import (
    Insets,
    Look,
    Names,
    Panel,
    alt_text,
    cuts_no_word,
    draw_panels,
    explained,
    grouped,
    lines_of,
    listed,
    members_of,
    one_line,
    said,
    said_below,
    whole_words,
    with_numbers,
)
from deckbrief.layout.figures.shapes import BAR_LEAF, RINGS, Corner, icon, leaf, watermark, within
from deckbrief.layout.figures.tree_marks import counted_dots, counts, have_symbols, marks_of, tile_width
from deckbrief.layout.frame import AnyItem, Shape, Stroke
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, DoesNotFit, height_for, least_height, natural_width
from deckbrief.theme.theme import Color

MOST: Final = 14
"""Rows for more branches would be too low."""
_ONE_SIDE: Final = 7

_ROOT: Final = 0.285
_BESIDE_MORE: Final = 0.24
_MIDDLE: Final = 0.22
_DROP: Final = px(84)
_SHORT_DROP: Final = px(60)
"""Room for the lines between root and branches, on one side and on both."""
_GAP: Final = px(16)
_LINK: Final = Pt(2.25)
_ASIDE: Final[Insets] = (px(28), px(36), px(24), px(36))
_ICON: Final = px(72)
_WHOLE: Final = 26
"""Names that large stand on one line rather than larger on two."""
_EASY: Final = 20
_ROOT_NAMES: Final = (56, 48, 44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18)
_ROOT_LEAST: Final = 28
_ROOT_LINES: Final = 2
"""Down to this size it stands on so many lines rather than larger on more,"""
_SINGLE: Final = 36
"""and on one line down to this one."""
_NAMES: Final = (44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_BARE: Final = (66, 56, 48, *_NAMES)
"""Sizes of names: where something stands behind them, where they are all that is said."""
_BODIES: Final = (28, 26, 24, 22, 20, 18, 17, 16)
_SHARES: Final = (0.3, 0.34, 0.4, 0.46)
"""Shares of a row that names may take, where something stands behind them."""
_BESIDE_DOTS: Final = (*_SHARES, 0.54)
"""The same, where what stands behind them are dots."""
_LABEL_LEFT: Final = px(20)
_AIR: Final = px(4)
_CELLS: Final = 5
_NUMBER: Final = re.compile(r"([0-9]{1,3}\s?[个家名项类条种支所处位]?)\s*([^\d\s].*)", re.DOTALL)


@record
class _Plan:
    """Sizes of names and of what stands behind them, the width of names, whether that stands in cells, all rows."""

    name: float
    body: float
    width: int
    cells: bool
    rows: tuple[Rect, ...]


def draw_rows(look: Look, node: Node, parts: Sequence[Node], box: Rect, reveal: bool) -> Drawing:
    """Root and branches that fill `box`, a click for each branch with `reveal`.

    Raises DoesNotFit where a text does not fit at the floor.
    """
    names = Names("tree")
    told, branches = _said_once(node, parts)
    both = len(parts) > _ONE_SIDE
    root, fields = _fields(box, both, any(map(_held, branches)))
    half = -(-len(parts) // 2) if both else len(parts)
    sides = [branches[:half], branches[half:]] if both else [branches]
    keys = () if both or have_symbols(branches) else icons_of([(part.icon, part.label) for part in branches])
    tile = tile_width(branches, fields[0], half, signed=bool(keys))
    numbered = branches
    if not tile and not both and len(branches) > 1 and not any(map(_held, branches)):
        # nothing but names: they are numbered
        numbered = [replace(part, symbol=f"{number:02}") for number, part in enumerate(branches, node.first)]
        tile = tile_width(numbered, fields[0], half, signed=False)
    plan = _plan(look, sides, fields, tile)
    bare = not tile and not any(map(_held, branches))
    ground = look.color("hue" if bare else "card")
    back = leaf(names(_title(node)), root, look.color("deep"), radius=min(px(72), root.width // 3), path=node.path)
    plates = [
        leaf(
            names(part.label, "card"),
            row,
            ground,
            shadow=not bare,
            radius=min(BAR_LEAF, row.height // 2),
            path=part.path,
            corner="tl" if both and number < half else "tr",
        )
        for number, (part, row) in enumerate(zip(branches, plan.rows, strict=True))
    ]
    marks = marks_of(look, names, numbered, plan.rows, tile, keys)
    labels = [
        _label(look, names, part, row, tile, plan, look.on(ground) if bare else look.color("ink"))
        for part, row in zip(branches, plan.rows, strict=True)
    ]
    faces = draw_panels(labels, look.theme)
    bodies = [_body(look, names, part, row, tile, plan) for part, row in zip(branches, plan.rows, strict=True)]
    held = iter(draw_panels([panel for row in bodies for panel in row], look.theme))
    items: list[AnyItem] = []
    counted = any(counts(part) > 1 for part in branches)
    for number, (part, row) in enumerate(zip(branches, plan.rows, strict=True)):
        click = number + 1 if reveal else 0
        left = both and number < half
        line = connector(
            names("line", part.label), back, 1 if left else 3, plates[number], 3 if left else 1,
            Stroke(look.color("ink"), _LINK), geometry="bentConnector3", arrow=False, click=click,
        )  # fmt: skip
        members: list[AnyItem] = [plates[number]]
        if tile:
            members += marks[number]
        elif bare:
            foot, bend = row.inset(px(1)), min(BAR_LEAF, row.height // 2)
            corner: Corner = "bl" if left else "br"
            radii = within(RINGS, min(row.height * 2 // 3, foot.width))
            members.append(watermark(names(part.label, "rings"), foot, corner, ground, look, radii, bend))
        else:
            members.append(_bar(look, names, part, row, right=left))
        members.append(faces[number])
        members += [_rule(look, names, panel) for panel in bodies[number][1 if plan.cells else len(bodies[number]) :]]
        members += [next(held) for _ in bodies[number]]
        if not bodies[number]:
            members += counted_dots(look, names, part, row, labels[number].rect, counted)
        items += [line, grouped(names(part.label, "row"), members, part.path, click)]
    return Drawing((back, *_root(look, names, told, root), *items), alt_text(node), len(parts) if reveal else 0)


def _said_once(node: Node, parts: Sequence[Node]) -> tuple[Node, list[Node]]:
    """Return the node and its branches: what all of these say alike said by the node, numbers of names as symbols."""
    leads = {part.lead for part in parts}
    if len(parts) > 1 and len(leads) == 1 and leads != {""}:
        (shared,) = leads
        node = replace(node, lead=listed([node.lead, shared]))
        parts = [replace(part, lead="") for part in parts]
    found = [_NUMBER.fullmatch(part.label) for part in parts]
    numbered = [(part, match) for part, match in zip(parts, found, strict=True) if match and not part.symbol]
    if len(numbered) == len(parts) and parts:
        return node, [replace(part, symbol=match[1].replace(" ", ""), label=match[2]) for part, match in numbered]
    return node, list(parts)


def _fields(box: Rect, both: bool, held: bool) -> tuple[Rect, list[Rect]]:
    """Return where the root stands, less wide where branches hold more, and where these do: at its right, or around."""
    if not both:
        root, field = box.split_left(int(box.width * (_BESIDE_MORE if held else _ROOT)), _DROP)
        return root, [field]
    wide = int(box.width * _MIDDLE)
    left, rest = box.split_left((box.width - wide) // 2 - _SHORT_DROP, _SHORT_DROP)
    root, right = rest.split_left(wide, _SHORT_DROP)
    return root, [left, right]


def _bar(look: Look, names: Names, part: Node, row: Rect, *, right: bool) -> Shape:
    """Return the edge of a row without a symbol, where its line comes in."""
    left = Emu(row.right - px(6)) if right else row.x
    return Shape(name=names(part.label, "bar"), rect=Rect(left, row.y, px(6), row.height), fill=look.color("hue"))


def _title(node: Node) -> str:
    return node.center or node.label


def _root(look: Look, names: Names, node: Node, root: Rect) -> list[AnyItem]:
    """Return what stands on the root: its icon, its name and its lead, and rings in its lower corner."""
    deep = look.color("deep")
    ink = look.accent_on(deep)
    width = root.width - _ASIDE[0] - _ASIDE[2]
    named = (said(look, _title(node), size, ink, path=node.path) for size in _ROOT_NAMES)
    titled = [with_numbers(copy) if copy.size <= 40 else copy for copy in named]
    single = [copy for copy in titled if copy.size >= _SINGLE and one_line(copy, width)]
    whole = [copy for copy in titled if cuts_no_word(copy, width * 95 // 100, look.theme)]
    few = [copy for copy in whole if copy.size >= _ROOT_LEAST and len(lines_of(copy, width)) <= _ROOT_LINES]
    name = (single or few or whole or [copy for copy in titled if whole_words(copy, width)] or titled[-1:])[0]
    copies: list[Copy] = [name]
    if node.lead:
        copies.append(explained(look, node.lead, 24, look.on(deep), path=node.path, before=12, numbers=True))
    ring = watermark(names("rings"), root.inset(px(2)), "bl", deep, look, ((30, 76), (120, 166), (210, 256)))
    keys = icons_of([(node.icon, _title(node))]) if root.height >= px(380) else ()
    place = root
    items: list[AnyItem] = [ring]
    if keys:
        x, y = root.x + _ASIDE[0] + _ICON // 2, root.y + _ASIDE[1] + _ICON // 2
        items.append(icon(names("icon"), keys[0], x, y, _ICON, ink))
        place = root.split_top(_ASIDE[1] + _ICON + px(16))[1]
    panel = Panel(
        name=names(_title(node), "name"), rect=place, copies=tuple(copies), path=node.path,
        insets=(_ASIDE[0], Emu(0) if keys else _ASIDE[1], _ASIDE[2], _ASIDE[3]), anchor="top" if keys else "middle",
    )  # fmt: skip
    return [*items, *draw_panels([panel], look.theme)]


# Sizes --------------------------------------------------------------------------------------------------------------


def _held(part: Node) -> list[str]:
    below = [listed([leaf.label, leaf.lead, *said_below(leaf)]) for leaf in members_of(part)]
    return [text for text in (part.lead, *below) if text]


def _plan(look: Look, sides: Sequence[Sequence[Node]], fields: Sequence[Rect], tile: int) -> _Plan:
    """Return the sizes at which all has room: what branches hold as large as can be, in cells if they are short.

    Raises DoesNotFit.
    """
    parts = [part for side in sides for part in side]
    free = fields[0].width - (tile or px(8)) - _LABEL_LEFT
    held = any(map(_held, parts))
    if not held and not any(counts(part) for part in parts):
        shares: tuple[float, ...] = (1.0,)
    else:
        shares = _SHARES if held else _BESIDE_DOTS
    bodies = _BODIES if held else _BODIES[-1:]
    widths = [int(free * share) - px(12) for share in shares]
    tried = [(width, name, lines) for width in widths for name, lines in _names(look, parts, width)]
    tried.sort(key=lambda each: (each[2] == 1 and each[1] >= _WHOLE, each[1] >= _EASY, each[1], -each[0]), reverse=True)
    for cells in (True, False) if held and _are_short(parts) else (False,):
        for body in bodies if not cells else [size for size in bodies if size >= 20]:
            for width, name, _ in tried:
                if held and (name < body or (body < 20 and name > 30)):
                    continue
                if plan := _planned(look, sides, fields, tile, _Plan(name, body, width, cells, ())):
                    return plan
    worst = max(parts, key=lambda part: sum(map(len, (part.label, *_held(part)))))
    row = fields[0].rows(len(sides[0]), _GAP)[0]
    needed = _need(look, worst, tile, _Plan(_NAMES[-1], _BODIES[-1], int(free * shares[-1]), False, ()), row.width)
    raise DoesNotFit(worst.path, worst.label, (row.width, row.height), (row.width, Emu(max(needed, row.height + 1))))


def _names(look: Look, parts: Sequence[Node], width: int) -> Iterator[tuple[float, int]]:
    """Yield the largest sizes at which all names have that width on one line, and on two with no word cut; and less."""
    ink = look.color("ink")
    sizes = _NAMES if any(map(_held, parts)) else _BARE
    single = next((size for size in sizes if _all_fit(look, parts, size, width, 1)), 0)
    double = next((size for size in sizes if size > single and _all_fit(look, parts, size, width, 2)), 0)
    for most, lines in ((single, 1), (double, 2)):
        if most:
            yield most, lines
            yield from ((size, lines) for size in (56, 48, 40, 36, 34, 30, 26, 22, 18, 16) if size < most)
    if not single and not double:
        whole = all(whole_words(said(look, part.label, _NAMES[-1], ink, path=""), width) for part in parts)
        if whole:
            yield _NAMES[-1], 9


def _all_fit(look: Look, parts: Sequence[Node], size: float, width: int, lines: int) -> bool:
    copies = [said(look, part.label, size, look.color("ink"), path="") for part in parts]
    if lines == 1:
        return all(one_line(copy, width) for copy in copies)
    if not all(natural_width(copy) <= width * 2 for copy in copies):
        return False
    high = px(size * 4 / 3 * 2.9)
    return all(
        cuts_no_word(copy, width, look.theme) and height_for([copy], Emu(width), look.theme.pitch) <= high
        for copy in copies
    )


def _are_short(parts: Sequence[Node]) -> bool:
    """Tell whether what branches hold are names, a few each, that may stand side by side."""
    return all(len(_held(part)) <= _CELLS and all(len(text) <= 10 for text in _held(part)) for part in parts)


def _planned(
    look: Look, sides: Sequence[Sequence[Node]], fields: Sequence[Rect], tile: int, plan: _Plan
) -> _Plan | None:
    """Return the plan with its rows, or nothing where a text has no room at its sizes."""
    if not all(_may_stand(look, side, field, tile, plan) for side, field in zip(sides, fields, strict=True)):
        return None
    needs = [
        [_need(look, part, tile, plan, field.width) for part in side] for side, field in zip(sides, fields, strict=True)
    ]
    if min(map(min, needs)) < 0:
        return None
    heights = _heights(needs, fields[0].height)
    rows: list[Rect] = []
    for side, field in zip(needs, fields, strict=True):
        own = heights[: len(side)]
        top = field.y + (field.height - sum(own) - _GAP * (len(own) - 1)) // 2
        for need, height in zip(side, own, strict=True):
            if need > height:
                return None
            rows.append(Rect(field.x, Emu(top), field.width, Emu(height)))
            top += height + _GAP
    return replace(plan, rows=tuple(rows))


def _heights(needs: Sequence[Sequence[int]], height: int) -> list[int]:
    """Return how high the rows are, those that stand side by side alike: all the same, or as what stands in them needs.

    They may fall short of the needs where the field has no room for them.
    """
    most = [max(row) for row in zip_longest(*needs, fillvalue=0)]
    room = height - _GAP * (len(most) - 1)
    even = room // len(most)
    return [even] * len(most) if max(most) <= even else [need + (room - sum(most)) // len(most) for need in most]


def _may_stand(look: Look, side: Sequence[Node], field: Rect, tile: int, plan: _Plan) -> bool:
    """Tell, without setting a text, whether the rows of a side may have room: where not, they surely do not."""
    pitch, width = look.theme.pitch, field.width - _start(tile, plan) - px(20)
    total = _GAP * (len(side) - 1)
    for part in side:
        label = said(look, part.label, plan.name, look.color("ink"), path="")
        high = least_height([label], Emu(plan.width), pitch)
        copies = _body_copies(look, part, plan.body)
        if copies and not plan.cells:
            if width <= 0 or not all(whole_words(copy, width) for copy in copies):
                return False
            high = max(high, least_height(copies, Emu(width), pitch))
        total += high + _AIR
    return total <= field.height


def _need(look: Look, part: Node, tile: int, plan: _Plan, row: int) -> int:
    """Return the height that a row needs, negative where a word of it would be cut."""
    label = said(look, part.label, plan.name, look.color("ink"), path="")
    high = height_for([label], Emu(plan.width), look.theme.pitch)
    copies = _body_copies(look, part, plan.body)
    if not copies:
        return high + _AIR
    width = row - _start(tile, plan) - px(20)
    if plan.cells:
        width = width // len(copies) - px(24)
        if width <= 0 or not all(cuts_no_word(copy, width, look.theme) for copy in copies):
            return -1
        return max(high, *(height_for([copy], Emu(width), look.theme.pitch) for copy in copies)) + _AIR
    if width <= 0 or not all(whole_words(copy, width) for copy in copies):
        return -1
    return max(high, height_for(copies, Emu(width), look.theme.pitch)) + _AIR


def _start(tile: int, plan: _Plan) -> int:
    """Return where what stands behind the names begins in a row."""
    return (tile or px(8)) + _LABEL_LEFT + plan.width + px(12)


# Rows ---------------------------------------------------------------------------------------------------------------


def _label(look: Look, names: Names, part: Node, row: Rect, tile: int, plan: _Plan, ink: Color) -> Panel:
    copy = said(look, part.label, plan.name, ink, path=part.path)
    rect = Rect(Emu(row.x + (tile or px(8)) + _LABEL_LEFT), row.y, Emu(plan.width), row.height)
    return Panel(name=names(part.label, "label"), rect=rect, copies=(copy,), path=part.path)


def _body_copies(look: Look, part: Node, size: float) -> list[Copy]:
    return [
        explained(look, text, size, look.color("ink"), path=part.path, before=3 if number else 0, numbers=True)
        for number, text in enumerate(_held(part))
    ]


def _body(look: Look, names: Names, part: Node, row: Rect, tile: int, plan: _Plan) -> list[Panel]:
    """Return what a branch holds: a cell for each thing, side by side, or all of it in lines."""
    copies = _body_copies(look, part, plan.body)
    if not copies:
        return []
    start = _start(tile, plan)
    rect = Rect(Emu(row.x + start), row.y, Emu(row.width - start - px(20)), row.height)
    if not plan.cells:
        return [Panel(name=names(part.label, "body"), rect=rect, copies=tuple(copies), path=part.path)]
    cells = [replace(copy, before=Pt(0), bold=True) for copy in copies] if len(copies) > 1 else copies
    return [
        Panel(
            name=names(part.label, "cell"), rect=place, copies=(copy,), path=part.path,
            insets=(px(14), Emu(0), px(4), Emu(0)),
        )
        for place, copy in zip(rect.columns(len(cells), 0), cells, strict=True)
    ]  # fmt: skip


def _rule(look: Look, names: Names, panel: Panel) -> Shape:
    """Return the hairline at the left of a cell."""
    inset = min(px(20), panel.rect.height // 5)
    rect = Rect(panel.rect.x, Emu(panel.rect.y + inset), px(1.5), Emu(panel.rect.height - 2 * inset))
    return Shape(name=names("rule"), rect=rect, fill=look.color("rule"))
