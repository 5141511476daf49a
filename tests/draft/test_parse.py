"""Slide markup -> slide tree: what is taken, and where each fault is placed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.draft.parse import ELEMENTS, slide_markup_to_deck
from deckbrief.draft.slides import (
    LEAST,
    Back,
    Entry,
    FigureBlock,
    ListBlock,
    Note,
    ParagraphBlock,
    QuizBlock,
    TimerBlock,
)
from hypothesis import given
from hypothesis import strategies as st

WHOLE = """
<deck title="一门课" lang="zh-CN" subject="副题" author="编者">
  <section id="start" name="开场" minutes="7.5" of="s#modules.0">
    <slide name="one" layout="figure" minutes="2" weight="3" least="1.5" priority="1" accent="2" of="a#b">
      <kicker>甲 · 乙</kicker><title> 一句
        话 </title>
      <figure of="a#b" kind="loop" reveal="part" only="x y"/>
      <list style="agenda" current="2">
        <entry of="a#c" lead="l" aside="5" weight="5" target="two" strong="true">t</entry>
      </list>
      <paragraph role="question" label="讨论">为什么？</paragraph>
      <quiz answer="B" because="因为" number="2" count="3">
        <question>q</question><option>1</option><option>2</option>
      </quiz>
      <quiz answer="A" reveal="none"><option>1</option><option>2</option></quiz>
      <timer minutes="6" unit="分钟" label="限时"/>
      <source>来源</source><back target="start">回 议程</back>
      <notes><p>说</p><p> </p><p role="ask">问</p><p role="bridge"/></notes>
    </slide>
    <slide name="two" layout="figure"><title>二</title><back target="one"> </back></slide>
  </section>
</deck>"""


def problems_of(markup: str) -> tuple[Problem, ...]:
    with pytest.raises(ProblemError) as caught:
        slide_markup_to_deck(markup, "d", "t.xml.j2")
    return caught.value.problems


def test_everything_that_markup_says_reaches_the_tree() -> None:
    deck = slide_markup_to_deck(WHOLE, "d", "t.xml.j2")
    (section,) = deck.sections
    slide, plain = section.slides
    assert (deck.name, deck.title, deck.subject, deck.author) == ("d", "一门课", "副题", "编者")
    assert (section.name, section.minutes, section.of) == ("开场", 7.5, "s#modules.0")
    assert (slide.title, slide.kicker, slide.source) == ("一句 话", "甲 · 乙", "来源")
    assert (slide.minutes, slide.weight, slide.priority, slide.accent, slide.of) == (2, 3, 1, 2, "a#b")
    assert (slide.least, plain.least, plain.minutes, plain.priority) == (1.5, LEAST, None, 2)
    assert slide.notes == (Note("say", "说"), Note("ask", "问"))
    assert (slide.back, plain.back) == (Back(text="回 议程", target="one"), None)
    assert slide.blocks == (
        FigureBlock(of="a#b", kind="loop", reveal=True, only=("x", "y")),
        ListBlock(
            style="agenda",
            entries=(Entry(text="t", of="a#c", lead="l", aside="5", weight=5, target="two", strong=True),),
            current=2,
        ),
        ParagraphBlock(text="为什么？", role="question", label="讨论"),
        QuizBlock(question="q", options=("1", "2"), answer="B", because="因为", number=2, count=3),
        QuizBlock(question="", options=("1", "2"), answer="A", reveal=False),
        TimerBlock(amount="6", unit="分钟", label="限时"),
    )


@pytest.mark.parametrize(
    ("inner", "code", "part", "hint"),
    [
        ("<figur of='a'/>", "markup.unknown-element", "<figur> cannot stand in <slide>", "did you mean 'figure'?"),
        ("<figure of='a' knd='loop'/>", "markup.unknown-attribute", "no attribute 'knd'", "did you mean 'kind'?"),
        ("<figure of='a' kind='loup'/>", "markup.value", 'kind="loup"', "did you mean 'loop'?"),
        ("<figure/>", "markup.missing-attribute", "must have the attribute 'of'", ""),
        ("<notes><p role='aks'>a</p></notes>", "markup.value", 'role="aks"', "did you mean 'ask'?"),
        ("<timer unit='min'/>", "markup.missing-attribute", "must have the attribute 'minutes'", ""),
        ("<back target='m'>b</back>", "markup.value", "<back> leads to 'm', and no slide", "one of: n, s"),
        ("<list style='steps'>text</list>", "markup.value", "elements only", ""),
        ("<list style='steps'><entry weight='much'>a</entry></list>", "markup.value", "is not a number", ""),
    ],
)
def test_a_fault_is_named_at_its_tag(inner: str, code: str, part: str, hint: str) -> None:
    markup = (
        '<deck title="t"><section name="s">'
        f'<slide name="n" layout="figure"><title>t</title>{inner}</slide></section></deck>'
    )
    (problem,) = problems_of(markup)
    assert problem.code == code
    assert part in problem.message
    assert hint in problem.hint


def test_a_fault_stands_at_the_line_that_the_template_gave() -> None:
    markup = '<deck title="t" _at="x/y.xml.j2:1:1"><sectin _at="x/y.xml.j2:7:3"/></deck>'
    (problem,) = problems_of(markup)
    assert problem.place == Place("x/y.xml.j2", 7, 3)


def test_all_faults_are_told_at_once() -> None:
    markup = '<deck><section><slide layout="figure" name="a b"/></section></deck>'
    codes = [problem.code for problem in problems_of(markup)]
    assert sorted(codes) == sorted(
        ["markup.missing-attribute", "markup.missing-attribute", "markup.value", "markup.missing-element"]
    )


def test_two_slides_of_one_name_are_told() -> None:
    slide = '<slide layout="text" name="same"><title>t</title></slide>'
    (problem,) = problems_of(f'<deck title="t"><section name="s">{slide}{slide}</section></deck>')
    assert "two slides are named 'same'" in problem.message


def test_broken_xml_is_placed_at_the_nearest_tag() -> None:
    markup = '<deck title="t" _at="t.xml.j2:1:1">\n<section name="s" _at="t.xml.j2:2:1">\n</deck>'
    (problem,) = problems_of(markup)
    assert problem.code == "markup.syntax"
    assert problem.place == Place("t.xml.j2", 2, 1)


@given(st.recursive(st.text(max_size=5), lambda inner: st.lists(inner, max_size=3), max_leaves=8), st.data())
def test_any_tree_gives_a_deck_or_problems(tree: object, data: st.DataObject) -> None:
    names = st.sampled_from([*ELEMENTS, "slid", "x"])

    def markup(node: object) -> str:
        if isinstance(node, list):
            tag = data.draw(names)
            attribute = data.draw(st.sampled_from(["", ' name="n"', ' layout="figure"', ' minutes="x"', ' of="a"']))
            return f"<{tag}{attribute}>{''.join(markup(child) for child in node)}</{tag}>"
        return str(node)

    with suppress(ProblemError):
        deck = slide_markup_to_deck(f'<deck title="t">{markup(tree)}</deck>', "d", "t.xml.j2")
        assert all(slide.name and slide.title for slide in deck.slides)
