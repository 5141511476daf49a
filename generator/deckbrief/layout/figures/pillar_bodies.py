"""The bodies of pillars, below or beside their heads: rows that fill them, each a bar or an icon and its words."""

from __future__ import annotations

from collections.abc import Sequence

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import record
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import Look, Names, Panel, draw_panels
from deckbrief.layout.figures.pillar_rows import BAR, RIGHT, SEAT, Point, RowTexts, lead_in, points_of, row_icons
from deckbrief.layout.figures.shapes import icon_disc
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.theme.theme import Color


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


def rows_of(
    look: Look, names: Names, parts: Sequence[Node], plan: Plan, fills: Sequence[Color], texts: RowTexts
) -> list[list[AnyItem]]:
    """Return each part's rows: what stands before them, rules between them, their texts."""
    points = [points_of(part) for part in parts]
    keys = iter(row_icons(points)) if plan.seats else iter(())
    levels = _levels(texts, points, plan)
    panels: list[Panel] = []
    items: list[list[AnyItem]] = []
    for each, body, fill in zip(points, plan.bodies, fills, strict=True):
        rows = _row_places(texts, each, body, plan, levels)
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


def _row_places(texts: RowTexts, points: Sequence[Point], body: Rect, plan: Plan, levels: Sequence[int]) -> list[Rect]:
    """Return rows that are as high as the body together: as high as those of all parts, equal, or as they need."""
    if not points:
        return []
    needs = _row_needs(texts, points, body, plan)
    even = body.height // len(points)
    if levels:
        heights = [*levels]
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
