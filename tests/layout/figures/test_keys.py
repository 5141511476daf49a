"""What content says of a figure beside its parts: a direction, what runs through all, a mark, a stand of dots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from deckbrief.base.length import Emu, Rect, points, px
from deckbrief.content.figures import FIGURES
from deckbrief.draft.nodes import Node, name_in, through
from deckbrief.layout.figures import before_after, chain, checklist, formula, numbered, timeline, tree
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.figure import draw_figure
from deckbrief.layout.frame import AnyItem, Shape, Text, walk
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.theme.theme import Theme

MakeNode = Callable[..., Node]
NODES = [name for name, drawn in FIGURES.items() if drawn == "nodes"]
COUNTS = {"before-after": 2}


def blocks(items: tuple[AnyItem, ...]) -> list[Rect]:
    return [item.rect for item in walk(items) if isinstance(item, Shape) and item.geometry == "round1Rect"]


def words(items: tuple[AnyItem, ...]) -> str:
    bodies = [item.body for item in walk(items) if isinstance(item, Shape | Text) and item.body]
    return " ".join(body.text for body in bodies)


@pytest.mark.parametrize("draw", [chain.draw, timeline.draw, numbered.draw], ids=["chain", "timeline", "numbered"])
@pytest.mark.parametrize("count", [2, 4, 6])
def test_steps_rise_and_fall_only_where_the_content_says_so(
    draw: Callable[..., Drawing], count: int, node: MakeNode, body: Rect, theme: Theme
) -> None:
    drawn = {
        way: blocks(draw(replace(node(count), direction=way), body, theme).items) for way in ("rise", "fall", "flat")
    }
    rise, fall, flat = drawn["rise"], drawn["fall"], drawn["flat"]
    assert len(rise) == len(fall) == len(flat) == count
    assert all(after.height > before.height for before, after in pairwise(rise))
    assert all(after.height < before.height for before, after in pairwise(fall))
    assert len({block.height for block in flat}) == 1
    assert {block.bottom for block in (*rise, *fall)} == {body.bottom}
    plain = blocks(draw(node(count), body, theme).items)
    assert len({block.height for block in plain}) == 1


@pytest.mark.parametrize("count", range(7, 13))
def test_many_steps_that_rise_are_stairs(count: int, node: MakeNode, body: Rect, theme: Theme) -> None:
    for way in ("rise", "fall"):
        stairs = blocks(chain.draw(replace(node(count), direction=way), body, theme).items)
        assert len(stairs) == count
        assert len({stair.height for stair in stairs}) == 1
        assert all((after.width > before.width) == (way == "fall") for before, after in pairwise(stairs))
        assert min(stair.y for stair in stairs) == body.y
        assert max(stair.width for stair in stairs) == body.width


@pytest.mark.parametrize("kind", NODES)
def test_what_runs_through_all_parts_is_told_once_in_every_figure(
    kind: str, node: MakeNode, body: Rect, theme: Theme
) -> None:
    run_through = Node(label="贯穿始终", path="c/x#f.throughout")
    root = replace(node(COUNTS.get(kind, 3), leaves=0 if kind == "loop" else 1), throughout=run_through)
    drawing = draw_figure(root, body, theme, kind=kind)
    assert words(drawing.still).count("贯穿始终") == 1
    assert all(body.contains(item.rect) for item in drawing.items)
    if kind != "loop":
        bar = next(item for item in drawing.items if item.name.startswith("throughout"))
        others = [item for item in drawing.items if item is not bar]
        assert others
        assert bar.rect.width == body.width
        assert all(not item.rect.overlaps(bar.rect) for item in others)
        assert "贯穿始终" in drawing.alt


def test_a_part_may_run_through_the_others() -> None:
    first, second, third = (Node(label=name, path=name) for name in "abc")
    assert through("b", ["a", "b", "c"], (first, second, third), "p") == (second, (first, third))
    found, rest = through("平时", ["a"], (first,), "p")
    assert found == Node(label="平时", path="p")
    assert rest == (first,)
    assert through("", ["a"], (first,), "p") == (None, (first,))
    assert through("a", ["a"], (first,), "p")[1] == (first,), "the only part stays"


def test_marks_are_what_seals_show(node: MakeNode, body: Rect, theme: Theme) -> None:
    root = node(3)
    marked = replace(
        root, children=tuple(replace(part, mark=mark) for part, mark in zip(root.children, "甲乙丙", strict=True))
    )
    symbols = replace(root, children=tuple(replace(part, symbol=part.mark, mark="") for part in marked.children))
    for given in (marked, symbols):
        shown = words(checklist.draw(given, body, theme).items)
        assert all(mark in shown for mark in "甲乙丙")
        assert all(part.label in shown for part in root.children)


@pytest.mark.parametrize("kind", NODES)
@pytest.mark.parametrize("count", range(1, 10))
@pytest.mark.parametrize("leaves", [0, 1])
@pytest.mark.parametrize("signs", ["ABCDEFGHI", ("1+", "N2", "10", "AB", "CD", "EF", "GH", "IJ", "KL")], ids=["1", "2"])
def test_a_sign_lies_on_one_surface_whatever_the_number_of_parts(
    kind: str, count: int, leaves: int, signs: str | tuple[str, ...], node: MakeNode, body: Rect, theme: Theme
) -> None:
    """A part's mark stands within the surface of its own part, and what it needs in height is there."""
    root, box = node(count, leaves=leaves, leaf=24), body.split_top(body.height * 7 // 10)[0]
    parts = tuple(replace(part, mark=sign, symbol=sign) for part, sign in zip(root.children, signs, strict=False))
    try:
        drawing = draw_figure(replace(root, children=parts), box, theme, kind=kind)
    except (CannotDraw, DoesNotFit):
        return
    items = list(walk(drawing.items))
    assert all(box.contains(item.rect) for item in items)
    surfaces = [item.rect for item in items if isinstance(item, Shape) and item.fill and "rings" not in item.name]
    for item in items:
        if isinstance(item, Shape | Text) and item.body and item.body.text in signs:
            ink = item.rect.inset(*item.body.insets)
            assert ink.height + 1 >= points(item.body.height), item.name
            around = [surface for surface in surfaces if surface.overlaps(ink)]
            assert not around or any(surface.contains(ink) for surface in around), item.name


def test_one_and_then_all_are_a_stand_of_dots(node: MakeNode, body: Rect, theme: Theme) -> None:
    root = node(2)
    wide = Rect(theme.layouts["band"].body.x, body.y, theme.layouts["band"].body.width, body.height)
    for box in (body, wide):
        drawing = before_after.draw(replace(root, picture="one-to-many"), box, theme)
        stands = [item for item in walk(drawing.items) if "stand" in item.name]
        assert len(stands) > 4
        assert all(box.contains(item.rect) for item in stands)
        assert max(item.rect.bottom for item in stands) > box.bottom - px(60)
    assert not [item for item in walk(before_after.draw(root, body, theme).items) if "stand" in item.name]


def test_a_checklist_is_numbered_where_the_slide_says_how_many_there_are(
    node: MakeNode, body: Rect, theme: Theme
) -> None:
    root = node(3)
    counted = words(checklist.draw(replace(root, title="还有三件难事"), body, theme).items)
    assert all(numeral in counted for numeral in "123")
    english = words(checklist.draw(replace(root, title="Three things remain hard"), body, theme).items)
    assert "3" in english
    assert "3" not in words(checklist.draw(replace(root, title="还有四件难事"), body, theme).items)
    second = checklist.draw(replace(root, title="六件事", first=4, whole=6), body, theme)
    assert all(numeral in words(second.items) for numeral in "456")


def test_long_names_of_a_checklist_stand_in_rows_rather_than_in_small_type(body: Rect, theme: Theme) -> None:
    names = ("Nobody is asked why", "Nobody waits longer than 5 minutes", "Every wish is answered in a week")
    for count in (4, 5, 6):
        children = tuple(Node(label=names[number % 3], path=f"p{number}") for number in range(count))
        drawing = checklist.draw(Node(label="green", path="x", children=children), body, theme)
        sizes = [
            item.body.paragraphs[0].size
            for item in walk(drawing.items)
            if isinstance(item, Text) and item.body.text in names
        ]
        assert len(sizes) == count
        assert min(sizes) >= 24


def test_a_tree_says_once_what_all_branches_say_and_draws_what_they_count(body: Rect, theme: Theme) -> None:
    branches = tuple(
        Node(label=label, path=f"p{number}", lead="对口联系")
        for number, label in enumerate(("25个乡镇（街道）", "45个村（社区）"))
    )
    drawing = tree.draw(Node(label="56个基层组织", path="x", children=branches), body, theme)
    told = words(drawing.items)
    assert told.count("对口联系") == 1
    assert "25个" in told
    assert "乡镇（街道）" in told
    fields = [item for item in walk(drawing.items) if isinstance(item, Shape) and "dots" in item.name and item.outline]
    assert [field.outline.data.count("Z") for field in fields if field.outline] == [25, 45]


@pytest.mark.parametrize("label", ["统战拼经济六大专项行动", "民主党派56个基层组织", "标准体系"])
def test_a_trees_root_says_its_name_on_two_lines_at_most(label: str, body: Rect, theme: Theme) -> None:
    branches = tuple(Node(label=name, path=f"x.{name}") for name in ("甲乙回引", "有困难找丙丁"))
    drawing = tree.draw(Node(label=label, path="x", children=branches), body, theme)
    texts = [item for item in walk(drawing.items) if isinstance(item, Text)]
    (root,) = [item.body.paragraphs[0] for item in texts if item.body.text == label]
    assert len(root.lines) <= 2
    assert root.size >= 28


def test_branches_of_a_tree_that_are_only_names_are_counted_on_tiles(body: Rect, theme: Theme) -> None:
    branches = tuple(Node(label=name, path=f"x.{name}") for name in ("甲乙回引", "有困难找丙丁"))
    drawing = tree.draw(Node(label="行动", path="x", children=branches, first=3), body, theme)
    numerals = [item for item in walk(drawing.items) if isinstance(item, Shape) and item.name.endswith("symbol")]
    assert [item.body.text for item in numerals if item.body] == ["03", "04"]
    assert not [item for item in walk(drawing.items) if item.name.endswith("dots")], "they count nothing"
    assert {item.fill for item in numerals} == {theme.color("hue")}


@pytest.mark.parametrize("count", [8, 9, 14])
@pytest.mark.parametrize("long", [0, 5, 7])
def test_rows_on_both_sides_of_a_trees_root_are_equally_high_side_by_side(
    count: int, long: int, body: Rect, theme: Theme
) -> None:
    branches = tuple(
        Node(label=f"部分{number}", path=f"p{number}", lead="说明的话" * (12 if number == long else 1))
        for number in range(count)
    )
    drawing = tree.draw(Node(label="四度", path="x", children=branches), body, theme)
    heights: dict[int, set[int]] = {}
    for item in walk(drawing.items):
        if item.name.endswith("card"):
            heights.setdefault(item.rect.y, set()).add(item.rect.height)
    assert len(heights) >= count // 2
    assert {len(found) for found in heights.values()} == {1}
    assert len({height for found in heights.values() for height in found}) == 2, "the long one needs more"


@pytest.mark.parametrize("count", [1, 2, 5, 7, 8, 12])
@pytest.mark.parametrize("lead", [0, 14])
def test_a_tree_fills_its_stage(count: int, lead: int, node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = tree.draw(node(count, lead=lead), body, theme)
    assert min(item.rect.x for item in drawing.items) == body.x
    assert max(item.rect.right for item in drawing.items) >= body.right - px(2)
    cards = [item.rect for item in walk(drawing.items) if item.name.endswith("card")]
    assert len(cards) == count
    rows = [item.rect for item in drawing.items] if count == 2 else cards  # the root of two stands above them
    assert max(row.bottom for row in rows) - min(row.y for row in rows) >= 0.75 * body.height


def test_the_pieces_of_a_chain_or_numbered_figure_look_alike_and_count_on(
    node: MakeNode, body: Rect, theme: Theme
) -> None:
    root = node(7)
    ids = [name_in(part.path) for part in root.children]
    for kind, part_name in (("chain", "card"), ("numbered", "card"), ("timeline", "card")):
        pieces = [draw_figure(root, body, theme, kind=kind, only=tuple(only)) for only in (ids[:4], ids[4:])]
        cards = [[item for item in walk(piece.items) if item.name.endswith(part_name)] for piece in pieces]
        assert [len(each) for each in cards] == [4, 3]
    second = words(draw_figure(root, body, theme, kind="numbered", only=tuple(ids[4:])).items)
    assert all(numeral in second for numeral in "567")


def test_terms_of_a_formula_have_their_signs_large_and_their_names_below(
    node: MakeNode, body: Rect, theme: Theme
) -> None:
    for leaves in (0, 1):
        root = node(4, leaves=leaves)
        signs = tuple(replace(part, symbol=sign) for part, sign in zip(root.children, "会团室库", strict=True))
        told = words(formula.draw(replace(root, children=signs), body, theme).items)
        assert all(sign in told for sign in "会团室库")
        assert all(part.label in told for part in root.children)


def test_a_seal_is_not_made_small_for_words_below_it(body: Rect, theme: Theme) -> None:
    parts = tuple(Node(label=f"{name}泸合作", path=f"x.{name}", lead="已经启动") for name in "致农九革")
    for height in (body.height, body.height - px(8), body.height - px(20)):
        box = Rect(body.x, body.y, body.width, Emu(height))
        drawing = checklist.draw(Node(label="合作", path="x", children=parts), box, theme)
        seals = [item for item in walk(drawing.items) if isinstance(item, Shape) and item.name.endswith("seal")]
        assert len(seals) == 4
        assert min(seal.rect.width for seal in seals) >= px(88)
