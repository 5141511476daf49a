"""What a document may read: the drawings that it is given, files of its template's folders, data in an address."""

from __future__ import annotations

import os
import re
from base64 import b64decode
from collections.abc import Callable, Sequence
from mimetypes import guess_type
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from deckbrief.base.message import msg, of_system
from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.base.reading import note
from deckbrief.base.record import replace
from deckbrief.export.pdf.style_places import address_place

_DRAWN: Final = ("figure:", "slide:")
_USED: Final = deferred(r"<use\b[^>]*?\bhref\s*=\s*[\"']([^#\"'][^\"']*)")
_OPENTYPE: Final = {".otf": "font/otf", ".ttf": "font/ttf", ".ttc": "font/collection", ".woff2": "font/woff2"}


class Resources:
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
            written = None if url.startswith(_DRAWN) else address_place(url, self._folders)
            for problem in error.problems:
                self._problems[replace(problem, place=written) if written else problem] = None
            raise
        if media_type == "image/svg+xml" and not url.startswith(_DRAWN):
            for address in _USED.findall(data.decode("utf-8", "replace")):
                place = address_place(address, self._folders) or self._place
                hint = msg("put the element into this drawing")
                message = msg(
                    "'{address}' is not shown: a drawing may use elements of its own file only", address=address
                )
                self._problems[Problem("output.resource", place, message, hint)] = None
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
        hint = msg("a document may load figures, and files of its template's own folder")
        raise ProblemError(
            [Problem("output.resource", place, msg("'{shown}' may not be loaded", shown=_shown(url, folders[0])), hint)]
        )
    note(f"file:{path}")
    try:
        suffix = path.suffix.lower()
        return path.read_bytes(), _OPENTYPE.get(suffix) or guess_type(path.name)[0] or "application/octet-stream"
    except OSError as error:
        message = msg("'{name}' cannot be read: {reason}", name=path.name, reason=of_system(error))
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
    if urlsplit(url).netloc:
        return unquote(url).removeprefix("file:")
    path = url2pathname(urlsplit(url).path)
    way = os.path.relpath(path, base.resolve())
    return path if way.count(os.pardir) > 2 else Path(way).as_posix()
