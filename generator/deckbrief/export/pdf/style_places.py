"""Where a style folder's files write what WeasyPrint complains of: an address, a declaration."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urlsplit
from urllib.request import url2pathname

from deckbrief.base.patterns import deferred
from deckbrief.base.problem import Place

_TEXTS: Final = frozenset({".css", ".htm", ".html", ".j2", ".svg", ".xml"})
_IGNORED: Final = deferred(r"Ignored `(?P<words>[^:`\s]+)[^`]*` at (?P<line>\d+):(?P<column>\d+)")
"""WeasyPrint's message on a declaration that it does not know; the column counts from 1."""


def address_place(url: str, folders: Sequence[Path]) -> Place | None:
    """Address that was asked for -> where it is written in a text file of the folders, whole or as a way from there."""
    forms = [url, unquote(url)]
    parts = urlsplit(url)
    if parts.scheme == "file":
        path = url2pathname(parts.path)
        forms += [unquote(url).removeprefix("file:"), path]
        forms += [Path(os.path.relpath(path, folder.resolve())).as_posix() for folder in folders]
    for file, text in _texts(folders):
        for form in dict.fromkeys((*forms, *map(quote, forms))):
            # Not a part of a longer address, such as a.png in data.png.
            if found := re.search(rf"(?<![\w./-]){re.escape(form)}(?![\w./-])", text):
                return _place(file, text, found.start())
    return None


def style_place(message: str, folders: Sequence[Path]) -> Place | None:
    """WeasyPrint's message -> where the declaration stands in a style sheet of the folders."""
    found = _IGNORED.match(message)
    if not found:
        return None
    line, column, words = int(found["line"]), int(found["column"]), found["words"]
    for file, text in _texts(folders):
        lines = text.splitlines()
        if file.suffix == ".css" and line <= len(lines) and lines[line - 1].startswith(words, column - 1):
            return Place(str(file), line, column)
    return None


def _texts(folders: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.suffix in _TEXTS and file.is_file():
                yield file, file.read_text("utf-8", "replace")


def _place(file: Path, text: str, offset: int) -> Place:
    before = text[:offset]
    return Place(str(file), before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)
