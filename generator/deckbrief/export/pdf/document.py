"""HTML and figures -> tagged PDF. Reads nothing but what the template's folders hold and what `figure` draws.

A document whose template cuts it into parts is made in parts, side by side where there are processes for it: they are
laid out and painted apart, then those in which numbers of pages stand and the margins of all pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any, Final

from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.record import record, replace
from deckbrief.draft.typography import unset
from deckbrief.export.pdf.engine import library_problems, load_weasyprint
from deckbrief.export.pdf.fonts import chosen_fonts
from deckbrief.export.pdf.joining import joined, merged_fonts
from deckbrief.export.pdf.languages import with_languages
from deckbrief.export.pdf.pages import About, Call, Counted, Job, Maker, Makers, missing_of, styles_of
from deckbrief.export.pdf.parts import Chunk, Cut, can_be_cut, cut, looking_ahead, numbered
from deckbrief.export.pdf.replace.guard import changed
from deckbrief.export.pdf.replace.margins import PaintedMargins, last_strings
from deckbrief.export.pdf.replace.painting import PARTS, Head, PaintedPart

_WEIGHTS: Final = {400: "", 700: " Bold"}
_MARGINS: Final = 70
"""Pages whose margins are laid out together."""
_TRIES: Final = 4
"""How often numbers of pages may change the number of pages."""


@record
class PdfResult:
    """A document: its bytes, how many pages it has, the fonts that it holds by name, and what could be better."""

    data: bytes = field(repr=False)
    pages: int
    fonts: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()
    """Problems that do not keep it from being made; errors are raised."""


def write_pdf(
    html: str,
    *,
    base: Path,
    behind: Sequence[Path] = (),
    figure: Callable[[str], str],
    title: str,
    lang: str,
    author: str = "",
    subject: str = "",
    date: str = "",
    variant: str = "pdf/ua-1",
    template: str = "",
    jobs: int = 1,
    fonts: str = "",
) -> PdfResult:
    """HTML -> a tagged PDF; the same bytes for the same input, on any day, in any folder, with any number of processes.

    `base` is the folder that relative addresses start from and that no file may be read outside of; what it lacks is
    looked for in the folders `behind` it. `figure` is given whole addresses, `figure:<content path>` and
    `slide:<deck>/<number>`, and returns SVG; with more than one job it has to be picklable. `date` is ISO (YYYY-MM-DD)
    and may be empty; `template` is the file that a problem names. `fonts` is their source (`export/pdf/fonts.py`).

    Raises ProblemError where WeasyPrint cannot be loaded, or the HTML or CSS asks for what it may not read.
    """
    load_weasyprint()
    place, archived = Place(template or str(base)), variant.startswith("pdf/a")
    job = Job((base, *behind), figure, lang, place, archived=archived, fonts=chosen_fonts(fonts))
    about = About(title, lang, author, subject, date, variant)
    html = with_languages(html, lang)
    divided = cut(html)
    apart = len(divided.chunks) > 1 and not divided.styled and can_be_cut(styles_of(divided.head, job))
    if apart and not changed(PARTS):
        job = replace(job, head=divided.head, targets=divided.targets)
        data, pages, used, problems = _in_parts(divided, job, about, jobs)
    else:
        with Maker(job) as maker:
            data, pages, used = maker.whole(html, about)
            problems = maker.problems()
    if any(problem.severity == "error" for problem in problems):
        raise ProblemError(problems)
    further = (*missing_of(html, job), *library_problems(job.place))
    return PdfResult(data, pages, _font_names(used), (*problems, *further))


_Made = tuple[bytes, int, Iterable[Any], tuple[Problem, ...]]


def _in_parts(divided: Cut, job: Job, about: About, jobs: int) -> _Made:
    """A document cut into parts -> its file, how many pages it has, its fonts, what is wrong."""
    with Makers(job, jobs) as makers:
        parts, margins = _painted(divided, makers)
        uses = merged_fonts([*(part.fonts for part in parts), *(margin.fonts for margin in margins)])
        pdf, version = makers.here("empty", uses, about)
        pages = sum(part.count for part in parts)
        return joined(parts, margins, pdf, version, unset), pages, uses.values(), makers.problems


def _painted(divided: Cut, makers: Makers) -> tuple[list[PaintedPart], list[PaintedMargins]]:
    """A document cut into parts -> its parts and its margins, painted.

    A part that shows numbers of pages is laid out when they are known. One that shows those of what comes after it is
    laid out twice: first to count its pages, then with the numbers, side by side with the margins of all pages; and all
    parts with numbers again where these change how many pages there are.
    """
    chunks = divided.chunks
    ahead = looking_ahead(chunks)
    asked: list[Call] = [
        ("count", number, numbered(chunk.html, {})) if number in ahead else ("part", number, chunk.html)
        for number, chunk in enumerate(chunks)
        if number in ahead or not chunk.wanted
    ]
    found = {call[1]: answer for call, answer in zip(asked, makers.answers(asked), strict=True)}
    while len(found) < len(chunks):
        found |= _looking_back(chunks, found, makers)
    known: list[PaintedPart | Counted] = [found[number] for number in range(len(chunks))]
    waiting = sorted(ahead)
    for _ in range(_TRIES):
        pages, heads = _pages_of_ids(known), _heads(known)
        again = [("part", number, numbered(chunks[number].html, pages)) for number in waiting]
        made = makers.answers([*again, *_margins(heads)])
        for number, part in zip(waiting, made, strict=False):
            known[number] = part
        margins = made[len(waiting) :]
        if _pages_of_ids(known) == pages and _heads(known) == heads:
            break
        waiting = [number for number, chunk in enumerate(chunks) if chunk.wanted]
    else:
        margins = makers.answers(_margins(_heads(known)))
    return [part for part in known if isinstance(part, PaintedPart)], margins


def _looking_back(
    chunks: Sequence[Chunk], found: Mapping[int, PaintedPart | Counted], makers: Makers
) -> dict[int, PaintedPart]:
    """Return the parts that show pages of nothing but what comes before the first part that is not made yet."""
    count = next(number for number in range(len(chunks)) if number not in found)
    pages = _pages_of_ids([found[number] for number in range(count)])
    later = frozenset().union(*(chunk.ids for chunk in chunks[count:]))
    asked = [
        ("part", number, numbered(chunk.html, pages))
        for number, chunk in enumerate(chunks)
        if number not in found and not chunk.wanted & later
    ]
    return {call[1]: part for call, part in zip(asked, makers.answers(asked), strict=True)}


def _heads(parts: Iterable[PaintedPart | Counted]) -> list[Head]:
    return [head for part in parts for head in part.heads]


def _margins(heads: Sequence[Head]) -> list[Call]:
    """What margins show -> the calls that paint them."""
    starts = range(0, len(heads), _MARGINS)
    return [("margins", heads[at : at + _MARGINS], last_strings(heads[:at]), at, len(heads)) for at in starts]


def _pages_of_ids(parts: Sequence[PaintedPart | Counted]) -> dict[str, int]:
    """Parts in order -> the page, from 1, of each id."""
    found: dict[str, int] = {}
    start = 1
    for part in parts:
        for name, page in part.anchors.items():
            found.setdefault(name, start + page)
        start += part.count
    return found


def _font_names(fonts: Iterable[Any]) -> tuple[str, ...]:
    """Return family and weight of each font, sorted."""
    return tuple(sorted({f"{font.family}{_WEIGHTS.get(font.weight, f' {font.weight}')}" for font in fonts}))
