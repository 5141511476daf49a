"""Quote: words that must stand as they are: one on a dark slide, on an axis where it has one; several on cards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.message import msg
from deckbrief.base.record import record
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
    copies_height,
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
from deckbrief.layout.figures.shapes import LEAF, card, icon, rings
from deckbrief.layout.frame import AnyItem, Group, Run, Shape, Text
from deckbrief.layout.text.fit import Copy, Slot, fit
from deckbrief.theme.theme import Layout, Theme


def _forms(node: Node) -> Sequence[Form]:
    """Return the forms of quotations: one alone that is not long fills a dark slide."""
    parts = members_of(node)
    return ("full", "top") if len(parts) == 1 and len(parts[0].label) <= _ALONE else ("top",)


_ALONE: Final = 90
KIND: Final = FigureKind(forms=_forms)

_GAP: Final = px(16)
_MARK: Final = "quotes"
_LEFT: Final = px(116)
"""Where words begin on a card: behind the quotation mark."""
_TIGHT_LEFT: Final = px(64)
_SIZES: Final = (44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_LARGE: Final = (92, 76, 66, 56, 48, 44, 40, 36, 34, 30, 28, 26, 24)
_CLAUSE: Final = re.compile(r"[^、，；。,;]+[、，；。,;]*")
_CLOSING: Final = "、，；。,;"
_AXIS: Final = (92, 76, 66, 56, 48)
_LEADING: Final = 1.12
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


def _speaker(part: Node) -> str:
    """Return whose words they are, and what else is said of them."""
    speaker = f"{'——' if is_unspaced(part.label) else '– '}{part.lead}" if part.lead else ""
    return listed([speaker, *said_below(part)])


# Alone --------------------------------------------------------------------------------------------------------------


def _alone(look: Look, names: Names, part: Node, box: Rect, layout: Layout) -> Iterator[AnyItem]:
    """Yield the rings of a dark slide, the words as large as there is room, and whose they are."""
    ground = Rect(Emu(0), Emu(0), look.theme.width, _BLEEDING)
    art = [
        rings(names("ring", role), ground, "br", look.color(role), [radii])
        for role, radii in zip(_ROLES, _RINGS, strict=True)
    ]
    yield Group(name=names("rings"), rect=Rect(px(720), px(152), px(560), px(560)), items=tuple(art))
    speaker = _speaker(part)
    room = box.split_top(box.height - (px(64) if speaker else 0))[0]
    axis = _axis(part.label, room)
    if axis:
        yield from _on_axis(look, names, part, axis)
    else:
        yield from _large(look, names, part, room, layout)
    if speaker:
        place = Rect(box.x, Emu(box.bottom - px(56)), px(860), px(56))
        line = Shape(name=names("line"), rect=Rect(place.x, place.y, px(56), px(6)), fill=look.color("hi"))
        copy = explained(look, speaker, 20, look.color("on-bleed"), path=part.path, pitch=1.2)
        below = Rect(place.x, Emu(place.y + px(14)), place.width, Emu(place.height - px(14)))
        yield line
        yield from draw_panels([Panel(name=names("speaker"), rect=below, copies=(copy,), path=part.path)], look.theme)


def _large(look: Look, names: Names, part: Node, room: Rect, layout: Layout) -> Iterator[AnyItem]:
    """Yield the words beside a large quotation mark, in the layout's placeholder."""
    gold, ink = look.color("hi"), look.color("on-bleed")
    yield icon(names("mark"), _MARK, room.x + px(48), room.y + px(64), px(96), gold)
    place = Rect(Emu(room.x + px(124)), room.y, Emu(min(room.width - px(124), px(900))), room.height)
    size = _largest(look, part.label, place)
    copy = said(look, part.label, size, ink, path=part.path, pitch=1.3)
    body = fit(Slot(copies=(copy,), box=place, anchor="middle", exact=False), 1.3)
    key = "lead" if "lead" in layout.placeholders else ""
    yield Text(name=names("words"), rect=place, body=body, placeholder=key, path=part.path)


def _largest(look: Look, text: str, place: Rect) -> float:
    """Return the largest size at which words have room, none of them cut."""
    for size in _LARGE:
        copy = said(look, text, size, look.color("on-bleed"), path="", pitch=1.3)
        high = copies_height([copy], place.width, look.theme)
        if high <= place.height * 0.9 and cuts_no_word(copy, place.width, look.theme):
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
        high = round(em * _LEADING) * len(lines)
        if (sum(longest) + 1.2) * em <= room.width and high <= room.height:
            top = room.y + (room.height - high) // 2
            return _Axis(lines, Pt(float(size)), em, room.x + longest[0] * em, top, room)
    return None


def _on_axis(look: Look, names: Names, part: Node, axis: _Axis) -> Iterator[AnyItem]:
    """Yield the bar of the axis, and each clause on it: its shared character gold, punctuation fainter."""
    gold, ink = look.color("hi"), look.color("on-bleed")
    hue = look.color("hue") if look.color("hue") != look.color("bleed") else look.color("thin")
    bar = Rect(Emu(axis.x - px(8)), axis.room.y, Emu(axis.em + px(16)), axis.room.height)
    yield Shape(name=names("axis"), rect=bar, fill=hue)
    step = round(axis.em * _LEADING)
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
        rect = Rect(Emu(left), Emu(axis.top + number * step), Emu(round(width)), Emu(step))
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
    """Return a card for each quotation: a large mark at the left, the words, whose they are."""
    plans = [_plan(look, parts, box, columns) for columns in (1, 2, 3) if columns <= len(parts)]
    plan = max(plans, key=lambda plan: (plan.fits, min(plan.size, 30), -plan.columns))
    cells = _cells(box, len(parts), plan.columns)
    left = _left(cells[0])
    hue = look.color("hue")
    panels = [
        Panel(
            name=names(part.label, "words"), rect=cell.inset(left, px(10), px(24), px(10)), path=part.path,
            copies=_copies(look, part, plan.size),
        )
        for part, cell in zip(parts, cells, strict=True)
    ]  # fmt: skip
    side = px(72) if left == _LEFT else px(36)
    marks = [
        icon(names(part.label, "mark"), _MARK, cell.x + left // 2 + px(6), cell.center_y, side, hue)
        for part, cell in zip(parts, cells, strict=True)
    ]
    edges = [
        Shape(name=names(part.label, "bar"), rect=cell.split_left(px(6))[0], fill=hue)
        for part, cell in zip(parts, cells, strict=True)
    ]
    texts = draw_panels(panels, look.theme)
    return [
        grouped(
            names(part.label),
            [card(names(part.label, "card"), cell, look, radius=min(LEAF, cell.height // 3)), edge, sign, text],
            part.path,
            number if reveal else 0,
        )
        for number, (part, cell, edge, sign, text) in enumerate(zip(parts, cells, edges, marks, texts, strict=True), 1)
    ]


def _left(cell: Rect) -> int:
    return _LEFT if cell.height >= px(120) and cell.width >= px(420) else _TIGHT_LEFT


def _cells(box: Rect, count: int, columns: int) -> list[Rect]:
    lines = -(-count // columns)
    gap = _GAP if lines <= 4 else px(10)
    rows = box.rows(lines, gap)
    short = count - columns * (lines - 1)
    cells = [cell for row in rows[:-1] for cell in row.columns(columns, _GAP)]
    return cells + rows[-1].columns(short, _GAP)


def _plan(look: Look, parts: Sequence[Node], box: Rect, columns: int) -> _Plan:
    """Return the largest size at which all words have room on their cards."""
    cells = _cells(box, len(parts), columns)
    left = _left(cells[0])
    for size in _SIZES:
        if all(_fits(look, part, cell, left, size) for part, cell in zip(parts, cells, strict=True)):
            return _Plan(columns, size, True)
    return _Plan(columns, _SIZES[-1], False)


def _fits(look: Look, part: Node, cell: Rect, left: int, size: float) -> bool:
    width = cell.width - left - px(24)
    copies = _copies(look, part, size)
    return (
        width > 0
        and all(whole_words(copy, width) for copy in copies)
        and copies_height(copies, width, look.theme) <= cell.height - px(24)
    )


def _copies(look: Look, part: Node, size: float) -> tuple[Copy, ...]:
    words = said(look, part.label, size, look.color("ink"), path=part.path, pitch=1.25)
    below = _speaker(part)
    if not below:
        return (words,)
    small = 20 if size >= 28 else 18 if size >= 22 else 16
    return words, explained(look, below, small, look.color("muted"), path=part.path, before=6, pitch=1.25)
