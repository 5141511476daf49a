"""What is particular to each kind of diagram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise
from math import atan2, hypot, pi
from types import ModuleType
from typing import Any

import pytest
from deckbrief.base.length import Emu, Pt, Rect, inches, points, px
from deckbrief.content.model import Metric
from deckbrief.draft.amounts import number_of
from deckbrief.draft.nodes import Grid, Leaf, Node, Number, TableLine, Tabular
from deckbrief.layout.figures import (
    before_after,
    chain,
    checklist,
    formula,
    hub,
    loop,
    matrix,
    metrics,
    numbered,
    pillars,
    quote,
    timeline,
    tree,
)
from deckbrief.layout.figures import table as table_figure
from deckbrief.layout.figures.amount import MANNERS, Manner, amount_copies, spoken
from deckbrief.layout.figures.drawing import Drawing, Stage
from deckbrief.layout.figures.kit import Look, Names, alt_text
from deckbrief.layout.figures.ring import unit_ring
from deckbrief.layout.frame import AnyItem, Chart, Connector, Group, Paragraph, Shape, Stroke, Table, Text, walk
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.layout.text.line_boxes import DESCENT
from deckbrief.theme.theme import Theme

MakeNode = Callable[..., Node]
Draw = Callable[..., Drawing]


def name_of(draw: Draw) -> str:
    return draw.__module__.rpartition(".")[2]


def shapes(drawing: Drawing, geometry: str) -> list[Shape]:
    return [item for item in walk(drawing.items) if isinstance(item, Shape) and item.geometry == geometry]


def paragraphs(drawing: Drawing) -> list[Paragraph]:
    items = walk((*drawing.items, *drawing.above))
    bodies = [item.body for item in items if isinstance(item, Shape | Text) and item.body]
    return [paragraph for body in bodies for paragraph in body.paragraphs]


def sizes(drawing: Drawing, texts: list[str]) -> set[float]:
    return {paragraph.size for paragraph in paragraphs(drawing) if paragraph.text in texts}


def extent(drawing: Drawing) -> tuple[int, int]:
    return min(item.rect.y for item in drawing.items), max(item.rect.bottom for item in drawing.items)


@pytest.mark.parametrize(
    "draw", [pillars.draw, numbered.draw, chain.draw, checklist.draw, hub.draw, tree.draw], ids=name_of
)
def test_little_content_is_large_and_stands_in_the_middle(draw: Draw, node: MakeNode, body: Rect, theme: Theme) -> None:
    root = node(3, label=3)
    drawing = draw(root, body, theme)
    assert min(sizes(drawing, [child.label for child in root.children])) >= theme.scale.lead
    top, bottom = extent(drawing)
    assert abs((top - body.y) - (body.bottom - bottom)) <= points(1)


@pytest.mark.parametrize(
    "draw",
    [pillars.draw, numbered.draw, chain.draw, checklist.draw, tree.draw, formula.draw, timeline.draw],
    ids=name_of,
)
def test_siblings_have_texts_of_one_size(draw: Draw, node: MakeNode, body: Rect, theme: Theme) -> None:
    root = node(5, leaves=2, lead=5)
    longer = replace(root.children[0], label="这是一个长一些的名称")
    root = replace(root, children=(longer, *root.children[1:]))
    drawing = draw(root, body, theme)
    assert len(sizes(drawing, [child.label for child in root.children])) == 1
    assert len(sizes(drawing, [leaf.text for child in root.children for leaf in child.leaves])) == 1


@pytest.mark.parametrize(
    "draw", [pillars.draw, numbered.draw, loop.draw, tree.draw, hub.draw, checklist.draw], ids=name_of
)
def test_too_much_is_refused_with_its_place(draw: Draw, node: MakeNode, body: Rect, theme: Theme) -> None:
    with pytest.raises(DoesNotFit) as caught:
        draw(node(12, leaves=10, leaf=60), body, theme)
    assert caught.value.path.startswith("c/x#f.parts.p")


# Pillars and numbered -----------------------------------------------------------------------------------------------


def test_pillars_stand_on_one_line_with_heads_of_one_size(node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = pillars.draw(node(4, leaves=3), body, theme)
    heads = _parts_of(drawing, "head")
    assert len(heads) == 4
    assert len({(head.rect.y, head.rect.width, head.rect.height) for head in heads}) == 1
    assert [head.fill for head in heads if isinstance(head, Shape)] == theme.ramp(4)
    assert {group.rect.bottom for group in drawing.items} == {body.bottom}
    assert len(_parts_of(drawing, "bar")) == 4 * 3


def test_what_pillars_have_in_common_is_the_bar_on_which_they_stand(node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = pillars.draw(replace(node(3, leaves=2), center="同一件事"), body, theme)
    base = drawing.items[-1]
    assert base.name == "pillars · base"
    assert (base.rect.x, base.rect.width, base.rect.bottom) == (body.x, body.width, body.bottom)
    assert all(item.rect.bottom < base.rect.y for item in drawing.items[:-1])
    assert "同一件事" in [paragraph.text for paragraph in paragraphs(drawing)]


def test_many_pillars_stand_in_two_rows(node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = pillars.draw(node(8, leaves=2), body, theme)
    assert len({head.rect.y for head in _parts_of(drawing, "head")}) == 2


def test_a_single_pillar_has_its_head_at_the_left(node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = pillars.draw(node(1, leaves=3), body, theme)
    (head,) = _parts_of(drawing, "head")
    assert (head.rect.height, head.rect.x) == (body.height, body.x)
    bars = _parts_of(drawing, "bar")
    assert len(bars) == 3
    assert all(bar.rect.x > head.rect.right for bar in bars)


def test_nested_parts_stand_in_their_pillar_with_their_own_below_them(body: Rect, theme: Theme) -> None:
    inner = Node(label="协同", path="c#f.p.q", leaves=(Leaf(text="双层架构", path="c#f.p.q.points.0"),))
    parts = tuple(Node(label=f"第{i}", path=f"c#f.p{i}", children=(inner,)) for i in range(3))
    drawing = pillars.draw(Node(label="三维", path="c#f", children=parts), body, theme)
    texts = [(paragraph.text, paragraph.runs[0].bold) for paragraph in paragraphs(drawing)]
    at = texts.index(("协同", True))
    assert texts[at + 1] == ("双层架构", False)


def _parts_of(drawing: Drawing, word: str) -> list[AnyItem]:
    """Every member of a drawing's groups whose name ends in that word, numbered or not."""
    members = [item for group in drawing.items if isinstance(group, Group) for item in group.items]
    return [item for item in members if word in item.name.split(" · ")[1:]]


def test_numbers_rise_or_fall_as_the_symbols_say(body: Rect, theme: Theme) -> None:
    rows = []
    for symbol in "4321":
        members = tuple(Node(label=f"{symbol}之{i}", path=f"c#f.p{symbol}.parts.m{i}") for i in range(int(symbol)))
        rows.append(Node(label=f"第{symbol}项", path=f"c#f.p{symbol}", symbol=symbol, children=members))
    drawing = numbered.draw(Node(label="4321", path="c#f", children=tuple(rows)), body, theme)
    groups = [item for item in drawing.items if isinstance(item, Group)]
    assert len(groups) == 4
    numerals = [_named(group, "symbol") for group in groups]
    assert [item.body.text for item in numerals if isinstance(item, Shape | Text) and item.body] == ["4", "3", "2", "1"]
    blocks = [[item for item in group.items if item.name.endswith("card")] for group in groups]
    assert [len(column) for column in blocks] == [4, 3, 2, 1]
    assert [group.rect.y for group in groups] == sorted(group.rect.y for group in groups), "they fall"
    assert {group.rect.bottom for group in groups} == {groups[0].rect.bottom}, "on one base"
    assert len({(item.rect.width, item.rect.height) for column in blocks for item in column}) == 1
    (size,) = sizes(drawing, ["4", "3", "2", "1"])
    assert 48 <= size <= 76


def _named(group: Group, word: str) -> AnyItem:
    return next(item for item in group.items if item.name.endswith(f"· {word}"))


# Loop ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(3, 7))
@pytest.mark.parametrize("lead", [0, 5])
def test_stations_of_a_loop_are_alike_and_go_clockwise_from_the_top(
    count: int, lead: int, node: MakeNode, body: Rect, theme: Theme
) -> None:
    drawing = loop.draw(node(count, label=2, lead=lead), body, theme)
    stations = [station.rect for station in shapes(drawing, "round1Rect")]
    assert len(stations) == count
    assert len({(station.width, station.height) for station in stations}) == 1
    assert stations[0].y == min(station.y for station in stations)
    turns = [
        (atan2(station.center_y - body.center_y, station.center_x - body.center_x) + pi / 2) % (2 * pi)
        for station in stations[1:]
    ]
    assert turns == sorted(turns)
    for first, second in combinations(stations, 2):
        assert not first.overlaps(second)
    assert max(station.right for station in stations) - min(station.x for station in stations) >= 0.9 * body.width


def test_marks_lead_round_the_track_and_close_the_loop(node: MakeNode, body: Rect, theme: Theme) -> None:
    for count in (3, 4, 6):
        root = node(count)
        drawing = loop.draw(root, body, theme, reveal=True)
        labels = [part.label for part in root.children]
        marks = [item for item in drawing.items if isinstance(item, Shape) and " · to · " in item.name]
        assert [mark.name for mark in marks] == [
            f"loop · {before} · to · {after}" for before, after in zip(labels, [*labels[1:], labels[0]], strict=True)
        ]
        assert [mark.click for mark in marks] == [*range(2, count + 1), count]


@pytest.mark.parametrize("count", range(7, 13))
def test_points_of_a_loop_are_equidistant_and_go_clockwise_from_the_top(
    count: int, node: MakeNode, body: Rect, theme: Theme
) -> None:
    drawing = loop.draw(node(count, label=2), body, theme)
    circles = [circle.rect for circle in shapes(drawing, "ellipse")]
    assert len(circles) == count
    assert len({(circle.width, circle.height) for circle in circles}) == 1
    centers = [(circle.center_x, circle.center_y) for circle in circles]
    far = [hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in zip(centers, [*centers[1:], centers[0]], strict=True)]
    assert max(far) - min(far) <= 0.001 * max(far)
    assert centers[0][1] == min(y for _, y in centers)
    middle = (sum(x for x, _ in centers) / count, sum(y for _, y in centers) / count)
    turns = [(atan2(y - middle[1], x - middle[0]) + pi / 2) % (2 * pi) for x, y in centers]
    assert turns[1:] == sorted(turns[1:])


@pytest.mark.parametrize("count", [4, 5, 7, 8, 12])
@pytest.mark.parametrize("ratio", [1.0, 1.35, 2.0])
def test_a_ring_is_closed_and_even(count: int, ratio: float) -> None:
    ring = unit_ring(count, ratio)
    far = [hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)]
    assert max(far) - min(far) < 1e-6
    assert all(abs((x / ratio) ** 2 + y**2 - 1) < 1e-9 for x, y in ring)


def test_arrows_lead_round_and_close_the_loop(node: MakeNode, body: Rect, theme: Theme) -> None:
    for count in (3, 4, 6):
        drawing = loop.draw(node(count, leaves=1), body, theme)
        names = [circle.name for circle in shapes(drawing, "ellipse")]
        arrows = [item for item in drawing.items if isinstance(item, Connector)]
        assert [(arrow.begin_shape, arrow.end_shape) for arrow in arrows] == list(
            zip(names, [*names[1:], names[0]], strict=True)
        )
        assert all(arrow.arrow for arrow in arrows)
    assert {
        arrow.geometry for arrow in loop.draw(node(4, leaves=1), body, theme).items if isinstance(arrow, Connector)
    } == {"curvedConnector2"}


@pytest.mark.parametrize("count", [3, 5, 6, 7, 8, 10, 12])
def test_arrows_of_a_loop_follow_its_polygon_and_are_equally_long(
    count: int, node: MakeNode, body: Rect, theme: Theme
) -> None:
    drawing = loop.draw(node(count, label=2, leaves=1), body, theme)
    circles = [circle.rect for circle in shapes(drawing, "ellipse")]
    arrows = [item for item in drawing.items if isinstance(item, Connector)]
    lengths = [hypot(arrow.end[0] - arrow.start[0], arrow.end[1] - arrow.start[1]) for arrow in arrows]
    assert max(lengths) - min(lengths) <= 0.03 * max(lengths)
    for arrow, begin, end in zip(arrows, circles, [*circles[1:], circles[0]], strict=True):
        way = atan2(arrow.end[1] - arrow.start[1], arrow.end[0] - arrow.start[0])
        chord = atan2(end.center_y - begin.center_y, end.center_x - begin.center_x)
        assert abs((way - chord + pi) % (2 * pi) - pi) <= pi / 60, arrow.name


def test_long_labels_stand_beside_the_loop_with_the_numbers_of_their_circles(
    node: MakeNode, body: Rect, theme: Theme
) -> None:
    root = node(5, label=20)
    drawing = loop.draw(root, body, theme)
    circles = [item for item in drawing.items if isinstance(item, Group)][:5]
    assert [item.body.text for circle in circles for item in circle.items if isinstance(item, Text)] == list("12345")
    texts = {paragraph.text for paragraph in paragraphs(drawing)}
    assert {f"{number} {child.label}" for number, child in enumerate(root.children, 1)} <= texts


def lines(drawing: Drawing) -> list[str]:
    return [paragraph.text[line.start : line.end] for paragraph in paragraphs(drawing) for line in paragraph.lines]


@pytest.mark.parametrize(
    "draw",
    [loop.draw, hub.draw, chain.draw, timeline.draw, checklist.draw, formula.draw, tree.draw],
    ids=name_of,
)
@pytest.mark.parametrize("count", [4, 6])
def test_no_latin_word_is_cut_in_two(draw: Draw, count: int, body: Rect, theme: Theme) -> None:
    labels = ["Ask", "Choose one", "Collect the seeds", "Pass them on", "Acknowledge", "Write it down"]
    parts = tuple(Node(label=label, path=f"c#f.p{i}") for i, label in enumerate(labels[:count]))
    for box in (body, Rect(body.x, body.y, Emu(body.width * 2 // 3), body.height)):
        said = " ".join(lines(draw(Node(label="Round", path="c#f", children=parts), box, theme)))
        assert all(label in said for label in labels[:count]), said


def test_a_center_that_is_given_is_there_or_refused(node: MakeNode, body: Rect, theme: Theme) -> None:
    root = replace(node(4), center="领导小组“转起来”")
    assert "领导小组“转起来”" in {paragraph.text for paragraph in paragraphs(loop.draw(root, body, theme))}
    small = Rect(body.x, body.y, inches(6), inches(3))
    with pytest.raises(DoesNotFit):
        loop.draw(replace(root, center="长" * 60), small, theme)


# Chain, tree, formula, hub, before and after ------------------------------------------------------------------------


def test_steps_of_a_chain_rise_on_one_base_with_even_air_between_them(node: MakeNode, body: Rect, theme: Theme) -> None:
    rising = replace(node(5), direction="rise")
    blocks = [block.rect for block in shapes(chain.draw(rising, body, theme), "round1Rect")]
    assert len(blocks) == 5
    assert {block.bottom for block in blocks} == {body.bottom}
    assert all(after.y < before.y for before, after in pairwise(blocks))
    assert {after.x - before.right for before, after in pairwise(blocks)} == {points(12)}
    assert blocks[-1].height == body.height


def test_stages_of_a_timeline_are_equally_high(node: MakeNode, body: Rect, theme: Theme) -> None:
    blocks = [block.rect for block in shapes(timeline.draw(node(4), body, theme), "round1Rect")]
    assert len(blocks) == 4
    assert len({block.height for block in blocks}) == 1
    assert (min(block.y for block in blocks), max(block.bottom for block in blocks)) == (body.y, body.bottom)


@pytest.mark.parametrize("kind", [chain, timeline])
@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_steps_that_are_only_names_have_them_large_and_whole(
    kind: ModuleType, count: int, node: MakeNode, body: Rect, theme: Theme
) -> None:
    root = node(count)
    root = replace(root, children=tuple(replace(part, label="Neighbours", lead="") for part in root.children))
    drawing = kind.draw(root, body, theme)
    said = [item.body for item in walk(drawing.items) if isinstance(item, Text) and "name" in item.name]
    assert len(said) == count
    for text in said:
        (paragraph,) = text.paragraphs
        assert len(paragraph.lines) == 1
        assert paragraph.size >= (40 if count < 6 else 36)


def test_signs_of_a_chain_stand_in_bands_that_widen(node: MakeNode, body: Rect, theme: Theme) -> None:
    root = replace(node(4), direction="rise")
    signs = tuple(replace(part, symbol=sign) for part, sign in zip(root.children, "县乡村点", strict=True))
    drawing = chain.draw(replace(root, children=signs), body, theme)
    bands = [item for item in walk(drawing.items) if isinstance(item, Shape) and item.outline]
    assert len(bands) == 4
    heights = [band.rect.height for band in bands]
    assert heights == sorted(set(heights))
    assert max(heights) >= 0.75 * body.height
    assert bands[-1].rect.right - bands[0].rect.x >= 0.9 * body.width
    counted = tuple(replace(part, symbol=str(number)) for number, part in enumerate(root.children, 1))
    assert not any(
        isinstance(item, Shape) and item.name.endswith("band")
        for item in walk(chain.draw(replace(root, children=counted), body, theme).items)
    )


def test_many_or_long_steps_go_along_a_path_joined_by_arrows(node: MakeNode, body: Rect, theme: Theme) -> None:
    for count, label in ((4, 60), (9, 4), (12, 4)):
        drawing = chain.draw(node(count, label=label), body, theme)
        cards = shapes(drawing, "round1Rect")
        arrows = [item for item in drawing.items if isinstance(item, Connector)]
        assert len({(card.rect.width, card.rect.height) for card in cards}) == 1
        assert [(arrow.begin_shape, arrow.end_shape) for arrow in arrows] == [
            (before.name, after.name) for before, after in pairwise(cards)
        ]
        assert len(cards) == count


@pytest.mark.parametrize("count", range(2, 13))
def test_no_line_of_a_path_has_a_hole(count: int, node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = chain.draw(replace(node(count, lead=12), whole=count), body, theme)
    cards = [item.rect for item in shapes(drawing, "round1Rect")]
    assert len(cards) == count
    lines = [[card for card in cards if card.y == y] for y in sorted({card.y for card in cards})]
    assert all(len(upper) - len(lower) in (0, 1) for upper, lower in pairwise(lines))
    for line in lines:
        assert min(card.x for card in line) == body.x
        assert max(card.right for card in line) >= body.right - len(line)
    assert len({card.height for card in cards}) == 1
    turns = [item for item in drawing.items if isinstance(item, Connector) and item.begin_site == 2]
    assert len(turns) == len(lines) - 1


def test_large_cards_of_a_path_are_numbered(node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = chain.draw(replace(node(6, lead=12), whole=12, first=7), body, theme)
    told = [item.body.text for item in walk(drawing.items) if isinstance(item, Shape) and item.body]
    assert [text for text in told if text.isdigit()] == ["7", "8", "9", "10", "11", "12"]


@pytest.mark.parametrize("count", [2, 3])
def test_few_short_things_of_a_checklist_leave_no_card_empty(
    count: int, node: MakeNode, body: Rect, theme: Theme
) -> None:
    told = replace(node(count, label=4), title=f"{'零一二三'[count]}件事")
    drawing = checklist.draw(told, body, theme)
    fields, cards, words = (_parts_of(drawing, kind) for kind in ("field", "card", "text"))
    assert len(fields) == len(cards) == len(words) == count
    for field, card, text in zip(fields, cards, words, strict=True):
        assert isinstance(text, Text)
        assert field.rect.y == card.rect.y
        assert points(text.body.height) + field.rect.height >= card.rect.height * 7 // 10
        assert text.rect.y >= field.rect.bottom


def test_a_tree_joins_its_root_to_every_branch(node: MakeNode, body: Rect, theme: Theme) -> None:
    for count in (1, 2, 3, 7, 12):
        drawing = tree.draw(node(count, leaves=1), body, theme)
        lines = [item for item in drawing.items if isinstance(item, Connector)]
        assert len(lines) == count
        assert len({line.begin_shape for line in lines}) == 1
        assert len({line.end_shape for line in lines}) == count
        assert all(line.arrow for line in lines)


def test_a_formula_has_signs_between_its_terms_and_its_result_if_there_is_one(
    node: MakeNode, body: Rect, theme: Theme
) -> None:
    root = node(3)
    assert len(shapes(formula.draw(root, body, theme), "mathPlus")) == 2
    assert not any("=" in paragraph.text for paragraph in paragraphs(formula.draw(root, body, theme)))
    assert shapes(formula.draw(root, body, theme), "mathEqual") == []
    drawing = formula.draw(replace(root, center="合力"), body, theme)
    assert len(shapes(drawing, "mathEqual")) == 1
    assert [paragraph.text for paragraph in paragraphs(drawing) if "合力" in paragraph.text] == ["合力"]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("每个统战领域", ["每个", "统战领域"]),
        ("党的中心工作", ["党的", "中心工作"]),
        ("关系和谐", ["关系", "和谐"]),
        ("Our theme", ["Our", "theme"]),
    ],
)
def test_a_hub_s_middle_cuts_no_word(words: str, lines: list[str], node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = hub.draw(replace(node(5), center=words), body, theme)
    (paragraph,) = (paragraph for paragraph in paragraphs(drawing) if paragraph.text == words)
    assert [words[line.start : line.end].strip() for line in paragraph.lines] == lines
    assert paragraph.size >= theme.scale.lead


def test_a_numbered_row_s_symbol_stands_in_the_middle_of_its_square(node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = numbered.draw(node(4, leaves=2), body, theme)
    marks = [paragraph for paragraph in paragraphs(drawing) if paragraph.text in ("1", "2", "3", "4")]
    assert len(marks) == 4
    for mark in marks:
        # From a line's middle to its baseline is half its pitch less DESCENT: a digit is about 0.73 em high.
        assert mark.pitch / mark.size / 2 - DESCENT == pytest.approx(0.73 / 2, abs=0.03)


@pytest.mark.parametrize("count", [2, 4])
def test_a_hub_s_disc_lies_where_cards_meet_clear_of_their_words(
    count: int, node: MakeNode, body: Rect, theme: Theme
) -> None:
    drawing = hub.draw(node(count, leaves=1), body, theme)
    (center,) = drawing.above
    assert isinstance(center, Group)
    assert abs(center.rect.center_x - body.center_x) <= 1
    assert abs(center.rect.center_y - body.center_y) <= 1
    cards = _parts_of(drawing, "card")
    assert len(cards) == count
    touched = [card for card in cards if card.rect.overlaps(center.rect)]
    assert len(touched) >= 2
    words = _parts_of(drawing, "words")
    assert len(words) == count
    assert not [word.name for word in words if _reach(word.rect, center.rect) < center.rect.width // 2]


def _reach(rect: Rect, disc: Rect) -> float:
    """Return how far the nearest point of a rectangle is from a disc's middle."""
    across = max(0, rect.x - disc.center_x, disc.center_x - rect.right)
    return hypot(across, max(0, rect.y - disc.center_y, disc.center_y - rect.bottom))


@pytest.mark.parametrize("count", range(2, 5))
def test_a_hub_is_the_same_left_and_right(count: int, node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = hub.draw(node(count, leaves=1), body, theme)
    cards = sorted((card.rect.x, card.rect.y, card.rect.width) for card in _parts_of(drawing, "card"))
    mirrored = sorted((body.x + body.right - x - width, y, width) for x, y, width in cards)
    assert len(cards) == count
    for card, other in zip(cards, mirrored, strict=True):
        assert all(abs(a - b) <= 2 for a, b in zip(card, other, strict=True))


@pytest.mark.parametrize("count", [3, 5, 8])
def test_a_hub_of_names_alone_is_a_ring_beside_the_panel_that_says_its_theme(
    count: int, node: MakeNode, theme: Theme
) -> None:
    layout = theme.layout("split", 1)
    hub_node = replace(node(count), center="同一个很长的主题要说清楚")
    assert hub.KIND.forms is not None
    assert hub.KIND.forms(hub_node)[0] == "split"
    drawing = hub.draw(hub_node, layout.body, theme, stage=Stage(form="split", layout=layout))
    segments = _parts_of(drawing, "segment")
    assert len(segments) == count
    whole = max(item.rect.bottom for item in segments) - min(item.rect.y for item in segments)
    assert whole > 0.8 * layout.body.height
    (said,) = [item for item in drawing.items if isinstance(item, Text) and item.placeholder == "lead"]
    assert said.body.text == "同一个很长的主题要说清楚"
    assert [paragraph.text for paragraph in paragraphs(drawing)].count("同一个很长的主题要说清楚") == 1


@pytest.mark.parametrize("count", [5, 6, 7, 8])
def test_many_parts_of_a_hub_are_a_wheel_with_large_words_beside_it(
    count: int, node: MakeNode, body: Rect, theme: Theme
) -> None:
    drawing = hub.draw(node(count, lead=6), body, theme)
    segments, words = _parts_of(drawing, "segment"), _parts_of(drawing, "words")
    assert len(segments) == len(words) == count
    at_right = [word for word in words if word.rect.x > body.center_x]
    assert at_right == words[: len(at_right)], "from the top, clockwise"
    assert len(at_right) == (count + 1) // 2
    assert all(upper.rect.bottom <= lower.rect.y for upper, lower in pairwise(at_right))
    names = {word.body.paragraphs[0].size for word in words if isinstance(word, Text)}
    assert len(names) == 1
    assert min(names) >= 24
    width = max(word.rect.right for word in words) - min(word.rect.x for word in words)
    assert width >= 0.95 * body.width


def test_a_hub_s_middle_does_not_say_the_slide_s_title_again(node: MakeNode, body: Rect, theme: Theme) -> None:
    for count in (4, 6):
        said = hub.draw(replace(node(count), center="组织建设", title="五件事做好组织建设"), body, theme)
        other = hub.draw(replace(node(count), center="组织建设", title="五件事一起做"), body, theme)
        assert "组织建设" not in [item.body.text for item in walk(said.above) if isinstance(item, Text)]
        assert "组织建设" in "".join(item.body.text for item in walk(other.above) if isinstance(item, Text))


def test_what_lies_above_is_part_of_a_drawing_that_stands_still(node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = hub.draw(replace(node(4), center="主题"), body, theme)
    assert drawing.above
    assert drawing.still == (*drawing.items, *drawing.above)


def test_a_hub_of_three_has_its_theme_on_a_bar_and_three_cards_below(node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = hub.draw(replace(node(3, leaves=1), center="主题"), body, theme)
    bar, *cards = drawing.items
    assert (bar.rect.x, bar.rect.y, bar.rect.width) == (body.x, body.y, body.width)
    assert len({(card.rect.y, card.rect.width, card.rect.height) for card in cards}) == 1
    assert len(cards) == 3


def test_seals_bear_what_tells_things_apart(body: Rect, theme: Theme) -> None:
    parts = tuple(Node(label=f"{char}泸合作", path=f"c#f.p{char}") for char in "致农九革")
    drawing = checklist.draw(Node(label="合作", path="c#f", children=parts), body, theme)
    seals = [item.body.text for item in walk(drawing.items) if isinstance(item, Shape) and item.body]
    assert seals == ["致", "农", "九", "革"]
    assert {paragraph.text for paragraph in paragraphs(drawing)} >= {part.label for part in parts}


def test_a_hub_of_very_many_parts_has_its_theme_on_a_bar(node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = hub.draw(replace(node(11), center="主题"), body, theme)
    bar = drawing.items[0]
    assert (bar.rect.x, bar.rect.y, bar.rect.width) == (body.x, body.y, body.width)
    assert len(drawing.items) == 12


@pytest.mark.parametrize(("leaves", "share"), [(0, 0.37), (3, 0.44)])
def test_before_points_into_after(leaves: int, share: float, node: MakeNode, body: Rect, theme: Theme) -> None:
    drawing = before_after.draw(node(2, leaves=leaves), body, theme)
    before, after = [item for item in drawing.items if isinstance(item, Group)]
    ground, edge, quiet = [item for item in drawing.items if isinstance(item, Shape)]
    assert ground.rect == body
    assert abs(quiet.rect.width - share * body.width - px(64)) <= points(1)
    assert before.rect.right < edge.rect.right < after.rect.x
    assert before.rect.y == after.rect.y


def test_a_quotation_has_its_mark_and_its_speaker(node: MakeNode, body: Rect, theme: Theme) -> None:
    for count in (1, 4, 9):
        root = node(count, lead=3)
        drawing = quote.draw(root, body, theme)
        texts = [paragraph.text for paragraph in paragraphs(drawing)]
        assert len(_parts_of(drawing, "mark")) == count
        assert {f"——{child.lead}" for child in root.children} <= set(texts)


@pytest.mark.parametrize("count", [1, 2, 4, 5, 8])
@pytest.mark.parametrize("draw", [chain.draw, timeline.draw], ids=name_of)
def test_steps_fill_their_box(draw: Draw, count: int, node: MakeNode, body: Rect, theme: Theme) -> None:
    cards = [card.rect for card in shapes(draw(node(count, leaves=2), body, theme), "round1Rect")]
    assert len(cards) == count
    assert abs(max(card.right for card in cards) - body.right) <= 2 * count
    assert max(card.bottom for card in cards) - min(card.y for card in cards) >= 0.75 * body.height


# Numbers and grids --------------------------------------------------------------------------------------------------


def number(value: int, before: str = "", after: str = "个", label: str = "创新实践基地", **more: Any) -> Number:
    metric = Metric(id="", number=value, label=label, unit=after, qualifier=before, **more)
    return number_of(metric, f"c#m.{value}")


def test_numbers_are_large_and_their_units_small(body: Rect, theme: Theme) -> None:
    drawing = metrics.draw([number(value) for value in (165, 56, 25, 45)], body, theme)
    amounts = [paragraph for paragraph in paragraphs(drawing) if paragraph.runs[0].bold and len(paragraph.runs) == 3]
    assert [amount.text for amount in amounts] == ["165\u00a0个", "56\u00a0个", "25\u00a0个", "45\u00a0个"]
    for amount in amounts:
        assert amount.size >= 72
        assert amount.runs[1].size == theme.scale.floor
        assert amount.face == "major"
        assert amount.runs[2].size is not None
        assert amount.runs[2].size < amount.size / 2
        assert len(amount.lines) == 1


def test_a_scale_word_belongs_to_its_number(body: Rect, theme: Theme) -> None:
    for after, label, scale in (("万余人次", "覆盖人群", "万"), ("million readers", "Reached", " million")):
        drawing = metrics.draw([number(7, after=after, label=label)], body, theme)
        (amount,) = [paragraph for paragraph in paragraphs(drawing) if paragraph.runs[0].text == "7"]
        (run,) = [run for run in amount.runs if run.text == scale]
        assert run.bold
        assert run.color is None
        assert run.size is not None
        assert run.size >= 0.55 * amount.size


def test_latin_digits_stand_in_groups(body: Rect, theme: Theme) -> None:
    drawing = metrics.draw([number(46000, after="loans", label="Loans a year")], body, theme)
    assert "46,000 loans" in {paragraph.text for paragraph in paragraphs(drawing)}
    assert "46,000\u00a0个" in {paragraph.text for paragraph in paragraphs(metrics.draw([number(46000)], body, theme))}
    plain = metrics.draw([number(46000, digits="plain")], body, theme)
    assert "46000\u00a0个" in {paragraph.text for paragraph in paragraphs(plain)}


@pytest.mark.parametrize("manner", MANNERS)
def test_a_number_is_written_alike_wherever_its_words_stand(manner: Manner, theme: Theme) -> None:
    look = Look(theme)
    told = number(1450, before="约", after="元", label="Revenue")
    copies = amount_copies(look, told, 76, look.color("ink"), look.color("muted"), manner)
    assert "1450" in "".join(copy.text for copy in copies)


def test_latin_words_keep_their_spaces_and_chinese_has_none() -> None:
    assert spoken(number(1200, before="over", after="people")) == "over 1200 people"
    assert spoken(number(53, before="累计", after="余个")) == "累计53余个"


def test_numbers_that_compare_have_bars_with_what_is_said_of_them(body: Rect, theme: Theme) -> None:
    numbers = [number(value, label=f"第{value}") for value in (165, 56, 25)]
    drawing = metrics.draw(numbers, body, theme, compare=True, reveal=True)
    (chart,) = [item for item in drawing.items if isinstance(item, Chart)]
    assert chart.values == (165.0, 56.0, 25.0)
    assert chart.labels == ("165个", "56个", "25个")
    assert chart.click == drawing.clicks == 1
    assert chart.label_size > chart.size > theme.scale.floor
    low = metrics.draw(numbers * 2, Rect(body.x, body.y, body.width, inches(3.4)), theme, compare=True)
    assert any(isinstance(item, Chart) for item in low.items)


YEARS = (
    ("1846", "The question", "One clinic is far safer"), ("March 1847", "The clue", "A colleague dies after a cut"),
    ("May 1847", "The act", "All wash with chlorinated lime"), ("1848", "The answer", "Both clinics are equally safe"),
    ("1861", "The book", "He publishes; few believe"),
)  # fmt: skip


def dated(*rows: tuple[str, ...]) -> Node:
    parts = tuple(
        Node(
            label=name, lead=lead, path=f"c/x#f.parts.p{number}",
            leaves=tuple(Leaf(text=text, path=f"c/x#f.parts.p{number}.{text}") for text in more),
        )
        for number, (name, lead, *more) in enumerate(rows)
    )  # fmt: skip
    return Node(label="Years", path="c/x#f", children=parts)


def test_what_rows_of_dates_say_is_not_broken_beside_a_hole(body: Rect, theme: Theme) -> None:
    """A column is as wide as its longest text, and names are smaller before what stands beside them is broken."""
    drawing = timeline.draw(dated(*YEARS), body, theme)
    words = [item for item in walk(drawing.items) if isinstance(item, Text) and item.name.split(" · ")[-1] != "name"]
    lines = [paragraph for item in words for paragraph in item.body.paragraphs]
    assert {paragraph.text for paragraph in lines} == {text for _, *more in YEARS for text in more}
    assert all(len(paragraph.lines) == 1 for paragraph in lines)
    assert min(paragraph.size for paragraph in lines) >= 22
    assert len({item.rect.x for item in words}) == 2, "in two columns"


def test_rows_of_dates_with_few_words_say_them_large(body: Rect, theme: Theme) -> None:
    node = dated(*((str(2021 + number), "拿到适老化改造资金") for number in range(5)))
    words = [item for item in walk(timeline.draw(node, body, theme).items) if item.name.endswith("words")]
    sizes = {paragraph.size for item in words if isinstance(item, Text) for paragraph in item.body.paragraphs}
    assert sizes == {Pt(30.0)}


def test_of_two_bars_one_is_to_be_looked_at_and_the_other_muted(body: Rect, theme: Theme) -> None:
    def muted(*pointed: dict[str, Any]) -> list[bool]:
        numbers = [number(9 - place, label=f"第{place}", **each) for place, each in enumerate(pointed)]
        (chart,) = [item for item in metrics.draw(numbers, body, theme, compare=True).items if isinstance(item, Chart)]
        return [color is not None for color in chart.points]

    assert muted({}, {}) == [False, True]
    assert muted({}, {"hero": True}) == [True, False]
    assert muted({"hero": True}, {"highlight": True}) == [True, False]
    assert muted({}, {}, {}) == []
    assert muted({}, {"hero": True}, {}) == [True, False, True]


def test_a_matrix_has_its_units_colours_and_parts_its_rows(body: Rect, theme: Theme) -> None:
    grid = Grid(
        corner="",
        columns=(Leaf(text="甲", path="c#a"), Leaf(text="乙", path="c#b")),
        rows=(Leaf(text="责任", path="c#r"), Leaf(text="机制", path="c#s")),
        cells=((Leaf(text="书记抓", path="c#r.0"), None), (None, Leaf(text="闭环", path="c#s.1"))),
        accents=(4, 2),
        path="c",
        unsaid="没有讲到",
    )
    drawing = matrix.draw(grid, body, theme, reveal=True)
    table = drawing.items[0]
    assert isinstance(table, Table)
    assert drawing.clicks == 0
    assert [cell.fill for cell in table.rows[0]] == [None, theme.accent(4), theme.accent(2)]
    assert {row[1].fill for row in table.rows[1:]} == {theme.color("card")}
    assert table.rule is not None
    assert table.rect.height >= 0.97 * body.height
    assert len(set(table.heights[1:])) == 1
    assert [cell.path for cell in table.rows[1]] == ["c#r", "c#r.0", ""]
    assert drawing.alt == "责任：甲：书记抓；乙：没有讲到。机制：甲：没有讲到；乙：闭环。"


# Names and words ----------------------------------------------------------------------------------------------------


def test_names_say_what_a_shape_is_and_are_given_once() -> None:
    names = Names("pillars")
    assert names("醇度", "head") == "pillars · 醇度 · head"
    assert names("醇度", "head") == "pillars · 醇度 · head · 2"
    assert names("长" * 40) == f"pillars · {'长' * 19}…"


def test_the_words_of_a_figure_follow_its_writing() -> None:
    chinese = Node(
        label="四度",
        path="c#f",
        children=(
            Node(
                label="醇度",
                path="c#f.a",
                lead="文化为核",
                leaves=(Leaf(text="一", path="x"), Leaf(text="二。", path="y")),
            ),
            Node(label="香度", path="c#f.b"),
        ),
    )
    assert alt_text(chinese) == "四度：醇度；香度。醇度（文化为核）：一；二。"
    english = Node(
        label="Care",
        path="c#f",
        center="Plot",
        children=(Node(label="Water", path="c#f.a", symbol="1", leaves=(Leaf(text="Twice a week.", path="x"),)),),
    )
    assert alt_text(english) == "Care – Plot: Water. 1 Water: Twice a week."


def test_emu_are_whole_numbers_in_every_rectangle(node: MakeNode, body: Rect, theme: Theme) -> None:
    """A float in a coordinate makes PowerPoint repair the file."""
    checked = 0
    for draw in (pillars.draw, numbered.draw, loop.draw, tree.draw, chain.draw, formula.draw, hub.draw, timeline.draw):
        for item in walk(draw(node(5, leaves=2, lead=3), body, theme).items):
            checked += 1
            rect = item.rect
            assert all(type(value) is int for value in (rect.x, rect.y, rect.width, rect.height)), item.name
            assert rect.width >= 0
            assert rect.height >= 0
            assert Emu(rect.x) >= 0
    assert checked


# Quotes -------------------------------------------------------------------------------------------------------------


def quoted(words: str, theme: Theme, who: str = "某人") -> Drawing:
    layout = theme.layout("full", 1)
    root = Node(label="口号", path="c#f", children=(Node(label=words, path="c#f.q", lead=who),))
    assert quote.KIND.forms is not None
    assert quote.KIND.forms(root)[0] == "full"
    return quote.draw(root, layout.body, theme, stage=Stage(form="full", layout=layout))


def test_clauses_that_share_one_character_stand_on_it(theme: Theme) -> None:
    drawing = quoted("书记抓、抓书记，全党抓统战、全域抓统战", theme)
    (axis,) = [item for item in drawing.items if item.name.endswith("axis")]
    clauses = [
        item for item in drawing.items if isinstance(item, Text) and " clause " in f" {item.name} ".replace("·", "")
    ]
    assert [text.body.text for text in clauses] == ["书记抓、", "抓书记，", "全党抓统战、", "全域抓统战"]
    em = {text.body.paragraphs[0].size for text in clauses}
    assert len(em) == 1
    for text in clauses:
        before = text.body.text.index("抓")
        left = text.rect.x + points(before * text.body.paragraphs[0].size)
        assert axis.rect.x <= left <= axis.rect.center_x, "the shared character lies on the bar"


@pytest.mark.parametrize("words", ["中心工作推进到哪里，统战就跟进到哪里。", "Clean hands are the last thing noticed."])
def test_other_words_stand_in_a_placeholder_large(words: str, theme: Theme) -> None:
    drawing = quoted(words, theme)
    (text,) = [item for item in drawing.items if isinstance(item, Text) and item.placeholder]
    assert text.body.text == words
    assert text.body.paragraphs[0].size >= 44


def test_what_is_said_of_words_on_an_axis_stands_beside_them(theme: Theme) -> None:
    layout = theme.layout("full", 1)
    part = Node(label="先有台，才有戏。", path="c#f.q", lead="某人", leaves=(Leaf(text="纳入考核", path="c#f.q.0"),))
    root = Node(label="口号", path="c#f", children=(part,))
    drawing = quote.draw(root, layout.body, theme, stage=Stage(form="full", layout=layout))
    (axis,) = [item for item in drawing.items if item.name.endswith("axis")]
    (mark,) = [item for item in drawing.items if item.name.endswith("mark")]
    beside = [
        item for item in drawing.items if isinstance(item, Text) and item.name.endswith(("said of it", "speaker"))
    ]
    assert [text.body.text for text in beside] == ["纳入考核", "——某人"]
    assert {text.rect.x for text in beside} == {mark.rect.x}
    assert mark.rect.x > axis.rect.right


def test_a_quotation_of_many_latin_words_fills_a_slide_too() -> None:
    words = "We did not change the soap, we did not change the sinks; we changed who was allowed to speak up." * 2
    root = Node(label="Said", path="c#f", children=(Node(label=words[:180], path="c#f.q"),))
    assert quote.KIND.forms is not None
    assert list(quote.KIND.forms(root)) == ["full", "top"]


def test_a_very_long_quotation_stays_on_paper(theme: Theme) -> None:
    root = Node(label="口号", path="c#f", children=(Node(label="很长的一句话，" * 20, path="c#f.q"),))
    assert quote.KIND.forms is not None
    assert list(quote.KIND.forms(root)) == ["top"]


# What an author asks for --------------------------------------------------------------------------------------------


def test_the_number_that_is_marked_stands_in_the_panel(theme: Theme) -> None:
    layout = theme.layout("split", 1)
    numbers = [number(12), replace(number(165), hero=True), number(56)]
    drawing = metrics.draw(numbers, layout.body, theme, stage=Stage(form="split", layout=layout))
    panel = [item for item in drawing.items if isinstance(item, Text) and item.name.endswith("hero")]
    assert [item.body.text for item in panel] == ["165\u00a0个"]
    assert len([item for item in drawing.items if isinstance(item, Group)]) == 2


def test_an_icon_that_is_asked_for_stands_there(node: MakeNode, body: Rect, theme: Theme) -> None:
    root = node(3)
    keys = ("medal", "handshake", "heart")
    asked = replace(root, children=tuple(replace(p, icon=key) for p, key in zip(root.children, keys, strict=True)))
    assert not _parts_of(checklist.draw(root, body, theme), "icon")
    assert len(_parts_of(checklist.draw(asked, body, theme), "icon")) == 3


@pytest.mark.parametrize("words", ["“Wait for it.”", "“再等等。”他说。", "‘No’ is an answer", "“抓”字当头，“实”字托底"])
def test_marks_that_are_written_around_words_stay(words: str, theme: Theme) -> None:
    drawn = [item.body.text for item in quoted(words, theme).items if isinstance(item, Text)]
    assert drawn
    assert "".join(words.split()) in "".join("".join(drawn).split())


def test_a_matrix_has_rows_of_one_height_and_icons_clear_of_their_heads(body: Rect, theme: Theme) -> None:
    rows = tuple(
        Leaf(text=text, path=f"c#r{n}") for n, text in enumerate(("组织网络", "考核督查", "协商讨论", "制度规范"))
    )
    long, short = Leaf(text="横向到边、纵向到底，一级一级都有人管", path="c#x"), Leaf(text="一核引领", path="c#y")
    cells = tuple((long if n % 2 else short, short, short, short) for n in range(4))
    grid = Grid(
        columns=tuple(Leaf(text=c, path="c#c") for c in "甲乙丙丁"), rows=rows, cells=cells, corner="", path="c"
    )
    table, corner, *icons = matrix.draw(grid, body, theme).items
    assert isinstance(table, Table)
    assert len(set(table.heights[1:])) == 1
    assert corner.rect.right >= table.rect.right
    assert corner.rect.bottom <= table.rect.y + table.heights[0], "the head alone has a round corner"
    assert len(icons) == len(rows), "each row has an icon of its own"
    for head, mark in zip(table.rows[1:], icons, strict=True):
        assert table.rect.contains(mark.rect)
        assert mark.rect.right <= table.rect.x + head[0].body.insets[0]


def test_a_column_is_wider_where_that_keeps_its_words_together(body: Rect, theme: Theme) -> None:
    texts = ("医生", "老师", "中心+会+团+室+库", "城市")
    grid = Grid(
        corner="方面",
        columns=tuple(Leaf(text=c, path="c#c") for c in "甲乙丙丁"),
        rows=tuple(Leaf(text=f"第{n}方面", path="c#r") for n in "一二三四五六"),
        cells=tuple(tuple(Leaf(text=text, path="c#x") for text in texts) for _ in range(6)),
        path="c",
    )
    narrow = Rect(body.x, body.y, px(1100), body.height)
    table = matrix.draw(grid, narrow, theme).items[0]
    assert isinstance(table, Table)
    first, *widths = table.widths
    assert widths[2] > max(width for at, width in enumerate(widths) if at != 2)
    assert {len(row[3].body.paragraphs[0].lines) for row in table.rows[1:]} == {1}
    assert table.rows[0][0].body.text == "方面"
    assert table.rows[0][0].fill is None
    assert sum(widths) + first == narrow.width


def test_a_table_is_white_between_hairlines_and_only_its_head_is_coloured(body: Rect, theme: Theme) -> None:
    lines = tuple(
        TableLine(cells=("北街", str(n), "都来了"), path=f"s#{n}", strong=n == 2, total=n == 4) for n in range(5)
    )
    told = Tabular(head=("街", "户", "谁"), members=lines, align=("", "", ""), path="s")
    table = table_figure.draw(told, body, theme).items[0]
    assert isinstance(table, Table)
    plain = {
        cell.fill
        for row, line in zip(table.rows[1:], lines, strict=True)
        for cell in row
        if not line.strong and not line.total
    }
    assert plain == {theme.color("card")}
    assert table.rule == Stroke(theme.color("rule"), Pt(1))
    assert {p.face for cell in table.rows[0] for p in cell.body.paragraphs} == {"major"}
    assert len({p.size for row in table.rows[1:] for cell in row for p in cell.body.paragraphs}) == 1
    assert table.rect.height >= body.height * 0.6
