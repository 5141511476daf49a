"""What is drawn for paper: hairlines instead of shadows, and a figure in the colour of its unit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from deckbrief.base.length import Emu, Rect
from deckbrief.content.read import read_pack
from deckbrief.draft.nodes import Node
from deckbrief.export.briefing import figure_frame
from deckbrief.export.materials import materials
from deckbrief.layout.figures import hub
from deckbrief.layout.frame import AnyItem, Group, Shape
from deckbrief.layout.paper import on_paper
from deckbrief.theme.load import load_theme

THEME = load_theme("vermilion", [Path("templates/themes")])


def shapes(items: tuple[AnyItem, ...]) -> Iterator[Shape]:
    for item in items:
        if isinstance(item, Group):
            yield from shapes(item.items)
        elif isinstance(item, Shape):
            yield item


def test_cards_have_a_hairline_on_paper_and_no_shadow() -> None:
    parts = tuple(Node(label=f"第{number}", path=f"c#f.p{number}") for number in range(4))
    root = Node(label="主题", path="c#f", children=parts)
    body = THEME.layouts["figure"].body
    drawn = hub.draw(root, Rect(Emu(0), Emu(0), body.width, body.height), THEME).still
    cards = [shape for shape in shapes(drawn) if shape.shadow]
    assert len(cards) == 4
    printed = {shape.name: shape for shape in shapes(on_paper(drawn, THEME))}
    assert not any(shape.shadow for shape in printed.values())
    assert all(printed[card.name].stroke for card in cards)


def test_a_figure_on_a_page_has_the_colour_of_its_unit_s_headings() -> None:
    pack = read_pack(Path("tests/packs/english/content"))
    given = materials(pack, "vermilion", (Path("templates"),))
    unit = pack.units[1]
    assert pack.accent(unit) != 1
    frame = figure_frame(f"{unit.path}#frameworks.{unit.frameworks[0].id}", given)
    slots = {shape.fill.slot for shape in shapes(frame.items) if shape.fill}
    assert THEME.accent(pack.accent(unit)).slot in slots
    assert THEME.accent(1).slot not in slots
