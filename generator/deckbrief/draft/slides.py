"""The typed slide tree: what slide markup says, checked, before anything is placed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Final, Literal

from deckbrief.base.problem import Place
from deckbrief.base.record import record
from deckbrief.base.script.kinds import language_of
from deckbrief.draft.nodes import Content, Picture

LayoutKey = Literal["cover", "section", "figure", "text"]
Form = Literal["top", "band", "split", "full", "picture", "chart"]
"""How a slide uses its room: the title above; above and the figure from edge to edge; in a panel at the left; on a dark
ground; beside a picture; beside a chart."""
ListStyle = Literal[
    "bullets",
    "prose",
    "cards",
    "steps",
    "agenda",
    "questions",
    "survey",
    "story",
    "checks",
    "worksheet",
    "sheet",
    "detail",
    "route",
    "rings",
    "act",
]
ParagraphRole = Literal["lead", "body", "question", "quote", "takeaway"]
NoteRole = Literal["time", "prepare", "say", "remark", "ask", "think", "watch", "takeaway", "bridge", "evidence"]

LEAST: Final = 0.5
"""Minutes below which no slide makes sense, where its template does not say otherwise."""


@record(kw_only=True)
class FigureBlock:
    """A drawn entry: `of` is the content path of a framework, metric group, comparison or part."""

    of: str
    content: Content | None = None
    """What it draws; None until the deck's figures are looked up (draft/figures.py)."""
    kind: str = ""
    """The diagram; empty takes the entry's own figure."""
    reveal: bool = False
    only: tuple[str, ...] = ()
    """Ids of the parts to draw; empty means all."""
    inner: tuple[int, int] | None = None
    """Of the only part, or of the entry if it has no parts: which of its own members to draw, from and before."""

    @property
    def looked_up(self) -> Content:
        """Return what it draws. Raises ValueError in a deck whose figures nobody has looked up: a mistake of ours."""
        if self.content is None:
            raise ValueError(f"the figure of '{self.of}' has not been looked up")
        return self.content


@record(kw_only=True)
class Entry:
    """A line of a list: text, and where it stands in the content. `lead` and `aside` are further columns."""

    text: str
    of: str = ""
    lead: str = ""
    aside: str = ""
    weight: float = 0
    target: str = ""
    """Name of the slide that it leads to; without that slide, an entry is left out with it."""
    accent: int = 0
    """Of the section that it leads to, in an agenda; 0: it is none."""
    number: str = ""
    """Of that section, as its own slide tells it: nothing where sections are not counted."""
    short: str = ""
    """The text in few words, where it is too long for an area; then the lead says the rest."""
    when: str = ""
    """In an agenda: from which minute to which."""
    icon: str = ""
    """The pack's own for what it names."""
    strong: bool = False
    """On a route: a station where more is to be seen than at the others; in bullets, what is said before them."""
    level: int = 0
    """Among bullets: how many lines it stands under."""

    @property
    def link(self) -> str:
        """To the slide that it leads to; nothing where it leads to none."""
        return f"#{self.target}" if self.target else ""


@record(kw_only=True)
class ListBlock:
    """Entries as `bullets` or `prose`, paragraphs (both in the body placeholder); as `cards`, `steps` (numbered),
    `agenda`, `questions` or `checks` (each with a seal).

    A `story` tells its entries, uncounted; a `survey` has lines to answer each on; a `worksheet` has room to write
    beside each entry, a `sheet` is one that is filled in; `detail` stands beside a block that says what it is the
    detail of; a `route` names the parts of a section on its own slide, `rings` the sections of a deck on its cover;
    an `act` is what everybody writes at the end, under its head.
    """

    style: ListStyle
    entries: tuple[Entry, ...]
    reveal: bool = False
    first: int = 1
    """The number of the first of the entries, where they are numbered: continuations count on."""
    icons: bool = True
    """Whether its entries may have icons: not where others of their kind in the deck find none."""
    heaviest: float = 0
    """Of an agenda that is continued: the weight of the heaviest of all its entries, by which bars are drawn."""
    total: str = ""
    """Of an agenda: how long all of it takes."""
    current: int = 0
    """In an agenda: the entry that comes now, from 1; 0 for none."""
    head: Entry | None = None
    """What a detail is the detail of: its name, and what it says of itself as the lead."""
    figure: str = ""
    """Of a detail: the content path of the figure that it belongs to,"""
    content: Content | None = None
    """what that draws,"""
    member: int = 0
    """and the number of the member that it is the detail of."""


@record(kw_only=True)
class ParagraphBlock:
    """A paragraph: `lead` large, `body` plain, `question` in the accent colour, `quote` large, `takeaway` in a band."""

    text: str
    role: ParagraphRole = "body"
    label: str = ""
    of: str = ""


@record(kw_only=True)
class QuizBlock:
    """A question with lettered options; with `reveal` the answer appears on the click."""

    question: str
    options: tuple[str, ...]
    answer: str
    because: str = ""
    label: str = ""
    """What stands over the reason."""
    of: str = ""
    reveal: bool = True
    number: int = 1
    count: int = 1
    """Which question it is, from 1, of how many that follow one another."""


@record(kw_only=True)
class TimerBlock:
    """How long the group has: a badge beside the other blocks. `amount`, large, over `unit`, under `label`."""

    amount: str
    unit: str
    label: str = ""


Block = FigureBlock | ListBlock | ParagraphBlock | QuizBlock | TimerBlock


@record
class Note:
    """A paragraph of the speaker notes; `role` is what it is for, `label` says so and may be empty."""

    role: NoteRole
    text: str
    label: str = ""

    @property
    def line(self) -> str:
        """Return the whole paragraph, as it is printed."""
        return self.label + self.text

    def language(self, lang: str) -> str:
        """Return the language (BCP 47) that it is spoken in, in a deck of a language."""
        return language_of(self.line, lang)


@record(kw_only=True)
class Back:
    """A small link to where a section was chosen; its text says where it leads."""

    text: str
    target: str


@record(kw_only=True)
class Slide:
    """One slide as drafted. `priority` 1 core, 2 deepening, 3 optional; `minutes` None: shared by `weight`.

    `least` are the minutes below which it makes no sense, for budgets of time.
    """

    name: str
    layout: LayoutKey
    title: str
    marked_title: str = ""
    """Its title with the marks of emphasis in it, where it has some."""
    blocks: tuple[Block, ...] = ()
    kicker: str = ""
    subtitle: str = ""
    message: str = ""
    """What a section says, below its name and the line under it."""
    speaker: str = ""
    date: str = ""
    source: str = ""
    notes: tuple[Note, ...] = ()
    back: Back | None = None
    minutes: float | None = None
    weight: float = 1
    least: float = LEAST
    priority: int = 2
    of: str = ""
    accent: int = 1
    form: Form | Literal[""] = ""
    """The form that the author asks for; empty: one is chosen."""
    variant: str = ""
    """The variant of its figure, likewise."""
    kind: str = ""
    """The kind of layout that was chosen for it, by layout/slide/forms.py."""
    hidden: bool = False
    """It is there, and not presented."""
    place: Place = Place("")
    """Where in the template it was written."""


@record(kw_only=True)
class Section:
    """Slides that belong together: a module of the session, at `of`. `minutes` is what its slides share."""

    name: str
    slides: tuple[Slide, ...]
    minutes: float | None = None
    of: str = ""
    place: Place = Place("")


@record(kw_only=True)
class NoteForms:
    """How notes are put into words: labels by role, and forms with `{minutes}`, `{running}`, `{total}`, `{title}`."""

    labels: Mapping[NoteRole, str] = field(default_factory=dict)
    time_line: str = "{minutes} / {running} / {total}"
    spans: Mapping[str, str] = field(
        default_factory=lambda: {
            "span_minutes": "{minutes}",
            "span_seconds": "{seconds}″",
            "span_both": "{minutes}′{seconds}″",
        }
    )
    """How a stretch of time is said: whole minutes, less than one, minutes and seconds."""
    spare_line: str = ""
    """What a hidden slide says in place of its time."""
    next_slide: str = "{title}"
    next_slide_plain: str = ""
    """What leads to a slide whose title is too long to be said in passing."""
    last_slide: str = ""
    continued: str = ""


@record(kw_only=True)
class Deck:
    """A deck as drafted; `name` is its output's name (`workshop`, `alpha`)."""

    name: str
    title: str
    lang: str
    sections: tuple[Section, ...]
    subject: str = ""
    author: str = ""
    keywords: str = ""
    category: str = ""
    forms: NoteForms = NoteForms()
    logo: Picture | None = None
    """What stands on the first and the last slide."""
    shapes: Mapping[str, str] = field(default_factory=dict)
    """What kinds of shapes are called, by the English words for them."""

    @property
    def slides(self) -> Iterator[Slide]:
        return (slide for section in self.sections for slide in section.slides)
