"""Hub: a theme in the middle and its focuses around it, as segments of a ring or as cards that meet under a disc."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from math import sqrt
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points, px
from deckbrief.base.message import msg
from deckbrief.base.record import replace
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft.nodes import Node
from deckbrief.draft.slides import Form
from deckbrief.layout.figures import checklist
from deckbrief.layout.figures.drawing import CannotDraw, Drawing, Stage
from deckbrief.layout.figures.hub_ring import SHORT, in_panel, panel_icon, ring, told_count
from deckbrief.layout.figures.hub_words import details_of, middle, part_copies
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    alt_text,
    cuts_no_word,
    draw_panels,
    grouped,
    ladder,
    members_of,
    one_line,
    said,
    whole_words,
)
from deckbrief.layout.figures.shapes import Corner, around, card, disc, icon, leaf
from deckbrief.layout.figures.wheel import wheel
from deckbrief.layout.frame import AnyItem, Group, Stroke
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, DoesNotFit, height_for
from deckbrief.theme.metrics import GOOGLE
from deckbrief.theme.theme import Theme


def _forms(node: Node) -> Sequence[Form]:
    """Return the forms of a hub: names alone are segments of a ring beside a panel, first where it is not empty."""
    parts = members_of(node)
    ringed = _FEWEST_SEGMENTS <= len(parts) <= _MOST and not any(details_of(part) for part in parts)
    short = all(len(part.label) <= SHORT for part in parts)
    if not (ringed and short):
        return ("top",)
    return (
        ("split", "top") if in_panel(node) or told_count(node, parts) or panel_icon(node, parts) else ("top", "split")
    )


_FEWEST_SEGMENTS: Final = 3
_WHEELED: Final = 5
"""So many parts and more are a wheel where it has room."""
_MOST: Final = 8
"""More parts are cards under a bar that names the theme."""
KIND: Final = FigureKind(least=2, forms=_forms, lead=True)

_GAP: Final = px(16)
_PAD: Final = px(30)
_AWAY: Final = px(24)
_RADIUS: Final = px(128)
_RIM: Final = px(14)
"""The paper around the disc."""
_LEAF: Final = px(72)
_ICON: Final = px(72)
_SIGN: Final = px(76)
"""Icons above names that are larger by far without one beside them, and what is said below of a size to read."""
_ONE_LINE: Final = 1.3
_NEAR: Final = 1.4
"""A row whose details are more times as high as another's has its own heights."""
_LARGER: Final = 1.1
_READ: Final = 20
_BESIDE: Final = px(18)
_UNDER: Final = px(8)
"""Air between an icon and its name, and below both."""
_SIGNED: Final = 26
"""Names beside icons are not smaller: there are no icons then."""
_BAR: Final = px(72)
_NAMES: Final = (44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_LEAST_NAMES: Final = {1: 30, 2: 24, 3: 20}
"""Names that stand on so many lines are not smaller."""
_DETAILS: Final = (26, 24, 22, 20, 18, 17, 16)


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False, stage: Stage | None = None) -> Drawing:
    """Node -> its `center` (else its label) in the middle and its parts around it, a click for each with `reveal`.

    Raises CannotDraw with fewer than two parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if len(parts) < 2:
        raise CannotDraw(msg("a hub needs at least two parts around it"), msg("draw a single part as a checklist"))
    look = Look(theme, node.accent)
    names = Names("hub")
    clicks = len(parts) if reveal else 0
    if len(parts) > _MOST:
        return _under_a_bar(look, names, node, box, reveal)
    if stage and stage.form == "split" and "split" in _forms(node):
        return Drawing(tuple(ring(look, names, node, parts, box, stage, reveal)), alt_text(node), clicks)
    if len(parts) == _THREE and box.height >= px(300):
        with suppress(DoesNotFit):
            return _three(look, Names("hub"), node, parts, box, reveal)
    try:
        items, above = _wheel_or_cards(look, names, node, parts, box, reveal)
    except DoesNotFit:
        return _under_a_bar(look, Names("hub"), node, box, reveal)
    return Drawing(tuple(items), alt_text(node), clicks, tuple(above))


def _wheel_or_cards(
    look: Look, names: Names, node: Node, parts: Sequence[Node], box: Rect, reveal: bool
) -> tuple[list[AnyItem], list[AnyItem]]:
    """Return many parts in a wheel, with their words beside it where there is room; else, and of few, cards.

    Raises DoesNotFit where a text has no room in these either.
    """
    if len(parts) >= _WHEELED:
        with suppress(DoesNotFit):
            return wheel(look, Names("hub"), node, parts, box, reveal)
    return _cards(look, names, node, parts, box, reveal)


# Cards --------------------------------------------------------------------------------------------------------------


def _cards(
    look: Look, names: Names, node: Node, parts: Sequence[Node], box: Rect, reveal: bool
) -> tuple[list[AnyItem], list[AnyItem]]:
    """Return cards in two columns, an odd first one over both; and the disc in the middle of all of them.

    Raises DoesNotFit where a text has no room beside the disc.
    """
    cells = _cells(box, len(parts))
    rows = len({cell.y for cell in cells})
    radius = min(
        _RADIUS, cells[0].height * (52 if rows == 2 else 70) // 100 if rows > 1 else box.height // 3, box.width // 7
    )
    center = box.center_x, box.center_y
    keys = (
        icons_of([(part.icon, part.label) for part in parts]) if min(cell.height for cell in cells) >= px(150) else ()
    )
    rooms = [_room(box, cell, center, radius) for cell in cells]
    name, detail = _sizes(look, parts, rooms, keys, level=True)
    over = [room.inset(0, _SIGN + _UNDER, 0, 0) for room in rooms]
    above = False
    if keys:
        larger = _sizes(look, parts, over, (), level=True)
        above = larger[0] >= name * _LARGER and larger[1] >= max(detail, _READ) and _all_fit(look, parts, over, larger)
        if above:
            (name, detail), rooms = larger, over
        elif name < _SIGNED:
            keys, (name, detail) = (), _sizes(look, parts, rooms, (), level=True)
    beside = bool(keys) and not above
    sides = [cell.x > box.x for cell in cells]
    copies = [_copies(look, part, name, detail, right=right) for part, right in zip(parts, sides, strict=True)]
    level = _fit_level(look, parts, rooms, name, detail, beside)
    highs = _heights(look, copies, rooms, signed=beside, level=level)
    panels = [
        _words(names, part, room, words, high, right=right, signed=beside)
        for part, room, words, high, right in zip(parts, rooms, copies, highs, sides, strict=True)
    ]
    texts = iter(draw_panels([panel for rank in panels for panel in rank], look.theme))
    corners = _corners(cells, box)
    items: list[AnyItem] = []
    for number, (part, cell, right) in enumerate(zip(parts, cells, sides, strict=True)):
        radii = min(_LEAF, cell.height // 3)
        members: list[AnyItem] = [card(names(part.label, "card"), cell, look, radius=radii, corner=corners[number])]
        if keys:
            side, first = (_SIGN if above else _ICON), panels[number][0].rect
            x = cell.right - _PAD - side // 2 if right else cell.x + _PAD + side // 2
            y = first.y - _UNDER - side // 2 if above else first.center_y
            members.append(icon(names(part.label, "icon"), keys[number], x, y, side, look.color("hue")))
        members += [next(texts) for _ in panels[number]]
        items.append(grouped(names(part.label), members, part.path, number + 1 if reveal else 0))
    return items, list(_disc(look, names, node, center, radius))


def _cells(box: Rect, count: int) -> list[Rect]:
    """Return the cards' places in two columns; of an odd number the first is as wide as both."""
    rows = box.rows(-(-count // 2), _GAP)
    if count % 2:
        return [rows[0], *chain.from_iterable(row.columns(2, _GAP) for row in rows[1:])]
    return list(chain.from_iterable(row.columns(2, _GAP) for row in rows))


def _corners(cells: Sequence[Rect], box: Rect) -> list[Corner]:
    """Return each card's round corner: it points outwards."""
    corners: list[Corner] = []
    for cell in cells:
        upper = cell.y == box.y
        left = cell.x == box.x and cell.width < box.width
        corners.append("tl" if upper and left else "tr" if upper else "bl" if left else "br")
    return corners


def _room(box: Rect, cell: Rect, center: tuple[int, int], radius: int) -> Rect:
    """Return where a card's words stand, clear of the disc."""
    air = px(8) if cell.height < px(200) else px(14)
    inside = cell.inset(_PAD, air, _PAD, air)
    reach = radius + _RIM + _AWAY
    apart = max(0, inside.y - center[1], center[1] - inside.bottom)
    if apart >= reach:
        return inside
    half = round(sqrt(reach**2 - apart**2))
    if cell.x > box.x:
        left = max(inside.x, center[0] + half)
        return Rect(Emu(left), inside.y, Emu(inside.right - left), inside.height)
    right = min(inside.right, center[0] - half)
    return Rect(inside.x, inside.y, Emu(right - inside.x), inside.height)


def _sizes(
    look: Look, parts: Sequence[Node], rooms: Sequence[Rect], keys: Sequence[str], *, level: bool = False
) -> tuple[float, float]:
    """Return the largest sizes of names and details at which all have room: large names on a line, else on two, whole.

    Words that are apart stand on two lines where they are larger by far for it.
    With `level` those beside each other have room with their names at one height, and what they say below at one.
    """
    found = [
        sizes
        for most, least in ((1, 20), (2, 20), (2, 18), (3, 16), (9, 16))
        if (sizes := _sizes_of_lines(look, parts, rooms, bool(keys), level, most, least))
    ]
    if not found:
        return _NAMES[-1], _DETAILS[-1]
    apart = any(" " in part.label and not is_unspaced(part.label) for part in parts)
    larger = [sizes for sizes in found[1:2] if apart and sizes[0] >= found[0][0] * _ONE_LINE]
    return (larger or found)[0]


def _sizes_of_lines(
    look: Look, parts: Sequence[Node], rooms: Sequence[Rect], signed: bool, level: bool, most: int, least: float
) -> tuple[float, float] | None:
    """Return the largest sizes at which all have room, names in so many lines and details of `least` points or more."""
    for name in _NAMES:
        if name < _LEAST_NAMES.get(most, 0):
            break
        for size in (each for each in _DETAILS if least <= each < name):
            pairs = zip(parts, rooms, strict=True)
            if all(_fits(look, part, room, name, size, signed, most) for part, room in pairs) and (
                not level or _fit_level(look, parts, rooms, name, size, signed)
            ):
                return name, size
    return None


def _fits(look: Look, part: Node, room: Rect, name: float, size: float, signed: bool, most: int) -> bool:
    """Tell whether a card's words have room, the name in so many lines, from 9 on in any."""
    first, *below = _copies(look, part, name, size, right=False)
    width = room.width - (_ICON + _BESIDE if signed else 0)
    pitch = look.theme.pitch
    if width <= 0 or not all(whole_words(copy, room.width) for copy in below) or not whole_words(first, width):
        return False
    high = height_for([first], Emu(width), pitch)
    if most < 9 and not (
        cuts_no_word(first, width, look.theme)
        and high * 10 <= height_for([replace(first, text="国")], Emu(width), pitch) * (10 * most + 4)
    ):
        return False
    if signed:
        high = Emu(max(high, _ICON) + (_UNDER + height_for(below, room.width, pitch) if below else 0))
    else:
        high = height_for([first, *below], room.width, pitch)
    return high <= room.height


def _all_fit(look: Look, parts: Sequence[Node], rooms: Sequence[Rect], sizes: tuple[float, float]) -> bool:
    """Tell whether the words of all have room at sizes, names on one line."""
    return all(_fits(look, part, room, *sizes, False, 1) for part, room in zip(parts, rooms, strict=True))


def _fit_level(
    look: Look, parts: Sequence[Node], rooms: Sequence[Rect], name: float, size: float, signed: bool
) -> bool:
    copies = [_copies(look, part, name, size, right=False) for part in parts]
    heights = _heights(look, copies, rooms, signed=signed, level=True)
    return all(sum(high) + _gap(high[1], signed) <= room.height for high, room in zip(heights, rooms, strict=True))


def _gap(foot: int, signed: bool) -> int:
    """Return the air between a row's names and what is said below them, if that has a height."""
    return 0 if not foot else _UNDER if signed else points(4)


def _copies(look: Look, part: Node, name: float, size: float, *, right: bool) -> tuple[Copy, ...]:
    return part_copies(look, part, name, size, "right" if right else "left")


def _heights(
    look: Look, copies: Sequence[tuple[Copy, ...]], rooms: Sequence[Rect], *, signed: bool, level: bool
) -> list[tuple[int, int]]:
    """Return the heights of names and of what is said below them: with `level` alike in each row, and in all rows
    unless one says much more than another.
    """
    pitch, shift = look.theme.pitch, _ICON + _BESIDE if signed else 0
    rows = [room.y if level else number for number, room in enumerate(rooms)]
    needed: dict[int, tuple[int, int]] = {}
    for row, words, room in zip(rows, copies, rooms, strict=True):
        head = height_for(words[:1], Emu(room.width - shift), pitch)
        foot = height_for(words[1:], room.width, pitch)
        high, low = needed.get(row, (_ICON if signed else 0, 0))
        needed[row] = max(high, head), max(low, foot)
    alike = max(high for high, _ in needed.values()), max(foot for _, foot in needed.values())
    near = alike[1] <= _NEAR * min(foot for _, foot in needed.values())
    if level and near and sum(alike) + _gap(alike[1], signed) <= min(room.height for room in rooms):
        return [alike] * len(rooms)
    return [needed[row] for row in rows]


def _words(
    names: Names, part: Node, room: Rect, copies: tuple[Copy, ...], heights: tuple[int, int], *, right: bool,
    signed: bool,
) -> list[Panel]:  # fmt: skip
    """Return a card's words: its name, beside its icon if it has one, and below it what it says, `heights` high."""
    gap = _gap(heights[1], signed)
    high = min(heights[0], room.height)
    foot = min(heights[1], max(0, room.height - high - gap))  # what has no room is told where it is set
    shift = _ICON + _BESIDE if signed else 0
    top = Emu(room.y + max(0, (room.height - high - gap - foot) // 2))
    place = Rect(room.x if right else Emu(room.x + shift), top, Emu(room.width - shift), Emu(high))
    panels = [Panel(name=names(part.label, "words"), rect=place, copies=copies[:1], path=part.path)]
    if copies[1:]:
        below = Rect(room.x, Emu(place.bottom + gap), room.width, Emu(foot))
        panels.append(
            Panel(name=names(part.label, "details"), rect=below, copies=copies[1:], anchor="top", path=part.path)
        )
    return panels


def _disc(look: Look, names: Names, node: Node, center: tuple[int, int], radius: int) -> Iterator[AnyItem]:
    """Yield the disc with the theme, a paper rim around it and a gold line in it."""
    hue = look.color("hue")
    ink = look.accent_on(hue)
    items: list[AnyItem] = [
        disc(names("rim", "seat"), *center, radius + _RIM, look.color("paper")),
        disc(names("disc", "seat"), *center, radius, hue),
        disc(names("line", "seat"), *center, radius - px(14), None, stroke=Stroke(ink, Pt(2.25))),
    ]
    inside = around(*center, round((radius - px(14)) * 0.8))
    items += middle(look, names, node, inside, look.on(hue))
    yield Group(name=names("center"), rect=items[0].rect, items=tuple(items), path=node.path)


# Three --------------------------------------------------------------------------------------------------------------


_THREE: Final = 3


def _three(look: Look, names: Names, node: Node, parts: Sequence[Node], box: Rect, reveal: bool) -> Drawing:
    """Return three cards side by side under a bar that names the theme.

    Raises DoesNotFit where a text does not fit at the floor.
    """
    head, rest = _bar(look, names, node, box)
    cells = rest.columns(_THREE, px(24))
    keys = icons_of([(part.icon, part.label) for part in parts])
    top = px(28) + (px(104) if keys else 0)
    rooms = [cell.inset(px(28), top, px(24), px(24)) for cell in cells]
    name, size = _sizes(look, parts, rooms, ())
    copies = [_copies(look, part, name, size, right=False) for part in parts]
    tallest = max(height_for(words, room.width, look.theme.pitch) for words, room in zip(copies, rooms, strict=True))
    lower = max(0, rooms[0].height - round(tallest / GOOGLE)) // 2  # icon and words in the middle of a card
    lower = max(0, min(lower, rooms[0].height - tallest))
    texts = draw_panels(
        [
            Panel(
                name=names(part.label, "words"), rect=room, copies=words, insets=(Emu(0), Emu(lower), Emu(0), Emu(0)),
                anchor="top", path=part.path,
            )
            for part, room, words in zip(parts, rooms, copies, strict=True)
        ],
        look.theme,
    )  # fmt: skip
    items: list[AnyItem] = [head]
    for number, (part, cell, text) in enumerate(zip(parts, cells, texts, strict=True)):
        members: list[AnyItem] = [card(names(part.label, "card"), cell, look)]
        if keys:
            x, y = cell.x + px(72), cell.y + px(76) + lower
            members.append(icon(names(part.label, "icon"), keys[number], x, y, px(88), look.color("hue")))
        items.append(grouped(names(part.label), [*members, text], part.path, number + 1 if reveal else 0))
    return Drawing(tuple(items), alt_text(node), _THREE if reveal else 0)


# Under a bar --------------------------------------------------------------------------------------------------------


def _under_a_bar(look: Look, names: Names, node: Node, box: Rect, reveal: bool) -> Drawing:
    """Return the theme on a bar and its parts as cards below it.

    Raises DoesNotFit where a text does not fit at the floor.
    """
    head, rest = _bar(look, names, node, box)
    below = checklist.draw(replace(node, lead=""), rest, look.theme, reveal=reveal)
    return replace(below, items=(head, *below.items), alt=alt_text(node))


def _bar(look: Look, names: Names, node: Node, box: Rect) -> tuple[AnyItem, Rect]:
    """Return the bar with the theme along the top of the box, and what is left below it."""
    high = min(_BAR, box.height // 5)
    bar, rest = box.split_top(high, _GAP)
    deep = look.color("deep")
    sizes = ladder(look.theme, 30)
    text = node.center or node.label
    copies = [said(look, text, size, look.accent_on(deep), path=node.path, align="center") for size in sizes]
    copy = next((copy for copy in copies if one_line(copy, bar.width - px(80))), copies[-1])
    panel = Panel(
        name=names("middle"), rect=bar, copies=(copy,), insets=(px(40), Emu(0), px(40), Emu(0)), path=node.path
    )
    head = grouped(
        names("center"),
        [leaf(names("bar"), bar, deep, radius=high // 2), *draw_panels([panel], look.theme)],
        node.path,
        0,
    )
    return head, rest
