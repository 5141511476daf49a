"""Outline of a frame's shape -> `a:custGeom` (ECMA-376 part 1, 20.1.9.8)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from deckbrief.base.patterns import deferred
from deckbrief.layout.frame import Outline

_COMMAND: Final = deferred("([MLCAZ])([^MLCAZ]*)")
_TAGS: Final = {"M": "a:moveTo", "L": "a:lnTo", "C": "a:cubicBezTo"}
_EMPTY: Final = "<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
_WHOLE: Final = '<a:rect l="l" t="t" r="r" b="b"/>'


@lru_cache(maxsize=256)
def outline_xml(outline: Outline) -> str:
    """Outline -> its custom geometry, text in the whole of its box; kept, since a deck shows an icon many times."""
    path = "".join([_command(letter, numbers.split()) for letter, numbers in _COMMAND.findall(outline.data)])
    return (
        f'<a:custGeom>{_EMPTY}{_WHOLE}<a:pathLst><a:path w="{outline.width:d}" h="{outline.height:d}">{path}</a:path>'
        "</a:pathLst></a:custGeom>"
    )


def _command(letter: str, numbers: Sequence[str]) -> str:
    if letter == "Z":
        return "<a:close/>"
    if letter == "A":
        across, down, start, sweep = numbers
        return f'<a:arcTo wR="{across}" hR="{down}" stAng="{start}" swAng="{sweep}"/>'
    points = "".join([f'<a:pt x="{x}" y="{y}"/>' for x, y in zip(numbers[::2], numbers[1::2], strict=True)])
    return f"<{_TAGS[letter]}>{points}</{_TAGS[letter]}>"
