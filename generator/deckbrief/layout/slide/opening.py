"""The cover: rings round one centre, a ring for each section, and what they are called; icons of lines at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from math import cos, radians, sin
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.draft.nodes import Picture
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.figures.kit import Look, Panel, bounds, draw_panels, said
from deckbrief.layout.figures.shapes import disc, icon, leaf, ring_tones, rings
from deckbrief.layout.frame import AnyItem, Group, Image, Shape, Text
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.ooxml.colors import luminance
from deckbrief.theme.theme import Theme

_OUTER, _CORE = 810, 90
_FEWEST, _MOST = 2, 6
"""So many sections get a ring each; for others the rings bear no names."""
_LINE: Final = 10
_FALL: Final = (236.0, 205.0)
"""Degrees at which the first and the last name stand: on a falling curve."""
_EDGE: Final = 1244
_LOGO_WIDE, _LOGO_HIGH = 220, 72
_PLATE: Final = px(24)
"""What a logo's plate is larger by, on each side."""
_LINE_ICONS: Final = {
    "cover": (px(32), {"speaker": "timer", "date": "users-three"}),
    "section": (px(30), {"speaker": "microphone-stage", "date": "timer"}),
}
"""By layout: the size of icons before lines, and which of them each line has."""
_LINE_ICON_X: Final = px(64)


def cover_art(block: ListBlock | None, theme: Theme) -> tuple[Group, Group | None]:
    """Sections of the deck -> rings round the lower right corner, darkest outside; and their names on them.

    No names where one is too long for its place even at the floor: a cover is not continued for them.
    """
    look = Look(theme)
    entries = block.entries if block and _FEWEST <= len(block.entries) <= _MOST else ()
    count = len(entries) or 4
    step = (_OUTER - _CORE) / count
    box = Rect(Emu(0), Emu(0), theme.width, theme.height)
    items: list[AnyItem] = []
    for number, tone in enumerate(ring_tones(look, count)):
        outer = _OUTER - step * number
        items.append(rings(f"ring {number + 1}", box, "br", tone, [(outer - step, outer)]))
    gold = look.color("gold")
    items.append(rings("line", box, "br", gold, [(_OUTER - step - _LINE, _OUTER - step)]))
    items.append(rings("core", box, "br", gold, [(0, _CORE)]))
    field = Rect(px(1280 - _OUTER), Emu(0), px(_OUTER), theme.height)
    art = Group(name="rings", rect=field, items=tuple(items))
    names: list[AnyItem] = []
    with suppress(DoesNotFit):
        names = _cover_names(entries, step, look)
    return art, _group("sections", names)


def _group(name: str, items: Sequence[AnyItem]) -> Group | None:
    return Group(name=name, rect=bounds(item.rect for item in items), items=tuple(items)) if items else None


def _cover_names(entries: Sequence[Entry], step: float, look: Look) -> list[AnyItem]:
    """Return the names of the sections, each on its ring, with a dot before it."""
    panels, dots = [], []
    for number, entry in enumerate(entries):
        radius = _OUTER - step * (number + 1) + step * 0.68
        turn = radians(_FALL[0] + (_FALL[1] - _FALL[0]) * number / max(1, len(entries) - 1))
        x, y = 1280 + radius * cos(turn), 720 + radius * sin(turn)
        dots.append(disc(f"dot {number + 1}", px(x), look.theme.low(px(y)), px(10), look.color("hi")))
        place = Rect(px(x + 24), look.theme.low(px(y - 34)), px(_EDGE - x - 24), px(68))
        copy = said(look, entry.text, 30, look.color("on-bleed"), path=entry.of)
        panels.append(Panel(name=f"section {number + 1}", rect=place, copies=(copy,), path=entry.of, link=entry.link))
    return [*dots, *draw_panels(panels, look.theme)]


def line_icons(layout: str, texts: Sequence[Text], theme: Theme) -> list[Group]:
    """Lines at the foot of a cover (minutes, audience) or a section (speaker, minutes) -> an icon before each."""
    side, keys = _LINE_ICONS[layout]
    x = _LINE_ICON_X + side // 2
    return [
        icon(f"icon {text.placeholder}", keys[text.placeholder], x, text.rect.center_y, side, theme.color("hi"))
        for text in texts
        if text.placeholder in keys
    ]


def logo_plate(logo: Picture, theme: Theme) -> tuple[Shape, Image]:
    """Logo -> it, whole, in the upper right corner of a slide, on a light plate on which any logo can be seen."""
    scale = min(_LOGO_WIDE / logo.width, _LOGO_HIGH / logo.height)
    width, height = px(logo.width * scale), px(logo.height * scale)
    plate = Rect(Emu(theme.width - width - 2 * _PLATE), Emu(0), Emu(width + 2 * _PLATE), Emu(height + 2 * _PLATE))
    card, ink = theme.color("card"), theme.color("ink")
    light = max((card, ink), key=lambda color: luminance(theme.hex(color)))
    place = Rect(Emu(plate.x + _PLATE), Emu(plate.y + _PLATE), width, height)
    ground = leaf("logo plate", plate, light, radius=_PLATE, corner="bl")
    image = Image(
        name="logo",
        rect=place,
        alt=logo.alt,
        path=logo.path,
        data=logo.data,
        media_type=logo.media_type,
        vector=logo.vector,
    )
    return ground, image
