"""Where things are kept that can be made again at any time, between runs: compiled and rendered templates."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, TypeVar, cast

_Value = TypeVar("_Value")

_SEAL: Final = 16
"""Bytes before what is kept, from which it is known that all of it is there."""


def cache_folder(name: str) -> Path | None:
    """Return a folder of the user's own for such things, made if need be; None where none can be written.

    It stands in `XDG_CACHE_HOME` or `~/.cache` (XDG base directory specification).
    """
    home = os.environ.get("XDG_CACHE_HOME", "")
    try:
        folder = (Path(home) if home else Path.home() / ".cache") / "deckbrief" / name
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK) else None


def remembered(folder: str, name: str, key: str, make: Callable[[], _Value]) -> _Value:
    """Return what `make` gives: from the last run, where it was kept under this name with the same key.

    The value is made of plain types only (numbers, texts, bytes, tuples, lists, dictionaries). `key` must say all that
    it depends on. A file that cannot be read or written does no harm.
    """
    place = cache_folder(folder)
    if place is None:
        return make()
    file = place / name
    with suppress(ValueError, EOFError, TypeError):
        kept: tuple[str, _Value] = marshal.loads(kept_bytes(file))
        if kept[0] == key:
            return kept[1]
    value = make()
    keep_bytes(file, marshal.dumps((key, cast(Any, value))))
    return value


def kept_bytes(file: Path) -> bytes:
    """Return what was kept in a file; nothing where there is none, or not all of it: marshal does not stand damage."""
    try:
        data = file.read_bytes()
    except OSError:
        return b""
    seal, kept = data[:_SEAL], data[_SEAL:]
    return kept if seal == _seal(kept) else b""


def keep_bytes(file: Path, data: bytes) -> None:
    """Keep bytes in a file, whole or not at all. A file that cannot be written does no harm."""
    with suppress(OSError):
        beside = file.with_name(f"{file.name}.{os.getpid()}")
        beside.write_bytes(_seal(data) + data)
        beside.replace(file)


def _seal(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SEAL).digest()
