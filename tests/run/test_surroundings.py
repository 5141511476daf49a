"""The same deck in another locale, time zone and umask."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.small_pack import write_pack


def deck_in(content: Path, out: Path, umask: int, **surroundings: str) -> bytes:
    words = ["build", "deck", "--content", str(content), "--out", str(out), "--jobs", "1"]
    program = [sys.executable, "-m", "deckbrief", *words]
    subprocess.run(program, env={**os.environ, **surroundings}, umask=umask, check=True, capture_output=True)
    (deck,) = out.rglob("*.pptx")
    return deck.read_bytes()


def test_locale_time_zone_and_umask_are_in_no_deck(tmp_path: Path) -> None:
    content = write_pack(tmp_path / "content", "checklist", 3)
    here = deck_in(content, tmp_path / "here", 0o022, LC_ALL="C", TZ="UTC")
    there = deck_in(content, tmp_path / "there", 0o077, LC_ALL="C.UTF-8", TZ="Pacific/Kiritimati")
    assert here == there
