"""What the command line shows: progress and a table on a terminal, plain lines elsewhere, in the user's language."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from deckbrief.base.message import Catalogue, foreign, msg, worded
from deckbrief.base.number import spoken
from deckbrief.base.report import format_problems, user_path, visible

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from deckbrief.base.message import Message
    from deckbrief.base.problem import Problem
    from deckbrief.run.check import CheckResult
    from deckbrief.run.request import Output, Report


def say(stream: TextIO | None, text: str) -> None:
    """Write a line, if anyone reads it: a pipe that was closed, or a stream that is none, ends nothing."""
    if stream is None:
        return
    try:
        stream.write(f"{text}\n")
        stream.flush()
    except (OSError, ValueError) as error:  # ValueError: it is closed
        if getattr(error, "errno", errno.EPIPE) not in (errno.EPIPE, errno.EBADF) and stream is not sys.stderr:
            say(sys.stderr, f"what was to be told cannot be written: {getattr(error, 'strerror', error)}")


def show_problems(problems: Iterable[Problem], catalogue: Catalogue | None = None, json: bool = False) -> None:
    """Print problems, for a person on standard error, or as JSON."""
    if json:
        from deckbrief.run.as_json import problems_json

        say(sys.stdout, problems_json(problems, catalogue))
    else:
        say(sys.stderr, format_problems(problems, catalogue))


def show_check(checked: CheckResult, catalogue: Catalogue | None = None, json: bool = False) -> None:
    """Print what a check found good, and what could be better, for a person or as JSON."""
    if json:
        from deckbrief.run.as_json import check_json

        say(sys.stdout, check_json(checked, catalogue))
    else:
        Console(catalogue).report(checked)


class Console:
    """Standard output and error, as a person or as a program reads them; messages are worded by the catalogue."""

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        streams = (sys.stderr, sys.stdout)
        self.terminal = all(stream is not None and stream.isatty() for stream in streams)
        self._catalogue = catalogue
        self._bar: tuple[Progress, TaskID] | None = None

    def _worded(self, message: Message) -> str:
        return worded(message, self._catalogue)

    def progress(self, done: int, total: int, name: str) -> None:
        """Show a bar that grows and goes when all is done; nothing where no one is looking."""
        if not self.terminal:
            return
        if self._bar is None:
            from rich.console import Console as RichConsole
            from rich.progress import Progress

            # Nothing refreshes it by itself: processes are forked, which threads do not survive well.
            bar = Progress(console=RichConsole(stderr=True), transient=True, auto_refresh=False)
            bar.start()
            self._bar = bar, bar.add_task("", total=total)
        bar, task = self._bar
        bar.update(task, completed=done, description=visible(name), refresh=True)
        if done == total:
            bar.stop()

    def waits(self, message: Message) -> None:
        """Tell what is waited for."""
        say(sys.stderr, visible(self._worded(message), keep="\n"))

    def show(self, report: Report, why: bool = False) -> None:
        """Print what a build has come to: a table, the reasons where asked for, then warnings, problems and notes."""
        self._table(report.outputs)
        if why:
            say(sys.stdout, "\n".join(self._reasons(report.outputs)))
        warnings = (problem for item in report.outputs for problem in item.entry.warnings)
        self._problems([*warnings, *report.problems])
        for note in report.notes:
            say(sys.stderr, visible(self._worded(note), keep="\n"))

    def _table(self, built: Sequence[Output]) -> None:
        """Print of each output its file, slides or pages, minutes, seconds, and the fonts in it."""
        rows = [self._row(item) for item in built]
        if self.terminal:
            self._rich_table(rows, [item.entry.fonts for item in built])
            return
        lines = [(*row, ", ".join(item.entry.fonts)) for row, item in zip(rows, built, strict=True)]
        if lines:
            say(sys.stdout, "\n".join("\t".join(cell for cell in cells if cell) for cells in lines))

    def report(self, checked: CheckResult) -> None:
        """Print what a check found good, and what could be better."""
        if checked.coverage is not None:
            say(sys.stdout, "\n".join(map(self._worded, checked.coverage.lines)))
        self.warn(checked.warnings)

    def warn(self, warnings: Sequence[Problem]) -> None:
        """Print what a check found that is no error, and that there is no error."""
        self._problems(warnings)
        say(sys.stdout, self._worded(msg("no errors") if warnings else msg("no problems")))

    def _problems(self, problems: Iterable[Problem]) -> None:
        if different := dict.fromkeys(problems):
            say(sys.stderr, format_problems(different, self._catalogue))

    def _rich_table(self, rows: Sequence[tuple[str, ...]], fonts: Sequence[tuple[str, ...]]) -> None:
        from rich.console import Console as RichConsole
        from rich.table import Table

        table = Table(box=None, pad_edge=False, header_style="bold")
        for number, title in enumerate((msg("file"), msg("holds"), msg("lasts"), msg("took"))):
            table.add_column(self._worded(title), justify="right" if number else "left")
        for row in rows:
            table.add_row(*row)
        console = RichConsole()
        console.print(table)
        used = sorted({font for names in fonts for font in names})
        if used:
            line = self._worded(msg("fonts: {fonts}", fonts=", ".join(used)))
            console.print(line, style="dim", highlight=False)

    def _row(self, item: Output) -> tuple[str, str, str, str]:
        entry = item.entry
        minutes = msg("{minutes} min", minutes=spoken(entry.minutes)) if entry.minutes else foreign("")
        took = msg("unchanged") if item.seconds is None else msg("{seconds:.2f} s", seconds=item.seconds)
        if item.beside:
            took = msg("{took}, beside yours", took=took)
        cells = (item.exporter.counted(entry.count), minutes, took)
        holds, lasts, spent = map(self._worded, cells)
        return visible(str(item.path)), holds, lasts, spent

    def _reasons(self, built: Iterable[Output]) -> Iterable[str]:
        """Yield why each output was made, or that it was not."""
        for item in built:
            reasons = "; ".join(map(self._worded, item.why)) or self._worded(msg("unchanged"))
            yield f"{visible(user_path(item.path))}: {visible(reasons)}"
