"""Agendas: sections on tiles, all else on cards or in rows; each tells its minutes, all of it the total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, islice
from pathlib import Path

import pytest
from deckbrief.base.length import Rect, inches, px
from deckbrief.base.record import replace
from deckbrief.content.model import Pack
from deckbrief.content.read import read_pack
from deckbrief.draft.slides import Deck, Entry, ListBlock, Section, Slide
from deckbrief.layout.frame import AnyItem, Group, Text
from deckbrief.layout.slide.continuations import piece_of
from deckbrief.layout.slide.lists import draw_list
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.theme.load import load_theme
from deckbrief.theme.theme import Theme

THEME: Theme = load_theme("vermilion", [Path("templates/themes")])
BODY = THEME.layouts["figure"].body


@cache
def english() -> Pack:
    return read_pack(Path("tests/packs/english/content"))


def flat(items: tuple[AnyItem, ...]) -> Iterator[AnyItem]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from flat(item.items)


def agenda(*modules: tuple[str, int, int], lead: str = "", when: str = "") -> ListBlock:
    """Modules by name, minutes and accent (0: no section) -> their agenda."""
    numbers = iter(range(1, 99))
    return ListBlock(
        style="agenda",
        entries=tuple(
            Entry(
                text=name, aside=f"{minutes} 分钟", weight=minutes, accent=accent, lead=lead, when=when,
                number=f"{next(numbers):02d}" if accent else "",
            )
            for name, minutes, accent in modules
        ),
    )  # fmt: skip


def timed_at(entry: Entry, when: str) -> Entry:
    return replace(entry, when=when)


def rows_of(areas: Sequence[Rect]) -> list[list[Rect]]:
    """Return areas by their rows, from above."""
    rows: dict[int, list[Rect]] = {}
    for area in areas:
        rows.setdefault(area.y, []).append(area)
    return [rows[top] for top in sorted(rows)]


@pytest.mark.parametrize("sections", range(1, 8))
@pytest.mark.parametrize("others", [0, 1, 3, 7, 11])
def test_sections_of_an_agenda_are_the_largest_and_all_of_it_fills_its_room(sections: int, others: int) -> None:
    modules = [(f"第{number}城", 12, number % 4 + 1) for number in range(sections)]
    block = agenda(*modules, *((f"活动{number}", 3 + number % 4, 0) for number in range(others)))
    drawn = draw_list(block, BODY, THEME)
    areas = [item.rect for item in drawn.items]
    tiles = areas[:sections]
    assert not any(one.overlaps(other) for one, other in combinations(areas, 2))
    assert all(BODY.contains(area) for area in areas)
    covered = sum(area.width * area.height for area in areas)
    assert covered > 0.88 * BODY.width * BODY.height, "no hole"
    if others and sections > 1:
        assert min(tile.height for tile in tiles) > max(area.height for area in areas[sections:]) or sections > 4
    sizes = {item.name: item.body.paragraphs for item in flat(drawn.items) if isinstance(item, Text)}
    names = [sizes[f"title {number}"][0].size for number in range(1, sections + 1)]
    assert len(set(names)) == 1, "siblings have one size"
    assert names[0] >= 24
    told = [item.body.text for item in flat(drawn.items) if isinstance(item, Text) and item.name.startswith("minutes")]
    assert told == [entry.aside for entry in block.entries], "each tells its minutes"
    assert all(sizes[f"minutes {number}"][0].size >= 28 for number in range(1, len(areas) + 1))


def test_a_tile_of_an_agenda_is_as_wide_as_its_minutes_and_has_its_sections_number() -> None:
    block = agenda(("甲", 15, 2), ("乙", 20, 1), ("丙", 30, 3), ("问", 5, 0), ("答", 10, 0))
    drawn = draw_list(block, BODY, THEME)
    areas = [item.rect for item in drawn.items]
    (tiles, cards) = rows_of(areas)
    assert areas == [*tiles, *cards], "read row by row, as it stands"
    assert [tiles[1].width / tiles[0].width, tiles[2].width / tiles[0].width] == pytest.approx([4 / 3, 2], rel=0.01)
    assert cards[1].width / cards[0].width == pytest.approx(2, rel=0.01)
    assert all(row[-1].right == BODY.right for row in (tiles, cards))
    texts = {item.name: item.body.text for item in flat(drawn.items) if isinstance(item, Text)}
    assert [texts[f"number {number}"] for number in (1, 2, 3)] == ["01", "02", "03"]


HALF_DAY = (
    ("开场与目标", 12, 0), ("襄阳", 21, 1), ("哈尔滨", 17, 4), ("讨论", 7, 0), ("休息", 10, 0), ("新乡", 14, 3),
    ("泸州", 19, 2), ("四城比较", 6, 0), ("案例", 22, 0), ("分组练习", 27, 0), ("随堂测验", 7, 0),
    ("行动计划", 11, 0), ("反馈", 7, 0),
)  # fmt: skip
SHORT = (("开场", 2, 0), ("第一城", 5, 1), ("看板", 4, 0), ("第二城", 3, 3), ("练习", 10, 0), ("结束", 1, 0))
ENGLISH = (("Welcome", 7, 0), ("Vienna 1847", 6, 4), ("Five moments", 8, 1), ("Watch and count", 14, 0),
           ("How we stand", 4, 0), ("Our programme", 5, 3), ("Quiz", 6, 0), ("Until Friday", 5, 0))  # fmt: skip


@pytest.mark.parametrize("modules", [HALF_DAY, SHORT, ENGLISH])
def test_an_agenda_with_others_between_its_sections_is_read_in_the_order_of_time(
    modules: tuple[tuple[str, int, int], ...],
) -> None:
    drawn = draw_list(agenda(*modules, when="12–33′"), BODY, THEME)
    assert [item.name for item in drawn.items] == [f"agenda {number}" for number in range(1, len(modules) + 1)]
    areas = [item.rect for item in drawn.items]
    assert not any(one.overlaps(other) for one, other in combinations(areas, 2))
    assert sum(area.width * area.height for area in areas) > 0.92 * BODY.width * BODY.height
    whole, minutes = sum(area.width * area.height for area in areas), sum(each for _, each, _ in modules)
    shares = [
        abs(area.width * area.height / whole - each / minutes)
        for area, (_, each, _) in zip(areas, modules, strict=True)
    ]
    assert sum(shares) / 2 <= 0.16, "areas are about as large as minutes"
    sizes = {item.name: item.body.paragraphs[0].size for item in flat(drawn.items) if isinstance(item, Text)}
    for wanted, least in ((True, 26), (False, 18)):
        found = {sizes[f"title {n}"] for n, (_, _, accent) in enumerate(modules, 1) if bool(accent) == wanted}
        assert len(found) == 1, "siblings have one size"
        assert min(found) >= least
    for wanted in (True, False):
        timed = [f"when {n}" in sizes for n, (_, _, accent) in enumerate(modules, 1) if bool(accent) == wanted]
        assert all(timed) or not any(timed), "all of them tell when they are, or none"
    for group in drawn.items:
        texts = [item for item in flat((group,)) if isinstance(item, Text)]
        assert all(group.rect.contains(text.rect) for text in texts)
        assert not any(one.rect.overlaps(other.rect) for one, other in combinations(texts, 2))


LONG_NAMES = (("Welcome", 7, 0), ("Vienna 1847", 6, 4), ("Five moments", 8, 1), ("Watch and count", 14, 0),
              ("How we stand", 4, 0), ("Our programme", 5, 3), ("Side by side", 2, 0), ("Quiz", 6, 0),
              ("Until Friday", 5, 0), ("Feedback", 3, 0))  # fmt: skip
TIGHT = (("开场与目标", 9, 0), ("襄阳", 8, 1), ("哈尔滨", 8, 2), ("讨论", 5, 0), ("新乡", 8, 3), ("泸州", 8, 4),
         ("休息", 5, 0), ("四城比较", 5, 0), ("分组练习", 20, 0), ("随堂测验", 5, 0),
         ("行动计划", 6, 0), ("反馈", 3, 0))  # fmt: skip
ONE_SECTION = (("开场与目标", 3, 0), ("泸州", 15, 1), ("分组练习", 12, 0), ("随堂测验", 6, 0), ("行动计划", 4, 0))


@pytest.mark.parametrize("modules", [HALF_DAY, SHORT, ENGLISH, LONG_NAMES, ONE_SECTION])
def test_in_a_row_of_an_agenda_a_longer_part_is_never_narrower(modules: tuple[tuple[str, int, int], ...]) -> None:
    drawn = draw_list(agenda(*modules), BODY, THEME)
    told = {item.rect: modules[int(item.name.split()[-1]) - 1][1] for item in drawn.items}
    assert max(map(len, rows_of([*told]))) > 1
    for row in rows_of([*told]):
        for one, other in combinations(row, 2):
            shorter, longer = sorted((one, other), key=told.__getitem__)
            assert shorter.width <= longer.width + px(1) or told[shorter] == told[longer]
            assert told[shorter] != told[longer] or abs(shorter.width - longer.width) <= px(1)


def test_sections_of_an_agenda_in_time_tell_all_of_them_when_they_are_or_none() -> None:
    block = agenda(*TIGHT)
    times = [f"{start}–{start + 9}′" for start in range(0, 9 * len(TIGHT), 9)]
    drawn = draw_list(replace(block, entries=tuple(map(timed_at, block.entries, times))), BODY, THEME)
    shown = {item.name for item in flat(drawn.items) if item.name.startswith("when")}
    sections = {f"when {number}" for number, (_, _, accent) in enumerate(TIGHT, 1) if accent}
    assert shown & sections in (set(), sections)


def test_a_card_of_fewer_minutes_is_not_the_larger_one_beside_a_single_section() -> None:
    drawn = draw_list(agenda(*ONE_SECTION), BODY, THEME)
    areas = {ONE_SECTION[int(item.name.split()[-1]) - 1][1]: item.rect.width * item.rect.height for item in drawn.items}
    assert [areas[minutes] for minutes in sorted(areas)] == sorted(areas.values())


@pytest.mark.parametrize("sections", [1, 2, 4, 7])
def test_each_text_on_a_tile_or_card_has_room_of_its_own(sections: int) -> None:
    modules = [(f"第{number}城", 12, number % 4 + 1) for number in range(sections)]
    block = agenda(*modules, ("问答", 6, 0), ("休息", 6, 0), lead="先看先学", when="0–12′")
    drawn = draw_list(block, BODY, THEME)
    names = []
    for group in drawn.items:
        texts = [item for item in flat((group,)) if isinstance(item, Text)]
        assert all(group.rect.contains(text.rect) for text in texts)
        assert not any(one.rect.overlaps(other.rect) for one, other in combinations(texts, 2))
        names += [text.name for text in texts]
    assert {"number 1", "title 1", "minutes 1"} <= {*names}
    assert ("when 1" in names) == (sections < 7), "a narrow tile has no room for its time beside its number"


def test_an_agenda_without_sections_has_bars_that_begin_at_one_edge() -> None:
    weights = (5, 10, 20, *[5] * 13)
    entries = tuple(Entry(text="t", aside="5′", weight=weight) for weight in weights)
    drawing = draw_list(ListBlock(style="agenda", entries=entries), BODY, THEME)
    bars = [item.rect for item in flat(drawing.items) if item.name.startswith("bar")]
    assert len(bars) == len(weights)
    assert [round(bars[2].width / bar.width) for bar in bars[:3]] == [4, 2, 1]
    assert len({bar.x for bar in bars}) == 1


@pytest.mark.parametrize("minutes", [(5, 20, 25, 10), (10, 10), (5, 10, 15, 20, 5, 10, 15, 20)])
def test_few_entries_of_which_none_is_a_section_fill_the_slide_as_tiles(minutes: tuple[int, ...]) -> None:
    block = agenda(*((f"活动{number}", each, 0) for number, each in enumerate(minutes)), when="0–5′")
    drawing = draw_list(block, BODY, THEME)
    areas = [item.rect for item in drawing.items]
    assert sum(area.width * area.height for area in areas) > 0.94 * BODY.width * BODY.height
    sizes = {item.name: item.body.paragraphs[0].size for item in flat(drawing.items) if isinstance(item, Text)}
    assert min(sizes[f"title {number}"] for number in range(1, len(minutes) + 1)) >= 30
    assert min(sizes[f"minutes {number}"] for number in range(1, len(minutes) + 1)) >= 34
    assert not [name for name in sizes if name.startswith("number")], "they are no sections, which are counted"
    for row in rows_of(areas):
        wide = {area.x: area.width for area in row}
        least, most = min(wide.values()), max(wide.values())
        assert most <= 6 * least
    if len(minutes) == 4:
        assert areas[2].width > 1.15 * areas[1].width > 1.2 * areas[3].width


@pytest.mark.parametrize("title", ["安排", "一" * 40])
def test_an_agenda_tells_its_total_once_beside_the_title_or_in_the_kicker(title: str) -> None:
    block = replace(agenda(("甲", 10, 1), ("乙", 20, 2)), total="30 分钟")
    slide = Slide(layout="figure", name="s", of="", title=title, kicker="培训安排", blocks=(block,))
    deck = Deck(name="d", title="t", lang="zh-CN", sections=(Section(name="a", slides=(slide,), minutes=30),))
    (frame,) = lay_out_deck(deck, english(), THEME).frames
    told = [item for item in flat(frame.items) if isinstance(item, Text) and "30 分钟" in item.body.text]
    assert len(told) == 1
    assert told[0].name.startswith("total" if len(title) < 20 else "kicker")
    if told[0].name == "total":
        heading = next(item for item in frame.items if isinstance(item, Text) and item.placeholder == "title")
        end = heading.rect.x + max(line.width for line in heading.body.paragraphs[0].lines)
        assert end < told[0].rect.x


def test_the_pieces_of_an_agenda_count_on_and_have_bars_of_one_scale() -> None:
    numbers = {n: f"{n // 2:02d}" if n % 2 == 0 else "" for n in range(1, 21)}
    entries = tuple(
        Entry(text=f"第{n}段", lead="说明", aside=f"{n} 分钟", weight=n, accent=1 - n % 2, number=number)
        for n, number in numbers.items()
    )
    block = ListBlock(style="agenda", entries=entries)
    slide = Slide(layout="figure", name="s", of="", title="安排", blocks=(block,))
    bars: list[int] = []
    told: list[str] = []
    for piece in (piece_of(slide, number, 2) for number in range(2)):
        (cut,) = piece.blocks
        assert isinstance(cut, ListBlock)
        drawing = draw_list(cut, BODY, THEME)
        bars += [item.rect.width for item in flat(drawing.items) if item.name.startswith("bar")]
        told += [item.body.text for item in flat(drawing.items) if isinstance(item, Text) and "number" in item.name]
    assert told == [f"{number:02d}" for number in range(1, 11)]
    assert len(bars) == 20
    assert bars[19] > 1.8 * bars[9]


def test_an_agenda_gives_to_its_leads_what_short_titles_leave() -> None:
    starts = {}
    for title in ("短", "一个长得多的题目名称，占满了自己的一整栏还不够"):
        one = Entry(text=title, lead="“1234”“4321”和四个“度”", aside="5′", weight=5)
        entries = (one,)
        drawing = draw_list(ListBlock(style="agenda", entries=entries), BODY, THEME)
        places = {item.name: item.rect for item in flat(drawing.items)}
        assert places["title 1"].right <= places["lead 1"].x
        assert places["lead 1"].right <= places["bar 1"].x
        starts[title[0]] = places["lead 1"].x
    assert starts["短"] < starts["一"] - inches(1)


@pytest.mark.parametrize(
    "minutes", [(12, 7, 10, 6, 22, 27, 7, 11, 7), (9, 5, 5, 5, 20, 5, 6, 3), (30, 5, 5, 5, 5, 5, 5, 5)]
)
def test_equal_areas_of_an_agenda_s_cards_are_about_equal_times(minutes: tuple[int, ...]) -> None:
    """As in a treemap, as far as names leave it: rows are as long as each other, cards as wide as their minutes."""
    cards = [(f"活动{number}", each, 0) for number, each in enumerate(minutes)]
    drawn = draw_list(agenda(("甲城", 20, 1), ("乙城", 20, 2), *cards, when="0–12′"), BODY, THEME)
    _, *rows = rows_of([item.rect for item in drawn.items])
    assert len(rows) == 2
    left = iter(minutes)
    sums = [sum(islice(left, len(row))) for row in rows]
    assert max(sums) < 1.5 * min(sums) or minutes[0] > sum(minutes) / 3
    names = {item.name for item in flat(drawn.items)}
    assert f"when {minutes.index(max(minutes)) + 3}" in names, "the widest has room for its time"


@pytest.mark.parametrize(
    ("name", "minutes"),
    [("把常用的东西减到最少", (5, 5, 5, 5, 5, 60)), ("把常用的东西减到最少再放回去", (5, 10, 5, 10, 5, 60))],
)
def test_long_names_of_short_cards_are_parted_by_their_number_where_their_minutes_leave_no_room(
    name: str, minutes: tuple[int, ...]
) -> None:
    """All but the longest would stand in one row: too narrow for their names."""
    block = agenda(("甲城", 20, 1), ("乙城", 20, 2), *((name, each, 0) for each in minutes))
    areas = [item.rect for item in draw_list(block, BODY, THEME).items]
    assert sum(area.width * area.height for area in areas) > 0.9 * BODY.width * BODY.height
    assert max(map(len, rows_of(areas))) < len(minutes) - 1


def test_cards_beside_the_only_section_are_as_large_as_their_minutes_and_have_large_words() -> None:
    block = agenda(("甲城", 8, 1), ("开场", 2, 0), ("练习", 6, 0), ("测验", 3, 0), ("计划", 2, 0))
    drawn = draw_list(block, BODY, THEME)
    first, *cards = (item.rect for item in drawn.items)
    sizes = {item.name: item.body.paragraphs[0].size for item in flat(drawn.items) if isinstance(item, Text)}
    assert min(sizes[f"title {number}"] for number in range(2, 6)) >= 34
    assert min(sizes[f"minutes {number}"] for number in range(2, 6)) >= 40
    areas = [card.width * card.height for card in cards]
    assert areas[1] > 2 * areas[0]
    assert cards[0].height > 1.2 * cards[2].height, "eight minutes and five"
    assert cards[-1].bottom == first.bottom == BODY.bottom
