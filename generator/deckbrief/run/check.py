"""Everything that can be known without writing a file: content, evidence, templates, layout."""

from __future__ import annotations

from pathlib import Path

from deckbrief.base.message import msg
from deckbrief.base.problem import Problem, ProblemError
from deckbrief.base.record import record
from deckbrief.base.report import user_path
from deckbrief.base.roots import template_roots
from deckbrief.content.check import check_pack
from deckbrief.content.evidence.verify import Coverage, check_evidence, problems_of_the_rest
from deckbrief.content.files import read_source
from deckbrief.content.model import Pack
from deckbrief.content.punctuation import content_warnings
from deckbrief.content.read import read_what_can_be
from deckbrief.draft.amounts import with_digits
from deckbrief.draft.free import with_files
from deckbrief.draft.marks import with_marks
from deckbrief.export.materials import Materials, materials, words_of
from deckbrief.export.pdf.fonts import SYSTEM, chosen_fonts
from deckbrief.export.pdf.glyphs import glyph_problems
from deckbrief.run.targets import all_targets


@record
class CheckResult:
    """What a check that found no error tells: how much of the source is used, and what could be better."""

    coverage: Coverage | None
    warnings: tuple[Problem, ...] = ()


def check_everything(
    content: Path,
    templates: Path | None,
    theme: str,
    source: Path | None,
    template: Path | None = None,
    fonts: str = "",
) -> CheckResult:
    """Check content, the evidence against `source` when it is given, every deck's layout, every briefing's template.

    With a PowerPoint template of the user's own, that too. Raises ProblemError with all problems.
    """
    pack, unread, broken = read_what_can_be(content)
    if unread:
        rest = problems_of_the_rest(pack, _source_text(source), broken) if source and pack.info.source else []
        raise ProblemError(dict.fromkeys([*unread, *rest]))
    problems = check_pack(pack)
    coverage = None
    found = content_warnings(pack)
    if source is not None:
        told, coverage = _against_source(pack, source)
        found += told
    wrong = bool(problems)
    problems += (problem for problem in found if problem.severity == "error")
    if wrong:  # decks and briefings can be made of a pack only when its references hold
        raise ProblemError(dict.fromkeys([*problems, *found]))
    roots = template_roots(templates)
    words = words_of(pack, roots)
    pack = with_digits(with_marks(pack, words))
    try:
        given = materials(pack, theme, roots, template, fonts=fonts)
    except ProblemError as error:
        if template is None:
            raise
        problems += error.problems
        given = materials(pack, theme, roots, fonts=fonts)
    warned = (problem for problem in found if problem.severity == "warning")
    warnings = [*given.warnings, *warned, *_without_glyph(given)]
    for target in all_targets(pack):
        try:
            warnings += target.exporter.load().check(target, given)
        except ProblemError as error:
            problems += error.problems
    if problems:
        raise ProblemError(dict.fromkeys([*problems, *warnings]))
    return CheckResult(coverage, tuple(dict.fromkeys(warnings)))


def _against_source(pack: Pack, source: Path) -> tuple[list[Problem], Coverage | None]:
    """Return the problems between a pack and its source text, and how much of each stands in the other."""
    if pack.info.source:
        return check_evidence(with_files(pack), _source_text(source), user_path(source))
    message = msg("a source text is given, and the pack says that it has no source: nothing is compared")
    hint = msg("add `source:` to the pack, the words of the source line")
    return [Problem("evidence.no-source", pack.place(pack.info.path), message, hint, severity="warning")], None


def _without_glyph(given: Materials) -> list[Problem]:
    """Return a warning for each character that briefings would print a box for, as far as it is known without Pango."""
    source = chosen_fonts(given.fonts)
    return [] if source == SYSTEM else glyph_problems(given.sources, source)


def _source_text(path: Path) -> str:
    source, problems = read_source(path)
    if problems:
        raise ProblemError(problems)
    return source.text.replace("\r\n", "\n").replace("\r", "\n")
