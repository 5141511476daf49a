"""Lists with a whole slide to themselves: large cards, a filled-in form; and what else stands in a panel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from deckbrief.base.length import Emu, Rect, px
from deckbrief.base.problem import Place
from deckbrief.base.record import replace
from deckbrief.draft.slides import (
    Back,
    Block,
    Deck,
    Entry,
    ListBlock,
    ListStyle,
    ParagraphBlock,
    Section,
    Slide,
    TimerBlock,
)
from deckbrief.layout.frame import AnyItem, Group, Shape, Text
from deckbrief.layout.slide.forms import formed
from deckbrief.layout.slide.lists import draw_list
from deckbrief.layout.slide.panel import panel_items
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.layout.text.line_boxes import line_boxes
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.small_pack import THEME

BODY = THEME.layout("cards", 1).body
DARK = THEME.layout("full", 1).body
BESIDE = THEME.layout("split-cards", 1).body


def flat(items: tuple[AnyItem, ...]) -> Iterator[AnyItem]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from flat(item.items)


def listed(style: ListStyle, *texts: str, lead: str = "", aside: str = "") -> ListBlock:
    entries = tuple(Entry(text=text, lead=lead and f"{lead}{number}", aside=aside) for number, text in enumerate(texts))
    return ListBlock(style=style, entries=entries)


def texts_of(items: tuple[AnyItem, ...], name: str = "") -> list[Text]:
    return [item for item in flat(items) if isinstance(item, Text) and name in item.name]


def kinds_of(*slides: tuple[Block, ...]) -> list[str]:
    made = [
        Slide(name=f"s{number}", layout="figure", title="题目", blocks=blocks) for number, blocks in enumerate(slides)
    ]
    return [slide.kind for slide in formed(made, THEME)]


@pytest.mark.parametrize("style", ["cards", "checks"])
def test_a_list_has_a_panel_only_for_what_stands_in_it(style: ListStyle) -> None:
    block = listed(style, "先减少，再摆放。", "谁都看得懂。", lead="名")
    asked = ParagraphBlock(text="哪一条？", role="question")
    timer = TimerBlock(amount="5", unit="分钟")
    assert kinds_of((block,), (block, asked), (block, timer)) == ["cards", "split-cards", "split-cards"]
    assert kinds_of(*[(block,)] * 4) == ["cards", "cards", "cards", "full"], "never a fourth with the title on top"


@pytest.mark.parametrize("style", ["cards", "checks"])
def test_a_list_with_a_takeaway_is_put_on_no_dark_slide(style: ListStyle) -> None:
    block = listed(style, "先减少，再摆放。", "谁都看得懂。", lead="名")
    below = ParagraphBlock(
        text="先把每天用的东西减到最少，再给留下的每一样定一个位置，谁来都一看就懂，用完放得回去。", role="takeaway"
    )
    assert kinds_of(*[(block,)] * 3, (block, below))[3] == "split-cards"
    slides = tuple(
        Slide(name=f"s{number}", layout="figure", title="题目", blocks=(block, below)[: 1 + (number == 3)])
        for number in range(4)
    )
    deck = Deck(name="d", title="t", lang="zh-CN", sections=(Section(name="a", slides=slides, minutes=1),))
    assert len(lay_out_deck(deck, NoPlaces(), THEME).frames) == 4


@pytest.mark.parametrize("box", [BODY, DARK])
@pytest.mark.parametrize(("style", "lead"), [("cards", "说的人"), ("checks", "")])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_large_cards_fill_the_slide_with_large_words(box: Rect, style: ListStyle, lead: str, count: int) -> None:
    drawing = draw_list(listed(style, *["标准写在东西旁边，谁都看得懂。"] * count, lead=lead), box, THEME)
    cards = [item for item in drawing.items if isinstance(item, Group)]
    assert len(cards) == count
    assert len({(card.rect.width, card.rect.height) for card in cards}) == 1
    assert max(card.rect.bottom for card in cards) >= box.bottom - px(1)
    assert max(card.rect.right for card in cards) >= box.right - px(1)
    told = texts_of(drawing.items, f"{style} text")
    assert len({text.body.paragraphs[0].size for text in told}) == 1
    assert told[0].body.paragraphs[0].size >= 30
    for card in cards:
        inside = [text for text in flat((card,)) if isinstance(text, Text)]
        assert not any(one.rect.overlaps(other.rect) for one, other in combinations(inside, 2))


@pytest.mark.parametrize(
    ("least", "texts"),
    [
        (44, ("贴在窗口，每天更新", "三句话，一分钟", "贴在电话旁和门后")),
        (30, ("“您算算自己买菜要多少”", "“我们送上门，您试一周”", "“明天给您单做一份”", "“您来帮我尝尝菜”")),
    ],
)
def test_words_under_names_of_large_cards_begin_close_below_them_and_are_large(
    least: float, texts: tuple[str, ...]
) -> None:
    drawing = draw_list(listed("cards", *texts, lead="嫌贵"), BODY, THEME)
    told = texts_of(drawing.items, "cards text")
    heads = [item for item in flat(drawing.items) if re.fullmatch(r"head \d", item.name)]
    assert len(told) == len(heads) == len(texts)
    for text, head in zip(told, heads, strict=True):
        assert text.body.anchor == "top"
        assert px(8) <= text.rect.y + text.body.insets[1] - head.rect.bottom <= px(20)
        assert text.body.paragraphs[0].size >= least
        rings = [item.rect for item in flat(drawing.items) if item.name.startswith("card") and "rings" in item.name]
        assert not [ring for ring in rings for line in line_boxes(text.body, text.rect) if ring.overlaps(line)]


def test_what_is_to_be_taken_along_has_seals_with_numbers_and_no_bare_ticks() -> None:
    for box in (BODY, BESIDE):
        drawing = draw_list(listed("checks", "先减少，再摆放。", "谁都看得懂。", "用完放回去。"), box, THEME)
        seals = [item for item in flat(drawing.items) if isinstance(item, Shape) and item.name.startswith("mark ")]
        assert [seal.body.text for seal in seals if seal.body] == ["1", "2", "3"]
        assert {seal.fill for seal in seals if seal.body} == {THEME.color("hue")}


@pytest.mark.parametrize(
    "told", [("先减少，再摆放。", "谁都看得懂。"), ("Put it where the hand is.", "Tell a ward its figure.")]
)
def test_two_things_to_take_along_stand_over_the_whole_width_beside_large_numerals(told: tuple[str, str]) -> None:
    for box in (BODY, DARK):
        drawing = draw_list(listed("checks", *told), box, THEME)
        cards = [item.rect for item in drawing.items if isinstance(item, Group)]
        assert {(card.x, card.right) for card in cards} == {(box.x, box.right)}
        marks = [text for text in texts_of(drawing.items) if text.name.startswith("mark ")]
        assert [mark.body.text for mark in marks] == ["1", "2"]
        said = texts_of(drawing.items, "checks text")
        assert said[0].body.paragraphs[0].size >= 44
        assert marks[0].body.paragraphs[0].size >= 1.5 * said[0].body.paragraphs[0].size
    seconds = ListBlock(style="checks", entries=tuple(Entry(text=text) for text in told), first=3)
    marks = [text for text in texts_of(draw_list(seconds, BODY, THEME).items) if text.name.startswith("mark ")]
    assert [mark.body.text for mark in marks] == ["3", "4"], "on a slide that goes on they are counted on"


words = st.text(st.sampled_from("四度统战“”，。1234abc "), min_size=1, max_size=70)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["cards", "checks", "sheet"]), st.lists(st.tuples(words, words), min_size=1, max_size=9))
def test_words_of_large_cards_and_forms_have_room(style: ListStyle, said: list[tuple[str, str]]) -> None:
    block = ListBlock(style=style, entries=tuple(Entry(lead=lead, text=text) for lead, text in said))
    try:
        drawing = draw_list(block, BODY, THEME)
    except DoesNotFit:
        assert len(said) > 3, "a few always fit"
        return
    assert all(BODY.contains(item.rect) for item in flat(drawing.items))
    for text in texts_of(drawing.items):
        left, top, right, bottom = text.body.insets
        assert round(text.body.height * 12_700) + top + bottom <= text.rect.height
        room = text.rect.width - left - right
        assert all(line.width <= room for each in text.body.paragraphs for line in each.lines)


@pytest.mark.parametrize("count", [2, 3, 4, 6, 7, 8])
def test_a_form_is_filled_in_on_its_lines(count: int) -> None:
    entries = tuple(Entry(lead=f"第{number}栏", text="市里协调得顺，事情到了街道没有人接") for number in range(count))
    drawing = draw_list(ListBlock(style="sheet", entries=entries), BODY, THEME)
    cards = [item for item in drawing.items if isinstance(item, Group)]
    assert len(cards) == count
    for card in cards:
        (written,) = [text for text in texts_of((card,)) if "text" in text.name]
        lines = sorted(item.rect.y for item in flat((card,)) if item.name.startswith("line "))
        (paragraph,) = written.body.paragraphs
        step = written.body.height * 12_700 / len(paragraph.lines)
        assert len(lines) >= len(paragraph.lines) >= 1
        for row in range(len(paragraph.lines)):
            assert abs(lines[row] - (written.rect.y + step * (row + 1))) <= px(2), "one below each line of it"
        assert card.rect.contains(Rect(written.rect.x, Emu(lines[0]), written.rect.width, Emu(lines[-1] - lines[0])))


def test_a_form_of_seven_whole_sentences_still_looks_like_the_sheet() -> None:
    """Cards are as wide as what is written on them asks for, and that becomes smaller, before rows are taken."""
    told = (
        "市里协调得顺，事情到了街道没有人接", "城南注重下面“腿”的建设，城北“落实到村、规范到点”", "分管副部长",
        "组织部、试点区统战部、试点街道", "第一步，第一个月摸底；第三个月在一个街道试点",
        "试点街道有专人，年度任务有清单、有台账", "请领导小组把这件事列入年度任务清单",
    )  # fmt: skip
    entries = tuple(Entry(lead=f"第{number}栏", text=text) for number, text in enumerate(told))
    drawing = draw_list(ListBlock(style="sheet", entries=entries), BODY, THEME)
    cards = [item for item in drawing.items if isinstance(item, Group)]
    written = texts_of(drawing.items, "cards text")
    assert len({card.rect.y for card in cards}) == 2
    assert len({text.body.paragraphs[0].size for text in written}) == 1
    assert written[0].body.paragraphs[0].size >= 18
    assert max(card.rect.bottom for card in cards) >= BODY.bottom - px(1)
    for row in {card.rect.y for card in cards}:
        own = sorted((card.rect for card in cards if card.rect.y == row), key=lambda rect: rect.x)
        assert own[0].x == BODY.x
        assert own[-1].right == BODY.right
        assert all(one.right < other.x for one, other in pairwise(own))
    widths = {card.rect.width for card in cards[:4]}
    assert len(widths) > 1, "the longest has more room than the shortest"


def test_a_form_with_too_much_on_it_has_rows() -> None:
    entries = tuple(Entry(lead=f"第{number}栏", text="市里协调得顺，事情到了街道没有人接。" * 3) for number in range(6))
    drawing = draw_list(ListBlock(style="sheet", entries=entries), BODY, THEME)
    assert len({item.rect.x for item in drawing.items if isinstance(item, Group)}) == 1
    assert not [item for item in flat(drawing.items) if item.name.startswith("line ")]


@pytest.mark.parametrize(("high", "lines"), [(372, 5), (408, 6)])
def test_a_form_that_is_too_full_by_less_than_a_line_has_rows(high: int, lines: int) -> None:
    """Its lines would have room at 18 points, but not with the air that lines of an exact pitch need."""
    entries = tuple(Entry(lead=name, text="\n".join(["写下日期和人"] * lines)) for name in ("做过的", "要做的"))
    box = Rect(BODY.x, BODY.y, BODY.width, px(high))
    drawing = draw_list(ListBlock(style="sheet", entries=entries), box, THEME)
    assert all(box.contains(item.rect) for item in flat(drawing.items))
    assert not [item for item in flat(drawing.items) if item.name.startswith("line ")]


def test_steps_tell_their_time_beside_their_words_if_all_do() -> None:
    block = listed("steps", "两人一组，各选一条。", "追问三句。", "写下来。", aside="3 分钟")
    drawing = draw_list(block, BESIDE, THEME)
    times, told = texts_of(drawing.items, "minutes"), texts_of(drawing.items, "text")
    assert [time.body.text for time in times] == ["3 分钟"] * 3
    assert all(text.rect.right < time.rect.x for text, time in zip(told, times, strict=True))
    some = ListBlock(style="steps", entries=(*block.entries[:2], Entry(text="写下来。")))
    assert not texts_of(draw_list(some, BESIDE, THEME).items, "minutes")


class NoPlaces:
    """Places of a deck that is of no content."""

    def place(self, path: str) -> Place:
        return Place(path)


def test_a_panel_is_read_from_its_title_down_and_then_what_stands_beside_it() -> None:
    blocks = (
        listed("steps", "写下来。", "念出来。"),
        TimerBlock(amount="5", unit="分钟"),
        ParagraphBlock(text="哪一张最清楚？", role="question", label="讨论题"),
    )
    slide = Slide(
        name="s", layout="figure", title="练习", blocks=blocks, minutes=5, back=Back(text="返回安排", target="first")
    )
    first = Slide(name="first", layout="figure", title="安排", blocks=(listed("steps", "一。"),), minutes=1)
    deck = Deck(name="d", title="t", lang="zh-CN", sections=(Section(name="a", slides=(first, slide), minutes=6),))
    _, frame = lay_out_deck(deck, NoPlaces(), THEME).frames
    order = [item.name for item in frame.items]
    wanted = ["title · s", "time limit", "takeaway · s", "back to agenda", "steps 1"]
    assert [name for name in order if name in wanted] == wanted


@pytest.mark.parametrize("amount", ["5", "45", "120"])
@pytest.mark.parametrize(
    "title", ["练习", "把每天用的东西减到最少再放回去", "把每天用的东西减到最少，再给留下的每一样定一个位置"]
)
def test_a_dial_has_room_between_a_long_title_and_a_question(title: str, amount: str) -> None:
    blocks = (
        listed("steps", "写下来。", "念出来。"),
        TimerBlock(amount=amount, unit="分钟"),
        ParagraphBlock(text="哪一张最清楚？", role="question", label="讨论题"),
    )
    slide = Slide(name="s", layout="figure", title=title, blocks=blocks, minutes=5)
    deck = Deck(name="d", title="t", lang="zh-CN", sections=(Section(name="a", slides=(slide,), minutes=5),))
    (frame,) = lay_out_deck(deck, NoPlaces(), THEME).frames
    said = {item.name: item for item in frame.items if isinstance(item, Group | Text | Shape)}
    head, dial, question = said["title · s"], said["time limit"].rect, said["takeaway · s"].rect
    assert isinstance(head, Text)
    assert head.rect.y + round(head.body.height * 12_700) < dial.y
    assert dial.bottom < said["question line"].rect.y < question.y
    assert dial.height >= px(140)


@pytest.mark.parametrize("title", ["休息一下", "休息一下，回来看下一站", "Have a break"])
def test_a_dial_by_itself_takes_the_panel_s_width(title: str) -> None:
    blocks = (listed("steps", "起身走一走。", "喝口水。"), TimerBlock(amount="10", unit="分钟"))
    slide = Slide(name="s", layout="figure", title=title, blocks=blocks, minutes=10)
    deck = Deck(name="d", title="t", lang="zh-CN", sections=(Section(name="a", slides=(slide,), minutes=10),))
    (frame,) = lay_out_deck(deck, NoPlaces(), THEME).frames
    said = {item.name: item for item in frame.items if isinstance(item, Group | Text)}
    dial, head = said["time limit"].rect, said["title · s"]
    assert isinstance(head, Text)
    assert dial.width >= px(390)
    assert abs(dial.center_x - px(240)) <= px(1), "in the middle of the panel"
    assert dial.y >= head.rect.y + round(head.body.height * 12_700)


@pytest.mark.parametrize(
    "question", ["哪一条？", "您那里的领导小组还缺哪一个环节，先补哪一个？", "Which of these do you forget?"]
)
def test_a_question_stands_at_the_foot_of_its_panel_under_its_sign(question: str) -> None:
    blocks = (
        listed("checks", "先减少，再摆放。", "谁都看得懂。"),
        ParagraphBlock(text=question, role="question", label="想一想"),
    )
    slide = Slide(name="s", layout="figure", title="一张台，四个星期", blocks=blocks, minutes=5)
    deck = Deck(name="d", title="t", lang="zh-CN", sections=(Section(name="a", slides=(slide,), minutes=5),))
    (frame,) = lay_out_deck(deck, NoPlaces(), THEME).frames
    said = {item.name: item for item in frame.items if isinstance(item, Group | Text | Shape)}
    told = said["takeaway · s"]
    assert isinstance(told, Text)
    end = told.rect.y + round(told.body.height * 12_700)
    assert px(560) <= end <= px(652)
    assert told.body.paragraphs[0].size >= 28
    assert said["question line"].rect.y < said["question icon"].rect.y < told.rect.y


@pytest.mark.parametrize(
    "titles", [("带着目标，走进四座城", "选一条做法，写成方案"), ("Share the roles", "Meet a pair of hands")]
)
def test_titles_in_a_panel_are_larger_than_those_on_top_and_follow_their_layout(titles: tuple[str, ...]) -> None:
    slides = tuple(
        Slide(
            name=f"s{number}",
            layout="figure",
            title=title,
            blocks=(listed("steps", "写下来。", "念出来。"),),
            minutes=1,
        )
        for number, title in enumerate(titles)
    )
    deck = Deck(name="d", title="t", lang="zh-CN", sections=(Section(name="a", slides=slides, minutes=2),))
    drawn = lay_out_deck(deck, NoPlaces(), THEME)
    assert len(drawn.frames) == len(titles)
    for frame in drawn.frames:
        (head,) = [item for item in frame.items if item.name.startswith("title")]
        assert isinstance(head, Text)
        assert head.body.paragraphs[0].size == drawn.titles[frame.layout] >= 36


@pytest.mark.parametrize("own", [False, True])
def test_a_dial_stands_in_the_middle_of_any_panel(own: bool) -> None:
    """Also of a theme whose panel has another ground, or none."""
    layout = THEME.layout("split-cards", 1)
    layout = replace(layout, decorations=()) if own else layout
    timer = TimerBlock(amount="5", unit="分钟")
    slide = Slide(name="s", layout="figure", title="练习", blocks=(timer,), minutes=5)
    (dial,) = panel_items([timer], slide, layout, THEME, px(200))
    assert dial.rect.x >= px(16)
    assert dial.rect.right <= layout.body.x - px(16)


@pytest.mark.parametrize(("count", "least"), [(2, 34), (3, 34), (7, 24)])
def test_what_a_worksheet_asks_is_large_and_has_lines_below_it(count: int, least: float) -> None:
    drawing = draw_list(listed("worksheet", *["完成标志"] * count), DARK, THEME)
    asked = texts_of(drawing.items, "worksheet text")
    assert len(asked) == count
    assert {text.body.paragraphs[0].size for text in asked} == {asked[0].body.paragraphs[0].size}
    assert asked[0].body.paragraphs[0].size >= least
    lines = [item.rect.y for item in flat(drawing.items) if item.name.startswith("write here")]
    assert len(lines) >= 3 * count
    assert min(lines) > min(text.rect.y + round(text.body.height * 12_700) for text in asked)


@pytest.mark.parametrize(
    ("names", "least"),
    [
        (("Nurse", "Patient", "Observers", "Reporter"), 26),
        (("主持人", "记录人", "追问人", "报告人"), 26),
        (("Timekeeper", "Facilitator", "Note taker"), 24),
        (("一", "二", "三", "四", "五", "六"), 26),
    ],
)
@pytest.mark.parametrize("text", ["Plays the scene", "站起来报告，三句话说完"])
def test_what_stands_beside_a_name_is_no_larger_than_it(names: tuple[str, ...], least: int, text: str) -> None:
    entries = tuple(Entry(text=text, lead=name) for name in names)
    items = draw_list(ListBlock(style="cards", entries=entries), BESIDE, THEME).items
    told = {each.body.paragraphs[0].size for each in texts_of(items, "cards text")}
    said = [each.body.paragraphs[0] for each in texts_of(items, "lead")]
    assert len(said) == len(names)
    assert min(each.size for each in said) >= max(least, *told)
    assert all(len(each.lines) == 1 and each.face == "major" for each in said)


def edges_of(items: tuple[AnyItem, ...]) -> list[set[int]]:
    """Return the left and right edges of cards in px, by their rows from above."""
    cards = [item.rect for item in flat(items) if item.name.startswith("card ")]
    rows = [[card for card in cards if card.y == y] for y in sorted({card.y for card in cards})]
    return [{round(edge / px(1)) for card in row for edge in (card.x, card.right)} for row in rows]


@pytest.mark.parametrize("count", [5, 6, 7, 8])
def test_both_rows_of_a_worksheet_share_the_edges_of_their_columns(count: int) -> None:
    first, second = edges_of(draw_list(listed("worksheet", *["完成标志"] * count), DARK, THEME).items)
    assert first <= second
    assert len(first) == 2 * (count // 2)
    assert len(second) == 2 * (count - count // 2)


def test_the_row_with_a_card_less_is_the_one_in_which_more_is_said() -> None:
    told = (
        "水乡的桥",
        "引、撑、连、通",
        "引：每季度一次学习",
        "连：律师每月进社区",
        "“撑”，想不出在做的事，换一个字再想想",
    )
    entries = tuple(Entry(text=text, lead="完成标志") for text in told)
    items = draw_list(ListBlock(style="sheet", entries=entries), BODY, THEME).items
    first, second = edges_of(items)
    assert second < first
    cards = [item.rect.width for item in flat(items) if item.name.startswith("card ")]
    assert cards.index(max(cards)) == 4


def test_rows_of_a_filled_in_form_share_edges_and_what_says_most_spans_two_columns() -> None:
    told = (
        "市里协调得顺，街道没有人接",
        "哈尔滨注重下面“腿”的建设，襄阳“落实到村、规范到点”",
        "副部长",
        "市委组织部、街道",
        "第一个月摸底；第三个月试点",
        "年度任务有清单、有台账",
        "请领导小组列入任务清单",
    )
    entries = tuple(Entry(text=text, lead="完成标志") for text in told)
    block = ListBlock(style="sheet", entries=entries)
    items = draw_list(block, BODY, THEME).items
    first, second = edges_of(items)
    assert first <= second
    cards = [item.rect.width for item in flat(items) if item.name.startswith("card ")]
    assert cards.index(max(cards)) == 1


def test_few_words_under_a_name_are_said_and_more_are_explained() -> None:
    for text, face in (
        ("每月第一周", "major"),
        ("标准写在东西旁边，谁都看得懂，用完放得回去，少了一眼就看得见。", "minor"),
    ):
        drawing = draw_list(listed("cards", *[text] * 4, lead="何时"), BODY, THEME)
        told = texts_of(drawing.items, "cards text")
        assert {text.body.paragraphs[0].face for text in told} == {face}


def test_what_is_written_on_a_form_has_another_colour_than_what_is_printed_on_it() -> None:
    entries = tuple(Entry(lead=f"第{number}栏", text="三十天没有用过") for number in range(4))
    drawing = draw_list(ListBlock(style="sheet", entries=entries), BODY, THEME)
    assert {text.body.paragraphs[0].color for text in texts_of(drawing.items, "cards text")} == {THEME.color("hue")}
    assert {text.body.paragraphs[0].color for text in texts_of(drawing.items, "lead")} == {THEME.color("ink")}
