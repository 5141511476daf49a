"""Sessions -> decks: minutes that add up, every kind of module, budgets that the agenda and the notes know of."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from deckbrief.base.number import clock
from deckbrief.base.problem import ProblemError
from deckbrief.content.model import Module, ModuleKind, Pack, Session, Speaker
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck, module_names, session_of_unit
from deckbrief.draft.notes import span
from deckbrief.draft.slides import Deck, FigureBlock, ListBlock, ParagraphBlock, QuizBlock, Slide, TimerBlock
from deckbrief.draft.words import load_words

from tests.support.small_pack import write_pack

ROOTS = (Path("templates"),)
PACKS = (Path("content"), Path("tests/packs/english/content"))


@cache
def pack_in(folder: Path) -> Pack:
    return read_pack(folder)


def sessions() -> Iterator[tuple[Pack, Session]]:
    """Every session of both packs, and the units' own where no session is theirs."""
    for folder in PACKS:
        pack = pack_in(folder)
        words = load_words(pack.info.lang, ROOTS)
        taken = {session.id for session in pack.sessions}
        alone = [session_of_unit(pack, unit, words) for unit in pack.units if unit.id not in taken]
        for session in (*pack.sessions, *alone):
            yield pack, session


KINDS = [kind for kind in get_args(ModuleKind) if kind != "slides"]
"""Kinds of modules whose slides come from the pack; free slides are tried in tests/layout/test_free.py."""

ALL = list(sessions())
NAMES = [session.id for _, session in ALL]


def named(name: str) -> tuple[Pack, Session]:
    return next((pack, session) for pack, session in ALL if session.id == name)


def minutes_of(deck: Deck) -> float:
    return sum(slide.minutes or 0 for slide in deck.slides)


def entries(deck: Deck) -> dict[str, float]:
    """Return titles and minutes as the agenda says them."""
    blocks = [block for slide in deck.slides for block in slide.blocks if isinstance(block, ListBlock)]
    agenda = next(block for block in blocks if block.style == "agenda")
    assert [entry.aside for entry in agenda.entries] == [f"{clock(entry.weight)} 分钟" for entry in agenda.entries]
    return {entry.text: entry.weight for entry in agenda.entries}


@pytest.mark.parametrize(("pack", "session"), ALL, ids=NAMES)
def test_minutes_add_up_exactly(pack: Pack, session: Session) -> None:
    deck = draft_deck(pack, session, ROOTS)
    assert minutes_of(deck) == session.minutes
    for module, section in zip(session.modules, deck.sections, strict=True):
        assert sum(slide.minutes or 0 for slide in section.slides) == module.minutes
    assert all((slide.minutes or 0) >= 0.25 for slide in deck.slides if not slide.hidden)


@pytest.mark.parametrize(("pack", "session"), ALL, ids=NAMES)
def test_frameworks_that_are_core_and_sections_stay_whatever_the_budget(pack: Pack, session: Session) -> None:
    deck = draft_deck(pack, session, ROOTS)
    core = {f"{unit.path}#frameworks.{f.id}" for unit in pack.units for f in unit.frameworks if f.priority == 1}
    for slide in deck.slides:
        if slide.of in core or slide.layout == "section":
            assert slide.priority == 1, slide.name
        assert slide.least <= 4
    shortest = sum(min(slide.least, slide.minutes or 0) for slide in deck.slides if slide.priority == 1)
    short = draft_deck(pack, session, ROOTS, shortest)
    assert {slide.name for slide in deck.slides if slide.priority == 1} == {slide.name for slide in short.slides}
    assert minutes_of(short) == shortest
    with pytest.raises(ProblemError) as caught:
        draft_deck(pack, session, ROOTS, shortest - 0.25)
    assert caught.value.problems[0].hint == f"the shortest possible is {math.ceil(shortest)} minutes"


def test_every_kind_of_module_is_shown_in_a_shipped_session() -> None:
    shown = {module.kind for folder in PACKS for session in pack_in(folder).sessions for module in session.modules}
    assert shown == set(KINDS)


def test_the_shipped_sessions_last_as_long_as_they_say() -> None:
    pack = pack_in(PACKS[0])
    lengths = {session.id: session.minutes for session in pack.sessions}
    named_ones = {"half-day": 180, "workshop": 90, "workshop-town": 90, "short": 30}
    assert lengths == named_ones | {unit.id: 20 for unit in pack.units}
    for session in pack.sessions:
        assert session.objectives
        assert session.closing
    [workshop] = [session for session in pack.sessions if session.id == "workshop"]
    assert [module.of for module in workshop.modules if module.kind == "unit"] == [
        "xiangyang",
        "haerbin",
        "xinxiang",
        "luzhou",
    ]


def is_text_only(slide: Slide) -> bool:
    """Tell whether a slide shows words alone: no figure, no route, no time limit, nothing to tick or fill in."""
    drawn = (FigureBlock, QuizBlock, TimerBlock)
    styles = ("agenda", "route", "checks", "worksheet", "detail")
    return not any(
        isinstance(block, drawn) or (isinstance(block, ListBlock) and block.style in styles) for block in slide.blocks
    )


def test_the_workshop_has_some_40_slides_and_few_of_text_only() -> None:
    slides = list(draft_deck(*named("workshop"), ROOTS).slides)
    assert 35 <= len(slides) <= 50
    assert sum(map(is_text_only, slides)) * 6 <= len(slides)


@pytest.mark.parametrize("minutes", [30, 45, 60, 75, 100, 120, 45.1])
def test_a_budget_is_kept_and_the_agenda_knows_it(minutes: float) -> None:
    pack, session = named("workshop")
    deck = draft_deck(pack, session, ROOTS, minutes)
    assert minutes_of(deck) == pytest.approx(minutes, abs=1e-6)
    said = entries(deck)
    assert sum(said.values()) == pytest.approx(minutes, abs=1e-6)
    titles = [title for together in said for title in together.split("、") if title]
    told = "、".join(section.name for section in deck.sections if section.slides)
    assert "、".join(titles) == told
    agenda = next(slide for slide in deck.slides if slide.name == "agenda")
    assert [block.total for block in agenda.blocks if isinstance(block, ListBlock)] == [f"{clock(minutes)} 分钟"]
    told = " ".join(note.text for note in agenda.notes)
    words = load_words("zh-CN", ROOTS)
    assert all(f"{title}，{span(time, words)}" in told for title, time in said.items())


def test_a_budget_of_the_planned_minutes_changes_nothing() -> None:
    pack, session = named("workshop")
    assert draft_deck(pack, session, ROOTS, session.minutes) == draft_deck(pack, session, ROOTS)


def test_slides_have_the_same_name_in_every_budget_and_numbers_count_what_stays() -> None:
    pack, session = named("workshop")
    whole = {slide.name for slide in draft_deck(pack, session, ROOTS).slides}
    for minutes in (30, 45, 120):
        deck = draft_deck(pack, session, ROOTS, minutes)
        assert {slide.name for slide in deck.slides} <= whole
        found = [slide.kicker for slide in deck.slides if slide.layout == "section"]
        assert len(found) > 1
        assert found == [f"{number:02}" for number in range(1, len(found) + 1)]


def frameworks_shown(changes: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the last names of the figures of the English pack's unit, in a session whose module picks like that."""
    pack = pack_in(PACKS[1])
    unit = max(pack.units, key=lambda each: len(each.frameworks))
    session = session_of_unit(pack, unit, load_words("en", ROOTS))
    modules = tuple(replace(m, **changes) if m.kind == "unit" else m for m in session.modules)  # type: ignore[arg-type]
    deck = draft_deck(pack, replace(session, modules=modules), ROOTS)
    blocks = [block for slide in deck.slides for block in slide.blocks if isinstance(block, FigureBlock)]
    return [block.of.rpartition(".")[2] for block in blocks]


def test_a_module_names_the_frameworks_that_it_shows_and_their_order() -> None:
    unit = max(pack_in(PACKS[1]).units, key=lambda each: len(each.frameworks))
    ids = [framework.id for framework in unit.frameworks]
    groups = [group.id for group in unit.metric_groups]
    assert len(ids) > 1
    assert frameworks_shown({"frameworks": (ids[1], ids[0])}) == [ids[1], ids[0], *groups]
    assert frameworks_shown({"without": (ids[0], *groups)}) == ids[1:]


def test_frameworks_in_reserve_stand_hidden_behind_the_others_in_every_budget(tmp_path: Path) -> None:
    """They take no time, ask nothing of the course of time, and lead nowhere; what leads over stands before them."""
    pack, session = named("half-hour")
    at = next(i for i, module in enumerate(session.modules) if module.kind == "unit")
    unit = pack.unit(session.modules[at].of)
    kept, *others = [framework.id for framework in unit.frameworks]
    assert others
    modules = list(session.modules)
    modules[at] = replace(modules[at], spare=tuple(others))
    session = replace(session, modules=tuple(modules))
    for minutes in (None, session.minutes - 10):
        slides = draft_deck(pack, session, ROOTS, minutes).sections[at].slides
        hidden = [slide for slide in slides if slide.hidden]
        assert [slide.of.rpartition(".")[2] for slide in hidden] == others
        assert list(slides[-len(others) :]) == hidden
        assert [slide.minutes for slide in hidden] == [0] * len(others)
        assert f"{unit.path}#frameworks.{kept}" in {slide.of for slide in slides if not slide.hidden}
        assert not any(note.role == "bridge" and note.text for slide in hidden for note in slide.notes)


def bridges(deck: Deck) -> dict[str, str]:
    return {slide.name: note.text for slide in deck.slides for note in slide.notes if note.role == "bridge"}


def test_a_transition_is_said_only_where_the_slide_follows_that_it_leads_to() -> None:
    pack, session = named("workshop")
    whole, short = draft_deck(pack, session, ROOTS), draft_deck(pack, session, ROOTS, 45)
    names = [[slide.name for slide in deck.slides] for deck in (whole, short)]
    follows = [dict(zip(order, [*order[1:], ""], strict=True)) for order in names]
    words = load_words(pack.info.lang, ROOTS)
    lead_overs = {text for key, text in words.items() if key.startswith("to_")}
    kept = {name for name, text in bridges(short).items() if text not in lead_overs}
    lost = [name for name in bridges(whole) if name in follows[1] and name not in bridges(short)]
    assert lost
    assert all(follows[0][name] == follows[1][name] for name in kept)
    assert all(follows[0][name] != follows[1][name] for name in lost)


def test_a_time_limit_shrinks_with_its_module_and_stays_within_it() -> None:
    pack, session = named("workshop")
    checked = 0
    for minutes in (30, 45, 60, 90, 180):
        for section in draft_deck(pack, session, ROOTS, minutes).sections:
            for number, slide in enumerate(section.slides):
                left = sum(other.minutes or 0 for other in section.slides[number:])
                for timer in [block for block in slide.blocks if isinstance(block, TimerBlock)]:
                    checked += 1
                    assert 0.5 <= float(timer.amount) <= left
                    assert (float(timer.amount) * 2).is_integer()
    assert checked


def test_notes_of_every_slide_say_everything() -> None:
    checked = 0
    for pack, session in ALL:
        for slide in draft_deck(pack, session, ROOTS).slides:
            checked += 1
            roles = [note.role for note in slide.notes]
            assert {"say", "evidence"} <= set(roles), (session.id, slide.name)
            assert all(note.text == note.text.strip() and "{" not in note.text for note in slide.notes)
    assert checked


def test_notes_say_no_minutes_of_their_own() -> None:
    """The session's minutes may change: what is said of time is said by the program."""
    checked = 0
    for session in pack_in(PACKS[0]).sessions:
        for module in session.modules:
            checked += 1
            texts = [*module.steps, *module.questions]
            if module.notes:
                texts += [*module.notes.say, module.notes.ask, module.notes.watch, module.notes.bridge]
            assert not [text for text in texts if re.search(r"分钟|小时|刻钟", text)], (session.id, module.title)
    assert checked


def session_with(*modules: Module, reveal: bool = True) -> Session:
    timed = tuple(replace(module, reveal=reveal) for module in modules)
    total = sum(module.minutes for module in timed)
    return Session(
        id="s", path="sessions/s", title="课", audience="人", minutes=total, objectives=("甲", "乙"), modules=timed
    )


def a_module_of_each_kind() -> tuple[Module, ...]:
    pack = pack_in(PACKS[0])
    unit = pack.units[0]
    filling = {
        "unit": {"of": unit.id},
        "deep-dive": {"of": f"{unit.path}#frameworks.{unit.frameworks[0].id}"},
        "comparison": {"of": pack.comparisons[0].id},
        "discussion": {"of": unit.id},
        "quiz": {"of": unit.id},
        "exercise": {"steps": ("一步",)},
        "icebreaker": {"steps": ("一步",)},
        "group-work": {"steps": ("一步",)},
        "case": {"story": ("一句",), "questions": ("一问",)},
        "feedback": {"ratings": ("一句",)},
        "action-plan": {"steps": ("一步",)},
    }
    return tuple(
        Module(kind=kind, title=kind, minutes=20, **filling.get(kind, {}))  # type: ignore[arg-type]
        for kind in KINDS
    )


@pytest.mark.parametrize("reveal", [True, False])
def test_one_key_says_whether_a_module_waits_for_clicks(reveal: bool) -> None:
    pack = pack_in(PACKS[0])
    deck = draft_deck(pack, session_with(*a_module_of_each_kind(), reveal=reveal), ROOTS)
    waiting = {
        section.name
        for section in deck.sections
        for slide in section.slides
        for block in slide.blocks
        if getattr(block, "reveal", False)
    }
    assert waiting == (set(KINDS) - {"agenda", "comparison", "closing", "break", "feedback"} if reveal else set())


def test_a_discussion_and_a_quiz_of_a_unit_ask_its_questions() -> None:
    pack = pack_in(PACKS[0])
    deck = draft_deck(pack, session_with(*a_module_of_each_kind()), ROOTS)
    unit = pack.units[0]
    sections = {section.name: section for section in deck.sections}
    assert [slide.title for slide in sections["quiz"].slides] == [item.question for item in unit.quiz]
    [asked] = [block for block in sections["discussion"].slides[0].blocks if isinstance(block, ListBlock)]
    assert [entry.text for entry in asked.entries] == list(unit.questions)
    assert asked.entries[0].of == f"{unit.path}#questions.0"


def test_a_unit_can_come_twice() -> None:
    pack = pack_in(PACKS[0])
    module = Module(kind="unit", title="t", minutes=20, of=pack.units[0].id)
    names = module_names(pack, session_with(module, replace(module, title="u")))
    assert names == [f"{pack.units[0].id}-1", f"{pack.units[0].id}-2"]
    draft_deck(pack, session_with(module, replace(module, title="u")), ROOTS)


def test_a_date_is_said_where_there_is_one() -> None:
    pack = pack_in(PACKS[0])
    session = replace(session_with(*a_module_of_each_kind()), date="2024-11-08")
    slides = list(draft_deck(pack, session, ROOTS).slides)
    undated = draft_deck(pack, replace(session, date=""), ROOTS).slides
    assert {slide.date for slide in slides if slide.layout not in ("cover", "section")} == {"2024年11月8日"}
    assert slides[0].speaker.endswith("2024年11月8日")
    assert {slide.date for slide in undated if slide.layout not in ("cover", "section")} == {""}


@pytest.mark.parametrize(
    ("department", "role", "said"),
    [
        ("中共甲市委统战部", "中共甲市委统战部副部长", "中共甲市委统战部副部长王某"),
        ("中共甲市委统战部", "乙市委书记", "中共甲市委统战部 · 乙市委书记王某"),
        ("中共甲市委统战部", "", "中共甲市委统战部 · 王某"),
    ],
)
def test_who_speaks_is_said_with_the_role_and_the_department_once(department: str, role: str, said: str) -> None:
    pack, session = named("luzhou")
    speaker = Speaker(name="王某", role=role)
    units = tuple(replace(unit, department=department, speaker=speaker) for unit in pack.units)
    slides = draft_deck(replace(pack, units=units), session, ROOTS).slides
    assert {slide.speaker for slide in slides if slide.layout == "section" and slide.speaker} == {said}


def test_a_template_that_names_slides_by_their_minutes_is_told(tmp_path: Path) -> None:
    own = tmp_path / "deck/modules/closing.xml.j2"
    own.parent.mkdir(parents=True)
    own.write_text('<slide name="end-{{ session.minutes | plain }}" layout="cover"><title>t</title></slide>', "utf-8")
    pack, session = named("short")
    with pytest.raises(ProblemError) as caught:
        draft_deck(pack, session, (tmp_path, *ROOTS), 25)
    assert "the slide 'end-30' has another name" in caught.value.problems[0].message


def test_a_word_that_a_language_lacks_is_the_english_one(tmp_path: Path) -> None:
    words = Path("templates/words/zh-CN.yaml").read_text("utf-8")
    (tmp_path / "words").mkdir()
    (tmp_path / "words/zh-CN.yaml").write_text(words.replace("time_line:", "time_lin:"), "utf-8")
    deck = draft_deck(*named("short"), (tmp_path, *ROOTS))
    assert deck.forms.time_line.startswith("This slide")


def test_a_deck_about_one_unit_counts_no_talks_and_has_the_first_accent() -> None:
    alone, several = (list(draft_deck(*named(name), ROOTS).slides) for name in ("luzhou", "workshop"))
    assert {slide.kicker for slide in alone if slide.layout == "section"} == {""}
    assert {slide.accent for slide in alone} == {1}
    assert {slide.accent for slide in several} == {1, 2, 3, 4}


def test_parts_of_few_words_share_a_slide_and_every_part_has_its_question() -> None:
    pack = pack_in(PACKS[0])
    questions = ("甲？", "乙？", "丙？")
    modules = [
        Module(kind="deep-dive", title="细看", minutes=6, of=of, questions=questions)
        for of in ("cities/haerbin#frameworks.zhuanqilai", "cities/xinxiang#frameworks.dian-gai-fen")
    ]
    session = session_with(*modules)
    deck = draft_deck(pack, session, ROOTS)
    shared: list[str] = []
    for module, section in zip(session.modules, deck.sections, strict=True):
        if module.kind != "deep-dive":
            continue
        _, whole, *details = section.slides
        heads = [block.head for slide in details for block in slide.blocks if isinstance(block, ListBlock)]
        assert [head.text for head in heads if head] == [part.name for part in pack.framework(module.of)[1].parts]
        shared += [slide.name for slide in details if len(slide.blocks) == 2]
        assert max(len(slide.blocks) for slide in details) <= 2
        assert "".join(note.text for slide in details for note in slide.notes if note.role == "think") == "".join(
            module.questions
        )
        assert all(len(slide.title) <= 26 for slide in (whole, *details))
    assert shared


def test_a_deep_dive_shows_parts_with_a_single_point_too(tmp_path: Path) -> None:
    parts = [
        "{id: p1, name: one, points: [{text: Said in full., short: short}]}",
        "{id: p2, name: none}",
        "{id: p3, name: two, points: [{text: First., short: a}, {text: Second., short: b}]}",
    ]
    pack = read_pack(write_pack(tmp_path / "pack", "pillars", parts))
    module = Module(kind="deep-dive", title="Closer", minutes=10, of="bakery#frameworks.rests")
    session = replace(session_of_unit(pack, pack.units[0], load_words("en", ROOTS)), modules=(module,))
    deck = draft_deck(pack, session, ROOTS)
    details = [block for slide in deck.slides for block in slide.blocks if isinstance(block, ListBlock) and block.head]
    assert [block.head.text for block in details if block.head] == ["one", "two"]
    assert "Said in full." in [entry.text for entry in details[0].entries]


def test_a_title_of_two_parts_has_each_sentence_whole_or_their_names(tmp_path: Path) -> None:
    parts = [
        f"{{id: p{n}, name: part {n}, text: '{text}', points: [{{text: A., short: a}}, {{text: B., short: b}}]}}"
        for n, text in enumerate(
            ("Not alone, but all.", "Not now, but soon.", *["A long one, for it says a lot."] * 2), 1
        )
    ]
    pack = read_pack(write_pack(tmp_path / "pack", "pillars", parts))
    module = Module(kind="deep-dive", title="Closer", minutes=10, of="bakery#frameworks.rests")
    deck = draft_deck(
        pack, replace(session_of_unit(pack, pack.units[0], load_words("en", ROOTS)), modules=(module,)), ROOTS
    )
    titles = [slide.title for slide in deck.slides]
    assert "Not alone, but all; Not now, but soon" in titles
    assert not [title for title in titles if title.endswith(("Not alone", "Not now", "A long one"))]


def _named_on(cover: Slide) -> list[str]:
    return [entry.text for block in cover.blocks if isinstance(block, ListBlock) for entry in block.entries]


def test_the_cover_names_the_units_where_they_are_several_and_of_one_its_parts() -> None:
    pack, session = named("workshop")
    assert _named_on(next(draft_deck(pack, session, ROOTS).slides)) == [unit.name for unit in pack.units]
    pack, session = named("luzhou")
    cover = next(draft_deck(pack, session, ROOTS).slides)
    assert pack.event
    whole = session.modules[2].on_cover(pack.unit("luzhou"))
    assert whole is not None
    assert (cover.kicker, _named_on(cover)) == (pack.event.title, [part.name for part in whole.parts])


def test_what_is_said_to_the_same_end_is_said_in_other_words() -> None:
    slides = list(draft_deck(*named("workshop"), ROOTS).slides)
    for kind, count in (("quiz", 5), ("-takeaways", 4)):
        ours = [slide for slide in slides if slide.name.startswith(kind) or slide.name.endswith(kind)]
        assert len(ours) == count
        for role in ("say", "watch"):
            firsts = [next(note.text for note in slide.notes if note.role == role) for slide in ours]
            assert len(set(firsts)) == count, (kind, role)


def test_what_leads_over_to_a_module_is_of_its_kind_unless_the_content_says_it() -> None:
    """The last slide before it says it; and what comes next in a shorter deck is led to likewise."""
    pack = pack_in(PACKS[1])
    session = next(session for session in pack.sessions if any(module.kind == "quiz" for module in session.modules))
    words = load_words(pack.info.lang, ROOTS)
    led = 0
    for minutes in (None, session.minutes - 5):
        deck = draft_deck(pack, session, ROOTS, minutes)
        kinds = {f"{session.path}#modules.{position}": module.kind for position, module in enumerate(session.modules)}
        for before, after in pairwise(deck.sections):
            expected = words.get(f"to_{kinds[after.of]}", "")
            bridges = [note.text for note in before.slides[-1].notes if note.role == "bridge" and note.text]
            assert not expected or bridges
            led += expected in bridges
    assert led >= 2


def test_what_is_core_to_a_session_stays_when_minutes_are_missing() -> None:
    pack = pack_in(PACKS[1])
    session = next(session for session in pack.sessions if any(module.kind == "unit" for module in session.modules))
    at, module = next((at, module) for at, module in enumerate(session.modules) if module.kind == "unit")
    scheme = next(framework for framework in pack.unit(module.of).frameworks if framework.priority > 1)
    modules = list(session.modules)
    modules[at] = replace(module, core=(scheme.id,))
    kept = draft_deck(pack, replace(session, modules=tuple(modules)), ROOTS)
    of = f"{pack.unit(module.of).path}#frameworks.{scheme.id}"
    decks = (kept, draft_deck(pack, session, ROOTS))
    assert [[slide.priority for slide in deck.slides if slide.of == of] for deck in decks] == [[1], [scheme.priority]]


def test_an_event_is_no_source(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack", "pillars", 3)
    event = "kind: event\nname: Fair\ntitle: Spring fair\ndates: 3 May\nplace: Hall\nhosts: [Town]\nparticipants: All\n"
    (folder / "fair.yaml").write_text(event, "utf-8")
    pack = read_pack(folder)
    slides = list(draft_deck(pack, session_of_unit(pack, pack.units[0], load_words("en", ROOTS)), ROOTS).slides)
    assert slides
    assert {slide.source for slide in slides} == {""}


def test_what_is_taken_home_has_what_the_unit_says_as_its_title() -> None:
    """And not a word for its kind, which would be the same in every unit."""
    words = load_words("zh-CN", ROOTS)
    pack, session = named("workshop")
    taken = [slide for slide in draft_deck(pack, session, ROOTS).slides if slide.name.endswith("-takeaways")]
    assert [slide.title for slide in taken] == [unit.title for unit in pack.units]
    assert all(words["takeaways"] in slide.kicker and words["takeaways"] not in slide.title for slide in taken)
    unit = pack_in(PACKS[1]).units[0]
    alone = draft_deck(pack_in(PACKS[1]), next(own for _, own in ALL if own.id == unit.id), ROOTS)
    covered = [slide.title for slide in alone.slides if slide.title == unit.title or slide.name.endswith("-takeaways")]
    assert covered == [unit.title, unit.tagline], "its cover has the title already"
    long = replace(pack, units=tuple(replace(unit, title="很长的题目" * 8) for unit in pack.units))
    taken = [slide for slide in draft_deck(long, session, ROOTS).slides if slide.name.endswith("-takeaways")]
    assert [slide.title for slide in taken] == [unit.tagline for unit in pack.units], "a long one has no room there"


def test_steps_of_group_work_tell_their_minutes_and_a_case_keeps_its_scene_in_sight() -> None:
    slides = {slide.name: slide for slide in draft_deck(*named("half-day"), ROOTS).slides}
    short = {slide.name: slide for slide in draft_deck(*named("short"), ROOTS).slides}
    steps = next(block for block in short["group-work"].blocks if isinstance(block, ListBlock))
    timer = next(block for block in short["group-work"].blocks if isinstance(block, TimerBlock))
    assert [entry.aside for entry in steps.entries] == ["1 分钟", "3 分钟", "1 分钟"]
    assert timer.amount == "5", "as long as all of them"
    case = slides["case"]
    module = next(module for module in named("half-day")[1].modules if module.kind == "case")
    told = next(block for block in case.blocks if isinstance(block, ListBlock))
    scene = next(block for block in case.blocks if isinstance(block, ParagraphBlock))
    assert (scene.text, *(entry.text for entry in told.entries)) == module.story
    assert [entry.of.rpartition(".")[2] for entry in told.entries] == ["1", "2", "3"], "each is where it is written"
