"""What ARCHITECTURE.md names is there: each file, and on its ways through the house each function."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
PLACES = (ROOT, ROOT / "generator" / "deckbrief")


def test_every_file_it_names_by_its_path_is_there() -> None:
    named = [path for path in re.findall(r"`([\w./-]+/[\w.-]*)`", TEXT) if not path.startswith(("<", "build/"))]
    assert len(named) > 40
    assert [path for path in named if not any((place / path).exists() for place in PLACES)] == []


def test_every_function_on_a_way_is_in_its_file() -> None:
    ways = TEXT.partition("## Ways through the house")[2].partition("\n## ")[0]
    named = re.findall(r"`(\w+)`(?: and `(\w+)`)? in\s+`([\w/]+\.py)`", ways)
    assert len(named) > 8
    for first, second, file in named:
        source = (ROOT / "generator" / "deckbrief" / file).read_text("utf-8")
        for name in filter(None, (first, second)):
            assert re.search(rf"\b(?:def|class) {name}\b|^{name}\b", source, re.MULTILINE), f"{name} in {file}"
