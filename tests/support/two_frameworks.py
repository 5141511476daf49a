"""A built deck of a unit with two frameworks and of free slides, for tests of what was moved in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from deckbrief.run.build import build_outputs
from deckbrief.run.request import Options

from tests.support.small_pack import write_pack

_SECOND = """\
  - id: folds
    name: Folds
    title: Dough is folded
    figure: chain
    notes: {say: [Fold.]}
    parts:
      - {id: f1, name: fold 1}
      - {id: f2, name: fold 2}
"""


def two_framework_deck(folder: Path, more: str, session: str) -> Options:
    """Folder, the texts of a set of free slides and of a session -> what its decks, called `all` and `bakery`, were
    built with.
    """
    content = write_pack(folder / "content", "pillars", 3)
    unit = content / "bakery.yaml"
    unit.write_text(unit.read_text("utf-8") + _SECOND, "utf-8")
    (content / "more.yaml").write_text(more, "utf-8")
    (content / "all.yaml").write_text(session, "utf-8")
    options = Options(content=content, templates=None, theme="vermilion", out=folder / "build", jobs=1)
    build_outputs(("deck",), options, lambda *_: None)
    return options


def titles_of(deck: Any) -> list[str]:
    """Presentation -> the titles of its slides."""
    return [slide.shapes.title.text_frame.text.replace("\v", " ") for slide in deck.slides]
