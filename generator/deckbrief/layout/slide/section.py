"""Section openers: rings round one centre, and what the section holds, by how much that is.

One part is a large sign with its name; two to five stand on the rings; more in two columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import cos, radians, sin
from typing import Final

from deckbrief.base.length import Emu, Rect, points, px
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.figures.kit import (
    Look,
    Panel,
    bounds,
    copies_height,
    cuts_no_word,
    draw_panels,
    explained,
    label_width,
    lines_of,
    one_line,
    said,
)
from deckbrief.layout.figures.shapes import disc, icon, ring_tones, rings
from deckbrief.layout.frame import AnyItem, Group
from deckbrief.layout.icon import icon_for, icons_of
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Theme

_FEWEST: Final = 4
"""So many rings there are at least, whatever stands on them."""
_FIRST: Final = 196
_STEPS: Final = {2: 230, 4: 150, 5: 116}
_STEP: Final = 180
"""Width of the rings: more for two parts, less for four or five."""
_TURN, _STEEPER = -58.0, -64.0
"""Degrees at which parts stand: steeper, with more room beside them, where each has a line below its name."""
_AWAY: Final = 58
_MOST_ON_RINGS: Final = 5
_NAMES: Final = (40, 36, 34, 30, 28, 26)
_TWO_LINES: Final = (30, 28, 26, 24, 22)
_LINED_NAMES: Final = (36, 34, 30, 28, 26)
_LINES: Final = (22, 20, 18)
"""Sizes of names with lines below them, and of the lines."""
_BETWEEN: Final = px(28)
"""Air between two columns of names."""
_COLUMN_NAMES: Final = (30, 28, 26, 24, 22, 20)
_SIGN: Final = "signpost"
"""Stands for a section whose words name nothing that there is an icon for."""


def section_art(
    block: ListBlock | None, box: Rect, theme: Theme, accent: int, words: Sequence[str] = ()
) -> tuple[Group, Group | None]:
    """Parts of a section -> rings from the lower left of its field; and the parts. `words` are the section's own.

    Raises DoesNotFit where a name is too long for its place even at the floor.
    """
    look = Look(theme, accent)
    entries = block.entries if block else ()
    signed = block is None or block.icons
    count = len(entries)
    step = _STEPS.get(count, _STEP)
    on_rings = 1 < count <= _MOST_ON_RINGS
    shown = max(count, _FEWEST) if on_rings else _FEWEST
    edges = (0, *(_FIRST + step * number for number in range(shown)))
    items: list[AnyItem] = [
        rings(f"ring {number}", box, "bl", tone, [(edges[shown - number], edges[shown + 1 - number])])
        for number, tone in enumerate(ring_tones(look, shown), 1)
    ]
    if count <= _MOST_ON_RINGS:
        items.append(rings("line", box, "bl", look.color("gold"), [(190, 202)]))
    if on_rings:
        parts = _nodes(entries, box, look, step, signed)
    else:
        parts = _columns(entries, box, look, signed) if entries[1:] else _sign(entries, box, look, words)
    group = Group(name="parts", rect=bounds(item.rect for item in parts), items=tuple(parts))
    return Group(name="rings", rect=box, items=tuple(items)), group


def _sign(entries: Sequence[Entry], box: Rect, look: Look, words: Sequence[str]) -> list[AnyItem]:
    """Return a large icon on a gold disc, of the only part or of the section, and the part's name below it."""
    told = [text for entry in entries for text in (entry.text, entry.lead)]
    key = next((found for text in (*told, *words) if text and (found := icon_for(text))), _SIGN)
    gold = look.color("hi")
    x, y, radius = Emu(box.x + px(330)), look.theme.low(px(270)), px(112)
    link = entries[0].link if entries else ""
    alt = entries[0].text if link else None
    items: list[AnyItem] = [
        disc("node 1", x, y, radius, gold, link=link, alt=alt),
        icon("icon 1", key, x, y, px(136), look.on(gold)),
    ]
    for entry in entries:
        left = Emu(x - radius)
        place = Rect(left, Emu(y + radius + px(20)), Emu(box.right - px(40) - left), px(190))
        ink = look.color("on-bleed")
        copies = [said(look, entry.text, 44, ink, path=entry.of, pitch=1.2)]
        if entry.lead:
            copies.append(explained(look, entry.lead, 22, ink, path=entry.of, pitch=1.3, before=4))
        panel = Panel(name="stop 1", rect=place, copies=tuple(copies), anchor="top", path=entry.of, link=link)
        items += draw_panels([panel], look.theme)
    return items


def _nodes(entries: Sequence[Entry], box: Rect, look: Look, step: int, signed: bool) -> list[AnyItem]:
    """Return the parts on their rings: a gold disc with an icon or a numeral, the name, a line below it."""
    high = px(min(118, round(step * 0.82)))
    steep = [_spot(box, number, step, _STEEPER, high) for number in range(len(entries))]
    lined = _with_lines(entries, steep, look)
    spots = steep if lined else [_spot(box, number, step, _TURN, high) for number in range(len(entries))]
    copies = lined or [(_name(entry, size, look),) for size in [_largest(entries, spots, look)] for entry in entries]
    keys = icons_of([(entry.icon, entry.text) for entry in entries]) if signed else ()
    marks: list[AnyItem] = []
    panels: list[Panel] = []
    gold = look.color("hi")
    for number, (entry, place, words) in enumerate(zip(entries, spots, copies, strict=True)):
        x, y = Emu(place.x - px(46)), place.center_y
        seat = disc(f"node {number + 1}", x, y, px(34), gold, link=entry.link, alt=entry.text)
        if keys:
            marks += [seat, icon(f"icon {number + 1}", keys[number], x, y, px(44), look.on(gold))]
        else:
            numeral = said(look, str(number + 1), 26, look.on(gold), path=entry.of, align="center", pitch=1.0)
            panel = Panel(
                name=seat.name, rect=seat.rect, copies=(numeral,), geometry="ellipse", fill=gold, link=entry.link
            )
            marks += draw_panels([panel], look.theme)
        panels.append(Panel(name=f"stop {number + 1}", rect=place, copies=words, path=entry.of, link=entry.link))
    return [*marks, *draw_panels(panels, look.theme)]


def _spot(box: Rect, number: int, step: int, turn: float, high: int) -> Rect:
    """Return where the words of the part on a ring stand, beside its disc."""
    radius = px(_FIRST + step * number + _AWAY)
    x = round(box.x + radius * cos(radians(turn))) + px(46)
    y = round(box.bottom + radius * sin(radians(turn)))
    return Rect(Emu(x), Emu(y - high // 2), Emu(box.right - px(32) - x), Emu(high))


def _name(entry: Entry, size: float, look: Look) -> Copy:
    return said(look, entry.text, size, look.color("on-bleed"), path=entry.of)


def _largest(entries: Sequence[Entry], spots: Sequence[Rect], look: Look) -> float:
    """Return the largest size at which all names stand on one line; else one at which they may take two.

    Where a word is cut at that, it is a smaller one at which none is.
    """
    names = [(spot.width, entry) for entry, spot in zip(entries, spots, strict=True)]
    for size in _NAMES:
        if all(one_line(_name(entry, size, look), width) for width, entry in names):
            return size
    for size in _TWO_LINES:
        if all(cuts_no_word(_name(entry, size, look), width, look.theme) for width, entry in names):
            return size
    return _TWO_LINES[0]


def _with_lines(entries: Sequence[Entry], spots: Sequence[Rect], look: Look) -> list[tuple[Copy, ...]]:
    """Return names with their lines below them, on two lines at most; nothing where one of them has no room."""
    largest = min(_largest(entries, spots, look), 36)
    sizes = product([size for size in _LINED_NAMES if size <= largest], _LINES)
    return next((found for size, line in sizes if (found := _lined(entries, spots, look, size, line))), [])


def _lined(
    entries: Sequence[Entry], spots: Sequence[Rect], look: Look, size: float, line_size: float
) -> list[tuple[Copy, ...]]:
    """Return names and lines of these sizes; nothing where one of them has no room."""
    ink = look.color("on-bleed")
    found: list[tuple[Copy, ...]] = []
    for entry, spot in zip(entries, spots, strict=True):
        name = _name(entry, size, look)
        line = explained(look, entry.lead, line_size, ink, path=entry.of, pitch=1.2)
        if not entry.lead or len(lines_of(line, spot.width)) > 2 or not cuts_no_word(line, spot.width, look.theme):
            return []
        if copies_height([name, line], spot.width, look.theme) > spot.height:
            return []
        found.append((name, line))
    return found


def _columns(entries: Sequence[Entry], box: Rect, look: Look, signed: bool) -> list[AnyItem]:
    """Return the names of many parts in two columns, down the first and then the second."""
    field = Rect(Emu(box.x + px(56)), px(48), Emu(box.width - px(96)), look.theme.low(px(608)))
    rows = -(-len(entries) // 2)
    keys = (
        icons_of([(entry.icon, entry.text) for entry in entries]) if signed and field.height // rows >= px(76) else ()
    )
    seat = px(28) if keys else px(9)
    even = tuple(field.columns(2, _BETWEEN))
    for size, uneven in product(_COLUMN_NAMES, (False, True)):
        halves = _halves(entries, rows, field, size, look) if uneven else even
        cells = [cell for column in halves for cell in column.rows(rows, 0)]
        used = [(entry, cell.split_left(2 * seat, px(16))[1]) for entry, cell in zip(entries, cells, strict=False)]
        if all(_stands(_name(entry, size, look), place) for entry, place in used):
            break
    panels: list[Panel] = []
    marks: list[list[AnyItem]] = []
    gold = look.color("hi")
    for number, (entry, place) in enumerate(used, 1):
        x = Emu(place.x - px(16) - seat)
        own: list[AnyItem] = [disc(f"node {number}", x, place.center_y, seat, gold, link=entry.link, alt=entry.text)]
        if keys:
            own.append(icon(f"icon {number}", keys[number - 1], x, place.center_y, px(36), look.on(gold)))
        marks.append(own)
        copy = _name(entry, size, look)
        panels.append(Panel(name=f"stop {number}", rect=place, copies=(copy,), path=entry.of, link=entry.link))
    texts = draw_panels(panels, look.theme)
    return [item for own, text in zip(marks, texts, strict=True) for item in (*own, text)]  # read part by part


def _halves(entries: Sequence[Entry], rows: int, field: Rect, size: float, look: Look) -> tuple[Rect, Rect]:
    """Return two columns, one as much wider than the other as its longest name is; at most by half of one."""
    left, right = (
        max((label_width(_name(entry, size, look)) for entry in half), default=0)
        for half in (entries[:rows], entries[rows:])
    )
    most = (field.width - _BETWEEN) // 4
    more = min(max((left - right) // 2, -most), most)
    first = Emu((field.width - _BETWEEN) // 2 + more)
    return field.split_left(first, _BETWEEN)


def _stands(copy: Copy, place: Rect) -> bool:
    return one_line(copy, place.width) and points(copy.size * 1.45) <= place.height
