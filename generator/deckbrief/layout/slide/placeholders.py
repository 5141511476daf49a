"""A slide's words in the placeholders of its layout: the title, and what stands around the body."""

from __future__ import annotations

from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, points, px
from deckbrief.base.patterns import deferred
from deckbrief.base.record import replace
from deckbrief.base.script.kinds import is_unspaced
from deckbrief.draft.slides import ListBlock, Slide
from deckbrief.layout.frame import Run, Text, TextBody
from deckbrief.layout.slide.closing import SHEET
from deckbrief.layout.slide.forms import layout_of
from deckbrief.layout.text.emphasis import emphasized
from deckbrief.layout.text.fit import Copy, DoesNotFit, Slot, fit
from deckbrief.theme.theme import SECOND_LINE, Color, Placeholder, Theme

TWO_LINES: Final = px(32)
"""How much a title of two lines takes from the body."""
_WIDER: Final = {"cover": px(120), "section": px(72)}
"""How much wider a title is there whose words are apart, since its letters are measured in the widest of faces;"""
_WIDE_SLIDE: Final = px(1280)
"""on slides at least so wide."""
_BESIDE_SHEET: Final = px(24)
_TWO: Final = Pt(28)
_TITLE_FLOOR: Final = Pt(24)
_LARGE: Final = Pt(24)
_LARGE_BOLD: Final = Pt(18.66)
"""From these sizes on a contrast of 3 to 1 is enough (WCAG 2.2, 1.4.3, in pixels of 1/96 in)."""
_LEAST_LARGE: Final = Pt(18)
_LEAST_BOLD: Final = Pt(14)
"""Nor may they be smaller than these points in the file, which who checks it goes by."""
_CORNERS: Final = ("dt", "ftr", "sldNum")
"""Placeholders at the foot of a slide, which may be smaller than what is read in the room."""


def title_text(slide: Slide, placeholder: Placeholder, lines: int, theme: Theme) -> Text:
    """Slide, its title's place, over how many lines at most -> the title, set. Raises DoesNotFit."""
    rect = _opening_place(slide, placeholder.rect, theme)
    roomy = takes_two_lines(placeholder)
    size, floor = placeholder.size, _TITLE_FLOOR if roomy else min(placeholder.size, _TWO)
    if lines == 2 and not roomy:
        rect = rect if placeholder.fixed else Rect(rect.x, rect.y, rect.width, Emu(rect.height + SECOND_LINE))
        size, floor = min(placeholder.size, _TWO), _TITLE_FLOOR
    opens = slide.layout in ("cover", "section")
    if placeholder.least is not None and (floor == _TITLE_FLOOR or _is_low(placeholder) or opens):
        floor = Pt(min(size, placeholder.least))
    copy = _with_emphasis(copy_for(slide.title, placeholder, slide, theme), slide, placeholder, theme)
    copy = _with_quiet_count(replace(copy, size=size, floor=floor, balanced=True), slide, theme)
    slot = Slot(
        copies=(copy,), box=rect, insets=placeholder.insets, anchor=placeholder.anchor, exact=False, alike=not roomy
    )
    body = fit(slot, placeholder.pitch)
    body = _clear_when_small(body, placeholder, slide, theme)
    return Text(name=f"title · {slide.name}", rect=rect, body=body, placeholder="title", path=slide.of)


def _opening_place(slide: Slide, rect: Rect, theme: Theme) -> Rect:
    """Return where a title stands: on a cover and a section one of words that are apart is wider, as far as the names
    on the rings, or at the end as the sheet to write on.
    """
    apart = " " in slide.title.strip() and not is_unspaced(slide.title)
    if slide.layout not in _WIDER or not apart or theme.template or theme.width < _WIDE_SLIDE:
        return rect
    wide = rect.width + _WIDER[slide.layout]
    if any(isinstance(block, ListBlock) and block.style == "act" for block in slide.blocks):
        wide = min(wide, SHEET.x - _BESIDE_SHEET - rect.x)
    return Rect(rect.x, rect.y, Emu(wide), rect.height)


def _with_emphasis(copy: Copy, slide: Slide, placeholder: Placeholder, theme: Theme) -> Copy:
    """Return a title's copy told as its marks say; what was put after it since (1/2) is told plainly."""
    if not slide.marked_title:
        return copy
    accent = theme.color("hi" if placeholder.color == "on-bleed" else "hue", slide.accent)
    told = emphasized(replace(copy, text=slide.marked_title), accent)
    if not copy.text.startswith(told.text):
        return copy
    rest = copy.text.removeprefix(told.text)
    return replace(told, text=copy.text, runs=(*told.runs, Run(rest, copy.bold)) if rest else told.runs)


_COUNT: Final = deferred(r"[ ]?[（(][0-9]+/[0-9]+[）)]\Z")
"""The number of a continuation, or of a title that comes again, at the end of it."""


def _with_quiet_count(copy: Copy, slide: Slide, theme: Theme) -> Copy:
    """Return a title's copy with the number behind it light and quiet: titles differ, and say what they say.

    It has the title's size, which the layout says. A template's own title says it as all else.
    """
    found = None if theme.template else _COUNT.search(copy.text)
    if not found:
        return copy
    title = layout_of(slide, theme).placeholders["title"]
    quiet = Run(found[0], face="minor", color=copy.color)
    if title.color == "ink":
        quiet = replace(quiet, color=theme.color("muted"))
    runs, left = [], found.start()
    for run in copy.runs or (Run(copy.text, copy.bold),):
        runs += [replace(run, text=run.text[:left])] if left > 0 else []
        left -= len(run.text)
    return replace(copy, runs=(*runs, quiet))


def below_title(slide: Slide, theme: Theme) -> Emu:
    """Return where a title that stands at the top of its place ends: one beside a picture, or in a panel."""
    title = title_text(slide, layout_of(slide, theme).placeholders["title"], 1, theme)
    return Emu(title.rect.y + points(title.body.height))


def takes_two_lines(placeholder: Placeholder) -> bool:
    """Tell whether a title of two lines has room in it as it is, as those in panels and of other people's have."""
    _, top, _, bottom = placeholder.insets
    return placeholder.rect.height - top - bottom >= points(2 * _TITLE_FLOOR * placeholder.pitch)


def _is_low(placeholder: Placeholder) -> bool:
    """Tell whether a title's place is lower than a line of the size that titles of one line have."""
    _, top, _, bottom = placeholder.insets
    return placeholder.rect.height - top - bottom < points(_TWO * placeholder.pitch)


def placeholder_text(
    key: str, text: str, slide: Slide, theme: Theme, field: str = "", rect: Rect | None = None, path: str = "",
    size: float = 0,
) -> list[Text]:  # fmt: skip
    """Return the text in its place, or in `rect`; nothing where it does not fit and the layout can do without it.

    It has the layout's size, or `size` where that is given.

    Raises DoesNotFit where it cannot.
    """
    placeholder = layout_of(slide, theme).placeholders[key]
    least = theme.scale.caption if placeholder.type in _CORNERS else theme.scale.floor
    if placeholder.least is not None:
        least = min(least, placeholder.least)
    copy = copy_for(text, placeholder, slide, theme)
    if size:
        copy = replace(copy, size=Pt(size))
    copy = replace(copy, floor=Pt(min(placeholder.size, least)), path=path or slide.of, balanced=key in _BALANCED)
    if field:
        copy = replace(copy, runs=(Run(text, bold=placeholder.bold, field=field),))
    slot = Slot(
        copies=(copy,), box=rect or placeholder.rect, insets=placeholder.insets, anchor=placeholder.anchor, exact=False
    )
    try:
        place, body = _in_either(slot, None if rect else placeholder.spare, placeholder.pitch)
    except DoesNotFit:
        if placeholder.optional:
            return []
        raise
    body = _clear_when_small(body, placeholder, slide, theme)
    return [Text(name=f"{key} · {slide.name}", rect=place, body=body, placeholder=key, path=path)]


def _clear_when_small(body: TextBody, placeholder: Placeholder, slide: Slide, theme: Theme) -> TextBody:
    """Return a text in the colour for small ones, where it is set below the size from which less contrast will do."""
    least = max(_LARGE_BOLD, _LEAST_BOLD / theme.zoom) if placeholder.bold else max(_LARGE, _LEAST_LARGE / theme.zoom)
    if not placeholder.small or min(paragraph.size for paragraph in body.paragraphs) >= least:
        return body
    color = theme.color(placeholder.small, layout_of(slide, theme).accent)
    return replace(
        body,
        paragraphs=tuple(
            replace(paragraph, color=color, runs=tuple(replace(run, color=color) for run in paragraph.runs))
            for paragraph in body.paragraphs
        ),
    )


_BALANCED: Final = frozenset({"subtitle", "takeaway", "lead", "message", "speaker", "date"})
"""Keys of texts whose lines are chosen."""


def _in_either(slot: Slot, spare: Rect | None, pitch: float) -> tuple[Rect, TextBody]:
    """Slot, another box for it -> the box in which its text is larger, or has fewer lines, and the text set in it.

    Raises DoesNotFit where it fits in neither.
    """
    if spare is None:
        return slot.box, fit(slot, pitch)
    wide = spare, fit(replace(slot, box=spare), pitch)
    try:
        own = slot.box, fit(slot, pitch)
    except DoesNotFit:
        return wide
    return max(own, wide, key=lambda found: (found[1].paragraphs[0].size, -len(found[1].paragraphs[0].lines)))


def copy_for(text: str, placeholder: Placeholder, slide: Slide, theme: Theme, level: int = 0) -> Copy:
    """Text for a level of a placeholder -> the copy that sets it as its layout says, down to the theme's floor."""
    layout = layout_of(slide, theme)
    look = placeholder.levels[min(level, len(placeholder.levels)) - 1] if level and placeholder.levels else placeholder
    color: Color = theme.color(look.color, layout.accent)
    return Copy(
        text=text,
        size=look.size,
        floor=min(theme.scale.floor, look.size),
        color=color,
        bold=look.bold,
        face=look.face,
        pitch=look.pitch,
        before=look.before,
        align=placeholder.align,
        path=slide.of,
        level=level,
        wide=placeholder.wide * theme.wide(look.face),
        capitals=placeholder.capitals,
    )
