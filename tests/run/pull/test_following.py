"""Free slides that were moved among a unit's come back by `after` and their order, frameworks taking them along."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from deckbrief.cli import main
from deckbrief.run.build import build_outputs
from deckbrief.run.pull.pull import lines, pull, write_pulled
from deckbrief.run.request import Options
from pptx import Presentation

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
_MORE = """\
kind: slides
title: More
unit: bakery
slides:
  # the oven
  - {title: The oven, after: rests, statement: It is hot}
  # the shop
  - title: The shop
    after: rests    # behind the oven
    statement: It is near
  - {title: The cellar, after: folds, quote: {words: It is dark, by: a cook}}
  - {title: The street, bullets: [It is long]}
"""
_SESSION = """\
kind: session
title: Bread for all
audience: Bakers
minutes: 22
objectives: [Bake.]
modules:
  - {kind: opening, title: Welcome, minutes: 2}
  - {kind: unit, of: bakery, title: The bakery, minutes: 18}
  - {kind: closing, title: The end, minutes: 2}
"""
_INNER = ("Dough rests", "Dough is folded", "The oven", "The shop", "The cellar", "The street")


@pytest.fixture
def options(tmp_path: Path) -> Options:
    content = write_pack(tmp_path / "content", "pillars", 3)
    unit = content / "bakery.yaml"
    unit.write_text(unit.read_text("utf-8") + _SECOND, "utf-8")
    (content / "more.yaml").write_text(_MORE, "utf-8")
    (content / "all.yaml").write_text(_SESSION, "utf-8")
    options = Options(content=content, templates=None, theme="vermilion", out=tmp_path / "build", jobs=1)
    build_outputs(("deck",), options, lambda *_: None)
    return options


def _titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text.replace("\v", " ") for slide in deck.slides]


def _inner(file: Path) -> list[str]:
    return [title for title in _titles(Presentation(str(file))) if title.startswith(_INNER)]


def _rearranged(options: Options, wanted: list[str], name: str) -> Path:
    """Save a deck with the unit's inner slides in another order -> its file."""
    deck = Presentation(str(options.out / f"deck/{name}.pptx"))
    ids = deck.slides._sldIdLst
    entries = dict(zip(_titles(deck), list(ids), strict=True))
    moved = [next(entry for title, entry in entries.items() if title.startswith(one)) for one in wanted]
    at = min(list(ids).index(entry) for entry in moved)
    for entry in moved:
        ids.remove(entry)
    for more, entry in enumerate(moved):
        ids.insert(at + more, entry)
    file = options.out.parent / "edited" / f"{name}.pptx"
    file.parent.mkdir(exist_ok=True)
    deck.save(str(file))
    return file


_ORDERS = [
    ["The street", "Dough rests", "The shop", "Dough is folded", "The oven", "The cellar"],
    ["The street", "The oven", "Dough rests", "The shop", "Dough is folded", "The cellar"],
    ["Dough is folded", "The street", "Dough rests", "The oven", "The shop", "The cellar"],
    *(Random(seed).sample(_INNER, len(_INNER)) for seed in (1, 2)),
]


@pytest.mark.parametrize("wanted", _ORDERS, ids=range(len(_ORDERS)))
@pytest.mark.parametrize("name", ["all", "bakery"])
def test_the_next_build_has_the_order_of_the_edited_deck(options: Options, wanted: list[str], name: str) -> None:
    there = options.out / f"deck/{name}.pptx"
    if not there.exists():
        pytest.skip("a session shows the unit: it has no deck of its own")
    file = _rearranged(options, wanted, name)
    pulled = pull(file, options)
    assert write_pulled(pulled) == []
    build_outputs(("deck",), options, lambda *_: None)
    assert [next(one for one in _INNER if title.startswith(one)) for title in _inner(there)] == wanted
    assert pulled.settled
    text = (options.content / "more.yaml").read_text("utf-8")
    assert text.index("# the oven") < text.index("The oven")
    assert "# the shop\n  - title: The shop" in text, "comments stay with their slides"


def test_slides_are_named_by_their_titles(options: Options, capsys: pytest.CaptureFixture[str]) -> None:
    before = (options.content / "more.yaml").read_text("utf-8")
    file = _rearranged(options, _ORDERS[0], "all")
    main(["pull", str(file), "--content", str(options.content), "--out", str(options.out)])
    told = capsys.readouterr().out
    assert "+ The oven → after: folds" in told
    assert (options.content / "more.yaml").read_text("utf-8") == before
    assert list(lines(pull(file, options)))
