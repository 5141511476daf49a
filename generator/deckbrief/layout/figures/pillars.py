"""Pillars: parts side by side, each a leaf with a coloured head and its points in rows below it.

A single part has its head at the left; many stand in several rows, or have their heads at the left.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.message import msg
from deckbrief.base.record import replace
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
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
    lines_of,
    members_of,
    one_line,
    repeats,
    said,
)
from deckbrief.layout.figures.named_colors import fills_of
from deckbrief.layout.figures.pillar_bodies import Plan, rows_of
from deckbrief.layout.figures.pillar_heads import (
    ICON,
    LEADS,
    TIGHT_PAD,
    around_both,
    draw_heads,
    glyph_height,
    glyph_of,
    glyph_width,
    head_copies,
    radius_of,
)
from deckbrief.layout.figures.pillar_rows import RowTexts, points_of, row_icons
from deckbrief.layout.figures.posters import posters
from deckbrief.layout.figures.shapes import card, leaf
from deckbrief.layout.figures.spoken_rows import spoken_rows
from deckbrief.layout.frame import AnyItem
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy, DoesNotFit, natural_width
from deckbrief.theme.theme import Color, Theme


def _is_crowded(node: Node) -> bool:
    """Tell whether the pillars need all the room: one of them holds much, or a bar says what they have in common."""
    if node.center and node.center != node.label:
        return True
    return max((len(points_of(part)) for part in node.children), default=0) > 4


KIND: Final = FigureKind(lead=False, crowded=_is_crowded)

_GAP: Final = px(24)
_NARROW_GAP: Final = px(16)
_PAD: Final = px(24)
_NARROW_PAD: Final = px(20)
_GLYPHS: Final = (92, 76, 60, 48, 40, 34, 28, 24, 20)
_FOOT: Final = px(56)
_WIDE: Final = px(300)
"""Narrower columns have no icons in their rows."""
_NAMES: Final = (66, 56, 48, 44, 40, 36, 34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_SIZES: Final = (34, 30, 28, 26, 24, 22, 20, 18, 17, 16)
_MOST_NARROW: Final = 26
"""Rows of four and more columns are no larger."""
_FEW: Final = 2
_MOST_OF_MANY: Final = 28
"""Of more rows than a few in one of the pillars none is larger."""
_GOOD_LINES: Final = 2
"""Rows of more lines stand in a column that is too narrow: another arrangement is better."""
_LEAST_WHOLE: Final = 26
"""Down to this size names stay on one line, before they take two."""
_MOST_BROKEN: Final = 30
_LEAST_BROKEN: Final = 22
_ONE_LINE: Final = 1.35
"""How much larger names of two lines are to be before they are better than names of one."""
_SIGN: Final = 2
_WORD: Final = 6
"""Characters of a name that is a sign: Chinese ones, others."""
_BESIDE_ICON: Final = 34
_LONG: Final = 5
"""Shorter names are not broken."""
_MOST_KICKER: Final = 6
_TERM: Final = 9
"""Characters of a name below the term that heads a part, and of that."""
_SIDE: Final = 0.3
"""The share of a cell's width that a head at the left has."""
_LEAST_ROWS: Final = 4
_MOST_ROWS: Final = 7
_MOST_IN_ROW: Final = 6
_MOST_ASIDE: Final = 12


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> pillars that fill `box`, a click for each part with `reveal`.

    Raises CannotDraw without parts, DoesNotFit where a text does not fit at the floor.
    """
    parts = members_of(node)
    if not parts:
        raise CannotDraw(msg("pillars need at least one part"))
    look = Look(theme, node.accent)
    names = Names("pillars")
    foot = _foot(look, names, node, box, len(parts))
    room = box.split_top(box.height - _FOOT - _NARROW_GAP)[0] if foot else box
    fills = _fills(look, parts)
    if not any(map(points_of, parts)):
        shown = posters(look, names, parts, room, fills, reveal)
        return Drawing((*shown, *foot), alt_text(node), len(parts) if reveal else 0)
    termed = _with_terms(parts)
    texts, heads_of = RowTexts(look), _HeadTexts(look, termed or parts, terms=bool(termed))
    parts = heads_of.parts
    plan = _best(look, texts, heads_of, room)
    if foot and not (plan.fits and plan.size >= theme.scale.small):
        foot, plan = [], _best(look, texts, heads_of, box)
    if plan.aside and len({head.x for head in plan.heads}) == 1:
        told = spoken_rows(look, names, parts, room if foot else box, fills, reveal, _NARROW_GAP)
        if told:
            return Drawing((*told, *foot), alt_text(node), len(parts) if reveal else 0)
    items: list[AnyItem] = []
    heads = draw_heads(look, names, parts, plan, fills)
    rows = rows_of(look, names, parts, plan, fills, texts)
    for number, part in enumerate(parts):
        head, body = plan.heads[number], plan.bodies[number]
        whole = around_both(head, body)
        members: list[AnyItem] = [card(names(part.label, "card"), whole, look, radius=radius_of(whole))]
        members += [*heads[number], *rows[number]]
        items.append(grouped(names(part.label), members, part.path, number + 1 if reveal else 0))
    return Drawing((*items, *foot), alt_text(node), len(parts) if reveal else 0)


def _fills(look: Look, parts: Sequence[Node]) -> list[Color]:
    """Return the colours of heads: the hue with gold for the one to look at, else what parts are called or a ramp."""
    if any(part.highlight for part in parts):
        return [look.color("gold" if part.highlight else "hue") for part in parts]
    return fills_of(look, parts)


def _with_terms(parts: Sequence[Node]) -> tuple[Node, ...]:
    """Return parts of a row each, whose leads are terms or numbers, with these for names and their names below; none
    where they are no such parts.
    """
    if max(len(points_of(part)) for part in parts) > 1 or not all(_is_term(part.lead) for part in parts):
        return ()
    if any(glyph_of(part) for part in parts) or max(len(part.label) for part in parts) > _MOST_KICKER:
        return ()
    keys = icons_of([(part.icon, part.label) for part in parts]) or [part.icon for part in parts]
    return tuple(
        replace(part, label=part.lead, lead=part.label, icon=key) for part, key in zip(parts, keys, strict=True)
    )


def _is_term(text: str) -> bool:
    """Tell whether a text is short, and quoted or has a number."""
    return 0 < len(text) <= _TERM and ("“" in text or any(char.isdigit() for char in text))


# Plans --------------------------------------------------------------------------------------------------------------


def _best(look: Look, texts: RowTexts, heads_of: _HeadTexts, box: Rect) -> Plan:
    """Return the plan in which all fits, no name breaks and the rows are largest."""
    plans: list[Plan] = []
    count = len(heads_of.parts)
    icons = row_icons(heads_of.points)
    across = count if count < _LEAST_ROWS else -(-count // 2)  # above their rows terms have all the width
    for columns, aside in [(across, False)] if heads_of.terms else _arrangements(count, heads_of.most):
        wide = min(cell.width for cell in _cells(box, count, columns)) >= _WIDE
        ways = (True, False) if icons and wide else (False,)
        found = [_plan(look, texts, heads_of, box, columns, aside, seats) for seats in ways]
        plans.append(max(found, key=lambda plan: (_rank(plan), plan.seats, plan.size)))
        best = max(plans, key=_rank)
        if best.fits and best.whole and best.lines <= _GOOD_LINES and best.size >= look.theme.scale.body:
            return best
    return max(plans, key=_rank)


def _rank(plan: Plan) -> tuple[bool, bool, bool, float]:
    """Return how good a plan is; of plans that are read well the first is best."""
    good = plan.size >= _READ and plan.lines <= _GOOD_LINES
    return plan.fits, plan.whole, good, min(plan.size, _READ)


_READ: Final = 18


def _arrangements(count: int, most: int) -> list[tuple[int, bool]]:
    """Return how many parts stand in a row and whether their heads stand at the left, the best first.

    Of four and more with a single row each, heads stand at the left: columns would be narrow, and empty.
    """
    if count == 1:
        return [(1, True)]
    if most == 1 and _LEAST_ROWS <= count <= _MOST_ASIDE:
        return [(1, True), (2, True), (3, True), (-(-count // 2), False)] if count < _MOST_ROWS else [
            (2, True), (3, True), (1, True), (-(-count // 2), False)
        ]  # fmt: skip
    found = [(count, False)] if count <= _MOST_IN_ROW - (count == _MOST_IN_ROW) else []
    if count <= _MOST_ASIDE:
        if count > 3:
            found.append((-(-count // 2), False))
        found += [(columns, True) for columns in ((2, 1, 3) if count > 3 else (1,)) if columns <= count]
    if not found or count > _MOST_ASIDE:
        found += [(columns, False) for columns in (4, 5, 6)] + [(columns, True) for columns in (2, 3, 4)]
    return found


def _plan(look: Look, texts: RowTexts, heads_of: _HeadTexts, box: Rect, columns: int, aside: bool, seats: bool) -> Plan:
    """Return the plan with names as large as can be while rows are read: names become smaller first."""
    top = _top(heads_of.parts, aside, -(-len(heads_of.parts) // columns), columns)
    best: Plan | None = None
    for glyph in _GLYPHS if any(map(glyph_of, heads_of.parts)) else _GLYPHS[:1]:  # smaller only where none fits
        plans: list[Plan] = []
        for limit in (top, *(size for size in _NAMES_FIRST if size < top)):
            plans.append(_plan_at(texts, heads_of, box, columns, aside, seats, limit, glyph))
            if plans[-1].fits and plans[-1].size >= look.theme.scale.body:
                return plans[-1]
        found = max(plans, key=_rank)
        best = max(best, found, key=_rank) if best else found
        if best.fits:
            break
    assert best
    return best


_NAMES_FIRST: Final = (30, 26, 24)
"""Sizes that names are tried at where rows would be small below larger ones."""


def _plan_at(
    texts: RowTexts,
    heads_of: _HeadTexts,
    box: Rect,
    columns: int,
    aside: bool,
    seats: bool,
    top: float,
    glyph: float,
) -> Plan:
    plan, narrow = heads_of.plan(box, columns, aside, top, glyph)
    points, most = heads_of.points, heads_of.most
    seats = seats and narrow - (plan.heads[0].width if aside else 0) >= _WIDE
    largest = _MOST_NARROW if columns > 3 else _SIZES[0] if most <= _FEW else _MOST_OF_MANY
    for size in (size for size in _SIZES if size <= largest):
        if all(texts.fit(each, body, plan.pad, size, seats) for each, body in zip(points, plan.bodies, strict=True)):
            longest = texts.longest(points, plan.bodies, plan.pad, size, seats)
            return replace(plan, size=size, seats=seats, lines=longest)
    return replace(plan, whole=False, fits=False)


class _HeadTexts:
    """Parts, their rows, and the plans of their heads, which are the same with icons in the rows and without them."""

    def __init__(self, look: Look, parts: tuple[Node, ...], *, terms: bool = False) -> None:
        self.parts = parts
        self.terms = terms
        self.points = [points_of(part) for part in parts]
        self.most = max(map(len, self.points))
        self._look = look
        self._plans: dict[tuple[Rect, int, bool, float, float], tuple[Plan, int]] = {}
        self._fits: dict[tuple[int, int, float, int], bool] = {}

    def plan(self, box: Rect, columns: int, aside: bool, top: float, glyph: float) -> tuple[Plan, int]:
        """Return the plan with the smallest rows, and how wide its narrowest part is; no name is larger than `top`."""
        key = box, columns, aside, top, glyph
        if key not in self._plans:
            self._plans[key] = _headed(self._look, self, box, columns, aside, top, glyph)
        return self._plans[key]

    def fit(self, width: int, size: float, lines: int, glyph: float) -> bool:
        """Tell whether all names have room in so many lines; each is looked at once in a width."""
        beside = [width - glyph_width(part, glyph) for part in self.parts]
        return all(self._fit(number, wide, size, lines) for number, wide in enumerate(beside))

    def _fit(self, number: int, width: int, size: float, lines: int) -> bool:
        key = number, width, size, lines
        if key not in self._fits:
            self._fits[key] = _name_fits(self._look, self.parts[number], width, size, lines)
        return self._fits[key]


def _headed(
    look: Look, heads_of: _HeadTexts, box: Rect, columns: int, aside: bool, top: float, glyph: float
) -> tuple[Plan, int]:
    """Return a plan with heads and bodies, its rows of the smallest size, and how wide its narrowest part is."""
    parts, most = heads_of.parts, heads_of.most
    lines = -(-len(parts) // columns)
    cells = _cells(box, len(parts), columns)
    narrow, low = min(cell.width for cell in cells), min(cell.height for cell in cells)
    pad = TIGHT_PAD if narrow < px(240) or low < px(110) else _NARROW_PAD if narrow < _WIDE else _PAD
    width = _side(look, parts, narrow, pad, top, glyph) if aside else narrow
    told = _lead_size(look, parts, width - 2 * pad)
    name, whole, need = _named(look, heads_of, width - 2 * pad, top, low - 2 * TIGHT_PAD, glyph, told)
    leads = [explained(look, part.lead, told, look.color("on-hue"), path="") for part in parts if part.lead]
    whole = whole and all(cuts_no_word(lead, width - 2 * pad, look.theme) for lead in leads)
    high = need + 2 * TIGHT_PAD if aside else _head_height(need, low, most, lines)
    heads = tuple(cell.split_left(width)[0] if aside else cell.split_top(min(high, low))[0] for cell in cells)
    bodies = tuple(cell.split_left(width)[1] if aside else cell.split_top(min(high, low))[1] for cell in cells)
    plan = Plan(
        heads=heads, bodies=bodies, aside=aside, pad=pad, name=name, size=_SIZES[-1], seats=False, whole=whole,
        fits=high <= low, glyph=glyph, lead=told,
    )  # fmt: skip
    return plan, narrow


def _lead_size(look: Look, parts: Sequence[Node], width: int) -> float:
    """Return the largest size at which what is said below names stands on one line, else the smallest."""
    leads = [[explained(look, part.lead, size, look.color("on-hue"), path="") for part in parts] for size in LEADS]
    fitting = (copies[0].size for copies in leads if all(one_line(copy, width) for copy in copies))
    return next(fitting, LEADS[-1])


def _named(
    look: Look, heads_of: _HeadTexts, width: int, top: float, high: int, glyph: float, lead: float
) -> tuple[float, bool, int]:
    """Return the size of names in heads of that width and height, whether all are whole, and what the heads need."""
    for limit in (size for size in _NAMES if size <= top):
        name, whole = _name_size(heads_of, width, limit, glyph)
        need = max(_head_need(look, part, width, name, glyph, lead) for part in heads_of.parts)
        if need <= high:
            break
    return name, whole, need


def _side(look: Look, parts: Sequence[Node], width: int, pad: int, top: float, glyph: float) -> int:
    """Return how wide heads at the left are: a share of the cells, more where names would be small else."""
    least, most = round(width * _SIDE), round(width * _WIDEST_SIDE)
    signed = ICON + px(8) if icons_of([(part.icon, part.label) for part in parts]) else 0
    size = min(top, _BESIDE_ICON if signed else _LEAST_BROKEN + 4)
    copies = [said(look, part.label, size, look.color("on-hue"), path="") for part in parts]
    leads = [explained(look, part.lead, 18, look.color("on-hue"), path="") for part in parts if part.lead]
    beside = max(glyph_width(part, glyph) for part in parts)
    broken = max((_in_two(lead, look.theme) for lead in leads), default=0)  # a lead may stand on two lines
    widest = max(max(map(natural_width, copies)) + max(beside, signed), broken)
    return min(most, max(least, widest + 2 * pad))


def _in_two(copy: Copy, theme: Theme) -> int:
    """Return the least width in which a copy stands on two lines with no word cut; its own where it does not."""
    whole = natural_width(copy)
    widths = range(whole // 2, whole, px(12))
    return next((w for w in widths if len(lines_of(copy, w)) <= 2 and cuts_no_word(copy, w, theme)), whole)


_WIDEST_SIDE: Final = 0.42


def _top(parts: Sequence[Node], aside: bool, lines: int, columns: int) -> float:
    """Return how large names may be: the more there are, the smaller; names of a syllable or two are signs."""
    brief = all(len(part.label) <= (_SIGN if is_unspaced(part.label) else _WORD) for part in parts)
    if brief and not aside and lines == 1 and columns <= _LEAST_ROWS:
        return 66
    if aside:
        return 56 if lines * columns == 1 else 44 if columns == 1 and lines <= 6 else 34
    if lines > 1:
        return 40 if columns <= _FEW else 34
    return 34 if columns >= 5 else 44 if columns < 4 else 40


def _cells(box: Rect, count: int, columns: int) -> list[Rect]:
    """Return the parts' places: rows as even as can be, the last ones wider where one is short."""
    lines = -(-count // columns)
    gap = _GAP if columns <= 4 and lines < 3 else _NARROW_GAP
    lengths = [columns - 1 if columns * lines - count >= lines - line else columns for line in range(lines)]
    if sum(lengths) != count:
        lengths = [columns] * (lines - 1) + [count - columns * (lines - 1)]
    rows = box.rows(lines, gap)
    return list(chain.from_iterable(row.columns(length, gap) for row, length in zip(rows, lengths, strict=True)))


def _name_size(heads_of: _HeadTexts, width: int, top: float, glyph: float) -> tuple[float, bool]:
    """Return the largest size of names in heads, and whether all stand in one line, or long ones in two."""
    whole = [(size, 1) for size in _NAMES if _LEAST_WHOLE <= size <= top]
    broken = [(size, 2) for size in _NAMES if _LEAST_BROKEN <= size <= min(top, _MOST_BROKEN)]
    small = [(size, lines) for size in _NAMES if size < _LEAST_WHOLE for lines in (1, 2)]
    if any(not is_unspaced(part.label) and " " in part.label for part in heads_of.parts):
        # words are apart: two lines are usual
        broken = [(size, 2) for size in _NAMES if _LEAST_BROKEN <= size <= top]
        sure = [(size, lines) for size, lines in (*whole, *broken)]
        whole, broken = sorted(sure, key=lambda each: -each[0] * (_ONE_LINE if each[1] == 1 else 1)), []
    for size, lines in (*whole, *broken, *small):
        if heads_of.fit(width, size, lines, glyph):
            return size, True
    return _NAMES[-1], False


def _name_fits(look: Look, part: Node, beside: int, size: float, lines: int) -> bool:
    """Tell whether a name has room in so many lines, and no word of it is cut; short ones are not broken at all."""
    copy = said(look, part.label, size, look.color("on-hue"), path="", pitch=1.15)
    if one_line(copy, beside):
        return True
    if lines == 1 or len(part.label) < _LONG or beside <= 0 or not cuts_no_word(copy, beside, look.theme):
        return False
    return copies_height([copy], beside, look.theme) <= 2 * copies_height([copy], px(9000), look.theme)


def _head_need(look: Look, part: Node, width: int, name: float, glyph: float, told: float) -> int:
    """Return the height of a head's words; a glyph stands left of the name, and the lead below both."""
    ink = look.color("on-hue")
    if glyph_of(part):
        beside = width - glyph_width(part, glyph)
        above = copies_height(head_copies(look, replace(part, lead=""), name, told, ink), max(1, beside), look.theme)
        lead = [explained(look, part.lead, told, ink, path=part.path)] if part.lead else []
        return max(above, glyph_height(glyph)) + (copies_height(lead, width, look.theme) + px(6) if lead else 0)
    return copies_height(head_copies(look, part, name, told, ink), width, look.theme)


_MANY: Final = 4
"""More rows leave less of a column to its head."""


def _head_height(need: int, room: int, most: int, lines: int) -> int:
    """Return how high heads are: as their words need, and higher over few rows, which would stand in empty bodies."""
    least = need + 2 * px(20 if lines == 1 and most <= _MANY else 12)
    share, highest = (44, px(224)) if most == 1 else (38, px(196)) if most == _FEW else (32, px(176))
    if most > _MANY:
        share, highest = 34, px(176)
    return max(least, min(room * share // 100, highest))


# Foot ---------------------------------------------------------------------------------------------------------------


def _foot(look: Look, names: Names, node: Node, box: Rect, count: int) -> list[AnyItem]:
    """Return the bar on which all pillars stand, with what they carry, if that is said; none where it has no room, or
    the slide's title says it.
    """
    text = node.center if node.center and node.center != node.label else ""
    if not text or count < 2 or box.height < px(400) or repeats(text, node.title):
        return []
    deep = look.color("deep")
    copy = said(look, text, 26, look.accent_on(deep), path=node.path, align="center")
    rect = Rect(box.x, Emu(box.bottom - _FOOT), box.width, _FOOT)
    if not one_line(copy, rect.width - 2 * _PAD):
        return []
    try:
        (words,) = draw_panels([Panel(name=names("base words"), rect=rect, copies=(copy,), path=node.path)], look.theme)
    except DoesNotFit:
        return []
    ground = leaf(names("base ground"), rect, deep, radius=px(28), corner="br")
    return [grouped(names("base"), [ground, words], node.path, 0)]
