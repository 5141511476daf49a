"""A document's pages, made in this process or in several: what each of them needs, and what it is asked for."""

from __future__ import annotations

import contextlib
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Final
from urllib.parse import urljoin

from deckbrief.base.message import msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.process import start_method, work_for_parent
from deckbrief.base.record import record
from deckbrief.draft.typography import unset
from deckbrief.export.pdf.engine import lighter_faces, load_weasyprint, log_records, record_problems
from deckbrief.export.pdf.faces import missing_faces, own_families
from deckbrief.export.pdf.fonts import use_fonts
from deckbrief.export.pdf.objects import file_bytes
from deckbrief.export.pdf.replace.guard import changed
from deckbrief.export.pdf.replace.margins import PaintedMargins, paint_margins
from deckbrief.export.pdf.replace.painting import (
    PARTS,
    FontUse,
    Head,
    PaintedPart,
    Press,
    anchors,
    fonts_like,
    lay_out_part,
    paint_part,
)
from deckbrief.export.pdf.replace.setting import setting
from deckbrief.export.pdf.resources import Resources, read_resource

_GENERATOR: Final = "deckbrief"
_POINT: Final = 0.75
"""Points in a CSS pixel."""
_STYLE: Final = deferred(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
_SHEET: Final = deferred(r'<link\b[^>]*\brel="stylesheet"[^>]*\bhref="([^"]*)"')


@record
class Job:
    """What every process that makes pages of a document needs: where files are, drawings, the language, whom to blame.

    `head` is the HTML before the body's children, `targets` the ids that links lead to; `archived` where it has to be
    PDF/A.
    """

    folders: tuple[Path, ...]
    figure: Callable[[str], str]
    lang: str
    place: Place
    head: str = ""
    targets: frozenset[str] = frozenset()
    archived: bool = False
    fonts: str = ""
    """The source of fonts: see `export/pdf/fonts.py`; empty takes the usual one."""

    @property
    def base_url(self) -> str:
        return f"{self.folders[0].resolve().as_uri()}/"

    def page(self, body: str) -> str:
        """Return the whole HTML of a document that holds `body`."""
        return f"{self.head}\n{body}\n</body></html>"


@record
class About:
    """What a document says of itself, and the standard that it keeps."""

    title: str
    lang: str
    author: str
    subject: str
    date: str
    variant: str


@record
class Counted:
    """How many pages a part has, on which of them, from 0, its ids are, and what their margins show."""

    count: int
    anchors: Mapping[str, int]
    heads: tuple[Head, ...]


class Maker:
    """Makes pages of one document, in one process, while it is entered."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._stack = ExitStack()

    def __enter__(self) -> Maker:
        load_weasyprint()
        self._fontless = use_fonts(self._job.fonts)
        self._records = self._stack.enter_context(log_records())
        self._unset = self._stack.enter_context(setting(self._job.lang))
        self._resources = Resources(self._job.folders, self._job.figure, self._job.place)
        self._press = Press(self._job.base_url, self._resources)
        return self

    def __exit__(self, *raised: Any) -> None:
        self._stack.close()

    def problems(self) -> tuple[Problem, ...]:
        """Return what has been found wrong until now, each thing once."""
        refused = self._resources.refused
        logged = record_problems(self._records, self._job.place, self._job.folders, bool(refused))
        lighter = lighter_faces(self._press.fonts.values(), self._job.place)
        found = (*self._unset, *refused, *logged, *self._fontless, *lighter)
        return tuple(dict.fromkeys(found))

    def whole(self, html: str, about: About) -> tuple[bytes, int, tuple[Any, ...]]:
        """HTML of a whole document -> its file, how many pages it has, its fonts."""
        document = self._press.render(html)
        _describe(document.metadata, about)
        if changed(PARTS):
            data = document.write_pdf(
                pdf_variant=about.variant, pdf_tags=True, pdf_identifier=True, finisher=self._readable
            )
        else:
            pdf, version = self._generated(document, about)
            data = file_bytes(pdf, version)
        return data, len(document.pages), tuple(document.fonts.values())

    def count(self, number: int, body: str) -> Counted:
        """The body of a part -> how many pages it has."""
        document, heads = lay_out_part(self._press, self._job.page(body), first=number == 0)
        return Counted(len(document.pages), anchors(document), heads)

    def part(self, number: int, body: str) -> PaintedPart:
        """The body of a part -> its pages without margins."""
        document, heads = lay_out_part(self._press, self._job.page(body), first=number == 0)
        return paint_part(self._press, document, heads, number, self._job.targets, self._readable)

    def margins(self, heads: Sequence[Head], strings: Mapping[str, str], start: int, total: int) -> PaintedMargins:
        """What margins show, the strings in force before, the pages before, all pages -> the margins' drawings."""
        return paint_margins(self._press, self._job.page, heads, strings, start, total)

    def empty(self, uses: Mapping[str, FontUse], about: About) -> tuple[Any, str]:
        """What the pages need of fonts -> a PDF without pages that holds them, and its version."""
        import weasyprint
        from weasyprint.pdf.metadata import DocumentMetadata

        metadata = DocumentMetadata()
        _describe(metadata, about)
        document = weasyprint.Document([], metadata, self._resources, None, {}, None)
        document.fonts = fonts_like(self._press, uses, self._job.page)
        return self._generated(document, about)

    def _generated(self, document: Any, about: About) -> tuple[Any, str]:
        """Document -> its PDF objects and the version of the file, as the standard wants them."""
        import weasyprint
        from weasyprint.pdf import VARIANTS, generate_pdf

        options = {**weasyprint.DEFAULT_OPTIONS, **VARIANTS[about.variant][1], "pdf_tags": True}
        pdf = generate_pdf(document, None, 1, **{**options, "pdf_variant": about.variant})
        self._readable(document, pdf)
        return pdf, str(options["pdf_version"] or "1.7")

    def _readable(self, document: Any, pdf: Any) -> None:
        make_readable(document, pdf)
        if self._job.archived:
            make_lasting(pdf)


def _describe(metadata: Any, about: About) -> None:
    """Put into the document's information what is known outside the HTML."""
    metadata.title = about.title or metadata.title
    metadata.lang = about.lang or metadata.lang
    metadata.authors = [about.author] if about.author else metadata.authors
    metadata.description = about.subject or metadata.description
    metadata.created = metadata.modified = about.date or metadata.created
    metadata.generator = _GENERATOR


def make_readable(document: Any, pdf: Any) -> None:
    """Make what readers hear and see in the outline readable: no invisible characters, links told by their words.

    The places of figures, which WeasyPrint gives in CSS pixels from the top, become what ISO 32000-1, 14.8.5.4.3 wants.
    """
    import pydyf  # type: ignore[import-untyped]

    heights = {reference: page.height for reference, page in zip(pdf.page_references, document.pages, strict=False)}
    for entry in pdf.objects:
        if isinstance(entry, pydyf.Dictionary) and entry.get("S") == "/Figure" and "A" in entry:
            left, top, right, bottom = entry["A"]["BBox"]
            height = heights[entry["Pg"]]
            box = (left, height - bottom, right, height - top)
            entry["A"]["BBox"] = pydyf.Array(edge * _POINT for edge in box)
    for entry in pdf.objects:
        if isinstance(entry, pydyf.Dictionary) and isinstance(entry.get("Title"), pydyf.String):
            entry["Title"] = pydyf.String(unset(str(entry["Title"].string)))
    for page in document.pages:
        for *_, box in page.links:
            annotation, words = getattr(box, "link_annotation", None), unset(_words(box)).strip()
            if annotation and words:
                annotation["Contents"] = pydyf.String(words)


def make_lasting(pdf: Any) -> None:
    """Make a PDF what archives want (ISO 19005-2): what it says of itself not compressed, images not smoothed."""
    import pydyf

    for entry in pdf.objects:
        if not isinstance(entry, pydyf.Stream):
            continue
        if entry.extra.get("Type") == "/Metadata":
            entry.compress = False
        if "Interpolate" in entry.extra:
            entry.extra["Interpolate"] = "false"


def _words(box: Any) -> str:
    """Return the text of a laid out box."""
    return str(getattr(box, "text", "")) + "".join(_words(child) for child in getattr(box, "children", ()))


# Processes ----------------------------------------------------------------------------------------------------------

Call = tuple[Any, ...]
"""The name of a method of `Maker`, and what it is given."""


class Makers:
    """Makers of a document's pages: this process and, with more than one job, others that take calls as it does."""

    def __init__(self, job: Job, jobs: int) -> None:
        self._job, self._jobs = job, jobs
        self._stack = ExitStack()
        self._problems: dict[Problem, None] = {}
        self._own: Maker | None = None

    def __enter__(self) -> Makers:
        load_weasyprint()
        if self._jobs > 1:
            self._pool = self._stack.enter_context(
                ProcessPoolExecutor(self._jobs - 1, get_context(start_method()), _start, (self._job,))
            )
        return self

    def __exit__(self, *raised: Any) -> None:
        self._stack.close()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._problems)

    def answers(self, calls: Sequence[Call]) -> list[Any]:
        """Calls -> what they return, in their order. Whoever is free takes the next, this process too."""
        waiting = deque(enumerate(calls))
        given: SimpleQueue[tuple[int, Future[tuple[Any, tuple[Problem, ...]]]]] = SimpleQueue()

        def give_next(_: object = None) -> None:
            if (taken := _taken(waiting)) is None:
                return
            number, call = taken
            try:
                future = self._pool.submit(_answer, call)
            except RuntimeError as error:  # the pool is broken: one of its processes was ended
                future = Future()
                future.set_exception(error)
            given.put((number, future))
            future.add_done_callback(give_next)

        for _ in range(min(self._jobs, len(calls)) - 1):
            give_next()
        answers: dict[int, tuple[Any, tuple[Problem, ...]]] = {}
        try:
            while taken := _taken(waiting):
                number, call = taken
                answers[number] = self._own_answer(call)
        finally:
            waiting.clear()  # after a failure here, there is no more to do elsewhere
        while len(answers) < len(calls):
            number, future = given.get()
            answers[number] = self._result(future)
        in_order = [answers[number] for number in range(len(calls))]
        self._problems.update(dict.fromkeys(problem for _, problems in in_order for problem in problems))
        return [answer for answer, _ in in_order]

    def _result(self, future: Future[tuple[Any, tuple[Problem, ...]]]) -> tuple[Any, tuple[Problem, ...]]:
        """Return what another process answered; raises ProblemError where it has ended."""
        try:
            return future.result()
        except BrokenProcessPool as error:
            message = msg("a process that made pages of it was killed or crashed before it was done")
            raise ProblemError([Problem("output.process", self._job.place, message)]) from error

    def here(self, name: str, *given: Any) -> Any:
        """Call a method in this process; the others have to be started before it."""
        answer, problems = self._own_answer((name, *given))
        self._problems.update(dict.fromkeys(problems))
        return answer

    def _own_answer(self, call: Call) -> tuple[Any, tuple[Problem, ...]]:
        if self._own is None:
            self._own = self._stack.enter_context(Maker(self._job))
        return _answer_of(self._own, call)


def _taken(waiting: deque[tuple[int, Call]]) -> tuple[int, Call] | None:
    """Take the first of what waits, if another process has not taken the last."""
    try:
        return waiting.popleft()
    except IndexError:
        return None


_maker: Maker | None = None
"""The maker of a process of a pool."""


def _start(job: Job) -> None:
    global _maker  # noqa: PLW0603 - a process of a pool makes pages of one document
    work_for_parent()
    _maker = Maker(job).__enter__()


def _answer(call: Call) -> tuple[Any, tuple[Problem, ...]]:
    assert _maker is not None, "a pool starts its processes with `_start`"
    return _answer_of(_maker, call)


def _answer_of(maker: Maker, call: Call) -> tuple[Any, tuple[Problem, ...]]:
    """Return what a method of the maker returns, and what has been found wrong."""
    name, *given = call
    return getattr(maker, name)(*given), maker.problems()


def styles_of(head: str, job: Job) -> str:
    """HTML before the body's children -> the text of its style sheets, as far as they can be read."""
    return "\n".join(text for _, text in _sheets(head, job))


def missing_of(html: str, job: Job) -> tuple[Problem, ...]:
    """HTML -> a warning for each stack of fonts whose first one is missing."""
    sheets = list(_sheets(html, job))
    own = frozenset().union(*(own_families(text) for _, text in sheets))
    found = (missing_faces(text, job.fonts, own, file, job.place) for file, text in sheets)
    return tuple(dict.fromkeys(problem for problems in found for problem in problems))


def _sheets(html: str, job: Job) -> Iterator[tuple[Path | None, str]]:
    """Yield each style sheet that can be read, with its file if it has one."""
    yield from ((None, text) for text in _STYLE.findall(html))
    for address in _SHEET.findall(html):
        with contextlib.suppress(ProblemError):
            data, _ = read_resource(urljoin(job.base_url, address), job.folders, job.figure, job.place)
            files = (folder / address for folder in job.folders)
            yield next((file for file in files if file.is_file()), None), data.decode("utf-8", "replace")
