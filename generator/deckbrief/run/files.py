"""Files that are at every moment the old one or the new one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

_BEFORE: Final = ".deckbrief-"
_BEHIND: Final = ".part"
"""What files are called until they are whole: short, for the name that they get may be as long as names can be."""

_open_parts: Final[set[str]] = set()
"""Unfinished files of this process."""


def write_part(folder: Path, data: bytes) -> Path:
    """Folder, bytes -> a new file there that holds them, on the disk, under a name that is nobody's. Raises OSError."""
    number = 0
    while True:
        path = folder / f"{_BEFORE}{os.getpid()}-{number}{_BEHIND}"
        _open_parts.add(str(path))
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
            break
        except FileExistsError:
            number += 1
    try:
        _write_synced(handle, data)
    except OSError:
        drop_part(path)
        raise
    return path


def _write_synced(handle: int, data: bytes) -> None:
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def put_in_place(part: Path, path: Path) -> None:
    """Give a file its name, in one step; on the disk, for its folder is synced too. Raises OSError."""
    os.replace(part, path)
    _open_parts.discard(str(part))
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the disk know a folder's names; where folders cannot be synced (Windows), nothing is done."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def drop_part(path: Path) -> None:
    """Remove an unfinished file, if it is there."""
    with suppress(OSError):
        os.unlink(path)
    _open_parts.discard(str(path))


def drop_open_parts() -> None:
    """Remove all unfinished files of this process, which is about to end."""
    for path in list(_open_parts):
        drop_part(Path(path))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is at every moment the old one or the new one. Raises OSError."""
    part = write_part(path.parent, data)
    try:
        put_in_place(part, path)
    except OSError:
        drop_part(part)
        raise


def remove_leftovers(folders: Iterable[Path]) -> None:
    """Remove unfinished files that builds have left which were ended. No build may be at work in these folders."""
    for folder in folders:
        for path in folder.glob(f"{_BEFORE}*{_BEHIND}"):
            with suppress(OSError):
                path.unlink()
