"""Packs in which one list is long: what a run costs is to grow with the list, not with its square.

Each of `LISTS` gives the files of a pack whose session `long` shows that many entries of one kind, and nothing else
that is long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

_UNIT: Final = """\
kind: unit
name: Bakery
department: North bakery
speaker: {name: Ada, role: baker}
title: Bread that keeps
section: Bread that keeps
tagline: slow dough
message: Time does the work.
summary: [Slow dough keeps.]
takeaways: [Wait for it.]
notes: {say: [North bakes slowly.]}
"""
_FRAMEWORK: Final = """\
frameworks:
  - id: rests
    name: Rests
    title: Dough rests
    figure: checklist
    notes: {say: [Wait for it.]}
    parts:
"""
_SESSION: Final = """\
kind: session
title: Bread
audience: Bakers
"""
_OBJECTIVES: Final = "objectives: [Bake bread.]\n"

_HOUR: Final = 60
"""Minutes of the session."""

Files = dict[str, str]
"""Names of files below a content folder, and what they hold."""


def write_long(folder: Path, name: str, count: int) -> None:
    """Name of a list, how many entries -> a pack in that folder whose session `long` shows them."""
    folder.mkdir()
    for file, text in {"pack.yaml": "kind: pack\ntitle: Bread\nlang: en\n", **LISTS[name](count)}.items():
        (folder / file).write_text(text, "utf-8")


def write_figure(folder: Path, kind: str, part: str, count: int) -> None:
    """Write a pack whose session `long` shows one figure of a kind, with so many parts; # is a part's number."""
    folder.mkdir()
    parts = _FRAMEWORK.replace("checklist", kind) + _lines(_numbered(count, part), 6)
    for file, text in {"pack.yaml": "kind: pack\ntitle: Bread\nlang: en\n", **_of_unit(parts)}.items():
        (folder / file).write_text(text, "utf-8")


def _lines(texts: Iterable[str], indent: int) -> str:
    return "".join(f"{' ' * indent}- {text}\n" for text in texts)


def _numbered(count: int, text: str) -> Iterator[str]:
    return (text.replace("#", str(number)) for number in range(1, count + 1))


def _session(*modules: str, objectives: str = _OBJECTIVES, minutes: float = _HOUR) -> Files:
    unit = _UNIT + _FRAMEWORK + _lines(_numbered(2, "{id: p#, name: rest #}"), 6)
    session = f"{_SESSION}minutes: {minutes:g}\n{objectives}modules:\n{''.join(modules)}"
    return {"bakery.yaml": unit, "long.yaml": session}


def _module(kind: str, more: str = "", minutes: float = _HOUR) -> str:
    return f"  - kind: {kind}\n    title: Bread\n    minutes: {minutes:g}\n{more}"


def _of_unit(body: str) -> Files:
    return {**_session(_module("unit", "    of: bakery\n")), "bakery.yaml": _UNIT + body}


def _parts(count: int) -> Files:
    return _of_unit(_FRAMEWORK + _lines(_numbered(count, "{id: p#, name: rest #}"), 6))


def _points(count: int) -> Files:
    part = "      - id: first\n        name: First\n        points:\n"
    return _of_unit(_FRAMEWORK + part + _lines(_numbered(count, "Fold it # times and wait."), 10))


def _objectives(count: int) -> Files:
    listed = "objectives:\n" + _lines(_numbered(count, "Bake loaf # on time."), 2)
    return _session(_module("opening"), objectives=listed)


def _questions(count: int) -> Files:
    listed = "    questions:\n" + _lines(_numbered(count, "Who bakes loaf #?"), 6)
    return _session(_module("discussion", listed))


def _steps(count: int) -> Files:
    return _session(_module("exercise", "    steps:\n" + _lines(_numbered(count, "Fold loaf # once."), 6)))


def _metrics(count: int) -> Files:
    group = "metric_groups:\n  - id: loaves\n    title: Loaves\n    notes: {say: [Count them.]}\n    metrics:\n"
    framework = _FRAMEWORK + _lines(_numbered(2, "{id: p#, name: rest #}"), 6)
    return _of_unit(framework + group + _lines(_numbered(count, "{id: m#, number: #, label: loaves of day #}"), 6))


def _themes(count: int) -> Files:
    rows = _lines(_numbered(count, "{id: t#, name: theme #, cells: [{unit: bakery, text: loaf #}]}"), 2)
    table = "kind: comparison\nname: All\ntitle: All\nunits: [bakery]\nnotes: {say: [Look.]}\nthemes:\n" + rows
    return {"all.yaml": table, **_session(_module("comparison", "    of: all\n"))}


def _modules(count: int, *before: str, more: float = 0) -> Files:
    each = 0.5 if count > _HOUR else 1
    module = _module("exercise", "    steps: [Fold it., Wait.]\n", each)
    named = [module.replace("Bread", f"Loaf {number}") for number in range(1, count + 1)]
    return _session(*before, *named, minutes=each * count + more)


def _agenda(count: int) -> Files:
    return _modules(count, _module("agenda", "", 0.5), more=0.5)


def _quiz(count: int) -> Files:
    asked = "{id: q#, question: Which loaf is #?, options: [A, B, C], answer: A, because: So it is.}"
    minutes = max(_HOUR, count)
    return _session(_module("quiz", "    quiz:\n" + _lines(_numbered(count, asked), 6), minutes), minutes=minutes)


def _free(body: str) -> Files:
    slide = f"kind: slides\ntitle: More\nslides:\n  - id: one\n    title: Loaves\n{body}"
    return {"more.yaml": slide, **_session(_module("slides", "    of: more\n"))}


def _bullets(count: int) -> Files:
    return _free("    bullets:\n" + _lines(_numbered(count, "Wait for loaf #."), 6))


def _cards(count: int) -> Files:
    return _free("    cards:\n" + _lines(_numbered(count, "{name: Loaf #, text: Wait for it.}"), 6))


def _columns(count: int) -> Files:
    return _free("    columns:\n" + _lines(_numbered(count, "{name: Loaf #, bullets: [Wait for it.]}"), 6))


def _slides(count: int) -> Files:
    slides = "kind: slides\ntitle: More\nslides:\n"
    slides += _lines(_numbered(count, "{id: s#, title: Loaf #, text: [Wait for loaf #.]}"), 2)
    minutes = max(_HOUR, count / 2)
    return {"more.yaml": slides, **_session(_module("slides", "    of: more\n", minutes), minutes=minutes)}


def _rows(count: int) -> Files:
    rows = _lines(_numbered(count, "[loaf #, '#']"), 8)
    table = f"  - id: table\n    title: Loaves\n    table:\n      head: [Loaf, Day]\n      rows:\n{rows}"
    return {
        "more.yaml": f"kind: slides\ntitle: More\nslides:\n{table}",
        **_session(_module("slides", "    of: more\n")),
    }


LISTS: Final[dict[str, Callable[[int], Files]]] = {
    "parts": _parts,
    "points": _points,
    "objectives": _objectives,
    "questions": _questions,
    "steps": _steps,
    "metrics": _metrics,
    "themes": _themes,
    "modules": _modules,
    "agenda": _agenda,
    "quiz questions": _quiz,
    "bullets": _bullets,
    "cards": _cards,
    "columns": _columns,
    "slides": _slides,
    "rows of tables": _rows,
}
