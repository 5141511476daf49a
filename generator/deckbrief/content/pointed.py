"""Pack -> warnings of slides whose title speaks of one member, while what they show points at others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from deckbrief.base.emphasis import without_marks
from deckbrief.base.message import msg
from deckbrief.base.problem import Problem
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.content.evidence.free_slides import free_slides
from deckbrief.content.free import ChartData, FreeFigure, Member, TableData
from deckbrief.content.model import FreeSlide, Pack
from deckbrief.content.paths import child
from deckbrief.content.waterfall import sums_of

_SHORTEST: Final = 2
"""Characters of a name that a title can speak of: a single one is part of other words."""


def pointed_warnings(pack: Pack) -> Iterator[Problem]:
    """Yield a warning for each slide that points at members, where its title names others and none of these."""
    for path, _, free in free_slides(pack):
        for here, names, pointed in _members_of(free, path):
            yield from _warned(pack, here, free.title, names, pointed)
    for unit in pack.units:
        for framework in unit.frameworks:
            names = [part.name for part in framework.parts]
            here = child(child(unit.path, "frameworks"), framework.id)
            pointed = [part.name for part in framework.parts if part.highlight]
            yield from _warned(pack, here, framework.title, names, pointed)


def _members_of(free: FreeSlide, path: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield what a body shows beside each other: its path, the names, and those of them that are pointed at."""
    if free.chart:
        yield from _of_chart(free.chart, child(path, "chart"))
    if free.table:
        yield _of_table(free.table, child(path, "table"))
    if free.figure:
        yield _of_figure(free.figure, child(path, "figure"))


def _of_chart(chart: ChartData, path: str) -> Iterator[tuple[str, list[str], list[str]]]:
    sums: frozenset[int] = frozenset()
    if chart.chart == "waterfall" and chart.series:
        sums = sums_of(chart.categories, chart.series[0].values, chart.strong)
    steps = [name for number, name in enumerate(chart.categories) if number not in sums]
    yield child(path, "strong"), steps, [name for name in chart.strong if name in steps]
    strong = [one.name for one in chart.series if one.strong]
    yield child(path, "series"), [one.name for one in chart.series], strong


def _of_table(table: TableData, path: str) -> tuple[str, list[str], list[str]]:
    named = [(row.cells[0], row.strong) for row in table.rows if row.cells]
    return child(path, "rows"), [name for name, _ in named], [name for name, strong in named if strong]


def _of_figure(figure: FreeFigure, path: str) -> tuple[str, list[str], list[str]]:
    parts = list(_parts(figure.parts))
    return child(path, "parts"), [part.name for part in parts], [part.name for part in parts if part.highlight]


def _parts(parts: Iterable[Member]) -> Iterator[Member]:
    for part in parts:
        yield part
        yield from _parts(part.parts)


def _warned(pack: Pack, path: str, title: str, names: list[str], pointed: list[str]) -> Iterator[Problem]:
    if not pointed:
        return
    said = named_in(title, names)
    if said and not said & set(pointed):
        first = next(name for name in names if name in said)
        message = msg("the title speaks of '{named}', and '{pointed}' is pointed at", named=first, pointed=pointed[0])
        hint = msg("point at what the title says, or let the title say what is to be looked at")
        yield Problem("content.highlight", pack.place(path), message, hint, "warning")


def named_in(title: str, names: Iterable[str]) -> set[str]:
    """Title, names -> those that it says: in Latin letters as whole words, and none that is part of a longer one."""
    title = without_marks(title)
    found: dict[str, list[tuple[int, int]]] = {}
    for name in names:
        plain = without_marks(name).strip()
        if len(plain) < _SHORTEST:
            continue
        pattern = re.escape(plain) if is_unspaced(plain) else rf"(?<!\w){re.escape(plain)}(?!\w)"
        found[name] = [match.span() for match in re.finditer(pattern, title, re.IGNORECASE)]
    spans = [span for each in found.values() for span in each]
    return {
        name
        for name, places in found.items()
        if any(not any(a <= start and end <= b and b - a > end - start for a, b in spans) for start, end in places)
    }
