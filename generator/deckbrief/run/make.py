"""Content -> the outputs that are asked for: those that would be other than they stand are made, side by side."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from traceback import extract_tb
from typing import Final

from deckbrief.base.digest import digest_of, digest_of_file
from deckbrief.base.message import Message, foreign, msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.process import told_end
from deckbrief.base.reading import noting
from deckbrief.base.record import record, replace
from deckbrief.base.report import user_path
from deckbrief.base.roots import template_roots
from deckbrief.content.check import check_pack
from deckbrief.content.model import Pack
from deckbrief.content.read import Kept, read_pack
from deckbrief.draft.amounts import with_digits
from deckbrief.draft.marks import with_marks
from deckbrief.export.exporter import Product, Target
from deckbrief.export.materials import Materials, materials, words_of
from deckbrief.run.folder import OutputFolder, Placement, kept_problem
from deckbrief.run.ledger import Entry
from deckbrief.run.pool import Death, side_by_side
from deckbrief.run.request import Options, Output, Progress, Report, stands
from deckbrief.run.sight import Lookup, Sight
from deckbrief.run.targets import all_targets, chosen_targets, in_minutes
from deckbrief.run.watch import watched_entry, watched_pack

_OF_THE_REQUEST: Final = frozenset({"output.unknown", "output.minutes"})
"""Problems of outputs that are no output's own: what was asked for cannot be."""

_ALWAYS: Final = ("program", "libraries", "date", "theme", "template-file", "documents")
"""What every output depends on, as a whole."""


def make_outputs(
    names: Sequence[str], options: Options, sight: Sight, folder: OutputFolder, progress: Progress
) -> Report:
    """Make what is asked for and not as it would be made, and put it into the folder.

    Raises ProblemError with every problem of the content; then no file has been touched.
    """
    pack, given = pack_and_materials(options)
    every = all_targets(pack)
    targets = in_minutes(chosen_targets(names, every), options.minutes)
    lookup = sight.lookup(pack, given)
    standing: dict[str, Output] = {}
    reasons: dict[str, tuple[Message, ...]] = {}
    for target in targets:
        if why := tuple(_reasons(target, options, folder, lookup, sight)):
            reasons[target.name] = why
        else:
            standing[target.name] = _still(target, options, folder, sight)
    wanted = [target for target in targets if target.name in reasons]
    notes: list[Message] = []
    outcomes = _outcomes(wanted, given, options, progress, notes.append)
    _refuse_problems_of_content(outcomes.values())
    placements = dict(zip(outcomes, _put(wanted, outcomes, folder), strict=True))
    problems: list[Problem] = []
    for target in wanted:
        outcome, place = outcomes[target.name], placements[target.name]
        problems += _problems_at(outcome.problems, folder.path / target.file)
        if isinstance(place, Problem):
            problems.append(place)
        if outcome.product is None or not isinstance(place, Placement):
            continue
        entry = folder.ledger.entries[target.name] = _record(target, outcome, options, lookup, sight)
        if place.beside and place.written:
            problems.append(kept_problem(folder.path / target.file, place.path))
        standing[target.name] = Output(
            target.name, place.path, target.exporter, entry, outcome.seconds, place.beside, reasons[target.name]
        )
    outputs = tuple(standing[target.name] for target in targets if target.name in standing)
    named = {problem.place.file for problem in problems}
    missing = [user_path(folder.path / target.file) for target in targets if target.name not in standing]
    missing = [name for name in missing if name not in named]
    notes += [msg("not built: {files}", files=", ".join(missing))] if missing else []
    return Report(outputs, tuple(dict.fromkeys(problems)), tuple(notes), tuple(target.name for target in every))


def pack_and_materials(options: Options, kept: Kept | None = None) -> tuple[Pack, Materials]:
    """Return the pack of the options' content, and what its outputs need; `kept` as for `read_pack`.

    Raises ProblemError.
    """
    pack = checked_pack(options.content, kept)
    roots = template_roots(options.templates)
    pack = replace(with_digits(with_marks(pack, words_of(pack, roots))), draft=options.draft)
    given = materials(
        pack, options.theme, roots, options.template, options.style, options.variant, options.fonts, options.start
    )  # fmt: skip
    return pack, given


def checked_pack(content: Path, kept: Kept | None = None) -> Pack:
    """Folder -> its pack, all rules across files checked; raises ProblemError with all that is wrong."""
    pack = read_pack(content, kept)
    problems = check_pack(pack)
    if problems:
        raise ProblemError(problems)
    return pack


# What is as it would be made ----------------------------------------------------------------------------------------


def _reasons(target: Target, options: Options, folder: OutputFolder, lookup: Lookup, sight: Sight) -> Iterator[Message]:
    """Yield what an output has to be made for; nothing where it stands as it would be entry."""
    entry = folder.ledger.entries.get(target.name)
    if options.force:
        yield foreign("--force")
    elif entry is None:
        yield msg("it was not built before")
    elif entry.options != options.of(target.exporter) or entry.content != str(options.content.resolve()):
        yield msg("it was built with other options")
    elif changed := [key for key, digest in entry.reads.items() if lookup(key) != digest]:
        yield from map(_told_key, sorted(changed))
    elif entry.sight != sight.of(target.exporter) and any(_is_in_content(problem) for problem in entry.warnings):
        yield msg("there are warnings, whose places may have moved")
    if entry is not None and folder.standing(entry.file, entry.digest) is None:
        yield msg("its file is missing or another one")


def _is_in_content(problem: Problem) -> bool:
    return problem.place.file.endswith((".yaml", ".yml")) and problem.place.line > 0


def _told_key(key: str) -> Message:
    """Key of what was read -> what has changed, in words."""
    kind, _, rest = key.partition(":")
    if kind == "entry":
        path, _, name = rest.partition("#")
        return msg("{path}: {name} has changed", path=path, name=name)
    if kind in ("template", "file"):
        return msg("{file} has changed", file=rest)
    return _TOLD.get(key, msg("something has changed"))


_TOLD: Final[Mapping[str, Message]] = {
    "program": msg("the program has changed"),
    "libraries": msg("Python or a package that the program uses has changed"),
    "date": msg("SOURCE_DATE_EPOCH has changed"),
    "theme": msg("the theme has changed"),
    "template-file": msg("the PowerPoint template has changed"),
    "documents": msg("there are other units, comparisons or events"),
    "sessions": msg("there are other sessions"),
    "fonts": msg("the fonts, or the libraries that set text, have changed"),
    "styles": msg("the styles of briefings have other files"),
}


def _still(target: Target, options: Options, folder: OutputFolder, sight: Sight) -> Output:
    """Return an output that stands as it would be made, known now to be so with all that is in sight."""
    entry = replace(folder.ledger.entries[target.name], sight=sight.of(target.exporter))
    folder.ledger.entries[target.name] = entry
    standing = stands(target.name, entry, options, folder)
    assert standing is not None, "there would have been a reason to make it"
    return standing


def _record(target: Target, outcome: Outcome, options: Options, lookup: Lookup, sight: Sight) -> Entry:
    assert outcome.product is not None, "what is recorded was made"
    product, exporter = outcome.product, target.exporter
    keys = {*_ALWAYS, *outcome.reads}
    keys |= {"fonts"} if exporter.needs else set()
    keys |= {"styles"} if "style" in exporter.options else set()
    return Entry(
        exporter=exporter.name, content=str(options.content.resolve()), file=target.file.as_posix(),
        digest=digest_of(product.data), sight=sight.of(exporter), options=dict(options.of(exporter)),
        reads={key: lookup(key) for key in sorted(keys)}, count=product.count, minutes=product.minutes,
        fonts=product.fonts, warnings=product.warnings,
    )  # fmt: skip


# Making it ----------------------------------------------------------------------------------------------------------


@record
class Outcome:
    """What came of making an output: the product or problems, what was read for it, how long it took."""

    product: Product | None = None
    problems: tuple[Problem, ...] = ()
    reads: frozenset[str] = frozenset()
    seconds: float = 0


@record
class _Making:
    """The work of making outputs, told by their numbers."""

    targets: Sequence[Target]
    given: Materials
    jobs: int

    def __call__(self, number: int) -> Outcome:
        """Make an output, and note what is read; whatever goes wrong is a problem of its own."""
        target, started = self.targets[number], time.perf_counter()
        try:
            with noting() as notebook:
                given = replace(self.given, pack=watched_pack(self.given.pack))
                shown_entry = replace(target, entry=watched_entry(given.pack, target.entry))
                product = target.exporter.load().write(shown_entry, given, self.jobs)
                return Outcome(product, (), notebook.keys(), time.perf_counter() - started)
        except ProblemError as error:
            return Outcome(problems=error.problems)
        except MemoryError:
            message = msg("there is not enough memory for it")
            return Outcome(problems=(Problem("output.failed", Place(str(target.file)), message),))
        except Exception as error:
            if os.environ.get("DECKBRIEF_TRACEBACK"):
                raise
            return Outcome(problems=(_fault(target, error),))


def _fault(target: Target, error: Exception) -> Problem:
    """Return the problem of an output that a fault of the program's kept from being entry."""
    at = extract_tb(error.__traceback__)[-1]
    message = foreign(f"{type(error).__name__}: {error} ({Path(at.filename).name}:{at.lineno})")
    hint = msg("this is a fault of the program: please report it; DECKBRIEF_TRACEBACK=1 shows where it comes from")
    return Problem("output.failed", Place(str(target.file)), message, hint)


def _outcomes(
    targets: Sequence[Target], given: Materials, options: Options, progress: Progress, tell: Callable[[Message], None]
) -> dict[str, Outcome]:
    """Make outputs, side by side where that pays -> what came of each, in their order."""
    found: dict[int, Outcome] = {}
    for number, outcome in _as_done(targets, given, options, tell):
        found[number] = _died(targets[number], outcome) if isinstance(outcome, Death) else outcome
        progress(len(found), len(targets), targets[number].name)
    return {target.name: found[number] for number, target in enumerate(targets)}


def _died(target: Target, death: Death) -> Outcome:
    message = msg("the process that made it {told_end}", told_end=told_end(death.status))
    return Outcome(problems=(Problem("output.process", Place(str(target.file)), message),))


def _as_done(
    targets: Sequence[Target], given: Materials, options: Options, tell: Callable[[Message], None]
) -> Iterator[tuple[int, Outcome | Death]]:
    if options.scheduler and targets:
        return _elsewhere(targets, given, options, tell)
    jobs = options.jobs or _cores()
    workers = min(jobs, len(targets))
    if workers <= 1:
        making = _Making(targets, given, jobs)
        return ((number, making(number)) for number in range(len(targets)))
    return side_by_side(_Making(targets, given, jobs // workers), _heavy_first(targets), workers)


def _heavy_first(targets: Sequence[Target]) -> list[int]:
    """Return the numbers of the targets, in such an order that no heavy one is left for the end."""
    return sorted(range(len(targets)), key=lambda number: -targets[number].exporter.weight)


@record
class _MakingWithDigests:
    """The work of making outputs on another machine: with the digests of the files that each read there."""

    making: _Making

    def __call__(self, number: int) -> tuple[Outcome, Mapping[str, str]]:
        outcome = self.making(number)
        names = sorted(key.removeprefix("file:") for key in outcome.reads if key.startswith("file:"))
        return outcome, {name: digest_of_file(name) for name in names}


def _elsewhere(
    targets: Sequence[Target], given: Materials, options: Options, tell: Callable[[Message], None]
) -> Iterator[tuple[int, Outcome | Death]]:
    """Make outputs on other machines; one that read another file there than lies here is not taken."""
    from deckbrief.run.cluster import on_cluster
    from deckbrief.run.likeness import Input

    content = options.content.resolve()
    template = options.template.resolve() if options.template else None
    place = Input(content, tuple(root.resolve() for root in template_roots(options.templates)), template, options.fonts)
    work = _MakingWithDigests(_Making(targets, given, 1))
    for number, answer in on_cluster(work, _heavy_first(targets), options.scheduler, place, tell):
        if isinstance(answer, Death):
            yield number, answer
            continue
        outcome, digests = answer
        other = [name for name, digest in digests.items() if digest != digest_of_file(name)]
        yield number, _unlike(targets[number], other) if other else outcome


def _unlike(target: Target, names: Sequence[str]) -> Outcome:
    message = msg(
        "a worker read another file than this one: {files}", files=", ".join(map(user_path, map(Path, names)))
    )
    hint = msg("let all machines see the same folders")
    return Outcome(problems=(Problem("output.scheduler", Place(str(target.file)), message, hint),))


def _cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# What came of it ----------------------------------------------------------------------------------------------------


def _refuse_problems_of_content(outcomes: Iterable[Outcome]) -> None:
    """Raise ProblemError with all problems where one is of the content, the templates, or what was asked for."""
    problems = dict.fromkeys(problem for outcome in outcomes for problem in outcome.problems)
    if any(not _is_own(problem) for problem in problems):
        raise ProblemError(problems)


def _is_own(problem: Problem) -> bool:
    """Tell whether a problem is an output's own, which spares the others."""
    return problem.code.startswith("output.") and problem.code not in _OF_THE_REQUEST


def _put(
    targets: Sequence[Target], outcomes: Mapping[str, Outcome], folder: OutputFolder
) -> list[Placement | Problem | None]:
    """Put what was made into its places -> where each stands, or why it does not; None for what was not entry."""
    products = [(target, outcomes[target.name].product) for target in targets]
    files = [(target.file.as_posix(), product.data) for target, product in products if product is not None]
    placed = iter(folder.put(files))
    return [None if product is None else next(placed) for _, product in products]


def _problems_at(problems: Sequence[Problem], path: Path) -> Iterator[Problem]:
    """Yield an output's own problems; those that name no other place are told by its path."""
    for problem in problems:
        own = problem.code in ("output.process", "output.failed")
        yield replace(problem, place=Place(user_path(path))) if own else problem
