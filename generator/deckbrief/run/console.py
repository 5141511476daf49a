"""What the command line shows: progress and a table on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from deckbrief.base.report import format_problems

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from deckbrief.base.problem import Problem
    from deckbrief.run.build import Built
    from deckbrief.run.check import Checked


class Console:
    """Standard output and error, as a person or as a program reads them."""

    def __init__(self) -> None:
        self.terminal = sys.stderr.isatty() and sys.stdout.isatty()
        self._bar: tuple[Progress, TaskID] | None = None

    def progress(self, done: int, total: int, name: str) -> None:
        """Show a bar that grows and goes when all is done; nothing where no one is looking."""
        if not self.terminal:
            return
        if self._bar is None:
            from rich.console import Console as RichConsole
            from rich.progress import Progress

            shown = Progress(console=RichConsole(stderr=True), transient=True)
            shown.start()
            self._bar = shown, shown.add_task("", total=total)
        bar, task = self._bar
        bar.update(task, completed=done, description=name)
        if done == total:
            bar.stop()

    def table(self, built: Sequence[Built]) -> None:
        """Print what was built: file, slides or pages, minutes, seconds, the fonts in it, and warnings after it."""
        rows = [_row(item) for item in built]
        if self.terminal:
            _rich_table(rows, [item.product.fonts for item in built])
        else:
            for row, item in zip(rows, built, strict=True):
                cells = (*row, ", ".join(item.product.fonts))
                sys.stdout.write("\t".join(cell for cell in cells if cell) + "\n")
        warnings = dict.fromkeys(problem for item in built for problem in item.product.warnings)
        if warnings:
            sys.stderr.write(format_problems(warnings) + "\n")

    def report(self, checked: Checked) -> None:
        """Print what a check found good, and what could be better."""
        if checked.coverage is not None:
            sys.stdout.write(f"{checked.coverage}\n")
        self.warn(checked.warnings)

    def warn(self, warnings: Sequence[Problem]) -> None:
        """Print what a check found that is no error, and that there is no error."""
        if warnings:
            sys.stderr.write(format_problems(warnings) + "\n")
        sys.stdout.write("no errors\n" if warnings else "no problems\n")


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
    unit = item.target.exporter.counted
    if item.product.count == 1:
        unit = unit.removesuffix("s")
    minutes = f"{item.product.minutes:g} min" if item.product.minutes else ""
    return str(item.path), f"{item.product.count} {unit}", minutes, f"{item.seconds:.2f} s"
