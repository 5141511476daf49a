"""What guide and forms show of a session: times of day, what to leave out when late, forms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from deckbrief.content.model import FormField, Module, Session
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.notes import onwards
from deckbrief.draft.slides import Deck
from deckbrief.export.briefing import briefing_html
from deckbrief.export.exporter import Target
from deckbrief.export.materials import materials
from deckbrief.export.registry import exporters
from deckbrief.export.sheets import forms_of, stretches, time_of_day, when_late
from deckbrief.layout.slide.slide import lay_out_deck
from deckbrief.theme.load import load_theme

ROOTS = (Path("templates"),)


@pytest.mark.parametrize(
    ("start", "minutes", "told"),
    [
        ("09:00", 0, "09:00"),
        ("9:05", 59.75, "10:04"),
        ("14:30", 90, "16:00"),
        ("23:50", 20, "00:10"),
        ("", 20, ""),
    ],
)
def test_a_time_of_day_is_told_to_the_minute(start: str, minutes: float, told: str) -> None:
    assert time_of_day(start, minutes) == told


def test_who_is_late_leaves_out_what_is_told_and_never_what_people_do(english_pack: Any) -> None:
    pack = read_pack(english_pack.content)
    session = next(session for session in pack.sessions if session.id == "half-hour")
    deck = draft_deck(pack, session, ROOTS)
    late = when_late(pack, session, deck)
    told = {
        slide.name: slide
        for module, section in zip(session.modules, deck.sections, strict=True)
        if module.kind in ("opening", "unit", "comparison")
        for slide in section.slides
    }
    assert late.minutes == 5
    assert late.slides
    assert late.slides <= set(told)
    assert late.saved == sum(told[name].minutes or 0 for name in late.slides)
    assert all(told[name].priority > 1 for name in late.slides)
    shortest = min(told[name].minutes or 0 for name in late.slides)
    assert late.saved - shortest < late.minutes, "no more than needed"


def test_minutes_that_are_still_missing_come_from_the_quiz_first(english_pack: Any) -> None:
    """Nothing of the course can go, and the practice and the break keep their time."""
    pack = read_pack(english_pack.content)
    minutes: dict[Any, float] = {"group-work": 8, "comparison": 2, "break": 5, "quiz": 3, "discussion": 2}
    modules = tuple(replace(module(kind), minutes=minutes[kind]) for kind in minutes)
    session = replace(pack.sessions[0], modules=modules, minutes=30)
    late = when_late(pack, session, Deck(name="one", title="t", lang="en", sections=()))
    assert (late.minutes, late.slides) == (5, frozenset())
    assert [entry.module.kind for entry in late.rest] == ["quiz", "comparison"]
    assert when_late(pack, replace(session, minutes=10), Deck(name="one", title="t", lang="en", sections=())).rest == ()


def test_of_a_quiz_the_questions_stay_that_there_is_time_for(english_pack: Any) -> None:
    pack = read_pack(english_pack.content)
    item = next(item for session in pack.sessions for module in session.modules for item in module.quiz)
    quiz = Module(kind="quiz", title="quiz", minutes=10, quiz=(item,) * 4)
    session = replace(pack.sessions[0], modules=(quiz,), minutes=30)
    late = when_late(pack, session, Deck(name="one", title="t", lang="en", sections=()))
    assert [(given.minutes, given.staying, given.is_whole) for given in late.rest] == [(5, (1, 2), False)]
    short = replace(session, modules=(replace(quiz, minutes=5),))
    late = when_late(pack, short, Deck(name="one", title="t", lang="en", sections=()))
    assert [(given.minutes, given.staying, given.is_whole) for given in late.rest] == [(5, (), True)]


def test_who_leaves_slides_out_is_told_how_to_get_over_them(english_pack: Any) -> None:
    """It stands at the slide before them, and names the first that stays; nothing leads over the last of all."""
    pack = read_pack(english_pack.content)
    session = pack.sessions[0]
    deck = draft_deck(pack, session, ROOTS)
    drawn = lay_out_deck(deck, pack, load_theme("vermilion", [Path("templates/themes")]))
    presented = [slide for slide in deck.slides if not slide.hidden]
    gone = {presented[3].name, presented[4].name, presented[-1].name}
    sheets = [sheet for part in stretches(deck, drawn, session, "", gone) for sheet in part.sheets]
    over = {sheet.title: sheet.over for sheet in sheets if sheet.over}
    assert list(over) == [presented[2].title]
    leap = over[presented[2].title]
    assert leap.count == 2
    assert leap.onwards == onwards(presented[5].title, deck.forms)


def test_a_short_talk_leaves_nothing_out(english_pack: Any) -> None:
    pack = read_pack(english_pack.content)
    session = pack.sessions[0]
    short = replace(session, minutes=10)
    assert when_late(pack, short, draft_deck(pack, session, ROOTS)).slides == frozenset()


def module(kind: Any, *names: str) -> Module:
    return Module(kind=kind, title=kind, minutes=5, form=tuple(FormField(name=name) for name in names), steps=("step",))


def test_forms_are_the_plan_s_and_those_of_groups_that_differ() -> None:
    def forms(*modules: Module) -> list[str]:
        session = Session(id="s", path="", title="t", audience="", minutes=10, objectives=(), modules=modules)
        return [form.title for form in forms_of(session)]

    assert forms(module("group-work", "a"), module("action-plan", "a")) == ["action-plan"]
    assert forms(module("group-work", "a"), module("action-plan", "b")) == ["action-plan", "group-work"]
    assert forms(module("group-work"), module("action-plan")) == ["action-plan"]
    assert forms(module("unit")) == []


@pytest.mark.parametrize("kind", ["guide", "handout"])
def test_a_plan_has_no_column_that_is_empty_in_all_rows(english_pack: Any, kind: str) -> None:
    """What parts are for is told where one of them says it; the others' rows have as many cells."""
    exporter = next(exporter for exporter in exporters() if exporter.name == kind)
    pack = read_pack(english_pack.content)
    session = pack.sessions[0]
    bare = tuple(replace(module, lead="") for module in session.modules)
    widths = []
    for modules in (bare, (replace(bare[0], lead="why we are here"), *bare[1:])):
        changed = replace(pack, sessions=(replace(session, modules=modules), *pack.sessions[1:]))
        target = Target(exporter, f"briefing/{kind}", changed.sessions[0])
        html, _ = briefing_html(target, materials(changed, "vermilion", ROOTS))
        rows: Any = lxml.html.document_fromstring(html).xpath("//table[@class = 'plan']//tr")
        columns = [[cell.text_content().strip() for cell in cells] for cells in zip(*rows, strict=True)]
        assert len(rows) == 1 + len(modules)
        assert all(any(column[1:]) for column in columns)
        widths.append(len(columns))
    assert widths[1] == widths[0] + 1
