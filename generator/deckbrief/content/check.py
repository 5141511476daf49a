"""Pack -> the problems that show only across entries: references, ids, minutes, terms, quizzes, numbers' ranges."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from math import isclose
from typing import Any, Final

from deckbrief.base.message import Message, msg
from deckbrief.base.number import rounded
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Hint, Problem, nearest, nearest_word
from deckbrief.content import limits
from deckbrief.content.check_free import (
    chart_rules,
    free_figure_rules,
    free_slide_rules,
    picture_rules,
    qr_rules,
    slide_set_rules,
    table_rules,
    video_rules,
)
from deckbrief.content.check_numbers import group_rules, metric_rules
from deckbrief.content.cited import Evidence
from deckbrief.content.figures import FIGURES, WRITTEN_AS
from deckbrief.content.finding import Finding
from deckbrief.content.finding import finding as _finding
from deckbrief.content.free import Amount, ChartData, FreeFigure, Picture, QrCode, TableData, Video
from deckbrief.content.keys import an_entry, noun
from deckbrief.content.model import (
    Cell,
    Comparison,
    Document,
    Event,
    Framework,
    FreeSlide,
    Metric,
    MetricGroup,
    Module,
    Pack,
    PackInfo,
    Part,
    Practice,
    QuizItem,
    Row,
    Session,
    SlideSet,
    Term,
    Unit,
)
from deckbrief.content.paths import child, find, names_of, walk

ID_FORM: Final = deferred(r"[a-z0-9-]+")
"""What names an entry in content paths, links and file names."""

_LANG_FORM: Final = deferred(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_DATE_FORM: Final = deferred(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_YEAR, _LAST_YEAR = 1980, 2107  # what a ZIP entry can be dated (APPNOTE.TXT 4.4.6), hence a .pptx
_LETTERS: Final = "ABCDEFGH"


def check_pack(pack: Pack) -> list[Problem]:
    """Pack -> problems of the rules across entries and files, sorted by place."""
    problems = (finding.problem for finding in findings(pack))
    return sorted(problems, key=lambda problem: (problem.place, problem.code, problem.message))


def findings(pack: Pack) -> Iterator[Finding]:
    """Pack -> what `check_pack` finds, each with the paths that it depends on."""
    yield from _same_documents(pack)
    needs_evidence = bool(pack.info.source)
    for document in pack.documents:
        for path, entry in walk(document, document.path):
            if isinstance(entry, tuple):
                if entry and hasattr(entry[0], "id"):
                    yield from _same_ids(pack, path, entry)
                continue
            if hasattr(entry, "id"):
                yield from _id_form(pack, path, entry)
            if needs_evidence and isinstance(entry, _CLAIMS):
                yield from _claim_rules(pack, path, entry)
            if rule := _RULES.get(type(entry)):
                yield from rule(pack, path, entry)


_CLAIMS: Final = (Unit, Event, Framework, Part, Practice, Metric, Term, Cell)
"""Entries that claim something of the source. Their texts, and points, are carried by the evidence of the entry."""


def _claim_rules(pack: Pack, path: str, entry: Any) -> Iterator[Finding]:
    """A claim says where the source says it, unless it is the editor's own, or the pack has no source."""
    if entry.evidence or getattr(entry, "ours", False):
        return
    here = child(path, "evidence")
    if here not in pack.places:
        here = path
    message = msg("{entry} without evidence", entry=an_entry(type(entry)))
    read_from = [path, child(path, "evidence"), child(path, "ours"), child(pack.info.path, "source")]
    yield _finding(pack, "evidence.missing", here, message, _EVIDENCE_HINT, read_from)


_EVIDENCE_HINT: Final = msg(
    "add `evidence:`, a list of `paragraph` and exact `words` of the source; or `ours: true` where it is the editor's"
)


def _same_documents(pack: Pack) -> Iterator[Finding]:
    """Ids are unique among comparisons, and among units and sessions, which name the files that are built.

    A session that presents one unit alone may have its id: it is the unit's deck.
    """
    of_units = [session for session in pack.sessions if _is_deck_of_unit(pack, session)]
    yield from _repeated_ids(pack, pack.comparisons)
    yield from _repeated_ids(pack, pack.slide_sets)
    yield from _repeated_ids(pack, (*pack.units, *(session for session in pack.sessions if session not in of_units)))
    yield from _repeated_ids(pack, of_units)


def _is_deck_of_unit(pack: Pack, session: Session) -> bool:
    """Tell whether a session has the id of a unit, and presents it and no other."""
    paths = {unit.path: unit.id for unit in pack.units}
    shown = {
        paths.get(module.of.partition("#")[0], module.of)
        for module in session.modules
        if module.kind in ("unit", "deep-dive")
    }
    return session.id in paths.values() and shown == {session.id}


def _repeated_ids(pack: Pack, group: Iterable[Unit | Comparison | Session | SlideSet]) -> Iterator[Finding]:
    first: dict[str, Document] = {}
    # An id that someone wrote is told before one that a file's name gives.
    ordered = sorted(group, key=lambda document: (child(document.path, "id") in pack.places, document.path))
    for document in ordered:
        other = first.setdefault(document.id, document)
        if other is not document:
            kind, other_kind = noun(type(document)), noun(type(other))
            message = msg(
                "the {kind} '{id}' has the id of another {other_kind}", kind=kind, id=document.id, other_kind=other_kind
            )
            hint = msg("the other is {file}; without `id:` the file's name is the id", file=pack.place(other.path).file)
            ids = child(document.path, "id"), child(other.path, "id")
            yield _finding(pack, "content.duplicate-id", ids[0], message, hint, ids)


def _same_ids(pack: Pack, path: str, entries: tuple[Any, ...]) -> Iterator[Finding]:
    """Ids are unique within a list."""
    first: dict[str, str] = {}
    ids = [entry.id for entry in entries]
    if len(set(ids)) == len(ids):
        return
    for entry_id, name in zip(ids, names_of(ids), strict=True):
        here = child(child(path, name), "id")
        other = first.setdefault(entry_id, here)
        if entry_id and other != here:
            hint = msg("the first stands in line {line}", line=pack.place(other).line)
            yield _finding(
                pack,
                "content.duplicate-id",
                here,
                msg("the id '{entry_id}' stands here again", entry_id=entry_id),
                hint,
                [other],
            )


def _id_form(pack: Pack, path: str, entry: Any) -> Iterator[Finding]:
    entry_id = entry.id
    if isinstance(entry, Document) and (reason := _no_file_name(entry_id)):
        hint: Hint = "" if child(path, "id") in pack.places else msg("add `id:`, for the file's name is none")
        yield _finding(
            pack,
            "content.id",
            child(path, "id"),
            msg("no file can have the id '{entry_id}': {reason}", entry_id=entry_id[:40], reason=reason),
            hint,
        )
    elif entry_id and not ID_FORM.fullmatch(entry_id):
        hint = msg("an id is made of the letters a to z, digits and '-'")
        if child(path, "id") not in pack.places:
            hint = msg("{hint}; add `id:`, for the file's name is none", hint=hint)
        yield _finding(
            pack,
            "content.id",
            child(path, "id"),
            msg("the id '{entry_id}' cannot stand in a path", entry_id=entry_id),
            hint,
        )


def _no_file_name(entry_id: str) -> Hint:
    """Return why no file can be named by an id; nothing where one can."""
    if len(entry_id) > limits.ID_LENGTH:
        return msg("it has more than {id_length} characters", id_length=limits.ID_LENGTH)
    return msg("Windows keeps it for a device") if entry_id in limits.RESERVED else ""


def _pack_rules(pack: Pack, path: str, info: PackInfo) -> Iterator[Finding]:
    yield from _date_rules(pack, child(path, "date"), info.date)
    if info.bulletin:
        yield from _date_rules(pack, child(child(path, "bulletin"), "date"), info.bulletin.date)
    if not _LANG_FORM.fullmatch(info.lang):
        message = msg("'{lang}' is no language tag", lang=info.lang)
        yield _finding(
            pack, "content.unknown-value", child(path, "lang"), message, msg("such as zh-CN, en or en-GB (BCP 47)")
        )

    if info.main:
        sessions = [session.id for session in pack.sessions]
        yield from _dangling(pack, child(path, "main"), msg("session"), info.main, sessions)


def _date_rules(pack: Pack, path: str, text: str) -> Iterator[Finding]:
    if text and not _is_date(text):
        message = msg("'{text}' is no date that a file can have", text=text)
        hint = msg(
            "write it as 2024-11-08, from {first_year} to {last_year}", first_year=_FIRST_YEAR, last_year=_LAST_YEAR
        )
        yield _finding(pack, "content.date", path, message, hint)


def is_time_of_day(text: str) -> bool:
    """Tell whether a text is a time of day as content and command line take it: 09:00."""
    return _TIME_FORM.fullmatch(text) is not None


_TIME_FORM: Final = deferred(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]")


def _is_date(text: str) -> bool:
    if not _DATE_FORM.fullmatch(text):
        return False
    try:
        return _FIRST_YEAR <= date.fromisoformat(text).year <= _LAST_YEAR
    except ValueError:
        return False


def _session_rules(pack: Pack, path: str, session: Session) -> Iterator[Finding]:
    """The modules take the session's minutes exactly."""
    yield from _date_rules(pack, child(path, "date"), session.date)
    if session.start and not is_time_of_day(session.start):
        message = msg("'{start}' is no time of day", start=session.start)
        yield _finding(pack, "content.date", child(path, "start"), message, msg("write it as 09:00, to 23:59"))
    here = child(path, "minutes")
    yield from _minutes_in_range(pack, here, session.minutes)
    total = sum(module.minutes for module in session.modules)
    if not isclose(total, session.minutes, abs_tol=1e-9):
        difference = total - session.minutes
        side = msg("too many") if difference > 0 else msg("too few")
        message = msg(
            "the modules take {total} minutes, the session {minutes}: {difference} {side}",
            total=_spoken(total),
            minutes=_spoken(session.minutes),
            difference=_spoken(abs(difference)),
            side=side,
        )
        modules = child(path, "modules")
        minutes = [child(child(modules, position), "minutes") for position in range(len(session.modules))]
        yield _finding(pack, "content.minutes", here, message, "", [modules, *minutes])


def _spoken(minutes: float) -> str:
    return rounded(minutes, 6) if minutes < _HUGE else f"{minutes:g}"


_HUGE: Final = 1e15
"""From here on nobody reads all digits."""


def _minutes_in_range(pack: Pack, path: str, minutes: float) -> Iterator[Finding]:
    if minutes <= 0:
        yield _finding(
            pack,
            "content.minutes",
            path,
            msg("{minutes} minutes are no time", minutes=_spoken(minutes)),
            msg("give a number above 0"),
        )
    elif minutes > limits.MINUTES:
        message = msg("{minutes} minutes are more than a day", minutes=_spoken(minutes))
        yield _finding(
            pack, "content.limit", path, message, msg("give a number up to {minutes}", minutes=limits.MINUTES)
        )


def _module_rules(pack: Pack, path: str, module: Module) -> Iterator[Finding]:
    """A module about a unit, a framework or a comparison names it; another may name one, an opening the event."""
    yield from _minutes_in_range(pack, child(path, "minutes"), module.minutes)
    yield from _limit_rules(pack, path, module)
    yield from _filling_rules(pack, path, module)
    yield from _only_rules(pack, path, module)
    if module.kind == "slides":
        yield from _slides_reference_rules(pack, path, module)
        return
    if module.kind == "deep-dive" or (module.kind == "case" and module.of):
        yield from _framework_reference_rules(pack, path, module)
        return
    units = [unit.id for unit in pack.units]
    comparisons = [comparison.id for comparison in pack.comparisons]
    events = [pack.event.id] if pack.event and module.kind == "opening" else []
    valid = {"unit": units, "comparison": comparisons}.get(module.kind, [*units, *comparisons, *events])
    here, kind = child(path, "of"), child(path, "kind")
    if module.of:
        what = _REFERRED.get(module.kind, msg("unit or comparison"))
        yield from _dangling(pack, here, what, module.of, valid, [kind])
    elif module.kind in ("unit", "comparison"):
        message = msg("a module of kind {kind} lacks the key 'of'", kind=module.kind)
        yield _finding(
            pack, "content.missing-field", here, message, msg("it names the {kind} by its id", kind=module.kind), [kind]
        )


def _limit_rules(pack: Pack, path: str, module: Module) -> Iterator[Finding]:
    """What the group has to itself is a part of the module's minutes."""
    if module.limit < 0 or module.limit > module.minutes:
        here, minutes = child(path, "limit"), child(path, "minutes")
        message = msg(
            "a limit of {limit} minutes in a module of {minutes}",
            limit=_spoken(module.limit),
            minutes=_spoken(module.minutes),
        )
        yield _finding(
            pack, "content.minutes", here, message, msg("0 to {minutes}", minutes=_spoken(module.minutes)), [minutes]
        )
    yield from _step_rules(pack, path, module)


def _step_rules(pack: Pack, path: str, module: Module) -> Iterator[Finding]:
    """The first steps, each with its minutes, fill the time that the group has; those after them come when it is up."""
    if not module.step_minutes:
        return
    here, whole = child(path, "step_minutes"), module.limit or module.minutes
    if len(module.step_minutes) > len(module.steps):
        message = msg(
            "minutes of {given} steps, where there are {count}", given=len(module.step_minutes), count=len(module.steps)
        )
        yield _finding(pack, "content.minutes", here, message, "", [child(path, "steps")])
    elif min(module.step_minutes) <= 0 or not math.isclose(sum(module.step_minutes), whole):
        message = msg(
            "the minutes of the steps add up to {total}, not to {minutes}",
            total=_spoken(sum(module.step_minutes)),
            minutes=_spoken(whole),
        )
        yield _finding(pack, "content.minutes", here, message, "", [child(path, "limit")])


_PICKED: Final = ("only", "frameworks", "without", "core", "spare")
"""Keys by which a module picks what it shows of its unit."""


def _only_rules(pack: Pack, path: str, module: Module) -> Iterator[Finding]:
    """What a module picks out of its unit is there, each once, and something remains."""
    keys = [key for key in _PICKED if getattr(module, key)]
    unit = next((unit for unit in pack.units if unit.id == module.of), None)
    if keys and module.kind != "unit":
        here = child(path, keys[0])
        message = msg("a module of kind {kind} picks nothing out of a unit", kind=module.kind)
        hint = msg("`{key}` belongs to modules of units", key=keys[0])
        yield _finding(pack, "content.unknown-value", here, message, hint, [here, child(path, "kind")])
    elif keys and unit:
        read_from = [child(path, "of"), child(path, "kind")]
        wrong = [
            finding
            for key in keys
            for finding in _picked_rules(pack, child(path, key), getattr(module, key), unit, read_from)
        ]
        yield from wrong
        if not (wrong or module.frameworks_of(unit) or module.groups_of(unit)):
            message = msg("nothing of '{unit}' is left to be shown", unit=unit.id)
            yield _finding(pack, "content.unknown-value", child(path, keys[0]), message, "", read_from)


def _picked_rules(
    pack: Pack, here: str, names: tuple[str, ...], unit: Unit, read_from: Iterable[str]
) -> Iterator[Finding]:
    """Names are those of frameworks or groups of the unit, of frameworks alone under the other keys."""
    frameworks = [entry.id for entry in unit.frameworks]
    alone = here.endswith((".frameworks", ".core", ".spare"))
    valid = frameworks if alone else [*frameworks, *(group.id for group in unit.metric_groups)]
    what = (
        msg("framework of '{unit}'", unit=unit.id)
        if alone
        else msg("framework or group of numbers of '{unit}'", unit=unit.id)
    )
    for position, name in enumerate(names):
        yield from _dangling(pack, child(here, position), what, name, valid, read_from)
        if name in names[:position]:
            message = msg("'{name}' stands here again", name=name)
            yield _finding(pack, "content.duplicate-id", child(here, position), message, "", [here])


_FILLING: Final = {
    "quiz": ("quiz",),
    "discussion": ("questions",),
    "exercise": ("steps",),
    "group-work": ("steps",),
    "icebreaker": ("steps",),
    "case": ("questions",),
    "action-plan": ("steps", "form"),
    "feedback": ("ratings", "questions"),
}
"""What a module of that kind shows: one of these it cannot be without."""


def _filling_rules(pack: Pack, path: str, module: Module) -> Iterator[Finding]:
    """A quiz has questions, a discussion too: its own, or those of the unit that it names; exercises have steps."""
    names = _FILLING.get(module.kind, ())
    if not names or any(getattr(module, name) for name in names):
        return
    unit = next((unit for unit in pack.units if unit.id == module.of), None)
    if module.of and unit is None:
        return  # which is told; or the unit could not be read, and may have them
    if not getattr(unit, names[0], ()):
        kind, of = child(path, "kind"), child(path, "of")
        message = msg("a module of kind {kind} lacks the key '{names}'", kind=module.kind, names=names[0])
        hint: Hint = msg("or `of:` with a unit that has some") if module.kind in ("quiz", "discussion") else ""
        if len(names) > 1:
            hint = msg("or '{names}'", names=names[1])
        yield _finding(pack, "content.missing-field", path, message, hint, [kind, of, *(child(path, n) for n in names)])


def _framework_reference_rules(pack: Pack, path: str, module: Module) -> Iterator[Finding]:
    """A deep dive is into a framework, which it names by its content path; a case may be one."""
    here, read_from = child(path, "of"), [child(path, "kind"), module.of]
    paths = [f"{unit.path}#frameworks.{framework.id}" for unit in pack.units for framework in unit.frameworks]
    if not module.of:
        message = msg("a module of kind deep-dive lacks the key 'of'")
        hint: Hint = msg("it names a framework by its content path, such as {paths}", paths=paths[0]) if paths else ""
        yield _finding(pack, "content.missing-field", here, message, hint, read_from)
    elif module.of not in paths:
        message = msg("there is no framework '{of}'", of=module.of)
        yield _finding(pack, "content.dangling-reference", here, message, nearest(module.of, paths), read_from)


def _slides_reference_rules(pack: Pack, path: str, module: Module) -> Iterator[Finding]:
    """A module of free slides names a set of them that stands by itself."""
    here, read_from = child(path, "of"), [child(path, "kind")]
    alone = [slides.id for slides in pack.slide_sets if not slides.unit]
    if not module.of:
        message = msg("a module of kind {kind} lacks the key 'of'", kind=module.kind)
        hint = msg("it names a set of slides (kind: slides) by its id")
        yield _finding(pack, "content.missing-field", here, message, hint, read_from)
    else:
        yield from _dangling(pack, here, msg("set of slides"), module.of, alone, read_from)


_REFERRED: Final = {"unit": msg("unit"), "comparison": msg("comparison")}
"""What modules refer to by an id, by their kind."""


def _dangling(
    pack: Pack, path: str, what: Message, name: str, valid: Iterable[str], read_from: Iterable[str] = ()
) -> Iterator[Finding]:
    names = [entry_id for entry_id in valid if entry_id]
    if name not in names:
        message = msg("there is no {what} '{name}'", what=what, name=name)
        hint = nearest(name, names) or msg("the content has no {what}", what=what)
        yield _finding(pack, "content.dangling-reference", path, message, hint, read_from)


def _comparison_rules(pack: Pack, path: str, comparison: Comparison) -> Iterator[Finding]:
    """A comparison names units that exist, each once; its themes hold one cell for a unit at most."""
    here = child(path, "units")
    known = [unit.id for unit in pack.units]
    for position, name in enumerate(comparison.units):
        at = child(here, position)
        if name in comparison.units[:position]:
            yield _finding(
                pack, "content.duplicate-id", at, msg("the unit '{name}' stands here again", name=name), "", [here]
            )
        elif name:
            yield from _dangling(pack, at, msg("unit"), name, known)


def _theme_rules(pack: Pack, path: str, theme: Row) -> Iterator[Finding]:
    comparison = find(pack, path.partition("#")[0])
    cells = child(path, "cells")
    for position, cell in enumerate(theme.cells):
        here = child(child(cells, position), "unit")
        if any(cell.unit == other.unit for other in theme.cells[:position]):
            message = msg("a second cell of '{unit}' in one theme", unit=cell.unit)
            yield _finding(pack, "content.duplicate-id", here, message, msg("make one cell of them"), [cells])
        elif cell.unit:
            what = msg("unit in this comparison")
            yield from _dangling(pack, here, what, cell.unit, comparison.units, [child(comparison.path, "units")])


def _cell_rules(pack: Pack, path: str, cell: Cell) -> Iterator[Finding]:
    """A cell's `of` is the content path of an entry."""
    if not cell.of:
        return
    try:
        find(pack, cell.of)
    except KeyError:
        message = msg("there is no entry '{of}'", of=cell.of)
        here = child(path, "of")
        yield _finding(pack, "content.dangling-reference", here, message, _near_path(pack, cell.of), [cell.of])


def _near_path(pack: Pack, path: str) -> Hint:
    """Return a hint with the path that `path` may be meant for: an entry of its document, or a document."""
    name = path.partition("#")[0]
    document = pack.document(name)
    if document is None:
        return nearest(name, (document.path for document in pack.documents if document.path))
    if near := nearest_word(path, (at for at, entry in walk(document, name) if hasattr(entry, "id"))):
        return msg("did you mean '{word}'?", word=near)
    return msg("'{name}' has no such entry", name=name)


def _framework_rules(pack: Pack, path: str, framework: Framework) -> Iterator[Finding]:
    if framework.priority not in (1, 2, 3):
        message = msg("the priority {priority} is none", priority=framework.priority)
        yield _finding(pack, "content.range", child(path, "priority"), message, msg("1 core, 2 deepening, 3 optional"))
    if framework.figure and FIGURES[framework.figure] != "nodes":
        message = msg("a framework cannot be drawn as {figure}", figure=framework.figure)
        hint = WRITTEN_AS[FIGURES[framework.figure]]
        yield _finding(pack, "content.unknown-figure", child(path, "figure"), message, hint)


def _unit_rules(pack: Pack, path: str, unit: Unit) -> Iterator[Finding]:
    if unit.accent < 0:
        yield _finding(
            pack,
            "content.range",
            child(path, "accent"),
            msg("there is no accent {accent}", accent=unit.accent),
            msg("give a whole number from 1"),
        )


def _evidence_rules(pack: Pack, path: str, evidence: Evidence) -> Iterator[Finding]:
    if evidence.paragraph < 1:
        message = msg("there is no paragraph {paragraph}", paragraph=evidence.paragraph)
        hint = msg("paragraphs count from 1 behind the section's heading")
        yield _finding(pack, "content.range", child(path, "paragraph"), message, hint)


def _term_rules(pack: Pack, path: str, term: Term) -> Iterator[Finding]:
    """A term is explained by a text, or says that the source does not explain it."""
    text, explained = child(path, "text"), child(path, "explained")
    if term.explained and not term.text:
        hint = msg("add `text:`, or `explained: false` when the source only names it")
        yield _finding(
            pack, "content.term", path, msg("the term '{name}' has no text", name=term.name), hint, [text, explained]
        )
    elif not term.explained and term.text:
        message = msg("the term '{name}' has a text and says that it is not explained", name=term.name)
        yield _finding(
            pack, "content.term", explained, message, msg("delete the text or `explained: false`"), [path, text]
        )


def _quiz_rules(pack: Pack, path: str, item: QuizItem) -> Iterator[Finding]:
    """A quiz item has two options or more, all different, as many as a slide shows; its answer is the letter of one."""
    options, answer = child(path, "options"), child(path, "answer")
    letters = _LETTERS[: len(item.options)]
    if not 2 <= len(item.options) <= len(_LETTERS):
        message = msg(
            "a quiz item has 2 to {number} options, not {number2}", number=len(_LETTERS), number2=len(item.options)
        )
        yield _finding(pack, "content.quiz", options, message)
    elif len(item.answer) != 1 or item.answer not in letters:
        hint = (
            msg("did you mean '{word}'?", word=item.answer.upper())
            if item.answer.upper() in tuple(letters)
            else msg("one of: {letters}", letters=", ".join(letters))
        )
        message = msg("the answer '{answer}' is not the letter of an option", answer=item.answer)
        yield _finding(pack, "content.quiz", answer, message, hint, [options])
    for position, option in enumerate(item.options):
        if option in item.options[:position]:
            message = msg("the option '{option}' stands here again", option=option)
            yield _finding(pack, "content.quiz", child(options, position), message, "", [options])


_RULES: Final[dict[type[Any], Callable[[Pack, str, Any], Iterator[Finding]]]] = {
    PackInfo: _pack_rules,
    Session: _session_rules,
    SlideSet: slide_set_rules,
    FreeSlide: free_slide_rules,
    FreeFigure: free_figure_rules,
    TableData: table_rules,
    ChartData: chart_rules,
    Picture: picture_rules,
    QrCode: qr_rules,
    Video: video_rules,
    Module: _module_rules,
    Comparison: _comparison_rules,
    Row: _theme_rules,
    Cell: _cell_rules,
    Framework: _framework_rules,
    Unit: _unit_rules,
    Evidence: _evidence_rules,
    Term: _term_rules,
    QuizItem: _quiz_rules,
    Metric: metric_rules,
    Amount: metric_rules,
    MetricGroup: group_rules,
}
