"""What two machines must have alike to give the same bytes: a digest for each thing, and what is said if it differs."""

from __future__ import annotations

import os
import platform
import zlib
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Final

from deckbrief.base.digest import digest_of_values
from deckbrief.base.message import Message, msg
from deckbrief.base.patterns import deferred
from deckbrief.base.record import record
from deckbrief.run.sight import Sight, setting_libraries

DIFFERENCES: Final[Mapping[str, Message]] = {
    "program": msg("has another version of the program"),
    "libraries": msg("has other versions of Python or of the packages that the program uses"),
    "fonts": msg("has other fonts, or other libraries that set text"),
    "content": msg("sees other content, templates or themes at the same paths"),
}
"""What is compared, the plainest first: where it differs, what is told of a worker."""

_NAME: Final = deferred(r"[A-Za-z0-9._-]+")


@record
class Input:
    """Where the input of a build lies: the same paths on every machine."""

    content: Path
    roots: tuple[Path, ...]
    template: Path | None
    fonts: str


def likeness(place: Input) -> dict[str, str]:
    """Return the digest of each thing of `DIFFERENCES`, on this machine as it is now."""
    sight = Sight(place.content, place.roots, place.template, place.fonts)
    return {
        "program": sight.plain["program"],
        "libraries": digest_of_values(platform.python_version(), zlib.ZLIB_RUNTIME_VERSION, sorted(_packages())),
        "fonts": digest_of_values(place.fonts, sorted(_fonts(place.fonts)), setting_libraries()),
        "content": digest_of_values(sight.yaml, sight.templates, sight.plain["template-file"]),
    }


def difference(ours: Mapping[str, str], theirs: Mapping[str, str]) -> Message | None:
    """Return the first thing that is not alike, as it is told; None where all is."""
    return next((told for key, told in DIFFERENCES.items() if ours[key] != theirs.get(key)), None)


def _packages() -> Iterator[tuple[str, str]]:
    """Yield the packages that the program requires, with their versions; what it does not need may differ."""
    for requirement in requires("deckbrief") or ():
        name = _NAME.match(requirement)
        if name is None or "extra ==" in requirement:
            continue
        try:
            yield name[0], version(name[0])
        except PackageNotFoundError:
            yield name[0], ""


def _fonts(source: str) -> Iterator[tuple[str, int]]:
    """Yield the names and sizes of the fonts that documents are set with: times differ between machines."""
    from deckbrief.export.pdf.fonts import chosen_fonts, font_folder

    folder = font_folder(chosen_fonts(source))
    for path in folder.rglob("*") if folder.is_dir() else ():
        if path.is_file():
            yield path.name, os.stat(path).st_size
