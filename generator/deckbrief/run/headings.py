"""Source text -> its headings: lines of Markdown that say so, or short lines behind a blank one with text below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from deckbrief.base.patterns import deferred

_MARKED: Final = deferred(r"(#{1,6})\s+\S")
_ENDS: Final = '.。!！?？;；:：,，…”"'
_ENTRY: Final = deferred(r"\s*(?:[-*>•]|[0-9]+[.、)）])")
_LONGEST: Final = {True: 24, False: 50}
"""Characters of a heading, in Han and in Latin script."""


def level(line: str) -> int:
    """Return the level of a Markdown heading, 0 for any other line."""
    found = _MARKED.match(line.lstrip())
    return len(found[1]) if found else 0


def headings(text: str) -> list[str]:
    """Text -> the lines that part it into talks, in order, each once; none where it has no such lines.

    Of Markdown it is the highest level of which there are several, else the level below the title. The first line of a
    plain text is its title, unless a sentence follows at once, as below the other headings.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    levels = [level(line) for line in lines]
    for each in sorted(set(levels) - {0}):
        at = [line.strip() for line, own in zip(lines, levels, strict=True) if own == each]
        if len(at) > 1 or each > min(own for own in levels if own):
            return list(dict.fromkeys(at))
    return [] if any(levels) else list(dict.fromkeys(_plain(lines)))


def _plain(lines: Sequence[str]) -> list[str]:
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    found = [
        line.strip()
        for at, (before, line) in enumerate(pairwise(lines), 1)
        if at > first and not before.strip() and _is_short(line) and _has_text(lines[at + 1 :])
    ]
    below = lines[first + 1 : first + 2]
    opens = found and _is_short(lines[first]) and below and below[0].strip() and not _is_short(below[0])
    return [lines[first].strip(), *found] if opens else found


def _is_short(line: str) -> bool:
    bare = line.strip()
    long = _LONGEST[not bare.isascii()]
    return 0 < len(bare) <= long and bare[-1] not in _ENDS and not _ENTRY.match(line)


def _has_text(below: Sequence[str]) -> bool:
    """Tell whether what follows, next or behind a blank line, is a sentence."""
    following = next((line for line in below[:2] if line.strip()), "")
    return bool(following) and not _is_short(following)
