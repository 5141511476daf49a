"""Where phrases end: what the end of a line between two words costs, over texts put together by rule."""

from __future__ import annotations

from itertools import product

import pytest
from deckbrief.base.script.phrases import ends
from deckbrief.base.script.words import cuts
from deckbrief.layout.text.linebreak import Piece, measured
from hypothesis import given
from hypothesis import strategies as st

NOUNS = ("苹果", "桌子", "医生", "老师", "城市")
VERBS = ("修理", "寻找", "打扫", "观察")
COUNTED = ("三张", "五件", "每个", "这些", "一个", "两次")
LEADING = ("把", "从", "和", "被", "与", "向", "在")
SMALL = ("of", "the", "and", "with", "your", "for", "every", "to", "is")
NAMES = ("Ada Lovelace", "Harbour Hospital", "Ward 3", "May 1847", "60 minutes")


def lines_of(text: str, ems: float) -> list[str]:
    """Text, width in ems -> the lines that are chosen for it, without the spaces after them."""
    stops = measured((Piece(text, "regular"),)).settle(ems * 1000, balanced=True).ends
    return [text[start:end].strip() for start, end in zip([0, *stops], stops, strict=False)]


@pytest.mark.parametrize(("first", "noun", "verb"), list(product(NOUNS, NOUNS, VERBS))[::7])
def test_a_phrase_with_de_ends_a_line_before_its_noun_is_parted(first: str, noun: str, verb: str) -> None:
    text = f"{first}的{noun}{verb}"
    costs = ends(text)
    assert costs[len(first) + 1] < 0 < costs[len(first)], "的 belongs to what is before it"


@pytest.mark.parametrize("noun", ["人", "书", "事"])
@pytest.mark.parametrize("verb", VERBS)
def test_a_noun_of_one_character_does_not_stand_alone_after_de(noun: str, verb: str) -> None:
    text = f"{verb}{NOUNS[0]}的{noun}{VERBS[0]}"
    assert ends(text)[5] > 0


@pytest.mark.parametrize(("counted", "noun"), list(product(COUNTED, NOUNS)))
def test_what_is_counted_stays_with_its_number(counted: str, noun: str) -> None:
    text = f"我们{VERBS[0]}{counted}{noun}"
    at = len(text) - len(noun)
    assert at in cuts(text) or ends(text)[at] > ends(text).get(2, 0) > -1


@pytest.mark.parametrize(("leading", "noun"), list(product(LEADING, NOUNS)))
def test_no_line_ends_with_what_leads_on(leading: str, noun: str) -> None:
    text = f"{NOUNS[0]}{leading}{noun}"
    at = len(NOUNS[0])
    assert ends(text)[at] < 0 < ends(text)[at + 1]


@pytest.mark.parametrize("space", [" ", "\u3000"])
def test_a_space_between_chinese_words_stands_for_a_mark(space: str) -> None:
    text = f"{NOUNS[0]}{VERBS[0]}{NOUNS[1]}{space}{NOUNS[2]}{VERBS[1]}{NOUNS[3]}"
    costs = ends(text)
    assert min(costs, key=costs.__getitem__) == 7
    assert lines_of(text, 7.5) == [text[:6], text[7:]]
    assert 2 not in ends("第 3 组"), "beside a number it is no pause"


@pytest.mark.parametrize("leading", ["从", "和", "在", "由"])
@pytest.mark.parametrize("number", ["12", " 12", "5S"])
def test_no_line_ends_with_what_leads_on_to_a_number_or_letters(leading: str, number: str) -> None:
    text = f"{VERBS[0]}{NOUNS[0]}，{leading}{number}张{NOUNS[1]}"
    assert ends(text)[6 + len(number) - len(number.lstrip())] > 0.25


@pytest.mark.parametrize(("mark", "quoted"), list(product("，；：。、", NOUNS)))
def test_a_mark_ends_a_line_best_and_before_what_is_quoted_it_ends_well(mark: str, quoted: str) -> None:
    text = f"{NOUNS[1]}{VERBS[1]}{mark}{NOUNS[2]}叫做“{quoted}”"
    costs = ends(text)
    assert min(costs, key=costs.__getitem__) == 5
    assert ends(f"{NOUNS[1]}“{quoted}”")[2] < 0
    assert ends(f"{NOUNS[1]}变“{quoted}”")[3] > 0, "a verb of one character stays with its object"


@pytest.mark.parametrize("mark", "，。；：！？")
@pytest.mark.parametrize("noun", NOUNS)
def test_no_character_is_left_alone_at_one_side_of_a_mark(noun: str, mark: str) -> None:
    after, before = ends(f"{noun}{mark}找{noun}"), ends(f"{noun}做{mark}{noun}")
    assert after[4] >= 0.5, "after the character that a clause begins with"
    assert before[2] >= 0.4, "before the one that it ends with"
    assert after[3] < 0 > before[4], "the mark itself ends a line well"


@pytest.mark.parametrize("mark", "、，")
def test_in_a_list_of_single_characters_each_is_by_itself(mark: str) -> None:
    costs = ends(mark.join("东南西北"))
    assert all(costs[at] < 0 for at in (2, 4, 6))


@pytest.mark.parametrize(("who", "verb"), list(product(("我", "你", "您", "他", "我们", "大家"), VERBS)))
def test_who_does_something_stays_with_what_is_done(who: str, verb: str) -> None:
    text = f"今天的{NOUNS[0]}{who}{verb}"
    assert ends(text)[5] < 0 < ends(text)[5 + len(who)]


@pytest.mark.parametrize("measure", "个项条件套")
@pytest.mark.parametrize("verb", VERBS)
def test_what_is_counted_in_things_is_one_though_it_may_be_done(measure: str, verb: str) -> None:
    assert ends(f"老师一{measure}{verb}")[4] > ends(f"老师一{measure}{verb}").get(2, 0)


def test_a_dot_between_two_names_ends_a_line_well() -> None:
    assert ends(f"{NOUNS[0]}{NOUNS[1]} · {NOUNS[2]}")[7] < 0


@pytest.mark.parametrize(("small", "name"), list(product(SMALL, NAMES)))
def test_small_words_and_names_are_not_left_behind(small: str, name: str) -> None:
    text = f"Nobody went {small} {name} today"
    costs = ends(text)
    begins = text.index(name)
    assert costs[begins] >= 0.5
    assert costs[begins + name.index(" ") + 1] >= 0.5


@pytest.mark.parametrize("small", ["of", "and", "with", "for", "because"])
@pytest.mark.parametrize("noun", ["gardens", "books", "neighbours"])
def test_a_line_is_broken_before_a_small_word(small: str, noun: str) -> None:
    rest = f"{small} their own {noun}"
    ems = measured((Piece(f"{rest} a", "regular"),)).width / 1000
    assert lines_of(f"Many people talk {rest}", ems) == ["Many people talk", rest]


@pytest.mark.parametrize("last", ["home", "tomorrow", "together"])
def test_no_single_word_is_left_on_the_last_line(last: str) -> None:
    text = f"Nobody takes the books {last}"
    lines = lines_of(text, 11.5 + len(last) / 4)
    assert len(lines) > 1
    assert " " in lines[-1]


@pytest.mark.parametrize(("first", "second"), list(product(NOUNS, NOUNS))[::4])
def test_a_term_in_quotes_is_parted_between_its_words_if_at_all(first: str, second: str) -> None:
    text = f"“{first}{second}{first}{second}”"
    *before, last = lines_of(text, 6)
    assert last
    assert [line for line in before if len(line.strip("“”")) % 2] == []


@given(st.text(alphabet="的把一个苹果修理，“”of the and  Ward3", max_size=50))
def test_what_a_place_costs_is_told_of_places_within_the_text(text: str) -> None:
    assert all(0 < at < len(text) and abs(cost) <= 2 for at, cost in ends(text).items())


@pytest.mark.parametrize(("term", "noun"), list(product(NOUNS, NOUNS))[::3])
def test_a_term_in_quotes_is_not_parted_from_the_noun_that_it_belongs_to(term: str, noun: str) -> None:
    text = f"{VERBS[0]}“{term}”{noun}{noun}，{VERBS[1]}{NOUNS[0]}"
    costs = ends(text)
    after = text.index("”") + 1
    assert costs[after] > 0
    assert costs[after + len(noun)] > costs[after], "and the noun not from the one after it, with which it is a name"
    assert ends(f"“{term}”的{noun}")[after - len(VERBS[0])] > 0.5


def test_a_line_may_end_between_a_mark_and_a_term_that_begins_with_figures() -> None:
    told = "苹果桌子医生城市、“4321老师”和苹果桌子"
    assert lines_of(told, 14) == ["苹果桌子医生城市、", "“4321老师”和苹果桌子"]


@pytest.mark.parametrize(("noun", "verb"), list(product(NOUNS, VERBS)))
def test_an_end_inside_of_a_short_clause_costs_more_than_inside_of_a_long_one_or_of_a_text_without_marks(
    noun: str, verb: str
) -> None:
    short, long, only = f"{noun}：{verb}{noun}。", f"{noun}：{verb}{noun}{NOUNS[0] * 5}。", f"{verb}{noun}"
    assert ends(short)[5] >= ends(long)[5] + 0.4
    assert ends(long)[5] == ends(only)[2]
    assert ends(short)[3] < 0, "at the mark it ends well"


@pytest.mark.parametrize("clause", ["take it home", "what to do next"])
def test_a_short_clause_of_words_with_spaces_is_kept_together_too(clause: str) -> None:
    text, at = f"Vienna in spring: {clause}", len("Vienna in spring: ")
    assert ends(text)[at] < 0
    assert all(ends(text).get(at + found, 0) > ends(clause).get(found, 0) for found in (5, 8))


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("complement", ["起来", "下来", "出来", "过去"])
def test_how_far_something_is_done_stays_with_what_is_done(verb: str, complement: str) -> None:
    assert ends(f"{NOUNS[0]}{verb}{complement}")[4] >= 0.7


@pytest.mark.parametrize("small", ["the", "of", "and"])
def test_a_number_that_a_phrase_ends_with_is_not_kept_with_the_next_one(small: str) -> None:
    text = f"On Ward 2 {small} clock"
    assert ends(text)[text.index(small)] < ends("On Ward 2 clocks")[len("On Ward 2 ")]


@pytest.mark.parametrize("noun", NOUNS)
def test_inside_of_a_short_clause_no_end_is_wanted(noun: str) -> None:
    text = f"{noun}：{noun}和{noun}。"
    assert ends(f"{noun}和{noun}")[2] < 0 < ends(text)[5]


@pytest.mark.parametrize(("noun", "verb"), list(product(NOUNS, VERBS)))
def test_a_verb_that_ends_a_clause_stays_with_its_noun_and_one_that_goes_on_need_not(noun: str, verb: str) -> None:
    text = f"我们大家今天都在那里一起说到{noun}{verb}"
    at = len(text) - len(verb)
    assert ends(f"{text}，再说")[at] > ends(f"{text}{NOUNS[0]}，再说").get(at, 0)


@pytest.mark.parametrize(("text", "kept"), [("Whoever sees it may say so", False), ("Say what it may mean", True)])
def test_a_pronoun_behind_a_verb_may_end_a_line_and_one_that_does_something_may_not(text: str, kept: bool) -> None:
    assert (ends(text).get(text.index("may"), 0) >= 0.5) == kept


@pytest.mark.parametrize("mark", "，。；：、")
def test_a_mark_before_what_is_quoted_ends_a_line_as_well_as_before_anything_else(mark: str) -> None:
    assert (
        ends(f"苹果桌子医生{mark}“老师”观察城市")[7]
        == ends(f"苹果桌子医生{mark}老师观察城市")[7]
        < ends("苹果“老师”")[2]
    )
