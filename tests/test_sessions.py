"""The shipped sessions can be held: their courses of time as computed, what people do in them, and when one is late."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from deckbrief.content.evidence.marks import bare, quoted
from deckbrief.content.model import Framework, Pack, QuizItem, Session
from deckbrief.content.paths import walk
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.pace import TALK, pace_warnings
from deckbrief.draft.slides import Deck, FigureBlock, ListBlock, Slide, TimerBlock
from deckbrief.export.sheets import quiz_of, when_late

ROOT = Path(__file__).parents[1]
SESSIONS = ("half-day", "workshop", "workshop-town", "short", "haerbin", "luzhou", "xiangyang", "xinxiang")


@cache
def shipped() -> Pack:
    return read_pack(ROOT / "content")


@cache
def course(name: str) -> tuple[Session, Deck]:
    session = next(session for session in shipped().sessions if session.id == name)
    return session, draft_deck(shipped(), session, (ROOT / "templates",))


def parts(name: str) -> list[tuple[str, list[Slide]]]:
    """Name of a session -> kind of each of its modules, in order, and its slides that are presented."""
    session, deck = course(name)
    sections = zip(session.modules, deck.sections, strict=True)
    return [(module.kind, [s for s in section.slides if not s.hidden]) for module, section in sections]


def minutes(slides: list[Slide]) -> float:
    return sum(slide.minutes or 0 for slide in slides)


def test_these_are_all_that_are_shipped() -> None:
    assert sorted(session.id for session in shipped().sessions) == sorted(SESSIONS)


@pytest.mark.parametrize("name", SESSIONS)
def test_nothing_about_its_course_of_time_is_to_be_told(name: str) -> None:
    assert pace_warnings(*course(name), shipped().place) == []


@pytest.mark.parametrize("name", SESSIONS)
def test_at_most_half_of_it_is_talk(name: str) -> None:
    told = sum(minutes(slides) for kind, slides in parts(name) if kind in TALK)
    assert 0 < told <= course(name)[0].minutes / 2


@pytest.mark.parametrize("name", SESSIONS)
def test_nobody_sits_for_more_than_an_hour(name: str) -> None:
    since, longest = 0.0, 0.0
    for kind, slides in parts(name):
        since = 0 if kind in ("break", "icebreaker") else since + minutes(slides)
        longest = max(longest, since)
    assert 0 < longest <= 60


@pytest.mark.parametrize("name", SESSIONS)
def test_a_question_is_put_to_the_room_in_about_every_ten_minutes_of_talk(name: str) -> None:
    """Questions to think about do not count, and no slide has both."""
    since, longest, told, asked = 0.0, 0.0, 0.0, 0
    for kind, slides in parts(name):
        for slide in slides:
            roles = [note.role for note in slide.notes if note.text]
            assert not {"ask", "think"} <= set(roles), slide.name
            if kind in TALK:
                told += slide.minutes or 0
                asked += "ask" in roles
            since = 0 if kind not in TALK or "ask" in roles else since + (slide.minutes or 0)
            longest = max(longest, since)
    assert 0 < longest <= 12
    assert asked >= told / 10
    labels = course(name)[1].forms.labels
    assert labels["ask"] != labels["think"]


@pytest.mark.parametrize("name", SESSIONS)
def test_practice_has_steps_roles_a_form_and_an_example_of_it_and_a_time_limit(name: str) -> None:
    session, deck = course(name)
    practice = [module for module in session.modules if module.kind == "group-work"]
    assert practice
    for module in practice:
        assert len(module.steps) >= 3
        assert len(module.roles) >= 2
        assert len(module.form) >= 4
        assert all(field.example for field in module.form)
        assert 0 < module.limit < module.minutes
    shown = {slide.name: slide for slide in deck.slides}
    assert {"group-work", "group-work-example", "group-work-roles"} <= set(shown)
    assert any(isinstance(block, TimerBlock) for block in shown["group-work-roles"].blocks)
    example = next(block for block in shown["group-work-example"].blocks if isinstance(block, ListBlock))
    assert [entry.text for entry in example.entries] == [field.example for field in practice[0].form]


@pytest.mark.parametrize("name", SESSIONS)
def test_the_quiz_comes_before_the_action_plan_and_after_the_talks(name: str) -> None:
    kinds = [kind for kind, _ in parts(name)]
    assert max(at for at, kind in enumerate(kinds) if kind == "unit") < kinds.index("quiz") < kinds.index("action-plan")


def frameworks(session: Session) -> Iterator[Framework]:
    """What a session shows of its units."""
    for module in session.modules:
        if module.kind == "unit":
            yield from (f for f in shipped().unit(module.of).frameworks if module.shows(f.id))


def is_shown(session: Session, item: QuizItem) -> bool:
    """Tell whether a scheme of the session says some of the words that a question's answer rests on."""
    entries = (entry for framework in frameworks(session) for _, entry in walk(framework, ""))
    texts = (getattr(entry, field, "") for entry in entries for field in ("name", "lead", "text"))
    told = "".join(map(bare, texts))
    wanted = [bare(evidence.words) for evidence in item.evidence]
    return any(words[at : at + _RUN] in told for words in wanted for at in range(len(words) - _RUN + 1))


_RUN = 6
"""Characters that make a coincidence unlikely."""


@pytest.mark.parametrize("name", SESSIONS)
def test_a_quiz_asks_what_the_session_has_shown_and_of_a_case(name: str) -> None:
    """A case is told before the question: a sentence or a clause that does not ask."""
    session, _ = course(name)
    quiz = list(quiz_of(shipped(), session))
    assert len(quiz) >= 2
    assert [item.id for item in quiz if not is_shown(session, item)] == []
    assert [item.id for item in quiz if len(item.question.rstrip("？").split("。")) < 2] == []
    assert len({item.answer for item in quiz}) > 1, "not always the same letter"


@pytest.mark.parametrize("name", SESSIONS)
def test_who_is_late_is_told_where_all_of_the_minutes_come_from(name: str) -> None:
    session, deck = course(name)
    late = when_late(shipped(), session, deck)
    assert late.minutes == next(late for least, late in ((45, 10), (25, 5), (0, 3)) if session.minutes >= least)
    assert late.saved + sum(given.minutes for given in late.rest) >= late.minutes
    assert not {given.module.kind for given in late.rest} & {"group-work", "action-plan", "break", "icebreaker"}


@pytest.mark.parametrize("name", SESSIONS)
def test_what_may_go_is_not_what_the_aims_and_the_practice_name(name: str) -> None:
    session, deck = course(name)
    practice = [module for module in session.modules if module.kind == "group-work"]
    texts = [*session.objectives, *(text for module in practice for text in (module.lead, *module.steps))]
    terms = {bare(term) for text in texts for term in quoted(text)}
    assert terms
    going = [slide.of for slide in deck.slides if slide.name in when_late(shipped(), session, deck).slides]
    schemes = [f for f in frameworks(session) if any(of.endswith(f"#frameworks.{f.id}") for of in going)]
    names = {bare(scheme.name) for scheme in schemes}
    names |= {bare(entry.name) for scheme in schemes for part in scheme.parts for entry in (part, *part.parts)}
    assert {(term, one) for term in terms for one in names if term == one or one.startswith(term)} == set()


@pytest.mark.parametrize("name", SESSIONS)
def test_a_talk_has_a_minute_and_more_for_each_of_its_slides(name: str) -> None:
    talks = [slides for kind, slides in parts(name) if kind == "unit"]
    assert talks
    assert min(minutes(slides) / len(slides) for slides in talks) >= 1.2
    longest = {"half-day": 12}.get(name, 7)
    assert max(map(len, talks)) <= longest


def drawn(name: str) -> set[str]:
    """Content paths of the figures that a session's deck shows."""
    blocks = (block for slide in course(name)[1].slides for block in slide.blocks)
    return {block.of for block in blocks if isinstance(block, FigureBlock)}


def test_what_a_reader_missed_is_drawn() -> None:
    """The event in all long sessions; of 襄阳 the three 纳入 and whom they move, in its own deck too."""
    for name in ("half-day", "workshop", "workshop-town"):
        assert [slide for slide in course(name)[1].slides if slide.of == "event"]
    assert all("cities/xiangyang#frameworks.gaowei" in drawn(name) for name in ("half-day", "workshop", "xiangyang"))
    assert {"cities/haerbin#frameworks.tingqilai", "cities/luzhou#frameworks.wenhua"} <= drawn("workshop")
    shown = set().union(*map(drawn, SESSIONS))
    presented = {
        block.of.split(".parts.")[0]
        for name in SESSIONS
        for slide in course(name)[1].slides
        for block in slide.blocks
        if isinstance(block, FigureBlock) and not slide.hidden
    }
    whole = {f"{unit.path}#frameworks.{f.id}" for unit in shipped().units for f in unit.frameworks}
    assert whole <= shown
    assert {path.rpartition(".")[2] for path in whole - presented} == {"moshi", "gongjiang", "yi-shi-n"}, "in reserve"


@pytest.mark.parametrize("name", ["haerbin", "luzhou", "xiangyang", "xinxiang"])
def test_a_talk_stands_whole_in_its_own_deck(name: str) -> None:
    """What there is no time for stands by on hidden slides, which take none."""
    whole = {f"cities/{name}#frameworks.{framework.id}" for framework in shipped().unit(name).frameworks}
    assert whole <= {path.split(".parts.")[0] for path in drawn(name)}
    hidden = [slide for slide in course(name)[1].slides if slide.hidden]
    assert hidden
    assert not any(slide.minutes for slide in hidden)


def said_before(slides: list[Slide], last: Slide) -> str:
    """Slides of a module -> bare, what their figures and the trainer's words say before the last one."""
    texts: list[str] = []
    for slide in slides[: slides.index(last)]:
        texts += [slide.title, slide.message, *(note.text for note in slide.notes if note.role == "say")]
        for block in slide.blocks:
            if isinstance(block, FigureBlock):
                framework = next((f for f in _every_framework() if block.of == f[0]), None)
                entries = (entry for _, entry in walk(framework[1], "")) if framework else ()
                texts += [getattr(e, n, "") for e in entries for n in ("name", "lead", "text", "short")]
    return "".join(map(bare, texts))


def _every_framework() -> Iterator[tuple[str, Framework]]:
    for unit in shipped().units:
        yield from ((f"{unit.path}#frameworks.{f.id}", f) for f in unit.frameworks)


@pytest.mark.parametrize("name", SESSIONS)
def test_what_is_taken_home_has_been_told(name: str) -> None:
    """Each takeaway's terms in quotation marks, and a quarter of its pairs of characters, are shown or said before."""
    shown = 0
    for kind, slides in parts(name):
        last = slides[-1] if slides else None
        if kind != "unit" or last is None or not last.name.endswith("-takeaways"):
            continue
        told = said_before(slides, last)
        for entry in next(block for block in last.blocks if isinstance(block, ListBlock)).entries:
            words = bare(entry.text)
            assert [term for term in quoted(entry.text) if bare(term) not in told] == [], entry.text
            pairs = [words[at : at + 2] for at in range(len(words) - 1)]
            assert sum(pair in told for pair in pairs) > 0.26 * len(pairs), entry.text
            shown += 1
    assert shown or name == "short", "it shows the overviews alone"


@pytest.mark.parametrize("name", SESSIONS)
def test_the_same_is_not_asked_twice(name: str) -> None:
    """Whether put to the room, to oneself or in a discussion; a quiz has its own rounds of words."""
    asked: list[tuple[str, set[str]]] = []
    for kind, slides in parts(name):
        for slide in slides if kind != "quiz" else ():
            entries = [
                entry.text
                for block in slide.blocks
                if isinstance(block, ListBlock) and block.style in ("questions", "survey")
                for entry in block.entries
            ]
            texts = {*entries, *(note.text for note in slide.notes if note.role in ("ask", "think") and note.text)}
            asked += [(text, {bare(text)[at : at + 2] for at in range(len(bare(text)) - 1)}) for text in texts]
    assert len(asked) > 3
    alike = [
        (one, other)
        for at, (one, pairs) in enumerate(asked)
        for other, others in asked[at + 1 :]
        if len(pairs & others) > 0.6 * min(len(pairs), len(others))
    ]
    assert alike == []


@pytest.mark.parametrize("name", SESSIONS)
def test_what_is_brought_is_used(name: str) -> None:
    """Whatever sheet the materials list by its output's name, the trainer is told what to do with."""
    session, deck = course(name)
    told = "".join(
        note.text for slide in deck.slides for note in slide.notes if note.role not in ("prepare", "evidence")
    )
    sheets = {match for text in session.materials for match in re.findall(r"([\u4e00-\u9fff]+)（[a-z-]+）", text)}
    assert len(sheets) >= 2
    assert [sheet for sheet in sheets if sheet not in told] == []


@pytest.mark.parametrize("name", SESSIONS)
def test_the_time_of_a_practice_is_shared_among_its_steps(name: str) -> None:
    session, deck = course(name)
    practice = next(module for module in session.modules if module.kind == "group-work")
    assert sum(practice.step_minutes) == practice.limit
    roles = next(slide for slide in deck.slides if slide.name == "group-work-roles")
    assert any(f"第{len(practice.step_minutes)}步" in note.text for note in roles.notes if note.role == "watch")


@pytest.mark.parametrize("name", SESSIONS)
def test_who_is_late_knows_which_questions_stay(name: str) -> None:
    """A question about what has been left out goes first."""
    session, deck = course(name)
    late = when_late(shipped(), session, deck)
    quiz = list(quiz_of(shipped(), session))
    assert sum(given.minutes for given in late.rest) == max(0, late.minutes - late.saved)
    for given in late.rest:
        assert given.is_whole or given.module.kind != "quiz" or 0 < len(given.staying) < len(quiz)
        assert set(given.staying) <= set(range(1, len(quiz) + 1))
    if name == "xinxiang":
        going = {slide.of for slide in deck.slides if slide.name in late.slides}
        assert going == {"cities/xinxiang#frameworks.tong-zhu-shi"}
        assert next(given for given in late.rest if given.module.kind == "quiz").staying == (2,)
