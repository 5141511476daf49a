"""One slip of the keyboard is told once, where it was made, in whatever file and line it is."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from deckbrief.base.problem import ProblemError
from deckbrief.content.read import read_pack

PACK = Path(__file__).parents[1] / "packs" / "english" / "content"
TRIED = 12
"""Lines that each slip is tried on."""

SLIPS: dict[str, Callable[[str], str]] = {
    "no colon": lambda line: line.replace(":", "", 1),
    "a full-width colon": lambda line: line.replace(": ", "：", 1),
    "no space behind a colon": lambda line: line.replace(": ", ":", 1),
    "a space too many": lambda line: f" {line}" if line.strip() else line,
    "a space too few": lambda line: line.removeprefix(" "),
    "a tab": lambda line: "\t" + line.lstrip() if line.startswith(" ") else line,
    "a quote without end": lambda line: line if '"' in line else re.sub(r": (\w)", r': "\1', line, count=1),
    "a bracket without end": lambda line: line.replace("]", "", 1).replace("}", "", 1),
    "no dash": lambda line: line.replace("- ", "", 1) if line.lstrip().startswith("- ") else line,
    "no space behind a dash": lambda line: line.replace("- ", "-", 1) if line.lstrip().startswith("- ") else line,
    "a colon in a text": lambda line: f"{line} so: x" if re.search(r": [A-Z][^\]}\"]*$", line) else line,
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_once_and_where_it_is(slip: str, tmp_path: Path) -> None:
    dice = random.Random(slip)
    files = sorted(path.relative_to(PACK) for path in PACK.rglob("*.yaml"))
    shutil.copytree(PACK, tmp_path / "content")
    tried = told_of = 0
    while tried < TRIED:
        name = dice.choice(files)
        lines = (PACK / name).read_text("utf-8").split("\n")
        at = dice.randrange(len(lines))
        changed = SLIPS[slip](lines[at])
        if changed == lines[at] or lines[at].lstrip().startswith("#"):
            continue
        tried += 1
        file = tmp_path / "content" / name
        file.write_text("\n".join([*lines[:at], changed, *lines[at + 1 :]]), "utf-8")
        try:
            read_pack(tmp_path / "content")
        except ProblemError as error:
            told_of += 1
            told = [(problem.place.file, problem.place.line, problem.message) for problem in error.problems]
            assert len(told) == 1, (changed, told)
            assert told[0][0] == str(file)
            assert abs(told[0][1] - at - 1) <= 3, (changed, told)
        shutil.copy(PACK / name, file)
    assert told_of
