"""Message catalogues: what the code says, what they translate, and their compiled form.

    .ci/catalogues.py update    take new messages of the code and of `make help` into every catalogue, drop old ones
    .ci/catalogues.py compile   compile every catalogue that has changed, for gettext

Messages are the literals of `msg(…)` and `plural(number, one, many)` (generator/deckbrief/base/message.py), and what
the Makefile says of its targets. Needs Babel. A build of the package compiles too (hatch_build.py).
"""

from __future__ import annotations

import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator" / "deckbrief"
LOCALES = PACKAGE / "locale"
KEYWORDS = {"msg": None, "plural": (2, 3)}
_UNDATED = datetime(2024, 11, 8, tzinfo=UTC)
"""Catalogues say no time: the same messages, the same bytes."""


def catalogues() -> list[Path]:
    """Return the catalogue of every language."""
    return sorted(LOCALES.glob("*/LC_MESSAGES/deckbrief.po"))


def messages() -> Catalog:
    """Return every message of the code and of `make help`, with the files that say it."""
    found = Catalog(creation_date=_UNDATED, project="deckbrief", fuzzy=False)
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for line, message, _, _ in extract_from_file("python", str(path), keywords=KEYWORDS):
            found.add(message, locations=[(name, line)])
    for line in (ROOT / "Makefile").read_text("utf-8").splitlines():
        if match := re.match(r"[a-z]+:.*## (.*)", line):
            found.add(match[1], locations=[("Makefile", 1)])
    return found


def read(path: Path) -> Catalog:
    """Path -> the catalogue there."""
    with path.open("rb") as opened:
        return read_po(opened, locale=path.parent.parent.name)


def update() -> None:
    """Take the code's messages into every catalogue; those that it has no more go."""
    for path in catalogues():
        catalog = read(path)
        catalog.update(messages(), no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path.write_bytes(as_po(catalog))
        path.write_bytes(as_po(read(path)))  # without lines there is another order: this one stays


def as_po(catalog: Catalog) -> bytes:
    """Catalogue -> its text, in the order of the files, without lines and times."""
    catalog.creation_date = catalog.revision_date = _UNDATED
    catalog.version, catalog.msgid_bugs_address = "", ""
    catalog.last_translator = catalog.language_team = "the deckbrief authors"
    stream = io.BytesIO()
    write_po(stream, catalog, width=118, sort_by_file=True, include_lineno=False)
    return re.sub(rb'"Generated-By: Babel [^"]*"\n', b"", stream.getvalue())


def compile_all() -> None:
    """Compile each catalogue beside itself, where that is older or missing."""
    for path in catalogues():
        compiled = path.with_suffix(".mo")
        if not compiled.is_file() or compiled.stat().st_mtime < path.stat().st_mtime:
            stream = io.BytesIO()
            write_mo(stream, read(path))
            compiled.write_bytes(stream.getvalue())


if __name__ == "__main__":
    {"update": update, "compile": compile_all}[sys.argv[1]]()
