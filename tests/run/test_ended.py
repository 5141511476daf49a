"""Builds that are ended in the middle, and processes that die: nothing is lost, nothing stays, one line says it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import pytest

from tests.support.program import build, group_members, listing, run, start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and processes are looked at as Linux has them")

KILLS: Final = int(os.environ.get("DECKBRIEF_KILLS", "8"))
"""How many kills each of the two tests of them makes; `make kills` takes 200."""

CARDS: Final = """
import ctypes, os, resource, signal, sys, time
from deckbrief.base.message import foreign
from deckbrief.export import registry
from deckbrief.export.exporter import Exporter, Product

class Cards:
    def check(self, target, given):
        return ()

    def write(self, target, given, jobs):
        if "alder" in target.name:
            {ends}
        return Product(target.name.encode() * 1000 + os.environ.get("EDITION", "").encode(), 1)

registry.EXPORTERS = (Exporter(
    name="cards", about=foreign(""), made_for="unit", folder="cards", extension=".txt", stem="cards", load=Cards,
),)
"""
"""A program whose only outputs are two cards, of which the first comes to a bad end."""


@pytest.fixture
def content(english_pack: Any) -> Path:
    folder: Path = english_pack.content
    return folder


# Processes that die -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "was killed (SIGKILL)"),
        ("ctypes.string_at(0)", "crashed (SIGSEGV) in a library"),
        ("resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29)); b'x' * (1 << 30)", "not enough memory"),
        ("os._exit(3)", "ended with status 3"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_an_output_whose_process_ends_is_one_line_and_spares_the_others(
    ends: str, told: str, content: Path, tmp_path: Path
) -> None:
    assert run(build(content, tmp_path, "cards"), CARDS.format(ends="pass")).returncode == 0
    old = listing(tmp_path)
    edition = {**os.environ, "EDITION": "2"}
    ended = run(build(content, tmp_path, "cards", "--force", "--jobs", "2"), CARDS.format(ends=ends), env=edition)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    line, *_ = ended.stderr.splitlines()
    assert "cards-alder-bridge.txt: error: " in line
    assert told in line
    new = listing(tmp_path)
    assert new["cards/cards-alder-bridge.txt"] == old["cards/cards-alder-bridge.txt"]
    assert new["cards/cards-marrow-quay.txt"] == old["cards/cards-marrow-quay.txt"] + b"2"


SHARES: Final = """
import os, signal
from multiprocessing import parent_process
from deckbrief.export.pptx import deck, shares
shares._LEAST = 2
whole = deck.write_slides
def write_slides(*given):
    if parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(*given)
deck.write_slides = write_slides
"""


def test_a_process_that_makes_slides_of_a_deck_and_dies_is_one_line(content: Path, tmp_path: Path) -> None:
    ended = run(build(content, tmp_path, "deck/half-hour", "--jobs", "2"), SHARES)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "half-hour.pptx: error: a process that made slides of it was killed" in ended.stderr
    assert listing(tmp_path) == {}


PAGES: Final = """
import os, signal
from multiprocessing import parent_process
from deckbrief.export.pdf import pages
def part(self, *given):
    os.kill(os.getpid(), signal.SIGKILL)
def count(self, *given):
    os.kill(os.getpid(), signal.SIGKILL)
here = pages.Makers._own_answer
pages.Maker.part = pages.Maker.count = part
pages.Makers._own_answer = lambda self, call: (None, ())
"""


def test_a_process_that_makes_pages_and_dies_is_one_line(content: Path, tmp_path: Path) -> None:
    ended = run(build(content, tmp_path, "briefing/report", "--jobs", "2"), PAGES)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "report.pdf: error: a process that made pages of it" in ended.stderr


WAITS: Final = CARDS.format(ends="open(os.environ['BEGUN'], 'w').close(); time.sleep(60)")


def begun(content: Path, tmp_path: Path, before: str = "") -> subprocess.Popen[str]:
    """Start a build, and wait until a process of it is at work."""
    flag = tmp_path / "begun"
    flag.unlink(missing_ok=True)
    code = f"import os; os.environ['BEGUN'] = {str(flag)!r}\n{before}\n{WAITS}"
    process = start(build(content, tmp_path / "out", "cards", "--jobs", "2"), code)
    until(flag.exists)
    return process


def until(true: Any) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline, "it takes too long"
        time.sleep(0.01)


NO_SIGNAL_AT_DEATH: Final = "from deckbrief.base import process\nprocess._signal_at_death = lambda: False"


@pytest.mark.parametrize("before", ["", NO_SIGNAL_AT_DEATH], ids=["asked of the kernel", "by the pipe"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_processes_end_with_the_one_that_started_them(
    before: str, number: signal.Signals, content: Path, tmp_path: Path
) -> None:
    process = begun(content, tmp_path, before)
    assert len(list(group_members(process.pid))) >= 2
    process.send_signal(number)
    process.communicate()
    until(lambda: not list(group_members(process.pid)))


def test_ctrl_c_ends_a_build_at_once_with_one_line(content: Path, tmp_path: Path) -> None:
    process = begun(content, tmp_path)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    out, told = process.communicate(timeout=10)
    assert process.returncode == 130
    assert out == ""
    assert told.count("\n") == 1
    assert told.startswith("interrupted")
    until(lambda: not list(group_members(process.pid)))
    assert listing(tmp_path / "out") == {}


# Kills --------------------------------------------------------------------------------------------------------------

HOOKS: Final = """
import os, signal, sys
wanted, after = int(os.environ["KILL_AT"]), os.environ["KILL_AFTER"] == "1"
count = 0
def hooked(call):
    def hook(*given, **named):
        global count
        count += 1
        if count == wanted and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = call(*given, **named)
        if count == wanted:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    return hook
from deckbrief.run import files
for name in ("replace", "write", "fsync"):
    setattr(files.os, name, hooked(getattr(os, name)))
""" + CARDS.format(ends="pass")
"""A program that is killed at a system call that changes files: rename, write or fsync; before it or after it."""


def state_is_whole(out: Path, editions: tuple[str, str]) -> bool:
    """Tell whether both cards are there, each whole and of one of two editions."""
    expected = {
        f"cards/cards-{unit}.txt": {f"cards/cards-{unit}".encode() * 1000 + edition.encode() for edition in editions}
        for unit in ("alder-bridge", "marrow-quay")
    }
    found = {name: data for name, data in listing(out).items() if not name.endswith(".part")}
    return set(found) == set(expected) and all(found[name] in expected[name] for name in found)


def calls_of_a_build(content: Path, tmp_path: Path) -> int:
    """Return at how many calls a build of two outputs can be killed."""
    code = HOOKS + "\nfrom deckbrief import cli\ncli.os._exit = lambda status: print('calls', count)"
    told = run(build(content, tmp_path, "cards", "--jobs", "1"), code, env=kill_at(10**9, False, "0")).stdout
    return int(told.split("calls ")[1].split()[0])


def kill_at(number: int, after: bool, edition: str) -> dict[str, str]:
    return {**os.environ, "KILL_AT": str(number), "KILL_AFTER": str(int(after)), "EDITION": edition}


def test_a_build_that_is_killed_at_any_system_call_leaves_each_file_old_or_new(content: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    calls = calls_of_a_build(content, out)
    assert calls >= 10
    words = build(content, out, "cards", "--jobs", "1")
    killed, edition = 0, 0
    for number in spread(calls):
        for after in (False, True):
            ended = run([*words, "--force"], HOOKS, env=kill_at(number, after, str(edition + 1)))
            killed += ended.returncode == -signal.SIGKILL
            assert state_is_whole(out, (str(edition), str(edition + 1))), (number, after)
            edition += 1
            assert run([*words, "--force"], HOOKS, env=kill_at(10**9, False, str(edition))).returncode == 0
            assert state_is_whole(out, (str(edition), str(edition)))
            assert not [name for name in listing(out) if name.endswith(".part")]
    assert killed == len(spread(calls)) * 2, "each kill has happened"


def spread(calls: int) -> list[int]:
    """Return the numbers of calls to kill at: evenly over all of them, or all of them again and again."""
    rounds = max(1, KILLS // 2)
    return [1 + (number * calls // rounds if rounds < calls else number % calls) for number in range(rounds)]


def test_a_build_that_is_killed_at_any_moment_leaves_each_file_old_or_new(content: Path, tmp_path: Path) -> None:
    out, chance = tmp_path / "out", random.Random(15)
    words = build(content, out, "cards", "--force", "--jobs", "2")
    code = CARDS.format(ends="time.sleep(0.02)")
    started = time.monotonic()
    assert run(words, code, env={**os.environ, "EDITION": "0"}).returncode == 0
    whole = time.monotonic() - started
    for edition in range(1, KILLS + 1):
        process = start(words, f"import os; os.environ['EDITION'] = '{edition}'\n{code}")
        time.sleep(chance.uniform(0.3, 1.05) * whole)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert state_is_whole(out, (str(edition - 1), str(edition)))
        until(lambda group=process.pid: not list(group_members(group)))
        assert run(words, code, env={**os.environ, "EDITION": str(edition)}).returncode == 0
        assert state_is_whole(out, (str(edition), str(edition)))
        assert not [name for name in listing(out) if name.endswith(".part")]


# Streams ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("redirection", ["| true", ">&-", "2>&-", ">&- 2>&- <&-", ">/dev/full", "2>/dev/full"])
@pytest.mark.parametrize("words", ["build cards", "--help", "--version", "check"])
def test_streams_that_take_nothing_are_no_traceback(
    redirection: str, words: str, content: Path, tmp_path: Path
) -> None:
    given = f" --content {content}" + (f" --out {tmp_path}" if "build" in words else "")
    program = f"{CARDS.format(ends='pass')}\nfrom deckbrief.cli import command\ncommand()"
    ended = subprocess.run(
        ["sh", "-c", f'"$0" -c "$1" {words}{given if words[0] != "-" else ""} {redirection}', sys.executable, program],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in ended.stderr
    assert "Exception" not in ended.stderr
    assert ended.stderr.count("\n") <= 1
    assert ended.returncode == 0
    if "build" in words:
        assert len(listing(tmp_path)) == 2


def test_what_no_one_will_read_ends_nothing() -> None:
    """A line that cannot be written does not keep the next ones from those who can be told."""
    from deckbrief.run.console import say

    say(None, "no one")
    with open(os.devnull, encoding="utf-8") as reading_only:
        say(reading_only, "no one")
