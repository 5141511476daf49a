"""WeasyPrint, loaded as it should be, and what it and the fonts have to say: problems with their remedies."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from weakref import WeakKeyDictionary

from deckbrief.base.message import foreign, msg
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.export.pdf.fonts import REMEDY, weight_of
from deckbrief.export.pdf.glyphs import glyph_problem
from deckbrief.export.pdf.style_places import style_place

_INSTALL_PANGO: Final = msg(
    "Debian, Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "macOS: brew install pango; Windows: "
    "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html"
)
_NO_GLYPH: Final = deferred(r'\.notdef glyph .*"(?P<character>.*)" \((?P<code>U\+[0-9A-F]+)\)', re.DOTALL)


_BOLD: Final = 600
"""The least weight of a bold face (CSS Fonts 4, 5.2: 600 and more prefer heavier faces)."""


def load_weasyprint() -> Any:
    """Return WeasyPrint, loaded without a word on standard output.

    Raises ProblemError with the remedy where it or one of its system libraries is missing.
    """
    place = Place("weasyprint")
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(), _quick_look_up():
            warnings.simplefilter("ignore", DeprecationWarning)  # a library to come; `library_problems` tells of it
            import weasyprint
    except ImportError as error:
        message = msg("PDF documents need WeasyPrint, which cannot be imported: {error}", error=error)
        raise ProblemError(
            [Problem("output.missing-library", place, message, msg("pip install weasyprint"))]
        ) from error
    except OSError as error:
        message = msg("a system library of WeasyPrint is missing: {splitlines}", splitlines=str(error).splitlines()[0])
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


def library_problems(place: Place) -> tuple[Problem, ...]:
    """Tell of libraries without which documents are right but slow."""
    from weasyprint.text import ffi

    if getattr(ffi, "harfbuzz_subset", True) is not None:
        return ()
    message = msg("libharfbuzz-subset is not installed: each document takes some 20 seconds more")
    return (Problem("output.missing-library", place, message, _INSTALL_PANGO, severity="warning"),)


class _Collector(logging.Handler):
    """A handler that keeps its records."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextlib.contextmanager
def log_records() -> Iterator[list[logging.LogRecord]]:
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


def record_problems(
    records: Sequence[logging.LogRecord], place: Place, folders: Sequence[Path], refused: bool
) -> tuple[Problem, ...]:
    """Log records -> warnings, each once: those of characters without a glyph first, a warning for each character.

    They are at `place`, or where a style sheet of the folders says what is complained of.

    What follows from a refused address (`Failed to load …`) is left out: the refusal itself is reported.
    """
    messages = list(dict.fromkeys(record.getMessage() for record in records))
    matches = [(message, _NO_GLYPH.match(message)) for message in messages]
    missing = [glyph_problem(match["character"], place) for _, match in matches if match]
    problems = [
        Problem("output.style", style_place(message, folders) or place, foreign(message), severity="warning")
        for message, match in matches
        if not match and not (refused and message.startswith("Failed to load"))
    ]
    return (*missing, *problems)


def lighter_faces(fonts: Iterable[Any], place: Place) -> tuple[Problem, ...]:
    """WeasyPrint's fonts -> a warning for each family that was asked for in bold and has no bold face."""
    asked = {font.family: font for font in fonts if font.weight >= _BOLD}
    return tuple(
        Problem(
            "output.font",
            place,
            msg("'{family}' has no bold face: what is to be bold is printed in its regular one", family=family),
            REMEDY,
            severity="warning",
        )
        for family, font in sorted(asked.items())
        if _weight(font) < _BOLD
    )  # fmt: skip


_weights: WeakKeyDictionary[Any, int] = WeakKeyDictionary()
"""The weight of each of WeasyPrint's fonts that has been looked into: a collection is 27 MB."""


def _weight(font: Any) -> int:
    if font not in _weights:
        _weights[font] = weight_of(bytes(font.file_content), font.index)
    return _weights[font]
