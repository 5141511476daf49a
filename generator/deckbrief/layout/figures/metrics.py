"""Metrics: number cards, each number large with its unit, what it counts below; a bar chart where numbers compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches, points
from deckbrief.base.message import msg
from deckbrief.base.record import record
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft.nodes import Number, Numbers
from deckbrief.draft.slides import Form
from deckbrief.layout.figures import hero
from deckbrief.layout.figures.amount import runs_of, spoken
from deckbrief.layout.figures.drawing import CannotDraw, Drawing, Stage
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import (
    GAP,
    Insets,
    Look,
    Names,
    Panel,
    copies_height,
    draw_panels,
    grouped,
    label_copy,
    ladder,
    largest,
    line_height,
    middle,
    one_line,
)
from deckbrief.layout.figures.shapes import BAR_LEAF, card
from deckbrief.layout.frame import AnyItem, Chart, Shape
from deckbrief.layout.text.fit import Copy, DoesNotFit, height_for
from deckbrief.theme.theme import Theme


def _forms(numbers: Numbers) -> Sequence[Form]:
    """Return the forms of numbers: one alone fills a dark slide, the first of several a panel; bars stand on top."""
    if numbers.compare and len(numbers.members) > 1:
        return ("top",)
    return (
        ("full", "top")
        if len(numbers.members) == 1
        else ("split", "top")
        if len(numbers.members) <= _MOST_BESIDE
        else ("top",)
    )


_MOST_BESIDE: Final = 9
KIND: Final = FigureKind(forms=_forms)

_SIZES: Final = tuple(Pt(float(size)) for size in (120, 110, 100, 88, 80, 72, 66, 60, 54, 50, 46, 42, 38, 34, 30, 26))
_MOST: Final = {1: 120, 2: 120, 3: 88, 4: 88}
_USUAL: Final = 72
"""Numbers are larger than this only where few stand alone: so large."""
_STRETCH: Final = 1.25
"""Cards are made so much taller where there is room."""
_PITCH: Final = 1.25
"""Lines stand closer on number cards: the number is a line of its own."""
_BAR: Final = points(6)
_INSETS: Final[Insets] = (points(18), points(18), points(12), points(14))
_TIGHT: Final[Insets] = (points(14), points(11), points(8), points(8))
"""Insets of cards whose numbers are smaller than `_AIRY`."""
_AIRY: Final = 42
_CHART_ROW: Final = points(34)
"""Least height of a bar with its label."""


_SURE: Final = 0.86
"""Share of a card that a large number may take: a program without the theme's fonts may set digits an eighth wider."""


@record
class _Plan:
    """Cards in rows of `columns`, the sizes of numbers and labels, the height of a card."""

    columns: int
    size: Pt
    label: Pt
    height: int
    whole: bool
    """Every number and label stands on one line."""
    spare: int = 0
    """What the height has more than texts and insets need."""
    fits: bool = True


def draw(
    numbers: Sequence[Number],
    box: Rect,
    theme: Theme,
    *,
    compare: bool = False,
    top: float = 0,
    accent: int = 0,
    reveal: bool = False,
    name: str = "",
    stage: Stage | None = None,
) -> Drawing:
    """Numbers -> cards in `box`, with `compare` a bar chart beside or below them; a click for each with `reveal`.

    The chart's scale reaches `top` at least; its series is called by the `name` of the group.

    Raises CannotDraw without numbers, DoesNotFit where a text does not fit at the floor.
    """
    if not numbers:
        raise CannotDraw(msg("there is no number to show"))
    look = Look(theme, accent or 1)
    names = Names("metrics")
    clicks = len(numbers) if reveal else 0
    if stage and stage.layout and stage.form == "full" and len(numbers) == 1:
        items = list(hero.alone(look, names, numbers[0], box, stage.layout))
        clicks = 0
    elif stage and stage.layout and stage.form == "split" and len(numbers) > 1:
        first = next((number for number in numbers if number.hero), numbers[0])
        others = [number for number in numbers if number is not first]
        items = list(hero.beside(look, names, [first, *others], box, stage, reveal))
        clicks = len(numbers) - 1 if reveal else 0
    elif compare and len(numbers) > 1:
        field, chart, plan = _with_chart(look, numbers, box)
        cards = _cards(look, numbers, field, plan, names, reveal) if plan else []
        items = [*cards, *_chart(look, numbers, chart, names, clicks, top, name or numbers[0].label)]
    else:
        plan = _best(look, numbers, box)
        items = _cards(look, numbers, box, plan, names, reveal)
    return Drawing(tuple(items), told_numbers(numbers), clicks)


def told_numbers(numbers: Sequence[Number]) -> str:
    """Numbers -> the words that tell them: `统战实践创新基地：165个（…）；…。`"""
    words = []
    for number in numbers:
        cjk = is_unspaced(number.label)
        note = (f"（{number.note}）" if cjk else f" ({number.note})") if number.note else ""
        words.append(f"{number.label}{'：' if cjk else ': '}{spoken(number)}{note}")
    cjk = is_unspaced(words[0])
    return ("；" if cjk else "; ").join(words) + ("。" if cjk else ".")


def _best(look: Look, numbers: Sequence[Number], box: Rect) -> _Plan:
    """Return the plan with the largest numbers, of all numbers of columns that make sense."""
    count = len(numbers)
    columns = sorted({min(count, 6), -(-count // 2), -(-count // 3)}, reverse=True)
    plans = [_plan(look, numbers, box, each) for each in columns if count > 3 or each == count or box.width < inches(8)]
    return max(plans, key=lambda plan: (plan.fits, plan.whole, min(plan.size, _USUAL), plan.columns))


def _plan(look: Look, numbers: Sequence[Number], box: Rect, columns: int) -> _Plan:
    rows = -(-len(numbers) // columns)
    outer = _width(box, columns)
    room = (box.height - GAP * (rows - 1)) // rows

    sizes = [size for size in _SIZES if size <= _MOST.get(len(numbers), _USUAL)]

    def attempt(size: Pt) -> tuple[bool, _Plan]:
        insets = _insets(size)
        width = outer - insets[0] - insets[2]
        amounts = [_amount_copy(look, number, size) for number in numbers]
        sure = round(width * _SURE) if size > sizes[-1] else width
        single = all(one_line(copy, sure) for copy in amounts)
        if not single and size > sizes[-1]:
            return False, _Plan(columns, size, size, room, False)
        label, whole = _label_size(look, numbers, width, size)
        below = [_below(look, number, label) for number in numbers]
        heights = [_height(*copies, width) for copies in zip(amounts, below, strict=True)]
        height = max(heights) + insets[1] + insets[3]
        return height <= room and single, _Plan(columns, size, label, height, single and whole)

    _, fits, plan = largest(sizes, attempt)
    height = min(room, round(plan.height * _STRETCH))
    return replace(plan, fits=fits, height=height, spare=max(0, height - plan.height))


def _height(amount: Copy, below: Sequence[Copy], width: int) -> int:
    """Return the height of a card's texts in that width."""
    plain = one_line(amount, width) and len(amount.text.splitlines()) == 1
    first = line_height(amount.size, _PITCH) if plain else height_for([amount], Emu(width), _PITCH)
    return first + points(below[0].before) + copies_height(below, width, _PITCH)


def _insets(size: Pt) -> Insets:
    return _INSETS if size >= _AIRY else _TIGHT


def _label_size(look: Look, numbers: Sequence[Number], width: int, size: Pt) -> tuple[Pt, bool]:
    """Return the labels' size: a third of the numbers', less where they all stand on one line then; whether they do."""
    scale = look.theme.scale
    large = Pt(float(min(scale.lead, max(scale.floor, round(size / 3)))))
    for tried in (large, *(each for each in ladder(look.theme, large) if each < large)):
        if all(one_line(_label_copy(look, number, tried), width) for number in numbers):
            return tried, True
    return min(large, scale.small), False


def _width(box: Rect, columns: int) -> int:
    return (box.width - GAP * (columns - 1)) // columns


def _copies(look: Look, number: Number, size: Pt, label: Pt) -> tuple[Copy, ...]:
    """Return the number with its unit, its label, its note."""
    return (_amount_copy(look, number, size), *_below(look, number, label))


def _amount_copy(look: Look, number: Number, size: Pt) -> Copy:
    unit = Pt(float(max(look.theme.scale.floor, round(size * 0.36))))
    runs = runs_of(number, unit, size, look.theme.scale.floor, look.color("muted"))
    text = "".join(run.text for run in runs)
    return Copy(text=text, size=size, floor=size, color=look.accent(1), bold=False, runs=runs, path=number.path)


def _below(look: Look, number: Number, size: Pt) -> tuple[Copy, ...]:
    """Return the label, and the note."""
    label = _label_copy(look, number, size)
    if not number.note:
        return (label,)
    small, muted = Pt(max(look.theme.scale.floor, size - 4)), look.color("muted")
    note = label_copy(look, number.note, small, muted, path=number.path, bold=False, align="left", before=Pt(3))
    return label, note


def _label_copy(look: Look, number: Number, size: Pt) -> Copy:
    return label_copy(look, number.label, size, look.color("ink"), path=number.path, align="left", before=Pt(4))


def _cards(look: Look, numbers: Sequence[Number], box: Rect, plan: _Plan, names: Names, reveal: bool) -> list[AnyItem]:
    rows = -(-len(numbers) // plan.columns)
    place = middle(box, plan.height * rows + GAP * (rows - 1))
    width = _width(box, plan.columns)
    cells: list[Rect] = []
    for row in range(rows):
        count = min(plan.columns, len(numbers) - row * plan.columns)
        x = box.x + (box.width - width * count - GAP * (count - 1)) // 2
        y = Emu(place.y + row * (plan.height + GAP))
        cells += [Rect(Emu(x + i * (width + GAP)), y, Emu(width), Emu(plan.height)) for i in range(count)]
    left, top, right, bottom = _insets(plan.size)
    panels = [
        Panel(
            name=names(number.label, "words"),
            rect=cell,
            copies=_copies(look, number, plan.size, plan.label),
            insets=(left, Emu(top + plan.spare // 2), right, bottom),
            anchor="top",
            path=number.path,
        )
        for number, cell in zip(numbers, cells, strict=True)
    ]
    items: list[AnyItem] = []
    for click, (number, words) in enumerate(zip(numbers, draw_panels(panels, look.theme, _PITCH), strict=True), 1):
        plate = card(names(number.label, "card"), words.rect, look, radius=min(BAR_LEAF, words.rect.height // 3))
        bar = Shape(name=names(number.label, "bar"), rect=words.rect.split_left(_BAR)[0], fill=look.accent(1))
        items.append(grouped(names(number.label), (plate, bar, words), number.path, click if reveal else 0))
    return items


def _with_chart(look: Look, numbers: Sequence[Number], box: Rect) -> tuple[Rect, Rect, _Plan | None]:
    """Return where cards and chart stand: the chart below a row of cards, or at their right, or alone.

    The chart's bars have labels and numbers as well; only the notes are not seen where it stands alone.
    """
    bars = _CHART_ROW * len(numbers) + 2 * GAP
    above = box.split_top(box.height - bars - GAP)[0]
    if above.height > points(110):
        plan = _plan(look, numbers, above, len(numbers))
        if plan.fits:
            used = plan.height + GAP + min(box.height - plan.height - GAP, points(56) * len(numbers))
            return *middle(box, used).split_top(plan.height, GAP), plan
    left, right = box.split_left(box.width // 2, GAP)
    plan = _best(look, numbers, left)
    if plan.fits:
        rows = -(-len(numbers) // plan.columns)
        return left, middle(right, max(plan.height * rows + GAP * (rows - 1), bars)), plan
    if bars > box.height:
        raise DoesNotFit(numbers[0].path, numbers[0].label, (box.width, box.height), (box.width, Emu(round(bars))))
    return box, middle(box, points(56) * len(numbers)), None


def _chart(
    look: Look, numbers: Sequence[Number], rect: Rect, names: Names, click: int, top: float, title: str
) -> list[AnyItem]:
    """Return a white card and the native chart on it."""
    ground = card(names("chart card"), rect, look, radius=min(BAR_LEAF, rect.height // 3), click=click)
    chart = Chart(
        name=names("chart"),
        rect=rect.inset(GAP),
        alt=told_numbers(numbers),
        path=numbers[0].path,
        click=click,
        series=title,
        categories=tuple(number.label for number in numbers),
        values=tuple(number.value for number in numbers),
        labels=tuple(spoken(number) for number in numbers),
        color=look.accent(1),
        text_color=look.color("ink"),
        size=look.theme.scale.floor,
        top=top,
    )
    return [ground, chart]
