"""Content path <-> entry of the model, and all entries and texts below an entry.

A path is the document's path, `#`, then field names, ids (for entries that have one) or positions from 0,
joined by dots: `units/alpha#frameworks.ring.parts.first.points.0`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Final

from deckbrief.content.model import Metric, Pack

_NO_TEXT: Final = frozenset({"id", "path", "kind", "figure", "of", "answer", "lang", "section", "evidence"})
"""Fields that hold names, words of a fixed set or quotations of the source, and nothing that the content says."""


def child(path: str, key: str | int) -> str:
    """Path of an entry and a field name, id or position in it -> the path of that."""
    return f"{path}.{key}" if "#" in path else f"{path}#{key}"


def names_of(ids: Sequence[str]) -> list[str]:
    """Ids of a list's entries (empty: none) -> what names each in a path; a second one of an id goes by position."""
    different = set(ids)
    if "" not in different and len(different) == len(ids):
        return list(ids)
    seen: set[str] = set()
    names: list[str] = []
    for position, entry_id in enumerate(ids):
        names.append(str(position) if not entry_id or entry_id in seen else entry_id)
        seen.add(entry_id)
    return names


def find(pack: Pack, path: str) -> Any:
    """Content path -> the document, entry, list or value there; raises KeyError when there is none."""
    document_path, _, rest = path.partition("#")
    found: Any = pack.document(document_path)
    if found is None:
        raise KeyError(path)
    for key in rest.split(".") if rest else ():
        found = _step(found, key, path)
    return found


def _step(entry: Any, key: str, path: str) -> Any:
    if isinstance(entry, tuple):
        by_id = next((member for member in entry if getattr(member, "id", None) == key), None)
        if by_id is not None:
            return by_id
        if key.isascii() and key.isdigit() and int(key) < len(entry):
            return entry[int(key)]
    elif is_dataclass(entry) and key in field_names(type(entry)):
        return getattr(entry, key)
    raise KeyError(path)


def field_names(kind: Any) -> tuple[str, ...]:
    """Dataclass -> the names of its fields, in order."""
    return _field_names(kind)


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(entry_field.name for entry_field in fields(kind))


def walk(entry: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Entry and its path -> it and every entry (dataclass) and list below it with its path, parents first."""
    waiting = [(path, entry)]
    while waiting:
        path, entry = waiting.pop()
        yield path, entry
        names: Sequence[str]
        members: Iterable[Any]
        if entry.__class__ is tuple:
            if not entry or entry[0].__class__ is str:
                continue
            names, members = names_of([getattr(member, "id", "") for member in entry]), entry
        else:
            names, members = field_names(entry.__class__), _values(entry.__class__)(entry)
        held = [
            (child(path, name), member)
            for name, member in zip(names, members, strict=True)
            if member.__class__ is not str and _holds_more(member.__class__)
        ]
        waiting += reversed(held)


@cache
def _values(kind: type[Any]) -> Callable[[Any], Iterable[Any]]:
    """Dataclass -> what gives the values of an instance's fields, in order."""
    names = field_names(kind)
    return attrgetter(*names) if len(names) > 1 else lambda entry: [getattr(entry, name) for name in names]


@cache
def _holds_more(kind: type[Any]) -> bool:
    return kind is tuple or is_dataclass(kind)


def texts(entry: Any) -> Iterator[str]:
    """Entry -> all that it says, field by field; a metric as it is spoken (`7万余人次`), no evidence, no ids."""
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, tuple):
        for member in entry:
            yield from texts(member)
    elif is_dataclass(entry):
        if isinstance(entry, Metric):
            yield entry.text
        for name in field_names(type(entry)):
            if name not in _NO_TEXT:
                yield from texts(getattr(entry, name))


def text_of(entry: Any) -> str:
    """Entry -> all that it says, a line for each text."""
    return "\n".join(text for text in texts(entry) if text)
