"""A content folder -> its YAML files and their text."""

from __future__ import annotations

import os
import stat
from itertools import pairwise
from pathlib import Path
from typing import Final

from deckbrief.base.message import msg, of_system
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Hint, Place, Problem, nearest
from deckbrief.base.record import record
from deckbrief.base.report import user_path
from deckbrief.content.limits import FILE_SIZE
from deckbrief.content.nodes import Source

_NO_PATH: Final = deferred(r"[^\w/-]+")
SUFFIXES: Final = (".yaml", ".yml")


@record
class ContentFile:
    """A YAML file and the first part of its content paths: its posix path under the folder without suffix.

    What cannot stand in a content path (spaces, dots, brackets) is a hyphen there: names of files are the user's.
    """

    file: Path
    path: str


def find_files(folder: Path) -> tuple[list[ContentFile], list[Problem]]:
    """Folder -> its YAML files sorted by path, hidden ones left out, and what cannot be listed."""
    problems: list[Problem] = []
    found: list[Path] = []

    def unlistable(error: OSError) -> None:
        problems.append(_unreadable(Path(error.filename or folder), error, folder))

    for parent, folders, names in os.walk(folder, onerror=unlistable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += (Path(parent, name) for name in names if name.lower().endswith(SUFFIXES) and not name.startswith("."))
    files = [ContentFile(file, _path_of(file.relative_to(folder))) for file in found]
    files.sort(key=lambda entry: (entry.path, entry.file.suffix))
    problems += (_same_path(first, second) for first, second in pairwise(files) if first.path == second.path)
    return files, problems


def _path_of(file: Path) -> str:
    return _NO_PATH.sub("-", file.with_suffix("").as_posix())


def _same_path(first: ContentFile, second: ContentFile) -> Problem:
    message = msg("the content path '{path}' is that of another file", path=second.path)
    return Problem(
        "content.duplicate-id",
        Place(user_path(second.file)),
        message,
        msg("the other is {file}", file=user_path(first.file)),
    )


def read_source(file: Path) -> tuple[Source, list[Problem]]:
    """File -> its text, without a byte order mark, and why it cannot be read.

    A file that is no UTF-8 comes back with its bad bytes replaced, for the line under the problem.
    """
    name = user_path(file)
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise OSError("it is no regular file")
        with file.open("rb") as opened:
            data = opened.read(FILE_SIZE + 1)
    except OSError as error:
        return Source(name, ""), [_unreadable(file, error, file)]
    if len(data) > FILE_SIZE:
        message = msg("the file has more than {file_size} MB", file_size=FILE_SIZE // 1024 // 1024)
        return Source(name, ""), [Problem("content.limit", Place(name), message, msg("share it among several files"))]
    try:
        return Source(name, data.decode("utf-8").removeprefix("\ufeff")), []
    except UnicodeDecodeError as error:
        return _not_utf8(name, data, error)


def _not_utf8(name: str, data: bytes, error: UnicodeDecodeError) -> tuple[Source, list[Problem]]:
    before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
    source = Source(name, before + data[error.start :].decode("utf-8", errors="replace"))
    message = msg("the file is not UTF-8: byte 0x{data:02X} cannot stand here", data=data[error.start])
    hint = msg("save the file as UTF-8 (it may be GBK now)") if _is_gbk(data) else msg("save the file as UTF-8")
    return source, [source.problem("content.encoding", len(before), message, hint)]


def _is_gbk(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _unreadable(file: Path, error: OSError, asked: Path) -> Problem:
    """Return the problem of a file or folder that cannot be read; a misspelt one gets its neighbour as hint."""
    message = msg("cannot be read: {reason}", reason=of_system(error))
    hint: Hint = ""
    if isinstance(error, FileNotFoundError) and file == asked and not file.is_symlink():
        hint = nearest(file.name, _neighbours(file))
    return Problem("content.unreadable", Place(user_path(file)), message, hint)


def _neighbours(file: Path) -> list[str]:
    try:
        return [entry.name for entry in file.absolute().parent.iterdir() if not entry.name.startswith(".")]
    except OSError:
        return []
