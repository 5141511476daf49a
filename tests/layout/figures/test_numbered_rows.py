"""Rows of a numbered figure: what they hold is no larger than their names, and large where it folds into two lines."""

from __future__ import annotations

import pytest
from deckbrief.draft.nodes import Leaf, Node
from deckbrief.layout.figures import numbered
from deckbrief.layout.figures.drawing import Drawing
from deckbrief.layout.frame import Text, walk

from tests.layout.figures.test_kinds import paragraphs
from tests.layout.figures.test_stage_use import LOADED, STAGE


def drawn(*rows: tuple[str, tuple[str, ...]], theme: str) -> Drawing:
    parts = tuple(
        Node(
            label=name, symbol=str(number), path=f"x.{number}",
            leaves=tuple(Leaf(text=text, path=f"x.{number}.{place}") for place, text in enumerate(held)),
        )
        for number, (name, held) in enumerate(rows, 1)
    )  # fmt: skip
    return numbered.draw(Node(label="Moments", path="x", children=parts), STAGE, LOADED[theme])


@pytest.mark.parametrize("theme", sorted(LOADED))
def test_what_explains_names_is_no_larger_than_these_and_not_bold(theme: str) -> None:
    rows = [
        ("Before touching a patient", ("So that nothing comes with you",)),
        ("Before a clean procedure", ("So that nothing gets inside",)),
        ("After body fluids", ("Even when you wore gloves",)),
        ("After touching a patient", ("So that nothing leaves with you",)),
    ]
    told = {each.text: each for each in paragraphs(drawn(*rows, theme=theme))}
    assert len(told) == 3 * len(rows)
    for name, (reason,) in rows:
        assert told[reason].size <= told[name].size
        assert [run.bold for run in told[reason].runs] == [False]
        assert [run.bold for run in told[name].runs] == [True]


@pytest.mark.parametrize("theme", sorted(LOADED))
def test_four_cells_of_a_high_row_stand_in_two_lines_in_larger_type(theme: str) -> None:
    four = ("联系专家学者", "高层次人才", "党外人才智库", "博士服务团队")
    rows = [("加强全面的领导", ("书记担纲",)), ("服务中心大局者", four), ("压实主体责任人", ("纳入考核", "第一责任人"))]
    drawing = drawn(*rows, theme=theme)
    cells = [item.rect for item in walk(drawing.items) if isinstance(item, Text) and item.body.text in four]
    assert len(cells) == 4
    assert (len({cell.x for cell in cells}), len({cell.y for cell in cells})) == (2, 2)
    assert min(each.size for each in paragraphs(drawing) if each.text in four) >= 26
