"""Templates: what they cannot do, and where their faults are placed."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.base.problem import Problem, ProblemError
from deckbrief.content.model import Point
from deckbrief.draft.render import render
from deckbrief.draft.words import load_words


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def problem_of(folder: Path, name: str, **context: object) -> Problem:
    with pytest.raises(ProblemError) as caught:
        render(name, context, (folder,))
    (problem,) = caught.value.problems
    return problem


def test_a_syntax_error_has_its_line(tmp_path: Path) -> None:
    write(tmp_path, "a.xml.j2", "<deck>\n  {% if %}\n</deck>")
    problem = problem_of(tmp_path, "a.xml.j2")
    assert (problem.code, problem.place.line, problem.place.column) == ("template.syntax", 2, 3)
    assert problem.place.file.endswith("a.xml.j2")


def test_an_undefined_name_has_its_line_and_column(tmp_path: Path) -> None:
    write(tmp_path, "a.xml.j2", "<deck>\n<x>{{ pakc }}</x></deck>")
    problem = problem_of(tmp_path, "a.xml.j2")
    assert (problem.code, problem.place.line, problem.place.column) == ("template.undefined", 2, 7)


def test_an_unknown_field_has_a_hint_also_in_a_macro_of_another_file(tmp_path: Path) -> None:
    write(tmp_path, "macros.xml.j2", "\n\n{% macro m(p) %}<p>{{ p.txet }}</p>{% endmacro %}")
    write(tmp_path, "a.xml.j2", '{% from "macros.xml.j2" import m %}\n{{ m(point) }}')
    problem = problem_of(tmp_path, "a.xml.j2", point=Point(text="t"))
    assert problem.place.file.endswith("macros.xml.j2")
    assert (problem.place.line, problem.message, problem.hint) == (3, "point has no 'txet'", "did you mean 'text'?")


def test_a_missing_template_names_the_nearest(tmp_path: Path) -> None:
    write(tmp_path, "deck/loop.xml.j2", "")
    problem = problem_of(tmp_path, "deck/lop.xml.j2")
    assert (problem.code, problem.hint) == ("template.missing", "did you mean 'deck/loop.xml.j2'?")


def test_a_template_cannot_reach_python(tmp_path: Path) -> None:
    write(tmp_path, "a.xml.j2", "{{ ''.__class__.__mro__ }}")
    assert problem_of(tmp_path, "a.xml.j2").code in ("template.error", "template.undefined")


def test_content_is_escaped(tmp_path: Path) -> None:
    write(tmp_path, "a.xml.j2", "{{ text }}")
    assert render("a.xml.j2", {"text": "<b> & co"}, (tmp_path,)) == "&lt;b&gt; &amp; co"


def test_tags_carry_their_place_and_jinja_stays_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, "a.xml.j2", "<deck>\n {{ '<x>' | safe }}{% if 1 <2 %}<slide/>{% endif %}</deck>")
    text = render("a.xml.j2", {}, (tmp_path,))
    assert 'a.xml.j2:1:1"' in text
    assert 'a.xml.j2:2:33"' in text
    assert "<x>" in text


def test_the_first_folder_wins_and_the_rest_fill_in(tmp_path: Path) -> None:
    write(tmp_path / "own", "a.txt", "own")
    write(tmp_path / "shipped", "a.txt", "shipped")
    write(tmp_path / "shipped", "b.txt", "shipped")
    roots = (tmp_path / "own", tmp_path / "shipped")
    assert [render(name, {}, roots) for name in ("a.txt", "b.txt")] == ["own", "shipped"]


def test_words_of_a_region_fall_back_to_the_language(tmp_path: Path) -> None:
    write(tmp_path, "words/en.yaml", "yes: Yes")
    assert load_words("en-GB", (tmp_path,)) == {"yes": "Yes"}
    with pytest.raises(ProblemError) as caught:
        load_words("fr", (tmp_path,))
    assert caught.value.problems[0].code == "template.missing"
