"""Pack and session -> Deck: renders the deck template, parses its markup, shares the minutes, keeps to a budget."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import replace
from deckbrief.content.model import Module, Pack, Session, Unit
from deckbrief.draft.budget import plan_minutes, with_plan
from deckbrief.draft.figures import with_figures
from deckbrief.draft.free import logo_of
from deckbrief.draft.marks import with_legend
from deckbrief.draft.notes import without_bridge
from deckbrief.draft.parse import slide_markup_to_deck
from deckbrief.draft.render import render
from deckbrief.draft.slides import Deck, Note, NoteForms, NoteRole, Section, Slide
from deckbrief.draft.timing import needed_minutes, share_minutes
from deckbrief.draft.titles import with_distinct_titles
from deckbrief.draft.words import named_pairs, words_for

_TEMPLATE: Final = "deck/session.xml.j2"
_UNIT_MINUTES: Final = 20.0
"""Length of the deck of a unit that no session of its own describes."""
_MINUTES_A_SLIDE: Final = 0.75
"""What slides of such a deck take where they are too many for that."""
_LIMIT_STEP: Final = 0.5
"""Limits of time are said in half minutes."""


def draft_deck(pack: Pack, session: Session, roots: tuple[Path, ...], minutes: float | None = None) -> Deck:
    """Return the deck of a session, every slide with its minutes; with a budget of `minutes`, the deck that keeps it.

    Raises ProblemError where a template or its markup is at fault, where minutes do not add up, and where the budget
    is too short for the session's core.
    """
    words = words_for(pack, roots)
    drafted = _drafted(pack, session, words, roots)
    if not session.path and (longer := with_time_for_all(session, drafted)) != session:
        session, drafted = longer, _drafted(pack, longer, words, roots)
    deck = share_minutes(drafted, pack.place)
    if minutes is None or math.isclose(minutes, session.minutes):
        return with_distinct_titles(_with_lead_overs(deck, session, words))
    plan = plan_minutes(deck, minutes)
    shorter = _drafted(pack, _rescheduled(session, deck, plan), words, roots)
    _refuse_other_names(deck, shorter)
    kept = _with_true_bridges(with_plan(shorter, plan), deck)
    return with_distinct_titles(_with_lead_overs(kept, session, words))


def _drafted(pack: Pack, session: Session, words: Mapping[str, str], roots: tuple[Path, ...]) -> Deck:
    context = {
        "pack": pack,
        "session": session,
        "names": module_names(pack, session),
        "words": words,
        "lang": pack.info.lang,
        "date": spoken_date(session.date or pack.info.date, words),
    }
    drafted = slide_markup_to_deck(render(_TEMPLATE, context, roots), session.id, _TEMPLATE)
    deck = with_figures(drafted, pack, words)
    sections = deck.sections
    if pack.legend:
        sections = tuple(
            replace(section, slides=tuple(with_legend(slide, pack.legend) for slide in section.slides))
            for section in sections
        )
    logo = logo_of(pack)
    return replace(deck, sections=sections, forms=_forms(words), logo=logo, shapes=named_pairs(words["shapes"]))


def module_names(pack: Pack, session: Session) -> list[str]:
    """Return what each module's slides are named by: its unit or comparison, a framework's id, or its kind.

    Names that come again are numbered; a module has the same name in every budget of time.
    """
    names = [_module_name(pack, module) for module in session.modules]
    again = {name for name, count in Counter(names).items() if count > 1}
    times: Counter[str] = Counter()
    for position, name in enumerate(names):
        if name in again:
            times[name] += 1
            names[position] = f"{name}-{times[name]}"
    return names


def _module_name(pack: Pack, module: Module) -> str:
    if module.kind in ("unit", "comparison"):
        return module.of
    if module.kind == "deep-dive":
        unit, framework = pack.framework(module.of)
        return f"deep-{unit.id}-{framework.id}"
    return module.kind


def _forms(words: Mapping[str, str]) -> NoteForms:
    """Words of a language -> how its notes are put into words."""
    forms = ("time_line", "spare_line", "next_slide", "next_slide_plain", "last_slide", "continued")
    labels = {role: words[name] + words["colon"] for role, name in _LABELS.items()}
    spans = {name: words[name] for name in ("span_minutes", "span_seconds", "span_both")}
    return NoteForms(labels=labels, spans=spans, **{name: words[name] for name in forms})


_LABELS: Final[Mapping[NoteRole, str]] = {
    "prepare": "prepare",
    "remark": "ours",
    "ask": "ask",
    "think": "think",
    "watch": "watch",
    "takeaway": "takeaway",
    "bridge": "bridge",
    "evidence": "evidence",
}
"""Roles of notes that are told by a label, and its word; what the trainer says has none."""


def spoken_date(iso: str, words: Mapping[str, str]) -> str:
    """ISO date (or nothing) -> the date as slides say it."""
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    return words["date_form"].format(year=day.year, month=day.month, day=day.day)


def _rescheduled(session: Session, deck: Deck, plan: Mapping[str, float]) -> Session:
    """Return the session as it runs by the plan; a module that has lost all its slides has no minutes."""
    if len(deck.sections) != len(session.modules):
        message = msg("a budget of minutes needs one section for each module of the session")
        raise ProblemError([Problem("markup.value", Place(_TEMPLATE), message)])
    modules = []
    for module, section in zip(session.modules, deck.sections, strict=True):
        minutes = sum(plan.get(slide.name, 0) for slide in section.slides)
        share = module.limit * minutes / module.minutes
        limit = min(minutes, max(_LIMIT_STEP, math.floor(share / _LIMIT_STEP) * _LIMIT_STEP)) if module.limit else 0
        modules.append(replace(module, minutes=minutes, limit=limit))
    return replace(session, modules=tuple(modules), minutes=sum(plan.values()))


def _refuse_other_names(deck: Deck, shorter: Deck) -> None:
    """Raises ProblemError for slides that are named otherwise when the minutes are others: the plan goes by names."""
    names = {slide.name for slide in shorter.slides}
    strays: list[Slide] = [slide for slide in deck.slides if slide.name not in names]
    if strays:
        hint = msg("name slides by the module's `name`, not by what changes with the minutes")
        raise ProblemError(Problem("markup.value", slide.place, _renamed(slide), hint) for slide in strays)


def _with_true_bridges(deck: Deck, whole: Deck) -> Deck:
    """Return the deck without the transitions that lead to slides which have been left out."""
    follows = _following(whole)
    now = _following(deck)

    def honest(slide: Slide) -> Slide:
        return slide if now[slide.name] == follows[slide.name] else replace(slide, notes=without_bridge(slide.notes))

    sections = (replace(section, slides=tuple(map(honest, section.slides))) for section in deck.sections)
    return replace(deck, sections=tuple(sections))


def _with_lead_overs(deck: Deck, session: Session, words: Mapping[str, str]) -> Deck:
    """Return the deck with a transition to each module of a kind that has words for it (`to_quiz`).

    A transition of the content's own stays.
    """
    kinds = {f"{session.path}#modules.{position}": module.kind for position, module in enumerate(session.modules)}
    following = [*deck.sections[1:], Section(name="", slides=())]
    sections = []
    for section, after in zip(deck.sections, following, strict=True):
        lead_over = words.get(f"to_{kinds.get(after.of, '')}", "")
        sections.append(_leading_over(section, lead_over) if lead_over else section)
    return replace(deck, sections=tuple(sections))


def _leading_over(section: Section, lead_over: str) -> Section:
    """Return the section, the last of its slides that are not hidden with that transition where it has none."""
    last = next((slide for slide in reversed(section.slides) if not slide.hidden), None)
    if last is None or any(note.role == "bridge" and note.text for note in last.notes):
        return section
    leading = replace(last, notes=(*without_bridge(last.notes), Note("bridge", lead_over)))
    return replace(section, slides=tuple(leading if slide is last else slide for slide in section.slides))


def _following(deck: Deck) -> dict[str, str]:
    """Return the names of the slides, each with the name of the one after it."""
    names: Sequence[str] = [slide.name for slide in deck.slides]
    return dict(zip(names, [*names[1:], ""], strict=True))


def session_of_unit(pack: Pack, unit: Unit, words: Mapping[str, str]) -> Session:
    """Return the session that presents one unit alone, for units that no session of their own describes."""
    modules = [
        Module(kind="opening", title=words["opening"], minutes=1),
        Module(kind="unit", title=unit.name, minutes=_UNIT_MINUTES - 5, of=unit.id, lead=unit.tagline),
        Module(kind="quiz", title=words["quiz"], minutes=3, quiz=unit.quiz),
        Module(kind="closing", title=words["closing"], minutes=1),
    ]
    if not unit.quiz:
        del modules[2]
    return Session(
        id=unit.id,
        path="",
        title=unit.title,
        subtitle=f"{unit.name}{words['separator']}{unit.tagline}",
        audience="",
        minutes=sum(module.minutes for module in modules),
        objectives=(),
        modules=tuple(modules),
    )


def with_time_for_all(session: Session, deck: Deck) -> Session:
    """Session that nobody wrote, its deck -> the same with minutes enough for the slides of each module."""
    modules = tuple(
        replace(module, minutes=float(math.ceil(_MINUTES_A_SLIDE * len(section.slides))))
        if module.minutes < needed_minutes(section)
        else module
        for module, section in zip(session.modules, deck.sections, strict=True)
    )
    return replace(session, modules=modules, minutes=sum(module.minutes for module in modules))


def _renamed(slide: Slide) -> Message:
    return msg("the slide '{name}' has another name when the session has other minutes", name=slide.name)
