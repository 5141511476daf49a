"""What the program runs with: versions, libraries, fonts, and the command that brings what is missing."""

from __future__ import annotations

import ctypes.util
import platform
import re
import shutil
from importlib import metadata
from typing import Final

from deckbrief.base.message import foreign, msg
from deckbrief.base.record import record

_LIBRARIES: Final = (
    ("Pango", ("pango-1.0", "pango-1.0-0")),
    ("PangoFT2", ("pangoft2-1.0", "pangoft2-1.0-0")),
    ("HarfBuzz subset", ("harfbuzz-subset", "harfbuzz-subset-0")),
)
_INSTALL: Final = (
    ("apt-get", "sudo apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
    ("dnf", "sudo dnf install pango harfbuzz"),
    ("brew", "brew install pango harfbuzz"),
)


@record
class Finding:
    """Something the program needs: what it is, its version or place (empty: missing), the command that brings it."""

    name: str
    there: str
    mend: str = ""
    needed_for: str = ""


def diagnosis() -> tuple[list[str], bool]:
    """Return a line for each thing the program needs, and whether all of them are there."""
    found = [Finding("Python", platform.python_version()), *_packages(), *_libraries(), _fonts()]
    lines = [_line(finding) for finding in found]
    return lines, all(finding.there for finding in found)


def _line(finding: Finding) -> str:
    if finding.there:
        return f"ok       {finding.name} {finding.there}"
    return str(
        msg(
            "missing  {name} (for {needed_for}): {mend}",
            name=finding.name,
            needed_for=finding.needed_for,
            mend=foreign(finding.mend),
        )
    )


def _packages() -> list[Finding]:
    """Return the program itself, and the packages that it says it needs."""
    wanted = (re.match(r"[\w.-]+", text) for text in metadata.requires("deckbrief") or () if "extra ==" not in text)
    names = ["deckbrief", *(name.group() for name in wanted if name)]
    return [Finding(name, _version(name), f"pip install {name}", "everything") for name in names]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _libraries() -> list[Finding]:
    mend = next((command for tool, command in _INSTALL if shutil.which(tool)), "install Pango and HarfBuzz")
    found = ((name, next(filter(None, map(ctypes.util.find_library, names)), "")) for name, names in _LIBRARIES)
    return [Finding(name, there or "", mend, "briefings") for name, there in found]


def _fonts() -> Finding:
    from deckbrief.export.pdf.fonts import chosen_fonts, font_files

    source = chosen_fonts("")
    files = font_files(source)
    return Finding("fonts", f"{source}: {len(files)} files" if files else "", "make briefing", "briefings")
