"""Slides that were moved, hidden, shown again or deleted in a deck -> changes of the YAML that make the deck so.

What the model can say of it: the order of modules, of frameworks in a module or a unit, of free slides and groups of
numbers; what a free slide comes `after`; free slides that are `hidden`, frameworks that are `spare` or left out by
`without`. Each such change is tried on a copy of the content: one that does not bring the deck nearer to the edited one
is none.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeVar

from deckbrief.base.problem import Place, ProblemError
from deckbrief.base.record import record, replace
from deckbrief.content.files import find_files
from deckbrief.content.model import Framework, Module, Pack, Session
from deckbrief.content.nodes import Source, compose
from deckbrief.draft.slides import Deck
from deckbrief.export.deck import session_shown
from deckbrief.export.exporter import Target
from deckbrief.export.materials import deck_layout, materials_of
from deckbrief.run.entries import flow_text, in_order, plain, with_entry, without_entry, without_key
from deckbrief.run.make import pack_and_materials
from deckbrief.run.pull.changes import DeckChanges, deck_changes, paired
from deckbrief.run.pull.told import ToldSlide, deck_of_bytes
from deckbrief.run.request import Options
from deckbrief.run.rewriting import (
    CannotRewriteError,
    Keys,
    change_file,
    decoded,
    node_at,
    rewritten,
    way_to,
    with_key,
)
from deckbrief.run.targets import all_targets

_Named = TypeVar("_Named", int, str)

_TRIES: Final = 60
"""Changes that are tried at most: each takes a build of the deck."""


@record
class Rearranged:
    """A change of a YAML file: its path below the content folder, the place, the key and its value, what does it."""

    file: str
    place: Place
    says: str
    change: Callable[[str], str]
    order: tuple[int, ...] = ()
    """Of free slides, which go by their places: where each stood that stands there now."""
    takes_along: bool = False
    """Whether free slides stand behind what changes places."""


@record
class Arrangement:
    """Changes in their order, and the changes of the deck that are left when they are made."""

    changes: tuple[Rearranged, ...]
    left: DeckChanges


@record
class _State:
    """A content folder, and the deck that it gives."""

    content: Path
    pack: Pack
    session: Session
    deck: Deck
    made: list[ToldSlide]
    """The slides, by the names that they had before anything was changed."""
    entries: Mapping[str, tuple[int, str]]
    """By these names, the place of the module that a slide is of, and the content path of what it shows."""


def arranged(name: str, options: Options, saved: Sequence[ToldSlide], changes: DeckChanges) -> Arrangement:
    """Name of a deck, options of its build, the deck as it was saved, its changes -> how the content can say them."""
    if not _distance(changes):
        return Arrangement((), changes)
    found: list[Rearranged] = []
    made = _state(options.content, name, options).made
    names = {id(after): before.name for before, after in paired(made, saved)}
    saved = [replace(slide, name=names.get(id(slide), f"added {slide.number}")) for slide in saved]
    with TemporaryDirectory() as folder:
        content = Path(folder) / "0" / "content"
        shutil.copytree(options.content, content, copy_function=_linked)
        trial = _Trial(name, options, saved, Path(folder))
        state = _state(content, name, options)
        left = deck_changes(state.made, saved)
        waiting = list(_candidates(state, left, saved))
        while waiting and trial.count < _TRIES:
            made_so = trial.nearer(state, waiting.pop(0), _distance(left))
            if made_so is not None:
                made_of, state, left = made_so
                found += made_of
                waiting = list(_candidates(state, left, saved))
    return Arrangement(tuple(found), left)


@record(frozen=False)
class _Trial:
    """Changes tried on copies of the content, one after the other."""

    name: str
    options: Options
    saved: Sequence[ToldSlide]
    folder: Path
    count: int = 0

    def nearer(
        self, state: _State, candidate: Rearranged, distance: int
    ) -> tuple[tuple[Rearranged, ...], _State, DeckChanges] | None:
        """Return what brings a deck nearer than that, and the deck then: the change, or it and what goes with it.

        Frameworks take the free slides behind them along: where they change places, these may have to follow others.
        """
        after = self._changed(state, candidate)
        if after is None:
            return None
        left = deck_changes(after.made, self.saved)
        if _distance(left) < distance:
            return (candidate,), after, left
        for more in _candidates(after, left, self.saved) if candidate.takes_along else ():
            if self.count >= _TRIES:
                break
            then = self._changed(after, more) if more.order else None
            if then is not None and _distance(left := deck_changes(then.made, self.saved)) < distance:
                return (candidate, more), then, left
        return None

    def _changed(self, state: _State, candidate: Rearranged) -> _State | None:
        """Return the content with a change, and its deck; None where the change cannot be made."""
        self.count += 1
        content = self.folder / str(self.count) / "content"
        shutil.copytree(state.content, content, copy_function=_linked)
        try:
            change_file(content / candidate.file, candidate.change)
            return _state(content, self.name, self.options, (state, candidate))
        except (CannotRewriteError, ProblemError):
            return None


def _linked(source: str, copy: str) -> None:
    """Files are written whole, under a new name first: a second name for the old one is a copy."""
    try:
        os.link(source, copy)
    except OSError:
        shutil.copy2(source, copy)


def _distance(changes: DeckChanges) -> int:
    """Return how far a deck is from the edited one. Where a hidden slide stands, nobody sees."""
    seen = [slide for slide in changes.moved if not slide.hidden]
    return len(seen) + len(changes.hidden) + len(changes.shown) + len(changes.added) + len(changes.removed)


def _state(content: Path, name: str, options: Options, before: tuple[_State, Rearranged] | None = None) -> _State:
    """Content folder, name of its deck, what was there before and what was changed in it -> the deck by now."""
    pack, given = pack_and_materials(replace(options, content=content))
    target: Target = next(target for target in all_targets(pack) if target.name == name)
    session = session_shown(target, given)
    deck = deck_layout(session, materials_of(session, given)).deck
    made = deck_of_bytes(target.exporter.load().write(target, given, 1).data, target.name)
    names = _names_before(deck, *before) if before else {}
    entries = {names.get(told, told): entry for told, entry in _entries_of(deck).items()}
    return _State(content, pack, session, deck, [_named(slide, names) for slide in made], entries)


def _named(slide: ToldSlide, names: Mapping[str, str]) -> ToldSlide:
    first, dot, rest = slide.name.partition(".")  # a continuation is called as the slide that it continues
    return replace(slide, name=names.get(first, first) + dot + rest)


def _names_before(deck: Deck, state: _State, candidate: Rearranged) -> dict[str, str]:
    """Return by the names of free slides the ones that they had before their entries changed places."""
    by_entry = {entry: name for name, entry in state.entries.items()}
    names: dict[str, str] = {}
    for name, (at, of) in _entries_of(deck).items():
        document, _, place = of.rpartition(".")
        moved = candidate.order and of.startswith(f"{_path_of(candidate.file)}#slides.") and place.isdigit()
        stood = f"{document}.{candidate.order[int(place)]}" if moved else of
        names[name] = by_entry.get((at, stood), name)
    return names


def _path_of(file: str) -> str:
    return Path(file).with_suffix("").as_posix()


# What could be changed ------------------------------------------------------------------------------------------------


def _candidates(state: _State, changes: DeckChanges, saved: Sequence[ToldSlide]) -> Iterator[Rearranged]:
    entries = state.entries
    for slide in (*changes.hidden, *changes.shown, *changes.removed):
        if slide.name.partition(".")[0] in entries or slide.name in entries:
            at, of = entries.get(slide.name) or entries[slide.name.partition(".")[0]]
            told = "removed" if slide in changes.removed else "hidden" if slide in changes.hidden else "shown"
            yield from _of_slide(state, at, of, told)
    order = [entries[slide.name] for slide in saved if slide.name in entries and not slide.hidden]
    yield from _of_modules(state, list(dict.fromkeys(at for at, _ in order)))
    for at in dict.fromkeys(at for at, _ in order):
        there = list(dict.fromkeys(of for place, of in order if place == at))
        yield from _between(state, there)
        yield from _in_module(state, at, there)


def _entries_of(deck: Deck) -> Mapping[str, tuple[int, str]]:
    """Deck -> by the names of its slides, the place of the module that each is of, and the path of what it shows."""
    return {
        slide.name: (at, slide.of) for at, section in enumerate(deck.sections) for slide in section.slides if slide.of
    }


def _of_slide(state: _State, at: int, of: str, told: str) -> Iterator[Rearranged]:
    """Yield what hides a slide, shows it again, or leaves it out."""
    rest = of.partition("#")[2]
    if rest.startswith("slides."):
        if told == "hidden":
            yield from _made(state, of, ("hidden",), "hidden: true", _with_value("true"))
        elif told == "shown":
            yield from _made(state, of, ("hidden",), "hidden: false", lambda keys: lambda text: without_key(text, keys))
        return
    name = rest.partition(".")[2]
    if not state.session.path or "." in name or rest.partition(".")[0] not in ("frameworks", "metric_groups"):
        return
    key = "without" if told == "removed" else "spare"
    now = list(getattr(state.session.modules[at], key))
    wanted = [one for one in now if one != name] if told == "shown" else [*dict.fromkeys([*now, name])]
    yield from _listed(state, at, key, now, wanted)


def _of_modules(state: _State, wanted: list[int]) -> Iterator[Rearranged]:
    """Yield the order of the session's modules in which their first slides stand."""
    order = _filled(range(len(state.session.modules)), wanted)
    if state.session.path and order != sorted(order):
        says = f"modules: {', '.join(state.session.modules[at].title for at in order)}"
        yield from _made(state, state.session.path, ("modules",), says, _ordering(order))


def _in_module(state: _State, at: int, wanted: list[str]) -> Iterator[Rearranged]:
    """Yield orders of frameworks, free slides and groups of numbers that one module shows, as their slides stand."""
    by_owner: dict[tuple[str, str], list[str]] = {}
    for of in wanted:
        document, _, rest = of.partition("#")
        kind, _, name = rest.partition(".")
        if kind in ("frameworks", "slides", "metric_groups") and name and "." not in name:
            by_owner.setdefault((document, kind), []).append(name)
    for (document, kind), names in by_owner.items():
        if kind == "frameworks" and state.session.path:
            module = state.session.modules[at]
            shown = [framework.id for framework in _frameworks(state, module)]
            wanted_now = _filled(shown, names)
            now = list(module.frameworks)
            for listed in _listed(state, at, "frameworks", now, wanted_now) if wanted_now != shown else ():
                yield replace(listed, takes_along=True)
            continue
        there = [name for name in _names(state, document, kind) if name]
        order = [there.index(name) for name in _filled(there, names)]
        if order != sorted(order):
            told = _titles(state, document, kind)
            says = f"{kind}: {', '.join(told[place] for place in order)}"
            for made in _made(state, document, (kind,), says, _ordering(order)):
                yield replace(made, order=tuple(order)) if kind == "slides" else replace(made, takes_along=True)


def _between(state: _State, wanted: list[str]) -> Iterator[Rearranged]:
    """Yield, for each set of a unit's free slides, what they follow and their order, as their slides stand."""
    sets = {slides.path: slides for slides in state.pack.slide_sets if slides.unit}
    follows: dict[str, dict[str, str]] = {}
    last = ""
    for of in wanted:
        document, _, rest = of.partition("#")
        kind, _, name = rest.partition(".")
        if kind in ("frameworks", "metric_groups") and "." not in name:
            last = name
        elif kind == "slides" and document in sets:
            follows.setdefault(document, {})[name] = last
    for document, by_name in follows.items():
        names = _names(state, document, "slides")
        slides = sets[document].slides
        others = {names.index(name): after for name, after in by_name.items() if name in names}
        others = {at: after for at, after in others.items() if slides[at].after != after}
        if others:
            order = [names.index(name) for name in _filled(names, list(by_name))]
            yield from _following(state, document, names, others, order)


def _following(
    state: _State, document: str, names: list[str], others: Mapping[int, str], order: list[int]
) -> Iterator[Rearranged]:
    """Yield what lets free slides of a set follow others, by their places, and puts the set in order."""

    def change(_: Keys) -> Callable[[str], str]:
        def made(text: str) -> str:
            for at, after in others.items():
                keys = ("slides", at, "after")
                text = _with_value(after)(keys)(text) if after else without_key(text, keys)
            return in_order(text, ("slides",), order) if order != sorted(order) else text

        return made

    titles = _titles(state, document, "slides")
    says = ", ".join(f"{titles[at]} → after: {after or '~'}" for at, after in others.items())
    place = state.pack.place(f"{document}#slides.{names[min(others)]}")
    for each in _made(state, document, (), says, change):
        yield replace(each, order=tuple(order), place=replace(each.place, line=place.line, column=place.column))


def _frameworks(state: _State, module: Module) -> Sequence[Framework]:
    unit = next((unit for unit in state.pack.units if module.of in (unit.id, unit.path)), None)
    return module.frameworks_of(unit) if unit is not None else ()


def _names(state: _State, document: str, kind: str) -> list[str]:
    """Document, one of its lists -> what content paths call the entries of that list."""
    entry = next((one for one in state.pack.documents if one.path == document), None)
    members = getattr(entry, kind, ())
    return [getattr(member, "id", "") or str(at) for at, member in enumerate(members)]


def _titles(state: _State, document: str, kind: str) -> list[str]:
    """Document, one of its lists -> what people call its entries."""
    entry = next((one for one in state.pack.documents if one.path == document), None)
    return [getattr(member, "title", "") or getattr(member, "id", "") for member in getattr(entry, kind, ())]


def _filled(all_of: Sequence[_Named], wanted: Sequence[_Named]) -> list[_Named]:
    """All members in their order, some of them in another -> all, these some in the places that they have had."""
    following = iter([one for one in wanted if one in all_of])
    return [next(following) if one in wanted else one for one in all_of]


def _listed(state: _State, at: int, key: str, now: list[str], wanted: list[str]) -> Iterator[Rearranged]:
    """Yield what makes a list of names of the session's module say what is wanted."""
    if wanted == now:
        return
    says = f"{key}: {flow_text(wanted)}"
    owner = f"{state.session.path}#modules.{at}"

    def change(keys: Keys) -> Callable[[str], str]:
        def made(text: str) -> str:
            if not now:
                return with_key(text, keys, flow_text(wanted))
            if not wanted:
                return without_key(text, keys)
            if sorted(now) == sorted(wanted):
                return in_order(text, keys, [now.index(name) for name in wanted])
            if len(wanted) > len(now):
                return with_entry(text, keys, len(now), wanted[-1])
            return without_entry(text, keys, next(place for place, name in enumerate(now) if name not in wanted))

        return made

    yield from _made(state, owner, (key,), says, change)


def _ordering(order: list[int]) -> Callable[[Keys], Callable[[str], str]]:
    return lambda keys: lambda text: in_order(text, keys, order)


def _with_value(value: str) -> Callable[[Keys], Callable[[str], str]]:
    """Value of a key as YAML -> what writes it, whether the key is there or not."""

    def change(keys: Keys) -> Callable[[str], str]:
        def made(text: str) -> str:
            there = node_at(compose(Source("", text))[0], keys)
            return with_key(text, keys, value) if there is None else rewritten(text, keys, str(plain(there)), value)

        return made

    return change


def _made(
    state: _State, owner: str, more: Keys, says: str, change: Callable[[Keys], Callable[[str], str]]
) -> Iterator[Rearranged]:
    """Content path of an entry, a key in it, how the change is told, what makes it -> the change, at its place."""
    place = state.pack.places.get(owner)
    files = {entry.path: entry.file for entry in find_files(state.content)[0]}
    file = files.get(owner.partition("#")[0])
    if place is None or file is None:
        return
    way = way_to(decoded(file.read_bytes()), place.line, place.column) if "#" in owner else ()
    if way is None:
        return
    name = file.relative_to(state.content).as_posix()
    yield Rearranged(name, Place(name, place.line, place.column), says, change((*way, *more)))
