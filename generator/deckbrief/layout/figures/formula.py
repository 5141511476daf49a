"""Formula: A + B + C, a tile for each term, plus signs on the gaps between them, and what they add up to below.

A sum stands only where the content has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.message import msg
from deckbrief.base.record import replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
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
    listed,
    members_of,
    one_line,
    repeats,
    said,
    said_below,
    whole_words,
)
from deckbrief.layout.figures.shapes import LEAF, card, disc, icon, leaf, watermark
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, DoesNotFit, height_for
from deckbrief.theme.metrics import GOOGLE
from deckbrief.theme.theme import Color, Theme


def _has_sum(node: Node) -> bool:
    """Tell whether the sum's bar stands at the foot: then nothing else does."""
    return bool(node.center)


KIND: Final = FigureKind(least=2, whole=True, many="checklist", crowded=_has_sum)

_GAP: Final = px(24)
_LINES_GAP: Final = px(32)
_ABREAST: Final = 6
_MOST_LINES: Final = 3
_SIGN: Final = px(30)
"""Radius of the disc with a sign."""
_SUM: Final = px(96)
_SUM_GAP: Final = px(28)
_HEAD: Final = 0.56
"""The share of a tile that its name takes, where something stands below it."""
_ICON: Final = px(52)
_NAMES: Final = (92, 66, 56, 48, 44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18)
_EDGE: Final = px(28)
"""Kept clear at a tile's sides, into which the plus signs reach."""
_GLYPH: Final = 4
_BELOW_GLYPH: Final = (40, 36, 34, 30, 28, 26, 24, 22, 20)


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its parts as terms of a sum that fills `box`; its `center`, where it has one, is the result.

    Raises CannotDraw with fewer than two parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if len(parts) < 2:
        raise CannotDraw(msg("a formula adds at least two parts"), msg("draw a single part as a checklist or pillars"))
    look = Look(theme, node.accent)
    names = Names("formula")
    room = box.split_top(box.height - _SUM - _SUM_GAP)[0] if node.center else box
    places = _places(look, room, parts)
    heads = [_head(place, _detailed(parts)) for place in places]
    try:
        items = _terms(look, names, parts, places, heads, reveal)
    except DoesNotFit:
        if not _have_glyphs(parts):
            raise
        parts = tuple(replace(part, symbol="") for part in parts)  # the names stand in the place of the signs
        heads = [_head(place, _detailed(parts)) for place in places]
        items = _terms(look, Names("formula"), parts, places, heads, reveal)
    clicks = len(parts) if reveal else 0
    if node.center:
        items += _sum(look, names, node, Rect(box.x, Emu(box.bottom - _SUM), box.width, _SUM), clicks)
    return Drawing(tuple(items), alt_text(node), clicks)


def _places(look: Look, room: Rect, parts: Sequence[Node]) -> list[Rect]:
    """Return the tiles' places: one row, or as many as it takes that no Latin word of a name is cut."""
    lines = -(-len(parts) // _ABREAST)
    copies = [said(look, part.label, _NAMES[-1], look.color("hue"), path=part.path) for part in parts]
    while lines < _MOST_LINES and not all(whole_words(copy, _name_width(room, len(parts), lines)) for copy in copies):
        lines += 1
    return _grid(room, len(parts), lines)


def _name_width(room: Rect, count: int, lines: int) -> int:
    """Return the width that a name has on its tile, with a tenth to spare."""
    return (room.columns(-(-count // lines), _GAP)[0].width - 2 * _EDGE) * 9 // 10


def _grid(room: Rect, count: int, lines: int) -> list[Rect]:
    """Return places in rows as even as can be, the last one centred where it is shorter."""
    across = -(-count // lines)
    width = room.columns(across, _GAP)[0].width
    places: list[Rect] = []
    for number, line in enumerate(room.rows(lines, _LINES_GAP)):
        here = min(across, count - number * across)
        start = line.x + (line.width - here * width - (here - 1) * _GAP) // 2
        places += [Rect(Emu(start + i * (width + _GAP)), line.y, Emu(width), line.height) for i in range(here)]
    return places


def _head(place: Rect, detailed: bool) -> Rect:
    return Rect(place.x, place.y, place.width, Emu(round(place.height * _HEAD) if detailed else place.height))


def _detailed(parts: Sequence[Node]) -> bool:
    """Tell whether what is said of terms stands below their names: of few of them it stands under the name itself.

    Below a sign there are names with it.
    """
    if _have_glyphs(parts):
        return any(map(_details, parts))
    return 2 * sum(bool(_details(part)) for part in parts) >= len(parts)


def _have_glyphs(parts: Sequence[Node]) -> bool:
    """Tell whether each term has a sign of a few characters that stands large for it."""
    return all(0 < len(part.symbol) <= _GLYPH and part.symbol != part.label for part in parts)


def _details(part: Node) -> list[str]:
    """Return what is said of a term, without what its name says already."""
    below = [listed([leaf.label, leaf.lead, *said_below(leaf)]) for leaf in members_of(part)]
    told = [text for text in (part.lead, *below) if text and not repeats(text, part.label)]
    return [listed(told)] if part.symbol and len(told) > 2 else told


def _terms(
    look: Look, names: Names, parts: Sequence[Node], places: Sequence[Rect], heads: Sequence[Rect], reveal: bool
) -> list[AnyItem]:
    fill, glyphs = look.color("hue"), _have_glyphs(parts)
    keys = icons_of([(part.icon, part.label) for part in parts]) if heads[0].height >= px(190) else ()
    signed = bool(keys) and not glyphs and not _detailed(parts) and heads[0].height >= _HIGH
    panels = _labels(look, names, parts, [_under_plus(head) if signed else head for head in heads], fill, signed)
    labels = draw_panels(panels, look.theme, _PITCH)
    texts = iter(draw_panels(_texts(look, names, parts, places, heads), look.theme) if _detailed(parts) else [])
    if keys and not signed and any(_reaches_icon(panel) for panel in panels):
        keys = ()
    items: list[AnyItem] = []
    for number, (part, place, head) in enumerate(zip(parts, places, heads, strict=True)):
        radius = min(LEAF, place.width // 4)
        members: list[AnyItem] = [card(names(part.label, "card"), place, look, radius=radius)]
        members.append(leaf(names(part.label, "head"), head, fill, radius=radius))
        members.append(watermark(names(part.label, "rings"), head.inset(px(2)), "bl", fill, look, _RINGS))
        if keys:
            members.append(_icon(look, names, part, keys[number], head, look.accent_on(fill), signed))
        members.append(labels[number])
        if _detailed(parts) and (glyphs or _details(part)):
            members.append(next(texts))
        click = number + 1 if reveal else 0
        items.append(grouped(names(part.label), members, part.path, click))
        if number and place.y == places[number - 1].y:
            items += _sign(look, names, "plus", place.x - _GAP // 2, head.center_y, click)
    return items


_RINGS: Final = ((96, 122), (44, 70))
_PITCH: Final = 1.05
_HIGH: Final = px(320)
"""Tiles that are so high have a large icon over their names: the plus signs stand between both."""
_LARGE_ICON: Final = px(120)
_MOST_BROKEN: Final = 56
_LEAST: Final = 24
_WHOLE: Final = 36
"""Down to this size names stay on one line, before they take two,"""
_THREE: Final = 28
"""and from this size on three."""


def _icon(look: Look, names: Names, part: Node, key: str, head: Rect, ink: Color, large: bool) -> AnyItem:
    """Return a term's icon: large in the middle of what is over the plus signs, else in the tile's upper corner."""
    if large:
        y = (head.y + head.center_y - _SIGN) // 2 + px(8)
        return icon(names(part.label, "icon"), key, head.center_x, y, min(_LARGE_ICON, head.width // 2), ink)
    at = px(22) + _ICON // 2
    return icon(names(part.label, "icon"), key, head.x + at, head.y + at, _ICON, ink)


def _under_plus(head: Rect) -> Rect:
    """Return what of a tile is below the plus signs at its sides."""
    top = head.center_y + _SIGN // 2
    return Rect(head.x, Emu(top), head.width, Emu(head.bottom - px(12) - top))


def _labels(
    look: Look, names: Names, parts: Sequence[Node], rooms: Sequence[Rect], fill: Color, free: bool
) -> list[Panel]:
    """Return the terms' names: as large as they can be on one line, or with no word cut.

    Signs have one size for each number of characters that they have. `free` rooms reach to the tiles' edges: there is
    no plus beside them.
    """
    edge = px(16) if free else _EDGE
    room = Rect(Emu(0), Emu(0), Emu(rooms[0].width - 2 * edge), Emu(rooms[0].height - px(16)))
    if _have_glyphs(parts):
        sizes = _sign_sizes(look, parts, room)
        copies = [
            said(look, part.symbol, sizes[len(part.symbol)], look.on(fill), path=part.path, align="center")
            for part in parts
        ]
    else:
        size = _name_size(look, parts, room)
        copies = [said(look, part.label, size, look.on(fill), path=part.path, align="center") for part in parts]
    words = [(copy, *_under(look, part, parts, fill, room.width)) for part, copy in zip(parts, copies, strict=True)]
    level = len(words[0]) > 1 and all(len(each) > 1 for each in words)  # signs stand at one height, over their names
    lower = _level(words, room.width, _PITCH) if level else [Emu(0)] * len(words)
    return [
        Panel(
            name=names(part.label, "label"), rect=head, copies=each, path=part.path,
            insets=(edge, px(8), edge, Emu(px(8) + low)),
        )
        for part, head, each, low in zip(parts, rooms, words, lower, strict=True)
    ]  # fmt: skip


def _level(bodies: Sequence[tuple[Copy, ...]], width: Emu, pitch: float) -> list[Emu]:
    """Return by how much rooms in which words stand in the middle are lower, so that all begin at one height."""
    heights = [height_for(copies, width, pitch) for copies in bodies]
    return [Emu(round((max(heights) - height) / GOOGLE)) for height in heights]  # what they take of what they need


def _sign_sizes(look: Look, parts: Sequence[Node], room: Rect) -> dict[int, float]:
    """Return the largest size of signs of so many characters, those of more no larger: by their number."""
    under = 0
    if not _detailed(parts):
        below = [tuple(_under(look, part, parts, look.color("hue"), room.width)) for part in parts]
        under = max(height_for(copies, room.width, _PITCH) for copies in below)
    found: dict[int, float] = {}
    top = float(_NAMES[0])
    for count in sorted({len(part.symbol) for part in parts}):
        copies = [part.symbol for part in parts if len(part.symbol) == count]
        for size in (size for size in _NAMES if size <= top):
            each = [said(look, text, size, look.color("ink"), path="") for text in copies]
            if all(one_line(copy, room.width) for copy in each) and (
                height_for(each[:1], room.width, _PITCH) + under <= room.height
            ):
                break
        found[count] = top = size
    return found


def _name_size(look: Look, parts: Sequence[Node], room: Rect) -> float:
    """Return the largest size of names at which each has room, with what is said of it where it stands on the tile."""
    below = [tuple(_under(look, part, parts, look.color("hue"), room.width)) for part in parts]
    for size, lines in _tried(all(len(part.label) <= _GLYPH for part in parts)):
        copies = [said(look, part.label, size, look.color("ink"), path="", align="center") for part in parts]
        if all(_stands(look, copy, room.width, lines) for copy in copies) and all(
            height_for((copy, *more), room.width, _PITCH) <= room.height
            for copy, more in zip(copies, below, strict=True)
        ):
            break
    return size


def _under(look: Look, part: Node, parts: Sequence[Node], fill: Color, width: int) -> Iterator[Copy]:
    """Yield what is said of a term, on its tile, where few have something said of them; below a glyph its name."""
    if _detailed(parts):
        return
    if _have_glyphs(parts):
        named = [[said(look, each.label, size, look.on(fill), path="") for each in parts] for size in _BELOW_GLYPH]
        whole = (copies for copies in named if all(_stands(look, copy, width, 2) for copy in copies))
        size = next(whole, named[-1])[0].size
        yield said(look, part.label, size, look.on(fill), path=part.path, align="center", before=8)
    for text in _details(part):
        yield explained(look, text, 22, look.on(fill), path=part.path, align="center", before=8)


def _tried(short: bool) -> Iterator[tuple[float, int]]:
    """Yield sizes of names and on how many lines they stand at most: one first; at last any, with words whole."""
    yield from ((size, 1) for size in _NAMES if short or size >= _WHOLE)
    yield from ((size, 2) for size in _NAMES if not short and size <= _MOST_BROKEN)
    yield from ((size, 3) for size in _NAMES if not short and size <= _THREE)
    yield from ((size, 0) for size in _NAMES if size <= _LEAST)


def _stands(look: Look, copy: Copy, width: int, lines: int) -> bool:
    if lines == 1:
        return one_line(copy, width)
    if not lines:
        return whole_words(copy, width)
    return cuts_no_word(copy, width, look.theme) and len(lines_of(copy, width)) <= lines


def _reaches_icon(panel: Panel) -> bool:
    """Tell whether a name in the middle of its tile is so high that it would reach into an icon in the corner."""
    free = panel.rect.height - 2 * (px(22) + _ICON)
    return height_for(panel.copies, panel.room.width, _PITCH) > free


def _texts(
    look: Look, names: Names, parts: Sequence[Node], places: Sequence[Rect], heads: Sequence[Rect]
) -> list[Panel]:
    """Return what is said below the heads, as large as all of it has room, its first lines at one height."""
    told = [part for part in parts if _have_glyphs(parts) or _details(part)]
    width, high = Emu(places[0].width - 2 * _BESIDE), places[0].bottom - heads[0].bottom
    for name, detail in _TEXTS:
        bodies = [_text(look, part, parts, name, detail) for part in told]
        tallest = max(height_for(copies, width, look.theme.pitch) for copies in bodies)
        if tallest <= high - px(16) and all(
            (cuts_no_word if detail >= look.theme.scale.small else _whole)(copy, width, look.theme)
            for copies in bodies
            for copy in copies
        ):
            break
    rects = [
        Rect(place.x, head.bottom, place.width, Emu(place.bottom - head.bottom))
        for part, place, head in zip(parts, places, heads, strict=True)
        if part in told
    ]
    return [
        Panel(
            name=names(part.label, "text"), rect=rect, copies=copies,
            insets=(_BESIDE, px(8), _BESIDE, Emu(px(8) + low)), path=part.path,
        )
        for part, rect, copies, low in zip(told, rects, bodies, _level(bodies, width, look.theme.pitch), strict=True)
    ]  # fmt: skip


def _whole(copy: Copy, width: int, theme: Theme) -> bool:
    return whole_words(copy, width)


_BESIDE: Final = px(12)
_TEXTS: Final = (
    (34, 28), (30, 26), (28, 24), (26, 22), (24, 20), (22, 20), (20, 18), (18, 17), (17, 16),
)  # fmt: skip
"""Sizes of names below signs, and of what is said of terms."""


def _text(look: Look, part: Node, parts: Sequence[Node], name: float, detail: float) -> tuple[Copy, ...]:
    ink = look.color("ink")
    copies: list[Copy] = [
        explained(look, text, detail, ink, path=part.path, align="center", before=4 if number else 0, numbers=True)
        for number, text in enumerate(_details(part))
    ]
    if not _have_glyphs(parts):
        return tuple(copies)
    label = said(look, part.label, name, ink, path=part.path, align="center")
    return (label, *(replace(copy, before=Pt(6)) for copy in copies))


def _sign(look: Look, names: Names, kind: str, x: int, y: int, click: int) -> list[AnyItem]:
    """Return a plus or an equals sign on a gold disc, its edge the paper's, on the seam between two surfaces."""
    gold = look.color("gold")
    seat = disc(names(kind, "seat"), x, y, _SIGN, gold, stroke=look.edge(look.color("paper")), click=click)
    half = _SIGN * 11 // 20
    mark = Shape(
        name=names(kind, "sign"),
        rect=Rect(Emu(x - half), Emu(y - half), Emu(2 * half), Emu(2 * half)),
        geometry="mathPlus" if kind == "plus" else "mathEqual",
        adjust=(("adj1", 18_000),),
        fill=look.color("on-gold"),
        click=click,
    )
    return [seat, mark]


def _sum(look: Look, names: Names, node: Node, bar: Rect, click: int) -> list[AnyItem]:
    """Return what the terms add up to, as a bar with an equals sign on its upper edge."""
    deep = look.color("deep")
    back = leaf(names("result", "bar"), bar, deep, radius=px(48), corner="br")
    ring = watermark(names("result", "rings"), bar.inset(px(2)), "tr", deep, look, ((60, 90), (110, 140)), px(48))
    for size in (36, 34, 30, 28, 26, 24, 22, 20, 18):
        copy = said(look, node.center, size, look.accent_on(deep), path=node.path, align="center")
        if one_line(copy, bar.width - px(96)):
            break
    panel = Panel(
        name=names(node.center, "result"), rect=bar, copies=(copy,), path=node.path,
        insets=(px(48), px(36), px(48), px(2)),
    )  # fmt: skip
    (text,) = draw_panels([panel], look.theme)
    return [
        grouped(names("result"), [back, ring, text], node.path, click),
        *_sign(look, names, "equals", bar.center_x, bar.y - px(4), click),
    ]
