"""Room on a layout: for figures between title and footers, for a text the part of its place where it can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from deckbrief.base.length import Emu, Pt, Rect, inches, points
from deckbrief.base.record import replace
from deckbrief.theme.template.parts import Holder, LayoutPart
from deckbrief.theme.template.surface import (
    GAP,
    Surface,
    around,
    cuts,
    evenness,
    largest_clear,
    legible,
    text_rect,
    with_air,
)

MARGIN: Final = inches(0.3)
"""The least distance from a slide's edges."""
LEAST_WIDTH: Final = inches(6)
LEAST_HEIGHT: Final = inches(3.7)
"""Figures, and a question with four answers, need that much."""
LEAST_TITLE_WIDTH: Final = inches(3)
LEAST_TITLE: Final = points(30)
"""A title's text needs that much: a line of eight characters of 24 points."""
LEAST_TITLE_SIZE: Final = Pt(18)
"""A smaller title is no larger than text; one of a low place is set in it before a deck is refused."""
FOOT: Final = inches(0.34)
"""Height of a source line of our own, where a layout has no footer."""

CORNER_HEIGHT: Final = inches(0.22)
"""What date, footer and number need: a line of the smallest size."""

_NO_CONTENT: Final = ("subTitle", "sldImg", "hdr", "pic", "media")
LEGIBLE: Final = 4.5
"""Where the better one of black and white has that contrast (WCAG 2.2, 1.4.3), a text can stand."""
LARGE_TEXT: Final = 3.0
"""The same for text of 24 points, or of bold 18.66 (of 96 to an inch), and more."""
_MOST_OF: Final = 0.5
_SMALL_TEXT: Final = inches(0.8)
_BADGE: Final = inches(3)
"""A text in the middle of a sign, a letter or a number, has a place that is narrower, and more than half as high."""
_SPARE: Final = 1.4
"""A free region that is so much larger than what is meant for content, and has it inside, is taken instead."""
_INDENT: Final = inches(1)
"""So much further right than the title figures do not begin."""
_UNLIKE: Final = 0.05
"""Share of another colour that shows where a body is drawn out, if what is there is another backdrop."""
_CHARACTERS: Final = 26
"""What nine titles of ten say in Chinese, and what goes with them when they are continued."""
_PITCH: Final = 1.3
_NEAR: Final = inches(0.05)
_MOST_EDGES: Final = 8
"""Edges of drawings that are tried in each direction, the first ones."""


# Figures ------------------------------------------------------------------------------------------------------------


def body_of(surface: Surface) -> Rect:
    """Layout -> where figures and blocks are laid out: clear of title, footers, pictures and drawings.

    The content placeholder, or what the master's body would take; where that is too small, the free room around it;
    where that is too, the content placeholder with what its designer drew behind it.
    """
    regions = (_meant_region(surface), _free_region(surface))
    meant, free = (_above_picture(surface, _clear_body(surface, region)) for region in regions)
    meant = _below_title(surface, meant)
    spare = free.width * free.height > _SPARE * meant.width * meant.height and free.contains(meant)
    if is_roomy(meant, surface.layout) and not spare:
        return meant
    over = _clear_body(surface, _meant_region(surface), over_drawings=True) if contents(surface.layout) else meant
    order = (meant, free, over)
    return max(order, key=lambda body: (is_roomy(body, surface.layout), body is not over, body.width * body.height))


def _below_title(surface: Surface, body: Rect) -> Rect:
    """A body that begins far right of its title's text -> the same from there on, where that is free."""
    title = surface.layout.title
    if title is None or title.style.align != "left":
        return body
    x = max(text_rect(title).x, MARGIN)
    left = Rect(Emu(x), body.y, Emu(body.x - x), body.height)
    if left.width <= _INDENT or not surface.is_free(left, [holder.rect for holder in surface.layout.holders]):
        return body
    both = Rect(left.x, body.y, Emu(left.width + body.width), body.height)
    return both if evenness(surface.behind(both)) >= evenness(surface.behind(body)) - _UNLIKE else body


def _above_picture(surface: Surface, body: Rect) -> Rect:
    """Return the part of a body above the foot of a picture behind it, where that is room enough."""
    parts = (surface.above_picture(body, air) for air in (2 * GAP, 0))
    return next((above for above in parts if is_roomy(above, surface.layout)), body)


def stage_of(surface: Surface) -> Rect:
    """Layout -> what a cover or a section's first slide has between its margins, above the footers."""
    template = surface.template
    feet = [h.rect.y for h in surface.layout.holders if h.is_corner and h.rect.y > template.height // 2]
    bottom = min([template.height - 2 * MARGIN, *(foot - GAP for foot in feet)])
    return surface.cleared(Rect(Emu(2 * MARGIN), MARGIN, Emu(template.width - 4 * MARGIN), Emu(bottom - MARGIN)))


def is_roomy(body: Rect, layout: LayoutPart) -> bool:
    """Tell whether figures have the room that they need, and the source line too, where there is no footer for it."""
    line = 0 if layout.corner("ftr") else FOOT + GAP
    return body.width >= LEAST_WIDTH and body.height >= LEAST_HEIGHT + line


def _clear_body(surface: Surface, region: Rect, over_drawings: bool = False) -> Rect:
    """Return a region clear of title and footers, and of what is drawn there, but for words, `over_drawings`."""
    title = title_place(surface)
    fixed = [on_slide(surface, holder.rect) for holder in surface.layout.holders if holder.is_corner]
    fixed = [with_air(rect, GAP) for rect in (*fixed, *([title] if title else []))]
    free = largest_clear(region, [rect for rect in fixed if rect.overlaps(region)])
    inside = surface.inside_panels(free)
    return surface.cleared_of_words(inside) if over_drawings else surface.cleared(inside)


def _meant_region(surface: Surface) -> Rect:
    """Return the layout's content placeholder, else the master's body where that is meant, else all the slide."""
    layout, title = surface.layout, title_place(surface)
    whole = surface.template.width * surface.template.height
    large = [holder for holder in contents(layout) if holder.rect.width * holder.rect.height > whole * 0.1]
    if large:
        left, _, right, _ = large[0].style.insets
        return _inside_margins(surface, around([holder.rect for holder in large]).inset(left, 0, right, 0))
    body = layout.master_body
    left, _, right, _ = layout.title.style.insets if layout.title else (Emu(0),) * 4
    if body and title and body.y >= title.bottom - MARGIN and body.width * body.height > whole * 0.25:
        return _inside_margins(surface, body.inset(left, 0, right, 0))
    return _free_region(surface)


def _free_region(surface: Surface) -> Rect:
    """Return all the slide inside its margins, as wide as a title that takes most of its width.

    A title that a logo makes shorter on one side has the other side's margin there.
    """
    width, height = surface.template.width, surface.template.height
    title = surface.layout.title
    left, right = 2 * MARGIN, width - 2 * MARGIN
    if title and title.rect.width > width * 0.6:
        before, after = title.rect.x, width - title.rect.right
        left = min(before, max(after, 2 * MARGIN)) + title.style.insets[0]
        right = width - min(after, max(before, 2 * MARGIN)) - title.style.insets[2]
    return _inside_margins(surface, Rect(Emu(left), MARGIN, Emu(right - left), Emu(height - 2 * MARGIN)))


def _inside_margins(surface: Surface, rect: Rect) -> Rect:
    x, y = max(rect.x, MARGIN), max(rect.y, MARGIN)
    right = min(rect.right, surface.template.width - MARGIN)
    bottom = min(rect.bottom, surface.template.height - MARGIN)
    return Rect(Emu(x), Emu(y), Emu(max(0, right - x)), Emu(max(0, bottom - y)))


def contents(layout: LayoutPart) -> list[Holder]:
    """Layout -> its placeholders for content: not title, footers, pictures, and no small text such as a line above."""
    others = [h for h in layout.holders if h.type not in _NO_CONTENT and not h.is_title and not h.is_corner]
    return [holder for holder in others if not is_small_text(holder)]


def is_small_text(holder: Holder) -> bool:
    """Tell a line of text beside the content: a kicker, a footnote. The body, which has the index 1, is never one."""
    return holder.type == "body" and holder.index != 1 and holder.rect.height <= _SMALL_TEXT


def is_badge(holder: Holder) -> bool:
    """Tell a sign that holds a letter or a number, which no sentence is to stand in."""
    return holder.rect.width < _BADGE and 2 * holder.rect.height > holder.rect.width


def is_kicker(holder: Holder, title: Holder) -> bool:
    """Tell a line of text above a title."""
    return is_small_text(holder) and holder.rect.bottom <= title.rect.center_y


def opening_texts(layout: LayoutPart, title: Holder) -> list[Holder]:
    """Layout of an opening, its title -> its texts but for signs and small ones, and those above another's title."""
    texts = [holder for holder in layout.texts if not is_badge(holder) and not is_small_text(holder)]
    if layout.type in ("title", "secHead"):
        return texts
    return [holder for holder in texts if holder.rect.bottom > title.rect.y + GAP]


def parted(texts: Sequence[Holder], title: Holder, roomiest: bool) -> tuple[list[Holder], list[Holder]]:
    """Texts of an opening, its title -> the main one and those that are read after it; those above the title.

    The main one is a subtitle, or has index 1; with `roomiest`, of several below the title the one with most room.
    Where all stand above the title, they are read after it none the less.
    """
    main = next((holder for holder in texts if holder.type == "subTitle" or holder.index == 1), None)
    above = [holder for holder in texts if holder is not main and holder.rect.bottom <= title.rect.y + GAP]
    below = [holder for holder in texts if holder is not main and holder not in above]
    if roomiest and main is not None and below:
        other = max(below, key=lambda holder: holder.rect.width * holder.rect.height)
        if other.rect.y >= main.rect.bottom and other.rect.height > 2 * main.rect.height:
            main, below = other, [holder for holder in below if holder.rect.y >= other.rect.bottom]
    first = [main] if main is not None else []
    return ([*first, *below], above) if first or below else (list(texts), [])


def title_place(surface: Surface) -> Rect | None:
    """Layout -> where its title stands: on the slide, on one backdrop, no lower than a line of it; None without one."""
    title = surface.layout.title
    if title is None:
        return None
    placed = on_slide(surface, title.rect)
    own = within_borders(surface, placed)
    if own == placed and (calm := surface.calm_part(own)).height >= LEAST_TITLE:
        own = calm
    part = best_part(surface, own, LEAST_TITLE_WIDTH, LEAST_TITLE, middle=True)
    whole = clear_of_marks(surface, own)
    if title.style.is_large and part.width * part.height <= _MOST_OF * whole.width * whole.height:
        # Large text needs less contrast (WCAG 2.2, 1.4.3): rather that than a corner of its place.
        part = whole if legible(surface.behind(whole)) >= LARGE_TEXT else part
    others = [holder.rect for holder in surface.layout.holders if holder is not title and holder.index == 1]
    return grown(surface, part, LEAST_TITLE, others)


def holds(place: Rect, size: float, characters: int = _CHARACTERS) -> bool:
    """Tell whether a place has room for a text of that size, as long as titles mostly are, or as it says."""
    lines = place.height // points(size * _PITCH)
    return place.width // points(size) * lines >= characters


# Texts --------------------------------------------------------------------------------------------------------------


def best_part(surface: Surface, rect: Rect, width: int, height: int, middle: bool = False) -> Rect:
    """A text's place, the least that it needs -> the largest part of it, clear of marks, where it can be read.

    With `middle` the part has the middle of the place in it, if one can. The place itself, on the slide, where no part
    is large enough.
    """
    inside = on_slide(surface, rect)
    clear = clear_of_marks(surface, inside)
    if clear.width < width or clear.height < height:
        clear = inside
    if legible(surface.behind(clear)) >= LEGIBLE and surface.is_clear_throughout(clear):
        return clear
    edges = surface.edges(clear, inner=True)
    found = _legible_parts(surface, clear, edges, width, height) if edges else []
    # A gradient has no edges, and the box around a curved shape is none: there the place is cut into quarters.
    found = found or _legible_parts(surface, clear, _quarters(clear), width, height)
    found.sort(key=lambda each: (each[0].width * each[0].height, each[1]), reverse=True)
    parts = [part for part, _ in found]
    centre = Rect(clear.center_x, clear.center_y, Emu(1), Emu(1))
    first = [part for part in parts if part.contains(centre)] if middle else []
    first.sort(key=lambda part: _area_around(part, centre), reverse=True)
    ranked = (*first, *parts)
    return next((part for part in ranked if surface.is_clear_throughout(part)), next(iter(ranked), clear))


def _area_around(part: Rect, centre: Rect) -> float:
    """Return the area of a part, less what lies on one side of a centre only: a text is not pushed aside for it."""
    one_sided = abs((centre.x - part.x) - (part.right - centre.x))
    return (part.width - 1.5 * one_sided) * part.height


def on_slide(surface: Surface, rect: Rect) -> Rect:
    """Rectangle -> the same moved inside the slide where it sticks out, and cut where it is larger."""
    slide = Rect(Emu(0), Emu(0), surface.template.width, surface.template.height)
    if slide.contains(rect):
        return rect
    width, height = min(rect.width, slide.width - MARGIN), min(rect.height, slide.height - MARGIN)
    x = min(max(rect.x, MARGIN // 2), slide.width - width - MARGIN // 2)
    y = min(max(rect.y, MARGIN // 2), slide.height - height - MARGIN // 2)
    return Rect(Emu(x), Emu(y), Emu(width), Emu(height))


def on_slide_share(rect: Rect, slide: Rect) -> float:
    """Rectangle, the slide -> the share of the rectangle that lies on the slide."""
    across = min(rect.right, slide.right) - max(rect.x, slide.x)
    down = min(rect.bottom, slide.bottom) - max(rect.y, slide.y)
    return max(0, across) * max(0, down) / max(1, rect.width * rect.height)


def clear_of_marks(surface: Surface, rect: Rect) -> Rect:
    """Rectangle -> its largest part clear of words, and of logos and lines that do not lie under the whole of it."""
    for mark in surface.marks(rect):
        if rect.width and rect.height and mark.overlaps(rect):
            rect = max(cuts(rect, mark), key=lambda cut: cut.width * cut.height)
    return rect


def within_borders(surface: Surface, rect: Rect) -> Rect:
    """A title's place -> the part of it that crosses no edge of a band or a block, where most of it is left."""
    for across, least in ((True, LEAST_TITLE), (False, LEAST_TITLE_WIDTH)):
        ends = (
            [rect.y, *surface.borders(rect, True), rect.bottom]
            if across
            else ([rect.x, *surface.borders(rect, False), rect.right])
        )
        start, end = max(pairwise(ends), key=lambda pair: pair[1] - pair[0])
        if end - start < max(least, _MOST_OF * (ends[-1] - ends[0])):
            continue
        if across:
            rect = Rect(rect.x, Emu(start), rect.width, Emu(end - start))
        else:
            rect = Rect(Emu(start), rect.y, Emu(end - start), rect.height)
    return rect


def can_grow(surface: Surface, place: Rect, by: int) -> bool:
    """Tell whether a title's place can be drawn out downwards: nothing is drawn there, and it crosses no edge."""
    longer = Rect(place.x, place.y, place.width, Emu(place.height + by))
    below = Rect(place.x, place.bottom, place.width, Emu(by))
    if longer.bottom > surface.template.height or any(mark.overlaps(below) for mark in surface.marks(longer)):
        return False
    return all(border < place.bottom - _NEAR for border in surface.borders(longer, True))


def can_be_read(surface: Surface, rect: Rect, width: int, height: int) -> bool:
    """Tell whether a place is large enough, on one backdrop, and clear of marks."""
    if rect.width < width or rect.height < height or legible(surface.behind(rect)) < LEGIBLE:
        return False
    return not any(mark.overlaps(rect) for mark in surface.marks(rect))


def grown(surface: Surface, rect: Rect, height: int, beside: Sequence[Rect]) -> Rect:
    """A place that is too low, the height that it needs -> the place drawn out into free room below, or above, it."""
    missing = height - rect.height
    if missing <= 0:
        return rect
    below = Rect(rect.x, rect.bottom, rect.width, Emu(missing))
    above = Rect(rect.x, Emu(rect.y - missing), rect.width, Emu(missing))
    if surface.is_free(below, beside) and below.bottom <= surface.template.height - MARGIN // 2:
        return Rect(rect.x, rect.y, rect.width, Emu(height))
    if surface.is_free(above, beside) and above.y >= MARGIN // 2:
        return Rect(rect.x, above.y, rect.width, Emu(height))
    return rect


def corner_place(surface: Surface, corner: Holder, width: int) -> Rect | None:
    """A footer and the least width that it needs -> where it can be read: there, else on its line of the slide."""
    own = best_part(surface, corner.rect, width, CORNER_HEIGHT)
    if can_be_read(surface, own, width, CORNER_HEIGHT):
        return own
    others = [holder.rect for holder in surface.layout.holders if holder.is_corner and holder is not corner]
    y = min(corner.rect.y, surface.template.height - MARGIN - CORNER_HEIGHT)
    line = _line(surface, Rect(corner.rect.x, Emu(y), Emu(0), Emu(min(corner.rect.height, FOOT))), others, width)
    if line is None or corner.type == "ftr":
        return line
    # A number or a date stays about where it was, and as wide.
    x = min(max(line.x, corner.rect.x), max(line.x, line.right - corner.rect.width))
    return Rect(Emu(x), line.y, Emu(min(line.right - x, max(width, corner.rect.width))), line.height)


def source_line(surface: Surface, place: Rect, body: Rect, number: Rect | None, width: int) -> Rect | None:
    """Where the footer stands, the room for figures, the number's place -> the footer's line as wide as it is free.

    A date does not stand there. None where it is not as wide as it has to be.
    """
    beside = []
    if number is not None:
        # Numbers stand at the far end of their box: half of it is enough.
        half = Emu(number.width // 2)
        beside = [replace(number, x=Emu(number.x + half), width=half)]
        if number.x < place.x:
            beside = [replace(number, width=half)]
    x, right = min(place.x, body.x), max(place.right, body.right)
    return _line(surface, Rect(Emu(x), place.y, Emu(right - x), place.height), beside, width)


def longer_date(surface: Surface, corner: Holder, place: Rect) -> Rect | None:
    """A date's place -> the same drawn out to the far margin, where nothing is drawn; a cover has no other footers."""
    left, right = Emu(2 * MARGIN), Emu(surface.template.width - 2 * MARGIN)
    if corner.style.align == "center":
        half = min(place.center_x - left, right - place.center_x)
        left, right = Emu(place.center_x - half), Emu(place.center_x + half)
    elif corner.style.align == "right":
        right = place.right
    else:
        left = place.x
    wide = Rect(left, place.y, Emu(right - left), place.height)
    return wide if wide.width > place.width and surface.is_free(wide) else None


def strip_above(surface: Surface, place: Rect, height: int) -> Rect | None:
    """Where the title stands -> a strip above it, as wide as its text, where there is nothing."""
    title = surface.layout.title
    assert title is not None, "what stands above a title needs one"
    text = text_rect(title)
    strip = Rect(text.x, Emu(place.y - height), text.width, Emu(height))
    others = [holder.rect for holder in surface.layout.holders if holder is not title]
    return strip if strip.y >= MARGIN // 2 and surface.is_free(strip, others) else None


def _line(surface: Surface, line: Rect, beside: Sequence[Rect], width: int) -> Rect | None:
    """A line of the slide (no width: all of it), what else stands on it -> its widest part that can be read on."""
    if not line.width:
        line = replace(line, x=Emu(2 * MARGIN), width=Emu(surface.template.width - 4 * MARGIN))
    for other in beside:
        if other.overlaps(line):
            line = max(cuts(line, other)[2:], key=lambda cut: cut.width)
    part = best_part(surface, line, width, CORNER_HEIGHT)
    return part if can_be_read(surface, part, width, CORNER_HEIGHT) else None


def _quarters(rect: Rect) -> list[Rect]:
    """Return rectangles whose edges cut a rectangle into quarters, across and down."""
    return [rect.inset(rect.width * n // 4, rect.height * n // 4) for n in (1, 2)]


def _legible_parts(
    surface: Surface, rect: Rect, boxes: Sequence[Rect], width: int, height: int
) -> list[tuple[Rect, float]]:
    """Return the parts of a rectangle between the edges of boxes that can be read on, with their contrast."""
    found = ((part, legible(surface.behind(part))) for part in _parts(rect, boxes, width, height))
    return [(part, ratio) for part, ratio in found if ratio >= LEGIBLE]


def _parts(rect: Rect, boxes: Sequence[Rect], width: int, height: int) -> Iterator[Rect]:
    """Yield the parts of a rectangle between the edges of boxes, those that are large enough."""
    across = sorted({rect.x, rect.right, *(x for box in boxes for x in (box.x, box.right) if rect.x < x < rect.right)})
    down = sorted({rect.y, rect.bottom, *(y for box in boxes for y in (box.y, box.bottom) if rect.y < y < rect.bottom)})
    for left, right in combinations(across[:_MOST_EDGES], 2):
        for top, bottom in combinations(down[:_MOST_EDGES], 2):
            if right - left >= width and bottom - top >= height:
                yield Rect(left, top, Emu(right - left), Emu(bottom - top))
