"""Metric -> what a figure shows of it."""

from __future__ import annotations

from typing import Final

from deckbrief.base.record import replace
from deckbrief.content.model import Metric, Pack
from deckbrief.draft.nodes import Number

_SCALES: Final = {
    "百": 1e2,
    "千": 1e3,
    "万": 1e4,
    "十万": 1e5,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "万亿": 1e12,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
}
"""What a metric's scale multiplies its number by, so that 7万 is longer than 300 in a chart."""


def number_of(metric: Metric, path: str) -> Number:
    """Metric -> what a card or a bar shows of it."""
    return Number(
        before=metric.before,
        number=metric.shown,
        after=metric.after,
        value=metric.number * _SCALES.get(metric.scale.strip().lower(), 1.0),
        label=metric.label,
        note=metric.note,
        path=path,
        hero=metric.hero,
        highlight=metric.highlight,
        feeds=metric.feeds,
        verb=metric.verb,
    )


def with_digits(pack: Pack) -> Pack:
    """Pack -> the same, its numbers written as it says, but for those that say it themselves."""
    form = pack.info.digits
    if not form:
        return pack

    def written(metric: Metric) -> Metric:
        return metric if metric.digits else replace(metric, digits=form)

    units = tuple(
        replace(
            unit,
            metric_groups=tuple(
                replace(group, metrics=tuple(map(written, group.metrics))) for group in unit.metric_groups
            ),
        )
        for unit in pack.units
    )
    sets = tuple(
        replace(
            slides,
            slides=tuple(
                replace(free, number=replace(free.number, digits=free.number.digits or form)) if free.number else free
                for free in slides.slides
            ),
        )
        for slides in pack.slide_sets
    )
    return replace(pack, units=units, slide_sets=sets)
