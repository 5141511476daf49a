"""How much is read: limits that cost of time and memory keeps to, each told by its name where it is passed.

docs/limits.md lists them. A file that passes one is refused before what it would cost is paid: any single bad file
takes less than 2 s and 500 MB.
"""

from __future__ import annotations

from typing import Final

from deckbrief.base.message import Message, msg

FILE_SIZE: Final = 4 * 1024 * 1024
"""Bytes of a YAML file."""
VALUES: Final = 200_000
"""Keys, texts, numbers, lists and mappings of a file."""
NESTING: Final = 64
"""Levels of lists and mappings in each other; the content model needs about ten."""
PARTS_IN_PARTS: Final = 8
"""Levels of parts that hold parts."""
LIST_LENGTH: Final = 10_000
"""Entries of a list."""
TEXT_LENGTH: Final = 5_000
"""Characters of a text."""
NAME_LENGTH: Final = 500
"""Characters of a name, title or another text that stands on one line."""
ID_LENGTH: Final = 80
"""Characters of an id, which names files: systems allow 255 bytes with all that is put around it."""
MARK_LENGTH: Final = 2
"""Characters that stand large for a part; of more, none would be large."""
MINUTES: Final = 1_440
"""Minutes of a session or module: a day."""

ONE_LINE: Final = frozenset(
    {"name", "title", "subtitle", "short", "label", "symbol", "unit", "scale", "qualifier", "role", "department",
     "province", "tagline", "section", "center", "throughout", "publisher", "dates", "place", "hosts", "co_hosts",
     "audience", "report_to", "send_to", "issue_to", "issuer", "date", "lang", "of"}
)  # fmt: skip
"""Keys whose texts stand on one line."""

RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in range(10))}
)
"""Names that Windows keeps for devices, with or without a suffix: no file can have them."""


def longest(key: str) -> tuple[int, Message]:
    """Key of content -> how many characters its text may have, and what the limit is called."""
    if key == "id":
        return ID_LENGTH, msg("ids")
    if key == "mark":
        return MARK_LENGTH, msg("marks")
    return (NAME_LENGTH, msg("names and titles")) if key in ONE_LINE else (TEXT_LENGTH, msg("texts"))
