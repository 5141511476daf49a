"""Metrics: number cards, each number large with its unit, what it counts below; a bar chart where numbers compare."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points, px
from deckbrief.base.message import msg
from deckbrief.base.record import replace
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft.nodes import Number, Numbers
from deckbrief.draft.slides import Form
from deckbrief.layout.bars import chart_columns
from deckbrief.layout.figures import hero
from deckbrief.layout.figures.amount import spoken
from deckbrief.layout.figures.drawing import CannotDraw, Drawing, Stage
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import Look, Names, Panel, draw_panels, explained, joined
from deckbrief.layout.figures.linked import Links, circles, links_of
from deckbrief.layout.figures.number_cards import number_cards
from deckbrief.layout.frame import AnyItem, Chart
from deckbrief.layout.text.fit import DoesNotFit, height_for
from deckbrief.theme.metrics import snapped
from deckbrief.theme.theme import Color, Theme


def _forms(numbers: Numbers) -> Sequence[Form]:
    """Return the forms of numbers: one alone fills a dark slide, the first of several a panel; bars stand on top."""
    if numbers.compare and len(numbers.members) > 1:
        return ("top",)
    links = links_of(numbers.members)
    if links and not links.others:
        return ("top",)
    return (
        ("full", "top")
        if len(numbers.members) == 1
        else ("split", "top")
        if len(numbers.members) <= _MOST_BESIDE
        else ("top",)
    )


_MOST_BESIDE: Final = 9
KIND: Final = FigureKind(most=60, forms=_forms)

_LINKED: Final = 0.66
"""Share of the height that circles have above cards of other numbers."""
_BESIDE: Final = 0.3
"""Share of the width that such cards have beside circles where that is the whole slide's."""
_CHART_ROW: Final = points(34)
"""Least height of a bar with its label."""
_CHART_SIZES: Final = (30, 28, 26, 24, 22, 20, 18, 17, 16)


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
    """Numbers -> cards that fill `box`, circles where one goes to others, with `compare` a bar chart; clicks for each.

    The chart's scale reaches `top` at least; its series is called by the `name` of the group.

    Raises CannotDraw without numbers, DoesNotFit where a text does not fit at the floor.
    """
    if not numbers:
        raise CannotDraw(msg("there is no number to show"))
    look = Look(theme, accent or 1)
    names = Names("metrics")
    form = stage.form if stage and stage.layout else "top"
    links = None if compare else links_of(numbers)
    if stage and stage.layout and form == "full" and len(numbers) == 1:
        return Drawing(tuple(hero.alone(look, names, numbers[0], box)), told_numbers(numbers))
    if compare and len(numbers) > 1:
        items = _chart(look, numbers, box, names, 1 if reveal else 0, top, name or numbers[0].label)
        return Drawing(tuple(items), told_numbers(numbers), 1 if reveal else 0)
    panel: list[AnyItem] = []
    rest = numbers
    if stage and form == "split" and len(numbers) > 1:
        first = _first(links.others if links else numbers, numbers)
        panel = list(hero.in_panel(look, names, first, stage))
        rest = [number for number in numbers if number is not first]
    shown = _shown(look, names, rest, links_of(rest) if links else None, box, reveal)
    return Drawing((*panel, *shown), told_numbers(numbers), max((item.click for item in shown), default=0))


def _first(choice: Sequence[Number], numbers: Sequence[Number]) -> Number:
    """Return the number for the panel: the hero, else the first that is linked with none."""
    return next((number for number in numbers if number.hero), (choice or numbers)[0])


def _shown(
    look: Look, names: Names, numbers: Sequence[Number], links: Links | None, box: Rect, reveal: bool
) -> list[AnyItem]:
    """Return circles of numbers that are linked, and the others on cards; cards for all where circles have no room."""
    if links:
        with suppress(DoesNotFit):
            return _joined(look, names, links, box, reveal)
    return list(number_cards(look, names, numbers, box, reveal))


def _joined(look: Look, names: Names, links: Links, box: Rect, reveal: bool) -> list[AnyItem]:
    """Return circles, and beside or below them cards of numbers that are not linked. Raises DoesNotFit."""
    if not links.others:
        return circles(look, names, links, box, reveal)
    wide = box.width >= 2 * box.height
    if wide:
        cards, round_ones = box.split_left(round(box.width * _BESIDE), _APART)
    else:
        round_ones, cards = box.split_top(round(box.height * _LINKED), _APART)
    drawn = circles(look, names, links, round_ones, reveal)
    last = max(item.click for item in drawn)
    held = number_cards(look, names, links.others, cards, reveal)
    return [*drawn, *(replace(group, click=group.click + last) if group.click else group for group in held)]


_APART: Final = px(24)


def told_numbers(numbers: Sequence[Number]) -> str:
    """Numbers -> the words that tell them: `统战实践创新基地：165个（…）；…。`"""
    words = []
    for number in numbers:
        cjk = is_unspaced(number.label)
        note = (f"（{number.note}）" if cjk else f" ({number.note})") if number.note else ""
        words.append(f"{number.label}{'：' if cjk else ': '}{spoken(number)}{note}")
    cjk = is_unspaced(words[0])
    return ("；" if cjk else "; ").join(words) + ("。" if cjk else ".")


def _chart(
    look: Look, numbers: Sequence[Number], rect: Rect, names: Names, click: int, top: float, title: str
) -> list[AnyItem]:
    """Return the native chart with names and numbers as large as can be, on the paper, and notes below it."""
    field, notes = _with_notes(look, numbers, rect, names, click)
    chart = Chart(
        name=names("chart"),
        rect=field,
        alt=told_numbers(numbers),
        path=numbers[0].path,
        click=click,
        series=title,
        categories=tuple(number.label for number in numbers),
        values=tuple(number.value for number in numbers),
        labels=tuple(spoken(number) for number in numbers),
        color=look.accent(1),
        points=_muted(look, numbers),
        text_color=look.color("ink"),
        size=look.theme.scale.floor,
        top=top,
    )
    return [_largest_chart(chart), *notes]


def _muted(look: Look, numbers: Sequence[Number]) -> tuple[Color | None, ...]:
    """Return the colours of single bars: where one is the one to look at, the others are muted.

    That are those that are pointed at, else the number that counts most, else the first of two.
    """
    ways = ([number.highlight for number in numbers], [number.hero for number in numbers])
    pointed = next((way for way in ways if any(way)), [True, False] if len(numbers) == 2 else [])
    return tuple(None if each else look.color("muted").fade(_FADED) for each in pointed)


_FADED: Final = 0.45


def _largest_chart(chart: Chart) -> Chart:
    """Return the chart in the largest type at which rows and bars have room. Raises DoesNotFit."""
    row = chart.rect.height // len(chart.categories)
    for size in _CHART_SIZES:
        tried = replace(chart, size=Pt(float(size)), label_size=snapped(min(48, size * 1.6)))
        if row >= points(tried.label_size * 1.3) and chart_columns(tried).bars >= chart.rect.width * _LEAST_BARS:
            return tried
    if row < points(chart.size * 1.4):
        needed = Emu(points(chart.size * 1.4) * len(chart.categories))
        raise DoesNotFit(chart.path, chart.categories[0], (chart.rect.width, chart.rect.height),
                         (chart.rect.width, needed))  # fmt: skip
    return chart


_LEAST_BARS: Final = 0.3
"""Share of a chart's width that its bars have."""


def _with_notes(
    look: Look, numbers: Sequence[Number], inner: Rect, names: Names, click: int
) -> tuple[Rect, list[AnyItem]]:
    """Return the room for a chart, and below it what is noted of its numbers, if anything is."""
    noted = [joined(number.label, number.note) for number in numbers if number.note]
    if not noted:
        return inner, []
    text = ("；" if is_unspaced("".join(noted)) else "; ").join(noted)
    copy = explained(look, text, 18, look.color("muted"), path=numbers[0].path)
    high = height_for((copy,), inner.width, look.theme.pitch) + px(2)
    field, place = inner.split_top(inner.height - high - px(16), px(16))
    panel = Panel(name=names("notes"), rect=place, copies=(copy,), path=numbers[0].path, click=click)
    return field, list(draw_panels([panel], look.theme))
