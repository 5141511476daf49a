"""Sizes: the largest that fits, equal for siblings, never below the floor; and what cannot fit says so."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect, inches, points
from deckbrief.base.script.words import cuts
from deckbrief.layout.frame import Paragraph, Run, TextBody
from deckbrief.layout.text.fit import (
    Copy,
    DoesNotFit,
    Slot,
    fit,
    fit_all,
    height_for,
    least_height,
    natural_width,
    needed_height,
    set_slot,
)
from deckbrief.theme.metrics import STEPS, TALLEST, USUAL, snapped, text_width
from deckbrief.theme.theme import Align, Color
from hypothesis import assume, example, given
from hypothesis import strategies as st

PITCH = 1.4
INK = Color("dk1")
ALPHABET = "全市建成同心基地，。“”、（）ABCdefg 0123456789——……https://a.b/c?d=e😀ＡＢ"


def copy(text: str, size: float = 20, floor: float = 16, align: Align = "left", *, balanced: bool = False) -> Copy:
    return Copy(text=text, size=Pt(size), floor=Pt(floor), color=INK, align=align, balanced=balanced)


def slot(*copies: Copy, width: float, height: float, inset: float = 0) -> Slot:
    """Copies, inches -> slot."""
    sides = inches(inset)
    box = Rect(inches(1), inches(1), inches(width), inches(height))
    return Slot(copies=copies, box=box, insets=(sides, sides, sides, sides))


def assert_inside(body: TextBody, place: Slot) -> None:
    width, height = place.room
    assert needed_height(body) <= height + 1
    for paragraph in body.paragraphs:
        for line in paragraph.lines:
            assert paragraph.indent + line.width <= width


def fit_or_refuse(places: list[Slot]) -> tuple[list[TextBody], DoesNotFit | None]:
    try:
        return fit_all(places, PITCH), None
    except DoesNotFit as error:
        return [], error


texts = st.text(alphabet=ALPHABET, max_size=160)
copies = st.builds(copy, texts, st.sampled_from([20, 22, 24.5, 30]), st.sampled_from([12, 16, 18.5]))
slots = st.builds(
    lambda found, width, height, inset: slot(*found, width=width, height=height, inset=inset),
    st.lists(copies, min_size=1, max_size=4),
    st.floats(0.8, 12),
    st.floats(0.3, 6),
    st.floats(0, 0.2),
)


def parts_a_word(paragraph: Paragraph) -> bool:
    """Tell whether a line ends between two Latin letters or digits."""
    ends = [line.end for line in paragraph.lines[:-1]]
    return any(re.fullmatch("[0-9A-Za-z]{2}", paragraph.text[end - 1 : end + 1]) for end in ends)


def unhyphenated(text: str) -> str:
    return text.replace("\v", "").replace("-", "")


@given(st.lists(slots, min_size=1, max_size=4))
def test_what_is_set_stands_in_its_box_or_is_refused(places: list[Slot]) -> None:
    bodies, refused = fit_or_refuse(places)
    if refused:
        assert refused.needed[0] > refused.room[0] or refused.needed[1] > refused.room[1]
        assert refused.text in {found.text for place in places for found in place.copies}
        return
    for place, body in zip(places, bodies, strict=True):
        assert_inside(body, place)
        assert body.insets == place.insets
        for found, paragraph in zip(place.copies, body.paragraphs, strict=True):
            assert unhyphenated(paragraph.text) == unhyphenated(found.text)  # a word wider than a line has some put in
            assert min(found.floor, found.size) <= paragraph.size <= found.size


@given(st.lists(slots, min_size=2, max_size=4))
def test_siblings_are_equal_in_size(places: list[Slot]) -> None:
    try:
        bodies = fit_all(places, PITCH)
    except DoesNotFit:
        return
    sizes: dict[tuple[Pt, Pt], set[Pt]] = {}
    for place, body in zip(places, bodies, strict=True):
        for found, paragraph in zip(place.copies, body.paragraphs, strict=True):
            sizes.setdefault((found.size, found.floor), set()).add(paragraph.size)
    assert all(len(found) == 1 for found in sizes.values())


@given(slots)
def test_the_largest_size_that_fits_is_taken(place: Slot) -> None:
    """One step more does not fit, or parts a word, for which all is made smaller."""
    try:
        body = fit(place, PITCH)
    except DoesNotFit:
        return
    sizes = [paragraph.size for paragraph in body.paragraphs]
    for steps in range(20):
        larger = set_slot(place, PITCH, steps)
        if [paragraph.size for paragraph in larger.paragraphs] == sizes:
            break
        widest = max(line.width + p.indent for p in larger.paragraphs for line in p.lines)
        parted = any(parts_a_word(paragraph) for paragraph in larger.paragraphs)
        assert parted or needed_height(larger) > place.room[1] or widest > place.room[0]
    assert steps < 19


@given(slots, st.floats(0, 2), st.floats(0, 2))
def test_what_fits_fits_in_a_larger_box(place: Slot, wider: float, higher: float) -> None:
    box = place.box
    larger = Slot(
        copies=place.copies,
        box=Rect(box.x, box.y, Emu(box.width + inches(wider)), Emu(box.height + inches(higher))),
        insets=place.insets,
    )
    try:
        fit(place, PITCH)
    except DoesNotFit:
        return
    assert_inside(fit(larger, PITCH), larger)


@given(st.lists(copies, min_size=1, max_size=3), st.floats(1, 12))
def test_a_box_as_high_as_its_text_holds_it(found: list[Copy], width: float) -> None:
    height = height_for(found, inches(width), PITCH)
    place = Slot(copies=tuple(found), box=Rect(Emu(0), Emu(0), inches(width), height))
    body = set_slot(place, PITCH)
    assume(all(line.width <= inches(width) for paragraph in body.paragraphs for line in paragraph.lines))
    assume(not any(parts_a_word(paragraph) for paragraph in body.paragraphs))  # for it all would be made smaller
    for paragraph, one in zip(fit(place, PITCH).paragraphs, found, strict=True):
        assert paragraph.size == one.size


@given(st.lists(copies, min_size=1, max_size=3), st.floats(0.3, 12), st.booleans(), st.booleans())
def test_a_height_is_that_of_the_texts_set_and_never_below_the_least(
    found: list[Copy], width: float, exact: bool, balanced: bool
) -> None:
    found = [replace(each, balanced=balanced, before=Pt(3)) for each in found]
    place = Slot(copies=tuple(found), box=Rect(Emu(0), Emu(0), inches(width), Emu(0)), exact=exact)
    body = set_slot(place, PITCH)
    assert height_for(found, inches(width), PITCH, exact) == math.ceil(needed_height(body))
    if all(line.width <= inches(width) for paragraph in body.paragraphs for line in paragraph.lines):
        assert least_height(found, inches(width), PITCH) <= height_for(found, inches(width), PITCH)


@given(copies)
def test_a_box_as_wide_as_its_text_holds_it_on_one_line(found: Copy) -> None:
    width = natural_width(found)
    body = set_slot(Slot(copies=(found,), box=Rect(Emu(0), Emu(0), width, inches(1))), PITCH)
    assert len(body.paragraphs[0].lines) == 1
    assert width >= text_width(found.text.rstrip(), found.size)


def test_the_size_goes_down_step_by_step_to_the_floor() -> None:
    text = "全市建成同心基地" * 6
    sizes = {float(fit(slot(copy(text), width=4, height=h / 10), PITCH).paragraphs[0].size) for h in range(13, 30)}
    assert sizes == {17.0, 18.0, 20.0}, "at 16 it takes as many lines as at 17"


LABELS = st.lists(st.sampled_from(["苹果", "桌子", "医生", "老师", "城市", "修理", "观察"]), min_size=2, max_size=4)


def ends_inside(body: TextBody) -> int:
    """Return how many lines of a body end inside of a word."""
    return sum(
        line.start in cuts(paragraph.text) for paragraph in body.paragraphs for line in paragraph.lines[1:]
    )  # fmt: skip


@given(st.lists(LABELS, min_size=1, max_size=4), st.floats(1, 2.2), st.sampled_from([26, 30, 36]))
def test_siblings_are_smaller_where_that_keeps_words_whole(words: list[list[str]], width: float, size: int) -> None:
    labels = ["".join(label) for label in words]
    places = [slot(copy(label, size, balanced=True), width=width, height=4) for label in labels]
    bodies = fit_all(places, PITCH)
    chosen = {float(body.paragraphs[0].size) for body in bodies}
    assert len(chosen) == 1, "siblings alike"
    if not sum(map(ends_inside, bodies)):
        return
    smaller = [size for size in STEPS if 18 <= size < chosen.copy().pop()][-1:]
    for least in smaller:
        others = fit_all([slot(copy(label, least, balanced=True), width=width, height=4) for label in labels], PITCH)
        assert sum(map(ends_inside, others)) >= sum(map(ends_inside, bodies)), (labels, chosen, least)


def test_a_name_in_a_figure_is_smaller_rather_than_parted_from_its_place() -> None:
    name, width = "在比赛中观察", 44 * 3.5 / 72
    chosen = fit(slot(copy(name, 44, balanced=True), width=width, height=4), PITCH).paragraphs[0]
    assert [name[line.start : line.end] for line in chosen.lines] == ["在比赛中", "观察"]
    assert chosen.size == Pt(36), "the largest at which four characters stand on a line"


@pytest.mark.parametrize("alike", [False, True])
def test_a_label_is_smaller_rather_than_parted_inside_of_a_short_clause_but_a_title_is_not(alike: bool) -> None:
    text = "苹果：观察桌子老师，修理城市"
    place = slot(copy(text, 34, balanced=True), width=34 * 8.3 / 72, height=1.7)
    chosen = fit(replace(place, alike=alike), PITCH).paragraphs[0]
    lines = [text[line.start : line.end] for line in chosen.lines]
    assert (chosen.size == Pt(34)) == alike
    assert (lines == ["苹果：观察桌子老师，", "修理城市"]) != alike


def test_a_label_is_smaller_rather_than_left_with_two_characters_on_its_last_line() -> None:
    text = "苹果桌子医生观察城市，老师"
    chosen = fit(slot(copy(text, 30, balanced=True), width=30 * 11.4 / 72, height=0.9), PITCH).paragraphs[0]
    assert chosen.size < 30


def test_a_label_is_smaller_rather_than_begun_with_two_characters_of_a_clause() -> None:
    text = "苹果写在桌子旁边，谁都看得懂。"
    chosen = fit(slot(copy(text, 48, balanced=True), width=48 * 7.8 / 72, height=4), PITCH).paragraphs[0]
    assert [text[line.start : line.end] for line in chosen.lines] == ["苹果写在桌子旁边，", "谁都看得懂。"]
    assert chosen.size < 48


def test_what_words_need_makes_no_label_smaller_than_it_is_read() -> None:
    body = fit(slot(copy("观察桌子", 20, balanced=True), width=20 * 1.2 / 72, height=4), PITCH)
    assert body.paragraphs[0].size >= 16
    two = [copy("苹果“桌子医生”", 20, balanced=True), copy("“桌子老师医生”", 20, balanced=True)]
    bodies = fit_all([slot(label, width=20 * 4.4 / 72, height=4) for label in two], PITCH)
    assert {float(body.paragraphs[0].size) for body in bodies} <= {18, 20}, "a term is parted first"


def test_a_line_more_keeps_a_phrase_whole_where_it_has_room() -> None:
    text = "老师站着，走到另一边，找一位还没有说过话的医生。"
    low, high = (fit(slot(copy(text, balanced=True), width=20 * 12.4 / 72, height=h), PITCH) for h in (0.95, 2))
    assert [len(body.paragraphs[0].lines) for body in (low, high)] == [2, 3]
    assert text[high.paragraphs[0].lines[-1].start :][0] != "一", "找一位 is not parted"


def test_copies_that_differ_go_down_by_the_same_steps() -> None:
    title, text = copy("标题", 24, 16), copy("全市建成同心基地" * 5, 20, 16)
    seen = {
        tuple(float(paragraph.size) for paragraph in fit(slot(title, text, width=4, height=h / 20), PITCH).paragraphs)
        for h in range(32, 50)
    }
    assert seen == {(24, 20), (22, 18), (20, 17), (18, 16)}


def test_no_size_goes_below_its_own_floor() -> None:
    small, large = copy("小", 17, 16), copy("全市建成同心基地" * 6, 24, 14)
    body = fit(slot(small, large, width=4, height=1.7), PITCH)
    assert body.paragraphs[0].size == Pt(16)
    assert body.paragraphs[1].size < 22


def test_a_floor_above_the_size_does_not_make_it_larger() -> None:
    assert fit(slot(copy("注", 12, 16), width=4, height=1), PITCH).paragraphs[0].size == Pt(12)


def test_what_does_not_fit_says_what_it_needs() -> None:
    long = Copy(text="全市建成同心基地" * 20, size=Pt(20), floor=Pt(16), color=INK, path="cities/a#points.0")
    place = slot(copy("短"), long, width=3, height=1, inset=0.1)
    with pytest.raises(DoesNotFit) as caught:
        fit_all([slot(copy("短"), width=3, height=1), place], PITCH)
    error = caught.value
    assert (error.path, error.text) == (long.path, long.text)
    assert error.room == place.room
    assert error.needed[1] == math.ceil(needed_height(set_slot(place, PITCH, 4)))


def test_a_box_narrower_than_a_character_is_refused() -> None:
    with pytest.raises(DoesNotFit) as caught:
        fit(slot(copy("中文"), width=0.1, height=5), PITCH)
    assert caught.value.needed[0] == 16 * EMU_PER_PT


@pytest.mark.parametrize("width", [-1.0, 0.0])
def test_a_box_without_room_is_refused(width: float) -> None:
    with pytest.raises(DoesNotFit):
        fit(slot(copy("中文"), width=width, height=5), PITCH)


def test_lines_are_an_exact_number_of_half_points_apart() -> None:
    assert fit(slot(copy("文", 17.5), width=4, height=1), 1.4).paragraphs[0].pitch == Pt(24.5)
    assert fit(slot(copy("文", 22), width=4, height=1), 1.4).paragraphs[0].pitch == Pt(31)


def test_mixed_runs_are_measured_each_in_its_look_and_shrink_in_proportion() -> None:
    runs = (Run("165", bold=True, size=Pt(40)), Run(" 个基地"))
    metric = Copy(text="165 个基地", size=Pt(20), floor=Pt(10), color=INK, runs=runs)
    numbers = text_width("165", Pt(40), "bold")
    assert natural_width(metric) > numbers + text_width("个基地", Pt(20))
    body = fit(slot(metric, width=3, height=0.6), PITCH)
    paragraph = body.paragraphs[0]
    assert paragraph.size < 20
    assert paragraph.runs[0].size == snapped(40 * paragraph.size / 20)
    assert paragraph.pitch >= 1.15 * (paragraph.runs[0].size or 0) - 0.25
    assert paragraph.text == metric.text


def test_a_bold_run_takes_more_room() -> None:
    plain = Copy(text="Wide text", size=Pt(20), floor=Pt(10), color=INK, runs=(Run("Wide "), Run("text")))
    bold = Copy(text="Wide text", size=Pt(20), floor=Pt(10), color=INK, runs=(Run("Wide "), Run("text", bold=True)))
    assert natural_width(bold) > natural_width(plain)


def test_a_bullet_hangs_in_the_indent_of_all_lines() -> None:
    text = "全市建成同心基地" * 4
    point = Copy(text=text, size=Pt(20), floor=Pt(16), color=INK, bullet="•", indent=inches(0.3))
    paragraph = set_slot(slot(point, width=3, height=5), PITCH).paragraphs[0]
    assert (paragraph.bullet, paragraph.indent) == ("•", inches(0.3))
    assert all(paragraph.indent + line.width <= inches(3) for line in paragraph.lines)
    assert len(paragraph.lines) > len(set_slot(slot(copy(text), width=3.3, height=5), PITCH).paragraphs[0].lines) - 1


def test_a_balanced_title_s_lines_end_in_soft_breaks_and_running_text_s_do_not() -> None:
    title = copy("把统战阵地建到群众身边让基层统战工作真正实起来", 30, 24, balanced=True)
    paragraph = fit(slot(title, width=9, height=2), PITCH).paragraphs[0]
    assert paragraph.soft == tuple(line.end for line in paragraph.lines[:-1])
    assert len(paragraph.soft) == 1
    running = fit(slot(copy("全市建成同心基地，" * 9), width=5, height=4), PITCH).paragraphs[0]
    assert len(running.lines) > 2
    assert running.soft == ()


def test_space_before_counts_between_paragraphs_only() -> None:
    spaced = Copy(text="文", size=Pt(20), floor=Pt(20), color=INK, before=Pt(10))
    alone, both = (height_for([spaced] * count, inches(3), PITCH) for count in (1, 2))
    assert both == pytest.approx(2 * alone + 10 * EMU_PER_PT, abs=2)


def test_lines_of_exact_pitch_have_room_for_a_fifth_more() -> None:
    """Google Slides draws them so."""
    text = copy("全市建成同心基地" * 3)
    body = set_slot(slot(text, width=3, height=9), PITCH)
    assert len(body.paragraphs[0].lines) == 3
    assert height_for([text], inches(3), PITCH) == math.ceil(body.height * 1.2 * EMU_PER_PT)


def test_lines_of_a_shared_pitch_have_room_for_the_tallest_face() -> None:
    """But for the white above the first of them."""
    one, three = (height_for([copy("文" * count)], inches(1), PITCH, exact=False) for count in (2, 9))
    assert one == 28 * EMU_PER_PT
    assert three == pytest.approx((28 + 2 * 28 * TALLEST / USUAL) * EMU_PER_PT, abs=2)


def test_a_heading_takes_the_room_of_its_own_face() -> None:
    plain = Copy(text="MAGIC", size=Pt(20), floor=Pt(10), color=INK, bold=True)
    assert natural_width(replace(plain, face="major")) > natural_width(plain)


def test_a_last_line_is_not_left_a_single_character() -> None:
    for count, width in ((13, 1.2), (11, 1.5), (41, 2.9)):
        paragraph = fit(slot(copy("文" * count, 20, 20), width=width, height=5), PITCH).paragraphs[0]
        assert len(paragraph.lines) > 1
        assert count - paragraph.lines[-1].start >= 2


def refusal(place: Slot) -> DoesNotFit | None:
    try:
        fit(place, PITCH)
    except DoesNotFit as error:
        return error
    return None


@given(
    text=st.text("统一1a5 ，。“”", min_size=1, max_size=40).filter(str.strip),
    size=st.integers(10, 30),
    width=st.integers(200, 3000),
    height=st.integers(10, 200),
)
@example(text="统统统统1统统统", size=16, width=667, height=53)
def test_what_its_lines_have_room_for_is_never_refused(text: str, size: int, width: int, height: int) -> None:
    """A text is refused quickly by its width on one line; what stands between two of its lines may not count."""
    box = Rect(Emu(0), Emu(0), points(width / 10), points(height))
    error = refusal(Slot(copies=(Copy(text=text, size=Pt(size), floor=Pt(size), color=INK, bold=True),), box=box))
    assert error is None or error.needed[0] > error.room[0] or error.needed[1] > error.room[1]
