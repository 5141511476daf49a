"""Names that are built alike: what leads to steps' key words (在实践中探索), what all names begin or end with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from deckbrief.base.record import replace
from deckbrief.base.script.kinds import is_han
from deckbrief.base.script.words import COUNTED, cuts
from deckbrief.draft.nodes import Node

_LEAST: Final = 3
"""Fewer names may have a character in common by chance."""
_LEAD: Final = 2
_KEY: Final = (2, 4)
"""Characters before the key word, at least; of it, least and most."""


def with_key_words(parts: Sequence[Node]) -> list[Node]:
    """Return the steps with key words for names, and what leads to these as their symbols; the same where they are not
    built alike, or have symbols.

    All names have one character, once each, that ends what leads to the key word.
    """
    names = [part.label for part in parts]
    if len(names) < _LEAST or any(part.symbol for part in parts) or not all(map(is_han, "".join(names))):
        return list(parts)
    for joint in sorted(set(names[0]), key=lambda char: -names[0].index(char)):
        ends = [name.find(joint) + 1 for name in names]
        keys = [name[end:] for name, end in zip(names, ends, strict=True)]
        if (
            all(name.count(joint) == 1 for name in names)
            and min(ends) >= _LEAD
            and all(_KEY[0] <= len(key) <= _KEY[1] for key in keys)
            and len(set(keys)) == len(keys)
            and not any(end in cuts(name) for name, end in zip(names, ends, strict=True))
            and len({name[:end] for name, end in zip(names, ends, strict=True)}) > 1
        ):
            return [
                replace(part, symbol=name[:end], label=key)
                for part, name, end, key in zip(parts, names, ends, keys, strict=True)
            ]
    return list(parts)


def shared_end(parts: Sequence[Node]) -> str:
    """Return the word that all names end with (关系 of 政党关系, 民族关系) behind what tells them apart, or nothing."""
    names = [part.label for part in parts]
    if len(names) < _LEAST or not all(map(is_han, "".join(names))):
        return ""
    alike = takewhile(lambda chars: len(set(chars)) == 1, zip(*(reversed(name) for name in names), strict=False))
    for size in range(len([*alike]), _LEAD - 1, -1):
        end, rests = names[0][-size:], {name[:-size] for name in names}
        whole = all(len(rest) >= _LEAD and len(rest) not in cuts(rest + end) for rest in rests)
        if whole and len(rests) == len(names):
            return end
    return ""


def shared_leads(parts: Sequence[Node]) -> tuple[str, ...]:
    """Return of each name what leads to the word that tells it apart, or nothing: all have such a word, and no two one.

    That is what is counted, with its verb (健全一个 of 健全一个组织), or the word that all names begin with.
    """
    names = [part.label for part in parts]
    if len(names) < _LEAST or not all(map(is_han, "".join(names))):
        return ()
    counted = [COUNTED.search(name) for name in names]
    alike = sum(1 for _ in takewhile(lambda chars: len(set(chars)) == 1, zip(*names, strict=False)))
    for ends in ([match.end() if match else 0 for match in counted], [alike] * len(names)):
        rests = [name[end:] for name, end in zip(names, ends, strict=True)]
        whole = all(
            end >= _LEAD and len(rest) >= _LEAD and end not in cuts(name)
            for name, end, rest in zip(names, ends, rests, strict=True)
        )
        if whole and len(set(rests)) == len(names):
            return tuple(name[:end] for name, end in zip(names, ends, strict=True))
    return ()
