"""Free slides that were moved among a unit's come back by `after` and their order, frameworks taking them along."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from deckbrief.cli import main
from deckbrief.run.build import build_outputs
from deckbrief.run.pull import arranging
from deckbrief.run.pull.pull import lines, pull, write_pulled
from deckbrief.run.request import Options
from deckbrief.run.rewriting import change_file
from pptx import Presentation

from tests.support.two_frameworks import titles_of, two_framework_deck

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
    return two_framework_deck(tmp_path, _MORE, _SESSION)


def _inner(file: Path) -> list[str]:
    return [title for title in titles_of(Presentation(str(file))) if title.startswith(_INNER)]


def _rearranged(options: Options, wanted: list[str], name: str) -> Path:
    """Save a deck with the unit's inner slides in another order -> its file."""
    deck = Presentation(str(options.out / f"deck/{name}.pptx"))
    ids = deck.slides._sldIdLst
    entries = dict(zip(titles_of(deck), list(ids), strict=True))
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


def test_no_more_is_tried_than_may_be(options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def change_counted(*given: Any) -> None:
        tried.append(given)
        change_file(*given)

    monkeypatch.setattr(arranging, "change_file", change_counted)
    for most in (2, 3, 5):
        monkeypatch.setattr(arranging, "_TRIES", most)
        tried.clear()
        pull(_rearranged(options, _ORDERS[2], "all"), options)
        assert 0 < len(tried) <= most


def test_slides_are_named_by_their_titles(options: Options, capsys: pytest.CaptureFixture[str]) -> None:
    before = (options.content / "more.yaml").read_text("utf-8")
    file = _rearranged(options, _ORDERS[0], "all")
    main(["pull", str(file), "--content", str(options.content), "--out", str(options.out)])
    told = capsys.readouterr().out
    assert "+ The oven → after: folds" in told
    assert (options.content / "more.yaml").read_text("utf-8") == before
    assert list(lines(pull(file, options)))
