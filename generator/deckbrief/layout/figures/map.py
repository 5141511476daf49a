"""Map: numbered pins on a picture that is supplied, and beside it what stands at each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, px
from deckbrief.base.message import msg
from deckbrief.draft.nodes import Node
from deckbrief.draft.spots import Image as Ground
from deckbrief.layout.figures.cells import Cell, set_cells
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kind import FigureKind
from deckbrief.layout.figures.kit import Look, Names, Panel, alt_text, draw_panels, grouped, members_of, said
from deckbrief.layout.figures.reading import as_they_stand
from deckbrief.layout.figures.shapes import around, card, disc
from deckbrief.layout.figures.steps import lead_above
from deckbrief.layout.frame import AnyItem, Group, Image, Shape, Stroke
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


def draw(node: Node, box: Rect, theme: Theme, *, reveal: bool = False) -> Drawing:
    """Node -> its picture with a pin for each part, and a row for each beside it, a click for both with `reveal`.

    Raises CannotDraw without a picture, for a part without a place or more than ten, DoesNotFit where a text does not
    fit at the floor.
    """
    parts, ground = members_of(node), node.on.image
    if ground is None or not 1 <= len(parts) <= _MOST or any(part.spot.at is None for part in parts):
        raise CannotDraw(msg("a map needs a picture, `map`, and one to ten parts with their `at`"))
    look = Look(theme, node.accent or 1)
    names = Names("map")
    lead, place = lead_above(look, node, box)
    right = round(place.width * _BESIDE)
    field, beside = place.split_left(place.width - right - _GAP, _GAP)
    shown, picture, beside = _picture(look, ground, parts, field, beside, names)
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
    words = set_cells(look, cells, 34)
    items: list[AnyItem] = [*lead, picture]
    pinned: list[Group] = []
    told: list[Group] = []
    for number, (part, row, pin, text) in enumerate(zip(parts, rows, pins, words, strict=True), 1):
        click = number if reveal else 0
        middle = around(row.x + _SEAT + px(14), row.center_y, min(_SEAT, row.height // 2 - px(2)))
        seat = _number(
            look, names, part, middle, number, _fill(look, part)
        )  # fmt: skip
        face = card(names(part.label, "card"), row, look, radius=px(32), path=part.path)
        pinned.append(grouped(names(part.label, "pin"), pin, part.path, click))
        told.append(grouped(names(part.label), (face, *seat, text), part.path, click))
    return Drawing(
        (*items, *as_they_stand(pinned), *told),
        " ".join(filter(None, (ground.alt, alt_text(node)))),
        len(parts) if reveal else 0,
    )


def _fill(look: Look, part: Node) -> Color:
    return look.color("gold" if part.highlight else "hue")


def _rows(box: Rect, count: int) -> list[Rect]:
    """Return the rows beside the picture, spread over its height; few of them stand together."""
    high = min((box.height - _ROW_AIR * (count - 1)) // count, _TALLEST)
    return Rect(box.x, box.y, box.width, Emu(high * count + _ROW_AIR * (count - 1))).rows(count, _ROW_AIR)


def _picture(
    look: Look, ground: Ground, parts: Sequence[Node], field: Rect, beside: Rect, names: Names
) -> tuple[Rect, Image, Rect]:
    """Return where the whole picture would lie, what is shown of it, and the room beside it.

    It is cut to its field where all points stay in it; else all of it is shown, and the rows get what it leaves.
    """
    whole = _laid(ground, field, cover=True, parts=parts)
    rect = field
    if ground.fit == "whole" or not _all_in(whole, field, parts):
        whole = rect = _laid(ground, field, cover=False, parts=parts)
        rest = beside.right - rect.right - _GAP
        beside = Rect(Emu(rect.right + _GAP), beside.y, Emu(rest), beside.height)
    crop = (
        (rect.x - whole.x) / whole.width, (rect.y - whole.y) / whole.height,
        (whole.right - rect.right) / whole.width, (whole.bottom - rect.bottom) / whole.height,
    )  # fmt: skip
    shares = tuple(round(max(0.0, share), 5) for share in crop)
    image = Image(
        name=names("picture"), rect=rect, alt=ground.alt, path=ground.path, data=ground.data,
        media_type=ground.media_type, crop=(shares[0], shares[1], shares[2], shares[3]),
    )  # fmt: skip
    return whole, image, beside


def _laid(ground: Ground, field: Rect, *, cover: bool, parts: Sequence[Node]) -> Rect:
    """Return the whole picture, as large as it covers the field round the middle of its points, or lies in it."""
    scales = field.width / ground.width, field.height / ground.height
    scale = max(scales) if cover else min(scales)
    width, height = round(ground.width * scale), round(ground.height * scale)
    spots = [part.spot.at or (0.5, 0.5) for part in parts]
    middle = [(min(values) + max(values)) / 2 for values in zip(*spots, strict=True)]
    if not cover:
        return Rect(field.x, Emu(field.y + (field.height - height) // 2), Emu(width), Emu(height))
    x = min(max(round(field.center_x - middle[0] * width), field.right - width), field.x)
    y = min(max(round(field.center_y - middle[1] * height), field.bottom - height), field.y)
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
    """Return a pin with its number, pushed inside where its place is on the picture's edge."""
    x, y = _at(whole, part)
    reach = radius + px(2)
    x = min(max(x, whole.x + reach), whole.right - reach)
    y = min(max(y, whole.y + reach), whole.bottom - reach)
    return _number(look, names, part, around(x, y, radius), number, _fill(look, part), pinned=True)


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
