"""The typed model of content. Plain frozen dataclasses: `read` validates, everything after trusts them.

Every entry has a content path: the file's path under the content folder without its suffix, `#`, then
keys, ids (for lists of entries that have one) or positions from 0, joined by dots:
`units/alpha#frameworks.ring.parts.first.points.0`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import Any, Final, Literal

from deckbrief.base.number import Digits, counted_in, in_groups, in_myriads
from deckbrief.base.problem import Place
from deckbrief.base.record import record
from deckbrief.base.script.kinds import is_wide
from deckbrief.content.cited import Evidence
from deckbrief.content.free import (
    Amount,
    Bullet,
    Card,
    ChartData,
    Direction,
    FigureName,
    Form,
    FreeFigure,
    IconName,
    Picture,
    QrCode,
    Quote,
    Scene,
    TableData,
    TextColumn,
    Video,
)
from deckbrief.content.qualifiers import BEHIND_NUMBER, BEHIND_UNIT

ModuleKind = Literal[
    "opening",
    "agenda",
    "unit",
    "deep-dive",
    "comparison",
    "discussion",
    "icebreaker",
    "break",
    "exercise",
    "group-work",
    "case",
    "quiz",
    "summary",
    "action-plan",
    "feedback",
    "slides",
    "closing",
]


@record(kw_only=True)
class Point:
    """One sentence, written for the ear; `short` is what stands on the slide (by default the sentence).

    `ours`, here and in other entries, says that these words are the editor's and not the source's: outputs show it.
    What the entry holds is not meant. Evidence is the entry's own, else that of the entry that holds it.
    """

    text: str
    short: str = ""
    evidence: tuple[Evidence, ...] = ()
    ours: bool = False

    @property
    def label(self) -> str:
        return self.short or self.text


@record(kw_only=True)
class Practice:
    """A named case or brand; without `text` the source only names it."""

    id: str
    name: str
    text: str = ""
    evidence: tuple[Evidence, ...] = ()
    ours: bool = False


@record(kw_only=True)
class Metric:
    """A number with all that belongs to it: 累计 53 个, 7 万 余 人次 (`scale` 万), 12 人 以上, over 1,200
    people.

    `feeds` are the ids of numbers of its group that it goes to, `verb` says what leads there: 56 organisations link
    with 25 towns and 45 villages. The source must say so: arrows are drawn. `digits` says how the number is written,
    where that is not as in the whole pack; `out_of` is the whole that it is so much of: 5/8 wards.
    """

    id: str
    number: int | float
    label: str
    unit: str = ""
    scale: str = ""
    qualifier: str = ""
    note: str = ""
    out_of: int | float = 0
    digits: Digits = ""
    hero: bool = False
    highlight: bool = False
    feeds: tuple[str, ...] = ()
    verb: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def before(self) -> str:
        """What stands before the number: a qualifier such as 累计, 近, over."""
        return "" if self.qualifier in BEHIND_NUMBER or self.qualifier in BEHIND_UNIT else self.qualifier

    @property
    def after(self) -> str:
        """What stands after the number: what it is out of, and all that says what it counts."""
        return _joined(f"/{self._written(self.out_of)}", self.counted) if self.out_of else self.counted

    @property
    def counted(self) -> str:
        """What a number counts: scale, a qualifier such as 余, the unit, and a qualifier such as 以上."""
        counted = _joined(self._scale + (self.qualifier if self.qualifier in BEHIND_NUMBER else ""), self.unit)
        return counted + (self.qualifier if self.qualifier in BEHIND_UNIT else "")

    @property
    def shown(self) -> str:
        """The number as its language writes it: `1,200` people, 1200 人."""
        return self._written(self.number)

    def _written(self, number: int | float) -> str:
        """Return a number as its language writes it, in 万 or 亿 where this one's is counted so."""
        digits = counted_in(number, self._scale if self._counts_myriads else "")
        return in_groups(digits, self.label + self.before + self.counted, self.digits)

    @property
    def _scale(self) -> str:
        return in_myriads(self.number)[1] if self._counts_myriads else self.scale

    @property
    def _counts_myriads(self) -> bool:
        return self.digits == "wan" and not self.scale

    @property
    def text(self) -> str:
        """The whole, as it is said: `7万余人次`, `累计53个`, `over 1,200 people`."""
        return _joined(_joined(self.before, self.shown), self.after)


def _joined(left: str, right: str) -> str:
    """Join two words with a space where both sides are Latin, as English needs and Chinese does not."""
    latin = re.compile(r"[0-9A-Za-z]")
    if left and right and latin.match(left[-1]) and latin.match(right[0]):
        return f"{left} {right}"
    return left + right


@record(kw_only=True)
class MetricGroup:
    """Numbers that are shown together. `compare` says that their sizes can be compared (a bar chart)."""

    id: str
    title: str
    metrics: tuple[Metric, ...]
    text: str = ""
    question: str = ""
    compare: bool = False
    form: Form = ""
    notes: Notes | None = None
    ours: bool = False
    """Of its text: numbers are the source's."""


@record(kw_only=True)
class Notes:
    """What the trainer says on a slide, in spoken language: paragraphs, questions, a caution, the bridge onwards.

    `say` is told as the source's; what the trainer adds stands in `remarks`, which are shown as theirs. `ask` is really
    put to the room, and somebody answers; `think` is a question that nobody has to answer.
    """

    say: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    ask: str = ""
    think: str = ""
    watch: str = ""
    bridge: str = ""


@record(kw_only=True)
class Part:
    """A member of a framework; it may hold parts. `symbol` stands for it in numbered figures and formulas.

    `mark` is a character or two that stand for it, large, before any symbol.
    """

    id: str
    name: str
    evidence: tuple[Evidence, ...] = ()
    symbol: str = ""
    mark: str = ""
    icon: IconName = ""
    highlight: bool = False
    lead: str = ""
    text: str = ""
    points: tuple[Point, ...] = ()
    practices: tuple[Practice, ...] = ()
    parts: tuple[Part, ...] = ()
    ours: bool = False
    name_ours: bool = False

    @property
    def bare(self) -> bool:
        """Whether nothing is said of it but its name and lead."""
        return not (self.text or self.points or self.practices or self.parts)


@record(kw_only=True)
class Framework:
    """A named scheme with parts and the figure that draws it.

    `title` is the slide's message, a sentence; `name` the scheme's own name; `center` what stands in the
    middle of a loop, hub or tree root (by default the name). `direction` says that the parts rise or fall, or lead
    into a hub or out of it; nothing is drawn so that does not say it. `throughout` is what runs through all parts:
    words, or the id of one of them, which is not drawn among the others then. `picture: one-to-many` has before-after
    draw one who speaks and then all. `priority`: 1 core, 2 deepening, 3
    optional.
    Without `figure`, one that suits the parts is drawn. An `overview` has parts that the frameworks after it tell in
    full: a bulletin has its text alone.
    """

    id: str
    name: str
    title: str
    figure: FigureName = ""
    form: Form = ""
    parts: tuple[Part, ...]
    evidence: tuple[Evidence, ...] = ()
    center: str = ""
    direction: Direction = ""
    throughout: str = ""
    picture: Scene = ""
    lead: str = ""
    text: str = ""
    takeaway: str = ""
    priority: int = 2
    reveal: bool = True
    overview: bool = False
    notes: Notes
    ours: bool = False
    name_ours: bool = False
    """The name alone is the editor's: what it holds stands together in no such way in the source."""


@record(kw_only=True)
class Term:
    """A coined word. `explained: false` says that the source names it and does not explain it."""

    id: str
    name: str
    text: str = ""
    explained: bool = True
    evidence: tuple[Evidence, ...] = ()
    ours: bool = False


@record(kw_only=True)
class Speaker:
    name: str
    role: str
    note: str = ""


@record(kw_only=True)
class QuizItem:
    """A multiple-choice question; `answer` is the letter of the right option."""

    id: str
    question: str
    options: tuple[str, ...]
    answer: str
    because: str = ""
    evidence: tuple[Evidence, ...] = ()
    ours: bool = False


@record(kw_only=True)
class Unit:
    """Who speaks, and all that they say. `section` is the heading line of the talk in the source.

    Without a section it is all that stands before the first one. `remarks` are the editor's, shown as such.
    """

    id: str
    path: str
    name: str
    province: str = ""
    department: str
    speaker: Speaker | None = None
    title: str
    section: str = ""
    tagline: str
    message: str
    summary: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    frameworks: tuple[Framework, ...]
    metric_groups: tuple[MetricGroup, ...] = ()
    terms: tuple[Term, ...] = ()
    takeaways: tuple[str, ...]
    questions: tuple[str, ...] = ()
    quiz: tuple[QuizItem, ...] = ()
    accent: int = 0
    issue: int = 0
    """Number of its bulletin, where bulletins are numbered."""
    editors_note: str = ""
    """What the editor of its bulletin says before it; most say nothing."""
    notes: Notes
    evidence: tuple[Evidence, ...] = ()

    @property
    def office(self) -> str:
        """The department, to be said before the speaker; empty where the role says it already."""
        return "" if self.speaker and self.speaker.role.startswith(self.department) else self.department

    @property
    def metrics(self) -> Iterator[Metric]:
        return (metric for group in self.metric_groups for metric in group.metrics)


@record(kw_only=True)
class Event:
    """The event that the material comes from. `parts` are what its figure shows around the title: when, where, who."""

    id: str
    path: str
    name: str
    title: str
    dates: str
    place: str
    hosts: tuple[str, ...]
    co_hosts: tuple[str, ...] = ()
    participants: str
    date_note: str = ""
    parts: tuple[Part, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@record(kw_only=True)
class Cell:
    """What one unit says on a theme; `of` is the content path of the entry that says it."""

    unit: str
    text: str
    evidence: tuple[Evidence, ...] = ()
    of: str = ""
    ours: bool = False


@record(kw_only=True)
class Row:
    """A row of a comparison. A unit without a cell has nothing to say on it: its cell stays empty."""

    id: str
    name: str
    cells: tuple[Cell, ...]


@record(kw_only=True)
class Comparison:
    id: str
    path: str
    name: str
    title: str
    units: tuple[str, ...]
    themes: tuple[Row, ...]
    text: str = ""
    notes: Notes
    ours: bool = False
    """Of its text."""


@record(kw_only=True)
class FreeSlide:
    """A slide whose body stands in place: one of `bullets` (levels), `text`, `columns`, `figure`, `table`, `chart`, …

    A `picture` or a `video` may stand beside `bullets` or `text`.

    `after` names the framework or group of numbers of the set's unit that it follows; without it, it follows the unit's
    first slide. A `hidden` one is not presented, and takes no time. `priority` as in frameworks. One with `evidence` is
    held to it as a framework is; one that is `ours` says so.
    """

    id: str = ""
    title: str
    lead: str = ""
    bullets: tuple[Bullet, ...] = ()
    text: tuple[str, ...] = ()
    columns: tuple[TextColumn, ...] = ()
    figure: FreeFigure | None = None
    table: TableData | None = None
    chart: ChartData | None = None
    picture: Picture | None = None
    pictures: tuple[Picture, ...] = ()
    video: Video | None = None
    qr: QrCode | None = None
    quote: Quote | None = None
    statement: str = ""
    number: Amount | None = None
    cards: tuple[Card, ...] = ()
    takeaway: str = ""
    after: str = ""
    hidden: bool = False
    reveal: bool = False
    priority: int = 2
    minutes: float = 0
    notes: Notes | None = None
    evidence: tuple[Evidence, ...] = ()
    ours: bool = False

    @property
    def bodies(self) -> tuple[str, ...]:
        """Return the names of the bodies that it has: one, if it is good, or words and a picture."""
        return tuple(name for name in FREE_BODIES if getattr(self, name))

    @property
    def cited(self) -> tuple[Evidence, ...]:
        """Return its evidence, and that of its chart's reading."""
        reading = self.chart.reading if self.chart else None
        return self.evidence + (reading.evidence if reading else ())

    def named_pictures(self, path: str) -> tuple[tuple[str, Picture], ...]:
        """Return its pictures with their content paths; `path` is its own."""
        alone = ((f"{path}.picture", self.picture),) if self.picture else ()
        if self.video:
            alone = ((f"{path}.video", self.video.picture),)
        ground = ((f"{path}.figure.map", self.figure.map),) if self.figure and self.figure.map else ()
        return (*alone, *ground, *((f"{path}.pictures.{number}", each) for number, each in enumerate(self.pictures)))


FREE_BODIES: Final = (
    "bullets", "text", "columns", "figure", "table", "chart", "picture", "pictures", "video", "qr",
    "quote", "statement", "number", "cards",
)  # fmt: skip
"""Keys of a free slide that say what it shows."""
FREE_WORDS: Final = ("bullets", "text")
FREE_BESIDE: Final = ("picture", "video")
"""Bodies that can share a slide: one of either."""


@record(kw_only=True)
class SlideSet:
    """Free slides in order, for a module of a session; with `unit`, they stand among that unit's slides instead."""

    id: str
    path: str
    title: str
    unit: str = ""
    slides: tuple[FreeSlide, ...]


@record(kw_only=True)
class Role:
    """Who does what in a group: the moderator, the one who writes, the one who reports."""

    name: str
    task: str


@record(kw_only=True)
class FormField:
    """A line of a form that participants fill in, and what could stand there: the editor's example."""

    name: str
    example: str = ""


MOST_AT_A_GLANCE: Final = 5
"""So many entries a section's opening slide tells."""
_SHORT_NAME: Final = 8
_SHORT_WORDS: Final = 18
_SHORT_WORD: Final = 11
"""Characters of a name that is short: of any, of one of narrow letters and spaces, of each of its words."""


def _is_short(name: str) -> bool:
    """Tell whether a name is so short that it can be read on a cover's ring."""
    if len(name) <= _SHORT_NAME:
        return True
    narrow = len(name) <= _SHORT_WORDS and not any(map(is_wide, name))
    return narrow and max(map(len, name.split())) <= _SHORT_WORD


@record(kw_only=True)
class Module:
    """A stretch of a session. `of` names the unit or comparison that it is about, by id, or the framework, by path.

    `only` are the frameworks and groups of numbers that a unit shows here, by id; by default all. `frameworks` are
    the frameworks alone, in this order, whatever groups there are; `without` is what it leaves out. `core` are those
    that it cannot do without here, whatever their priority, when minutes are missing. `spare` are frameworks that stand
    hidden after its slides, for when somebody asks.
    `takeaways` are what is taken home of the unit here, instead of the unit's own.
    `limit` is how many of its minutes the group has to itself, shown large; by default all. `step_minutes` are those of
    its first steps, which together take that time. Without `reveal` nothing
    waits for a click.
    A case is told by `story`, or by the framework `of` which it is; `ratings` are what a feedback sheet asks to rate.
    """

    kind: ModuleKind
    title: str
    minutes: float
    of: str = ""
    lead: str = ""
    limit: float = 0
    reveal: bool = True
    only: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    core: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()
    takeaways: tuple[str, ...] = ()
    story: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    step_minutes: tuple[float, ...] = ()
    roles: tuple[Role, ...] = ()
    form: tuple[FormField, ...] = ()
    ratings: tuple[str, ...] = ()
    quiz: tuple[QuizItem, ...] = ()
    notes: Notes | None = None

    def shows(self, entry: str) -> bool:
        """Tell whether it shows the framework or group of numbers of that id, if both are of its unit."""
        return (not self.only or entry in self.only) and entry not in (*self.without, *self.spare)

    def frameworks_of(self, unit: Unit) -> tuple[Framework, ...]:
        """Return the unit's frameworks that it shows: in the order that it names them, or else in the unit's."""
        by_id = {framework.id: framework for framework in unit.frameworks}
        chosen = self.frameworks or tuple(by_id)
        return tuple(by_id[name] for name in dict.fromkeys(chosen) if name in by_id and self.shows(name))

    def opened_by(self, unit: Unit) -> Framework | None:
        """Return the framework whose parts open the unit's section here, None where it is opened by its frameworks.

        The only one is; among more than are taken in at a glance, one that has no more parts than that: an overview
        of the others before one that the session cannot do without, and that before those of less priority.
        """
        shown = self.frameworks_of(unit)
        if len(shown) == 1:
            return shown[0] if len(shown[0].parts) > 1 else None
        return None if len(shown) <= MOST_AT_A_GLANCE else self.in_view(unit)

    def in_view(self, unit: Unit) -> Framework | None:
        """Return what it shows of the unit that has all in view: of few parts, an overview first, then what is core."""
        few = [each for each in self.frameworks_of(unit) if 1 < len(each.parts) <= MOST_AT_A_GLANCE]
        return min(few, key=lambda each: (not each.overview, each.id not in self.core, each.priority), default=None)

    def on_cover(self, unit: Unit) -> Framework | None:
        """Return `in_view` if its parts have names so short that they can stand on the rings of a cover."""
        found = self.in_view(unit)
        return found if found and all(_is_short(part.name) for part in found.parts) else None

    def spare_of(self, unit: Unit) -> tuple[Framework, ...]:
        """Return the unit's frameworks that stand hidden behind those that it shows, in the unit's order."""
        return tuple(framework for framework in unit.frameworks if framework.id in self.spare)

    def groups_of(self, unit: Unit) -> tuple[MetricGroup, ...]:
        """Return the unit's groups of numbers that it shows."""
        return tuple(group for group in unit.metric_groups if self.shows(group.id))


@record(kw_only=True)
class Layouts:
    """Names of a PowerPoint template's layouts by kind of slide; empty leaves the choice to what the layout holds."""

    cover: str = ""
    section: str = ""
    figure: str = ""
    text: str = ""


@record(kw_only=True)
class Session:
    """A training event: who, how long, to what end, and its modules in order.

    `date` is the day of it (ISO), `start` the time of day (`09:00`) from which the trainer's guide tells the time.

    `layouts` counts where the deck is made from a PowerPoint template of the user's own.
    """

    id: str
    path: str
    title: str
    subtitle: str = ""
    audience: str
    minutes: float
    objectives: tuple[str, ...]
    modules: tuple[Module, ...]
    materials: tuple[str, ...] = ()
    closing: str = ""
    date: str = ""
    start: str = ""
    layouts: Layouts | None = None


@record(kw_only=True)
class LeftOut:
    """Words of the source that the content leaves out, and why. `section` as in `Evidence`."""

    words: str
    reason: str
    section: str = ""


@record(kw_only=True)
class Bulletin:
    """What stands on bulletins: their name, issuer, day (ISO), whom they go to (above, beside, below), how many copies.

    Without a name they are called bulletins; without an issuer the publisher issues them, without a date they have the
    pack's; what nobody gives is a blank to write in. Lists and copies that are empty are left out.
    """

    name: str = ""
    issuer: str = ""
    date: str = ""
    report_to: tuple[str, ...] = ()
    send_to: tuple[str, ...] = ()
    issue_to: tuple[str, ...] = ()
    copies: int = 0


@record(kw_only=True)
class PackIcon:
    """An icon of the pack's own choice, for whatever has one of the words in its name."""

    icon: IconName
    words: tuple[str, ...]


@record(kw_only=True)
class PackInfo:
    """What holds for the whole pack: its language (BCP 47), title, date of issue (ISO), what it leaves out.

    `source` says where the material comes from, as the source line of slides and pages; `source_note` says more of it,
    once, on covers and at the end. A pack without source has no source line, and nothing in it needs evidence.
    `logo` is a picture of the content folder, for the first and the last slide.
    `main` is the session whose guide, handout and forms have no session's name; by default the longest.
    `layouts` are those of a PowerPoint template, for every deck; a session's own come before them.
    `set_phrases` are always said whole, word by word: no copying, and a slip in one is a fault.
    """

    id: str
    path: str
    title: str
    source: str = ""
    source_note: str = ""
    main: str = ""
    lang: str = "zh-CN"
    size: Literal["", "16:9", "4:3", "A4"] = ""
    digits: Digits = ""
    publisher: str = ""
    logo: str = ""
    date: str = ""
    left_out: tuple[LeftOut, ...] = ()
    set_phrases: tuple[str, ...] = ()
    icons: tuple[PackIcon, ...] = ()
    layouts: Layouts | None = None
    bulletin: Bulletin | None = None


Document = Unit | Event | Comparison | Session | PackInfo | SlideSet


@record(kw_only=True)
class Pack:
    """All documents of a content folder. `places` gives the place of every content path.

    `legend` says what the mark at what is the editor's means, once the pack has such marks (draft/marks.py).
    """

    info: PackInfo
    event: Event | None
    units: tuple[Unit, ...]
    comparisons: tuple[Comparison, ...]
    sessions: tuple[Session, ...]
    slide_sets: tuple[SlideSet, ...] = ()
    places: Mapping[str, Place] = field(repr=False)
    folder: str = field(default="", compare=False)
    """Where its files lie: those that entries name are looked for there."""
    legend: str = ""
    draft: bool = False
    """Whether a stand-in may be shown for a picture that is not there yet."""
    _found: dict[type[Document] | str, Mapping[str, Any]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    """Documents by what they are asked for by, made when the first is asked for: packs can have a thousand."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """Info, event, units, comparisons, sessions, sets of free slides."""
        event = (self.event,) if self.event else ()
        return (self.info, *event, *self.units, *self.comparisons, *self.sessions, *self.slide_sets)

    @property
    def main_session(self) -> Session | None:
        """The session whose guide, handout and forms need no name of their own: the one named, else the longest."""
        named = (session for session in self.sessions if session.id == self.info.main)
        return next(named, max(self.sessions, key=lambda session: session.minutes, default=None))

    def document(self, path: str) -> Document | None:
        """Return the document at that path, if there is one."""
        return self._by("path", lambda: {document.path: document for document in reversed(self.documents)}).get(path)

    def unit(self, name: str) -> Unit:
        """Return the unit with that id; `check` has made sure that references resolve."""
        found: Unit = self._by(Unit, lambda: {unit.id: unit for unit in reversed(self.units)})[name]
        return found

    def accent(self, unit: Unit) -> int:
        """Return the accent that a unit has: its own, or that of its number among the units."""
        numbers = self._by("number", lambda: {unit.id: number for number, unit in enumerate(self.units, 1)})
        return unit.accent or int(numbers[unit.id])

    def framework(self, path: str) -> tuple[Unit, Framework]:
        """Return the framework at that content path, and its unit."""
        unit = next(unit for unit in self.units if unit.path == path.partition("#")[0])
        return unit, next(f for f in unit.frameworks if path == f"{unit.path}#frameworks.{f.id}")

    def comparison(self, name: str) -> Comparison:
        """Return the comparison with that id."""
        found: Comparison = self._by(Comparison, lambda: {entry.id: entry for entry in reversed(self.comparisons)})[
            name
        ]
        return found

    def slide_set(self, name: str) -> SlideSet:
        """Return the set of free slides with that id."""
        return next(slides for slides in self.slide_sets if slides.id == name)

    def free_slides(self, unit: str, after: str) -> tuple[tuple[str, FreeSlide], ...]:
        """Unit, framework or group of it (empty: its first slide), by id -> the free slides after it, with paths."""
        return tuple(
            (f"{slides.path}#slides.{free.id or number}", free)
            for slides in self.slide_sets
            if slides.unit == unit
            for number, free in enumerate(slides.slides)
            if free.after == after
        )

    def printed_slides(self, unit: str, after: str) -> tuple[tuple[str, FreeSlide], ...]:
        """As `free_slides`, those whose chart, table or figure is printed with the unit's text: none that is hidden."""
        shown = self.free_slides(unit, after)
        return tuple(
            (path, free) for path, free in shown if not free.hidden and (free.chart or free.table or free.figure)
        )

    def cited_slides(self, unit: str) -> tuple[FreeSlide, ...]:
        """Unit, by id (empty: none) -> the free slides that stand among its slides and have evidence."""
        return tuple(free for slides in self.slide_sets if slides.unit == unit for free in slides.slides if free.cited)

    def credits(self, session: Session) -> tuple[tuple[tuple[str, Picture], ...], ...]:
        """Return the pictures of a session's free slides that say who made them, each once, with their paths.

        Those that say the same stand together.
        """
        shown = [
            slides
            for module in session.modules
            for slides in self.slide_sets
            if (module.kind == "slides" and slides.id == module.of and not slides.unit)
            or (module.kind == "unit" and slides.unit == module.of)
        ]
        found: dict[tuple[str, str], tuple[str, Picture]] = {}
        for slides in shown:
            for number, free in enumerate(slides.slides):
                for path, picture in free.named_pictures(f"{slides.path}#slides.{free.id or number}"):
                    if picture.credit:
                        found.setdefault((picture.file, picture.credit), (path, picture))
        alike: dict[str, list[tuple[str, Picture]]] = {}
        for (_, credit), each in found.items():
            alike.setdefault(credit, []).append(each)
        return tuple(map(tuple, alike.values()))

    def _by(self, key: type[Document] | str, make: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        if key not in self._found:
            self._found[key] = make()
        return self._found[key]

    def place(self, path: str) -> Place:
        """Return the place of a content path, or of its nearest ancestor that has one."""
        while path not in self.places:
            shorter = path.rpartition(".")[0] or path.rpartition("#")[0]
            if not shorter:
                return Place(path)
            path = shorter
        return self.places[path]
