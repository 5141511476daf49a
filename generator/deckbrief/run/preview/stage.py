"""Content on disk -> what the preview shows: decks with their slides, notes and problems, briefings.

A pack with problems leaves the slides of the last good one standing, with the problems beside them. A slide whose
drawing has not changed keeps its key, so that a browser draws anew only what is another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Any, Final

from deckbrief.base.message import Catalogue, worded
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import record
from deckbrief.base.report import user_path as file_shown
from deckbrief.content.files import find_files
from deckbrief.content.model import Pack
from deckbrief.content.punctuation import Kept as Warned
from deckbrief.content.punctuation import content_warnings
from deckbrief.content.read import Kept as Readings
from deckbrief.draft.pace import pace_warnings
from deckbrief.export.deck import session_shown
from deckbrief.export.exporter import Target
from deckbrief.export.materials import Materials, deck_layout, materials_of
from deckbrief.export.svg import frame_svg
from deckbrief.layout.frame import Frame, Table
from deckbrief.layout.slide.slide import DeckLayout
from deckbrief.run.as_json import problem_object
from deckbrief.run.make import pack_and_materials
from deckbrief.run.request import Options
from deckbrief.run.targets import all_targets
from deckbrief.theme.theme import Theme

_KEPT: Final = 300
"""Drawings that are kept though no deck shows them any more."""
_KEY: Final = 20
"""Characters of a drawing's key."""


@record
class Shown:
    """A slide as the preview shows it: its frame, the key of its drawing, the content paths of its items."""

    frame: Frame
    key: str
    paths: tuple[str, ...]


@record
class Good:
    """The last content that could be drawn: pack, materials, targets, and what could be better about it."""

    pack: Pack
    given: Materials
    targets: tuple[Target, ...]
    warnings: tuple[Problem, ...] = ()


class Stage:
    """What is to be seen of a content folder. Any method may be called from any thread."""

    def __init__(self, options: Options, catalogue: Catalogue | None = None) -> None:
        self.options, self.catalogue = options, catalogue
        self.version = 0
        self._lock = RLock()
        self._good: Good | None = None
        self._problems: tuple[Problem, ...] = ()
        self._decks: dict[str, tuple[Shown, ...]] = {}
        self._of_decks: dict[str, tuple[Problem, ...]] = {}
        self._drawn: dict[Frame, str] = {}
        self._svgs: dict[str, str] = {}
        self._layouts: dict[str, DeckLayout] = {}
        self._looked_at: set[str] = set()
        self._readings: Readings = {}
        self._warned: Warned = {}
        self._at_lines: dict[tuple[str, int], list[str]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read the content anew, and lay out the decks that somebody looks at."""
        with self._lock:
            self.version += 1
            try:
                pack, given = pack_and_materials(self.options, self._readings)
                warnings = (*given.warnings, *content_warnings(pack, self._warned))
                self._good = Good(pack, given, tuple(all_targets(pack)), tuple(warnings))
                self._problems = ()
                self._at_lines = {}
            except ProblemError as error:
                self._problems = error.problems
                return
            self._looked_at &= {target.name for target in self._good.targets}
            for name in sorted(self._looked_at):
                self._lay_out(name)

    # Decks --------------------------------------------------------------------------------------------------------

    def _lay_out(self, name: str) -> None:
        """Lay a deck out; where it has problems, the slides that stood before stay."""
        good = self._good
        assert good is not None, "a deck is of a pack"
        target = next(target for target in good.targets if target.name == name)
        try:
            session = session_shown(target, good.given)
            own = materials_of(session, good.given)
            layout = deck_layout(session, own, self.options.minutes)
            layout.take_from(self._layouts.get(name))
            frames = layout.whole()
            self._layouts[name] = layout
            self._decks[name] = tuple(self._shown(frame, own.theme) for frame in frames.frames)
            self._of_decks[name] = tuple(pace_warnings(session, layout.deck, good.pack.place))
        except ProblemError as error:
            self._of_decks[name] = error.problems
            self._decks.setdefault(name, ())
        self._forget()

    def _shown(self, frame: Frame, theme: Theme) -> Shown:
        key = self._drawn.get(frame)  # looked up once: a frame is large
        if key is None:
            svg = frame_svg(frame, theme)
            key = sha256(svg.encode()).hexdigest()[:_KEY]
            self._drawn[frame], self._svgs[key] = key, svg
        return Shown(frame, key, tuple(_paths(frame)))

    def _forget(self) -> None:
        """Forget the drawings that no deck shows any more, but the last ones: a browser may just be asking for them."""
        keys = {shown.key for slides in self._decks.values() for shown in slides}
        for frame in [frame for frame, key in self._drawn.items() if key not in keys]:
            del self._drawn[frame]  # frames are large: only those that go are looked up
        gone = [key for key in self._svgs if key not in keys]
        for key in gone[:-_KEPT]:
            del self._svgs[key]

    def svg(self, key: str) -> str | None:
        """Key of a drawing -> the drawing, while a deck shows it."""
        with self._lock:
            return self._svgs.get(key)

    # What is told -------------------------------------------------------------------------------------------------

    def overview(self) -> dict[str, Any]:
        """Return the pack's title, what can be looked at, and every problem that belongs to no single deck."""
        with self._lock:
            good = self._good
            targets = good.targets if good else ()
            problems = (*self._problems, *(good.warnings if good else ()))
            return {
                "version": self.version,
                "title": good.pack.info.title if good else "",
                "lang": good.pack.info.lang if good else "",
                "stale": bool(self._problems),
                "decks": [_named(target, good) for target in targets if target.kind == "deck"],
                "briefings": [_named(target, good) for target in targets if target.exporter.folder == "briefing"],
                "problems": [problem_object(problem, self.catalogue) for problem in dict.fromkeys(problems)],
            }

    def deck(self, name: str) -> dict[str, Any] | None:
        """Name of a deck -> its slides with keys, notes, minutes and problems; None where there is no such deck."""
        with self._lock:
            if self._good is None or not any(t.name == name and t.kind == "deck" for t in self._good.targets):
                return None
            if name not in self._looked_at:
                self._looked_at.add(name)
                self._lay_out(name)
            slides = self._decks[name]
            told = [*self._problems, *self._good.warnings, *self._of_decks.get(name, ())]
            beside = self._beside(told, slides)
            return {
                "version": self.version,
                "name": name,
                "stale": bool(self._problems) or any(p.severity == "error" for p in self._of_decks.get(name, ())),
                "problems": [problem_object(problem, self.catalogue) for problem in self._of_decks.get(name, ())],
                "slides": [self._slide(shown, beside.get(at, ())) for at, shown in enumerate(slides)],
            }

    def _slide(self, shown: Shown, problems: Sequence[Problem]) -> dict[str, Any]:
        frame = shown.frame
        return {
            "name": frame.name, "title": frame.title or frame.name, "section": frame.section,
            "minutes": frame.minutes, "key": shown.key, "ratio": frame.width / frame.height,
            "notes": [{"role": note.role, "label": note.label, "text": note.text} for note in frame.notes],
            "problems": [problem_object(problem, self.catalogue) for problem in problems],
            "text": " ".join(_texts(frame)),
        }  # fmt: skip

    def _beside(self, problems: Sequence[Problem], slides: Sequence[Shown]) -> dict[int, list[Problem]]:
        """Problems, slides -> by the places of slides, the problems of what they show."""
        found: dict[int, list[Problem]] = {}
        lines = self._lines() if problems else {}
        index = Index(slides) if problems else None
        for problem in dict.fromkeys(problems):
            for at in index.nearest(_paths_at(problem.place, lines)) if index else ():
                found.setdefault(at, []).append(problem)
        return found

    def _lines(self) -> Mapping[tuple[str, int], list[str]]:
        """Return the content paths that stand in each line of each file."""
        if not self._at_lines:
            for path, place in self._good.pack.places.items() if self._good else ():
                self._at_lines.setdefault((place.file, place.line), []).append(path)
        return self._at_lines

    # Where things stand -------------------------------------------------------------------------------------------

    def place(self, path: str) -> Place | None:
        """Content path -> where it stands; None where it is no path of the pack."""
        with self._lock:
            if self._good is None or path not in self._good.pack.places:
                return None
            return self._good.pack.places[path]

    def files(self) -> dict[str, Path]:
        """Return the files of the pack by the names that places have; none that lies outside of its folder."""
        root = self.options.content.resolve()
        found = {file_shown(entry.file): entry.file for entry in find_files(self.options.content)[0]}
        return {name: file for name, file in found.items() if file.resolve().is_relative_to(root)}

    def briefing(self, name: str) -> tuple[Target, Materials] | None:
        """Name of a briefing -> what it is made from."""
        with self._lock:
            if self._good is None:
                return None
            found = (t for t in self._good.targets if t.name == name and t.exporter.folder == "briefing")
            target = next(found, None)
            return (target, self._good.given) if target else None

    def told(self, problems: Sequence[Problem]) -> list[dict[str, Any]]:
        """Return problems as the page is told them."""
        return [problem_object(problem, self.catalogue) for problem in problems]

    def words(self, message: Any) -> str:
        """Return a message in the user's language."""
        return worded(message, self.catalogue)


def _named(target: Target, good: Good | None) -> dict[str, str]:
    entry = target.entry
    title = getattr(entry, "title", "") or (good.pack.info.title if good else "")
    return {"name": target.name, "title": title, "kind": target.kind}


def _paths(frame: Frame) -> Iterator[str]:
    """Yield the content paths of what a frame shows, each once."""
    paths = [item.path for item in frame.walk()]
    paths += [cell.path for item in frame.walk() if isinstance(item, Table) for row in item.rows for cell in row]
    yield from dict.fromkeys(filter(None, paths))


def _texts(frame: Frame) -> Iterator[str]:
    for item in frame.walk():
        if body := getattr(item, "body", None):
            yield body.text
        if isinstance(item, Table):
            yield from (cell.body.text for row in item.rows for cell in row)


_REACH: Final = 12
"""Lines above a problem in which the entry that it is about is looked for."""


def _paths_at(place: Place, lines: Mapping[tuple[str, int], list[str]]) -> list[str]:
    """Return the content paths at a place's line, or at the nearest line above it that has some."""
    for line in range(place.line, max(0, place.line - _REACH), -1):
        if found := lines.get((place.file, line)):
            return found
    return []


class Index:
    """Slides by the content paths of what they show."""

    def __init__(self, slides: Sequence[Shown]) -> None:
        self._showing: dict[tuple[str, ...], dict[int, None]] = {}
        self._below: dict[tuple[str, ...], dict[int, None]] = {}
        for at, shown in enumerate(slides):
            for path in shown.paths:
                steps = _steps(path)
                self._showing.setdefault(steps, {})[at] = None
                for count in range(2, len(steps) + 1):
                    self._below.setdefault(steps[:count], {})[at] = None

    def nearest(self, paths: Sequence[str]) -> list[int]:
        """Content paths of a problem -> the places of the slides that show the most of them, or what they are in.

        A path and that of an item are as near as they have steps in common where one leads to the other; a document
        alone is none.
        """
        near: dict[int, dict[int, None]] = {}
        for path in paths:
            steps = _steps(path)
            if found := self._below.get(steps):
                near.setdefault(len(steps), {}).update(found)
                continue
            for count in range(len(steps) - 1, 1, -1):
                if found := self._showing.get(steps[:count]):
                    near.setdefault(count, {}).update(found)
                    break
        return sorted(near[max(near)]) if near else []


def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.replace("#", ".").split("."))
