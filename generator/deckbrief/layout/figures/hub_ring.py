"""A hub of names alone: segments of a ring, beside the panel that tells the theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.record import replace
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.content.evidence.quantities import quantities, spelt_quantities
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.alike_names import shared_end
from deckbrief.layout.figures.drawing import Stage
from deckbrief.layout.figures.hub_words import middle, middle_words
from deckbrief.layout.figures.kit import Look, Names, Panel, draw_panels, grouped, repeats, said
from deckbrief.layout.figures.segment_words import segment_names, segment_plan
from deckbrief.layout.figures.shapes import around, disc, drawn, icon
from deckbrief.layout.frame import AnyItem, Group, Run, Shape, Text
from deckbrief.layout.icon import icon_for, icons_of
from deckbrief.layout.path import on_circle, sector
from deckbrief.layout.text.fit import Slot, fit

SHORT: Final = 7
"""Characters of a name that a segment has room for."""
_GAP: Final = 2.2
"""Degrees between segments."""
_PANEL_ICON: Final = px(176)
_HERO: Final = 150.0
_HERO_UNIT: Final = 40.0
_CENTER: Final = 118 / 148
"""The disc's share of the hole in the ring."""


def ring(
    look: Look, names: Names, node: Node, parts: Sequence[Node], box: Rect, stage: Stage, reveal: bool
) -> Iterator[AnyItem]:
    """Yield the theme in the panel, the segments from the top clockwise, and the disc in their middle."""
    theme_said = in_panel(node)
    yield from _panel(look, node, parts, theme_said, stage)
    outer = min(box.width, box.height) / 2
    center = (box.center_x, box.center_y)
    count = len(parts)
    hue = look.color("hue")
    notch = {"in": px(16), "out": -px(16)}.get(node.direction, 0)
    if notch < 0:
        outer += notch  # its points stay in the box
    plan = segment_plan(look, parts, outer, _GAP)
    for number, part in enumerate(parts):
        turn = -90 + 360 * number / count
        start, sweep = turn - 180 / count + _GAP / 2, 360 / count - _GAP
        pen = sector(center, outer * plan.inner, outer, start, sweep, notch)
        x, y = on_circle(center, plan.far, turn)
        members: list[AnyItem] = [drawn(names(part.label, "segment"), pen, hue, path=part.path)]
        wide, high = plan.rooms[number]
        top = round(y - (plan.over + high) / 2)
        if plan.keys:
            seat = top + plan.side // 2
            members.append(
                icon(names(part.label, "icon"), plan.keys[number], round(x), seat, plan.side, look.accent_on(hue))
            )
        place = Rect(Emu(round(x - wide / 2)), Emu(top + plan.over), wide, high)
        copies = segment_names(look, part, plan.size, plan.told[number])
        members += draw_panels([Panel(name=names(part.label), rect=place, copies=copies, path=part.path)], look.theme)
        yield grouped(names(part.label, "part"), members, part.path, number + 1 if reveal else 0)
    yield _core(look, names, node, center, outer * plan.inner * _CENTER, panel=theme_said, parts=parts)


def in_panel(node: Node) -> str:
    """Return what a hub is about, in words that its slide's title does not say, or nothing."""
    return next((text for text in (node.center, node.lead) if text and not repeats(text, node.title)), "")


class Count(NamedTuple):
    """How many parts there are, in digits, and their measure word: 5, 项; empty where the language has none."""

    digits: str
    unit: str


def told_count(node: Node, parts: Sequence[Node]) -> Count | None:
    """Return how many parts there are where the slide's title says it; else None."""
    count = node.whole or len(parts)
    found = (*quantities(node.title), *spelt_quantities(node.title))
    told = next((each for each in found if each.amount == count and not each.qualifier), None)
    return Count(str(count), told.unit if is_unspaced(told.unit) else "") if told else None


def count_hero(look: Look, node: Node, count: Count, column: Rect) -> Iterator[AnyItem]:
    """Yield how many parts there are, as large as the panel has room, its measure word small behind it."""
    copy = said(look, "".join(count), _HERO, look.color("hi"), path=node.path, pitch=1.0)
    sized = ((count.digits, copy.size), (count.unit, Pt(_HERO_UNIT)))
    runs = tuple(Run(text, bold=True, size=size, face="major") for text, size in sized if text)
    high = px(230)
    place = Rect(column.x, Emu(look.theme.low(px(652)) - high), column.width, high)
    yield from draw_panels(
        [Panel(name="value", rect=place, copies=(replace(copy, runs=runs),), anchor="bottom")], look.theme, 1.0
    )


def panel_icon(node: Node, parts: Sequence[Node]) -> str:
    """Return the icon of what a hub is about that stands in a panel without words, none that a part has; or nothing."""
    key = node.icon or icon_for(node.center or node.label) or icon_for(node.title)
    return "" if key in _keys(parts) else key


def _panel(look: Look, node: Node, parts: Sequence[Node], text: str, stage: Stage) -> Iterator[AnyItem]:
    """Yield what the hub is about in the panel's placeholder, under a gold line; without words its icon, large."""
    if stage.layout is None or "lead" not in stage.layout.placeholders:
        return
    place = stage.layout.placeholders["lead"]
    if not text:
        if count := told_count(node, parts):
            yield from count_hero(look, node, count, place.rect)
        elif key := panel_icon(node, parts):
            y = look.theme.low(px(540))
            yield icon("panel icon", key, place.rect.x + _PANEL_ICON // 2, y, _PANEL_ICON, look.color("hi"))
        return
    line = Rect(place.rect.x, Emu(place.rect.y - px(26)), px(56), px(6))
    yield Shape(name="line", rect=line, fill=look.color("hi"))
    copy = said(
        look, text, place.size, look.theme.color(place.color, look.base or 1), path=node.path, pitch=place.pitch
    )
    copy = replace(copy, face=place.face, bold=place.bold)
    body = fit(Slot(copies=(copy,), box=place.rect, insets=place.insets, anchor=place.anchor, exact=False), place.pitch)
    yield Text(name="lead", rect=place.rect, body=body, placeholder="lead", path=node.path)


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
    elif not panel and not (repeats(node.label, node.title) and panel_icon(node, parts)):
        inner = middle(look, names, node, inside, ink)
    elif panel and (key := node.icon or icon_for(f"{panel} {node.title}")) and key not in _keys(parts):
        inner = [icon(names("middle", "icon"), key, *center, round(radius), ink)]
    elif end := shared_end(parts):  # what all of them are, told once more where they meet
        inner = middle_words(look, names, replace(node, center=end), inside, ink)
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
