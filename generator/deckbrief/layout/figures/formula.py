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
    copies_height,
    cuts_no_word,
    draw_panels,
    explained,
    grouped,
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
from deckbrief.layout.text.fit import Copy, DoesNotFit
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
_EDGE: Final = px(32)
_GLYPH: Final = 4
_BELOW_GLYPH: Final = 30


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
    """Tell whether what is said of terms stands below their names: of few of them it stands under the name itself."""
    return 2 * sum(bool(_details(part)) for part in parts) >= len(parts)


def _have_glyphs(parts: Sequence[Node]) -> bool:
    """Tell whether each term has a sign of a few characters that stands large for it."""
    return all(0 < len(part.symbol) <= _GLYPH and part.symbol != part.label for part in parts)


def _details(part: Node) -> list[str]:
    """Return what is said of a term, without what only says its name once more, in quotation marks say."""
    below = [listed([leaf.label, leaf.lead, *said_below(leaf)]) for leaf in members_of(part)]
    told = [
        text for text in (part.lead, *below) if text and not (repeats(text, part.label) and repeats(part.label, text))
    ]
    return [listed(told)] if part.symbol and len(told) > 2 else told


def _terms(
    look: Look, names: Names, parts: Sequence[Node], places: Sequence[Rect], heads: Sequence[Rect], reveal: bool
) -> list[AnyItem]:
    fill, glyphs = look.color("hue"), _have_glyphs(parts)
    labels = draw_panels(_labels(look, names, parts, heads, fill), look.theme, 1.05)
    details = (
        [_text(look, names, part, place, head, glyphs) for part, place, head in zip(parts, places, heads, strict=True)]
        if _detailed(parts)
        else [None] * len(parts)
    )
    texts = iter(draw_panels([panel for panel in details if panel], look.theme))
    keys = icons_of([(part.icon, part.label) for part in parts]) if heads[0].height >= px(190) else ()
    if keys and any(_reaches_icon(look, panel) for panel in _labels(look, Names("formula"), parts, heads, fill)):
        keys = ()
    items: list[AnyItem] = []
    for number, (part, place, head) in enumerate(zip(parts, places, heads, strict=True)):
        radius = min(LEAF, place.width // 4)
        members: list[AnyItem] = [card(names(part.label, "card"), place, look, radius=radius)]
        members.append(leaf(names(part.label, "head"), head, fill, radius=radius))
        members.append(watermark(names(part.label, "rings"), head.inset(px(2)), "bl", fill, look, _RINGS))
        if keys:
            at = px(22) + _ICON // 2
            sign = icon(names(part.label, "icon"), keys[number], head.x + at, head.y + at, _ICON, look.accent_on(fill))
            members.append(sign)
        members.append(labels[number])
        if details[number]:
            members.append(next(texts))
        click = number + 1 if reveal else 0
        items.append(grouped(names(part.label), members, part.path, click))
        if number and place.y == places[number - 1].y:
            items += _sign(look, names, "plus", place.x - _GAP // 2, head.center_y, click)
    return items


_RINGS: Final = ((96, 122), (44, 70))
_MOST_BROKEN: Final = 44
_LEAST: Final = 24
_WHOLE: Final = 36
"""Down to this size names stay on one line, before they take two,"""
_THREE: Final = 28
"""and from this size on three."""


def _labels(look: Look, names: Names, parts: Sequence[Node], heads: Sequence[Rect], fill: Color) -> list[Panel]:
    """Return the terms' names: as large as they can be on one line, or with no word cut."""
    width = (heads[0].width - 2 * _EDGE) * 9 // 10
    glyphs = _have_glyphs(parts)
    told = [part.symbol if glyphs else part.label for part in parts]
    short = all(len(text) <= 4 for text in told)
    most = (0.6 if _detailed(parts) else 0.42 if glyphs else 0.52) * heads[0].height
    copies: list[Copy] = []
    for size, lines in _tried(short):
        copies = [
            said(look, text, size, look.on(fill), path=part.path, align="center")
            for part, text in zip(parts, told, strict=True)
        ]
        fits = all(_stands(look, copy, width, lines) for copy in copies)
        if fits and px(size * 4 / 3) <= most / (lines or 1):
            break
    return [
        Panel(
            name=names(part.label, "label"), rect=head, copies=(copy, *_under(look, part, parts, fill)), path=part.path,
            insets=(_EDGE, px(8), _EDGE, px(8)),
        )
        for part, head, copy in zip(parts, heads, copies, strict=True)
    ]  # fmt: skip


def _under(look: Look, part: Node, parts: Sequence[Node], fill: Color) -> Iterator[Copy]:
    """Yield what is said of a term, on its tile, where few have something said of them; below a glyph its name."""
    if _have_glyphs(parts) and not _detailed(parts):
        yield said(look, part.label, _BELOW_GLYPH, look.on(fill), path=part.path, align="center", before=8)
    for text in [] if _detailed(parts) else _details(part):
        yield explained(look, text, 20, look.on(fill), path=part.path, align="center", before=8)


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
    most = lines * copies_height([replace(copy, text="x")], width, look.theme)
    return cuts_no_word(copy, width, look.theme) and copies_height([copy], width, look.theme) <= most


def _reaches_icon(look: Look, panel: Panel) -> bool:
    """Tell whether a name in the middle of its tile is so high that it would reach into an icon in the corner."""
    free = panel.rect.height - 2 * (px(22) + _ICON)
    return copies_height(panel.copies, panel.room.width, look.theme) > free


def _text(look: Look, names: Names, part: Node, place: Rect, head: Rect, glyphs: bool) -> Panel | None:
    found = _details(part)
    if not found and not glyphs:
        return None
    ink = look.color("ink")
    size = 28 if place.width > px(340) else 24 if place.width > px(250) else 20
    copies: list[Copy] = [
        explained(look, text, size, ink, path=part.path, align="center", before=4 if number else 0, numbers=True)
        for number, text in enumerate(found)
    ]
    if glyphs:
        name = said(look, part.label, size + 2, ink, path=part.path, align="center")
        copies = [name, *(replace(copy, before=Pt(6)) for copy in copies)]
    rect = Rect(place.x, head.bottom, place.width, Emu(place.bottom - head.bottom))
    insets = (px(12), px(8), px(12), px(8))
    return Panel(name=names(part.label, "text"), rect=rect, copies=tuple(copies), insets=insets, path=part.path)


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
    ring = watermark(names("result", "rings"), bar.inset(px(2)), "tr", deep, look, ((60, 90), (110, 140)))
    for size in (36, 34, 30, 28, 26, 24, 22, 20, 18):
        copy = said(look, node.center, size, look.accent_on(deep), path=node.path, align="center")
        if one_line(copy, bar.width - px(96)):
            break
    panel = Panel(
        name=names(node.center, "result"), rect=bar, copies=(copy,), path=node.path,
        insets=(px(48), px(28), px(48), px(2)),
    )  # fmt: skip
    (text,) = draw_panels([panel], look.theme)
    return [
        grouped(names("result"), [back, ring, text], node.path, click),
        *_sign(look, names, "equals", bar.center_x, bar.y - px(4), click),
    ]
