"""What names the series and the sectors of a chart: keys in a row, words at ends of areas; its unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect, points, px
from deckbrief.draft import nodes
from deckbrief.layout.figures.chart_colors import ink_of, point_colors
from deckbrief.layout.figures.chart_line import code_of
from deckbrief.layout.figures.kit import GAP, Look, Panel, draw_panels, explained
from deckbrief.layout.figures.shapes import card
from deckbrief.layout.frame import AnyItem, Plot, Shape
from deckbrief.layout.plot_field import HALF_LINE, LABEL_AWAY, Field, written
from deckbrief.layout.plot_labels import END_PITCH, end_name, spread
from deckbrief.layout.text.fit import Copy, plain_width
from deckbrief.theme.metrics import snapped
from deckbrief.theme.theme import Align, Color

LEGEND: Final = px(40)
_SQUARE: Final = px(16)
_KEY: Final = 18.0
"""Size of the names of series; those of sectors, which have half of the slide, are larger where they can be."""
_SECTOR_SIZES: Final = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0)
_HERO_SIZES: Final = (66.0, 56.0, 48.0, 44.0, 40.0, 36.0, 30.0, 26.0, 22.0)
_HERO_NAMES: Final = (24.0, 22.0, 20.0, 18.0, 17.0, 16.0)
_MOST_CARDS: Final = 5
_CARD: Final = px(132)
"""Height of the card of a sector, at most."""
_SHARE_SIZES: Final = (56.0, 48.0, 44.0, 40.0, 36.0, 34.0, 30.0, 28.0, 26.0, 24.0, 22.0)
_ACROSS: Final = 0.8
"""Share of a hole's width that words in it may have."""
_LINE: Final = 1.6
"""Height of a line of words at an end, of their size."""
_WHOLE: Final = 100


def series_keys(look: Look, plot: nodes.Plot, colors: Sequence[Color], row: Rect) -> list[AnyItem]:
    """Return what names the series, in a row above them: squares in their colours, as close as the names are wide."""
    names = [series.name for series in plot.series]
    return _named(look, names, colors, _close_cells(row, names), plot.path)


def unit_said(look: Look, plot: nodes.Plot, row: Rect, align: Align = "left") -> list[AnyItem]:
    """Return what says in a row above the chart what its numbers count."""
    copy = explained(look, plot.unit_note, _KEY, look.color("muted"), path=plot.path, pitch=1.2, align=align)
    return list(draw_panels([Panel(name="unit", rect=row, copies=(copy,), path=plot.path)], look.theme))


_NEAR: Final = px(20)
"""Between a share and the name of its sector."""


def sector_names(look: Look, plot: nodes.Plot, right: Rect) -> list[AnyItem]:
    """Return what names the sectors, in a column beside them: how much of the whole each is.

    A few stand on cards, each edged in the colour of its sector; more are rows with a square of it.
    """
    (series,) = plot.series
    total = sum(value or 0 for value in series.values) or 1
    told = [("" if total == _WHOLE else f"{written(value or 0, code_of(plot))}  ") for value in series.values]
    shares = [f"{number}{(value or 0) / total:.0%}" for number, value in zip(told, series.values, strict=True)]
    fills = [color or look.color("hue") for color in point_colors(look, plot)]
    if len(shares) <= _MOST_CARDS:
        return _sector_cards(look, plot, shares, fills, right)
    names = [f"{name}  {share}" for name, share in zip(plot.categories, shares, strict=True)]
    rows = right.rows(len(names), Emu(0))
    return _named(look, names, fills, rows, plot.path, _sector_size(names, rows))


def _sector_cards(
    look: Look, plot: nodes.Plot, shares: Sequence[str], fills: Sequence[Color], right: Rect
) -> list[AnyItem]:
    """Return a card for each sector: its share, and its name beside that, as large as all have room."""
    count = len(shares)
    height = min((right.height - GAP * (count - 1)) // count, _CARD)
    top = right.y + (right.height - height * count - GAP * (count - 1)) // 2
    cards = [Rect(right.x, Emu(top + (height + GAP) * n), right.width, Emu(height)) for n in range(count)]
    inner = [each.inset(px(28), Emu(0), px(28), Emu(0)) for each in cards]
    size = next(
        (
            size
            for size in _SHARE_SIZES
            if max(plain_width(name, Pt(_beside(size)), True) for name in plot.categories)
            + max(plain_width(share, Pt(size), True, "major") for share in shares)
            + px(8) + _NEAR <= inner[0].width and points(size * 1.5) <= height
        ),
        0.0,
    )  # fmt: skip
    if not size:
        names = [f"{name}  {share}" for name, share in zip(plot.categories, shares, strict=True)]
        rows = _middle_rows(right, count)
        return _named(look, names, fills, rows, plot.path, _sector_size(names, rows))
    items: list[AnyItem] = []
    panels = []
    wide = max(plain_width(share, Pt(size), True, "major") for share in shares) + px(8)
    for number, (place, name, share, fill) in enumerate(zip(inner, plot.categories, shares, fills, strict=True)):
        whole = cards[number]
        items.append(card(f"sector {number + 1}", whole, look, radius=px(28), path=plot.path))
        items.append(Shape(name=f"key {number + 1}", rect=Rect(whole.x, whole.y, px(10), whole.height), fill=fill))
        end, left = place.split_left(Emu(wide), _NEAR)
        said = explained(look, name, _beside(size), look.color("ink"), path=plot.path, bold=True, pitch=1.2)
        told = Copy(
            text=share, size=Pt(size), floor=look.theme.scale.floor, color=ink_of(look, fill), bold=True,
            face="major", pitch=1.2, path=plot.path,
        )  # fmt: skip
        panels.append(Panel(name=f"key {number + 1} share", rect=end, copies=(told,), path=plot.path))
        panels.append(Panel(name=f"key {number + 1} name", rect=left, copies=(said,), path=plot.path))
    return [*items, *draw_panels(panels, look.theme)]


def _beside(size: float) -> float:
    """Size of a share -> that of the name beside it."""
    return max(16.0, snapped(size * 0.72))


def in_the_hole(look: Look, plot: nodes.Plot, area: Rect, hole: float) -> list[AnyItem]:
    """Return what stands in a doughnut's hole: the share of the sector that is pointed at, or of the largest."""
    (series,) = plot.series
    values = [value or 0 for value in series.values]
    total = sum(values) or 1
    pointed = [number for number, name in enumerate(plot.categories) if name in plot.strong]
    number = pointed[0] if pointed else max(range(len(values)), key=values.__getitem__)
    share, name = f"{values[number] / total:.0%}", plot.categories[number]
    wide = round(area.width * hole * _ACROSS)
    place = Rect(Emu(area.center_x - wide // 2), Emu(area.center_y - wide // 2), Emu(wide), Emu(wide))
    size = next((each for each in _HERO_SIZES if plain_width(share, Pt(each), True, "major") <= wide), _HERO_SIZES[-1])
    small = next((each for each in _HERO_NAMES if plain_width(name, Pt(each), False) <= wide), 0.0)
    fill = point_colors(look, plot)[number] or look.color("hue")
    copies = [explained(look, share, size, ink_of(look, fill), path=plot.path, bold=True, align="center", pitch=1.1)]
    if small:
        copies.append(explained(look, name, small, look.color("ink"), path=plot.path, align="center", pitch=1.2))
    panel = Panel(name="share", rect=place, copies=tuple(copies), path=plot.path)
    return list(draw_panels([panel], look.theme))


def area_ends(look: Look, plot: nodes.Plot, drawn: Plot) -> list[AnyItem]:
    """Return the names of areas at their right ends, each in the middle of its own; of one with its last number."""
    field, size = Field(drawn), float(drawn.label_size)
    total, wanted = 0.0, []
    whole = sum(series.values[-1] or 0 for series in plot.series) or 1
    for series in plot.series:
        value = (series.values[-1] or 0) / (whole if plot.stacking == "percent" else 1)
        if plot.stacking == "grouped":
            wanted.append(field.at(value))
        else:
            wanted.append(field.at(total + value / 2))
            total += value
    room = (drawn.rect.y / EMU_PER_PT + size * HALF_LINE, drawn.rect.bottom / EMU_PER_PT - size * HALF_LINE)
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    places = dict(zip(order, spread([wanted[n] for n in order], size * END_PITCH, room), strict=True))
    panels = []
    left, high = Emu(drawn.area.right + points(LABEL_AWAY)), points(size * _LINE)
    for number, one in enumerate(drawn.series):
        text = end_name(drawn, one) if len(drawn.series) == 1 else one.name
        rect = Rect(left, Emu(points(places[number]) - high // 2), Emu(drawn.rect.right - left), high)
        copy = explained(look, text, size, ink_of(look, one.color), path=plot.path, bold=True, pitch=1.2)
        panels.append(Panel(name=f"end {number + 1}", rect=rect, copies=(copy,), path=plot.path))
    return list(draw_panels(panels, look.theme))


def _close_cells(row: Rect, names: Sequence[str]) -> list[Rect]:
    """Return places of names in a row: side by side, as wide as the names are; equal ones where these have no room."""
    widths = [plain_width(name, Pt(_KEY), False) + _SQUARE + px(10) + px(8) for name in names]
    if sum(widths) + GAP * (len(widths) - 1) > row.width:
        return row.columns(len(names), GAP)
    lefts = [row.x + sum(widths[:number]) + GAP * number for number in range(len(widths))]
    return [Rect(Emu(left), row.y, Emu(width), row.height) for left, width in zip(lefts, widths, strict=True)]


def _middle_rows(box: Rect, count: int) -> list[Rect]:
    height = min(box.height, px(84) * count)
    return Rect(box.x, Emu(box.y + (box.height - height) // 2), box.width, Emu(height)).rows(count, Emu(0))


def _sector_size(names: Sequence[str], rows: Sequence[Rect]) -> float:
    """Return the largest size at which the names of all sectors have room in a line."""
    air = _SQUARE + px(18)
    return next(
        (
            size
            for size in _SECTOR_SIZES
            if max(plain_width(name, Pt(size), False) for name in names) + air <= rows[0].width
            and points(size * 1.3) <= rows[0].height
        ),
        _KEY,
    )


def _named(
    look: Look, names: Sequence[str], fills: Sequence[Color], cells: Sequence[Rect], path: str, size: float = _KEY
) -> list[AnyItem]:
    """Return squares in the colours, and the names beside them."""
    panels, squares = [], []
    for number, (name, fill, cell) in enumerate(zip(names, fills, cells, strict=True), 1):
        y = Emu(cell.center_y - _SQUARE // 2)
        squares.append(Shape(name=f"key {number}", rect=Rect(cell.x, y, _SQUARE, _SQUARE), fill=fill))
        copy = explained(look, name, size, look.color("ink"), path=path, pitch=1.2)
        words = Rect(Emu(cell.x + _SQUARE + px(10)), cell.y, Emu(cell.width - _SQUARE - px(10)), cell.height)
        panels.append(Panel(name=f"key {number} name", rect=words, copies=(copy,), path=path))
    return [*squares, *draw_panels(panels, look.theme)]
