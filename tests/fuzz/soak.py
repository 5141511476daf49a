"""Build thousands of packs in one process, then in its pool: memory and handles stay what they were (`make soak`).

    python tests/fuzz/soak.py [PACKS]     by default 10,000 each

Each pack is another: figures, numbers of parts and words change, themes too, and every 25th is set on paper as well. In
one process a pack has one unit; in the pool two, so that two processes are begun and ended for each. Those live as long
as one build, so a third run has one pack of many units, and looks at its processes.
"""

from __future__ import annotations

import gc
import os
import random
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
THEMES: Final = ("vermilion", "ink", "plain")
HAN: Final = "和而不同美人之共知行合一春夏秋冬山河湖海云雨风雪日月星辰松竹梅兰"
PAPER: Final = 25
LOOKS: Final = 40
"""So often memory is looked at, in the whole run; a process of the pool twice as often."""
FLAT: Final = 0.05


@dataclass
class Looks:
    """What was seen of a run: the bytes in memory and the open handles, look by look."""

    memory: list[int] = field(default_factory=list)
    handles: list[int] = field(default_factory=list)

    def add(self, process: int) -> None:
        """Look at a process; one that has ended is not seen."""
        with suppress(OSError):
            self.handles.append(len(os.listdir(f"/proc/{process}/fd")))
            self.memory.append(resident(process))

    def told(self, name: str, packs: str) -> bool:
        """Tell what was seen -> whether memory (5 % from the third quarter to the last) and handles stayed the same.

        Before that, what is kept for the texts of earlier packs grows to its bounds.
        """
        assert len(self.memory) >= LOOKS // 2, f"{name}: {len(self.memory)} looks are too few"
        quarter = len(self.memory) // 4
        early, late = median(self.memory[2 * quarter : 3 * quarter]), median(self.memory[-quarter:])
        opened, open_late = median(self.handles[2 * quarter : 3 * quarter]), median(self.handles[-quarter:])
        stayed = late <= early * (1 + FLAT) and open_late <= opened
        quarters = (
            f"{early / 2**20:.0f} MB in the third quarter, {late / 2**20:.0f} MB in the last ({late / early - 1:+.1%})"
        )
        print(f"{name}: {packs}")
        print(f"  memory {quarters}, at most {max(self.memory) // 2**20} MB;", end=" ")
        print(f"handles {opened:g} and {open_late:g}")
        print("  flat" if stayed else "  GREW", flush=True)
        return stayed


def main() -> None:
    """Run all three, tell the figures, and end with status 1 where something grew."""
    packs = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    stayed = [
        many_packs("one process", 1, packs),
        many_packs("the pool", 2, packs),
        one_pack(max(4 * LOOKS, packs // 4)),
    ]
    raise SystemExit(0 if all(stayed) else 1)


def many_packs(name: str, units: int, packs: int) -> bool:
    """Build so many packs, one after the other, each of so many units, which are as many processes -> whether flat."""
    looks, mine = Looks(), os.getpid()

    def look(number: int) -> None:
        if number % max(1, packs // LOOKS) == 0:
            gc.collect()
            looks.add(mine)

    with TemporaryDirectory() as folder:
        built = build_all(Path(folder), units, packs, look)
    return looks.told(name, f"{packs:,} packs, {built:,} built and the rest told what is wrong")


def one_pack(units: int) -> bool:
    """Build one pack of so many units in two processes -> whether both stayed flat."""
    from deckbrief.base.problem import ProblemError
    from deckbrief.run.build import build_outputs
    from deckbrief.run.request import Options

    looks: dict[int, Looks] = {}

    def look(done: int, _of: int, _name: str) -> None:
        if done % max(1, units // (4 * LOOKS)) == 0:
            for process in children():
                looks.setdefault(process, Looks()).add(process)

    with TemporaryDirectory() as folder:
        content = new_content(Path(folder))
        for number in range(units):
            (content / f"unit-{number:05}.yaml").write_text(unit(random.Random(number)), "utf-8")
        options = Options(content=content, templates=None, theme=THEMES[0], out=Path(folder) / "out", jobs=2)
        with suppress(ProblemError):
            build_outputs(("deck",), options, look)
    long = [seen for seen in looks.values() if len(seen.memory) >= LOOKS]
    assert len(long) == 2, f"{len(long)} processes were seen from end to end"
    stayed = [seen.told("a process of the pool", f"its share of {units:,} decks") for seen in long]
    return all(stayed)


def children() -> list[int]:
    """Return the processes that this one has begun, and that are not ended."""
    return [int(number) for number in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]


def resident(process: int) -> int:
    """Return the bytes of a process that are in memory."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def new_content(folder: Path) -> Path:
    """Return a content folder in a folder, with what it says of the pack and nothing else yet."""
    content = folder / "content"
    content.mkdir()
    (content / "pack.yaml").write_text("kind: pack\ntitle: Pack\nlang: zh-CN\n", "utf-8")
    return content


def build_all(folder: Path, units: int, packs: int, look: Callable[[int], None]) -> int:
    """Build one pack after the other in a folder -> how many were built; the others tell what is wrong with them."""
    from deckbrief.base.problem import ProblemError
    from deckbrief.run.build import build_outputs
    from deckbrief.run.request import Options

    content = new_content(folder)
    built = 0
    for number in range(packs):
        for one in range(units):
            (content / f"unit-{one}.yaml").write_text(unit(random.Random(number + one * packs)), "utf-8")
        names = ("deck", "unit") if number % PAPER == 0 else ("deck",)
        options = Options(
            content=content, templates=None, theme=THEMES[number % len(THEMES)], out=folder / "out", jobs=units
        )
        try:
            build_outputs(names, options, lambda *_: None)
            built += 1
        except ProblemError:
            pass
        look(number)
    assert built > packs / 2
    return built


def unit(chance: random.Random) -> str:
    """Return a unit of YAML: frameworks of any figure that draws nodes, with 2 to 9 parts."""
    from deckbrief.content.figures import figures_of

    def words(most: int) -> str:
        return "".join(chance.choice(HAN) for _ in range(chance.randint(2, most)))

    lines = [
        "kind: unit", f"name: {words(4)}", f"department: {words(8)}", f"title: {words(14)}", f"tagline: {words(8)}",
        f"message: {words(30)}", f"summary: [{words(40)}]", f"takeaways: [{words(20)}]",
        f"notes: {{say: [{words(40)}]}}", "frameworks:",
    ]  # fmt: skip
    figures = sorted(figures_of("nodes"))
    for number in range(2):
        lines += [
            f"  - id: f{number}", f"    name: {words(6)}", f"    title: {words(14)}",
            f"    figure: {chance.choice(figures)}", f"    notes: {{say: [{words(40)}]}}", "    parts:",
        ]  # fmt: skip
        lines += [
            f"      - {{id: p{part}, name: {words(5)}, text: {words(20)}}}" for part in range(chance.randint(2, 6))
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
