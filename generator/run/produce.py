"""One target -> the bytes of its file. Pure but for reading templates: a job that any process can do."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from generator.base.length import Emu, Rect
from generator.base.problem import Problem, ProblemError
from generator.content.model import Pack, Session, Unit
from generator.design.theme import Theme, load_theme
from generator.draft.decks import draft_deck
from generator.draft.render import load_words, render
from generator.layout.diagram.node import CannotDraw
from generator.layout.figure import draw_figure
from generator.layout.frame import DeckFrames, Frame
from generator.layout.slide import lay_out_deck
from generator.layout.text import DoesNotFit
from generator.run.targets import Target

_HEIGHTS: Final = (1.0, 1.5, 2.0, 3.0)
"""How much higher than a slide's body a figure on paper may become until its texts fit."""

_STYLE: Final = "report"


@dataclass(frozen=True, slots=True)
class Materials:
    """What every job needs: the pack, the theme, the template folders (first to last), the style of briefings."""

    pack: Pack
    theme: Theme
    roots: tuple[Path, ...]

    @property
    def date(self) -> str:
        """The date of the documents, ISO: SOURCE_DATE_EPOCH, else the pack's own, else none."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if epoch.isdigit():
            return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
        return self.pack.info.date


@dataclass(frozen=True, slots=True)
class Product:
    """The bytes of an output and what the table says of it."""

    target: Target
    data: bytes = field(repr=False)
    count: int = 0
    minutes: float = 0
    fonts: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()


def template_roots(own: Path | None) -> tuple[Path, ...]:
    """Return the folders that templates are looked for in: the user's own, then the shipped ones."""
    package = Path(__file__).resolve().parent.parent
    inside, beside = package / "templates", package.parent / "templates"
    shipped = inside if inside.is_dir() else beside
    return (own, shipped) if own else (shipped,)


def materials(pack: Pack, theme: str, roots: tuple[Path, ...]) -> Materials:
    """Pack, theme's name and template folders -> what every job needs."""
    return Materials(pack, load_theme(theme, [root / "themes" for root in roots]), roots)


def produce(target: Target, given: Materials) -> Product:
    """Target -> its file's bytes.

    Raises ProblemError with everything that keeps it from being built.
    """
    if isinstance(target.entry, Session):
        return _deck(target, target.entry, given)
    return _briefing(target, given)


def deck_frames(session: Session, given: Materials) -> DeckFrames:
    """Session -> its deck, drawn."""
    deck = draft_deck(given.pack, session, given.roots)
    return lay_out_deck(deck, given.pack, given.theme, given.date)


def _deck(target: Target, session: Session, given: Materials) -> Product:
    from generator.output.pptx.deck import write_deck

    frames = deck_frames(session, given)
    minutes = sum(frame.minutes for frame in frames.frames)
    return Product(target, write_deck(frames, given.theme), len(frames.frames), minutes)


def briefing_html(target: Target, given: Materials) -> str:
    """Target -> the HTML of its briefing."""
    pack = given.pack
    words = load_words(pack.info.lang, given.roots)
    context = {"pack": pack, "words": words, "theme": given.theme, "lang": pack.info.lang}
    if isinstance(target.entry, Unit):
        context["unit"] = target.entry
        return render(f"briefing/{_STYLE}/unit.html.j2", context, given.roots)
    return render(f"briefing/{_STYLE}/report.html.j2", context, given.roots)


def _briefing(target: Target, given: Materials) -> Product:
    from generator.output.pdf import write_pdf

    html = briefing_html(target, given)
    title = target.entry.title if isinstance(target.entry, Unit) else given.pack.info.title
    folder = next(root / "briefing" / _STYLE for root in given.roots if (root / "briefing" / _STYLE).is_dir())
    result = write_pdf(
        html, base=folder, figure=figure_source(given), title=title, lang=given.pack.info.lang, date=given.date
    )
    return Product(target, result.data, result.pages, 0, result.fonts, result.warnings)


def figure_source(given: Materials) -> Callable[[str], str]:
    """Return the function from `figure:<content path>` to SVG that briefings draw their figures with."""
    from generator.output.svg import frame_svg

    def svg(url: str) -> str:
        return frame_svg(figure_frame(url.removeprefix("figure:"), given), given.theme, crop=True)

    return svg


def figure_frame(path: str, given: Materials) -> Frame:
    """Content path -> its figure alone, as wide as a slide's body and as high as it needs.

    Raises ProblemError where it cannot be drawn.
    """
    body = given.theme.layouts["figure"].body
    for factor in _HEIGHTS:
        box = Rect(Emu(0), Emu(0), body.width, Emu(round(body.height * factor)))
        try:
            drawing = draw_figure(given.pack, path, box, given.theme)
        except DoesNotFit:
            continue
        except CannotDraw as error:
            raise ProblemError([Problem("layout.figure", given.pack.place(path), str(error), error.hint)]) from error
        return Frame(
            name=path, title=drawing.alt, width=box.width, height=box.height, items=drawing.items,
            lang=given.pack.info.lang,
        )  # fmt: skip
    message = "the figure's texts do not fit on a page"
    raise ProblemError([Problem("layout.too-long", given.pack.place(path), message, "shorten them")])
