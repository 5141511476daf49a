"""Build many packs by a scheduler and workers on this machine, and tell what each costs (docs/cluster.md).

    python -m tests.fuzz.many_packs [PACKS] [WORKERS]     by default 1,000 packs and 2 workers

Each pack is a content folder of two units, and is asked for by itself. Every tenth is built here too, and compared.
Costs are told as seconds of processors, which hardly depend on what else the machine does, and as bytes.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from deckbrief.base.problem import ProblemError
from deckbrief.run.build import build_outputs
from deckbrief.run.request import Options

from tests.fuzz.soak import new_content, unit
from tests.support.cluster import Cluster

_TICK: Final = os.sysconf("SC_CLK_TCK")
_COMPARED: Final = 10


def main() -> None:
    """Build them and tell the costs; end with status 1 where bytes differ."""
    given = [int(word) for word in sys.argv[1:]]
    packs, workers = [*given, *(1000, 2)[len(given) :]]
    with TemporaryDirectory() as named, Cluster(Path(named)) as cluster:
        folder = Path(named)
        for number in range(workers):
            cluster.add(f"worker-{number}")
        _build(_written(folder, "warm"), folder / "warm-out", cluster.address)
        before, own = _spent(cluster), time.process_time()
        for number in range(packs):
            _build(_written(folder, str(number)), folder / f"{number}-away", cluster.address)
        own = time.process_time() - own
        spent = {name: seconds - before[name] for name, seconds in _spent(cluster).items()}
        sizes = [len(data) for number in range(packs) for data in _files(folder / f"{number}-away").values()]
        unlike = sum(not _is_as_here(folder, number) for number in range(0, packs, _COMPARED))
    working = sum(seconds for name, seconds in spent.items() if name != "scheduler")
    compared = len(range(0, packs, _COMPARED))
    print(f"{packs:,} packs, {len(sizes):,} decks, {sum(sizes) / 1e6:,.0f} MB; {unlike} of {compared} unlike here")
    print(f"a deck: {working / len(sizes):.3f} s of a worker's processor, {sum(sizes) / len(sizes) / 1e3:.0f} KB")
    print(f"a pack: {own / packs:.3f} s of the client's, {spent['scheduler'] / packs:.3f} s of the scheduler's")
    raise SystemExit(1 if unlike or not sizes else 0)


def _written(folder: Path, name: str) -> Path:
    """Write a pack of two units, another for each name -> its content folder."""
    (folder / name).mkdir()
    content = new_content(folder / name)
    for number in range(2):
        (content / f"unit-{number}.yaml").write_text(unit(random.Random(f"{name} {number}")), "utf-8")
    return content


def _build(content: Path, out: Path, scheduler: str = "") -> None:
    """Build the decks of a pack, by a scheduler or here; a pack that cannot be drawn has none."""
    options = Options(content=content, templates=None, theme="vermilion", out=out, jobs=1, scheduler=scheduler)
    try:
        build_outputs(("deck",), options, lambda *_: None)
    except ProblemError as error:
        if any(problem.code == "output.scheduler" for problem in error.problems):
            raise


def _is_as_here(folder: Path, number: int) -> bool:
    _build(folder / str(number) / "content", folder / f"{number}-here")
    return _files(folder / f"{number}-here") == _files(folder / f"{number}-away")


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.pptx"))}


def _spent(cluster: Cluster) -> dict[str, float]:
    """Return the seconds of processors that the scheduler and each worker have used."""

    def seconds(process: int) -> float:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK

    return {name: seconds(process.pid) for name, process in cluster.processes.items()}


if __name__ == "__main__":
    main()
