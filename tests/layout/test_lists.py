"""Lists, quizzes and paragraphs: rows equal, texts inside, nothing over anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import pptx
import pytest
from deckbrief.base.length import Pt, Rect, inches, points, px
from deckbrief.base.record import replace
from deckbrief.draft.slides import Entry, ListBlock, ListStyle, ParagraphBlock, ParagraphRole, QuizBlock, Slide
from deckbrief.layout.figures.kit import Look
from deckbrief.layout.frame import AnyItem, Frame, Group, Shape, Text
from deckbrief.layout.preset import text_rect
from deckbrief.layout.reveal import after_clicks
from deckbrief.layout.slide.continuations import piece_of
from deckbrief.layout.slide.lists import draw_bullets, draw_list
from deckbrief.layout.slide.nested import as_cards
from deckbrief.layout.slide.paragraphs import draw_paragraph, paragraph_height
from deckbrief.layout.slide.quiz import dots_in_panel, draw_quiz
from deckbrief.layout.text.fit import DoesNotFit
from deckbrief.layout.text.line_boxes import first_base_line, line_boxes
from deckbrief.ooxml.colors import contrast
from deckbrief.theme.load import load_theme
from deckbrief.theme.template.load import load_template
from deckbrief.theme.theme import Theme
from hypothesis import given, settings
from hypothesis import strategies as st

THEME: Theme = load_theme("vermilion", [Path("templates/themes")])
BODY = THEME.layouts["figure"].body

words = st.text(st.sampled_from("四度统战“”，。1234abc "), min_size=1, max_size=60)
styles = st.sampled_from(["cards", "steps", "agenda", "questions", "survey", "story", "checks", "worksheet"])


def flat(items: tuple[AnyItem, ...]) -> Iterator[AnyItem]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from flat(item.items)


def text_stays_inside(item: AnyItem) -> bool:
    body = item.body if isinstance(item, Shape | Text) else None
    if body is None:
        return True
    left, top, right, bottom = body.insets
    box = text_rect(item.geometry, item.rect, item.adjust) if isinstance(item, Shape) else item.rect
    fits_height = points(body.height) + top + bottom <= box.height
    room = box.width - left - right
    return fits_height and all(line.width <= room for p in body.paragraphs for line in p.lines)


@settings(max_examples=60, deadline=None)
@given(styles, st.lists(words, min_size=1, max_size=12), st.booleans(), st.data())
def test_rows_are_equal_and_hold_their_texts(
    style: ListStyle, texts: list[str], reveal: bool, data: st.DataObject
) -> None:
    entries = tuple(Entry(text=text, lead=data.draw(words), aside="5′", weight=len(text)) for text in texts)
    try:
        drawing = draw_list(ListBlock(style=style, entries=entries, reveal=reveal), BODY, THEME)
    except DoesNotFit:
        assert len(texts) > 3, "a few short entries always fit"
        return
    cards = [item for item in drawing.items if isinstance(item, Group)]
    assert len(cards) == len(texts)
    if style != "agenda":
        assert len({card.rect.height for card in cards}) == 1
        facts = style == "cards" and len({card.rect.y for card in cards}) < len(cards) > 4  # see test_fact_cards.py
        assert facts or style == "worksheet" or len({card.rect.width for card in cards}) == 1
        edges = [{card.rect.x for card in cards if card.rect.y == y} for y in {card.rect.y for card in cards}]
        assert facts or all(row <= max(edges, key=len) for row in edges), "rows share the edges of their columns"
        ends = {card.rect.y: max(other.rect.right for other in cards if other.rect.y == card.rect.y) for card in cards}
        assert all(BODY.right - end <= points(1) for end in ends.values()), "no row ends in a hole"
    for one, other in combinations(cards, 2):
        assert not one.rect.overlaps(other.rect)
    assert all(card.rect.contains(item.rect) for card in cards for item in flat((card,)))
    assert all(BODY.contains(item.rect) for item in flat(drawing.items))
    assert all(text_stays_inside(item) for item in flat(drawing.items))
    assert [card.click for card in cards] == ([*range(1, len(cards) + 1)] if reveal else [0] * len(cards))


def test_texts_of_a_list_are_of_one_size() -> None:
    entries = (Entry(text="短"), Entry(text="长" * 150), Entry(text="中" * 20))
    drawing = draw_list(ListBlock(style="steps", entries=entries), BODY, THEME)
    texts = [item for item in flat(drawing.items) if item.name.startswith("steps text") and isinstance(item, Text)]
    assert len(texts) == 3
    assert len({text.body.paragraphs[0].size for text in texts}) == 1


@pytest.mark.parametrize("style", ["cards", "steps"])
@pytest.mark.parametrize("count", [2, 3])
def test_few_words_on_few_cards_are_large_and_many_have_room(style: ListStyle, count: int) -> None:
    box = Rect(px(524), px(40), px(680), px(610))  # the field beside a panel
    for times, least in ((1, 28), (6, 18)):
        entries = (
            Entry(text="Go", lead="Writer"),
            *[Entry(text="fills in forms " * times, lead="Writer")] * (count - 1),
        )
        items = list(flat(draw_list(ListBlock(style=style, entries=entries), box, THEME).items))
        sizes = {item.body.paragraphs[0].size for item in items if isinstance(item, Text) and " text " in item.name}
        assert len(sizes) == 1
        assert min(sizes) >= Pt(least)
        assert all(map(text_stays_inside, items))


BESIDE = Rect(px(528), px(40), px(688), px(616))
"""The field beside a panel."""


def size_of(items: Sequence[AnyItem], name: str) -> float:
    """Return the one size of the texts of that name."""
    found = [item.body for item in items if isinstance(item, Text) and item.name.startswith(name)]
    (size,) = {paragraph.size for body in found for paragraph in body.paragraphs}
    return float(size)


@pytest.mark.parametrize(("style", "count", "least"), [("steps", 3, 40), ("steps", 4, 34), ("cards", 3, 36)])
def test_short_words_on_cards_are_as_large_as_their_line_has_room_for(
    style: ListStyle, count: int, least: float
) -> None:
    for word, size in (("写下来。", least), ("写下" * 9 + "来。", 0)):
        entries = tuple(Entry(text=word, lead="记录") for _ in range(count))
        items = list(flat(draw_list(ListBlock(style=style, entries=entries), BESIDE, THEME).items))
        assert size_of(items, f"{style} text") >= size
        assert all(map(text_stays_inside, items))


def test_four_sentences_are_set_as_large_as_one_of_the_two_ways_allows() -> None:
    for text, columns in (("会用做法分析案例。", 2), ("认得出两种毛病：哪一种先改，哪一种后改，各由谁来改。", 1)):
        block = ListBlock(style="steps", entries=tuple(Entry(text=text) for _ in range(4)))
        drawing = draw_list(block, BESIDE, THEME)
        assert len({item.rect.x for item in drawing.items if isinstance(item, Group)}) == columns
        assert size_of(list(flat(drawing.items)), "steps text") >= 22


@pytest.mark.parametrize(
    ("options", "least"),
    [
        (("对", "错"), 66),
        (("擦掉就好", "找出漏在哪里，报修"), 36),
        (("县", "乡", "村", "点"), 92),
        (("襄阳：“六有”标准", "哈尔滨：清单化安排", "新乡：区分层次", "泸州：打造特色"), 30),
        (("计划安排", "督促落实", "自查评估", "总结考核"), 40),
        (("年初", "年中", "年底", "平时"), 92),
        (("None", "One", "Two"), 48),
    ],
)
def test_options_are_as_large_as_their_cards_have_room_for(options: tuple[str, ...], least: float) -> None:
    drawing = draw_quiz(QuizBlock(question="?", options=options, answer="A"), BESIDE, Look(THEME, 1))
    assert size_of(drawing.items, "words") >= least
    assert all(map(text_stays_inside, drawing.items))
    cards = [item.rect for item in drawing.items if item.name.startswith("option")]
    assert len({(card.width, card.height) for card in cards}) == 1
    assert all(card.height <= BESIDE.height // 2 for card in cards), "no card is a column that is nearly empty"


def test_rows_have_large_words_that_part_no_more_than_smaller_ones_would() -> None:
    told = ("Two of you play the scene on the sheet, slowly.", "The others mark each moment, and whether it was clean.")
    entries = tuple(Entry(text=text) for text in (*told, *told))
    drawing = draw_list(ListBlock(style="steps", entries=entries), BESIDE, THEME)
    assert size_of(tuple(flat(drawing.items)), "steps text") >= 22
    broken = (Entry(text="起身走一走，喝口水。"), Entry(text="回来时请换一张桌子坐，认识两位新同行。"))
    items = tuple(flat(draw_list(ListBlock(style="steps", entries=broken), BESIDE, THEME).items))
    (last,) = (item for item in items if item.name == "steps text 2")
    assert isinstance(last, Text)
    ends = [last.body.text[line.start : line.end] for line in last.body.paragraphs[0].lines]
    assert "一张桌子坐，" in ends


def test_too_much_says_where_it_comes_from() -> None:
    entries = tuple(Entry(text="长" * 300, of=f"a#b.{number}") for number in range(8))
    with pytest.raises(DoesNotFit) as caught:
        draw_list(ListBlock(style="steps", entries=entries), BODY, THEME)
    assert caught.value.path.startswith("a#b.")
    assert caught.value.needed[1] > caught.value.room[1]


@pytest.mark.parametrize("answer", ["A", "B", "C", "D"])
def test_the_answer_is_marked_over_its_row_on_the_click(answer: str) -> None:
    options = ("一", "二", "三", "四")
    block = QuizBlock(question="?", options=options, answer=answer, because="因为如此")
    drawing = draw_quiz(block, BODY, Look(THEME, 1))
    by_name = {item.name: item for item in drawing.items}
    edge = by_name["answer"]
    assert isinstance(edge, Shape)
    assert edge.stroke is not None
    half = points(edge.stroke.width / 2)
    assert edge.rect == by_name[f"option {answer}"].rect.inset(half), "its line makes no card larger than the others"
    shown_late = {item.name for item in drawing.items if item.click}
    assert shown_late == {"answer", "answer seat", "answer tick", "reason", "reason bar"}
    assert all(text_stays_inside(item) for item in drawing.items)
    assert all(BODY.contains(item.rect) for item in drawing.items)


@given(words, st.sampled_from(["lead", "body", "question", "quote", "takeaway"]), st.sampled_from(["", "带走一招"]))
@settings(max_examples=40, deadline=None)
def test_a_paragraph_fits_in_the_height_that_it_asked_for(text: str, role: ParagraphRole, label: str) -> None:
    block = ParagraphBlock(text=text, role=role, label=label)
    height = paragraph_height(block, BODY.width, THEME, THEME.accent(1))
    box = Rect(BODY.x, BODY.y, BODY.width, height)
    item = draw_paragraph(block, box, THEME, THEME.accent(1), 1)
    assert all(box.contains(part.rect) and text_stays_inside(part) for part in flat((item,)))
    sizes = {
        p.size for part in flat((item,)) if isinstance(part, Shape | Text) and part.body for p in part.body.paragraphs
    }
    assert min(sizes) >= Pt(18)
    assert height >= inches(0.2)


def details(*entries: Entry, box: Rect = BODY) -> list[Group]:
    block = ListBlock(style="detail", entries=entries, head=Entry(text="醇度", lead="文化为核"), reveal=True)
    return [
        item
        for item in draw_list(block, box, THEME).items
        if item.name.startswith("detail") and isinstance(item, Group)
    ]


@pytest.mark.parametrize(
    ("lead", "text", "said"),
    [
        ("领导干部带头学", "对领导干部的要求是带头学。", ["领导干部带头学"]),
        ("特色点位100余个", "打造特色点位100余个。", ["特色点位100余个"]),
        ("45万字“工具书”", "书名是《标准化体系》。", ["45万字“工具书”", "书名是《标准化体系》。"]),
        ("A book without a card", "A book, without the card.", ["A book without a card"]),
        ("", "只有一句话。", ["只有一句话。"]),
    ],
)
def test_a_detail_does_not_say_the_same_twice(lead: str, text: str, said: list[str]) -> None:
    [group] = details(Entry(text=text, lead=lead))
    bodies = [item.body for item in flat((group,)) if isinstance(item, Text)]
    assert [paragraph.text for body in bodies for paragraph in body.paragraphs] == said


def test_details_stand_beside_each_other_where_the_box_is_low() -> None:
    entries = tuple(Entry(text="一句比短语说得更多的话。", lead="短语") for _ in range(3))
    for box, same in ((BODY, "x"), (BODY.split_top(inches(2.5))[0], "y")):
        groups = details(*entries, box=box)
        assert len({getattr(group.rect, same) for group in groups}) == 1
        assert all(box.contains(group.rect) for group in groups)
        assert all(text_stays_inside(item) for item in flat(tuple(groups)))


def test_details_of_several_things_have_names_of_their_own() -> None:
    names = [
        item.name
        for head in ("醇度", "温度")
        for item in flat(
            draw_list(
                ListBlock(style="detail", entries=(Entry(text="一"), Entry(text="二")), head=Entry(text=head)),
                BODY,
                THEME,
            ).items
        )
    ]
    assert len(set(names)) == len(names)


def test_the_right_option_is_filled_on_the_click_and_all_words_stay_readable() -> None:
    block = QuizBlock(question="?", options=("一", "二", "三", "四"), answer="C", because="因为如此", reveal=True)
    for name in ("vermilion", "ink", "plain"):
        theme = load_theme(name, [Path("templates/themes")])
        items = draw_quiz(block, BODY, Look(theme, 1)).items
        cards = {item.name[-1]: item for item in items if item.name.startswith("option")}
        words = {item.name[-1]: item for item in items if item.name.startswith(("words", "letter"))}
        assert list(cards) == list("ABCD")
        assert len(words) == 4
        turned = {letter: card.turned for letter, card in cards.items()}
        assert turned["C"] not in (turned["A"], None)
        assert turned["A"] == turned["B"] == turned["D"]
        for item in (item for item in items if item.name.startswith(("words", "letter"))):
            surface, ink = cards[item.name[-1]].turned, item.turned
            assert surface is not None
            assert ink is not None
            assert contrast(theme.hex(ink), theme.hex(surface)) >= 4.5
    still = draw_quiz(replace(block, reveal=False), BODY, Look(THEME, 1)).items
    assert not [item for item in still if item.turn]


def test_after_the_last_click_items_have_the_colours_that_they_took() -> None:
    block = QuizBlock(question="?", options=("一", "二"), answer="B", because="因为如此", reveal=True)
    items = draw_quiz(block, BODY, Look(THEME, 1)).items
    frame = Frame(name="q", width=THEME.width, height=THEME.height, items=items)
    after = {item.name: item for item in after_clicks(frame).items}
    card, words = after["option B"], after["words B"]
    assert isinstance(card, Shape)
    assert isinstance(words, Text)
    assert card.fill == card.turned == THEME.color("right", 1)
    assert words.body.paragraphs[0].color == words.turned


def test_a_single_step_has_a_sign_and_no_number() -> None:
    for style in ("steps", "questions"):
        block = ListBlock(style=style, entries=(Entry(text="写一句话"),))
        drawing = draw_list(block, BODY, THEME)
        told = [item.body.text for item in flat(drawing.items) if isinstance(item, Text)]
        assert told == ["写一句话"]
        assert [item for item in flat(drawing.items) if item.name.startswith("mark 1")]
        second = draw_list(replace(block, first=2), BODY, THEME)
        assert "2" in [item.body.text for item in flat(second.items) if isinstance(item, Text)]


@pytest.mark.parametrize("own", [True, False])
def test_bullets_begin_where_the_body_does_and_not_an_inset_further_in(own: bool) -> None:
    """A template's body is laid out without the insets of its placeholder, so that figures stand below the title."""
    other, _ = load_template(Path(pptx.__file__).parent / "templates" / "default.pptx", THEME)
    theme = THEME if own else other
    layout = next(layout for layout in theme.layouts.values() if "body" in layout.placeholders)
    placeholder = layout.placeholders["body"]
    block = ListBlock(style="bullets", entries=tuple(Entry(text=text, lead="") for text in ("one", "two", "three")))
    drawing = draw_bullets(block, layout.body, Look(theme), layout)
    (text,) = (item for item in drawing.items if isinstance(item, Text) and item.placeholder == "body")
    inset = 0 if own else placeholder.insets[0]
    assert own or placeholder.insets[0] > 0
    assert text.rect.x + inset == layout.body.x
    assert text.rect.right - (0 if own else placeholder.insets[2]) == layout.body.right
    assert text.rect.y == layout.body.y


@pytest.mark.parametrize(
    "options",
    [("一", "二", "三"), ("一条很长的选项，长得要写成两行才放得下" * 2, "二", "三"), ("一", "二", "三", "四")],
)
def test_letter_and_words_of_the_right_option_lie_within_its_frame(options: tuple[str, ...]) -> None:
    block = QuizBlock(question="?", options=options, answer="B", because="因为如此")
    items = {item.name: item.rect for item in draw_quiz(block, BODY, Look(THEME, 1)).items}
    assert items["answer"].contains(items["letter B"])
    assert items["answer"].contains(items["words B"])


@pytest.mark.parametrize("held", [False, True])
@pytest.mark.parametrize(
    "options",
    [
        ("None", "One", "Two"),
        ("一", "二", "三"),
        tuple("一二三四五"),
        tuple("一二三四五六七"),
        (
            "Only before the rail",
            "Between rails",
            "Only afterwards",
            "Never",
            "If it looks dirty",
        ),
    ],
)
def test_an_option_of_one_line_stands_on_the_base_line_of_its_letter(options: tuple[str, ...], held: bool) -> None:
    layout = THEME.layout("split-quiz", 1) if held else None
    block = QuizBlock(question="?", options=options, answer="B")
    items = {
        item.name: item for item in draw_quiz(block, layout.body if layout else BODY, Look(THEME, 1), layout).items
    }
    letters = "ABCDEFG"[: len(options)]
    assert len(letters) > 1
    for letter in letters:
        mark, text = items[f"letter {letter}"], items[f"words {letter}"]
        assert isinstance(mark, Text)
        assert isinstance(text, Text)
        assert abs(first_base_line(mark.body, mark.rect) - first_base_line(text.body, text.rect)) <= px(1)
        assert mark.body.paragraphs[0].size <= max(28, 1.5 * text.body.paragraphs[0].size)
        assert items[f"option {letter}"].rect.contains(mark.rect)
        assert items[f"option {letter}"].rect.contains(text.rect)
        assert text_stays_inside(mark)
        assert text_stays_inside(text)


@pytest.mark.parametrize(
    ("number", "count", "shown"),
    [(1, 1, 0), (1, 2, 2), (2, 2, 2), (1, 5, 5), (3, 5, 5), (5, 5, 5), (1, 6, 0), (6, 6, 0)],
)
def test_a_panel_counts_a_few_questions_with_dots_and_marks_the_one_that_is_asked(
    number: int, count: int, shown: int
) -> None:
    layout = THEME.layout("split-quiz", 1)
    block = QuizBlock(question="?", options=("一", "二"), answer="B", number=number, count=count)
    groups = [item for item in dots_in_panel(block, layout, THEME) if isinstance(item, Group)]
    dots = [item for group in groups for item in group.items if isinstance(item, Shape)]
    assert [dot.fill == THEME.color("hi", 1) for dot in dots] == [each == number for each in range(1, shown + 1)]
    kicker = layout.placeholders["kicker"].rect
    assert all(kicker.right < dot.rect.x and dot.rect.right < layout.body.x - px(40) for dot in dots)


def test_many_credits_are_set_as_running_text_and_few_large() -> None:
    layout = THEME.layout("split-text", 1)

    def sizes(count: int, of: str) -> set[float]:
        entries = tuple(Entry(text=f"第{number}张图片", of=f"a#{number}{of}") for number in range(count))
        drawing = draw_bullets(ListBlock(style="bullets", entries=entries), layout.body, Look(THEME, 1), layout)
        return {
            paragraph.size for item in drawing.items if isinstance(item, Text) for paragraph in item.body.paragraphs
        }

    assert sizes(6, ".credit") == {THEME.scale.body}
    assert min(sizes(2, ".credit")) >= 28
    assert min(sizes(7, ".bullets.0")) >= 28


@pytest.mark.parametrize("count", [2, 5, 6])
@pytest.mark.parametrize("name", ["第一周，星期一的工作台", "Bed, rail, table, drip: all of it is the patient"])
def test_credits_are_rows_of_what_is_seen_and_who_made_it(count: int, name: str) -> None:
    layout = THEME.layout("split-text", 1)
    entries = tuple(
        entry
        for number in range(count)
        for entry in (
            Entry(text=name, of=f"a#slides.{number}.picture.caption"),
            Entry(text="为本例绘制", of=f"a#slides.{number}.picture.credit", level=1),
        )
    )
    drawing = draw_bullets(ListBlock(style="bullets", entries=entries), layout.body, Look(THEME, 1), layout)
    (text,) = (item for item in drawing.items if isinstance(item, Text))
    rules = [item.rect for item in drawing.items if isinstance(item, Shape) and item.name.startswith("rule")]
    assert len(rules) == count - 1
    assert points(text.body.height) <= text.rect.height
    names = text.body.paragraphs[::2]
    assert all(each.runs[0].bold for each in names)
    assert not any(each.runs[0].bold for each in text.body.paragraphs[1::2])
    lines = list(line_boxes(text.body, text.rect))
    assert all(not rule.overlaps(line) for rule in rules for line in lines)


@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("groups", [1, 2])
def test_names_of_pictures_stand_larger_below_the_credit_that_they_share(count: int, groups: int) -> None:
    layout = THEME.layout("split-text", 1)
    entries = tuple(
        entry
        for group in range(groups)
        for entry in (
            Entry(text=f"为本例绘制{group}", of=f"a#slides.{group}.picture.credit"),
            *(
                Entry(text=f"第{each}周，星期一", of=f"a#slides.{each}.picture.caption", level=1)
                for each in range(count)
            ),
        )
    )
    block = ListBlock(style="bullets", entries=entries)
    assert as_cards([block]) is None
    drawing = draw_bullets(block, layout.body, Look(THEME, 1), layout)
    (text,) = (item for item in drawing.items if isinstance(item, Text))
    assert text_stays_inside(text)
    credits = [each for each in text.body.paragraphs if each.text.startswith("为本例绘制")]
    names = [each for each in text.body.paragraphs if each not in credits]
    assert len(credits) == groups
    assert max(each.size for each in credits) < min(each.size for each in names)
    assert all(each.runs[0].bold for each in names)
    rules = [item.rect for item in drawing.items if isinstance(item, Shape) and item.name.startswith("rule")]
    assert len(rules) == (count if groups == 1 else groups - 1)
    assert not any(rule.overlaps(line) for rule in rules for line in line_boxes(text.body, text.rect))


@pytest.mark.parametrize("count", [2, 3, 5])
def test_a_list_that_goes_on_does_so_with_a_line_of_the_first_rank(count: int) -> None:
    entries = tuple(Entry(text=f"{number}", level=int(number % 3 > 0)) for number in range(18))
    slide = Slide(
        name="s", layout="text", title="图片来源", blocks=(ListBlock(style="bullets", entries=entries),), minutes=1
    )
    pieces = [piece_of(slide, number, count).blocks for number in range(count)]
    found = [entry for (block,) in pieces if isinstance(block, ListBlock) for entry in block.entries]
    assert tuple(found) == entries
    assert all(isinstance(block, ListBlock) and not block.entries[0].level for (block,) in pieces)


@pytest.mark.parametrize("count", [2, 5, 7])
@given(st.lists(words, min_size=7, max_size=7))
@settings(max_examples=30, deadline=None)
def test_a_few_bullets_beside_a_panel_are_rows_with_rules_between_them(count: int, texts: list[str]) -> None:
    layout = THEME.layout("split-text", 1)
    entries = tuple(Entry(text=text, of=f"a#bullets.{number}") for number, text in enumerate(texts[:count]))
    try:
        drawing = draw_bullets(ListBlock(style="bullets", entries=entries), layout.body, Look(THEME, 1), layout)
    except DoesNotFit:
        return
    (text,) = (item for item in drawing.items if isinstance(item, Text))
    rules = [item for item in drawing.items if isinstance(item, Shape) and item.name.startswith("rule")]
    assert len(rules) == count - 1
    assert points(text.body.height) <= text.rect.height
    lines = list(line_boxes(text.body, text.rect))
    for rule in rules:
        assert layout.body.contains(rule.rect)
        assert min(max(line.y - rule.rect.bottom, rule.rect.y - line.bottom) for line in lines) >= px(4)
    nested = replace(entries[-1], level=1)
    block = ListBlock(style="bullets", entries=(*entries[:-1], nested))
    assert not [item for item in draw_bullets(block, layout.body, Look(THEME, 1), layout).items if "rule" in item.name]
