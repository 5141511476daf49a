"""Cover and section openers: rings round one centre, a ring for each section or part, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.draft.nodes import Picture
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.figures.kit import Look, Panel, bounds, draw_panels, explained, said
from deckbrief.layout.figures.shapes import disc, icon, leaf, rings
from deckbrief.layout.frame import AnyItem, Group, Image, Shape, Text
from deckbrief.layout.icon import icons_of
from deckbrief.ooxml.colors import luminance
from deckbrief.theme.theme import Theme

_TONES: Final = ("ring-a", "ring-b", "ring-c", "ring-d")
"""Roles of rings, from the outermost."""

# Cover --------------------------------------------------------------------------------------------------------------

_OUTER, _CORE = 810, 90
_FEWEST, _MOST = 2, 6
"""So many sections get a ring each; for others the rings bear no names."""
_LINE: Final = 10
_FALL: Final = (236.0, 205.0)
"""Degrees at which the first and the last name stand: on a falling curve."""
_EDGE: Final = 1264
_LOGO_WIDE, _LOGO_HIGH = 220, 72
_PLATE: Final = px(24)
"""What a logo's plate is larger by, on each side."""


def cover_art(block: ListBlock | None, theme: Theme) -> tuple[Group, Group | None]:
    """Sections of the deck -> rings round the lower right corner, darkest outside; and their names on them.

    Raises DoesNotFit where a name is too long for its place even at the floor.
    """
    look = Look(theme)
    entries = block.entries if block and _FEWEST <= len(block.entries) <= _MOST else ()
    count = len(entries) or 4
    step = (_OUTER - _CORE) / count
    box = Rect(Emu(0), Emu(0), theme.width, theme.height)
    items: list[AnyItem] = []
    for number in range(count):
        outer = _OUTER - step * number
        tone = look.color(_TONES[min(3, number * 4 // count)])
        items.append(rings(f"ring {number + 1}", box, "br", tone, [(outer - step, outer)]))
    gold = look.color("gold")
    items.append(rings("line", box, "br", gold, [(_OUTER - step - _LINE, _OUTER - step)]))
    items.append(rings("core", box, "br", gold, [(0, _CORE)]))
    field = Rect(px(1280 - _OUTER), Emu(0), px(_OUTER), theme.height)
    art = Group(name="rings", rect=field, items=tuple(items))
    return art, _group("sections", _cover_names(entries, step, look))


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
        link = f"#{entry.target}" if entry.target else ""
        panels.append(Panel(name=f"section {number + 1}", rect=place, copies=(copy,), path=entry.of, link=link))
    return [*dots, *draw_panels(panels, look.theme)]


def cover_icons(texts: Sequence[Text], theme: Theme) -> list[Group]:
    """Lines at the foot of a cover (minutes, audience) -> an icon before each."""
    keys = {"speaker": "timer", "date": "users-three"}
    found = []
    for text in texts:
        if key := keys.get(text.placeholder):
            y = text.rect.center_y
            found.append(icon(f"icon {text.placeholder}", key, px(80), y, px(32), theme.color("hi")))
    return found


def logo_plate(logo: Picture, theme: Theme) -> tuple[Shape, Image]:
    """Logo -> it, whole, in the upper right corner of a slide, on a light plate on which any logo can be seen."""
    scale = min(_LOGO_WIDE / logo.width, _LOGO_HIGH / logo.height)
    width, height = px(logo.width * scale), px(logo.height * scale)
    plate = Rect(Emu(theme.width - width - 2 * _PLATE), Emu(0), Emu(width + 2 * _PLATE), Emu(height + 2 * _PLATE))
    card, ink = theme.color("card"), theme.color("ink")
    light = max((card, ink), key=lambda color: luminance(theme.hex(color)))
    place = Rect(Emu(plate.x + _PLATE), Emu(plate.y + _PLATE), width, height)
    ground = leaf("logo plate", plate, light, radius=_PLATE, corner="bl")
    image = Image(name="logo", rect=place, alt=logo.alt, path=logo.path, data=logo.data, media_type=logo.media_type)
    return ground, image


# Section ------------------------------------------------------------------------------------------------------------

_STEP: Final = 180
_CLOSE: Final = 150
"""Width of the rings, the second where there are four of them with parts on them."""
_FIRST: Final = 196
_TURN: Final = -58.0
_AWAY: Final = 58
_LIST_FROM: Final = 5
_TWO_COLUMNS: Final = 10
"""So many parts stand in a column, and not on the rings; in two columns."""


def section_art(block: ListBlock | None, box: Rect, theme: Theme, accent: int) -> tuple[Group, Group | None]:
    """Parts of a section -> rings from the lower left of its field; and the parts, up to four on rings, or in a column.

    Raises DoesNotFit where a name is too long for its place even at the floor.
    """
    look = Look(theme, accent)
    entries = block.entries if block else ()
    step = _STEP if len(entries) != len(_TONES) else _CLOSE
    edges = (0, *(_FIRST + step * number for number in range(4)))
    items: list[AnyItem] = [
        rings(f"ring {number}", box, "bl", look.color(tone), [(edges[4 - number], edges[5 - number])])
        for number, tone in enumerate(_TONES, 1)
    ]
    if len(entries) < _TWO_COLUMNS:
        items.append(rings("line", box, "bl", look.color("gold"), [(190, 202)]))
    parts = _nodes(entries, box, look, step) if len(entries) < _LIST_FROM else _column(entries, box, look)
    return Group(name="rings", rect=box, items=tuple(items)), _group("parts", parts)


def _nodes(entries: Sequence[Entry], box: Rect, look: Look, step: int) -> list[AnyItem]:
    """Return the parts on their rings: a gold disc with an icon or a numeral, the name, a line below it."""
    keys = icons_of([("", entry.text) for entry in entries])
    marks: list[AnyItem] = []
    panels: list[Panel] = []
    for number, entry in enumerate(entries):
        radius = px(_FIRST + step * number + _AWAY)
        x = round(box.x + radius * cos(radians(_TURN)))
        y = round(box.bottom + radius * sin(radians(_TURN)))
        link = f"#{entry.target}" if entry.target else ""
        seat = disc(f"node {number + 1}", x, y, px(34), look.color("hi"), link=link, alt=entry.text)
        if keys:
            marks += [seat, icon(f"icon {number + 1}", keys[number], x, y, px(44), look.on(look.color("hi")))]
        else:
            numeral = said(
                look, str(number + 1), 26, look.on(look.color("hi")), path=entry.of, align="center", pitch=1.0
            )
            panel = Panel(
                name=seat.name, rect=seat.rect, copies=(numeral,), geometry="ellipse", fill=seat.fill, link=link
            )
            marks += draw_panels([panel], look.theme)
        place = Rect(Emu(x + px(46)), Emu(y - px(46)), Emu(box.right - px(40) - x - px(46)), px(92))
        name = said(look, entry.text, 30, look.color("on-bleed"), path=entry.of)
        line = explained(look, entry.lead, 17, look.color("on-bleed"), path=entry.of, pitch=1.2)
        copies = (name, line) if entry.lead else (name,)
        panels.append(Panel(name=f"stop {number + 1}", rect=place, copies=copies, path=entry.of, link=link))
    return [*marks, *draw_panels(panels, look.theme)]


def _column(entries: Sequence[Entry], box: Rect, look: Look) -> list[AnyItem]:
    """Return the names of many parts, one below the other, in two columns from ten on."""
    columns = 1 if len(entries) < _TWO_COLUMNS else 2
    left = px(300) if columns == 1 else px(96)
    field = Rect(Emu(box.x + left), px(56), Emu(box.width - left - px(48)), look.theme.low(px(592)))
    rows = -(-len(entries) // columns)
    cells = [cell for column in field.columns(columns, px(24)) for cell in column.rows(rows, 0)]
    panels, dots = [], []
    for number, (entry, cell) in enumerate(zip(entries, cells, strict=False), 1):
        dots.append(disc(f"node {number}", cell.x + px(9), cell.center_y, px(9), look.color("hi")))
        place = cell.split_left(px(36))[1]
        copy = said(look, entry.text, 28 if columns == 1 else 24, look.color("on-bleed"), path=entry.of)
        link = f"#{entry.target}" if entry.target else ""
        panels.append(Panel(name=f"stop {number}", rect=place, copies=(copy,), path=entry.of, link=link))
    return [*dots, *draw_panels(panels, look.theme)]


def section_icons(texts: Sequence[Text], theme: Theme) -> list[Group]:
    """Lines at the foot of a section (speaker, minutes) -> an icon before each."""
    keys = {"speaker": "microphone-stage", "date": "timer"}
    return [
        icon(f"icon {text.placeholder}", keys[text.placeholder], px(79), text.rect.center_y, px(30), theme.color("hi"))
        for text in texts
        if text.placeholder in keys
    ]
