"""Options -> outputs on disk: all of them, or none where there is a problem."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import record
from deckbrief.content.check import check_pack
from deckbrief.content.model import Pack
from deckbrief.content.read import read_pack
from deckbrief.draft.marks import with_marks
from deckbrief.export.exporter import Product, Target
from deckbrief.export.materials import Materials, materials, template_roots, words_of
from deckbrief.run.targets import all_targets, chosen_targets, in_minutes

Progress = Callable[[int, int, str], None]
"""Called with how many outputs are done, how many there are, and the one that was done last."""


@record
class Options:
    """What the command line gave. `jobs` 0 takes a process for each core."""

    content: Path
    templates: Path | None
    theme: str
    out: Path
    jobs: int = 0
    minutes: float | None = None
    """How long decks are to take; None leaves it to their sessions."""
    template: Path | None = None
    """A .pptx or .potx of the user's own, whose layouts decks are made from."""
    style: str = ""
    """The style of briefings; empty takes the usual one."""
    variant: str = ""
    """What their PDFs conform to; empty takes the usual one."""
    fonts: str = ""
    """Where their fonts come from: `setup`, `system` or a folder; empty takes the usual source."""


@record
class Built:
    """A file that was written, with the figures of the table."""

    target: Target
    product: Product
    path: Path
    seconds: float


def build_outputs(names: Sequence[str], options: Options, progress: Progress) -> list[Built]:
    """Build the named outputs (none: all) and put them in place, in the order of the pack.

    Raises ProblemError with every problem of every output; then no file has been touched.
    """
    pack = checked_pack(options.content)
    roots = template_roots(options.templates)
    words = words_of(pack, roots)
    pack = with_marks(pack, words)
    targets = chosen_targets(names, all_targets(pack))
    targets = in_minutes(targets, options.minutes)
    given = materials(pack, options.theme, roots, options.template, options.style, options.variant, options.fonts)
    results = _produce_all(targets, given, options.jobs, progress)
    return _put_in_place(results, options.out)


def checked_pack(content: Path) -> Pack:
    """Folder -> its pack, all rules across files checked; raises ProblemError with all that is wrong."""
    pack = read_pack(content)
    problems = check_pack(pack)
    if problems:
        raise ProblemError(problems)
    return pack


def _produce_all(
    targets: Sequence[Target], given: Materials, jobs: int, progress: Progress
) -> list[tuple[Target, Product, float]]:
    results: dict[str, tuple[Product, float]] = {}
    problems: list[Problem] = []
    for target, outcome in _outcomes(targets, given, jobs):
        if isinstance(outcome, ProblemError):
            problems += outcome.problems
        else:
            results[target.name] = outcome
        progress(len(results), len(targets), target.name)
    if problems:
        raise ProblemError(dict.fromkeys(problems))
    return [(target, *results[target.name]) for target in targets]


_Outcome = tuple[Product, float] | ProblemError


def _outcomes(targets: Sequence[Target], given: Materials, jobs: int) -> Iterator[tuple[Target, _Outcome]]:
    """Every target with what came of it, as it is done; side by side where that pays, and large ones in shares."""
    jobs = jobs or _cores()
    workers = min(jobs, len(targets))
    if workers <= 1:
        for target in targets:
            yield target, _attempt(target, given, jobs)
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed

    # The heavy ones first, so that none of them is left for the end.
    order = sorted(targets, key=lambda target: -target.exporter.weight)
    with ProcessPoolExecutor(workers, initializer=_start, initargs=(order, given, jobs // workers)) as pool:
        waiting = {pool.submit(_attempt_given, number): target for number, target in enumerate(order)}
        for future in as_completed(waiting):
            yield waiting[future], future.result()


def _cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_given: tuple[Sequence[Target], Materials, int] | None = None
"""What the jobs of a process of the pool need; where processes are forked it is not even copied."""


def _start(targets: Sequence[Target], given: Materials, jobs: int) -> None:
    global _given  # noqa: PLW0603 - a process of a pool has one build to work for
    _given = targets, given, jobs


def _attempt_given(number: int) -> _Outcome:
    assert _given is not None, "a pool starts its processes with `_start`"
    targets, given, jobs = _given
    return _attempt(targets[number], given, jobs)


def _attempt(target: Target, given: Materials, jobs: int) -> _Outcome:
    started = time.perf_counter()
    try:
        product = target.exporter.load().write(target, given, jobs)
    except ProblemError as error:
        return error
    return product, time.perf_counter() - started


def _put_in_place(results: Sequence[tuple[Target, Product, float]], out: Path) -> list[Built]:
    """Write every file beside its place first, and only when all are written move them there: all, or none."""
    built: list[Built] = []
    moves: list[tuple[Path, Path]] = []
    try:
        for target, product, seconds in results:
            path = out / target.file
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
            moves.append((Path(temporary), path))
            with os.fdopen(handle, "wb") as stream:
                stream.write(product.data)
            os.chmod(temporary, 0o644)
            built.append(Built(target, replace(product, data=b""), path, seconds))
        _move_all(moves)
    except OSError as error:
        for temporary_file, _ in moves:
            temporary_file.unlink(missing_ok=True)
        place = Place(str(error.filename2 or error.filename or out))
        message = f"cannot be written: {error.strerror}"
        hint = "close the file where it is open, or choose another folder with --out"
        raise ProblemError([Problem("output.unwritable", place, message, hint)]) from error
    return built


def _move_all(moves: Sequence[tuple[Path, Path]]) -> None:
    """Move files to their places; where one cannot be, those that were there before are put back.

    Raises OSError.
    """
    done: list[tuple[Path, Path]] = []
    try:
        for temporary, path in moves:
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
            before = temporary.with_name(f"{temporary.name}.before")
            if path.exists():
                os.replace(path, before)
            done.append((before, path))
            os.replace(temporary, path)
    except OSError:
        for before, path in reversed(done):
            if before.exists():
                os.replace(before, path)
            else:
                path.unlink(missing_ok=True)
        raise
    for before, _ in done:
        before.unlink(missing_ok=True)
