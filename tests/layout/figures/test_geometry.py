"""What holds for every diagram of any content: it is inside, apart, aligned, glued, named, told, and its text fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from math import cos, hypot, radians, sin
from pathlib import Path

import pytest
from deckbrief.base.length import Emu, Rect, inches, points, px
from deckbrief.draft.nodes import Grid, Leaf, Node, Number
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
from deckbrief.layout.figures.amount import spoken
from deckbrief.layout.figures.drawing import CannotDraw, Drawing
from deckbrief.layout.figures.kit import bounds
from deckbrief.layout.frame import AnyItem, Chart, Connector, Group, Shape, Table, Text, TextBody
from deckbrief.layout.preset import site, text_rect
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.ooxml.colors import contrast
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Color, Theme
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

THEMES = Path(__file__).parents[3] / "templates" / "themes"
THEME = load_theme("vermilion", (THEMES,))
BODY = THEME.layouts["figure"].body
AIR = points(12)
HAIR = points(0.01)
"""What adjust values, shares of 100,000, may be off by rounding."""

TREES: dict[str, Callable[..., Drawing]] = {
    "pillars": pillars.draw,
    "numbered": numbered.draw,
    "loop": loop.draw,
    "tree": tree.draw,
    "chain": chain.draw,
    "formula": formula.draw,
    "hub": hub.draw,
    "before-after": before_after.draw,
    "checklist": checklist.draw,
    "quote": quote.draw,
    "timeline": timeline.draw,
}
FEWEST = {"loop": 3, "formula": 2, "hub": 2, "before-after": 2}
MOST = {"before-after": 2}

boxes = st.sampled_from(
    [
        BODY,
        Rect(BODY.x, BODY.y, inches(6), inches(3)),
        Rect(inches(5.7), BODY.y, inches(7), inches(5.3)),
        Rect(BODY.x, inches(3.1), BODY.width, inches(3.4)),
    ]
)
characters = st.one_of(
    st.sampled_from("统战工作基层实践创新组织建设队伍政治引领服务发展"),
    st.sampled_from("统战工作基层实践创新组织建设队伍政治引领服务发展，。、“”（）：·13 45万%aBcWi"),
)
words = st.lists(characters, min_size=1, max_size=60).map("".join).filter(str.strip)
short = st.lists(st.sampled_from("统战工作基层实践创新组织建设"), min_size=1, max_size=6).map("".join)


@st.composite
def trees(
    draw: st.DrawFn, fewest: int = 1, most: int = 12, text: st.SearchStrategy[str] = words, held: int = 10
) -> Node:
    """Return a root with 1 to 12 parts, each with up to 10 leaves or a few parts of its own."""

    def leaves(path: str, limit: int) -> tuple[Leaf, ...]:
        return tuple(
            Leaf(text=each, path=f"{path}.points.{i}") for i, each in enumerate(draw(st.lists(text, max_size=limit)))
        )

    parts = []
    nested = draw(st.booleans())
    some = st.one_of(st.just(""), text)
    for i in range(draw(st.integers(fewest, most))):
        path = f"c/x#f.parts.p{i}"
        inner = tuple(
            Node(label=draw(text), path=f"{path}.parts.q{j}", lead=draw(some), leaves=leaves(f"{path}.parts.q{j}", 2))
            for j in range(draw(st.integers(0, 3)) if nested else 0)
        )
        symbol = draw(st.sampled_from(["", "", "1", "10", "N", "1+N"]))
        parts.append(
            Node(
                label=draw(text),
                path=path,
                symbol=symbol,
                lead=draw(some),
                leaves=leaves(path, 2 if inner else held),
                children=inner,
            )
        )
    center = draw(some)
    return Node(label=draw(short), path="c/x#f", center=center, children=tuple(parts), accent=draw(st.integers(0, 5)))


def drawn(draw: Callable[[], Drawing], path: str) -> Drawing | None:
    """Return the drawing, None where the content is too much: then the error says what and by how much."""
    refusal: DoesNotFit
    try:
        return draw()
    except DoesNotFit as error:
        refusal = error
    assert refusal.path.startswith(path)
    narrow = refusal.room[0] < 2 * points(THEME.scale.floor)
    assert narrow or refusal.needed[0] > refusal.room[0] or refusal.needed[1] > refusal.room[1]
    return None


def walk(items: Sequence[AnyItem], part: int = -1) -> Iterator[tuple[int, AnyItem]]:
    """Every item but groups, with the number of the top-level item that it belongs to."""
    for number, item in enumerate(items):
        owner = number if part < 0 else part
        if isinstance(item, Group):
            yield from walk(item.items, owner)
        else:
            yield owner, item


def solid(drawing: Drawing) -> list[tuple[int, Shape | Text | Table | Chart]]:
    """Everything that takes room: all but connectors."""
    return [(part, item) for part, item in walk(drawing.items) if isinstance(item, Shape | Text | Table | Chart)]


def outline(item: AnyItem) -> Rect:
    """Return the rectangle that an item takes; a chevron's point reaches into the next one's notch."""
    if isinstance(item, Shape) and item.geometry in ("chevron", "homePlate"):
        depth = min(item.rect.width, item.rect.height) * item.adjust[0][1] // 100_000
        return item.rect.inset(0, 0, depth, 0)
    return item.rect


def distance(first: AnyItem, second: AnyItem) -> float:
    """Return how far two items are apart, EMU; 0 and less where they meet."""
    a, b = outline(first), outline(second)
    round_a, round_b = (isinstance(item, Shape) and item.geometry == "ellipse" for item in (first, second))
    if round_a and round_b:
        return hypot(a.center_x - b.center_x, a.center_y - b.center_y) - (a.width + b.width) / 2
    if round_a or round_b:
        circle, rect = (a, b) if round_a else (b, a)
        away_x = max(abs(circle.center_x - rect.center_x) - rect.width / 2, 0)
        away_y = max(abs(circle.center_y - rect.center_y) - rect.height / 2, 0)
        return hypot(away_x, away_y) - circle.width / 2
    gap_x, gap_y = max(b.x - a.right, a.x - b.right), max(b.y - a.bottom, a.y - b.bottom)
    return hypot(max(gap_x, 0), max(gap_y, 0)) if max(gap_x, gap_y) > 0 else max(gap_x, gap_y)


def bodies(drawing: Drawing) -> Iterator[tuple[str, TextBody, Rect]]:
    """Every text body with its item's name and the rectangle in which it stands, before insets."""
    for _, item in walk(drawing.items):
        if isinstance(item, Shape) and item.body:
            yield item.name, item.body, text_rect(item.geometry, item.rect, item.adjust)
        elif isinstance(item, Text):
            yield item.name, item.body, item.rect
        elif isinstance(item, Table):
            for row, height in zip(item.rows, item.heights, strict=True):
                for cell, width in zip(row, item.widths, strict=True):
                    yield item.name, cell.body, Rect(Emu(0), Emu(0), width, height)


def assert_inside(drawing: Drawing, box: Rect) -> None:
    for item in drawing.items:
        assert box.contains(item.rect), item.name
    for _, item in walk(drawing.items):
        assert box.contains(item.rect), item.name


def is_faint(item: AnyItem) -> bool:
    """Tell rings that hardly show: a watermark of a surface, which words may stand on."""
    return (
        isinstance(item, Shape)
        and "rings" in item.name.split(" · ")
        and item.fill is not None
        and item.fill.alpha <= 30_000
        and item.body is None
    )


def is_slanted(item: AnyItem) -> bool:
    """Tell a segment of a ring, or the line from it to its words: they do not fill the rectangle around them."""
    return isinstance(item, Shape) and bool({"segment", "line"} & set(item.name.split(" · "))) and bool(item.outline)


def far_from(middle: tuple[int, int], rect: Rect) -> float:
    """Point, the box of a slanted line -> how far the line is from the point, along that diagonal that is farther."""
    left, right = rect.x - middle[0], rect.right - middle[0]
    top, bottom = rect.y - middle[1], rect.bottom - middle[1]
    found = []
    for x, y, to_x, to_y in ((left, top, right, bottom), (left, bottom, right, top)):
        across, down = to_x - x, to_y - y
        share = min(1.0, max(0.0, -(x * across + y * down) / (across**2 + down**2)))
        found.append(hypot(x + share * across, y + share * down))
    return max(found)


def assert_wheel(drawing: Drawing) -> None:
    """Words stand clear of the circle of a wheel's segments, and nothing else is as far from its middle."""
    items = [item for _, item in walk(drawing.items)]
    segments = [item.rect for item in items if "segment" in item.name.split(" · ")]
    if not segments:
        return
    around = bounds(segments)
    middle, radius = (around.center_x, around.center_y), around.height / 2
    assert abs(around.width - around.height) <= around.height // 20
    for item in items:
        kinds = set(item.name.split(" · "))
        if "words" in kinds:
            across = max(0, item.rect.x - middle[0], middle[0] - item.rect.right)
            down = max(0, item.rect.y - middle[1], middle[1] - item.rect.bottom)
            assert hypot(across, down) >= radius + AIR, item.name
        elif kinds & {"number", "icon", "dot"}:
            assert hypot(item.rect.center_x - middle[0], item.rect.center_y - middle[1]) < radius, item.name
        elif "line" in kinds:
            assert far_from(middle, item.rect) >= radius - 2 * HAIR, f"{item.name} runs over the segments"


def assert_apart(drawing: Drawing) -> None:
    """Nothing meets; what says something keeps its air; only a backing or a watermark lies behind what it holds.

    A sign on a disc lies on the seam between two surfaces, clear of their texts. Segments of a ring, and the lines to
    their words, are slanted: what holds for them is looked at where they are circles (`assert_wheel`).
    """
    texts = [box.inset(*body.insets) for _, body, box in bodies(drawing)]
    for (part_a, a), (part_b, b) in combinations(solid(drawing), 2):
        if a.rect.contains(b.rect) or b.rect.contains(a.rect):
            continue
        if any(map(is_faint, (a, b))) or any(map(is_slanted, (a, b))):
            continue
        if signs := [item for item in (a, b) if {"seat", "sign"} & set(item.name.split(" · "))]:
            assert not any(sign.rect.overlaps(text) for sign in signs for text in texts), signs[0].name
            continue
        assert distance(a, b) >= -HAIR, (a.name, b.name)
        if part_a != part_b and a.path and b.path:
            assert distance(a, b) >= AIR - HAIR, (a.name, b.name)


def assert_text_fits(drawing: Drawing, floor: float) -> None:
    for name, body, box in bodies(drawing):
        room = box.inset(*body.insets)
        assert points(body.height) <= room.height + 1, name
        for paragraph in body.paragraphs:
            for line in paragraph.lines:
                assert line.width + paragraph.indent <= room.width, name
            assert min(paragraph.size, *(run.size or paragraph.size for run in paragraph.runs)) >= floor, name


def assert_glued(drawing: Drawing) -> None:
    """A connector begins and ends on the sites that it is glued to, and its preset runs from the one to the other."""
    shapes = {item.name: item for _, item in walk(drawing.items) if isinstance(item, Shape)}
    for _, item in walk(drawing.items):
        if not isinstance(item, Connector):
            continue
        begin, end = shapes[item.begin_shape], shapes[item.end_shape]
        assert item.start == site_of(begin, item.begin_site), item.name
        assert item.end == site_of(end, item.end_site), item.name
        xs, ys = sorted((item.start[0], item.end[0])), sorted((item.start[1], item.end[1]))
        assert (item.rect.x, item.rect.right, item.rect.y, item.rect.bottom) == (*xs, *ys), item.name
        if item.rotation or item.flip or not item.geometry.startswith("straight"):
            assert_runs_between(item)


def site_of(shape: Shape, index: int) -> tuple[int, int]:
    """Return the point of a site, turned with its shape."""
    x, y = site(shape.geometry, shape.rect, index, shape.adjust)
    if not shape.rotation:
        return x, y
    angle, middle_x, middle_y = (
        radians(shape.rotation), shape.rect.x + shape.rect.width / 2, shape.rect.y + shape.rect.height / 2,
    )  # fmt: skip
    dx, dy = x - middle_x, y - middle_y
    return (
        round(middle_x + dx * cos(angle) - dy * sin(angle)),
        round(middle_y + dx * sin(angle) + dy * cos(angle)),
    )


def assert_runs_between(item: Connector) -> None:
    """Turned and mirrored as the frame says, the preset's path from top left to bottom right joins the two points."""
    for (x, y), (at_x, at_y) in zip((way(item)[0], way(item)[-1]), (item.start, item.end), strict=True):
        assert hypot(x - at_x, y - at_y) <= 2, item.name


def way(item: Connector) -> list[tuple[float, float]]:
    """Return the points of a connector, its curve in steps, with its preset turned as the frame says."""
    width, height = item.rect.width, item.rect.height
    if item.geometry == "straightConnector1":
        return [item.start, item.end]
    if item.rotation in (90, 270):
        width, height = height, width
    if item.geometry == "bentConnector3":
        bend = dict(item.adjust)["adj1"] / 100_000 * width
        path = [(0.0, 0.0), (bend, 0.0), (bend, float(height)), (float(width), float(height))]
    elif item.geometry == "bentConnector2":
        path = [(0.0, 0.0), (float(width), 0.0), (float(width), float(height))]
    else:
        assert item.geometry == "curvedConnector2"
        path = [
            ((1.5 * t * (1 - t) ** 2 + 3 * t**2 * (1 - t) + t**3) * width, (1.5 * t**2 * (1 - t) + t**3) * height)
            for t in (i / 16 for i in range(17))
        ]
    return [turned(item, x - width / 2, y - height / 2) for x, y in path]


def turned(item: Connector, x: float, y: float) -> tuple[float, float]:
    """Return where a point of a preset comes to lie: `x` and `y` from its middle, mirrored, then turned clockwise."""
    angle, mirrored = radians(item.rotation), -y if item.flip else y
    return (
        item.rect.x + item.rect.width / 2 + x * cos(angle) - mirrored * sin(angle),
        item.rect.y + item.rect.height / 2 + x * sin(angle) + mirrored * cos(angle),
    )


def assert_lines_clear(drawing: Drawing) -> None:
    """No connector runs over a shape that it does not join."""
    shapes = [item for _, item in solid(drawing) if item.path]
    for _, item in walk(drawing.items):
        if not isinstance(item, Connector):
            continue
        steps = [
            (x1 + (x2 - x1) * i / 24, y1 + (y2 - y1) * i / 24)
            for (x1, y1), (x2, y2) in pairwise(way(item))
            for i in range(25)
        ]
        joined = [shape.rect for shape in shapes if shape.name in (item.begin_shape, item.end_shape)]
        for shape in shapes:
            if any(shape.rect.contains(rect) or rect.contains(shape.rect) for rect in joined):
                continue
            assert not any(covers(shape, x, y) for x, y in steps), (item.name, shape.name)


def covers(item: AnyItem, x: float, y: float) -> bool:
    box = item.rect.inset(points(0.5))
    if isinstance(item, Shape) and item.geometry == "ellipse":
        return hypot(x - box.center_x, y - box.center_y) < box.width / 2
    return box.x < x < box.right and box.y < y < box.bottom


def assert_named_once(drawing: Drawing) -> None:
    names: list[str] = []
    for item in drawing.items:
        names.append(item.name)
        if isinstance(item, Group):
            names += [member.name for member in item.items]
    assert len(names) == len(set(names))
    assert all(names)


def assert_aligned(drawing: Drawing) -> None:
    """Parts in one row are equally high and equally wide; circles and segments have their words beside them."""
    groups = [item for item in drawing.items if isinstance(item, Group)]
    parts = [item for item in groups if not is_circle(item.items[0]) and not is_slanted(item.items[0])]
    for first, second in combinations(parts, 2):
        if first.rect.y == second.rect.y:
            assert first.rect.height == second.rect.height, (first.name, second.name)
            assert abs(first.rect.width - second.rect.width) <= 2, (first.name, second.name)


def is_circle(item: AnyItem) -> bool:
    return isinstance(item, Shape) and item.geometry == "ellipse"


def said(node: Node) -> Iterator[str]:
    yield node.label
    yield from (leaf.text for leaf in node.leaves)
    for child in node.children:
        yield from said(child)


def assert_told(drawing: Drawing, node: Node) -> None:
    for text in said(node):
        assert text.rstrip("。；;.") in drawing.alt, text


def assert_complete(drawing: Drawing, node: Node) -> None:
    """Nothing of the parts is lost, and each part can be found by its content path.

    What all names begin with may stand by itself, before each of them.
    """
    shown = "".join(body.text for _, body, _ in bodies(drawing))
    for part in node.children:
        for text in said(part):
            assert text in shown, text
    paths = {item.path for item in drawing.items} | {item.path for _, item in walk(drawing.items)}
    assert {part.path for part in node.children} <= paths


@pytest.mark.parametrize("kind", TREES)
@settings(max_examples=35, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_content_is_drawn_soundly_or_said_not_to_fit(kind: str, data: st.DataObject) -> None:
    many = data.draw(st.booleans())
    strategy = trees(FEWEST.get(kind, 1), MOST.get(kind, 12), words if many else short, 10 if many else 3)
    node, box = data.draw(strategy), data.draw(boxes)
    drawing = drawn(lambda: TREES[kind](node, box, THEME), node.path)
    if drawing is None:
        return
    assert_inside(drawing, box)
    assert_apart(drawing)
    assert_wheel(drawing)
    assert_text_fits(drawing, THEME.scale.floor)
    assert_glued(drawing)
    assert_lines_clear(drawing)
    assert_named_once(drawing)
    if kind != "before-after":  # its sides have shares of their own
        assert_aligned(drawing)
    assert_told(drawing, node)
    assert_complete(drawing, node)


@pytest.mark.parametrize("kind", TREES)
@pytest.mark.parametrize("count", range(1, 13))
def test_from_one_to_twelve_parts_short_content_fits_a_slide(kind: str, count: int) -> None:
    if not FEWEST.get(kind, 1) <= count <= MOST.get(kind, 12):
        pytest.skip("makes no sense for so many parts")
    leaves = 3 if count <= 4 else 2 if count <= 6 else 1
    node = Node(
        label="四度",
        path="c/x#f",
        children=tuple(
            Node(
                label=f"第{i}部分",
                path=f"c/x#f.parts.p{i}",
                leaves=tuple(Leaf(text=f"要点{i}之{j}", path=f"c/x#f.parts.p{i}.points.{j}") for j in range(leaves)),
            )
            for i in range(count)
        ),
    )
    drawing = TREES[kind](node, BODY, THEME)
    assert_apart(drawing)
    assert_complete(drawing, node)


@pytest.mark.parametrize("kind", TREES)
def test_parts_appear_click_by_click(kind: str) -> None:
    count = MOST.get(kind, 4)
    node = Node(
        label="四度",
        path="c/x#f",
        children=tuple(Node(label=f"部分{i}", path=f"c/x#f.parts.p{i}") for i in range(1, count + 1)),
    )
    still, moving = TREES[kind](node, BODY, THEME), TREES[kind](node, BODY, THEME, reveal=True)
    assert still.clicks == 0
    assert moving.clicks == count
    assert {item.click for item in still.items} == {0}
    for number, part in enumerate(node.children, 1):
        assert {item.click for item in moving.items if item.path == part.path} == {number}
    unclicked = [replace(item, click=0) for item in moving.items]
    assert unclicked == list(still.items)


@pytest.mark.parametrize("kind", TREES)
def test_words_stand_out_from_what_they_stand_on(kind: str) -> None:
    """4.5:1 on every theme, 3:1 for large type (WCAG 2.2, 1.4.3): on the fill, or on what lies behind a text box."""
    node = Node(
        label="四度",
        path="c/x#f",
        center="中心",
        children=tuple(
            Node(
                label=f"部分{i}",
                path=f"c/x#f.parts.p{i}",
                lead="说明",
                leaves=(Leaf(text="要点", path=f"c/x#f.parts.p{i}.points.0"),),
            )
            for i in range(MOST.get(kind, 6))
        ),
    )
    for name in ("vermilion", "ink", "plain"):
        theme = load_theme(name, (THEMES,))
        drawing = TREES[kind](node, BODY, theme)
        found = list(inks(drawing, theme))
        assert found
        for ground, ink, least in found:
            assert contrast(theme.hex(ground), theme.hex(ink)) >= least, (kind, name)


def _least(size: float, bold: bool) -> float:
    return 3.0 if size >= 24 or (bold and size >= 18.5) else 4.5


def inks(drawing: Drawing, theme: Theme) -> Iterator[tuple[Color, Color, float]]:
    """Every colour of text with the colour behind it, and the least contrast that it must have there."""
    items = [item for _, item in walk(drawing.items) if isinstance(item, Shape | Text)]
    for index, item in enumerate(items):
        if not item.body:
            continue
        ground = item.fill if isinstance(item, Shape) else None
        behind = [below.fill for below in items[:index] if isinstance(below, Shape) and below.rect.contains(item.rect)]
        color = ground or next((fill for fill in reversed(behind) if fill), theme.color("paper"))
        for paragraph in item.body.paragraphs:
            for run in paragraph.runs:
                yield color, run.color or paragraph.color, _least(run.size or paragraph.size, run.bold)


@pytest.mark.parametrize("kind", TREES)
def test_one_accent_colours_everything_where_it_is_given(kind: str) -> None:
    children = tuple(Node(label=f"部分{i}", path=f"c/x#f.parts.p{i}") for i in range(MOST.get(kind, 4)))
    node = Node(label="四度", path="c/x#f", children=children)
    accents = {THEME.accent(number) for number in range(1, 5)}

    def used(accent: int) -> set[Color]:
        drawing = TREES[kind](replace(node, accent=accent), BODY, THEME)
        items = [item for _, item in walk((*drawing.items, *drawing.above))]
        fills = {item.fill for item in items if isinstance(item, Shape) and item.fill}
        edges = {item.stroke.color for item in items if isinstance(item, Shape | Connector) and item.stroke}
        return (fills | edges) & accents

    assert used(3) == {THEME.accent(3)}


@pytest.mark.parametrize(
    ("kind", "count"), [("loop", 2), ("formula", 1), ("hub", 1), ("before-after", 3), ("chain", 0)]
)
def test_what_makes_no_sense_is_said_to(kind: str, count: int) -> None:
    children = tuple(Node(label=f"部分{i}", path=f"c/x#f.parts.p{i}") for i in range(count))
    with pytest.raises(CannotDraw) as caught:
        TREES[kind](Node(label="四度", path="c/x#f", children=children), BODY, THEME)
    assert caught.value.message


# Numbers and grids --------------------------------------------------------------------------------------------------


@st.composite
def figures(draw: st.DrawFn) -> tuple[Number, ...]:
    return tuple(
        Number(
            before=draw(st.sampled_from(["", "", "累计", "近", "over"])),
            number=f"{value:,}",
            after=draw(st.sampled_from(["", "个", "万余人次", "people"])),
            value=float(value),
            label=draw(short),
            note=draw(st.one_of(st.just(""), short)),
            path=f"c/x#m.metrics.m{i}",
        )
        for i, value in enumerate(draw(st.lists(st.integers(0, 99_999), min_size=1, max_size=12)))
    )


@settings(max_examples=60)
@given(numbers=figures(), compare=st.booleans(), box=boxes)
def test_numbers_stand_on_cards(numbers: tuple[Number, ...], compare: bool, box: Rect) -> None:
    drawing = drawn(lambda: metrics.draw(numbers, box, THEME, compare=compare), "c/x#m")
    if drawing is None:
        assert box != BODY or len(numbers) > 6
        return
    assert_inside(drawing, box)
    assert_apart(drawing)
    assert_text_fits(drawing, THEME.scale.floor)
    assert_named_once(drawing)
    assert_aligned(drawing)
    for number in numbers:
        assert number.label in drawing.alt
        assert spoken(number) in drawing.alt


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    columns, rows = draw(st.integers(1, 8)), draw(st.integers(1, 12))
    cell = st.one_of(st.none(), words.map(lambda text: text[:16]).filter(str.strip))

    def leaf(text: str | None, path: str) -> Leaf | None:
        return Leaf(text=text, path=path) if text else None

    return Grid(
        corner="",
        columns=tuple(Leaf(text=draw(short), path=f"c/x#u{i}") for i in range(columns)),
        rows=tuple(Leaf(text=draw(short), path=f"c/x#t{i}") for i in range(rows)),
        cells=tuple(tuple(leaf(draw(cell), f"c/x#t{j}.{i}") for i in range(columns)) for j in range(rows)),
        path="c/x",
    )


@settings(max_examples=60)
@given(grid=grids(), box=boxes)
def test_a_grid_is_a_table(grid: Grid, box: Rect) -> None:
    whole = drawn(lambda: matrix.draw(grid, box, THEME), "c/x")
    if whole is None:
        return
    table, corner, *icons = whole.items
    assert len(icons) in (0, len(grid.rows)), "each row has an icon, or none has"
    drawing = replace(whole, items=(table,))
    assert_inside(drawing, box)
    assert_text_fits(drawing, THEME.scale.floor)
    assert box.inset(-px(2)).contains(corner.rect), "what rounds its corner covers the line along its edge"
    assert isinstance(table, Table)
    assert sum(table.widths) == table.rect.width
    assert sum(table.heights) == table.rect.height
    each = sum(table.widths[1:]) / len(grid.columns)
    assert all(0.84 * each <= width <= 1.26 * each for width in table.widths[1:])
    for leaf in (*grid.columns, *grid.rows, *(cell for row in grid.cells for cell in row if cell)):
        assert leaf.text in drawing.alt
    for cells, row in zip(grid.cells, table.rows[1:], strict=True):
        assert [cell.body.text for cell in row[1:]] == [leaf.text if leaf else "—" for leaf in cells]
