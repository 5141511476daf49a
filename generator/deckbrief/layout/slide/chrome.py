"""What a slide shows of the deck around it: how far the session has come, and the way back to the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches, points
from deckbrief.draft.slides import Back
from deckbrief.layout.frame import AnyItem, Group, Shape, Stroke
from deckbrief.layout.preset import text_rect
from deckbrief.layout.text.fit import Copy, DoesNotFit, Slot, fit, natural_width
from deckbrief.theme.theme import Layout, Theme

_PROGRESS: Final = inches(0.0625)
_SHORTEST: Final = inches(0.5)
"""Where sections would get a shorter stretch of the progress bar than this, the bar is one stretch for all."""

_BACK: Final = inches(0.29)
_BACK_SIZE: Final = Pt(12)
_BACK_AIR: Final = inches(0.16)
_ROUND: Final = (("adj", 50_000),)


def progress_at(sections: int, section: int, share: float, whole: float, theme: Theme) -> tuple[float, ...]:
    """Return how far the bar's stretches have come: one for each section, or a single one for the `whole` deck.

    `section` (from 0) has come as far as `share`.
    """
    if theme.width < sections * _SHORTEST:
        return (whole,)
    return (*[1.0] * section, share, *[0.0] * (sections - section - 1))


def progress_bar(progress: Sequence[float], theme: Theme, minutes: Sequence[float] = ()) -> Group:
    """Return the bar along the foot, each stretch filled as far as the session has come.

    Stretches are as long as their `minutes`, where these are given for each of them, else equal.
    The stretches are no links: they are too low to aim at (WCAG 2.2, 2.5.8 asks for 24 pixels), and a dozen links on
    every slide would stand between a screen reader and the next slide. The agenda and the way back to it lead there.
    """
    bar = Rect(Emu(0), Emu(theme.height - _PROGRESS), theme.width, _PROGRESS)
    items: list[AnyItem] = []
    for number, (cell, done) in enumerate(zip(_stretches(bar, len(progress), minutes), progress, strict=True), 1):
        filled, rest = cell.split_left(round(cell.width * done))
        if filled.width:
            items.append(Shape(name=f"progress {number} done", rect=filled, fill=theme.color("primary")))
        if rest.width:
            items.append(Shape(name=f"progress {number} to come", rect=rest, fill=theme.color("track")))
    return Group(name="progress", rect=bar, items=tuple(items))


def _stretches(bar: Rect, count: int, minutes: Sequence[float]) -> list[Rect]:
    """Return `count` cells of the bar, none shorter than it is high."""
    gap = points(3)
    if len(minutes) != count or sum(minutes) <= 0:
        return bar.columns(count, gap)
    room = bar.width - gap * (count - 1) - bar.height * count
    cells = []
    left = float(bar.x)
    for share in minutes:
        width = bar.height + room * share / sum(minutes)
        cells.append(Rect(Emu(round(left)), bar.y, Emu(round(width)), bar.height))
        left += width + gap
    return cells


def back_link(back: Back, layout: Layout, theme: Theme) -> Shape | None:
    """Way back, the slide's layout -> a small button that is the link, or None where the layout has no free place."""
    dark = layout.key in ("cover", "section")
    copy = Copy(
        text=back.text,
        size=_BACK_SIZE,
        floor=theme.scale.caption,
        color=theme.color(_dark_color(layout) if dark else "muted"),
        align="center",
    )
    width = Emu(natural_width(copy) + 2 * _BACK_AIR)
    for place in _places(layout, width):
        taken = [placeholder.rect for placeholder in layout.placeholders.values()]
        if not any(place.overlaps(other) for other in taken):
            try:
                box = text_rect("roundRect", place, _ROUND)
                body = fit(Slot(copies=(copy,), box=box), 1.0)
            except DoesNotFit:
                continue
            stroke = Stroke(theme.color(_dark_color(layout) if dark else "track"), Pt(1))
            return Shape(
                name="back to agenda", rect=place, geometry="roundRect", adjust=_ROUND, stroke=stroke, body=body,
                link=f"#{back.target}",
            )  # fmt: skip
    return None


def _dark_color(layout: Layout) -> str:
    """Return the colour of a quiet text on a dark layout: whoever made the layout has seen to it that it is read."""
    quiet = layout.placeholders.get("subtitle") or layout.placeholders["title"]
    return quiet.color


def _places(layout: Layout, width: Emu) -> list[Rect]:
    """Return where the button may stand, the best first."""
    places = []
    if layout.aside is not None:
        places.append(Rect(layout.aside.x, Emu(layout.aside.bottom + _BACK_AIR), width, _BACK))
    elif layout.key in ("cover", "section"):
        body = layout.body
        places += [Rect(Emu(x), Emu(body.bottom - _BACK), width, _BACK) for x in (body.x, body.right - width)]
    elif kicker := layout.placeholders.get("kicker"):
        middle = Emu(kicker.rect.center_y - _BACK // 2)
        place = Rect(Emu(layout.body.right - width), middle, width, _BACK)
        places += [place] if place.x >= kicker.rect.right else []
    return places
