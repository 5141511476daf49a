"""Map: pins on a picture that is supplied, and what stands at each: at both sides with lines, or in a numbered list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.length import points as points_of
from deckbrief.base.message import msg
from deckbrief.draft.nodes import Node
from deckbrief.draft.spots import Image as Ground
from deckbrief.layout.figures.callouts import Side, away_from, callouts, sides_of, starts_of, uncrossed
from deckbrief.layout.figures.cells import Cell, are_legible, set_cells
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import Look, Names, Panel, alt_text, bounds, draw_panels, grouped, members_of, said
from deckbrief.layout.figures.reading import as_they_stand
from deckbrief.layout.figures.shapes import around, card, disc
from deckbrief.layout.figures.steps import lead_above
from deckbrief.layout.frame import AnyItem, Image, Shape, Stroke
from deckbrief.layout.path import Point
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.theme.theme import Color, Theme

KIND: Final = FigureKind(whole=True, many="checklist", few=0, lead=False)

_MOST: Final = 10
_BESIDE: Final = 0.34
"""Share of the width that the rows take beside the picture."""
_GAP: Final = px(20)
_ROW_AIR: Final = px(10)
_PIN: Final = px(22)
_LEAST_PIN: Final = px(15)
_SEAT: Final = px(19)
_EDGE: Final = Pt(3)
_MARGIN: Final = px(6)
_TALLEST: Final = px(172)
_SHARES: Final = (0.165, 0.2, 0.235)
"""Shares of the width that words have at each side of the picture;"""
_LEAST: Final = ((24, 18), (20, 16))
"""the least sizes of names and of what explains them there, the better ones first;"""
_MOST_BESIDE: Final = 4
"""and how many stand above each other."""
_DOT: Final = px(13)
_HIGH: Final = 0.76
"""Share of the stage's height that a figure has."""

_Map = tuple[Image, list[list[AnyItem]], list[list[AnyItem]]]
"""The picture, the pin of each part, and what stands there."""


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its picture with a pin for each part, and what stands there, a click for both with `reveal`.

    Names stand at both sides of the picture, and lines lead from them to the pins; where they have no room there, or a
    line would run over another pin, pins have numbers and a list beside the picture tells them.

    Raises CannotDraw without a picture, for a part without a place or more than ten, DoesNotFit where a text does not
    fit at the floor.
    """
    parts, ground = members_of(node), node.on.image
    if ground is None or not 1 <= len(parts) <= _MOST or any(part.spot.at is None for part in parts):
        raise CannotDraw(msg("a map needs a picture, `map`, and one to ten parts with their `at`"))
    look = Look(theme, node.accent or 1)
    names = Names("map")
    lead, place = lead_above(look, node, box)
    found = _beside_pins(look, names, ground, parts, place)
    picture, pins, told = _higher(found, look, ground, parts, place)
    clicks = range(1, len(parts) + 1) if reveal else [0] * len(parts)
    groups = zip(parts, pins, told, clicks, strict=True)
    pinned, rows = [], []
    for part, pin, words, click in groups:
        pinned.append(grouped(names(part.label, "pin"), pin, part.path, click))
        rows.append(grouped(names(part.label), words, part.path, click))
    cards = [next((item for item in words if item.name.endswith("card")), words[0]) for words in told]
    read = [next(number for number, card in enumerate(cards) if card is each) for each in as_they_stand(cards)]
    return Drawing(
        (*lead, picture, *as_they_stand(pinned), *(rows[number] for number in read)),
        " ".join(filter(None, (ground.alt, alt_text(node)))),
        len(parts) if reveal else 0,
    )


def _higher(found: _Map | None, look: Look, ground: Ground, parts: Sequence[Node], place: Rect) -> _Map:
    """Return what was found; a list where nothing was, or where it leaves the stage empty that a list would fill."""
    if found and _height(found) >= place.height * _HIGH:
        return found
    try:
        listed = _listed(look, Names("map"), ground, parts, place)
    except DoesNotFit:
        if found:
            return found
        raise
    return found if found and _height(found) >= _height(listed) else listed


def _height(found: _Map) -> int:
    picture, _, told = found
    whole = bounds([picture.rect, *(words[0].rect for words in told)])
    return whole.height


def _beside_pins(look: Look, names: Names, ground: Ground, parts: Sequence[Node], place: Rect) -> _Map | None:
    """Return the picture with plain pins, and the words at both sides of it; None where these have no room."""
    name = names("picture")
    for share, least in ((share, least) for least in _LEAST for share in _SHARES):
        left, field, right = sides_of(place, share)
        if len(parts) == 1:
            field = Rect(left.x, field.y, Emu(field.right - left.x), field.height)
        whole, picture = _picture(ground, parts, field, name, middle=len(parts) > 1)
        radius = min(_DOT, _radius(parts, whole))
        spots = [_inside(whole, part, radius) for part in parts]
        points = [(float(x), float(y)) for x, y in spots]
        across = sorted(range(len(parts)), key=lambda number: (points[number][0], number))
        half = len(parts) // 2
        if max(half, len(parts) - half) > _MOST_BESIDE:
            return None
        halves = Side(left, across[:half], right=False), Side(right, across[half:], right=True)
        sides = [uncrossed(side, points) for side in halves]
        if _run_over(points, sides, radius + px(4)):
            continue
        try:
            told = callouts(look, Names("map"), parts, points, sides, radius + points_of(_EDGE) // 2)
        except DoesNotFit:
            continue
        if not are_legible((one.text for one in told), least):
            continue
        edge = Stroke(look.color("card"), _EDGE)
        pins: list[list[AnyItem]] = [
            [disc(names(part.label, "seat"), *spot, radius, _fill(look, part), stroke=edge)]
            for part, spot in zip(parts, spots, strict=True)
        ]
        return picture, pins, [[one.card, one.text, one.line] for one in told]
    return None


def _run_over(points: Sequence[Point], sides: Sequence[Side], clear: int) -> bool:
    """Tell whether the line of a part runs over the pin of another."""
    return any(
        away_from(point, start, points[number]) < clear
        for number, start in starts_of(sides).items()
        for other, point in enumerate(points)
        if other != number
    )


def _listed(look: Look, names: Names, ground: Ground, parts: Sequence[Node], place: Rect) -> _Map:
    """Return the picture with numbered pins, and a row for each of them beside it."""
    right = round(place.width * _BESIDE)
    field, beside = place.split_left(place.width - right - _GAP, _GAP)
    shown, picture = _picture(ground, parts, field, names("picture"))
    beside = Rect(
        Emu(picture.rect.right + _GAP), beside.y, Emu(beside.right - picture.rect.right - _GAP), beside.height
    )
    rows = _rows(beside, len(parts))
    radius = _radius(parts, shown)
    pins = [_pin(look, names, part, shown, number, radius) for number, part in enumerate(parts, 1)]
    cells = [
        Cell(
            name=names(part.label, "words"), node=part, ink=look.color("ink"), soft=look.color("muted"),
            room=row.inset(2 * _SEAT + px(28), px(6), px(16), px(6)),
        )
        for part, row in zip(parts, rows, strict=True)
    ]  # fmt: skip
    told: list[list[AnyItem]] = []
    for number, (part, row, text) in enumerate(zip(parts, rows, set_cells(look, cells, 34), strict=True), 1):
        middle = around(row.x + _SEAT + px(14), row.center_y, min(_SEAT, row.height // 2 - px(2)))
        seat = _number(look, names, part, middle, number, _fill(look, part))
        told.append([card(names(part.label, "card"), row, look, radius=px(32), path=part.path), *seat, text])
    return picture, pins, told


def _fill(look: Look, part: Node) -> Color:
    return look.color("gold" if part.highlight else "hue")


def _rows(box: Rect, count: int) -> list[Rect]:
    """Return the rows beside the picture, spread over its height; few of them stand together."""
    high = min((box.height - _ROW_AIR * (count - 1)) // count, _TALLEST)
    return Rect(box.x, box.y, box.width, Emu(high * count + _ROW_AIR * (count - 1))).rows(count, _ROW_AIR)


def _picture(
    ground: Ground, parts: Sequence[Node], field: Rect, name: str, *, middle: bool = False
) -> tuple[Rect, Image]:
    """Return where the whole picture would lie, and what is shown of it: at the field's left, or in its `middle`.

    It is cut to its field where all points stay in it; else all of it is shown.
    """
    whole = _laid(ground, field, cover=True, parts=parts)
    rect = field
    if ground.fit == "whole" or not _all_in(whole, field, parts):
        whole = rect = _laid(ground, field, cover=False, parts=parts, middle=middle)
    crop = (
        (rect.x - whole.x) / whole.width, (rect.y - whole.y) / whole.height,
        (whole.right - rect.right) / whole.width, (whole.bottom - rect.bottom) / whole.height,
    )  # fmt: skip
    shares = tuple(round(max(0.0, share), 5) for share in crop)
    image = Image(
        name=name, rect=rect, alt=ground.alt, path=ground.path, data=ground.data,
        media_type=ground.media_type, crop=(shares[0], shares[1], shares[2], shares[3]),
    )  # fmt: skip
    return whole, image


def _laid(ground: Ground, field: Rect, *, cover: bool, parts: Sequence[Node], middle: bool = False) -> Rect:
    """Return the whole picture, as large as it covers the field round the middle of its points, or lies in it."""
    scales = field.width / ground.width, field.height / ground.height
    scale = max(scales) if cover else min(scales)
    width, height = round(ground.width * scale), round(ground.height * scale)
    spots = [part.spot.at or (0.5, 0.5) for part in parts]
    center = [(min(values) + max(values)) / 2 for values in zip(*spots, strict=True)]
    if not cover:
        left = field.x + (field.width - width) // 2 if middle else field.x
        return Rect(Emu(left), Emu(field.y + (field.height - height) // 2), Emu(width), Emu(height))
    x = min(max(round(field.center_x - center[0] * width), field.right - width), field.x)
    y = min(max(round(field.center_y - center[1] * height), field.bottom - height), field.y)
    return Rect(Emu(x), Emu(y), Emu(width), Emu(height))


def _at(whole: Rect, part: Node) -> tuple[int, int]:
    x, y = part.spot.at or (0.5, 0.5)
    return round(whole.x + x * whole.width), round(whole.y + y * whole.height)


def _all_in(whole: Rect, field: Rect, parts: Sequence[Node]) -> bool:
    inner = field.inset(_PIN + _MARGIN)
    return all(
        inner.x <= x <= inner.right and inner.y <= y <= inner.bottom for x, y in (_at(whole, part) for part in parts)
    )  # fmt: skip


def _radius(parts: Sequence[Node], whole: Rect) -> int:
    """Return the pins' radius: as large as near ones do not meet, not below the least."""
    spots = [_at(whole, part) for part in parts]
    near = min(
        (max(abs(x - u), abs(y - v)) for number, (x, y) in enumerate(spots) for u, v in spots[:number]),
        default=2 * _PIN,
    )
    return max(_LEAST_PIN, min(_PIN, near // 2 - px(2)))


def _pin(look: Look, names: Names, part: Node, whole: Rect, number: int, radius: int) -> list[AnyItem]:
    """Return a pin with its number."""
    x, y = _inside(whole, part, radius)
    return _number(look, names, part, around(x, y, radius), number, _fill(look, part), pinned=True)


def _inside(whole: Rect, part: Node, radius: int) -> tuple[int, int]:
    """Return where a part's pin stands: at its place, pushed inside where that is on the picture's edge."""
    x, y = _at(whole, part)
    reach = radius + px(2)
    return (
        min(max(x, whole.x + reach), whole.right - reach),
        min(max(y, whole.y + reach), whole.bottom - reach),
    )


def _number(
    look: Look, names: Names, part: Node, rect: Rect, number: int, fill: Color, pinned: bool = False
) -> list[AnyItem]:
    """Return a disc with a number; on the picture it has a white edge."""
    radius = rect.width // 2
    edge = Stroke(look.color("card"), _EDGE) if pinned else None
    seat: Shape = disc(names(part.label, "seat"), rect.center_x, rect.center_y, radius, fill, stroke=edge)
    size = 20 if radius >= _SEAT else 16
    copy = said(look, str(number), size, look.on(fill), path=part.path, align="center", pitch=1.0)
    panel = Panel(name=names(part.label, "number"), rect=rect, copies=(copy,))
    return [seat, *draw_panels([panel], look.theme)]
