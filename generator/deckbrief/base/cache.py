"""Where things are kept that can be made again at any time, between runs: compiled and rendered templates."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

_Value = TypeVar("_Value")


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
    with suppress(OSError, ValueError, EOFError, TypeError):
        kept: tuple[str, _Value] = marshal.loads(file.read_bytes())
        if kept[0] == key:
            return kept[1]
    value = make()
    with suppress(OSError):
        beside = file.with_name(f"{name}.{os.getpid()}")
        beside.write_bytes(marshal.dumps((key, cast(Any, value))))
        beside.replace(file)
    return value
