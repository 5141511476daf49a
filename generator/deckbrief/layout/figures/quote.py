"""Quote: words that must stand as they are: one on a dark slide, on an axis where it has one; several on cards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points, px
from deckbrief.base.message import msg
from deckbrief.base.patterns import deferred
from deckbrief.base.record import record, replace
from deckbrief.base.script.kinds import is_han, is_unspaced
from deckbrief.draft.nodes import Node
from deckbrief.draft.slides import Form
from deckbrief.layout.figures.drawing import CannotDraw, Drawing, Stage
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
    listed,
    members_of,
    said,
    said_below,
    whole_words,
)
from deckbrief.layout.figures.shapes import LEAF, RINGS, card, leaf, quote_mark, rings, watermark, within
from deckbrief.layout.frame import AnyItem, Group, Run, Shape, Text
from deckbrief.layout.text.fit import Copy, Slot, fit, height_for, set_slot
from deckbrief.theme.metrics import EM, advance
from deckbrief.theme.theme import Layout, Theme


def _forms(node: Node) -> Sequence[Form]:
    """Return the forms of quotations: one alone that is not long fills a dark slide."""
    parts = members_of(node)
    return ("full", "top") if len(parts) == 1 and advance(parts[0].label) <= _ALONE * EM else ("top",)


_ALONE: Final = 100
"""Ems of a quotation that fills a slide."""
KIND: Final = FigureKind(forms=_forms, lead=False)

_GAP: Final = px(16)
_TILE: Final = px(112)
_NARROW_TILE: Final = px(64)
"""Width of what bears the quotation mark at the left of a card."""
_FILLED: Final = 2
"""So few cards are dark as a whole."""
_SIZES: Final = (66, 56, 48, 44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_LARGE: Final = (150, 112, 92, 76, 66, 56, 48, 44, 40, 36, 34, 30, 28, 26, 24)
_CLAUSE: Final = deferred(r"[^、，；。,;]+[、，；。,;]*")
_CLOSING: Final = "、，；。,;"
_SAID: Final = deferred(r"[^，；。！？：,;.!?]+(?:[，；。！？：]+[”’」』）]*|[,;.!?]+[”’)]*(?:\s+|$)|$)")
"""A clause with the marks that end it."""
_MOST_CLAUSES: Final = 5
_LEAST_CLAUSE: Final = 4
"""Clauses of fewer characters stand with what they belong to."""
_LESS: Final = 0.55
"""A line for each clause may cost so much of the size."""
_TALLEST: Final = 1.2
"""Heights of lines in programs that set them taller, against what the pitch says."""
_AXIS: Final = (150, 112, 92, 76, 66, 56, 48)
_LEADING: Final = 1.16
_LEAST_LEADING: Final = 1.09
"""Heights of lines on an axis, in ems: the usual, and the least in which Google Slides draws them whole."""
_TOP: Final = px(128)
_FOOT: Final = px(656)
"""From where to where words may stand on a dark slide, between title and footer."""
_ASIDE: Final = px(876)
"""Where the column at the right begins, for what is said of the words on an axis."""
_MARK: Final = px(76)
_RINGS: Final = ((110, 240), (270, 400), (430, 560))
_ROLES: Final = ("ring-c", "ring-b", "ring-a")
_BLEEDING: Final = px(712)


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False, stage: Stage | None = None) -> Drawing:
    """Node -> its parts as quotations that fill `box`; a part's lead says whose words they are.

    Raises CannotDraw without parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not parts:
        raise CannotDraw(msg("a quote needs at least one part: the words"))
    look = Look(theme, node.accent)
    names = Names("quote")
    if stage and stage.form == "full" and stage.layout and len(parts) == 1:
        return Drawing(tuple(_alone(look, names, parts[0], box, stage.layout)), alt_text(node), 0)
    items = _cards(look, names, parts, box, reveal)
    return Drawing(tuple(items), alt_text(node), len(parts) if reveal else 0)


def _by(part: Node) -> str:
    """Return whose words they are, after a dash."""
    return f"{'——' if is_unspaced(part.label) else '– '}{part.lead}" if part.lead else ""


def _speaker(part: Node) -> str:
    """Return whose words they are, and what else is said of them."""
    return listed([_by(part), *said_below(part)])


# Alone --------------------------------------------------------------------------------------------------------------


def _alone(look: Look, names: Names, part: Node, box: Rect, layout: Layout) -> Iterator[AnyItem]:
    """Yield the rings of a dark slide, the words as large as there is room, and whose they are."""
    ground = Rect(Emu(0), Emu(0), look.theme.width, look.theme.low(_BLEEDING))
    art = [
        rings(names("ring", role), ground, "br", look.color(role), [radii])
        for role, radii in zip(_ROLES, _RINGS, strict=True)
    ]
    yield Group(name=names("rings"), rect=Rect(px(720), look.theme.low(px(152)), px(560), px(560)), items=tuple(art))
    whole = Rect(box.x, _TOP, box.width, Emu(look.theme.low(_FOOT) - _TOP))
    if axis := _axis(part.label, replace(whole, width=Emu(_ASIDE - _GAP - box.x))):
        yield from _on_axis(look, names, part, axis)
        place = Rect(_ASIDE, px(152), Emu(box.right - _ASIDE), Emu(look.theme.low(_FOOT) - px(152)))
        yield from _beside(look, names, part, place)
        return
    speaker = _speaker(part)
    room = whole.split_top(whole.height - (px(72) if speaker else 0))[0]
    if axis := _axis(part.label, room):
        yield from _on_axis(look, names, part, axis)
    else:
        yield from _large(look, names, part, room, layout)
    if speaker:
        place = Rect(box.x, Emu(whole.bottom - px(58)), px(860), px(58))
        yield Shape(name=names("line"), rect=Rect(place.x, place.y, px(56), px(6)), fill=look.color("hi"))
        copy = explained(look, speaker, 22, look.color("on-bleed"), path=part.path, pitch=1.2)
        below = place.split_top(px(12))[1]
        yield from draw_panels([Panel(name=names("speaker"), rect=below, copies=(copy,), path=part.path)], look.theme)


def _beside(look: Look, names: Names, part: Node, place: Rect) -> Iterator[AnyItem]:
    """Yield the mark, what is said below the words, and at the foot whose they are, in a column right of the axis."""
    gold, ink = look.color("hi"), look.color("on-bleed")
    yield quote_mark(names("mark"), place.x, place.y, _MARK, gold)
    said_of = said_below(part)
    rest = place.split_top(_MARK + px(40))[1]
    if said_of:
        yield Shape(name=names("line"), rect=Rect(place.x, rest.y, px(56), px(6)), fill=gold)
        copies = tuple(explained(look, text, 20, ink, path=part.path, pitch=1.3, before=6) for text in said_of)
        room = rest.split_top(px(28))[1].split_top(rest.height - px(28) - px(72))[0]
        panel = Panel(name=names("said of it"), rect=room, copies=copies, anchor="top", path=part.path)
        yield from draw_panels([panel], look.theme)
    if part.lead:
        foot = place.split_top(place.height - px(64))[1]
        copy = explained(look, _by(part), 22, ink, path=part.path, pitch=1.2)
        panel = Panel(name=names("speaker"), rect=foot, copies=(copy,), anchor="bottom", path=part.path)
        yield from draw_panels([panel], look.theme)


def _large(look: Look, names: Names, part: Node, room: Rect, layout: Layout) -> Iterator[AnyItem]:
    """Yield the words, a large quotation mark hanging before them, in the layout's placeholder."""
    gold, ink = look.color("hi"), look.color("on-bleed")
    wide = px(132)
    place = Rect(Emu(room.x + wide), room.y, Emu(min(room.width - wide, px(984))), room.height)
    size = _largest(look, part.label, place)
    copy = said(look, part.label, size, ink, path=part.path, pitch=1.25)
    copy = _by_clauses(look, copy, place) or copy
    size = copy.size
    body = fit(Slot(copies=(copy,), box=place, anchor="middle", exact=False), 1.25)
    top = place.center_y - points(body.height) // 2 + px(float(size) * 0.16)
    yield quote_mark(names("mark"), room.x, max(top, room.y + px(8)), min(_MARK, px(float(size) * 1.1)), gold)
    key = "lead" if "lead" in layout.placeholders else ""
    yield Text(name=names("words"), rect=place, body=body, placeholder=key, path=part.path)


def _by_clauses(look: Look, copy: Copy, place: Rect) -> Copy | None:
    """Words as large as they can be -> the same, a line for each clause; None where they would be much smaller so."""
    clauses = [clause.end() for clause in _SAID.finditer(copy.text)]
    if not 2 <= len(clauses) <= _MOST_CLAUSES or clauses[-1] != len(copy.text):
        return None
    if any(end - start < _LEAST_CLAUSE for start, end in pairwise((0, *clauses))):
        return None
    for size in (size for size in _LARGE if copy.size * _LESS <= size <= copy.size):
        tried = replace(copy, size=Pt(float(size)), ends=tuple(clauses))
        body = set_slot(Slot(copies=(tried,), box=place, anchor="middle", exact=False), 1.25)
        lines, high = len(body.paragraphs[0].lines), height_for((tried,), place.width, 1.25, exact=False)
        if lines == len(clauses) and points(size * 1.25 * _TALLEST) * lines <= place.height and high <= place.height:
            return tried
    return None


def _largest(look: Look, text: str, place: Rect) -> float:
    """Return the largest size at which words have room, none of them cut."""
    for size in _LARGE:
        copy = said(look, text, size, look.color("on-bleed"), path="", pitch=1.25)
        high = height_for((copy,), place.width, look.theme.pitch, exact=False)
        if high <= place.height and cuts_no_word(copy, place.width, look.theme):
            return size
    return _LARGE[-1]


@record
class _Axis:
    """Clauses that share a character, each cut there; the size of the type, and where lines and axis begin."""

    lines: tuple[tuple[str, str, str], ...]
    size: Pt
    em: int
    x: int
    top: int
    step: int
    room: Rect


def _axis(text: str, room: Rect) -> _Axis | None:
    """Return how clauses stand on the one character that each of two to five has just once; None without such a one."""
    clauses = _CLAUSE.findall(text)
    if not 2 <= len(clauses) <= 5 or not all(map(is_han, re.sub(f"[{_CLOSING}]", "", text))):
        return None
    counts = [Counter(clause) for clause in clauses]
    shared = [char for char in counts[0] if is_han(char) and all(count[char] == 1 for count in counts)]
    if len(shared) != 1:
        return None
    (char,) = shared
    lines = tuple((before, char, after) for before, _, after in (clause.partition(char) for clause in clauses))
    longest = max(len(before) for before, _, _ in lines), max(len(after) for _, _, after in lines)
    for size in _AXIS:
        em = px(size * 4 / 3)
        least = round(em * _LEAST_LEADING) * len(lines)
        if (sum(longest) + 1.2) * em <= room.width and least <= room.height:
            step = min(round(em * _LEADING), room.height // len(lines))
            top = room.y + (room.height - step * len(lines)) // 2
            return _Axis(lines, Pt(float(size)), em, room.x + longest[0] * em, top, step, room)
    return None


def _on_axis(look: Look, names: Names, part: Node, axis: _Axis) -> Iterator[AnyItem]:
    """Yield the bar of the axis, and each clause on it: its shared character gold, punctuation fainter."""
    gold, ink = look.color("hi"), look.color("on-bleed")
    hue = look.color("hue") if look.color("hue") != look.color("bleed") else look.color("thin")
    bar = Rect(Emu(axis.x - px(8)), axis.room.y, Emu(axis.em + px(16)), axis.room.height)
    yield Shape(name=names("axis"), rect=bar, fill=hue)
    panels = []
    for number, (before, char, after) in enumerate(axis.lines):
        words = after.rstrip(_CLOSING)
        runs = [Run(before, bold=True)] if before else []
        runs += [Run(char, bold=True, color=look.theme.first_clear([gold, look.on(hue)], hue, 3.0))]
        runs += [Run(words, bold=True)] if words else []
        runs += [Run(after[len(words) :], bold=True, color=ink.fade(0.6))] if after[len(words) :] else []
        text = before + char + after
        left = axis.x - len(before) * axis.em
        width = (len(text) + 0.6) * axis.em
        rect = Rect(Emu(left), Emu(axis.top + number * axis.step), Emu(round(width)), Emu(axis.step))
        copy = Copy(
            text=text, size=axis.size, floor=axis.size, color=ink, bold=True, face="major", pitch=0.9, runs=tuple(runs),
            path=part.path,
        )  # fmt: skip
        panels.append(Panel(name=names("clause", text), rect=rect, copies=(copy,), path=part.path))
    yield from draw_panels(panels, look.theme)


# Cards --------------------------------------------------------------------------------------------------------------


@record
class _Plan:
    """Cards in rows of so many, and the size of the words."""

    columns: int
    size: float
    fits: bool


def _cards(look: Look, names: Names, parts: Sequence[Node], box: Rect, reveal: bool) -> list[AnyItem]:
    """Return a card for each quotation: its mark at the left, the words, whose they are; few are dark as a whole."""
    plans = [_plan(look, parts, box, columns) for columns in (1, 2, 3, 4) if columns <= len(parts)]
    plan = max(plans, key=lambda plan: (plan.fits, min(plan.size, _GOOD), -plan.columns))
    cells = _cells(box, len(parts), plan.columns)
    tile = _tile(cells)
    filled = len(parts) <= _FILLED
    panels = [
        Panel(
            name=names(part.label, "words"), rect=_words_place(cell, tile), path=part.path,
            copies=_copies(look, part, plan.size, filled),
        )
        for part, cell in zip(parts, cells, strict=True)
    ]  # fmt: skip
    texts = draw_panels(panels, look.theme)
    return [
        grouped(names(part.label), [*_ground(look, names, part, cell, tile, filled), text], part.path,
                number if reveal else 0)
        for number, (part, cell, text) in enumerate(zip(parts, cells, texts, strict=True), 1)
    ]  # fmt: skip


_GOOD: Final = 40


def _ground(look: Look, names: Names, part: Node, cell: Rect, tile: int, filled: bool) -> list[AnyItem]:
    """Return a card with its mark: dark with rings in its corner, or white with a coloured tile."""
    deep, hue = look.color("deep"), look.color("hue")
    radius = min(LEAF, cell.height // 3)
    side = min(tile * 56 // 100, cell.height * 56 // 100)
    x = cell.x + (tile - round(side * 1.48)) // 2
    if filled:
        ground: list[AnyItem] = [leaf(names(part.label, "card"), cell, deep, radius=radius)]
        if cell.height >= px(120):
            radii = within(RINGS, cell.height - radius - px(4))
            ground.append(watermark(names(part.label, "rings"), cell.inset(px(1)), "br", deep, look, radii))
        return [*ground, quote_mark(names(part.label, "mark"), x, cell.y + px(32), side,
                                    look.accent_on(deep))]  # fmt: skip
    return [
        card(names(part.label, "card"), cell, look, radius=radius),
        Shape(name=names(part.label, "tile"), rect=cell.split_left(tile)[0], fill=hue),
        quote_mark(names(part.label, "mark"), x, cell.center_y - side // 2, side, look.accent_on(hue)),
    ]


def _tile(cells: Sequence[Rect]) -> int:
    return _TILE if cells[0].height >= px(104) and min(cell.width for cell in cells) >= px(420) else _NARROW_TILE


def _words_place(cell: Rect, tile: int) -> Rect:
    air = px(10) if cell.height >= px(130) else px(4)
    return cell.inset(tile + px(28) if tile == _TILE else tile + px(16), air, px(20), air)


def _cells(box: Rect, count: int, columns: int) -> list[Rect]:
    """Return places in rows as even as can be, the shorter ones last and wider."""
    lines = -(-count // columns)
    longer = count - (count // lines) * lines
    lengths = [count // lines + (line < longer) for line in range(lines)]
    rows = box.rows(lines, _GAP)
    return [cell for row, length in zip(rows, lengths, strict=True) for cell in row.columns(length, _GAP)]


def _plan(look: Look, parts: Sequence[Node], box: Rect, columns: int) -> _Plan:
    """Return the largest size at which all words have room on their cards."""
    cells = _cells(box, len(parts), columns)
    places = [_words_place(cell, _tile(cells)) for cell in cells]
    for size in _SIZES:
        if all(_fits(look, part, place, size) for part, place in zip(parts, places, strict=True)):
            return _Plan(columns, size, True)
    return _Plan(columns, _SIZES[-1], False)


def _fits(look: Look, part: Node, place: Rect, size: float) -> bool:
    copies = _copies(look, part, size, False)
    kept = cuts_no_word(copies[0], place.width, look.theme) if size > _MAY_CUT else True
    return (
        place.width > 0
        and kept
        and all(whole_words(copy, place.width) for copy in copies)
        and height_for(copies, place.width, look.theme.pitch) <= place.height
    )


_MAY_CUT: Final = 18
"""Larger words are never cut, of Chinese either."""


def _copies(look: Look, part: Node, size: float, filled: bool) -> tuple[Copy, ...]:
    deep = look.color("deep")
    ink, muted = (look.on(deep), look.on(deep)) if filled else (look.color("ink"), look.color("muted"))
    words = said(look, part.label, size, ink, path=part.path, pitch=1.25)
    below = _speaker(part)
    if not below:
        return (words,)
    small = 22 if size >= 34 else 20 if size >= 26 else 18 if size >= 20 else 16
    return words, explained(look, below, small, muted, path=part.path, before=8, pitch=1.25)
