"""Slide -> its pages: as few as hold it, each with its body drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final

from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect, px
from deckbrief.base.problem import Problem
from deckbrief.base.record import replace
from deckbrief.draft.nodes import inner_count, members_named
from deckbrief.draft.slides import (
    Block,
    FigureBlock,
    ListBlock,
    NoteForms,
    ParagraphBlock,
    QuizBlock,
    Slide,
    TimerBlock,
)
from deckbrief.layout.figures.drawing import CannotDraw
from deckbrief.layout.figures.figure import figure_kind
from deckbrief.layout.figures.kit import Look, cuts_no_word, lines_of
from deckbrief.layout.frame import AnyItem, Shape
from deckbrief.layout.scale import scaled_item, scaled_rect
from deckbrief.layout.slide.blocks import draw_blocks
from deckbrief.layout.slide.choices import for_many, in_other_forms
from deckbrief.layout.slide.closing import closing_art
from deckbrief.layout.slide.continuations import bounds, continuations, cut, divisible, piece_of
from deckbrief.layout.slide.faults import Places, cannot_draw, too_long
from deckbrief.layout.slide.forms import layout_of
from deckbrief.layout.slide.framing import Page
from deckbrief.layout.slide.opening import cover_art
from deckbrief.layout.slide.panel import has_panel, in_panel, is_full, on_ground, panel_items
from deckbrief.layout.slide.placeholders import (
    TWO_LINES,
    below_title,
    copy_for,
    placeholder_text,
    takes_two_lines,
    title_text,
)
from deckbrief.layout.slide.quiz import dots_in_panel, reason_in_panel
from deckbrief.layout.slide.route import draw_route
from deckbrief.layout.slide.section import section_art
from deckbrief.layout.slide.takeaway import ABOVE, has_place, lies_below, takeaway_items
from deckbrief.layout.text.fit import DoesNotFit, height_for
from deckbrief.theme.theme import Layout, Theme

_BELOW_TITLE: Final = px(20)
_LINE_ABOVE: Final = px(32)
"""From the title to the line above the lead of a picture, and from there to the lead."""
_LEADS: Final = (44.0, 40.0, 36.0, 34.0)
_MOST_LINES: Final = 4
"""Sizes in which the lead of a picture is said, and on how many lines, before it has its layout's."""
_REASON: Final = px(432)
"""Where a reason begins in a panel, at the earliest."""
_SCALES: Final = (1.0, 0.92, 0.85, 0.8)
"""How small blocks may be drawn for somebody else's template: type of 16 points becomes one of 12.8 at least."""
_MOST_INNER: Final = 100
"""Members of a part: more than these are tried on no slide."""
_MANY: Final = 4
"""Continuations that are few enough to draw all in each attempt."""


class FailedSlide(Exception):
    """A slide that cannot be laid out, with the problems that say why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__()


def pages_of(slide: Slide, forms: NoteForms, places: Places, theme: Theme) -> list[Page]:
    """Return the slide's pages as it was drafted, or with its figure in the form for many.

    Where a template has too little room for either, a figure is drawn as one that needs less.
    """
    try:
        return _fewest_pages(slide, forms, places, theme)
    except FailedSlide as failed:
        others = [other for other in (for_many(slide),) if other is not None]
        problems = failed.problems
        for other in (*others, *(in_other_forms(slide) if theme.template else ())):
            try:
                return [replace(page, instead=_drawn_as(other)) for page in _fewest_pages(other, forms, places, theme)]
            except FailedSlide as again:
                problems = again.problems if other in others else problems
        raise FailedSlide(problems) from failed


def _drawn_as(slide: Slide) -> str:
    return next(block.kind for block in slide.blocks if isinstance(block, FigureBlock) and block.kind)


def _fewest_pages(slide: Slide, forms: NoteForms, places: Places, theme: Theme) -> list[Page]:
    """Return the slide as it is, or cut into the fewest continuations that fit."""
    failure: DoesNotFit | None = None
    fewest, most = divisible(slide)
    lines = _title_lines(slide, places, theme)
    stuck: tuple[int, int] | None = None
    for count, scale in _attempts(fewest, most, theme):
        if count > most:
            continue
        if count > 1:
            lines = _title_lines(slide, places, theme, continued=True)
        body = _body(slide, lines, theme)
        try:
            for number in _likely_to_fail(stuck, count, most):
                _draw(piece_of(slide, number, count), body, theme, scale)
            pages: list[Page] = []
            for number, part in enumerate(cut(slide, count, forms)):
                stuck = (number, count)
                pages.append(Page(part, lines, tuple(_draw(part, body, theme, scale))))
            return pages
        except DoesNotFit as error:
            failure = error if scale == 1 or failure is None else failure
        except CannotDraw as error:
            if failure is None:
                raise FailedSlide([cannot_draw(error, slide, places)]) from error
            most = count - 1
    assert failure is not None, "a slide that draws in no way at all has said why"
    try:
        if pages := _finest(slide, forms, _title_lines(slide, places, theme, continued=True), theme):
            return pages
    except DoesNotFit as error:
        failure = error
    except CannotDraw:
        pass  # of so few members: what was found before is said
    problem = too_long(failure, slide, places, theme)
    raise FailedSlide([problem])


def _finest(slide: Slide, forms: NoteForms, lines: int, theme: Theme) -> list[Page]:
    """Return a slide with a figure cut into its parts, and these into as many pieces as each of them needs.

    Nothing where it has no figure of parts with members of their own. Raises DoesNotFit where a part with a single
    member does not fit.
    """
    figure = next((block for block in slide.blocks if isinstance(block, FigureBlock)), None)
    if figure is None or figure_kind(figure.looked_up, figure.kind).whole:
        return []
    ids = figure.only or members_named(figure.looked_up)
    if not any(inner_count(figure.looked_up, part) > 1 for part in ids):
        return []
    scale = _SCALES[-1] if theme.template else 1.0
    body = _body(slide, lines, theme)
    others = tuple(block for block in slide.blocks if block is not figure and not isinstance(block, TimerBlock))
    always = tuple(block for block in slide.blocks if isinstance(block, TimerBlock))
    contents: list[tuple[Block, ...]] = []
    drawn: list[list[AnyItem]] = []
    for part in ids:
        size = inner_count(figure.looked_up, part)
        for count in range(max(1, -(-size // _MOST_INNER)), max(size, 1) + 1):
            pieces: list[tuple[Block, ...]] = [
                (replace(figure, only=(part,), inner=bounds(size, number, count) if count > 1 else None), *always)
                for number in range(count)
            ]
            if part == ids[-1]:
                pieces[-1] = (pieces[-1][0], *others, *always)
            try:
                drawn += [_draw(replace(slide, blocks=piece), body, theme, scale) for piece in pieces]
            except DoesNotFit:
                if count >= size:
                    raise
                continue
            contents += pieces
            break
    pages = zip(continuations(slide, contents, len(contents), forms), drawn, strict=True)
    return [Page(piece, lines, tuple(items)) for piece, items in pages]


def _likely_to_fail(stuck: tuple[int, int] | None, count: int, most: int) -> tuple[int, ...]:
    """Return which of many continuations are tried before all are drawn one by one: time grows with their square else.

    The one where the last attempt was `stuck` (number, of how many), and the last, which has no fewer members than any
    other. Not at the finest cut: there it is the first to fail that is told.
    """
    if stuck is None or count <= _MANY or count >= most:
        return ()
    return stuck[0] * count // stuck[1], count - 1


def _attempts(fewest: int, most: int, theme: Theme) -> list[tuple[int, float]]:
    """Return into how many pieces to cut a slide and how small to draw them, the best first.

    For somebody else's template, whose body can be small, drawing all a little smaller is better than two slides.
    """
    scales = _SCALES if theme.template else (1.0,)
    attempts = [(count, scale) for count in range(fewest, most + 1) for scale in scales]
    return sorted(attempts, key=lambda attempt: attempt[0] + (1 - attempt[1]) * 8)


def _draw(slide: Slide, body: Rect, theme: Theme, scale: float) -> list[AnyItem]:
    """Return the slide's blocks, drawn; a route stands at the layout's side, and nowhere where there is no room.

    At a `scale` below 1 they are drawn for a larger body and made smaller, with their type.
    """
    layout = layout_of(slide, theme)
    aside = layout.aside
    takeaway = _takeaway(slide, layout)
    routes = [block for block in slide.blocks if isinstance(block, ListBlock) and block.style in ("route", "rings")]
    items: list[AnyItem] = []
    if layout.strip == "bleed" and slide.layout == "section":
        words = slide.title, slide.subtitle, slide.message
        art = section_art(routes[0] if routes else None, layout.body, theme, layout.accent, words)
        items += (part for part in art if part)
    elif not theme.template and slide.layout == "cover":
        items += (part for part in cover_art(routes[0] if routes else None, theme) if part)
    acts = [block for block in slide.blocks if isinstance(block, ListBlock) and block.style == "act"]
    for act in acts if not theme.template else ():
        items += closing_art(act, theme)
    for route in routes:
        with suppress(DoesNotFit):
            items += [draw_route(route, aside, theme)] if aside and route.style == "route" else []
    blocks = [block for block in slide.blocks if block not in (*routes, *acts) and block is not takeaway]
    if has_panel(layout) or is_full(layout):
        beside = in_panel(blocks, layout)
        blocks = [block for block in blocks if not any(block is other for other in beside)]
        items += _beside(slide, beside, blocks, layout, theme)
    if leads := _beside_picture(blocks, layout):
        blocks = [block for block in blocks if block not in leads]
        for block in leads:
            items += _lead_beside(block, slide, theme)
    if scale == 1:
        items += draw_blocks(blocks, body, slide, theme)
        return items + list(takeaway_items(takeaway, slide, theme) if takeaway else ())
    large = draw_blocks(blocks, scaled_rect(body, 1 / scale), slide, theme)
    return items + [scaled_item(item, scale) for item in large]


def _beside(
    slide: Slide, beside: Sequence[Block], others: Sequence[Block], layout: Layout, theme: Theme
) -> Iterator[AnyItem]:
    """Yield what stands in the panel of a split slide, below its title."""
    if is_full(layout):
        yield from on_ground(beside, slide, layout, theme)
        return
    title = title_text(slide, layout.placeholders["title"], 1, theme)
    below = Emu(title.rect.y + round(title.body.height * EMU_PER_PT) + _BELOW_TITLE)
    yield from panel_items(beside, slide, layout, theme, below)
    for block in others:
        if isinstance(block, QuizBlock):
            yield from dots_in_panel(block, layout, theme)
            yield from reason_in_panel(block, slide, layout, theme, max(below, _REASON))


def _beside_picture(blocks: Sequence[Block], layout: Layout) -> list[ParagraphBlock]:
    """Return the lead of a slide whose figure has the room to the edges: it stands in the layout's own place."""
    if layout.key != "picture" or "lead" not in layout.placeholders:
        return []
    return [block for block in blocks if isinstance(block, ParagraphBlock) and block.role == "lead"][:1]


def _lead_beside(block: ParagraphBlock, slide: Slide, theme: Theme) -> Iterator[AnyItem]:
    """Yield the lead of a picture, in our own layouts close below the title, with a line above it."""
    place, size = None, 0.0
    if not theme.template:
        layout = layout_of(slide, theme)
        top, whole = below_title(slide, theme), layout.placeholders["lead"].rect
        place = Rect(whole.x, Emu(top + 2 * _LINE_ABOVE), whole.width, Emu(whole.bottom - top - 2 * _LINE_ABOVE))
        size = _lead_size(block.text, place, slide, theme)
        line = Rect(whole.x, Emu(top + _LINE_ABOVE), px(56), px(6))
        yield Shape(name="lead line", rect=line, fill=Look(theme, slide.accent).color("hue"))
    yield from placeholder_text("lead", block.text, slide, theme, path=block.of, rect=place, size=size)


def _lead_size(text: str, place: Rect, slide: Slide, theme: Theme) -> float:
    """Return how large the lead beside a picture is said: as large as a few lines of it have room, no word cut."""
    usual = layout_of(slide, theme).placeholders["lead"]
    copy = replace(copy_for(text, usual, slide, theme), balanced=True)
    for size in _LEADS:
        larger = replace(copy, size=Pt(size))
        few = len(lines_of(larger, place.width)) <= _MOST_LINES and cuts_no_word(larger, place.width, theme)
        if few and height_for([larger], place.width, usual.pitch, exact=False) <= place.height:
            return size
    return 0


def _title_lines(slide: Slide, places: Places, theme: Theme, *, continued: bool = False) -> int:
    """Return 1 where the title fits on one line, else 2; titles of cover and section have room as it is.

    On slides that are continued it has the number of the slide behind it.
    """
    placeholder = layout_of(slide, theme).placeholders["title"]
    if slide.layout in ("cover", "section"):
        return 1
    suffixed = replace(slide, title=slide.title + "（1/2）") if continued else slide
    for lines in (1, 2):
        try:
            title_text(suffixed, placeholder, lines, theme)
        except DoesNotFit as error:
            if lines == 2:
                raise FailedSlide([too_long(error, slide, places, theme)]) from error
            continue
        return lines
    return 2


def _body(slide: Slide, title_lines: int, theme: Theme) -> Rect:
    layout = layout_of(slide, theme)
    body = layout.body
    if _takeaway(slide, layout) and lies_below(layout):
        body = body.split_top(layout.placeholders["takeaway"].rect.y - ABOVE - body.y)[0]
    title = layout.placeholders["title"]
    stays = title.fixed or (takes_two_lines(title) and layout.strip)
    return body if title_lines == 1 or stays else body.split_top(TWO_LINES)[1]


def _takeaway(slide: Slide, layout: Layout) -> ParagraphBlock | None:
    """Return what a slide has to take away, where its layout has a place for it."""
    if not has_place(layout):
        return None
    blocks = (block for block in slide.blocks if isinstance(block, ParagraphBlock) and block.role == "takeaway")
    return next(blocks, None)
