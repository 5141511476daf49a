"""From a saved file to the slide drawn anew in the browser: `python -m tests.bench.preview [--runs N] [--no-browser]`.

Packs of 26 and 260 slides with figures of many kinds are served by a process of their own, as a user serves them. Each
run saves another word into the middle unit and waits until the slide that shows it is another: once as a program asks
(event, deck, drawing), once as Chromium paints it. The first run warms up and is not counted.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import quote

SIZES: Final = (26, 260)
_FIGURES: Final = ("pillars", "chain", "checklist", "pyramid", "cycle", "tree", "timeline", "hub")
_OF_UNIT: Final = 13
"""Slides of a unit: its title, eleven frameworks, its takeaways; the opening counts for the first one's."""
_DECK: Final = "deck/long"

_UNIT: Final = """\
kind: unit
name: 第{n}社区
department: 第{n}社区居委会
title: 第{n}社区的三步法
tagline: 三步法
message: 第{n}社区用三步让多数住户养成了习惯。
summary: [先看得懂，再投得近，后有人管。]
takeaways: [先把标识改到老人看得懂。, 投放点离楼门不超过五十步。]
notes: {{say: [请想一想，您家昨天是怎么做的。]}}
frameworks:
"""
_FRAMEWORK: Final = """\
  - id: f{f}
    name: 第{f}法
    title: 第{f}法让住户愿意先走一步
    figure: {figure}
    notes: {{say: [先请大家看图，再说第{f}步。]}}
    parts:
"""
_PART: Final = """\
      - id: p{p}
        name: 第{p}步{word}
        points:
          - text: 楼长每天傍晚看一眼，错了当场说。
            short: 楼长每天看一眼
"""


def unit_text(number: int, word: str = "") -> str:
    """Number of a unit, a word -> its YAML, the word in the first part of its middle framework."""
    lines = [_UNIT.format(n=number)]
    for f in range(1, _OF_UNIT - 1):
        figure = _FIGURES[(number + f) % len(_FIGURES)]
        lines.append(_FRAMEWORK.format(f=f, figure=figure))
        lines += [_PART.format(p=p, word=word if (f, p) == (_OF_UNIT // 2, 1) else "") for p in range(1, 5)]
    return "".join(lines)


def write_pack(folder: Path, slides: int) -> Path:
    """Write a pack of about so many slides -> the file of its middle unit, which is saved again and again."""
    units = slides // _OF_UNIT
    folder.mkdir()
    for number in range(1, units + 1):
        (folder / f"unit-{number}.yaml").write_text(unit_text(number), "utf-8")
    modules = "".join(f"  - {{kind: unit, of: unit-{n}, title: 第{n}社区, minutes: 13}}\n" for n in range(1, units + 1))
    head = "kind: session\ntitle: 各社区的三步法\naudience: 社区干部\n"
    session = f"{head}minutes: {13 * units}\nobjectives: [说得出三步]\nmodules:\n{modules}"
    (folder / "long.yaml").write_text(session, "utf-8")
    (folder / "pack.yaml").write_text("kind: pack\ntitle: 三步法\nlang: zh-CN\n", "utf-8")
    return folder / f"unit-{(units + 1) // 2}.yaml"


class _Asked:
    """The preview, as a program asks it: one connection for its events, one for the rest."""

    def __init__(self, address: str) -> None:
        self._host = re.sub(r"http://|/$", "", address)
        self._rest = http.client.HTTPConnection(self._host, timeout=60)
        events = http.client.HTTPConnection(self._host, timeout=60)
        events.request("GET", "/api/events")
        self._events = events.getresponse()

    def get(self, path: str) -> bytes:
        self._rest.request("GET", path)
        return self._rest.getresponse().read()

    def deck(self) -> Any:
        return json.loads(self.get(f"/api/deck/{quote(_DECK)}"))

    def event(self) -> None:
        while not self._events.readline().startswith(b"data: "):
            pass

    def until(self, word: str) -> None:
        """Wait for events, until a slide says that word, and ask for its drawing."""
        while True:
            self.event()
            slide = next((slide for slide in self.deck()["slides"] if word in slide["text"]), None)
            if slide is not None:
                assert word.encode() in self.get(f"/svg/{slide['key']}")
                return


@contextmanager
def _serving(content: Path) -> Iterator[tuple[str, Path]]:
    words = [sys.executable, "-m", "deckbrief", "serve", "--port", "0", "--content", str(content)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), Path(f"/proc/{process.pid}/stat")
        finally:
            process.terminate()


def _timed(file: Path, runs: int, wait: Any) -> list[float]:
    """Save another word so many times, and once before -> the seconds until each is shown."""
    number = int(file.stem.rpartition("-")[2])
    taken = []
    for run in range(runs + 1):
        word = f"轮{run}{'甲乙'[run % 2]}"
        text = unit_text(number, word)
        time.sleep(0.3)  # what came before has settled
        started = time.perf_counter()
        file.write_text(text, "utf-8")
        wait(word)
        taken.append(time.perf_counter() - started)
    return taken[1:]


def _in_browser(address: str, file: Path, runs: int) -> list[float]:
    """Time until Chromium shows the slide: two pictures are drawn after its words stand in the page."""
    from tests.support.browser import browser_page

    painted = (
        "word => document.querySelector('main svg')?.textContent.includes(word) && "
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
    )
    with browser_page(bypass_csp=True) as (page, _, _complaints):
        name = next(slide["name"] for slide in _Asked(address).deck()["slides"] if "轮" in slide["text"])
        page.goto(f"{address}#{quote(_DECK, safe='')}:{quote(name, safe='')}")
        page.wait_for_function("document.querySelector('main svg')?.textContent.includes('轮')")
        return _timed(file, runs, lambda word: page.wait_for_function(painted, arg=word))


def _line(what: str, taken: list[float], own: float) -> str:
    told = f" {own / (len(taken) + 1):7.3f}" if own else ""
    return f"{what:34} {median(taken):7.3f} {min(taken):7.3f} {max(taken):7.3f}{told}"


def _spent(stat: Path) -> float:
    """Return the seconds of a processor that a process has taken (proc(5)); nothing where the system does not tell."""
    if not stat.is_file():
        return 0.0
    fields = stat.read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _bench() -> None:
    parser = argparse.ArgumentParser(description="Time the preview, from a saved file to its slide drawn anew.")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--no-browser", action="store_true")
    given = parser.parse_args()
    sys.stdout.write(f"{'':34}  median     min     max  seconds; the server's own on a processor, each time\n")
    for size in SIZES:
        with TemporaryDirectory() as folder:
            file = write_pack(Path(folder) / "content", size)
            with _serving(file.parent) as (address, stat):
                asked = _Asked(address)
                slides = len(asked.deck()["slides"])
                asked.event()
                before = _spent(stat)
                taken = _timed(file, given.runs, asked.until)
                sys.stdout.write(_line(f"{slides} slides, asked", taken, _spent(stat) - before) + "\n")
                if not given.no_browser:
                    taken = _in_browser(address, file, given.runs)
                    sys.stdout.write(_line(f"{slides} slides, painted by Chromium", taken, 0) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    _bench()
