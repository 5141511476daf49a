"""Numbers of which one goes to others: circles whose areas are to scale, joined by arrows and the word for what leads
there. Only what the content links is joined, and only numbers of one unit are drawn to one scale.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot, sqrt
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Number, name_in
from deckbrief.layout.figures.amount import amount_copies
from deckbrief.layout.figures.connectors import connector
from deckbrief.layout.figures.kit import (
    Look,
    Names,
    Panel,
    cuts_no_word,
    draw_panels,
    explained,
    grouped,
    one_line,
    said,
)
from deckbrief.layout.figures.shapes import around
from deckbrief.layout.frame import AnyItem, Shape, Stroke
from deckbrief.layout.preset import site
from deckbrief.layout.text.fit import Copy, DoesNotFit, height_for, natural_width
from deckbrief.theme.theme import Align, Color

MOST: Final = 4
"""More targets are not drawn as circles."""
_LEAST_LINK: Final = px(96)
_GAP: Final = px(24)
_STARTS: Final = {1: (6,), 2: (7, 5), 3: (7, 6, 5), 4: (7, 6, 6, 5)}
"""Sites of the source's circle, by the number of its targets: upper right, right, lower right."""
_LEFT: Final = 2
_UPPER_LEFT: Final = 1
"""The sites of a circle where arrows end: at its left, or of a single target at its upper left."""
_MOST_OF_SIDE: Final = 0.72
"""Share of the shorter side of the box that the larger of two circles takes at most."""
_MOST_RADIUS: Final = px(230)
_INSIDE: Final = ((0.7, 0.71), (0.8, 0.6), (0.86, 0.5), (0.6, 0.8))
"""Half widths and heights, in radii, of rectangles in a circle."""
_SIZES: Final = (150, 112, 92, 76, 66, 56, 48, 44, 40, 36, 34, 30, 28, 26, 24)
_LABELS: Final = (28, 26, 24, 22, 20, 18, 17, 16)
_SMALL: Final = px(22)
"""Circles with smaller radii would be no areas that are compared."""
_TO_NUMBER: Final = 0.5
"""Words are at most so large, compared with their number."""
_SURE: Final = 0.92
_MOST_ASIDE: Final = 66
_SLOT: Final = {1: px(180), 2: px(150), 3: px(120), 4: px(104)}
"""Height that words beside each of so many circles have at least."""
_BESIDE: Final = px(250)
"""Room beside circles into which their words do not go."""


@record
class Links:
    """A number, those that it goes to, and the others."""

    source: Number
    targets: tuple[Number, ...]
    others: tuple[Number, ...]


def links_of(numbers: Sequence[Number]) -> Links | None:
    """Return which of the numbers goes to which; None where none does, or to more than are drawn so."""
    for number in numbers:
        targets = tuple(other for other in numbers if other is not number and name_in(other.path) in number.feeds)
        if 1 <= len(targets) <= MOST and number.value > 0 and all(target.value > 0 for target in targets):
            joined = (number, *targets)
            return Links(number, targets, tuple(other for other in numbers if other not in joined))
    return None


@record(kw_only=True)
class _Circle:
    """A number's circle: its middle, its radius, its words, and whether these stand in it or at its right."""

    number: Number
    x: int
    y: int
    radius: int
    fill: Color
    size: float = 0
    label: float = 0
    part: tuple[float, float] = (0.8, 0.6)
    inside: bool = True
    room: Rect | None = None
    """Where words stand that are not in it, if that is not at its right."""


def circles(look: Look, names: Names, links: Links, box: Rect, reveal: bool) -> list[AnyItem]:
    """Return the source's circle at the left, its targets at the right one below the other, and what joins them.

    Raises DoesNotFit where words have no room.
    """
    placed = _placed(look, links, box)
    texts = draw_panels([_panel(look, names, circle, box) for circle in placed], look.theme)
    shapes = [
        Shape(
            name=names(circle.number.label, "circle"), rect=around(circle.x, circle.y, circle.radius),
            geometry="ellipse", fill=circle.fill, path=circle.number.path,
        )
        for circle in placed
    ]  # fmt: skip
    first, *others = [
        grouped(names(circle.number.label), [shape, text], circle.number.path, 0)
        for circle, shape, text in zip(placed, shapes, texts, strict=True)
    ]
    stroke = Stroke(look.color("ink"), Pt(2.5))
    starts, end = _sites(placed)
    lines = [
        connector(names(circle.number.label, "arrow"), shapes[0], start, shape, end, stroke)
        for circle, shape, start in zip(placed[1:], shapes[1:], starts, strict=True)
    ]
    clicks = range(1, len(others) + 1)
    told = [
        replace(grouped(names(circle.number.label, "with arrow"), [line, group], circle.number.path, 0),
                click=click if reveal else 0)
        for circle, line, group, click in zip(placed[1:], lines, others, clicks, strict=True)
    ]  # fmt: skip
    return [first, *_verb(look, names, links, placed), *told]


# Where circles stand ------------------------------------------------------------------------------------------------


def _placed(look: Look, links: Links, box: Rect) -> list[_Circle]:
    """Return circles with areas to scale, as large as the box allows; the first and the last reach its edges."""
    numbers = (links.source, *links.targets)
    one_unit = len({number.after for number in numbers}) == 1
    share = [sqrt(number.value) if one_unit else 1.0 for number in numbers]
    link = max(_LEAST_LINK, _verb_width(look, links.source.verb) + px(48))
    if len(links.targets) == 1:
        return _on_diagonal(look, links, box, share)
    beside = 0
    for _ in range(2):
        radii = _radii(share, box, link, beside)
        circles = _in_box(look, links, box, radii, beside)
        if all(circle.inside for circle in circles[1:]):
            break
        if beside:
            circles = [circles[0], *_aside(look, circles[1:], box)]
        beside = min(_BESIDE, box.width * 32 // 100)
    if min(radii) < _SMALL or not circles[0].inside:
        raise DoesNotFit(
            numbers[0].path, numbers[0].label, (box.width, box.height), (Emu(box.width * 2), Emu(box.height * 2))
        )
    return circles


def _on_diagonal(look: Look, links: Links, box: Rect, share: Sequence[float]) -> list[_Circle]:
    """Return two circles in opposite corners, as large as the way between them allows. Raises DoesNotFit."""
    unit = _MOST_OF_SIDE * min(box.width, box.height) / 2 / max(share)
    while unit > 1:
        first, last = (round(each * unit) for each in share)
        away = hypot(box.width - first - last, box.height - first - last)
        if away >= first + last + max(_LEAST_LINK, _verb_width(look, links.source.verb) + px(64)):
            break
        unit *= 0.97
    circles = [
        _circle(look, links.source, box.x + first, box.y + first, first, look.color("hue")),
        _circle(look, links.targets[0], box.right - last, box.bottom - last, last, _fills(look, links)[0]),
    ]
    rooms = _free_corners(circles, box)
    circles = [
        circle if circle.inside else _in_corner(look, circle, room) for circle, room in zip(circles, rooms, strict=True)
    ]
    if min(first, last) < _SMALL or not all(circle.size for circle in circles):
        raise DoesNotFit(
            links.source.path, links.source.label, (box.width, box.height), (Emu(box.width * 2), Emu(box.height * 2))
        )
    return circles


def _free_corners(circles: Sequence[_Circle], box: Rect) -> tuple[Rect, Rect]:
    """Return the room right of the first circle, above the second one, and left of the second, below the first one."""
    first, last = circles
    x, y = first.x + first.radius + _GAP, last.y - last.radius
    high = round(1.6 * first.radius)
    above = Rect(Emu(x), box.y, Emu(last.x - last.radius - _GAP - x), Emu(max(1, high)))
    if y - box.y > high:
        above = Rect(above.x, above.y, Emu(box.right - x), above.height)
    right = last.x - last.radius - _GAP
    top = max(first.y + first.radius + px(8), last.y - round(0.6 * last.radius))
    return above, Rect(box.x, Emu(top), Emu(right - box.x), Emu(max(1, box.bottom - top)))


def _in_corner(look: Look, circle: _Circle, room: Rect) -> _Circle:
    """Return a circle with its words in that room, as large as they can be; of size 0 where they have none."""
    for size in (size for size in _SIZES if size <= _MOST_ASIDE):
        for label in (each for each in _LABELS if each <= max(20, size * _TO_NUMBER)):
            if _fits(look, _copies(look, circle.number, size, label, circle.fill, False), room.width, room.height):
                return replace(circle, size=size, label=label, room=room)
    return replace(circle, size=0)


def _radii(share: Sequence[float], box: Rect, link: int, beside: int) -> list[int]:
    """Return radii in those proportions, as large as the box allows."""
    source, targets = share[0], share[1:]
    gaps = _GAP * (len(targets) - 1)
    across = (box.width - link - beside) / (2 * source + 2 * max(targets))
    down = (box.height - gaps) / max(2 * sum(targets), 2 * source)
    unit = min(across, down, _MOST_RADIUS / max(share))
    while (
        beside and unit > 1 and sum(max(2 * each * unit, _SLOT[len(targets)]) for each in targets) + gaps > box.height
    ):
        unit *= 0.95
    return [round(each * unit) for each in share]


def _in_box(look: Look, links: Links, box: Rect, radii: Sequence[int], beside: int) -> list[_Circle]:
    source, targets = radii[0], radii[1:]
    count = len(targets)
    widest = max(targets)
    slots = [max(2 * radius, _SLOT[len(targets)] if beside else 0) for radius in targets]
    used = sum(slots)
    air = min((box.height - used) / (count - 1), px(96)) if count > 1 else 0
    top = box.y + (box.height - used - air * (count - 1)) / 2
    circles = [_circle(look, links.source, box.x + source, box.center_y, source, look.color("hue"))]
    fills = _fills(look, links)
    for place, (number, radius, fill, slot) in enumerate(zip(links.targets, targets, fills, slots, strict=True)):
        inward = round((place % 2) * min(px(32), widest - radius + px(16))) if count > 1 else 0
        x = box.right - beside - widest - (0 if beside else inward)
        circles.append(_circle(look, number, x, round(top + slot / 2), radius, fill))
        top += slot + air
    return circles


def _fills(look: Look, links: Links) -> list[Color]:
    """Return the targets' colours: gold for the one to look at, else for the first of several; deep for the others."""
    marked = any(number.highlight for number in (links.source, *links.targets))
    gold, deep = look.color("gold"), look.color("deep")
    return [gold if number.highlight and marked else deep for number in links.targets]


def _circle(look: Look, number: Number, x: int, y: int, radius: int, fill: Color) -> _Circle:
    """Return a circle with the largest number and words that have room in it; else they go beside it."""
    if number.highlight:
        fill = look.color("gold")
    empty = _Circle(number=number, x=x, y=y, radius=radius, fill=fill)
    for size in _SIZES:
        for label in (each for each in _LABELS if each <= max(20, size * _TO_NUMBER)):
            for part in _INSIDE:
                copies = _copies(look, number, size, label, fill, True)
                if _fits(look, copies, round(2 * radius * part[0]), round(2 * radius * part[1])):
                    return replace(empty, size=size, label=label, part=part)
    return replace(empty, inside=False)


def _fits(look: Look, copies: Sequence[Copy], width: int, height: int) -> bool:
    """Tell whether a number has room on its line there, and its words below it, none of them cut."""
    return (
        one_line(copies[-2], round(width * _SURE))
        and cuts_no_word(copies[-1], width, look.theme)
        and height_for(copies, Emu(width), look.theme.pitch) <= height
    )


def _aside(look: Look, circles: Sequence[_Circle], box: Rect) -> list[_Circle]:
    """Return circles whose words stand at their right, all of one size, the largest for which there is room."""
    high = min(box.height // len(circles) - px(8), _SLOT[len(circles)])
    for size in (size for size in _SIZES if size <= _MOST_ASIDE):
        for label in (each for each in _LABELS if each <= max(20, size * _TO_NUMBER)):
            if all(
                _fits(look, _copies(look, each.number, size, label, each.fill, False), _room(each, box), high)
                for each in circles
            ):
                return [replace(each, size=size, label=label, inside=False) for each in circles]
    return [replace(each, size=_SIZES[-1], label=_LABELS[-1], inside=False) for each in circles]


def _room(circle: _Circle, box: Rect) -> int:
    """Return how wide words at a circle's right may be."""
    return box.right - circle.x - circle.radius - px(16)


def _copies(look: Look, number: Number, size: float, label: float, fill: Color, inside: bool) -> tuple[Copy, ...]:
    ink = look.on(fill) if inside else look.color("ink")
    large = ink if inside else look.color("hue")
    amount = amount_copies(look, number, size, large, large, "before")
    words = explained(
        look, number.label, label, ink, path=number.path, bold=True, pitch=1.2, align="center" if inside else "left"
    )
    lines = (*amount, words)
    return tuple(replace(copy, align="center") for copy in lines) if inside else lines


def _panel(look: Look, names: Names, circle: _Circle, box: Rect) -> Panel:
    """Return the words of a circle, in it or at its right."""
    number, radius = circle.number, circle.radius
    copies = _copies(look, number, circle.size, circle.label, circle.fill, circle.inside)
    if circle.inside:
        across, down = round(radius * circle.part[0]), round(radius * circle.part[1])
        place = Rect(Emu(circle.x - across), Emu(circle.y - down), Emu(2 * across), Emu(2 * down))
    elif circle.room:
        later = circle.room.x < circle.x
        copies = tuple(replace(copy, align="right" if later else "left") for copy in copies)
        return Panel(
            name=names(number.label, "words"), rect=circle.room, copies=copies, path=number.path,
            anchor="bottom" if later else "top",
        )  # fmt: skip
    else:
        left = circle.x + radius + px(16)
        high = height_for(copies, Emu(box.right - left), look.theme.pitch) + px(2)
        top = min(max(circle.y - high // 2, box.y), box.bottom - high)
        place = Rect(Emu(left), Emu(top), Emu(box.right - left), Emu(high))
    return Panel(name=names(number.label, "words"), rect=place, copies=copies, path=number.path)


# What joins them ----------------------------------------------------------------------------------------------------


def _verb_copy(look: Look, verb: str, size: float = 24) -> Copy:
    return said(look, verb, size, look.color("hue"), path="", align="center", pitch=1.1)


def _verb_width(look: Look, verb: str) -> int:
    return natural_width(_verb_copy(look, verb)) if verb else 0


def _verb(look: Look, names: Names, links: Links, placed: Sequence[_Circle]) -> Iterator[AnyItem]:
    """Yield the word for what leads to the targets: between two arrows, or above a single one."""
    source = placed[0]
    verb = links.source.verb
    if not verb:
        return
    left = source.x + source.radius
    nearest = min(circle.x - circle.radius for circle in placed[1:])
    sizes = (size for size in (34, 30, 28, 26) if natural_width(_verb_copy(look, verb, size)) < (nearest - left) // 2)
    copy = replace(_verb_copy(look, verb, next(sizes, 24)), path=links.source.path)
    high = height_for((copy,), px(2000), look.theme.pitch) + px(4)
    if len(placed) == 2:
        yield from _above(look, names, copy, placed, high)
        return
    y = _free_height(source, placed[1:], high)
    place = Rect(Emu(left + px(8)), Emu(y - high // 2), Emu(nearest - left - px(16)), Emu(high))
    (text,) = draw_panels([Panel(name=names("verb"), rect=place, copies=(copy,), path=links.source.path)], look.theme)
    yield text


def _above(look: Look, names: Names, copy: Copy, placed: Sequence[_Circle], high: int) -> Iterator[AnyItem]:
    """Yield the word above the middle of a single arrow, which goes down to the right."""
    source, target = placed
    starts, stop = _sites(placed)
    begin, end = (
        site("ellipse", around(circle.x, circle.y, circle.radius), at)
        for circle, at in ((source, starts[0]), (target, stop))
    )
    x, y = (begin[0] + end[0]) // 2, (begin[1] + end[1]) // 2
    wide = natural_width(copy) + px(8)
    above = Rect(Emu(x + px(10)), Emu(y - high - px(2)), Emu(wide), Emu(high))
    below = Rect(Emu(x - px(10) - wide), Emu(y + px(2)), Emu(wide), Emu(high))
    tried = [above, below, above.moved(-wide // 2, 0), below.moved(wide // 2, 0), above.moved(0, -high)]
    place = next((each for each in tried if not any(_meets(each, circle) for circle in placed)), above)
    align: Align = "left" if place.y < y else "right"
    (text,) = draw_panels(
        [Panel(name=names("verb"), rect=place, copies=(replace(copy, align=align),), path=copy.path)], look.theme
    )
    yield text


def _meets(rect: Rect, circle: _Circle) -> bool:
    """Tell whether a rectangle comes near to a circle."""
    x = min(max(circle.x, rect.x), rect.right)
    y = min(max(circle.y, rect.y), rect.bottom)
    return hypot(x - circle.x, y - circle.y) < circle.radius + px(4)


def _sites(placed: Sequence[_Circle]) -> tuple[tuple[int, ...], int]:
    """Return the sites at which arrows leave the source, and the one at which they end: clear of words beside it."""
    source, *targets = placed
    if len(targets) > 1:
        return _STARTS[len(targets)], _LEFT
    (target,) = targets
    steep = target.x - source.x < _STEEP * (target.y - source.y)
    start = _DIAGONAL if steep or not source.inside else _STARTS[1]
    return start, _UPPER_LEFT if steep or not target.inside else _LEFT


_DIAGONAL: Final = (5,)
_STEEP: Final = 2.5
"""Arrows that go less far down than a share of their way to the right leave a circle at its right."""


def _height_at(x: int, source: _Circle, target: _Circle, start: int) -> float:
    """Return how high the arrow from a site of the source to the target's left is at `x`."""
    begin_x, begin_y = site("ellipse", around(source.x, source.y, source.radius), start)
    return begin_y + (target.y - begin_y) * (x - begin_x) / max(1, target.x - target.radius - begin_x)


def _free_height(source: _Circle, targets: Sequence[_Circle], high: int) -> int:
    """Return where a word stands that no arrow crosses: between the two in the middle, above where there is one."""
    x = (source.x + source.radius + min(circle.x - circle.radius for circle in targets)) // 2
    heights = [
        _height_at(x, source, circle, start) for circle, start in zip(targets, _STARTS[len(targets)], strict=True)
    ]
    gaps = [(after - before, round((before + after) / 2)) for before, after in pairwise(heights)]
    roomy = [at for gap, at in gaps if gap >= high + px(8)]
    return min(roomy, key=lambda at: abs(at - source.y)) if roomy else round(heights[0] - high / 2) - px(8)
