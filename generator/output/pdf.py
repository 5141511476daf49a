"""HTML and figures -> tagged PDF. Reads nothing but what the template's folder holds and what `figure` draws."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
import sys
import warnings
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from mimetypes import guess_type
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from generator.base.problem import Place, Problem, ProblemError
from generator.base.record import record
from generator.draft.typography import unset as plain
from generator.output.internals.setting import setting

_INSTALL_PANGO: Final = (
    "Debian, Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango; "
    "Windows: https://doc.courtbouillon.org/weasyprint/stable/first_steps.html"
)
_INSTALL_FONTS: Final = (
    "install a font that has them; for Chinese the whole Noto CJK family: "
    "Debian, Ubuntu: apt install fonts-noto-cjk; Fedora: dnf install google-noto-sans-cjk-fonts "
    "google-noto-serif-cjk-fonts; macOS: brew install font-noto-sans-cjk font-noto-serif-cjk"
)
_NO_GLYPH: Final = re.compile(r'\.notdef glyph .*"(?P<character>.*)" \((?P<code>U\+[0-9A-F]+)\)', re.DOTALL)
_DRAWN: Final = ("figure:", "slide:")
_WEIGHTS: Final = {400: "", 700: " Bold"}
_OPENTYPE: Final = {".otf": "font/otf", ".ttf": "font/ttf", ".ttc": "font/collection", ".woff2": "font/woff2"}


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
) -> PdfResult:
    """HTML -> a tagged PDF; the same bytes for the same input, on any day and in any folder.

    `base` is the folder that relative addresses start from and that no file may be read outside of; what it lacks is
    looked for in the folders `behind` it. `figure` is
    given whole addresses, `figure:<content path>` and `slide:<deck>/<number>`, and returns SVG. `date` is ISO
    (YYYY-MM-DD) and may be empty; `template` is the file that a problem names.

    Raises ProblemError where WeasyPrint cannot be loaded, no font has a character, or the HTML or CSS asks for
    what it may not read.
    """
    weasyprint = _weasyprint()
    place = Place(template or str(base))
    resources = _Resources((base, *behind), figure, place)
    with _log_records() as records, setting(lang) as unset:
        page = weasyprint.HTML(string=html, base_url=f"{base.resolve().as_uri()}/", url_fetcher=resources)
        document = page.render()
        _describe(document.metadata, title=title, lang=lang, author=author, subject=subject, date=date)
        data = document.write_pdf(pdf_variant=variant, pdf_tags=True, pdf_identifier=True, finisher=_finish)
    found = (*resources.refused, *_record_problems(records, place, bool(resources.refused)))
    if any(problem.severity == "error" for problem in found):
        raise ProblemError(found)
    libraries = _library_problems(place)
    return PdfResult(data, len(document.pages), _font_names(document.fonts.values()), (*unset, *libraries, *found))


def _describe(metadata: Any, *, title: str, lang: str, author: str, subject: str, date: str) -> None:
    """Put into the document's information what is known outside the HTML."""
    metadata.title = title or metadata.title
    metadata.lang = lang or metadata.lang
    metadata.authors = [author] if author else metadata.authors
    metadata.description = subject or metadata.description
    metadata.created = metadata.modified = date or metadata.created
    metadata.generator = "deckbrief"


def _finish(document: Any, pdf: Any) -> None:
    """Make what readers hear and see in the outline readable: no invisible characters, links told by their words."""
    import pydyf  # type: ignore[import-untyped]

    for entry in pdf.objects:
        if isinstance(entry, pydyf.Dictionary) and isinstance(entry.get("Title"), pydyf.String):
            entry["Title"] = pydyf.String(plain(str(entry["Title"].string)))
    for page in document.pages:
        for *_, box in page.links:
            annotation, words = getattr(box, "link_annotation", None), plain(_words(box)).strip()
            if annotation and words:
                annotation["Contents"] = pydyf.String(words)


def _words(box: Any) -> str:
    """Return the text of a laid out box."""
    return str(getattr(box, "text", "")) + "".join(_words(child) for child in getattr(box, "children", ()))


def _font_names(fonts: Iterable[Any]) -> tuple[str, ...]:
    """Return family and weight of each font, sorted."""
    return tuple(sorted({f"{font.family}{_WEIGHTS.get(font.weight, f' {font.weight}')}" for font in fonts}))


# What WeasyPrint may read -------------------------------------------------------------------------------------------


class _Resources:
    """What WeasyPrint calls for each address; it remembers what was refused, so that all of it is reported."""

    _fail_on_errors = False  # asked for by weasyprint.urls.fetch: a refused address does not end the rendering

    def __init__(self, folders: Sequence[Path], figure: Callable[[str], str], place: Place) -> None:
        self._folders, self._figure, self._place = folders, figure, place
        self._problems: dict[Problem, None] = {}

    @property
    def refused(self) -> tuple[Problem, ...]:
        return tuple(self._problems)

    def __call__(self, url: str) -> Any:
        from weasyprint.urls import URLFetcherResponse

        try:
            data, media_type = read_resource(url, self._folders, self._figure, self._place)
        except ProblemError as error:
            self._problems.update(dict.fromkeys(error.problems))
            raise
        return URLFetcherResponse(url, data, {"Content-Type": media_type})


def read_resource(url: str, folders: Sequence[Path], figure: Callable[[str], str], place: Place) -> tuple[bytes, str]:
    """Absolute address -> its bytes and media type: a drawing, a file, or data in the address itself.

    Files are inside the first of the folders, or in the same place in another where that has none. Raises ProblemError
    for any other address, and for a file that cannot be read.
    """
    if url.startswith(_DRAWN):
        return figure(unquote(url)).encode(), "image/svg+xml"
    if url.startswith("data:image/"):
        head, _, body = url.partition(",")
        data = b64decode(body) if head.endswith(";base64") else unquote(body).encode()
        return data, re.split("[:;,]", head)[1]
    path = _inside(url, folders)
    if path is None:
        hint = "a document may load figures, and files of its template's own folder"
        raise ProblemError([Problem("output.resource", place, f"'{_shown(url, folders[0])}' may not be loaded", hint)])
    try:
        suffix = path.suffix.lower()
        return path.read_bytes(), _OPENTYPE.get(suffix) or guess_type(path.name)[0] or "application/octet-stream"
    except OSError as error:
        message = f"'{path.name}' cannot be read: {error.strerror}"
        raise ProblemError([Problem("output.resource", place, message)]) from error


def _inside(url: str, folders: Sequence[Path]) -> Path | None:
    """Return the file that a `file:` address names if it lies inside the folders, links followed; else nothing."""
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return None
    way = os.path.relpath(url2pathname(parts.path), folders[0].resolve())
    found = [(folder.resolve() / way).resolve() for folder in folders]
    allowed = [path for path, folder in zip(found, folders, strict=True) if path.is_relative_to(folder.resolve())]
    return next((path for path in allowed if path.exists()), next(iter(allowed), None))


def _shown(url: str, base: Path) -> str:
    """Return an address as a template is likely to say it: a file near `base` by its way from there."""
    if not url.startswith("file:"):
        return unquote(url)
    path = url2pathname(urlsplit(url).path)
    way = os.path.relpath(path, base.resolve())
    return path if way.count(os.pardir) > 2 else Path(way).as_posix()


# What WeasyPrint needs and says -------------------------------------------------------------------------------------


def _weasyprint() -> Any:
    """Return WeasyPrint, loaded without a word on standard output.

    Raises ProblemError with the remedy where it or one of its system libraries is missing.
    """
    place = Place("weasyprint")
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(), _quick_look_up():
            warnings.simplefilter("ignore", DeprecationWarning)  # a library to come; `_library_problems` tells of it
            import weasyprint
    except ImportError as error:
        message = f"PDF documents need WeasyPrint, which cannot be imported: {error}"
        raise ProblemError([Problem("output.missing-library", place, message, "pip install weasyprint")]) from error
    except OSError as error:
        message = f"a system library of WeasyPrint is missing: {str(error).splitlines()[0]}"
        raise ProblemError([Problem("output.missing-library", place, message, _INSTALL_PANGO)]) from error
    return weasyprint


@contextlib.contextmanager
def _quick_look_up() -> Iterator[None]:
    """Let WeasyPrint load its libraries by their file names at once.

    It tries names without a suffix first, for which ctypes runs ldconfig, gcc and ld: 0.4 s on Linux, for nothing.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    import ctypes.util
    from unittest.mock import patch

    with patch.object(ctypes.util, "find_library", lambda name: None):
        yield


def _library_problems(place: Place) -> tuple[Problem, ...]:
    """Tell of libraries without which documents are right but slow."""
    from weasyprint.text import ffi

    if getattr(ffi, "harfbuzz_subset", True) is not None:
        return ()
    message = "libharfbuzz-subset is not installed: each document takes some 20 seconds more"
    return (Problem("output.missing-library", place, message, _INSTALL_PANGO, severity="warning"),)


class _Collector(logging.Handler):
    """A handler that keeps its records."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextlib.contextmanager
def _log_records() -> Iterator[list[logging.LogRecord]]:
    """Collect what WeasyPrint and fontTools log from warnings upwards, and keep it from being printed."""
    handler = _Collector(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger.propagate, logger.level) for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
        logger.setLevel(logging.WARNING)
    try:
        yield handler.records
    finally:
        for logger, (propagate, level) in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.propagate = propagate
            logger.setLevel(level)


def _record_problems(records: Sequence[logging.LogRecord], place: Place, refused: bool) -> tuple[Problem, ...]:
    """Log records -> problems: characters without a glyph are an error, the rest are warnings, each once.

    What follows from a refused address (`Failed to load …`) is left out: the refusal itself is reported.
    """
    messages = list(dict.fromkeys(record.getMessage() for record in records))
    matches = [(message, _NO_GLYPH.match(message)) for message in messages]
    missing = [match["character"] for _, match in matches if match]
    problems = [
        Problem("output.style", place, message, severity="warning")
        for message, match in matches
        if not match and not (refused and message.startswith("Failed to load"))
    ]
    if missing:
        shown = "".join(missing[:12]) + ("…" if len(missing) > 12 else "")
        message = f"no installed font has these {len(missing)} characters: {shown}"
        problems.insert(0, Problem("output.font", place, message, _INSTALL_FONTS))
    return tuple(problems)
