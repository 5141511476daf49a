"""Parts of which nothing is said but their names: coloured leaves, each with a sign on top and its name at the foot.

The sign is the character by which a part is known, an icon, or its number. Where there is to be none, names are large.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import record, replace
from deckbrief.base.script.kinds import is_han
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.apart import differing_signs, quoted_signs
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    cuts_no_word,
    draw_panels,
    explained,
    grouped,
    one_line,
    said,
    whole_words,
)
from deckbrief.layout.figures.shapes import LEAF, RINGS, icon, leaf, watermark, within
from deckbrief.layout.frame import AnyItem, Group
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, DoesNotFit, height_for
from deckbrief.theme.theme import Color

_NAMES: Final = (76, 66, 56, 48, 44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_LEADS: Final = (26, 24, 22, 20, 18, 17, 16)
_GAP: Final = px(24)
_NARROW_GAP: Final = px(16)
_HEROES: Final = (200, 150, 112, 92, 66, 48, 36)
_NUMERALS: Final = (112, 92, 66, 48, 36)
_ALONE: Final = (150, 112, 92)
"""Sizes of names without a sign, before those of others;"""
_ALONE_LINES: Final = 2
"""on so many lines."""
_ICONS: Final = (px(176), px(144), px(112), px(88), px(64), px(48))
_WIDE_SIGN: Final = 0.55
"""The share of a cell's width that a sign takes at most."""
_LEAST_NAME: Final = 24
"""Smaller names do without signs."""
_GOOD_NAME: Final = 36
_WORTH: Final = 1.4
"""How much larger names of two lines are to be before they are better than names of one."""
_NARROWEST: Final = px(196)
_LEAST_SIGNED: Final = 28
"""Down to this size names are made smaller for a sign above them."""
_MOST_SIGNED: Final = 12
_HERO_TOP: Final = px(12)
"""How much lower characters stand than numerals: they fill all of their line, up to its top."""
_UNDER_SIGN: Final = px(12)


@record(kw_only=True)
class _Plan:
    """Cells, the size of names and of leads, and how high the signs above them are; 0 without any."""

    cells: tuple[Rect, ...]
    pad: int
    name: float
    lead: float
    sign: int
    square: bool = False
    """Names are of four characters, and stand as two by two."""


def posters(
    look: Look,
    names: Names,
    parts: Sequence[Node],
    box: Rect,
    fills: Sequence[Color],
    reveal: bool,
    *,
    signed: bool = True,
) -> list[Group]:
    """Parts -> a coloured leaf for each, together as large as the box, `signed` or with large names.

    Raises DoesNotFit.
    """
    plan = _best(look, parts, box) if signed else _unsigned(look, parts, box)
    heroes = _heroes(parts, plan)
    if heroes:
        plan = _with_room(look, parts, plan, heroes)
    signs = _signs(look, names, parts, plan, fills, heroes)
    panels = [
        Panel(
            name=names(part.label, "name"), rect=_below_sign(plan, cell),
            copies=_words(look, part, plan.name, plan.lead, fill, plan.square),
            anchor="bottom" if plan.sign else "middle", path=part.path,
        )
        for part, cell, fill in zip(parts, plan.cells, fills, strict=True)
    ]  # fmt: skip
    groups = []
    for number, text in enumerate(draw_panels(panels, look.theme)):
        part, cell, fill = parts[number], plan.cells[number], fills[number]
        radius = min(LEAF, cell.height // 3, cell.width // 3)
        ground: list[AnyItem] = [leaf(names(part.label, "head"), cell, fill, radius=radius, path=part.path)]
        if cell.height >= px(110):
            radii = within(RINGS, min(cell.height - radius, cell.width) - px(4))
            ground.append(watermark(names(part.label, "rings"), cell.inset(px(1)), "br", fill, look, radii))
        groups.append(
            grouped(names(part.label), [*ground, *signs[number], text], part.path, number + 1 if reveal else 0)
        )
    return groups


def _inner(plan: _Plan, cell: Rect) -> Rect:
    return cell.inset(plan.pad, plan.pad * 3 // 4)


def _below_sign(plan: _Plan, cell: Rect) -> Rect:
    """Return what is left for words: all of a cell without a sign, else what is below it."""
    inner = _inner(plan, cell)
    return inner.split_top(plan.sign, _UNDER_SIGN)[1] if plan.sign else inner


def _words(
    look: Look, part: Node, name: float, lead: float, fill: Color, square: bool = False
) -> tuple[Copy, ...]:  # fmt: skip
    ink = look.on(fill)
    words = said(look, part.label, name, ink, path=part.path, pitch=1.12)
    if square:
        words = replace(words, ends=(_SQUARE // 2, _SQUARE))
    if not part.lead:
        return (words,)
    return words, explained(look, part.lead, lead, ink, path=part.path, before=6, pitch=1.25)


# Plans --------------------------------------------------------------------------------------------------------------


def _best(look: Look, parts: Sequence[Node], box: Rect) -> _Plan:
    """Return the plan with the largest names, up to a good size; of such the one with the largest signs."""
    count = len(parts)
    most = min(count, max(1, box.width // _NARROWEST))
    found = (_plan(look, parts, _cells(box, count, columns)) for columns in range(1, most + 1))
    plans = [plan for plan in found if plan]
    if not plans:
        cell = _cells(box, count, most)[0]
        longest = max(parts, key=lambda part: len(part.label) + len(part.lead))
        raise DoesNotFit(longest.path, longest.label, (cell.width, cell.height), (cell.width, Emu(cell.height * 2)))
    return max(plans, key=_rank)


def _unsigned(look: Look, parts: Sequence[Node], box: Rect) -> _Plan:
    """Return the plan with the largest names, on two lines at most; nothing stands above them."""
    count = len(parts)
    tried = (_cells(box, count, columns) for columns in range(1, max(1, min(count, box.width // _NARROWEST)) + 1))
    found = [plan for cells in tried if (plan := _named(look, parts, cells))]
    return max(found, key=_evenness) if found else _best(look, parts, box)


def _evenness(plan: _Plan) -> tuple[bool, bool, float]:
    """Return how good a plan without signs is: cells alike and no mere strips, then large names."""
    cell = plan.cells[0]
    return len({each.width for each in plan.cells}) == 1, cell.width <= _STRIP * cell.height, plan.name


_STRIP: Final = 3


def _named(look: Look, parts: Sequence[Node], cells: Sequence[Rect]) -> _Plan | None:
    """Return the plan with names of one size in these cells, as large as they stand there with their words whole."""
    pad = px(28)
    narrow, low = min(cell.width for cell in cells), min(cell.height for cell in cells)
    width, high = narrow - 2 * pad, low - 2 * (pad * 3 // 4)
    if width <= 0 or high <= 0:
        return None
    square = all(len(part.label) == _SQUARE and all(map(is_han, part.label)) for part in parts)
    for size in (*_ALONE, *_NAMES):
        lead = min(size, _LEADS[0])
        copies = [_words(look, part, size, lead, look.color("hue"), square) for part in parts]
        if all(
            _stands(look, part, size, width, _ALONE_LINES)
            and (square or cuts_no_word(each[0], width, look.theme))
            and height_for(each, Emu(width), look.theme.pitch) <= high
            for part, each in zip(parts, copies, strict=True)
        ):
            return _Plan(cells=tuple(cells), pad=pad, name=size, lead=lead, sign=0, square=square)
    return None


_SQUARE: Final = 4
"""Names of so many Chinese characters stand two by two: a line's end in the middle is seen as their shape."""


def _rank(plan: _Plan) -> tuple[bool, bool, float, float]:
    cell = plan.cells[0]
    even = len({each.width for each in plan.cells}) == 1
    shape = max(cell.width / cell.height, cell.height / cell.width)
    return plan.name >= _LEAST_NAME, bool(plan.sign), min(plan.name, _GOOD_NAME) * (1 if even else 0.85), -shape


def _cells(box: Rect, count: int, columns: int) -> list[Rect]:
    lines = -(-count // columns)
    gap = _GAP if columns <= 4 and lines <= 2 else _NARROW_GAP
    longer = count - (count // lines) * lines
    lengths = [count // lines + (line < longer) for line in range(lines)]
    rows = box.rows(lines, gap)
    return list(chain.from_iterable(row.columns(length, gap) for row, length in zip(rows, lengths, strict=True)))


def _plan(look: Look, parts: Sequence[Node], cells: Sequence[Rect]) -> _Plan | None:
    """Return the plan with names of one line, or where they are much larger then of two."""
    one, two = _largest(look, parts, cells, 1), _largest(look, parts, cells, 2)
    if one and two:
        larger = two.name >= one.name * _WORTH and (two.sign or not one.sign)
        return two if larger or one.name < _LEAST_NAME <= two.name else one
    return one or two or _largest(look, parts, cells, 99)


def _largest(look: Look, parts: Sequence[Node], cells: Sequence[Rect], lines: int) -> _Plan | None:
    narrow, low = min(cell.width for cell in cells), min(cell.height for cell in cells)
    pad = px(28) if narrow >= px(240) and low >= px(180) else px(16)
    width, high = narrow - 2 * pad, low - 2 * (pad * 3 // 4)
    leads = _LEADS if any(part.lead for part in parts) else _LEADS[-1:]
    least = 2 if len(leads) > 1 and all(part.lead for part in parts) else 1
    best: _Plan | None = None
    for name in _NAMES:
        if best and name < max(_LEAST_SIGNED, best.name * 0.7):
            break
        if px(name * 4 / 3) + (least - 1) * px(_LEADS[-1] * 4 / 3) > high:
            continue
        if not all(_stands(look, part, name, width, lines) for part in parts):
            continue
        for lead in leads:
            if lead > max(name * 0.75, _LEADS[-1]):
                continue
            copies = [_words(look, part, name, lead, look.color("hue")) for part in parts]
            if not _kept(look, copies, width, name):
                continue
            need = max(height_for(each, Emu(width), look.theme.pitch) for each in copies)
            if need <= high:
                left = min(high - need - _UNDER_SIGN, width * _WIDE_SIGN)
                sign = next((each for each in _ICONS if each <= left), 0)
                signed = sign if name >= _LEAST_NAME and len(parts) <= _MOST_SIGNED else 0
                plan = _Plan(cells=tuple(cells), pad=pad, name=name, lead=lead, sign=signed)
                if signed:
                    return plan
                best = best or plan
                break
    return best


def _stands(look: Look, part: Node, name: float, width: int, lines: int) -> bool:
    """Tell whether a name has no more lines than that."""
    copy = said(look, part.label, name, look.color("on-hue"), path="", pitch=1.12)
    if lines == 1:
        return one_line(copy, width)
    one = height_for((copy,), px(9000), look.theme.pitch)
    return height_for((copy,), Emu(width), look.theme.pitch) <= lines * one


def _kept(look: Look, copies: Sequence[Sequence[Copy]], width: int, name: float) -> bool:
    """Tell whether no word is cut, of Chinese only where it is large."""
    if not all(whole_words(copy, width) for copy in chain.from_iterable(copies)):
        return False
    if name <= 18:
        return True
    return all(cuts_no_word(each[0], width, look.theme) for each in copies)


# Signs --------------------------------------------------------------------------------------------------------------


def _heroes(parts: Sequence[Node], plan: _Plan) -> tuple[str, ...]:
    """Return the characters that stand for the parts: their symbols, or what alone tells their names apart."""
    if not plan.sign:
        return ()
    symbols = tuple(part.symbol if len(part.symbol) <= 2 and part.symbol != part.label else "" for part in parts)
    if all(symbols):
        return symbols
    labels = [part.label for part in parts]
    if found := quoted_signs(labels):
        return found
    return () if icons_of([(part.icon, part.label) for part in parts]) else differing_signs(labels)


def _with_room(look: Look, parts: Sequence[Node], plan: _Plan, heroes: Sequence[str]) -> _Plan:
    """Return the plan with as much room for its signs as the words below them leave, if a larger one stands there."""
    hue = look.color("hue")
    cells = [_inner(plan, cell) for cell in plan.cells]
    width, height = min(cell.width for cell in cells), min(cell.height for cell in cells)
    copies = [_words(look, part, plan.name, plan.lead, hue) for part in parts]
    left = height - _UNDER_SIGN - max(height_for(each, Emu(width), look.theme.pitch) for each in copies)
    size = _sign_size(_HEROES, left, width, max(map(len, heroes)))
    return replace(plan, sign=max(plan.sign, _sign_height(size))) if size else plan


def _sign_size(sizes: Sequence[float], high: int, wide: int, longest: int) -> float:
    """Return the largest size at which signs of so many full-width characters stand in that room; 0 where none does."""
    return next((size for size in sizes if _sign_height(size) <= high and px(size * 4 / 3) * longest <= wide), 0)


def _sign_height(size: float) -> Emu:
    """Return how high a character or numeral of that size stands."""
    return px(size * 4 / 3 * 1.2 + 1)


def _signs(
    look: Look, names: Names, parts: Sequence[Node], plan: _Plan, fills: Sequence[Color], heroes: Sequence[str]
) -> list[list[AnyItem]]:
    """Return what stands above each name: its character, an icon, else a numeral; all have the same kind."""
    if not plan.sign:
        return [[] for _ in parts]
    keys = icons_of([(part.icon, part.label) for part in parts])
    if keys and not heroes:
        return [
            [icon(names(part.label, "icon"), key, _inner(plan, cell).x + plan.sign // 2 - px(6),
                  _inner(plan, cell).y + plan.sign // 2, plan.sign, look.accent_on(fill))]
            for part, key, cell, fill in zip(parts, keys, plan.cells, fills, strict=True)
        ]  # fmt: skip
    if len(parts) == 1 and not heroes:
        return [[]]
    texts = heroes or [f"{number:02}" for number in range(1, len(parts) + 1)]
    sizes = _HEROES if heroes else _NUMERALS
    width = min(_inner(plan, cell).width for cell in plan.cells)
    longest = max(map(len, heroes), default=0)  # numerals are narrow
    lower = min(_HERO_TOP, _UNDER_SIGN) if heroes else 0
    size = _sign_size(sizes, plan.sign + px(10), width, longest)
    if not size:
        return [[] for _ in parts]
    panels = [
        Panel(
            name=names(part.label, "numeral"), path=part.path, anchor="top",
            rect=_inner(plan, cell).moved(0, lower).split_top(_sign_height(size))[0],
            copies=(said(look, text, size, look.accent_on(fill), path=part.path, pitch=1.0),),
        )
        for part, text, cell, fill in zip(parts, texts, plan.cells, fills, strict=True)
    ]  # fmt: skip
    return [[text] for text in draw_panels(panels, look.theme)]
