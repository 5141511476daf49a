"""What figures say: names whole and alike, siblings at one height, nothing that the title or a name says already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.length import Emu, Rect, points, px
from deckbrief.base.script.words import words
from deckbrief.draft.nodes import Leaf, Node
from deckbrief.layout.figures import chain, checklist, formula, hub, loop, numbered, pillars, timeline, tree
from deckbrief.layout.figures.bar import with_bar
from deckbrief.layout.figures.drawing import Drawing, Stage
from deckbrief.layout.figures.kit import repeats
from deckbrief.layout.frame import Group, Paragraph, Shape, Text, TextBody, walk
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Theme
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.figures.conftest import make_node

THEME = load_theme("vermilion", [Path("templates/themes")])
MakeNode = Callable[..., Node]
NAMES = ("苹果", "桌子医生", "“老师”桌子", "观察城市里", "“每个城市”", "老师修理桌子", "“两位老师观察”")


def said(drawing: Drawing) -> list[tuple[Rect, Paragraph]]:
    """Return the first paragraph of each text of a drawing, and its text's box."""
    items = walk((*drawing.items, *drawing.above))
    bodies = [(item.rect, item.body) for item in items if isinstance(item, Shape | Text) and item.body]
    return [(rect, body.paragraphs[0]) for rect, body in bodies if body.paragraphs]


def texts(drawing: Drawing) -> list[str]:
    return [paragraph.text for _, paragraph in said(drawing)]


def named(names: Sequence[str], leads: Sequence[str] = ()) -> Node:
    leads = leads or [""] * len(names)
    children = tuple(
        Node(label=name, path=f"c/x#f.parts.p{number}", lead=lead)
        for number, (name, lead) in enumerate(zip(names, leads, strict=True))
    )
    return Node(label="水果", path="c/x#f", children=children)


@pytest.mark.parametrize("names", [NAMES[:4], NAMES[2:6], NAMES[3:], (NAMES[4], NAMES[6], NAMES[0], NAMES[4])])
def test_the_heads_of_stairs_are_alike_and_cut_no_word(names: Sequence[str], body: Rect, theme: Theme) -> None:
    parts = [
        Node(
            label=name, path=f"c#f.p{number}", symbol=str(4 - number),
            children=tuple(Node(label=f"第{i}件", path=f"c#f.p{number}.m{i}") for i in range(4 - number)),
        )
        for number, name in enumerate(names)
    ]  # fmt: skip
    drawing = numbered.draw(Node(label="水果", path="c#f", children=tuple(parts)), body, theme)
    heads = [paragraph for _, paragraph in said(drawing) if paragraph.text in names]
    assert len(heads) == 4
    assert len({head.size for head in heads}) == 1
    assert heads[0].size >= 18
    for head in heads:
        between = {at for word in words(head.text) for at in word[:2]}
        assert all(line.start in between or head.text[line.start] == "“" for line in head.lines[1:]), head.text


@given(
    st.lists(st.sampled_from(NAMES), min_size=4, max_size=4, unique=True),
    st.lists(
        st.sampled_from(["", "几句话", "几句话要说得很清楚，因此有好几行，放在名字的下面"]), min_size=4, max_size=4
    ),
)
def test_names_of_cards_beside_each_other_stand_at_one_height_and_so_does_what_they_say(
    names: list[str], leads: list[str]
) -> None:
    body = THEME.layouts["figure"].body
    drawing = hub.draw(named(names, leads), body, THEME)
    for texts_of in (names, [lead for lead in leads if lead]):
        places = [rect for rect, paragraph in said(drawing) if paragraph.text in texts_of]
        for upper in (True, False):
            row = [rect for rect in places if (rect.center_y < body.center_y) == upper]
            assert len({rect.y for rect in row}) <= 1
            assert len({rect.height for rect in row}) <= 1


def test_large_names_of_cards_stand_on_one_line_rather_than_larger_on_two(body: Rect, theme: Theme) -> None:
    drawing = hub.draw(named(["苹果桌子", "老师观察城市", "桌子城市", "医生观察"], ["几句话"] * 4), body, theme)
    names = [paragraph for _, paragraph in said(drawing) if paragraph.text == "老师观察城市"]
    assert [len(name.lines) for name in names] == [1]
    assert names[0].size >= 30


@pytest.mark.parametrize(
    ("text", "told", "same"),
    [
        ("“每个城市”", "三件事，每个城市都做", True),
        ("城市、医生", "城市和医生", False),
        ("every ward", "Clean hands on Every ward", True),
        ("art", "The party goes on", False),
        ("", "每个城市", False),
        ("……", "每个城市", False),
    ],
)
def test_what_a_title_says_already_is_found_whatever_its_marks(text: str, told: str, same: bool) -> None:
    assert repeats(text, told) is same


def test_a_ring_s_panel_does_not_say_the_slide_s_title_again(node: MakeNode, theme: Theme) -> None:
    layout = theme.layout("split", 1)
    stage = Stage(form="split", layout=layout)
    for title, shown in (("苹果一样样看，医生做的", 0), ("一样样看", 1)):
        drawing = hub.draw(replace(node(5), center="医生做的", title=title), layout.body, theme, stage=stage)
        assert texts(drawing).count("医生做的") == shown


def test_pillars_stand_on_no_bar_that_says_the_title_again(node: MakeNode, body: Rect, theme: Theme) -> None:
    pillared = replace(node(3, leaves=3), center="“医生”的苹果")
    plain, again = (
        pillars.draw(replace(pillared, title=title), body, theme) for title in ("桌子", "三样东西，都是医生的苹果")
    )
    assert "“医生”的苹果" in texts(plain)
    assert "“医生”的苹果" not in texts(again)
    low = max(item.rect.bottom for item in again.items)
    assert low == max(item.rect.bottom for item in plain.items), "the pillars take its room"


def test_what_runs_through_all_is_not_said_under_a_title_that_says_it(node: MakeNode, body: Rect, theme: Theme) -> None:
    through = Node(label="医生的苹果", path="c/x#f.throughout")
    for title, shown in (("桌子", 1), ("三样东西，“医生的苹果”", 0)):
        drawing = with_bar(checklist.draw, replace(node(3), throughout=through, title=title), body, theme, reveal=False)
        assert texts(drawing).count("医生的苹果") == shown


def test_a_term_of_a_formula_does_not_say_its_name_twice(body: Rect, theme: Theme) -> None:
    def term(number: int, leaf: str) -> Node:
        leaves = (Leaf(text=leaf, path=f"c#f.p{number}.points.0"),)
        return Node(label=f"苹果医生{number}", symbol="东西南"[number], path=f"c#f.p{number}", leaves=leaves)

    parts = (term(0, "“苹果医生0”"), term(1, "修理桌子"), term(2, "观察城市"))
    drawing = formula.draw(Node(label="水果", center="合计", path="c#f", children=parts), body, theme)
    every = [
        paragraph.text
        for item in walk(drawing.items)
        if isinstance(item, Shape | Text) and item.body
        for paragraph in item.body.paragraphs
    ]
    assert sum("苹果医生0" in text for text in every) == 1
    assert "修理桌子" in every


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
@pytest.mark.parametrize("length", [3, 6])
def test_signs_of_a_formula_are_large_and_its_names_begin_at_one_height(
    count: int, length: int, node: MakeNode, body: Rect, theme: Theme
) -> None:
    root = replace(node(count, label=length), center="合计")
    marked = tuple(
        replace(
            part,
            symbol="会团室库人心"[number],
            leaves=(Leaf(text="另外的话", path=f"{part.path}.points.0"),) * (number % 2),
        )
        for number, part in enumerate(root.children)
    )
    drawing = formula.draw(replace(root, children=marked), body, theme)
    signs = [item for item in walk(drawing.items) if isinstance(item, Text) and item.body.text in "会团室库人心"]
    assert len(signs) == count
    assert min(item.body.paragraphs[0].size for item in signs) >= (92 if count < 6 else 66)
    told = [item for item in walk(drawing.items) if isinstance(item, Text) and item.name.endswith("text")]
    assert len(told) == count
    heads = [item.rect.center_y - lines_of_text(item) // 2 - item.body.insets[3] // 2 for item in told]
    assert max(heads) - min(heads) <= px(3), "first lines stand at one height"


def lines_of_text(item: Text) -> int:
    return round(item.body.height * 12_700)


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_a_formula_of_names_with_icons_has_these_large_over_its_plus_signs(
    count: int, body: Rect, theme: Theme
) -> None:
    icons = ("heart", "books", "medal", "compass", "scroll")
    parts = tuple(
        Node(label=f"苹果桌子城市{number}", icon=key, path=f"c#f.p{number}") for number, key in enumerate(icons[:count])
    )
    drawing = formula.draw(Node(label="水果", center="合计", path="c#f", children=parts), body, theme)
    signs = [item for item in walk(drawing.items) if isinstance(item, Group) and item.name.endswith("icon")]
    (first, *_) = plus = [
        item for item in walk(drawing.items) if isinstance(item, Shape) and item.geometry == "mathPlus"
    ]
    names = [item for item in walk(drawing.items) if isinstance(item, Text) and item.name.endswith("label")]
    assert len(signs) == len(names) == count == len(plus) + 1
    assert min(sign.rect.width for sign in signs) >= px(90)
    assert max(sign.rect.bottom for sign in signs) <= first.rect.y
    assert min(name.rect.y + name.rect.height // 4 for name in names) >= first.rect.center_y


@pytest.mark.parametrize(("count", "least"), [(1, 66), (2, 66), (3, 66), (4, 56), (5, 44), (7, 30)])
def test_branches_of_which_only_names_are_said_are_large_and_several_are_numbered(
    count: int, least: float, node: MakeNode, body: Rect, theme: Theme
) -> None:
    drawing = tree.draw(node(count), body, theme)
    cards = [item for item in walk(drawing.items) if isinstance(item, Shape) and item.name.endswith("card")]
    labels = [item for item in walk(drawing.items) if isinstance(item, Text) and item.name.endswith("label")]
    assert len(cards) == len(labels) == count
    tiles = [item for item in walk(drawing.items) if isinstance(item, Shape) and item.name.endswith("symbol")]
    assert [tile.body.text for tile in tiles if tile.body] == [f"{n:02}" for n in range(1, count + 1) if count > 1]
    assert {item.fill for item in tiles or cards} == {theme.color("hue", 1)}
    assert len({label.body.paragraphs[0].size for label in labels}) == 1
    assert min(label.body.paragraphs[0].size for label in labels) >= least


def test_branches_with_icons_have_them_on_tiles_as_symbols_are(node: MakeNode, body: Rect, theme: Theme) -> None:
    root = node(3, leaves=2)
    keys = ("heart", "books", "medal")
    parts = tuple(replace(part, icon=key) for part, key in zip(root.children, keys, strict=True))
    drawing = tree.draw(replace(root, children=parts), body, theme)
    tiles = [item for item in walk(drawing.items) if isinstance(item, Shape) and item.name.endswith("tile")]
    cards = [item for item in walk(drawing.items) if isinstance(item, Shape) and item.name.endswith("card")]
    assert [(tile.rect.x, tile.rect.y, tile.rect.height) for tile in tiles] == [
        (card.rect.x, card.rect.y, card.rect.height) for card in cards
    ]
    assert {card.fill for card in cards} == {theme.color("card", 1)}


@pytest.mark.parametrize("count", [2, 3])
def test_few_things_to_tick_that_are_only_names_are_coloured_and_large(
    count: int, node: MakeNode, body: Rect, theme: Theme
) -> None:
    drawing = checklist.draw(node(count, label=4), body, theme)
    heads = [item for item in walk(drawing.items) if isinstance(item, Shape) and item.name.endswith("head")]
    assert [head.rect.height for head in heads] == [body.height] * count
    assert not [item for item in walk(drawing.items) if item.name.endswith("tick")], "a tick says nothing of them"
    assert {paragraph.size for _, paragraph in said(drawing)} <= {112, 150}
    assert {len(paragraph.lines) for _, paragraph in said(drawing)} <= {1, 2}


@pytest.mark.parametrize(
    "names", [("“东”的力量", "“西”的责任", "“南”的作用"), ("看苹果", "吃苹果", "种苹果", "买苹果")]
)
def test_the_character_by_which_names_differ_is_the_largest_thing_on_their_posters(
    names: Sequence[str], body: Rect, theme: Theme
) -> None:
    drawing = pillars.draw(named(names), body, theme)
    texts = [item for item in walk(drawing.items) if isinstance(item, Text) and item.body is not None]
    signs = [item for item in texts if item.name.endswith("numeral")]
    assert ["".join(run.text for run in item.body.paragraphs[0].runs) for item in signs] == [
        next(char for char in name.strip("“") if all(char not in other for other in names if other != name))
        for name in names
    ]
    assert {item.body.paragraphs[0].size for item in signs} <= {112, 150, 200}
    for sign in signs:
        assert not any(sign.rect.overlaps(item.rect) for item in texts if item is not sign)


@pytest.mark.parametrize("names", [("“四心”苹果", "“三线”医生桌子", "“两个医生桌子”", "“一个苹果”"), NAMES[:4]])
def test_names_in_the_heads_of_stairs_are_read_from_afar(names: Sequence[str], body: Rect, theme: Theme) -> None:
    root = named(names)
    levels = tuple(
        replace(
            part,
            leaves=tuple(
                Leaf(text="苹果桌子", path=f"{part.path}.points.{leaf}") for leaf in range(len(names) - number)
            ),
        )
        for number, part in enumerate(root.children)
    )
    drawing = numbered.draw(replace(root, children=levels), body, theme)
    labels = [item for item in walk(drawing.items) if isinstance(item, Text) and item.name.endswith("label")]
    assert len(labels) == len(names)
    assert {label.body.paragraphs[0].size for label in labels} <= {26, 28, 30, 34}
    assert all(len(label.body.paragraphs[0].lines) <= 2 for label in labels)


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
@pytest.mark.parametrize("leads", [5, 9])
def test_names_of_blocks_of_one_height_stand_on_one_line(
    count: int, leads: int, node: MakeNode, body: Rect, theme: Theme
) -> None:
    parts = tuple(
        replace(part, lead=part.lead if number else part.lead[: leads // 2])
        for number, part in enumerate(node(count, label=2, lead=leads).children)
    )
    drawing = chain.draw(replace(node(count), children=parts, direction="flat"), body, theme)
    words_of = [item for item in walk(drawing.items) if isinstance(item, Text) and item.name.endswith("words")]
    assert len(words_of) == count
    assert len({(item.rect.y, item.body.anchor, item.body.paragraphs[0].size) for item in words_of}) == 1
    assert min(item.body.paragraphs[0].size for item in words_of) >= 40


def test_rising_blocks_without_signs_are_counted(node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = chain.draw(replace(node(5, label=6), direction="rise"), body, theme)
    bodies = [item.body for item in walk(drawing.items) if isinstance(item, Text) and item.name.endswith("words")]
    assert [body.paragraphs[0].text for body in bodies] == list("12345")
    assert min(body.paragraphs[1].size for body in bodies) >= 22


@pytest.mark.parametrize("count", [2, 3, 5])
def test_names_of_numbered_rows_are_large_beside_cells_that_are_read(
    count: int, node: MakeNode, body: Rect, theme: Theme
) -> None:
    drawing = numbered.draw(replace(node(count, leaves=3, label=6, leaf=6), direction="flat"), body, theme)
    labels = [item for item in walk(drawing.items) if isinstance(item, Text) and item.name.endswith("label")]
    assert len(labels) == count
    assert {label.body.paragraphs[0].size for label in labels} <= {24, 26, 28, 30, 34, 36}
    assert len({label.body.paragraphs[0].size for label in labels}) == 1
    cells = [size for _, paragraph in said(drawing) if (size := paragraph.size) and paragraph.face == "minor"]
    assert cells
    assert min(cells) >= 20


@pytest.mark.parametrize("count", [3, 4])
@pytest.mark.parametrize("height", [1.0, 0.87])
def test_what_a_loop_says_inside_and_on_its_stations_is_read_from_afar(
    count: int, height: float, node: MakeNode, body: Rect, theme: Theme
) -> None:
    through = Node(label="平时", lead="抓督促落实", path="c/x#f.throughout")
    box = Rect(body.x, body.y, body.width, Emu(round(body.height * height)))
    drawing = loop.draw(replace(node(count, label=2, lead=5), throughout=through), box, theme)
    inside = next(body for rect, body in bodies_of(drawing) if body.paragraphs[0].text == "平时")
    assert inside.paragraphs[0].size >= 48
    assert inside.paragraphs[1].size >= 24
    stations = [body for _, body in bodies_of(drawing) if len(body.paragraphs) == 2 and body is not inside]
    assert len(stations) == count
    assert {body.paragraphs[1].size for body in stations} <= {20, 22, 24}
    assert [item.name for item in walk(drawing.items)].count("loop · sign") == 1


def bodies_of(drawing: Drawing) -> list[tuple[Rect, TextBody]]:
    return [(item.rect, item.body) for item in walk(drawing.items) if isinstance(item, Shape | Text) and item.body]


@pytest.mark.parametrize("count", [3, 4, 5])
def test_two_things_that_a_band_says_stand_in_columns(count: int, body: Rect, theme: Theme) -> None:
    parts = tuple(
        Node(
            label=f"March {1840 + number}", path=f"c#f.p{number}", lead="The question",
            leaves=(Leaf(text="One clinic is far safer", path=f"c#f.p{number}.points.0"),),
        )
        for number in range(count)
    )  # fmt: skip
    drawing = timeline.draw(Node(label="水果", path="c#f", children=parts), body, theme)
    places = [item.rect for item in walk(drawing.items) if isinstance(item, Text) and "words" in item.name]
    assert len(places) == 2 * count
    assert len({place.x for place in places}) == 2
    assert max(place.right for place in places) >= body.right - px(60)
    assert min(paragraph.size for _, paragraph in said(drawing)) >= 20


@pytest.mark.parametrize("lines", [1, 2])
def test_icons_and_words_of_three_cards_stand_in_their_middle(lines: int, body: Rect, theme: Theme) -> None:
    parts = tuple(
        Node(label=f"桌子{key[:2]}", icon=key, path=f"c#f.p{key}", lead="医生修理桌子" * (2 * lines - 1))
        for key in ("heart", "books", "medal")
    )
    drawing = hub.draw(Node(label="水果", center="合计", path="c#f", children=parts), body, theme)
    cards = [item for item in walk(drawing.items) if item.name.endswith("card")]
    icons = [item for item in walk(drawing.items) if isinstance(item, Group) and item.name.endswith("icon")]
    words_of = [item for item in walk(drawing.items) if isinstance(item, Text) and item.name.endswith("words")]
    assert len(cards) == len(icons) == len(words_of) == 3
    for card, sign, told in zip(cards, icons, words_of, strict=True):
        above = sign.rect.y - card.rect.y
        below = card.rect.bottom - told.rect.y - told.body.insets[1] - points(told.body.height)
        assert abs(above - below) <= px(32)


@pytest.mark.parametrize(("lead", "least"), [(4, 22), (8, 22), (12, 18)])
def test_what_stands_below_a_pillar_s_name_is_as_large_as_its_line_allows(
    lead: int, least: float, node: MakeNode, body: Rect, theme: Theme
) -> None:
    drawing = pillars.draw(node(3, leaves=3, lead=lead), body, theme)
    told = [
        item.body for item in walk(drawing.items) if isinstance(item, Text) and item.name.endswith(("name", "lead"))
    ]
    assert len(told) >= 3
    assert min(body.paragraphs[-1].size for body in told) >= least


@given(st.integers(2, 8), st.integers(3, 26), st.integers(4, 30), st.integers(0, 7))
def test_a_formula_with_signs_draws_what_it_draws_without(count: int, name: int, point: int, one: int) -> None:
    """Signs that leave no room give way to the names; what a term holds has the room then that it has without them."""
    bare = make_node(count, label=name)
    held = replace(bare.children[one % count], leaves=(Leaf(text="观" * point, path="c/x#f.parts.p0.points.0"),))
    parts = tuple(held if number == one % count else part for number, part in enumerate(bare.children))
    signed = tuple(replace(part, symbol=str(number)) for number, part in enumerate(parts, 1))
    if _draws(formula, replace(bare, children=parts)):
        assert _draws(formula, replace(bare, children=signed))


@pytest.mark.parametrize("name", [16, 19])
def test_a_column_of_names_that_leaves_cells_no_room_is_no_better_than_one_that_does(name: int) -> None:
    assert _draws(numbered, make_node(2, 5, label=name, leaf=30))


def _draws(figure: Any, node: Node) -> bool:
    try:
        figure.draw(node, THEME.layouts["figure"].body, THEME)
    except DoesNotFit:
        return False
    return True
