"""What there is to be seen in a chart -> the panel beside it: an icon, the number that is pointed at, the words."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.draft import nodes
from deckbrief.layout.figures.chart_line import code_of
from deckbrief.layout.figures.kit import GAP, Look, Panel, draw_panels, explained, one_line, said, whole_words
from deckbrief.layout.figures.shapes import icon, leaf, rings
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.layout.plot_field import written
from deckbrief.layout.text.fit import height_for, plain_width

_PANEL: Final = px(336)
_PIE: Final = "chart-pie-slice"
_ICONS: Final = {
    "line": "chart-line-up", "area": "chart-line-up", "scatter": "chart-line-up", "bar": "chart-bar",
    "column": "chart-bar",
}  # fmt: skip
_READING_ICON: Final = px(72)
_READING_SIZES: Final = (28, 26, 24, 22, 20, 18, 16)
_READING_HEAD: Final = 28
_LEAST_READING: Final = 20
"""A reading is not made smaller than this for what stands over it."""
_EDGE: Final = px(72)
"""A room that ends so near the right edge of the slide has its panel go on to there."""
_PAD: Final = px(32)
_TOP: Final = px(152)
_HEAD_HIGH: Final = px(52)
_KEY_SIZES: Final = (60, 54, 48, 44, 40, 36)
_KEY_NAME: Final = 20


def with_reading(look: Look, plot: nodes.Plot, box: Rect) -> tuple[Rect, list[AnyItem]]:
    """Return the room for the chart, and the panel with its reading at the right.

    Where the room ends near the edge of the slide, the panel goes on to there.
    """
    if not plot.reading:
        return box, []
    beyond = look.theme.width - box.right
    beyond = beyond if 0 < beyond <= _EDGE else 0
    field, _ = box.split_left(box.width + beyond - _PANEL - GAP, GAP)
    panel = Rect(Emu(box.right + beyond - _PANEL), box.y, _PANEL, box.height)
    ground, gold = look.color("bleed"), look.color("hi")
    place = panel.inset(_PAD, _TOP, px(24), px(24))
    above: list[Panel] = []
    for tried in (_reading_head, _key_figure):
        found = tried(look, plot, place)
        if found and _leaves_room(look, plot, rest := _below(place, found)):
            above, place = [*above, *found], rest
    size = _reading_size(look, plot.reading, place)
    copy = explained(look, plot.reading, size, look.color("on-bleed"), path=f"{plot.path}.reading", pitch=1.45)
    words = Panel(name="reading", rect=place, copies=(copy,), anchor="top", path=f"{plot.path}.reading")
    key = _ICONS.get(plot.kind, _PIE)
    return field, [
        leaf("reading panel", panel, ground, radius=px(72), corner="tl"),
        rings("reading rings", panel, "br", look.color("thin"), ((180, 232), (104, 152), (32, 76))),
        icon("reading icon", key, panel.x + _PAD + _READING_ICON // 2 - px(6), panel.y + px(72), _READING_ICON, gold),
        Shape(name="reading line", rect=Rect(Emu(panel.x + _PAD), Emu(panel.y + px(124)), px(56), px(6)), fill=gold),
        *(text for panel in (*above, words) for text in draw_panels([panel], look.theme)),
    ]  # fmt: skip


def _below(place: Rect, panels: list[Panel]) -> Rect:
    """Return what panels at the top of a place leave of it."""
    return place.split_top(Emu(panels[-1].rect.bottom - place.y), px(8))[1]


def _leaves_room(look: Look, plot: nodes.Plot, rest: Rect) -> bool:
    """Tell whether a reading that is not small has room in what is left."""
    least = explained(look, plot.reading, _LEAST_READING, look.color("on-bleed"), path="", pitch=1.45)
    return height_for((least,), rest.width, look.theme.pitch) <= rest.height


def _reading_head(look: Look, plot: nodes.Plot, place: Rect) -> list[Panel]:
    """Return what stands over a reading, where it is no wider than the panel."""
    if not plot.reading_head:
        return []
    copy = said(look, plot.reading_head, _READING_HEAD, look.color("hi"), path=plot.path, pitch=1.1)
    rect = place.split_top(_HEAD_HIGH)[0]
    return [Panel(name="reading head", rect=rect, copies=(copy,), anchor="top")] if one_line(copy, rect.width) else []


def _key_figure(look: Look, plot: nodes.Plot, place: Rect) -> list[Panel]:
    """Return the number of the one category that is pointed at, large, and the name of that below it."""
    told = _pointed_number(plot)
    if told is None:
        return []
    name, text = told
    sizes = (size for size in _KEY_SIZES if plain_width(text, Pt(size), True, "major") <= place.width)
    size = next(sizes, 0)
    ink, gold = look.color("on-bleed"), look.color("hi")
    below = explained(look, name, _KEY_NAME, ink, path=plot.path, bold=True, pitch=1.2)
    if not size or not one_line(below, place.width):
        return []
    number = said(look, text, size, gold, path=plot.path, pitch=1.1)
    high, low = (Emu(height_for((copy,), place.width, look.theme.pitch) + px(2)) for copy in (number, below))
    top, rest = place.split_top(high, Emu(0))
    return [
        Panel(name="reading key", rect=top, copies=(number,), anchor="top", path=plot.path),
        Panel(name="reading key name", rect=rest.split_top(low)[0], copies=(below,), anchor="top", path=plot.path),
    ]


def _pointed_number(plot: nodes.Plot) -> tuple[str, str] | None:
    """Return the one category of one series that is pointed at, and its number; a sector says its share itself."""
    if len(plot.series) != 1 or len(plot.strong) != 1 or plot.kind in ("pie", "doughnut", "scatter"):
        return None
    found = [
        value for name, value in zip(plot.categories, plot.series[0].values, strict=True) if name == plot.strong[0]
    ]
    if len(found) != 1 or found[0] is None:
        return None
    return plot.strong[0], written(found[0], code_of(plot))


def _reading_size(look: Look, text: str, place: Rect) -> float:
    """Return the largest size at which a reading has room."""
    for size in _READING_SIZES:
        copy = explained(look, text, size, look.color("ink"), path="", pitch=1.45)
        if height_for((copy,), place.width, look.theme.pitch) <= place.height and whole_words(copy, place.width):
            return size
    return _READING_SIZES[-1]
