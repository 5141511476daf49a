"""Evidence is held against the source, and the source against the content."""

from __future__ import annotations

from typing import Any

import pytest
from deckbrief.base.problem import Place, Problem
from deckbrief.content.evidence.source import fold, sections_of
from deckbrief.content.evidence.verify import Coverage, check_evidence
from hypothesis import given
from hypothesis import strategies as st

SOURCE = """\
North kitchen

The dough rests: the “first rest” is short, the second rest is long.

In all 36 hours, with a “cold crumb,” they say.
South kitchen
One pot of stock.
Printed on grey paper
"""


def _problems(kitchen: Any, source: str = SOURCE) -> list[Problem]:
    return check_evidence(kitchen.pack(), source, "article.txt")[0]


def _coverage(kitchen: Any, source: str = SOURCE) -> Coverage:
    return check_evidence(kitchen.pack(), source, "article.txt")[1]


def test_all_of_the_small_pack_verifies(kitchen: Any) -> None:
    assert _problems(kitchen) == []
    assert str(_coverage(kitchen)).split("\n") == [
        "evidence: 10 of 10 verified",
        "sentences: 12 of 12 carry evidence, 7 of them that of what holds them",
        "paragraphs: 3 of 4 cited, 1 left out",
        "quoted terms: 2 of 2 said, 0 left out",
        "numbers: 1 of 1 said, 0 left out",
    ]


def test_sections_begin_at_their_headings() -> None:
    source = "before\n\n甲：部\n一\n \n二\n乙部\n三\n甲：部\n四\n"
    sections = sections_of(source, ["甲:部", " 乙 部", "丙部"])
    assert [(s.heading, [(p.number, p.line, p.text) for p in s.paragraphs]) for s in sections.values()] == [
        ("", [(1, 1, "before")]),
        ("甲：部", [(1, 4, "一"), (2, 6, "二")]),
        ("乙部", [(1, 8, "三"), (2, 9, "甲：部"), (3, 10, "四")]),
    ]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_line_breaks_of_any_system_count_alike(kitchen: Any, line_break: str) -> None:
    source = "\ufeff" + SOURCE.replace("\n", line_break)
    assert _problems(kitchen, source) == []
    told = _problems(kitchen, source + f"7 more{line_break}")
    assert {problem.place for problem in told} == {Place("article.txt", 9, 1)}


def test_width_and_white_space_do_not_matter(kitchen: Any) -> None:
    kitchen.change("units/south.yaml", "words: stock", "words: §'ｓｔｏ ck．'")
    assert _problems(kitchen) == []


@given(st.text())
def test_folding_keeps_the_place_of_every_character(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.offsets)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.text == "".join(fold(text[offset]).text for offset in dict.fromkeys(folded.offsets))
    assert fold(folded.text).text == folded.text


# File, passage, what stands there instead (§ marks the place), code, words of the message, words of the hint.
MISTAKES = [
    ("units/north.yaml", "words: 36 hours", "words: §35 hours", "evidence.words", "paragraph 2", "36 hours"),
    ("units/north.yaml", "words: The dough", "words: §The bread", "evidence.words", "'North kitchen'", "The dough"),
    ("units/north.yaml", "paragraph: 1\n            words: the second",
     "paragraph: 2\n            words: §the second", "evidence.words", "paragraph 2", "in paragraph 1"),
    ("units/south.yaml", "words: stock", "words: §cold crumb", "evidence.words", "paragraph 1",
     "paragraph 2 of the section 'North kitchen'"),
    ("units/south.yaml", "paragraph: 1, words: stock", "paragraph: §3, words: stock", "evidence.paragraph",
     "no paragraph 3: the section 'South kitchen' has 2", "in paragraph 1"),
    ("units/south.yaml", "words: stock}", "words: stock, section: §North}", "evidence.section", "'North'",
     "North kitchen"),
    ("units/north.yaml", "paragraph: 1\n            words: the second",
     "paragraph: §0\n            words: the second", "evidence.paragraph", "no paragraph 0", "in paragraph 1"),
    ("both.yaml", "words: 36 hours", "words: §63 hours", "evidence.words", "", "36 hours"),
    ("pack.yaml", "words: Printed on grey", "words: §Printed on gray", "evidence.left-out", "in the source", "grey"),
    ("pack.yaml", "reason:", "section: §West\n    reason:", "evidence.section", "'West'", "North kitchen"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "message", "hint"), MISTAKES, ids=[f"{m[3]}-{i}" for i, m in enumerate(MISTAKES)]
)
def test_evidence_that_does_not_stand_is_told_at_its_place(
    kitchen: Any, name: str, old: str, new: str, code: str, message: str, hint: str
) -> None:
    place = Place(*kitchen.change(name, old, new))
    problem = next(problem for problem in _problems(kitchen) if problem.code == code)
    assert (problem.code, problem.place) == (code, place)
    assert message in problem.message
    assert hint in problem.hint


def test_a_section_that_is_no_line_is_told_once(kitchen: Any) -> None:
    place = Place(*kitchen.change("units/north.yaml", "section: North kitchen", "section: §North kitchn"))
    mine = [problem for problem in _problems(kitchen) if problem.place.file == place.file]
    assert [(problem.code, problem.place) for problem in mine] == [("evidence.section", place)]
    assert "did you mean 'North kitchen'?" in mine[0].hint


def test_evidence_may_name_another_section(kitchen: Any) -> None:
    kitchen.change("units/south.yaml", "words: stock}", "words: the second rest, section: North kitchen§}")
    assert _problems(kitchen) == []


def test_a_quiz_without_a_unit_needs_the_section(kitchen: Any) -> None:
    item = "{id: q, question: q, options: [a, b], answer: A, evidence: [{paragraph: 2, words: 36 hours}]}"
    kitchen.change("morning.yaml", "    minutes: 5\n", f"    minutes: 5\n    quiz: [{item}]§\n")
    assert [problem.code for problem in _problems(kitchen)] == ["evidence.section"]
    kitchen.change("morning.yaml", "words: 36 hours}", "words: 36 hours, section: North kitchen§}")
    assert _problems(kitchen) == []


def test_what_the_content_does_not_say_is_told_in_the_source(kitchen: Any) -> None:
    source = SOURCE.replace("South kitchen\n", "They call it “brick  bread” after 2.5 days.\nSouth kitchen\n")
    assert [(problem.code, problem.place) for problem in _problems(kitchen, source)] == [
        ("evidence.uncited", Place("article.txt", 6, 1)),
        ("evidence.term", Place("article.txt", 6, 15)),
        ("evidence.number", Place("article.txt", 6, 35)),
    ]
    coverage = _coverage(kitchen, source)
    assert (coverage.terms, coverage.terms_said, coverage.numbers, coverage.numbers_said) == (3, 2, 2, 1)


def test_what_one_unit_says_is_not_said_for_another(kitchen: Any) -> None:
    source = SOURCE.replace("One pot of stock.", "One pot of stock, 36 times.")
    assert [problem.code for problem in _problems(kitchen, source)] == ["evidence.number"]


def test_evidence_alone_says_nothing(kitchen: Any) -> None:
    source = SOURCE.replace("the second rest is long", "the second rest is 9 hours long")
    kitchen.change("units/north.yaml", "words: the second rest", "words: §the second rest is 9 hours")
    assert [problem.message for problem in _problems(kitchen, source)] == [
        "the number 9 stands nowhere in the unit 'north'"
    ]


def test_what_is_left_out_is_not_missed(kitchen: Any) -> None:
    source = SOURCE.replace("Printed on grey paper", "Printed 3 times on “grey”\npaper")
    kitchen.change("pack.yaml", "words: Printed on grey paper", "words: §Printed 3 times on “grey” paper")
    assert _problems(kitchen, source) == []
    coverage = _coverage(kitchen, source)
    assert (coverage.paragraphs_left_out, coverage.terms_left_out, coverage.numbers_left_out) == (2, 1, 1)


def test_leaving_out_a_part_leaves_the_rest_to_be_cited(kitchen: Any) -> None:
    kitchen.change("pack.yaml", "words: Printed on grey paper", "words: §Printed on")
    (problem,) = _problems(kitchen)
    assert problem.code == "evidence.uncited"
    assert problem.place.column == len("Printed on ") + 1
    assert "'grey paper'" in str(problem.hint), "what `left_out` lacks of the paragraph is said"


def test_left_out_words_of_one_section_count_there_only(kitchen: Any) -> None:
    source = SOURCE.replace("South kitchen\n", "Printed on grey paper\nSouth kitchen\n")
    assert _problems(kitchen, source) == []
    kitchen.change("pack.yaml", "reason:", "section: South kitchen§\n    reason:")
    assert [problem.place.line for problem in _problems(kitchen, source)] == [6]


def test_the_preamble_is_held_against_the_event(kitchen: Any) -> None:
    source = "On 8 May, the “day of bread” was held.\n" + SOURCE
    codes = ["evidence.uncited", "evidence.number", "evidence.term"]
    assert [problem.code for problem in _problems(kitchen, source)] == codes
    event = (
        "kind: event\nname: Day of Bread\ntitle: t\ndates: 8 May\nplace: p\nhosts: [h]\nparticipants: p\n"
        "evidence: [{paragraph: 1, words: the “day of bread”}]\n"
    )
    kitchen.write("event.yaml", event)
    assert _problems(kitchen, source) == []


@pytest.mark.parametrize(
    ("source", "said", "known"),
    [
        ("7万余人次", "7万余人次", True),
        ("7万余人次", "70000人次", True),
        ("7万余人次", "7余人次", False),
        ("5个", "15个", False),
        ("165个", "165", True),
        ("1,200 people", "1200 people", True),
        ("1.5 days", "1.50 days", True),
        ("1.5 days", "1 to 5 days", False),
        ("全角５３个", "53个", True),
        ("1.2亿元", "12000万元", True),
        ("53、万众", "53万", False),
    ],
)
def test_numbers_are_compared_as_amounts(kitchen: Any, source: str, said: str, known: bool) -> None:
    kitchen.change("units/south.yaml", "tagline: one pot", f"tagline: §'{said}'")
    problems = _problems(kitchen, SOURCE.replace("One pot of stock.", f"One pot of stock. {source}"))
    codes = [problem.code for problem in problems if not problem.code.startswith("evidence.invented")]
    assert codes == ([] if known else ["evidence.number"])


@pytest.mark.parametrize(
    ("source", "said", "known"),
    [
        ("“一站六会”", "健全一站六会组织", True),
        ("“一站六会”", "健全一站、六会", False),
        ("「六有」", "六有标准", True),
        ('"slow food"', "Slow Food", True),
        ('"slow food,"', "slow food", True),
        ("“Stir, then wait.”", "stir, then wait", True),
        ('"slow food"', "fast food", False),
    ],
)
def test_quoted_terms_are_looked_for(kitchen: Any, source: str, said: str, known: bool) -> None:
    kitchen.change("units/south.yaml", "tagline: one pot", f"tagline: §'{said}'")
    problems = _problems(kitchen, SOURCE.replace("One pot of stock.", f"One pot of stock. {source}"))
    assert [problem.code for problem in problems] == ([] if known else ["evidence.term"])


@pytest.mark.parametrize("mark", ["", "# ", "#", "### "])
@pytest.mark.parametrize("named", ["A Day of Bread", "# A Day of Bread"])
def test_the_title_of_the_source_is_said_by_the_pack_whatever_markdown_it_has(
    kitchen: Any, mark: str, named: str
) -> None:
    text = (kitchen.folder / "pack.yaml").read_text("utf-8")
    rest = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("source:"))
    kitchen.write("pack.yaml", f'{rest}source: "{named}"\n')
    assert _problems(kitchen, f"{mark}A Day of Bread\n\n{SOURCE}") == []
    other = _problems(kitchen, f"{mark}Another Day of Bread\n\n{SOURCE}")
    assert [(problem.code, problem.place.line) for problem in other] == [("evidence.uncited", 1)]
