"""One target -> the HTML of its briefing, the SVG of its figures and slides, its PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, Final

from deckbrief.base.length import Emu, Pt, Rect
from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import record
from deckbrief.content.model import Module, Pack, QuizItem, Session, Unit
from deckbrief.draft.decks import draft_deck, spoken_date
from deckbrief.draft.figures import content_of, nothing_to_draw
from deckbrief.draft.nodes import Content
from deckbrief.draft.render import load_words, render
from deckbrief.draft.slides import Deck, Note, QuizBlock
from deckbrief.export.exporter import Product, Target
from deckbrief.export.materials import Materials, materials_of
from deckbrief.export.pdf.fonts import chosen_fonts
from deckbrief.layout.figures.figure import draw_figure, form_for_many
from deckbrief.layout.figures.node import CannotDraw
from deckbrief.layout.frame import DeckFrames, Frame, Shape, Text
from deckbrief.layout.reveal import before_clicks
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.theme.theme import Theme

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
    from deckbrief.export.pdf.document import write_pdf

    html, figure = briefing_html(target, given)
    folders = _style_folders(target.kind, given)
    result = write_pdf(
        html, base=folders[0], behind=folders[1:], figure=figure, title=_title(target, given),
        lang=given.pack.info.lang, date=given.date, author=given.pack.info.publisher, variant=given.variant,
        jobs=jobs, fonts=given.fonts,
    )  # fmt: skip
    return Product(result.data, result.pages, 0, result.fonts, _placed(result.warnings, given))


def _placed(warnings: tuple[Problem, ...], given: Materials) -> tuple[Problem, ...]:
    """Warnings of a document -> the same, those of characters at the YAML that they are written in."""
    from deckbrief.export.pdf.glyphs import CODE, placed

    if not any(problem.code == CODE for problem in warnings):
        return warnings
    return tuple(placed(warnings, given.sources))


def briefing_html(target: Target, given: Materials) -> tuple[str, Callable[[str], str]]:
    """Target -> the HTML of its briefing, and the function from an image's address to SVG that it is drawn with."""
    pack = given.pack
    words = load_words(pack.info.lang, given.roots)
    context: dict[str, Any] = {
        "pack": given.pack, "words": words, "theme": given.paper_theme, "lang": given.pack.info.lang,
        "date": spoken_date(_date(target, given), words), "fonts": chosen_fonts(given.fonts),
    }  # fmt: skip
    figure: Callable[[str], str] = Figures(given)
    if isinstance(target.entry, Unit):
        context["unit"] = target.entry
    if isinstance(target.entry, Session):
        own = materials_of(target.entry, given)
        deck = draft_deck(given.pack, target.entry, given.roots, target.minutes)
        drawn = lay_out_deck(deck, given.pack, own.theme, given.date)
        answered = _unanswered(deck, drawn) if target.kind == "handout" else drawn
        context |= {
            "session": target.entry, "stretches": list(stretches(deck, answered)), "units": _units(pack, target.entry),
            "quiz": list(_quiz(pack, target.entry)), "worksheets": list(_worksheets(pack, target.entry)),
        }  # fmt: skip
        figure = Slides(answered, own.theme, figure)
    return render(_template(target.kind, given), context, given.roots), figure


def _date(target: Target, given: Materials) -> str:
    """Return the day that a document says it is of (ISO): a bulletin's own, a session's, else that of the documents."""
    if isinstance(target.entry, Session) and target.entry.date:
        return target.entry.date
    bulletin = given.pack.info.bulletin
    return bulletin.date if target.kind == "bulletin" and bulletin and bulletin.date else given.date


def _title(target: Target, given: Materials) -> str:
    entry = target.entry
    return entry.title if isinstance(entry, Unit | Session) else given.pack.info.title


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


# Slides -------------------------------------------------------------------------------------------------------------


@record(kw_only=True)
class Sheet:
    """A slide as guide and handout show it: picture, what that tells, minutes, those run at its end, notes."""

    number: int
    url: str
    title: str
    alternative: str
    minutes: float
    running: float
    notes: tuple[Note, ...]


@record(kw_only=True)
class Worksheet:
    """A module in which participants write, and what each room to write is for."""

    module: Module
    tasks: tuple[str, ...]


@record(kw_only=True)
class Stretch:
    """A module's slides, with the minutes at which it begins."""

    name: str
    start: float
    sheets: tuple[Sheet, ...]

    @property
    def end(self) -> float:
        return self.sheets[-1].running

    @property
    def minutes(self) -> float:
        return self.end - self.start


def stretches(deck: Deck, drawn: DeckFrames) -> Iterator[Stretch]:
    """Deck as drafted and as drawn -> its modules with their slides, as they are printed.

    The notes' line about the time is left out, for the minutes are told apart.
    """
    frames = list(enumerate(drawn.frames, 1))
    running = 0.0
    for section in deck.sections:
        names = tuple(slide.name for slide in section.slides)
        start, sheets = running, []
        while frames and _shows(frames[0][1], names):
            number, frame = frames.pop(0)
            running += frame.minutes
            sheets.append(
                Sheet(
                    number=number, url=f"slide:{drawn.name}/{number}", title=frame.title,
                    alternative="\n".join(frame.alternatives()), minutes=frame.minutes, running=running,
                    notes=tuple(note for note in frame.notes if note.role != "time"),
                )
            )  # fmt: skip
        if sheets:
            yield Stretch(name=section.name, start=start, sheets=tuple(sheets))


def _shows(frame: Frame, names: Iterable[str]) -> bool:
    """Tell whether a frame shows one of the slides, or a continuation of one (`name.2`)."""
    return any(frame.name == name or frame.name.rpartition(".")[0] == name for name in names)


def _worksheets(pack: Pack, session: Session) -> Iterator[Worksheet]:
    for module in session.modules:
        questions = module.questions
        if module.kind == "discussion" and module.of and not questions:
            questions = pack.unit(module.of).questions
        if module.kind in ("discussion", "exercise", "action-plan") and (tasks := (*module.steps, *questions)):
            yield Worksheet(module=module, tasks=tasks)


def _quiz(pack: Pack, session: Session) -> Iterator[QuizItem]:
    """The session's quiz questions in order; a module that only names a unit asks that unit's own."""
    for module in session.modules:
        if module.kind == "quiz":
            yield from module.quiz or (pack.unit(module.of).quiz if module.of else ())


def _units(pack: Pack, session: Session) -> list[Unit]:
    """The units that the session is about, in its order."""
    named = [
        pack.framework(module.of)[0].id if module.kind == "deep-dive" else module.of
        for module in session.modules
        if module.kind in ("unit", "deep-dive")
    ]
    return [pack.unit(name) for name in dict.fromkeys(named)]


def _unanswered(deck: Deck, drawn: DeckFrames) -> DeckFrames:
    """Return the deck as drawn, its quizzes as they stand before a click shows the answer."""
    quizzes = [slide.name for slide in deck.slides if any(isinstance(block, QuizBlock) for block in slide.blocks)]
    frames = (before_clicks(frame) if _shows(frame, quizzes) else frame for frame in drawn.frames)
    return replace(drawn, frames=tuple(frames))


@record
class Slides:
    """The function from `slide:<deck>/<number>` to SVG; other addresses are given to `figure`."""

    drawn: DeckFrames
    theme: Theme
    figure: Callable[[str], str]

    def __call__(self, url: str) -> str:
        from deckbrief.export.svg import frame_svg

        if not url.startswith("slide:"):
            return self.figure(url)
        name, _, number = url.removeprefix("slide:").partition("/")
        if name != self.drawn.name or not number.isdigit() or not 0 < int(number) <= len(self.drawn.frames):
            message = msg(
                "the deck '{name}' has {number} slides, and '{url}' is none of them",
                name=self.drawn.name,
                number=len(self.drawn.frames),
                url=url,
            )
            raise ProblemError([Problem("output.resource", Place(url), message)])
        return frame_svg(self.drawn.frames[int(number) - 1], self.theme)


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
    content = content_of(given.pack, path)
    if content is None:
        raise ProblemError([nothing_to_draw(path, given.pack.place(path))])
    for kind, factor in product(dict.fromkeys(("", form_for_many(content))), _HEIGHTS):
        try:
            frame = _figure_in(path, content, factor, given, kind)
        except DoesNotFit:
            continue
        return _lower(path, content, frame, given) if factor == 1 and not kind else frame
    message = msg("the figure's texts do not fit on a page")
    raise ProblemError([Problem("layout.too-long", given.pack.place(path), message, msg("shorten them"))])


def _figure_in(path: str, content: Content, factor: float, given: Materials, kind: str = "") -> Frame:
    """Draw a figure, of that kind or the entry's own, in a box so much higher than a slide's body."""
    theme = given.paper_theme
    body = theme.layouts["figure"].body
    box = Rect(Emu(0), Emu(0), body.width, Emu(round(body.height * factor)))
    try:
        drawing = draw_figure(content, box, theme, kind=kind)
    except CannotDraw as error:
        raise ProblemError([Problem("layout.figure", given.pack.place(path), error.message, error.hint)]) from error
    return Frame(
        name=path, title=drawing.alt, width=box.width, height=box.height, items=drawing.items,
        lang=given.pack.info.lang,
    )  # fmt: skip


def _lower(path: str, content: Content, frame: Frame, given: Materials) -> Frame:
    """Return the lowest drawing of the figure in which no text is smaller or broken over more lines."""
    wanted = _texts(frame)
    for factor in _LOWER:
        try:
            lower = _figure_in(path, content, factor, given)
        except (DoesNotFit, ProblemError):
            continue
        found = _texts(lower)
        if all(found.get(text, size) == size for text, size in wanted.items()):
            return lower
    return frame


def _texts(frame: Frame) -> dict[str, tuple[Pt, int]]:
    """Return the size of each text of a frame, and over how many lines it is broken."""
    bodies = (item.body for item in frame.walk() if isinstance(item, Text | Shape) and item.body)
    return {text.text: (text.size, len(text.lines)) for body in bodies for text in body.paragraphs}
