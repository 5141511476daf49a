"""What a build is asked for and what it comes to: options, outputs as they stand, a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from deckbrief.base.message import Message
from deckbrief.base.problem import Problem
from deckbrief.base.record import record
from deckbrief.export.exporter import Exporter
from deckbrief.export.registry import exporters
from deckbrief.run.folder import OutputFolder
from deckbrief.run.ledger import Entry

Progress = Callable[[int, int, str], None]
"""Called with how many outputs are done, how many there are, and the one that was done last."""

NOT_IN_OUTPUTS: Final = frozenset(
    {"content", "templates", "template", "out", "jobs", "scheduler", "force", "overwrite", "clean"}
)
"""Options that say where things are and how to build: what they lead to is told by its content, or is in no output."""


@record
class Options:
    """What the command line gave. `jobs` 0 takes a process for each core."""

    content: Path
    templates: Path | None
    theme: str
    out: Path
    jobs: int = 0
    scheduler: str = ""
    """Address of a scheduler of dask.distributed whose workers make the outputs; empty makes them here."""
    minutes: float | None = None
    """How long decks are to take; None leaves it to their sessions."""
    template: Path | None = None
    """A .pptx or .potx of the user's own, whose layouts decks are made from."""
    style: str = ""
    """The style of briefings; empty takes the usual one."""
    variant: str = ""
    """What their PDFs conform to; empty takes the usual one."""
    fonts: str = ""
    """Where their fonts come from: `setup`, `system` or a folder; empty takes the usual source."""
    start: str = ""
    """The time of day at which sessions begin; empty takes each one's own."""
    draft: bool = False
    """Show a stand-in for a picture that is not there yet."""
    force: bool = False
    """Make what has not changed too."""
    overwrite: bool = False
    """Replace outputs that a person changed, and keep these under another name."""
    clean: bool = False
    """Remove outputs that the content does not give any more."""

    def of(self, exporter: Exporter) -> Mapping[str, str]:
        """Return what these options say of an exporter's files."""
        free = {"minutes", "style", "variant", "fonts", "start"} - exporter.options
        return {name: str(value) for name, value in vars(self).items() if name not in NOT_IN_OUTPUTS | free}


@record
class Output:
    """An output as it stands now, with the figures of the table. `seconds` is None where it stood there already.

    `beside` says that it stands beside a file that a person changed; `why` tells what it was made for.
    """

    name: str
    path: Path
    exporter: Exporter
    entry: Entry
    seconds: float | None = None
    beside: bool = False
    why: tuple[Message, ...] = ()


@record
class Report:
    """What a build has come to: outputs in the order of the table, what went wrong with some, what else is to be told.

    `all_names` are those of all outputs that the content gives, built or not.
    """

    outputs: tuple[Output, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Message, ...] = ()
    all_names: tuple[str, ...] = ()


def stands(name: str, entry: Entry, options: Options, folder: OutputFolder) -> Output | None:
    """Return an output as it was made last, where it stands on the disk and the options are the same."""
    exporter = next((exporter for exporter in exporters() if exporter.name == entry.exporter), None)
    if exporter is None or entry.options != options.of(exporter) or entry.content != str(options.content.resolve()):
        return None
    path = folder.standing(entry.file, entry.digest)
    if path is None:
        return None
    return Output(name, path, exporter, entry, beside=path != folder.path / entry.file)
