"""What carries a text of the content: the place of the source that says it."""

from __future__ import annotations

from deckbrief.base.record import record


@record(kw_only=True)
class Evidence:
    """Where the source says it: paragraph of a section, from 1, and the exact words that stand there.

    `section` is the section's heading line; empty means the section of the unit that the entry belongs to.
    """

    paragraph: int
    words: str
    section: str = ""
