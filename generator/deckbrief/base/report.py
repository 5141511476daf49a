"""Problems -> plain text for a terminal: one line, the source line, a caret, a hint."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from deckbrief.base.message import Catalogue, Message, msg, plural, worded
from deckbrief.base.problem import SHOWN, Place, Problem
from deckbrief.base.script.kinds import terminal_cells

WINDOW: Final = 100
"""Cells of a source line that are shown around the caret."""

_NEAR: Final = 4 * WINDOW
"""Characters of a source line on either side of the place that are looked at: lines can have millions."""
_SEVERITIES: Final = {"error": msg("error"), "warning": msg("warning"), "note": msg("note")}
_RANKS: Final = {severity: rank for rank, severity in enumerate(_SEVERITIES)}
_TAB_WIDTH: Final = 8
_LINE_BREAK: Final = r"\r\n|\r|\n"
_CONTROL: Final = "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"


def user_path(path: Path) -> str:
    """Return the path as the user would type it: relative to the working folder when it lies inside."""
    text = os.path.normpath(path)
    if os.path.isabs(text):
        inside = os.path.relpath(text)
        if inside != os.pardir and not inside.startswith(os.pardir + os.sep):
            text = inside
    return text.encode("utf-8", "backslashreplace").decode()


def format_problems(problems: Iterable[Problem], catalogue: Catalogue | None = None) -> str:
    """Problems -> the first of each kind in each file, in the order of their places, and a line that counts all.

    They are worded in the catalogue's language, without one in English.
    """
    ordered = sorted(problems, key=_order)
    kinds = Counter((problem.place.file, problem.code) for problem in ordered)
    told: Counter[tuple[str, str]] = Counter()
    lines: list[str] = []
    for problem in ordered:
        kind = problem.place.file, problem.code
        told[kind] += 1
        if told[kind] <= SHOWN:
            lines.append(format_problem(problem, catalogue))
        if told[kind] == SHOWN and kinds[kind] > SHOWN:
            more = worded(msg("{number} more of this kind", number=kinds[kind] - SHOWN), catalogue)
            lines.append(f"{visible(problem.place.file)}: {more} [{problem.code}]")
    return "\n".join([*lines, worded(_counted(ordered), catalogue)])


def _counted(problems: Sequence[Problem]) -> Message:
    """Return how many there are of each severity that some have; where all are errors, how many problems."""
    of = Counter(problem.severity for problem in problems)
    if of.keys() <= {"error"}:
        return plural(len(problems), "{number} problem", "{number} problems")
    errors = plural(of["error"], "{number} error", "{number} errors")
    warnings = plural(of["warning"], "{number} warning", "{number} warnings")
    notes = plural(of["note"], "{number} note", "{number} notes")
    told = {"error": errors, "warning": warnings, "note": notes}
    counted, *others = [words for severity, words in told.items() if of[severity]]
    for words in others:
        counted = msg("{some}, {others}", some=counted, others=words)
    return counted


def _order(problem: Problem) -> tuple[Place, str, int, str]:
    return problem.place, problem.code, _RANKS[problem.severity], problem.message


def format_problem(problem: Problem, catalogue: Catalogue | None = None) -> str:
    """Problem -> `file:line:column: error: message [code]`, the source line, a caret, `hint: …`."""
    place = problem.place
    where = visible(str(place))
    severity = worded(_SEVERITIES[problem.severity], catalogue)
    lines = [f"{where}: {severity}: {visible(worded(problem.message, catalogue))} [{problem.code}]"]
    lines += _pointed(problem.source_line or _line_of_file(place), place.column, place.length)
    if problem.hint:
        hint = worded(msg("hint: {hint}", hint=problem.hint), catalogue)
        lines.append(f"  {visible(hint)}")
    return "\n".join(lines)


def _line_of_file(place: Place) -> str:
    """Return the line at a place, or nothing when there is no such line or it cannot be read."""
    if not place.line:
        return ""
    try:
        text = Path(place.file).read_bytes().decode("utf-8", errors="replace").removeprefix("\ufeff")
    except (OSError, ValueError):
        return ""
    lines = re.split(_LINE_BREAK, text)
    return lines[place.line - 1] if place.line <= len(lines) else ""


def _pointed(line: str, column: int, length: int) -> list[str]:
    """Source line, column from 1, how many characters are meant -> the line, cut to the window, and carets below it."""
    if not line.strip():
        return []
    first = max(0, column - 1 - _NEAR)
    line = visible(line[first : first + 2 * _NEAR], keep="\t")
    if not column:
        return ["  " + _cut(line, 0)[0]]
    column -= first
    text, start = _cut(line, column - 1)
    before = text[: column - 1 - start]
    blank = "".join("\t" if char == "\t" else " " * cells(char) for char in before)
    meant = cells(text[column - 1 - start : column - 1 - start + length].rstrip())
    return ["  " + text, "  " + blank + "^" * max(1, meant)]


def cells(text: str) -> int:
    """Return how many terminal cells a text takes: two for a wide character, none for a combining one (UAX 11)."""
    return sum(_cells_of(char) for char in text)


def _cells_of(char: str) -> int:
    if char == "\t":
        return _TAB_WIDTH
    return terminal_cells(char)


def _cut(line: str, position: int) -> tuple[str, int]:
    """Line and a position from 0 -> at most `WINDOW` cells around it, and the position of their first character.

    An ellipsis stands where something was cut; it takes the place of a character, so positions still count.
    """
    if cells(line) <= WINDOW:
        return line, 0
    start, end = _around(line, position, WINDOW - 2)
    head = "…" if start else ""
    tail = "…" if end < len(line) else ""
    return head + line[start:end] + tail, start - len(head)


def _around(line: str, position: int, room: int) -> tuple[int, int]:
    """Return the range of `line` that takes at most `room` cells, with about two thirds of them before `position`."""
    start = min(position, len(line))
    used = 0
    while start and used + _cells_of(line[start - 1]) <= room * 2 // 3:
        start -= 1
        used += _cells_of(line[start])
    end = min(position, len(line))
    while end < len(line) and used + _cells_of(line[end]) <= room:
        used += _cells_of(line[end])
        end += 1
    while start and used + _cells_of(line[start - 1]) <= room:
        start -= 1
        used += _cells_of(line[start])
    return start, end


def visible(text: str, keep: str = "") -> str:
    """Return the text with control characters as their pictures (U+2400 ff.), so that none acts on the terminal."""

    def picture(match: re.Match[str]) -> str:
        char = match.group()
        if char in keep:
            return char
        return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "\ufffd"

    return re.sub(_CONTROL, picture, text)
