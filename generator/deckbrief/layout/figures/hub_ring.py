"""A hub of names alone: segments of a ring, beside the panel that tells the theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.drawing import Stage
from deckbrief.layout.figures.hub_words import middle, middle_words
from deckbrief.layout.figures.kit import Look, Names, Panel, cuts_no_word, draw_panels, grouped, one_line, repeats, said
from deckbrief.layout.figures.shapes import around, disc, drawn, icon
from deckbrief.layout.frame import AnyItem, Group, Shape, Text
from deckbrief.layout.icon import icon_for, icons_of
from deckbrief.layout.path import on_circle, sector
from deckbrief.layout.text.fit import Copy, Slot, fit

SHORT: Final = 7
"""Characters of a name that a segment has room for."""
_NAMES: Final = (34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_LEAST_WHOLE: Final = 24
"""Down to this size all names stay on one line."""
_GAP: Final = 2.2
"""Degrees between segments."""
_INNER: Final = 148 / 312
_CENTER: Final = 118 / 312


def ring(
    look: Look, names: Names, node: Node, parts: Sequence[Node], box: Rect, stage: Stage, reveal: bool
) -> Iterator[AnyItem]:
    """Yield the theme in the panel, the segments from the top clockwise, and the disc in their middle."""
    theme_said = next((text for text in (node.center, node.lead) if text and not repeats(text, node.title)), "")
    yield from _in_panel(look, node, theme_said, stage)
    outer = min(box.width, box.height) / 2
    center = (box.center_x, box.center_y)
    count = len(parts)
    hue = look.color("hue")
    wide, size = _segment_size(look, parts, outer)
    whole = all(one_line(_segment_name(look, part, size), wide) for part in parts)
    keys = icons_of([(part.icon, part.label) for part in parts]) if whole else ()
    notch = {"in": px(16), "out": -px(16)}.get(node.direction, 0)
    if notch < 0:
        outer += notch  # its points stay in the box
    halfway = outer * (1 + _INNER) / 2
    for number, part in enumerate(parts):
        turn = -90 + 360 * number / count
        start, sweep = turn - 180 / count + _GAP / 2, 360 / count - _GAP
        pen = sector(center, outer * _INNER, outer, start, sweep, notch)
        x, y = on_circle(center, halfway, turn)
        members: list[AnyItem] = [drawn(names(part.label, "segment"), pen, hue, path=part.path)]
        copy = said(look, part.label, size, look.on(hue), path=part.path, align="center")
        high = px(size * 4 / 3 * (1.35 if whole else 2.7))
        side = px(68 if count <= 6 else 48)
        top = round(y - (side + px(6) + high) / 2) if keys else round(y - high / 2)
        if keys:
            members.append(
                icon(names(part.label, "icon"), keys[number], round(x), top + side // 2, side, look.accent_on(hue))
            )
            top += side + px(6)
        place = Rect(Emu(round(x - wide / 2)), Emu(top), Emu(wide), Emu(high))
        members += draw_panels([Panel(name=names(part.label), rect=place, copies=(copy,), path=part.path)], look.theme)
        yield grouped(names(part.label, "part"), members, part.path, number + 1 if reveal else 0)
    yield _core(look, names, node, center, outer * _CENTER, panel=theme_said, parts=parts)


def _in_panel(look: Look, node: Node, text: str, stage: Stage) -> Iterator[AnyItem]:
    """Yield what the hub is about in the panel's placeholder, under a gold line."""
    if not text or stage.layout is None or "lead" not in stage.layout.placeholders:
        return
    place = stage.layout.placeholders["lead"]
    line = Rect(place.rect.x, Emu(place.rect.y - px(26)), px(56), px(6))
    yield Shape(name="line", rect=line, fill=look.color("hi"))
    copy = said(
        look, text, place.size, look.theme.color(place.color, look.base or 1), path=node.path, pitch=place.pitch
    )
    copy = replace(copy, face=place.face, bold=place.bold)
    body = fit(Slot(copies=(copy,), box=place.rect, insets=place.insets, anchor=place.anchor, exact=False), place.pitch)
    yield Text(name="lead", rect=place.rect, body=body, placeholder="lead", path=node.path)


def _segment_width(outer: float, count: int) -> int:
    """Return the width that a name has in a segment: across it at its middle, or where it is narrow, along the ring."""
    band = outer * (1 - _INNER)
    chord = 3.14 * outer * (1 + _INNER) / count * 0.86
    return round(min(max(band, px(80)), chord) if count > 4 else min(chord, band * 1.35))


def _segment_size(look: Look, parts: Sequence[Node], outer: float) -> tuple[int, float]:
    """Return how wide names are in their segments, and their size: on one line, or long ones on two short ones."""
    wide = _segment_width(outer, len(parts))
    top = 34 if len(parts) <= 6 else 24
    for size in (size for size in _NAMES if _LEAST_WHOLE <= size <= top):
        if all(one_line(_segment_name(look, part, size), wide) for part in parts):
            return wide, size
    narrow = wide * 4 // 5
    for size in (size for size in _NAMES if size <= 24):
        copies = [_segment_name(look, part, size) for part in parts]
        if all(cuts_no_word(copy, narrow, look.theme) for copy in copies):
            return narrow, size
    return narrow, _NAMES[-1]


def _segment_name(look: Look, part: Node, size: float) -> Copy:
    return said(look, part.label, size, look.color("ink"), path="")


def _core(
    look: Look, names: Names, node: Node, center: tuple[int, int], radius: float, *, panel: str, parts: Sequence[Node]
) -> AnyItem:
    """Return the gold disc in the middle: what it is about, or where panel or title tell that, the icon of it.

    Without an icon of its own it has rings.
    """
    gold, ink = look.color("gold"), look.color("on-gold")
    seat = disc(names("middle", "seat"), *center, round(radius), gold)
    inside = around(*center, round(radius * 0.8))
    inner: Sequence[AnyItem]
    if _tells_more(node, panel, " ".join(part.label for part in parts)):
        inner = middle_words(look, names, replace(node, center=node.label), inside, ink)
    elif not panel:
        inner = middle(look, names, node, inside, ink)
    elif (key := node.icon or icon_for(f"{panel} {node.title}")) and key not in _keys(parts):
        inner = [icon(names("middle", "icon"), key, *center, round(radius), ink)]
    else:
        shares = ((0.62, look.color("hue")), (0.4, gold), (0.2, look.color("hue")))
        inner = [disc(names("middle", "rings"), *center, round(radius * share), color) for share, color in shares]
    return Group(name=names("center"), rect=seat.rect, items=(seat, *inner), path=node.path)


def _keys(parts: Sequence[Node]) -> Sequence[str]:
    return icons_of([(part.icon, part.label) for part in parts])


def _tells_more(node: Node, panel: str, of: str) -> bool:
    """Tell whether a hub's own name is short, and none of it stands in the panel, the title, or the parts."""
    name = node.label.casefold()
    return (
        len(name) <= SHORT
        and name not in f"{panel} {node.title} {of}".casefold()
        and not any(word.casefold() in name for word in of.split())
    )
