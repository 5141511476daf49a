"""Order and hidden slides come back to the YAML where the model can say them; the rest is told with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from deckbrief.cli import main
from deckbrief.run.build import build_outputs
from deckbrief.run.pull.pull import Pulled, lines, pull, write_pulled
from deckbrief.run.request import Options
from pptx import Presentation

from tests.support.office import convert
from tests.support.two_frameworks import titles_of, two_framework_deck

_MORE = """\
kind: slides
title: More
slides:
  # the oven
  - {title: The oven, statement: It is hot}
  # the shop
  - {title: The shop, statement: It is near}
  - {title: The cellar, statement: It is dark, hidden: true}
"""
_SESSION = """\
kind: session
title: Bread for all
audience: Bakers
minutes: 22
objectives: [Bake.]
modules:
  - {kind: opening, title: Welcome, minutes: 2}
  # what we know
  - kind: unit
    of: bakery
    title: The bakery
    minutes: 10
  - {kind: slides, of: more, title: Around it, minutes: 8}
  - {kind: closing, title: The end, minutes: 2}
"""


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return two_framework_deck(tmp_path, _MORE, _SESSION)


def _at(deck: Any, title: str) -> int:
    return next(at for at, said in enumerate(titles_of(deck)) if said.startswith(title))


def _move(deck: Any, title: str, to: int, count: int = 1) -> None:
    ids = deck.slides._sldIdLst
    entries = list(ids)
    at = _at(deck, title)
    moved = entries[at : at + count]
    for entry in moved:
        ids.remove(entry)
    for more, entry in enumerate(moved):
        ids.insert(to + more, entry)


def _edited(options: Options, change: Callable[[Any], None], office: bool = False, name: str = "all") -> Path:
    folder = options.out.parent / "edited"
    folder.mkdir(exist_ok=True)
    deck = Presentation(str(options.out / f"deck/{name}.pptx"))
    change(deck)
    file = folder / f"{name}.pptx"
    deck.save(str(file))
    return convert(file, folder / "office", "pptx") if office else file


def _shown(file: Path) -> list[tuple[str, bool]]:
    deck = Presentation(str(file))
    slides = zip(titles_of(deck), deck.slides, strict=True)
    return [(title, slide._element.get("show") == "0") for title, slide in slides]


def _written(options: Options, file: Path) -> Pulled:
    """Pull and write -> what was pulled; the deck that is built then is the edited one, and brings nothing more."""
    pulled = pull(file, options)
    assert write_pulled(pulled) == []
    build_outputs(("deck",), options, lambda *_: None)
    return pulled


def _files(options: Options) -> Iterator[str]:
    return (file.read_text("utf-8") for file in sorted(options.content.glob("*.yaml")))


@pytest.mark.parametrize("office", [False, pytest.param(True, marks=pytest.mark.office)])
def test_modules_frameworks_and_free_slides_stand_as_they_were_moved(office: bool, options: Options) -> None:
    def change(deck: Any) -> None:
        _move(deck, "The shop", _at(deck, "The oven"))
        _move(deck, "Dough is folded", _at(deck, "Dough rests"))

    pulled = _written(options, _edited(options, change, office))
    assert pulled.settled
    shop_first = _MORE.replace("  # the oven\n  - {title: The oven, statement: It is hot}\n", "")
    shop_first = shop_first.replace(
        "It is near}\n", "It is near}\n  # the oven\n  - {title: The oven, statement: It is hot}\n"
    )
    assert (options.content / "more.yaml").read_text("utf-8") == shop_first
    session = (options.content / "all.yaml").read_text("utf-8")
    assert session == _SESSION.replace("  - kind: unit\n", "  - kind: unit\n    frameworks: [folds, rests]\n")
    assert list(lines(pull(_edited(options, lambda deck: None), options))) == []


def test_a_whole_section_is_moved_as_its_module(options: Options) -> None:
    def change(deck: Any) -> None:
        titles = titles_of(deck)
        for place in range(_at(deck, "The oven"), _at(deck, "The cellar") + 1):
            _move(deck, titles[place], _at(deck, "Bakery"))

    pulled = _written(options, _edited(options, change))
    assert pulled.settled
    session = (options.content / "all.yaml").read_text("utf-8")
    assert session.index("Around it") < session.index("# what we know") < session.index("The bakery")


def test_hidden_shown_and_deleted_slides_are_said_by_their_keys(options: Options) -> None:
    def change(deck: Any) -> None:
        deck.slides[_at(deck, "The oven")]._element.set("show", "0")
        del deck.slides[_at(deck, "The cellar")]._element.attrib["show"]
        deck.slides[_at(deck, "Dough is folded")]._element.set("show", "0")

    file = _edited(options, change)
    pulled = _written(options, file)
    assert pulled.settled
    more = (options.content / "more.yaml").read_text("utf-8")
    assert "{title: The oven, hidden: true, statement: It is hot}" in more
    assert "{title: The cellar, statement: It is dark}" in more
    session = (options.content / "all.yaml").read_text("utf-8")
    assert "spare: [folds]" in session
    built = _shown(options.out / "deck/all.pptx")
    assert [title for title, hidden in built if not hidden] == [title for title, hidden in _shown(file) if not hidden]


def test_a_framework_whose_slide_was_deleted_is_left_out_of_the_module(options: Options) -> None:
    def change(deck: Any) -> None:
        ids = deck.slides._sldIdLst
        ids.remove(list(ids)[_at(deck, "Dough rests")])

    assert _written(options, _edited(options, change)).settled
    assert "    without: [rests]\n" in (options.content / "all.yaml").read_text("utf-8")
    assert "Dough rests" not in [title for title, _ in _shown(options.out / "deck/all.pptx")]


def test_of_a_unit_s_own_deck_the_unit_s_lists_are_put_in_order(options: Options) -> None:
    file = _edited(options, lambda deck: _move(deck, "Dough is folded", _at(deck, "Dough rests")), name="bakery")
    assert _written(options, file).settled
    unit = (options.content / "bakery.yaml").read_text("utf-8")
    assert unit.index("id: folds") < unit.index("id: rests")


def test_what_the_content_cannot_say_is_told_at_its_place_and_nothing_is_written(
    options: Options, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(deck: Any) -> None:
        deck.slides[0]._element.set("show", "0")
        _move(deck, "The oven", 2)

    before = list(_files(options))
    file = _edited(options, change)
    with pytest.raises(SystemExit):
        main(["pull", str(file), "--content", str(options.content), "--out", str(options.out), "--write"])
    told = capsys.readouterr().out.splitlines()
    assert list(_files(options)) == before
    for said in ("is hidden", "stands elsewhere"):
        at = next(n for n, line in enumerate(told) if said in line)
        assert ".yaml:" in told[at - 1]


def test_nothing_is_written_that_does_not_change_the_order(options: Options) -> None:
    file = _edited(options, lambda deck: _move(deck, "The shop", _at(deck, "The oven")))
    assert _written(options, file).settled
    assert (options.content / "all.yaml").read_text("utf-8") == _SESSION


def test_questions_between_brackets_are_no_obstacle(options: Options) -> None:
    more = options.content / "more.yaml"
    asked = "  - {title: The yard, bullets: [Is it wet?], notes: {say: [Who goes first?]}}\n"
    more.write_text(more.read_text("utf-8").replace("  # the shop\n", asked + "  # the shop\n"), "utf-8")
    build_outputs(("deck",), options, lambda *_: None)

    def change(deck: Any) -> None:
        deck.slides[_at(deck, "The oven")]._element.set("show", "0")
        _move(deck, "The shop", _at(deck, "The yard"))

    assert _written(options, _edited(options, change)).settled
    text = more.read_text("utf-8")
    assert "{title: The oven, hidden: true, statement: It is hot}" in text
    assert text.index("The shop") < text.index(asked)
