"""Changes that the preview's page makes to YAML files, one after the other, and their undoing."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Final

from deckbrief.base.record import record
from deckbrief.run.files import write_whole
from deckbrief.run.preview.forms import missing, takes, with_forms
from deckbrief.run.rewriting import CannotRewriteError, Keys, decoded, rewrite_file, texts_below, written_plainly

_KEPT: Final = 200
"""Changes that can be undone."""


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

    def change(self, name: str, file: Path, keys: Keys, old: str | None, new: str) -> None:
        """Write other words into a file; without old ones a key is added.

        Raises CannotRewriteError, ConflictError, OSError.
        """
        with self._lock:
            before, after = rewrite_file(file, keys, old, new)
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


def entry_texts(file: Path, line: int, column: int) -> list[dict[str, Any]]:
    """File and where an entry begins -> the texts that it holds, each with the way to it and how it is filled in."""
    try:
        text = decoded(file.read_bytes())
    except (OSError, UnicodeDecodeError):
        return []
    return with_forms(text, [written_plainly(written) for written in texts_below(text, line, column)])


def entry_missing(file: Path, line: int, column: int) -> list[dict[str, Any]]:
    """File and where an entry begins -> its choices, switches and numbers that are not there yet."""
    try:
        return missing(decoded(file.read_bytes()), line, column)
    except (OSError, UnicodeDecodeError):
        return []


def may_add(file: Path, keys: Keys, value: str) -> bool:
    """Tell whether a key may be added to a file with that value."""
    try:
        return bool(keys) and takes(decoded(file.read_bytes()), keys, value)
    except (OSError, UnicodeDecodeError):
        return False


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
