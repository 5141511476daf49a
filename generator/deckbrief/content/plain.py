"""YAML file -> plain values and the place of each: how themes and template words are read, with content's messages.

The same reader as content's (`files.py`, `nodes.py`): one file's encoding, form, duplicate keys and limits are told in
the same words, wherever it belongs. What the values mean is decided by who asked.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem
from deckbrief.base.record import record
from deckbrief.content import limits
from deckbrief.content.files import read_source
from deckbrief.content.nodes import Mapping, Node, Scalar, Sequence, Source, compose
from deckbrief.content.scalars import plain_value

Key = tuple[str | int, ...]
"""Where a value stands in a file: `("layouts", "figure", "body")`."""


@record
class PlainFile:
    """The keys and values of a file, the place of every one of them, and what is wrong with its form."""

    values: dict[str, Any]
    places: dict[Key, Place]
    problems: tuple[Problem, ...]


def read_plain(path: Path, *, texts: bool = False) -> PlainFile:
    """Path -> its plain values, none where it has problems; with `texts` every value stays the text that it is.

    Unlike content, which says everything where it stands, such a file may repeat with aliases and merge keys.
    """
    source, problems = read_source(path)
    if problems:
        return PlainFile({}, {}, tuple(problems))
    node, problems = compose(source, aliases=True)
    if not problems and not isinstance(node, Mapping):
        hint = msg("write `key: value`, with a space after the ':'")
        problems = [source.problem("content.wrong-type", 0, msg("the file is made of keys and their values"), hint)]
    if problems or not isinstance(node, Mapping):
        return PlainFile({}, {}, tuple(problems))
    plain = _Plain(source, texts)
    try:
        return PlainFile(plain.mapping(node, ()), plain.places, ())
    except _TooManyError:
        message = msg("the file holds more than {values} values", values=limits.VALUES)
        hint = msg("its aliases repeat too much")
        return PlainFile({}, {}, (source.problem("content.limit", 0, message, hint),))


class _TooManyError(Exception):
    """Raised where aliases of aliases would fill the memory."""


class _Plain:
    """Turns nodes into values, and notes where each stands."""

    def __init__(self, source: Source, texts: bool) -> None:
        self.source = source
        self.texts = texts
        self.places: dict[Key, Place] = {}
        self._left = limits.VALUES

    def mapping(self, node: Mapping, key: Key) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for merged in self._merged(node):
            values |= self.mapping(merged, key)
        for name, (at, value) in node.pairs.items():
            if name != "<<":
                self._note((*key, name), at.start)
                values[name] = self._value(value, (*key, name))
        return values

    def _merged(self, node: Mapping) -> list[Mapping]:
        """Return the mappings that a merge key names, the one that counts most last."""
        if "<<" not in node.pairs:
            return []
        value = node.pairs["<<"][1]
        named = value.items if isinstance(value, Sequence) else [value]
        return [entry for entry in reversed(named) if isinstance(entry, Mapping)]

    def _value(self, node: Node, key: Key) -> Any:
        if isinstance(node, Mapping):
            return self.mapping(node, key)
        if isinstance(node, Sequence):
            return [self._item(item, (*key, number)) for number, item in enumerate(node.items)]
        if isinstance(node, Scalar):
            return node.text if self.texts else plain_value(node)
        return None

    def _item(self, node: Node, key: Key) -> Any:
        self._note(key, node.start)
        return self._value(node, key)

    def _note(self, key: Key, offset: int) -> None:
        self._left -= 1
        if not self._left:
            raise _TooManyError
        self.places[key] = self.source.place(offset)
