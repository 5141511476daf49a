"""Whole runs of the program, timed from outside -> a table: medians, and the share of each stage (`make bench`).

Every run is a process of its own, as a user starts it: with the interpreter's start, the imports and the files that are
written. A run of one output tells its stages too: the functions that are the stages are wrapped in that process alone.
"""

from __future__ import annotations

import argparse
import atexit
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final

from deckbrief.base.record import record

_RUNS: Final = 5
_TOLD: Final = "DECKBRIEF_STAGES"
"""Where a run that tells its stages writes them: the name of a file."""

_LISTENING: Final = (
    "import sys; from deckbrief.run.bench import listen; listen(); from deckbrief.cli import main; main(sys.argv[1:])"
)
"""The program of a run that tells its stages."""

_STAGES: Final = (
    ("read", "deckbrief.run.make", "read_pack"),
    ("check", "deckbrief.run.make", "check_pack"),
    ("theme", "deckbrief.run.make", "materials"),
    ("draft", "deckbrief.export.materials", "draft_deck"),
    ("draft", "deckbrief.export.briefing", "briefing_html"),
    ("lay out", "deckbrief.layout.slide.slide", "DeckLayout.spread"),
    ("lay out", "deckbrief.layout.slide.slide", "DeckLayout.frames"),
    ("write", "deckbrief.export.pptx.deck", "write_deck"),
    ("write", "deckbrief.export.pptx.deck", "deck_base"),
    ("write", "deckbrief.export.pptx.deck", "write_slides"),
    ("write", "deckbrief.export.pptx.deck", "joined_deck"),
    ("set and paint", "deckbrief.export.pdf.document", "write_pdf"),
    ("save", "deckbrief.run.folder", "OutputFolder.put"),
)
"""Stage, and where the function stands that is it or a part of it. The innermost that runs is what time counts for."""


@record
class Timing:
    """What runs of a command took: wall seconds of each, and the seconds of the stages in the median run."""

    name: str
    seconds: tuple[float, ...]
    stages: tuple[tuple[str, float], ...] = ()

    @property
    def median(self) -> float:
        return median(self.seconds)


def time_command(name: str, words: Sequence[str], runs: int = _RUNS, stages: bool = False) -> Timing:
    """Words of the command line -> what its runs took, one more before them not counted.

    Raises CalledProcessError where the command fails.
    """
    taken: list[tuple[float, tuple[tuple[str, float], ...]]] = []
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "stages"
        program = ["-c", _LISTENING] if stages else ["-m", "deckbrief"]
        environment = {**os.environ, _TOLD: str(told)} if stages else dict(os.environ)
        for _ in range(runs + 1):
            started = time.perf_counter()
            subprocess.run([sys.executable, *program, *words], env=environment, check=True, stdout=subprocess.DEVNULL)
            wall = time.perf_counter() - started
            inner = [(stage, seconds) for stage, seconds in json.loads(told.read_text())] if stages else []
            taken.append((wall, tuple(inner)))
    counted = sorted(taken[1:])
    in_order = tuple(wall for wall, _ in taken[1:])
    wall, inner_stages = counted[len(counted) // 2]
    if not stages:
        return Timing(name, in_order)
    rest = wall - sum(seconds for _, seconds in inner_stages)
    return Timing(name, in_order, (("start, imports, end", rest), *inner_stages))


def table_lines(results: Sequence[Timing]) -> Iterator[str]:
    """What was timed -> lines of a table."""
    width = max(len(result.name) for result in results)
    yield f"{'':{width}}  median     min     max   seconds; share of each stage"
    for result in results:
        low, high = min(result.seconds), max(result.seconds)
        total = sum(seconds for _, seconds in result.stages) or 1.0
        shares = ", ".join(f"{stage} {seconds / total:.0%}" for stage, seconds in result.stages)
        yield f"{result.name:{width}}  {result.median:6.2f}  {low:6.2f}  {high:6.2f}   {shares}".rstrip()


# In the process that is timed ---------------------------------------------------------------------------------------


class _Clock:
    """Seconds by stage, in the order in which the stages began."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._running: list[str] = []
        self._since = 0.0

    def _count(self) -> None:
        now = time.perf_counter()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def call(self, stage: str, function: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Call a function; its time counts for a stage, less that of the stages in it."""
        self._count()
        self.seconds.setdefault(stage, 0.0)
        self._running.append(stage)
        try:
            return function(*given, **named)
        finally:
            self._count()
            self._running.pop()


def listen() -> None:
    """Count the time of this process's stages, and write it down where the process ends."""
    clock = _Clock()
    for stage, module, name in _STAGES:
        _wrap(clock, stage, module, name)
    told = Path(os.environ[_TOLD])
    atexit.register(lambda: told.write_text(json.dumps(list(clock.seconds.items()))))


def _wrap(clock: _Clock, stage: str, module: str, name: str) -> None:
    """Wrap a function where it is looked up: in its module, and where that has been imported from already."""
    holder = importlib.import_module(module)
    owner, _, attribute = name.rpartition(".")
    target = getattr(holder, owner) if owner else holder
    function = getattr(target, attribute)

    def counted(*given: Any, **named: Any) -> Any:
        return clock.call(stage, function, *given, **named)

    setattr(target, attribute, counted)


# The command --------------------------------------------------------------------------------------------------------


def _commands(content: Path, out: Path) -> Iterator[Callable[[], Timing]]:
    """The runs of `make bench`: help, a unit's deck, the longest session's, all decks, the report, all briefings."""
    from deckbrief.content.read import read_pack

    pack = read_pack(content)
    build = ("build", "--content", str(content), "--out", str(out))
    yield partial(time_command, "--help", ["--help"])
    one = [f"deck/{pack.units[0].id}", *(f"deck/{session.id}" for session in pack.sessions[:1])]
    for name in one:
        yield partial(time_command, name, [*build, "--force", "--jobs", "1", name], stages=True)
    yield partial(time_command, "deck", [*build, "--force", "deck"])
    yield partial(time_command, "briefing/report", [*build, "--force", "--jobs", "1", "briefing/report"], stages=True)
    yield partial(time_command, "briefing", [*build, "--force", "briefing"])


def _bench() -> None:
    parser = argparse.ArgumentParser(prog="bench", description="Time the program's whole runs.")
    parser.add_argument("--content", type=Path, default=Path("content"), metavar="FOLDER")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as out:
        results = [command() for command in _commands(given.content, Path(out))]
    sys.stdout.write("\n".join(table_lines(results)) + "\n")


if __name__ == "__main__":
    _bench()
