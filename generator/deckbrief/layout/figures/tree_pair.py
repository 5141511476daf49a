"""A tree of two branches: the root as a bar above, the branches as large cards side by side below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.connectors import connector
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.figures.kit import (
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
    with_numbers,
)
from deckbrief.layout.figures.shapes import BAR_LEAF, LEAF, card, clear_of, icon, leaf, rings, watermark, within
from deckbrief.layout.figures.tree_leaves import draw_leaves, held, leaf_copies, leaves_height, said_once
from deckbrief.layout.figures.tree_marks import counts, have_symbols, marks_of, pair_dots
from deckbrief.layout.frame import AnyItem, Shape, Stroke, Text
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, height_for, natural_width

LEAST: Final = (px(960), px(400))
"""How wide and how high the stage is at least."""
_GAP: Final = px(24)
_DROP: Final = px(56)
_LINK: Final = Pt(3)
_BAR: Final = px(112)
_LEAD_BAR: Final = px(152)
"""How high the root is, without and with a lead."""
_ROOT_NAMES: Final = (44, 40, 36, 34, 30, 28, 26)
_ICON: Final = px(64)
_TILE: Final = px(156)
_PAD: Final = px(28)
_NAMES: Final = (76, 66, 56, 48, 44, 40, 36, 34, 30, 28, 26)
_LARGER: Final = 1.35
_ABOVE: Final = 48
"""Names with something below them are no larger."""
_BODIES: Final = (28, 26, 24, 22, 20)
_BELOW: Final = px(20)


@record
class _Sizes:
    name: float
    body: float


def draw_pair(look: Look, node: Node, parts: Sequence[Node], box: Rect, reveal: bool) -> Drawing | None:
    """Root and two branches that fill `box`, a click for each branch with `reveal`; None where a text has no room."""
    if len(parts) != 2 or box.width < LEAST[0] or box.height < LEAST[1]:
        return None
    names = Names("tree")
    node, parts = said_once(node, parts)
    bar, rest = box.split_top(_LEAD_BAR if node.lead else _BAR, _DROP)
    top = _root(look, names, node, bar)
    cards = rest.columns(2, _GAP)
    counted = any(counts(part) > 1 for part in parts) and not any(map(held, parts))
    keys = () if have_symbols(parts) else icons_of([(part.icon, part.label) for part in parts])
    if not keys and not have_symbols(parts):
        parts = [replace(part, symbol=f"{number:02}") for number, part in enumerate(parts, node.first)]
    rooms = [place.split_left(_TILE)[1].inset(_PAD, px(28), px(16), px(28)) for place in cards]
    sizes = _sizes(look, parts, rooms, counted)
    if top is None or sizes is None:
        return None
    back = leaf(names(node.center or node.label), bar, look.color("deep"), radius=BAR_LEAF, path=node.path)
    marks = marks_of(look, names, parts, cards, _TILE, keys)
    words = [_words(look, names, part, room, sizes, counted) for part, room in zip(parts, rooms, strict=True)]
    faces = draw_panels([panels[0] for _, panels in words], look.theme)
    entries = iter(draw_panels([panel for _, panels in words for panel in panels[1:]], look.theme))
    below = [_below_name(look, part, room, sizes) for part, room in zip(parts, rooms, strict=True)]
    fields = pair_dots(look, names, parts, below) if counted else [[], []]
    bare = not (counted or any(map(held, parts)))
    radii = _clear_of_both(cards, faces) if bare else []
    items: list[AnyItem] = []
    for number, (part, place) in enumerate(zip(parts, cards, strict=True)):
        click = number + 1 if reveal else 0
        plate = card(names(part.label, "card"), place, look, radius=LEAF, path=part.path)
        line = connector(
            names("line", part.label), back, 2, plate, 0, Stroke(look.color("hue"), _LINK), geometry="bentConnector3",
            click=click,
        )  # fmt: skip
        rules, panels = words[number]
        members: list[AnyItem] = [plate, *marks[number]]
        if radii:
            members.append(rings(names(part.label, "rings"), place.inset(px(1)), "br", look.color("tint"), radii))
        members += [faces[number], *rules, *(next(entries) for _ in panels[1:]), *fields[number]]
        items += [line, grouped(names(part.label, "branch"), members, part.path, click)]
    return Drawing((back, *top, *items), alt_text(node), len(parts) if reveal else 0)


def _clear_of_both(cards: Sequence[Rect], faces: Sequence[Shape | Text]) -> list[tuple[float, float]]:
    """Return the radii of rings in the corners of both cards, alike and clear of the words of each."""
    wanted = within(((60, 96), (130, 166)), cards[0].height * 2 // 5)
    found = [clear_of(place, "br", [face], wanted) for place, face in zip(cards, faces, strict=True)]
    return min(found, key=lambda radii: max((outer for _, outer in radii), default=0))


def _root(look: Look, names: Names, node: Node, bar: Rect) -> list[AnyItem] | None:
    """Return what stands on the root, in its middle: icon and name on one line, its lead below both; rings."""
    deep = look.color("deep")
    ink = look.accent_on(deep)
    title = node.center or node.label
    room = bar.inset(_PAD, px(10), _PAD, px(10))
    keys = icons_of([(node.icon, title)])
    beside = _ICON + px(20) if keys else 0
    lead = [explained(look, node.lead, 22, look.on(deep), path=node.path, align="center")] if node.lead else []
    above, below = room.split_top(room.height - (px(44) if lead else 0))
    named = [with_numbers(said(look, title, size, ink, path=node.path)) for size in _ROOT_NAMES]
    wide = room.width - beside - px(4)
    fitting = [copy for copy in named if natural_width(copy) <= wide and _high(look, copy, wide) <= above.height]
    if not fitting or not all(one_line(copy, room.width) for copy in lead):
        return None
    name = fitting[0]
    wide = min(natural_width(name) + px(4), room.width - beside)
    left = above.x + (above.width - beside - wide) // 2
    radii = within(((40, 68), (96, 124)), bar.height - px(4))
    items: list[AnyItem] = [watermark(names("rings"), bar.inset(px(1)), "bl", deep, look, radii)]
    if keys:
        items.append(icon(names("icon"), keys[0], left + _ICON // 2, above.center_y, _ICON, ink))
    place = Rect(Emu(left + beside), above.y, Emu(wide), above.height)
    panels = [Panel(name=names(title, "name"), rect=place, copies=(name,), path=node.path)]
    if lead:
        panels.append(Panel(name=names(title, "lead"), rect=below, copies=tuple(lead), path=node.path))
    return [*items, *draw_panels(panels, look.theme)]


def _high(look: Look, copy: Copy, width: int) -> int:
    return height_for([copy], Emu(width), look.theme.pitch)


def _sizes(look: Look, parts: Sequence[Node], rooms: Sequence[Rect], counted: bool) -> _Sizes | None:
    """Return the largest sizes of names, and of what stands below them, at which all fits; None where nothing does.

    Names of two lines are larger by far than of one.
    """
    holds = any(map(held, parts))
    steps = [size for size in _NAMES if size <= _ABOVE] if holds or counted else _NAMES
    best: _Sizes | None = None
    for lines, more in ((1, 1.0), (2, _LARGER), (3, _LARGER)):
        for name in steps:
            if best and name < best.name * more:
                break
            for body in _BODIES if holds else _BODIES[-1:]:
                sizes = _Sizes(name, body)
                if all(_fits(look, part, room, sizes, lines, counted) for part, room in zip(parts, rooms, strict=True)):
                    best = sizes if best is None or name >= best.name * more else best
                    break
            if best and best.name == name:
                break
    return best


def _fits(look: Look, part: Node, room: Rect, sizes: _Sizes, lines: int, counted: bool) -> bool:
    copy = _name(look, part, sizes)
    if not cuts_no_word(copy, room.width, look.theme) or len(lines_of(copy, room.width)) > lines:
        return False
    rest = room.height - height_for([copy], room.width, look.theme.pitch) - _BELOW
    if counted:
        return rest >= px(120)
    need = leaves_height(leaf_copies(look, part, sizes.body), room.width, look.theme.pitch) if held(part) else 0
    return 0 <= need <= rest


def _name(look: Look, part: Node, sizes: _Sizes) -> Copy:
    return said(look, part.label, sizes.name, look.color("ink"), path=part.path)


def _below_name(look: Look, part: Node, room: Rect, sizes: _Sizes) -> Rect:
    """Return what is left of a branch's room below its name."""
    high = height_for([_name(look, part, sizes)], room.width, look.theme.pitch) + px(2)
    return room.split_top(high, _BELOW)[1]


def _words(
    look: Look, names: Names, part: Node, room: Rect, sizes: _Sizes, counted: bool
) -> tuple[list[Shape], list[Panel]]:
    """Return the lines between what a branch holds, and its texts: the name first."""
    below = _below_name(look, part, room, sizes)
    copies = leaf_copies(look, part, sizes.body)
    place = room if not (copies or counted) else room.split_top(below.y - room.y - _BELOW)[0]
    name = Panel(name=names(part.label, "label"), rect=place, copies=(_name(look, part, sizes),), path=part.path)
    if not copies:
        return [], [name]
    rules, panels = draw_leaves(look, names, part, copies, below)
    return rules, [name, *panels]
