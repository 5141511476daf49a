"""Free slides with evidence are held to it, whatever their body; with a source, numbers without any are told."""

from __future__ import annotations

from typing import Any

import pytest
from deckbrief.content.evidence.free_slides import free_slides, said_on
from deckbrief.content.evidence.verify import check_evidence
from deckbrief.content.model import FREE_BODIES
from deckbrief.content.punctuation import content_warnings
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.free import with_files, written
from deckbrief.draft.marks import with_marks
from deckbrief.draft.words import load_words
from deckbrief.export.briefing import briefing_html
from deckbrief.export.materials import materials
from deckbrief.run.targets import all_targets

from tests.support.small_pack import ROOTS

SOURCE = """\
North kitchen
The dough rests: the “first rest” is short, the second rest is long.
In all 36 hours, with a “cold crumb,” they say.
About 700 loaves a day.
South kitchen
One pot of stock.
Printed on grey paper
"""

BODIES = {
    "bullets": "bullets: [Dough, {text: Rest, bullets: [about NN loaves]}]",
    "text": "text: [They bake about NN loaves.]",
    "columns": "columns: [{name: Day, bullets: [about NN loaves]}, {name: Night, bullets: [rest]}]",
    "figure": "figure: {figure: loop, parts: [{name: Dough}, {name: Bread, lead: about NN loaves}, {name: Rest}]}",
    "table": "table: {head: [What, Loaves], rows: [[Day, NN], {cells: [All, 9999], total: true}]}",
    "chart": "chart: {categories: [Day, Night], series: [{name: Loaves, values: [NN, 36]}]}",
    "number": "number: {number: NN, qualifier: about, unit: loaves, label: a day}",
    "statement": "statement: About NN loaves a day.",
    "cards": "cards: [{name: Day, text: about NN loaves}, {name: Night, text: rest}]",
    "center": "figure: {figure: hub, center: about NN loaves, parts: [{name: Dough}, {name: Bread}, {name: Rest}]}",
    "throughout": "figure: {figure: chain, throughout: about NN loaves, parts: [{name: Dough}, {name: Rest}]}",
    "picture": "picture: {file: day.png, caption: about NN loaves}",
    "pictures": "pictures: [day.png, {file: night.png, caption: about NN loaves}]",
    "map": "figure: {figure: map, map: {file: day.png, caption: about NN loaves}, parts: [{name: Dough, at: 20 20}]}",
    "video": "video: {link: 'https://example.org/film', poster: day.png, caption: about NN loaves}",
    "qr": "qr: {link: 'https://example.org/', caption: about NN loaves}",
    "notes": "bullets: [Dough]\n    notes: {say: [They bake about NN loaves.]}",
}

EVIDENCE = "evidence: [{paragraph: 2, words: 36 hours}, {paragraph: 3, words: About 700 loaves}]"


def _slide(body: str, *more: str, unit: str = "unit: north\n") -> str:
    keys = "".join(f"    {key}\n" for key in (body, *more))
    return f"kind: slides\ntitle: More\n{unit}slides:\n  - id: one\n    title: Bread\n{keys}"


def _told(kitchen: Any) -> list[tuple[str, str]]:
    problems, _ = check_evidence(with_files(kitchen.pack()), SOURCE, "article.txt")
    return [(problem.code, str(problem.message)) for problem in problems if problem.place.file != "article.txt"]


@pytest.mark.parametrize("name", BODIES)
def test_what_every_body_tells_is_held_against_its_evidence(kitchen: Any, name: str) -> None:
    kitchen.write("more.yaml", _slide(BODIES[name].replace("NN", "700"), EVIDENCE))
    assert _told(kitchen) == []
    kitchen.write("more.yaml", _slide(BODIES[name].replace("NN", "710"), EVIDENCE))
    ((code, message),) = _told(kitchen)
    assert code == "evidence.invented-number"
    assert "710" in message


CHART = "chart: {{categories: [Day, Night], series: [{{name: Loaves, values: [700, 36]}}], reading: {reading}}}"
OWN = "{text: 'Of NN loaves a day.', evidence: [{paragraph: 3, words: About 700 loaves}]}"


@pytest.mark.parametrize("more", [(EVIDENCE,), ("ours: true",)])
def test_a_reading_of_a_chart_is_held_to_its_own_evidence(kitchen: Any, more: tuple[str, ...]) -> None:
    for number, told in (("about 700", []), ("about 710", ["evidence.invented-number"])):
        body = CHART.format(reading=OWN.replace("Of NN", number.capitalize()))
        kitchen.write("more.yaml", _slide(body, *more))
        assert [code for code, _ in _told(kitchen)] == told


def test_a_reading_that_is_ours_is_held_to_nothing_and_says_so(kitchen: Any) -> None:
    reading = "{text: Bake 999 loaves., ours: true}"
    kitchen.write("more.yaml", _slide(CHART.format(reading="Bake 999 loaves."), EVIDENCE))
    assert [code for code, _ in _told(kitchen)] == ["evidence.invented-number"]
    kitchen.write("more.yaml", _slide(CHART.format(reading=reading), EVIDENCE))
    assert _told(kitchen) == []
    words = load_words("en", ROOTS)
    ((_, _, free),) = free_slides(with_marks(kitchen.pack(), words))
    assert free.chart is not None
    assert free.chart.reading is not None
    assert free.chart.reading.text == f"{words['ours']}{words['colon']}Bake 999 loaves."


def test_evidence_of_a_reading_is_looked_up_in_the_source(kitchen: Any) -> None:
    reading = OWN.replace("NN", "700").replace("About 700", "About 7000")
    kitchen.write("more.yaml", _slide(CHART.format(reading=reading), EVIDENCE))
    assert "evidence.words" in [code for code, _ in _told(kitchen)]


def test_every_body_of_free_slides_is_tried() -> None:
    tried = {body.partition(":")[0] for body in BODIES.values()}
    assert tried | {"quote"} == set(FREE_BODIES), "quotations have a test of their own"


def test_values_have_the_unit_of_their_series(kitchen: Any) -> None:
    body = (
        "chart: {chart: combo, unit: '%', categories: [Day, Night], series: ["
        "{name: Bread, unit: loaves, values: [700, 700]}, {name: Rest, unit: hours, values: [36, NN]}]}"
    )
    kitchen.write("more.yaml", _slide(body.replace("NN", "36"), EVIDENCE))
    assert _told(kitchen) == []
    kitchen.write("more.yaml", _slide(body.replace("NN", "37"), EVIDENCE))
    assert [code for code, _ in _told(kitchen)] == ["evidence.invented-number"]


def test_a_step_of_a_waterfall_that_is_pointed_at_is_held_against_the_evidence_and_its_sums_are_not(
    kitchen: Any,
) -> None:
    body = (
        "chart: {chart: waterfall, categories: [Start, Day, All], strong: [Start, Day, All],"
        " series: [{name: Loaves, unit: loaves, values: [9, NN, 9999]}]}"
    )
    kitchen.write("more.yaml", _slide(body.replace("NN", "700"), EVIDENCE))
    assert _told(kitchen) == []
    kitchen.write("more.yaml", _slide(body.replace("NN", "701"), EVIDENCE))
    assert [code for code, _ in _told(kitchen)] == ["evidence.invented-number"]


def test_shares_are_held_against_the_evidence_as_they_are_drawn(kitchen: Any) -> None:
    for cell in ("0.125", "−0.125", "1", "0.00049", "1e3", "nan", "half"):
        body = f"table: {{head: [What, Share], format: [plain, percent], rows: [[Day, '{cell}']]}}"
        kitchen.write("more.yaml", _slide(body))
        ((_, _, free),) = free_slides(kitchen.pack())
        assert written(cell, "percent") in [said.text for said in said_on(free, "more#slides.one")]


@pytest.mark.parametrize(("out_of", "told"), [("0.0036", []), ("0.0037", ["evidence.invented-number"])])
def test_what_a_number_is_out_of_is_counted_as_the_number_is(kitchen: Any, out_of: str, told: list[str]) -> None:
    body = f"number: {{number: 0.0036, scale: 万, unit: hours, label: a night, out_of: {out_of}}}"
    kitchen.write("more.yaml", _slide(body, EVIDENCE))
    assert [code for code, _ in _told(kitchen)] == told


def test_words_that_do_not_stand_in_the_paragraph_are_told_as_elsewhere(kitchen: Any) -> None:
    place = kitchen.change("pack.yaml", "title: Two", "title: §Two")
    assert place
    kitchen.write("more.yaml", _slide("bullets: [Dough]", "evidence: [{paragraph: 1, words: bread}]"))
    assert [code for code, _ in _told(kitchen)] == ["evidence.words"]


def test_quoted_words_stand_in_the_source(kitchen: Any) -> None:
    cited = "evidence: [{paragraph: 1, words: first rest}]"
    kitchen.write("more.yaml", _slide("quote: {words: the first rest is short, by: a baker}", cited))
    assert _told(kitchen) == []
    kitchen.write("more.yaml", _slide("quote: {words: the first rest is sweet, by: a baker}", cited))
    assert [code for code, _ in _told(kitchen)] == ["evidence.invented-term"]


def test_numbers_of_a_file_are_held_against_the_evidence(kitchen: Any) -> None:
    body = "table: {from: loaves.csv}"
    kitchen.write("more.yaml", _slide(body, EVIDENCE))
    kitchen.write("loaves.csv", "What,Loaves\nDay,700\n")
    assert _told(kitchen) == []
    kitchen.write("loaves.csv", "What,Loaves\nDay,710\n")
    ((code, message),) = _told(kitchen)
    assert (code, "710" in message) == ("evidence.invented-number", True)


def test_a_number_that_a_free_slide_says_is_not_missed(kitchen: Any) -> None:
    def missed() -> list[str]:
        found = check_evidence(kitchen.pack(), SOURCE, "article.txt")[0]
        return [str(problem.message) for problem in found if problem.code == "evidence.number"]

    assert any("700" in message for message in missed())
    kitchen.write("more.yaml", _slide(BODIES["chart"].replace("NN", "700"), EVIDENCE))
    assert missed() == []


def test_slides_of_no_unit_name_the_section_where_there_are_several(kitchen: Any) -> None:
    body = BODIES["text"].replace("NN", "700")
    kitchen.write("more.yaml", _slide(body, EVIDENCE, unit=""))
    assert {code for code, _ in _told(kitchen)} == {"evidence.section"}
    there = EVIDENCE.replace("paragraph:", "section: North kitchen, paragraph:")
    kitchen.write("more.yaml", _slide(body, there, unit=""))
    assert _told(kitchen) == []


@pytest.mark.parametrize("name", BODIES)
def test_numbers_without_evidence_are_told_where_there_is_a_source(kitchen: Any, name: str) -> None:
    def warned() -> list[str]:
        return [problem.code for problem in content_warnings(kitchen.pack()) if problem.code.startswith("evidence")]

    body = BODIES[name].replace("NN", "710")
    kitchen.write("more.yaml", _slide(body))
    assert warned() == ["evidence.missing"]
    kitchen.write("more.yaml", _slide(body, EVIDENCE))
    assert warned() == []
    kitchen.write("more.yaml", _slide(body, "ours: true"))
    assert warned() == []
    kitchen.write("more.yaml", _slide(body))
    kitchen.change("pack.yaml", "source: from a walk through two kitchens", "§")
    assert warned() == []


def test_times_and_years_are_no_numbers_that_need_evidence(kitchen: Any) -> None:
    kitchen.write("more.yaml", _slide("bullets: ['Take 10 minutes', 'Begin at 9 a.m., or 09:30', Since 2019]"))
    assert content_warnings(kitchen.pack()) == []


def test_free_slides_with_numbers_are_counted(kitchen: Any) -> None:
    slides = _slide("statement: 700 loaves", EVIDENCE) + "  - {title: B, statement: 5 loaves}\n"
    kitchen.write("more.yaml", slides + "  - {title: C, statement: Wait.}\n")
    coverage = check_evidence(kitchen.pack(), SOURCE, "article.txt")[1]
    assert str(coverage.lines[-1]) == "free slides with numbers: 1 of 2 carry evidence or are the editor's"


def test_notes_say_the_evidence_and_the_slide_whose_it_is(kitchen: Any) -> None:
    one = _slide("statement: 700 loaves", EVIDENCE)
    kitchen.write("more.yaml", one + "  - {title: B, ours: true, bullets: [Wait.]}\n  - {title: C, bullets: [Wait.]}\n")
    words = load_words("en", ROOTS)
    session = kitchen.write("north.yaml", NORTH_DECK)
    assert session.is_file()
    pack = with_marks(kitchen.pack(), words)
    deck = draft_deck(pack, next(one for one in pack.sessions if one.id == "north"), ROOTS)
    shown = {slide.title: slide for slide in deck.slides}

    def evidence(title: str) -> str:
        return " ".join(note.text for note in shown[title].notes if note.role == "evidence")

    assert "36 hours" in evidence("Bread")
    assert "700 loaves" in evidence("Bread")
    assert words["ours"] in evidence("B")
    assert words["ours"] in shown["B"].kicker
    assert evidence("C") == words["evidence_missing"]


NORTH_DECK = """\
kind: session
title: North
audience: bakers
minutes: 20
objectives: [Wait.]
modules: [{kind: unit, of: north, title: North, minutes: 20}]
"""


def test_briefings_list_the_evidence_of_free_slides(kitchen: Any) -> None:
    kitchen.write("more.yaml", _slide("statement: About 700 loaves a day.", EVIDENCE))
    there = EVIDENCE.replace("paragraph:", "section: North kitchen, paragraph:")
    kitchen.write("free.yaml", _slide("statement: 36 hours.", there, unit="").replace("Bread", "Crumbs"))
    pack = kitchen.pack()
    given = materials(pack, "vermilion", ROOTS)
    targets = [target for target in all_targets(pack) if target.kind == "report" or target.name == "briefing/north"]
    pages = {target.kind: briefing_html(target, given)[0] for target in targets}
    assert set(pages) == PAGES
    for html in pages.values():
        assert "About 700 loaves" in html.partition('class="evidence')[2]
    assert "Crumbs" in pages["report"].partition('class="evidence')[2]


PAGES = {"report", "unit-briefing"}


def test_the_hint_of_a_name_offers_what_its_entry_can_say(kitchen: Any) -> None:
    kitchen.change("units/north.yaml", "department: North kitchen", "department: §Northern bakery")
    [told] = [one for one in check_evidence(kitchen.pack(), SOURCE, "a.txt")[0] if one.code == "evidence.invented-name"]
    assert "ours" not in told.hint
