"""The output folder while a build works in it: locked, with its ledger; nothing that a person made there is lost."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from deckbrief.base.digest import NONE, digest_of, digest_of_file
from deckbrief.base.message import Message, msg, of_system
from deckbrief.base.problem import Place, Problem
from deckbrief.base.record import record
from deckbrief.base.report import user_path
from deckbrief.run.files import drop_part, put_in_place, remove_leftovers, write_part
from deckbrief.run.ledger import Ledger, read_ledger, write_ledger

_LEDGER: Final = ".deckbrief"
"""The ledger's name in the folder."""

_CLOSE_IT: Final = msg("close the file where it is open, or choose another folder with --out")


@record
class Placement:
    """Where an output stands now. `written` unless these bytes stood there already; `beside` a file that is kept."""

    path: Path
    written: bool
    beside: bool = False


@record(frozen=False)
class _Move:
    """A file that is written and waits for its name. `keep` is where the one of that name is kept."""

    number: int
    part: Path
    path: Path
    beside: bool
    keep: Path | None = None


def ledger_of(path: Path) -> Ledger:
    """Output folder -> its ledger, to be read only."""
    return read_ledger(path / _LEDGER)


class OutputFolder:
    """A folder of outputs that one build has for itself (`output_folder`)."""

    def __init__(self, path: Path, overwrite: bool) -> None:
        self.path, self._overwrite = path, overwrite
        self._ledger_path = path / _LEDGER
        self.ledger: Ledger = read_ledger(self._ledger_path)

    def save(self) -> None:
        """Write the ledger; a folder that takes none goes without."""
        with suppress(OSError):
            write_ledger(self._ledger_path, self.ledger)

    def standing(self, file: str, digest: str) -> Path | None:
        """Name of an output's file, digest of its bytes -> where these stand: in its place, or beside a person's."""
        at_place = digest_of_file(self.path / file)
        if at_place == digest:
            return self.path / file if self.ledger.is_ours(file, digest) else None
        if at_place == NONE or self._gives_way(file, at_place) or self._is_ours(file, at_place):
            return None
        beside = next((name for name in _beside(file) if self._is_free(name, digest)), "")
        return self.path / beside if digest_of_file(self.path / beside) == digest else None

    def _gives_way(self, file: str, digest: str) -> bool:
        """Tell whether a person's file may be kept under another name: asked for, or the content says all of it."""
        brought = self.ledger.brought.get(file)
        return self._overwrite or (brought is not None and brought.digest == digest)

    def _is_ours(self, file: str, digest: str) -> bool:
        """Tell whether bytes are what we wrote, under that name or beside it: a person may have renamed it."""
        names = [name for name in self.ledger.files if name == file or name in _known_beside(file, name)]
        return any(self.ledger.is_ours(name, digest) for name in names)

    def _is_free(self, name: str, digest: str) -> bool:
        """Tell whether a file of that name may be replaced by bytes with that digest."""
        there = digest_of_file(self.path / name)
        return (there in (NONE, digest) and not (self.path / name).is_dir()) or self.ledger.is_ours(name, there)

    def put(self, files: Sequence[tuple[str, bytes]]) -> list[Placement | Problem]:
        """Names and bytes of outputs -> where each stands now, or why it does not.

        Each file is at every moment the old one or the new one. All are written before the first gets its name, and
        the ledger knows of all before that: who is ended in the middle has written nothing that it takes for a
        person's the next time.
        """
        results: dict[int, Placement | Problem] = {}
        moves: list[_Move] = []
        for number, (file, data) in enumerate(files):
            with _refusals(results, number, self.path / file):
                outcome = self._prepared(number, file, data)
                if isinstance(outcome, Placement):
                    results[number] = outcome
                else:
                    moves.append(outcome)
        if moves or results:
            self.save()
        for move in moves:
            with _refusals(results, move.number, move.path):
                try:
                    if move.keep is not None:
                        _keep(move.path, move.keep)
                    put_in_place(move.part, move.path)
                finally:
                    drop_part(move.part)
                results[move.number] = Placement(move.path, True, move.beside)
        self._settle(files, results)
        return [results[number] for number in range(len(files))]

    def _prepared(self, number: int, file: str, data: bytes) -> Placement | _Move:
        """Return where an output stands already, or write it under a name that is nobody's. Raises OSError."""
        path, digest = self.path / file, digest_of(data)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path.parent)) from error
        there = _digest_there(path)
        name, beside, keep = file, False, None
        if there not in (NONE, digest) and not self._is_ours(file, there):
            if self._gives_way(file, there):
                keep = _dated(path, there)
            else:
                name, beside = next(name for name in _beside(file) if self._is_free(name, digest)), True
        known = self.ledger.files.get(name, ())
        if digest not in known:
            self.ledger.files[name] = (*known, digest)
        if digest_of_file(self.path / name) == digest:
            return Placement(self.path / name, False, beside)
        return _Move(number, write_part(path.parent, data), self.path / name, beside, keep)

    def _settle(self, files: Sequence[tuple[str, bytes]], results: dict[int, Placement | Problem]) -> None:
        """Let the ledger know what was written and no more; what stood beside a file that is ours again goes."""
        for number, (file, data) in enumerate(files):
            placed = results[number]
            if isinstance(placed, Placement):
                name = placed.path.relative_to(self.path).as_posix()
                self.ledger.files[name] = (digest_of(data),)
                if not placed.beside:
                    self._tidy(file)
                    self.ledger.brought.pop(file, None)

    def _tidy(self, file: str) -> None:
        for name in [name for name in self.ledger.files if name in _known_beside(file, name)]:
            if self.ledger.is_ours(name, digest_of_file(self.path / name)):
                with suppress(OSError):
                    (self.path / name).unlink()
            del self.ledger.files[name]

    def remove(self, file: str) -> bool:
        """Remove an output that is ours; return whether it is gone."""
        path = self.path / file
        if path.exists() and not self.ledger.is_ours(file, digest_of_file(path)):
            return False
        with suppress(OSError):
            path.unlink(missing_ok=True)
            self.ledger.files.pop(file, None)
        return not path.exists()


def _beside(file: str) -> Iterator[str]:
    """Yield what a new file is called beside one that a person changed: `x.new.pptx`, `x.new-2.pptx` …"""
    stem, suffix = os.path.splitext(file)
    yield f"{stem}.new{suffix}"
    for number in range(2, 10_000):
        yield f"{stem}.new-{number}{suffix}"


def _known_beside(file: str, name: str) -> Iterable[str]:
    """Return the name, if it is one of those beside a file."""
    stem, suffix = os.path.splitext(file)
    between = name[len(stem) : len(name) - len(suffix)] if name.startswith(stem) and name.endswith(suffix) else ""
    number = between.removeprefix(".new")
    is_one = between.startswith(".new") and (not number or (number[0] == "-" and number[1:].isdigit()))
    return (name,) if is_one else ()


def _dated(path: Path, digest: str) -> Path | None:
    """Return where a person's file is kept: `x.2026-11-28.pptx`; nothing where its bytes are kept there already."""
    day = datetime.now().astimezone().date().isoformat()
    for number in range(1, 1000):
        again = f"-{number}" if number > 1 else ""
        copy = path.with_name(f"{path.stem}.{day}{again}{path.suffix}")
        there = digest_of_file(copy)
        if there == digest:
            return None
        if there == NONE:
            return copy
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _keep(path: Path, copy: Path) -> None:
    """Have a file under another name too. Raises OSError."""
    try:
        os.link(path, copy)
    except OSError:  # a file system without links
        shutil.copy2(path, copy)


def _digest_there(path: Path) -> str:
    """Return the digest of a file that is about to be replaced. Raises OSError where it cannot be read, or is none."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        return digest_of(path.read_bytes())
    except FileNotFoundError:
        return NONE


@contextmanager
def _refusals(results: dict[int, Placement | Problem], number: int, path: Path) -> Iterator[None]:
    """Turn what the system refuses into that output's problem, told by its own name."""
    try:
        yield
    except OSError as error:
        message = msg("cannot be written: {reason}", reason=of_system(error))
        results[number] = Problem("output.unwritable", Place(user_path(path)), message, _CLOSE_IT)


def kept_problem(path: Path, beside: Path) -> Problem:
    """A person's file, the new one beside it -> what is told of it, and what to do."""
    message = msg(
        "changed since it was built, or not built here: it is kept, and the new one is {beside}; "
        "take what you need and remove one of them, or build with --overwrite, which keeps a "
        "dated copy",
        beside=user_path(beside),
    )
    return Problem("output.edited", Place(user_path(path)), message)


@contextmanager
def output_folder(
    path: Path, folders: Iterable[str], overwrite: bool, waits: Callable[[Message], None]
) -> Iterator[OutputFolder]:
    """Folder, names of folders in it -> it, for this build alone; a build that is at work there is waited for.

    What builds have left that were ended is removed. A folder in which nothing was written is not left behind.
    """
    new = not path.exists()
    with _locked(
        path, lambda: waits(msg("{file}: another build is at work here; waiting for it", file=user_path(path)))
    ):
        remove_leftovers([path, *(path / name for name in folders)])
        try:
            yield OutputFolder(path, overwrite)
        finally:
            if new:
                with suppress(OSError):
                    path.rmdir()  # it goes if it is empty


@contextmanager
def _locked(path: Path, waits: Callable[[], None]) -> Iterator[None]:
    """Lock a folder, made if need be, while the block runs; some take no lock (Windows, some NFS)."""
    handle = _lock(path, waits)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _lock(path: Path, waits: Callable[[], None]) -> int | None:
    """Return the handle of a folder that is locked until it is closed, by this process and those it forks."""
    if sys.platform == "win32":
        return None
    import fcntl

    while True:
        try:
            path.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:  # told of each output, by its name
            return None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waits()
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            os.close(handle)
            return None
        with suppress(OSError):
            if os.path.samestat(os.fstat(handle), os.stat(path)):
                return handle
        os.close(handle)  # who had it before has removed it
