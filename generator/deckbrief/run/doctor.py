"""What the program runs with: versions, libraries, fonts, and the command that brings what is missing."""

from __future__ import annotations

import ctypes.util
import platform
import re
import shutil
from importlib import metadata
from typing import Final

from deckbrief.base.message import Message, foreign, msg, plural
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
_BRIEFINGS: Final = msg("briefings and pictures of slides")


@record
class Finding:
    """Something the program needs: what it is, its version or place (empty: missing), the command that brings it."""

    name: Message
    there: Message
    mend: Message
    needed_for: Message

    @property
    def line(self) -> Message:
        """Return what is told of it."""
        if self.there:
            return msg("ok       {name} {version}", name=self.name, version=self.there)
        return msg(
            "missing  {name} (for {needed_for}): {mend}", name=self.name, needed_for=self.needed_for, mend=self.mend
        )


def diagnosis() -> list[Finding]:
    """Return each thing the program needs, there or missing."""
    python = Finding(foreign("Python"), foreign(platform.python_version()), foreign(""), msg("everything"))
    return [python, *_packages(), *_libraries(), _fonts()]


def _packages() -> list[Finding]:
    """Return the program itself, and the packages that it says it needs."""
    wanted = (re.match(r"[\w.-]+", text) for text in metadata.requires("deckbrief") or () if "extra ==" not in text)
    names = ["deckbrief", *(name.group() for name in wanted if name)]
    return [
        Finding(foreign(name), foreign(_version(name)), foreign(f"pip install {name}"), msg("everything"))
        for name in names
    ]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _libraries() -> list[Finding]:
    commands = (foreign(command) for tool, command in _INSTALL if shutil.which(tool))
    mend = next(commands, msg("install Pango and HarfBuzz"))
    found = ((name, next(filter(None, map(ctypes.util.find_library, names)), "")) for name, names in _LIBRARIES)
    return [Finding(foreign(name), foreign(there or ""), mend, _BRIEFINGS) for name, there in found]


def _fonts() -> Finding:
    from deckbrief.export.pdf.fonts import chosen_fonts, font_files

    source = chosen_fonts("")
    number = len(font_files(source))
    there = plural(number, "{source}: {number} file", "{source}: {number} files", source=source)
    return Finding(msg("fonts"), there if number else foreign(""), foreign("make briefing"), _BRIEFINGS)
