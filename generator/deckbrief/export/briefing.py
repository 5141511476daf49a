"""One target -> the HTML of its briefing, the SVG of its figures and slides, its PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from deckbrief.base.length import Emu, Pt, Rect
from deckbrief.base.message import msg
from deckbrief.base.problem import Problem, ProblemError
from deckbrief.base.record import record
from deckbrief.base.script.kinds import is_chinese
from deckbrief.base.script.odd import label
from deckbrief.content.model import Session, Unit
from deckbrief.draft.decks import draft_deck, session_of_unit, spoken_date
from deckbrief.draft.figures import content_of, nothing_to_draw, with_words
from deckbrief.draft.marks import page_legends
from deckbrief.draft.nodes import Content
from deckbrief.draft.render import render
from deckbrief.draft.typography import quotes_may_start_lines
from deckbrief.draft.words import words_for
from deckbrief.export.exporter import Product, Target
from deckbrief.export.materials import Materials, materials_of
from deckbrief.export.pdf.fonts import chosen_fonts
from deckbrief.export.sheets import Slides, forms_of, quiz_of, stretches, told_terms, unanswered, units_of, when_late
from deckbrief.layout.figures.drawing import CannotDraw
from deckbrief.layout.figures.figure import draw_figure, form_for_many
from deckbrief.layout.frame import Frame, Shape, Text
from deckbrief.layout.paper import on_paper
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.layout.text.hanging import with_hung_marks

if TYPE_CHECKING:
    from deckbrief.export.pdf.document import PdfResult

_HEIGHTS: Final = (1.0, 1.5, 2.0, 3.0)
"""How much higher than a slide's body a figure on paper may become until its texts fit."""
_LEAST_WIDTH: Final = 0.85
"""The share of a slide's width that a figure takes on a page: a narrow one would else be drawn twice as large."""
_LOWER: Final = (0.5, 0.58, 0.66, 0.74, 0.82, 0.9)
"""How much lower it may be, where its texts stay as large: what a slide has for its room is white on paper."""

_TEMPLATES: Final[Mapping[str, tuple[str, str]]] = {
    "unit-briefing": ("report", "unit"),
    "report": ("report", "report"),
    "bulletin": ("gongwen", "bulletin"),
    "guide": ("report", "guide"),
    "handout": ("report", "handout"),
    "onepage": ("report", "onepage"),
    "plan": ("report", "plan"),
    "feedback": ("report", "feedback"),
    "signin": ("report", "signin"),
}
"""The style that shows each kind of briefing where the chosen one does not, and the template in it."""


def check(target: Target, given: Materials) -> tuple[Problem, ...]:
    """Draft the briefing, and lay its slides out. Raises ProblemError with what keeps its HTML from being made."""
    briefing_html(target, given)
    return ()


def write(target: Target, given: Materials, jobs: int = 1) -> Product:
    """Target -> its PDF, made in so many processes where its template marks parts; the bytes are the same.

    Raises ProblemError with everything that keeps it from being built.
    """
    from deckbrief.export.pdf.glyphs import where_written

    html, figure = briefing_html(target, given)
    if target.kind in _ONE_SIDE:
        result = _on_one_side(html, figure, target, given)
    else:
        result = _pdf(html, figure, target, given, jobs)
    return Product(result.data, result.pages, 0, result.fonts, where_written(result.warnings, lambda: given.sources))


_ONE_SIDE: Final = frozenset({"onepage"})
"""What is pinned up: one side of A4, in letters as large as there is room for."""
_SCALES: Final = (1.25, 1.12, 1.0, 0.92, 0.84, 0.76, 0.7, 0.64)
_ROOM: Final = 1900
"""Characters that a page never holds at scale 1: what is fuller is not tried."""


def _on_one_side(html: str, figure: Callable[[str], str], target: Target, given: Materials) -> PdfResult:
    """HTML whose sizes are in `--scale` -> the document at the largest scale at which it is one page.

    Raises ProblemError, at the session, where it is more than one at any.
    """
    characters = len(re.sub(r"<style.*?</style>|<[^>]+>|\s", "", html, flags=re.DOTALL))
    for scale in (scale for scale in _SCALES if scale == _SCALES[-1] or scale * scale * characters <= _ROOM):
        result = _pdf(html.replace("--scale: 1", f"--scale: {scale}", 1), figure, target, given, 1)
        if result.pages == 1:
            return result
    path = getattr(target.entry, "path", "") or given.pack.info.path
    message = msg("{file} is to be one page, and holds too much for it", file=target.file.as_posix())
    hint = msg("show fewer frameworks in the session: `only` in its modules")
    raise ProblemError([Problem("layout.too-long", given.pack.place(path), message, hint)])


def _pdf(html: str, figure: Callable[[str], str], target: Target, given: Materials, jobs: int) -> PdfResult:
    from deckbrief.export.pdf.document import write_pdf

    folders = _style_folders(target.kind, given)
    return write_pdf(
        html, base=folders[0], behind=folders[1:], figure=figure, title=_title(target, given),
        lang=given.pack.info.lang, date=given.date, author=label(given.pack.info.publisher), variant=given.variant,
        jobs=jobs, fonts=given.fonts,
    )  # fmt: skip


def briefing_html(target: Target, given: Materials) -> tuple[str, Callable[[str], str]]:
    """Target -> the HTML of its briefing, and the function from an image's address to SVG that it is drawn with."""
    pack = given.pack
    words = words_for(pack, given.roots)
    context: dict[str, Any] = {
        "pack": given.pack, "words": words, "theme": given.paper_theme, "lang": given.pack.info.lang,
        "date": spoken_date(_date(target, given), words), "fonts": chosen_fonts(given.fonts),
    }  # fmt: skip
    figure: Callable[[str], str] = Figures(given)
    entry = target.entry
    if isinstance(entry, Unit) and target.exporter.made_for == "talk":
        entry = session_of_unit(pack, entry, words)
    if isinstance(entry, Unit):
        context["unit"] = entry
    if isinstance(entry, Session):
        context |= {"session": entry, "units": units_of(pack, entry), "forms": forms_of(entry)}
        context["quiz"] = list(quiz_of(pack, entry))
        if target.kind in _WITH_SLIDES:
            figure = _with_slides(target, entry, given, context, figure)
    html = page_legends(render(_template(target.kind, given), context, given.roots), pack.legend)
    return quotes_may_start_lines(html) if is_chinese(pack.info.lang) else html, figure


_WITH_SLIDES: Final = frozenset({"guide", "handout"})


def _with_slides(
    target: Target, session: Session, given: Materials, context: dict[str, Any], figure: Callable[[str], str]
) -> Slides:
    """Add a session's slides to what its template is given; return what draws them."""
    own = materials_of(session, given)
    deck = draft_deck(given.pack, session, given.roots, target.minutes)
    drawn = lay_out_deck(deck, given.pack, own.theme, given.date)
    if target.kind == "handout":
        drawn = unanswered(deck, drawn)
    late = when_late(given.pack, session, deck)
    context["stretches"] = list(stretches(deck, drawn, session, given.start or session.start, late.slides))
    context["late"] = late
    context["told_terms"] = told_terms(units_of(given.pack, session), context["stretches"])
    return Slides(drawn, own.theme, figure)


def _date(target: Target, given: Materials) -> str:
    """Return the day that a document says it is of (ISO): a bulletin's own, a session's, else that of the documents."""
    if isinstance(target.entry, Session) and target.entry.date:
        return target.entry.date
    bulletin = given.pack.info.bulletin
    return bulletin.date if target.kind == "bulletin" and bulletin and bulletin.date else given.date


def _title(target: Target, given: Materials) -> str:
    entry = target.entry
    return label(entry.title if isinstance(entry, Unit | Session) else given.pack.info.title)


# Styles -------------------------------------------------------------------------------------------------------------


def _template(kind: str, given: Materials) -> str:
    """Return the template of a kind of briefing: the chosen style's, where it has one."""
    own, name = _TEMPLATES[kind]
    styles = [style for style in (given.style, own) if _holds(given.roots, f"briefing/{style}/{name}.html.j2")]
    return f"briefing/{(styles or [own])[0]}/{name}.html.j2"


def _style_folders(kind: str, given: Materials) -> list[Path]:
    """Return the folders that a briefing's files are looked for in, first to last: those of its template's style.

    A chosen style without templates of its own comes before them: it changes the looks of what is there.
    """
    own = Path(_template(kind, given)).parent.name
    bare = not any(True for root in given.roots for _ in (root / "briefing" / given.style).glob("*.html.j2"))
    folders = [
        root / "briefing" / style for style in dict.fromkeys([given.style] * bare + [own]) for root in given.roots
    ]
    return [folder for folder in folders if folder.is_dir()]


def _holds(roots: Sequence[Path], name: str) -> bool:
    return any((root / name).is_file() for root in roots)


# Figures ------------------------------------------------------------------------------------------------------------


@record
class Figures:
    """The function from `figure:<content path>` to SVG that briefings draw their figures with, in any process."""

    given: Materials

    def __call__(self, url: str) -> str:
        from deckbrief.export.svg import frame_svg

        frame = figure_frame(url.removeprefix("figure:"), self.given)
        return frame_svg(frame, self.given.paper_theme, crop=True, least=_LEAST_WIDTH)


def figure_frame(path: str, given: Materials) -> Frame:
    """Content path -> its figure alone, as wide as a slide's body, as low as its texts stay as large as they can be.

    Raises ProblemError where it cannot be drawn.
    """
    content = with_words(content_of(given.pack, path), words_for(given.pack, given.roots))
    if content is None:
        raise ProblemError([nothing_to_draw(path, given.pack.place(path))])
    kinds = tuple(dict.fromkeys(("", form_for_many(content))))
    for kind, factor in product(kinds, _HEIGHTS):
        try:
            frame = _figure_in(path, content, factor, given, kind)
        except DoesNotFit:
            continue
        except CannotDraw as error:
            if kind != kinds[-1]:
                continue
            raise ProblemError([Problem("layout.figure", given.pack.place(path), error.message, error.hint)]) from error
        return _lower(path, content, frame, given) if factor == 1 and not kind else frame
    message = msg("the figure's texts do not fit on a page")
    raise ProblemError([Problem("layout.too-long", given.pack.place(path), message, msg("shorten them"))])


def _figure_in(path: str, content: Content, factor: float, given: Materials, kind: str = "") -> Frame:
    """Draw a figure, of that kind or the entry's own, in a box so much higher than a slide's body.

    Raises CannotDraw and DoesNotFit as figures do.
    """
    theme = given.paper_theme
    body = theme.layouts["figure"].body
    box = Rect(Emu(0), Emu(0), body.width, Emu(round(body.height * factor)))
    drawing = draw_figure(content, box, theme, kind=kind, accent=_accent_at(path, given))
    lang = given.pack.info.lang
    return Frame(
        name=path, title=drawing.alt, width=box.width, height=box.height, lang=lang,
        items=with_hung_marks(on_paper(drawing.still, theme), lang),
    )  # fmt: skip


def _accent_at(path: str, given: Materials) -> int:
    """Return the accent of the unit that an entry belongs to, in which its section's headings are printed; else 1.

    A free slide belongs to the unit of its set.
    """
    document = path.partition("#")[0]
    owner = next((slides.unit for slides in given.pack.slide_sets if slides.path == document), None)
    unit = next((unit for unit in given.pack.units if unit.path == document or unit.id == owner), None)
    return given.pack.accent(unit) if unit else 1


def _lower(path: str, content: Content, frame: Frame, given: Materials) -> Frame:
    """Return the lowest drawing of the figure in which no text is smaller or broken over more lines."""
    wanted = _texts(frame)
    for factor in _LOWER:
        try:
            lower = _figure_in(path, content, factor, given)
        except (DoesNotFit, CannotDraw):
            continue
        found = _texts(lower)
        if all(found.get(text, size) == size for text, size in wanted.items()):
            return lower
    return frame


def _texts(frame: Frame) -> dict[str, tuple[Pt, int]]:
    """Return the size of each text of a frame, and over how many lines it is broken."""
    bodies = (item.body for item in frame.walk() if isinstance(item, Text | Shape) and item.body)
    return {text.text: (text.size, len(text.lines)) for body in bodies for text in body.paragraphs}
