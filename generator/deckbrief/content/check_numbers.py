"""Rules of numbers: all digits stand in `number`, what compares has one unit, what goes to others names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.number import exact
from deckbrief.content.finding import Finding
from deckbrief.content.finding import finding as _finding
from deckbrief.content.free import Amount
from deckbrief.content.model import Metric, MetricGroup, Pack
from deckbrief.content.paths import child

_MOST_FED: Final = 4


def metric_rules(pack: Pack, path: str, metric: Metric | Amount) -> Iterator[Finding]:
    """All digits of a metric stand in its number, which is no more than what it is out of."""
    for name in ("unit", "scale", "qualifier"):
        text = getattr(metric, name)
        if re.search(r"[0-9]", text):
            here = child(path, name)
            yield _finding(
                pack,
                "content.metric",
                here,
                msg("a number in '{name}': '{text}'", name=name, text=text),
                msg("it belongs into `number`, or into `out_of`: 5 of 8"),
            )

    if metric.out_of and not 0 <= metric.number <= metric.out_of:
        message = msg("{number} out of {whole}", number=exact(metric.number), whole=exact(metric.out_of))
        hint = msg("what a number is out of is no less than the number")
        yield _finding(pack, "content.metric", child(path, "out_of"), message, hint, [child(path, "number")])


def group_rules(pack: Pack, path: str, group: MetricGroup) -> Iterator[Finding]:
    """Numbers go to others of their group, one is highlighted; those that compare are two or more, of one unit."""
    yield from _feed_rules(pack, path, group)
    marked = [metric for metric in group.metrics if metric.highlight]
    for metric in marked[1:]:
        message = msg("'{name}' is highlighted, and so is '{name2}'", name=metric.id, name2=marked[0].id)
        here = child(path, f"metrics.{metric.id}.highlight")
        yield _finding(pack, "content.metric", here, message, msg("highlight one of them: the one to look at"))
    if group.compare:
        yield from _compare_rules(pack, path, group)


def _compare_rules(pack: Pack, path: str, group: MetricGroup) -> Iterator[Finding]:
    """Two or more numbers, all of one unit and scale."""
    here, metrics = child(path, "compare"), child(path, "metrics")
    if len(group.metrics) < 2:
        message = msg("a single number cannot be compared")
        yield _finding(pack, "content.metric", here, message, msg("delete `compare: true`"), [metrics])
    elif len({(metric.unit, metric.scale) for metric in group.metrics}) > 1:
        units = dict.fromkeys(metric.scale + metric.unit or "none" for metric in group.metrics)
        message = msg("numbers of different units cannot be compared: {units}", units=", ".join(units))
        yield _finding(
            pack, "content.metric", here, message, msg("delete `compare: true` or part the group"), [metrics]
        )


def _feed_rules(pack: Pack, path: str, group: MetricGroup) -> Iterator[Finding]:
    """One number of a group goes to up to four others of it, and the word for it stands only there."""
    feeding = [metric for metric in group.metrics if metric.feeds]
    for metric in group.metrics:
        yield from _fed(pack, child(path, f"metrics.{metric.id}"), metric, [each.id for each in group.metrics])
    for metric in feeding[1:]:
        message = msg("'{name}' goes to other numbers, and so does '{name2}'", name=metric.id, name2=feeding[0].id)
        here = child(path, f"metrics.{metric.id}.feeds")
        yield _finding(pack, "content.metric", here, message, msg("part the group: a figure draws one such number"))
    if group.compare and feeding:
        here = child(path, f"metrics.{feeding[0].id}.feeds")
        message = msg("numbers that are compared are bars, and go to no others")
        yield _finding(pack, "content.metric", here, message, msg("delete `compare: true` or `feeds`"))


def _fed(pack: Pack, path: str, metric: Metric, ids: list[str]) -> Iterator[Finding]:
    """All numbers that one goes to are others of the group."""
    feeds, verb = child(path, "feeds"), child(path, "verb")
    if metric.verb and not metric.feeds:
        message = msg("'{name}' says what leads to other numbers, and not to which", name=metric.id)
        yield _finding(pack, "content.metric", verb, message, msg("add `feeds:`, or delete `verb`"), [path])
    others = [name for name in ids if name != metric.id]
    for place, name in enumerate(metric.feeds):
        if name not in others:
            message = msg("'{name}' is no other number of the group", name=name)
            hint = msg("one of: {words}", words=", ".join(others))
            yield _finding(pack, "content.metric", child(feeds, place), message, hint, [path])
    if len(metric.feeds) > _MOST_FED:
        message = msg("a number goes to {number} others at most", number=_MOST_FED)
        yield _finding(pack, "content.metric", feeds, message)
