"""Any .pptx -> what would make PowerPoint ask to repair it, or show it otherwise than it was meant.

LibreOffice opens files that PowerPoint does not, and schemas do not see ids, targets and counts: this looks at both.
What PowerPoint puts right without a word is a warning, all else an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckbrief.base.message import msg
from deckbrief.base.problem import Problem
from deckbrief.inspect.deck_file import parse_deck
from deckbrief.inspect.lint_chart import chart_problems
from deckbrief.inspect.lint_markup import markup_problems
from deckbrief.inspect.lint_package import is_presentation, package_problems
from deckbrief.inspect.lint_presentation import presentation_problems
from deckbrief.inspect.lint_slide import PAGES, slide_problems
from deckbrief.ooxml.reader import OfficeFile


def lint_package(data: bytes, name: str = "deck.pptx") -> list[Problem]:
    """Bytes of a .pptx and the name to call it by -> everything that is wrong with it; never raises.

    A problem's place names the part: `deck.pptx!/ppt/slides/slide3.xml`.
    """
    file, problems = parse_deck(data, name)
    if file.types is None:
        return problems
    return [*problems, *dict.fromkeys(package_findings(file))]


def package_findings(file: OfficeFile) -> Iterator[Problem]:
    """A package that was read -> what is wrong with what was read."""
    yield from package_problems(file)
    presentation = file.presentation()
    if presentation is None or not is_presentation(file):
        yield file.problem("deck.content-type", "", msg("this is no presentation: its main part is none"))
        return
    for part in file.parts.values():
        yield from markup_problems(file, part)
    yield from presentation_problems(file, presentation)
    for page in file.by_type(*PAGES):
        yield from slide_problems(file, page)
    for chart in file.by_type("drawingml.chart+xml"):
        yield from chart_problems(file, chart)
