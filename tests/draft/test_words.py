"""Template words: read as content is, completed from English with a warning, refused where a field is not filled in."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from deckbrief.base.problem import Problem, ProblemError
from deckbrief.draft.words import load_words, read_words, wording

SHIPPED = Path(__file__).parents[2] / "templates"
ENGLISH = 'minutes: min\nback: "Back to: {title}"\nquiz: Quiz\n'


def roots(tmp_path: Path, text: str, name: str = "ja") -> tuple[Path, ...]:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for root, file, words in ((own, name, text), (shipped, "en", ENGLISH)):
        (root / "words").mkdir(parents=True, exist_ok=True)
        (root / "words" / f"{file}.yaml").write_text(words, "utf-8")
    return own, shipped


def refused(tmp_path: Path, text: str) -> Problem:
    with pytest.raises(ProblemError) as caught:
        read_words("ja", roots(tmp_path, text))
    (problem,) = caught.value.problems
    return problem


def test_a_missing_word_is_the_english_one_with_a_warning(tmp_path: Path) -> None:
    words = read_words("ja", roots(tmp_path, 'minutes: 分\nback: "{title}へ"\n'))
    assert words.by_name == {"minutes": "分", "back": "{title}へ", "quiz": "Quiz"}
    (warning,) = words.warnings
    assert (warning.code, warning.severity) == ("template.words", "warning")
    assert "'quiz' is missing" in warning.message
    assert "Quiz" in warning.hint


def test_a_misspelt_word_is_told_at_its_place(tmp_path: Path) -> None:
    words = read_words("ja", roots(tmp_path, 'minutes: 分\nback: "{title}へ"\nquizz: 小テスト\n'))
    (warning,) = words.warnings
    assert (warning.place.line, warning.place.column, warning.hint) == (3, 1, "is 'quizz' meant for it?")


def test_words_of_one_s_own_templates_are_no_fault(tmp_path: Path) -> None:
    words = read_words("ja", roots(tmp_path, f"{ENGLISH}my_own_heading: 見出し\n"))
    assert words.warnings == ()
    assert words.by_name["my_own_heading"] == "見出し"


def test_a_field_that_nothing_fills_in_is_refused(tmp_path: Path) -> None:
    problem = refused(tmp_path, 'minutes: 分\nquiz: 小\nback: "{titel}へ"\n')
    assert (problem.code, problem.place.line, problem.hint) == ("template.words", 3, "did you mean 'title'?")
    assert "{titel}" in problem.message


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("minutes: 分\nminutes: 分\n", "content.duplicate-key", 2),
        ("minutes: [分]\n", "content.wrong-type", 1),
        ("minutes: 分\n\tquiz: 小\n", "content.syntax", 2),
        ("- minutes\n", "content.wrong-type", 1),
        ("minutes: &a [*a]\n", "content.syntax", 1),
    ],
)
def test_its_form_is_told_as_content_s_is(tmp_path: Path, text: str, code: str, line: int) -> None:
    problem = refused(tmp_path, text)
    assert (problem.code, problem.place.line) == (code, line)
    assert problem.place.file.endswith("ja.yaml")


def test_numbers_and_words_like_no_stay_texts(tmp_path: Path) -> None:
    words = load_words("ja", roots(tmp_path, f"{ENGLISH}answer_no: no\nnumber: 012\n"))
    assert (words["answer_no"], words["number"]) == ("no", "012")


@pytest.mark.parametrize("path", sorted((SHIPPED / "words").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_words_are_whole(path: Path) -> None:
    assert read_words(path.stem, (SHIPPED,)).warnings == ()


def test_the_languages_have_the_same_words() -> None:
    english, chinese = load_words("en", (SHIPPED,)), load_words("zh-CN", (SHIPPED,))
    assert english.keys() == chinese.keys()
    assert len(english) > 100


def names_given() -> Iterator[str]:
    """What the code of the layout calls shapes: literals given as `name=` and to `names(…)`."""
    for file in Path(__file__).parents[2].glob("generator/deckbrief/layout/**/*.py"):
        for call in (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)):
            given = [keyword.value for keyword in call.keywords if keyword.arg == "name"]
            given += call.args if isinstance(call.func, ast.Name) and call.func.id in ("names", "Names") else []
            for node in given:
                pieces = node.values if isinstance(node, ast.JoinedStr) else [node]
                yield from (str(piece.value) for piece in pieces if isinstance(piece, ast.Constant) and piece.value)


@pytest.mark.parametrize("lang", ["zh-CN", "zh-TW", "ja", "fr"])
def test_whatever_a_shape_is_called_has_a_word_in_the_language(lang: str) -> None:
    known = wording(load_words(lang, (SHIPPED,))).shapes
    given = {part.strip() for name in names_given() for part in re.split("[·().]", name)} - {""}
    assert len(given) > 100
    missing = {name for name in given - known.keys() if not all(word in known for word in re.findall("[a-z-]+", name))}
    assert missing == set()
