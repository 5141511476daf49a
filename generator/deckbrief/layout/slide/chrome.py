"""What a slide shows of the deck around it: the section's chip, how far the session has come, the way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from deckbrief.base.length import Emu, Pt, Rect, inches, px
from deckbrief.base.record import replace
from deckbrief.draft.slides import Back
from deckbrief.layout.figures.shapes import drawn, leaf
from deckbrief.layout.frame import AnyItem, Group, Shape, Stroke
from deckbrief.layout.path import Pen
from deckbrief.layout.preset import text_rect
from deckbrief.layout.text.fit import Copy, DoesNotFit, Slot, fit, natural_width
from deckbrief.theme.theme import Layout, Theme

_HIGH: Final = px(8)
_GAP: Final = px(3)
_SHORTEST: Final = inches(0.5)
"""Where sections would get a shorter stretch of the strip than this, the strip is one stretch for all."""

_CHIP: Final = px(12)
_CHIP_Y: Final = px(36)
_CHIP_HIGH: Final = px(26)
_CHIP_WIDE: Final = px(34)
_BARE_CHIP: Final = px(18)
_BACK: Final = inches(0.29)
_BACK_SIZE: Final = Pt(12)
_BACK_AIR: Final = inches(0.16)
_ABOVE_STRIP: Final = px(16)
"""Between the button and the progress strip, where it stands at the foot."""
_ROUND: Final = (("adj", 50_000),)


class Stretch(NamedTuple):
    """A section's part of the progress strip: its place, accent (0: none of its own), name, and its first slide."""

    rect: Rect
    accent: int
    name: str
    target: str


class Sections(NamedTuple):
    """What the strip tells of the sections of a deck: minutes, accent, name and first slide of each."""

    minutes: tuple[float, ...]
    accents: tuple[int, ...]
    names: tuple[str, ...]
    targets: tuple[str, ...]


def stretches(sections: Sections, theme: Theme) -> list[Stretch]:
    """Sections -> their stretches along the foot of the slide, as long as their minutes; one for all of many."""
    bar = Rect(Emu(0), Emu(theme.height - _HIGH), theme.width, _HIGH)
    count = len(sections.names)
    if theme.width < count * _SHORTEST:
        return [Stretch(bar, 0, "", "")]
    told = zip(_cells(bar, count, sections.minutes), sections.accents, sections.names, sections.targets, strict=True)
    return [Stretch(*each) for each in told]


def _cells(bar: Rect, count: int, minutes: Sequence[float]) -> list[Rect]:
    """Return `count` cells of the bar, none shorter than it is high."""
    if sum(minutes) <= 0:
        return bar.columns(count, _GAP)
    room = bar.width - _GAP * (count - 1) - bar.height * count
    cells = []
    left = float(bar.x)
    for share in minutes:
        width = bar.height + room * share / sum(minutes)
        cells.append(Rect(Emu(round(left)), bar.y, Emu(round(width)), bar.height))
        left += width + _GAP
    return cells


def track(strip: Sequence[Stretch], layout: Layout, theme: Theme) -> tuple[Shape, ...]:
    """Return the strip as a layout shows it on every slide: what is to come, a link to each section on its stretch."""
    return tuple(
        Shape(
            name=f"progress {number} · {stretch.name}" if stretch.name else f"progress {number}",
            rect=stretch.rect,
            fill=theme.color("veil" if layout.strip == "bleed" else "track"),
            link=f"#{stretch.target}" if stretch.target else "",
        )
        for number, stretch in enumerate(strip, 1)
    )


def progress(
    strip: Sequence[Stretch], at: int, share: float, whole: float, layout: Layout, theme: Theme
) -> Iterator[AnyItem]:
    """Yield what a slide adds to the strip: what is done, and how far the section at that place has come.

    `share` is that of the section, `whole` that of the deck. In a layout of somebody else the track comes with them.
    """
    if not layout.strip:
        yield from track(strip, layout, theme)[:1] if len(strip) == 1 else (_one_track(strip, theme),)
    dark = layout.strip == "bleed"
    if len(strip) == 1:
        at, share = 0, whole
    if at:
        yield _done(strip[:at], theme, dark=dark)
    current = strip[at].rect.split_left(round(strip[at].rect.width * share))[0]
    if current.width:
        hue = theme.color("hue", strip[at].accent or 1) if strip[at].accent or len(strip) == 1 else theme.color("muted")
        yield Shape(name="progress · current", rect=current, fill=theme.color("hi") if dark else hue)


def _done(strip: Sequence[Stretch], theme: Theme, *, dark: bool) -> Group:
    """Return what is done: sections in their hues, the rest muted; on a dark ground all of it in gold."""
    pens: dict[int, Pen] = {}
    for stretch in strip:
        box = stretch.rect
        corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
        pens.setdefault(0 if dark else stretch.accent, Pen()).polygon(corners)
    shapes = [
        drawn(
            f"progress · done {number}",
            pen,
            theme.color("hi") if dark else theme.color("hue", accent) if accent else theme.color("muted"),
        )
        for number, (accent, pen) in enumerate(pens.items(), 1)
    ]
    first, last = strip[0].rect, strip[-1].rect
    whole = Rect(first.x, first.y, Emu(last.right - first.x), first.height)
    return Group(name="progress · done", rect=whole, items=tuple(shapes))


def _one_track(strip: Sequence[Stretch], theme: Theme) -> Shape:
    first, last = strip[0].rect, strip[-1].rect
    whole = Rect(first.x, first.y, Emu(last.right - first.x), first.height)
    return Shape(name="progress · to come", rect=whole, fill=theme.color("track"))


def on_bleed(layout: Layout) -> bool:
    """Tell whether the words at the head of a layout stand on a dark ground."""
    return layout.placeholders["title"].color == "on-bleed"


def chip(number: str, accent: int, layout: Layout, theme: Theme) -> Shape:
    """Return the leaf before the kicker, with the section's number in it; a smaller one outside of sections."""
    dark = on_bleed(layout)
    fill = theme.color("hi" if dark else "hue", accent)
    x = layout.placeholders["title"].rect.x
    place = Rect(x, _CHIP_Y, _CHIP_WIDE if number else _BARE_CHIP, _CHIP_HIGH)
    if not number:
        return leaf("chip", place, fill, radius=_CHIP)
    ink = theme.color("bleed" if dark else "on-hue", accent)
    copy = Copy(text=number, size=Pt(12), floor=Pt(10.5), color=ink, bold=True, align="center", pitch=1.0)
    return leaf("chip", place, fill, radius=_CHIP, body=fit(Slot(copies=(copy,), box=place), 1.0))


def kicker_rect(number: str, layout: Layout) -> Rect:
    """Return where the kicker stands: beside the chip, further left where that is the smaller one."""
    rect = layout.placeholders["kicker"].rect
    shift = 0 if number else _CHIP_WIDE - _BARE_CHIP
    return Rect(Emu(rect.x - shift), rect.y, Emu(rect.width + shift), rect.height)


def back_link(back: Back, layout: Layout, theme: Theme) -> Shape | None:
    """Way back, the slide's layout -> a small button that is the link, or None where the layout has no free place."""
    usual = _quiet(layout) if layout.key in ("cover", "section") or on_bleed(layout) else "muted"
    copy = Copy(
        text=back.text, size=_BACK_SIZE, floor=min(theme.scale.caption, _BACK_SIZE), color=theme.color(usual),
        align="center",
    )  # fmt: skip
    width = Emu(natural_width(copy) + 2 * _BACK_AIR)
    for place, color in _colored_places(layout, theme, width, usual):
        copy = replace(copy, color=theme.color(color))
        taken = [placeholder.rect for key, placeholder in layout.placeholders.items() if not key.startswith("text-")]
        if not any(place.overlaps(other) for other in taken):
            try:
                box = text_rect("roundRect", place, _ROUND)
                body = fit(Slot(copies=(copy,), box=box), 1.0)
            except DoesNotFit:
                continue
            stroke = Stroke(theme.color(color).fade(0.5), Pt(1))
            return Shape(
                name="back to agenda", rect=place, geometry="roundRect", adjust=_ROUND, stroke=stroke, body=body,
                link=f"#{back.target}",
            )  # fmt: skip
    return None


def _quiet(layout: Layout) -> str:
    """Return the colour of a quiet text on a dark layout: whoever made the layout has seen to it that it is read."""
    return (layout.placeholders.get("date") or layout.placeholders["title"]).color


def _colored_places(layout: Layout, theme: Theme, width: Emu, usual: str) -> list[tuple[Rect, str]]:
    """Return where the button may stand, the best first, and the role of its colour there.

    A template says the colour that can be read in each place, and has no other places; what is wider than such a place
    has none there.
    """
    if theme.template is None:
        return [(place, usual) for place in _places(layout, theme, width)]
    found = []
    for rect, color in layout.back:
        ends = (rect.x, Emu(rect.right - width))
        x = ends[rect.center_x > theme.width // 2]
        if width <= rect.width:
            found.append((Rect(x, Emu(rect.center_y - _BACK // 2), width, _BACK), color))
    return found


def _places(layout: Layout, theme: Theme, width: Emu) -> list[Rect]:
    """Return where the button may stand, the best first."""
    places = []
    date = layout.placeholders.get("date")
    if layout.aside is not None:
        places.append(Rect(layout.aside.x, Emu(layout.aside.bottom + _BACK_AIR), width, _BACK))
    elif layout.key in ("cover", "section"):
        body = layout.body
        places += [Rect(Emu(x), Emu(body.bottom - _BACK), width, _BACK) for x in (body.x, body.right - width)]
    elif layout.key.startswith("section") and date:
        places.append(Rect(date.rect.right, Emu(date.rect.center_y - _BACK // 2), width, _BACK))
    elif layout.strip and layout.key.startswith("split"):
        foot = Emu(theme.height - _HIGH - _ABOVE_STRIP - _BACK)
        places.append(Rect(layout.placeholders["title"].rect.x, foot, width, _BACK))
    elif kicker := layout.placeholders.get("kicker"):
        middle = Emu(kicker.rect.center_y - _BACK // 2)
        place = Rect(Emu(layout.body.right - width), middle, width, _BACK)
        places += [place] if place.x >= kicker.rect.right else []
    return places
