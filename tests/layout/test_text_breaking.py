"""Where lines end: kinsoku, whole words and numbers, last lines, balance, and nothing lost or too wide."""

from __future__ import annotations

import re
import unicodedata

import pytest
from deckbrief.base.length import EMU_PER_PT, Emu, Pt, Rect
from deckbrief.layout.frame import Paragraph
from deckbrief.layout.text.end_costs import CUT_COST, parted
from deckbrief.layout.text.fit import Copy, Slot, break_lines, set_slot
from deckbrief.layout.text.linebreak import SLACK, Measured, Piece, opportunities
from deckbrief.theme.metrics import EM, advance, text_width
from deckbrief.theme.theme import Color
from hypothesis import assume, given
from hypothesis import strategies as st

SIZE = Pt(20)
NO_START = "，。、；：？！）》」』】〕〗〉］｝”’…·—～%,.;:!?)]}"
NO_END = "（《「『【〔〖〈［｛“‘([{"
HAN = "全市建成同心基地培育矩阵参与活动党外人士建言献策民主协商服务群众乡村振兴"

han = st.text(alphabet=HAN, min_size=1, max_size=14)
word = st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=14)
number = st.sampled_from(["165个", "7万余人次", "13 类", "45万字", "90 分钟", "100%", "$5", "3.14", "1,200", "11月8日"])
mark = st.sampled_from(["，", "。", "、", "；", "：", "！", "——", "……", "·", ", ", ". ", " "])
quoted = st.builds("{0[0]}{1}{0[1]}".format, st.sampled_from(["“”", "《》", "（）", "()", "【】", "‘’"]), han | word)
formula = st.sampled_from(["1+10+N", "“1+10+N”", "1＋N", "统/战/督/合", "A/B", "COVID-19"])
url = st.builds(
    "https://{}.com/{}?{}={}&n={}".format, word, st.lists(word, max_size=4).map("/".join), word, word, st.integers(0)
)
emoji = st.sampled_from(["😀", "👨‍👩‍👧‍👦", "🇨🇳", "👍🏽", "1️⃣", "❤️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"])
wide = st.text(alphabet="ＡＢＣ１２３，．％（）～", min_size=1, max_size=8)
accented = st.sampled_from(["e\u0301", "café", "naïve", "が", "한글", "ไทย", "عربى", "\u00a0", "\u2060", "\u200b"])
parts = [han, han, han, mark, mark, word, number, quoted, formula, url, emoji, wide, accented]
texts = st.lists(st.one_of(*parts), min_size=1, max_size=14).map("".join)
plain = st.lists(st.one_of(han, mark, number, quoted, word), min_size=1, max_size=14).map("".join)
ems = st.floats(1, 40)


def width(em: float) -> Emu:
    """Ems at `SIZE` -> EMU."""
    return Emu(round(em * SIZE * EMU_PER_PT))


def broken(text: str, em: float) -> list[str]:
    return [text[line.start : line.end] for line in break_lines(text, width(em), SIZE)]


def paragraph(text: str, em: float, *, balanced: bool = False, bold: bool = False) -> Paragraph:
    copy = Copy(text=text, size=SIZE, floor=SIZE, color=Color("dk1"), balanced=balanced, bold=bold)
    return set_slot(Slot(copies=(copy,), box=Rect(Emu(0), Emu(0), width(em), Emu(0))), 1.4).paragraphs[0]


def units(text: str) -> list[str]:
    stops = opportunities(text).strict
    return [text[start:end] for start, end in zip([0, *stops], stops, strict=False)]


@pytest.mark.parametrize(
    "kept",
    [
        *("165个", "7万余人次", "13 类", "45万字", "90 分钟", "100%", "98.5%", "$5", "3.14", "1,200元", "11月8日"),
        *("2024年11月8日", "5-10个", "3—5人", "100余个", "3.2个百分点", "第3届", "10 GB", "25 km/h", "8:30", "￥1,200"),
        *("1+10+N", "１＋１０＋Ｎ", "1+N", "A+B+C", "１６５个", "——", "……", "https://example.com/a?b=c", "naïve"),
        *(
            "统/战/督/合",
            "COVID-19",
            "don’t",
            "don't",
            "GB/T",
            "👨‍👩‍👧‍👦",
            "🇨🇳",
            "👍🏽",
            "1️⃣",
            "e\u0301",
            "中\u2060文",
            "中\u00a0文",
        ),
    ],
)
def test_what_belongs_together_is_not_parted(kept: str) -> None:
    assert any(kept in unit for unit in units("我们的" + kept + "大家的"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中文字", "中|文|字"),
        ("“好”（一）", "“好”|（一）"),
        ("说：“好”。", "说：|“好”。"),
        ("well-known fact", "well-|known |fact"),
        ("用Python写", "用|Python|写"),
        ("中\u200b文", "中\u200b|文"),
        ("真——的……吗", "真——|的……|吗"),
        ("《一》《二》", "《一》|《二》"),
        ("各区165个点", "各|区|165个|点"),
        ("1234工作法", "1234|工|作|法"),
    ],
)
def test_lines_may_end_here(text: str, expected: str) -> None:
    assert "|".join(units(text)) == expected


def test_a_long_word_is_broken_by_characters_and_a_url_after_its_marks() -> None:
    assert broken("antidisestablishmentarianism", 6)[0].startswith("antidis")
    lines = broken("见https://example.com/path/file?key=value&other=thing", 9)
    assert lines[0] == "见"
    assert all(line[-1] in "/?&=." for line in lines[1:-1])


def test_a_long_number_is_parted_from_its_unit_before_it_is_broken() -> None:
    assert broken("1000000000亿元", 6.5)[0] == "1000000000"


def test_spaces_at_the_end_of_a_line_hang() -> None:
    text = "中文中文中 " + "文" * 5
    first, second = break_lines(text, width(5 / SLACK + 0.01), SIZE)
    assert text[first.start : first.end] == "中文中文中"
    assert first.width == width(5)
    assert second.start == 6


@pytest.mark.parametrize("end", ["\n", "\r\n", "\v", "\u2028"])
def test_a_line_end_in_the_text_ends_the_line(end: str) -> None:
    assert broken(f"第一{end}第二", 30) == ["第一", "第二"]
    assert broken(f"第一{end}{end}第二", 30) == ["第一", "", "第二"]


def test_an_empty_text_has_one_empty_line() -> None:
    assert [(line.start, line.end, line.width) for line in break_lines("", width(5), SIZE)] == [(0, 0, 0)]


@given(texts, ems, st.booleans())
def test_nothing_is_lost_and_no_line_is_wider_than_the_box(text: str, em: float, bold: bool) -> None:
    lines = break_lines(text, width(em), SIZE, bold)
    position = 0
    for line in lines:
        assert not text[position : line.start].strip(" \t\u200b")
        assert line.start <= line.end
        piece = text[line.start : line.end]
        assert line.width >= text_width(piece, SIZE, "bold" if bold else "regular") - metric_slack(piece)
        if line.width > width(em):
            assert len(clusters(piece.strip("\u2060\ufeff"))) == 1
        position = line.end
    assert not text[position:].strip(" \t\u200b")


def metric_slack(piece: str) -> int:
    """A line taken by itself may begin with a sign that counts as Latin there."""
    return 2 * width(0.25) if piece else 0


def clusters(text: str) -> list[str]:
    """Text -> its user-perceived characters, told more simply than in the program."""
    found: list[str] = []
    for char in text:
        joins = (
            unicodedata.category(char)[0] == "M"
            or char == "\u200d"
            or "\U0001f3fb" <= char <= "\U0001f3ff"
            or "\U000e0020" <= char <= "\U000e007f"
        )
        flag = "\U0001f1e6" <= char <= "\U0001f1ff" and found and re.fullmatch("[\U0001f1e6-\U0001f1ff]", found[-1])
        if found and (joins or flag or found[-1].endswith("\u200d")):
            found[-1] += char
        else:
            found.append(char)
    return found


@given(texts, ems)
def test_characters_are_not_split(text: str, em: float) -> None:
    starts = {0}
    for cluster in clusters(text):
        starts.add(max(starts) + len(cluster))
    assert {line.start for line in break_lines(text, width(em), SIZE)} <= starts


@given(plain, st.floats(12, 40))
def test_kinsoku_holds(text: str, em: float) -> None:
    assume(max(map(len, units(text))) <= 10)
    for line in break_lines(text, width(em), SIZE)[1:]:
        assert text[line.start] not in NO_START
    for line in break_lines(text, width(em), SIZE)[:-1]:
        assert text[line.end - 1] not in NO_END


@given(st.text(alphabet=HAN + "，。、“”（）——……", min_size=1), st.floats(4.5, 9))
def test_kinsoku_holds_in_narrow_boxes(text: str, em: float) -> None:
    assume(not re.search("[，。、”）—…]{2}|[“（]{2}|[“（][，。、”）—…]", text))
    lines = broken(text, em)
    assert not [line for line in lines[1:] if line[0] in NO_START]
    assert not [line for line in lines[:-1] if line[-1] in NO_END]


@given(texts, ems, ems)
def test_first_fit_takes_no_more_lines_in_a_wider_box(text: str, one: float, other: float) -> None:
    measured = Measured((Piece(text),))
    narrow, wide_room = sorted((one, other))
    assert len(measured.first_fit(wide_room * EM)) <= len(measured.first_fit(narrow * EM))


@given(texts, st.floats(6, 40), st.booleans())
def test_lines_end_where_first_fit_ends_them_or_in_a_soft_break(text: str, em: float, balanced: bool) -> None:
    """So a program that breaks by first fit never takes more lines, whatever its fonts' widths."""
    assume("\n" not in text)
    set_text = paragraph(text, em, balanced=balanced)
    measured = Measured((Piece(text),))
    first = measured.first_fit(width(em) * EM / (SIZE * EMU_PER_PT) * measured.slack)
    assert len(set_text.lines) == len(first)
    assert max(line.width for line in set_text.lines) <= width(em)
    own = [line.start for line in set_text.lines]
    if set_text.soft:
        assert set(set_text.soft) <= set(own)
    else:
        assert own == starts(text, first)


def starts(text: str, ends: list[int]) -> list[int]:
    return [0, *ends[:-1]] if text else [0]


@given(st.lists(st.text(alphabet=HAN, min_size=3, max_size=12), min_size=2, max_size=12), st.floats(8, 30))
def test_the_last_line_is_not_a_single_character(clauses: list[str], em: float) -> None:
    lines = broken("，".join(clauses) + "。", em)
    if 1 < len(lines) < em / 2:
        assert len(lines[-1].rstrip("，。")) >= 2, lines


@pytest.mark.parametrize("count", [11, 21, 31, 41, 51, 61])
def test_one_character_more_comes_down(count: int) -> None:
    lines = broken("文" * count, 10 / SLACK + 0.01)
    assert len(lines[-1]) >= 2
    assert len(lines) == count // 10 + 1


def test_a_balanced_title_of_two_lines_breaks_in_the_middle() -> None:
    title = "把统战阵地建到群众身边让基层统战工作真正实起来"
    assert [len(line) for line in broken(title, 20)] == [11, 12], "a short text is a label, and balanced too"
    set_title = paragraph(title, 20, balanced=True)
    assert [line.end - line.start for line in set_title.lines] == [11, 12]
    assert set_title.soft == (11,)


def test_a_balanced_title_prefers_to_break_after_a_mark() -> None:
    title = "健全机制强推力增动力，大抓基层导向立起来"
    set_title = paragraph(title, 16, balanced=True)
    assert title[: set_title.lines[0].end] == "健全机制强推力增动力，"


@pytest.mark.parametrize(
    ("text", "em", "lines"),
    [
        ("多党合作的历史文化里找资源", 11, ["多党合作的", "历史文化里找资源"]),
        ("开展了“学统战条例·庆建党百年”活动", 17.5, ["开展了", "“学统战条例·庆建党百年”活动"]),
        ("让大抓基层的导向立起来", 8, ["让大抓基层的", "导向立起来"]),
    ],
)
def test_a_balanced_title_cuts_no_word_where_it_can(text: str, em: float, lines: list[str]) -> None:
    set_title = paragraph(text, em, balanced=True)
    assert [text[line.start : line.end] for line in set_title.lines] == lines


WORDS = ["统战", "工作", "历史", "文化", "基层", "导向", "人才", "服务", "中心"]


@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=9))
def test_a_short_text_of_words_is_broken_between_them(words: list[str]) -> None:
    text = "".join(words)
    set_text = paragraph(text, 11.3)
    assert all(line.end % 2 == 0 for line in set_text.lines), [text[line.start : line.end] for line in set_text.lines]


@given(st.text(alphabet=HAN + "，。“”ab1 ", min_size=8, max_size=40), st.floats(4, 14), st.integers(2, 6))
def test_ends_that_leave_too_much_for_the_lines_below_are_left_out_of_no_answer(text: str, em: float, n: int) -> None:
    class All(Measured):
        def _least_end(self, room: float, lines: int) -> int:
            return 0

    quick, slow = Measured((Piece(text),)), All((Piece(text),))
    for each in (quick, slow):
        each._prepare()
    assert quick._phrased(em * EM, n) == slow._phrased(em * EM, n)


@given(st.lists(st.sampled_from(WORDS), min_size=14, max_size=60), st.integers(4, 12))
def test_running_text_parts_no_word_where_that_takes_no_more_lines(words: list[str], half: int) -> None:
    text, room = "".join(words), 2 * half + 1
    lines = break_lines(text, width(room + 0.3), SIZE)
    assert len(lines) == -(-len(text) // room)
    if -(-len(text) // (2 * half)) == len(lines) and len(text) % (2 * half) > 2:
        assert all(line.end % 2 == 0 for line in lines), [text[line.start : line.end] for line in lines]


@pytest.mark.parametrize(
    ("text", "em", "lines"),
    [
        (
            "基地和点位说的是醇度，字数说的是温度，组织数说的是烈度；不比大小，也不排名次。",
            24,
            ["基地和点位说的是醇度，字数说的是温度，"],
        ),
    ],
)  # fmt: skip
def test_a_line_of_running_text_ends_at_a_mark_before_it_parts_a_phrase(text: str, em: float, lines: list[str]) -> None:
    found = [text[line.start : line.end] for line in paragraph(text, em).lines]
    assert found[: len(lines)] == lines


@pytest.mark.parametrize("last", ["苹果", "老师"])
def test_two_characters_are_not_left_on_a_last_line(last: str) -> None:
    text = f"城市桌子观察医生{last}"
    assert [line.end - line.start for line in paragraph(text, 8.2, balanced=True).lines] in ([4, 6], [6, 4])


@pytest.mark.parametrize("sign", "+＋")
def test_what_plus_signs_join_is_parted_at_the_price_of_a_word(sign: str) -> None:
    text = sign.join(["中心", "会", "团", "室", "库"])
    assert all(parted(text, [at], phrases=False) >= CUT_COST for at in range(1, len(text)))


def test_a_balanced_title_of_one_line_stays() -> None:
    assert paragraph("四度建设", 20, balanced=True).soft == ()


@pytest.mark.parametrize(
    ("text", "em", "lines"),
    [
        ("襄阳的统战实践创新基地，按什么标准来建？", 9, ["襄阳的统战", "实践创新基地，", "按什么标准来建？"]),
        ("同心奋进新征程、合力建功新时代", 10, ["同心奋进新征程、", "合力建功新时代"]),
        ("165个基地搭台，56个组织对口到乡到村", 15, ["165个基地搭台，", "56个组织对口到乡到村"]),
    ],
)
def test_a_balanced_text_of_several_lines_keeps_its_phrases_together(text: str, em: float, lines: list[str]) -> None:
    set_text = paragraph(text, em, balanced=True)
    assert [text[line.start : line.end] for line in set_text.lines] == lines


@given(st.lists(st.sampled_from(["苹果", "桌子", "老师", "城市", "观察"]), min_size=7, max_size=9), st.floats(9.2, 12))
def test_no_line_of_a_balanced_text_is_much_shorter_than_the_others(words: list[str], em: float) -> None:
    text = f"{words[0]}“{words[1]}{words[2]}”" + "".join(words[3:])
    widths = [line.width for line in paragraph(text, em, balanced=True).lines]
    assert min(widths[0], widths[-1]) * 3 >= max(widths)


def test_a_short_text_does_not_part_a_number_from_its_unit() -> None:
    text = "各县区建成同心实践基地165个"
    assert text[paragraph(text, 13.5).lines[-1].start :].endswith("165个")


def test_both_ways_of_finding_where_lines_may_end_agree() -> None:
    """Text of full ems is looked at in a quicker way; one Latin word at the end switches to the other."""
    text = "《统一战线》、〈多党合作〉（试行）【通知】；！？，。『好』１６５个，１＋Ｎ～往返ー々ァ｛｝［］％＝＠"
    assert opportunities(text + "一 a").loose[: len(opportunities(text).loose)] == opportunities(text).loose


def test_a_number_of_digits_is_as_wide_as_its_widest_font() -> None:
    line = break_lines("2024", width(10), SIZE)[0]
    assert line.width == round(advance("2024") * SIZE * EMU_PER_PT / EM)


@pytest.mark.parametrize(
    "text", ["a" + "\u200d\ufe0f" * 3000 + "中", "。" * 3000, "（" * 3000, "1+" * 3000, "x" * 9000]
)
def test_texts_without_a_place_to_end_a_line_take_no_exponential_time(text: str) -> None:
    assert "".join(broken(text, 10)) == text
