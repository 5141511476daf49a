"""Build thousands of packs in one process, then in its pool: memory and handles stay what they were (`make soak`).

    python tests/fuzz/soak.py [PACKS]     by default 10,000 each

Each pack is another: figures, numbers of parts and words change, themes too, and every 25th is set on paper as well.
"""

from __future__ import annotations

import gc
import os
import random
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
THEMES: Final = ("vermilion", "ink", "plain")
HAN: Final = "和而不同美人之共知行合一春夏秋冬山河湖海云雨风雪日月星辰松竹梅兰"
PAPER: Final = 25
LOOKS: Final = 40
"""So often memory is looked at, in the whole run."""
FLAT: Final = 0.05


def main() -> None:
    """Run both, tell the figures, and end with status 1 where something grew."""
    packs = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    grew = [name for name, jobs in (("one process", 1), ("the pool", 2)) if not flat(name, jobs, packs)]
    raise SystemExit(1 if grew else 0)


def flat(name: str, jobs: int, packs: int) -> bool:
    """Build so many packs -> whether memory (5 % from the third quarter to the last) and handles stayed the same.

    Before that, what is kept for the texts of earlier packs grows to its bounds.
    """
    memory: list[int] = []
    handles: list[int] = []

    def look(number: int) -> None:
        if number % max(1, packs // LOOKS) == 0:
            gc.collect()
            memory.append(resident())
            handles.append(len(os.listdir("/proc/self/fd")))

    with TemporaryDirectory() as folder:
        built = build_all(Path(folder), jobs, packs, look)
    quarter = len(memory) // 4
    early, late = median(memory[2 * quarter : 3 * quarter]), median(memory[-quarter:])
    stayed = late <= early * (1 + FLAT) and max(handles[quarter:]) <= handles[quarter]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    quarters = (
        f"{early / 2**20:.0f} MB in the third quarter, {late / 2**20:.0f} MB in the last ({late / early - 1:+.1%})"
    )
    print(f"{name}: {packs:,} packs, {built:,} built and the rest told what is wrong")
    print(f"  memory {quarters}, at most {peak} MB; handles {handles[quarter]} and {handles[-1]}")
    print("  flat" if stayed else "  GREW")
    return stayed


def resident() -> int:
    """Return the bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def build_all(folder: Path, jobs: int, packs: int, look: Callable[[int], None]) -> int:
    """Build one pack after the other in a folder -> how many were built; the others tell what is wrong with them."""
    from deckbrief.base.problem import ProblemError
    from deckbrief.run.build import build_outputs
    from deckbrief.run.request import Options

    content = folder / "content"
    content.mkdir()
    (content / "pack.yaml").write_text("kind: pack\ntitle: Pack\nlang: zh-CN\n", "utf-8")
    built = 0
    for number in range(packs):
        (content / "unit.yaml").write_text(unit(random.Random(number)), "utf-8")
        names = ("deck", "unit") if number % PAPER == 0 else ("deck",)
        options = Options(
            content=content, templates=None, theme=THEMES[number % len(THEMES)], out=folder / "out", jobs=jobs
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
