"""What is shown on a terminal, and what a program reads."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem
from deckbrief.export.exporter import pages
from deckbrief.export.registry import exporters
from deckbrief.run.check import CheckResult
from deckbrief.run.console import Console, say
from deckbrief.run.ledger import Entry
from deckbrief.run.request import Output, Report

WARNING = Problem("output.style", Place("style.css", 3, 1), msg("this is odd"), severity="warning")
ERROR = Problem("output.process", Place("build/deck/b.pptx"), msg("the process that made it crashed"))


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> tuple[Terminal, Terminal]:
    """Make standard output and error such as a person sees on a terminal 100 cells wide, and return them."""
    out, err = Terminal(), Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return out, err


def built(name: str = "deck/a", count: int = 59, seconds: float | None = 1.234, **given: object) -> Output:
    exporter = next(entry for entry in exporters() if entry.folder == name.partition("/")[0])
    fonts = ("Serif Bold", "Serif") if exporter.counted is pages else ()
    entry = Entry(
        exporter=exporter.name, content="", file="", digest="", sight="", options={}, reads={}, count=count,
        minutes=90 if not fonts else 0, fonts=fonts, warnings=(WARNING,) if fonts else (),
    )  # fmt: skip
    beside, why = bool(given.get("beside")), (msg("it was not built before"),) if seconds else ()
    return Output(name, Path("build", name + exporter.extension), exporter, entry, seconds, beside, why)


def test_a_program_reads_a_line_of_cells_for_each_output(capsys: pytest.CaptureFixture[str]) -> None:
    Console().show(Report((built(), built("briefing/b", 1), built("deck/c", 2, None))))
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "build/deck/a.pptx\t59 slides\t90 min\t1.23 s",
        "build/briefing/b.pdf\t1 page\t1.23 s\tSerif Bold, Serif",
        "build/deck/c.pptx\t2 slides\t90 min\tunchanged",
    ]
    assert told.err.splitlines() == ["style.css:3:1: warning: this is odd [output.style]", "1 warning"]


def test_what_stands_beside_a_person_s_file_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    Console().show(Report((built(beside=True), built("deck/c", seconds=None, beside=True))))
    assert [line.split("\t")[-1] for line in capsys.readouterr().out.splitlines()] == [
        "1.23 s, beside yours", "unchanged, beside yours",
    ]  # fmt: skip


def test_problems_and_notes_are_told_after_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    Console().show(Report((built(),), (ERROR,), (msg("not built: build/deck/b.pptx"),)))
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "build/deck/b.pptx: error: the process that made it crashed [output.process]", "1 problem",
        "not built: build/deck/b.pptx",
    ]  # fmt: skip


def test_why_is_told_of_each_output(capsys: pytest.CaptureFixture[str]) -> None:
    Console().show(Report((built(), built("deck/c", seconds=None))), why=True)
    assert capsys.readouterr().out.splitlines()[2:] == [
        "build/deck/a.pptx: it was not built before", "build/deck/c.pptx: unchanged",
    ]  # fmt: skip


def test_a_person_sees_a_table_with_heads_and_the_fonts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    out, _ = terminal(monkeypatch)
    Console().show(Report((built(), built("briefing/b"))))
    told = out.getvalue()
    assert all(word in told for word in ("file", "holds", "lasts", "took", "59 slides", "59 pages", "1.23 s"))
    assert "fonts: Serif, Serif Bold" in told
    assert "\t" not in told


def test_progress_is_shown_to_a_person_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = terminal(monkeypatch)
    console = Console()
    console.progress(1, 2, "deck/a")
    assert "deck/a" in err.getvalue()
    console.progress(2, 2, "deck/b")
    assert err.getvalue().endswith("\x1b[2K"), "the bar's line is cleared"
    assert out.getvalue() == ""


def test_progress_is_shown_to_no_program(capsys: pytest.CaptureFixture[str]) -> None:
    Console().progress(1, 2, "deck/a")
    assert capsys.readouterr() == ("", "")


def test_nothing_that_runs_by_itself_is_started_before_processes_are_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(monkeypatch)
    import threading

    before = threading.active_count()
    console = Console()
    console.progress(1, 2, "deck/a")
    assert threading.active_count() == before
    console.progress(2, 2, "deck/b")


def test_a_check_says_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    Console().report(CheckResult(None))
    Console().report(CheckResult(None, (WARNING, WARNING)))
    told = capsys.readouterr()
    assert told.out.splitlines() == ["no problems", "no errors"]
    assert told.err.count("this is odd") == 1


class Refusing(io.StringIO):
    """A stream that takes nothing, as a full disk or a closed pipe."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def write(self, text: str) -> int:
        raise OSError(self._number, "refused")


def test_a_closed_pipe_is_quiet_and_a_full_disk_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    say(Refusing(32), "text")
    assert capsys.readouterr().err == ""
    say(Refusing(28), "text")
    assert capsys.readouterr().err == "what was to be told cannot be written: refused\n"
    say(None, "text")


def test_control_characters_of_names_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    item = built("deck/a\x1b[31m\x9b")
    Console().show(Report((item,), (), (msg("{name} is kept", name="b\x1b[2J"),)), why=True)
    shown = "".join(capsys.readouterr())
    assert "a␛[31m" in shown
    assert "b␛[2J is kept" in shown
    assert not {"\x1b", "\x9b"} & set(shown)
