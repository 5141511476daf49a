"""What is really read while an output is made: keys noted by whoever reads, in this process and those it forks.

Passing a notebook down to every template and style sheet would touch each signature between the build and what reads;
one output is made at a time in a process, so that the process has one notebook.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

EVERYTHING: Final = "everything"
"""The key of who cannot tell what it reads."""

_END: Final = b"\0"


class Notebook:
    """Keys that are noted. Processes forked meanwhile write into the same file: they share its offset."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._handle = _nameless_file()

    def note(self, key: str) -> None:
        if key not in self._known:
            self._known.add(key)
            os.write(self._handle, key.encode("utf-8", "surrogateescape") + _END)

    def keys(self) -> frozenset[str]:
        """Return what was noted in all processes until now."""
        noted = os.pread(self._handle, os.fstat(self._handle).st_size, 0)
        return frozenset(key.decode("utf-8", "surrogateescape") for key in noted.split(_END) if key)

    def close(self) -> None:
        os.close(self._handle)


def _nameless_file() -> int:
    """Return the handle of a new file that goes when it is closed."""
    if sys.platform == "linux":
        return os.memfd_create("reads")
    import tempfile

    handle, name = tempfile.mkstemp()
    os.unlink(name)
    return handle


_notebook: Notebook | None = None


def note(key: str) -> None:
    """Note that something is read, if someone wants to know."""
    if _notebook is not None:
        _notebook.note(key)


@contextmanager
def noting() -> Iterator[Notebook]:
    """Note in a new notebook what is read, until the end of the block."""
    global _notebook  # noqa: PLW0603 - a process makes one output at a time
    before = _notebook
    _notebook = notebook = Notebook()
    try:
        yield notebook
    finally:
        _notebook = before
        notebook.close()
