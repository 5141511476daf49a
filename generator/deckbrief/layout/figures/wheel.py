"""A hub's wheel: a segment for each part with its icon or number, its words outside at the end of a line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import asin, degrees
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import record
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.hub_words import middle, part_copies
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    copies_height,
    cuts_no_word,
    draw_panels,
    grouped,
    lines_of,
    said,
    whole_words,
)
from deckbrief.layout.figures.shapes import BAR_LEAF, Corner, around, card, disc, drawn, icon, leader
from deckbrief.layout.frame import AnyItem, Group, Shape
from deckbrief.layout.icon import icons_of
from deckbrief.layout.path import Pen, Point, on_circle, sector
from deckbrief.layout.text.fit import Copy, DoesNotFit
from deckbrief.theme.theme import Align

_LEAST: Final = (px(860), px(360))
"""Width and height of the smallest box that a wheel has words beside."""
_SHARE: Final = 0.205
"""Half of a wheel is no more of the box's width."""
_INNER: Final = 0.5
_CORE: Final = 0.42
_GAP: Final = 2.2
"""Degrees between segments."""
_AWAY: Final = px(28)
"""From the wheel's side to the words."""
_AIR: Final = px(18)
"""Between words above each other."""
_PAD: Final = px(20)
"""At the sides of words on their card."""
_DOT: Final = px(6)
_EDGE: Final = 5.0
"""Degrees from a segment's side to where its line may begin."""
_NAMES: Final = (36, 34, 30, 28, 26, 24, 22, 20)
_DETAILS: Final = (22, 20, 18, 17, 16)
_WANTED: Final = ((24, 20), (20, 16))
"""The least sizes of names and details: what is read well, and where that has no room, what can be read."""
_LINES: Final = 2
_NUMERAL: Final = 44
_ICONS: Final = {5: px(72), 6: px(68)}
_SMALL_ICON: Final = px(56)


_STEM: Final = px(1.5)
"""Half the width of what joins a dot to its line."""


@record
class _Label:
    """A part's place in the wheel (degrees, clockwise from the right) and that of its words."""

    start: float
    sweep: float
    place: Rect
    right: bool


def wheel(
    look: Look, names: Names, node: Node, parts: Sequence[Node], box: Rect, reveal: bool
) -> tuple[list[AnyItem], list[AnyItem]]:
    """Parts -> segments clockwise from the top, words of the first half at the right; and the middle.

    Raises DoesNotFit where a text has no room outside in a size that can be read from afar.
    """
    if box.width < _LEAST[0] or box.height < _LEAST[1]:
        raise DoesNotFit(parts[0].path, parts[0].label, (box.width, box.height), (Emu(_LEAST[0]), Emu(_LEAST[1])))
    outer = min(box.height / 2 - px(2), box.width * _SHARE)
    center = (box.center_x, box.center_y)
    labels = _labels(box, len(parts), outer)
    copies = _sized(look, parts, labels)
    texts = draw_panels(
        [
            Panel(name=names(part.label, "words"), rect=_inside(label.place), copies=each, path=part.path)
            for part, label, each in zip(parts, labels, copies, strict=True)
        ],
        look.theme,
    )
    signs = _signs(look, names, node, parts, labels, center, outer)
    hue = look.color("hue")
    items: list[AnyItem] = []
    for number, (part, label) in enumerate(zip(parts, labels, strict=True)):
        pen = sector(center, outer * _INNER, outer, label.start, label.sweep)
        corner: Corner = "tr" if label.right else "tl"
        radius = min(BAR_LEAF, label.place.height // 3)
        members: list[AnyItem] = [
            drawn(names(part.label, "segment"), pen, hue, path=part.path),
            card(names(part.label, "card"), label.place, look, radius=radius, corner=corner),
        ]
        members += _line(look, names, part, label, center, outer)
        read = [signs[number], texts[number]] if label.right else [texts[number], signs[number]]
        items.append(grouped(names(part.label), [*members, *read], part.path, number + 1 if reveal else 0))
    gold = look.color("gold")
    core = round(outer * _CORE)
    seat = disc(names("disc", "seat"), *center, core, gold)
    within = middle(look, names, node, around(*center, round(core * 0.78)), look.on(gold))
    return items, [Group(name=names("center"), rect=seat.rect, items=(seat, *within), path=node.path)]


def _labels(box: Rect, count: int, outer: float) -> list[_Label]:
    """Return where parts are in the wheel, and their words: at the right from the top, at the left from the bottom."""
    sweep = 360 / count
    at_right = -(-count // 2)
    width = Emu(round(box.width / 2 - outer - _AWAY))
    high = box.rows(at_right, _AIR)[0].height
    columns = [
        [Rect(Emu(x), Emu(row.center_y - high // 2), width, high) for row in box.rows(rows, _AIR)]
        for x, rows in ((box.right - width, at_right), (box.x, count - at_right))
    ]
    places = [*columns[0], *reversed(columns[1])]
    return [
        _Label(-90 + sweep * number + _GAP / 2, sweep - _GAP, place, number < at_right)
        for number, place in enumerate(places)
    ]


def _inside(place: Rect) -> Rect:
    """Return where words stand on their card."""
    return place.inset(_PAD, px(6))


def _sized(look: Look, parts: Sequence[Node], labels: Sequence[_Label]) -> list[tuple[Copy, ...]]:
    """Return all words in the largest sizes at which they have room, no word cut. Raises DoesNotFit."""
    aligned: list[tuple[Node, Align]] = [
        (part, "left" if label.right else "right") for part, label in zip(parts, labels, strict=True)
    ]
    room = _inside(labels[0].place)
    for least, smallest in _WANTED:
        for name, detail in product((each for each in _NAMES if each >= least), _DETAILS):
            if smallest <= detail < name:
                found = [part_copies(look, part, name, detail, align) for part, align in aligned]
                if all(_fits(look, each, room) for each in found):
                    return found
    worst = max(parts, key=lambda part: len(part.label) + len(part.lead))
    raise DoesNotFit(worst.path, worst.label, (room.width, room.height), (Emu(room.width * 2), room.height))


def _fits(look: Look, copies: Sequence[Copy], room: Rect) -> bool:
    name = copies[0]
    return (
        all(whole_words(copy, room.width) for copy in copies)
        and copies_height(copies, room.width, look.theme) <= room.height
        and len(lines_of(name, room.width)) <= _LINES
        and cuts_no_word(name, room.width, look.theme)
    )


def _signs(
    look: Look, names: Names, node: Node, parts: Sequence[Node], labels: Sequence[_Label], center: Point, outer: float
) -> list[AnyItem]:
    """Return what stands in each segment: its icon, or where not all have one, its number."""
    ink = look.accent_on(look.color("hue"))
    keys = icons_of([(part.icon, part.label) for part in parts])
    middles = [on_circle(center, outer * (1 + _INNER) / 2, label.start + label.sweep / 2) for label in labels]
    if keys:
        side = _ICONS.get(len(parts), _SMALL_ICON)
        return [
            icon(names(part.label, "icon"), key, round(x), round(y), side, ink)
            for part, key, (x, y) in zip(parts, keys, middles, strict=True)
        ]
    half = px(32)
    return list(
        draw_panels(
            [
                Panel(
                    name=names(part.label, "number"),
                    rect=around(round(x), round(y), half),
                    copies=(said(look, str(number), _NUMERAL, ink, path=part.path, align="center", pitch=1.0),),
                    path=part.path,
                )
                for number, (part, (x, y)) in enumerate(zip(parts, middles, strict=True), node.first)
            ],
            look.theme,
        )
    )


def _line(look: Look, names: Names, part: Node, label: _Label, center: Point, outer: float) -> list[Shape]:
    """Return the dot near a segment's edge, and the line from that edge to the middle of its words' side.

    The line begins where it is level, or as near to that as the segment reaches, and runs over no other segment: the
    words are beyond the tangent at its beginning. It is dark for the ground; the dot is light for the segment, and
    so is the stem that joins both.
    """
    share = min(1.0, max(-1.0, (label.place.center_y - center[1]) / outer))
    level = degrees(asin(share)) if label.right else 180 - degrees(asin(share))
    first, last = label.start + _EDGE, label.start + label.sweep - _EDGE
    angle = min(max(level, first), last)
    start = on_circle(center, outer, angle)
    end = (float(label.place.x if label.right else label.place.right), float(label.place.center_y))
    dot = Pen().circle(on_circle(center, outer - 2 * _DOT, angle), _DOT)
    turn = degrees(_STEM / outer)
    ends = ((outer - 2 * _DOT, -turn), (outer - _STEM, -turn), (outer - _STEM, turn), (outer - 2 * _DOT, turn))
    dot.polygon([on_circle(center, away, angle + aside) for away, aside in ends])
    return [
        drawn(names(part.label, "dot"), dot, look.accent_on(look.color("hue"))),
        leader(names(part.label, "line"), start, end, look.color("muted")),
    ]
