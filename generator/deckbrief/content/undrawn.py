"""Pack -> warnings of keys that nothing draws where they stand, and of drawings that are hard to read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Problem
from deckbrief.content.figures import DIRECTIONS, SHOWN
from deckbrief.content.free import CUT, MOST_CATEGORIES, ChartData, FreeFigure, shown_categories
from deckbrief.content.model import Framework, Module, Pack
from deckbrief.content.paths import child, walk

_OF_KINDS: Final[dict[str, frozenset[str]]] = {
    "story": frozenset({"case"}),
    "questions": frozenset({"discussion", "exercise", "case", "feedback", "action-plan", "deep-dive"}),
    "steps": frozenset({"exercise", "group-work", "icebreaker", "action-plan", "break"}),
    "step_minutes": frozenset({"group-work"}),
    "takeaways": frozenset({"unit"}),
    "roles": frozenset({"group-work"}),
    "form": frozenset({"group-work", "action-plan"}),
    "ratings": frozenset({"feedback"}),
    "quiz": frozenset({"quiz"}),
    "limit": frozenset(
        {"discussion", "exercise", "group-work", "icebreaker", "case", "feedback", "action-plan", "break"}
    ),
}
"""Keys of a module that some kinds alone show, and which."""


def undrawn_warnings(pack: Pack) -> Iterator[Problem]:
    """Yield a warning for each key whose value nobody will see, and for slides that no session shows."""
    shown = {module.of for session in pack.sessions for module in session.modules if module.kind == "slides"}
    for slides in pack.slide_sets:
        if not slides.unit and not shown & {slides.id, slides.path}:
            hint = msg(
                "name them in a session (`kind: slides`, `of: {name}`), or say whose they are: `unit:`", name=slides.id
            )
            yield _warning(pack, slides.path, msg("no session shows these slides"), hint)
    for document in pack.documents:
        for path, entry in walk(document, document.path):
            if isinstance(entry, Module):
                yield from _of_module(pack, path, entry)
            elif isinstance(entry, ChartData):
                yield from _of_chart(pack, path, entry)
            elif isinstance(entry, Framework | FreeFigure):
                yield from _of_figure(pack, path, entry)
                if isinstance(entry, FreeFigure):
                    yield from _of_placed(pack, path, entry)


def _of_module(pack: Pack, path: str, module: Module) -> Iterator[Problem]:
    for name, kinds in _OF_KINDS.items():
        if getattr(module, name) and module.kind not in kinds:
            message = msg("a module of kind {kind} does not show '{name}'", kind=module.kind, name=name)
            hint = msg("it is shown by: {kinds}", kinds=", ".join(sorted(kinds)))
            yield _warning(pack, child(path, name), message, hint)
    if module.kind == "case" and module.story and module.of:
        message = msg("a case with a story does not show the figure of 'of'")
        yield _warning(pack, child(path, "of"), message, msg("delete `story:` or `of:`"))


def _of_figure(pack: Pack, path: str, entry: Framework | FreeFigure) -> Iterator[Problem]:
    if entry.figure not in ("", "before-after") and entry.picture:
        message = msg("{kind} does not show '{name}'", kind=entry.figure, name="picture")
        hint = msg("it is shown by: {kinds}", kinds="before-after")
        yield _warning(pack, child(path, "picture"), message, hint)
    shown = DIRECTIONS.get(entry.figure, ())
    if entry.figure and entry.direction and entry.direction not in shown:
        message = msg("{kind} does not show the direction '{name}'", kind=entry.figure, name=entry.direction)
        takers = [name for name, words in DIRECTIONS.items() if entry.direction in words]
        hint = (
            msg("it shows: {words}", words=", ".join(shown))
            if shown
            else msg("it is shown by: {kinds}", kinds=", ".join(takers))
        )
        yield _warning(pack, child(path, "direction"), message, hint)


_OF_CHARTS: Final[dict[str, tuple[str, ...]]] = {
    "unit": ("bar", "column", "line", "area", "pie", "doughnut", "combo", "waterfall", "dot", "progress"),
    "line": ("bar", "column", "line", "area", "combo", "dot"),
    "line_name": ("bar", "column", "line", "area", "combo", "dot"),
}
"""Keys of a chart that some kinds alone show, and which."""


def _of_chart(pack: Pack, path: str, chart: ChartData) -> Iterator[Problem]:
    """Yield a warning for each key that a chart of its kind does not show, and for categories that are left out."""
    count = len(chart.categories)
    if chart.chart in CUT and count > MOST_CATEGORIES:
        message = msg("of {count} categories, {shown} are shown", count=count, shown=len(shown_categories(chart)))
        hint = msg("the slide says how many more there are; put what matters first, or point at it: `strong`")
        yield _warning(pack, child(path, "categories"), message, hint)
    for name, kinds in _OF_CHARTS.items():
        said = getattr(chart, name)
        if said not in (None, "", ()) and chart.chart not in kinds:
            message = msg("a chart of kind {kind} does not show '{name}'", kind=chart.chart, name=name)
            yield _warning(pack, child(path, name), message, msg("it is shown by: {kinds}", kinds=", ".join(kinds)))
    if chart.stacking != "grouped" and chart.chart not in ("bar", "column", "area"):
        message = msg("a chart of kind {kind} does not show '{name}'", kind=chart.chart, name="stacking")
        hint = msg("it is shown by: {kinds}", kinds="bar, column, area")
        yield _warning(pack, child(path, "stacking"), message, hint)
    for number, series in enumerate(chart.series):
        if series.unit and chart.chart != "combo":
            message = msg("a chart of kind {kind} does not show '{name}'", kind=chart.chart, name="series.unit")
            hint = msg("it is shown by: {kinds}", kinds="combo")
            yield _warning(pack, child(f"{path}.series.{number}", "unit"), message, hint)
    yield from _hard_to_compare(pack, path, chart)


def _hard_to_compare(pack: Pack, path: str, chart: ChartData) -> Iterator[Problem]:
    """Yield a warning for sectors whose sizes are hard to tell apart; of two or three unlike ones a pie tells enough.

    Lengths from a common line are judged several times as well as angles (Cleveland and McGill, JASA 79, 1984).
    """
    values = sorted(value for series in chart.series[:1] for value in series.values if value)
    whole = sum(values)
    if chart.chart not in ("pie", "doughnut") or whole <= 0:
        return
    alike = any(larger - smaller < _ALIKE * whole for smaller, larger in pairwise(values))
    if len(values) > _FEW_SECTORS or alike:
        message = msg("parts of a {kind} are hard to compare where they are many or nearly alike", kind=chart.chart)
        hint = msg("bars of the same numbers read better: chart: bar")
        yield Problem("content.hard-to-read", pack.place(child(path, "chart")), message, hint, "warning")


_FEW_SECTORS: Final = 3
_ALIKE: Final = 0.05
"""Share of the whole by which two sectors differ at least, to be told apart without their numbers."""


def _of_placed(pack: Pack, path: str, figure: FreeFigure) -> Iterator[Problem]:
    """Yield a warning for each key by which a figure does not place its parts."""
    for number, part in enumerate(figure.parts):
        for name, figures in SHOWN.items():
            if getattr(part, "from_" if name == "from" else name) and figure.figure not in figures:
                here = child(child(child(path, "parts"), number), name)
                message = msg("a figure of kind {kind} does not show '{name}'", kind=figure.figure or "…", name=name)
                yield _warning(pack, here, message, msg("it is shown by: {kinds}", kinds=", ".join(figures)))


def _warning(pack: Pack, path: str, message: Message, hint: Message) -> Problem:
    return Problem("content.undrawn", pack.place(path), message, hint, "warning")
