"""What every exporter is: a name, what it is made for, what it needs installed, and how its files are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from deckbrief.base.message import Message, plural
from deckbrief.base.problem import Hint, Problem
from deckbrief.base.record import record

if TYPE_CHECKING:
    from deckbrief.content.model import Session, Unit
    from deckbrief.export.materials import Materials

Scope = Literal["pack", "session", "unit", "talk"]
"""What a file is made for: the pack, each session, each unit; a talk is a session, or a unit that has none."""

Option = Literal["minutes", "style", "variant", "fonts", "start"]
"""What the command line may say of some exporters' files and not of others'."""


class Writer(Protocol):
    """How an exporter's files are written: a module of two functions, or an object of two methods.

    Both raise ProblemError with everything that keeps a file from being built.
    """

    def check(self, target: Target, given: Materials) -> tuple[Problem, ...]:
        """Do all that can be done without writing, and loading what writes; return what could be better."""

    def write(self, target: Target, given: Materials, jobs: int) -> Product:
        """Target -> the bytes of its file, made in so many processes where it is large; the same in any number."""


def pages(number: int) -> Message:
    """Number -> so many pages, in words."""
    return plural(number, "{number} page", "{number} pages")


def slides(number: int) -> Message:
    """Number -> so many slides, in words."""
    return plural(number, "{number} slide", "{number} slides")


@record(kw_only=True)
class Exporter:
    """A kind of file that can be made from a pack, and all that the rest of the program knows of it."""

    name: str
    about: Message
    """What it is, for the help: a few words."""
    made_for: Scope
    folder: str
    """Where its files lie below the output folder; they can be asked for by it."""
    extension: str
    stem: str = ""
    """What its files are called. Several are told apart by the entry's id behind it; without a stem they have the id
    alone. Of sessions, the longest one's file has the stem alone, and those of the others are made on request."""
    counted: Callable[[int], Message] = pages
    """Say how many a file has of what it has several of."""
    options: frozenset[Option] = frozenset()
    """What the command line may say of its files."""
    needs: Hint = ""
    """What has to be installed besides the program's own requirements."""
    apart: bool = False
    """Its files are built only when they are asked for by its folder, its name or their own: they show once more what
    others show."""
    weight: int = 0
    """How long a file takes among the others: the heaviest is begun first."""
    load: Callable[[], Writer]
    """Import what writes its files: here, and not before, heavy libraries may be loaded."""


@record
class Target:
    """One output: its exporter, its name on the command line, the entry that it shows (None: the whole pack).

    `minutes` is a session's budget; without it the session takes the minutes that it is planned for. An output that
    is made `on_request` is built only when it is named itself, not with all or with its folder.
    """

    exporter: Exporter
    name: str
    entry: Session | Unit | None
    minutes: float | None = None
    on_request: bool = False

    @property
    def kind(self) -> str:
        return self.exporter.name

    @property
    def file(self) -> Path:
        """The file, below the output folder."""
        return Path(self.name + self.exporter.extension)


@record
class Product:
    """The bytes of an output and what the table says of it."""

    data: bytes = field(repr=False)
    count: int = 0
    minutes: float = 0
    fonts: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
