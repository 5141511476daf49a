"""Parts of which one thing each is said -> rows: on a tile what a part is called, and large what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    cuts_no_word,
    draw_panels,
    grouped,
    label_width,
    lines_of,
    one_line,
    said,
)
from deckbrief.layout.figures.pillar_rows import points_of
from deckbrief.layout.figures.shapes import LEAF, RINGS, card, clear_of, icon, watermark, within
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, height_for
from deckbrief.theme.theme import Color

_FEWEST: Final = 3
_MOST: Final = 7
_WIDE: Final = px(900)
"""Width of a room for them, at least."""
_PAD: Final = px(28)
_AIR: Final = px(6)
_ICON: Final = px(52)
_BESIDE: Final = px(16)
"""An icon on a tile, and how far its name stands from it."""
_LABELS: Final = (34, 30, 28, 26, 24, 22)
_SAID: Final = (56, 48, 44, 40, 36, 34, 30, 28)
_MOST_TILE: Final = 0.34
"""Share of a row's width that what it is called takes at most."""
_MOST_LINES: Final = 2


def spoken_rows(
    look: Look, names: Names, parts: Sequence[Node], box: Rect, fills: Sequence[Color], reveal: bool, gap: Emu
) -> list[AnyItem] | None:
    """Parts with one point each -> a row for each, which fill `box`; None where there are more points, more is
    said, or a part has a character for a sign.

    With `reveal` a click for each.
    """
    told = [points_of(part) for part in parts]
    pairs = zip(parts, told, strict=True)
    plain = all(len(points) == 1 and not (points[0].detail or part.lead or part.symbol) for part, points in pairs)
    if not plain or not _FEWEST <= len(parts) <= _MOST or box.width < _WIDE:
        return None
    cells = box.rows(len(parts), gap)
    keys = icons_of([(part.icon, part.label) for part in parts]) if cells[0].height >= _ICON + 2 * _AIR else ()
    sign = _ICON + _BESIDE if keys else 0
    most = round(box.width * _MOST_TILE) - 2 * _PAD - sign
    labels = next((found for size in _LABELS if (found := _labels(look, parts, fills, size, most))), None)
    if labels is None:
        return None
    tile = max(map(label_width, labels)) + 2 * _PAD + sign
    places = [cell.inset(tile + _PAD, _AIR, _PAD, _AIR) for cell in cells]
    copies = next((found for size in _SAID if (found := _sentences(look, parts, size, places[0]))), None)
    if copies is None:
        return None
    panels: list[Panel] = []
    for part, cell, place, label, copy in zip(parts, cells, places, labels, copies, strict=True):
        seat = cell.split_left(tile)[0].inset(_PAD + sign, 0, _PAD, 0)
        panels.append(Panel(name=names(part.label, "name"), rect=seat, copies=(label,), path=part.path))
        panels.append(Panel(name=names(part.label, "said"), rect=place, copies=(copy,), path=copy.path))
    heads, words = draw_panels(panels[::2], look.theme), draw_panels(panels[1::2], look.theme)
    items: list[AnyItem] = []
    for number, (part, cell, head, word, fill) in enumerate(zip(parts, cells, heads, words, fills, strict=True), 1):
        ground = cell.split_left(tile)[0]
        members: list[AnyItem] = [card(names(part.label, "card"), cell, look, radius=min(LEAF, cell.height // 3))]
        members.append(Shape(name=names(part.label, "head"), rect=ground, fill=fill))
        if radii := clear_of(ground, "br", [head], within(RINGS, cell.height * 4 // 5)):
            members.append(watermark(names(part.label, "rings"), ground, "br", fill, look, radii))
        if keys:
            middle = cell.x + _PAD + _ICON // 2
            name, ink = names(part.label, "icon"), look.accent_on(fill)
            members.append(icon(name, keys[number - 1], middle, cell.center_y, _ICON, ink))
        items.append(grouped(names(part.label), [*members, head, word], part.path, number if reveal else 0))
    return items


def _labels(look: Look, parts: Sequence[Node], fills: Sequence[Color], size: float, room: int) -> list[Copy]:
    """Return what parts are called, each on one line so wide at most; nothing where one is too long for it."""
    pairs = zip(parts, fills, strict=True)
    copies = [said(look, part.label, size, look.on(fill), path=part.path, pitch=1.15) for part, fill in pairs]
    return copies if all(one_line(copy, room) for copy in copies) else []


def _sentences(look: Look, parts: Sequence[Node], size: float, place: Rect) -> list[Copy]:
    """Return what is said of each, at that size; nothing where one has no room for it, or a word is cut."""
    ink = look.color("ink")
    points = [points_of(part)[0] for part in parts]
    copies = [said(look, point.name, size, ink, path=point.path, pitch=1.15) for point in points]
    fit = all(
        len(lines_of(copy, place.width)) <= _MOST_LINES
        and cuts_no_word(copy, place.width, look.theme)
        and height_for([copy], place.width, look.theme.pitch, exact=False) <= place.height
        for copy in copies
    )
    return copies if fit else []
