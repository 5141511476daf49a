"""What records gain over dataclasses: processor time of a deck, from the start of the process.

Usage: python tests/bench/records.py [CONTENT [TARGET]]; by default a unit of the shipped content.
"""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[2]
KINDS = ("record", "dataclass", "frozen dataclass")


def main(content: str = str(ROOT / "content"), target: str = "deck/luzhou") -> None:
    taken: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for _ in range(5):
        for kind in KINDS:
            command = [sys.executable, __file__, "--once", kind, content, target]
            taken[kind].append(float(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    for kind, seconds in taken.items():
        print(f"{median(seconds):.3f} s  {kind}")


def once(kind: str, content: str, target: str) -> None:
    """Build a target with records of that kind, and tell how much processor time the process has taken."""
    from deckbrief.base import record as record_module

    if kind != "record":
        record_module.record = _dataclasses(frozen=kind.startswith("frozen"))
    from deckbrief.run.build import build_outputs
    from deckbrief.run.request import Options

    with tempfile.TemporaryDirectory() as out:
        options = Options(content=Path(content), templates=None, theme="vermilion", out=Path(out), jobs=1)
        build_outputs((target,), options, lambda *_: None)
    print(time.process_time())


def _dataclasses(frozen: bool) -> Any:
    def record(cls: Any = None, /, **options: Any) -> Any:
        hashable = options.pop("frozen", True)

        def make(cls: Any) -> Any:
            return dataclasses.dataclass(
                cls, **options, frozen=frozen and hashable, unsafe_hash=not frozen and hashable
            )

        return make if cls is None else make(cls)

    return record


if __name__ == "__main__":
    once(*sys.argv[2:]) if sys.argv[1:2] == ["--once"] else main(*sys.argv[1:])
