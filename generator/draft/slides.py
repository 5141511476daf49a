"""The typed slide tree: what slide markup says, checked, before anything is placed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.base.problem import Place

LayoutKey = Literal["cover", "section", "figure", "text"]
ListStyle = Literal["bullets", "cards", "steps", "agenda", "questions"]
ParagraphRole = Literal["lead", "body", "question", "quote", "takeaway"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureBlock:
    """A drawn entry: `of` is the content path of a framework, metric group, comparison or part."""

    of: str
    kind: str = ""
    """The diagram; empty takes the entry's own figure."""
    reveal: bool = False
    only: tuple[str, ...] = ()
    """Ids of the parts to draw; empty means all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a list: text, and where it stands in the content. `lead` and `aside` are further columns."""

    text: str
    of: str = ""
    lead: str = ""
    aside: str = ""
    weight: float = 0
    target: str = ""
    """Name of the slide or section that it leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBlock:
    """Entries as `bullets` (body placeholder), `cards`, `steps` (numbered cards), `agenda` or `questions`."""

    style: ListStyle
    entries: tuple[Entry, ...]
    reveal: bool = False
    current: int = 0
    """In an agenda: the entry that comes now, from 1; 0 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphBlock:
    """A paragraph: `lead` large, `body` plain, `question` in the accent colour, `quote` large, `takeaway` in a band."""

    text: str
    role: ParagraphRole = "body"
    label: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizBlock:
    """A question with lettered options; the answer appears on the click."""

    question: str
    options: tuple[str, ...]
    answer: str
    because: str = ""
    of: str = ""


Block = FigureBlock | ListBlock | ParagraphBlock | QuizBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide as drafted. `priority` 1 core, 2 deepening, 3 optional; `minutes` None: shared by `weight`."""

    name: str
    layout: LayoutKey
    title: str
    blocks: tuple[Block, ...] = ()
    kicker: str = ""
    subtitle: str = ""
    speaker: str = ""
    date: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    minutes: float | None = None
    weight: float = 1
    priority: int = 2
    of: str = ""
    accent: int = 1
    place: Place = Place("")
    """Where in the template it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Slides that belong together: a module of the session. `minutes` is what its slides share."""

    name: str
    slides: tuple[Slide, ...]
    minutes: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A deck as drafted; `name` is its output's name (`workshop`, `alpha`)."""

    name: str
    title: str
    lang: str
    sections: tuple[Section, ...]
    subject: str = ""
    author: str = ""

    @property
    def slides(self) -> Iterator[Slide]:
        return (slide for section in self.sections for slide in section.slides)
