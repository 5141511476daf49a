"""A tree of few branches: the root as a tall leaf, the branches in rows beside it, joined to it by bent lines.

Up to seven stand at its right, more on both sides of it. A branch has its symbol on a tile, or the number that its name
begins with; one that counts something gets as many dots, where nothing else stands there. What all branches say alike
is said once, by the root.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.record import record, replace
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
    one_line,
    said,
    whole_words,
    with_numbers,
)
from deckbrief.layout.figures.shapes import BAR_LEAF, RINGS, Corner, icon, leaf, watermark, within
from deckbrief.layout.figures.tree_leaves import draw_leaves, held, leaf_copies, leaves_height, may_stand, said_once
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
_LINK: Final = Pt(3)
_ASIDE: Final[Insets] = (px(24), px(36), px(16), px(36))
_ICON: Final = px(128)
_BELOW_ICON: Final = px(20)
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
_BESIDE_FIELDS: Final = (40, *_NAMES[2:])
"""Sizes of names: where something stands behind them, where they are all that is said, where they have dots beside."""
_BODIES: Final = (28, 26, 24, 22, 20, 18, 17, 16)
_SHARES: Final = (0.3, 0.34, 0.4, 0.46)
"""Shares of a row that names may take, where something stands behind them."""
_BESIDE_DOTS: Final = (*_SHARES, 0.54)
"""The same, where what stands behind them are dots."""
_UNEVEN: Final = 4
"""A row that is twice as high as another is worth it where what stands in them is larger by so many points;"""
_MOST_UNEVEN: Final = 3
"""what is more times higher than that is no worse."""
_ALIKE: Final = 0.2
_OF_NAMES: Final = 0.25
"""How much a point of a name's size weighs against one of what the branch holds."""
_LABEL_LEFT: Final = px(20)
_LABEL_RIGHT: Final = px(20)
_ROW_AIR: Final = px(22)
"""Of a row, above and below both."""
_NAME_AIR: Final = px(6)
"""Between a name and what stands below it."""
_AIR: Final = px(4)
_CELLS: Final = 5
_NEVER_BROKEN: Final = 5
"""Characters of an entry that is short."""
_MOST_ABOVE: Final = 36
"""Names with something below them are no larger."""


@record
class _Plan:
    """Sizes of names and of what stands behind them, the width of names, whether that stands in cells, all rows."""

    name: float
    body: float
    width: int
    cells: bool
    rows: tuple[Rect, ...]
    below: bool = False
    """What a branch holds stands below its name, as wide as the row, not behind it."""

    @property
    def worth(self) -> float:
        """How well it is read: larger type is better, rows that are less alike are worse."""
        return self.body + self.name * _OF_NAMES - _UNEVEN * min(self.uneven, _MOST_UNEVEN)

    @property
    def uneven(self) -> float:
        """By how much the highest row is higher than the lowest, as a share of this."""
        heights = [row.height for row in self.rows]
        return max(heights) / min(heights) - 1


def draw_rows(look: Look, node: Node, parts: Sequence[Node], box: Rect, reveal: bool) -> Drawing:
    """Root and branches that fill `box`, a click for each branch with `reveal`.

    Raises DoesNotFit where a text does not fit at the floor.
    """
    names = Names("tree")
    told, branches = said_once(node, parts)
    both = len(parts) > _ONE_SIDE
    root, fields = _fields(box, both, any(map(held, branches)))
    half = -(-len(parts) // 2) if both else len(parts)
    sides = [branches[:half], branches[half:]] if both else [branches]
    keys = () if both or have_symbols(branches) else icons_of([(part.icon, part.label) for part in branches])
    tile = tile_width(branches, fields[0], half, signed=bool(keys))
    numbered = branches
    if not tile and not both and len(branches) > 1 and not any(map(held, branches)):
        # nothing but names: they are numbered
        numbered = [replace(part, symbol=f"{number:02}") for number, part in enumerate(branches, node.first)]
        tile = tile_width(numbered, fields[0], half, signed=False)
    plan = _plan(look, sides, fields, tile)
    bare = not tile and not any(map(held, branches))
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
    entries = iter(draw_panels([panel for _, panels in bodies for panel in panels], look.theme))
    items: list[AnyItem] = []
    counted = any(counts(part) > 1 for part in branches)
    for number, (part, row) in enumerate(zip(branches, plan.rows, strict=True)):
        click = number + 1 if reveal else 0
        left = both and number < half
        line = connector(
            names("line", part.label), back, 1 if left else 3, plates[number], 3 if left else 1,
            Stroke(look.color("hue"), _LINK), geometry="bentConnector3", click=click,
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
        rules, panels = bodies[number]
        members += [*rules, *(next(entries) for _ in panels)]
        if not panels:
            members += counted_dots(look, names, part, row, labels[number].rect, counted)
        items += [line, grouped(names(part.label, "row"), members, part.path, click)]
    return Drawing((back, *_root(look, names, told, root), *items), alt_text(node), len(parts) if reveal else 0)


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
    ring = watermark(names("rings"), root.inset(px(2)), "bl", deep, look, ((30, 76), (120, 166)))
    items: list[AnyItem] = [ring]
    place = root.inset(_ASIDE[0], _ASIDE[1], _ASIDE[2], _ASIDE[3])
    keys = icons_of([(node.icon, _title(node))]) if root.height >= px(380) else ()
    side, high = min(_ICON, width // 2), height_for(copies, Emu(width), look.theme.pitch) + px(4)
    if keys and side + _BELOW_ICON + high <= place.height:  # as one in the middle, where the lines come out
        top = place.y + (place.height - side - _BELOW_ICON - high) // 2
        items.append(icon(names("icon"), keys[0], place.x + side // 2, top + side // 2, side, ink))
        place = Rect(place.x, Emu(top + side + _BELOW_ICON), place.width, Emu(high))
    panel = Panel(name=names(_title(node), "name"), rect=place, copies=tuple(copies), path=node.path)
    return [*items, *draw_panels([panel], look.theme)]


# Sizes --------------------------------------------------------------------------------------------------------------


def _plan(look: Look, sides: Sequence[Sequence[Node]], fields: Sequence[Rect], tile: int) -> _Plan:
    """Return the sizes at which all has room: what branches hold as large as can be, in cells if they are short.

    It stands behind the names, or below them where that lets rows be alike. Raises DoesNotFit.
    """
    parts = [part for side in sides for part in side]
    behind = _plan_behind(look, sides, fields, tile)
    if not any(map(held, parts)) or (behind and behind.uneven < _ALIKE):
        below = None
    else:
        below = _plan_below(look, sides, fields, tile)
    if found := [plan for plan in (behind, below) if plan]:
        return max(found, key=lambda plan: plan.worth)
    free = fields[0].width - (tile or px(8)) - _LABEL_LEFT
    worst = max(parts, key=lambda part: sum(map(len, (part.label, *held(part)))))
    row = fields[0].rows(len(sides[0]), _GAP)[0]
    share = _SHARES[-1] if any(map(held, parts)) else 1.0
    needed = _need(look, worst, tile, _Plan(_NAMES[-1], _BODIES[-1], int(free * share), False, ()), row.width)
    raise DoesNotFit(worst.path, worst.label, (row.width, row.height), (row.width, Emu(max(needed, row.height + 1))))


def _plan_behind(look: Look, sides: Sequence[Sequence[Node]], fields: Sequence[Rect], tile: int) -> _Plan | None:
    """Return the largest plan in which what branches hold stands behind their names."""
    parts = [part for side in sides for part in side]
    free = fields[0].width - (tile or px(8)) - _LABEL_LEFT
    holds = any(map(held, parts))
    if not holds and not any(counts(part) for part in parts):
        shares: tuple[float, ...] = (1.0,)
    else:
        shares = _SHARES if holds else _BESIDE_DOTS
    bodies = _BODIES if holds else _BODIES[-1:]
    widths = [int(free * share) - px(12) for share in shares]
    tried = [(width, name, lines) for width in widths for name, lines in _names(look, parts, width)]
    tried.sort(key=lambda each: (each[2] == 1 and each[1] >= _WHOLE, each[1] >= _EASY, each[1], -each[0]), reverse=True)
    best: _Plan | None = None
    for cells in (True, False) if holds and _are_short(parts) else (False,):
        for body in bodies if not cells else [size for size in bodies if size >= 20]:
            for width, name, _ in tried:
                if holds and (name < body or (body < 20 and name > 30)):
                    continue
                if plan := _planned(look, sides, fields, tile, _Plan(name, body, width, cells, ())):
                    best = max(best, plan, key=lambda plan: plan.worth) if best else plan
                    break
            if best and (cells or best.uneven < _ALIKE or body <= _EASY):
                return best
    return best


def _plan_below(look: Look, sides: Sequence[Sequence[Node]], fields: Sequence[Rect], tile: int) -> _Plan | None:
    """Return the best plan in which what branches hold stands below their names, these on one line."""
    parts = [part for side in sides for part in side]
    width = fields[0].width - (tile or px(8)) - _LABEL_LEFT - _LABEL_RIGHT
    best: _Plan | None = None
    for body in _BODIES:
        for name, lines in _names(look, parts, width):
            if lines > 1 or name < max(body, _EASY) or name > _MOST_ABOVE:
                continue
            plan = _planned(look, sides, fields, tile, _Plan(name, body, width, False, (), below=True))
            if plan and (best is None or plan.worth > best.worth):
                best = plan
                break
    return best


def _names(look: Look, parts: Sequence[Node], width: int) -> Iterator[tuple[float, int]]:
    """Yield the largest sizes at which all names have that width on one line, and on two with no word cut; and less."""
    ink = look.color("ink")
    sizes = _NAMES if any(map(held, parts)) else _BESIDE_FIELDS if any(map(counts, parts)) else _BARE
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
    return all(len(held(part)) <= _CELLS and all(len(text) <= 10 for text in held(part)) for part in parts)


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
        top = Emu(field.y + (field.height - sum(own) - _GAP * (len(own) - 1)) // 2)
        for need, height in zip(side, own, strict=True):
            if need > height:
                return None
            rows.append(Rect(field.x, top, field.width, Emu(height)))
            top = Emu(top + height + _GAP)
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
    pitch, width = look.theme.pitch, _body_width(tile, plan, field.width)
    total = _GAP * (len(side) - 1)
    for part in side:
        label = said(look, part.label, plan.name, look.color("ink"), path="")
        high = least_height([label], Emu(plan.width), pitch)
        copies = leaf_copies(look, part, plan.body)
        if copies and not plan.cells:
            need = may_stand(copies, width, pitch)
            if need < 0:
                return False
            high = Emu(high + _NAME_AIR + need if plan.below else max(high, need))
        total += high + _AIR
    return total <= field.height


def _need(look: Look, part: Node, tile: int, plan: _Plan, row: int) -> int:
    """Return the height that a row needs, negative where a word of it would be cut."""
    label = said(look, part.label, plan.name, look.color("ink"), path="")
    high = height_for([label], Emu(plan.width), look.theme.pitch)
    copies = leaf_copies(look, part, plan.body)
    if not copies:
        return high + _AIR
    width = _body_width(tile, plan, row)
    if plan.cells:
        width = width // len(copies) - px(24)
        if width <= 0 or not all(_in_cell(look, copy, width) for copy in copies):
            return -1
        return max(high, *(height_for([copy], Emu(width), look.theme.pitch) for copy in copies)) + _AIR
    need = leaves_height(copies, width, look.theme.pitch)
    if need < 0:
        return -1
    return high + _NAME_AIR + need + _ROW_AIR if plan.below else max(high, need) + _AIR


def _in_cell(look: Look, copy: Copy, width: int) -> bool:
    """Tell whether an entry stands in a cell of that width with no word cut, a short one on one line."""
    return cuts_no_word(copy, width, look.theme) and (len(copy.text) > _NEVER_BROKEN or one_line(copy, width))


def _body_width(tile: int, plan: _Plan, row: int) -> int:
    """Return how wide what branches hold is."""
    return plan.width if plan.below else row - _start(tile, plan) - px(20)


def _start(tile: int, plan: _Plan) -> int:
    """Return where what stands behind the names begins in a row."""
    return (tile or px(8)) + _LABEL_LEFT + plan.width + px(12)


# Rows ---------------------------------------------------------------------------------------------------------------


def _label(look: Look, names: Names, part: Node, row: Rect, tile: int, plan: _Plan, ink: Color) -> Panel:
    copy = said(look, part.label, plan.name, ink, path=part.path)
    rect = Rect(Emu(row.x + (tile or px(8)) + _LABEL_LEFT), row.y, Emu(plan.width), row.height)
    if plan.below and held(part):
        rect = _above(look, part, rect, plan)[0]
    return Panel(name=names(part.label, "label"), rect=rect, copies=(copy,), path=part.path)


def _above(look: Look, part: Node, row: Rect, plan: _Plan) -> tuple[Rect, Rect]:
    """Return where a name stands, and where what is below it, clear of the row's edges."""
    pitch = look.theme.pitch
    high = height_for([said(look, part.label, plan.name, look.color("ink"), path="")], Emu(plan.width), pitch)
    need = leaves_height(leaf_copies(look, part, plan.body), plan.width, pitch)
    spare = row.height - high - _NAME_AIR - need
    edge = max(0, min(spare // 2, spare - px(8))) * 2 // 3
    name, rest = row.inset(0, edge, 0, edge).split_top(high, _NAME_AIR)
    return name, rest


def _body(look: Look, names: Names, part: Node, row: Rect, tile: int, plan: _Plan) -> tuple[list[Shape], list[Panel]]:
    """Return what a branch holds: a cell for each thing, side by side, or as many as have room; lines between them."""
    copies = leaf_copies(look, part, plan.body)
    if not copies:
        return [], []
    start = _start(tile, plan)
    rect = Rect(Emu(row.x + start), row.y, Emu(row.width - start - px(20)), row.height)
    if plan.below:
        left = (tile or px(8)) + _LABEL_LEFT
        return draw_leaves(
            look, names, part, copies,
            _above(look, part, Rect(Emu(row.x + left), row.y, Emu(plan.width), row.height), plan)[1],
        )  # fmt: skip
    if not plan.cells:
        inset = min(px(12), (row.height - leaves_height(copies, rect.width, look.theme.pitch)) // 2)
        return draw_leaves(look, names, part, copies, rect.inset(0, max(0, inset), 0, max(0, inset)))
    cells = [replace(copy, bold=True) for copy in copies] if len(copies) > 1 else copies
    panels = [
        Panel(
            name=names(part.label, "cell"), rect=place, copies=(copy,), path=part.path,
            insets=(px(14), Emu(0), px(4), Emu(0)),
        )
        for place, copy in zip(rect.columns(len(cells), 0), cells, strict=True)
    ]  # fmt: skip
    return [_rule(look, names, panel) for panel in panels[1:]], panels


def _rule(look: Look, names: Names, panel: Panel) -> Shape:
    """Return the hairline at the left of a cell."""
    inset = min(px(20), panel.rect.height // 5)
    rect = Rect(panel.rect.x, Emu(panel.rect.y + inset), px(1.5), Emu(panel.rect.height - 2 * inset))
    return Shape(name=names("rule"), rect=rect, fill=look.color("rule"))
