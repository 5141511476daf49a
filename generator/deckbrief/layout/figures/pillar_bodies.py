"""The bodies of pillars, below or beside their heads: rows on lines of one pitch, each a bar or icon and its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import record, replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import Look, Names, Panel, draw_panels
from deckbrief.layout.figures.pillar_rows import BAR, RIGHT, SEAT, Point, RowTexts, lead_in, points_of, row_icons
from deckbrief.layout.figures.shapes import icon_disc
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.theme.theme import Color

_COMPARED: Final = 3


@record(kw_only=True)
class Plan:
    """Where parts stand: each a head and a body; sizes of heads' names and of rows; whether icons stand in them."""

    heads: tuple[Rect, ...]
    bodies: tuple[Rect, ...]
    aside: bool
    """Heads stand left of their bodies."""
    pad: int
    name: float
    size: float
    seats: bool
    glyph: float
    """The size of glyphs in heads."""
    lines: int = 1
    """Of the longest row."""
    whole: bool = True
    """No name is broken."""
    fits: bool = True
    lead: float = 18
    """The size of what stands below names."""
    base: int = 0
    """How high the lowest head is, where heads of parts with fewer rows are higher; 0 where all are alike."""
    levels: tuple[int, ...] = ()
    """How high rows are that stand at one level in all parts, as their texts need it."""
    pitch: int = 0
    """How high a line of rows is, where those of all parts stand on the same lines."""


def with_tall_heads(parts: Sequence[Node], plan: Plan, texts: RowTexts) -> Plan:
    """Return the plan with heads down to the first row of each part, where rows of all stand on lines of one pitch."""
    points = [points_of(part) for part in parts]
    if levels := _levels(texts, points, plan):
        return replace(plan, levels=levels)
    pitch = _pitch(texts, points, plan)
    if not pitch:
        return plan
    heads, bodies = [], []
    for each, head, body in zip(points, plan.heads, plan.bodies, strict=True):
        rows = sum(_steps(_row_needs(texts, each, body, plan), pitch)) * pitch
        spare = min(
            plan_body.height - sum(_steps(_row_needs(texts, some, plan_body, plan), pitch)) * pitch
            for some, plan_body in zip(points, plan.bodies, strict=True)
        )
        more = body.height - rows - spare
        heads.append(head.inset(0, 0, 0, -more))
        bodies.append(body.inset(0, more, 0, 0))
    return replace(plan, heads=tuple(heads), bodies=tuple(bodies), base=plan.heads[0].height, pitch=pitch)


def rows_of(
    look: Look, names: Names, parts: Sequence[Node], plan: Plan, fills: Sequence[Color], texts: RowTexts
) -> list[list[AnyItem]]:
    """Return each part's rows: what stands before them, rules between them, their texts."""
    points = [points_of(part) for part in parts]
    keys = iter(row_icons(points)) if plan.seats else iter(())
    panels: list[Panel] = []
    items: list[list[AnyItem]] = []
    for each, body, fill in zip(points, plan.bodies, fills, strict=True):
        rows = _row_places(texts, each, body, plan, plan.pitch)
        members: list[AnyItem] = []
        for number, (point, row) in enumerate(zip(each, rows, strict=True)):
            if number:
                rule = Rect(Emu(body.x + plan.pad), row.y, Emu(body.width - 2 * plan.pad), px(1))
                members.append(Shape(name=names("rule"), rect=rule, fill=look.color("rule")))
            if plan.seats:
                seat = look.color("tint"), look.color("hue")
                x = row.x + plan.pad + SEAT
                members += icon_disc(names(point.name, "icon"), next(keys), x, row.center_y, SEAT, *seat)
            else:
                members.append(_bar(look, names, row, plan, fill))
            left = plan.pad + lead_in(plan.size, plan.seats)
            place = row.inset(left, px(2), RIGHT, px(2))
            copies = texts.copies(point, plan.size, any(other.detail for other in each))
            panels.append(Panel(name=names(point.name), rect=place, copies=copies, path=point.path))
        items.append(members)
    shown = iter(draw_panels(panels, look.theme))
    return [[*members, *(next(shown) for _ in each)] for members, each in zip(items, points, strict=True)]


def _bar(look: Look, names: Names, row: Rect, plan: Plan, fill: Color) -> Shape:
    """Return the bar before a row's text, in the colour of its head."""
    high = max(px(20), min(row.height - px(24), px(64)))
    rect = Rect(Emu(row.x + plan.pad), Emu(row.center_y - high // 2), BAR, Emu(high))
    return Shape(name=names("bar"), rect=rect, fill=fill)


def _row_needs(texts: RowTexts, points: Sequence[Point], body: Rect, plan: Plan) -> list[int]:
    width = body.width - plan.pad - RIGHT - lead_in(plan.size, plan.seats)
    return [need + px(8) for need in texts.needs(points, max(1, width), plan.size)]


def _pitch(texts: RowTexts, points: Sequence[Sequence[Point]], plan: Plan) -> int:
    """Return how high rows are where those of all parts stand on the same lines, else 0: one that needs more has two.

    Parts of which one has many times as many as another are not compared.
    """
    most, least = max(map(len, points)), min(map(len, points))
    high = min(body.height for body in plan.bodies)
    if plan.aside or not 1 < most <= _COMPARED * least or len({body.height for body in plan.bodies}) > 1:
        return 0
    needs = [_row_needs(texts, each, body, plan) for each, body in zip(points, plan.bodies, strict=True)]
    pitches = (high // count for count in range(most, 2 * most))
    return next((pitch for pitch in pitches if all(sum(_steps(own, pitch)) * pitch <= high for own in needs)), 0)


def _levels(texts: RowTexts, points: Sequence[Sequence[Point]], plan: Plan) -> tuple[int, ...]:
    """Return the heights of rows that stand at one level in all parts; none where the parts have not as many."""
    high = min(body.height for body in plan.bodies)
    if plan.aside or len({len(each) for each in points}) > 1 or len({body.height for body in plan.bodies}) > 1:
        return ()
    needs = [_row_needs(texts, each, body, plan) for each, body in zip(points, plan.bodies, strict=True)]
    most = [max(row) for row in zip(*needs, strict=True)]
    even = high // max(1, len(most))
    if not most or max(most) <= even or sum(most) > high:
        return ()
    return tuple(need + (high - sum(most)) // len(most) for need in most)


def _steps(needs: Sequence[int], pitch: int) -> list[int]:
    """Return how many lines of that pitch each row takes."""
    return [-(-need // max(1, pitch)) for need in needs]


def _row_places(texts: RowTexts, points: Sequence[Point], body: Rect, plan: Plan, pitch: int) -> list[Rect]:
    """Return rows on lines of that pitch; without one as high as the body together, equal or as their texts need."""
    if not points:
        return []
    needs = _row_needs(texts, points, body, plan)
    even = body.height // len(points)
    if plan.levels:
        heights = [*plan.levels]
    elif pitch:
        heights = [pitch * steps for steps in _steps(needs, pitch)]
    elif max(needs) > even:
        spare = (body.height - sum(needs)) // len(points)
        heights = [need + spare for need in needs]
    else:
        heights = [even] * len(points)
    places, top = [], body.y
    for height in heights:
        places.append(Rect(body.x, Emu(top), body.width, Emu(max(1, height))))
        top = Emu(top + height)
    return places
