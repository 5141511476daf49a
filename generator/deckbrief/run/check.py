"""Everything that can be known without writing a file: content, evidence, templates, layout."""

from __future__ import annotations

from pathlib import Path

from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import record
from deckbrief.base.report import shown
from deckbrief.content.evidence import Coverage, check_evidence
from deckbrief.content.model import Session
from deckbrief.draft.marks import with_marks
from deckbrief.run.briefing import briefing_html
from deckbrief.run.build import checked_pack
from deckbrief.run.materials import deck_layout, materials, materials_of, template_roots, words_of
from deckbrief.run.targets import all_targets


@record
class Checked:
    """What a check that found no error tells: how much of the source is used, and what could be better."""

    coverage: Coverage | None
    warnings: tuple[Problem, ...] = ()


def check_everything(
    content: Path, templates: Path | None, theme: str, source: Path | None, template: Path | None = None
) -> Checked:
    """Check content, the evidence against `source` when it is given, every deck's layout, every briefing's template.

    With a PowerPoint template of the user's own, that too. Raises ProblemError with all problems.
    """
    pack = checked_pack(content)
    problems: list[Problem] = []
    coverage = None
    if source is not None:
        found, coverage = check_evidence(pack, _source_text(source), shown(source))
        problems += found
    roots = template_roots(templates)
    words = words_of(pack, roots)
    pack = with_marks(pack, words)
    try:
        given = materials(pack, theme, roots, template)
    except ProblemError as error:
        if template is None:
            raise
        problems += error.problems
        given = materials(pack, theme, roots)
    warnings = list(given.warnings)
    for target in all_targets(pack, words):
        try:
            if target.kind == "deck" and isinstance(target.entry, Session):
                own = materials_of(target.entry, given)
                warnings += own.warnings
                deck_layout(target.entry, own).whole()
            else:
                briefing_html(target, given)
        except ProblemError as error:
            problems += error.problems
    if problems:
        raise ProblemError(dict.fromkeys([*problems, *warnings]))
    return Checked(coverage, tuple(dict.fromkeys(warnings)))


def _source_text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        place = Place(shown(path))
        raise ProblemError([Problem("content.unreadable", place, f"the source cannot be read: {error}")]) from error
