"""Plot of a frame -> SVG: what a native chart shows, where it shows it."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, pi, sin
from xml.sax.saxutils import escape

from deckbrief.export.geometry import number
from deckbrief.layout.frame import Plot
from deckbrief.layout.plot import Bar, Dot, Mark, Rule, Sector, Trace, Word, edge_width, marks
from deckbrief.layout.plot_field import line_width
from deckbrief.theme.theme import Color, Theme


def plot_svg(plot: Plot, theme: Theme, heading: str) -> Iterator[str]:
    """Plot -> its marks, each an SVG element; `heading` are the attributes of words in the heading face."""
    for mark in marks(plot):
        yield _mark(mark, plot, theme, heading)


def _mark(mark: Mark, plot: Plot, theme: Theme, heading: str) -> str:
    match mark:
        case Bar():
            place = f'x="{number(mark.x)}" y="{number(mark.y)}"'
            size_of = f'width="{number(mark.width)}" height="{number(mark.height)}"'
            return f"<rect {place} {size_of} {_fill(mark.color, theme)}{_edge(plot, theme)}/>"
        case Trace():
            return _trace(mark, plot, theme)
        case Dot():
            place = f'cx="{number(mark.x)}" cy="{number(mark.y)}" r="{number(mark.radius)}"'
            return f"<circle {place} {_fill(mark.color, theme)}/>"
        case Sector():
            return f'<path d="{_sector(mark)}" {_fill(mark.color, theme)}{_edge(plot, theme)}/>'
        case Rule():
            ends = f'x1="{number(mark.x1)}" y1="{number(mark.y1)}" x2="{number(mark.x2)}" y2="{number(mark.y2)}"'
            return f'<line {ends} stroke="{theme.hex(mark.color)}" stroke-width="0.75"/>'
        case Word():
            size = mark.size or float(plot.size)
            base = number(mark.y + size * (0.88 - 0.12) / 2)
            anchor = "" if mark.anchor == "start" else f' text-anchor="{mark.anchor}"'
            ink = f'font-size="{number(size)}" fill="{theme.hex(mark.color)}"'
            ink += heading if mark.size else ""
            return f'<text x="{number(mark.x)}" y="{base}"{anchor} {ink}>{escape(mark.text)}</text>'


def _edge(plot: Plot, theme: Theme) -> str:
    return f' stroke="{theme.hex(plot.edge)}" stroke-width="{edge_width(plot):g}"' if plot.edge else ""


def _fill(color: Color, theme: Theme) -> str:
    clear = f' fill-opacity="{color.alpha / 100_000:g}"' if color.alpha < 100_000 else ""
    return f'fill="{theme.hex(color)}"{clear}'


def _trace(trace: Trace, plot: Plot, theme: Theme) -> str:
    points = " ".join(f"{number(x)},{number(y)}" for x, y in (*trace.points, *trace.ground))
    if trace.ground:
        return f'<polygon points="{points}" {_fill(trace.color, theme)}{_edge(plot, theme)}/>'
    clear = f' stroke-opacity="{trace.color.alpha / 100_000:g}"' if trace.color.alpha < 100_000 else ""
    look = f'fill="none" stroke="{theme.hex(trace.color)}"{clear} stroke-width="{line_width(plot):g}"'
    return f'<polyline points="{points}" {look} stroke-linecap="round" stroke-linejoin="round"/>'


def _sector(sector: Sector) -> str:
    """Return the path of a sector; a whole turn is drawn as one that is all but closed."""
    end = min(sector.end, sector.start + 0.99999)
    large = int(end - sector.start > 0.5)
    outer = [_on(sector, turn, sector.radius) for turn in (sector.start, end)]
    arc = f"A {number(sector.radius)} {number(sector.radius)} 0 {large} 1 {outer[1]}"
    if not sector.hole:
        return f"M {number(sector.x)} {number(sector.y)} L {outer[0]} {arc} Z"
    inner = [_on(sector, turn, sector.hole) for turn in (end, sector.start)]
    back = f"A {number(sector.hole)} {number(sector.hole)} 0 {large} 0 {inner[1]}"
    return f"M {outer[0]} {arc} L {inner[0]} {back} Z"


def _on(sector: Sector, turn: float, radius: float) -> str:
    angle = 2 * pi * turn - pi / 2
    return f"{number(sector.x + radius * cos(angle))} {number(sector.y + radius * sin(angle))}"
