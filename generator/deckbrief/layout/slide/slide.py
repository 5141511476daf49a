"""Deck of drafted slides -> one Frame per slide, with continuations where a slide holds too much."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from deckbrief.base.length import EMU_PER_PT, Emu, Rect, px
from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import record, replace
from deckbrief.base.report import user_path
from deckbrief.content.paths import child
from deckbrief.draft.nodes import Picture, inner_count, members_named
from deckbrief.draft.notes import spoken_notes
from deckbrief.draft.slides import (
    Block,
    Deck,
    FigureBlock,
    ListBlock,
    Note,
    NoteForms,
    ParagraphBlock,
    QuizBlock,
    Slide,
    TimerBlock,
)
from deckbrief.layout.figures.drawing import CannotDraw
from deckbrief.layout.figures.figure import figure_kind
from deckbrief.layout.frame import AnyItem, DeckFrames, Frame, Text
from deckbrief.layout.scale import scaled_deck, scaled_item, scaled_rect
from deckbrief.layout.slide.blocks import draw_blocks
from deckbrief.layout.slide.choices import for_many, in_other_forms, settle
from deckbrief.layout.slide.chrome import (
    Sections,
    Stretch,
    back_link,
    chip,
    kicker_rect,
    progress,
    stretches,
    track,
)
from deckbrief.layout.slide.continuations import bounds, continuations, cut, divisible, piece_of
from deckbrief.layout.slide.forms import formed, layout_of
from deckbrief.layout.slide.notes_page import notes_page
from deckbrief.layout.slide.opening import cover_art, cover_icons, logo_plate, section_art, section_icons
from deckbrief.layout.slide.panel import has_panel, in_panel, is_full, on_ground, panel_items
from deckbrief.layout.slide.placeholders import TWO_LINES, placeholder_text, takes_two_lines, title_text
from deckbrief.layout.slide.quiz import reason_in_panel
from deckbrief.layout.slide.route import draw_route
from deckbrief.layout.slide.takeaway import ABOVE, has_place, lies_below, takeaway_items
from deckbrief.layout.slide.transitions import transitions
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.theme.theme import Layout, Theme

_BELOW_TITLE: Final = px(20)
_REASON: Final = px(432)
"""Where a reason begins in a panel, at the earliest."""
_KICKER_PARTS: Final = re.compile(r"\s*[·•]\s*")
"""What parts a kicker: the section from what of it is told."""
_SCALES: Final = (1.0, 0.92, 0.85, 0.8)
"""How small blocks may be drawn for somebody else's template: type of 16 points becomes one of 12.8 at least."""


class Places(Protocol):
    """Where content stands, for messages: a pack is one, and layout asks nothing else of it."""

    def place(self, path: str) -> Place:
        """Return the place of a content path."""


@record
class _Page:
    """A slide or a continuation of one; `items` are its body, None where another process has drawn it."""

    slide: Slide
    title_lines: int
    items: tuple[AnyItem, ...] | None
    instead: str = ""
    """The figure that is drawn in place of the one that the content asks for."""


@record
class _Chrome:
    """What a slide knows of the deck around it.

    `strip` is the progress strip, `at` the section's place in it, `share` how far the section has come and `whole` how
    far the deck has (0 to 1); `chip` is the number that the section bears, if it bears one.
    """

    number: int
    strip: tuple[Stretch, ...]
    at: int
    share: float
    whole: float
    chip: str
    logo: Picture | None
    section: str
    lang: str


class Spread(NamedTuple):
    """Over how many pages a drafted slide is spread, of how many lines its title is, and a page's `instead`."""

    pages: int
    title_lines: int
    instead: str = ""


def lay_out_deck(deck: Deck, places: Places, theme: Theme, date: str = "") -> DeckFrames:
    """Deck -> frames, in order; slides that hold too much are continued on further ones.

    Raises ProblemError with every text that does not fit even so and every figure that cannot be drawn.
    """
    return DeckLayout(deck, places, theme, date).whole()


class DeckLayout:
    """Lays out the slides of a deck, or some of them where other processes lay out the others.

    First `spread` draws what the slides hold, which takes most of the time; then, when it is known how all slides of
    the deck are spread, `frames` puts them into their places.
    """

    def __init__(self, deck: Deck, places: Places, theme: Theme, date: str = "") -> None:
        self.slides = tuple(formed([settle(slide) for slide in deck.slides], theme))
        self.lang = deck.lang
        self.deck, self._places, self._theme, self._date = deck, places, theme, date
        self._drawn: dict[int, list[_Page]] = {}
        self._known: dict[int, list[_Page]] = {}

    def take_from(self, other: DeckLayout | None) -> None:
        """Take over what another layout has drawn of slides that are the same, in the same theme."""
        if other is None or (other._theme, other.deck.forms) != (self._theme, self.deck.forms):
            return
        known = {other.slides[place]: pages for place, pages in other._drawn.items()}
        self._known = {place: known[slide] for place, slide in enumerate(self.slides) if slide in known}

    def whole(self) -> DeckFrames:
        """Return the frames of the whole deck. Raises as `spread` and `frames`."""
        return self.frames(self.spread(range(len(self.slides))))

    def spread(self, places: range) -> list[Spread]:
        """Draw the slides at these places of the deck, from 0 -> how each is spread.

        Raises ProblemError with every text that does not fit and every figure that cannot be drawn.
        """
        problems: list[Problem] = []
        for place in places:
            try:
                known = self._known.get(place)
                self._drawn[place] = known or _pages(self.slides[place], self.deck.forms, self._places, self._theme)
            except _Failed as failure:
                problems += failure.problems
        if problems:
            raise ProblemError([*problems, *self._placeholder_problems(places)])
        firsts = [(len(self._drawn[place]), self._drawn[place][0]) for place in places]
        return [Spread(count, first.title_lines, first.instead) for count, first in firsts]

    def frames(self, spreads: Sequence[Spread]) -> DeckFrames:
        """How all slides of the deck are spread -> its frames; those of slides that are not drawn here have no items.

        Raises ProblemError with every text that does not fit.
        """
        deck = self.deck
        spread = iter([self._pages_of(place, *found) for place, found in enumerate(spreads)])
        sections = [[page for _ in section.slides for page in next(spread)] for section in deck.sections]
        pages = [page for section in sections for page in section]
        come = _come(pages)
        theme = _with_even_titles(pages, self._theme)
        strip = tuple(stretches(_told_of(sections, deck), theme))
        fixed = {key: track(strip, layout, theme) for key, layout in theme.layouts.items() if layout.strip}
        frames: list[Frame] = []
        problems: list[Problem] = []
        notes = iter(_notes([page.slide for page in pages], deck))
        following = iter(transitions([page.slide for page in pages]))
        for section_number, section in enumerate(sections):
            for page, share in zip(section, _come(section), strict=True):
                chrome = _Chrome(
                    number=len(frames) + 1, strip=strip, at=section_number, share=share, whole=come[len(frames)],
                    chip=_chip_of(section), logo=deck.logo, section=deck.sections[section_number].name, lang=deck.lang,
                )  # fmt: skip
                try:
                    frame = _frame(page, chrome, theme, next(notes))
                    behind = fixed.get(frame.layout, ())
                    frames.append(replace(frame, fixed=behind, instead=page.instead, transition=next(following)))
                except DoesNotFit as error:
                    problems.append(_too_long(error, page.slide, self._places, self._theme))
        if problems:
            raise ProblemError(problems)
        drawn = DeckFrames(
            name=deck.name, title=deck.title, lang=deck.lang, frames=tuple(frames), subject=deck.subject,
            author=deck.author, keywords=deck.keywords, category=deck.category, date=self._date,
            shapes=deck.shapes,
        )  # fmt: skip
        return drawn if theme.zoom == 1 else scaled_deck(drawn, theme.zoom)

    def _placeholder_problems(self, places: range) -> Iterator[Problem]:
        """Yield what is too long outside of the bodies of slides: what `frames` would find, were it come to that."""
        for place in places:
            slide = self.slides[place]
            lines = self._drawn[place][0].title_lines if place in self._drawn else 1
            try:
                if place in self._drawn:
                    alone = _Chrome(
                        number=1, strip=(), at=0, share=1, whole=1, chip="", logo=None, section="", lang=self.lang
                    )  # fmt: skip
                    _frame(_Page(slide, lines, ()), alone, self._theme)
                else:
                    for key, text in _texts(slide).items():
                        if text and key in layout_of(slide, self._theme).placeholders:
                            placeholder_text(key, text, slide, self._theme)
            except DoesNotFit as error:
                yield _too_long(error, slide, self._places, self._theme)

    def _pages_of(self, place: int, count: int, title_lines: int, instead: str) -> list[_Page]:
        if place in self._drawn:
            return self._drawn[place]
        pieces = cut(self.slides[place], count, self.deck.forms)
        return [_Page(piece, title_lines, None, instead) for piece in pieces]


def _told_of(sections: Sequence[Sequence[_Page]], deck: Deck) -> Sections:
    """Return what the progress strip tells of the sections; one has an accent where it opens with a section's slide."""
    firsts = [pages[0].slide if pages else None for pages in sections]
    return Sections(
        minutes=tuple(map(_minutes, sections)),
        accents=tuple(slide.accent if slide and slide.layout == "section" else 0 for slide in firsts),
        names=tuple(section.name for section in deck.sections),
        targets=tuple(slide.name if slide else "" for slide in firsts),
    )


def _chip_of(pages: Sequence[_Page]) -> str:
    """Return the number that a section's own slide bears."""
    first = pages[0].slide
    return first.kicker if first.layout == "section" and len(first.kicker) <= 2 else ""


def _minutes(pages: Sequence[_Page]) -> float:
    return sum(page.slide.minutes or 0 for page in pages)


def _come(pages: Sequence[_Page]) -> list[float]:
    """Return how far one has come with each of the pages (0 to 1): by minutes, without these by their number."""
    total = _minutes(pages)
    if not total:
        return [number / len(pages) for number in range(1, len(pages) + 1)]
    return [min(1.0, running / total) for running in accumulate(page.slide.minutes or 0 for page in pages)]


def _notes(slides: Sequence[Slide], deck: Deck) -> Iterator[tuple[Note, ...]]:
    """Slides as they follow each other -> the notes of each: its time, what the trainer says, what comes next."""
    total = sum(slide.minutes or 0 for slide in slides)
    running = 0.0
    for slide, title in zip(slides, _titles_after(slides), strict=True):
        running += slide.minutes or 0
        yield spoken_notes(slide.notes, deck.forms, slide.minutes or 0, running, total, title, slide.hidden)


def _titles_after(slides: Sequence[Slide]) -> list[str]:
    """Return what comes after each slide: the title of the next one that is presented."""
    titles = [""]
    for slide in reversed(slides[1:]):
        titles.append(titles[-1] if slide.hidden else slide.title)
    return titles[::-1][: len(slides)]


def figure_warnings(deck: Deck, drawn: DeckFrames, places: Places, theme: Theme) -> Iterator[Problem]:
    """Yield a warning for each drafted slide whose figure is drawn as another one, at its entry of the content.

    Where a template leaves too little room for it, that is what is said.
    """
    others = {frame.name: frame.instead for frame in drawn.frames if frame.instead}
    for slide in deck.slides:
        if slide.name in others:
            place = places.place(slide.of) if slide.of else slide.place
            other = others[slide.name]
            message = msg("the figure is drawn as {other}, for it cannot hold this", other=other)
            hint = msg("name that figure, or take fewer parts and words")
            if theme.template:
                message = msg("the template has too little room for the figure, which is drawn as {other}", other=other)
                hint = msg("name a layout with more room under `layouts:`, or that figure")
            yield Problem("layout.figure", place, message, hint, severity="warning")


_MOST_INNER: Final = 100
"""Members of a part: more than these are tried on no slide."""
_MANY: Final = 4
"""Continuations that are few enough to draw all in each attempt."""


class _Failed(Exception):
    """A slide that cannot be laid out, with the problems that say why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__()


def _pages(slide: Slide, forms: NoteForms, places: Places, theme: Theme) -> list[_Page]:
    """Return the slide's pages as it was drafted, or with its figure in the form for many.

    Where a template has too little room for either, a figure is drawn as one that needs less.
    """
    try:
        return _fewest_pages(slide, forms, places, theme)
    except _Failed as failed:
        others = [other for other in (for_many(slide),) if other is not None]
        problems = failed.problems
        for other in (*others, *(in_other_forms(slide) if theme.template else ())):
            try:
                return [replace(page, instead=_drawn_as(other)) for page in _fewest_pages(other, forms, places, theme)]
            except _Failed as again:
                problems = again.problems if other in others else problems
        raise _Failed(problems) from failed


def _drawn_as(slide: Slide) -> str:
    return next(block.kind for block in slide.blocks if isinstance(block, FigureBlock) and block.kind)


def _fewest_pages(slide: Slide, forms: NoteForms, places: Places, theme: Theme) -> list[_Page]:
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
            pages: list[_Page] = []
            for number, part in enumerate(cut(slide, count, forms)):
                stuck = (number, count)
                pages.append(_Page(part, lines, tuple(_draw(part, body, theme, scale))))
            return pages
        except DoesNotFit as error:
            failure = error if scale == 1 or failure is None else failure
        except CannotDraw as error:
            if failure is None:
                raise _Failed([_cannot_draw(error, slide, places)]) from error
            most = count - 1
    assert failure is not None, "a slide that draws in no way at all has said why"
    try:
        if pages := _finest(slide, forms, _title_lines(slide, places, theme, continued=True), theme):
            return pages
    except DoesNotFit as error:
        failure = error
    except CannotDraw:
        pass  # of so few members: what was found before is said
    problem = _too_long(failure, slide, places, theme)
    raise _Failed([problem])


def _of_template(path: Path, problem: Problem, slide: Slide, theme: Theme) -> Problem:
    """What does not fit into a layout of a template -> the same as a problem of the template, which says where."""
    message = msg(
        "the layout '{layout}' has too little room for the entry at {place}: {problem}",
        layout=layout_of(slide, theme).name,
        place=f"{problem.place.file}:{problem.place.line}",
        problem=problem.message,
    )
    hint = msg("name a layout with more room under `layouts:`, give this one more room, or shorten the entry")
    return Problem("template-file.room", Place(user_path(path)), message, hint)


def _finest(slide: Slide, forms: NoteForms, lines: int, theme: Theme) -> list[_Page]:
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
    return [_Page(piece, lines, tuple(items)) for piece, items in pages]


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
        art = section_art(routes[0] if routes else None, layout.body, theme, layout.accent)
        items += (part for part in art if part)
    elif not theme.template and slide.layout == "cover":
        items += (part for part in cover_art(routes[0] if routes else None, theme) if part)
    for route in routes:
        with suppress(DoesNotFit):
            items += [draw_route(route, aside, theme)] if aside and route.style == "route" else []
    blocks = [block for block in slide.blocks if block not in routes and block is not takeaway]
    if has_panel(layout) or is_full(layout):
        beside = in_panel(blocks, layout)
        blocks = [block for block in blocks if not any(block is other for other in beside)]
        items += _beside(slide, beside, blocks, layout, theme)
    if leads := _beside_picture(blocks, layout):
        blocks = [block for block in blocks if block not in leads]
        for block in leads:
            items += placeholder_text("lead", block.text, slide, theme, path=block.of)
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
            yield from reason_in_panel(block, slide, layout, theme, max(below, _REASON))


def _beside_picture(blocks: Sequence[Block], layout: Layout) -> list[ParagraphBlock]:
    """Return the lead of a slide whose figure has the room to the edges: it stands in the layout's own place."""
    if layout.key != "picture" or "lead" not in layout.placeholders:
        return []
    return [block for block in blocks if isinstance(block, ParagraphBlock) and block.role == "lead"][:1]


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
                raise _Failed([_too_long(error, slide, places, theme)]) from error
            continue
        return lines
    return 2


def _with_even_titles(pages: Sequence[_Page], theme: Theme) -> Theme:
    """Return the theme with titles of a size that nine in ten of them can have, where they may have several.

    In a title of two lines the size follows the text; from slide to slide it is not to jump.
    """
    layouts = dict(theme.layouts)
    for key in [key for key in ("figure", "text") if key in layouts]:
        placeholder = layouts[key].placeholders["title"]
        if not takes_two_lines(placeholder):
            continue
        ours = (page for page in pages if layout_of(page.slide, theme).key == key and page.title_lines == 1)
        sizes = sorted(title_text(page.slide, placeholder, 1, theme).body.paragraphs[0].size for page in ours)
        if sizes:
            even = replace(placeholder, size=sizes[len(sizes) // 10])
            layouts[key] = replace(layouts[key], placeholders={**layouts[key].placeholders, "title": even})
    return replace(theme, layouts=layouts)


def _body(slide: Slide, title_lines: int, theme: Theme) -> Rect:
    layout = layout_of(slide, theme)
    body = layout.body
    if _takeaway(slide, layout) and lies_below(layout):
        body = body.split_top(layout.placeholders["takeaway"].rect.y - ABOVE - body.y)[0]
    is_roomy = takes_two_lines(layout.placeholders["title"])
    return body if title_lines == 1 or (is_roomy and layout.strip) else body.split_top(TWO_LINES)[1]


def _takeaway(slide: Slide, layout: Layout) -> ParagraphBlock | None:
    """Return what a slide has to take away, where its layout has a place for it."""
    if not has_place(layout):
        return None
    blocks = (block for block in slide.blocks if isinstance(block, ParagraphBlock) and block.role == "takeaway")
    return next(blocks, None)


def _frame(page: _Page, chrome: _Chrome, theme: Theme, notes: tuple[Note, ...] = ()) -> Frame:
    slide = page.slide
    layout = layout_of(slide, theme)
    return Frame(
        name=slide.name,
        width=theme.width,
        height=theme.height,
        items=() if page.items is None else tuple(_items(slide, page.title_lines, page.items, chrome, theme)),
        title=slide.title,
        layout=layout.key,
        section=chrome.section,
        lang=chrome.lang,
        background=theme.color(layout.background, layout.accent),
        notes=notes,
        notes_page=notes_page(notes, theme.notes),
        minutes=slide.minutes or 0,
        accent=slide.accent,
        hidden=slide.hidden,
    )


def _items(
    slide: Slide, title_lines: int, drawn: tuple[AnyItem, ...], chrome: _Chrome, theme: Theme
) -> Iterator[AnyItem]:
    """Return all that stands on a slide, in reading order: its placeholders, and between them what is `drawn`."""
    layout = layout_of(slide, theme)
    texts = _texts(slide)
    opens = not layout.aside and slide.layout in ("cover", "section")
    if opens:  # its rings lie behind its words, and what they are called is read after them
        yield from (item for item in drawn if item.name == "rings")
    chipped = bool(layout.strip) and slide.layout not in ("cover", "section")
    if chipped:
        yield chip(chrome.chip, slide.accent, layout, theme)
    if "kicker" in layout.placeholders and slide.kicker:
        place = kicker_rect(chrome.chip, layout) if chipped else None
        yield from _kicker(slide, place, theme)
    yield title_text(slide, layout.placeholders["title"], title_lines, theme)
    # A section's route and way back stand left of its texts, and are read before them.
    if layout.aside:
        yield from drawn
    back = back_link(slide.back, layout, theme) if slide.back else None
    if back and not opens:
        yield back
    shown = [key for key in ("subtitle", "message", "speaker", "date") if key in layout.placeholders and texts[key]]
    corner = [key for key in shown if layout.placeholders[key].type == "dt"]
    told = [text for key in shown if key not in corner for text in placeholder_text(key, texts[key], slide, theme)]
    yield from told
    if not theme.template and slide.layout == "cover":
        yield from cover_icons(told, theme)
        if chrome.logo:
            yield from logo_plate(chrome.logo, theme)
    if layout.strip == "bleed" and slide.layout == "section":
        yield from section_icons(told, theme)
    if back and opens:
        yield back
    if not layout.aside:
        yield from (item for item in drawn if not opens or item.name != "rings")
    for key in corner:
        yield from placeholder_text(key, texts[key], slide, theme)
    if "footer" in layout.placeholders and slide.source:
        yield from placeholder_text("footer", slide.source, slide, theme)
    if "number" in layout.placeholders:
        yield from placeholder_text("number", str(chrome.number), slide, theme, field="slidenum")
    if chrome.strip and layout.progress and slide.layout != "cover" and (layout.strip or slide.layout != "section"):
        yield from progress(chrome.strip, chrome.at, chrome.share, chrome.whole, layout, theme)


def _kicker(slide: Slide, place: Rect | None, theme: Theme) -> list[Text]:
    """Return the kicker; in a panel that is too narrow for all of it, what it begins with.

    Raises DoesNotFit where it does not fit at all.
    """
    try:
        return placeholder_text("kicker", slide.kicker, slide, theme, rect=place)
    except DoesNotFit:
        first = _KICKER_PARTS.split(slide.kicker)[0]
        if first == slide.kicker:
            raise
        return placeholder_text("kicker", first, slide, theme, rect=place)


def _texts(slide: Slide) -> dict[str, str]:
    """Return what a slide says in placeholders beside its title, by their keys."""
    return {
        "kicker": slide.kicker,
        "subtitle": slide.subtitle,
        "message": slide.message,
        "speaker": slide.speaker,
        "date": slide.date,
    }


def _too_long(error: DoesNotFit, slide: Slide, places: Places, theme: Theme) -> Problem:
    """Name the entry, the room there is and the room it needs, in points."""
    path = error.path or slide.of
    if path and path == slide.of and (key := _key_of(error.text, slide)):
        path = child(path, key)  # the place of an entry that has no such key is its own
    place = places.place(path) if path else slide.place
    has_w, has_h = (math.floor(value / EMU_PER_PT) for value in error.room)
    needs_w, needs_h = (math.ceil(value / EMU_PER_PT) for value in error.needed)
    text = error.text if len(error.text) <= 24 else error.text[:23] + "…"
    message = msg(
        "“{text}” does not fit on slide '{name}': room {has_w} × {has_h} pt, needed {needs_w} × {needs_h} pt",
        text=text,
        name=slide.name,
        has_w=has_w,
        has_h=has_h,
        needs_w=needs_w,
        needs_h=needs_h,
    )
    problem = Problem("layout.too-long", place, message, msg("shorten it, or split it into two entries"))
    return _of_template(theme.template, problem, slide, theme) if theme.template else problem


def _key_of(text: str, slide: Slide) -> str:
    """Return the key of the entry a slide is of that holds one of the texts around its body; none for other texts."""
    title = "name" if slide.layout == "section" else "title"
    keys = ((title, slide.title), ("message", slide.message), ("tagline", slide.subtitle))
    return next((key for key, value in keys if value and text.startswith(value)), "")


def _cannot_draw(error: CannotDraw, slide: Slide, places: Places) -> Problem:
    place = places.place(slide.of) if slide.of else slide.place
    return Problem("layout.figure", place, error.message, error.hint)
