"""Figures of a deck are looked up while it is drafted: what they draw stands in the slides."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.base.problem import Place, ProblemError
from deckbrief.content.read import read_pack
from deckbrief.draft.figures import with_figures
from deckbrief.draft.nodes import Node, inner_count, members_named, with_members
from deckbrief.draft.slides import Deck, Entry, FigureBlock, ListBlock, ListStyle, Section, Slide

from tests.support.small_pack import write_pack

FRAMEWORK = "bakery#frameworks.rests"
PARTS = ["{id: a, name: first, points: [one, two]}", "{id: b, name: second, parts: [{id: c, name: third}]}"]


def deck(*blocks: FigureBlock | ListBlock) -> Deck:
    slide = Slide(name="s", layout="figure", title="t", blocks=blocks, place=Place("deck.xml.j2", 7, 3))
    return Deck(name="d", title="t", lang="en", sections=(Section(name="s", slides=(slide,)),))


def test_figures_and_details_hold_what_they_draw(tmp_path: Path) -> None:
    pack = read_pack(write_pack(tmp_path / "pack", "loop", PARTS))
    detail = ListBlock(style="detail", entries=(), figure=FRAMEWORK, member=1)
    (slide,) = with_figures(deck(FigureBlock(of=FRAMEWORK), detail), pack).slides
    figure, found = slide.blocks
    assert isinstance(figure, FigureBlock)
    assert isinstance(found, ListBlock)
    assert isinstance(figure.looked_up, Node)
    assert figure.looked_up == found.content
    assert (figure.looked_up.label, figure.looked_up.figure) == ("Rests", "loop")
    assert [part.label for part in figure.looked_up.children] == ["first", "second"]


def test_members_can_be_named_and_counted(tmp_path: Path) -> None:
    pack = read_pack(write_pack(tmp_path / "pack", "loop", PARTS))
    (slide,) = with_figures(deck(FigureBlock(of=FRAMEWORK)), pack).slides
    figure = slide.blocks[0]
    assert isinstance(figure, FigureBlock)
    content = figure.looked_up
    assert members_named(content) == ("a", "b")
    assert members_named(with_members(content, ("b",))) == ("b",)
    assert with_members(content, ()) == content
    assert [inner_count(content, name) for name in ("a", "b", "", "none")] == [2, 1, 0, 0]


@pytest.mark.parametrize(
    ("style", "led", "icons"),
    [
        ("checks", "", ["clock", "", ""]),
        ("cards", "rest", ["clock", "", "bed"]),
        ("route", "rest", ["clock", "bed", ""]),
        ("bullets", "", ["", "", ""]),
    ],
)
def test_lists_have_the_icons_that_the_pack_has_for_what_they_name(
    style: ListStyle, led: str, icons: list[str], tmp_path: Path
) -> None:
    """A check names what stands before its colon, a station all of it; a line of bullets has no icon."""
    folder = write_pack(tmp_path / "pack", "loop", PARTS)
    info = folder / "pack.yaml"
    info.write_text(
        info.read_text("utf-8") + "icons: [{icon: clock, words: [wait]}, {icon: bed, words: [rest]}]\n", "utf-8"
    )
    entries = (Entry(text="Wait: let it rise"), Entry(text="Dough: let it rest"), Entry(text="Knead", lead=led))
    (slide,) = with_figures(deck(ListBlock(style=style, entries=entries)), read_pack(folder)).slides
    (found,) = slide.blocks
    assert isinstance(found, ListBlock)
    assert [entry.icon for entry in found.entries] == icons


@pytest.mark.parametrize("path", ["bakery#speaker", "bakery#frameworks.none", "nowhere"])
def test_a_figure_of_nothing_is_told_at_its_template_line(path: str, tmp_path: Path) -> None:
    pack = read_pack(write_pack(tmp_path / "pack", "loop", PARTS))
    with pytest.raises(ProblemError) as caught:
        with_figures(deck(FigureBlock(of=path), FigureBlock(of=FRAMEWORK)), pack)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == ("markup.value", Place("deck.xml.j2", 7, 3))
    assert path in problem.message
    assert problem.hint
