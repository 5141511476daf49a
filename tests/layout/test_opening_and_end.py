"""Section openers by how many parts they name, and the sheet at the end of a deck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path

import pytest
from deckbrief.base.length import EMU_PER_PT, Emu, Rect, px
from deckbrief.draft.slides import Block, Entry, ListBlock, QuizBlock, Slide
from deckbrief.layout.frame import AnyItem, Group, Shape, Text
from deckbrief.layout.slide.closing import closing_art
from deckbrief.layout.slide.opening import cover_art
from deckbrief.layout.slide.panel import panel_items
from deckbrief.layout.slide.placeholders import placeholder_text
from deckbrief.layout.slide.section import section_art
from deckbrief.layout.text.line_boxes import line_boxes
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Theme

from tests.support.small_pack import laid_out, write_pack

THEMES = {name: load_theme(name, [Path("templates/themes")]) for name in ("vermilion", "plain")}
THEME: Theme = THEMES["vermilion"]
BOX = THEME.layout("section", 1).body


def flat(items: Sequence[AnyItem]) -> Iterator[AnyItem]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from flat(item.items)


def parts_of(count: int, lead: str = "", name: str = "部分") -> list[AnyItem]:
    entries = tuple(Entry(text=f"{name}{number}", lead=lead, target=f"s{number}") for number in range(count))
    _, parts = section_art(ListBlock(style="route", entries=entries), BOX, THEME, 1, ("整理", "", ""))
    assert parts is not None
    return list(flat([parts]))


@pytest.mark.parametrize("count", range(21))
@pytest.mark.parametrize("lead", ["", "说明"])
def test_a_section_shows_something_large_whatever_it_holds(count: int, lead: str) -> None:
    items = parts_of(count, lead)
    assert all(BOX.contains(item.rect) for item in items)
    seats = [item.rect for item in items if item.name.startswith("node")]
    texts = [item for item in items if isinstance(item, Text)]
    names = [text.body.paragraphs[0] for text in texts]
    assert len(seats) == max(1, count)
    assert len(names) == count
    assert len({name.size for name in names}) <= 1, "siblings have one size"
    assert all(name.size >= (24 if count > 12 else 26) for name in names), "nothing tiny"
    if count < 2:
        assert seats[0].width >= px(200), "a single part or none: a large sign"
        assert any(item.name.startswith("icon") for item in items)
    for one, other in combinations([*seats, *(text.rect for text in texts)], 2):
        assert not one.overlaps(other)


@pytest.mark.parametrize("count", range(2, 6))
def test_two_to_five_parts_stand_on_rings_round_one_centre(count: int) -> None:
    seats = [item.rect for item in parts_of(count) if item.name.startswith("node")]
    far = [hypot(seat.center_x - BOX.x, seat.center_y - BOX.bottom) for seat in seats]
    steps = {round((b - a) / px(1)) for a, b in pairwise(far)}
    assert len(steps) == 1, "equally far from ring to ring"
    assert far[0] > px(202), "clear of the gold line"


def test_many_parts_stand_in_two_columns() -> None:
    for count in (6, 9, 12, 20):
        seats = [item.rect for item in parts_of(count) if item.name.startswith("node")]
        assert len({seat.x for seat in seats}) == 2


def test_lines_below_names_are_there_for_all_parts_or_for_none() -> None:
    leads = [
        "短",
        "这一行说明写得太长太长，两行也放不下，于是所有的部分都不写说明，免得一个有一个没有，看上去像是漏了什么",
    ]
    for lead, lines in ((leads[0], 2), (leads[1], 1)):
        entries = tuple(Entry(text=f"部分{n}", lead=leads[0] if n else lead) for n in range(3))
        _, parts = section_art(ListBlock(style="route", entries=entries), BOX, THEME, 1)
        assert parts is not None
        texts = [item for item in flat([parts]) if isinstance(item, Text)]
        assert [len(text.body.paragraphs) for text in texts] == [lines] * 3


@pytest.mark.parametrize("name", sorted(THEMES))
def test_the_lines_at_the_foot_of_a_cover_are_clear_of_each_other_and_of_the_edge(name: str) -> None:
    theme = THEMES[name]
    texts = {
        "speaker": "180 分钟",
        "date": "市级和县级统战部门、统战工作领导小组成员单位的干部",
        "footer": "据团结报社、中共襄阳市委统战部培训活动发言摘登整理。所据为网络转载，未与原刊核对，不是发言全文。",
    }
    slide = Slide(name="c", layout="cover", title="基层统战工作实践创新")
    found = {key: placeholder_text(key, text, slide, theme)[0] for key, text in texts.items()}
    lines = {key: list(line_boxes(item.body, item.rect)) for key, item in found.items()}
    assert len(lines["footer"]) == len(lines["date"]) == 2
    assert theme.height - lines["footer"][-1].bottom >= px(28)
    assert lines["footer"][0].y - lines["date"][-1].bottom >= px(8)
    assert lines["date"][0].y - lines["speaker"][-1].bottom >= px(4)
    subtitle = theme.layouts["cover"].placeholders["subtitle"].rect
    assert found["speaker"].rect.y - subtitle.bottom >= px(8)


@pytest.mark.parametrize("name", sorted(THEMES))
def test_the_end_has_a_line_to_write_on_below_each_of_its_words(name: str) -> None:
    theme = THEMES[name]
    entries = tuple(Entry(text=text) for text in ("先做哪一件", "哪一天", "和谁一起"))
    block = ListBlock(style="act", entries=entries, head=Entry(text="我的下一步"))
    items = list(flat(closing_art(block, theme)))
    sheet = next(item.rect for item in items if item.name == "sheet")
    lines = [item.rect for item in items if isinstance(item, Shape) and item.name.startswith("write here")]
    labels = [item for item in items if isinstance(item, Text) and item.name.startswith("what")]
    assert [label.body.text for label in labels] == [entry.text for entry in entries]
    title = theme.layouts["cover"].placeholders["title"].rect
    assert not sheet.overlaps(title)
    for label, line in zip(labels, lines, strict=True):
        ink = Rect(label.rect.x, label.rect.y, label.rect.width, Emu(round(label.body.height * EMU_PER_PT)))
        assert line.y - ink.bottom >= px(30), "room to write"
        assert sheet.contains(line)


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        (ListBlock(style="checks", entries=(Entry(text="一"),)), True),
        (QuizBlock(question="?", options=("一", "二"), answer="A"), True),
        (QuizBlock(question="?", options=("一", "二"), answer="A", because="因为如此"), False),
    ],
)
def test_a_panel_has_a_sign_where_nothing_else_stands_in_it(block: Block, shown: bool) -> None:
    layout = THEME.layout("split-cards", 1)
    slide = Slide(layout="figure", name="s", of="", title="一二三", blocks=(block,), kind="split-cards")
    items = list(panel_items([], slide, layout, THEME, px(300)))
    assert [item.name for item in items] == ["panel icon"] * shown
    panel = Rect(Emu(0), px(300), px(480), px(376))
    assert all(panel.contains(item.rect) for item in items)


@pytest.mark.parametrize(
    ("title", "lines", "told"),
    [
        ("每天开门前的三件事", 3, ["3件"]),
        ("Three things before we open", 3, ["3"]),
        ("每天开门前的四件事", 3, []),
        ("每天开门前的事（3/3）", 3, []),
        ("每天开门前的事", 3, []),
    ],
)
def test_a_panel_beside_a_list_has_the_count_that_its_title_says_or_a_golden_ring(
    title: str, lines: int, told: list[str]
) -> None:
    layout = THEME.layout("split-text", 1)
    entries = tuple(Entry(text=f"第{number}条") for number in range(lines))
    block = ListBlock(style="bullets", entries=entries)
    slide = Slide(layout="text", name="s", of="", title=title, blocks=(block,), kind="split-text")
    items = list(panel_items([], slide, layout, THEME, px(300)))
    assert [item.body.text for item in items if isinstance(item, Text) and item.name == "value"] == told
    assert sum(item.name == "panel ring" for item in items) == (0 if told else 1)
    assert not any(item.name == "panel icon" for item in items)
    panel = Rect(Emu(0), px(300), px(480), px(420))
    assert items
    assert all(panel.contains(item.rect) for item in items)


@pytest.mark.parametrize("at", [1, 7])
def test_one_long_name_of_many_gets_a_wider_column_before_all_are_smaller(at: int) -> None:
    entries = tuple(Entry(text="中心+会+团+室+库+站" if number == at else "苹果") for number in range(8))
    _, parts = section_art(ListBlock(style="route", entries=entries), BOX, THEME, 1)
    assert parts is not None
    said = [item for item in flat([parts]) if isinstance(item, Text)]
    assert len(said) == 8
    assert all(len(text.body.paragraphs[0].lines) == 1 for text in said)
    assert min(text.body.paragraphs[0].size for text in said) >= 22, "in columns of one width it would not be 18"
    assert all(BOX.contains(text.rect) for text in said)


@pytest.mark.parametrize("count", range(2, 6))
def test_lines_below_names_are_no_smaller_than_what_is_read_in_a_room(count: int) -> None:
    texts = [item for item in parts_of(count, "从组织构架入手，聚焦中心") if isinstance(item, Text)]
    assert all(paragraph.size >= 18 for text in texts for paragraph in text.body.paragraphs)
    assert {len(text.body.paragraphs) for text in texts} == {2}


@pytest.mark.parametrize("name", ["Bakery", "Zo", "The bakery at the harbour"])
def test_the_only_section_s_title_stands_in_the_place_of_a_number(tmp_path: Path, name: str) -> None:
    folder = write_pack(tmp_path / "pack", "pillars", 3)
    file = folder / "bakery.yaml"
    file.write_text(file.read_text("utf-8").replace("name: Bakery", f"name: {name}"), "utf-8")
    frame = next(frame for frame in laid_out(folder).frames if frame.layout == "section-1")
    texts = {item.placeholder: item for item in frame.items if isinstance(item, Text) and item.placeholder}
    held = THEME.layout("section", 1).placeholders
    assert "kicker" not in texts
    assert texts["title"].rect.bottom <= held["kicker"].rect.bottom < texts["subtitle"].rect.y
    assert texts["title"].body.paragraphs[0].size == held["title"].size or len(name) > 8
    told = [texts[key] for key in ("title", "subtitle", "message", "speaker")]
    assert not any(one.rect.overlaps(other.rect) for one, other in combinations(told, 2))
    assert all(text.body.height * EMU_PER_PT <= text.rect.height for text in told)


def test_a_cover_of_one_unit_has_the_names_of_its_parts_on_its_rings(tmp_path: Path) -> None:
    cover = laid_out(write_pack(tmp_path / "pack", "pillars", 3)).frames[0]
    assert cover.layout == "cover"
    names = [item for item in flat(cover.items) if isinstance(item, Text) and item.name.startswith("section ")]
    assert [text.body.paragraphs[0].text for text in names] == ["rest 1", "rest 2", "rest 3"]
    assert all(text.path.endswith(f"parts.p{number}.name") for number, text in enumerate(names, 1))


@pytest.mark.parametrize(
    ("name", "named"), [("看得见的标准", True), ("把每天用的东西减到最少再给留下的定一个位置", False)]
)
def test_a_cover_with_long_names_of_sections_is_one_slide_without_them(name: str, named: bool) -> None:
    """Their names follow on the slides of the sections."""
    entries = tuple(Entry(text=f"{name}{number}") for number in range(4))
    art, names = cover_art(ListBlock(style="rings", entries=entries), THEME)
    assert (names is not None) == named
    assert len([item for item in art.items if item.name.startswith("ring ")]) == len(entries)
