"""Deck of drafted slides -> one Frame per slide, with continuations where a slide holds too much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from deckbrief.base.length import Pt
from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import replace
from deckbrief.base.report import user_path
from deckbrief.draft.notes import spoken_notes
from deckbrief.draft.slides import (
    Deck,
    Note,
    Slide,
)
from deckbrief.layout.frame import CutPicture, DeckFrames, Frame
from deckbrief.layout.scale import scaled_deck
from deckbrief.layout.slide.choices import settle
from deckbrief.layout.slide.chrome import (
    Sections,
    stretches,
    track,
)
from deckbrief.layout.slide.continuations import cut
from deckbrief.layout.slide.cut_pictures import cut_pictures
from deckbrief.layout.slide.even_titles import with_even_titles
from deckbrief.layout.slide.faults import Places, too_long
from deckbrief.layout.slide.forms import formed, layout_of
from deckbrief.layout.slide.framing import Chrome, Page, frame_of, lost_texts, texts_around
from deckbrief.layout.slide.pages import FailedSlide, pages_of
from deckbrief.layout.slide.placeholders import placeholder_text
from deckbrief.layout.slide.siblings import with_like_icons
from deckbrief.layout.slide.transitions import transitions
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.theme.theme import Theme


class Spread(NamedTuple):
    """Over how many pages a drafted slide is spread, lines of its title, a page's `instead`, and what is cut."""

    pages: int
    title_lines: int
    instead: str = ""
    cut_pictures: tuple[CutPicture, ...] = ()


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
        self.slides = tuple(formed([*with_like_icons([settle(slide) for slide in deck.slides])], theme))
        self.lang = deck.lang
        self.deck, self._places, self._theme, self._date = deck, places, theme, date
        self._drawn: dict[int, list[Page]] = {}
        self._known: dict[int, list[Page]] = {}

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
                self._drawn[place] = known or pages_of(self.slides[place], self.deck.forms, self._places, self._theme)
            except FailedSlide as failure:
                problems += failure.problems
        if problems:
            raise ProblemError([*problems, *self._placeholder_problems(places)])
        return [_spread_of(self._drawn[place]) for place in places]

    def frames(self, spreads: Sequence[Spread]) -> DeckFrames:
        """How all slides of the deck are spread -> its frames; those of slides that are not drawn here have no items.

        Raises ProblemError with every text that does not fit.
        """
        deck = self.deck
        spread = iter([self._pages_of(place, found) for place, found in enumerate(spreads)])
        sections = [[page for _ in section.slides for page in next(spread)] for section in deck.sections]
        pages = [page for section in sections for page in section]
        come = _come(pages)
        theme = with_even_titles(pages, self._theme)
        strip = tuple(stretches(_told_of(sections, deck), theme))
        fixed = {key: track(strip, layout, theme) for key, layout in theme.layouts.items() if layout.strip}
        frames: list[Frame] = []
        problems: list[Problem] = []
        notes = iter(_notes([page.slide for page in pages], deck))
        following = iter(transitions([page.slide for page in pages]))
        for section_number, section in enumerate(sections):
            for page, share in zip(section, _come(section), strict=True):
                chrome = Chrome(
                    number=len(frames) + 1, strip=strip, at=section_number, share=share, whole=come[len(frames)],
                    chip=_chip_of(section), logo=deck.logo, section=deck.sections[section_number].name, lang=deck.lang,
                )  # fmt: skip
                try:
                    frame = frame_of(page, chrome, theme, next(notes))
                    behind = fixed.get(frame.layout, ())
                    frames.append(replace(frame, fixed=behind, transition=next(following)))
                except DoesNotFit as error:
                    problems.append(too_long(error, page.slide, self._places, self._theme))
        if problems:
            raise ProblemError(problems)
        drawn = DeckFrames(
            name=deck.name, title=deck.title, lang=deck.lang, frames=tuple(frames), subject=deck.subject,
            author=deck.author, keywords=deck.keywords, category=deck.category, date=self._date,
            shapes=deck.shapes, titles={} if theme.template else _title_sizes(theme),
        )  # fmt: skip
        return drawn if theme.zoom == 1 else scaled_deck(drawn, theme.zoom)

    def _placeholder_problems(self, places: range) -> Iterator[Problem]:
        """Yield what is too long outside of the bodies of slides: what `frames` would find, were it come to that."""
        for place in places:
            slide = self.slides[place]
            lines = self._drawn[place][0].title_lines if place in self._drawn else 1
            try:
                if place in self._drawn:
                    alone = Chrome(
                        number=1, strip=(), at=0, share=1, whole=1, chip="", logo=None, section="", lang=self.lang
                    )  # fmt: skip
                    frame_of(Page(slide, lines, ()), alone, self._theme)
                else:
                    for key, text in texts_around(slide).items():
                        if text and key in layout_of(slide, self._theme).placeholders:
                            placeholder_text(key, text, slide, self._theme)
            except DoesNotFit as error:
                yield too_long(error, slide, self._places, self._theme)

    def _pages_of(self, place: int, spread: Spread) -> list[Page]:
        pages = self._drawn.get(place)
        if pages is None:
            pieces = cut(self.slides[place], spread.pages, self.deck.forms)
            pages = [Page(piece, spread.title_lines, None, spread.instead) for piece in pieces]
        return [replace(pages[0], cut_pictures=spread.cut_pictures), *pages[1:]]


def _spread_of(pages: Sequence[Page]) -> Spread:
    """Return what other processes have to know of a slide whose pages are drawn here."""
    cuts = tuple(found for page in pages for found in cut_pictures(page.items or ()))
    return Spread(len(pages), pages[0].title_lines, pages[0].instead, cuts)


def _title_sizes(theme: Theme) -> dict[str, Pt]:
    titles = ((layout.key, layout.placeholders.get("title")) for layout in theme.layouts.values())
    return {key: title.size for key, title in titles if title}


def _told_of(sections: Sequence[Sequence[Page]], deck: Deck) -> Sections:
    """Return what the progress strip tells of the sections; one has an accent where it opens with a section's slide."""
    firsts = [pages[0].slide if pages else None for pages in sections]
    return Sections(
        minutes=tuple(map(_minutes, sections)),
        accents=tuple(slide.accent if slide and slide.layout == "section" else 0 for slide in firsts),
        names=tuple(section.name for section in deck.sections),
        targets=tuple(slide.name if slide else "" for slide in firsts),
    )


def _chip_of(pages: Sequence[Page]) -> str:
    """Return the number that a section's own slide bears."""
    first = pages[0].slide
    return first.kicker if first.layout == "section" and len(first.kicker) <= 2 else ""


def _minutes(pages: Sequence[Page]) -> float:
    return sum(page.slide.minutes or 0 for page in pages)


def _come(pages: Sequence[Page]) -> list[float]:
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


def lost_text_warnings(layout: DeckLayout, theme: Theme) -> Iterator[Problem]:
    """Yield a warning for each layout of a user's template that leaves out texts which slides of it have."""
    lost: dict[tuple[str, bool], dict[str, None]] = {}
    for slide in layout.slides:
        for key, is_small in lost_texts(slide, theme).items():
            lost.setdefault((layout_of(slide, theme).name, is_small), {})[key] = None
    for (name, is_small), keys in lost.items():
        assert theme.template is not None, "themes of ours have a place for all texts"
        what = ", ".join(keys)
        message = msg("the layout '{name}' has no place for {what}: left out", name=name, what=what)
        hint = msg("add a text placeholder below the title in the slide master view")
        if is_small:
            message = msg("the layout '{name}' has too little room for {what}: left out", name=name, what=what)
            hint = msg("make its place larger in the slide master view, or shorten the text")
        place = Place(user_path(theme.template))
        yield Problem("template-file.placeholder", place, message, hint, severity="warning")
