"""YAML file -> plain values and the place of each: how themes and template words are read, with content's messages.

The same reader as content's (`files.py`, `nodes.py`): one file's encoding, form, duplicate keys and limits are told in
the same words, wherever it belongs. What the values mean is decided by who asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from deckbrief.base.cache import remembered
from deckbrief.base.guid import guid
from deckbrief.base.message import msg
from deckbrief.base.problem import Place, Problem
from deckbrief.base.roots import shipped_templates
from deckbrief.content import limits, nodes
from deckbrief.content.files import read_source
from deckbrief.content.nodes import compose
from deckbrief.content.scalars import plain_value

Key = tuple[str | int, ...]
"""Where a value stands in a file: `("layouts", "figure", "body")`."""


class PlainFile:
    """The keys and values of a file, the place of every one of them, and what is wrong with its form."""

    def __init__(self, path: Path, values: dict[str, Any], problems: tuple[Problem, ...]) -> None:
        self.path, self.values, self.problems = path, values, problems

    @cached_property
    def places(self) -> Mapping[Key, Place]:
        """Where each value stands: looked for in the file again, since it is asked for where something is wrong."""
        source, problems = read_source(self.path)
        return {} if problems else _read(source, texts=True)[1]


def read_plain(path: Path, *, texts: bool = False) -> PlainFile:
    """Path -> its plain values, none where it has problems; with `texts` every value stays the text that it is.

    Unlike content, which says everything where it stands, such a file may repeat with aliases and merge keys. What a
    shipped file says is kept for the next run.
    """
    if not path.resolve().is_relative_to(shipped_templates()):
        return _plain_file(path, texts)
    try:
        key = blake2b(repr((_readers(), path.read_bytes())).encode(), digest_size=16).hexdigest()
        values = remembered("plain", guid(f"{path.resolve()}/{texts}"), key, lambda: _values(path, texts))
    except (OSError, _HasProblemsError):
        return _plain_file(path, texts)
    return PlainFile(path, values, ())


def _plain_file(path: Path, texts: bool) -> PlainFile:
    source, problems = read_source(path)
    if problems:
        return PlainFile(path, {}, tuple(problems))
    values, _, found = _read(source, texts)
    return PlainFile(path, values, found)


def _values(path: Path, texts: bool) -> dict[str, Any]:
    file = _plain_file(path, texts)
    if file.problems:
        raise _HasProblemsError
    return file.values


@cache
def _readers() -> list[int]:
    """Return the age of what decides what a text says."""
    return [file.stat().st_mtime_ns for file in sorted(Path(__file__).parent.glob("*.py"))]


def _read(source: nodes.Source, texts: bool) -> tuple[dict[str, Any], dict[Key, Place], tuple[Problem, ...]]:
    """Source -> its values, their places, and what is wrong."""
    node, problems = compose(source, aliases=True)
    if not problems and not isinstance(node, nodes.Mapping):
        hint = msg("write `key: value`, with a space after the ':'")
        problems = [source.problem("content.wrong-type", 0, msg("the file is made of keys and their values"), hint)]
    if problems or not isinstance(node, nodes.Mapping):
        return {}, {}, tuple(problems)
    plain = _Plain(source, texts)
    try:
        return plain.mapping(node, ()), plain.places, ()
    except _TooManyError:
        message = msg("the file holds more than {values} values", values=limits.VALUES)
        hint = msg("its aliases repeat too much")
        return {}, {}, (source.problem("content.limit", 0, message, hint),)


class _HasProblemsError(Exception):
    """Raised where there is nothing to keep."""


class _TooManyError(Exception):
    """Raised where aliases of aliases would fill the memory."""


class _Plain:
    """Turns nodes into values, and notes where each stands."""

    def __init__(self, source: nodes.Source, texts: bool) -> None:
        self.source = source
        self.texts = texts
        self.places: dict[Key, Place] = {}
        self._left = limits.VALUES

    def mapping(self, node: nodes.Mapping, key: Key) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for merged in self._merged(node):
            values |= self.mapping(merged, key)
        for name, (at, value) in node.pairs.items():
            if name != "<<":
                self._note((*key, name), at.start)
                values[name] = self._value(value, (*key, name))
        return values

    def _merged(self, node: nodes.Mapping) -> list[nodes.Mapping]:
        """Return the mappings that a merge key names, the one that counts most last."""
        if "<<" not in node.pairs:
            return []
        value = node.pairs["<<"][1]
        named = value.items if isinstance(value, nodes.Sequence) else [value]
        return [entry for entry in reversed(named) if isinstance(entry, nodes.Mapping)]

    def _value(self, node: nodes.Node, key: Key) -> Any:
        if isinstance(node, nodes.Mapping):
            return self.mapping(node, key)
        if isinstance(node, nodes.Sequence):
            return [self._item(item, (*key, number)) for number, item in enumerate(node.items)]
        if isinstance(node, nodes.Scalar):
            return node.text if self.texts else plain_value(node)
        return None

    def _item(self, node: nodes.Node, key: Key) -> Any:
        self._note(key, node.start)
        return self._value(node, key)

    def _note(self, key: Key, offset: int) -> None:
        self._left -= 1
        if not self._left:
            raise _TooManyError
        self.places[key] = self.source.place(offset)
