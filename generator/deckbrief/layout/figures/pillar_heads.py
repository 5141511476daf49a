"""Heads of pillars: a coloured leaf, rings in its corner, an icon or glyph beside the name, what is said below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.record import replace
from deckbrief.draft.nodes import Node
from deckbrief.layout.figures.kit import Look, Names, Panel, copies_height, draw_panels, explained, one_line, said
from deckbrief.layout.figures.pillar_bodies import Plan
from deckbrief.layout.figures.shapes import LEAF, RINGS, Corner, icon, leaf, watermark, within
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.layout.icon import icons_of
from deckbrief.layout.text.fit import Copy
from deckbrief.theme.theme import Color

TIGHT_PAD: Final = px(14)
LEADS: Final = (22, 20, 18)
"""Sizes of what stands below names."""
ICON: Final = px(72)
"""Of an icon in a head."""
_MOST_BESIDE: Final = px(240)
"""Higher heads at the left have their words in the middle."""


def around_both(head: Rect, body: Rect) -> Rect:
    return Rect(head.x, head.y, Emu(body.right - head.x), Emu(body.bottom - head.y))


def radius_of(rect: Rect) -> int:
    return min(LEAF, rect.height // 3, rect.width // 3)


def head_copies(look: Look, part: Node, name: float, lead: float, ink: Color) -> tuple[Copy, ...]:
    copies = [said(look, part.label, name, ink, path=part.path, pitch=1.15)]
    if part.lead:
        copies.append(explained(look, part.lead, lead, ink, path=part.path, before=6, pitch=1.25))
    return tuple(copies)


def glyph_of(part: Node) -> str:
    """Return the character or two that a part is known by, if it has such a symbol."""
    return part.symbol if len(part.symbol) <= 2 and part.symbol != part.label else ""


def glyph_width(part: Node, size: float) -> int:
    """Return what a part's glyph takes from the width of its name, of that size in points: nothing without one."""
    return px(size * 4 / 3) * len(glyph) + px(16) if (glyph := glyph_of(part)) else 0


def glyph_height(size: float) -> int:
    return px(size * 4 / 3 + 2)


def draw_heads(
    look: Look, names: Names, parts: Sequence[Node], plan: Plan, fills: Sequence[Color]
) -> list[list[AnyItem]]:
    """Return what stands in each head: its colour, rings in its corner, an icon or a glyph, and its words."""
    keys = icons_of([(part.icon, part.label) for part in parts])
    if keys and not _icons_fit(look, parts, plan):
        smaller = [replace(plan, lead=lead) for lead in LEADS if lead < plan.lead]
        fitting = next((each for each in smaller if _icons_fit(look, parts, each)), None)
        plan, keys = (fitting, keys) if fitting else (plan, ())
    items: list[list[AnyItem]] = []
    panels: list[Panel] = []
    for number, (part, rect, fill) in enumerate(zip(parts, plan.heads, fills, strict=True)):
        body = plan.bodies[number]
        radius = radius_of(rect if plan.aside else around_both(rect, body))
        ink = look.on(fill)
        head = names(part.label, "head")
        surface = (
            Shape(name=head, rect=rect, fill=fill, path=part.path)
            if plan.aside
            else leaf(head, rect, fill, radius=radius, path=part.path)
        )
        members: list[AnyItem] = [surface]
        place = rect.inset(plan.pad, TIGHT_PAD, plan.pad, TIGHT_PAD)
        if rect.height >= px(130) and rect.width >= px(130):
            corner: Corner = "bl" if plan.aside else "br"
            members.append(
                watermark(
                    names(part.label, "rings"),
                    rect.inset(px(1)),
                    corner,
                    fill,
                    look,
                    within(RINGS, rect.height - radius - px(4)),
                )
            )
        if keys:
            high = _beside_icon(look, plan.name)
            x, y = place.x + ICON // 2 - px(4), place.y + px(6) + high // 2
            members.append(icon(names(part.label, "icon"), keys[number], x, y, ICON, look.accent_on(fill)))
            above = Rect(Emu(place.x + ICON + px(8)), Emu(place.y + px(6)), Emu(place.width - ICON - px(8)), Emu(high))
            panels += [_words(look, names, part, above, plan, ink, lead=False)]
            below = place.split_top(high + px(12))[1]
            panels += [_lead(look, names, part, below, plan, ink)]
        elif glyph := glyph_of(part):
            members += draw_panels([_glyph_panel(look, names, part, glyph, place, ink, plan.glyph)], look.theme)
            least = glyph_height(plan.glyph)
            above, below = place.split_top(max(least, place.height - px(44)) if part.lead else place.height)
            beside = above.split_left(glyph_width(part, plan.glyph))[1]
            panels += [_words(look, names, part, beside, plan, ink, lead=False)]
            panels += [_lead(look, names, part, below, plan, ink)]
        else:
            panels.append(_words(look, names, part, place, plan, ink))
        items.append(members)
    texts = draw_panels([panel for panel in panels if panel.copies], look.theme)
    for text in texts:
        owner = next(n for n, head in enumerate(plan.heads) if head.overlaps(text.rect))
        items[owner].append(text)
    return items


def _beside_icon(look: Look, name: float) -> int:
    """Return how high a name of a line and the icon beside it are."""
    copy = said(look, "国", name, look.color("on-hue"), path="", pitch=1.15)
    return max(ICON, copies_height([copy], px(9000), look.theme))


def _icons_fit(look: Look, parts: Sequence[Node], plan: Plan) -> bool:
    """Tell whether heads have room for an icon beside the name, and the lead below both."""
    if any(map(glyph_of, parts)) or (plan.aside and max(rect.height for rect in plan.heads) > _MOST_BESIDE):
        return False
    ink = look.color("on-hue")
    for part, rect in zip(parts, plan.heads, strict=True):
        width = rect.width - 2 * plan.pad
        lead = [explained(look, part.lead, plan.lead, ink, path="")] if part.lead else []
        if not one_line(said(look, part.label, plan.name, ink, path=""), width - ICON - px(8)):
            return False
        above = _beside_icon(look, plan.name) + px(18) + 2 * TIGHT_PAD
        if above + copies_height(lead, width, look.theme) > rect.height:
            return False
    return True


def _words(look: Look, names: Names, part: Node, place: Rect, plan: Plan, ink: Color, *, lead: bool = True) -> Panel:
    copies = head_copies(look, part if lead else replace(part, lead=""), plan.name, plan.lead, ink)
    return Panel(name=names(part.label, "name"), rect=place, copies=copies, path=part.path)


def _lead(look: Look, names: Names, part: Node, place: Rect, plan: Plan, ink: Color) -> Panel:
    copies = (explained(look, part.lead, plan.lead, ink, path=part.path, pitch=1.25),) if part.lead else ()
    return Panel(name=names(part.label, "lead"), rect=place, copies=copies, path=part.path)


def _glyph_panel(look: Look, names: Names, part: Node, glyph: str, place: Rect, ink: Color, size: float) -> Panel:
    rect = Rect(place.x, place.y, Emu(glyph_width(part, size) - px(16)), Emu(glyph_height(size)))
    copy = said(look, glyph, size, ink, path=part.path, pitch=1.0, align="center")
    return Panel(name=names(part.label, "glyph"), rect=rect, copies=(copy,), path=part.path)
