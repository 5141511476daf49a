"""A small valid pack as YAML texts, and what tests do with it: write it, break it, find the place of the break."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from deckbrief.base.problem import Problem, ProblemError
from deckbrief.content.model import Pack
from deckbrief.content.read import read_pack

PACK = """\
kind: pack
title: Two kitchens
source: from a walk through two kitchens
lang: en
date: 2024-11-08
left_out:
  - words: Printed on grey paper
    reason: says nothing of kitchens
"""

NORTH = """\
kind: unit
name: North
department: North kitchen
speaker:
  name: Ada
  role: baker
title: Bread that keeps
section: North kitchen
tagline: slow dough
message: Time does the work.
summary:
  - Slow dough keeps.
frameworks:
  - id: three
    name: Three rests
    title: Dough rests three times
    figure: numbered
    parts:
      - id: first
        name: first rest
        evidence:
          - paragraph: 1
            words: first rest
      - id: second
        name: second rest
        points:
          - Fold it once.
          - text: Then leave it alone.
            short: leave it
        evidence:
          - paragraph: 1
            words: the second rest
    evidence:
      - paragraph: 1
        words: rests
    notes:
      say:
        - Dough rests three times.
metric_groups:
  - id: numbers
    title: In numbers
    metrics:
      - id: hours
        number: 36
        unit: hours
        label: of rest
        evidence:
          - paragraph: 2
            words: 36 hours
terms:
  - id: crumb
    name: cold crumb
    explained: false
    evidence:
      - paragraph: 2
        words: cold crumb
takeaways:
  - Wait.
quiz:
  - id: rests
    question: How many rests?
    options: [one, three]
    answer: B
notes:
  say:
    - North bakes slowly.
evidence:
  - paragraph: 1
    words: The dough
"""

SOUTH = """\
kind: unit
name: South
department: South kitchen
speaker:
  name: Ben
  role: cook
title: Soup for many
section: South kitchen
tagline: one pot
message: One pot feeds all.
summary: [One pot.]
frameworks:
  - id: pot
    name: One pot
    title: One pot feeds all
    figure: pillars
    parts:
      - id: stock
        name: stock
        evidence: [{paragraph: 1, words: stock}]
    evidence: [{paragraph: 1, words: One pot}]
    notes: {say: [One pot.]}
takeaways: [Stir.]
notes: {say: [South cooks.]}
evidence: [{paragraph: 1, words: One pot}]
"""

BOTH = """\
kind: comparison
name: Both kitchens
title: Both take their time
units: [north, south]
themes:
  - id: time
    name: Time
    cells:
      - unit: north
        text: 36 hours of rest
        of: units/north#frameworks.three.parts.first
        evidence: [{paragraph: 2, words: 36 hours}]
notes: {say: [Compare them.]}
"""

SESSION = """\
kind: session
title: A morning
audience: cooks
minutes: 45
objectives: [Wait well.]
modules:
  - kind: opening
    title: Welcome
    minutes: 5
  - kind: unit
    title: South first
    minutes: 20
    of: south
  - kind: comparison
    title: Both
    minutes: 20
    of: both
"""

FILES = {
    "pack.yaml": PACK,
    "units/north.yaml": NORTH,
    "units/south.yaml": SOUTH,
    "both.yaml": BOTH,
    "morning.yaml": SESSION,
}


@dataclass(frozen=True)
class Kitchen:
    """The small pack in a folder of its own, with files that can be replaced before it is read."""

    folder: Path

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of the pack; text goes as UTF-8."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def change(self, name: str, old: str, new: str) -> tuple[str, int, int]:
        """Replace a passage that stands once in a file; return file, line and column of the mark `§` in `new`."""
        text = (self.folder / name).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        text = text.replace(old, new)
        before, mark, after = text.partition("§")
        assert mark, "no place is marked"
        file = self.write(name, before + after)
        return str(file), before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1

    def pack(self) -> Pack:
        return read_pack(self.folder)

    def problems(self) -> list[Problem]:
        """Return the problems of reading, at least one."""
        with pytest.raises(ProblemError) as caught:
            read_pack(self.folder)
        return list(caught.value.problems)

    def problem(self) -> Problem:
        """Return the only problem of reading."""
        problems = self.problems()
        assert len(problems) == 1, "\n".join(f"{problem.place} {problem.message}" for problem in problems)
        return problems[0]


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    """The small pack, written and valid."""
    kitchen = Kitchen(tmp_path / "content")
    for name, text in FILES.items():
        kitchen.write(name, text)
    return kitchen
