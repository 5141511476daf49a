"""Marks of Latin script beside Han characters are told at the text's place."""

from __future__ import annotations

from typing import Any

import pytest
from deckbrief.base.problem import Place
from deckbrief.content.punctuation import content_warnings


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ('把"人"放在第一位', '"'),
        ("第一,抓实", ","),
        ("抓实(见附件).", "( ) ."),
        ("一:二;三", ": ;"),
        ("到9:30开始，共3.5万字", ""),
        ("写成“两页”，用 A4（横）。", ""),
        ("1.先做这一件", ""),
        ("so (it is), they say: yes.", ""),
    ],
)
def test_half_width_marks_beside_han_are_told(kitchen: Any, text: str, marks: str) -> None:
    place = Place(*kitchen.change("units/south.yaml", "message: One pot feeds all.", f"message: §'{text}'"))
    told = content_warnings(kitchen.pack())
    assert [(problem.place, problem.severity) for problem in told] == ([(place, "warning")] if marks else [])
    assert all(f"half-width {marks} beside" in problem.message for problem in told)


def test_a_comma_that_cuts_a_paragraph_in_two_is_told(kitchen: Any) -> None:
    place = Place(*kitchen.change("units/south.yaml", "summary: [One pot.]", "summary: [先抓准,§再抓实。]"))
    assert [problem.place for problem in content_warnings(kitchen.pack())] == [place]
    kitchen.change("units/south.yaml", "summary: [先抓准,再抓实。]", "summary: [先抓准, 再抓实。]§")
    assert content_warnings(kitchen.pack()) == []


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ("[Ask what came first, §the habit or the number.]", True),
        ("[Read it aloud, §wait, go on.]", True),
        ("[One pot. Then look,\n  §and stir.]", True),
        ("[Lis le texte, §à voix haute.]", True),
        ("[Прочитай, §потом спроси.]", True),
        ("[Read it aloud, 再看一遍]", False),
        ("['Ask what came first, the habit or the number.']", False),
        ("[One pot., two pots.]", False),
        ("[One pot, Two pots]", False),
        ("[One pot, iPots]", False),
        ("[one pot, two pots]", False),
        ("\n- One pot\n- two pots, and a lid", False),
    ],
)
def test_a_comma_that_cuts_a_sentence_between_brackets_is_told(kitchen: Any, texts: str, told: bool) -> None:
    new = f"summary: {texts}" if told else f"summary: {texts}§"
    place = Place(*kitchen.change("units/south.yaml", "summary: [One pot.]", new))
    found = [(problem.code, problem.place) for problem in content_warnings(kitchen.pack())]
    assert found == ([("content.comma", place)] if told else [])


def test_quotations_stand_as_the_source_has_them(kitchen: Any) -> None:
    kitchen.change("units/south.yaml", "words: stock}", "words: '先抓准,再抓实'}§")
    assert content_warnings(kitchen.pack()) == []
