"""How much is put on one slide while it is drafted: which details share a slide, which words make a title.

Slides are named and given their minutes before they are laid out, so this cannot wait until texts are measured. What
does not fit even so is split by the layout; these are the numbers below which that does not happen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal

Use = Literal["details", "finding"]

_CHARACTERS: Final[Mapping[Use, tuple[int, int]]] = {"details": (190, 420), "finding": (26, 70)}
"""Characters that two parts may have together, and a title that tells a finding: full-width characters, and letters of
Latin script, which a word has more of."""
_MOST_ENTRIES: Final = 3
"""Lists of more entries do not stand above each other."""


def has_room(characters: int, use: Use, words: Mapping[str, str]) -> bool:
    """Tell whether so many characters have room there, in the language of the words."""
    full_width, latin = _CHARACTERS[use]
    return characters <= (latin if words["sentence_gap"] else full_width)


def sharing_slides(details: Iterable[Mapping[str, Any]], words: Mapping[str, str]) -> list[list[Mapping[str, Any]]]:
    """Details of parts, each with `entries` and their `size` in characters -> slides of one or two that follow."""
    slides: list[list[Mapping[str, Any]]] = []
    for detail in details:
        if slides and len(slides[-1]) == 1 and _fit_together(slides[-1][0], detail, words):
            slides[-1].append(detail)
        else:
            slides.append([detail])
    return slides


def _fit_together(first: Mapping[str, Any], second: Mapping[str, Any], words: Mapping[str, str]) -> bool:
    lists: Sequence[Sequence[Any]] = (first["entries"], second["entries"])
    short = all(len(entries) <= _MOST_ENTRIES for entries in lists)
    return short and has_room(first["size"] + second["size"], "details", words)
