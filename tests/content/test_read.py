"""Content is read whole or not at all, and every mistake is told at its place."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.content.check import check_pack
from deckbrief.content.figures import FIGURES, IN_CHINESE
from deckbrief.content.model import Point
from deckbrief.content.read import read_pack
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def test_a_pack_is_read_into_the_model(kitchen: Any) -> None:
    pack = kitchen.pack()
    north = pack.unit("north")
    assert (north.path, north.speaker.name) == ("units/north", "Ada")
    assert [part.id for part in north.frameworks[0].parts] == ["first", "second"]
    assert north.frameworks[0].parts[1].points[1] == Point(text="Then leave it alone.", short="leave it")
    assert north.frameworks[0].priority == 2
    assert next(north.metrics).text == "36 hours"
    assert pack.info.date == "2024-11-08"
    assert pack.comparison("both").themes[0].cells[0].unit == "north"
    assert [module.minutes for module in pack.sessions[0].modules] == [5, 20, 20]


def test_a_sentence_alone_is_a_point(kitchen: Any) -> None:
    assert kitchen.pack().unit("north").frameworks[0].parts[1].points[0] == Point(text="Fold it once.")


def test_units_come_as_sessions_name_them_then_by_path(kitchen: Any) -> None:
    assert [unit.id for unit in kitchen.pack().units] == ["south", "north"]
    kitchen.write("morning.yaml", (kitchen.folder / "morning.yaml").read_text().replace("of: south", "of: north"))
    assert [unit.id for unit in kitchen.pack().units] == ["north", "south"]


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ("units/north", 1, 1),
        ("units/north#name", 2, 7),
        ("units/north#frameworks", 14, 3),
        ("units/north#frameworks.three", 14, 5),
        ("units/north#frameworks.three.parts.second.points.1.short", 29, 20),
        ("units/north#frameworks.three.parts.second.evidence.0.words", 32, 20),
        ("units/south#frameworks.pot.parts.stock.evidence.0", 20, 20),
    ],
)
def test_places_name_every_entry_and_value(kitchen: Any, path: str, line: int, column: int) -> None:
    file = f"{kitchen.folder}/{path.partition('#')[0]}.yaml"
    assert kitchen.pack().places[path] == Place(file, line, column)


def test_a_path_without_a_place_has_that_of_its_nearest_ancestor(kitchen: Any) -> None:
    pack = kitchen.pack()
    assert pack.place("units/north#frameworks.three.takeaway") == pack.places["units/north#frameworks.three"]
    assert pack.place("units/north#tagline2") == pack.places["units/north"]


def test_files_are_named_as_the_user_types_them(kitchen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kitchen.folder.parent)
    assert read_pack(kitchen.folder).places["pack"].file == str(Path("content/pack.yaml"))
    assert read_pack(Path("content")).places["pack"].file == str(Path("content/pack.yaml"))
    monkeypatch.chdir(kitchen.folder / "units")
    assert read_pack(Path("..")).places["pack"].file == str(Path("../pack.yaml"))


@pytest.mark.parametrize(
    "written", ["no", "on", "2024", "012", "12:30", "1_000", "2024-11-08", "1e3", "0x1F", "true", ".5", "=", "<<"]
)
def test_a_text_is_what_was_written(kitchen: Any, written: str) -> None:
    kitchen.change("units/north.yaml", "tagline: slow dough", f"tagline: §{written}")
    assert kitchen.pack().unit("north").tagline == written


@pytest.mark.parametrize(
    ("written", "number"), [("12", 12), ("012", 12), ("-3", -3), ("+4", 4), ("4.50", 4.5), (".5", 0.5), ("1e3", 1000.0)]
)
def test_a_number_is_decimal(kitchen: Any, written: str, number: float) -> None:
    kitchen.change("units/north.yaml", "number: 36", f"number: §{written}")
    read = next(kitchen.pack().unit("north").metrics).number
    assert (read, type(read)) == (number, type(number))


def test_a_line_break_inside_chinese_is_no_space(kitchen: Any) -> None:
    folded = "tagline: §>\n  慢慢发酵，\n  “三次”\n  静置 dough\n  rests\n"
    kitchen.change("units/north.yaml", "tagline: slow dough\n", folded)
    assert kitchen.pack().unit("north").tagline == "慢慢发酵，“三次”静置 dough rests"


def test_lines_of_a_literal_block_stay_lines(kitchen: Any) -> None:
    kitchen.change("units/north.yaml", "tagline: slow dough\n", "tagline: §|\n  慢慢\n  发酵\n")
    assert kitchen.pack().unit("north").tagline == "慢慢\n发酵"


def test_a_byte_order_mark_is_no_character_of_the_first_line(kitchen: Any) -> None:
    kitchen.write("pack.yaml", b"\xef\xbb\xbfkind: pack\ntitle: x\n")
    assert kitchen.pack().places["pack#title"].column == 8
    kitchen.write("pack.yaml", b"\xef\xbb\xbfkindd: pack\ntitle: x\n")
    assert kitchen.problem().place.column == 1


def test_hidden_files_and_other_files_are_no_content(kitchen: Any) -> None:
    kitchen.write(".draft.yaml", "kind: nothing")
    kitchen.write(".old/unit.yaml", "kind: nothing")
    kitchen.write("README.md", "# kitchens")
    assert len(kitchen.pack().units) == 2


@pytest.mark.parametrize("left", ["", "id:", "id: ''", "id: ~"])
def test_a_document_is_named_by_its_file(kitchen: Any, left: str) -> None:
    kitchen.write("units/south.yaml", (kitchen.folder / "units/south.yaml").read_text() + left + "\n")
    assert kitchen.pack().unit("south").path == "units/south"


def test_optional_keys_may_be_left_empty(kitchen: Any) -> None:
    kitchen.change("units/north.yaml", "tagline:", "province:\nquestions:\naccent: ~§\ntagline:")
    unit = kitchen.pack().unit("north")
    assert (unit.province, unit.questions, unit.accent) == ("", (), 0)


# What a trainer gets wrong: file, passage, what stands there instead (§ marks the place), code, words of the message
# and of the hint.
NORTH, SOUTH = "units/north.yaml", "units/south.yaml"
MISTAKES = [
    (NORTH, "tagline: slow", "§taglien: slow", "content.unknown-key", "'taglien'", "'tagline'"),
    (NORTH, "  role: baker", "  role: baker\n  §age: 4", "content.unknown-key", "'age' in a speaker", "note"),
    (NORTH, "figure: numbered", "figure: §pilars", "content.unknown-figure", "'pilars'", "'pillars'"),
    (NORTH, "figure: numbered", "figure: §时间线", "content.unknown-figure", "'时间线'", "'timeline'"),
    (NORTH, "figure: numbered", "figure: §[pillars]", "content.wrong-type", "not a list", ""),
    ("morning.yaml", "kind: opening", "kind: §openin", "content.unknown-value", "unknown kind 'openin'", "'opening'"),
    ("morning.yaml", "kind: session", "kind: §sesion", "content.unknown-kind", "'sesion'", "'session'"),
    (NORTH, "number: 36", 'number: §"36"', "content.wrong-type", "'36'", "without quotes"),
    (NORTH, "number: 36", "number: §1_000", "content.wrong-type", "a number", "write 1000"),
    (NORTH, "number: 36", "number: §1,000", "content.wrong-type", "a number", "write 1000"),
    (NORTH, "number: 36", "number: §45万", "content.wrong-type", "a number", "write 45 alone"),
    (NORTH, "number: 36", "number: §many", "content.wrong-type", "a number, not 'many'", ""),
    (NORTH, "number: 36", "number: §.inf", "content.wrong-type", "a number", ""),
    (NORTH, "number: 36", f"number: §{'9' * 5000}", "content.wrong-type", "a number", ""),
    (NORTH, "number: 36", "number: §1e999", "content.wrong-type", "a number", ""),
    (NORTH, "number: 36", "number: §{a: 1}", "content.wrong-type", "a number, not keys", ""),
    (
        NORTH,
        "  - paragraph: 1\n    words: The",
        "  - paragraph: §1.5\n    words: The",
        "content.wrong-type",
        "a whole number",
        "",
    ),
    (NORTH, "explained: false", "explained: §no", "content.wrong-type", "true or false", "true or false"),
    (NORTH, "name: North\n", "name: §[North]\n", "content.wrong-type", "a text, not a list", "quotes"),
    (NORTH, "  - Wait.", "  - §Wait: long.", "content.wrong-type", "a text, not keys", "quotes"),
    (NORTH, "takeaways:\n  - Wait.", "takeaways: §Wait.", "content.wrong-type", "a list of texts", "'- '"),
    (NORTH, "takeaways:\n  - Wait.", "takeaways: §[]", "content.empty", "'takeaways' is empty", "a list"),
    (NORTH, "takeaways:\n  - Wait.", "takeaways:§", "content.empty", "'takeaways' is empty", "a list"),
    (NORTH, "tagline: slow", 'tagline: §"slow', "content.syntax", "closing quote", "'"),
    (NORTH, "  - Wait.", "  - §*Wait for it", "content.syntax", "aliases", "quotes"),
    (NORTH, "  - Wait.", "  - Wait.\n  -§\n  - Stir.", "content.empty", "an empty entry", "delete"),
    (NORTH, "  - Wait.", "  - §''", "content.empty", "'takeaways' is empty", ""),
    (NORTH, "title: Bread that keeps", "title: §'  '", "content.empty", "'title' is empty", "a text"),
    (NORTH, "title: Bread that keeps", "title: §null", "content.empty", "'title' is empty", "quotes"),
    (
        NORTH,
        "speaker:\n  name: Ada\n  role: baker",
        "speaker: §Ada",
        "content.wrong-type",
        "a speaker takes keys (name, role, note), not a text",
        "",
    ),
    (NORTH, "  name: Ada\n  role", "  §role", "content.missing-field", "a speaker lacks the key 'name'", "a text"),
    (NORTH, "kind: unit\nname: North\n", "§kind: unit\n", "content.missing-field", "'name'", "a text"),
    (SOUTH, "{paragraph: 1, words: stock}", "§{paragraph: 1}", "content.missing-field", "'words'", ""),
    (NORTH, "kind: unit\n", "§", "content.missing-field", "'kind'", "unit"),
    (NORTH, "kind: unit\n", "kind: §[unit]\n", "content.wrong-type", "'kind' takes a word", "unit"),
    (
        NORTH,
        "title: Bread that keeps\n",
        "title: Bread that keeps\n§title: Bread\n",
        "content.duplicate-key",
        "'title'",
        "line 7",
    ),
    (NORTH, "  role: baker", "  role: baker\n  §<<: {note: x}", "content.unknown-key", "'<<'", "merge keys"),
    (NORTH, "title: Bread that keeps", "title: §!!str Bread", "content.syntax", "!!str", "quotes"),
    (
        NORTH,
        "tagline: slow dough\nmessage: Time does the work.",
        "tagline: &a slow dough\nmessage: §*a",
        "content.syntax",
        "*a",
        "quotes",
    ),
    (NORTH, "title: Bread that keeps", 'title: §"Bread \\0 keeps"', "content.character", "U+0000", "delete"),
    (NORTH, "title: Bread that keeps", "title: Bread§\x00keeps", "content.character", "U+0000", "delete"),
    (NORTH, "title: Bread that keeps", "title: Bread§\x1bkeeps", "content.character", "U+001B", "delete"),
    (NORTH, "title: Bread that keeps", "? §[a, b]\n: c\ntitle: x", "content.syntax", "a key must be a word", ""),
    (NORTH, "title: Bread that keeps", "title: Bread§: it keeps", "content.syntax", "a ':'", "quotes"),
    (NORTH, "title: Bread that keeps", 'title: "Bread" §that keeps', "content.syntax", "", "quotes"),
    (NORTH, "title: Bread that keeps", 'title: §"Bread that keeps', "content.syntax", "quote", ""),
    (NORTH, "title: Bread that keeps", "title: §[Bread, that keeps", "content.syntax", "closing bracket", "quotes"),
    (NORTH, "title: Bread that keeps", "title: §{a: b\nc: d}", "content.syntax", "closing bracket", "quotes"),
    (NORTH, "title: Bread that keeps", "title: §@Bread", "content.syntax", "", "quotes"),
    (NORTH, "title: Bread that keeps", "title: x\n§\ttagline: y", "content.syntax", "", "spaces"),
]


@pytest.mark.parametrize(("name", "old", "new", "code", "message", "hint"), MISTAKES, ids=lambda value: str(value)[:24])
def test_a_mistake_is_told_at_its_place(
    kitchen: Any, name: str, old: str, new: str, code: str, message: str, hint: str
) -> None:
    place = kitchen.change(name, old, new)
    problem = kitchen.problem()
    assert problem.code == code
    assert (problem.place.file, problem.place.line, problem.place.column) == place
    assert message in problem.message
    assert hint in problem.hint


def test_all_mistakes_of_all_files_are_told_at_once_in_order(kitchen: Any) -> None:
    minutes = kitchen.change("morning.yaml", "minutes: 45", "minutes: §50")
    syntax = kitchen.change("pack.yaml", "title: Two kitchens\n", "title: x: §y\n")
    same_id = kitchen.change("units/north.yaml", "id: second", "id: §first")
    many = kitchen.change("units/north.yaml", "number: 36", "number: §many")
    empty = kitchen.change("units/south.yaml", "tagline: one pot", "tagline:§")
    pilars = kitchen.change("units/south.yaml", "figure: pillars", "figure: §pilars")
    assert [(problem.code, problem.place) for problem in kitchen.problems()] == [
        ("content.minutes", Place(*minutes)),
        ("content.syntax", Place(syntax[0], syntax[1], syntax[2] - 2)),
        ("content.duplicate-id", Place(*same_id)),
        ("content.wrong-type", Place(*many)),
        ("content.empty", Place(*empty)),
        ("content.unknown-figure", Place(*pilars)),
    ]


def test_one_mistake_is_told_once(kitchen: Any) -> None:
    kitchen.change("units/north.yaml", "tagline: slow", "§taglien: slow")
    assert kitchen.problem().code == "content.unknown-key"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("morning.yaml", "minutes: 5\n", "minutes: §five\n"),
        ("morning.yaml", "  - kind: opening", "  - §welcome\n  - kind: opening"),
        ("units/north.yaml", "speaker:", "id: §[north]\nspeaker:"),
        ("units/north.yaml", "frameworks:\n", "frameworks: §{}\nframes:\n"),
        ("units/north.yaml", "name: North\n", 'name: §"North\n'),
        ("units/north.yaml", "answer: B", "answer: §[B]"),
        ("units/north.yaml", "explained: false", "explained: §[]"),
    ],
)
def test_what_follows_from_a_mistake_is_not_told(kitchen: Any, name: str, old: str, new: str) -> None:
    """Minutes, references and answers that rest on an unreadable value are not told as mistakes of their own."""
    kitchen.change(name, old, new)
    codes = {problem.code for problem in kitchen.problems()}
    assert codes <= {"content.wrong-type", "content.syntax", "content.unknown-key"}


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n", "~\n"])
def test_an_empty_file_is_told(kitchen: Any, text: str) -> None:
    kitchen.write("new.yaml", text)
    problem = kitchen.problem()
    assert (problem.code, problem.place) == ("content.empty", Place(f"{kitchen.folder}/new.yaml", 1, 1))


@pytest.mark.parametrize("text", ["a sentence", "- a\n- list\n", "名称：四城\n"])
def test_a_file_that_is_no_document_is_told(kitchen: Any, text: str) -> None:
    kitchen.write("new.yaml", text)
    problem = kitchen.problem()
    assert (problem.code, problem.place.line, problem.place.column) == ("content.wrong-type", 1, 1)


def test_a_full_width_colon_is_hinted_at(kitchen: Any) -> None:
    kitchen.write("new.yaml", "kind: unit\nname：泸州\ntitle: x\n")
    problem = kitchen.problem()
    assert (problem.code, problem.place.line) == ("content.syntax", 2)
    assert "：" in problem.hint


def test_a_second_document_in_a_file_is_told(kitchen: Any) -> None:
    text = (kitchen.folder / "units/south.yaml").read_text()
    kitchen.write("units/south.yaml", text + "---\nkind: unit\n")
    problem = kitchen.problem()
    assert (problem.code, problem.place.line, problem.place.column) == ("content.syntax", text.count("\n") + 1, 1)


def test_text_that_is_not_utf8_is_told_at_its_bad_byte(kitchen: Any) -> None:
    kitchen.write("new.yaml", "kind: unit\nname: 泸".encode() + "州".encode("gbk") + b"\n")
    problem = kitchen.problem()
    assert (problem.code, problem.place.line, problem.place.column) == ("content.encoding", 2, 8)
    assert "0xD6" in problem.message
    assert problem.source_line.startswith("name: 泸")


def test_a_whole_file_in_gbk_is_recognised(kitchen: Any) -> None:
    kitchen.write("new.yaml", "kind: unit\nname: 泸州\n".encode("gbk"))
    problem = kitchen.problem()
    assert (problem.place.line, problem.place.column) == (2, 7)
    assert "GBK" in problem.hint


def test_files_that_cannot_be_read_are_told(kitchen: Any) -> None:
    (kitchen.folder / "lost.yaml").symlink_to("nowhere.yaml")
    (kitchen.folder / "ring.yaml").symlink_to("ring.yaml")
    os.mkfifo(kitchen.folder / "pipe.yaml")
    problems = kitchen.problems()
    assert [(Path(p.place.file).name, p.code) for p in problems] == [
        (name, "content.unreadable") for name in ("lost.yaml", "pipe.yaml", "ring.yaml")
    ]


def test_a_file_that_may_not_be_read_is_told(kitchen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    assert {(p.code, p.message) for p in kitchen.problems()} == {
        ("content.unreadable", "cannot be read: permission denied")
    }


def test_a_missing_folder_is_told_with_its_neighbour(kitchen: Any) -> None:
    with pytest.raises(ProblemError) as caught:
        read_pack(kitchen.folder.with_name("contents"))
    problem = caught.value.problems[0]
    assert (problem.code, problem.hint) == ("content.unreadable", "did you mean 'content'?")
    assert len(caught.value.problems) == 1


def test_a_file_is_no_folder(kitchen: Any) -> None:
    with pytest.raises(ProblemError) as caught:
        read_pack(kitchen.folder / "pack.yaml")
    assert [problem.code for problem in caught.value.problems] == ["content.unreadable"]


def test_a_pack_needs_its_documents(kitchen: Any, tmp_path: Path) -> None:
    kitchen.write("units/pack.yaml", "kind: pack\ntitle: another\n")
    problem = kitchen.problem()
    assert (problem.code, Path(problem.place.file).name) == ("content.document", "pack.yaml")
    assert "units" in problem.place.file

    (kitchen.folder / "units/pack.yaml").unlink()
    (kitchen.folder / "pack.yaml").unlink()
    assert "no document of kind pack" in kitchen.problem().message

    (tmp_path / "empty").mkdir()
    with pytest.raises(ProblemError, match="no YAML file"):
        read_pack(tmp_path / "empty")


def test_two_files_of_one_path_are_told(kitchen: Any) -> None:
    kitchen.write("pack.yml", "kind: session\n")
    assert any(p.code == "content.duplicate-id" and p.place.file.endswith("pack.yml") for p in kitchen.problems())


def test_brackets_without_end_do_not_end_the_process(kitchen: Any) -> None:
    for text in ("[" * 100_000, "{a: " * 100_000, "- " * 20_000, "? " * 20_000):
        kitchen.write("new.yaml", text)
        assert kitchen.problem().code == "content.limit"


def test_parts_may_hold_parts_but_not_without_end(kitchen: Any) -> None:
    def nested(depth: int) -> str:
        inner = f"parts: [{nested(depth - 1)}]" if depth else ""
        return f"{{id: p, name: p, evidence: [{{paragraph: 1, words: stock}}], {inner}}}"

    old = "      - id: stock\n        name: stock\n        evidence: [{paragraph: 1, words: stock}]\n"
    text = (kitchen.folder / "units/south.yaml").read_text()
    kitchen.write("units/south.yaml", text.replace(old, f"      - {nested(8)}\n"))
    assert kitchen.pack().unit("south").frameworks[0].parts[0].parts[0].parts[0].id == "p"
    kitchen.write("units/south.yaml", text.replace(old, f"      - {nested(80)}\n"))
    assert "levels deep" in kitchen.problem().message


def test_an_alias_that_holds_itself_is_told(kitchen: Any) -> None:
    kitchen.write("new.yaml", "kind: &k unit\nsummary: &a [*a, *k]\n")
    problems = [problem for problem in kitchen.problems() if "alias" in problem.message]
    assert [(problem.place.line, problem.place.column) for problem in problems] == [(2, 14), (2, 18)]


def test_reading_is_the_same_without_libyaml(kitchen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = kitchen.pack()
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    slow = kitchen.pack()
    assert slow == fast
    assert slow.places == fast.places


def test_reading_and_checking_import_nothing_heavy() -> None:
    heavy = "{'pydantic', 'pptx', 'lxml', 'weasyprint', 'jinja2'}"
    code = f"import sys, deckbrief.content.read; print(*{heavy} & {{*sys.modules}})"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""


# Any content at all: what is read is a pack or problems, and problems stand inside the file.

_KEYS = """
    kind id name title minutes modules frameworks parts evidence words paragraph figure notes say themes cells of unit
    units metrics metric_groups number quiz options answer terms text explained speaker role left_out date lang
"""
_WORDS = "unit pack event session comparison pillars opening north B no 7 7.5 true ~ 2024-11-08"
_keys = st.sampled_from(_KEYS.split())
_words = st.sampled_from(_WORDS.split())
_scalars = st.one_of(_words, st.text(max_size=8), st.integers(), st.floats(), st.booleans(), st.none())
_trees = st.recursive(
    _scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(_keys, st.text(max_size=4)), inner, max_size=6)
    ),
    max_leaves=25,
)
_documents = st.builds(
    lambda kind, tree: {"kind": kind, **tree},
    st.sampled_from(["unit", "pack", "event", "session", "comparison"]),
    st.dictionaries(_keys, _trees, max_size=10),
)


def _problems_of(folder: Path) -> tuple[Problem, ...]:
    """Read and check a folder; any other exception than ProblemError fails the test."""
    try:
        return tuple(check_pack(read_pack(folder)))
    except ProblemError as error:
        return error.problems


def _read_anything(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "any.yaml")
        file.write_bytes(data)
        problems = _problems_of(Path(folder))
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.removeprefix("\ufeff").split("\n")
    assert problems
    for problem in problems:
        if problem.place.file == str(file) and problem.place.line:
            assert problem.place.line <= len(lines)
            assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_pack_or_problems(data: bytes) -> None:
    _read_anything(data)


@settings(max_examples=500)
@given(
    st.text(alphabet=st.one_of(st.sampled_from("abc:-?[]{}&*!|>'\"%@`#,~ \t\r\n\x85\u2028：“，泸1"), st.characters()))
)
def test_any_text_is_a_pack_or_problems(text: str) -> None:
    _read_anything(text.encode("utf-8", errors="surrogatepass"))


@settings(deadline=None, max_examples=200)
@given(st.one_of(_trees, _documents))
def test_any_tree_is_a_pack_or_problems(tree: Any) -> None:
    _read_anything(yaml.safe_dump(tree, allow_unicode=True).encode("utf-8", errors="surrogatepass"))


@st.composite
def _damaged(draw: st.DrawFn, tree: Any) -> Any:
    """Draw a tree with one of its values replaced by another tree, or gone."""
    if not isinstance(tree, (dict, list)) or not tree or draw(st.integers(0, 5)) == 0:
        return draw(_trees)
    keys = list(tree) if isinstance(tree, dict) else list(range(len(tree)))
    key = draw(st.sampled_from(keys))
    if draw(st.integers(0, 9)) == 0:
        kept = [other for other in keys if other != key]
        return {other: tree[other] for other in kept} if isinstance(tree, dict) else [tree[other] for other in kept]
    changed = tree.copy()
    changed[key] = draw(_damaged(tree[key]))
    return changed


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_pack_is_a_pack_or_problems(kitchen: Any, data: st.DataObject) -> None:
    file = kitchen.folder / data.draw(st.sampled_from([NORTH, "both.yaml", "morning.yaml", "pack.yaml"]))
    whole = file.read_bytes()
    damaged = data.draw(_damaged(yaml.safe_load(whole)))
    try:
        file.write_bytes(yaml.safe_dump(damaged, allow_unicode=True).encode("utf-8", errors="surrogatepass"))
        _problems_of(kitchen.folder)
    finally:
        file.write_bytes(whole)


def test_a_framework_is_offered_no_figure_that_would_then_be_refused(kitchen: Any) -> None:
    kitchen.change("units/north.yaml", "figure: numbered", "figure: §zzz")
    hint = kitchen.problem().hint
    assert "pillars" in hint
    assert "matrix" not in hint
    assert "metrics" not in hint


def test_a_free_figure_is_offered_those_that_place_their_parts_too(kitchen: Any) -> None:
    text = (
        "kind: slides\ntitle: x\nunit: north\nslides:\n  - title: y\n    figure: {figure: gannt, parts: [{name: a}]}\n"
    )
    kitchen.write("more.yaml", text)
    assert "'gantt'" in kitchen.problem().hint
    kitchen.write("more.yaml", text.replace("gannt", "甘特图"))
    assert "'gantt'" in kitchen.problem().hint


def test_every_figure_that_is_looked_for_in_chinese_is_one() -> None:
    assert IN_CHINESE
    assert set(IN_CHINESE.values()) <= set(FIGURES)
