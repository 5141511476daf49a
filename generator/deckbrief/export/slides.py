"""A session, or a unit without one -> its slides as PDF, a page each, drawn from the frames of its deck."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from deckbrief.base.length import EMU_PER_PT
from deckbrief.base.problem import Problem
from deckbrief.base.record import replace
from deckbrief.base.script.odd import label
from deckbrief.export.deck import session_shown
from deckbrief.export.exporter import Product, Target
from deckbrief.export.materials import Materials, deck_layout, materials_of
from deckbrief.export.sheets import Slides
from deckbrief.layout.frame import DeckFrames
from deckbrief.layout.reveal import after_clicks
from deckbrief.theme.theme import Theme

if TYPE_CHECKING:
    from deckbrief.export.pdf.document import PdfResult


def check(target: Target, given: Materials) -> tuple[Problem, ...]:
    """Return nothing: what there is to say of a deck's slides is told of the deck."""
    return ()


def write(target: Target, given: Materials, jobs: int = 1) -> Product:
    """Target -> its PDF. Raises ProblemError."""
    frames, theme = frames_shown(target, given)
    result = slides_pdf(frames, theme, given, jobs)
    minutes = sum(frame.minutes for frame in frames.frames)
    return Product(result.data, result.pages, minutes, result.fonts, result.warnings)


def frames_shown(target: Target, given: Materials) -> tuple[DeckFrames, Theme]:
    """Target -> the frames of its deck, and the theme that they are drawn in. Raises ProblemError."""
    session = session_shown(target, given)
    own = materials_of(session, given)
    return deck_layout(session, own, target.minutes).whole(), own.theme


def slides_pdf(frames: DeckFrames, theme: Theme, given: Materials, jobs: int) -> PdfResult:
    """Frames of a deck -> a tagged PDF of as many pages, as after the last click, with an outline of their titles.

    Its warnings stand where the content has what they tell of.
    """
    from deckbrief.export.pdf.document import write_pdf
    from deckbrief.export.pdf.glyphs import where_written

    frames = replace(frames, frames=tuple(map(after_clicks, frames.frames)))

    made = write_pdf(
        _html(frames), base=given.roots[-1], figure=Slides(frames, theme, _no_figure), title=label(frames.title),
        lang=frames.lang, author=label(frames.author), date=given.date, variant=given.variant, jobs=jobs,
        fonts=given.fonts,
    )  # fmt: skip
    return replace(made, warnings=where_written(made.warnings, lambda: given.sources))


def _no_figure(url: str) -> str:
    raise ValueError(f"a page of slides shows slides only, not {url}")


def _html(frames: DeckFrames) -> str:
    """Frames -> a page for each, as large as the slide; its title is in the outline, not on the page again."""
    first = frames.frames[0]
    width, height = first.width / EMU_PER_PT, first.height / EMU_PER_PT
    style = (
        f"@page {{ size: {width:g}pt {height:g}pt; margin: 0 }} body {{ margin: 0 }}"
        " section { break-after: page; bookmark-level: 1; bookmark-label: attr(data-title) }"
        f" img {{ display: block; width: {width:g}pt; height: {height:g}pt }}"
    )
    pages = (
        f'<section data-title="{escape(frame.title or frame.name)}">'
        f'<img src="slide:{escape(frames.name)}/{number}" alt="{escape(_told(frame.title, frame.alternatives()))}">'
        "</section>"
        for number, frame in enumerate(frames.frames, 1)
    )
    head = f'<!DOCTYPE html><html lang="{frames.lang}"><head><title>{escape(label(frames.title))}</title>'
    return f"{head}<style>{style}</style></head><body>{''.join(pages)}</body></html>"


def _told(title: str, alternatives: object) -> str:
    assert hasattr(alternatives, "__iter__")
    return "\n".join(dict.fromkeys(filter(None, [title, *map(label, alternatives)])))
