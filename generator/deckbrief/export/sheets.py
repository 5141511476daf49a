"""A session and its deck -> what guide, handout and forms show of them: slides with times, forms, quizzes."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import takewhile
from typing import Final

from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import record, replace
from deckbrief.content.cited import Evidence
from deckbrief.content.evidence.marks import bare
from deckbrief.content.model import Module, Pack, QuizItem, Session, Term, Unit
from deckbrief.content.paths import walk
from deckbrief.draft.budget import leaving_first
from deckbrief.draft.notes import onwards
from deckbrief.draft.pace import TALK
from deckbrief.draft.slides import Deck, FigureBlock, Note, QuizBlock
from deckbrief.layout.frame import DeckFrames, Frame
from deckbrief.layout.reveal import before_clicks
from deckbrief.theme.theme import Theme

# Slides -------------------------------------------------------------------------------------------------------------


@record(kw_only=True)
class Sheet:
    """A slide as guide and handout show it: picture, what that tells, minutes, those run at its end, notes.

    `clock` is the time of day at which it begins, where one is known; `skip` says that it can be left out when time has
    been lost; `drawn`, that it shows a figure; `hidden`, that it is not presented; `over`, what leads over
    those behind it that are left out.
    """

    number: int
    url: str
    title: str
    alternative: str
    minutes: float
    running: float
    notes: tuple[Note, ...]
    clock: str = ""
    skip: bool = False
    drawn: bool = False
    hidden: bool = False
    over: Leap | None = None


@record
class Leap:
    """How many slides follow that can be left out, and the sentence that leads over them to the next."""

    count: int
    onwards: str


@record(kw_only=True)
class Stretch:
    """A module's slides, with the minutes and, where it is known, the time of day at which it begins and ends."""

    name: str
    start: float
    sheets: tuple[Sheet, ...]
    module: Module | None = None
    clock: str = ""
    clock_end: str = ""

    @property
    def end(self) -> float:
        return self.sheets[-1].running

    @property
    def minutes(self) -> float:
        return self.end - self.start


def stretches(
    deck: Deck, drawn: DeckFrames, session: Session | None = None, start: str = "", skipped: Collection[str] = ()
) -> Iterator[Stretch]:
    """Deck as drafted and as drawn -> its modules with their slides, as they are printed.

    `start` is the time of day at which it begins (`09:00`), `skipped` names the slides that can be left out. The notes'
    line about the time is left out, for the minutes are told apart.
    """
    frames = list(enumerate(drawn.frames, 1))
    modules = {module.title: module for module in reversed(session.modules)} if session else {}
    leaps = _leaps(deck, skipped)
    running = 0.0
    for section in deck.sections:
        begun, sheets = running, []
        for slide in section.slides:
            figure = any(isinstance(block, FigureBlock) for block in slide.blocks)
            while frames and _shows(frames[0][1], (slide.name,)):
                number, frame = frames.pop(0)
                clock = time_of_day(start, running)
                running += frame.minutes
                sheets.append(
                    Sheet(
                        number=number, url=f"slide:{drawn.name}/{number}", title=frame.title,
                        alternative="\n".join(frame.alternatives()), minutes=frame.minutes, running=running,
                        notes=tuple(note for note in frame.notes if note.role != "time"),
                        clock=clock, skip=slide.name in skipped, drawn=figure,
                        hidden=frame.hidden, over=leaps.get(slide.name),
                    )
                )  # fmt: skip
        if sheets:
            yield Stretch(
                name=section.name, start=begun, sheets=tuple(sheets), module=modules.get(section.name),
                clock=time_of_day(start, begun), clock_end=time_of_day(start, running),
            )  # fmt: skip


def _leaps(deck: Deck, skipped: Collection[str]) -> dict[str, Leap]:
    """Deck, names of slides that can be left out -> by the slide before them, how the trainer gets over them."""
    presented = [slide for slide in deck.slides if not slide.hidden]
    leaps: dict[str, Leap] = {}
    for position, slide in enumerate(presented):
        after = presented[position + 1 :]
        count = len(list(takewhile(lambda other: other.name in skipped, after)))
        if slide.name not in skipped and 0 < count < len(after):
            leaps[slide.name] = Leap(count, onwards(after[count].title, deck.forms))
    return leaps


def time_of_day(start: str, minutes: float) -> str:
    """Time of day (`09:00`, or none), minutes after it -> the time of day then, to the minute."""
    if not start:
        return ""
    hours, _, rest = start.partition(":")
    whole = (int(hours) * 60 + int(rest) + int(minutes + 1e-9)) % (24 * 60)
    return f"{whole // 60:02}:{whole % 60:02}"


def _shows(frame: Frame, names: Iterable[str]) -> bool:
    """Tell whether a frame shows one of the slides, or a continuation of one (`name.2`)."""
    return any(frame.name == name or frame.name.rpartition(".")[0] == name for name in names)


def unanswered(deck: Deck, drawn: DeckFrames) -> DeckFrames:
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


# When time has been lost ----------------------------------------------------------------------------------------------


@record
class Late:
    """How many minutes late one may be, the slides that are left out then, by name, and the minutes that this saves.

    `rest`: from what the minutes come that are still missing then.
    """

    minutes: float = 0
    slides: frozenset[str] = frozenset()
    saved: float = 0
    rest: tuple[Giving, ...] = ()


@record
class Giving:
    """A module that gives minutes, how many, and of a quiz the numbers of the questions that stay, from 1."""

    module: Module
    minutes: float
    staying: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether it is left out altogether."""
        return self.minutes >= self.module.minutes or (self.module.kind == "quiz" and not self.staying)


_LATE: Final = ((45.0, 10.0), (25.0, 5.0), (15.0, 3.0))
"""Sessions of so many minutes or more, and how many they may be late."""


def when_late(pack: Pack, session: Session, deck: Deck) -> Late:
    """Pack, session, its deck -> what to leave out when it begins late: of what is told, not of what people do."""
    minutes = next((late for least, late in _LATE if session.minutes >= least), 0.0)
    told = [
        slide.name
        for module, section in zip(session.modules, deck.sections, strict=False)
        for slide in section.slides
        if module.kind in TALK
    ]
    saved = leaving_first(deck, minutes, told)
    whole = sum(saved.values())
    gone = {slide.of for slide in deck.slides if slide.name in saved}
    shown = {slide.of for slide in deck.slides if not slide.hidden} - gone
    return Late(minutes, frozenset(saved), whole, tuple(_giving(pack, session, minutes - whole, gone, shown)))


_GIVING: Final = ("quiz", "comparison", "summary", "discussion", "case", "exercise")
"""Kinds of modules that give minutes, the first to give first; practice in groups, breaks and plans give none."""


def _giving(
    pack: Pack, session: Session, missing: float, gone: Collection[str], shown: Collection[str]
) -> Iterator[Giving]:
    """Yield the modules that together have the minutes that are missing; all that can give where they have fewer.

    Of a quiz those questions stay that ask what is still told, the first ones first: `gone` and `shown` are the content
    paths of the slides that are left out and of those that are not.
    """
    for kind in _GIVING:
        for module in session.modules:
            if module.kind == kind and missing > 0:
                given = min(missing, module.minutes)
                items = _quiz_in(pack, module) if kind == "quiz" else ()
                count = math.floor(len(items) * (1 - given / module.minutes) + 1e-9)
                order = sorted(range(len(items)), key=lambda at: (_asks_what_is_gone(pack, items[at], gone, shown), at))
                yield Giving(module, given, tuple(sorted(at + 1 for at in order[:count])))
                missing -= given


def _asks_what_is_gone(pack: Pack, item: QuizItem, gone: Collection[str], shown: Collection[str]) -> bool:
    """Tell whether what a question rests on is told on slides that are left out, and on none that stays."""
    asked = [bare(evidence.words) for evidence in item.evidence]
    told = {
        f"{unit.path}#frameworks.{framework.id}"
        for unit in pack.units
        for framework in unit.frameworks
        for _, entry in walk(framework, "")
        if isinstance(entry, Evidence)
        and any(bare(entry.words) in words or words in bare(entry.words) for words in asked)
    }
    return bool(told & set(gone)) and not told & set(shown)


# Words ---------------------------------------------------------------------------------------------------------------


def told_terms(units: Iterable[Unit], parts: Iterable[Stretch]) -> list[tuple[Unit, list[Term]]]:
    """Units, the modules of a session -> the units with those of their terms that its slides or notes say.

    A name of several words (`左右手、腿`) is said where each of them is. What only stands in evidence is not said.
    """
    sheets = [sheet for part in parts for sheet in part.sheets if not sheet.hidden]
    notes = (note.text for sheet in sheets for note in sheet.notes if note.role != "evidence")
    said = bare("\n".join([*(f"{sheet.title}\n{sheet.alternative}" for sheet in sheets), *notes]))
    told = [(unit, [term for term in unit.terms if _is_said(term.name, said)]) for unit in units]
    return [(unit, terms) for unit, terms in told if terms]


def _is_said(name: str, said: str) -> bool:
    return all(bare(word) in said for word in name.split("、"))


# What is filled in ----------------------------------------------------------------------------------------------------


def forms_of(session: Session) -> list[Module]:
    """Return the modules whose forms are printed: plan first, then group work; of two with the same form the first."""
    order = ("action-plan", "group-work")
    modules = [module for kind in order for module in session.modules if module.kind == kind]
    filled = [module for module in modules if module.form or module.kind == "action-plan"]
    return [module for at, module in enumerate(filled) if module.form not in [other.form for other in filled[:at]]]


def quiz_of(pack: Pack, session: Session) -> Iterator[QuizItem]:
    """The session's quiz questions in order; a module that only names a unit asks that unit's own."""
    for module in session.modules:
        if module.kind == "quiz":
            yield from _quiz_in(pack, module)


def _quiz_in(pack: Pack, module: Module) -> tuple[QuizItem, ...]:
    return module.quiz or (pack.unit(module.of).quiz if module.of else ())


def units_of(pack: Pack, session: Session) -> list[Unit]:
    """The units that the session is about, in its order."""
    named = [
        pack.framework(module.of)[0].id if module.kind == "deep-dive" else module.of
        for module in session.modules
        if module.kind in ("unit", "deep-dive")
    ]
    return [pack.unit(name) for name in dict.fromkeys(named)]
