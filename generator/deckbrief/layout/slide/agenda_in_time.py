"""An agenda whose sections have other parts between them -> all in the order of time, row by row, as large as long.

Sections are coloured tiles among cards: what comes when is read from left to right, and from row to row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, product
from typing import Final

from deckbrief.base.length import Rect
from deckbrief.base.record import replace
from deckbrief.draft.slides import Entry, ListBlock
from deckbrief.layout.figures.kit import Look
from deckbrief.layout.frame import Group
from deckbrief.layout.slide.agenda_tiles import (
    CARD_NAMES,
    IN_A_ROW,
    LEAST_BOX,
    MINUTES,
    SECTION_NAMES,
    Place,
    Rows,
    as_high_as_long,
    draw_places,
    evenly,
    has_time,
    is_low,
    placed_in_row,
)

_ROWS: Final = (2, 3, 4)
_FEWEST: Final = 2
_MOST: Final = 20
_WAYS: Final = 6
"""So many ways to part the entries in rows are tried, from the most even one, until in one all widths can rise."""
_SMALLER_NAMES: Final = (22, 20)
"""Sections' names are as small as that sooner than a longer part is narrower than a shorter one."""
_OF_TIMES: Final = 14
"""What it is worth, in points of names, that all cards tell when they are,"""
_UNFAIR: Final = 160
_LOW: Final = 16
"""that all areas are as large as their minutes, and that none is so low that its minutes stand beside its name."""


def in_time(block: ListBlock, box: Rect, look: Look) -> list[Group]:
    """Agenda -> a group for each entry, which together fill `box`, in the order of time.

    Nothing where all sections come first, or there are fewer than two, too many entries, or names without room.
    """
    entries = block.entries
    kinds = [bool(entry.accent) for entry in entries]
    in_order = kinds == sorted(kinds, reverse=True)
    if block.heaviest or sum(kinds) < _FEWEST or in_order or len(entries) > _MOST or box.height < LEAST_BOX:
        return []
    if not all(entry.weight > 0 for entry in entries):
        return []
    tried = [*product((SECTION_NAMES, _SMALLER_NAMES), range(_WAYS)), (SECTION_NAMES, None)]
    ways = ([*_of_all_rows(entries, box, look, names, rank)] for names, rank in tried)
    found = next(filter(None, ways), [])
    if not found:
        return []
    places = max(found, key=lambda plan: plan[0])[1]
    return draw_places(_timed_alike(block, places, look), places, look)


def _of_all_rows(
    entries: Sequence[Entry], box: Rect, look: Look, names: Sequence[float], rank: int | None
) -> Iterator[tuple[float, list[Place]]]:
    """Yield plans of two to four rows of like minutes, or in the way of that rank, in which widths rise with minutes.

    None: in a row of them a long name may be wider than more minutes. Sections' names have one of the sizes `names`.
    """
    for rows in _ROWS:
        if rows <= len(entries) <= rows * IN_A_ROW:
            even = evenly(entries, range(len(entries)), box, rows, rank or 0)
            for fields in (as_high_as_long(entries, even, box), even):
                yield from _plans(entries, fields, look, names, rising=rank is not None)


def _timed_alike(block: ListBlock, places: Sequence[Place], look: Look) -> ListBlock:
    """Return the agenda without the times of sections, or of all else, where one of them has no room for its own."""
    pairs = list(zip(block.entries, places, strict=True))
    untimed = {bool(entry.accent) for entry, place in pairs if not has_time(entry, place, look)}
    told = (replace(entry, when="") if bool(entry.accent) in untimed else entry for entry in block.entries)
    return replace(block, entries=tuple(told))


def _plans(
    entries: Sequence[Entry], fields: Rows, look: Look, names: Sequence[float], *, rising: bool
) -> Iterator[tuple[float, list[Place]]]:
    """Yield where all stand in these rows, in the largest sizes: of sections' names, of others', of minutes."""

    def placed(section: float, card: float, minutes: float) -> list[Place]:
        lines = []
        for row, rect in fields:
            own = [entries[number] for number in row]
            wholes = [Place(rect, section if entry.accent else card, minutes) for entry in own]
            lines.append(placed_in_row(own, wholes, look, rising=rising))
        return [*chain.from_iterable(lines)] if all(lines) else []

    section = _largest(names, lambda size: placed(size, CARD_NAMES[-1], MINUTES[-1]))
    card = _largest(CARD_NAMES, lambda size: placed(section, min(size, section), MINUTES[-1])) if section else 0
    minutes = _largest(MINUTES, lambda size: placed(section, card, size)) if card else 0
    if minutes:
        places = placed(section, card, minutes)
        cards = [(entry, place) for entry, place in zip(entries, places, strict=True) if not entry.accent]
        timed = sum(has_time(entry, place, look) for entry, place in cards) / len(cards)
        worth = section + 1.4 * card + minutes / 2 + _OF_TIMES * timed - _UNFAIR * _unfair(entries, places)
        yield worth - _LOW * any(is_low(place.rect) for place in places), places


def _unfair(entries: Sequence[Entry], places: Sequence[Place]) -> float:
    """Return the share of all areas that stands where it would not, were they as large as their minutes."""
    areas = [place.rect.width * place.rect.height for place in places]
    whole, minutes = sum(areas), sum(entry.weight for entry in entries)
    return sum(abs(area / whole - entry.weight / minutes) for area, entry in zip(areas, entries, strict=True)) / 2


def _largest(sizes: Sequence[float], placed: Callable[[float], list[Place]]) -> float:
    """Return the largest of these sizes, from which they fall, at which all have a place; 0 where none is so small."""
    at = bisect_left(sizes, True, key=lambda size: bool(placed(size)))
    return sizes[at] if at < len(sizes) else 0
