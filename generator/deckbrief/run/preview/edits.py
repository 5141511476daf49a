"""Changes that the preview's page makes to YAML files, one after the other, and their undoing."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Final

from deckbrief.base.problem import Place
from deckbrief.base.record import record
from deckbrief.run.entries import list_texts, with_entry, with_moved, without_entry, without_key
from deckbrief.run.files import write_whole
from deckbrief.run.preview.forms import (
    entries,
    lists,
    may_change,
    may_drop,
    missing,
    new_entry,
    state,
    value_to_add,
    with_forms,
)
from deckbrief.run.rewriting import (
    CannotRewriteError,
    ConflictError,
    Keys,
    change_file,
    decoded,
    texts_of,
    way_to,
    with_key,
    written_plainly,
)

_KEPT: Final = 200
"""Changes that can be undone."""


class NotOfTheModelError(CannotRewriteError):
    """Raised where the model has no such key or list."""


@record
class Edit:
    """A change: the file as it is named, the bytes before and after it."""

    name: str
    file: Path
    before: bytes
    after: bytes


class Edits:
    """The changes of one run of the preview; one is made at a time."""

    def __init__(self) -> None:
        self._done: list[Edit] = []
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._done)

    def change(self, name: str, file: Path, made: Callable[[str], str]) -> None:
        """Put what `made` makes of a file's text into the file.

        Raises CannotRewriteError, ConflictError, OSError.
        """
        with self._lock:
            before, after = change_file(file, made)
            if before != after:
                self._done = [*self._done[-_KEPT:], Edit(name, file, before, after)]

    def undo(self) -> str:
        """Take the last change back -> the file as it is named; nothing where there is none.

        Raises CannotRewriteError, with the file's name, where the file is another one by now.
        """
        with self._lock:
            if not self._done:
                return ""
            last = self._done[-1]
            if not last.file.is_file() or last.file.read_bytes() != last.after:
                raise CannotRewriteError(last.name)
            write_whole(last.file.resolve(), last.before)
            self._done.pop()
            return last.name


def entry_at(file: Path, way: Keys) -> dict[str, Any]:
    """File, the way to an entry -> its texts with how they are filled in, keys and lists: what the page shows of it.

    Nothing where the file cannot be read.
    """
    try:
        text = decoded(file.read_bytes())
    except (OSError, UnicodeDecodeError):
        return {"texts": [], "missing": [], "lists": [], "entries": [], "state": ""}
    below = [written for written in texts_of(text) if written.keys[: len(way)] == way]
    return {
        "texts": with_forms(text, list(map(written_plainly, below))),
        "missing": missing(text, way),
        "lists": lists(text, way),
        "entries": entries(text, way),
        "state": state(text),
    }


def way_of(file: Path, place: Place) -> Keys:
    """File and where an entry begins in it -> the way to it."""
    try:
        return way_to(decoded(file.read_bytes()), place.line, place.column) or ()
    except (OSError, UnicodeDecodeError):
        return ()


def adding(keys: Keys, said: str) -> Callable[[str], str]:
    """The way to a key, what somebody chose for it -> what adds it to a file's text."""

    def made(text: str) -> str:
        value = value_to_add(text, keys, said) if keys else None
        if value is None:
            raise NotOfTheModelError("no such key")
        return with_key(text, keys, value)

    return made


def relisting(keys: Keys, act: str, at: int, to: int, seen: str) -> Callable[[str], str]:
    """The way to a list, what is done with which entry of it, the state in which it was seen -> what does it."""

    def made(text: str) -> str:
        if not may_change(text, keys):
            raise NotOfTheModelError("no such list")
        (now,) = list_texts(text, [keys])
        if state(now) != seen:
            raise ConflictError(now)
        if act == "add":
            return with_entry(text, keys, at, new_entry(text, keys))
        return without_entry(text, keys, at) if act == "remove" else with_moved(text, keys, at, to)

    return made


def dropping(keys: Keys, seen: str) -> Callable[[str], str]:
    """The way to a key that need not be there, the state in which its file was seen -> what takes the key out of it."""

    def made(text: str) -> str:
        if not may_drop(text, keys):
            raise NotOfTheModelError("no such key")
        if state(text) != seen:
            raise ConflictError("")
        return without_key(text, keys)

    return made


def open_in_editor(command: str, file: Path, line: int, column: int) -> bool:
    """Command (`code -g {file}:{line}:{column}`) and a place -> whether the command could be started, by no shell."""
    values = {"file": str(file), "line": str(line), "column": str(column)}
    words = [_filled(word, values) for word in shlex.split(command)]
    if "{file}" not in command:
        words.append(str(file))
    try:
        process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    Thread(target=process.wait, daemon=True).start()  # it may stay open for hours
    return True


def _filled(word: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        word = word.replace(f"{{{name}}}", value)
    return word
