"""Words of free slides: a clause a line in quotations, lists that fill their room, units beside numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.base.length import EMU_PER_PT, Emu, Rect, points, px
from deckbrief.base.number import Digits
from deckbrief.base.record import replace
from deckbrief.content.read import read_pack
from deckbrief.draft.amounts import with_digits
from deckbrief.draft.decks import draft_deck
from deckbrief.layout.figures.reading import as_they_stand
from deckbrief.layout.frame import Frame, Shape, Text
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.layout.text.line_boxes import line_boxes
from deckbrief.theme.theme import Color

from tests.layout.test_free import frames_of, pack_with, titled
from tests.layout.test_free import said as said_of
from tests.support.small_pack import ROOTS, THEME


def drawn(folder: Path, body: str, theme: str = "vermilion") -> Frame:
    (frame,) = titled(frames_of(pack_with(folder, f"  - {{title: Words, {body}}}\n"), theme), "Words")
    return frame


def body_of(frame: Frame, end: str) -> Text:
    (text,) = [item for item in frame.walk() if isinstance(item, Text) and item.name.endswith(end)]
    return text


@pytest.mark.parametrize(
    "words",
    [
        "不是为了省那几块钱，|是为了有人等我去吃饭。",
        "菜可以少一样，|热度不能少一分；|话可以少一句，|笑脸不能少一个。",
        "I rub my hands first, |so that nobody has to remind me.",
    ],
)
def test_a_quotation_has_a_line_for_each_clause(tmp_path: Path, words: str) -> None:
    said = words.replace("|", "")
    text = body_of(drawn(tmp_path / "pack", f'quote: {{words: "{said}", by: a guest}}'), "words")
    (paragraph,) = text.body.paragraphs
    assert [said[line.start : line.end].strip() for line in paragraph.lines] == [w.strip() for w in words.split("|")]
    assert text.body.height * EMU_PER_PT <= text.rect.height


@pytest.mark.parametrize("words", ["是，我每天都来这里吃饭。", "一句没有停顿的话也要立得住"])
def test_a_short_clause_or_a_single_one_breaks_as_words_do(tmp_path: Path, words: str) -> None:
    text = body_of(drawn(tmp_path / "pack", f'quote: {{words: "{words}"}}'), "words")
    assert not [end for end in text.body.paragraphs[0].soft if words[:end].endswith("是，")]


def test_a_few_bullets_fill_their_room_and_gain_no_line(tmp_path: Path) -> None:
    few = ", ".join(f"check the temperature {number}" for number in range(5))
    many = ", ".join(f"check the temperature {number}" for number in range(8))
    sizes = []
    for number, entries in enumerate((few, many)):
        text = body_of(drawn(tmp_path / str(number), f"bullets: [{entries}]"), "bullets")
        assert all(len(paragraph.lines) == 1 for paragraph in text.body.paragraphs)
        assert text.body.height * EMU_PER_PT <= text.rect.height
        sizes.append(text.body.paragraphs[0].size)
        if not number:
            assert text.body.height * EMU_PER_PT >= text.rect.height * 0.6
    assert sizes[0] >= 34 > sizes[1]


def test_a_lead_is_a_step_smaller_where_its_lines_then_end_at_a_mark(tmp_path: Path) -> None:
    first = "青梧区六十岁以上的老人占三成，独居和只有老两口的家庭超过两万户。"
    second = "做饭对他们来说，是每天最费力的一件事。"
    third = "我们先做午饭：一餐热饭能让人每天下楼一次，也让我们每天见到他一次。"
    frame = drawn(tmp_path / "pack", f"text: [{first}{second}, {third}]")
    text = body_of(frame, "bullets")
    lead = text.body.paragraphs[0]
    assert lead.text == first
    assert lead.text[: lead.lines[0].end].endswith("，")
    assert lead.size >= 28
    (bar,) = [item for item in frame.walk() if item.name == "card bar"]
    assert text.rect.x - bar.rect.right >= px(40)


def test_the_unit_of_a_number_alone_is_a_third_as_large(tmp_path: Path) -> None:
    text = body_of(drawn(tmp_path / "pack", "number: {number: 1200, label: books, unit: 本}"), "number")
    (paragraph,) = text.body.paragraphs
    unit = next(run for run in paragraph.runs if "本" in run.text)
    assert unit.size is not None
    assert paragraph.size * 0.26 < unit.size <= paragraph.size * 0.36


@pytest.mark.parametrize("more", ["", ", qualifier: 不超过, note: 八十岁以上再减三元"])
@pytest.mark.parametrize("amount", ["12", "323520"])
def test_a_number_alone_is_in_one_face_and_what_it_counts_close_below(tmp_path: Path, amount: str, more: str) -> None:
    said = f"number: {{number: {amount}, label: 四个站点全年就餐, unit: 人次{more}}}"
    frame = drawn(tmp_path / "pack", said)
    number, label = body_of(frame, "number"), body_of(frame, "label")
    (paragraph,) = number.body.paragraphs
    assert {(run.face or paragraph.face, run.bold) for run in paragraph.runs if run.text.strip()} == {("major", True)}
    assert paragraph.size >= 92
    (line,), (counted, *_) = line_boxes(number.body, number.rect), line_boxes(label.body, label.rect)
    assert 0 <= counted.y - line.bottom <= points(paragraph.size * 0.15)
    words = "".join(run.text for run in paragraph.runs)
    assert "过1" not in words, "a small space leads from words to digits, in place of a quarter of the digits' em"


@pytest.mark.parametrize("theme", ["vermilion", "ink", "plain"])
@pytest.mark.parametrize(
    ("said", "least"),
    [
        (
            "number: 7, scale: 万, unit: 余人次, label: 依托微信平台，在全市开展的学习和测试活动, note: 人次不是人数",
            260,
        ),
        ("number: 95, unit: '%', label: 老人说饭菜合口味", 260),
        ("number: 12, unit: 元, label: 一荤两素一汤, qualifier: 不超过, note: 八十岁以上再减三元", 260),
        ("number: 323520, unit: 人次, label: 四个站点全年就餐", 150),
        ("number: 1234567, unit: meals, qualifier: about, label: meals served last year in all kitchens", 92),
    ],
)
def test_a_number_alone_is_as_large_as_the_slide_allows(tmp_path: Path, theme: str, said: str, least: float) -> None:
    frame = drawn(tmp_path / "pack", f"number: {{{said}}}", theme)
    number, label = body_of(frame, "number"), body_of(frame, "label")
    (paragraph,) = number.body.paragraphs
    assert paragraph.size >= least
    assert len(paragraph.lines) == 1
    assert label.body.paragraphs[0].size >= 24
    assert number.rect.right <= px(1280)
    assert label.rect.bottom <= px(656)


def test_a_golden_line_gives_way_to_a_number_that_reaches_it(tmp_path: Path) -> None:
    def lined(said: str) -> bool:
        frame = drawn(tmp_path / said, f"number: {{number: {said}, unit: 人次, label: meals}}")
        return any(item.name == "metrics · line" for item in frame.walk())

    assert lined("12")
    assert not lined("323520")


def shape(name: str, x: int, y: int) -> Shape:
    return Shape(name=name, rect=Rect(Emu(x), Emu(y), px(90), px(20)), fill=Color("dk1"))


def test_items_are_read_by_rows_and_columns_and_else_as_they_are_given() -> None:
    step = px(100)
    items = [shape("d", step, step), shape("c", 0, step), shape("b", step, 0), shape("a", 0, 0)]
    assert [item.name for item in as_they_stand(items)] == ["a", "c", "b", "d"]
    apart = [shape("far", 5 * step, 3 * step), shape("near", 0, 0)]
    assert [item.name for item in as_they_stand(apart)] == ["far", "near"]


@pytest.mark.parametrize(
    ("pack", "own", "said"),
    [("", "", "323,520"), ("plain", "", "323520"), ("wan", "", "32.352"), ("wan", "plain", "323520")],
)
def test_numbers_of_all_outputs_are_written_as_the_pack_or_the_number_says(
    tmp_path: Path, pack: Digits, own: str, said: str
) -> None:
    digits = f", digits: {own}" if own else ""
    slide = f"  - {{title: N, number: {{number: 323520, label: 就餐, unit: 人次{digits}}}}}\n"
    read = read_pack(pack_with(tmp_path / "pack", slide))
    made = with_digits(replace(read, info=replace(read.info, digits=pack)))
    deck = lay_out_deck(draft_deck(made, made.sessions[0], ROOTS), made, THEME)
    words = "".join(said_of(frame) for frame in titled(deck, "N"))
    assert said in words.replace(" ", "")
    assert ("万" in words) == (said == "32.352")
