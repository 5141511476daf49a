"""What a unit from a text begins with: numbers with what they count, whole words, names and lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from deckbrief.content import qualifiers
from deckbrief.content.evidence.source import Paragraph, fold
from deckbrief.content.evidence.verify import check_evidence
from deckbrief.content.model import Metric
from deckbrief.content.read import read_pack
from deckbrief.run.build import build_outputs
from deckbrief.run.from_text import notes_of_source, pack_from_text, section_of, unit_from_text
from deckbrief.run.gleaning import beginning, called_by, names, numbers
from deckbrief.run.headings import headings
from deckbrief.run.listing import Listed, listed
from deckbrief.run.request import Options
from deckbrief.run.skeleton import init_pack
from hypothesis import given
from hypothesis import strategies as st

HOTEL = """\
Harbour House: the first day

Front office
A guest waits no longer than 3 minutes at the desk. We call this the “three-minute promise”. 94% of guests said so.
Jane Miller, head of front office, trains each newcomer within 24 hours.
Every newcomer learns three steps: greet, listen, solve. Greet within ten seconds.

Housekeeping
A room is ready in 28 minutes. Linen of 120 double rooms is changed by 9 a.m. each day.
- Air the room first
- Strip the bed
"""
TRIAGE = """\
仁和医院急诊经验

急诊科
急诊科推行“三色分流”：红区抢救，黄区候诊，绿区快速处理。候诊时间由45分钟降到18分钟。
分诊台24小时有人，上午9时起有专家。一是看气道，二是看呼吸，三是看循环。

护理部
护理部建立“一人一册”档案，覆盖护士320名。
"""


def _paragraph(text: str) -> Paragraph:
    return Paragraph(1, 1, text, fold(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It takes 24 hours, from 9 a.m. to 17:30.", [("24", "hours", "24 hours")]),
        ("94% of guests came.", [("94", "%", "94%")]),
        ("Of 120 double rooms, 28 of 30 and 5 more were ready.", [("120", "double rooms", "120 double rooms"),
                                                                  ("28", "", "28"), ("30", "", "30"), ("5", "", "5")]),
        ("Greet within ten seconds, in three steps.", [("10", "seconds", "ten seconds")]),
        ("由45分钟降到18分钟，9时开门。", [("45", "分钟", "45分钟"), ("18", "分钟", "18分钟")]),
        ("In 2025, over 700 people came.", [("700", "people", "over 700 people")]),
    ],
)  # fmt: skip
def test_numbers_are_taken_with_what_they_count(text: str, found: list[tuple[str, str, str]]) -> None:
    told = numbers([_paragraph(text)])
    assert [(number.number, number.unit, number.words) for number in told] == found
    assert all(number.words in text for number in told)


@pytest.mark.parametrize(
    ("text", "qualifier", "words"),
    [
        ("会议不超过2小时。", "不超过", "不超过2小时"),
        ("值班不得少于3人。", "不得少于", "不得少于3人"),
        ("到场不超过10余人。", "不超过", "不超过10余人"),
        ("共种下超过30棵。", "超过", "超过30棵"),
        ("No more than 2 hours are left.", "No more than", "No more than 2 hours"),
        ("It was not below 5 degrees.", "not below", "not below 5 degrees"),
        ("It lasts at least 20 minutes.", "at least", "at least 20 minutes"),
    ],
)
def test_a_qualifier_is_taken_with_its_negation(text: str, qualifier: str, words: str) -> None:
    (number,) = numbers([_paragraph(text)])
    assert (number.qualifier, number.words) == (qualifier, words)


_BEHIND = [
    *((f"{word}个", word) for word in qualifiers.BEHIND_NUMBER if word != "+"),
    *((f"个{word}", word) for word in qualifiers.BEHIND_UNIT if word != "内"),
    ("天内", "内"), ("小时内", "内"), ("公里以外", ""), ("个社区内", ""), ("天内容", ""), ("人上下班", ""),
]  # fmt: skip


@pytest.mark.parametrize(("after", "qualifier"), _BEHIND)
def test_what_stands_behind_a_number_or_its_unit_is_taken_and_said_again(after: str, qualifier: str) -> None:
    (number,) = numbers([_paragraph(f"这里有65{after}，完。")])
    assert number.qualifier == qualifier
    metric = Metric(
        id="a", number=65, label="数", scale=number.scale, qualifier=number.qualifier, unit=number.unit
    )  # fmt: skip
    assert metric.text == number.words
    assert number.words == f"65{after}" or not qualifier


@given(st.lists(st.from_regex(r"[a-z]{1,12}", fullmatch=True), min_size=1, max_size=40))
def test_a_citation_ends_where_a_word_does(words: list[str]) -> None:
    text = " ".join(words)
    cited = beginning(_paragraph(text))
    assert cited.split(" ") == words[: len(cited.split(" "))]


@pytest.mark.parametrize(
    "text", ["北区图书馆为从来不看书的人在车站门口的候车大厅里面新开辟了一个小小的公共阅览区域供大家使用",
             "Mr. Reed of the second floor and Dr. Miller of the fourth explain it to everybody who comes in the day"],
)  # fmt: skip
def test_a_long_citation_is_cut_between_words_and_at_no_title(text: str) -> None:
    cited = beginning(_paragraph(text))
    assert text.startswith(cited)
    assert len(cited) > 20
    assert text[len(cited)].isspace() or re.match("[\u4e00-\u9fff]", text[len(cited)])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("three steps: greet, listen and solve. More.", [("three steps", ("greet", "listen", "solve"))]),
        ("three steps: greet and listen.", []),
        ("推行“三色分流”：红区，黄区，绿区。", [("三色分流", ("红区", "黄区", "绿区"))]),
        ("一是看气道，二是看呼吸。", [("", ("看气道", "看呼吸"))]),
        ("一是看气道。", []),
        ("只看三样：一是看气道，二是看呼吸，三是看循环。", [("三样", ("看气道", "看呼吸", "看循环"))]),
    ],
)
def test_lists_have_as_many_members_as_their_name_says(text: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(one.name, one.members) for one in listed([_paragraph(text)])] == found


@pytest.mark.parametrize(
    ("name", "in_order"),
    [
        ("三关", True), ("入门三关", True), ("三个阶段", True), ("三个关键", False), ("三种关系", False),
        ("三个关注点", False), ("三道关口", True), ("三份关怀", False), ("三个关联方", False),
    ],
)  # fmt: skip
def test_a_list_is_in_order_where_its_name_says_steps(name: str, in_order: bool) -> None:
    assert Listed(name, ("看", "听", "做"), 1, name).in_order == in_order


def test_names_at_the_beginning_of_a_sentence_are_names() -> None:
    text = "Jane Miller trains. Every Newcomer waits. At Harbour House, Mr Tom Reed checks."
    assert [name.name for name in names([_paragraph(text)])] == ["Jane Miller", "Harbour House", "Tom Reed"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Check: look twice.", "Check"),
        ("We call it the “blue hour” here.", "blue hour"),
        ("“A one” and “a two” are there.", ""),
        ("预检：先看人。", "预检"),
        ("At 9:30 we begin.", ""),
        ("护士长李敏说：“先看人，再看单。”", "先看人，再看单"),
        ("Jane says: wait.", ""),
    ],
)
def test_a_part_has_the_name_that_its_paragraph_gives_it(text: str, name: str) -> None:
    assert called_by(_paragraph(text)) == name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (HOTEL, ["Front office", "Housekeeping"]),
        (TRIAGE, ["急诊科", "护理部"]),
        ("# Talks\n\n## One\n\nText.\n\n### Below\n\nText.\n\n## Two\n\nText.\n", ["## One", "## Two"]),
        ("A title\n\nOne sentence is here.\n\nAnother is here.\n", []),
        ("A title\nA speaker\nOne sentence is here.\n", []),
        ("Bread\nIt is baked here.\n\nTea\nIt is drunk here.\n", ["Bread", "Tea"]),
        ("A title\nOne sentence is here.\n\nAnother is here.\n", []),
    ],
)
def test_headings_are_found_by_what_stands_around_them(text: str, found: list[str]) -> None:
    assert headings(text) == found


@pytest.mark.parametrize("mark", ["", "## "])
@pytest.mark.parametrize("count", [3, 11])
def test_a_unit_has_the_paragraphs_of_its_section_and_no_others(mark: str, count: int, tmp_path: Path) -> None:
    names = [f"Section {chr(ord('A') + number)}" for number in range(count)]
    text = "A title\n\n" + "".join(
        f"{mark}{name}\n\nIn {name} one waits {7 * (at + 2)} minutes.\n\n" for at, name in enumerate(names)
    )
    source = tmp_path / "talk.txt"
    source.write_text(text, "utf-8")
    pack_from_text(tmp_path / "course", "", source)
    units = read_pack(tmp_path / "course/content").units
    assert [unit.section for unit in units] == [mark + name for name in names[:8]]
    found = [[metric.number for group in unit.metric_groups for metric in group.metrics] for unit in units]
    assert found == [[7 * (at + 2)] for at in range(min(count, 8))]
    below = [[paragraph.text for paragraph in section_of(text, name, source)[1]] for name in names]
    assert below == [[f"In {name} one waits {7 * (at + 2)} minutes."] for at, name in enumerate(names)]


@pytest.mark.parametrize(("text", "lang"), [(HOTEL, "en"), (TRIAGE, "zh-CN")])
def test_each_section_is_a_unit_whose_evidence_stands_and_the_pack_builds(text: str, lang: str, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(text, "utf-8")
    pack_from_text(tmp_path / "course", "", tmp_path / "talk.txt")
    content = tmp_path / "course/content"
    pack = read_pack(content)
    assert [unit.section for unit in pack.units] == headings(text)
    assert (pack.info.lang, pack.info.source) == (lang, text.splitlines()[0])
    problems, coverage = check_evidence(pack, text, "talk.txt")
    assert [(problem.code, problem.message.count("number 9 ")) for problem in problems] == [("evidence.number", 1)]
    assert coverage.evidence == coverage.evidence_verified > 10
    options = Options(content=content, templates=None, theme="vermilion", out=tmp_path / "build", jobs=1)
    assert build_outputs(("deck",), options, lambda *_: None).outputs


def test_a_unit_takes_the_section_of_its_name_and_else_is_told_which_there_are(tmp_path: Path) -> None:
    init_pack(tmp_path, "en")
    (tmp_path / "talk.txt").write_text(HOTEL, "utf-8")
    content = tmp_path / "content"
    [file] = unit_from_text("Housekeeping", content, tmp_path / "talk.txt")
    unit = read_pack(content).unit(file.stem)
    assert unit.section == "Housekeeping"
    assert [part.name for part in unit.frameworks[-1].parts] == ["Air the room first", "Strip the bed"]
    unit_from_text("Other", content, tmp_path / "talk.txt")
    told = [str(note) for note in notes_of_source(content, tmp_path / "talk.txt", "Other")]
    assert "--section, one of: Front office, Housekeeping" in told[0]
