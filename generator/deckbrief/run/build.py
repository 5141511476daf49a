"""Options -> outputs on disk: only what has changed is entry, and nothing at all where the content has a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from deckbrief.base.digest import digest_of_values
from deckbrief.base.message import Message, msg
from deckbrief.base.record import replace
from deckbrief.base.report import user_path
from deckbrief.base.roots import template_roots
from deckbrief.export.registry import folders
from deckbrief.run.folder import OutputFolder, output_folder
from deckbrief.run.ledger import Answer
from deckbrief.run.request import NOT_IN_OUTPUTS, Options, Output, Progress, Report, stands
from deckbrief.run.sight import Sight


def build_outputs(
    names: Sequence[str], options: Options, progress: Progress, waits: Callable[[Message], None] = lambda text: None
) -> Report:
    """Build the named outputs (none: all) and put them in place; what is as it would be made stays.

    An output's own trouble is told in the report, and spares the others. `waits` is told when another build has to be
    waited for. Raises ProblemError with every problem of the content; then no file has been touched.
    """
    with output_folder(options.out, folders(), options.overwrite, waits) as folder:
        sight = Sight(options.content, template_roots(options.templates), options.template, options.fonts)
        key = _request(names, options)
        report = None if options.force else _as_it_stands(key, options, sight, folder)
        if report is None:
            from deckbrief.run.make import make_outputs

            report = make_outputs(names, options, sight, folder, progress)
            if not report.problems:
                names = tuple(output.name for output in report.outputs)
                folder.ledger.answers[key] = Answer(sight.digest, names, report.all_names)
            folder.save()
        return replace(report, notes=(*report.notes, *_gone(report.all_names, options, folder)))


def _request(names: Iterable[str], options: Options) -> str:
    """Return the key of what is asked for: names, content, and what is said of any output."""
    values = {name: str(value) for name, value in vars(options).items() if name not in NOT_IN_OUTPUTS}
    return digest_of_values(sorted(set(names)), str(options.content.resolve()), values)


def _as_it_stands(key: str, options: Options, sight: Sight, folder: OutputFolder) -> Report | None:
    """Return what was asked for where all of it stands as it would be made, for nothing in sight has changed."""
    answer = folder.ledger.answers.get(key)
    if answer is None or answer.sight != sight.digest:
        return None
    outputs: list[Output] = []
    for name in answer.names:
        entry = folder.ledger.entries.get(name)
        standing = stands(name, entry, options, folder) if entry is not None and sight.files_are(entry.reads) else None
        if standing is None or standing.entry.sight != sight.of(standing.exporter):
            return None
        outputs.append(standing)
    return Report(outputs=tuple(outputs), all_names=answer.all_names)


def _gone(all_names: Sequence[str], options: Options, folder: OutputFolder) -> Iterable[Message]:
    """Tell of outputs that the content does not give any more; remove them where that is asked for."""
    content = str(options.content.resolve())
    gone = [name for name, entry in folder.ledger.entries.items() if entry.content == content and name not in all_names]
    for name in gone:
        file = folder.ledger.entries[name].file
        path = folder.path / file
        if not path.exists():
            continue
        if not options.clean:
            yield msg("{file}: the content gives it no more; --clean removes it", file=user_path(path))
        elif folder.remove(file):
            yield msg("{file}: removed, for the content gives it no more", file=user_path(path))
            del folder.ledger.entries[name]
            folder.save()
        else:
            yield msg("{file}: the content gives it no more, but a person changed it: it is kept", file=user_path(path))
