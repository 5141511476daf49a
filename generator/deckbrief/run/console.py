"""What the command line shows: progress and a table on a terminal, plain lines elsewhere."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from deckbrief.base.report import format_problems, shown

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from deckbrief.base.problem import Problem
    from deckbrief.run.check import Checked
    from deckbrief.run.request import Built, Report


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


class Console:
    """Standard output and error, as a person or as a program reads them."""

    def __init__(self) -> None:
        streams = (sys.stderr, sys.stdout)
        self.terminal = all(stream is not None and stream.isatty() for stream in streams)
        self._bar: tuple[Progress, TaskID] | None = None

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
        bar.update(task, completed=done, description=name, refresh=True)
        if done == total:
            bar.stop()

    def waits(self, text: str) -> None:
        """Tell what is waited for."""
        say(sys.stderr, text)

    def built(self, report: Report, why: bool = False) -> None:
        """Print what a build has come to: a table, the reasons where asked for, then warnings, problems and notes."""
        self._table(report.built)
        if why:
            say(sys.stdout, "\n".join(_reasons(report.built)))
        warnings = (problem for item in report.built for problem in item.made.warnings)
        self._problems([*warnings, *report.problems])
        for note in report.notes:
            say(sys.stderr, note)

    def _table(self, built: Sequence[Built]) -> None:
        """Print of each output its file, slides or pages, minutes, seconds, and the fonts in it."""
        rows = [_row(item) for item in built]
        if self.terminal:
            _rich_table(rows, [item.made.fonts for item in built])
            return
        lines = [(*row, ", ".join(item.made.fonts)) for row, item in zip(rows, built, strict=True)]
        if lines:
            say(sys.stdout, "\n".join("\t".join(cell for cell in cells if cell) for cells in lines))

    def report(self, checked: Checked) -> None:
        """Print what a check found good, and what could be better."""
        if checked.coverage is not None:
            say(sys.stdout, f"{checked.coverage}")
        self.warn(checked.warnings)

    def warn(self, warnings: Sequence[Problem]) -> None:
        """Print what a check found that is no error, and that there is no error."""
        self._problems(warnings)
        say(sys.stdout, "no errors" if warnings else "no problems")

    def _problems(self, problems: Iterable[Problem]) -> None:
        if different := dict.fromkeys(problems):
            say(sys.stderr, format_problems(different))


def _rich_table(rows: Sequence[tuple[str, ...]], fonts: Sequence[tuple[str, ...]]) -> None:
    from rich.console import Console as RichConsole
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("file", "holds", "lasts", "took"):
        table.add_column(title, justify="left" if title == "file" else "right")
    for row in rows:
        table.add_row(*row)
    console = RichConsole()
    console.print(table)
    used = sorted({font for names in fonts for font in names})
    if used:
        console.print(f"fonts: {', '.join(used)}", style="dim", highlight=False)


def _row(item: Built) -> tuple[str, str, str, str]:
    made, counted = item.made, item.exporter.counted
    if made.count == 1:
        counted = counted.removesuffix("s")
    minutes = f"{made.minutes:g} min" if made.minutes else ""
    took = "unchanged" if item.seconds is None else f"{item.seconds:.2f} s"
    return str(item.path), f"{made.count} {counted}", minutes, f"{took}, beside yours" if item.beside else took


def _reasons(built: Iterable[Built]) -> Iterable[str]:
    """Yield why each output was made, or that it was not."""
    for item in built:
        yield f"{shown(item.path)}: {'; '.join(item.why) or 'unchanged'}"
