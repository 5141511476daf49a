"""Bytes, files, folders and values -> digests: equal for equal content, on any day, under any name of the folder."""

from __future__ import annotations

import os
import pickle
import stat
from collections.abc import Iterator
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any, Final

_SIZE: Final = 20
"""Bytes of a digest: no two files that anyone writes have the same."""

NONE: Final = "none"
"""Stands for a file that is not there, or cannot be read."""


def digest_of(data: bytes) -> str:
    """Bytes -> digest."""
    return blake2b(data, digest_size=_SIZE).hexdigest()


def digest_of_file(path: Path | str) -> str:
    """File -> digest of what it holds; `NONE` where there is none, but a pipe or device, which never end."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return NONE
        with open(path, "rb") as file:
            return digest_of(file.read())
    except (OSError, ValueError):  # ValueError: a name that no file can have
        return NONE


def digest_of_values(*values: object) -> str:
    """Texts, numbers, and lists and dictionaries of them -> digest."""
    return digest_of(repr(values).encode("utf-8", "surrogatepass"))


def digest_of_entry(value: Any) -> str:
    """Value of the content model -> digest, the same whatever objects in it are shared."""
    buffer = BytesIO()
    pickler = pickle.Pickler(buffer, 5)
    pickler.fast = True  # no memory of objects seen
    pickler.dump(value)
    return digest_of(buffer.getvalue())


def files_below(folder: Path, suffixes: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Folder -> the files below it with one of the suffixes (none: all), sorted: posix paths below it, and paths.

    Hidden ones and compiled Python are left out.
    """
    below = len(os.path.join(folder, ""))
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
        for name in sorted(names):
            if not name.startswith(".") and (not suffixes or name.lower().endswith(suffixes)):
                path = os.path.join(parent, name)
                yield path[below:].replace(os.sep, "/"), path
