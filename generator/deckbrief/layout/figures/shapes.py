"""What figures are drawn with: leaf cards, quarter rings, discs, seals, icons, dots. Docs: docs/look.md.

Each gives items of a frame, placed in EMU; `px` turns the look's own pixels (a slide is 1,280 wide) into these.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil, hypot, sqrt
from typing import Any, Final, Literal

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.record import replace
from deckbrief.layout.figures.kit import LARGE, TEXT, Look, Panel, draw_panels
from deckbrief.layout.frame import Group, Outline, Shape, Stroke, Text
from deckbrief.layout.icon import icon_outlines
from deckbrief.layout.path import Pen, Point, on_circle, quarter_rings
from deckbrief.layout.text.fit import Copy
from deckbrief.layout.text.line_boxes import line_boxes
from deckbrief.ooxml.colors import contrast, luminance
from deckbrief.theme.theme import PLAIN, Color

Corner = Literal["tl", "tr", "bl", "br"]

LEAF: Final = px(56)
BAR_LEAF: Final = px(44)
"""Radius of a leaf's round corner: of cards from 160 px in height on, of bars."""
_FINE: Final = px(1)
"""Half the width of a line that leads from words to what they are about."""
TWO_TONE: Final = px(40)
"""Icons smaller than this are filled; larger ones have two tones."""
TONE: Final = 0.2
"""How much of an icon's colour its tone shows."""
RINGS: Final = ((96, 124), (40, 68))
"""Inner and outer radii of the two rings in the corner of a coloured surface, in px."""
_CLEAR: Final = px(12)
_LEAST_RINGS: Final = px(48)
"""Rings in the corner of a card keep so far from its words; smaller ones are left away."""
_RING_ROLES: Final = ("ring-a", "ring-b", "ring-c", "ring-d")
_TICK: Final = ((0.1, 0.53), (0.23, 0.4), (0.41, 0.575), (0.78, 0.2), (0.91, 0.33), (0.41, 0.84))
"""Corners of a tick, as shares of its square."""
_DARKER: Final = 0.3
_FAINT: Final = 0.09
"""How much of rings on a surface shows: of darker ones, of such in the words' colour."""
_FULL: Final = 100_000
_TURNS: Final[dict[Corner, tuple[int, bool]]] = {
    "tr": (0, False),
    "tl": (0, True),
    "bl": (180, False),
    "br": (180, True),
}
"""How a leaf is turned, and whether it is mirrored, for its corner."""


def leaf(name: str, rect: Rect, fill: Color | None, *, radius: int = LEAF, corner: Corner = "tr", **more: Any) -> Shape:
    """Return a rectangle with one round corner. Text belongs beside it, in a shape of its own: a leaf may be turned.

    `more` are fields of the shape: `shadow`, `stroke`, `path`, `click`, `link` …
    """
    share = round(radius * _FULL / max(1, min(rect.width, rect.height)))
    rotation, flip = _TURNS[corner]
    return Shape(
        name=name,
        rect=rect,
        geometry="round1Rect",
        adjust=(("adj", min(share, _FULL // 2)),),
        fill=fill,
        rotation=rotation,
        flip=flip,
        **more,
    )


def card(name: str, rect: Rect, look: Look, *, radius: int = LEAF, corner: Corner = "tr", **more: Any) -> Shape:
    """Return a leaf in the colour of cards, with a soft shadow below it."""
    return leaf(name, rect, look.color("card"), radius=radius, corner=corner, shadow=True, **more)


def drawn(name: str, pen: Pen, fill: Color | None, **more: Any) -> Shape:
    """Return what a pen has drawn as a shape."""
    rect, outline = pen.outline()
    return Shape(name=name, rect=rect, outline=outline, fill=fill, **more)


def rounded_corner(name: str, rect: Rect, radius: int, look: Look) -> Shape:
    """Return what covers the upper right corner of a table, which cannot be round itself, so that it looks so."""
    x, y, edge = rect.right, rect.y, px(2)  # over the line along the table's edge too
    pen = Pen().move(x - radius, y - edge).line((x + edge, y - edge), (x + edge, y + radius), (x, y + radius))
    pen.arc((x - radius, y + radius), radius, 0, -90).close()
    return drawn(name, pen, look.color("paper"))


def ring_tones(look: Look, count: int) -> list[Color]:
    """Return the tones of so many rings round one centre, from the outermost and darkest."""
    return [look.color(_RING_ROLES[number * len(_RING_ROLES) // count]) for number in range(count)]


def rings(
    name: str,
    box: Rect,
    corner: Corner,
    color: Color,
    radii: Iterable[tuple[float, float]] = RINGS,
    bend: int = 0,
) -> Shape:
    """Return quarter rings round a corner of a box, cut off at its edges; radii in px, inner and outer.

    Where the box is a leaf whose round corner is above or below that one, `bend` is the radius of that (EMU).
    """
    rect, outline = _rings_in(box, corner, tuple([(px(inner), px(outer)) for inner, outer in radii]), bend)
    return Shape(name=name, rect=rect, outline=outline, fill=color)


@lru_cache(maxsize=256)
def _rings_in(box: Rect, corner: Corner, radii: tuple[tuple[int, int], ...], bend: int) -> tuple[Rect, Outline]:
    """Return where rings are and their outline; kept, since cards and covers have the same on many slides.

    The grid of an outline may end a step beyond the box: the rectangle does not.
    """
    rect, outline = quarter_rings(box, corner, radii, bend).outline()
    x, y = max(rect.x, box.x), max(rect.y, box.y)
    right, bottom = min(rect.right, box.right), min(rect.bottom, box.bottom)
    return Rect(x, y, Emu(right - x), Emu(bottom - y)), outline


def within(radii: Iterable[tuple[float, float]], most: int) -> list[tuple[float, float]]:
    """Radii of rings in px -> the same in proportion, the outermost at most so long (EMU)."""
    found = list(radii)
    share = min(1.0, max(0, most) / px(max(outer for _, outer in found)))
    return [(inner * share, outer * share) for inner, outer in found]


def clear_rings(
    name: str,
    box: Rect,
    corner: Corner,
    color: Color,
    texts: Iterable[Shape | Text],
    radii: Iterable[tuple[float, float]] = RINGS,
    bend: int = 0,
) -> tuple[Shape, ...]:
    """Return rings as `rings` does, made smaller where a line of the texts would run over them; none where tiny."""
    clear = clear_of(box, corner, texts, radii)
    return (rings(name, box, corner, color, clear, bend),) if clear else ()


def clear_of(
    box: Rect, corner: Corner, texts: Iterable[Shape | Text], radii: Iterable[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Radii of rings in a corner (px) -> the same, smaller where a line of the texts is near; none where tiny."""
    wanted = list(radii)
    x, y = box.right if corner[1] == "r" else box.x, box.bottom if corner[0] == "b" else box.y
    lines = [line for text in texts if text.body for line in line_boxes(text.body, text.rect)]
    if not lines:
        return wanted
    free = min(_away(x, y, line) for line in lines) - _CLEAR
    return within(wanted, round(free)) if free >= _LEAST_RINGS else []


def _away(x: int, y: int, rect: Rect) -> float:
    """Return how far a point is from a rectangle."""
    return hypot(max(rect.x - x, 0, x - rect.right), max(rect.y - y, 0, y - rect.bottom))


def watermark(
    name: str,
    box: Rect,
    corner: Corner,
    surface: Color,
    look: Look,
    radii: Iterable[tuple[float, float]] = RINGS,
    bend: int = 0,
) -> Shape:
    """Return rings that hardly show on a coloured surface, and on which its words are read as well as beside them.

    On a dark one they are darker still; on deep and on gold, where there is contrast to spare, of the words' colour.
    """
    ink, deep = look.on(surface), look.color("deep")
    dark = ink == look.color("on-hue") and surface != deep
    if dark and luminance(look.theme.hex(ink)) < luminance(look.theme.hex(surface)):  # a dark template's siblings
        deep = look.color("ink")
    wanted = deep.fade(_DARKER) if dark else ink.fade(_FAINT)
    tones = (wanted, *(plain.fade(_FAINT) for plain in PLAIN))
    tone = next((tone for tone in tones if _keeps_words(look, surface, tone)), ink.fade(0))
    return rings(name, box, corner, tone, radii, bend)


def _keeps_words(look: Look, surface: Color, tone: Color) -> bool:
    """Tell whether words and icons of a surface are read on a tone over it as well, where they are beside it."""
    seen = look.theme.seen(tone, surface)
    inks = ((look.on(surface), TEXT), (look.accent_on(surface), LARGE))
    return all(
        contrast(look.theme.hex(ink), seen) >= min(least, contrast(look.theme.hex(ink), look.theme.hex(surface)))
        for ink, least in inks
    )


def disc(name: str, x: int, y: int, radius: int, fill: Color | None, **more: Any) -> Shape:
    """Return a circle round a point."""
    return Shape(name=name, rect=around(x, y, radius), geometry="ellipse", fill=fill, **more)


def around(x: int, y: int, radius: int) -> Rect:
    """Return the square round a point whose sides are two radii long."""
    return Rect(Emu(x - radius), Emu(y - radius), Emu(2 * radius), Emu(2 * radius))


def leader(name: str, start: Point, end: Point, color: Color) -> Shape:
    """Return a fine line from a point to another, which leads from words to what they are about."""
    length = max(1.0, hypot(end[0] - start[0], end[1] - start[1]))
    x, y = (start[1] - end[1]) / length * _FINE, (end[0] - start[0]) / length * _FINE
    corners = [(start, 1), (end, 1), (end, -1), (start, -1)]
    return drawn(name, Pen().polygon([(point[0] + side * x, point[1] + side * y) for point, side in corners]), color)


def icon(name: str, key: str, x: int, y: int, size: int, color: Color) -> Group:
    """Return an icon in the square of that size round a point: two tones of one colour, small ones filled.

    Raises KeyError for a key that there is not.
    """
    outlines = icon_outlines(key)
    box = around(x, y, size // 2)
    members: tuple[Shape, ...]
    if size < TWO_TONE:
        members = (Shape(name=f"{name} shape", rect=box, outline=outlines.solid, fill=color),)
    else:
        members = (
            Shape(name=f"{name} tone", rect=box, outline=outlines.tone, fill=color.fade(TONE)),
            Shape(name=f"{name} lines", rect=box, outline=outlines.lines, fill=color),
        )
    return Group(name=name, rect=box, items=tuple(shape for shape in members if shape.outline and shape.outline.data))


def quote_mark(name: str, x: int, y: int, height: int, color: Color) -> Shape:
    """Return an opening quotation mark with its upper left corner there: two balls, each with a tail that rises."""
    pen = Pen()
    for left in (x, x + height * 0.78):
        ball, center = height * 0.29, (left + height * 0.3, y + height * 0.71)
        start = -72.0
        pen.move(center[0] - ball, center[1])
        pen.curve((left, y + height * 0.36), (left + height * 0.3, y + height * 0.1), (left + height * 0.66, y))
        pen.line((left + height * 0.7, y + height * 0.09))
        top = on_circle(center, ball, start)
        pen.curve((left + height * 0.5, y + height * 0.17), (left + height * 0.37, y + height * 0.3), top)
        pen.arc(center, ball, start, 180 - start).close()
    return drawn(name, pen, color)


def tick(name: str, x: int, y: int, size: int, color: Color) -> Shape:
    """Return a bold tick in the square of that size round a point."""
    pen = Pen()
    pen.polygon([(x + (across - 0.5) * size, y + (down - 0.5) * size) for across, down in _TICK])
    return drawn(name, pen, color)


def icon_disc(
    name: str, key: str, x: int, y: int, radius: int, seat: Color, color: Color, share: float = 0.62
) -> tuple[Shape, Group]:
    """Return an icon on a disc; its size is `share` of the disc's."""
    return disc(f"{name} seat", x, y, radius, seat), icon(name, key, x, y, round(2 * radius * share), color)


def seal(look: Look, name: str, x: int, y: int, size: int, copy: Copy) -> tuple[Shape, Shape]:
    """Return a seal with its upper left corner there: a square of the hue, a fine white line in it, one character.

    Raises DoesNotFit where the copy does not fit at its floor.
    """
    rect = Rect(Emu(x), Emu(y), Emu(size), Emu(size))
    corner = size * 8 // 88
    inner = rect.inset(size * 6 // 88)
    white = look.on(look.color("hue"))
    panel = Panel(
        name=name, rect=rect, copies=(replace(copy, align="center", color=white),), geometry="roundRect",
        radius=Emu(corner), fill=look.color("hue"), path=copy.path,
    )  # fmt: skip
    (face,) = draw_panels([panel], look.theme)
    assert isinstance(face, Shape), "it is filled"
    line = Shape(
        name=f"{name} line",
        rect=inner,
        geometry="roundRect",
        adjust=(("adj", corner * _FULL // 2 // max(1, inner.width)),),
        stroke=Stroke(white, Pt(1.5)),
    )
    return face, line


def dots(name: str, centers: Sequence[Point], radius: float, color: Color) -> Shape:
    """Return discs of one size as a single shape."""
    pen = Pen()
    for center in centers:
        pen.circle(center, radius)
    return drawn(name, pen, color)


def dot_field(name: str, box: Rect, count: int, color: Color) -> Shape:
    """Return `count` discs, one for each unit, in rows that fill the box as well as they can, from its upper left."""
    columns = _columns(box, count)
    step = min(box.width / columns, box.height / ceil(count / columns))
    left = box.x - step * (0.5 - 9 / 28)
    middles = [
        (left + step * (index % columns + 0.5), box.y + step * (index // columns + 0.5)) for index in range(count)
    ]
    return dots(name, middles, step * 9 / 28, color)


def _columns(box: Rect, count: int) -> int:
    """Return into how many columns that many discs go so that they are as large as can be; better of full rows."""
    near = max(1, round(sqrt(count * box.width / max(1, box.height))))
    tried = range(max(1, near - 2), near + 3)

    def rank(columns: int) -> tuple[float, bool]:
        step = min(box.width / columns, box.height / ceil(count / columns))
        return round(step / box.width, 3), count % columns == 0

    return max(tried, key=rank)
