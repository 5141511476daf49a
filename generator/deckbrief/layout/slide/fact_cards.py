"""Facts that have the whole slide (when, where, who) -> cards: what each is called, quiet, and large what it is.

What has more to say than a few words stands in rows, of cards.py; up to four of them in large_cards.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from deckbrief.base.emphasis import without_marks
from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import replace
from deckbrief.draft.slides import ListBlock
from deckbrief.layout.figures.kit import (
    Look,
    Panel,
    cuts_no_word,
    draw_panels,
    explained,
    lines_of,
    one_line,
    said,
    with_numbers,
)
from deckbrief.layout.figures.shapes import LEAF, card, clear_rings, icon_disc, within
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.layout.icon import icons_of
from deckbrief.layout.slide.card_words import have_room, parts, pitch_of, words_of
from deckbrief.layout.slide.cards import GAP, card_groups, card_texts
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.metrics import STEPS, ems
from deckbrief.theme.theme import Layout

_FEWEST: Final = 5
_MOST: Final = 9
_ROWS: Final = (2, 3)
_LEAST: Final = (px(1000), px(400))
"""Width and height of a room for them."""
_LEAST_CARD: Final = px(240)
_LOW: Final = px(190)
"""A lower card has its icon beside its words, a higher one above them."""
_PAD: Final = px(28)
_EDGE: Final = px(6)
_TOP: Final = px(20)
_FOOT: Final = px(16)
_SEAT: Final = px(32)
"""Radius of the disc that an icon has."""
_LABEL: Final = px(40)
"""Height of the line with what a fact is called, where no disc stands before it."""
_LABELS: Final = (24, 22, 20, 18)
_LARGEST: Final = 56.0
_SMALLEST: Final = 24.0
_MOST_LINES: Final = 3
_A_LINE: Final = 1.5
"""What a line more of the longest of them is worth, in points of size."""
_A_PHRASE: Final = 5.0
"""and what it is that no line ends inside of a phrase."""
_BENDS: Final = (0.0, 0.25, 0.5)
"""How much the widths of columns follow what is said in them: not at all, up to the root of its length."""
_RINGS: Final = ((0, 52), (72, 104))


class _Plan(NamedTuple):
    """A way to place the cards: where each, its name and its words stand, and how large the words can be."""

    cells: list[Rect]
    heads: list[Rect]
    places: list[Rect]
    copies: list[tuple[Copy, ...]]
    worth: float


def fact_cards(block: ListBlock, box: Rect, look: Look, layout: Layout | None) -> list[AnyItem] | None:
    """List block of names and what each of them is -> cards in two or three rows, each a group.

    None where there are fewer or more than these, one has no name, or so much is said that rows are better.
    """
    count, words = len(block.entries), words_of(block)
    suits = block.style == "cards" and _FEWEST <= count <= _MOST and box.width >= _LEAST[0] and box.height >= _LEAST[1]
    if not suits or not all(each.name and each.text and "\n" not in each.text for each in words):
        return None
    keys = icons_of([(entry.icon, each.name) for entry, each in zip(block.entries, words, strict=True)])
    ways = [(rows, bend) for rows in _ROWS for bend in (_BENDS if count % rows == 0 else _BENDS[:1])]
    plans = [plan for rows, bend in ways if (plan := _plan(block, _cells(block, box, rows, bend), bool(keys), look))]
    plan = max(plans, key=lambda plan: plan.worth, default=None)
    names = plan and _names([each.name for each in words], plan.heads, look)
    if plan is None or not names:
        return None
    hue, tint = look.color("hue"), look.color("tint")
    texts = card_texts(block, plan.places, plan.copies, look, layout, "middle")
    members: list[list[AnyItem]] = []
    labels = draw_panels(names, look.theme)
    for number, (cell, text, label) in enumerate(zip(plan.cells, texts, labels, strict=True), 1):
        bend = min(LEAF, cell.height // 3)
        own: list[AnyItem] = [card(f"card {number}", cell, look, radius=bend)]
        radii = within(_RINGS, cell.height * 2 // 5)
        own += clear_rings(f"card {number} rings", cell, "br", tint, [text], radii, bend)
        own.append(Shape(name=f"edge {number}", rect=cell.split_left(_EDGE)[0], fill=hue))
        if keys:
            x, y = cell.x + _EDGE + _TOP + _SEAT, label.rect.center_y
            y = y if cell.height >= _LOW else cell.center_y
            own += icon_disc(f"mark {number}", keys[number - 1], x, y, _SEAT, tint, hue)
        members.append([*own, label])
    return card_groups(block, plan.cells, members, texts)


def _plan(block: ListBlock, cells: list[Rect], seats: bool, look: Look) -> _Plan | None:
    """Return cards there, their words as large as all of them have room; None where they have none."""
    if min(cell.width for cell in cells) < _LEAST_CARD:
        return None
    places = [_places(cell, seats) for cell in cells]
    rooms = [place for _, place in places]
    for size in (step for step in reversed(STEPS) if _SMALLEST <= step <= _LARGEST):
        copies = [_value(entry.text, size, entry.of, look) for entry in block.entries]
        if all(_stands(copy, room, look) for copy, room in zip(copies, rooms, strict=True)):
            lines = max(len(lines_of(copy, room.width)) for copy, room in zip(copies, rooms, strict=True))
            broken = sum(max(0.0, parts(copy, room)) for copy, room in zip(copies, rooms, strict=True))
            worth = size - _A_LINE * lines - _A_PHRASE * broken
            return _Plan(cells, [head for head, _ in places], rooms, [(copy,) for copy in copies], worth)
    return None


def _cells(block: ListBlock, box: Rect, rows: int, bend: float) -> list[Rect]:
    """Return places for the cards in rows; where they do not share out, the first rows have one more.

    With a `bend` columns are as wide as the root of that degree of what is said in them, in ems.
    """
    each, more = divmod(len(block.entries), rows)
    if more or not bend:
        lines = box.rows(rows, GAP)
        return [cell for number, row in enumerate(lines) for cell in row.columns(each + (number < more), GAP)]
    told = [ems(without_marks(entry.text)) for entry in block.entries]
    weights = [max(told[column::each]) ** bend for column in range(each)]
    room = box.width - GAP * (each - 1)
    ends = [round(room * sum(weights[: column + 1]) / sum(weights)) for column in range(each)]
    starts = [0, *ends[:-1]]
    return [
        Rect(Emu(row.x + start + GAP * column), row.y, Emu(end - start), row.height)
        for row in box.rows(rows, GAP)
        for column, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _places(cell: Rect, seats: bool) -> tuple[Rect, Rect]:
    """Return where a card's name stands, and where what it is."""
    beside = 2 * _SEAT + px(18) if seats else 0
    if cell.height < _LOW:
        left = _EDGE + (_TOP + beside if seats else _PAD)
        head, rest = cell.inset(left, px(12), _PAD, px(10)).split_top(_LABEL)
        return head, rest
    top, rest = cell.inset(_EDGE, _TOP, _PAD, _FOOT).split_top(Emu(2 * _SEAT) if seats else _LABEL)
    return top.inset(_TOP + beside if seats else _PAD - _EDGE, 0, 0, 0), rest.inset(_PAD - _EDGE, px(4), 0, 0)


def _value(text: str, size: float, path: str, look: Look) -> Copy:
    """Return what a fact is; the numbers in it, a date's too, are in the hue.

    They are no larger: it stands in a placeholder, whose lines are a share of the largest size on them.
    """
    copy = said(look, text, size, look.color("ink"), path=path, pitch=pitch_of(text))
    if copy.runs:
        return copy
    hue = look.color("hue")
    told = with_numbers(copy)
    return replace(
        told, runs=tuple(replace(run, size=None, bold=True, color=hue if run.size else None) for run in told.runs)
    )


def _stands(copy: Copy, place: Rect, look: Look) -> bool:
    return (
        have_room(look, [copy], place)
        and cuts_no_word(copy, place.width, look.theme)
        and len(lines_of(copy, place.width)) <= _MOST_LINES
    )


def _names(names: Sequence[str], heads: Sequence[Rect], look: Look) -> list[Panel]:
    """Return what the facts are called, each on one line; nothing where a name has no room for it."""
    for size in _LABELS:
        copies = [explained(look, name, size, look.color("muted"), path="", bold=True, pitch=1.2) for name in names]
        if all(one_line(copy, head.width) for copy, head in zip(copies, heads, strict=True)):
            return [
                Panel(name=f"lead {number}", rect=head, copies=(copy,))
                for number, (copy, head) in enumerate(zip(copies, heads, strict=True), 1)
            ]
    return []
