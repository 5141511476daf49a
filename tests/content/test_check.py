"""Rules across entries and files, each at its place with the hint that helps."""

from __future__ import annotations

from typing import Any

import pytest
from deckbrief.base.problem import Place, ProblemError
from deckbrief.content.check import check_pack

DANGLING = "content.dangling-reference"
NORTH, SOUTH, BOTH, MORNING = "units/north.yaml", "units/south.yaml", "both.yaml", "morning.yaml"

# File, passage, what stands there instead (§ marks the place), code, words of the message, words of the hint.
MISTAKES = [
    (SOUTH, "evidence: [{paragraph: 1, words: stock}]", "evidence: §[]", "evidence.missing", "a part without", "words"),
    (SOUTH, "- id: stock\n        name: stock\n        evidence: [{paragraph: 1, words: stock}]",
     "- §id: stock\n        name: stock", "evidence.missing", "a part without evidence", "ours"),
    (NORTH, "id: second", "id: §first", "content.duplicate-id", "'first'", "line 19"),
    (NORTH, "id: second", "id: §Second", "content.id", "'Second'", "a to z"),
    (NORTH, "id: second", "id: §a.b", "content.id", "'a.b'", "a to z"),
    (MORNING, "kind: session\n", "kind: session\nid: §north\n", "content.duplicate-id", "another unit", "north.yaml"),
    (MORNING, "of: south", "of: §sout", DANGLING, "no unit 'sout'", "'south'"),
    (MORNING, "of: south", "of: §both", DANGLING, "no unit 'both'", ""),
    (MORNING, "of: both", "of: §north", DANGLING, "no comparison 'north'", "both"),
    (MORNING, "minutes: 5\n", "minutes: 5\n    of: §west\n", DANGLING, "'west'", "north, south"),
    (MORNING, "  - kind: unit\n    title: South first\n    minutes: 20\n    of: south\n",
     "  - §kind: unit\n    title: South first\n    minutes: 20\n", "content.missing-field", "'of'", "id"),
    (BOTH, "[north, south]", "[north, §sout]", DANGLING, "no unit 'sout'", "'south'"),
    (BOTH, "[north, south]", "[north, §north]", "content.duplicate-id", "'north'", ""),
    (BOTH, "unit: north", "unit: §nort", DANGLING, "in this comparison 'nort'", "'north'"),
    (BOTH, "      - unit: north\n", "      - {unit: north, text: a, evidence: [{paragraph: 1, words: a}]}\n"
     "      - unit: §north\n",
     "content.duplicate-id", "a second cell of 'north'", "one cell"),
    (BOTH, "units/north#frameworks.three.parts.first", "§units/north#frameworks.three.parts.frist",
     DANGLING, "parts.frist", "three.parts.first'"),
    (BOTH, "of: units/north#frameworks", "of: §unit/north#frameworks", DANGLING, "", "'units/north'"),
    (MORNING, "minutes: 45", "minutes: §50", "content.minutes", "take 45 minutes, the session 50: 5 too few", ""),
    (MORNING, "minutes: 45", "minutes: §44.5", "content.minutes", "the session 44.5: 0.5 too many", ""),
    (MORNING, "minutes: 5\n", "minutes: 5\n    limit: §6\n", "content.minutes", "a limit of 6 minutes in a module of 5",
     "0 to 5"),
    (MORNING, "minutes: 5\n", "minutes: 5\n    step_minutes: §[1, 3]\n    steps: [a, b]\n", "content.minutes",
     "the minutes of the steps add up to 4, not to 5", ""),
    (MORNING, "minutes: 5\n", "minutes: 5\n    step_minutes: §[2, 3]\n    steps: [a]\n", "content.minutes",
     "minutes of 2 steps, where there are 1", ""),
    (MORNING, "minutes: 5\n", "minutes: 5\n    limit: §-1\n", "content.minutes", "a limit of -1", "0 to 5"),
    (MORNING, "kind: opening", "§kind: deep-dive", "content.missing-field", "lacks the key",
     "units/south#frameworks.pot"),
    (MORNING, "kind: opening", "kind: deep-dive\n    of: §units/north#frameworks.thre", DANGLING, "no framework",
     "'units/north#frameworks.three'"),
    (MORNING, "kind: opening", "kind: deep-dive\n    of: §north", DANGLING, "no framework 'north'", "units/north#"),
    (MORNING, "audience: cooks", "audience: cooks\ndate: §2024-11-31", "content.date", "'2024-11-31'", "2024-11-08"),
    (MORNING, "  - kind: opening", "  - §kind: quiz", "content.missing-field", "lacks the key 'quiz'", "`of:`"),
    (MORNING, "  - kind: opening", "  - §kind: quiz\n    of: south", "content.missing-field", "the key 'quiz'", ""),
    (MORNING, "  - kind: opening", "  - §kind: exercise", "content.missing-field", "lacks the key 'steps'", ""),
    (NORTH, "answer: B", "answer: §C", "content.quiz", "'C'", "one of: A, B"),
    (NORTH, "answer: B", "answer: §b", "content.quiz", "'b'", "'B'?"),
    (NORTH, "answer: B", "answer: §AB", "content.quiz", "'AB'", "one of: A, B"),
    (NORTH, "[one, three]", "[three, §three]", "content.quiz", "'three' stands here again", ""),
    (NORTH, "[one, three]\n    answer: B", "§[one]\n    answer: A", "content.quiz", "not 1", ""),
    (NORTH, "  - id: crumb\n    name: cold crumb\n    explained: false",
     "  - §id: crumb\n    name: cold crumb", "content.term", "no text", "explained: false"),
    (NORTH, "explained: false", "explained: §false\n    text: cold", "content.term", "a text and says", "delete"),
    (NORTH, "figure: numbered", "figure: numbered\n    priority: §4", "content.range", "4", "1 core"),
    (NORTH, "figure: numbered", "figure: §matrix", "content.unknown-figure", "cannot be drawn as matrix", "comparison"),
    (NORTH, "figure: numbered", "figure: §metrics", "content.unknown-figure", "as metrics", "metric_groups"),
    (NORTH, "[one, three]\n    answer: B", "§[a, b, c, d, e, f, g, h, i]\n    answer: A", "content.quiz", "not 9", ""),
    (NORTH, "tagline:", "accent: §-1\ntagline:", "content.range", "-1", "from 1"),
    (NORTH, "paragraph: 2\n            words: 36", "paragraph: §0\n            words: 36", "content.range", "0",
     "from 1"),
    (NORTH, "unit: hours", "unit: §36 hours", "content.metric", "'36 hours'", "`number`"),
    (NORTH, "unit: hours", "unit: hours\n        out_of: §30", "content.metric", "36 out of 30", "no less"),
    (NORTH, "title: In numbers", "title: In numbers\n    compare: §true", "content.metric", "a single", "delete"),
    (MORNING, "of: south", "of: south\n    frameworks: [§pots]", "content.dangling-reference", "'pots'", "pot"),
    (MORNING, "of: south", "of: south\n    without: [§pots]", "content.dangling-reference", "'pots'", "pot"),
    (MORNING, "of: south", "of: south\n    core: [§pots]", "content.dangling-reference", "'pots'", "pot"),
    (MORNING, "of: south", "of: south\n    spare: [§pots]", "content.dangling-reference", "'pots'", "pot"),
    (MORNING, "of: south", "of: south\n    without: §[pot]", "content.unknown-value", "nothing of 'south' is left", ""),
    (MORNING, "of: south", "of: south\n    frameworks: [pot, §pot]", "content.duplicate-id", "again", ""),
    (MORNING, "of: both", "of: both\n    frameworks: §[pot]", "content.unknown-value", "picks nothing", "frameworks"),
    ("pack.yaml", "date: 2024-11-08", "date: §2024-11", "content.date", "'2024-11'", "2024-11-08"),
    ("pack.yaml", "date: 2024-11-08", "date: §2024-02-30", "content.date", "'2024-02-30'", "2024-11-08"),
    ("pack.yaml", "date: 2024-11-08", "date: §1979-01-01", "content.date", "'1979-01-01'", "1980"),
    ("pack.yaml", "lang: en", "lang: §English please", "content.unknown-value", "language tag", "zh-CN"),
]  # fmt: skip


def test_the_small_pack_is_good(kitchen: Any) -> None:
    assert check_pack(kitchen.pack()) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "message", "hint"), MISTAKES, ids=[f"{m[3]}-{i}" for i, m in enumerate(MISTAKES)]
)
def test_a_mistake_is_told_at_its_place(
    kitchen: Any, name: str, old: str, new: str, code: str, message: str, hint: str
) -> None:
    place = Place(*kitchen.change(name, old, new))
    problems = check_pack(kitchen.pack())
    assert [problem.code for problem in problems] == [code]
    assert problems[0].place == place
    assert message in problems[0].message
    assert hint in problems[0].hint


def test_two_documents_of_one_id_are_told(kitchen: Any) -> None:
    text = (kitchen.folder / SOUTH).read_text()
    file = kitchen.write("west/copy.yaml", f"id: south\n{text}")
    problem = check_pack(kitchen.pack())[0]
    assert (problem.code, problem.place) == ("content.duplicate-id", Place(str(file), 1, 5))
    assert "south.yaml" in problem.hint
    file.unlink()
    kitchen.write("west/both.yaml", (kitchen.folder / BOTH).read_text())
    assert [problem.code for problem in check_pack(kitchen.pack())] == ["content.duplicate-id"]


def test_a_quiz_may_ask_the_questions_of_a_unit(kitchen: Any) -> None:
    kitchen.change(MORNING, "kind: opening", "kind: quiz\n    of: north§")
    assert check_pack(kitchen.pack()) == []


def test_a_session_may_be_the_deck_of_a_unit(kitchen: Any) -> None:
    """It has the unit's id then, and presents no other; a second such session is one too many."""
    head = "kind: session\nid: south\ntitle: t\naudience: a\nobjectives: [o]\nminutes: 5\nmodules:\n"
    alone = f"{head}  - {{kind: unit, title: t, minutes: 3, of: south}}\n"
    dive = "  - {kind: deep-dive, title: t, minutes: 2, of: 'units/%s#frameworks.%s'}\n"
    kitchen.write("sessions/south.yaml", alone + dive % ("south", "pot"))
    assert check_pack(kitchen.pack()) == []
    kitchen.write("sessions/again.yaml", alone + dive % ("south", "pot"))
    assert [problem.code for problem in check_pack(kitchen.pack())] == ["content.duplicate-id"]
    (kitchen.folder / "sessions/again.yaml").unlink()
    kitchen.write("sessions/south.yaml", alone + dive % ("north", "three"))
    assert [problem.code for problem in check_pack(kitchen.pack())] == ["content.duplicate-id"]


def test_a_pack_without_a_source_needs_no_evidence(kitchen: Any) -> None:
    kitchen.change(SOUTH, "        evidence: [{paragraph: 1, words: stock}]\n", "§")
    assert [problem.code for problem in check_pack(kitchen.pack())] == ["evidence.missing"]
    kitchen.change("pack.yaml", "source: from a walk through two kitchens\n", "§")
    assert check_pack(kitchen.pack()) == []


def test_what_is_ours_needs_no_evidence(kitchen: Any) -> None:
    kitchen.change(SOUTH, "        evidence: [{paragraph: 1, words: stock}]\n", "        ours: true§\n")
    assert check_pack(kitchen.pack()) == []


def test_section_and_speaker_may_be_left_out(kitchen: Any) -> None:
    kitchen.change(SOUTH, "speaker:\n  name: Ben\n  role: cook\n", "§")
    kitchen.change(SOUTH, "section: South kitchen\n", "§")
    assert check_pack(kitchen.pack()) == []


def test_minutes_are_summed_without_rounding_errors(kitchen: Any) -> None:
    modules = "".join(f"  - {{kind: opening, title: t, minutes: {minutes}}}\n" for minutes in (0.1, 0.2, 0.3))
    head = "kind: session\ntitle: t\naudience: a\nobjectives: [o]\n"
    kitchen.write(MORNING, f"{head}minutes: 0.6\nmodules:\n{modules}")
    assert check_pack(kitchen.pack()) == []


def test_a_module_takes_time(kitchen: Any) -> None:
    place = Place(*kitchen.change(MORNING, "minutes: 5\n", "minutes: §0\n"))
    kitchen.change(MORNING, "minutes: 45", "§minutes: 40")
    assert [(problem.code, problem.place) for problem in check_pack(kitchen.pack())] == [("content.minutes", place)]


def test_numbers_of_different_units_are_not_compared(kitchen: Any) -> None:
    other = "- {id: loaves, number: 2, unit: loaves, label: a day, evidence: [{paragraph: 2, words: two}]}"
    kitchen.change(NORTH, "    metrics:\n", f"    compare: true§\n    metrics:\n      {other}\n")
    problem = check_pack(kitchen.pack())[0]
    assert (problem.code, problem.message) == (
        "content.metric", "numbers of different units cannot be compared: loaves, hours",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("feeds: [hours, nobody]", "'nobody' is no other number of the group"),
        ("feeds: [loaves]", "'loaves' is no other number of the group"),
        ("verb: for", "'loaves' says what leads to other numbers, and not to which"),
        ("feeds: [hours, hours, hours, hours, hours]", "a number goes to 4 others at most"),
    ],
)
def test_a_number_goes_to_others_of_its_group(kitchen: Any, keys: str, message: str) -> None:
    other = "- {id: loaves, number: 2, unit: loaves, label: a day, evidence: [{paragraph: 2, words: two}], KEYS}"
    kitchen.change(NORTH, "    metrics:\n", f"    metrics:\n      {other}§\n".replace("KEYS", keys))
    problems = [problem for problem in check_pack(kitchen.pack()) if problem.code == "content.metric"]
    assert [problem.message for problem in problems] == [message]


def test_what_is_compared_goes_to_nothing_and_one_number_is_highlighted(kitchen: Any) -> None:
    other = (
        "- {id: loaves, number: 2, unit: hours, label: a day, evidence: [{paragraph: 2, words: two}], highlight: true}"
    )
    both = f"      {other}\n      {other.replace('id: loaves', 'id: rolls, feeds: [loaves]')}\n"
    kitchen.change(NORTH, "    metrics:\n", f"    compare: true§\n    metrics:\n{both}")
    problems = [problem for problem in check_pack(kitchen.pack()) if problem.code == "content.metric"]
    assert [problem.message for problem in problems] == [
        "numbers that are compared are bars, and go to no others", "'rolls' is highlighted, and so is 'loaves'",
    ]  # fmt: skip


def test_a_file_name_that_is_no_id_asks_for_one(kitchen: Any) -> None:
    text = (kitchen.folder / SOUTH).read_text()
    (kitchen.folder / SOUTH).unlink()
    kitchen.write("units/南厨.yaml", text)
    problems = check_pack(kitchen.pack())
    assert {"content.id", "content.dangling-reference"} == {problem.code for problem in problems}
    assert "add `id:`" in next(problem for problem in problems if problem.code == "content.id").hint
    kitchen.write("units/南厨.yaml", f"id: south\n{text}")
    assert check_pack(kitchen.pack()) == []


@pytest.mark.parametrize("name", ["units/two words.yaml", "units/a#b.yaml", "v1.0/south (2).yaml", "南 厨/south.yaml"])
def test_names_of_files_and_folders_are_the_user_s(kitchen: Any, name: str) -> None:
    text = (kitchen.folder / SOUTH).read_text()
    (kitchen.folder / SOUTH).unlink()
    file = kitchen.write(name, f"id: south\n{text}")
    pack = kitchen.pack()
    assert check_pack(pack) == []
    path = pack.unit("south").path
    assert not set(" .#()") & set(path)
    assert pack.place(f"{path}#name").file == str(file)


def test_two_names_that_are_one_content_path_are_told(kitchen: Any) -> None:
    text = (kitchen.folder / SOUTH).read_text()
    kitchen.write("units/two words.yaml", f"id: a\n{text}")
    kitchen.write("units/two-words.yaml", f"id: b\n{text}")
    with pytest.raises(ProblemError) as raised:
        kitchen.pack()
    assert "content.duplicate-id" in {problem.code for problem in raised.value.problems}


def test_an_event_is_called_so(kitchen: Any) -> None:
    kitchen.write("event.yaml", "kind: event\n")
    with pytest.raises(ProblemError) as raised:
        kitchen.pack()
    told = [problem.message for problem in raised.value.problems if "lacks the key" in problem.message]
    assert told
    assert {message.partition(" lacks")[0] for message in told} == {"an event"}


def test_mistakes_of_all_files_are_told_in_order(kitchen: Any) -> None:
    places = [
        Place(*kitchen.change(BOTH, "unit: north", "unit: §west")),
        Place(*kitchen.change(MORNING, "minutes: 45", "minutes: §60")),
        Place(*kitchen.change(NORTH, "id: second", "id: §first")),
    ]
    assert [problem.place for problem in check_pack(kitchen.pack())] == places
