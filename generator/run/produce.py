"""One target -> the bytes of its file. Pure but for reading templates: a job that any process can do."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.base.length import Emu, Rect
from generator.base.problem import Problem, ProblemError
from generator.base.record import record
from generator.content.model import Pack, Session, Unit
from generator.design.theme import Theme, load_theme, luminance
from generator.draft.decks import draft_deck
from generator.draft.render import load_words, render
from generator.layout.diagram.node import CannotDraw
from generator.layout.figure import draw_figure
from generator.layout.frame import DeckFrames, Frame
from generator.layout.slide import lay_out_deck
from generator.layout.text import DoesNotFit
from generator.run.targets import Target

if TYPE_CHECKING:
    from generator.design.template_choice import Mapped

_HEIGHTS: Final = (1.0, 1.5, 2.0, 3.0)
"""How much higher than a slide's body a figure on paper may become until its texts fit."""

_STYLE: Final = "report"


@record
class Materials:
    """What every job needs: the pack, the theme, the template folders (first to last).

    With a PowerPoint template of the user's own, `theme` is made from it; `plain` is the theme that it is based on.
    """

    pack: Pack
    theme: Theme
    roots: tuple[Path, ...]
    plain: Theme | None = None
    warnings: tuple[Problem, ...] = ()
    """What could be better about the template."""

    @property
    def paper_theme(self) -> Theme:
        """The theme of what is printed: a template's where it is dark on light, else the one that it is based on."""
        if self.plain is None or luminance(self.theme.hex(self.theme.color("paper"))) > 0.5:
            return self.theme
        return self.plain

    @property
    def date(self) -> str:
        """The date of the documents, ISO: SOURCE_DATE_EPOCH, else the pack's own, else none."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if epoch.isdigit():
            return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
        return self.pack.info.date


@record
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


def materials(pack: Pack, theme: str, roots: tuple[Path, ...], template: Path | None = None) -> Materials:
    """Pack, theme's name, template folders, a PowerPoint template of the user's own -> what every job needs.

    Raises ProblemError where the theme or the template cannot be used.
    """
    plain = load_theme(theme, [root / "themes" for root in roots])
    if template is None:
        return Materials(pack, plain, roots)
    from generator.design.template import load_template

    made, warnings = load_template(template, plain, _layouts_named(pack, None))
    return Materials(pack, made, roots, plain, warnings)


def materials_of(session: Session, given: Materials) -> Materials:
    """Session -> the materials of its deck: a session that names layouts of the template has a theme of its own."""
    if session.layouts is None or given.plain is None or given.theme.template is None:
        return given
    from generator.design.template import load_template

    made, warnings = load_template(given.theme.template, given.plain, _layouts_named(given.pack, session))
    return replace(given, theme=made, warnings=warnings)


def _layouts_named(pack: Pack, session: Session | None) -> Mapped:
    """Return the template's layouts that the pack names, and before these the session."""
    from generator.design.template_choice import Wanted

    named: dict[str, Wanted] = {}
    for entry in (pack.info, session):
        if entry is not None and entry.layouts is not None:
            for kind in fields(entry.layouts):
                if name := getattr(entry.layouts, kind.name):
                    named[kind.name] = Wanted(name, pack.place(f"{entry.path}#layouts.{kind.name}"))
    return named


def produce(target: Target, given: Materials) -> Product:
    """Target -> its file's bytes.

    Raises ProblemError with everything that keeps it from being built.
    """
    if isinstance(target.entry, Session):
        return _deck(target, target.entry, given)
    return _briefing(target, given)


def deck_frames(session: Session, given: Materials, minutes: float | None = None) -> DeckFrames:
    """Session, the materials of its deck, a budget of minutes (None: the session's own) -> the deck, drawn."""
    deck = draft_deck(given.pack, session, given.roots, minutes)
    return lay_out_deck(deck, given.pack, given.theme, given.date)


def _deck(target: Target, session: Session, given: Materials) -> Product:
    from generator.output.pptx.deck import write_deck

    given = materials_of(session, given)
    frames = deck_frames(session, given, target.minutes)
    minutes = sum(frame.minutes for frame in frames.frames)
    data = write_deck(frames, given.theme)
    return Product(target, data, len(frames.frames), minutes, warnings=given.warnings)


def briefing_html(target: Target, given: Materials) -> str:
    """Target -> the HTML of its briefing."""
    pack = given.pack
    words = load_words(pack.info.lang, given.roots)
    context = {"pack": pack, "words": words, "theme": given.paper_theme, "lang": pack.info.lang}
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
        return frame_svg(figure_frame(url.removeprefix("figure:"), given), given.paper_theme, crop=True)

    return svg


def figure_frame(path: str, given: Materials) -> Frame:
    """Content path -> its figure alone, as wide as a slide's body and as high as it needs.

    Raises ProblemError where it cannot be drawn.
    """
    theme = given.paper_theme
    body = theme.layouts["figure"].body
    for factor in _HEIGHTS:
        box = Rect(Emu(0), Emu(0), body.width, Emu(round(body.height * factor)))
        try:
            drawing = draw_figure(given.pack, path, box, theme)
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
