"""The program in a process of its own, as a user starts it; a test may have code run in it before it begins."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def command(words: Sequence[str], before: str = "") -> list[str]:
    """Words of the command line, code to run before -> the words that start the program."""
    return [sys.executable, "-c", f"{before}\nfrom deckbrief.cli import command\ncommand()", *words]


def run(words: Sequence[str], before: str = "", **given: Any) -> subprocess.CompletedProcess[str]:
    """Run the program to its end, and return what it said."""
    return subprocess.run(
        command(words, before), cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, **given
    )


def start(words: Sequence[str], before: str = "") -> subprocess.Popen[str]:
    """Start the program in a process group of its own."""
    return subprocess.Popen(
        command(words, before), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        encoding="utf-8", start_new_session=True,
    )  # fmt: skip


def build(pack: Path, out: Path, *more: str) -> list[str]:
    """Return the words that build the decks of a pack into a folder."""
    return ["build", "--content", str(pack), "--out", str(out), *(more or ("deck",))]


def group_members(group: int) -> Iterator[int]:
    """Yield the processes of a group that are alive (Linux)."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == group and fields[0] not in "ZX":
                yield int(folder.name)


def listing(folder: Path) -> dict[str, bytes]:
    """Folder -> all files below it but the build's own record, by their paths."""
    return {
        os.path.relpath(path, folder): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".deckbrief"
    }
