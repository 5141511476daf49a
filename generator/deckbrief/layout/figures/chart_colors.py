"""What the series and the categories of a chart are drawn in, and what is written in the colour of a series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from deckbrief.draft import nodes
from deckbrief.layout.figures.kit import Look
from deckbrief.theme.theme import Color

MUTED: Final = (0.45, 0.24, 0.66, 0.34, 0.55)
"""How much is seen of what is not pointed at: neighbours are told apart."""
_PALE: Final = (0.0, 0.45, 0.12, 0.62, 0.3, 0.7)
"""How much paler than its accent each of several series is."""
_PALE_DOT: Final = 0.5
"""How much paler than muted words dots are that are not pointed at, and stems."""
_PALE_COLUMN: Final = 0.6
"""How much paler columns are that a line runs over."""
_DARKER: Final = (0.0, 0.2, 0.35, 0.5)
"""How much darker than its line a name is that could not be read in its colour."""


def series_colors(look: Look, plot: nodes.Plot, first: int = 0) -> list[Color]:
    """Return the colours of the series: the theme's in turn; where one is pointed at, the others are muted.

    The `first` accents are those of another chart beside it.
    """
    if plot.style == "waterfall":
        hue = look.color("hue")
        return [look.color("card").fade(0), look.color("deep"), hue, hue if pointed_steps(plot) else muted(look)]
    if plot.style == "progress":
        return [look.color("track"), look.color("hue")]
    if plot.style == "combo":
        lines = iter([look.color("hue"), look.color("deep"), *distinct(look, len(plot.series))])
        pale = [color.tint(_PALE_COLUMN) for color in distinct(look, len(plot.series))]
        columns = iter([muted(look), *pale])
        return [next(lines) if one.as_line else next(columns) for one in plot.series]
    if any(series.strong for series in plot.series):
        return list(_pointed(look, [series.strong for series in plot.series]))
    return distinct(look, len(plot.series), first)


def step_colors(look: Look, plot: nodes.Plot, series: int) -> tuple[Color | None, ...]:
    """Return the colours of single rises (`series` 2) or falls (3) where other steps are pointed at.

    Their series has the opaque colour: in one of a translucent colour LibreOffice shows every bar so.
    """
    pointed = pointed_steps(plot)
    if not pointed or series not in (2, 3):
        return ()
    other = muted(look, 1 if series == 2 else 0)
    return tuple(None if number in pointed else other for number in range(len(plot.categories)))


def pointed_steps(plot: nodes.Plot) -> list[int]:
    """Waterfall as it is made natively -> the steps that are pointed at: they are strong, and no sums."""
    sums = plot.series[1].values
    return [number for number, name in enumerate(plot.categories) if name in plot.strong and sums[number] is None]


def muted(look: Look, number: int = 0) -> Color:
    """Return what is drawn in it that is not pointed at; `number` tells several of them apart."""
    return look.color("muted").fade(MUTED[number % len(MUTED)])


def solid(look: Look) -> Color:
    """Return the same for what lies over other things: these are not seen through it."""
    return look.color("muted").tint(_PALE_DOT)


def _pointed(look: Look, strong: Sequence[bool]) -> Iterator[Color]:
    """Yield the hue for what is pointed at, and greys for the others."""
    others = 0
    for one in strong:
        yield look.color("hue") if one else muted(look, others)
        others += not one


def distinct(look: Look, count: int, first: int = 0) -> list[Color]:
    """Return so many colours whose neighbours can be told apart, in grey print too: accents, some of them paler.

    The `first` accents are left out.
    """
    return [look.theme.accent(first + number + 1).tint(_PALE[number % len(_PALE)]) for number in range(count)]


def point_colors(look: Look, plot: nodes.Plot) -> tuple[Color | None, ...]:
    """Return the colours of single categories: those of sectors, and of one series in which some are pointed at.

    Of lines those alone have one that are pointed at.
    """
    if plot.kind in ("pie", "doughnut"):
        if plot.strong:
            return tuple(_pointed(look, [name in plot.strong for name in plot.categories]))
        return tuple(distinct(look, len(plot.categories)))
    if plot.style == "waterfall" or not plot.strong:
        return ()
    if plot.kind == "line" and plot.style != "dot":
        return tuple(look.color("hue") if name in plot.strong else None for name in plot.categories)
    if (len(plot.series) > 1 and plot.style != "progress") or plot.kind not in ("bar", "column", "line"):
        return ()
    other = solid(look) if plot.style == "dot" else muted(look)
    return tuple(None if name in plot.strong else other for name in plot.categories)


def ink_of(look: Look, color: Color) -> Color:
    """Colour of a line -> what its name is written in on the paper: the same, as dark as can be read there."""
    if color.alpha < look.color("muted").alpha:
        return look.color("muted")
    return look.theme.first_clear([color.shade(share) for share in _DARKER], look.color("paper"))
